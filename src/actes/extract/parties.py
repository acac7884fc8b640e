"""The parties to a convention: name, short name, seat, registration, representative and authority to sign.

They are read where the convention introduces them (`party_clause`); where it does not say who
represents them, in the blocks that sign it. A slot left empty is a `blank` value: the form
knows a party whose name is still to come.
"""

from __future__ import annotations

import re

from actes.extract.blanks import slots
from actes.extract.columns import rows
from actes.extract.definitions import BRACKETED_ACRONYM, expansion_start, short_names
from actes.extract.identifiers import POSTCODE, STREET, address, rna, siren, siret
from actes.extract.names import name_at, words
from actes.extract.party_clause import Piece, Span, clause, listed, pieces
from actes.extract.persons import person
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.references import references
from actes.lines import fold
from actes.model import Address, Found, Party, Person, Reference, ReferenceKind, found
from actes.text import Text
from actes.vocabulary import BODY_NOUNS, LEGAL_FORMS

LEAD = re.compile(
    r"(?:[\s*#•–—,;:.()-]|\(?\d{1,2}\s?[.)°](?!\d)|et\b(?!\s+(?:l[ae]|l'))|d['\s]une\s+part\b|[a-z]\)\s|entre\b)*"
    r"(?:et\s+)?(?:(?:la|le|les)\s{1,3}(?=\S)|l['\s]\s?(?=[a-z])|les?\s*\(?la\)?\s)?"
)
"""What stands before a name and is not of it: a number, a bullet, the article."""

TOLD_OF = re.compile(
    r"""(?:^|(?<=[\s,;:.(–-]))(?:
    (?:ici\s|legalement\s|valablement\s|dument\s)?represent(?:e(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?|ant(?:\slegal)?)(?=[\s,:])
    |ci[-\s]?apres\b|(?:denomme|designe|appele)(?:e|s|es)?(?:\s?\(e\))?\s{1,3}(?:ci|sous|par|«|"|“)|dont\b|ayant\b|sise?\b|situee?s?\b|domicilie|demeurant\b
    |elisant\b|siege\b|(?:n°|numero)\s?(?:de\s)?(?:sir|rna|d')|siren\b|siret\b|rna\b|r\.?c\.?s\b|immatricule|inscrit|identifie|enregistre|declaree?\b
    |au\scapital|agissant\b(?!\sau\snom\sde\sl'etat)|en\s(?:sa\s)?qualite|dument\b|specialement\b|regulierement\b|habilite|autorisee?s?\b|mandatee?\b
    |regie?s?\b|constituee?\b|creee?\spar|agree[e]?\s|ne(?:e|\(e\))?\s(?:le|a)\s|de\snationalite|adresse\s?:|tel(?:ephone)?\b|courriel\b|mail\b
    |et\srepresent|qui\s(?:accepte|est|a)\b|appartenant|\((?:ci|n°)|rattachee?\b|association\s(?:regie|loi|declaree)|par\sdelegation|au\stitre\b|\{%
    )|(?<=[,\n])\s*(?:(?:l[ae]\s|l'|un\s|une\s)?(?:(?:etablissement|association|societe|syndicat|collectivite|personne|organisme|structure|federation
    |entreprise|groupement|fondation|cooperative)\b|(?:sas|sasu|sarl|sa|sci|eurl|epci|gip|scop|spl|sem)\b|proprietaire|gestionnaire|beneficiaire
    |exploitant|porteu[rs]|maitre|service|(?:monsieur|madame|mme|m\.|mr)\s|en\s(?:tant|la\spersonne)))""",
    re.X,
)
"""What ends a name because it tells more of the party, in folded text."""

HOUSE = re.compile(r"\b(?:hotel|mairie|maison|centre|residence|parc|place|cour|mail|villa|domaine|zone|clos)\b")
"""Streets that may be in the name of a body: only after a comma or a new line are they its address."""

EMPTY = re.compile(r"[_.…]{3,}|…|\[[^\[\]\n]{2,80}\]?|\{\{|(?<!\w)__\w|(?<!\w)X{2,}\b")
"""A slot or a mask within a name."""

BARE_NOUN = re.compile(
    r"(?:(?:[a-z'-]+\s+){0,5}(?:de|du|des|d'|la|le|les|a|au|aux)"
    r"|(?:societe|association|commune|ville|entreprise|organisme|club|syndicat|etablissement)(?:\s+(?:denommee?|beneficiaire|utilisatrice))*)?\W*"
)
"""A name of which only the noun is printed: « association : », « commune de »."""

