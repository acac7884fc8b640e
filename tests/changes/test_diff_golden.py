"""Golden pairs over the specimens: what an editor did to the text, and all that is to be said of it.

Each pair is read, compared, compared the other way round, and its changes applied to the first side.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from actes.api import parse_text
from actes.changes import Change, diff
from actes.changes.values import tree
from actes.model import Dossier

SAMPLES = Path(__file__).parents[2] / "samples" / "text"


class Golden(NamedTuple):
    """`edits` are replacements in the text of `specimen`, once `base` has been replaced in both sides;
    `expected` are `(kind, path)` of what follows nothing else,
    `follows` is the path of a text that merely follows a renumbering."""

    name: str
    specimen: str
    edits: tuple[tuple[str, str], ...]
    expected: tuple[tuple[str, str], ...]
    ocr: bool = False
    base: tuple[tuple[str, str], ...] = ()
    follows: str = ""


TRIPARTITE = "decision-convention-annexee"
CLAUSE = "Les parties gardent secrètes les informations relatives aux usagers de la permanence."
INSURANCE = (
    "Article 6 – Assurances et responsabilité\n\nChaque partie est assurée pour les dommages dont elle répond. L'Association "
    "remet aux autres parties une attestation d'assurance avant la prise d'effet de la présente convention.\n\n"
)
ENDING = (
    "Article 7 – Résiliation\n\nLa présente convention peut être résiliée par l'une des parties, par lettre recommandée avec "
    "accusé de réception adressée aux deux autres, moyennant un préavis de deux mois.\n\n"
)
AUDIT = "L'Association accueille chaque année une visite de contrôle de la Commune."

PAIRS = (
    Golden("rien", TRIPARTITE, (), ()),
    Golden(
        "typographie seule",
        TRIPARTITE,
        (("'", "’"), ("« ", "“"), (" »", "”"), (" – ", " - "), ("12 MARS 2026", "12 mars 2026"), ("œ", "oe")),
        (),
    ),
    Golden("formats de dates", TRIPARTITE, (("1er avril 2026", "01/04/2026"), ("31 mars 2027", "31/03/2027")), ()),
    Golden("format de somme", "deliberation", (("4 500 €", "4500,00 euros"),), ()),
    Golden(
        "retours à la ligne",
        TRIPARTITE,
        (("un local est mis à la disposition", "un local\nest mis à la\ndisposition"), ("par l'une des", "par\nl'une des")),
        (),
    ),
    Golden("titre en capitales", TRIPARTITE, (("Article 7 – Résiliation", "ARTICLE 7 – RÉSILIATION"),), ()),
    Golden("préavis", TRIPARTITE, (("préavis de deux mois", "préavis de trois mois"),), (("changed", "acts[1].articles[6].text"),)),
    Golden("terme", TRIPARTITE, (("prend fin le 31 mars 2027", "prend fin le 31 mars 2028"),), (("changed", "acts[1].articles[1].text"),)),
    Golden(
        "article inséré, suite renumérotée",
        TRIPARTITE,
        (
            ("Article 8 –", "Article 9 –"),
            ("Article 7 –", "Article 8 –"),
            ("Article 6 –", f"Article 6 – Confidentialité\n\n{CLAUSE}\n\nArticle 7 –"),
        ),
        (
            ("added", "acts[1].articles[5]"),
            ("renumbered", "acts[1].articles[6].number"),
            ("renumbered", "acts[1].articles[7].number"),
            ("renumbered", "acts[1].articles[8].number"),
        ),
    ),
    Golden(
        "article inséré sans renuméroter",
        TRIPARTITE,
        (("Article 6 –", f"Article 5 bis – Confidentialité\n\n{CLAUSE}\n\nArticle 6 –"),),
        (("added", "acts[1].articles[5]"),),
    ),
    Golden(
        "article supprimé, suite renumérotée",
        TRIPARTITE,
        ((INSURANCE, ""), ("Article 7 –", "Article 6 –"), ("Article 8 –", "Article 7 –")),
        (
            ("removed", "acts[1].articles[5]"),
            ("renumbered", "acts[1].articles[5].number"),
            ("renumbered", "acts[1].articles[6].number"),
        ),
    ),
    Golden(
        "article inséré, renvois qui suivent",
        "contrat",
        (
            ("ARTICLE 8 –", "ARTICLE 9 –"),
            ("ARTICLE 7 –", f"ARTICLE 7 – CONFIDENTIALITÉ\n{CLAUSE}\n\nARTICLE 8 –"),
            ("sans préjudice des articles 7 et 8", "sans préjudice des articles 8 et 9"),
        ),
        (
            ("added", "acts[0].articles[6]"),
            ("renumbered", "acts[0].articles[7].number"),
            ("renumbered", "acts[0].articles[8].number"),
        ),
        base=(("les risques dont elle répond.", "les risques dont elle répond, sans préjudice des articles 7 et 8."),),
        follows="acts[0].articles[5].text",
    ),
    Golden(
        "deux articles échangés",
        TRIPARTITE,
        ((INSURANCE + ENDING, ENDING.replace("Article 7", "Article 6") + INSURANCE.replace("Article 6", "Article 7")),),
        (
            ("moved", "acts[1].articles[5]"),
            ("renumbered", "acts[1].articles[5].number"),
            ("renumbered", "acts[1].articles[6].number"),
        ),
    ),
    Golden(
        "visa déplacé",
        "arrete-circulation",
        (
            ("Vu le Code de la voirie routière ;\n", ""),
            ("Vu la demande", "Vu le Code de la voirie routière ;\nVu la demande"),
        ),
        (("moved", "acts[0].visas[4]"),),
    ),
    Golden(
        "partie remplacée",
        TRIPARTITE,
        (
            ("Le Clic Partagé, association", "Les Pixels Verts, association"),
            ("8 allée des Tilleuls", "2 rue Basse"),
            ("999 123 458", "999 123 466"),
            ("Fatoumata NGUIMFACK", "Solange OURSEL"),
        ),
        (
            ("removed", "acts[1].parties[2]"),
            ("added", "acts[1].parties[2]"),
            ("removed", "acts[1].signatories[2]"),
            ("added", "acts[1].signatories[2]"),
        ),
    ),
    Golden(
        "représentant remplacé",
        TRIPARTITE,
        (("Lucien CASTAGUIER", "Rose PETITBOIS"),),
        (
            ("changed", "acts[1].parties[1].representative"),
            ("removed", "acts[1].signatories[1]"),
            ("added", "acts[1].signatories[1]"),
        ),
    ),
    Golden(
        "nom mal orthographié",
        TRIPARTITE,
        (("Pour la Commune,\nLe Maire,\n\n\n\nLucien CASTAGUIER", "Pour la Commune,\nLe Maire,\n\n\n\nLucien CASTAGIER"),),
        (("changed", "acts[1].signatories[1].family"),),
    ),
    Golden(
        "blanc rempli à la signature",
        TRIPARTITE,
        (("originaux, le 18 mars 2026.", "originaux, le 20 mars 2026."),),
        (("changed", "acts[1].signed_on"),),
    ),
    Golden(
        "blancs de l'habilitation remplis",
        "convention-fautive",
        (("délibération n° ______ en date du ______________", "délibération n° 2026-007 en date du 3 mars 2026"),),
        (("changed", "acts[0].parties[0].authorisation.text"),),
    ),
    Golden(
        "sous-article modifié",
        "convention",
        (("au moins douze représentations", "au moins vingt représentations"),),
        (("changed", "acts[0].articles[2].articles[0].text"),),
    ),
    Golden(
        "sous-article ajouté",
        "convention",
        (("3.3. ", f"3.3. {AUDIT}\n\n3.4. "),),
        (("added", "acts[0].articles[2].articles[2]"), ("renumbered", "acts[0].articles[2].articles[3].number")),
    ),
    Golden(
        "point ajouté à une liste",
        TRIPARTITE,
        (("- prendre en charge le chauffage", "- remettre deux clés à l'Association ;\n- prendre en charge le chauffage"),),
        (("changed", "acts[1].articles[3].text"),),
    ),
    Golden(
        "considérant supprimé",
        "deliberation",
        (
            (
                "Considérant que ces actions, menées à l'initiative de l'association, présentent un intérêt communal ;\n\n",
                "",
            ),
        ),
        (("removed", "acts[0].considerants[1]"),),
    ),
    Golden(
        "visa ajouté",
        "deliberation",
        (("Vu le décret n° 2001-495", "Vu le code de l'environnement ;\n\nVu le décret n° 2001-495"),),
        (("added", "acts[0].visas[2]"),),
    ),
    Golden("vote", "deliberation", (("par 12 voix pour, 1 voix contre", "par 11 voix pour, 2 voix contre"),), (
        ("changed", "acts[0].session.vote.pour"), ("changed", "acts[0].session.vote.contre"),
    )),
    Golden(
        "somme",
        "deliberation",
        (("subvention de fonctionnement de 4 500 €", "subvention de fonctionnement de 5 000 €"),),
        (("changed", "acts[0].provisions[0].text"),),
    ),
    Golden(
        "bruit d'océrisation",
        TRIPARTITE,
        (("permanence hebdomadaire", "permanence hebdornadaire"), ("préavis de deux", "preavis de deux"), ("accord amiable.", "accord amiab1e,")),
        (),
        ocr=True,
    ),
    Golden(
        "bruit d'océrisation et vraie modification",
        TRIPARTITE,
        (("moyennant un préavis de deux mois", "moyennant un preavis de six mois"),),
        (("changed", "acts[1].articles[6].text"),),
        ocr=True,
    ),
    Golden("une délibération du registre ôtée", "registre-deliberations", (("@last act", ""),), (("removed", "acts[1]"),)),
)  # fmt: skip


def both(pair: Golden) -> tuple[Dossier, Dossier]:
    before = (SAMPLES / f"{pair.specimen}.txt").read_text(encoding="utf-8")
    for old, new in pair.base:
        assert old in before, old
        before = before.replace(old, new)
    if pair.edits == (("@last act", ""),):
        return parse_text(before), parse_text(before.partition("\f")[0])
    after = before
    for old, new in pair.edits:
        assert old in after or old == "œ", old
        after = after.replace(old, new)
    return parse_text(before), parse_text(after)


def first_hand(changes: list[Change]) -> list[tuple[str, str]]:
    return sorted((c.kind, c.path) for c in changes if c.consequence_of is None and not c.doubtful)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_golden_pair(
    pair: Golden, mirror: Callable[[Change], Change], levelled_changes: Callable[..., list[str]]
) -> None:
    a, b = both(pair)
    changes = diff(a, b, ocr=pair.ocr)
    assert first_hand(changes) == sorted(pair.expected), [c for c in changes if c.consequence_of is None]
    if pair.name.startswith("bruit"):
        assert any(c.doubtful or any(e.nature == "doubtful" for e in c.words) for c in changes)
    if pair.follows:
        assert [c.consequence_of for c in changes if c.path == pair.follows] == ["acts[0].articles[7].number"]
    back = diff(b, a, ocr=pair.ocr)
    assert levelled_changes([mirror(c) for c in back]) == levelled_changes(changes)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_changes_applied_to_the_first_give_the_second(
    pair: Golden, apply: Callable[..., Any], levelled: Callable[..., Any]
) -> None:
    a, b = both(pair)
    if len(a.acts) == len(b.acts):
        for one, two in zip(a.acts, b.acts, strict=True):
            assert levelled(apply(tree(one), diff(one, two))) == levelled(tree(two))
    acts = {"acts": [tree(act) for act in a.acts]}
    assert levelled(apply(acts, diff(a, b))) == levelled({"acts": [tree(act) for act in b.acts]})
