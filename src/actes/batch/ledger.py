"""What was done and what is still to do: one line per file, one per content.

A content is read once per version of the pipeline, whatever the number of files that hold it; the first
of them in the order of discovery gives it its name. The limits of a run count only where they decided.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from actes.batch.discover import Item
from actes.batch.job import Kind, Limits, Outcome, State


class Entry(NamedTuple):
    """What became of a content. `bound` is the limit that was in force where a limit decided, `run` the last run that read it,
    `checked` the version of the checks that looked at it."""

    sha256: str
    source: str
    state: State
    kind: Kind | None
    cause: str | None
    attempts: int
    version: str
    bound: float | None
    pages: int
    json: str | None
    json_size: int | None
    run: int
    checked: str


COLUMNS = ", ".join(Entry._fields)
KNOWN = f"""
    SELECT f.size, f.cause, f.sha256, {", ".join(f"l.{name}" for name in Entry._fields)}
    FROM (SELECT ? AS name, ? AS sha256) asked
    LEFT JOIN files f USING (name) LEFT JOIN ledger l ON l.sha256 = asked.sha256
"""


def known(database: sqlite3.Connection, item: Item) -> tuple[bool, Entry | None]:
    """Whether a file is entered as it is now, and the line of its content, None if it has not been read."""
    size, cause, sha256, *line = database.execute(KNOWN, (item.name, item.sha256)).fetchone()
    noted = size is not None and (sha256, cause) == (item.sha256, item.cause)
    return noted, Entry._make(line) if line[0] is not None else None


Noted = tuple[str, str | None, int, str | None]
"""The line of a file: name, digest, size, why it cannot be read."""


def note_files(database: sqlite3.Connection, files: Sequence[Noted]) -> None:
    """Enter files as they are now."""
    database.executemany("INSERT OR REPLACE INTO files (name, sha256, size, cause) VALUES (?, ?, ?, ?)", files)


class Terms(NamedTuple):
    """What a run goes by: its limits, the versions of its pipeline and its checks, its number, whether it tries failures again."""

    limits: Limits
    version: str
    checks: str
    run: int
    retry: bool


def line(item: Item, outcome: Outcome, terms: Terms, json: str | None) -> Entry:
    """What became of the content of a file; `json` is the name of the file written, below the results."""
    return Entry(
        item.sha256 or "",
        item.name,
        outcome.state,
        outcome.kind,
        outcome.cause,
        outcome.attempts,
        terms.version,
        _bound(outcome.kind, terms.limits),
        outcome.pages,
        json,
        len(outcome.json) if json else None,
        terms.run,
        terms.checks if outcome.json else "",
    )


def note(database: sqlite3.Connection, lines: Sequence[Entry]) -> None:
    """Enter what became of some contents."""
    slots = ", ".join("?" * len(Entry._fields))
    database.executemany(f"INSERT OR REPLACE INTO ledger ({COLUMNS}) VALUES ({slots})", lines)


def _bound(kind: Kind | None, limits: Limits) -> float | None:
    """The limit that a failure of this kind ran into; a reader that dies may have lacked memory."""
    bounds: dict[Kind | None, float] = {
        "timeout": limits.seconds,
        "memory": limits.memory,
        "crash": limits.memory,
        "pages": limits.pages,
    }
    return bounds.get(kind)


def is_settled(found: Entry, terms: Terms, out: Path) -> bool:
    """Whether reading the content again would change nothing."""
    if found.run == terms.run:
        return True
    if found.version != terms.version:
        return False
    if found.state == "failed":
        bound = _bound(found.kind, terms.limits)
        return not terms.retry and (bound is None or found.bound is None or bound <= found.bound)
    return found.pages <= terms.limits.pages and _is_whole(found, out)


def _is_whole(found: Entry, out: Path) -> bool:
    """Whether the JSON is there in its full length: a power cut may have taken it, or someone."""
    try:
        return found.json is not None and (out / found.json).stat().st_size == found.json_size
    except OSError:
        return False


def orphans(database: sqlite3.Connection) -> Iterator[tuple[Entry, str | None]]:
    """The contents that the file they are named after no longer holds, and the first file that still does."""
    lines = database.execute(
        f"SELECT {', '.join(f'l.{name}' for name in Entry._fields)},"
        " (SELECT min(name) FROM files WHERE files.sha256 = l.sha256)"
        " FROM ledger l LEFT JOIN files f ON f.name = l.source AND f.sha256 = l.sha256"
        " WHERE f.name IS NULL ORDER BY l.sha256"
    ).fetchall()
    for *line, heir in lines:
        yield Entry(*line), heir


def begin(database: sqlite3.Connection, inputs: list[str]) -> int:
    """The number of the run that begins. Its inputs are kept for a run that names none, and where they start from."""
    from json import dumps

    number = int(recorded(database, "run") or "0") + 1
    for key, value in (("run", str(number)), ("inputs", dumps([os.getcwd(), *inputs]))):
        database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
    return number


def recorded(database: sqlite3.Connection, key: str) -> str | None:
    """What the catalogue keeps under a key: `run`, `inputs`."""
    found = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else None


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """How many files are in each state."""
    return dict(database.execute("SELECT state, count(*) FROM fates GROUP BY state ORDER BY state"))
