"""I: registration numbers, transmission ids and places."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from actes.checks.reading import Quote, Reading, key, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.data import data_bytes
from actes.gazetteer import GAZETTEER, communes
from actes.model import Address


@check(
    "I001",
    "siren-invalid",
    "error",
    remedy=("Vérifier le numéro sur l'avis de situation INSEE.", "Check the number with INSEE."),
    example=("decision-convention-annexee", "SIREN 248 800 997", "SIREN 248 800 979"),
)
def siren_invalid(reading: Reading) -> Iterator[Flaw]:
    """La clé de contrôle du numéro SIREN est fausse : un chiffre est faux ou deux sont inversés."""
    from stdnum.fr import siren

    for party in reading.act.parties:
        if party.siren and party.siren.value and not siren.is_valid(party.siren.value):
            yield flaw(
                reading,
                party.siren,
                f"le SIREN {word(party.siren)} a une clé de contrôle fausse",
                f"the SIREN {word(party.siren)} fails its check digit",
            )


@check(
    "I002",
    "siret-invalid",
    "error",
    remedy=("Vérifier le numéro sur l'avis de situation INSEE.", "Check the number with INSEE."),
    example=("convention", "SIRET 210 309 944 00010", "SIRET 210 309 944 00012"),
)
def siret_invalid(reading: Reading) -> Iterator[Flaw]:
    """La clé de contrôle du numéro SIRET est fausse."""
    from stdnum.fr import siret

    for party in reading.act.parties:
        if party.siret and party.siret.value and not siret.is_valid(party.siret.value):
            yield flaw(
                reading,
                party.siret,
                f"le SIRET {word(party.siret)} a une clé de contrôle fausse",
                f"the SIRET {word(party.siret)} fails its check digit",
            )


def _addresses(reading: Reading) -> Iterator[Address]:
    return (p.address for p in reading.act.parties if p.address and p.address.postcode and p.address.city)


def _special(reading: Reading, address: Address) -> bool:
    """CEDEX and boxes have postcodes of their own."""
    at = offset_of(reading, address.postcode)
    return at is None or bool(
        re.search(r"\bcedex\b|\bb\.?p\.?\s?\d|\bc\.?s\.?\s?\d", reading.plain[max(at - 60, 0) : at + 60])
    )


@check(
    "I003",
    "postcode-commune-mismatch",
    "warning",
    remedy=("Vérifier le code postal.", "Check the postcode."),
    example=("contrat", "14 impasse des Verriers, 88990 Valbrune-sur-Ouze", "14 impasse des Verriers, 62000 Lille"),
)
def postcode_mismatch(reading: Reading) -> Iterator[Flaw]:
    """Le code postal n'est pas celui de la commune. Les codes CEDEX et les boîtes postales ont leur propre code et ne
    sont pas regardés."""
    for address in _addresses(reading):
        postcode, city = word(address.postcode), word(address.city)
        if _special(reading, address):
            continue
        known = communes(re.sub(r"\s+\d+(?:er|e|eme|ème)?$", "", city))
        codes = {c for body in known for c in body.postcodes}
        if codes and postcode not in codes and not any(c[:3] == postcode[:3] for c in codes):
            yield flaw(
                reading,
                address.postcode,
                f"{postcode} n'est pas un code postal de {city} ({', '.join(sorted(codes)[:3])})",
                f"{postcode} is not a postcode of {city}",
            )


@check(
    "I004",
    "receipt-id-malformed",
    "warning",
    remedy=("Reprendre l'identifiant sur l'accusé de réception.", "Copy the id from the acknowledgement."),
    example=("deliberation", "ID : 023-212309900-20260226-2026_014-DE", "ID : 023-212309900-20261326-2026_014-DE"),
)
def receipt_malformed(reading: Reading) -> Iterator[Flaw]:
    """L'identifiant de télétransmission n'a pas la forme « département-SIREN-date-numéro-nature », ou sa date n'existe pas."""
    known = reading.act.execution
    if known and known.receipt_id and known.receipt_id.value and known.receipt and known.receipt.date is None:
        yield flaw(
            reading,
            known.receipt_id,
            "la date contenue dans l'identifiant de télétransmission n'existe pas",
            "the date in the transmission id does not exist",
        )


