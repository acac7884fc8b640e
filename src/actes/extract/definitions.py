"""What an act says its words mean: acronyms and the short names it gives.

Three formulas define: an acronym in brackets behind its expansion (« l'Agence régionale de
santé (l'ARS) ») or before it (« ANSES (Agence nationale …) »), « ci-après dénommé « X » »
and its kin, and « par « X », on entend … ». An acronym is only believed where its letters are
those its expansion opens with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actes.lines import fold
from actes.model import Definition, found
from actes.text import Text

ACRONYM = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9&./-]{1,13}"

BRACKETED_ACRONYM = re.compile(
    r"\(\s?(?:ci-après\s|dite?\s|ou\s|soit\s)?(?:[Ll][aeA]\s|[Ll]es\s|[LlDd]['’]\s?)?[«“\"]?\s?"
    r"(?P<term>[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9&./'’-]{1,13})\s?[»”\"]?\s?\)"
)
"""An acronym alone in brackets: « … de santé (l'ARS) », « (CSPT) »."""

BRACKETED_WORDS = re.compile(
    rf"(?<![\w.-])(?P<term>{ACRONYM})\s{{1,3}}[(–-]\s?(?P<words>(?:[Ll]['’]|[A-ZÀ-ÖØ-Þ])[^()\n«»;:]{{8,140}}?)\s?[)–]"
)
"""An acronym before its expansion: « ANSES (Agence nationale de sécurité …) »."""

HEREAFTER = r"ci[- ]?(?:apr[eèé]s|dessous)"
"""« ci-après », « ci après », « ci-dessous »."""

NAMED = r"(?:d[ée]nomm|d[ée]sign|appel|nomm|intitul)(?:[ée]{1,2}|[ée]?\s?\([ée]\))s?(?:\s?\(e?s\))?"
"""« dénommé », « désignées », « appelé(e)s », « dénommé (e) »."""

UNDER = (
    r"\s?,?:?\s?(?:(?:par|comme|sous|indiff[ée]remment)\s)?"
    r"(?:(?:les?\s|l['’])(?:termes?|vocables?|nom|sigle|appellation|acronyme|mot)\s)?(?:de\s|d['’])?:?\s?"
)
"""What may stand between the naming verb and the name: « sous le terme de », « par »."""

TOGETHER = r"(?:ensemble|collectivement|individuellement|conjointement|respectivement)"
"""What names several bodies at once: « ci-après dénommées ensemble « les Parties » »."""

QUOTED = r"[«“”\"‘]\s{0,2}(?P<quoted>[^«»“”\"\n]{1,60}(?:\n[^«»“”\"\n]{1,40})?)\s{0,2}[»”“\"’]"

SHORT_NAME = re.compile(
    rf"(?P<before>\b{TOGETHER},?\s)?\b(?:{HEREAFTER}\s?,?\s?(?P<all>{TOGETHER}\s)?(?:{NAMED}\s?(?P<every>{TOGETHER}\s)?)?"
    rf"|{NAMED}\s?,?\s(?P<each>{TOGETHER},?\s)?(?:{HEREAFTER}|(?=sous\sl|par\s)))"
    rf"{UNDER}(?:(?:l[ae]s?\s|l['’])?{QUOTED})",
    re.I,
)
"""« ci-après dénommée « la Ville » », « désigné sous le terme de "délégant" », « ci-après « X » »."""

BARE_NAME = re.compile(
    rf"\b(?:{HEREAFTER}\s?,?\s?{NAMED}|{NAMED}\s{{1,3}}{HEREAFTER})\s?,?\s{{1,3}}{UNDER}"
    r"(?P<bare>(?:l[ae]s?\s|l['’])[^\s,;.:()«»\"]{2,30}"
    r"(?:[ \u00a0](?!d['’](?:une|autre)\s|et\s|repr|dont\s|ayant\s|qui\s)[^\s,;.:()«»\"]{2,30}){0,3}"
    rf"|(?-i:{ACRONYM})(?=[\s,;.)]))",
    re.I,
)
"""The same without quotes: « dénommé ci-après, le bailleur », « ci-après désignée ADERV »."""

MEANING = re.compile(
    r"\b[Pp]ar\s(?:le\sterme\s|les\stermes\s|l['’]expression\s)?[«“\"]\s?(?P<term>[^«»“”\"\n]{2,60}?)\s?[»”\"]\s?,?\s"
    r"(?:il\s(?:faut|convient\sd['’])\s?entendre|on\sentend|s['’]entend(?:ent)?)\s?:?\s(?P<words>[^.;:\n]{4,220}(?:\n[^.;:\n]{2,160}){0,3})"
)
"""« Par « équipements », on entend les salles et les terrains »."""

NAMING_WORD = re.compile(r"\b[Cc][Ii][- ]?[AaDd]|d[ée](?:nomm|sign)|D[EÉ](?:NOMM|SIGN)")
"""A cheap look for what may open a short name."""

PARTIES = re.compile(r"(?:l[ae]s?\s|l['’])?\W?(?:parties|cocontractants|signataires)\b", re.I)
"""A short name for all at once: « les Parties »."""

SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en", "pour", "sur", "par", "avec", "dans")
)
"""Words that need not give a letter to an acronym."""

NO_ACRONYMS = frozenset(("CE", "UE", "CEE", "HT", "TTC", "II", "III", "IV", "VI", "VII"))
"""Bracketed capitals that abbreviate nothing before them: « règlement (CE) n° 1/2005 »."""

