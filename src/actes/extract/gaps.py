"""Slots that are not drawn: places where the words show that a value is missing.

« par délibération n°        en date du », « Fait à Valmont, le » at the end of its line,
« représenté par , », a form whose label is followed by the next label. Each is read from words
that cannot follow one another, so that words that may as well be whole are left alone.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actes.extract.identifiers import TOWN

NUMBER_SIGN = re.compile(r"n(?<![\w.]n)(?:\s?[°º]|umero)(?=[\s,;)]|\Z)")
"""« n° », where a number should follow."""

BEFORE_NUMBER = re.compile(
    r"[a-z]{3}[^\n]{0,30}\Z"
    r"|(?:arrete|decision|deliberation|convention|avenant|contrat|marche)(?:\s{1,3}du\s[^\n]{4,24})?\W{0,12}\Z"
)
"""What « n° » must follow: words on its line, or the kind of the act on the line above."""

NOT_NUMBERED = re.compile(
    r"\s{3,60}(?=[a-z,;.)]|\Z)(?!(?:siren|siret|rna|ordre)\b)|\s?(?=[,;)]|\.(?:\s|\Z))|\s{0,3}\Z"
    r"|[ \t]{0,3}\n[ \t]{0,3}\n"
    r"|\s{1,4}(?=(?:en\s{1,3}date|du|portant|relatif|relative"
    r"|(?:autoris|modifi|fix|abrog|regl|prorog|nomm|approuv|interdis)\w{0,4}ant)\b)"
)
"""What shows that no number follows « n° »: a gap, a comma, « en date du », « portant »."""

BROKEN_NUMBER = re.compile(r"n[°º](?<=\d{4}[-_/]n.)(?=\s{1,3}[a-z]{3,})")
"""A number whose second half is missing: « 2026-n° Accusé »."""

DATE_SIGN = re.compile(r"date(?<![a-z]date)e?s?\s{1,4}du(?=[\s,;.)]|\Z)")
"""« en date du », where a date should follow."""

UNDATED = re.compile(
    r"\s{0,60}(?:[,;.)]|\Z)|[ \t]{3,60}\S|[ \t]{0,60}\n[ \t]{0,60}\n|\s{1,12}(?:et|ci|par|d'une|d'autre)\b"
)
"""What shows that no date follows: a gap, a comma, the next formula."""

ACT_DATE_SIGN = re.compile(
    r"n(?<!\wn)[°º]\s?(?:\w[\w ./_-]{0,30}?)?\s?\bdu(?=\s{1,3}(?:par|a\s{1,3}ete|conform)\b|\s{0,3}[,;.]|\s{0,60}\Z)"
)
"""« n° 12 du », where a date should follow and another phrase does."""

FROM_TO = re.compile(r"du(?<!\wdu)\s{1,9}(?P<au>au)\b")
"""« du au »: two dates are missing, where what stands before runs from one day to another."""

RUNS = re.compile(r"\b(?:affiche|periode|valable|validite|mairie|prevu|sejour|programm)\w{0,6}\b[^.;:\n]{0,40}\s\Z")
"""« affiché en mairie (du au) »."""

LE_AT_END = re.compile(r"le(?<![\w'-]le)[ \t*]{0,20}:?[ \t]{0,80}(?=\n|\Z)")
"""« le » at the end of a line."""

SIGNED_BEFORE = re.compile(
    r"[ \t*]{0,80}(?:(?:fait|signee?|donnee?|dressee?|delivree?|etabli)\b[^.;:\n]{0,70}?(?:\n\s{0,3})?"
    r"|(?:(?P<at>a)\s{1,3})?(?P<town>[^.;:,\n\d]{2,40}?)(?:,|(?(at)|(?!)))[ \t]{0,9}),?\s{0,9}"
)
"""What « le » follows on its line, or the line before: « Fait à Valmont, », « À VALMONT, », « Valmont, »."""

SIGNED_FLAT = re.compile(r"fait(?<![a-z]fait)\s{1,3}a\s{1,3}[^.;:,\n\d]{2,40},?\s{1,3}(?P<le>le)\s(?=[a-z])")
"""« Fait à Valmont, le Le Maire », where lines were lost."""

RUNS_ON = re.compile(r"\s{0,40}[a-zà-ÿ]")
"""« le » at the end of a line whose sentence goes on (unfolded)."""

FORMALITY = re.compile(r"le(?<![\w'-]le)\s?:(?=\s|\Z)")
"""« le : », where a date should follow."""

FORMALITY_BEFORE = re.compile(
    r"\b(?:transmi[st]e?|publiee?|affichee?|notifiee?|recue?|mise?\s{1,3}en\s{1,3}ligne|reception|publication|transmission"
    r"|notification|affichage|convocation)\b[^.;:\n]{0,50}\Z"
)
"""« Notifié (le :) », « Mis en ligne (le :) »."""

DATED = re.compile(
    r"[\s*:({\[|?.,-]{0,60}(?:[oil|]{0,2}\d|\w{0,2}\s?\d|1er|premier|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche|jour|meme"
    r"|janv|fev|mars\b|avr|mai\b|juin|juil|aou|sept|oct|nov|dec|deux\b|trois\b|quatre|cinq|six\b|huit|neuf\b|dix|onze|douze"
    r"|treize|quatorze|quinze|seize|vingt|trente|un\b)"
)
"""What a date may open with, OCR slips and noise included."""

OPEN_DATE = re.compile(r"(?:le|du)(?<![\w'-]..)[ \t]{0,60}(?=\n\s{0,60}(?:\n|[^\s\da-z]))")
"""« le » or « du » at the end of a paragraph."""

TERM_BEFORE = re.compile(
    r"\b(?:expire|expirera|termine|terminera|debute|debutera|commence|commencera|date\s{1,3}d'effet"
    r"|prend(?:ra)?\s{1,3}(?:effet|fin)|entre(?:ra)?\s{1,3}en\s{1,3}vigueur|a\s{1,3}compter|jusqu'au|remise?|depose)\s{1,3}\Z"
)
"""« Elle expire (le) »."""

REPRESENTED_BY = re.compile(
    r"represente(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?\s{1,3}par"
    r"(?=\s{3,60}(?:en|agissant|dument|ci|d')\b|\s{1,60}(?:en\s{1,3}qualite|,)|\s{0,3}\n\s{0,3}(?:en|agissant|dument|ci)\b)"
)
"""« représentée par          en qualité de »: no one stands there."""

CLASH = re.compile(
    r"\b(?:(?:du|au|de|à|le|la|numéro|est)(?=[ \u00a0]{2,8}(?:de|du|au|dont|et|à|en|inscrit|dénommé|par)\b)"
    r"(?!\s{1,8}par\b)"
    r"|soit(?=[ \u00a0]{2,8}[(a-zà-ÿ])|(?:par|du|de|au|à|numéro|est|le)(?=[ \u00a0]{1,3},)|(?:à|de)(?=[ \u00a0]{1,4}€)"
    r"|(?:(?<!nombre )de|pour|à|sur|pendant)(?=[ \u00a0]{2,8}(?:logements|euros|mois|jours|ans|heures|pages|exemplaires"
    r"|hectares|m²))"
    r"|à(?=\s{1,4}à\b)|(?:SIREN|SIRET)(?=[ \u00a0]{2,8}(?:ou|et|dont)\b|\s{1,8},)|et(?=[ \u00a0]{2,8}\(\d\)))"
    r"|,(?=[ \u00a0]{2,8}\(\d\))|[a-zà-ÿ](?=[ \u00a0]{2,8},)"
)
"""Two words that never meet, an empty field between: « au capital de  dont », « par , » (unfolded)."""

NAMELESS = re.compile(r"\b(?P<before>et|par|entre|monsieur|madame)[ \t]{0,9}\n\s{0,9}(?=,[ \t]{0,3}\w)")
"""« Et / , Délégué syndical »: a line cannot open with a comma; the name before it is gone."""

TO_FILL_IN = re.compile(r"a\s{1,3}(?:renseigner|completer|remplir|preciser)[^\n]{0,80}(?=(?:\n[ \t]{0,80}){3})")
"""« (à renseigner pour les terrasses) » above an empty place."""

EMPTY_TABLE = re.compile(
    r"(?m)^[ \t]{0,80}[^\W\d_][^\n]{0,80}?(?: {3,}|\t)[ \t]{0,80}[^\W\d_][^\n:]{0,160}"
    r"(?=\n(?:[ \t]{0,7}\n){0,2}(?:[ \t]{8,400}\n){2})"
)
"""The heads of a table whose rows are empty (unfolded)."""

LABEL = re.compile(
    r"(?m)^[ \t]{0,80}(?:[-–•*▪]\s{0,3})?(?P<label>[^\W_][^:\n]{1,240}?)[ \t*]{0,9}(?P<colon>:)[ \t*]{0,80}$"
)
"""A line that is only a label: « Nom du Président : » (unfolded)."""

FIELD = re.compile(
    r"(?:\d{1,2}\s?(?:bis|ter|quater)?\s?[.)°-](?:\d{1,2}\.?)?\s{1,3})?"
    r"(?:le\s|la\s|l'|n°\s(?:de\s)?|numero\s(?:de\s)?|date\s|nombre\s)?"
    r"(?:noms?|prenoms?|adresse|telephone|tel|portable|mobile|fax|e-?mail|mail|courriel|fonction|qualite|siret|siren|rna|iban|bic"
    r"|lieu|date|nombre|montant|surface|vendeur|acquereur|acte\snotarie|notaire|reference|permis\sde\sconstruire|discipline"
    r"|profession|nationalite|demeurant|domicile|code\spostal|raison\ssociale|denomination|forme\sjuridique|autres|bureaux|locaux"
    r"|financement|personne\sa\scontacter|contact|site\sinternet|responsable|representant)\b"
)
"""The first words of what a form asks for."""

LIST_HEAD = re.compile(
    r"(?:nombre\sde\s(?:conseillers|membres|presents|votants|voix)|date\s(?:de\s)?(?:la\s)?(?:convocation|seance|l'affichage)"
    r"|references?\s{0,3}\Z|lieux?\s{0,3}\Z)"
)
"""Labels of the same words that open a list or a head, never a form."""

NO_VALUE = re.compile(r"(?:signature|cachet|lu\set\sapprouve|fait\s(?:a|en|le)\s)")
"""What follows an unfilled label at the end of a form."""

BARE_LABEL = re.compile(r"[^:]{2,400}:\s{0,9}")
"""Another label with nothing behind it."""

ITEM = re.compile(r"-|\d")
"""How the labels of a numbered form open: « 3. », « - »."""

SUBNUMBER = re.compile(r"\d{1,2}\.\d")
"""« 5.3 »: the next field of the same part of a form."""

NEXT_LINE = re.compile(r"\s{0,400}(?P<line>[^\n]{0,400})")
"""The next line that is not empty."""

LINE_REACH = 200
"""How far back the start of a line is looked for."""


COUNTED = re.compile(r"\d\s{0,3}\Z")
"""« 4 600 n° »: behind a number stands a unit (m²) that a scan misread, or the end of an enumeration."""


def gaps(string: str, folded: str) -> Iterator[tuple[int, str]]:
    """Where a slot stands that only the words around it show, and by which formula; `folded` is `fold(string)`."""
    yield from _numbers(folded)
    yield from _dates(string, folded)
    yield from _signing(string, folded)
    yield from _clashes(string, folded)
    yield from _labels(string, folded)


def _numbers(folded: str) -> Iterator[tuple[int, str]]:
    for m in NUMBER_SIGN.finditer(folded):
        if COUNTED.search(folded, max(0, m.start() - 6), m.start()):
            continue
        if NOT_NUMBERED.match(folded, m.end()) and BEFORE_NUMBER.search(folded[max(0, m.start() - 40) : m.start()]):
            yield m.end(), "blanks.number"
    for m in BROKEN_NUMBER.finditer(folded):
        yield m.end(), "blanks.number"


def _dates(string: str, folded: str) -> Iterator[tuple[int, str]]:
    for m in DATE_SIGN.finditer(folded):
        if not DATED.match(folded, m.end()) and UNDATED.match(folded, m.end()):
            yield m.end(), "blanks.date"
    for m in ACT_DATE_SIGN.finditer(folded):
        yield m.end(), "blanks.date"
    for m in FROM_TO.finditer(folded):
        end = m.start() + 2
        if string[m.start() : end] == "du" and RUNS.search(folded[max(0, m.start() - 60) : m.start()]):
            yield end, "blanks.date"
            if not DATED.match(folded, m.end()):
                yield m.end(), "blanks.date"
    for m in OPEN_DATE.finditer(folded):
        if TERM_BEFORE.search(folded[max(0, m.start() - 40) : m.start()]):
            yield m.start() + 2, "blanks.date"
    for m in FORMALITY.finditer(folded):
        before = folded[max(0, m.start() - 80) : m.start()]
        dated = DATED.match(folded, m.end()) or re.search(r"\d", folded[m.end() : m.end() + 10])
        if not dated and FORMALITY_BEFORE.search(before):
            yield m.end(), "blanks.formality"


def _signing(string: str, folded: str) -> Iterator[tuple[int, str]]:
    """« Fait à Valmont, le » with no date."""
    for m in LE_AT_END.finditer(folded):
        end = m.start() + 2
        low = max(0, m.start() - LINE_REACH)
        line = max(low, folded.rfind("\n", low, m.start()) + 1)
        if not folded[line : m.start()].strip(" \t*"):  # alone on its line: the place is on the one before
            line = max(low, folded.rfind("\n", low, max(low, line - 1)) + 1)
        before = SIGNED_BEFORE.fullmatch(folded, line, m.start())
        if before is None or (before["town"] and not TOWN.fullmatch(string[slice(*before.span("town"))].strip(" *"))):
            continue
        if not DATED.match(folded, m.end()) and not RUNS_ON.match(string, m.end()):
            yield end, "blanks.signed_on"
    for m in SIGNED_FLAT.finditer(folded):
        if not DATED.match(folded, m.end("le")):
            yield m.end("le"), "blanks.signed_on"


def _clashes(string: str, folded: str) -> Iterator[tuple[int, str]]:
    for m in REPRESENTED_BY.finditer(folded):
        yield m.end(), "blanks.gap"
    for m in CLASH.finditer(string):
        yield m.end(), "blanks.gap"
    if "        \n" in string:
        for m in EMPTY_TABLE.finditer(string):
            yield len(string[: m.end()].rstrip()), "blanks.table"
    for m in NAMELESS.finditer(folded):
        yield m.end("before"), "blanks.gap"
    for m in TO_FILL_IN.finditer(folded):
        yield len(folded[: m.end()].rstrip()), "blanks.gap"


def _labels(string: str, folded: str) -> Iterator[tuple[int, str]]:
    """The fields of a form with no value behind their colon nor on the next line."""
    for m in LABEL.finditer(string):
        label = folded[m.start("label") : m.end("label")]
        if not FIELD.match(label) or LIST_HEAD.match(label):
            continue
        following = NEXT_LINE.match(folded, m.end())
        line = following["line"].strip(" *") if following else ""
        if (
            not line
            or NO_VALUE.match(line)
            or (BARE_LABEL.fullmatch(line) and (FIELD.match(line) or ITEM.match(line)))
            or (SUBNUMBER.match(label) and SUBNUMBER.match(line))
        ):
            yield m.end("colon"), "blanks.label"
