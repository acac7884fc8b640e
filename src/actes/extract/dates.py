"""Dates as acts print them, in figures and in words, alone and in lists that share a year.

A spelled date is read outwards from the name of its month: the day on its left, the year on its right.
What is missing is then shared from a neighbour the sentence ties it to (« les 8 et 10 juin 2026 »,
« du 20 décembre au 5 janvier 2026 »), and never from today's date.

All patterns read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from actes.extract.folding import fold
from actes.extract.numerals import JOINT, NUMBER_WORD, NumberSpan, number, numbers

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
    r"sept(?:e(?:m|rn)bre)?",
    r"oct(?:obre)?",
    r"nov(?:e(?:m|rn)bre)?",
    r"de\u0301?c(?:e(?:m|rn)bre)?",
)
"""The months and the abbreviations of stamps: « 15 JAN. 2026 », « 2 FEVR. 2024 », « décernbre » under OCR."""

SHORT_MONTHS = frozenset({"jan", "janv", "fev", "fevr", "avr", "juil", "jui", "sept", "oct", "nov", "dec"})
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
    rf"(?:(?<!\w)|(?<=\ble|\bdu|\bau))(?<!\d\d\d[-/])(?<!\d[.,])"
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

UNIT = r"(?:[%€h:]|euros?|heures?|personnes?|habitants?|voix|m\b|km|hectares|logements|agents)"
"""What makes a number after a month a quantity: « le 12 mai 20 personnes »."""

YEAR_AFTER = re.compile(
    r"[ .]{0,4}(?:[-/,] ?)?(?:(?:de )?l' ?an(?:nee)? )?(?:"
    rf"(?P<year>(?:[1il|][5-9]|[2z][0o1]){DIGIT}{{2}})(?!\d)"
    rf"|(?P<spaced>2 ?[0o] ?{DIGIT} ?{DIGIT})(?![0-9oil€%]| [\d€%])"
    r"|(?P<words>(?=deux|mil))"
    rf"|(?P<broken>(?:19|20)\d(?:\d\d)?)(?!\d|[.,]\d| ?{UNIT})"
    rf"|'?(?P<two>\d\d)(?![\w%€/:]|[.,]\d| ?(?:\d|{UNIT}))(?P<closed>(?= ?(?:[,;.)]|$)))?)"
)
"""The year, after the name of its month: « 2026 », « 2o26 », « 2 026 », « deux mil vingt-trois », « de l'an 2023 », « 26 ».
`broken` is a year with a figure missing or too many: « du 13 juillet 193 portant »."""

YEAR_OPENING = re.compile(rf"an(?:nee)? {{1,4}}(?:(?=deux|mil)|(?P<figures>[12] ?[05-9o] ?{DIGIT} ?{DIGIT})(?!\d))")
"""The solemn opening of a register: « L'an deux mille vingt-six, le quinze janvier », « L'an 2023 et le 9 février »."""

LONE_ARTICLE = re.compile(r"(?<![a-z])l$")
"""« Lan deux mille », its apostrophe lost."""

YEAR_OPENING_GAP = re.compile(
    rf"(?>[ ,;:.()_-]+|(?:et|ce|le|les|la|jour|a|{WEEKDAY}|heures?|h|minutes?|{NUMBER_WORD})(?![a-z])|\d{{1,2}})*+"
)
"""What may stand between that year and its day: « , et le vendredi », « , à dix-huit heures, le »."""

FIGURES = re.compile(
    rf"{DIGIT}(?:(?<![\w/.-].)|(?<=\ble.|\bdu.|\bau.))(?:"
    rf"{DIGIT}?(?: ?/ ?{DIGIT}{{1,2}} ?/ ?|\.{DIGIT}{{1,2}}\.|-{DIGIT}{{1,2}}-)(?:[12][09o]{DIGIT}{{2}}|\d\d)"
    r"|(?<=\bdu .|\ble .|\bau .)\d [01]\d (?:19|20)\d\d"
    r"|\d\d\d-[01]\d-[0-3]\d(?=t\d|[^\w/-]|$))(?!\d|/\d|\.\d)"
)
"""« 15/01/2026 », « 15.01.2026 », « 15-01-26 », « du 15 01 2026 », « 2026-01-15 »; the parts of an act number are refused around it."""

ACT_NUMBER_BEFORE = re.compile(r"\b(?:n ?[°ºo*]s?|numeros?) ?:? ?$")
"""« délibération n° 13-02-2023 » is a number, not a date."""

DATE_WORD_BEFORE = re.compile(r"(?:\b(?:le|du|au|des?|les|date|el)|[:(])[ :]{0,3}$")
"""What must announce the forms that numbers take too: « le 15-01-26 »."""

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

CITATION_BEFORE = re.compile(r"(?:\b(?:art(?:icle)?s?|alineas?|annexes?|lots?|pages?|chapitres?|titres?|points?)\.?|[°º]s?) $")
"""What makes a number before a date a citation: « articles 3 et » 10 juin 2024."""

SHARE_GAP = re.compile(
    rf"(?>[ ,()&/-]|(?:et|ou|puis|aux?|a|du|des?|d'|les?|jusqu'(?:au|en|a)|inclus|inclusivement|fin|debut|compris"
    rf"|matin|soir|midi|minuit|ainsi que|que celle|heures?|{WEEKDAY})(?![a-z])|\d{{1,2}} ?(?:h|:|heures) ?(?:\d\d)?)*+"
)
"""What may stand between two dates of which one lends its year: « 26 janvier » à 8h au mardi « 28 avril 2026 »."""

RANGE_WORD = re.compile(r"(?<![a-z])(?:au|jusqu'au|a)(?![a-z])")
"""« du 20 décembre au 5 janvier 2026 »: the two are in order, whatever the turn of the year."""

LIST_WORD = re.compile(r"[,&/-]|(?<![a-z])(?:et|ou|puis|aux?|a|jusqu'au)(?![a-z])")

STREET_BEFORE = re.compile(
    r"(?<![a-z])(?:rues?|places?|pl|avenues?|av|ave|boulevards?|bd|bld|bvd|blvd|allees?|impasse|chemin|cours|quai|square|esplanade"
    r"|passage|rond-point|route|sentier|ruelle|faubourg|fbg|parc|stade|salle|cite|residence|pont|parvis|promenade|villa"
    r"|mail|ecole|gymnase|college|parking|lotissement|quartier|carrefour|voie|espace|centre|groupe scolaire)\.? du $"
)
"""A street named after a date: « 13 rue du » 14 juillet, « place du » 8 mai 1945."""

LAST_STREET_YEAR = 1970
"""Streets keep the dates of wars and revolutions; « le passage du 3 mars 2024 » is no street."""

TWO_FIGURE_PIVOT = 60
"""Two-figure years up to this one are of the 2000s, later ones of the 1900s: fixed, so that no result ages."""

_AS_DIGITS = str.maketrans("oil|z", "01112")


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A date as far as it is printed. `broken` if a part of it was seen and not understood."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    by: str
    weekday: int | None = None
    broken: bool = False


def dates(string: str) -> list[DateSpan]:
    """Every date of `string`, in order and apart from one another; never a bare year, never a day without a year."""
    plain = fold(string)
    parts = _apart([*_spelled(plain), *_in_figures(plain)])
    parts = [part for part in parts if not _names_a_street(plain, part)]
    parts = _with_opening_years(plain, parts)
    parts = _apart([*parts, *_bare_days(plain, parts)])
    return [_span(part) for part in _shared(plain, parts) if part.year is not None or part.broken]


def _spelled(plain: str) -> Iterator[_Part]:
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
        yield _Part(opening, closing, day, month, year, by, _weekday(plain, opening), broken)
        floor = closing


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
    if " " in printed and CITATION_BEFORE.search(plain, max(floor, opening - 12), opening):
        opening, printed = opening + 2, printed[2:]
    day = _figure(printed)
    if day is None or (day > 31 and not DATE_WORD_BEFORE.search(plain, max(floor, opening - 8), opening)):
        return start, None, "date.month"
    return opening, day, "date.day"


def _year_after(plain: str, end: int, has_day: bool, short: bool) -> tuple[int, int | None, bool]:
    """Where the date whose month ends at `end` is over, its year, and whether one is there that makes no sense."""
    found = YEAR_AFTER.match(plain, end)
    if found is None:
        return end, None, False
    if found["words"] is not None:
        written = numbers(plain[found.end() : found.end() + 90])
        if written and not written[0].start and 1500 <= written[0].value < 2200:
            return found.end() + written[0].end, written[0].value, False
    elif found["year"]:
        if sum(character.isdigit() for character in found["year"]) > 1:
            return found.end(), _figure(found["year"]), False
    elif has_day and found["spaced"]:
        return found.end(), _figure(found["spaced"]), False
    elif has_day and found["broken"]:
        return found.end(), None, True
    elif has_day and found["two"] and (short or found["closed"] is not None):
        return found.end(), _century(int(found["two"])), False
    return end, None, False


def _in_figures(plain: str) -> Iterator[_Part]:
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
        day, month, year = (_figure(part) or 0 for part in figures)
        possible = 1 <= day <= 31 and 1 <= month <= 12
        if len(figures[2]) == 2:
            announced = separator == "/" or DATE_WORD_BEFORE.search(plain, max(start - 8, 0), start)
            if not (possible and announced):
                continue
            year = _century(year)
        elif not possible and separator != "/":
            continue
        yield _Part(start, end, day, month, year, "date.figures", _weekday(plain, start), not possible)


def _names_a_street(plain: str, part: _Part) -> bool:
    if part.day is None or (part.year or 0) >= LAST_STREET_YEAR or not plain.endswith("du ", 0, part.start):
        return False
    return STREET_BEFORE.search(plain, max(part.start - 24, 0), part.start) is not None


def _with_opening_years(plain: str, parts: list[_Part]) -> list[_Part]:
    """The parts, those that follow « L'an deux mille vingt-six, le » joined with it."""
    years = list(_opening_years(plain))
    if not years:
        return parts
    joined: list[_Part] = []
    i = 0
    for part in parts:
        while i < len(years) and years[i].end <= part.start:
            i += 1
        opening = years[i - 1] if i else None
        if (
            opening
            and part.year is None
            and part.day is not None
            and part.start - opening.end <= 80
            and YEAR_OPENING_GAP.fullmatch(plain, opening.end, part.start)
        ):
            part = replace(part, start=opening.start, year=opening.value, by="date.opening")
        joined.append(part)
    return joined


