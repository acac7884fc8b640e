"""Scans delivered as images."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import actes
from actes.errors import InputMissing, InputTooLarge, InputUnreadable, InputUnsupported
from actes.ocr.render import render_page
from actes.read import image as reader
from actes.read import read, read_folder
from actes.read.image import page_image, resolution

SAMPLE = Path(__file__).parents[2] / "samples" / "pdf" / "decision-etablissement.pdf"
TITLE = "DÉCISION N° 2025-31"


@lru_cache(maxsize=1)
def head() -> Image.Image:
    """The top of a décision at 200 dpi."""
    rendered = render_page(SAMPLE.read_bytes(), 0, 200)
    assert rendered is not None
    return rendered[0].crop((0, 0, rendered[0].width, 700))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **{"dpi": (200, 200)} | options)
    return made.getvalue()


def black_and_white() -> Image.Image:
    return head().convert("L").point(lambda grey: 255 if grey > 140 else 0).convert("1")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (lambda: saved(head(), "PNG"), "image/png"),
        (lambda: saved(head().convert("RGBA"), "PNG"), "image/png"),
        (lambda: saved(head(), "JPEG", quality=80), "image/jpeg"),
        (lambda: saved(black_and_white(), "TIFF", compression="group4"), "image/tiff"),
        (lambda: saved(head().convert("P"), "TIFF", compression="tiff_lzw"), "image/tiff"),
    ],
)
def test_formats(data: object, media_type: str) -> None:
    assert callable(data)
    raw = read(data(), "scan")
    (page,) = raw.pages
    assert raw.media_type == media_type
    assert TITLE in page.string
    assert page.text_origin == "ocr"
    assert (page.width, page.height) == pytest.approx((595, 252), abs=1)


def test_a_tiff_of_several_pages() -> None:
    pages = [black_and_white(), Image.new("1", (1653, 700), 1), black_and_white()]
    data = saved(pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:])
    dossier = actes.parse(data, name="scan.tif")
    assert [page.number for page in dossier.pages] == [1, 2, 3]
    assert [TITLE in page.text for page in dossier.pages] == [True, False, True]
    assert [(n.code, n.page) for n in dossier.notices if n.page] == [("page-without-text", 2)]
    assert dossier.source.page_count == 3


@pytest.mark.parametrize(("orientation", "turn"), [(6, 90), (3, 180), (8, 270)])
def test_a_photograph_is_held_as_its_camera_says(orientation: int, turn: int) -> None:
    exif = Image.Exif()
    exif[reader.ORIENTATION] = orientation
    data = saved(head().rotate(turn, expand=True), "JPEG", exif=exif)
    with reader.open_image(data, "photo") as opened:
        page = reader._page(opened, 0, "photo")
        shown = page_image(opened, 0)
    assert shown is not None
    assert page.width == pytest.approx(595, abs=1)
    assert shown[0].width > shown[0].height


@pytest.mark.parametrize(
    ("size", "dpi", "expected"),
    [
        ((1654, 2339), (200, 200), 200),
        ((1654, 2339), (72, 72), 200),  # a camera's 72: the page would be 32 inches long
        ((1654, 2339), None, 200),
        ((2480, 3508), (0, 0), 300),
        ((4961, 3508), (300, 300), 424),  # A3 is longer than believed: as long as A4
        ((100, 100), (9999, 9999), 8.55),
    ],
)
def test_resolution(size: tuple[int, int], dpi: tuple[int, int] | None, expected: float) -> None:
    image = Image.new("L", size)
    if dpi:
        image.info["dpi"] = dpi
    assert resolution(image) == pytest.approx(expected, rel=0.02)


def test_a_cut_image_is_refused_in_one_line() -> None:
    data = saved(head(), "PNG")
    for end in (8, 30, 60):
        with pytest.raises(InputUnreadable, match=r"^scan\.png : .+") as error:
            read(data[:end], "scan.png")
        assert "\n" not in str(error.value)


def test_a_page_that_cannot_be_decoded_is_flagged_and_the_others_are_kept() -> None:
    pages = [black_and_white(), black_and_white()]
    data = bytearray(saved(pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:]))
    with Image.open(io.BytesIO(bytes(data))) as opened:
        opened.seek(1)
        tags = opened.tag_v2  # type: ignore[attr-defined]
        (start, *_), (size, *_) = tags[273], tags[279]
        entry = data.index(start.to_bytes(4, "little"))
    data[entry : entry + 4] = (len(data) + 4096).to_bytes(4, "little")
    assert size
    dossier = actes.parse(bytes(data), name="scan.tif")
    assert TITLE in dossier.pages[0].text
    assert [(n.code, n.page) for n in dossier.notices if n.page] == [("page-failed", 2)]


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = saved(Image.new("1", (30_000, 30_000)), "TIFF", compression="group4")
    assert len(bomb) < 200_000
    with pytest.raises(InputTooLarge, match="millions de pixels"):
        read(bomb, "bombe.tif")
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    two = saved(black_and_white(), "TIFF", save_all=True, append_images=[black_and_white()])
    with pytest.raises(InputTooLarge, match="2 pages"):
        read(two, "long.tif")


def test_formats_that_are_not_read() -> None:
    with pytest.raises(InputUnsupported, match="TIFF, PNG, JPEG"):
        read(saved(Image.new("L", (9, 9)), "GIF"), "image.gif")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=20))
def test_damage_never_raises_anything_else(at: int, garbage: bytes) -> None:
    data = saved(Image.new("1", (40, 40), 1), "TIFF", compression="group4")
    at %= len(data)
    broken = data[:4] + data[4:at] + garbage + data[max(at, 4) + len(garbage) :]
    with suppress(InputUnreadable):
        assert all(page.string == "" for page in read(broken, "x.tif").pages)


def test_a_folder_of_pages_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "page-10.png").write_bytes(saved(Image.new("L", (1653, 400), 255), "PNG"))
    (tmp_path / "page-2.png").write_bytes(saved(head(), "PNG"))
    (tmp_path / "notes.txt").write_text("à trier")
    raw = read_folder(tmp_path)
    assert [page.number for page in raw.pages] == [1, 2]
    assert TITLE in raw.pages[0].string
    assert actes_of(tmp_path) == 2


def actes_of(folder: Path) -> int:
    from actes.api import parse_pages

    return len(parse_pages(folder).pages)


def test_a_folder_without_a_page(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="aucune image"):
        read_folder(tmp_path)
    with pytest.raises(InputMissing, match="introuvable"):
        read_folder(tmp_path / "absent")
