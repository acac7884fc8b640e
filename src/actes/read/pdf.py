"""A PDF → its pages: text in reading order, words with boxes, marks.

pdfium is not thread-safe: every call to it is made under `PDFIUM`, which whatever else uses pdfium
(to render a page for OCR) must hold too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


class _Laid(NamedTuple):
    printed: Printed
    layout: Layout
    stamps: int
    """How many of the layout's islands are stamps; turned text comes after them."""


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
    laid: list[_Laid] = []
    characters = 0
    with _opened(data, name) as (document, count):
        for i in range(count):
            with PDFIUM:
                printed = read_printed(document, i)
            characters += sum(len(token.text) for token in printed.tokens)
            if characters > MAX_CHARACTERS:
                raise InputTooLarge(f"{name} : plus de {MAX_CHARACTERS} caractères, au-delà de la limite")
            laid.append(_lay(printed))
    if all(page.printed.frame is None for page in laid):
        raise InputUnreadable(f"{name} : PDF endommagé, aucune page n'a pu être lue")
    margins = mark_margins([Sheet(page.layout, page.printed.depth) for page in laid])
    return tuple(_page(i + 1, page, margin) for i, (page, margin) in enumerate(zip(laid, margins, strict=True)))


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


def _lay(printed: Printed) -> _Laid:
    tokens = printed.tokens
    if not tokens or printed.unmapped > UNMAPPED:
        return _Laid(printed._replace(tokens=(), boxes=(), turned=()), Layout(""), 0)
    turned = {i for group in printed.turned for i in group}
    stamps = [tuple(i for i in stamp if i not in turned) for stamp in find_stamps(tokens)]
    stamps = [stamp for stamp in stamps if stamp]
    apart = turned.union(*stamps)
    grids, walls = find_grids(printed.rules, tokens, apart)
    islands = [Island(stamp) for stamp in stamps] + [Island(group, last=True) for group in printed.turned]
    return _Laid(printed, lay_out(tokens, grids, walls, islands), len(stamps))


def _page(number: int, page: _Laid, margins: list[Mark]) -> PageText:
    printed, layout = page.printed, page.layout
    stamps = [Mark("stamp", start, end) for start, end in layout.islands[: page.stamps]]
    tables = [Mark("table", start, end) for start, end in layout.grids]
    marks = [*stamps, *tables, *margins, *_bold(printed.tokens, layout)]
    words = sorted(
        (Word(start, end, box) for (start, end), box in zip(layout.spans, printed.boxes, strict=True)),
        key=lambda word: word.start,
    )
    frame = printed.frame or Frame(0.0, 0.0, 0.0, 0.0, 0)
    return PageText(
        number=number,
        string=layout.string,
        width=round(frame.width, 2) if printed.frame else None,
        height=round(frame.height, 2) if printed.frame else None,
        rotation=frame.rotation,
        text_origin=_origin(page, stamps + margins),
        confidence=None if layout.string else 0.0,
        words=tuple(words),
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind))),
    )


def _origin(page: _Laid, aside: Sequence[Mark]) -> str:
    layout, printed = page.layout, page.printed
    if not layout.string:
        return "ocr"
    if printed.image_cover < IMAGE_COVER and printed.segments < OUTLINES:
        return "native"
    if printed.image_cover >= IMAGE_COVER and printed.behind > 0.5:
        return "ocr"
    body = sum(
        line.end - line.start
        for line in layout.lines
        if EDGE < line.base / printed.depth < 1 - EDGE
        and not any(mark.start <= line.start < mark.end for mark in aside)
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
