"""One line of a sheet, shown to the engine by itself: where it stands on the image, what is read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actes.ocr.engine import Seen, see
from actes.ocr.prepare import Sheet
from actes.ocr.view import View, leaning, levelled
from actes.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MARGIN = 3.0
"""What is shown above, below and beside the letters of a line, in points."""

EDGE = 12
"""White pixels about it: the engine takes letters at the very edge for noise."""


class Cut(NamedTuple):
    """The image of a line, and where its top left corner would stand on the sheet, in pixels."""

    image: Image
    across: int
    down: int


def in_points(word: Seen, sheet: Sheet, view: View) -> Seen:
    """A word seen on the sheet (pixels) on the levelled page (points)."""
    scale = 72 / sheet.dpi
    box, base = Box(*(edge * scale for edge in word.box)), word.base * scale
    if sheet.left_over:
        box, base = levelled(view, box, base)
    return word._replace(box=box, base=base, size=word.size * scale)


def cut_line(sheet: Sheet, view: View, box: Box) -> Cut:
    """The image of a line that stands in `box` (points of the levelled page)."""
    from PIL import ImageOps

    scale = sheet.dpi / 72
    box = leaning(view, box) if sheet.left_over else box
    x0, y0 = max(round((box.x0 - MARGIN) * scale), 0), max(round((box.y0 - MARGIN) * scale), 0)
    x1 = max(min(round((box.x1 + MARGIN) * scale), sheet.grey.width), x0 + 1)
    y1 = max(min(round((box.y1 + MARGIN) * scale), sheet.grey.height), y0 + 1)
    return Cut(ImageOps.expand(sheet.grey.crop((x0, y0, x1, y1)), EDGE, 255), x0 - EDGE, y0 - EDGE)


def line_words(sheet: Sheet, view: View, box: Box) -> list[Seen]:
    """The words that the engine reads in a box, shown as one line; in points of the levelled page."""
    return words_of(cut_line(sheet, view, box), sheet, view)


def words_of(cut: Cut, sheet: Sheet, view: View, *, local: bool = False) -> list[Seen]:
    """The words that the engine reads in the image of a line; `local` as for `see`."""
    return [
        in_points(
            word._replace(
                box=Box(
                    word.box.x0 + cut.across,
                    word.box.y0 + cut.down,
                    word.box.x1 + cut.across,
                    word.box.y1 + cut.down,
                ),
                base=word.base + cut.down,
            ),
            sheet,
            view,
        )
        for word in see(cut.image, sheet.dpi, "line", local)
    ]
