"""T: acronyms, defined terms and the spelling of proper names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from actes.checks.calendar_days import MONTHS
from actes.checks.persons import given_names, sightings, slip
from actes.checks.reading import CONTRACTS, Quote, Reading, key, line_around, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.gazetteer import communes
from actes.kinds import VERBS
from actes.model import Definition

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


@check(
    "T002",
    "term-defined-unused",
    "info",
    absence=True,
    remedy=("Supprimer la définition, ou employer le terme.", "Drop the definition, or use the term."),
    example=(
        "convention",
        "dûment mandatée par l'assemblée générale du 8 novembre 2025,\nCi-après dénommée « l'Association »,",
        "dûment mandatée par l'assemblée générale du 8 novembre 2025,\nCi-après dénommée « la Compagnie »,",
    ),
)
def term_unused(reading: Reading) -> Iterator[Flaw]:
    """Un terme est défini (« ci-après dénommée … ») et n'est plus jamais employé."""
    if reading.act.kind not in CONTRACTS or reading.form:
        return
    told: set[str] = set()
    for found in [p.alias for p in reading.act.parties] + [d.term for d in reading.act.definitions]:
        bare = re.sub(r"^(?:l'|la |le |les )", "", fold(word(found))).strip(" «»\"'")
        at = offset_of(reading, found)
        if found is None or len(bare) < 3 or at is None or bare in told:
            continue
        told.add(bare)
        uses = len(re.findall(rf"\b{re.escape(bare)}(?:s|es)?\b", re.sub(r"\s+", " ", reading.plain)))
        if uses <= 1:
            yield flaw(
                reading,
                found,
                f"« {word(found)} » est défini et n'est jamais employé",
                f"“{word(found)}” is defined and never used",
            )


