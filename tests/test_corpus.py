"""Real acts, where they are at hand: nothing raises, and every quotation is exact.

The corpus lies beside the project and is no part of it; without it these tests say so and are skipped.
Scans take seconds a page: they are read by `make torture`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import actes
from actes.model import Dossier, Found

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def documents() -> list[Path]:
    if not CORPUS.is_dir():
        return []
    return sorted(p for folder in ("docs", "bulk") for p in (CORPUS / folder).glob("*") if p.is_file())


def founds(node: object) -> Iterator[Found[object]]:
    from pydantic import BaseModel

    if isinstance(node, Found):
        yield node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from founds(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from founds(item)


def misquoted(dossier: Dossier) -> list[Found[object]]:
    return [
        f
        for f in founds(dossier)
        if "".join(dossier.pages[p.page - 1].text[p.start : p.end] for p in f.at) != f.text or not f.at
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
@pytest.mark.parametrize("path", documents(), ids=lambda p: p.name)
def test_a_real_act_is_read_and_quoted_exactly(path: Path) -> None:
    dossier = actes.parse(path)
    assert misquoted(dossier) == []
    assert Dossier.model_validate_json(dossier.model_dump_json()) == dossier
    if any(page.text.strip() for page in dossier.pages):
        assert dossier.acts or dossier.notices


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
def test_a_local_act_of_one_line_is_read_too() -> None:
    for path in sorted((CORPUS / "dates").glob("*.txt"))[::5]:
        dossier = actes.parse(path)
        assert misquoted(dossier) == []
        assert dossier.acts
