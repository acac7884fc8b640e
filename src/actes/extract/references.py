"""The legal texts that a clause cites.

`references` reads one visa, one « en vertu de » or any paragraph: « Vu le code de la route, notamment ses articles
L. 325-1 et R. 417-10 » cites two articles of a code, « la loi n° 82-213 du 2 mars 1982 modifiée » one law, « des
délibérations des 8 juillet et 29 septembre 2020 » two délibérations. A code gives one reference per article, any
other text one reference with the articles cited together. What a text says of itself (« le présent arrêté ») or of
a text named before (« l'arrêté susvisé ») is no reference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from actes.extract.codes import LIST_OPENING, ArticleList, article_lists
from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.extract.reference_articles import Anchor, owners, stands_for_a_code
from actes.extract.reference_clauses import anchors
from actes.extract.reference_marks import Citation, end_of, is_identified
from actes.extract.reference_nouns import CODE_KINDS, Noun, Sheet, Span, clauses, nouns
from actes.model import Found, Reference, ReferenceKind, found
from actes.text import Text, join

SPACES = re.compile(r"\s{2,}")
"""What patterns read as one space; a single line break is already one once folded."""

STEMS = (
    "code", "loi", "decret", "arret", "deliberation", "decision", "ordonnance", "circulaire", "directive", "reglement",
    "convention", "avenant", "art", "livre des proc", "cgct", "c.g.c.t", "cgi", "cgfp", "cgppp", "cg3p", "crpa", "casf",
    "ceseda", "instruction", "note", "charte", "constitution", "recepisse", "traite", "declaration", "plan", "schema",
    "programme", "strategie", "delegation", "bail", "autorisation", "agrement", "habilitation", "permis", "protocole",
    "contrat", "marche", "jugement", "accord",
)  # fmt: skip
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

MISREAD_LETTER = re.compile(r"^[1Ii|](?=\. ?\d{4}-)")
"""What OCR makes of the letter of « L.2122-22 »."""

NAME_END = re.compile(r"[,;:.(]|\bV[uU]\b")
"""Where a name that has neither number nor date is over: « la loi de finances pour 2024 » ;"""

NAME_LENGTH = 160
"""Beyond this a name is no more one."""


def references(text: Text) -> tuple[Reference, ...]:
    """Every legal text cited in `text`, in order of appearance.

    `text` is one clause or several. Number, date, article, code and object are `Found` where printed; a slot left
    empty (« n° ........ ») is `blank`, a date that cannot be (« 31 février 2024 ») `unreadable`.
    """
    plain = fold(text.string)
    if not any(stem in plain for stem in STEMS):
        return ()
    source = _source(text)
    if source.breaks:
        plain = fold(source.string)
    spans = dates(source.string)
    sheet = Sheet(source.string, plain, tuple(spans), tuple(span.start for span in spans))
    last_code: Noun | None = None
    result: list[Reference] = []
    for start, end in clauses(source.string, plain):
        named = nouns(sheet, start, end)
        lists = article_lists(source.string, plain, start, end) if LIST_OPENING.search(plain, start, end) else []
        if not named and not lists:
            continue
        cited = anchors(sheet, named, end)
        result += _emit(source, cited, owners(sheet, cited, named, lists, last_code))
        last_code = next((anchor.noun for anchor in reversed(cited) if stands_for_a_code(anchor.noun)), last_code)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Source:
    """A text and its `string` with single spaces; past `breaks[i]` an offset in it lies `shifts[i + 1]` too low."""

    text: Text
    string: str
    breaks: tuple[int, ...]
    shifts: tuple[int, ...]


def _source(text: Text) -> _Source:
    breaks: list[int] = []
    shifts = [0]
    for run in SPACES.finditer(text.string):
        breaks.append(run.start() - shifts[-1] + 1)
        shifts.append(shifts[-1] + run.end() - run.start() - 1)
    string = SPACES.sub(" ", text.string) if breaks else text.string
    return _Source(text, string, tuple(breaks), tuple(shifts))


def _piece(source: _Source, span: Span) -> Text:
    """What the text prints at this span of the single-spaced string."""
    start, last = (place + source.shifts[bisect_right(source.breaks, place)] for place in (span[0], span[1] - 1))
    return source.text[start : last + 1]


def _emit(
    source: _Source, cited: Sequence[Anchor], owned: Sequence[tuple[ArticleList, Noun | None]]
) -> list[Reference]:
    """The references of one clause, by where each begins."""
    placed: list[tuple[int, Reference]] = []
    lists: dict[int, ArticleList] = {}
    for articles, owner in owned:
        if owner is None or owner.kind in CODE_KINDS:
            placed += _articles(source, articles, (owner.start, owner.end) if owner and not owner.own else None)
        if owner:
            lists.setdefault(owner.start, articles)
    for anchor in cited:
        noun = anchor.noun
        if anchor.citations:
            placed += [(_first(c), _reference(source, c, lists.get(noun.start))) for c in anchor.citations]
        elif noun.start not in lists and stands_for_a_code(noun):
            span = (noun.start, noun.end)
            placed.append((noun.start, _code(source, span, None, [span])))
    placed.sort(key=lambda entry: entry[0])
    return [reference for _, reference in placed]


def _first(citation: Citation) -> int:
    return citation.head[0] if citation.own is None else citation.own


def _articles(source: _Source, articles: ArticleList, code: Span | None) -> list[tuple[int, Reference]]:
    """One reference per article; a single article before its code is quoted with it in one piece."""
    entries: list[tuple[int, Reference]] = []
    for item in articles.items:
        if code is None:
            parts = [item]
        elif len(articles.items) == 1 and 0 <= code[0] - articles.end < 12:
            parts = [(articles.start, code[1])]
        else:
            parts = sorted((item, code))
        entries.append((item[0], _code(source, code, item, parts)))
    return entries


def _code(source: _Source, code: Span | None, article: Span | None, parts: Sequence[Span]) -> Reference:
    return Reference(
        kind="code",
        text=_quoted(source, parts, "code"),
        code=_found(source, code, "code") if code else None,
        article=_article(source, article),
    )


def _reference(source: _Source, citation: Citation, articles: ArticleList | None) -> Reference:
    parts = [(citation.head[0], end_of(citation) if is_identified(citation) else _end_of_name(source, citation))]
    if citation.own is not None:
        spans = [span[1] for span in (citation.number, citation.blank_number, citation.blank_date) if span]
        if citation.date and citation.date.start >= citation.own:
            spans.append(citation.date.end)
        parts = [citation.head, (citation.own, max(spans))]
    kind = KIND.get(citation.kind, "autre")
    article = (articles.items[0][0], articles.items[-1][1]) if articles else None
    return Reference(
        kind=kind,
        text=_quoted(source, parts, kind),
        number=_found(source, citation.number, "number") or _blank(source, citation.blank_number, "number"),
        date=_date(source, citation.date) or _blank(source, citation.blank_date, "date"),
        article=_found(source, article, "article"),
        title=_found(source, citation.title, "title"),
    )


def _end_of_name(source: _Source, citation: Citation) -> int:
    """Where the name of a text without number nor date is over: « la loi de finances pour 2024 »."""
    over = NAME_END.search(source.string, citation.head[1])
    end = min(over.start() if over else len(source.string), citation.head[1] + NAME_LENGTH)
    return max(citation.head[1], citation.title[1] if citation.title else end)


def _quoted(source: _Source, parts: Sequence[Span], what: str) -> Found[str]:
    quotation = join([_piece(source, part) for part in parts], " ")
    return found(quotation, quotation.normal(), f"reference.{what}")


def _found(source: _Source, span: Span | None, what: str) -> Found[str] | None:
    if span is None:
        return None
    piece = _piece(source, span)
    return found(piece, piece.normal(), f"reference.{what}")


def _article(source: _Source, span: Span | None) -> Found[str] | None:
    """An article of a code, its letter set right where OCR took it for a figure."""
    if span is None:
        return None
    piece = _piece(source, span)
    return found(piece, MISREAD_LETTER.sub("L", piece.normal()), "reference.article")


def _blank(source: _Source, span: Span | None, what: str) -> Found[str] | None:
    return found(_piece(source, span), None, f"reference.{what}", state="blank") if span else None


def _date(source: _Source, date: DateSpan | None) -> Found[str] | None:
    if date is None:
        return None
    return found(_piece(source, (date.start, date.end)), date.value, "reference.date", state=date.state)