def _opening_years(plain: str) -> Iterator[NumberSpan]:
    for match in YEAR_OPENING.finditer(plain):
        if plain[max(match.start() - 1, 0)].isalpha() and not LONE_ARTICLE.search(plain, match.start() - 2, match.start()):
            continue
        start = match.end()
        if match["figures"]:
            yield NumberSpan(match.start("figures"), start, _figure(match["figures"]) or 0)
        else:
            written = numbers(plain[start : start + 90])
            if written and not written[0].start and 1500 <= written[0].value < 2200:
                yield NumberSpan(start, start + written[0].end, written[0].value)


def _bare_days(plain: str, parts: list[_Part]) -> Iterator[_Part]:
    """The days of lists that name their month once: « les 8, 9 et 10 juin 2026 »."""
    floor = 0
    for part in parts:
        if part.day is not None:
            yield from _days_before(plain, part, floor)
        floor = part.end


def _days_before(plain: str, part: _Part, floor: int) -> list[_Part]:
    days: list[_Part] = []
    following, sure = part, True
    while len(days) < 30:
        cursor = following.start
        found = BARE_DAY_BEFORE.search(plain, max(floor, cursor - 48), cursor)
        if found is None or (found["month"] and part.by != "date.figures"):
            break
        day = 1 if found["first"] else _figure(found["day"])
        month = int(found["month"] or following.month)
        if day is None or not 1 <= day <= 31 or not 1 <= month <= 12 or (month, day) >= (following.month, following.day or 0):
            break
        start, end = found.start(), found.end("month") if found["month"] else found.end("day")
        if end < 0:
            end = found.end("first")
        sure = sure and found["link"].strip() in SURE_LINKS
        following = _Part(start, end, day, month, None, "date.shared", _weekday(plain, start))
        days.append(following)
    if not days:
        return days
    before = max(floor, following.start - 20)
    if LIST_OPENING.search(plain, before, following.start):
        return days
    return days if sure and not CITATION_BEFORE.search(plain, before, following.start) else []


