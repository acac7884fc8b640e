"""Which words cite a legal text: the noun that names it, its number, its date, its object.

A clause is read noun after noun. What follows a noun at once (« arrêté préfectoral n° 12 du 3 mars 2020 ») always
belongs to it. What follows at a distance (« la délibération par laquelle le conseil du 3 mars 2020 ») belongs to the
noun that opens the clause. A noun inside the object of another text (« approuvant la convention ») is a citation
only if it carries its own number or date.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actes.extract.codes import CODE, CODE_INITIALS, CODE_INITIALS_AFTER_ARTICLE, CODE_UNLISTED
from actes.extract.dates import WEEKDAY, DateSpan

Span = tuple[int, int]

NOUN = re.compile(
    r"(?<![\w-])(?=[dlaorcijnsptmbh])(?:(?P<deliberation>deliberations?)"
    r"|(?P<decision>decisions?(?! modificatives?(?! (?:n ?° ?\w+ )?d[ue])))"
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
    r"(?:(?:vu|en vertu|en application|conformement|sur le fondement|par application|considerant)(?: (?:de|des|du|a|aux?))?"
    r"[ :,-]{0,3}(?:notamment |ensemble |egalement |aussi |les dispositions d(?:e |u |es ))?)"
)
"""« Vu », « En vertu de », « Conformément aux dispositions de »."""

DETERMINER = r"(?:l ?' ?|la |le |les |sa |ses |son |un |une |de la |de l' ?|du |des |de |d')"

CLAUSE_START = re.compile(
    rf"[^a-z0-9]{{0,8}}(?:\d{{1,2}}[.)°] )?(?P<opener>{OPENER})?{DETERMINER}?(?:precedente?s? |premiere? |nouvelle? )?"
)
"""What may stand before the noun that opens a clause: « Vu la précédente » décision."""

OWN = re.compile(
    r"(?:(?<![a-z])(?:presente?s?|ce|cet|cette|ces|(?:le|la|les|du|des|au)?dite?s?|meme) "
    r"|(?<![a-z])(?:avant-)?projets? (?:d'|de |de l'|de la |du )|(?<![a-z])registres? des )$"
)
"""What makes a noun point to this very act, or to no act yet: « la présente » décision, « projet d' » arrêté."""

ARRETE_BEFORE = re.compile(
    r"(?:l ?' ?|d ?' ?|(?<![a-z])(?:les|des|aux|un|vu|par|ses|nos|mes|son|du|le|deux|trois|quatre|plusieurs|et|ou"
    r"|precedents?|autres?) |[(«\"] ?)$"
)
"""What tells the noun from the verb and the participle (« ARRETE : », « le plan arrêté le »)."""

TITLE = (
    r"(?:relati(?:fs?|ves?)|concernant|sur|pris(?:e|es)? (?:pour|en)|en matiere|tendant|"
    r"(?!(?:montant|suivant|restaurant|representant|habitant|lieutenant|commandant|adjudant|enfant|devant|avant|durant"
    r"|pendant|cependant|maintenant|suppleant|assistant|surveillant|etudiant|exploitant|dirigeant|intervenant"
    r"|correspondant|versant|neant|vivant|constant|suffisant|existant|garant|quant|gerant|remplacant|consultant"
    r"|instant|portant (?:le )?n(?:umero|o|[ °]))(?![a-z]))[a-z]{2,16}ant)(?![a-z])"
)
"""What opens the object of a text: « portant », « relatif à », « modifiant »."""

RULING = r"(?:par (?:la ?|le ?|les ?)quel(?:le)?s?|aux termes|pour|visant|qui|dont|au titre|a l'effet|en vue|a la suite)(?![a-z])"
"""What opens the rest of the sentence: « par laquelle », « aux termes de »."""

OBJECT = re.compile(rf"(?<![a-z'])(?:(?P<title>{TITLE})|(?P<ruling>{RULING}))")

TITLE_END = re.compile(
    r" ?,? (?:et )?(?:notamment|en particulier)(?![a-z])|,? (?:modifiee?s?|completee?s?|prorogee?s?|susvisee?s?)(?![a-z])"
    r"|,? en date d"
)
"""Where the object of a text is over: « , et notamment », « modifié par »."""

