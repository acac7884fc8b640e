"""From the pieces a word-processor reader meets, in order, to pages.

A reader gives a list of `Piece`: letters with the kinds of mark they carry, line ends and
page breaks. Everything that decides what the page text looks like is here, so that Word
and OpenDocument files read alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actes.read.glyphs import signs
from actes.text import Mark, PageText

GAP = "   "
"""What stands between two cells of a row: three spaces, as between printed columns."""

LONG_CELL = 120
"""Characters from which a cell is prose; two such cells side by side are read one after the other."""

SHORT_ROW = 240
"""Characters up to which a row of a true table stays one line though some of its cells have several."""

LAYOUT_ROWS = 3
"""A table of at most so many rows, two or three columns and cells of several lines only places blocks
side by side (two signers): it is read column after column."""

_NONE: frozenset[str] = frozenset()
_BOLD = frozenset({"bold"})


class Piece(NamedTuple):
    """Letters and the kinds of `Mark` they carry."""

    text: str
    kinds: frozenset[str] = _NONE


class Look(NamedTuple):
    """How a run of letters is printed. `font` only matters where it is a symbol font."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str | None = None


LINE_END = Piece("\n")
PAGE_BREAK = Piece("\f")
"""A break the author asked for."""
RENDERED_BREAK = Piece("\v")
"""Where the word processor last saw a page end."""
BREAKS = (PAGE_BREAK, RENDERED_BREAK)


def letters(text: str, look: Look) -> Piece:
    """A piece of letters that are not hidden."""
    return Piece(text, _BOLD if look.bold else _NONE)


def spelled(text: str, look: Look) -> str:
    """The characters that are printed: signs of symbol fonts, capitals, no soft hyphens."""
    if not text.isascii():
        text = text.replace("\u00ad", "")
    if look.font is not None or not text.isascii():
        text = signs(text, look.font)
    return text.upper() if look.capitals else text


def marked(pieces: Iterable[Piece], kind: str) -> list[Piece]:
    """The same pieces with one more kind of mark on the letters."""
    return [p if p in BREAKS or p == LINE_END else Piece(p.text, p.kinds | {kind}) for p in pieces]


def printed(pieces: Iterable[Piece]) -> str:
    """The letters of the pieces, every run of white space as one space."""
    return " ".join("".join(p.text for p in pieces).split())


def paragraph(content: Sequence[Piece], *, ended: bool = True) -> list[Piece]:
    """A paragraph with its line end; it is whole on the page where it begins.

    A rendered break inside it is put off to its end, an asked-for break stays in place.
    """
    if RENDERED_BREAK not in content:
        return [*content, LINE_END] if ended else list(content)
    before, after, inked = 0, 0, False
    for piece in content:
        inked = inked or not piece.text.isspace()
        if piece == RENDERED_BREAK:
            before, after = (before, after + 1) if inked else (before + 1, after)
    kept = [piece for piece in content if piece != RENDERED_BREAK]
    end = [LINE_END] if ended else []
    return [RENDERED_BREAK] * before + kept + end + [RENDERED_BREAK] * after


def table(rows: Sequence[Sequence[Sequence[Piece]]]) -> list[Piece]:
    """The pieces of a table, given as rows of cells of pieces.

    Short cells: one line per row, marked `table`. Prose in cells: cell after cell. Blocks
    side by side (see LAYOUT_ROWS): column after column.
    """
    columns = max((len(row) for row in rows), default=0)
    stacked = any(len(_lines(cell)) > 1 for row in rows for cell in row)
    if stacked and 1 < columns <= 3 and len(rows) <= LAYOUT_ROWS and all(len(row) == columns for row in rows):
        order = [row[c] for c in range(columns) for row in rows]
        return _breaks(rows) + [p for cell in order for p in _block(cell)]
    pieces: list[Piece] = []
    for row in rows:
        pieces += _breaks([row])
        if _fits_a_line(row, stacked_allowed=len(rows) > LAYOUT_ROWS):
            pieces += _row(row)
        else:
            pieces += [p for cell in row for p in _block(cell)]
    return pieces


