"""Stamps, seals and signatures seen → mentions of the act they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actes.model import Found, Mention, found
from actes.segment import Section
from actes.text import PAGE_STRIDE, Ink, Place, Text

CLOSING = ("closing",)
"""Where acts are signed: strokes of a pen elsewhere are initials, underlinings, drawings."""


def stamp_mentions(stamps: Sequence[Text]) -> Iterator[Mention]:
    """The stamps whose words were read, whole."""
    for stamp in stamps:
        seen = found(stamp, stamp.normal(), "ink.stamp")
        if seen.text:
            yield Mention(kind="stamp", text=seen)


def ink_mentions(section: Section, sections: Sequence[Section]) -> Iterator[Mention]:
    """The seals and signatures on the pages of an act that no word tells, each with its box.

    Their text is empty, their value null: they were seen and are not to be read. A signature counts where the act
    is being closed, and only there.
    """
    first, last = _reach(section, sections)
    closing = min((o for block in section.of(*CLOSING) for o in block.text.origin if o >= 0), default=None)
    for index, page in enumerate(section.text.pages):
        for ink in page.inks:
            origin = index * PAGE_STRIDE + ink.at
            if not first <= origin < last:
                continue
            if ink.kind == "signature" and (closing is None or origin < closing):
                continue
            yield _mention(ink, page.number)


def _mention(ink: Ink, page: int) -> Mention:
    seen: Found[str] = Found(
        value=None,
        state="unreadable",
        text="",
        at=(Place(page, ink.at, ink.at, ink.box),),
        confidence=ink.confidence,
        by=f"ink.{ink.kind}",
    )
    if ink.kind == "signature":
        return Mention(kind="signature", text=seen)
    return Mention(kind="stamp", text=seen, role=ink.kind)


def _reach(section: Section, sections: Sequence[Section]) -> tuple[int, int]:
    """From where to where in the file a section reaches, as origins; the first from the start, the last to the end."""
    starts = [min((o for o in one.text.origin if o >= 0), default=0) for one in sections]
    i = next(n for n, one in enumerate(sections) if one is section)
    return (starts[i] if i else 0), (starts[i + 1] if i + 1 < len(sections) else len(section.text.pages) * PAGE_STRIDE)
