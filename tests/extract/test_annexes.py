"""The annexes an act announces."""

from __future__ import annotations

import pytest

from actes.extract.annexes import annexes
from actes.text import PageText, whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("selon le projet de convention joint en annexe de la décision.", ["le projet de convention"]),
        ("conformément au plan annexé au présent arrêté", ["plan"]),
        ("Fin.\nANNEXE 1 : Plan de situation\n", ["ANNEXE 1 : Plan de situation"]),
        ("la liste annexée à la présente délibération et la liste annexée à la présente délibération", ["la liste"]),
        ("Le budget annexe de l'eau est voté.", []),
        ("", []),
    ],
)
def test_annexes(text: str, expected: list[str]) -> None:
    assert [a.value for a in annexes(whole([PageText(1, text)]))] == expected
