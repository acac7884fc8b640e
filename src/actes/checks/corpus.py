"""X: what only several acts together show.

The index keeps a few hundred bytes per act, so that 100,000 acts fit in memory; the acts themselves pass by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from actes.checks.calendar_days import french
from actes.checks.persons import initial, likeliest, sightings, slip, unaccented
from actes.checks.place import Spot, spot
from actes.checks.reading import LOCAL, Reading, clauses, day, key, word
from actes.checks.rule import Far, check
from actes.extract.numbers import number_key

SERIAL = re.compile(r"(?P<year>20\d\d|19\d\d)(?P<series>[_/.-]?[a-z]{0,6})[_/.-]?0*(?P<rank>\d{1,4})")
"""« 2026_008 », « 2026/CC012 »: a year, a series, a rank."""

BODY_WORDS_DROPPED = frozenset(["l", "la", "le", "les", "d", "de", "du", "des", "et"])
SPOTS_KEPT = 4


class Entry(NamedTuple):
    """One act: who, what kind, which number, which day."""

    issuer: str
    kind: str
    number: str
    dates: frozenset[str]
    title: str
    sha256: str
    spot: Spot


class Citation(NamedTuple):
    """A numbered act cited by an act of `issuer`."""

    issuer: str
    kind: str
    number: str
    date: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Index:
    """What is kept of the acts that went by. Filled by `add`, read by the X checks."""

    entries: list[Entry] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    persons: dict[tuple[str, str, str], list[Spot]] = field(default_factory=dict)
    counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)


def body(name: str) -> str:
    """The name of a body levelled: « Commune de Valbrune » and « commune Valbrune » are one."""
    return " ".join(w for w in key(name).split() if w not in BODY_WORDS_DROPPED)


def add(index: Index, readings: tuple[Reading, ...]) -> None:
    """Keep of a dossier what the X checks need."""
    for reading in readings:
        act = reading.act
        source = reading.dossier.source
        if reading is readings[0]:
            index.files.setdefault(source.sha256, []).append(source.name)
        issuer = body(word(act.issuer.name)) if act.issuer else ""
        dates = frozenset(d for d in (day(act.signed_on), day(act.session_on)) if d)
        if act.number and act.number_key and issuer:
            own = Entry(
                issuer, act.kind, act.number_key, dates, key(word(act.title)), source.sha256, spot(reading, act.number)
            )
            index.entries.append(own)
        if issuer and act.issuer and act.issuer.type in LOCAL:
            for clause in clauses(act):
                for reference in clause.references:
                    number, when = word(reference.number), day(reference.date)
                    if number and when and reference.kind in ("deliberation", "decision", "arrete"):
                        index.citations.append(
                            Citation(issuer, reference.kind, number_key(number), when, spot(reading, reference.text))
                        )
        for seen in sightings(reading):
            if initial(seen.given):
                continue
            who = (body(seen.body), key(seen.given), word(seen.family))
            index.counts[who] = index.counts.get(who, 0) + 1
            kept = index.persons.setdefault(who, [])
            if len(kept) < SPOTS_KEPT and all(s.source != source.name for s in kept):
                kept.append(spot(reading, seen.family))


@check(
    "X001",
    "person-spelling",
    "error",
    scope="corpus",
    basis="CRPA L212-1",
    remedy=("Retenir l'orthographe de l'état civil dans tous les actes.", "Keep one spelling in all acts."),
)
def person_spelling(index: Index) -> Iterator[Far]:
    """Le nom d'une même personne (même prénom, même organisme) est écrit de deux façons d'un acte à l'autre."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for issuer, given, family in index.persons:
        if issuer:
            groups[issuer, given].append(family)
    for (issuer, given), families in sorted(groups.items()):
        for one, other in combinations(sorted(set(families)), 2):
            first, second = index.persons[issuer, given, one], index.persons[issuer, given, other]
            if {s.source for s in first} == {s.source for s in second} and len({s.source for s in first}) == 1:
                continue  # within one dossier: N001
            accent = unaccented(one, other)
            if not accent and not slip(key(one), key(other)):
                continue
            counts = {name: index.counts[issuer, given, name] for name in (one, other)}
            best, why, why_en = likeliest(((n, 1.0) for n, c in counts.items() for _ in range(c)), frozenset())
            odd, mate = (first, second) if best == other else (second, first)
            listed = ", ".join(f"« {n} » ({c} fois)" for n, c in counts.items())
            yield Far(
                odd[0],
                f"le nom d'une même personne est écrit de deux façons : {listed}"
                + (f" ; la plus probable est « {best} » : {why}" if best else ""),
                f"one person, two spellings: {one} / {other}"
                + (f"; the likeliest is “{best}”: {why_en}" if best else ""),
                tuple(mate),
                "info" if accent else None,
            )


