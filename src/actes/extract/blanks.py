"""Slots that an act leaves empty: what is still to be filled in, and the words before it.

A slot is drawn (« en date du ………… », « n° ______ »), is a placeholder (« {{ nom }} »,
« jj/mm/aaaa », « n° XXX »), or is only seen from the words that should not meet: « par
délibération n°        en date du », « Fait à Valmont, le » at the end of its line, a form
whose label is followed by the next label. Where the words may as well be whole, nothing is
reported: a leader of a table of contents, a rule, « Absents : » are no slots.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actes.extract.identifiers import TOWN
from actes.lines import fold
from actes.model import Blank, found
from actes.text import Text

# --- slots that are drawn ---

DRAWN = re.compile(
    r"_{3,}|(?:\.{4}|…[.…]|\.{1,3}…)[.…]{0,400}|(?:[.…_][ \u00a0]){4,200}[.…_]?"
    r"|(?<=\s)(?:…|\.{3})(?=\s)|(?<=[a-zé]\s)…(?=\s)"
)
"""Dots or a line to write on: « .......... », « ______ », « … » alone between two words (unfolded)."""

PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,160}\}\}|(?<!\w)__[A-Za-z]\w{1,40}?__(?!\w)"
    r"|(?<![\w/])(?:jj|JJ|xx|XX)/(?:mm|MM|xx|XX)/(?:aaaa|AAAA|20xx|20XX|xxxx|XXXX)\b|(?<=[nN][°º])\s{0,2}X{2,12}\b"
)
"""A name for what will stand there: « {{ nom }} », « __Adresse__ », « jj/mm/aaaa », « n° XXX » (unfolded)."""

WANTING = re.compile(
    r"(?:\bn\s?[°º]|\bnumeros?|\b(?:le|la|les|du|de|des|au|aux|a|en|par|pour|sur|est|soit|et|ou|avec|chez|entre|sous|dite?"
    r"|denommee?|nommee?|soussignee?|monsieur|madame|mademoiselle|m\.|mme|mlle|mr|sieur|nom|prenom|date|association|societe"
    r"|commune)|[:'(,])[\s*]{0,20}\Z"
)
"""Words that cannot end a phrase: a drawn slot after them holds what is missing."""

DATE_WORD = re.compile(r"(?:\b(?:le|du|sur|n\s?[°º])|\bnumero)[\s*:]{0,20}\Z")
"""Words after which three dots alone are a slot, and no leader stands."""

CIVILITY_ENDS = re.compile(r"\b(?:monsieur|madame|m\.|mme|mr)[\s*]{0,20}\Z")
"""« M. ........ DURAND »: dots that lead to a name are a leader."""

WORD_ENDS = re.compile(r"[a-z)\"»][ \t*]{0,4}\Z")
LABEL_ENDS = re.compile(r"[:,][ \t*]{0,20}\Z")

CONTENTS = re.compile(r"\s{0,3}(?:p\.?\s?|page\s)?\d{1,3}(?![\d.,/]?\d)(?=\s{0,40}(?:\n|\Z|[^\sa-zà-ÿ€%]))")
"""The page number behind a leader: « Objet............ 12 » (unfolded)."""

UNIT = re.compile(
    r"\s?(?:€|euros?\b|mois\b|ans?\b|années\b|jours?\b|heures?\b|pages\b|m[èe]tres\b|m²|%|exemplaires\b|logements\b)"
)
"""What is counted: three dots before it are a slot, « une durée de ... mois » (unfolded)."""

GOES_ON = re.compile(r"\s?\n|\s[a-zà-ÿ,;]")
ENDS_SLOT = re.compile(r"[ \t*]{0,20}(?:\n(?=[\s\S])|(?!à\s)[a-zà-ÿ]|[,;).(])")
"""What follows a slot in the middle or at the end of a phrase (unfolded)."""

NAME_FOLLOWS = re.compile(r"[\s|]{0,20}[A-ZÀ-Ý]")

# --- slots that the words show ---

NUMBER_SIGN = re.compile(r"(?<![\w.])(?:n\s?[°º]|numero)(?=[\s,;)]|\Z)")
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

BROKEN_NUMBER = re.compile(r"(?<=\d{4}[-_/])n[°º](?=\s{1,3}[a-z]{3,})")
"""A number whose second half is missing: « 2026-n° Accusé »."""

DATE_SIGN = re.compile(r"\b(?:en\s{1,4}date\s{1,4}du|datee?s?\s{1,4}du|en\s{1,4}date\s{1,4}de)(?=[\s,;.)]|\Z)")
"""« en date du », where a date should follow."""

UNDATED = re.compile(
    r"\s{0,60}(?:[,;.)]|\Z)|[ \t]{3,60}\S|[ \t]{0,60}\n[ \t]{0,60}\n|\s{1,12}(?:et|ci|par|d'une|d'autre)\b"
)
"""What shows that no date follows: a gap, a comma, the next formula."""

ACT_DATE_SIGN = re.compile(
    r"\bn[°º]\s?(?:\w[\w ./_-]{0,30}?)?\s?\bdu(?=\s{1,3}(?:par|a\s{1,3}ete|conform)\b|\s{0,3}[,;.]|\s{0,60}\Z)"
)
"""« n° 12 du », where a date should follow and another phrase does."""

FROM_TO = re.compile(
    r"\b(?:affiche|periode|valable|validite|mairie|prevu|sejour|programm)\w{0,6}\b[^.;:\n]{0,40}?"
    r"\s(?P<du>du)\s{1,9}(?P<au>au)\b"
)
"""« affiché en mairie du au »: neither date is there."""

SIGNED_AT = re.compile(
    r"(?m)^[ \t*]{0,80}(?:(?:fait|signee?|donnee?|dressee?|delivree?|etabli)\b[^.;:\n]{0,70}?(?:\n\s{0,3})?"
    r"|(?:(?P<at>a)\s{1,3})?(?P<town>[^.;:,\n\d]{2,40}?)(?:,|(?(at)|(?!)))[ \t]{0,9}),?"
    r"\s{0,9}(?P<le>\ble)[ \t*]{0,20}:?[ \t]{0,80}(?=\n|\Z)"
    r"|\bfait\s{1,3}a\s{1,3}[^.;:,\n\d]{2,40},?\s{1,3}(?P<flat>le)\s(?=[a-z])"
)
"""« Fait à Valmont, le » with nothing behind it, « À VALMONT, le », « Valmont, le »."""

RUNS_ON = re.compile(r"\s{0,40}[a-zà-ÿ]")

FORMALITY = re.compile(
    r"\b(?:transmi[st]e?|publiee?|affichee?|notifiee?|recue?|mise?\s{1,3}en\s{1,3}ligne|reception|publication|transmission"
    r"|notification|affichage|convocation)\b[^.;:\n]{0,50}?\b(?P<le>le)\s?:(?=\s|\Z)"
)
"""« Notifié le : », where a date should follow."""

DATED = re.compile(
    r"[\s*:({\[|?.,-]{0,60}(?:[oil|]{0,2}\d|\w{0,2}\s?\d|1er|premier|(?:lun|mar|mercre|jeu|vendre|same)di\b|dimanche|jour|meme"
    r"|janv|fev|mars\b|avr|mai\b|juin|juil|aou|sept|oct|nov|dec|deux\b|trois\b|quatre|cinq|six\b|huit|neuf\b|dix|onze|douze"
    r"|treize|quatorze|quinze|seize|vingt|trente|un\b)"
)
"""What a date may open with, OCR slips and noise included."""

OPEN_DATE = re.compile(
    r"\b(?:expire|expirera|termine|terminera|debute|debutera|commence|commencera|date\s{1,3}d'effet"
    r"|prend(?:ra)?\s{1,3}(?:effet|fin)|entre(?:ra)?\s{1,3}en\s{1,3}vigueur|a\s{1,3}compter|jusqu'au|remise?|depose)(?:\s{1,3}(?P<prep>le|du))?"
    r"[ \t]{0,60}(?=\n\s{0,60}(?:\n|[^\s\da-z]))"
)
"""« Elle expire le » at the end of its paragraph."""

REPRESENTED_BY = re.compile(
    r"\brepresente(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?\s{1,3}par"
    r"(?=\s{3,60}(?:en|agissant|dument|ci|d')\b|\s{1,60}(?:en\s{1,3}qualite|,)|\s{0,3}\n\s{0,3}(?:en|agissant|dument|ci)\b)"
)
"""« représentée par          en qualité de »: no one stands there."""

CLASH = re.compile(
    r"\b(?:(?:du|au|de|à|le|la|numéro|est)(?=[ \u00a0]{2,8}(?:de|du|au|dont|et|à|en|inscrit|dénommé|par)\b)"
    r"(?!\s{1,8}par\b)"
    r"|soit(?=[ \u00a0]{2,8}[(a-zà-ÿ])|(?:par|du|de|au|à|numéro|est|le)(?=[ \u00a0]{1,3},)|(?:à|de)(?=[ \u00a0]{1,4}€)"
    r"|à(?=\s{1,4}à\b)|(?:SIREN|SIRET)(?=[ \u00a0]{2,8}(?:ou|et|dont)\b|\s{1,8},)|et(?=[ \u00a0]{2,8}\(\d\)))"
    r"|,(?=[ \u00a0]{2,8}\(\d\))"
)
"""Two words that never meet, an empty field between: « au capital de  dont », « par , » (unfolded)."""

LABEL = re.compile(
    r"(?m)^[ \t]{0,80}(?:[-–•*▪]\s{0,3})?(?P<label>[^\W_][^:\n]{1,110}?)[ \t*]{0,9}(?P<colon>:)[ \t*]{0,80}$"
)
"""A line that is only a label: « Nom du Président : » (unfolded)."""

FIELD = re.compile(
    r"(?:\d{1,2}\.(?:\d{1,2}\.?)?\s{1,3})?(?:le\s|la\s|l'|n°\s(?:de\s)?|numero\s(?:de\s)?|date\s|nombre\s)?"
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

BARE_LABEL = re.compile(r"[^:]{2,110}:\s{0,9}")
ITEM = re.compile(r"-|\d")
SUBNUMBER = re.compile(r"\d{1,2}\.\d")
NEXT_LINE = re.compile(r"\s{0,400}(?P<line>[^\n]{0,200})")

REACH = 40
"""How many characters of the words before the slot are given."""

LINE_REACH = 200
"""How far back the start of a line is looked for."""

PHRASE_BREAK = re.compile(r"\n\s{0,40}\n|[.;!?]\s+(?=[A-ZÀ-Ý])|[_…]+|\.{4,}|[}%]\}")
"""What the words before a slot do not reach over (unfolded)."""


class Slot(NamedTuple):
    """`string[words:end]` are the words before the slot, `string[start:stop]` the dots drawn there, if any."""

    words: int
    end: int
    start: int
    stop: int
    by: str


_At = tuple[int, int, int, str]


def blanks(text: Text) -> tuple[Blank, ...]:
    """Every slot left empty, in reading order, with the words just before it."""
    result: list[Blank] = []
    for slot in slots(text.string):
        words = text[slot.words : slot.end].strip()
        drawn = text[slot.start : slot.stop].strip()
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
    for end, start, stop, by in (
        *_drawn(string, folded),
        *_placeholders(string),
        *_inferred(string, folded),
        *_labels(string, folded),
    ):
        seen.setdefault(end, (start, stop, by))
    result: list[Slot] = []
    floor = 0
    for end in sorted(seen):
        start, stop, by = seen[end]
        if end < floor:
            continue
        words = _words_before(string, end, floor)
        if any(c.isalpha() for c in string[words:end]):
            result.append(Slot(words, end, start, stop, by))
            floor = max(stop, end)
    return result


def _words_before(string: str, end: int, floor: int) -> int:
    """Where the words before a slot start: in its phrase, after the slot before, at most `REACH` away."""
    low = max(floor, end - REACH)
    window = string[low:end]
    border = 0
    for m in PHRASE_BREAK.finditer(window):
        if window[m.end() :].strip(" :,*"):
            border = m.end()
    for m in re.finditer(r"\n", window):  # a new line is a new phrase, unless it runs on
        rest = window[m.end() :].lstrip(" \t*")
        if m.end() > border and rest and not rest[0].islower() and len(rest.split()) > 1:
            border = m.end()
    start = low + border
    if not border and start > floor and not string[start - 1].isspace():  # in the middle of a word
        cut = re.compile(r"\s").search(string, start, end)
        start = cut.end() if cut and string[cut.end() : end].strip() else start
    own = string[start:end]
    return start + len(own) - len(own.lstrip(" \t\r\n\u00a0*#|.;_…}"))


def _drawn(string: str, folded: str) -> Iterator[_At]:
    runs: list[tuple[int, int]] = []
    for m in DRAWN.finditer(string):
        if runs and m.start() - runs[-1][1] < LINE_REACH and not string[runs[-1][1] : m.start()].strip():
            runs[-1] = (runs[-1][0], m.end())  # the next line to write on
        else:
            runs.append(m.span())
    for start, stop in runs:
        before = _line_before(folded, start)
        if before is not None and _is_slot(string, start, stop, before):
            yield start, start, stop, "blanks.drawn"


def _line_before(folded: str, start: int) -> str | None:
    """What the line of a drawn slot says before it; the line above, where it opens its line and that one waits."""
    low = max(0, start - LINE_REACH)
    line = max(low, folded.rfind("\n", low, start) + 1)
    before = folded[max(line, start - 60) : start]
    if before.strip(" \t*|"):
        return before
    above = folded[max(0, line - 60) : max(0, line - 1)]
    return above if LABEL_ENDS.search(above) else None


def _is_slot(string: str, start: int, stop: int, before: str) -> bool:
    """Whether the dots or the line at `string[start:stop]` are there to be written on."""
    tail = string[stop : stop + 24]
    wanting = WANTING.search(before)
    if string[start] != "_" and CONTENTS.match(string, stop) and not (wanting and DATE_WORD.search(before)):
        return False
    if string[start:stop].strip() in ("…", "..."):
        return bool(UNIT.match(tail) or (DATE_WORD.search(before) and GOES_ON.match(tail)))
    if wanting:
        return not (CIVILITY_ENDS.search(before) and NAME_FOLLOWS.match(tail))
    return bool(stop - start >= 8 and ENDS_SLOT.match(tail) and WORD_ENDS.search(before))


def _placeholders(string: str) -> Iterator[_At]:
    for m in PLACEHOLDER.finditer(string):
        yield m.start(), m.start(), m.end(), "blanks.placeholder"


def _inferred(string: str, folded: str) -> Iterator[_At]:
    """The slots that only the words around them show."""
    for end, by in (*_numbers(folded), *_dates(string, folded), *_gaps(string, folded)):
        yield end, end, end, by


def _numbers(folded: str) -> Iterator[tuple[int, str]]:
    for m in NUMBER_SIGN.finditer(folded):
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
        if string[m.start("du") : m.end("du")] == "du":  # not « le montant dû au preneur »
            yield m.end("du"), "blanks.date"
            if not DATED.match(folded, m.end("au")):
                yield m.end("au"), "blanks.date"
    for m in OPEN_DATE.finditer(folded):
        if m["prep"]:
            yield m.end("prep"), "blanks.date"
    for m in SIGNED_AT.finditer(folded):
        end = m.end("le") if m["le"] else m.end("flat")
        if m["town"] and not TOWN.fullmatch(string[m.start("town") : m.end("town")].strip(" *")):
            continue
        if not DATED.match(folded, end) and not (m["le"] and RUNS_ON.match(string, end)):
            yield end, "blanks.signed_on"
    for m in FORMALITY.finditer(folded):
        if not DATED.match(folded, m.end()) and not re.search(r"\d", folded[m.end() : m.end() + 10]):
            yield m.end(), "blanks.formality"


def _gaps(string: str, folded: str) -> Iterator[tuple[int, str]]:
    for m in REPRESENTED_BY.finditer(folded):
        yield m.end(), "blanks.gap"
    for m in CLASH.finditer(string):
        yield m.end(), "blanks.gap"


def _labels(string: str, folded: str) -> Iterator[_At]:
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
            yield m.end("colon"), m.end(), m.end(), "blanks.label"
