"""The plan of numbered prescriptions, and tables of contents told from headings."""

from __future__ import annotations

import pytest

from actes.clean import clean
from actes.extract.articles import articles
from actes.headings import contents, follows, numbered_sections
from actes.lines import lines
from actes.segment import segment
from actes.text import PageText, whole

PLAN = [
    "1. OBJET",
    "1.1. Installations autorisées",
    "1.2. Liste des installations",
    "2. CONDITIONS GÉNÉRALES",
    "2.1. Conformité au dossier",
    "2.1.1. Plans",
    "2.1.2. Registres",
    "2.2. Déclaration des incidents",
    "3. DÉCHETS",
    "3.1. Stockage",
]
BODY = "\n\nL'exploitant tient ces pièces à la disposition de l'inspection, avec 3 copies.\n\n"
ACT = """PRÉFET DU VAUROIS
Arrêté n° 2024-12 autorisant une installation
Le préfet du Vaurois,
Vu le code de l'environnement ;
ARRÊTE
Article 1er : L'exploitant respecte les prescriptions qui suivent.

{plan}
Article 2 : Le directeur est chargé de l'exécution.
Fait à Orsival, le 3 mars 2024
Le préfet,
Luc TERRASSE
"""

CONTENTS = """Article 1.1.1. Exploitant titulaire de l'autorisation ........ 6
Article 1.1.2. Installations non visées  6
CHAPITRE 1.2 NATURE DES INSTALLATIONS ......... 6
Article 1.2.1. Liste des installations ... 7
Article 1.2.2. Situation de l'établissement .... 7
CHAPITRE 1.3 DURÉE DE L'AUTORISATION   7
"""


def taken(text: str) -> list[str]:
    own = list(lines(whole([PageText(1, text)])))
    return [own[i].string.split(" ")[0].rstrip(".") for i in sorted(numbered_sections(own))]


def test_a_plan_is_read_and_its_parts_are_articles() -> None:
    (section,) = segment(clean([PageText(1, ACT.format(plan=BODY.join(PLAN) + BODY))]).body)
    tree = articles(section.of("article", "division"))

    def flat(found: object) -> list[tuple[str, str | None]]:
        return [
            pair
            for a in found  # type: ignore[attr-defined]
            for pair in ((a.number.value, a.title.value if a.title else None), *flat(a.articles))
        ]

    assert flat(tree) == [
        ("1", None),
        ("1", "OBJET"),
        ("1.1", "Installations autorisées"),
        ("1.2", "Liste des installations"),
        ("2", "CONDITIONS GÉNÉRALES"),
        ("2.1", "Conformité au dossier"),
        ("2.1.1", "Plans"),
        ("2.1.2", "Registres"),
        ("2.2", "Déclaration des incidents"),
        ("3", "DÉCHETS"),
        ("3.1", "Stockage"),
        ("2", None),
    ]


def test_a_plan_goes_on_where_a_scan_lost_a_number() -> None:
    assert taken(BODY.join(p for p in PLAN if not p.startswith("2.1. "))) == []  # too few are left
    longer = [*PLAN, "3.2. Bruit", "3.4. Odeurs", "3.5. Eaux"]
    assert taken(BODY.join(longer))[-3:] == ["3.2", "3.4", "3.5"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Le maire ouvre la séance.\n2. Le conseil vote.\n3. Le maire clôt la séance.\n" * 4,  # a list
        "\n".join(f"{n}. POINT" for n in range(1, 15)),  # one level
        "\n".join(f"1.{n}. Partie" for n in range(1, 15)),  # opens in the middle
        "",
    ],
)
def test_lists_are_no_plan(text: str) -> None:
    assert taken(text) == []


@pytest.mark.parametrize(
    ("had", "now", "missed", "result"),
    [
        ([1], [1, 1], 0, True),
        ([1, 2], [2], 0, True),
        ([1, 2, 3], [1, 3], 0, True),
        ([1, 2], [1, 2, 1], 0, True),
        ([1, 2], [1, 4], 0, False),
        ([1, 2], [1, 4], 1, True),
        ([1, 2], [1, 2], 2, False),
        ([1, 2], [3, 1], 2, False),
        ([1], [1, 2], 2, False),
    ],
)
def test_what_follows(had: list[int], now: list[int], missed: int, result: bool) -> None:
    assert follows(had, now, missed) is result


def test_a_table_of_contents_is_no_list_of_articles() -> None:
    own = list(lines(whole([PageText(1, CONTENTS)])))
    assert contents(own) == frozenset(range(len(own)))
    short = "\n".join(f"Article {n}" for n in range(3, 9))
    assert contents(list(lines(whole([PageText(1, short)])))) == frozenset()
    titled = "\n\n".join(f"Article {n} : Objet {n}\nLa commune prête la salle." for n in range(1, 9))
    assert contents(list(lines(whole([PageText(1, titled)])))) == frozenset()


def test_dots_of_a_table_of_contents_are_no_blanks() -> None:
    import actes

    plan = CONTENTS + "\nARTICLE 1.1.1. EXPLOITANT\n\nLa société est autorisée.\n"
    (act,) = actes.parse_text(ACT.format(plan=plan)).acts
    assert act.blanks == ()
    assert "1.2.2" not in [a.number.value for one in act.articles for a in (one, *one.articles)]
