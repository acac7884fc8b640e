"""Signature blocks side by side are read one column after the other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.columns import rows


def read(string: str) -> list[str]:
    return [string[row.start : row.end] for row in rows(string)]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Le Maire,\n\nCamille VALDOR\n", ["Le Maire,", "Camille VALDOR"]),
        ("Le Maire,      La Secrétaire,\nA             B", ["Le Maire,", "A", "La Secrétaire,", "B"]),
        ("Le Maire,\t\tLa Secrétaire,\nA\t\tB", ["Le Maire,", "A", "La Secrétaire,", "B"]),
        (
            "Pour la Communauté     Pour l'Office\nde Valmont,\nLa Présidente\n\n     A           B",
            ["Pour la Communauté", "de Valmont,", "La Présidente", "A", "Pour l'Office", "B"],
        ),
        ("A     B     C\nD     E     F", ["A", "D", "B", "E", "C", "F"]),
        ("Le secrétaire, A    Le Maire, B", ["Le secrétaire, A", "Le Maire, B"]),
        ("A   B\nC   D\n\nE\n\nF   G\nH   I", ["A", "C", "E", "F", "H", "B", "D", "G", "I"]),
    ],
)
def test_reading_order(string: str, expected: list[str]) -> None:
    assert read(string) == expected


def test_empty_lines_are_counted() -> None:
    assert [row.blank for row in rows("A\nB\n\n\nC")] == [0, 0, 2]


@given(st.text(alphabet="ab \t\n\u00a0", max_size=120))
def test_every_letter_is_in_one_row(string: str) -> None:
    spans = sorted((row.start, row.end) for row in rows(string))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert (
        "".join(string[a:b] for a, b in spans).replace(" ", "") == "".join(c for c in string if c not in " \t\n\u00a0")
        or "\u00a0" in string
    )
