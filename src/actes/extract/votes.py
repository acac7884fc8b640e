"""How an assembly was made up and how it voted, in figures.

« Nombre de conseillers en exercice : 39 - Présents : 27 - Votants : 32 », « par 23 voix pour, 2 contre et
1 abstention », « à l'unanimité ». Decisions are taken by the majority of the votes cast (article L. 2121-20 of
the CGCT). The opinion of a committee, the approval of earlier minutes and the choice of a secretary are votes
too, but not the vote of the act.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORDS, number
from actes.extract.phrases import phrase
from actes.model import Found, Vote, found
from actes.text import Text

Span = tuple[int, int]

COUNTS = {
    # « Nombre de conseillers en exercice : 39 »
    "in_office": r"en exercice",
    # « Nombre de membres composant le conseil : 55 », « Afférents au conseil municipal »
    "composing": (
        r"(?:composant (?:le |l')|afferents au )(?:conseil|assemblee|comite|bureau)"
        r"(?: (?:municipal|communautaire|syndical))?"
    ),
    # « Présents : 27 », « Présents à l'ouverture de la séance : 26 »
    "present_count": (r"presents?(?:\(e?s?\)|\(?es\)?)?(?: titulaires)?(?: (?:en|a l'ouverture de la|a la) seance)?"),
    # « Absents non représentés : 02 »
    "absent_count": r"absents?(?:\(e?s?\)|\(?es\)?)?(?: (?:non representes?|excuses?|non excuses?))?",
    # « Procurations : 5 », « Nombre de pouvoir(s) : 8 »
    "proxy_count": r"(?:procuration|pouvoir)s?(?:\(s\))?|(?<!et )(?<!ou )representes?",
    "quorum": r"quorum",
    # « Votants : 32 », « Ayant pris part au vote : 53 »
    "voters": r"votants?(?:\(e?s?\))?|pris part (?:au vote|aux votes|a la deliberation)",
}
COUNT = phrase(r"\b(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in COUNTS.items()) + r")(?![\w'])")
COUNT_STEM = phrase(
    r"en exercice|compos|afferents|present|absent|procuration|pouvoir|represente|quorum|votant|pris part"
)
"""How every count begins: plain letters, so that the search for them is quick."""

MONTH = r"(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
DIGITS = rf"\d{{1,3}}(?![\d/h]|[.,]\d| ?h\d?\b| ?%| {MONTH})"
AFTER_COUNT = phrase(
    rf"[ *|.-]{{0,3}}(?:"
    rf"(?:(?:est|etait) (?:de|fixe a)|[:=|])[ *|:.=-]{{0,5}}(?P<words>{NUMBER_WORDS})(?! (?:heure|mille|{MONTH}))"
    rf"|(?:(?:est|etait) (?:de|fixe a)|[:=|-]|)[ *|:.=-]{{0,5}}(?P<digits>{DIGITS}))"
)
"""The figure after a count: « en exercice : 39 », « est de trente-cinq », « Présents 12 »."""

BEFORE_COUNT = phrase(
    r"(?<![\w/.,:°-])(?<!: )(?P<digits>\d{1,3}) (?:(?:conseillers?|membres?|delegues?|elus?)(?: \w{4,14}){0,3} )?$"
)
"""The figure before it: « 27 élus » présents, « 34 » votants."""

BETWEEN_COUNTS = phrase(r"[ |*:_-]{0,40}(?:(?:nombre de|de) (?:membres |conseillers |delegues |elus )?|qui ont )?")
CELL = phrase(rf"[ |*-]{{0,12}}(?P<digits>{DIGITS})")
"""Counts in a row above their figures: « En exercice | Présents | Votants », then « 15 | 12 | 14 »."""

BALLOT = re.compile(r"pour|contre|abst(?:ention|enu)")
BALLOT_BEFORE = phrase(
    rf"(?<![\w/.,°-])(?P<figure>{DIGITS}|{NUMBER_WORDS}|aucune?|zero) "
    r"(?P<unit>(?:voix|votes?|suffrages?) )?(?:exprimes? )?$"
)
BALLOT_AFTER = phrase(
    rf"(?:\(s\)|s)? ?[:=] ?(?P<figure>{DIGITS}|{NUMBER_WORDS}|aucune?\b|neant|zero|[/øo](?!\w))(?! (?:mille|cent))"
)
"""One line of a ballot, its figure before or after: « 23 voix pour », « Contre : 0 », « Abstention : néant »."""

SHARE = re.compile(r"s? {1,3}soit\b|s? ?(?:[:=] ?)?\d{1,3}(?:[.,]\d{1,2})? ?%")
"""A share of votes is that of an election or a poll: « 788 pour soit 95 % »."""

UNANIMOUS = phrase(r"\bunanimite\b(?! (?:moins|sauf))|\bunanimement\b")
"""« à l'unanimité », « unanimement »."""

