"""The specimens: up to date, whole, fictional, and labelled with what they really say."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stdnum import luhn

from actes.gazetteer import organisation

SAMPLES = Path(__file__).parents[1] / "samples"
SLUGS = sorted(path.stem for path in (SAMPLES / "source").glob("*.txt"))
GOLD = {slug: json.loads((SAMPLES / "gold" / f"{slug}.json").read_text(encoding="utf-8")) for slug in SLUGS}


def plain(text: str) -> str:
    """One space for any white space, one apostrophe for both."""
    return " ".join(text.split()).replace("’", "'")


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def text_of(slug: str) -> str:
    return (SAMPLES / "text" / f"{slug}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_build", SAMPLES / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_kind_has_a_specimen() -> None:
    kinds = {act["kind"] for gold in GOLD.values() for act in gold["acts"]}
    assert kinds == {"deliberation", "decision", "arrete", "convention", "avenant", "contrat", "proces_verbal"}
    assert len(SLUGS) >= 10


def test_made_files_are_up_to_date(build: ModuleType) -> None:
    made = dict(build.outputs())
    stale = [path.name for path, content in made.items() if not path.exists() or path.read_bytes() != content]
    assert not stale, "run `make generate`"
    known = {path for folder in ("text", "pdf", "word") for path in (SAMPLES / folder).iterdir()}
    assert known == set(made), "a made file without a source"


def test_making_twice_gives_the_same_bytes(build: ModuleType) -> None:
    specimen = build.read((SAMPLES / "source" / "contrat.txt").read_text(encoding="utf-8"))
    assert build.as_pdf(specimen) == build.as_pdf(specimen)
    assert build.as_word(specimen) == build.as_word(specimen)


@pytest.mark.parametrize("slug", SLUGS)
def test_pdf_has_the_whole_text(slug: str) -> None:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument((SAMPLES / "pdf" / f"{slug}.pdf").read_bytes())
    printed = letters("".join(page.get_textpage().get_text_bounded() for page in document))
    document.close()
    source = (SAMPLES / "source" / f"{slug}.txt").read_text(encoding="utf-8")
    for line in source.splitlines():
        if not line.startswith("@") and len(line) < 60:
            assert letters(line) in printed, line


def test_word_file_is_a_package_with_the_text() -> None:
    package = zipfile.ZipFile(io.BytesIO((SAMPLES / "word" / "contrat.docx").read_bytes()))
    assert package.testzip() is None
    document = re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))
    for article in GOLD["contrat"]["acts"][0]["articles"]:
        assert letters(article["title"]) in letters(document)


PRINTED = ("number", "issuer", "title", "place", "receipt_id")
LISTED = ("visas", "other_bases", "considerants", "provisions", "amounts", "blanks")


@pytest.mark.parametrize("slug", SLUGS)
def test_labels_quote_the_text(slug: str) -> None:
    text = plain(text_of(slug))
    spaceless = letters(text)
    for act in GOLD[slug]["acts"]:
        quoted = [act[name] for name in PRINTED if act[name]]
        quoted += [value for name in LISTED for value in act[name]]
        quoted += [article["title"] for article in act["articles"] if article["title"]]
        for party in act["parties"]:
            quoted += [party[k] for k in ("name", "alias", "representative", "siren", "postcode", "city") if party[k]]
        for signatory in act["signatories"]:
            quoted += [signatory[k] for k in ("given", "family", "quality", "on_behalf_of") if signatory[k]]
        for reference in act["references"]:
            quoted += [reference[k] for k in ("number", "code") if reference[k]]
        quoted += [defect["quote"] for defect in act["defects"]]
        for value in quoted:
            assert letters(plain(value)) in spaceless, value


@pytest.mark.parametrize("slug", SLUGS)
def test_labels_have_every_field(slug: str) -> None:
    acts = GOLD[slug]["acts"]
    assert GOLD[slug]["file"] == slug
    fields = set(GOLD["deliberation"]["acts"][0])
    for index, act in enumerate(acts):
        assert set(act) == fields
        assert act["annex_of"] is None or act["annex_of"] < index
        for name, value in act.items():
            if value and (name.endswith("_on") or name.startswith("effective_")):
                assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", value), (name, value)


def identifiers(slug: str) -> list[str]:
    return [re.sub(r"\s", "", number) for number in re.findall(r"SIRE[NT] (\d[\d \u00a0]+\d)", text_of(slug))]


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "convention-fautive"])
def test_clean_specimens_have_valid_identifiers(slug: str) -> None:
    assert all(luhn.is_valid(number) for number in identifiers(slug))
    for act in GOLD[slug]["acts"]:
        if act["receipt_id"]:
            assert luhn.is_valid(act["receipt_id"].split("-")[1])
        assert not act["defects"]


@pytest.mark.parametrize("slug", SLUGS)
def test_bodies_are_fictional(slug: str) -> None:
    for act in GOLD[slug]["acts"]:
        for name in [act["issuer"], *(party["name"] for party in act["parties"])]:
            body = organisation(name) if name else None
            assert body is None or body.type == "prefecture", name


def faults() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(
        (SAMPLES / "faults" / "convention-fautive.json").read_text(encoding="utf-8")
    )
    return listed


def test_faults_are_quoted_and_coded() -> None:
    text = plain(text_of("convention-fautive"))
    assert len(faults()) >= 10
    for fault in faults():
        assert re.fullmatch(r"[A-Z]\d{3}", fault["code"])
        assert plain(fault["quote"]) in text
    labelled = [(defect["what"], defect["quote"]) for defect in GOLD["convention-fautive"]["acts"][0]["defects"]]
    assert labelled == [(fault["what"], fault["quote"]) for fault in faults()]
