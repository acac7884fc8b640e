"""What an OCR may have taken for something else: one letter for its look-alike, an accent, a speck of dust."""

from __future__ import annotations

from collections.abc import Sequence

from actes.changes.tokens import Token, same

SPECKS = frozenset(".,;:|!^~()")
"""Marks that dust makes, or covers."""

CONFUSIONS = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "l/1",
        "i/1",
        "i/l",
        "t/l",
        "l/!",
        "i/!",
        "o/0",
        "q/0",
        "d/0",
        "s/5",
        "b/8",
        "z/2",
        "g/9",
        "q/9",
        "b/6",
        "g/6",
        "q/g",
        "c/e",
        "e/o",
        "c/o",
        "a/o",
        "n/u",
        "u/v",
        "v/y",
        "h/b",
        "f/t",
        "t/r",
        "n/r",
        "m/rn",
        "m/in",
        "m/ni",
        "n/ri",
        "u/ii",
        "u/li",
        "n/ii",
        "d/cl",
        "w/vv",
        "h/li",
        "k/lc",
        "b/lo",
    ]
)
"""Letters that an OCR takes for one another, in lower case and unaccented; never a digit for a digit."""


def confused(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Whether an OCR may have read one for the other: accents, specks, one letter for its look-alike a word."""
    kept = [t for t in one if t.key not in SPECKS]
    other = [t for t in two if t.key not in SPECKS]
    if len(kept) == len(other):
        return all(_confused_token(x, y) for x, y in zip(kept, other, strict=True))
    return bool(kept and other) and _confused_word("".join(t.loose for t in kept), "".join(t.loose for t in other))


def _confused_token(one: Token, two: Token) -> bool:
    if one.loose == two.loose:
        # an accent lost or gained; a capital is no confusion of shapes
        return same(one, two) or one.key.casefold() != two.key.casefold()
    return _confused_word(one.loose, two.loose)


def _confused_word(one: str, two: str) -> bool:
    start, most = 0, min(len(one), len(two))
    while start < most and one[start] == two[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == two[-1 - end]:
        end += 1
    a, b = one[start : len(one) - end], two[start : len(two) - end]
    return (not a and not b) or frozenset((a, b)) in CONFUSIONS
