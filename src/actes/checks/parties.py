"""P: the parties to a convention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actes.checks.capacities import alike
from actes.checks.dates import authorising
from actes.checks.reading import CONTRACTS, Quote, Reading, key, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.model import Party, Signatory


def _unilateral(reading: Reading) -> bool:
    """An avenant that an authority issues alone, or a form."""
    act = reading.act
    return act.kind not in CONTRACTS or act.issuer is not None or reading.form


PARTIES = """ENTRE

La Commune de Saint-Aurèle-le-Haut, domiciliée en mairie, 1 place de la République, 03990 Saint-Aurèle-le-Haut, SIRET 210 309 944 00010, représentée par son Maire, Monsieur Amaury d'ORVILLIERS, agissant en vertu de la délibération n° 2025-118 du Conseil municipal en date du 15 décembre 2025,
Ci-après dénommée « la Commune »,
D'une part,

ET

L'association Théâtre de la Lanterne sourde, régie par la loi du 1er juillet 1901, déclarée en préfecture sous le numéro W039001234, dont le siège social est situé 27 rue des Forgerons, 03990 Saint-Aurèle-le-Haut, SIRET 999 234 560 00012, représentée par sa Présidente, Madame Odile GUILLOTEAUX, dûment mandatée par l'assemblée générale du 8 novembre 2025,
Ci-après dénommée « l'Association »,
D'autre part,

Il est préalablement exposé ce qui suit :

