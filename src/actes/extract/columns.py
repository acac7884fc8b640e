"""Signature blocks side by side: the lines cut at the gutter, each column read downwards.

    Pour la Commune de Valmont,          Pour l'association,
    Le Maire,                            La Présidente,
    Camille ROUX                         Léa VALLON

Read line by line these two signatories would be one muddle. A line is cut where three
spaces or a tab part two phrases; lines without a gap, between two that have one, go to the
column they start under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CELL = re.compile(r"[^\s\u00a0]+(?:[ \u00a0\u202f]{1,2}[^\s\u00a0]+)*")
"""A phrase of a line: words one or two spaces apart."""

TAB = 8
REACH = 14
"""How many lines with letters may stand between two cut lines of one group of columns."""

WIDE = 110
"""A phrase longer than this is running text, not a line of a signature block."""


class Row(NamedTuple):
    """A line, or the part of a line that stands in one column, at `string[start:end]`.

    `blank` counts the empty lines before it; `column` changes where the reading jumps to another column.
    """

    start: int
    end: int
    blank: int
    column: int


class _Cell(NamedTuple):
    start: int
    end: int
    left: int


def rows(string: str) -> list[Row]:
    """The lines of `string` that hold something, in reading order, columns one after the other."""
    lines = [(start, _cells(string, start, end)) for start, end in _line_spans(string)]
    found: list[Row] = []
    column = 0
    i = 0
    while i < len(lines):
        last = _last_cut(lines, i)
        if last is None:
            for k, cell in enumerate(lines[i][1]):
                found.append(Row(cell.start, cell.end, 0 if k else _blank(lines, i), column))
            i += 1
            continue
        for cells in _columns(lines[i : last + 1]):
            column += 1
            line = i
            for at, cell in cells:
                found.append(Row(cell.start, cell.end, max(0, i + at - line - 1) if cells[0][1] != cell else 1, column))
                line = i + at
        column += 1
        i = last + 1
    return found


def _line_spans(string: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"[\n\f\v]", string):
        yield start, match.start()
        start = match.end()
    yield start, len(string)


def _cells(string: str, start: int, end: int) -> list[_Cell]:
    """The phrases of a line with the position where each starts, tabs counted."""
    if "\t" not in string[start:end] and "   " not in string[start:end].strip():
        stripped = string[start:end].strip()
        if not stripped:
            return []
        first = string.index(stripped, start)
        return [_Cell(first, first + len(stripped), first - start)]
    cells: list[_Cell] = []
    left, at = 0, start
    for match in CELL.finditer(string, start, end):
        for character in string[at : match.start()]:
            left = (left // TAB + 1) * TAB if character == "\t" else left + 1
        cells.append(_Cell(match.start(), match.end(), left))
        left += match.end() - match.start()
        at = match.end()
    return cells


def _blank(lines: list[tuple[int, list[_Cell]]], i: int) -> int:
    blank = 0
    while i - blank > 0 and blank < 50 and not lines[i - blank - 1][1]:
        blank += 1
    return blank


def _is_cut(cells: list[_Cell]) -> bool:
    """Whether the line shows two or three columns: phrases with letters, none of them running text."""
    return 2 <= len(cells) <= 3 and all(cell.end - cell.start <= WIDE for cell in cells)


def _last_cut(lines: list[tuple[int, list[_Cell]]], i: int) -> int | None:
    """The last cut line of the group of columns that opens at line `i`, if one does."""
    if not _is_cut(lines[i][1]):
        return None
    last, printed = i, 0
    for j in range(i + 1, len(lines)):
        cells = lines[j][1]
        if _is_cut(cells):
            last, printed = j, 0
        elif cells:
            printed += 1
            if printed > REACH or any(cell.end - cell.start > WIDE for cell in cells):
                break
    return last if last > i else None


def _columns(lines: list[tuple[int, list[_Cell]]]) -> list[list[tuple[int, _Cell]]]:
    """The cells of a group of cut lines by column, each with the index of its line."""
    widest = max((cells for _, cells in lines), key=lambda cells: len(cells) if len(cells) <= 3 else 0)
    lefts = [cell.left for cell in widest]
    columns: list[list[tuple[int, _Cell]]] = [[] for _ in lefts]
    for at, (_, cells) in enumerate(lines):
        if len(cells) == len(lefts):
            for k, cell in enumerate(cells):
                columns[k].append((at, cell))
            continue
        for cell in cells:
            nearest = min(range(len(lefts)), key=lambda k: abs(lefts[k] - cell.left))
            columns[nearest].append((at, cell))
    return columns
