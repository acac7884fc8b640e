"""Titles that nothing announces: set off between the head and the body, or the heading of minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.boundaries import SITTING_NAMED
from actes.cues import AUTHORITY
from actes.extract.head_lines import LETTERHEAD, SESSION_LINE, is_attendance, is_no_title, is_sentence
from actes.lines import Line
from actes.segment import Section
from actes.text import Text

SESSION_TAIL = re.compile(
    r"(?:(?:[Dd]ate|DATE)\s+de\s+(?:la\s+)?[Cc]onvocation\s*:?\s*(?:du\s+|le\s+)?(?:\d{1,2}(?:er)?[ /.]\s?[\wéû]{2,9}[ /.]\s?\d{2,4})"
    r"|(?:[EÉ]lue?\s+)?[Ss]ecr[ée]taire(?:\s+de\s+s[ée]ance)?\s*:\s*(?:M\.|Mme|Monsieur|Madame)?\s*(?:[A-ZÉ][a-zà-ÿ]+-?){1,2}(?:\s+[A-ZÀ-Ý'’-]{2,}){1,3}"
    r"|[Vv]otants?\s*:\s*\d{1,3})\s+(?=[A-ZÀÉ«])"
)
"""The last label of the sitting on a line whose rest is the object: « Date de la convocation : 18 janvier 2023 TRAVAUX DE … »"""

BODY_LINE = re.compile(
    r"(?:republique|liberte|departement|arrondissement|commune|ville|mairie|communaute|prefecture|prefete?\b|direction|service|region|conseil|ministere|bureau|d[eu]s?\s|de\s+la|\d)"
)


def set_off_title(section: Section, zone: Text, own: Sequence[Line]) -> Text | None:
    """The paragraph that stands between the letterhead or the attendance and the body."""
    usable: list[Line] = []
    if section.kind == "autre":
        named = next(
            (
                i
                for i, x in enumerate(own)
                if x.upper and (x.blank or i == 0) and len(x.string.split()) > 1 and not BODY_LINE.match(x.folded)
            ),
            None,
        )
        if named is not None:
            last = named
            while last + 1 < len(own) and own[last + 1].upper and not own[last + 1].blank and last - named < 5:
                last += 1
            return zone[own[named].start + own[named].lead : own[last].end]
    authors = _authors(own)
    for i, line in reversed(list(enumerate(own))):
        f = line.folded
        runs_on = _carries_letterhead_on(own, i)
        if (line in authors or runs_on) and not usable:
            continue
        listed = line.bullet and (own[i - 1].bullet if i else False)
        no_title = (is_no_title(line) or is_sentence(line) or listed) and not _carried_over(own, i)
        if usable and (runs_on or no_title or usable[-1].blank > 1):
            break
        if (
            usable
            and usable[-1].blank
            and (not (line.upper and usable[-1].upper) or sum(len(x.string) for x in usable) > 50)
        ):
            break
        if not usable and (tail := _last(SESSION_TAIL, line.string)) and len(line.string) - tail.end() > 15:
            return zone[line.start + line.lead + tail.end() : line.end].strip()
        if not usable and (no_title or len(line.string) > 300):
            if SESSION_LINE.match(f) or is_attendance(line) or len(line.string) > 300:
                break
            continue
        usable.append(line)
        if len(usable) > 7:
            break
    if not usable:
        return _above_the_sitting(zone, own)
    usable.reverse()
    return zone[usable[0].start : usable[-1].end].strip()


HONOURS = re.compile(r"(?:officier|chevalier|commandeur|chancelier)\s+d[eu]")
"""« Chevalier de la Légion d'honneur », below the name of the office: the author's, not the act's."""


def _authors(own: Sequence[Line]) -> list[Line]:
    """The lines that say who decides, with those that carry on after a comma: « LE RECTEUR DE …,\nCHANCELIER … »."""
    found: list[Line] = []
    for i, line in enumerate(own):
        f = line.folded
        opens = line.upper or f.startswith(("le ", "la ", "l'", "monsieur ", "madame ")) or bool(HONOURS.match(f))
        carries_on = bool(found) and own[i - 1] is found[-1] and not line.blank and own[i - 1].folded.endswith(",")
        if carries_on or (opens and AUTHORITY.match(f)):
            found.append(line)
    return found


def _carries_letterhead_on(own: Sequence[Line], i: int) -> bool:
    """« ACADÉMIE\nDE VALBRUN »: the name of a body, run over two lines."""
    line = own[i]
    of = re.match(r"(?:de\b|du\b|des\b|d'|et\b)", line.folded)
    return bool(i and of and not line.blank and len(line.string) < 60 and LETTERHEAD.match(own[i - 1].folded))


