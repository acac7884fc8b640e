"""The term of an act, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.terms import TermSpans, term

Expected = tuple[str | None, str | None, str | None, str | None]


def told(found: TermSpans | None) -> Expected | None:
    if found is None:
        return None
    return (
        found.start.value if found.start else None,
        found.end.value if found.end else None,
        found.duration.value if found.duration else None,
        found.starts_on.value if found.starts_on else None,
    )


TERMS: list[tuple[str, Expected]] = [
    (
        "Article 4 : Durée\nLa présente convention est conclue pour une durée d'un an à compter de sa date de "
        "notification, renouvelable deux fois par tacite reconduction, sans que la durée totale ne puisse excéder "
        "trois ans.",
        (None, None, "P1Y", "notification"),
    ),
    (
        "Article 3: Durée, modification et résiliation de la convention\nLa présente convention prend effet à compter "
        "de sa signature. Au cours de sa validité, elle pourra être modifiée. Elle est conclue pour une durée de "
        "trois ans et peut être résiliée à tout moment moyennant un préavis de deux mois.",
        (None, None, "P3Y", "signature"),
    ),
    (
        "La présente mise à disposition est consentie pour la période allant du 1er septembre 2024 au 31 août 2025.",
        ("2024-09-01", "2025-08-31", None, None),
    ),
    (
        "Le présent contrat prend effet le 1er janvier 2024 pour se terminer le 31 décembre 2024.",
        ("2024-01-01", "2024-12-31", None, None),
    ),
    (
        "Elle prend effet à compter du 26 janvier 2026 et est conclue jusqu'au 28 avril 2026 inclus.",
        ("2026-01-26", "2026-04-28", None, None),
    ),
    (
        "La convention est conclue pour une durée de 12 mois, soit du 1er janvier 2024 au 31 décembre 2024.",
        ("2024-01-01", "2024-12-31", "P12M", None),
    ),
    (
        "L'autorisation est accordée à titre précaire pour une durée de cinq (5) ans à compter du 1er janvier 2024.",
        ("2024-01-01", None, "P5Y", None),
    ),
    (
        "Article 3 : La durée de l'habilitation est fixée à 6 ans à compter du 26 avril 2017.",
        ("2017-04-26", None, "P6Y", None),
    ),
    (
        "L'agrément délivré à la société VALMONT est renouvelé pour une durée de cinq ans à compter de la date du "
        "présent arrêté.",
        (None, None, "P5Y", "signature"),
    ),
    (
        "Il est conclu pour une durée d'un an applicable au 1er janvier 2023.",
        ("2023-01-01", None, "P1Y", None),
    ),
    (
        "Le bail est consenti et accepté pour une durée de neuf années entières et consécutives commençant à courir "
        "le 1er avril 2024 pour se terminer le 31 mars 2033.",
        ("2024-04-01", "2033-03-31", "P9Y", None),
    ),
    (
        "Article 1er – Il est accordé une concession d'une durée de trente ans à compter du 12 janvier 2024.",
        ("2024-01-12", None, "P30Y", None),
    ),
    ("La concession est accordée à compter du 12 janvier 2024 pour trente ans.", ("2024-01-12", None, "P30Y", None)),
    ("La présente autorisation est valable jusqu'au 31 décembre 2019 inclus.", (None, "2019-12-31", None, None)),
    ("La présente décision cessera de produire effet le 31/12/2024.", (None, "2024-12-31", None, None)),
    ("Il est établi pour l'année 2018 et reconductible tacitement.", (None, "2018", None, None)),
    ("Le présent arrêté entrera en vigueur à compter de sa publication.", (None, None, None, "publication")),
    ("La présente décision prend effet à la date de sa signature.", (None, None, None, "signature")),
    ("Le présent avenant prend effet rétroactivement au 1er janvier 2024.", ("2024-01-01", None, None, None)),
    (
        "Article 1 : Du lundi 8 juin 2026 au vendredi 10 juillet 2026, la circulation, rue Haute, sera interdite.",
        ("2026-06-08", "2026-07-10", None, None),
    ),
    (
        "Article 1 : A partir du 25 mars 2026 et jusqu’au 1er avril 2026, entre le 6 et le 18 rue Haute, la "
        "circulation s'effectuera par demi-chaussée.",
        ("2026-03-25", "2026-04-01", None, None),
    ),
    (
        "La circulation sera interdite, à compter du 19 mai 2025 à 13h00, sur l'autoroute.",
        ("2025-05-19", None, None, None),
    ),
    (
        "Article 1 : Le samedi 17 novembre 2018 de 06h00 à 20h00, la circulation est interdite place du Marché.",
        ("2018-11-17", "2018-11-17", None, None),
    ),
    ("Article 1 : M. Léo VALLON est nommé régisseur à compter du 1er juin 2024.", ("2024-06-01", None, None, None)),
]


@pytest.mark.parametrize(("articles", "expected"), TERMS)
def test_term(articles: str, expected: Expected) -> None:
    assert told(term(articles)) == expected


@pytest.mark.parametrize(("articles", "expected"), TERMS)
def test_term_of_a_flattened_text(articles: str, expected: Expected) -> None:
    flat = "ARRETE " + " ".join(articles.split()) + " Article 9 : Le présent arrêté peut être déféré sous deux mois."
    assert told(term(flat)) == expected


NO_TERM = [
    "",
    "Le présent arrêté peut faire l'objet d'un recours dans un délai de deux mois à compter de sa publication.",
    "La convention peut être dénoncée moyennant un préavis de trois mois.",
    "Elle est renouvelée par tacite reconduction pour une durée d'un an.",
    "Les dossiers sont déposés du 1er mars au 30 avril 2024.",
    "La subvention sera versée au plus tard le 31 décembre 2024.",
    "Le dossier est tenu à la disposition du public pendant une durée de six mois.",
    "Le présent arrêté sera affiché pour une durée d'un mois.",
    "La salle est ouverte de 8 heures à 18 heures.",
    "Une augmentation des salaires de 3 % prenant effet à compter du 1er avril 2022.",
    "Vu l'arrêté portant nomination de Mme Léa ROUX à compter du 17 mai 2016 ;",
    "Délégation est donnée à M. Jean VALLON, chef du service jusqu'au 28 février 2019, à l'effet de signer.",
    "La convention est conclue pour la durée du mandat.",
    "Il encourt l'interdiction d'exercer pour une durée de cinq ans au plus.",
]


@pytest.mark.parametrize("articles", NO_TERM)
def test_what_is_no_term(articles: str) -> None:
    assert term(articles) is None


def test_the_act_itself_outweighs_what_it_speaks_of() -> None:
    found = term(
        "Article 2 : Le contrat de location est conclu pour une durée d'un mois. "
        "Article 9 : La présente convention est conclue pour une durée de neuf ans."
    )
    assert told(found) == (None, None, "P9Y", None)


def test_each_part_is_where_it_is_printed() -> None:
    string = "La présente convention est conclue pour une durée de trois ans à compter du 2 mai 2024."
    found = term(string)
    assert found
    assert found.start
    assert found.duration
    assert string[found.start.start : found.start.end] == "2 mai 2024"
    assert string[found.duration.start : found.duration.end] == "trois ans"


PIECES = [
    "Article 1 : ",
    "La présente convention ",
    "prend effet ",
    "à compter du ",
    "2 mai 2024",
    ". ",
    "pour une durée de ",
    "un an",
    "jusqu'au ",
    "sa signature",
    "\n\n",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_gives_a_term_inside_it_or_none(string: str) -> None:
    found = term(string)
    for span in (found.start, found.end, found.duration, found.starts_on) if found else ():
        assert span is None or 0 <= span.start < span.end <= len(string)