SUBJECT = phrase(r"(?<!\w)(?:le|la|l')\s?(?:conseil|comite|bureau|commission permanente|assemblee)\b|\bdelibere(?!e)")
"""What takes the vote of the act; what was said before it is another matter."""

ASIDE = phrase(
    r"\bcommissions?\b|\bavis\b|\bproces[- ]verb|\bcomptes?[- ]rendu|\bsecretaire\b|\bamendement|\bscrutin secret"
    r"|\bhuis clos"
)
ASIDE_AFTER = phrase(r"[^.;]{0,70}\b(?:secretaire de|commissions?\b|proces[- ]verbal de la)")
"""What the sentence of another vote speaks of: « avis favorable à l'unanimité de la commission »."""

VOTED = re.compile(r"\bvoix\b|\bvotes?\b|\bmajorite\b|\bunanimite\b|\bsuffrages|\badopt|\bdelibere")
DELIBERATED = re.compile(r"\bdelibere(?!e)")

_HEAD, _GAP, _SENTENCE, _BEFORE = 9000, 220, 170, 120


def counts(text: Text) -> dict[str, Found[int]]:
    """The counts at the head of the act, the first of each: `in_office`, `composing`, `present_count`,
    `absent_count`, `proxy_count`, `quorum`, `voters`.
    """
    head = text[:_HEAD]
    folded = fold(head.string)
    spans: dict[str, tuple[int, int, int]] = {}
    taken: set[int] = set()
    row: list[str] = []
    last = 0
    for stem in COUNT_STEM.finditer(folded):
        match = COUNT.match(folded, stem.start())
        if match is None:
            continue
        if row and not BETWEEN_COUNTS.fullmatch(folded, last, match.start()):
            row = []
        last = match.end()
        row.append(match.lastgroup or "")
        figures = _row(folded, last, len(row)) if len(row) > 1 else []
        if len(figures) == len(row):
            for name, figure in zip(row, figures, strict=True):
                spans.setdefault(name, figure)
            row = []
        elif single := _figure_at(folded, match, taken):
            taken.add(single[0])
            spans.setdefault(row[-1], single)
            row = []
    return {name: found(head[start:end], value, f"session.{name}") for name, (start, end, value) in spans.items()}


def _row(folded: str, start: int, length: int) -> list[tuple[int, int, int]]:
    """At most `length` + 1 figures printed one after the other; one too many is no row of these counts."""
    figures: list[tuple[int, int, int]] = []
    while len(figures) <= length and (cell := CELL.match(folded, start)):
        figures.append((*cell.span("digits"), int(cell["digits"])))
        start = cell.end()
    return figures


def _figure_at(folded: str, count: re.Match[str], taken: set[int]) -> tuple[int, int, int] | None:
    after = AFTER_COUNT.match(folded, count.end())
    if after is not None:
        name = "digits" if after["digits"] else "words"
        value = int(after[name]) if after["digits"] else number(after[name])
        return (*after.span(name), value) if value is not None and value < 1000 else None
    if count.lastgroup in ("present_count", "voters"):
        before = BEFORE_COUNT.search(folded, max(0, count.start() - 60), count.start())
        if before is not None and before.start("digits") not in taken:
            return (*before.span("digits"), int(before["digits"]))
    return None


def vote(text: Text, voters: Found[int] | None = None) -> Vote | None:
    """The vote of the one act in `text`, or None where none is printed.

    Of several, the first after the assembly deliberated, else the last. `unanimity` is True where it is
    printed, or where no one was against and no one abstained; otherwise None.
    """
    folded = fold(text.string)
    deliberated = DELIBERATED.search(folded)
    turn = deliberated.start() if deliberated else len(folded)
    ballot = _turn(list(_ballots(folded)), turn)
    unanimity = _unanimity(text, folded, ballot, _turn(list(_unanimous(folded)), turn).get("unanimity"))
    if not ballot and unanimity is None and voters is None:
        return None
    figures = {
        name: found(text[start:end], _value(folded, (start, end)), f"vote.{name}")
        for name, (start, end) in ballot.items()
    }
    return Vote(
        pour=figures.get("pour"),
        contre=figures.get("contre"),
        abstentions=figures.get("abstentions"),
        unanimity=unanimity,
        voters=voters,
    )


