"""How an assembly was made up and how it voted, in figures.

« Nombre de conseillers en exercice : 39 - Présents : 27 - Votants : 32 », « par 23 voix pour, 2 contre et
1 abstention », « à l'unanimité ». Votes are taken by the majority of those cast (article L. 2121-20 of the CGCT),
an abstention is none. The opinion of a committee, the approval of earlier minutes and the choice of the secretary
are votes too, but not the vote of the act.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORDS, number
from actes.model import Found, Vote, found
from actes.text import Text

COUNTS = {
    # « Nombre de conseillers en exercice : 39 », « composant le conseil : 55 »
    "in_office": r"en exercice",
    "composing": r"composant (?:le |l')(?:conseil|assemblee|comite|bureau)(?: (?:municipal|communautaire|syndical))?|afferents au conseil(?: (?:municipal|communautaire))?",
    # « Présents : 27 », « Nombre de présents »
    "present_count": r"presents?(?:\(?e?s?\)?)?(?: titulaires)?(?: (?:en|a l'ouverture de la|a la) seance)?",
    "absent_count": r"absents?(?:\(?e?s?\)?)?(?: (?:non representes?|excuses?|non excuses?))?",
    # « Procurations : 5 », « Ont donné procuration : 09 »
    "proxy_count": r"(?:procurations?|pouvoirs?)(?:\(s\))?|representes?",
    "quorum": r"quorum",
    # « Votants : 32 », « Ayant pris part au vote : 53 »
    "voters": r"votants?|pris part (?:au vote|a la deliberation|aux? votes?)",
}
COUNT = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in COUNTS.items()) + r")(?![\w'])")

FIGURE = rf"(?P<figure>\d{{1,3}}(?![\d/h]|[.,]\d| ?h\d?\b| ?%)|(?:{NUMBER_WORDS})(?= (?:voix|votes?|membres?|pour|contre|abst)|[ ,.;)]|$))"
AFTER_COUNT = re.compile(rf"[ *|.-]{{0,3}}(?:(?:est |etait )?(?:de|fixe a)\b|[:=|-])?[ *|:.=-]{{0,5}}{FIGURE}")
"""The figure after a count: « en exercice : 39 », « est de 35 », « Présents 12 »."""

BEFORE_COUNT = re.compile(r"(?<![\w/.,:°-])(?P<figure>\d{1,3}) (?:(?:conseillers?|membres?|delegues?|elus?)(?: \w{4,14}){0,3} )?$")
"""The figure before it: « 27 élus » présents, « 9 » votants."""

COLUMN = re.compile(r"[ |*:_-]*")
CELL = re.compile(rf"[ |*]{{0,4}}{FIGURE}")
"""Counts in a row above their figures: « En exercice | Présents | Votants » over « 15 | 12 | 14 »."""

NONE = r"(?P<none>/|neant|aucune?|zero)"
BALLOT_NAMES = {
    "pour": r"pour\b",
    "contre": r"contre\b",
    "abstentions": r"(?:abstentions?\b|s'abst(?:ien(?:nent|t)|enant))(?:\(s\))?",
}
BALLOT = re.compile(
    rf"(?:(?<![\w/.,°-]){FIGURE.replace('figure', 'before')}|\b(?P<zero>aucune?|zero|0)) ?(?:voix |votes? |suffrages? )?(?:s'etant |exprimes? )?"
    r"(?:(?P<pour>pour)|(?P<contre>contre)|(?P<abstentions>abstentions?))\b"
    r"|\b(?:voix |votes? )?(?:(?P<pour_>pour)|(?P<contre_>contre)|(?P<abstentions_>abstentions?))(?:\(s\))? ?[:=] ?"
    rf"(?:{FIGURE.replace('figure', 'after')}|(?P<none>/|neant|aucune?\b|zero|-))(?: voix)?"
)
"""One line of a ballot, the figure before or after: « 23 voix pour », « Contre : 0 », « Abstention : néant »."""

UNANIMOUS = re.compile(r"\b(?:a |l')?(?:l'\s?)?unanimite\b|\bunanimement\b|\bunanimes?\b")
"""« à l'unanimité », « unanimement »."""

ASIDE = re.compile(
    r"\bcommissions?\b|\bavis\b|\bproces[- ]verb|\bcompte[s]?[- ]rendu|\bsecretaire\b|\bbureau\b[^.;]{0,40}\bfavorable|\bproposition|\bcomites? technique|\bscrutin secret"
    r"|\bamendement|\bordre du jour\b|\bpas (?:de )?procede\b"
)
"""What the sentence of another vote speaks of."""

DELIBERATED = re.compile(r"\bdelibere(?!e)|\bdecide|\badopt|\bapprouv|\bvote\b|\bmis aux voix")

_HEAD, _GAP = 9000, 90


class Ballot(NamedTuple):
    """The figures of one vote, each with its span, and where they stand together."""

    start: int
    end: int
    figures: dict[str, tuple[int, int, int]]


def counts(text: Text) -> dict[str, Found[int]]:
    """The counts at the head of the act by name (`in_office`, `present_count`, `voters`…), the first of each."""
    head = text[:_HEAD]
    folded = fold(head.string)
    spans: dict[str, tuple[int, int]] = {}
    row: list[str] = []
    last = -1
    for match in COUNT.finditer(folded):
        name = match.lastgroup or ""
        if row and not COLUMN.fullmatch(folded, last, match.start()):
            row = []
        figure = AFTER_COUNT.match(folded, match.end()) or BEFORE_COUNT.search(folded, max(0, match.start() - 60), match.start())
'''
'''