AMENDED_BY = re.compile(
    r"(?:modifi|complet|prorog|abrog|remplac|approuv|rectifi|ratifi|transpos|annul|adopt|annex|autoris|institu)[a-z]{0,6}"
    r"(?: [a-z]{2,12})?(?: par| au| a) (?:l' ?|la |le |les )?$"
)
"""« modifié par », « approuvée par »: a new citation, whatever object it stands in."""

ALSO = re.compile(r"[ ,]{0,2}(?: ?et| ?ou|,)(?: (?:de|du|des|par))? ?(?:l' ?|la |le |les )?")
"""Between two nouns that share a date: « du décret » et de l' « arrêté du 3 avril 2008 »."""

ADJECTIVES = re.compile(
    r"(?:(?: |-)(?:(?:inter-?)?(?:prefector|ministeri|municip|commun|departement|region|rector)(?:al|ale|aux|ales|el|elle|els|elles)"
    r"|communautaires?|metropolitaine?s?|academiques?|conjointe?s?|permanente?s?|temporaires?|modifiee?s?|modificati(?:f|ve)s?"
    r"|complementaires?|susvisee?s?|precitee?s?|susmentionnee?s?|cadre|organiques?|individuel(?:le)?s?|reglementaires?"
    r"|europeen(?:ne)?s?|generale?s?|techniques?|constitutionnelle|rectificative|deleguee?|initiale?|d'execution"
    r"|d'orientation|syndicale?s?|(?:intere?|trans)?nationale?s?))*(?: \([^()]{0,24}\)| (?:ue|ce|cee|eu)(?= ))?"
)
"""What qualifies a text between its noun and its number: « préfectoral », « (UE) », « modifiée »."""

NUMBER_MARK = re.compile(
    r"[ ,]{0,2}\(?(?:(?:portant |sous )?(?:le )?)(?<![a-z])(?:n ?[°º®*'o]{1,2} ?s?|n\.|numeros?|num\.|nos) ?[:.]? ?(?=[a-z0-9._…])"
)
"""« n° », « numéro », « n°s », and what OCR makes of them."""

NUMBER_PIECE = re.compile(r"[a-z0-9]{1,24}(?:[-_./+]{1,2}[a-z0-9]{1,24}){0,10}")
NUMBER_LINK = re.compile(r"(?: ?[/_] ?|- ?| - (?=\d)| )(?=[a-z0-9])")
NUMBER_END = re.compile(r"[,;:()/_-]|$| ?[/_-]| (?:du|des?|d'|en|portant|relati|modifi|fixant|et|date|le|pris)| \w{0,12}\d")

NUMBER_STOP = frozenset(
    "du de des la le les en et ou a au aux par sur dans pour vu dit date avec dont qui que un une son sa ses mai mars".split()
)
"""Words in capitals that no number goes on with: « N° 12 DU 3 MARS »."""

NOT_ITS_NUMBER = re.compile(
    r"(?<![a-z])(?:parcelles?|lots?|sections?|routes?|rd|rn|rues?|annexes?|articles?|elevage|lignes?|appartement|dossiers?"
    r"|licences?|comptes?|tranches?|phases?|rubriques?|officiel|avenants?|zone|batiment|affaire|chapitre|passage)"
    r"(?: [a-z]{1,12})?[ ,]{0,2}$"
)
"""What a number in the sentence belongs to when it is not the text's own: « la parcelle » n° 12."""

SLOT = re.compile(r"[ ,]{0,2}(?P<slot>[._…]{3,}|…|\( ?[._…]{0,12} ?\))")
"""A slot left empty: « n° ........ », « en date du ______ »."""

NO_NUMBER_AFTER = re.compile(r" ?(?:€|%|euros?|heures?|jours?|mois|ans|m2|km|h\d)(?![a-z])")

DATED = (
    r"(?:(?:(?:prise|signe|conclue?|adopte|approuve|delivre|rendue?|vote|passe|etablie?|date|intervenue?)e?s? )?"
    r"(?:en (?:date|seance) ?(?:du|des|d' ?|de|le)?|du|des|de|le|les|en|d' ?)? ?)"
)
DATE_LINK = re.compile(
    rf"[ ,(:-]{{0,3}}(?:(?:modifie|susvise|precite|complete|consolide|codifie|rectifie)e?s?,? ?){{0,2}}{DATED}(?:{WEEKDAY}s? )?"
)
"""Between a noun or number and its date: « du », « en date du », « , signée le mardi »."""

