"""ZIP archives of acts: their members, those that could do harm refused with the cause.

Nothing is ever extracted to a path: a member is a stream of bytes, and its name is only shown. What bounds
a bomb: the size of the directory, the announced sizes (of which `zipfile` never yields more), the ratios.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from actes.read import MAX_FILE
from actes.read.package import DAMAGE, MAX_RATIO, RATIO_MATTERS_FROM

MAX_DIRECTORY = 16_000_000
"""Bytes of the directory of an archive, which is held in memory: some 150,000 members."""

MAX_TOTAL_RATIO = 100
TOTAL_MATTERS_FROM = 1_000_000_000
"""All members together, from this size on, may expand to so many times the archive."""

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
"""Compressions that need little memory; LZMA can ask for gigabytes."""

END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
"""« ../x », « a/../../x », « /etc/x », « C:\\x »: a name that leads out of the archive."""


class ArchiveRefused(Exception):
    """Why an archive, or a member of one, is not read: one line of French."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its rank in the directory, its name as stored, and why it is refused, if it is."""

    rank: int
    name: str
    cause: str | None


def open_archive(file: BinaryIO) -> zipfile.ZipFile | None:
    """The archive, None if it is damaged: then it is for the reader to say what the file was."""
    if _directory_size(file) > MAX_DIRECTORY:
        raise ArchiveRefused(f"archive dont le sommaire dépasse {MAX_DIRECTORY // 1_000_000} Mo, c'est trop")
    try:
        return zipfile.ZipFile(file)
    except DAMAGE:
        return None


def is_archive(archive: zipfile.ZipFile) -> bool:
    """Whether it holds files; a Word or OpenDocument file is a ZIP too, and is one document."""
    first = {info.filename for info in archive.infolist()}
    return not first & {"mimetype", "[Content_Types].xml", "word/document.xml", "content.xml"}


def members(archive: zipfile.ZipFile, archive_size: int) -> Iterator[Member]:
    """The files of an archive, in its order. Raises ArchiveRefused for one that expands beyond measure."""
    total = sum(info.file_size for info in archive.infolist())
    if total > TOTAL_MATTERS_FROM and total > MAX_TOTAL_RATIO * archive_size:
        raise ArchiveRefused(f"archive qui se décompresse en {total // 1_000_000} Mo, c'est trop")
    for rank, info in enumerate(archive.infolist()):
        if not info.is_dir() or _refused(info):
            yield Member(rank, info.filename, _refused(info))


def _refused(info: zipfile.ZipInfo) -> str | None:
    mode = info.external_attr >> 16
    if OUTSIDE.search(info.orig_filename):
        return "nom de membre qui sort de l'archive, refusé"
    if stat.S_ISLNK(mode):
        return "lien symbolique dans une archive, refusé"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "ni fichier ni dossier dans une archive, refusé"
    if info.flag_bits & 0x1:
        return "membre protégé par un mot de passe"
    if info.compress_type not in METHODS:
        return "compression non prise en charge dans une archive"
    bomb = info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > MAX_FILE or bomb:
        return f"membre qui se décompresse en {info.file_size // 1_000_000} Mo, c'est trop"
    return None


def read_member(archive: zipfile.ZipFile, rank: int, size: int) -> Iterator[bytes]:
    """The bytes of a member in pieces of `size`. Raises ArchiveRefused for what is not to be read."""
    if rank >= len(archive.filelist):
        raise ArchiveRefused("archive modifiée pendant la lecture")
    info = archive.filelist[rank]
    if cause := _refused(info):
        raise ArchiveRefused(cause)
    try:
        with archive.open(info) as stream:
            piece = stream.read(size)
            if piece.startswith(b"PK\x03\x04") and _is_nested(archive, info):
                raise ArchiveRefused("archive dans une archive : l'extraire d'abord")
            while piece:
                yield piece
                piece = stream.read(size)
    except DAMAGE as error:
        raise ArchiveRefused("membre d'archive endommagé") from error


def _is_nested(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a member that is a ZIP is an archive; a document is one too."""
    with archive.open(info) as stream:
        if not stream.seekable():
            return True
        try:
            inner = open_archive(stream)  # type: ignore[arg-type]
        except ArchiveRefused:
            return True
        return inner is not None and is_archive(inner)


def _directory_size(file: BinaryIO) -> int:
    """The announced size of the directory of an archive, 0 where none is found."""
    file.seek(0, 2)
    length = file.tell()
    start = max(length - END.size - (1 << 16), 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        return 0
    size = int(END.unpack_from(tail, at)[5])
    file.seek(max(start + at - LOCATOR_64.size, 0))
    found = file.read(LOCATOR_64.size)
    if found.startswith(b"PK\x06\x07"):
        file.seek(min(int(LOCATOR_64.unpack(found)[2]), length))
        record = file.read(END_64.size)
        if len(record) == END_64.size and record.startswith(b"PK\x06\x06"):
            size = max(size if size != 0xFFFFFFFF else 0, int(END_64.unpack(record)[8]))
    return size
