from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.party_clause import clause, listed, pieces

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # (opening, [(how each piece begins, its role)])
    (
        "CONVENTION\nENTRE\nLa Commune de Valmont, représentée par son Maire,\nD'une part,\nEt\nLa société "
        "Gravel, dont le siège est à Brive\n"
        "D'autre part,\nIl est convenu ce qui suit :\nArticle 1",
        [("La Commune", "D'une part"), ("La société", "D'autre part")],
    ),
    (
        "Entre la Commune de Valmont, représentée par son Maire, et la société Gravel, représentée par son "
        "gérant, il est convenu",
        [("la Commune", None), ("la société", None)],
    ),
    (
        "Convention entre la Ville de Valmont et Gravel ENTRE La Ville de Valmont, représentée par son Maire, d "
        "une part, ET La société "
        "Gravel, ci-après dénommée «Gravel», d autre part, Il a été convenu",
        [("La Ville", "d une part"), ("La société", "d autre part")],
    ),
    (
        "Entre, d'une part,\nLa Commune de Valmont, représentée par Mme ROUX,\net d'autre part,\nLe Club de "
        "tir, représenté par M. VALLON,\nPréambule",
        [("La Commune", "d'une part"), ("Le Club", "d'autre part")],
    ),
    (
        "Entre les soussignés :\n- la commune de ______, représentée par son maire,\nci-après dénommée « la "
        "commune »\nEt\n- l'association ______, "
        "représentée par son président\nIl est préalablement exposé",
        [("la commune", None), ("l'association", None)],
    ),
    (
        "Entre :\n1) la Ville de Valmont, représentée par son Maire,\n2) la Région des Brives, représentée par "
        "sa Présidente,\n"
        "3) l'Office du Val, représenté par son directeur,\nVu le code",
        [("la Ville", None), ("la Région", None), ("l'Office", None)],
    ),
    (
        "Entre\nLA VILLE DE VALMONT, représentée par son Maire,\nLA VILLE DE BRIVE, représentée par son "
        "Maire,\net\nL'ASSOCIATION DES DEUX RIVES\n"
        "représentée par sa présidente.\nPREAMBULE",
        [("LA VILLE DE V", None), ("LA VILLE DE B", None), ("L'ASSOCIATION", None)],
    ),
    (
        "Entre :\nLa Société Gravel, représentée par XX,\nd’une part,\nEt\nLes organisations représentatives "
        ":\n\nA.B.C. représentée par XX, délégué\n"
        "D.E.F. représentée par XX, délégué\nd’autre part,\nIl est établi ce qui suit",
        [("La Société", "d’une part"), ("A.B.C.", "d’autre part"), ("D.E.F.", "d’autre part")],
    ),
    (
        "Le ministre, agissant au nom de l'Etat et représenté par le préfet,\n\nd'une part,\n\net  (1), "
        "représenté (e) par ,\n\nd'autre part,\n\n"
        "sont convenus de ce qui suit :",
        [("Le ministre", "d'une part"), ("et  (1)", "d'autre part")],
    ),
    (
        "ENTRE\nLa Commune de Valmont, représentée par son Maire, d'une part\nautorisé par délibération du 2 "
        "mai 2026\net d'autre part\nL'Association X, "
        "représentée par son président\nIl est convenu",
        [("La Commune", "d'une part"), ("L'Association", "d'autre part")],
    ),
]


@pytest.mark.parametrize(("opening", "expected"), CASES)
def test_pieces(opening: str, expected: list[tuple[str, str | None]]) -> None:
    place = clause(opening)
    assert place is not None
    read = pieces(opening, *place)
    starts = [opening[p.start : p.end].lstrip(" \n:,-") for p in read]
    assert len(read) == len(expected)
    assert all(own.startswith(start) for own, (start, _) in zip(starts, expected, strict=True))
    assert [opening[slice(*p.role)] if p.role else None for p in read] == [role for _, role in expected]


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "Convention entre la Commune de Valmont et la société Gravel\n\nPréambule",
        "Vu l'arrêté pris entre le 3 et le 5 mai 2026,\nConsidérant d'une part, que les travaux, d'autre part "
        "que le demandeur",
        "compris\nentre 3 500 et 50 000 habitants ;",
    ],
)
def test_no_clause(opening: str) -> None:
    assert clause(opening) is None


def test_and_within_a_name_parts_nothing() -> None:
    opening = (
        "Entre :\nLE SYNDICAT DES EAUX\nET DES FORETS, représenté par son Président,\nEt :\n"
        "La Caisse des eaux et forêts, représentée par X"
    )
    place = clause(opening)
    assert place is not None
    assert len(pieces(opening, *place)) == 2


def test_a_list_without_a_clause() -> None:
    opening = "définir la coopération entre :\n\n- la Maison de santé,\n- la Ville, gestionnaire,\n\nafin de permettre"
    assert clause(opening) is None
    assert [opening[p.start : p.end] for p in listed(opening)] == ["la Maison de santé,", "la Ville, gestionnaire,"]


WORDS = [
    "Entre ",
    "ENTRE :\n",
    "La Commune, ",
    "représentée par X, ",
    "d'une part, ",
    "\nEt\n",
    " ET ",
    "d'autre part, ",
    "- la Ville\n",
    "\n\n",
]


@given(
    st.lists(st.sampled_from([*WORDS, "ci-après « X »\n", "Il est convenu ", "Préambule\n"]), max_size=30).map("".join)
)
def test_pieces_are_in_order_and_within_the_clause(opening: str) -> None:
    place = clause(opening)
    if place is not None:
        last = place[0]
        for piece in pieces(opening, *place):
            assert last <= piece.start < piece.end <= place[1]
            last = piece.end
    listed(opening)