DATE_SLOT = re.compile(r"[ ,]{0,2}(?:en date du|du|le|en date) ?(?=[._…]{3})")

PERIOD_AFTER = re.compile(rf" ?(?:inclus )?(?:au|jusqu'au) (?:{WEEKDAY} )?\d")
"""« du 3 mars » au 5 avril 2024: a period, not a date of signature."""

DATE_BEFORE = re.compile(rf"(?:(?<![a-z])(?:du|des|de|d'|le|les|en|date)|[,(:-]) ?(?:{WEEKDAY}s? )?$")

OTHER_DATE = re.compile(
    rf"(?:(?<![a-z])(?:compter|partir|depuis|avant|apres|jusqu'au|entre|valables?|expir[a-z]+|echeance|vigueur|applicables?"
    rf"|effet|exercice|recue?s?|deposee?s?|transmise?s?|adressee?s?|notifiee?s?|publiee?s?|affichee?s?|executoire|presentee?s?"
    rf"|formulee?s?|courriers?|lettres?|rapports?|avis|demandes?|mail|officiel|convocation|periode|journee|elections?"
    rf"|fete|dossier|projet|budget)(?: (?:prefectoral|electronique|public|favorable))?(?: (?:du|des|le|les|en|de|depuis le))?"
    rf"|(?:modifiee?s?|completee?s?|prorogee?s?) (?:le|les|en)|(?<![a-z])(?:aux?|jusqu'au)) (?:{WEEKDAY} )?$"
)
"""What makes a date that of something else: « à compter du », « reçu le », « l'avis du »."""

SIGNED_BEFORE = re.compile(
    rf"(?:en date (?:du|des|de|d')|datee?s? (?:du|des|de)|seance (?:[a-z]+ )?(?:du|de)|reunie?s? le|signee?s? le|conclue?s? le"
    rf"|adoptee?s? le|approuvee?s? le|prise? le|rendue?s? le|votee?s? le|etablie?s? le|delivree?s? le|, ?du|, le) (?:{WEEKDAY} )?$"
)
"""What makes a date, even far from the noun, that of the text: « , en date du », « signée le », « séance du »."""

APPROVED_BEFORE = re.compile(
    rf"(?:approuve|adopte|valide|arrete|revise|vote)e?s? (?:definitivement )?(?:le|en|du|les?) (?:{WEEKDAY} )?$"
)
"""A plan is cited by the date of its approval: « approuvé le »."""

MINUTES_BEFORE = re.compile(r"(?:proces-verbal|extrait|seance) (?:du|en date du) (?P<date>.{6,22}?),? (?:des? |d'|du )(?:la |les )?$")
"""« extrait du procès-verbal du 4 octobre 2022, des » délibérations."""

SAME_KIND = re.compile(
    r"(?: ?(?:modifiee?s?|susvisee?s?|precitee?s?))?(?P<comma>[ ,;]{0,3})(?P<and>et |ainsi que |puis |& ?)?"
    r"(?P<that>(?:de )?(?:celles? |celui |ceux ))?(?:de )?(?:l'|la |le |les )?"
)
"""Between two texts of one noun: « n° 12 du 3 mars » et « n° 13 du 5 mai », « et celle »."""

BREAK = re.compile(r";|(?<=[a-z0-9)»]{3})\. (?=[a-z])|(?<!\w)vu(?= )|(?<!\w)considerant(?= )")
"""Where a clause may be over: a semicolon, a full stop, the next « Vu »."""

REACH = 420
"""How far from the noun that opens a clause its date may stand."""

NEAR = 120
"""How far from any other noun."""

IN_A_ROW = 60
"""How many texts one noun may cite."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names a text: its kind, whether it opens its clause and after « Vu », whether it is this very act."""

    kind: str
    start: int
    end: int
    opens: bool = False
    opened: bool = False
    own: bool = False

    @property
    def is_code(self) -> bool:
        return self.kind in ("code", "initials", "brief", "unlisted")


