"""How changes are said in French: the name of each part, its place, its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import JsonValue

from actes.changes import Change
from actes.model import Act, Dossier, Found
from actes.report.summary import KIND_NAMES, MONTHS, UNITS, person_name

FIELD_NAMES = {
    "kind": "nature", "nature_code": "code de nature", "number": "numéro", "number_key": "clé du numéro",
    "annex_of": "annexe de", "issuer": "émetteur", "name": "nom", "type": "type", "siren": "SIREN", "siret": "SIRET",
    "rna": "RNA", "department": "département", "authority": "autorité", "domain": "rubrique", "title": "intitulé",
    "session_on": "date de séance", "signed_on": "date de signature", "place": "lieu de signature",
    "copies": "nombre d'exemplaires", "execution": "caractère exécutoire", "sent_on": "transmis le",
    "received_on": "reçu le", "received_by": "reçu par", "published_on": "publié le", "posted_on": "affiché le",
    "notified_on": "notifié le", "receipt_id": "accusé @CTES", "receipt": "accusé @CTES", "certified_by": "certifié par",
    "term": "durée", "start": "début", "end": "fin", "duration": "durée", "starts_on": "point de départ",
    "visas": "visa", "other_bases": "autre base", "considerants": "considérant", "preamble": "préambule",
    "provisions": "dispositif", "verb": "verbe", "text": "texte", "articles": "article", "items": "point",
    "parties": "partie", "alias": "dénomination", "role": "rôle", "legal_form": "forme juridique",
    "address": "adresse", "street": "voie", "postcode": "code postal", "city": "commune",
    "representative": "représentant", "authorisation": "habilitation", "signatories": "signataire",
    "civility": "civilité", "given": "prénom", "family": "nom", "quality": "qualité", "on_behalf_of": "pour le compte de",
    "by_delegation": "par délégation", "session": "séance", "attendance": "présence", "present": "présent",
    "absent": "absent", "excused": "excusé", "proxies": "pouvoir", "giver": "mandant", "holder": "mandataire",
    "present_count": "nombre de présents", "absent_count": "nombre d'absents", "proxy_count": "nombre de pouvoirs",
    "in_office": "en exercice", "quorum": "quorum", "chair": "présidence", "secretary": "secrétaire",
    "convened_on": "convoqué le", "vote": "vote", "pour": "pour", "contre": "contre", "abstentions": "abstentions",
    "unanimity": "unanimité", "voters": "votants", "recourse": "recours", "court": "juridiction", "delay": "délai",
    "amounts": "montant", "value": "somme", "currency": "monnaie", "tax": "taxe", "in_words": "en lettres",
    "references": "référence", "date": "date", "article": "article", "code": "code", "definitions": "définition",
    "expansion": "signification", "annexes": "annexe", "blanks": "blanc", "slot": "emplacement",
    "mentions": "mention", "nature": "nature",
}  # fmt: skip
"""Every field of the model, as people call it."""

STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ISO_DURATION = re.compile(r"P(?=.)(?:\d+[YMWD])*(?:T(?:\d+[HM])+)?")
KIND_WORDS = {
    "added": "ajouté",
    "removed": "supprimé",
    "changed": "modifié",
    "moved": "déplacé",
    "renumbered": "renuméroté",
}


class Group(NamedTuple):
    """The changes of one part (an article, a party, the date of signature), under its heading."""

    act: str
    heading: str
    changes: list[Change]


def grouped(changes: Sequence[Change], a: Act | Dossier, b: Act | Dossier) -> list[Group]:
    """The changes by part, in their order; consequences stand with the part they follow from."""
    groups: dict[tuple[bool, str, str], Group] = {}
    for change in sorted(changes, key=lambda c: c.consequence_of is not None):
        cause = change.consequence_of
        gone = change.kind == "removed" if cause is None else not _stands(b, cause)
        side = a if gone else b
        act, part, _ = _cut(cause or change.path)
        key = gone, act, part
        if key not in groups:
            groups[key] = Group(act_heading(side, act), part_heading(side, act, part), [])
        groups[key].changes.append(change)
    order = {id(change): n for n, change in enumerate(changes)}
    return sorted(groups.values(), key=lambda group: order[id(group.changes[0])])


def rank(path: str | None) -> str:
    """« 4 » for `articles[3]`: where a moved thing stands in its list, counted from 1."""
    index = (path or "").rpartition("[")[2].rstrip("]")
    return str(int(index) + 1)


def label(change: Change) -> str:
    """What of its part changed: « texte », « point 2 », « représentant, qualité »; empty for the part itself."""
    act, part, rest = _cut(change.path)
    if change.consequence_of and _cut(change.consequence_of)[:2] != (act, part):
        rest = change.path.removeprefix(f"{act}.")
    words = []
    for name, index in STEP.findall(rest):
        if name:
            words.append(FIELD_NAMES.get(name, name))
        elif words:
            words[-1] += f" {int(index) + 1}"
    return ", ".join(words)


def act_heading(side: Act | Dossier, path: str) -> str:
    """« Convention · objet », the number where there is one; empty for two acts compared alone."""
    act = side if isinstance(side, Act) else _at(side, path)
    if not isinstance(act, Act):
        return ""
    number = f" n° {act.number.value}" if act.number and act.number.value else ""
    title = f" · {act.title.value}" if act.title and act.title.value else ""
    return f"{KIND_NAMES[act.kind]}{number}{title}"


def part_heading(side: Act | Dossier, act: str, part: str) -> str:
    """« Article 4 · Durée », « Visa 2 », « Partie · Commune de … », « Date de signature »."""
    name, index = next(((n, i) for n, i in re.findall(r"([a-z_]+)(?:\[(\d+)\])?$", part)), ("", ""))
    said = FIELD_NAMES.get(name, name)
    said = said[:1].upper() + said[1:]
    node = _at(side, ".".join(x for x in (act, part) if x))
    if not part:
        return act_heading(side, act)
    if name == "articles" and node is not None:
        title = f" · {node.title.value}" if node.title and node.title.value else ""
        return f"Article {node.number.value or ''}{title}"
    if name == "parties" and node is not None:
        return f"Partie · {node.name.value if node.name and node.name.value else '(non nommée)'}"
    if name == "signatories" and node is not None:
        return f"Signataire · {person_name(node) or '(nom absent)'}"
    if name == "provisions" and node is not None:
        return f"Dispositif · {node.verb.value}"
    return f"{said} {int(index) + 1}" if index else said


def said(value: JsonValue, *, name: str = "") -> str:
    """A value as people read it: dates and durations in French, things as their parts."""
    if value is None:
        return "(absent)"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, str):
        return _sum(value) if name == "value" else _date(value) or _duration(value) or value
    if isinstance(value, dict):
        if value.get("state") == "blank" and len(value) == 1:
            return "(en blanc)"
        if value.get("state") == "unreadable" and len(value) <= 2:
            return f"(illisible : {value.get('text', '')})"
        if "family" in value or "given" in value:
            who = " ".join(said(value[n]) for n in ("civility", "title", "given", "family") if n in value)
            return ", ".join([who, *(said(value[n]) for n in ("quality",) if n in value)])
        if "currency" in value:
            return " ".join(
                x for x in (_sum(str(value.get("value"))), said(value["tax"]) if "tax" in value else "") if x
            )
        if "kind" in value and "text" in value:
            return said(value["text"])
        if set(value) <= {"text", "references"}:
            return said(value.get("text"))
        return " ; ".join(_named(key, inner) for key, inner in value.items() if key not in ("references", "role"))
    if isinstance(value, list):
        return " / ".join(said(one) for one in value)
    return str(value)


def _named(key: str, value: JsonValue) -> str:
    if key in ("text", "title", "name", "verb", "number") and isinstance(value, str):
        return value if key != "number" else f"n° {value}"
    return f"{FIELD_NAMES.get(key, key)} : {said(value, name=key)}"


def shown(change: Change, side: str) -> str:
    """The value before or after, under the name of its field."""
    value = change.before if side == "before" else change.after
    names = [name for name, _ in STEP.findall(change.path) if name]
    return said(value, name=names[-1] if names else "")


def _cut(path: str) -> tuple[str, str, str]:
    """The act (« acts[0] » or nothing), the part of it, and what is left of a path."""
    match = re.match(r"(acts\[\d+\])?\.?(.*)", path)
    assert match is not None
    act, rest = match[1] or "", match[2]
    part = re.match(r"articles\[\d+\](?:\.articles\[\d+\])*|[a-z_]+(?:\[\d+\])?", rest)
    if part is None:
        return act, "", rest
    return act, part[0], rest[part.end() :].lstrip(".")


def _at(side: Act | Dossier, path: str) -> Any:
    node: Any = side
    for name, index in STEP.findall(path):
        if node is None or isinstance(node, Found):
            return None
        if name:
            node = getattr(node, name, None)
        else:
            node = node[int(index)] if isinstance(node, tuple) and int(index) < len(node) else None
    return node


def _stands(side: Act | Dossier, path: str) -> bool:
    return _at(side, path) is not None


def _date(value: str) -> str:
    match = ISO_DATE.fullmatch(value)
    if match is None or match[2] is None or not 1 <= int(match[2]) <= 12:
        return ""
    day = "" if match[3] is None else "1er " if match[3] == "01" else f"{int(match[3])} "
    return f"{day}{MONTHS[int(match[2]) - 1]} {match[1]}"


def _duration(value: str) -> str:
    if not ISO_DURATION.fullmatch(value):
        return ""
    words = []
    date, _, time = value[1:].partition("T")
    for part, hours in ((date, False), (time, True)):
        for number, unit in re.findall(r"(\d+)([YMWDH])", part):
            one, many = ("minute", "minutes") if hours and unit == "M" else UNITS[unit]
            words.append(f"{number} {one if number == '1' else many}")
    return " ".join(words)


def _sum(value: str) -> str:
    """« 4500.5 » as « 4 500,50 € »."""
    whole, _, cents = value.partition(".")
    if not whole.lstrip("-").isdigit():
        return value
    grouped_whole = f"{int(whole):,}".replace(",", " ")
    return f"{grouped_whole},{cents.ljust(2, '0')} €" if cents else f"{grouped_whole} €"
