"""Who is who: sightings of persons, and whether two spellings are of one person.

Two sightings are one person only if the given name is the same (or is missing, with the same office in the
same body) and the family names differ as a slip of the pen or of the scanner does. Two names of one
attendance list are two persons, however alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from actes.checks.reading import Reading, key, word
from actes.data import data_bytes
from actes.extract.folding import fold
from actes.model import Found, Person


class Sighting(NamedTuple):
    """A person seen once. `roll` is the attendance list it stands in, if any."""

    reading: Reading
    person: Person
    family: Found[str]
    given: str
    quality: str
    body: str
    roll: bool


SHORTEST = 5
"""A family name of fewer letters is too short for a difference of one letter to mean a slip."""

CONFUSED = (("rn", "m"), ("cl", "d"), ("li", "h"), ("ii", "u"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"))
"""What a scanner takes for what, in folded letters."""


def sightings(reading: Reading) -> Iterator[Sighting]:
    """Every named person of an act, in the order of the model."""
    act = reading.act
    issuer = key(word(act.issuer.name)) if act.issuer else ""
    for signatory in act.signatories:
        body = key(word(signatory.on_behalf_of)) if act.parties else issuer
        yield from _seen(reading, signatory, body, roll=False)
    for party in act.parties:
        if party.representative:
            yield from _seen(reading, party.representative, key(word(party.name)), roll=False)
    if act.execution and act.execution.certified_by:
        yield from _seen(reading, act.execution.certified_by, issuer, roll=False)
    session = act.session
    if session:
        for person in (session.chair, session.secretary):
            if person:
                yield from _seen(reading, person, issuer, roll=False)
        if session.attendance:
            roll = session.attendance
            for person in (*roll.present, *roll.absent, *roll.excused):
                yield from _seen(reading, person, issuer, roll=True)
            for proxy in roll.proxies:
                yield from _seen(reading, proxy.giver, issuer, roll=True)
                yield from _seen(reading, proxy.holder, issuer, roll=False)


def _seen(reading: Reading, person: Person, body: str, *, roll: bool) -> Iterator[Sighting]:
    if person.family and person.family.value and person.family.at:
        yield Sighting(reading, person, person.family, word(person.given), word(person.quality), body, roll)


def initial(given: str) -> bool:
    """« P. », « J.-M. » or nothing: no given name to compare."""
    return not re.search(r"[^\W\d_]{3}", given)


def slip(one: str, other: str) -> bool:
    """Whether two folded family names differ as a slip does: one or two letters, a transposition, a doubled letter."""
    if one == other or min(len(one), len(other)) < SHORTEST or one[0] != other[0]:
        return False
    from rapidfuzz.distance import OSA

    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > 2:
        return False
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1:
        return not _suffixed(one, other) or longest >= 9
    if distance == 2:
        return (longest >= 9 and one[-2:] == other[-2:]) or _confusion(one, other)
    return _confusion(one, other)


def _suffixed(one: str, other: str) -> bool:
    """« martin », « martinez », « bernard », « bernardi »: a longer name, not a misspelt one (a final « e » or doubled letter may be)."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] not in ("e", short[-1], "t")


def _confusion(one: str, other: str) -> bool:
    return any(one.replace(a, b) == other.replace(a, b) for a, b in CONFUSED)


def same_person(one: Sighting, other: Sighting) -> bool:
    """Whether two sightings whose family names differ are one person."""
    if one.roll and other.roll and one.reading is other.reading:
        return False
    if not slip(key(one.family.value or ""), key(other.family.value or "")):
        return False
    if initial(one.given) or initial(other.given):
        return bool(one.body and one.body == other.body and one.quality and key(one.quality) == key(other.quality))
    return key(one.given) == key(other.given)


def misspelt_given(one: Sighting, other: Sighting) -> bool:
    """« Virginie » and « Virgine »: same family name and body, one letter apart, and only one of the two is a given name."""
    first, second = key(one.given), key(other.given)
    if first == second or min(len(first), len(second)) < SHORTEST or key(word(one.family)) != key(word(other.family)):
        return False
    if one.roll and other.roll and one.reading is other.reading:
        return False
    from rapidfuzz.distance import OSA

    known = given_names()
    if OSA.distance(first, second, score_cutoff=1) > 1:
        return False
    return (first in known) != (second in known) and (one.body == other.body or not one.body or not other.body)


@cache
def given_names() -> frozenset[str]:
    """The given names of the project's list, folded."""
    lines = data_bytes("given_names.txt").decode("utf-8").splitlines()
    return frozenset(key(name) for line in lines if not line.startswith("#") for name in line.split())


def likeliest(seen: Iterable[tuple[str, float]], register: frozenset[str]) -> tuple[str, str, str]:
    """The likelier of several spellings, given (spelling, confidence) of each sighting, and why in both languages."""
    counts: dict[str, list[float]] = {}
    for spelling, confidence in seen:
        counts.setdefault(spelling, []).append(confidence)
    for spelling in sorted(counts):
        if key(spelling) in register:
            return spelling, "elle figure au registre des noms", "it is in the register of names"
    best = min(counts, key=lambda s: (-len(counts[s]), -max(counts[s]), s))
    others = max((len(c) for s, c in counts.items() if s != best), default=0)
    if len(counts[best]) > others:
        return best, f"elle revient {len(counts[best])} fois", f"it occurs {len(counts[best])} times"
    if any(max(c) < max(counts[best]) for s, c in counts.items() if s != best):
        return best, "elle est la mieux lue", "it is the best read"
    return "", "", ""


def unaccented(one: str, other: str) -> bool:
    """« Barbéra » and « Barbera »: the same letters but for an accent, which capitals may lack."""
    plain = one.lower().replace("’", "'") != other.lower().replace("’", "'") and fold(one) == fold(other)
    return plain and not one.isupper() and not other.isupper()


def shown(person: Person) -> str:
    """A person as a message names them: given name, then family name as printed."""
    return " ".join(filter(None, (word(person.given), word(person.family)))) or word(person.quality)


def printed(found: Found[Any]) -> str:
    return " ".join(found.text.split())
