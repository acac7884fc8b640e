"""The day an assembly sat, told from the many other days the head of an act prints.

« Séance du 16 février 2023 », « L'an deux mille vingt-trois, le seize février », « CONSEIL MUNICIPAL — 28 JANVIER
2020 », « Le 12 décembre 2022, …, le conseil municipal s'est réuni ». Beside it stand the day of the convocation,
of its posting, of the minutes that are approved, of the texts that are cited. So every date of the head is read,
and the words around each say whether it is the sitting.

All patterns read a folded string (`folding.fold`).
"""

from __future__ import annotations

import re

from actes.extract.date_parts import WEEKDAY
from actes.extract.dates import DateSpan, dates
from actes.extract.folding import fold
from actes.extract.phrases import phrase
from actes.model import Found, found
from actes.text import Text

ORGAN = (
    r"(?:conseil (?:municipal|communautaire|metropolitain|departemental|regional|general|syndical|territorial|communal"
    r"|consultatif|economique|d'administration|d'agglomeration|d'arrondissement"
    r"|de (?:la )?(?:communaute|territoire|metropole|ville|surveillance|quartier|paris))"
    r"|comite (?:syndical|directeur|social|technique|de quartier)"
    r"|bureau (?:communautaire|municipal|syndical|metropolitain|(?=du\b.{0,12}$))"
    r"|commission permanente"
    r"|assemblee (?:departementale|regionale|generale|deliberante|pleniere|de (?:corse|guyane|martinique)))"
)
"""The assemblies that deliberate: « conseil municipal », « bureau communautaire », « commission permanente »."""

NAMED = phrase(
    rf"(?:\b(?:seance|reunion|session)s?\b|\b{ORGAN})(?:[^.;0-9]|(?<!\d)20\d\d(?!\d)){{0,110}}?"
    rf"(?:\b(?:du|de|le|en date du|date)\b|[:,-]|(?<=[a-z]))[ :*|-]{{0,12}}(?:\d{{1,2}} ?(?:-|au|et) ?)?"
    rf"(?:jour du )?(?:{WEEKDAY}[ ,]{{1,3}})?(?:le )?$"
)
"""What ends where the date of a sitting begins: « séance publique du lundi », « CONSEIL MUNICIPAL DU »."""

CITED = phrase(
    r"\bavis\b|dans sa\b|observation|\barretes?\b|\bvu\b|approb|approuv|adopt|arretee? (?:en|lors|par)|\bvalid"
    r"|\blecture\b|prochaine|precedente?|derniere|\bdepuis\b|suivante|election|renouvellement|\binstall|\bnee? le\b"
    r"|par (?:sa |la |une |cette )?deliberation|\bloi\b|decret|ordonnance|par l(?:aquelle|equel)"
    r"|convoquee?s? en seance|compte[- ]rendu des decisions"
    r"|(?<!extrait )(?<!extraits )\b(?:le|du|au|un|ce|dernier) (?:proces[- ]verba|compte[- ]rendu|pv\b)"
    r"|(?<!registre )(?<!extrait )(?<!liste )\b(?:la|une|cette|sa|les|des|aux|leurs|ses) deliberations?"
)
"""What makes it a day cited: « approbation du procès-verbal de la séance du », « vu la délibération du conseil du »."""

COMMITTEE = phrase(r"\bcommissions?\b(?! permanente)")
"""« la commission des travaux réunie en séance le »: a sitting that prepared the act."""

LABELLED = phrase(r"convo(?:cation|quee?s?)\b(?! a la)|affich|publi(?:e|cation)(?!que)|transmi|\brecu|envoy")
DATED = re.compile(r"[.;]|(?<!\d)20\d\d(?!\d)")
"""What makes it the day of something else: « convoqué le », « publié le », unless a date or a stop stands between."""

TOLD = phrase(
    r"[^.;]{0,60}\b(?:est|a ete|sont|ont ete|soit) (?:approuv|adopt|valid|arret|mis)"
    r"|[^.;]{0,30}\ba (?:approuv|adopt|valid|autoris|decid|donn|confie|fix)"
)
"""« Le procès-verbal de la séance du 3 mars est adopté », « le conseil du 3 mars a autorisé »: told of another day."""

