"""The headings of articles, told from the articles that an act cites or quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.cues import ARTICLE, DIVISION, ENGAGEMENT, ENUMERATED, RULING, SUBNUMBER
from actes.lines import Line

SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\s?(?P<gap>[.)]?\s?-?\s{0,3})(?=[a-z])")
"""« 1. OBJET », « 3.1.2. Consignes d'exploitation », « 20.1. - Rétentions »: the numbered parts of technical prescriptions."""

FEWEST_SECTIONS = 8
"""Fewer parts in order are a list, not a plan."""

MISSED = 2
"""Numbers of a plan that may be lost between two that were read."""

LONGEST_TITLE = 130


def numbered_sections(own: Sequence[Line]) -> frozenset[int]:
    """Which lines head the numbered parts of an act that has a plan of them: « 1. OBJET », « 1.1. Installations », …

    A plan counts on without a gap, goes two levels deep, and each of its parts has a short title on a line of its own.
    """
    taken: list[int] = []
    had: list[int] = []
    deep = 0
    for i, line in enumerate(own):
        m = SECTION.match(line.folded)
        if m is None or len(line.string) > LONGEST_TITLE or line.string.rstrip()[-1:] in ",;":
            continue
        if not line.string[m.end() : m.end() + 1].isupper():
            continue
        now = [int(part) for part in m["number"].split(".")]
        starts = not had and now == [1]
        if starts or (had and follows(had, now, MISSED)):
            taken.append(i)
            had = now
            deep += len(now) > 1
    return frozenset(taken) if len(taken) >= FEWEST_SECTIONS and deep * 2 >= len(taken) else frozenset()


def follows(had: Sequence[int], now: Sequence[int], missed: int = 0) -> bool:
    """Whether a number is the next in a plan: the first part below, or the next one at this level or above.

    So many numbers may be `missed` in between: a scan loses some.
    """
    return now == [*had, 1] or any(
        now[:-1] == had[:k] and 0 < now[-1] - had[k] <= 1 + missed for k in range(len(had)) if len(now) == k + 1
    )


LEADER_END = re.compile(r"(?:[.…_·]{2,}\s{0,3}|\s{2,3})[^\w\s]{0,3}\s{0,3}\d{1,3}$")
"""« Article 1.1.1. Exploitant titulaire de l'autorisation ......... 6 »: the page at the end of a line."""

PAGE_END = re.compile(r"[\s.…_·]\d{1,3}$")
"""The same where a scan made letters of the dots; titles may end so too."""

NEAR = 3
"""How many lines the entries of a table of contents are from one another, at most."""

FEWEST_ENTRIES = 5


def contents(own: Sequence[Line]) -> frozenset[int]:
    """Which lines make a table of contents: headings close upon one another, half of them or more with
    the number of a page at their end, a quarter after dots or a gap."""
    runs: list[list[int]] = []
    paged: set[int] = set()
    led: set[int] = set()
    for i, line in enumerate(own):
        heading = ARTICLE.match(line.folded) or DIVISION.match(line.folded)
        if heading is None:
            continue
        if LEADER_END.search(line.string, heading.end() + 3):
            led.add(i)
        if PAGE_END.search(line.string, heading.end() + 3):
            paged.add(i)
        if runs and i - runs[-1][-1] <= NEAR:
            runs[-1].append(i)
        else:
            runs.append([i])
    made: set[int] = set()
    for run in runs:
        counts = len(paged.intersection(run)) * 2, len(led.intersection(run)) * 4
        if len(run) >= FEWEST_ENTRIES and min(counts) >= len(run):
            made.update(range(run[0], min(run[-1] + 2, len(own))))
    return frozenset(made)


def article_heading(
    line: Line,
    own: Sequence[Line],
    i: int,
    quoted: int,
    says_article: bool,
    contractual: bool,
    zone: str,
    article: str | None,
    sections: frozenset[int] = frozenset(),
) -> re.Match[str] | None:
    """The match of an article's heading, or None where the words only cite an article.

    `article` is the number of the article the line stands in, in figures (« 2 », « 2.1 »); `sections` are the
    lines of the act's plan (`numbered_sections`).
    """
    f = line.folded
    if i in sections and zone == "ruling" and not quoted:
        return SECTION.match(f)
    if says_article or not contractual:
        m = ARTICLE.match(f)
        if m and (line.string[:1].isupper() or _set_off(line, own, i, m)) and not (quoted and zone == "ruling"):
            rest = line.string[m.end() :]
            gap = m["gap"].strip()
            cites = not (rest[:1].isupper() or rest[:1] in '«"(') or f[m.end() :].startswith(
                ("du ", "de ", "des ", "et ")
            )
            if not gap and rest and cites:
                return None
            if gap == "-" and re.match(r"\d", rest):
                return None
            if (
                i
                and not line.blank
                and own[i - 1].string.rstrip()[-1:].isalpha()
                and own[i - 1].folded.split()[-1] in _CARRIES_ON
            ):
                return None
            return m
        if zone == "ruling" and article is not None and not quoted:
            return _subnumber(line, article)
        return None
    if m := ENGAGEMENT.match(f):
        return m
    if zone == "ruling" and article is not None and not quoted and (m := _subnumber(line, article)):
        return m
    if (
        contractual
        and zone in ("head", "parties", "preamble", "bases", "body", "ruling")
        and len(f) < 140
        and not f.endswith((";", ","))
    ):
        m = ENUMERATED.match(f)
        if (
            m
            and (line.upper or line.blank)
            and line.string[:1].isalnum()
            and (line.string[m.end() : m.end() + 1].isupper())
        ):
            return m
    return None


def figures(number: str) -> str | None:
    """« 1er » and « premier » as « 1 »; None for a number that no « 2.1 » can follow."""
    if number in ("premier", "ler", "ier", "fer", "ter", "er"):
        return "1"
    m = re.match(r"\d{1,3}(?:\.\d{1,3}){0,3}", number)
    return m.group() if m else None


def _set_off(line: Line, own: Sequence[Line], i: int, match: re.Match[str]) -> bool:
    """Whether « article 2 : » in lower case opens a paragraph: a colon or a dash after it, a full stop before it."""
    before = own[i - 1] if i else None
    return bool(re.search(r"[:\-]", match["gap"])) and (
        before is None
        or line.blank > 0
        or before.string.endswith((".", ";", ":"))
        or bool(RULING.fullmatch(before.folded))
    )


_CARRIES_ON = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "et",
        "a",
        "au",
        "aux",
        "par",
        "notamment",
        "l'",
        "d'",
        "en",
        "son",
        "ses",
        "ou",
        "selon",
        "conformement",
    ]
)
"""Words a sentence cannot end on: the next line carries it on."""


def _subnumber(line: Line, article: str) -> re.Match[str] | None:
    """« 2.1 … » under article 2, « 2.2 … » after « 2.1 … »: only the next number in order is one."""
    m = SUBNUMBER.match(line.folded)
    if m is None or not (line.string[m.end() : m.end() + 1].isupper() or line.string[m.end() : m.end() + 1] in '«"'):
        return None
    had, now = [int(x) for x in article.split(".")], [int(x) for x in m["number"].split(".")]
    return m if len(now) > 1 and follows(had, now) else None
