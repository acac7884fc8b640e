"""What a noun that names a text carries: its number, its date, the texts listed with it.

What follows a noun at once (« arrêté préfectoral n° 12 du 3 mars 2020 ») always belongs to it. What follows at a
distance (« la délibération par laquelle le conseil du 3 mars 2020 ») belongs to the noun that opens the clause.
One noun in the plural may cite many texts (« les arrêtés n° 12 et 13 du 3 mars et du 5 mai 2020 »).

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from actes.extract.dates import WEEKDAY, DateSpan
from actes.extract.reference_nouns import Noun, Sheet, Span, dates_in
from actes.extract.reference_numbers import read_number

NO_PARTICIPLE = (
    r"(?:(?:mont|suiv|restaur|represent|habit|lieuten|command|adjud|enf|dev|av|dur|pend|cepend|mainten|supple|assist"
    r"|surveill|etudi|exploit|dirige|interven|correspond|vers|ne|viv|const|suffis|exist|gar|qu|ger|remplac|consult|inst)ant"
    r"|portant (?:le )?n(?:umero|o|[ °]))"
)
"""Words in -ant that open no object: « représentant », « agrément portant numéro »."""

TITLE = (
    r"(?:relati(?:fs?|ves?)|sur|pris(?:e|es)? (?:pour|en)|en matiere"
    rf"|(?!{NO_PARTICIPLE}(?![a-z]))[a-z]{{2,16}}ant)(?![a-z])"
)
"""What opens the object of a text: « portant », « relatif à », « modifiant », « pris pour l'application »."""

RULING = (
    r"(?:par (?:la ?|le ?|les ?)quel(?:le)?s?|aux termes|pour|qui|dont|au titre|a l'effet|en vue|a la suite)(?![a-z])"
)
"""What opens the rest of the sentence: « par laquelle », « aux termes de »."""

OBJECT = re.compile(rf"(?<![\w'-])(?:(?P<title>{TITLE})|(?P<ruling>{RULING}))(?!-)")
"""Past these a date is seldom that of the text, and a noun names the object of the text."""

ADJECTIVES = re.compile(
    r"(?:(?: |-)(?:"
    r"(?:inter-?)?(?:prefector|ministeri|municip|commun|departement|region|rector)(?:als?|ales?|aux|els?|elles?)"
    r"|communautaires?|metropolitaine?s?|academiques?|conjointe?s?|permanente?s?|temporaires?|modifiee?s?"
    r"|modificati(?:f|ve)s?|complementaires?|susvisee?s?|precitee?s?|susmentionnee?s?|cadre|organiques?|individuel(?:le)?s?|reglementaires?"
    r"|europeen(?:ne)?s?|generale?s?|techniques?|constitutionnelle|rectificative|deleguee?|initiale?|d'execution"
    r"|d'orientation|syndicale?s?|(?:inter|trans)?nationale?s?)(?![a-z]))*"
)
"""What qualifies a text between its noun and its number: « préfectoral », « modifiée »."""

ORIGIN = re.compile(r" \([^()]{0,24}\)| (?:ue|ce|cee|eu)(?= )")
"""« règlement » (UE) « 2016/679 »."""

NUMBER_MARK = re.compile(
    r"[ ,]{0,2}\(?(?:(?:portant |sous )?(?:le )?)(?<![a-z])"
    r"(?:n ?(?:[°º®*']{1,2}|o(?![a-z]))(?: ?s(?![a-z]))?|nor(?= ?:| [a-z]{4}\d)|n\.|numeros?|num\.|nos) ?[:.]? ?"
    r"(?=[a-z0-9._…])"
)
"""« n° », « numéro », « n°s », and what OCR makes of them."""

SERVICE = re.compile(r" [a-z]{2,8}(?:[/-][a-z]{2,8})*(?= n ?[°º])")
"""The initials of a service before the number: « circulaire SVC n° 98-1 »."""

