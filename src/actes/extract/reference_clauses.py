"""What the nouns of one clause cite, and what of it is only the object of a text.

« la délibération n° 12 du 3 mars 2020 approuvant la convention » cites one text; « l'arrêté du 3 mars 2020 modifiant
l'arrêté du 5 mai 2010 » cites two, and so does « le décret n° 1 du 3 mars 2020 modifié par le décret n° 2 ».

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actes.extract.dates import DateSpan
from actes.extract.reference_articles import Anchor
from actes.extract.reference_marks import MINUTES_BEFORE, OBJECT, Citation, at_distance, at_once, is_identified, row
from actes.extract.reference_nouns import AMENDED_BY, CODE_KINDS, Noun, Sheet, Span, dates_in

BINDING = frozenset({"arrete", "decret", "loi", "ordonnance"})
"""Kinds that seldom lack a date: theirs is looked for even in the object of another text (« modifiant l'arrêté du
ministre du … »)."""

DATED_ACTS = BINDING | {"deliberation", "decision"}
"""A date after one of these is not that of a text before it (« le règlement créé par délibération du »)."""

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
"""After the word where it is no « constitution du dossier »: « Vu la Constitution, notamment »."""

COORDINATED = re.compile(r"(?:,| et| ainsi que)(?: et)? (?:de |du |d')?(?:l' ?|la |le |les |sa |son )?$")
"""Before a text that is cited beside another, not in its object: « et le » décret."""

TITLE_DATE = re.compile(r",? (?:en date )?(?:du|des|de|le)? ?$")
"""Between an object and the date of the text after it: « portant délégation » du « 3 mars 2020 »."""

TITLE_LENGTH = 400
"""Beyond this an object is no more one."""


def anchors(sheet: Sheet, named: Sequence[Noun], end: int) -> list[Anchor]:
    """What the nouns of one clause cite, in order."""
    found = [Anchor(noun) for noun in named if noun.kind in CODE_KINDS and _names_a_code(sheet, noun)]
    texts = [noun for noun in named if noun.kind not in CODE_KINDS]
    close = [at_once(sheet, noun, before.start) for noun, before in pairwise(texts)]
    close += [at_once(sheet, noun, end) for noun in texts[-1:]]
    amending = [_is_amending(sheet, noun) for noun in texts]
    limits = _limits(texts, close, amending, end)
    title_from: int | None = None
    dated = False
    for index, noun in enumerate(texts):
        inside = title_from is not None and not amending[index]
        if noun.own or (inside and noun.kind == "convention"):
            continue
        following = close[index + 1] if index + 1 < len(texts) and not texts[index + 1].own else None
        cited = _cited(sheet, noun, close[index], following, (limits[index], end), inside, dated)
        if not cited:
            continue
        dated = any(text.date for text in cited)
        head = cited[0].head[1]
        opening = OBJECT.search(sheet.plain, head, min(limits[index], head + TITLE_LENGTH))
        title_from = opening.start() if opening else title_from if inside else None
        if opening and opening["title"]:
            near = range(index + 1, min(index + 4, len(texts)))
            later = [texts[i] for i in near if is_identified(close[i]) and texts[i].kind != "convention"]
            title = _title(sheet, opening.start(), end, later, cited[0].date)
            cited = [replace(text, title=title) for text in cited]
        found.append(Anchor(noun, tuple(cited), amending[index]))
    return sorted(found, key=lambda anchor: anchor.noun.start)


def _cited(
    sheet: Sheet, noun: Noun, close: Citation, following: Citation | None, ends: Span, inside: bool, dated: bool
) -> list[Citation]:
    """The texts that one noun cites: none where it only speaks of one.

    `close` is what stands right after the noun, `following` the next text, `ends` where the next text identified
    begins and where the clause is over. `inside` the object of a text (`dated` or not) less is read.
    """
    limit, end = ends
    plural = sheet.plain[noun.end - 1] in "sx"
    cited = row(sheet, close, limit, plural) if is_identified(close) else []
    if len(cited) < 2 and (not inside or (not cited and dated and noun.kind in BINDING)):
        citation = _completed(sheet, noun, close, following, limit)
        cited = row(sheet, citation, limit, plural) if is_identified(citation) else []
    if not cited and not inside and _stands_alone(sheet, noun, close, end, following):
        return [close]
    return cited


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
    next_noun = following.head[0] if following and following.kind in DATED_ACTS else limit
    citation = at_distance(sheet, noun, citation, min(next_noun, limit), limit)
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
    if date and start < date.start < close:
        close = start + len(TITLE_DATE.sub("", plain[start : date.start]).rstrip(" ,"))
    return (start, close) if close - start > 12 else None
