"""F: amounts, votes and attendance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from actes.checks.reading import CONTRACTS, Quote, Reading, offset_of, own_day
from actes.checks.rule import Flaw, check, flaw
from actes.model import Found


def number(found: Found[int] | None) -> int | None:
    return found.value if found and found.state == "read" else None


def euros(value: Decimal) -> str:
    whole = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    return f"{whole.removesuffix(',00')} €"


@check(
    "F001",
    "amount-words-differ",
    "error",
    remedy=("Mettre la somme en chiffres et la somme en lettres en accord.", "Make the figures and the words agree."),
    example=("convention", "24 000 € (vingt-quatre mille euros)", "24 000 € (vingt-cinq mille euros)"),
)
def amount_words_differ(reading: Reading) -> Iterator[Flaw]:
    """Une somme n'est pas la même en chiffres et en lettres."""
    for amount in reading.act.amounts:
        figures, words = amount.value.value, amount.in_words.value if amount.in_words else None
        if figures is not None and words is not None and figures != words and int(figures) != words:
            yield flaw(
                reading,
                amount.in_words,
                f"{euros(figures)} en chiffres, {euros(words)} en lettres",
                f"{figures} in figures, {words} in words",
                related=[(reading, amount.value)],
            )


_SUM = r"(\d{1,3}(?:[ .]?\d{3})*(?:,\d{1,2})?)\s*(?:€|euros?)"
TAXED = re.compile(
    rf"{_SUM}\s*(?:h\.?\s?t\.?|hors taxes?)\b(?P<gap>[^;\n\d]{{0,60}}(?:\d{{1,2}}(?:,\d{{1,2}})?\s*%)?[^;\n\d]{{0,30}}){_SUM}(?P<gap2>[^;\n\d]{{0,60}}){_SUM}\s*(?:t\.?\s?t\.?\s?c\.?|toutes taxes)"
)
"""« 3 200,00 € HT, à laquelle s'ajoute la TVA au taux de 5,5 %, soit 176,00 €, pour un total de 3 376,00 € TTC », folded."""

ADDED = re.compile(rf"{_SUM}\s*\+\s*{_SUM}(?:\s*\+\s*{_SUM})?\s*=\s*{_SUM}")


def _value(printed: str) -> Decimal:
    return Decimal(re.sub(r"[ .]", "", printed).replace(",", "."))


@check(
    "F002",
    "total-differs",
    "error",
    remedy=("Refaire l'addition.", "Add up again."),
    example=("contrat", "pour un total de 3 376,00 € TTC", "pour un total de 3 476,00 € TTC"),
)
def total_differs(reading: Reading) -> Iterator[Flaw]:
    """Un total n'est pas la somme de ses termes : hors taxes et TVA, ou addition écrite."""
    if "€" not in reading.plain and "euro" not in reading.plain:
        return
    taxed = ("tva" in reading.plain or "taxe" in reading.plain) and (
        "ht" in reading.plain or "hors" in reading.plain or "h.t" in reading.plain
    )
    for pattern in (*((TAXED,) if taxed else ()), *((ADDED,) if "+" in reading.plain else ())):
        for match in pattern.finditer(reading.plain):
            sums = [
                _value(g)
                for i, g in enumerate(match.groups())
                if g and re.fullmatch(r"\d{1,3}(?:[ .]?\d{3})*(?:,\d{1,2})?", g)
            ]
            if pattern is TAXED and "tva" not in (match["gap"] + match["gap2"]) and "tax" not in match["gap"]:
                continue
            *terms, total = sums
            if len(terms) >= 2 and abs(sum(terms) - total) > Decimal("0.02"):
                yield flaw(
                    reading,
                    Quote(reading, match.start(), match.end()),
                    f"{' + '.join(euros(t) for t in terms)} font {euros(sum(terms, Decimal(0)))}, et non {euros(total)}",
                    f"{' + '.join(map(str, terms))} make {sum(terms)}, not {total}",
                )


@check(
    "F003",
    "tax-unstated",
    "info",
    remedy=("Préciser HT ou TTC.", "State whether tax is included."),
    example=(
        "contrat",
        "la somme de 3 200,00 € HT, à laquelle s'ajoute",
        "la somme de 3 200,00 €, à laquelle s'ajoute",
    ),
)
def tax_unstated(reading: Reading) -> Iterator[Flaw]:
    """Un contrat chiffre des prix avec HT ou TTC, et un montant ne dit pas lequel."""
    act = reading.act
    if act.kind not in CONTRACTS or not any(a.tax for a in act.amounts):
        return
    for amount in act.amounts:
        at = offset_of(reading, amount.value)
        if (
            amount.tax is None
            and at is not None
            and re.search(r"\b(?:prix|somme de|cout|tarif|facture)\b[^.]{0,40}$", reading.plain[max(at - 60, 0) : at])
        ):
            yield flaw(
                reading,
                amount.value,
                "ce prix ne dit pas s'il est HT ou TTC",
                "this price does not say whether tax is included",
            )


