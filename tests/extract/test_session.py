"""A whole heading of a délibération: chair, secretary, convocation, lists, counts and vote together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.session import session, session_date
from actes.model import Person
from actes.text import PageText, Text, whole

DELIBERATION = """COMMUNE DE VALCLAIR
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS
Séance du 12 mars 2024
Nombre de conseillers en exercice : 15
Présents : 4
Votants : 5
Date de convocation : 5 mars 2024
L'an deux mille vingt-quatre, le douze mars à 20 heures, le conseil municipal, dûment convoqué,
s'est réuni sous la
présidence de M. Paul TARDIEU, Maire.
Présents : M. Paul TARDIEU, Mme Léa ROUX, MM. Marc VALLON et Jean NOIR
Absente excusée : Mme Anne BRUN, qui a donné pouvoir à Mme Léa ROUX
M. Marc VALLON a été désigné secrétaire de séance.
Vu le code général des collectivités territoriales,
Après en avoir délibéré, le conseil municipal, par 4 voix pour et 1 abstention, décide
"""


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def name(person: Person | None) -> str:
    leaves = (person.given, person.family, person.quality) if person else ()
    return " ".join(leaf.value or "" for leaf in leaves if leaf)


def test_a_deliberation_tells_its_sitting() -> None:
    read = session(text(DELIBERATION))
    assert read is not None
    assert read.attendance is not None
    assert read.vote is not None
    assert read.in_office is not None
    assert read.convened_on is not None
    assert read.in_office.value == 15
    assert read.convened_on.value == "2024-03-05"
    assert name(read.chair) == "Paul TARDIEU Maire"
    assert name(read.secretary) == "Marc VALLON"
    assert len(read.attendance.present) == 4
    assert [name(proxy.giver) for proxy in read.attendance.proxies] == ["Anne BRUN"]
    assert (read.vote.pour and read.vote.pour.value, read.vote.voters and read.vote.voters.value) == (4, 5)
    day = session_date(text(DELIBERATION))
    assert day is not None
    assert day.value == "2024-03-12"


def test_it_reads_the_same_on_one_line() -> None:
    flat, lined = session(text(" ".join(DELIBERATION.split()))), session(text(DELIBERATION))
    assert flat is not None
    assert lined is not None
    assert name(flat.chair) == name(lined.chair)
    assert name(flat.secretary) == name(lined.secretary)
    assert flat.attendance is not None
    assert [name(one) for one in flat.attendance.present] == ["Paul TARDIEU", "Léa ROUX", "Marc VALLON", "Jean NOIR"]


def test_minutes_have_no_vote_of_their_own() -> None:
    read = session(text(DELIBERATION), minutes=True)
    assert read is not None
    assert read.vote is None
    assert read.attendance is not None


@pytest.mark.parametrize(
    ("string", "who"),
    [
        ("s'est réuni sous la présidence de Madame le Maire, Léa ROUX. Présents :", "Léa ROUX Maire"),
        ("s'est réuni sous la présidence \nde Madame le Maire, Léa ROUX. \nPrésents :", "Léa ROUX Maire"),
        (
            "se sont réunis sous la présidence de M. Paul TARDIEU, Président, Présents : M. Marc VALLON",
            "Paul TARDIEU Président",
        ),
        ("s'est réuni sous la présidence de Monsieur le Maire. Présents :", "Maire"),
        ("le quorum étant atteint, Mme Léa ROUX préside la séance. Le conseil municipal", "Léa ROUX"),
    ],
)
def test_who_chairs(string: str, who: str) -> None:
    read = session(text(string))
    assert name(read.chair if read else None) == who


@pytest.mark.parametrize(
    "string",
    [
        "Secrétaire de séance : M. Marc VALLON",
        "SECRÉTAIRE DE SÉANCE : Marc VALLON EXCUSÉS : Jean NOIR, en exercice : 12",
        "Le conseil municipal désigne M. Marc VALLON en qualité de secrétaire de séance.",
        "M. Marc VALLON est élu secrétaire. Le conseil municipal",
        "que le secrétariat de la présente séance soit assuré par M. Marc VALLON. Le conseil municipal",
        "Monsieur le Maire propose la candidature de Marc VALLON, en qualité de secrétaire de séance",
        "nomination d'un secrétaire pris dans le sein du conseil : M. Marc VALLON "
        "ayant obtenu la majorité des suffrages, a été désigné "
        "pour remplir ces fonctions. Le conseil municipal",
    ],
)
def test_who_keeps_the_minutes(string: str) -> None:
    read = session(text(string))
    assert name(read.secretary if read else None) == "Marc VALLON"


@pytest.mark.parametrize(
    ("string", "day"),
    [
        ("Le conseil municipal, dûment convoqué le 5 mars 2024, s'est réuni le 12 mars 2024", "2024-03-05"),
        ("Date de la convocation : 5 mars 2024. En exercice : 12", "2024-03-05"),
        ("suite à la convocation faite le 5 mars 2024. En exercice : 12", "2024-03-05"),
        ("Le conseil municipal, légalement convoqué, s'est réuni le 12 mars 2024", None),
        ("Séance du 12 mars 2024, convocation du dix février deux mille Présents : 12 vingt-quatre", "unreadable"),
        ("Les électeurs sont convoqués le 12 mars 2024. Suffrages et abstentions", None),
    ],
)
def test_when_it_was_convened(string: str, day: str | None) -> None:
    read = session(text(string))
    found = read.convened_on if read else None
    assert (found.value or found.state if found else None) == day


@pytest.mark.parametrize(
    "string", ["", "ARRÊTE\nArticle 1 : La vitesse est limitée.", "La secrétaire générale est chargée de l'exécution"]
)
def test_an_act_without_a_sitting_has_none(string: str) -> None:
    assert session(text(string)) is None


@given(st.text())
def test_nothing_raises(string: str) -> None:
    session(text(string))
    session_date(text(string))


@pytest.mark.parametrize(
    "seed", ["Présents : ", "à l'unanimité ", "12 voix pour ", "séance du 12 mars 2024 ", "pouvoir à "]
)
def test_a_long_text_costs_in_proportion(seed: str) -> None:
    def cost(length: int) -> float:
        long = text(seed * (length // len(seed)))
        start = time.process_time()
        session(long)
        return time.process_time() - start

    assert cost(240_000) < 20 * max(cost(40_000), 0.01)
