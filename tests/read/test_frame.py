"""From PDF coordinates to the page as it is seen, and as it is read."""

from __future__ import annotations

import pytest

from actes.read.frame import Frame, heading, seen_at, seen_box, upright_at, upright_box
from actes.text import Box

CASES = [
    (0, (600, 800), (50, 100), (1, 0)),
    (90, (800, 600), (700, 50), (0, 1)),
    (180, (600, 800), (550, 700), (-1, 0)),
    (270, (800, 600), (100, 550), (0, -1)),
]


@pytest.mark.parametrize(("rotation", "size", "place", "way"), CASES)
def test_a_turned_page(
    rotation: int, size: tuple[float, float], place: tuple[float, float], way: tuple[float, float]
) -> None:
    frame = Frame(10, 20, 610, 820, rotation)
    assert (frame.width, frame.height) == size
    assert seen_at(frame, 60, 720) == place
    assert heading(frame, 1, 0) == way
    box = seen_box(frame, 60, 720, 80, 730)
    assert box.x0 < box.x1
    assert box.y0 < box.y1
    assert place in [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_text_set_level(turn: int) -> None:
    """The next letter of a text that reads `turn` degrees clockwise is on its right once set level."""
    step = {0: (5, 0), 90: (0, 5), 180: (-5, 0), 270: (0, -5)}[turn]
    x, y = upright_at(turn, 600, 800, 100, 200)
    further = upright_at(turn, 600, 800, 100 + step[0], 200 + step[1])
    assert further == (x + 5, y)
    level = upright_box(turn, 600, 800, Box(100, 200, 110, 230))
    assert (level.x1 - level.x0, level.y1 - level.y0) in [(10, 30), (30, 10)]
