"""A page of a PDF → its image. pdfium is not thread-safe: `PDFIUM` is held while it works."""

from __future__ import annotations

import ctypes
from math import isfinite, sqrt
from typing import TYPE_CHECKING

from actes.read.pdf import PDFIUM

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
"""What Tesseract reads best: a letter of 10 points is then 30 pixels high."""

MAX_PIXELS = 40_000_000
"""A page that would be larger (a plan, a bomb) is rendered smaller."""

MIN_DPI = 50
"""Below this nothing can be read."""


def render_page(data: bytes, index: int, dpi: float = DPI) -> tuple[Image, float] | None:
    """Page `index` of a PDF as it is shown, in colour, and its resolution (`dpi`, or less for a huge page).

    None for a page that pdfium cannot open, has no size, or is too large to be read at `MIN_DPI`.
    """
    import PIL.Image

    with PDFIUM:
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        page = pdfium.FPDF_LoadPage(document, index) if document else None
        bitmap = None
        try:
            if not page:
                return None
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            if not (isfinite(width) and isfinite(height) and width > 0 and height > 0):
                return None
            dpi = min(dpi, 72 * sqrt(MAX_PIXELS / (width * height)))
            across, down = round(width * dpi / 72), round(height * dpi / 72)
            if dpi < MIN_DPI or not across or not down:
                return None
            bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, None, 0)
            if not bitmap:
                return None
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            buffer = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
        finally:
            if bitmap:
                pdfium.FPDFBitmap_Destroy(bitmap)
            if page:
                pdfium.FPDF_ClosePage(page)
            if document:
                pdfium.FPDF_CloseDocument(document)
    return PIL.Image.frombuffer("RGB", (across, down), buffer, "raw", "BGRX", stride, 1), dpi
