"""Where a finding stands, as people look for it: line, context, the odd part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from actes.checks.reading import OCR_DOUBT, Quote, Reading, places
from actes.model import Found, Page
from actes.text import Place

WIDTH = 110
"""Characters of context shown around the odd part."""


class Spot(NamedTuple):
    """A place with what is printed there; `context[odd[0]:odd[1]]` is the odd part of its line."""

    source: str
    act: str | None
    text: str
    at: tuple[Place, ...]
    line: int | None
    context: str
    odd: tuple[int, int]
    confidence: float


def spot(reading: Reading, where: Found[Any] | Quote | None) -> Spot:
    """The place of a value, of a stretch of text, or of the act as a whole (None)."""
    dossier, act = reading.dossier, reading.act
    if where is None:
        return Spot(dossier.source.name, act.id, "", (), None, "", (0, 0), 1.0)
    pages = {page.number: page for page in dossier.pages}
    at = where.at if isinstance(where, Found) else _boxed(reading, places(where.reading, where.start, where.end))
    confidence = _confidence(pages, at, where)
    text = where.text if isinstance(where, Found) else where.reading.text[where.start : where.end]
    if not at or at[0].page not in pages:
        return Spot(dossier.source.name, act.id, text, at, None, "", (0, 0), confidence)
    context, odd = _context(pages[at[0].page].text, at[0])
    line = pages[at[0].page].text.count("\n", 0, at[0].start) + 1
    return Spot(dossier.source.name, act.id, text, at, line, context, odd, confidence)


def _boxed(reading: Reading, at: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places with the box of the smallest passage of the act that holds each (the model keeps no box of a word)."""
    boxed = [place for passage in _passages(reading) for place in passage.at if place.bbox]
    made: list[Place] = []
    for place in at:
        around = [p for p in boxed if p.page == place.page and p.start <= place.start and place.end <= p.end]
        best = min(around, key=lambda p: p.end - p.start, default=None)
        made.append(replace(place, bbox=best.bbox) if best else place)
    return tuple(made)


def _passages(reading: Reading) -> Iterator[Found[Any]]:
    act = reading.act
    yield from (f for f in (act.title, act.preamble, act.number, act.signed_on) if f)
    yield from (clause.text for clause in (*act.visas, *act.other_bases, *act.considerants))
    yield from (p.text for p in act.provisions if p.text)
    for article in reading.articles:
        yield from (f for f in (article.number, article.title, article.text, *article.items) if f)
    yield from (f for s in act.signatories for f in (s.family, s.given, s.quality) if f)


def _confidence(pages: dict[int, Page], at: tuple[Place, ...], where: Found[Any] | Quote) -> float:
    """How surely the place was read: 1.0 but on a scanned page (a pattern's own doubt is none about the letters)."""
    scanned = [pages[p.page] for p in at if p.page in pages and pages[p.page].text_origin in ("ocr", "mixed")]
    if not scanned:
        return 1.0
    own = [where.confidence] if isinstance(where, Found) else []
    return min([*own, *(p.confidence for p in scanned if p.confidence is not None)], default=1.0)


def doubtful(one: Spot) -> bool:
    return one.confidence < OCR_DOUBT


def _context(text: str, place: Place) -> tuple[str, tuple[int, int]]:
    """The line or lines of a place on one line, cut around it, and where it is in them."""
    start, end = place.start, min(place.end, place.start + WIDTH)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before = " ".join(text[first:start].split())
    odd = " ".join(text[start:end].split())
    after = " ".join(text[end:last].split())
    gap_before = " " if before and text[start - 1 : start].isspace() else ""
    gap_after = " " if after and text[end : end + 1].isspace() else ""
    room = max(WIDTH - len(odd), 20)
    if len(before) > room // 2:
        before = "…" + before[len(before) - room // 2 :].lstrip()
    if len(after) > room // 2:
        after = after[: room // 2].rstrip() + "…"
    lead = before + gap_before
    return lead + odd + gap_after + after, (len(lead), len(lead) + len(odd))
