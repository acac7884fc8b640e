"""Many files: found, read each in a process of its own, and kept in a catalogue that can be searched.

`run` is the verb; `search` reads the catalogue it leaves, `status` says where a run stands.
Everything here reads only the model that `actes.api.parse` gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actes.batch.coordinator import Options, Summary, run
    from actes.batch.job import Limits
    from actes.batch.search import Hit, search
    from actes.batch.status import status

__all__ = ["Hit", "Limits", "Options", "Summary", "run", "search", "status"]

_HOMES = {
    "Hit": "search",
    "Limits": "job",
    "Options": "coordinator",
    "Summary": "coordinator",
    "run": "coordinator",
    "search": "search",
    "status": "status",
}


def __getattr__(name: str) -> Any:
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module 'actes.batch' has no attribute {name!r}")
    # not cached in this module: `search` and `status` are names of its own submodules too
    return getattr(importlib.import_module(f"actes.batch.{_HOMES[name]}"), name)
