"""Counts at the head of an act, and its vote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.votes import counts, vote
from actes.text import PageText, Text, whole


def text(string: str) -> Text:
    return whole([PageText(1, string)])


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        (
            "Nombre de conseillers en exercice : 39\nPrésents : 27\nAbsents : 6\nProcurations : 5\nVotants : 32",
            {"in_office": 39, "present_count": 27, "absent_count": 6, "proxy_count": 5, "voters": 32},
        ),
        ("Le nombre des conseillers en exercice est de trente-cinq. Quorum : 18", {"in_office": 35, "quorum": 18}),
        ("En exercice | Présents | Votants |\n| 15 | 12 | 14 |", {"in_office": 15, "present_count": 12, "voters": 14}),
        (
            "Nombre de membres\nafférents au Conseil municipal : 15\nen exercice : "
            "14\nqui ont pris part à la délibération : 12",
            {"composing": 15, "in_office": 14, "voters": 12},
        ),
        ("27 élus présents", {"present_count": 27}),
        ("la condition de quorum est de 18 membres présents", {"quorum": 18}),
        ("Nombre de votants 7 FEVRIER 2024", {}),
        ("Présents : Paul TARDIEU, Léa ROUX", {}),
        ("Présents à 19 h 30", {}),
        ("Nombre de délégués présents et représentés : 39", {}),
    ],
)
def test_counts(string: str, expected: dict[str, int]) -> None:
    assert {name: found.value for name, found in counts(text(string)).items()} == expected


VOTES = [
    (
        "après en avoir délibéré, par 23 voix pour, 2 contre et 1 abstention, décide",
        {"pour": 23, "contre": 2, "abstentions": 1},
    ),
    ("Pour : 23 Contre : 0 Abstention : 2", {"pour": 23, "contre": 0, "abstentions": 2}),
    ("POUR : 12\nCONTRE : 0\nABSTENTION : 0", {"pour": 12, "contre": 0, "abstentions": 0, "unanimity": True}),
    (
        "(par 34 voix POUR, 0 voix CONTRE, 0 ABSTENTION(S))",
        {"pour": 34, "contre": 0, "abstentions": 0, "unanimity": True},
    ),
    ("VOTE : 13 POUR 0 CONTRE – 0 ABSTENTION", {"pour": 13, "contre": 0, "abstentions": 0, "unanimity": True}),
    ("par vingt-trois voix pour et deux abstentions", {"pour": 23, "abstentions": 2}),
    ("Pour : 10 - Contre : 2 - Abstentions : néant", {"pour": 10, "contre": 2, "abstentions": 0}),
    ("pour : 62 - contre : 1 - abstentions : O", {"pour": 62, "contre": 1, "abstentions": 0}),
    ("ONT VOTÉ POUR : 20\nONT VOTÉ CONTRE : 3\nSE SONT ABSTENUS : 2", {"pour": 20, "contre": 3, "abstentions": 2}),
    ("VOTE : Pour : 28 Contre : Abstention :", {"pour": 28}),
    (
        "adopté à la majorité : 20 pour, 3 contre (Mme BRUN, M. NOIR, M. VALLON), 1 abstention (M. ROUX)",
        {"pour": 20, "contre": 3, "abstentions": 1},
    ),
    ("Le Conseil municipal, après en avoir délibéré, à l’unanimité des voix : - approuve", {"unanimity": True}),
    ("ADOPTÉ À L’UNANIMITE", {"unanimity": True}),
    ("le conseil approuve unanimement le projet", {"unanimity": True}),
    (
        "Vu l'avis favorable des commissions (pour : 21 ; contre : 0 ; abstentions "
        ": 2). Après en avoir délibéré, le Conseil "
        "municipal, à l'unanimité",
        {"unanimity": True},
    ),
    (
        "après avis favorable de la commission des finances, le conseil municipal, à l'unanimité, décide",
        {"unanimity": True},
    ),
    ("VU les avis favorables, à l’unanimité, rendus par les commissions", {}),
    ("Le procès-verbal du conseil municipal du 3 mars 2024 a été adopté à l'unanimité", {}),
    ("Mme Léa ROUX est désignée secrétaire de séance à l'unanimité", {}),
    ("adoptée à la majorité", {}),
    ("une votation citoyenne a donné : - 788 pour soit 95 % ; - 29 contre soit 3,5 %", {}),
    ("à l'unanimité moins une voix", {}),
    ("trois mois pour répondre ; article 2 pour la vente ; un recours contre 3 décisions", {}),
    ("", {}),
]


@pytest.mark.parametrize(("string", "expected"), VOTES)
def test_the_vote(string: str, expected: dict[str, int | bool]) -> None:
    read = vote(text(string))
    leaves = {name: getattr(read, name) for name in ("pour", "contre", "abstentions", "unanimity")} if read else {}
    assert {name: leaf.value for name, leaf in leaves.items() if leaf} == expected


def test_figures_that_deny_it_outweigh_unanimity_told_elsewhere() -> None:
    far = "le conseil entend le rapport annuel " * 12
    read = vote(text(f"après en avoir délibéré, par 20 voix pour et 3 contre, décide. {far} adopté à l'unanimité"))
    assert read is not None
    assert read.unanimity is None


@given(st.text())
def test_nothing_raises(string: str) -> None:
    counts(text(string))
    vote(text(string))


@given(
    st.lists(
        st.sampled_from(
            ["pour ", "contre ", ": ", "12 ", "deux ", "voix ", "abstentions ", "présents ", "votants ", "| ", "/ "]
        )
    )
)
def test_figures_are_quoted(pieces: list[str]) -> None:
    string = "".join(pieces)
    read = vote(text(string))
    leaves = list(counts(text(string)).values())
    leaves += [leaf for leaf in (read.pour, read.contre, read.abstentions) if leaf] if read else []
    for leaf in leaves:
        assert "".join(string[place.start : place.end] for place in leaf.at) == leaf.text != ""
