"""Tesseract, in process: a grey image → words with boxes, baselines and confidences, in pixels.

An engine is not thread-safe and takes 30 MB: each thread that reads keeps one of its own.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from actes.data import data_path
from actes.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "fra"

PAGE_SECONDS = 60
"""The time the engine may take for one page; an act takes two or three seconds."""

Mode = Literal["page", "block", "line", "sparse"]

_MODES: dict[Mode, str] = {"page": "AUTO", "block": "SINGLE_BLOCK", "line": "SINGLE_LINE", "sparse": "SPARSE_TEXT"}
"""Page segmentation modes of Tesseract: a whole page, one block of lines, one line, words here and there."""

_own = threading.local()


class Seen(NamedTuple):
    """A word as the engine sees it.

    `base` is the height of the baseline under the word, `size` that of the line from the tips of its tall
    letters to the feet of its low ones (about the size of the font); `confidence` runs from 0 to 1. Lengths are
    in pixels as the engine gives them, in points of the levelled page from then on. `again` says that the word
    was read under ink, by the second engine; `ink` is the number of the coloured stamp that says it, 0 for none; `pen` that
    it looks written by hand.
    """

    text: str
    box: Box
    base: float
    size: float
    confidence: float
    bold: bool = False
    again: bool = False
    ink: int = 0
    pen: bool = False


class EngineTimeout(Exception):
    """The engine took longer than it may for one page."""


def version() -> str:
    """The version of Tesseract: « 5.5.4 »."""
    tesserocr = _tesserocr()
    return str(tesserocr.tesseract_version()).split("\n", 1)[0].removeprefix("tesseract ").strip()


def see(
    image: Image, dpi: float, mode: Mode = "page", local: bool = False, seconds: float = PAGE_SECONDS
) -> list[Seen]:
    """The words in a grey (`L`) or black-and-white image, in the engine's reading order, boxes in pixels.

    What is ink is told from paper by one threshold for all of the image, or with `local` by one for each
    place (Sauvola), which reads through stains and noise. Raises `EngineTimeout` when that takes more than `seconds`.
    """
    tesserocr = _tesserocr()
    api = _engine(tesserocr)
    if image.mode != "L":
        image = image.convert("L")
    try:
        api.SetVariable("thresholding_method", "2" if local else "0")
        api.SetPageSegMode(getattr(tesserocr.PSM, _MODES[mode]))
        api.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
        api.SetSourceResolution(round(dpi))
        if not api.Recognize(round(seconds * 1000)):
            raise EngineTimeout
        return _words(tesserocr, api)
    finally:
        api.Clear()


def _tesserocr() -> Any:
    # Before the library is loaded: with more threads than cores Tesseract is 4 to 10 times slower.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr  # type: ignore[import-untyped]

    return tesserocr


def _engine(tesserocr: Any) -> Any:
    api = getattr(_own, "api", None)
    if api is None:
        folder = data_path(f"tessdata/{LANGUAGE}.traineddata").parent
        api = tesserocr.PyTessBaseAPI(path=str(folder), lang=LANGUAGE, oem=tesserocr.OEM.LSTM_ONLY)
        _own.api = api
    return api


def _words(tesserocr: Any, api: Any) -> list[Seen]:
    word = tesserocr.RIL.WORD
    words: list[Seen] = []
    iterator = api.GetIterator()
    if iterator is None:
        return words
    for here in tesserocr.iterate_level(iterator, word):
        if here.Empty(word):
            continue
        text = here.GetUTF8Text(word).strip()
        box = here.BoundingBox(word)
        if not text or box is None:
            continue
        baseline = here.Baseline(word)
        base = (baseline[0][1] + baseline[1][1]) / 2 if baseline else float(box[3])
        size = float((here.RowAttributes() or {}).get("row_height") or 0.0) or float(box[3] - box[1])
        words.append(Seen(text, Box(*map(float, box)), base, size, here.Confidence(word) / 100))
    return words
