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
class _Sentence:
    """A sentence that may speak of the term: its words from `body` on, an article's number being before them.

    `about` says how much it is of the act's own term: it names the act, its heading names the term.
    """

    start: int
    end: int
    body: int
    about: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: int
    slot: str
    span: DateSpan | DurationSpan | EventSpan


def term(string: str) -> TermSpans | None:
    """The term that the articles in `string` give to their act, or None if they give none."""
    plain = fold(string)
    sentences = list(_sentences(string, plain))
    if not sentences:
        return None
    days = dates(string)
    bounds, lasting = periods_of(string, days), durations(string)
    candidates: list[_Candidate] = []
    for sentence in sentences:
        at = sentence.start, sentence.end
        tied: set[int] = set()
        for span in _within(lasting, *at):
            candidates += _from_duration(string, plain, sentence, span, bounds, days, tied)
        for bound in _within(bounds, *at):
            if bound.start not in tied and (weight := _weight(string, plain, sentence, bound)):
                candidates += _bounds(weight, bound)
        for day in _within(days, *at):
            candidates += _from_hours(plain, sentence, day)
        candidates += _from_event(string, plain, sentence)
        if year := YEAR_OF_EFFECT.search(plain, *at):
            found = DateSpan(*year.span("year"), year["year"], "read", "term.year")
            candidates.append(_Candidate(1 + sentence.about, "end", found))
    return _heaviest(candidates)


def _sentences(string: str, plain: str) -> Iterator[_Sentence]:
    cuts = [0, *(match.end() for match in SENTENCE_BREAK.finditer(string)), len(string)]
    for start, end in pairwise(cuts):
        if not CUE.search(plain, start, end):
            continue
        head = ARTICLE_HEAD.match(plain, start)
        body = head.end() if head else start
        if NO_TERM_SENTENCE.match(plain, body):
            continue
        own = OWN.search(plain, start, end)
        heading = TERM_HEADING.search(plain, body, body + 60) is not None
        yield _Sentence(start, end, body, heading + (2 if own and own["present"] else 1 if own else 0))


def _within(spans: list[S], start: int, end: int) -> list[S]:
    """The spans that begin in `string[start:end]`."""
    first = bisect_left(spans, start, key=_start)
    return spans[first : bisect_left(spans, end, lo=first, key=_start)]


def _start(span: DateSpan | PeriodSpan | DurationSpan) -> int:
    return span.start


def _from_duration(
    string: str,
    plain: str,
    sentence: _Sentence,
    span: DurationSpan,
    bounds: list[PeriodSpan],
    days: list[DateSpan],
    tied: set[int],
) -> Iterator[_Candidate]:
    """A duration that a formula introduces, and what bounds it; these periods are put down in `tied`."""
    before = DURATION_BEFORE.search(plain, max(sentence.start, span.start - 190), span.start)
    if before is None or plain.startswith(" au plus", span.end) or _refused(string, plain, sentence, span.start):
        return
    near = max(sentence.start, span.start - 400), min(sentence.end, span.end + 200)
    if not sentence.about and not GRANTED.search(plain, *near):
        return
    weight = 2 + sentence.about
    yield _Candidate(weight, "duration", span)
    # « à compter du 1er janvier 2026 pour une durée de quatre ans »
    beside = [bound for bound in _within(bounds, before.start() - 70, before.start()) if before.start() - bound.end < 4]
    tie = BOUND_AFTER_DURATION.match(plain, span.end)
    if tie is not None:
        beside += _within(bounds, span.end, tie.end() + 1)
        for day in _within(days, tie.end(), tie.end() + 13):
            yield _Candidate(weight, "end" if "jusqu" in tie.group() else "start", day)
        event = EVENT.search(plain, max(span.end, tie.end() - 12), min(sentence.end, tie.end() + 60))
        if event and event.start() <= tie.end():
            yield _Candidate(weight, "starts_on", _event(event))
    for bound in beside:
        tied.add(bound.start)
        yield from _bounds(weight, bound)


def _from_hours(plain: str, sentence: _Sentence, day: DateSpan) -> Iterator[_Candidate]:
    """« le 14 juillet 2026 de 8h à 18h, le stationnement est interdit »: the day is the term."""
    if HOURS_AFTER.match(plain, day.end):
        near = max(sentence.start, day.start - 220), min(sentence.end, day.end + 220)
        if GRANTING.search(plain, *near):
            yield _Candidate(1, "start", day)
            yield _Candidate(1, "end", day)


def _from_event(string: str, plain: str, sentence: _Sentence) -> Iterator[_Candidate]:
    """« prend effet à compter de sa signature »."""
    for event in EVENT.finditer(plain, sentence.start, sentence.end):
        starting = STARTING.search(plain, max(sentence.start, event.start() - 60), event.start())
        if starting and not _refused(string, plain, sentence, event.start()):
            yield _Candidate(2 + sentence.about, "starts_on", _event(event))


def _weight(string: str, plain: str, sentence: _Sentence, bound: PeriodSpan) -> int:
    """How much a period speaks of the term; nought if not at all."""
    start = bound.start
    leading = string[start].isupper() or not plain[sentence.body : start].strip(" *:-,")
    opening = plain[start : start + 30]
    if opening.startswith(NO_EFFECT_OPENING) or (not leading and _refused(string, plain, sentence, start)):
        return 0
    near = max(sentence.start, start - 60)
    if bound.first is None:
        lasting = LASTING_UNTIL.search(plain, near, start) if "jusqu" in opening else sentence.about
        return 2 + sentence.about if lasting else 0
    if bound.last is not None:
        formula = PERIOD_BEFORE.search(plain, near, start)
    else:
        formula = EFFECT_OPENING.match(opening) or STARTING.search(plain, near, start)
    if formula:
        return 2 + sentence.about
    if leading:
        return 2
    granting = GRANTING.search(plain, max(sentence.start, start - 220), start)
    if granting is None:
        return 0
    return int(start - granting.end() < 4 or not SIGNING.search(plain, max(sentence.start, start - 400), start))


def _refused(string: str, plain: str, sentence: _Sentence, position: int) -> bool:
    """Whether the clause makes what stands at `position` a delay, a notice, a renewal, and no term."""
    clause = max(sentence.start, position - 240)
    for opening in CLAUSE_OPENING.finditer(string, clause, position):
        clause = opening.start()
    return REFUSED.search(plain, clause, position) is not None


def _bounds(weight: int, bound: PeriodSpan) -> Iterator[_Candidate]:
    if bound.first is not None:
        yield _Candidate(weight, "start", bound.first)
    if bound.last is not None:
        yield _Candidate(weight, "end", bound.last)


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