def _series(index: Index) -> dict[tuple[str, str, str, str], dict[int, list[Entry]]]:
    """(issuer, kind, year, series) → rank → acts."""
    made: dict[tuple[str, str, str, str], dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in index.entries:
        match = SERIAL.fullmatch(entry.number.casefold())
        if match:
            made[entry.issuer, entry.kind, match["year"], match["series"].strip("_/.-")][int(match["rank"])].append(
                entry
            )
    return made


DENSE = 0.8
"""Share of the ranks between the first and the last from which a series is a register, not a sample."""
LEAST = 5


def _register(ranks: dict[int, list[Entry]]) -> bool:
    return len(ranks) >= LEAST and len(ranks) >= DENSE * (max(ranks) - min(ranks) + 1)


@check(
    "X002",
    "number-gap",
    "warning",
    scope="corpus",
    remedy=(
        "Retrouver les actes manquants, ou attester l'absence de numéro.",
        "Find the missing acts, or attest that the number is unused.",
    ),
)
def number_gap(index: Index) -> Iterator[Far]:
    """La suite des numéros d'un émetteur, pour une année et une nature, saute des rangs. Rien n'est dit d'un simple échantillon :
    il faut que quatre numéros sur cinq soient là."""
    for (_, kind, year, _), ranks in sorted(_series(index).items()):
        missing = [n for n in range(min(ranks), max(ranks)) if n not in ranks]
        if missing and _register(ranks):
            after = ranks[min(n for n in ranks if n > missing[0])][0]
            listed = ", ".join(map(str, missing[:20]))
            yield Far(
                after.spot,
                f"registre {year} ({kind}) : il manque {len(missing)} numéro(s) : {listed}",
                f"register {year} ({kind}): missing {listed}",
            )


@check(
    "X003",
    "number-reused",
    "error",
    scope="corpus",
    remedy=("Attribuer un numéro propre à chaque acte.", "Give each act a number of its own."),
)
def number_reused(index: Index) -> Iterator[Far]:
    """Deux actes différents d'un même émetteur portent le même numéro. Deux copies d'un même acte ne comptent pas."""
    for (_, _, _, _), ranks in sorted(_series(index).items()):
        for _, acts in sorted(ranks.items()):
            first = acts[0]
            for other in acts[1:]:
                if (
                    other.sha256 != first.sha256
                    and other.title != first.title
                    and other.dates
                    and first.dates
                    and not other.dates & first.dates
                ):
                    yield Far(
                        other.spot,
                        f"le numéro {other.spot.text} est déjà celui d'un autre acte ({first.spot.source})",
                        f"number {other.spot.text} is already that of another act ({first.spot.source})",
                        (first.spot,),
                    )


@check(
    "X004",
    "number-date-disorder",
    "warning",
    scope="corpus",
    remedy=("Vérifier le numéro et la date.", "Check the number and the date."),
)
def number_disorder(index: Index) -> Iterator[Far]:
    """Dans un registre, un acte est daté d'avant un acte de rang inférieur, quand tous les suivants reprennent l'ordre."""
    for _, ranks in sorted(_series(index).items()):
        if not _register(ranks):
            continue
        dated = [(rank, min(acts[0].dates), acts[0]) for rank, acts in sorted(ranks.items()) if acts[0].dates]
        for (_, before, one), (_, when, act), (_, following, _) in zip(dated, dated[1:], dated[2:], strict=False):
            if when < before <= following:
                yield Far(
                    act.spot,
                    f"l'acte {act.spot.text} est du {french(when)}, avant l'acte {one.spot.text} du {french(before)}",
                    f"act {act.spot.text} is of {when}, before act {one.spot.text} of {before}",
                    (one.spot,),
                )


def _by_number(index: Index) -> dict[tuple[str, str, str], list[Entry]]:
    made: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in index.entries:
        made[entry.issuer, entry.kind, entry.number].append(entry)
    return made


@check(
    "X005",
    "citation-disagrees",
    "error",
    scope="corpus",
    remedy=("Corriger la date citée, ou celle de l'acte.", "Correct the date cited, or that of the act."),
)
def citation_disagrees(index: Index) -> Iterator[Far]:
    """Un acte est cité avec une date que l'acte lui-même contredit."""
    acts = _by_number(index)
    for citation in index.citations:
        own = acts.get((citation.issuer, citation.kind, citation.number), ())
        dated = [e for e in own if e.dates]
        if dated and len(re.sub(r"\D", "", citation.number)) >= 5 and all(citation.date not in e.dates for e in dated):
            yield Far(
                citation.spot,
                f"l'acte cité est daté du {french(min(dated[0].dates))}, et non du {french(citation.date)}",
                f"the act cited is of {min(dated[0].dates)}, not {citation.date}",
                (dated[0].spot,),
            )


@check(
    "X006",
    "cited-act-absent",
    "info",
    scope="corpus",
    remedy=("Verser l'acte cité au dossier.", "Add the act cited."),
)
def cited_absent(index: Index) -> Iterator[Far]:
    """Un acte cité manque au registre de l'année, dont presque tous les numéros sont là."""
    acts = _by_number(index)
    series = _series(index)
    told: set[tuple[str, str, str]] = set()
    for citation in index.citations:
        who = (citation.issuer, citation.kind, citation.number)
        match = SERIAL.fullmatch(citation.number.casefold())
        if match is None or who in acts or who in told:
            continue
        ranks = series.get((citation.issuer, citation.kind, match["year"], match["series"].strip("_/.-")))
        if ranks and _register(ranks):
            told.add(who)
            yield Far(citation.spot, "l'acte cité n'est pas dans le registre", "the act cited is not in the register")


@check(
    "X007",
    "duplicate-file",
    "info",
    scope="corpus",
    remedy=("Ne garder qu'un exemplaire.", "Keep one copy."),
)
def duplicate_file(index: Index) -> Iterator[Far]:
    """Deux fichiers ont exactement le même contenu."""
    for names in index.files.values():
        for name in names[1:]:
            yield Far(
                Spot(name, None, "", (), None, "", (0, 0), 1.0),
                f"même contenu que {names[0]}",
                f"same content as {names[0]}",
            )
