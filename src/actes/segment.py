"""Running text → acts, and each act → blocks.

What a line is shows in the words it opens with (`CUES`) and in where it stands: an act runs
from its head over its bases (visas, considérants) and its dispositif to its closing. The blocks
of an act are contiguous and cover it whole, so that nothing read is ever lost between two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actes.kinds import CONTRACTUAL, KINDS, VERB
from actes.lines import FLAT, Line, lines, unflatten
from actes.text import Text

# --- the words a line opens with (patterns over folded lines) ---

VISA = re.compile(r"vus?\b(?!\s*(?:au|aux|par|comme|e\b))(?:\s+et\b)?")
"""« Vu la délibération du … »"""

CONSIDERANT = re.compile(r"(?:et\s+)?(?:considerant|attendu|constatant)\b(?!e)|entendu\s+qu[e']")
"""« Considérant que … », « Attendu que … », « Entendu que … »"""

BASIS = re.compile(
    r"(?:et\s+)?(?:sur\s+(?:la\s+|le\s+|l')?(?:proposition|rapport|avis|demande|presentation|l'avis)\b"
    r"|en\s+(?:vertu|application|execution)\s+d|conformement\s+(?:a|aux)\b|entendu\s|oui\s+|apres\s+(?:communication|avis|consultation|avoir\s+entendu|avoir\s+pris|expose)"
    r"|a\s+l'issue\s+de\s+la\s+negociation|(?:la\s+presente|le\s+present|ce|cette)\s+\w{3,20}\s+est\s+(?:conclue?|prise?|etablie?)\s+en\s+application|(?:le\s+present|ce|cette|la\s+presente)\s+\w{3,20}\s+est\s+conforme\s+aux\s+dispositions)"
)
"""« Sur proposition du directeur », « En vertu de … », « Entendu l'exposé de … »"""

REPORT = re.compile(r"(?!le\s+present|la\s+present)(?:mm?\.\s+)?[^:.;]{2,80}\b(?:rapporte|expose|rappelle|informe|indique|presente|explique|propose)\b(?!\s*e?s?\s+(?:par|dans|le\s+\d))")
"""« M. le Maire rapporte : » opens the report that precedes the dispositif."""

ARTICLE = re.compile(
    r"(?:article|art\.?|articie)\s*(?:n\s?[o°]\s*)?"
    r"(?P<number>premier|unique|dernier|\d{1,3}(?:\s?(?:er|eme)\b)?(?:[.\-]\d{1,3}(?!\d)){0,3}(?:\s?(?:bis|ter|quater|quinquies)\b)?|[ivx]{1,6}(?=\s*(?:[.:\-)]|$)))"
    r"(?![\w/])(?P<gap>\s*(?:[.:°/)\-]\s*){0,4})"
)
"""« Article 1er : », « ARTICLE PREMIER », « Art. 2 - », « Article 2.1 »"""

ENGAGEMENT = re.compile(r"(?:engagement|clause|stipulation)\s+n\s?[o°]\s*(?P<number>\d{1,2})(?P<gap>\s*(?:[.:\-)]\s*){0,3})")
"""« ENGAGEMENT N° 2 : … »"""

DIVISION = re.compile(r"(?:titre|chapitre|section|partie|sous-section)\s+(?:\d{1,2}|[ivxl]{1,5}|premier|er)\b")
"""« TITRE 2 – … », « Chapitre III »"""

SUBJECT = (
    r"(?:(?:le|la|les|l'|monsieur|madame|m\.|mme)\s?[^:;.]{0,90}?[,\s]\s*)?"
    r"(?:(?:apres|ayant|cet\s+expose|oui|a\s+l'unanimite|a\s+la\s+majorite|et\s+apres|par\s+\d|au\s+vu)[^:;.]{0,160}?[,\s]\s*)?"
)
RULING = re.compile(rf"(?:{SUBJECT})(?P<verb>{VERB}|a\s?r\s?r\s?e\s?t\s?e(?:\s?n\s?t)?|d\s?e\s?c\s?i\s?d\s?e(?:\s?n\s?t)?|a\s+ete\s+elue?s?)\s*[:.\-]{{0,2}}\s*$")
"""An operative verb that ends its line: « ARRÊTE : », « Le Conseil décide : », « A été élu : »"""

RULING_START = re.compile(rf"(?:\d{{1,2}}\s*[°.)/\-]?\s*[-.)]?\s*|[a-z]\)\s*)?(?:et\s+)?(?:de\s+)?(?P<verb>{VERB})\b")
"""An operative verb that opens its paragraph: « DECIDE d'autoriser », « 2. AUTORISE »"""

PROPOSAL = re.compile(r"(?:en\s+consequence|aussi|dans\s+ces\s+conditions|par\s+consequent|c'est\s+pourquoi)?,?\s*il\s+(?:est|vous\s+est)\s+(?:donc\s+|ainsi\s+)?propose\b")
"""« En conséquence, il est proposé au Conseil municipal : », which the vote then adopts whole."""

