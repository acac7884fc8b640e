"""What made an act executory: its transmission, reception, publication, posting and notification.

Acts of local bodies bind once published and sent to the préfet (articles L. 2131-1, L. 3131-1 and
L. 4141-1 of the CGCT), and say so in three ways that mix freely: the stamp of a transmission platform
on every page (« Envoyé en préfecture le … Reçu en préfecture le … Publié le … ID : … »), the certificate
below the signature (« Certifié exécutoire compte tenu de la réception en préfecture le … et de la
publication le … »), and lone lines (« Affiché en mairie le … »).

One grammar reads the three: a *head* says which event (« Reçu en préfecture »), a few words may follow
(« par voie électronique »), a *joint* announces the date (« le », « : ») and the date stands there, is
left blank, or makes no sense. Heads printed in a row take the dates printed in a row after them.

All patterns read a folded string (`folding.fold`), unless said otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from typing import Literal, NamedTuple

from actes.extract.date_parts import WEEKDAY
from actes.extract.dates import dates
from actes.extract.folding import fold
from actes.extract.numerals import numbers
from actes.extract.persons import person, read
from actes.extract.platforms import stamp_spans
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.receipts import RECEIPT_CORE, ReceiptSpan, receipts
from actes.model import Execution, Found, Person, found
from actes.text import Text

__all__ = ["execution", "stamp_spans"]

PREFECTURE = r"(?:la |le |l')?(?:(?:sous[- ]{0,3})?pref(?:ecture|et)|representant de l'etat|controle de legalite|services? de l'etat)\b"
"""Who receives an act: « la sous-préfecture », « le représentant de l'État », « contrôle de légalité »."""

OF_ACT = r"(?: de (?:l'|la )?(?:presente? )?(?:acte|deliberation|decision|arrete))?"

HEADS = {
    # « Date de convocation », « Affichage de la convocation »: read so that their dates go to no other role.
    "convened": r"(?:affichage (?:de la )?)?convocation|convoque[es]{0,2}\b",
    # « Envoyé en préfecture le », « Date de télétransmission : », « Transmis au représentant de l'État le », « dépôt en ».
    "sent_on": (
        rf"envo(?:yee?s?|i) (?:(?:en|a|au) )?{PREFECTURE}"
        rf"|teletransmi(?:se?s?|ssion)\b{OF_ACT}(?: (?:en|a|au) {PREFECTURE})?"
        rf"|transmi(?:se?s?|ssion)\b{OF_ACT}(?: par (?:voie electronique|teletransmission))?"
        rf"(?: (?:en|a|au|aux) {PREFECTURE}|(?= ?(?:le\b|:)))"
        rf"|depo(?:t|see?s?)\b{OF_ACT} (?:en|a|au) {PREFECTURE}"
    ),
    # « Reçu en préfecture le », « Réception par le préfet : », « Date de réception préfecture : », « Date de réception AR ».
    "received_on": (
        rf"recue?s? (?:en|par|a|au) {PREFECTURE}"
        rf"|reception{OF_ACT} (?:(?:en|par|a|au|de) )?{PREFECTURE}"
        r"|reception (?:(?:de )?l')?(?:ar|accuse)\b|recue?s?(?= {0,3}(?:le\b|:))"
    ),
    # « Publié le », « Mis en ligne le », « Date de publication en ligne : », « Et de la publication le ».
    "published_on": r"publi(?:ee?s?|cation)\b|mise?s? en ligne\b",
    # « Affiché en mairie le », « Date d'affichage : ».
    "posted_on": r"affich(?:ee?s?|age)\b",
    # « Notifié à l'intéressé le », « notification du ».
    "notified_on": r"(?:notifi|nofifi)(?:ee?s?|cation)\b",
}
HEAD = re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in HEADS.items()))
HEAD_STEM = re.compile(r"affich|convo|envo|teletransmi|transmi|depo|recu|reception|publi|mis|notifi|nofifi")
"""How every head begins: plain letters, so that the search for them is quick."""

