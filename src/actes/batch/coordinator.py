"""A run: what is found and not yet read goes to the engine, what comes back goes to disk, then to the ledger.

Killed at any moment, it leaves a catalogue that says no more than what is on disk; the same command then
does the rest, and ends where it would have ended.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import NamedTuple

from actes.batch import catalogue, ledger, store
from actes.batch.discover import Item, candidates, close_archives, count, discover, identify, load
from actes.batch.engines import AHEAD, Engine, EngineMissing, EngineName, engine
from actes.batch.job import Job, Limits, Outcome, Rows
from actes.batch.ledger import Entry, Noted, Terms
from actes.batch.version import checks_version, pipeline_version
from actes.batch.worker import guarded
from actes.errors import ActesError, InputMissing

GROUP = 256
GROUP_BYTES = 50_000_000
GROUP_SECONDS = 5.0
"""Results are entered in the catalogue so many at a time, or when their JSON is as long as that, and never later than
that. A run that is killed reads again what it had not entered; one that enters each alone pays for each."""

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
        catalogue.give_back(database)
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


class _Read(NamedTuple):
    """What is still to be entered of a dossier whose JSON is written; `before` is the line it replaces."""

    line: Entry
    rows: Rows
    before: Entry | None


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
    group: list[_Read] = []
    noted: list[Noted] = []
    under_way: dict[str, tuple[str, Entry | None]] = {}
    entered = told = time.monotonic()
    size = 0

    def wanted() -> Iterator[Item]:
        nonlocal tally
        for item in items:
            tally = tally._replace(seen=tally.seen + 1, total=max(tally.total, tally.seen + 1))
            noted_as_is, found = ledger.known(database, item)
            if not noted_as_is:
                noted.append((item.name, item.sha256, item.size, item.cause))
            if item.sha256 is None or item.sha256 in under_way:
                continue
            if found is None or not ledger.is_settled(found, terms, out):
                under_way[item.sha256] = item.name, found
                yield item

    def enter() -> None:
        nonlocal size, entered
        _enter(noted, group, database, out)
        for read in group:
            del under_way[read.line.sha256]
        noted.clear()
        group.clear()
        size, entered = 0, time.monotonic()

    try:
        for result in _through(wanted(), runs, terms):
            now = time.monotonic()
            if result is not None:
                item, outcome = result
                group.append(_write(item, outcome, under_way[item.sha256 or ""][1], terms, out))
                size += len(outcome.json)
                tally = tally._replace(
                    done=tally.done + (outcome.state == "done"),
                    failed=tally.failed + (outcome.state == "failed"),
                    pages=tally.pages + outcome.pages * (outcome.state == "done"),
                )
            late = now - entered > GROUP_SECONDS
            if max(len(group), len(noted)) >= GROUP or size >= GROUP_BYTES or (late and (group or noted)):
                enter()
            if now - told >= TICK:
                told = now
                done = {read.line.sha256 for read in group}
                current = (name for sha256, (name, _) in under_way.items() if sha256 not in done)
                watch(tally._replace(current=tuple(islice(current, runs.slots()))))
    finally:
        enter()
    watch(tally)
    return tally


def _through(items: Iterator[Item], runs: Engine, terms: Terms) -> Iterator[tuple[Item, Outcome] | None]:
    """The outcome of each item as it comes; None now and then while nothing does.

    Outcomes are taken several at a time, while the readers still have something at hand: to wake for each one of a
    short act costs more than a tenth of what there is to do for it.
    """
    pending: dict[Future[Outcome], Item] = {}
    finished: SimpleQueue[Future[Outcome]] = SimpleQueue()
    enough = Event()
    several = 1
    more = True

    def done(future: Future[Outcome]) -> None:
        finished.put(future)
        if finished.qsize() >= several:
            enough.set()

    while more or pending:
        at_hand = AHEAD * runs.slots()
        while more and len(pending) < at_hand:
            item = next(items, None)
            if item is None:
                more = False
                break
            made = _job(item, terms, send=runs.remote)
            if isinstance(made, Outcome):
                yield item, made
            else:
                future = runs.submit(guarded, made)
                pending[future] = item
                future.add_done_callback(done)
        enough.clear()
        several = min(at_hand // 2, len(pending))
        if finished.qsize() < several:
            enough.wait(TICK)
        taken = finished.qsize()
        for _ in range(taken):
            future = finished.get()
            yield pending.pop(future), _outcome(future)
        if not taken:
            yield None


def _job(item: Item, terms: Terms, *, send: bool) -> Job | Outcome:
    job = Job(item.sha256 or "", item.file_name, item.locator, terms.limits, terms.version, item.data)
    if not send or job.data is not None:
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


def _write(item: Item, outcome: Outcome, before: Entry | None, terms: Terms, out: Path) -> _Read:
    """Write the JSON of a dossier as soon as it is there, so that the next ones need not wait in memory with it."""
    assert item.sha256 is not None
    name = store.json_path(item.sha256, item.file_name) if outcome.state == "done" else None
    if name:
        store.write(out, name, outcome.json)
    return _Read(ledger.line(item, outcome, terms, name), outcome.rows, before)


def _enter(noted: list[Noted], group: list[_Read], database: sqlite3.Connection, out: Path) -> None:
    """Enter a group whose JSON is on disk: in one transaction the files met, the rows and the ledger; then what
    they replace goes."""
    if not noted and not group:
        return
    with catalogue.transaction(database):
        ledger.note_files(database, noted)
        for read in group:
            if read.before:
                catalogue.forget(database, read.line.sha256)
        catalogue.add(database, [read.rows for read in sorted(group, key=lambda read: read.line.sha256)])
        ledger.note(database, [read.line for read in group])
    for read in group:
        if read.before and read.before.json and read.before.json != read.line.json:
            (out / read.before.json).unlink(missing_ok=True)


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
