"""Word documents (.docx, .docm, .dotx): every printed letter once, in reading order.

Printed and therefore read: automatic numbers, text boxes (after the paragraph that holds
them), table cells, results of fields, ticked and empty form boxes, insertions, notes (at the
end), headers (before their section) and footers (after it). Not printed: deletions, hidden
text, field codes, comments, the second copy that `mc:AlternateContent` keeps of a text box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from actes.read.docx_blocks import SECTION, Book, P, read_block, read_blocks, unwrapped
from actes.read.docx_package import NOTE_FORMS, Parts, open_parts
from actes.read.docx_styles import W, is_on, value
from actes.read.pieces import BREAKS, PAGE_BREAK, Piece, choose_pages, marked, printed
from actes.text import PageText

if TYPE_CHECKING:
    from lxml.etree import _Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_docx(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of a Word document; InputUnreadable or InputTooLarge with one line of French."""
    parts = open_parts(data, name)
    book = _book(parts)
    running = {rid: _running(root, _book(parts)) for rid, root in parts.running.items()}
    pieces: list[Piece] = []
    seen: set[str] = set()
    references: dict[tuple[str, str], str] = {}
    feet: list[Piece] = []
    for i, (blocks, properties) in enumerate(_sections(parts.body)):
        pieces += feet
        if i and (properties is None or value(properties, "type") != "continuous"):
            pieces.append(PAGE_BREAK)
        references |= _references(properties)
        kinds = _shown_kinds(properties, parts)
        pieces += _once(running, references, "header", kinds, seen)
        for block in blocks:
            pieces += read_block(block, book)
        feet = _once(running, references, "footer", kinds, seen)
    return choose_pages(pieces + _notes(parts, book) + feet, parts.announced_pages)


def _book(parts: Parts) -> Book:
    return Book(parts.styles, parts.numberings, parts.note_forms)


def _sections(body: _Element) -> Iterator[tuple[list[_Element], _Element | None]]:
    """The blocks of each section with its properties, which stand in its last paragraph."""
    blocks: list[_Element] = []
    for block in unwrapped(body):
        if block.tag == SECTION:
            yield blocks, block
            return
        blocks.append(block)
        properties = block.find(f"{W}pPr/{SECTION}") if block.tag == P else None
        if properties is not None:
            yield blocks, properties
            blocks = []
    yield blocks, None


def _references(properties: _Element | None) -> dict[tuple[str, str], str]:
    """The headers and footers a section names; those it does not name are inherited."""
    named: dict[tuple[str, str], str] = {}
    for place in ("header", "footer"):
        for node in properties.findall(f"{W}{place}Reference") if properties is not None else ():
            named[place, node.get(W + "type", "default")] = node.get(RELATION, "")
    return named


def _shown_kinds(properties: _Element | None, parts: Parts) -> list[str]:
    title_page = properties.find(W + "titlePg") if properties is not None else None
    first = title_page is not None and is_on(title_page)
    return ["first"] * first + ["default"] + ["even"] * parts.even_and_odd


def _once(
    running: Mapping[str, list[Piece]],
    references: Mapping[tuple[str, str], str],
    place: str,
    kinds: list[str],
    seen: set[str],
) -> list[Piece]:
    """The headers or footers of a section whose letters were not met before."""
    pieces: list[Piece] = []
    for kind in kinds:
        content = running.get(references.get((place, kind), ""), [])
        letters = printed(content)
        if letters and letters not in seen:
            seen.add(letters)
            pieces += content
    return pieces


def _running(root: _Element, book: Book) -> list[Piece]:
    kind = "head" if root.tag == W + "hdr" else "foot"
    return marked((p for p in read_blocks(root, book) if p not in BREAKS), kind)


def _notes(parts: Parts, book: Book) -> list[Piece]:
    """The notes called, in order, footnotes first, each once after the mark that calls it."""
    pieces: list[Piece] = []
    for kind in NOTE_FORMS:
        bodies = {node.get(W + "id", ""): node for node in parts.notes[kind]}
        for note_id, mark in book.notes.get(kind, {}).items():
            content = read_blocks(bodies[note_id], _book(parts)) if note_id in bodies else []
            if printed(content):
                pieces += [Piece(mark), *content]
    return pieces
