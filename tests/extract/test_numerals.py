"""Number words, alone and in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.numerals import number, numbers

NUMBERS = [
    ("zéro", 0),
    ("zero", 0),
    ("un", 1),
    ("une", 1),
    ("quinze", 15),
    ("vingt-et-un", 21),
    ("vingt et une", 21),
    ("dix- sept", 17),
    ("soixante et onze", 71),
    ("quatre-vingts", 80),
    ("quatre-vingt-dix-neuf", 99),
    ("deux cents", 200),
    ("trois mille cents", 3100),
    ("mil neuf cent quatre-vingt-dix-neuf", 1999),
    ("deux mil vingt-trois", 2023),
    ("deux-mille-vingt-six", 2026),
    ("DEUX MILLE\nVINGT SIX", 2026),
    ("deux mille et vingt-trois", 2023),
    ("deux cent cinquante mille", 250_000),
    ("deux millions deux cent cinquante mille", 2_250_000),
    ("premier", 1),
    ("PREMIÈRE", 1),
    ("deuxième", 2),
    ("neuvième", 9),
    ("vingt-et-unième", 21),
    ("", None),
    ("six deux", None),
    ("vingt trois cent", None),
    ("article", None),
    ("cinq et", None),
]


@pytest.mark.parametrize(("words", "expected"), NUMBERS)
def test_number(words: str, expected: int | None) -> None:
    assert number(words) == expected


RUNS = [
    ("L'an deux mille vingt-six, le quinze janvier", [("deux mille vingt-six", 2026), ("quinze", 15)]),
    ("deux mille vingt-trois vingt heures", [("deux mille vingt-trois", 2023), ("vingt", 20)]),
    ("six deux", [("six", 6), ("deux", 2)]),
    ("neufs septembre unique centre", []),
    ("trois et quatre", [("trois", 3), ("quatre", 4)]),
]


@pytest.mark.parametrize(("string", "expected"), RUNS)
def test_numbers(string: str, expected: list[tuple[str, int]]) -> None:
    assert [(string[span.start : span.end], span.value) for span in numbers(string)] == expected


@given(st.text())
def test_any_text_is_read_without_error(string: str) -> None:
    number(string)
    numbers(string)


@given(
    st.lists(
        st.sampled_from(["deux", "vingt", "cent", "mille", "et", "-", " ", "million", "un", "quatre"]), max_size=60
    )
)
def test_spans_are_apart_and_weigh_what_they_quote(words: list[str]) -> None:
    string = " ".join(words)
    spans = numbers(string)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(number(string[span.start : span.end]) == span.value for span in spans)
