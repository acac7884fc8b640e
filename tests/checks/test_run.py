"""How checks run: order, selection, languages, register, waivers, precedence; and no act makes them raise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actes
from actes.checks.persons import likeliest, slip
from actes.checks.rule import Finding
from actes.checks.run import RULES, Options, Waiver, failing, stream

SAMPLES = Path(__file__).parents[2] / "samples"
FAULTY = SAMPLES / "text" / "convention-fautive.txt"


@pytest.fixture(scope="module")
def dossier() -> actes.Dossier:
    return actes.parse(FAULTY)


@pytest.fixture(scope="module")
def findings(dossier: actes.Dossier) -> list[Finding]:
    return actes.check(dossier)


def test_every_listed_fault_is_told_where_it_stands(dossier: actes.Dossier, findings: list[Finding]) -> None:
    faults = json.loads((SAMPLES / "faults" / "convention-fautive.json").read_text(encoding="utf-8"))
    page = " ".join(dossier.pages[0].text.split())
    for fault in faults:
        quote = " ".join(fault["quote"].split())
        assert quote in page
        places = [(f.at, f.text) for f in findings if f.code == fault["code"]]
        related = [(r.at, r.text) for f in findings if f.code == fault["code"] for r in f.related]
        where = [" ".join(dossier.pages[0].text[at[0].start : at[-1].end].split()) for at, _ in (*places, *related)]
        assert any(w in quote or quote in w for w in where), (fault["code"], where)


def test_no_other_error_or_warning(findings: list[Finding]) -> None:
    faults = json.loads((SAMPLES / "faults" / "convention-fautive.json").read_text(encoding="utf-8"))
    assert {f.code for f in findings if f.severity != "info"} <= {fault["code"] for fault in faults}


def test_quotations_are_on_their_page(dossier: actes.Dossier, findings: list[Finding]) -> None:
    assert findings
    pages = {page.number: page.text for page in dossier.pages}
    for finding in findings:
        assert "".join(pages[p.page][p.start : p.end] for p in finding.at) == finding.text
        assert finding.context[slice(*finding.odd)] in " ".join(finding.text.split())


def test_findings_are_ordered_json_able_and_the_same_again(dossier: actes.Dossier, findings: list[Finding]) -> None:
    assert actes.check(dossier) == findings
    places = [(f.at[0].page, f.at[0].start) for f in findings]
    assert places == sorted(places)
    again = [Finding.model_validate_json(f.model_dump_json()) for f in findings]
    assert again == findings


def test_select_and_ignore(dossier: actes.Dossier, findings: list[Finding]) -> None:
    assert {f.code[0] for f in actes.check(dossier, Options(select=("D", "N")))} == {"D", "N"}
    ignored = actes.check(dossier, Options(ignore=("D", "N001")))
    assert {f.code for f in ignored} == {c for f in findings if (c := f.code)[0] != "D" and c != "N001"}
    assert all(f.severity == "error" for f in actes.check(dossier, Options(min_severity="error")))


def test_english(dossier: actes.Dossier, findings: list[Finding]) -> None:
    english = actes.check(dossier, Options(lang="en"))
    assert [(f.code, f.at) for f in english] == [(f.code, f.at) for f in findings]
    assert all(e.message != f.message for e, f in zip(english, findings, strict=True))


def test_waiver(dossier: actes.Dossier) -> None:
    waiver = Waiver(code="P002", reason="un original pour le notaire", text="trois exemplaires")
    waived = [f for f in actes.check(dossier, Options(waivers=(waiver,))) if f.waived]
    assert [(f.code, f.waived) for f in waived] == [("P002", "un original pour le notaire")]
    elsewhere = Waiver(code="P002", reason="raison", source="autre.txt")
    assert not [f for f in actes.check(dossier, Options(waivers=(elsewhere,))) if f.waived]
    assert not failing(waived, "info")


def test_register_tells_the_right_spelling() -> None:
    text = (SAMPLES / "text" / "contrat.txt").read_text(encoding="utf-8").replace("ESCOUFFIER", "ESCOUFIER")
    dossier = actes.parse_text(text)
    assert not actes.check(dossier, Options(select=("N001",)))
    found = actes.check(dossier, Options(select=("N001",), register=(("Bastien", "ESCOUFFIER"),)))
    assert found
    assert all("ESCOUFFIER" in f.message for f in found)
    both = (("Bastien", "ESCOUFFIER"), ("Bastien", "ESCOUFIER"))
    assert not actes.check(dossier, Options(select=("N001",), register=both))


def test_fail_on(findings: list[Finding]) -> None:
    notes = [f for f in findings if f.severity == "info"]
    assert failing(findings, "error")
    assert not failing(notes, "error")
    assert failing(notes, "info")
    assert not failing(findings, "never")


def test_stream_keeps_nothing_of_a_dossier(dossier: actes.Dossier) -> None:
    """The first findings come before the second dossier is asked for."""
    asked: list[int] = []

    def dossiers() -> object:
        for n in range(2):
            asked.append(n)
            yield dossier

    next(iter(stream(dossiers())))  # type: ignore[arg-type]
    assert asked == [0]


SLIPS = [
    ("grandvoir", "granvoir"),
    ("fauvergne", "fauvregne"),
    ("vauclair", "vauclaire"),
    ("escouffier", "escoufier"),
    ("kermarec", "kerrnarec"),
]
NAMESAKES = [
    ("martin", "martinez"),
    ("bernard", "bernardi"),
    ("fauvergne", "fauveron"),
    ("roux", "roux"),
    ("durand", "morand"),
    ("leroy", "leroi" * 2),
    ("gros", "grosse"),
]


@pytest.mark.parametrize(("one", "other"), SLIPS)
def test_slips(one: str, other: str) -> None:
    assert slip(one, other)
    assert slip(other, one)


@pytest.mark.parametrize(("one", "other"), NAMESAKES)
def test_names_that_are_merely_alike(one: str, other: str) -> None:
    assert not slip(one, other)
    assert not slip(other, one)


def test_likeliest_spelling_says_why() -> None:
    assert likeliest([("A", 1.0), ("A", 1.0), ("B", 1.0)], frozenset())[:2] == ("A", "elle revient 2 fois")
    assert likeliest([("A", 0.5), ("B", 0.9)], frozenset())[:2] == ("B", "elle est la mieux lue")
    assert likeliest([("A", 1.0), ("A", 1.0), ("B", 1.0)], frozenset({"b"}))[0] == "B"
    assert likeliest([("A", 1.0), ("B", 1.0)], frozenset()) == ("", "", "")


PIECES = st.sampled_from(
    [
        "CONVENTION entre la commune et l'association\n",
        "Article 1 : Objet\n",
        "Article 3 :\n",
        "du 31 février 2026 30 avril 2026 ",
        "résiliée à tout moment par l'une ou l'autre des parties. ",
        "Vu la délibération n° ____ du ____\n",
        "Fait à Valbrune, le\n",
        "Pour la Commune,\nLe Maire,\n\nSolène FAUVERGNE Solène\n",
        "SIREN 999 999 999, représenté par ",
        "3 000 € HT, TVA 600 €, soit 1 € TTC ",
        "\f",
        "\n\n",
        "ID : 023-212309900-20261332-2026_014-DE\n",
        "(ABC) annexe 2 ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=14).map("".join))
def test_no_text_makes_a_check_raise(text: str) -> None:
    dossier = actes.parse_text(text)
    pages = {page.number: page.text for page in dossier.pages}
    for finding in actes.check([dossier, dossier]):
        assert finding.code in RULES
        assert "".join(pages[p.page][p.start : p.end] for p in finding.at) == finding.text


def test_places_in_a_pdf_have_boxes() -> None:
    findings = actes.check(actes.parse(SAMPLES / "pdf" / "convention-fautive.pdf"))
    loud = [f for f in findings if f.severity == "error"]
    boxed = [f for f in loud if f.at and f.at[0].bbox]
    assert len(boxed) >= 0.8 * len(loud)
