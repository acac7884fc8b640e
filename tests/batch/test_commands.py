"""`actes batch` and `actes search` on the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actes.batch.coordinator import Summary, Tally
from actes.batch.progress import told

Done = tuple[Path, Path, Summary]


def actes(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "actes", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_batch_says_what_it_did_and_why_not(archive: Path, tmp_path: Path) -> None:
    result = actes("batch", "fonds", "--out", "sortie", "--jobs", "1", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr == "fonds/coupe.pdf : PDF endommagé ou tronqué\n"
    assert result.stdout.startswith("6 fichiers : 4 lus, 1 en échec, 1 doublons (5 cette fois, 4 pages")
    (archive / "coupe.pdf").unlink()
    again = actes("batch", "fonds/2026", "fonds/arrete.txt", "--out", "ailleurs", "--quiet", cwd=tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_status(done: Done) -> None:
    result = actes("batch", "--status", "--out", done[1])
    assert result.returncode == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["lus", "4"] in lines
    assert ["doublons", "1"] in lines
    assert result.stdout.rstrip().endswith("coupe.pdf : PDF endommagé ou tronqué")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("absent", "--out", "s"), 66, "absent : introuvable"),
        (("--out", "s"), 66, "aucun fichier à lire"),
        (("x", "--out", "s", "--engine", "spark"), 65, "choisir « local » ou « dask »"),
        (("x", "--out", "s", "--engine", "dask"), 69, "--scheduler tcp://"),
        (("--out", "s", "--status"), 66, "catalogue introuvable"),
    ],
)
def test_what_cannot_be_done(tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    (tmp_path / "x").write_text("pain")
    result = actes("batch", *arguments, cwd=tmp_path)
    assert result.returncode == code
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_search(done: Done) -> None:
    result = actes("search", done[1], "permanence de soins", "--kind", "deliberation", "--person", "FERRANDIE")
    assert result.returncode == 0
    assert "2026-02-12 · deliberation · n° 2026-003" in result.stdout
    lines = actes("search", done[1], "stade", "--json").stdout.splitlines()
    assert [json.loads(line)["number"] for line in lines] == ["2025-014"]
    assert actes("search", done[1], "girafe").returncode == 1
    assert actes("search", done[1], "--signed", "hier").returncode == 65


def test_interrupted_it_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "fonds").mkdir()
    for i in range(6):
        (tmp_path / "fonds" / f"{i}.txt").write_text(f"Vu le code {i} ;\n" * 15_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "actes", "batch", "fonds", "--out", "sortie"],
        cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    until = time.monotonic() + 30
    while not (tmp_path / "sortie" / "catalogue.sqlite").exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGTERM)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 130
    assert complaint == "actes : interrompu ; la même commande reprendra où elle en était\n"


def test_progress_is_told_in_french() -> None:
    assert told(Tally(10, 5, 4, 1, 0), time.monotonic()) == "4 lus, 1 en échec, 0,0 pages/s"
