"""The command line: outputs, exit codes, and one clear line for every bad input."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actes.cli import app

ACT = "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-014\nportant fermeture du stade\nLe Maire,\nVu le code du sport ;\nARRÊTE\nArticle 1er : Le stade est fermé.\nFait à Valbrun, le 3 mars 2025\nLe Maire,\nOdile FERRANDIER\n"


def actes(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "actes", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "stade.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def test_parse_writes_the_full_view(act: Path) -> None:
    result = actes("parse", act)
    assert result.returncode == 0
    assert result.stderr == b""
    found = json.loads(result.stdout)["acts"][0]["signed_on"]
    assert found["value"] == "2025-03-03"
    assert found["text"] == "3 mars 2025"
    assert found["at"][0]["page"] == 1


def test_parse_values(act: Path) -> None:
    assert json.loads(actes("parse", "--values", act).stdout)["acts"][0]["signed_on"] == "2025-03-03"


def test_parse_reads_standard_input() -> None:
    result = actes("parse", "--values", "-", stdin=ACT.encode())
    assert json.loads(result.stdout)["source"]["name"] == "-"


def test_several_files_give_one_document_a_line(act: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.txt"
    other.write_text(ACT.replace("014", "015"), encoding="utf-8")
    lines = actes("parse", "--values", act, other).stdout.splitlines()
    assert [json.loads(line)["acts"][0]["number"] for line in lines] == ["2025-014", "2025-015"]


def test_output_writes_one_file_each_and_nothing_else(act: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "stade.md"
    other.write_text(ACT, encoding="utf-8")
    out = tmp_path / "out"
    assert actes("parse", act, other, "--output", out).returncode == 0
    assert sorted(p.name for p in out.iterdir()) == ["stade.md.json", "stade.txt.json"]


def test_a_bad_file_among_good_ones_loses_nothing(act: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = actes("parse", tmp_path / "absent.pdf", act, "--output", out)
    assert result.returncode == 66
    assert [p.name for p in out.iterdir()] == ["stade.json"]


def test_show_tells_what_people_want_to_know(act: Path) -> None:
    text = actes("show", act).stdout.decode()
    for expected in ("Arrêté n° 2025-014", "portant fermeture du stade", "3 mars 2025", "Odile FERRANDIER", "Maire"):
        assert expected in text
    assert "\x1b" not in text


def test_schema_is_the_committed_one() -> None:
    committed = Path(__file__).parents[1] / "models" / "schema" / "dossier.schema.json"
    assert actes("schema").stdout.decode() == committed.read_text(encoding="utf-8")


def test_help_is_in_french_and_names_every_command() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__name__ in text
        assert command.callback.__doc__
    assert "Lit des actes administratifs" in text


def bad_inputs() -> dict[str, bytes | None]:
    """Name → content (None: not written)."""
    import io

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("photo.txt", "rien")
    return {
        "vide.txt": b"",
        "absent.txt": None,
        "binaire.dat": bytes(range(256)) * 40,
        "nuls.txt": b"Vu la loi\x00\x00\x00\x00\x00\x00\x00\x00" * 50,
        "renomme.docx": archive.getvalue(),
        "tronque.docx": archive.getvalue()[:40],
        "tronque.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
        "ligne.txt": b"a" * 50_000_000,
        "ancien.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
        "riche.rtf": b"{\\rtf1\\ansi Vu la loi}",
        "image.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    }


@pytest.mark.parametrize("name", sorted(bad_inputs()))
def test_bad_input_is_one_french_line_an_exit_code_and_no_output(name: str, tmp_path: Path) -> None:
    content = bad_inputs()[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    out = tmp_path / "out"
    result = actes("parse", path, "--output", out)
    message = result.stderr.decode()
    assert result.returncode == (66 if content is None else 65), message
    assert message.count("\n") == 1, message
    assert message.startswith("actes : "), message
    assert name in message
    assert "Traceback" not in message
    assert not out.exists() or not list(out.iterdir())


def test_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    result = actes("parse", tmp_path)
    assert result.returncode == 66
    assert result.stderr.decode().count("\n") == 1


def test_an_output_that_cannot_be_written_is_said(act: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "fichier"
    blocked.write_text("je ne suis pas un dossier")
    result = actes("parse", act, "--output", blocked)
    assert result.returncode == 73
    assert result.stderr.decode().count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fichier", "stade.txt"]
