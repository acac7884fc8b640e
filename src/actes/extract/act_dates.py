"""The dates of an act as a whole: the one its heading gives, those of its term, those that no field took."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actes.extract.clauses import joined
from actes.extract.dates import DateSpan, dates
from actes.extract.heads import head_zone
from actes.extract.periods import DurationSpan
from actes.extract.terms import EventSpan, term
from actes.model import Act, Blank, Execution, Found, Mention, Term, found
from actes.segment import Section
from actes.text import Place, Text

LATEST = 2045
"""No act read today is dated so late: a later year is a misreading."""


def plausible(signed_on: Found[str] | None) -> Found[str] | None:
    """The date of signature, `unreadable` where its year is one that scanning made (« 2073 » for 2023)."""
    if signed_on is None or signed_on.value is None:
        return signed_on
    year = signed_on.value[:4]
    if int(year) > LATEST:
        return signed_on.model_copy(update={"value": None, "state": "unreadable"})
    return signed_on


HEADING_DATE = re.compile(r"(?:arr[êe]t[ée]|d[ée]cision|n\s?[°º]|\bdu\b|prise?\s+le|en\s+date\s+du)[^\n]{0,60}$", re.I)
"""What stands before the date of an act in its heading: « Arrêté du », « N° … du », « PRISE LE »."""


def dated_by_heading(section: Section) -> Found[str] | None:
    """The date in the heading, which dates an arrêté or a décision that has no « Fait à »."""
    if section.kind not in ("arrete", "decision"):
        return None
    zone = head_zone(section)
    for span in dates(zone.string):
        line_start = zone.string.rfind("\n", 0, span.start) + 1
        before = zone.string[line_start : span.start]
        if (
            span.value
            and re.search(r"(?:^|\s)(?:du|le)\s*(?:\w{5,8}\s+)?$", before, re.I)
            and HEADING_DATE.search(before)
            and not re.search(
                r"(?:d[ée]lib[ée]ration|modifi|portant|notamment|\bl['’]arr[êe]t[ée]|s[ée]ance|\b[ée]lu|vu\b|à compter|re[çc]u|affich|\bpubli|transmis)",
                before,
                re.I,
            )
        ):
            return found(zone[span.start : span.end], span.value, "date.heading")
    return None


def term_of(section: Section) -> Term | None:
    """The term of effect, read in the articles (or in the dispositif of an arrêté without articles)."""
    if section.kind in ("deliberation", "proces_verbal", "autre"):
        return None
    blocks = section.of("article") or ([] if section.kind == "decision" else section.of("provision"))
    text = joined(blocks)
    spans = term(text.string)
    if spans is None:
        return None

    def part(span: DateSpan | DurationSpan | EventSpan | None, by: str) -> Found[str] | None:
        return found(text[span.start : span.end], span.value, by) if span else None

    return Term(
        start=part(spans.start, "term.start"),
        end=part(spans.end, "term.end"),
        duration=part(spans.duration, "term.duration"),
        starts_on=part(spans.starts_on, "term.starts_on"),
    )


def undated(execute: Execution | None, empty: Sequence[Blank]) -> tuple[Blank, ...]:
    """The labels of a stamp or a certificate that no date follows, « Publié le », but for those `empty` holds."""
    if execute is None:
        return ()
    known = {" ".join(b.text.text.split()).rstrip(" :").casefold() for b in empty}
    found_blank = (execute.sent_on, execute.received_on, execute.published_on, execute.posted_on, execute.notified_on)
    return tuple(
        Blank(text=f.model_copy(update={"state": "read", "value": " ".join(f.text.split())}), slot=f)
        for f in found_blank
        if f and f.state == "blank" and " ".join(f.text.split()).rstrip(" :").casefold() not in known
    )


def date_mentions(act: Act, text: Text) -> tuple[Mention, ...]:
    """Every date seen in the act that no field of it took."""
    taken = {(p.page, p.start) for p in _date_places(act)}
    made: list[Mention] = []
    for span in dates(text.string):
        piece = found(text[span.start : span.end], span.value, "mention.date", state=span.state)
        if piece.at and not any((p.page, p.start) in taken for p in piece.at):
            made.append(Mention(kind="date", text=piece))
    return tuple(made)


def _date_places(act: Act) -> Iterator[Place]:
    for one in (act.session_on, act.signed_on):
        yield from one.at if one else ()
    if act.execution:
        e = act.execution
        for one in (e.sent_on, e.received_on, e.published_on, e.posted_on, e.notified_on):
            yield from one.at if one else ()
    if act.term:
        for one in (act.term.start, act.term.end):
            yield from one.at if one else ()
    for reference in act.references:
        yield from reference.date.at if reference.date else ()
