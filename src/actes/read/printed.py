"""What pdfium sees on a page → tokens in drawing order, rules and images, in the frame of the page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from functools import lru_cache
from math import hypot, isfinite
from typing import Any, NamedTuple

from actes.read.columns import Token
from actes.read.frame import Frame, heading, seen_at, seen_box, upright_at, upright_box
from actes.read.glyphs import signs, symbol_font
from actes.read.shapes import Shapes, read_shapes
from actes.read.tables import Rule
from actes.text import Box

CUT_HYPHEN = 0x0002
"""What pdfium gives for the hyphen of a word cut at a line end; the rest of the word follows at once."""

SPACES = frozenset(
    (*range(0x09, 0x0E), 0x20, 0x85, 0xA0, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)
)

UNKNOWN = "\ufffd"
"""A letter that is printed but whose character the PDF does not tell."""

BOLD_NAME = re.compile(r"bold|black|heavy|demi|gras|[-,_ ](?:bd|blk)(?![a-z])", re.IGNORECASE)
"""How the name of a font says bold: « Arial-BoldMT », « Marianne-ExtraBold », « Times New Roman,Bold »."""

SUBSET_PREFIX = re.compile(r"[A-Z]{6}\+")
STYLE_SUFFIX = re.compile(r"[-,](?:Regular|Normal|Roman|MT)\b.*")

WORD_GAP = 1.0
"""Letters further apart, in font sizes, are two words even with no space between them."""

LEAN = 0.94
"""Cosine up to which text reads level or upright (20°); what leans more is a watermark."""

SLANTED = 45
"""The turn given to text that reads neither level nor upright."""


class Printed(NamedTuple):
    """What a page prints.

    `tokens` are in drawing order, set level for reading; `boxes` are theirs on the page. `turned` are those
    that read another way than most. `behind` is the share of letters that are invisible or under a page-wide
    image, `unmapped` that of letters whose character is unknown, `depth` the height of the page as it is read.
    """

    frame: Frame | None
    tokens: tuple[Token, ...] = ()
    boxes: tuple[Box, ...] = ()
    turned: tuple[tuple[int, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    image_cover: float = 0.0
    behind: float = 0.0
    unmapped: float = 0.0
    depth: float = 0.0


class _Word(NamedTuple):
    """A token in PDF coordinates; `way` is where it heads."""

    text: str
    box: tuple[float, float, float, float]
    base: tuple[float, float]
    way: tuple[float, float]
    size: float
    font: str
    bold: bool
    hidden: bool


class _Look(NamedTuple):
    """How a letter is printed: matrix, font, whether it shows."""

    way: tuple[float, float]
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
    try:
        if page and _has_notes(pdfium, page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == 1:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, index)
        return _printed(pdfium, page) if page else Printed(None)
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _has_notes(pdfium: Any, page: Any) -> bool:
    """Whether form fields, visible signatures or text notes lie over the page, which its text leaves out."""
    kinds = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
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
    shapes = read_shapes(pdfium, page, frame)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return Printed(frame, image_cover=shapes.image_cover, depth=frame.height)
    try:
        words, unmapped = _words(pdfium, text)
    finally:
        pdfium.FPDFText_ClosePage(text)
    return _framed(frame, words, shapes, unmapped)


# Letters → words


def _words(pdfium: Any, text: Any) -> tuple[list[_Word], float]:
    """The words of a text page in drawing order, and the share of letters whose character is unknown."""
    get_code, get_box, box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()
    at_box = ctypes.byref(box)
    words: list[_Word] = []
    letters: list[str] = []
    unknown = total = 0
    look: _Look | None = None
    first = 0
    x0 = y0 = x1 = y1 = bottom = 0.0

    def close() -> None:
        if letters and look is not None:
            words.append(_word(pdfium, text, first, "".join(letters), (x0, y0, x1, y1), look))
        letters.clear()

    for i in range(pdfium.FPDFText_CountChars(text)):
        code = get_code(text, i)
        if code in SPACES:
            close()
            continue
        letter = _letter(code)
        if not letter:
            continue
        total += 1
        unknown += letter == UNKNOWN
        get_box(text, i, at_box)
        left, right = box.left, box.right
        if letters and look is not None and look.way[0] > 0.9 * abs(look.size):
            pass
        if letters:
            assert look is not None
            level = look.way[0] > LEAN
            apart = level and (
                not -0.6 * look.size < left - x1 < WORD_GAP * look.size or abs(box.bottom - bottom) > 0.7 * look.size
            )
            if apart:
                close()
        if not letters:
            look = _look(pdfium, text, i)
            first = i
            x0, y0, x1, y1 = left, box.bottom, right, box.top
        else:
            x0, y0 = min(x0, left), min(y0, box.bottom)
            x1, y1 = max(x1, right), max(y1, box.top)
        bottom = box.bottom
        letters.append(letter)
        if code == CUT_HYPHEN:
            close()
    close()
    return words, unknown / total if total else 0.0
