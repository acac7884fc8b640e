"""Reads French administrative acts into a typed, verifiable model.

>>> import actes
>>> dossier = actes.parse("decision.pdf")
>>> dossier.acts[0].signed_on.value, dossier.acts[0].signed_on.at[0].page
('2026-01-15', 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Act",
    "ActesError",
    "Change",
    "Dossier",
    "Finding",
    "Found",
    "__version__",
    "check",
    "diff",
    "parse",
    "parse_pages",
    "parse_text",
    "searchable",
]

if TYPE_CHECKING:
    from actes.api import parse, parse_pages, parse_text, searchable
    from actes.changes import Change, diff
    from actes.checks.rule import Finding
    from actes.checks.run import check
    from actes.errors import ActesError
    from actes.model import Act, Dossier, Found

_HOMES = {
    "parse": "api",
    "parse_pages": "api",
    "parse_text": "api",
    "searchable": "api",
    "check": "checks.run",
    "diff": "changes",
    "Change": "changes",
    "ActesError": "errors",
    "Act": "model",
    "Dossier": "model",
    "Finding": "checks.rule",
    "Found": "model",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `import actes` itself loads nothing."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module 'actes' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"actes.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
