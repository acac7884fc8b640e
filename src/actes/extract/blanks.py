"""Slots that an act leaves empty: what is still to be filled in, and the words before it.

A slot is drawn (« en date du ………… », « n° ______ »), is a placeholder (« {{ nom }} »,
« jj/mm/aaaa », « n° XXX »), or is a gap that only the words show (`gaps`). A leader of a
table of contents, a rule, « Absents : » are no slots.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actes.extract.gaps import gaps
from actes.lines import fold
from actes.model import Blank, found
from actes.text import Text

DRAWN = re.compile(r"[_.…](?:[_.…]{1,4000}|(?:[ \u00a0][_.…]){4,200})?")
"""Dots or a line to write on: « .......... », « ______ », « … », and full stops, to be told apart (unfolded)."""

LONE = ("…", "...")
"""What is a slot only where the words around it want one."""

PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,160}\}\}|(?<!\w)__[A-Za-z]\w{1,40}?__(?!\w)"
    r"|(?<![\w/])(?:jj|JJ|xx|XX)/(?:mm|MM|xx|XX)/(?:aaaa|AAAA|20xx|20XX|xxxx|XXXX)\b|(?<=[nN][°º])\s{0,2}X{2,12}\b"
)
"""A name for what will stand there: « {{ nom }} », « __Adresse__ », « jj/mm/aaaa », « n° XXX » (unfolded)."""

PLACEHOLDER_SIGNS = ("{{", "__", "XX", "xx", "aaaa", "AAAA")
"""A cheap look for any of them."""

WANTING = re.compile(
    r"(?:\bn\s?[°º]|\bnumeros?|\b(?:le|la|les|du|de|des|au|aux|a|en|par|pour|sur|est|soit|et|ou|avec|chez|entre|sous|dite?"
    r"|denommee?|nommee?|soussignee?|monsieur|madame|mademoiselle|m\.|mme|mlle|mr|sieur|nom|prenom|date|association|societe"
    r"|commune)|[:'(,])[\s*]{0,20}\Z"
)
"""Words that cannot end a phrase: a drawn slot after them holds what is missing."""

DATE_WORD = re.compile(r"(?:\b(?:le|du|sur|n\s?[°º])|\bnumero)[\s*:]{0,20}\Z")
"""Words after which three dots alone are a slot, and no leader stands."""

CIVILITY_ENDS = re.compile(r"\b(?:monsieur|madame|m\.|mme|mr)[\s*]{0,20}\Z")
"""« M. ........ DURAND »: dots that lead to a name are a leader."""

WORD_ENDS = re.compile(r"[a-z)\"»][ \t*]{0,4}\Z")
"""A long slot may stand behind any word: « l'objet ............, »."""

LABEL_ENDS = re.compile(r"[:,][ \t*]{0,20}\Z")
"""A line that waits for what is drawn below it: « dont l'objet est : »."""

CONTENTS = re.compile(r"\s{0,3}(?:p\.?\s?|page\s)?\d{1,3}(?![\d.,/]?\d)(?=\s{0,40}(?:\n|\Z|[^\sa-zà-ÿ€%]))")
"""The page number behind a leader: « Objet............ 12 » (unfolded)."""

UNIT = re.compile(
    r"\s?(?:€|euros?\b|mois\b|ans?\b|années\b|jours?\b|heures?\b|pages\b|m[èe]tres\b|m²|%|exemplaires\b|logements\b)"
)
"""What is counted: three dots before it are a slot, « une durée de ... mois » (unfolded)."""

GOES_ON = re.compile(r"\s?\n|\s[a-zà-ÿ,;]")
"""What follows three dots that are a slot (unfolded)."""

ENDS_SLOT = re.compile(r"[ \t*]{0,20}(?:\n(?=[\s\S])|(?!à\s)[a-zà-ÿ]|[,;).(])")
"""What follows a slot in the middle or at the end of a phrase (unfolded)."""

NAME_FOLLOWS = re.compile(r"[\s|]{0,20}[A-ZÀ-Ý]")
"""The name a leader runs to (unfolded)."""

REACH = 40
"""How many characters of the words before the slot are given."""

LINE_REACH = 200
"""How far back the start of a line is looked for."""

PHRASE_BREAK = re.compile(r"\n\s{0,40}\n|[.;!?]\s+(?=[A-ZÀ-Ý])|[_…]+|\.{4,}|[}%]\}")
"""What the words before a slot do not reach over (unfolded)."""


class Slot(NamedTuple):
    """`string[words:end]` are the words before the slot, `string[start:stop]` the dots drawn there, if any."""

    words: int
    end: int
    start: int
    stop: int
    by: str


_At = tuple[int, int, int, str]


