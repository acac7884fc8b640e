"""D: periods, durations and the day on which an act takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from actes.checks.calendar_days import Period, Printed, after, french, periods, real
from actes.checks.reading import CONTRACTS, LOCAL, Quote, Reading, blank, day, offset_of, word
from actes.checks.rule import Flaw, check, flaw


@check(
    "D006",
    "term-reversed",
    "error",
    remedy=("Rétablir les deux dates.", "Restore both dates."),
    example=("avenant", "du 1er janvier 2026 au 31 décembre 2027", "du 1er janvier 2026 au 31 décembre 2025"),
)
def term_reversed(reading: Reading) -> Iterator[Flaw]:
    """La fin d'une période précède son début."""
    for period in reading.periods:
        if period.stated and period.end < period.start:
            yield flaw(
                reading,
                Quote(reading, period.at, period.until),
                f"la période finit le {french(period.end)}, avant de commencer le {french(period.start)}",
                f"the period ends on {period.end}, before its start on {period.start}",
            )
    for one, two in pairwise(reading.days):
        if not one.year or not two.year or (two.year, two.month, two.day) >= (one.year, one.month, one.day):
            continue
        joined = UNTIL.fullmatch(reading.plain, one.end, two.start)
        if not joined or not FROM.search(reading.plain, max(one.start - 20, 0), one.start):
            continue
        if real(one.day, one.month, one.year) and real(two.day, two.month, two.year):
            text = " ".join(reading.text[two.start : two.end].split())
            yield flaw(
                reading,
                Quote(reading, two.start, two.end),
                f"le terme ({text}) précède la prise d'effet ({' '.join(reading.text[one.start : one.end].split())})",
                f"the end ({text}) is before the start",
            )


FROM = re.compile(r"\b(?:a compter du|a partir du|effet le|vigueur le)\s+$")
UNTIL = re.compile(
    r"\s*(?:inclus\s*)?,?\s*(?:et\s+)?(?:ce\s+|est conclue?\s+|[a-z]{2,9}\s+){0,2}(?:jusqu'au|prend(?:ra)? fin le|expire(?:ra)? le|s'acheve(?:ra)? le)\s+"
)
"""« à compter du 1er avril 2026 et prend fin le 31 mars 2027 »."""


OPENS = re.compile(r"\b(?:periode|duree|pour)\s+$")
"""Words after which a period must open with « du »."""


def _unbound(reading: Reading) -> Iterator[tuple[Printed, Printed]]:
    """« du 26 janvier 28 avril 2026 »: two days after « du » with nothing but space, on one or two lines, between."""
    for one, two in pairwise(reading.days):
        gap = reading.plain[one.end : two.start]
        if (
            not gap.strip()
            and gap.count("  ") == 0
            and reading.plain[max(one.start - 4, 0) : one.start].rstrip().endswith("du")
        ):
            yield one, two


@check(
    "D007",
    "malformed-period",
    "error",
    remedy=("Écrire « du … au … ».", "Write “du … au …”."),
    example=(
        "decision-convention-annexee",
        "de chacun pour la période du 1er avril 2026 au 31 mars 2027",
        "de chacun pour la période du 1er avril 2026 31 mars 2027",
    ),
)
def malformed_period(reading: Reading) -> Iterator[Flaw]:
    """Il manque un mot à une période (« du 26 janvier 28 avril 2026 ») : ses bornes deviennent incertaines."""
    told = [(*pair, "au") for pair in _unbound(reading)]
    for one, two in pairwise(reading.days):
        if reading.plain[one.end : two.start].split() == ["au"] and OPENS.search(
            reading.plain, max(one.start - 12, 0), one.start
        ):
            told.append((one, two, "du"))
    for one, two, missing in told:
        start = reading.plain.rfind("du", 0, one.start) if missing == "au" else one.start
        text = " ".join(reading.text[start : two.end].split())
        yield flaw(
            reading,
            Quote(reading, start, two.end),
            f"il manque « {missing} » à la période « {text} »",
            f"“{missing}” is missing in the period “{text}”",
        )


LIMITED = re.compile(
    r"inferieure?|superieure?|maxim|minim|au (?:plus|moins)|exced|depass|initiale?|renouvel|reconduct|prorog|prolong|jusqu'a (?:un|deux|trois|\d)"
)
"""A ceiling or the recall of an earlier term: not the term of this act."""