VAGUE = frozenset({"recu", "recue", "recus", "recues", "transmis", "transmise", "transmises", "transmission"})
"""Heads that do not say who received: they count beside a prefecture or within a certificate only."""

OPENING = re.compile(
    r"(?:\bdate (?:de |d')(?:la |l')?|(?<![a-z'] )(?<!')\b(?:acte|deliberation|decision|arrete|liste|document|proces-verbal) )$"
)
"""What belongs to the head before it: « Date de » publication, « Délibération » affichée le."""

CERTIFICATE = re.compile(
    r"executoire|compte {1,3}tenu|accuse (?:de reception|certifie)|teletransmi|ar pref|certifie\w{0,2} (?:conforme|que)"
)
"""What surrounds the heads of a certificate; a head in lower case counts only near it."""

RECEIVER = re.compile(rf"{PREFECTURE}(?: (?:de la |de l'|des |du |de |d')[\w'-]{{2,30}}(?:[ -][\w'-]{{2,20}}){{0,3}}(?= {{0,3}}(?:le\b|:|recu|$)))?")
"""Who received: « sous-préfecture de Valbonne » before « le » or « Reçu »."""

FILLERS = frozenset(
    """de du des la l d en par et acte actes deliberation decision arrete present presente liste compte rendu
    ligne mairie hotel ville siege porte panneau tableau panneaux sur site internet web commune communaute
    voie electronique electroniquement dematerialisee forme format sous au aux a date recueil administratifs n no
    prefecture sous-prefecture prefet representant etat departement service services controle legalite
    est ete effectuee effectue faite fait intervenue sa son leur interesse interessee interesses interessees
    destinataire tiers""".split()
)
"""The words that may stand between a head and its joint: « Affiché au siège de la communauté le »."""

JOINTS = frozenset({"le", "du", ":"})
"""What announces the date: « le », « : », « du »."""

NAME_LEADS = frozenset({"de", "du", "d", "la", "des", "a"})
"""What a name may follow: « Transmis en sous-préfecture de » Valbonne « le »."""

NOTIFIED_TO = re.compile(r"[^;:]{2,60}? le(?= {0,3}:? {0,3}\d)")
"""To whom, up to the joint: « Notifié à » M. Paul TARDIEU le « 3 mai »."""

TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\s\w]|_")
ORNAMENTS = frozenset("*#|-'\"«»()[]/°,")

DATE_GAP = re.compile(rf"[ *:|.#'-]{{0,6}}(?:(?:le|du) )?(?:{WEEKDAY} )?")
"""What may stand between the joint and the date: « le : » **lundi** 3 mars."""

GARBLED = re.compile(
    r"[ *:]{0,4}(?P<text>\d[\d/.-]{4,12}\d|[^\w\s]{0,2} ?[\d?{(]?[ \d{(?)}]{0,4} ?(?:janv|fev|mars|avr|mai|jui|aou|sept|oct|nov|dec)[a-z]{0,8}[., ]{1,3}\d{2,4})"
)
"""What was a date before OCR: « 24102123 », « 29/03/202 », « {4 MARS 2023 »."""

EMPTY = re.compile(r"[ \t*:|]{0,6}(?:[.…_]{2,}|\n|\f|$)")
"""A slot left empty: dots, a rule, the end of the line. Reads the text as printed."""

NEXT_LINE = re.compile(
    r"[ *:|]{0,6}(?:(?:s ?[2²]? ?l ?o ?[wf]?|et)\b {0,3}){0,2}(?:id ?:|envoye|recu|publi|affich|ar pref|accuse de|acte (?:rendu|certifie)"
    r"|certifiee? |fait a |le (?:maire|president|prefet)|la (?:maire|presidente|prefete)|pour (?:extrait|copie|le|la) )"
)
"""What stands right after a slot left empty where line breaks were lost: the next line of a stamp or certificate."""

