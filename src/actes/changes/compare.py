"""The walk through two versions of an act, field by field, that finds what is not the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actes.changes.articles import align, size
from actes.changes.assign import FLOOR, Item, Pair
from actes.changes.change import Change
from actes.changes.consequences import Owner, Seen, owners, settled
from actes.changes.leaf import Sides, changed, leaf
from actes.changes.likeness import RULES, act_item, by_act, text_of
from actes.changes.match import by_label, moved, pairs
from actes.changes.tokens import number_key
from actes.changes.values import SILENT_FIELDS, places, tree, without_ink
from actes.changes.words import spans
from actes.model import Act, Article, Dossier, Found, Frozen, Person

VIEWS = ("amounts", "references", "definitions", "annexes", "blanks", "mentions")
"""Lists of an act that gather what stands elsewhere in it: compared last, and within the same article or clause."""

OWNED = frozenset({"amounts", "references", "blanks", "mentions"})


def diff(a: Act | Dossier, b: Act | Dossier, *, ocr: bool = False) -> list[Change]:
    """What changed from `a` to `b`, two acts or two dossiers, in the order of the fields of the model.

    Paths of two acts start with the act's fields (`articles[3].text`), those of two dossiers with `acts[0].`.
    Places, confidences, typography, running heads, page breaks and the format of a date or of a sum never count.
    With `ocr`, an edit of a long text that may be one letter misread is there, but `doubtful`.
    Raises TypeError where one is an act and the other a dossier.
    """
    if isinstance(a, Act) and isinstance(b, Act):
        return [*_acts(a, b, "", "", ocr)]
    if isinstance(a, Dossier) and isinstance(b, Dossier):
        return [*_dossiers(a, b, ocr)]
    raise TypeError("diff compares two acts or two dossiers")


def aligned_acts(a: Dossier, b: Dossier) -> list[Pair]:
    """Which act of `a` is which of `b`, by kind, number, title and content."""
    if len(a.acts) == 1 == len(b.acts):
        return [(0, 0)]
    return pairs([act_item(act) for act in a.acts], [act_item(act) for act in b.acts], by_act, _by_kind)


def _by_kind(left: Sequence[Item], right: Sequence[Item], made: Sequence[Pair]) -> Iterator[Pair]:
    """The only act of its kind left on each side, whatever it says."""
    bare = [[item._replace(head="") for item in side] for side in (left, right)]
    return by_label(bare[0], bare[1], made)


def _dossiers(a: Dossier, b: Dossier, ocr: bool) -> Iterator[Change]:
    made = aligned_acts(a, b)
    gone = moved(made, [size(act_item(a.acts[i]), act_item(b.acts[j])) for i, j in made])
    ids = {a.acts[i].id: b.acts[j].id for i, j in made}
    for i, j in _reading_order(made, gone, len(a.acts), len(b.acts)):
        was, path = f"acts[{i}]", f"acts[{j}]"
        if i is None:
            yield Change(path=path, kind="added", after=tree(b.acts[j or 0]))
        elif j is None:
            yield Change(path=was, kind="removed", before=tree(a.acts[i]))
        else:
            one, two = a.acts[i], b.acts[j]
            if (i, j) in gone:
                yield Change(path=path, was=was, kind="moved", before=was, after=path)
            if ids.get(one.annex_of or "", one.annex_of) != two.annex_of:
                yield changed(f"{was}.annex_of", f"{path}.annex_of", before=one.annex_of, after=two.annex_of)
            yield from _acts(one, two, f"{was}.", f"{path}.", ocr)


def _acts(one: Act, two: Act, was: str, path: str, ocr: bool) -> Iterator[Change]:
    """`was` and `path` are what paths start with in A and in B."""
    articles = align(one.articles, two.articles, f"{was}articles", f"{path}articles")
    renumbered: dict[str, str] = {}
    followed: dict[str, str] = {}
    for i, j in articles.pairs:
        old, new = (number_key(text_of(n.article.number)) for n in (articles.left[i], articles.right[j]))
        if old and new and old != new:
            # a number that two articles bear says nothing of where a reference to it went
            renumbered[old] = new if old not in renumbered else ""
            followed[old] = f"{articles.right[j].path}.number"
    sides = Sides(ocr, {old: new for old, new in renumbered.items() if new}, followed, {})
    seen: list[Seen] = []
    for name in Act.model_fields:
        if name in SILENT_FIELDS or name in VIEWS:
            continue
        if name == "articles":
            seen += _articles(articles, sides)
        else:
            seen += _field(getattr(one, name), getattr(two, name), name, was + name, path + name, sides)
    owner = owners(one, two, was, path, sides.paired)
    for name in VIEWS:
        mine, other = without_ink(getattr(one, name)), without_ink(getattr(two, name))
        some = _list(mine, other, name, was + name, path + name, sides, owner if name in OWNED else None)
        seen += (entry._replace(view=True) for entry in some)
    yield from settled(seen, path)


def _articles(alignment: Any, sides: Sides) -> Iterator[Seen]:
    left, right = alignment.left, alignment.right
    partner = dict(alignment.pairs)
    partner_of = {j: i for i, j in alignment.pairs}

    def rest(nodes: Sequence[Any], matched: Mapping[int, int], index: int) -> Article:
        """An article less the sub-articles that went on elsewhere, or came from there."""
        inner = [n for n in range(index + 1, len(nodes)) if nodes[n].parent == index]
        kept = tuple(rest(nodes, matched, n) for n in inner if n not in matched)
        article: Article = nodes[index].article
        return article.model_copy(update={"articles": kept})

    for i, j in _reading_order(alignment.pairs, alignment.moved, len(left), len(right)):
        if i is not None and j is None:
            if left[i].parent == -1 or left[i].parent in partner:
                yield _removed(rest(left, partner, i), left[i].path)
        elif j is not None and i is None:
            if right[j].parent == -1 or right[j].parent in partner_of:
                yield _added(rest(right, partner_of, j), right[j].path)
        elif i is not None and j is not None:
            one, two, was, path = left[i].article, right[j].article, left[i].path, right[j].path
            sides.paired[was] = path
            if (i, j) in alignment.moved:
                yield _moved(one, two, was, path)
            number = [*leaf(one.number, two.number, "number", f"{was}.number", f"{path}.number", sides)]
            around = left[i].parent, right[j].parent
            for entry in number:
                change = entry.change
                if one.number.state == two.number.state == "read":
                    change = change.model_copy(update={"kind": "renumbered", "words": ()})
                    if (
                        around[0] >= 0
                        and partner.get(around[0]) == around[1]
                        and _inherits(left[around[0]], right[around[1]], one, two)
                    ):
                        change = change.model_copy(update={"consequence_of": f"{right[around[1]].path}.number"})
                yield entry._replace(change=change)
            for name in ("title", "text", "items"):
                yield from _field(
                    getattr(one, name), getattr(two, name), name, f"{was}.{name}", f"{path}.{name}", sides
                )


def _inherits(above: Any, above_now: Any, one: Article, two: Article) -> bool:
    """« 4.2 » became « 5.2 » because « 4 » became « 5 »."""
    old, new = number_key(text_of(above.article.number)), number_key(text_of(above_now.article.number))
    inner, inner_now = number_key(text_of(one.number)), number_key(text_of(two.number))
    return bool(old and new) and old != new and inner.startswith(f"{old}.") and inner_now == new + inner[len(old) :]


def _field(one: Any, two: Any, name: str, was: str, path: str, sides: Sides) -> Iterator[Seen]:
    """Any field of any part of the model, but the views of an act and its articles."""
    if one == two:
        if isinstance(one, tuple):
            sides.paired.update((f"{was}[{n}]", f"{path}[{n}]") for n in range(len(one)))
        elif one is not None:
            sides.paired[was] = path
    elif isinstance(one, tuple):
        yield from _list(one, two, name, was, path, sides)
    elif one is None:
        if tree(two) not in ({}, None):
            yield _added(two, path, was)
    elif two is None:
        if tree(one) not in ({}, None):
            yield _removed(one, was)
    elif isinstance(one, Found):
        sides.paired[was] = path
        yield from leaf(one, two, name, was, path, sides)
    elif isinstance(one, Person) and _another(one, two):
        yield Seen(changed(was, path, before=tree(one), after=tree(two)), places(one), places(two))
    elif isinstance(one, Frozen):
        sides.paired[was] = path
        for inner in type(one).model_fields:
            if inner not in SILENT_FIELDS:
                mine, other = getattr(one, inner), getattr(two, inner)
                for entry in _field(mine, other, inner, f"{was}.{inner}", f"{path}.{inner}", sides):
                    # what is worked out (the kind of a reference) stands where the rest of its thing stands
                    derived = not entry.before and not entry.after
                    yield entry._replace(before=places(one), after=places(two)) if derived else entry
    elif spans(str(one), str(two)):
        yield Seen(changed(was, path, before=tree(one), after=tree(two)))


def _another(one: Person, two: Person) -> bool:
    """Two people, not one whose name is spelt or whose quality is said otherwise."""
    named = all(any(text_of(f) for f in (p.family, p.given)) for p in (one, two))
    rule = RULES["present"]
    return named and rule.score(rule.item(one), rule.item(two)) < FLOOR


def _list(
    one: Sequence[Any],
    two: Sequence[Any],
    name: str,
    was: str,
    path: str,
    sides: Sides,
    owner: tuple[Owner, Owner] | None = None,
) -> Iterator[Seen]:
    rule = RULES[name]
    left, right = [rule.item(x) for x in one], [rule.item(x) for x in two]
    if owner:
        left = [item._replace(label=f"{owner[0](x)} {item.label}") for item, x in zip(left, one, strict=True)]
        right = [item._replace(label=f"{owner[1](x)} {item.label}") for item, x in zip(right, two, strict=True)]
    made = pairs(left, right, rule.score, rule.leftover)
    gone = moved(made, [size(left[i], right[j]) for i, j in made]) if rule.ordered else set()
    for i, j in _reading_order(made, gone, len(one), len(two)):
        if i is None:
            yield _added(two[j or 0], f"{path}[{j}]")
        elif j is None:
            yield _removed(one[i], f"{was}[{i}]")
        else:
            here, there = f"{was}[{i}]", f"{path}[{j}]"
            sides.paired[here] = there
            if (i, j) in gone:
                yield _moved(one[i], two[j], here, there)
            yield from _field(one[i], two[j], name, here, there, sides)


def _reading_order(
    made: Sequence[Pair], gone: set[Pair], left: int, right: int
) -> Iterator[tuple[int | None, int | None]]:
    """All indices, in the order of B; what was removed stands where it stood, before what followed it."""
    partner_of = {j: i for i, j in made if (i, j) not in gone}
    moved_to = {j: i for i, j in gone}
    taken = {i for i, _ in made}
    removed = [i for i in range(left) if i not in taken]
    # the place in A of what follows each index of B and has not moved
    bounds = [left] * (right + 1)
    for j in range(right - 1, -1, -1):
        bounds[j] = partner_of.get(j, bounds[j + 1])
    at = 0
    for j in range(right):
        while at < len(removed) and removed[at] < bounds[j]:
            yield removed[at], None
            at += 1
        yield partner_of.get(j, moved_to.get(j)), j
    for i in removed[at:]:
        yield i, None


def _added(node: Any, path: str, was: str = "") -> Seen:
    """`was`: where a field of a thing that stood in A already would have been."""
    elsewhere = was if was and was != path else None
    return Seen(Change(path=path, was=elsewhere, kind="added", after=tree(node)), (), places(node))


def _removed(node: Any, path: str) -> Seen:
    return Seen(Change(path=path, kind="removed", before=tree(node)), places(node), ())


def _moved(one: Any, two: Any, was: str, path: str) -> Seen:
    return Seen(Change(path=path, was=was, kind="moved", before=was, after=path), places(one), places(two))