MET = phrase(
    r"(?:s'est|se sont|etai(?:en)?t)\b[^.;]{0,40}\b(?:reuni|assembl)|\breunie?s?\b|\bassembl(?:ee|es)\b|se reuni"
)
MEETS_ON = phrase(
    rf"(?:reuni|assembl)(?:e|es|ee|ees|t|ra|ront|ssent)?\b[^.;]{{0,160}}\ble (?:{WEEKDAY} )?$"
    rf"|\bse tiendra[^.;]{{0,60}}\ble[ :]{{1,4}}(?:{WEEKDAY} )?$"
)
"""« se sont réunis le seize février », « qui se tiendra en mairie le »."""

OPENS = phrase(rf"\b(?:le|ce)(?: jour)? (?:{WEEKDAY}[ ,]{{1,3}})?$")
"""« Le 12 décembre 2022, … »: with its capital, what opens a sentence that tells that the assembly met."""

DELIBERATED = phrase(rf"delibere\b[^.;0-9]{{0,90}}\b(?:le|du|seance du) (?:{WEEKDAY} )?$")
"""« Fait et délibéré en séance le »."""

OF_DELIBERATION = phrase(rf"\bdeliberation (?:n[°o] ?[\w/ -]{{1,24}}?,? ?)?(?:du|en date du) (?:{WEEKDAY} )?$")
DETERMINER = phrase(r"\b(?:la|une|cette|sa|les|des|aux|leurs|ses|par|vu) $")
"""The title of a délibération that bears the day: « DÉLIBÉRATION N° CP 2023-017 DU », not « la délibération du »."""

GROUNDS = phrase(r"(?:vu|considerant) (?:le|la|les|l'|que|sa|son|l)\b")
"""Where the grounds open: the sitting was told before."""

_HEAD, _FOOT, _LEFT, _RIGHT = 7000, 1500, 150, 420


def session_date(text: Text) -> Found[str] | None:
    """The day of the sitting that took the act in `text`, or None where the text names no sitting.

    The head of the act is read first, up to its grounds; then its foot (« délibéré en séance le »).
    """
    folded = fold(text.string)
    head = folded[:_HEAD]
    for grounds in GROUNDS.finditer(head, 40):
        if not head[grounds.start() - 1].isalnum():
            head = head[: grounds.start()]
            break
    printed = dates(head)
    for date in printed:
        if _is_named(text.string, folded, date):
            return _found(text, date, 0)
    for date in printed:
        title = OF_DELIBERATION.search(folded, max(0, date.start - 70), date.start)
        if title and not DETERMINER.search(folded, max(0, title.start() - 12), title.start()):
            return _found(text, date, 0)
    base = max(0, len(folded) - _FOOT)
    for date in dates(folded[base:]):
        if DELIBERATED.search(folded, max(0, base + date.start - _LEFT), base + date.start):
            return _found(text, date, base)
    return None


def _found(text: Text, date: DateSpan, base: int) -> Found[str]:
    return found(text[base + date.start : base + date.end], date.value, "session.date", state=date.state)


def _is_named(string: str, folded: str, date: DateSpan) -> bool:
    """Whether the words before `date` name a sitting, or those after it say that the assembly met."""
    if date.by == "date.opening":
        return True
    left = folded[max(0, date.start - _LEFT) : date.start]
    right = folded[date.end : date.end + _RIGHT]
    if named := NAMED.search(left):
        since = max(0, named.start() - 60)
        if COMMITTEE.search(left, since, named.start()):
            return False
        labelled = max([since, *(mark.end() for mark in DATED.finditer(left, since, named.start()))])
        return not (CITED.search(left, since) or LABELLED.search(left, labelled) or TOLD.match(right))
    if MEETS_ON.search(left):
        return not _is_another(left[-60:])
    opens = OPENS.search(left)
    if opens is None or string[date.start - len(left) + opens.start()] not in "LC":
        return False
    return not _is_another(left[-40:]) and MET.search(right) is not None


def _is_another(words: str) -> bool:
    return CITED.search(words) is not None or LABELLED.search(words) is not None
