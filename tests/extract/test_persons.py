"""One printed person, and lists of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.persons import person, persons
from actes.model import Person
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def shown(found: Person | None) -> tuple[str | None, ...] | None:
    if found is None:
        return None
    fields = (found.civility, found.title, found.given, found.family, found.quality)
    return tuple(field.value if field else None for field in fields)


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Docteur Camille VALDOR", (None, "Docteur", "Camille", "VALDOR", None)),
        ("Docteur vétérinaire Camille VALDOR", (None, "Docteur vétérinaire", "Camille", "VALDOR", None)),
        (
            "colonel Camille VALDOR, commandant le groupement",
            (None, "colonel", "Camille", "VALDOR", "commandant le groupement"),
        ),
        (
            "Madame Camille VALDOR, Vice-présidente, dûment habilitée",
            ("Madame", None, "Camille", "VALDOR", "Vice-présidente"),
        ),
        (
            "Monsieur Hugo Valdor agissant en qualité de Président de la communauté",
            ("Monsieur", None, "Hugo", "Valdor", "Président de la communauté"),
        ),
        (
            "Camille VALDOR,\nVice-président à la voirie, circulations douces\net fluidité du trafic",
            (None, None, "Camille", "VALDOR", "Vice-président à la voirie, circulations douces et fluidité du trafic"),
        ),
        ("VALDOR Hugo agent de recouvrement", (None, None, "Hugo", "VALDOR", "agent de recouvrement")),
        ("Monsieur le Maire, Hugo VALDOR", ("Monsieur", None, "Hugo", "VALDOR", "Maire")),
        ("Madame le Maire\nCamille VALDOR", ("Madame", None, "Camille", "VALDOR", "Maire")),
        ("son Président, Docteur Hugo VALDOR", (None, "Docteur", "Hugo", "VALDOR", "Président")),
        ("Représentée par sa Maire Madame Camille VALDOR", ("Madame", None, "Camille", "VALDOR", "Maire")),
        ("Mme VALDOR Camille, 2ème adjointe", ("Mme", None, "Camille", "VALDOR", "2ème adjointe")),
        ("Valdor Camille", (None, None, "Camille", "Valdor", None)),
        ("Camille VAL-\nDOR", (None, None, "Camille", "VAL-DOR", None)),
        ("Camille\u00a0VALDOR", (None, None, "Camille", "VALDOR", None)),
    ],
)
def test_person(string: str, expected: tuple[str | None, ...]) -> None:
    assert shown(person(text_of(string), "test")) == expected


@pytest.mark.parametrize(
    "string",
    ["", "Recruter", "Le Maire", "Monsieur le Préfet de la Haute-Vallée", "Conseil Municipal", "Val Clair", "12 rue X"],
)
def test_nobody(string: str) -> None:
    assert person(text_of(string), "test") is None


def test_a_given_name_printed_twice_keeps_its_quotation() -> None:
    found = person(text_of("Camille VALDOR Camille,"), "test")
    assert found is not None
    assert found.given is not None
    assert found.given.value == "Camille"
    assert found.given.text == "Camille VALDOR Camille"
    assert found.family is not None
    assert found.family.value == "VALDOR"


def names(string: str) -> list[str]:
    return [" ".join(filter(None, shown(found) or ())) for found in persons(text_of(string), "test")]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (
            "Léa VALDOR, Hugo ORNEGRAY,Anne PRESLIN et Marc\nDE LA TOURNELLE.",
            ["Léa VALDOR", "Hugo ORNEGRAY", "Anne PRESLIN", "Marc DE LA TOURNELLE"],
        ),
        ("VALDOR Léa\nORNEGRAY Hugo\nPRESLIN Anne-Marie\n", ["Léa VALDOR", "Hugo ORNEGRAY", "Anne-Marie PRESLIN"]),
        ("Léa Valdor\nHugo Ornegray", ["Léa Valdor", "Hugo Ornegray"]),
        ("M. VALDOR M. ORNEGRAY Mme PRESLIN TOURNEL", ["M. VALDOR", "M. ORNEGRAY", "Mme PRESLIN TOURNEL"]),
        ("Léa VALDOR Hugo ORNEGRAY", ["Léa VALDOR", "Hugo ORNEGRAY"]),
        (
            "Mmes VALDOR, ORNEGRAY et DA ROSEIRA, MM. PRESLIN et TOURNEL",
            ["Mme VALDOR", "Mme ORNEGRAY", "Mme DA ROSEIRA", "M. PRESLIN", "M. TOURNEL"],
        ),
        ("Mesdames et Messieurs VALDOR, ORNEGRAY", ["VALDOR", "ORNEGRAY"]),
        (
            "M. VALDOR, Maire, Mme ORNEGRAY Léa, M. PRESLIN Hugo, Adjoints, Mme TOURNEL, conseillère municipale",
            [
                "M. VALDOR Maire",
                "Mme Léa ORNEGRAY Adjoints",
                "M. Hugo PRESLIN Adjoints",
                "Mme TOURNEL conseillère municipale",
            ],
        ),
        ("M. VALDOR (Orsival), Mme de PRESLIN (Valmont)", ["M. VALDOR", "Mme de PRESLIN"]),
        ("L. VALDOR – H. ORNEGRAY – A.M. PRESLIN", ["L. VALDOR", "H. ORNEGRAY", "A.M. PRESLIN"]),
        (
            "Présents : Mme VALDOR arrivée à 20h36, M. ORNEGRAY. Secrétaire de séance : Léa PRESLIN",
            ["Mme VALDOR", "M. ORNEGRAY", "Léa PRESLIN"],
        ),
        ("Le Maire rappelle que le Conseil Municipal a voté la Décision Modificative", []),
        ("", []),
    ],
)
def test_persons(string: str, expected: list[str]) -> None:
    assert names(string) == expected


@given(st.text(max_size=200))
def test_any_string_is_read(string: str) -> None:
    person(text_of(string), "test")
    persons(text_of(string), "test")


WORDS = ["M.", "Mme", "Camille", "VALDOR", "de", "la", "Maire", ",", ";", "et", "\n", "Adjoints", "(", "Le", "Docteur"]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_what_is_found_is_quoted(tokens: list[str]) -> None:
    string = " ".join(tokens)
    for found in persons(text_of(string), "test"):
        for field in (found.civility, found.title, found.given, found.family, found.quality):
            assert field is None or field.text == "".join(string[place.start : place.end] for place in field.at)
