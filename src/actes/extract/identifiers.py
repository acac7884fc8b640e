"""Who a body is and where it sits: SIREN, SIRET and RNA numbers, postal addresses.

A number is only taken for a SIREN or a SIRET where the words before it say so, since nine
digits may be anything; the SIREN of a body is also the first nine digits of its SIRET
(Code de commerce, R. 123-221). An address is read from its postcode outwards: the town
behind it, without CEDEX, and the street before it.
"""

from __future__ import annotations

import re

from actes.lines import fold
from actes.model import Address, Found, found
from actes.text import Text

GROUPED_DIGITS = re.compile(
    r"(?<![\w.,/+-])[\dOoIl](?:[ \u00a0\u202f.]{0,2}[\dOoIl]){8}(?:[ \u00a0\u202f.]{0,2}[\dOoIl]){0,5}"
    r"(?![ \u00a0\u202f.]?\w)"
)
"""Nine or fourteen digits in groups, OCR slips included: « 552 100 554 00013 », « 55210O554 »."""

REGISTER_CUE = re.compile(
    r"siren|siret|\br\.?\s?c\.?\s?s\b|registre du commerce|immatricul|inscrite? |enregistre|identifi|\binsee\b"
)
"""What announces such a number, in folded text: « immatriculée au RCS de Valmont sous le n° »."""

CUE_REACH = 110
"""How far before the number its announcement may stand."""

RNA_NUMBER = re.compile(r"(?<![\w])W\s?\d[\dAB](?:\s?\d){7}(?!\d)")
"""The number of an association in the répertoire national: « W123456789 », « W2A1234567 »."""

POSTCODE = re.compile(r"(?<![\w.,/-])(?:F-)?(?P<code>(?:0[1-9]|[1-8]\d|9[0-58]|2[AB])[ \u00a0\u202f]?\d{3})(?![\w.,/])")
"""A postcode of a French département or territory: « 62300 », « 75 009 »."""

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_GAP = r"[ \u00a0\u202f]"
TOWN = re.compile(
    rf"(?:[Ll][aeAE]{_GAP}|[Ll][eE][sS]{_GAP}|[Ll]['’])?[{_UPPER}][\w’'-]{{1,40}}"
    rf"(?:{_GAP}{{1,3}}(?:(?:de|du|des|la|le|les|en|sur|sous|lès|les|lez|aux?|et|près)(?:{_GAP}|-)|[dl]['’]){{0,2}}"
    rf"[{_UPPER}][\w’'-]{{0,40}}){{0,6}}"
)
"""The name of a town on one line: « La Roche-sur-Yvette », « SAINT PAUL EN FORÊT »."""

AFTER_TOWN = re.compile(
    r"cedex|represente(?:e|s|es)?|ci|tel|telephone|fax|siret|siren|rna|et|d|n|no|email|mail|courriel|france|immatriculee?"
    r"|agissant|dument|designee?|denommee?|monsieur|madame|m|mme|numero|code"
)
"""Words in capitals that may follow a town with no comma between: « 59000 LILLE Représentée »."""

BODY_AFTER_ARTICLE = re.compile(r"commune|ville|societe|association|mairie|region|metropole|communaute|departement")
"""What tells the article of the next body from that of a town: « 67000 Strasbourg La commune »."""

TOWN_THEN_POSTCODE = re.compile(rf"(?<![\w’'-])(?P<town>{TOWN.pattern}){_GAP}?\((?P<code>\d{{2}}{_GAP}?\d{{3}})\)")
"""The town first: « Marseille (13007) »."""

SEAT = re.compile(
    r"(?:\bsiege(?:\s+social)?(?:\s+(?:est|se trouve))?(?:\s+(?:situe|sis|fixe|etabli|domicilie))?|\bsise?|\bsituee?"
    r"|\bdomiciliee?|\bdemeurant|\b(?:elisant\s+)?domicile|\badresse(?:\s+postale)?\s?:?)\s+(?P<prep>a|au|aux|en)?\s?\b"
)
"""What announces an address, in folded text: « dont le siège social est situé au »."""

WAY = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|bld\.?|place|pl\.|allees?|chemin|ch\.|route|rte|impasse|quai|cours|square|passage|esplanade"
    r"|rond-point|sentier|faubourg|parvis|promenade|traverse|hameau|residence|villa|voie|montee|mail|cour|venelle|ruelle|clos|parc"
    r"|z\.?a\.?c?\.?|z\.?i\.?|zone|lieu-?dit|lotissement|domaine)\b"
)
STREET = re.compile(
    rf"(?<!\w)(?:\d{{1,4}}(?:\s?(?:bis|ter|quater|[a-d])\b)?(?:\s?[-/à]\s?\d{{1,4}})?\s?,?\s{{1,3}}(?:{WAY}|\D{{0,3}}l['a])|{WAY}\s+\w"
    r"|(?:hotel|maison)\s+(?:de|du|d')\s?(?:la\s+)?(?:ville|departement|region|agglomeration|communaute|metropole|associations)"
    r"|\bmairie\b|centre administratif|cite administrative|\b(?:bp|cs|tsa)\s?\d)"
)
"""Where the street of an address starts, in folded text: « 13 bis, rue », « Hôtel de Ville », « CS 40001 »."""

STREET_END = re.compile(r"[;\n(]|,\s(?!cs\b|bp\b)")
"""Where a street printed behind its town ends."""

BORDERS = ("\n\n", "represente", ";", "»")
"""What parts an address from what is before it."""

LOOSE_JOINT = re.compile(r"(?:\s+(?:de|du|des|la|le|les|en|sur|sous|et|ET|d['’]|l['’]))+$")
"""A joining word left at the end of a town when what it joined is not of the town."""

