"""Coloured ink as a layer of its own: what a stamp says, though it is struck over printed lines.

On a page printed in black, blue and red are a stamp's or a pen's. `prepare` takes them off the page before its
black letters are read; here the black is taken off what is left, so that neither reading sees the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from actes.ocr.engine import Seen, see
from actes.ocr.ink import bare
from actes.ocr.order import SAME_LINE, put_in
from actes.ocr.prepare import Sheet
from actes.ocr.regions import find_regions, find_rules, is_drawn
from actes.ocr.view import View, area, inside, to_level, to_page
from actes.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 4
"""Places of coloured ink that one page has read."""

LARGEST = 0.25
"""A place that takes more of the page than this share is a picture or a coloured page."""

AROUND = 4.0
"""How far beyond the ink a place goes, in points."""

TINT = 20
"""The difference between the channels, blurred as JPEG blurs it, from which a pixel may belong to the ink."""

BLACK = 90
"""The lightest channel up to which it is a black letter's, whatever its tint."""

LINE = 0.75
"""The mean confidence of a line of letters, from which a place says it; the rim of a round seal gives none."""

WORD = 0.3
"""The confidence of a word of such a line below which it is left out."""

EDGES = frozenset("lI")
"""What the frame of a stamp is read as."""

LETTERS = 5.0
"""The fewest letters and digits of what a stamp says, each as much as it is sure."""


class Inked(NamedTuple):
    """A place of coloured ink (points of the levelled page) and the words it says, none for a seal or a stroke.

    `filled` is the share of the box that is inked.
    """

    box: Box
    words: tuple[Seen, ...] = ()
    filled: float = 0.0


def read_inks(image: Image, sheet: Sheet, view: View) -> list[Inked]:
    """The places of coloured ink of a page, from its image (in colour, as shown), the largest first."""
    width, height = view.level_size
    drawn = [
        region
        for region in find_regions(sheet.coloured, sheet.dpi / 2, reach=2)
        if is_drawn(region) and area(region.box) <= LARGEST * width * height
    ]
    drawn.sort(key=lambda region: (-area(region.box), region.box))
    return [
        Inked(region.box, tuple(_words(image, sheet.dpi, view, region.box)) if i < MOST else (), region.filled)
        for i, region in enumerate(drawn)
    ]


STAMP_WORDS = re.compile(r"re[çc]u|arriv[ée]|pr[ée]fecture|courrier|enregistr|notifi|affich|publi", re.IGNORECASE)
"""What a date stamp says: « PRÉFECTURE DE … / Reçu le … », « Courrier arrivé le … », « Affiché le … »."""

DATED = re.compile(r"\d{2}")
"""A day, a year: a date stamp bears one."""


def is_date_stamp(words: Sequence[Seen]) -> bool:
    """Whether these are the words of a date stamp, which is no part of the act's own text.

    The stamp of one who signs (« Le Maire, Denis DURANTEL ») is: he signs there.
    """
    text = " ".join(word.text for word in words)
    return STAMP_WORDS.search(text) is not None and DATED.search(text) is not None


def with_inks(words: Sequence[Seen], inks: Sequence[Inked]) -> list[Seen]:
    """The words of a page with those in coloured ink, those of a date stamp with the number of its place (from 1).

    What the page's own reading has at the place of such a word is a remnant of it, unless it is sure.
    """
    made = list(words)
    for number, ink in enumerate(inks, 1):
        if not ink.words:
            continue
        made = [w for w in made if not any(_is_remnant(w, one) for one in ink.words)]
        made = put_in(made, [w._replace(ink=number * is_date_stamp(ink.words)) for w in ink.words])
    return made


def _is_remnant(word: Seen, said: Seen) -> bool:
    """Whether a word of the page is what its reading made of a word in ink: the same, or a doubtful one in its place."""
    if not inside(word.box, said.box):
        return False
    return word.confidence < REMNANT or bare(word.text) == bare(said.text)


REMNANT = 0.8
"""The confidence from which a word of the page stays where a stamp says another."""