DANGLING = re.compile(r".*\s(?:l[ea]s?|d[eu]|des|et|aux?|en|entre|pour|par|sur|avec)", re.S)
"""A line that ends with a small word is not the end of what it says: « … la commune de Valbrune et la »."""


def _carried_over(own: Sequence[Line], i: int) -> bool:
    """Whether a line, whatever it opens with, ends the one above: « … et la / communauté d'agglomération »."""
    first = i
    while first and i - first < 7 and not own[first].blank and DANGLING.fullmatch(own[first - 1].folded):
        first -= 1
    return first < i and not is_no_title(own[first])


SITS = re.compile(r"\b(?:s'est|se\s+sont|se\s+sont\s+legalement)\s+(?:legalement\s+)?(?:reunie?s?|assemblee?s?)\b")
"""« … le Conseil d'administration, légalement convoqué, s'est réuni … »"""


def _above_the_sitting(zone: Text, own: Sequence[Line]) -> Text | None:
    """The paragraph right above the one that says when and where the assembly met."""
    for i, line in enumerate(own):
        if i and SITS.search(line.folded):
            last = i - 1
            while last and not own[last + 1].blank:
                last -= 1  # up to the paragraph above
            first = last
            while first and not own[first].blank and not is_no_title(own[first - 1]):
                first -= 1
            if is_no_title(own[last]) or is_no_title(own[first]) or own[last + 1].start <= own[first].start:
                return None
            title = zone[own[first].start : own[last].end].strip()
            return title if len(title) > 15 else None
    return None


def _last(pattern: re.Pattern[str], string: str) -> re.Match[str] | None:
    """The last match of a pattern, or None."""
    matches = list(pattern.finditer(string))
    return matches[-1] if matches else None


MINUTES = re.compile(r"proces[- ]verbal|compte[- ]rendu|(?<!\w)(?:c[-.]?r|p[-.]?v)\.?\s+d[eu]\b")
"""« Procès-verbal », « Compte rendu », « C-R du Conseil municipal »"""


def minutes_title(zone: Text, own: Sequence[Line]) -> Text | None:
    """« Procès-verbal de la séance du … » with the lines it runs over."""
    for i, line in enumerate(own[:20]):
        m = MINUTES.search(line.folded)
        if not m or not line.string[m.start()].isupper():
            continue
        last = line
        for following in own[i + 1 : i + 5]:
            if following.blank or len(following.string) > 120 or not MINUTES_OF.match(following.folded):
                break
            last = following
        title = zone[line.start + line.lead + m.start() : last.end].strip()
        if cut := MINUTES_TITLE_END.search(title.string, 15):
            title = title[: cut.start()].strip(" -–,:")
        if page := re.search(r"20\d\d(?P<page>\s+\d{1,3})$", title.string):
            title = title[: page.start("page")]
        return title if len(title.string.split()) > 1 and len(title) < 260 else None
    named = next((line for line in own[:3] if SITTING_NAMED.match(line.folded)), None)
    if named is None:
        return None
    title = zone[named.start + named.lead : named.end].strip()
    cut = MINUTES_TITLE_END.search(title.string, 15)
    return title[: cut.start()].strip(" -–,:") if cut else title


MINUTES_OF = re.compile(
    r"(?:(?:et\s+)?(?:d[eu]s?\b|de\s+la|d')|conseil|comite|bureau|reunion|seance\s+(?!du)|publique|ordinaire|municipal|communautaire|departemental|n\s?°|commune|communaute|ville)"
)
"""A second line of the title of minutes: « du Conseil municipal de … »"""

MINUTES_TITLE_END = re.compile(
    r"\s+(?=(?<!la )(?<!LA )(?:Séance|SÉANCE|SEANCE)\s+(?:du|DU)\b|(?:Date|DATE)\s+d|\(|(?:Selon|Le|L['’]an|Présents|PRÉSENTS|PRESENTS|Membres|Nombre|Convocation|Mairie|Étaient|Etaient)\b)"
    r"|(?<!du)(?<!le)(?<!lundi)(?<!mardi)(?<!mercredi)(?<!jeudi)(?<!vendredi)(?<!samedi)(?<!dimanche)\s+(?=(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?\d{1,2}(?:er)?\s+[a-zéû]{3,9}\.?\s+20\d\d\b\s*\S)(?<!du )",
    re.I,
)
"""Where the title of minutes ends: the sitting's line, a bare date that more follows, the account."""
