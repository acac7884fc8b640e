"""The pipeline, on one screen: path → read → clean → segment → assemble → `Dossier`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from actes.model import Dossier, Notice, Ocr, Page, Source, TextOrigin
from actes.text import PageText

if TYPE_CHECKING:
    from actes.read import Raw


def parse(source: str | PathLike[str] | bytes, *, name: str | None = None) -> Dossier:
    """Read a file (a path, or its bytes) and return the acts it holds.

    `name` is what the dossier calls its source; by default the file's own name.
    Raises an `ActesError` (one line of French, an exit code) where the input is unusable;
    a defect of an act never raises.
    """
    from actes.read import read

    return _dossier(read(source, name))


def parse_pages(folder: str | PathLike[str], *, name: str | None = None) -> Dossier:
    """The acts of a folder of page images (TIFF, PNG, JPEG), in the order of their names, as one document.

    Raises as `parse` does.
    """
    from actes.read import read_folder

    return _dossier(read_folder(folder, name))


def searchable(source: str | PathLike[str] | bytes, *, name: str | None = None) -> bytes:
    """A scan (PDF or image) as a PDF whose text can be searched and copied; raises as `parse` does."""
    from actes.export.searchable import searchable as written
    from actes.read import load, read

    data = source if isinstance(source, bytes) else load(source)
    raw = read(data, name or (None if isinstance(source, bytes) else Path(source).name))
    return written(data, raw.media_type, raw.pages, raw.name)


def parse_text(text: str, *, name: str = "texte") -> Dossier:
    """The acts in a text that is already there; form feeds part its pages. Never raises on any `str`."""
    from actes.read import Raw

    data = text.encode("utf-8", "surrogatepass")
    pages = tuple(PageText(i + 1, page) for i, page in enumerate(text.split("\f")))
    return _dossier(Raw(name, "text/plain", hashlib.sha256(data).hexdigest(), len(data), pages))


def _dossier(raw: Raw) -> Dossier:
    from actes.assemble import assemble
    from actes.clean import clean
    from actes.segment import segment

    cleaned = clean(raw.pages)
    acts = assemble(segment(cleaned.body), cleaned)
    return Dossier(
        source=Source(
            name=raw.name,
            media_type=raw.media_type,
            sha256=raw.sha256,
            size_bytes=raw.size_bytes,
            page_count=len(raw.pages),
            text_origin=_origin(raw.pages),
            ocr=_ocr(raw.pages),
        ),
        pages=tuple(
            Page(
                number=page.number,
                width=page.width,
                height=page.height,
                rotation=page.rotation,
                text_origin=_page_origin(page),
                confidence=page.confidence,
                text=page.string,
            )
            for page in raw.pages
        ),
        acts=acts,
        notices=_notices(raw.pages, bool(acts)),
    )


def _page_origin(page: PageText) -> TextOrigin:
    origin = page.text_origin
    return origin if origin in ("native", "ocr", "mixed", "plain") else "plain"  # type: ignore[return-value]


def _origin(pages: Sequence[PageText]) -> TextOrigin:
    """One word for the whole file: that of its pages where they agree, else `mixed`."""
    origins = {_page_origin(page) for page in pages}
    return origins.pop() if len(origins) == 1 else "mixed" if origins else "plain"


def _ocr(pages: Sequence[PageText]) -> Ocr | None:
    """What read the pages that are images, where any is."""
    if not any(page.text_origin in ("ocr", "mixed") and page.confidence for page in pages):
        return None
    from actes.ocr import describe

    return describe(pages)


def _notices(pages: Sequence[PageText], any_act: bool) -> tuple[Notice, ...]:
    """What the reader of the result must know: pages that are blank, or that could not be read."""
    made: list[Notice] = []
    for page in pages:
        if page.text_origin == "ocr" and not page.string.strip():
            if page.confidence:
                message = f"page {page.number} : page blanche"
                made.append(Notice(code="page-without-text", page=page.number, message=message))
            else:
                message = f"page {page.number} : l'image n'a pas pu être lue, à relire sur l'original"
                made.append(Notice(code="page-failed", page=page.number, message=message))
        elif page.text_origin == "mixed" and not page.confidence:
            message = f"page {page.number} : seul un tampon a pu être lu, le reste est une image à relire"
            made.append(Notice(code="stamp-only-page", page=page.number, message=message))
    if not any_act:
        made.append(Notice(code="no-act-recognised", message="aucun acte reconnu dans ce fichier"))
    return tuple(made)
