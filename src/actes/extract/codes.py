"""The codes of French law, and the lists of articles that acts cite.

« Vu le code de la route, notamment ses articles L. 325-1 et R. 417-10 », « les articles R. 111-1 à R. 111-9 du code
du travail », « l'article 12 bis du décret »: here the name of a code and a list of articles are read; which list
belongs to which text is settled in `references`.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CODES = (
    "action sociale et familles",
    "artisanat",
    "assurances",
    "aviation civile",
    "cinema et image animee",
    "civil",
    "collectivites territoriales",
    "commande publique",
    "commerce",
    "communes",
    "consommation",
    "construction et habitation",
    "defense",
    "disciplinaire et penal marine marchande",
    "domaine etat",
    "domaine public fluvial",
    "domaine public fluvial et navigation interieure",
    "douanes",
    "education",
    "electoral",
    "energie",
    "entree et sejour etrangers et droit asile",
    "environnement",
    "expropriation",
    "expropriation pour cause utilite publique",
    "famille et aide sociale",
    "fonction publique",
    "forestier",
    "general collectivites territoriales",
    "general fonction publique",
    "general impots",
    "general propriete personnes publiques",
    "impositions sur biens et services",
    "juridictions financieres",
    "justice administrative",
    "justice militaire",
    "justice penale mineurs",
    "legion honneur",
    "marches publics",
    "minier",
    "monetaire et financier",
    "mutualite",
    "organisation judiciaire",
    "patrimoine",
    "penal",
    "penitentiaire",
    "pensions civiles et militaires retraite",
    "pensions militaires invalidite et victimes guerre",
    "ports maritimes",
    "postes et communications electroniques",
    "procedure civile",
    "procedure penale",
    "procedures civiles execution",
    "propriete intellectuelle",
    "recherche",
    "relations entre public et administration",
    "route",
    "rural",
    "rural et peche maritime",
    "sante publique",
    "securite interieure",
    "securite sociale",
    "service national",
    "sport",
    "tourisme",
    "transports",
    "travail",
    "travail maritime",
    "urbanisme",
    "voirie routiere",
)
"""The codes by their full words; the small words between are often mistaken (« code de santé publique »)."""

_SMALL = r" ?(?:de la |de l' ?|du |des |de |d' ?|le |les |la |l' ?){0,2}"


def _name(words: str) -> str:
    """A pattern for one code: `general impots` reads « général des impôts », final s or not."""
    return _SMALL.join(word.removesuffix("s") + "s?" for word in words.split())


CODE = (
    r"(?:code" + _SMALL.replace(" ?", " ", 1) + r"(?:nouveau )?"
    r"(?:" + "|".join(_name(words) for words in sorted(CODES, key=len, reverse=True)) + r")"
    r"|livre des procedures fiscales)(?![a-z])"
)
"""A code by its name: « code général des collectivités territoriales », « Code de l’Urbanisme »."""

CODE_INITIALS = r"(?:c\.g\.c\.t\.?|cgct|cgppp|cg3p|cgfp|crpa|ceseda|casf|cgi)(?![a-z])"
"""Initials that nothing else bears: « l'article L. 2121-29 du CGCT »."""

CODE_INITIALS_AFTER_ARTICLE = r"(?:cch|ccp|cja|cmf|cpi|csi|csp|cu|lpf|cdc|cpp)(?![a-z])"
"""Initials that mean a code only after an article: « l'article L. 2113-10 du CCP »."""

CODE_UNLISTED = (
    r"code (?:(?:local|national|europeen|communal|territorial|general) )?(?:de la |de l' ?|du |des |de |d' ?)"
    r"(?!des? |du |la |les? )[a-z-]{4,30}"
    r"(?: [a-z-]{2,20}(?:al|ales?|aux|ques?|aires?|ives?|elles?|eurs?|oires?|ees?)(?![a-z]))?"
)
"""A code the list does not hold, read only where a code must stand: « Vu le code de déontologie médicale »."""

LETTER = r"(?:l\.? ?o|[lrda]|[1i|](?=\. ?\d{4}-\d))(?: ?\*)? ?\.?(?: ?\*)? ?"
"""« L. », « R », « LO. », « R*. », « D »; the figure one that OCR takes L for: « 1.2122-22 »."""

LETTERED = LETTER + r"\d{1,5}(?: ?- ?\d{1,4}|\.\d{1,4}){0,6}"
"""« L. 2122-22 », « R111-19-31 », « D 312-66 », « L. 2122 - 22 », « R. 411.8 »."""