ALTERNATIVE = re.compile(r" {0,3}(?:et ?/? ?ou|ou|/) (?:de )?(?:la |sa |le )?")
TOGETHER = re.compile(r" {0,3}(?:et|,|&) (?:de )?(?:la |sa |le )?")
"""Between two heads of one date: « publication ou notification du » (the first counts), « publié et notifié le » (both)."""

DECADE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
IN_WORDS = re.compile(r"deux {1,3}mil")

CERTIFIED_BY = re.compile(r"executoire,? (?:de plein droit,? )?par (?=l[ea] |l'|m\. |mme |nous|monsieur |madame )")
"""« Certifié exécutoire par le Maire »."""

CERTIFIES = re.compile(r"\b(?:certifie|atteste)\b[^.;]{0,60}\b(?:caractere|que\b[^.;]{0,60}) executoire")
CERTIFIER = re.compile(r"\b(?:le|la|monsieur|madame|m\.|mme|soussignee?s?)\b")
"""« Le Maire certifie sous sa responsabilité le caractère exécutoire de cet acte »."""

CERTIFIER_END = re.compile(r"(?<!\bm)(?<!\bmme)[.;:] |\bcompte\b|\bcompter\b|\ble \d|\bconforme\b")

_REACH, _NEAR = 90, 180

State = Literal["read", "blank", "unreadable"]
_RANK = {"blank": 0, "unreadable": 1, "read": 2}


class Head(NamedTuple):
    """`start:end` announces the date of `role`, expected at `slot`; `joined` if a joint stands before it."""

    role: str
    start: int
    end: int
    slot: int
    joined: bool


class Dated(NamedTuple):
    """What stands at the slot of a head, at `start:end`."""

    role: str
    start: int
    end: int
    value: str | None
    state: State
    head: int


def execution(text: Text) -> Execution | None:
    """Transmission, reception, publication, posting and notification of the act in `text`, or None.

    A date read wins over one that is unreadable, and this over a slot left blank; among equals the
    first printed wins. `text` is the whole act, its certificate and the stamps of its pages included.
    """
    string = text.string
    folded = fold(string)
    ids = list(receipts(string))
    all_dated = list(_dated(string, folded))
    best: dict[str, Dated] = {}
    for dated in _plausible(folded, all_dated, ids):
        if dated.role not in best or _RANK[dated.state] > _RANK[best[dated.role].state]:
            best[dated.role] = dated
    received = best.get("received_on")
    certified_by = _certified_by(text, folded)
    if not best and not ids and certified_by is None:
        return None
    slip = text[ids[0].start : ids[0].end] if ids else None
    return Execution(
        sent_on=_found(text, best.get("sent_on")),
        received_on=_found(text, received),
        received_by=_receiver(text, folded, received) if received else None,
        published_on=_found(text, best.get("published_on")),
        posted_on=_found(text, best.get("posted_on")),
        notified_on=_found(text, best.get("notified_on")),
        receipt_id=found(slip, slip.normal(), "stamp.receipt_id") if slip else None,
        receipt=ids[0].parts if ids else None,
        certified_by=certified_by,
    )


def _found(text: Text, dated: Dated | None) -> Found[str] | None:
    if dated is None:
        return None
    return found(text[dated.start : dated.end], dated.value, f"stamp.{dated.role}", state=dated.state)


def _dated(string: str, folded: str) -> Iterator[Dated]:
    """The heads of the text, each with its date, its blank, or what is left of its date."""
    row: list[Head] = []
    ties: list[str] = []
    convened: Dated | None = None
    heads = _heads(string, folded)
    for i, head in enumerate(heads):
        following = heads[i + 1] if i + 1 < len(heads) else None
        row.append(head)
        date = _date_at(string, head, following.start if following else len(string))
        tie = _tie(folded, head, following) if following and date is None else ""
        if tie:
            ties.append(tie)
            continue
        for dated in _settled(string, folded, row, ties, date):
            if dated.role == "convened":
                convened = dated
            elif not (dated.role == "posted_on" and convened and _posts(string, convened, dated)):
                yield dated
        row, ties = [], []


