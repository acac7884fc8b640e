"""Where the parties of a convention are introduced, and where one ends and the next begins.

« ENTRE … d'une part, ET … d'autre part » is the full form; any of its marks may be missing,
the lines may be lost, and one side may hold several bodies. The clause is found from what a
party is told by (« représentée par », « dont le siège », « ci-après »), then cut at « d'une
part », at « Et » and, within one side, before each further « représenté par » or bullet.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actes.lines import fold

Span = tuple[int, int]

OPENING = re.compile(
    r"(?<![\w'-])entre\b(?:\s{1,3}(?:les\s{1,3}(?:soussigne\w{0,4}|parties|partenaires|membres|signataires)|d'autres)"
    r"(?:\s{1,3}(?!la\b|le\b|l'|d'une)[a-z-]{2,16}){0,4})?\s{0,3}:?"
)
"""« ENTRE : », « Entre les soussignés », in folded text."""

BEFORE_OPENING = re.compile(r"[\s*#>•-]*(?:et\s+)?(?:conclue?s?|passee?s?|signee?s?|convenue?s?|etablie?s?|il est convenu)?\s*")
"""What may stand before « entre » on the line of the clause: « Conclu entre »."""

TOLD = re.compile(
    r"(?<![a-z])(?:represente(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?[\s,]{1,4}(?:[a-z']{2,14}\s{1,3}){0,5}?par\b|d['\s]\s?une\s{1,3}part(?![a-z])"
    r"|ci[- ]?apres[\s,]{1,3}(?:de|ap|no|in|«|\"|“)|(?:denomme|designe)\w{0,3}\s{1,3}(?:ci[- ]?apres|sous)|dont\s{1,3}le\s{1,3}siege|ayant\s{1,3}son\s{1,3}siege"
    r"|siege\s{1,3}social|elisant\s{1,3}domicile|immatricule|siren|siret|demeurant|nee?(?:\(e\))?\s{1,3}le\s|agissant\s{1,3}(?:en|au|pour)"
    r"|dument\s{1,3}(?:habilite|mandate|autorise))"
)
"""What a party is told by, in folded text."""

END = re.compile(
    r"(?<![a-z])(?:(?:il\s{1,3}(?:est|a\s{1,3}ete|ont\s{1,3}ete)|ont|sont|ont\s{1,3}ete)\s{1,3}(?:[a-z]{2,14},?\s{1,3}){0,4}?(?:convenue?s?|expose|arrete|rappele|etabli"
    r"|decide|precise)\b|(?:ceci|cela)\s{1,3}(?:ayant\s{1,3}ete\s{1,3}|etant\s{1,3})?(?:expose|rappele|precise)|etant\s{1,3}(?:prealablement\s{1,3})?(?:expose|rappele))"
    r"|(?:^|\n)[\s*#]{0,6}(?:(?:preambule|expose|prealable|sommaire|contexte|vu|vus|considerant|attendu|objet(?=\s*(?:\n|:\s|de\b|du\b))|titre\s{1,3}[1i]|chapitre\s{1,3}[1i]"
    r"|par\s{1,3}la\s{1,3}presente)\b|(?:article|art\.)\s{1,3}(?:1|i|premier|preliminaire)\b|[1i]\s?[.)-]{1,2}\s{0,3}objet\b)"
    r"|(?<=[.;:,»\"”)]\s)(?:preambule\b|article\s{1,3}(?:1|premier)\b|vu\s{1,3}(?:la|le|les|l')\s?)"
)
"""What follows the parties, in folded text: « Il est convenu ce qui suit », « PRÉAMBULE », « Article 1er »."""

ANNOUNCES = re.compile(r"[^\n:]{0,80}:\s*\n")
"""A colon that ends the line of « entre »: « entre les membres suivants, signataires : »."""

SENTENCE_END = re.compile(r"\n\s*\n|\.\s*\n")

ROLE = re.compile(
    r"(?P<et>(?<![a-z])et\s{0,3},?\s{0,3})?(?<![a-z])(?P<role>d['\s]\s?(?:une|autre)s?\s{1,3}parts?"
    r"|de\s{1,3}(?:premiere|deuxieme|seconde|troisieme|quatrieme|derniere)\s{1,3}part)(?![a-z])[\s,;:.)*]*"
)
"""« d'une part », « D'autre part » in folded text."""

AND = re.compile(r"(?<![\w’'-])(?:ET|Et|et)(?![\w’'-])\s{0,3}[:,;]?[\s*]*")
"""« Et » between two parties."""

ARTICLE = r"(?:L[aA]|L[eE][sS]?)\s|[Ll]['’]\s?"
PARTY_HEAD = re.compile(rf"(?:{ARTICLE}|(?:Monsieur|Madame|M\.|Mme|MONSIEUR|MADAME)\s)")
"""How a party opens: « La Commune », « L'association », « Madame »."""

