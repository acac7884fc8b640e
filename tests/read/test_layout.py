"""The text of a page: every word once, in the order it is read, spaced as it is printed."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.read.layout import Grid, Island, Layout, lay_out
from actes.read.tokens import Token, Wall
from actes.text import Box

Printed = tuple[str, float, float]


def line(text: str, x: float, y: float, size: float = 10, font: str = "Roman") -> list[Token]:
    """A line from `x` on the baseline `y`; a letter is half its size wide, a space a quarter."""
    tokens = []
    for word in text.split(" "):
        end = x + len(word) * size / 2
        tokens.append(Token(word, Box(x, y - 0.8 * size, end, y + 0.2 * size), y, size, font))
        x = end + size / 4
    return tokens


def page(*printed: Printed) -> list[Token]:
    return [token for text, x, y in printed for token in line(text, x, y)]


def read(layout: Layout) -> list[str]:
    """The lines that hold something, without what indents them."""
    return [text.strip() for text in layout.string.split("\n") if text.strip()]


FULL = "Le conseil de Valclair approuve la convention passée avec le syndicat du Val Clair et autorise"

CASES: list[tuple[str, list[Printed], list[str]]] = [
    ("nothing", [], []),
    ("one line, drawn in two parts", [("la convention", 100, 50), ("Vu", 60, 50)], ["Vu la convention"]),
    (
        "two signers",
        [
            (FULL, 60, 100),
            ("Pour la commune,", 80, 140),
            ("Pour l'association,", 330, 140),
            ("Le Maire,", 95, 154),
            ("La Présidente,", 345, 154),
            ("Paul MERCIER", 90, 230),
            ("Odile VASSEUR", 340, 230),
            ("Annexe : un plan", 60, 300),
        ],
        [
            FULL,
            "Pour la commune,",
            "Le Maire,",
            "Paul MERCIER",
            "Pour l'association,",
            "La Présidente,",
            "Odile VASSEUR",
            "Annexe : un plan",
        ],
    ),
    (
        "two signers whose lines are not level",
        [
            ("Pour la Communauté", 330, 140),
            ("Pour le Centre", 80, 147),
            ("du Val Clair,", 330, 154),
            ("Le Directeur,", 80, 161),
            ("Le Président,", 330, 168),
            ("Jean VALLON", 80, 250),
            ("Luc ARNAUD", 330, 262),
        ],
        [
            "Pour le Centre",
            "Le Directeur,",
            "Jean VALLON",
            "Pour la Communauté",
            "du Val Clair,",
            "Le Président,",
            "Luc ARNAUD",
        ],
    ),
    (
        "three signers",
        [
            ("Le Maire,", 60, 100),
            ("Le Président,", 240, 100),
            ("La Directrice,", 430, 100),
            ("Paul MERCIER", 60, 180),
            ("Luc ARNAUD", 240, 180),
            ("Léa ROUX", 430, 180),
        ],
        ["Le Maire,", "Paul MERCIER", "Le Président,", "Luc ARNAUD", "La Directrice,", "Léa ROUX"],
    ),
    (
        "one signer on the right",
        [("Le conseil adopte.", 60, 100), ("Le Maire,", 350, 120), ("Luc ARNAUD", 350, 180), ("Publié hier", 60, 200)],
        ["Le conseil adopte.", "Le Maire,", "Luc ARNAUD", "Publié hier"],
    ),
    (
        "a letterhead, lines of two sizes of step",
        [
            ("DÉPARTEMENT DU VAL", 50, 40),
            ("COMMUNE", 50, 54),
            ("DE VALCLAIR", 50, 68),
            ("EXTRAIT DU REGISTRE", 330, 46),
            ("DES DÉLIBÉRATIONS", 330, 66),
            (FULL, 50, 120),
        ],
        ["DÉPARTEMENT DU VAL", "COMMUNE", "DE VALCLAIR", "EXTRAIT DU REGISTRE", "DES DÉLIBÉRATIONS", FULL],
    ),
    (
        "figures in the right-hand column",
        [
            ("Commune de Valclair", 80, 100),
            ("12 000,00 €", 400, 100),
            ("Département", 80, 116),
            ("8 000,00 €", 405, 116),
            ("Total", 80, 132),
            ("20 000,00 €", 400, 132),
        ],
        ["Commune de Valclair   12 000,00 €", "Département   8 000,00 €", "Total   20 000,00 €"],
    ),
    (
        "rows at one pace",
        [
            (text, x, 100 + 14 * i)
            for i, row in enumerate(
                [("Paul MERCIER", "Maire"), ("Léa ROUX", "Adjointe"), ("Luc ARNAUD", "Adjoint"), ("Zoé PETIT", "Élue")]
            )
            for text, x in zip(row, (80, 300), strict=True)
        ],
        ["Paul MERCIER   Maire", "Léa ROUX   Adjointe", "Luc ARNAUD   Adjoint", "Zoé PETIT   Élue"],
    ),
    (
        "two columns of prose",
        [
            (text, x, 100 + 12 * i)
            for i in range(5)
            for text, x in (("le règlement de la halle aux", 50), ("le règlement du port de Valclair", 310))
        ],
        ["le règlement de la halle aux"] * 5 + ["le règlement du port de Valclair"] * 5,
    ),
    (
        "clauses hung from their first word",
        [
            ("VU", 60, 100),
            ("le code général des collectivités", 150, 100),
            ("territoriales ;", 150, 114),
            ("CONSIDÉRANT", 60, 136),
            ("que la voie est étroite ;", 150, 136),
        ],
        ["VU le code général des collectivités", "territoriales ;", "CONSIDÉRANT que la voie est étroite ;"],
    ),
    (
        "labels",
        [
            ("Étaient présents :", 60, 100),
            ("Paul MERCIER, Léa ROUX,", 200, 100),
            ("Luc ARNAUD, Zoé PETIT", 200, 112),
            ("Était absent :", 60, 130),
            ("Jean VALLON", 200, 130),
        ],
        ["Étaient présents :   Paul MERCIER, Léa ROUX,", "Luc ARNAUD, Zoé PETIT", "Était absent :   Jean VALLON"],
    ),
    (
        "a list",
        [
            ("-", 70, 100),
            ("la halle,", 90, 100),
            ("dite de Val", 90, 112),
            ("1.2", 70, 130),
            ("le port", 110, 130),
        ],
        ["- la halle,", "dite de Val", "1.2 le port"],
    ),
    (
        "wide spaces that chance puts one below the other",
        [
            ("le port de", 60, 100),
            ("Valclair et la halle", 118, 100),
            ("le quai du", 60, 112),
            ("port sec de Valclair", 118, 112),
        ],
        ["le port de Valclair et la halle", "le quai du port sec de Valclair"],
    ),
]


@pytest.mark.parametrize(("printed", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reading_order(printed: list[Printed], expected: list[str]) -> None:
    assert read(lay_out(page(*printed))) == expected


@pytest.mark.parametrize("printed", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_drawing_order_does_not_matter(printed: list[Printed]) -> None:
    shuffled = printed[:]
    random.Random(7).shuffle(shuffled)
    assert read(lay_out(page(*shuffled))) == read(lay_out(page(*printed)))


def test_paragraphs_indents_and_cells() -> None:
    layout = lay_out(
        page((FULL, 60, 100), (FULL, 60, 112), ("Article 1", 260, 140), ("Le Maire", 60, 152), ("de Val", 200, 152))
    )
    assert layout.string == f"{FULL}\n{FULL}\n\n{' ' * 40}Article 1\nLe Maire   de Val"


def test_raised_letters_join_their_word() -> None:
    tokens = [*line("Article 1", 60, 100), *line("er", 102.6, 96, size=6), *line("du code", 111.5, 100)]
    layout = lay_out(tokens)
    assert layout.string == "Article 1er du code"
    assert [layout.string[a:b] for a, b in layout.spans] == ["Article", "1", "er", "du", "code"]


def test_a_rule_parts_what_stands_close() -> None:
    tokens = page(("Valclair", 60, 100), ("Séance", 104, 100), ("Mairie", 60, 112), ("publique", 104, 112))
    assert read(lay_out(tokens)) == ["Valclair Séance", "Mairie publique"]
    assert read(lay_out(tokens, walls=[Wall(102, 80, 130)])) == ["Valclair", "Mairie", "Séance", "publique"]


def test_a_rule_holds_a_column_together() -> None:
    tokens = page(("Valclair", 60, 160), ("Séance", 204, 60), ("Présents", 204, 160), ("Zoé PETIT", 204, 172))
    walls = [Wall(180, 40, 200)]
    assert read(lay_out(tokens, walls=walls)) == ["Valclair", "Séance", "Présents", "Zoé PETIT"]


def grid(*rows: tuple[list[Token], ...]) -> tuple[list[Token], Grid]:
    tokens: list[Token] = []
    cells: list[tuple[tuple[int, ...], ...]] = []
    for row in rows:
        places = []
        for cell in row:
            places.append(tuple(range(len(tokens), len(tokens) + len(cell))))
            tokens += cell
        cells.append(tuple(places))
    return tokens, Grid(Box(50, 90, 500, 300), tuple(cells))


def test_a_row_of_short_cells_is_one_line() -> None:
    tokens, table = grid(
        (line("Nature", 60, 100), line("Montant", 300, 100)),
        ([*line("Chauf-", 60, 120), *line("fage", 60, 132)], line("12 €", 300, 126)),
    )
    layout = lay_out(tokens, [table])
    assert layout.string == "Nature   Montant\nChauf-fage   12 €"
    assert layout.grids == ((0, len(layout.string)),)


def test_signatures_in_a_ruled_frame_are_read_down() -> None:
    tokens, table = grid(
        (line("Pour la commune", 60, 100), line("Pour l'office", 300, 100)),
        (line("Paul MERCIER", 60, 190), line("Léa ROUX", 300, 190)),
    )
    assert read(lay_out(tokens, [table])) == ["Pour la commune", "Paul MERCIER", "Pour l'office", "Léa ROUX"]
    left = [*line("Pour la commune", 60, 100), *line("Paul MERCIER", 60, 190)]
    right = [*line("Pour l'office", 300, 100), *line("Léa ROUX", 300, 190)]
    tokens, table = grid((left, right))
    assert read(lay_out(tokens, [table])) == ["Pour la commune", "Paul MERCIER", "Pour l'office", "Léa ROUX"]


def test_long_cells_come_one_after_the_other() -> None:
    long = [token for i in range(8) for token in line("le règlement de la halle aux grains", 100, 100 + 12 * i)]
    tokens, table = grid((line("12", 60, 140), long, line("8 t", 400, 140)))
    assert read(lay_out(tokens, [table])) == ["12", *["le règlement de la halle aux grains"] * 8, "8 t"]


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        (40, ["Reçu", FULL, FULL, FULL]),
        (104, [FULL, FULL, FULL, "Reçu"]),
        (300, [FULL, FULL, FULL, "Reçu"]),
    ],
    ids=["tops the page", "crosses a paragraph", "below"],
)
def test_an_island_cuts_no_paragraph(y: float, expected: list[str]) -> None:
    tokens = [*page(*((FULL, 60, 90 + 12 * i) for i in range(3))), *line("Reçu", 400, y, font="Sans")]
    layout = lay_out(tokens, islands=[Island((len(tokens) - 1,))])
    assert read(layout) == expected
    start, end = layout.islands[0]
    assert layout.string[start:end] == "Reçu"


def test_turned_words_come_last() -> None:
    tokens = [*line("Copie", 10, 20), *line("Vu le code", 60, 100)]
    assert read(lay_out(tokens, islands=[Island((0,), last=True)])) == ["Vu le code", "Copie"]


WORDS = st.builds(
    lambda text, x, y, size: line(text, x, y, size)[0],
    st.text("abcé1,.-:", min_size=1, max_size=12),
    st.floats(0, 600),
    st.floats(0, 840),
    st.sampled_from([1.0, 7.0, 10.0, 12.0, 60.0]),
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60), st.data())
def test_every_word_comes_once(tokens: list[Token], data: st.DataObject) -> None:
    apart = data.draw(st.integers(0, len(tokens)))
    islands = [Island(tuple(range(apart)), last=data.draw(st.booleans()))] if apart else []
    walls = [Wall(data.draw(st.floats(0, 600)), 0, 800)] if data.draw(st.booleans()) else []
    layout = lay_out(tokens, walls=walls, islands=islands)
    assert [layout.string[start:end] for start, end in layout.spans] == [token.text for token in tokens]
    spans = sorted(layout.spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join(layout.string.split()) == "".join(layout.string[start:end] for start, end in spans)
    for place in layout.lines:
        assert layout.string[place.start : place.end].strip() == layout.string[place.start : place.end] != ""
    assert lay_out(tokens, walls=walls, islands=islands) == layout


def test_time_grows_with_the_words() -> None:
    def seconds(words: int) -> float:
        chance = random.Random(1)
        tokens = [line(f"mot{i}", chance.uniform(0, 500), chance.uniform(0, words / 4))[0] for i in range(words)]
        best = 9e9
        for _ in range(3):
            start = time.process_time()
            lay_out(tokens)
            best = min(best, time.process_time() - start)
        return best

    small = seconds(500)
    assert seconds(8000) < 16 * 4 * max(small, 0.005)
