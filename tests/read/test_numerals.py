from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.read.numerals import numeral, raised


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (3, "decimal", "3"),
        (3, "1", "3"),
        (3, "decimalZero", "03"),
        (14, "lowerRoman", "xiv"),
        (1999, "I", "MCMXCIX"),
        (3, "lowerLetter", "c"),
        (27, "A", "AA"),
        (1, "ordinal", "1er"),
        (2, "ordinal", "2e"),
        (1, "ordinalText", "Premier"),
        (20, "First", "Vingtième"),
        (21, "ordinalText", "21"),
        (2, "cardinalText", "Deux"),
        (0, "upperRoman", "0"),
        (5, "none", ""),
        (5, "bullet", ""),
        (5, "", ""),
        (5, "hebrew1", "5"),
    ],
)
def test_numeral(number: int, form: str, expected: str) -> None:
    assert numeral(number, form) == expected


@given(st.integers(-(10**9), 10**9), st.sampled_from(["lowerRoman", "A", "ordinalText", "decimalZero", "One"]))
def test_numeral_is_never_empty_and_short(number: int, form: str) -> None:
    assert 0 < len(numeral(number, form)) < 30


def test_raised() -> None:
    assert raised("12") == "¹²"
    assert raised("iv") == "ⁱᵛ"
    assert raised("*") == "*"
