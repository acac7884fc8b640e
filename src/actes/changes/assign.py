"""The pairs of two lists whose likeness adds up to most: scored only where likely, assigned group by group."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


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

FLOOR = 0.5
"""What scores less is not the same thing."""

EVERY_PAIR = 2500
"""Up to so many pairs all are scored; beyond, only the likely ones."""

RARE = 12
"""A word that stands in so many items at most tells them apart."""

CANDIDATES = 10
"""How many likely partners of an item are scored."""

DENSE = 90
"""The largest group of rivals that is assigned in cubic time; a larger one keeps its order."""

SCALE = 1_000_000_000


def assigned(
    left: Sequence[Item], right: Sequence[Item], free_left: list[int], free_right: list[int], score: Score
) -> list[Pair]:
    """Pairs among the indices `free_left` and `free_right` whose scores, of `FLOOR` at least, add up to most.

    Among equals, those that keep nearest to their place.
    """
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
