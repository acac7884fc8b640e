"""The title of an act: after « Objet : », hanging on its heading, or set off above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.boundaries import heading_kind
from actes.cues import ANNEX, AUTHORITY, BASIS, CERTIFICATE, CONSIDERANT, OBJECT, PARTIES_OPENING, REGISTER_HEAD, VISA
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


PERSON_AND_OFFICE = re.compile(
    r"[^,.;:]{4,45},\s+(?:premiere?\s+|vice-)?(?:presidente?|procureure?|maire|prefete?|directeur|directrice|recteur|rectrice|delegue|inspecteur|inspectrice|administrateur)\b"
)
"""« Claire DUMAS, première présidente de … »: an author of the act, not its title."""


ACCOUNT_START = re.compile(
    r"\s+(?=(?:Compte\s+tenu|Suite\s+à|Dans\s+l|Dans\s+un|Par\s+(?:courrier|délib)|Il\s+est|Depuis|Afin|Après|Conform|Pour\s+(?:mémoire|rappel)|Cette|Lors|Il\s+convient|Chaque|"
    r"(?:L[ae]s?|En|Aux?|Ce)\s+(?:[a-zé]|Ville|Commune|Communauté|Département)|L['’][a-zé])[^A-Z]{0,20})"
)
"""Where the account of the matter starts, after an object that lost its line break."""


SESSION_LINE = re.compile(
    r"(?:seance|session|l'an\s+(?:deux|2)|convoque|date\s+d(?:e|')\s?(?:la\s+)?(?:convocation|affichage|reunion|seance)|nombre\s+d|nbre|presents?\b|absents?\b|excuses?\b|etaient\s|ont\s+donne|avai(?:en)?t\s+donne|procurations?|pouvoirs?\b|representes?\b|"
    r"secretaire|votants?|quorum|membres|en\s+exercice|president\s+de\s+seance|sous\s+la\s+presidence|le\s+conseil\s+\w+\s+(?:de|s'est|dument|legalement|regulierement|a\s+ete)|conseillers|convocation|rapporteur|m\.\s|mme\s|mm\.|mmes|general\s+des\s+collectivites)"
)
"""Lines of a délibération's head that tell of the sitting, not of its object."""


SESSION_TAIL = re.compile(
    r"(?:(?:[Dd]ate|DATE)\s+de\s+(?:la\s+)?[Cc]onvocation\s*:?\s*(?:du\s+|le\s+)?(?:\d{1,2}(?:er)?[ /.]\s?[\wéû]{2,9}[ /.]\s?\d{2,4})"
    r"|(?:[EÉ]lue?\s+)?[Ss]ecr[ée]taire(?:\s+de\s+s[ée]ance)?\s*:\s*(?:M\.|Mme|Monsieur|Madame)?\s*(?:[A-ZÉ][a-zà-ÿ]+-?){1,2}(?:\s+[A-ZÀ-Ý'’-]{2,}){1,3}"
    r"|[Vv]otants?\s*:\s*\d{1,3})\s+(?=[A-ZÀÉ«])"
)
"""The last label of the sitting on a line whose rest is the object: « Date de la convocation : 18 janvier 2023 TRAVAUX DE … »"""


LETTERHEAD = re.compile(
    r"(?:republique\s+francaise|liberte|egalite|fraternite|departement\b|arrondissement\b|canton\b|commune\b|ville\s+de|mairie\b|communaute\b|prefecture|prefete?\b|sous-prefecture|direction\b|service\b|pole\b|bureau\b|mission\b|ministere|secretariat|"
    r"unite\b|region\b|conseil\s+(?:municipal|communautaire|departemental|regional)|metropole|syndicat|cabinet|delegation\b(?!\s+(?:(?:generale|speciale|permanente)\s+)?de\s+(?:signature|pouvoirs?|fonctions?)\b)|reference|ref\b|dossier|affaire\s+suivie|adresse|tel\b|courriel|cite\s|hotel\s+de|police\s|extrait|registre|arrete\s*$|decision\s*$|deliberation\s*$|"
    r"n\s?[o°](?![a-z])|acte\s+n|nor\s?:|annee\s+\d|page\b|(?:le|du)\s+\d.{0,26}$|\d{5}\s|bp\s|cs\s\d|rue\b|\d+,?\s+(?:rue|avenue|place|boulevard|allee|quai|cours|impasse|chemin|route|esplanade|square)|accuse|envoye|recu|publie|affiche|ar\s+prefecture|id\s?:|vos\s+ref|nos\s+ref|douanes|rectorat|academie)"
)
"""Lines of the letterhead: the body, its services, its address."""


BODY_LINE = re.compile(
    r"(?:republique|liberte|departement|arrondissement|commune|ville|mairie|communaute|prefecture|prefete?\b|direction|service|region|conseil|ministere|bureau|d[eu]s?\s|de\s+la|\d)"
)


KIND_ONLY = re.compile(
    r"(?:(?:extrait\s+d[ue]s?\s+(?:registre|proces[- ]verbal)\s+d[eu]s?\s+)?(?:projet\s+d[e']\s?)?(?:arretes?|a r r e t e|decisions?|deliberations?|avenant|convention|contrat|accord|proces[- ]verbal(?:\s+d'accord)?|compte[- ]rendu)"
    r"(?:\s+(?:prefectoral|municipal|interprefectoral|interdepartemental|ministeriel|conjoint|temporaire|permanent|complementaire|modificatif|reglementaire|individuel|communautaire|departemental|collegiale?|(?:du\s+|de\s+la\s+)?(?:maire|presidente?|prefete?|directeur|directrice|conseil\s+\w+)(?:\s+d(?:e\s+la|e|u|')\s?(?:commune|ville|communaute|metropole|departement|region|syndicat|conseil)\b[^.;:]{0,90})?))*)"
    r"\s*(?:n\s?[o°]?s?\s*[:.]?\s*[\w /_.\-]{0,40})?\s*(?:(?:en\s+date\s+)?du\s+(?:\w+\s+)?\d{1,2}(?:er)?[ /.]\s?\w{2,9}[ /.]\s?\d{2,4}|prise?\s+le\s.{4,20})?\s*:?"
)
"""A line that only says kind, number and date: « ARRÊTÉ n° 2024-12 du 3 mai 2024 »."""


