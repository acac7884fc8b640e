"""Dates in every form acts print them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.dates import dates

ALONE = [
    ("15 JAN. 2026", "2026-01-15"),
    ("15 janvier 2026", "2026-01-15"),
    ("15\u00a0janvier\n2026", "2026-01-15"),
    ("1er mars 2024", "2024-03-01"),
    ("1 er mars 2024", "2024-03-01"),
    ("1° mars 2024", "2024-03-01"),
    ("1ermars 2024", "2024-03-01"),
    ("12 FÉVR 2024", "2024-02-12"),
    ("12 fe\u0301vrier 2024", "2024-02-12"),
    ("3 AVR. 2024", "2024-04-03"),
    ("5 JUIL 2024", "2024-07-05"),
    ("4 août 2024", "2024-08-04"),
    ("7 SEPT. 2024", "2024-09-07"),
    ("9 OCT 2024", "2024-10-09"),
    ("1 NOV. 2024", "2024-11-01"),
    ("2 DÉC. 24", "2024-12-02"),
    ("22-juin-2023", "2023-06-22"),
    ("15 janvier de l'an deux mil vingt-trois", "2023-01-15"),
    ("dix-sept du mois de février deux mille vingt-trois", "2023-02-17"),
    ("quinze janvier deux mille vingt-six", "2026-01-15"),
    ("premier décembre deux mil vingt-deux", "2022-12-01"),
    ("trente-et-un mars deux-mille-vingt-trois", "2023-03-31"),
    ("15/01/26", "2026-01-15"),
    ("15/01/2026", "2026-01-15"),
    ("5/1/2026", "2026-01-05"),
    ("02/ 02/2023", "2023-02-02"),
    ("15.01.2026", "2026-01-15"),
    ("15-01-2026", "2026-01-15"),
    ("2026-01-15", "2026-01-15"),
    ("12/12/91", "1991-12-12"),
    ("mai 2012", "2012-05"),
    ("JANV. 2024", "2024-01"),
    # OCR
    ("l5 janvier 2o25", "2025-01-15"),
    ("1 5 JAN. 2026", "2026-01-15"),
    ("2 9 MARS 2023", "2023-03-29"),
    ("O6 fevrier 2023", "2023-02-06"),
    ("Il mars 2023", "2023-03-11"),
    ("ler janvier 2006", "2006-01-01"),
    ("1*' janvier 2023", "2023-01-01"),
    ("15 décernbre 2 023", "2023-12-15"),
    # Far from now is for a check to tell, not for the reader.
    ("0 1 MARS 2073", "2073-03-01"),
]


@pytest.mark.parametrize(("printed", "value"), ALONE)
@pytest.mark.parametrize("frame", ["{}", "Fait à Valmont, le {}", "le {}, le maire", "du {} portant", "({})"])
def test_one_date(printed: str, value: str, frame: str) -> None:
    string = frame.format(printed)
    (found,) = dates(string)
    assert (string[found.start : found.end], found.value, found.state) == (printed, value, "read")


LISTS = [
    (
        "8 juillet, 29 septembre et 17 novembre 2020, 2 février, 16 mars, 13 avril 2021 et 31 mai 2022",
        ["2020-07-08", "2020-09-29", "2020-11-17", "2021-02-02", "2021-03-16", "2021-04-13", "2022-05-31"],
    ),
    ("complétée les 27 janvier, 16 février et 16 mars 2017", ["2017-01-27", "2017-02-16", "2017-03-16"]),
    ("en date du 21 novembre et du 23 décembre 2016", ["2016-11-21", "2016-12-23"]),
    ("du 26 janvier au 28 avril 2026", ["2026-01-26", "2026-04-28"]),
    ("du 26 janvier 28 avril 2026", ["2026-01-26", "2026-04-28"]),
    ("du 8 au 10 juin 2026", ["2026-06-08", "2026-06-10"]),
    ("les 8, 9 et 10 juin 2026", ["2026-06-08", "2026-06-09", "2026-06-10"]),
    ("les samedis 5, 12 et 19 août 2026", ["2026-08-05", "2026-08-12", "2026-08-19"]),
    ("entre le 8 et le 10 juin 2026", ["2026-06-08", "2026-06-10"]),
    ("du lundi 8 juin à 8h00 au mardi 9 juin 2026 (17h)", ["2026-06-08", "2026-06-09"]),
    ("du 08/06 au 10/06/2026", ["2026-06-08", "2026-06-10"]),
    ("du 08 au 10/06/2026", ["2026-06-08", "2026-06-10"]),
    ("du 20 décembre au 5 janvier 2026", ["2025-12-20", "2026-01-05"]),
    ("du 20 décembre 2025 au 5 janvier", ["2025-12-20", "2026-01-05"]),
    ("du 1er janvier 2024 au 31 décembre", ["2024-01-01", "2024-12-31"]),
    ("de septembre à décembre 2023", ["2023-09", "2023-12"]),
    ("les articles 3 et 10 juin 2024", ["2024-06-10"]),
    ("article 1 5 janvier 2024", ["2024-01-05"]),
    ("n° 12, 13 mars 2020", ["2020-03-13"]),
    ("le 15 janvier. Le 3 mars 2024", ["2024-03-03"]),
]


@pytest.mark.parametrize(("string", "values"), LISTS)
def test_dates_that_share(string: str, values: list[str]) -> None:
    assert [found.value for found in dates(string)] == values


OPENINGS = [
    (
        "L'an deux mille vingt-six, le quinze janvier à dix-huit heures",
        "deux mille vingt-six, le quinze janvier",
        "2026-01-15",
    ),
    ("L’AN DEUX MIL VINGT TROIS et le VINGT ET UN MARS", "DEUX MIL VINGT TROIS et le VINGT ET UN MARS", "2023-03-21"),
    ("l'an deux mille vingt-trois, le dix-sept du mois de février", None, "2023-02-17"),
    ("L'an 2023 et le 9 février", "2023 et le 9 février", "2023-02-09"),
    ("Lan deux mille vingt, le 25 février", None, "2020-02-25"),
    ("L'an deux mille vingt-trois, à vingt heures, le neuf février", None, "2023-02-09"),
]


@pytest.mark.parametrize(("string", "quoted", "value"), OPENINGS)
def test_solemn_openings(string: str, quoted: str | None, value: str) -> None:
    (found,) = dates(string)
    assert found.value == value
    assert quoted is None or string[found.start : found.end] == quoted


def test_an_opening_leaves_alone_a_date_with_its_own_year() -> None:
    (found,) = dates("L'an deux mille vingt-trois, le jeudi 9 février 2022")
    assert (found.value, found.weekday) == ("2022-02-09", 3)


@pytest.mark.parametrize(
    ("string", "weekday"),
    [("le vendredi 6 février 2026", 4), ("lundi, le 05/01/2026", 0), ("le 5 janvier 2026", None)],
)
def test_weekday_is_kept_apart(string: str, weekday: int | None) -> None:
    (found,) = dates(string)
    assert found.weekday == weekday
    assert string[found.start].isdigit()


@pytest.mark.parametrize(
    "printed", ["31 février 2024", "29 février 2023", "45/13/2024", "31/02/2024", "13 juillet 193"]
)
def test_impossible_dates_are_seen_and_not_read(printed: str) -> None:
    (found,) = dates(f"Vu l'arrêté du {printed} portant règlement")
    assert (found.state, found.value) == ("unreadable", None)


NO_DATES = [
    "",
    "le 15 janvier",
    "en 2026",
    "2023-01",
    "délibération n° 2020-05-25/05",
    "délibération n°13-02-2023",
    "acte 75-2017-04-26-007",
    "099-219900001-20240204-0000061107-DE",
    "rapport GOSB/2014/281",
    "Tél. : 02.53.54.54.54 ou 01-34-41-10-70",
    "points 23.1.1 à 23.1.48",
    "13 rue du 14 juillet",
    "place du 8 mai 1945",
    "avenue du 11 novembre 1918",
    "boulevard du 6 juin 1944",
    "Mme Anne MARS et M. Paul AVRIL",
    "à Saint-Mars-le-Vieux",
    "sept communes",
]


@pytest.mark.parametrize("string", NO_DATES)
def test_what_is_no_date(string: str) -> None:
    assert dates(string) == []


def test_a_street_does_not_hide_the_next_date() -> None:
    assert [found.value for found in dates("rue du 14 juillet, le 12 mars 2024")] == ["2024-03-12"]
    assert [found.value for found in dates("le passage du 3 mars 2024")] == ["2024-03-03"]


PIECES = [
    "12",
    "1er",
    " mars ",
    "2024",
    "/",
    "-",
    "L'an deux mille ",
    "vingt",
    ", ",
    " au ",
    "du ",
    "lundi ",
    " et ",
    "\n",
    "İ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_spans_are_in_order_apart_and_inside(string: str) -> None:
    found = dates(string)
    assert all(0 <= span.start < span.end <= len(string) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all((span.value is None) == (span.state == "unreadable") for span in found)


@pytest.mark.parametrize("piece", ["an deux mille İ", "du 8 au 8 au ", "12 mars ", "1/1/1", "mars "])
def test_time_grows_with_length(piece: str) -> None:
    def spent(size: int) -> float:
        string = piece * (size // len(piece))
        begin = time.process_time()
        dates(string)
        return time.process_time() - begin

    spent(1_000)
    small, large = spent(20_000), spent(160_000)
    assert large < 24 * max(small, 0.005)
