"""Words with boxes → the text of a page: lines in reading order, indented, with blank lines and cell gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from actes.read.columns import Band, read_rows
from actes.read.tokens import Piece, Token, Wall, make_pieces, opens_item
from actes.text import Box

WIDE_GAP = 1.5
"""A gap inside a line from which it prints as `CELL_GAP`, in font sizes."""

IN_CELL_GAP = 6.0
"""The same inside a cell, whose few words may be spread to fill it."""

LOOSE = 1.3
"""A step between two lines that is so many times the usual one prints as a blank line."""

SHORT_ROW = 240
"""Characters up to which a row of a ruled table prints on one line though some of its cells have several."""

SHORT_CELL = 6
"""The lines of a cell up to which it prints as one."""

MOSTLY = 0.8
"""The share of short rows from which those of a table print on one line each."""

FRAME_ROWS = 3
SIGNING_ROOM = 40.0
"""The empty height, in points, that says that a ruled table of a few rows holds signature blocks."""

CELL_GAP = "   "
MAX_INDENT = 40
"""A line set further in, in characters, prints as if it were set in so far."""


class Grid(NamedTuple):
    """A ruled table: rows of cells, each cell the tokens in it."""

    box: Box
    rows: tuple[tuple[tuple[int, ...], ...], ...]


class Island(NamedTuple):
    """Tokens that are no part of the running text: laid over it (a stamp), or turned (`last`: put at the end)."""

    tokens: tuple[int, ...]
    last: bool = False


class Line(NamedTuple):
    """A line of the page text, `string[start:end]`, and where it was printed. `group` is 0 in running text."""

    start: int
    end: int
    x0: float
    x1: float
    base: float
    size: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a page. `spans[i]` is where `tokens[i]` stands in it, `grids` and `islands` where theirs do."""

    string: str
    spans: tuple[tuple[int, int], ...] = ()
    lines: tuple[Line, ...] = ()
    grids: tuple[tuple[int, int], ...] = ()
    islands: tuple[tuple[int, int], ...] = ()


class _Row(NamedTuple):
    """What prints on one line; a cell ends before the tokens at the positions `cuts`."""

    tokens: tuple[int, ...]
    x0: float
    x1: float
    base: float
    size: float
    group: int = 0
    cuts: tuple[int, ...] = ()


def lay_out(
    tokens: Sequence[Token],
    grids: Sequence[Grid] = (),
    walls: Sequence[Wall] = (),
    islands: Sequence[Island] = (),
) -> Layout:
    """The text of a page. Every token comes once; a token of a grid or an island may be in no other."""
    apart = {i for island in islands for i in island.tokens}
    apart.update(i for grid in grids for row in grid.rows for cell in row for i in cell)
    pieces = make_pieces(tokens, [i for i in range(len(tokens)) if i not in apart], walls)
    pieces += [Piece(g.box.x0, g.box.x1, g.box.y0, g.box.y1, g.box.y1, 10.0, (), "", n) for n, g in enumerate(grids)]
    rows: list[_Row] = []
    for row in read_rows(pieces, walls):
        if row[0].grid >= 0:
            rows += _grid_rows(tokens, grids[row[0].grid], row[0].grid + 1)
        else:
            rows.append(_row(row, 0))
    for n, island in enumerate(islands, len(grids) + 1):
        _put_in(rows, [_row(row, n) for row in read_rows(make_pieces(tokens, island.tokens))], island.last)
    return _render(tokens, rows, len(grids), len(islands))


def _row(row: Band, group: int) -> _Row:
    size = max(piece.size for piece in row)
    tokens = tuple(i for piece in row for i in piece.tokens)
    return _Row(tokens, row[0].x0, max(piece.x1 for piece in row), row[0].base, size, group)


def _grid_rows(tokens: Sequence[Token], grid: Grid, group: int) -> list[_Row]:
    """The rows of a table of short cells print on one line each; longer cells, and signatures, one after the other.

    Blocks that a frame only places side by side, with room to sign under them, are read down.
    """
    table = [[_cell(tokens, cell, group) for cell in row] for row in grid.rows]
    if _is_frame(table):
        return [row for column in zip(*table, strict=True) for cell in column for row in cell]
    short = [len(table) > 1 and _is_short(tokens, cells) for cells in table]
    across = sum(short) >= MOSTLY * len(table)
    rows: list[_Row] = []
    for cells, fits in zip(table, short, strict=True):
        if all(len(cell) == 1 for cell in cells) or (across and fits):
            rows.append(_on_one_line(cells, group))
        else:
            rows += [row for cell in cells for row in cell]
    return rows


def _cell(tokens: Sequence[Token], cell: Sequence[int], group: int) -> list[_Row]:
    return [_row(row, group) for row in read_rows(make_pieces(tokens, cell))]


def _is_frame(table: list[list[list[_Row]]]) -> bool:
    columns = len(table[0])
    return (
        2 <= len(table) <= FRAME_ROWS
        and 2 <= columns <= 3
        and all(len(cells) == columns for cells in table)
        and any(
            min(cell[0].base for cell in below) - max(cell[-1].base for cell in above) > SIGNING_ROOM
            for above, below in pairwise(table)
        )
    )


def _is_short(tokens: Sequence[Token], cells: list[list[_Row]]) -> bool:
    rows = [row for cell in cells for row in cell]
    letters = sum(len(tokens[i].text) + 1 for row in rows for i in row.tokens)
    signed = any(below.base - above.base > SIGNING_ROOM for cell in cells for above, below in pairwise(cell))
    return letters <= SHORT_ROW and max(map(len, cells)) <= SHORT_CELL and not signed