CONTINUES = re.compile(
    r"[\s,;.:*()-]*(?:represent|ci[- ]?apres|dont\b|ayant\b|sise?\b|situe|sir[e]|rna\b|n°|inscrit|immatricul|agissant|dument|habilit|autoris"
    r"|designe|denomm|demeurant|domicili|\d|tel\b|telephone|mail\b|courriel|adresse|regie?\b|au capital|par\s|en\s|ledit|ladite|elle\s|il\s"
    r"|est\s|siege|code\s|monsieur|madame|mme\b|m\.|docteur|dr\b|de\s|du\s|des\s|d'|et\s+(?:represent|domicili|situe)|qui\b|aux?\s|pour\s)"
)
"""How a line opens that goes on about the same party, in folded text."""

BULLET = re.compile(r"(?m)^[ \t]*(?:[-–—•●▪*◦➢►✓\uf000-\uf0ff]|\(?\d{1,2}\s?[.)°/](?!\d)|[a-z]\))\s*(?=[^\W\d_]|[«“\"_.…])")
"""The sign before one of several parties: « - la Commune … », « 2) La société … »."""

HEADER = re.compile(r"\s*[^\n:]{3,140}:[ \t*]*\n")
"""A line that only announces parties: « Les organisations représentatives : »."""

TITLE = re.compile(r"\s*(?:CONVENTION|AVENANT|CONTRAT|PROTOCOLE|ACCORD)\s[^\na-zà-ÿ]{4,200}\n+(?=\s*(?:L[ae]s?\s|L['’]))")
"""The title of the act, strayed behind « Entre »."""

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
    openings = list(OPENING.finditer(folded))
    for i, m in enumerate(openings):
        line = folded.rfind("\n", max(0, m.start() - 200), m.start()) + 1
        opens = string[m.start()].isupper() or BEFORE_OPENING.fullmatch(folded, line, m.start()) is not None
        end = _end(folded, m.end())
        limit = min(end, openings[i + 1].start() if i + 1 < len(openings) else end)
        if not opens:  # within a sentence: what tells the parties must be in it too
            stop = None if ANNOUNCES.match(folded, m.end()) else SENTENCE_END.search(folded, m.end(), limit)
            limit = stop.start() if stop else limit
        if TOLD.search(folded, m.end(), limit):
            return m.end(), end
    one = next((m for m in ROLE.finditer(folded) if "une" in m["role"]), None)
    told = TOLD.search(folded)
    if one and told and "represente" in folded[: one.end()] and re.search(r"d['\s]\s?autre\s+part", folded[one.end() :][:ZONE]):
        start = folded.rfind("\n", 0, min(told.start(), one.start())) + 1
        while start and string[start : start + 1].islower():
            start = folded.rfind("\n", 0, start - 1) + 1
        return start, _end(folded, one.end())
    return None


def _end(folded: str, start: int) -> int:
    limit = min(len(folded), start + ZONE)
    match = END.search(folded, start, limit)
    return match.start() if match else limit


def pieces(string: str, start: int, end: int) -> list[Piece]:
    """The clause `string[start:end]` cut into its parties."""
    folded = fold(string)
    marks = [(m.start(), m.end(), m) for m in ROLE.finditer(folded, start, end)]
    marks += [(m.start(), m.end(), None) for m in AND.finditer(string, start, end) if _parts(string, folded, m, start)]
    result: list[Piece] = []
    role: Span | None = None
    leading = False
    at = start
    for a, b, mark in sorted(marks, key=lambda m: (m[0], -m[1])):
        if a < at:
            if mark is None or b <= at:
                continue
            a = at
        if _has_words(folded, at, a):
            own = mark.span("role") if mark and not leading and not mark["et"] else None
            _add(result, string, folded, at, a, role or own)
            role = None
        elif mark and not result and not mark["et"]:
            leading = True
        if mark and (leading or mark["et"] or not result):
            role = mark.span("role")
        at = b
    if _has_words(folded, at, end) and (not result or role or TOLD.search(folded, at, end)):
        _add(result, string, folded, at, end, role)
    return result


