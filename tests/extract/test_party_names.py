from __future__ import annotations

import pytest

from actes.extract.party_names import is_bare, legal_form, name_span, printed_name, short_name, trimmed
from actes.lines import fold
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


NAMES: list[tuple[str, str | None]] = [
    (
        "La Communauté d’agglomération du Val Clair, Brive-Yvel, ayant son siège 1 rue Haute",
        "Communauté d’agglomération du Val Clair, Brive-Yvel",
    ),
    ("LA MAIRIE DE VALMONT\n37 rue Haute\n76540 VALMONT", "MAIRIE DE VALMONT"),
    ("La société Gravel TP\nSis Rue du Pressoir", "société Gravel TP"),
    (
        "Le ministre du logement, agissant au nom de l'Etat et représenté par le préfet",
        "ministre du logement, agissant au nom de l'Etat",
    ),
    (
        "le centre de services de la Direction du Val (DV), représentée par",
        "centre de services de la Direction du Val (DV)",
    ),
    ("C.G.T. représentée par XX", "C.G.T."),
    ("2) L’association « Les Tilleuls » (n° de déclaration W1), ayant", "association « Les Tilleuls »"),
    ("- la Maison des associations de Valmont, association régie par la loi", "Maison des associations de Valmont"),
    ("La Ville de Valmont, Hôtel de Ville, place Haute, 76540", "Ville de Valmont"),
    ("La SARL GRAVEL 12 rue Haute 76540 Valmont", "SARL GRAVEL"),
    ("La Ville de Valmont, collectivité territoriale, sise", "Ville de Valmont"),
    ("Gravel, SAS au capital de 8 000 €", "Gravel"),
    ("Le Fil d'Ouche, association régie par la loi", "Le Fil d'Ouche"),
    ("Le Club de tir, association régie par la loi", "Club de tir"),
    ("Monsieur Luc VALLON, né le 3 mai 1980 à Brive", "Monsieur Luc VALLON"),
    ("la Région des Brives ;", "Région des Brives"),
    ("L’association : ______________", "blank"),
    ("la commune de ____________, dont le siège", "blank"),
    ("La Communauté de communes du Pays de , représentée", "blank"),
    ("l’association bénéficiaire dénommée dont le siège", "blank"),
    ("La Société [Dénomination sociale], [forme], au capital", "blank"),
    ("XXXXXX, association régie", "blank"),
    ("et  (1), représenté (e) par", None),
    ("", None),
]


@pytest.mark.parametrize(("printed", "expected"), NAMES)
def test_name(printed: str, expected: str | None) -> None:
    name = printed_name(text_of(printed), name_span(printed, fold(printed), 0))
    assert (name and (name.value or name.state)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("la Ville de Valmont, ci-après dénommée « la Ville »", "la Ville"),
        ("la Ville, ci-après ensemble « les Parties »", None),
        ("Maison de Santé (MS) du Val", "MS"),
        ("la Ville de Valmont (NORD)", None),
        ('désigné sous le terme de "délégant"', "délégant"),
        ("ci-après désigné le «Bénéficiaire» ou «le Département»", "Bénéficiaire"),
    ],
)
def test_short_name(printed: str, expected: str | None) -> None:
    name = short_name(text_of(printed), name_span(printed, fold(printed), 0))
    assert (name and name.value) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Gravel, association régie par la loi du 1er juillet 1901, dont",
            "association régie par la loi du 1er juillet 1901",
        ),
        ("la SAS GRAVEL, dont le siège", "SAS"),
        ("Gravel, dont le siège est à Brive, SARL au capital de 8 000 €", "SARL"),
        ("la Sasserie de Valmont, dont", None),
    ],
)
def test_legal_form(printed: str, expected: str | None) -> None:
    form = legal_form(text_of(printed), name_span(printed, fold(printed), 0))
    assert (form and form.value) == expected


def test_trimmed() -> None:
    assert trimmed(text_of(" **Ville de Valmont** (1), ")).string == "Ville de Valmont"
    assert trimmed(text_of("C.G.T.")).string == "C.G.T."


def test_a_noun_is_no_name() -> None:
    assert is_bare(text_of("l'occupant"[2:]))
    assert not is_bare(text_of("Commune de Valmont"))
