"""How the image that is read lies on the page: turned by quarters, then levelled by a small angle."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import NamedTuple

from actes.read.frame import upright_box
from actes.text import Box


class View(NamedTuple):
    """The page as the engine sees it.

    `width` and `height` are those of the page as it is shown, in points. Its text reads `turn` degrees
    clockwise (0, 90, 180, 270); once that is undone its lines still fall by `angle` degrees to the right.
    """

    width: float
    height: float
    turn: int = 0
    angle: float = 0.0

    @property
    def level_size(self) -> tuple[float, float]:
        """The width and height of the page set level."""
        return (self.width, self.height) if self.turn in (0, 180) else (self.height, self.width)


def to_level(view: View, box: Box) -> Box:
    """A box of the page where it stands once the page is set level."""
    return _leant(view, upright_box(view.turn, view.width, view.height, box), -view.angle)


def to_page(view: View, box: Box) -> Box:
    """A box of the levelled page where it stands on the page as it is shown, kept within it."""
    leant = _leant(view, box, view.angle)
    x0, y0, x1, y1 = upright_box(-view.turn % 360, *view.level_size, leant)
    return Box(
        round(min(max(x0, 0.0), view.width), 2),
        round(min(max(y0, 0.0), view.height), 2),
        round(min(max(x1, 0.0), view.width), 2),
        round(min(max(y1, 0.0), view.height), 2),
    )


def _leant(view: View, box: Box, angle: float) -> Box:
    """The box turned clockwise about the middle of the levelled page; its size stays, since angles are small."""
    if not angle:
        return box
    width, height = view.level_size
    x, y = (box.x0 + box.x1) / 2 - width / 2, (box.y0 + box.y1) / 2 - height / 2
    c, s = cos(radians(angle)), sin(radians(angle))
    dx, dy = x * c - y * s - x, x * s + y * c - y
    # A long box leans: it grows by what its ends rise and fall.
    grown = abs(s) * (box.x1 - box.x0) / 2
    return Box(box.x0 + dx, box.y0 + dy - grown, box.x1 + dx, box.y1 + dy + grown)


def inside(box: Box, other: Box) -> bool:
    """Whether most of `box` lies in `other`."""
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.y1, other.y1) - max(box.y0, other.y0)
    return across > 0 and down > 0 and across * down > 0.5 * (box.x1 - box.x0) * (box.y1 - box.y0)


def levelled(view: View, box: Box, base: float) -> tuple[Box, float]:
    """A box seen on an image that still leans by the view's angle, and its baseline, on the levelled page."""
    leant = _leant(view, box, -view.angle)
    down = (leant.y0 + leant.y1 - box.y0 - box.y1) / 2
    return Box(leant.x0, box.y0 + down, leant.x1, box.y1 + down), base + down


def leaning(view: View, box: Box) -> Box:
    """A box of the levelled page where it stands on an image that still leans, grown to hold it."""
    return _leant(view, box, view.angle)


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share any place."""
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all; there is at least one."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def area(box: Box) -> float:
    """What a box covers; nothing where it is turned inside out."""
    return max(box.x1 - box.x0, 0.0) * max(box.y1 - box.y0, 0.0)
