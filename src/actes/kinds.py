"""The kinds of act, as data: the words that head them and the words by which they rule."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindOfAct:
    """`heading` reads the folded first words of the line that names the act.

    `rules` are folded operative verbs that only this kind uses as its own;
    `nature` is the @CTES nature where the kind alone decides it.
    """

    name: str
    heading: re.Pattern[str]
    rules: tuple[str, ...] = ()
    nature: str | None = None
    contractual: bool = False


def _heading(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})(?![a-z])")


KINDS = (
    KindOfAct(
        "proces_verbal",
        _heading(
            r"(?:projet de )?(?:proces[- ]verbal(?! d'accord)|proces[- ]verbaux|compte[- ]rendu|c-r\b|c\.?r\.? d[eu]|p\.?v\.? d[eu])"
        ),
        nature="AU",
    ),
    KindOfAct("avenant", _heading(r"(?:projet d')?avenant"), nature="CC", contractual=True),
    KindOfAct(
        "convention",
        _heading(r"(?:projet de )?(?:convention|protocole d'accord|protocole)"),
        nature="CC",
        contractual=True,
    ),
    KindOfAct(
        "contrat",
        _heading(r"(?:projet de )?(?:contrat|accord|proces[- ]verbal d'accord|bail|marche)"),
        nature="CC",
        contractual=True,
    ),
    KindOfAct(
        "arrete",
        _heading(r"(?:extrait d'|extrait de l')?(?:projet d')?(?:arretes?|a r r e t e)"),
        rules=("arrete", "arretent"),
    ),
    KindOfAct("decision", _heading(r"(?:projet de )?decisions?"), rules=("decide", "decident")),
    KindOfAct(
        "deliberation",
        _heading(r"(?:extrait d[ue]s? (?:proces[- ]verbal|registre)s? des? )?(?:projet de )?deliberations?"),
        rules=("delibere", "adopte"),
        nature="DE",
    ),
)
"""In the order in which a heading is tried: « procès-verbal de la séance » before « délibération »."""

CONTRACTUAL = frozenset(k.name for k in KINDS if k.contractual)

NATURE = {k.name: k.nature for k in KINDS}

VERBS = [
    "abroge",
    "accepte",
    "accorde",
    "acte",
    "adhere",
    "adopte",
    "affecte",
    "affirme",
    "agree",
    "ajourne",
    "alloue",
    "annule",
    "applique",
    "approuve",
    "arrete",
    "arretent",
    "attribue",
    "autorise",
    "cede",
    "certifie",
    "charge",
    "classe",
    "clot",
    "confie",
    "confirme",
    "consent",
    "constate",
    "constitue",
    "convient",
    "cree",
    "decide",
    "decident",
    "declare",
    "declasse",
    "definit",
    "delegue",
    "delibere",
    "demande",
    "designe",
    "determine",
    "dispense",
    "dit",
    "donne",
    "elit",
    "emet",
    "enonce",
    "engage",
    "enterine",
    "etablit",
    "exonere",
    "fixe",
    "habilite",
    "impute",
    "incorpore",
    "indique",
    "informe",
    "inscrit",
    "instaure",
    "institue",
    "invite",
    "maintient",
    "mandate",
    "modifie",
    "nomme",
    "note",
    "octroie",
    "ordonne",
    "ouvre",
    "porte",
    "precise",
    "prend",
    "prend acte",
    "prescrit",
    "procede",
    "proclame",
    "prolonge",
    "prononce",
    "proroge",
    "rappelle",
    "ratifie",
    "reconduit",
    "reconnait",
    "refuse",
    "reitere",
    "rejette",
    "remplace",
    "rend",
    "renonce",
    "renouvelle",
    "reporte",
    "retire",
    "revoque",
    "sollicite",
    "souhaite",
    "soumet",
    "souligne",
    "supprime",
    "transfere",
    "transmet",
    "valide",
    "verse",
    "vote",
]
"""The operative verbs of a dispositif, third person, folded: « APPROUVE », « PRECISE »."""

VERB = r"(?:" + "|".join(sorted(VERBS, key=len, reverse=True)) + r")"
