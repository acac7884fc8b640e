"""Periods between two dates, and durations.

« du 26 janvier au 28 avril 2026 », « à compter du 1er mars 2024 », « jusqu'au 31 décembre 2024 inclus »;
« trois ans », « dix-huit (18) mois », « un an et six mois ».

Patterns read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from actes.extract.dates import WEEKDAY, DateSpan, dates
from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORDS, number, numbers

NOISE = r"[ *_,:(]{0,6}"
"""What a reader of Markdown or of a form may leave between words: « du **8 septembre »."""

DAY_NAME = rf"(?:{WEEKDAY} )?(?:le )?"

OPENINGS = (
    ("from", r"a (?:compter|partir|dater) (?:du|de)|(?:des|depuis|avec effet) (?:le|au|du)"),
    (
        "from",
        r"(?:pren(?:d|dra|nent|dront|ant)|sort(?:ir|ira|ent)?) (?:ses? )?effets? "
        r"(?:retroactivement |immediatement )?(?:le|au|des le)",
    ),
    ("from", r"entr(?:e|ent|era|eront|ant) en (?:vigueur|application) (?:le|au|des le)"),
    ("until", r"(?:et |soit |inclus |ou )?(?:jusqu'|jusque )(?:au|a|a la date du|au soir du)"),
    ("until", r"(?:expir|s'achev|se termin|cess)(?:er?|ent|era|eront|ant)(?: [a-z' ]{0,40})? (?:le|au)"),
    ("until", r"pren(?:d|dra|nent|dront|ant) fin (?:le|au)"),
    ("until", r"arriv(?:e|era|ant) a (?:echeance|expiration|(?:son )?terme) (?:le|au)"),
    ("between", r"entre (?:le|la)|entre"),
    ("range", r"du|de|d'|allant du|courant du"),
)
"""The words that open or close a period, and what each makes of the date after it."""

OPENING_BEFORE = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(f"(?P<w{i}>{words})" for i, (_, words) in enumerate(OPENINGS))
    + rf"){NOISE} ?{DAY_NAME}$"
)

HOUR = r"\d{1,2} ?(?:h|heures?|:) ?\d{0,2}"
HOURS = rf"(?: ?\(?(?:a |de |des )?{HOUR}\)?(?: (?:a|et) {HOUR})?)?"
"""« (12h00) », « de 8h à 17h 30 »."""

RANGE_GAP = re.compile(
    rf"{HOURS}[ *_,)]{{0,4}}(?:inclus )?"
    r"(?:(?P<and>et)|(?:et )?(?:ce ?,?)?,? ?(?:jusqu')?(?:au|a)(?: soir)?(?: du)?|jusque|-)"
    rf"{NOISE} ?(?:le )?{DAY_NAME}"
)
"""Between the two dates: « au », « à 8h00 au mardi », « et ce jusqu'au »; « et le » after « entre »."""

LOST_BOUND = re.compile(rf" {{0,3}}(?:{WEEKDAY} )?")
"""« du 26 janvier 28 avril 2026 »: the word between was lost."""

INCLUDED = re.compile(r" ?[,(]? ?(?:inclus(?:e|ivement)?|compris)(?![a-z])\)?")

UNIT_ORDER = "YMWDH"
UNITS = {"an": "Y", "annee": "Y", "mois": "M", "semaine": "W", "jour": "D", "heure": "H"}
UNIT = re.compile(r"(?:ans?|annees?|mois|semaines?|jours?|heures?)(?![a-z'])")
COUNT_BEFORE = re.compile(
    r"(?<![\w.,/-])(?:(?P<figures>\d{1,3}) {0,2}(?:\( ?(?P<words>[a-z][a-z -]{1,40}) ?\) ?)?"
    r"|\( ?(?P<bracketed>\d{1,3}) ?\) ?)$"
)
"""« 3 », « 15 (quinze) », « (2) » after its words."""

COUNT_WORD_BEFORE = re.compile(rf"(?<![a-z]){NUMBER_WORDS}(?= {{0,3}}$)")
"""« dix-huit » up to the unit."""

LASTING_BEFORE = re.compile(
    r"(?:duree|delai|pendant|sous|dans les|preavis|moins|plus|minimum|maximum|periode|reponse)(?: [a-z']+)? {0,2}$"
)
"""What makes hours a duration and not a time of day: « dans un délai de » 48 heures."""

