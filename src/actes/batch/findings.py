"""The checks, over each dossier where it is read, and across the whole catalogue at the end of a run."""

from __future__ import annotations

import hashlib
import sqlite3
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from actes.batch import catalogue, facts
from actes.batch.job import Rows, Value
from actes.batch.rows import storable
from actes.batch.tables import FACTS, FINDINGS
from actes.batch.version import checks_version

if TYPE_CHECKING:
    from actes.checks.rule import Finding
    from actes.model import Dossier

FIRST_ACROSS = 1_000_000
"""The findings of the checks across acts are numbered from here on, those of the dossier itself from one."""


def looked_at(dossier: Dossier) -> Rows:
    """The rows of what the checks find in one dossier, and of its facts for those that look across acts."""
    from actes.checks.run import examined

    found, taken = examined(dossier)
    sha256 = dossier.source.sha256
    rows = (_row(finding, sha256, position, finding.message) for position, finding in enumerate(found, 1))
    return {"findings": tuple(rows), **facts.rows_of(taken, sha256)}


def refresh(database: sqlite3.Connection, out: Path) -> dict[str, int]:
    """Bring the findings up to date and count them by severity.

    Dossiers that other checks have looked at are looked at again, from their JSON; the checks across acts go
    through the facts of all dossiers, and only if anything has changed since they last did.
    """
    version = checks_version()
    while stale := database.execute(STALE, (version,)).fetchall():
        for sha256, path in stale:
            _look_again(database, out / path, sha256, version)
    state = _state(database, version)
    if database.execute("SELECT value FROM meta WHERE key = 'crossed'").fetchone() != (state,):
        with catalogue.transaction(database):
            _look_across(database)
            database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('crossed', ?)", (state,))
    return dict(database.execute("SELECT severity, count(*) FROM findings GROUP BY severity ORDER BY severity"))


STALE = "SELECT sha256, json FROM ledger WHERE state = 'done' AND checked <> ? LIMIT 500"


def _look_again(database: sqlite3.Connection, path: Path, sha256: str, version: str) -> None:
    from actes.model import Dossier

    rows = looked_at(Dossier.model_validate_json(path.read_bytes()))
    with catalogue.transaction(database):
        database.execute("DELETE FROM findings WHERE sha256 = ? AND position < ?", (sha256, FIRST_ACROSS))
        for table in FACTS:
            database.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))
        catalogue.add(database, (rows,))
        database.execute("UPDATE ledger SET checked = ? WHERE sha256 = ?", (version, sha256))


def _state(database: sqlite3.Connection, version: str) -> str:
    """What the checks across acts depend on: which dossiers there are, how they were read, which files are their
    copies, which checks look."""
    digest = hashlib.sha256(version.encode())
    lines = (
        "SELECT sha256, version, source FROM ledger WHERE state = 'done' ORDER BY source",
        f"SELECT f.name, l.source {facts.COPIES}",
    )
    for line in chain.from_iterable(map(database.execute, lines)):
        digest.update("\0".join((*line, "")).encode())
    return digest.hexdigest()


def _look_across(database: sqlite3.Connection) -> None:
    """What the checks across acts find, in the place of what they last did.

    The base puts the findings in the order of `order_across`, so that they need not be in memory together.
    """
    from actes.checks.run import across, order_across

    names = [column.name for column in FINDINGS]
    database.execute(f"CREATE TEMP TABLE across (source TEXT, start INTEGER, {', '.join(names)})")
    try:
        for finding in across(facts.stored(database)):
            _, source, _, _, start, _ = order_across(finding)
            sha256, message = _told(database, finding)
            values = (source, start, *_row(finding, sha256, 0, message))
            database.execute(f"INSERT INTO across VALUES ({', '.join('?' * len(values))})", values)
        order = "code, source, act, coalesce(page, 0), start, message, rowid"
        ranked = [f"{FIRST_ACROSS - 1} + row_number() OVER (ORDER BY {order})" if n == "position" else n for n in names]
        database.execute("DELETE FROM findings WHERE position >= ?", (FIRST_ACROSS,))
        database.execute(f"INSERT INTO findings ({', '.join(names)}) SELECT {', '.join(ranked)} FROM across")
    finally:
        database.execute("DROP TABLE across")


def _told(database: sqlite3.Connection, finding: Finding) -> tuple[str, str]:
    """The dossier that a finding across acts is about, and its message with the names of files in it.

    Dossiers go by their digest, for which the name is put back here. A copy has no dossier of its own: the finding
    goes with that of its content, and the message says which file it is.
    """
    if finding.act is None:
        name = finding.source
        (sha256,) = database.execute("SELECT sha256 FROM files WHERE name = ?", (name,)).fetchone()
        return sha256, f"{name} : {finding.message}"
    message = finding.message
    for other in {finding.source, *(related.source for related in finding.related)}:
        if other in message:
            (name,) = database.execute("SELECT source FROM ledger WHERE sha256 = ?", (other,)).fetchone()
            message = message.replace(other, name)
    return finding.source, message


def _row(found: Finding, sha256: str, position: int, message: str) -> tuple[Value, ...]:
    values: dict[str, Value] = {
        "sha256": sha256,
        "act": found.act or "",
        "position": position,
        **{name: getattr(found, name) for name in ("code", "name", "severity", "suggestion", "basis")},
        "message": " ".join(message.split()),
        "text": " ".join(found.text.split()),
        "page": found.at[0].page if found.at else None,
    }
    return tuple(storable(values[column.name]) for column in FINDINGS)
