"""The checks on real acts, where the corpus stands beside the project: labelled seeds, traps, verdicts."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

import actes
from actes.checks.rule import Finding

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not (CORPUS / "gold").is_dir(), reason="no corpus beside the project")

PRECISION = 0.90


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("checks_quality", ROOT / "tools" / "checks_quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_labelled_defects_of_the_seeds_are_told(quality: ModuleType) -> None:
    missed = [(what, code) for what, code, told in quality.seeds(CORPUS) if code and not told]
    assert not missed


@pytest.fixture(scope="module")
def seeds() -> list[Finding]:
    return actes.check(actes.parse(path) for path in sorted((CORPUS / "docs").glob("seed-*.txt")))


def test_traps_of_the_seeds_stay_silent(seeds: list[Finding]) -> None:
    """Received and published dates, the court, a CEDEX postcode: right, and never told."""
    assert not {f.code for f in seeds} & {"D004", "D005", "L002", "I003", "I007", "A010"}


@pytest.mark.parametrize("trap", ["14 juillet", "943", "62411", "Lille"])
def test_street_and_road_are_no_dates_and_no_numbers(seeds: list[Finding], trap: str) -> None:
    assert not [f for f in seeds if trap in f.text and f.code[0] in "DRIL"]


def test_precision_of_what_was_read_by_hand(quality: ModuleType) -> None:
    """What no one judged counts as wrong: a change of the checks shows up here."""
    sample = [p for p in quality.sample(CORPUS) if p.parent.name == "docs" or p.suffix == ".txt"]
    judged = quality.judge(
        one for path, dossier in quality.read(sample) for one in quality.told(path, actes.check(dossier, quality.LOUD))
    )
    assert judged.right > 0
    assert judged.precision >= PRECISION, judged.unjudged
