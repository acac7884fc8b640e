"""What the papers say is true: the commands of README run, and every command is documented."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from actes.cli import app
from actes.errors import ActesError

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def commands() -> list[str]:
    lines = (line.split("#")[0].strip() for block in fenced(README, "console") for line in block.splitlines())
    return [line for line in lines if line.startswith("actes ")]


def test_the_commands_of_the_readme_run_in_their_order(tmp_path: Path) -> None:
    assert len(commands()) > 10
    for command in commands():
        words = shlex.split(command)[1:]
        words = [str(p) for word in words for p in (sorted(ROOT.glob(word)) if "*" in word else [word])]
        words = [str(tmp_path / word) if word.split("/")[0] == "out" else word for word in words]
        (tmp_path / "out").mkdir(exist_ok=True)
        result = subprocess.run(
            [sys.executable, "-m", "actes", *words], cwd=ROOT, capture_output=True, check=False, timeout=300
        )
        assert result.returncode == 0, f"{command}\n{result.stderr.decode()}"
        assert result.stdout or any(Path(word).exists() for word in words if word.startswith(str(tmp_path))), command


@pytest.mark.parametrize("block", fenced(README, "python"))
def test_the_python_of_the_readme_runs(block: str) -> None:
    result = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr.decode()


def test_every_command_is_in_the_readme_and_in_the_guide() -> None:
    names = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
    for name in names:
        assert f"actes {name}" in README, name
        assert f"actes {name}" in GUIDE or name == "schema", name


def test_the_guide_lists_every_exit_code() -> None:
    def all_errors(root: type[ActesError]) -> set[int]:
        return {root.exit_code} | {code for sub in root.__subclasses__() for code in all_errors(sub)}

    for code in all_errors(ActesError) - {ActesError.exit_code}:
        assert f"| {code} |" in GUIDE


def test_the_files_that_papers_point_to_exist() -> None:
    papers = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    for paper in papers:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", paper.read_text(encoding="utf-8")):
            assert (paper.parent / target).exists(), f"{paper.name}: {target}"


def test_no_module_imports_one_that_stands_after_it() -> None:
    """The flow goes one way: text → read → clean → segment → extract → assemble → api → what reads the model."""
    after = {
        "text": 0, "model": 1, "lines": 1, "kinds": 1, "vocabulary": 1, "errors": 0, "data": 0, "gazetteer": 2, "bodies": 2,
        "read": 2, "ocr": 2, "clean": 4, "cues": 3, "boundaries": 3, "headings": 3, "endings": 3, "blocks": 3, "segment": 4, "extract": 5,
        "assemble": 6, "api": 7, "checks": 8, "changes": 8, "export": 8, "evaluate": 8, "likeness": 8, "facts": 8, "report": 9,
        "batch": 9, "config": 8, "cli": 10,
    }  # fmt: skip
    for path in (ROOT / "src" / "actes").rglob("*.py"):
        own = path.relative_to(ROOT / "src" / "actes").parts[0].removesuffix(".py")
        if own in ("__init__", "__main__"):
            continue
        assert own in after, f"{own} has no place in the flow"
        # imports at module level only: a lazy import inside a function loads a reader on demand
        for imported in re.findall(r"^from actes\.(\w+)", path.read_text(encoding="utf-8"), re.M):
            if imported in ("extract",) and own == "clean":
                continue  # the patterns of stamps are read by both
            assert after[imported] <= after[own], f"{own} imports {imported}"
