"""Scanned pages → text with boxes and confidences.

A reader calls `read_scans` with its pages and a way to see one: those that are images are read (`decide` says
which), the others are given back as they are. The steps: `prepare` the image, `engine` reads it, `page` looks
after what it passed over, `ink` reads names under stamps and signatures, `mend` puts known misreadings right,
`compose` makes the text with the geometry that printed pages have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from actes.ocr.compose import Composed, compose
from actes.ocr.decide import likeness, wants_ocr
from actes.ocr.drawn import find_inks
from actes.ocr.engine import LANGUAGE, EngineTimeout, version
from actes.ocr.mend import full_names, mend_inked, vocabulary
from actes.ocr.page import Reading, read_page
from actes.read.layout import Layout
from actes.read.margins import Sheet, mark_margins
from actes.text import PageText

if TYPE_CHECKING:
    from PIL.Image import Image

    from actes.model import Ocr

__all__ = ["describe", "read_scans", "wants_ocr"]


def read_scans(pages: Sequence[PageText], render: Callable[[int], tuple[Image, float] | None]) -> tuple[PageText, ...]:
    """The pages, those that are images with the text that OCR reads.

    `render(index)` gives the image of a page as it is shown and its dots per inch, or None. A page that is blank
    has no text and a confidence of 1; one that cannot be seen, or takes too long, no text and a confidence of 0.
    """
    readings: dict[int, Reading] = {}
    failed: set[int] = set()
    for i, page in enumerate(pages):
        if wants_ocr(page):
            reading = _read(page, render(i))
            if reading is None:
                failed.add(i)
            else:
                readings[i] = reading
    seen = [reading.words for reading in readings.values()]
    known, names = vocabulary(seen), full_names(seen)
    composed = {
        i: compose(
            mend_inked(r.words, known, names), r.view, r.rules, r.framed, pages[i] if _is_layer(pages[i]) else None
        )
        for i, r in readings.items()
    }
    composed = {i: c for i, c in composed.items() if _is_better(c, pages[i])}
    margins = mark_margins(
        [Sheet(composed[i].layout if i in composed else Layout(""), p.height or 0.0) for i, p in enumerate(pages)]
    )
    made = list(pages)
    for i, one in composed.items():
        marks = {*one.marks, *margins[i]}
        made[i] = replace(
            pages[i],
            string=one.layout.string,
            words=one.words,
            inks=(*one.written, *find_inks(readings[i], one.words)),
            marks=tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind))),
            confidence=_confidence(one),
        )
    for i in failed:
        if not pages[i].string.strip():
            made[i] = replace(pages[i], confidence=0.0)
    return tuple(made)


def describe(pages: Sequence[PageText]) -> Ocr | None:
    """What read the scanned pages, and how surely; None where there are none."""
    from actes.model import Ocr

    sure = [word.confidence for page in pages if page.confidence for word in page.words if word.confidence < 1]
    if not sure:
        return None
    return Ocr(
        engine="tesseract",
        version=version(),
        languages=(LANGUAGE,),
        mean_confidence=round(sum(sure) / len(sure), 4),
    )


def _read(page: PageText, rendered: tuple[Image, float] | None) -> Reading | None:
    if rendered is None or page.width is None or page.height is None:
        return None
    try:
        return read_page(*rendered, page.width, page.height)
    except EngineTimeout:
        return None


def _is_layer(page: PageText) -> bool:
    """Whether the words of a page are printed on it, and to be kept: those that another OCR hid behind it are not."""
    return page.text_origin == "mixed" and bool(page.words)


def _is_better(composed: Composed, page: PageText) -> bool:
    """Whether the text is better than the one the page has already."""
    if page.text_origin == "mixed" or not page.string.strip():
        return True
    return likeness(composed.layout.string) > likeness(page.string)


def _confidence(composed: Composed) -> float:
    """The mean confidence of the words; 1 for a page that shows none."""
    sure = [word.confidence for word in composed.words]
    return round(sum(sure) / len(sure), 4) if sure else 1.0
