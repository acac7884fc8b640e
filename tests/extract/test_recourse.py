"""The way of recourse: court, delay and start."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.recourse import recourse
from actes.text import PageText, Text, whole


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def read(string: str) -> tuple[str | None, str | None, str | None] | None:
    way = recourse(text(string))
    if way is None:
        return None
    return (
        way.court.value if way.court else None,
        way.delay.value if way.delay else None,
        way.start.value if way.start else None,
    )


WAYS = [
    (
        "La présente décision peut faire l'objet d'un recours contentieux devant le tribunal administratif de Lille, "
        "dans un délai de deux mois à compter de sa publication.",
        ("tribunal administratif de Lille", "P2M", "publication"),
    ),
    (
        "Le présent arrêté peut être contesté devant le Tribunal Administratif de "
        "CERGY PONTOISE (2 boulevard des Tilleuls) dans les\n"
        "deux mois suivant sa notification ou sa publication",
        ("Tribunal Administratif de CERGY PONTOISE", "P2M", "notification ou publication"),
    ),
    (
        "La présente décision peut être déférée au Tribunal Administratif "
        "Strasbourg :\n- par l'exploitant, dans un délai de "
        "deux mois à compter du jour où la décision lui a été notifiée ;\n- par "
        "les tiers, dans un délai de quatre mois",
        ("Tribunal Administratif Strasbourg", "P2M", "notification"),
    ),
    (
        "Elle peut être déférée au tribunal administratif de Rouen :\n\n- dans un "
        "délai d'un an pour les tiers à compter de la "
        "publication,\n\n- dans un délai de deux mois pour le demandeur à compter de la notification.",
        ("tribunal administratif de Rouen", "P2M", "notification"),
    ),
    (
        "faire l'objet d'un recours pour excès de pouvoir devant le tribunal administratif territorialement compétent "
        "dans un délai de 2 mois à compter de sa réception",
        ("tribunal administratif", "P2M", "réception"),
    ),
    (
        "Elle ne peut être déférée qu'à la juridiction administrative. Le délai de "
        "recours est de deux mois pour l'exploitant. "
        "Ce délai commence à courir du jour où la présente décision a été notifiée.",
        ("juridiction administrative", "P2M", "notification"),
    ),
    (
        "Voies et délais de recours\nDans un délai de deux mois à compter de la "
        "notification du présent arrêté, les recours suivants "
        "peuvent être introduits :\n– un recours gracieux, adressé au Maire ;\nLe "
        "silence de l'administration vaut rejet au terme d'un "
        "délai de deux mois.\n– un recours contentieux, en saisissant le Tribunal administratif de Nantes.",
        ("Tribunal administratif de Nantes", "P2M", "notification"),
    ),
    (
        "Le silence gardé pendant plus de quatre mois vaut rejet. Un recours "
        "contentieux peut être formé devant le tribunal "
        "administratif de la Réunion dans le délai de trente jours à compter de l'affichage.",
        ("tribunal administratif de la Réunion", "P30D", "affichage"),
    ),
    (
        "Un recours contentieux peut également être déposé auprès du tribunal "
        "administratif d’Orléans dans le délai de deux (2) mois",
        ("tribunal administratif d’Orléans", "P2M", None),
    ),
    (
        "un recours devant le Conseil d'État dans un délai de deux mois à compter de sa publication",
        ("Conseil d'État", "P2M", "publication"),
    ),
    (
        "La délibération peut faire l'objet d'un recours pour excès de pouvoir "
        "dans un délai de deux mois à compter de sa transmission "
        "en préfecture et de sa publication.",
        (None, "P2M", "transmission et publication"),
    ),
    (
        "Tout litige né de la présente convention qui n'aura pu trouver de "
        "règlement amiable relève de la compétence du tribunal "
        "administratif de Melun.",
        ("tribunal administratif de Melun", None, None),
    ),
    (
        "Les différends seront portés devant le tribunal judiciaire de Valclair.",
        ("tribunal judiciaire de Valclair", None, None),
    ),
    (
        "En cas de litige, les parties saisiront les tribunaux compétents : devant les tribunaux compétents.",
        ("tribunaux compétents", None, None),
    ),
]


@pytest.mark.parametrize(("string", "expected"), WAYS)
def test_a_way_of_recourse(string: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert read(string) == expected


@pytest.mark.parametrize(
    "string",
    [
        "Vu la décision n° E22000001/59 du tribunal administratif de Lille portant "
        "désignation du commissaire-enquêteur",
        "Par ordonnance du 14 mars 2024, le tribunal administratif de Lille a fait droit à la demande",
        "consultable au greffe du tribunal administratif de Lille",
        "en cas de recours devant la juridiction administrative contre l'arrêté d'autorisation",
        "pour les litiges relevant de sa compétence, les mémoires adressés aux juridictions administratives",
        "Copie : tribunal administratif de Lille, 1 rue des Érables",
        "une procédure est en cours au tribunal administratif",
        "règlement amiable entre les parties avant tout recours contentieux",
        "",
    ],
)
def test_a_court_that_is_only_mentioned_is_no_recourse(string: str) -> None:
    assert read(string) is None


def test_a_clause_with_a_delay_wins_over_an_earlier_one_without() -> None:
    string = (
        "Tout litige sera porté devant le tribunal administratif de Melun.\n\n"
        "La délibération peut être contestée devant le tribunal administratif de Lille dans un délai de deux mois."
    )
    assert read(string) == ("tribunal administratif de Lille", "P2M", None)


@given(st.text())
def test_nothing_raises(string: str) -> None:
    recourse(text(string))


@pytest.mark.parametrize(
    "seed", ["recours devant le tribunal administratif de ", "dans un délai de deux mois ", "deux "]
)
def test_a_long_text_costs_in_proportion(seed: str) -> None:
    def cost(length: int) -> float:
        long = text(seed * (length // len(seed)))
        start = time.process_time()
        recourse(long)
        return time.process_time() - start

    assert cost(240_000) < 20 * max(cost(40_000), 0.01)
