"""N: names and capacities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from actes.checks.persons import (
    Sighting,
    initial,
    likeliest,
    misspelt_given,
    same_person,
    shown,
    sightings,
    slip,
    unaccented,
)
from actes.checks.reading import CONTRACTS, RULINGS, Quote, Reading, bases, key, line_around, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.model import Party, Signatory


@check(
    "N001",
    "signatory-spelling",
    "error",
    scope="dossier",
    basis="CRPA L212-1",
    remedy=("Retenir l'orthographe de l'état civil dans tout le dossier.", "Keep one spelling throughout."),
    example=(
        "convention",
        "Amaury d'ORVILLIERS                                       Odile GUILLOTEAUX",
        "Amaury d'ORVILLIERS                                       Odile GUILLOTAUX",
    ),
)
def signatory_spelling(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Le nom d'une même personne est écrit de deux façons. L'acte doit porter le prénom, le nom et la qualité de
    son auteur : deux orthographes font douter de qui a signé. Deux personnes simplement proches (père et fils,
    deux élus d'une même liste) ne sont jamais confondues."""
    seen = [s for reading in readings for s in sightings(reading)]
    told: set[tuple[str, str]] = set()
    for one, other in _comparable(seen):
        names = (word(one.family), word(other.family))
        pair = (min(names), max(names))
        if fold(names[0]) == fold(names[1]):
            if unaccented(*names) and pair not in told and key(one.given) == key(other.given):
                told.add(pair)
                yield _spelling(seen, one, other, "accent")
            elif misspelt_given(one, other) and (given := (one.given, other.given)) not in told:
                told.add(given)
                yield _given(one, other)
        elif pair not in told and same_person(one, other):
            told.add(pair)
            yield _spelling(seen, one, other, "letter")


