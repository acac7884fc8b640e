"""What proves a diff: changes applied to A, changes turned round, and the specimens read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from actes.api import parse
from actes.changes import Change
from actes.model import Dossier

SAMPLES = Path(__file__).parents[2] / "samples" / "text"
STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
UNORDERED = {
    "signatories",
    "present",
    "absent",
    "excused",
    "proxies",
    "references",
    "amounts",
    "definitions",
    "annexes",
    "blanks",
    "mentions",
}


def steps(path: str) -> list[str | int]:
    return [name or int(index) for name, index in STEP.findall(path)]


def get(node: Any, path: str) -> Any:
    for step in steps(path):
        node = node[step]
    return node


def apply_changes(tree: Any, changes: Sequence[Change]) -> Any:
    """What B says, from what A says and the changes alone: plain JSON in, plain JSON out.

    Things taken out and brought in first settle which index of A became which of B, list by list from the top;
    values are then put where they belong, by their path in A.
    """
    values = {c.was or c.path: c for c in changes if c.kind in ("changed", "renumbered")}
    removed = {c.path for c in changes if c.kind == "removed"}
    left = {c.was for c in changes if c.kind == "moved"}
    arrivals = {c.path: c for c in changes if c.kind in ("added", "moved")}
    fields = {c.was or c.path: c.after for c in changes if c.kind == "added" and not c.path.endswith("]")}

    def build(node: Any, was: str | None, path: str) -> Any:
        if was in values:
            return values[was].after
        if isinstance(node, dict):
            names = list(node) + [n for n in below(path) if isinstance(n, str) and n not in node]
            if was is not None:
                new = (p.rpartition(".") for p in fields)
                names += [name for head, _, name in new if head == was and name not in names]
            made: dict[str, Any] = {}
            for name in names:
                here = None if was is None else f"{was}.{name}".lstrip(".")
                if here in removed:
                    continue
                made[name] = (
                    fields[here] if here in fields else build(node.get(name, []), here, f"{path}.{name}".lstrip("."))
                )
            return {name: value for name, value in made.items() if value not in (None, [], {})}
        if isinstance(node, list):
            paths = [None if was is None else f"{was}[{n}]" for n in range(len(node))]
            kept = [
                (one, here) for one, here in zip(node, paths, strict=True) if here not in removed and here not in left
            ]
            incoming = {n: arrivals[f"{path}[{n}]"] for n in below(path) if f"{path}[{n}]" in arrivals}
            rest = iter(kept)
            out: list[Any] = []
            for n in range(len(kept) + len(incoming)):
                there = f"{path}[{n}]"
                if n not in incoming:
                    one, here = next(rest)
                    out.append(build(one, here, there))
                elif incoming[n].kind == "moved":
                    out.append(build(get(tree, incoming[n].was or ""), incoming[n].was, there))
                else:
                    out.append(build(incoming[n].after, None, there))
            return out
        return node

    heads: dict[str, set[str | int]] = {}
    for path in (p for p in arrivals if p.endswith("]")):
        at = 0
        for match in STEP.finditer(path):
            heads.setdefault(path[:at].rstrip("."), set()).add(match[1] or int(match[2]))
            at = match.end() + (path[match.end() : match.end() + 1] == ".")

    def below(path: str) -> list[Any]:
        return sorted(heads.get(path, ()), key=str)

    return build(tree, "", "")


def level(node: Any, name: str = "") -> Any:
    """Typography and the order of what has none set aside, to compare what was applied with what was to come out."""
    from actes.changes.tokens import reading

    if isinstance(node, dict):
        return {key: level(value, key) for key, value in node.items()}
    if isinstance(node, list):
        made = [level(one, name) for one in node]
        return sorted(made, key=repr) if name in UNORDERED else made
    return reading(node).key if isinstance(node, str) else node


def mirrored(change: Change) -> Change:
    """The same change as one who goes from B to A sees it. What was removed does not say where B would have it."""
    kinds = {"added": "removed", "removed": "added"}
    return change.model_copy(
        update={
            "kind": kinds.get(change.kind, change.kind),
            "path": change.path if change.kind == "added" else change.was or change.path,
            "was": change.path if change.was and change.kind != "added" else None,
            "before": change.after,
            "after": change.before,
            "words": tuple(
                e.model_copy(
                    update={
                        "before": e.after,
                        "after": e.before,
                        "start_before": e.start_after,
                        "start_after": e.start_before,
                    }
                )
                for e in change.words
            ),
        }
    )


def bare(changes: Sequence[Change]) -> list[str]:
    """Changes as text, in one order, less what a mirror cannot know: causes, and where A would have had a field."""
    made = (
        c.model_copy(update={"consequence_of": None} | ({"was": None} if c.kind == "added" else {})) for c in changes
    )
    return sorted(c.model_dump_json() for c in made)


@lru_cache(maxsize=1)
def read_specimens() -> dict[str, Dossier]:
    return {path.stem: parse(path) for path in sorted(SAMPLES.glob("*.txt"))}


@pytest.fixture(scope="session")
def specimens() -> dict[str, Dossier]:
    return read_specimens()


@pytest.fixture(scope="session")
def apply() -> Callable[[Any, Sequence[Change]], Any]:
    return apply_changes


@pytest.fixture(scope="session")
def levelled() -> Callable[[Any], Any]:
    return level


@pytest.fixture(scope="session")
def mirror() -> Callable[[Change], Change]:
    return mirrored


@pytest.fixture(scope="session")
def levelled_changes() -> Callable[[Sequence[Change]], list[str]]:
    return bare
