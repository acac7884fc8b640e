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
from dataclasses import replace
from itertools import pairwise

from actes.extract.codes import LIST_OPENING, ArticleList, article_lists
from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.extract.reference_articles import Anchor, owners, stands_for_a_code
from actes.extract.reference_marks import (
    MINUTES_BEFORE,
    OBJECT,
    Citation,
    at_distance,
    at_once,
    end_of,
    is_identified,
    row,
)
from actes.extract.reference_nouns import AMENDED_BY, CODE_KINDS, Noun, Sheet, Span, clauses, dates_in, nouns
from actes.model import Found, Reference, ReferenceKind, found
from actes.text import Text, join

SPACES = re.compile(r"\s{2,}")

STEMS = (
    *(
        "code",
        "loi",
        "decret",
        "arret",
        "deliberation",
        "decision",
        "ordonnance",
        "circulaire",
        "directive",
        "reglement",
    ),
    *(
        "convention",
        "avenant",
        "art",
        "livre des proc",
        "cgct",
        "c.g.c.t",
        "cgi",
        "cgfp",
        "instruction",
        "note",
        "recepisse",
    ),
    *("constitution", "charte", "traite", "declaration", "plan", "schema", "programme", "strategie", "delegation"),
    *(
        "autorisation",
        "agrement",
        "habilitation",
        "permis",
        "protocole",
        "contrat",
        "marche",
        "bail",
        "jugement",
        "accord",
    ),
)
"""A text without one of these cites nothing."""

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

TITLE_END = re.compile(
    r" ?,? (?:et )?(?:notamment|en particulier)(?![a-z])|,? en date d"
    r"|,? (?:modifiee?s?|completee?s?|prorogee?s?|susvisee?s?)(?![a-z])"
)
"""Where the object of a text is over: « , et notamment », « modifié par »."""

ALSO = re.compile(r"[ ,]{0,2}(?: ?et| ?ou|,)(?: (?:de|du|des|par))? ?(?:l' ?|la |le |les )?")
"""Between two nouns that share a date: « du décret » et de l' « arrêté du 3 avril 2008 »."""

NO_TEXT = re.compile(
    r" ?(?:susvis|precit|susmention|mention|vise|ci-|prevu|suivante?s?|[,.;:)]|$"
    r"|du (?:dossier|projet)|de la demande|des demandes)"
)
"""After a noun that names no text by itself: « l'arrêté susvisé », « l'instruction du dossier »."""

INITIALS_BEFORE = re.compile(r"(?:(?<![a-z])(?:du|le|au|et|vu|ce|ou)|[,\d]) ?$")
"""What announces a code by its initials: « du » CGCT, « L. 2121-29 » CGCT."""

IS_THE_CONSTITUTION = re.compile(r" ?(?:[,;.]|$|du \d|francaise|notamment|et )")

COORDINATED = re.compile(r"(?:,| et| ainsi que)(?: et)? (?:de |du |d')?(?:l' ?|la |le |les |sa |son )?$")
"""Before a text that is cited beside another, not in its object: « et le » décret."""

TITLE_DATE = re.compile(r",? (?:en date )?(?:du|des|de|le)? ?$")
"""Between an object and the date of the text after it: « portant délégation » du « 3 mars 2020 »."""

TITLE_LENGTH = 400
"""Beyond this an object is no more one."""


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
        result += _emit(text, anchors, owners(sheet, anchors, named, lists, last_code))
        last_code = next((a.noun for a in reversed(anchors) if stands_for_a_code(a.noun)), last_code)
    return tuple(result)


