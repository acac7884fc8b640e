"""What a check looks at: an act with the raw text it stands on, laid out once for all checks.

A `Reading` is made from the model alone. Its `text` is the raw text of the act's pages, its `plain`
the same letters folded (lower case, no accent, plain apostrophes and spaces), offset for offset, so
that a match in `plain` quotes `text` and has a place on its page. `lined` is `plain` with its line and page
breaks kept, for what stands at the start of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from actes.checks.calendar_days import Period, Printed, periods, printed_days
from actes.extract.folding import fold
from actes.model import Act, Article, Clause, Dossier, Found
from actes.text import Place

LOCAL = frozenset(("commune", "epci", "departement", "region"))
"""Bodies whose acts go to the préfecture before they bind (CGCT L2131-1, L3131-1, L4141-1, L5211-3)."""

LOCAL_AUTHORITY = (
    r"(?:(?:le|la|l|monsieur|madame) )*(?:maire|president|presidente|conseil|bureau|commission permanente|vice|adjoint)"
)

CONTRACTS = frozenset(("convention", "avenant", "contrat"))
RULINGS = frozenset(("deliberation", "decision", "arrete"))

FORM_BLANKS = 7
"""A file with an act of this many empty slots is a form to fill in, whose slots are no defects."""

OCR_DOUBT = 0.8
"""Below this confidence, what was read is a guess: a difference is shown, not blamed."""


LINE, PAGE = "\ue000", "\ue001"
"""Letters of no script, which stand for line and page breaks while a text is folded."""


class Piece(NamedTuple):
    """A stretch of `Reading.text`: it starts at `at`, and stands on `page` from `offset` on."""

    at: int
    page: int
    offset: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One act, the dossier it is part of, and the raw text it stands on."""

    dossier: Dossier
    act: Act
    text: str
    plain: str
    lined: str
    pieces: tuple[Piece, ...]
    articles: tuple[Article, ...]
    days: tuple[Printed, ...]
    periods: tuple[Period, ...]
    form: bool


class Quote(NamedTuple):
    """A stretch of a reading's text, to be shown as it is printed."""

    reading: Reading
    start: int
    end: int


def readings(dossier: Dossier) -> tuple[Reading, ...]:
    """One reading per act, in order."""
    starts = [_start(act) for act in dossier.acts]
    form = any(len(act.blanks) >= FORM_BLANKS for act in dossier.acts)
    made: list[Reading] = []
    for i, act in enumerate(dossier.acts):
        begin = (1, 0) if i == 0 else starts[i] or (1, 0)
        following = next((s for s in starts[i + 1 :] if s and s > begin), None)
        made.append(_reading(dossier, act, begin, following, form))
    return tuple(made)


def _reading(dossier: Dossier, act: Act, begin: tuple[int, int], end: tuple[int, int] | None, form: bool) -> Reading:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for page in dossier.pages:
        if page.number < begin[0] or (end and page.number > end[0]):
            continue
        first = page.text.rfind("\n", 0, begin[1]) + 1 if page.number == begin[0] else 0
        last = page.text.rfind("\n", 0, end[1]) + 1 if end and page.number == end[0] else len(page.text)
        if last <= first:
            continue
        if parts:
            parts.append("\f")
            length += 1
        pieces.append(Piece(length, page.number, first))
        parts.append(page.text[first:last])
        length += last - first
    text = "".join(parts)
    lined = fold(text.replace("\n", LINE).replace("\f", PAGE)).replace(LINE, "\n").replace(PAGE, "\f")
    plain = lined.replace("\n", " ").replace("\f", " ")
    days = printed_days(plain)
    return Reading(
        dossier,
        act,
        text,
        plain,
        lined,
        tuple(pieces),
        tuple(flat(act.articles)),
        days,
        tuple(periods(plain, days)),
        form,
    )


