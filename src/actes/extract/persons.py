"""Natural persons: one printed person, or a list of them, with civility, title and quality.

Only places where a person is expected are read here (a signature, a party's representative,
an attendance list): a name is told by its form, and a form such as « Val Clair » is no proof.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from actes.extract.name_words import CIVILITIES, PLURAL_CIVILITIES, is_given
from actes.extract.names import Name, Span, Word, name_at, words
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.lines import fold
from actes.model import Found, Person, found
from actes.text import Text

BEFORE_QUALITY = re.compile(r"[\s,;:–(-]{0,40}")
"""What may stand between a name and its quality: « Léa ROUX, Maire », « Léa ROUX / Maire »."""

REPRESENTED_BY = re.compile(r"\s{0,20}represente[es]{0,2}\s{1,3}(?:aux\s{1,3}presentes\s{1,3})?par\s{1,3}|\s{0,20}")
"""What announces the person who stands for a body: « Représentée par son Maire Léa ROUX »."""

LONGEST = 320
"""No quality has more characters."""

ITEM_BREAK = re.compile(r"[,;:()\[\]/|•▪▫●○◦➢✓*·■□\uf000-\uf0ff…]|\n|\s[-–—]\s|[.](?:\s|$)")
"""What ends an item of a list of persons."""

CLAUSE_BREAK = re.compile(r"[:.](?:\s|$)")
"""What ends the reach of a quality that several persons share."""


def person(text: Text, by: str) -> Person | None:
    """The one person printed in `text`, or None: « Docteur Camille ROUX, Président », « son Maire, Léa Vallon ».

    The quality may follow the name (after a comma or on the next lines) or open the text.
    A single word is a family name only after a civility or a title. Where a given name is
    printed twice (« Léa ROUX Léa »), `given` quotes all that is printed and its value is said once.
    """
    string = text.string
    folded = fold(string)
    all_words = words(string)
    before: Span | None = None
    lead = REPRESENTED_BY.match(folded)
    opening = QUALITY_OPENING.match(folded, lead.end() if lead else 0)
    if opening and opening["lead"] is None and name_at(string, all_words, 0):
        opening = None  # a rank: « colonel Léa ROUX »
    for i, word in enumerate(all_words):
        if opening and word.start < opening.start("quality"):
            # « Madame le Maire » has no name before the office
            continue
        named = name_at(string, all_words, i)
        if named is None:
            continue
        name, _ = named
        if opening:
            end = len(folded[: name.start].rstrip(" \n\t,:-–("))
            before = (opening.start("quality"), min(end, quality_end(folded, opening.start("quality"), end)))
        after = None if before else quality_after(folded, name.end, len(folded))
        if not name.sure and not (after or before or _is_known(folded, name)):
            continue
        if before and name.civility is None and opening and opening["civility"]:
            name = name._replace(civility=opening.span("civility"))
        return build(text, name, before or after, by)
    return None


def persons(text: Text, by: str) -> tuple[Person, ...]:
    """The persons listed in `text`, in order: an attendance list, a list of proxies, of members.

    « M. ROUX, Maire, Mmes VALLON, PETIT, Adjointes »: a plural civility or quality holds for all it covers.
    """
    string = text.string
    folded = fold(string)
    all_words = words(string)
    names: list[Name] = []
    qualities: list[Span | None] = []
    waiting = 0  # the first name that has no quality yet
    plural: Span | None = None
    listed = False
    last = 0
    i = 0
    while i < len(all_words):
        word = all_words[i]
        before = max(last, all_words[i - 1].end) if i else 0
        opens = not i or ITEM_BREAK.search(string, before, word.start) is not None
        opens = opens or all_words[i - 1].folded in ("et", "ou")
        if not opens and not (word.folded in CIVILITIES and word.shape in "TUI") and not _follows(names, string, word):
            i += 1
            continue
        if CLAUSE_BREAK.search(string, before, word.start):
            waiting = len(names)
        office = QUALITY_OPENING.match(folded, word.start)
        if office:
            end = _item_end(string, all_words, i)
            quality = (office.start("quality"), quality_end(folded, office.start("quality"), end))
            heading = folded[quality[1] : quality[1] + 3].strip().startswith(":")
            first = waiting if office["noun"].endswith("s") else max(waiting, len(names) - 1)
            for k in range(first, len(names) if not heading and office["civility"] is None else 0):
                qualities[k] = quality
            waiting = len(names)
            last = quality[1]
            while i < len(all_words) and all_words[i].start < last:
                i += 1
            continue
        named = name_at(string, all_words, i, listed=listed)
        if named is None:
            if word.folded not in ("et", "ou"):
                last = word.end
            i += 1
            continue
        name, i = named
        if name.plural:
            if _of_both(all_words, name):
                name = name._replace(civility=None)
            plural, listed = name.civility, True
        elif name.civility:
            plural, listed = None, False
        else:
            name = name._replace(civility=plural)
        names.append(name)
        qualities.append(None)
        last = name.end
    sure = sum(name.sure for name in names)
    return tuple(
        build(text, name, quality, by)
        for name, quality in zip(names, qualities, strict=True)
        if name.sure or quality or (2 * sure >= len(names) and not string[name.start : name.end].isupper())
    )


def _of_both(all_words: list[Word], name: Name) -> bool:
    """« Mesdames et Messieurs ROUX, VALLON »: who is which is not said."""
    i = bisect_left(all_words, name.start, key=lambda word: word.start)
    return i > 1 and all_words[i - 1].folded == "et" and all_words[i - 2].folded in PLURAL_CIVILITIES


def _is_known(folded: str, name: Name) -> bool:
    return name.given is not None and is_given(folded[slice(*name.given)])


def _follows(names: list[Name], string: str, word: Word) -> bool:
    """Whether the word comes right after a name: a list whose commas were lost."""
    return bool(names) and word.start - names[-1].end < 60 and string[names[-1].end : word.start].isspace()


def _item_end(string: str, all_words: list[Word], i: int) -> int:
    """Where the item that opens at word `i` ends: a mark, a civility, or « et » before one."""
    start = all_words[i].start
    end = min(len(string), start + LONGEST)
    mark = ITEM_BREAK.search(string, start, end)
    end = mark.start() if mark else end
    for j in range(i + 1, len(all_words)):
        word = all_words[j]
        if word.start >= end:
            break
        if (
            word.folded in CIVILITIES
            and word.shape in "TUI"
            and all_words[j - 1].folded not in ("de", "du", "le", "la")
        ):
            previous = all_words[j - 1]
            return previous.start if previous.folded == "et" else word.start
    return end


def quality_after(folded: str, start: int, end: int) -> Span | None:
    """The quality printed after a name that ends at `start`, without its article."""
    gap = BEFORE_QUALITY.match(folded, start, end)
    at = gap.end() if gap else start
    opening = QUALITY_OPENING.match(folded, at, end)
    if not opening or folded[start:at].count("\n") > 2:
        return None
    first = opening.start("quality")
    return first, quality_end(folded, first, end)


def build(text: Text, name: Name, quality: Span | None, by: str) -> Person:
    """The `Person` for a name and a quality found in `text`."""
    given = None
    if name.given:
        start, end = name.given
        whole = text[min(start, name.family[0]) : name.end] if name.family and _doubled(name) else text[start:end]
        given = found(whole, value_of(text[start:end]), by)
    return Person(
        civility=_civility(text, name.civility, by),
        title=read(text, name.title, by),
        given=given,
        family=read(text, name.family, by),
        quality=read(text, quality, by),
    )


def _doubled(name: Name) -> bool:
    """Whether more words stand in the name than its parts: the given name printed twice."""
    parts = [span for span in (name.given, name.family) if span]
    return name.end > max(span[1] for span in parts)


def read(text: Text, span: Span | None, by: str) -> Found[str] | None:
    """A span of the text as a `Found`, its value on one line."""
    if span is None or span[1] <= span[0]:
        return None
    part = text[span[0] : span[1]]
    return found(part, value_of(part), by)


def value_of(part: Text) -> str:
    """The printed words on one line, those cut by a hyphen at the line end joined."""
    return re.sub(r"(?<=\w[-‐])\s+(?=\w)", "", part.normal())


def _civility(text: Text, span: Span | None, by: str) -> Found[str] | None:
    if span is None:
        return None
    part = text[span[0] : span[1]]
    folded = fold(part.string)
    return found(part, CIVILITIES[folded] if folded in PLURAL_CIVILITIES else part.normal(), by)
