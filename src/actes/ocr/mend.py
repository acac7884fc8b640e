"""Readings mended before they become text: signs the engine mistakes, and words under ink.

Nothing here corrects what an act prints: a printed fault is read as it is. What is mended is what the engine
cannot see: raised letters, the dots of the national motto, letters that a stroke of ink hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from actes.data import data_bytes
from actes.ocr.engine import Seen
from actes.text import Box

RAISED = re.compile(r"(?:[1lI][*”\"“'’^¢®¥?]{1,2}|[lI][eé]r)(?P<end>[:.,;]?)")
"""« 1er » as the engine reads it, its letters raised or not: « 1* », « 1” », « ler »."""

ORDINAL_AFTER = re.compile(r"\W?(?:article|art\.?|titre|livre|chapitre|alin[ée]a|le|du|au)\W?", re.IGNORECASE)
"""What stands before a « 1er »."""

MOTTO = re.compile(r"libert[ée]|[ée]galit[ée]|fraternit[ée]", re.IGNORECASE)
"""The words of the national motto: the signs between them are dots, whatever they are read as."""

FLAT = 3.0
"""A word whose letters are lower than so many points is a line of dashes."""

DOUBTFUL_DOT = 0.6
"""The confidence up to which a letter as low as a comma is none."""

NOISE = 0.35
"""The confidence up to which a mark that holds no letter is none."""

FIRST_GIVEN = ("Anne", "Jean", "Louis", "Marie", "Paul", "Pierre")
"""What most compound given names open with."""

OFFICES = frozenset(
    [
        "Préfet",
        "Préfète",
        "Préfecture",
        "Sous-Préfet",
        "Sous-Préfète",
        "Sous-Préfecture",
        "Maire",
        "Adjoint",
        "Adjointe",
        "Président",
        "Présidente",
        "Vice-Président",
        "Vice-Présidente",
        "Directeur",
        "Directrice",
        "Secrétaire",
        "Général",
        "Générale",
        "Délégué",
        "Déléguée",
        "Chef",
        "Cheffe",
        "Cabinet",
        "Conseil",
        "Pour",
        "Le",
        "La",
        "Par",
        "Délégation",
        "délégation",
        "délégué",
        "déléguée",
        "général",
        "générale",
        "adjoint",
        "adjointe",
    ]
)
"""Words of signature blocks, known to every document: those that ink hides most."""

MENDED = 0.75
"""The most confidence a mended word may have."""

SURE = 0.9
"""The confidence from which a word belongs to the vocabulary of its document."""

GIVEN_AND_FAMILY = re.compile(
    r"(?P<given>[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)[|/\\.]?(?P<family>[A-ZÀ-Ý][A-ZÀ-Ý'’-]{3,})"
)
"""« DavidMORVANEC »: given and family name run together where a stroke crosses the space between them."""

BARE = re.compile(r"^\W*|\W*$")


def mend_signs(words: Sequence[Seen]) -> list[Seen]:
    """The words of one page, in reading order, without noise, with the signs that are always misread put right."""
    kept = [w for w in words if not _is_noise(w)]
    made: list[Seen] = []
    for i, word in enumerate(kept):
        before = kept[i - 1].text if i else ""
        after = kept[i + 1].text if i + 1 < len(kept) else ""
        raised = RAISED.fullmatch(word.text)
        if raised and ORDINAL_AFTER.fullmatch(before):
            made.append(word._replace(text=f"1er{raised['end']}", confidence=min(word.confidence, MENDED)))
        elif not any(map(str.isalnum, word.text)) and MOTTO.fullmatch(before) and MOTTO.fullmatch(after):
            made.append(word._replace(text="•", confidence=min(word.confidence, MENDED)))
        else:
            made.append(word)
    return made


def _is_noise(word: Seen) -> bool:
    box = word.box
    if not any(map(str.isalnum, word.text)):
        return word.confidence < NOISE or set(word.text) <= {"|"}
    return box.y1 - box.y0 < FLAT and (box.x1 - box.x0 > 2 * FLAT or word.confidence < DOUBTFUL_DOT)


def vocabulary(pages: Iterable[Sequence[Seen]]) -> frozenset[str]:
    """The words that a document prints where nothing hides them, without the signs about them, and `OFFICES`."""
    return OFFICES | frozenset(
        BARE.sub("", word.text)
        for page in pages
        for word in page
        if not word.again and word.confidence >= SURE and sum(map(str.isalpha, word.text)) > 1
    )


def mend_inked(words: Sequence[Seen], known: frozenset[str], names: frozenset[str] = frozenset()) -> list[Seen]:
    """The words of one page, those read under ink (`again`) as the document prints them elsewhere.

    Only words that the document, or the list of given names, has with one letter or two changed, and words run
    together. Names in capitals stay as they were read: two spellings of a name may both be printed.
    `names` are full names of the document (« Anne DUPONT »): a given name is mended by the family name after it.
    """
    made: list[Seen] = []
    for word, after in pairwise([*words, None]):
        assert word is not None
        if not word.again or word.text.isupper() or not any(map(str.isalpha, word.text)):
            made.append(word)
            continue
        parts = _parted(word, known)
        if len(parts) > 1:
            made += parts
            continue
        bare = BARE.sub("", word.text)
        family = BARE.sub("", after.text) if after is not None else ""
        better = None
        if bare and bare not in known and bare not in _given_names():
            better = _of_name(bare, family, names) or _compound(bare) or _nearest(bare, family, known)
        if better:
            start = word.text.index(bare)
            text = word.text[:start] + better + word.text[start + len(bare) :]
            made.append(word._replace(text=text, confidence=min(word.confidence, MENDED)))
        else:
            made.append(word)
    return made


def full_names(pages: Iterable[Sequence[Seen]]) -> frozenset[str]:
    """« Given FAMILY » as the document prints them where nothing hides them."""
    names = set()
    for page in pages:
        for one, two in pairwise(page):
            given, family = BARE.sub("", one.text), BARE.sub("", two.text)
            sure = min(one.confidence, two.confidence) >= SURE and not (one.again or two.again)
            if sure and given.istitle() and family.isupper() and len(family) > 2:
                names.add(f"{given} {family}")
    return frozenset(names)


def _parted(word: Seen, known: frozenset[str]) -> list[Seen]:
    """A word as the two known ones that it runs together: « LePréfet », « etpar », « le(secrétaire »."""
    text = word.text
    if BARE.sub("", text) in known or len(text) < 4:
        return [word]
    if named := GIVEN_AND_FAMILY.fullmatch(text):
        return _halves(word, named["given"], named["family"])
    cut = re.fullmatch(r"(?P<one>\w{2,})[(|/\\](?P<two>\w{2,}\W*)", text)
    cuts = [(cut["one"], cut["two"])] if cut else [(text[:i], text[i:]) for i in range(2, len(text) - 1)]
    for one, two in cuts:
        bare = BARE.sub("", two)
        if one in known and (bare in known or (cut and _nearest(bare, "", known))) and len(bare) > 1:
            return _halves(word, one, two)
    return [word]


def _halves(word: Seen, one: str, two: str) -> list[Seen]:
    """A word as two, its box parted between them."""
    box = word.box
    middle = box.x0 + (box.x1 - box.x0) * len(one) / len(word.text)
    sure = min(word.confidence, MENDED)
    return [
        word._replace(text=one, box=Box(box.x0, box.y0, middle - 0.5, box.y1), confidence=sure),
        word._replace(text=two, box=Box(middle + 0.5, box.y0, box.x1, box.y1), confidence=sure),
    ]


def _of_name(given: str, family: str, names: frozenset[str]) -> str | None:
    """The given name that goes with a family name in the document, where what was read is like it."""
    from rapidfuzz.fuzz import ratio

    fits = {n.split(" ")[0] for n in names if n.endswith(f" {family}")} if family else set()
    near = [name for name in sorted(fits) if ratio(name, given) >= 60]
    return near[0] if len(near) == 1 else None


def _compound(word: str) -> str | None:
    """« Lean-Yves », whose second part is a given name, with its first part put right."""
    from rapidfuzz.distance import Levenshtein

    first, hyphen, second = word.partition("-")
    if not hyphen or second not in _given_names() or first in _given_names():
        return None
    near = [name for name in FIRST_GIVEN if Levenshtein.distance(first, name) == 1]
    return f"{near[0]}-{second}" if len(near) == 1 else None


def _nearest(word: str, family: str, known: frozenset[str]) -> str | None:
    """The one word of the document, or given name before a family name, that is a letter or two away."""
    from rapidfuzz.distance import Levenshtein

    reach = 1 if len(word) < 7 else 2
    if len(word) < 5:
        return None
    choices = set(known)
    if family.isupper() and len(family) > 2:
        choices |= _given_names()
    far = {
        other: distance
        for other in choices
        if abs(len(other) - len(word)) <= 1
        and not other.isupper()
        and other[:1].isupper() == word[:1].isupper()
        and (distance := Levenshtein.distance(word, other, score_cutoff=reach)) <= reach
    }
    if not far:
        return None
    least = min(far.values())
    nearest = sorted(other for other, distance in far.items() if distance == least)
    return nearest[0] if len(nearest) == 1 else None


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    lines = data_bytes("given_names.txt").decode("utf-8").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
