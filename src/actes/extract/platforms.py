"""The stamps that transmission platforms print on every page of an act they sent to the préfecture.

« Envoyé en préfecture le 22/02/2023 Reçu en préfecture le 22/02/2023 Publié le ID : 030-…-DE », « Accusé de réception
en préfecture 068-…-DE Date de télétransmission : … », « AR Prefecture 082-…-DE Reçu le … Publié le … ». They are laid
over the page, so that their lines may stand in the midst of the text of the act, which must be read without them.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actes.extract.folding import fold
from actes.extract.phrases import phrase
from actes.extract.receipts import receipts

FIGURE = r"[0-9oil|]"
DATE = (
    rf"(?:{FIGURE}{{1,2}} ?[/.-] ?{FIGURE}{{1,2}} ?[/.-] ?{FIGURE}{{2,4}}"
    rf"|{FIGURE}{{1,2}}(?:er)? [a-z]{{3,9}}[. ]{{1,2}}{FIGURE}{{4}})(?!\w)"
)
"""« 22/02/2023 », « 1er juillet 2022 », under OCR « l5/O3/2024 »."""

AT = rf"(?: {{0,3}}{DATE})"
"""The date of a line, where it is printed."""

PIECE = phrase(
    # « Envoyé en préfecture le 22/02/2023 », « Envoi Préfecture : », « REÇU EN PRÉFECTURE le »
    rf"(?P<strong>(?:envoye|recu) en (?:sous-)?prefecture(?: {{0,3}}le\b)?{AT}?"
    rf"|(?:envoi|reception en) (?:sous-)?prefecture ?:{AT}{{0,3}}"
    # « Date de télétransmission : 12/01/2023 Date de réception préfecture : 12/01/2023 »
    rf"|date de (?:teletransmission|reception (?:en )?(?:sous-)?prefecture) ?:{AT}?"
    # « Accusé de réception en préfecture », « Accusé de réception - Ministère de l'Intérieur », « AR Prefecture »
    r"|accuse de reception (?:en (?:sous-)?prefecture|- ministere de l'interieur)|ar (?:sous-)?prefecture"
    rf"|(?:accuse|acte) certifie executoire(?: {{0,3}}reception par le (?:sous-)?prefet ?:{AT}?)?"
    r"|application agreee e-?legalite\.com|identifiant fast ?: ?\w{1,30})"
    # « Publié le 22/02/2023 », « Affiché le », « Publication : 12/03/2023 »: pieces of a stamp only beside others
    rf"|(?P<weak>(?:publie|affiche|recu) {{0,3}}le\b(?: ?:?{AT})?|(?:publication|affichage|notification) ?:{AT}"
    rf"|reception par le (?:sous-)?prefet ?:{AT}?|pour l'\W?autorite competente\W? par delegation|id ?: ?(?=[02]))"
)
"""One printed line of a stamp."""

PIECE_STEM = phrase(
    r"envo|recu|reception|date de|accuse|ar pref|ar sous|acte certifie|application agreee|identifiant|publi|affich"
    r"|notifi|pour l'|id ?: ?"
)
"""How every line begins: plain letters, so that the search for them is quick."""

SLIP_CODE = re.compile(r"\d\d_[a-z]{2}-$")
"""What one platform prints before the identifier: « 99_DE-062-… »."""

LOGO = re.compile(r"[\s|©*_.,-]{0,6}(?:s ?[2²]? ?l ?o ?[wf]?|es[lp]l?o?)?[\s|©*_.,-]{0,6}")
"""What OCR makes of the logo between two lines of a stamp."""

_GAP = 70
"""How far apart two lines of one stamp may stand, the text between them that of the act."""


def stamp_spans(string: str) -> list[tuple[int, int]]:
    """Where the stamps of transmission platforms stand in a page, line by line, so that they can be lifted out.

    Only what a platform prints is taken: the text of the act that the stamp was laid over stays, and a
    date of publication or posting counts only beside other lines of a stamp.
    """
    folded = fold(string)
    ids = [(_with_code(folded, receipt.start), receipt.end, True, True) for receipt in receipts(string)]
    if not ids and "prefecture" not in folded and "e-legalite" not in folded:
        return []
    spans: list[tuple[int, int]] = []
    group: list[tuple[int, int, bool, bool]] = []
    for piece in [*sorted([*_pieces(folded), *ids]), None]:
        if piece is not None and (not group or piece[0] - group[-1][1] <= _GAP):
            group.append(piece)
            continue
        if len(group) > 1 and (any(is_id for *_, is_id in group) or sum(strong for *_, strong, _ in group) > 1):
            spans += _merged(folded, group)
        group = [piece] if piece else []
    return spans


def _with_code(folded: str, start: int) -> int:
    code = SLIP_CODE.search(folded, max(0, start - 6), start)
    return code.start() if code else start


def _pieces(folded: str) -> Iterator[tuple[int, int, bool, bool]]:
    """The lines of stamps: start, end, whether one alone tells a stamp, and whether it is the identifier (never)."""
    last = 0
    for stem in PIECE_STEM.finditer(folded):
        start = stem.start()
        if start < last or (start and stem[0][0] in "ia" and folded[start - 1].isalnum()):
            continue
        if piece := PIECE.match(folded, start):
            last = piece.end()
            yield start, last, piece.lastgroup == "strong", False


def _merged(folded: str, group: list[tuple[int, int, bool, bool]]) -> list[tuple[int, int]]:
    """The lines of one stamp, joined where only spaces or a logo stand between."""
    spans: list[tuple[int, int]] = []
    for start, end, *_ in group:
        if spans and (start <= spans[-1][1] or LOGO.fullmatch(folded, spans[-1][1], start)):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
