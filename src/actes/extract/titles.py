"""The title of an act: after « Objet : », hanging on its heading, or set off above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.boundaries import heading_kind
from actes.cues import ANNEX, AUTHORITY, BASIS, CERTIFICATE, CONSIDERANT, OBJECT, PARTIES_OPENING, VISA
from actes.extract.head_lines import KIND_ONLY, LETTERHEAD, SESSION_LINE, is_no_title, is_sentence, says_kind_only
from actes.extract.set_off_titles import minutes_title, set_off_title
from actes.kinds import CONTRACTUAL
from actes.lines import Line, fold
from actes.segment import Section
from actes.text import Text

TITLE_LINKS = re.compile(
    r"\b(?:portant|prescrivant|modifiant|relatifs?|relatives?|fixant|autorisant|accordant|abrogeant|reglementant|instituant|approuvant|constatant|"
    r"declarant|interdisant|ordonnant|prorogeant|renouvelant|mettant|donnant|nommant|designant|prononcant|determinant|definissant|delivrant|completant|"
    r"reconnaissant|habilitant|agreant|etablissant|imposant|retirant|concernant|d'ouverture|de prescriptions|d'enregistrement|de mise en demeure|d'autorisation|de nomination|prealable|"
    r"de fermeture|de declassement|de delegation|modificatif|modificative|complementaire|conjoint)\b"
)
"""What makes a title depend on the noun before it: « Arrêté … portant … »."""

PARTICIPLE = re.compile(r"(?!avant\b|devant\b|suivant\b|durant\b|pendant\b)[a-z]{3,14}(?:ant|issant)\b")
"""A line of the title that opens with a present participle: « attribuant l'habilitation … »."""

OBJECT_MARK = re.compile(r"\s*(?:\*{0,2})(?:OBJET|Objet|objet|TITRE|Titre)\s*(?:\*{0,2})\s*:\s*(?:\*{0,2})\s*")

OBJECT_END = re.compile(
    r"\s+(?=D[ée]lib[ée]ration\s+[nN]|N\s?°\s?\d|(?:Le|La)\s+(?:Maire|Président|Présidente|Préfet|Conseil)\b(?=[^a-z]|\s+[mM]unicipal|\s+d)|LE\s+(?:CONSEIL|MAIRE)|L['’]an\s+deux|Rapporteur|RAPPORTEUR|Nombre\s+de|"
    r"NOMBRE\s+DE|Présents|PRÉSENTS|PRESENTS|Le\s+nombre|Monsieur\s+le|Madame\s+l|Date\s+d|DATE\s+D|Étaient|Etaient|Membres|Convocation|Vu\s+l|VU\s+l|Le\s+[a-z]{5,8}\s+\d{1,2}\s|(?:Monsieur|Madame|M\.|Mme)\s+[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+[A-ZÀ-Ý'’-]{2,}|Sur\s+(?:le\s+)?rapport|Par\s+délibération|L['’]assemblée)"
)
"""Where an object ends that lost its line break."""

ACCOUNT_START = re.compile(
    r"\s+(?=(?:Compte\s+tenu|Suite\s+à|Dans\s+l|Dans\s+un|Par\s+(?:courrier|délib)|Il\s+est|Depuis|Afin|Après|Conform|Pour\s+(?:mémoire|rappel)|Cette|Lors|Il\s+convient|Chaque|"
    r"(?:L[ae]s?|En|Aux?|Ce)\s+(?:[a-zé]|Ville|Commune|Communauté|Département)|L['’][a-zé])[^A-Z]{0,20})"
)
"""Where the account of the matter starts, after an object that lost its line break."""


def title_value(title: Text) -> str:
    return re.sub(r"\s+", " ", title.string).strip(" .;,:–—*-")