"""
"""The clause of the parties of a specimen, for the example of P001."""


@check(
    "P001",
    "missing-parties",
    "error",
    absence=True,
    remedy=("Désigner les parties en tête de la convention.", "Name the parties at the head of the convention."),
    example=("convention", PARTIES, "CHAPITRE PREMIER\n\n"),
)
def missing_parties(reading: Reading) -> Iterator[Flaw]:
    """Une convention n'a pas de clause des parties : on ne sait pas qui s'engage."""
    act = reading.act
    if _unilateral(reading) or len(act.articles) < 2 or act.kind == "avenant" or act.annex_of:
        return
    first = offset_of(reading, act.articles[0].number)
    if any((at := offset_of(reading, p.name)) is None or (first is not None and at < first) for p in act.parties):
        return
    if re.search(r"\bentre\b|\bd'une part\b|\bci-apres\b|\bsoussignee?s?\b", reading.plain):
        return
    yield flaw(reading, act.title, "la convention ne désigne pas ses parties", "the convention names no parties")


@check(
    "P002",
    "copies-differ",
    "warning",
    absence=True,
    remedy=("Prévoir un original par partie.", "Provide one original per party."),
    example=("avenant", "en deux exemplaires originaux", "en trois exemplaires originaux"),
)
def copies_differ(reading: Reading) -> Iterator[Flaw]:
    """Le nombre d'exemplaires originaux n'est pas celui des parties."""
    act = reading.act
    if _unilateral(reading) or act.copies is None or act.copies.value is None or len(act.parties) < 2:
        return
    if act.copies.value != len(act.parties) and not _crowd(reading):
        yield flaw(
            reading,
            act.copies,
            f"{act.copies.value} exemplaires pour {len(act.parties)} parties",
            f"{act.copies.value} originals for {len(act.parties)} parties",
        )


def _crowd(reading: Reading) -> bool:
    """Parties that are themselves several persons: their number is not that of the clauses."""
    return any(
        re.search(r"\b(?:consorts|epoux|indivis|monsieur et madame|m\. et mme)\b", fold(word(p.name)))
        for p in reading.act.parties
    )


COUNT_WORDS = {"bipartite": 2, "tripartite": 3, "quadripartite": 4}
COUNTED = re.compile(r"\b(?:convention|contrat|accord|avenant|protocole)s?\s+(bipartite|tripartite|quadripartite)\b")
EITHER = re.compile(r"\bl'une ou l'autre\s+(?:des\s+)?(?:deux\s+)?parties?\b|\bles deux parties\b")


@check(
    "P003",
    "party-count-word",
    "error",
    scope="dossier",
    remedy=("Mettre le mot et le nombre des parties en accord.", "Make the word agree with the number of parties."),
    example=("decision-convention-annexee", "CONVENTION TRIPARTITE\nRELATIVE", "CONVENTION BIPARTITE\nRELATIVE"),
)
def party_count_word(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """« Convention tripartite » entre deux parties, ou l'inverse ; « l'une ou l'autre des parties » quand elles sont trois est un
    avertissement."""
    for reading in readings:
        parties = reading.act.parties
        if _unilateral(reading) or len(parties) < 2:
            continue
        for one in [r for r in readings if r is reading or r.act.id == reading.act.annex_of]:
            told: set[str] = set()
            for match in COUNTED.finditer(one.plain):
                if COUNT_WORDS[match[1]] != len(parties) and match[1] not in told:
                    told.add(match[1])
                    yield flaw(
                        one,
                        Quote(one, match.start(), match.end()),
                        f"« {match[1]} » pour une convention à {len(parties)} parties",
                        f"“{match[1]}” for a convention of {len(parties)} parties",
                    )
        if len(parties) > 2:
            either = EITHER.search(reading.plain)
            if either:
                text = " ".join(reading.text[either.start() : either.end()].split())
                yield flaw(
                    reading,
                    Quote(reading, either.start(), either.end()),
                    f"« {text} » alors que les parties sont {len(parties)}",
                    f"“{text}” though there are {len(parties)} parties",
                    severity="warning",
                )


def _blocks(reading: Reading) -> list[Signatory]:
    return [s for s in reading.act.signatories if s.role == "act"]


def _signed_by(party: Party, signatory: Signatory) -> bool:
    if signatory.on_behalf_of and alike(word(signatory.on_behalf_of), party):
        return True
    name = key(word(signatory.family))
    return bool(name and party.representative and key(word(party.representative.family)) == name)


@check(
    "P004",
    "party-without-signature",
    "error",
    absence=True,
    remedy=("Prévoir un bloc de signature par partie.", "Give each party a signature block."),
    example=("decision-convention-annexee", "Pour l'Association,\nLa Présidente,\n\n\n\nFatoumata NGUIMFACK\n", ""),
)
def party_without_signature(reading: Reading) -> Iterator[Flaw]:
    """Une partie n'a pas de bloc de signature : elle n'est pas engagée."""
    blocks = _blocks(reading)
    parties = reading.act.parties
    if _unilateral(reading) or len(parties) < 2 or not blocks or len(blocks) >= len(parties):
        return
    missing = [p for p in parties if not any(_signed_by(p, b) for b in blocks)]
    if len(missing) != len(parties) - len(blocks) or not all(any(_signed_by(p, b) for p in parties) for b in blocks):
        return
    tail = _closing(reading)
    for party in missing:
        names = [
            n
            for n in (
                key(word(party.name)),
                key(word(party.alias)),
                key(word(party.representative.family)) if party.representative else "",
            )
            if len(n) > 3
        ]
        if tail is None or any(n in tail for n in names):
            continue
        yield flaw(
            reading,
            party.name,
            f"« {word(party.name)} » n'a pas de bloc de signature",
            f"“{word(party.name)}” has no signature block",
        )


def _closing(reading: Reading) -> str | None:
    """The text from the last article's number on, levelled: where the signatures are."""
    closes = [m.start() for m in re.finditer(r"\bfait\b|\bexemplaires?\b", reading.plain)]
    return key(reading.plain[closes[-1] :]) if closes else None


@check(
    "P005",
    "signature-without-party",
    "error",
    absence=True,
    remedy=(
        "Ajouter le signataire aux parties, ou retirer son bloc.",
        "Add the signatory to the parties, or remove the block.",
    ),
    example=(
        "avenant",
        "Pour la Commune,\nLe Maire,\n\n\nAmaury d’ORVILLIERS",
        "Pour la Commune,\nLe Maire,\n\n\nAmaury d’ORVILLIERS\n\nPour la société Vaubrune Conseil,\nLe gérant,\n\n\nRachid BENSOUDA",
    ),
)
def signature_without_party(reading: Reading) -> Iterator[Flaw]:
    """Un bloc de signature au nom d'un organisme que la clause des parties ne nomme pas."""
    blocks = _blocks(reading)
    parties = reading.act.parties
    if _unilateral(reading) or len(parties) < 2 or len(blocks) <= len(parties):
        return
    for block in blocks:
        name = word(block.on_behalf_of)
        if (
            len(key(name)) < 6
            or any(_signed_by(p, block) for p in parties)
            or re.search(r"deleg|presiden|maire|prefet|direct", fold(name))
        ):
            continue
        if sum(any(_signed_by(p, b) for b in blocks) for p in parties) < len(parties):
            continue
        yield flaw(
            reading,
            block.on_behalf_of,
            f"« {name} » signe sans être partie à la convention",
            f"“{name}” signs without being a party",
        )


