"""What the styles of a Word document make of a run: bold, in capitals, hidden.

`w:caps` prints « Léa Roux » as « LÉA ROUX »; a reader of the printed act sees capitals,
and so does `actes`. The switches of a paragraph style and of a character style cancel
each other (ECMA-376 part 1, 17.7.3), those of the run itself decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actes.read.pieces import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"

SWITCHES = {W + tag: tag for tag in ("b", "caps", "smallCaps", "vanish")}

HEADING_NAME = re.compile(r"(?:heading|titre|title)(?: ?[1-9])?", re.IGNORECASE)
"""Built-in styles of headings, in English or French: « heading 1 », « Titre 2 », « Title »."""

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all it inherits. `level` is None where it is not said."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    heading: bool = False
    new_page: bool = False
    number: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their id, and the paragraph style that applies where none is named."""

    by_id: Mapping[str, Style]
    default: Style


PLAIN = Style()
NO_STYLES = Styles({}, PLAIN)


def value(node: _Element | None, tag: str) -> str | None:
    """The `w:val` of the child `tag`, None if there is no such child."""
    child = node.find(W + tag) if node is not None else None
    return None if child is None else child.get(VAL)


def number(text: str | None) -> int | None:
    """A whole number of the markup; None for anything else."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def is_on(node: _Element) -> bool:
    """A switch is on unless it says otherwise."""
    return node.get(VAL, "1").lower() not in _OFF


def read_styles(root: _Element) -> Styles:
    """The styles of `word/styles.xml`, each with what it inherits. Cycles are cut."""
    nodes = {node.get(W + "styleId", ""): node for node in root.findall(W + "style")}
    base = Style(_switches(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))
    done: dict[str, Style] = {}
    for style_id in nodes:
        chain: dict[str, None] = {}
        at: str | None = style_id
        while at in nodes and at not in chain and at not in done:
            chain[at] = None
            at = value(nodes[at], "basedOn")
        for name in reversed(chain):
            node = nodes[name]
            parent_id = value(node, "basedOn") or ""
            root_style = base if node.get(W + "type") == "paragraph" else PLAIN
            done[name] = _inherited(node, done.get(parent_id, root_style))
    default = next(
        (
            done[style_id]
            for style_id, node in nodes.items()
            if node.get(W + "type") == "paragraph" and node.get(W + "default", "0").lower() not in _OFF
        ),
        base,
    )
    return Styles(done, default)


def look(properties: _Element | None, paragraph: Style, styles: Styles) -> Look:
    """The look of a run (or of a paragraph mark) with the properties `w:rPr`."""
    if properties is None:
        return _look(paragraph.switches, None)
    switches = dict(paragraph.switches)
    font = None
    direct: dict[str, bool] = {}
    for node in properties:
        tag = node.tag
        if tag in SWITCHES:
            direct[SWITCHES[tag]] = is_on(node)
        elif tag == W + "rStyle":
            for switch, on in styles.by_id.get(node.get(VAL, ""), PLAIN).switches.items():
                switches[switch] = switches.get(switch, False) != on
        elif tag == W + "rFonts":
            font = node.get(W + "ascii") or node.get(W + "hAnsi")
    return _look(switches | direct, font)


def _look(switches: Mapping[str, bool], font: str | None) -> Look:
    capitals = switches.get("caps", False) or switches.get("smallCaps", False)
    return Look(switches.get("b", False), capitals, switches.get("vanish", False), font)


def _switches(properties: _Element | None) -> dict[str, bool]:
    return {SWITCHES[n.tag]: is_on(n) for n in properties if n.tag in SWITCHES} if properties is not None else {}


def _inherited(node: _Element, parent: Style) -> Style:
    layout = node.find(W + "pPr")
    outline = number(value(layout, "outlineLvl"))
    named = HEADING_NAME.fullmatch(value(node, "name") or "") is not None
    new_page = layout.find(W + "pageBreakBefore") if layout is not None else None
    numbering = layout.find(W + "numPr") if layout is not None else None
    level = number(value(numbering, "ilvl"))
    return Style(
        switches={**parent.switches, **_switches(node.find(W + "rPr"))},
        heading=named or (outline < 9 if outline is not None else parent.heading),
        new_page=parent.new_page if new_page is None else is_on(new_page),
        number=value(numbering, "numId") or parent.number,
        level=parent.level if level is None else level,
    )
