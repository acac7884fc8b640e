"""One paragraph of French on what matters in law: parties, term, amounts, signatories, obligations."""

from __future__ import annotations

from collections.abc import Sequence

from actes.changes import Change
from actes.model import Act, Dossier
from actes.report.changes_wording import FIELD_NAMES, Group, grouped, said, shown

TERM = {
    "start": "la date d'effet",
    "end": "le terme",
    "duration": "la durée",
    "starts_on": "le point de départ",
}
DATES = {
    "signed_on": "la date de signature",
    "session_on": "la date de séance",
    "execution.received_on": "la date de réception",
    "execution.published_on": "la date de publication",
    "number": "le numéro",
    "copies": "le nombre d'exemplaires",
}
BASES = ("visas", "other_bases", "considerants")
TOLD = frozenset({"parties", "term", "amounts", "signatories", "articles", "provisions", *BASES})
"""Fields of an act that have a sentence of their own."""

FEW = 4
"""So many numbers of article are named; of more, only how many."""


def summary(changes: Sequence[Change], a: Act | Dossier, b: Act | Dossier) -> str:
    """The paragraph; « Aucune différence. » where there is none, by act where several have changed."""
    if not changes:
        return "Aucune différence de fond."
    by_act: dict[str, list[Group]] = {}
    for group in grouped(changes, a, b):
        by_act.setdefault(group.act, []).append(group)
    parts = []
    for heading, groups in by_act.items():
        some = [c for group in groups for c in group.changes]
        text = " ".join(_sentences([c for c in some if not c.doubtful], groups))
        if text:
            parts.append(f"{heading.partition(' · ')[0]} : {text}" if len(by_act) > 1 and heading else text)
    doubtful = sum(c.doubtful and c.consequence_of is None for c in changes)
    if doubtful:
        parts.append(
            _capital(
                f"{_count(doubtful, 'lecture douteuse', 'lectures douteuses', feminine=True)} à vérifier sur l'original."
            )
        )
    return " ".join(parts)


def _sentences(changes: Sequence[Change], groups: Sequence[Group]) -> list[str]:
    sentences: list[str] = []
    for topic in (_whole_act, _parties, _term, _amounts, _signatories, _obligations, _bases, _dates):
        clauses = topic(changes, groups)
        if clauses:
            sentences.append(_capital(" ; ".join(clauses)) + ".")
    others = {
        FIELD_NAMES.get(name, name): None
        for c in changes
        if c.consequence_of is None and _field(c) not in DATES and (name := _first(c)) and name not in TOLD
    }
    if others:
        sentences.append(f"{'Changent aussi' if sentences else 'Changent'} : {', '.join(others)}.")
    return sentences


def _whole_act(changes: Sequence[Change], _: Sequence[Group]) -> list[str]:
    words = {"added": "cet acte est ajouté", "removed": "cet acte est supprimé", "moved": "cet acte change de place"}
    return [words[c.kind] for c in changes if not _field(c)]


def _parties(changes: Sequence[Change], groups: Sequence[Group]) -> list[str]:
    clauses = []
    for change in changes:
        field = _field(change)
        if not field.startswith("parties[") or change.consequence_of:
            continue
        name = next((g.heading.partition(" · ")[2] for g in groups if change in g.changes), "")
        if change.kind == "removed" and field.endswith("]"):
            clauses.append(f"{_name(change.before)} n'est plus partie")
        elif change.kind == "added" and field.endswith("]"):
            clauses.append(f"{_name(change.after)} devient partie")
        elif ".representative" in field and not field.endswith("representative") and change.kind == "changed":
            clauses.append(
                f"le représentant de {name} est présenté autrement ({shown(change, 'before')} → {shown(change, 'after')})"
            )
        elif field.endswith("representative"):
            clauses.append(f"le représentant de {name} change ({shown(change, 'before')} → {shown(change, 'after')})")
        elif field.endswith(".name"):
            clauses.append(f"une partie change de nom ({shown(change, 'before')} → {shown(change, 'after')})")
        elif change.kind == "moved":
            clauses.append(f"l'ordre des parties change ({name})")
        else:
            clauses.append(f"les indications sur {name} changent")
    return list(dict.fromkeys(clauses))


def _term(changes: Sequence[Change], _: Sequence[Group]) -> list[str]:
    clauses = []
    for change in changes:
        field = _field(change)
        if field == "term":
            clauses.append("une durée est fixée" if change.kind == "added" else "la durée n'est plus fixée")
        elif field.startswith("term."):
            clauses.append(_passes(TERM[field.removeprefix("term.")], change))
    return clauses


