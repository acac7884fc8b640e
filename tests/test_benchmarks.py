"""The benchmarks are not run by the tests; what they take hold of must be there all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_a_benchmark_starts(path: Path) -> None:
    done = subprocess.run([sys.executable, str(path), "--help"], capture_output=True, check=False, timeout=60, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()


def test_the_steps_that_are_timed_are_those_of_assemble() -> None:
    code = "import sys; sys.path.insert(0, 'benchmarks'); import bench; from actes import assemble; print([n for n in bench.STEPS if not hasattr(assemble, n)])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60, cwd=ROOT)
    assert done.stdout.decode().strip() == "[]"
