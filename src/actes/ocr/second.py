"""The second engine, RapidOCR (the extra `actes[ink]`): places and lines shown to it, what it reads of them.

It reads letters under a stroke of a pen, digits that Tesseract doubts, some hands; but costs four times as much,
so it is shown small places only. Without the extra everything here says that there is none.
"""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_SIDE = 736
"""Pixels that the longer side of a place has at most when letters are looked for."""

FRENCH = "àâæçéèêëîïôœùûüÿ"

_lock = threading.Lock()
_engine: list[Any] = []


class Read(NamedTuple):
    """A line as the second engine reads it: its text, its confidence, its corners in pixels of the place."""

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...] = ()


def is_installed() -> bool:
    """Whether there is a second engine."""
    return _second_engine() is not None


def read_place(place: Image) -> list[Read]:
    """The lines it finds in a place; none where there is no second engine."""
    engine = _second_engine()
    if engine is None:
        return []
    with _lock:
        seen = engine(_pixels(place), use_det=True)  # said each time: the engine remembers the last call
    if seen.txts is None:
        return []
    return [
        Read(in_french(text), float(score), tuple((float(x), float(y)) for x, y in corners))
        for text, score, corners in zip(seen.txts, seen.scores, seen.boxes, strict=True)
    ]


def read_line(line: Image) -> Read | None:
    """What it reads in the image of one line; None for nothing, or where there is no second engine."""
    engine = _second_engine()
    if engine is None:
        return None
    with _lock:
        seen = engine(_pixels(line), use_det=False)
    if not seen.txts or not seen.txts[0]:
        return None
    return Read(in_french(seen.txts[0]), float(seen.scores[0]))


def in_french(text: str) -> str:
    """The text without accents that French has not: the second engine knows those of every Latin alphabet."""
    return "".join(
        letter if letter.isascii() or letter.lower() in FRENCH or not letter.isalpha() else _plain(letter)
        for letter in text
    )


def _plain(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def _pixels(image: Image) -> Any:
    import numpy as np

    return np.asarray(image.convert("RGB"))[:, :, ::-1]


def _second_engine() -> Any:
    with _lock:
        if not _engine:
            try:
                from rapidocr import RapidOCR
            except ImportError:
                _engine.append(None)
            else:
                options = {
                    "Global.log_level": "error",
                    "Global.use_cls": False,
                    "Det.limit_type": "max",  # its own way enlarges a low, wide place: 200 MB, twice the time
                    "Det.limit_side_len": LARGEST_SIDE,
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
                _engine.append(RapidOCR(params=options))
        return _engine[0]
