"""The JSON Schema of the model, as text that does not change between two runs."""

from __future__ import annotations

import json

from actes.model import SCHEMA_VERSION, Dossier


def schema() -> str:
    """The JSON Schema (draft 2020-12) of a dossier in the full view."""
    made = Dossier.model_json_schema(mode="serialization")
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"actes-dossier-{SCHEMA_VERSION}", **made}
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
