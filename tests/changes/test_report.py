"""What people read of a diff: the paragraph, the terminal, the page, the command and its exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from rich.console import Console

from actes.api import parse_text
from actes.changes import Change, diff
from actes.model import Dossier
from actes.report.changes import show
from actes.report.changes_html import page
from actes.report.changes_summary import summary
from actes.report.changes_wording import said

SAMPLES = Path(__file__).parents[2] / "samples" / "text"
TRIPARTITE = (SAMPLES / "decision-convention-annexee.txt").read_text(encoding="utf-8")
NAMES = ("projet.txt", "signe.txt")


def edited(*edits: tuple[str, str], text: str = TRIPARTITE) -> tuple[Dossier, Dossier]:
    after = text
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    return parse_text(text), parse_text(after)


SUMMARIES = (
    (((), ()), "Aucune différence de fond."),
    ((("préavis de deux mois", "préavis de trois mois"),), "Un article (7) est modifié."),
    (
        (("prend fin le 31 mars 2027", "prend fin le 31 mars 2028"),),
        "Le terme passe de « 31 mars 2027 » à « 31 mars 2028 ». Un article (2) est modifié.",
    ),
    (
        (("Lucien CASTAGUIER", "Rose PETITBOIS"),),
        "Le représentant de Commune de Chantefroy-en-Vaurois change (Monsieur Lucien CASTAGUIER, Maire → Monsieur Rose "
        "PETITBOIS, Maire). Lucien CASTAGUIER, Maire ne signe plus ; Rose PETITBOIS, Maire signe.",
    ),
    (
        (("12 MARS 2026", "13 MARS 2026"),),
        "La date de signature passe de « 12 mars 2026 » à « 13 mars 2026 ».",
    ),
    (
        (("PERMANENCE NUMÉRIQUE ITINÉRANTE – MISE", "PERMANENCE NUMÉRIQUE – MISE"),),
        "Changent : intitulé.",
    ),
)


@pytest.mark.parametrize(("edits", "expected"), SUMMARIES)
def test_the_paragraph(edits: tuple[tuple[str, str], ...], expected: str) -> None:
    a, b = edited(*(edit for edit in edits if edit))
    assert summary(diff(a, b), a, b) == expected


def test_the_paragraph_tells_amounts_and_doubts() -> None:
    text = (SAMPLES / "deliberation.txt").read_text(encoding="utf-8")
    a, b = edited(("fonctionnement de 4 500 €", "fonctionnement de 5 000,50 €"), text=text)
    assert "Montants : 4 500 € devient 5 000,50 €." in summary(diff(a, b), a, b)
    a, b = edited(("accord amiable", "accord amiab1e"))
    assert summary(diff(a, b, ocr=True), a, b) == "Une lecture douteuse à vérifier sur l'original."


VALUES = (
    ("2026-04-01", "1er avril 2026"),
    ("2026-04", "avril 2026"),
    ("P1Y6M", "1 an 6 mois"),
    ("PT30M", "30 minutes"),
    ("Petit", "Petit"),
    (True, "oui"),
    (None, "(absent)"),
    ({"state": "blank"}, "(en blanc)"),
    ({"state": "unreadable", "text": "31 février 2024"}, "(illisible : 31 février 2024)"),
    ({"value": "1234567.5", "currency": "EUR", "tax": "TTC"}, "1 234 567,50 € TTC"),
    ({"given": "Odile", "family": "ROUVRAY", "quality": "Maire"}, "Odile ROUVRAY, Maire"),
)


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_values_are_said_in_french(value: object, expected: str) -> None:
    assert said(value) == expected  # type: ignore[arg-type]


def printed(changes: list[Change], a: Dossier, b: Dossier, *, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=colour, width=80, highlight=False, color_system="standard" if colour else None
    )
    show(changes, a, b, NAMES, console)
    return file.getvalue()


EDITS = (
    ("préavis de deux mois", "préavis de trois mois"),
    ("prend fin le 31 mars 2027", "prend fin le 31 mars 2028"),
    ("12 MARS 2026", "13 MARS 2026"),
    ("le schéma d'inclusion numérique du territoire,", "le plan d'inclusion numérique du territoire,"),
    ("Article 8 – Litiges", "Article 8 – Secret\n\nRien n'est divulgué des usagers.\n\nArticle 9 – Litiges"),
)


def test_the_terminal_shows_each_part_with_its_words() -> None:
    a, b = edited(*EDITS)
    text = printed(diff(a, b), a, b)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    for expected in (
        "--- projet.txt\n+++ signe.txt",
        "@@ Article 7 · Résiliation",
        "moyennant un préavis de [-deux-]{+trois+} mois",
        "↳ durée, fin : 31 mars 2027 → 31 mars 2028",
        "@@ Date de signature\n- 12 mars 2026\n+ 13 mars 2026",
        "@@ Article 8 · Secret\n+ n° 8 ; Secret ; Rien n'est divulgué des usagers.",
        "@@ Article 9 · Litiges\n  renuméroté : 8 → 9",
        "le [-schéma-]{+plan+} d'inclusion",
    ):
        assert expected in text
    in_colour = printed(diff(a, b), a, b, colour=True)
    assert "\x1b[" in in_colour
    assert "[-" not in re.sub(r"\x1b\[[\d;]*m", "", in_colour)


def test_doubtful_readings_stand_apart() -> None:
    a, b = edited(("accord amiable", "accord amiab1e"), ("préavis de deux mois", "préavis de six mois"))
    text = printed(diff(a, b, ocr=True), a, b)
    sure, _, doubtful = text.partition("Lectures douteuses")
    assert "{+six+}" in sure
    assert "amiab1e" not in sure
    assert "amiab1e" in doubtful


def test_the_page_stands_alone_and_escapes_what_it_quotes() -> None:
    a, b = edited(*EDITS, ("deux postes informatiques", "<script>alert(1)</script> postes informatiques"))
    changes = diff(a, b)
    text = page(changes, a, b, NAMES)
    assert text.startswith("<!doctype html>")
    assert "<script>" not in text
    assert not re.search(r"https?:|src=|@import|<link", text)
    assert "@media print" in text
    tree = html.fromstring(text)
    assert tree.get("lang") == "fr"
    assert {e.text for e in tree.iter("del")} >= {"deux", "schéma", "31 mars 2027", "12 mars 2026"}
    assert {e.text for e in tree.iter("ins")} >= {"trois", "plan", "31 mars 2028", "13 mars 2026"}
    assert len(tree.findall(".//tbody/tr")) == len(changes)
    marked = next(cell for cell in tree.iter("td") if any(e.text == "trois" for e in cell.iter("ins")))
    assert marked.text_content() == next(c.after for c in changes if c.path == "acts[1].articles[6].text")


def actes(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "actes", "diff", *map(str, arguments)], capture_output=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("diff")
    paths = folder / "a.txt", folder / "b.txt", folder / "ocr.txt"
    texts = (
        TRIPARTITE,
        TRIPARTITE.replace("deux mois.\n\nArticle 8", "trois mois.\n\nArticle 8"),
        TRIPARTITE.replace("amiable", "amiab1e"),
    )
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_command_and_its_exit_codes(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    a, b, noisy = files
    plain = actes(a, b)
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert "[-deux-]{+trois+}" in plain.stdout.decode()
    assert actes(a, b, "--exit-code").returncode == 1
    assert actes(a, a, "--exit-code").returncode == 0
    assert actes(a, noisy, "--exit-code").returncode == 1
    assert actes(a, noisy, "--exit-code", "--ocr").returncode == 0
    out = tmp_path / "changes.json"
    assert actes(a, b, "--format", "json", "--output", out).stdout == b""
    (change,) = json.loads(out.read_text(encoding="utf-8"))
    assert (change["path"], change["kind"]) == ("acts[1].articles[6].text", "changed")
    assert [(w["before"], w["after"]) for w in change["words"]] == [("deux", "trois")]
    assert actes(a, b, "--format", "html").stdout.startswith(b"<!doctype html>")


def test_the_command_refuses_in_one_line(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    a, b, _ = files
    wrong = tmp_path / "autre.json"
    wrong.write_text("{}", encoding="utf-8")
    for arguments, code in (((a, tmp_path / "absent.txt"), 66), ((a, wrong), 65), ((a, b, "--format", "pdf"), 2)):
        result = actes(*arguments)
        assert result.returncode == code
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith(b"actes : ")