REPRESENTED = re.compile(
    r"\brepresent(?:e(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?[\s,]{1,4}(?:(?!par\b)[a-z'-]{1,14}\s{1,3}){0,6}?(?:par\b|en\s+la\s+personne\s+d[eu']|:)|ante?\s+legale?\s?:)"
    r"[\s:]*"
)
"""« représentée par », « ici représenté par », « Représentant légal : », in folded text."""

REPRESENTATION_END = re.compile(
    r"[;«“\"]|\bci[-\s]?apres|\bd['\s]une\s+part|\bd['\s]autre\s+part|\b(?:dument|specialement|regulierement)\b|\bhabilite|\bautorise|\bmandate|\ben\s+vertu\b"
    r"|\bpar\s+(?:une\s+)?(?:deliberation|decision|arrete)|\bagissant\b(?!\s+en\s+(?:sa\s+)?qualite|\s+en\s+tant)|\b(?:denomme|designe)|\bdemeurant|\bayant\b|\bdont\b|\bsise?\b"
    r"|\bsiege\b|\btel\b|\btelephone|\bmail\b|\bsiret|\bsiren|\bet\s+ayant|\bdomicilie|\bou\s*,\s*lorsqu|\bou\s+son\s+representant|\n\s*\n\s*\n|\.\s*\n"
)
"""What follows the representative, in folded text."""

IN_OFFICE = re.compile(r",?\s+(?:actuellement\s+)?en\s+(?:exercice|titre|fonctions?)\b|,?\s+actuel(?:lement)?\b")
"""« son Maire en exercice »: no part of the quality."""

FIELD_START = re.compile(r"\A|,\s*|\n\s*|(?<=\s)(?=(?:agissant\s+)?en\s+(?:sa\s+)?qualite\s)")
"""Where a quality may open among the words on a representative."""

ON_BEHALF = re.compile(
    r"\b(?:agissant\s+(?:au\s+nom\s+et\s+)?pour\s+le\s+compte|agissant\s+au\s+nom|representant(?=\s+l)|(?:dument\s+)?(?:habilitee?|mandatee?|designee?)\s+par(?=\s+l[ae']))"
    r"\s*(?:de\s+|du\s+|d')?(?!\s*deliberation|\s*decision|\s*arrete|\s*acte|\s*l[ae]\s+(?:deliberation|decision|presente))(?:l[ae]s?\s+|l'\s?)?(?P<body>\S)"
)
"""A person told first, then the body it stands for: « Mme ROUX, agissant au nom et pour le compte de la Commune de Valmont »."""

OFFICE_OF = re.compile(
    r",\s*(?:agissant\s+)?(?:en\s+(?:sa\s+|leur\s+)?qualite\s+de\s+|(?:son|sa|le|la)\s+)?(?:maire|presidente?|directeur|directrice|gerante?)\s(?:[a-z]+\s){0,2}?"
    r"(?:de\s+la\s+|de\s+l'\s?|du\s+|d[e']\s?)(?P<body>(?:commune|ville|metropole|communaute|departement|region|syndicat|association|societe|etablissement|club|comite"
    r"|sas|sarl|ccas|centre|office|agence|chambre|fondation|federation|union)\b)"
)
"""A person told by its office in a body: « Mme ROUX, Maire de la Commune de Valmont, … »."""

CIVIL = re.compile(r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mm\.|mmes?\b|mlle\b|m\.|mr\b|maitre|docteur)(?!\w)\s*")

AUTHORISED = re.compile(
    r"\b(?:par|en\s+(?:vertu|execution|application)\s+d[e'\s]|suivant|selon)\s*(?:une?\s+|la\s+|le\s+|sa\s+|son\s+|l'\s?|les\s+)?"
    r"(?P<noun>deliberation|decision|arrete)(?![a-z])s?"
)
"""« habilité par délibération », « en vertu d'une décision », in folded text."""

AUTHORISATION_END = re.compile(
    r"[;«“\"]|\bci[-\s]?apres|\bd['\s]une\s+part|\bd['\s]autre\s+part|\b(?:denomme|designe)|\brepresent|\n\s*\n|\bdont\b|\binscrit|\bdomicili|\b(?:et\s+)?elisant|\baffiche"
    r"|,(?!\s*(?:en\s+date|du\b|n[°o]\b|date))"
)
"""What follows the reference to the act that authorises, in folded text."""

NUMBER_SLOT = re.compile(r"(?:n\s?[°º]|numero)\W*$")
DATE_SLOT = re.compile(r"(?:\bdu|\ble|date(?:e)?\s+(?:du|de)|date)\W*$")

