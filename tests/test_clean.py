"""Cleaning: what is not the acts' own text is set aside, and nothing else."""

from __future__ import annotations

import pytest

from actes.clean import clean
from actes.text import Mark, PageText

PAGE_ONE = "COMMUNE DE VALBRUN\nArrêté n° 12\nVu le code de la route ;\nARRÊTE\nArticle 1er : La rue est fermée.\nCommune de Valbrun – Arrêté 12 – 1/2"
PAGE_TWO = "Article 2 : Le présent arrêté est affiché.\nFait à Valbrun, le 3 mars 2025\nLe Maire,\nOdile FERRANDIER\nCommune de Valbrun – Arrêté 12 – 2/2"


def body(*pages: str) -> str:
    return clean(PageText(i + 1, p) for i, p in enumerate(pages)).body.string


def test_a_running_foot_is_set_aside_and_kept_as_a_margin() -> None:
    cleaned = clean([PageText(1, PAGE_ONE), PageText(2, PAGE_TWO)])
    assert "Arrêté 12 –" not in cleaned.body.string
    assert [m.string for m in cleaned.margins] == [
        "Commune de Valbrun – Arrêté 12 – 1/2",
        "Commune de Valbrun – Arrêté 12 – 2/2",
    ]
    assert "Article 2 : Le présent arrêté est affiché." in cleaned.body.string


def test_what_each_act_of_a_register_repeats_is_not_a_running_line() -> None:
    page = "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nSéance du 3 mars 2025\nDélibération n° {n}\nObjet : Affaire {n}\n\nAPPROUVE le projet.\nFait et délibéré en séance.\nLe Maire,\nOdile FERRANDIER"
    text = body(page.format(n=1), page.format(n=2))
    assert text.count("EXTRAIT DU REGISTRE") == 2
    assert text.count("Odile FERRANDIER") == 2


@pytest.mark.parametrize("number", ["3", "- 3 -", "Page 3", "page 3 sur 7", "3/7", "Feuillet n° 3"])
def test_a_lone_page_number_at_the_edge_goes(number: str) -> None:
    assert number not in body(f"Vu le code de la route ;\nARRÊTE\n{number}").splitlines()


def test_the_cover_of_a_recueil_goes_with_its_page() -> None:
    cover = "DDT_12\n12-2024-05-24-001\nArrêté de fermeture\n\nDDT_12 - 12-2024-05-24-001 - Arrêté de fermeture\n\n58"
    act = "Arrêté du 24 mai 2024\nVu le code rural ;\nARRÊTE\nArticle 1er : Fermeture.\n\nDDT_12 - 12-2024-05-24-001 - Arrêté de fermeture\n\n59"
    text = body(cover, act)
    assert text.strip() == "Arrêté du 24 mai 2024\nVu le code rural ;\nARRÊTE\nArticle 1er : Fermeture."


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("la com-\nmune", "la commune"),
        ("la com\u00ad\nmune", "la commune"),
        ("le sous-\npréfet", "le sous-préfet"),
        ("Saint-\nDenis", "Saint-\nDenis"),
        ("de 10-\n12 ans", "de 10-\n12 ans"),
    ],
)
def test_words_cut_at_the_line_end(printed: str, read: str) -> None:
    assert body(printed) == read


def test_markdown_marks_go_and_the_quotation_stays_exact() -> None:
    cleaned = clean([PageText(1, "# Arrêté\n\n**Article 1er** : Le stade est fermé.\n---\n<br/>Fin")])
    assert "Article 1er : Le stade est fermé." in cleaned.body.string
    assert "#" not in cleaned.body.string
    start = cleaned.body.string.index("Article")
    piece = cleaned.body[start : start + 15]
    assert "".join(cleaned.body.pages[0].string[p.start : p.end] for p in piece.places()) == piece.quote()


def test_a_stamp_marked_by_the_reader_is_lifted_out_of_the_body() -> None:
    string = "Vu le code\nEnvoyé en préfecture le 03/02/2025\nde la route"
    page = PageText(1, string, marks=(Mark("stamp", 11, 45),))
    cleaned = clean([page])
    assert "Envoyé" not in cleaned.body.string
    assert [s.string for s in cleaned.stamps] == ["Envoyé en préfecture le 03/02/2025"]


def test_a_long_line_with_a_phone_number_in_it_is_no_letter_foot() -> None:
    line = "Le Conseil municipal décide de publier le numéro Tél. 02 00 00 00 00 dans le bulletin. " * 5
    assert line.strip() in body(line)
