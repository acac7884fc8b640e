"""The checks over the whole catalogue, made anew at the end of a run."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def refresh(database: sqlite3.Connection, out: Path) -> dict[str, int]:
    return {}
