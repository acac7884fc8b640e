"""What kind of body a name announces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.bodies import BODY_WORDS, fold, organisation_type

CASES = [
    ("Commune de Valclair", "commune"),
    ("VILLE DE VALCLAIR", "commune"),
    ("Le Maire de Valclair", "commune"),
    ("Communauté de communes du Val Clair", "epci"),
    ("COMMUNAUTE D’AGGLOMERATION DU VAL CLAIR", "epci"),
    ("CC du Val Clair", "epci"),
    ("CA Val Clair Agglo", "epci"),
    ("Valclair Métropole", "epci"),
    ("Syndicat intercommunal des eaux du Val", "epci"),
    ("Syndicat mixte du Val", "etablissement"),
    ("Conseil départemental du Val", "departement"),
    ("DÉPARTEMENT DU VAL", "departement"),
    ("Région Valoise", "region"),
    ("PRÉFET DU VAL", "prefecture"),
    ("Sous-préfecture de Valclair", "prefecture"),
    ("Préfet de la région Valoise", "prefecture"),
    ("Direction départementale des territoires du Val", "etat"),
    ("DDT du Val", "etat"),
    ("Ministère de l’intérieur", "etat"),
    ("Centre communal d'action sociale de la ville de Valclair", "etablissement"),
    ("C.C.A.S. de Valclair", "etablissement"),
    ("Centre hospitalier de Valclair", "etablissement"),
    ("Office public de l'habitat du département du Val", "etablissement"),
    ("Association des maires du département du Val", "autre"),
    ("S.A.R.L. Dupré", "autre"),
    ("Les Amis du Lac", "autre"),
    ("DÉPARTEMENT DU VAL – ARRONDISSEMENT DE VALCLAIR – COMMUNE DE VALFONTAINE", "commune"),
    ("RÉPUBLIQUE FRANÇAISE – COMMUNE DE VALFONTAINE", "commune"),
    ("", "autre"),
]


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_type(name: str, expected: str) -> None:
    assert organisation_type(name) == expected


def test_case_and_accents_do_not_matter() -> None:
    for name, expected in CASES:
        assert organisation_type(name.upper()) == expected
        assert organisation_type(fold(name)) == expected


@given(st.text())
def test_any_text_has_a_type(name: str) -> None:
    assert organisation_type(name) in BODY_WORDS


def test_fold() -> None:
    assert fold("St-Œgide s/ Vire’lle (Ste)") == "saint oegide sur vire lle sainte"
