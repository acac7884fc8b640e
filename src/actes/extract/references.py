"""The legal texts that a clause cites.

`references` reads one visa, one « en vertu de » or any paragraph: « Vu le code de la route, notamment ses articles
L. 325-1 et R. 417-10 » cites two articles of a code, « la loi n° 82-213 du 2 mars 1982 modifiée » one law, « des
délibérations des 8 juillet et 29 septembre 2020 » two délibérations. A code gives one reference per article, any
other text one reference with the articles cited together. What a text says of itself (« le présent arrêté ») or of
a text named before (« l'arrêté susvisé ») is no reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actes.extract.citations import (
    ALSO,
    AMENDED_BY,
    MINUTES_BEFORE,
    OBJECT,
    TITLE_END,
    Citation,
    Noun,
    Sheet,
    Span,
    at_distance,
    at_once,
    clauses,
    nouns,
    row,
)
from actes.extract.codes import BRACKETED_INITIALS, LIST_OPENING, ArticleList, article_lists
from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.model import Found, Reference, ReferenceKind, found
from actes.text import Text, join

SPACES = re.compile(r"\s{2,}|[^\S ]")

STEMS = (
    "code", "loi", "decret", "arrete", "deliberation", "decision", "ordonnance", "circulaire", "directive", "reglement",
    "convention", "avenant", "article", "livre des", "art.", "cgct", "c.g.c.t", "cgi", "instruction", "note", "recepisse",
    "constitution", "charte", "traite", "declaration", "plan", "schema", "programme", "carte", "strategie", "delegation",
    "autorisation", "agrement", "habilitation", "permis", "protocole", "contrat", "marche", "bail", "jugement", "arret", "accord",
)  # fmt: skip
"""A text without one of these words cites nothing."""

KIND: dict[str, ReferenceKind] = {
    "deliberation": "deliberation",
    "decision": "decision",
    "arrete": "arrete",
    "decret": "decret",
    "loi": "loi",
    "ordonnance": "ordonnance",
    "circulaire": "circulaire",
    "directive": "directive",
    "reglement": "reglement",
    "convention": "convention",
}
"""What the group of a noun is in the model; any other is « autre »."""

BINDING = frozenset({"arrete", "decret", "loi", "ordonnance"})
"""Kinds whose date is looked for even inside the object of another text (« modifiant l'arrêté du ministre du … »)."""

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

NO_TEXT = re.compile(
    r" ?(?:susvis|precit|susmention|mention|vise|ci-|prevu|suivante?s?|[,.;:)]|$|du (?:dossier|projet)|de la demande|des demandes)"
)
"""After a noun that names no text by itself: « l'arrêté susvisé », « l'instruction du dossier »."""

IS_THE_CONSTITUTION = re.compile(r" ?(?:[,;.]|$|du \d|francaise|notamment|et )")

COORDINATED = re.compile(r"(?:,| et| ainsi que)(?: et)? (?:de |du |d')?(?:l' ?|la |le |les |sa |son )?$")
"""Before a text that is cited beside another, not in its object: « et le » décret."""

TITLE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Something articles may belong to: a code, or the citations of one noun."""

    noun: Noun
    citations: tuple[Citation, ...] = ()
    amending: bool = False


def references(text: Text) -> tuple[Reference, ...]:
    """Every legal text cited in `text`, in order of appearance.

    `text` is one clause or several. Number, date, article, code and object are `Found` where printed; a slot left
    empty (« n° ........ ») is `blank`, a date that cannot be (« 31 février 2024 ») `unreadable`.
    """
    plain = fold(text.string)
    if not any(stem in plain for stem in STEMS):
        return ()
    if SPACES.search(text.string):
        text = text.sub(SPACES, " ")
        plain = fold(text.string)
    spans = dates(text.string)
    sheet = Sheet(text.string, plain, tuple(spans), tuple(span.start for span in spans))
    last_code: Noun | None = None
    result: list[Reference] = []
    for start, end in clauses(text.string, plain):
        named = nouns(sheet, start, end)
        lists = article_lists(text.string, plain, start, end) if LIST_OPENING.search(plain, start, end) else []
        if not named and not lists:
            continue
        anchors = _anchors(sheet, named, end)
        owned, orphans, last_code = _owners(sheet, anchors, named, lists, last_code)
        result += _emit(text, anchors, owned, orphans)
    return tuple(result)


def _anchors(sheet: Sheet, named: Sequence[Noun], end: int) -> list[_Anchor]:
    """What the nouns of one clause cite."""
    plain = sheet.plain
    texts = [noun for noun in named if not noun.own and not noun.is_code]
    close = {noun.start: at_once(sheet, noun, _next_start(named, noun, end)) for noun in texts}
    anchors: list[_Anchor] = [_Anchor(noun) for noun in named if noun.is_code]
    title_from: int | None = None
    dated = False
    for index, noun in enumerate(texts):
        limit = next((n.start for n in texts[index + 1 :] if close[n.start].identified), end)
        amending = AMENDED_BY.search(plain, max(0, noun.start - 50), noun.start) is not None
        inside = title_from is not None and not amending
        citation = close[noun.start]
        if inside and noun.kind == "convention":
            continue
        if not inside or (not citation.identified and dated and noun.kind in BINDING):
            citation = at_distance(sheet, noun, citation, limit)
        if noun.kind == "deliberation" and citation.date is None:
            citation = _dated_by_minutes(sheet, citation)
        if not citation.identified and index + 1 < len(texts):
            citation = _sharing(sheet, citation, close[texts[index + 1].start])
        if not citation.identified and (inside or not _stands_alone(sheet, noun, citation, end)):
            continue
        found_texts = row(sheet, citation, end, plain[noun.end - 1] in "sx")
        dated = any(text.date for text in found_texts)
        object_at = OBJECT.search(plain, citation.head[1], min(limit, citation.head[1] + TITLE_LENGTH))
        title_from = object_at.start() if object_at else title_from if inside else None
        if object_at and object_at["title"]:
            title = _title(sheet, object_at.start(), end, [n for n in texts[index + 1 :] if close[n.start].identified])
            found_texts = [replace(text, title=title) for text in found_texts]
        anchors.append(_Anchor(noun, tuple(found_texts), amending))
    return sorted(anchors, key=lambda anchor: anchor.noun.start)


def _next_start(named: Sequence[Noun], noun: Noun, end: int) -> int:
    return next((other.start for other in named if other.start > noun.start and not other.is_code), end)


def _sharing(sheet: Sheet, citation: Citation, following: Citation) -> Citation:
    """`citation` with the date of the next text, where one date is for both."""
    between = ALSO.fullmatch(sheet.plain, citation.head[1], following.head[0])
    return replace(citation, date=following.date) if between and following.date else citation


def _dated_by_minutes(sheet: Sheet, citation: Citation) -> Citation:
    before = MINUTES_BEFORE.search(sheet.plain, max(0, citation.head[0] - 60), citation.head[0])
    date = next(sheet.dates_in(before.start("date"), before.end("date")), None) if before else None
    return replace(citation, date=date) if date else citation


def _stands_alone(sheet: Sheet, noun: Noun, citation: Citation, end: int) -> bool:
    """Whether a noun with neither number nor date names a text: « Vu la loi de finances pour 2024 »."""
    plain = sheet.plain
    if noun.kind in ("planned", "dated") or not noun.opens:
        return False
    if plain[noun.start : noun.end] == "constitution":
        return IS_THE_CONSTITUTION.match(plain, noun.end, end) is not None
    if noun.kind == "free" and "ministerielle" in plain[noun.end : noun.end + 22]:
        return True
    if not noun.opened:
        return False
    return not NO_TEXT.match(plain, citation.head[1], end)


def _title(sheet: Sheet, start: int, end: int, later: Sequence[Noun]) -> Span | None:
    """The object that begins at `start`, up to the next text cited beside this one."""
    plain = sheet.plain
    for noun in later:
        beside = COORDINATED.search(plain, max(start, noun.start - 20), noun.start)
        amended = AMENDED_BY.search(plain, max(start, noun.start - 50), noun.start)
        if beside or amended:
            end = min(end, (amended or beside or noun).start() if (amended or beside) else end)
            break
    end = min(end, start + TITLE_LENGTH)
    over = TITLE_END.search(plain, start, end)
    close = start + len(plain[start : over.start() if over else end].rstrip(" ,;.:("))
    return (start, close) if close - start > 8 else None


def _owners(
    sheet: Sheet,
    anchors: Sequence[_Anchor],
    named: Sequence[Noun],
    lists: Sequence[ArticleList],
    last_code: Noun | None,
) -> tuple[dict[int, list[ArticleList]], list[tuple[ArticleList, Noun | None]], Noun | None]:
    """Which articles belong to which anchor (by the start of its noun), and the lists that no anchor of this
    clause owns, each with the code named before if there is one."""
    plain = sheet.plain
    by_start = {noun.start: noun for noun in named}
    codes = [anchor.noun for anchor in anchors if anchor.noun.is_code and anchor.noun.kind != "brief"]
    owned: dict[int, list[ArticleList]] = {}
    orphans: list[tuple[ArticleList, Noun | None]] = []
    for articles in lists:
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
    return owned, orphans, codes[-1] if codes else last_code
