"""Where, when and in how many copies an act was signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.signing import Signing, letterhead_signing, signing
from actes.text import PageText, whole


def read(string: str) -> Signing:
    return signing(whole([PageText(1, string)]))


@pytest.mark.parametrize(
    ("string", "places", "signed_on"),
    [
        ("Fait à Valmont, le 15 JAN. 2026", ["Valmont"], "2026-01-15"),
        ("Fait à Valmont le 13/09/2018", ["Valmont"], "2018-09-13"),
        ("FAIT A VALMONT LE 3 MAI 2020", ["VALMONT"], "2020-05-03"),
        ("Fait, à Valmont\nLe 12 octobre 2018\nLe délégant", ["Valmont"], "2018-10-12"),
        ("Fait le 3 mai 2024 à Saint-Aubin d'Yvel", ["Saint-Aubin d'Yvel"], "2024-05-03"),
        ("Fait à L’Isle-Verte, le l5 janvier 2o25", ["L’Isle-Verte"], "2025-01-15"),
        ("Fait à La Roche-sur-Orsival, le lundi 3 février 2020", ["La Roche-sur-Orsival"], "2020-02-03"),
        ("Fait et délibéré en séance le 21 décembre 2022.", [], "2022-12-21"),
        ("Fait et clos à Valmont le trois mai deux mille vingt", ["Valmont"], "2020-05-03"),
        ("Fait et délibéré à Orsival-le-Vieux les jour, mois et an susdits", ["Orsival-le-Vieux"], None),
        ("A Valmont, le 20/03/2026", ["Valmont"], "2026-03-20"),
        ("Valmont, le 3 Août 2018\nPour le Préfet", ["Valmont"], "2018-08-03"),
        ("Au registre sont les signatures VALMONT, le 26 JANVIER 2023", ["VALMONT"], "2023-01-26"),
        ("En mairie, le 3 mai 2020", [], "2020-05-03"),
        ("À Valmont, le 01/06/2026 A Orsival, le 02/06/2026", ["Valmont", "Orsival"], "2026-06-01"),
        ("Fait à Valmont, le ________ 2025", ["Valmont"], "2025"),
        ("Fait à _________ , le _________ 2025", [], "2025"),
        ("Signé électroniquement par : Camille VALDOR\nDate de signature : 12/03/2024", [], "2024-03-12"),
        ("          Valmont, le\n                    8- JUIL. 2022\n   La préfète,", ["Valmont"], "2022-07-08"),
        ("Le Préfet, - 3 SEP. 2012\nPour le Préfet et par délégation", [], "2012-09-03"),
        ("Le Préfet,\nCourrier reçu le 3 SEP. 2012\n", [], None),
        ("Camille VALDOR, le 3 mai 2020 a dit", [], None),
        ("A L'an deux mille vingt-trois, le 17 février 2023", [], None),
        ("Le Maire, Camille VALDOR", [], None),
        ("", [], None),
    ],
)
def test_place_and_date(string: str, places: list[str], signed_on: str | None) -> None:
    found = read(string)
    assert [place.value for place in found.places] == places
    assert (found.signed_on.value if found.signed_on else None) == signed_on


@pytest.mark.parametrize(
    "string",
    [
        "À VALMONT, le",
        "Fait à Valmont, le\n\nLe Maire,",
        "Fait à Valmont, le ..............",
        "Fait à Valmont, le      /      /\nLe Maire",
        "Fait à Valmont, en deux exemplaires\nLe \n \nPour la Commune",
        "Fait à Valmont, le Le Maire,",
    ],
)
def test_an_empty_slot_is_blank(string: str) -> None:
    found = read(string)
    assert [place.value for place in found.places] in (["Valmont"], ["VALMONT"])
    assert found.signed_on is not None
    assert (found.signed_on.state, found.signed_on.value) == ("blank", None)


def test_a_date_that_cannot_be_is_unreadable() -> None:
    found = read("Fait à Valmont, le 31 février 2020").signed_on
    assert found is not None
    assert (found.state, found.value, found.text) == ("unreadable", None, "31 février 2020")


@pytest.mark.parametrize(
    ("string", "copies"),
    [
        ("Fait en trois exemplaires originaux.", 3),
        ("Fait à Valmont en 2 exemplaires, le 3 mai 2020", 2),
        ("Fait à Valmont, en deux (2) originaux", 2),
        ("Fait en double exemplaire à Valmont", 2),
        ("Établi en quatre originaux", 4),
        ("Fait en autant d'exemplaires que de parties", None),
        ("Le présent accord sera déposé en deux exemplaires", None),
    ],
)
def test_copies(string: str, copies: int | None) -> None:
    found = read(string).copies
    assert (found.value if found else None) == copies


def test_values_are_quoted() -> None:
    string = "Fait en deux exemplaires à\u00a0Valmont,\nle 15 janvier 2026"
    found = read(string)
    for field in (*found.places, found.signed_on, found.copies):
        assert field is not None
        assert field.text == "".join(string[place.start : place.end] for place in field.at)


@given(st.text(max_size=200))
def test_any_string_is_read(string: str) -> None:
    read(string)


TOKENS = [
    "Fait",
    "à",
    "A",
    "Valmont",
    ",",
    "le",
    "3",
    "mai",
    "2024",
    "\n",
    "____",
    "en",
    "deux",
    "exemplaires",
    "L'",
    ".",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=40))
def test_any_closing_is_read(tokens: list[str]) -> None:
    read(" ".join(tokens))


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("PRÉFET DU VAUROIS\n     Orsival, le 4 janvier 2021\nArrêté n° 12", ("Orsival", "read", "2021-01-04")),
        ("PRÉFET DU VAUROIS\n   Orsival, le   I 2012\n", ("Orsival", "unreadable", None)),  # a date by hand
        ("Orsival, le\nArrêté n° 12", None),  # its date is stamped anywhere
        ("Vu la lettre de Monsieur, le maire\n", None),
        ("", None),
    ],
)
def test_letterheads(string: str, expected: tuple[str, str, str | None] | None) -> None:
    made = letterhead_signing(whole([PageText(1, string)]))
    if expected is None:
        assert made is None
    else:
        assert made is not None
        assert made.signed_on is not None
        assert (made.places[0].value, made.signed_on.state, made.signed_on.value) == expected
