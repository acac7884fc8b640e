"""Dates one by one, as far as each is printed: « 15 JAN. 2026 », « quinze janvier », « 15/01/26 ».

A spelled date is read outwards from the name of its month: the day on its left, the year on its right.
A part without its year is kept: `dates` finds the year where the sentence shares it.

All patterns read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actes.extract.numerals import JOINT, number, numbers

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WEEKDAY = r"(?:" + "|".join(WEEKDAYS) + r")"

DIGIT = r"[0-9oil|]"
"""A figure, or the letter that OCR takes it for: « l5 janvier 2o25 », « O6 fevrier »."""

MONTHS = (
    r"jan(?:v(?:[il1|]er)?)?",
    r"fe\u0301?v(?:r(?:[il1|]er)?)?",
    r"mars",
    r"avr(?:[il1|][l1|i])?",
    r"mai",
    r"ju[il1|]n",
    r"jui[l1|i](?:[il1|]?et)?",
    r"aou\u0302?t",
    r"sept?(?:e(?:m|rn)bre)?",
    r"oct(?:obre)?",
    r"nov(?:e(?:m|rn)bre)?",
    r"de\u0301?c(?:e(?:m|rn)bre)?",
)
"""The months and the abbreviations of stamps: « 15 JAN. 2026 », « 2 FEVR. 2024 », « décernbre » under OCR."""

SHORT_MONTHS = frozenset({"jan", "janv", "fev", "fevr", "avr", "juil", "jui", "sep", "sept", "oct", "nov", "dec"})
"""Beginnings of words too: months only after a day in figures or before a full stop (« dix sept », « sept. »)."""

MONTH = re.compile(r"(?:" + "|".join(MONTHS) + r")(?![a-z])")
"""Without groups, so that the first letters alone decide where a match may start: ten times faster."""

_MONTH_PATTERNS = tuple(map(re.compile, MONTHS))

GLUED_FIRST = re.compile(r"[1il|]i?er$")
"""« 1erseptembre »: no space before the month."""

DAY_WORDS = (
    rf"(?:premier|(?:vingt|trente){JOINT}(?:et{JOINT})?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
    rf"|dix{JOINT}(?:sept|huit|neuf)|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quatorze|quinze|seize|vingt|trente)"
)
"""A day in words: « quinze », « vingt-et-un », « premier »."""

DAY_NUMBER = (
    r"(?:(?<!\w)|(?<=\ble|\bdu|\bau))(?<!\d\d\d[-/])(?<!\d[.,])"
    rf"(?:(?P<first>[1il|] ?(?:i?er|et)|1[°º*%'\"]{{1,2}})|(?P<day>{DIGIT}{{1,2}}|[0-3oil|] {DIGIT}))"
)
"""A day in figures, glued to its article or cut in two by OCR: « 15 », « 1er », « 1° », « le15 », « 1 5 »."""

DAY_BEFORE = re.compile(
    rf"(?:{DAY_NUMBER}|(?<![a-z])(?P<words>{DAY_WORDS}))"
    r"(?: {1,4}(?:jours? )?du mois d(?:e |' ?)| ?[-/.]? {0,3})$"
)
"""The day, up to the name of its month: « 15 », « dix-sept du mois de »."""

WEEKDAY_BEFORE = re.compile(rf"(?<![a-z])({WEEKDAY})[ ,]{{1,4}}(?:le )?$")
"""« vendredi 06 »; « mardi, le 06 »."""

QUANTITY = r"(?:[%€h:]|euros?|heures?|personnes?|habitants?|voix|m\b|km|hectares|logements|agents)"
"""What makes a number after a month a quantity: « le 12 mai 20 personnes »."""

YEAR_AFTER = re.compile(
    r"[ .]{0,4}(?:[-/,] ?)?(?:(?:de )?l' ?an(?:nee)? )?(?:"
    rf"(?P<year>(?:[1il|][5-9]|[2z][0o1]){DIGIT}{{2}})(?!\d)"
    rf"|(?P<spaced>2 ?[0o] ?{DIGIT} ?{DIGIT})(?![0-9oil€%]| [\d€%])"
    r"|(?P<words>(?=deux|mil))"
    rf"|(?P<broken>(?:19|20)\d(?:\d\d)?)(?!\d|[.,]\d| ?{QUANTITY})"
    rf"|'?(?P<two>\d\d)(?![\w%€/:]|[.,]\d| ?(?:\d|{QUANTITY}))(?P<closed>(?= ?(?:[,;.)]|$)))?)"
)
"""The year, after the name of its month: « 2026 », « 2o26 », « 2 026 », « deux mil vingt-trois », « de l'an 2023 ».

