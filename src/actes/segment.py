"""Running text → acts, and each act → blocks.

What a line is shows in the words it opens with (`cues.py`) and in where it stands. The blocks of an act are
contiguous and cover it whole, so that nothing read is ever lost between two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actes.blocks import block_starts
from actes.boundaries import act_starts, continues_register, kind_of, opens_minutes
from actes.cues import ANNEX
from actes.lines import Line, lines, unflatten
from actes.text import Text


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an act. `label` is what its opening names: a verb, an article number."""

    kind: str
    text: Text
    label: Text | None = None
    rest: int = 0
    """Where the text proper starts, after number and separators (articles only)."""


@dataclass(frozen=True, slots=True)
class Section:
    """One act: its kind, its whole text and its blocks in order."""

    kind: str
    text: Text
    blocks: tuple[Block, ...]
    announced_as_annex: bool = False
    continues: bool = False
    """Whether it stands in a register below the head of the first act, which holds for it too."""
    minutes: bool = False
    """Whether it is the account of a sitting, which holds other acts without being them."""

    def of(self, *kinds: str) -> list[Block]:
        """The blocks of these kinds, in order."""
        return [b for b in self.blocks if b.kind in kinds]


def segment(body: Text) -> tuple[Section, ...]:
    """The acts of a file in order of appearance."""
    body = unflatten(body)
    all_lines = list(lines(body))
    if not all_lines:
        return ()
    starts = act_starts(all_lines)
    sections: list[Section] = []
    for i, first in enumerate(starts):
        last = starts[i + 1] if i + 1 < len(starts) else len(all_lines)
        start = all_lines[first].start if i else 0
        end = all_lines[last].start if last < len(all_lines) else len(body)
        section = _section(body, start, end, all_lines[first:last])
        sections.append(replace(section, continues=continues_register(all_lines, first)))
    return tuple(sections)


def _section(body: Text, start: int, end: int, own: Sequence[Line]) -> Section:
    kind = kind_of(own)
    marks = block_starts(kind, own)
    blocks: list[Block] = []
    for i, (first, name, label, rest) in enumerate(marks):
        block_start = first if i else start
        block_end = marks[i + 1][0] if i + 1 < len(marks) else end
        blocks.append(
            Block(
                name,
                body[block_start:block_end],
                body[label[0] : label[1]] if label else None,
                rest - block_start if rest else 0,
            )
        )
    return Section(
        kind,
        body[start:end],
        tuple(blocks),
        announced_as_annex=bool(own and ANNEX.match(own[0].folded)),
        minutes=kind == "proces_verbal" and opens_minutes(own),
    )
