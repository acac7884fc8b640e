"""The phrases of an act's closing: places and dates, delegations, offices, names, certificates.

The closing is read row by row (`columns.rows`), and within a row phrase by phrase, since
flattened documents hold the whole of it in one row. What is no phrase of a signature block is
`prose`: notices of recourse, addresses, lists. `signatures` puts the phrases together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from actes.extract import formulas as f
from actes.extract.columns import Row, rows
from actes.extract.name_words import is_given
from actes.extract.names import Name, Span, Word, name_at, words
from actes.lines import fold

Kind = Literal["place", "copy", "certificate", "for", "party", "quality", "name", "signed", "prose"]

LONGEST = 320
"""No office and no body has a longer name."""

MOST_ROWS = 8
"""Nor does one run over more rows."""

CLOSES = re.compile(r"[ \t,;:.*_'\"()-]*")
"""What may stand between a phrase and the end of its row."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands at `string[start:end]`; its value, if it has one, at `parts`, one for each row it runs over.

    `opens` and `ends` tell whether it opens and ends its row. Of a « for », `officer` tells that it
    stands in for an office and `delegated` that it says by delegation; of a quality, `article`
    whether one was printed. A `closed` phrase goes on in no later row, a `weak` one was found in
    running text and counts only with the name after it. Of prose, `notice` tells that it is one (of
    recourse, of copies) and `listing` that what follows may be names of people who do not sign.
    """

    kind: Kind
    start: int
    end: int
    parts: tuple[Span, ...]
    row: Row
    opens: bool
    ends: bool
    name: Name | None = None
    article: bool = False
    officer: bool = False
    delegated: bool = False
    closed: bool = False
    weak: bool = False
    notice: bool = False
    listing: bool = False


class _Line(NamedTuple):
    """A row with all that its reading looks at."""

    string: str
    folded: str
    row: Row
    words: list[Word]


def phrases(string: str, folded: str) -> list[Phrase]:
    """The phrases of a closing in reading order; `folded` is `lines.fold(string)`."""
    found: list[Phrase] = []
    for row in rows(string):
        if f.NOISE.fullmatch(folded, row.start, row.end):
            continue
        if f.ITEM.match(string, row.start, row.end):
            found.append(Phrase("prose", row.start, row.end, (), row, True, True))
            continue
        line = _Line(string, folded, row, words(string, row.start, row.end))
        at = row.start
        joined = _continued(line, found)
        if joined is not None:
            found[-1] = joined
            at = joined.end
        before = joined
        while True:
            filler = f.FILLER.match(folded, at, row.end)
            at = filler.end() if filler else at
            if at >= row.end:
                break
            before = _phrase(line, at, before)
            found.append(before)
            at = max(before.end, at + 1)
    return found


def _continued(line: _Line, found: list[Phrase]) -> Phrase | None:
    """The last phrase carried on by this row, or None: « Le Directeur régional / de la culture »."""
    string, folded, row, _ = line
    last = found[-1] if found else None
    if last is None or last.closed or not last.ends or last.kind not in ("for", "quality", "party"):
        return None
    if row.column != last.row.column or row.blank or not 0 < len(last.parts) < MOST_ROWS:
        return None
    start, stop = row.start, row.end
    if last.kind == "for" and last.officer:
        by = f.BY_DELEGATION.match(folded, start, stop)
        if by and not by["who"]:
            return replace(last, end=by.end(), delegated=True, closed=True, row=row, ends=_ends(line, by.end()))
    if any(pattern.match(folded, start, stop) for pattern in f.STRONG):
        return None
    comma = folded[last.end : last.end + 4].strip().startswith(",")
    if string[start].islower() or f.JOINED.match(folded, start, stop):
        if stop - start > 120 or f.PROSE_VERB.search(folded, start, stop):
            return None
    elif not _goes_on(line, found, comma):
        return None
    end = _value_end(line, start, start)
    if end <= start:
        return None
    first, before = last.parts[-1]
    if comma:  # « secrétaire général, / sous-préfet »
        before = folded.index(",", last.end) + 1
    parts = (*last.parts[:-1], (first, before), (start, end))
    return replace(last, end=end, parts=parts, row=row, ends=_ends(line, end))


def _goes_on(line: _Line, found: list[Phrase], comma: bool) -> bool:
    """Whether a row that opens with a capital carries on an office or a body: « Directeur / Val de Orsival »."""
    string, folded, row, row_words = line
    start, stop = row.start, row.end
    if not (string[start].isalpha() or string[start] == "&") or stop - start > 70 or string[stop - 1] in ".:":
        return False
    if f.PARTY.match(folded, start, stop) or f.ACRONYM.match(string, start, stop):
        return False
    named = name_at(string, row_words, 0) if row_words else None
    trailing = len(found) > 1 and found[-2].kind == "name"
    if named and (named[0].sure or not trailing):
        return False
    if f.OFFICE.match(folded, start, stop):
        return found[-1].kind == "quality"
    return not comma and not any(character.isdigit() for character in string[start:stop])


def _ends(line: _Line, end: int) -> bool:
    """Whether nothing of the row is left after `end`, or only another formula of the closing."""
    rest = f.CUT.match(line.folded, end, line.row.end) or CLOSES.match(line.folded, end, line.row.end)
    return rest is not None and (rest.end() >= line.row.end or rest.re is f.CUT)


def _phrase(line: _Line, at: int, before: Phrase | None) -> Phrase:
    """The phrase that opens at `at` in its row; `before` is the phrase before it in the same row."""
    return (
        _formula(line, at, before)
        or _stand_in(line, at, before)
        or _certificate(line, at, before)
        or _name(line, at, before)
        or _office(line, at, before)
        or _party(line, at, before)
        or _made("prose", line, at, _resume(line, at), before)
    )


def _made(kind: Kind, line: _Line, at: int, end: int, before: Phrase | None, *parts: Span) -> Phrase:
    return Phrase(kind, at, end, parts, line.row, before is None, _ends(line, end))


def _formula(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    """A notice, a place and date, a certified copy, a mark of signature, a label of a form."""
    folded, stop = line.folded, line.row.end
    if before is None and f.NOTICE.match(folded, at, stop):
        listing = f.LIST.match(folded, at, stop) is not None
        return replace(_made("prose", line, at, _resume(line, at), before), notice=True, listing=listing)
    if match := f.PLACE.match(folded, at, stop):
        end = _resume(line, match.end(), 160)
        rest = f.PLACE_REST.match(folded, match.end() - 1, end)
        return _made("place", line, at, rest.end() if rest else end, before)
    if match := f.COPY.match(folded, at, stop):
        return _made("copy", line, at, match.end(), before)
    for pattern in (f.E_SIGNED, f.SIGNED, f.REPRESENTED):
        if match := pattern.match(folded, at, stop):
            return _made("signed", line, at, match.end(), before)
    if before is None and (match := f.SLOT_OF.match(folded, at, stop)):
        first = match.start("who")
        end = _value_end(line, first + len(match["who"]), at)
        if _ends(line, end):
            kind: Kind = "quality" if f.OFFICE.match(folded, first, end) else "party"
            return replace(_made(kind, line, at, end, before, (first, end)), article=True)
    if match := f.LABEL.match(folded, at, stop):
        if match["who"] is None:
            return _made("signed", line, at, match.end(), before)
        first = match.start("who")
        end = _value_end(line, first + len(match["who"]), at)
        return replace(_made("quality", line, at, end, before, (first, end)), article=True)
    return None


def _stand_in(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    """« Pour le Préfet et par délégation », « Par délégation du Président », « Pour la Commune de Valmont »."""
    string, folded, stop = line.string, line.folded, line.row.end
    if match := f.BY_DELEGATION.match(folded, at, stop):
        if match["who"]:
            return _delegation(line, at, before, match.start("who"), delegated=True)
        phrase = _made("for", line, at, match.end(), before)
        return replace(phrase, officer=True, delegated=True, closed=True)
    if match := f.FOR_OFFICER.match(folded, at, stop):
        return _delegation(line, at, before, match.start("who"), delegated=False)
    if before is not None or f.FOR_THINGS.match(folded, at, stop):
        return None
    if match := f.FOR_PARTY.match(folded, at, stop):
        first = match.start("who")
        end = _value_end(line, first + len(match["who"]), at)
        if match["who"][1:] or (string[first].isupper() and string.count(" ", first, end) < 5):
            return _made("for", line, at, end, before, (first, end))
    return None


def _delegation(line: _Line, at: int, before: Phrase | None, who: int, *, delegated: bool) -> Phrase:
    """A delegation by the office at `who`: where the office ends and what is said after it."""
    folded, stop = line.folded, line.row.end
    civil = f.CIVIL_OFFICE.match(folded, who, stop)
    first = civil.end() if civil else who
    last = end = _value_end(line, first, first)
    closed = False
    for pattern in (f.ABSENCE, f.DELEGATION):
        match = pattern.search(folded, first, min(stop, end + 40))
        if match and (closed or match.start() <= last + 3):
            last, end = min(last, match.start()), max(end, match.end()) if closed else match.end()
            closed = delegated = True
    if folded[end : end + 2].strip()[:1] in ('"', "»"):  # the formula is only quoted
        return replace(_made("prose", line, at, stop, before), notice=True)
    while last > first and folded[last - 1] in " \t\n,":
        last -= 1
    if folded.endswith(" et", first, last):
        last -= 3
    return replace(_made("for", line, at, end, before, (first, last)), officer=True, delegated=delegated, closed=closed)


def _certificate(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    match = f.CERTIFICATE.match(line.folded, at, line.row.end)
    return _made("certificate", line, at, _resume(line, match.end() - 1), before) if match else None


def _name(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    """The name that opens at `at`, where it stands as the name of a signatory does."""
    string, folded, row, row_words = line
    i = bisect_left(row_words, at, key=lambda word: word.start)
    named = name_at(string, row_words, i) if i < len(row_words) and row_words[i].start == at else None
    if named is None:
        return None
    name, after = named
    closes = CLOSES.match(folded, name.end, row.end)
    alone = closes is not None and closes.end() >= row.end
    if not name.sure and not (alone and before is None):
        return None
    if not alone and (before is None or before.kind == "prose"):
        filler = f.FILLER.match(folded, name.end, row.end)
        rest = filler.end() if filler else name.end
        following = name_at(string, row_words, after) if after < len(row_words) else None
        if not (
            f.OFFICE.match(folded, rest, row.end)
            or f.RESUME.match(folded, rest, row.end)
            or f.CUT.match(folded, name.end, row.end)
            or (following and following[0].sure)
        ):
            return None
    return replace(_made("name", line, at, name.end, before), name=name)


def _office(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    """An office, with its article or where one is expected: first in its row, or after a name."""
    office = f.OFFICE.match(line.folded, at, line.row.end)
    if office is None:
        return None
    expected = before is None or before.kind in ("name", "signed", "quality")
    first = office.start("quality")
    end = _value_end(line, office.end("quality"), at)
    if not (office["lead"] or expected) or f.PROSE_VERB.search(line.folded, first, end):
        return None
    phrase = _made("quality", line, at, end, before, (first, end))
    weak = before is not None and before.kind == "prose"
    return replace(phrase, article=office["lead"] is not None, weak=weak)


def _party(line: _Line, at: int, before: Phrase | None) -> Phrase | None:
    """A party by the noun of its body or by what the contract calls it, alone on its row."""
    if before is not None:
        return None
    stop = line.row.end
    party = f.PARTY.match(line.folded, at, stop) or f.ACRONYM.match(line.string, at, stop)
    if party is None:
        return None
    first = party.start("who")
    end = _value_end(line, party.end("who"), at)
    if end - at > 140 or f.PROSE_VERB.search(line.folded, first, end) or not _ends(line, end):
        return None
    return _made("party", line, at, end, before, (first, end))


def _value_end(line: _Line, noun: int, start: int) -> int:
    """Where the office or body that opens at `start` ends in its row: at the next phrase, at a name, or with it."""
    string, folded, row, row_words = line
    limit = min(row.end, start + LONGEST)
    cut = f.CUT.search(folded, noun, limit)
    end = cut.start() if cut else limit
    i = bisect_left(row_words, noun, key=lambda word: word.start)
    before = row_words[i - 1].end if i else start
    for k in range(i, len(row_words)):
        word = row_words[k]
        if word.start >= end:
            break
        if word.start > start:
            comma = "," in folded[before : word.start]
            office = (comma or string[word.start].isupper()) and f.NEXT_OFFICE.match(folded, word.start, end)
            if office or _names_next(line, k, comma):
                end = before
                break
        before = word.end
    while end > noun and folded[end - 1] in " \t\n,;:.-'\"(":
        end -= 1
    return end


def _names_next(line: _Line, k: int, comma: bool) -> bool:
    """Whether the signatory's name opens at word `k`: « Le Maire, Camille ROUX », not « le lycée Camille ROUX »."""
    word = line.words[k]
    named = name_at(line.string, line.words, k) if word.shape in "UTI" else None
    if named is None or not named[0].sure:
        return False
    name = named[0]
    if comma or name.civility or name.title:
        return True
    if name.given is None or name.family is None or not k or not line.string[slice(*name.family)].isupper():
        return False
    known = is_given(fold(line.string[slice(*name.given)]))
    return known and line.words[k - 1].folded.rpartition("'")[2] not in f.NAMED_AFTER


def _resume(line: _Line, at: int, within: int | None = None) -> int:
    """Where running text that opens at `at` gives way to a phrase of a signature block, or ends."""
    string, folded, row, _ = line
    stop = row.end if within is None else min(row.end, at + within)
    for match in f.RESUME.finditer(folded, at + 1, stop):
        start = match.start()
        if match["office"] is None:
            return start
        if string[start].isupper() and not f.GOVERNED.search(folded, max(at, start - 12), start):
            return start
    return stop
