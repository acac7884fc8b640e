"""What made an act executory: its transmission, reception, publication, posting and notification.

Acts of local bodies bind once published and sent to the préfet (articles L. 2131-1, L. 3131-1 and L. 4141-1 of
the CGCT), and say so in three ways that mix freely: the stamp of a transmission platform on every page, the
certificate below the signature (« Certifié exécutoire par le Maire compte tenu de la réception en préfecture le …
et de la publication le … »), and lone lines (« Affiché en mairie le … »). One grammar (`slots`) reads the three.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from actes.extract.folding import fold
from actes.extract.numerals import numbers
from actes.extract.persons import person, read
from actes.extract.phrases import phrase
from actes.extract.platforms import stamp_spans
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.receipts import ReceiptSpan, receipts
from actes.extract.slots import PREFECTURE, Slot, slots
from actes.model import Execution, Found, Person, found
from actes.text import Text

__all__ = ["execution", "stamp_spans"]

RECEIVER = phrase(
    rf"{PREFECTURE}(?: (?:de la |de l'|des |du |de |d')[\w'-]{{2,30}}(?:[ -][\w'-]{{2,20}}){{0,3}}"
    r"(?= {0,3}(?:le\b|:|recu|$)))?"
)
"""Who received: « sous-préfecture de Valbonne » before « le » or « Reçu »."""

CERTIFIED_BY = phrase(r"executoire,? (?:de plein droit,? )?par (?=l[ea] |l'|m\. |mme |nous|monsieur |madame )")
"""« Certifié exécutoire par le Maire »."""

CERTIFIES = phrase(r"\b(?:certifie|atteste)\b[^.;]{0,60}\b(?:caractere|que\b[^.;]{0,60}) executoire")
CERTIFIER = re.compile(r"\b(?:le|la|monsieur|madame|m\.|mme|soussignee?s?)\b")
"""« Le Maire certifie sous sa responsabilité le caractère exécutoire de cet acte »."""

CERTIFIER_END = phrase(r"(?<!\bm)(?<!\bmme)[.;:] |\bcompte\b|\bcompter\b|\ble \d|\bconforme\b")

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEAR_IN_WORDS = phrase(r"deux {1,3}mil")

_RANK = {"blank": 0, "unreadable": 1, "read": 2}


def execution(text: Text) -> Execution | None:
    """Transmission, reception, publication, posting and notification of the act in `text`, or None.

    A date read wins over one that is unreadable, and this over a slot left blank; among equals the
    first printed wins. `text` is the whole act, its certificate and the stamps of its pages included.
    """
    folded = fold(text.string)
    ids = list(receipts(text.string))
    best: dict[str, Slot] = {}
    for slot in _plausible(folded, list(slots(text.string, folded)), ids):
        if slot.role not in best or _RANK[slot.state] > _RANK[best[slot.role].state]:
            best[slot.role] = slot
    received = best.get("received_on")
    certified_by = _certified_by(text, folded)
    if not best and not ids and certified_by is None:
        return None
    slip = text[ids[0].start : ids[0].end] if ids else None
    return Execution(
        sent_on=_found(text, best.get("sent_on")),
        received_on=_found(text, received),
        received_by=_receiver(text, folded, received) if received else None,
        published_on=_found(text, best.get("published_on")),
        posted_on=_found(text, best.get("posted_on")),
        notified_on=_found(text, best.get("notified_on")),
        receipt_id=found(slip, slip.normal(), "stamp.receipt_id") if slip else None,
        receipt=ids[0].parts if ids else None,
        certified_by=certified_by,
    )


def _found(text: Text, slot: Slot | None) -> Found[str] | None:
    return found(text[slot.start : slot.end], slot.value, f"stamp.{slot.role}", state=slot.state) if slot else None


def _plausible(folded: str, read_slots: list[Slot], ids: list[ReceiptSpan]) -> Iterator[Slot]:
    """The slots, dates of a year out of reach of all others in the act made unreadable: OCR saw « 2073 ».

    An act is sent and published within months of its day: the year of its identifier bounds them
    closely, or else the years printed outside the stamps loosely; where there is none, all stand.
    """
    years = [int(parts.date[:4]) for receipt in ids if (parts := receipt.parts) and parts.date]
    first, last = (min(years) - 1, max(years) + 2) if years else (0, 9999)
    if not years and any(slot.value for slot in read_slots):
        spans = sorted((slot.start, slot.end) for slot in read_slots)
        years = [int(year[0]) for year in YEAR.finditer(folded) if not _within(spans, year.start())]
        for words in islice(YEAR_IN_WORDS.finditer(folded), 30):
            years += [year.value for year in numbers(folded[words.start() : words.start() + 60])[:1]]
        last = max(years) + 9 if years else last
    for slot in read_slots:
        if slot.value and not first <= int(slot.value[:4]) <= last:
            yield slot._replace(value=None, state="unreadable")
        else:
            yield slot


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, (at + 1,)) - 1
    return i >= 0 and at < spans[i][1]


def _receiver(text: Text, folded: str, received: Slot) -> Found[str] | None:
    """Who received the act: named in the head, or printed just before « Reçu le »."""
    names = list(RECEIVER.finditer(folded, received.head, max(received.head, received.start)))
    names = names[:1] or list(RECEIVER.finditer(folded, max(0, received.head - 120), received.head))[-1:]
    if not names:
        return None
    start, end = names[0].span()
    for article in ("la ", "le ", "l'"):
        if folded.startswith(article, start):
            start += len(article)
    return found(text[start:end], text[start:end].normal(), "stamp.received_by")


def _certified_by(text: Text, folded: str) -> Person | None:
    """Who certifies that the act is executory: « Certifié exécutoire par le Maire », « Le Maire certifie … »."""
    if by := CERTIFIED_BY.search(folded):
        stop = CERTIFIER_END.search(folded, by.end(), by.end() + 90)
        return _certifier(text[by.end() : stop.start() if stop else by.end() + 90])
    if verb := CERTIFIES.search(folded):
        for opening in CERTIFIER.finditer(folded, max(0, verb.start() - 110), verb.start()):
            if not CERTIFIER_END.search(folded, opening.start(), verb.start()):
                return _certifier(text[opening.start() : verb.start()])
    return None


def _certifier(text: Text) -> Person | None:
    """The person, or the office alone: « le Maire »."""
    by = "stamp.certified_by"
    if named := person(text, by):
        return named
    folded = fold(text.string)
    if office := QUALITY_OPENING.match(folded):
        start = office.start("quality")
        return Person(quality=read(text, (start, quality_end(folded, start, len(folded))), by))
    return None
