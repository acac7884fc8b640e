"""A run on a real dask cluster: a scheduler and two workers on loopback, one of them killed in the middle."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("distributed", reason="dask is not installed: pip install 'actes[dask]'")

TORTURE = Path(__file__).parents[2] / "benchmarks" / "torture.py"


@pytest.fixture(scope="module")
def torture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("torture", TORTURE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    address = tmp_path / "scheduler.json"
    base = [sys.executable, "-m"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:

        def start(*command: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([*base, *command], cwd=tmp_path, **quiet)  # type: ignore[call-overload]
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process  # type: ignore[no-any-return]

        start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(address),
        )  # fmt: skip
        _wait_for(address.exists)
        workers = [
            start(
                "distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1", "--no-nanny",
                "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(tmp_path / f"ouvrier{i}"),
            )
            for i in range(2)
        ]  # fmt: skip
        import json

        yield json.loads(address.read_text())["address"], workers


def _wait_for(true: object, seconds: float = 60) -> None:
    assert callable(true)
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.05)


def test_the_same_run_on_a_cluster_gives_the_same_catalogue(
    torture: ModuleType, cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = cluster
    archive, here, there = tmp_path / "fonds", tmp_path / "ici", tmp_path / "ailleurs"
    torture.make_archive(archive, 48)
    torture.run(archive, here)
    process = subprocess.Popen(
        torture.command(archive, there, "--engine", "dask", "--scheduler", address),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _wait_for(lambda: _read(there) >= 3 or process.poll() is not None)
    os.kill(workers[0].pid, signal.SIGKILL)
    in_the_middle = _read(there)
    _, complaints = process.communicate(timeout=120)
    assert process.returncode == 1, complaints  # some files of the archive cannot be read
    assert in_the_middle < 40
    assert torture.differences(torture.snapshot(here), torture.snapshot(there)) == []


def _read(out: Path) -> int:
    """How many dossiers a run under way has written."""
    return sum(1 for _ in out.glob("dossiers/*/*.json"))