def _on_one_line(cells: list[list[_Row]], group: int) -> _Row:
    rows = [row for cell in cells for row in cell]
    joined: tuple[int, ...] = ()
    cuts: list[int] = []
    for cell in cells:
        cuts.append(len(joined))
        joined += tuple(i for row in cell for i in row.tokens)
    return _Row(
        joined,
        rows[0].x0,
        max(row.x1 for row in rows),
        min(row.base for row in rows),
        max(row.size for row in rows),
        group,
        tuple(cuts[1:]),
    )


def _put_in(rows: list[_Row], island: list[_Row], last: bool) -> None:
    """An island goes before the first line when it tops the page, otherwise after the lines it crosses."""
    if last or not island:
        rows += island
        return
    bottom = max(row.base for row in island)
    top = min(row.base - row.size for row in island)
    above = [i for i, row in enumerate(rows) if row.base < bottom and row.group == 0]
    if not above or all(row.base > top for row in rows):
        rows[0:0] = island
        return
    at = above[-1] + 1
    while at < len(rows) and not _parted(rows[at - 1], rows[at]):
        at += 1
    rows[at:at] = island


def _parted(above: _Row, below: _Row) -> bool:
    if above.group or below.group:
        return above.group != below.group
    step = below.base - above.base
    return step <= 0 or step > 1.6 * max(above.size, below.size)


# Rows → text


def _render(tokens: Sequence[Token], rows: list[_Row], grids: int, islands: int) -> Layout:
    parts: list[str] = []
    spans: list[tuple[int, int]] = [(0, 0)] * len(tokens)
    lines: list[Line] = []
    groups: dict[int, tuple[int, int]] = {}
    at = 0
    left = min((row.x0 for row in rows), default=0.0)
    pitch = _pitch(tokens)
    usual = _usual_step(rows)
    above: _Row | None = None
    for row in rows:
        if above is not None:
            break_ = "\n\n" if _is_loose(above, row, usual) else "\n"
            parts.append(break_)
            at += len(break_)
        indent = min(int((row.x0 - left) / pitch), MAX_INDENT)
        if indent > 1:
            parts.append(" " * indent)
            at += indent
        start = at
        for space, i in zip(_spaces(tokens, row), row.tokens, strict=True):
            parts += (space, tokens[i].text)
            at += len(space)
            spans[i] = (at, at + len(tokens[i].text))
            at = spans[i][1]
        lines.append(Line(start, at, row.x0, row.x1, row.base, row.size, row.group))
        groups[row.group] = (groups.get(row.group, (start, 0))[0], at)
        above = row
    return Layout(
        "".join(parts),
        tuple(spans),
        tuple(lines),
        tuple(groups.get(n + 1, (0, 0)) for n in range(grids)),
        tuple(groups.get(n + 1 + grids, (0, 0)) for n in range(islands)),
    )


def _spaces(tokens: Sequence[Token], row: _Row) -> list[str]:
    """What prints before each token of a row."""
    pairs = [(tokens[left], tokens[right]) for left, right in pairwise(row.tokens)]
    gaps = [right.box.x0 - left.box.x1 for left, right in pairs]
    wide = (IN_CELL_GAP if row.cuts else WIDE_GAP) * row.size
    usual = median(gaps) if len(gaps) > 3 else 0.0
    if usual < 2.5 * row.size:  # wider, and the line is a row of single words
        wide = max(wide, 2.2 * usual)
    spaces = [""] + [CELL_GAP if gap > wide else " " for gap in gaps]
    if gaps and opens_item(pairs[0][0].text, gaps[0] / row.size):
        spaces[1] = " "
    for n, (left, right) in enumerate(pairs, 1):
        small, large = sorted((left.size, right.size))
        raised = small < 0.8 * large and abs(gaps[n - 1]) < 0.12 * large  # « 1er », « m³ » are drawn in two parts
        if raised or (row.cuts and left.text[-1:] == "-" != left.text and right.base > left.base + 0.5 * left.size):
            spaces[n] = ""
    for cut in row.cuts:
        spaces[cut] = CELL_GAP
    return spaces


def _pitch(tokens: Sequence[Token]) -> float:
    """The usual width of a character, in points."""
    widths = [(t.box.x1 - t.box.x0) / len(t.text) for t in tokens if len(t.text) > 2]
    return max(median(widths), 1.0) if widths else 5.0


def _usual_step(rows: Sequence[_Row]) -> float:
    """The step between two lines of one paragraph, in font sizes: that below the lines that run to the margin."""
    pairs = [
        (above, (below.base - above.base) / max(above.size, below.size))
        for above, below in pairwise(rows)
        if above.group == below.group == 0 and below.base > above.base
    ]
    if not pairs:
        return 1.2
    left, right = min(above.x0 for above, _ in pairs), max(above.x1 for above, _ in pairs)
    full = [step for above, step in pairs if above.x1 > right - 0.06 * (right - left)]
    if full:
        return min(max(sorted(full)[len(full) // 3], 1.0), 2.2)
    steps = sorted(step for _, step in pairs)
    return min(max(steps[len(steps) // 4], 1.0), 1.35)


def _is_loose(above: _Row, below: _Row, usual: float) -> bool:
    step = below.base - above.base
    if above.group != below.group:
        return True
    if above.cuts and below.cuts:
        return False
    if above.group:
        return step > 2 * usual * max(above.size, below.size)
    return step <= 0 or step > LOOSE * usual * max(above.size, below.size)
