"""Where a run stands, told from its catalogue; a run may be under way meanwhile."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import NamedTuple

from actes.batch.catalogue import FILE, reading
from actes.batch.ledger import counts


class Failure(NamedTuple):
    """A file that could not be read, and why."""

    name: str
    cause: str
    attempts: int


class Status(NamedTuple):
    """Files by state (`done`, `failed`, `skipped`, `pending`), what the catalogue holds, and what failed."""

    files: dict[str, int]
    acts: int
    pages: int
    failures: tuple[Failure, ...]


def status(out: str | PathLike[str]) -> Status:
    """Where the run stands whose results are in `out`. Raises InputMissing when there is none."""
    with reading(Path(out) / FILE) as database:
        failed = database.execute(
            "SELECT name, coalesce(cause, ''), attempts FROM fates WHERE state = 'failed' ORDER BY name"
        ).fetchall()
        acts, pages = database.execute(
            "SELECT (SELECT count(*) FROM acts), (SELECT coalesce(sum(pages), 0) FROM ledger WHERE state = 'done')"
        ).fetchone()
        return Status(counts(database), acts, pages, tuple(Failure(*line) for line in failed))
