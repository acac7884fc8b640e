"""Where the parties of a convention are introduced, and where one ends and the next begins.

« ENTRE … d'une part, ET … d'autre part » is the full form; any of its marks may be missing,
the lines may be lost, and one side may hold several bodies. The clause is found from what a
party is told by (« représentée par », « dont le siège », « ci-après »), then cut at « d'une
part », at « Et » and, within one side, before each further « représenté par » or bullet.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from actes.lines import fold

Span = tuple[int, int]

OPENING = re.compile(
    r"(?<![\w'-])entre\b(?:\s{1,3}(?:les\s{1,3}(?:soussigne\w{0,4}|parties|partenaires|membres|signataires)|d'autres)"
    r"(?:\s{1,3}(?!la\b|le\b|l'|d'une)[a-z-]{2,16}){0,4})?\s{0,3}:?"
)
"""« ENTRE : », « Entre les soussignés »."""

BEFORE_OPENING = re.compile(
    r"[\s*#>●•-]{0,80}(?:et\s{1,3})?(?:conclue?s?|passee?s?|signee?s?|convenue?s?|etablie?s?|il\sest\sconvenu)?\s{0,3}"
)
"""What may stand before « entre » on the line of the clause: « Conclu entre »."""

TOLD = re.compile(
    r"(?<![a-z])(?:represente(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?[\s,]{1,4}(?:[a-z']{2,14}\s{1,3}){0,5}?par\b"
    r"|d['\s]\s?une\s{1,3}part(?![a-z])|ci[- ]?apres[\s,]{1,3}(?:de|ap|no|in|«|\"|“)"
    r"|(?:denomme|designe)\w{0,3}\s{1,3}(?:ci[- ]?apres|sous)|dont\s{1,3}le\s{1,3}siege|ayant\s{1,3}son\s{1,3}siege"
    r"|siege\s{1,3}social|elisant\s{1,3}domicile|immatricule|siren|siret|demeurant|nee?(?:\(e\))?\s{1,3}le\s"
    r"|agissant\s{1,3}(?:en|au|pour)|dument\s{1,3}(?:habilite|mandate|autorise))"
)
"""What a party is told by."""

END = re.compile(
    r"(?<![a-z])(?:(?:il\s{1,3}(?:est|a\s{1,3}ete|ont\s{1,3}ete)|ont|sont|ont\s{1,3}ete)\s{1,3}(?:[a-z]{2,14},?\s{1,3}){0,4}?"
    r"(?:convenue?s?|expose|arrete|rappele|etabli|decide|precise)\b"
    r"|(?:ceci|cela)\s{1,3}(?:ayant\s{1,3}ete\s{1,3}|etant\s{1,3})?(?:expose|rappele|precise)"
    r"|etant\s{1,3}(?:prealablement\s{1,3})?(?:expose|rappele))"
    r"|(?:^|\n)[\s*#]{0,6}(?:(?:preambule|expose|prealable|sommaire|contexte|vu|vus|considerant|attendu"
    r"|objet(?=\s{0,3}(?:\n|:\s|de\b|du\b))|titre\s{1,3}[1i]|chapitre\s{1,3}[1i]|par\s{1,3}la\s{1,3}presente)\b"
    r"|(?:article|art\.)\s{1,3}(?:1|i|premier|preliminaire)\b|[1i]\s?[.)-]{1,2}\s{0,3}objet\b)"
    r"|(?<=[.;:,»\"”)]\s)(?:preambule\b|article\s{1,3}(?:1|premier)\b|vu\s{1,3}(?:la|le|les|l')\s?)"
)
"""What follows the parties: « Il est convenu ce qui suit », « PRÉAMBULE », « Article 1er »."""

ANNOUNCES = re.compile(r"[^\n:]{0,80}:\s{0,9}\n")
"""A colon that ends the line of « entre »: « entre les membres suivants, signataires : »."""

SENTENCE_END = re.compile(r"\n[ \t]{0,80}\n|\.[ \t]{0,80}\n")
"""Where the sentence or paragraph of « entre » ends."""

ROLE = re.compile(
    r"(?P<et>(?<![a-z])et\s{0,3},?\s{0,3})?(?<![a-z])(?P<role>d['\s]\s?(?:une|autre)s?\s{1,3}parts?"
    r"|de\s{1,3}(?:premiere|deuxieme|seconde|troisieme|quatrieme|derniere)\s{1,3}part)(?![a-z])[\s,;:.)*]{0,400}"
)
"""« d'une part », « et d'autre part »."""

OTHER_SIDE = re.compile(r"d['\s]\s?autre\s{1,3}part")
"""« d'autre part »: without it, « d'une part » opens no clause."""

AND = re.compile(r"(?<![\w’'-])(?:ET|Et|et)(?![\w’'-])\s{0,3}[:,;]?[\s*]{0,400}")
"""« Et » between two parties (unfolded)."""

PARTY_HEAD = re.compile(r"(?:L[aA]|L[eE][sS]?)\s|[Ll]['’]\s?|(?:Monsieur|Madame|M\.|Mme|MONSIEUR|MADAME)\s")
"""How a party opens: « La Commune », « L'association », « Madame » (unfolded)."""