_FORMS = sorted(LEGAL_FORMS, key=len, reverse=True)
LEGAL_FORM = re.compile(
    r"(?<![\w-])(?:(?i:" + "|".join(f for f in _FORMS if not f.isupper()) + ")|" + "|".join(f for f in _FORMS if f.isupper()) + r")(?![\w-])"
)
"""The legal form in a name or behind it: « SAS », « Société anonyme »."""

APPOSITION = re.compile(
    r"[\s,(–-]{1,6}(?:une?\s)?(?P<form>(?:association|soci[ée]t[ée]|[ée]tablissement\spublic|syndicat\smixte|collectivit[ée]|fondation|groupement|coop[ée]rative|SAS|SASU|SARL|SA|SCI|EURL)\b"
    r"(?:\s(?!dont|ayant|repr[ée]s|au\s+capital|immat|sis|situ|d[ée]clar|inscrit)[^\s,;.()«»]+){0,9})",
    re.I,
)
"""The legal form said of a name, right behind it: « , association régie par la loi du 1er juillet 1901 »."""

HEAD_OF_BLOCK = re.compile(
    r"(?P<pour>pour\s+)?(?:la\s+|le\s+|les\s+|l['\s]\s?)?(?P<body>(?:" + "|".join(fold(n).replace("['’]", "'") for n in BODY_NOUNS)
    + r"|communaute|conseil|ecole|lycee|college|club|comite|amicale|hopital|mutuelle|union|groupe|maison|entreprise|sas|sarl|sasu|sci|gip|ccas|cias|epci|spl|sem)\b)?"
)
"""The line that opens a signature block: « Pour la Commune de Valmont », « L'Association Les Tilleuls »."""

NO_BODY = re.compile(
    r"(?:pour\s+)?(?:la\s+|le\s+|les\s+|l'\s?)?(?:extrait|copie|ampliation|expedition|et\b|par\b|avis|info|notification|servir|valoir|delegation|controle|accord"
    r"|conseil\s+municipal,?\s+apres|directeur|directrice|maire\b|president|prefet|vice|chef|secretaire|ministre|delegue|adjoint|responsable)"
)
"""What such a line may not be: an office (« Pour le Maire »), « Pour copie conforme »."""


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


def _read(text: Text, found_pieces: list[Piece]) -> list[Party]:
    result = []
    for piece in found_pieces:
        party = _party(text[piece.start : piece.end], text[slice(*piece.role)] if piece.role else None)
        if party is not None:
            result.append(party)
    return result


def _party(text: Text, role: Text | None) -> Party | None:
    """The party told of in `text`."""
    string, folded = text.string, fold(text.string)
    head = _name_span(string, folded)
    span, representative = _one_person(text, folded, head)
    name = _name(text, folded, span)
    if representative is None:
        representative = _representative(text, folded, head[1])
    alias = _alias(text, head)
    if name is None and alias is None and representative is None:
        return None
    if alias is None and representative is None and short_names(string):  # « ci-après ensemble « les Parties » »
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
        address=_seat(own, folded[head[1] :]),
        representative=representative,
        authorisation=_authorisation(text, folded),
    )


# --- its name ---


def _name_span(string: str, folded: str) -> Span:
    """From the first word of the name to what tells more of the party."""
    lead = LEAD.match(folded)
    start = lead.end() if lead else 0
    limit = min(len(string), start + 300)
    end = limit
    for m in TOLD_OF.finditer(folded, start, limit):
        if m.start() > start or m.group().startswith(("represent", "dont", "ayant", "dument", "ci")):
            end = m.start()
            break
    for pattern in (STREET, POSTCODE):
        for m in pattern.finditer(folded if pattern is STREET else string, start, end):
            before = string[start : m.start()].rstrip(" \t\u00a0–-*")
            if m.start() > start and (before[-1:] in ",\n" or pattern is POSTCODE or m.group()[0].isdigit()) and not (
                before[-1:] not in ",\n" and HOUSE.match(m.group())
            ):
                end = m.start()
                break
    blank_line = re.compile(r"\n[ \t*]*\n").search(string, start, end)
    if blank_line and string[start : blank_line.start()].strip(" *\t:") and not re.search(
        r"(?:\b(?:de|du|des|la|le|les|et|d')|,)\s*$", folded[start : blank_line.start()]
    ):
        end = blank_line.start()
    stop = re.compile(r";|\.\s+(?=[A-ZÀ-Ý][a-zà-ÿ])|\.\s*$").search(string, start, end)
    if stop and stop.start() - start > 3 and not re.search(r"\b[A-Z]$", string[start : stop.start()]):
        end = stop.start()
    return start, max(start, end)


