"""The hostile files that cost little: each has its fate, and the neighbours theirs. All of them: `make torture`."""

from __future__ import annotations

import importlib.util
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import actes
from actes.batch.coordinator import Options, run
from actes.batch.job import Limits

HERE = Path(__file__).parents[1] / "hostile.py"
ACT = "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-001\nLe Maire,\nARRÊTE\nArticle 1er : Le stade est fermé.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "fonds"
    subprocess.run([sys.executable, str(HERE), str(made), "--cheap"], check=True, capture_output=True, timeout=120)
    (made / "sain.txt").write_text(ACT, "utf-8")
    return made


def test_every_hostile_file_has_its_fate_and_its_neighbour_is_read(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    around = sorted(path.name for path in folder.parent.iterdir())
    run([str(folder)], out, Options(Limits(20, 2048, 500), jobs=2))
    database = sqlite3.connect(out / "catalogue.sqlite")
    try:
        fates = database.execute("SELECT name, state, cause, json FROM fates").fetchall()
    finally:
        database.close()
    assert len(fates) >= 40
    for name, state, cause, _ in fates:
        assert name.isprintable()
        assert state in ("done", "failed")
        assert cause is None if state == "done" else (cause and cause.isprintable()), name
    assert sum(1 for _, state, _, _ in fates if state == "failed") >= 25
    (json,) = (json for name, _, _, json in fates if name == f"{folder}/sain.txt")
    assert (out / json).read_text("utf-8") == actes.parse(folder / "sain.txt").model_dump_json(indent=2) + "\n"
    assert sorted(path.name for path in folder.parent.iterdir()) == around


def test_the_script_makes_at_least_forty() -> None:
    spec = importlib.util.spec_from_file_location("hostile", HERE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert len(module.MADE) >= 40
    assert module.MADE.keys() >= module.DEAR
