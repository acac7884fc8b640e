"""Running heads, running feet and page numbers."""

from __future__ import annotations

import pytest

from actes.read.layout import lay_out
from actes.read.margins import Sheet, mark_margins
from actes.read.tokens import Token
from actes.text import Box

HEIGHT = 842.0
BODY = [("Le conseil de Valclair approuve la convention", 60.0, 300.0 + 14 * i) for i in range(3)]

Printed = tuple[str, float, float]


def sheet(*printed: Printed) -> Sheet:
    tokens: list[Token] = []
    for text, start, y in (*printed, *BODY):
        x = start
        for word in text.split(" "):
            tokens.append(Token(word, Box(x, y - 8, x + 5 * len(word), y + 2), y, 10))
            x += 5 * len(word) + 2.5
    return Sheet(lay_out(tokens), HEIGHT)


def marked(sheets: list[Sheet]) -> list[list[tuple[str, str]]]:
    return [
        [(mark.kind, page.layout.string[mark.start : mark.end]) for mark in marks]
        for page, marks in zip(sheets, mark_margins(sheets), strict=True)
    ]


def test_running_lines_are_marked_though_their_figures_change() -> None:
    pages = [
        sheet(("Recueil du Val n° 7", 200, 40), (f"Page {n}", 280, 810), ("Place de la Halle, Valclair", 60, 796))
        for n in (1, 2, 3)
    ]
    feet = [[("foot", "Place de la Halle, Valclair"), ("foot", f"Page {n}")] for n in (1, 2, 3)]
    head = ("head", "Recueil du Val n° 7")
    assert marked(pages) == [feet[0], [head, *feet[1]], [head, *feet[2]]]


@pytest.mark.parametrize("number", ["7", "- 7 -", "7/12", "Page 7 sur 12", "p. 7", "page 7/12"])
@pytest.mark.parametrize(("kind", "y"), [("head", 40.0), ("foot", 810.0)])
def test_a_lone_page_number(number: str, kind: str, y: float) -> None:
    assert marked([sheet((number, 290, y))]) == [[(kind, number)]]


@pytest.mark.parametrize(
    "printed",
    [("le 7", 290.0, 810.0), ("1 200 €", 290.0, 810.0), ("7", 290.0, 500.0), ("2024", 290.0, 810.0)],
    ids=["words", "an amount", "in the text", "a year"],
)
def test_what_is_no_page_number(printed: Printed) -> None:
    assert marked([sheet(printed)]) == [[]]


def test_the_letterhead_of_act_after_act_is_no_running_head() -> None:
    letterhead = ["DÉPARTEMENT DU VAL", "COMMUNE DE VALCLAIR", "EXTRAIT DU REGISTRE", "DES DÉLIBÉRATIONS"]
    pages = [sheet(*((text, 60, 40.0 + 14 * i) for i, text in enumerate(letterhead))) for _ in range(3)]
    assert marked(pages) == [[], [], []]


def test_lines_at_other_heights_do_not_run() -> None:
    assert marked([sheet(("Article premier", 60, 780)), sheet(("Article premier", 60, 810))]) == [[], []]


def test_nothing() -> None:
    assert mark_margins([]) == []
    assert mark_margins([Sheet(lay_out([]), HEIGHT)]) == [[]]
