"""What pdfium knows of a page → tokens, rules and images, as the page is seen (rotated, y downwards)."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from functools import lru_cache
from math import hypot, isfinite
from typing import Any, NamedTuple

from actes.read.columns import Token
from actes.read.glyphs import signs, symbol_font
from actes.read.tables import Rule
from actes.text import Box

HYPHEN = 0x0002
"""What pdfium gives for the hyphen of a word cut at a line end; the rest of the word follows at once."""

SPACES = frozenset((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F,
                    0x205F, 0x3000, 0xFEFF))  # fmt: skip

UNKNOWN = "\ufffd"
BOLD_NAME = re.compile(r"bold|black|heavy|demi|gras|[-,_ ](?:bd|blk)(?![a-z])", re.IGNORECASE)
"""How the name of a font says bold: « Arial-BoldMT », « Marianne-ExtraBold », « Times New Roman,Bold »."""

FONT_PREFIX = re.compile(r"^[A-Z]{6}\+")
MAX_OBJECTS = 20_000
MAX_SEGMENTS = 400
MAX_NESTING = 4
THIN = 2.5
"""A filled shape this thin, in points, is a rule."""

TURN_SINE = 0.34
"""Text that leans up to 20° is read as level or upright; what leans more is a watermark."""


class Frame(NamedTuple):
    """The visible rectangle of a page in PDF coordinates, and how far it is turned, clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left


class Printed(NamedTuple):
    """What one page prints. `tokens` are in drawing order and in the frame most of the text is read in;

    `boxes` are the same in the frame of the page. `turned` are the tokens that read another way.
    """

    frame: Frame | None
    tokens: tuple[Token, ...] = ()
    boxes: tuple[Box, ...] = ()
    turned: tuple[tuple[int, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    image_cover: float = 0.0
    behind: float = 0.0
    """The share of the letters that are invisible, or under an image as large as the page."""
    unmapped: float = 0.0
    upright_height: float = 0.0


class _Word(NamedTuple):
    """A token in PDF coordinates: its box, the start of its baseline, where it heads."""

    text: str
    box: tuple[float, float, float, float]
    base: tuple[float, float]
    heading: tuple[float, float]
    size: float
    font: str
    bold: bool
    hidden: bool


def read_printed(document: Any, index: int) -> Printed:
    """Page `index` of an open pdfium document; without a frame where the page cannot be loaded.

    The caller holds the lock on pdfium.
    """
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Printed(None)
    try:
        if _has_printed_notes(pdfium, page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == 1:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, index)
        return _printed(pdfium, page) if page else Printed(None)
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _has_printed_notes(pdfium: Any, page: Any) -> bool:
    """Whether form fields, visible signatures or text notes lie over the page, which its text leaves out."""
    kinds = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)):
        note = pdfium.FPDFPage_GetAnnot(page, i)
        if note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind in kinds:
                return True
    return False


def _printed(pdfium: Any, page: Any) -> Printed:
    bounds = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds)):
        return Printed(None)
    rotation = pdfium.FPDFPage_GetRotation(page) * 90 % 360
    frame = Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, rotation)
    if not (all(map(isfinite, frame)) and frame.width > 0 and frame.height > 0):
        return Printed(None)
    drawn = _Drawn(pdfium, frame)
    drawn.visit(page)
    words: list[_Word] = []
    unmapped = 0.0
    text_page = pdfium.FPDFText_LoadPage(page)
    if text_page:
        try:
            words, unmapped = _words(pdfium, text_page)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    return _framed(frame, words, drawn, unmapped)
