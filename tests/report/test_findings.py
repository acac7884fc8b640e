"""Findings as people and machines get them, and the commands that write them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

import actes
from actes.checks.rule import Finding
from actes.checks.run import RULES
from actes.report.findings import as_csv, as_json, explained, show, summary

ROOT = Path(__file__).parents[2]
FAULTY = ROOT / "samples" / "text" / "convention-fautive.txt"
CLEAN = ROOT / "samples" / "text" / "contrat.txt"


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return actes.check(actes.parse(FAULTY))


def test_text_underlines_the_odd_part(findings: list[Finding]) -> None:
    out = io.StringIO()
    show([f for f in findings if f.code == "F001"], Console(file=out))
    place, context, marks, remedy, count = out.getvalue().splitlines()[:4] + out.getvalue().splitlines()[-1:]
    assert place.startswith("convention-fautive.txt:1:28 (a1): E F001 ")
    assert context[marks.index("^") : marks.rindex("^") + 1] == "mille cinq cent vingt euros"
    assert remedy.strip().startswith("remède :")
    assert count == "1 erreur"


def test_waived_findings_are_listed_apart(findings: list[Finding]) -> None:
    waived = findings[0].model_copy(update={"waived": "vu avec le service"})
    out = io.StringIO()
    show([waived], Console(file=out))
    assert "accepté : vu avec le service" in out.getvalue()
    assert summary([waived, waived]) == "2 acceptés"
    assert summary([]) == "aucune anomalie"
    assert summary([], "en") == "nothing to report"


def test_json_is_the_findings(findings: list[Finding]) -> None:
    assert [Finding.model_validate(row) for row in json.loads(as_json(findings))] == findings


def test_csv_has_a_line_a_finding_and_no_formula(findings: list[Finding]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(findings))))
    assert [row["code"] for row in rows] == [f.code for f in findings]
    formula = findings[0].model_copy(update={"text": "=1+1"})
    (row,) = csv.DictReader(io.StringIO(as_csv([formula])))
    assert row["text"] == "'=1+1"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_check_explains_itself(lang: str) -> None:
    for code, rule in RULES.items():
        text = explained(rule, lang)
        assert code in text
        assert rule.why in text


def run(*arguments: str, cwd: Path = ROOT / "samples") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "actes", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_command_fails_on_an_error_only() -> None:
    assert run("check", str(FAULTY)).returncode == 1
    assert run("check", str(FAULTY), "--fail-on", "never").returncode == 0
    assert run("check", str(FAULTY), "--select", "T001").returncode == 0
    assert run("check", str(FAULTY), "--select", "T001", "--fail-on", "info").returncode == 1
    clean = run("check", str(CLEAN))
    assert (clean.returncode, clean.stdout.splitlines()[-1]) == (0, "aucune anomalie")


def test_command_waives_and_knows_names(tmp_path: Path) -> None:
    waivers = tmp_path / "w.toml"
    codes = sorted({f.code for f in actes.check(actes.parse(FAULTY)) if f.severity == "error"})
    waivers.write_text(
        "".join(f'[[waiver]]\ncode = "{code}"\nreason = "exemple"\n' for code in codes), encoding="utf-8"
    )
    told = run("check", str(FAULTY), "--waivers", str(waivers))
    assert told.returncode == 0
    assert "accepté : exemple" in told.stdout
    names = tmp_path / "noms.csv"
    names.write_text("prenom,nom\nBastien,ESCOUFFIERS\n", encoding="utf-8")
    told = run("check", str(CLEAN), "--register", str(names))
    assert told.returncode == 1
    assert "le registre des noms porte « ESCOUFFIERS »" in told.stdout


def test_command_reads_folders_and_settings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / "b.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / ".hidden.txt").write_bytes(FAULTY.read_bytes())
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "actes.toml").write_text('[check]\nselect = ["X"]\nlang = "en"\n')
    told = run("check", "../a.txt", "../b.txt", "-f", "json", cwd=settings)
    assert [f["message"] for f in json.loads(told.stdout)] == ["same content as a.txt"]
    told = run("check", str(tmp_path), "-f", "csv", "--select", "N002", cwd=tmp_path / "settings")
    assert {row["source"] for row in csv.DictReader(io.StringIO(told.stdout))} == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("check", "absent.txt"), 66, "actes : "),
        (("check", "x", "--select", "QQ"), 65, "code de contrôle inconnu : « QQ »"),
        (("check", "x", "--format", "xml"), 65, "forme de rapport inconnue"),
        (("check", "x", "--register", "absent.csv"), 66, "fichier introuvable"),
        (("explain", "Z001"), 2, "code de contrôle inconnu : « Z001 »"),
    ],
)
def test_bad_use_is_one_line(arguments: tuple[str, ...], code: int, told: str) -> None:
    result = run(*arguments)
    assert result.returncode == code
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_explain() -> None:
    result = run("explain", "n001")
    assert result.returncode == 0
    assert result.stdout.startswith("N001 signatory-spelling (erreur)")
