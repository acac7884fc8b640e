"""The tables of the catalogue, said once: SQLite, PostgreSQL, CSV and Parquet are all made from this."""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal["text", "integer", "real"]


class Column(NamedTuple):
    """A column. `key` columns together tell a row from all others of its table."""

    name: str
    type: Type = "text"
    key: bool = False


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


def _facts(names: str, integers: str = "") -> tuple[Column, ...]:
    place = "act text page start stop confidence"
    return _columns(f"sha256 position {names} {place}", f"{integers} page start stop", keys="sha256 position")


FACTS: dict[str, tuple[Column, ...]] = {
    "entries": _facts("issuer kind register rank number dates title", "rank"),
    "cited": _facts("issuer kind register rank number date", "rank"),
    "spellings": _facts("body given family times", "times"),
}
"""What the checks across acts need of each dossier: in the local catalogue only, and in no report."""

KEPT = TABLES | FACTS
"""All that a dossier puts in the local catalogue."""

KEPT_AS: dict[Type, type] = {"text": str, "integer": int, "real": float}


def are_rows(table: str, lines: object) -> bool:
    """Whether these are rows of that table: as many values as columns, each of the column's type or None."""
    columns = KEPT[table]
    types = [KEPT_AS[column.type] for column in columns]
    return isinstance(lines, list) and all(
        isinstance(line, list)
        and len(line) == len(columns)
        and all(value is None or type(value) is kept for value, kept in zip(line, types, strict=True))
        for line in lines
    )
