"""What is drawn on a page and is no letter → seals, stamps and signatures, told by shape, colour and place."""

from __future__ import annotations

from collections.abc import Sequence

from actes.ocr.ink import LETTERHEAD
from actes.ocr.inks import Inked
from actes.ocr.regions import Region
from actes.ocr.view import View, around, inside, meet, to_page
from actes.text import Box, Ink, Word

SEAL = (48.0, 150.0)
"""How wide and high a round seal is, in points: 25 to 50 mm, cut by what crosses it or not."""

ROUND = 0.72
"""The least share of its longer side that the shorter side of a seal has."""

SEAL_FILLED = 0.08
"""The least share of its box that a seal fills; one loop of a pen fills less."""

PEN_WIDTH = (36.0, 330.0)
PEN_HEIGHT = (20.0, 230.0)
"""How wide and high a signature is, in points."""

PEN_FILLED = 0.32
"""The largest share of its box that the strokes of a pen fill; a picture, a bar or a shadow fills more."""

SIDE = 12.0
"""What touches the edge of the page is the shadow of the paper, in points."""

MANY = 6
"""A page with so many drawings is a plan, or a sheet of pictures: none of them is a signature."""

SURE = {("seal", True): 0.85, ("signature", True): 0.75, ("signature", False): 0.7}
"""How sure a kind is, in colour or in black."""


def find_inks(
    drawn: Sequence[Region], inks: Sequence[Inked], framed: Sequence[Box], words: Sequence[Word], view: View
) -> tuple[Ink, ...]:
    """The seals, stamps and signatures of a page, in points of the page as it is shown, from its top.

    `drawn` and `inks` are the black and the coloured regions, on the levelled page; those whose words were read,
    and the boxes `framed`, are in the text already. `words` are those of the page, for the place in its text.
    """
    unread = [(ink.box, ink.filled) for ink in inks if not ink.words]
    read = [*(ink.box for ink in inks if ink.words), *framed]
    black = [r.box for r in drawn if r.filled <= PEN_FILLED and not any(inside(r.box, b) for b in read)]
    if len(black) > MANY:
        black = []
    found: list[Ink] = []
    for box, filled in [*unread, *((box, None) for box in _joined(black))]:
        kind = _kind(box, filled, view)
        if kind:
            place = to_page(view, box)
            found.append(Ink(kind, place, after(words, place), SURE[kind, filled is not None]))
    return tuple(sorted(found, key=lambda ink: (ink.box.y0, ink.box.x0)))


def _kind(box: Box, filled: float | None, view: View) -> str:
    """What ink is, or nothing; `filled` is the share of its box that coloured ink fills, None for black."""
    width, height = view.level_size
    if box.y0 < LETTERHEAD * height:
        return ""
    if box.x0 < SIDE or box.x1 > width - SIDE or box.y1 > height - SIDE:
        return ""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if (
        filled is not None
        and filled >= SEAL_FILLED
        and min(wide, high) >= ROUND * max(wide, high)
        and SEAL[0] <= max(wide, high) <= SEAL[1]
    ):
        return "seal"
    if PEN_WIDTH[0] <= wide <= PEN_WIDTH[1] and PEN_HEIGHT[0] <= high <= PEN_HEIGHT[1]:
        return "signature"
    return ""


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
    """The offset in the text after the last word that is printed above the middle of a box, nearest to it; 0 for none."""
    middle, across = (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2
    above = [w for w in words if (w.box.y0 + w.box.y1) / 2 <= middle]
    if not above:
        return 0
    lowest = max((w.box.y0 + w.box.y1) / 2 for w in above)
    line = [w for w in above if lowest - (w.box.y0 + w.box.y1) / 2 < 6]
    return min(line, key=lambda w: (abs((w.box.x0 + w.box.x1) / 2 - across), w.start)).end
