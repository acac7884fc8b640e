"""Visas, other bases, considérants and the verbs of the dispositif, each with the texts it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actes.extract.numbers import number_key
from actes.extract.references import references
from actes.lines import BULLET
from actes.model import (
    Clause,
    Found,
    Provision,
    Reference,
    found,
)
from actes.segment import Block
from actes.text import Text, join

CLOSING_MARKS = " \t\n\f;,.:–—-"
"""What ends a visa or a considérant without being part of it."""


def joined(blocks: Sequence[Block]) -> Text:
    return join([b.text for b in blocks], "\n")


def clauses(blocks: Iterable[Block]) -> list[tuple[str, Clause]]:
    """(block kind, clause) in order; a text cited again is a reference of its first clause only."""
    read: list[tuple[str, Text, tuple[Reference, ...]]] = []
    for block in blocks:
        text = block.text.strip()
        bullet = BULLET.match(text.string)
        if bullet and bullet.group().strip():
            text = text[bullet.end() :]
        text = text[: len(text.string.rstrip(CLOSING_MARKS))]
        if text.string.strip():
            read.append((block.kind, text, references(text)))
    numbered = {(r.kind, r.date.value) for _, _, cited in read for r in cited if r.number and r.date}
    seen: set[tuple[str | None, ...]] = set()
    made: list[tuple[str, Clause]] = []
    for kind, text, cited in read:
        kept: list[Reference] = []
        for reference in cited:
            key = _cited(reference)
            bare = reference.kind != "code" and not reference.number and reference.date is not None
            again = key in seen or (
                bare and reference.date is not None and (reference.kind, reference.date.value) in numbered
            )
            if kind == "considerant" or not again:
                kept.append(reference)
            if kind != "considerant":
                seen.add(key)
        made.append((kind, Clause(text=found(text, text.normal(), f"clause.{kind}"), references=tuple(kept))))
    return made


def _cited(reference: Reference) -> tuple[str | None, ...]:
    """What tells one cited text from another: its number if it has one, else its date.

    A text with neither is like no other.
    """
    if reference.kind not in ("code", "autre") and reference.number and reference.number.value:
        return reference.kind, number_key(str(reference.number.value))
    parts = (reference.number, reference.date, reference.article, reference.code)
    values = tuple(str(p.value).casefold() if p else None for p in parts)
    return (reference.kind, *values) if any(values) else (reference.kind, reference.text.text)


def provisions(blocks: Iterable[Block], proposals: Sequence[Block]) -> tuple[Provision, ...]:
    """The operative verbs with what they rule; a bare « Le Conseil adopte. » rules what was proposed."""
    made: list[Provision] = []
    for block in blocks:
        assert block.label is not None
        at = block.text.string.find(block.label.string)
        rest = block.text[at + len(block.label) :].strip(" \t\n\f:.-–")
        if not rest.string.strip() and proposals:
            rest = proposals[-1].text
        verb = "".join(block.label.string.split()) if _spaced(block.label.string) else block.label.normal()
        made.append(
            Provision(
                verb=found(block.label, verb, "provision.verb"),
                text=found(rest, rest.normal(), "provision.text") if rest.string.strip() else None,
            )
        )
    return tuple(made)


def _spaced(string: str) -> bool:
    """Whether a word is printed with its letters apart: « A R R Ê T E », « A R R ÊT E »."""
    return bool(re.fullmatch(r"(?:\w{1,2}\s+){3,}\w{1,2}", string.strip()))


def preamble(blocks: Sequence[Block]) -> Found[str] | None:
    text = joined(blocks).strip()
    heading = re.match(
        r"(?:article\s+)?(?:pr[ée]ambule|expos[ée]\s+pr[ée]alable|expos[ée]\s+des\s+motifs)[^\n]{0,40}\n",
        text.string,
        re.I,
    )
    if heading:
        text = text[heading.end() :].strip()
    if len(text) < 60:
        return None
    return found(text, text.normal(), "preamble")