@check(
    "D008",
    "period-disagrees",
    "error",
    scope="dossier",
    remedy=("Mettre les périodes en accord.", "Make the periods agree."),
    example=("decision-convention-annexee", "et prend fin le 31 mars 2027", "et prend fin le 30 avril 2027"),
)
def period_disagrees(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """La période ou la durée n'est pas la même dans le titre, les visas ou le dispositif et dans les articles, ou dans la
    décision et dans la convention qu'elle autorise. Plafonds et rappels d'un terme antérieur ne comptent pas."""
    acts = {r.act.id: r for r in readings}
    for reading in readings:
        act, term = reading.act, reading.act.term
        parent = acts.get(act.annex_of or "")
        start, end = (day(term.start), day(term.end)) if term else (None, None)
        if term and start and end and term.end and act.kind in CONTRACTS and (parent or act.title):
            other = _announced(parent) if parent else None
            if parent and other and (other.start, other.end) != (start, end) and not _contains(other, start, end):
                yield flaw(
                    reading,
                    term.end,
                    f"la convention va du {french(start)} au {french(end)}, l'acte qui l'autorise dit du {french(other.start)} au {french(other.end)}",
                    f"the convention runs from {start} to {end}, the authorising act says {other.start} to {other.end}",
                )
        yield from _within(reading)


def _announced(reading: Reading) -> Period | None:
    """The one period that a décision or délibération announces, or None if it tells several."""
    told = reading.periods
    distinct = {(p.start, p.end) for p in told}
    return told[-1] if len(distinct) == 1 else None


def _contains(period: Period, start: str, end: str) -> bool:
    """A period by whole years (« années 2026 à 2028 ») may be told by years only."""
    return (
        period.start[:4] == start[:4]
        and period.end[:4] == end[:4]
        and period.start.endswith("01-01")
        and period.end.endswith("12-31")
    )


def _within(reading: Reading) -> Iterator[Flaw]:
    """One act whose title and body, or whose considérants and dispositif, give one period with one bound changed."""
    act = reading.act
    if act.kind == "proces_verbal":
        return
    told = reading.periods
    if len(told) < 2 or len(told) > 6:
        return
    head = offset_of(reading, act.title)
    limit = (
        offset_of(reading, act.articles[0].number)
        if act.articles
        else offset_of(reading, act.provisions[0].verb if act.provisions else None)
    )
    if head is None or limit is None:
        return
    before = {(p.start, p.end) for p in told if p.at < limit and not _other_matter(reading, p)}
    after_ = [p for p in told if p.at >= limit and not _other_matter(reading, p)]
    if len(before) != 1 or len({(p.start, p.end) for p in after_}) != 1:
        return
    (start, end), later = next(iter(before)), after_[0]
    if (start == later.start) != (end == later.end):
        yield flaw(
            reading,
            Quote(reading, later.at, later.until),
            f"la période va ici du {french(later.start)} au {french(later.end)}, et plus haut du {french(start)} au {french(end)}",
            f"the period here is {later.start} to {later.end}, and {start} to {end} above",
        )


def _other_matter(reading: Reading, period: Period) -> bool:
    """A period of consultation, of an earlier act or of a season is not that of the act."""
    around = reading.plain[max(period.at - 90, 0) : period.at]
    return bool(
        re.search(
            r"consult|enquete|public|affich|deliberation|arrete du|stage|mandat|exercice|initial|anterieur", around
        )
    )


@check(
    "D009",
    "effect-before-executory",
    "warning",
    basis="principe de non-rétroactivité : CE, ass., 25 juin 1948, Société du journal L'Aurore",
    remedy=(
        "Faire partir l'effet de la date où l'acte devient exécutoire.",
        "Let the effect start when the act becomes executory.",
    ),
    example=(
        "decision-etablissement",
        "La présente décision prend effet le 1er octobre 2025.",
        "La présente décision prend effet le 1er septembre 2025.",
    ),
)
def effect_before_executory(reading: Reading) -> Iterator[Flaw]:
    """L'acte prend effet avant d'être signé, reçu ou publié. Un acte administratif ne vaut que pour l'avenir, sauf exceptions
    que la loi prévoit."""
    act = reading.act
    term = act.term
    start, signed = day(term.start) if term else None, day(act.signed_on)
    if (
        term is None
        or start is None
        or signed is None
        or act.kind not in ("arrete", "decision", "convention", "avenant")
        or start >= signed
    ):
        return
    if act.kind in CONTRACTS and not any(_public(word(p.name)) for p in act.parties):
        return
    at = offset_of(reading, term.start)
    if at is None or not re.search(
        r"\beffet\b|\ben vigueur\b|a compter du\s*$|valable", reading.plain[max(at - 80, 0) : at + 5]
    ):
        return
    if re.search(
        r"retroactiv|\bregularis|anterieur|initial|\bsigne[e]? le\b|nomm|recrut|agreee?s?\b|titulaire|reclass|avance|promu",
        reading.plain[max(at - 200, 0) : at + 120],
    ):
        return
    yield flaw(
        reading,
        term.start,
        f"l'acte prend effet le {french(start)}, avant sa signature du {french(signed)}",
        f"the act takes effect on {start}, before its signature on {signed}",
        related=[(reading, act.signed_on)] if act.signed_on else [],
    )


def _public(name: str) -> bool:
    from actes.gazetteer import organisation_type

    return organisation_type(name) in (*LOCAL, "prefecture", "etat", "etablissement") if name else False


@check(
    "D010",
    "term-not-computable",
    "warning",
    absence=True,
    remedy=("Dater l'événement dont dépend l'effet.", "Date the event on which the effect depends."),
    example=(
        "contrat",
        "Fait à Valbrune-sur-Ouze, le 2 avril 2026, en deux exemplaires originaux.",
        "Le présent contrat prend effet à compter de sa signature pour une durée d'un an.\n\nFait à Valbrune-sur-Ouze, en deux exemplaires originaux, le",
    ),
)
def term_not_computable(reading: Reading) -> Iterator[Flaw]:
    """L'effet court d'un événement dont la date est restée en blanc (« à compter de sa signature », sans date) : ni le
    début ni la fin ne peuvent être calculés."""
    act = reading.act
    term = act.term
    if term is None or reading.form or act.kind not in CONTRACTS or day(term.start):
        return
    if (
        word(term.starts_on) == "signature"
        and (act.signed_on is None or blank(act.signed_on))
        and (term.duration or term.end is None)
    ):
        if act.signed_on is None and not act.signatories:
            return
        yield flaw(
            reading,
            term.starts_on,
            "l'effet court de la signature, dont la date manque : le terme ne peut pas être calculé",
            "the effect runs from the signature, whose date is missing: the term cannot be computed",
        )


SLACK = timedelta(days=1)


@check(
    "D015",
    "duration-disagrees",
    "error",
    remedy=("Mettre la durée et les dates en accord.", "Make the duration and the dates agree."),
    example=(
        "convention",
        "pour une durée de trois ans, du 1er janvier 2026 au 31 décembre 2028",
        "pour une durée de deux ans, du 1er janvier 2026 au 31 décembre 2028",
    ),
)
def duration_disagrees(reading: Reading) -> Iterator[Flaw]:
    """Le début et la durée ne mènent pas à la fin annoncée."""
    term = reading.act.term
    if term is None or term.duration is None or not term.duration.value:
        return
    start, end = day(term.start), day(term.end)
    if start is None or end is None:
        start, end = _broken(reading)
    at = offset_of(reading, term.duration)
    if start is None or end is None or at is None:
        return
    until = at + len(term.duration.text)
    joined = any(0 <= period.at - until <= 4 for period in reading.periods)
    if not joined and LIMITED.search(reading.plain[max(at - 40, 0) : until + 60]):
        return
    past = after(start, term.duration.value)
    if past is None or reading.act.kind == "proces_verbal":
        return
    last = date.fromisoformat(end)
    if not past - SLACK - SLACK <= last <= past + SLACK and end > start:
        yield flaw(
            reading,
            term.duration,
            f"« {word_of(term.duration.text)} » à partir du {french(start)} ne mène pas au {french(end)}",
            f"“{word_of(term.duration.text)}” from {start} does not lead to {end}",
        )


def word_of(text: str) -> str:
    return " ".join(text.split())


def _broken(reading: Reading) -> tuple[str | None, str | None]:
    """The bounds of a period that lacks its « au » (D007)."""
    for one, two in _unbound(reading):
        joined = (Printed(3, 4, one.day, one.month, one.year, None), Printed(8, 9, two.day, two.month, two.year, None))
        for period in periods("du . au .", joined):
            return period.start, period.end
    return None, None
