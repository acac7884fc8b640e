"""The identifiers of @CTES, as stamps print them and as OCR bends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.receipts import receipts

PRINTED = [
    ("ID : 012-123456789-20240312-2024_07-DE", "012-123456789-20240312-2024_07-DE"),
    ("AR Prefecture 012-123456789-20240312-D7 2024 03 12-DE Reçu le", "012-123456789-20240312-D7 2024 03 12-DE"),
    ("préfecture 02A-123456789-20240312-07-AR", "02A-123456789-20240312-07-AR"),
    ("123456789.20240312-ST2024DEC070-CC | suite", "123456789.20240312-ST2024DEC070-CC"),
    ("012-123456789-20240312-C33-02-2024-3AR Date", "012-123456789-20240312-C33-02-2024-3AR"),
    ("012-123456789-20240312-000012-DE- d'autoriser", "012-123456789-20240312-000012-DE"),
    ("012-123456789-20240312-000012-DELe conseil", "012-123456789-20240312-000012-DE"),
    ("99_DE-012-123456789-20240312-D_2024_01-DE", "012-123456789-20240312-D_2024_01-DE"),
    ("012 - 123456789 - 20240312 - 07 - AI", "012 - 123456789 - 20240312 - 07 - AI"),
    ("012-123456789-20240312-DEL2024_07-DE", "012-123456789-20240312-DEL2024_07-DE"),
    ("012-123456789-20240312-07-AR-12-AI", "012-123456789-20240312-07-AR-12-AI"),
    ("012-123456789-20240312-\n07-BF", "012-123456789-20240312-\n07-BF"),
]


@pytest.mark.parametrize(("string", "printed"), PRINTED)
def test_an_identifier_is_found_as_printed(string: str, printed: str) -> None:
    (receipt,) = receipts(string)
    assert string[receipt.start : receipt.end] == printed


@pytest.mark.parametrize(
    "string",
    [
        "012-12345678-20240312-07-DE",
        "012-123456789-20240312-07",
        "n° 123456789",
        "012-123456789-20240312-07-DELIBERATION",
        "",
    ],
)
def test_what_lacks_a_part_is_no_identifier(string: str) -> None:
    assert list(receipts(string)) == []


def test_its_parts_are_told_apart() -> None:
    (receipt,) = receipts("02a-123456789-20240312-D7 2024-DE")
    assert receipt.parts is not None
    assert receipt.parts.model_dump() == {
        "department": "02A",
        "siren": "123456789",
        "date": "2024-03-12",
        "number": "D7 2024",
        "nature": "DE",
    }


def test_a_day_that_is_none_gives_no_date() -> None:
    (receipt,) = receipts("012-123456789-20240231-07-DE")
    assert receipt.parts is not None
    assert receipt.parts.date is None


def test_without_its_department_an_identifier_has_no_parts() -> None:
    (receipt,) = receipts("123456789-20240312-07-DE")
    assert receipt.parts is None


def test_each_page_repeats_it() -> None:
    assert len(list(receipts("ID : 012-123456789-20240312-07-DE\n" * 40))) == 40


@given(st.text(alphabet="0123456789-DEAR. _\n"))
def test_identifiers_stand_apart_and_in_order(string: str) -> None:
    last = 0
    for receipt in receipts(string):
        assert last <= receipt.start < receipt.end <= len(string)
        last = receipt.end