ARTICLE = re.compile(r"l[ae]s?\s|l['’]")
"""« la Commune » in the middle of a sentence."""

CONTINUES = re.compile(
    r"[\s,;.:*()-]{0,80}(?:represent|ci[- ]?apres|dont\b|ayant\b|sise?\b|situe|sire|rna\b|n°|inscrit|immatricul"
    r"|agissant|dument"
    r"|habilit|autoris|designe|denomm|demeurant|domicili|\d|tel\b|telephone|mail\b|courriel|adresse|regie?\b|au\s+capital"
    r"|par\s|en\s|ledit|ladite|elle\s|il\s|est\s|siege|code\s|monsieur|madame|mme\b|m\.|docteur|dr\b|de\s|du\s|des\s|d'"
    r"|et\s+(?:represent|domicili|situe)|qui\b|aux?\s|pour\s)"
)
"""How a line opens that goes on about the same party."""

BULLET = re.compile(
    r"(?m)^[ \t]{0,80}(?:[-–—•●▪*◦➢►✓\uf000-\uf0ff]|\(?\d{1,2}\s?[.)°/](?!\d)|[a-z]\))\s{0,9}"
    r"(?=[^\W\d_]|[«“\"_.…])"
)
"""The sign before one of several parties: « - la Commune … », « 2) La société … » (unfolded)."""

HEADER = re.compile(r"\s{0,80}[^\n:]{3,140}:[ \t*]{0,80}\n")
"""A line that only announces parties: « Les organisations représentatives : »."""

TITLE = re.compile(
    r"\s{0,80}(?:CONVENTION|AVENANT|CONTRAT|PROTOCOLE|ACCORD)\s[^\na-zà-ÿ]{4,200}\n{1,9}"
    r"(?=[ \t]{0,80}(?:L[ae]s?\s|L['’]))"
)
"""The title of the act, strayed behind « Entre » (unfolded)."""

HEAD_BREAK = re.compile(r"\n[ \t*]{0,80}(?:[-–•●▪]\s{0,3})?|[.;»”\")]\s{1,40}|,?\s{1,3}et\s{1,3}(?=l[ae'’])")
"""After what the next party on the same side may open (unfolded)."""

LISTED = re.compile(r"(?<![\w'-])(?:entre|avec|partenaires|signataires|parties)\s{0,3}:\s{0,6}\n")
"""« … les modalités de coopération entre : » before a list."""

LIST_LINE = re.compile(r"[ \t]*(?P<line>\S[^\n]*)?(?:\n|\Z)")
"""A line of such a list, or an empty one."""

WORDS = re.compile(r"[a-z]{3}")
"""The least that can tell of a party."""

ZONE = 40_000
"""No parties' clause is longer."""


class Piece(NamedTuple):
    """The words on one party, `string[start:end]`, and where its role is printed."""

    start: int
    end: int
    role: Span | None


def clause(string: str) -> Span | None:
    """Where the parties are introduced, or None: from behind « Entre » to what follows them."""
    folded = fold(string)
    ends = [m.start() for m in END.finditer(folded)]
    openings = list(OPENING.finditer(folded))
    for i, m in enumerate(openings):
        line = folded.rfind("\n", max(0, m.start() - 200), m.start()) + 1
        opens = string[m.start()].isupper() or BEFORE_OPENING.fullmatch(folded, line, m.start()) is not None
        end = _end(ends, m.end(), len(folded))
        limit = min(end, openings[i + 1].start() if i + 1 < len(openings) else end)
        if not opens and not ANNOUNCES.match(folded, m.end()):
            # within a sentence: what tells the parties must be in it too
            stop = SENTENCE_END.search(folded, m.end(), limit)
            limit = stop.start() if stop else limit
        if TOLD.search(folded, m.end(), limit):
            return m.end(), end
    return _without_opening(string, folded, ends)


def _without_opening(string: str, folded: str, ends: list[int]) -> Span | None:
    """« La Commune …, représentée par …, d'une part, et …, d'autre part » with no « Entre » before."""
    one = next((m for m in ROLE.finditer(folded) if "une" in m["role"]), None)
    told = TOLD.search(folded)
    if not one or not told or "represente" not in folded[told.start() : one.end()]:
        return None
    if not OTHER_SIDE.search(folded, one.end(), one.end() + ZONE):
        return None
    start = folded.rfind("\n", 0, min(told.start(), one.start())) + 1
    while start and string[start : start + 1].islower():
        start = folded.rfind("\n", 0, start - 1) + 1
    return start, _end(ends, one.end(), len(folded))


