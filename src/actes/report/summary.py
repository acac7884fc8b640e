"""The summary of a dossier for the terminal: what a person wants to know of an act at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from actes.model import Act, Article, Dossier, Found, Party, Person, Session, Signatory

KIND_NAMES = {
    "deliberation": "Délibération",
    "decision": "Décision",
    "arrete": "Arrêté",
    "convention": "Convention",
    "avenant": "Avenant",
    "contrat": "Contrat",
    "proces_verbal": "Procès-verbal",
    "autre": "Acte",
}
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
UNITS = {
    "Y": ("an", "ans"),
    "M": ("mois", "mois"),
    "W": ("semaine", "semaines"),
    "D": ("jour", "jours"),
    "H": ("heure", "heures"),
}
PLAIN_WIDTH = 100


def show(dossier: Dossier, console: Console | None = None) -> None:
    """Print the summary; colours and rules on a terminal, plain lines elsewhere."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console = Console(file=console.file, width=PLAIN_WIDTH, highlight=False, no_color=True)
    source = dossier.source
    pages = f"{source.page_count} page{'s' if source.page_count > 1 else ''}"
    acts = f"{len(dossier.acts)} acte{'s' if len(dossier.acts) > 1 else ''}"
    console.print(Text.assemble((source.name, "bold"), f" · {pages} · {acts}"))
    for notice in dossier.notices:
        console.print(Text(f"! {notice.message}", "yellow"))
    for act in dossier.acts:
        console.print()
        console.print(_act(act))


def _act(act: Act) -> Group:
    parts: list[RenderableType] = [Rule(_heading(act), align="left", style="cyan")]
    if act.title:
        parts.append(Padding(Text(_value(act.title), "bold"), (0, 0, 1, 2)))
    parts.append(Padding(_facts(act), (0, 0, 0, 2)))
    if act.parties:
        parts.append(_titled("Parties", _parties(act.parties)))
    if act.signatories:
        parts.append(_titled("Signataires", _signatories(act.signatories)))
    if act.articles:
        parts.append(_titled("Articles", _articles(act.articles)))
    elif act.provisions:
        parts.append(_titled("Dispositif", _provisions(act)))
    if act.blanks:
        parts.append(
            _titled("Laissé en blanc", Group(*(Text(f"« {_value(b.text)} … »", "yellow") for b in act.blanks)))
        )
    return Group(*parts)


def _heading(act: Act) -> Text:
    name = KIND_NAMES[act.kind]
    number = f" n° {_value(act.number)}" if act.number else ""
    annex = f" (annexe de {act.annex_of})" if act.annex_of else ""
    return Text.assemble((f"{act.id} ", "dim"), (f"{name}{number}", "bold cyan"), annex)


def _facts(act: Act) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for label, value in _fact_rows(act):
        if value:
            table.add_row(label, value)
    return table


def _fact_rows(act: Act) -> Iterable[tuple[str, str]]:
    execution, term, recourse = act.execution, act.term, act.recourse
    yield "Émetteur", _value(act.issuer.name) if act.issuer else ""
    yield "Autorité", _value(act.authority)
    yield "Rubrique", _value(act.domain)
    yield "Séance", _date(act.session_on)
    yield (
        "Signé",
        " ".join(
            x
            for x in (
                f"à {_value(act.place)}" if act.place else "",
                f"le {_date(act.signed_on)}" if _date(act.signed_on) else "",
            )
            if x
        ),
    )
    if execution:
        yield "Transmis", _date(execution.sent_on)
        yield "Reçu", _date(execution.received_on)
        yield "Publié", _date(execution.published_on)
        yield "Affiché", _date(execution.posted_on)
        yield "Notifié", _date(execution.notified_on)
        yield "Accusé @CTES", _value(execution.receipt_id)
    if term:
        span = " ".join(
            x
            for x in (f"du {_date(term.start)}" if term.start else "", f"au {_date(term.end)}" if term.end else "")
            if x
        )
        yield (
            "Durée",
            " · ".join(
                x
                for x in (
                    span,
                    _duration(term.duration),
                    f"à compter de : {_value(term.starts_on)}" if term.starts_on else "",
                )
                if x
            ),
        )
    bases = [
        (len(act.visas), "visa", "visas"),
        (len(act.other_bases), "autre base", "autres bases"),
        (len(act.considerants), "considérant", "considérants"),
    ]
    yield "Fondements", ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in bases if n)
    yield "Vote", _vote(act.session)
    yield (
        "Montants",
        ", ".join(f"{a.value.text.strip()}" for a in act.amounts[:6]) + (" …" if len(act.amounts) > 6 else ""),
    )
    if recourse:
        yield "Recours", " · ".join(x for x in (_value(recourse.court), _duration(recourse.delay)) if x)