def _name(text: Text, folded: str, span: Span) -> Found[str] | None:
    start, end = span
    slot = EMPTY.search(text.string, start, end)
    if slot:
        end = slot.start()
    name = _trimmed(text[start:end])
    plain = fold(name.string)
    if slot or not name or BARE_NOUN.fullmatch(plain):
        if slot:
            return found(text[start : slot.end()], None, "parties.name", state="blank")
        return found(name, None, "parties.name", state="blank") if re.search(r"[a-z]{3}", plain) else None
    if sum(c.isalpha() for c in name.string) < 2:
        return None
    return found(name, name.normal(), "parties.name")


def _trimmed(text: Text) -> Text:
    text = text.strip(" \t\r\n\u00a0\u202f*#,;:–—-_|")
    foot = re.search(r"(?:\s*\(\s*\d?\s*\)|\s+(?:et|ET|Et)|\s*\()$", text.string)
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
    empty = not re.search(r"[a-z]{2}", folded[start:end])
    if not civil and not opening and not empty:
        return head, None
    behalf = ON_BEHALF.search(folded, start, start + 400)
    office = OFFICE_OF.search(folded, start, start + 200) if civil and not behalf else None
    if office:
        return _body_span(text.string, folded, office.start("body")), _person_of(
            text[start : _until(REPRESENTATION_END, folded, start, 300)]
        )
    if behalf is None or (opening is not None and not empty and folded[behalf.start()] == "a"):
        return head, None
    body = behalf.start("body")
    said = re.compile(r"(?:le|la)dite?\s+(?P<noun>[a-z]{3,20})").match(folded, body)
    if said:  # « Maire de la Commune de Valmont, agissant pour le compte de ladite commune »
        earlier = folded.find(said["noun"], start, behalf.start())
        body = earlier if earlier >= 0 else body
    spot = _body_span(text.string, folded, body)
    return spot, _person_of(text[start : behalf.start()])


def _body_span(string: str, folded: str, at: int) -> Span:
    first, last = _name_span(string[at:], folded[at:])
    stop = re.compile(r",|\s(?:en\s+vertu|conform)|\ben\s+sa\s").search(folded, at + first, at + last)
    return at + first, stop.start() if stop else at + last


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
    behind = APPOSITION.match(text.string, head[1])
    behind = behind or APPOSITION.match(text.string, max(head[0], len(text.string[: head[1]].rstrip(" ,\n"))))
    if behind:
        form = text.group(behind, "form").strip()
        return found(form, form.normal(), "parties.legal_form")
    within = LEGAL_FORM.search(text.string, *head)
    return found(text.group(within), text.group(within).normal(), "parties.legal_form") if within else None


def _seat(text: Text, folded: str) -> Address | None:
    """Its address, not the home of who represents it."""
    home = re.search(r"\bdemeurant\b", folded)
    represented = REPRESENTED.search(folded)
    if home and represented and represented.start() < home.start():
        text = text[: home.start()]
    return address(text)


# --- who stands for it ---


def _representative(text: Text, folded: str, start: int) -> Person | None:
    match = REPRESENTED.search(folded, max(0, start - 2))
    if match:
        return _person_of(text[match.end() : _until(REPRESENTATION_END, folded, match.end(), 320)])
    told = re.compile(r"[\s,;:(*–-]{0,6}").match(folded, start)
    at = told.end() if told else start
    if CIVIL.match(folded, at):
        return _person_of(text[at : _until(REPRESENTATION_END, folded, at, 200)])
    return None


def _until(pattern: re.Pattern[str], folded: str, start: int, reach: int) -> int:
    limit = min(len(folded), start + reach)
    match = pattern.search(folded, start, limit)
    return match.start() if match else limit


def _person_of(text: Text) -> Person | None:
    """The person and the quality told in a few words, either of which may be missing."""
    text = text.without(m.span() for m in IN_OFFICE.finditer(fold(text.string)))
    folded = fold(text.string)
    who = person(text, "parties.representative")
    if who is None or not (who.family or who.given):
        who = Person(family=_slot_for_name(text))
    if who.quality:
        return who
    for m in FIELD_START.finditer(folded):
        opening = QUALITY_OPENING.match(folded, m.end())
        if opening:
            first = opening.start("quality")
            quality = _without_slot(text[first : quality_end(folded, first, len(folded))])
            return who.model_copy(update={"quality": found(quality, quality.normal(), "parties.quality")})
    return who if who.family else None


def _slot_for_name(text: Text) -> Found[str] | None:
    slot = EMPTY.search(text.string)
    drawn = text[slot.start() :] if slot else text[:0]
    end = re.match(r"[_.…]+|\{\{[^{}]*\}\}|__\w+__", drawn.string)
    return found(drawn[: end.end()], None, "parties.representative", state="blank") if end else None


