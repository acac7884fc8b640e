"""Where an act ends: the line from which its closing runs (« Fait à … », the signature), said or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.cues import ARTICLE, NAME_LINE, OFFICER, PLACE_DATE, SIGNATURE, SIGNED_BY, SIGNING
from actes.headings import figures
from actes.lines import Line

Mark = tuple[int, str, tuple[int, int] | None, int]
"""A block: where it starts, its kind, the span of its label, where its text proper starts."""


def closing_here(own: Sequence[Line], i: int, zone: str, contractual: bool, article: str | None) -> bool:
    """Whether the closing zone of the act starts at this line."""
    line = own[i]
    f = line.folded
    if zone == "head" and not (contractual and SIGNING.match(f)):
        return False
    if (
        zone == "ruling"
        and OFFICER.match(f)
        and len(f) < 60
        and i + 1 < len(own)
        and SIGNATURE.match(own[i + 1].folded)
    ):
        return not _articles_below(own[i + 1 :], article)  # « Le Préfet, / Pour le Préfet et par délégation, »
    if SIGNING.match(f) and line.string[:1].isupper() and (len(f) < 400 or f.startswith("fait ")):
        if re.match(r"signatures?\b", f) and zone != "ruling":
            return False
        return not _articles_below(own[i + 1 : i + 25], article)
    if len(f) < (120 if f.startswith("a ") else 70) and PLACE_DATE.fullmatch(f) and zone == "ruling":
        return True
    if zone == "ruling" and SIGNED_BY.match(line.string) and not contractual:
        return not _articles_below(own[i + 1 :], article)
    if (
        zone in ("ruling", "body")
        and SIGNATURE.match(f)
        and (len(f) < 200 or f.startswith(("pour ", "extrait ")))
        and line.string[:1].isupper()
    ):
        return not _articles_below(own[i + 1 :], article)
    return False


def _articles_below(lines: Sequence[Line], article: str | None) -> bool:
    """Whether the act goes on below with more articles; those of an annex count from one again."""
    for line in lines:
        m = ARTICLE.match(line.folded)
        if m and line.string[:1] == "A" and not line.bullet:
            return not (figures(m["number"]) == "1" and article not in (None, "1"))
    return False


def with_signature(marks: list[Mark], own: Sequence[Line], zone: str) -> list[Mark]:
    """The marks, with a closing cut off the last block where no « Fait à » announced it."""
    if zone == "closing" or len(own) < 2:
        return marks
    last_opening = marks[-1][0]
    tail = [i for i, line in enumerate(own) if line.start > last_opening]
    first: int | None = None
    for i in reversed(tail):
        line = own[i]
        if len(line.string) > 130 or (
            line.string.endswith((".", ";")) and len(line.string) > 45 and not SIGNATURE.match(line.folded)
        ):
            if first is not None or len(own) - i > 12:
                break
            continue
        if (
            OFFICER.match(line.folded)
            or SIGNATURE.match(line.folded)
            or NAME_LINE.fullmatch(line.string)
            or PLACE_DATE.fullmatch(line.folded)
        ):
            first = i
    if first is None:
        return marks
    while first - 1 in tail and own[first - 1].string.endswith(",") and OFFICER.match(own[first - 1].folded):
        first -= 1
    return [*marks, (own[first].start, "closing", None, 0)]
