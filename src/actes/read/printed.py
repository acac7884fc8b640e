"""What pdfium sees on a page → tokens in drawing order, rules and images, in the frame of the page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import hypot, isfinite
from typing import Any, NamedTuple

from actes.read.columns import Token
from actes.read.frame import Frame, heading, seen_at, seen_box, upright_at, upright_box
from actes.read.glyphs import signs, symbol_font
from actes.read.shapes import Corners, Shapes, read_shapes
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


class _Look(NamedTuple):
    """How a letter is printed: where it heads (in PDF coordinates), size, font, whether it shows."""

    way: tuple[float, float]
    size: float
    font: str
    bold: bool
    hidden: bool


class _Word(NamedTuple):
    """A word in PDF coordinates; `base` is where its baseline starts."""

    text: str
    box: Corners
    base: tuple[float, float]
    look: _Look


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
        words, unmapped = _words(pdfium, text)
    finally:
        pdfium.FPDFText_ClosePage(text)
    return _framed(frame, words, shapes, unmapped)


# Letters → words


def _words(pdfium: Any, text: Any) -> tuple[list[_Word], float]:
    """The words of a text page in drawing order, and the share of its letters whose character is unknown."""
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(count)]
    words: list[_Word] = []
    letters = unknown = 0
    for start, end in _runs(codes):
        boxes = _boxes(pdfium, text, start, end)
        at = start
        while at < end:
            look = _look(pdfium, text, at)
            stop = _fit(boxes, at - start, look) + start
            string = _string(codes[at:stop])
            if string:
                words.append(_word(pdfium, text, at, _signs(string, look.font), boxes[at - start : stop - start], look))
                letters += len(string)
                unknown += sum(map(_is_unknown, codes[at:stop]))
            at = stop
    return words, unknown / letters if letters else 0.0


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """The runs of letters with no space among them; a cut word ends at its hyphen."""
    start = -1
    for i, code in enumerate(codes):
        if code in SPACES:
            if start >= 0:
                yield start, i
            start = -1
            continue
        if start < 0:
            start = i
        if code == CUT_HYPHEN:
            yield start, i + 1
            start = -1
    if start >= 0:
        yield start, len(codes)


def _boxes(pdfium: Any, text: Any, start: int, end: int) -> list[Corners]:
    get, box = pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()
    at = ctypes.byref(box)
    boxes: list[Corners] = []
    for i in range(start, end):
        get(text, i, at)
        boxes.append((box.left, box.bottom, box.right, box.top))
    return boxes


def _fit(boxes: list[Corners], at: int, look: _Look) -> int:
    """Where the word that opens with letter `at` ends: the next one jumps to another line or column."""
    if look.way[0] < LEAN:
        return len(boxes)
    for i in range(at + 1, len(boxes)):
        before, here = boxes[i - 1], boxes[i]
        if (
            here[0] < before[0] - 0.4 * look.size
            or here[0] - before[2] > WORD_GAP * look.size
            or abs(here[1] - before[1]) > 0.7 * look.size
        ):
            return i
    return len(boxes)


def _look(pdfium: Any, text: Any, i: int) -> _Look:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, i, name, 128, ctypes.byref(flags))
    size = pdfium.FPDFText_GetFontSize(text, i) * hypot(matrix.c, matrix.d)
    across = hypot(matrix.a, matrix.b) * (1 if size >= 0 else -1) or 1.0
    shape = pdfium.FPDFText_GetTextObject(text, i)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(shape) if shape else pdfium.FPDF_TEXTRENDERMODE_FILL
    font, bold = _font(name.value)
    return _Look(
        (matrix.a / across, matrix.b / across),
        max(abs(size), 1.0) if isfinite(size) else 1.0,
        font,
        bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
        mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
    )


@lru_cache(maxsize=1024)
def _font(name: bytes) -> tuple[str, bool]:
    """The name of a font without its subset prefix, and whether it says bold."""
    font = SUBSET_PREFIX.sub("", name.decode("utf-8", "replace"))
    return font, BOLD_NAME.search(font) is not None


def _string(codes: list[int]) -> str:
    string = "".join(map(_letter, codes))
    if any(0xD800 <= code <= 0xDFFF for code in codes):
        string = string.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return string


def _letter(code: int) -> str:
    if code in (CUT_HYPHEN, 0xAD):
        return "-"
    if 0x20 < code < 0x7F or 0xA0 < code < 0x200C:
        return chr(code)
    if code == 0 or code & 0xFFFE == 0xFFFE or code > 0x10FFFF:
        return UNKNOWN
    return "" if code < 0xA0 or 0x200C <= code <= 0x200F or 0x2060 <= code <= 0x2064 else chr(code)


def _is_unknown(code: int) -> bool:
    """No character, or one that only its font understands (those of the symbol fonts are known)."""
    return code in (0, 0xFFFD) or code & 0xFFFE == 0xFFFE or 0xE000 <= code < 0xF020 or 0xF0FF < code <= 0xF8FF


def _signs(string: str, font: str) -> str:
    """Letters of a symbol font as the signs they print; the length stays."""
    family = STYLE_SUFFIX.sub("", font)
    if string.isascii() and not symbol_font(family):
        return string
    return signs(string, family if symbol_font(family) else None)


def _word(pdfium: Any, text: Any, i: int, string: str, boxes: list[Corners], look: _Look) -> _Word:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, i, ctypes.byref(x), ctypes.byref(y))
    box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return _Word(string, box, (x.value, y.value), look)


# Words → tokens


def _framed(frame: Frame, words: list[_Word], shapes: Shapes, unmapped: float) -> Printed:
    """The words that are seen, set level: most of the text reads from left to right once it is."""
    kept: list[tuple[_Word, Box, int]] = []
    letters: Counter[int] = Counter()
    hidden = 0
    for word in words:
        if not all(map(isfinite, (*word.box, *word.base))):
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
    tokens = [_token(frame, word, box, main if turn == main else turn) for word, box, turn in kept]
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


def _token(frame: Frame, word: _Word, box: Box, turn: int) -> Token:
    x, y = seen_at(frame, *word.base)
    if turn == SLANTED:
        across, down = heading(frame, *word.look.way)
        start, base = x * across + y * down, y * across - x * down
        level = Box(start, base - word.look.size, start + hypot(box.x1 - box.x0, box.y1 - box.y0), base)
        return Token(word.text, level, base, word.look.size, word.look.font, word.look.bold)
    _, base = upright_at(turn, frame.width, frame.height, x, y)
    level = upright_box(turn, frame.width, frame.height, box)
    return Token(word.text, level, base, word.look.size, word.look.font, word.look.bold)


def _level_rule(frame: Frame, rule: Rule, turn: int) -> Rule:
    if turn == 0:
        return rule
    box = Box(rule.at, rule.start, rule.at, rule.end) if rule.upright else Box(rule.start, rule.at, rule.end, rule.at)
    level = upright_box(turn, frame.width, frame.height, box)
    if level.x1 - level.x0 < level.y1 - level.y0:
        return Rule(True, level.x0, level.y0, level.y1)
    return Rule(False, level.y0, level.x0, level.x1)
