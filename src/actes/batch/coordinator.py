"""A run: what is found and not yet read goes to the engine, what comes back goes to disk, then to the ledger.

Killed at any moment, it leaves a catalogue that says no more than what is on disk; the same command then
does the rest, and ends where it would have ended.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from actes.batch import catalogue, ledger, store
from actes.batch.discover import Item, candidates, close_archives, count, discover, identify, load
from actes.batch.engines import AHEAD, Engine, EngineMissing, EngineName, engine
from actes.batch.job import Job, Limits, Outcome
from actes.batch.ledger import Terms
from actes.batch.version import checks_version, pipeline_version
from actes.batch.worker import guarded
from actes.errors import ActesError, InputMissing

GROUP = 16
GROUP_SECONDS = 1.0
"""Results are entered in the catalogue so many at a time, and never later than that."""

TICK = 0.25


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done. `catalogue` is the address of a PostgreSQL base to publish to, beside the local file."""

    limits: Limits = field(default_factory=Limits)
    jobs: int = field(default_factory=cores)
    engine: EngineName = "local"
    scheduler: str | None = None
    catalogue: str | None = None
    retry_failed: bool = False


class Tally(NamedTuple):
    """How far a run is: files found, looked at, and what this run has read of them."""

    total: int = 0
    seen: int = 0
    done: int = 0
    failed: int = 0
    pages: int = 0
    current: tuple[str, ...] = ()


class Summary(NamedTuple):
    """What a run leaves: files by state, how many were read in this run, findings by severity."""

    files: dict[str, int]
    read: int
    pages: int
    seconds: float
    findings: dict[str, int]


def run(
    inputs: Sequence[str],
    out: str | os.PathLike[str],
    options: Options | None = None,
    watch: Callable[[Tally], None] = lambda _tally: None,
) -> Summary:
    """Read every file that the inputs hold, and leave in `out` one JSON per dossier, the catalogue and the reports.

    Without inputs, those of the last run are taken. `watch` is told how far the run is. Run again after
    anything at all, it does only what is still to be done.

    Raises InputMissing for an input that is not there, OutputFailed where `out` cannot be written,
    EngineMissing for an engine that cannot be had. A file that cannot be read never raises.
    """
    from actes.batch.findings import refresh
    from actes.batch.report import write_reports

    options, folder, began = options or Options(), Path(out), time.monotonic()
    with store.locked(folder), catalogue.opened(folder / catalogue.FILE) as database:
        if not inputs:
            inputs = _recorded(database)
        total = count(inputs, folder)
        number = ledger.begin(database, list(inputs))
        terms = Terms(options.limits, pipeline_version(), checks_version(), number, options.retry_failed)
        tally = Tally(total)
        try:
            with engine(options.engine, options.jobs, options.scheduler) as runs:
                tally = _read(discover(inputs, folder), database, folder, runs, terms, tally, watch)
                heirs = _settle_orphans(database, inputs, folder)
                tally = _read(heirs, database, folder, runs, terms, tally, watch)
        finally:
            close_archives()
        store.sweep(folder, database)
        findings = refresh(database, folder)
        write_reports(database, folder / "report")
        files = ledger.counts(database)
    if options.catalogue:
        from actes.batch.postgres import publish

        publish(folder / catalogue.FILE, options.catalogue)
    return Summary(files, tally.done + tally.failed, tally.pages, time.monotonic() - began, findings)


def _recorded(database: sqlite3.Connection) -> list[str]:
    import json

    inputs = ledger.recorded(database, "inputs")
    if inputs is None:
        raise InputMissing("aucun fichier à lire : nommer au moins un fichier ou un dossier")
    start, *named = (str(text) for text in json.loads(inputs))
    if start != os.getcwd() and not all(os.path.isabs(text.removeprefix("@")) for text in named):
        # files are known by the name they were given: from elsewhere, all would seem new
        raise InputMissing(f"le lot a été lancé depuis {start} : s'y placer, ou nommer les fichiers")
    return named


