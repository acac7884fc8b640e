"""The parties to a convention: name, short name, seat, registration, representative and authority to sign.

They are read where the convention introduces them (`party_clause`); where it does not say who
represents them, in the blocks that sign it. A slot left empty is a `blank` value: the form
knows a party whose name is still to come.

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from actes.extract.columns import rows
from actes.extract.definitions import short_names
from actes.extract.identifiers import address, rna, siren, siret
from actes.extract.mandates import REPRESENTATION_END, REPRESENTED, authorisation, person_of, representative, until
from actes.extract.names import name_at, words
from actes.extract.party_clause import Piece, Span, clause, listed, pieces
from actes.extract.party_names import COMMON_NOUN, is_bare, legal_form, name_span, printed_name, short_name, trimmed
from actes.extract.persons import person
from actes.extract.qualities import QUALITY_OPENING
from actes.lines import fold
from actes.model import Address, Found, Party, Person, found
from actes.text import Text

ON_BEHALF = re.compile(
    r"\b(?:agissant\s{1,3}(?:au\s{1,3}nom\s{1,3}et\s{1,3})?pour\s{1,3}le\s{1,3}compte|agissant\s{1,3}au\s{1,3}nom"
    r"|representant(?=\s{1,3}l)"
    r"|(?:dument\s{1,3})?(?:habilitee?|mandatee?|designee?)\s{1,3}par(?=\s{1,3}l[ae']))\s{1,3}(?:de\s{1,3}|du\s{1,3}|d')?"
    r"(?!deliberation|decision|arrete|acte|l[ae]\s{1,3}(?:deliberation|decision|presente))"
    r"(?:l[ae]s?\s{1,3}|l'\s?)?(?P<body>\S)"
)
"""A person told first, then the body it stands for: « agissant au nom et pour le compte de la Commune de Valmont »."""

OF_THE_STATE = re.compile(r"agissant\s{1,3}au\s{1,3}nom\s{1,3}de\s{1,3}l'etat")
"""« le ministre, agissant au nom de l'État »: an authority that is the party itself."""

OFFICE_OF = re.compile(
    r",\s{0,3}(?:agissant\s{1,3})?(?:en\s{1,3}(?:sa\s{1,3}|leur\s{1,3})?qualite\s{1,3}de\s{1,3}|(?:son|sa|le|la)\s{1,3})?"
    r"(?:maire|presidente?|directeur|directrice|gerante?)\s(?:[a-z]{1,20}\s){0,2}?"
    r"(?:de\s{1,3}la\s{1,3}|de\s{1,3}l'\s?|du\s{1,3}|d[e']\s?)"
    r"(?P<body>(?:commune|ville|metropole|communaute|departement|region|syndicat|association|societe|etablissement|club|comite"
    r"|sas|sarl|ccas|centre|office|agence|chambre|fondation|federation|union)\b)"
)
"""A person told by its office in a body: « Mme ROUX, Maire de la Commune de Valmont, … »."""

THE_SAID = re.compile(r"(?:le|la)dite?\s{1,3}(?P<noun>[a-z]{3,20})")
"""« ladite commune »."""

BODY_END = re.compile(r",|\s(?:en\s{1,3}vertu|conform)|\ben\s{1,3}sa\s")
"""Where the name of a body told after its person ends: « , en vertu d'une délibération »."""

CIVIL = re.compile(
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mm\.|mmes?\b|mlle\b|m\.|mr\b|maitre|docteur)(?!\w)\s{0,9}"
)
"""How a natural person opens."""

AFTER_NAME = re.compile(r"[\s,;:(*–-]{0,6}")
"""What may stand between a name and the person told right behind it."""

HOME = re.compile(r"\bdemeurant\b")
"""« demeurant 3 rue Haute »: the address of a person."""

HEAD_OF_BLOCK = re.compile(
    rf"(?P<pour>pour\s{{1,3}})?(?:la\s{{1,3}}|le\s{{1,3}}|les\s{{1,3}}|l['\s]\s?)?"
    rf"(?P<body>(?:{COMMON_NOUN})\b)?"
)
"""The line that opens a signature block: « Pour la Commune de Valmont », « L'Association Les Tilleuls »."""

NO_BODY = re.compile(
    r"(?:pour\s{1,3})?(?:la\s{1,3}|le\s{1,3}|les\s{1,3}|l'\s?)?(?:extrait|copie|ampliation|expedition|et\b|par\b|avis|info"
    r"|notification|servir|valoir|delegation|controle|accord|conseil\s{1,3}municipal,?\s{1,3}apres|directeur|directrice"
    r"|maire\b|president|prefet|vice|chef|secretaire|ministre|delegue|adjoint|responsable)"
)
"""What such a line may not be: an office (« Pour le Maire »), « Pour copie conforme »."""

ASSERTS = re.compile(r"\b(?:est|sont|sera|peut|doit|dans)\b")
"""The words of a sentence, which heads no block."""

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
    head = name_span(string, folded, 0)
    span, who = _one_person(text, folded, head)
    name = printed_name(text, span)
    who = who or representative(text, max(0, head[1] - 2)) or _announced(text, folded, head[1])
    alias = short_name(text, head)
    if name is None and alias is None and who is None:
        return None
    if alias is None and who is None and short_names(string):  # « ci-après ensemble « les Parties » »
        return None
    own = text[head[1] :]
    return Party(
        name=name,
        alias=alias,
        role=found(role, role.normal(), "parties.role") if role else None,
        legal_form=legal_form(text, head),
        siren=siren(own),
        siret=siret(own),
        rna=rna(own),
        address=_seat(own),
        representative=who,
        authorisation=authorisation(text),
    )


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
    if OF_THE_STATE.match(folded, behalf.start()):  # « le ministre, agissant au nom de l'État, » is the party
        return head, None
    body = behalf.start("body")
    said = THE_SAID.match(folded, body)
    if said:  # « Maire de la Commune de Valmont, agissant pour le compte de ladite commune »
        earlier = folded.find(said["noun"], start, behalf.start())
        body = earlier if earlier >= 0 else body
    return _body_span(text.string, folded, body), person_of(text[start : behalf.start()])


def _body_span(string: str, folded: str, at: int) -> Span:
    first, last = name_span(string, folded, at)
    stop = BODY_END.search(folded, first, last)
    return first, stop.start() if stop else last


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
        lines += pairwise(cuts)
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
    name = trimmed(closing[start:end])
    if not name or is_bare(name):
        return None
    whole = (0, len(name))
    return Party(
        name=found(name, name.normal(), "parties.signing"),
        alias=short_name(name, whole),
        legal_form=legal_form(name, whole),
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
