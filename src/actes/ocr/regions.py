"""What is dark on a page beside its words: drawn rules, strokes of a pen, letters that were not read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from actes.read.tables import Rule
from actes.text import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = 0.4
"""The shortest rule that is looked for, in inches: longer than any letter."""

SOLID = 0.92
"""The share of a rule that is dark, though the scan breaks it."""

THICK = 0.06
"""The thickest rule, in inches."""

CELL = 1 / 50
"""The side of the cells, in inches, that dark places are gathered in."""

SPECK = 3.0
"""The largest dot of dust, in points."""

SPAN = 0.8
"""The share of a side of a frame that is drawn, though the stamp printed badly."""

FRAME_WIDTH = (60.0, 280.0)
FRAME_HEIGHT = (25.0, 140.0)
"""How wide and high the box of a date stamp may be, in points."""

LOOSE = 6.0
"""How far from one another the ends of two rules that meet may be, in points."""

DRAWN = 24.0
"""The least height and width of what is drawn, in points; the letters of acts are smaller."""

MAX_RUNS = 60_000


class Region(NamedTuple):
    """A group of dark places that touch, in points on the levelled page; `filled` is the share of its box."""

    box: Box
    filled: float


def find_rules(dark: Any, dpi: float) -> tuple[list[Rule], Any]:
    """The straight lines drawn along the page, in points, and where they are dark (an array like `dark`)."""
    import numpy as np

    level = _long(dark, round(RULE * dpi))
    upright = _long(dark.T, round(RULE * dpi)).T
    rules: list[Rule] = []
    scale, thick = 72 / dpi, THICK * dpi
    height, width = dark.shape
    kept = np.zeros_like(dark)
    for flat, mask in ((True, level), (False, upright)):
        for x0, y0, x1, y1, _ in _groups(mask if flat else mask.T):
            if y1 - y0 > thick or x1 - x0 < RULE * dpi or x1 - x0 < 6 * (y1 - y0):
                continue
            middle, across = (y0 + y1) / 2, height if flat else width
            if not 0.015 * across < middle < 0.985 * across:
                continue  # the edge of the scanner
            rules.append(Rule(not flat, middle * scale, x0 * scale, x1 * scale))
            if flat:
                kept[y0:y1, x0:x1] = True
            else:
                kept[x0:x1, y0:y1] = True
    return rules, kept & dark


def find_frames(rules: Sequence[Rule]) -> list[Box]:
    """The small rectangles drawn with four rules, nothing beside them: the box of a date stamp. In points."""
    upright = [r for r in rules if r.upright]
    level = [r for r in rules if not r.upright]
    frames: list[Box] = []
    for left in upright:
        for right in upright:
            box = Box(left.at, max(left.start, right.start), right.at, min(left.end, right.end))
            wide, high = box.x1 - box.x0, box.y1 - box.y0
            if not (FRAME_WIDTH[0] <= wide <= FRAME_WIDTH[1] and FRAME_HEIGHT[0] <= high <= FRAME_HEIGHT[1]):
                continue
            if abs(left.start - right.start) > LOOSE or abs(left.end - right.end) > LOOSE:
                continue
            edges = [
                [
                    r
                    for r in level
                    if abs(r.at - y) <= LOOSE and min(r.end, box.x1) - max(r.start, box.x0) >= SPAN * wide
                ]
                for y in (box.y0, box.y1)
            ]
            alone = all(r.start > box.x0 - 4 * LOOSE and r.end < box.x1 + 4 * LOOSE for edge in edges for r in edge)
            others = [
                r for r in upright if box.x0 + LOOSE < r.at < box.x1 - LOOSE and r.start < box.y1 and r.end > box.y0
            ]
            if all(edges) and alone and not others:
                frames.append(box)
    return frames


def _long(dark: Any, length: int) -> Any:
    """Where a row is dark over at least `length` pixels, but for a few."""
    import numpy as np

    if dark.shape[1] <= length:
        return np.zeros_like(dark)
    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:], dtype=np.int32)
    windows = (sums[:, length:] - sums[:, :-length]) >= SOLID * length
    edges = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    edges[:, : windows.shape[1]] += windows
    edges[:, length : length + windows.shape[1]] -= windows
    return edges.cumsum(axis=1)[:, :-1] > 0


def find_regions(dark: Any, dpi: float, reach: int = 1) -> list[Region]:
    """The groups of dark places, those that are nearer than `reach` + 1 cells to one another put together."""
    import numpy as np

    side = max(round(CELL * dpi), 1)
    height, width = dark.shape[0] // side, dark.shape[1] // side
    if not height or not width:
        return []
    ink = dark[: height * side, : width * side].reshape(height, side, width, side).sum(axis=(1, 3))
    cells = ink >= max(side * side * 0.06, 1)
    wide = cells.copy()
    for shift in range(1, reach + 1):
        wide[:, shift:] |= cells[:, :-shift]
    scale = side * 72 / dpi
    found: list[Region] = []
    for x0, y0, x1, y1, _ in _groups(wide):
        inner = ink[y0:y1, x0:x1]
        columns = np.nonzero(inner.any(axis=0))[0]
        left, right = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
        box = Box(left * scale, y0 * scale, right * scale, y1 * scale)
        found.append(Region(box, float(inner.sum()) / (side * side * (y1 - y0) * (right - left))))
    return found


def is_speck(region: Region) -> bool:
    """Whether a region is a dot: of dust, of a fax, of a letter."""
    box = region.box
    return max(box.x1 - box.x0, box.y1 - box.y0) < SPECK and region.filled < 0.6


def is_drawn(region: Region) -> bool:
    """Whether a region is too high and too open to be letters: a stamp, a signature, arms."""
    box = region.box
    return box.y1 - box.y0 > DRAWN and box.x1 - box.x0 > DRAWN and region.filled < 0.6


def without(dark: Any, dpi: float, boxes: Iterable[Box], margin: float = 1.0) -> Any:
    """The dark places outside of these boxes (in points), grown by `margin`."""
    left = dark.copy()
    scale = dpi / 72
    for box in boxes:
        x0, y0 = max(int((box.x0 - margin) * scale), 0), max(int((box.y0 - margin) * scale), 0)
        left[y0 : int((box.y1 + margin) * scale) + 1, x0 : int((box.x1 + margin) * scale) + 1] = False
    return left


def _groups(mask: Any) -> list[tuple[int, int, int, int, int]]:
    """The groups of set cells that touch, corners included: x0, y0, x1, y1 and how many cells, from the top."""
    import numpy as np

    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    if len(rows) > MAX_RUNS:
        return []
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    runs: Sequence[tuple[int, int, int]] = list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
    above = 0
    for i, (row, start, end) in enumerate(runs):
        while above < i and (runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] < start)):
            above += 1
        j = above
        while j < i and runs[j][0] == row - 1 and runs[j][1] <= end:
            a, b = root(j), root(i)
            parent[max(a, b)] = min(a, b)
            j += 1
    boxes: dict[int, list[int]] = {}
    for i, (row, start, end) in enumerate(runs):
        box = boxes.setdefault(root(i), [start, row, end, row + 1, 0])
        box[0], box[2], box[3] = min(box[0], start), max(box[2], end), row + 1
        box[4] += end - start
    return [(b[0], b[1], b[2], b[3], b[4]) for b in boxes.values()]
