"""The recipe of the persons' model and the comparison: their pure functions on fictional text, and one tiny training.

The comparison itself needs labelled documents and is run by hand (docs/decisions/0008-spacy.md).
"""

from __future__ import annotations

import importlib.util
import random
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes import parse_text
from actes.evaluate import Score
from actes.extract.attendance import attendance_lists
from actes.extract.parties import parties
from actes.extract.persons import persons
from actes.extract.signatures import signatories
from actes.text import PageText, Text, whole

TOOLS = Path(__file__).parents[1] / "tools"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tools.{name}", TOOLS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


compare = load("persons_compare")
recipe = load("persons_model")

DECISION = """DÉCISION N° 2026-004
OBJET : prêt d'une salle
Vu le code général des collectivités territoriales,
DÉCIDE
Article 1 : La salle des Tilleuls est prêtée.
Fait à Valmont, le 15 janvier 2026
Le Maire,
{name}
"""

CLAUSE = """CONVENTION
Entre les soussignés :
La Commune de Valmont, représentée par {one}, Maire, ci-après dénommée « la Commune », d'une part,
Et
L'Association Les Tilleuls, représentée par {two}, Présidente, d'autre part,
"""


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def seeing(*names: str) -> Any:
    """A model that sees these names wherever they are printed."""

    def see(string: str) -> list[tuple[int, int]]:
        return sorted((string.find(name), string.find(name) + len(name)) for name in names if name in string)

    return see


def said(people: Any) -> list[str | None]:
    return [compare._said(person) if person else None for person in people]


# --- the model beside the grammar ---


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("M. Marc VALLON, Maire", ["Marc VALLON"]),
        ("Mmes ROUX et PETIT", ["ROUX", "PETIT"]),
        ("VALLON Marc", ["VALLON Marc"]),
        ("le conseil municipal", []),
    ],
)
def test_a_name_is_found_again_in_the_text_it_was_read_in(string: str, expected: list[str]) -> None:
    text = text_of(string)
    spans = [compare.span_of(text, person) for person in persons(text, "test")]
    assert [string[start:end] for start, end in spans] == expected


def test_a_name_read_elsewhere_has_no_span() -> None:
    text = text_of("Présents : M. Marc VALLON\nFait à Valmont")
    (person,) = persons(text[11:25], "test")
    assert compare.span_of(text, person) == (14, 25)
    assert compare.span_of(text[26:], person) is None
    assert compare.span_of(text, None) is None


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("fill", ["Léa ROUX", "marc vallon", "Jean PETIT"]),
        ("veto", ["Jean PETIT"]),
        ("both", ["marc vallon", "Jean PETIT"]),
        ("alone", ["marc vallon", "Jean PETIT"]),
    ],
)
def test_an_attendance_list_keeps_its_order(use: str, expected: list[str]) -> None:
    text = text_of("Léa ROUX, marc vallon, Jean PETIT")
    see = seeing("marc vallon", "Jean PETIT")
    assert said(compare.present(text, persons(text, "test"), see(text.string), use)) == expected


@pytest.mark.parametrize(
    ("closing", "seen", "use", "expected"),
    [
        ("Le Maire,\nLéa ROUX", [], "fill", ["Léa ROUX"]),
        ("Le Maire,\nLéa ROUX", [], "veto", [""]),
        ("Le Maire,\nLéa ROUX", ["Léa ROUX"], "both", ["Léa ROUX"]),
        ("Fait à Valmont, le 15 janvier 2026\nLe Maire,\n\nlea roux", ["lea roux"], "fill", ["lea roux"]),
        ("Fait à Valmont, le 15 janvier 2026\nLe Maire,\n\nlea roux", ["lea roux"], "veto", [""]),
        ("Fait à Valmont, le 15 janvier 2026", ["Valmont"], "fill", ["Valmont"]),
        ("Fait à Valmont, le 15 janvier 2026", ["Valmont"], "veto", []),
        (
            "Le Maire,\nLéa ROUX\nreçu par marc vallon",
            ["Léa ROUX", "marc vallon"],
            "alone",
            ["Léa ROUX", "marc vallon"],
        ),
    ],
)
def test_signature_blocks(closing: str, seen: list[str], use: str, expected: list[str]) -> None:
    text = text_of(closing)
    made = compare.signed(text, signatories(text), seeing(*seen)(closing), use)
    assert said(made) == expected
    if use != "alone":  # the office is the grammar's
        assert [one.quality for one in made] == [one.quality for one in signatories(text)] or not signatories(text)


