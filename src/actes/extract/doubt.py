"""Values that rest on figures the reader could not make out: reported as `unreadable`, not as read.

A word read badly is seen to be wrong; a figure is not, and « 2023 » for « 2028 » costs an archivist a day. So a date,
a number or a sum whose words are too doubtful keeps its place and its quotation, and says nothing.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from actes.model import Act, Found

DOUBT = 0.5
"""The confidence below which figures are not believed: that of figures on which no two readings agree
(`ocr.again.SPLIT`). On labelled scans one in two of them is right."""

FIGURES = frozenset(
    {
        *("number", "signed_on", "session_on", "start", "end", "convened_on", "receipt_id"),
        *("sent_on", "received_on", "published_on", "posted_on", "notified_on"),
        *("copies", "in_office", "quorum", "pour", "contre", "abstentions", "voters"),
        *("present_count", "absent_count", "proxy_count", "siren", "siret", "rna", "postcode"),
    }
)
"""The fields that figures make. Numbers of articles are not among them: their order shows what they are."""


def with_doubts(act: Act) -> Act:
    """The act, the values of `FIGURES` that are too doubtful as `unreadable`; what derives from them as well."""
    settled = _settled(act)
    assert isinstance(settled, Act)
    if settled.number and settled.number.value is None:
        settled = settled.model_copy(update={"number_key": None})
    execution = settled.execution
    if execution and execution.receipt_id and execution.receipt_id.value is None:
        settled = settled.model_copy(update={"execution": execution.model_copy(update={"receipt": None})})
    return settled


PARTS = ("execution", "term", "session", "attendance", "vote", "parties", "address")
"""The parts of an act that hold such fields; articles, visas and references are left as they are."""


def _settled(node: BaseModel) -> BaseModel:
    update: dict[str, Any] = {}
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Found):
            if name in FIGURES and value.state == "read" and value.confidence < DOUBT:
                update[name] = value.model_copy(update={"value": None, "state": "unreadable"})
        elif name in PARTS and isinstance(value, BaseModel):
            update[name] = _settled(value)
        elif name in PARTS and isinstance(value, tuple):
            update[name] = tuple(_settled(item) for item in value)
    return node.model_copy(update=update) if update else node
