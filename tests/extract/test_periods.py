"""Periods between two dates, and durations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.periods import durations, periods

PERIODS = [
    ("du 26 janvier au 28 avril 2026 (inclus)", "2026-01-26", "2026-04-28", "period.range"),
    ("Du lundi 8 juin 2026 au vendredi 10 juillet 2026", "2026-06-08", "2026-07-10", "period.range"),
    ("du **8 septembre 2025 au 10 juillet 2026 inclus**", "2025-09-08", "2026-07-10", "period.range"),
    ("du 01/09/2024 au 31/08/2025", "2024-09-01", "2025-08-31", "period.range"),
    ("du dimanche 10 juin 2018 14h00 au lundi 11 juin 7h00", "2018-06-10", "2018-06-11", "period.range"),
    ("à partir du 25 mars 2026 et jusqu’au 1er avril 2026", "2026-03-25", "2026-04-01", "period.range"),
    ("à compter du 3 mars 2025 et ce jusqu'au 14 mars 2025", "2025-03-03", "2025-03-14", "period.range"),
    ("de septembre à décembre 2023", "2023-09", "2023-12", "period.range"),
    ("entre le 8 et le 10 juin 2026", "2026-06-08", "2026-06-10", "period.between"),
    ("à compter du 1er mars 2024", "2024-03-01", None, "period.from"),
    ("prend effet le 3 mai 2024", "2024-05-03", None, "period.from"),
    ("prendra effet rétroactivement au 2 janvier 2018", "2018-01-02", None, "period.from"),
    ("entre en vigueur le 1er mars 2020", "2020-03-01", None, "period.from"),
    ("jusqu'au 31 décembre 2024 inclus", None, "2024-12-31", "period.until"),
    ("expire le 3 mai 2024", None, "2024-05-03", "period.until"),
    ("prend fin le 3 mai 2024", None, "2024-05-03", "period.until"),
    ("cesse de produire ses effets le 3 mai 2024", None, "2024-05-03", "period.until"),
]


@pytest.mark.parametrize(("string", "first", "last", "by"), PERIODS)
def test_one_period(string: str, first: str | None, last: str | None, by: str) -> None:
    (found,) = periods(string)
    assert (found.first and found.first.value, found.last and found.last.value, found.by) == (first, last, by)
    assert not found.malformed


def test_a_missing_word_between_the_bounds() -> None:
    (found,) = periods("pour la période du 26 janvier 28 avril 2026, selon le projet")
    assert found.malformed
    assert found.first
    assert found.last
    assert (found.first.value, found.last.value) == ("2026-01-26", "2026-04-28")


def test_the_span_runs_from_the_opening_words_to_inclus() -> None:
    string = "Elle est conclue à partir du 25 mars 2026 et jusqu'au 1er avril 2026 inclus."
    (found,) = periods(string)
    assert string[found.start : found.end] == "à partir du 25 mars 2026 et jusqu'au 1er avril 2026 inclus"


def test_two_clauses_give_two_periods() -> None:
    found = periods("prend effet à compter du 26 janvier 2026 et est conclue jusqu'au 28 avril 2026 inclus")
    assert [period.by for period in found] == ["period.from", "period.until"]


@pytest.mark.parametrize(
    "string",
    ["Vu les délibérations du 12 mars 2020 et du 15 mars 2020", "Vu l'arrêté du 3 mars 2020", "le 3 mars 2020", ""],
)
def test_what_is_no_period(string: str) -> None:
    assert periods(string) == []


DURATIONS = [
    ("trois ans", "P3Y"),
    ("3 ans", "P3Y"),
    ("deux (2) mois", "P2M"),
    ("15 (quinze) jours", "P15D"),
    ("dix-huit (18) ans", "P18Y"),
    ("deux années", "P2Y"),
    ("six mois", "P6M"),
    ("quinze jours", "P15D"),
    ("trente-six mois", "P36M"),
    ("douze\nmois", "P12M"),
    ("6 semaines", "P6W"),
    ("48 heures", "PT48H"),
    ("un an", "P1Y"),
    ("un an et six mois", "P1Y6M"),
    ("5 ans et 3 mois", "P5Y3M"),
    ("2 ans et demi", "P2Y6M"),
]


@pytest.mark.parametrize(("printed", "value"), DURATIONS)
@pytest.mark.parametrize("frame", ["{}", "pour une durée de {}.", "({} au plus)", "dans un délai de {}, le maire"])
def test_one_duration(printed: str, value: str, frame: str) -> None:
    string = frame.format(printed)
    (found,) = durations(string)
    assert (string[found.start : found.end], found.value) == (printed, value)


def test_an_article_is_left_out() -> None:
    (found,) = durations("d'une durée d'un an")
    assert (found.start, found.value) == (len("d'une durée d'"), "P1Y")


@pytest.mark.parametrize(
    "string",
    ["à 18 heures", "à dix-neuf heures trente", "l'an deux mille", "le 3 mai", "les mois suivants", "des années", ""],
)
def test_what_is_no_duration(string: str) -> None:
    assert durations(string) == []


def test_hours_are_a_duration_in_a_delay() -> None:
    assert [found.value for found in durations("sous 12 heures, et dans un délai de 36 heures")] == ["PT12H", "PT36H"]


PIECES = [
    "du ",
    "12 mars 2024",
    " au ",
    "jusqu'au ",
    "à compter du ",
    "trois ",
    "(3) ",
    "ans",
    " et ",
    "six mois",
    "\n",
    "d'",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_spans_are_in_order_and_inside(string: str) -> None:
    places = [[(span.start, span.end) for span in found] for found in (periods(string), durations(string))]
    for found in places:
        assert all(0 <= start < end <= len(string) for start, end in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))
