"""Who runs the guards: threads of this process, or those of a dask cluster. The face is `Executor.submit`.

A guard waits for a process of its own (`worker`), so threads are all an engine needs, and the limits and the
confinement of a document are the same wherever it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

from actes.batch.worker import end_readers, stop_readers
from actes.errors import ActesError

EngineName = Literal["local", "dask"]
AHEAD = 4
"""Documents handed out per slot: one is read, the others are at hand while a group is entered."""

RETRIES = 3
"""How often dask tries a document whose worker was lost."""


class EngineMissing(ActesError):
    """The engine asked for is not installed, or nobody answers at its address."""

    exit_code = 69


class Engine(NamedTuple):
    """`submit` is that of an executor; `slots()` tells how many documents can be read at once just now.

    `remote` is whether the bytes must be sent along, since the workers may not see the files.
    """

    submit: Callable[..., Any]
    slots: Callable[[], int]
    remote: bool


@contextmanager
def local(jobs: int) -> Iterator[Engine]:
    """This machine: `jobs` documents at once. Leaving ends every reader, at once and whatever it does."""
    pool: Executor = ThreadPoolExecutor(jobs, thread_name_prefix="actes")
    try:
        yield Engine(pool.submit, lambda: jobs, remote=False)
    finally:
        stop_readers()
        pool.shutdown(wait=True, cancel_futures=True)
        end_readers()


@contextmanager
def dask(scheduler: str) -> Iterator[Engine]:
    """A dask cluster by the address of its scheduler (`tcp://host:8786`); workers may come and go.

    Raises EngineMissing when dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineMissing("dask n'est pas installé : pip install 'actes[dask]'") from error
    try:
        client: Any = Client(scheduler, timeout=15, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise EngineMissing(f"{scheduler} : aucun ordonnanceur dask n'y répond") from error
    pool = client.get_executor(pure=False, retries=RETRIES)

    def slots() -> int:
        return max(int(sum(client.nthreads().values())), 1)

    try:
        yield Engine(pool.submit, slots, remote=True)
    finally:
        pool.shutdown(wait=False)
        client.close()


@contextmanager
def engine(name: EngineName, jobs: int, scheduler: str | None) -> Iterator[Engine]:
    """The engine of that name."""
    if name == "local":
        with local(jobs) as made:
            yield made
    elif scheduler is None:
        raise EngineMissing("--engine dask demande l'adresse d'un ordonnanceur : --scheduler tcp://HÔTE:8786")
    else:
        with dask(scheduler) as made:
            yield made
