"""What `read` accepts, and the one line it refuses everything else with."""

from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.errors import ActesError, InputMissing, InputTooLarge, InputUnreadable, InputUnsupported
from actes.read import NAMELESS, READERS, REFUSED, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BILLION_LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 20}">' for x, y in zip("bcdefgh", "abcdefg", strict=True))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&h;</w:t></w:r></w:p></w:body></w:document>"
)


def archive(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in members.items():
            package.writestr(path, content)
    return buffer.getvalue()


def word(text: str = "Article 1er") -> bytes:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


BOMB = archive({"word/document.xml": f"<w:document {W}>" + " " * 30_000_000 + "</w:document>"})

REFUSALS: list[tuple[str, bytes, type[ActesError], str]] = [
    ("empty", b"", InputUnreadable, "fichier vide"),
    ("white space only", b" \n\t\n", InputUnreadable, "fichier vide"),
    ("binary junk", random.Random(7).randbytes(5000), InputUnreadable, "fichier binaire"),
    ("NUL bytes", b"D\x00\x00lib\x00ration du conseil", InputUnreadable, "fichier binaire"),
    ("NUL letters in UTF-16", "Vu\x00 le code".encode("utf-16"), InputUnreadable, "fichier binaire"),
    ("a plain ZIP", archive({"notes.txt": "a"}), InputUnsupported, "word/document.xml manque"),
    ("an empty ZIP", archive({}), InputUnsupported, "archive ZIP"),
    ("a Word file without its text", archive({"[Content_Types].xml": "", "word/a.xml": ""}), InputUnreadable, "manque"),
    (
        "a Word file without a body",
        archive({"word/document.xml": f"<w:document {W}/>"}),
        InputUnreadable,
        "(word/document.xml) manque",
    ),
    ("broken XML", archive({"word/document.xml": "<w:document><w:bo"}), InputUnreadable, "n'est pas du XML lisible"),
    ("a ZIP bomb", BOMB, InputTooLarge, "se décompresse en 30 Mo"),
    ("an XML bomb", archive({"word/document.xml": BILLION_LAUGHS}), InputUnreadable, "word/document.xml"),
    ("a truncated ZIP", word()[:-40], InputUnreadable, "endommagée ou tronquée"),
    ("a spreadsheet", archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), InputUnsupported, "classeur"),
    (
        "an OpenDocument spreadsheet",
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        InputUnsupported,
        "qui n'est pas un texte",
    ),
    (
        "an OpenDocument text without text",
        archive({"mimetype": "application/vnd.oasis.opendocument.text"}),
        InputUnreadable,
        "(content.xml) manque",
    ),
    (
        "an encrypted OpenDocument text",
        archive(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
                "content.xml": random.Random(1).randbytes(100),
            }
        ),
        InputUnreadable,
        "protégé par un mot de passe",
    ),
    ("legacy .doc", OLE + "WordDocument".encode("utf-16-le"), InputUnsupported, "--convert-to docx"),
    ("an encrypted .docx", OLE + "EncryptedPackage".encode("utf-16-le"), InputUnreadable, "mot de passe"),
    ("another OLE file", OLE, InputUnsupported, "ancien format Microsoft Office"),
    ("RTF", rb"{\rtf1\ansi Vu le code}", InputUnsupported, "--convert-to docx"),
    ("HTML", b"<!DOCTYPE html><html><body>Vu</body></html>", InputUnsupported, "page HTML"),
    ("XHTML", b'<?xml version="1.0"?>\n<html><body>Vu</body></html>', InputUnsupported, "page HTML"),
    ("XML", b'<?xml version="1.0"?><a/>', InputUnsupported, "fichier XML"),
    ("PostScript", b"%!PS-Adobe-3.0\n", InputUnsupported, "PostScript"),
    ("a cut PNG", b"\x89PNG\r\n\x1a\n" + bytes(30), InputUnreadable, "image endommagée"),
    ("a cut JPEG", b"\xff\xd8\xff\xe0" + bytes(30), InputUnreadable, "image endommagée"),
    ("a cut TIFF", b"II*\x00" + bytes(30), InputUnreadable, "image endommagée"),
    ("an archive", b"7z\xbc\xaf\x27\x1c" + bytes(30), InputUnsupported, "archive"),
    ("a line of 50 MB", b"a" * 50_000_000, InputTooLarge, "caractères"),
    ("a line of 2 million letters", b"a" * 2_000_000, InputTooLarge, "une ligne dépasse"),
    ("a text of 9 million letters", b"Vu le code\n" * 820_000, InputTooLarge, "millions de caractères"),
]


@pytest.mark.parametrize(("data", "error", "cause"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS])
def test_refusal_is_one_line_that_names_the_file_and_the_cause(
    data: bytes, error: type[ActesError], cause: str
) -> None:
    with pytest.raises(error) as raised:
        read(data, "acte.docx")
    message = str(raised.value)
    assert message.startswith("acte.docx : ")
    assert cause in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"Vu le code", "text/plain"),
        (b"# Convention\n\n**Article 1** : objet\n\n**Article 2**\n", "text/markdown"),
    ],
)
def test_what_is_read_does_not_depend_on_the_suffix(data: bytes, media_type: str) -> None:
    assert {read(data, name).media_type for name in ("a.txt", "a.docx", "a.pdf", "a")} == {media_type}


def test_markdown_suffix_turns_text_into_markdown() -> None:
    assert read(b"Vu le code", "a.MD").media_type == "text/markdown"


def test_raw_describes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "acte.txt"
    path.write_bytes(b"Vu le code\fConsid\xc3\xa9rant")
    raw = read(path)
    assert (raw.name, raw.size_bytes) == ("acte.txt", 23)
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [page.string for page in raw.pages] == ["Vu le code", "Considérant"]
    assert read(str(path)) == raw
    assert read(path.read_bytes()).name == NAMELESS
    assert read(path, "dossier.txt").name == "dossier.txt"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"absent\.pdf : fichier introuvable$"):
        read(tmp_path / "absent.pdf")
    with pytest.raises(InputMissing, match=r"fichier introuvable$"):
        read(str(tmp_path / "a\x00b"))
    (tmp_path / "acte.txt").write_text("Vu")
    with pytest.raises(InputMissing, match=r"fichier introuvable$"):
        read(tmp_path / "acte.txt" / "page")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"c'est un dossier, pas un fichier$"):
        read(tmp_path)


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acte.txt").write_text("Vu")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputMissing, match="lecture refusée"):
        read(tmp_path / "acte.txt")


def test_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "acte.pdf"
    path.touch()
    os.truncate(path, 600_000_000)
    with pytest.raises(InputTooLarge, match="plus de 500 Mo"):
        read(path)


def test_name_with_a_line_end_still_gives_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputMissing) as raised:
        read(tmp_path / "a\nb.pdf")
    assert "\n" not in str(raised.value)


def test_a_type_is_either_read_or_refused() -> None:
    assert not READERS.keys() & REFUSED.keys()


def outcome(data: bytes) -> str:
    """What became of a file: nothing but ActesError may come out of `read`."""
    try:
        return read(data).media_type
    except ActesError as error:
        return str(error)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    assert "\n" not in outcome(data)


@given(st.integers(0, 10**9), st.integers(0, 255), st.integers(0, 10**9))
def test_damaged_word_file_is_read_or_refused_in_one_line(at: int, byte: int, cut: int) -> None:
    data = bytearray(word())
    data[at % len(data)] = byte
    for damaged in (bytes(data), word()[: cut % len(data)]):
        assert "\n" not in outcome(damaged)
