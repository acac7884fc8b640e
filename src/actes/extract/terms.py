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
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.extract.periods import DurationSpan, PeriodSpan, durations, periods_of

CUE = re.compile(r"duree|periode|compter|partir|jusqu|effet|vigueur|valable|expir|fin |echeance|pour l'annee|mandat|du ")
"""A sentence without one of these says nothing of the term."""

SENTENCE_BREAK = re.compile(r"(?<![A-Z])[.;](?=\s+[A-ZÀ-Ý«•*-])|\n[ \t\r]*\n|(?<!\w)(?=(?:Article|ARTICLE|V[Uu]|C(?:onsidérant|ONSID[EÉ]RANT))\s{1,3}\w)")
"""Between two sentences of the original string; « L. 2121-29 » and « M. » do not end one."""

CLAUSE_OPENING = re.compile(r"(?<!\w)(?:L[ae]|L['’]|Les|Elles?|Ils?|C(?:et(?:te)?|es?)|Une?|Du|A|À|Pour)(?!\w)")
"""A capitalised article or pronoun opens a clause, a heading being before it: « Durée La présente convention »."""

NO_TERM_SENTENCE = re.compile(r"(?:vu|considerant|rappelle|fait) ")
ARTICLE_HEAD = re.compile(r"[ *#_]*(?:article [\w.]{1,8}(?: er)?[ :.*_)-]*)?")

ACT_NOUN = (
    r"(?:convention|contrat|accord|avenant|arrete|decision|deliberation|autorisation|agrement|habilitation|delegation"
    r"|derogation|bail|marche|mandat|concession|permission|mise a disposition|licence|declaration|document|agenda"
    r"|mesure|interdiction|reglementation|reglement|suspension|fermeture|occupation|adhesion|dissolution|dispositions?)s?"
)
"""What a term is of."""

OWN = re.compile(rf"(?:presente?s?|cet(?:te)?|ces|ledit|ladite|dudit|de la|de l'|du) ?{ACT_NOUN}(?![a-z])|(?<![a-z])(?:elle|il) (?:est|prend|entre|expire|sera)")
"""The act speaks of itself: « la présente convention », « elle prend effet »."""

GRANT = (
    r"(?:conclu|consenti|accorde|delivre|attribue|renouvele|octroye|etabli|agree|habilite|nomme|designe|approuve|autorise"
    r"|interdit|institue|cree|donnee?|fixe|valable|valide|effective?|maintenu|prolonge|proroge|proclame|charge|applicable|applique"
    r"|reglemente|suspendu|ferme|mis a disposition|mise a disposition|organise|prononce|regule|modifie|restreint|neutralise|deviee?)"
)
GRANTED = re.compile(rf"(?<![a-z]){GRANT}(?:e|s|es|nt|ent)?(?![a-z])")
"""What is done for a term: « conclue », « délivrée », « interdite »."""

TERM_HEADING = re.compile(r"duree|validite|effet|vigueur|echeance|expiration")

REFUSED = re.compile(
    r"(?<![a-z])(?:delais?|preavis|recours|affich|demeure|tacite|reconduct|denonc|resili|enquete|consultation|depot|depos|candidat|inscri"
    r"|versement|verse|paiement|paye|factur|acompte|loyer|redevance|tarif|index|revis|penal|garanti|conserv|archiv|suivi|bilan|rapport"
    r"|au plus tard|avant le|avant la|transmet|transmis|adress|remis|remet|notifie|doit|doivent|devra|s'engage|encour|peine"
    r"|tenu|disposition du public|depuis|prenant|entrees? en|demande|present.e par|ne pourra exceder|n'excede|ne saurait|experience|ans au plus|reponse|realisation|execut)"
)
"""Between the head of a clause and a date, what makes the date something else than the term."""

DURATION_BEFORE = re.compile(
    r"(?:(?:pour|d'|sur) ?une? (?:nouvelle )?(?:duree|periode|delai)(?: (?:maximale?|minimale?|totale?|initiale?|determinee|ferme|limitee|fixee|est|indicative))*"
    r"(?: de| d'| a)? ?|(?:(?:duree|mandat|validite)[ a-z0-9',()-]{0,130}(?<![a-z])(?:fixee?s?|limitee?s?|etablie?s?|est|sont|sera|periode)"
    r"|(?:duree|validite)(?: [a-z' ]{0,60})? ?:)(?: a| de| d')? ?"
    rf"|{GRANT}e?s? (?:pour|a) )$"
)
"""« pour une durée de » trois ans, « la durée de l'agrément est fixée à » six ans, « conclue pour » cinq ans."""