@pytest.mark.parametrize(
    ("seen", "use", "expected"),
    [
        (["lea roux"], "fill", ["lea roux", "Jeanne PETIT"]),
        (["lea roux"], "veto", ["", ""]),
        (["lea roux"], "both", ["lea roux", ""]),
        (["Jeanne PETIT"], "alone", ["", "Jeanne PETIT"]),
        ([], "fill", ["", "Jeanne PETIT"]),
    ],
)
def test_representatives(seen: list[str], use: str, expected: list[str]) -> None:
    opening, closing = text_of(CLAUSE.format(one="lea roux", two="Mme Jeanne PETIT")), text_of("")
    made = compare.represented(opening, closing, parties(opening, closing), seeing(*seen), use)
    assert [name or "" for name in said(party.representative for party in made)] == expected


def test_a_model_is_plugged_in_for_the_length_of_a_run() -> None:
    before = compare.grammar()
    act = DECISION.format(name="lea roux")
    with compare.plugged(seeing("lea roux"), "fill"):
        assert compare.grammar() != before
        (plugged,) = parse_text(act).acts
    assert compare.grammar() == before
    (alone,) = parse_text(act).acts
    assert said(plugged.signatories) == ["lea roux"]
    assert said(alone.signatories) == [""]


def test_the_seams_are_where_the_product_reads() -> None:
    """All three readers pass through the seams, else a comparison would compare nothing."""
    calls: list[str] = []
    own = compare.grammar()

    def closing(text: Text) -> Any:
        calls.append("closing")
        return own.signatories(text)

    def clause(opening: Text, end: Text) -> Any:
        calls.append("clause")
        return own.parties(opening, end)

    def listed(text: Text, by: str) -> Any:
        calls.append("list")
        return own.listed(text, by)

    with compare.seams(compare.Readers(closing, clause, listed)):
        parse_text(DECISION.format(name="Léa ROUX"))
        parse_text(CLAUSE.format(one="Léa ROUX", two="Jeanne PETIT") + "Article 1 : Objet\nLe prêt d'une salle.\n")
        attendance_lists(text_of("Étaient présents : M. Marc VALLON, Mme Léa ROUX\n"))
    assert {"closing", "clause", "list"} <= set(calls)


# --- scores ---


@pytest.mark.parametrize(
    ("wanted", "read", "strict", "soft"),
    [
        (["Léa ROUX"], ["ROUX Léa"], Score(1, 0, 0), Score(1, 0, 0)),
        (["Léa ROUSSEL"], ["Léa ROUSSELL"], Score(0, 1, 1), Score(1, 0, 0)),
        (["Léa ROUX", "Marc VALLON"], ["Léa ROUX"], Score(1, 0, 1), Score(1, 0, 1)),
        ([], ["Léa ROUX"], Score(0, 1, 0), Score(0, 1, 0)),
        (["Léa ROUX", "Léa ROUX"], ["Léa ROUX"], Score(1, 0, 1), Score(1, 0, 1)),
    ],
)
def test_names_are_compared_whatever_their_order(
    wanted: list[str], read: list[str], strict: Score, soft: Score
) -> None:
    assert compare.name_score(wanted, read, soft=False) == strict
    assert compare.name_score(wanted, read, soft=True) == soft


def test_who_gives_a_proxy_is_absent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "COMMUNE DE VALMONT\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSéance du 9 février 2026\n"
        "Présents : M. Marc VALLON, Mme Jeanne PETIT\nAbsents excusés : Mme Léa ROUX (pouvoir à M. Marc VALLON)\n"
        "OBJET : prêt d'une salle\nLe Conseil municipal, après en avoir délibéré, DÉCIDE :\n- de prêter la salle.\n",
        encoding="utf-8",
    )
    assert compare.sitting_of(tmp_path / "a.txt") == compare.Sitting(("Marc VALLON", "Jeanne PETIT"), ("Léa ROUX",))
    labels = {"a.txt": {"present": ["VALLON Marc", "Paul MORIN"], "absent": ["Léa ROUX"]}}
    assert compare.listed_score(labels, tmp_path) == (Score(2, 1, 1), Score(2, 1, 1), 2)


