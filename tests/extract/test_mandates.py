from __future__ import annotations

import pytest

from actes.extract.mandates import authorisation, person_of, representative
from actes.model import Found
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def value(found: Found[str] | None) -> str | None:
    return (found.value if found.state == "read" else found.state) if found else None


REPRESENTATIVES: list[tuple[str, tuple[str | None, str | None, str | None]]] = [
    # (printed, (given, family, quality))
    ("représentée par son Président, Monsieur Luc Vallon dûment habilité", ("Luc", "Vallon", "Président")),
    (
        "représentée par M. Vallon, directeur du pôle Voirie, désigné sous",
        (None, "Vallon", "directeur du pôle Voirie"),
    ),
    (
        "représentée par Mme Anne-Marie ROUX, cheffe de projet en charge des affaires\nnon courantes, désigné",
        ("Anne-Marie", "ROUX", "cheffe de projet en charge des affaires non courantes"),
    ),
    (
        "représenté par Madame Léa ROUX, en sa qualité de Directrice Générale, agissant en vertu",
        ("Léa", "ROUX", "Directrice Générale"),
    ),
    ("représentée par sa Présidente Martine Vallon en exercice, agissant", ("Martine", "Vallon", "Présidente")),
    ("représentée par son Président en exercice, Monsieur Michel VALLON ci-après", ("Michel", "VALLON", "Président")),
    ("Représentée par Martine Vallon, Présidente\n", ("Martine", "Vallon", "Présidente")),
    ("représenté par le préfet, ou, lorsqu'un établissement a signé, par le président", (None, None, "préfet")),
    (
        "représentée par Monsieur le Président du Conseil départemental, agissant",
        (None, None, "Président du Conseil départemental"),
    ),
    ("Représentée par                                 en qualité de Président,", (None, None, "Président")),
    ("représentée par XX, Directeur de site,", (None, None, "Directeur de site")),
    ("Représentée par son Président :\nM. ou Mme : ____________", (None, "blank", "Président")),
    ("représentée par son maire en exercice, __________, autorisé", (None, "blank", "maire")),
    ("représentée par son/sa Président(e),", (None, None, "Président(e)")),
    ("ici représentée aux fins des présentes par M. Luc VALLON, gérant", ("Luc", "VALLON", "gérant")),
    (
        "représenté par M. Luc VALLON ayant tout pouvoir en vertu de sa qualité de Président",
        ("Luc", "VALLON", "Président"),
    ),
]


@pytest.mark.parametrize(("printed", "expected"), REPRESENTATIVES)
def test_representative(printed: str, expected: tuple[str | None, str | None, str | None]) -> None:
    who = representative(text_of(printed), 0)
    assert who is not None
    assert (value(who.given), value(who.family), value(who.quality)) == expected


@pytest.mark.parametrize(
    "printed", ["", "la Commune de Valmont", "les organisations représentatives au sein", "Représentée par ,\nagissant"]
)
def test_no_representative(printed: str) -> None:
    assert representative(text_of(printed), 0) is None


def test_a_person_alone() -> None:
    assert person_of(text_of("rien de tel")) is None


AUTHORISATIONS: list[tuple[str, tuple[str, str | None, str | None]]] = [
    # (printed, (kind, number, date))
    (
        "habilité par délibération n°                       en \ndate du     \nCi-après",
        ("deliberation", "blank", "blank"),
    ),
    ("habilitée par délibération n° ____ en date du ____ ;", ("deliberation", "blank", "blank")),
    ("autorisée par délibération n° 2026-45 du 12 avril 2026", ("deliberation", "2026-45", "2026-04-12")),
    ("en vertu d'une décision du Bureau en date du 3 mai 2026, ci-après", ("decision", None, "2026-05-03")),
    (
        "agissant en vertu de la délibération du Conseil d’Administration en date du , inscrit",
        ("deliberation", None, "blank"),
    ),
    (
        "habilité par délibération n° XXX du Conseil municipal du jj/mm/aaaa ci-après",
        ("deliberation", "blank", "blank"),
    ),
    ("dûment habilité par délibération du Conseil Municipal, d'une part", ("deliberation", None, None)),
]


@pytest.mark.parametrize(("printed", "expected"), AUTHORISATIONS)
def test_authorisation(printed: str, expected: tuple[str, str | None, str | None]) -> None:
    act = authorisation(text_of(printed))
    assert act is not None
    assert (act.kind, value(act.number), value(act.date)) == expected


def test_a_blank_that_is_not_drawn_quotes_the_words_that_call_for_it() -> None:
    act = authorisation(text_of("par délibération n°           en date du      \nCi-après"))
    assert act is not None
    assert act.number is not None
    assert act.date is not None
    assert (act.number.text, act.date.text) == ("n°", "date du")


def test_no_authorisation() -> None:
    assert authorisation(text_of("représentée par son Maire, d'une part")) is None
