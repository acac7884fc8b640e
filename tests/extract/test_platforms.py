"""The stamps of transmission platforms: what is lifted out of a page, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.platforms import stamp_spans

ID = "012-123456789-20240312-2024_07-DE"
WHOLE = [
    f"Envoyé en préfecture le 14/03/2024\nReçu en préfecture le 14/03/2024\nPublié le 15/03/2024\nID : {ID}",
    f"Envoyé en préfecture le 14/03/2024 Reçu en préfecture le 14/03/2024 Affiché le 1er mars 2024 ID : {ID}",
    f"Envoyé en préfecture le 14/03/2024 Reçu en préfecture le 14/03/2024 Publié le ID : {ID}",
    f"Envoyé en préfecture le 14/03/2024 Reçu en préfecture le l4/O3/2024 S²LO Publié le S²LOW ID : {ID}",
    f"AR Prefecture\n{ID}\nReçu le 14/03/2024\nPublié le 14/03/2024",
    f"Accusé de réception en préfecture\n{ID}\nDate de télétransmission : "
    f"14/03/2024\nDate de réception préfecture : 14/03/2024",
    "Accusé de réception – Ministère de l’intérieur\nActe Certifié exécutoire\nEnvoi Préfecture :\n"
    f"Réception en Préfecture : \n14/03/2024 14/03/2024 {ID}",
    f"Accusé de réception - Ministère de l'Intérieur\n{ID}\nAccusé certifié exécutoire\n"
    'Réception par le préfet : 14/03/2024\nPublication : 15/03/2024\nPour l\'"autorité Compétente" par délégation',
    f"REÇU EN PREFECTURE\nle 14/03/2024\nApplication agréée E-legalite.com\n99_DE-{ID}",
]


@pytest.mark.parametrize("stamp", WHOLE)
def test_a_stamp_is_lifted_out_whole_and_alone(stamp: str) -> None:
    page = f"pour la commune de Valclair.\n{stamp}\nLe conseil municipal décide"
    start = page.index(stamp)
    assert stamp_spans(page) == [(start, start + len(stamp))]


def test_the_text_a_stamp_was_laid_over_stays() -> None:
    page = (
        "Envoyé en préfecture le 14/03/2024 VILLE DE VALCLAIR Reçu en préfecture le 14/03/2024 "
        f"Publié le BUDGET ID : {ID}- d'autoriser"
    )
    kept, last = "", 0
    for start, end in stamp_spans(page):
        kept += page[last:start]
        last = end
    assert (kept + page[last:]).split() == ["VILLE", "DE", "VALCLAIR", "BUDGET", "-", "d'autoriser"]


@pytest.mark.parametrize(
    "page",
    [
        "Certifié exécutoire par le Maire compte tenu de la réception en préfecture le : 14/03/2024",
        "Publié le 14/03/2024",
        "Vu la demande déposée en préfecture le 14 mars 2024",
        "Le Maire\nReçu en préfecture le 14/03/2024\n\nLe conseil municipal décide "
        "de la vente, de la rénovation et du reste",
        f"Identifiant unique de l'acte : {ID}",
        "",
    ],
)
def test_what_is_no_stamp_stays(page: str) -> None:
    assert stamp_spans(page) == []


@given(st.text())
def test_spans_are_in_order_and_apart(page: str) -> None:
    last = 0
    for start, end in stamp_spans(page):
        assert last <= start < end <= len(page)
        last = end
