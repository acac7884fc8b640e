"""Articles: number, title against running text, items, nesting."""

from __future__ import annotations

import pytest

from actes.clean import clean
from actes.extract.articles import articles
from actes.model import Article
from actes.segment import segment
from actes.text import PageText

TOP = "CONVENTION DE PRÊT\n\nENTRE la commune de Valbrun,\nD'une part,\nET l'association Les Pinsons,\nD'autre part,\nIl est convenu ce qui suit :\n\n"
END = "\n\nFait à Valbrun, le 3 mars 2025\n"


def read(body: str) -> tuple[Article, ...]:
    (section,) = segment(clean([PageText(1, TOP + body + END)]).body)
    return articles(section.of("article", "division"))


def outline(body: str) -> list[tuple[str | None, str | None]]:
    return [(a.number.value, a.title.value if a.title else None) for a in read(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Article 1 : Objet\n\nLa commune prête la salle.", [("1", "Objet")]),
        (
            "Article 1er – Objet de la convention\nLa commune prête la salle à l'association pour ses répétitions hebdomadaires.",
            [("1", "Objet de la convention")],
        ),
        ("ARTICLE PREMIER - OBJET\n\nLa commune prête la salle.", [("1", "OBJET")]),
        (
            "Article 1er.\n\nObjet de la convention.\n\nLa commune prête la salle.\n\nArticle 2.\n\nDurée.\n\nElle dure un an.",
            [("1", "Objet de la convention"), ("2", "Durée")],
        ),
        (
            "Article 1 : La commune prête la salle à l'association.\nArticle 2 : L'association est assurée.",
            [("1", None), ("2", None)],
        ),
        ("Article 1\nLa commune prête la salle.", [("1", None)]),
        ("Article 1 : bénéficiaire du prêt :\n\nL'association bénéficie du prêt.", [("1", "bénéficiaire du prêt")]),
        ("Article 1 : Délégation de signature est donnée à :\n- Mme Ana RUIZ, adjointe ;", [("1", None)]),
        ("Article dernier\nLe maire est chargé de l'exécution.", [("dernier", None)]),
        ("1. Objet\n\nLa commune prête la salle.\n\n2. Durée\n\nUn an.", [("1", "Objet"), ("2", "Durée")]),
        ("ENGAGEMENT N° 1 : RESPECT DES LIEUX\n\nL'association respecte les lieux.", [("1", "RESPECT DES LIEUX")]),
    ],
)
def test_numbers_and_titles(body: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert outline(body) == expected


def test_sub_articles_are_nested_and_keep_their_numbers() -> None:
    (article,) = read("ARTICLE 4 : FINANCES\n\n4.1. La commune verse 100 €.\n\n4.2. Le solde est versé en juin.")
    assert article.title is not None
    assert article.title.value == "FINANCES"
    assert [a.number.value for a in article.articles] == ["4.1", "4.2"]
    assert article.articles[0].text is not None
    assert article.articles[0].text.value == "La commune verse 100 €."


def test_a_number_out_of_order_is_no_sub_article() -> None:
    (article,) = read("Article 4 : Le taux est fixé comme suit :\n5.1 Pour les uns\n4.3 Pour les autres")
    assert article.articles == ()


def test_items_of_a_list_with_what_runs_on() -> None:
    (article,) = read(
        "Article 1 : L'association s'engage à :\n- ranger la salle\n  après usage ;\n- prévenir le gardien.\nElle est assurée."
    )
    assert [i.value for i in article.items] == ["ranger la salle après usage ;", "prévenir le gardien."]


def test_the_text_leaves_number_and_title_out() -> None:
    (article,) = read("Article 2 : Durée\n\nLa convention dure un an.\nElle est renouvelable.")
    assert article.text is not None
    assert article.text.value == "La convention dure un an. Elle est renouvelable."


RUN_IN = (
    "Article 1 - Objet : Il est procédé à une enquête sur le projet de la commune.\n"
    "Article 2 - Commissaire enquêteur : Est désignée Madame Anne MORVANEC, en qualité de titulaire.\n"
    "ARTICLE 3 - Affichage et publicité de l'avis\nd'enquête : Un avis est publié quinze jours avant.\n"
    "Article 4 : Le maire est chargé de l'exécution.\n"
)


def test_titles_that_a_colon_parts_from_the_text() -> None:
    assert outline(RUN_IN) == [
        ("1", "Objet"),
        ("2", "Commissaire enquêteur"),
        ("3", "Affichage et publicité de l'avis d'enquête"),
        ("4", None),
    ]
    assert [a.text.value if a.text else None for a in read(RUN_IN)][1] == (
        "Est désignée Madame Anne MORVANEC, en qualité de titulaire."
    )


def test_one_colon_among_others_makes_no_title() -> None:
    lone = "Article 1 : La commune prête : La salle.\nArticle 2 : Le prêt est gratuit.\nArticle 3 : Il dure un an.\n"
    assert outline(lone) == [("1", None), ("2", None), ("3", None)]


@pytest.mark.parametrize("first", ["Article ler : Objet", "ARTICLE fer : Objet", "Article er : Objet"])
def test_the_first_article_as_a_scan_has_it(first: str) -> None:
    assert outline(f"{first}\n\nLa commune prête la salle.\n\nArticle 2 : Durée\n\nUn an.") == [
        ("1", "Objet"),
        ("2", "Durée"),
    ]
