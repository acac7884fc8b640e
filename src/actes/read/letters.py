"""The letters pdfium reads on a page → words, in drawing order, in PDF coordinates."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot, isfinite
from typing import Any, NamedTuple

from actes.read.glyphs import signs, symbol_font
from actes.read.shapes import Corners

CUT = "\x02"
"""What stands here for the hyphen of a word cut at a line end; the rest of the word follows at once."""

SPACE = "\\s\u200b\ufeff\uf020\uf0a0"
RUN = re.compile(f"[^{SPACE}{CUT}]+{CUT}?|{CUT}")
"""Letters with no space among them; a cut word ends at its hyphen."""

STRANGE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\u200c-\u200f\u2060-\u2064"
    "\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]"
)
"""What is not printed as it is: controls, joiners, halves of a character, signs of a font of its own."""

UNKNOWN = "\ufffd"
"""A letter that is printed but whose character the PDF does not tell."""

BOLD_NAME = re.compile(r"bold|black|heavy|demi|gras|[-,_ ](?:bd|blk)(?![a-z])", re.IGNORECASE)
"""How the name of a font says bold: « Arial-BoldMT », « Marianne-ExtraBold », « Times New Roman,Bold »."""

SUBSET_PREFIX = re.compile(r"[A-Z]{6}\+")
STYLE_SUFFIX = re.compile(r"[-,](?:Regular|Normal|Roman|MT)\b.*")

WORD_GAP = 1.0
"""Letters further apart, in font sizes, are two words even with no space between them."""

USUAL_WIDTH = 0.75
"""A run of level letters no wider than so many font sizes each hides no gap."""

LEAN = 0.94
"""Cosine up to which text reads level or upright (20°); what leans more is a watermark."""


class Look(NamedTuple):
    """How letters are printed: where they head (in PDF coordinates), size, font, whether they show."""

    way: tuple[float, float]
    size: float
    font: str
    bold: bool
    hidden: bool


class PdfWord(NamedTuple):
    """A word in PDF coordinates; `base` is where its baseline starts."""

    text: str
    box: Corners
    base: tuple[float, float]
    look: Look


def read_words(pdfium: Any, text: Any) -> tuple[list[PdfWord], float]:
    """The words of an open pdfium text page, and the share of its letters whose character is unknown."""
    string = _string(pdfium, text)
    strange = STRANGE.search(string) is not None
    words: list[PdfWord] = []
    looks: dict[int, Look] = {}
    unknown = 0
    for run in RUN.finditer(string):
        for at, end, boxes, look in _cut(pdfium, text, run.start(), run.end(), looks):
            letters = string[at:end]
            if strange:
                unknown += sum(map(_is_unknown, letters))
                letters = _printable(letters)
            if letters:
                words.append(PdfWord(_signs(letters, look.font), _around(boxes), _origin(pdfium, text, at), look))
    total = sum(len(word.text) for word in words)
    return words, unknown / total if total else 0.0


def _string(pdfium: Any, text: Any) -> str:
    """One character for each letter that pdfium counts, NUL for one without."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        return "".join(map(chr, buffer[:count])).replace("\ufffe", CUT)
    return "".join(chr(min(pdfium.FPDFText_GetUnicode(text, i), 0xFFFF)) for i in range(count))


def _cut(
    pdfium: Any, text: Any, start: int, end: int, looks: dict[int, Look]
) -> Iterator[tuple[int, int, list[Corners], Look]]:
    """A run of letters where it goes on from one to the next; letters may jump to another line or column."""
    look = _look(pdfium, text, start, looks)
    boxes = [_box(pdfium, text, start)]
    if end - start > 1:
        boxes.append(_box(pdfium, text, end - 1))
        if not _is_plain(boxes[0], boxes[1], end - start, look):
            boxes = [_box(pdfium, text, i) for i in range(start, end)]
            while (fit := _fit(boxes, look)) < len(boxes):
                yield start, start + fit, boxes[:fit], look
                start, boxes = start + fit, boxes[fit:]
                look = _look(pdfium, text, start, looks)
    yield start, end, boxes, look


def _is_plain(first: Corners, last: Corners, letters: int, look: Look) -> bool:
    """Whether the first and the last letter of a run stand as if nothing came between them but letters."""
    return (
        look.way[0] >= LEAN
        and abs(first[1] - last[1]) < 0.1 * look.size
        and first[2] <= last[2]
        and last[2] - first[0] <= USUAL_WIDTH * look.size * letters
    )


def _fit(boxes: list[Corners], look: Look) -> int:
    """How many of the letters go on one after the other."""
    if look.way[0] < LEAN:
        return len(boxes)
    for i, (before, here) in enumerate(pairwise(boxes), 1):
        if (
            here[0] < before[0] - 0.4 * look.size
            or here[0] - before[2] > WORD_GAP * look.size
            or abs(here[1] - before[1]) > 0.7 * look.size
        ):
            return i
    return len(boxes)


def _box(pdfium: Any, text: Any, i: int) -> Corners:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, i, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _around(boxes: list[Corners]) -> Corners:
    if len(boxes) == 1:
        return boxes[0]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _origin(pdfium: Any, text: Any, i: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, i, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _look(pdfium: Any, text: Any, i: int, looks: dict[int, Look]) -> Look:
    """How letter `i` is printed; `looks` keeps the answer for each text object of the page."""
    shape = pdfium.FPDFText_GetTextObject(text, i)
    key = ctypes.addressof(shape.contents) if shape else -1
    if key not in looks or key < 0:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(text, i, name, 128, ctypes.byref(flags))
        size = pdfium.FPDFText_GetFontSize(text, i) * hypot(matrix.c, matrix.d)
        across = hypot(matrix.a, matrix.b) * (1 if size >= 0 else -1) or 1.0
        mode = pdfium.FPDFTextObj_GetTextRenderMode(shape) if shape else pdfium.FPDF_TEXTRENDERMODE_FILL
        font, bold = _font(name.value)
        looks[key] = Look(
            (matrix.a / across, matrix.b / across),
            max(abs(size), 1.0) if isfinite(size) else 1.0,
            font,
            bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
            mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        )
    return looks[key]


@lru_cache(maxsize=1024)
def _font(name: bytes) -> tuple[str, bool]:
    """The name of a font without its subset prefix, and whether it says bold."""
    font = SUBSET_PREFIX.sub("", name.decode("utf-8", "replace"))
    return font, BOLD_NAME.search(font) is not None


def _is_unknown(letter: str) -> bool:
    """No character, or one that only its font understands (those of the symbol fonts are known)."""
    return letter in "\0\ufffd\uffff" or "\ue000" <= letter < "\uf020" or "\uf0ff" < letter <= "\uf8ff"


def _printable(letters: str) -> str:
    """The letters without controls and joiners, halves put together, the unknown as `UNKNOWN`."""
    letters = STRANGE.sub(_stand_in, letters)
    if any("\ud800" <= letter <= "\udfff" for letter in letters):
        letters = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return letters


def _stand_in(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in "\x02\xad":
        return "-"
    if letter in "\0\ufffe\uffff":
        return UNKNOWN
    return letter if letter >= "\ud800" else ""


@lru_cache(maxsize=256)
def _family(font: str) -> str | None:
    """The name of a symbol font as `signs` knows it; None for a font of letters."""
    family = STYLE_SUFFIX.sub("", font)
    return family if symbol_font(family) else None


def _signs(letters: str, font: str) -> str:
    """Letters of a symbol font as the signs they print."""
    family = _family(font)
    return letters if family is None and letters.isascii() else signs(letters, family)
