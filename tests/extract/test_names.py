"""Which words of a printed name are given names, which are the family's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.name_words import is_given
from actes.extract.names import Name, name_at, words


def read(string: str) -> tuple[str | None, str | None] | None:
    found = words(string)
    named = name_at(string, found, 0) if found else None
    if named is None:
        return None
    name = named[0]
    return part(string, name.given), part(string, name.family)


def part(string: str, span: tuple[int, int] | None) -> str | None:
    return string[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("string", "given_part", "family"),
    [
        ("Camille VALDOR", "Camille", "VALDOR"),
        ("VALDOR Camille", "Camille", "VALDOR"),
        ("Camille Valdor", "Camille", "Valdor"),
        ("CAMILLE VALDOR", "CAMILLE", "VALDOR"),
        ("ORNEGRAY VALDOR", "ORNEGRAY", "VALDOR"),  # neither is known: the usual order
        ("Jean-Marc VALDOR", "Jean-Marc", "VALDOR"),
        ("JEAN-MARC VALDOR", "JEAN-MARC", "VALDOR"),
        ("Marie Claude Valdor", "Marie Claude", "Valdor"),
        ("Camille de La Fontagne", "Camille", "de La Fontagne"),
        ("Camille DE LA FONTAGNE", "Camille", "DE LA FONTAGNE"),
        ("Camille EL MADOURI", "Camille", "EL MADOURI"),
        ("Camille Le Vernec", "Camille", "Le Vernec"),
        ("Camille LE VAN", "Camille", "LE VAN"),
        ("Camille VALDOR DA ROSEIRA", "Camille", "VALDOR DA ROSEIRA"),
        ("Camille VALDOR-ORNEGRAY", "Camille", "VALDOR-ORNEGRAY"),
        ("Camille N'Doral", "Camille", "N'Doral"),
        ("Camille d’Ornegray", "Camille", "d’Ornegray"),
        ("Camille D'ORNEGRAY", "Camille", "D'ORNEGRAY"),
        ("C. VALDOR", "C.", "VALDOR"),
        ("VALDOR C.", "C.", "VALDOR"),
        ("J.-P. Valdor", "J.-P.", "Valdor"),
        ("A.M. VALDOR", "A.M.", "VALDOR"),
        ("Camille V.", "Camille", "V."),
        ("Élodie McVALDOR", "Élodie", "McVALDOR"),
        ("Camille\nVALDOR", "Camille", "VALDOR"),
        ("Camille DE LA\nFONTAGNE", "Camille", "DE LA\nFONTAGNE"),
        ("M. VALDOR", None, "VALDOR"),
        ("Mme. VALDOR", None, "VALDOR"),
        ("Mme Le Vernec", None, "Le Vernec"),
        ("Docteur Camille VALDOR", "Camille", "VALDOR"),
        ("DMV Camille Valdor", "Camille", "Valdor"),
        ("M. JUGE", None, "JUGE"),
    ],
)
def test_parts(string: str, given_part: str | None, family: str) -> None:
    assert read(string) == (given_part, family)


@pytest.mark.parametrize(
    "string",
    ["Recruter", "Le Maire", "Conseil Municipal", "SNCF Réseau", "VALDOR", "Mme la Maire", "M. le Préfet", "Vu la loi"],
)
def test_no_name(string: str) -> None:
    assert read(string) is None


def test_a_name_printed_twice_is_one() -> None:
    string = "Camille VALDOR Camille,"
    named = name_at(string, words(string), 0)
    assert named is not None
    assert named[0].end == len(string) - 1


def test_lost_commas_part_two_names() -> None:
    string = "Camille VALDOR Camille ORNEGRAY"
    found = words(string)
    first = name_at(string, found, 0)
    assert first is not None
    second = name_at(string, found, first[1])
    assert second is not None
    assert (part(string, first[0].family), part(string, second[0].family)) == ("VALDOR", "ORNEGRAY")


def test_places_that_end_in_a_given_name_are_no_sure_names() -> None:
    string = "Haute-Vallée Romane"
    named = name_at(string, words(string), 0)
    assert named is not None
    assert not named[0].sure


def test_given_names_are_folded_and_read_by_their_parts() -> None:
    assert is_given("helene")
    assert is_given("jean-hubert")
    assert not is_given("valdor")


@given(st.text(alphabet="AbÉé .-'’\n,McdeLa", max_size=60))
def test_spans_stay_in_the_string(string: str) -> None:
    found = words(string)
    for i in range(len(found)):
        named = name_at(string, found, i)
        if named:
            check(string, named[0])
            assert named[1] > i


def check(string: str, name: Name) -> None:
    assert 0 <= name.start < name.end <= len(string)
    for span in (name.given, name.family, name.title, name.civility):
        assert span is None or name.start <= span[0] < span[1] <= name.end