def _anchors(sheet: Sheet, named: Sequence[Noun], end: int) -> list[Anchor]:
    """What the nouns of one clause cite, in order."""
    anchors = [Anchor(noun) for noun in named if noun.kind in CODE_KINDS and _names_a_code(sheet, noun)]
    texts = [noun for noun in named if noun.kind not in CODE_KINDS]
    close = [at_once(sheet, noun, before.start) for noun, before in pairwise(texts)]
    close += [at_once(sheet, noun, end) for noun in texts[-1:]]
    amending = [_is_amending(sheet, noun) for noun in texts]
    limits = _limits(texts, close, amending, end)
    title_from: int | None = None
    dated = False
    for index, noun in enumerate(texts):
        following = close[index + 1] if index + 1 < len(texts) else None
        inside = title_from is not None and not amending[index]
        if noun.own or (inside and noun.kind == "convention"):
            continue
        plural = sheet.plain[noun.end - 1] in "sx"
        cited = row(sheet, close[index], limits[index], plural) if is_identified(close[index]) else []
        if len(cited) < 2 and (not inside or (not cited and dated and noun.kind in BINDING)):
            cited = row(sheet, _completed(sheet, noun, close[index], following, limits[index]), limits[index], plural)
        if not cited or not is_identified(cited[0]):
            if inside or not _stands_alone(sheet, noun, close[index], end, following):
                continue
            cited = [close[index]]
        dated = any(text.date for text in cited)
        opening = OBJECT.search(sheet.plain, cited[0].head[1], min(limits[index], cited[0].head[1] + TITLE_LENGTH))
        title_from = opening.start() if opening else title_from if inside else None
        if opening and opening["title"]:
            title = _title(sheet, opening.start(), end, texts[index + 1 : index + 4], cited[0].date)
            cited = [replace(text, title=title) for text in cited]
        anchors.append(Anchor(noun, tuple(cited), amending[index]))
    return sorted(anchors, key=lambda anchor: anchor.noun.start)


def _limits(texts: Sequence[Noun], close: Sequence[Citation], amending: Sequence[bool], end: int) -> list[int]:
    """For each noun where the next text is cited: nothing past it can be its own."""
    limits: list[int] = []
    limit = end
    for noun, citation, amends in zip(reversed(texts), reversed(close), reversed(amending), strict=True):
        limits.append(limit)
        if not noun.own and (is_identified(citation) or amends):
            limit = noun.start
    return limits[::-1]


def _completed(sheet: Sheet, noun: Noun, citation: Citation, following: Citation | None, limit: int) -> Citation:
    """`citation` with what the clause says of it at a distance."""
    citation = at_distance(sheet, noun, citation, limit)
    if noun.kind == "deliberation" and citation.date is None:
        citation = _dated_by_minutes(sheet, citation)
    if following and not is_identified(citation):
        citation = _sharing(sheet, citation, following)
    return citation


def _is_amending(sheet: Sheet, noun: Noun) -> bool:
    return AMENDED_BY.search(sheet.plain, max(0, noun.start - 50), noun.start) is not None


def _names_a_code(sheet: Sheet, noun: Noun) -> bool:
    """Whether these initials stand for a code, and not in brackets after its full name."""
    if noun.kind != "initials":
        return not noun.own
    return INITIALS_BEFORE.search(sheet.plain, max(0, noun.start - 8), noun.start) is not None


def _sharing(sheet: Sheet, citation: Citation, following: Citation) -> Citation:
    """`citation` with the date of the next text, where one date is for both."""
    between = ALSO.fullmatch(sheet.plain, citation.head[1], following.head[0])
    return replace(citation, date=following.date) if between and following.date else citation


def _dated_by_minutes(sheet: Sheet, citation: Citation) -> Citation:
    before = MINUTES_BEFORE.search(sheet.plain, max(0, citation.head[0] - 60), citation.head[0])
    date = next(dates_in(sheet, before.start("date"), before.end("date")), None) if before else None
    return replace(citation, date=date) if date else citation


def _stands_alone(sheet: Sheet, noun: Noun, citation: Citation, end: int, following: Citation | None) -> bool:
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
    if following and following.kind == noun.kind and following.head[0] - noun.end < 8:
        return False  # « l'arrêté l'arrêté n° 12 »
    return not NO_TEXT.match(plain, citation.head[1], end)


