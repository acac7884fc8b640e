"""The paragraphs, lists and tables of an OpenDocument text, and what is printed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actes.read.numerals import raised
from actes.read.odt_styles import (
    LEVELS,
    NO_STYLE,
    TEXT,
    Level,
    Style,
    label,
    looked,
    whole_number,
)
from actes.read.pieces import (
    PAGE_BREAK,
    RENDERED_BREAK,
    Look,
    Piece,
    letters,
    marked,
    paragraph,
    spelled,
    table,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

P, H, LIST = TEXT + "p", TEXT + "h", TEXT + "list"
BLOCKS = frozenset([P, H, LIST, TABLE + "table"])


UNPRINTED = frozenset(
    [
        *(TEXT + tag for tag in ("tracked-changes", "ruby-text", "number", "sequence-decls", "script")),
        *(OFFICE + tag for tag in ("annotation", "forms", "event-listeners", "scripts")),
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    ]
)
"""Elements whose letters are not printed; `text:number` is read where its paragraph is."""

WHITE = re.compile(r"[ \t\r\n]+")

MAX_SPACES = 100
"""`text:s` says how many spaces it stands for; nobody prints more than a line of them."""

CHECKED, UNCHECKED = "☒", "☐"


@dataclass(frozen=True, slots=True)
class Book:
    """The definitions that reading needs; the last three members grow as the text is read."""

    styles: Mapping[tuple[str, str], Style]
    lists: Mapping[str, tuple[Level, ...]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, _Element]] = field(default_factory=list)


def paragraph_style(node: _Element, book: Book) -> Style:
    return book.styles.get(
        ("paragraph", node.get(TEXT + "style-name", "")), book.styles.get(("paragraph", ""), NO_STYLE)
    )


def read_blocks(node: _Element, book: Book) -> list[Piece]:
    pieces: list[Piece] = []
    for child in node:
        pieces += read_block(child, book)
    return pieces


def read_block(node: _Element, book: Book) -> list[Piece]:
    tag = node.tag
    if tag in (P, H):
        return _paragraph(node, book)
    if tag == LIST:
        return _list(node, book)
    if tag == TABLE + "table":
        style = book.styles.get(("table", node.get(TABLE + "style-name", "")), NO_STYLE)
        before = [PAGE_BREAK] if style.break_before and not style.master else []
        return before + table([_row(row, book) for row in _rows(node)])
    if tag == TEXT + "soft-page-break":
        return [RENDERED_BREAK]
    if tag in UNPRINTED or node.get(TEXT + "display") == "none":
        return []
    if str(tag).startswith(DRAW):
        return [piece for box in _boxed(node) for piece in read_blocks(box, book)]
    return read_blocks(node, book)


def _rows(node: _Element) -> Iterator[_Element]:
    for child in node:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            yield from _rows(child)
        elif child.tag == TEXT + "soft-page-break":
            yield child


def _row(row: _Element, book: Book) -> list[list[Piece]]:
    """The cells of a row; a page end between two rows is a row of its own without letters."""
    if row.tag == TEXT + "soft-page-break":
        return [[RENDERED_BREAK]]
    return [read_blocks(cell, book) for cell in row if cell.tag == TABLE + "table-cell"]


def _list(
    node: _Element, book: Book, style: str = "", at: int = 0, counts: dict[int, int] | None = None
) -> list[Piece]:
    """The items of a list, each with its printed number."""
    style = node.get(TEXT + "style-name", style)
    if counts is None:
        counts = _list_counts(node, style, book)
    pieces: list[Piece] = []
    for item in node:
        if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
            pieces += read_block(item, book)
            continue
        unnumbered = item.tag == TEXT + "list-header"
        for child in item:
            if child.tag == LIST:
                pieces += _list(child, book, style, at + 1, counts)
                continue
            if child.tag in (P, H) and not unnumbered:
                own = style or paragraph_style(child, book).list_style or ""
                start = item.get(TEXT + "start-value")
                number = _item_label(book.lists.get(own, ()), at, start, counts)
                written = item.findtext(TEXT + "number")
                book.pending.append(written.strip() + " " if written else number)
                unnumbered = True
            pieces += read_block(child, book)
    return pieces


def _list_counts(node: _Element, style: str, book: Book) -> dict[int, int]:
    """The counts a list goes on from: those of a list it continues, or none."""
    continued = node.get(TEXT + "continue-list")
    if continued is not None and "#" + continued in book.counts:
        counts = book.counts["#" + continued]
    elif node.get(TEXT + "continue-numbering") == "true" and style in book.counts:
        counts = book.counts[style]
    else:
        counts = {}
    book.counts[style] = counts
    own_id = node.get(XML_ID)
    if own_id is not None:
        book.counts["#" + own_id] = counts
    return counts


def _item_label(levels: tuple[Level, ...], at: int, start: str | None, counts: dict[int, int]) -> str:
    """Counts one more item at level `at`; its printed number."""
    if not 0 <= at < min(len(levels), LEVELS):
        return ""
    number = counts.get(at, levels[at].start - 1) + 1
    counts[at] = whole_number(start, number)
    for deeper in range(at + 1, LEVELS):
        counts.pop(deeper, None)
    return label(levels, at, counts)


def _paragraph(node: _Element, book: Book) -> list[Piece]:
    """A paragraph with its number and its line end, then the text boxes anchored in it."""
    style = paragraph_style(node, book)
    look = looked(style, Look())
    content: list[Piece] = []
    boxes: list[_Element] = []
    number = _own_number(node, book)
    if number:
        content.append(letters(number, look))
    _inline(node, look, book, content, boxes)
    if node.tag == H or style.heading:
        content = marked(content, "heading")
    pieces = paragraph(content, ended=not look.hidden)
    if style.break_before and not style.master:
        pieces.insert(0, PAGE_BREAK)
    for box in boxes:
        pieces += read_blocks(box, book)
    if style.break_after:
        pieces.append(PAGE_BREAK)
    return pieces


def _own_number(node: _Element, book: Book) -> str:
    """The number printed before a paragraph: as written in the file, of its list, or of its heading level."""
    listed = book.pending.pop() if book.pending else ""
    written = node.findtext(TEXT + "number")
    if written:
        return written.strip() + " "
    if listed or node.tag != H or node.get(TEXT + "is-list-header") == "true":
        return listed
    at = whole_number(node.get(TEXT + "outline-level"), 1) - 1
    start = node.get(TEXT + "start-value") if node.get(TEXT + "restart-numbering") == "true" else None
    return _item_label(book.lists.get("Outline", ()), at, start, book.counts.setdefault("Outline", {}))


def _inline(node: _Element, look: Look, book: Book, out: list[Piece], boxes: list[_Element]) -> None:
    """Appends the printed content of a paragraph to `out` and the text boxes it holds to `boxes`."""
    _print(node.text, look, out)
    for child in node:
        tag = child.tag
        if tag == TEXT + "span":
            style = book.styles.get(("text", child.get(TEXT + "style-name", "")), NO_STYLE)
            _inline(child, looked(style, look), book, out, boxes)
        elif tag == TEXT + "s":
            spaces = min(whole_number(child.get(TEXT + "c"), 1), MAX_SPACES)
            _append(" " * spaces, look, out)
        elif tag == TEXT + "tab":
            _append("\t", look, out)
        elif tag == TEXT + "line-break":
            _append("\n", look, out)
        elif tag == TEXT + "soft-page-break":
            out.append(RENDERED_BREAK)
        elif tag == TEXT + "note":
            _append(_note_call(child, book), look, out)
        elif tag == FIELD + "fieldmark":
            _append(_form_glyph(child), look, out)
        elif str(tag).startswith(DRAW) and tag != DRAW + "a":
            boxes += _boxed(child)
        elif tag not in UNPRINTED and child.get(TEXT + "is-hidden") != "true":
            _inline(child, look, book, out, boxes)
        _print(child.tail, look, out)


def _print(text: str | None, look: Look, out: list[Piece]) -> None:
    """Appends letters; a run of white space is one space, and none after another or at the start."""
    if not text:
        return
    text = WHITE.sub(" ", text)
    if text[0] == " " and (not out or out[-1].text[-1:] in (" ", "\n", "")):
        text = text[1:]
    _append(spelled(text, look), look, out)


def _append(text: str, look: Look, out: list[Piece]) -> None:
    if text and not look.hidden:
        out.append(letters(text, look))


def _form_glyph(node: _Element) -> str:
    """What a form box prints: a ticked or an empty square."""
    if not node.get(FIELD + "type", "").endswith("FORMCHECKBOX"):
        return ""
    given = {p.get(FIELD + "name", ""): p.get(FIELD + "value", "") for p in node.iter(FIELD + "param")}
    return CHECKED if given.get("Checkbox_Checked") == "true" else UNCHECKED


def _note_call(node: _Element, book: Book) -> str:
    mark = raised("".join((node.findtext(TEXT + "note-citation") or "").split()))
    body = node.find(TEXT + "note-body")
    if body is not None:
        book.notes.append((node.get(TEXT + "note-class", "footnote"), mark, body))
    return mark


def _boxed(node: _Element) -> Iterator[_Element]:
    """What holds paragraphs in a drawing: a text box or a shape, each once."""
    if any(child.tag in BLOCKS for child in node):
        yield node
    else:
        for child in node:
            if child.tag not in UNPRINTED:
                yield from _boxed(child)
