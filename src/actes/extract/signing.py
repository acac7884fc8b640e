"""Where, when and in how many copies an act was signed: « Fait à Valmont, le 15 janvier 2026 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from actes.extract.dates import dates
from actes.extract.name_words import PHRASE_WORDS
from actes.extract.names import Span, name_at, words
from actes.lines import fold
from actes.model import Found, found
from actes.text import Text

_COUNTS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
COUNTS = {word: value for value, word in enumerate(_COUNTS.split(), 1)} | {
    "une": 1,
    "double": 2,
    "triple": 3,
    "quadruple": 4,
    "vingt": 20,
}
"""The numbers of copies written out: « en trois exemplaires », « en double exemplaire »."""

MADE = re.compile(
    r"(?<![a-z])fait\s{0,3},?\s{1,3}"
    r"(?:et\s{1,3}(?:delibere|arrete|passe|clos|signe|juge|decide|adopte)e?s?\s{0,3},?\s{0,3})?"
    r"(?=(?:a|au|aux|en|le|les|ce|pour|dans)(?![a-z])|a\s?l'|,)"
)
"""« Fait à », « Fait, à », « Fait et délibéré en séance », « Fait en deux exemplaires »."""

ESTABLISHED = re.compile(
    r"(?<![a-z])(?:etablie?|dressee?|redigee?|signee?)s?\s{1,3}"
    r"(?=(?:a\s{1,3}[a-z' -]{2,40},?\s{1,3})?en\s{1,3}\S{1,12}\s{1,3}(?:\(\S{1,8}\)\s{1,3})?"
    r"(?:exemplaires?|originaux|original)(?![a-z]))"
)
"""« Établi en deux exemplaires », in place of « Fait »."""

AT = re.compile(r"(?<![a-z'])(?:a|au)\s{1,3}(?::\s{0,3})?(?=\S)")
"""« à Valmont », « au Vernois », « à : Valmont »."""

AT_ON = re.compile(r"(?<![a-z'])a\s{1,3}(?::\s{1,3})?(?=[a-z][^,;\n]{1,60}?,?\s{1,3}le(?![a-z]))")
"""« A Valmont, le » without « Fait »."""

WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"

DAY_OR_MONTH = (
    r"(?:1er|premier|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    r"|jan|fev|mars|avril|mai|jui|aout|oct|nov|dec)"
)

ON = re.compile(
    rf"(?<![a-z-])le(?![a-z'-])(?:\s{{0,3}}:)?"
    rf"(?=\s{{0,200}}(?:$|[\d._…/|*({{-]|[oil]\d|\n|{WEEKDAY}|{DAY_OR_MONTH}|l[ae]\s|l'|pour|\s{{3}}))"
)
"""« le » before a date, or before an empty slot."""

PLACE_END = re.compile(
    r"[,;:\n(_…\"]|\.(?=\s|\.|$)|\s{3}|\s{1,3}(?:les\s{1,3}(?:jours?|mois)|l'an|ce|dans|pour|par|et\s{1,3}(?:delibere|signe)"
    r"|en\s{1,3}(?:\S{1,14}\s{1,3}(?:\(\S{1,8}\)\s{1,3})?(?:exemplaires?|originaux|original)|seance|date|double|triple|mairie))(?![a-z])"
)
"""What ends the name of a place, beside « le »."""

PLACE = re.compile(
    r"(?:(?:L[AE]S?|L[ae]s?|l[ae]s?)\s|[Ll]['’]\s?)?[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:[ \u00a0-]{1,3}[\w'’.-]+){0,8}"
)
"""« La Roche-sur-Orsival », « Saint-Aubin d'Yvel »."""

PLACE_BEFORE = re.compile(
    r"(?:(?:L[AE]S?|L[ae]s?)\s|L['’]\s?)?[A-ZÀ-ÖØ-Þ][\w'’-]+"
    r"(?:(?:[ -](?:de|du|des|la|le|les|lès|sur|sous|en|et|aux?|d['’]|l['’]))?[ -]{0,2}[A-ZÀ-ÖØ-Þ][\w'’-]+){0,5}$"
)
"""The name of a place right before « , le 15 janvier 2026 »."""

COMMA_ON = re.compile(r"\s{0,2},\s{0,3}(?=le\s{0,3}:?\s{0,160}-?\s?(?:\d|[li|]\d|[._…]{2}|1er|[o0]\s\d))")
"""« (Valmont), le 3 mai 2026 » where « Fait à » is left out."""

