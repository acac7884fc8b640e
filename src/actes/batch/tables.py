"""The tables of the catalogue, said once: SQLite, PostgreSQL, CSV and Parquet are all made from this."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

Type = Literal["text", "integer", "real"]


class Column(NamedTuple):
    """A column. `key` columns come first, and together tell a row from all others of its table.

    Those and what is `needed` are never empty; a number is `most` at most.
    """

    name: str
    type: Type = "text"
    key: bool = False
    needed: bool = False
    most: int | None = None


def _columns(names: str, integers: str = "", keys: str = "sha256 act position") -> tuple[Column, ...]:
    types: dict[str, Type] = dict.fromkeys((*integers.split(), "position"), "integer")
    types["confidence"] = "real"
    return tuple(Column(name, types.get(name, "text"), name in keys.split()) for name in names.split())


TABLES: dict[str, tuple[Column, ...]] = {
    "dossiers": _columns("sha256 name media_type text_origin size pages acts", "size pages acts", keys="sha256"),
    "acts": _columns(
        "sha256 act annex_of kind nature_code number number_key issuer issuer_type siren department authority domain"
        " title session_on signed_on place sent_on received_on published_on posted_on notified_on receipt_id"
        " term_start term_end term_duration articles page",
        "articles page",
        keys="sha256 act",
    ),
    "parties": _columns(
        "sha256 act position name alias role legal_form siren siret rna postcode city representative quality name_key"
    ),
    "persons": _columns("sha256 act position role civility title given family quality body page name_key", "page"),
    "citations": _columns("sha256 act position kind number date article code title text page", "page"),
    "findings": _columns("sha256 act position code name severity message suggestion basis text page", "page"),
    "bodies": _columns("sha256 act title body", keys="sha256 act"),
}
"""What is kept of each dossier. `act` is empty in what is said of a dossier as a whole."""

FINDINGS = TABLES["findings"]


PLACE = "act text page start stop confidence"
BOUNDS = {"rank": 9999, "times": 100_000}
"""What a check across acts counts up to: a reader's word for more would have it count all night."""


def _facts(names: str, integers: str = "") -> tuple[Column, ...]:
    columns = _columns(f"sha256 position {names} {PLACE}", f"{integers} page start stop", keys="sha256 position")
    needed = {*names.split(), "text", "confidence"}
    return tuple(column._replace(needed=column.name in needed, most=BOUNDS.get(column.name)) for column in columns)


FACTS: dict[str, tuple[Column, ...]] = {
    "entries": _facts("issuer kind register rank number dates title", "rank"),
    "cited": _facts("issuer kind register rank number date", "rank"),
    "spellings": _facts("body given family times", "times"),
}
"""What the checks across acts need of each dossier: in the local catalogue only, and in no report."""

KEPT = TABLES | FACTS
"""All that a dossier puts in the local catalogue."""

KEPT_AS: dict[Type, type] = {"text": str, "integer": int, "real": float}
KEYS = {table: sum(column.key for column in columns) for table, columns in KEPT.items()}
BOUNDED = {
    table: [(i, column.most) for i, column in enumerate(columns) if column.most is not None]
    for table, columns in KEPT.items()
}


def are_rows(table: str, lines: object, sha256: str) -> bool:
    """Whether these are rows of that table for that dossier: each value of its column's type, no key twice."""
    if not isinstance(lines, list):
        return False
    keys = KEYS[table]
    if not all(type(line) is list and _fits(table, tuple(map(type, line))) and line[0] == sha256 for line in lines):
        return False
    within = all(line[i] <= most for i, most in BOUNDED[table] for line in lines)
    return within and len({tuple(line[:keys]) for line in lines}) == len(lines)


@lru_cache(4096)
def _fits(table: str, types: tuple[type, ...]) -> bool:
    """Whether a row of that table may have values of these types: few combinations come, each is looked at once."""
    columns = KEPT[table]
    return len(types) == len(columns) and all(
        kind is KEPT_AS[column.type] or (kind is type(None) and not column.key and not column.needed)
        for kind, column in zip(types, columns, strict=True)
    )
