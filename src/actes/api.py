"""The pipeline, on one screen: path → read → clean → segment → assemble → `Dossier`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

from actes.model import Dossier, Notice, Page, Source, TextOrigin
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


def _notices(pages: Sequence[PageText], any_act: bool) -> tuple[Notice, ...]:
    """What the reader of the result must know: pages that hold no text, or only a stamp."""
    made: list[Notice] = []
    for page in pages:
        if page.text_origin == "ocr" and not page.string.strip():
            made.append(
                Notice(
                    code="page-without-text",
                    page=page.number,
                    message=f"page {page.number} : aucune couche de texte, page à océriser",
                )
            )
        elif page.text_origin == "mixed":
            made.append(
                Notice(
                    code="stamp-only-page",
                    page=page.number,
                    message=f"page {page.number} : seul un tampon est en texte, le reste est une image à océriser",
                )
            )
    if not any_act:
        made.append(Notice(code="no-act-recognised", message="aucun acte reconnu dans ce fichier"))
    return tuple(made)