NOT_ITS_NUMBER = re.compile(
    r"(?<![a-z])(?:parcelles?|lots?|sections?|routes?|rd|rn|rues?|annexes?|articles?|elevage|lignes?|appartement|dossiers?"
    r"|licences?|comptes?|tranches?|phases?|rubriques?|officiel|avenants?|zone|batiment|affaire|chapitre|passage"
    r"|jorf?|bulletin)"
    r"(?: [a-z]{1,12})?[ ,]{0,2}$"
)
"""What a number in the sentence belongs to when it is not the text's own: « la parcelle » n° 12."""

SLOT = re.compile(r"[ ,]{0,2}(?P<slot>[._…]{3,}|…|\( ?[._…]{0,12} ?\))")
"""A slot left empty: « n° ........ », « en date du ______ »."""

DATED = (
    r"(?:(?:(?:prise|signe|conclue?|adopte|approuve|delivre|rendue?|vote|passe|etablie?|date|intervenue?)e?s? )?"
    r"(?:en (?:date|seance) ?(?:du|des|d' ?|de|le)?|du|des|de|le|les|en|d' ?)? ?)"
)
"""« en date du », « signée le »; the verb and the small words may lack."""

DATE_LINK = re.compile(
    r"[ ,(:-]{0,3}(?:(?:modifie|susvise|precite|complete|consolide|codifie|rectifie)e?s?,? ?){0,2}"
    rf"{DATED}(?:{WEEKDAY}s? )?"
)
"""Between a noun or number and its date: « du », « en date du », « , signée le mardi »."""

DATE_SLOT = re.compile(r"[ ,]{0,2}(?:en date du|du|le|en date) ?(?=[._…]{3})")
"""« en date du » ________."""

PERIOD_AFTER = re.compile(rf" ?(?:inclus )?(?:au|jusqu'au) (?:{WEEKDAY} )?\d")
"""« du 3 mars » au 5 avril 2024: a period, not a date of signature."""

DATE_BEFORE = re.compile(rf"(?:(?<![a-z])(?:du|des|de|d'|le|les|en|date)|[,(:-]) ?(?:{WEEKDAY}s? )?$")
"""What may stand before a date that is the text's own: « du conseil » du « 3 mars »."""

OTHER_DATE = re.compile(
    r"(?:(?<![a-z])(?:compter|partir|depuis|avant|apres|jusqu'au|entre|valables?|expir[a-z]+|echeance|vigueur"
    r"|applicables?|effet|exercice|recue?s?|deposee?s?|transmise?s?|adressee?s?|notifiee?s?|publiee?s?|affichee?s?"
    r"|executoire|presentee?s?|formulee?s?|courriers?|lettres?|rapports?|avis|demandes?|mail|officiel|convocation"
    r"|jorf?(?: n ?[°º] ?[\w-]{1,10})?|periode|journee|elections?(?: [a-z]{4,16}){0,4}|fete|dossier|projet|budget)"
    r"(?: (?:prefectoral|electronique|public|favorable))?(?: (?:du|des|le|les|en|de|depuis le))?"
    rf"|(?:modifiee?s?|completee?s?|prorogee?s?) (?:le|les|en)|(?<![a-z])(?:aux?|jusqu'au)) (?:{WEEKDAY} )?$"
)
"""What makes a date that of something else: « à compter du », « reçu le », « l'avis du »."""

ASIDE = re.compile(r"(?<![a-z])(?:avis|demandes?|rapports?|courriers?|lettres?|fait a)(?![a-z])")
"""Past these the sentence speaks of another paper: « le règlement et l'avis du »."""

NUMBER_BEFORE_DATE = re.compile(
    r" (?P<number>(?=[a-z0-9]{0,12}[/_-])[a-z0-9/_.-]{0,30}\d[a-z0-9/_-]{0,12})(?: en date)?(?: du| des)? $"
)
"""A number without « n° » just before the date: « du préfet SVC/BL/2015-104 » du 3 mars 2015."""