def object_title(zone: Text, own: Sequence[Line]) -> Text | None:
    """The text after « Objet : » up to the end of its paragraph."""
    for i, line in enumerate(own):
        mark = OBJECT_MARK.match(zone.string, line.start + line.lead) if OBJECT.match(line.folded) else None
        if mark is None:
            m = re.search(r"\bOBJET\s*:\s*", zone.string[line.start : line.end])
            if m is None:
                continue
            start = line.start + m.end()
        else:
            start = mark.end()
        end = line.end if start <= line.end else start
        for following in own[i + 1 : i + 9]:
            f = following.folded
            if following.start < start:
                end = following.end
                continue
            empty = not zone.string[start:end].strip()
            if (following.blank and not empty) or AUTHORITY.match(f) or _starts_other(f) or OBJECT.match(f):
                break
            if (
                re.match(r"n\s?[o°]\s?\d", f)
                or heading_kind(following)
                or SESSION_LINE.match(f)
                or (LETTERHEAD.match(f) and not empty and not following.indent)
            ):
                break
            if not empty and zone.string[start:end].rstrip().endswith("."):
                break
            if (
                not empty
                and following.string[:1].isupper()
                and not following.upper
                and len(following.string) > 85
                and (end - start) < 60
            ):
                break
            end = following.end
        title = zone[start:end]
        if len(title) > 160 and (cut := OBJECT_END.search(title.string, 20)):
            title = title[: cut.start()]
        if len(title) > 280 and (cut := ACCOUNT_START.search(title.string, 30)):
            title = title[: cut.start()]
        if title.string.strip():
            return title.strip()
    return None


def _starts_other(folded: str) -> bool:
    return bool(VISA.match(folded) or CONSIDERANT.match(folded) or BASIS.match(folded) or CERTIFICATE.match(folded))


def heading_titles(section: Section, zone: Text, own: Sequence[Line]) -> Text | None:
    for i, line in enumerate(own):
        kind = heading_kind(line)
        if kind is None:
            continue
        if section.kind in CONTRACTUAL and kind in CONTRACTUAL:
            if title := _contract_title(zone, own, i):
                return title
        elif (
            (section.kind not in ("deliberation", "proces_verbal") or _carried_on(own, i))
            and kind == section.kind
            and (title := _heading_title(zone, own, i))
        ):
            return title
    if section.kind == "proces_verbal":
        return minutes_title(zone, own)
    return set_off_title(section, zone, own)


def _carried_on(own: Sequence[Line], i: int) -> bool:
    """« Délibération n° 12 / portant … »: a heading whose title is the line below it."""
    return i + 1 < len(own) and not own[i + 1].blank and own[i + 1].folded.startswith("portant ")


def _heading_title(zone: Text, own: Sequence[Line], i: int) -> Text | None:
    """« Arrêté n° … du … / portant … »: the heading with what depends on it, or what stands below it."""
    taken = [own[i]]
    for line in own[i + 1 : i + 14]:
        f = line.folded
        text = " ".join(x.folded for x in taken)
        bare = bool(says_kind_only(text))
        if bare and line.blank and "portant" in f.split() and not is_no_title(line):
            taken = [line]  # the number stands apart: « Arrêté n° 12 », then « Permission de voirie portant … »
            continue
        depends = not bare and (bool(TITLE_LINKS.search(text)) or any(_depends(x) for x in taken[1:]))
        carried_on = taken[-1].folded.endswith((" de", " du", " le", " la", " et"))
        if (
            AUTHORITY.match(f)
            and not carried_on
            and (depends or says_kind_only(text) or line.blank or f.startswith(("le ", "la ", "les ")))
        ):
            break
        if _starts_other(f) or (re.fullmatch(r"\([^()]*\)", f) and "seance" not in f):
            break
        if re.match(r"n\s?[o°](?:\s|\d|$)", f) and depends:
            break
        if heading_kind(line) and says_kind_only(text):
            return None
        if heading_kind(line) and not f.startswith(("arretes ", "decisions ")):
            break
        if (
            line.blank
            and depends
            and not TITLE_LINKS.match(f)
            and not taken[-1].folded.endswith((" de", " du", " et", ",", " a", " la", " le", " les", " des"))
        ):
            break
        if line.blank and not TITLE_LINKS.match(f) and not PARTICIPLE.match(f):
            if not says_kind_only(text):
                break
            if SUBJECT.match(f):
                break
            if not re.match(r"n\s?[o°](?![a-z])|(?:en\s+date\s+)?du\s+\d|\(", f):
                return None
        if taken[-1].string.endswith(".") and len(taken[-1].string) > 40:
            break
        taken.append(line)
    text = " ".join(x.folded for x in taken)
    below = next(k for k, line in enumerate(own) if line is taken[-1])
    subject = _with_subject(own, below)
    if says_kind_only(text):
        return zone[own[below + 1].start : own[subject].end].strip() if subject > below else None
    taken += own[below + 1 : subject + 1]
    first = taken[0]
    only = KIND_ONLY.fullmatch(first.folded.strip())
    if (
        only
        and len(taken) > 1
        and not TITLE_LINKS.match(taken[1].folded)
        and not _depends(taken[1])
        and not re.match(r"n\s?[o°]\s*$|du\s+\d|n\s?[o°]", taken[1].folded)
    ):
        # the heading stands apart: the title is what comes below it
        first = taken[1]
    return zone[first.start + first.lead : taken[-1].end].strip()


