"""The name of a party as a convention prints it, its short name and its legal form.

The name runs from behind its article to the first words that tell more of the party (« dont
le siège », « représentée par », a street): commas are part of many names, so they do not end one.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re

from actes.extract.definitions import BRACKETED_ACRONYM, expansion_start, short_names
from actes.extract.identifiers import POSTCODE, STREET
from actes.extract.mandates import EMPTY
from actes.lines import fold
from actes.model import Found, found
from actes.text import Text
from actes.vocabulary import BODY_NOUNS, LEGAL_FORMS

Span = tuple[int, int]

LEAD = re.compile(
    r"(?:[\s*#•–—,;:.()-]|\(?\d{1,2}\s?[.)°](?!\d)|et\b(?!\s{1,3}(?:l[ae]|l'))|d['\s]une\s{1,3}part\b|[a-z]\)\s"
    r"|entre\b){0,400}"
    r"(?:et\s{1,3})?(?:(?:la|le|les)\s{1,3}(?=\S)|l['\s]\s?(?=[a-z])|les?\s?\(?la\)?\s)?"
)
"""What stands before a name and is not of it: a number, a bullet, the article."""

COMMON_NOUN = (
    "|".join(fold(noun).replace("['’]", "'") for noun in sorted(BODY_NOUNS, key=len, reverse=True))
    + "|communaute|conseil|ecole|lycee|college|club|comite|amicale|hopital|mutuelle|union|groupe|maison|entreprise"
    "|sas|sarl|sasu|sci|gip|ccas|cias|epci|spl|sem"
)
"""What kind of body it is: « la Commune de Valmont », « le Club de tir »."""

COMMON_HEAD = re.compile(rf"(?:{COMMON_NOUN})\b")
"""A name that such a noun opens."""

OWN_ARTICLE = re.compile(r"(?:L[ae]s?\s{1,3}|L['’])\Z")
"""The article of a name that no noun opens: « Le Fil d'Ouche, association régie par … » (unfolded)."""

TOLD_OF = re.compile(
    r"""(?:^|(?<=[\s,;:.(–-]))(?:
    (?:ici\s|legalement\s|valablement\s|dument\s)?represent(?:e(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?|ant(?:\slegal)?)(?=[\s,:]|\Z)
    |ci[-\s]?apres\b|(?:denomme|designe|appele)(?:e|s|es)?(?:\s?\(e\))?\s{1,3}(?:ci|sous|par|«|"|“)|dont\b|ayant\b|sise?\b
    |situee?s?\b|domicilie|demeurant\b|elisant\b|siege\b|(?:n°|numero)\s?(?:de\s)?(?:sir|rna|d')|siren\b|siret\b|rna\b
    |r\.?c\.?s\b|immatricule|inscrit|identifie|enregistre|declaree?\b|au\scapital|agissant\b(?!\sau\snom\sde\sl'etat)
    |en\s(?:sa\s)?qualite|dument\b|specialement\b|regulierement\b|habilite|autorisee?s?\b|mandatee?\b|regie?s?\b
    |constituee?\b|creee?\spar|agree[e]?\s|ne(?:e|\(e\))?\s(?:le|a)\s|de\snationalite|adresse\s?:|tel(?:ephone)?\b
    |courriel\b|mail\b|et\srepresent|qui\s(?:accepte|est|a)\b|appartenant|\((?:ci|n°)|rattachee?\b
    |association\s(?:regie|loi|declaree)|par\sdelegation|au\stitre\b|\{%
    )|(?<=[,\n])\s{0,40}(?:(?:l[ae]\s|l'|un\s|une\s)?(?:(?:etablissement|association|societe|syndicat|collectivite|personne
    |organisme|structure|federation|entreprise|groupement|fondation|cooperative)\b
    |(?:sas|sasu|sarl|sa|sci|eurl|epci|gip|scop|spl|sem)\b|proprietaire|gestionnaire|beneficiaire|exploitant|porteu[rs]
    |maitre|service|(?:monsieur|madame|mme|m\.|mr)\s|en\s(?:tant|la\spersonne)))""",
    re.X,
)
"""What ends a name because it tells more of the party."""

AT_ONCE = ("represent", "dont", "ayant", "dument", "ci")
"""What tells more of a party even where no name came before."""

HOUSE = re.compile(r"\b(?:hotel|mairie|maison|centre|residence|parc|place|cour|mail|villa|domaine|zone|clos)\b")
"""Streets that may be in the name of a body: only after a comma or a new line are they its address."""

BLANK_LINE = re.compile(r"\n[ \t*]{0,80}\n")
"""What parts a name from what is printed below it."""

BREAKS_OFF = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|d')|,)\s{0,9}\Z")
"""A name that goes on after an empty line: « Communauté de communes de »."""

SENTENCE_END = re.compile(r";|\.\s{1,9}(?=[A-ZÀ-Ý][a-zà-ÿ])|\.\s{0,9}\Z")
"""Where the sentence with the name ends (unfolded)."""

FOOT = re.compile(r"(?:\s{0,3}\(\s{0,3}\d?\s{0,3}\)|\s{1,3}(?:et|ET|Et)|\s{0,3}\()\Z")
"""What a name trails and is not of it: « (1) », « et »."""

BARE_NOUN = re.compile(
    r"(?:(?:[a-z'-]{1,30}\s{1,3}){0,5}(?:de|du|des|d'|la|le|les|a|au|aux)"
    r"|(?:societe|association|commune|ville|entreprise|organisme|club|syndicat|etablissement|occupant|preneur|bailleur"
    r"|titulaire|beneficiaire|prestataire|proprietaire|gestionnaire|locataire)"
    r"(?:\s{1,3}(?:denommee?|beneficiaire|utilisatrice)){0,2})?\W{0,9}"
)
"""A name of which only the noun is printed: « association : », « commune de »."""

