"""The values of the model as a change shows them, and where they were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, JsonValue

from actes.model import Found, Mention
from actes.text import Place

SILENT_FIELDS = frozenset({"id", "annex_of", "block"})
"""What only names a place: the rank of an act in its file, of a signature block in its act."""


INKED = frozenset({"stamp", "signature", "handwriting"})
"""Mentions of ink: what a stamp says is compared where it counts (`execution`, `signed_on`), its strokes change nothing."""


def without_ink(items: Sequence[Any]) -> tuple[Any, ...]:
    """A list of the model without its mentions of ink, which stand last in it."""
    return tuple(item for item in items if not (isinstance(item, Mention) and item.kind in INKED))


def tree(node: object) -> JsonValue:
    """The value of a leaf, or of everything in a thing less what is null or empty.

    A blank slot and what could not be read are objects with their `state`: three facts stay three.
    """
    if isinstance(node, Found):
        if node.state == "blank":
            return {"state": "blank"}
        if node.state == "unreadable":
            return {"state": "unreadable", "text": " ".join(node.text.split())}
        return tree(node.value)
    if isinstance(node, BaseModel):
        fields = ((name, tree(getattr(node, name))) for name in type(node).model_fields if name not in SILENT_FIELDS)
        return {name: value for name, value in fields if value is not None and value != [] and value != {}}
    if isinstance(node, tuple):
        return [tree(item) for item in without_ink(node)]
    if isinstance(node, Decimal):
        return f"{node.normalize():f}"
    if node is None or isinstance(node, bool | int | float | str):
        return node
    raise TypeError(f"no value of the model: {type(node).__name__}")


def founds(node: Any) -> Iterator[Found[Any]]:
    """Every `Found` in a thing, itself included, in the order of the fields."""
    if isinstance(node, Found):
        yield node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from founds(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from founds(item)


def places(node: Any) -> tuple[tuple[Place, ...], ...]:
    """The places of every `Found` in a thing; nothing for one that has none."""
    return tuple(found.at for found in founds(node) if found.at)
