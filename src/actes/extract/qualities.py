"""The quality of a person: « Vice-présidente en charge de la santé », « chef de service, inspecteur ».

All patterns read a folded string (`actes.lines.fold`): lower case, no accents, plain quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from actes.lines import fold
from actes.vocabulary import QUALITY_NOUNS

_MORE_NOUNS = """
    adjoints adjudant agent ambassadeur ambassadrice animateur animatrice architecte archiviste assistant
    assistante associe associee avocat avocate batonnier capitaine chanceliere charge chargee co-gerant
    co-president co-presidente cogerant cogerante commandante comptable comptables conseillers conservateur
    conservatrice copresident copresidente delegue delegues depute deputee dga dgs directeur-adjoint directeurs
    directrice-adjointe directrices doyenne drh economiste educateur elu elue fondateur fondatrice garde
    greffiers huissier ingenieur inspecteur instructeur instructrice intendant intendante juge lieutenant
    liquidateur liquidatrice magistrat maires membre membres notaire officier ordonnateur ordonnatrice payeur
    pdg percepteur porte-parole premier-president president-directeur presidente-directrice rapporteur
    rapporteure receveur receveuse redacteur redactrice referent referente regisseuse secretaires senateur
    senatrice sous-directeur sous-directrice substitut suppleant suppleante syndic technicien technicienne
    tresoriers veterinaire vice-doyen vice-procureur vice-procureure vice-recteur vice-rectrice
"""
MORE_NOUNS = tuple(_MORE_NOUNS.split())
"""Nouns of office beside the shared ones."""


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, common beginnings factored out: half a dozen uses compile and match faster."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], set()).add(word[1:])
    branches = [re.escape(letter) + alternation(rest) for letter, rest in sorted(by_letter.items()) if letter]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and "" not in by_letter else f"(?:{'|'.join(branches)})"
    return pattern + ("?" if "" in by_letter else "")


_NOUNS = {fold(noun) for noun in (*QUALITY_NOUNS, *MORE_NOUNS)} - {"bailleur"}  # a party, not an office

RANK = (
    r"(?:(?:\d{1,2}\s?(?:er|ere|e|eme|nd|nde)|premiere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme"
    r"|neuvieme|dixieme|onzieme|douzieme|seconde?|ancien(?:ne)?|haute?|futur[es]?|jeune|grande?|nouveau|nouvelle)\s{1,3}){0,2}"
)
"""What may stand before the noun: « 1er adjoint », « Premier président », « ancien maire »."""

NOUN = (
    r"(?:(?:vice|sous|co|ex|pro|haut|maire)\s?-\s?)?"
    + alternation(_NOUNS)
    + r"(?:\(?[-·.]?(?:e|trice|ere|euse|fe)\)?)?s?(?![a-z])"
)
"""A noun of office, its feminine in brackets and plural included: « Adjoint(e) », « conseillers »."""

QUALITY = rf"(?P<quality>{RANK}(?P<noun>{NOUN}))"

QUALITY_LEAD = (
    r"(?P<lead>(?:agissant\s{1,3})?(?:en\s{1,3}(?:sa\s{1,3}|leur\s{1,3})?|es[\s-]{1,3})qualites?\s{1,3}(?:de\s{1,3}|d')"
    r"|(?:(?P<civility>monsieur|madame|mademoiselle|mme\.?|m\.|mr\.?)[\s,]{1,3})?"
    r"(?:le\s?/\s?la\s|la\s?/\s?le\s|le\s?\(\s?la\s?\)\s|les\s|le\s|la\s|l'\s?|l\s|son\s|sa\s|leur\s|un\s|une\s)\s{0,3})"
)
"""What announces an office: « Le », « Madame la », « son », « agissant en qualité de »."""

QUALITY_OPENING = re.compile(rf"{QUALITY_LEAD}?{QUALITY}")
"""A quality from its article on: « Le Directeur », « Madame la Maire », « 1er adjoint »."""

QUALITY_STOP = re.compile(
    r"""[;:]|\.(?=\s|$)|\n\s{0,20}\n|\s\(|(?<!\(e)(?<!trice)\)|\s[–—-]\s|["»«]|\|
    |\s{1,3}(?:absente?s?\b|excuse|presente?s?\b|pouvoirs?\b|procurations?\b|le\squorum|formant\b|nombre\b)
    |\s{1,3}(?:et\s{1,3})?(?:ci[\s-]apres|sis\b|sise\b|dont\b|qui\b|ayant\b|agissant\b|dument\b|specialement\b|domicili|demeurant\b
        |represent[ea]|habilite|d'une\spart|d'autre\spart|signe\b|\#)
    |,\s{0,3}(?:autorise|habilite|en\svertu|par\s|pour\s|es\s|ne\s|nee\s|et\s|d['e]\s?|au\stitre|a\sl'effet|faisant|soussigne|donne|absent|excuse|depuis)
    """,
    re.X,
)
"""What ends a quality in a sentence: « Maire, dûment habilitée par … », « Président (ci-après …) »."""

_COMMA = re.compile(r",\s*")
_NEXT_NOUN = re.compile(rf"{RANK}{NOUN}")
AND = re.compile(r"\set\s")
_PIECE = re.compile(r"[a-z][^,;:.()]{0,120}")
_LIMIT = 320


def quality_end(folded: str, start: int, end: int) -> int:
    """Where the quality that opens at `start` ends, at `end` at the latest.

    A comma ends it unless another office follows (« chef de service, inspecteur de santé
    publique ») or an enumeration goes on to its « et » (« à la voirie, aux parcs et au sport »).
    """
    end = min(end, start + _LIMIT)
    stop = QUALITY_STOP.search(folded, start, end)
    end = stop.start() if stop else end
    comma = _COMMA.search(folded, start, end)
    while comma:
        piece = _PIECE.match(folded, comma.end(), end)
        if _NEXT_NOUN.match(folded, comma.end(), end) or (piece and AND.search(piece.group())):
            comma = _COMMA.search(folded, comma.end(), end)
            continue
        end = comma.start()
        break
    return len(folded[:end].rstrip(" \t\n,-–'"))
