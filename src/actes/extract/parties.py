"""The parties to a convention: name, short name, seat, registration, representative and authority to sign.

They are read where the convention introduces them (`party_clause`); where it does not say who
represents them, in the blocks that sign it. A slot left empty is a `blank` value: the form
knows a party whose name is still to come.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.extract.columns import rows
from actes.extract.definitions import BRACKETED_ACRONYM, expansion_start, short_names
from actes.extract.identifiers import POSTCODE, STREET, address, rna, siren, siret
from actes.extract.mandates import (
    EMPTY,
    REPRESENTATION_END,
    REPRESENTED,
    authorisation,
    person_of,
    representative,
    until,
)
from actes.extract.names import name_at, words
from actes.extract.party_clause import Piece, Span, clause, listed, pieces
from actes.extract.persons import person
from actes.extract.qualities import QUALITY_OPENING
from actes.lines import fold
from actes.model import Address, Found, Party, Person, found
from actes.text import Text
from actes.vocabulary import BODY_NOUNS, LEGAL_FORMS

LEAD = re.compile(
    r"(?:[\s*#•–—,;:.()-]|\(?\d{1,2}\s?[.)°](?!\d)|et\b(?!\s{1,3}(?:l[ae]|l'))|d['\s]une\s{1,3}part\b|[a-z]\)\s|entre\b){0,400}"
    r"(?:et\s{1,3})?(?:(?:la|le|les)\s{1,3}(?=\S)|l['\s]\s?(?=[a-z])|les?\s?\(?la\)?\s)?"
)
"""What stands before a name and is not of it: a number, a bullet, the article."""

TOLD_OF = re.compile(
    r"""(?:^|(?<=[\s,;:.(–-]))(?:
    (?:ici\s|legalement\s|valablement\s|dument\s)?represent(?:e(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?|ant(?:\slegal)?)(?=[\s,:])
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
BREAKS_OFF = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|d')|,)\s{0,9}\Z")
"""A name that goes on after an empty line: « Communauté de communes de »."""

SENTENCE_END = re.compile(r";|\.\s{1,9}(?=[A-ZÀ-Ý][a-zà-ÿ])|\.\s{0,9}\Z")
"""Where the sentence with the name ends (unfolded)."""

FOOT = re.compile(r"(?:\s{0,3}\(\s{0,3}\d?\s{0,3}\)|\s{1,3}(?:et|ET|Et)|\s{0,3}\()\Z")
"""What a name trails and is not of it: « (1) », « et »."""

BARE_NOUN = re.compile(
    r"(?:(?:[a-z'-]{1,30}\s{1,3}){0,5}(?:de|du|des|d'|la|le|les|a|au|aux)"
    r"|(?:societe|association|commune|ville|entreprise|organisme|club|syndicat|etablissement|occupant|preneur|bailleur|titulaire"
    r"|beneficiaire|prestataire|proprietaire|gestionnaire|locataire)(?:\s{1,3}(?:denommee?|beneficiaire|utilisatrice)){0,2})?\W{0,9}"
)
"""A name of which only the noun is printed: « association : », « commune de »."""

ON_BEHALF = re.compile(
    r"\b(?:agissant\s{1,3}(?:au\s{1,3}nom\s{1,3}et\s{1,3})?pour\s{1,3}le\s{1,3}compte|agissant\s{1,3}au\s{1,3}nom|representant(?=\s{1,3}l)"
    r"|(?:dument\s{1,3})?(?:habilitee?|mandatee?|designee?)\s{1,3}par(?=\s{1,3}l[ae']))\s{1,3}(?:de\s{1,3}|du\s{1,3}|d')?"
    r"(?!deliberation|decision|arrete|acte|l[ae]\s{1,3}(?:deliberation|decision|presente))(?:l[ae]s?\s{1,3}|l'\s?)?(?P<body>\S)"
)
"""A person told first, then the body it stands for: « agissant au nom et pour le compte de la Commune de Valmont »."""

OFFICE_OF = re.compile(
    r",\s{0,3}(?:agissant\s{1,3})?(?:en\s{1,3}(?:sa\s{1,3}|leur\s{1,3})?qualite\s{1,3}de\s{1,3}|(?:son|sa|le|la)\s{1,3})?"
    r"(?:maire|presidente?|directeur|directrice|gerante?)\s(?:[a-z]{1,20}\s){0,2}?(?:de\s{1,3}la\s{1,3}|de\s{1,3}l'\s?|du\s{1,3}|d[e']\s?)"
    r"(?P<body>(?:commune|ville|metropole|communaute|departement|region|syndicat|association|societe|etablissement|club|comite"
    r"|sas|sarl|ccas|centre|office|agence|chambre|fondation|federation|union)\b)"
)
"""A person told by its office in a body: « Mme ROUX, Maire de la Commune de Valmont, … »."""

THE_SAID = re.compile(r"(?:le|la)dite?\s{1,3}(?P<noun>[a-z]{3,20})")
BODY_END = re.compile(r",|\s(?:en\s{1,3}vertu|conform)|\ben\s{1,3}sa\s")

CIVIL = re.compile(
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mm\.|mmes?\b|mlle\b|m\.|mr\b|maitre|docteur)(?!\w)\s{0,9}"
)
"""How a natural person opens."""

AFTER_NAME = re.compile(r"[\s,;:(*–-]{0,6}")
HOME = re.compile(r"\bdemeurant\b")

_FORMS = sorted(LEGAL_FORMS, key=len, reverse=True)
LEGAL_FORM = re.compile(
    rf"(?<![\w-])(?:(?i:{'|'.join(f for f in _FORMS if not f.isupper())})|{'|'.join(f for f in _FORMS if f.isupper())})(?![\w-])"
)
"""The legal form in a name: « SAS », « Société anonyme » (unfolded)."""

APPOSITION = re.compile(
    r"[\s,(–-]{1,6}(?:une?\s)?(?P<form>(?:association|soci[ée]t[ée]|[ée]tablissement\spublic|syndicat\smixte|collectivit[ée]"
    r"|fondation|groupement|coop[ée]rative|SAS|SASU|SARL|SA|SCI|EURL)\b"
    r"(?:\s(?!dont|ayant|repr[ée]s|au\s{1,3}capital|immat|sis|situ|d[ée]clar|inscrit)[^\s,;.()«»]+){0,9})",
    re.I,
)
"""The legal form said of a name, right behind it: « , association régie par la loi du 1er juillet 1901 » (unfolded)."""

_BODIES = "|".join(fold(noun).replace("['’]", "'") for noun in sorted(BODY_NOUNS, key=len, reverse=True))
HEAD_OF_BLOCK = re.compile(
    rf"(?P<pour>pour\s{{1,3}})?(?:la\s{{1,3}}|le\s{{1,3}}|les\s{{1,3}}|l['\s]\s?)?(?P<body>(?:{_BODIES}|communaute|conseil|ecole|lycee|college"
    r"|club|comite|amicale|hopital|mutuelle|union|groupe|maison|entreprise|sas|sarl|sasu|sci|gip|ccas|cias|epci|spl|sem)\b)?"
)
"""The line that opens a signature block: « Pour la Commune de Valmont », « L'Association Les Tilleuls »."""

NO_BODY = re.compile(
    r"(?:pour\s{1,3})?(?:la\s{1,3}|le\s{1,3}|les\s{1,3}|l'\s?)?(?:extrait|copie|ampliation|expedition|et\b|par\b|avis|info|notification"
    r"|servir|valoir|delegation|controle|accord|conseil\s{1,3}municipal,?\s{1,3}apres|directeur|directrice|maire\b|president|prefet|vice"
    r"|chef|secretaire|ministre|delegue|adjoint|responsable)"
)
"""What such a line may not be: an office (« Pour le Maire »), « Pour copie conforme »."""

ASSERTS = re.compile(r"\b(?:est|sont|sera|peut|doit|dans)\b")
HEADS_AGAIN = re.compile(r"(?<=\s)(?=Pour\s(?:l[ae]s?\s|l['’]))|(?<=\s)(?=POUR\sL)")
"""The next block on the same line, where lines were lost (unfolded)."""

SIGNER_FOLLOWS = re.compile(
    r",\s{1,9}(?=(?:l[ae]\s|l'|son\s|sa\s)\s?[a-z0-9]|monsieur\s|madame\s|m\.\s|mme\s|represente)"
)
"""« Pour la Commune de Valmont, le Maire »: where the name of the body ends."""

SIGNS = re.compile(r"\W{0,9}(?:represente?(?:e|s|es)?\s{1,3}par\s{1,3})?(?P<other>(?:pour|par)\s)?")
"""How a line of a block opens: « Représentée par son Maire », « Par délégation du Président »."""


def parties(opening: Text, closing: Text) -> tuple[Party, ...]:
    """The parties of a convention, a contrat or an avenant, in the order it names them.

    `opening` is all that comes before the first article; `closing`, the signature zone, is read
    only where no representative, seat or short name is told in the opening. An act of one side
    alone names no parties: the result is empty.
    """
    place = clause(opening.string)
    told = _read(opening, pieces(opening.string, *place)) if place else []
    if any(p.representative or p.alias or p.address or p.authorisation for p in told):
        return tuple(told)
    signed = _signing(closing)
    if len(signed) >= 2:
        return tuple(signed)
    return tuple(told or _read(opening, listed(opening.string)))


def _read(text: Text, found_pieces: Sequence[Piece]) -> list[Party]:
    read = (_party(text[p.start : p.end], text[slice(*p.role)] if p.role else None) for p in found_pieces)
    return [party for party in read if party is not None]


def _party(text: Text, role: Text | None) -> Party | None:
    """The party told of in `text`, or None where it names nobody."""
    string, folded = text.string, fold(text.string)
    head = _name_span(string, folded, 0)
    span, who = _one_person(text, folded, head)
    name = _name(text, span)
    who = who or representative(text, max(0, head[1] - 2)) or _announced(text, folded, head[1])
    alias = _alias(text, head)
    if name is None and alias is None and who is None:
        return None
    if alias is None and who is None and short_names(string):  # « ci-après ensemble « les Parties » »
        return None
    own = text[head[1] :]
    return Party(
        name=name,
        alias=alias,
        role=found(role, role.normal(), "parties.role") if role else None,
        legal_form=_legal_form(text, head),
        siren=siren(own),
        siret=siret(own),
        rna=rna(own),
        address=_seat(own),
        representative=who,
        authorisation=authorisation(text),
    )


# --- its name ---


def _name_span(string: str, folded: str, at: int) -> Span:
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


def _name(text: Text, span: Span) -> Found[str] | None:
    start, end = span
    slot = EMPTY.search(text.string, start, end)
    if slot:
        return found(text[start : slot.end()], None, "parties.name", state="blank")
    name = _trimmed(text[start:end])
    if sum(c.isalpha() for c in name.string) < 2:
        return None
    if BARE_NOUN.fullmatch(fold(name.string)):
        return found(name, None, "parties.name", state="blank")
    return found(name, name.normal(), "parties.name")


def _trimmed(text: Text) -> Text:
    text = text.strip(" \t\r\n\u00a0\u202f*#,;:–—-_|")
    foot = FOOT.search(text.string)
    if foot:
        text = text[: foot.start()].strip(" \t\r\n\u00a0*,;:–—-")
    return text[:-1] if text.string.endswith(".") and text.string.count(".") == 1 else text


def _one_person(text: Text, folded: str, head: Span) -> tuple[Span, Person | None]:
    """(where the party's name stands, its representative) where a person is told before the body.

    « Madame ROUX, agissant au nom de la Commune de Valmont »; « …, délégué, mandaté par la XYZ ».
    A person who stands for nobody is the party itself.
    """
    start, end = head
    civil = CIVIL.match(folded, start)
    opening = None if civil else QUALITY_OPENING.match(folded, start)
    empty = re.search(r"[a-z]{2}", folded[start:end]) is None
    if not civil and not opening and not empty:
        return head, None
    behalf = ON_BEHALF.search(folded, start, start + 400)
    if behalf is None:
        office = OFFICE_OF.search(folded, start, start + 200) if civil else None
        if office is None:
            return head, None
        told = text[start : until(REPRESENTATION_END, folded, start)]
        return _body_span(text.string, folded, office.start("body")), person_of(told)
    if opening and not empty and behalf.group().startswith("agissant"):
        return head, None
    body = behalf.start("body")
    said = THE_SAID.match(folded, body)
    if said:  # « Maire de la Commune de Valmont, agissant pour le compte de ladite commune »
        earlier = folded.find(said["noun"], start, behalf.start())
        body = earlier if earlier >= 0 else body
    return _body_span(text.string, folded, body), person_of(text[start : behalf.start()])


def _body_span(string: str, folded: str, at: int) -> Span:
    first, last = _name_span(string, folded, at)
    stop = BODY_END.search(folded, first, last)
    return first, stop.start() if stop else last


def _alias(text: Text, head: Span) -> Found[str] | None:
    for short in short_names(text.string):
        if not short.shared:
            term = text[slice(*short.term)].strip()
            return found(term, term.normal(), "parties.alias")
    for m in BRACKETED_ACRONYM.finditer(text.string, head[0], min(len(text), head[1] + 20)):
        if expansion_start(m["term"], text.string, m.start()) is not None:
            return found(text.group(m, "term"), m["term"], "parties.acronym")
    return None


def _legal_form(text: Text, head: Span) -> Found[str] | None:
    name_end = len(text.string[: head[1]].rstrip(" ,\n"))
    behind = APPOSITION.match(text.string, head[1]) or APPOSITION.match(text.string, max(head[0], name_end))
    if behind:
        form = text.group(behind, "form").strip()
        return found(form, form.normal(), "parties.legal_form")
    within = LEGAL_FORM.search(text.string, *head)
    return found(text.group(within), text.group(within).normal(), "parties.legal_form") if within else None


def _seat(text: Text) -> Address | None:
    """Its address, not the home of who represents it."""
    folded = fold(text.string)
    home, represented = HOME.search(folded), REPRESENTED.search(folded)
    if home and represented and represented.start() < home.start():
        text = text[: home.start()]
    return address(text)


def _announced(text: Text, folded: str, start: int) -> Person | None:
    """Who is told right behind the name with no « représentée par »: « La Commune de Valmont, Mme ROUX, Maire »."""
    gap = AFTER_NAME.match(folded, start)
    at = gap.end() if gap else start
    return person_of(text[at : until(REPRESENTATION_END, folded, at, 200)]) if CIVIL.match(folded, at) else None


# --- the blocks that sign ---


def _signing(closing: Text) -> list[Party]:
    """The bodies that head the signature blocks, each with who signs for it."""
    string, folded = closing.string, fold(closing.string)
    blocks: list[tuple[Span, list[Span]]] = []
    for start, end in _closing_lines(string):
        if _heads_block(string[start:end], folded[start:end]):
            signer = SIGNER_FOLLOWS.search(folded, start, end)
            blocks.append(((start, signer.start()), [(signer.end(), end)]) if signer else ((start, end), []))
        elif blocks:
            blocks[-1][1].append((start, end))
    signing = (_signing_party(closing, folded, head, lines) for head, lines in blocks)
    return [party for party in signing if party is not None]


def _closing_lines(string: str) -> list[Span]:
    lines: list[Span] = []
    for row in rows(string):
        cuts = [row.start, *(m.start() for m in HEADS_AGAIN.finditer(string, row.start + 1, row.end)), row.end]
        lines += zip(cuts, cuts[1:], strict=False)
    return lines


def _heads_block(string: str, line: str) -> bool:
    """Whether a line of the closing names the body a block signs for."""
    head = HEAD_OF_BLOCK.match(line)
    if head is None or len(line) > 160 or NO_BODY.match(line) or not (head["pour"] or head["body"]):
        return False
    if line.rstrip().endswith((".", ";")) or ASSERTS.search(line):
        return False
    return re.search(r"[A-ZÀ-Ý]", string[head.end("pour") if head["pour"] else 0 :]) is not None


def _signing_party(closing: Text, folded: str, span: Span, lines: list[Span]) -> Party | None:
    start, end = span
    head = HEAD_OF_BLOCK.match(folded, start)
    if head:
        start = head.start("body") if head["body"] else head.end()
    if lines and re.match(r"(?:de|du|des)\b|d'", folded[slice(*lines[0])]):  # the name runs on
        end, lines = lines[0][1], lines[1:]
    name = _trimmed(closing[start:end])
    if BARE_NOUN.fullmatch(fold(name.string)):
        return None
    whole = (0, len(name))
    return Party(
        name=found(name, name.normal(), "parties.signing"),
        alias=_alias(name, whole),
        legal_form=_legal_form(name, whole),
        representative=_signer(closing, folded, lines),
    )


def _signer(closing: Text, folded: str, lines: Sequence[Span]) -> Person | None:
    """The name and the quality in the lines of one block."""
    who: Person | None = None
    quality: Found[str] | None = None
    for start, end in lines[:8]:
        opens = SIGNS.match(folded, start, end)
        if opens is None or opens["other"]:  # « Par délégation du Président »
            continue
        own = closing[opens.end() : end]
        if quality is None and QUALITY_OPENING.match(folded, opens.end(), end):
            told = person_of(own)
            if told and told.quality:
                quality = told.quality
                who = who or (told if told.family else None)
                continue
        if who is None:
            spelt = words(own.string)
            if spelt and name_at(own.string, spelt, 0):
                who = person(own, "parties.signing")
        if who is not None and quality is not None:
            break
    if who is None:
        return Person(quality=quality) if quality else None
    return who.model_copy(update={"quality": who.quality or quality})
