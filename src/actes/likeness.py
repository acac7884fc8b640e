"""When a value read is the one that was labelled: strictly, or softly for long texts and names of bodies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

Same = Callable[[Any, Any], bool]


SMALL_WORDS = frozenset(
    [
        "commune",
        "ville",
        "mairie",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "en",
        "communaute",
        "communes",
        "agglomeration",
        "metropole",
        "departement",
        "region",
        "conseil",
        "municipal",
        "communautaire",
        "departemental",
        "regional",
        "prefet",
        "prefecture",
        "prefete",
        "direction",
        "service",
        "monsieur",
        "madame",
    ]
)
"""Words that do not tell one body from another."""


def fold(value: object) -> str:
    string = unicodedata.normalize("NFKC", str(value)).replace("’", "'").replace("«", '"').replace("»", '"')
    string = re.sub(r"[‐‑‒–—]", "-", string)
    if not re.fullmatch(r"\w+", string):
        string = re.sub(r"[*_#]+", " ", string)
    return re.sub(r"\s+", " ", string).strip(" .;:,-\"'").casefold()


def key(value: object) -> str:
    return re.sub(r"[\W_]+", "_", fold(value)).strip("_")


def squash(value: object) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", fold(value)) if c.isalnum())


def _start(value: object) -> str:
    return squash(value)[:40]


def ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _close(a: object, b: object, least: float = 0.9) -> bool:
    x, y = squash(a), squash(b)
    return x == y or ratio(x, y) >= least


def _body(a: object, b: object) -> bool:
    """Names of bodies: one may hold the other."""
    x, y = squash(a), squash(b)
    return _close(a, b, 0.85) or (min(len(x), len(y)) >= 8 and (x in y or y in x))


def _issuer(a: object, b: object) -> bool:
    """« Commune de Val » and « VILLE DE VAL »: the proper words of the shorter stand in the longer."""
    x, y = (set(re.findall(r"[^\W_]+", _unaccented(fold(v)))) - SMALL_WORDS for v in (a, b))
    return _body(a, b) or (bool(x) and bool(y) and (x <= y or y <= x))


def _unaccented(string: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", string) if not unicodedata.combining(c))


def folded_same(a: object, b: object) -> bool:
    return fold(a) == fold(b)


def _squash_same(a: object, b: object) -> bool:
    return squash(a) == squash(b)


def key_same(a: object, b: object) -> bool:
    return key(a) == key(b)


def _number_like(a: object, b: object) -> bool:
    x, y = key(a), key(b)
    return x == y or (min(len(x), len(y)) >= 3 and (x.endswith(y) or y.endswith(x)))


def _person_same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return fold(a[0] or "") == fold(b[0] or "") and fold(a[1]) == fold(b[1])


def _person_like(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return _close(a[1], b[1], 0.8) and (not a[0] or not b[0] or squash(a[0])[:1] == squash(b[0])[:1])


def _reference_like(a: Sequence[str], b: Sequence[str]) -> bool:
    if a == b:
        return True
    if a[0] != b[0]:
        return False
    if a[0] == "code":
        return a[1][:14] == b[1][:14] and a[2] == b[2]
    return bool(a[1] and a[1] == b[1]) or bool(a[2] and a[2] == b[2])


def _blank_same(a: object, b: object) -> bool:
    return squash(a) in squash(b) or squash(b) in squash(a)


_NAMED: tuple[Same, Same] = (_squash_same, _body)


_OPENING: tuple[Same, Same] = (lambda a, b: _start(a) == _start(b), lambda a, b: _close(_start(a), _start(b), 0.85))


COMPARED: dict[str, tuple[Same, Same]] = {
    "kind": (lambda a, b: a == b, lambda a, b: a == b or {a, b} == {"contrat", "convention"}),
    "number": (key_same, _number_like),
    "receipt_id": (_squash_same, _squash_same),
    "issuer": (_squash_same, _issuer),
    "authority": _NAMED,
    "title": (_squash_same, _close),
    "recourse_court": _NAMED,
    "visas": _OPENING,
    "other_bases": _OPENING,
    "considerants": _OPENING,
    "provisions": (_squash_same, _squash_same),
    "articles": (key_same, key_same),
    "article_titles": (
        lambda a, b: key_same(a[0], b[0]) and _squash_same(a[1], b[1]),
        lambda a, b: key_same(a[0], b[0]) and _close(a[1], b[1], 0.85),
    ),
    "party_names": _NAMED,
    "party_aliases": _NAMED,
    "party_qualities": _NAMED,
    "party_cities": _NAMED,
    "signatories": (_person_same, _person_like),
    "signatory_qualities": _NAMED,
    "references": (lambda a, b: a == b, _reference_like),
    "blanks": (_blank_same, _blank_same),
}
"""Field → (strict, soft); the others are equal once folded."""
