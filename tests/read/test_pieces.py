"""How pieces become page texts: lines, tables, pages and marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.read.pieces import (
    LINE_END,
    PAGE_BREAK,
    RENDERED_BREAK,
    Look,
    Piece,
    choose_pages,
    lay_out,
    letters,
    marked,
    paragraph,
    spelled,
    table,
)

BOLD = Look(bold=True)


def cell(*lines: str) -> list[Piece]:
    return [piece for line in lines for piece in (Piece(line), LINE_END)]


def text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


LONG = "Considérant qu'il y a lieu de préciser les conditions dans lesquelles la salle est mise à disposition " * 2

TABLES: list[tuple[str, list[list[list[Piece]]], str]] = [
    (
        "short cells",
        [[cell("Année"), cell("Montant")], [cell("2026"), cell("120 €")]],
        "Année   Montant\n2026   120 €\n",
    ),
    ("an empty cell", [[cell("a"), cell(""), cell("c"), []]], "a      c\n"),
    ("an empty row", [[[], []], [cell("a"), cell("b")]], "a   b\n"),
    ("one long cell", [[cell("Vu"), cell(LONG)]], f"Vu   {LONG}\n"),
    ("two long cells", [[cell(LONG), cell(LONG)]], f"{LONG}\n{LONG}\n"),
    (
        "two signers",
        [[cell("Pour la commune", "", "Le maire"), cell("Pour l'association", "", "La présidente")]],
        "Pour la commune\n\nLe maire\nPour l'association\n\nLa présidente\n",
    ),
    (
        "two signers on two rows",
        [[cell("La commune"), cell("L'association")], [cell("Le maire", "A. ROUX"), cell("La présidente", "B. VAL")]],
        "La commune\nLe maire\nA. ROUX\nL'association\nLa présidente\nB. VAL\n",
    ),
    (
        "a cell of two lines in a true table",
        [[cell("Lot"), cell("Prix")], *[[cell(f"Lot {n}", "toiture"), cell("9 €")] for n in (1, 2, 3)]],
        "Lot   Prix\nLot 1 toiture   9 €\nLot 2 toiture   9 €\nLot 3 toiture   9 €\n",
    ),
    ("a frame", [[cell("ARRÊTÉ", "DU MAIRE")]], "ARRÊTÉ\nDU MAIRE\n"),
    ("no row", [], ""),
]


@pytest.mark.parametrize(("rows", "expected"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_table(rows: list[list[list[Piece]]], expected: str) -> None:
    assert text(table(rows)) == expected


def test_only_rows_on_one_line_are_marked_as_table() -> None:
    pieces = table([[cell("Vu"), cell("le code")], [cell(LONG), cell(LONG)]])
    (page,) = lay_out(pieces, rendered=False)
    assert [(m.kind, page.string[m.start : m.end]) for m in page.marks] == [("table", "Vu   le code")]


def test_page_end_inside_a_row_comes_before_it() -> None:
    rows = [[cell("a"), cell("b")], [[RENDERED_BREAK, *cell("c")], [RENDERED_BREAK, *cell("d")]]]
    assert [page.string for page in lay_out(table(rows), rendered=True)] == ["a   b", "c   d"]


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        ([RENDERED_BREAK, Piece("Article 2")], ["Vu", "Article 2"]),
        ([Piece(" "), RENDERED_BREAK, Piece("Article 2")], ["Vu", " Article 2"]),
        ([Piece("Article"), RENDERED_BREAK, Piece(" 2")], ["Vu\nArticle 2"]),
        ([Piece("Article"), PAGE_BREAK, Piece(" 2")], ["Vu\nArticle", " 2"]),
    ],
)
def test_a_paragraph_is_whole_on_its_first_page(content: list[Piece], pages: list[str]) -> None:
    pieces = [Piece("Vu"), LINE_END, *paragraph(content)]
    assert [page.string for page in lay_out(pieces, rendered=True)] == pages


def test_breaks_without_letters_between_them_make_one_page() -> None:
    pieces = [PAGE_BREAK, Piece("a"), PAGE_BREAK, LINE_END, Piece(" "), PAGE_BREAK, PAGE_BREAK, Piece("b"), PAGE_BREAK]
    assert [page.string.strip() for page in lay_out(pieces, rendered=False)] == ["a", "b"]


def test_nothing_is_one_empty_page() -> None:
    assert [page.string for page in lay_out([], rendered=True)] == [""]


@pytest.mark.parametrize(("announced", "count"), [(3, 3), (2, 2), (7, 2), (None, 2)])
def test_rendered_breaks_count_when_they_give_the_announced_pages(announced: int | None, count: int) -> None:
    pieces = [Piece("a"), RENDERED_BREAK, Piece("b"), PAGE_BREAK, Piece("c")]
    assert len(choose_pages(pieces, announced)) == count


def test_neighbouring_runs_make_one_mark_without_the_space_around() -> None:
    pieces = [letters(" ARTI", BOLD), letters("CLE 1 ", BOLD), Piece(": objet"), LINE_END, letters("DECIDE", BOLD)]
    (page,) = lay_out(marked(pieces, "heading"), rendered=False)
    assert [(m.kind, page.string[m.start : m.end]) for m in page.marks] == [
        ("bold", "ARTICLE 1"),
        ("heading", "ARTICLE 1 : objet"),
        ("bold", "DECIDE"),
        ("heading", "DECIDE"),
    ]


@pytest.mark.parametrize(
    ("given_text", "look", "expected"),
    [
        ("délibé\u00adration", Look(), "délibération"),
        ("Léa d'Ormes", Look(capitals=True), "LÉA D'ORMES"),
        ("o", Look(font="Wingdings"), "☐"),
        ("o", Look(font="Arial"), "o"),
    ],
)
def test_spelled(given_text: str, look: Look, expected: str) -> None:
    assert spelled(given_text, look) == expected


PIECES = st.builds(Piece, st.sampled_from(["a", " ", "\n", "\f", "\v", "Vu ", "b\nc"]))


@given(st.lists(st.tuples(PIECES, st.sampled_from(["bold", "head", ""])), max_size=30))
def test_no_letter_is_lost_and_marks_are_in_the_page(drawn: list[tuple[Piece, str]]) -> None:
    pieces = [marked([piece], kind)[0] if kind else piece for piece, kind in drawn]
    pages = lay_out(pieces, rendered=True)
    assert "".join("".join(page.string for page in pages).split()) == "".join(text(pieces).split())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        for mark in page.marks:
            quoted = page.string[mark.start : mark.end]
            assert quoted
            assert quoted == quoted.strip()