def _posts(string: str, convened: Dated, posted: Dated) -> bool:
    """Whether it is the convocation that was posted: « Date de convocation : 3 mai — Affichée le 3 mai »."""
    beside = posted.head - convened.end < 45
    return beside and (convened.value == posted.value or string[posted.head : posted.head + 8].lower().endswith("ée"))


def _settled(string: str, folded: str, row: list[Head], ties: list[str], date: Dated | None) -> Iterator[Dated]:
    """Heads printed in a row and what stands after the last: to each its own date, or one for those it is meant for."""
    run = [date] if date else []
    while run and len(run) < len(row) and (more := _date_at(string, row[-1]._replace(slot=run[-1].end), len(string))):
        run.append(more)
    if len(run) == len(row):
        yield from (dated._replace(role=head.role, head=head.start) for head, dated in zip(row, run, strict=True))
        return
    owners = [row[-1]]
    for head, tie in zip(reversed(row[:-1]), reversed(ties), strict=True):
        if tie == "row":
            break
        owners = [head] if tie == "or" else [*owners, head]
    blank = date or _blank(string, folded, row[-1])
    if blank is not None:
        yield from (blank._replace(role=head.role, head=head.start) for head in owners)
    for head in row:
        if head.end < owners[-1].start and (empty := _blank(string, folded, head)):
            yield empty


def _heads(string: str, folded: str) -> list[Head]:
    """The heads that announce a date: opened by a capital, or within a certificate."""
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
        opening = OPENING.search(folded, max(0, start - 18), start)
        if opening:
            start = opening.start()
        if certificates is None:
            certificates = [cue.start() for cue in CERTIFICATE.finditer(folded)]
        certified = bisect_left(certificates, end + _REACH) > bisect_left(certificates, start - _NEAR)
        if not (string[start].isupper() or certified):
            continue
        if match[0] in VAGUE and not (certified if match[0].startswith("t") else _beside_receiver(folded, start, end)):
            continue
        slot, joined = _slot(string, folded, end, role)
        heads.append(Head(role, start, end, slot, joined))
    return heads


def _beside_receiver(folded: str, start: int, end: int) -> bool:
    """« Reçu le » says nothing of who received, unless a prefecture or an identifier stands by."""
    return bool(
        re.search("prefe", folded[max(0, start - 120) : end + 60])
        or RECEIPT_CORE.search(folded, max(0, start - 90), start)
    )


def _slot(string: str, folded: str, end: int, role: str) -> tuple[int, bool]:
    """Where the date of a head that ends at `end` is expected, and whether a joint announces it."""
    slot, joined, before = end, False, ""
    limit = min(len(folded), end + _REACH)
    for token in TOKEN.finditer(folded, end, limit):
        word = token[0]
        if role == "notified_on" and before in ("a", "aux", "au") and (to := NOTIFIED_TO.match(folded, token.start(), limit)):
            return to.end(), True
        if word in JOINTS:
            joined = True
        elif word in ORNAMENTS:
            pass
        elif word in FILLERS or (
            string[token.start()].isupper() and (before in NAME_LEADS or (before and before not in FILLERS | JOINTS))
        ):
            joined = False
        else:
            break
        if word not in ORNAMENTS:
            before = word
        if joined or word in FILLERS:
            slot = token.end()
    return slot, joined


def _date_at(string: str, head: Head, limit: int) -> Dated | None:
    """The date at the slot of a head, before `limit`, or the ruins of one."""
    folded = fold(string[max(0, head.slot - 3) : min(limit, head.slot + 60)])
    lead = head.slot - max(0, head.slot - 3)
    gap = DATE_GAP.match(folded, lead)
    first = gap.end() if gap else lead
    base = head.slot - lead
    for date in dates(folded):
        if date.start > first + 1 or (date.start > first and folded[first].isalnum()):
            break
        if date.end > lead:
            return Dated(head.role, base + date.start, base + date.end, date.value, date.state, head.start)
    if head.joined and (ruins := GARBLED.match(folded, lead)):
        start, end = ruins.span("text")
        return Dated(head.role, base + start, base + end, None, "unreadable", head.start)
    return None


