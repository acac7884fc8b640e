"""Rules → the cells of ruled tables, and the upright rules that stand alone."""

from __future__ import annotations

from itertools import pairwise

from actes.read.layout import Grid
from actes.read.tables import MAX_RULES, Rule, find_grids
from actes.read.tokens import Token, Wall
from actes.text import Box


def word(text: str, x: float, y: float) -> Token:
    return Token(text, Box(x, y - 8, x + 5 * len(text), y + 2), y, 10)


def ruled(xs: list[float], ys: list[float]) -> list[Rule]:
    """A grid drawn cell by cell, each side of each cell on its own."""
    rules = []
    for left, right in pairwise(xs):
        rules += [Rule(False, y, left + 0.3, right - 0.3) for y in ys]
    for top, bottom in pairwise(ys):
        rules += [Rule(True, x, top + 0.3, bottom - 0.3) for x in xs]
    return rules


def cells(grid: Grid, tokens: list[Token]) -> list[list[str]]:
    return [[" ".join(tokens[i].text for i in cell) for cell in row] for row in grid.rows]


TOKENS = [
    word("avant", 60, 80),
    word("Nature", 60, 115),
    word("Montant", 160, 115),
    word("halle", 60, 145),
    word("neuve", 60, 157),
    word("12", 160, 150),
    word("après", 60, 200),
]


def test_a_table_is_cut_in_cells() -> None:
    grids, walls = find_grids(ruled([50, 150, 250], [100, 130, 170]), TOKENS)
    assert [cells(grid, TOKENS) for grid in grids] == [[["Nature", "Montant"], ["halle neuve", "12"]]]
    assert walls == ()


def test_a_table_open_at_its_sides() -> None:
    rules = [Rule(False, y, 50, 250) for y in (100, 130, 170)] + [Rule(True, 150, 100, 170)]
    grids, _ = find_grids(rules, TOKENS)
    assert [cells(grid, TOKENS) for grid in grids] == [[["Nature", "Montant"], ["halle neuve", "12"]]]


def test_a_cell_over_two_rows() -> None:
    rules = [*ruled([50, 150], [100, 170]), *ruled([150, 250], [100, 130, 170])]
    grids, _ = find_grids(rules, TOKENS)
    assert [cells(grid, TOKENS) for grid in grids] == [[["Nature halle neuve", "Montant"], ["12"]]]


def test_an_underline_cuts_no_cell() -> None:
    rules = [*ruled([50, 150, 250], [100, 130, 170]), Rule(False, 147, 52, 85)]
    grids, _ = find_grids(rules, TOKENS)
    assert [cells(grid, TOKENS) for grid in grids] == [[["Nature", "Montant"], ["halle neuve", "12"]]]


def test_words_apart_are_in_no_cell() -> None:
    grids, _ = find_grids(ruled([50, 150, 250], [100, 130, 170]), TOKENS, apart=[5])
    assert cells(grids[0], TOKENS) == [["Nature", "Montant"], ["halle neuve"]]


def test_what_is_no_table() -> None:
    frame = ruled([50, 250], [100, 170])
    assert find_grids(frame, TOKENS) == ((), (Wall(50, 100.3, 169.7), Wall(250, 100.3, 169.7)))
    assert find_grids([Rule(True, 150, 90, 300)], TOKENS) == ((), (Wall(150, 90, 300),))
    assert find_grids([Rule(True, 150, 90, 105), Rule(False, 120, 60, 90)], TOKENS) == ((), ())
    assert find_grids([], TOKENS) == ((), ())
    assert find_grids(ruled([50, 150, 250], [300, 330, 370]), TOKENS)[0] == ()


def test_a_plan_says_nothing_of_the_text() -> None:
    plan = [Rule(True, 5.0 * i, 0, 800) for i in range(MAX_RULES + 1)]
    assert find_grids(plan, TOKENS) == ((), ())
