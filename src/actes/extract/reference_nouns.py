"""The nouns by which a clause names legal texts: « arrêté », « loi », « code de la route ».

A noun is read with what its place says of it: whether it opens a clause (« Vu la délibération »), whether it points
to the very act that speaks (« le présent arrêté »), whether it stands in the object of another text.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from actes.extract.codes import CODE, CODE_INITIALS, CODE_INITIALS_AFTER_ARTICLE, CODE_UNLISTED
from actes.extract.dates import DateSpan

Span = tuple[int, int]

NOUN = re.compile(
    r"(?<![\w-])(?=[dlaorcijnsptmbh])(?:(?P<deliberation>deliberations?)"
    r"|(?P<decision>decisions?(?! modificatives?(?! (?:n ?° ?\w+ )?du \d)))"
    r"|l?(?P<arrete>arretes?)|(?P<decret>decrets?(?:-lois?)?)|(?P<loi>lois?)|(?P<ordonnance>ordonnances?)"
    r"|(?P<circulaire>circulaires?)|(?P<directive>directives?)|(?P<reglement>reglements?)"
    r"|(?P<convention>conventions?|avenants?)"
    rf"|(?P<code>{CODE})|(?P<initials>{CODE_INITIALS})|(?P<brief>{CODE_INITIALS_AFTER_ARTICLE})"
    rf"|(?P<unlisted>{CODE_UNLISTED})"
    r"|(?P<free>instructions?|notes? (?:de service|techniques?|d'information|d'orientation)|recepisses?"
    r"|constitution|charte|traite|declaration des droits)"
    r"|(?P<planned>plans?|schemas?|programmes?|carte communale|strategie)"
    r"|(?P<dated>delegations? (?:\w{4,12} )?d(?:e |')(?:signature|pouvoirs?|fonctions?|competences?)|autorisations?"
    r"|agrements?|habilitations?|permis|protocoles?|contrats?|marches?|bail|jugements?|arrets?"
    r"|accords?(?:-cadre| collectif| prealable| entre| national| interprofessionnel))"
    r")(?!\w)"
)
"""The nouns that name a text; those of the last three groups do so only where they open a clause."""

OPENER = (
    r"(?:(?:vu|en vertu|en application|conformement|sur le fondement|par application)(?: (?:de|des|du|a|aux?))?"
    r"[ :,-]{0,3}(?:notamment |ensemble |egalement |aussi |les dispositions d(?:e |u |es ))?)"
)
"""« Vu », « En vertu de », « Conformément aux dispositions de »."""

DETERMINER = r"(?:l ?' ?|la |le |les |sa |ses |son |un |une |de la |de l' ?|du |des |de |d')"

CLAUSE_START = re.compile(
    rf"[^a-z0-9]{{0,8}}(?:\d{{1,2}}[.)°] )?(?:(?P<opener>{OPENER})|considerant )?{DETERMINER}?"
    r"(?:precedente?s? |premiere? |nouvelle? )?"
)
"""What may stand before the noun that opens a clause: « Vu la précédente » décision."""

OWN = re.compile(
    r"(?:(?<![a-z])(?:presente?s?|ce|cet|cette|ces|(?:le|la|les|du|des|au)?dite?s?|meme) "
    r"|(?<![a-z])(?:avant-)?projets? (?:d'|de |de l'|de la |du )|(?<![a-z])registres? des [_ ]{0,3})$"
)
"""What makes a noun point to this very act, or to no act yet: « la présente » décision, « projet d' » arrêté."""

ARRETE_BEFORE = re.compile(
    r"(?:l ?' ?|d ?' ?|(?<![a-z])(?:les|des|aux|un|vu|par|ses|nos|mes|son|du|le|deux|trois|quatre|plusieurs|et|ou"
    r"|precedents?|autres?) |[(«\"] ?)$"
)
"""What tells the noun from the verb and the participle (« ARRETE : », « le plan arrêté le »)."""

ARRETE_HEADING = re.compile(r"arretes? (?:[a-z-]{4,20} ){0,2}(?:n ?[°º]|du [\dl]|en date du)")
"""The noun with no word before it: « Arrêté préfectoral n° 12 »."""

AMENDED_BY = re.compile(
    r"(?:modifi|complet|prorog|abrog|remplac|approuv|rectifi|ratifi|transpos|annul|adopt|annex|autoris|institu|cre)[a-z]{0,6}"
    r"(?: [a-z]{2,12})?(?: par| au| a) (?:l' ?|la |le |les )?$"
)
"""« modifié par », « approuvée par »: a new citation, whatever object it stands in."""

BREAK = re.compile(r"[;.vc](?:(?<=;)|(?<=[a-z0-9)»]{3}\.) (?:» )?(?=[a-z])|(?<!\wv)u(?= )|(?<!\wc)onsiderant(?= ))")
"""Where a clause may be over: a semicolon, a full stop, the next « Vu ». A set of letters comes first for speed."""

CODE_KINDS = frozenset({"code", "initials", "brief", "unlisted"})
"""Groups of `NOUN` that name a code; the last two only where a code must stand."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names a text, its group in `NOUN` as `kind`.

    It may open its clause, `opened` after « Vu » or the like; `own` if it means the very act that speaks.
    """

    kind: str
    start: int
    end: int
    opens: bool
    opened: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text laid out for reading: as printed, folded, and with its dates."""

    string: str
    plain: str
    dates: tuple[DateSpan, ...]
    starts: tuple[int, ...]


def dates_in(sheet: Sheet, start: int, end: int) -> Iterator[DateSpan]:
    """The dates that begin in `start:end`."""
    for index in range(bisect_left(sheet.starts, start), len(sheet.starts)):
        if sheet.starts[index] >= end:
            return
        yield sheet.dates[index]


def clauses(string: str, plain: str) -> list[Span]:
    """The clauses of a text: one per « Vu » where several run on, one per sentence elsewhere."""
    spans: list[Span] = []
    start = 0
    for match in BREAK.finditer(plain):
        mark = match.group()[0]
        if mark == "." and not string[match.end()].isupper():
            continue
        if mark in "vc" and not string[match.start()].isupper():
            continue
        cut = match.start()
        if cut > start:
            spans.append((start, cut))
        start = cut if mark in "vc" else match.end()
    if start < len(string):
        spans.append((start, len(string)))
    return spans


def nouns(sheet: Sheet, start: int, end: int) -> list[Noun]:
    """The nouns of a clause that may name a text, in order."""
    plain = sheet.plain
    named: list[Noun] = []
    opening: re.Match[str] | None = None
    for match in NOUN.finditer(plain, start, end):
        if not named:
            opening = CLAUSE_START.match(plain, start, end)
        kind = match.lastgroup or ""
        at, close = match.span(kind)
        opens = opening is not None and match.start() == opening.end()
        own = OWN.search(plain, max(start, at - 26), at) is not None
        if kind == "arrete" and not own and match.start() == at and not _is_the_noun(sheet, start, at, close):
            continue
        if kind in ("planned", "dated") and not opens:
            continue
        opened = opens and opening is not None and opening["opener"] is not None
        named.append(Noun(kind, at, close, opens and not own, opened, own))
    return named


def _is_the_noun(sheet: Sheet, start: int, at: int, close: int) -> bool:
    """Whether this is the noun « arrêté », and not « arrête » or « le plan arrêté le »."""
    if ARRETE_HEADING.match(sheet.plain, at):
        return True
    before = ARRETE_BEFORE.search(sheet.plain, max(start, at - 14), at)
    if before is None:
        return False
    return "'" in before.group() or sheet.string[close - 1] != "e" or sheet.string[at:close].isupper()
