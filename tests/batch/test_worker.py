"""One document in a process apart: its limits, its end, and what it may not do."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

import actes
from actes.batch import frames, worker
from actes.batch.job import Job, Limits, Locator
from actes.batch.version import pipeline_version
from actes.batch.worker import WrongVersion, end_readers, guarded, stop_readers

SAMPLES = Path(__file__).parents[2] / "samples"
ACT = (SAMPLES / "text" / "deliberation.txt").read_bytes()
LONG = "Vu le code général des collectivités territoriales, notamment son article L. 2122-22 ;\n".encode() * 4_000


def job(data: bytes, name: str = "acte.txt", limits: Limits | None = None) -> Job:
    digest = hashlib.sha256(data).hexdigest()
    return Job(digest, name, Locator("/absent"), limits or Limits(60, 4096, 50), pipeline_version(), data)


@pytest.fixture(scope="module", autouse=True)
def _readers_end() -> Iterator[None]:
    yield
    stop_readers()
    end_readers()


def test_a_document_is_what_parse_gives() -> None:
    outcome = guarded(job(ACT))
    assert (outcome.state, outcome.kind, outcome.attempts) == ("done", None, 1)
    assert outcome.json.decode() == actes.parse(ACT, name="acte.txt").model_dump_json(indent=2) + "\n"
    assert [row[3] for row in outcome.rows["acts"]] == ["deliberation"]
    assert str(outcome.rows["bodies"][0][3]) in ACT.decode()


def test_a_scan_is_read_the_same_behind_the_walls() -> None:
    data = scan()
    outcome = guarded(job(data, "scan.pdf"))
    assert outcome.json.decode() == actes.parse(data, name="scan.pdf").model_dump_json(indent=2) + "\n"
    assert "VALBRUN" in outcome.json.decode()


def scan() -> bytes:
    """A page that is only an image of words."""
    import io

    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1654, 2339), 255)
    font = ImageFont.load_default(44)
    ImageDraw.Draw(image).multiline_text(
        (150, 200), "COMMUNE DE VALBRUN\n\nARRÊTÉ N° 2025-014\n\nLe Maire arrête :", 0, font
    )
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=200.0)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "limits", "kind", "cause"),
    [
        (b"", "vide.txt", Limits(60, 4096, 50), "input", "fichier vide"),
        (b"%PDF-1.4 coup", "coupe.pdf", Limits(60, 4096, 50), "input", "PDF endommagé ou tronqué"),
        (LONG, "long.txt", Limits(0.05, 4096, 50), "timeout", "plus de 0.05 s de lecture ; --timeout relève la limite"),
        ((SAMPLES / "pdf" / "convention.pdf").read_bytes(), "c.pdf", Limits(60, 4096, 2), "pages",
         "3 pages, au-delà de la limite de 2 ; --max-pages la relève"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "",
)  # fmt: skip
def test_causes(data: bytes, name: str, limits: Limits, kind: str, cause: str) -> None:
    guarded(job(ACT))  # a reader that is up: the wall clock is the document's own
    outcome = guarded(job(data, name, limits))
    assert (outcome.state, outcome.kind, outcome.cause) == ("failed", kind, cause)
    assert guarded(job(ACT)).state == "done"


def test_a_document_that_wants_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from actes.batch import reader

    def greedy(_data: bytes, _name: str, _pages: int) -> tuple[dict[str, object], bytes]:
        raise MemoryError

    monkeypatch.setattr(reader, "read_one", greedy)
    answer, _ = reader._answer({"name": "acte.txt", "pages": 9}, b"x")
    assert worker._sound(answer, "")
    outcome = worker._outcome((answer, b""), Limits(60, 600, 50), 1)
    assert (outcome.kind, outcome.cause) == ("memory", "plus de 600 Mo de mémoire ; --memory relève la limite")


@pytest.mark.parametrize("error", [RecursionError(), KeyError("x"), UnicodeError()])
def test_an_error_of_the_program_fails_the_document_and_says_so(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    from actes.batch import reader

    def broken(_data: bytes, _name: str, _pages: int) -> tuple[dict[str, object], bytes]:
        raise error

    monkeypatch.setattr(reader, "read_one", broken)
    answer, _ = reader._answer({"name": "acte.txt", "pages": 9}, b"x")
    assert worker._sound(answer, "")
    assert answer["kind"] == "defect"
    assert "imbrication" in answer["cause"] or type(error).__name__ in answer["cause"]


def test_an_error_in_a_check_takes_nothing_from_the_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    from actes.batch import findings, reader

    def broken(_dossier: object) -> tuple[()]:
        raise KeyError("x")

    monkeypatch.setattr(findings, "looked_at", broken)
    answer, data = reader.read_one(ACT, "acte.txt", 9)
    assert worker._sound(json.loads(json.dumps(answer)), hashlib.sha256(ACT).hexdigest())
    assert (answer["state"], bool(data)) == ("done", True)
    assert answer["cause"] == "contrôles interrompus par une erreur du programme (KeyError), à signaler"


def test_a_reader_that_is_killed_is_replaced_and_the_document_tried_again() -> None:
    guarded(job(ACT))
    (victim,) = worker._all
    threading.Timer(0.15, victim.kill).start()
    outcome = guarded(job(LONG, "long.txt"))
    assert (outcome.state, outcome.attempts) == ("done", 2)


def test_a_document_whose_readers_all_die_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = frames.send

    def send_then_kill(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
        sent(pipe, head, body)
        for process in worker._all:
            process.send_signal(signal.SIGSEGV)

    monkeypatch.setattr(frames, "send", send_then_kill)
    outcome = guarded(job(LONG, "long.txt"))
    assert (outcome.kind, outcome.attempts) == ("crash", 3)
    assert outcome.cause == "le lecteur s'est arrêté brutalement (signal SIGSEGV)"


def test_a_file_that_changed_since_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "acte.txt"
    path.write_bytes(b"autre chose")
    outcome = guarded(replace(job(ACT), locator=Locator(str(path)), data=None))
    assert outcome.cause == "fichier modifié pendant la lecture"
    path.unlink()
    outcome = guarded(replace(job(ACT), locator=Locator(str(path)), data=None))
    assert "lecture impossible" in str(outcome.cause)


def test_another_version_is_refused() -> None:
    with pytest.raises(WrongVersion):
        guarded(replace(job(ACT), version="0.0.1+autre"))


def test_an_installation_that_cannot_read_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "actes"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    worker._discard()
    with pytest.raises(worker.ReaderBroken, match="le lecteur ne démarre pas"):
        guarded(job(ACT))


@pytest.mark.parametrize(
    "answer",
    [
        {"state": "done", "pages": 1, "cause": None, "rows": {"acts": [["court"]]}},
        {"state": "done", "pages": 1, "cause": None, "rows": {"ledger": []}},
        {"state": "done", "pages": 1, "cause": None, "rows": {"entries": [["court"]]}},
        {"state": "done", "pages": "1", "cause": None, "rows": {}},
        {"state": "failed", "kind": "autre", "pages": 1, "cause": "", "rows": {}},
        {"state": "perhaps", "pages": 1, "cause": None, "rows": {}},
        {"state": "done", "pages": 1, "cause": None, "rows": {"bodies": [["a", "b", "c", {"d": 1}]]}},
        {"state": "done", "pages": 1, "cause": None, "rows": {"bodies": [["another", "b", "c", "d"]]}},
    ],
)
def test_answers_that_are_none(answer: dict[str, object]) -> None:
    assert not worker._sound(answer, "a")


WALLS = """
import os, socket, subprocess, sys
from actes.batch import confine
confine.cut_off_network(); confine.limit(4096); confine.forbid()
tried = {
    "write": lambda: open(sys.argv[1], "w"),
    "append": lambda: os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT),
    "remove": lambda: os.remove(sys.argv[2]),
    "connect": lambda: socket.create_connection(("127.0.0.1", int(sys.argv[3])), 2),
    "run": lambda: subprocess.run(["true"]),
    "system": lambda: os.system("true"),
    "fork": lambda: os.fork(),
    "memory": lambda: bytearray(5000 << 20),
}
for name, act in tried.items():
    try:
        act()
        print(name, "allowed")
    except (OSError, MemoryError) as error:
        print(name, type(error).__name__)
print("read", len(open(sys.argv[2]).read()))
"""


def test_a_reader_writes_nothing_connects_to_nothing_and_starts_nothing(tmp_path: Path) -> None:
    import socket

    kept = tmp_path / "garde.txt"
    kept.write_text("trois mots ici")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        told = subprocess.run(
            [sys.executable, "-c", WALLS, tmp_path / "nouveau.txt", kept, port],
            capture_output=True, text=True, timeout=60, check=True,
        ).stdout.splitlines()  # fmt: skip
    names = ("write", "append", "remove", "connect", "run", "system", "fork")
    assert told == [*(f"{name} PermissionError" for name in names), "memory MemoryError", "read 14"]
    assert sorted(os.listdir(tmp_path)) == ["garde.txt"]


def test_a_reader_does_not_outlive_its_coordinator() -> None:
    code = (
        "import sys, time\n"
        "from actes.batch import worker\n"
        "print(worker._reader(4096).process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 10
    while time.monotonic() < until and _alive(pid):
        time.sleep(0.05)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
