"""What pdfium sees on a page → tokens in drawing order, rules and images, in the frame of the page."""

from __future__ import annotations

import ctypes
from collections import Counter
from math import hypot, isfinite
from typing import Any, NamedTuple

from actes.read.frame import Frame, heading, seen_at, seen_box, upright_at, upright_box
from actes.read.letters import LEAN, PdfWord, read_words
from actes.read.shapes import Shapes, read_shapes
from actes.read.tables import Rule
from actes.read.tokens import Token
from actes.text import Box

SLANTED = 45
"""The turn given to text that reads neither level nor upright."""


class Printed(NamedTuple):
    """What a page prints.

    `tokens` are in drawing order, set level for reading; `boxes` are theirs on the page. `turned` are those
    that read another way than most. `behind` is the share of letters that are invisible or under a page-wide
    image, `unmapped` that of letters whose character is unknown, `depth` the height of the page as it is read;
    for `image_cover` and `segments` see `Shapes`.
    """

    frame: Frame | None
    tokens: tuple[Token, ...] = ()
    boxes: tuple[Box, ...] = ()
    turned: tuple[tuple[int, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    image_cover: float = 0.0
    segments: int = 0
    behind: float = 0.0
    unmapped: float = 0.0
    depth: float = 0.0


def read_printed(document: Any, index: int) -> Printed:
    """Page `index` of an open pdfium document; without a frame where the page cannot be loaded.

    The caller holds the lock on pdfium.
    """
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    page = pdfium.FPDF_LoadPage(document, index)
    try:
        if page and _has_notes(pdfium, page) and _flatten(pdfium, page):
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


def _flatten(pdfium: Any, page: Any) -> bool:
    """Make what lies over the page a part of it."""
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


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
        words, unmapped = read_words(pdfium, text)
    finally:
        pdfium.FPDFText_ClosePage(text)
    return _framed(frame, words, shapes, unmapped)


def _framed(frame: Frame, words: list[PdfWord], shapes: Shapes, unmapped: float) -> Printed:
    """The words that are seen, set level: most of the text reads from left to right once it is."""
    kept: list[tuple[PdfWord, Box, int]] = []
    letters: Counter[int] = Counter()
    hidden = 0
    for word in words:
        if not isfinite(sum(word.box) + sum(word.base)):
            continue
        box = seen_box(frame, *word.box)
        if box.x1 <= 0 or box.y1 <= 0 or box.x0 >= frame.width or box.y0 >= frame.height:
            continue
        turn = _turn(heading(frame, *word.look.way))
        kept.append((word, box, turn))
        letters[turn] += len(word.text)
        hidden += len(word.text) * word.look.hidden
    turns = sorted(letters, key=lambda turn: (-letters[turn], turn))
    main = turns[0] if turns and turns[0] != SLANTED else 0
    tokens = [_token(frame, word, box, turn) for word, box, turn in kept]
    turned = [tuple(i for i, (_, _, turn) in enumerate(kept) if turn == other) for other in turns if other != main]
    return Printed(
        frame,
        tuple(tokens),
        tuple(Box(*(round(edge, 2) for edge in box)) for _, box, _ in kept),
        tuple(turned),
        tuple(_level_rule(frame, rule, main) for rule in shapes.rules),
        shapes.image_cover,
        shapes.segments,
        max(hidden / max(letters.total(), 1), shapes.under),
        unmapped,
        frame.height if main in (0, 180) else frame.width,
    )


def _turn(way: tuple[float, float]) -> int:
    across, down = way
    if abs(across) >= LEAN:
        return 0 if across > 0 else 180
    if abs(down) >= LEAN:
        return 90 if down > 0 else 270
    return SLANTED


def _token(frame: Frame, word: PdfWord, box: Box, turn: int) -> Token:
    x, y = seen_at(frame, *word.base)
    if turn == 0:
        level, base = box, y
    elif turn == SLANTED:
        across, down = heading(frame, *word.look.way)
        start, base = x * across + y * down, y * across - x * down
        level = Box(start, base - word.look.size, start + hypot(box.x1 - box.x0, box.y1 - box.y0), base)
    else:
        level = upright_box(turn, frame.width, frame.height, box)
        _, base = upright_at(turn, frame.width, frame.height, x, y)
    return Token(word.text, level, base, word.look.size, word.look.font, word.look.bold)


def _level_rule(frame: Frame, rule: Rule, turn: int) -> Rule:
    if turn == 0:
        return rule
    box = Box(rule.at, rule.start, rule.at, rule.end) if rule.upright else Box(rule.start, rule.at, rule.end, rule.at)
    level = upright_box(turn, frame.width, frame.height, box)
    if level.x1 - level.x0 < level.y1 - level.y0:
        return Rule(True, level.x0, level.y0, level.y1)
    return Rule(False, level.y0, level.x0, level.x1)
