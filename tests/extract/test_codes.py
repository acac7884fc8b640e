"""Names of codes and lists of articles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.codes import CODE, CODES, article_lists
from actes.extract.folding import fold

LISTS = [
    ("les articles L. 233-3, L.236-1 et suivants du code", [["L. 233-3", "L.236-1 et suivants"]]),
    (
        "articles R. 231-11, R. 233-3-1 à R.233-3-7 et D.237-2- II",
        [["R. 231-11", "R. 233-3-1 à R.233-3-7", "D.237-2- II"]],
    ),
    ("l'article L.3642-2, les articles L.2213-2-2°), L.2213-3", [["L.3642-2", "L.2213-2-2°)", "L.2213-3"]]),
    ("L.2213-4 alinéa 1er, L.2213-5", [["L.2213-4 alinéa 1er", "L.2213-5"]]),
    ("articles L. 2122-22, 4° et 5° du CGCT", [["L. 2122-22, 4° et 5°"]]),
    ("article L. 2212-2 (5°)", [["L. 2212-2 (5°)"]]),
    ("ses articles 1240, 1241 et 1242", [["1240", "1241", "1242"]]),
    ("ses articles 8 et 37 ;", [["8", "37"]]),
    ("des articles 10-1 et 25-1 de la loi", [["10-1", "25-1"]]),
    ("l'article 12 bis du décret", [["12 bis"]]),
    ("l’article premier de la loi, l’article 1er du décret", [["premier"], ["1er"]]),
    ("article L2242-1 et suivant du code", [["L2242-1 et suivant"]]),
    ("les articles R 317-21 et R 411-3 à R 411-6 et R. 411.8", [["R 317-21", "R 411-3 à R 411-6", "R. 411.8"]]),
    ("les articles L. 247 et R* 247-4 et suivants", [["L. 247", "R* 247-4 et suivants"]]),
    ("articles LO 6214-1, L.O. 1112-1 et A 331-24", [["LO 6214-1", "L.O. 1112-1", "A 331-24"]]),
    ("les articles L.1414-1 à 4 et L. 2121-29", [["L.1414-1 à 4", "L. 2121-29"]]),
    ("notamment L.2122-22 et L.2122-23", [["L.2122-22", "L.2122-23"]]),
    ("l'article L.\u00a02122-22", [["L.\u00a02122-22"]]),
    ("l'article 1.2122-22 du code", [["1.2122-22"]]),
    ("l'article 5 ; l'article 6", [["5"], ["6"]]),
    # a date, a sum, a word after the list are no articles
    ("les articles 5 et 12 mars 2020", [["5"]]),
    ("l'article 5 et 300 € de plus", [["5"]]),
    ("l'article 5 a 3 alinéas", [["5"]]),
    ("l'article de presse", []),
    ("article d'un journal, articles de sport", []),
]


@pytest.mark.parametrize(("string", "expected"), LISTS)
def test_article_lists(string: str, expected: list[list[str]]) -> None:
    lists = article_lists(string, fold(string), 0, len(string))
    assert [[string[start:end] for start, end in found.items] for found in lists] == expected


def test_a_list_knows_whether_its_articles_bear_a_letter() -> None:
    string = "les articles L. 1411-5 et L. 1414-2, l'article 34"
    lettered, bare = article_lists(string, fold(string), 0, 36) + article_lists(string, fold(string), 36, len(string))
    assert lettered.lettered
    assert not bare.lettered
    assert string[lettered.start : lettered.end] == "articles L. 1411-5 et L. 1414-2"


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Code Général des Collectivités Territoriales,", "Code Général des Collectivités Territoriales"),
        ("CODE GÉNÉRAL DES COLLECTIVITÉS TERRITORIALES", "CODE GÉNÉRAL DES COLLECTIVITÉS TERRITORIALES"),
        ("code général des collectivité territoriale et", "code général des collectivité territoriale"),
        ("code de l’urbanisme", "code de l’urbanisme"),
        ("code de santé publique", "code de santé publique"),
        ("code du commerce", "code du commerce"),
        ("code rural et notamment", "code rural"),
        ("code rural et de la pêche maritime", "code rural et de la pêche maritime"),
        ("code de l'entrée et du séjour des étrangers et du droit d'asile",) * 2,
        ("code des relations entre le public et l'administration",) * 2,
        ("code de la construction et de l'habitation et", "code de la construction et de l'habitation"),
        ("livre des procédures fiscales",) * 2,
        ("code postal", None),
        ("code du travailleur", None),
    ],
)
def test_code(string: str, expected: str | None) -> None:
    match = re.search(CODE, fold(string))
    assert (string[match.start() : match.end()] if match else None) == expected


def test_codes_are_folded_and_sorted() -> None:
    assert list(CODES) == sorted(set(CODES))
    assert all(fold(words) == words for words in CODES)


@given(st.text(alphabet="aArRlLdDtTiIcCeEsS.-°'*1234567890 ,;()\u00a0\n", max_size=200))
def test_any_string(string: str) -> None:
    lists = article_lists(string, fold(string), 0, len(string))
    floor = 0
    for found in lists:
        assert floor <= found.start <= found.items[0][0]
        for start, end in found.items:
            assert floor <= start < end <= found.end
            floor = end
