"""The project's specimens as scans: what an office scanner, a worn copier and a fax make of the same pages.

    python tests/scans.py OUT            # writes OUT/<level>/<slug>.pdf for every level
    python tests/scans.py OUT clean fax  # only these

The same specimen gives the same pixels each time: noise comes from a seed made of the level and the name.
Boxes, bodies and people are those of `samples/`; stamps and signatures are drawn here.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from math import cos, pi, sin
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein

from actes.ocr.render import render_page
from actes.read.pdf import read_pdf
from actes.text import Box, PageText

SAMPLES = Path(__file__).parents[1] / "samples"
INK_BLUE = (52, 72, 170)
SCANNED_ON = time.gmtime(0)
PEN_BLACK = (35, 35, 60)


class Level(NamedTuple):
    """How a page is scanned: `skew` in degrees, `noise` as the deviation of the greys, `quality` of the JPEG."""

    dpi: int
    skew: float = 0.0
    noise: float = 0.0
    stamped: bool = False
    quality: int = 90
    fax: bool = False


LEVELS = {
    "clean": Level(300),
    "skewed": Level(200, skew=1.0, noise=4.0, quality=75),
    "stamped": Level(200, skew=-0.6, noise=14.0, stamped=True, quality=40),
    "fax": Level(200, skew=0.4, noise=30.0, fax=True),
}


def scan(slug: str, level: str) -> bytes:
    """A specimen's PDF as the PDF a scanner makes of it at this level: one image a page, no text."""
    made = LEVELS[level]
    data = (SAMPLES / "pdf" / f"{slug}.pdf").read_bytes()
    names = _names(slug)
    images = []
    for i, page in enumerate(read_pdf(data, slug)):
        rendered = render_page(data, i, 300)
        assert rendered is not None
        image = rendered[0]
        if made.stamped:
            _ink(image, list(_signed(page, names)), 300 / 72)
        images.append(_scanned(image, made, zlib.crc32(f"{slug} {level} {i}".encode())))
    return _pdf(images, made)


def error_rate(printed: str, read: str) -> float:
    """The character error rate, whatever the order in which lines and columns were read.

    Every printed word is set against the word read that is most like it; what is left over counts in full.
    """
    wanted, found = Counter(printed.split()), Counter(read.split())
    missing, extra = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    edits = 0
    for word in missing:
        near = min(extra, key=lambda other: (Levenshtein.distance(word, other), other), default="")
        edits += min(Levenshtein.distance(word, near), len(word))
        if near:
            extra.remove(near)
    edits += sum(map(len, extra))
    return edits / max(sum(map(len, printed.split())), 1)


def _names(slug: str) -> frozenset[str]:
    gold = json.loads((SAMPLES / "gold" / f"{slug}.json").read_text("utf-8"))
    return frozenset(
        word
        for act in gold["acts"]
        for signatory in act.get("signatories") or []
        for word in (signatory.get("family") or "").split()
    )


def _signed(page: PageText, names: frozenset[str]) -> Iterator[Box]:
    """Where the names of those who sign stand alone on their line, as they do in a signature block."""
    start = 0
    for line in page.string.split("\n"):
        words = page.words_in(start, start + len(line))
        start += len(line) + 1
        if len(line.split()) <= 8:
            for word in words:
                if page.string[word.start : word.end] in names:
                    yield word.box


def _ink(image: Image.Image, boxes: list[Box], scale: float) -> None:
    """A round blue stamp beside each name, its rim across it, and a pen stroke over both."""
    draw = ImageDraw.Draw(image)
    for n, box in enumerate(boxes):
        x, y = (box.x0 + box.x1) / 2 * scale, (box.y0 + box.y1) / 2 * scale
        r = 52 * scale
        cx, cy = x - 0.75 * r, y - 0.35 * r
        for inset in (0, 3 * scale):
            draw.ellipse((cx - r + inset, cy - r + inset, cx + r - inset, cy + r - inset), outline=INK_BLUE, width=6)
        for k in range(24):
            a = k * pi / 12
            draw.line(
                (cx + 0.78 * r * cos(a), cy + 0.78 * r * sin(a), cx + 0.88 * r * cos(a), cy + 0.88 * r * sin(a)),
                fill=INK_BLUE,
                width=8,
            )
        points = [
            (x + scale * (30 * cos(t * 1.7 + n) + 1.3 * t - 20), y + scale * (-14 + 12 * sin(t * 2.3)))
            for t in np.linspace(0, 9, 60)
        ]
        draw.line(points, fill=PEN_BLACK if n % 2 else INK_BLUE, width=6, joint="curve")


def _scanned(image: Image.Image, level: Level, seed: int) -> Image.Image:
    if level.skew:
        image = image.rotate(-level.skew, Image.Resampling.BICUBIC, fillcolor=(252, 252, 250))
    if level.dpi != 300:
        size = (round(image.width * level.dpi / 300), round(image.height * level.dpi / 300))
        image = image.resize(size, Image.Resampling.LANCZOS)
    if level.noise:
        rng = np.random.default_rng(seed)
        pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
        grain = rng.normal(0.0, level.noise, pixels.shape[:2]).astype(np.float32)[..., None]
        image = Image.fromarray(np.clip(pixels * 0.94 + 8 + grain, 0, 255).astype(np.uint8))
    if level.fax:
        return image.convert("L").point(lambda grey: 255 if grey > 150 else 0).convert("1", dither=Image.Dither.NONE)
    return image


def _pdf(images: list[Image.Image], level: Level) -> bytes:
    made = io.BytesIO()
    options: dict[str, Any] = {} if level.fax else {"quality": level.quality}
    options |= {"creationDate": SCANNED_ON, "modDate": SCANNED_ON}
    images[0].save(made, "PDF", save_all=True, append_images=images[1:], resolution=level.dpi, **options)
    return made.getvalue()


if __name__ == "__main__":
    out = Path(sys.argv[1])
    for name in sys.argv[2:] or LEVELS:
        (out / name).mkdir(parents=True, exist_ok=True)
        for specimen in sorted((SAMPLES / "pdf").glob("*.pdf")):
            (out / name / specimen.name).write_bytes(scan(specimen.stem, name))