IN_TOWN_HALL = re.compile(r"(?<![a-z])en\s{1,3}(?:mairie|seance|prefecture)\s{0,3},?\s{1,3}(?=le\s)")
"""« En mairie, le 3 mai 2026 »: a date, and no name of a place."""

E_SIGNED_ON = re.compile(r"date\s{1,3}de\s{1,3}(?:la\s{1,3})?signature\s{0,3}:?\s{0,3}")
"""« Date de signature : 15/01/2026 », beside an electronic signature."""

BELOW = re.compile(r"[ \t]{0,6}\n[ \t]{1,160}(?=-?\s?\d{1,2}\s?-?\s?[A-Za-zÀ-ÿ]{3})")
"""A date stamped below « Valmont, le »: « 8- JUIL. 2022 »."""

SLOT = re.compile(r"[\s._…/|*(){}-]{0,160}")
"""An empty slot: dots, underscores, slashes, spaces."""

NEXT_ARTICLE = re.compile(r"(?:Le|La|LE|LA|L['’])\s?(?=[A-Z])")
"""What stands after a « le » left without a date: « Fait à Valmont, le Le Maire »."""

YEAR = re.compile(r"20\d\d(?!\d)")

COPIES = re.compile(
    r"(?<![a-z])(?:en|par)\s{1,3}(?:(?P<word>" + "|".join(COUNTS) + r")|(?P<figure>\d{1,2}))"
    r"\s{0,3}(?:\(\s{0,2}\w{1,9}\s{0,2}\)\s{0,3})?(?:exemplaires?|originaux|original|expeditions?)(?![a-z])"
)
"""« en trois exemplaires originaux », « en deux (2) originaux », « en double exemplaire »."""

NEXT_FORMULA = re.compile(
    r"(?:pour\s{1,3}(?:le|la|extrait|copie|ampliation|expedition)|p/|certifie|publi|affich|notifi|recu|transmi|envoy"
    r"|la\s{1,3}presente|date\s{1,3}de)"
)
"""What shows that the formula of place and date is over."""

WINDOW = 240
"""How far the place, the date and the copies stand from « Fait »."""

MOST_PLACES = 4

MOST_MENTIONS = 60
"""No closing says so often where it was signed."""

NEAR = 700
"""How far the second place of a joint act stands from the first."""


@dataclass(frozen=True, slots=True)
class Signing:
    """`places` holds more than one only for a joint act: « A Valmont, le … A Orsival, le … ».

    `signed_on` is `blank` where its slot is empty (« à Valmont, le »); it may be a year alone
    (« le ____ 2026 »). « Les jour, mois et an susdits » gives none.
    """

    places: tuple[Found[str], ...] = ()
    signed_on: Found[str] | None = None
    copies: Found[int] | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """One mention of place, date or copies; `at` orders them."""

    at: int
    place: Span | None = None
    date: Found[str] | None = None
    copies: Found[int] | None = None


def signing(text: Text) -> Signing:
    """Place, date and number of copies in the closing of one act."""
    string = text.string
    folded = fold(string)
    made = sorted((*_made(text, folded), *_place_and_date(text, folded)), key=lambda m: m.at)
    places: list[Found[str]] = []
    near = 0
    for m in made:
        if m.place is None or (places and m.at - near > NEAR) or len(places) == MOST_PLACES:
            continue
        near = m.at
        place = text[m.place[0] : m.place[1]]
        if all(fold(place.normal()) != fold(other.value or "") for other in places):
            places.append(found(place, place.normal(), "signing.place"))
    on = [m.date for m in made if m.date is not None]
    signed_on = (
        next((date for date in on if date.state == "read"), None)
        or _e_signed_on(text, folded)
        or _stamped_on(text, folded)
    )
    return Signing(
        tuple(places),
        signed_on or (on[0] if on else None),
        next((m.copies for m in made if m.copies is not None), None),
    )


LETTERHEAD_DATE = re.compile(
    rf"(?m)^[ \t]*(?P<place>{PLACE.pattern})[ \t]{{0,2}},[ \t]{{0,3}}(?:le|LE)\b(?P<rest>[^\n;.]{{0,40}})$"
)
"""« Valbrune, le 4 janvier 2021 » on a line of the letterhead, as préfectures date their arrêtés."""