def _title(sheet: Sheet, start: int, end: int, later: Sequence[Noun], date: DateSpan | None) -> Span | None:
    """The object that begins at `start`, up to the next text cited beside this one, less its date at the end."""
    plain = sheet.plain
    for noun in later:
        cut = COORDINATED.search(plain, max(start, noun.start - 20), noun.start)
        cut = cut or AMENDED_BY.search(plain, max(start, noun.start - 50), noun.start)
        if cut:
            end = cut.start()
            break
    end = min(end, start + TITLE_LENGTH)
    if over := TITLE_END.search(plain, start, end):
        end = over.start()
    close = start + len(plain[start:end].rstrip(" ,;.:("))
    if date and start < date.start and close == date.end:
        close = start + len(TITLE_DATE.sub("", plain[start : date.start]).rstrip(" ,"))
    return (start, close) if close - start > 12 else None


def _emit(text: Text, anchors: Sequence[Anchor], owned: Sequence[tuple[ArticleList, Noun | None]]) -> list[Reference]:
    """The references of one clause, by where each begins."""
    placed: list[tuple[int, Reference]] = []
    lists: dict[int, ArticleList] = {}
    for articles, owner in owned:
        if owner is None or owner.kind in CODE_KINDS:
            placed += _articles(text, articles, (owner.start, owner.end) if owner and not owner.own else None)
        if owner:
            lists.setdefault(owner.start, articles)
    for anchor in anchors:
        noun = anchor.noun
        if anchor.citations:
            placed += [(_first(c), _reference(text, c, lists.get(noun.start))) for c in anchor.citations]
        elif noun.start not in lists and stands_for_a_code(noun):
            span = (noun.start, noun.end)
            placed.append((noun.start, _code(text, span, None, [span])))
    placed.sort(key=lambda entry: entry[0])
    return [reference for _, reference in placed]


def _first(citation: Citation) -> int:
    return citation.head[0] if citation.own is None else citation.own


def _articles(text: Text, articles: ArticleList, code: Span | None) -> list[tuple[int, Reference]]:
    """One reference per article; a single article before its code is quoted with it in one piece."""
    entries: list[tuple[int, Reference]] = []
    for item in articles.items:
        if code is None:
            parts = [item]
        elif len(articles.items) == 1 and 0 <= code[0] - articles.end < 12:
            parts = [(articles.start, code[1])]
        else:
            parts = sorted((item, code))
        entries.append((item[0], _code(text, code, item, parts)))
    return entries


def _code(text: Text, code: Span | None, article: Span | None, parts: Sequence[Span]) -> Reference:
    return Reference(
        kind="code",
        text=_quoted(text, parts, "code"),
        code=_found(text, code, "code") if code else None,
        article=_found(text, article, "article") if article else None,
    )


def _reference(text: Text, citation: Citation, articles: ArticleList | None) -> Reference:
    parts = [(citation.head[0], end_of(citation))]
    if citation.own is not None:
        spans = [span[1] for span in (citation.number, citation.blank_number, citation.blank_date) if span]
        if citation.date and citation.date.start >= citation.own:
            spans.append(citation.date.end)
        parts = [citation.head, (citation.own, max(spans))]
    kind = KIND.get(citation.kind, "autre")
    article = (articles.items[0][0], articles.items[-1][1]) if articles else None
    return Reference(
        kind=kind,
        text=_quoted(text, parts, kind),
        number=_found(text, citation.number, "number") or _blank(text, citation.blank_number, "number"),
        date=_date(text, citation.date) or _blank(text, citation.blank_date, "date"),
        article=_found(text, article, "article"),
        title=_found(text, citation.title, "title"),
    )


def _quoted(text: Text, parts: Sequence[Span], what: str) -> Found[str]:
    quotation = join([text[start:end] for start, end in parts], " ")
    return found(quotation, quotation.normal(), f"reference.{what}")


def _found(text: Text, span: Span | None, what: str) -> Found[str] | None:
    if span is None:
        return None
    piece = text[span[0] : span[1]]
    return found(piece, piece.normal(), f"reference.{what}")


def _blank(text: Text, span: Span | None, what: str) -> Found[str] | None:
    return found(text[span[0] : span[1]], None, f"reference.{what}", state="blank") if span else None


def _date(text: Text, date: DateSpan | None) -> Found[str] | None:
    if date is None:
        return None
    return found(text[date.start : date.end], date.value, "reference.date", state=date.state)
