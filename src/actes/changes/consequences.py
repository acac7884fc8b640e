"""What merely follows another change: an amount, a date or a reference read inside a text that has changed.

The model says one fact in several fields (a sum is in its article and in `amounts`), so that one edit of the act
shows at several paths. The places tell which of them is the edit: the quotation that encloses the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from actes.changes.change import Change
from actes.changes.values import founds, places
from actes.model import Act, Article
from actes.text import Place

Quotations = tuple[tuple[Place, ...], ...]

DERIVED = {
    "number_key": ("number",),
    "nature_code": ("kind", "execution.receipt_id"),
    "issuer.type": ("issuer.name",),
    "issuer.siren": ("issuer.name",),
    "issuer.department": ("issuer.name",),
    "execution.receipt": ("execution.receipt_id",),
}
"""Fields of an act that are worked out from another one."""

MAIN_LISTS = ("visas", "other_bases", "considerants", "provisions", "parties")
MAIN_TEXTS = ("title", "preamble")


class Seen(NamedTuple):
    """A change with the quotations it bears on, before and after; `view`: seen in a list that gathers."""

    change: Change
    before: Quotations = ()
    after: Quotations = ()
    view: bool = False


class Stretch(NamedTuple):
    """Raw characters `[start:end]` of a page, and whose they are."""

    page: int
    start: int
    end: int
    name: str


Lookup = Callable[[Place], list[str]]
"""The names of the stretches around a place, the innermost first."""

Owner = Callable[[Any], str]


def owners(one: Act, two: Act, was: str, path: str, paired: Mapping[str, str]) -> tuple[Owner, Owner]:
    """For each side, which article or clause a gathered fact stands in: its path in B where it went there."""
    left, right = _around(_parts(one, was)), _around(_parts(two, path))

    def owner_left(node: Any) -> str:
        name = _owner(left, node)
        return paired.get(name, f"{name} (removed)") if name else ""

    return owner_left, lambda node: _owner(right, node)


def settled(seen: Sequence[Seen], prefix: str) -> list[Change]:
    """The changes, with `consequence_of` where one follows another. `prefix` is what paths in B start with."""
    changes = [entry.change for entry in seen]
    texts = [n for n, e in enumerate(seen) if not e.view and e.change.kind in ("added", "removed", "changed")]
    around = _sides(seen, texts)
    for n, entry in enumerate(seen):
        if not entry.view and changes[n].consequence_of is None:
            follows = _follows(entry, n, around, seen)
            if follows is not None:
                changes[n] = _after(changes[n], changes[follows])
    firsts = [
        n
        for n, e in enumerate(seen)
        if not e.view and e.change.kind != "renumbered" and changes[n].consequence_of is None
    ]
    # a text that only follows a renumbering still explains what is read inside it
    firsts += [n for n in texts if changes[n].words and changes[n].consequence_of is not None]
    around = _sides(seen, firsts)
    for n, entry in enumerate(seen):
        if entry.view:
            follows = _touches(entry, around, seen, firsts)
            if follows is not None:
                changes[n] = _after(changes[n], changes[follows])
    return _derived(changes, prefix)


def _after(change: Change, first: Change) -> Change:
    return change.model_copy(update={"consequence_of": first.path, "doubtful": first.doubtful})


def _derived(changes: list[Change], prefix: str) -> list[Change]:
    by_path = {change.path: change for change in changes}
    for n, change in enumerate(changes):
        own = change.path.removeprefix(prefix)
        for field, sources in DERIVED.items():
            if own == field or own.startswith(f"{field}."):
                first = next((by_path[prefix + s] for s in sources if prefix + s in by_path), None)
                if first is not None and change.consequence_of is None:
                    changes[n] = _after(change, first)
    return changes


def _sides(seen: Sequence[Seen], ranks: Sequence[int]) -> tuple[Lookup, Lookup]:
    """What stands around a place of A, and of B, among the changes of these ranks; they are named by their rank."""
    left = (Stretch(p.page, p.start, p.end, str(n)) for n in ranks for at in seen[n].before for p in at)
    right = (Stretch(p.page, p.start, p.end, str(n)) for n in ranks for at in seen[n].after for p in at)
    return _around(left), _around(right)


def _follows(entry: Seen, rank: int, around: tuple[Lookup, Lookup], seen: Sequence[Seen]) -> int | None:
    """The change whose quotations enclose all those of this one, on one side at least, B first.

    One side is enough: the delay read in an article that no longer states it may now be read elsewhere.
    """
    for at_side, lookup in ((entry.after, around[1]), (entry.before, around[0])):
        outer = [
            [n for n in map(int, lookup(at[0])) if n != rank and _wider(seen[n], n, entry, rank)] for at in at_side
        ]
        if outer and all(outer):
            return outer[0][-1]
    return None


def _wider(other: Seen, other_rank: int, entry: Seen, rank: int) -> bool:
    """Longer, or of one length and earlier: of two that quote the same words the first field is the change."""
    mine, its = _length(entry), _length(other)
    return its > mine or (its == mine and other_rank < rank)


def _length(entry: Seen) -> int:
    return max((sum(p.end - p.start for p in at) for at in (*entry.before, *entry.after)), default=0)


def _touches(entry: Seen, around: tuple[Lookup, Lookup], seen: Sequence[Seen], firsts: Sequence[int]) -> int | None:
    """The change that encloses anything of this one, or (the words before a blank) that this one encloses."""
    # B first: there the reader looks for the cause
    for at_side, lookup in ((entry.after, around[1]), (entry.before, around[0])):
        for at in at_side:
            for place in at:
                names = lookup(place)
                if names:
                    return int(names[-1])
    inside = _around(
        Stretch(p.page, p.start, p.end, side)
        for side, part in (("a", entry.before), ("b", entry.after))
        for at in part
        for p in at
    )
    if entry.change.path.rpartition(".")[2].startswith("blanks["):
        for n in firsts:
            for side, part in (("a", seen[n].before), ("b", seen[n].after)):
                if any(side in inside(p) for at in part for p in at):
                    return n
    return None


def _parts(act: Act, path: str) -> Iterable[Stretch]:
    """The stretches of the parts that hold facts: clauses, provisions, parties, each article less its sub-articles."""
    named: list[tuple[str, Any]] = [(path + name, getattr(act, name)) for name in MAIN_TEXTS]
    named += [(f"{path}{name}[{n}]", part) for name in MAIN_LISTS for n, part in enumerate(getattr(act, name))]

    def inner(articles: Sequence[Article], path: str) -> None:
        for n, article in enumerate(articles):
            named.append((f"{path}[{n}]", (article.title, article.text, article.items)))
            inner(article.articles, f"{path}[{n}].articles")

    inner(act.articles, f"{path}articles")
    for name, part in named:
        for at in places(part):
            for place in at:
                yield Stretch(place.page, place.start, place.end, name)


def _owner(lookup: Lookup, node: Any) -> str:
    for found in founds(node):
        for place in found.at:
            names = lookup(place)
            if names:
                return names[0]
    return ""


def _around(stretches: Iterable[Stretch]) -> Lookup:
    """An index of stretches that may nest or overlap: from the last that starts in time, up to ever longer ones."""
    pages: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        pages.setdefault(stretch.page, []).append(stretch)
    starts: dict[int, list[int]] = {}
    longer: dict[int, list[int]] = {}
    for page, some in pages.items():
        some.sort(key=lambda s: (s.start, -s.end))
        starts[page] = [s.start for s in some]
        chain: list[int] = []
        back: list[int] = []
        for n, stretch in enumerate(some):
            while chain and some[chain[-1]].end < stretch.end:
                chain.pop()
            back.append(chain[-1] if chain else -1)
            chain.append(n)
        longer[page] = back

    def lookup(place: Place) -> list[str]:
        some = pages.get(place.page)
        if some is None:
            return []
        names: list[str] = []
        n = bisect_right(starts[place.page], place.start) - 1
        while n >= 0:
            if some[n].end >= place.end:
                names.append(some[n].name)
            n = longer[place.page][n]
        return names

    return lookup
