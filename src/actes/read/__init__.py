"""From a file to page texts: one table of readers, by what the content is.

Every refusal is one line, `NAME : cause`, that says what to do where something can be done.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from actes.errors import InputMissing, InputTooLarge, InputUnreadable, InputUnsupported
from actes.read import sniff
from actes.read.plain import check_size, read_markdown, read_text
from actes.text import PageText

MAX_FILE = 500_000_000
"""Bytes of one file, looked at before it is read into memory."""

NAMELESS = "document"
"""What bytes are called that were given without a name."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as read: what it is and the text of its pages."""

    name: str
    media_type: str
    sha256: str
    size_bytes: int
    pages: tuple[PageText, ...]


def read(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Raw:
    """Reads a file (its path, or its bytes) into page texts.

    `name` is what the file is called in results and messages; by default its own name.
    Raises InputMissing, InputUnreadable, InputUnsupported or InputTooLarge, each with one
    line of French; never anything else, whatever the bytes are.
    """
    if isinstance(source, bytes):
        data, own_name, shown = source, NAMELESS, NAMELESS
    else:
        shown = name or os.fspath(source)
        data, own_name = _load(source, _one_line(shown)), Path(source).name
    name = _one_line(name or own_name)
    shown = _one_line(name if isinstance(source, bytes) else shown)
    if not data:
        raise InputUnreadable(f"{shown} : fichier vide")
    media_type = sniff.sniff(data, name)
    reader = READERS.get(media_type)
    if reader is None:
        error, cause = REFUSED.get(media_type) or _other(media_type)
        raise error(f"{shown} : {cause}")
    pages = reader(data, shown)
    check_size("\n".join(page.string for page in pages), shown)
    return Raw(name, media_type, hashlib.sha256(data).hexdigest(), len(data), pages)


def read_folder(folder: str | os.PathLike[str], name: str | None = None) -> Raw:
    """Reads the page images of a folder, in the order of their names (2 before 10), as one file; raises as `read`."""
    from actes.read.image import read_images

    shown = _one_line(os.fspath(folder))
    if not os.path.isdir(folder):
        raise InputMissing(f"{shown} : dossier introuvable")
    files = [(path.name, load(path)) for path in sorted(Path(folder).iterdir(), key=_by_number) if path.is_file()]
    images = [(own, data) for own, data in files if READERS.get(sniff.sniff(data, own)) is _image]
    if not images:
        raise InputUnreadable(f"{shown} : aucune image de page (TIFF, PNG, JPEG) dans ce dossier")
    digest = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for _, data in images)).hexdigest()
    size = sum(len(data) for _, data in images)
    return Raw(_one_line(name or Path(folder).name), "multipart/mixed", digest, size, read_images(images))


def _by_number(path: Path) -> tuple[list[tuple[int, str]], str]:
    """The order of file names that people mean: « page-2 » before « page-10 »."""
    parts = re.findall(r"\d{1,18}|\D{1,200}", path.name)
    return [(int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in parts], path.name


def load(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file; raises `InputMissing` and `InputTooLarge`."""
    return _load(path, _one_line(os.fspath(path)))


def _load(path: str | os.PathLike[str], shown: str) -> bytes:
    """The bytes of a file, never more than MAX_FILE."""
    try:
        if os.path.isdir(path):
            raise InputMissing(f"{shown} : c'est un dossier, pas un fichier")
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_FILE:
                raise _too_large(shown)
            data = file.read(MAX_FILE + 1)
    except PermissionError as error:
        raise InputMissing(f"{shown} : lecture refusée, droits insuffisants") from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        # ValueError: a NUL in the path, which can be no file.
        raise InputMissing(f"{shown} : fichier introuvable") from error
    except OSError as error:
        raise InputMissing(f"{shown} : lecture impossible ({error.strerror or error})") from error
    if len(data) > MAX_FILE:
        raise _too_large(shown)
    return data


def _too_large(shown: str) -> InputTooLarge:
    return InputTooLarge(f"{shown} : fichier de plus de {MAX_FILE // 1_000_000} Mo, c'est trop")


def _one_line(name: str) -> str:
    """A file name that can be printed on one line, on any terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


# Each reader, and the libraries it needs, is only imported for a file of its kind.


def _pdf(data: bytes, name: str) -> tuple[PageText, ...]:
    from actes.ocr import read_scans, wants_ocr
    from actes.read.pdf import read_pdf

    pages = read_pdf(data, name)
    if not any(map(wants_ocr, pages)):
        return pages
    from actes.ocr.render import render_page

    return read_scans(pages, lambda i: render_page(data, i))


def _docx(data: bytes, name: str) -> tuple[PageText, ...]:
    from actes.read.docx import read_docx

    return read_docx(data, name)


def _odt(data: bytes, name: str) -> tuple[PageText, ...]:
    from actes.read.odt import read_odt

    return read_odt(data, name)


def _image(data: bytes, name: str) -> tuple[PageText, ...]:
    from actes.read.image import read_image

    return read_image(data, name)


READERS: dict[str, Callable[[bytes, str], tuple[PageText, ...]]] = {
    sniff.PDF: _pdf,
    sniff.DOCX: _docx,
    sniff.ODT: _odt,
    sniff.TIFF: _image,
    sniff.PNG: _image,
    sniff.JPEG: _image,
    sniff.TEXT: read_text,
    sniff.MARKDOWN: read_markdown,
}
"""What can be read: the bytes and the name for messages → the pages."""

CONVERT = "le convertir d'abord : soffice --headless --convert-to {} FICHIER"

REFUSED: dict[str, tuple[type[InputUnreadable], str]] = {
    sniff.BINARY: (InputUnreadable, "fichier binaire, ni texte, ni PDF, ni image, ni Word, ni OpenDocument"),
    sniff.DAMAGED_ZIP: (InputUnreadable, "archive ZIP endommagée ou tronquée (un .docx ou un .odt mal copié ?)"),
    sniff.ENCRYPTED_OFFICE: (InputUnreadable, "document protégé par un mot de passe"),
    "application/zip": (InputUnsupported, "archive ZIP, ni Word ni OpenDocument (word/document.xml manque)"),
    "application/msword": (InputUnsupported, f"ancien format Word (.doc) ; {CONVERT.format('docx')}"),
    "application/rtf": (InputUnsupported, f"format RTF ; {CONVERT.format('docx')}"),
    "application/x-ole-storage": (InputUnsupported, f"ancien format Microsoft Office ; {CONVERT.format('docx')}"),
    "application/postscript": (InputUnsupported, "format PostScript ; le convertir d'abord : ps2pdf FICHIER"),
    "application/xml": (InputUnsupported, "fichier XML, pas un document"),
    "text/html": (InputUnsupported, "page HTML ; l'enregistrer d'abord en PDF ou en texte"),
}
"""What is recognised and not read: the error and its cause."""

KINDS = (
    ("image/", "image d'un format qui n'est pas lu ; l'enregistrer d'abord en TIFF, PNG, JPEG ou PDF"),
    ("application/vnd.oasis.opendocument.", "document OpenDocument qui n'est pas un texte"),
    ("application/vnd.openxmlformats-officedocument.", "classeur ou présentation, pas un document Word"),
    ("application/vnd.ms-", "classeur ou présentation, pas un document Word"),
)
"""Causes for whole families of media types."""


def _other(media_type: str) -> tuple[type[InputUnreadable], str]:
    cause = next((cause for prefix, cause in KINDS if media_type.startswith(prefix)), None)
    return InputUnsupported, cause or "archive ou format qui n'est pas un document"
