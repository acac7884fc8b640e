from __future__ import annotations

import io
import zipfile

import pytest

from actes.read.sniff import BINARY, DAMAGED_ZIP, DOCX, MARKDOWN, ODT, PDF, TEXT, sniff


def archive(*members: tuple[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, content in members:
            package.writestr(path, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\n\r junk " * 50 + b"%PDF-1.4\n", PDF),
        (b"x" * 2000 + b"%PDF-1.4\n", TEXT),
        (archive(("word/document.xml", "")), DOCX),
        (archive(("[Content_Types].xml", ""), ("word/document2.xml", "")), DOCX),
        (archive(("mimetype", "application/vnd.oasis.opendocument.text")), ODT),
        (archive(("mimetype", "application/vnd.oasis.opendocument.text-template")), ODT),
        (archive(("mimetype", "application/epub+zip")), "application/epub+zip"),
        (archive(("a.txt", "")), "application/zip"),
        (b"PK\x03\x04 and nothing else", DAMAGED_ZIP),
        (b"II*\x00\x08", "image/tiff"),
        (b"MM\x00*\x00", "image/tiff"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        ("DÉLIBÉRATION".encode("utf-16"), TEXT),
        ("\ufeffDÉLIBÉRATION".encode(), TEXT),
        (b"a stray \x02 sign of a bad export", TEXT),
        (bytes(range(1, 32)), BINARY),
        (b"Vu le code\x00", BINARY),
        (b"\xef\xbb\xbf <html lang='fr'>", "text/html"),
        (b"<htmlement/>", TEXT),
        (b"# Convention\n\nTexte\n", TEXT),
        (b"# Convention\n## Objet\n## Dur\xc3\xa9e\n", MARKDOWN),
        (b"# Convention\n**Entre** la commune\n**et** l'association\n", MARKDOWN),
        (b"# Convention\n| a | b |\n|---|---|\n", MARKDOWN),
        (b"Nom : **** Date : ****\n#1\n#2\n", TEXT),
    ],
)
def test_media_type(data: bytes, expected: str) -> None:
    assert sniff(data, "acte.bin") == expected


def test_only_text_becomes_markdown_by_its_name() -> None:
    assert sniff(b"Vu le code", "a.md") == MARKDOWN
    assert sniff(b"%PDF-1.7", "a.md") == PDF
