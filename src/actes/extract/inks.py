"""Stamps, seals, signatures and handwriting seen → mentions of the act they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from actes.extract.signing import STAMPED
from actes.lines import fold
from actes.model import Found, Mention, found
from actes.segment import Section
from actes.text import PAGE_STRIDE, Box, Ink, PageText, Place, Text

SIGNS = re.compile(
    r"\b(?:prefet|prefete|maire|president|directeur|directrice|secretaire general|delegation|delegue|recteur|rectrice"
    r"|chef|cheffe|ministre|inspecteur|inspectrice|adjoint|signature|cachet|lu et approuve|pour extrait|pour copie)"
)
"""What is printed about a signature: an office, a delegation, « Pour extrait conforme »."""

ABOUT = 45.0
"""How far from a signature its office or name stands, in points."""

READABLE = 0.5
"""The confidence of a hand's figures below which they are not read."""


def stamp_mentions(stamps: Sequence[Text]) -> Iterator[Mention]:
    """The stamps whose words were read, whole."""
    for stamp in stamps:
        seen = found(stamp, stamp.normal(), "ink.stamp")
        if seen.text:
            yield Mention(kind="stamp", text=seen)


def date_stamps(text: Text) -> Iterator[Mention]:
    """The dates struck with a date stamp into the text of an act: « Valbrune, le 19 AVR. 2007 »."""
    for stamp in islice(STAMPED.finditer(text.string), MOST):
        line = text.string[text.string.rfind("\n", 0, stamp.start()) + 1 : stamp.start()]
        full = stamp["month"] in WHOLE
        if full and (line.isupper() or not line.strip()):
            continue  # « SÉANCE DU 3 MAI 2026 » is a heading in capitals
        quoted = text.group(stamp).strip("- ")
        yield Mention(kind="stamp", text=found(quoted, quoted.normal(), "ink.date_stamp"), role="date")


MOST = 60
"""No act is stamped more often."""

WHOLE = frozenset({"MARS", "MAI", "JUIN", "AOUT", "AOÛT", "AVRIL"})
"""Months that a stamp does not shorten."""


def ink_mentions(section: Section, sections: Sequence[Section]) -> Iterator[Mention]:
    """The seals, signatures and handwriting on the pages of an act, each with its box.

    Of a seal or a signature nothing was read: its text is empty, its value null. A signature is one beside the
    office or the name of who signs, and only there: strokes elsewhere are initials, underlinings, drawings.
    """
    first, last = _reach(section, sections)
    for index, page in enumerate(section.text.pages):
        for ink in page.inks:
            if not first <= index * PAGE_STRIDE + ink.start < last:
                continue
            if ink.kind == "signature" and not _is_signed(page, ink.box):
                continue
            yield _mention(ink, page)


def _is_signed(page: PageText, box: Box) -> bool:
    """Whether an office or a formula of signature is printed in or about a box."""
    near = [
        page.string[w.start : w.end]
        for w in page.words
        if box.x0 - ABOUT < w.box.x1
        and w.box.x0 < box.x1 + ABOUT
        and box.y0 - ABOUT < w.box.y1
        and w.box.y0 < box.y1 + ABOUT
    ]
    return SIGNS.search(fold(" ".join(near))) is not None


def _mention(ink: Ink, page: PageText) -> Mention:
    text = page.string[ink.start : ink.end]
    sure = min((w.confidence for w in page.words_in(ink.start, ink.end)), default=0.0)
    value = text if text and sure >= READABLE else None
    seen: Found[str] = Found(
        value=value,
        state="read" if value else "unreadable",
        text=text,
        at=(Place(page.number, ink.start, ink.end, ink.box),),
        confidence=ink.confidence,
        by=f"ink.{ink.kind}",
    )
    if ink.kind == "handwriting":
        return Mention(kind="handwriting", text=seen)
    if ink.kind == "signature":
        return Mention(kind="signature", text=seen)
    return Mention(kind="stamp", text=seen, role="seal")


def _reach(section: Section, sections: Sequence[Section]) -> tuple[int, int]:
    """From where to where in the file a section reaches, as origins; the first from the start, the last to the end."""
    starts = [min((o for o in one.text.origin if o >= 0), default=0) for one in sections]
    i = next(n for n, one in enumerate(sections) if one is section)
    end = starts[i + 1] if i + 1 < len(sections) else len(section.text.pages) * PAGE_STRIDE
    return (starts[i] if i else 0), end