@dataclass(frozen=True, slots=True)
class Citation:
    """A text cited; all spans are offsets in the string.

    `head` is the noun with what qualifies it, `number` and `date` may stand apart from it;
    `blank_number` and `blank_date` are the slots left empty in their place.
    """

    kind: str
    head: Span
    number: Span | None = None
    date: DateSpan | None = None
    blank_number: Span | None = None
    blank_date: Span | None = None
    title: Span | None = None

    @property
    def end(self) -> int:
        ends = [self.head[1]]
        ends += [span[1] for span in (self.number, self.blank_number, self.blank_date) if span]
        if self.date:
            ends.append(self.date.end)
        return max(ends)

    @property
    def identified(self) -> bool:
        return bool(self.number or self.date or self.blank_number or self.blank_date)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text laid out for reading: as printed, folded, and with its dates."""

    string: str
    plain: str
    dates: tuple[DateSpan, ...]
    starts: tuple[int, ...]

    def dates_in(self, start: int, end: int) -> Iterator[DateSpan]:
        for index in range(bisect_left(self.starts, start), len(self.starts)):
            if self.starts[index] >= end:
                return
            yield self.dates[index]


def clauses(string: str, plain: str) -> list[Span]:
    """The clauses of a text: one per « Vu » where several run on."""
    spans: list[Span] = []
    start = 0
    for match in BREAK.finditer(plain):
        mark = match.group()
        if mark == ";":
            cut, after = match.span()
        elif mark[0] == ".":
            if not string[match.end()].isupper():
                continue
            cut, after = match.span()
        else:
            if not string[match.start()].isupper():
                continue
            cut = after = match.start()
        if cut > start:
            spans.append((start, cut))
        start = after
    if start < len(string):
        spans.append((start, len(string)))
    return spans


def nouns(sheet: Sheet, start: int, end: int) -> list[Noun]:
    """The nouns of a clause that may name a text."""
    plain = sheet.plain
    found: list[Noun] = []
    opening = CLAUSE_START.match(plain, start, end)
    opening_end, opened = (opening.end(), opening["opener"] is not None) if opening else (start, False)
    for match in NOUN.finditer(plain, start, end):
        kind = match.lastgroup or ""
        at, close = match.span(kind)
        opens = match.start() == opening_end
        before = max(start, at - 26)
        own = OWN.search(plain, before, at) is not None
        if kind == "arrete" and not own and not (
            opens or match.start() < at or ARRETE_BEFORE.search(plain, before, at)
        ):
            continue
        if kind in ("planned", "dated", "brief", "unlisted") and not opens and kind in ("planned", "dated"):
            continue
        found.append(Noun(kind, at, close, opens and not own, opens and opened, own))
    return found


def read_number(sheet: Sheet, position: int, end: int, marked: bool) -> Span | None:
    """The number that starts at `position`, spaces and all: « 2017/21 SVC /Pôle T », « CP 2021-367 ».

    Without the mark « n° » it must look like one: no bare year, no short figure.
    """
    string, plain = sheet.string, sheet.plain
    piece = NUMBER_PIECE.match(plain, position, end)
    if piece is None:
        return None
    if not any(c.isdigit() for c in piece.group()) and (
        not string[position : piece.end()].isupper() or piece.group() in NUMBER_STOP or len(piece.group()) > 8
    ):
        return None
    if not marked and any(date.start == position and date.end >= piece.end() for date in sheet.dates_in(position, position + 1)):
        return None
    close = piece.end()
    last = piece.group()
    for _ in range(6):
        link = NUMBER_LINK.match(plain, close, end)
        piece = NUMBER_PIECE.match(plain, link.end(), end) if link else None
        if link is None or piece is None or next(sheet.dates_in(piece.start(), piece.start() + 1), None):
            break
        if not _goes_on(sheet, last, link.group(), piece):
            break
        close, last = piece.end(), piece.group()
    number = plain[position:close]
    if not any(c.isdigit() for c in number):
        return None
    if not marked and (
        (number.isdigit() and (len(number) < 4 or number[:2] in ("18", "19", "20") and len(number) == 4))
        or NO_NUMBER_AFTER.match(plain, close)
    ):
        return None
    return position, close


def _goes_on(sheet: Sheet, last: str, link: str, piece: re.Match[str]) -> bool:
    """Whether a number goes on with this piece after `last`."""
    word, shown = piece.group(), sheet.string[piece.start() : piece.end()]
    figures = any(c.isdigit() for c in word)
    if "/" in link or "_" in link:
        return True
    if "-" in link:
        return figures
    if shown != shown.upper() or word in NUMBER_STOP:
        return False
    if figures:
        return last[-1].isalpha() or (last.isdigit() and word.isdigit())
    after = sheet.plain[piece.end() : piece.end() + 2].lstrip()[:1]
    return (len(word) <= 6 or after in ("/", "_")) and NUMBER_END.match(sheet.plain, piece.end()) is not None


def at_once(sheet: Sheet, noun: Noun, end: int) -> Citation:
    """The citation with what follows its noun immediately."""
    plain = sheet.plain
    qualified = ADJECTIVES.match(plain, noun.end, end)
    position = qualified.end() if qualified else noun.end
    return _identified(sheet, Citation(noun.kind, (noun.start, position)), position, end)


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
    date = next(sheet.dates_in(position, min(end, position + 60)), None)
    if date is None or not DATE_LINK.fullmatch(sheet.plain, position, date.start):
        return None
    if PERIOD_AFTER.match(sheet.plain, date.end):
        return None
    return date


def at_distance(sheet: Sheet, noun: Noun, citation: Citation, end: int) -> Citation:
    """`citation` with the number and date that the clause gives farther on."""
    plain = sheet.plain
    start = citation.end
    reach = min(end, start + (REACH if noun.opens else NEAR))
    object_at = OBJECT.search(plain, start, reach)
    nearer = object_at.start() if object_at else reach
    if citation.number is None and citation.blank_number is None:
        for mark in NUMBER_MARK.finditer(plain, start, nearer):
            if NOT_ITS_NUMBER.search(plain, max(start, mark.start() - 30), mark.start()):
                continue
            if number := read_number(sheet, mark.end(), reach, True):
                citation = replace(citation, number=number)
                if object_at and object_at.start() < number[1]:
                    nearer = number[1]
            break
    if citation.date:
        return citation
    for date in sheet.dates_in(start, nearer):
        if citation.number and citation.number[0] <= date.start < citation.number[1]:
            continue
        if _is_its_date(plain, start, date, noun):
            return replace(citation, date=date)
    if not noun.opens or object_at is None:
        return citation
    for date in sheet.dates_in(object_at.end(), min(end, object_at.end() + REACH)):
        if PERIOD_AFTER.match(plain, date.end) or OTHER_DATE.search(plain, max(start, date.start - 40), date.start):
            continue
        if SIGNED_BEFORE.search(plain, max(start, date.start - 40), date.start):
            return replace(citation, date=date)
        if object_at["ruling"] and DATE_BEFORE.search(plain, max(start, date.start - 14), date.start):
            return replace(citation, date=date)
        if not citation.number and plain[date.start - 4 : date.start] == " du " and not plain[date.end : end].strip(" ,.)"):
            return replace(citation, date=date)
    return citation


def _is_its_date(plain: str, start: int, date: DateSpan, noun: Noun) -> bool:
    before = max(start, date.start - 40)
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


def row(sheet: Sheet, first: Citation, end: int, plural: bool) -> list[Citation]:
    """All the texts one noun cites: « les arrêtés n° 12 et n° 13 du 3 mars, et du 5 mai 2020 »."""
    plain = sheet.plain
    texts = [first]
    position = first.end
    while len(texts) < IN_A_ROW:
        link = SAME_KIND.match(plain, position, end)
        if link is None or not (link["comma"].strip() or link["and"] or link["that"]):
            break
        if not plural and not (link["that"] or link["and"]):
            break
        following = _next_in_row(sheet, first, link.end(), end, plural)
        if following is None or (not plural and not link["that"] and following.date and plain[link.end() : following.date.start].strip() != "du" and not following.number):
            break
        texts.append(following)
        position = following.end
    if plural and len(texts) > 1:
        shared: DateSpan | None = None
        for index in range(len(texts) - 1, -1, -1):
            if texts[index].date:
                shared = texts[index].date
            elif texts[index].number and shared:
                texts[index] = replace(texts[index], date=shared)
    return texts


def _next_in_row(sheet: Sheet, first: Citation, position: int, end: int, plural: bool) -> Citation | None:
    bare = Citation(first.kind, first.head)
    if NUMBER_MARK.match(sheet.plain, position, end):
        found = _identified(sheet, bare, position, end)
    elif plural and first.number and (number := read_number(sheet, position, end, True)):
        found = replace(bare, number=number, date=_date_at(sheet, number[1], end))
        if not any(c.isdigit() for c in sheet.plain[number[0] : number[0] + 12]):
            return None
    else:
        date = _date_at(sheet, position, end)
        found = replace(bare, date=date) if date else bare
    return found if found.number or found.date else None
