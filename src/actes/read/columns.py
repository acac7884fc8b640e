"""Pieces of lines → the order in which they are read. Geometry only.

Pieces whose heights overlap make a band; bands that one gutter crosses make a region, read column after
column (two signatures, a letterhead and its heading) or row after row (a table without rules, labels and
their values).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from actes.read.tokens import JOIN_GAP, Piece, Wall, wall_between

FIRM_GUTTER = 2.0
"""A gutter this wide, in font sizes, parts even two or three lines; a narrower one may be chance."""

NEAR = 1.7
"""Baselines closer than this, in font sizes, belong to one block."""

SIGNING_SPACE = 160.0
"""The deepest empty space inside one column of a block, in points: room to sign and to stamp."""

MAX_DEPTH = 8
MAX_GAPS = 24
"""Bounds on columns within columns and on columns side by side, well above what a page has."""

FIGURE = re.compile(r"[\W\d]{1,30}(?:€|euros?|HT|TTC|[hm][²2³3]?)?\W{0,4}[\d\s]{0,10}", re.IGNORECASE)
"""A cell that holds a figure: « 1 200,00 € HT », « 06/02/2013 », « 12 », « - », « 18 h 30 »."""


Band = list[Piece]
Gap = tuple[float, float]


def read_rows(pieces: list[Piece], walls: Sequence[Wall] = (), depth: int = 0) -> list[Band]:
    """The pieces row by row in the order they are read; a row is what stands on one line, from left to right."""
    bands = _bands(pieces)
    rows: list[Band] = []
    done = i = 0
    while i < len(bands):
        gaps = _gaps(bands[i], walls) if depth < MAX_DEPTH else []
        if not gaps:
            i += 1
            continue
        end, gaps = _extend(bands, i, gaps, walls)
        start = _pull_up(bands, done, i, gaps, walls)
        for band in bands[done:start]:
            rows += _rows(band)
        region = [piece for band in bands[start:end] for piece in band]
        columns = [column for column in _columns(region, gaps) if column]
        if _read_across(columns, gaps, walls):
            rows += _rows(region)
        else:
            for column in columns:
                rows += read_rows(column, walls, depth + 1)
        done = i = end
    for band in bands[done:]:
        rows += _rows(band)
    return rows


# Pieces → bands and rows


def _bands(pieces: Iterable[Piece]) -> list[Band]:
    """Pieces whose heights overlap, directly or through one another, from top to bottom."""
    bands: list[Band] = []
    bottom = 0.0
    for piece in sorted(pieces, key=lambda p: (p.top, p.x0)):
        if bands and piece.top < bottom - 0.05 * piece.size:
            bands[-1].append(piece)
            bottom = max(bottom, piece.bottom)
        else:
            bands.append([piece])
            bottom = piece.bottom
    return bands


def _rows(pieces: Iterable[Piece]) -> list[Band]:
    """Pieces put together by baseline, each row from left to right; a ruled table is a row of its own."""
    rows: list[Band] = []
    for piece in sorted(pieces, key=lambda p: (p.top if p.grid >= 0 else p.base, p.x0)):
        first = rows[-1][0] if rows else None
        if (
            first is not None
            and piece.grid < 0
            and first.grid < 0
            and piece.base - first.base <= 0.35 * min(piece.size, first.size)
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: (p.x0, p.base))
    return rows


# Bands → regions and columns


def _gaps(band: Band, walls: Sequence[Wall]) -> list[Gap]:
    """The free upright strips among the pieces of a band that are wide enough to part columns."""
    if len(band) < 2:
        return []
    gaps: list[Gap] = []
    first, *others = sorted(band, key=lambda p: p.x0)
    least = JOIN_GAP * min(piece.size for piece in band)
    right = first.x1
    for piece in others:
        if _parts((right, piece.x0), least, band[0], walls):
            gaps.append((right, piece.x0))
        right = max(right, piece.x1)
    return sorted(sorted(gaps, key=lambda gap: gap[0] - gap[1])[:MAX_GAPS])


def _parts(gap: Gap, least: float, piece: Piece, walls: Sequence[Wall]) -> bool:
    """Whether a strip beside `piece` parts columns: by its width, or by the rule that stands in it."""
    x0, x1 = gap
    return x1 - x0 >= least or (x1 > x0 and wall_between(x0, x1, piece.base - 0.3 * piece.size, walls))


def _narrowed(gaps: list[Gap], band: Band, walls: Sequence[Wall]) -> list[Gap]:
    """What is left of the gutters beside the pieces of one more band."""
    least = JOIN_GAP * min(piece.size for piece in band)
    for piece in band:
        left: list[Gap] = []
        for x0, x1 in gaps:
            if piece.x1 <= x0 or piece.x0 >= x1:
                left.append((x0, x1))
            elif piece.x0 <= x0 < piece.x1 < x1:
                left.append((piece.x1, x1))
            elif x0 < piece.x0 < x1 <= piece.x1:
                left.append((x0, piece.x0))
        gaps = [gap for gap in left if _parts(gap, least, piece, walls)]
        if not gaps:
            break
    return gaps


def _extend(bands: list[Band], i: int, gaps: list[Gap], walls: Sequence[Wall]) -> tuple[int, list[Gap]]:
    """How far down the gutters of band `i` run: the first band beyond, and what is left of the gutters.

    Lines on the left alone that close the region are the text that goes on below, unless they stand
    nearer to the region than to what follows.
    """
    end, kept = i + 1, gaps
    reach = _reach(bands[i : i + 1], gaps)
    for j in range(i + 1, len(bands)):
        band = bands[j]
        narrowed = _narrowed(gaps, band, walls)
        if not narrowed:
            break
        if len(narrowed) != len(gaps):
            reach = _reach(bands[i:j], narrowed)
        gaps = narrowed
        sides = {_side(piece, gaps) for piece in band}
        if _breaks_off(band[0].top, sides, reach, bands[i][0].top):
            break
        if sides != {0} or (end == j and _clings(bands, j)):
            end, kept = j + 1, gaps
        reach.update(_reach([band], gaps))
    return end, kept


def _breaks_off(top: float, sides: set[int], reach: dict[int, float], opening: float) -> bool:
    """Whether the next lines of a column, or the end of those on its right, are too far above."""
    right = max((bottom for side, bottom in reach.items() if side), default=opening)
    return top - right > SIGNING_SPACE or any(top - reach.get(side, opening) > SIGNING_SPACE for side in sides)


def _clings(bands: list[Band], j: int) -> bool:
    """Whether band `j` is close to the one above, or closer than to the one below."""
    size = bands[j][0].size
    above = bands[j][0].base - bands[j - 1][-1].base
    below = bands[j + 1][0].base - bands[j][-1].base if j + 1 < len(bands) else float("inf")
    return above < NEAR * size or (above < 3 * size and above < 0.9 * below)


def _reach(bands: Iterable[Band], gaps: list[Gap]) -> dict[int, float]:
    """How far down each column goes."""
    reach: dict[int, float] = {}
    for band in bands:
        for piece in band:
            side = _side(piece, gaps)
            reach[side] = max(piece.bottom, reach.get(side, piece.bottom))
    return reach


def _pull_up(bands: list[Band], done: int, i: int, gaps: list[Gap], walls: Sequence[Wall]) -> int:
    """Where the region opens: lines above in a right-hand column, close or beside the same rule, belong to it."""
    start = top = i
    while top > done:
        band, below = bands[top - 1], bands[top][0]
        narrowed = _narrowed(gaps, band, walls)
        if len(narrowed) < len(gaps):
            break
        far = below.base - band[-1].base > NEAR * max(band[-1].size, below.size)
        if far and not _ruled_off(gaps, band[-1].base, below.base, walls):
            break
        top, gaps = top - 1, narrowed
        if any(_side(piece, gaps) for piece in band):
            start = top
    return start


def _ruled_off(gaps: list[Gap], y0: float, y1: float, walls: Sequence[Wall]) -> bool:
    """Whether an upright rule in one of the gutters runs from one height to the other."""
    return any(x0 - 1 <= w.x <= x1 + 1 and w.y0 <= y0 and y1 <= w.y1 for x0, x1 in gaps for w in walls)


def _side(piece: Piece, gaps: list[Gap]) -> int:
    return sum(piece.x0 >= (x0 + x1) / 2 for x0, x1 in gaps)


def _columns(pieces: Iterable[Piece], gaps: list[Gap]) -> list[list[Piece]]:
    columns: list[list[Piece]] = [[] for _ in range(len(gaps) + 1)]
    for piece in pieces:
        columns[_side(piece, gaps)].append(piece)
    return columns


# Across or down


def _read_across(columns: list[list[Piece]], gaps: list[Gap], walls: Sequence[Wall]) -> bool:
    """Whether a region is read row after row rather than column after column."""
    pieces = [piece for column in columns for piece in column]
    if any(piece.grid >= 0 for piece in pieces):
        return False
    rows = _rows(pieces)
    paired = [row for row in rows if len(row) > 1]
    if len(rows) == 1 or not (paired or _staggered(columns, rows)):
        return True
    size = median(piece.size for piece in pieces)
    if len(rows) < 4 and _chance(gaps, size, rows, walls):
        return True
    if _figures(columns):
        return True
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    even = max(steps) <= 2.2 * median(steps) and max(steps) < 5 * size
    if not even:
        return False
    if len(columns) == 2 and _labels(columns[0], columns[1], rows):
        return True
    counts = [len(_rows(column)) for column in columns]
    return (
        len(rows) >= 4
        and len(paired) >= 0.8 * len(rows)
        and min(counts) >= 0.7 * max(counts)
        and not all(_is_prose(column) for column in columns)
    )


def _staggered(columns: list[list[Piece]], rows: list[Band]) -> bool:
    """Lines side by side, though not at one height."""
    side = {id(piece): n for n, column in enumerate(columns) for piece in column}
    return any(
        side[id(above[0])] != side[id(below[0])] and below[0].base - above[0].base < 0.9 * below[0].size
        for above, below in pairwise(rows)
    )


def _chance(gaps: list[Gap], size: float, rows: list[Band], walls: Sequence[Wall]) -> bool:
    """Wide spaces of justified lines that happen to stand one below the other."""
    y = rows[0][0].base - 0.3 * size
    return all(x1 - x0 < FIRM_GUTTER * size and not wall_between(x0, x1, y, walls) for x0, x1 in gaps)


def _figures(columns: list[list[Piece]]) -> bool:
    """A column after the first that holds figures alone: « Subvention   1 200 € »."""
    return any(
        len(column) > 1 and sum(FIGURE.fullmatch(piece.text) is not None for piece in column) > 0.6 * len(column)
        for column in columns[1:]
    )


def _labels(left: list[Piece], right: list[Piece], rows: list[Band]) -> bool:
    """Short labels, each at the head of what it announces: « Présents :   … », « VU   le code … »."""
    labels = {id(piece) for piece in left}
    if any(len(row) == 1 and id(row[0]) in labels for row in rows):
        return False
    width = max(piece.x1 for piece in right) - min(piece.x0 for piece in left)
    colons = sum(piece.text.endswith(":") for piece in left)
    short = sum(len(piece.tokens) <= 2 and piece.x1 - piece.x0 < 0.3 * width for piece in left)
    return colons >= 0.6 * len(left) or (short >= 0.8 * len(left) and len(right) >= 2 * len(left))


def _is_prose(column: list[Piece]) -> bool:
    """Lines that nearly all run from one edge of their column to the other."""
    width = max(piece.x1 for piece in column) - min(piece.x0 for piece in column)
    return width > 12 * column[0].size and median(piece.x1 - piece.x0 for piece in column) > 0.85 * width
