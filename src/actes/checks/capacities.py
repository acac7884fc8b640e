"""N: in what capacity one signs, and whether one may."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from actes.checks.persons import (
    Sighting,
    shown,
    sightings,
    slip,
)
from actes.checks.reading import CONTRACTS, RULINGS, Reading, bases, key, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.model import Party, Signatory

OFFICE_WORD = re.compile(
    r"secretaire|direct(?:eur|rice)|adjoint|\bchef|\bmaire\b|president|\bprefet|responsable|delegue|gerant|tresorier|inspect|administrat"
)
"""A word of office just above a name, which the model may have failed to join to it."""


@check(
    "N003",
    "missing-quality",
    "warning",
    absence=True,
    basis="CRPA L212-1",
    remedy=("Indiquer la qualité du signataire.", "State the signatory's office."),
    example=(
        "recueil-extrait",
        "Pour le préfet et par délégation,\nLe directeur départemental des territoires,\n\nsigné\n\nBastien VERNOUZET",
        "Par délégation,\n\nsigné\n\nJulien MARBEUF",
    ),
)
def missing_quality(reading: Reading) -> Iterator[Flaw]:
    """Un signataire n'a pas de qualité, ni dans son bloc de signature, ni ailleurs dans l'acte : on ne peut pas
    vérifier qu'il était compétent. Rien n'est dit quand l'autorité est nommée en tête de l'acte ou que la clause des parties
    donne la qualité."""
    act = reading.act
    if reading.form or act.kind == "proces_verbal":
        return
    known = {key(word(p.representative.family)) for p in act.parties if p.representative and p.representative.quality}
    for signatory in _signers(reading):
        name = key(word(signatory.family))
        if not name or signatory.quality or name in known or any(slip(name, k) for k in known):
            continue
        if act.authority is not None and not signatory.by_delegation:
            continue
        if any(key(word(s.family)) == name and s.quality for s in act.signatories):
            continue
        at = offset_of(reading, signatory.family)
        if (
            not _plausible_name(signatory)
            or at is None
            or OFFICE_WORD.search(reading.plain, max(at - 160, reading.plain.rfind("fait a", 0, at), 0), at)
        ):
            continue
        yield flaw(
            reading,
            signatory.family,
            f"aucune qualité n'accompagne la signature de {shown(signatory)}",
            f"no office is given for the signatory {shown(signatory)}",
        )


@check(
    "N004",
    "missing-given-name",
    "warning",
    absence=True,
    basis="CRPA L212-1",
    remedy=("Écrire le prénom en entier.", "Write the given name in full."),
    example=(
        "arrete-circulation",
        "L'Adjoint délégué à la voirie,\n\n\nRachid BOUTALEB",
        "L'Adjoint délégué à la voirie,\n\n\nM. BOUTALEM",
    ),
)
def missing_given_name(reading: Reading) -> Iterator[Flaw]:
    """Le signataire n'est désigné que par son nom de famille, ou par une initiale. La loi demande le prénom, le nom et la
    qualité de l'auteur de l'acte ; le prénom peut être donné ailleurs dans l'acte."""
    if reading.form or reading.act.kind == "proces_verbal":
        return
    full = {key(word(s.family)) for s in sightings(reading) if len(s.given.strip(". ")) > 1}
    for signatory in _signers(reading):
        name = key(word(signatory.family))
        given = word(signatory.given)
        if not name or len(given.strip(". ")) > 1 or name in full or not _plausible_name(signatory):
            continue
        at = offset_of(reading, signatory.family)
        before = reading.plain[max(at - 40, 0) : at] if at is not None else ""
        if not given and not re.search(r"\b(?:m|mr|mme|monsieur|madame|mlle)\.?\s+$", before):
            continue
        yield flaw(
            reading,
            signatory.family,
            f"le prénom du signataire {word(signatory.family)} {'est réduit à une initiale' if given else 'manque'}",
            f"the given name of {word(signatory.family)} is {'an initial only' if given else 'missing'}",
        )


def _signers(reading: Reading) -> Iterator[Signatory]:
    return (s for s in reading.act.signatories if s.role == "act")


def _plausible_name(signatory: Signatory) -> bool:
    """Whether what was read as a name can be one: a few words of letters, none of them a common noun of bodies."""
    name = word(signatory.family)
    return bool(re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}", name)) and name[0].isupper() and len(name) > 2


DELEGATED = re.compile(
    r"deleg|\bp/|\bp\.\s?[oi]\b|\bpour (?:le|la|l') ?(?:president|maire|prefet|directeur|directrice)|empech|suppl[ea]|interim|mandat|procuration|pouvoir|par ordre"
)
"""What makes another than the representative sign: « par délégation », « pour le Président », « par suppléance »."""


