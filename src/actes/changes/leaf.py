"""One value against another: dates, sums and durations by what they mean, texts by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import JsonValue

from actes.changes.change import Change, Edit, Nature
from actes.changes.consequences import Seen
from actes.changes.tokens import reading
from actes.changes.values import tree
from actes.changes.words import Span, spans
from actes.model import Found

LONG = 5
"""A text of so many words on either side is given with its word-level edits."""

PROSE = frozenset({"text", "title", "preamble", "domain", "items", "annexes", "expansion"})
"""The long texts in which `ocr` bears with a confused letter; in a name or a number a letter is never a detail."""

CIVILITIES = {
    "mme": "madame",
    "m": "monsieur",
    "mr": "monsieur",
    "mlle": "mademoiselle",
    "dr": "docteur",
    "pr": "professeur",
}
"""Abbreviations that are the word itself, in the fields `civility` and `title` of a person."""


class Sides(NamedTuple):
    """What the walk carries: options, the renumbering, and where each part of A went (`paired`, filled on the way)."""

    ocr: bool
    renumbered: Mapping[str, str]
    followed: Mapping[str, str]
    paired: dict[str, str]


def leaf(one: Found[Any], two: Found[Any], name: str, was: str, path: str, sides: Sides) -> Iterator[Seen]:
    """The change of one leaf, if there is one."""
    before, after = tree(one), tree(two)
    where = (one.at,) if one.at else (), (two.at,) if two.at else ()
    if one.state != "read" or two.state != "read":
        same = one.state == two.state and (one.state == "blank" or not spans(one.text, two.text))
        if not same:
            yield Seen(changed(was, path, before=before, after=after), *where)
        return
    if not (isinstance(before, str) and isinstance(after, str)):
        if before != after:
            yield Seen(changed(was, path, before=before, after=after), *where)
        return
    if name == "duration":
        if _months(before) != _months(after):
            yield Seen(changed(was, path, before=before, after=after), *where)
        return
    if name in ("civility", "title") and _civility(before) == _civility(after):
        return
    found = spans(before, after, sides.renumbered if name in PROSE else {})
    if not found:
        return
    long = max(len(before.split()), len(after.split())) >= LONG
    edits = tuple(_edit(span, before, after, sides.ocr and name in PROSE) for span in found)
    consequence = None
    if all(e.nature == "consequence" for e in edits):
        consequence = sides.followed[found[0].follows]
    change = changed(was, path, before=before, after=after).model_copy(
        update={
            "words": edits if long else (),
            "doubtful": any(e.nature == "doubtful" for e in edits) and all(e.nature != "plain" for e in edits),
            "consequence_of": consequence,
        }
    )
    yield Seen(change, *where)


def _edit(span: Span, before: str, after: str, ocr: bool) -> Edit:
    nature: Nature = "consequence" if span.follows else "doubtful" if ocr and span.doubtful else "plain"
    return Edit(
        before=before[span.start_before : span.end_before],
        after=after[span.start_after : span.end_after],
        start_before=span.start_before,
        start_after=span.start_after,
        nature=nature,
    )


def _civility(word: str) -> str:
    bare = reading(word).key
    return CIVILITIES.get(bare, bare)


def _months(duration: str) -> dict[str, int]:
    """« P1Y » and « P12M » are as long, « P2W » and « P14D » too."""
    units = {"Y": ("M", 12), "M": ("M", 1), "W": ("D", 7), "D": ("D", 1)}
    date, _, time = duration.removeprefix("P").partition("T")
    total = {"T": 0, "M": 0, "D": 0}
    digits = ""
    for c in date:
        if c.isdigit():
            digits += c
        else:
            unit, factor = units[c]
            total[unit] += factor * int(digits)
            digits = ""
    for c in time:
        if c.isdigit():
            digits += c
        else:
            total["T"] += int(digits) * (60 if c == "H" else 1)
            digits = ""
    return total


def changed(was: str, path: str, before: JsonValue, after: JsonValue) -> Change:
    """A `changed` of the value at `was` in A and at `path` in B."""
    return Change(path=path, was=was if was != path else None, kind="changed", before=before, after=after)
