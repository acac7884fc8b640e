"""Dates against an independent reader: on a clean date, dateparser and the grammar agree."""

from __future__ import annotations

import datetime
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.extract.dates import dates

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    dateparser_date = pytest.importorskip("dateparser.date")

READER = dateparser_date.DateDataParser(
    languages=["fr"], settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
)
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
FORMS = {
    "words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "capitals": lambda d: f"{d.day:02} {MONTHS[d.month - 1].upper()} {d.year}",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
}


@settings(max_examples=150, deadline=None)
@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2060, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_the_grammar_reads_what_dateparser_reads(day: datetime.date, form: str) -> None:
    printed = FORMS[form](day)
    other = READER.get_date_data(printed).date_obj
    (span,) = dates(f"Fait à Valbrun, le {printed}")
    assert span.value == day.isoformat()
    assert other is not None
    assert other.date().isoformat() == span.value
