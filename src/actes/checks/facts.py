"""What the checks across acts need of each act: small facts, taken where a dossier is read.

`Facts` is how those checks ask for them: each call goes through all facts of one sort, in an order in which those
that belong together follow one another, so that a check holds one group at a time. An `Index` supplies them from
memory, the catalogue of a batch from its tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actes.checks.persons import initial, sightings
from actes.checks.place import Spot, spot
from actes.checks.reading import LOCAL, Reading, clauses, day, key, word
from actes.extract.numbers import number_key

SERIAL = re.compile(r"(?P<year>20\d\d|19\d\d)(?P<series>[_/.-]?[a-z]{0,6})[_/.-]?0*(?P<rank>\d{1,4})")
"""« 2026_008 », « 2026/CC012 »: a year, a series, a rank."""

NO_RANK = -1
"""The rank of a number that is of no series."""

BODY_WORDS_DROPPED = frozenset(["l", "la", "le", "les", "d", "de", "du", "des", "et"])
SPOTS_KEPT = 4


class Entry(NamedTuple):
    """One act: who, what kind, which number, which days. `register` is what numbers of one series share."""

    issuer: str
    kind: str
    register: str
    rank: int
    number: str
    dates: frozenset[str]
    title: str
    sha256: str
    spot: Spot


class Citation(NamedTuple):
    """A numbered act cited by an act of `issuer`."""

    issuer: str
    kind: str
    register: str
    rank: int
    number: str
    date: str
    spot: Spot


class Spelling(NamedTuple):
    """A family name as written, of a person of that given name in that body: how often, and where first."""

    body: str
    given: str
    family: str
    times: int
    spots: tuple[Spot, ...]


class Copy(NamedTuple):
    """A file with the content of another, `first`."""

    name: str
    first: str


class Taken(NamedTuple):
    """The facts of one dossier, in the order of its acts."""

    entries: tuple[Entry, ...]
    citations: tuple[Citation, ...]
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of many dossiers.

    Acts and citations come by issuer, kind and register, spellings by body, given and family name, each once;
    within those, as the dossiers came.
    """

    entries: Callable[[], Iterable[Entry]]
    citations: Callable[[], Iterable[Citation]]
    spellings: Callable[[], Iterable[Spelling]]
    copies: Callable[[], Iterable[Copy]]


def body(name: str) -> str:
    """The name of a body levelled: « Commune de Valbrune » and « commune Valbrune » are one."""
    return " ".join(w for w in key(name).split() if w not in BODY_WORDS_DROPPED)


def register(number: str) -> tuple[str, int]:
    """The series a number is of and its rank there; a number of no series is a register of its own."""
    match = SERIAL.fullmatch(number.casefold())
    if match is None:
        return number, NO_RANK
    return f"{match['year']}/{match['series'].strip('_/.-')}", int(match["rank"])


def same_register(fact: Entry | Citation) -> tuple[str, str, str]:
    """What the acts of a register, and the citations of its acts, share."""
    return fact.issuer, fact.kind, fact.register


def taken(readings: Sequence[Reading]) -> Taken:
    """The facts of a dossier."""
    entries: list[Entry] = []
    citations: list[Citation] = []
    spellings: dict[tuple[str, str, str], Spelling] = {}
    for reading in readings:
        act = reading.act
        issuer = body(word(act.issuer.name)) if act.issuer else ""
        if act.number and act.number_key and issuer:
            dates = frozenset(d for d in (day(act.signed_on), day(act.session_on)) if d)
            place, title = spot(reading, act.number), key(word(act.title))
            series = register(act.number_key)
            sha256 = reading.dossier.source.sha256
            entries.append(Entry(issuer, act.kind, *series, act.number_key, dates, title, sha256, place))
        if issuer and act.issuer and act.issuer.type in LOCAL:
            citations += _citations(reading, issuer)
        for seen in sightings(reading):
            whose = body(seen.body)
            if whose and not initial(seen.given):
                who = (whose, key(seen.given), word(seen.family))
                known = spellings.get(who)
                spots = known.spots if known else (spot(reading, seen.family),)
                spellings[who] = Spelling(*who, known.times + 1 if known else 1, spots)
    return Taken(tuple(entries), tuple(citations), tuple(spellings.values()))


def _citations(reading: Reading, issuer: str) -> Iterator[Citation]:
    for clause in clauses(reading.act):
        for reference in clause.references:
            number, when = word(reference.number), day(reference.date)
            if number and when and reference.kind in ("deliberation", "decision", "arrete"):
                level = number_key(number)
                yield Citation(issuer, reference.kind, *register(level), level, when, spot(reading, reference.text))


def joined(known: Spelling | None, more: Spelling) -> Spelling:
    """One spelling, seen in one dossier more: of each file, and of a few files only, the first place is kept."""
    if known is None:
        return more
    spots = known.spots
    if len(spots) < SPOTS_KEPT and all(s.source != more.spots[0].source for s in spots):
        spots = (*spots, *more.spots)
    return Spelling(*known[:3], known.times + more.times, spots)


@dataclass(frozen=True, slots=True)
class Index:
    """The facts of the dossiers that went by, in memory. Filled by `add`."""

    entries: list[Entry] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    spellings: dict[tuple[str, str, str], Spelling] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)


def add(index: Index, name: str, sha256: str, new: Taken) -> None:
    """Keep the facts of a dossier, the file `name`."""
    index.files.setdefault(sha256, []).append(name)
    index.entries.extend(new.entries)
    index.citations.extend(new.citations)
    for spelling in new.spellings:
        who = (spelling.body, spelling.given, spelling.family)
        index.spellings[who] = joined(index.spellings.get(who), spelling)


def indexed(index: Index) -> Facts:
    """The facts of an index."""
    return Facts(
        lambda: sorted(index.entries, key=same_register),
        lambda: sorted(index.citations, key=same_register),
        lambda: (spelling for _, spelling in sorted(index.spellings.items())),
        lambda: (Copy(name, names[0]) for names in index.files.values() for name in names[1:]),
    )
