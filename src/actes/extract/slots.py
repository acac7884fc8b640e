"""Heads that announce a date, and what fills the slot behind them: « Reçu en préfecture le 16/01/2026 ».

A *head* says which event (« Publié », « Affichage »), a few words may follow (« par voie électronique »), a *joint*
announces the date (« le », « : »), and there it stands, is left blank, or makes no sense. Heads printed in a row
take the dates printed in a row after them (« Envoi préfecture : Réception en préfecture : 06/02/2026 07/02/2026 »).

All patterns read a folded string (`folding.fold`), unless said otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from actes.extract.date_parts import WEEKDAY
from actes.extract.dates import dates
from actes.extract.folding import fold
from actes.extract.phrases import phrase
from actes.extract.receipts import RECEIPT_CORE

State = Literal["read", "blank", "unreadable"]

PREFECTURE = (
    r"(?:la |le |l')?(?:(?:sous[- ]{0,3})?pref(?:ecture|et)|representant de l'etat|controle de legalite"
    r"|services? de l'etat)\b"
)
"""Who receives an act: « la sous-préfecture », « le représentant de l'État », « contrôle de légalité »."""

OF_ACT = r"(?: de (?:l'|la )?(?:presente? )?(?:acte|deliberation|decision|arrete))?"
TO_PREFECTURE = rf" (?:en|a|au|aux) {PREFECTURE}"

HEADS = {
    # « Date de convocation », « Affichage de la convocation »: read so that their dates go to no other role.
    "convened": r"(?:affichage (?:de la )?)?convocation|convoque[es]{0,2}\b",
    # « Envoyé en préfecture le », « Date de télétransmission : », « Transmis au représentant de l'État le ».
    "sent_on": (
        rf"envo(?:yee?s?|i)(?:{TO_PREFECTURE}| {PREFECTURE})|teletransmi(?:se?s?|ssion)\b{OF_ACT}(?:{TO_PREFECTURE})?"
        rf"|transmi(?:se?s?|ssion)\b{OF_ACT}(?: par (?:voie electronique|teletransmission))?"
        rf"(?:{TO_PREFECTURE}|(?= ?(?:le\b|:)))|depo(?:t|see?s?)\b{OF_ACT}{TO_PREFECTURE}"
    ),
    # « Reçu en préfecture le », « Réception par le préfet : », « Date de réception préfecture : », « réception AR ».
    "received_on": (
        rf"recue?s? (?:en|par|a|au) {PREFECTURE}|reception{OF_ACT} (?:(?:en|par|a|au|de) )?{PREFECTURE}"
        r"|reception (?:(?:de )?l')?(?:ar|accuse)\b|recue?s?(?= {0,3}(?:le\b|:))|reception(?= ?:)"
    ),
    # « Publié le », « Mis en ligne le », « Date de publication en ligne : », « Et de la publication le ».
    "published_on": r"publi(?:ee?s?|cation)\b|mise?s? en ligne\b",
    # « Affiché en mairie le », « Date d'affichage : ».
    "posted_on": r"affich(?:ee?s?|age)\b",
    # « Notifié à l'intéressé le », « notification du ».
    "notified_on": r"(?:notifi|nofifi)(?:ee?s?|cation)\b",
}
HEAD = phrase("|".join(f"(?P<{role}>{pattern})" for role, pattern in HEADS.items()))
HEAD_STEM = re.compile(r"affich|convo|envo|teletransmi|transmi|depo|recu|reception|publi|mis|notifi|nofifi")
"""How every head begins: plain letters, so that the search for them is quick."""

VAGUE = frozenset(
    {"recu", "recue", "recus", "recues", "transmis", "transmise", "transmises", "transmission", "reception"}
)
"""Heads that do not say who received: they count beside a prefecture or within a certificate only."""

OPENING = phrase(
    r"(?:\bdate (?:de |d')(?:la |l')?"
    r"|(?<![a-z'] )(?<!')\b(?:acte|deliberation|decision|arrete|liste|document|proces-verbal) )$"
)
"""What belongs to the head before it: « Date de » publication, « Délibération » affichée le."""

CERTIFICATE = phrase(
    r"executoire|compte {1,3}tenu|accuse (?:de reception|certifie)|teletransmi|ar pref|certifie\w{0,2} (?:conforme|que)"
)
"""What surrounds the heads of a certificate; a head in lower case counts only near it."""

_FILLERS = """
    de du des la l d en par et acte actes deliberation decision arrete present presente liste compte rendu
    ligne mairie hotel ville siege porte panneau tableau panneaux sur site internet web commune communaute
    voie electronique electroniquement dematerialisee forme format sous au aux a date recueil administratifs n no
    prefecture sous-prefecture prefet representant etat departement service services controle legalite
    est ete effectuee effectue faite fait intervenue sa son leur interesse interessee interesses interessees
    destinataire tiers
"""
FILLERS = frozenset(_FILLERS.split())
"""The words that may stand between a head and its joint: « Affiché au siège de la communauté le »."""