def _words(image: Image, dpi: float, view: View, box: Box) -> list[Seen]:
    """What is written in coloured ink in one place of the levelled page, in points of it."""
    place = Box(box.x0 - AROUND, box.y0 - AROUND, box.x1 + AROUND, box.y1 + AROUND)
    layer, middle = _layer(image, dpi, view, place)
    scale = 72 / dpi
    left = middle[0] - layer.width / 2 * scale
    top = middle[1] - layer.height / 2 * scale
    said = max((_said(see(each, dpi, "sparse")) for each in _versions(layer, dpi)), key=_weight)
    if _weight(said) < LETTERS:
        return []
    return [
        word._replace(
            box=Box(
                left + word.box.x0 * scale,
                top + word.box.y0 * scale,
                left + word.box.x1 * scale,
                top + word.box.y1 * scale,
            ),
            base=top + word.base * scale,
            size=word.size * scale,
        )
        for word in said
    ]


def _said(seen: Sequence[Seen]) -> list[Seen]:
    """The words of the lines that were read."""
    return [
        word
        for line in lines_of(seen)
        if is_said(line)
        for word in line
        if word.confidence >= WORD and any(map(str.isalnum, word.text)) and word.text not in EDGES
    ]


def _weight(words: Sequence[Seen]) -> float:
    """The letters and figures of a reading, each as much as it is sure."""
    return sum(sum(map(str.isalnum, word.text)) * word.confidence for word in words)


def lines_of(words: Sequence[Seen]) -> list[list[Seen]]:
    """The words by line, from the top, each line from the left."""
    lines: list[list[Seen]] = []
    for word in sorted(words, key=lambda w: (w.base, w.box.x0)):
        last = lines[-1][-1] if lines else None
        if last is not None and abs(word.base - last.base) < SAME_LINE * max(word.size, last.size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in lines]


def is_said(line: Sequence[Seen]) -> bool:
    """Whether a line was read, and is not made of the strokes of a seal or of a signature."""
    letters = [(sum(map(str.isalnum, w.text)), w.confidence) for w in line]
    count = sum(n for n, _ in letters)
    return count > 2 and sum(n * sure for n, sure in letters) >= LINE * count


def _layer(image: Image, dpi: float, view: View, place: Box) -> tuple[Image, tuple[float, float]]:
    """The coloured ink of a place as black on white, level; and the middle of it in points of the levelled page."""
    from PIL import ImageChops, ImageFilter
    from PIL.Image import Resampling

    scale = dpi / 72
    on_page = to_page(view, place)
    left, top, right, bottom = (round(edge * scale) for edge in on_page)
    crop = image.convert("RGB").crop((left, top, right, bottom))
    level = to_level(view, on_page)
    if view.turn:
        crop = crop.rotate(view.turn, expand=True)
    if view.angle:
        crop = crop.rotate(view.angle, Resampling.BICUBIC, fillcolor=(255, 255, 255))
    red, green, blue = crop.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    # JPEG keeps colours at half the resolution: they tell where the ink is, the grey tells its shape.
    tint = ImageChops.subtract(lightest, darkest).filter(ImageFilter.GaussianBlur(1.5)).filter(ImageFilter.MaxFilter(5))
    layer = darkest
    layer.paste(255, mask=tint.point(lambda value: 255 * (value < TINT)))
    layer.paste(255, mask=lightest.filter(ImageFilter.GaussianBlur(0.8)).point(lambda value: 255 * (value < BLACK)))
    return layer, ((level.x0 + level.x1) / 2, (level.y0 + level.y1) / 2)


def _versions(layer: Image, dpi: float) -> Iterator[Image]:
    """The layer as it is, in two shades, and without the drawn frame of its stamp, if any.

    Which of them is read best depends on the ink and on the scanner; a frame may keep the engine from the line
    beside it.
    """
    import numpy as np
    import PIL.Image

    yield layer
    yield layer.point(lambda value: 255 * (value >= INKED))
    pixels = np.asarray(layer)
    _, ruled = find_rules(pixels < INKED, dpi)
    if ruled.any():
        cleared = pixels.copy()
        cleared[ruled] = 255
        yield PIL.Image.fromarray(cleared)


INKED = 150
"""The darkest channel below which a pixel of the layer is ink."""
