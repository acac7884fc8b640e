"""The way of recourse an act prints: before which court, within what delay, from when.

« La présente décision peut faire l'objet d'un recours devant le tribunal administratif de Lille,
dans un délai de deux mois à compter de sa publication » (articles R. 421-1 and R. 421-5 of the Code
de justice administrative). The clause of a convention that names the court of its disputes gives the
court alone. A court in an address or in the visa of a judgment is no recourse.

All patterns read a folded string (`folding.fold`), unless said otherwise.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORDS, number
from actes.extract.phrases import phrase
from actes.model import Recourse, found
from actes.text import Text

_SEATS = """
    amiens bastia besancon bordeaux caen cergy-pontoise chalons-en-champagne clermont-ferrand dijon grenoble lille
    limoges lyon marseille melun montpellier montreuil nancy nantes nice nimes orleans paris pau poitiers rennes
    rouen strasbourg toulon toulouse versailles basse-terre cayenne fort-de-france mamoudzou mata-utu noumea papeete
    saint-denis-de-la-reunion saint-denis saint-barthelemy saint-martin saint-pierre-et-miquelon saint-pierre
    guadeloupe guyane martinique mayotte reunion nouvelle-caledonie polynesie-francaise wallis-et-futuna
"""
SEATS = tuple(_SEATS.split())
"""Where the administrative courts sit (article R. 221-3 of the Code de justice administrative),
and the territories by which those overseas are also called."""

SEAT = r"(?:" + "|".join(seat.replace("-", "[ -]{1,3}") for seat in sorted(SEATS, key=len, reverse=True)) + r")(?!\w)"
OTHER_SEAT = r"(?P<seat>[a-z][a-z'-]{2,30})"
"""A seat that the list does not know: one word, that must have a capital in the document."""

OF = r" (?:de la |de l'|des |du |de |d')\s{0,2}(?:la )?"
COURT = phrase(
    rf"\btribuna(?:l|ux) administratifs?(?: (?:territorialement )?competents?)?"
    rf"(?:{OF}{SEAT}| {SEAT}| d(?:e |'){OTHER_SEAT})?"
    r"|\bjuridictions? administratives?\b"
)
"""« tribunal administratif de Lille », « Tribunal Administratif STRASBOURG », « juridiction administrative »."""

COURT_OF_DISPUTES = phrase(
    r"\bconseil d'\s?etat\b"
    r"|\btribuna(?:l|ux) (?:judiciaires?|de commerce|de grande instance|d'instance|competents?)\b"
    rf"(?: d(?:e |u |'){OTHER_SEAT})?"
    r"|\bjuridictions? competentes?\b"
)
"""A court that is no administrative tribunal: « tribunal judiciaire de Valbonne », « tribunaux compétents »."""

ADJECTIVE = phrase(r" (?:territorialement )?competents?\b")
"""« compétent » says which court without naming it, and is left out of the name."""

SEIZED = re.compile(
    r"devant|aupres|saisi|defer|adress|introdui|form[eu]|porte|soumis|competen|ressort|relev|attribution|recours|contentieux"
)
"""What leads to the court in a way of recourse: « devant le », « en saisissant le », « déférée qu'au »."""

HEARS = phrase(r" {0,3}(?:peut|pourra) (?:etre|egalement etre) saisi| {0,3}est (?:seul )?competent pour")
"""The court as the subject: « le tribunal administratif de Lille peut être saisi », « est compétent pour connaître »."""

REMEDY = phrase(r"\brecours\b|\bdefere|\bcontest|\battaqu|exces de pou|pleine juridiction")
"""« faire l'objet d'un recours », « être déférée », « être contesté »."""

OPEN = re.compile(r"\b(?:peut|peuvent|pourra|pourront|sera|etre|susceptible)\b")
"""The recourse is offered, not told of: « peut faire l'objet »."""

DISPUTE = re.compile(r"\blitige|\bdifferend|\bcontestation|\bcontentieux|\bdesaccord")
"""What a jurisdiction clause is about: « Tout litige relatif à l'exécution de la présente convention »."""

COMPETENT = phrase(
    r"\b(?:devant|aupres|competence|ressort|soumis|soumise?s?|portee?s?|attribution)"
    r"(?: (?:exclusive|territoriale|juridiction|devant|aupres|du|des|de|la|les|le|aux|au|a)\b){0,4} {0,3}$"
)
"""What leads to the court in a jurisdiction clause: « relève de la compétence du », « sera porté devant le »."""

ELSEWHERE = phrase(
    r"(?:jugement|ordonnance|arret|decision|greffe|president|procureur|magistrat|expert|conseiller)\w{0,3}"
    r"(?: n[°ºo] {0,3}[\w/.-]{1,20})?(?: en date du [\w /.]{6,20})?"
    r" (?:du|de la|pres le|aupres du) $"
    r"|en cas de recours devant la $"
)
"""The court as author or staff: « ordonnance du tribunal », « greffe du tribunal ». Ends where the court begins."""

