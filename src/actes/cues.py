"""The words by which a line of an act says what it is: named patterns over folded lines.

Each says which formula it reads, with an example. How they combine into acts and blocks is said in
`boundaries.py` (which acts a file holds) and `blocks.py` (what each line of one act is).
"""

from __future__ import annotations

import re

from actes.kinds import VERB
from actes.lines import Line

VISA = re.compile(
    r"vus?\b(?!\s*(?:au|aux|par|comme|e\b|pour\s+(?:etre|rester|demeurer)\b|d(?:e\s+|')[a-z]{2,14}[ei]r\b))(?:\s+et\b)?"
)
"""« Vu la délibération du … »; not « Vu pour être annexé », which an annex bears, nor « en vue de recueillir » misread."""

CONSIDERANT = re.compile(r"(?:et\s+)?(?:considerant|attendu|constatant)\b(?!e)|entendu\s+qu[e']")
"""« Considérant que … », « Attendu que … », « Entendu que … »"""

BASIS = re.compile(
    r"(?:et\s+)?(?:sur\s+(?:la\s+|le\s+|l')?(?:proposition|rapport|avis|demande|presentation|l'avis)\b"
    r"|en\s+(?:vertu|application|execution)\s+d|conformement\s+(?:a|aux)\b|entendu\s|oui\s+|apres\s+(?:communication|avis|consultation|avoir\s+entendu|avoir\s+pris|expose)"
    r"|a\s+l'issue\s+de\s+la\s+negociation|(?:la\s+presente|le\s+present|ce|cette)\s+\w{3,20}\s+est\s+(?:conclue?|prise?|etablie?)\s+en\s+application|(?:le\s+present|ce|cette|la\s+presente)\s+\w{3,20}\s+est\s+conforme\s+aux\s+dispositions)"
)
"""« Sur proposition du directeur », « En vertu de … », « Entendu l'exposé de … »"""

REPORT = re.compile(
    r"(?!le\s+present|la\s+present)(?:mm?\.\s+)?[^:.;]{2,80}\b(?:rapporte|expose|rappelle|informe|indique|presente|explique|propose)\b(?!\s*e?s?\s+(?:par|dans|le\s+\d))"
)
"""« M. le Maire rapporte : » opens the report that precedes the dispositif."""

ARTICLE = re.compile(
    r"(?:article|art\.?|articie)\s*(?:n\s?[o°]\s*)?"
    r"(?P<number>premier|unique|dernier|[lift]?er\b|\d{1,3}(?:\s?(?:er|eme)\b)?(?:[.\-]\d{1,3}(?!\d)){0,3}(?:\s?(?:bis|ter|quater|quinquies)\b)?|[ivx]{1,6}(?=\s*(?:[.:\-)]|$)))"
    r"(?![\w/])(?P<gap>\s*(?:[.:°/)\-]\s*){0,4})"
)
"""« Article 1er : », « ARTICLE PREMIER », « Art. 2 - », « Article 2.1 »; « Article ler », « fer », « er » where 1er was scanned."""

ENGAGEMENT = re.compile(
    r"(?:engagement|clause|stipulation)\s+n\s?[o°]\s*(?P<number>\d{1,2})(?P<gap>\s*(?:[.:\-)]\s*){0,3})"
)
"""« ENGAGEMENT N° 2 : … »"""

ENUMERATED = re.compile(r"(?P<number>\d{1,2}|[ivx]{1,5})(?P<gap>\s*[.)°/\-]\s*[.)\-]?\s*)(?=[a-z«\"])")
"""« 1. Objet », « II – Durée »: the articles of a contract that says no « Article »."""

SUBNUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<gap>\s*[.)°:\-]?\s*(?:[:\-]\s*)?)(?=[a-z«\"(])")
"""« 2.1 Modalités de versement »"""

DIVISION = re.compile(r"(?:titre|chapitre|section|partie|sous-section)\s+(?:\d{1,2}|[ivxl]{1,5}|premier|er)\b")
"""« TITRE 2 – … », « Chapitre III »"""

SUBJECT = (
    r"(?:(?:le|la|les|l'|monsieur|madame|m\.|mme)\s?[^:;.]{0,90}?[,\s]\s*)?"
    r"(?:(?:apres|ayant|cet\s+expose|oui|a\s+l'unanimite|a\s+la\s+majorite|et\s+apres|par\s+\d|au\s+vu)[^:;.]{0,160}?[,\s]\s*)?"
)

RULING = re.compile(
    rf"(?:{SUBJECT})(?P<verb>{VERB}|a\s?r\s?r\s?e\s?t\s?e(?:\s?n\s?t)?|d\s?e\s?c\s?i\s?d\s?e(?:\s?n\s?t)?|(?:a|ont)\s+ete\s+elue?s?|sont\s+elue?s?)\s*[:.\-]{{0,2}}\s*$"
)
"""An operative verb that ends its line: « ARRÊTE : », « Le Conseil décide : », « A été élu : »"""

RULING_START = re.compile(
    rf"(?:\d{{1,2}}\s*[°.)/\-]?\s*[-.)]?\s*|[a-z]\)\s*)?(?:et\s+)?(?:de\s+)?(?P<verb>{VERB})\b(?!\s+rendu|(?<=demande)\s+d(?:e\s|'))"
)
"""An operative verb that opens its paragraph: « DECIDE d'autoriser », « 2. AUTORISE »"""

PROPOSAL = re.compile(
    r"(?:en\s+consequence|aussi|dans\s+ces\s+conditions|par\s+consequent|c'est\s+pourquoi)?,?\s*il\s+(?:est|vous\s+est)\s+(?:donc\s+|ainsi\s+)?(?:propose|demande)\b"
)
"""« En conséquence, il est proposé (demandé) au Conseil municipal : », which the vote then adopts whole."""

DELIBERATED = re.compile(
    r"apres\s+en\s+avoir\s+(?:delibere|debattu)|apres\s+(?:deliberation|vote|avoir\s+delibere)|le\s+conseil\s+[\w ]{0,40},?\s+(?:a\s+l'unanimite|a\s+la\s+majorite)"
)
"""« Le Conseil municipal, après en avoir délibéré, »"""

PROPOSED_AND_RULED = re.compile(
    rf"sur\s+(?:la\s+|le\s+)?(?:proposition|rapport)\s+(?:de|du)\b[^.;:]{{0,90}}?,\s+(?:et\s+)?(?P<subject>(?:le|la|l'|apres)\s?(?:conseil|comite|bureau|assemblee|commission|en\s+avoir)[^.;:]{{0,160}}?[\s,](?P<verb>{VERB}))\b"
)
"""« Sur proposition de M. le Maire, le Conseil municipal décide à l'unanimité : »: a basis and a verb on one line."""

DELIBERATED_START = re.compile(
    r"(?:(?:l[ea]|l'|cet|ceci|oui|ces|cette|sur|et|entendu|vu|ayant)[^.;]{0,160}?,?\s*)?(?:et\s+)?apres\s+en\s+avoir\s+(?:delibere|debattu)"
)
"""The same as the opening of its paragraph: « Cet exposé entendu et après en avoir délibéré, le Conseil … »"""

INLINE_VERB = re.compile(
    rf"(?:[,:]|l'unanimite|majorite|presents|voix|exprimes|votants|[a-z])\s+(?P<verb>{VERB})\b(?!\s*(?:du|de la|des|prefectoral|municipal|n))"
)

PARTIES_OPENING = re.compile(
    r"(?:entre\b(?:\s+(?:les\s+soussigne|la|le|l'|les|d'une\s+part|d'autre|[a-z])|\s*:|\s*$|,)|(?:il\s+(?:est|a\s+ete)\s+)?(?:convenu|conclu)\s+entre"
    r"|les\s+soussignes|les\s+parties?\s+(?:suivantes|signataires)?\s*:|d'une\s+part|parties\s+contractantes|identification\s+des\s+parties)"
)
"""« ENTRE : », « Entre les soussignés », « D'une part »"""

AGREED = re.compile(
    r"(?:(?:par\s+la\s+presente[^:]{0,80})?,?\s*(?:il\s+a\s+ete|il\s+est|sont|ont|est)\s+(?:prealablement\s+|donc\s+|ete\s+)?(?:convenu|expose|arrete|etabli|rappele|convenues)|ceci\s+expose|ceci\s+etant|cela\s+expose)"
)
"""« Il est convenu ce qui suit : »"""

PREAMBLE = re.compile(
    r"(?:article\s+)?(?:preambule|expose\s+prealable|expose\s+des\s+motifs|prealablement|contexte)\b[^.]{0,60}$"
)
"""« Préambule »"""

SIGNING = re.compile(
    r"(?:ainsi\s+)?fait\s*,?\s+(?:et\s+(?:delibere|clos|arrete|passe|signe|certifie)|a\b|en\b|le\b|les\b|au\b|pour\b|a\s*,)"
    r"|etabli[e]?\s+en\s+\S+\s+(?:exemplaires|originaux)|en\s+mairie,?\s+le\s+\d|signatures?\s*(?:des\s+parties)?\s*:?$|signatures?\s+annexe"
)
"""« Fait à …, le … », « Fait et délibéré … »"""

PLACE_DATE = re.compile(
    r"(?:a\s+(?::\s*)?)?(?:la\s+|le\s+|l')?[a-z][a-z'\- ]{1,40},\s*le\s*:?\s*(?:\d|[il]\d|\.{2,}|_{2,}|…|$|lundi|mardi|mercredi|jeudi|vendredi|samedi|1er)(?:[^.;]|(?<=[a-z])\.(?=\s?\d)){0,90}$"
)
"""« Laval, le 3 août 2018 » alone on its line."""

SIGNATURE = re.compile(
    r"(?:(?:pour\s+)?extrait\s+(?:certifie|conforme)|pour\s+(?:extrait|copie|ampliation|expedition)\b"
    r"|(?:pour\s+)?(?:le|la|l'|les)?\s?[a-z' \-]{2,90},?\s+(?:et\s+)?par\s+(?:delegation|interim|empechement|suppleance|subdelegation|autorisation)"
    r"|par\s+(?:delegation|subdelegation|autorisation|empechement)\s+d|p/\s?l|p\.\s?(?:le|la)\s|pour\s+(?:le|la|l')\s?(?:prefet|prefete|maire|president|presidente|directeur|directrice|ministre|sous-prefet|sous-prefete|cheffe?|recteur|delegue|secretaire)"
    r"|(?:l'original\s+)?signe\s*(?::|$)|au\s+registre\b|suivent\s+les\s+signatures|ont\s+signe)"
)
"""« Pour le Préfet et par délégation, », « Pour extrait conforme », « signé »"""

SIGNED_BY = re.compile(
    r"(?:Le|La)\s+(?:Maire|Président|Présidente),\s+(?:(?:M\.|Mme|Monsieur|Madame)\s+)?[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+[A-ZÀ-Ý]{2}"
)
"""« Le Maire, Claire DUMAS »: office and name on one line."""

NAME_LINE = re.compile(
    r"(?:(?:M\.|Mme|Monsieur|Madame|Dr|Docteur)\s+)?(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|[A-Z]\.)(?:\s+(?:[A-ZÀ-Ý]['’]?[A-ZÀ-Ýa-zà-ÿ'’-]+|de|du|des|le|la|d['’]\w+)){1,4}\s*$"
)
"""A line that is only a person's name: « Claire DUMAS »"""

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

CERTIFICATE = re.compile(
    r"(?:le\s+\w{4,12}\s+)?(?:certifie|acte\s+(?:rendu|certifie)|rendu\s+executoire|transmise?\s+(?:en|au|a)\b|publiee?\s+le|affichee?\s+le|notifiee?\s+le|mise?\s+en\s+ligne)"
)

REGISTER_HEAD = re.compile(
    r"extrait\s+d(?:u|es|e|')\s?(?:registre|deliberation|proces|arrete)|registre\s+des\s+(?:deliberations|arretes|decisions)"
)
"""« Extrait du registre des délibérations »"""

ANNEX = re.compile(r"annexe\s*(?:n\s?[o°]\s*)?(?:\d{1,2}|[ivx]{1,4}|[a-d])?\s*(?:[:.\-]|$|a\s|au\s)")
"""« ANNEXE 2 : … »"""

OBJECT = re.compile(r"(?:objet|titre)\s*:")

MINUTES_CUE = re.compile(
    r"\b(ouvre\s+la\s+seance|seance\s+ouverte|seance\s+est\s+(?:ouverte|levee)|designation\s+du\s+secretaire|proces-verbal\s+de\s+la\s+(?:seance\s+)?precedente|passe\s+a\s+l'ordre\s+du\s+jour|questions\s+diverses|declare\s+la\s+seance|ouverture\s+de\s+la\s+seance|quorum\s+(?:etait|est|etant)\s+atteint)\b"
)
"""What is told of a sitting as a whole and never in the extract of one délibération."""

MINUTES_HABITS: tuple[re.Pattern[str], ...] = tuple(
    map(
        re.compile,
        (
            r"quorum\s+(?:etait|est|etant)\s+atteint",
            r"ordre\s+du\s+jour",
            r"pren(?:d|nent)\s+la\s+parole|donne\s+la\s+parole",
            r"(?:approbation|approuver|approuve|adoption|adopter)\w{0,2}\s+(?:du|le|les?)\s+(?:proces[- ]verba|compte[- ]rendu)",
            r"(?:proces[- ]verbal|compte[- ]rendu)\s+de\s+la\s+(?:derniere\s+|precedente\s+)?(?:seance|reunion)",
            r"\baccueille\b|\bremercie\b|souhaite\s+la\s+bienvenue",
            r"ouvre\s+la\s+seance|seance\s+(?:est\s+)?(?:ouverte|levee)|declare\s+la\s+seance",
            r"(?:questions|informations)\s+diverses",
            r"compte[- ]rendu\s+(?:sommaire|succinct|analytique)",
        ),
    )
)
"""What is told of a sitting as a whole: a délibération may say one or two of these, minutes say most."""

INVITES = re.compile(
    r"honneur\s+de\s+vous\s+(?:inviter|convier|convoquer)|vous\s+(?:etes\s+)?(?:prie|invite)e?s?\s+(?:de|a)\s+(?:bien\s+vouloir\s+)?assister"
)
"""« J'ai l'honneur de vous inviter à la réunion du Conseil »: a call to a sitting, with its order of the day."""

RECORD_OF_DECISIONS = re.compile(r"\bRELEV[EÉ]\s+DE(?:S)?\s+D[EÉ]CISIONS\b")
"""« RELEVÉ DE DÉCISIONS », in capitals: all that a sitting decided, whatever the head of the paper says."""

SITS_THERE = re.compile(
    r"\b(?:s'est|se\s+sont)\s+(?:legalement\s+)?(?:reuni|assemble)|\bpresents?\s*:|\betaient\s+presents|\bpresents\s+ou\s+representes|quorum\s+(?:etait|est|etant)\s+atteint"
)
"""Somebody sits: « s'est réuni », « Présents : », « le quorum est atteint »."""

SITTING_HEAD = re.compile(
    r"(?:registre|extrait)\s+des?\s+deliberations|conseil\s+\w+\s+du\s+(?:\w+\s+)?\d|seance\s+(?:publique\s+|ordinaire\s+)?du\b"
)

SITTING = re.compile(
    r"(?:nombre\s+de\s+(?:conseillers|membres|delegues)|(?:conseillers|membres|delegues)\s+(?:\w+\s+)?en\s+exercice|secretaire\s+de\s+seance|date\s+d(?:e\s+la|e)\s+convocation)"
)
"""What only the head of a délibération tells: « Nombre de conseillers en exercice : 15 »."""


def reports(line: Line) -> bool:
    """Whether a line opens the account given to the assembly: « M. le Maire rappelle que … »"""
    return (
        line.string[:1].isupper()
        and not line.bullet
        and bool(REPORT.match(line.folded))
        and not ARTICLE.match(line.folded)
    )


def closes(line: Line) -> bool:
    return bool(SIGNING.match(line.folded) or SIGNATURE.match(line.folded)) or (
        len(line.folded) < 130 and bool(PLACE_DATE.fullmatch(line.folded))
    )
