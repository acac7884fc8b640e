"""Makes the specimens of `text/`, `pdf/` and `word/` from the sources in `source/`.

    python samples/build.py            # writes them
    python samples/build.py --check    # says which are out of date, exit code 1 if any

A source is one paragraph per line. `= ` opens a title line, `~ ` a centred one, `**…**` is bold.
A line that opens with `@` is a directive:

    @font Times | Helvetica     letters of the PDF
    @head, @foot TEXT           running head and foot; {page} and {pages} are numbers
    @number N                   the pages bear their number alone at the foot, from N
    @wrap N                     the text file breaks its lines at N characters
    @stamp … @end               what a transmission platform lays over the top right of each page
    @right … @end               lines set to the right
    @columns [side] … @or … @end   signature blocks side by side; in the text file too with `side`
    @page                       a new page

The same sources and the same version of reportlab give the same bytes: no date, no
compression, standard fonts.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).parent
IN_WORD = ("contrat",)
"""Specimens that exist as a Word file as well."""

MARGIN = 57.0
BOLD = re.compile(r"\*\*(.+?)\*\*")
FONTS = {"Times": ("Times-Roman", "Times-Bold"), "Helvetica": ("Helvetica", "Helvetica-Bold")}


@dataclass(frozen=True)
class Line:
    """One paragraph; `style` is `body`, `title`, `centre` or `right`."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class Columns:
    """Blocks set side by side."""

    blocks: tuple[tuple[str, ...], ...]
    side: bool = False


@dataclass
class Page:
    """One page as the source breaks them; a PDF may need more sheets for it."""

    items: list[Line | Columns] = field(default_factory=list)
    stamp: tuple[str, ...] = ()


@dataclass
class Specimen:
    """A source, read."""

    font: str = "Times"
    head: str = ""
    foot: str = ""
    first_number: int | None = None
    wrap: int = 0
    pages: list[Page] = field(default_factory=lambda: [Page()])


def read(source: str) -> Specimen:
    """The specimen a source describes."""
    specimen = Specimen()
    lines = iter(source.rstrip("\n").split("\n"))
    for line in lines:
        page = specimen.pages[-1]
        if not line.startswith("@"):
            mark, text = line[:2], line[2:]
            style = {"= ": "title", "~ ": "centre"}.get(mark)
            page.items.append(Line(text, style) if style else Line(line))
            continue
        word, _, rest = line[1:].partition(" ")
        if word == "font":
            specimen.font = rest
        elif word == "head":
            specimen.head = rest
        elif word == "foot":
            specimen.foot = rest
        elif word == "number":
            specimen.first_number = int(rest)
        elif word == "wrap":
            specimen.wrap = int(rest)
        elif word == "page":
            specimen.pages.append(Page(stamp=page.stamp))
        elif word == "stamp":
            page.stamp = tuple(_block(lines))
        elif word == "right":
            page.items += [Line(text, "right") for text in _block(lines)]
        elif word == "columns":
            blocks: list[list[str]] = [[]]
            for text in _block(lines):
                if text == "@or":
                    blocks.append([])
                else:
                    blocks[-1].append(text)
            page.items.append(Columns(tuple(map(tuple, blocks)), rest == "side"))
        else:
            raise ValueError(f"unknown directive: {line}")
    return specimen


def _block(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == "@end":
            return
        yield line


def as_text(specimen: Specimen) -> str:
    """What a text extraction of the specimen looks like: stamp first, form feed between pages."""
    return "\n\f".join(_text_page(specimen, number) for number in range(len(specimen.pages))) + "\n"


def _text_page(specimen: Specimen, index: int) -> str:
    page = specimen.pages[index]
    parts = [*page.stamp]
    if specimen.head:
        parts.append(specimen.head)
    for item in page.items:
        if isinstance(item, Line):
            plain = BOLD.sub(r"\1", item.text)
            parts += textwrap.wrap(plain, specimen.wrap, break_long_words=False) if specimen.wrap and plain else [plain]
        elif item.side:
            width = 58
            parts += [
                "".join(cell.ljust(width) for cell in row).rstrip() for row in zip_longest(*item.blocks, fillvalue="")
            ]
        else:
            for block in item.blocks:
                parts += [*block, ""]
    foot = specimen.foot.format(page=index + 1, pages=len(specimen.pages))
    parts += ["", foot] if foot else []
    if specimen.first_number is not None:
        parts += ["", str(specimen.first_number + index)]
    return "\n".join(parts)


def as_pdf(specimen: Specimen) -> bytes:
    """An A4 PDF with a text layer in standard fonts; laid out twice, since its feet tell how many pages it has."""
    sheets = _pdf(specimen, 0).count(b"/Type /Page\n")
    return _pdf(specimen, sheets)


def _pdf(specimen: Specimen, sheets: int) -> bytes:
    regular, bold = FONTS[specimen.font]
    base = ParagraphStyle("body", fontName=regular, fontSize=10.5, leading=13.5, alignment=TA_JUSTIFY)
    styles = {
        "body": base,
        "centre": ParagraphStyle("centre", base, alignment=TA_CENTER),
        "title": ParagraphStyle("title", base, fontName=bold, fontSize=12, leading=15, alignment=TA_CENTER),
        "right": ParagraphStyle("right", base, alignment=TA_LEFT, leftIndent=250),
        "cell": ParagraphStyle("cell", base, alignment=TA_LEFT),
    }
    story: list[Flowable] = []
    stamps: list[tuple[str, ...]] = []
    for index, page in enumerate(specimen.pages):
        if index:
            story.append(PageBreak())
        story.append(_Stamped(stamps, page.stamp))
        for item in page.items:
            story += _flow(item, styles, bold)
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=76,
        bottomMargin=64,
        title="Specimen",
        creator="actes",
        invariant=1,
        pageCompression=0,
    )
    decorate = partial(_decorate, specimen, regular, stamps, sheets)
    document.build(story, canvasmaker=partial(_Signed, decorate))
    return target.getvalue()