DELIBERATED = re.compile(r"apres\s+en\s+avoir\s+(?:delibere|debattu)|apres\s+(?:deliberation|vote|avoir\s+delibere)|le\s+conseil\s+[\w ]{0,40},?\s+(?:a\s+l'unanimite|a\s+la\s+majorite)")
"""« Le Conseil municipal, après en avoir délibéré, »"""

PROPOSED_AND_RULED = re.compile(
    rf"sur\s+(?:la\s+|le\s+)?(?:proposition|rapport)\s+(?:de|du)\b[^.;:]{{0,90}}?,\s+(?:et\s+)?(?P<subject>(?:le|la|l'|apres)\s?(?:conseil|comite|bureau|assemblee|commission|en\s+avoir)[^.;:]{{0,160}}?[\s,](?P<verb>{VERB}))\b"
)
"""« Sur proposition de M. le Maire, le Conseil municipal décide à l'unanimité : »: a basis and a verb on one line."""

DELIBERATED_START = re.compile(r"(?:(?:l[ea]|l'|cet|ceci|oui|ces|cette|sur|et|entendu|vu|ayant)[^.;]{0,160}?,?\s*)?(?:et\s+)?apres\s+en\s+avoir\s+(?:delibere|debattu)")
"""The same as the opening of its paragraph: « Cet exposé entendu et après en avoir délibéré, le Conseil … »"""

INLINE_VERB = re.compile(rf"(?:[,:]|l'unanimite|majorite|presents|voix|exprimes|votants|[a-z])\s+(?P<verb>{VERB})\b(?!\s*(?:du|de la|des|prefectoral|municipal|n))")

PARTIES_OPENING = re.compile(
    r"(?:entre\b(?:\s+(?:les\s+soussigne|la|le|l'|les|d'une\s+part|d'autre|[a-z])|\s*:|\s*$|,)|(?:il\s+(?:est|a\s+ete)\s+)?(?:convenu|conclu)\s+entre"
    r"|les\s+soussignes|les\s+parties?\s+(?:suivantes|signataires)?\s*:|d'une\s+part|parties\s+contractantes|identification\s+des\s+parties)"
)
"""« ENTRE : », « Entre les soussignés », « D'une part »"""

AGREED = re.compile(
    r"(?:(?:par\s+la\s+presente[^:]{0,80})?,?\s*(?:il\s+a\s+ete|il\s+est|sont|ont|est)\s+(?:prealablement\s+|donc\s+|ete\s+)?(?:convenu|expose|arrete|etabli|rappele|convenues)|ceci\s+expose|ceci\s+etant|cela\s+expose)"
)
"""« Il est convenu ce qui suit : »"""

PREAMBLE = re.compile(r"(?:article\s+)?(?:preambule|expose\s+prealable|expose\s+des\s+motifs|prealablement|contexte)\b[^.]{0,60}$")
"""« Préambule »"""

SIGNING = re.compile(
    r"(?:ainsi\s+)?fait\s*,?\s+(?:et\s+(?:delibere|clos|arrete|passe|signe|certifie)|a\b|en\b|le\b|les\b|au\b|pour\b|a\s*,)"
    r"|etabli[e]?\s+en\s+\S+\s+(?:exemplaires|originaux)|en\s+mairie,?\s+le\s+\d|signatures?\s*(?:des\s+parties)?\s*:?$|signatures?\s+annexe"
)
"""« Fait à …, le … », « Fait et délibéré … »"""

PLACE_DATE = re.compile(r"(?:a\s+)?(?:la\s+|le\s+|l')?[a-z][a-z'\- ]{1,40},\s*le\s*:?\s*(?:\d|[il]\d|\.{2,}|_{2,}|…|$|lundi|mardi|mercredi|jeudi|vendredi|samedi|1er)[^.;]{0,90}$")
"""« Laval, le 3 août 2018 » alone on its line."""

SIGNATURE = re.compile(
    r"(?:(?:pour\s+)?extrait\s+(?:certifie|conforme)|pour\s+(?:extrait|copie|ampliation|expedition)\b"
    r"|(?:pour\s+)?(?:le|la|l'|les)?\s?[a-z' \-]{2,90},?\s+(?:et\s+)?par\s+(?:delegation|interim|empechement|suppleance|subdelegation|autorisation)"
    r"|par\s+(?:delegation|subdelegation|autorisation|empechement)\s+d|p/\s?l|p\.\s?(?:le|la)\s|pour\s+(?:le|la|l')\s?(?:prefet|prefete|maire|president|presidente|directeur|directrice|ministre|sous-prefet|sous-prefete|cheffe?|recteur|delegue|secretaire)"
    r"|(?:l'original\s+)?signe\s*(?::|$)|au\s+registre\b|suivent\s+les\s+signatures|ont\s+signe)"
)
"""« Pour le Préfet et par délégation, », « Pour extrait conforme », « signé »"""