def _blank(string: str, folded: str, head: Head) -> Dated | None:
    """The slot of `head` if it was plainly left empty: its label is the quotation."""
    if head.joined and (EMPTY.match(string, head.slot) or NEXT_LINE.match(folded, head.slot)):
        return Dated(head.role, head.start, head.slot, None, "blank", head.start)
    return None


def _tie(folded: str, head: Head, following: Head) -> str:
    """How two heads with no date between them stand: "or", "and", "row" (one under the other), or not ("")."""
    between = folded[head.end : following.start]
    if ALTERNATIVE.fullmatch(between):
        return "or"
    if TOGETHER.fullmatch(between):
        return "and"
    return "" if folded[head.slot : following.start].strip(" :*|-,") else "row"


def _plausible(folded: str, all_dated: list[Dated], ids: list[ReceiptSpan]) -> Iterator[Dated]:
    """The dates, those of a year out of reach of all others in the act made unreadable: OCR saw « 2073 ».

    An act is sent and published within months of its day: the year of its identifier bounds them
    closely, or else the years printed outside the stamps loosely; where there is none, all stand.
    """
    years = [int(parts.date[:4]) for receipt in ids if (parts := receipt.parts) and parts.date]
    first, last = (min(years) - 1, max(years) + 2) if years else (0, 9999)
    if not years and any(dated.value for dated in all_dated):
        spans = [(dated.start, dated.end) for dated in all_dated]
        years = [int(year[0]) for year in DECADE.finditer(folded) if not _within(spans, year.start())]
        years += [year.value for words in IN_WORDS.finditer(folded) for year in numbers(folded[words.start() :][:60])[:1]]
        if years:
            last = max(years) + 9
    for dated in all_dated:
        if dated.value and not first <= int(dated.value[:4]) <= last:
            dated = dated._replace(value=None, state="unreadable")
        yield dated


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_left(spans, (at + 1,)) - 1
    return i >= 0 and at < spans[i][1]


def _receiver(text: Text, folded: str, received: Dated) -> Found[str] | None:
    """Who received the act: named in the head, or printed just before « Reçu le »."""
    names = list(RECEIVER.finditer(folded, received.head, received.start))
    names = names or list(RECEIVER.finditer(folded, max(0, received.head - 120), received.head))[-1:]
    if not names:
        return None
    start, end = names[0].span()
    for article in ("la ", "le ", "l'"):
        if folded.startswith(article, start):
            start += len(article)
    return found(text[start:end], text[start:end].normal(), "stamp.received_by")


def _certified_by(text: Text, folded: str) -> Person | None:
    """Who certifies that the act is executory: « Certifié exécutoire par le Maire », « Le Maire certifie … »."""
    if by := CERTIFIED_BY.search(folded):
        stop = CERTIFIER_END.search(folded, by.end(), by.end() + 90)
        return _certifier(text[by.end() : stop.start() if stop else by.end() + 90])
    if verb := CERTIFIES.search(folded):
        start = max(0, verb.start() - 110)
        for opening in CERTIFIER.finditer(folded, start, verb.start()):
            if not CERTIFIER_END.search(folded, opening.start(), verb.start()):
                return _certifier(text[opening.start() : verb.start()])
    return None


def _certifier(text: Text) -> Person | None:
    """The person, or the office alone: « le Maire »."""
    by = "stamp.certified_by"
    if named := person(text, by):
        return named
    folded = fold(text.string)
    if office := QUALITY_OPENING.match(folded):
        start = office.start("quality")
        return Person(quality=read(text, (start, quality_end(folded, start, len(folded))), by))
    return None