_FORMS = sorted(LEGAL_FORMS, key=len, reverse=True)

LEGAL_FORM = re.compile(
    rf"(?<![\w-])(?:(?i:{'|'.join(f for f in _FORMS if not f.isupper())})"
    rf"|{'|'.join(f for f in _FORMS if f.isupper())})(?![\w-])"
)
"""The legal form in a name: « SAS », « Société anonyme » (unfolded)."""

WITH_CAPITAL = re.compile(rf"{LEGAL_FORM.pattern}(?=\s{{1,3}}(?:unipersonnelle\s)?au\s{{1,3}}capital)")
"""« …, SARL au capital de 8 000 € » further on (unfolded)."""

APPOSITION = re.compile(
    r"[\s,(–-]{1,6}(?:une?\s)?(?P<form>(?:association|soci[ée]t[ée]|[ée]tablissement\spublic|syndicat\smixte"
    r"|collectivit[ée]|fondation|groupement|coop[ée]rative|SAS|SASU|SARL|SA|SCI|EURL)\b"
    r"(?:\s(?!dont|ayant|repr[ée]s|au\s{1,3}capital|immat|sis|situ|d[ée]clar|inscrit)[^\s,;.()«»]+){0,9})",
    re.I,
)
"""The legal form said of a name, right behind it: « , association régie par la loi du 1er juillet 1901 » (unfolded)."""


def name_span(string: str, folded: str, at: int) -> Span:
    """From the first word of the name at or behind `at` to what tells more of the party."""
    lead = LEAD.match(folded, at)
    start = lead.end() if lead else at
    end = min(len(string), start + 300)
    for m in TOLD_OF.finditer(folded, start, end):
        if m.start() > start or m.group().startswith(AT_ONCE):
            end = m.start()
            break
    end = _before_address(string, folded, start, end)
    gap = BLANK_LINE.search(string, start, end)
    if gap and string[start : gap.start()].strip(" *\t:") and not BREAKS_OFF.search(folded[start : gap.start()]):
        end = gap.start()
    stop = SENTENCE_END.search(string[start:end], 3)
    if stop and not re.search(r"\b[A-Z]\Z", string[start : start + stop.start()]):  # « C.G.T. »
        end = start + stop.start()
    article = OWN_ARTICLE.search(string[at:start])
    if article and string[start : start + 1].isupper() and not COMMON_HEAD.match(folded, start):
        start = at + article.start() if APPOSITION.match(string, end) else start
    return start, max(start, end)


def _before_address(string: str, folded: str, start: int, end: int) -> int:
    """Where the name gives way to a street or a postcode, at `end` at the latest."""
    for m in STREET.finditer(folded, start + 1, end):
        apart = string[start : m.start()].rstrip(" \t\u00a0–-*")[-1:] in (",", "\n")
        if apart or (m.group()[0].isdigit() and not HOUSE.match(m.group())):
            end = m.start()
            break
    code = POSTCODE.search(string, start + 1, end)
    return code.start() if code else end


def printed_name(text: Text, span: Span) -> Found[str] | None:
    """The name at `span`; `blank` where a slot or a bare noun stands for it, None where nothing does."""
    start, end = span
    slot = EMPTY.search(text.string, start, end)
    if slot:
        return found(text[start : slot.end()], None, "parties.name", state="blank")
    own = trimmed(text[start:end])
    if sum(c.isalpha() for c in own.string) < 2:
        return None
    if is_bare(own):
        return found(own, None, "parties.name", state="blank")
    return found(own, own.normal(), "parties.name")


def is_bare(name: Text) -> bool:
    """Whether only a noun is printed where a name should be: « association », « l'occupant »."""
    return BARE_NOUN.fullmatch(fold(name.string)) is not None


def trimmed(text: Text) -> Text:
    """A name without what surrounds it: marks, a footnote number, a full stop."""
    text = text.strip(" \t\r\n\u00a0\u202f*#,;:–—-_|")
    foot = FOOT.search(text.string)
    if foot:
        text = text[: foot.start()].strip(" \t\r\n\u00a0*,;:–—-")
    return text[:-1] if text.string.endswith(".") and text.string.count(".") == 1 else text


def short_name(text: Text, head: Span) -> Found[str] | None:
    """« ci-après dénommée « la Ville » », or else the acronym in or behind the name at `head`."""
    for short in short_names(text.string):
        if not short.shared:
            term = text[slice(*short.term)].strip()
            return found(term, term.normal(), "parties.alias")
    for m in BRACKETED_ACRONYM.finditer(text.string, head[0], min(len(text), head[1] + 20)):
        if expansion_start(m["term"], text.string, m.start()) is not None:
            return found(text.group(m, "term"), m["term"], "parties.acronym")
    return None


def legal_form(text: Text, head: Span) -> Found[str] | None:
    """The legal form said behind the name at `head`, or printed in it."""
    name_end = len(text.string[: head[1]].rstrip(" ,\n"))
    behind = APPOSITION.match(text.string, head[1]) or APPOSITION.match(text.string, max(head[0], name_end))
    if behind:
        form = text.group(behind, "form").strip()
        return found(form, form.normal(), "parties.legal_form")
    within = LEGAL_FORM.search(text.string, *head) or WITH_CAPITAL.search(text.string, head[1])
    return found(text.group(within), text.group(within).normal(), "parties.legal_form") if within else None
