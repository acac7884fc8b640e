"""Which thing of A is which thing of B: an alignment that is optimal, not greedy, and free to cross.

Three steps, so that two lists of hundreds stay cheap: what is identical is paired along one longest common
run; what is left is scored only where a pair is likely (rare words, number, title, place) and assigned so that
the sum of the scores is greatest; then what a printed identity alone still joins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import LCSseq


class Item(NamedTuple):
    """What alignment sees of a thing.

    `key` is its content without typography, `words` its words; `label` the identity it prints (number, name) and
    `head` its title, both folded, empty where there is none.
    """

    key: str
    words: tuple[str, ...]
    label: str = ""
    head: str = ""


Pair = tuple[int, int]
Score = Callable[[Item, Item], float]
"""The likeness of two items, 1 for the same; printed identities may lift it above."""

Leftover = Callable[[Sequence[Item], Sequence[Item], Sequence[Pair], Score], Iterable[Pair]]
"""More pairs, from both lists and the pairs already made."""

T = TypeVar("T", str, int)

FLOOR = 0.5
"""What scores less is not the same thing."""

SOMEWHAT = 0.25
"""What scores less is another thing, even in the same slot."""

EVERY_PAIR = 2500
"""Up to so many pairs all are scored; beyond, only the likely ones."""

RARE = 12
"""A word that stands in so many items at most tells them apart."""

CANDIDATES = 10
"""How many likely partners of an item are scored."""

DENSE = 90
"""The largest group of rivals that is assigned in cubic time; a larger one keeps its order."""

SCALE = 1_000_000_000


def pairs(left: Sequence[Item], right: Sequence[Item], score: Score, leftover: Leftover) -> list[Pair]:
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
        made += _assigned(left, right, free_left, free_right, score)
        made += list(leftover(left, right, made, score))
    return sorted(made)


def by_nothing(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair], score: Score) -> Iterator[Pair]:
    """No more pairs: a body or a person that is not the same is another one, whatever its place."""
    yield from ()


def by_label(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair], score: Score) -> Iterator[Pair]:
    """What alone bears one label on both sides, unless both have titles and these differ."""
    guests, seats = _seats(left, right, made, lambda item, _: item.label)
    for label, some in guests.items():
        others = seats.get(label, [])
        if label and len(some) == 1 and len(others) == 1:
            head, other = left[some[0]].head, right[others[0]].head
            if not (head and other) or head == other:
                yield some[0], others[0]


def by_slot(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair], score: Score) -> Iterator[Pair]:
    """What is left under one label, in order, where both sides have as many."""
    guests, seats = _seats(left, right, made, lambda item, _: item.label)
    for label, some in guests.items():
        if len(some) == len(seats.get(label, ())):
            yield from zip(some, seats[label], strict=True)


def by_gap(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair], score: Score) -> Iterator[Pair]:
    """What is left between the same two neighbours, in order, where both sides have as many and they are somewhat alike."""
    guests, seats = _seats(left, right, made, lambda _, before: before)
    for before, some in guests.items():
        if len(some) == len(seats.get(before, ())):
            for i, j in zip(some, seats[before], strict=True):
                if score(left[i], right[j]) >= SOMEWHAT:
                    yield i, j


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
    if all(a < b for a, b in zip(order, order[1:], strict=False)):
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
    for tag, i1, i2, j1, _ in LCSseq.opcodes([rank[k] for k, _ in spots_left], [rank[k] for k, _ in spots_right]):
        if tag == "equal":
            made += ((spots_left[i1 + n][1], spots_right[j1 + n][1]) for n in range(i2 - i1))
    taken_left, taken_right = {i for i, _ in made}, {j for _, j in made}
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, j in reversed(spots_right):
        if j not in taken_right:
            waiting[key].append(j)
    for key, i in spots_left:
        if i not in taken_left and waiting[key]:
            made.append((i, waiting[key].pop()))


def _assigned(
    left: Sequence[Item], right: Sequence[Item], free_left: list[int], free_right: list[int], score: Score
) -> list[Pair]:
    """The pairs whose scores add up to most; among equals those that keep nearest to their place."""
    weights: dict[Pair, int] = {}
    for i, j in _likely(left, right, free_left, free_right):
        likeness = score(left[i], right[j])
        if likeness >= FLOOR:
            drift = i / len(left) - j / len(right)
            weights[i, j] = round((likeness - FLOOR) * SCALE + SCALE / 50 * (1 - drift * drift)) + 1
    made: list[Pair] = []
    for rows, columns in _rivals(weights):
        if min(len(rows), len(columns)) > DENSE:
            made += _in_order(rows, columns, weights)
        else:
            made += _best(rows, columns, weights)
    return made


def _likely(left: Sequence[Item], right: Sequence[Item], free_left: list[int], free_right: list[int]) -> Iterable[Pair]:
    if len(free_left) * len(free_right) <= EVERY_PAIR:
        return [(i, j) for i in free_left for j in free_right]
    likely: set[Pair] = set()
    facets: tuple[Callable[[Item], str], ...] = (lambda item: item.label, lambda item: item.head)
    for facet in facets:
        holders: dict[str, list[int]] = defaultdict(list)
        for j in free_right:
            holders[facet(right[j])].append(j)
        likely |= {(i, j) for i in free_left if (key := facet(left[i])) for j in holders.get(key, ())[:CANDIDATES]}
    having: dict[str, list[int]] = defaultdict(list)
    for j in free_right:
        for word in set(right[j].words):
            having[word].append(j)
    for n, i in enumerate(free_left):
        shared: Counter[int] = Counter()
        for word in set(left[i].words):
            holders_of = having.get(word, ())
            if len(holders_of) <= RARE:
                shared.update(holders_of)
        best = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:CANDIDATES]
        likely |= {(i, j) for j, _ in best}
        # and those about as far down the list
        middle = n * len(free_right) // len(free_left)
        likely |= {(i, j) for j in free_right[max(0, middle - 2) : middle + 3]}
    return sorted(likely)


def _rivals(weights: dict[Pair, int]) -> list[tuple[list[int], list[int]]]:
    """Groups of left and right indices that no scored pair joins to another group."""
    partners: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in weights:
        partners[0, i].append((1, j))
        partners[1, j].append((0, i))
    seen: set[tuple[int, int]] = set()
    groups: list[tuple[list[int], list[int]]] = []
    for start in sorted(partners):
        if start in seen:
            continue
        seen.add(start)
        group, todo = [], [start]
        while todo:
            node = todo.pop()
            group.append(node)
            for other in partners[node]:
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        groups.append((sorted(k for side, k in group if not side), sorted(k for side, k in group if side)))
    return groups


def _best(rows: list[int], columns: list[int], weights: dict[Pair, int]) -> list[Pair]:
    """The assignment of the greatest total weight (shortest augmenting paths, with potentials)."""
    if len(rows) > len(columns):
        turned = _best(columns, rows, {(j, i): w for (i, j), w in weights.items()})
        return [(i, j) for j, i in turned]
    cost = [[-weights.get((i, j), 0) for j in columns] for i in rows]
    n, m = len(rows), len(columns)
    row_price, column_price = [0] * (n + 1), [0] * (m + 1)
    row_of, came_from = [0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        slack: list[float] = [float("inf")] * (m + 1)
        done = [False] * (m + 1)
        while row_of[column]:
            done[column] = True
            current, nearest, step = row_of[column], 0, float("inf")
            for c in range(1, m + 1):
                if done[c]:
                    continue
                reduced = cost[current - 1][c - 1] - row_price[current] - column_price[c]
                if reduced < slack[c]:
                    slack[c], came_from[c] = reduced, column
                if slack[c] < step:
                    nearest, step = c, slack[c]
            for c in range(m + 1):
                if done[c]:
                    row_price[row_of[c]] += int(step)
                    column_price[c] -= int(step)
                else:
                    slack[c] -= step
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    chosen = [(rows[row_of[c] - 1], columns[c - 1]) for c in range(1, m + 1) if row_of[c]]
    return [pair for pair in chosen if pair in weights]


def _in_order(rows: list[int], columns: list[int], weights: dict[Pair, int]) -> list[Pair]:
    """The heaviest set of pairs that do not cross, then the heaviest of the rest one by one.

    For a crowd of look-alikes (hundreds of articles made from one form), where order says more than words.
    """
    column_rank = {j: n for n, j in enumerate(columns)}
    # chains by their last column: `totals` rises with `ends`
    ends: list[int] = []
    totals: list[int] = []
    chains: list[tuple[Pair, object] | None] = []
    edges: dict[int, list[int]] = defaultdict(list)
    for i, j in weights:
        edges[i].append(j)
    for i in rows:
        fresh = []
        for j in edges[i]:
            at = bisect_left(ends, column_rank[j]) - 1
            total, chain = (totals[at], chains[at]) if at >= 0 else (0, None)
            fresh.append((column_rank[j], total + weights[i, j], ((i, j), chain)))
        for rank, total, link in fresh:
            at = bisect_left(ends, rank)
            if (at and totals[at - 1] >= total) or (at < len(ends) and ends[at] == rank and totals[at] >= total):
                continue
            last = at
            while last < len(ends) and totals[last] <= total:
                last += 1
            ends[at:last], totals[at:last], chains[at:last] = [rank], [total], [link]
    made: list[Pair] = []
    chain = chains[-1] if chains else None
    while chain is not None:
        pair, chain = chain  # type: ignore[assignment]
        made.append(pair)
    taken_left, taken_right = {i for i, _ in made}, {j for _, j in made}
    for (i, j), _ in sorted(weights.items(), key=lambda entry: (-entry[1], entry[0])):
        if i not in taken_left and j not in taken_right:
            made.append((i, j))
            taken_left.add(i)
            taken_right.add(j)
    return made
