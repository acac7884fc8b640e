"""No extractor is quadratic: four times the hostile text costs about four times as much, up to a megabyte."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

import actes
from actes.clean import clean
from actes.extract.amounts import amounts
from actes.extract.annexes import annexes
from actes.extract.blanks import blanks
from actes.extract.dates import dates
from actes.extract.definitions import definitions
from actes.extract.parties import parties
from actes.extract.periods import durations, periods
from actes.extract.persons import persons
from actes.extract.recourse import recourse
from actes.extract.references import references
from actes.extract.session import session, session_date
from actes.extract.signatures import signatories
from actes.extract.signing import signing
from actes.extract.stamps import execution, stamp_spans
from actes.extract.terms import term
from actes.segment import segment
from actes.text import PageText, Text, whole

MEGABYTE = 1_000_000
QUADRATIC = 10
"""Four times the text: 4 is linear, 16 is quadratic; a shared machine blurs what lies between."""

HOSTILE = {
    "one long line": "mot de la ligne sans fin et ",
    "only Vu": "Vu ",
    "digits and spaces": "12 345 6 ",
    "unclosed quotes": "« mot ",
    "empty lines": "\n",
    "dots": "....... ",
}

OVER_STRINGS: dict[str, Callable[[str], object]] = {
    f.__name__: f for f in (dates, periods, durations, term, amounts, stamp_spans)
}
OVER_TEXTS: dict[str, Callable[[Text], object]] = {
    f.__name__: f
    for f in (
        references,
        execution,
        recourse,
        session,
        session_date,
        signatories,
        signing,
        blanks,
        definitions,
        annexes,
        segment,
    )
} | {
    "parties": lambda text: parties(text, text),
    "persons": lambda text: persons(text, "test"),
    "clean": lambda text: clean(text.pages),
}


def hostile(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def cost(work: Callable[[], object]) -> float:
    """CPU seconds, the better of two runs, without the collector: it walks all that other tests left behind."""
    best = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(2):
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
            if best > 1:
                break
    finally:
        gc.enable()
    return best


def growth(work: Callable[[int], Callable[[], object]], largest: int) -> float:
    """How many times dearer four times the text is: the least of five measures, since a busy machine only adds."""
    small, large = work(largest // 4), work(largest)
    least = float("inf")
    for _ in range(5):
        # below a few milliseconds the clock measures itself
        least = min(least, cost(large) / max(cost(small), 0.01))
        if least < QUADRATIC:
            break
    return least


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", OVER_STRINGS)
def test_over_strings(name: str, kind: str) -> None:
    def work(length: int) -> Callable[[], object]:
        string = hostile(HOSTILE[kind], length)
        return lambda: OVER_STRINGS[name](string)

    assert growth(work, MEGABYTE // 2) < QUADRATIC


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", OVER_TEXTS)
def test_over_texts(name: str, kind: str) -> None:
    def work(length: int) -> Callable[[], object]:
        text = whole([PageText(1, hostile(HOSTILE[kind], length))])
        return lambda: OVER_TEXTS[name](text)

    assert growth(work, MEGABYTE // 4) < QUADRATIC


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_whole_pipeline(kind: str) -> None:
    def work(length: int) -> Callable[[], object]:
        string = hostile(HOSTILE[kind], length)
        return lambda: actes.parse_text(string)

    assert growth(work, MEGABYTE // 10) < QUADRATIC


def test_a_megabyte_of_each_is_read_to_its_end() -> None:
    for unit in ("mot de la ligne ", "12 345 6 ", "« mot "):
        dossier = actes.parse_text(hostile(unit, MEGABYTE))
        assert len(dossier.pages[0].text) == MEGABYTE
