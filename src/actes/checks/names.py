"""N: names and capacities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from actes.checks.capacities import alike
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
from actes.checks.reading import CONTRACTS, Quote, Reading, key, line_around, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold


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
