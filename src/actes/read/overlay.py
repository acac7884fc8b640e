"""What a transmission platform prints over a page: which of its words are the stamp.

Platforms draw their stamp in one go before or after everything else, in a letter of their own, so it is
looked for in drawing order, where it is whole, and not on the page, where it may cross the lines of the act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from actes.read.tokens import Token
from actes.text import Box

RECEIPT_ID = r"(?:ID\s{0,3}:?\s{0,3})?[0-9][0-9AB][0-9]-[0-9]{9}-[0-9]{8}-\S{1,60}"
"""The identifier an act is given by @CTES: « 099-219900011-20240115-2024_007-DE »."""

PLATFORM_WORDS = re.compile(
    rf"""
    envoy[ée]\s(?:en|à\sla)\s(?:sous-)?pr[ée]fecture
    | re[çc]u\s(?:en|à\sla)\s(?:sous-)?pr[ée]fecture
    | envoi\s(?:en\s)?pr[ée]fecture
    | r[ée]ception\s(?:en\spr[ée]fecture|par\sle\s(?:sous-)?pr[ée]fet)
    | retour\s(?:de\s)?pr[ée]fecture
    | accus[ée]\sde\sr[ée]ception(?:\sen\spr[ée]fecture|\s.{{1,3}}\sminist[èe]re|$)
    | a\.?r\.?[\s-]{{1,3}}(?:sous-)?pr[ée]fecture
    | acte\scertifi[ée]\sex[ée]cutoire
    | date\sde\s(?:t[ée]l[ée])?transmission | identifiant\sde\st[ée]l[ée]transmission
    | date\sde\sr[ée]ception\s(?:de\sl['’]ar|(?:en\s)?pr[ée]fecture)
    | t[ée]l[ée]transmis\s(?:en|à\sla|au)\s
    | {RECEIPT_ID}
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How the lines of a stamp open: « Envoyé en préfecture le … », « Accusé de réception en préfecture »,
« AR Prefecture », « Acte certifié exécutoire », « Date de télétransmission : … », or the identifier alone."""

RECEIPT = re.compile(RECEIPT_ID)

REACH = 2.2
SIDE_REACH = 5.0
"""How far from the rest of the stamp a line of it may stand, in font sizes: above or below it, beside it."""

DRAWN_NEAR = 3
"""How many strokes away from the rest of the stamp, in drawing order, a stroke of it may come."""

MAX_STAMPS = 6
MAX_STROKES = 24
"""Bounds on the stamps of one page and the strokes of one stamp, well above what platforms print."""


class _Stroke(NamedTuple):
    """Tokens drawn one after the other on one line in one letter."""

    box: Box
    size: float
    font: str
    text: str
    tokens: tuple[int, ...]


def find_stamps(tokens: Sequence[Token]) -> list[tuple[int, ...]]:
    """The tokens of each stamp, in drawing order; nothing where the words are in the letter of the act itself."""
    strokes = _strokes(tokens)
    seeds = [i for i, stroke in enumerate(strokes) if PLATFORM_WORDS.match(stroke.text)]
    if not seeds:
        return []
    body = _body_letter(strokes)
    stamps: list[tuple[int, ...]] = []
    taken: set[int] = set()
    for seed in seeds:
        if seed in taken or len(stamps) == MAX_STAMPS:
            continue
        group = _grown(strokes, seed, body, taken)
        taken |= group
        if _is_stamp([strokes[i] for i in group], body, len(strokes)):
            stamps.append(tuple(t for i in sorted(group) for t in strokes[i].tokens))
    return stamps


def _strokes(tokens: Sequence[Token]) -> list[_Stroke]:
    strokes: list[_Stroke] = []
    start = 0
    for i in range(1, len(tokens) + 1):
        if i < len(tokens) and _goes_on(tokens[i - 1], tokens[i]):
            continue
        run = tokens[start:i]
        box = Box(
            min(t.box.x0 for t in run),
            min(t.box.y0 for t in run),
            max(t.box.x1 for t in run),
            max(t.box.y1 for t in run),
        )
        strokes.append(_Stroke(box, run[0].size, run[0].font, " ".join(t.text for t in run), tuple(range(start, i))))
        start = i
    return strokes


def _goes_on(left: Token, right: Token) -> bool:
    gap = right.box.x0 - left.box.x1
    return (
        abs(left.base - right.base) < 0.3 * left.size
        and -0.4 * left.size < gap < 3 * left.size
        and abs(left.size - right.size) < 0.6
        and (left.font == right.font or gap < 0.6 * left.size)
    )


def _is_stamp(group: Sequence[_Stroke], body: tuple[str, int], strokes: int) -> bool:
    """Something in a letter of its own, of two lines or with an identifier; or all that the page prints."""
    if len(group) == 1 and not RECEIPT.match(group[0].text):
        return False
    return len(group) == strokes or any(_letter(stroke) != body for stroke in group)


def _letter(stroke: _Stroke) -> tuple[str, int]:
    return stroke.font, round(stroke.size)


def _body_letter(strokes: Sequence[_Stroke]) -> tuple[str, int]:
    """The font and size most of the page is printed in, those that mostly print stamps left aside."""
    counts: Counter[tuple[str, int]] = Counter()
    stamped: Counter[tuple[str, int]] = Counter()
    for stroke in strokes:
        known = stamped if PLATFORM_WORDS.match(stroke.text) else counts
        known[_letter(stroke)] += len(stroke.text)
    own = {letter: count for letter, count in counts.items() if count > stamped[letter]}
    return max(own, key=lambda letter: (own[letter], letter)) if own else ("", 0)


def _grown(strokes: Sequence[_Stroke], seed: int, body: tuple[str, int], taken: set[int]) -> set[int]:
    """The seed and the strokes about it, near in drawing order and on the page, that are not the act's own."""
    group = {seed}
    box, size = strokes[seed].box, strokes[seed].size
    low = high = seed
    grew = True
    while grew and len(group) < MAX_STROKES:
        grew = False
        for i in range(max(low - DRAWN_NEAR, 0), min(high + DRAWN_NEAR + 1, len(strokes))):
            stroke = strokes[i]
            if i in group or i in taken or not _near(box, stroke.box, size):
                continue
            if not PLATFORM_WORDS.match(stroke.text) and (_letter(stroke) == body or stroke.size > 1.4 * size):
                continue
            group.add(i)
            low, high = min(low, i), max(high, i)
            box = Box(
                min(box.x0, stroke.box.x0),
                min(box.y0, stroke.box.y0),
                max(box.x1, stroke.box.x1),
                max(box.y1, stroke.box.y1),
            )
            grew = True
    return group


def _near(box: Box, other: Box, size: float) -> bool:
    """One above the other and close, or side by side and not far: a label and its value."""
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.y1, other.y1) - max(box.y0, other.y0)
    return down > -REACH * size and across > -(SIDE_REACH if down > 0 else REACH) * size