STREET_REACH = 180
"""How far before its postcode an address may start."""

_SLIPS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_EDGE = " \t\r\n\u00a0\u202f,;:.–—-("


def siret(text: Text) -> Found[str] | None:
    """The first SIRET announced as such: fourteen digits, spaces and OCR slips left out of the value."""
    return _registered(text, 14, "identifiers.siret")


def siren(text: Text) -> Found[str] | None:
    """The first SIREN announced as such, or the nine digits a SIRET opens with."""
    own = _registered(text, 9, "identifiers.siren")
    if own is not None:
        return own
    for quote, digits in _numbers(text):
        if len(digits) == 14:
            end = [i for i, c in enumerate(quote.string) if c not in " .\u00a0\u202f"][8] + 1
            return _number(quote[:end], digits[:9], "identifiers.siret")
    return None


def rna(text: Text) -> Found[str] | None:
    """The first number of the répertoire national des associations."""
    match = RNA_NUMBER.search(text.string)
    return found(text.group(match), re.sub(r"\s", "", match.group()), "identifiers.rna") if match else None


def address(text: Text) -> Address | None:
    """The first postal address: town and postcode, and the street where one is printed.

    Without a postcode, only a seat (« ayant son siège à Valmont ») gives a town.
    """
    string, folded = text.string, fold(text.string)
    for match in POSTCODE.finditer(string):
        window = TOWN_THEN_POSTCODE.finditer(string, max(0, match.start() - 80), match.end() + 1)
        back = next((m for m in window if m.end() == match.end() + 1), None)
        if back is not None:
            return _address(text, _street_after(folded, back.end()), back.span("code"), back.span("town"))
        gap = re.compile(r"[\s*,–—-]{1,6}").match(string, match.end())
        town = TOWN.match(string, gap.end()) if gap else None
        end = _town_end(string, town) if town else 0
        if town is not None and end > town.start():
            return _address(text, _street_before(text, folded, match.start()), match.span("code"), (town.start(), end))
    for match in SEAT.finditer(folded):
        town = TOWN.match(string, match.end()) if match["prep"] == "a" else None
        end = _town_end(string, town) if town else 0
        if town is not None and end > town.start() and not STREET.match(folded, town.start()):
            return _address(text, _street_after(folded, end), None, (town.start(), end))
    return None


def _registered(text: Text, length: int, by: str) -> Found[str] | None:
    for quote, digits in _numbers(text):
        if len(digits) == length:
            return _number(quote, digits, by)
    return None


def _numbers(text: Text) -> list[tuple[Text, str]]:
    """The announced numbers of nine or fourteen digits, in order."""
    string = text.string
    numbers: list[tuple[Text, str]] = []
    for match in GROUPED_DIGITS.finditer(string):
        digits = re.sub(r"\D", "", match.group().translate(_SLIPS))
        if len(digits) in (9, 14) and sum(c.isdigit() for c in match.group()) >= len(digits) - 2:
            before = fold(string[max(0, match.start() - CUE_REACH) : match.start()])
            if REGISTER_CUE.search(before):
                numbers.append((text.group(match), digits))
    return numbers


def _number(quote: Text, digits: str, by: str) -> Found[str]:
    from stdnum import luhn

    return found(quote, digits, by, confidence=1.0 if luhn.is_valid(digits) else 0.6)


def _town_end(string: str, town: re.Match[str]) -> int:
    """Where the town really ends: before the first word that opens what follows an address."""
    end = town.start()
    words = list(re.finditer(r"\S+", town.group()))
    for i, word in enumerate(words):
        plain = fold(word.group()).rstrip(".:'’")
        rest = fold(string[town.start() + word.end() : town.start() + word.end() + 16]).lstrip()
        if AFTER_TOWN.fullmatch(plain) and not (i and plain == "et"):
            break
        if i and plain in ("la", "le", "les") and BODY_AFTER_ARTICLE.match(rest):
            break
        if i and re.match(r"[ld]'", plain) and BODY_AFTER_ARTICLE.match(plain, 2):
            break
        end = town.start() + word.end()
    kept = string[town.start() : end].rstrip("'’-")
    return town.start() + len(LOOSE_JOINT.sub("", kept))


def _street_before(text: Text, folded: str, end: int) -> tuple[int, int] | None:
    start = max(0, end - STREET_REACH)
    window = folded[start:end].rstrip(" \n*")
    seat = max((m.end() for m in SEAT.finditer(window)), default=0)
    border = max(seat, *(window.rfind(mark) + len(mark) for mark in BORDERS if mark in window), 0)
    match = STREET.search(window, border)
    if match is None and not 0 < seat == border:
        return None
    a = start + (match.start() if match else seat)
    return (a, end) if text.string[a:end].strip(_EDGE) else None


def _street_after(folded: str, start: int) -> tuple[int, int] | None:
    match = STREET.search(folded, start, start + 40)
    if match is None or folded[start : match.start()].strip(" ,-"):
        return None
    stop = STREET_END.search(folded, match.end(), start + STREET_REACH)
    return match.start(), stop.start() if stop else min(len(folded), start + 80)


def _address(
    text: Text, street: tuple[int, int] | None, code: tuple[int, int] | None, town: tuple[int, int]
) -> Address:
    way = text[slice(*street)].strip(_EDGE) if street else None
    zipped = text[slice(*code)] if code else None
    place = text[slice(*town)].strip(_EDGE)
    return Address(
        street=found(way, way.normal(), "identifiers.street") if way else None,
        postcode=found(zipped, re.sub(r"\s", "", zipped.string), "identifiers.postcode") if zipped else None,
        city=found(place, place.normal(), "identifiers.city") if place else None,
    )
