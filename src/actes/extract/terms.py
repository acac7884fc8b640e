"""The term of an act: from when, until when and for how long it has effect.

« La présente convention prend effet à compter du 1er mars 2024 et expire le 28 février 2027 »,
« L'agrément est renouvelé pour une durée de cinq ans à compter de la date du présent arrêté »,
« Du lundi 8 juin au vendredi 10 juillet 2026, la circulation est interdite ».

The same words also set delays, notices, renewals and postings. So every date and duration that a
formula introduces is a candidate, the words between the head of its clause and itself may refuse it,
and what those words speak of weighs it; the heaviest candidate wins, the first among equals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.extract.periods import DurationSpan, PeriodSpan, durations, periods_of
from actes.extract.term_formulas import (
    ARTICLE_HEAD,
    BOUND_AFTER_DURATION,
    CLAUSE_OPENING,
    CUE,
    DURATION_BEFORE,
    EFFECT_OPENING,
    EVENT,
    EVENTS,
    GRANTED,
    GRANTING,
    HOURS_AFTER,
    LASTING_UNTIL,
    NO_EFFECT_OPENING,
    NO_TERM_SENTENCE,
    OWN,
    PERIOD_BEFORE,
    REFUSED,
    SENTENCE_BREAK,
    SIGNING,
    STARTING,
    TERM_HEADING,
    YEAR_OF_EFFECT,
)

S = TypeVar("S", DateSpan, PeriodSpan, DurationSpan)


@dataclass(frozen=True, slots=True)
class EventSpan:
    """The event that an effect runs from: `value` is its plain name (« signature », « notification »)."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class TermSpans:
    """The parts of a term, each where it is printed; an end may be a bare year (« établi pour l'année 2018 »)."""

    start: DateSpan | None = None
    end: DateSpan | None = None
    duration: DurationSpan | None = None
    starts_on: EventSpan | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: int
    slot: str
    span: DateSpan | DurationSpan | EventSpan


def term(string: str) -> TermSpans | None:
    """The term that the articles in `string` give to their act, or None if they give none."""
    plain = fold(string)
    spoken = [(start, end) for start, end in _sentences(string) if CUE.search(plain, start, end)]
    if not spoken:
        return None
    days = dates(string)
    bounds, lasting = periods_of(string, days), durations(string)
    candidates: list[_Candidate] = []
    for start, end in spoken:
        said = (_within(days, start, end), _within(bounds, start, end), _within(lasting, start, end))
        candidates += _candidates(string, plain, start, end, *said)
        candidates += _events(string, plain, start, end)
    return _heaviest(candidates)


def _sentences(string: str) -> Iterator[tuple[int, int]]:
    cuts = [0, *(match.end() for match in SENTENCE_BREAK.finditer(string)), len(string)]
    return ((start, end) for start, end in pairwise(cuts) if end > start)


def _within(spans: list[S], start: int, end: int) -> list[S]:
    """The spans that begin in `string[start:end]`."""
    first = bisect_left(spans, start, key=_start)
    return spans[first : bisect_left(spans, end, lo=first, key=_start)]


def _start(span: DateSpan | PeriodSpan | DurationSpan) -> int:
    return span.start


def _candidates(
    string: str,
    plain: str,
    start: int,
    end: int,
    days: list[DateSpan],
    bounds: list[PeriodSpan],
    lasting: list[DurationSpan],
) -> Iterator[_Candidate]:
    """What the dates and durations of one sentence may say of the term."""
    body = _body(plain, start)
    if NO_TERM_SENTENCE.match(plain, body):
        return
    about = _about(plain, start, end, body)
    granted = GRANTED.search(plain, start, end) is not None
    tied: set[int] = set()
    for span in lasting:
        before = DURATION_BEFORE.search(plain, max(start, span.start - 190), span.start)
        clause = _clause(string, start, span.start)
        refused = REFUSED.search(plain, clause, span.start) or plain.startswith(" au plus", span.end)
        if before is None or refused or not (about or granted):
            continue
        weight = 2 + about
        yield _Candidate(weight, "duration", span)
        for bound in _within(bounds, before.start() - 70, before.start()):
            if before.start() - bound.end < 4:  # « à compter du 1er janvier 2026 pour une durée de quatre ans »
                tied.add(bound.start)
                yield from _bounds(weight, bound)
        tie = BOUND_AFTER_DURATION.match(plain, span.end)
        if tie is None:
            continue
        for bound in _within(bounds, span.end, tie.end() + 1):
            tied.add(bound.start)
            yield from _bounds(weight, bound)
        for day in _within(days, tie.end(), tie.end() + 13):
            yield _Candidate(weight, "end" if "jusqu" in tie.group() else "start", day)
        event = EVENT.search(plain, max(span.end, tie.end() - 12), min(end, tie.end() + 60))
        if event and event.start() <= tie.end():
            yield _Candidate(weight, "starts_on", _event(event))
    for bound in bounds:
        if bound.start not in tied and (weight := _weight(string, plain, start, body, bound, about)):
            yield from _bounds(weight, bound)
    for day in days:
        near = max(start, day.start - 220)
        if HOURS_AFTER.match(plain, day.end) and GRANTING.search(plain, near, min(end, day.end + 220)):
            yield from (_Candidate(1, "start", day), _Candidate(1, "end", day))
    if year := YEAR_OF_EFFECT.search(plain, start, end):
        yield _Candidate(1 + about, "end", DateSpan(*year.span("year"), year["year"], "read", "term.year"))


