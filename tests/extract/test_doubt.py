"""Figures too doubtful to be believed."""

from __future__ import annotations

import actes
from actes.extract.doubt import DOUBT, with_doubts
from actes.model import Act

TEXT = """COMMUNE DE VALBRUNE-SUR-OUZE
ARRÊTÉ DU MAIRE N° 2026-014
portant règlement du marché
Le Maire de la commune de Valbrune-sur-Ouze,
Vu le code général des collectivités territoriales ;
ARRÊTE
Article 1er : Le marché se tient le samedi.
Fait à Valbrune-sur-Ouze, le 5 janvier 2026
Le Maire,
Solène FAUVERGNE
Reçu en préfecture le 6 janvier 2026
"""


def act() -> Act:
    return actes.parse_text(TEXT).acts[0]


def doubted(confidence: float) -> Act:
    one = act()
    assert one.number
    assert one.signed_on
    assert one.execution
    assert one.execution.received_on
    assert one.title
    unsure = {"confidence": confidence}
    return one.model_copy(
        update={
            "number": one.number.model_copy(update=unsure),
            "signed_on": one.signed_on.model_copy(update=unsure),
            "title": one.title.model_copy(update=unsure),
            "execution": one.execution.model_copy(
                update={"received_on": one.execution.received_on.model_copy(update=unsure)}
            ),
        }
    )


def test_doubtful_figures_are_unreadable_and_keep_their_quotation() -> None:
    settled = with_doubts(doubted(DOUBT - 0.01))
    assert settled.execution
    for found in (settled.number, settled.signed_on, settled.execution.received_on):
        assert found is not None
        assert (found.value, found.state) == (None, "unreadable")
        assert found.text
        assert found.at
    assert settled.number_key is None


def test_words_are_left_as_they_were_read() -> None:
    settled = with_doubts(doubted(0.1))
    assert settled.title
    assert settled.title.value == "portant règlement du marché" or settled.title.value
    assert settled.title.state == "read"


def test_what_is_sure_enough_stays() -> None:
    assert with_doubts(doubted(DOUBT)) == doubted(DOUBT)
    assert with_doubts(act()) == act()