HALF_AFTER = re.compile(r" et demie?(?![a-z])")
AND_BETWEEN = re.compile(r" (?:et )?")


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period printed at `string[start:end]`, from its first word (« du », « à compter du ») to its last date.

    `first` or `last` is None where the period has no such bound. `malformed` if the word between
    the two dates is missing (« du 26 janvier 28 avril 2026 »).
    """

    start: int
    end: int
    first: DateSpan | None
    last: DateSpan | None
    by: str
    malformed: bool = False


@dataclass(frozen=True, slots=True)
class DurationSpan:
    """A duration printed at `string[start:end]`; `value` is ISO 8601 (« P3Y », « P1Y6M », « PT48H »)."""

    start: int
    end: int
    value: str
    by: str


def periods(string: str) -> list[PeriodSpan]:
    """The periods of `string` that a date bounds, in order."""
    return periods_of(string, dates(string))


def periods_of(string: str, found: list[DateSpan]) -> list[PeriodSpan]:
    """`periods`, for who has the dates of `string` already."""
    plain = fold(string)
    spans: list[PeriodSpan] = []
    i = 0
    while i < len(found):
        first, following = found[i], found[i + 1] if i + 1 < len(found) else None
        floor = found[i - 1].end if i else 0
        i += 1
        opening = OPENING_BEFORE.search(plain, max(floor, first.start - 70), first.start)
        if opening is None:
            continue
        kind = OPENINGS[int((opening.lastgroup or "w0")[1:])][0]
        joined = _range(plain, kind, opening.start(), first, following) if following else None
        if joined is not None:
            spans.append(joined)
            i += 1
        elif kind == "from":
            spans.append(PeriodSpan(opening.start(), first.end, first, None, "period.from"))
        elif kind == "until":
            spans.append(PeriodSpan(opening.start(), _included(plain, first.end), None, first, "period.until"))
    return spans


def _range(plain: str, kind: str, start: int, first: DateSpan, last: DateSpan) -> PeriodSpan | None:
    """The period from `first` to `last` if the words between them say so."""
    if last.start - first.end > 60 or kind == "until":
        return None
    end = _included(plain, last.end)
    gap = RANGE_GAP.fullmatch(plain, first.end, last.start)
    if gap is None:
        lost = kind == "range" and first.by == "date.shared" and LOST_BOUND.fullmatch(plain, first.end, last.start)
        return PeriodSpan(start, end, first, last, "period.range", malformed=True) if lost else None
    if gap["and"] and kind != "between":
        return None
    return PeriodSpan(start, end, first, last, "period.between" if kind == "between" else "period.range")


def _included(plain: str, end: int) -> int:
    found = INCLUDED.match(plain, end)
    return found.end() if found else end


def durations(string: str) -> list[DurationSpan]:
    """The durations of `string`, in order; a time of day (« à 18 heures ») is none."""
    plain = fold(string)
    counts = list(_counts(plain))
    spans: list[DurationSpan] = []
    i = 0
    while i < len(counts):
        start, end, _, _, by = counts[i]
        parts = [(counts[i].amount, counts[i].unit)]
        i += 1
        while i < len(counts) and _continues(plain, end, parts[-1][1], counts[i]):
            end = counts[i].end
            parts.append((counts[i].amount, counts[i].unit))
            i += 1
        if (half := HALF_AFTER.match(plain, end)) and parts[-1][1] in "YM":
            end = half.end()
            parts.append((6, "M") if parts[-1][1] == "Y" else (15, "D"))
        spans.append(DurationSpan(start, end, _iso(parts), by))
    return spans


class _Count(NamedTuple):
    """So many of one unit of time."""

    start: int
    end: int
    amount: int
    unit: str
    by: str


def _counts(plain: str) -> Iterator[_Count]:
    floor = 0
    for match in UNIT.finditer(plain):
        start, end = match.span()
        if start and plain[start - 1].isalpha():
            continue
        counted = _count_before(plain, max(floor, start - 60), start)
        if counted is None:
            continue
        opening, count, by = counted
        unit = UNITS[match.group() if match.group() == "mois" else match.group().rstrip("s")]
        if unit == "H" and count % 24 and not LASTING_BEFORE.search(plain, max(opening - 40, 0), opening):
            continue
        if 0 < count < 1000:
            yield _Count(opening, end, count, unit, by)
            floor = end


def _count_before(plain: str, floor: int, end: int) -> tuple[int, int, str] | None:
    """The count that ends where its unit starts: where it begins, its value, how it is written."""
    found = COUNT_BEFORE.search(plain, floor, end)
    if found and found["figures"]:
        if found["words"] and number(found["words"]) is None:
            return None
        return found.start(), int(found["figures"]), "duration.figures"
    words = COUNT_WORD_BEFORE.search(plain, floor, found.start() if found else end)
    written = numbers(words.group())[-1:] if words else []
    opening = words.start() + written[0].start if words and written else None
    if found:
        return found.start() if opening is None else opening, int(found["bracketed"]), "duration.figures"
    return None if opening is None else (opening, written[0].value, "duration.words")


def _continues(plain: str, end: int, unit: str, following: _Count) -> bool:
    """« un an » et « six mois »: a smaller unit that goes on with the count."""
    smaller = UNIT_ORDER.index(following.unit) > UNIT_ORDER.index(unit)
    return smaller and AND_BETWEEN.fullmatch(plain, end, following.start) is not None


def _iso(parts: list[tuple[int, str]]) -> str:
    day = "".join(f"{count}{unit}" for count, unit in parts if unit != "H")
    time = "".join(f"{count}{unit}" for count, unit in parts if unit == "H")
    return f"P{day}" + (f"T{time}" if time else "")
