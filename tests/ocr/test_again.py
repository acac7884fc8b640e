"""The second look at doubtful words: which, what the readings vote, what looks written by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.ocr.again import FIRST, SECOND, Vote, doubtful, elect, is_written, spread, stretch
from actes.ocr.engine import Seen
from actes.text import Box


def word(text: str, x: float = 0.0, base: float = 100.0, sure: float = 0.95, high: float = 8.0) -> Seen:
    return Seen(text, Box(x, base - high, x + 5 * len(text), base), base, 10.0, sure)


def line(*words: tuple[str, float] | tuple[str, float, float]) -> list[Seen]:
    made, x = [], 50.0
    for text, sure, *high in words:
        made.append(word(text, x, sure=sure, high=high[0] if high else 8.0))
        x = made[-1].box.x1 + 5
    return made


def first(text: str, sure: float) -> Vote:
    return Vote(text, sure, FIRST, (word(text),))


def second(text: str, sure: float) -> Vote:
    return Vote(text, sure, SECOND)


def test_figures_come_before_letters_and_neighbours_together() -> None:
    words = line(("Arrêté", 0.96), ("du", 0.95), ("2.7", 0.7), ("fevrer", 0.3), ("2023", 0.97), ("1", 0.2))
    assert [[w.text for w in run] for run in doubtful(words)] == [["1"], ["2.7", "fevrer"]]
    assert not doubtful(line(("de", 0.2), ("commune", 0.6), ("2023", 0.85)))


@pytest.mark.parametrize(
    ("votes", "text", "low", "high"),
    [
        # the two engines agree against the first look: settled
        ([first("27.", 0.7), first("22.", 0.88), second("22.", 0.93)], "22.", 0.9, 0.96),
        # they agree with it: surer than it was
        ([first("18", 0.64), first("18", 0.74), second("18", 0.93)], "18", 0.9, 0.96),
        # quotes, spaces and stops are no difference
        ([first("l’an", 0.3), first("l'an", 0.5), second("l'an ,", 0.9)], "l'an", 0.85, 0.96),
        # one engine alone, of one mind
        ([first("2019", 0.79), first("2019", 0.97), first("2019", 0.96)], "2019", 0.96, 0.96),
        # one engine alone, of two minds: nobody shall rely on it
        ([first("27.", 0.7), first("22.", 0.88), first("27.", 0.71)], "22.", 0.0, 0.5),
        # the second alone against all others
        ([first("5411", 0.68), first("54:1", 0.1), second("541-1", 0.94)], "541-1", 0.0, 0.5),
        # of a word of letters the second engine drops doubled ones
        ([first("l'arrêté", 0.2), first("l'arrêté", 0.36), second("l'arêté", 0.9)], "l'arrêté", 0.0, 0.5),
    ],
)
def test_votes(votes: list[Vote], text: str, low: float, high: float) -> None:
    best, sure = elect(votes)
    assert best.text == text
    assert low <= sure <= high


@given(st.lists(st.tuples(st.sampled_from(["1", "7", "12"]), st.floats(0, 1), st.booleans()), min_size=1, max_size=5))
def test_a_vote_elects_one_of_its_readings(readings: list[tuple[str, float, bool]]) -> None:
    votes = [first(t, c) if mine else second(t, c) for t, c, mine in readings]
    best, sure = elect(votes)
    assert best in votes
    assert 0 <= sure <= max(vote.confidence for vote in votes)


@pytest.mark.parametrize(
    ("before", "doubted", "after", "again", "result"),
    [
        ("Arrêté du", "27.", "fevrier 2023", "Arrêté du 22. fevrier 2023", "22."),
        ("article L.", "5121", "du livre", "article L. 512-1 du livre", "512-1"),
        ("", "1 Identification", "de", "1 - Identification de", "1 - Identification"),
        ("le", "18", "", "le 18", "18"),
        ("xyz", "12", "uvw", "rien de cela", ""),
        ("", "", "", "", ""),
    ],
)
def test_what_stands_in_the_place_of_doubtful_words(
    before: str, doubted: str, after: str, again: str, result: str
) -> None:
    assert stretch(before, doubted, after, again) == result


@given(
    st.text(alphabet="ab1 ", max_size=12), st.text(alphabet="ab1 ", max_size=6), st.text(alphabet="ab1 ", max_size=30)
)
def test_what_stands_there_is_a_part_of_the_line(before: str, doubted: str, again: str) -> None:
    assert stretch(before, doubted, "", again).replace(" ", "") in again.replace(" ", "")


def test_words_are_spread_over_the_place_of_others() -> None:
    over = line(("abc", 0.3), ("def", 0.3))
    made = spread(["un", "deux", "six"], over, 0.9)
    assert [w.text for w in made] == ["un", "deux", "six"]
    assert made[0].box.x0 == over[0].box.x0
    assert abs(made[-1].box.x1 - over[-1].box.x1) < 0.01
    assert all(a.box.x1 < b.box.x0 for a, b in pairwise(made))


@pytest.mark.parametrize(
    ("words", "at", "written"),
    [
        ([("Arrêté", 0.96), ("du", 0.95), ("22.", 0.7, 12.3), ("fevrier", 0.96), ("2023", 0.97)], 2, True),
        ([("PRÉFECTORAL", 0.95), ("N°", 0.95), ("2025", 0.95), ("/064", 0.4, 15.0)], 3, True),
        ([("Arrêté", 0.96), ("du", 0.95), ("22.", 0.7), ("fevrier", 0.96), ("2023", 0.97)], 2, False),  # no higher
        ([("Valbrune", 0.96), ("le", 0.95), ("25", 0.6, 14.0), ("FEV.", 0.9, 14.0)], 2, False),  # a date stamp
        ([("Le", 0.96), ("chiffre", 0.95), ("22", 0.6, 14.0)], 2, False),  # no slot
        ([("22", 0.6, 14.0)], 0, False),
    ],
)
def test_figures_of_a_hand(words: list[tuple[str, float]], at: int, written: bool) -> None:
    assert is_written(line(*words), at, at + 1) is written
