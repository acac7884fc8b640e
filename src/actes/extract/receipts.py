"""The identifier that @CTES, the State's transmission protocol, gives an act, as stamps print it.

`034-213401722-20130204-0000061107-DE`: department, SIREN of the body, date and number of the act,
nature. Platforms and OCR add spaces, lose the department or turn hyphens into full stops.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from actes.model import Receipt

_DASH = r"\s?[-–—.]\s?"
RECEIPT = re.compile(
    rf"(?<!\w)(?<!\d-)(?:(?P<department>0?2[ABab]|\d{{2,3}}){_DASH})?(?P<siren>\d{{9}}){_DASH}(?P<date>\d{{8}}){_DASH}"
    r"(?P<number>\w[\w .\n/–-]{0,40}?)(?:\s?[-–—_]\s?|(?<=\d))(?P<nature>DE|AR|AI|CC|BF|AU)"
    r"(?![a-z]|\d|[A-Z_](?![a-z])|[-–_]\w(?!-\d))(?:[-–_]\d{1,2}[-–_]\d{1,2}(?:_\d{1,2})?)?"
)
"""The whole identifier, as printed; a capital after the nature may open the next sentence (« …-DELe conseil »)."""

RECEIPT_CORE = re.compile(r"\d{9}\s?[-–—.]\s?\d{8}\s?[-–—.]")
"""What every identifier holds; most pages hold none."""


@dataclass(frozen=True, slots=True)
class ReceiptSpan:
    """`string[start:end]` is an identifier; `parts` is None where its department is not printed."""

    start: int
    end: int
    parts: Receipt | None


def receipts(string: str) -> Iterator[ReceiptSpan]:
    """The @CTES identifiers printed in `string`, in order."""
    last = 0
    for core in RECEIPT_CORE.finditer(string):
        if core.start() < last:
            continue
        for match in RECEIPT.finditer(string, max(last, core.start() - 8), core.end() + 60):
            last = match.end()
            yield ReceiptSpan(match.start(), last, _parts(match))
            break


def _parts(match: re.Match[str]) -> Receipt | None:
    if match["department"] is None:
        return None
    return Receipt(
        department=match["department"].upper(),
        siren=match["siren"],
        date=_date(match["date"]),
        number=" ".join(match["number"].split()),
        nature=match["nature"],
    )


def _date(figures: str) -> str | None:
    """The ISO date of eight figures, or None if the calendar has no such day."""
    year, month, day = int(figures[:4]), int(figures[4:6]), int(figures[6:])
    if 1900 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{day:02}"
    return None
