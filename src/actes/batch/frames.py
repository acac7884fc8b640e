"""Messages between a guard and its reader: a head in JSON, then bytes.

JSON and not pickle: the reader has touched hostile bytes, and what it says must not be run.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

SIZES = struct.Struct(">QQ")
MAX_HEAD = 400_000_000
MAX_BODY = 1_500_000_000
"""Bounds on what a reader may answer; the rows of a dossier repeat its text, its JSON is some ten times that."""


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message. Raises OSError when the other side has gone."""
    text = json.dumps(head, separators=(",", ":")).encode("ascii")
    pipe.write(SIZES.pack(len(text), len(body)))
    pipe.write(text)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises EOFError when the other side has gone, ValueError for what is no message."""
    head_size, body_size = SIZES.unpack(_exactly(pipe, SIZES.size))
    if head_size > MAX_HEAD or body_size > MAX_BODY:
        raise ValueError("message beyond the bound")
    head = json.loads(_exactly(pipe, head_size))
    if not isinstance(head, dict):
        raise ValueError("message without a head")
    return head, _exactly(pipe, body_size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data