@check(
    "T003",
    "definition-variants",
    "warning",
    scope="dossier",
    remedy=("Garder un seul développé pour un sigle.", "Keep one expansion for an acronym."),
    example=(
        "convention",
        "Il est convenu ce qui suit :",
        "Le Projet artistique de territoire (PAT) est piloté par la Commune. Le Programme artistique de territoire (PAT) dure trois ans.\n\nIl est convenu ce qui suit :",
    ),
)
def definition_variants(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un même sigle ou terme est développé de deux façons dans le dossier : « Centre … avec Antenne », « avec Antennes », « et de
    ses Antennes ». On ne sait plus si c'est le même."""
    known: dict[str, list[tuple[Reading, Definition]]] = defaultdict(list)
    for reading in readings:
        for definition in reading.act.definitions:
            if (
                definition.expansion
                and definition.expansion.value
                and re.fullmatch(r"[A-Z][A-Za-z.&-]{1,11}", word(definition.term))
            ):
                known[word(definition.term)].append((reading, definition))
    for term, group in known.items():
        forms: dict[str, tuple[Reading, Quote | None]] = {}
        texts: dict[str, str] = {}
        for reading, definition in group:
            assert definition.expansion is not None
            form = key(word(definition.expansion))
            at = offset_of(reading, definition.expansion)
            forms.setdefault(
                form, (reading, Quote(reading, at, at + len(definition.expansion.text)) if at is not None else None)
            )
            texts.setdefault(form, word(definition.expansion))
        usual = max(forms, key=lambda f: (sum(key(word(d.expansion)) == f for _, d in group), f))
        for reading in readings:
            for start, end in _bracketed(reading, term, usual.split()):
                text = " ".join(re.sub(r"-\s*\n\s*", "", reading.text[start:end]).split())
                forms.setdefault(key(text), (reading, Quote(reading, start, end)))
                texts.setdefault(key(text), text)
        odd = [
            f
            for f in forms
            if f != usual
            and not f.startswith(f"{usual} ")
            and not usual.startswith(f"{f} ")
            and _same_kind(f.split(), usual.split())
        ]
        told: set[str] = set()
        for form in odd:
            if form in told or _misread(form, usual):
                continue
            told.add(form)
            where = forms[form]
            yield flaw(
                where[0],
                where[1],
                f"« {term} » est développé « {texts[form]} » ici et « {texts[usual]} » ailleurs",
                f"“{term}” is expanded as “{texts[form]}” here and “{texts[usual]}” elsewhere",
            )


def _same_kind(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two expansions are tellings of one thing: they open alike, or share most words."""
    return one[:1] == other[:1] or len(set(one) & set(other)) * 2 > max(len(set(one)), len(set(other)))


def _misread(one: str, other: str) -> bool:
    """One letter inside one long word, not a plural: a scanner's slip rather than another name."""
    pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    if (
        pairs
        and len(one.split()) == len(other.split())
        and all(a[:5] == b[:5] and a.rstrip("s") != b.rstrip("s") for a, b in pairs)
    ):
        return True  # « administrateur » and « administratrice »
    return (
        len(one.split()) == len(other.split())
        and len(pairs) == 1
        and slip(*pairs[0])
        and pairs[0][0].rstrip("s") != pairs[0][1].rstrip("s")
    )


def _bracketed(reading: Reading, term: str, usual: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The words before each « (TERM) », back to the first word of the usual expansion."""
    if not usual:
        return
    for match in re.finditer(rf"\(\s*{re.escape(term.lower())}\s*\)", reading.plain):
        window = reading.lined[max(match.start() - 160, 0) : match.start()]
        start = window.rfind(usual[0])
        if start < 0 or re.search(r"[.;:\n][ \t]*\n", window[start:]):
            continue
        end = len(window.rstrip(" -–\n\t*"))
        if start < end:
            offset = match.start() - len(window)
            yield offset + start, offset + end


@check(
    "T004",
    "acronym-initials-mismatch",
    "info",
    remedy=("Vérifier le sigle ou son développé.", "Check the acronym or its expansion."),
)
def acronym_initials(reading: Reading) -> Iterator[Flaw]:
    """Les initiales du développé ne donnent pas le sigle."""
    for definition in reading.act.definitions:
        term, expansion = word(definition.term), key(word(definition.expansion))
        if not re.fullmatch(r"[A-Z]{3,8}", term) or len(expansion.split()) < 2:
            continue
        letters = [c for c in term.lower()]
        pool = "".join(w if w in LITTLE else w[:3] for w in expansion.split())
        at = hits = 0
        for letter in letters:
            found = pool.find(letter, at)
            if found >= 0:
                hits, at = hits + 1, found + 1
        if hits < len(letters) - 1:
            yield flaw(
                reading,
                definition.term,
                f"« {term} » n'est pas fait des initiales de « {word(definition.expansion)} »",
                f"“{term}” is not made of the initials of “{word(definition.expansion)}”",
            )


PROPER = re.compile(
    r"(?<![\w'’-])[A-ZÀ-ÝŒ][a-zà-ÿœ]+(?:[ \n-](?:(?:de|du|des|la|le|les|en|sur|sous|lès|La|Le|Les)[ -]|d['’]){0,2}[A-ZÀ-ÝŒ][a-zà-ÿœ]+){1,4}(?![\w-])"
)
"""« Val de Lys Romane », « Bruay-la-Buissière »: a name of several words, at least two of them capitalised."""


OPENERS = frozenset(("article", "madame", "monsieur", "vu", "considerant", "le", "la", "les", "un", "une"))


@check(
    "T005",
    "spelling-variants",
    "info",
    scope="dossier",
    remedy=("Garder une seule graphie.", "Keep one spelling."),
    example=(
        "convention",
        "le projet artistique de l'Association, décrit",
        "le projet artistique de l'association Théâtre de la lanterne Sourde et du Théâtre de la Lanterne Sourde, décrit",
    ),
)
def spelling_variants(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un nom propre de plusieurs mots est écrit avec des capitales ou des traits d'union différents."""
    candidates: dict[str, dict[str, Quote]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for reading in readings:
        for match in PROPER.finditer(reading.text):
            text = " ".join(match.group().replace("’", "'").split())
            name = key(text)
            counts[name] += 1
            candidates[name].setdefault(text, Quote(reading, match.start(), match.end()))
    level = " ".join(re.sub(r"[\s'-]+", " ", r.plain) for r in readings)
    for name, forms in sorted(candidates.items()):
        words = name.split()
        if len(words) < 2 or len(name) < 9 or words[0] in OPENERS:
            continue
        if len(words) >= 3 and level.count(name) > counts[name]:
            pattern = re.compile(r"\b" + r"[\s'-]+".join(map(re.escape, words)) + r"\b")
            for reading in readings:
                for match in pattern.finditer(reading.plain):
                    text = reading.text[match.start() : match.end()].replace("’", "'")
                    text = " ".join(re.sub(r"-\s*\n\s*", "-", text).split())
                    if not text.isupper() and text[0].isupper():
                        forms.setdefault(text, Quote(reading, match.start(), match.end()))
        if 2 <= len(forms) <= 4:
            listed = ", ".join(f"« {f} »" for f in forms)
            odd = list(forms.values())[-1]
            yield flaw(
                odd.reading,
                odd,
                f"le même nom est écrit de plusieurs façons : {listed}",
                f"one name is written in several ways: {listed}",
                related=[(q.reading, q) for q in list(forms.values())[:-1]],
            )