SIGNED_BEFORE = re.compile(
    r"(?:en date (?:du|des|de|d')|datee?s? (?:du|des|de)|seance (?:[a-z]+ )?(?:du|de)|reunie?s? le|signee?s? le"
    r"|conclue?s? le|adoptee?s? le|approuvee?s? le|prise? le|rendue?s? le|votee?s? le|etablie?s? le|delivree?s? le"
    rf"|, ?du|, le) (?:{WEEKDAY} )?$"
)
"""What makes a date, even far from the noun, that of the text: « , en date du », « signée le », « séance du »."""

APPROVED_BEFORE = re.compile(
    rf"(?:approuve|adopte|valide|arrete|revise|vote)e?s? (?:definitivement )?(?:le|en|du|les?) (?:{WEEKDAY} )?$"
)
"""A plan is cited by the date of its approval: « approuvé le »."""

MINUTES_BEFORE = re.compile(
    r"(?:proces-verbal|extrait|seance) (?:en date )?du (?P<date>[^,;]{6,22}),? (?:des? |d'|du )(?:la |les )?$"
)
"""« extrait du procès-verbal du 4 octobre 2022, des » délibérations."""

SAME_KIND = re.compile(
    r"(?: ?(?:modifiee?s?|susvisee?s?|precitee?s?)(?: par(?= cel))?)?(?P<comma>[ ,;]{0,3})"
    r"(?P<and>et |ainsi que |puis |& ?)?"
    r"(?P<that>(?:de )?(?:celles? |celui |ceux ))?(?:de )?(?:l'|la |le |les )?"
)
"""Between two texts of one noun: « n° 12 du 3 mars » et « n° 13 du 5 mai », « et celle »."""

NUMBER_PREFIX = re.compile(r"(?:\([a-z, ]{2,14}\)|[a-z]{2,8}(?:/[a-z]{2,8})*)(?= n ?[°º])")
"""What may stand before a number in a list: « (CE) » n° 1, « SVC/BX » n° 2."""

FURTHER = re.compile(r"(?<![a-z])(?:et (?=[(a-z/ )]{0,16}n ?[°º])|(?=en date d))")
"""Where a plural noun goes on at a distance: « et (CE) n° 2 », « et de la commune de X en date du »."""

REACH = 420
"""How far from the noun that opens a clause its date may stand."""

NEAR = 120
"""How far from any other noun."""

IN_A_ROW = 60
"""How many texts one noun may cite."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A text cited; all spans are offsets in the string.

    `head` is the noun with what qualifies it, `number` and `date` may stand apart from it;
    `blank_number` and `blank_date` are the slots left empty in their place. `own` is where a text that shares its
    noun with others begins (« arrêtés n° 12 et » n° 13).
    """

    kind: str
    head: Span
    own: int | None = None
    number: Span | None = None
    date: DateSpan | None = None
    blank_number: Span | None = None
    blank_date: Span | None = None
    title: Span | None = None


def end_of(citation: Citation) -> int:
    """Where what identifies a text is over."""
    ends = [citation.head[1]]
    ends += [span[1] for span in (citation.number, citation.blank_number, citation.blank_date) if span]
    if citation.date:
        ends.append(citation.date.end)
    return max(ends)


def is_identified(citation: Citation) -> bool:
    """Whether a text has a number or a date, be it a slot left empty."""
    return bool(citation.number or citation.date or citation.blank_number or citation.blank_date)


def at_once(sheet: Sheet, noun: Noun, end: int) -> Citation:
    """The citation with what follows its noun immediately."""
    plain = sheet.plain
    qualified = ADJECTIVES.match(plain, noun.end, end)
    position = head_end = qualified.end() if qualified else noun.end
    if origin := ORIGIN.match(plain, position, end):
        position = origin.end()
    initials = SERVICE.match(plain, position, end)
    if initials and sheet.string[position : initials.end()].isupper():
        position = initials.end()
    return _identified(sheet, Citation(noun.kind, (noun.start, head_end)), position, end)


