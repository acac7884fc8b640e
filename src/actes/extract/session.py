"""The sitting of an assembly as its acts tell it: day, chair, secretary, attendance, vote.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re

from actes.extract.attendance import attendance_lists
from actes.extract.dates import dates
from actes.extract.folding import fold
from actes.extract.persons import person, persons, read
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.sittings import session_date
from actes.extract.votes import counts, vote
from actes.model import Attendance, Found, Person, Session, found
from actes.text import Text

__all__ = ["session", "session_date"]

SITS = re.compile(r"\bseance|\bdelibere|\breuni|\ben exercice|\bvotants|\bpresents?\b|\bunanim|\bsession\b|\babstention|\bl'an deux")
"""What any account of a sitting holds; an arrêté or a convention holds none of it, or not much."""

CHAIR = re.compile(r"presiden(?:ce (?:de |d'|du )(?=\S)|te?(?: de (?:la )?seance)? ?: ?)|presidee? par ")
ARTICLE_BEFORE = re.compile(r"\bl[ea] $")
"""« sous la présidence de », « présidée par », « Président : »."""

PRESIDES = re.compile(r"\bpreside la seance\b")
"""« M. Paul TARDIEU, Maire, préside la séance »."""

SECRETARY = re.compile(
    r"\bsecretaires?\b(?! (?:general|de mairie|d'etat|adjoint|perpetuel|du comite|du conseil d'administration))"
    r"|\bsecretariat (?:de (?:la )?(?:presente )?)?seance\b|\bremplir (?:ces|les) fonctions\b"
)
SECRETARY_NAMED = re.compile(r"(?: de (?:la )?seance)?(?:\(s\))?(?: est| etait)? ?: ?| de (?:la )?seance ")
"""« Secrétaire de séance : » and the name."""

APPOINTED = re.compile(r"\b(?:nomm|design|elu|elit|chois|propos|assur|fait office|fonction|qualite)")
"""« M. Marc VALLON a été désigné secrétaire de séance », « désigne Mme Léa ROUX comme secrétaire »."""

CONVENED = re.compile(r"\bconvo(?:cation|quee?s?)\b")
ASSEMBLES = re.compile(r"\breuni|\bassembl|\bseance d|\bsession d|\bs'est\b|\bse sont\b|\bl'an\b|\ba la seance|\bpresents?\b")
"""What leads from the convocation to the sitting, whose day is another."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

NAME_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bM)(?<!\bMM)(?<!\bMme)[.;]\s|\n\s{0,9}\n|\f|\b(?:[PpÉEée]tai(?:en)?t|[Pp]r[ée]sents?|PR[ÉE]SENTS?|[Aa]bsents?|[Ss]ecr[ée]taire|[Ee]xcus[ée]s?|Date|Nombre"
    r"|en suite|suite [àa]|pour|[àa] la|qui|conform[ée]ment|N°|n°|Objet|OBJET|D[ée]lib[ée]ration)\b"
)
"""What ends the mention of a person in a heading. Reads the text as printed."""

_HEAD, _NAME, _LEFT, _DAYS = 9000, 130, 130, 92


def session(text: Text, *, minutes: bool = False) -> Session | None:
    """The sitting that took the act in `text`, or None where nothing of it is printed.

    `minutes`: the text reports a whole sitting (a procès-verbal), so that no single vote is its own.
    """
    head = text[:_HEAD]
    folded = fold(head.string)
    if not SITS.search(folded):
        return None
    figures = counts(text)
    lists = attendance_lists(text)
    attendance = Attendance(
        present=lists.present,
        absent=lists.absent,
        excused=lists.excused,
        proxies=lists.proxies,
        present_count=figures.get("present_count"),
        absent_count=figures.get("absent_count"),
        proxy_count=figures.get("proxy_count"),
    )
    sitting = Session(
        attendance=attendance if attendance != Attendance() else None,
        in_office=figures.get("in_office") or figures.get("composing"),
        quorum=figures.get("quorum"),
        chair=_chair(head, folded),
        secretary=_secretary(head, folded),
        convened_on=_convened(head, folded),
        vote=None if minutes else vote(text, figures.get("voters")),
    )
    return sitting if sitting != Session() else None


def _chair(head: Text, folded: str) -> Person | None:
    for lead in CHAIR.finditer(folded):
        if lead[0].rstrip(" ").endswith(":") and ARTICLE_BEFORE.search(folded, max(0, lead.start() - 4), lead.start()):
            continue  # « Le Président : » opens a signature or a speech
        if one := _named(head, lead.end(), "session.chair"):
            return one
    if verb := PRESIDES.search(folded):
        return _last_named(head, verb.start(), "session.chair")
    return None


def _secretary(head: Text, folded: str) -> Person | None:
    """The secretary of the sitting: named after the word, or said to be appointed."""
    by = "session.secretary"
    words = list(SECRETARY.finditer(folded))
    for word in words:
        label = SECRETARY_NAMED.match(folded, word.end())
        if label and (label[0].endswith((":", ": ")) or head.string[label.end()].isupper()) and (one := _named(head, label.end(), by)):
            return one
    for word in words:
        if not APPOINTED.search(folded, max(0, word.start() - _LEFT), word.end() + 40):
            continue
        if one := _last_named(head, word.start(), by) or _named(head, word.end(), by):
            return one
    return None


def _named(head: Text, start: int, by: str) -> Person | None:
    """The person printed at `start`, or the office alone (« Monsieur le Maire »)."""
    stop = NAME_END.search(head.string, start + 3, start + _NAME)
    mention = head[start : stop.start() if stop else start + _NAME]
    if one := person(mention, by):
        return one
    folded = fold(mention.string)
    if office := QUALITY_OPENING.match(folded.lstrip()):
        lead = len(folded) - len(folded.lstrip())
        first = office.start("quality") + lead
        return Person(quality=read(mention, (first, quality_end(folded, first, len(folded))), by))
    return None


def _last_named(head: Text, end: int, by: str) -> Person | None:
    """The last person named in the sentence before `end`."""
    start = max(0, end - _LEFT)
    for stop in NAME_END.finditer(head.string, start, end):
        start = stop.end() if stop[0][:1] in ".;\n\f" else start
    people = persons(head[start:end], by)
    if not people:
        return None
    one, name = people[-1], people[-1].family or people[-1].given
    if one.quality and name and one.quality.at[0].start < name.at[0].start:
        one = one.model_copy(update={"quality": None})  # said of someone before
    return one


def _convened(head: Text, folded: str) -> Found[str] | None:
    """The day of the convocation: the first date after the word that is not that of the sitting."""
    for word in CONVENED.finditer(folded):
        start = word.end()
        window = folded[start : start + 240]
        date = next(iter(dates(window)), None)
        if date is None or ASSEMBLES.search(window, 0, date.start):
            continue
        years = {int(year[0]) for year in YEAR.finditer(folded, 0, 3000)}
        # A solemn year cut short (« deux mille | vingt-trois ») is a year too, which nothing else in the head bears out.
        sound = date.value is None or not years or any(abs(int(date.value[:4]) - year) <= 1 for year in years)
        state = date.state if sound else "unreadable"
        return found(head[start + date.start : start + date.end], date.value, "session.convened_on", state=state)
    return None
