from __future__ import annotations

import pytest

from actes.read.glyphs import signs, symbol_font


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("Vu le code", None, "Vu le code"),
        ("o", "Arial", "o"),
        ("o", "Wingdings", "☐"),
        ("\uf0fe", "Wingdings", "☑"),
        ("\uf0fe oui \uf0a8 non", None, "☑ oui ☐ non"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf0b7", None, "•"),
        ("\uf0a3", "Wingdings 2", "☐"),
        ("délibération\u00a0:", "Symbol", "δéλιβéρατιον\u00a0:"),
        ("\uf0c9", None, "\uf0c9"),
    ],
)
def test_signs(text: str, font: str | None, expected: str) -> None:
    assert signs(text, font) == expected
    assert len(signs(text, font)) == len(text)


def test_symbol_font() -> None:
    assert symbol_font("wingDings")
    assert not symbol_font("Times New Roman")
    assert not symbol_font(None)
