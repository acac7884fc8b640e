"""Words seen on a page → its text in reading order, by the same geometry as a PDF's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from actes.ocr.engine import Seen
from actes.ocr.view import View, inside, to_level, to_page
from actes.read.layout import Island, Layout, lay_out
from actes.read.tables import Rule, find_grids
from actes.read.tokens import Token
from actes.text import Box, Ink, Mark, PageText, Word

INK = 0.8
"""The share of a printed word's loose box that is above its baseline; its font is about as high as the box."""


WRITTEN = 0.6
"""How sure it is that figures are written by hand."""


class Composed(NamedTuple):
    """A page laid out: its text, its words, what marks of the text layer became, and what is written by hand."""

    layout: Layout
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    written: tuple[Ink, ...] = ()


def compose(
    seen: Sequence[Seen],
    view: View,
    rules: Iterable[Rule] = (),
    framed: Sequence[Box] = (),
    printed: PageText | None = None,
) -> Composed:
    """The text of a page from the words that were seen on it, in points of the levelled page.

    `printed` is the page with the words of its own text layer: they are kept letter for letter, in their
    places, and what the engine read of them is dropped. `rules` are drawn lines of the levelled page, in points, `framed` the boxes of its date stamps.
    """
    tokens: list[Token] = []
    boxes: list[Box] = []
    sure: list[float] = []
    islands: list[Island] = []
    own = printed.words if printed else ()
    levels = [to_level(view, word.box) for word in own]
    for word, level in zip(own, levels, strict=True):
        assert printed is not None
        height = level.y1 - level.y0
        base = level.y1 - (1 - INK) * height
        tokens.append(Token(printed.string[word.start : word.end], level, base, max(height * 0.88, 1.0)))
        boxes.append(word.box)
        sure.append(word.confidence)
    stamps = [m for m in printed.marks if m.kind == "stamp"] if printed else []
    for mark in stamps:
        islands.append(Island(tuple(i for i, w in enumerate(own) if mark.start <= w.start < mark.end)))
    kept = [one for one in seen if not any(inside(one.box, other) for other in levels)]
    for one in kept:
        tokens.append(Token(one.text, one.box, one.base, max(one.size, 1.0), bold=one.bold))
        boxes.append(to_page(view, one.box))
        sure.append(one.confidence)
    for number in sorted({one.ink for one in kept} - {0}):
        islands.append(Island(tuple(len(own) + i for i, one in enumerate(kept) if one.ink == number)))
    for frame in framed:
        stamped = tuple(len(own) + i for i, one in enumerate(kept) if not one.ink and inside(one.box, frame))
        if stamped:
            islands.append(Island(stamped))
    apart = {i for island in islands for i in island.tokens}
    grids, walls = find_grids(rules, tokens, apart)
    layout = lay_out(tokens, grids, walls, islands)
    words = tuple(
        sorted(
            (
                Word(start, end, box, round(confidence, 4))
                for (start, end), box, confidence in zip(layout.spans, boxes, sure, strict=True)
            ),
            key=lambda word: word.start,
        )
    )
    marks = [Mark("stamp", *span) for span in layout.islands] + [Mark("table", *span) for span in layout.grids]
    marks += _bold(tokens, layout)
    if printed:
        marks += _carried(printed, layout)
    written = tuple(
        Ink("handwriting", boxes[len(own) + i], *layout.spans[len(own) + i], WRITTEN)
        for i, one in enumerate(kept)
        if one.pen
    )
    return Composed(layout, words, tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind))), written)


def _bold(tokens: Sequence[Token], layout: Layout) -> list[Mark]:
    """Runs of bold words, across spaces and line ends."""
    ordered = sorted(zip(layout.spans, tokens, strict=True), key=lambda pair: pair[0])
    marks: list[Mark] = []
    for bold, run in groupby(ordered, key=lambda pair: pair[1].bold):
        spans = [span for span, _ in run]
        if bold:
            marks.append(Mark("bold", spans[0][0], spans[-1][1]))
    return marks


def _carried(printed: PageText, layout: Layout) -> list[Mark]:
    """The marks of the text layer, on its words where they stand now; one that was torn apart is dropped."""
    carried: list[Mark] = []
    for mark in printed.marks:
        if mark.kind in ("stamp", "table"):
            continue
        spans = [layout.spans[i] for i, w in enumerate(printed.words) if mark.start <= w.start < mark.end]
        if not spans:
            continue
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if layout.string[start:end].split() == printed.string[mark.start : mark.end].split():
            carried.append(Mark(mark.kind, start, end))
    return carried
