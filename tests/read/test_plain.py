from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.errors import InputTooLarge, InputUnreadable
from actes.read import plain
from actes.read.plain import check_size, decode, markdown_marks, read_markdown, read_text

SENTENCE = "Vu la délibération n° 12 du 3 août 2025 ; à l’unanimité, le Conseil DÉCIDE où il siège"
CAPITALS = "DÉLIBÉRATION DU CONSEIL COMMUNAUTAIRE DE L'AGGLOMÉRATION"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", [SENTENCE, CAPITALS, "Vu le code", SENTENCE + "\n" + CAPITALS])
def test_letters_are_right_whatever_the_encoding(text: str, encoding: str) -> None:
    if encoding == "cp850":
        text = text.replace("’", "'")
    assert decode(text.encode(encoding), "a") == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("UTF-16 à l'envers".encode("utf-16-be").join([b"\xfe\xff", b""]), "UTF-16 à l'envers"),
        ("le cœur du village, 100 €".encode("iso8859_15"), "le cœur du village, 100 €"),
        ("une ½ journée à 1¼ h".encode("cp1252"), "une ½ journée à 1¼ h"),
        ("Vu l'arrêté ; «\u00a0".encode() + "vu l'arrêté".encode("cp1252"), "Vu l'arrêté ; «\u00a0vu l'arrêté"),
        ("arrêté é".encode()[:-1], "arrêté Ã"),
        (b"a\r\nb\rc\nd\x0be", "a\nb\nc\nd\ne"),
        ("a\u2028b\u0085c".encode(), "a\nb\nc"),
        ("UTF-16".encode("utf-16") + b"\x41", "UTF-16"),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_decode(data: bytes, expected: str) -> None:
    assert decode(data, "a") == expected


def test_nul_is_no_letter() -> None:
    with pytest.raises(InputUnreadable, match=r"^a : fichier binaire"):
        decode(b"Vu\x00", "a")


@given(st.binary(max_size=300).filter(lambda data: b"\x00" not in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff")))
def test_any_bytes_without_nul_are_letters(data: bytes) -> None:
    text = decode(data, "a")
    text.encode("utf-8")  # no lone surrogate
    assert "\r" not in text


@given(st.text(alphabet="aeER .\n°«»’éèàçêôÉÈÀ", max_size=200))
def test_windows_text_is_read_letter_for_letter(text: str) -> None:
    text = "Le maire a décidé à l'unanimité " + text
    assert decode(text.encode("cp1252"), "a") == text


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (b"Vu\n", ["Vu\n"]),
        (b"Vu\fConsid", ["Vu", "Consid"]),
        (b"Vu\n\fConsid\n\f", ["Vu\n", "Consid\n"]),
        (b"Vu\n\f\n\f", ["Vu\n"]),
        (b"\fVu", ["", "Vu"]),
        (b"Vu\f\fConsid", ["Vu", "", "Consid"]),
    ],
)
def test_form_feeds_end_pages(data: bytes, pages: list[str]) -> None:
    read = read_text(data, "a")
    assert [page.string for page in read] == pages
    assert [page.number for page in read] == list(range(1, len(pages) + 1))
    assert {page.text_origin for page in read} == {"plain"}


@given(st.text(alphabet="Vu é\n\f|#*-", min_size=1, max_size=80).filter(str.strip))
def test_pages_are_the_text_and_marks_are_in_it(text: str) -> None:
    pages = read_markdown(text.encode(), "a")
    whole = "\f".join(page.string for page in pages)
    assert text.startswith(whole)
    assert not text[len(whole) :].strip()
    for page in pages:
        assert all(0 <= mark.start < mark.end <= len(page.string) for mark in page.marks)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("# Convention\ntexte", [("heading", "# Convention")]),
        ("texte # 3\n#sans espace\n####### sept", []),
        ("il **DECIDE** de", [("bold", "**DECIDE**")]),
        ("**Le\nmaire** et **", [("bold", "**Le\nmaire**")]),
        ("**Le\n\nmaire**", []),
        ("nom ____ et ** blanc **", []),
        ("## **Objet**", [("heading", "## **Objet**"), ("bold", "**Objet**")]),
        ("a\n| n | m |\n|---|--:|\n| 1 | 2 |\n\nb", [("table", "| n | m |\n|---|--:|\n| 1 | 2 |")]),
        ("n | m\n--- | ---\n1 | 2", [("table", "n | m\n--- | ---\n1 | 2")]),
        ("a | b\nc | d", []),
    ],
)
def test_markdown_marks_quote_the_text(text: str, marked: list[tuple[str, str]]) -> None:
    found = [(mark.kind, text[mark.start : mark.end]) for mark in markdown_marks(text)]
    assert sorted(found) == sorted(marked)


@pytest.mark.parametrize("text", ["a" * 11, "b\n" + "a" * 11 + "\nb", "b\n" * 40])
def test_too_large(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_LINE", 10)
    monkeypatch.setattr(plain, "MAX_TEXT", 60)
    with pytest.raises(InputTooLarge):
        check_size(text, "a")


@pytest.mark.parametrize("text", ["", "a" * 10, "a" * 10 + "\n" + "a" * 10, "\n" * 30])
def test_not_too_large(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MAX_LINE", 10)
    monkeypatch.setattr(plain, "MAX_TEXT", 60)
    check_size(text, "a")


@pytest.mark.parametrize("unit", ["**a", "#", "| - ", "é", "**a**", "|---|\n", "\ud7ff"])
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    # 300,000 characters; a pattern of quadratic cost would not end within the test's patience.
    assert read_markdown((unit * (300_000 // len(unit))).encode(), "a")
