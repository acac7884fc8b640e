"""T: acronyms that nobody explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from actes.checks.calendar_days import MONTHS
from actes.checks.persons import given_names, sightings
from actes.checks.reading import Quote, Reading, key, line_around, word
from actes.checks.rule import Flaw, check, flaw
from actes.gazetteer import communes
from actes.kinds import VERBS

ACRONYM = re.compile(r"(?<![\w.'’/@-])(?=[A-Z]{3})[A-Z]{3,8}s?(?![\w'’@-]|\.[A-Za-z]|/\w)")


KNOWN = frozenset(
    [
        "SIREN",
        "SIRET",
        "RNA",
        "TVA",
        "HT",
        "TTC",
        "EPCI",
        "RIB",
        "IBAN",
        "BIC",
        "CDD",
        "CDI",
        "RGPD",
        "CNIL",
        "INSEE",
        "SARL",
        "SAS",
        "SASU",
        "EURL",
        "SCI",
        "SCOP",
        "SNC",
        "SELARL",
        "GIE",
        "GIP",
        "EHPAD",
        "EPHAD",
        "SDIS",
        "SAMU",
        "SMUR",
        "CAF",
        "CPAM",
        "MSA",
        "URSSAF",
        "SNCF",
        "EDF",
        "ENEDIS",
        "GRDF",
        "RATP",
        "CNRS",
        "HLM",
        "PLU",
        "PLUI",
        "SCOT",
        "ZAC",
        "ZAE",
        "CCAS",
        "CIAS",
        "CNFPT",
        "CGCT",
        "CGPPP",
        "CMP",
        "CCAG",
        "CCTP",
        "CCAP",
        "RCS",
        "APE",
        "NAF",
        "BOAMP",
        "JOUE",
        "JORF",
        "RAA",
        "CEDEX",
        "NOR",
        "ARS",
        "DDT",
        "DDTM",
        "DREAL",
        "DDCSPP",
        "DDPP",
        "DDCS",
        "DRAC",
        "DRFIP",
        "DDFIP",
        "DGFIP",
        "DRAAF",
        "DIRECCTE",
        "DREETS",
        "DDETS",
        "SGAR",
        "ONF",
        "OFB",
        "INRAE",
        "IGN",
        "BRGM",
        "ADEME",
        "AOC",
        "AOP",
        "IGP",
        "UE",
        "USA",
        "PDF",
        "FAX",
        "TEL",
        "WWW",
        "HTTP",
        "HTTPS",
        "CNI",
        "PMR",
        "ERP",
        "SMIC",
        "RTT",
        "CHSCT",
        "CSE",
        "CST",
        "NBI",
        "RIFSEEP",
        "BTP",
        "PME",
        "TPE",
        "ONG",
        "SOS",
        "VTT",
        "VHU",
        "ICPE",
        "LOI",
        "CODE",
        "ART",
        "OBJET",
        "ANNEXE",
        "ARTICLE",
        "VISA",
        "TITRE",
        "TOTAL",
        "EUR",
        "EUROS",
        "NON",
        "OUI",
        "PAR",
        "POUR",
        "LES",
        "DES",
        "DU",
        "DE",
        "LA",
        "LE",
        "ET",
        "EN",
        "SUR",
        "AUX",
        "AVEC",
        "DANS",
        "SANS",
        "ENTRE",
        "MAIRE",
        "PREFET",
        "ETAT",
        "BP",
        "CS",
        "RD",
        "RN",
        "VC",
        "CRPA",
        "CJA",
        "CGI",
        "CASF",
        "CSP",
        "CCH",
        "DSP",
        "AMO",
        "MOE",
        "OPAH",
        "ANAH",
        "ANRU",
        "LED",
        "GPS",
        "SMS",
        "IRVE",
        "TNT",
        "ADSL",
        "FTTH",
        "NTIC",
        "QPV",
        "SRU",
        "DIA",
        "ADN",
        "COVID",
        "EXTRAIT",
        "SEANCE",
        "SIGNE",
        "ARRETE",
        "DECIDE",
        "CSG",
        "CRDS",
        "SMS",
        "FEDER",
        "FSE",
        "FEADER",
        "DETR",
        "DSIL",
        "FCTVA",
        "TLE",
        "TEOM",
        "CFE",
        "CVAE",
        "BAFA",
        "BAFD",
        "PEFC",
        "FSC",
    ]
)
"""Acronyms of common administrative use, and words printed in capitals: no reader asks what they mean."""


NOT_ACRONYMS = frozenset(v.upper() for v in VERBS) | frozenset(
    m.upper() for m in (*MONTHS, "févr", "janv", "juil", "sept", "jan", "nov", "oct", "dec", "avr")
)


def _acronyms(reading: Reading) -> dict[str, list[int]]:
    """Acronym → where it stands in lines of prose; a word that also occurs in small letters is no acronym."""
    made: dict[str, list[int]] = defaultdict(list)
    for match in ACRONYM.finditer(reading.text):
        name = match.group().removesuffix("s")
        if name in KNOWN or name in NOT_ACRONYMS or _proper(reading.text, match.start(), name):
            continue
        start, end = line_around(reading, match.start(), match.end())
        line = reading.text[max(start, match.start() - 60) : min(end, match.end() + 60)]
        if sum(c.islower() for c in line) > 2 * sum(c.isupper() for c in line):
            made[name].append(match.start())
    return {name: at for name, at in made.items() if not re.search(rf"\b{name.lower()}(?:e?s)?\b", reading.text)}


ROMAN = re.compile(r"[IVXLCDM]+")


SAYABLE = re.compile(
    r"(?:[BCDFGHJKLMNPQRSTVWXZ]{0,2}[AEIOUY]{1,2}){2,}(?:[BCDFGHJKLMNPQRSTVWXZ]|[RLN][DTSC]|ST|CK|TZ)?"
)
"""Five letters or more that can be said as a word: a name in capitals more often than an acronym."""


def _proper(text: str, at: int, name: str) -> bool:
    """Whether a word in capitals is a family name, a place, a numeral or a code rather than an acronym."""
    if ROMAN.fullmatch(name):
        return True
    before = text[max(at - 30, 0) : at].rstrip()
    last = before.split()[-1] if before.split() else ""
    return (
        key(last) in given_names()
        or bool(
            re.search(r"(?:[nN]\s?°|\bM\.|\bMme|\b[Rr]ue|\b[Ss]oci[ée]t[ée]|\b[Aa]ssociation|\b[Ee]ntreprise)$", before)
        )
        or _place(name)
    )


@cache
def _place(name: str) -> bool:
    return bool(communes(name) or communes(f"le {name}"))


BODIES = ("convention", "contrat", "avenant", "deliberation", "decision")


@check(
    "T001",
    "acronym-undefined",
    "info",
    absence=True,
    scope="dossier",
    remedy=("Développer le sigle à sa première mention.", "Expand the acronym at its first mention."),
    example=("convention", "crée et diffuse des spectacles", "crée et diffuse, avec le PLEAC, des spectacles"),
)
def acronym_undefined(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un sigle est employé sans être développé nulle part dans le dossier. Les sigles d'usage courant (TVA, SIREN, CGCT…) et
    les noms propres des parties ne comptent pas. Employé trois fois ou plus, c'est un avertissement."""
    defined = {key(word(d.term)).upper() for r in readings for d in r.act.definitions}
    names = {w for r in readings for n in _names(r) for w in key(n).upper().split()}
    counted: dict[str, list[Quote]] = defaultdict(list)
    for reading in readings:
        if reading.act.kind in BODIES and not reading.form:
            for name, places in _acronyms(reading).items():
                counted[name] += [Quote(reading, at, at + len(name)) for at in places]
    for name, quotes in counted.items():
        if name in defined or name in names or any(_expanded(r, name) for r in readings):
            continue
        often = len(quotes) >= 3 and not (len(name) >= 5 and SAYABLE.fullmatch(name))
        yield flaw(
            quotes[0].reading,
            quotes[0],
            f"le sigle « {name} » n'est développé nulle part ({len(quotes)} emploi{'s' if len(quotes) > 1 else ''})",
            f"the acronym “{name}” is never expanded (used {len(quotes)} times)",
            related=[(q.reading, q) for q in quotes[1:6]],
            severity="warning" if often else None,
        )


