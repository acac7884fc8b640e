"""The JSON files of a run: one per dossier, there whole or not at all, named by its content."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actes.errors import OutputFailed
from actes.extract.folding import fold

FOLDER = "dossiers"
OURS = re.compile(r"[0-9a-f]{32}-[a-z0-9-]{0,40}\.json(?:\.part)?")
"""The names that `json_path` gives, and those of files that a killed run left half written."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """The folder of results, for one run at a time. The lock goes with the process, however it ends.

    Raises OutputFailed when another run holds it or the folder cannot be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(out / ".lock", isolation_level=None, timeout=1)
    except (OSError, sqlite3.Error) as error:
        raise OutputFailed(f"{out} : dossier de résultats inutilisable ({error})") from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise OutputFailed(f"{out} : un autre lot y écrit déjà") from error
        yield
    finally:
        lock.close()


def json_path(sha256: str, file_name: str) -> str:
    """Where the JSON of a content goes, below the folder of results: a name that any system takes."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(file_name.rpartition(".")[0] or file_name))[:40].strip("-")
    return f"{FOLDER}/{sha256[:2]}/{sha256[:32]}-{stem}.json"


def write(out: Path, name: str, data: bytes) -> None:
    """Write a file below the folder of results, whole or not at all. Raises OutputFailed.

    It is not forced onto the disk, which would cost more than reading a short act: what a power cut takes is
    found by its length when the run goes on (`ledger.is_settled`), and made again.
    """
    target = f"{out}/{name}"
    part = f"{target}.part"
    try:
        folder = os.path.dirname(target)
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
        with open(part, "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
        os.replace(part, target)
    except OSError as error:
        raise OutputFailed(f"{target} : écriture impossible ({error.strerror or error})") from error


def sweep(out: Path, known: sqlite3.Connection) -> None:
    """Remove the JSON files that no line of the ledger names: a run was killed between the file and the line."""
    for folder in sorted((out / FOLDER).glob("[0-9a-f][0-9a-f]")):
        named = known.execute(
            "SELECT json FROM ledger WHERE sha256 >= ? AND sha256 < ?", (folder.name, f"{folder.name}g")
        )
        kept = {name.rpartition("/")[2] for (name,) in named if name}
        for name in sorted(set(os.listdir(folder)) - kept):
            if OURS.fullmatch(name):
                (folder / name).unlink()
