"""Word and OpenDocument files are ZIP packages of XML parts: opening them without trusting them.

Bounds protect the machine: a part is refused by its announced size and by its compression
ratio before it is expanded (`zipfile` never yields more than the announced size), a document
type that declares entities is refused, and nothing is fetched from outside the package.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from lzma import LZMAError
from typing import TYPE_CHECKING

from actes.errors import InputTooLarge, InputUnreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 100_000_000
"""Bytes of one expanded XML part. The text of a thousand pages takes some 20 MB of XML."""

MAX_RATIO = 200
"""Expanded to compressed size; office XML stays below 60, a bomb is near 1000."""

RATIO_MATTERS_FROM = 2_000_000
"""A short part may well compress beyond MAX_RATIO, and does no harm."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""All that `zipfile` raises on a damaged archive."""


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive; InputUnreadable if its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise InputUnreadable(f"{name} : archive ZIP endommagée ou tronquée") from error


def part(package: zipfile.ZipFile, path: str, name: str) -> bytes | None:
    """The bytes of one part, None if there is none; refused when too large, encrypted or damaged."""
    try:
        info = package.getinfo(path)
    except KeyError:
        return None
    if info.flag_bits & 0x1:
        raise InputUnreadable(f"{name} : protégé par un mot de passe")
    bomb = info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > MAX_PART or bomb:
        raise InputTooLarge(f"{name} : {path} se décompresse en {info.file_size // 1_000_000} Mo, c'est trop")
    try:
        return package.read(info)
    except DAMAGE as error:
        raise InputUnreadable(f"{name} : {path} est endommagé") from error


def xml(data: bytes, path: str, name: str) -> _Element:
    """The root element of an XML part: no entities, no network, no comments."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputUnreadable(f"{name} : {path} n'est pas du XML lisible") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InputUnreadable(f"{name} : {path} déclare des entités XML, refusé par sûreté")
    return root