def _events(string: str, plain: str, start: int, end: int) -> Iterator[_Candidate]:
    """The events that one sentence says the effect runs from."""
    for event in EVENT.finditer(plain, start, end):
        if STARTING.search(plain, max(start, event.start() - 60), event.start()) and not REFUSED.search(
            plain, _clause(string, start, event.start()), event.start()
        ):
            yield _Candidate(2 + _about(plain, start, end, _body(plain, start)), "starts_on", _event(event))


def _body(plain: str, start: int) -> int:
    """Where the sentence that starts at `start` begins after its article's number."""
    head = ARTICLE_HEAD.match(plain, start)
    return head.end() if head else start


def _about(plain: str, start: int, end: int, body: int) -> int:
    """How much a sentence is of the act's own term: it names the act, its heading names the term."""
    own = OWN.search(plain, start, end)
    heading = TERM_HEADING.search(plain, body, body + 60) is not None
    return heading + (2 if own and own["present"] else 1 if own else 0)


def _weight(string: str, plain: str, start: int, body: int, bound: PeriodSpan, about: int) -> int:
    """How much a period speaks of the term; nought if not at all."""
    leading = string[bound.start].isupper() or not plain[body : bound.start].strip(" *:-,")
    opening = plain[bound.start : bound.start + 30]
    refused = REFUSED.search(plain, _clause(string, start, bound.start), bound.start)
    if opening.startswith(NO_EFFECT_OPENING) or (refused and not leading):
        return 0
    near = max(start, bound.start - 60)
    if bound.first is None:
        lasting = LASTING_UNTIL.search(plain, near, bound.start) if "jusqu" in opening else about
        return 2 + about if lasting else 0
    if bound.last is not None:
        formula = PERIOD_BEFORE.search(plain, near, bound.start)
    else:
        formula = EFFECT_OPENING.match(opening) or STARTING.search(plain, near, bound.start)
    if formula:
        return 2 + about
    if leading:
        return 2
    granting = GRANTING.search(plain, max(start, bound.start - 220), bound.start)
    if granting is None:
        return 0
    return int(bound.start - granting.end() < 4 or not SIGNING.search(plain, max(start, bound.start - 400), bound.start))


def _bounds(weight: int, bound: PeriodSpan) -> Iterator[_Candidate]:
    if bound.first is not None:
        yield _Candidate(weight, "start", bound.first)
    if bound.last is not None:
        yield _Candidate(weight, "end", bound.last)


def _clause(string: str, start: int, position: int) -> int:
    """Where the clause of what stands at `position` begins: its last capitalised article or pronoun."""
    last = max(start, position - 240)
    for opening in CLAUSE_OPENING.finditer(string, last, position):
        last = opening.start()
    return last


def _event(match: re.Match[str]) -> EventSpan:
    printed = match["event"]
    value = next((name for words, name in EVENTS if printed.startswith(words)), printed)
    return EventSpan(*match.span("event"), value)


def _heaviest(candidates: list[_Candidate]) -> TermSpans | None:
    """The term of the heaviest candidates, the first among equals."""
    best: dict[str, _Candidate] = {}
    for candidate in candidates:
        unread = isinstance(candidate.span, DateSpan) and candidate.span.value is None
        if not unread and (candidate.slot not in best or candidate.weight > best[candidate.slot].weight):
            best[candidate.slot] = candidate
    if "start" in best and "end" in best and _reversed(best["start"].span, best["end"].span):
        # Two clauses that do not belong together: the lighter one is wrong.
        del best["start" if best["end"].weight > best["start"].weight else "end"]
    found: dict[str, Any] = {slot: candidate.span for slot, candidate in best.items()}
    return TermSpans(**found) if found else None


def _reversed(start: object, end: object) -> bool:
    if not (isinstance(start, DateSpan) and isinstance(end, DateSpan) and start.value and end.value):
        return False
    return end.value < start.value[: len(end.value)]