class _Stamped(Flowable):
    """Takes no room; from its page on, sheets bear this stamp."""

    def __init__(self, stamps: list[tuple[str, ...]], stamp: tuple[str, ...]) -> None:
        super().__init__()
        self.stamps, self.stamp = stamps, stamp

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        self.stamps[:] = [self.stamp]


class _Signed(Canvas):
    """A canvas that lays head, foot and stamp over each finished page, as platforms do."""

    def __init__(self, decorate: Callable[[Canvas], None], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._decorate = decorate

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        self._decorate(self)
        super().showPage()


def _decorate(specimen: Specimen, font: str, stamps: list[tuple[str, ...]], sheets: int, canvas: Canvas) -> None:
    number = canvas.getPageNumber()
    width, height = A4
    canvas.setFont(font, 8)
    canvas.drawString(MARGIN, height - 40, specimen.head)
    canvas.drawCentredString(width / 2, 36, specimen.foot.format(page=number, pages=sheets))
    if specimen.first_number is not None:
        canvas.drawRightString(width - MARGIN, 22, str(specimen.first_number + number - 1))
    stamp = stamps[0] if stamps else ()
    if stamp:
        canvas.setStrokeColorRGB(0.1, 0.25, 0.6)
        canvas.setFillColorRGB(0.1, 0.25, 0.6)
        canvas.roundRect(width - 236, height - 20 - 11 * len(stamp), 222, 11 * len(stamp) + 6, 4)
        canvas.setFont("Helvetica", 8)
        for row, text in enumerate(stamp):
            canvas.drawString(width - 230, height - 24 - 11 * row, text)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setStrokeColorRGB(0, 0, 0)


def _flow(item: Line | Columns, styles: dict[str, ParagraphStyle], bold: str) -> list[Flowable]:
    if isinstance(item, Line):
        if not item.text:
            return [Spacer(1, 8)]
        return [Paragraph(_marked(item.text, bold), styles[item.style])]
    cells = [
        [Paragraph(_marked(text, bold), styles["cell"]) if text else Spacer(1, 14) for text in block]
        for block in item.blocks
    ]
    return [Spacer(1, 8), Table([cells], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]


def _marked(text: str, bold: str) -> str:
    return BOLD.sub(rf'<font name="{bold}">\1</font>', escape(text))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def as_word(specimen: Specimen) -> bytes:
    """A Word file: paragraphs, bold runs, a table for the signature blocks. Nothing is compressed."""
    body: list[str] = []
    for index, page in enumerate(specimen.pages):
        if index:
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        for item in page.items:
            if isinstance(item, Line):
                body.append(_paragraph(item))
            else:
                cells = "".join(
                    "<w:tc><w:tcPr/>" + "".join(_paragraph(Line(text)) for text in block) + "</w:tc>"
                    for block in item.blocks
                )
                body.append(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}<w:p/>'
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
        ),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), XML + content)
    return target.getvalue()


def _paragraph(line: Line) -> str:
    runs = ""
    for i, text in enumerate(BOLD.split(line.text)):
        if text:
            weight = "<w:rPr><w:b/></w:rPr>" if i % 2 or line.style == "title" else ""
            runs += f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    jc = {"title": "center", "centre": "center", "right": "right"}.get(line.style)
    properties = f'<w:pPr><w:jc w:val="{jc}"/></w:pPr>' if jc else ""
    return f"<w:p>{properties}{runs}</w:p>"


def outputs() -> Iterator[tuple[Path, bytes]]:
    """Every file made from the sources, with what it must hold."""
    for source in sorted((HERE / "source").glob("*.txt")):
        specimen = read(source.read_text(encoding="utf-8"))
        yield HERE / "text" / f"{source.stem}.txt", as_text(specimen).encode("utf-8")
        yield HERE / "pdf" / f"{source.stem}.pdf", as_pdf(specimen)
        if source.stem in IN_WORD:
            yield HERE / "word" / f"{source.stem}.docx", as_word(specimen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    check = parser.parse_args().check
    stale = 0
    for path, content in outputs():
        if check:
            if not path.exists() or path.read_bytes() != content:
                print(f"out of date: {path.relative_to(HERE.parent)}", file=sys.stderr)
                stale += 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
