"""Pages of PDFs made here: what is printed, where, in which order, and what no page can be made of."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from actes.errors import ActesError, InputTooLarge, InputUnreadable
from actes.read import pdf
from actes.read.pdf import read_pdf
from actes.text import Box, PageText

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SIZE = (600.0, 800.0)
BODY = "Le conseil de Valclair, après en avoir délibéré, approuve la convention"
Draw = Callable[[Canvas], None]


def made(*pages: Draw, encryption: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=SIZE, encrypt=encryption, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, text: str, x: float, y: float, font: str = "Times-Roman", size: float = 11) -> None:
    """Writes from `x` on the baseline `y`, counted from the top."""
    canvas.setFont(font, size)
    canvas.drawString(x, SIZE[1] - y, text)


def body(canvas: Canvas, y: float = 60, lines: int = 8) -> None:
    for i in range(lines):
        write(canvas, BODY, 60, y + 14 * i)


def one(data: bytes) -> PageText:
    (page,) = read_pdf(data, "acte.pdf")
    return page


def drawn(draw: Draw) -> PageText:
    return one(made(draw))


def marks(page: PageText, kind: str) -> list[str]:
    return [" ".join(page.string[mark.start : mark.end].split()) for mark in page.marks if mark.kind == kind]


def printed_lines(page: PageText) -> list[str]:
    return [line.strip() for line in page.string.split("\n") if line.strip()]


# Files written by hand, for what no library would write


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return data + end % (len(places) + 1, table, len(places) + 1, len(data))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def sheet(content: bytes, page: bytes = b"", *more: bytes, box: bytes = b"[0 0 600 800]", font: bytes = b"") -> bytes:
    """One page: object 3; its font F is object 5, `more` are the objects from 6 on."""
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources"
        b" << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % (box, page),
        stream(content),
        font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


def mapped(characters: dict[str, str], content: bytes) -> bytes:
    """A page whose letters stand for other characters, given as UTF-16 units."""
    rows = "".join(f"<{ord(letter):02x}> <{units}>\n" for letter, units in characters.items())
    cmap = f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{len(characters)} beginbfchar\n{rows}endbfchar\n"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return sheet(b"BT /F 10 Tf 50 700 Td %s ET" % content, b"", stream(cmap.encode()), font=font)


# What is printed, and where


def test_words_lines_and_boxes() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "Délibération n° 12", 60, 50)
        write(canvas, "Article 1er", 60, 64)

    page = drawn(draw)
    assert page.string == "Délibération n° 12\nArticle 1er"
    assert (page.number, page.width, page.height, page.rotation) == (1, 600.0, 800.0, 0)
    assert (page.text_origin, page.confidence) == ("native", None)
    assert [page.string[word.start : word.end] for word in page.words] == ["Délibération", "n°", "12", "Article", "1er"]
    left = page.words[0].box
    assert left.x0 == pytest.approx(60, abs=1)
    assert left.y0 < 50 < left.y1
    assert page.box(0, 18) == Box(left.x0, left.y0, page.words[2].box.x1, left.y1)


@pytest.mark.parametrize(
    ("rotation", "matrix", "size"),
    [
        (90, b"0 1 -1 0 600 0", (800.0, 600.0)),
        (180, b"-1 0 0 -1 600 800", (600.0, 800.0)),
        (270, b"0 -1 1 0 0 800", (800.0, 600.0)),
    ],
)
def test_a_turned_page_reads_like_a_straight_one(rotation: int, matrix: bytes, size: tuple[float, float]) -> None:
    """What a scanner makes of a landscape page: written so that it is straight once turned."""
    text = b"BT /F 10 Tf 60 500 Td (Vu le code) Tj 0 -14 Td (Article 1) Tj ET"
    page = one(sheet(b"q %s cm %s Q" % (matrix, text), b"/Rotate %d" % rotation))
    assert page.string == "Vu le code\nArticle 1"
    assert page.rotation == rotation
    assert (page.width, page.height) == size
    first = page.words[0].box
    assert first.x0 == pytest.approx(60, abs=1)
    assert first.y0 < size[1] - 500 < first.y1


def test_a_page_written_sideways_is_read_sideways() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        for i, text in enumerate(("Vu le code", "Article 1")):
            canvas.drawString(100, -60 - 14 * i, text)

    page = drawn(draw)
    assert page.string == "Vu le code\nArticle 1"
    assert page.words[0].box.x0 < page.words[3].box.x0


def test_letters_scaled_by_their_matrix() -> None:
    data = sheet(b"BT /F 1 Tf 12 0 0 12 50 700 Tm (Vu le code) Tj 12 0 0 12 50 686 Tm (Article) Tj ET")
    assert one(data).string == "Vu le code\nArticle"


def test_bold_is_read_in_the_name_of_the_font() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "Le conseil", 60, 50)
        write(canvas, "décide :", 110, 50, "Times-Bold")
        write(canvas, "Article 1", 60, 64, "Helvetica-BoldOblique")
        write(canvas, "La halle", 60, 78)

    assert marks(drawn(draw), "bold") == ["décide : Article 1"]


def test_a_crop_box_is_the_page() -> None:
    content = b"BT /F 10 Tf 150 700 Td (Article) Tj ET BT /F 10 Tf 20 700 Td (coupe) Tj ET"
    page = one(sheet(content, b"/CropBox [100 100 500 750]"))
    assert (page.string, page.width, page.height) == ("Article", 400.0, 650.0)
    assert page.words[0].box.x0 == pytest.approx(50, abs=1)


def test_what_lies_over_the_page_is_read() -> None:
    """A visible signature is the appearance of a form field."""
    signature = stream(
        b"BT /F 8 Tf 5 5 Td (Signe par Paul MERCIER) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F 5 0 R >> >>",
    )
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /F %d /Rect [300 600 500 630] /AP << /N 7 0 R >> >>"
    content = b"BT /F 10 Tf 50 700 Td (Le Maire,) Tj ET"
    shown = sheet(content, b"/Annots [6 0 R]", field % 4, signature)
    hidden = sheet(content, b"/Annots [6 0 R]", field % 2, signature)
    assert printed_lines(one(shown)) == ["Le Maire,", "Signe par Paul MERCIER"]
    assert printed_lines(one(hidden)) == ["Le Maire,"]


def test_a_filled_form() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "Demandeur :", 60, 100)
        canvas.acroForm.textfield(name="a", x=140, y=694, width=200, height=18, value="Odile VASSEUR")

    assert drawn(draw).string.split() == ["Demandeur", ":", "Odile", "VASSEUR"]


# Letters


def test_a_word_cut_at_the_line_end_keeps_its_hyphen() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, "la communauté d'agglo-", 60, 100)
        write(canvas, "mération de Valclair", 60, 114)

    assert drawn(draw).string == "la communauté d'agglo-\nmération de Valclair"


def test_characters_that_are_none() -> None:
    characters = {
        "a": "0000",
        "b": "D83DDE00",
        "c": "FFFE",
        "d": "D800",
        "e": "00AD",
        "f": "FB03",
        "g": "200D",
        "h": "F0B7",
        "i": "0002",
    }
    page = one(mapped(characters, b"(xxxxxxxx xax xbx xcx xdx xex xfx xgx h xix) Tj"))
    assert re.search(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff\u200d\xad]", page.string) is None
    words = page.string.split()
    assert words[2] == "x\U0001f600x"
    assert words[5:8] == ["x-x", "xffix", "xx"]
    assert "•" in words
    page.string.encode("utf-8")


def test_letters_of_no_known_character_are_no_text() -> None:
    characters = {letter: f"E1{ord(letter):02X}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    page = one(mapped(characters, b"(conseil de valclair) Tj"))
    assert (page.string, page.text_origin, page.confidence) == ("", "ocr", 0.0)


# Order


def test_two_signers() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        for x, lines in (
            (80, ("Pour la commune,", "Le Maire,", "Paul MERCIER")),
            (340, ("Pour l'association,", "La Présidente,", "Odile VASSEUR")),
        ):
            for y, text in zip((200, 214, 290), lines, strict=True):
                write(canvas, text, x, y)

    assert printed_lines(drawn(draw))[8:] == [
        "Pour la commune,",
        "Le Maire,",
        "Paul MERCIER",
        "Pour l'association,",
        "La Présidente,",
        "Odile VASSEUR",
    ]


def test_a_ruled_table() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        canvas.grid([60, 260, 400], [500, 520, 540])
        for y, row in ((274, ("Nature", "Montant")), (294, ("Halle aux grains", "1 200 €"))):
            for x, text in zip((66, 266), row, strict=True):
                write(canvas, text, x, y)
        write(canvas, BODY, 60, 330)

    page = drawn(draw)
    assert printed_lines(page)[8:] == ["Nature   Montant", "Halle aux grains   1 200 €", BODY]
    assert marks(page, "table") == ["Nature Montant Halle aux grains 1 200 €"]


STAMP = (
    "Envoyé en préfecture le 15/01/2024",
    "Reçu en préfecture le 15/01/2024",
    "Publié le 16/01/2024",
    "ID : 099-219900011-20240112-2024_007-DE",
)


def stamp(canvas: Canvas, y: float) -> None:
    canvas.rect(390, SIZE[1] - y - 40, 170, 50)
    for i, text in enumerate(STAMP):
        write(canvas, text, 395, y + 10 * i, "Helvetica", 7)


@pytest.mark.parametrize(("y", "place"), [(30, 0), (120, 8)], ids=["at the top", "across the text"])
def test_a_stamp_stands_on_lines_of_its_own(y: float, place: int) -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        stamp(canvas, y)

    page = drawn(draw)
    assert printed_lines(page) == [*[BODY] * place, *STAMP, *[BODY] * (8 - place)]
    assert marks(page, "stamp") == [" ".join(STAMP)]


def test_a_watermark_and_a_note_in_the_margin_come_last() -> None:
    def draw(canvas: Canvas) -> None:
        for text, x, y, angle, size in (("COPIE CONFORME", 150, 300, 45, 60), ("Recueil du Val", 20, 300, 90, 7)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.setFont("Helvetica", size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        body(canvas, lines=3)

    assert sorted(printed_lines(drawn(draw))[3:]) == ["COPIE CONFORME", "Recueil du Val"]


def test_running_heads_and_page_numbers_are_marked() -> None:
    def draw(number: int) -> Draw:
        def page(canvas: Canvas) -> None:
            write(canvas, "Règlement de la halle", 200, 30)
            body(canvas, 300)
            write(canvas, f"Page {number}/3", 280, 780)

        return page

    pages = read_pdf(made(*map(draw, (1, 2, 3))), "acte.pdf")
    assert [marks(page, "foot") for page in pages] == [["Page 1/3"], ["Page 2/3"], ["Page 3/3"]]
    assert [marks(page, "head") for page in pages] == [[], ["Règlement de la halle"], ["Règlement de la halle"]]


# Scans


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *SIZE)


def hide(canvas: Canvas) -> None:
    text = canvas.beginText(60, 700)
    text.setFont("Times-Roman", 11)
    text.setTextRenderMode(3)
    for _ in range(8):
        text.textLine(BODY)
    canvas.drawText(text)


def outlines(canvas: Canvas) -> None:
    for i in range(40):
        path = canvas.beginPath()
        path.moveTo(60, 740 - 14 * i)
        for j in range(300):
            path.lineTo(60 + j, 740 - 14 * i + j % 7)
        canvas.drawPath(path, fill=1, stroke=0)


@pytest.mark.parametrize(
    ("draws", "origin", "confidence", "words"),
    [
        ([], "ocr", 0.0, 0),
        ([scan], "ocr", 0.0, 0),
        ([scan, lambda c: stamp(c, 30)], "mixed", None, 16),
        ([scan, lambda c: write(c, "Valclair - 7", 280, 780)], "mixed", None, 3),
        ([outlines, lambda c: stamp(c, 30)], "mixed", None, 16),
        ([scan, hide], "ocr", None, 88),
        ([body, scan], "ocr", None, 88),
        ([scan, body], "native", None, 88),
        ([body, outlines], "native", None, 88),
        ([lambda c: stamp(c, 30)], "native", None, 16),
    ],
    ids=[
        "a blank page",
        "an image",
        "an image and a stamp",
        "an image and its margin",
        "outlined letters and a stamp",
        "an image over hidden text",
        "an image drawn over text",
        "text over a background",
        "text and a drawing",
        "a stamp alone",
    ],
)
def test_where_the_text_comes_from(draws: list[Draw], origin: str, confidence: float | None, words: int) -> None:
    def together(canvas: Canvas) -> None:
        for draw in draws:
            draw(canvas)

    page = drawn(together)
    assert (page.text_origin, page.confidence, len(page.words)) == (origin, confidence, words)
    assert bool(page.string) == bool(words)


# What cannot be read


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "endommagé"),
        (b"Le conseil", "endommagé"),
        (b"%PDF-1.7\n", "endommagé"),
        (b"\0" * 5000, "endommagé"),
        (made(body)[:300], "endommagé"),
        (made(body, encryption=StandardEncryption("secret", "autre")), "mot de passe"),
        (raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"), "aucune page"),
        (raw(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"), "endommagé"),
    ],
    ids=["empty", "text", "head alone", "zeros", "truncated", "password", "no page", "pages that hold themselves"],
)
def test_one_line_says_why(data: bytes, cause: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_pdf(data, "acte 12.pdf")
    message = str(error.value)
    assert message.startswith("acte 12.pdf : ")
    assert cause in message
    assert "\n" not in message


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(body, body, body)
    for bound, value in (("MAX_PAGES", 2), ("MAX_BYTES", 100), ("MAX_CHARACTERS", 50)):
        with monkeypatch.context() as patch:
            patch.setattr(pdf, bound, value)
            with pytest.raises(InputTooLarge, match=r"acte\.pdf : "):
                read_pdf(data, "acte.pdf")
    assert len(read_pdf(data, "acte.pdf")) == 3


def test_a_document_that_only_its_owner_may_change_is_read() -> None:
    assert len(one(made(body, encryption=StandardEncryption("", "secret"))).words) == 88


TEXT = b"BT /F 10 Tf 50 700 Td (Article) Tj ET "

ODD = {
    "a huge page": sheet(TEXT, box=b"[0 0 100000000 100000000]"),
    "a page without size": sheet(TEXT, box=b"[0 0 0 0]"),
    "a page the wrong way round": sheet(TEXT, box=b"[600 800 0 0]"),
    "an odd rotation": sheet(TEXT, b"/Rotate 45"),
    "a font that is not there": sheet(TEXT.replace(b"/F ", b"/G ")),
    "a form that holds itself": sheet(
        b"/X Do " + TEXT,
        b"",
        stream(b"/X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),
    ),
    "letters out of all bounds": sheet(TEXT + b"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Vu) Tj ET"),
    "letters of no size": sheet(TEXT + b"BT /F 0 Tf 50 600 Td (Vu) Tj ET"),
    "a broken end": sheet(TEXT + b"q q q BT (Vu <<< ["),
    "a thousand rules": sheet(TEXT + b"".join(b"%d 9 m %d 700 l S " % (i % 600, i % 600) for i in range(3000))),
    "words beyond the page": sheet(TEXT + b"BT /F 10 Tf 900 700 Td (Vu) Tj ET"),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_odd_pages_give_what_they_print(data: bytes) -> None:
    assert one(data).string.split() == ["Article"]


def test_damage_never_does_worse_than_an_error() -> None:
    whole = made(body, lambda c: stamp(c, 30))
    for i in range(0, len(whole), 41):
        for data in (whole[:i], whole[:i] + b"\xff<<" + whole[i + 3 :]):
            try:
                pages = read_pdf(data, "acte.pdf")
            except ActesError:
                continue
            for page in pages:
                assert [w for w in page.words if not page.string[w.start : w.end].strip()] == []


# Many at once


def test_reading_in_threads_changes_nothing() -> None:
    files = [made(*[body] * n, lambda c: stamp(c, 30)) for n in (1, 2, 3)] * 4
    alone = [read_pdf(data, "acte.pdf") for data in files]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda data: read_pdf(data, "acte.pdf"), files)) == alone


def test_time_grows_with_the_words() -> None:
    def seconds(words: int) -> float:
        content = b"BT /F 10 Tf " + b"".join(
            b"1 0 0 1 %d %d Tm (mot%d) Tj " % (i * 37 % 500, i * 7 % 790, i) for i in range(words)
        )
        data = sheet(content + b"ET")
        best = 9e9
        for _ in range(3):
            start = time.process_time()
            one(data)
            best = min(best, time.process_time() - start)
        return best

    small = seconds(500)
    assert seconds(8000) < 16 * 4 * max(small, 0.01)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("**/*.pdf")), ids=lambda path: path.stem)
def test_every_word_of_the_corpus_is_where_it_says(path: Path) -> None:
    for page in read_pdf(path.read_bytes(), path.name):
        words = [page.string[word.start : word.end] for word in page.words]
        assert "".join(words) == "".join(page.string.split())
        assert all(word.box.x0 < word.box.x1 and word.box.y0 < word.box.y1 for word in page.words)
        assert all(0 <= mark.start < mark.end <= len(page.string) for mark in page.marks)
        assert re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", page.string) is None