def _without_slot(text: Text) -> Text:
    slot = EMPTY.search(text.string)
    cut = text[: slot.start()] if slot else text
    tail = re.search(r"[\s:,]+(?:M\.|Mme|Monsieur|Madame|Mr)?(?:\s+ou\s+(?:M\.|Mme|Madame|Monsieur))?[\s:,]*$", cut.string)
    return (cut[: tail.start()] if tail else cut).strip()


def _authorisation(text: Text, folded: str) -> Reference | None:
    """The act its representative is authorised by, its blanks included."""
    match = AUTHORISED.search(folded)
    if match is None:
        return None
    kind: ReferenceKind = "deliberation" if match["noun"] == "deliberation" else "decision" if match["noun"] == "decision" else "arrete"
    own = text[match.start("noun") : _until(AUTHORISATION_END, folded, match.end(), 240)].strip(" \t\n,")
    cited = next((r for r in references(own) if r.kind == kind), None)
    number, date = (cited.number, cited.date) if cited else (None, None)
    region = text[match.start("noun") : match.start("noun") + 300]
    for slot in slots(region.string):
        if slot.end > len(own) + 4:
            break
        label = fold(region.string[slot.words : slot.end])
        quote = region[slot.start : slot.stop].strip() or region[slot.words : slot.end]
        if number is None and (m := NUMBER_SLOT.search(label)):
            quote = quote if slot.stop > slot.start else region[slot.words + m.start() : slot.end]
            number = found(quote, None, "parties.authorisation", state="blank")
        elif date is None and (m := DATE_SLOT.search(label)):
            quote = quote if slot.stop > slot.start else region[slot.words + m.start() : slot.end]
            date = found(quote, None, "parties.authorisation", state="blank")
    if cited:
        return cited.model_copy(update={"number": number, "date": date})
    return Reference(kind=kind, text=found(own, own.normal(), "parties.authorisation"), number=number, date=date)


# --- the blocks that sign ---


def _signing(closing: Text) -> list[Party]:
    """The bodies that head the signature blocks, each with who signs for it."""
    string, folded = closing.string, fold(closing.string)
    blocks: list[tuple[Span, list[Span]]] = []
    for row in rows(string):
        line = folded[row.start : row.end]
        if _heads_block(string[row.start : row.end], line):
            blocks.append(((row.start, row.end), []))
        elif blocks:
            blocks[-1][1].append((row.start, row.end))
    result = []
    for (start, end), lines in blocks:
        head = HEAD_OF_BLOCK.match(folded, start)
        first = head.start("body") if head and head["body"] else head.end() if head else start
        name = _trimmed(closing[first:end])
        if lines and re.match(r"(?:de|du|des|d')\b", folded[slice(*lines[0])]):  # the name runs on
            name = _trimmed(closing[first : lines[0][1]])
            lines = lines[1:]
        if name and not BARE_NOUN.fullmatch(fold(name.string)):
            party = Party(
                name=found(name, name.normal(), "parties.signing"),
                alias=_alias(name, (0, len(name))),
                legal_form=_legal_form(name, (0, len(name))),
                representative=_signer(closing, folded, lines),
            )
            result.append(party)
    return result


def _heads_block(string: str, line: str) -> bool:
    """Whether a line of the closing names the body a block signs for."""
    head = HEAD_OF_BLOCK.match(line)
    if head is None or len(line) > 160 or NO_BODY.match(line) or not (head["pour"] or head["body"]):
        return False
    if line.rstrip().endswith((".", ";")) or re.search(r"\b(?:est|sont|sera|peut|doit|dans)\b", line):
        return False
    return bool(re.search(r"[A-ZÀ-Ý]", string[head.end("pour") if head["pour"] else 0 :]))


def _signer(closing: Text, folded: str, lines: list[Span]) -> Person | None:
    """The name and the quality in the lines of one block."""
    who: Person | None = None
    quality: Found[str] | None = None
    for start, end in lines[:8]:
        line = folded[start:end]
        lead = re.match(r"\W*(?:represente?(?:e|s|es)?\s+par\s+)?", line)
        at = lead.end() if lead else 0
        if re.match(r"(?:pour|par)\s", line[at:]):  # « Par délégation du Président »
            continue
        opening = QUALITY_OPENING.match(line, at)
        own = closing[start + at : end]
        if quality is None and opening:
            read = _person_of(own)
            if read and read.quality:
                quality = read.quality
                who = who or (read if read.family else None)
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