def _names(reading: Reading) -> Iterator[str]:
    act = reading.act
    for party in act.parties:
        yield word(party.name)
        yield word(party.alias)
    for seen in sightings(reading):
        yield f"{seen.given} {word(seen.family)}"
    for signatory in act.signatories:
        yield word(signatory.on_behalf_of)
    yield word(act.issuer.name) if act.issuer else ""
    yield word(act.number)
    yield word(act.place)


def _expanded(reading: Reading, name: str) -> bool:
    """Whether the initials of a run of words beside the acronym spell it: « Agence régionale de santé (ARS) », « ARS, agence … »."""
    low = name.lower()
    for match in re.finditer(rf"\b{low}\b", reading.plain):
        before = re.findall(r"[a-z0-9]+", reading.plain[max(match.start() - 140, 0) : match.start()])[
            -2 * len(low) - 4 :
        ]
        after = re.findall(r"[a-z0-9]+", reading.plain[match.end() : match.end() + 140])[: 2 * len(low) + 4]
        bracketed = reading.plain[max(match.start() - 2, 0) : match.start()].strip() in (
            "(",
            "«(",
            '"',
            "«",
        ) or reading.plain[match.end() : match.end() + 2].strip().startswith(("(", ":", "="))
        for words in (before, after):
            if _spells(words, low, need=0.99 if not bracketed else 0.7):
                return True
    return False


LITTLE = frozenset(
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
        "un",
        "une",
        "sur",
        "pour",
        "par",
        "dans",
    ]
)


def _spells(words: Sequence[str], letters: str, need: float) -> bool:
    """Whether the initials of consecutive heavy words spell the letters (nearly all of them)."""
    heavy = [w for w in words if w not in LITTLE]
    initials = "".join(w[0] for w in heavy)
    if need > 0.9:
        return letters in initials or letters in "".join(w[0] for w in words)
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return at >= need * len(letters)
