"""S: what the scan hides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actes.checks.reading import Piece, Quote, Reading
from actes.checks.rule import Flaw, check, flaw

LOW = 0.7
"""Mean confidence of a page below which its text is a guess."""


@check(
    "S001",
    "blank-page",
    "info",
    scope="dossier",
    remedy=(
        "Vérifier que la page n'a pas été perdue à la numérisation.",
        "Check that the page was not lost in scanning.",
    ),
    example=("arrete-circulation", "Publié sur le site internet", "\f\fPublié sur le site internet"),
)
def blank_page(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Une page ne porte aucun texte : verso vierge, ou page perdue à la numérisation."""
    if not readings:
        return
    pages = readings[0].dossier.pages
    for page in pages[:-1]:
        if len(pages) > 1 and not page.text.strip():
            yield flaw(
                readings[0], None, f"la page {page.number} ne porte aucun texte", f"page {page.number} bears no text"
            )


@check(
    "S002",
    "low-confidence-page",
    "warning",
    scope="dossier",
    remedy=("Numériser à nouveau, à 300 points par pouce.", "Scan again at 300 dpi."),
)
def low_confidence(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """La lecture optique d'une page est trop incertaine pour qu'on s'y fie."""
    if not readings:
        return
    for page in readings[0].dossier.pages:
        if (
            page.text_origin in ("ocr", "mixed")
            and page.confidence is not None
            and page.confidence < LOW
            and page.text.strip()
        ):
            yield flaw(
                readings[0],
                None,
                f"la page {page.number} est mal lue (confiance {page.confidence:.0%})",
                f"page {page.number} is badly read (confidence {page.confidence:.0%})",
            )


FOLIO = re.compile(r"(?:^|[\s(-])(?:page\s+)?(\d{1,3})\s*(?:/|sur)\s*(\d{1,3})\)?\s*$")
"""« 3/7 », « Page 3 sur 7 » at the end of a line at the foot or head of a page, folded."""


@check(
    "S003",
    "missing-page",
    "warning",
    scope="dossier",
    remedy=("Retrouver la page qui manque.", "Find the missing page."),
    example=("arrete-prefectoral", "70013 VESOUL CEDEX – 2/2", "70013 VESOUL CEDEX – 3/3"),
)
def missing_page(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """La numérotation imprimée des pages (« 3/7 ») saute une page."""
    if not readings:
        return
    last: tuple[int, int] | None = None
    for page, number, total, start, end in _folios(readings[0]):
        if last and number > last[0] + 1 and page == last[1] + 1 and number <= total:
            reading = next((r for r in readings if any(p.page == page for p in r.pieces)), readings[0])
            piece = next((p for p in reading.pieces if p.page == page), Piece(0, page, 0))
            gap = ", ".join(str(n) for n in range(last[0] + 1, number))
            at = piece.at + start - piece.offset
            where = Quote(reading, at, at + end - start) if 0 <= at <= len(reading.text) else None
            yield flaw(
                reading,
                where,
                f"la page imprimée {gap} manque (de {last[0]}/{total} à {number}/{total})",
                f"printed page {gap} is missing",
            )
        last = (number, page)


def _folios(reading: Reading) -> Iterator[tuple[int, int, int, int, int]]:
    """(page, printed number, printed total, start, end) of each page that prints them in its first or last lines."""
    for page in reading.dossier.pages if len(reading.dossier.pages) > 1 else ():
        for start, line in _ends(page.text):
            match = FOLIO.search(line.lower())
            if match and 1 <= int(match[1]) <= int(match[2]) and int(match[2]) < 200:
                yield page.number, int(match[1]), int(match[2]), start + match.start(1), start + match.end(2)
                break


EDGE = 400


def _ends(text: str) -> list[tuple[int, str]]:
    """The last three printed lines, upwards, then the first two, each with where it starts."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]*\S[^\n]*", text[:EDGE])][:2]
    base = max(len(text) - EDGE, 0)
    last = [(base + m.start(), m.group()) for m in re.finditer(r"[^\n]*\S[^\n]*", text[base:])][-3:]
    return [*last[::-1], *lines]


@check(
    "S004",
    "unreadable-stamp",
    "info",
    remedy=("Relever la date du tampon sur l'original.", "Read the stamp's date on the original."),
)
def unreadable_stamp(reading: Reading) -> Iterator[Flaw]:
    """Un tampon est visible, mais ce qu'il porte n'a pas pu être lu."""
    known = reading.act.execution
    if known:
        for found in (known.sent_on, known.received_on, known.published_on, known.posted_on, known.notified_on):
            if found and found.state == "unreadable":
                yield flaw(
                    reading, found, "la date de ce tampon n'est pas lisible", "the date of this stamp cannot be read"
                )
    for mention in reading.act.mentions:
        if mention.kind == "stamp" and mention.role != "seal" and mention.text.state == "unreadable":
            yield flaw(reading, mention.text, "ce tampon n'est pas lisible", "this stamp cannot be read")


@check(
    "S005",
    "handwritten-field",
    "info",
    remedy=("Relire la mention sur l'image.", "Read the note on the image."),
)
def handwritten(reading: Reading) -> Iterator[Flaw]:
    """Une mention manuscrite porte peut-être une valeur (date, numéro) que la lecture optique ne donne pas."""
    for mention in reading.act.mentions:
        if mention.kind == "handwriting":
            yield flaw(reading, mention.text, "mention manuscrite à relire", "handwritten note to be read")
