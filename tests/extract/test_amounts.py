"""Sums of money."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.amounts import amounts

AMOUNTS = [
    ("33 000 €", "33000"),
    ("33\u202f000\u00a0€", "33000"),
    ("7.650,76 €", "7650.76"),
    ("2 250 000 €", "2250000"),
    ("163 000.00 €", "163000.00"),
    ("52,50€", "52.50"),
    ("1000 €", "1000"),
    ("56 800€", "56800"),
    ("1 500 euros", "1500"),
    ("2.500.000,00 EUR", "2500000.00"),
    ("20’000 €", "20000"),
    ("10.000 €", "10000"),
    ("0.125 €", "0.125"),
    ("119 550, 76€", "119550.76"),
    ("10,8 millions d'euros", "10800000"),
    ("1,129 M€", "1129000"),
    ("26,93 milliards d’€", "26930000000"),
    ("20 M€", "20000000"),
    ("15 k€", "15000"),
    ("12€50", "12.50"),
    ("12 euros et 50 centimes", "12.5"),
    ("dix mille euros", "10000"),
    ("deux cents euros", "200"),
    ("vingt-cinq\nmille euros", "25000"),
    ("un million d'euros", "1000000"),
    ("dix euros et cinquante centimes", "10.5"),
    ("euro symbolique", "1"),
]


@pytest.mark.parametrize(("printed", "value"), AMOUNTS)
@pytest.mark.parametrize("frame", ["{}", "un montant de {}.", "({})", "s'élève à {} pour l'année 2026"])
def test_one_amount(printed: str, value: str, frame: str) -> None:
    string = frame.format(printed)
    (found,) = amounts(string)
    assert (string[found.start : found.end], found.value) == (printed, Decimal(value))
    assert (found.currency, found.tax, found.words) == ("EUR", None, None)


def test_a_sign_before_its_figures() -> None:
    (found,) = amounts("Montant : € 1 000")
    assert found.value == 1000


def test_what_stands_before_the_figures_is_left_out() -> None:
    assert [found.value for found in amounts("compte 2811 600 €, 31/12/2022 906 €, T2 500 €")] == [600, 906, 500]
    assert [found.value for found in amounts("Total13 800 €")] == [13800]


def test_a_hyphen_is_a_sign_or_a_dash() -> None:
    assert [found.value for found in amounts("solde : -98,04 € ; recettes - 500 €\n-300 €")] == [
        Decimal("-98.04"),
        500,
        300,
    ]


TAXES = [
    ("163 000.00 € HT", "HT"),
    ("371 669 € TTC.", "TTC"),
    ("8 000€ H.T. par an", "H.T."),
    ("12 000 € hors taxes", "hors taxes"),
    ("500 € (toutes taxes comprises)", "toutes taxes comprises"),
    ("500 € nets de taxe", "nets de taxe"),
    ("10 000 € (dix mille euros) TTC", "TTC"),
    ("dix mille euros hors taxes (10 000 €)", "hors taxes"),
    ("un montant HT de 10 000 €", "HT"),
    ("Prix total TTC : 1 200 €", "TTC"),
]


@pytest.mark.parametrize(("string", "tax"), TAXES)
def test_tax(string: str, tax: str) -> None:
    (found,) = amounts(string)
    assert found.tax is not None
    assert string[slice(*found.tax)] == tax


def test_a_tax_mention_belongs_to_the_amount_before_it() -> None:
    assert [found.tax for found in amounts("300 € HT 75 €")] == [(6, 8), None]


TWICE = [
    ("dix mille euros (10 000 €)", "10 000 €", "dix mille euros", 10_000),
    ("10 000 € (dix mille euros)", "10 000 €", "dix mille euros", 10_000),
    ("10 000 euros TTC (dix mille euros)", "10 000 euros", "dix mille euros", 10_000),
    ("10 000 €, soit dix mille euros", "10 000 €", "dix mille euros", 10_000),
    ("10 000 (dix mille) euros", "10 000 (dix mille) euros", "dix mille", 10_000),
    ("dix mille (10 000) euros", "dix mille (10 000) euros", "dix mille", 10_000),
    ("12 000 € (dix mille euros)", "12 000 €", "dix mille euros", 10_000),
]


@pytest.mark.parametrize(("string", "figures", "words", "value"), TWICE)
def test_a_sum_written_twice(string: str, figures: str, words: str, value: int) -> None:
    (found,) = amounts(string)
    assert string[found.start : found.end] == figures
    assert found.words is not None
    assert (string[found.words[0] : found.words[1]], found.words[2]) == (words, Decimal(value))


def test_two_sums_stay_two() -> None:
    assert len(amounts("500 € (mille euros au maximum)")) == 2
    assert len(amounts("100 € par mois, soit mille deux cents euros")) == 2


@pytest.mark.parametrize(
    "string",
    [
        "",
        "la zone euro",
        "le directeur",
        "en € 2023",
        "quelques millions d'euros",
        "fixé à ... € par mètre",
        "33 000",
        "10 %",
    ],
)
def test_what_is_no_amount(string: str) -> None:
    assert amounts(string) == []


PIECES = ["12", " 000", ",50", " €", "euros", "dix ", "mille ", "(", ")", " HT", " M", "-", "\n", ".", " soit "]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_spans_are_in_order_apart_and_inside(string: str) -> None:
    found = amounts(string)
    assert all(0 <= span.start < span.end <= len(string) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(span.value.is_finite() for span in found)
