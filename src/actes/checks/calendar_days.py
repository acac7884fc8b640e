"""Dates as they are printed inside phrases: days, periods and durations that checks compare."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
"""Folded names of the months."""

MONTH = rf"(?:{'|'.join(MONTHS)})"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"

LETTERED = re.compile(rf"(?P<day>\d(?<![\w/.-]\d)\d?)(?:er)?\s+(?P<month>{MONTH})(?:\s+(?P<year>\d{{4,5}}))?(?![\w])")
"""« 15 janvier 2026 », « 1er mars », in folded text. A pattern that opens with a figure is found faster than one that looks behind first."""

BEFORE = re.compile(rf"({WEEKDAY}),?\s+$")
"""The day of the week that stands before a date."""

FIGURED = re.compile(r"(?P<day>\d(?<![\w/.-]\d)\d?)/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/-])")
"""« 15/01/2026 »."""


class Printed(NamedTuple):
    """A date in a text: `year` is None where it is not printed."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: str | None


def printed_days(plain: str) -> tuple[Printed, ...]:
    """Every date of a folded text, real or not, in the order of the text; it starts at its day of the week."""
    made: list[Printed] = []
    for m in LETTERED.finditer(plain):
        lead = BEFORE.search(plain, max(m.start() - 12, 0), m.start())
        start = lead.start() if lead else m.start()
        made.append(
            Printed(
                start,
                m.end(),
                int(m["day"]),
                MONTHS[m["month"]],
                int(m["year"]) if m["year"] else None,
                lead[1] if lead else None,
            )
        )
    if "/" in plain:
        made += (
            Printed(m.start(), m.end(), int(m["day"]), int(m["month"]), int(m["year"]), None)
            for m in FIGURED.finditer(plain)
        )
        made.sort()
    return tuple(made)


def real(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has this day (any year if none is given)."""
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return False
    return 1 <= day <= (monthrange(year, month)[1] if year else (29 if month == 2 else monthrange(2001, month)[1]))


BETWEEN = re.compile(r"\s+(?:inclus\s+)?(?:et\s+)?(?:au|jusqu'au)\s+")
"""What joins the two days of a period."""


class Period(NamedTuple):
    """`start` and `end` as ISO days; `stated` tells whether both years are printed."""

    at: int
    until: int
    start: str
    end: str
    stated: bool


def periods(plain: str, days: tuple[Printed, ...]) -> Iterator[Period]:
    """The periods « du … au … » whose end has a year; the start takes the end's year, or the one before."""
    for one, two in pairwise(days):
        if (
            two.year is None
            or two.year > 9999
            or not plain[max(one.start - 4, 0) : one.start].rstrip().endswith("du")
            or not BETWEEN.fullmatch(plain, one.end, two.start)
        ):
            continue
        year = one.year or two.year - ((one.month, one.day) > (two.month, two.day))
        if real(two.day, two.month, two.year) and real(one.day, one.month, year):
            start, end = f"{year:04}-{one.month:02}-{one.day:02}", f"{two.year:04}-{two.month:02}-{two.day:02}"
            lead = plain.rfind("du", 0, one.start)
            yield Period(lead, two.end, start, end, one.year is not None)


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
