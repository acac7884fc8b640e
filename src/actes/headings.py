"""The headings of articles, told from the articles that an act cites or quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.cues import ARTICLE, ENGAGEMENT, ENUMERATED, RULING, SUBNUMBER
from actes.lines import Line


def article_heading(
    line: Line,
    own: Sequence[Line],
    i: int,
    quoted: int,
    says_article: bool,
    contractual: bool,
    zone: str,
    article: str | None,
) -> re.Match[str] | None:
    """The match of an article's heading, or None where the words only cite an article.

    `article` is the number of the article the line stands in, in figures (« 2 », « 2.1 »).
    """
    f = line.folded
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


def _figures(number: str) -> str | None:
    """« 1er » and « premier » as « 1 »; None for a number that no « 2.1 » can follow."""
    if number == "premier":
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
    follows = now == [*had, 1] or any(now == [*had[:k], had[k] + 1] for k in range(1, len(had)))
    return m if follows else None
