"""The number of a text cited, which may hold spaces: « 2017/21 SVC /Pôle T », « CP 2021-367 », « 2026 008 ».

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re

from actes.extract.reference_nouns import Sheet, Span, dates_in

NUMBER_PIECE = re.compile(r"[a-z0-9]{1,24}(?:[-_./+]{1,2}[a-z0-9]{1,24}){0,10}")
"""A run of a number without a space: « 2020-05-25/05 », « SVC/BX », « 92.1057 »."""

NUMBER_LINK = re.compile(r"(?: ?[/_] ?|- ?| - (?=\d)| )(?=[a-z0-9])")
"""Between two runs of one number: « 2017/21 » SVC, « E2500 » / « 97 », « 2015 » - « 1785 »."""

NUMBER_END = re.compile(
    r"[,;:()/_-]|$| ?[/_-]| (?:du|des?|d'|en|portant|relati|modifi|fixant|et|date|le|pris)| \w{0,12}\d"
)
"""What may follow capitals that close a number: « 2012 SVC » du."""

NUMBER_STOP = frozenset(
    (
        *("du", "de", "des", "la", "le", "les", "en", "et", "ou", "a", "au", "aux", "par", "sur", "dans", "pour", "vu"),
        *("dit", "date", "avec", "dont", "qui", "que", "un", "une", "son", "sa", "ses", "mai", "mars"),
    )
)
"""Words in capitals that no number goes on with: « N° 12 DU 3 MARS »."""

NO_NUMBER_AFTER = re.compile(r" ?(?:€|%|euros?|heures?|jours?|mois|ans|m2|km|h\d)(?![a-z])")


def read_number(sheet: Sheet, position: int, end: int, marked: bool) -> Span | None:
    """The number that starts at `position`, spaces and all: « 2017/21 SVC /Pôle T », « CP 2021-367 ».

    Without the mark « n° » it must look like one: no bare year, no short figure.
    """
    string, plain = sheet.string, sheet.plain
    piece = NUMBER_PIECE.match(plain, position, end)
    if piece is None:
        return None
    if not any(c.isdigit() for c in piece.group()) and (
        not string[position : piece.end()].isupper() or piece.group() in NUMBER_STOP or len(piece.group()) > 8
    ):
        return None
    if not marked and piece.group().isdigit() and len(piece.group()) < 4:
        return None
    if not marked and any(date.end >= piece.end() for date in dates_in(sheet, position, position + 1)):
        return None
    close = piece.end()
    last = piece.group()
    for _ in range(6):
        link = NUMBER_LINK.match(plain, close, end)
        piece = NUMBER_PIECE.match(plain, link.end(), end) if link else None
        if link is None or piece is None or next(dates_in(sheet, piece.start(), piece.start() + 1), None):
            break
        if not _goes_on(sheet, last, link.group(), piece):
            break
        close, last = piece.end(), piece.group()
    number = plain[position:close]
    if not any(c.isdigit() for c in number):
        return None
    if not marked and (_is_a_figure(number) or NO_NUMBER_AFTER.match(plain, close)):
        return None
    return position, close


def _is_a_figure(number: str) -> bool:
    """A bare year or a small figure: « 1901 », « 45 »."""
    return number.isdigit() and (len(number) < 4 or (len(number) == 4 and number[:2] in ("18", "19", "20")))


def _goes_on(sheet: Sheet, last: str, link: str, piece: re.Match[str]) -> bool:
    """Whether a number goes on with this piece after `last`."""
    word, shown = piece.group(), sheet.string[piece.start() : piece.end()]
    figures = any(c.isdigit() for c in word)
    if "/" in link or "_" in link:
        return True
    if "-" in link:
        return figures
    if shown != shown.upper() or word in NUMBER_STOP:
        return False
    if figures:
        return word[0].isalpha() or last[-1].isalpha() or last.isdigit()
    if NUMBER_END.match(sheet.plain, piece.end()) is None:
        return False
    return len(word) <= 6 or "/" in word or sheet.plain[piece.end() : piece.end() + 2].lstrip()[:1] in ("/", "_")
