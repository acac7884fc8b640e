"""The paragraphs and tables of a Word part, and what is printed of their runs and fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actes.read.docx_numbering import Counts, Numbering, level_of_style, next_label
from actes.read.docx_package import MC
from actes.read.docx_styles import VAL, Style, Styles, W, is_on, look, number, value
from actes.read.glyphs import signs
from actes.read.numerals import numeral, raised
from actes.read.pieces import (
    PAGE_BREAK,
    RENDERED_BREAK,
    Look,
    Piece,
    letters,
    marked,
    paragraph,
    printed,
    spelled,
    table,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
"""Letters drawn along a line, such as the « PROJET » across a page."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

P, R, T, TABLE, SECTION = (W + tag for tag in ("p", "r", "t", "tbl", "sectPr"))
NOTE_CALLS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
DRAWN = frozenset(W + tag for tag in ("drawing", "pict", "object"))

WRAPPERS = frozenset(
    [*(W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")), MC + "AlternateContent"]
)
"""What may stand around paragraphs, rows and cells and is no part of the text."""

UNPRINTED = frozenset(
    W + tag
    for tag in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "instrText"),
        *("del", "moveFrom", "delText", "delInstrText", "rt"),
    )
)
"""Elements whose letters are not printed, `w:rt` being the gloss of a ruby text."""

LETTERS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
"""Elements that stand for one letter. `w:softHyphen` stands for none."""

CHECKED, UNCHECKED = "☒", "☐"

CODE, RESULT, ABANDONED = "code", "result", "abandoned"
MAX_FIELDS = 50
"""Fields open at once; beyond, the outermost is one that is never closed."""