def _says_kind_only(folded: str) -> bool:
    """Whether a heading only says kind, number and date, signs about it aside: « - ARRETE - »."""
    return KIND_ONLY.fullmatch(folded.strip(" :-")) is not None


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
        return _minutes_title(zone, own)
    return _set_off_title(section, zone, own)


def _carried_on(own: Sequence[Line], i: int) -> bool:
    """« Délibération n° 12 / portant … »: a heading whose title is the line below it."""
    return i + 1 < len(own) and not own[i + 1].blank and own[i + 1].folded.startswith("portant ")


def _heading_title(zone: Text, own: Sequence[Line], i: int) -> Text | None:
    """« Arrêté n° … du … / portant … »: the heading with what depends on it, or what stands below it."""
    taken = [own[i]]
    for line in own[i + 1 : i + 14]:
        f = line.folded
        text = " ".join(x.folded for x in taken)
        bare = bool(_says_kind_only(text))
        if bare and line.blank and "portant" in f.split() and not is_no_title(line):
            taken = [line]  # the number stands apart: « Arrêté n° 12 », then « Permission de voirie portant … »
            continue
        depends = not bare and (bool(TITLE_LINKS.search(text)) or any(_depends(x) for x in taken[1:]))
        carried_on = taken[-1].folded.endswith((" de", " du", " le", " la", " et"))
        if (
            AUTHORITY.match(f)
            and not carried_on
            and (depends or _says_kind_only(text) or line.blank or f.startswith(("le ", "la ", "les ")))
        ):
            break
        if _starts_other(f) or (re.fullmatch(r"\([^()]*\)", f) and "seance" not in f):
            break
        if re.match(r"n\s?[o°](?:\s|\d|$)", f) and depends:
            break
        if heading_kind(line) and _says_kind_only(text):
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
            if not _says_kind_only(text):
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
    if _says_kind_only(text):
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
        if line.blank > 1 and (line.string[:1].islower() or _sentence(line)):
            break
        if _sentence(line) and not line.upper:
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


def _sentence(line: Line) -> bool:
    from actes.extract.articles import FINITE_VERB

    return len(line.string) > 60 and bool(FINITE_VERB.search(line.folded)) and not line.upper


def _minutes_title(zone: Text, own: Sequence[Line]) -> Text | None:
    """« Procès-verbal de la séance du … » with the lines it runs over."""
    for i, line in enumerate(own[:20]):
        m = re.search(r"(?:proces[- ]verbal|compte[- ]rendu|\b(?:cr|pv)\s+d[eu]\b)", line.folded)
        if not m:
            continue
        last = line
        for following in own[i + 1 : i + 5]:
            if following.blank or len(following.string) > 120 or not MINUTES_OF.match(following.folded):
                break
            last = following
        title = zone[line.start + line.lead + m.start() : last.end].strip()
        if cut := MINUTES_TITLE_END.search(title.string, 15):
            title = title[: cut.start()].strip(" -–,:")
        return title if len(title.string.split()) > 1 and len(title) < 260 else None
    return None


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


def _set_off_title(section: Section, zone: Text, own: Sequence[Line]) -> Text | None:
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
        no_title = is_no_title(line) and not _carried_over(own, i)
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
            if SESSION_LINE.match(f) or _attendance(line) or len(line.string) > 300:
                break
            continue
        usable.append(line)
        if len(usable) > 7:
            break
    if not usable:
        return _above_the_sitting(zone, own)
    usable.reverse()
    return zone[usable[0].start : usable[-1].end].strip()


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


HONOURS = re.compile(r"(?:officier|chevalier|commandeur|chancelier)\s+d[eu]")
"""« Chevalier de la Légion d'honneur », below the name of the office: the author's, not the act's."""


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


BODY_NOUN = re.compile(
    r"(?:association|societe|festival|compagnie|fondation|groupement|maison|office|comite|syndicat)\b"
)
"""« Association LES LANTERNES »: printed as a person is, but none."""


def _attendance(line: Line) -> bool:
    if BODY_NOUN.match(line.folded):
        return False
    if re.fullmatch(r"(?:[A-ZÀ-Ý][a-zà-ÿ]+-?){1,3}\s+(?:[A-ZÀ-Ý'’-]{2,}\s?){1,3}[.,]?", line.string):
        return True
    return line.string.count(",") >= 2 and len(re.findall(r"[A-ZÀ-Ý]{2,}", line.string)) >= 2 and not line.upper


def is_no_title(line: Line) -> bool:
    f = line.folded.strip(" -")
    return bool(
        SESSION_LINE.match(f)
        or LETTERHEAD.match(f)
        or REGISTER_HEAD.match(f)
        or KIND_ONLY.fullmatch(f)
        or _attendance(line)
        or CERTIFICATE.match(f)
        or PERSON_AND_OFFICE.match(f)
        or f in ("et", "ou")
        or (re.search(r"\d", f) and re.fullmatch(r"[\d\s/.:\-hn°]+", f))
    )
