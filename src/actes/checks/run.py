"""The checks, run: one explicit table of families, findings in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actes.checks import (
    acronyms,
    articles,
    capacities,
    conventions,
    corpus,
    dates,
    facts,
    figures,
    identifiers,
    legal,
    names,
    parties,
    references,
    scans,
    structure,
    terms,
    terms_of_effect,
)
from actes.checks.facts import Facts, Taken
from actes.checks.place import Spot, doubtful, spot
from actes.checks.reading import Reading, readings
from actes.checks.rule import RANK, Far, Finding, Flaw, Related, Rule, Severity, rules_in
from actes.model import Dossier

FAMILIES = (
    names,
    capacities,
    dates,
    terms_of_effect,
    articles,
    structure,
    parties,
    acronyms,
    terms,
    references,
    conventions,
    figures,
    identifiers,
    legal,
    scans,
    corpus,
)
"""The families. A new one is one import and its name here."""

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (r for family in FAMILIES for r in rules_in(vars(family))),
        key=lambda r: ("NDAPTRCFILSX".index(r.code[0]), r.code),
    )
}
"""Every check by its code, in the order of the catalogue."""

NEAR = (
    ("P008", "R002"),
    ("P008", "D002"),
    ("R002", "D002"),
    ("D003", "D014"),
    ("D006", "D008"),
    ("D007", "D008"),
    ("D007", "D003"),
    ("P006", "T005"),
    ("I008", "T005"),
)
"""(winner, loser): where both stand at one place, the more precise one is told."""

WHOLE = (
    ("P004", "N008"),
    ("N005", "N006"),
    ("D006", "D015"),
    ("P005", "P002"),
    ("D014", "R004"),
    ("D014", "D004"),
    ("D014", "D013"),
    ("D004", "D013"),
)
"""(winner, loser): where both are told of one act, the more precise one is."""

CLOSE = 80
"""Characters between two findings that are about one thing."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that was looked at and accepted: `reason` says why. Empty fields match anything."""

    code: str
    reason: str
    source: str = ""
    act: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Which checks run, in which language they speak, which names are known, which findings are waived.

    `select` and `ignore` hold codes or first letters of codes (« D », « N001 »); an empty `select` is all.
    `register` holds known persons as (given name, family name).
    """

    select: Collection[str] = ()
    ignore: Collection[str] = ()
    min_severity: Severity = "info"
    lang: str = "fr"
    register: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()


def check(dossiers: Dossier | Iterable[Dossier], options: Options | None = None) -> list[Finding]:
    """Every inconsistency a careful reader would report, in order of file, act, place and code.

    Checks across acts (X) run when several dossiers are given. The list is the same for the same input.
    """
    return list(stream(dossiers, options))


def stream(dossiers: Dossier | Iterable[Dossier], options: Options | None = None) -> Iterator[Finding]:
    """As `check`, one dossier after the other: only what the checks across acts need is kept in memory."""
    options = options or Options()
    chosen = _rules(options)
    if isinstance(dossiers, Dossier):
        yield from _of_dossier(readings(dossiers), chosen, options)
        return
    index = facts.Index()
    for dossier in dossiers:
        read = readings(dossier)
        yield from _of_dossier(read, chosen, options)
        facts.add(index, dossier.source.name, dossier.source.sha256, facts.taken(read))
    found = across(facts.indexed(index), options)
    yield from sorted(found, key=order_across)


def examined(dossier: Dossier, options: Options | None = None) -> tuple[list[Finding], Taken]:
    """What the checks find in one dossier, and its facts for those that look across acts."""
    options = options or Options()
    read = readings(dossier)
    return list(_of_dossier(read, _rules(options), options)), facts.taken(read)


def across(known: Facts, options: Options | None = None) -> Iterator[Finding]:
    """What the checks across acts find, each check after the other; `order_across` is the order to tell it in."""
    options = options or Options()
    for rule in _rules(options):
        if rule.scope == "corpus":
            made = (_finding(rule, told, options) for told in rule.find(known))
            yield from (f for f in made if RANK[f.severity] >= RANK[options.min_severity])


def order_across(finding: Finding) -> tuple[str, str, str, int, int, str]:
    """Findings across acts in order of code, file, act, place and message."""
    page, start = (finding.at[0].page, finding.at[0].start) if finding.at else (0, 0)
    return finding.code, finding.source, finding.act or "", page, start, finding.message


def _rules(options: Options) -> list[Rule]:
    every = not options.select and not options.ignore
    return [rule for code, rule in RULES.items() if every or _chosen(code, options)]


def failing(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding that was not waived reaches the severity `fail_on` (`never`: none does)."""
    return fail_on != "never" and any(f.waived is None and RANK[f.severity] >= RANK[fail_on] for f in findings)