def _shared(plain: str, parts: list[_Part]) -> list[_Part]:
    """The parts, with the year of the next date, or of the one before, where the sentence ties them."""
    shared = list(parts)
    for i in range(len(parts) - 2, -1, -1):
        part, following = shared[i], shared[i + 1]
        if part.year is None and not part.broken and following.year is not None and (tie := _tie(plain, part, following)):
            year = following.year
            if _rank(part) > _rank(following) and (tie == "range" or part.month - following.month >= 6):
                year -= 1
            shared[i] = replace(part, year=year, by="date.shared")
    for i in range(1, len(parts)):
        part, previous = shared[i], shared[i - 1]
        if part.year is None and not part.broken and previous.year is not None and (tie := _tie(plain, previous, part)):
            later = _rank(part) > _rank(previous)
            if later or tie == "range":
                shared[i] = replace(part, year=previous.year if later else previous.year + 1, by="date.shared")
    return shared


def _tie(plain: str, part: _Part, following: _Part) -> Literal["range", "list"] | None:
    """How two neighbours stand together: « 26 janvier au 28 avril », « 8 juillet et 3 août », or not at all."""
    start, end = part.end, following.start
    if end - start > 80 or (part.day is None) != (following.day is None) or not SHARE_GAP.fullmatch(plain, start, end):
        return None
    if RANGE_WORD.search(plain, start, end):
        return "range"
    if LIST_WORD.search(plain, start, end):
        return "list"
    # « du 26 janvier 28 avril 2026 »: the word between the bounds was lost in typing.
    return "range" if part.day is not None and plain.endswith("du ", 0, part.start) else None


