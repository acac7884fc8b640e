from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.definitions import definitions, expansion_start, short_names
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def read(string: str) -> list[tuple[str | None, str | None]]:
    return [(d.term.value, d.expansion.value if d.expansion else None) for d in definitions(text_of(string))]


CASES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    ("une Maison de Santé Pluridisciplinaire (MSP) ouvre", [("MSP", "Maison de Santé Pluridisciplinaire")]),
    ("déposé à l'Agence Régionale de Santé (l'ARS),", [("ARS", "Agence Régionale de Santé")]),
    (
        "la CDAC (Commission départementale d'aménagement commercial)",
        [("CDAC", "Commission départementale d'aménagement commercial")],
    ),
    ("l'ANAP (L'Agence Nationale de l'Air Pur) et", [("ANAP", "Agence Nationale de l'Air Pur")]),
    (
        "direction régionale des entreprises, de la concurrence, de la consommation, du travail et de l'emploi "
        "(DIRECCTE)",
        [
            (
                "DIRECCTE",
                "direction régionale des entreprises, de la concurrence, de la consommation, du travail et de l'emploi",
            )
        ],
    ),
    (
        "à l'Association des Riverains d'Yvel et du Bassin (ABRY)",
        [("ABRY", "Association des Riverains d'Yvel et du Bassin")],
    ),
    ("de la direction\ndépartementale des territoires (DDT)", [("DDT", "direction départementale des territoires")]),
    (
        "un conseil départemental de l'environnement, des risques sanitaires et technologiques (CODERST)",
        [("CODERST", "conseil départemental de l'environnement, des risques sanitaires et technologiques")],
    ),
    ("l'agenda d'accessibilité programmée (Ad'AP)", [("Ad'AP", "agenda d'accessibilité programmée")]),
    (
        "le Centre Régional des Œuvres Universitaires et Scolaires (CROUS)",
        [("CROUS", "Centre Régional des Œuvres Universitaires et Scolaires")],
    ),
    ("Ci-après dénommée « La Communauté »", [("La Communauté", None)]),
    ('désigné sous le terme de "délégant", d\'une part', [("délégant", None)]),
    ("dénommé (e) ci-après, le bailleur,\n\nd'autre part", [("le bailleur", None)]),
    ("ci-après désignée la CCVC\nEt", [("la CCVC", None)]),
    ("ci-après dénommé “le Département”,", [("le Département", None)]),
    (
        "Par le terme « équipements sportifs » il faut entendre les terrains et les salles.",
        [("équipements sportifs", "les terrains et les salles")],
    ),
    # what only looks like it
    ("vu le règlement (CE) n° 1/2005", []),
    ("la somme de 500 € (TTC)", []),
    ("à Valmont (NORD)", []),
    ("les prescriptions ci-après précisées", []),
    ("recherche et sauvetage (RCC)", []),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_definitions(printed: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert read(printed) == expected


def test_each_pair_is_given_once_where_it_first_stands() -> None:
    twice = "Maison de Santé (MS). MAISON DE SANTE (MS). La maison de santé (MS) et la Mission Sociale (MS)"
    assert read(twice) == [("MS", "Maison de Santé"), ("MS", "Mission Sociale")]


def test_a_term_with_an_expansion_is_not_given_without_it_too() -> None:
    assert read("la Maison de Santé (MSV), ci-après « la MSV ». Maison de Santé de Valmont (MSV)")[-1][1] is not None


def test_names_for_all_at_once_are_told_apart() -> None:
    string = "ci-après dénommée « la Ville » ; ci-après ensemble dénommées « les Parties »"
    assert [(string[slice(*n.term)].strip(), n.shared) for n in short_names(string)] == [
        ("la Ville", False),
        ("les Parties", True),
    ]


@pytest.mark.parametrize(
    ("term", "words", "first"),
    [
        ("CCVC", "la Communauté de communes du Val Clair ", "Communauté"),
        ("UATM", "avec l'Union des Artisans et Tailleurs du Marbre Val Clair ", "Union"),
        ("XYZ", "la Communauté de communes ", None),
        ("AB", "Association ", None),
    ],
)
def test_expansion_start(term: str, words: str, first: str | None) -> None:
    start = expansion_start(term, words, len(words))
    assert (words[start:].split()[0] if start is not None else None) == first


@given(st.text(alphabet="ABCabc ()«»\"'’.,;\ncié-aprèsdénommépar", max_size=300))
def test_terms_are_quoted_from_the_text(string: str) -> None:
    for definition in definitions(text_of(string)):
        for part in (definition.term, definition.expansion):
            if part is not None:
                assert "".join(string[p.start : p.end] for p in part.at) == part.text
