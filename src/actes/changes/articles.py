"""Articles and their sub-articles, all levels at once: what is inserted, renumbered, or moved from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from actes.changes.assign import Item, Pair
from actes.changes.likeness import article_item, by_text, text_of
from actes.changes.match import by_label, moved, pairs
from actes.model import Article


class Node(NamedTuple):
    """An article at its path; `parent` is the rank of the one around it, -1 at the top."""

    article: Article
    path: str
    parent: int
    item: Item


class Alignment(NamedTuple):
    """Nodes of both sides in reading order; `pairs` of their ranks, and which of these moved."""

    left: list[Node]
    right: list[Node]
    pairs: list[Pair]
    moved: set[Pair]


def align(left: Sequence[Article], right: Sequence[Article], was: str, path: str) -> Alignment:
    """The articles under `was` in A and under `path` in B, with what stands for what."""
    one, two = _flat(left, was), _flat(right, path)
    made = pairs([n.item for n in one], [n.item for n in two], by_text, by_label)
    partner = dict(made)
    partner[-1] = -1
    families: dict[int, list[Pair]] = {}
    gone: set[Pair] = set()
    for i, j in made:
        if partner.get(one[i].parent) == two[j].parent:
            families.setdefault(two[j].parent, []).append((i, j))
        else:
            gone.add((i, j))
    for family in families.values():
        gone |= moved(family, [size(one[i].item, two[j].item) for i, j in family])
    return Alignment(one, two, made, gone)


def size(one: Item, two: Item) -> int:
    """The words of a pair; a trace of their letters below, so that two pairs hardly ever weigh the same."""
    from zlib import crc32

    letters = "\n".join(sorted((one.key, two.key)) + sorted((one.label, two.label)))
    return ((len(one.words) + len(two.words)) << 32) + crc32(letters.encode("utf-8", "surrogatepass"))


def _flat(articles: Sequence[Article], path: str, parent: int = -1, above: str = "") -> list[Node]:
    nodes: list[Node] = []

    def visit(some: Sequence[Article], path: str, parent: int, above: str) -> None:
        for n, article in enumerate(some):
            label = f"{above}/{text_of(article.number)}"
            here = f"{path}[{n}]"
            nodes.append(Node(article, here, parent, article_item(article, label)))
            visit(article.articles, f"{here}.articles", len(nodes) - 1, label)

    visit(articles, path, parent, above)
    return nodes