def _rank(part: _Part) -> tuple[int, int]:
    return part.month, part.day or 0


def _apart(parts: Iterable[_Part]) -> list[_Part]:
    """In order, without those that overlap an earlier one."""
    kept: list[_Part] = []
    for part in sorted(parts, key=lambda part: part.start):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _span(part: _Part) -> DateSpan:
    if part.broken or part.year is None or (part.day is not None and not _exists(part.year, part.month, part.day)):
        return DateSpan(part.start, part.end, None, "unreadable", part.by, part.weekday)
    value = f"{part.year:04}-{part.month:02}" + (f"-{part.day:02}" if part.day is not None else "")
    return DateSpan(part.start, part.end, value, "read", part.by, part.weekday)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1]


def _weekday(plain: str, start: int) -> int | None:
    found = WEEKDAY_BEFORE.search(plain, max(start - 16, 0), start)
    return WEEKDAYS.index(found.group(1)) if found else None


def _century(year: int) -> int:
    return year + (2000 if year <= TWO_FIGURE_PIVOT else 1900)


def _figure(printed: str) -> int | None:
    """The number that OCR may have blurred: « l5 » is 15, « il » before a month is 11, a lone « l » is nothing."""
    if not any(character.isdigit() for character in printed) and len(printed) < 2:
        return None
    return int(printed.replace(" ", "").translate(_AS_DIGITS))