def _identified(sheet: Sheet, citation: Citation, position: int, end: int) -> Citation:
    """`citation` with the number at `position` and the date after it, as far as they are there."""
    plain = sheet.plain
    mark = NUMBER_MARK.match(plain, position, end)
    if mark:
        if slot := SLOT.match(plain, mark.end(), end):
            citation = replace(citation, blank_number=slot.span("slot"))
            position = slot.end()
        else:
            number = read_number(sheet, mark.end(), end, True)
            if number:
                citation, position = replace(citation, number=number), number[1]
            elif plain[mark.end() : mark.end() + 3] in ("du ", "en "):
                position = mark.end() - 1
    elif plain[position : position + 1] == " " and (number := read_number(sheet, position + 1, end, False)):
        citation, position = replace(citation, number=number), number[1]
    if date := _date_at(sheet, position, end):
        return replace(citation, date=date)
    if (link := DATE_SLOT.match(plain, position, end)) and (slot := SLOT.match(plain, link.end(), end)):
        return replace(citation, blank_date=slot.span("slot"))
    return citation


def _date_at(sheet: Sheet, position: int, end: int) -> DateSpan | None:
    """The date that follows `position` with nothing but a link between."""
    date = next(dates_in(sheet, position, min(end, position + 60)), None)
    if date is None or not DATE_LINK.fullmatch(sheet.plain, position, date.start):
        return None
    if PERIOD_AFTER.match(sheet.plain, date.end):
        return None
    return date


def at_distance(sheet: Sheet, noun: Noun, citation: Citation, next_noun: int, end: int) -> Citation:
    """`citation` with the number and the date that the clause gives farther on, before `end`.

    Past its object, or the next noun that may have a date of its own, only a date announced as that of a signature
    or a sitting is taken.
    """
    plain = sheet.plain
    start = end_of(citation)
    reach = min(end, start + (REACH if noun.opens else NEAR))
    opening = OBJECT.search(plain, start, reach)
    if opening and noun.kind == "loi" and opening.group() == "sur":  # « la loi sur l'eau du 3 janvier 1992 »
        opening = OBJECT.search(plain, opening.end(), reach)
    near = min(next_noun, opening.start() if opening else reach)
    if aside := ASIDE.search(plain, start, near):
        near = aside.start()
    if citation.number is None and citation.blank_number is None:
        citation = _numbered(sheet, citation, start, near, end)
    if citation.date is None:
        citation = _dated(sheet, noun, citation, start, near)
    if citation.date is None and noun.opens and opening:
        citation = _dated_past_object(sheet, citation, opening, min(end, opening.end() + REACH), end)
    return citation


def _numbered(sheet: Sheet, citation: Citation, start: int, near: int, end: int) -> Citation:
    for mark in NUMBER_MARK.finditer(sheet.plain, start, near):
        if NOT_ITS_NUMBER.search(sheet.plain, max(start, mark.start() - 30), mark.start()):
            continue
        if number := read_number(sheet, mark.end(), end, True):
            return replace(citation, number=number)
    return citation


def _dated(sheet: Sheet, noun: Noun, citation: Citation, start: int, near: int) -> Citation:
    plain = sheet.plain
    for date in dates_in(sheet, start, near):
        if citation.number and citation.number[0] <= date.start < citation.number[1]:
            continue
        if not _is_its_date(plain, start, date, noun):
            continue
        before = NUMBER_BEFORE_DATE.search(plain, max(start, date.start - 60), date.start)
        if before and citation.number is None:
            citation = replace(citation, number=before.span("number"))
        return replace(citation, date=date)
    return citation


