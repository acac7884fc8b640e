"""Words that stand on a page, and the pieces of lines they make. Geometry only: no PDF, no OCR here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from actes.text import Box

JOIN_GAP = 1.0
"""The widest gap inside a piece, in font sizes; a justified space seldom reaches it."""

MARKER_GAP = 4.5
"""The widest gap between the marker of a list and its item, in font sizes."""

HANGING_GAP = 12.0
"""The widest gap between a word that opens a clause and the clause hung beside it, in font sizes."""

OPEN_PIECES = 8
"""How many pieces that end at about one height are kept in mind while more of the line is looked for."""

MARKER = re.compile(r"\W{1,2}|o|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[IVXivx]{1,5})[.)°/:-]{0,2}")
"""What opens an item of a list: « - », « • », « 1. », « 2.1 », « a) », « IV- », « (3) »."""

CLAUSE_OPENING = re.compile(r"vus?|consid[ée]rants?|attendus?|entendus?|articles?|art\.?", re.IGNORECASE)
"""What a clause may hang from: « VU        le code général … », « CONSIDÉRANT    que … »."""


class Token(NamedTuple):
    """Printed characters with no space among them; `base` is the height of the baseline, y downwards."""

    text: str
    box: Box
    base: float
    size: float
    font: str = ""
    bold: bool = False


class Wall(NamedTuple):
    """An upright rule: what stands on its two sides is never one piece."""

    x: float
    y0: float
    y1: float


class Piece(NamedTuple):
    """Tokens of one line with no wide gap among them, or a ruled table, which is read as a whole."""

    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    tokens: tuple[int, ...]
    text: str = ""
    grid: int = -1


def make_pieces(tokens: Sequence[Token], indexes: Iterable[int], walls: Sequence[Wall] = ()) -> list[Piece]:
    """The pieces that the tokens at `indexes` make, every token in one."""
    runs: list[list[int]] = []
    last: Token | None = None
    for i in indexes:
        token = tokens[i]
        if last is not None and _follows(last, token, len(runs[-1]) == 1) and not _walled(last, token, walls):
            runs[-1].append(i)
        else:
            runs.append([i])
        last = token
    return [_piece(tokens, run) for run in _joined(tokens, runs, walls)]


def _follows(left: Token, right: Token, first: bool) -> bool:
    """Whether `right` goes on where `left` ends; `first` says that `left` opens its piece."""
    size = max(left.size, right.size)
    gap = right.box.x0 - left.box.x1
    if gap < -0.4 * size:
        return False
    if gap > JOIN_GAP * size and not (first and opens_item(left.text, gap / size)):
        return False
    drop = abs(left.base - right.base)
    return drop <= 0.22 * size or (gap < 0.5 * size and drop <= 0.55 * size and left.size != right.size)


def opens_item(text: str, gap: float) -> bool:
    """Whether `text`, with a gap of so many font sizes after it, is what the rest of the line hangs from."""
    if gap < MARKER_GAP and MARKER.fullmatch(text):
        return True
    return gap < HANGING_GAP and CLAUSE_OPENING.fullmatch(text.rstrip(":")) is not None


def _walled(left: Token, right: Token, walls: Sequence[Wall]) -> bool:
    return wall_between(left.box.x1, right.box.x0, right.base - 0.3 * right.size, walls)


def wall_between(x0: float, x1: float, y: float, walls: Sequence[Wall]) -> bool:
    """Whether a rule stands between two places of one line."""
    return any(x0 - 1 <= w.x <= x1 + 1 and w.y0 <= y <= w.y1 for w in walls)


def _joined(tokens: Sequence[Token], runs: list[list[int]], walls: Sequence[Wall]) -> list[list[int]]:
    """Runs drawn apart (a word in bold, a slot filled in later) but printed side by side, put together."""
    runs.sort(key=lambda run: (tokens[run[0]].box.x0, tokens[run[0]].base, run[0]))
    shelves: dict[int, list[list[int]]] = {}
    done: list[list[int]] = []
    for run in runs:
        head = tokens[run[0]]
        shelf = int(head.base // 8)
        best: list[int] | None = None
        for key in (shelf - 1, shelf, shelf + 1):
            for other in shelves.get(key, ()):
                tail = tokens[other[-1]]
                if (
                    (best is None or tail.box.x1 > tokens[best[-1]].box.x1)
                    and _follows(tail, head, len(other) == 1)
                    and not _walled(tail, head, walls)
                ):
                    best = other
        if best is None:
            done.append(run)
            best = run
        else:
            shelves[int(tokens[best[-1]].base // 8)].remove(best)
            best += run
        ended = shelves.setdefault(int(tokens[best[-1]].base // 8), [])
        ended.append(best)
        del ended[:-OPEN_PIECES]  # what ends far to the left can be joined no more
    return done


def _piece(tokens: Sequence[Token], run: Sequence[int]) -> Piece:
    size = max(tokens[i].size for i in run)
    base = median(tokens[i].base for i in run if tokens[i].size >= 0.8 * size)
    x1 = max(tokens[i].box.x1 for i in run)
    text = " ".join(tokens[i].text for i in run)
    return Piece(tokens[run[0]].box.x0, x1, base - 0.8 * size, base + 0.25 * size, base, size, tuple(run), text)
