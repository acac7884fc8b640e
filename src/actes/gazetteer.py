"""The public bodies of France by name: which one is meant, its SIREN, its département.

A commune, an EPCI, a département, a région or a préfecture is looked up in the official list.
Where a name fits several bodies (1,482 commune names do) and no département is told, the
answer has no SIREN. What kind of body a name announces is told by `actes.bodies`.

The list is `models/gazetteer/gazetteer.tsv.gz`, made by `tools/gazetteer.py`.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache

from actes.bodies import DEPARTMENT_LINE, NAME_LIMIT, REPUBLIC, announced, fold, organisation_type
from actes.data import data_bytes
from actes.model import OrganisationType

__all__ = ["Body", "communes", "organisation", "organisation_type"]

GAZETTEER = "gazetteer/gazetteer.tsv.gz"


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


TRAILING_CODE = re.compile(r"\s{0,5}\(\s{0,5}(\d[\dAB]\d{0,3})\s{0,5}\)\s{0,5}$")
"""A département or a postcode after the name: « Valclair (62) », « Valclair (62120) »."""

SUB_PREFECTURE = re.compile(r"sous pref(?:ecture|ete?)\b")
"""« Sous-préfecture de Valclair », « Sous-préfet de Valclair »."""

SECOND_PREFECT = re.compile(r" pref(?:ecture|ete?)\b")
"""« Préfet de la région …, préfet du … »: where the second office starts."""

EPCI_NATURES = {"CC": "communes", "CA": "agglo", "CU": "urbaine", "ME": "metropole", "EP": "territorial"}
"""Nature in the list → the word that announces it."""

_LITTLE = frozenset(("d", "de", "du", "des", "l", "le", "la", "les", "et", "en"))
_EPCI_WORDS = _LITTLE.union(
    ("communaute", "communes", "agglomeration", "agglo", "urbaine", "metropole", "eurometropole", "cc", "ca", "cu"),
    ("etablissement", "public", "territorial", "intercommunale", "conseil", "communautaire", "metropolitain"),
    ("president", "presidente"),
)
_DEPARTMENT_WORDS = _LITTLE.union(
    ("departement", "conseil", "departemental", "general", "region", "regional"),
    ("prefet", "prefete", "prefecture", "sous", "president", "presidente"),
)

COMMUNE_PREFIX = re.compile(
    r"(?:le |la |monsieur le |madame la |m le |mme la )?"
    r"(?:conseil municipal|maire|mairie|municipalite|commune|ville) "
)
"""What stands before the name of a commune: « Monsieur le Maire de … », « la Ville de … »."""

_CONTRACTION = {"du": "le", "des": "les"}


def epci_key(folded: str) -> str:
    """What is proper to the name of an EPCI: « communaute de communes du val clair » → « val clair »."""
    return " ".join(word for word in folded.split() if word not in _EPCI_WORDS)


def department_key(folded: str) -> str:
    """What is proper to the name of a département or a région: « prefet de la creuse » → « creuse »."""
    return " ".join(word for word in folded.split() if word not in _DEPARTMENT_WORDS)


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
    folded = fold(name).removeprefix(REPUBLIC)
    letterhead = DEPARTMENT_LINE.match(folded)
    if letterhead:
        department_hint = department_hint or letterhead["department"]
        folded = folded[letterhead.end() :]
    department = _department(department_hint) if department_hint else None
    kind = announced(folded)
    if kind == "commune":
        return _choose(_communes(folded) or _namesakes(folded), department)
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
    return tuple(_communes(fold(name)))


def _communes(folded: str) -> list[Body]:
    """The communes meant by a name with or without its announcement.

    The article is part of the name (« ville du val clair » → « le val clair »), and so may be an announcing
    word (« mairie de la ville aux saules »): one announcement is taken off at a time.
    """
    key = folded
    while not (entries := _entries(f"c {key}")) and (prefix := COMMUNE_PREFIX.match(key)):
        first, _, rest = key[prefix.end() :].partition(" ")
        if first in _CONTRACTION:
            key = f"{_CONTRACTION[first]} {rest}"
        else:
            key = rest if first in ("de", "d") else f"{first} {rest}".rstrip()
    bodies = []
    for name, code, siren, postcodes in entries:
        home = _department(code)
        bodies.append(
            Body(name, "commune", siren or None, home, (home,) if home else (), code, tuple(postcodes.split()))
        )
    return bodies


def _choose(bodies: list[Body], department: str | None) -> Body | None:
    """The only body in the département, if one is told; a body without identity if several remain."""
    if department:
        bodies = [b for b in bodies if department in b.departments]
    if not bodies:
        return None
    if len(bodies) > 1:
        return Body(bodies[0].name, bodies[0].type)
    body = bodies[0]
    if department and body.department is None and department in body.departments:
        return Body(body.name, body.type, body.siren, department, body.departments)
    return body


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
    """« PRÉFET DE LA CREUSE », « Préfet de la région …, préfet des Vosges » (the first counts).

    « Sous-préfecture de Valclair » takes the département from the commune where it sits.
    """
    if folded.startswith("sous "):
        seat = _choose(_communes(SUB_PREFECTURE.sub("ville", folded)), None)
        return Body(seat.name, "prefecture", None, seat.department, seat.departments) if seat else None
    _, _, rest = folded.partition(" ")
    head = SECOND_PREFECT.split(rest)[0]
    for body in _territories(head, "region" if "region" in head.split() else "departement"):
        return Body(body.name, "prefecture", None, body.department, body.departments)
    return None


def _bare(folded: str, department: str | None) -> Body | None:
    """A name without a word for what it is: a commune or an EPCI, unless a département or a région shares it."""
    if _entries(f"d {department_key(folded)}") or _entries(f"r {department_key(folded)}"):
        return None
    return _choose(_communes(folded) or _namesakes(folded), department)


def _namesakes(folded: str) -> list[Body]:
    """EPCI that are officially called so, without a word for what they are (« Boucle du Val »)."""
    return [body for body in _epcis(folded) if fold(body.name) == folded]


def _department(hint: str) -> str | None:
    """The département code in a hint: « 062 », « 62120 », « 2A004 », « Haute-Saône »."""
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
