"""The words of a text whatever its typography: what two versions of it are compared by.

What never counts: the shape of quotes, apostrophes, spaces, dashes and bullets; ligatures, superscripts, letters
composed or not; the format of one date (« 1er avril 2026 », « 01/04/2026 ») or of one number (« 4 500,00 € »,
« 4500 euros »); the stop at the very end.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MONTHS = {
    "janv": 1,
    "jan": 1,
    "fev": 2,
    "mar": 3,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juil": 7,
    "aou": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
"""The first letters of a month, unaccented; no two months share them."""

MONTH = (
    r"janv(?:ier)?|jan|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t"
    r"|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?"
)
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
GROUP_SPACE = " .\u00a0\u202f\u2009"

TOKEN = re.compile(
    rf"""
    (?P<word>(?![nN]\s?[°º])[^\W\d_²³¹](?:[\u00ad\u200b\u2060\ufeff\u0300-\u036f]*[^\W\d_²³¹])*[\u0300-\u036f]*)
  | (?P<date>(?<!\d)(?P<d>{DAY_NUMBER})(?:\s?(?i:er)|ᵉʳ)?\s{{0,3}}(?P<month>(?i:{MONTH}))\.?\s{{0,3}}(?P<y>\d{{4}})(?!\d))
  | (?P<iso>(?<!\d)\d{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))
  | (?P<slashed>(?<!\d)(?P<sd>{DAY_NUMBER})(?P<sep>[/.-])(?P<sm>{MONTH_NUMBER})(?P=sep)(?P<sy>\d{{4}}|(?<=/)\d\d)(?!\d))
  | (?P<decimal>(?<!\d)\d+\.\d\d(?=\s?(?:€|(?i:euros?|eur)\b)))
  | (?P<grouped>(?<!\d)\d{{1,3}}(?:[{GROUP_SPACE}]\d{{3}})+(?:,\d+)?(?!\d))
  | (?P<first>(?<!\d)1(?:(?i:er|[èe]re|re)|ᵉʳ|ʳᵉ)\b)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<power>[²³¹])
  | (?P<numero>[nN]\s?[°º]s?|№)
  | (?P<gap>[_.…]{{2,}}|…)
  | (?P<minus>(?<![\w)])(?<!\d\s)[-\u2212](?=\d))
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
"""The words of a text and what stands between them; what matches nothing (spaces, a lone « _ ») does not count."""

SILENT = frozenset("\"'«»“”„‟‹›‘’‚‛`´ʼ′″-‐‑‒–—―−•·●○■□▪▫◦►➢➤✓*§\u00ad\u200b\u2060\ufeff\u0002°º")
"""Marks that are only typography."""

ENDS = frozenset(".,;:…")
"""Punctuation that does not count at the very end of a text."""

COMMON = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "il",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "ne",
        "ou",
        "par",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "son",
        "sont",
        "sur",
        "un",
        "une",
        "vu",
        "considerant",
        "article",
    ]
)
"""Words too common to tell one clause from another."""


class Token(NamedTuple):
    """`text[start:end]`; `key` is it without typography, `loose` also without case and accents."""

    start: int
    end: int
    key: str
    loose: str
    caps: bool


class Reading(NamedTuple):
    """A text without its typography: `key` is shared by texts that differ by it alone (case and accents left
    aside), `words` are its words without the commonest."""

    key: str
    words: tuple[str, ...]


def reading(text: str) -> Reading:
    """What tells the text from another one, for alignment."""
    kept = trimmed(tokens(text))
    key = "".join(f" {t.loose} " if t.loose[0].isdigit() else t.loose for t in kept)
    words = tuple(t.loose for t in kept if t.loose[0].isalnum())
    return Reading(key, tuple(w for w in words if w not in COMMON) or words)


def number_key(number: str) -> str:
    """A number of article as it stands in a text: « 1er » is « 1 », « Article 4.1 » is « 4.1 »; empty if it is no figure."""
    figures = [t.key for t in tokens(number) if t.key not in ENDS]
    return figures[0] if len(figures) == 1 and figures[0][0].isdigit() else ""


def same(one: Token, two: Token) -> bool:
    """The same word, in small letters or all in capitals."""
    return one.key == two.key or (one.loose == two.loose and (one.caps or two.caps))


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    made: list[Token] = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "mark":
            mark = match.group()
            single = mark == "." and bool(made) and made[-1].end == start and len(made[-1].key) == 1
            if mark in SILENT or (single and made[-1].key.isalpha()):
                continue
            made.append(Token(start, end, mark, mark, False))
        elif kind == "word":
            made.append(Token(start, end, *_word(match.group())))
        else:
            key = _value(match)
            made.append(Token(start, end, key, key, False))
    return made


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> tuple[str, str, bool]:
    if word.lower() in ("euro", "euros", "eur"):
        return "€", "€", False
    key = (
        unicodedata.normalize("NFKC", word).replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    )
    key = "".join(c for c in key if c.isalnum()) or word
    bare = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    return key, bare.casefold() or key, key.isupper()


def _value(match: re.Match[str]) -> str:
    """Dates, numbers and signs by what they mean."""
    group = match.group
    if group("date"):
        stem = _word(group("month"))[1]
        month = next(n for letters, n in MONTHS.items() if stem.startswith(letters))
        return f"{group('y')}-{month:02}-{int(group('d')):02}"
    if group("slashed"):
        year = group("sy")
        return f"{year if len(year) == 4 else '20' + year}-{int(group('sm')):02}-{int(group('sd')):02}"
    if group("iso"):
        return group("iso")
    if group("decimal"):
        return _decimal(group("decimal").replace(".", ","))
    if group("grouped"):
        return _decimal("".join(c for c in group("grouped") if c not in GROUP_SPACE))
    if group("number"):
        number = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in group("number"))
        return _decimal(number) if "." not in number and number.count(",") == 1 else number
    if group("first"):
        return "1"
    if group("power"):
        return unicodedata.normalize("NFKC", group("power"))
    return "n°" if group("numero") else "-" if group("minus") else "…"


def _decimal(number: str) -> str:
    """« 4500,00 » as « 4500 », « 12,50 » as « 12,5 »."""
    whole, comma, cents = number.partition(",")
    cents = cents.rstrip("0")
    return f"{whole},{cents}" if comma and cents else whole


def trimmed(some: list[Token]) -> list[Token]:
    """The tokens less the punctuation at the very end."""
    end = len(some)
    while end and some[end - 1].key in ENDS:
        end -= 1
    return some[:end]
