"""The sitting of an assembly as its acts tell it: chair, secretary, convocation, attendance, vote.

« Le conseil municipal, dûment convoqué le 9 février 2026, s'est réuni sous la présidence de Mme Léa ROUX, Maire.
M. Marc VALLON a été désigné secrétaire de séance » (articles L. 2121-10 to L. 2121-15 of the CGCT).

All patterns read a folded string (`folding.fold`), unless said otherwise.
"""

from __future__ import annotations

import re

from actes.extract.attendance import attendance_lists
from actes.extract.dates import dates
from actes.extract.folding import fold
from actes.extract.persons import person, persons, read
from actes.extract.phrases import phrase
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.sittings import session_date
from actes.extract.votes import counts, vote
from actes.model import Attendance, Found, Person, Session, found
from actes.text import Text

__all__ = ["session", "session_date"]

SITS = phrase(
    r"\bdelibere(?!e)|\ben exercice\b|\bvotants?\b|\b(?:s'est|se sont) (?:reuni|assembl)|\bl'an (?:deux mil|20\d\d)"
    r"|\bsecretaires? de (?:la )?seance|\b(?:presente?s?|absente?s?|excusee?s?) {0,2}:|\bunanim|\bordre du jour"
    r"|\bconseil (?:municipal|communautaire|decide|adopte|approuve)|\babstention"
)
"""What any account of a sitting holds; most other acts hold none of it."""

CHAIR = phrase(r"presiden(?:ce (?:de |d'|du )(?=\S)|te?(?: de (?:la )?seance)? ?: ?)|presidee? par ")
ARTICLE_BEFORE = phrase(r"\bl[ea] $")
"""« sous la présidence de », « présidée par », « Président : »; « Le Président : » opens a signature or a speech."""

PRESIDES = phrase(r"\bpreside la seance\b")
"""« M. Paul TARDIEU, Maire, préside la séance »."""

SECRETARY = phrase(
    r"\bsecretaires?\b(?! (?:general|de mairie|d'etat|adjoint|perpetuel|du comite|du conseil d'administration))"
    r"|\bsecretariat\b(?= (?:de (?:la )?(?:presente )?)?seance)|\bremplir (?:ces|les) fonctions\b"
)
SECRETARY_NAMED = phrase(
    r"(?: de (?:la )?seance)?(?:\(s\))?(?: est| etait)? ?: ?"
    r"| de (?:la )?(?:presente )?seance(?: (?:soit|est|sera) assure par)? "
)
"""« Secrétaire de séance : » and the name; « que le secrétariat de séance soit assuré par »."""

APPOINTED = phrase(r"\b(?:nomm|design|elu|elit|chois|propos|assur|fait office|fonction|qualite)")
"""« M. Marc VALLON a été désigné secrétaire de séance », « désigne Mme Léa ROUX comme secrétaire »."""

CONVENED = re.compile(r"\bconvo(?:cation|quee?s?)\b")
ASSEMBLES = phrase(
    r"\breuni|\bassembl|\bseance d|\bsession d|\bs'est\b|\bse sont\b|\bl'an\b|\ba la seance|\bpresents?\b"
)
"""What leads from the convocation to the sitting, whose day is another."""

VOTERS = "electeur"
"""Who is convened to an election, which is no sitting."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

NAME_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bM)(?<!\bMM)(?<!\bMme)[.;]\s|\n\s{0,9}\n|\f"
    r"|\b(?:[ÉEée]tai(?:en)?t|[Pp]r[ée]sente?s?|PR[ÉE]SENTE?S?|[Aa]bsents?|[Ss]ecr[ée]taire|[Ee]xcus[ée]s?|EXCUS[ÉE]S?|ABSENTS?"
    r"|Date|Nombre|en suite|suite [àa]|pour|[àa] la|qui|conform[ée]ment|N°|n°|Objet|OBJET|D[ée]lib[ée]ration)\b"
)
"""What ends the mention of a person in a heading. Reads the text as printed."""

_HEAD, _NAME, _LEFT, _DAYS, _YEARS = 9000, 130, 130, 240, 3000


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
        if ":" in lead[0] and ARTICLE_BEFORE.search(folded, max(0, lead.start() - 6), lead.start()):
            continue
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
        named = label is not None and (":" in label[0] or head.string[label.end() : label.end() + 1].isupper())
        if label and named and (one := _named(head, label.end(), by)):
            return one
    for word in words:
        if APPOINTED.search(folded, max(0, word.start() - _LEFT), word.start()):
            one = _last_named(head, word.start(), by)
            if one is not None:
                return one
    return None


def _named(head: Text, start: int, by: str) -> Person | None:
    """The person printed at `start`, or the office alone (« Monsieur le Maire »)."""
    stop = NAME_END.search(head.string, start + 3, start + _NAME)
    mention = head[start : stop.start() if stop else start + _NAME]
    if one := person(mention, by):
        return one
    mention = mention.strip()
    folded = fold(mention.string)
    if office := QUALITY_OPENING.match(folded):
        first = office.start("quality")
        return Person(quality=read(mention, (first, quality_end(folded, first, len(folded))), by))
    return None


def _last_named(head: Text, end: int, by: str) -> Person | None:
    """The last person named in the sentence before `end`."""
    start = max(0, end - _LEFT)
    for stop in NAME_END.finditer(head.string, start, end):
        start = start if stop[0].isalpha() else stop.end()
    people = persons(head[start:end], by)
    one = people[-1] if people else person(head[start:end], by)
    name = one and (one.family or one.given)
    if one and one.quality and name and one.quality.at[0].start < name.at[0].start:
        return one.model_copy(update={"quality": None})  # said of someone before
    return one


def _convened(head: Text, folded: str) -> Found[str] | None:
    """The day of the convocation: the first date after the word that is not that of the sitting."""
    for word in CONVENED.finditer(folded):
        start = word.end()
        window = folded[start : start + _DAYS]
        date = next(iter(dates(window)), None)
        if (
            date is None
            or ASSEMBLES.search(window, 0, date.start)
            or VOTERS in folded[max(0, start - 90) : start + date.start]
        ):
            continue
        years = {int(year[0]) for year in YEAR.finditer(folded, 0, _YEARS)}
        # A solemn year cut short (« deux mille | vingt-trois ») is a year too, that nothing else in the head bears out.
        sound = date.value is None or not years or any(abs(int(date.value[:4]) - year) <= 1 for year in years)
        state = date.state if sound else "unreadable"
        return found(head[start + date.start : start + date.end], date.value, "session.convened_on", state=state)
    return None