@check(
    "F004",
    "vote-arithmetic",
    "error",
    remedy=("Vérifier le décompte des voix.", "Check the count of the votes."),
    example=(
        "deliberation",
        "par 12 voix pour, 1 voix contre et 1 abstention",
        "par 12 voix pour, 3 voix contre et 1 abstention",
    ),
)
def vote_arithmetic(reading: Reading) -> Iterator[Flaw]:
    """Pour, contre et abstentions ne font pas le nombre de votants, ou il y a plus de présents que de membres en exercice."""
    session = reading.act.session
    if session is None:
        return
    present = session.attendance.present_count if session.attendance else None
    here, office = number(present), number(session.in_office)
    if here is not None and office is not None and here > office:
        yield flaw(
            reading,
            present,
            f"{here} présents pour {office} membres en exercice",
            f"{here} present of {office} in office",
            related=[(reading, session.in_office)] if session.in_office else [],
        )
    vote = session.vote
    if vote is None:
        return
    pour, contre, held, voters = (number(f) for f in (vote.pour, vote.contre, vote.abstentions, vote.voters))
    if pour is None or voters is None:
        return
    cast = pour + (contre or 0)
    # Abstentions are or are not counted among the voters, depending on the assembly; either total is right.
    if voters in (cast, cast + (held or 0)):
        return
    if contre is None and held is None and pour < voters:
        return
    if cast < voters and re.search(
        r"ne (?:prend|prennent|participe)\w* pas|blancs?\b|nuls?\b|n'a pas pris part|non[- ]participation|deport",
        reading.plain,
    ):
        return
    yield flaw(
        reading,
        vote.pour,
        f"{pour} pour, {contre or 0} contre et {held or 0} abstentions pour {voters} votants",
        f"{pour} for, {contre or 0} against, {held or 0} abstentions, {voters} voters",
        related=[(reading, vote.voters)] if vote.voters else [],
    )


EASED = (("2020-03-12", "2022-07-31"),)
"""Months in which a third of the members made a quorum (ordonnance n° 2020-391, loi n° 2020-1379, loi n° 2021-1465)."""


@check(
    "F005",
    "quorum-not-met",
    "error",
    basis="CGCT L2121-17",
    remedy=(
        "Vérifier le nombre de présents ; sans quorum, convoquer de nouveau.",
        "Check the number present; without a quorum, convene again.",
    ),
    example=("deliberation", "Présents : 11\n", "Présents : 7\n"),
)
def quorum_not_met(reading: Reading) -> Iterator[Flaw]:
    """La majorité des membres en exercice n'est pas présente : le conseil ne peut pas délibérer. Les pouvoirs ne comptent pas."""
    session = reading.act.session
    if session is None or session.attendance is None:
        return
    present, office = number(session.attendance.present_count), number(session.in_office)
    when = own_day(reading.act) or ""
    if present is None or office is None or any(a <= when <= b for a, b in EASED):
        return
    if re.search(
        r"seconde convocation|deuxieme convocation|sans condition de quorum|nouvelle convocation", reading.plain
    ):
        return
    if 0 < present * 2 <= office and present > 1:
        yield flaw(
            reading,
            session.attendance.present_count,
            f"{present} présents pour {office} membres en exercice : le quorum n'est pas atteint",
            f"{present} present of {office} in office: no quorum",
            related=[(reading, session.in_office)] if session.in_office else [],
        )


@check(
    "F006",
    "attendance-count-differs",
    "warning",
    absence=True,
    remedy=("Mettre la liste et le nombre en accord.", "Make the list and the figure agree."),
    example=("deliberation", "Présents : 11\n", "Présents : 12\n"),
)
def attendance_differs(reading: Reading) -> Iterator[Flaw]:
    """Le nombre de présents n'est pas celui des noms de la liste."""
    session = reading.act.session
    if session is None or session.attendance is None or reading.act.kind != "deliberation":
        return
    roll = session.attendance
    told, listed = number(roll.present_count), len(roll.present)
    office = number(session.in_office)
    if told is None or listed < 3 or told == listed or abs(told - listed) > 2:
        return
    # The chair may be counted apart from the list that follows.
    if (
        session.chair
        and listed == told - 1
        and not any(
            p.family and session.chair.family and p.family.value == session.chair.family.value for p in roll.present
        )
    ):
        return
    away = len(roll.absent) + len(roll.excused) + len({id(p) for p in roll.proxies})
    if office is not None and listed + away == office and told + away == office:
        return
    yield flaw(
        reading,
        roll.present_count,
        f"{told} présents annoncés, {listed} noms dans la liste",
        f"{told} announced as present, {listed} names listed",
    )
