"""Which thing of A is which thing of B: an alignment that is optimal, not greedy, and free to cross.

Three steps, so that two lists of hundreds stay cheap: what is identical is paired along one longest common
run; what is left is scored only where a pair is likely (rare words, number, title, place) and assigned so that
the sum of the scores is greatest; then what a printed identity alone still joins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from rapidfuzz.distance import LCSseq

from actes.changes.assign import Item, Pair, Score, assigned

Leftover = Callable[[Sequence[Item], Sequence[Item], Sequence[Pair]], Iterable[Pair]]
"""More pairs, from both lists and the pairs already made."""

T = TypeVar("T", str, int)

SOMEWHAT = 0.25
"""What scores less is another thing, even in the same slot."""


def pairs(left: Sequence[Item], right: Sequence[Item], score: Score, leftover: Leftover | None) -> list[Pair]:
    """Pairs `(index in left, index in right)`, by their left index; what is in none was removed or added.

    `leftover` is asked last: what a printed identity or the same slot joins in spite of a low score.
    """
    # ties are settled alike whichever side comes first, so that a diff and its mirror agree
    if (len(left), left) > (len(right), right):
        return sorted((i, j) for j, i in pairs(right, left, score, leftover))
    made: list[Pair] = []
    for view in (_whole, _content):
        _join_equal(left, right, made, view)
    free_left, free_right = _free(left, right, made)
    if free_left and free_right:
        made += assigned(left, right, free_left, free_right, score)
        made += list(leftover(left, right, sorted(made))) if leftover else []
    return sorted(made)


def by_label(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair]) -> Iterator[Pair]:
    """What alone bears one label on both sides, unless both have titles and these differ."""
    guests, seats = _seats(left, right, made, lambda item, _: item.label)
    for label, some in guests.items():
        others = seats.get(label, [])
        if label and len(some) == 1 and len(others) == 1:
            head, other = left[some[0]].head, right[others[0]].head
            if not (head and other) or head == other:
                yield some[0], others[0]


def by_slot(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair]) -> Iterator[Pair]:
    """What is left under one label, in order, where both sides have as many."""
    guests, seats = _seats(left, right, made, lambda item, _: item.label)
    for label, some in guests.items():
        if len(some) == len(seats.get(label, ())):
            yield from zip(some, seats[label], strict=True)


def by_gap(score: Score) -> Leftover:
    """What is left between the same two neighbours, in order, where both sides have as many and they are somewhat alike."""

    def joined(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair]) -> Iterator[Pair]:
        guests, seats = _seats(left, right, made, lambda _, before: before)
        for before, some in guests.items():
            if len(some) == len(seats.get(before, ())):
                for i, j in zip(some, seats[before], strict=True):
                    if score(left[i], right[j]) >= SOMEWHAT:
                        yield i, j

    return joined


def _seats(
    left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair], name: Callable[[Item, int], T]
) -> tuple[dict[T, list[int]], dict[T, list[int]]]:
    """The free indices of each side under a name, got from the item and the rank of the pair before it (-1: none)."""
    both: tuple[dict[T, list[int]], dict[T, list[int]]] = ({}, {})
    for side, items in enumerate((left, right)):
        rank_at = {pair[side]: rank for rank, pair in enumerate(made)}
        before = -1
        for index, item in enumerate(items):
            if index in rank_at:
                before = rank_at[index]
            else:
                both[side].setdefault(name(item, before), []).append(index)
    return both


def moved(made: Sequence[Pair], weights: Sequence[int]) -> set[Pair]:
    """The fewest pairs to take out for the others to keep one order; among equals, the lightest.

    `weights[k]` is the size of `made[k]`; `made` is sorted by its left indices.
    """
    order = [j for _, j in made]
    if all(a < b for a, b in pairwise(order)):
        return set()
    rest = _disturbed(order)
    heaviest = sum(weights[k] for k in rest) + 1
    best: list[int] = []
    back: list[int] = []
    for n, k in enumerate(rest):
        # places in a row: the longest chain first, then its weight
        before, value = -1, 0
        for m in range(n):
            if order[rest[m]] < order[k] and best[m] > value:
                before, value = m, best[m]
        best.append(value + heaviest + weights[k])
        back.append(before)
    at = max(range(len(rest)), key=best.__getitem__)
    kept: set[int] = set()
    while at >= 0:
        kept.add(rest[at])
        at = back[at]
    return {made[k] for k in rest if k not in kept}


def _disturbed(order: Sequence[int]) -> list[int]:
    """The places that are not greater than all before and smaller than all after: only these can have moved."""
    smallest_after = [0] * len(order)
    smallest = max(order) + 1
    for k in range(len(order) - 1, -1, -1):
        smallest_after[k] = smallest
        smallest = min(smallest, order[k])
    rest: list[int] = []
    greatest = -1
    for k, j in enumerate(order):
        if not greatest < j < smallest_after[k]:
            rest.append(k)
        greatest = max(greatest, j)
    return rest


def _whole(item: Item) -> tuple[str, ...]:
    return item.label, item.head, item.key


def _content(item: Item) -> tuple[str, ...]:
    return (item.head, item.key) if item.key else ()


def _free(left: Sequence[Item], right: Sequence[Item], made: Iterable[Pair]) -> tuple[list[int], list[int]]:
    taken_left, taken_right = {i for i, _ in made}, {j for _, j in made}
    return (
        [i for i in range(len(left)) if i not in taken_left],
        [j for j in range(len(right)) if j not in taken_right],
    )


def _join_equal(
    left: Sequence[Item], right: Sequence[Item], made: list[Pair], view: Callable[[Item], tuple[str, ...]]
) -> None:
    """Pair the equal ones: as many as can be in one order, then the others, first with first."""
    free_left, free_right = _free(left, right, made)
    keys_left, keys_right = [view(left[i]) for i in free_left], [view(right[j]) for j in free_right]
    known = set(keys_left) & set(keys_right) - {()}
    spots_left = [(k, i) for k, i in zip(keys_left, free_left, strict=True) if k in known]
    spots_right = [(k, j) for k, j in zip(keys_right, free_right, strict=True) if k in known]
    # the engine compares hashes: a small integer for each key cannot collide
    rank = {key: n for n, key in enumerate(sorted(known))}
    for step in LCSseq.opcodes([rank[k] for k, _ in spots_left], [rank[k] for k, _ in spots_right]):
        if step.tag == "equal":
            i, j, length = step.src_start, step.dest_start, step.src_end - step.src_start
            made += ((spots_left[i + n][1], spots_right[j + n][1]) for n in range(length))
    taken_left, taken_right = {i for i, _ in made}, {j for _, j in made}
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, j in reversed(spots_right):
        if j not in taken_right:
            waiting[key].append(j)
    for key, i in spots_left:
        if i not in taken_left and waiting[key]:
            made.append((i, waiting[key].pop()))