def _start(act: Act) -> tuple[int, int] | None:
    """Page and offset of the first thing the act is known by (its stamps may stand anywhere)."""
    leaves: list[Found[Any] | None] = [act.number, act.domain, act.title, act.preamble, act.place]
    leaves += [clause.text for clause in chain(act.visas[:1], act.other_bases[:1], act.considerants[:1])]
    leaves += [party.name for party in act.parties[:1]]
    leaves += [article.number for article in act.articles[:1]]
    leaves += [provision.verb for provision in act.provisions[:1]]
    leaves += [f for s in act.signatories[:1] for f in (s.family, s.quality)]
    return min(((f.at[0].page, f.at[0].start) for f in leaves if f and f.at), default=None)


def flat(articles: Iterable[Article]) -> Iterator[Article]:
    """Articles and their sub-articles, in order."""
    for article in articles:
        yield article
        yield from flat(article.articles)


def clauses(act: Act) -> Iterator[Clause]:
    """Visas and other legal bases, in that order."""
    yield from act.visas
    yield from act.other_bases


def bases(act: Act) -> str:
    """The folded text of everything the act is founded on: visas and other legal bases."""
    return fold("\n".join(c.text.value or "" for c in clauses(act)))


def offset_of(reading: Reading, found: Found[Any] | None) -> int | None:
    """Where a value stands in `reading.text`, or None if it stands on another act's pages."""
    if found is None or not found.at:
        return None
    place = found.at[0]
    for i, piece in enumerate(reading.pieces):
        if piece.page == place.page and place.start >= piece.offset:
            at = piece.at + place.start - piece.offset
            if at < (reading.pieces[i + 1].at if i + 1 < len(reading.pieces) else len(reading.text) + 1):
                return at
    return None


def places(reading: Reading, start: int, end: int) -> tuple[Place, ...]:
    """Where `reading.text[start:end]` stands: one place a page."""
    made: list[Place] = []
    index = max(bisect_right(reading.pieces, start, key=lambda p: p.at) - 1, 0)
    while index < len(reading.pieces) and reading.pieces[index].at < end:
        piece = reading.pieces[index]
        limit = reading.pieces[index + 1].at - 1 if index + 1 < len(reading.pieces) else len(reading.text)
        first, last = max(start, piece.at), min(end, limit)
        if last > first:
            made.append(Place(piece.page, first - piece.at + piece.offset, last - piece.at + piece.offset))
        index += 1
    return tuple(made)


def line_around(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The bounds of the line or lines that hold `text[start:end]`."""
    first = max(reading.text.rfind("\n", 0, start), reading.text.rfind("\f", 0, start)) + 1
    ends = [i for i in (reading.text.find("\n", end), reading.text.find("\f", end)) if i >= 0]
    return first, min(ends, default=len(reading.text))


def day(found: Found[Any] | None) -> str | None:
    """The value of a date that is read down to its day."""
    value = found.value if found and found.state == "read" else None
    return value if isinstance(value, str) and len(value) == 10 else None


def own_day(act: Act) -> str | None:
    """The day by which the act is known: that of its signature, else that of the sitting."""
    return day(act.signed_on) or day(act.session_on)


def blank(found: Found[Any] | None) -> bool:
    return found is not None and found.state == "blank"


def word(found: Found[Any] | None) -> str:
    """The value as one line of text, empty if there is none."""
    return " ".join(str(found.value).split()) if found is not None and found.value is not None else ""


@lru_cache(maxsize=8192)
def key(string: str) -> str:
    """Letters and figures only, folded: what two printed forms of one name share."""
    return re.sub(r"[^a-z0-9]+", " ", fold(string).replace("œ", "oe").replace("æ", "ae")).strip()


def local(reading: Reading) -> bool:
    """Whether the act is one of a local authority, by its issuer or by its transmission."""
    act = reading.act
    if act.execution and act.execution.receipt:
        return True
    return bool(act.issuer and act.issuer.type in LOCAL and re.match(LOCAL_AUTHORITY, key(word(act.authority))))