BORDERS = ("\n\n", ";", ". ", " : ", "(", ")", "«", "»", "“", "”", '"')
"""What no expansion runs across."""

WORD = re.compile(r"[^\W_]+")
REACH = 170
"""How far before its bracket an expansion may start."""


def definitions(text: Text) -> tuple[Definition, ...]:
    """Every term an act defines, once per expansion, where it first does so, in reading order."""
    string = text.string
    first: dict[tuple[str, str], tuple[int, Definition]] = {}
    for at, term, expansion, by in sorted(_read(string), key=lambda d: (d[0], d[1])):
        words = text[slice(*expansion)].strip() if expansion else None
        name = text[slice(*term)].strip()
        key = (fold(name.normal()), fold(words.normal()) if words else "")
        if key not in first:
            first[key] = (
                at,
                Definition(
                    term=found(name, name.normal(), by),
                    expansion=found(words, words.normal(), by) if words else None,
                ),
            )
    expanded = {term for term, words in first if words}
    return tuple(d for (term, words), (_, d) in first.items() if words or term not in expanded)


Span = tuple[int, int]


class ShortName(NamedTuple):
    """A short name given at `start`: where it is printed, and whether it names several bodies at once."""

    start: int
    end: int
    term: Span
    shared: bool


def short_names(string: str) -> list[ShortName]:
    """The short names given by « ci-après dénommé « X » » and its kin, in order."""
    if not NAMING_WORD.search(string):
        return []
    names = [
        ShortName(m.start(), m.end(), m.span("quoted"), any(m[g] for g in ("before", "all", "every", "each")))
        for m in SHORT_NAME.finditer(string)
    ]
    names += [ShortName(m.start(), m.end(), m.span("bare"), False) for m in BARE_NAME.finditer(string)]
    return sorted(n._replace(shared=True) if PARTIES.match(string, n.term[0]) else n for n in names)


def _read(string: str) -> list[tuple[int, Span, Span | None, str]]:
    """Where each definition stands: its place, its term, its expansion, its formula."""
    read: list[tuple[int, Span, Span | None, str]] = []
    for m in BRACKETED_ACRONYM.finditer(string):
        start = expansion_start(m["term"], string, m.start())
        if start is not None:
            read.append((start, m.span("term"), (start, m.start()), "definitions.acronym"))
    for m in BRACKETED_WORDS.finditer(string):
        start = expansion_start(m["term"], string, m.end("words"), m.start("words"))
        if start is not None:
            read.append((m.start(), m.span("term"), (start, m.end("words")), "definitions.spelt_out"))
    read += [(n.start, n.term, None, "definitions.short_name") for n in short_names(string)]
    read += [(m.start(), m.span("term"), m.span("words"), "definitions.meaning") for m in MEANING.finditer(string)]
    return read


def expansion_start(term: str, string: str, end: int, start: int | None = None) -> int | None:
    """Where the words that `term` abbreviates start, walking back from `end`; None if none fit.

    The first word must give the first letter. The other letters are looked for in order, as
    initials or as further letters of a beginning (« DIRection »); about one in four may be
    missing, and words at the end (a place name) may give none. With `start`, the words must
    fill `string[start:end]`, an article apart.
    """
    letters = [c for c in fold(term) if c.isalpha()]
    if not 2 <= len(letters) <= 12 or sum(c.isupper() for c in term) < 2 or term in NO_ACRONYMS:
        return None
    low = max(0, end - REACH) if start is None else start
    for mark in BORDERS:
        at = string.rfind(mark, low, end)
        low = at + len(mark) if at >= 0 else low
    if low and string[low - 1].isalnum():  # in the middle of a word
        low = string.find(" ", low, end) + 1 or end
    words = [
        (m.start(), fold(m.group()).replace("œ", "oe").replace("Œ", "oe")) for m in WORD.finditer(string, low, end)
    ]
    best: tuple[float, int] | None = None
    for i in range(len(words) - 1, -1, -1):
        at, word = words[i]
        if word[0] != letters[0] or word in SMALL or len(words) - i > 3 * len(letters) + 6:
            continue
        if start is not None and at > start + 3:
            continue
        score = _fit(letters, [w for _, w in words[i:]])
        if score >= (0.72 if len(letters) > 2 else 0.99) and (best is None or score > best[0] + 0.08):
            best = (score, at)
    return best[1] if best else None


def _fit(letters: Sequence[str], words: Sequence[str]) -> float:
    """How well the words spell the letters: 1.0 where each letter opens a great word and each word gives one."""
    given, i, free = 0.0, 0, 0
    for word in words:
        if i < len(letters) and word[0] == letters[i]:
            given += 0.7 if word in SMALL else 1.0
            i += 1
            for further in word[1:4]:
                if i == len(letters) or further != letters[i] or any(w[0] == further for w in words[1:]):
                    break
                given += 0.85
                i += 1
        elif word not in SMALL and len(word) > 2:
            free += 1
    if i < len(letters) and len(letters) > 3 and len(words) <= 2 * len(letters):
        # in no order: « Association des riverains d'Yvel et du bassin (ABRY) »
        initials = [w[0] for w in words]
        if all(initials.count(c) >= letters.count(c) for c in letters):
            return 0.9
    return given / len(letters) - 0.03 * free