def letterhead_signing(text: Text) -> Signing | None:
    """Place and date in the letterhead of an act whose closing has neither.

    What is written there by hand and could not be read is `unreadable`; an empty slot says nothing, since the
    date may be anywhere near it.
    """
    for match in islice(LETTERHEAD_DATE.finditer(text.string), MOST_PLACES):
        place, rest = text.group(match, "place"), text.group(match, "rest")
        if fold(place.string).split()[0] in _NO_PLACE or not rest.string.strip():
            continue
        span = next(iter(dates(rest.string)), None)
        if span is not None and not rest.string[: span.start].strip(" :."):
            on = found(rest[span.start : span.end], span.value, "signing.letterhead", state=span.state)
        elif re.search(r"\d", rest.string):
            on = found(rest, None, "signing.letterhead", state="unreadable")
        else:
            continue
        return Signing((found(place, place.normal(), "signing.place"),), on)
    return None


def _made(text: Text, folded: str) -> Iterator[_Made]:
    """The formulas that open with « Fait » or « Établi »."""
    string = text.string
    for pattern in (MADE, ESTABLISHED):
        for match in islice(pattern.finditer(folded), MOST_MENTIONS):
            if not string[match.start()].isupper() and (pattern is ESTABLISHED or _in_line(string, match.start())):
                continue
            start, end = match.end(), min(len(folded), match.end() + WINDOW)
            over = NEXT_FORMULA.search(folded, start, end)
            end = over.start() if over else end
            place = _place(string, folded, start, end)
            date = _date(text, folded, place[1] if place else start, end)
            if date is None and place:  # « Fait le 15 janvier 2026 à Valmont »
                date = _date(text, folded, start, place[0])
            yield _Made(match.start(), place, date, _copies(text, folded, start, end))


def _in_line(string: str, at: int) -> str:
    """What stands before `at` on its line, as far as it matters."""
    return string[max(0, at - 80) : at].rpartition("\n")[2].strip()


def _place(string: str, folded: str, start: int, end: int) -> Span | None:
    """The place in « à Valmont, le … », the first that has the form of a name."""
    spans = (_place_at(string, folded, at.end(), end) for at in islice(AT.finditer(folded, start, end), 4))
    return next((span for span in spans if span), None)


def _place_at(string: str, folded: str, first: int, end: int) -> Span | None:
    """The place that opens at `first`, up to « , le » or another end."""
    limit = min(end, first + 80)
    on, over = ON.search(folded, first, limit), PLACE_END.search(folded, first, limit)
    last = min(on.start() if on else limit, over.start() if over else limit)
    if on and on.start() == first:  # « à Le Vernois »
        last = over.start() if over else limit
    candidate = string[first:last].rstrip(" \u00a0.,-")
    if len(candidate) > 60 or not PLACE.fullmatch(candidate) or fold(candidate).split()[0] in _NO_PLACE:
        return None
    return first, first + len(candidate)


_NO_PLACE = (PHRASE_WORDS | {"m", "mme", "l'an"}) - frozenset(
    ("la", "le", "les", "l", "ville", "place", "parc", "est", "bon", "pays")
)


def _date(text: Text, folded: str, start: int, end: int) -> Found[str] | None:
    """The date after the first « le » that has one, or an empty slot."""
    for on in ON.finditer(folded, start, end):
        date = _date_at(text, folded, on.start(), on.end())
        if date is not None:
            return date
    return None


def _date_at(text: Text, folded: str, on: int, at: int) -> Found[str] | None:
    """The date that stands at `at`, after the « le » at `on`."""
    string = text.string
    if below := BELOW.match(string, at):
        at = below.end()
    for span in dates(string[at : at + 70])[:1]:
        gap = folded[at : at + span.start].strip(" \n\t:.*(")
        if len(gap) <= 2 or re.fullmatch(WEEKDAY, gap):
            quoted = text[at + span.start : at + span.end]
            return found(quoted, span.value, "signing.signed_on", state=span.state)
    slot = SLOT.match(folded, at)
    end = slot.end() if slot else at
    office = NEXT_ARTICLE.match(string, end)
    year = YEAR.match(folded, end)
    if year:
        marked = text[at : year.end()].strip()
        return found(marked, year.group(), "signing.signed_on")
    if office or end >= len(folded) or "\n" in folded[at:end] or len(folded[at:end].strip()) > 1 or end - at > 3:
        return found(text[on:end], None, "signing.signed_on", state="blank")
    return None


def _copies(text: Text, folded: str, start: int, end: int) -> Found[int] | None:
    match = COPIES.search(folded, start, end)
    if match is None:
        return None
    value = COUNTS[match["word"]] if match["word"] else int(match["figure"])
    return found(text.group(match), value, "signing.copies")