JOINTS = frozenset({"le", "du", ":"})
NAME_LEADS = frozenset({"de", "du", "d", "la", "des", "a"})
"""What a name may follow: « Transmis en sous-préfecture de » Valbonne « le »."""

NOTIFIED_TO = phrase(r"[^;:]{2,60}? le(?= {0,3}:? {0,3}\d)")
"""To whom, up to the joint: « Notifié à » M. Paul TARDIEU le « 3 mai »."""

TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\s\w]|_")
ORNAMENTS = frozenset("*#|-'\"«»()[]/°,")

DATE_GAP = phrase(rf"[ *:|.#'-]{{0,6}}(?:(?:le|du) )?(?:{WEEKDAY} )?")
"""What may stand between the joint and the date: « le : » **lundi** 3 mars."""

GARBLED = phrase(
    r"[ *:]{0,4}(?P<text>\d[\d/.-]{4,12}\d"
    r"|[^\w\s]{0,2} ?[\d?{(]?[ \d{(?)}]{0,4} ?"
    r"(?:janv|fev|mars|avr|mai|jui|aou|sept|oct|nov|dec)[a-z]{0,8}[., ]{1,3}\d{2,4})"
)
"""What was a date before OCR: « 24102123 », « 29/03/202 », « {4 MARS 2023 »."""

EMPTY = re.compile(r"[ \t*:|]{0,6}(?:[.…_]{2,}|\n|\f|$)")
"""A slot left empty: dots, a rule, the end of the line. Reads the text as printed."""

NEXT_LINE = phrase(
    r"[ *:|]{0,6}(?:(?:s ?[2²]? ?l ?o ?[wf]?|et)\b {0,3}){0,2}(?:id ?:|envoye|recu|publi|affich|ar pref|accuse de"
    r"|acte (?:rendu|certifie)|certifiee? |fait a |le (?:maire|president|prefet)|la (?:maire|presidente|prefete)"
    r"|pour (?:extrait|copie|le|la) )"
)
"""What stands right after a slot left empty where line breaks were lost: the next line of a stamp or certificate."""

BELOW = re.compile(r"[ \t]{0,6}\n[ \t]{1,120}(?=\d)")
"""A date stamped under its label, in the middle of the stamp: « Reçu le / 23 JUIN 2021 »."""

ALTERNATIVE = phrase(r" {0,3}(?:et ?/? ?ou|ou|/) (?:de )?(?:la |sa |le )?")
TOGETHER = phrase(r" {0,3}(?:et|,|&) (?:de )?(?:la |sa |le )?")
"""Between two heads of one date: « publication ou notification du » (the first has it), « publié et notifié le »."""

_REACH, _NEAR, _BESIDE, _FOLLOWS = 90, 180, 45, 32


class Head(NamedTuple):
    """`start:end` announces the date of `role`, expected at `slot`; `joined` if a joint stands before it."""

    role: str
    start: int
    end: int
    slot: int
    joined: bool


class Slot(NamedTuple):
    """What stands behind the head at `head`: at `start:end`, a date, a blank or the ruins of a date."""

    role: str
    start: int
    end: int
    value: str | None
    state: State
    head: int


def slots(string: str, folded: str) -> Iterator[Slot]:
    """The slots of the text, in order. Those of a convocation are left out."""
    row: list[Head] = []
    ties: list[str] = []
    convened: Slot | None = None
    heads = _heads(string, folded)
    for i, head in enumerate(heads):
        following = heads[i + 1] if i + 1 < len(heads) else None
        row.append(head)
        date = _date_at(string, head, following.start if following else len(string))
        if following and date is None and (tie := _tie(folded, head, following)):
            ties.append(tie)
            continue
        for slot in _settled(string, folded, row, ties, date):
            if slot.role == "convened":
                convened = slot
            elif not (slot.role == "posted_on" and convened and _posts(string, convened, slot)):
                yield slot
        row, ties = [], []


def _posts(string: str, convened: Slot, posted: Slot) -> bool:
    """Whether it is the convocation that was posted: « Date de convocation : 3 mai - Affichée le 3 mai »."""
    feminine = string[posted.head : posted.head + 8].lower().endswith("ée")
    return posted.head - convened.end < _BESIDE and (feminine or convened.value == posted.value)