OFFICER = re.compile(
    r"(?:monsieur\s+|madame\s+)?(?:le|la|l')\s?(?:\d(?:er|ere|eme|e)\s+)?(?:maire|adjointe?|president|presidente|vice-president|vice-presidente|prefet|prefete|sous-prefet|sous-prefete|secretaire|directeur|directrice|cheffe?|"
    r"delegue|deleguee|ministre|recteur|rectrice|inspecteur|inspectrice|administrateur|administratrice|responsable|commissaire|commandant|colonel|doyen|doyenne|appariteur|adjointe?\s+|proviseur|gerant|gerante|conseiller|conseillere)\b[^.;:]{0,90}$"
)
"""An officer named on a line that ends there: « Le directeur départemental des territoires »"""

AUTHORITY = re.compile(
    r"(?:nous,?\s+)?(?:monsieur\s+|madame\s+|m\.\s+|mme\s+)?(?:le|la|l'|les)\s?(?:maires?|presidente?s?|prefets?|prefete|sous-prefet|sous-prefete|conseil|directeur|directrice|ministre|recteur|rectrice|bureau|comite|assemblee|"
    r"commission|organe|delegue|deleguee|chef|cheffe|administrateur|administratrice|commissaire|commandant)\b[^.;]{0,140}$|[a-z ,\-]{0,60}\b(?:officier|chevalier|commandeur)\s+de\s+(?:la\s+legion|l'ordre)|(?:nous,?\s+)?(?:m\.|mme|monsieur|madame)\s+[a-z' \-]{3,50},\s+(?:prefet|prefete|maire|presidente?|directeur|directrice|delegue|deleguee|sous-prefet)\b"
)
"""« Le préfet de la Haute-Vallée, », « LE CONSEIL MUNICIPAL, », « Chevalier de la Légion d'honneur »"""

AUTHOR_BASIS = re.compile(r",\s+(?P<basis>en\s+(?:vertu|application)\s+d)")
"""« M. …, délégué de l'agence, en vertu de l'article … »: a basis inside the author's line."""

CERTIFICATE = re.compile(r"(?:le\s+\w{4,12}\s+)?(?:certifie|acte\s+(?:rendu|certifie)|rendu\s+executoire|transmise?\s+(?:en|au|a)\b|publiee?\s+le|affichee?\s+le|notifiee?\s+le|mise?\s+en\s+ligne)")

REGISTER_HEAD = re.compile(r"extrait\s+d(?:u|es|e|')\s?(?:registre|deliberation|proces|arrete)|registre\s+des\s+(?:deliberations|arretes|decisions)")
"""« Extrait du registre des délibérations »"""

ANNEX = re.compile(r"annexe\s*(?:n\s?[o°]\s*)?(?:\d{1,2}|[ivx]{1,4}|[a-d])?\s*(?:[:.\-]|$|a\s|au\s)")
"""« ANNEXE 2 : … »"""

OBJECT = re.compile(r"(?:objet|titre)\s*:")

ENUMERATED = re.compile(r"(?P<number>\d{1,2}|[ivx]{1,5})(?P<gap>\s*[.)°/\-]\s*[.)\-]?\s*)(?=[a-z«\"])")
"""« 1. Objet », « II – Durée »: the articles of a contract that says no « Article »."""

SUBNUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<gap>\s*[.)°:\-]?\s*(?:[:\-]\s*)?)(?=[a-z«\"(])")
"""« 2.1 Modalités de versement »"""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an act. `label` is what its opening names: a verb, an article number."""

    kind: str
    text: Text
    label: Text | None = None
    rest: int = 0
    """Where the text proper starts, after number and separators (articles only)."""


@dataclass(frozen=True, slots=True)
class Section:
    """One act: its kind, its whole text and its blocks in order."""

    kind: str
    text: Text
    blocks: tuple[Block, ...]
    announced_as_annex: bool = False
    minutes: bool = False
    """Whether it is the account of a sitting, which holds other acts without being them."""

    def of(self, *kinds: str) -> list[Block]:
        """The blocks of these kinds, in order."""
        return [b for b in self.blocks if b.kind in kinds]


def segment(body: Text) -> tuple[Section, ...]:
    """The acts of a file in order of appearance."""
    body = unflatten(body)
    all_lines = list(lines(body))
    if not all_lines:
        return ()
    starts = _act_starts(all_lines)
    sections: list[Section] = []
    for i, first in enumerate(starts):
        last = starts[i + 1] if i + 1 < len(starts) else len(all_lines)
        start = all_lines[first].start if i else 0
        end = all_lines[last].start if last < len(all_lines) else len(body)
        sections.append(_section(body, start, end, all_lines[first:last]))
    return tuple(sections)


# --- which acts ---


def heading_kind(line: Line) -> str | None:
    """The kind a line names as a heading does: capital letter first, the noun among its first words."""
    folded = line.folded
    if not line.string[:1].isupper() or (len(folded) > 900 and not line.string[:40].isupper()):
        return None
    annex = ANNEX.match(folded)
    if annex:
        folded = folded[annex.end() :].lstrip()
    for kind in KINDS:
        if kind.heading.match(folded):
            return kind.name
    return None


def _reports(line: Line) -> bool:
    """Whether a line opens the account given to the assembly: « M. le Maire rappelle que … »"""
    return line.string[:1].isupper() and not line.bullet and bool(REPORT.match(line.folded)) and not ARTICLE.match(line.folded)


def _closes(line: Line) -> bool:
    return bool(SIGNING.match(line.folded) or SIGNATURE.match(line.folded)) or (
        len(line.folded) < 130 and bool(PLACE_DATE.fullmatch(line.folded))
    )


def _structural(line: Line) -> bool:
    f = line.folded
    return bool(
        VISA.match(f) or CONSIDERANT.match(f) or ARTICLE.match(f) or ENGAGEMENT.match(f) or SIGNING.match(f) or PARTIES_OPENING.match(f)
    ) or bool(RULING.fullmatch(f))


def _act_starts(all_lines: Sequence[Line]) -> list[int]:
    """Indices of the first line of each act."""
    starts = [0]
    if opens_minutes(all_lines):
        return starts
    closed = ruled = signed = False
    for i, line in enumerate(all_lines):
        f = line.folded
        if _closes(line):
            closed = True
            signed = signed or bool(SIGNING.match(f)) or len(f) < 130 and bool(PLACE_DATE.fullmatch(f))
        elif ARTICLE.match(f) or ENGAGEMENT.match(f) or DELIBERATED.search(f[:260]) or (RULING.fullmatch(f) and not line.bullet):
            ruled = True
        if not closed or not (ruled or signed) or i == starts[-1]:
            continue
        heading = heading_kind(line) or ("deliberation" if REGISTER_HEAD.match(f) else None)
        if heading is None or not _stands_alone(all_lines, i):
            continue
        if _is_act(heading, all_lines[i + 1 : i + 60]):
            starts.append(_back_over_letterhead(all_lines, i))
            closed = ruled = signed = False
    return starts


def _is_act(heading: str, following: Sequence[Line]) -> bool:
    """Whether the lines below a heading are those of an act of that kind, and not of a list or a form."""
    if following and ARTICLE.match(following[0].folded) and heading in ("arrete", "decision"):
        return False  # « ARRETE » is the verb here, not the noun
    if heading in ("arrete", "decision", "deliberation"):
        return any(
            VISA.match(x.folded) or RULING.fullmatch(x.folded) and not x.bullet or DELIBERATED.search(x.folded[:260]) for x in following
        )
    return any(_structural(x) for x in following)


def _stands_alone(all_lines: Sequence[Line], i: int) -> bool:
    """Whether a line is set off as a heading: a blank before it, capitals, or a register's opening words."""
    line = all_lines[i]
    previous = all_lines[i - 1]
    if previous.string.endswith(",") or (line.bullet and not ANNEX.match(line.folded)):
        return False
    if line.folded.startswith(("convention de delegation de", "decision du", "arrete du")) and line.string.endswith((".", ";")):
        return False
    return line.blank > 0 or line.upper or bool(REGISTER_HEAD.match(line.folded))


def _back_over_letterhead(all_lines: Sequence[Line], i: int) -> int:
    """The first of the short capital lines (« DÉPARTEMENT DE … ») that stand right above a heading."""
    first = i
    while first > 1 and i - first < 6:
        line = all_lines[first - 1]
        if not line.upper or len(line.string) > 80 or _closes(line) or _closes(all_lines[first - 2]):
            break
        if not re.match(r"(?:republique|departement|arrondissement|canton|commune|ville|mairie|communaute|prefecture|conseil)\b", line.folded):
            break
        first -= 1
    return first


MINUTES_CUE = re.compile(r"\b(ouvre\s+la\s+seance|seance\s+ouverte|seance\s+est\s+(?:ouverte|levee)|designation\s+du\s+secretaire|proces-verbal\s+de\s+la\s+(?:seance\s+)?precedente|passe\s+a\s+l'ordre\s+du\s+jour|questions\s+diverses|declare\s+la\s+seance)\b")
"""What is told of a sitting as a whole and never in the extract of one délibération."""


def opens_minutes(all_lines: Sequence[Line]) -> bool:
    """Whether a file is the minutes of a sitting: « PROCÈS-VERBAL DE LA SÉANCE DU … » in its head."""
    seen = 0
    cues: set[str] = set()
    for line in all_lines[:60]:
        if REGISTER_HEAD.search(line.folded[:300]):
            break
        cues.update(MINUTES_CUE.findall(line.folded[:6000]))
    if len(cues) >= 2:
        return True
    for i, line in enumerate(all_lines[:25]):
        f = line.folded[:200]
        if REGISTER_HEAD.match(f):
            return False
        if i and (heading_kind(line) or "convention") not in ("proces_verbal", "convention", "deliberation", "contrat"):
            return False
        m = re.search(r"(?:proces[- ]verbal|compte[- ]rendu|\bc-r\b|^p\.?v\.?(?= d))(?![a-z])(?:\s+\w{4,12}){0,2}\s*(?P<rest>.{0,80})", f)
        if m and (seen + m.start() < 900) and not re.search(r"extrait d|approbation|adopt|suite au|registre", f[: m.start()] ):
            rest = m["rest"].strip()
            if not rest and i + 1 < len(all_lines):
                rest = all_lines[i + 1].folded
            if re.match(r"[^a-z]{0,3}(?:d[eu]s?\b|de\s+la|d'|conseil|reunion|seance|sommaire|analytique|bureau|municipal|n\b|\d)", rest):
                if not re.search(r"d'affichage|d'accord|de reception|de carence|d'huissier|de bornage|de mise a disposition", f):
                    return True
        seen += len(line.folded)
    return False


# --- one act ---


def _section(body: Text, start: int, end: int, own: Sequence[Line]) -> Section:
    kind = kind_of(own)
    marks = _block_starts(kind, own)
    blocks: list[Block] = []
    for i, (first, name, label, rest) in enumerate(marks):
        block_start = first if i else start
        block_end = marks[i + 1][0] if i + 1 < len(marks) else end
        blocks.append(
            Block(
                name,
                body[block_start:block_end],
                body[label[0] : label[1]] if label else None,
                rest - block_start if rest else 0,
            )
        )
    return Section(
        kind,
        body[start:end],
        tuple(blocks),
        announced_as_annex=bool(own and ANNEX.match(own[0].folded)),
        minutes=kind == "proces_verbal" and opens_minutes(own),
    )


SITTING_HEAD = re.compile(r"(?:registre|extrait)\s+des?\s+deliberations|conseil\s+\w+\s+du\s+(?:\w+\s+)?\d|seance\s+(?:publique\s+|ordinaire\s+)?du\b")


def _heads_sitting(line: Line) -> bool:
    """« Séance du 3 mars 2026 », « Conseil municipal du … » as a heading; anywhere in a line that lost its breaks."""
    if len(line.folded) > FLAT:
        return bool(SITTING_HEAD.search(line.folded[:160]))
    return line.string[:1].isupper() and bool(SITTING_HEAD.match(line.folded)) and not line.string.endswith((",", ";"))


SITTING = re.compile(r"(?:nombre\s+de\s+(?:conseillers|membres|delegues)|(?:conseillers|membres|delegues)\s+(?:\w+\s+)?en\s+exercice|secretaire\s+de\s+seance|date\s+d(?:e\s+la|e)\s+convocation)")
"""What only the head of a délibération tells: « Nombre de conseillers en exercice : 15 »."""


def kind_of(own: Sequence[Line]) -> str:
    """The kind of an act from its headings and from the verb by which it rules."""
    if opens_minutes(own):
        return "proces_verbal"
    scores: dict[str, float] = {}
    if any(SITTING.search(line.folded[:400]) for line in own[:40]):
        scores["deliberation"] = scores.get("deliberation", 0) + 1.0
    seen_structure = False
    for i, line in enumerate(own):
        f = line.folded
        if not seen_structure and i < 60:
            if heading := heading_kind(line):
                weight = 3.0 if (line.upper or line.blank or i == 0) else 1.5
                scores[heading] = scores.get(heading, 0) + weight / (1 + 0.05 * i)
            if REGISTER_HEAD.match(f) or _heads_sitting(line):
                name = "arrete" if re.match(r"(?:extrait d.{0,25})?arrete|registre des arretes|.{0,40}registre des arretes", f) else "decision" if "registre des decisions" in f else "deliberation"
                scores[name] = scores.get(name, 0) + 3.5
            if PARTIES_OPENING.match(f) and len(f) < 160:
                for name in ("convention",):
                    scores[name] = scores.get(name, 0) + 1.0
        if VISA.match(f) or ARTICLE.match(f) or RULING.fullmatch(f):
            seen_structure = True
        if (m := RULING.fullmatch(f)) and not line.bullet:
            verb = m["verb"].replace(" ", "")
            for kind in KINDS:
                if verb in kind.rules:
                    scores[kind.name] = scores.get(kind.name, 0) + 2.0
        if DELIBERATED.search(f[:220]):
            scores["deliberation"] = scores.get("deliberation", 0) + 2.0
    if not scores:
        return "autre"
    return max(scores, key=lambda name: (scores[name], -[k.name for k in KINDS].index(name)))


Mark = tuple[int, str, tuple[int, int] | None, int]


def _block_starts(kind: str, own: Sequence[Line]) -> list[Mark]:
    """(start, block kind, label span, start of the text proper) of every block of an act."""
    if kind == "proces_verbal" and opens_minutes(own):
        return _minutes_blocks(own)
    contractual = kind in CONTRACTUAL
    marks: list[Mark] = [(own[0].start, "head", None, 0)]
    zone = "head"
    heads_list: str | None = None
    quoted = 0
    article: str | None = None
    says_article = any(ARTICLE.match(line.folded) for line in own)
    for i, line in enumerate(own):
        f = line.folded
        at = line.start
        here = at + line.lead
        if zone == "closing":
            break
        # the dispositif: articles, verbs
        if (m := _article(line, own, i, quoted, says_article, contractual, zone, article)) is not None:
            zone = "ruling"
            article = _figures(m["number"])
            marks.append((at, "article", (here + m.start("number"), here + m.end("number")), here + m.end("gap")))
            quoted = 0
            quoted = max(0, quoted + line.string.count("«") - line.string.count("»"))
            continue
        if zone == "ruling" and DIVISION.match(f) and len(f) < 160:
            marks.append((at, "division", None, 0))
            continue
        if zone != "parties" and _closing_here(own, i, zone, contractual):
            zone = "closing"
            marks.append((at, "closing", None, 0))
            continue
        quoted = max(0, quoted + line.string.count("«") - line.string.count("»"))
        if contractual:
            if zone in ("head", "bases") and PARTIES_OPENING.match(f) and i and _opens_parties(own, i):
                zone = "parties"
                marks.append((at, "parties", None, 0))
                continue
            if zone in ("head", "parties", "preamble") and DIVISION.match(f) and len(f) < 160:
                zone = "ruling"
                marks.append((at, "division", None, 0))
                continue
            if zone in ("head", "parties", "preamble") and PREAMBLE.match(f):
                zone = "preamble"
                marks.append((at, "preamble", None, 0))
                continue
            if zone == "parties" and AGREED.match(f):
                zone = "preamble"
                marks.append((at, "preamble", None, 0))
                continue
            if zone == "preamble" and PARTIES_OPENING.match(f) and _opens_parties(own, i) and not any(m[1] == "parties" for m in marks):
                zone = "parties"
                marks.append((at, "parties", None, 0))
                continue
        if zone == "ruling" and marks[-1][1] == "provision" and i and marks[-1][0] == own[i - 1].start and VISA.match(f) and own[i - 1].string.endswith(":"):
            zone = "bases"  # « Le Conseil décide : / Vu … »: the bases come after the verb
        if zone in ("head", "bases", "body", "preamble") or (zone == "parties" and VISA.match(f)):
            if (m := PROPOSED_AND_RULED.match(f)) and kind in ("deliberation", "decision") and not line.bullet:
                zone = "ruling"
                marks.append((at, "basis", None, 0))
                marks.append((here + m.start("subject"), "provision", (here + m.start("verb"), here + m.end("verb")), 0))
                continue
            just_opened = zone == "preamble" and i > 0 and marks[-1][0] == own[i - 1].start
            opened = _base(line, own, i, zone, heads_list, just_opened)
            if opened:
                name, head_of_list = opened
                heads_list = name if head_of_list else (heads_list if opened[0] == heads_list and line.bullet else None)
                zone = "bases" if zone != "body" else "body"
                if not head_of_list:
                    marks.append((at, name, None, 0))
                else:
                    marks.append((at, "list-head", None, 0))
                continue
        if zone in ("head", "bases", "body") and not contractual and DELIBERATED_START.match(f) and not _inline_verb(f):
            zone = "ruling"
            marks.append((at, "deliberated", None, 0))
            continue
        if zone in ("body", "bases") and kind == "deliberation" and PROPOSAL.match(f):
            zone = "body"
            marks.append((at, "proposal", None, 0))
            continue
        ruling = _ruling(line, zone, contractual, kind)
        if ruling:
            zone = "ruling"
            marks.append((at, "provision", (here + ruling[0], here + ruling[1]), 0))
            continue
        if zone in ("bases", "head") and not contractual and _reports(line) and (zone == "bases" or i > 3):
            zone = "body"
            marks.append((at, "body", None, 0))
            continue
        if zone in ("bases", "head") and OBJECT.match(f):
            marks.append((at, "object", None, 0))
            continue
        if zone in ("bases", "head") and not contractual and i and (m := AUTHOR_BASIS.search(f)) and (AUTHORITY.match(f) or AUTHORITY.match(own[i - 1].folded)):
            marks.append((here + m.start("basis"), "basis", None, 0))
            zone = "bases"
            continue
        if zone in ("bases", "head") and not contractual and AUTHORITY.match(f) and len(f) < 200 and (line.blank or marks[-1][1] != "head" or line.upper):
            if marks[-1][1] == "head" or line.blank or own[i - 1].string.endswith((",", ";", ".")):
                marks.append((at, "authority", None, 0))
                continue
        if zone == "bases" and line.blank and marks[-1][1] in ("visa", "considerant", "basis") and not line.bullet:
            ended = own[i - 1].string.rstrip().endswith((".", ";"))
            if ended and line.string[:1].isupper():
                zone = "body" if not heads_list else zone
                marks.append((at, "body", None, 0))
    return _with_signature(marks, own, zone)


def _base(line: Line, own: Sequence[Line], i: int, zone: str, heads_list: str | None, just_opened: bool) -> tuple[str, bool] | None:
    """(block kind, whether the line only heads a list) where a line opens a visa or another basis."""
    f = line.folded
    for name, pattern in (("visa", VISA), ("considerant", CONSIDERANT), ("basis", BASIS)):
        m = pattern.match(f)
        if not m or not (line.string[:1].isupper() or line.bullet or zone == "bases"):
            continue
        if name == "basis" and zone in ("body", "preamble") and not f.startswith(("entendu", "sur ", "oui ")) and not just_opened:
            return None
        rest = f[m.end() :].strip()
        if name != "basis" and rest in ("", ":", ": -"):
            below = own[i + 1] if i + 1 < len(own) else line
            return name, rest != "" or below.bullet or not any(x.folded == f for x in (*own[:i], *own[i + 1 :]))
        if name == "basis" and f.rstrip().endswith("application :"):
            return name, True
        return name, False
    if heads_list and (line.bullet or re.match(r"(?:l[ea]\s|les\s|l'|qu[e']|d[eu]s?\s|sa\s|son\s)", f)) and (
        line.bullet or own[i - 1].string.rstrip().endswith((";", ",", ":", "."))
    ):
        return heads_list, False
    return None


def _article(
    line: Line, own: Sequence[Line], i: int, quoted: int, says_article: bool, contractual: bool, zone: str, article: str | None
) -> re.Match[str] | None:
    """The match of an article's heading, or None where the words only cite an article.

    `article` is the number of the article the line stands in, in figures (« 2 », « 2.1 »).
    """
    f = line.folded
    if says_article or not contractual:
        m = ARTICLE.match(f)
        if m and (line.string[:1].isupper() or _set_off(line, own, i, m)) and not (quoted and zone == "ruling"):
            rest = line.string[m.end() :]
            gap = m["gap"].strip()
            if not gap and rest:
                if not (rest[:1].isupper() or rest[:1] in "«\"(") or f[m.end() :].startswith(("du ", "de ", "des ", "et ")):
                    return None
            if gap == "-" and re.match(r"\d", rest):
                return None
            if i and not line.blank and own[i - 1].string.rstrip()[-1:].isalpha() and own[i - 1].folded.split()[-1] in _CARRIES_ON:
                return None
            return m
        if zone == "ruling" and article is not None and not quoted:
            return _subnumber(line, article)
        return None
    if m := ENGAGEMENT.match(f):
        return m
    if contractual and zone in ("head", "parties", "preamble", "ruling") and len(f) < 140 and not f.endswith((";", ",")):
        m = ENUMERATED.match(f)
        if m and (line.upper or line.blank) and line.string[:1].isalnum() and (line.string[m.end() : m.end() + 1].isupper()):
            return m
    return None


def _figures(number: str) -> str | None:
    """« 1er » and « premier » as « 1 »; None for a number that no « 2.1 » can follow."""
    if number == "premier":
        return "1"
    m = re.match(r"\d{1,3}(?:\.\d{1,3}){0,3}", number)
    return m.group() if m else None


def _set_off(line: Line, own: Sequence[Line], i: int, match: re.Match[str]) -> bool:
    """Whether « article 2 : » in lower case opens a paragraph: a colon or a dash after it, a full stop before it."""
    before = own[i - 1] if i else None
    return bool(re.search(r"[:\-]", match["gap"])) and (
        before is None or line.blank > 0 or before.string.endswith((".", ";", ":")) or bool(RULING.fullmatch(before.folded))
    )


_CARRIES_ON = frozenset("de du des la le les l et a au aux par notamment l' d' en son ses ou selon conformement".split())
"""Words a sentence cannot end on: the next line carries it on."""


def _subnumber(line: Line, article: str) -> re.Match[str] | None:
    """« 2.1 … » under article 2, « 2.2 … » after « 2.1 … »: only the next number in order is one."""
    m = SUBNUMBER.match(line.folded)
    if m is None or not (line.string[m.end() : m.end() + 1].isupper() or line.string[m.end() : m.end() + 1] in "«\""):
        return None
    had, now = [int(x) for x in article.split(".")], [int(x) for x in m["number"].split(".")]
    follows = now == [*had, 1] or any(now == [*had[:k], had[k] + 1] for k in range(1, len(had)))
    return m if follows else None


def _opens_parties(own: Sequence[Line], i: int) -> bool:
    """Whether the lines after « Entre » name parties (a representative, a role, a seat)."""
    near = " ".join(line.folded for line in own[i : i + 30])[:3000]
    return bool(re.search(r"d'une\s+part|d'autre\s+part|represente|soussigne|ci-apres|siege|designe|denomme", near))


def _ruling(line: Line, zone: str, contractual: bool, kind: str) -> tuple[int, int] | None:
    """The span of the operative verb in a line that rules, or None."""
    f = line.folded
    if contractual or zone == "closing":
        return None
    m = RULING.fullmatch(f) if len(f) < 330 else None
    if m and line.string[m.end("verb") - 1] not in "éÉ" and (zone != "head" or kind in ("arrete", "decision", "deliberation")):
        verb = m["verb"]
        alone = m.start("verb") == 0
        if alone and kind == "arrete" and zone == "head" and not verb.replace(" ", "").startswith(("arret", "deci")):
            return None
        if alone and zone == "head" and verb in ("arrete",) and not line.string.rstrip().endswith(":"):
            return None
        if not alone or zone != "head" or line.string.rstrip().endswith(":") or verb.startswith("deci"):
            return m.span("verb")
    if kind != "arrete" or zone == "ruling":
        m = RULING_START.match(f)
        if m:
            printed = line.string[m.start("verb") : m.end("verb")]
            if printed.isupper() or (zone == "ruling" and (line.bullet or (m.start("verb") > 0 and printed.islower())) and kind != "arrete"):
                return m.span("verb")
    if zone != "ruling" and kind in ("deliberation", "decision", "autre"):
        return _inline_verb(f)
    return None


def _inline_verb(folded: str) -> tuple[int, int] | None:
    """The span of the verb that follows « après en avoir délibéré » on its line."""
    deliberated = DELIBERATED.search(folded[:260])
    m = INLINE_VERB.search(folded, deliberated.end() - 1, deliberated.end() + 200) if deliberated else None
    return m.span("verb") if m else None


def _closing_here(own: Sequence[Line], i: int, zone: str, contractual: bool) -> bool:
    """Whether the closing zone of the act starts at this line."""
    line = own[i]
    f = line.folded
    if zone == "head" and not (contractual and SIGNING.match(f)):
        return False
    if SIGNING.match(f) and line.string[:1].isupper() and (len(f) < 400 or f.startswith("fait ")):
        if re.match(r"signatures?\b", f) and zone != "ruling":
            return False
        return not any(ARTICLE.match(x.folded) and x.string[:1] == "A" and not x.bullet for x in own[i + 1 : i + 25])
    if len(f) < 70 and PLACE_DATE.fullmatch(f) and zone == "ruling":
        return True
    if zone == "ruling" and SIGNED_BY.match(line.string) and not contractual:
        return not any(ARTICLE.match(x.folded) and x.string[:1] == "A" for x in own[i + 1 :])
    if zone in ("ruling", "body") and SIGNATURE.match(f) and (len(f) < 200 or f.startswith(("pour ", "extrait "))) and line.string[:1].isupper():
        return not any(ARTICLE.match(x.folded) and x.string[:1] == "A" for x in own[i + 1 :])
    return False


SIGNED_BY = re.compile(r"(?:Le|La)\s+(?:Maire|Président|Présidente),\s+(?:(?:M\.|Mme|Monsieur|Madame)\s+)?[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+[A-ZÀ-Ý]{2}")
"""« Le Maire, Claire DUMAS »: office and name on one line."""

NAME_LINE = re.compile(
    r"(?:(?:M\.|Mme|Monsieur|Madame|Dr|Docteur)\s+)?(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|[A-Z]\.)(?:\s+(?:[A-ZÀ-Ý]['’]?[A-ZÀ-Ýa-zà-ÿ'’-]+|de|du|des|le|la|d['’]\w+)){1,4}\s*$"
)
"""A line that is only a person's name: « Claire DUMAS »"""


def _with_signature(marks: list[Mark], own: Sequence[Line], zone: str) -> list[Mark]:
    """The marks, with a closing cut off the last block where no « Fait à » announced it."""
    if zone == "closing" or len(own) < 2:
        return marks
    last_opening = marks[-1][0]
    tail = [i for i, line in enumerate(own) if line.start > last_opening]
    first: int | None = None
    for i in reversed(tail):
        line = own[i]
        if len(line.string) > 130 or (line.string.endswith((".", ";")) and len(line.string) > 45 and not SIGNATURE.match(line.folded)):
            if first is not None or len(own) - i > 12:
                break
            continue
        if OFFICER.match(line.folded) or SIGNATURE.match(line.folded) or NAME_LINE.fullmatch(line.string) or PLACE_DATE.fullmatch(line.folded):
            first = i
    if first is None:
        return marks
    while first - 1 in tail and own[first - 1].string.endswith(",") and OFFICER.match(own[first - 1].folded):
        first -= 1
    return [*marks, (own[first].start, "closing", None, 0)]


def _minutes_blocks(own: Sequence[Line]) -> list[Mark]:
    """Minutes are one act: a head, the account of the sitting, and the signatures at its end."""
    marks: list[Mark] = [(own[0].start, "head", None, 0)]
    for i, line in enumerate(own[1:], 1):
        if VISA.match(line.folded) or CONSIDERANT.match(line.folded) or _reports(line) or i > 60:
            marks.append((line.start, "body", None, 0))
            break
    for i in range(len(own) - 1, max(0, len(own) - 40), -1):
        f = own[i].folded
        if (SIGNING.match(f) or re.match(r"(?:la\s+seance\s+est\s+levee|l'ordre\s+du\s+jour\s+etant\s+epuise)", f)) and own[i].start > marks[-1][0]:
            marks.append((own[i].start, "closing", None, 0))
            break
    return marks