def _vote(session: Session | None) -> str:
    vote = session.vote if session else None
    if vote is None:
        return ""
    if vote.unanimity and vote.unanimity.value:
        return "unanimité"
    counts = (("pour", vote.pour), ("contre", vote.contre), ("abstentions", vote.abstentions))
    return ", ".join(f"{_value(n)} {label}" for label, n in counts if n is not None)


def _titled(title: str, body: RenderableType) -> Group:
    return Group(Text(f"\n  {title}", "cyan"), Padding(body, (0, 0, 0, 4)))


def _parties(parties: Iterable[Party]) -> Table:
    table = Table.grid(padding=(0, 2))
    for party in parties:
        name = Text(_value(party.name) or "(non nommée)", "bold")
        if party.alias:
            name.append(f" — « {_value(party.alias)} »", "dim")
        who = person_name(party.representative) if party.representative else ""
        quality = _value(party.representative.quality) if party.representative else ""
        table.add_row(name, ", ".join(x for x in (who, quality) if x))
    return table


def _signatories(signatories: Iterable[Signatory]) -> Table:
    table = Table.grid(padding=(0, 2))
    for one in signatories:
        how = []
        if one.by_delegation and one.by_delegation.value:
            how.append("par délégation")
        if one.on_behalf_of:
            how.append(f"pour {_value(one.on_behalf_of)}")
        if one.role != "act":
            how.append({"certificate": "certificat", "copy": "copie conforme"}[one.role])
        table.add_row(
            Text(person_name(one) or "(nom absent)", "bold"), _value(one.quality), Text(", ".join(how), "dim")
        )
    return table


def _articles(articles: Iterable[Article]) -> Table:
    table = Table.grid(padding=(0, 2))
    for article in articles:
        shown = _value(article.title) or _cut(_value(article.text), 90)
        table.add_row(Text(_value(article.number), "bold"), shown if article.title else Text(shown, "dim"))
        for inner in article.articles:
            table.add_row(
                Text(_value(inner.number), "bold"), Text("  " + (_value(inner.title) or _cut(_value(inner.text), 80)))
            )
    return table


def _provisions(act: Act) -> Table:
    table = Table.grid(padding=(0, 2))
    for provision in act.provisions:
        table.add_row(Text(_value(provision.verb), "bold"), _cut(_value(provision.text), 120))
    return table


def person_name(person: Person) -> str:
    """« Docteur Léa ROUX »: title, given name, family name."""
    return " ".join(x for x in (_value(person.title), _value(person.given), _value(person.family)) if x)


def _value(found: Found[str] | Found[int] | None) -> str:
    if found is None:
        return ""
    if found.state == "blank":
        return "(en blanc)"
    if found.state == "unreadable":
        return f"(illisible : {' '.join(found.text.split())})"
    return str(found.value)


def _date(found: Found[str] | None) -> str:
    """A date as people write it: « 1er mars 2026 »."""
    value = _value(found)
    parts = value.split("-")
    if not value[:4].isdigit() or not all(p.isdigit() for p in parts):
        return value
    year, month, day = ([int(p) for p in parts] + [0, 0])[:3]
    return " ".join(
        x for x in ("1er" if day == 1 else str(day) if day else "", MONTHS[month - 1] if month else "", str(year)) if x
    )


def _duration(found: Found[str] | None) -> str:
    """« P1Y6M » as « 1 an 6 mois »."""
    value = _value(found)
    words, digits = [], ""
    for c in value:
        if c.isdigit():
            digits += c
        elif digits:
            one, many = UNITS.get(c, (c, c))
            words.append(f"{digits} {one if digits == '1' else many}")
            digits = ""
    return " ".join(words) or value


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
