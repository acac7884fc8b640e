"""The parts of a Word package that are read: text, styles, lists, notes, headers and footers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from actes.errors import InputUnreadable
from actes.read.docx_numbering import Numbering, read_numberings
from actes.read.docx_styles import NO_STYLES, Styles, W, is_on, read_styles, value
from actes.read.package import open_package, part, xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""« Strict Open XML » writes the same elements under other names."""

ANNOUNCED_PAGES = re.compile(rb"Pages>([0-9]{1,6})</")
"""`<Pages>3</Pages>` of docProps/app.xml: what the program counted when it last saved."""

NOTE_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How notes are numbered where the document does not say: 1 2 3 and i ii iii."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A Word document taken apart; `running` are the headers and footers by relation id."""

    body: _Element
    styles: Styles
    numberings: Mapping[str, Numbering]
    running: Mapping[str, _Element]
    notes: Mapping[str, tuple[_Element, ...]]
    note_forms: Mapping[str, str]
    even_and_odd: bool
    announced_pages: int | None


def open_parts(data: bytes, name: str) -> Parts:
    """The parts; InputUnreadable where the text is missing or a part is damaged."""
    with open_package(data, name) as package:
        main = _main_path(package, name)
        document = _root(package, main, name)
        body = document.find(W + "body") if document is not None else None
        if body is None:
            raise InputUnreadable(f"{name} : document Word endommagé, son texte ({main}) manque")
        related = _relations(package, main, name)
        named = dict(related.values())

        def root(kind: str) -> _Element | None:
            return _root(package, named[kind], name) if kind in named else None

        styles, numbering, settings = root("styles"), root("numbering"), root("settings")
        notes = {kind: root(kind + "s") for kind in NOTE_FORMS}
        running = {
            rid: node
            for rid, (kind, path) in related.items()
            if kind in ("header", "footer") and (node := _root(package, path, name)) is not None
        }
        pages = ANNOUNCED_PAGES.search(part(package, "docProps/app.xml", name) or b"")
    even = settings.find(W + "evenAndOddHeaders") if settings is not None else None
    return Parts(
        body=body,
        styles=NO_STYLES if styles is None else read_styles(styles),
        numberings={} if numbering is None else read_numberings(numbering),
        running=running,
        notes={kind: () if node is None else tuple(node.findall(W + kind)) for kind, node in notes.items()},
        note_forms={kind: _note_form(settings, kind) or form for kind, form in NOTE_FORMS.items()},
        even_and_odd=even is not None and is_on(even),
        announced_pages=int(pages.group(1)) if pages else None,
    )


def _note_form(settings: _Element | None, kind: str) -> str | None:
    return value(settings.find(f"{W}{kind}Pr"), "numFmt") if settings is not None else None


def _root(package: ZipFile, path: str, name: str) -> _Element | None:
    data = part(package, path, name)
    if data is None:
        return None
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    return xml(data, path, name)


def _main_path(package: ZipFile, name: str) -> str:
    """Where the text is: some programs write `word/document2.xml`."""
    for kind, path in _relations(package, "", name).values():
        if kind == "officeDocument":
            return path
    return "word/document.xml"


def _relations(package: ZipFile, path: str, name: str) -> dict[str, tuple[str, str]]:
    """The relations of a part (of the package for the empty path): id → (kind, path in the archive)."""
    folder, base = posixpath.split(path)
    listed = part(package, posixpath.join(folder, "_rels", base + ".rels"), name)
    if listed is None:
        return {}
    real = {entry.lower(): entry for entry in package.namelist()}
    relations: dict[str, tuple[str, str]] = {}
    for node in xml(listed, path or "_rels/.rels", name):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, node.get("Target", ""))).lstrip("/")
            kind = node.get("Type", "").rpartition("/")[2]
            relations[node.get("Id", "")] = (kind, real.get(target.lower(), target))
    return relations
