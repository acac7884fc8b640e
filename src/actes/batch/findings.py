"""The checks, over each dossier where it is read, and across the whole catalogue at the end of a run."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from actes.batch import catalogue
from actes.batch.job import Value
from actes.batch.rows import storable
from actes.batch.tables import FINDINGS
from actes.batch.version import checks_version
from actes.model import Dossier

if TYPE_CHECKING:
    from actes.checks.rule import Finding

ACROSS = "X"
"""The family of the checks that look at several acts at once."""

FIRST_ACROSS = 1_000_000
"""Their findings are numbered from here on, those of the dossier itself from one."""


def of_dossier(dossier: Dossier) -> tuple[tuple[Value, ...], ...]:
    """The rows of `findings` for what the checks find in one dossier."""
    from actes.checks.run import stream

    return tuple(_rows(stream(dossier), dossier.source.sha256, count(1)))


def refresh(database: sqlite3.Connection, out: Path) -> dict[str, int]:
    """Bring the findings up to date and count them by severity.

    Dossiers that other checks have looked at are looked at again, from their JSON; the checks across acts see
    all dossiers one after the other, and only if anything has changed since they last did.
    """
    version = checks_version()
    stale = [
        (str(sha256), str(path))
        for sha256, path in database.execute(
            "SELECT sha256, json FROM ledger WHERE state = 'done' AND checked <> ? ORDER BY source", (version,)
        )
    ]
    for sha256, path in stale:
        rows = of_dossier(Dossier.model_validate_json((out / path).read_bytes()))
        with catalogue.transaction(database):
            database.execute("DELETE FROM findings WHERE sha256 = ? AND position < ?", (sha256, FIRST_ACROSS))
            _insert(database, rows)
            database.execute("UPDATE ledger SET checked = ? WHERE sha256 = ?", (version, sha256))
    state = _state(database, version)
    if database.execute("SELECT value FROM meta WHERE key = 'crossed'").fetchone() != (state,):
        rows = tuple(_across(database, out))
        with catalogue.transaction(database):
            database.execute("DELETE FROM findings WHERE position >= ?", (FIRST_ACROSS,))
            _insert(database, rows)
            database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('crossed', ?)", (state,))
    return dict(database.execute("SELECT severity, count(*) FROM findings GROUP BY severity ORDER BY severity"))


def _state(database: sqlite3.Connection, version: str) -> str:
    """What the checks across acts depend on: which dossiers there are, how they were read, which checks look."""
    digest = hashlib.sha256(version.encode())
    for line in database.execute("SELECT sha256, version, source FROM ledger WHERE state = 'done' ORDER BY source"):
        digest.update("\0".join(line).encode())
    return digest.hexdigest()


def _across(database: sqlite3.Connection, out: Path) -> Iterator[tuple[Value, ...]]:
    """Rows of what the checks across acts find.

    A finding names its file, and two files may have one name: the dossiers pass by under their digest,
    for which the name is put back afterwards.
    """
    from actes.checks.run import Options, stream

    names: dict[str, str] = {}

    def dossiers() -> Iterator[Dossier]:
        paths = database.execute("SELECT sha256, source, json FROM ledger WHERE state = 'done' ORDER BY source")
        for sha256, name, path in paths:
            dossier = Dossier.model_validate_json((out / path).read_bytes())
            names[sha256] = name
            yield dossier.model_copy(update={"source": dossier.source.model_copy(update={"name": sha256})})

    numbers = count(FIRST_ACROSS)
    for finding in stream(dossiers(), Options(select=(ACROSS,))):
        message = finding.message
        for other in {finding.source, *(related.source for related in finding.related)}:
            message = message.replace(other, names[other])
        yield from _rows((finding.model_copy(update={"message": message}),), finding.source, numbers)


def _rows(findings: Iterable[Finding], sha256: str, numbers: Iterator[int]) -> Iterator[tuple[Value, ...]]:
    for found, number in zip(findings, numbers, strict=False):
        values: dict[str, Value] = {
            "sha256": sha256,
            "act": found.act or "",
            "position": number,
            **{name: getattr(found, name) for name in ("code", "name", "severity", "suggestion", "basis")},
            "message": " ".join(found.message.split()),
            "text": " ".join(found.text.split()),
            "page": found.at[0].page if found.at else None,
        }
        yield tuple(storable(values[column.name]) for column in FINDINGS)


def _insert(database: sqlite3.Connection, rows: Iterable[tuple[Value, ...]]) -> None:
    names = ", ".join(column.name for column in FINDINGS)
    database.executemany(f"INSERT INTO findings ({names}) VALUES ({', '.join('?' * len(FINDINGS))})", rows)
