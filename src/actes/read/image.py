"""A scan delivered as an image → its pages: TIFF (many pages, CCITT), PNG, JPEG (turned as its camera says)."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from actes.errors import InputTooLarge, InputUnreadable
from actes.text import PageText

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("TIFF", "PNG", "JPEG")
"""What Pillow may open: no other of its decoders meets bytes from outside."""

MAX_PIXELS = 170_000_000
"""An image that would be larger once decoded is refused, as Pillow does: A4 at 600 dpi has 35 million pixels."""

MAX_PAGES = 2000

READ_DPI = 300
"""The resolution a page is read at; a finer one is reduced, a coarser one enlarged."""

USUAL_LENGTH = 11.69
"""The longer side of A4 in inches: what an image measures that does not say its resolution."""

LIKELY = (60.0, 1300.0)
"""Resolutions, in dots per inch, that are believed when the image states them, if its page is then of a likely size."""

LONGEST = 50.0
SHORTEST = 3.0
"""The longest and the shortest long side of a page, in inches."""

DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, ZeroDivisionError)
"""What Pillow raises on a damaged image."""


def read_image(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of an image file, read by OCR. Boxes are in points, by the image's resolution.

    A page that cannot be decoded has no size and no text. Raises `InputUnreadable` (damaged, no page) and
    `InputTooLarge`.
    """
    from actes.ocr import read_scans

    with open_image(data, name) as image:
        pages = tuple(_page(image, i, name) for i in range(_count(image, name)))
        if all(page.width is None for page in pages):
            raise InputUnreadable(f"{name} : image endommagée ou tronquée")
        return read_scans(pages, lambda i: page_image(image, i))


def read_images(files: Sequence[tuple[str, bytes]]) -> tuple[PageText, ...]:
    """The pages of several image files, in this order, as those of one document; see `read_image`."""
    from dataclasses import replace

    pages = [page for name, data in files for page in read_image(data, name)]
    return tuple(replace(page, number=i) for i, page in enumerate(pages, 1))


def page_image(image: Image, index: int) -> tuple[Image, float] | None:
    """Page `index` of an open image, upright, and its resolution in dots per inch; None if it cannot be decoded."""
    import PIL.Image
    from PIL import ImageOps

    try:
        image.seek(index)
        dpi = resolution(image)
        page = ImageOps.exif_transpose(image)
        page = _flat(page)
    except DAMAGE:
        return None
    scale = READ_DPI / dpi
    if 0.75 <= scale <= 1.34:
        return page, dpi
    size = (max(round(page.width * scale), 1), max(round(page.height * scale), 1))
    return page.resize(size, PIL.Image.Resampling.BICUBIC if scale > 1 else PIL.Image.Resampling.LANCZOS), READ_DPI


def resolution(image: Image) -> float:
    """The dots per inch of an image: what it states where that is likely, else that of a page as long as A4."""
    longest = max(image.size)
    stated: Any = image.info.get("dpi")
    try:
        dpi = float(max(stated)) if stated else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if LIKELY[0] <= dpi <= LIKELY[1] and SHORTEST <= longest / dpi <= 1.3 * USUAL_LENGTH:
        return dpi
    return max(longest / USUAL_LENGTH, 1.0)


@contextmanager
def open_image(data: bytes, name: str) -> Iterator[Image]:
    """An image file, its first page at hand. Raises `InputUnreadable` and `InputTooLarge`."""
    import PIL.Image

    # Pillow warns of every odd tag; what matters raises. Set again and again, the filter is there once.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        image = PIL.Image.open(io.BytesIO(data), formats=FORMATS)
    except PIL.Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (PIL.UnidentifiedImageError, *DAMAGE) as error:
        raise InputUnreadable(f"{name} : image endommagée ou tronquée") from error
    with image:
        yield image


def _count(image: Image, name: str) -> int:
    try:
        count = int(getattr(image, "n_frames", 1))
    except DAMAGE:
        count = 1
    if count > MAX_PAGES:
        raise InputTooLarge(f"{name} : image de {count} pages, au-delà de la limite de {MAX_PAGES}")
    return count


def _page(image: Image, index: int, name: str) -> PageText:
    """The page before it is read: its size in points, as it is shown."""
    try:
        image.seek(index)
        width, height = image.size
        turned = image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
    except DAMAGE:
        return PageText(index + 1, "", text_origin="ocr", confidence=0.0)
    if width * height > MAX_PIXELS:
        raise _too_large(name)
    scale = 72 / resolution(image)
    if turned:
        width, height = height, width
    return PageText(
        index + 1,
        "",
        width=round(width * scale, 2),
        height=round(height * scale, 2),
        text_origin="ocr",
        confidence=0.0,
    )


ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""


def _flat(image: Image) -> Image:
    """The image in grey or in colour, on white where it is transparent."""
    import PIL.Image

    if image.mode in ("L", "RGB"):
        return image.copy()
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("I;16", "I;16B", "I", "F"):
        return _of_deep(image)
    if "A" in image.getbands() or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = PIL.Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return PIL.Image.alpha_composite(white, clear).convert("RGB")
    return image.convert("RGB")


def _of_deep(image: Image) -> Image:
    """Greys of more than 8 bits, from the darkest to the lightest that there is."""
    import numpy as np
    import PIL.Image

    greys = np.asarray(image).astype(np.float32)
    low, high = float(greys.min()), float(greys.max())
    return PIL.Image.fromarray(((greys - low) * (255 / max(high - low, 1.0))).astype(np.uint8))


def _too_large(name: str) -> InputTooLarge:
    return InputTooLarge(f"{name} : image de plus de {MAX_PIXELS // 1_000_000} millions de pixels, c'est trop")
