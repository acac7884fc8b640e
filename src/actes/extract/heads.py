"""The head of an act: number, title, rubric."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actes.boundaries import heading_kind
from actes.cues import AUTHORITY
from actes.extract.head_lines import is_no_title
from actes.extract.numbers import LEADING, TRAILING, act_number
from actes.extract.titles import ACCOUNT_START, OBJECT_END, heading_titles, object_title, title_value
from actes.lines import Line, lines
from actes.model import Found, found
from actes.segment import Section
from actes.text import Text

NUMBER_LINE = re.compile(r"acte\s+numero\b|(?:acte\s+|numero\s+)?n\s?[°ºo]?(?:\s*d'(?:acte|ordre))?\s*[:°]|n\s?[°º]")
"""A line that opens with the number: « N° 2024-15 », « N° d'ordre : … »."""


@dataclass(frozen=True, slots=True)
class Head:
    number: Found[str] | None
    title: Found[str] | None
    domain: Found[str] | None


def head(section: Section) -> Head:
    """What the head of an act says of it, whatever its kind."""
    zone = head_zone(section)
    own = list(lines(zone))
    named = (zone[line.start : line.end] for line in own[:12] if heading_kind(line) == "proces_verbal")
    number = (
        act_number((text, True) for text in named)
        if section.minutes
        else act_number(
            (zone[line.start : line.end], heading_kind(line) is not None or NUMBER_LINE.match(line.folded) is not None)
            for line in own
        )
    )
    title = object_title(zone, own)
    if title is None and number is not None and section.kind == "deliberation":
        title = _beside(zone, own, number)
    title = title or heading_titles(section, zone, own)
    if title is not None and number is None:
        number, title = _trailing_number(title)
    if title is None or (number is None and section.kind == "deliberation"):
        leading, title = _leading_number(zone, own, title)
        number = number or leading
    if title is None and number is not None:
        title = _title_after(zone, number)
    domain = _domain(zone, own, title) if title is not None else None
    return Head(
        number,
        found(title, title_value(title), "title." + _style(title))
        if title is not None and title.string.strip()
        else None,
        domain,
    )


def head_zone(section: Section) -> Text:
    """Everything before the first visa, considérant, article, party clause or account of the sitting."""
    end = 0
    for block in section.blocks:
        if block.kind not in ("head", "object", "authority", "basis", "list-head"):
            break
        if block.kind in ("basis", "list-head") and not any(b.kind == "object" for b in section.blocks):
            break
        end += len(block.text)
    return section.text[:end]


def _style(title: Text) -> str:
    return "bold" if title.strip().marked("bold") else "plain"


def _trailing_number(title: Text) -> tuple[Found[str] | None, Text]:
    """The number in brackets that ends a title, and the title without it."""
    m = TRAILING.search(title.string)
    if m is None:
        return None, title
    number = title[m.start("number") : m.end("number")]
    return found(number, number.normal(), "number.trailing"), title[: m.start()]


def _leading_number(zone: Text, own: Sequence[Line], title: Text | None) -> tuple[Found[str] | None, Text | None]:
    """« PACU/17-2023 Étude de faisabilité … » and « n° 13-02-2023 - Approbation … »: number and title on one line."""
    for line in reversed(own[-6:]):
        text = zone[line.start : line.end]
        if m := LEADING.match(text.string):
            number = text[m.start("number") : m.end("number")]
            rest = text[m.end() :]
            return found(number, number.normal(), "number.leading"), (rest.strip() if len(rest) > 8 else title)
    return None, title


DATED = re.compile(r"(?:du|DU)\s+\d{1,2}(?:er)?\s+[A-Za-zÀ-ÿ]{3,9}\s+\d{4}\s*[:–-]?\s*")
"""« DU 25 JANVIER 2023 »: the date of a délibération between its number and its object."""


def _beside(zone: Text, own: Sequence[Line], number: Found[str]) -> Text | None:
    """The object on the line of the number: « DÉLIBÉRATION n° 2020-02-25 1786 Convention cadre avec la Région »."""
    for line in own:
        at = zone.string.find(number.text, line.start, line.end)
        if at < 0:
            continue
        title = zone[at + len(number.text) : line.end].strip(" /:-–\t")
        if dated := DATED.match(title.string):
            title = title[dated.end() :]
        sentence = next(iter(lines(title)), None)
        named = sentence is not None and not is_no_title(sentence) and heading_kind(sentence) != "deliberation"
        if named and 20 < len(title) < 300 and title.string[:1].isupper():
            return title
    return None


def _title_after(zone: Text, number: Found[str]) -> Text | None:
    """What follows the number on an over-long line, up to where the sitting or the account begins."""
    at = zone.string.find(number.text)
    start = at + len(number.text)
    stop = zone.string.find("\n", start)
    rest = zone[start : stop if stop > 0 else len(zone)]
    if at < 0 or len(rest) < 100:
        return None
    cut = min((m.start() for p in (OBJECT_END, ACCOUNT_START) if (m := p.search(rest.string, 12))), default=0)
    title = rest[:cut].strip(" /:-–\t")
    return title if 12 < len(title) < 400 and title.string[:1].isupper() else None


def _domain(zone: Text, own: Sequence[Line], title: Text) -> Found[str] | None:
    """The rubric: a short line in capitals that stands alone right above the title."""
    at = zone.string.find(title.string)
    above = [line for line in own if line.end <= at]
    if not above:
        return None
    line = above[-1]
    after = next((x for x in own if x.start >= line.end), None)
    if (
        not line.upper
        or len(line.string) > 90
        or is_no_title(line)
        or AUTHORITY.match(line.folded)
        or heading_kind(line)
    ):
        return None
    if not line.blank or after is None or not after.blank or any(c.isdigit() for c in line.string):
        return None
    text = zone[line.start + line.lead : line.end].strip(" *\t")
    return found(text, text.normal(), "domain.rubric")
