"""The stamp of a transmission platform among the words of a page."""

from __future__ import annotations

import pytest

from actes.read.overlay import find_stamps
from actes.read.tokens import Token
from actes.text import Box


def line(text: str, x: float, y: float, size: float = 10, font: str = "Roman") -> list[Token]:
    tokens = []
    for word in text.split(" "):
        end = x + len(word) * size / 2
        tokens.append(Token(word, Box(x, y - 0.8 * size, end, y + 0.2 * size), y, size, font))
        x = end + size / 4
    return tokens


BODY = [token for i in range(12) for token in line("Le conseil de Valclair approuve la convention", 60, 60 + 14 * i)]

STAMPS = [
    [
        "Envoyé en préfecture le 15/01/2024",
        "Reçu en préfecture le 15/01/2024",
        "Publié le 16/01/2024",
        "ID : 099-219900011-20240112-2024_007-DE",
    ],
    [
        "Accusé de réception en préfecture",
        "099-219900011-20240112-2024_007-DE",
        "Date de télétransmission : 15/01/2024",
        "Date de réception préfecture : 15/01/2024",
    ],
    ["AR Prefecture", "099-219900011-20240112-2024_007-DE", "Reçu le 15/01/2024"],
    ["Accusé de réception – Ministère de l’intérieur", "Acte Certifié exécutoire", "Envoi Préfecture : 15/01/2024"],
    ["RECU EN PREFECTURE", "le 15/01/2024", "Application agréée Iris"],
    ["099-219900011-20240112-2024_007-AR"],
]


def stamp(lines: list[str], x: float, y: float, font: str = "Sans", size: float = 7) -> list[Token]:
    return [token for i, text in enumerate(lines) for token in line(text, x, y + 10 * i, size, font)]


@pytest.mark.parametrize("lines", STAMPS, ids=[lines[0][:20] for lines in STAMPS])
@pytest.mark.parametrize("first", [True, False], ids=["drawn first", "drawn last"])
def test_a_stamp_is_found_across_the_text(lines: list[str], first: bool) -> None:
    over = stamp(lines, 300, 62)
    tokens = [*over, *BODY] if first else [*BODY, *over]
    found = find_stamps(tokens)
    assert [[tokens[i].text for i in group] for group in found] == [[token.text for token in over]]


def test_values_drawn_after_their_labels_are_of_the_stamp() -> None:
    labels = stamp(["Envoi Préfecture :", "Réception en Préfecture :"], 300, 62)
    values = [*line("15/01/2024", 400, 62, 9, "Mono"), *line("16/01/2024", 400, 72, 9, "Mono")]
    tokens = [*BODY, *labels, *values]
    assert find_stamps(tokens) == [tuple(range(len(BODY), len(tokens)))]


@pytest.mark.parametrize(
    "tokens",
    [
        [*BODY, *line("Reçu en préfecture le 15 janvier 2024", 60, 300), *line("Publié le 16 janvier", 60, 314)],
        [*BODY, *line("Reçu en préfecture le 15 janvier 2024", 60, 300, font="Italic")],
        [*BODY, *line("Acte rendu exécutoire le 15 janvier 2024", 60, 300, 7, "Sans")],
        BODY,
        [],
    ],
    ids=["in the letter of the act", "one line", "certificate", "body", "nothing"],
)
def test_what_the_act_itself_says_is_no_stamp(tokens: list[Token]) -> None:
    assert find_stamps(tokens) == []


def test_a_page_that_holds_only_its_stamp() -> None:
    tokens = stamp(STAMPS[0], 300, 40)
    assert find_stamps(tokens) == [tuple(range(len(tokens)))]


def test_the_letterhead_beside_a_stamp_is_not_of_it() -> None:
    heading = line("Séance publique", 300, 100, 18, "Bold")
    tokens = [*BODY, *heading, *stamp(STAMPS[1], 300, 62)]
    assert find_stamps(tokens) == [tuple(range(len(BODY) + len(heading), len(tokens)))]
