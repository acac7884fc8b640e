"""The checks across acts, from the tables of a catalogue: what `actes check` finds in the same files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import actes
from actes.batch import coordinator, findings
from actes.batch.coordinator import Options, run
from actes.batch.job import Limits
from actes.batch.tables import FACTS
from actes.checks.run import Options as Chosen

SMALL = Options(Limits(60, 4096, 50), jobs=2)
ARRETE = """COMMUNE DE VALBRUNE-SUR-OUZE
ARRÊTÉ DU MAIRE N° 2026-{number:03}
portant règlement du {matter}
Le Maire de la commune de Valbrune-sur-Ouze,
Vu le code général des collectivités territoriales ;
{visa}ARRÊTE
Article 1er : Le marché se tient le samedi.
Fait à Valbrune-sur-Ouze, le {day} janvier 2026
Le Maire,
{who}
"""


def register(folder: Path) -> Path:
    """A register with every fault that only several acts show; files in two folders bear the same names."""
    acts: list[tuple[int, int, str, str, str]] = [
        (number, number, "marché", "", "Solène FAUVERGNE") for number in (1, 2, 3, 4, 6, 7, 9, 10, 11)
    ]
    acts[2] = (3, 1, "marché", "", "Solène FAUVREGNE")
    acts[4] = (6, 6, "stade", "Vu l'arrêté n° 2026-005 du 5 janvier 2026 portant règlement ;\n", "Rémi BARBÉRA")
    acts[5] = (7, 7, "marché", "Vu l'arrêté n° 2026-002 du 4 janvier 2026 portant règlement ;\n", "Rémi BARBERA")
    acts.append((9, 25, "parc", "", "Solène FAUVERGNE"))
    for i, (number, day, matter, visa, who) in enumerate(acts):
        path = folder / f"{i % 2}" / f"acte-{i // 2}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARRETE.format(number=number, day=day, matter=matter, visa=visa, who=who), "utf-8")
    (folder / "1" / "copie.txt").write_bytes((folder / "0" / "acte-0.txt").read_bytes())
    for name in ("liste.txt", "liste-aussi.txt"):
        (folder / "1" / name).write_text("pain\nlait\n")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return register(tmp_path / "registre")


@contextmanager
def opened(out: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(out / "catalogue.sqlite", isolation_level=None)) as database:
        yield database


def across(out: Path) -> list[tuple[str, ...]]:
    with opened(out) as database:
        return database.execute(
            "SELECT code, severity, l.source, act, message, text FROM findings JOIN ledger l USING (sha256)"
            " WHERE position >= 1000000 ORDER BY position"
        ).fetchall()


def checked(archive: Path) -> list[tuple[str, ...]]:
    """What `actes check` finds across the same files, without the copy: a batch reads a content once."""
    files = sorted(str(path) for path in archive.rglob("*.txt") if path.name != "copie.txt")
    found = actes.check((actes.parse(path, name=path) for path in files), Chosen(select=("X",)))
    return sorted((f.code, f.severity, f.source, f.act or "", f.message, f.text) for f in found if f.code != "X007")


def test_a_catalogue_finds_what_check_finds(archive: Path, tmp_path: Path) -> None:
    run([str(archive)], tmp_path / "sortie", SMALL)
    ours = across(tmp_path / "sortie")
    assert {line[0] for line in ours} == {f"X00{n}" for n in range(1, 8)}
    assert sorted(line for line in ours if line[0] != "X007") == checked(archive)
    codes = [line[0] for line in ours]
    assert codes == sorted(codes)


def test_a_copy_that_the_ledger_skips_is_told(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    run([str(archive)], out, SMALL)
    one = str(archive)
    assert [line[2:5] for line in across(out) if line[0] == "X007"] == [
        (f"{one}/0/acte-0.txt", "", f"{one}/1/copie.txt : même contenu que {one}/0/acte-0.txt"),
        (f"{one}/1/liste-aussi.txt", "", f"{one}/1/liste.txt : même contenu que {one}/1/liste-aussi.txt"),
    ]
    # one that comes later is told then, though nothing of it is read; one that cannot be read is not
    (archive / "9.txt").write_bytes((archive / "0" / "acte-1.txt").read_bytes())
    for name in ("coupe.pdf", "coupe-aussi.pdf"):
        (archive / name).write_bytes(b"%PDF-1.4\ncoup")
    assert run([one], out, SMALL).read == 1
    told = [line[4] for line in across(out) if line[0] == "X007"]
    assert len(told) == 3
    assert f"{one}/9.txt : même contenu que {one}/0/acte-1.txt" in told
    run([one], tmp_path / "encore", replace(SMALL, jobs=1))
    assert across(tmp_path / "encore") == across(out)


def test_a_dossier_read_again_keeps_what_is_said_of_it_across_acts(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    run([str(archive)], out, SMALL)
    before = across(out)
    for path in (out / "dossiers").rglob("*.json"):
        path.unlink()
    assert run([str(archive)], out, SMALL).read == 11
    assert across(out) == before


def test_new_checks_take_the_facts_again_from_the_json(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "sortie"
    run([str(archive)], out, SMALL)
    before = across(out)
    with opened(out) as database:
        facts = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in FACTS}
        assert all(facts.values())
        for table in FACTS:
            database.execute(f"DELETE FROM {table}")
    for module in (coordinator, findings):
        monkeypatch.setattr(module, "checks_version", lambda: "autres")
    assert run([str(archive)], out, SMALL).read == 0
    assert across(out) == before
    with opened(out) as database:
        assert {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in FACTS} == facts


def test_facts_go_with_their_dossier(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    run([str(archive)], out, SMALL)
    for path in (*archive.rglob("acte-*.txt"), archive / "1" / "copie.txt"):
        path.write_text("pain\nlait\n")
    run([str(archive)], out, SMALL)
    with opened(out) as database:
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in FACTS] == [(0,)] * 3
    assert {line[0] for line in across(out)} == {"X007"}
