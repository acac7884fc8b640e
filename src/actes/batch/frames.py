"""Messages between a guard and its reader: a head in JSON, then bytes.

JSON and not pickle: the reader has touched hostile bytes, and what it says must not be run.
"""

from __future__ import annotations

import json
import re
import struct
from typing import IO, Any, NoReturn

SIZES = struct.Struct(">QQ")
MAX_HEAD = 400_000_000
MAX_BODY = 1_500_000_000
"""Bounds on what a reader may answer; the rows of a dossier repeat its text, its JSON is some ten times that."""


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message. Raises OSError when the other side has gone."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    pipe.write(SIZES.pack(len(text), len(body)))
    pipe.write(text)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises EOFError when the other side has gone, ValueError for what is no message.

    Nor is a message what no base takes: half of a surrogate pair, a number beyond 64 bits, one that is none.
    """
    head_size, body_size = SIZES.unpack(_exactly(pipe, SIZES.size))
    if head_size > MAX_HEAD or body_size > MAX_BODY:
        raise ValueError("message beyond the bound")
    text = _exactly(pipe, head_size)
    head = READ.decode(text.decode())
    if not isinstance(head, dict):
        raise ValueError("message without a head")
    if SURROGATE.search(text):
        json.dumps(head, ensure_ascii=False).encode()
    return head, _exactly(pipe, body_size)


SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
"""« \\ud83d »: nothing that `send` writes, though a text may hold the like (a folder « \\udine »)."""


def _whole(digits: str) -> int:
    if len(digits) < 19:
        return int(digits)
    number = int(digits) if len(digits) <= 20 else 1 << 63
    if not -(1 << 63) <= number < 1 << 63:
        raise ValueError("number beyond 64 bits")
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


READ = json.JSONDecoder(parse_int=_whole, parse_constant=_no_number)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data
