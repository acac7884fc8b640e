"""Names under stamps and signatures: places with ink are read again by a second engine, where it is installed.

Tesseract reads letters that nothing crosses. RapidOCR (the extra `actes[ink]`) also reads them under a stroke of
a pen or inside a stamp, but costs four times as much: it is shown these places only, and what Tesseract read
surely is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from actes.ocr.engine import Seen
from actes.ocr.order import put_in
from actes.ocr.regions import Region
from actes.ocr.second import is_installed, read_place
from actes.ocr.view import View, area, around, inside, meet, to_level, to_page
from actes.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PLACES = 3
"""Places of one page that are read again."""

AROUND = 100.0
"""How far to the left and to the right of the ink the lines that it crosses may run, in points."""

ABOVE = 14.0
"""How far above and below the ink is looked, in points."""

LARGEST = 0.4
"""A place that takes more of the page than this share is no stamp and no signature."""

SURE = 0.8
"""The confidence of every word of a line from which the first reading is kept."""

READ = 0.78
"""The confidence of a line, as the second engine gives it, from which it is believed."""

CROSSED = 0.8
"""The most confidence of a word that ink touches and that only one engine read: « M » may be what is left of a name."""

STROKE = 0.6
"""The confidence up to which a word inside the ink that no second reading confirms is a stroke of it."""

TRUST = 0.95
"""What the second engine's confidence is worth: it is surer of itself than it is right."""

DPI = 200
"""The resolution it is shown: at more it reads no better and takes longer."""


class Line(NamedTuple):
    """A line as the second engine reads it, in points of the levelled page."""

    text: str
    box: Box
    confidence: float


def read_ink(words: Sequence[Seen], drawn: Sequence[Region], image: Image, dpi: float, view: View) -> list[Seen]:
    """The words, those in and about the drawn regions read again from the image of the page (in colour, as shown)."""
    kept = list(words)
    if not drawn:
        return kept
    if not is_installed():
        return [w._replace(confidence=min(w.confidence, CROSSED)) if _is_crossed(w, drawn) else w for w in kept]
    for place in places(drawn, view)[:MAX_PLACES]:
        for line in _read(image, dpi, view, place):
            kept = reconciled(kept, line)
        strokes = [region.box for region in drawn if inside(region.box, place)]
        kept = [w for w in kept if w.again or w.confidence >= STROKE or not any(inside(w.box, s) for s in strokes)]
    return kept


def _is_crossed(word: Seen, drawn: Sequence[Region]) -> bool:
    """Whether ink that is no letter touches a word: what it hides of it cannot be known."""
    return any(meet(word.box, region.box) for region in drawn)


def places(drawn: Sequence[Region], view: View) -> list[Box]:
    """Where to look: the regions with what is about them, those that meet put together; the largest first."""
    width, height = view.level_size
    merged: list[Box] = []
    for region in drawn:
        box = region.box
        place = Box(
            max(box.x0 - AROUND, 0.0),
            max(box.y0 - ABOVE, 0.0),
            min(box.x1 + AROUND, width),
            min(box.y1 + ABOVE, height),
        )
        if box.y1 < LETTERHEAD * height or area(place) > LARGEST * width * height:
            continue
        meeting = [other for other in merged if meet(place, other)]
        for other in meeting:
            merged.remove(other)
            place = around((place, other))
        merged.append(place)
    return sorted((p for p in merged if area(p) <= LARGEST * width * height), key=lambda p: (-area(p), p))


LETTERHEAD = 0.16
"""The share of the page, at its top, where what is drawn is a letterhead's."""


def reconciled(words: Sequence[Seen], line: Line) -> list[Seen]:
    """The words with those of a line that were read again in place of the doubtful ones on it.

    What both readings print, and what the first is sure of, stays as it was with its own box; where the second
    saw no space and the first did, there is one.
    """
    under = sorted((w for w in words if _on(w.box, line.box)), key=lambda w: w.box.x0)
    if line.confidence < READ or not any(map(str.isalnum, line.text)):
        return list(words)
    second = spaced(" ".join(w.text for w in under), line.text).split()
    made: list[Seen] = []
    matcher = SequenceMatcher(None, [bare(w.text) for w in under], [bare(t) for t in second], autojunk=False)
    for same, a0, a1, b0, b1 in matcher.get_opcodes():
        mine = under[a0:a1]
        if same == "equal" or (mine and _is_sure(mine, second[b0:b1])):
            made += [w if w.confidence >= SURE else w._replace(again=True) for w in mine]
        elif b1 > b0:
            x0 = under[a0 - 1].box.x1 + 2 if a0 else line.box.x0
            x1 = under[a1].box.x0 - 2 if a1 < len(under) else line.box.x1
            made += _spread(second[b0:b1], line, x0, x1)
    gone = set(map(id, under))
    return put_in([w for w in words if id(w) not in gone], made)


