"""One space of a pattern stands for the line end of a document."""

from __future__ import annotations

import pytest

from actes.extract.phrases import phrase


@pytest.mark.parametrize(
    ("pattern", "string"),
    [
        ("conseil municipal", "conseil municipal"),
        ("conseil municipal", "conseil   municipal"),
        ("pour ?:", "pour  :"),
        ("pour ?:", "pour:"),
        ("(?:le |la )maire", "le  maire"),
        (r"n° ?\d", "n°  7"),
    ],
)
def test_a_space_stands_for_a_run(pattern: str, string: str) -> None:
    assert phrase(pattern).fullmatch(string)


@pytest.mark.parametrize(
    ("pattern", "string"),
    [
        ("conseil municipal", "conseilmunicipal"),
        ("conseil municipal", "conseil        municipal"),
        ("a[ b]c", "a  c"),
        ("a {1}b", "a  b"),
        (r"a\ b", "a  b"),
    ],
)
def test_no_more_than_six_and_none_of_its_own(pattern: str, string: str) -> None:
    assert phrase(pattern).fullmatch(string) is None


def test_a_lookbehind_keeps_its_width() -> None:
    assert phrase("(?<!du )conseil").search("du conseil") is None
    assert phrase("(?<=[a-z] )(?:le |la )maire").search("par le  maire")
