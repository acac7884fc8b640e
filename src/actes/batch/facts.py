"""Facts for the checks across acts: as rows, which come with those of their dossier, and back from the catalogue.

A place in another dossier is known by that dossier's digest, since two files may have one name. The base puts the
facts in order, on disk if they are many: what goes through here is one group at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from actes.batch.job import Rows, Value
from actes.batch.rows import storable
from actes.batch.tables import FACTS

if TYPE_CHECKING:
    from actes.checks.facts import Citation, Copy, Entry, Facts, Spelling, Taken
    from actes.checks.place import Spot

COPIES = """
    FROM files f JOIN ledger l USING (sha256) WHERE l.state = 'done' AND f.name <> l.source ORDER BY l.source, f.name
"""
"""The files whose content is that of another: the ledger skips them, and X007 tells them."""


def rows_of(taken: Taken, sha256: str) -> Rows:
    """The facts of a dossier as rows of the catalogue."""
    facts: dict[str, list[tuple[Value, ...]]] = {
        "entries": [(*e[:5], " ".join(sorted(e.dates)), e.title, *_place(e.spot)) for e in taken.entries],
        "cited": [(*c[:6], *_place(c.spot)) for c in taken.citations],
        "spellings": [(*s[:4], *_place(s.spots[0])) for s in taken.spellings],
    }
    return {
        table: tuple((sha256, position, *map(storable, values)) for position, values in enumerate(facts[table], 1))
        for table in FACTS
    }


def _place(spot: Spot) -> tuple[Value, ...]:
    page, start, stop = (spot.at[0].page, spot.at[0].start, spot.at[0].end) if spot.at else (None, None, None)
    return spot.act, " ".join(spot.text.split()), page, start, stop, spot.confidence


def stored(database: sqlite3.Connection) -> Facts:
    """The facts of all dossiers of a catalogue, in the order of the names of their files."""
    from actes.checks.facts import Citation, Copy, Entry, Facts, Spelling, joined

    def entries() -> Iterator[Entry]:
        for sha256, *values, dates, title, spot in _lines(database, "entries", "t.issuer, t.kind, t.register"):
            yield Entry._make((*values, frozenset(dates.split()), title, sha256, spot))

    def citations() -> Iterator[Citation]:
        for _, *values, spot in _lines(database, "cited", "t.issuer, t.kind, t.register"):
            yield Citation._make((*values, spot))

    def spellings() -> Iterator[Spelling]:
        # a person of whom there is one spelling only is nothing to the checks
        several = (
            "WHERE (t.body, t.given) IN"
            " (SELECT body, given FROM spellings GROUP BY body, given HAVING min(family) <> max(family))"
        )
        lines = _lines(database, "spellings", "t.body, t.given, t.family", several)
        for _, seen in groupby(lines, key=lambda line: line[1:4]):
            whole: Spelling | None = None
            for _, *values, spot in seen:
                whole = joined(whole, Spelling._make((*values, (spot,))))
            if whole is not None:
                yield whole

    def copies() -> Iterator[Copy]:
        return (Copy(*line) for line in database.execute(f"SELECT f.name, l.source {COPIES}"))

    return Facts(entries, citations, spellings, copies)


def _lines(database: sqlite3.Connection, table: str, order: str, where: str = "") -> Iterator[list[Any]]:
    """Digest, values of a table, and the place they were read at."""
    from actes.checks.place import Spot
    from actes.text import Place

    names = [column.name for column in FACTS[table] if column.name != "position"]
    lines = database.execute(
        f"SELECT {', '.join(f't.{name}' for name in names)} FROM {table} t JOIN ledger l USING (sha256)"
        f" {where} ORDER BY {order}, l.source, t.position"
    )
    for *values, act, text, page, start, stop, confidence in lines:
        at = () if page is None else (Place(page, start, stop),)
        yield [*values, Spot(values[0], act, text, at, None, "", (0, 0), confidence)]