BARE = (
    r"(?:\d{1,4}(?:-\d{1,3}){0,3}(?: ?(?:er|ier|eme|e)(?![a-z]))?|premier|unique)"
    r"(?!\w|[/'.]\w| ?[€%]| (?:janv|fevr|mars|avri|mai |juin|juil|aout|sept|octo|nove|dece|euros|jours|mois|ans))"
)
"""« 34 », « 1er », « 10-1 », « 225-17 », « premier »; never the day of a date nor a sum."""

SUFFIX = (
    r"(?: ?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)(?![a-z])"
    r"|(?: ?- ?| )(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?![\w'.])"
    r"|-[a-h](?![\w'])| [a-h]\)"
    r"|°\)?|(?: ?- ?|,? ?\(?)\d{1,2} ?°\)?(?:(?:, ?| et | a )\d{1,2} ?°){0,8}"
    r"|,? ?\(?(?:alineas?|al\.?) ?\d{1,2}(?: ?(?:er|eme|e)(?![a-z])|\*)?(?: et \d{1,2}(?![\w/]))?\)?)"
)
"""What narrows an article: « 4° », « (1°) », « 2°) », « bis », « - II », « alinéa 1er »."""

ITEM = re.compile(rf"(?:(?P<lettered>{LETTERED})|{BARE}){SUFFIX}{{0,3}}")
"""One article with what narrows it: « L. 2122-22, 4° », « 12 bis », « L.2213-4 alinéa 1er »."""

RANGE_LINK = re.compile(r" (?:a|jusqu'a) (?:l' ?article )?")
"""« R. 111-1 à » R. 111-9."""

FOLLOWING = re.compile(r"(?:,? (?:et )?|(?<=\d)et )(?:suivants?|suiv\.?|ss?\.?)(?![\w'])")
"""« L. 123-1 et suivants », « L.123-1et suivants »."""

ITEM_LINK = re.compile(
    r"(?:(?: ?[,;•\"«»*-]){1,3} ?|(?= (?:et|ou|ainsi|puis) ))(?: ?(?:et|ou|ainsi que|puis)(?: notamment)? )?"
    r"(?:(?:(?:a|de|en|dans) )?(?:l' ?|les |des |aux |ses |son )?art(?:icle)?s?\.? )?"
)
"""Between two articles of one list: a comma, « et », « ainsi que », « et l'article »."""

LIST_OPENING = re.compile(
    r"(?<![\w.-])(?:art(?:icles?|\.) ?(?:n ?° ?)?(?:: ?)?(?=[\dlrdapu])"
    r"|(?=(?:l\.? ?o|[lrd])(?: ?\*)? ?\.? ?\d{3,4}-\d))"
)
"""« article(s) », or at once a letter and a number that can be nothing else: « L.2122-22 »."""


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The articles cited together at `start:end` (the word « articles » included), each with its own span."""

    start: int
    end: int
    items: tuple[tuple[int, int], ...]
    lettered: bool


def article_lists(string: str, plain: str, start: int, end: int) -> list[ArticleList]:
    """The lists of articles in `string[start:end]`, in order; `plain` is the folded `string`.

    A range and « et suivants » make one item: « L. 1 à L. 9, R. 2 et suivants » holds two.
    """
    lists: list[ArticleList] = []
    floor = start
    for opening in LIST_OPENING.finditer(plain, start, end):
        if opening.start() < floor:
            continue
        items, lettered = _items(string, plain, opening.end(), end)
        if items:
            floor = items[-1][1]
            lists.append(ArticleList(opening.start(), floor, tuple(items), lettered))
    return lists


def _items(string: str, plain: str, position: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    items: list[tuple[int, int]] = []
    first_lettered = False
    while item := ITEM.match(plain, position, end):
        lettered = item["lettered"] is not None
        if lettered and plain[position] in "ad" and not string[position].isupper():
            break  # « à 3 », « d 3 » are words
        if not items:
            first_lettered = lettered
        elif not lettered and (";" in plain[items[-1][1] : position] or (first_lettered and "-" not in item.group())):
            break
        close = item.end()
        link = RANGE_LINK.match(plain, close, end)
        last = ITEM.match(plain, link.end(), end) if link else None
        if last and (string[close + 1] != "a" or last["lettered"]):  # « l'article 5 a 3 alinéas »
            close = last.end()
        if following := FOLLOWING.match(plain, close, end):
            close = following.end()
        items.append((position, close))
        link = ITEM_LINK.match(plain, close, end)
        if link is None:
            break
        position = link.end()
    return items, first_lettered
