"""The wheel, proved: built, installed alone in an empty environment, run from another folder.

What is missing from a wheel is never missing from a checkout, so nothing else finds it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPECIMEN = ROOT / "samples" / "text" / "deliberation.txt"


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed; its complaints are in the failure."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, f"{' '.join(map(str, command))}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("actes-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel, and sees the locked dependencies of this one."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=folder)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    # a plain path in a .pth: the dependencies come along, the editable install beside them does not
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site) / "zz_dependencies.pth").write_text("\n".join(sorted(paths)) + "\n", encoding="utf-8")
    return python


def test_wheel_holds_the_data_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
    models = {path for path in (ROOT / "models").rglob("*") if path.is_file() and not path.name.startswith(".")}
    assert models, "no data to look for"
    assert {f"actes/models/{path.relative_to(ROOT / 'models').as_posix()}" for path in models} <= names
    assert "actes/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"actes"}
    assert not [name for name in names if name.startswith("actes/models/") and name.endswith(".py")]
    assert not [name for name in names if "test" in name.lower() or "__pycache__" in name]


def test_wheel_asks_for_its_dependencies(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
    asked = {line for line in archive.read(name).decode("utf-8").splitlines() if line.startswith("Requires-Dist:")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        assert f"Requires-Dist: {dependency}" in asked


def test_lock_pins_every_dependency() -> None:
    def bare(requirement: str) -> str:
        name = requirement.split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip()
        return name.lower().replace("_", "-").replace(".", "-")

    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all("==" in pin for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {*project["dependencies"], *project["optional-dependencies"]["dev"]}
    assert {bare(name) for name in wanted} <= {bare(pin) for pin in pins}


def test_installed_package_is_the_wheel_and_finds_its_data(python: Path, tmp_path: Path) -> None:
    code = (
        "import json, actes, actes.data, actes.gazetteer as g;"
        "paths = [actes.__file__, str(actes.data.data_path(g.GAZETTEER))];"
        "print(json.dumps([*paths, g.organisation('Préfet de la Creuse') is not None]))"
    )
    package, data, found = json.loads(run(python, "-c", code, cwd=tmp_path))
    home = python.parents[1].resolve()
    assert Path(package).resolve().is_relative_to(home)
    assert Path(data).resolve().is_relative_to(home)
    assert found


def test_installed_command_reads_an_act_from_another_folder(python: Path, tmp_path: Path) -> None:
    command = python.with_name("actes.exe" if os.name == "nt" else "actes")
    (tmp_path / "acte.txt").write_bytes(SPECIMEN.read_bytes())
    dossier = json.loads(run(command, "parse", "--values", "acte.txt", cwd=tmp_path))
    assert [act["kind"] for act in dossier["acts"]] == ["deliberation"]
    assert run(command, "schema", cwd=tmp_path).startswith("{")
