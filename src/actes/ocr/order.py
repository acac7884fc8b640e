"""Words found later, put where they belong among those of their page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actes.ocr.engine import Seen

SAME_LINE = 0.45
"""How far from one another, in sizes of letters, the baselines of two words of one line may be."""


def put_in(words: Sequence[Seen], found: Iterable[Seen]) -> list[Seen]:
    """The words in reading order, each one found before the next word to its right on its line, else after the last
    to its left, else at the end."""
    placed = list(words)
    for one in found:
        line = [i for i, word in enumerate(placed) if abs(word.base - one.base) < SAME_LINE * max(word.size, one.size)]
        right = [i for i in line if placed[i].box.x0 > one.box.x0]
        if right:
            placed.insert(min(right, key=lambda i: (placed[i].box.x0, i)), one)
        elif line:
            placed.insert(max(line, key=lambda i: (placed[i].box.x0, i)) + 1, one)
        else:
            placed.append(one)
    return placed
