"""The catalogue in a real PostgreSQL server, started here for the time of the tests."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from actes.batch.coordinator import Options, Summary, run
from actes.batch.job import Limits
from actes.batch.search import search
from actes.errors import ActesError

pytest.importorskip("sqlalchemy", reason="SQLAlchemy is not installed: pip install 'actes[postgres]'")
pytest.importorskip("pg8000", reason="pg8000 is not installed: pip install 'actes[postgres]'")

Done = tuple[Path, Path, Summary]
SMALL = Options(Limits(60, 4096, 50), jobs=2)


def _binaries() -> str | None:
    """The folder of the server's programs, wherever the system keeps them."""
    found = shutil.which("initdb")
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin")) + ([os.path.dirname(found)] if found else [])
    return next((folder for folder in reversed(folders) if os.path.exists(f"{folder}/pg_ctl")), None)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The address of an empty base."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server on this machine (initdb, pg_ctl): apt-get install postgresql")
    user = None
    if os.getuid() == 0:  # the server refuses to run as root
        user = next(
            (name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None
        )
        if user is None:
            pytest.skip("PostgreSQL does not run as root, and there is no other user")
    folder = tempfile.mkdtemp(prefix="actes-pg-")
    if user:
        shutil.chown(folder, user)

    def do(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    data = f"{folder}/data"
    try:
        do(f"{binaries}/initdb", "-D", data, "-U", "actes", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        port = _free_port()
        options = f"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        do(f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/journal", "-o", options, "start")
        try:
            yield f"postgresql://actes@127.0.0.1:{port}/postgres"
        finally:
            do(f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def rows(address: str, statement: str) -> list[tuple[object, ...]]:
    from actes.batch.postgres import asking

    with asking(address) as query:
        return [tuple(row) for row in query(statement, {})]


def test_the_base_answers_as_the_file_does_and_follows_it(base: str, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    options = replace(SMALL, catalogue=base)
    run([str(archive)], out, options)
    questions: list[tuple[str, dict[str, str]]] = [
        ("permanence de soins", {}), ("cantine soins", {}), ('"local médical"', {}), ('"médical local"', {}),
        ("cant*", {}), ("L'INTÉRÊT", {}), ("stade", {"kind": "arrete"}), ("", {"signed": "2026-02"}),
        ("", {"person": "GUERRIN MARTY"}), ("", {"issuer": "valbrun"}), ("girafe", {}),
    ]  # fmt: skip
    for text, narrowed in questions:
        there, here = (set(search(where, text, **narrowed)) for where in (base, out))  # type: ignore[arg-type]
        assert there == here, (text, narrowed)
    assert [hit.title for hit in search(base, "cantine soins", limit=1)] == ["La cantine"]

    from actes.batch.postgres import publish

    assert publish(out / "catalogue.sqlite", base) == 0
    (archive / "arrete.txt").unlink()
    (archive / "2026" / "b-ecole.txt").write_text(
        "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-099\nLe Maire,\nARRÊTE\nArticle 1er : La girafe.\n"
    )
    run([str(archive)], out, options)
    assert [hit.number for hit in search(base, "girafe")] == ["2025-099"]
    assert search(base, "cantine") == []
    counted = rows(base, "SELECT count(*), count(DISTINCT sha256) FROM ledger")
    assert counted == [(5, 5)]


def test_two_archives_share_a_base(base: str, archive: Path, tmp_path: Path) -> None:
    before = rows(base, "SELECT count(*) FROM ledger WHERE archive <> 'mairie'") if _has_tables(base) else [(0,)]
    run([str(archive / "2026")], tmp_path / "mairie", replace(SMALL, catalogue=base))
    assert rows(base, "SELECT count(*) FROM ledger WHERE archive <> 'mairie'") == before
    assert rows(base, "SELECT count(*) FROM ledger WHERE archive = 'mairie'") == [(2,)]
    files = [hit.file for hit in search(base, "permanence de soins") if str(tmp_path) in hit.file]
    assert len(files) == len(set(files)) == 2


def _has_tables(base: str) -> bool:
    return bool(rows(base, "SELECT 1 FROM information_schema.tables WHERE table_name = 'ledger'"))


def test_hostile_rows_are_only_text(base: str, tmp_path: Path) -> None:
    (tmp_path / "fonds").mkdir()
    text = (
        "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-001\nLe Maire,\nARRÊTE\nArticle 1er : '); DROP TABLE acts; -- :nom %s {x}\n"
    )
    (tmp_path / "fonds" / "'; DROP TABLE files; --.txt").write_text(text)
    run([str(tmp_path / "fonds")], tmp_path / "hostile", replace(SMALL, catalogue=base))
    assert [hit.number for hit in search(base, "'); DROP TABLE acts; --")] == ["2025-001"]
    assert rows(base, "SELECT count(*) FROM files WHERE archive = 'hostile'") == [(1,)]


@pytest.mark.parametrize(
    "address", ["postgresql://secret:motdepasse@127.0.0.1:1/rien", "postgresql://secret:motdepasse@:::/x"]
)
def test_a_base_that_does_not_answer(done: Done, address: str) -> None:
    from actes.batch.postgres import publish

    with pytest.raises(ActesError) as told:
        publish(done[1] / "catalogue.sqlite", address)
    assert told.value.exit_code == 69
    assert "motdepasse" not in str(told.value)