GENERIC = frozenset(
    [
        "l",
        "la",
        "le",
        "les",
        "d",
        "de",
        "du",
        "des",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "communaute",
        "agglomeration",
        "communes",
        "commune",
        "ville",
        "association",
        "societe",
        "departement",
        "region",
        "conseil",
        "general",
        "municipal",
        "communautaire",
        "centre",
        "etablissement",
    ]
)
JOIN = r"(?:[\s,'’()\"«».:–—-]|\b(?:de|du|des|d|l|la|le|les|et)\b)*"
"""What may stand between the words of a name in another form of it."""


@check(
    "P006",
    "party-name-variants",
    "warning",
    scope="dossier",
    remedy=("Employer partout la dénomination officielle.", "Use the official name throughout."),
    example=(
        "convention",
        "Pour la Commune de Saint-Aurèle-le-Haut,                  Pour l'association Théâtre de la Lanterne sourde,",
        "Pour la Commune de Saint-Aurèle-le-Haut,                  Pour l'association Théâtre la Lanterne, sourde,",
    ),
)
def party_name_variants(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """La dénomination officielle d'un organisme est écrite de plusieurs façons (traits d'union, virgule, « de » en plus ou en
    moins) : la désignation d'une partie doit être une. Les capitales, les sauts de ligne et les apostrophes ne comptent pas."""
    names: dict[tuple[str, ...], str] = {}
    for reading in readings:
        act = reading.act
        found = [p.name for p in act.parties] + [s.on_behalf_of for s in act.signatories if act.parties]
        found += [act.issuer.name] if act.issuer else []
        for name in found:
            words = tuple(
                w for w in key(word(name)).split() if w not in ("l", "la", "le", "les", "d", "de", "du", "des", "et")
            )
            own = [w for w in words if w not in GENERIC]
            if 3 <= len(own) <= 12 and len(words) <= 14 and len(" ".join(own)) >= 12:
                names.setdefault(words, word(name))
    for words in names:
        forms: dict[str, list[Quote]] = {}
        pattern = re.compile(r"\b" + JOIN.join(re.escape(w) for w in words) + r"\b")
        for reading in readings:
            for match in pattern.finditer(reading.plain):
                text = reading.text[match.start() : match.end()]
                if re.search(r"\n[ \t]*\n|\f", text) or text.isupper():
                    continue
                forms.setdefault(_form(text), []).append(Quote(reading, match.start(), match.end()))
        if len(forms) < 2:
            continue
        usual = max(forms, key=lambda f: (len(forms[f]), f))
        odd = next(q for f in sorted(forms) for q in forms[f] if f != usual)
        listed = " ; ".join(
            f"« {' '.join(_text(q[0]).split())} » ({len(q)} fois)"
            for _, q in sorted(forms.items(), key=lambda x: (-len(x[1]), x[0]))
        )
        yield flaw(
            odd.reading,
            odd,
            f"la dénomination est écrite de {len(forms)} façons : {listed}",
            f"the name is written in {len(forms)} ways: {listed}",
            related=[(q.reading, q) for form in sorted(forms) for q in forms[form][:3] if q is not odd],
        )


def _text(quote: Quote) -> str:
    return quote.reading.text[quote.start : quote.end]


def _form(text: str) -> str:
    """A printed name less what never matters: case, apostrophes, dashes of other lengths, line breaks, marks."""
    folded = fold(text).replace("*", " ").replace("œ", "oe")
    folded = re.sub(r"-\s+", "-", re.sub(r"\s+-", "-", folded))
    return re.sub(r"\s+", " ", folded).strip()


@check(
    "P007",
    "missing-representative",
    "warning",
    absence=True,
    remedy=(
        "Nommer la personne qui représente la partie, et sa qualité.",
        "Name the person who represents the party, and the office.",
    ),
    example=(
        "convention",
        "03990 Saint-Aurèle-le-Haut, SIRET 999 234 560 00012, représentée par sa Présidente, Madame Odile GUILLOTEAUX, dûment mandatée par l'assemblée générale du 8 novembre 2025,",
        "03990 Saint-Aurèle-le-Haut, SIRET 999 234 560 00012,",
    ),
)
def missing_representative(reading: Reading) -> Iterator[Flaw]:
    """Une personne morale est partie sans que son représentant soit désigné, ni dans la clause des parties, ni à la signature."""
    if _unilateral(reading) or len(reading.act.parties) < 2:
        return
    for party in reading.act.parties:
        name = fold(word(party.name))
        who = party.representative
        if (
            not name
            or (who and (who.family or who.quality))
            or re.match(r"(?:monsieur|madame|m\.|mme|mlle|maitre|etat\b|l'etat)", name)
        ):
            continue
        if any(_signed_by(party, s) and (s.family or s.quality) for s in _blocks(reading)) and not _opens_with(
            reading, party
        ):
            continue
        if _opens_with(reading, party) is False:
            continue
        yield flaw(
            reading,
            party.name,
            f"aucun représentant n'est désigné pour « {word(party.name)} »",
            f"no representative is named for “{word(party.name)}”",
        )


def _opens_with(reading: Reading, party: Party) -> bool:
    """Whether the clause of this party is known and holds no word of representation."""
    at = offset_of(reading, party.name)
    if at is None or party.role is None:
        return False
    clause = reading.lined[at : at + 700]
    ends = [
        m.start()
        for m in re.finditer(r"d'une part|d'autre part|de (?:deuxieme|troisieme) part|\bet\s*:|\n\s*et\s*\n", clause)
    ]
    return not re.search(
        r"represent|agissant|en la personne|par son|par sa\b|\bmaire\b|presiden|direct|prefet|gerant",
        clause[: min(ends, default=700)],
    )


@check(
    "P008",
    "blank-authorisation",
    "error",
    basis="CGCT L2122-21, L5211-9",
    remedy=(
        "Compléter le numéro et la date de l'acte qui autorise à signer.",
        "Fill in the number and date of the authorising act.",
    ),
    example=(
        "convention",
        "agissant en vertu de la délibération n° 2025-118 du Conseil municipal en date du 15 décembre 2025,",
        "dûment habilité par délibération n° ______ en date du ______________,",
    ),
)
def blank_authorisation(reading: Reading) -> Iterator[Flaw]:
    """L'acte qui habilite le représentant à signer est annoncé sans numéro ni date (« par délibération n° ____ en date du
    ____ ») : l'habilitation ne peut pas être vérifiée."""
    if reading.form:
        return
    for party in reading.act.parties:
        reference = party.authorisation
        if reference is None or not authorising(party) or not reference.text.at:
            continue
        near = reference.text.at[0]
        slots = [b.text.at[0] for b in reading.act.blanks if b.text.at]
        if any(s.page == near.page and near.start - 60 <= s.start <= near.end + 60 for s in slots):
            yield flaw(
                reading,
                reference.text,
                f"l'habilitation de « {word(party.name)} » est restée en blanc",
                f"the authorisation of “{word(party.name)}” is left blank",
            )


@check(
    "P009",
    "missing-identification",
    "info",
    absence=True,
    remedy=("Indiquer le siège ou le numéro SIREN.", "Give the seat or the SIREN."),
    example=(
        "avenant",
        "La Commune de Saint-Aurèle-le-Haut, 1 place de la République, 03990 Saint-Aurèle-le-Haut, SIRET 210 309 944 00010, représentée",
        "La Commune de Saint-Aurèle-le-Haut, représentée",
    ),
)
def missing_identification(reading: Reading) -> Iterator[Flaw]:
    """Une partie n'est identifiée ni par son siège, ni par un numéro SIREN, SIRET ou RNA ; ou une partie privée ne dit pas sa
    forme juridique."""
    if _unilateral(reading):
        return
    for party in reading.act.parties:
        if party.name and not (party.address or party.siren or party.siret or party.rna):
            yield flaw(
                reading,
                party.name,
                f"ni siège ni SIREN pour « {word(party.name)} »",
                f"neither seat nor SIREN for “{word(party.name)}”",
            )