def _has_words(folded: str, start: int, end: int) -> bool:
    return re.search(r"[a-z]{3}", folded[start:end]) is not None


def _parts(string: str, folded: str, match: re.Match[str], start: int) -> bool:
    """Whether an « et » stands between two parties, not within a name."""
    word = match.group()[:2]
    before = string[max(start, match.start() - 80) : match.start()]
    last = before.rstrip(" \t\u00a0*#•-")
    alone = (not last or last[-1] == "\n") and (match.group().rstrip(" \t").endswith("\n") or match.group()[2:].strip(" *"))
    if alone:
        return True
    if word == "et":
        return False
    after = match.end()
    head = PARTY_HEAD.match(string, after) is not None
    ended = last.rstrip()[-1:] in tuple(",.;:»”\")…_]}") or not last.strip()
    if last[-1:] == "\n" or not last:
        return head or (word == "Et" and string[after : after + 1].isupper()) or (ended and string[after : after + 1].isupper())
    if ended:
        return head or string[after : after + 1].isupper() or string[after : after + 1] in tuple("«“\"_.…[{(")
    if word == "Et":
        return head
    return head and (string[after + 1 : after + 2].islower() or TOLD.search(folded, max(start, match.start() - 400), match.start()) is not None)


def _add(result: list[Piece], string: str, folded: str, start: int, end: int, role: Span | None) -> None:
    if result and CONTINUES.match(folded, start, end) and not BULLET.match(string, start, end) and not role:
        result[-1] = result[-1]._replace(end=end)
        return
    title = TITLE.match(string, start, end)
    start = title.end() if title else start
    header = HEADER.match(string, start, end)
    if header and _has_words(folded, header.end(), end) and not CONTINUES.match(folded, header.end(), end):
        start = header.end()
    cuts = _cuts(string, folded, start, end)
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        if _has_words(folded, a, b):
            result.append(Piece(a, b, role))


def _cuts(string: str, folded: str, start: int, end: int) -> list[int]:
    """Where the parties on one side begin."""
    bullets = [m.end() for m in BULLET.finditer(string, start, end)]
    if len(bullets) >= 2:
        first = TOLD.search(folded, start, bullets[0])
        return [start, *bullets] if first else bullets
    cuts = [start]
    told = [m for m in TOLD.finditer(folded, start, end) if m.group().startswith("represente")]
    for before, cue in zip(told, told[1:], strict=False):
        head = _head_before(string, folded, before.end(), cue.start())
        if head is not None:
            cuts.append(head)
    return cuts


HEAD_BREAK = re.compile(r"\n[ \t*]*(?:[-–•●▪]\s*)?|[.;»”\")]\s+|,?\s+et\s+(?=l[ae'’])")
"""After what the next party on the same side may open."""


def _head_before(string: str, folded: str, start: int, end: int) -> int | None:
    """Where the party opens that is « représentée » at `end`; None if it is the one before still."""
    plain: int | None = None
    for m in reversed(list(HEAD_BREAK.finditer(string, start, end))):
        at = m.end()
        if CONTINUES.match(folded, at, end) or not string[at:end].strip():
            continue
        if PARTY_HEAD.match(string, at) or re.match(r"l[ae]s?\s|l['’]", string[at : at + 4]):
            return at
        if plain is None and string[at].isupper():
            plain = at
    return plain


LISTED = re.compile(r"(?<![\w'-])(?:entre|avec|partenaires|signataires|parties)\s{0,3}:\s{0,6}\n")
"""« … les modalités de coopération entre : » before a list, in folded text."""


def listed(string: str) -> list[Piece]:
    """The items of a list of parties, where there is no clause."""
    folded = fold(string)
    for m in LISTED.finditer(folded):
        items: list[Piece] = []
        at = m.end()
        for line in re.compile(r"[ \t]*(?P<line>\S[^\n]*)?(?:\n|$)").finditer(string, m.end()):
            if line["line"] is None:
                if line.end() == line.start() or items and at and not string[line.end() : line.end() + 3].strip():
                    break
                continue
            bullet = BULLET.match(string, line.start())
            if not bullet:
                break
            items.append(Piece(bullet.end(), line.end("line"), None))
        if len(items) >= 2:
            return items
    return []
