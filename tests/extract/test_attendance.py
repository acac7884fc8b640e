"""Attendance lists: who sat, who was away, who voted for whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.attendance import attendance_lists
from actes.model import Person
from actes.text import PageText, Text, whole


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def name(person: Person) -> str:
    return " ".join(part.value or "" for part in (person.given, person.family) if part)


def read(string: str) -> dict[str, list[str]]:
    lists = attendance_lists(text(string))
    listed = {kind: [name(person) for person in getattr(lists, kind)] for kind in ("present", "absent", "excused")}
    listed["proxies"] = [f"{name(proxy.giver)} > {name(proxy.holder)}" for proxy in lists.proxies]
    return {kind: names for kind, names in listed.items() if names}


LISTS = [
    (
        "Présents : Paul TARDIEU, Léa ROUX, Marc VALLON.\nAbsents : Anne BRUN",
        {"present": ["Paul TARDIEU", "Léa ROUX", "Marc VALLON"], "absent": ["Anne BRUN"]},
    ),
    (
        "Étaient présents : M. Paul TARDIEU, Mme Léa ROUX. Absente excusée : Mme Anne BRUN (pouvoir à Mme Léa ROUX). "
        "Secrétaire de séance : M. Marc VALLON",
        {"present": ["Paul TARDIEU", "Léa ROUX"], "excused": ["Anne BRUN"], "proxies": ["Anne BRUN > Léa ROUX"]},
    ),
    (
        "PRÉSENTS : 2\nTARDIEU Paul ; ROUX Léa\nONT DONNÉ PROCURATION : 02\nBRUN "
        "Anne à ROUX Léa\nVALLON Marc à TARDIEU Paul\n\n"
        "OBJET : Budget",
        {"present": ["Paul TARDIEU", "Léa ROUX"], "proxies": ["Anne BRUN > Léa ROUX", "Marc VALLON > Paul TARDIEU"]},
    ),
    (
        "Conseillers absents ayant donné procuration : 2 BRUN Anne à ROUX Léa "
        "VALLON Marc à TARDIEU Paul Conseillers excusés : 1 NOIR Jean",
        {"excused": ["Jean NOIR"], "proxies": ["Anne BRUN > Léa ROUX", "Marc VALLON > Paul TARDIEU"]},
    ),
    (
        "Présents : Paul TARDIEU (arrivé à 19 h 07), Léa ROUX (à compter de la "
        "délibération n° 2) Représentés : Anne BRUN représentée "
        "par Léa ROUX Absents non représentés : 01 Marc VALLON",
        {"present": ["Paul TARDIEU", "Léa ROUX"], "absent": ["Marc VALLON"], "proxies": ["Anne BRUN > Léa ROUX"]},
    ),
    (
        "Absents ayant voté par procuration en application de l'article L 2121-20 "
        "du Code \nGénéral des Collectivités Territoriales :\n"
        "Anne BRUN, Marc \nVALLON.\nAbsents :\nJean NOIR\n Rénovation du centre d'art\nDemande de subvention",
        {"absent": ["Anne BRUN", "Marc VALLON", "Jean NOIR"]},
    ),
    (
        "Absents excusés : M. Jean NOIR donne pouvoir à M. Paul TARDIEU, Mme Anne "
        "BRUN\nM. Marc VALLON a été nommé secrétaire",
        {"excused": ["Jean NOIR", "Anne BRUN"], "proxies": ["Jean NOIR > Paul TARDIEU"]},
    ),
    (
        "Présents : 12 Votants : 14\nPrésents : Paul TARDIEU, Léa ROUX\nExcusé : Marc VALLON",
        {"present": ["Paul TARDIEU", "Léa ROUX"], "excused": ["Marc VALLON"]},
    ),
    ("Donne lecture aux membres présents du dernier procès-verbal. La présente délibération", {}),
    ("La société, représentée par M. Paul TARDIEU, donne pouvoir à M. Marc VALLON", {}),
    ("", {}),
]


@pytest.mark.parametrize(("string", "expected"), LISTS)
def test_the_lists_are_read(string: str, expected: dict[str, list[str]]) -> None:
    assert read(string) == expected


def test_the_lists_of_a_second_sitting_are_left() -> None:
    first = "Présents : Paul TARDIEU, Léa ROUX. Absents : Marc VALLON. Le conseil municipal décide. "
    assert read(first + "Présents : Jean NOIR, Anne BRUN.") == {
        "present": ["Paul TARDIEU", "Léa ROUX"],
        "absent": ["Marc VALLON"],
    }


@given(st.text())
def test_nothing_raises(string: str) -> None:
    attendance_lists(text(string))


@given(
    st.lists(
        st.sampled_from(
            ["Présents : ", "Absents ", "pouvoir à ", "M. Paul TARDIEU", ", ", "\n", "(", ")", " à ", "est élu "]
        )
    )
)
def test_quotations_are_exact(pieces: list[str]) -> None:
    string = "".join(pieces)
    lists = attendance_lists(text(string))
    for person in (*lists.present, *lists.absent, *lists.excused):
        for leaf in (person.given, person.family):
            if leaf:
                assert "".join(string[place.start : place.end] for place in leaf.at) == leaf.text
