"""The measure of the reading: it agrees with hand counts, and the reading does not get worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actes.errors import InputMissing, InputUnreadable
from actes.evaluate import Score, against, as_baseline, evaluate

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
BASELINES = Path(__file__).parent / "baselines"
CORPUS = ROOT.parent / "shared" / "corpus"

ACT = """COMMUNE DE VALBRUN
ARRÊTÉ N° 2025-014
Objet : Fermeture du stade
Le Maire de Valbrun,
Vu le code du sport, notamment son article L. 100-1 ;
Considérant que la pelouse est gelée ;
ARRÊTE
Article 1er : Le stade est fermé.
Article 2 : Le présent arrêté sera affiché.
Fait à Valbrun, le 3 mars 2025
Le Maire,
Odile FERRANDIER
"""


def label(**changes: object) -> dict[str, object]:
    act: dict[str, object] = dict.fromkeys(
        [
            "annex_of",
            "session_on",
            "sent_on",
            "received_on",
            "published_on",
            "notified_on",
            "posted_on",
            "receipt_id",
            "effective_from",
            "effective_until",
            "duration",
            "vote",
            "recourse",
        ]
    )
    act |= {
        "kind": "arrete",
        "number": "2025-014",
        "issuer": "COMMUNE DE VALBRUN",
        "authority": "Maire",
        "title": "Fermeture du stade",
        "signed_on": "2025-03-03",
        "place": "Valbrun",
        "visas": ["Vu le code du sport, notamment son article L. 100-1"],
        "other_bases": [],
        "considerants": ["Considérant que la pelouse est gelée"],
        "provisions": ["ARRÊTE"],
        "articles": [{"number": "1", "title": None}, {"number": "2", "title": None}],
        "parties": [],
        "signatories": [
            {"family": "FERRANDIER", "given": "Odile", "quality": "Maire", "by_delegation": False, "on_behalf_of": None}
        ],
        "references": [{"kind": "code", "number": None, "date": None, "article": "L. 100-1", "code": "code du sport"}],
        "amounts": [],
        "blanks": [],
        "defects": [],
    }
    return {"file": "stade", "annotator_notes": "", "acts": [act | changes]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "stade.txt").write_text(ACT, encoding="utf-8")
    return tmp_path


def write_label(folder: Path, **changes: object) -> None:
    (folder / "gold" / "stade.json").write_text(json.dumps(label(**changes)), encoding="utf-8")


def test_a_right_reading_scores_one_everywhere(folder: Path) -> None:
    write_label(folder)
    report = evaluate(folder / "gold", folder / "docs")
    assert report.misses == ()
    assert all(score.f1 == 1 for score in report.strict.values())
    assert report.documents == 1


@pytest.mark.parametrize(
    ("changes", "field", "signs"),
    [
        ({"number": "2025-015"}, "number", ["- 2025-015", "+ 2025-014"]),
        ({"signed_on": None}, "signed_on", ["+ 2025-03-03"]),
        ({"visas": []}, "visas", ["+ Vu le code du sport, notamment son article L. 100-1"]),
        (
            {"articles": [{"number": "1", "title": "Objet"}, {"number": "2", "title": None}]},
            "article_titles",
            ["- ('1', 'Objet')"],
        ),
        ({"blanks": ["en date du"]}, "blanks", ["- en date du"]),
    ],
)
def test_each_disagreement_is_listed(folder: Path, changes: dict[str, object], field: str, signs: list[str]) -> None:
    write_label(folder, **changes)
    report = evaluate(folder / "gold", folder / "docs")
    assert [f"{m.sign} {m.value}" for m in report.misses if m.field == field] == signs
    assert report.strict[field].f1 < 1


@pytest.mark.parametrize(
    ("changes", "field", "strict", "soft"),
    [
        ({"issuer": "Ville de Valbrun"}, "issuer", 0.0, 1.0),
        ({"title": "Fermeture du stade."}, "title", 1.0, 1.0),
        ({"number": "2025_014"}, "number", 1.0, 1.0),
        ({"authority": "Maire de Valbrun"}, "authority", 0.0, 0.0),
        ({"signatories": [{"family": "FERRANDIERE", "given": "O.", "quality": "Maire"}]}, "signatories", 0.0, 1.0),
    ],
)
def test_strict_and_soft(folder: Path, changes: dict[str, object], field: str, strict: float, soft: float) -> None:
    write_label(folder, **changes)
    report = evaluate(folder / "gold", folder / "docs")
    assert (report.strict[field].f1, report.soft[field].f1) == (strict, soft)


def test_a_document_that_cannot_be_read_is_a_failure_and_its_labels_are_missed(folder: Path) -> None:
    write_label(folder)
    (folder / "docs" / "stade.txt").write_bytes(b"")
    report = evaluate(folder / "gold", folder / "docs")
    assert len(report.failed) == 1
    assert report.strict["visas"].recall == 0


def test_folders_without_labels_and_broken_labels_are_refused(folder: Path) -> None:
    with pytest.raises(InputMissing, match="aucun fichier"):
        evaluate(folder / "gold", folder / "docs")
    (folder / "gold" / "stade.json").write_text("{")
    with pytest.raises(InputUnreadable, match="illisibles"):
        evaluate(folder / "gold", folder / "docs")


@pytest.mark.parametrize(
    ("score", "precision", "recall", "f1"),
    [(Score(), 1, 1, 1), (Score(3, 1, 0), 0.75, 1, 6 / 7), (Score(0, 0, 2), 1, 0, 0), (Score(2, 2, 2), 0.5, 0.5, 0.5)],
)
def test_scores(score: Score, precision: float, recall: float, f1: float) -> None:
    assert (score.precision, score.recall, score.f1) == (precision, recall, f1)


def test_a_baseline_tells_gains_and_losses(folder: Path) -> None:
    write_label(folder)
    report = evaluate(folder / "gold", folder / "docs")
    kept = folder / "baseline.json"
    kept.write_text(as_baseline(report), encoding="utf-8")
    assert against(report, kept) == ()
    write_label(folder, number="2025-015")
    (loss, *_) = against(evaluate(folder / "gold", folder / "docs"), kept)
    assert (loss.field, loss.before, loss.after) == ("number", 1.0, 0.0)


def losses(gold: Path, documents: Path, baseline: Path) -> list[str]:
    changes = against(evaluate(gold, documents), baseline)
    return [f"{c.field} ({c.level}) {c.before} → {c.after}" for c in changes if c.after < c.before]


@pytest.mark.parametrize("folder_name", ["text", "pdf"])
def test_the_reading_of_the_specimens_gets_no_worse(folder_name: str) -> None:
    assert losses(SAMPLES / "gold", SAMPLES / folder_name, BASELINES / f"samples-{folder_name}.json") == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no labelled corpus beside the project")
def test_the_reading_of_real_acts_gets_no_worse() -> None:
    assert losses(CORPUS / "gold", CORPUS / "docs", BASELINES / "corpus.json") == []