def blanks(text: Text) -> tuple[Blank, ...]:
    """Every slot left empty, in reading order, with the words just before it."""
    result: list[Blank] = []
    for slot in slots(text.string):
        words = text[slot.words : slot.end].strip()
        drawn = text[slot.start : slot.stop].strip()
        result.append(
            Blank(
                text=found(words, words.normal(), slot.by),
                slot=found(drawn, None, slot.by, state="blank") if drawn else None,
            )
        )
    return tuple(result)


def slots(string: str) -> list[Slot]:
    """Where the empty slots of a string stand, in order."""
    folded = fold(string)
    seen: dict[int, tuple[int, int, str]] = {}
    for end, start, stop, by in (
        *_drawn(string, folded),
        *_placeholders(string),
        *((end, end, end, by) for end, by in gaps(string, folded)),
    ):
        seen.setdefault(end, (start, stop, by))
    result: list[Slot] = []
    floor = 0
    for end in sorted(seen):
        start, stop, by = seen[end]
        if end < floor:
            continue
        words = _words_before(string, end, floor)
        last = result[-1] if result else None
        if last and last.stop == last.end == floor and end - last.words <= REACH and len(string[words:end].split()) < 2:
            words = last.words  # « valable du (au) »: one word tells too little
        if any(c.isalpha() for c in string[words:end]):
            result.append(Slot(words, end, start, stop, by))
            floor = max(stop, end)
    return result


def _words_before(string: str, end: int, floor: int) -> int:
    """Where the words before a slot start: in its phrase, after the slot before, at most `REACH` away."""
    low = max(floor, end - REACH)
    window = string[low:end]
    border = 0
    for m in PHRASE_BREAK.finditer(window):
        if window[m.end() :].strip(" :,*"):
            border = m.end()
    for m in re.finditer(r"\n", window):  # a new line is a new phrase, unless it runs on
        rest = window[m.end() :].lstrip(" \t*")
        if m.end() > border and rest and not rest[0].islower() and len(rest.split()) > 1:
            border = m.end()
    start = low + border
    if not border and start > floor and not string[start - 1].isspace():  # in the middle of a word
        cut = re.compile(r"\s").search(string, start, end)
        start = cut.end() if cut and string[cut.end() : end].strip() else start
    own = string[start:end]
    return start + len(own) - len(own.lstrip(" \t\r\n\u00a0*#|.;_…}"))


def _drawn(string: str, folded: str) -> Iterator[_At]:
    runs: list[tuple[int, int]] = []
    for m in DRAWN.finditer(string):
        start, stop = m.span()
        if not _looks_drawn(string, start, stop):
            continue
        if runs and start - runs[-1][1] < LINE_REACH and not string[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], stop)  # the next line to write on
        else:
            runs.append((start, stop))
    for start, stop in runs:
        before = _line_before(folded, start)
        if before is not None and _is_slot(string, start, stop, before):
            yield start, start, stop, "blanks.drawn"


def _looks_drawn(string: str, start: int, stop: int) -> bool:
    """Whether a run of dots or lines is long enough to be one, or « … » alone between two words."""
    run = string[start:stop]
    if run == ".":
        return False
    if run in LONE:
        before, after = string[start - 1 : start], string[stop : stop + 1]
        return after.isspace() and (before.isspace() or (run == "…" and before in ("\u00a0", " ")))
    return run.count("_") >= 3 or "…" in run or run.count(".") >= 4


def _line_before(folded: str, start: int) -> str | None:
    """What the line of a drawn slot says before it; the line above, where it opens its line and that one waits."""
    low = max(0, start - LINE_REACH)
    line = max(low, folded.rfind("\n", low, start) + 1)
    before = folded[max(line, start - 60) : start]
    if before.strip(" \t*|"):
        return before
    above = folded[max(0, line - 60) : max(0, line - 1)]
    return above if LABEL_ENDS.search(above) else None


def _is_slot(string: str, start: int, stop: int, before: str) -> bool:
    """Whether the dots or the line at `string[start:stop]` are there to be written on."""
    tail = string[stop : stop + 24]
    wanting = WANTING.search(before)
    if string[start] != "_" and CONTENTS.match(string, stop) and not (wanting and DATE_WORD.search(before)):
        return False
    if string[start:stop] in LONE:
        return bool(UNIT.match(tail) or (DATE_WORD.search(before) and GOES_ON.match(tail)))
    if wanting:
        return not (CIVILITY_ENDS.search(before) and NAME_FOLLOWS.match(tail))
    return bool(stop - start >= 8 and ENDS_SLOT.match(tail) and WORD_ENDS.search(before))


def _placeholders(string: str) -> Iterator[_At]:
    if any(sign in string for sign in PLACEHOLDER_SIGNS):
        for m in PLACEHOLDER.finditer(string):
            yield m.start(), m.start(), m.end(), "blanks.placeholder"
