"""What a new version mends and brings: the labelled faulty specimen against itself and against a mended one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import actes
from actes.changes.defects import defects

SAMPLES = Path(__file__).parents[2] / "samples" / "text"
GAP = "Article 1er : Le marché est ouvert.\n\nArticle 3 : Le présent arrêté est affiché.\n"
HEAD = "COMMUNE DE VALMONT\nARRÊTÉ N° 2024-12\nportant ouverture du marché\n\nLe Maire,\nVu le code de la route ;\n\nARRÊTE\n\n"
FOOT = "\nFait à Valmont, le 3 mai 2024\nLe Maire,\nAnne MOREL\n"


def test_the_same_version_mends_and_brings_nothing() -> None:
    dossier = actes.parse(SAMPLES / "convention-fautive.txt")
    assert actes.check(dossier)
    assert defects(dossier, dossier) == ((), ())


def test_an_article_number_mended_is_told_once() -> None:
    faulty = actes.parse_text(HEAD + GAP + FOOT)
    sound = actes.parse_text(HEAD + GAP.replace("Article 3", "Article 2") + FOOT)
    mended, brought = defects(faulty, sound)
    assert [finding.code for finding in mended] == ["A001"]
    assert not brought
    assert defects(sound, faulty) == (brought, mended)


def test_the_command_tells_them(tmp_path: Path) -> None:
    one, two = tmp_path / "un.txt", tmp_path / "deux.txt"
    one.write_text(HEAD + GAP + FOOT, encoding="utf-8")
    two.write_text(HEAD + GAP.replace("Article 3", "Article 2") + FOOT, encoding="utf-8")

    def run(*words: str) -> str:
        command = [sys.executable, "-X", "utf8", "-m", "actes", "diff", str(one), str(two), "--checks", *words]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout

    assert "Constats réparés : 1" in run()
    assert "Constats apportés" not in run()
    told = json.loads(run("--format", "json"))
    assert [finding["code"] for finding in told["mended"]] == ["A001"]
    assert told["brought"] == []
    assert told["changes"]
