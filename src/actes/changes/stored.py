"""A dossier to compare: any file that can be read, or the JSON model that `actes parse` wrote of one."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from actes.errors import InputMissing, InputUnreadable
from actes.model import Dossier

MODEL_WITHIN = 4096
"""A JSON model names its `schema_version` within so many bytes: it is its first field."""


def stored(source: str | bytes, name: str | None = None) -> Dossier:
    """The dossier of a path or of the bytes of a file, read anew unless it is a JSON model already.

    Raises an `ActesError` where the input is unusable; `--values` JSON is, since it lacks the places.
    """
    from actes.api import parse

    shown = name or (source if isinstance(source, str) else "-")
    if isinstance(source, bytes):
        data = source
    elif source.lower().endswith(".json"):
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise InputMissing(f"{shown} : lecture impossible ({error.strerror})") from error
    else:
        return parse(source, name=name)
    if data.lstrip()[:1] != b"{" or b'"schema_version"' not in data[:MODEL_WITHIN]:
        if isinstance(source, str):
            raise InputUnreadable(f"{shown} : ce JSON n'est pas un modèle écrit par « actes parse »")
        return parse(data, name=name)
    try:
        return Dossier.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "racine"
        raise InputUnreadable(
            f"{shown} : modèle JSON non conforme ({error.error_count()} écarts, le premier à « {where} ») ; "
            "le modèle complet est attendu, sans --values"
        ) from error
