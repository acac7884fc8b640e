"""Which words are printed in bold: those whose strokes are wide for their size and for their page."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from actes.ocr.engine import Seen

if TYPE_CHECKING:
    from PIL.Image import Image

HEAVY = 1.28
"""How many times as wide as usual the strokes of a bold word are."""

FEWEST = 30
"""Fewer words do not tell what is usual."""


def weigh(words: Sequence[Seen], grey: Image) -> list[Seen]:
    """The words, in pixels of the image, with `bold` set.

    A word takes the weight that it shares with its neighbours of one line: one alone is badly measured.
    """
    import numpy as np

    pixels = np.asarray(grey)
    ratios = [_stroke(pixels, word) / max(word.size, 1.0) for word in words]
    known = [ratio for ratio, word in zip(ratios, words, strict=True) if ratio and _is_text(word)]
    if len(known) < FEWEST:
        return list(words)
    usual = median(known)
    smooth = [_about(ratios, words, i) for i in range(len(words))]
    return [word._replace(bold=ratio > HEAVY * usual) for word, ratio in zip(words, smooth, strict=True)]


def _stroke(pixels: Any, word: Seen) -> float:
    """The mean width of the strokes that a level line crosses in a word, in pixels."""
    box = word.box
    ink = pixels[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)] < 128
    if not ink.size:
        return 0.0
    strokes = int((ink[:, 1:] & ~ink[:, :-1]).sum() + ink[:, 0].sum())
    return float(ink.sum()) / strokes if strokes else 0.0


def _is_text(word: Seen) -> bool:
    return word.confidence > 0.6 and sum(map(str.isalnum, word.text)) > 1


def _about(ratios: Sequence[float], words: Sequence[Seen], i: int) -> float:
    """The middle of the widths of a word and of its neighbours on the line."""
    line = [j for j in (i - 1, i, i + 1) if 0 <= j < len(words) and abs(words[j].base - words[i].base) < words[i].size]
    near = [ratios[j] for j in line if ratios[j] and _is_text(words[j])]
    return median(near) if near else 0.0
