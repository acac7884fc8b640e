"""Alignment: optimal, free to cross, the same whichever side comes first."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.changes import assign
from actes.changes.assign import FLOOR, Item, assigned
from actes.changes.likeness import by_text
from actes.changes.match import by_gap, by_label, by_slot, moved, pairs


def items(*texts: str) -> list[Item]:
    """« 3: ses mots » is labelled 3."""
    made = []
    for text in texts:
        label, _, words = text.rpartition(":")
        made.append(Item(words.strip(), tuple(words.split()), label.strip()))
    return made


ALIGNED: tuple[tuple[tuple[str, ...], tuple[str, ...], list[tuple[int, int]]], ...] = (
    (("a b c", "d e f"), ("a b c", "x y z", "d e f"), [(0, 0), (1, 2)]),
    (("1: a b c", "2: d e f"), ("1: x y z", "2: a b c", "3: d e f"), [(0, 1), (1, 2)]),
    (("a b c", "d e f"), ("d e f", "a b c"), [(0, 1), (1, 0)]),
    # the greedy choice (0, 0) would leave the second without its only partner
    (("a b c d", "a b c x"), ("a b c d e", "a b c y"), [(0, 0), (1, 1)]),
    (("a b c d e f", "a b c d g h"), ("a b c d g i", "a b c d e j"), [(0, 1), (1, 0)]),
    (("x", "x", "x"), ("x", "x"), [(0, 0), (1, 1)]),
    (("5: a b c",), ("5: x y z",), [(0, 0)]),
    (("5: a b c",), ("6: x y z",), []),
    ((), ("a",), []),
)


@pytest.mark.parametrize(("left", "right", "expected"), ALIGNED)
def test_pairs(left: tuple[str, ...], right: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert pairs(items(*left), items(*right), by_text, by_label) == expected
    turned = pairs(items(*right), items(*left), by_text, by_label)
    assert sorted((i, j) for j, i in turned) == expected


def test_leftovers_join_what_stands_in_one_slot() -> None:
    left, right = items("a b c", "k l m n", "x y z"), items("a b c", "k o p q r", "x y z")
    assert pairs(left, right, by_text, None) == [(0, 0), (2, 2)]
    assert pairs(left, right, lambda *_: 0.3, by_gap(lambda *_: 0.3)) == [(0, 0), (1, 1), (2, 2)]
    assert pairs(items("s: 4500"), items("s: 5000"), by_text, by_slot) == [(0, 0)]
    assert pairs(items("s: 4500"), items("t: 5000"), by_text, by_slot) == []


WEIGHTS = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=n, max_size=n)
)


@given(WEIGHTS)
def test_the_assignment_is_the_best_of_all(table: list[list[float]]) -> None:
    left, right = items(*(f"l{n}" for n in range(len(table)))), items("r0", "r1", "r2", "r3")

    def score(one: Item, two: Item) -> float:
        return table[left.index(one)][right.index(two)]

    made = assigned(left, right, list(range(len(left))), [0, 1, 2, 3], score)
    total = sum(table[i][j] - FLOOR for i, j in made)
    best = 0.0
    for chosen in itertools.permutations(range(4), len(table)):
        best = max(best, sum(max(0.0, table[i][j] - FLOOR) for i, j in enumerate(chosen)))
    # among near equals the places decide: never for more than a fiftieth a pair
    assert total >= best - len(table) / 50 - 1e-6
    assert len({i for i, _ in made}) == len({j for _, j in made}) == len(made)


def test_a_crowd_of_look_alikes_keeps_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assign, "DENSE", 5)
    left = items(*(f"lot de terre vendu {n}" for n in range(30)))
    right = items(*(f"lot de terre cédé {n}" for n in range(30) if n != 11))
    made = pairs(left, right, by_text, None)
    assert len(made) == 29
    assert moved(made, [1] * len(made)) == set()


@given(st.permutations(range(7)))
def test_moved_leaves_the_longest_order(order: list[int]) -> None:
    made = list(enumerate(order))
    gone = moved(made, [1] * 7)
    kept = [j for i, j in made if (i, j) not in gone]
    assert kept == sorted(kept)
    longest = max(n for n in range(1, 8) if any(list(c) == sorted(c) for c in itertools.combinations(order, n)))
    assert len(kept) == longest


def test_the_heavier_stays() -> None:
    assert moved([(0, 1), (1, 0)], [10, 20]) == {(0, 1)}
    assert moved([(0, 1), (1, 0)], [20, 10]) == {(1, 0)}
