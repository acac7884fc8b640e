"""Dates as far as each is printed, before any year is shared."""

from __future__ import annotations

import pytest

from actes.extract.date_parts import figure, in_figures, spelled, weekday_before, year_in_words

PARTS = [
    ("le 15 janvier", (15, 1, None, False)),
    ("quinze janvier deux mille vingt-six", (15, 1, 2026, False)),
    ("mai 2026", (None, 5, 2026, False)),
    ("le 12 mai 20 personnes", (12, 5, None, False)),
    ("le 12 mai 20 heures", (12, 5, None, False)),
    ("12 mai 26,", (12, 5, 2026, False)),
    ("le 3 mars 193 portant", (3, 3, None, True)),
    ("le 3 mars 20255 portant", (3, 3, None, True)),
    ("dix sept deux mille", None),
    ("7 sept 2026", (7, 9, 2026, False)),
]


@pytest.mark.parametrize(("plain", "expected"), PARTS)
def test_spelled(plain: str, expected: tuple[int | None, int, int | None, bool] | None) -> None:
    found = [(part.day, part.month, part.year, part.broken) for part in spelled(plain)]
    assert found == ([] if expected is None else [expected])


def test_in_figures() -> None:
    (part,) = in_figures("le 05/11/62")
    assert (part.day, part.month, part.year) == (5, 11, 1962)


@pytest.mark.parametrize(
    ("printed", "expected"), [("15", 15), ("l5", 15), ("o6", 6), ("il", 11), ("1 5", 15), ("l", None), ("2o25", 2025)]
)
def test_figure(printed: str, expected: int | None) -> None:
    assert figure(printed) == expected


def test_weekday_before() -> None:
    assert weekday_before("le vendredi 06 fevrier", 12) == 4
    assert weekday_before("le 06 fevrier", 3) is None


def test_year_in_words() -> None:
    assert year_in_words("deux mil vingt-trois, le", 0) == (2023, 20)
    assert year_in_words("deux maires", 0) is None
