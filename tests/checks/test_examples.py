"""Every check's own example: silent on the specimen, told once the fault is put in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import actes
from actes.checks.run import RULES, Options
from actes.model import Dossier

TEXTS = Path(__file__).parents[2] / "samples" / "text"
WITH_EXAMPLE = [code for code, rule in RULES.items() if rule.example]

BUILT = {"I005", "S002", "S004", "S005", "T004"}
"""Checks of what no short text shows: their tests build the model (test_built.py). The X checks need several acts."""


@cache
def specimen(slug: str) -> str:
    """The text of a specimen, with plain spaces for the fixed ones that examples need not repeat."""
    return (TEXTS / f"{slug}.txt").read_text(encoding="utf-8").replace("\xa0", " ").replace("\u202f", " ")


@cache
def parsed(text: str) -> Dossier:
    return actes.parse_text(text)


def codes(text: str, code: str) -> list[str]:
    return [f.code for f in actes.check(parsed(text), Options(select=(code,)))]


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_example(code: str) -> None:
    example = RULES[code].example
    assert example
    text = specimen(example.slug)
    assert text.count(example.good) == 1, "the right passage must stand once in the specimen"
    assert not codes(text, code)
    assert code in codes(text.replace(example.good, example.bad), code)


def test_every_check_is_documented_and_exemplified() -> None:
    for code, rule in RULES.items():
        assert len(rule.why) > 30, code
        assert all(rule.remedy), code
        assert rule.example or code in BUILT or rule.scope == "corpus", code


def test_codes_are_those_of_the_catalogue() -> None:
    counts = {"N": 10, "D": 15, "A": 10, "P": 9, "T": 5, "R": 6, "C": 6, "F": 6, "I": 8, "L": 7, "S": 5, "X": 7}
    assert list(RULES) == [f"{family}{n:03}" for family, number in counts.items() for n in range(1, number + 1)]