def test_agreement_is_to_the_character() -> None:
    example = recipe.Example("a.txt", "closing", "Le Maire, Léa ROUX", ((10, 18),))
    assert recipe.agreement(seeing("Léa ROUX"), [example]) == {"closing": Score(1, 0, 0)}
    assert recipe.agreement(seeing("ROUX"), [example]) == {"closing": Score(0, 1, 1)}


# --- silver labels ---


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Le Maire,\nLéa ROUX", ["Léa ROUX"]),
        ("ROUX Léa, M. Vallon et Docteur Jeanne PETIT", ["ROUX Léa", "Vallon", "Jeanne PETIT"]),
        ("Le Conseil Municipal de Valmont", []),
    ],
)
def test_names_printed_anywhere(string: str, expected: list[str]) -> None:
    assert [string[start:end] for start, end in recipe.printed_names(string)] == expected


def test_the_grammar_labels_the_blocks_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DECISION.format(name="Léa ROUX"), encoding="utf-8")
    (example,) = recipe.examples(path)
    assert (example.document, example.block) == ("a.txt", "closing")
    assert [example.text[start:end] for start, end in example.names] == ["Léa ROUX"]


def test_a_document_held_out_gives_no_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, gold = tmp_path / "corpus", tmp_path / "gold"
    long = "Considérant que la salle des Tilleuls est libre tous les jours de la semaine {}, sauf le dimanche,\n"
    for folder, names in ((corpus, ("a", "b")), (gold, ("a",))):
        folder.mkdir()
        for name in names:
            body = "".join(long.format(name * i) for i in range(1, 5))
            text = DECISION.format(name="Léa ROUX").replace("DÉCIDE\n", body + "DÉCIDE\n")
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (corpus / "c.pdf").write_bytes(b"%PDF-1.4 damaged")
    assert {example.document for example in recipe.silver(corpus, [])} == {"a.txt", "b.txt"}
    assert {example.document for example in recipe.silver(corpus, [gold])} == {"b.txt"}
    assert "c.pdf : ignoré" in capsys.readouterr().err


def test_every_tenth_document_is_held_out() -> None:
    found = [recipe.Example(f"{i:02}.txt", block, "", ()) for i in range(25) for block in ("closing", "parties")]
    known, judged = recipe.held_out(found)
    assert sorted({e.document for e in judged}) == ["00.txt", "10.txt", "20.txt"]
    assert len(known) + len(judged) == len(found)
    assert not {e.document for e in known} & {e.document for e in judged}


WORDS = st.text("abcé \n,", max_size=12)


@given(
    st.lists(st.tuples(WORDS, st.sampled_from(["Léa ROUX", "VALLON", "Jean Petit"])), max_size=5), WORDS, st.integers()
)
def test_other_names_stand_at_the_same_places(parts: list[tuple[str, str]], end: str, seed: int) -> None:
    text, names = "", []
    for before, name in parts:
        text += before
        names.append((len(text), len(text) + len(name)))
        text += name
    families = ["Morin", "Le Goff"]
    made = recipe.varied(recipe.Example("a.txt", "closing", text + end, tuple(names)), families, random.Random(seed))
    between, last = [], 0
    for start, stop in made.names:
        between.append(made.text[last:start])
        assert made.text[start:stop].title().endswith(("Morin", "Le Goff"))
        last = stop
    assert [*between, made.text[last:]] == [*(before for before, _ in parts), end]


# --- the model ---


@given(st.text("ab \n\f"))
def test_line_ends_are_spaces_and_every_character_stays(string: str) -> None:
    assert compare.spaced(string) == "".join(" " if c in "\n\f" else c for c in string)


def test_a_small_pipeline_is_trained_and_reads(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of a package we do not own
        pytest.importorskip("spacy")
        people = ["Léa ROUX", "Marc VALLON", "Jeanne PETIT", "Paul MORIN"]
        found = []
        for i in range(40):
            text = f"Fait à Valmont\nLe Maire,\n{people[i % 4]}\nPublié le 3 mai"
            found.append(recipe.Example(f"{i:02}.txt", "closing", text, ((25, 25 + len(people[i % 4])),)))
        recipe.train(found, tmp_path / "one", epochs=10)
        recipe.train(found, tmp_path / "two", epochs=10)
        see = compare.seer(str(tmp_path / "one"))
        scores = recipe.agreement(see, recipe.held_out(found)[1])
    assert scores["closing"].f1 > 0.7
    weights = [(tmp_path / name / "ner" / "model").read_bytes() for name in ("one", "two")]
    assert weights[0] == weights[1], "the same examples give the same model"
