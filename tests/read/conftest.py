"""Words as a page prints them, for what reads geometry."""

from __future__ import annotations

from typing import Protocol

import pytest

from actes.read.tokens import Token
from actes.text import Box


class Printer(Protocol):
    def __call__(
        self, text: str, x: float, y: float, size: float = 10, *, font: str = "Roman", bold: bool = False
    ) -> list[Token]: ...


@pytest.fixture
def printed() -> Printer:
    """Prints a line from `x` on the baseline `y`, each letter half its size wide, each space a quarter."""

    def printed(
        text: str, x: float, y: float, size: float = 10, *, font: str = "Roman", bold: bool = False
    ) -> list[Token]:
        tokens = []
        for word in text.split(" "):
            width = len(word) * size / 2
            tokens.append(Token(word, Box(x, y - 0.8 * size, x + width, y + 0.2 * size), y, size, font, bold))
            x += width + size / 4
        return tokens

    return printed