def _place_and_date(text: Text, folded: str) -> Iterator[_Made]:
    """« A Valmont, le 15 janvier 2026 », « Valmont, le 15 janvier 2026 », « En mairie, le 15 janvier 2026 »."""
    string = text.string
    for at in islice(AT_ON.finditer(folded), MOST_MENTIONS):
        place = _place_at(string, folded, at.end(), len(folded)) if string[at.start()].isupper() else None
        if place is None:
            continue
        on = ON.search(folded, place[1], min(len(folded), place[1] + 8))
        date = _date_at(text, folded, on.start(), on.end()) if on else None
        if date is not None:
            yield _Made(at.start(), place, date)
    for comma in islice(COMMA_ON.finditer(folded), MOST_MENTIONS):
        before = string[max(0, comma.start() - 60) : comma.start()]
        shape = PLACE_BEFORE.search(before)
        if shape is None:
            continue
        start = comma.start() - len(before) + shape.start()
        if not _stands_alone(string, folded, start, comma.start()):
            continue
        date = _date_at(text, folded, comma.end(), comma.end() + 2)
        if date is not None and date.state != "blank":
            yield _Made(start, (start, comma.start()), date)
    for hall in islice(IN_TOWN_HALL.finditer(folded), MOST_MENTIONS):
        if string[hall.start()].isupper():
            yield _Made(hall.start(), None, _date(text, folded, hall.end(), min(len(folded), hall.end() + 60)))


def _stands_alone(string: str, folded: str, start: int, end: int) -> bool:
    """Whether the words before « , le » are a place that opens a line or a sentence, not a name or an office."""
    first = folded[start:end].split()[0]
    if first in _NO_PLACE or (first in ("la", "le") and folded[start:end].split()[-1] in _NO_PLACE):
        return False
    if any(word in PHRASE_WORDS for word in folded[start:end].split()[1:2]):
        return False
    before = _in_line(folded, start)
    if before and before.split()[-1].strip(".,;:") in _BEFORE_OTHER:
        return False
    if before and before[-1] not in ".;»)" and not before.endswith(("conforme", "signatures", "susdits", "dessus")):
        return False
    all_words = words(string, start, end)
    named = name_at(string, all_words, 0) if all_words else None
    return named is None or not named[0].sure


_BEFORE_OTHER = frozenset(
    ("a", "de", "du", "en", "au", "publie", "affiche", "recu", "transmis", "notifie", "depose", "par")
)


STAMPED = re.compile(
    r"(?<![\w/.-])-?\s?(?:[0-3O]?\s?\d)\s?-?\s?(?P<month>JAN|FEV|FÉV|MARS|AVR|AVRIL|MAI|JUIN|JUIL|AOUT|AOÛT|SEP|SEPT|OCT|NOV|DEC|DÉC)[RVT]{0,3}[.,]?\s?(?:19|20)\d\d(?!\d)"
)
"""« - 3 SEP. 2012 », « 15 JAN. 2026 »: the month of a date stamp, short and in capitals."""

OTHER_STAMP = re.compile(
    r"recu|arriv|courrier|publi|affich|notifi|transmi|envoy|enregistr|depos|reunion|seance|vu pour"
)
"""What a date stamp says that is not that of a signature."""

BEFORE_STAMP = 60


def _stamped_on(text: Text, folded: str) -> Found[str] | None:
    """The date stamped into the block of a signature, where no words announce it: « Le Préfet, -3 SEP. 2012 »."""
    for stamp in islice(STAMPED.finditer(text.string), MOST_MENTIONS):
        if OTHER_STAMP.search(folded, max(0, stamp.start() - BEFORE_STAMP), stamp.start()):
            continue
        quoted = text.group(stamp).strip("- ")
        span = next(iter(dates(quoted.string)), None)
        if span is not None and span.state == "read":
            return found(quoted[span.start : span.end], span.value, "signing.stamped_on")
    return None


def _e_signed_on(text: Text, folded: str) -> Found[str] | None:
    for match in islice(E_SIGNED_ON.finditer(folded), MOST_MENTIONS):
        for span in dates(text.string[match.end() : match.end() + 40])[:1]:
            if span.start <= 2 and span.state == "read":
                quoted = text[match.end() + span.start : match.end() + span.end]
                return found(quoted, span.value, "signing.e_signed_on")
    return None
