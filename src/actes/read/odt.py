"""OpenDocument texts (.odt, .ott): every printed letter once, in reading order.

Read and left out as in `docx.py`: numbers of lists and headings, text boxes, cells, notes,
headers and footers are printed; tracked deletions, hidden text and annotations are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from actes.errors import InputUnreadable
from actes.read.odt_blocks import OFFICE, TABLE, UNPRINTED, Book, H, P, paragraph_style, read_block, read_blocks
from actes.read.odt_styles import NO_STYLE, STYLE, read_lists, read_styles
from actes.read.package import open_package, part, xml
from actes.read.pieces import BREAKS, PAGE_BREAK, Piece, choose_pages, marked, printed
from actes.text import PageText

if TYPE_CHECKING:
    from lxml.etree import _Element

ANNOUNCED_PAGES = re.compile(rb'page-count="([0-9]{1,6})"')
"""`<meta:document-statistic meta:page-count="3">`: what the program counted when it last saved."""


def read_odt(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of an OpenDocument text; InputUnreadable or InputTooLarge with one line of French."""
    with open_package(data, name) as package:
        if b"encryption-data" in (part(package, "META-INF/manifest.xml", name) or b""):
            raise InputUnreadable(f"{name} : protégé par un mot de passe")
        content = part(package, "content.xml", name)
        root = xml(content, "content.xml", name) if content is not None else None
        body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
        if root is None or body is None:
            raise InputUnreadable(f"{name} : document OpenDocument endommagé, son texte (content.xml) manque")
        shared = part(package, "styles.xml", name)
        pages = ANNOUNCED_PAGES.search(part(package, "meta.xml", name) or b"")
    roots = [root] if shared is None else [xml(shared, "styles.xml", name), root]
    groups = [node for r in roots for tag in ("styles", "automatic-styles") for node in r.findall(OFFICE + tag)]
    book = Book(read_styles(groups), read_lists(groups))
    masters = {m.get(STYLE + "name", ""): m for m in roots[0].iterfind(f"{OFFICE}master-styles/{STYLE}master-page")}
    pieces: list[Piece] = []
    feet: list[Piece] = []
    seen: set[str] = set()
    begun = False
    for block in body:
        master = _master(block, book)
        if master or (master is not None and not begun):
            pieces += [*feet, PAGE_BREAK] if begun else []
            node = masters.get(master or "Standard")
            pieces += _running(node, "header", masters, book, seen)
            feet = _running(node, "footer", masters, book, seen)
            begun = True
        pieces += read_block(block, book)
    return choose_pages(pieces + _notes(book) + feet, int(pages.group(1)) if pages else None)


def _master(block: _Element, book: Book) -> str | None:
    """The page style a block asks for; empty if it stays on the one before it, None if it prints nothing."""
    if block.tag in UNPRINTED:
        return None
    if block.tag == TABLE + "table":
        return book.styles.get(("table", block.get(TABLE + "style-name", "")), NO_STYLE).master
    first = block if block.tag in (P, H) else next(block.iter(P, H), None)
    return None if first is None else paragraph_style(first, book).master


def _running(
    node: _Element | None, place: str, masters: Mapping[str, _Element], book: Book, seen: set[str]
) -> list[Piece]:
    """The headers or footers of a page style, and of the one that follows it, whose letters are new."""
    pieces: list[Piece] = []
    following = masters.get(node.get(STYLE + "next-style-name", "")) if node is not None else None
    for master in (node, following):
        for kind in (f"{place}-first", place, f"{place}-left"):
            found = master.find(STYLE + kind) if master is not None else None
            if found is None or found.get(STYLE + "display") == "false":
                continue
            content = marked((p for p in read_blocks(found, book) if p not in BREAKS), place[:4])
            text = printed(content)
            if text and text not in seen:
                seen.add(text)
                pieces += content
    return pieces


def _notes(book: Book) -> list[Piece]:
    """The notes called, in order, footnotes first, each after the mark that calls it."""
    pieces: list[Piece] = []
    calls = list(book.notes)
    for wanted in ("footnote", "endnote"):
        for kind, mark, body in calls:
            content = read_blocks(body, book) if kind == wanted else []
            if printed(content):
                pieces += [Piece(mark), *content]
    return pieces