@check(
    "I005",
    "receipt-siren-differs",
    "error",
    remedy=("Vérifier que l'acte a été transmis sous le bon compte.", "Check the account the act was sent from."),
    example=None,
)
def receipt_siren_differs(reading: Reading) -> Iterator[Flaw]:
    """Le SIREN contenu dans l'identifiant de télétransmission n'est pas celui de l'émetteur de l'acte."""
    act = reading.act
    receipt = act.execution.receipt if act.execution else None
    if receipt and act.issuer and act.issuer.siren and act.execution and receipt.siren != act.issuer.siren:
        if re.search(
            r"\bccas\b|centre communal d'action|caisse des ecoles|\bregie\b|office|syndicat|\bcias\b",
            reading.plain[:2000],
        ):
            return
        yield flaw(
            reading,
            act.execution.receipt_id,
            f"l'identifiant porte le SIREN {receipt.siren}, celui de « {word(act.issuer.name)} » est {act.issuer.siren}",
            f"the id bears SIREN {receipt.siren}, that of “{word(act.issuer.name)}” is {act.issuer.siren}",
        )


SERIAL = re.compile(r"(20\d\d)\D{0,2}(?:[a-z]{0,3}\D?)?0*(\d{1,4})")


@check(
    "I006",
    "receipt-number-differs",
    "warning",
    remedy=("Vérifier le numéro saisi à la télétransmission.", "Check the number entered for transmission."),
    example=("deliberation", "ID : 023-212309900-20260226-2026_014-DE", "ID : 023-212309900-20260226-2026_041-DE"),
)
def receipt_number_differs(reading: Reading) -> Iterator[Flaw]:
    """Le numéro contenu dans l'identifiant de télétransmission n'est pas celui de l'acte. Seuls deux numéros de même
    forme (année et rang) sont comparés : beaucoup de collectivités y mettent un numéro interne."""
    act = reading.act
    receipt = act.execution.receipt if act.execution else None
    if receipt is None or act.number is None or act.execution is None:
        return
    own, sent = (
        SERIAL.fullmatch(key(word(act.number)).replace(" ", "")),
        SERIAL.fullmatch(key(receipt.number).replace(" ", "")),
    )
    if own and sent and own.groups() != sent.groups() and own[1] == sent[1]:
        yield flaw(
            reading,
            act.execution.receipt_id,
            f"l'identifiant porte le numéro {receipt.number}, l'acte le numéro {word(act.number)}",
            f"the id bears number {receipt.number}, the act {word(act.number)}",
            related=[(reading, act.number)],
        )


@check(
    "I007",
    "unknown-commune",
    "info",
    remedy=("Vérifier le nom de la commune.", "Check the name of the commune."),
    example=("contrat", "14 impasse des Verriers, 88990 Valbrune-sur-Ouze", "14 impasse des Verriers, 88000 Épinalle"),
)
def unknown_commune(reading: Reading) -> Iterator[Flaw]:
    """Aucune commune de ce nom n'est connue, alors que le code postal en désigne une dont le nom est presque le même."""
    for address in _addresses(reading):
        city = word(address.city)
        if communes(city) or _special(reading, address) or not city[:1].isalpha():
            continue
        wanted = key(city)
        near = [n for n in _named(word(address.postcode)) if SequenceMatcher(None, wanted, key(n)).ratio() >= 0.8]
        if near:
            yield flaw(
                reading,
                address.city,
                f"aucune commune ne s'appelle « {city} » ; à {word(address.postcode)} : {', '.join(near[:3])}",
                f"no commune is called “{city}”; at {word(address.postcode)}: {', '.join(near[:3])}",
            )


