"""Dates as acts print them, in figures and in words, alone and in lists that share a year.

`date_parts` reads each date as far as it is printed; here it gets what the sentence shares with it:
the month and year of its neighbour (« les 8 et 10 juin 2026 », « du 20 décembre au 5 janvier 2026 »), the year
of a solemn opening (« L'an deux mille vingt-six, le quinze janvier »). Nothing ever comes from today's date.

All patterns read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from actes.extract.date_parts import (
    CITATION_BEFORE,
    DAY_NUMBER,
    DIGIT,
    WEEKDAY,
    WEEKDAYS,
    DatePart,
    figure,
    in_figures,
    spelled,
    weekday_before,
    year_in_words,
)
from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORD, NumberSpan

__all__ = ["WEEKDAY", "WEEKDAYS", "DateSpan", "dates"]

YEAR_OPENING = re.compile(rf"an(?:nee)? {{1,4}}(?:(?=deux|mil)|(?P<figures>[12] ?[05-9o] ?{DIGIT} ?{DIGIT})(?!\d))")
"""The solemn opening of a register: « L'an deux mille vingt-six, le quinze janvier », « L'an 2023 et le 9 février »."""

LONE_ARTICLE = re.compile(r"(?<![a-z])l$")
"""« Lan deux mille », its apostrophe lost."""

YEAR_OPENING_GAP = re.compile(
    rf"(?>[ ,;:.()_-]+|(?:et|ce|le|les|la|jour|a|{WEEKDAY}|heures?|h|minutes?|{NUMBER_WORD})(?![a-z])|\d{{1,2}})*+"
)
"""What may stand between that year and its day: « , et le vendredi », « , à dix-huit heures, le »."""

LINK = r"(?: ?, ?(?:et )?| et | ou | au | puis | ?& ?| ?- ?|/)"
BARE_DAY_BEFORE = re.compile(
    rf"{DAY_NUMBER}(?:/(?P<month>[01]?\d))?(?: a \d{{1,2}} ?h ?\d{{0,2}})?"
    rf"(?P<link>{LINK})(?:le |du |au )?(?:{WEEKDAY} )?$"
)
"""A day that takes its month from the next one: « 8 et » 10 juin, « 8 au » 10 juin, « 08/06 au » 10/06/2026."""

SURE_LINKS = frozenset({"et", "au", "ou"})
"""Links that need no opening word; a comma or a hyphen does (« les 8, 9 et 10 juin »)."""

LIST_OPENING = re.compile(rf"(?<![a-z])(?:du|des|les|le|aux) (?:{WEEKDAY}s? )?$")
"""What opens such a list: « les » 8, 9 et 10 juin."""

SHARE_GAP = re.compile(
    rf"(?>[ ,()&/-]|(?:et|ou|puis|aux?|a|du|des?|d'|les?|jusqu'(?:au|en|a)|inclus|inclusivement|fin|debut|compris"
    rf"|matin|soir|midi|minuit|ainsi que|que celle|heures?|{WEEKDAY})(?![a-z])|\d{{1,2}} ?(?:h|:|heures) ?(?:\d\d)?)*+"
)
"""What may stand between two dates of which one lends its year: « 26 janvier » à 8h au mardi « 28 avril 2026 »."""

RANGE_WORD = re.compile(r"(?<![a-z])(?:au|jusqu'au|a)(?![a-z])")
"""« du 20 décembre au 5 janvier 2026 »: the two are in order, whatever the turn of the year."""

LIST_WORD = re.compile(r"[,&/-]|(?<![a-z])(?:et|ou|puis|aux?|a|jusqu'au)(?![a-z])")
"""« 8 juillet, 29 septembre et 17 novembre 2020 »: what ties two dates at all."""

STREET_BEFORE = re.compile(
    r"(?<![a-z])(?:rues?|places?|pl|avenues?|av|ave|boulevards?|bd|bld|bvd|blvd|allees?|impasse|chemin|cours|quai"
    r"|square|esplanade|passage|rond-point|route|sentier|ruelle|faubourg|fbg|parc|stade|salle|cite|residence|pont"
    r"|parvis|promenade|villa|mail|ecole|gymnase|college|parking|lotissement|quartier|carrefour|voie|espace|centre"
    r"|groupe scolaire)\.? du $"
)
"""A street named after a date: « 13 rue du » 14 juillet, « place du » 8 mai 1945."""

LAST_STREET_YEAR = 1970
"""Streets keep the dates of wars and revolutions; « le passage du 3 mars 2024 » is no street."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date printed at `string[start:end]`, its weekday left out.

    `value` is `YYYY-MM-DD`, or `YYYY-MM` where no day is printed; None if `unreadable` (« 31 février 2024 »).
    `weekday` counts from 0 (lundi) if one is printed. Dates of one list each have their own span: the year
    or month they share is in `value` and not between `start` and `end`. Where a solemn opening cuts a date in
    two (« L'an deux mille vingt-six, le quinze janvier »), the span runs from the year to the month.
    """

    start: int
    end: int
    value: str | None
    state: Literal["read", "unreadable"]
    by: str
    weekday: int | None = None


def dates(string: str) -> list[DateSpan]:
    """Every date of `string`, in order and apart from one another; never a bare year, never a day without a year."""
    plain = fold(string)
    parts = _apart([*spelled(plain), *in_figures(plain)])
    parts = [part for part in parts if not _names_a_street(plain, part)]
    parts = list(_with_opening_years(plain, parts))
    parts = _apart([*parts, *_bare_days(plain, parts)])
    return [_span(part) for part in _shared(plain, parts) if part.year is not None or part.broken]


def _names_a_street(plain: str, part: DatePart) -> bool:
    if part.day is None or (part.year or 0) >= LAST_STREET_YEAR or not plain.endswith("du ", 0, part.start):
        return False
    return STREET_BEFORE.search(plain, max(part.start - 24, 0), part.start) is not None


def _with_opening_years(plain: str, parts: list[DatePart]) -> Iterator[DatePart]:
    """The parts, those that follow « L'an deux mille vingt-six, le » joined with it."""
    years = list(_opening_years(plain))
    i = 0
    for part in parts:
        while i < len(years) and years[i].end <= part.start:
            i += 1
        opening = years[i - 1] if i else None
        if (
            opening is not None
            and part.year is None
            and part.day is not None
            and part.start - opening.end <= 80
            and YEAR_OPENING_GAP.fullmatch(plain, opening.end, part.start)
        ):
            yield replace(part, start=opening.start, year=opening.value, by="date.opening")
        else:
            yield part


def _opening_years(plain: str) -> Iterator[NumberSpan]:
    for match in YEAR_OPENING.finditer(plain):
        before = match.start()
        if before and plain[before - 1].isalpha() and not LONE_ARTICLE.search(plain, max(before - 2, 0), before):
            continue
        start = match.end()
        if match["figures"]:
            yield NumberSpan(match.start("figures"), start, figure(match["figures"]) or 0)
        elif written := year_in_words(plain, start):
            yield NumberSpan(start, written[1], written[0])


def _bare_days(plain: str, parts: list[DatePart]) -> Iterator[DatePart]:
    """The days of lists that name their month once: « les 8, 9 et 10 juin 2026 »."""
    floor = 0
    for part in parts:
        if part.day is not None and not part.broken:
            yield from _days_before(plain, part, floor)
        floor = part.end


def _days_before(plain: str, part: DatePart, floor: int) -> list[DatePart]:
    """The bare days before `part` that take its month, from the last to the first."""
    days: list[DatePart] = []
    following, sure = part, True
    while len(days) < 30:
        cursor = following.start
        found = BARE_DAY_BEFORE.search(plain, max(floor, cursor - 48), cursor)
        if found is None or (found["month"] and part.by != "date.figures"):
            break
        day = 1 if found["first"] else figure(found["day"])
        month = int(found["month"] or following.month)
        if day is None or not (1 <= day <= 31 and month >= 1 and (month, day) < _rank(following)):
            break
        start, end = found.start(), max(found.end(name) for name in ("first", "day", "month"))
        sure = sure and found["link"].strip() in SURE_LINKS
        following = DatePart(start, end, day, month, None, "date.shared", weekday_before(plain, start))
        days.append(following)
    before = max(floor, following.start - 20)
    if LIST_OPENING.search(plain, before, following.start):
        return days
    return days if sure and not CITATION_BEFORE.search(plain, before, following.start) else []


def _shared(plain: str, parts: list[DatePart]) -> list[DatePart]:
    """The parts, with the year of the next date, or of the one before, where the sentence ties them."""
    shared = list(parts)
    for i in range(len(parts) - 2, -1, -1):
        part, following = shared[i], shared[i + 1]
        year = following.year
        if part.year is None and year is not None and (tie := _tie(plain, part, following)):
            if _rank(part) > _rank(following) and (tie == "range" or part.month - following.month >= 6):
                year -= 1
            shared[i] = replace(part, year=year, by="date.shared")
    for i in range(1, len(parts)):
        part, previous = shared[i], shared[i - 1]
        year = previous.year
        if part.year is None and year is not None and (tie := _tie(plain, previous, part)):
            if _rank(part) > _rank(previous):
                shared[i] = replace(part, year=year, by="date.shared")
            elif tie == "range":
                shared[i] = replace(part, year=year + 1, by="date.shared")
    return shared


def _tie(plain: str, part: DatePart, following: DatePart) -> Literal["range", "list"] | None:
    """How two neighbours stand together: « 26 janvier au 28 avril », « 8 juillet et 3 août », or not at all."""
    start, end = part.end, following.start
    if part.broken or following.broken or (part.day is None) != (following.day is None):
        return None
    if end - start > 80 or not SHARE_GAP.fullmatch(plain, start, end):
        return None
    if RANGE_WORD.search(plain, start, end):
        return "range"
    if LIST_WORD.search(plain, start, end):
        return "list"
    # « du 26 janvier 28 avril 2026 »: the word between the bounds was lost in typing.
    return "range" if part.day is not None and plain.endswith("du ", 0, part.start) else None


def _rank(part: DatePart) -> tuple[int, int]:
    return part.month, part.day or 0


def _apart(parts: Iterable[DatePart]) -> list[DatePart]:
    """In order, without those that overlap an earlier one."""
    kept: list[DatePart] = []
    for part in sorted(parts, key=lambda part: part.start):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _span(part: DatePart) -> DateSpan:
    if part.broken or part.year is None or (part.day is not None and not _exists(part.year, part.month, part.day)):
        return DateSpan(part.start, part.end, None, "unreadable", part.by, part.weekday)
    value = f"{part.year:04}-{part.month:02}" + (f"-{part.day:02}" if part.day is not None else "")
    return DateSpan(part.start, part.end, value, "read", part.by, part.weekday)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1]