def _turn(candidates: list[dict[str, Span]], turn: int) -> dict[str, Span]:
    """The first candidate after the assembly deliberated, else the last, else nothing."""
    for candidate in candidates:
        if min(start for start, _ in candidate.values()) >= turn:
            return candidate
    return candidates[-1] if candidates else {}


def _unanimous(folded: str) -> Iterator[dict[str, Span]]:
    for match in UNANIMOUS.finditer(folded):
        if not (_aside(folded, match.start()) or ASIDE_AFTER.match(folded, match.end())):
            yield {"unanimity": match.span()}


def _unanimity(text: Text, folded: str, ballot: dict[str, Span], printed: Span | None) -> Found[bool] | None:
    """Unanimity as printed, unless figures that deny it stand elsewhere; or told by the figures."""
    start = min((span[0] for span in ballot.values()), default=0)
    end = max((span[1] for span in ballot.values()), default=0)
    against = [_value(folded, ballot[name]) for name in ("contre", "abstentions") if name in ballot]
    if printed is not None:
        if any(against) and (printed[1] < start - _GAP or printed[0] > end + _GAP):
            return None
        return found(text[printed[0] : printed[1]], True, "vote.unanimity")
    if len(against) == 2 and not any(against):
        return found(text[start:end], True, "vote.unanimity")
    return None


def _ballots(folded: str) -> Iterator[dict[str, Span]]:
    """The ballots of the text: for each of `pour`, `contre` and `abstentions` the span of its figure."""
    ballot: dict[str, Span] = {}
    start, last, sure = 0, 0, False
    for label in BALLOT.finditer(folded):
        name = "abstentions" if label[0].startswith("abst") else label[0]
        line = _line(folded, label)
        if line is None or line.start("figure") < last:
            continue
        if ballot and (line.start() - last > _GAP or name in ballot):
            if _is_vote(folded, start, ballot, sure):
                yield ballot
            ballot, sure = {}, False
        if not ballot:
            start = min(line.start(), label.start())
        ballot[name] = line.span("figure")
        spoken = ":" in line[0] and VOTED.search(folded, max(0, start - _BEFORE), start)
        sure = sure or bool(line.groupdict().get("unit")) or bool(spoken)
        last = max(line.end(), label.end())
    if ballot and _is_vote(folded, start, ballot, sure):
        yield ballot


def _line(folded: str, label: re.Match[str]) -> re.Match[str] | None:
    """The line of a ballot that `label` stands in, or None where it is only a word."""
    start, end = label.span()
    if SHARE.match(folded, end):
        return None
    after = end + folded.startswith("s", end)
    if folded[start - 1 : start].isalnum() or folded[after : after + 1].isalnum():
        return None
    return BALLOT_AFTER.match(folded, end) or BALLOT_BEFORE.search(folded, max(0, start - 60), start)


def _is_vote(folded: str, start: int, ballot: dict[str, Span], sure: bool) -> bool:
    """Two lines, or one that speaks of votes, and not of those of a committee."""
    if len(ballot) == 1 and not sure:
        sure = "pour" not in ballot and VOTED.search(folded, max(0, start - _BEFORE), start) is not None
    return (len(ballot) > 1 or sure) and not _aside(folded, start)


def _aside(folded: str, start: int) -> bool:
    """Whether the sentence before `start` tells of another vote than that of the act."""
    first = max(0, start - _SENTENCE, folded.rfind(". ", max(0, start - _SENTENCE), start))
    for subject in SUBJECT.finditer(folded, first, start):
        first = subject.end()
    return ASIDE.search(folded, first, start) is not None


def _value(folded: str, span: Span) -> int:
    """The figure printed at `span`; « néant », « aucun » and « / » are none."""
    printed = folded[span[0] : span[1]]
    return int(printed) if printed.isdecimal() else number(printed) or 0
