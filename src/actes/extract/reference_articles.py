"""Which articles belong to which text: « les articles 8 et 37 » du décret, le code « et notamment ses articles ».

Articles stand before their text (« l'article L. 5 du code de la route ») or after it (« la loi n° 12 du 3 mars 2020,
notamment son article 4 »); « l'article 3 du présent arrêté » belongs to none that is cited.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actes.extract.codes import ArticleList
from actes.extract.reference_marks import Citation
from actes.extract.reference_nouns import Noun, Sheet

OWNER_LINK = re.compile(
    r",? ?(?:modifiee?s? )?(?:(?:du|de la|des|de|dudit|de ladite|au|a la|de cet(?:te)?|de ce) |(?:de l|d) ?' ?)"
    r"(?:presente?s? |meme |nouveau |dite? )?"
)
"""Between articles and the text they are of: « articles 8 et 37 » du « décret », de la même « loi »."""

SAME_CODE = re.compile(r",? ?(?:du|dudit|de ce)(?: meme)? ?(?:dit )?code(?! (?:de|du|des|d')(?! ))(?![a-z])")
"""« l'article R. 5 » du même code, « l'article R. 6 » du code précité."""

NAMES_ITS_ARTICLES = re.compile(
    r"(?:(?<![a-z])(?:notamment|specialement|particulier(?:ement)?|son|ses|leurs?)(?![a-z])[^.;]{0,16}|, ?|\( ?)$"
)
"""Before articles of the text just cited: « et notamment en ses » articles 8 et 37."""

SAME_ANNEX = re.compile(r"(?: de (?:son|l'|la) ?annexe [ivx\d]{1,5})?,?(?: et| ainsi que|,)(?: les| l'| des| aux)? ?")
"""Between two lists of articles of one text: « 408 » de son annexe II et les « articles 212 à 217 »."""

LEAST_NUMBER = 3
"""Figures that a lettered article must have to be a code's where no code is named: « L. 581-1 », not « L. 2 »."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something articles may belong to: a code, or the texts that one noun cites.

    `amending` if it is named only as what amends another (« modifié par le décret »).
    """

    noun: Noun
    citations: tuple[Citation, ...] = ()
    amending: bool = False


def owners(
    sheet: Sheet,
    anchors: Sequence[Anchor],
    named: Sequence[Noun],
    lists: Sequence[ArticleList],
    last_code: Noun | None,
) -> list[tuple[ArticleList, Noun | None]]:
    """The lists of articles of one clause, each with the noun of its text; None where no code is named.

    `last_code` is the code cited before this clause. Lists of articles of the act itself are left out.
    """
    plain = sheet.plain
    by_start = {noun.start: noun for noun in named}
    owned: list[tuple[ArticleList, Noun | None]] = []
    code: Noun | None = None
    main: Noun | None = None
    waiting = iter(anchors)
    anchor = next(waiting, None)
    for index, articles in enumerate(lists):
        while anchor and anchor.noun.end <= articles.start:
            if stands_for_a_code(anchor.noun):
                code = anchor.noun
            if main is None or not anchor.amending:
                main = anchor.noun
            anchor = next(waiting, None)
        link = OWNER_LINK.match(plain, articles.end)
        following = (by_start.get(link.end()) or by_start.get(link.end() + 1)) if link else None
        if following:
            owned.append((articles, following))
        elif SAME_CODE.match(plain, articles.end):
            if code or last_code:
                owned.append((articles, code or last_code))
        elif articles.lettered:
            if code or _is_a_code_number(plain, articles):
                owned.append((articles, code or (last_code if main is None else None)))
        elif NAMES_ITS_ARTICLES.search(plain, max(0, articles.start - 40), articles.start):
            if main:
                owned.append((articles, main))
        elif index and owned and SAME_ANNEX.fullmatch(plain, lists[index - 1].end, articles.start):
            owned.append((articles, owned[-1][1]))
    return owned


def stands_for_a_code(noun: Noun) -> bool:
    """Whether a noun names a code by itself, without articles before it."""
    return noun.kind in ("code", "initials") or (noun.kind == "unlisted" and noun.opened)


def _is_a_code_number(plain: str, articles: ArticleList) -> bool:
    start, end = articles.items[0]
    return sum(character.isdigit() for character in plain[start:end]) >= LEAST_NUMBER
