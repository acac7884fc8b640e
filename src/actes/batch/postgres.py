"""The catalogue in a PostgreSQL base, for services that share it: a copy that follows the local one.

The run itself never depends on the base: reading goes on while it is away, and publishing anew brings it level.
Several archives share a base; each has a name, and only touches its own rows.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actes.batch import catalogue
from actes.batch.ledger import Entry
from actes.batch.rows import words
from actes.batch.tables import TABLES, Column
from actes.errors import ActesError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData

    from actes.batch.search import Query

DOSSIERS_PER_TRANSACTION = 50

LEDGER: tuple[Column, ...] = tuple(
    Column(
        name,
        "integer" if name in ("attempts", "pages", "json_size", "run") else "real" if name == "bound" else "text",
        name == "sha256",
    )
    for name in Entry._fields
)
FILES = (Column("name", key=True), Column("sha256"), Column("size", "integer"), Column("cause"))


class BaseUnreachable(ActesError):
    """The base does not answer, or refuses."""

    exit_code = 69


def publish(local: Path, address: str) -> int:
    """Bring the base level with a local catalogue; how many dossiers were sent.

    A dossier is there whole or not at all. Raises BaseUnreachable.
    """
    with _base(address) as engine, catalogue.reading(local) as database:
        archive = local.absolute().parent.name
        tables = _metadata()
        tables.create_all(engine)
        with engine.begin() as base:
            known = {sha256: tuple(mark) for sha256, *mark in base.execute(_marks(tables, archive))}
        ours = {sha256: tuple(mark) for sha256, *mark in database.execute(MARKS)}
        changed = sorted(sha256 for sha256, mark in ours.items() if known.get(sha256) != mark)
        gone = sorted(known.keys() - ours.keys())
        for start in range(0, len(gone), DOSSIERS_PER_TRANSACTION):
            with engine.begin() as base:
                _remove(base, tables, archive, gone[start : start + DOSSIERS_PER_TRANSACTION])
        for start in range(0, len(changed), DOSSIERS_PER_TRANSACTION):
            some = changed[start : start + DOSSIERS_PER_TRANSACTION]
            with engine.begin() as base:
                _remove(base, tables, archive, some)
                for sha256 in some:
                    _send(base, tables, archive, database, sha256)
        with engine.begin() as base:
            _send_whole(base, tables, archive, database)
        return len(changed)


MARKS = "SELECT sha256, source, version, run, checked FROM ledger"
"""What tells whether a dossier in the base is the one of the local catalogue."""


@contextmanager
def asking(address: str) -> Iterator[Query]:
    """How to ask a base: statements with named parameters. Raises BaseUnreachable."""
    from sqlalchemy import text

    with _base(address) as engine, engine.connect() as base:

        def query(statement: str, values: Mapping[str, Any]) -> list[Any]:
            return list(base.execute(text(statement), dict(values)))

        yield query


@contextmanager
def _base(address: str) -> Iterator[Engine]:
    try:
        from sqlalchemy import create_engine
        from sqlalchemy.exc import ArgumentError, SQLAlchemyError
    except ImportError as error:
        raise BaseUnreachable("PostgreSQL demande une extension : pip install 'actes[postgres]'") from error
    shown = re.sub(r"//[^@/]*@", "//", address)
    try:
        engine = create_engine(re.sub(r"^postgres(?:ql)?://", "postgresql+pg8000://", address))
    except (ArgumentError, ImportError, ValueError) as error:
        raise BaseUnreachable(f"{shown} : adresse de base incomprise") from error
    try:
        yield engine
    except SQLAlchemyError as error:
        cause = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
        raise BaseUnreachable(f"{shown} : la base ne répond pas ou refuse ({cause})") from error
    finally:
        engine.dispose()


def _metadata() -> MetaData:
    from sqlalchemy import BigInteger, Computed, Double, Index, MetaData, PrimaryKeyConstraint, Table, Text
    from sqlalchemy import Column as SqlColumn
    from sqlalchemy.dialects.postgresql import TSVECTOR

    kinds: dict[str, Any] = {"text": Text, "integer": BigInteger, "real": Double}
    made = MetaData()
    for name, columns in (*TABLES.items(), ("ledger", LEDGER), ("files", FILES)):
        table = Table(
            name,
            made,
            SqlColumn("archive", Text, nullable=False),
            *(SqlColumn(column.name, kinds[column.type], nullable=not column.key) for column in columns),
            PrimaryKeyConstraint("archive", *(column.name for column in columns if column.key)),
        )
        if name == "bodies":
            table.append_column(SqlColumn("plain", Text))
            weighed = "setweight(to_tsvector('simple', plain_title), 'A') || to_tsvector('simple', plain)"
            table.append_column(SqlColumn("plain_title", Text))
            table.append_column(SqlColumn("words", TSVECTOR, Computed(weighed, persisted=True)))
            Index("bodies_by_word", table.c.words, postgresql_using="gin")
        for column in ("name_key", "signed_on"):
            if column in table.c:
                Index(f"{name}_by_{column}", table.c[column])
    return made


def _marks(tables: MetaData, archive: str) -> Any:
    from sqlalchemy import select

    ledger = tables.tables["ledger"]
    return select(ledger.c.sha256, ledger.c.source, ledger.c.version, ledger.c.run, ledger.c.checked).where(
        ledger.c.archive == archive
    )


def _remove(base: Connection, tables: MetaData, archive: str, some: list[str]) -> None:
    for name in (*TABLES, "ledger"):
        table = tables.tables[name]
        base.execute(table.delete().where(table.c.archive == archive, table.c.sha256.in_(some)))


def _send(base: Connection, tables: MetaData, archive: str, database: sqlite3.Connection, sha256: str) -> None:
    for name, columns in (*TABLES.items(), ("ledger", LEDGER)):
        if name != "findings":
            _copy(base, tables, archive, name, columns, _lines(database, name, columns, sha256))


def _send_whole(base: Connection, tables: MetaData, archive: str, database: sqlite3.Connection) -> None:
    """What is not of one dossier alone: the files, and the findings, which acts elsewhere can change."""
    for name, columns in (("files", FILES), ("findings", TABLES["findings"])):
        table = tables.tables[name]
        base.execute(table.delete().where(table.c.archive == archive))
        lines = _lines(database, name, columns)
        while some := lines.fetchmany(1000):
            _copy(base, tables, archive, name, columns, some)


def _lines(
    database: sqlite3.Connection, name: str, columns: tuple[Column, ...], sha256: str | None = None
) -> sqlite3.Cursor:
    names = ", ".join(column.name for column in columns)
    if sha256 is None:
        return database.execute(f"SELECT {names} FROM {name}")
    return database.execute(f"SELECT {names} FROM {name} WHERE sha256 = ?", (sha256,))


def _copy(base: Connection, tables: MetaData, archive: str, name: str, columns: tuple[Column, ...], lines: Any) -> None:
    rows = [{"archive": archive} | dict(zip((c.name for c in columns), line, strict=True)) for line in lines]
    if name == "bodies":
        for row in rows:
            row |= {"plain": words(row["body"] or "")[:800_000], "plain_title": words(row["title"] or "")}
    if rows:
        base.execute(tables.tables[name].insert(), rows)