« 26 » is a year after an abbreviated month or before a stop. `broken` is a year with a figure missing
or too many: « du 13 juillet 193 portant ».
"""

FIGURES = re.compile(
    rf"{DIGIT}(?:(?<![\w/.-].)|(?<=\ble.|\bdu.|\bau.))(?:"
    rf"{DIGIT}?(?: ?/ ?{DIGIT}{{1,2}} ?/ ?|\.{DIGIT}{{1,2}}\.|-{DIGIT}{{1,2}}-)(?:[12][09o]{DIGIT}{{2}}|\d\d)"
    r"|(?<=\bdu .|\ble .|\bau .)\d [01]\d (?:19|20)\d\d"
    r"|\d\d\d-[01]\d-[0-3]\d(?=t\d|[^\w/-]|$))(?!\d|/\d|\.\d)"
)
"""« 15/01/2026 », « 15.01.2026 », « 15-01-26 », « du 15 01 2026 », « 2026-01-15 »; never a part of a longer number."""

ACT_NUMBER_BEFORE = re.compile(r"\b(?:n ?[°ºo*]s?|numeros?) ?:? ?$")
"""« délibération n° 13-02-2023 » is a number, not a date."""

DATE_WORD_BEFORE = re.compile(r"(?:\b(?:le|du|au|des?|les|date)|[:(])[ :]{0,3}$")
"""What must announce the forms that numbers take too: « le 15-01-26 »."""

CITATION_BEFORE = re.compile(
    r"(?:\b(?:art(?:icle)?s?|alineas?|annexes?|lots?|pages?|chapitres?|titres?|points?)\.?|[°º]s?) $"
)
"""What makes a number before a date a citation: « article 1 » 5 janvier, « articles 3 et » 10 juin."""

TWO_FIGURE_PIVOT = 60
"""Two-figure years up to this one are of the 2000s, later ones of the 1900s: fixed, so that no result ages."""

_AS_DIGITS = str.maketrans("oil|z", "01112")


@dataclass(frozen=True, slots=True)
class DatePart:
    """A date as far as it is printed. `broken` if a part of it was seen and not understood."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    by: str
    weekday: int | None = None
    broken: bool = False


def spelled(plain: str) -> Iterator[DatePart]:
    """Dates with the name of their month."""
    floor = 0
    for match in MONTH.finditer(plain):
        start, end = match.span()
        if start and plain[start - 1].isalpha() and not GLUED_FIRST.search(plain, max(start - 4, 0), start):
            continue
        month = next(i for i, pattern in enumerate(_MONTH_PATTERNS, 1) if pattern.fullmatch(match.group()))
        opening, day, by = _day_before(plain, start, max(floor, start - 40))
        short = match.group() in SHORT_MONTHS
        if short and by != "date.day" and plain[end : end + 1] != ".":
            continue
        closing, year, broken = _year_after(plain, end, day is not None, short)
        yield DatePart(opening, closing, day, month, year, by, weekday_before(plain, opening), broken)
        floor = closing


def in_figures(plain: str) -> Iterator[DatePart]:
    """Dates all in figures; what may as well be a number must be announced as a date."""
    for match in FIGURES.finditer(plain):
        start, end = match.span()
        if ACT_NUMBER_BEFORE.search(plain, max(start - 12, 0), start):
            continue
        separator = next((mark for mark in "/.-" if mark in match.group()), " ")
        figures = [part.strip() for part in match.group().split(separator)]
        if len(figures[0]) == 4:
            figures.reverse()
        elif separator == "-" and plain[end : end + 1] == "-":
            continue
        day, month, year = (figure(part) or 0 for part in figures)
        possible = 1 <= day <= 31 and 1 <= month <= 12
        if len(figures[2]) == 2:
            announced = separator == "/" or DATE_WORD_BEFORE.search(plain, max(start - 8, 0), start)
            if not (possible and announced):
                continue
            year = _century(year)
        elif not possible and separator != "/":
            continue
        yield DatePart(start, end, day, month, year, "date.figures", weekday_before(plain, start), not possible)


def weekday_before(plain: str, start: int) -> int | None:
    """The weekday printed before the day at `start`, from 0 for lundi."""
    found = WEEKDAY_BEFORE.search(plain, max(start - 16, 0), start)
    return WEEKDAYS.index(found.group(1)) if found else None


def year_in_words(plain: str, start: int) -> tuple[int, int] | None:
    """The year written in words from `start` on, and where it ends."""
    written = numbers(plain[start : start + 90])
    if written and not written[0].start and 1500 <= written[0].value < 2200:
        return written[0].value, start + written[0].end
    return None


def figure(printed: str) -> int | None:
    """The number that OCR may have blurred: « l5 » is 15, « il » before a month is 11, a lone « l » is nothing."""
    if not any(character.isdigit() for character in printed) and len(printed) < 2:
        return None
    return int(printed.replace(" ", "").translate(_AS_DIGITS))


def _day_before(plain: str, start: int, floor: int) -> tuple[int, int | None, str]:
    """Where the date whose month is at `start` begins, its day, and how it is written."""
    found = DAY_BEFORE.search(plain, floor, start)
    if found is None:
        return start, None, "date.month"
    opening = found.start()
    if words := found["words"]:
        return opening, number(words), "date.words"
    if found["first"]:
        return opening, 1, "date.day"
    printed = found["day"]
    day = figure(printed)
    cited = " " in printed and CITATION_BEFORE.search(plain, max(floor, opening - 12), opening)
    if " " in printed and (cited or day is None or day > 31):
        opening, day = opening + 2, figure(printed[2:])
    if day is None or (day > 31 and not DATE_WORD_BEFORE.search(plain, max(floor, opening - 8), opening)):
        return start, None, "date.month"
    return opening, day, "date.day"


def _year_after(plain: str, end: int, has_day: bool, short: bool) -> tuple[int, int | None, bool]:
    """Where the date whose month ends at `end` is over, its year, and whether one is there that makes no sense."""
    found = YEAR_AFTER.match(plain, end)
    if found is None:
        return end, None, False
    if found["words"] is not None:
        if written := year_in_words(plain, found.end()):
            return written[1], written[0], False
    elif found["year"]:
        if sum(character.isdigit() for character in found["year"]) > 1:
            return found.end(), figure(found["year"]), False
    elif has_day and found["spaced"]:
        return found.end(), figure(found["spaced"]), False
    elif has_day and found["broken"]:
        return found.end(), None, True
    elif has_day and found["two"] and (short or found["closed"] is not None):
        return found.end(), _century(int(found["two"])), False
    return end, None, False


def _century(year: int) -> int:
    return year + (2000 if year <= TWO_FIGURE_PIVOT else 1900)