@check(
    "N005",
    "signatory-not-representative",
    "error",
    absence=True,
    basis="CGCT L2122-18, L5211-9",
    remedy=(
        "Faire signer le représentant désigné, ou mentionner la délégation.",
        "Have the named representative sign, or mention the delegation.",
    ),
    example=("avenant", "La Présidente,\n\n\nInès RÉMUSART", "La Vice-présidente,\n\n\nHélène FONTBELLE"),
)
def signatory_not_representative(reading: Reading) -> Iterator[Flaw]:
    """La clause des parties annonce un représentant, une autre personne signe et aucune délégation n'est mentionnée :
    rien n'établit que le signataire pouvait engager la partie."""
    for party, signatory in _strangers(reading):
        assert party.representative is not None
        announced, signed = shown(party.representative), shown(signatory)
        quality = f", {word(signatory.quality)}," if signatory.quality else ""
        yield flaw(
            reading,
            signatory.family,
            f"{signed}{quality} signe pour « {word(party.name)} », que {announced} devait représenter ; aucune délégation n'est mentionnée",
            f"{signed} signs for “{word(party.name)}”, announced as represented by {announced}, with no delegation mentioned",
            related=[(reading, party.representative.family)] if party.representative.family else [],
        )


def _strangers(reading: Reading) -> Iterator[tuple[Party, Signatory]]:
    act = reading.act
    signers = [s for s in act.signatories if s.role == "act" and word(s.family)]
    names = [key(word(s.family)) for s in signers]
    for party in act.parties:
        announced = party.representative
        if announced is None or announced.family is None or not announced.family.value:
            continue
        name = key(word(announced.family))
        if any(name == n or slip(name, n) or set(name.split()) & set(n.split()) for n in names):
            continue
        theirs = [s for s in signers if s.on_behalf_of and alike(word(s.on_behalf_of), party)]
        if not theirs and len(signers) == len(act.parties):
            # One party without its representative, one block without a party: they belong together.
            known = {key(word(p.representative.family)) for p in act.parties if p.representative}
            loose = [s for s in signers if key(word(s.family)) not in known]
            theirs = loose if len(loose) == 1 and loose[0].on_behalf_of is None else []
        if len(theirs) == 1 and not theirs[0].by_delegation and not _delegated(reading, theirs[0]):
            yield party, theirs[0]


def alike(name: str, party: Party) -> bool:
    """Whether a name in a signature block is that of a party, by its name or its alias."""
    from rapidfuzz.fuzz import token_set_ratio

    wanted = _bare(name)
    if not wanted:
        return False
    for own in (word(party.name), word(party.alias)):
        mine = _bare(own)
        if mine and (wanted == mine or token_set_ratio(wanted, mine) >= 90):
            return True
    return False


def _bare(name: str) -> str:
    return " ".join(w for w in key(name).split() if w not in ("l", "la", "le", "les", "d", "de", "du", "des"))


def _delegated(reading: Reading, signatory: Signatory) -> bool:
    at = offset_of(reading, signatory.family)
    if at is None:
        return True
    blocks = sorted(o for s in reading.act.signatories if (o := offset_of(reading, s.family)) is not None)
    before = max((o for o in blocks if o < at), default=0)
    after = min((o for o in blocks if o > at), default=at + 120)
    return bool(DELEGATED.search(reading.plain, max(at - 300, before), min(at + 120, after)))


DEPUTIES = (
    ("vice president", "president"),
    ("maire adjoint", "maire"),
    ("adjoint", "maire"),
    ("directeur adjoint", "directeur"),
    ("sous prefet", "prefet"),
)
"""(deputy, head): one person is not both in one body at one time."""


def office(quality: str) -> str:
    """The office in a quality, masculine and without « délégué(e) » or field: « La Vice-présidente en charge de la santé » → « vice president »."""
    folded = key(quality)
    folded = re.sub(r"\b(?:l|la|le|monsieur|madame|m|mme|1er|1ere|premiere?|deuxieme|\d+e(?:me)?)\b ?", "", folded)
    folded = (
        folded.replace("presidente", "president")
        .replace("directrice", "directeur")
        .replace("prefete", "prefet")
        .replace("adjointe", "adjoint")
    )
    for deputy, head in DEPUTIES:
        if folded.startswith(deputy):
            return deputy
        if folded.startswith(head):
            return deputy if folded.startswith(f"{head} adjoint") else head
    return ""


