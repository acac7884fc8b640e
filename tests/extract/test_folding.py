"""Folding: one letter for one letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.folding import fold

CASES = [
    ("FÉVRIER", "fevrier"),
    ("l’an", "l'an"),
    ("33\u00a0000\u202f€", "33 000 €"),
    ("26 – 28", "26 - 28"),
    ("à compter\ndu", "a compter du"),
    ("İzmir", "İzmir"),
]


@pytest.mark.parametrize(("string", "expected"), CASES)
def test_fold(string: str, expected: str) -> None:
    assert fold(string) == expected


@given(st.text())
def test_folding_moves_no_character(string: str) -> None:
    assert len(fold(string)) == len(string)


@given(st.text())
def test_folding_twice_changes_nothing(string: str) -> None:
    assert fold(fold(string)) == fold(string)
