"""A scan and its words → a searchable PDF: the pages as they were, and over them text that is not seen.

A PDF keeps its pages untouched under the text; images become pages of their own. Pages that had their text
get none. Where every page is an image of ours the file is PDF/A-2b (ISO 19005-2: fonts embedded, colours
defined, metadata in XMP); a PDF that came from elsewhere keeps whatever it had, so it claims nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from actes.errors import InputUnreadable
from actes.text import PageText, Word

if TYPE_CHECKING:
    from PIL.Image import Image

PRODUCER = "actes"

FACE = 0.8
"""The part of a word's box that is above the baseline of its unseen text."""

JPEG_QUALITY = 80

CODES = 255
"""Characters that one font holds: codes of one byte, none of them 0."""


def searchable(data: bytes, media_type: str, pages: Sequence[PageText], name: str) -> bytes:
    """The PDF, with the words of the pages that OCR read laid over them, unseen.

    `pages` are those `actes.read.read` gives for `data`, the bytes of a PDF or of an image. The same input gives
    the same bytes. Raises `InputUnreadable` when the file cannot be rewritten.
    """
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(data)) if media_type == "application/pdf" else _from_images(data, pages, name)
    except pikepdf.PdfError as error:
        raise InputUnreadable(f"{name} : PDF endommagé ou protégé, il ne peut être réécrit") from error
    with pdf:
        read = [page for page in pages if page.text_origin in ("ocr", "mixed") and _ours(page)]
        fonts = _fonts(pdf, sorted({letter for page in read for word in _ours(page) for letter in _text(page, word)}))
        for page in read:
            _lay(pdf, pdf.pages[page.number - 1], page, fonts)
        if media_type != "application/pdf":
            _archival(pdf)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def _ours(page: PageText) -> list[Word]:
    """The words that OCR read: those of a text layer are surely there."""
    return [word for word in page.words if word.confidence < 1.0 and word.box.x1 > word.box.x0]


def _text(page: PageText, word: Word) -> str:
    return page.string[word.start : word.end]


# Pages of images


def _from_images(data: bytes, pages: Sequence[PageText], name: str) -> Any:
    import pikepdf

    from actes.read.image import open_image, page_image

    pdf = pikepdf.new()
    with open_image(data, name) as image:
        for index, page in enumerate(pages):
            width, height = page.width or 595.0, page.height or 842.0
            shown = page_image(image, index)
            sheet = pdf.add_blank_page(page_size=(width, height))
            if shown is not None:
                sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=_stream(pdf, shown[0])))
                sheet.Contents = pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Scan Do Q".encode())
    return pdf


def _stream(pdf: Any, image: Image) -> Any:
    """The image as PDF holds it: black and white without loss, the rest as JPEG."""
    import zlib

    import pikepdf
    from PIL.Image import Dither

    size = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": image.width, "Height": image.height}
    if image.mode == "L" and image.histogram()[1:255] == [0] * 254:
        bits = image.convert("1", dither=Dither.NONE)
        return pikepdf.Stream(
            pdf,
            zlib.compress(bits.tobytes(), 9),
            **size,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=1,
            Filter=pikepdf.Name.FlateDecode,
        )
    made = io.BytesIO()
    image.save(made, "JPEG", quality=JPEG_QUALITY)
    space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    return pikepdf.Stream(
        pdf, made.getvalue(), **size, ColorSpace=space, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode
    )


# The unseen text


