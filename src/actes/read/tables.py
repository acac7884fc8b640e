"""Rules drawn on a page → ruled tables, cut in cells, and upright rules that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actes.read.layout import Grid
from actes.read.tokens import Token, Wall
from actes.text import Box

TOUCH = 3.0
"""Two rules this near, in points, are one, or meet."""

MIN_LENGTH = 8.0
"""A shorter rule is a dash, a tick or part of a drawing."""

MIN_WALL = 20.0
"""A shorter upright rule parts nothing: the side of a box about a word, of a logo."""

MAX_RULES = 600
"""A page with more is a plan or a chart: its rules say nothing of its text."""


class Rule(NamedTuple):
    """A straight line along the page: at `at` across its own direction, from `start` to `end` along it."""

    upright: bool
    at: float
    start: float
    end: float


def find_grids(
    rules: Iterable[Rule], tokens: Sequence[Token], apart: Iterable[int] = ()
) -> tuple[tuple[Grid, ...], tuple[Wall, ...]]:
    """The ruled tables that hold tokens (those `apart` left aside), and the upright rules that belong to none.

    A table is a set of rules that meet and that part a rectangle in at least two cells side by side.
    """
    merged = _merged(rules)
    if not merged or len(merged) > MAX_RULES:
        return (), ()
    grids: list[Grid] = []
    walls: list[Wall] = []
    taken = set(apart)
    for group in _meeting(merged):
        grid = _grid(group, tokens, taken) if _is_grid(group) else None
        if grid is None:
            walls += [Wall(r.at, r.start, r.end) for r in group if r.upright and r.end - r.start >= MIN_WALL]
        else:
            taken.update(i for row in grid.rows for cell in row for i in cell)
            grids.append(grid)
    return tuple(grids), tuple(walls)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn in short lengths, or twice, as one."""
    snapped: list[Rule] = []
    for rule in sorted(rules):
        last = snapped[-1] if snapped else None
        same = last is not None and last.upright == rule.upright and rule.at - last.at <= TOUCH
        snapped.append(rule._replace(at=last.at) if last is not None and same else rule)
    merged: list[Rule] = []
    for rule in sorted(snapped):
        last = merged[-1] if merged else None
        if last is not None and last[:2] == rule[:2] and rule.start <= last.end + TOUCH:
            merged[-1] = last._replace(end=max(last.end, rule.end))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.end - rule.start >= MIN_LENGTH]


def _meeting(rules: list[Rule]) -> list[list[Rule]]:
    """The rules in groups that meet, directly or through one another."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = [i for i, rule in enumerate(rules) if not rule.upright]
    for i, rule in enumerate(rules):
        if not rule.upright:
            continue
        for j in level:
            other = rules[j]
            if (
                other.start - TOUCH <= rule.at <= other.end + TOUCH
                and rule.start - TOUCH <= other.at <= rule.end + TOUCH
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _is_grid(group: list[Rule]) -> bool:
    upright = len(_distinct(rule.at for rule in group if rule.upright))
    level = len(_distinct(rule.at for rule in group if not rule.upright))
    return (upright >= 3 and level >= 2) or (upright >= 1 and level >= 3)


def _distinct(places: Iterable[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > TOUCH:
            distinct.append(place)
    return distinct


def _grid(group: list[Rule], tokens: Sequence[Token], taken: set[int]) -> Grid | None:
    """Each token goes in the cell of the nearest rule above it and the nearest one on its left."""
    upright = [rule for rule in group if rule.upright]
    level = [rule for rule in group if not rule.upright]
    box = Box(
        min([rule.start for rule in level] + [upright[0].at]),
        min([rule.start for rule in upright] + [level[0].at]),
        max([rule.end for rule in level] + [upright[-1].at]),
        max([rule.end for rule in upright] + [level[-1].at]),
    )
    edges = [box.x0, box.x1, *(rule.at for rule in upright)]
    level = [rule for rule in level if _ends_on(rule.start, edges) and _ends_on(rule.end, edges)]
    cells: dict[tuple[float, float], list[int]] = {}
    for i, token in enumerate(tokens):
        x = (token.box.x0 + token.box.x1) / 2
        y = token.base - 0.3 * token.size
        if i not in taken and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            cells.setdefault((_nearest(level, y, x, box.y0), _nearest(upright, x, y, box.x0)), []).append(i)
    rows: dict[float, list[tuple[int, ...]]] = {}
    for top, left in sorted(cells):
        rows.setdefault(top, []).append(tuple(cells[top, left]))
    if not any(len(row) > 1 for row in rows.values()):
        return None
    return Grid(box, tuple(tuple(row) for row in rows.values()))


def _ends_on(end: float, edges: list[float]) -> bool:
    """A rule of the table ends on another one; what ends in the open underlines a word."""
    return any(abs(end - edge) <= TOUCH for edge in edges)


def _nearest(rules: list[Rule], place: float, across: float, edge: float) -> float:
    """Where the last of the rules before `place` that run past `across` is."""
    for rule in reversed(rules):
        if rule.at <= place and rule.start - TOUCH <= across <= rule.end + TOUCH:
            return rule.at
    return edge