def _is_its_date(plain: str, start: int, date: DateSpan, noun: Noun) -> bool:
    before = max(start, date.start - 60)
    if PERIOD_AFTER.match(plain, date.end) or OTHER_DATE.search(plain, before, date.start):
        return False
    if noun.kind == "planned":
        return APPROVED_BEFORE.search(plain, before, date.start) is not None
    if SIGNED_BEFORE.search(plain, before, date.start):
        return True
    if noun.opens:
        return DATE_BEFORE.search(plain, before, date.start) is not None
    return plain[date.start - 4 : date.start] in (" du ", "des ") and (
        noun.kind != "convention" or "," not in plain[start : date.start]
    )


def _dated_past_object(sheet: Sheet, citation: Citation, opening: re.Match[str], reach: int, end: int) -> Citation:
    """The date after the object: « relative au budget, en date du », « par laquelle le conseil du »."""
    plain = sheet.plain
    for date in dates_in(sheet, opening.end(), reach):
        before = max(opening.start(), date.start - 60)
        if PERIOD_AFTER.match(plain, date.end) or OTHER_DATE.search(plain, before, date.start):
            continue
        if SIGNED_BEFORE.search(plain, before, date.start):
            return replace(citation, date=date)
        if opening["ruling"] and DATE_BEFORE.search(plain, before, date.start):
            return replace(citation, date=date)
        last = plain[date.start - 4 : date.start] == " du " and not plain[date.end : date.end + 4].strip(" ,.)")
        if last and not citation.number and date.end + 4 >= end:
            return replace(citation, date=date)
    return citation


def row(sheet: Sheet, first: Citation, end: int, plural: bool) -> list[Citation]:
    """All the texts one noun cites: « les arrêtés n° 12 et n° 13 du 3 mars, et du 5 mai 2020 »."""
    texts = [first]
    _go_on(sheet, texts, end, plural)
    if not plural:
        return texts
    while len(texts) < IN_A_ROW:
        start = end_of(texts[-1])
        further = FURTHER.search(sheet.plain, start, min(end, start + REACH))
        following = _next_in_row(sheet, first, further.end(), end, plural) if further else None
        if following is None:
            break
        texts.append(following)
        _go_on(sheet, texts, end, plural)
    _share_dates(texts)
    return texts


def _go_on(sheet: Sheet, texts: list[Citation], end: int, plural: bool) -> None:
    """Adds to `texts` those that follow the last one in the same list."""
    plain = sheet.plain
    while len(texts) < IN_A_ROW:
        link = SAME_KIND.match(plain, end_of(texts[-1]), end)
        if link is None or not (link["and"] or link["that"] or (plural and link["comma"].strip())):
            return
        following = _next_in_row(sheet, texts[0], link.end(), end, plural)
        if following is None:
            return
        if not plural and not following.number and not link["that"]:
            date = following.date
            if date is None or plain[link.end() : date.start].strip() != "du":
                return  # « l'arrêté du 3 mars 2020 et le 5 mai 2020 »
        texts.append(following)


def _share_dates(texts: list[Citation]) -> None:
    """« n° 12 et n° 13 du 3 mars 2020 »: the last date is that of the numbers before it too."""
    shared: DateSpan | None = None
    for index in range(len(texts) - 1, -1, -1):
        if texts[index].date:
            shared = texts[index].date
        elif texts[index].number and shared:
            texts[index] = replace(texts[index], date=shared)


def _next_in_row(sheet: Sheet, first: Citation, position: int, end: int, plural: bool) -> Citation | None:
    bare = Citation(first.kind, first.head, position)
    if plural and (qualified := ADJECTIVES.match(sheet.plain, position - 1, end)):
        position = max(position, qualified.end())
    if prefix := NUMBER_PREFIX.match(sheet.plain, position, end):
        position = prefix.end()
    if NUMBER_MARK.match(sheet.plain, position, end):
        found = _identified(sheet, bare, position, end)
    elif date := _date_at(sheet, position, end):
        found = replace(bare, date=date)
    elif plural and first.number and (number := read_number(sheet, position, end, True)):
        found = replace(bare, number=number, date=_date_at(sheet, number[1], end))
    else:
        return None
    return found if found.number or found.date else None