DELAY = phrase(
    rf"(?<!\w)(?P<count>\d{{1,3}}|{NUMBER_WORDS}) {{0,3}}(?:\( ?\d{{1,3}} ?\) {{0,3}})?"
    r"(?P<unit>mois|jours?|semaines?|ans?|annees?)(?!\w)"
)
"""« deux mois », « deux (2) mois », « 15 jours »."""

UNITS = {"m": "M", "j": "D", "s": "W", "a": "Y"}

DELAY_LEAD = phrase(r"\bdelais?\b|\bdans les?\b|\bduree\b")
"""Before the figure: « dans un délai de », « dans les », « le délai de recours est, pour le demandeur, de »."""

SILENCE = phrase(r"silence|absence de reponse|pendant|reponse (?:dans|au)|au terme")
IMPLIED = phrase(r" {0,3},? {0,3}(?:vaut|valant|fai[st] naitre|emporte|equivaut)")
"""The delay after which silence is a refusal is no delay of recourse."""

THIRD_PARTIES = re.compile(r"\btiers\b")
ADDRESSEE = re.compile(r"demandeur|exploitant|petitionnaire|beneficiaire|interesse|destinataire|titulaire")
"""Of two delays, that of the one to whom the act is notified leads, wherever it is printed."""

START_LEAD = phrase(r"\b(?:a (?:compter|partir|dater)|suivant|qui sui(?:t|vent)|apres|courir|des)\b")
"""« à compter de », « suivant », « qui suivent »."""

START_EVENTS = {
    "notification": r"notifi\w{2,6}",
    "publication": r"publi(?:cation|cite|e)e?s?",
    "affichage": r"affich\w{1,5}",
    "transmission": r"(?:tele)?transmi\w{1,6}",
    "reception": r"reception|recue?",
    "mise_en_ligne": r"mise en ligne",
    "caractere_executoire": r"executoire",
    "signature": r"signature",
}
START_EVENT = phrase(r"\b(?:" + "|".join(f"(?P<{name}>{stem})" for name, stem in START_EVENTS.items()) + r")(?!\w)")
"""What the delay runs from; the stem says which event: « la décision lui a été notifiée » is its notification."""

PRINTED = {"reception": "réception", "mise_en_ligne": "mise en ligne", "caractere_executoire": "caractère exécutoire"}
CONJUNCTION = re.compile(r"\b(?:et/ou|et|ou)\b|/")

NAMELESS = phrase(r"\brecours (?:contentieux|pour exces de pou\w{1,6})\b")
"""A way of recourse that names no court: « d'un recours pour excès de pouvoir dans un délai de deux mois »."""

NEXT_ARTICLE = re.compile(r"\bArticle\s{1,3}(?:\d|premier|dernier)|\f", re.IGNORECASE)
NEXT_SENTENCE = re.compile(
    r"\.\s{1,4}(?!Ce délai|Il court)(?=[A-ZÀ-Ý«–-])|(?<![:;,])(?<![:;,] )\n\s{0,20}\n(?=[A-ZÀ-Ý])"
)
"""Both read the text as printed."""

_NEAR, _BEFORE, _AFTER, _HEADED, _MENTIONS = 90, 380, 520, 1100, 80


class Delay(NamedTuple):
    start: int
    end: int
    duration: str


def recourse(text: Text) -> Recourse | None:
    """The way of recourse printed in the text of one act, or None.

    A clause with a delay is preferred to one without; among equals the first printed wins.
    """
    folded = fold(text.string)
    for pattern in (COURT, COURT_OF_DISPUTES):
        best: Recourse | None = None
        for match in islice(pattern.finditer(folded), _MENTIONS):
            clause = _clause(text, folded, match.start(), _court_end(text.string, match))
            if clause is not None and clause.delay is not None:
                return clause
            best = best or clause
        if best is not None:
            return best
    return _without_court(text, folded)


def _court_end(string: str, match: re.Match[str]) -> int:
    """Where the name of the court ends: before « compétent », and before a word that is no proper name."""
    seat = match.start("seat")
    if seat >= 0 and not string[seat].isupper():
        return match.start() + len(match[0][: seat - match.start()].rstrip().rpartition(" d")[0])
    adjective = ADJECTIVE.search(match[0]) if "administrati" in match[0] else None
    return match.start() + adjective.start() if adjective and adjective.end() == len(match[0]) else match.end()


