"""Dates as they are printed inside phrases: days, periods and durations that checks compare."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
"""Folded names of the months."""

MONTH = rf"(?:{'|'.join(MONTHS)})"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"

LETTERED = re.compile(rf"(?<![\w/.-])(?:(?P<weekday>{WEEKDAY}),?\s+)?(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{MONTH})(?:\s+(?P<year>\d{{4,5}}))?(?![\w])")
"""« lundi 15 janvier 2026 », « 1er mars », in folded text."""

FIGURED = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/-])")
"""« 15/01/2026 »."""


class Printed(NamedTuple):
    """A date in a text: `year` is None where it is not printed."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: str | None


def printed_days(plain: str) -> Iterator[Printed]:
    """Every date of a folded text, real or not, in letters then in figures."""
    for m in LETTERED.finditer(plain):
        yield Printed(m.start(), m.end(), int(m["day"]), MONTHS[m["month"]], int(m["year"]) if m["year"] else None, m["weekday"])
    for m in FIGURED.finditer(plain):
        yield Printed(m.start(), m.end(), int(m["day"]), int(m["month"]), int(m["year"]), None)


def real(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has this day (any year if none is given)."""
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return False
    return 1 <= day <= (monthrange(year, month)[1] if year else (29 if month == 2 else monthrange(2001, month)[1]))


_D = rf"(?P<d%d>\d{{1,2}})(?:er)?\s+(?P<m%d>{MONTH})(?:\s+(?P<y%d>\d{{4}}))?"
PERIOD = re.compile(rf"\bdu\s+(?:{WEEKDAY}\s+)?{_D % (1, 1, 1)}\s+(?:inclus\s+)?(?:au|jusqu'au|et jusqu'au)\s+(?:{WEEKDAY}\s+)?{_D % (2, 2, 2)}(?!\d)")
"""« du 26 janvier au 28 avril 2026 », folded."""


class Period(NamedTuple):
    """`start` and `end` as ISO days; `stated` tells whether both years are printed."""

    at: int
    until: int
    start: str
    end: str
    stated: bool


def periods(plain: str) -> Iterator[Period]:
    """The periods « du … au … » whose end has a year; the start takes the end's year, or the one before."""
    for m in PERIOD.finditer(plain):
        if not m["y2"]:
            continue
        last = (int(m["y2"]), MONTHS[m["m2"]], int(m["d2"]))
        month, day = MONTHS[m["m1"]], int(m["d1"])
        year = int(m["y1"]) if m["y1"] else last[0] - ((month, day) > last[1:])
        if real(last[2], last[1], last[0]) and real(day, month, year):
            yield Period(m.start(), m.end(), f"{year:04}-{month:02}-{day:02}", f"{last[0]:04}-{last[1]:02}-{last[2]:02}", bool(m["y1"]))


def after(start: str, duration: str) -> date | None:
    """The first day past a term of `duration` (ISO 8601, in years, months, weeks or days) that starts on `start`."""
    m = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", duration)
    if m is None:
        return None
    years, months, weeks, days = (int(g or 0) for g in m.groups())
    begin = date.fromisoformat(start)
    month = begin.month - 1 + months + 12 * years
    year, month = begin.year + month // 12, month % 12 + 1
    if not 1 <= year <= 9998:
        return None
    return date(year, month, min(begin.day, monthrange(year, month)[1])) + timedelta(days=7 * weeks + days)


def french(iso: str) -> str:
    """« 2026-01-15 » → « 15/01/2026 »; a reduced date stays as it is."""
    return "/".join(reversed(iso.split("-"))) if len(iso) == 10 else iso
