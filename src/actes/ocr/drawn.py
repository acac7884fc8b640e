"""What is drawn on a page and is no letter → seals and signatures, told by shape, colour and place."""

from __future__ import annotations

from collections.abc import Sequence

from actes.ocr.ink import LETTERHEAD
from actes.ocr.page import Reading
from actes.ocr.view import View, around, inside, meet, to_page
from actes.text import Box, Ink, Word

SEAL = (48.0, 150.0)
"""How wide and high a round seal is, in points: 25 to 50 mm, cut by what crosses it or not."""

ROUND = 0.72
"""The least share of its longer side that the shorter side of a seal has."""

SEAL_FILLED = 0.08
"""The least share of its box that a coloured seal fills; one loop of a pen fills less."""

BLACK_SEAL = (0.2, 0.45)
"""The share of its box that a black seal fills; it may be merged with what crosses it."""

PEN_WIDTH = (36.0, 330.0)
PEN_HEIGHT = (20.0, 230.0)
"""How wide and high a signature is, in points."""

PEN_FILLED = 0.2
"""The largest share of its box that the strokes of a pen fill; a seal, a picture or a shadow fills more."""

SIDE = 12.0
"""What touches the edge of the page is the shadow of the paper, in points."""

MANY = 6
"""A page with so many drawings is a plan, or a sheet of pictures: none of them is a signature."""

SURE = {("seal", True): 0.85, ("seal", False): 0.7, ("signature", True): 0.75, ("signature", False): 0.7}
"""How sure a kind is, in colour or in black."""


def find_inks(reading: Reading, words: Sequence[Word]) -> tuple[Ink, ...]:
    """The seals and signatures of a page, in points of the page as it is shown, from its top.

    What ink says and was read is in the text already. `words` are those of the page, for the place in its text.
    """
    read = [*(ink.box for ink in reading.inks if ink.words), *reading.framed]
    black = [r for r in reading.drawn if r.filled <= BLACK_SEAL[1] and not any(inside(r.box, other) for other in read)]
    if len(black) > MANY:
        black = []
    strokes = [r.box for r in black if r.filled <= PEN_FILLED]
    shapes = [(ink.box, _kind(ink.box, ink.filled >= SEAL_FILLED), True) for ink in reading.inks if not ink.words]
    shapes += [(r.box, "seal", False) for r in black if r.filled > BLACK_SEAL[0] and _is_round(r.box)]
    shapes += [(box, _kind(box, False), False) for box in _joined(strokes)]
    found: list[Ink] = []
    for box, kind, coloured in shapes:
        if kind and _stands_free(box, reading.view):
            place = to_page(reading.view, box)
            at = after(words, place)
            found.append(Ink(kind, place, at, at, SURE[kind, coloured]))
    return tuple(sorted(found, key=lambda ink: (ink.box.y0, ink.box.x0)))


def _stands_free(box: Box, view: View) -> bool:
    """Whether ink lies within the page, below its letterhead and not at its edge."""
    width, height = view.level_size
    return box.y0 >= LETTERHEAD * height and box.x0 >= SIDE and box.x1 <= width - SIDE and box.y1 <= height - SIDE


def _kind(box: Box, full: bool) -> str:
    """What ink is that fills its box, or crosses it; nothing where it is neither a seal nor a signature."""
    if full and _is_round(box):
        return "seal"
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if PEN_WIDTH[0] <= wide <= PEN_WIDTH[1] and PEN_HEIGHT[0] <= high <= PEN_HEIGHT[1]:
        return "signature"
    return ""


def _is_round(box: Box) -> bool:
    """Whether a box is about as wide as high, and of the size of a seal."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    return min(wide, high) >= ROUND * max(wide, high) and SEAL[0] <= max(wide, high) <= SEAL[1]


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Regions that overlap as one: the strokes of a signature that do not touch."""
    made: list[Box] = []
    for box in boxes:
        grown = box
        while meeting := next((other for other in made if meet(grown, other)), None):
            made.remove(meeting)
            grown = around((grown, meeting))
        made.append(grown)
    return made


def after(words: Sequence[Word], box: Box) -> int:
    """The offset in the text after the last word printed above the middle of a box, nearest to it; 0 for none."""
    middle, across = (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2
    above = [w for w in words if (w.box.y0 + w.box.y1) / 2 <= middle]
    if not above:
        return 0
    lowest = max((w.box.y0 + w.box.y1) / 2 for w in above)
    line = [w for w in above if lowest - (w.box.y0 + w.box.y1) / 2 < 6]
    return min(line, key=lambda w: (abs((w.box.x0 + w.box.x1) / 2 - across), w.start)).end
