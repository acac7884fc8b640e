"""Number words: « deux mille vingt-six », « deux mil vingt-trois », « quatre-vingt-dix-neuf », « premier ».

`NUMBER_WORDS` finds runs of number words, `text2num` weighs them; here the joints are made
even (« vingt- trois », « DEUX MILLE » over a line end) and a run is cut where one number ends
and the next begins (« deux mille vingt-trois quinze »).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

CARDINAL_WORDS = (
    "zéro",
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "septante",
    "huitante",
    "octante",
    "nonante",
    "cent",
    "cents",
    "mil",
    "mille",
    "million",
    "millions",
    "milliard",
    "milliards",
)
"""« mil » is the old spelling of years (« deux mil vingt-trois »)."""

ORDINAL_STEMS = {"cinqu": "cinq", "neuv": "neuf", "un": "un"} | {
    word.removesuffix("e"): word for word in CARDINAL_WORDS if word not in ("cinq", "neuf", "un", "une", "zéro")
}
"""What stands before « -ième », and its cardinal: « quatr-ième », « neuv-ième », « vingt-et-un-ième »."""

FIRST = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2}
"""Ordinals that stand alone: « article premier »."""

JOINT = r"(?:\s{0,3}[-‐‑–\u00ad]\s{0,3}|\s{1,4})"
"""Between two words of a number, a line end included: « vingt- trois », « deux mille »."""

NUMBER_WORD = r"(?:" + "|".join(sorted(CARDINAL_WORDS, key=lambda word: (-len(word), word))).replace("é", "[ée]") + r")"
NUMBER_WORDS = rf"{NUMBER_WORD}(?:{JOINT}(?:et{JOINT})?{NUMBER_WORD}){{0,14}}(?![^\W_])"
"""A run of number words, not yet weighed: « deux cent cinquante mille ». For `re.IGNORECASE`."""

_RUN = re.compile(rf"(?<![^\W_])(?=[cdhmnoqstuvz]){NUMBER_WORDS}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = re.compile(JOINT)
_UNACCENTED = str.maketrans("èéêîÈÉÊ", "eeeieee")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """`string[start:end]` writes `value` in words."""

    start: int
    end: int
    value: int


def number(words: str) -> int | None:
    """The number that the whole of `words` writes, cardinal or ordinal, or None.

    `number("deux mil vingt-trois")` is 2023, `number("premier")` is 1, `number("six deux")` is None.
    """
    return _weigh(" ".join(_JOINTS.sub(" ", words).lower().translate(_UNACCENTED).split()))


def numbers(string: str) -> list[NumberSpan]:
    """Every cardinal written in words, in order; the longest number from each first word."""
    spans: list[NumberSpan] = []
    for run in _RUN.finditer(string):
        words = [word.span() for word in _WORD.finditer(string, *run.span())]
        first = 0
        while first < len(words):
            start = words[first][0]
            for last in range(len(words) - 1, first - 1, -1):
                end = words[last][1]
                if (value := number(string[start:end])) is not None:
                    spans.append(NumberSpan(start, end, value))
                    first = last
                    break
            first += 1
    return spans


@lru_cache(maxsize=4096)
def _weigh(words: str) -> int | None:
    from text_to_num import text2num  # type: ignore[import-untyped]

    if not words or len(words) > 200:
        return None
    if words in FIRST:
        return FIRST[words]
    if words.endswith("ieme"):
        head, _, stem = words.removesuffix("ieme").rpartition(" ")
        if stem not in ORDINAL_STEMS:
            return None
        words = f"{head} {ORDINAL_STEMS[stem]}".strip()
    # « deux mille et vingt-trois » is written too, though « et » belongs before « un » and « onze » alone.
    for phrase in (words.replace("zero", "zéro"), words.replace("mille et ", "mille ").replace("mil et ", "mil ")):
        try:
            return int(text2num(phrase, "fr"))
        except ValueError:
            continue
    return None
