"""What goes to a worker and what comes back: plain frozen data, that any engine can carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Value = str | int | float | None
Rows = Mapping[str, Sequence[Sequence[Value]]]
"""Rows of the catalogue by table, in the order of its columns."""

State = Literal["done", "failed"]
Kind = Literal["input", "timeout", "memory", "pages", "crash", "defect"]
"""Why a document failed: what it is (`input`), a limit, the reader died (`crash`) or erred (`defect`)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds of wall clock, megabytes of address space, pages."""

    seconds: float = 900.0
    memory: int = 4096
    pages: int = 2000


@dataclass(frozen=True, slots=True)
class Locator:
    """Where the bytes are: a file, or the member of that rank in a ZIP archive."""

    path: str
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read. `data` is sent along where the worker may not see the coordinator's files.

    `name` is the file's own name, which the dossier carries; `version` that of the pipeline that is wanted.
    """

    sha256: str
    name: str
    locator: Locator
    limits: Limits
    version: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: `json` and `rows` if it is done, one line of French (`cause`) if it failed."""

    state: State
    kind: Kind | None = None
    cause: str | None = None
    pages: int = 0
    attempts: int = 1
    json: bytes = b""
    rows: Rows = field(default_factory=dict)