def _end(ends: list[int], start: int, length: int) -> int:
    i = bisect_left(ends, start)
    return min(ends[i] if i < len(ends) else length, start + ZONE)


def pieces(string: str, start: int, end: int) -> list[Piece]:
    """The clause `string[start:end]` cut into its parties."""
    folded = fold(string)
    marks: list[tuple[int, int, re.Match[str] | None]] = [
        (m.start(), m.end(), m) for m in ROLE.finditer(folded, start, end)
    ]
    marks += [(m.start(), m.end(), None) for m in AND.finditer(string, start, end) if _parts(string, folded, m, start)]
    result: list[Piece] = []
    role: Span | None = None
    leading = False  # « Entre, d'une part, la Commune … »: the role comes before
    at, apart = start, True
    for a, b, mark in sorted(marks, key=lambda m: (m[0], -m[1])):
        if b <= at or (a < at and mark is None):
            continue
        if _has_words(folded, at, a):
            own = mark.span("role") if mark and not leading and not mark["et"] else None
            _add(result, string, folded, (at, a), role or own, apart)
            role = None
        elif mark and not result and not mark["et"]:
            leading = True
        if mark and (leading or mark["et"] or not result):
            role = mark.span("role")
        at, apart = b, mark is None or role is not None
    if _has_words(folded, at, end) and (not result or role or TOLD.search(folded, at, end)):
        _add(result, string, folded, (at, end), role, apart)
    return result


def _has_words(folded: str, start: int, end: int) -> bool:
    return WORDS.search(folded, start, end) is not None


def _parts(string: str, folded: str, match: re.Match[str], start: int) -> bool:
    """Whether an « et » stands between two parties, not within a name."""
    word, rest = match.group()[:2], match.group()[2:]
    before = string[max(start, match.start() - 80) : match.start()].rstrip(" \t\u00a0*#•●-")
    own_line = not before or before[-1] == "\n"
    if own_line and (rest.rstrip(" \t").endswith("\n") or rest.strip(" *")):
        return True
    if word == "et":
        return False
    after = match.end()
    head = PARTY_HEAD.match(string, after) is not None
    following = string[after : after + 1]
    ended = not before.strip() or before.rstrip()[-1] in ',.;:»”")…_]}'
    if own_line:
        return head or (following.isupper() and (word == "Et" or ended))
    if ended:
        return head or following.isupper() or following in '«“"_.…[{('
    if word == "Et":
        return head
    told = TOLD.search(folded, max(start, match.start() - 400), match.start())
    return head and (string[after + 1 : after + 2].islower() or told is not None)


def _add(result: list[Piece], string: str, folded: str, span: Span, role: Span | None, apart: bool) -> None:
    """The words of one side, cut into its parties; unless `apart`, words that go on about the last one are its own."""
    start, end = span
    if result and not apart and CONTINUES.match(folded, start, end) and not BULLET.match(string, start, end):
        result[-1] = result[-1]._replace(end=end)
        return
    title = TITLE.match(string, start, end)
    start = title.end() if title else start
    header = HEADER.match(string, start, end)
    if header and _has_words(folded, header.end(), end) and not CONTINUES.match(folded, header.end(), end):
        start = header.end()
    for a, b in pairwise([*_cuts(string, folded, start, end), end]):
        if _has_words(folded, a, b):
            result.append(Piece(a, b, role))


def _cuts(string: str, folded: str, start: int, end: int) -> list[int]:
    """Where the parties on one side begin."""
    bullets = [m.end() for m in BULLET.finditer(string, start, end)]
    if len(bullets) >= 2:
        return [start, *bullets] if TOLD.search(folded, start, bullets[0]) else bullets
    cuts = [start]
    told = [m for m in TOLD.finditer(folded, start, end) if m.group().startswith("represente")]
    for before, cue in pairwise(told):
        head = _head_before(string, folded, before.end(), cue.start())
        if head is not None:
            cuts.append(head)
    return cuts


def _head_before(string: str, folded: str, start: int, end: int) -> int | None:
    """Where the party opens that is « représentée » at `end`; None if it is the one before still."""
    plain: int | None = None
    for m in reversed(list(HEAD_BREAK.finditer(string, start, end))):
        at = m.end()
        if at >= end or CONTINUES.match(folded, at, end):
            continue
        if PARTY_HEAD.match(string, at) or ARTICLE.match(string, at):
            return at
        if plain is None and (string[at].isupper() or string[at] in "{[_…"):
            plain = at
    return plain


def listed(string: str) -> list[Piece]:
    """The items of a list of parties, where there is no clause."""
    for m in LISTED.finditer(fold(string)):
        items: list[Piece] = []
        for line in LIST_LINE.finditer(string, m.end()):
            if line["line"] is None:
                if line.end() == line.start():
                    break
                continue
            bullet = BULLET.match(string, line.start())
            if not bullet:
                break
            items.append(Piece(bullet.end(), line.end("line"), None))
        if len(items) >= 2:
            return items
    return []
