"""`guarded`: one document read in a process apart, whatever becomes of that process.

Each thread that calls it keeps a reader of its own, joined to it by two pipes that nobody shares: a reader
that is killed in the middle of a word takes no lock and no message of another with it. So any executor of
threads is an engine: a thread pool here, the threads of a dask worker elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from actes.batch import frames
from actes.batch.discover import load
from actes.batch.job import Job, Limits, Outcome
from actes.batch.tables import KEPT, are_rows
from actes.errors import ActesError

ATTEMPTS = 3
"""How often a document is tried whose reader dies: it may have been killed for another's sake."""

DOCUMENTS_PER_READER = 500
"""A reader is replaced from time to time, so that no library's leak lasts the night."""

START_SECONDS = 120.0
"""The time a reader may take to load its libraries."""

WATCH_EVERY = 0.1
"""Seconds between two looks at the clock."""

PIPE = 1 << 20
"""What a pipe holds, where the system allows: an answer goes through at once, not in turns of 64 kB."""

LATE = float("-inf")
"""The deadline of a reader that was killed for having missed it."""

PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR", "OPENBLAS_CORETYPE")
"""All that a reader gets of the environment: no secret of the coordinator's is within its reach."""


class WrongVersion(ActesError):
    """A worker runs another version of the pipeline than the coordinator."""

    exit_code = 78


class ReaderBroken(ActesError):
    """No reader can be started: that is no document's fault, and stops the run."""

    exit_code = 70


@dataclass(slots=True)
class _Reader:
    process: subprocess.Popen[bytes]
    memory: int
    documents: int = 0


_own = threading.local()
_all: set[subprocess.Popen[bytes]] = set()
_stopping = threading.Event()
_lock = threading.Lock()
_deadlines: dict[subprocess.Popen[bytes], float] = {}


def guarded(job: Job) -> Outcome:
    """Read one document within its limits. Never raises for what a document does.

    Raises WrongVersion where this process would read it with another version than the one wanted,
    ReaderBroken where no reader can be started.
    """
    from actes.batch.version import pipeline_version

    if job.version != pipeline_version():
        raise WrongVersion(f"un ouvrier a la version {pipeline_version()}, il faut {job.version}")
    try:
        data = load(job.locator) if job.data is None else job.data
    except ActesError as error:
        return Outcome("failed", "input", str(error))
    if hashlib.sha256(data).hexdigest() != job.sha256:
        return Outcome("failed", "input", "fichier modifié pendant la lecture")
    code = 0
    for attempt in range(1, ATTEMPTS + 1):
        if _stopping.is_set():
            break
        answer, code = _ask(_reader(job.limits.memory), job, data)
        if answer is not None:
            return _outcome(answer, job.limits, attempt)
    return Outcome("failed", "crash", f"le lecteur s'est arrêté brutalement ({_signal(code)})", attempts=ATTEMPTS)


Answer = tuple[Mapping[str, Any], bytes]


def _ask(reader: _Reader, job: Job, data: bytes) -> tuple[Answer | None, int]:
    """The answer of a reader, or None and the code with which it ended."""
    process = reader.process
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _watch(process, job.limits.seconds)
        frames.send(process.stdin, {"name": job.name, "pages": job.limits.pages}, data)
        head, body = frames.receive(process.stdout)
        if not _sound(head, job.sha256):
            raise ValueError("answer that is none")
    except (OSError, EOFError, ValueError):
        _discard()
        if _unwatch(process):
            return ({"state": "failed", "kind": "timeout", "cause": "", "pages": 0, "rows": {}}, b""), 0
        return None, process.returncode
    reader.documents += 1
    if _unwatch(process) or head.get("kind") == "memory" or reader.documents >= DOCUMENTS_PER_READER:
        _discard()
    return (head, body), 0


def _sound(head: Mapping[str, Any], sha256: str) -> bool:
    """Whether an answer about that content has the shape it should: it comes from a process that has read hostile bytes."""
    rows = head.get("rows")
    return (
        head.get("state") in ("done", "failed")
        and type(head.get("pages")) is int
        and isinstance(head.get("cause"), str | None)
        and (head["state"] == "done" or head.get("kind") in ("input", "memory", "pages", "defect", "timeout"))
        and isinstance(rows, dict)
        and all(table in KEPT and are_rows(table, lines, sha256) for table, lines in rows.items())
    )