def _chosen(code: str, options: Options) -> bool:
    selected = not options.select or any(code.startswith(prefix.upper()) for prefix in options.select)
    return selected and not any(code.startswith(prefix.upper()) for prefix in options.ignore)


def _of_dossier(read: Sequence[Reading], rules: Sequence[Rule], options: Options) -> Iterator[Finding]:
    flaws: list[tuple[Rule, Flaw | Far]] = []
    whole = not read or not read[0].dossier.notices
    for rule in rules:
        if rule.absence and not whole:
            continue
        if rule.scope == "act":
            flaws += ((rule, found) for reading in read for found in rule.find(reading))
        elif rule.scope == "dossier":
            flaws += ((rule, found) for found in rule.find(read))
        if rule.code == "N001" and options.register:
            flaws += ((rule, found) for found in names.against_register(read, options.register))
    made = [_finding(rule, found, options) for rule, found in flaws]
    order = {reading.act.id: i for i, reading in enumerate(read)}
    kept = [f for f in dict.fromkeys(made) if not _outdone(f, made)]
    kept.sort(
        key=lambda f: (
            order.get(f.act or "", 0),
            f.at[0].page if f.at else 0,
            f.at[0].start if f.at else 0,
            f.code,
            f.message,
        )
    )
    yield from (f for f in kept if RANK[f.severity] >= RANK[options.min_severity])


def _outdone(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a more precise finding tells the same defect."""
    for other in others:
        if other.act != finding.act:
            continue
        if (other.code, finding.code) in WHOLE:
            return True
        if (other.code, finding.code) in NEAR and other.at and finding.at:
            one, two = other.at[0], finding.at[0]
            if one.page == two.page and one.start - CLOSE <= two.start and two.end <= one.end + CLOSE:
                return True
    return False


def _finding(rule: Rule, told: Flaw | Far, options: Options) -> Finding:
    where = told.spot if isinstance(told, Far) else spot(told.reading, told.where)
    english = options.lang == "en"
    severity: Severity = told.severity or rule.severity
    message = told.en if english else told.fr
    if severity != "info" and rule.code[0] != "S" and doubtful(where):
        severity = "info"
        message += (
            " (uncertain reading: look at the image)" if english else " (lecture incertaine : à vérifier sur l'image)"
        )
    related = [r if isinstance(r, Spot) else spot(*r) for r in told.related]
    fix = told.fix if isinstance(told, Flaw) and told.fix else rule.remedy
    finding = Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        source=where.source,
        act=where.act,
        message=message,
        at=where.at,
        text=where.text,
        line=where.line,
        context=where.context,
        odd=where.odd,
        basis=rule.basis,
        suggestion=fix[english],
        related=tuple(Related(source=s.source, act=s.act or "", text=s.text, at=s.at) for s in related),
    )
    reason = next((w.reason for w in options.waivers if _waives(w, finding)), None)
    return finding.model_copy(update={"waived": reason}) if reason is not None else finding


def _waives(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and waiver.source in ("", finding.source)
        and waiver.act in ("", finding.act or "")
        and " ".join(waiver.text.split()) in " ".join(finding.text.split())
    )
