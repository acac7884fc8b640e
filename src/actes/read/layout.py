"""Words with boxes → the text of a page: lines in reading order, indented, with blank lines and cell gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from actes.read.columns import Band, Piece, Token, Wall, make_pieces, read_rows
from actes.text import Box

WIDE_GAP = 1.5
"""A gap inside a line from which it prints as `CELL_GAP`, in font sizes."""

LOOSE = 1.3
"""A step between two lines that is so many times the usual one prints as a blank line."""

CELL_GAP = "   "
MAX_INDENT = 40


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
    pieces += [
        Piece(g.box.x0, g.box.x1, g.box.y0, g.box.y1, g.box.y1, 10.0, (), "", n) for n, g in enumerate(grids)
    ]
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
    """A row whose cells hold one line each prints on one line; other cells print one after the other."""
    rows: list[_Row] = []
    for cells in grid.rows:
        read = [[_row(row, group) for row in read_rows(make_pieces(tokens, cell))] for cell in cells]
        read = [cell for cell in read if cell]
        if all(len(cell) == 1 for cell in read) and read:
            firsts = [cell[0] for cell in read]
            cuts, joined = [], firsts[0].tokens
            for row in firsts[1:]:
                cuts.append(len(joined))
                joined += row.tokens
            size = max(row.size for row in firsts)
            rows.append(
                _Row(joined, firsts[0].x0, max(r.x1 for r in firsts), firsts[0].base, size, group, tuple(cuts))
            )
        else:
            rows += [row for cell in read for row in cell]
    return rows


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
    gaps = [tokens[right].box.x0 - tokens[left].box.x1 for left, right in pairwise(row.tokens)]
    wide = WIDE_GAP * row.size
    usual = median(gaps) if len(gaps) > 3 else 0.0
    if usual < 2.5 * row.size:  # wider, and the line is a row of single words
        wide = max(wide, 2.2 * usual)
    spaces = [""] + [CELL_GAP if gap > wide else " " for gap in gaps]
    for cut in row.cuts:
        spaces[cut] = CELL_GAP
    return spaces


def _pitch(tokens: Sequence[Token]) -> float:
    """The usual width of a character, in points."""
    widths = [(t.box.x1 - t.box.x0) / len(t.text) for t in tokens if len(t.text) > 2]
    return max(median(widths), 1.0) if widths else 5.0


def _usual_step(rows: Sequence[_Row]) -> float:
    """The step between two lines of one paragraph, in font sizes."""
    steps = sorted(
        (below.base - above.base) / max(above.size, below.size)
        for above, below in pairwise(rows)
        if above.group == below.group == 0 and below.base > above.base
    )
    return min(max(steps[len(steps) // 4], 1.0), 1.8) if steps else 1.2


def _is_loose(above: _Row, below: _Row, usual: float) -> bool:
    step = below.base - above.base
    if above.group != below.group:
        return True
    if above.group:
        return step > 2 * usual * max(above.size, below.size)
    return step <= 0 or step > LOOSE * usual * max(above.size, below.size)
