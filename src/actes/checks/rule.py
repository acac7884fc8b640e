"""What a check is: a function with a code, a severity, a reason and an example that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from actes.checks.place import Spot
from actes.checks.reading import Quote, Reading
from actes.model import Found, Frozen
from actes.text import Place

Severity = Literal["error", "warning", "info"]
Scope = Literal["act", "dossier", "corpus"]

RANK: dict[str, int] = {"info": 0, "warning": 1, "error": 2}
"""Severities in order."""


class Related(Frozen):
    """Another place that the finding rests on: `text` is what stands there."""

    source: str
    act: str
    text: str
    at: tuple[Place, ...]


class Finding(Frozen):
    """One inconsistency. `text` is what is printed at `at`; `context[odd[0]:odd[1]]` is the odd part of its line.

    `line` counts from 1 in the page of the first place. `waived` is the reason given in the waiver file.
    """

    code: str
    name: str
    severity: Severity
    source: str
    act: str | None
    message: str
    at: tuple[Place, ...]
    text: str
    line: int | None
    context: str
    odd: tuple[int, int]
    basis: str | None
    suggestion: str
    related: tuple[Related, ...] = ()
    waived: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a check yields: the place, the message in both languages, and what else it rests on."""

    reading: Reading
    where: Found[Any] | Quote | None
    fr: str
    en: str
    related: tuple[tuple[Reading, Found[Any] | Quote], ...] = ()
    severity: Severity | None = None
    fix: tuple[str, str] | None = None


class Far(NamedTuple):
    """A flaw between acts."""

    spot: Spot
    fr: str
    en: str
    related: tuple[Spot, ...] = ()
    severity: Severity | None = None


Find = Callable[[Any], Iterable[Flaw | Far]]


@dataclass(frozen=True, slots=True)
class Example:
    """A specimen (`samples/text/<slug>.txt`) in which `good` is replaced by `bad`: then, and only then, the check fires."""

    slug: str
    good: str
    bad: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. `why` is its docstring; `remedy` is in French and English."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    basis: str | None
    remedy: tuple[str, str]
    example: Example | None
    why: str
    find: Find
    absence: bool


def check(
    code: str,
    name: str,
    severity: Severity,
    *,
    remedy: tuple[str, str],
    example: tuple[str, str, str] | None = None,
    basis: str | None = None,
    scope: Scope = "act",
    absence: bool = False,
) -> Callable[[Find], Rule]:
    """Make a `Rule` of a function that yields flaws; its docstring, in French, is the published reason.

    The function takes a `Reading` (scope `act`), all readings of a dossier (`dossier`) or the
    `Facts` of many (`corpus`). A check with `absence` tells that something is missing: it is not
    run on a file with pages that could not be read, where what is missing may stand.
    """

    def made(find: Find) -> Rule:
        why = " ".join((find.__doc__ or "").split())
        return Rule(
            code, name, severity, scope, basis, remedy, Example(*example) if example else None, why, find, absence
        )

    return made


def flaw(
    reading: Reading,
    where: Found[Any] | Quote | None,
    fr: str,
    en: str,
    *,
    related: Iterable[tuple[Reading, Found[Any] | Quote]] = (),
    severity: Severity | None = None,
    fix: tuple[str, str] | None = None,
) -> Flaw:
    """A flaw at a value, at a stretch of text, or (None) at the head of the act."""
    return Flaw(reading, where, fr, en, tuple(related), severity, fix)


def rules_in(namespace: dict[str, object]) -> Iterator[Rule]:
    """The rules a module defines, in the order in which it does."""
    return (value for value in namespace.values() if isinstance(value, Rule))
