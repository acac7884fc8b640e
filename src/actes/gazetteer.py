"""The public bodies of France by name: what a body is, its SIREN, its département.

Two readings, kept apart. `organisation_type` looks at the words alone (« Centre communal
d'action sociale de … » is an établissement whatever follows). `organisation` looks a
commune, an EPCI, a département, a région or a préfecture up in the official list, and
says no SIREN where the name fits several bodies: 1,482 commune names do.

The list is `models/gazetteer/gazetteer.tsv.gz`, made by `tools/gazetteer.py`.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from actes.data import data_bytes
from actes.model import OrganisationType

GAZETTEER = "gazetteer/gazetteer.tsv.gz"

NAME_LIMIT = 400
"""No body has a longer name; what follows is not looked at."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the official list. `name` is the official one, not what an act prints.

    `siren` is None where the name fits several bodies or the list gives none (départements,
    régions, préfectures). `departments` holds more than one code for an EPCI that crosses
    a border; `department` is set when there is only one, or the hint chose it.
    """

    name: str
    type: OrganisationType
    siren: str | None = None
    department: str | None = None
    departments: tuple[str, ...] = ()
    insee: str | None = None
    postcodes: tuple[str, ...] = ()


# What a body is, by its first telling word -------------------------------------------------

BODY_WORDS: dict[OrganisationType, tuple[str, ...]] = {
    "prefecture": ("sous prefecture", "sous prefete?", "prefecture", "prefete?"),
    "commune": ("commune", "ville", "mairie", "municipalite", "maire", "conseil municipal"),
    "epci": (
        "communaute de communes",
        "communaute d agglo(?:meration)?",
        "communaute urbaine",
        "communaute intercommunale",
        "eurometropole",
        "metropole",
        "agglomeration",
        "agglo",
        "etablissement public territorial",
        "etablissement public de cooperation intercommunale",
        "conseil communautaire",
        "conseil metropolitain",
        "conseil d agglomeration",
        # Syndicats de communes are EPCI, syndicats mixtes are not: CGCT, L5210-1-1 A.
        "syndicat intercommunal",
        "syndicat de communes",
        "sivom",
        "sivu",
        "sivos",
    ),
    "departement": ("departement", "conseil departemental", "conseil general", "collectivite europeenne d alsace"),
    "region": ("region", "conseil regional", "collectivite de corse", "collectivite territoriale"),
    "etat": (
        "etat",
        "premier ministre",
        "ministere",
        "ministre",
        "rectorat",
        "rect(?:eur|rice)",
        "academie",
        "direction (?:inter)?departementale",
        "direction (?:inter)?regionale",
        "unite (?:inter)?departementale",
        "direction nationale",
        "direction generale des (?:finances publiques|douanes)",
        "direction des services departementaux de l education nationale",
        "direction de l administration penitentiaire",
        "d(?:dtm?|dpp|dcspp|dcs|dets|detspp|dfip|rfip|real|rieat|rac|raaf|reets|irpjj|sden|asen)",
        "direccte",
        "tribunal",
        "cour d appel",
        "gendarmerie",
        "douanes",
        "centre penitentiaire",
        "maison d arret",
    ),
    "autre": (
        "association",
        "societe",
        "compagnie",
        "entreprise",
        "fondation",
        "federation",
        "comite",
        "amicale",
        "club",
        "mutuelle",
        "mutualite",
        "cooperative",
        "banque",
        "s ?a ?s ?u?",
        "s ?a ?r ?l",
        "s ?c ?i",
        "s ?a",
        "caisse primaire",
        "caisse d allocations familiales",
        "caisse d epargne",
        "syndicat des coproprietaires",
        "paroisse",
        "diocese",
    ),
    "etablissement": (
        "etablissement",
        "etablissement public",
        "centre (?:inter)?communal d action sociale",
        "c ?c ?a ?s",
        "c ?i ?a ?s",
        "service (?:departemental |territorial )?d incendie",
        "sdis",
        "office public",
        "office national",
        "office francais",
        "oph",
        "epic",
        "centre hospitalier",
        "hopita(?:l|ux)",
        "chu",
        "ehpad",
        "agence regionale de sante",
        "ars",
        "agence de l eau",
        "agence nationale",
        "agence de l environnement",
        "universite",
        "lycee",
        "college",
        "ecole nationale",
        "chambre de commerce",
        "chambre (?:departementale |regionale )?d agriculture",
        "chambre (?:departementale |regionale )?de metiers",
        "cci",
        "caisse des ecoles",
        "caisse des depots",
        "centre (?:departemental |interdepartemental )?de gestion",
        "centre national",
        "regie",
        "parc national",
        "parc naturel",
        "syndicat mixte",
        "syndicat",
        "pole d equilibre",
        "petr",
        "pole metropolitain",
        "groupement d interet public",
        "gip",
        "groupement de cooperation",
        "institut national",
        "voies navigables de france",
        "grand port",
        "maison departementale des personnes handicapees",
        "mdph",
    ),
}
"""What each type is called, folded. The leftmost word of a name decides (« Association des maires
du département » is no commune); where two types share a first word the one with the narrower
words comes first, so `epci` and `autre` stand before `etablissement`."""

_BODY_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in BODY_WORDS.items()) + r")\b"
)

EPCI_ABBREVIATION = re.compile(r"c[cau] (?:d |de |du |des |l )?\S")
"""« CC du Val Clair », « CA Val Clair Agglo »: only at the head of a name."""

DEPARTMENT_LINE = re.compile(
    r"departement (?P<department>.{2,40}?) (?:(?:arrondissement|canton) .{2,80}? )?"
    r"(?=(?:commune|ville|mairie|communaute|metropole|syndicat) )"
)
"""A letterhead read as one name: « DÉPARTEMENT DU VAL ARRONDISSEMENT DE … COMMUNE DE … »."""

TRAILING_CODE = re.compile(r"\s{0,5}\(\s{0,5}(\d[\dAB]\d{0,3})\s{0,5}\)\s{0,5}$")
"""A département or a postcode after the name: « Valclair (62) », « Valclair (62120) »."""

SUB_PREFECTURE = re.compile(r"sous pref(?:ecture|ete?)\b")
"""« Sous-préfecture de Valclair », « Sous-préfet de Valclair »."""

SECOND_PREFECT = re.compile(r" pref(?:ecture|ete?)\b")
"""« Préfet de la région …, préfet du … »: where the second office starts."""

EPCI_NATURES = {"CC": "communes", "CA": "agglo", "CU": "urbaine", "ME": "metropole", "EP": "territorial"}
"""Nature in the list → the word that announces it."""

_LITTLE = frozenset("d de du des l le la les et en".split())
_EPCI_WORDS = _LITTLE | frozenset(
    "communaute communes agglomeration agglo urbaine metropole eurometropole cc ca cu "
    "etablissement public territorial intercommunale conseil communautaire metropolitain president presidente".split()
)
_DEPARTMENT_WORDS = _LITTLE | frozenset(
    "departement conseil departemental general region regional prefet prefete prefecture sous president presidente".split()
)
_COMMUNE_PREFIX = re.compile(
    r"(?:(?:le |la |monsieur le |madame la |m le |mme la )?(?:conseil municipal|maire|mairie|municipalite|commune|ville) "
    r"(?:de la (?:commune|ville) )?)+"
)
_CONTRACTION = {"du": "le", "des": "les"}
_REPUBLIC = "republique francaise "


def fold(name: str) -> str:
    """The name as keys are written: no accents, lower case, one space for anything but letters and digits.

    « Sᵗ », « st » and « saint » are one word, so are « s/ » and « sur ».
    """
    text = unicodedata.normalize("NFKD", name[:NAME_LIMIT].casefold().replace("œ", "oe").replace("s/", "sur "))
    words = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in text).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def epci_key(folded: str) -> str:
    """What is proper to the name of an EPCI: « communaute de communes du val clair » → « val clair »."""
    return " ".join(word for word in folded.split() if word not in _EPCI_WORDS)


def department_key(folded: str) -> str:
    """What is proper to the name of a département or a région: « prefet de la mayenne » → « mayenne »."""
    return " ".join(word for word in folded.split() if word not in _DEPARTMENT_WORDS)


def organisation_type(name: str) -> OrganisationType:
    """What kind of body a name announces, from its words alone; `autre` when no word tells."""
    return _announced(fold(name)) or "autre"


def organisation(name: str, department_hint: str | None = None) -> Body | None:
    """The body of the official list that bears this name, or None.

    `department_hint` is a code (« 62 », « 062 »), a postcode or a name; a code at the end of the
    name itself (« Valclair (62) ») serves as one. Where the name still fits several bodies, the
    answer has no SIREN and no department: which one it is was not said.
    """
    bracketed = TRAILING_CODE.search(name[:NAME_LIMIT])
    if bracketed:
        department_hint = department_hint or bracketed[1]
        name = name[: bracketed.start()]
    folded = fold(name).removeprefix(_REPUBLIC)
    letterhead = DEPARTMENT_LINE.match(folded)
    if letterhead:
        department_hint = department_hint or letterhead["department"]
        folded = folded[letterhead.end() :]
    department = _department(department_hint) if department_hint else None
    kind = _announced(folded)
    if kind == "commune":
        return _choose(_communes(_commune_key(folded)), department)
    if kind == "epci":
        return _choose(_epcis(folded), department)
    if kind in ("departement", "region"):
        return _choose(_territories(folded, kind), None)
    if kind == "prefecture":
        return _prefecture(folded)
    if kind is None:
        return _bare(folded, department)
    return None


def communes(name: str) -> tuple[Body, ...]:
    """Every commune, present or merged away, that bears this name."""
    return tuple(_communes(_commune_key(fold(name))))


def _announced(folded: str) -> OrganisationType | None:
    folded = folded.removeprefix(_REPUBLIC)
    letterhead = DEPARTMENT_LINE.match(folded)
    if letterhead:
        folded = folded[letterhead.end() :]
    match = _BODY_WORD.search(folded)
    kind = _KINDS[match.lastgroup or ""] if match else None
    if (kind is None or (match and match.start())) and EPCI_ABBREVIATION.match(folded):
        return "epci"
    return kind


_KINDS: dict[str, OrganisationType] = {kind: kind for kind in BODY_WORDS}


def _commune_key(folded: str) -> str:
    """« ville du val clair » → « le val clair »: the article is part of the name of a commune."""
    prefix = _COMMUNE_PREFIX.match(folded)
    if not prefix:
        return folded
    first, _, rest = folded[prefix.end() :].partition(" ")
    if first in _CONTRACTION:
        return f"{_CONTRACTION[first]} {rest}"
    return rest if first in ("de", "d") else f"{first} {rest}".strip()


def _choose(bodies: list[Body], department: str | None) -> Body | None:
    """The only body, or the only one in the département; a body without identity if several remain."""
    if department and len(bodies) > 1:
        bodies = [b for b in bodies if department in b.departments] or bodies
    if not bodies:
        return None
    if len(bodies) > 1:
        return Body(bodies[0].name, bodies[0].type)
    body = bodies[0]
    if department and body.department is None and department in body.departments:
        return Body(body.name, body.type, body.siren, department, body.departments)
    return body


def _communes(key: str) -> list[Body]:
    bodies = []
    for name, code, siren, postcodes in _entries(f"c {key}"):
        home = _department(code)
        bodies.append(
            Body(name, "commune", siren or None, home, (home,) if home else (), code, tuple(postcodes.split()))
        )
    return bodies


def _epcis(folded: str) -> list[Body]:
    entries = _entries(f"e {epci_key(folded)}")
    same = [e for e in entries if EPCI_NATURES[e[1][:2]] in folded or folded.startswith(f"{e[1].lower()} ")]
    bodies = []
    for name, _, siren, members in same or entries:
        homes = tuple(members.split())
        bodies.append(Body(name, "epci", siren, homes[0] if len(homes) == 1 else None, homes))
    return bodies


def _territories(folded: str, kind: OrganisationType) -> list[Body]:
    """Départements or régions; an overseas région is a département as well."""
    bodies = []
    for name, code in _entries(f"{kind[0]} {department_key(folded)}"):
        home = code if kind == "departement" else _department(name)
        bodies.append(Body(name, kind, None, home, (home,) if home else ()))
    return bodies


def _prefecture(folded: str) -> Body | None:
    """« PRÉFET DE LA MAYENNE », « Préfet de la région Bretagne, préfet d'Ille-et-Vilaine » (the first counts).

    « Sous-préfecture d'Argentan » takes the département from the commune where it sits.
    """
    if folded.startswith("sous "):
        seat = _choose(_communes(_commune_key(SUB_PREFECTURE.sub("ville", folded))), None)
        return Body(seat.name, "prefecture", None, seat.department, seat.departments) if seat else None
    _, _, rest = folded.partition(" ")
    head = SECOND_PREFECT.split(rest)[0]
    for body in _territories(head, "region" if "region" in head.split() else "departement"):
        return Body(body.name, "prefecture", None, body.department, body.departments)
    return None


def _bare(folded: str, department: str | None) -> Body | None:
    """A name without a word for what it is: a commune, unless a département or a région shares it."""
    if _entries(f"d {department_key(folded)}") or _entries(f"r {department_key(folded)}"):
        return None
    return _choose(_communes(folded), department)


def _department(hint: str) -> str | None:
    """The département code in a hint: « 062 », « 62120 », « 2A004 », « Pas-de-Calais »."""
    folded = fold(hint)
    if not folded[:1].isdigit():
        entries = _entries(f"d {department_key(folded)}")
        return entries[0][1] if entries else None
    code = folded.replace(" ", "").upper()
    if len(code) == 3 and code[0] == "0":
        return code[1:]
    if code.startswith(("97", "98")):
        return code[:3] if len(code) >= 3 else None
    if len(code) == 5 and code.startswith("20"):
        return "2A" if code[2] in "01" else "2B"
    return code[:2] if len(code) in (2, 5) else None


def _entries(key: str) -> list[list[str]]:
    line = _table().get(key)
    return [entry.split("|") for entry in line.split("\t")] if line else []


@cache
def _table() -> dict[str, str]:
    """Key → entries, unsplit: reading 37,000 names costs one pass, splitting waits for a question."""
    table: dict[str, str] = {}
    for line in gzip.decompress(data_bytes(GAZETTEER)).decode("utf-8").split("\n"):
        key, _, entries = line.partition("\t")
        if entries:
            table[key] = entries
    return table