def _clause(text: Text, folded: str, start: int, end: int) -> Recourse | None:
    """The recourse around the court at `start:end`, or None where the court is only mentioned."""
    near, before = folded[max(0, start - _NEAR) : start], folded[max(0, start - _BEFORE) : start]
    hears = HEARS.match(folded, end)
    if ELSEWHERE.search(near) or not (hears or SEIZED.search(near)):
        return None
    next_article = NEXT_ARTICLE.search(text.string, end, end + _AFTER)
    stop = next_article.start() if next_article else min(len(folded), end + _AFTER)
    court = text[start:end]
    if REMEDY.search(before) or REMEDY.search(folded, end, min(stop, end + 200)):
        delay = _delay(text.string, folded, start, end, stop)
        if delay is not None:
            return _recourse(text, folded, court, delay)
        if "administrati" in near + folded[start:end] and OPEN.search(before):
            return _recourse(text, folded, court, None)
    disputes = DISPUTE.search(folded, end, min(stop, end + 120)) if hears else DISPUTE.search(before)
    if disputes and (hears or COMPETENT.search(near)):
        return _recourse(text, folded, court, None)
    return None


def _recourse(text: Text, folded: str, court: Text | None, delay: Delay | None) -> Recourse:
    event = _start(text.string, folded, delay.end) if delay else None
    return Recourse(
        court=found(court, court.normal(), "recourse.court") if court else None,
        delay=found(text[delay.start : delay.end], delay.duration, "recourse.delay") if delay else None,
        start=found(text[event[0] : event[1]], event[2], "recourse.start") if event else None,
    )


def _delay(string: str, folded: str, start: int, end: int, stop: int) -> Delay | None:
    """The delay of the recourse before the court at `start:end`, whose clause ends at `stop`.

    It stands in the same sentence, after the court or before it; or in the next sentences; or at the
    head of the paragraph (« Dans un délai de deux mois, les recours suivants peuvent être introduits : … »).
    """
    first = max(0, start - _BEFORE)
    for sentence in NEXT_SENTENCE.finditer(string, first, start):
        first = sentence.end()
    sentence_end = NEXT_SENTENCE.search(string, end, stop)
    last = sentence_end.start() if sentence_end else stop
    other = COURT.search(folded, last, stop)
    stop = other.start() if other else stop
    sentence_before = max(0, start - _BEFORE)
    told = _delays(folded, sentence_before, first)[-1:] if REMEDY.search(folded, sentence_before, first) else []
    here = (_delays(folded, end, last), _delays(folded, first, start)[-1:])
    for delays in (*here, told, _delays(folded, last, stop)):
        if delays:
            return next((delay for delay in delays if not _of_third_parties(folded, delay)), delays[0])
    for delay in reversed(_delays(folded, max(0, start - _HEADED), start)):
        if REMEDY.search(folded, max(0, delay.start - 160), delay.end + 200):
            return delay
    return None


def _delays(folded: str, start: int, end: int) -> list[Delay]:
    """The delays printed in `folded[start:end]`, without those after which silence is a refusal."""
    delays: list[Delay] = []
    for match in DELAY.finditer(folded, start, end):
        first, last = match.span()
        if (
            DELAY_LEAD.search(folded, max(0, first - 80), first)
            and not SILENCE.search(folded, max(0, first - 70), first)
            and not IMPLIED.match(folded, last)
        ):
            count = int(match["count"]) if match["count"].isdecimal() else number(match["count"])
            if count:
                delays.append(Delay(first, last, f"P{count}{UNITS[match['unit'][0]]}"))
    return delays


def _of_third_parties(folded: str, delay: Delay) -> bool:
    """Whether the delay is that of third parties: « d'un an pour les tiers », « par les tiers, dans un délai de »."""
    for lead in (folded[delay.end : delay.end + 25], folded[max(0, delay.start - 60) : delay.start]):
        if ADDRESSEE.search(lead):
            return False
        if THIRD_PARTIES.search(lead):
            return True
    return False


def _start(string: str, folded: str, end: int) -> tuple[int, int, str] | None:
    """The events the delay runs from, printed in the same sentence after it."""
    sentence_end = NEXT_SENTENCE.search(string, end, end + 220)
    stop = sentence_end.start() if sentence_end else min(len(folded), end + 220)
    lead = START_LEAD.search(folded, end, stop)
    event = START_EVENT.search(folded, lead.end(), stop) if lead else None
    if event is None:
        return None
    start, last, names = event.start(), event.end(), _event(event)
    while following := START_EVENT.search(folded, last, min(stop, last + 60)):
        joint = CONJUNCTION.search(folded, last, following.start())
        if joint is None or _event(following) in names:
            break
        names += f" {joint[0]} {_event(following)}"
        last = following.end()
    return start, last, names


def _event(match: re.Match[str]) -> str:
    name = match.lastgroup or ""
    return PRINTED.get(name, name)


def _without_court(text: Text, folded: str) -> Recourse | None:
    for match in islice(NAMELESS.finditer(folded), _MENTIONS):
        sentence_end = NEXT_SENTENCE.search(text.string, match.end(), match.end() + 200)
        stop = sentence_end.start() if sentence_end else match.end() + 200
        if delays := _delays(folded, match.end(), stop):
            return _recourse(text, folded, None, delays[0])
    return None
