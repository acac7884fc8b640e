"""Where the quality of a person opens and ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.qualities import QUALITY_OPENING, alternation, quality_end
from actes.lines import fold


def read(string: str) -> str | None:
    folded = fold(string)
    opening = QUALITY_OPENING.match(folded)
    if opening is None:
        return None
    first = opening.start("quality")
    return string[first : quality_end(folded, first, len(folded))]


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Le Directeur départemental des territoires,", "Directeur départemental des territoires"),
        ("L'Adjointe au Maire", "Adjointe au Maire"),
        ("LE PRÉFET", "PRÉFET"),
        ("Madame la Maire", "Maire"),
        ("1er adjoint", "1er adjoint"),
        ("Le premier vice-président du tribunal", "premier vice-président du tribunal"),
        ("Adjoint(e) au Maire", "Adjoint(e) au Maire"),
        ("agissant en sa qualité de Président, dûment habilité", "Président"),
        ("son Maire en exercice, autorisé par délibération", "Maire en exercice"),
        ("chef de service, inspecteur de santé publique", "chef de service, inspecteur de santé publique"),
        ("Vice-président à la voirie, aux parcs et au sport", "Vice-président à la voirie, aux parcs et au sport"),
        ("Maire de Valmont (ci-après « la Commune »)", "Maire de Valmont"),
        ("Présidente d'une part", "Présidente"),
        ("Mairie de Valmont", None),
        ("La délibération", None),
        ("Le bailleur", None),
    ],
)
def test_quality(string: str, expected: str | None) -> None:
    assert read(string) == expected


@given(
    st.sets(st.text(alphabet="abc-", min_size=1, max_size=5), min_size=1, max_size=8),
    st.text(alphabet="abc-", max_size=6),
)
def test_an_alternation_matches_its_words_and_no_other(words: set[str], other: str) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)
