"""Running heads, running feet and page numbers: what the margins of the pages say again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actes.read.layout import Layout, Line
from actes.text import Mark

HEAD_ZONE = 0.11
FOOT_ZONE = 0.12
"""The shares of the page's height where heads and feet are looked for."""

LETTERHEAD_ZONE = 0.25
MAX_HEAD_LINES = 3
"""More lines that come again in the top quarter are no running head but the letterhead of act after act."""

MAX_FOOT_LINES = 6
SAME_HEIGHT = 6.0
PAGE_NUMBER = re.compile(
    r"""(?:[-–—]\s?)?
    (?:(?:page|p\.|folio|f[°o])\s{0,2}(?:n[°o]\s?)?)?
    [0-9]{1,3}
    (?:\s{0,2}(?:/|sur|de)\s{0,2}[0-9]{1,4})?
    (?:\s?[-–—])?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A page number: « 3 », « - 3 - », « 3/12 », « Page 3 sur 12 », « p. 3 »."""

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3}")


class Sheet(NamedTuple):
    """A page laid out, with its height."""

    layout: Layout
    height: float


class _Margin(NamedTuple):
    """Lines from an edge of the page inwards, each with what it says, its digits left aside."""

    lines: tuple[Line, ...]
    keys: tuple[str, ...]


def mark_margins(sheets: Sequence[Sheet]) -> list[list[Mark]]:
    """The marks `head` and `foot` of each page.

    A running head is marked from the second time on: the first time it may be all that says who rules and when.
    """
    heads = [_margin(sheet, LETTERHEAD_ZONE, top=True) for sheet in sheets]
    feet = [_margin(sheet, FOOT_ZONE, top=False) for sheet in sheets]
    seen: set[str] = set()
    marks: list[list[Mark]] = []
    for n, sheet in enumerate(sheets):
        head = _repeated(heads, n)
        if len(head) > MAX_HEAD_LINES:
            head = {}
        head = {line: key for line, key in head.items() if line.base <= HEAD_ZONE * sheet.height}
        foot = _repeated(feet, n)
        if len(foot) > MAX_FOOT_LINES:
            foot = {}
        found = [Mark("head", line.start, line.end) for line, key in head.items() if key in seen]
        seen.update(head.values())
        found += [Mark("foot", line.start, line.end) for line in foot]
        marked = {mark.start for mark in found}
        for kind, margin, zone in (("head", heads[n], HEAD_ZONE), ("foot", feet[n], FOOT_ZONE)):
            for line in margin.lines[:2]:
                edge = line.base if kind == "head" else sheet.height - line.base
                text = sheet.layout.string[line.start : line.end].strip()
                if line.start not in marked and edge <= zone * sheet.height and PAGE_NUMBER.fullmatch(text):
                    found.append(Mark(kind, line.start, line.end))
        marks.append(sorted(found, key=lambda mark: mark.start))
    return marks


def _margin(sheet: Sheet, zone: float, top: bool) -> _Margin:
    running = [line for line in sheet.layout.lines if line.group == 0]
    lines = sorted(running, key=lambda line: line.base, reverse=not top)
    depth = zone * sheet.height
    taken = [line for line in lines if (line.base if top else sheet.height - line.base) <= depth]
    keys = tuple(_DIGITS.sub("#", " ".join(sheet.layout.string[x.start : x.end].split())) for x in taken)
    return _Margin(tuple(taken), keys)


def _repeated(margins: Sequence[_Margin], n: int) -> dict[Line, str]:
    """The lines of a margin that a page close by prints at the same height: words, or the number of the page."""
    near = [margins[i] for i in (n - 2, n - 1, n + 1, n + 2) if 0 <= i < len(margins)]
    heights: dict[str, list[float]] = {}
    for margin in near:
        for line, key in zip(margin.lines, margin.keys, strict=True):
            if key == "#" or _WORD.search(key):
                heights.setdefault(key, []).append(line.base)
    return {
        line: key
        for line, key in zip(margins[n].lines, margins[n].keys, strict=True)
        if any(abs(line.base - base) < SAME_HEIGHT for base in heights.get(key, ()))
    }
