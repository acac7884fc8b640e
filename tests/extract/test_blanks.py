from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.blanks import blanks, slots
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def read(string: str) -> list[str | None]:
    return [blank.text.value for blank in blanks(text_of(string))]


CASES: list[tuple[str, list[str]]] = [
    ("L'association : ____________\n\nMail : _________", ["L'association :", "Mail :"]),
    ("Fait à Valmont, le ______________ 2026", ["Fait à Valmont, le"]),
    ("Fait à ________ , le ________ 2026", ["Fait à", ", le"]),
    ("Arrêté du 26 mars 2026 n° …………………….\nportant convocation", ["Arrêté du 26 mars 2026 n°"]),
    ("du tribunal de commerce de..... (si le bailleur", ["du tribunal de commerce de"]),
    ("représentée par . . . . . . . . . . , maire", ["représentée par"]),
    ("l'objet est :\n………………………………\n………………………………\nIl est convenu", ["l'objet est :"]),
    ("pour une durée de ... mois et concerne ... mètres carrés", ["pour une durée de", "mois et concerne"]),
    ("la présente copie, établie sur … pages de texte", ["la présente copie, établie sur"]),
    ("sur la route n° XXX entre", ["sur la route n°"]),
    ("habilité par délibération du jj/mm/aaaa", ["habilité par délibération du"]),
    ("conclue entre l'Etat et __NomBailleur1__ (1)", ["conclue entre l'Etat et"]),
    ("représentée par {{ nom }}, {{ fonction }}", ["représentée par"]),
    ("par délibération n°          en date du    \nCi-après", ["par délibération n°", "en date du"]),
    ("a été affichée en mairie du au conformément", ["a été affichée en mairie du", "a été affichée en mairie du au"]),
    # nothing to fill in
    ("ARTICLE 1 : OBJET............................ 4\nARTICLE 2 : DURÉE.......................... 12", []),
    ("1.2 Objet.....................8 1.3 Durée...............................9", []),
    ("Titre V : Zone A ................. 47 TITRE 6", []),
    ("CONSEIL COMMUNAUTAIRE\n______________\n\nSéance du", []),
    ("la rhumatologie… à la population, etc... et puis", []),
    ("« l'intérêt général (...) du service »", []),
    ("Mme ROUX .................. à M. VALLON", []),
    ("M. ................. Camille ROUX", []),
    ("représentée par XX, Directrice", []),
    ("le fichier mon__nom et 2024_445", []),
    ("Signature et cachet :\n\n\n", []),
    ("un bâtiment (cellule 1 : 1230 n°, cellule 2 : 4600 n°),\nun hangar", []),  # m², scanned
    ("", []),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_blanks(printed: str, expected: list[str]) -> None:
    assert read(printed) == expected


def test_the_slot_is_quoted_where_it_is_drawn() -> None:
    drawn, gap = blanks(text_of("Nom : ______ et n°       en date du 3 mai 2026"))
    assert drawn.slot is not None
    assert (drawn.slot.state, drawn.slot.text) == ("blank", "______")
    assert gap.slot is None


def test_the_words_are_at_most_forty_and_start_with_a_word() -> None:
    (words,) = read("Les présentes dispositions exceptionnelles sont arrêtées définitivement à ______ par")
    assert words is not None
    assert len(words) <= 40
    assert words.split()[0] in ("exceptionnelles", "sont")


SIGNS = [
    "n° ",
    "en date du ",
    "le ",
    "\n",
    "…",
    "____",
    ".....",
    "  ",
    "à ",
    ", ",
    "Nom :",
    "Fait à Valmont, ",
    "{{x}}",
    "12",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
def test_slots_are_in_order_and_apart(string: str) -> None:
    last = 0
    for slot in slots(string):
        assert slot.words < slot.end <= slot.start + 1
        assert slot.end >= last
        assert slot.end - slot.words <= 40
        last = slot.stop
    for blank in blanks(text_of(string)):
        assert "".join(string[p.start : p.end] for p in blank.text.at) == blank.text.text


@pytest.mark.parametrize("piece", ["_ ", "… ", "....", "n° ", "en date du ", "Nom :\n", "Fait à A, le\n", " \n", "{{"])
def test_time_grows_with_the_length(piece: str) -> None:
    def cost(times: int) -> float:
        started = time.process_time()
        blanks(text_of(piece * times))
        return time.process_time() - started

    small = min(cost(500) for _ in range(3))
    assert min(cost(4_000) for _ in range(2)) < 8 * 5 * (small + 0.01)
