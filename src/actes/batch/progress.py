"""How far a run is, on the error stream: a bar on a terminal, a line now and then elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from actes.batch.coordinator import Tally

LINE_EVERY = 15.0
"""Seconds between two lines where there is no terminal."""

Watch = Callable[[Tally], None]


@contextmanager
def display(*, quiet: bool) -> Iterator[Watch]:
    """What to tell the progress of a run to."""
    if quiet:
        yield lambda _tally: None
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[state]}"),
        TextColumn("reste"),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[current]}"),
    )
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=4) as progress:
        task = progress.add_task("lecture", total=None, state="", current="")

        def watch(tally: Tally) -> None:
            current = ", ".join(name.rpartition("/")[2] for name in tally.current)
            finished = max(tally.seen - len(tally.current), 0)
            progress.update(
                task, total=tally.total, completed=finished, state=told(tally, began), current=escape(current)
            )

        yield watch


def _lines() -> Watch:
    began = said = time.monotonic()

    def watch(tally: Tally) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= LINE_EVERY:
            said = now
            print(f"{tally.seen} fichiers sur {tally.total} : {told(tally, began)}", file=sys.stderr, flush=True)

    return watch


def told(tally: Tally, began: float) -> str:
    """« 12 lus, 1 en échec, 3,4 pages/s »."""
    speed = tally.pages / max(time.monotonic() - began, 0.001)
    return f"{tally.done} lus, {tally.failed} en échec, {speed:.1f} pages/s".replace(".", ",")
