"""The day of the sitting, told from the other days of the head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.sittings import session_date
from actes.text import PageText, Text, whole


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def day(string: str) -> str | None:
    found = session_date(text(string))
    return found.value or found.state if found else None


@pytest.mark.parametrize(
    "string",
    [
        "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSÉANCE DU 12 MARS 2024",
        "Séance publique du\nmardi 12 mars 2024\nConvoqué le mercredi 6 mars 2024, le Conseil municipal",
        "Conseil Municipal du 12 mars 2024\nVille de Valclair",
        "L'an deux mille vingt-quatre, le douze mars à vingt heures, le conseil "
        "municipal dûment convoqué le 5 mars 2024",
        "L’an 2024 et le 12 mars, le conseil",
        "REUNION DU CONSEIL DE COMMUNAUTE DU 12 MARS 2024",
        "Compte rendu de la réunion du conseil municipal du 12 mars 2024",
        "PROCES VERBAL de la SEANCE du CONSEIL MUNICIPAL 12 Mars 2024\nDate de la convocation : 5 mars 2024",
        "- :- CONSEIL MUNICIPAL - :- - 12 MARS 2024 - sténotypie",
        "BUREAU du mardi 12 mars 2024",
        "Le 12 mars 2024, à compter de 18 h, le conseil municipal, sur convocation du 5 mars 2024, s’est réuni",
        "Les membres du conseil communautaire de Valclair se sont réunis le douze mars deux mille vingt-quatre",
        "le Conseil se réunira en séance publique le : MARDI 12 MARS 2024",
        "DÉLIBÉRATION N° CP 2024-017 DU 12 MARS 2024\nLa commission permanente,\nVU le code",
        "Ville de Valclair\nDélibération n° 7 du 12 mars 2024\nObjet : Budget",
        "Publié le 20 mars 2024\nRÉUNION DU CONSEIL MUNICIPAL DU 12 MARS 2024",
        "PROCÈS-VERBAL DE SÉANCE\nCONSEIL COMMUNAUTAIRE DU 12 MARS 2024\nPV arrêté en séance du 9 avril 2024",
        "Convocation à la séance du Conseil municipal du 12 mars 2024",
        "COMITÉ SYNDICAL (37ème séance) du 12 mars 2024",
        "Commune de Valclair\nVU le code général\nFait et délibéré en séance le 12 mars 2024",
        "Séance du Conseil municipal en date du mardi 12 mars 2024",
    ],
)
def test_the_sitting_is_read(string: str) -> None:
    assert day(string) == "2024-03-12"


@pytest.mark.parametrize(
    "string",
    [
        "Vu la délibération du conseil municipal du 12 mars 2024 donnant délégation au Maire",
        "VU la délibération 2024/07 par laquelle le Conseil communautaire du 12 mars 2024 a validé le projet",
        "Approbation du procès-verbal de la séance du 12 mars 2024",
        "Le procès-verbal de la séance du 12 mars 2024 est approuvé à l'unanimité",
        "autorisé par délibération du conseil municipal en date du 12 mars 2024",
        "Date de convocation : 12 mars 2024",
        "le conseil municipal, dûment convoqué le 12 mars 2024",
        "dans sa séance du 12 mars 2024, la commission a émis un avis favorable",
        "le Président a retenu l'offre que la commission des travaux, réunie en séance le 12 mars 2024, propose",
        "Bureau du contrôle de légalité\nArrêté du 12 mars 2024",
        "Affichée le 12 mars 2024",
        "Fait à Valclair, le 12 mars 2024",
        "AR Prefecture Reçu le 12/03/2024 Publié le 12/03/2024",
        "",
    ],
)
def test_another_day_is_not(string: str) -> None:
    assert day(string) is None


def test_a_day_that_is_none_is_unreadable() -> None:
    assert day("Séance du 31 février 2024") == "unreadable"


def test_the_head_wins_over_what_it_announces() -> None:
    assert (
        day("Séance du 12 mars 2024\nOrdre du jour : approbation du procès-verbal de la séance du 6 février 2024")
        == "2024-03-12"
    )


@given(st.text())
def test_nothing_raises(string: str) -> None:
    session_date(text(string))