@dataclass(slots=True)
class Field:
    """A field being read: its code, then its result; `abandoned` is a code its paragraph did not finish.

    `glyph` is what a form box prints, which keeps no result.
    """

    state: str = CODE
    glyph: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The definitions that reading needs; the last three members grow as the text is read.

    `notes` are the calls met, by kind and id, with their printed marks.
    """

    styles: Styles
    numberings: Mapping[str, Numbering]
    note_forms: Mapping[str, str]
    counts: Counts = field(default_factory=Counts)
    fields: list[Field] = field(default_factory=list)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)


def unwrapped(node: _Element) -> Iterator[_Element]:
    """The children, those of content controls, insertions and the like in their place."""
    for child in node:
        if child.tag in WRAPPERS:
            yield from unwrapped(_choice(child))
        else:
            yield child


def _choice(node: _Element) -> _Element:
    """Of an `mc:AlternateContent`, the version that current programs print; any other node itself."""
    if node.tag != MC + "AlternateContent":
        return node
    for tag in ("Choice", "Fallback"):
        version = node.find(MC + tag)
        if version is not None:
            return version
    return node


def read_blocks(node: _Element, book: Book) -> list[Piece]:
    pieces: list[Piece] = []
    for block in unwrapped(node):
        pieces += read_block(block, book)
    return pieces


def read_block(block: _Element, book: Book) -> list[Piece]:
    if block.tag == P:
        return _paragraph(block, book)
    if block.tag == TABLE:
        return table([_row(row, book) for row in unwrapped(block) if row.tag == W + "tr" and not _deleted(row)])
    return []


def _deleted(row: _Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _row(row: _Element, book: Book) -> list[list[Piece]]:
    """The cells; one that only continues a cell merged with it from above is empty."""
    cells: list[list[Piece]] = []
    for cell in unwrapped(row):
        if cell.tag == W + "tc" and cell.find(f"{W}tcPr/{W}cellDel") is None:
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merge is not None and merge.get(VAL, "continue") == "continue"
            cells.append([] if continues else read_blocks(cell, book))
    return cells


def _paragraph(node: _Element, book: Book) -> list[Piece]:
    """A paragraph with its number and its line end, then the text boxes anchored in it."""
    properties = node.find(W + "pPr")
    style_id = value(properties, "pStyle")
    style = book.styles.by_id.get(style_id, book.styles.default) if style_id else book.styles.default
    end_mark = properties.find(W + "rPr") if properties is not None else None
    removed = end_mark is not None and any(end_mark.find(W + tag) is not None for tag in ("del", "moveFrom"))
    content: list[Piece] = []
    boxes: list[_Element] = []
    label = _label(properties, style, style_id, end_mark, book)
    _inline(node, style, book, content, boxes)
    for unfinished in book.fields:
        unfinished.state = ABANDONED if unfinished.state == CODE else unfinished.state
    if label and not (removed and not printed(content)):
        content.insert(0, label)
    if _is_heading(properties, style):
        content = marked(content, "heading")
    pieces = paragraph(content, ended=not removed and not look(end_mark, style, book.styles).hidden)
    if _begins_page(properties, style):
        pieces.insert(0, PAGE_BREAK)
    for box in boxes:
        if box.tag == TEXT_PATH:
            pieces += paragraph([Piece(box.get("string", ""))])
        else:
            pieces += read_blocks(box, book)
    return pieces


def _is_heading(properties: _Element | None, style: Style) -> bool:
    outline = number(value(properties, "outlineLvl"))
    return style.heading if outline is None else outline < 9


def _begins_page(properties: _Element | None, style: Style) -> bool:
    own = properties.find(W + "pageBreakBefore") if properties is not None else None
    return style.new_page if own is None else is_on(own)


def _label(
    properties: _Element | None, style: Style, style_id: str | None, end_mark: _Element | None, book: Book
) -> Piece | None:
    """The automatic number of a paragraph, counted; None if it has none."""
    own = properties.find(W + "numPr") if properties is not None else None
    own_number = value(own, "numId")
    numbering = book.numberings.get(own_number or style.number or "")
    if numbering is None:
        return None
    at = number(value(own, "ilvl"))
    if at is None:
        at = level_of_style(numbering, style_id) or (style.level or 0)
    text, bold = next_label(numbering, own_number or style.number or "", at, book.counts)
    if not text:
        return None
    return letters(text, Look(bold=bold or look(end_mark, style, book.styles).bold))


def _inline(node: _Element, style: Style, book: Book, out: list[Piece], boxes: list[_Element]) -> None:
    """Appends the printed content of a paragraph to `out` and the text boxes it holds to `boxes`."""
    for child in node:
        tag = child.tag
        if tag == R:
            _run(child, look(child.find(W + "rPr"), style, book.styles), style, book, out, boxes)
        elif tag == MATH_TEXT:
            out.append(Piece(child.text or ""))
        elif tag not in UNPRINTED:
            _inline(_choice(child), style, book, out, boxes)


def _run(run: _Element, seen: Look, style: Style, book: Book, out: list[Piece], boxes: list[_Element]) -> None:
    for child in run:
        tag = child.tag
        if tag == T:
            _print(_text(child, seen), seen, book, out)
        elif tag in LETTERS:
            _print(LETTERS[tag], seen, book, out)
        elif tag == W + "br":
            if child.get(W + "type") == "page":
                out.append(PAGE_BREAK)
            else:
                _print("\n", seen, book, out)
        elif tag == W + "lastRenderedPageBreak":
            out.append(RENDERED_BREAK)
        elif tag == W + "fldChar":
            _field(child, seen, book, out)
        elif tag == W + "sym":
            _print(_sign(child), seen, book, out)
        elif tag in NOTE_CALLS:
            _print(_note_call(child, NOTE_CALLS[tag], book), seen, book, out)
        elif tag in DRAWN:
            boxes += _boxed(child)
        elif tag == MC + "AlternateContent":
            _run(_choice(child), seen, style, book, out, boxes)
        elif tag == W + "ruby":
            _inline(child, style, book, out, boxes)


def _print(text: str, seen: Look, book: Book, out: list[Piece]) -> None:
    """Appends letters unless they are hidden or stand in the code of a field."""
    if not text or seen.hidden or (book.fields and any(f.state == CODE for f in book.fields)):
        return
    if book.fields:
        book.fields[-1].glyph = ""
    out.append(letters(text, seen))


def _text(node: _Element, seen: Look) -> str:
    """The letters of a `w:t`; the spaces at its ends are only kept where it says so, as Word does."""
    text = (node.text or "").replace("\n", " ").replace("\r", " ")
    return spelled(text if node.get(XML_SPACE) == "preserve" else text.strip(" "), seen)


def _sign(node: _Element) -> str:
    code = node.get(W + "char", "")
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return signs(letter, node.get(W + "font"))


def _field(node: _Element, seen: Look, book: Book, out: list[Piece]) -> None:
    """Enters the code of a field, its result, or leaves it."""
    step = node.get(W + "fldCharType")
    if step == "begin":
        book.fields.append(Field(glyph=_form_glyph(node)))
        del book.fields[:-MAX_FIELDS]
    elif book.fields and step == "separate":
        book.fields[-1].state = RESULT
    elif book.fields and step == "end":
        _print(book.fields.pop().glyph, seen, book, out)


def _form_glyph(node: _Element) -> str:
    """What a form box prints: a ticked or empty square, the chosen entry of a list."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return CHECKED if state is not None and is_on(state) else UNCHECKED
    entries = node.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    chosen = number(value(node.find(f"{W}ffData/{W}ddList"), "result")) or 0
    return entries[chosen].get(VAL, "") if 0 <= chosen < len(entries) else ""


def _note_call(node: _Element, kind: str, book: Book) -> str:
    """The mark that calls a note; empty if the document prints one of its own."""
    calls = book.notes.setdefault(kind, {})
    own = node.get(W + "customMarkFollows", "0") in ("1", "true", "on")
    mark = "" if own else raised(numeral(len(calls) + 1, book.note_forms[kind]))
    return calls.setdefault(node.get(W + "id", ""), mark)


def _boxed(node: _Element) -> Iterator[_Element]:
    """The text boxes of a drawing, each once, and the letters drawn along a line."""
    for child in node:
        if child.tag in (W + "txbxContent", TEXT_PATH):
            yield child
        else:
            yield from _boxed(_choice(child))