def lay_out(pieces: Iterable[Piece], *, rendered: bool) -> tuple[PageText, ...]:
    """The pages, at least one. A break on a page that has no letters yet makes no page.

    `rendered` says whether rendered breaks count.
    """
    pages: list[PageText] = []
    strings: list[str] = []
    spans: dict[str, list[list[int]]] = {}
    length, inked = 0, False
    for text, kinds in pieces:
        if text in ("\f", "\v"):
            if inked and (rendered or text == "\f"):
                pages.append(_page(len(pages) + 1, "".join(strings), spans))
                strings, spans, length, inked = [], {}, 0, False
            continue
        if not text or (not length and text == "\n"):
            continue
        for kind in kinds:
            runs = spans.setdefault(kind, [])
            if runs and runs[-1][1] == length:
                runs[-1][1] += len(text)
            else:
                runs.append([length, length + len(text)])
        strings.append(text)
        length += len(text)
        inked = inked or not text.isspace()
    if inked or not pages:
        pages.append(_page(len(pages) + 1, "".join(strings), spans))
    return tuple(pages)


def choose_pages(pieces: Sequence[Piece], announced: int | None) -> tuple[PageText, ...]:
    """The pages as last rendered if they are as many as the file announces, else those asked for.

    Word forgets rendered breaks in tables and after edits by other programs: only when the
    count is right are the page numbers those of the printed document.
    """
    if announced is not None and RENDERED_BREAK in pieces:
        pages = lay_out(pieces, rendered=True)
        if len(pages) == announced:
            return pages
    return lay_out(pieces, rendered=False)


def _page(number: int, string: str, spans: dict[str, list[list[int]]]) -> PageText:
    string = string.rstrip("\n")
    marks = []
    for kind, runs in spans.items():
        for start, end in runs:
            inked = string[start:end].strip()
            if inked:
                first = string.index(inked, start)
                marks.append(Mark(kind, first, first + len(inked)))
    marks.sort(key=lambda mark: (mark.start, mark.end, mark.kind))
    return PageText(number, string, text_origin="native", marks=tuple(marks))


def _lines(cell: Sequence[Piece]) -> list[str]:
    """The lines of a cell that have letters."""
    return [line for line in "".join(p.text for p in cell if p not in BREAKS).split("\n") if line.strip()]


def _fits_a_line(row: Sequence[Sequence[Piece]], *, stacked_allowed: bool) -> bool:
    cells = [_lines(cell) for cell in row]
    lengths = [sum(map(len, lines)) for lines in cells]
    if all(len(lines) <= 1 for lines in cells):
        return len(row) > 1 and sum(length > LONG_CELL for length in lengths) < 2
    return stacked_allowed and len(row) > 1 and sum(lengths) <= SHORT_ROW


def _row(row: Sequence[Sequence[Piece]]) -> list[Piece]:
    """One line: the cells with a gap between two, empty ones at the end left out."""
    pieces: list[Piece] = []
    gap = ""
    for cell in row:
        content = _trimmed(cell)
        if content:
            pieces += [Piece(gap), *content]
            gap = ""
        gap += GAP if pieces else ""
    return [*marked(pieces, "table"), LINE_END] if pieces else []


def _trimmed(cell: Sequence[Piece]) -> list[Piece]:
    """The pieces of a cell on one line, without line ends and breaks at its ends."""
    content = [Piece(p.text.replace("\n", " "), p.kinds) for p in cell if p not in BREAKS]
    while content and not content[-1].text.strip():
        content.pop()
    while content and not content[0].text.strip():
        content.pop(0)
    return content


def _block(cell: Sequence[Piece]) -> list[Piece]:
    """A cell on lines of its own; nothing for an empty one."""
    content = [p for p in cell if p not in BREAKS]
    if not printed(content):
        return []
    return content if content[-1].text.endswith("\n") else [*content, LINE_END]


def _breaks(rows: Iterable[Iterable[Iterable[Piece]]]) -> list[Piece]:
    """The breaks met inside rows stand before them, once."""
    found = {piece for row in rows for cell in row for piece in cell if piece in BREAKS}
    return sorted(found)
