"""Scanned pages → text with boxes and confidences.

`read_scans` is what a reader calls once it knows which pages are images; `read_image_page` reads one image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from actes.ocr.compose import compose
from actes.ocr.engine import EngineTimeout
from actes.ocr.mend import full_names, mend_inked, vocabulary
from actes.ocr.page import Reading, read_page
from actes.read.layout import Layout
from actes.read.margins import Sheet, mark_margins
from actes.text import PageText

if TYPE_CHECKING:
    from PIL.Image import Image

Rendered = tuple["Image", float]
"""The image of a page and its resolution in dots per inch."""


def read_scans(pages: Sequence[PageText], render: Callable[[int], Rendered | None]) -> tuple[PageText, ...]:
    """The pages, those that are images read by OCR; `render(index)` gives the image of one."""
    readings: dict[int, Reading] = {}
    for i, page in enumerate(pages):
        if wants_ocr(page):
            rendered = render(i)
            reading = _read(page, *rendered) if rendered is not None else None
            if reading is not None:
                readings[i] = reading
    seen = [reading.words for reading in readings.values()]
    known, names = vocabulary(seen), full_names(seen)
    read = {
        i: compose(mend_inked(r.words, known, names), r.view, r.rules, r.framed, pages[i] if pages[i].words else None)
        for i, r in readings.items()
    }
    sheets = [
        Sheet(read[i].layout, page.height or 0.0) if i in read else Sheet(Layout(""), page.height or 0.0)
        for i, page in enumerate(pages)
    ]
    margins = mark_margins(sheets)
    made = list(pages)
    for i, composed in read.items():
        page = pages[i]
        words = composed.words
        sure = [w.confidence for w in words]
        marks = {*composed.marks, *margins[i]}
        made[i] = replace(
            page,
            string=composed.layout.string,
            words=words,
            marks=tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind))),
            text_origin="mixed" if page.words else "ocr",
            confidence=round(sum(sure) / len(sure), 4) if sure else 0.0,
        )
    return tuple(made)


def wants_ocr(page: PageText) -> bool:
    """Whether a page is an image whose text is still to be read."""
    if not page.width or not page.height:
        return False
    return page.text_origin == "mixed" or (page.text_origin == "ocr" and not page.string.strip())


def _read(page: PageText, image: Image, dpi: float) -> Reading | None:
    assert page.width is not None
    assert page.height is not None
    try:
        return read_page(image, dpi, page.width, page.height)
    except EngineTimeout:
        return None
