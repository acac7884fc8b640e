"""A run from end to end: what it leaves, what it does again and what it does not."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import actes
from actes.batch import coordinator
from actes.batch.coordinator import Options, Summary, run
from actes.batch.job import Limits
from actes.batch.status import status
from actes.batch.store import locked
from actes.errors import InputMissing, OutputFailed

ROOT = Path(__file__).parents[2]
SMALL = Options(Limits(60, 4096, 50), jobs=2)
ACT = "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-{0:03}\nLe Maire,\nARRÊTE\nArticle 1er : Le stade {0} est fermé.\n"

Done = tuple[Path, Path, Summary]


def fates(out: Path) -> dict[str, tuple[str, str | None]]:
    database = sqlite3.connect(out / "catalogue.sqlite")
    try:
        rows = database.execute("SELECT name, state, cause FROM fates").fetchall()
    finally:
        database.close()
    return {name.rpartition("/")[2]: (state, cause) for name, state, cause in rows}


def files(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.suffix in (".json", ".csv", ".parquet")
    }


def test_every_file_has_its_fate(done: Done) -> None:
    archive, out, summary = done
    assert fates(out) == {
        "a-soins.txt": ("done", None),
        "b-ecole.txt": ("done", None),
        "c-copie.txt": ("skipped", f"doublon de {archive}/2026/a-soins.txt"),
        "arrete.txt": ("done", None),
        "coupe.pdf": ("failed", "PDF endommagé ou tronqué"),
        "liste.txt": ("done", None),
    }
    assert summary.files == {"done": 4, "failed": 1, "skipped": 1}
    assert summary.read == 5
    told = status(out)
    assert (told.files, told.pages) == (summary.files, 4)
    assert told.acts >= 3
    assert [(failure.name.rpartition("/")[2], failure.cause) for failure in told.failures] == [
        ("coupe.pdf", "PDF endommagé ou tronqué")
    ]


def test_each_dossier_is_what_parse_gives(done: Done) -> None:
    archive, out, _ = done
    written = sorted((out / "dossiers").rglob("*"))
    dossiers = {path.name[33:]: path.read_text("utf-8") for path in written if path.is_file()}
    assert dossiers.keys() == {"a-soins.json", "b-ecole.json", "arrete.json", "liste.json"}
    for path in (archive / "2026" / "a-soins.txt", archive / "arrete.txt"):
        assert dossiers[f"{path.stem}.json"] == actes.parse(path).model_dump_json(indent=2) + "\n"


def test_the_catalogue_holds_what_was_read(done: Done) -> None:
    database = sqlite3.connect(done[1] / "catalogue.sqlite")
    try:
        acts = database.execute(
            "SELECT kind, number, signed_on, title FROM acts WHERE number <> '' ORDER BY number"
        ).fetchall()
        persons = database.execute("SELECT DISTINCT role, family, name_key FROM persons WHERE role = 'signatory'")
        signed = set(persons.fetchall())
        findings = database.execute("SELECT DISTINCT code FROM findings").fetchall()
    finally:
        database.close()
    assert [act[:3] for act in acts] == [
        ("arrete", "2025-014", "2025-03-03"),
        ("deliberation", "2026-003", "2026-02-12"),
        ("deliberation", "2026-004", "2026-02-12"),
    ]
    assert signed == {
        ("signatory", "FERRANDIER", "odile ferrandier"),
        ("signatory", "GUÉRIN-MARTY", "eloise guerin marty"),
    }
    assert findings


def test_findings_are_those_of_check(done: Done) -> None:
    from actes.checks.run import stream

    archive, out, summary = done
    database = sqlite3.connect(out / "catalogue.sqlite")
    try:
        ours = database.execute("SELECT code, message FROM findings WHERE code NOT LIKE 'X%' ORDER BY 1, 2").fetchall()
    finally:
        database.close()
    named = ("2026/a-soins.txt", "2026/b-ecole.txt", "arrete.txt", "liste.txt")
    found = [f for name in named for f in stream(actes.parse(archive / name))]
    assert ours == sorted((f.code, " ".join(f.message.split())) for f in found)
    assert sum(summary.findings.values()) >= len(ours) > 0


def test_reports_are_for_spreadsheets_and_for_everything_else(done: Done) -> None:
    from arro3.io import read_parquet

    out = done[1]
    names = {path.name for path in (out / "report").iterdir()}
    assert names == {
        f"{t}.{s}" for t in ("files", "acts", "parties", "persons", "citations", "findings") for s in ("csv", "parquet")
    }
    text = (out / "report" / "files.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["state"] for row in rows] == ["done", "done", "skipped", "done", "failed", "done"]
    table = read_parquet(out / "report" / "acts.parquet").read_all()
    numbers = set(table["number"].to_pylist())
    assert numbers >= {"2026-004", "2025-014", "2026-003"}


def test_the_same_archive_gives_the_same_bytes(done: Done, tmp_path: Path) -> None:
    archive, out, _ = done
    run([str(archive)], tmp_path / "encore", replace(SMALL, jobs=1))
    assert files(tmp_path / "encore") == files(out)


def test_nothing_is_done_twice_and_only_what_changed_is_done_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    assert run([str(archive)], out, SMALL).read == 5
    before = files(out)
    assert run([str(archive)], out, SMALL).read == 0
    assert run([], out, SMALL).read == 0
    assert files(out) == before
    # a JSON that is gone or cut short is made anew
    first, second = sorted(path for path in (out / "dossiers").rglob("*.json"))[:2]
    first.unlink()
    second.write_bytes(second.read_bytes()[:100])
    assert run([str(archive)], out, SMALL).read == 2
    assert files(out) == before
    # a failure is tried again when asked for
    assert run([str(archive)], out, replace(SMALL, retry_failed=True)).read == 1
    # one file changes, one comes, one goes with nothing left of its content
    (archive / "arrete.txt").write_text(ACT.format(77), "utf-8")
    (archive / "nouveau.txt").write_text(ACT.format(78), "utf-8")
    assert run([str(archive)], out, SMALL).read == 2
    run([str(archive)], tmp_path / "frais", SMALL)
    assert files(out) == files(tmp_path / "frais")


def test_a_name_passes_to_the_duplicate_when_the_first_file_changes(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    run([str(archive)], out, SMALL)
    (archive / "2026" / "a-soins.txt").write_text(ACT.format(5), "utf-8")
    assert run([str(archive)], out, SMALL).read == 2
    assert fates(out)["c-copie.txt"] == ("done", None)
    names = [json.loads(path.read_text("utf-8"))["source"]["name"] for path in (out / "dossiers").rglob("*.json")]
    assert sorted(names) == ["a-soins.txt", "arrete.txt", "b-ecole.txt", "c-copie.txt", "liste.txt"]


def test_limits_redo_only_what_they_decided(tmp_path: Path) -> None:
    archive, out = tmp_path / "fonds", tmp_path / "sortie"
    archive.mkdir()
    for slug in ("convention", "deliberation"):
        (archive / f"{slug}.pdf").write_bytes((ROOT / "samples" / "pdf" / f"{slug}.pdf").read_bytes())
    (archive / "coupe.pdf").write_bytes(b"%PDF-1.4\ncoup")
    tight = replace(SMALL, limits=Limits(60, 4096, 2))
    assert run([str(archive)], out, tight).files == {"done": 1, "failed": 2}
    assert fates(out)["convention.pdf"][1] == "3 pages, au-delà de la limite de 2 ; --max-pages la relève"
    assert run([str(archive)], out, tight).read == 0
    assert run([str(archive)], out, replace(tight, limits=Limits(99, 5000, 2))).read == 0
    wide = run([str(archive)], out, SMALL)
    assert (wide.read, wide.files) == (1, {"done": 2, "failed": 1})
    back = run([str(archive)], out, tight)
    assert (back.read, back.files) == (1, {"done": 1, "failed": 2})


def test_a_new_version_reads_everything_again_and_new_checks_nothing(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from actes.batch import findings

    out = tmp_path / "sortie"
    first = run([str(archive)], out, SMALL)
    before = files(out)
    monkeypatch.setattr(coordinator, "checks_version", lambda: "autres")
    monkeypatch.setattr(findings, "checks_version", lambda: "autres")
    again = run([str(archive)], out, SMALL)
    assert (again.read, again.findings) == (0, first.findings)
    assert files(out) == before
    database = sqlite3.connect(out / "catalogue.sqlite")
    with database:
        assert {row[0] for row in database.execute("SELECT checked FROM ledger WHERE state = 'done'")} == {"autres"}
        database.execute("UPDATE ledger SET version = 'vieille'")
    database.close()
    assert run([str(archive)], out, SMALL).read == 5
    assert files(out) == before


def test_two_runs_do_not_share_a_folder(archive: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "sortie"), pytest.raises(OutputFailed, match="un autre lot y écrit déjà"):
        run([str(archive)], tmp_path / "sortie", SMALL)


def test_what_cannot_be_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputMissing, match="introuvable"):
        run([str(tmp_path / "absent")], tmp_path / "sortie", SMALL)
    with pytest.raises(InputMissing, match="nommer au moins"):
        run([], tmp_path / "vide", SMALL)
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(OutputFailed):
        run([str(tmp_path / "fichier")], tmp_path / "fichier", SMALL)
    (tmp_path / "autre").mkdir()
    (tmp_path / "autre" / "catalogue.sqlite").write_text("ce n'est pas une base" * 100)
    with pytest.raises(OutputFailed, match="catalogue inutilisable"):
        run([str(tmp_path / "fichier")], tmp_path / "autre", SMALL)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("pain")
    monkeypatch.chdir(tmp_path)
    run(["a"], tmp_path / "s", SMALL)
    monkeypatch.chdir(tmp_path / "a")
    with pytest.raises(InputMissing, match="le lot a été lancé depuis"):
        run([], tmp_path / "s", SMALL)


def test_an_archive_and_what_tells_it_apart(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "fonds.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("un/acte.txt", ACT.format(1))
        made.writestr("deux/acte.txt", ACT.format(2))
        made.writestr("trois/acte.txt", ACT.format(1))
        made.writestr("../acte.txt", ACT.format(3))
    summary = run([str(path)], tmp_path / "sortie", SMALL)
    assert summary.files == {"done": 2, "failed": 1, "skipped": 1}
    assert sorted(os.listdir(tmp_path)) == ["fonds.zip", "sortie"]


def test_killed_at_random_it_ends_where_it_would_have(tmp_path: Path) -> None:
    """Fewer files and kills than `make torture`; the same proof."""
    told = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "torture.py"), "kill", "--files", "36", "--kills", "3"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "3 kills of the coordinator" in told.stdout