BOUND_AFTER_DURATION = re.compile(
    r"[ ,(]{0,3}(?:(?:fermes?|renouvelables?|reconductibles?|maximum|consecuti[a-z]+|entiers?|calendaires)[a-z' ]{0,40}?[ ,]{1,3})?(?:(?:qui )?(?:courant|court|commencant|debutant|prenant effet|applicables?|soit)[ ,]{1,2})?"
    r"(?:a compter|a partir|a dater|jusqu'|du|de la|des|au)(?![a-z])"
)
"""« (trois ans) à compter du », « (un an) applicable au », « (cinq ans) renouvelable, à compter de »."""

STARTING = re.compile(
    r"(?:pren(?:d|dra|nent|dront) (?:ses )?effets?|entr(?:e|era|ent|eront) en (?:vigueur|application)|(?:(?:est|sont|sera|seront) )?(?:rendue?s? )?(?:applicables?|executoires?|effecti(?:f|ve)s?|valables?)"
    r"|s'appliquent?|s'appliquera|court|courra|courent|debute|commence)(?: (?:immediatement|pleinement))?[ ,]{0,2}$"
)
"""A finite verb of taking effect, up to its date: « prend effet » à compter du, « est applicable » à partir du."""

EFFECT_OPENING = re.compile(r"(?:pren|entr|sort)")
LASTING_UNTIL = re.compile(
    rf"(?:{GRANT}(?:e|s|es)?|en vigueur|validite|conclue?|ans?|mois|inclus|duree)[ a-z0-9,'*-]{{0,40}}$"
)
PERIOD_BEFORE = re.compile(rf"(?:periode|valable|valide|en vigueur|conclue?|consentie?|accordee?|delivree?|autorisee?s?|interdite?s?|duree)[ ,:*a-z]{{0,30}}$")

EVENT = re.compile(
    r"(?:a compter|a partir|a dater|des|lors|au jour|a)(?: de)?(?: (?:la|sa|son|leur))?(?: (?:date|jour))?(?: de| d'| du)?(?: (?:la|sa|son|leur|l'))? ?"
    r"(?P<event>(?:derniere )?signature|notification|publication|affichage|transmission(?: au (?:controle de legalite|representant de l'etat))?"
    rf"|reception|depot|approbation|presente?s? {ACT_NOUN}|(?:l')?arrete|ce jour|caractere executoire)(?![a-z])"
)
"""What an effect runs from where it is no date: « à compter de sa notification », « à la date du présent arrêté »."""

EVENTS = {"arrete": "signature", "l'arrete": "signature", "ce jour": "signature", "derniere signature": "signature"}

YEAR_OF_EFFECT = re.compile(
    r"(?:etabli|conclu|consenti|valable|applicable|signe|reconduit)e?s? pour l'(?:annee(?: civile| scolaire)?|exercice) (?P<year>20\d\d)(?![\d/-])"
)
"""« Il est établi pour l'année 2018 »: the term ends with the year."""


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
        candidates += _candidates(
            string,
            plain,
            start,
            end,
            [day for day in days if start <= day.start < end],
            [bound for bound in bounds if start <= bound.start < end],
            [span for span in lasting if start <= span.start < end],
        )
    return _heaviest(candidates)


def _sentences(string: str) -> Iterator[tuple[int, int]]:
    cuts = [0, *(match.end() for match in SENTENCE_BREAK.finditer(string)), len(string)]
    return ((start, end) for start, end in pairwise(cuts) if end > start)


