"""A PDF → its pages: text in reading order, words with boxes, marks.

pdfium is not thread-safe: every call to it is made under `PDFIUM`, which whatever else uses pdfium
(to render a page for OCR) must hold too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from actes.errors import InputTooLarge, InputUnreadable
from actes.read.frame import Frame
from actes.read.layout import Island, Layout, lay_out
from actes.read.margins import Sheet, mark_margins
from actes.read.overlay import find_stamps
from actes.read.printed import Printed, read_printed
from actes.read.tables import find_grids
from actes.read.tokens import Token
from actes.text import Mark, PageText, Word

PDFIUM = threading.RLock()

MAX_BYTES = 512 * 1024 * 1024
MAX_PAGES = 5000
MAX_CHARACTERS = 40_000_000
"""Bounds that protect the machine: no act comes near them."""

IMAGE_COVER = 0.5
"""The share of a page from which its images are the page: a scan."""

OUTLINES = 10_000
"""Lines and curves on a page from which letters may be among them, drawn as shapes."""

STRAY_TEXT = 60
"""Characters in the body of a scanned page up to which it still wants reading: a stamp, a visible signature."""

EDGE = 0.08
"""The share of a page, at its top and its foot, whose text tells nothing of how the body was made."""

UNMAPPED = 0.3
"""The share of letters without a known character from which the text of a page cannot be trusted."""


class _Draft(NamedTuple):
    """A page read on its own: what other pages tell of its margins is still to come."""

    page: PageText
    sheet: Sheet
    is_image: bool
    is_behind: bool


def read_pdf(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of a PDF.

    `text_origin` is `native` for printed text; `ocr` for a page that is an image, whether without text
    (`string` is empty, `confidence` 0.0: it wants OCR) or with the text some scanner's OCR hid behind it;
    `mixed` for an image, or outlined letters, with little more than a stamp or margins as text (it wants OCR too).
    A page that pdfium cannot open has no size and no text.

    Raises `InputUnreadable` (damaged, encrypted, no page) and `InputTooLarge`.
    """
    if len(data) > MAX_BYTES:
        raise InputTooLarge(f"{name} : PDF de {len(data) >> 20} Mo, au-delà de la limite de {MAX_BYTES >> 20} Mo")
    drafts: list[_Draft] = []
    characters = 0
    with _opened(data, name) as (document, count):
        for i in range(count):
            with PDFIUM:
                printed = read_printed(document, i)
            characters += sum(len(token.text) for token in printed.tokens)
            if characters > MAX_CHARACTERS:
                raise InputTooLarge(f"{name} : plus de {MAX_CHARACTERS} caractères, au-delà de la limite")
            drafts.append(_draft(i + 1, printed))
    if all(draft.page.width is None for draft in drafts):
        raise InputUnreadable(f"{name} : PDF endommagé, aucune page n'a pu être lue")
    margins = mark_margins([draft.sheet for draft in drafts])
    return tuple(_finished(draft, marks) for draft, marks in zip(drafts, margins, strict=True))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[tuple[Any, int]]:
    with PDFIUM:
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            cause = pdfium.FPDF_GetLastError()
            if cause == pdfium.FPDF_ERR_PASSWORD:
                raise InputUnreadable(f"{name} : PDF protégé par un mot de passe")
            if cause == pdfium.FPDF_ERR_SECURITY:
                raise InputUnreadable(f"{name} : PDF protégé par un chiffrement non pris en charge")
            raise InputUnreadable(f"{name} : PDF endommagé ou tronqué")
        count = pdfium.FPDF_GetPageCount(document)
    try:
        if count < 1:
            raise InputUnreadable(f"{name} : PDF sans aucune page")
        if count > MAX_PAGES:
            raise InputTooLarge(f"{name} : PDF de {count} pages, au-delà de la limite de {MAX_PAGES}")
        yield document, count
    finally:
        with PDFIUM:
            pdfium.FPDF_CloseDocument(document)


def _draft(number: int, printed: Printed) -> _Draft:
    frame = printed.frame or Frame(0.0, 0.0, 0.0, 0.0)
    layout, marks = Layout(""), list[Mark]()
    if printed.unmapped <= UNMAPPED:
        layout, marks = _laid_out(printed)
    page = PageText(
        number=number,
        string=layout.string,
        width=round(frame.width, 2) if printed.frame else None,
        height=round(frame.height, 2) if printed.frame else None,
        rotation=frame.rotation,
        text_origin="native",
        confidence=None if layout.string else 0.0,
        words=tuple(sorted(Word(*span, box) for span, box in zip(layout.spans, printed.boxes, strict=False))),
        marks=tuple(marks),
    )
    is_image = printed.image_cover >= IMAGE_COVER
    return _Draft(
        page,
        Sheet(replace(layout, spans=()), printed.depth),
        is_image or printed.segments >= OUTLINES,
        is_image and printed.behind > 0.5,
    )


def _laid_out(printed: Printed) -> tuple[Layout, list[Mark]]:
    """The text of a page with its stamps, tables and bold runs marked."""
    tokens = printed.tokens
    turned = {i for group in printed.turned for i in group}
    stamps = [tuple(i for i in stamp if i not in turned) for stamp in find_stamps(tokens)]
    stamps = [stamp for stamp in stamps if stamp]
    grids, walls = find_grids(printed.rules, tokens, turned.union(*stamps))
    islands = [Island(stamp) for stamp in stamps] + [Island(group, last=True) for group in printed.turned]
    layout = lay_out(tokens, grids, walls, islands)
    marks = [Mark("stamp", start, end) for start, end in layout.islands[: len(stamps)]]
    marks += [Mark("table", start, end) for start, end in layout.grids]
    return layout, marks + _bold(tokens, layout)


def _finished(draft: _Draft, margins: list[Mark]) -> PageText:
    marks = sorted((*draft.page.marks, *margins), key=lambda mark: (mark.start, mark.end, mark.kind))
    return replace(draft.page, text_origin=_origin(draft, margins), marks=tuple(marks))


def _origin(draft: _Draft, margins: list[Mark]) -> str:
    page, (layout, depth) = draft.page, draft.sheet
    if not page.string or draft.is_behind:
        return "ocr"
    if not draft.is_image:
        return "native"
    aside = margins + [mark for mark in page.marks if mark.kind == "stamp"]
    body = sum(
        line.end - line.start
        for line in layout.lines
        if EDGE < line.base / depth < 1 - EDGE and not any(mark.start <= line.start < mark.end for mark in aside)
    )
    return "mixed" if body <= STRAY_TEXT else "native"


def _bold(tokens: Sequence[Token], layout: Layout) -> list[Mark]:
    """Runs of bold words, across spaces and line ends."""
    ordered = sorted(zip(layout.spans, tokens, strict=True), key=lambda pair: pair[0])
    marks: list[Mark] = []
    for bold, run in groupby(ordered, key=lambda pair: pair[1].bold):
        spans = [span for span, _ in run]
        if bold:
            marks.append(Mark("bold", spans[0][0], spans[-1][1]))
    return marks