def _outcome(answer: Answer, limits: Limits, attempts: int) -> Outcome:
    head, body = answer
    pages = int(head["pages"])
    if head["state"] == "done":
        return Outcome("done", None, head["cause"], pages, attempts, body, head["rows"])
    kind = head["kind"]
    cause = {
        "timeout": f"plus de {limits.seconds:g} s de lecture ; --timeout relève la limite",
        "memory": f"plus de {limits.memory} Mo de mémoire ; --memory relève la limite",
        "pages": f"{pages} pages, au-delà de la limite de {limits.pages} ; --max-pages la relève",
    }.get(kind, "".join(c if c.isprintable() else "?" for c in str(head["cause"])))
    return Outcome("failed", kind, cause, pages, attempts)


def _reader(memory: int) -> _Reader:
    """This thread's reader, started if there is none that is alive."""
    reader: _Reader | None = getattr(_own, "reader", None)
    if reader is not None and reader.process.poll() is None and reader.memory == memory:
        return reader
    _discard()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "actes.batch.reader", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"OMP_THREAD_LIMIT": "1"},
        cwd=os.path.abspath(os.sep),
        start_new_session=True,
        bufsize=PIPE,
    )
    _widen(process)
    reader = _Reader(process, memory)
    _own.reader = reader
    _all.add(process)
    if _stopping.is_set():
        process.kill()
    _watch(process, START_SECONDS)
    try:
        assert process.stdout is not None
        head, _ = frames.receive(process.stdout)
    except (OSError, EOFError, ValueError):
        # it was killed while starting: the question that follows finds that out, and counts as an attempt
        if process.wait() >= 0:
            _discard()
            raise ReaderBroken(f"le lecteur ne démarre pas (code {process.returncode})") from None
        return reader
    finally:
        _unwatch(process)
    if head.get("ready") is not True:
        _discard()
        raise ReaderBroken(f"le lecteur ne démarre pas ({head.get('cause')})")
    return reader


def _widen(process: subprocess.Popen[bytes]) -> None:
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                fcntl(pipe, F_SETPIPE_SZ, PIPE)


def _watch(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Have a reader killed unless `_unwatch` comes within so many seconds."""
    _watchman()
    with _lock:
        _deadlines[process] = time.monotonic() + seconds


def _unwatch(process: subprocess.Popen[bytes]) -> bool:
    """End the watch over a reader; whether its time had run out."""
    with _lock:
        return _deadlines.pop(process, 0.0) == LATE


@cache
def _watchman() -> threading.Thread:
    """The one thread that watches all readers; a timer for each document would be a thread for each."""
    thread = threading.Thread(target=_keep_watch, name="actes-watch", daemon=True)
    thread.start()
    return thread


def _keep_watch() -> None:
    while True:
        time.sleep(WATCH_EVERY)
        with _lock:
            now = time.monotonic()
            for process, deadline in _deadlines.items():
                if deadline < now:
                    _deadlines[process] = LATE
                    process.kill()


def _discard() -> None:
    """End this thread's reader and wait for its end."""
    reader: _Reader | None = getattr(_own, "reader", None)
    if reader is None:
        return
    _own.reader = None
    reader.process.kill()
    _close(reader.process)
    _all.discard(reader.process)


def _close(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was still to be sent has no reader any more
                pipe.close()


def stop_readers() -> None:
    """End all readers of this process at once; what they were reading is lost, and nothing new is begun."""
    _stopping.set()
    for process in tuple(_all):
        process.kill()


def end_readers() -> None:
    """After the threads have ended: wait for their readers, and allow new ones."""
    for process in tuple(_all):
        process.kill()
        _close(process)
        _all.discard(process)
    _stopping.clear()


def _signal(code: int) -> str:
    import signal

    if code >= 0:
        return f"code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