def _candidates(
    string: str,
    plain: str,
    start: int,
    end: int,
    days: list[DateSpan],
    bounds: list[PeriodSpan],
    lasting: list[DurationSpan],
) -> Iterator[_Candidate]:
    """What one sentence may say of the term."""
    head = ARTICLE_HEAD.match(plain, start + len(string[start:end]) - len(string[start:end].lstrip()))
    body = head.end() if head else start
    if NO_TERM_SENTENCE.match(plain, body):
        return
    own = OWN.search(plain, start, end) is not None
    granted = GRANTED.search(plain, start, end) is not None
    about = own + (body > start and TERM_HEADING.search(plain, body, body + 60) is not None)
    tied: set[int] = set()
    for span in lasting:
        before = DURATION_BEFORE.search(plain, max(start, span.start - 190), span.start)
        clause = _clause(string, start, span.start)
        if before is None or not (about or granted) or REFUSED.search(plain, clause, span.start):
            continue
        if plain.startswith(" au plus", span.end):
            continue
        weight = 2 + about
        yield _Candidate(weight, "duration", span)
        tie = BOUND_AFTER_DURATION.match(plain, span.end)
        if tie is None:
            continue
        for bound in bounds:
            if span.end <= bound.start <= tie.end():
                tied.add(bound.start)
                yield from _bounds(weight, bound)
        for day in days:
            if 0 <= day.start - tie.end() <= 12:
                yield _Candidate(weight, "end" if "jusqu" in tie.group() else "start", day)
        event = EVENT.search(plain, max(span.end, tie.end() - 12), min(end, tie.end() + 60))
        if event and event.start() <= tie.end():
            yield _Candidate(weight, "starts_on", _event(event))
    for bound in bounds:
        if bound.start not in tied and (weight := _weight(string, plain, start, body, bound, about, granted)):
            yield from _bounds(weight, bound)
    for event in EVENT.finditer(plain, start, end):
        if STARTING.search(plain, max(start, event.start() - 60), event.start()):
            if not REFUSED.search(plain, _clause(string, start, event.start()), event.start()):
                yield _Candidate(2 + about, "starts_on", _event(event))
    if year := YEAR_OF_EFFECT.search(plain, start, end):
        at = year.span("year")
        yield _Candidate(1 + about, "end", DateSpan(*at, year["year"], "read", "term.year"))


def _weight(string: str, plain: str, start: int, body: int, bound: PeriodSpan, about: int, granted: bool) -> int:
    """How much a period speaks of the term; nought if not at all."""
    clause = _clause(string, start, bound.start)
    leading = not plain[body : bound.start].strip(" *:-,")
    opening = plain[bound.start : bound.start + 30]
    if opening.startswith(("prenant", "entrant", "depuis")) or (not leading and REFUSED.search(plain, clause, bound.start)):
        return 0
    near = max(clause, bound.start - 60)
    if bound.first is not None and bound.last is not None:
        if PERIOD_BEFORE.search(plain, near, bound.start):
            return 2 + about
        return 2 if leading else int(granted)
    if bound.first is not None:
        if EFFECT_OPENING.match(opening) or STARTING.search(plain, near, bound.start):
            return 2 + about
        return 2 if leading else int(granted)
    if not opening.startswith(("jusqu", "et jusqu", "soit", "inclus", "ou jusqu")):
        return 2 + about if about else 0
    return 2 + about if LASTING_UNTIL.search(plain, near, bound.start) else 0


def _bounds(weight: int, bound: PeriodSpan) -> Iterator[_Candidate]:
    if bound.first is not None:
        yield _Candidate(weight, "start", bound.first)
    if bound.last is not None:
        yield _Candidate(weight, "end", bound.last)


def _clause(string: str, start: int, position: int) -> int:
    """Where the clause of what stands at `position` begins: its last capitalised article or pronoun."""
    last = start
    for opening in CLAUSE_OPENING.finditer(string, max(start, position - 240), position):
        last = opening.start()
    return last


def _event(match: re.Match[str]) -> EventSpan:
    printed = match["event"]
    value = "signature" if printed.startswith("present") else EVENTS.get(printed, printed.split(" ")[0])
    return EventSpan(*match.span("event"), value)


def _heaviest(candidates: list[_Candidate]) -> TermSpans | None:
    best: dict[str, _Candidate] = {}
    for candidate in candidates:
        if isinstance(candidate.span, DateSpan) and candidate.span.value is None:
            continue
        if candidate.slot not in best or candidate.weight > best[candidate.slot].weight:
            best[candidate.slot] = candidate
    if not best:
        return None
    start, end, duration, event = (
        best[slot].span if slot in best else None for slot in ("start", "end", "duration", "starts_on")
    )
    if isinstance(start, DateSpan) and isinstance(end, DateSpan) and (end.value or "") < (start.value or "")[: len(end.value or "")]:
        # Two clauses that do not belong together: the lighter one is wrong.
        if best["end"].weight > best["start"].weight:
            start = None
        else:
            end = None
    return TermSpans(
        start if isinstance(start, DateSpan) else None,
        end if isinstance(end, DateSpan) else None,
        duration if isinstance(duration, DurationSpan) else None,
        event if isinstance(event, EventSpan) else None,
    )
