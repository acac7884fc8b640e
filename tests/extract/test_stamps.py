"""Transmission, reception and publication of whole acts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.stamps import execution
from actes.model import Execution, Person
from actes.text import PageText, Text, whole

ID = "012-123456789-20240312-2024_07-DE"
ROLES = ("sent_on", "received_on", "received_by", "published_on", "posted_on", "notified_on", "receipt_id")


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def values(read: Execution | None) -> dict[str, str]:
    """What was read, by name; a blank and an unreadable slot by their state."""
    leaves = {role: getattr(read, role) for role in ROLES} if read else {}
    return {role: leaf.value or leaf.state for role, leaf in leaves.items() if leaf}


def named(someone: Person | None) -> str:
    leaves = (someone.given, someone.family, someone.quality) if someone else ()
    return " ".join(leaf.value or "" for leaf in leaves if leaf)


ACTS = [
    (
        "        PRÉFECTURE DU VALLON\n              Reçu le\n                        23 JUIN 2024\n        Bureau du Courrier",
        {"received_on": "2024-06-23", "received_by": "PRÉFECTURE"},
    ),
    (
        f"Envoyé en préfecture le 14/03/2024\nReçu en préfecture le 15/03/2024\nPublié le 16/03/2024\nID : {ID}",
        {
            "sent_on": "2024-03-14",
            "received_on": "2024-03-15",
            "received_by": "préfecture",
            "published_on": "2024-03-16",
            "receipt_id": ID,
        },
    ),
    (
        f"AR Prefecture {ID} Reçu le 14/03/2024 Publié le 14/03/2024 DEPARTEMENT DU VAL",
        {"received_on": "2024-03-14", "received_by": "Prefecture", "published_on": "2024-03-14", "receipt_id": ID},
    ),
    (
        "Certifié exécutoire par le Président\nCompte tenu de la réception "
        "en\nSous-préfecture le : **16 MARS 2024**\n\n"
        "Et de la publication le : **17 MARS 2024**",
        {"received_on": "2024-03-16", "received_by": "Sous-préfecture", "published_on": "2024-03-17"},
    ),
    (
        "Acte rendu exécutoire après dépôt en Préfecture\nle 12 mars 2024\net "
        "publication ou notification\ndu 14 mars 2024",
        {"sent_on": "2024-03-12", "published_on": "2024-03-14"},
    ),
    (
        "Acte rendu exécutoire après dépôt en Préfecture le ……… et publication ou notification du ………",
        {"sent_on": "blank", "published_on": "blank"},
    ),
    (
        "PRÉFECTURE DU VAL CLAIR\n\nReçu le\n\n23 MARS 2024",
        {"received_on": "2024-03-23", "received_by": "PRÉFECTURE DU VAL CLAIR"},
    ),
    ("Le conseil municipal, réuni le 3 mars 2024, décide", {}),
    ("", {}),
]


@pytest.mark.parametrize(("string", "expected"), ACTS)
def test_an_act_says_what_made_it_executory(string: str, expected: dict[str, str]) -> None:
    assert values(execution(text(string))) == expected


def test_a_date_read_wins_over_one_that_is_not() -> None:
    string = "Publié le ID : 0 Publié le 99999999 Publié le 14/03/2024 Publié le 15/03/2024"
    assert values(execution(text(string))) == {"published_on": "2024-03-14"}


def test_a_year_nothing_comes_near_was_misread() -> None:
    string = (
        "Séance du 12 mars 2024. Certifiée exécutoire compte tenu de la transmission en préfecture le : 1 4 MARS 2074"
    )
    assert values(execution(text(string))) == {"sent_on": "unreadable"}


def test_the_identifier_bounds_the_years_closely() -> None:
    assert values(execution(text(f"Publié le 14/03/2034 ID : {ID}")))["published_on"] == "unreadable"


@pytest.mark.parametrize(
    ("string", "who"),
    [
        ("Certifié exécutoire par le Président\nCompte tenu de", "Président"),
        ("Certifiée exécutoire par M. le Maire Compte tenu de la transmission", "Maire"),
        ("Le Maire,\n- certifie sous sa responsabilité le caractère exécutoire de cet acte", "Maire"),
        (
            "Je soussigné, Paul TARDIEU, Maire de Valclair, certifie que le présent acte est exécutoire",
            "Paul TARDIEU Maire de Valclair",
        ),
        ("Accusé certifié exécutoire", ""),
    ],
)
def test_who_certifies(string: str, who: str) -> None:
    read = execution(text(string))
    assert named(read.certified_by if read else None) == who


@given(st.text())
def test_nothing_raises(string: str) -> None:
    execution(text(string))


@given(
    st.lists(
        st.sampled_from(["Publié ", "le ", ": ", "14/03/2024 ", "et ", "Reçu en préfecture ", "\n", "Notifié à ", ID])
    )
)
def test_quotations_are_exact(pieces: list[str]) -> None:
    string = "".join(pieces)
    read = execution(text(string))
    for role in ROLES:
        leaf = getattr(read, role) if read else None
        if leaf:
            assert "".join(string[place.start : place.end] for place in leaf.at) == leaf.text != ""


@pytest.mark.parametrize("seed", ["Publié le ", "Publié le 14/03/2024 ", "Notifié à ", "deux mille ", "certifie "])
def test_a_long_text_costs_in_proportion(seed: str) -> None:
    def cost(length: int) -> float:
        long = text(seed * (length // len(seed)))
        start = time.process_time()
        execution(long)
        return time.process_time() - start

    assert cost(120_000) < 20 * max(cost(20_000), 0.01)