def _on(box: Box, line: Box) -> bool:
    """Whether a word stands on a line."""
    middle = (box.y0 + box.y1) / 2
    across = min(box.x1, line.x1) - max(box.x0, line.x0)
    return line.y0 < middle < line.y1 and across > 0.5 * (box.x1 - box.x0)


def _is_sure(mine: Sequence[Seen], other: Sequence[str]) -> bool:
    """Whether the first reading of a place stands against the second: every word sure, and nothing left out."""
    letters = sum(len(bare(w.text)) for w in mine)
    return all(w.confidence >= SURE for w in mine) and letters >= 0.8 * sum(map(len, map(bare, other)))


def _spread(parts: Sequence[str], line: Line, x0: float, x1: float) -> list[Seen]:
    """Words in a stretch of a line, each as wide as it has letters."""
    size = line.box.y1 - line.box.y0
    unit = max(x1 - x0, 1.0) / (sum(map(len, parts)) + len(parts) - 1)
    made: list[Seen] = []
    for part in parts:
        box = Box(x0, line.box.y0, x0 + len(part) * unit, line.box.y1)
        made.append(Seen(part, box, line.box.y1 - 0.22 * size, 0.85 * size, line.confidence * TRUST, again=True))
        x0 = box.x1 + unit
    return made


def bare(text: str) -> str:
    """The letters and figures of a word, in lower case."""
    return "".join(filter(str.isalnum, text)).casefold()


def spaced(first: str, second: str) -> str:
    """The second text with the spaces of the first where both print the same letters about them."""
    one, two = first.replace(" ", ""), second.replace(" ", "")
    spaces = _breaks(second)
    matcher = SequenceMatcher(None, one.casefold(), two.casefold(), autojunk=False)
    mine = _breaks(first)
    for a, b, size in matcher.get_matching_blocks():
        spaces |= {at - a + b for at in mine if a < at < a + size}
    return "".join(" " * (i in spaces) + letter for i, letter in enumerate(two))


def _breaks(text: str) -> set[int]:
    """After how many letters the spaces of a text stand."""
    at, breaks = 0, set()
    for part in text.split()[:-1]:
        at += len(part)
        breaks.add(at)
    return breaks


def _read(image: Image, dpi: float, view: View, place: Box) -> list[Line]:
    """The lines in one place of the levelled page."""
    import PIL.Image

    on_page = to_page(view, place)
    scale = dpi / 72
    left, top, right, bottom = (round(edge * scale) for edge in on_page)
    crop = image.convert("RGB").crop((left, top, right, bottom))
    if view.turn:
        crop = crop.rotate(view.turn, expand=True)
    shrink = min(DPI / dpi, 1.0)
    size = (max(round(crop.width * shrink), 1), max(round(crop.height * shrink), 1))
    seen = read_place(crop.resize(size, PIL.Image.Resampling.BICUBIC))
    level = to_level(view._replace(angle=0.0), on_page)
    unit = 1 / (scale * shrink)
    lines = []
    for read in seen:
        xs, ys = [x for x, _ in read.corners], [y for _, y in read.corners]
        edges = (min(xs) < EDGE, max(xs) > size[0] - EDGE)
        box = Box(
            level.x0 + min(xs) * unit, level.y0 + min(ys) * unit, level.x0 + max(xs) * unit, level.y0 + max(ys) * unit
        )
        if view.angle:
            box = to_level(view._replace(turn=0, width=view.level_size[0], height=view.level_size[1]), box)
        lines.append(_whole(Line(read.text, box, read.confidence), *edges))
    return lines


def _whole(line: Line, cut_left: bool, cut_right: bool) -> Line:
    """The line without the words that the edge of the place cut."""
    words, box = line.text.split(), line.box
    unit = (box.x1 - box.x0) / max(len(line.text), 1)
    if cut_left and words:
        box = box._replace(x0=box.x0 + (len(words.pop(0)) + 1) * unit)
    if cut_right and words:
        box = box._replace(x1=box.x1 - (len(words.pop()) + 1) * unit)
    return Line(" ".join(words), box, line.confidence)


EDGE = 6
"""Pixels from the edge of a place within which a line is cut by it."""