def _amounts(changes: Sequence[Change], _: Sequence[Group]) -> list[str]:
    clauses = []
    for change in changes:
        field = _field(change)
        if field.startswith("amounts[") and field.endswith("].value"):
            clauses.append(f"{shown(change, 'before')} devient {shown(change, 'after')}")
        elif field.startswith("amounts[") and field.endswith("]"):
            value = said(change.after if change.kind == "added" else change.before)
            clauses.append(f"{value} {'est ajouté' if change.kind == 'added' else 'disparaît'}")
        elif field.startswith("amounts["):
            clauses.append(_passes("la mention d'un montant", change))
    clauses = list(dict.fromkeys(clauses))
    return [f"montants : {clauses[0]}", *clauses[1:]] if clauses else []


def _signatories(changes: Sequence[Change], groups: Sequence[Group]) -> list[str]:
    clauses = []
    for change in changes:
        field = _field(change)
        if not field.startswith("signatories["):
            continue
        if field.endswith("]"):
            who = said(change.after if change.kind == "added" else change.before)
            clauses.append(f"{who} {'signe' if change.kind == 'added' else 'ne signe plus'}")
        else:
            name = next((g.heading.partition(" · ")[2] for g in groups if change in g.changes), "")
            clauses.append(f"la signature de {name} change ({shown(change, 'before')} → {shown(change, 'after')})")
    return clauses


def _obligations(changes: Sequence[Change], groups: Sequence[Group]) -> list[str]:
    """Articles and provisions: how many are added, removed, reworded, moved, renumbered, and which."""
    clauses = []
    words = {
        "added": ("ajouté", "ajoutés"),
        "removed": ("supprimé", "supprimés"),
        "changed": ("modifié", "modifiés"),
        "moved": ("déplacé", "déplacés"),
        "renumbered": ("renuméroté", "renumérotés"),
    }
    for kind, (one, many) in words.items():
        headings: dict[str, None] = {}
        for group in groups:
            for c in group.changes:
                whole = c.kind in ("moved", "renumbered") or (_field(c).endswith("]") and _is_article(_field(c)))
                inside = c.kind if whole else "changed"
                if _field(c).startswith("articles[") and c.consequence_of is None and not c.doubtful and inside == kind:
                    headings[group.heading.partition(" · ")[0].removeprefix("Article ")] = None
        if headings:
            verb = "est" if len(headings) == 1 else "sont"
            names = f" ({', '.join(headings)})" if len(headings) <= FEW else ""
            clauses.append(
                f"{_count(len(headings), 'article', 'articles')}{names} {verb} {one if len(headings) == 1 else many}"
            )
    provisions = [c for c in changes if _field(c).startswith("provisions[") and c.consequence_of is None]
    if provisions:
        clauses.append("le dispositif change")
    return clauses


def _is_article(field: str) -> bool:
    return field.rpartition(".")[2].startswith("articles[")


def _bases(changes: Sequence[Change], _: Sequence[Group]) -> list[str]:
    some = {_field(c).split(".")[0] for c in changes if _field(c).split("[")[0] in BASES and c.consequence_of is None}
    if not some:
        return []
    return [
        f"{_count(len(some), 'visa, base ou considérant', 'visas, bases ou considérants')} {'change' if len(some) == 1 else 'changent'}"
    ]


def _dates(changes: Sequence[Change], _: Sequence[Group]) -> list[str]:
    return [_passes(DATES[_field(c)], c) for c in changes if _field(c) in DATES]


def _passes(what: str, change: Change) -> str:
    if change.kind == "added":
        return (
            f"{what} est fixée à {shown(change, 'after')}"
            if what.startswith("la ")
            else f"{what} est fixé à {shown(change, 'after')}"
        )
    if change.kind == "removed":
        return f"{what} disparaît ({shown(change, 'before')})"
    return f"{what} passe de « {shown(change, 'before')} » à « {shown(change, 'after')} »"


def _field(change: Change) -> str:
    """The path within the act."""
    head, _, rest = change.path.partition(".")
    return rest if head.startswith("acts[") else change.path


def _first(change: Change) -> str:
    """The field of the act that a change is in; empty for the act itself."""
    return _field(change).split(".")[0].split("[")[0]


def _name(value: object) -> str:
    return (
        str(value["name"])
        if isinstance(value, dict) and isinstance(value.get("name"), str)
        else "une partie non nommée"
    )


def _count(n: int, one: str, many: str, *, feminine: bool = False) -> str:
    return f"{'une' if feminine else 'un'} {one}" if n == 1 else f"{n} {many}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
