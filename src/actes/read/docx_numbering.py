"""Automatic numbers of Word, as Word prints them: « Article 1 : », « 1.1 », « a) », « - ».

The numbers are no letters of the document, yet every reader of the printed act sees them.
The rules: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actes.read.docx_styles import VAL, W, is_on, number, value
from actes.read.glyphs import signs
from actes.read.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
MAX_LABEL = 200
"""Characters of a printed number: a definition is short, and is printed many times."""
SLOT = re.compile(r"%([1-9])")
"""« %1.%2 »: the place of the number of a level."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level (from 1) whose next number sets this one back."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    figures_only: bool = False
    style: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list: `counter` names the count it shares with the lists of one definition."""

    counter: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """The counts reached so far, None for a level not met yet; grows as the document is read."""

    reached: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)


def read_numberings(root: _Element) -> dict[str, Numbering]:
    """The lists of `word/numbering.xml` by their `numId`."""
    abstracts = {node.get(W + "abstractNumId", ""): node for node in root.findall(W + "abstractNum")}
    by_style = {link: key for key, node in abstracts.items() if (link := value(node, "styleLink"))}
    levels = {key: _levels(node) for key, node in abstracts.items()}
    numberings: dict[str, Numbering] = {}
    for num in root.findall(W + "num"):
        key = value(num, "abstractNumId") or ""
        if key in abstracts:
            key = by_style.get(value(abstracts[key], "numStyleLink") or "", key)
        own = list(levels.get(key, ()))
        starts: dict[int, int] = {}
        for override in num.findall(W + "lvlOverride"):
            at = number(override.get(W + "ilvl"))
            if at is None or not 0 <= at < len(own):
                continue
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[at] = start
            definition = override.find(W + "lvl")
            if definition is not None:
                own[at] = _level(definition)
        if own:
            numberings[num.get(W + "numId", "")] = Numbering(key, tuple(own), starts)
    return numberings


def level_of_style(numbering: Numbering, style: str | None) -> int:
    """The level a paragraph style stands for in the list, the first if it names none."""
    return next((i for i, level in enumerate(numbering.levels) if style and level.style == style), 0)


def next_label(numbering: Numbering, number_id: str, at: int, counts: Counts) -> tuple[str, bool]:
    """Counts one more paragraph at level `at`; its printed number with the space after it, and if it is bold."""
    at = min(max(at, 0), LEVELS - 1)
    reached = counts.reached.setdefault(numbering.counter, [None] * LEVELS)
    if numbering.starts and number_id not in counts.started:
        counts.started.add(number_id)
        for overridden in numbering.starts:
            reached[overridden] = None
    last = reached[at]
    reached[at] = _start(numbering, at) if last is None else last + 1
    for deeper in range(at + 1, LEVELS):
        restart = numbering.levels[deeper].restart
        if restart is None or 0 < at + 1 <= restart:
            reached[deeper] = None
    level = numbering.levels[at]

    def shown(slot: re.Match[str]) -> str:
        index = int(slot.group(1)) - 1
        count = reached[index]
        count = _start(numbering, index) if count is None else count
        return numeral(count, "decimal" if level.figures_only else numbering.levels[index].form)

    text = SLOT.sub(shown, level.text)
    return (text + level.suffix if text.strip() else ""), level.bold


def _start(numbering: Numbering, at: int) -> int:
    return numbering.starts.get(at, numbering.levels[at].start)


def _levels(abstract: _Element) -> tuple[Level, ...]:
    found = {number(node.get(W + "ilvl")): _level(node) for node in abstract.findall(W + "lvl")}
    return tuple(found.get(i, Level()) for i in range(LEVELS)) if found else ()


def _level(node: _Element) -> Level:
    said = {child.tag: child for child in node}
    given = {tag: child.get(VAL) for tag, child in said.items()}
    properties = said.get(W + "rPr")
    fonts = properties.find(W + "rFonts") if properties is not None else None
    bold = properties.find(W + "b") if properties is not None else None
    figures = said.get(W + "isLgl")
    start = number(given.get(W + "start"))
    text = (given.get(W + "lvlText") or "")[:MAX_LABEL]
    return Level(
        start=0 if start is None else start,
        form=given.get(W + "numFmt") or "decimal",
        text=signs(text, fonts.get(W + "ascii") if fonts is not None else None),
        suffix="" if given.get(W + "suff") == "nothing" else " ",
        restart=number(given.get(W + "lvlRestart")),
        figures_only=figures is not None and is_on(figures),
        style=given.get(W + "pStyle"),
        bold=bold is not None and is_on(bold),
    )