def _fonts(pdf: Any, letters: Sequence[str]) -> list[tuple[Any, dict[str, int]]]:
    """Fonts without a mark for these letters, and the code that each letter has in its font.

    They are Type 3: every letter is an empty drawing half as wide as the font is high.
    """
    import pikepdf

    empty = pdf.make_stream(b"500 0 0 -200 500 800 d1")
    fonts = []
    for first in range(0, len(letters), CODES):
        codes = {letter: code for code, letter in enumerate(letters[first : first + CODES], 1)}
        names = {letter: f"/c{code}" for letter, code in codes.items()}
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, -200, 500, 800],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=1,
            LastChar=len(codes),
            Widths=[500] * len(codes),
            CharProcs=pikepdf.Dictionary(dict.fromkeys(names.values(), empty)),
            Encoding=pikepdf.Dictionary(
                Type=pikepdf.Name.Encoding, Differences=[1, *(pikepdf.Name(name) for name in names.values())]
            ),
            Resources=pikepdf.Dictionary(),
            ToUnicode=pdf.make_stream(_to_unicode(codes)),
        )
        fonts.append((pdf.make_indirect(font), codes))
    return fonts


def _to_unicode(codes: dict[str, int]) -> bytes:
    """The map from the codes of a font to the letters that are copied and searched for."""
    pairs = [f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in codes.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"]
    lines += ["/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
    lines += ["/CMapName /Unseen def", "/CMapType 2 def"]
    lines += ["1 begincodespacerange", "<00> <FF>", "endcodespacerange"]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _lay(pdf: Any, sheet: Any, page: PageText, fonts: Sequence[tuple[Any, dict[str, int]]]) -> None:
    """The words of a page over it, each as wide as its box."""
    import pikepdf

    names = [
        sheet.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name(f"/Unseen{n}"))
        for n, (font, _) in enumerate(fonts)
    ]
    parts = ["q", _from_shown(sheet), "BT 3 Tr"]
    for word in _ours(page):
        parts += _shown_text(_text(page, word), word, [(n, codes) for n, (_, codes) in zip(names, fonts, strict=True)])
    parts.append("ET Q")
    sheet.contents_add(pdf.make_stream(b"q"), prepend=True)
    sheet.contents_add(pdf.make_stream("\n".join(["Q", *parts]).encode("ascii")))


def _shown_text(text: str, word: Word, fonts: Iterable[tuple[Any, dict[str, int]]]) -> list[str]:
    box = word.box
    upright = len(text) > 3 and box.y1 - box.y0 > 2 * (box.x1 - box.x0)
    length, size = (box.y1 - box.y0, box.x1 - box.x0) if upright else (box.x1 - box.x0, box.y1 - box.y0)
    size = max(size, 1.0)
    stretch = 100 * (length / (0.5 * size * len(text)))
    if upright:
        matrix = f"0 1 1 0 {box.x0 + (1 - FACE) * size:.2f} {box.y0:.2f}"
    else:
        matrix = f"1 0 0 -1 {box.x0:.2f} {box.y0 + FACE * size:.2f}"
    parts = [f"{stretch:.1f} Tz {matrix} Tm"]
    for name, codes in fonts:
        run = "".join(f"{codes[letter]:02X}" for letter in text if letter in codes)
        if run:
            parts.append(f"{name} {size:.2f} Tf <{run}> Tj")
    return parts


def _from_shown(sheet: Any) -> str:
    """The way from the page as it is shown (origin top left, y downwards) to its own coordinates."""
    left, bottom, right, top = (float(edge) for edge in sheet.cropbox)
    turn = int(sheet.get("/Rotate", 0)) % 360
    matrix = {
        90: (0, 1, 1, 0, left, bottom),
        180: (-1, 0, 0, 1, right, bottom),
        270: (0, -1, -1, 0, right, top),
    }.get(turn, (1, 0, 0, -1, left, top))
    return " ".join(f"{value:.4f}" for value in matrix) + " cm"


def _archival(pdf: Any) -> None:
    """What PDF/A-2b asks of a file of images: the meaning of its colours, and metadata that says what it is."""
    import pikepdf
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # the date it was made
    icc = pikepdf.Stream(pdf, bytes(profile), N=3)
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                DestOutputProfile=icc,
            )
        ]
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"
        metadata["pdf:Producer"] = PRODUCER
    pdf.docinfo["/Producer"] = PRODUCER
