"""The running text as logical lines, each with the features the grammar of an act looks at.

Administrative acts are laid out to be recognised: what a paragraph is shows in the word it
opens with, its case, its indent and the blank before it. A text whose lines were lost (one
line of OCR for a whole page) is first broken again where such an opening word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actes.text import Text

_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuy"
FOLD = (
    {ord(a): p for a, p in zip(_ACCENTED, _PLAIN, strict=True)}
    | {c: chr(c + 32) for c in range(65, 91)}
    | {
        0x2019: "'",
        0x2018: "'",
        0xA0: " ",
        0x202F: " ",
        0x2009: " ",
        0x2010: "-",
        0x2011: "-",
        0x2013: "-",
        0x2014: "-",
    }
)
"""One character for one: lower case, no accents, plain quotes, dashes and spaces."""


def fold(string: str) -> str:
    """The string in lower case without accents, of the same length."""
    return string.translate(FOLD)


FLAT = 420
"""A line longer than this has lost its line breaks."""

LOST_OPENING = re.compile(
    r"""(?<=[\s;,.:)])(?:
    (?:VU|Vu)\s+(?=[a-zàâéèêA-ZÉ'’])
    |(?:CONSID[EÉ]RANT|Considérant|Considerant|ENTENDU)\b(?!\s+d['’])
    |(?:SUR|Sur)\s+(?:la\s+|le\s+)?(?:proposition|rapport|PROPOSITION|RAPPORT)\b
    |(?:APR[EÈ]S|Apr[eè]s)\s+(?:en\s+)?avoir\s+d[ée]lib[ée]r[ée]
    |APR[EÈ]S\s+EN\s+AVOIR\s+D[EÉ]LIB[EÉ]R[EÉ]
    |EN\s+(?:APPLICATION|VERTU)\s+D
    |(?:Article|ARTICLE)\s+(?:\d{1,2}(?:er)?|premier|PREMIER|unique|UNIQUE)\s*[:.–—-]
    |(?:D[EÉ]CIDE|ARR[EÊ]TE|D[EÉ]CIDENT|ARR[EÊ]TENT)\b
    |(?:APPROUVE|AUTORISE|ADOPTE|PR[EÉ]CISE|FIXE|D[EÉ]SIGNE|ACCEPTE|DONNE|PREND|DIT|INDIQUE|CHARGE|SOLLICITE|INFORME|VALIDE|VOTE|CONFIRME|ACCORDE|ATTRIBUE|HABILITE|MANDATE|CHARGE)\s+(?=[a-zà'’]|M)
    |(?:OBJET|Objet)\s{0,2}:
    |[•●▪➢➤►✓✔\uf000-\uf0ff]\s{0,2}(?=[A-Za-zÀ-ÿ])
    |(?:Le|LE)\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+\d{1,2}(?:er)?\s+[a-zéû]{3,9}\s+20\d\d,?\s+à\s
    |(?:Fait\s+[àa]\s+[A-Z]|FAIT\s+[AÀ]\s+[A-Z]|Fait\s+et\s+d[ée]lib[ée]r[ée])
    |(?:Le|La)\s+(?:Maire|Président|Présidente),\s+(?=[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+[A-ZÀ-Ý]{2})
    |(?:Extrait\s+certifié|Ainsi\s+fait|Au\s+registre|Suivent\s+les\s+signatures)\b
    |Pour\s+(?:extrait|copie|exp[ée]dition)\s+(?:certifi[ée]e?\s+)?conforme
    |(?:Certifi[ée]e?\s+ex[ée]cutoire|Acte\s+rendu\s+ex[ée]cutoire|Transmis[e]?\s+(?:en|au|à)\s)
    |ENTRE(?=\s+(?:le|la|les|l['’]|LE|LA|LES|L['’]|:))
    |Entre\s+les\s+soussign|(?:Il\s+(?:est|a\s+été)\s+convenu|IL\s+(?:EST|A\s+[EÉ]T[EÉ])\s+CONVENU)|PR[EÉ]AMBULE\b
    |\d{1,2}\.\d{1,2}\.?\s+(?=[A-ZÀ-Ý]{3,}\s)
    |(?<!DU\s)(?<!LE\s)(?<!DES\s)(?<!DERNIER\s)(?<!PRÉSENT\s)(?:PROC[EÈ]S[ -]VERBAL)\b
    |[-–•]\s+(?=(?:approuve|autorise|d[ée]cide|adopte|donne|fixe|pr[ée]cise|dit|prend|accepte|charge|d[ée]signe|sollicite|valide)\s)
    |[A-ZÉ][\w'’-]{2,25}(?:[ -][A-ZÉ][\w'’-]{1,25}){0,4},\s+le\s+(?=[l\d]\s?\d?\s?(?:er)?\s?[JFMASONDjfmasond/.])
    |EXTRAIT\s+D(?:U\s|ES?\s|['’])
    |(?<!LA\s)(?<!la\s)(?<!DE\s)(?<!de\s)(?:SEANCE|SÉANCE|Séance|Seance)\s+(?:DU|du|ordinaire|publique)\b
    |(?:D[EÉ]LIB[EÉ]RATION|D[eé]lib[eé]ration)\s+(?:N|n)\s?[°º]
    |(?:L['’]\s?an|L['’]\s?AN)\s+(?:deux|DEUX|2)
    |(?:Présents|PRÉSENTS|PRESENTS|Absents|ABSENTS|Excusés|EXCUSÉS|EXCUSES|Pouvoirs?|POUVOIRS?|Procurations?|Votants|Secrétaire\s+de\s+[Ss]éance|SECR[EÉ]TAIRE\s+DE\s+S[EÉ]ANCE|Nombre\s+de\s+[a-z]{2,12}\s?[a-z]{0,12})\s{0,2}:
    |(?:LE|Le)\s+(?:CONSEIL|Conseil|conseil)\s+(?:MUNICIPAL|[Mm]unicipal|COMMUNAUTAIRE|[Cc]ommunautaire|D[EÉ]PARTEMENTAL|[Dd]épartemental|R[EÉ]GIONAL|[Rr]égional),?\s+(?=apr[eè]s|APR|[àÀ]\s|VU|Vu|SUR|d[ée]cide|oui|ouï|entendu)
    |La\s+(?:commission\s+permanente|Commission\s+[Pp]ermanente)\s+d(?:u|e\s+la)\s+(?=[A-Za-zÀ-ÿ' -]{6,60},)
    |(?:Le|La)\s+(?:Maire|Président|Présidente)\s+de\s+(?=[A-Z][^.]{3,80},\s+(?:[^.]{3,80},\s+)?(?:VU|Vu)\b)
    |(?:La|Cette)\s+(?:présente\s+)?(?:décision|délibération|DECISION)\s+peut\s+faire
    |(?:[A-Z]{2,8}[/_-]\d{1,4}[-/]\d{4}|[nN]°\s?\d{1,4}[-/][\d/-]{4,12}\s+[-–])\s+(?=[A-ZÀÉÈ])
    |Conform[ée]ment\s+[àa](?:ux)?\s
    |(?:Monsieur|Madame|M\.|Mme)\s+(?:le|la|Le|La)\s+(?:Maire|maire|Président|Présidente|président|présidente|rapporteur)\s+(?=(?:rappelle|expose|informe|indique|présente|explique|propose|rapporte)\s)
    |(?:Monsieur|Madame|M\.|Mme)\s+(?=[A-ZÉ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+[A-ZÀ-Ý'’-]{2,}(?:\s+[A-ZÀ-Ý'’-]{2,})?,?\s+(?:[A-Za-zé' ’]{4,60},\s+)?(?:présente|expose|rapporte|rappelle|informe|indique|explique|propose)\s)
    |(?<=[.;:)]\s)(?=[A-ZÀÉ][^.;:]{0,120}\bapr[eè]s\s+en\s+avoir\s+d[ée]lib)
    |(?:MIS|Mis|PUBLI[EÉ]|Publié|AFFICH[EÉ]|Affiché|NOTIFI[EÉ]|Notifié)e?\s+(?:en\s+ligne\s+)?(?:[a-z]{2,3}\s+[a-zé]{3,8}\s+)?le\s?:
    )""",
    re.X,
)
"""Words that only stand at the start of a paragraph, found where its line break was lost."""

BULLET = re.compile(r"\s*(?:[-–—•▪▫●○◦➢➤►>»✓✔*·■□❖]|[\uf000-\uf0ff]|o(?=\s))\s*")
"""The sign that opens an item of a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: where it stands in the body (`start`, `end`) and what it looks like.

    `folded` is the line in lower case without accents, bullets and indent left out;
    `lead` is how many characters those took; `blank` counts the empty lines before it;
    `new_page` says that a page begins with it.
    """

    start: int
    end: int
    string: str
    folded: str
    lead: int
    indent: int
    blank: int
    bullet: bool
    new_page: bool = False

    @property
    def upper(self) -> bool:
        """Whether the line is in capitals."""
        letters = [c for c in self.string if c.isalpha()]
        return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def unflatten(text: Text) -> Text:
    """The text with a line break put back before every opening word of an over-long line."""
    if all(len(line) <= FLAT for line in text.string.split("\n")):
        return text
    breaks: list[int] = []
    start = 0
    for part in text.string.split("\n"):
        if len(part) > FLAT:
            breaks += (start + m.start() for m in LOST_OPENING.finditer(part) if m.start())
        start += len(part) + 1
    if not breaks:
        return text
    cuts = frozenset(breaks)
    # the space before an opening word becomes the line break: no character is added
    spaces = re.compile(r"\s(?=\S)|(?<=[;,.:)])(?=\S)")
    return text.sub(spaces, lambda m: "\n" if m.end() in cuts else m.group())


def lines(text: Text) -> Iterator[Line]:
    """The lines that have letters, with the blank lines before each counted."""
    blank = 0
    start = 0
    new_page = False
    for part in text.string.split("\n"):
        end = start + len(part)
        new_page = new_page or "\f" in part
        if not part.strip():
            blank += 1
        else:
            bullet = BULLET.match(part)
            lead = bullet.end() if bullet else len(part) - len(part.lstrip())
            if lead >= len(part.rstrip()):  # a line of dashes only
                bullet, lead = None, len(part) - len(part.lstrip())
            yield Line(
                start,
                end,
                part[lead:].rstrip(),
                fold(part[lead:].rstrip()),
                lead,
                len(part) - len(part.lstrip()),
                blank,
                bullet is not None,
                new_page,
            )
            blank = 0
            new_page = False
        start = end + 1
