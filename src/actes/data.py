"""Where the data files are: `actes/models/` once installed, `models/` in a source checkout."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "models"
_CHECKOUT = Path(__file__).parents[2] / "models"


def data_path(name: str) -> Path:
    """The path of the data file `name` (a relative path with slashes: `given_names.txt`).

    Raises FileNotFoundError when the installation lacks it.
    """
    for root in (_INSTALLED, _CHECKOUT):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"data file {name!r} is missing from the installation of actes")


def data_bytes(name: str) -> bytes:
    """The content of the data file `name`."""
    return data_path(name).read_bytes()