def _read(
    items: Iterator[Item],
    database: sqlite3.Connection,
    out: Path,
    runs: Engine,
    terms: Terms,
    tally: Tally,
    watch: Callable[[Tally], None],
) -> Tally:
    """All items, those that need it through the engine; each group of results entered as it is there."""
    group: list[tuple[Item, Outcome]] = []
    noted: list[Item] = []
    under_way: dict[str, str] = {}
    entered = time.monotonic()

    def wanted() -> Iterator[Item]:
        nonlocal tally
        for item in items:
            tally = tally._replace(seen=tally.seen + 1, total=max(tally.total, tally.seen + 1))
            if not ledger.is_noted(database, item):
                noted.append(item)
            if item.sha256 is None or item.sha256 in under_way:
                continue
            found = ledger.entry(database, item.sha256)
            if found is None or not ledger.is_settled(found, terms, out):
                under_way[item.sha256] = item.name
                yield item

    try:
        for result in _through(wanted(), runs, terms):
            if result is not None:
                group.append(result)
                outcome = result[1]
                tally = tally._replace(
                    done=tally.done + (outcome.state == "done"),
                    failed=tally.failed + (outcome.state == "failed"),
                    pages=tally.pages + outcome.pages * (outcome.state == "done"),
                )
            waited = time.monotonic() - entered > GROUP_SECONDS
            if len(group) >= GROUP or (waited and (group or noted)):
                _enter(noted, group, database, out, terms, under_way)
                entered = time.monotonic()
            watch(tally._replace(current=tuple(under_way.values())[: runs.slots()]))
    finally:
        _enter(noted, group, database, out, terms, under_way)
    watch(tally)
    return tally


def _through(items: Iterator[Item], runs: Engine, terms: Terms) -> Iterator[tuple[Item, Outcome] | None]:
    """The outcome of each item as it comes; None now and then while nothing does."""
    pending: dict[Future[Outcome], Item] = {}
    more = True
    while more or pending:
        while more and len(pending) < AHEAD * runs.slots():
            item = next(items, None)
            if item is None:
                more = False
                break
            made = _job(item, terms, send=runs.remote)
            if isinstance(made, Outcome):
                yield item, made
            else:
                pending[runs.submit(guarded, made)] = item
        finished = wait(pending, TICK, FIRST_COMPLETED).done if pending else ()
        for future in [future for future in pending if future in finished]:
            item = pending.pop(future)
            yield item, _outcome(future)
        if not finished:
            yield None


def _job(item: Item, terms: Terms, *, send: bool) -> Job | Outcome:
    job = Job(item.sha256 or "", item.file_name, item.locator, terms.limits, terms.version)
    if not send:
        return job
    try:
        return replace(job, data=load(item.locator))
    except ActesError as error:
        return Outcome("failed", "input", str(error))


def _outcome(future: Future[Outcome]) -> Outcome:
    """What a guard says; an engine that lost its worker again and again counts as a reader that died."""
    try:
        return future.result()
    except CancelledError as error:
        raise EngineMissing("le moteur s'est arrêté ; relancer la même commande reprend où elle en est") from error
    except ActesError:
        raise
    except Exception as error:
        if type(error).__name__ != "KilledWorker":
            raise
        return Outcome("failed", "crash", "les ouvriers qui lisaient ce fichier se sont arrêtés")


def _enter(
    noted: list[Item],
    group: list[tuple[Item, Outcome]],
    database: sqlite3.Connection,
    out: Path,
    terms: Terms,
    under_way: dict[str, str],
) -> None:
    """Write a group: first the JSON, then in one transaction the files met, the rows and the ledger; then what
    they replace goes."""
    gone: list[str] = []
    names: list[str | None] = []
    for item, outcome in group:
        assert item.sha256 is not None
        name = store.json_path(item.sha256, item.file_name) if outcome.state == "done" else None
        if name:
            store.write(out / name, outcome.json)
        before = ledger.entry(database, item.sha256)
        if before and before.json and before.json != name:
            gone.append(before.json)
        names.append(name)
    with catalogue.transaction(database):
        ledger.note_files(database, noted)
        for (item, outcome), name in zip(group, names, strict=True):
            catalogue.forget(database, item.sha256 or "")
            catalogue.add(database, outcome.rows)
            ledger.note_outcome(database, item, outcome, terms, name)
    for name in gone:
        (out / name).unlink(missing_ok=True)
    for item, _ in group:
        under_way.pop(item.sha256 or "", None)
    noted.clear()
    group.clear()


def _settle_orphans(database: sqlite3.Connection, inputs: Sequence[str], out: Path) -> Iterator[Item]:
    """Contents that the file they are named after has lost: forgotten, or to be read again under another's name."""
    heirs: set[str] = set()
    for found, heir in ledger.orphans(database):
        with catalogue.transaction(database):
            if heir is None:
                catalogue.forget(database, found.sha256)
                database.execute("DELETE FROM ledger WHERE sha256 = ?", (found.sha256,))
            else:
                heirs.add(heir)
                database.execute("UPDATE ledger SET source = ?, version = '' WHERE sha256 = ?", (heir, found.sha256))
        if heir is None and found.json:
            (out / found.json).unlink(missing_ok=True)
    return (identify(found) for found in candidates(inputs, out) if found.name in heirs) if heirs else iter(())
