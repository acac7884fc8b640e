"""Heads that announce a date, and what stands behind them."""

from __future__ import annotations

import pytest

from actes.extract.folding import fold
from actes.extract.slots import slots


def announced(string: str) -> list[tuple[str, str | None, str]]:
    return [(slot.role, slot.value, slot.state) for slot in slots(string, fold(string))]


@pytest.mark.parametrize(
    ("string", "role"),
    [
        ("Envoyé en préfecture le 14/03/2024", "sent_on"),
        ("Envoi Préfecture : 14/03/2024", "sent_on"),
        ("Télétransmise le 14/03/2024", "sent_on"),
        ("Date de télétransmission : 14/03/2024", "sent_on"),
        ("Transmis au représentant de l’Etat le 14 mars 2024", "sent_on"),
        ("Transmise au contrôle de légalité le : 14/03/2024", "sent_on"),
        ("Transmis en Sous-Préfecture de Val Clair le : 14/03/2024", "sent_on"),
        ("Déposée en Sous-Préfecture le : 14/03/2024", "sent_on"),
        ("Date de transmission : 14/03/2024", "sent_on"),
        ("Reçu en préfecture le 14/03/2024", "received_on"),
        ("Préfecture du Val Clair - Date de réception : 14/03/2024", "received_on"),
        ("Date de réception préfecture : 14/03/2024", "received_on"),
        ("Réception par le préfet : 14/03/2024", "received_on"),
        ("PRÉFECTURE DU VAL CLAIR\nReçu le\n14 MARS 2024", "received_on"),
        ("Accusé de réception en préfecture le 14/03/2024", "received_on"),
        ("Publié le 14/03/2024", "published_on"),
        ("PUBLIÉE LE : 14 MARS 2024", "published_on"),
        ("Date de publication en ligne : 14 mars 2024", "published_on"),
        ("Mis en ligne sur le site de la ville le 14 mars 2024", "published_on"),
        ("Publié sur le site internet de la commune le 14 mars 2024", "published_on"),
        ("Acte publié électroniquement le 14 mars 2024", "published_on"),
        ("Affiché en mairie le 14 mars 2024", "posted_on"),
        ("Date d’affichage : 14 mars 2024", "posted_on"),
        ("Délibération affichée le : 14 mars 2024", "posted_on"),
        ("Notifié le 14 mars 2024", "notified_on"),
        ("Notifié à M. Paul TARDIEU le 14 mars 2024", "notified_on"),
        ("Notifié à l’intéressée le **14 MARS 2024**", "notified_on"),
        ("Notifié le lundi 14 mars 2024", "notified_on"),
        ("Transmis  au \n  représentant de \nl’État le \n14 mars 2024", "sent_on"),
    ],
)
def test_a_head_says_what_the_date_is(string: str, role: str) -> None:
    assert announced(string) == [(role, "2024-03-14", "read")]


@pytest.mark.parametrize(
    "string",
    [
        "Le présent arrêté sera publié au recueil des actes administratifs.",
        "Vu la demande déposée en préfecture le 14 mars 2024",
        "Vu l'arrêté publié le 14 mars 2024 au Journal officiel",
        "dans un délai de deux mois à compter de sa publication ou de sa notification",
        "le plan, transmis aux services de l'agence le 14 mars 2024",
        "un acte reçu par Maître VALLON le 14 mars 2024",
        "Responsable de la publication : Léa ROUX",
        "Date de convocation : 14 mars 2024",
        "Convocation du 14 mars 2024 - Affichée le 15 mars 2024",
        "Date de convocation : 14 mars 2024 Date d'affichage : 14 mars 2024",
        "COMPLÉMENT D'INFORMATION TRANSMIS LE 14 MARS 2024",
        "Publié au Journal officiel du 14 mars 2024",
    ],
)
def test_what_is_told_of_other_texts_is_no_head(string: str) -> None:
    assert announced(string) == []


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (
            "Envoi Préfecture :\nRéception en Préfecture :\n12/03/2024 14/03/2024",
            [("sent_on", "2024-03-12", "read"), ("received_on", "2024-03-14", "read")],
        ),
        (
            "Date de la convocation Date d’affichage 04 mars 2024 17 mars 2024",
            [("posted_on", "2024-03-17", "read")],
        ),
        ("Acte exécutoire après publication ou notification du 14/03/2024", [("published_on", "2024-03-14", "read")]),
        (
            "Publié le 12/03/2024, affiché le 14/03/2024",
            [("published_on", "2024-03-12", "read"), ("posted_on", "2024-03-14", "read")],
        ),
        (
            "Publiée et notifiée le 14/03/2024",
            [("published_on", "2024-03-14", "read"), ("notified_on", "2024-03-14", "read")],
        ),
        (
            "Certifié exécutoire compte tenu de la réception en préfecture le "
            "12/03/2024 et de la publication le 14/03/2024",
            [("received_on", "2024-03-12", "read"), ("published_on", "2024-03-14", "read")],
        ),
    ],
)
def test_heads_in_a_row_share_or_divide_their_dates(string: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert sorted(announced(string)) == sorted(expected)


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Publié le :\nLe Maire", [("published_on", None, "blank")]),
        ("Reçu en préfecture le ..............", [("received_on", None, "blank")]),
        ("Date de publication : ____", [("published_on", None, "blank")]),
        ("Publié le ID : 012-123456789", [("published_on", None, "blank")]),
        ("Publiée le : 54152123", [("published_on", None, "unreadable")]),
        ("Réception par le préfet : 29/03/202 OBJET", [("received_on", None, "unreadable")]),
        ("Envoyé en préfecture le 31 février 2024", [("sent_on", None, "unreadable")]),
        ("Transmis en Sous-Préfecture le : MARS 2024", [("sent_on", "2024-03", "read")]),
        ("Publié le Conseil municipal du 3 mars 2024", []),
    ],
)
def test_a_slot_is_read_blank_or_unreadable(string: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert announced(string) == expected
