"""Slots that an act leaves empty: what is still to be filled in, and the words before it.

A slot is drawn (« en date du ………… », « n° ______ »), is a placeholder (« {{ nom }} »,
« jj/mm/aaaa », « n° XXX »), or is only seen from the words that should not meet: « par
délibération n°        en date du », « Fait à Valmont, le » at the end of its line, a form
whose label is followed by the next label. Where the words may as well be whole, nothing is
reported: a leader of a table of contents, a rule, « Absents : » are no slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actes.extract.identifiers import TOWN
from actes.lines import fold
from actes.model import Blank, found
from actes.text import Text

DRAWN = re.compile(
    r"_{3,}|(?:\.{4}|…[.…]|\.{1,3}…)[.…]{0,400}|(?:[.…_][ \u00a0]){4,200}[.…_]?|(?<=\s)(?:…|\.{3})(?=\s)|(?<=[a-zé]\s)…(?=\s)"
)
"""Dots or a line to write on: « .......... », « ______ », « … » alone between two words."""

PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,160}\}\}|(?<!\w)__[A-Za-z]\w{1,40}?__(?!\w)|(?<![\w/])(?:jj|JJ|xx|XX)/(?:mm|MM|xx|XX)/(?:aaaa|AAAA|20xx|20XX|xxxx|XXXX)\b"
    r"|(?<=[nN][°º])\s{0,2}X{2,12}\b"
)
"""A name for what will stand there: « {{ nom }} », « __Adresse__ », « jj/mm/aaaa », « n° XXX »."""

WANTING = re.compile(
    r"(?:\bn\s?[°º]|\bnumeros?|\b(?:le|la|les|du|de|des|au|aux|a|en|par|pour|sur|est|soit|et|ou|avec|chez|entre|sous|dit|dite"
    r"|denommee?|nommee?|soussignee?|monsieur|madame|mademoiselle|m\.|mme|mlle|mr|sieur|nom|prenom|date|association|societe|commune)"
    r"|[:'(,])[\s*]*$"
)
"""Words, in folded text, that cannot end a phrase: a drawn slot after them holds what is missing."""

CONTENTS = re.compile(r"\s{0,3}(?:p\.?\s?|page\s)?\d{1,3}(?![\d.,/]?\d)(?=\s*(?:\n|$|[^\sa-zà-ÿ€%]))")
"""The page number behind a leader: « Objet............ 12 »."""

UNIT = re.compile(r"\s?(?:€|euros?\b|mois\b|ans?\b|années\b|jours?\b|heures?\b|pages\b|m[èe]tres\b|m²|%|exemplaires\b|logements\b)")
"""What is counted: before it, three dots alone are a slot: « une durée de ... mois »."""

DATE_WORD = re.compile(r"(?:\b(?:le|du|sur|n\s?[°º])|\bnumero)[\s*:]*$")
"""Words after which three dots alone are a slot, and no leader stands."""

CIVILITY_ENDS = re.compile(r"\b(?:monsieur|madame|m\.|mme|mr)[\s*]*$")
"""« M. ........ DURAND »: dots that lead to a name are a leader."""

ENDS_SLOT = re.compile(r"[ \t*]*(?:\n(?=[\s\S])|(?!à\s)[a-zà-ÿ]|[,;).(])")
"""What follows a slot in the middle or at the end of a phrase."""

NUMBER_SIGN = re.compile(r"(?<![\w.])(?:n\s?[°º]|numero)(?=[\s,;)]|$)")
"""« n° », where a number should follow."""

BEFORE_NUMBER = re.compile(
    r"[a-z]{3}[^\n]{0,30}\Z|(?:arrete|decision|deliberation|convention|avenant|contrat|marche)(?:\s+du\s[^\n]{4,24})?\W{0,12}\Z"
)
"""What « n° » must follow: words on its line, or the kind of the act on the line above."""

NOT_NUMBERED = re.compile(
    r"\s{3,}(?=[a-z,;.)]|$)(?!\s*(?:siren|siret|rna|ordre)\b)|\s?(?=[,;)]|\.(?:\s|$))|\s{0,3}$|[ \t]{0,3}\n[ \t]{0,3}\n"
    r"|\s{1,4}(?=(?:en\s+date|du|portant|relatif|relative|(?:autoris|modifi|fix|abrog|regl|prorog|nomm|approuv|interdis)\w{0,4}ant)\b)"
)
"""What shows that no number follows « n° », in folded text: a gap, a comma, « en date du », « du »."""

BROKEN_NUMBER = re.compile(r"(?<=\d{4}[-_/])n[°º]\s+(?=[a-z]{3,})")
"""A number whose second half is missing: « 2026-n° Accusé »."""

DATE_SIGN = re.compile(r"\b(?:en\s+date\s+du|datee?s?\s+du|en\s+date\s+de)(?=[\s,;.)]|$)")
"""« en date du », where a date should follow."""

UNDATED = re.compile(
    r"\s*(?:[,;.)]|$)|[ \t]{3,}\S|\s*\n\s*\n|\s{1,12}(?:et|ci|par|d'une|d'autre)\b"
)
"""What shows that no date follows: a gap, a comma, the next formula."""

ACT_DATE_SIGN = re.compile(r"\bn[°º]\s?(?P<number>\w[\w ./_-]{0,30}?)?\s?\bdu(?=\s+(?:par|a\s+ete|conform)\b|\s*[,;.]|\s*$)")
"""« n° 12 du », where a date should follow and another phrase does."""

FROM_TO = re.compile(r"\b(?:affiche|periode|valable|validite|mairie|prevu|sejour|programm)\w{0,6}\b[^.;:\n]{0,40}?\s(?P<du>du)\s+(?P<au>au)\b")
"""« affiché en mairie du au »: neither date is there."""

SIGNED_AT = re.compile(
    r"(?m)^[ \t*]*(?:(?:fait|signee?|donnee?|dressee?|delivree?|etabli)\b[^.;:\n]{0,70}?(?:\n\s{0,3})?"
    r"|(?:(?P<at>a)\s+)?(?P<town>[^.;:,\n\d]{2,40}?)(?:,|(?(at)|(?!)))[ \t]*),?\s*(?P<le>\ble)[ \t*]*:?[ \t]*(?=\n|$)"
    r"|\bfait\s+a\s+[^.;:,\n\d]{2,40},?\s+(?P<flat>le)\s(?=[a-z])"
)
"""« Fait à Valmont, le » with nothing behind it, « À VALMONT, le », « Valmont, le »."""

FORMALITY = re.compile(
    r"\b(?:transmi[st]e?|publiee?|affichee?|notifiee?|recue?|mise?\s+en\s+ligne|reception|publication|transmission|notification"
    r"|affichage|convocation)\b[^.;:\n]{0,50}?\b(?P<le>le)\s?:(?=\s|$)"
)
"""« Notifié le : », where a date should follow."""

DATED = re.compile(
    r"[\s*:({\[|?.,-]{0,12}(?:[oil|]{0,2}\d|\w{0,2}\s?\d|1er|premier|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche|jour|meme|janv|fev|mars\b"
    r"|avr|mai\b|juin|juil|aou|sept|oct|nov|dec|deux\b|trois\b|quatre|cinq|six\b|huit|neuf\b|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|un\b)"
)
"""What a date may open with, in folded text, OCR slips and noise included."""

REPRESENTED_BY = re.compile(r"\brepresente(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?\s+par(?=\s{3,}(?:en|agissant|dument|ci|d')\b|\s+(?:en\s+qualite|,)|\s{0,3}\n\s{0,3}(?:en|agissant|dument|ci)\b)")
"""« représentée par          en qualité de »: no one stands there."""

CLASH = re.compile(
    r"\b(?:(?:du|au|de|à|le|la|numéro|est)(?=[ \u00a0]{2,8}(?:de|du|au|dont|et|à|en|inscrit|dénommé|par)\b)(?!\s+par\b)"
    r"|soit(?=[ \u00a0]{2,8}[(a-zà-ÿ])|(?:par|du|de|au|à|numéro|est|le)(?=[ \u00a0]{1,3},)|(?:à|de)(?=[ \u00a0]{1,4}€)|à(?=\s+à\b)"
    r"|(?:SIREN|SIRET)(?=[ \u00a0]{2,8}(?:ou|et|dont)\b|\s+,)|et(?=[ \u00a0]{2,8}\(\d\)))|,(?=[ \u00a0]{2,8}\(\d\))"
)
"""Two words that never meet, with the gap of an empty field between: « au capital de  dont », « par , »."""

OPEN_DATE = re.compile(
    r"\b(?:expire|expirera|termine|terminera|debute|debutera|commence|commencera|date\s+d'effet|prend(?:ra)?\s+(?:effet|fin)"
    r"|entre(?:ra)?\s+en\s+vigueur|a\s+compter|jusqu'au|remise?|depose)(?:\s+(?P<prep>le|du))?[ \t]*(?=\n\s*(?:\n|[^\s\da-z]))"
)
"""« Elle expire le » at the end of its paragraph."""

LABEL = re.compile(r"(?m)^[ \t]*(?:[-–•*▪]\s{0,3})?(?P<label>[^\W_][^:\n]{1,110}?)[ \t*]?:[ \t*]*$")
"""A line that is only a label: « Nom du Président : »."""

FIELD = re.compile(
    r"(?:\d{1,2}\.(?:\d{1,2}\.?)?\s+)?(?:le\s+|la\s+|l'|n°\s+(?:de\s+)?|numero\s+(?:de\s+)?|date\s|nombre\s)?"
    r"(?:noms?|prenoms?|adresse|telephone|tel|portable|mobile|fax|e-?mail|mail|courriel|fonction|qualite|siret|siren|rna|iban|bic"
    r"|lieu|date|nombre|montant|surface|vendeur|acquereur|acte\s+notarie|notaire|reference|permis\s+de\s+construire|discipline|profession"
    r"|nationalite|demeurant|domicile|code\s+postal|raison\s+sociale|denomination|forme\s+juridique|autres|bureaux|locaux|financement"
    r"|personne\s+a\s+contacter|contact|site\s+internet|responsable|representant)\b"
)
"""The first words, in folded text, of what a form asks for."""

NO_VALUE = re.compile(r"(?:signature|cachet|lu et approuve|fait\s+(?:a|en|le)\s)")
"""What follows an unfilled label at the end of a form."""

LIST_HEAD = re.compile(r"(?:nombre\s+de\s+(?:conseillers|membres|presents|votants|voix)|date\s+(?:de\s+)?(?:la\s+)?(?:convocation|seance|l'affichage)|references?\s*$|lieux?\s*$)")
"""Labels of the same words that open a list or a head, never a form."""

REACH = 40
"""How many characters of the words before the slot are given."""


class Slot(NamedTuple):
    """`string[words:end]` are the words before the slot, `string[start:stop]` the dots drawn there, if any."""

    words: int
    end: int
    start: int
    stop: int
    by: str


def blanks(text: Text) -> tuple[Blank, ...]:
    """Every slot left empty, in reading order, with the words just before it."""
    result: list[Blank] = []
    for slot in slots(text.string):
        words = text[slot.words : slot.end].strip()
        drawn = text[slot.start : slot.stop].strip()
        if words:
            result.append(
                Blank(
                    text=found(words, words.normal(), slot.by),
                    slot=found(drawn, None, slot.by, state="blank") if drawn else None,
                )
            )
    return tuple(result)


def slots(string: str) -> list[Slot]:
    """Where the empty slots of a string stand, in order."""
    folded = fold(string)
    seen: dict[int, tuple[int, int, str]] = {}
    for end, start, stop, by in (*_drawn(string, folded), *_placeholders(string), *_inferred(string, folded), *_labels(string, folded)):
        seen.setdefault(end, (start, stop, by))
    result: list[Slot] = []
    floor = 0
    for end in sorted(seen):
        start, stop, by = seen[end]
        if result and end < result[-1].stop:
            continue
        words = _words_before(string, end, floor)
        if any(c.isalpha() for c in string[words:end]):
            result.append(Slot(words, end, start, stop, by))
            floor = max(stop, end)
    return result


def _words_before(string: str, end: int, floor: int) -> int:
    """Where the words before a slot start: in its sentence, after the slot before, at most `REACH` away."""
    low = max(floor, end - REACH)
    window = string[low:end]
    border = max(
        (m.end() for m in re.finditer(r"\n\s*\n|[.;!?]\s+(?=[A-ZÀ-Ý])|[_…]+|\.{4,}|[}%]\}", window) if window[m.end() :].strip(" :,*")),
        default=0,
    )
    for m in re.finditer(r"\n", window):  # a new line is a new phrase, unless it runs on
        rest = window[m.end() :].lstrip(" \t*")
        if m.end() > border and rest and not rest[0].islower() and len(rest.split()) > 1:
            border = m.end()
    start = low + border
    if border == 0 and start and not string[start - 1].isspace() and start != floor:
        cut = re.compile(r"\s").search(string, start, end)
        start = cut.end() if cut and string[cut.end() : end].strip() else start
    return start + len(string[start:end]) - len(string[start:end].lstrip(" \t\r\n\u00a0*#|.;_…}"))


def _drawn(string: str, folded: str) -> Iterator[tuple[int, int, int, str]]:
    runs: list[tuple[int, int]] = []
    for m in DRAWN.finditer(string):
        if runs and not string[runs[-1][1] : m.start()].strip():  # the next line to write on
            runs[-1] = (runs[-1][0], m.end())
        else:
            runs.append(m.span())
    for start, stop in runs:
        drawn = string[start:stop]
        line = string.rfind("\n", 0, start) + 1
        before = folded[max(line, start - 60) : start]
        if not before.strip(" \t*|"):  # at the start of its line: it fills the line above
            above = folded[max(0, line - 60) : max(0, line - 1)]
            if not above.strip(" \t*") or "\n\n" in above[-4:] or not re.search(r"[:,]\s*$", above):
                continue
            before = above
        wanting = WANTING.search(before)
        tail = string[stop : stop + 14]
        if drawn[0] != "_" and CONTENTS.match(string, stop) and not (wanting and DATE_WORD.search(before)):
            continue
        if drawn.strip() in ("…", "..."):
            taken = UNIT.match(tail) or (DATE_WORD.search(before) and re.match(r"\s[a-zà-ÿ,;]", tail))
        elif wanting:
            taken = not (CIVILITY_ENDS.search(before) and re.match(r"[\s|]*[A-ZÀ-Ý]", tail))
        else:
            taken = stop - start >= 8 and ENDS_SLOT.match(tail) and re.search(r"[a-z)\"»][ \t*]{0,4}$", before)
        if taken:
            yield start, start, stop, "blanks.drawn"


def _placeholders(string: str) -> Iterator[tuple[int, int, int, str]]:
    for m in PLACEHOLDER.finditer(string):
        yield m.start(), m.start(), m.end(), "blanks.placeholder"


def _inferred(string: str, folded: str) -> Iterator[tuple[int, int, int, str]]:
    for m in NUMBER_SIGN.finditer(folded):
        before = folded[max(0, m.start() - 40) : m.start()]
        if NOT_NUMBERED.match(folded, m.end()) and BEFORE_NUMBER.search(before):
            yield m.end(), m.end(), m.end(), "blanks.number"
    for m in BROKEN_NUMBER.finditer(folded):
        yield m.start() + 2, m.start() + 2, m.start() + 2, "blanks.number"
    for m in DATE_SIGN.finditer(folded):
        if not DATED.match(folded, m.end()) and UNDATED.match(folded, m.end()):
            yield m.end(), m.end(), m.end(), "blanks.date"
    for m in ACT_DATE_SIGN.finditer(folded):
        yield m.end(), m.end(), m.end(), "blanks.date"
    for m in FROM_TO.finditer(folded):
        if string[m.start("du") : m.end("du")] != "du":  # « le montant dû au preneur »
            continue
        yield m.end("du"), m.end("du"), m.end("du"), "blanks.date"
        if not DATED.match(folded, m.end("au")):
            yield m.end("au"), m.end("au"), m.end("au"), "blanks.date"
    for m in SIGNED_AT.finditer(folded):
        end = m.end("le") if m["le"] else m.end("flat")
        if m["town"] and not TOWN.fullmatch(string[m.start("town") : m.end("town")].strip(" *")):
            continue
        if not DATED.match(folded, end) and not (m["le"] and re.match(r"\s*[a-zà-ÿ]", string[end : end + 40])):
            yield end, end, end, "blanks.signed_on"
    for m in FORMALITY.finditer(folded):
        if not DATED.match(folded, m.end()) and not re.search(r"\d", folded[m.end() : m.end() + 10]):
            yield m.end(), m.end(), m.end(), "blanks.formality"
    for m in REPRESENTED_BY.finditer(folded):
        yield m.end(), m.end(), m.end(), "blanks.gap"
    for m in CLASH.finditer(string):
        yield m.end(), m.end(), m.end(), "blanks.gap"
    for m in OPEN_DATE.finditer(folded):
        if m["prep"]:
            yield m.end("prep"), m.end("prep"), m.end("prep"), "blanks.date"


def _labels(string: str, folded: str) -> Iterator[tuple[int, int, int, str]]:
    labels = list(LABEL.finditer(string))
    for m in labels:
        label = folded[m.start("label") : m.end("label")]
        if not FIELD.match(label) or LIST_HEAD.match(label):
            continue
        following = re.compile(r"\s*(?P<line>[^\n]*)").match(folded, m.end())
        line = following["line"].strip(" *") if following else ""
        if not line or NO_VALUE.match(line) or (
            re.fullmatch(r"[^:]{2,110}:\s*", line) and (FIELD.match(line) or re.match(r"-|\d", line))
        ) or (re.match(r"\d{1,2}\.\d", label) and re.match(r"\d{1,2}\.\d", line)):
            yield m.end("label") + string[m.end("label") : m.end()].find(":") + 1, m.end(), m.end(), "blanks.label"