def _comparable(seen: Sequence[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """The pairs that may be one person in two spellings: those that share a given name or a family name, and the initials."""
    groups: dict[str, list[Sighting]] = {}
    for one in seen:
        given = "" if initial(one.given) else key(one.given)
        groups.setdefault(f"g {given}", []).append(one)
        groups.setdefault(f"f {key(word(one.family))}", []).append(one)
        if not given and one.quality:
            groups.setdefault("initials", []).append(one)
    bare = groups.pop("initials", [])
    groups.pop("g ", None)
    for group in groups.values():
        if len({(word(s.family), s.given) for s in group}) > 1:
            yield from combinations(group, 2)
    yield from ((one, other) for one in bare for other in seen if other is not one and other.quality)


def _spelling(seen: Sequence[Sighting], one: Sighting, other: Sighting, kind: str) -> Flaw:
    names = {word(one.family), word(other.family)}
    group = [s for s in seen if word(s.family) in names and key(s.given) in (key(one.given), key(other.given))]
    best, why, why_en = likeliest(((word(s.family), s.family.confidence) for s in group), frozenset())
    odd = next((s for s in reversed(group) if word(s.family) != best), other) if best else other
    counts = ", ".join(f"« {n} » ({sum(word(s.family) == n for s in group)} fois)" for n in sorted(names))
    likely = f" ; la plus probable est « {best} » : {why}" if best else ""
    likely_en = f"; the likeliest is “{best}”: {why_en}" if best else ""
    return flaw(
        odd.reading,
        odd.family,
        f"le nom de {shown(odd.person)} est écrit de deux façons : {counts}{likely}",
        f"one person, two spellings: {' / '.join(sorted(names))}{likely_en}",
        related=[(s.reading, s.family) for s in group if s is not odd][:20],
        severity="info" if kind == "accent" else None,
    )


def _given(one: Sighting, other: Sighting) -> Flaw:
    return flaw(
        other.reading,
        other.person.given,
        f"le prénom de {word(other.family)} est écrit de deux façons : « {one.given} » et « {other.given} »",
        f"the given name of {word(other.family)} is spelled in two ways: “{one.given}” and “{other.given}”",
        related=[(one.reading, one.person.given)] if one.person.given else [],
    )


WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
COLUMN = re.compile(r"\s{3,}|\t|\|")


@check(
    "N002",
    "doubled-name",
    "error",
    remedy=("Supprimer la répétition.", "Remove the repetition."),
    example=(
        "decision-convention-annexee",
        "La Présidente,\n\n\n\nFatoumata NGUIMFACK",
        "La Présidente,\n\n\n\nFatoumata NGUIMFACK Fatoumata",
    ),
)
def doubled_name(reading: Reading) -> Iterator[Flaw]:
    """Un prénom ou un nom est imprimé deux fois dans la même mention (« Camille ROUX Camille ») : reste d'un
    publipostage ou d'une saisie dans le mauvais champ."""
    told: set[int] = set()
    for seen in sightings(reading):
        at = offset_of(reading, seen.family)
        if at is None or not seen.given or seen.roll:
            continue
        start, end = line_around(reading, at, at + len(seen.family.text))
        line = reading.text[start:end]
        if len(line) > 400:
            continue
        given, family = key(seen.given).split(), key(word(seen.family)).split()
        base = start
        for cell in COLUMN.split(line):
            tokens = [(key(m.group()).split(), m.start(), m.end()) for m in WORD.finditer(cell)]
            words = [t[0] for t in tokens]
            offset = reading.text.find(cell, base) if cell else base
            base = offset + len(cell)
            for i in range(len(words) - 2):
                first, second, third = words[i : i + 3]
                pair = (given, family) if first == given and second == family else (family, given)
                if [first, second, third] != [pair[0], pair[1], pair[0]] or (
                    i + 3 < len(words) and cell[tokens[i + 3][1]].isupper()
                ):
                    continue
                where = offset + tokens[i + 2][1]
                if where not in told:
                    told.add(where)
                    yield flaw(
                        reading,
                        Quote(reading, where, offset + tokens[i + 2][2]),
                        f"« {cell[tokens[i + 2][1] : tokens[i + 2][2]]} » est imprimé deux fois dans le nom de {shown(seen.person)}",
                        f"“{cell[tokens[i + 2][1] : tokens[i + 2][2]]}” is printed twice in the name of {shown(seen.person)}",
                    )


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


FEMININE_OFFICE = re.compile(
    r"^(?:la |l )?(?:\d+e(?:me)? |premiere )?(?:vice presidente|presidente|directrice|adjointe|conseillere|prefete|sous prefete|tresoriere|gerante|deleguee|representante)\b"
)


@check(
    "N007",
    "civility-mismatch",
    "warning",
    scope="dossier",
    remedy=("Accorder la civilité avec la personne.", "Make the civility agree with the person."),
    example=(
        "convention",
        "représentée par sa Présidente, Madame Odile GUILLOTEAUX",
        "représentée par sa Présidente, Monsieur Odile GUILLOTEAUX",
    ),
)
def civility_mismatch(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Une même personne est dite « Monsieur » ici et « Madame » là, ou la civilité masculine accompagne une fonction au féminin.
    L'inverse (« Madame le Maire ») est d'usage et n'est pas signalé."""
    civilities: dict[str, tuple[str, Sighting]] = {}
    for seen in (s for reading in readings for s in sightings(reading)):
        civility = word(seen.person.civility)
        gender = _gender(civility)
        if not gender:
            continue
        name = key(f"{seen.given} {word(seen.family)}")
        if gender == "m" and FEMININE_OFFICE.match(key(seen.quality)):
            yield flaw(
                seen.reading,
                seen.person.civility,
                f"« {civility} » accompagne la fonction féminine « {seen.quality} »",
                f"“{civility}” stands beside the feminine office “{seen.quality}”",
            )
            continue
        first = civilities.setdefault(name, (gender, seen)) if not _initials(seen.given) else None
        if first and first[0] != gender:
            civilities[name] = (gender, seen)
            yield flaw(
                seen.reading,
                seen.person.civility,
                f"{shown(seen.person)} est dit « {civility} » ici et « {word(first[1].person.civility)} » ailleurs",
                f"{shown(seen.person)} is “{civility}” here and “{word(first[1].person.civility)}” elsewhere",
                related=[(first[1].reading, first[1].person.civility)] if first[1].person.civility else [],
            )


def _initials(given: str) -> bool:
    return len(given.strip(". ")) < 2


def _gender(civility: str) -> str:
    folded = key(civility)
    if folded in ("madame", "mme", "mademoiselle", "mlle"):
        return "f"
    return "m" if folded in ("monsieur", "m", "mr") else ""


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


REPRESENTED = re.compile(r"\b(repr[ée]sent[ée])(?=\s+par\b)", re.IGNORECASE)
FEMININE_PARTY = re.compile(
    r"^(?:l'\s?|la )?(?:commune|ville|association|societe|communaute|region|metropole|chambre|caisse|agence|compagnie|federation|fondation|mutuelle|sarl|sas|sci)\b"
)


@check(
    "N010",
    "agreement-error-in-formula",
    "info",
    remedy=("Écrire « Représentée par ».", "Write « Représentée par »."),
    example=(
        "convention",
        "SIRET 999 234 560 00012, représentée par sa Présidente",
        "SIRET 999 234 560 00012, représenté par sa Présidente",
    ),
)
def agreement_in_formula(reading: Reading) -> Iterator[Flaw]:
    """Dans les formules fixes, « Représente par » ou « représenté par » pour une partie au féminin (la commune, l'association)."""
    if "represent" not in reading.plain or reading.act.kind not in CONTRACTS:
        return
    starts = [(at, party) for party in reading.act.parties if (at := offset_of(reading, party.name)) is not None]
    starts += [
        (at, party)
        for signatory in reading.act.signatories
        if signatory.on_behalf_of and (at := offset_of(reading, signatory.on_behalf_of)) is not None
        for party in reading.act.parties
        if alike(word(signatory.on_behalf_of), party)
    ]
    for match in REPRESENTED.finditer(reading.text):
        if match[1].isupper():
            continue
        before = [(at, party) for at, party in starts if 0 <= match.start() - at < 400]
        feminine = bool(before) and bool(FEMININE_PARTY.match(fold(word(max(before, key=lambda b: b[0])[1].name))))
        bare = match[1][-1] in "eE"
        if before and (bare or feminine):
            yield flaw(
                reading,
                Quote(reading, match.start(1), match.end(1)),
                f"« {match[1]} par » s'accorde mal avec la partie nommée",
                f"“{match[1]} par” does not agree with the party",
            )


def against_register(readings: Sequence[Reading], register: Sequence[tuple[str, str]]) -> Iterator[Flaw]:
    """Names that are a slip of a name of the register, which has no such other name: told under N001."""
    families: dict[str, list[str]] = {}
    for given, family in register:
        families.setdefault(key(given), []).append(family)
    for seen in (s for reading in readings for s in sightings(reading)):
        known = families.get(key(seen.given), [])
        name = key(word(seen.family))
        if name in map(key, known):
            continue
        right = next((f for f in known if slip(key(f), name)), None)
        if right:
            yield flaw(
                seen.reading,
                seen.family,
                f"« {word(seen.family)} » : le registre des noms porte « {right} »",
                f"“{word(seen.family)}”: the register has “{right}”",
            )