def _depends(line: Line) -> bool:
    """Whether a line of the title hangs on the noun above it: it opens with a participle or in lower case."""
    return bool(PARTICIPLE.match(line.folded)) or line.string[:1].islower()


def _contract_title(zone: Text, own: Sequence[Line], i: int) -> Text | None:
    """The heading of a convention with the short paragraphs that belong to it."""
    start = own[i]
    annex = ANNEX.match(start.folded)
    begin = start.start + start.lead + (annex.end() if annex else 0)
    last = start
    for line in own[i + 1 : i + 14]:
        f = line.folded
        if (PARTIES_OPENING.match(f) and line.blank) or _starts_other(f) or DATE_LINE.match(f):
            break
        if line.blank and (len(line.string) > 220 or line.string.endswith((".", ";")) or line.bullet):
            break
        if last is start and heading_kind(line) and line.blank and KIND_ONLY.fullmatch(start.folded) and line.upper:
            return None  # « Convention n° 12 », then « CONVENTION D'OBJECTIFS »: the second is the title
        if heading_kind(line) and ((len(last.string) > 30 and line.blank) or KIND_ONLY.fullmatch(f)):
            break
        if re.match(r"n\s?[o°]\s|n\s?[o°]\d|reference|\(|__|page\b", f) or (re.fullmatch(r"\d{1,3}", f)):
            break
        if line.new_page and title_value(zone[begin : last.end]):
            break
        if line.blank > 1 and (line.string[:1].islower() or is_sentence(line)):
            break
        if is_sentence(line) and not line.upper:
            break
        last = line
    title = zone[begin : last.end].strip()
    folded = " ".join(fold(title.string).split())
    if KIND_ONLY.fullmatch(folded) and i and not LETTERHEAD.match(own[i - 1].folded) and own[i - 1].upper:
        first = i - 1
        while first and own[first - 1].upper and not own[first].blank and not LETTERHEAD.match(own[first - 1].folded):
            first -= 1
        return zone[own[first].start : own[i - 1].end].strip()
    return title if len(title) > 3 else None


DATE_LINE = re.compile(r"(?:en\s+date\s+)?du\s+\d|le\s+\d|fait\s")


SUBJECT = re.compile(
    r"(?:communes?|societes?|ste|etablissements?|ets|entreprise|installations?|sarl|sas|gaec|earl|scea|syndicat|ville)\s+(?!:)\S"
)
"""« COMMUNE DE VALBRUNE », « Société DURANTEL »: whom or what place the act is about, set off below its heading."""


def _with_subject(own: Sequence[Line], last: int) -> int:
    """The last of the lines below `last` that name whom or what place the act is about, down to the author's."""
    i = last
    while i + 1 < len(own) and SUBJECT.match(own[i + 1].folded) and len(own[i + 1].string) < 90:
        i += 1
    closed = i + 1 == len(own) or AUTHORITY.match(own[i + 1].folded) or _starts_other(own[i + 1].folded)
    return i if closed else last
