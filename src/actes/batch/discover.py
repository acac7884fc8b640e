"""Inputs → the files they hold, each told by its content, in an order that never changes.

Folders are walked by name, links are not followed, nothing but regular files is opened (a pipe would
wait for ever), archives are opened by `archives`. What cannot be read is an item too, with its cause.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from actes.batch.archives import ArchiveRefused, Member, is_archive, members, open_archive, read_member
from actes.batch.job import Locator
from actes.errors import InputMissing, InputUnreadable
from actes.read import MAX_FILE

CHUNK = 1 << 20
SMALL = 1 << 16
"""Files up to this size are read when they are found; a few of them are in memory at once."""

TOO_LARGE = f"fichier de plus de {MAX_FILE // 1_000_000} Mo, c'est trop"
LINK = "lien symbolique, non suivi"
SPECIAL = "ni fichier ni dossier (tube, périphérique, prise), refusé"
_own = threading.local()
_open_archives: set[BinaryIO] = set()

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a document. `cause` says why it cannot be one; `data` is all of a small file."""

    name: str
    locator: Locator
    member: Member | None = None
    cause: str | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A file and what tells it from all others: `sha256`, or the `cause` why it has none.

    `name` is printable, on one line, and no two paths share one. `data` is the content of a small file, which was
    opened to be told from others and need not be again; it goes on to the reader and is not kept.
    """

    name: str
    locator: Locator
    file_name: str
    sha256: str | None
    size: int
    cause: str | None = None
    data: bytes | None = None


def discover(inputs: Iterable[str], out: Path | None = None) -> Iterator[Item]:
    """Every file that the inputs hold; `out`, the folder of results, is left aside.

    An input is a file, a folder, a pattern (`2024/*.pdf`), or `@list`: a file of such inputs, one a line.
    Raises InputMissing for an input that is not there; never for what lies in a folder.
    """
    for candidate in candidates(inputs, out):
        yield identify(candidate)


def count(inputs: Iterable[str], out: Path | None = None) -> int:
    """How many files the inputs hold, an archive counted as one: nothing is opened, only listed."""
    aside = _identity(out) if out else None
    return sum(sum(1 for _ in _walk(path, aside, _unopened)) if os.path.isdir(path) else 1 for path in expand(inputs))


def _unopened(_path: str, _name: str) -> tuple[Candidate]:
    return (ANY,)


ANY = Candidate("", Locator(""))


def candidates(inputs: Iterable[str], out: Path | None = None) -> Iterator[Candidate]:
    """The same files, opened only to tell an archive from a document."""
    aside = _identity(out) if out else None
    for path in expand(inputs):
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            raise InputMissing(f"{shown(path)} : introuvable ({error.strerror or error})") from error
        if stat.S_ISDIR(mode):
            yield from _walk(path, aside, _opened)
        else:
            # a link that was named is followed: only those met on the way are not
            yield from _opened(os.path.realpath(path) if os.path.islink(path) else path, path)


def expand(inputs: Iterable[str]) -> Iterator[str]:
    """The inputs with lists and patterns replaced by the paths they stand for."""
    for text in inputs:
        if text.startswith("@") and not os.path.lexists(text):
            yield from expand(_listed(text[1:]))
        elif glob.has_magic(text) and not os.path.lexists(text):
            found = sorted(glob.iglob(text, recursive=True))
            if not found:
                raise InputMissing(f"{shown(text)} : aucun fichier ne répond à ce motif")
            yield from map(os.path.normpath, found)
        else:
            yield os.path.normpath(text)


def _listed(path: str) -> Iterator[str]:
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise InputMissing(f"{shown(path)} : liste illisible ({error.strerror or error})") from error
    for line in lines:
        if name := os.fsdecode(line.strip()):
            if name.startswith("@"):
                raise InputUnreadable(f"{shown(path)} : une liste ne peut en appeler une autre")
            yield name


def shown(path: str) -> str:
    """A path on one printable line; what is not printable is written `\\n` or `\\xff`, so no two paths look alike."""
    if path.isprintable():
        return path
    path = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in path
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


Look = Callable[[str, str], Iterable[Candidate]]
"""A path and its name → what is there."""


def _walk(top: str, aside: tuple[int, int] | None, look: Look) -> Iterator[Candidate]:
    """The files below a folder. A stack, not recursion: folders may be nested by the thousand."""
    stack: list[Iterator[os.DirEntry[str]]] = []

    def enter(folder: str) -> Iterator[Candidate]:
        try:
            with os.scandir(folder) as entries:
                stack.append(iter(sorted(entries, key=lambda entry: os.fsencode(entry.name))))
        except OSError as error:
            yield Candidate(shown(folder), Locator(folder), cause=f"dossier illisible ({error.strerror or error})")

    yield from enter(top)
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        try:
            if entry.is_symlink():
                yield Candidate(shown(entry.path), Locator(entry.path), cause=LINK)
            elif entry.is_dir(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                if (status.st_dev, status.st_ino) != aside:
                    yield from enter(entry.path)
            else:
                yield from look(entry.path, entry.path)
        except OSError as error:
            yield Candidate(shown(entry.path), Locator(entry.path), cause=_why(error))


def _opened(path: str, name: str) -> Iterator[Candidate]:
    """One file; if it is an archive, its members instead."""
    name, locator = shown(name), Locator(os.path.abspath(path))
    try:
        with _open(path) as file:
            start = file.read(SMALL + 1)
            archive = open_archive(file) if start.startswith(b"PK") else None
            if archive is None or not is_archive(archive):
                yield Candidate(name, locator, data=start if len(start) <= SMALL else None)
                return
            for member in members(archive, os.fstat(file.fileno()).st_size):
                yield Candidate(
                    f"{name}!/{shown(member.name)}", Locator(locator.path, member.rank), member, member.cause
                )
    except ArchiveRefused as error:
        yield Candidate(name, locator, cause=str(error))
    except OSError as error:
        yield Candidate(name, locator, cause=_why(error))


def _open(path: str) -> BinaryIO:
    """A regular file, or OSError: neither a link that has taken its place nor a pipe that would wait."""
    file = os.fdopen(os.open(path, os.O_RDONLY | NO_FOLLOW), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, SPECIAL)
    return file


def _why(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return LINK
    if isinstance(error, PermissionError):
        return "lecture refusée, droits insuffisants"
    if error.errno == errno.ENXIO:
        return SPECIAL
    return error.strerror if error.strerror == SPECIAL else f"lecture impossible ({error.strerror or error})"


def identify(candidate: Candidate) -> Item:
    """The candidate with the digest of its content, read in pieces; or with the cause why it cannot be read."""
    path, member = candidate.locator.path, candidate.member
    name = shown(os.path.basename(member.name.rstrip("/") if member else path))
    if candidate.cause:
        return Item(candidate.name, candidate.locator, name, None, 0, candidate.cause)
    if (data := candidate.data) is not None:
        return Item(candidate.name, candidate.locator, name, hashlib.sha256(data).hexdigest(), len(data), data=data)
    digest, size = hashlib.sha256(), 0
    try:
        for piece in _pieces(candidate.locator):
            digest.update(piece)
            size += len(piece)
            if size > MAX_FILE:
                return Item(candidate.name, candidate.locator, name, None, size, TOO_LARGE)
    except ArchiveRefused as error:
        return Item(candidate.name, candidate.locator, name, None, size, str(error))
    except OSError as error:
        return Item(candidate.name, candidate.locator, name, None, size, _why(error))
    return Item(candidate.name, candidate.locator, name, digest.hexdigest(), size)


def _pieces(locator: Locator) -> Iterator[bytes]:
    if locator.member is not None:
        yield from read_member(_archive(locator.path), locator.member, CHUNK)
        return
    with _open(locator.path) as file:
        while piece := file.read(CHUNK):
            yield piece


def _archive(path: str) -> ZipFile:
    """The archive, kept open from one member to the next: reading the directory anew for each would be quadratic."""
    status = os.stat(path)
    stamp = (path, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
    kept: tuple[object, BinaryIO, ZipFile] | None = getattr(_own, "archive", None)
    if kept and kept[0] == stamp and not kept[1].closed:
        return kept[2]
    if kept:
        kept[1].close()
        _open_archives.discard(kept[1])
    file = _open(path)
    archive = open_archive(file)
    if archive is None:
        file.close()
        raise ArchiveRefused("archive modifiée pendant la lecture")
    _own.archive = (stamp, file, archive)
    _open_archives.add(file)
    return archive


def close_archives() -> None:
    """Close the archives kept open, by whichever thread; to be called when none reads any more."""
    while _open_archives:
        _open_archives.pop().close()


def load(locator: Locator) -> bytes:
    """The bytes of a file or of a member, never more than MAX_FILE.

    Raises InputMissing when they cannot be read any more.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in _pieces(locator):
            size += len(piece)
            if size > MAX_FILE:
                raise InputMissing(TOO_LARGE)
            pieces.append(piece)
    except ArchiveRefused as error:
        raise InputMissing(str(error)) from error
    except OSError as error:
        raise InputMissing(_why(error)) from error
    return b"".join(pieces)
