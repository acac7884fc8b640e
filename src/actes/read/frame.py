"""The rectangle of a page that is seen, and the way from PDF coordinates to it (origin top left, y downwards)."""

from __future__ import annotations

from typing import NamedTuple

from actes.text import Box


class Frame(NamedTuple):
    """The visible rectangle of a page in PDF coordinates and the clockwise turn it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left


def seen_at(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Where a point of the PDF is seen on the page."""
    if frame.rotation == 90:
        return y - frame.bottom, x - frame.left
    if frame.rotation == 180:
        return frame.right - x, y - frame.bottom
    if frame.rotation == 270:
        return frame.top - y, frame.right - x
    return x - frame.left, frame.top - y


def seen_box(frame: Frame, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Where a rectangle of the PDF is seen on the page."""
    if frame.rotation == 0:
        return Box(x0 - frame.left, frame.top - y1, x1 - frame.left, frame.top - y0)
    ax, ay = seen_at(frame, x0, y0)
    bx, by = seen_at(frame, x1, y1)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def heading(frame: Frame, across: float, up: float) -> tuple[float, float]:
    """Which way a direction of the PDF points on the page, to the right and downwards."""
    return {0: (across, -up), 90: (up, across), 180: (-across, up), 270: (-up, -across)}[frame.rotation]


def upright_at(turn: int, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    """A point of the page once text that reads `turn` degrees clockwise is set level."""
    if turn == 90:
        return y, width - x
    if turn == 180:
        return width - x, height - y
    if turn == 270:
        return height - y, x
    return x, y


def upright_box(turn: int, width: float, height: float, box: Box) -> Box:
    ax, ay = upright_at(turn, width, height, box.x0, box.y0)
    bx, by = upright_at(turn, width, height, box.x1, box.y1)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
