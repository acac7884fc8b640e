"""The version of the pipeline: two runs that share it read the same bytes alike.

It is a digest of the code that reads, of the data it reads with and of the libraries under it, so that
a change that cannot alter a dossier (a check, a report, this package) redoes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

AFTER_READING = frozenset({"batch", "changes", "checks", "evaluate", "export", "report", "cli", "__main__"})
"""What reads only the model: a change there leaves every dossier as it is."""

LIBRARIES = ("pypdfium2", "pdfplumber", "lxml", "dateparser", "text2num", "python-stdnum", "tesserocr", "rapidocr")
"""The libraries whose version can change what is read."""


@cache
def pipeline_version() -> str:
    """Version of the package, then twelve letters for its reading code, its data and its libraries."""
    from actes import __version__
    from actes.data import data_path

    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for root, suffix in ((package, ".py"), (data_path("given_names.txt").parent, "")):
        for name, path in sorted(_files(root, suffix)):
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library}={_installed(library)}\n".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"


@cache
def checks_version() -> str:
    """The same for the checks, which look at what was read, and for the rows of what they find and need."""
    digest = hashlib.sha256(pipeline_version().encode())
    package = Path(__file__).parents[1]
    rows = (package / "batch" / name for name in ("facts.py", "findings.py"))
    for path in (*sorted((package / "checks").glob("*.py")), *rows):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(root: Path, suffix: str) -> Iterator[tuple[str, Path]]:
    for path in root.rglob(f"*{suffix}"):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and (not suffix or parts[0].removesuffix(suffix) not in AFTER_READING):
            yield "/".join(parts), path


def _installed(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