def _settled(string: str, folded: str, row: list[Head], ties: list[str], date: Slot | None) -> Iterator[Slot]:
    """Heads in a row and what stands after the last: to each its own date, or one for those it is meant for."""
    run = [date] if date else []
    while run and len(run) < len(row):
        more = _date_at(string, row[-1]._replace(slot=run[-1].end), len(string))
        if more is None:
            break
        run.append(more)
    if len(run) == len(row):
        yield from (slot._replace(role=head.role, head=head.start) for head, slot in zip(row, run, strict=True))
        return
    owners = [row[-1]]
    for head, tie in zip(reversed(row[:-1]), reversed(ties), strict=True):
        if tie == "row":
            break
        owners = [head] if tie == "or" else [*owners, head]
    shared = date or _blank(string, folded, row[-1])
    if shared is not None:
        yield from (shared._replace(role=head.role, head=head.start) for head in owners)
    for head in row:
        if head.end < owners[-1].start and (blank := _blank(string, folded, head)):
            yield blank


def _heads(string: str, folded: str) -> list[Head]:
    """The heads that announce a date: opened by a capital, within a certificate, or right after another."""
    certificates: list[int] | None = None
    heads: list[Head] = []
    last = 0
    for stem in HEAD_STEM.finditer(folded):
        match = HEAD.match(folded, stem.start()) if stem.start() >= last else None
        if match is None:
            continue
        role, start, end = match.lastgroup or "", match.start(), match.end()
        last = end
        if start and folded[start - 1].isalpha() and not string[start].isupper():
            continue
        opening = OPENING.search(folded, max(0, start - 24), start)
        start = opening.start() if opening else start
        if certificates is None:
            certificates = [cue.start() for cue in CERTIFICATE.finditer(folded)]
        certified = bisect_left(certificates, end + _REACH) > bisect_left(certificates, start - _NEAR)
        follows = bool(heads) and start - heads[-1].slot < _FOLLOWS
        if not (string[start].isupper() or certified or follows):
            continue
        sure = (certified or opening) if match[0][0] == "t" else _beside_receiver(folded, start, end)
        if match[0] in VAGUE and not sure:
            continue
        slot, joined = _slot(string, folded, end, role)
        heads.append(Head(role, start, end, slot, joined))
    return heads


def _beside_receiver(folded: str, start: int, end: int) -> bool:
    """« Reçu le » says nothing of who received, unless a prefecture or an identifier stands by."""
    return "prefe" in folded[max(0, start - 120) : end + 60] or bool(
        RECEIPT_CORE.search(folded, max(0, start - _REACH), start)
    )


def _slot(string: str, folded: str, end: int, role: str) -> tuple[int, bool]:
    """Where the date of a head that ends at `end` is expected, and whether a joint announces it."""
    slot, joined, before = end, False, ""
    limit = min(len(folded), end + _REACH)
    for token in TOKEN.finditer(folded, end, limit):
        word = token[0]
        if role == "notified_on" and before in ("a", "aux", "au"):
            to = NOTIFIED_TO.match(folded, token.start(), limit)
            if to is not None:
                return to.end(), True
        if word in ORNAMENTS:
            continue
        if word in JOINTS:
            if joined and string[token.start()].isupper():
                break  # « Publié le : », then « Le Maire »
            joined = True
        elif word in FILLERS or (string[token.start()].isupper() and _may_name(before)):
            joined = False
        else:
            break
        before = word
        if joined or word in FILLERS:
            slot = token.end()
    return slot, joined


def _may_name(before: str) -> bool:
    """Whether a capitalised word after `before` may be a name: after « de », or after another of its words."""
    return before in NAME_LEADS or (before != "" and before not in FILLERS and before not in JOINTS)


def _date_at(string: str, head: Head, limit: int) -> Slot | None:
    """The date at the slot of a head, before `limit`, or the ruins of one."""
    if head.joined and (below := BELOW.match(string, head.slot)):
        head = head._replace(slot=below.end() - 1)
    base = max(0, head.slot - 3)
    lead = head.slot - base
    folded = fold(string[base : min(limit, head.slot + 60)])
    gap = DATE_GAP.match(folded, lead)
    first = gap.end() if gap else lead
    for date in dates(folded):
        if date.start > first + 1 or (date.start > first and folded[first].isalnum()):
            break
        if date.end > lead:
            return Slot(head.role, base + date.start, base + date.end, date.value, date.state, head.start)
    if head.joined and (ruins := GARBLED.match(folded, lead)):
        start, end = ruins.span("text")
        return Slot(head.role, base + start, base + end, None, "unreadable", head.start)
    return None


def _blank(string: str, folded: str, head: Head) -> Slot | None:
    """The slot of `head` if it was plainly left empty: the head is the quotation."""
    if head.joined and (EMPTY.match(string, head.slot) or NEXT_LINE.match(folded, head.slot)):
        return Slot(head.role, head.start, head.slot, None, "blank", head.start)
    return None


def _tie(folded: str, head: Head, following: Head) -> str:
    """How two heads with no date between them stand: "or", "and", "row" (one under the other), or not ("")."""
    between = folded[head.end : following.start]
    if ALTERNATIVE.fullmatch(between):
        return "or"
    if TOGETHER.fullmatch(between):
        return "and"
    return "" if folded[head.slot : following.start].strip(" :*|-,") else "row"
