"""X: what only several acts together show.

Each check goes through the facts of all acts group by group (`facts`), and holds one group at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from actes.checks.calendar_days import french
from actes.checks.facts import NO_RANK, Citation, Entry, Facts, Spelling, same_register
from actes.checks.persons import likeliest, slip, unaccented
from actes.checks.place import Spot
from actes.checks.reading import key
from actes.checks.rule import Far, check


@check(
    "X001",
    "person-spelling",
    "error",
    scope="corpus",
    basis="CRPA L212-1",
    remedy=("Retenir l'orthographe de l'état civil dans tous les actes.", "Keep one spelling in all acts."),
)
def person_spelling(facts: Facts) -> Iterator[Far]:
    """Le nom d'une même personne (même prénom, même organisme) est écrit de deux façons d'un acte à l'autre."""
    for _, spellings in groupby(facts.spellings(), key=_who):
        for first, second in combinations(spellings, 2):
            one, other = first.family, second.family
            if {s.source for s in first.spots} == {s.source for s in second.spots} and len(first.spots) == 1:
                continue  # within one dossier: N001
            accent = unaccented(one, other)
            if not accent and not slip(key(one), key(other)):
                continue
            counts = {one: first.times, other: second.times}
            best, why, why_en = likeliest(((n, 1.0) for n, c in counts.items() for _ in range(c)), frozenset())
            odd, mate = (first.spots, second.spots) if best == other else (second.spots, first.spots)
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


def _who(spelling: Spelling) -> tuple[str, str]:
    return spelling.body, spelling.given


def _registers(facts: Facts) -> Iterator[tuple[tuple[str, str, str], dict[int, list[Entry]]]]:
    """Every register, (issuer, kind, year and series), and its acts by rank."""
    for which, entries in groupby(facts.entries(), key=same_register):
        if ranks := _ranks(entries):
            yield which, ranks


def _ranks(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Rank → acts, without the acts whose number has none."""
    ranks: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.rank != NO_RANK:
            ranks[entry.rank].append(entry)
    return ranks


def _cited(facts: Facts) -> Iterator[tuple[list[Entry], Iterator[Citation]]]:
    """The citations by the register they point into, with the acts that are in it."""
    registers = groupby(facts.entries(), key=same_register)
    here = next(registers, None)
    for which, citations in groupby(facts.citations(), key=same_register):
        while here is not None and here[0] < which:
            here = next(registers, None)
        yield list(here[1]) if here is not None and here[0] == which else [], citations


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
def number_gap(facts: Facts) -> Iterator[Far]:
    """La suite des numéros d'un émetteur, pour une année et une nature, saute des rangs. Rien n'est dit d'un simple échantillon :
    il faut que quatre numéros sur cinq soient là."""
    for (_, kind, series), ranks in _registers(facts):
        missing = [n for n in range(min(ranks), max(ranks)) if n not in ranks]
        if missing and _register(ranks):
            after = ranks[min(n for n in ranks if n > missing[0])][0]
            listed, year = ", ".join(map(str, missing[:20])), series.partition("/")[0]
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
def number_reused(facts: Facts) -> Iterator[Far]:
    """Deux actes différents d'un même émetteur portent le même numéro. Deux copies d'un même acte ne comptent pas."""
    for _, ranks in _registers(facts):
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
def number_disorder(facts: Facts) -> Iterator[Far]:
    """Dans un registre, un acte est daté d'avant un acte de rang inférieur, quand tous les suivants reprennent l'ordre."""
    for _, ranks in _registers(facts):
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


@check(
    "X005",
    "citation-disagrees",
    "error",
    scope="corpus",
    remedy=("Corriger la date citée, ou celle de l'acte.", "Correct the date cited, or that of the act."),
)
def citation_disagrees(facts: Facts) -> Iterator[Far]:
    """Un acte est cité avec une date que l'acte lui-même contredit."""
    for entries, citations in _cited(facts):
        dated: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.dates:
                dated[entry.number].append(entry)
        for citation in citations:
            own = dated.get(citation.number, ())
            if own and len(re.sub(r"\D", "", citation.number)) >= 5 and all(citation.date not in e.dates for e in own):
                yield Far(
                    citation.spot,
                    f"l'acte cité est daté du {french(min(own[0].dates))}, et non du {french(citation.date)}",
                    f"the act cited is of {min(own[0].dates)}, not {citation.date}",
                    (own[0].spot,),
                )


@check(
    "X006",
    "cited-act-absent",
    "info",
    scope="corpus",
    remedy=("Verser l'acte cité au dossier.", "Add the act cited."),
)
def cited_absent(facts: Facts) -> Iterator[Far]:
    """Un acte cité manque au registre de l'année, dont presque tous les numéros sont là."""
    for entries, citations in _cited(facts):
        ranks = _ranks(entries)
        if not ranks or not _register(ranks):
            continue
        told = {entry.number for entry in entries}
        for citation in citations:
            if citation.rank != NO_RANK and citation.number not in told:
                told.add(citation.number)
                yield Far(
                    citation.spot, "l'acte cité n'est pas dans le registre", "the act cited is not in the register"
                )


@check(
    "X007",
    "duplicate-file",
    "info",
    scope="corpus",
    remedy=("Ne garder qu'un exemplaire.", "Keep one copy."),
)
def duplicate_file(facts: Facts) -> Iterator[Far]:
    """Deux fichiers ont exactement le même contenu."""
    for copy in facts.copies():
        yield Far(
            Spot(copy.name, None, "", (), None, "", (0, 0), 1.0),
            f"même contenu que {copy.first}",
            f"same content as {copy.first}",
        )