@check(
    "N006",
    "capacity-mismatch",
    "warning",
    scope="dossier",
    remedy=(
        "Donner partout la qualité au titre de laquelle la personne signe.",
        "State one and the same office throughout.",
    ),
    example=(
        "decision-convention-annexee",
        "Pour la Communauté d'agglomération,\nPar délégation du Président,\nLa Vice-présidente déléguée,",
        "Pour la Communauté d'agglomération,\nLa Présidente,",
    ),
)
def capacity_mismatch(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Une même personne porte dans le dossier deux qualités qui s'excluent (Président et Vice-président), ou la délégation qui
    fonde sa signature est dite ici et tue là. La qualité fonde la compétence : elle doit être une."""
    seen = [s for reading in readings for s in sightings(reading) if s.quality and not s.roll and s.given]
    told: set[str] = set()
    for one, other in combinations(seen, 2):
        name = key(f"{one.given} {word(one.family)}")
        if name in told or name != key(f"{other.given} {word(other.family)}") or not _one_body(one, other):
            continue
        first, second = office(one.quality), office(other.quality)
        if not first or not second:
            continue
        excluded = first != second and ((first, second) in DEPUTIES or (second, first) in DEPUTIES)
        halved = (
            first == second != "maire"
            and _delegate(one.quality) != _delegate(other.quality)
            and not _field(one.quality)
            and not _field(other.quality)
        )
        if excluded or halved:
            told.add(name)
            odd = other if not _delegate(other.quality) or excluded else one
            mate = one if odd is other else other
            yield flaw(
                odd.reading,
                odd.person.quality,
                f"{shown(odd.person)} est « {odd.quality} » ici et « {mate.quality} » ailleurs dans le dossier",
                f"{shown(odd.person)} is “{odd.quality}” here and “{mate.quality}” elsewhere",
                related=[(mate.reading, mate.person.quality)] if mate.person.quality else [],
            )


def _one_body(one: Sighting, other: Sighting) -> bool:
    if not one.body or not other.body or one.body == other.body:
        return True
    first, second = (set(body.split()) - LITTLE for body in (one.body, other.body))
    if TOWN & (first ^ second):
        return False
    # « la Communauté d'agglomération » is the alias of the body of that kind.
    return bool((first - KIND) & (second - KIND)) or (
        (first <= second or second <= first) and bool(first & KIND & second)
    )


LITTLE = frozenset(["l", "la", "le", "les", "d", "de", "du", "des", "et", "en"])


TOWN = frozenset(("commune", "ville"))


KIND = frozenset(("communaute", "agglomeration", "communes", "commune", "ville", "metropole", "association"))


def _delegate(quality: str) -> bool:
    return bool(re.search(r"\bdeleguee?\b", key(quality)))


def _field(quality: str) -> bool:
    """« déléguée à la santé », « chargé des finances »: the field already says by what delegation."""
    return bool(re.search(r"\bdeleguee? (?:a|au|aux|en|pour|chargee?)\b|\bchargee?\b|\ben charge\b", key(quality)))


TEMPLATE = re.compile(r"\b(?:projet d[e']|modele|convention[- ]type|ordre du jour|cahier des charges)")


CLOSES = re.compile(r"\bfait (?:a|et delibere)\b|\bpour extrait\b")


@check(
    "N008",
    "missing-signatory",
    "error",
    absence=True,
    basis="CRPA L212-1",
    remedy=(
        "Indiquer le prénom, le nom et la qualité de l'auteur de l'acte.",
        "Give the author's given name, family name and office.",
    ),
    example=(
        "arrete-circulation",
        "Pour le Maire et par délégation,\nL'Adjoint délégué à la voirie,\n\n\nRachid BOUTALEB\n\n",
        "",
    ),
)
def missing_signatory(reading: Reading) -> Iterator[Flaw]:
    """L'acte se dit fait et daté, mais aucun nom ni aucune qualité de signataire n'y est imprimé. L'auteur d'une décision
    administrative doit être identifié."""
    act = reading.act
    if act.signatories or reading.form or act.kind not in RULINGS | CONTRACTS or act.annex_of:
        return
    if (
        act.signed_on is None
        or act.place is None
        or TEMPLATE.search(fold(word(act.title)))
        or not CLOSES.search(reading.plain)
    ):
        return
    at = offset_of(reading, act.signed_on)
    if at is None or re.search(r"sign|\bmaire\b|\bpresident|\bprefet|direct", reading.plain[at : at + 600]):
        return
    yield flaw(
        reading,
        act.signed_on,
        "l'acte est daté mais ne nomme aucun signataire",
        "the act is dated but names no signatory",
    )


@check(
    "N009",
    "delegation-unsupported",
    "warning",
    absence=True,
    basis="CGCT L2122-18, L5211-9",
    remedy=("Viser l'acte qui donne la délégation.", "Cite the act that grants the delegation."),
    example=(
        "recueil-extrait",
        "Vu l'arrêté préfectoral n° 58-2025-02-17-00005 du 17 février 2025 portant délégation de signature à\nMonsieur Bastien VERNOUZET, directeur départemental des territoires de la Nièvre ;\n",
        "",
    ),
)
def delegation_unsupported(reading: Reading) -> Iterator[Flaw]:
    """L'acte est signé « par délégation » et aucun de ses visas ne cite la délégation : le lecteur ne peut pas vérifier la
    compétence du signataire."""
    act = reading.act
    if act.kind not in ("arrete", "decision") or not act.visas:
        return
    signatory = next((s for s in act.signatories if s.role == "act" and s.by_delegation), None)
    if signatory is None or "deleg" in bases(act) or re.search(r"subdeleg", reading.plain):
        return
    at = offset_of(reading, signatory.by_delegation)
    if at is None or "deleg" not in reading.plain[max(at - 20, 0) : at + 80]:
        return
    visas = offset_of(reading, act.visas[0].text)
    if visas is not None and "deleg" in reading.plain[max(visas - 1200, 0) : visas]:
        return
    yield flaw(
        reading,
        signatory.by_delegation,
        "l'acte est signé par délégation, mais aucun visa ne cite l'acte de délégation",
        "the act is signed by delegation, but no visa cites the delegation",
    )
