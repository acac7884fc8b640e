"""The contract of `diff`: nothing changed, the mirror, edits in any order, acts of a dossier, stored models."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actes
from actes.api import parse, parse_text
from actes.changes import Change, diff
from actes.changes.stored import stored
from actes.changes.values import tree
from actes.errors import InputMissing, InputUnreadable
from actes.model import Act, Amount, Article, Clause, Dossier, Found, Signatory, Term

SAMPLES = Path(__file__).parents[2] / "samples"


def found(value: Any, **more: Any) -> Found[Any]:
    return Found(value=value, text=str(value), at=(), by="test", **more)


def act(**fields: Any) -> Act:
    return Act(id="a1", kind="convention", **fields)


def test_nothing_changed_in_any_specimen(specimens: dict[str, Dossier]) -> None:
    assert specimens
    for dossier in specimens.values():
        assert diff(dossier, dossier) == []
        again = Dossier.model_validate_json(dossier.model_dump_json())
        assert diff(dossier, again) == []
        assert all(diff(one, two) == [] for one, two in zip(dossier.acts, again.acts, strict=True))


@pytest.mark.parametrize("path", sorted((SAMPLES / "pdf").glob("*.pdf")), ids=lambda p: p.stem)
def test_a_specimen_printed_is_the_specimen_typed(path: Path, specimens: dict[str, Dossier]) -> None:
    """Pages, lines, running heads and boxes differ; what is ruled and agreed does not."""
    parts = ("title", "visas", "considerants", "preamble", "provisions", "articles", "parties")
    changes = diff(specimens[path.stem], parse(path))
    assert [c for c in changes if c.path.partition(".")[2].startswith(parts)] == []


def test_values_that_are_the_same_in_other_words() -> None:
    one = act(
        term=Term(duration=found("P1Y")),
        amounts=(Amount(value=found(Decimal("4500"))),),
        signed_on=found(None, state="blank"),
    )
    two = act(
        term=Term(duration=found("P12M")),
        amounts=(Amount(value=found(Decimal("4500.00"))),),
        signed_on=found(None, state="blank"),
    )
    assert diff(one, two) == []
    one = act(signatories=(Signatory(civility=found("Mme"), family=found("ROUVRAY"), block=1),))
    two = act(signatories=(Signatory(civility=found("Madame"), family=found("Rouvray"), block=2),))
    assert diff(one, two) == []


def test_blank_unreadable_and_absent_are_three_facts() -> None:
    states = {
        "absent": act(),
        "blank": act(signed_on=found(None, state="blank")),
        "unreadable": act(signed_on=Found(value=None, state="unreadable", text="31 février 2024", at=(), by="test")),
        "read": act(signed_on=found("2024-02-29")),
    }
    for name, one in states.items():
        for other, two in states.items():
            changes = diff(one, two)
            assert bool(changes) == (name != other)
            if name == "blank" and other == "read":
                assert [(c.kind, c.before, c.after) for c in changes] == [("changed", {"state": "blank"}, "2024-02-29")]


def test_a_sub_article_that_moves_to_another_article() -> None:
    def article(number: str, text: str, *inner: Article) -> Article:
        return Article(number=found(number), text=found(text), articles=inner)

    payment = article("1.2", "Le règlement est effectué par mandat administratif sous trente jours.")
    one = act(
        articles=(
            article("1", "Le prix est fixé.", article("1.1", "Il est ferme et définitif."), payment),
            article("2", "Les délais courent dès la notification."),
        )
    )
    inside = payment.model_copy(update={"number": found("2.1")})
    two = act(
        articles=(
            article("1", "Le prix est fixé.", article("1.1", "Il est ferme et définitif.")),
            article("2", "Les délais courent dès la notification.", inside),
        )
    )
    assert [(c.kind, c.was, c.path) for c in diff(one, two)] == [
        ("moved", "articles[0].articles[1]", "articles[1].articles[0]"),
        ("renumbered", "articles[0].articles[1].number", "articles[1].articles[0].number"),
    ]


def test_a_sub_article_that_follows_the_number_above() -> None:
    def article(number: str, text: str, *inner: Article) -> Article:
        return Article(number=found(number), text=found(text), articles=inner)

    one = act(
        articles=(
            article("1", "Le prix est ferme."),
            article("2", "Les délais courent.", article("2.1", "Ils sont de rigueur.")),
        )
    )
    two = act(
        articles=(
            article("1", "Un préambule nouveau."),
            article("2", "Le prix est ferme."),
            article("3", "Les délais courent.", article("3.1", "Ils sont de rigueur.")),
        )
    )
    changes = diff(one, two)
    assert [(c.kind, c.path, c.consequence_of) for c in changes] == [
        ("added", "articles[0]", None),
        ("renumbered", "articles[1].number", None),
        ("renumbered", "articles[2].number", None),
        ("renumbered", "articles[2].articles[0].number", "articles[2].number"),
    ]


WORDS = ("convention", "délai", "paiement", "local", "clé", "mardi", "préavis", "registre", "chauffage", "assurance")
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
ARTICLES = st.lists(
    st.builds(lambda number, text: Article(number=found(str(number)), text=found(text)), st.integers(1, 6), TEXT),
    max_size=6,
)
ACTS = st.builds(
    lambda articles, visas, title, day: act(
        articles=tuple(articles),
        visas=tuple(Clause(text=found(v)) for v in visas),
        title=found(title),
        signed_on=day and found(day),
    ),
    ARTICLES,
    st.lists(TEXT, max_size=4),
    TEXT,
    st.sampled_from((None, "2026-01-01", "2026-01-02")),
)


@settings(max_examples=200, deadline=None)
@given(ACTS, ACTS)
def test_any_two_acts(
    apply: Callable[..., Any],
    levelled: Callable[..., Any],
    mirror: Callable[[Change], Change],
    levelled_changes: Callable[..., list[str]],
    one: Act,
    two: Act,
) -> None:
    """Applied to A the changes give B, and one who goes from B to A sees the mirror."""
    changes = diff(one, two)
    assert levelled(apply(tree(one), changes)) == levelled(tree(two))
    assert len({(c.kind, c.path) for c in changes}) == len(changes)
    assert levelled_changes([mirror(c) for c in diff(two, one)]) == levelled_changes(changes)


def test_unrelated_edits_are_told_alike_in_any_order(specimens: dict[str, Dossier]) -> None:
    text = (
        specimens["decision-convention-annexee"].pages[0].text
        + "\f"
        + specimens["decision-convention-annexee"].pages[1].text
    )
    edits = [
        ("préavis de deux mois", "préavis de trois mois"),
        ("12 MARS 2026", "13 MARS 2026"),
        ("deux postes informatiques", "trois postes informatiques"),
        ("le schéma d'inclusion numérique du territoire,", "le plan d'inclusion numérique du territoire,"),
    ]
    before = parse_text(text)
    told = set()
    for seed in range(6):
        after = text
        for old, new in random.Random(seed).sample(edits, len(edits)):
            assert old in after
            after = after.replace(old, new)
        told.add(json.dumps([c.model_dump() for c in diff(before, parse_text(after))]))
    assert len(told) == 1
    alone = {c.path for old, new in edits for c in diff(before, parse_text(text.replace(old, new)))}
    assert {c["path"] for c in json.loads(told.pop())} == alone


def test_edits_quote_the_values(specimens: dict[str, Dossier]) -> None:
    one = specimens["convention"].acts[0]
    two = specimens["convention-fautive"].acts[0]
    edits = [(c, e) for c in diff(one, two) for e in c.words]
    assert edits
    for change, edit in edits:
        assert isinstance(change.before, str)
        assert isinstance(change.after, str)
        assert change.before[edit.start_before :].startswith(edit.before)
        assert change.after[edit.start_after :].startswith(edit.after)


def test_acts_of_a_dossier_are_aligned(specimens: dict[str, Dossier]) -> None:
    register = specimens["registre-deliberations"]
    turned = register.model_copy(update={"acts": register.acts[::-1]})
    assert [(c.kind, c.before, c.after) for c in diff(register, turned)] in (
        [("moved", "acts[0]", "acts[1]")],
        [("moved", "acts[1]", "acts[0]")],
    )
    shorter = register.model_copy(update={"acts": register.acts[1:]})
    assert [(c.kind, c.path) for c in diff(register, shorter)] == [("removed", "acts[0]")]
    assert [(c.kind, c.path) for c in diff(shorter, register)] == [("added", "acts[0]")]
    pair = specimens["decision-convention-annexee"]
    other = specimens["decision-etablissement"]
    assert [c.kind for c in diff(pair, pair.model_copy(update={"acts": pair.acts[:1]}))] == ["removed"]
    assert diff(pair, other)


def test_an_act_and_a_dossier_are_not_compared(specimens: dict[str, Dossier]) -> None:
    dossier = specimens["contrat"]
    with pytest.raises(TypeError):
        diff(dossier, dossier.acts[0])


def test_a_stored_model_is_read_as_it_was(tmp_path: Path, specimens: dict[str, Dossier]) -> None:
    dossier = specimens["contrat"]
    full, values, wrong = tmp_path / "a.json", tmp_path / "v.json", tmp_path / "w.json"
    full.write_text(dossier.model_dump_json(), encoding="utf-8")
    values.write_text(json.dumps(dossier.values()), encoding="utf-8")
    wrong.write_text("[1, 2]", encoding="utf-8")
    assert stored(str(full)) == dossier == stored(full.read_bytes())
    assert diff(stored(str(SAMPLES / "text" / "contrat.txt")), stored(str(full))) == []
    for path in (values, wrong):
        with pytest.raises(InputUnreadable, match=path.name):
            stored(str(path))
    with pytest.raises(InputMissing):
        stored(str(tmp_path / "absent.json"))


def test_the_verb_is_a_function_whatever_was_imported_before() -> None:
    code = "import actes.changes.words, actes, actes.changes; print(callable(actes.diff), actes.Change.__name__)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["True", "Change"]
    assert actes.diff is diff


def test_changes_have_a_json_schema_and_go_round() -> None:
    change = Change(path="title", kind="changed", before="a", after="b")
    assert Change.model_validate_json(change.model_dump_json()) == change
    assert set(Change.model_json_schema()["properties"]) >= {"path", "kind", "before", "after", "words"}


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "import actes, sys; a, b = (actes.parse(p) for p in sys.argv[1:]);"
        "print([c.model_dump_json() for c in actes.diff(a, b, ocr=True)])"
    )
    files = [str(SAMPLES / "text" / f"{name}.txt") for name in ("convention", "convention-fautive")]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, *files],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1
    assert "path" in outputs.pop()


def test_the_apply_of_the_tests_sees_a_change_that_lacks(
    specimens: dict[str, Dossier], apply: Callable[..., Any], levelled: Callable[..., Any]
) -> None:
    one, two = specimens["contrat"].acts[0], specimens["convention"].acts[0]
    changes = diff(one, two)
    assert levelled(apply(tree(one), changes)) == levelled(tree(two))
    assert levelled(apply(tree(one), changes[1:])) != levelled(tree(two))
