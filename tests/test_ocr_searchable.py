"""Scans written as searchable PDFs."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from tests.scans import SAMPLES, scan
from typer.testing import CliRunner

from actes.api import searchable
from actes.cli import app
from actes.errors import InputUnreadable
from actes.ocr.render import render_page
from actes.read import read
from actes.read.pdf import read_pdf

SLUG = "decision-etablissement"


@lru_cache(maxsize=1)
def scanned() -> bytes:
    return scan(SLUG, "skewed")


@lru_cache(maxsize=1)
def written() -> bytes:
    return searchable(scanned(), name="scan.pdf")


def words(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    return " ".join(page.get_textpage().get_text_range().split())


def place(pdf: bytes, needle: str) -> tuple[float, float, float, float]:
    """Where a search finds these letters, in PDF points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    found = text.search(needle).get_next()
    assert found is not None, needle
    boxes = [text.get_charbox(i) for i in range(found[0], found[0] + found[1])]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def test_the_text_can_be_searched_and_stands_where_it_is_seen() -> None:
    for needle in ("LAVAUZELLE", "22 septembre 2025", "QUÉRIGNAC"):
        got = place(written(), needle)
        wanted = place((SAMPLES / "pdf" / f"{SLUG}.pdf").read_bytes(), needle)
        assert got == pytest.approx(wanted, abs=22), needle  # the scan leans by 1°


def test_the_page_looks_as_it_did() -> None:
    before, after = render_page(scanned(), 0, 72), render_page(written(), 0, 72)
    assert before is not None
    assert after is not None
    assert before[0].tobytes() == after[0].tobytes()


def test_the_same_scan_gives_the_same_bytes() -> None:
    assert searchable(scanned(), name="scan.pdf") == written()


def test_what_is_written_is_read_as_a_text_layer() -> None:
    (page,) = read_pdf(written(), "written.pdf")
    assert page.text_origin == "ocr"
    assert "DÉCISION N° 2025-31" in page.string


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_shown_turned(turn: int) -> None:
    with pikepdf.open(io.BytesIO(scanned())) as pdf:
        image = pdf.pages[0]
        width, height = (float(v) for v in image.mediabox[2:])
        # The page lies on its side in the file, and is shown upright.
        matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
        image.contents_add(pdf.make_stream(" ".join(map(str, ("q", *matrix, "cm"))).encode()), prepend=True)
        image.contents_add(pdf.make_stream(b"Q"))
        if turn != 180:
            image.obj.MediaBox = [0, 0, height, width]
            image.obj.CropBox = [0, 0, height, width]
        image.Rotate = turn
        made = io.BytesIO()
        pdf.save(made)
    raw = read(made.getvalue(), "turned.pdf")
    from actes.export.searchable import searchable as write

    pdf_bytes = write(made.getvalue(), raw.media_type, raw.pages, raw.name)
    assert "DÉCISION N° 2025-31" in read_pdf(pdf_bytes, "turned.pdf")[0].string


def test_a_printed_page_gets_no_text() -> None:
    data = (SAMPLES / "pdf" / "avenant.pdf").read_bytes()
    assert words(searchable(data, name="avenant.pdf")) == words(data)


def test_an_image_becomes_an_archival_pdf() -> None:
    rendered = render_page((SAMPLES / "pdf" / f"{SLUG}.pdf").read_bytes(), 0, 200)
    assert rendered is not None
    pages = [rendered[0].crop((0, 0, 1653, 700)).convert("1"), Image.new("1", (1653, 700), 1)]
    made = io.BytesIO()
    pages[0].save(made, "TIFF", compression="group4", save_all=True, append_images=pages[1:], dpi=(200, 200))
    pdf_bytes = searchable(made.getvalue(), name="scan.tif")
    assert "DÉCISION N° 2025-31" in words(pdf_bytes)
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        assert len(pdf.pages) == 2
        assert pdf.open_metadata().pdfa_status == "2B"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Encrypt" not in pdf.trailer
        assert [float(v) for v in pdf.pages[0].mediabox] == pytest.approx([0, 0, 595, 252], abs=1)
        fonts = [f for page in pdf.pages for f in page.resources.get("/Font", {}).values()]
        assert fonts
        assert all("/ToUnicode" in f and f.Subtype == "/Type3" for f in fonts)
    assert pdf_bytes == searchable(made.getvalue(), name="scan.tif")


def test_the_command(tmp_path: Path) -> None:
    source, target = tmp_path / "scan.pdf", tmp_path / "out" / "scan.pdf"
    source.write_bytes(scanned())
    done = CliRunner().invoke(app, ["ocr", str(source), "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert "LAVAUZELLE" in words(target.read_bytes())


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4 cut")
    done = CliRunner().invoke(app, ["ocr", str(tmp_path / "x.pdf"), "-o", str(tmp_path / "y.pdf")])
    assert done.exit_code == InputUnreadable.exit_code
    assert not (tmp_path / "y.pdf").exists()
