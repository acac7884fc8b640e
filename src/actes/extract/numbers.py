"""The act's own number, told apart from the numbers it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from actes.model import Found, found
from actes.text import Text

TOKEN = r"[A-Z0-9][A-Za-z0-9]{0,14}"
MARKER = r"(?:\b[Nn]\s?(?:°|º|o(?=[\s:]|\d))s?|\b(?:[Aa]cte|ACTE)\s+(?:num[ée]ro|NUM[EÉ]RO)|\b(?:NOR|N\.O\.R\.)\s?:)"
NUMBERED = re.compile(
    rf"{MARKER}\s*(?:d['’](?:acte|ordre)\s*)?:?\s*(?P<number>20\d\d(?:-\d\d-\d\d\s\d{{1,4}}|(?:\s\d{{1,4}}){{1,3}})(?![\w/.-]|\s*[a-zéû€%])|(?:[A-Z]{{1,4}}\s(?=\d{{2,4}}[-/_]))?{TOKEN}(?:[/_.–-](?=[A-Za-z]{{0,10}}\d|[A-Z]{{1,12}}\b){TOKEN}|\s?[/_–-]\s?(?=[A-Z]{{0,8}}\d){TOKEN}|\s?/\s?(?=[A-Za-z]{{0,10}}\d|[A-Z]{{1,12}}\b){TOKEN}){{0,8}}"
    rf"(?:\s(?:\d{{2,4}}(?!\s*(?:[a-zéûA-Z€%]|\d))|[A-Z]{{1,5}}\s?\d{{1,5}}|[A-Z]{{2,6}}(?:/[A-Z]{{1,6}}){{1,4}}|/\s?{TOKEN}(?:[/-]{TOKEN}){{0,4}})){{0,3}})"
)
"""« N° 2026 008 », « n° 2013 / 18 », « N°: 61/2026 », « N° d'acte : UD12 /ARD/2018-147 CR 116 », « n° 2025-860 SG/DCL/BU »"""

BARE = re.compile(
    r"(?:D[ée]lib[ée]ration|DELIBERATION|DÉLIBÉRATION|D[ée]cision|DECISION|DÉCISION|Arr[êe]t[ée]|ARR[EÊ]T[EÉ])\s+(?P<number>(?=[A-Za-z\-_/]{0,16}\d)[A-Z0-9][A-Za-z0-9]{0,9}(?:[/_-][A-Za-z0-9]{1,14}){1,5})\b"
)
"""« Délibération 20150915_001 »: the number right after the noun, without « n° »."""

TRAILING = re.compile(
    r"\s*\(\s?[nN]\s?[°º]\s?(?P<number>(?=[A-Z/_.-]{0,10}\d)[A-Z0-9]{1,8}(?:[/_.-][A-Z0-9]{1,8}){1,4})\s?\)\s*$"
)
"""« Adoption du règlement des cimetières (n° 02/2020-01) »: the number in brackets after the object."""

LEADING = re.compile(
    r"\s*(?:[nN]\s?°\s*)?(?P<number>(?=[A-Z/\-_]{0,10}\d)[A-Z0-9]{1,8}(?:[/_.-][A-Z0-9]{1,8}){1,4})\s*(?:[-–:]\s*)?(?=[A-ZÀÉÈÊÎ])"
)
"""« PACU/17-2023 Étude de faisabilité … »: the number that opens the line of the object."""

NOT_A_NUMBER = re.compile(
    r"(?:siren|siret|sap|t[ée]l|fax|registre du commerce|rcs|agr[ée]ment|parcelle|annexe|lot|ligne|article|page|engagement|lettre|licence|dossier|modification|rapport|question|point|affaire|sous-pr[ée]fecture|canton|feuillet|volume|registre)\s*(?:num[ée]ro\s*)?$",
    re.I,
)
"""What a number belongs to when it is not the act's: « enregistré sous le N° SAP 800 … », « Article n° 2 »"""


CAPITAL_WORD = re.compile(r"\b[A-ZÉ]{8,14}$")
"""« … DELIBERATION n° 2022/174 », whatever a scanner made of the word."""

LINKED = re.compile(r"(?:[a-zà-ÿ]['’]?|,)$")
"""A number inside a phrase belongs to the word before it: « la loi N° 82-213 »."""


def stamped_number(head: Text, stamped: str) -> Found[str] | None:
    """The number in the head that the transmission id also carries, however each separates its parts."""
    wanted = _letters(stamped)
    if len(wanted) < 4:
        return None
    for match in re.finditer(r"(?=[\w/.-]{0,30}\d)[A-Z0-9][\w/.-]{3,30}\w", head.string):
        printed = _letters(match.group())
        if printed == wanted or (len(printed) >= 6 and (printed in wanted or wanted in printed)):
            own = head[match.start() : match.end()]
            return found(own, own.normal(), "number.stamped")
    return None


def _letters(number: str) -> str:
    return "".join(c for c in number.casefold() if c.isalnum())


def act_number(lines: Iterable[tuple[Text, bool]]) -> Found[str] | None:
    """The number of the act among its head's lines, each with whether it names the act.

    A number on the line that names the act wins over one that stands alone, and that one
    over a number met inside a phrase.
    """
    best: tuple[int, Text] | None = None
    for text, names_act in lines:
        string = text.string
        for pattern in (NUMBERED, BARE):
            for match in pattern.finditer(string):
                before = string[: match.start()].rstrip()
                number = match["number"]
                if before.endswith("(") or NOT_A_NUMBER.search(before) or not any(c.isdigit() for c in number):
                    continue
                own = text[match.start("number") : match.end("number")]
                nor = "NOR" in match.group()[:4] or "N.O.R" in match.group()[:6]
                if nor:
                    rank = 4
                elif names_act and len(before) < 60:
                    rank = 0
                elif len(before) <= 3:
                    rank = 1
                elif (match.group()[0] == "N" and not LINKED.search(before)) or CAPITAL_WORD.search(before):
                    rank = 2
                else:
                    continue
                if best is None or rank < best[0]:
                    best = (rank, own)
    if best is None:
        return None
    value = " ".join(best[1].string.split()).rstrip("-–/._ ")
    return found(best[1][: len(best[1].string.rstrip("-–/._ \n"))], value, "number.head")


def number_key(number: str) -> str:
    """A canonical form for comparing: `2026 008`, `2026_008` and `2026-008` are one number."""
    folded = unicodedata.normalize("NFKC", number).casefold()
    return re.sub(r"[\W_]+", "_", folded).strip("_")
