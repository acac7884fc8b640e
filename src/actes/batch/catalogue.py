"""`catalogue.sqlite`: the rows of every dossier, their full text, and the ledger of what was done.

Only the coordinator writes; anyone may read meanwhile (WAL). A change is whole or not there at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from actes.batch.job import Rows
from actes.batch.tables import KEPT, Column
from actes.errors import InputMissing, InputUnreadable, OutputFailed

FILE = "catalogue.sqlite"
LAYOUT = 2
"""Version of the tables below; a catalogue of another one is refused, its JSON files are still good."""

CACHE = 8_000
"""Kilobytes of the base that its writer keeps in memory: the inner pages of all indexes of some 100,000 dossiers."""

LEDGER = """
CREATE TABLE files (
    name TEXT PRIMARY KEY, sha256 TEXT, size INTEGER NOT NULL, cause TEXT
) WITHOUT ROWID;
CREATE INDEX files_by_content ON files (sha256);
CREATE TABLE ledger (
    sha256 TEXT PRIMARY KEY, source TEXT NOT NULL, state TEXT NOT NULL, kind TEXT, cause TEXT,
    attempts INTEGER NOT NULL, version TEXT NOT NULL, bound REAL, pages INTEGER NOT NULL,
    json TEXT, json_size INTEGER, run INTEGER NOT NULL, checked TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIEW fates AS
    SELECT files.name, files.sha256, files.size,
        CASE WHEN files.sha256 IS NULL THEN 'failed'
             WHEN ledger.sha256 IS NULL THEN 'pending'
             WHEN ledger.source <> files.name THEN 'skipped'
             ELSE ledger.state END AS state,
        CASE WHEN files.sha256 IS NULL THEN 'input'
             WHEN ledger.source = files.name THEN ledger.kind END AS kind,
        CASE WHEN files.sha256 IS NULL THEN files.cause
             WHEN ledger.source <> files.name THEN 'doublon de ' || ledger.source
             ELSE ledger.cause END AS cause,
        CASE WHEN ledger.source = files.name THEN ledger.attempts ELSE 0 END AS attempts,
        CASE WHEN ledger.source = files.name THEN ledger.pages END AS pages,
        CASE WHEN ledger.source = files.name THEN ledger.json END AS json
    FROM files LEFT JOIN ledger USING (sha256);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE texts USING fts5(
    title, body, content='bodies', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
"""
"""The full text follows `bodies` by hand (`add`, `forget`): with triggers, each statement of a transaction would have
it write out what it holds, and many small indexes are dear to join."""


def _create(table: str, columns: tuple[Column, ...]) -> str:
    lines = ", ".join(f"{column.name} {column.type.upper()}" for column in columns)
    key = ", ".join(column.name for column in columns if column.key)
    if table == "bodies":  # the full text needs the number of a row
        return f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {lines}, UNIQUE ({key}));\n"
    return f"CREATE TABLE {table} ({lines}, PRIMARY KEY ({key})) WITHOUT ROWID;\n"


def _layout() -> str:
    tables = "".join(_create(table, columns) for table, columns in KEPT.items())
    indexes = (
        "CREATE INDEX acts_by_signature ON acts (signed_on);\n"
        "CREATE INDEX persons_by_name ON persons (name_key);\n"
        "CREATE INDEX parties_by_name ON parties (name_key);\n"
        "CREATE INDEX citations_by_number ON citations (kind, number);\n"
    )
    return f"BEGIN;\n{LEDGER}{tables}{indexes}{FULL_TEXT}PRAGMA user_version = {LAYOUT};\nCOMMIT;"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The catalogue for its one writer, made if there is none.

    Raises OutputFailed when it cannot be opened or is of another layout.
    """
    try:
        database = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA cache_size = -{CACHE}")
            found = database.execute("PRAGMA user_version").fetchone()[0]
            if found == 0:
                database.executescript(_layout())
            elif found != LAYOUT:
                raise OutputFailed(f"{path} : catalogue d'une autre version d'actes ; choisir un autre --out")
            yield database
        finally:
            database.close()
    except sqlite3.DatabaseError as error:
        raise OutputFailed(f"{path} : catalogue inutilisable ({error})") from error


def give_back(database: sqlite3.Connection) -> None:
    """Give back the memory that entering many rows takes; a sort would take as much again for itself, and more goes
    to disk as well."""
    database.execute("PRAGMA cache_size = -2000")
    database.execute("PRAGMA shrink_memory")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The catalogue for a reader, who may come while a run is writing.

    Raises InputMissing when there is none, InputUnreadable when the file is something else.
    """
    path = path / FILE if path.is_dir() else path
    if not path.is_file():
        raise InputMissing(f"{path} : catalogue introuvable")
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            if database.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                raise InputUnreadable(f"{path} : ce n'est pas un catalogue de cette version d'actes")
            yield database
        finally:
            database.close()
    except sqlite3.DatabaseError as error:
        raise InputUnreadable(f"{path} : catalogue illisible ({error})") from error


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def forget(database: sqlite3.Connection, sha256: str) -> None:
    """Take a dossier out of the catalogue, and with it what is said of it across acts: that must be looked at anew."""
    database.execute("DELETE FROM meta WHERE key = 'crossed'")
    database.execute(
        "INSERT INTO texts (texts, rowid, title, body) SELECT 'delete', id, title, body FROM bodies WHERE sha256 = ?",
        (sha256,),
    )
    for table in KEPT:
        database.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))


def _insertion(table: str) -> str:
    columns = KEPT[table]
    return f"INSERT INTO {table} ({', '.join(c.name for c in columns)}) VALUES ({', '.join('?' * len(columns))})"


INSERTIONS = {table: _insertion(table) for table in KEPT}


def add(database: sqlite3.Connection, group: Sequence[Rows]) -> None:
    """Put the rows of some dossiers in, table by table: in the order of their digests each page of the base is met once."""
    (last,) = database.execute("SELECT coalesce(max(id), 0) FROM bodies").fetchone()
    for table, insertion in INSERTIONS.items():
        database.executemany(insertion, chain.from_iterable(rows.get(table, ()) for rows in group))
    database.execute(
        "INSERT INTO texts (rowid, title, body) SELECT id, title, body FROM bodies WHERE id > ? ORDER BY id", (last,)
    )
