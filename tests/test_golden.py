"""What the code says today of each specimen, so that any change of reading is seen and meant.

A snapshot is not the truth (that is `samples/gold`): after an intended change, `pytest tests/test_golden.py
--update-golden` rewrites them and the difference is read in review.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import actes

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
SPECIMENS = sorted(
    p
    for folder, ending in (("text", "txt"), ("pdf", "pdf"), ("word", "docx"))
    for p in (ROOT / "samples" / folder).glob(f"*.{ending}")
)


def name(path: Path) -> str:
    return f"{path.stem}.{path.suffix[1:]}"


@pytest.mark.parametrize("path", SPECIMENS, ids=name)
def test_the_reading_of_a_specimen_has_not_changed(path: Path, update_golden: bool) -> None:
    now = json.dumps(actes.parse(path).values()["acts"], ensure_ascii=False, indent=1) + "\n"
    snapshot = GOLDEN / f"{name(path)}.json"
    if update_golden:
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(now, encoding="utf-8")
    assert now == snapshot.read_text(encoding="utf-8")


def test_there_is_no_snapshot_without_a_specimen() -> None:
    assert {p.name for p in GOLDEN.glob("*.json")} == {f"{name(p)}.json" for p in SPECIMENS}
