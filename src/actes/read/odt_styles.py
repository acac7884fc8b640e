"""What the styles of an OpenDocument text say of its paragraphs, letters, lists and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actes.read.glyphs import signs
from actes.read.numerals import numeral
from actes.read.pieces import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
NUMBER_TEMPLATES = (
    STYLE + "num-list-format",
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format",
)
"""« Article %1%.%2% : », in OpenDocument 1.4 and in LibreOffice before it."""

HEADING_NAME = re.compile(r"(?:heading|titre|title)(?:(?:_20_| )?[1-9])?", re.IGNORECASE)
"""Built-in styles of headings by their internal name: « Heading_20_1 », « Title »."""

SLOT = re.compile(r"%([0-9]{1,2})%")
LEVELS = 10
MAX_LABEL = 200
"""Characters of a part of a printed number: a definition is short, and is printed many times."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it inherits; a member is None where nothing says it. `master` is never inherited."""

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    heading: bool = False
    break_before: bool = False
    break_after: bool = False
    list_style: str | None = None
    master: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level of a list are printed; a bullet needs no number."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    template: str = ""


NO_STYLE = Style()


def read_styles(groups: Iterable[_Element]) -> dict[tuple[str, str], Style]:
    """The styles under `groups`, by family and name; the default of a family has the empty name."""
    nodes: dict[tuple[str, str], _Element] = {}
    for group in groups:
        for node in group:
            if node.tag in (STYLE + "style", STYLE + "default-style"):
                nodes[node.get(STYLE + "family", ""), node.get(STYLE + "name", "")] = node
    done: dict[tuple[str, str], Style] = {}
    for key in nodes:
        family = key[0]
        chain: dict[tuple[str, str], None] = {}
        at = key
        while at in nodes and at not in chain and at not in done:
            chain[at] = None
            at = (family, nodes[at].get(STYLE + "parent-style-name", ""))
        for link in reversed(chain):
            parent = (family, nodes[link].get(STYLE + "parent-style-name", ""))
            done[link] = _inherited(nodes[link], done.get(parent, NO_STYLE) if parent != link else NO_STYLE)
    return done


def read_lists(groups: Iterable[_Element]) -> dict[str, tuple[Level, ...]]:
    """The list styles under `groups` by name; the numbering of headings is named `Outline`."""
    lists: dict[str, tuple[Level, ...]] = {}
    for group in groups:
        for node in group:
            if node.tag == TEXT + "list-style":
                lists[node.get(STYLE + "name", "")] = _levels(node)
            elif node.tag == TEXT + "outline-style":
                lists["Outline"] = _levels(node)
    return lists


def looked(style: Style, under: Look) -> Look:
    """The look of letters in this style within letters that look like `under`."""
    return Look(
        bold=under.bold if style.bold is None else style.bold,
        capitals=under.capitals if style.capitals is None else style.capitals,
        hidden=under.hidden if style.hidden is None else style.hidden,
        font=style.font or under.font,
    )


def label(levels: tuple[Level, ...], at: int, reached: Mapping[int, int]) -> str:
    """The printed number of an item at level `at` (from 0), with a space after it; may be empty."""
    level = levels[at]

    def figure(index: int) -> str:
        return numeral(reached.get(index, levels[index].start), levels[index].form) if index < LEVELS else ""

    if level.bullet:
        text = level.bullet
    elif level.template:
        text = SLOT.sub(lambda slot: figure(max(int(slot.group(1)), 1) - 1), level.template)
    else:
        shown = (figure(index) for index in range(max(at + 1 - level.shown, 0), at + 1))
        text = level.prefix + ".".join(part for part in shown if part) + level.suffix
    return text.rstrip() + " " if text.strip() else ""


def whole_number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else default


def _inherited(node: _Element, parent: Style) -> Style:
    letters = node.find(STYLE + "text-properties")
    layout = node.find(STYLE + "paragraph-properties")
    if layout is None:
        layout = node.find(STYLE + "table-properties")
    weight = letters.get(FO + "font-weight") if letters is not None else None
    case = letters.get(FO + "text-transform") if letters is not None else None
    variant = letters.get(FO + "font-variant") if letters is not None else None
    display = letters.get(TEXT + "display") if letters is not None else None
    font = letters.get(STYLE + "font-name") or letters.get(FO + "font-family") if letters is not None else None
    own_list = node.get(STYLE + "list-style-name")
    said = case is not None or variant is not None
    return Style(
        bold=parent.bold if weight is None else _heavy(weight),
        capitals=(case == "uppercase" or variant == "small-caps") if said else parent.capitals,
        hidden=parent.hidden if display is None else display == "none",
        font=font or parent.font,
        heading=parent.heading or HEADING_NAME.fullmatch(node.get(STYLE + "name", "")) is not None,
        break_before=_breaks(layout, "break-before", parent.break_before),
        break_after=_breaks(layout, "break-after", parent.break_after),
        list_style=parent.list_style if own_list is None else own_list,
        master=node.get(STYLE + "master-page-name", ""),
    )


def _heavy(weight: str) -> bool:
    return weight == "bold" or whole_number(weight, 400) >= 600


def _breaks(layout: _Element | None, edge: str, inherited: bool) -> bool:
    said = layout.get(FO + edge) if layout is not None else None
    return inherited if said is None else said in ("page", "even-page", "odd-page")


def _levels(node: _Element) -> tuple[Level, ...]:
    levels = [Level()] * LEVELS
    for child in node:
        at = whole_number(child.get(TEXT + "level"), 0) - 1
        if 0 <= at < LEVELS:
            letters = child.find(STYLE + "text-properties")
            font = letters.get(FO + "font-family") or letters.get(STYLE + "font-name") if letters is not None else None
            levels[at] = Level(
                form=child.get(STYLE + "num-format", ""),
                prefix=child.get(STYLE + "num-prefix", "")[:MAX_LABEL],
                suffix=child.get(STYLE + "num-suffix", "")[:MAX_LABEL],
                shown=whole_number(child.get(TEXT + "display-levels"), 1),
                start=whole_number(child.get(TEXT + "start-value"), 1),
                bullet=signs(child.get(TEXT + "bullet-char", "")[:MAX_LABEL], font.strip("'") if font else None),
                template=next((found for tag in NUMBER_TEMPLATES if (found := child.get(tag))), "")[:MAX_LABEL],
            )
    return tuple(levels)
