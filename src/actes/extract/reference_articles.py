"""Which articles belong to which text: « les articles 8 et 37 » du décret, le code « et notamment ses articles ».

Articles stand before their text (« l'article L. 5 du code de la route ») or after it (« la loi n° 12 du 3 mars 2020,
notamment son article 4 »); « l'article 3 du présent arrêté » belongs to none that is cited.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from actes.extract.codes import ArticleList
from actes.extract.reference_marks import Citation
from actes.extract.reference_nouns import CODE_KINDS, Noun, Sheet

OWNER_LINK = re.compile(
    r",? ?(?:modifiee?s? )?(?:du|de la|de l' ?|des|de|dudit|de ladite|au|a la|d'|de cet(?:te)?|de ce)(?: |(?<=' )|(?<='))"
    r"(?:presente?s? |meme |nouveau |dite? )?"
)
"""Between articles and the text they are of: « articles 8 et 37 » du « décret », « du présent »."""

SAME_CODE = re.compile(r",? ?(?:du|dudit|de ce)(?: meme)? ?(?:dit )?code(?! (?:de|du|des|d')(?! ))(?![a-z])")
"""« l'article R. 5 du même code », « du code précité »."""

NAMES_ITS_ARTICLES = re.compile(
    r"(?:(?<![a-z])(?:notamment|specialement|particulierement|particulier|son|ses|leurs?)(?![a-z])[^.;]{0,16}|, ?|\( ?)$"
)
"""Before articles of the text just cited: « et notamment en ses » articles 8 et 37."""

SAME_ANNEX = re.compile(r"(?: de (?:son|l'|la) ?annexe [ivx\d]{1,5})?,?(?: et| ainsi que|,)(?: les| l'| des| aux)? ?")
"""Between two lists of articles of one text: « 408 » de son annexe II et les « articles 212 à 217 »."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something articles may belong to: a code, or the citations of one noun."""

    noun: Noun
    citations: tuple[Citation, ...] = ()
    amending: bool = False


def owners(
    sheet: Sheet,
    anchors: Sequence[Anchor],
    named: Sequence[Noun],
    lists: Sequence[ArticleList],
    last_code: Noun | None,
) -> tuple[dict[int, list[ArticleList]], list[tuple[ArticleList, Noun | None]], Noun | None]:
    """Which articles belong to which anchor (by the start of its noun), and the lists that no anchor of this
    clause owns, each with the code named before if there is one."""
    plain = sheet.plain
    by_start = {noun.start: noun for noun in named}
    codes = [a.noun for a in anchors if a.noun.kind in ("code", "initials") or (a.noun.kind == "unlisted" and a.noun.opens)]
    owned: dict[int, list[ArticleList]] = {}
    orphans: list[tuple[ArticleList, Noun | None]] = []
    for index, articles in enumerate(lists):
        before = [code for code in codes if code.end <= articles.start]
        link = OWNER_LINK.match(plain, articles.end)
        owner = by_start.get(link.end()) if link else None
        if owner is None and link and plain.startswith("l", link.end()):
            owner = by_start.get(link.end() + 1)
        if owner is not None:
            owned.setdefault(owner.start, []).append(articles)
        elif SAME_CODE.match(plain, articles.end):
            if before:
                owned.setdefault(before[-1].start, []).append(articles)
            elif last_code:
                orphans.append((articles, last_code))
        elif articles.lettered:
            if before:
                owned.setdefault(before[-1].start, []).append(articles)
            elif codes and not any(other.start > articles.start for other in lists if other is not articles):
                owned.setdefault(codes[0].start, []).append(articles)
            elif len(plain[articles.items[0][0] : articles.items[0][1]].strip(" lrdo.*")) >= 3:
                orphans.append((articles, last_code if not any(a.citations for a in anchors) else None))
        elif NAMES_ITS_ARTICLES.search(plain, max(0, articles.start - 40), articles.start):
            earlier = [anchor for anchor in anchors if anchor.noun.end <= articles.start]
            main = [anchor for anchor in earlier if not anchor.amending] or earlier
            if main:
                owned.setdefault(main[-1].noun.start, []).append(articles)
        elif index and SAME_ANNEX.fullmatch(plain, lists[index - 1].end, articles.start):
            for together in owned.values():
                if together[-1] is lists[index - 1]:
                    together.append(articles)
    return owned, orphans, codes[-1] if codes else last_code