@cache
def _by_postcode() -> dict[str, tuple[str, ...]]:
    """Postcode → official names of its communes."""
    made: dict[str, set[str]] = {}
    for line in gzip.decompress(data_bytes(GAZETTEER)).decode("utf-8").split("\n"):
        if line.startswith("c "):
            for entry in line.split("\t")[1:]:
                name, *_, postcodes = entry.split("|")
                for postcode in postcodes.split():
                    made.setdefault(postcode, set()).add(name)
    return {postcode: tuple(sorted(names)) for postcode, names in made.items()}


@cache
def _official(name: str) -> str:
    """The one official name of the communes that bear this name, empty if there is none or several."""
    names = {body.name for body in communes(name)}
    return names.pop() if len(names) == 1 else ""


def _named(postcode: str) -> tuple[str, ...]:
    return _by_postcode().get(postcode, ())


REGIONS = {
    "cote d'opale": "Côte d'Opale", "hauts de france": "Hauts-de-France", "ile de france": "Île-de-France",
    "auvergne rhone alpes": "Auvergne-Rhône-Alpes", "bourgogne franche comte": "Bourgogne-Franche-Comté",
    "centre val de loire": "Centre-Val de Loire", "nouvelle aquitaine": "Nouvelle-Aquitaine",
    "provence alpes cote d'azur": "Provence-Alpes-Côte d'Azur", "cote d'azur": "Côte d'Azur", "cote d'or": "Côte-d'Or",
    "pas de calais": "Pas-de-Calais", "seine maritime": "Seine-Maritime", "loire atlantique": "Loire-Atlantique",
    "puy de dome": "Puy-de-Dôme", "seine saint denis": "Seine-Saint-Denis", "val de marne": "Val-de-Marne",
}  # fmt: skip
"""Names of régions, départements and coasts that are often written without their hyphens or capitals."""

COMPOUND = re.compile(
    r"[A-ZÀ-ÝŒ](?<![\w'’-][A-ZÀ-ÝŒ])[a-zà-ÿœ]{2,}(?:[ -](?:[LDld][aeu]s?|[EeAa][nu]x?|[Ss]ur|[Ss]ous|[Ll]ès|[Ll]ez))?[ -][A-ZÀ-ÝŒ][a-zà-ÿœ]{2,}(?![\w-])"
)


@check(
    "I008",
    "toponym-spelling",
    "info",
    remedy=("Écrire le nom officiel.", "Write the official name."),
    example=(
        "convention",
        "sur le territoire de la Commune.",
        "sur le territoire de la Commune et dans les Hauts de France.",
    ),
)
def toponym_spelling(reading: Reading) -> Iterator[Flaw]:
    """Un nom de lieu n'a pas ses capitales, ses accents ou ses traits d'union (« cote d'Opale », « Noeux-Les-Mines »)."""
    told: set[str] = set()
    level = " ".join(reading.plain.replace("-", " ").split())
    for name, right in REGIONS.items():
        if name not in level:
            continue
        words = name.split()
        for match in re.finditer(r"\b" + r"[\s-]+".join(map(re.escape, words)) + r"\b", reading.plain):
            form = " ".join(re.sub(r"-\s+", "-", reading.text[match.start() : match.end()]).replace("’", "'").split())
            longer = name == "cote d'azur" and "provence" in reading.plain[max(match.start() - 20, 0) : match.start()]
            if longer or form in (right, *told) or form.isupper() or (name == "hauts de france" and form[0].islower()):
                continue
            told.add(form)
            yield flaw(
                reading,
                Quote(reading, match.start(), match.end()),
                f"« {form} » s'écrit « {right} »",
                f"“{form}” is spelled “{right}”",
            )
    if reading.act.kind == "arrete":
        return  # lists of places, most often; the rest is read for regions only
    for match in COMPOUND.finditer(reading.text):
        text = match.group()
        if text in told or ("-" not in text and len(text.split()) < 3):
            continue
        told.add(text)
        right = _official(text)
        if right and right != text and key(right) == key(text):
            yield flaw(
                reading,
                Quote(reading, match.start(), match.end()),
                f"« {text} » s'écrit « {right} »",
                f"“{text}” is spelled “{right}”",
            )
