"""A dossier → its rows in the catalogue. Reads only the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from actes.batch.job import Rows, Value
from actes.batch.tables import TABLES
from actes.extract.folding import fold
from actes.model import Act, Dossier, Found, Frozen, Person, Reference

NOT_WORDS = re.compile(r"[\W_]+")


def words(text: str) -> str:
    """The words of a text, folded, one space between two: « L'Été » and « l ete » are one key."""
    return NOT_WORDS.sub(" ", fold(text)).strip()


def rows_of(dossier: Dossier) -> Rows:
    """The rows of a dossier by table, in the order of the columns of `TABLES`."""
    sha256, source = dossier.source.sha256, dossier.source
    found: dict[str, list[tuple[Value, ...]]] = {table: [] for table in TABLES}

    def add(table: str, **values: Value) -> None:
        found[table].append(tuple(storable(values.get(column.name)) for column in TABLES[table]))

    add(
        "dossiers",
        sha256=sha256,
        name=source.name,
        media_type=source.media_type,
        text_origin=source.text_origin,
        size=source.size_bytes,
        pages=source.page_count,
        acts=len(dossier.acts),
    )
    bodies = _bodies(dossier)
    for act, body in zip(dossier.acts, bodies, strict=False):
        add("acts", sha256=sha256, act=act.id, **_act(act))
        add("bodies", sha256=sha256, act=act.id, title=_value(act.title), body=body)
        for position, party in enumerate(act.parties, 1):
            head = party.representative
            add(
                "parties",
                sha256=sha256,
                act=act.id,
                position=position,
                **{name: _value(getattr(party, name)) for name in PARTY_LEAVES},
                postcode=_leaf(party.address, "postcode"),
                city=_leaf(party.address, "city"),
                representative=_full_name(head) if head else None,
                quality=_value(head.quality) if head else None,
                name_key=words(str(_value(party.name) or "")),
            )
        for position, (role, body_name, person) in enumerate(_persons(act), 1):
            add(
                "persons",
                sha256=sha256,
                act=act.id,
                position=position,
                role=role,
                body=body_name,
                **{name: _value(getattr(person, name)) for name in Person.model_fields},
                page=_page(person.family or person.given),
                name_key=words(_full_name(person)),
            )
        for position, reference in enumerate(_references(act), 1):
            add(
                "citations",
                sha256=sha256,
                act=act.id,
                position=position,
                kind=reference.kind,
                **{name: _value(getattr(reference, name)) for name in REFERENCE_LEAVES},
                text=" ".join(reference.text.text.split()),
                page=_page(reference.text),
            )
    if not dossier.acts:
        add("bodies", sha256=sha256, act="", body=bodies[0])
    return {table: tuple(lines) for table, lines in found.items()}


PARTY_LEAVES = ("name", "alias", "role", "legal_form", "siren", "siret", "rna")
REFERENCE_LEAVES = ("number", "date", "article", "code", "title")
ACT_LEAVES = ("number", "authority", "domain", "title", "session_on", "signed_on", "place")
ACT_FACTS = ("annex_of", "kind", "nature_code", "number_key")
EXECUTION_LEAVES = ("sent_on", "received_on", "published_on", "posted_on", "notified_on", "receipt_id")


def _act(act: Act) -> dict[str, Value]:
    issuer, execution, term = act.issuer, act.execution, act.term
    return {
        **{name: getattr(act, name) for name in ACT_FACTS},
        **{name: _value(getattr(act, name)) for name in ACT_LEAVES},
        "issuer": _leaf(issuer, "name"),
        "issuer_type": issuer.type if issuer else None,
        "siren": issuer.siren if issuer else None,
        "department": issuer.department if issuer else None,
        **{name: _leaf(execution, name) for name in EXECUTION_LEAVES},
        "term_start": _leaf(term, "start"),
        "term_end": _leaf(term, "end"),
        "term_duration": _leaf(term, "duration"),
        "articles": len(act.articles),
        "page": min((place[0] for place in _heads(act)), default=None),
    }


def _value(found: Found[Any] | None) -> Value:
    if found is None or found.value is None:
        return None
    return found.value if isinstance(found.value, int) else " ".join(str(found.value).split())


def _leaf(part: Frozen | None, name: str) -> Value:
    return _value(getattr(part, name)) if part is not None else None


def storable(value: Value) -> Value:
    """A value that any database takes: no half of a surrogate pair, no NUL, no number beyond 64 bits."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return None
    return value


def _page(found: Found[Any] | None) -> int | None:
    return found.at[0].page if found and found.at else None


def _full_name(person: Person) -> str:
    return " ".join(str(_value(part)) for part in (person.given, person.family) if _value(part))


def _persons(act: Act) -> Iterator[tuple[str, str | None, Person]]:
    """Everyone an act names, with the part each plays and for which body."""
    issuer = _leaf(act.issuer, "name")
    body = str(issuer) if issuer else None
    for signatory in act.signatories:
        behalf = _value(signatory.on_behalf_of)
        yield "signatory" if signatory.role == "act" else signatory.role, str(behalf or "") or body, signatory
    for party in act.parties:
        if party.representative:
            yield "representative", str(_value(party.name) or "") or None, party.representative
    if act.execution and act.execution.certified_by:
        yield "certifier", body, act.execution.certified_by
    session = act.session
    if session is None:
        return
    if session.chair:
        yield "chair", body, session.chair
    if session.secretary:
        yield "secretary", body, session.secretary
    if session.attendance:
        roll = session.attendance
        for role, persons in (("present", roll.present), ("absent", roll.absent), ("excused", roll.excused)):
            for person in persons:
                yield role, body, person
        for proxy in roll.proxies:
            yield "proxy_giver", body, proxy.giver


def _references(act: Act) -> Iterator[Reference]:
    """The texts an act cites, those of its clauses included, each once per place."""
    seen: set[object] = set()
    clauses = (*act.visas, *act.other_bases, *act.considerants)
    for reference in (*act.references, *(cited for clause in clauses for cited in clause.references)):
        place = (reference.text.at, reference.kind, _value(reference.number), _value(reference.date))
        if place not in seen:
            seen.add(place)
            yield reference


def _heads(act: Act) -> Iterator[tuple[int, int]]:
    """Where the head of an act stands: page and offset of what is printed first of it."""
    issuer = act.issuer.name if act.issuer else None
    leaves = [issuer, act.number, act.authority, act.domain, act.title, act.session_on, act.preamble]
    leaves += [clause.text for clause in (*act.visas[:1], *act.considerants[:1])]
    leaves += [article.number for article in act.articles[:1]]
    leaves += [party.name for party in act.parties[:1]]
    leaves += [act.signed_on] if not any(leaves) else []
    for leaf in leaves:
        for place in leaf.at if leaf else ():
            yield place.page, place.start


def _bodies(dossier: Dossier) -> list[str]:
    """The raw text of a dossier cut where its acts begin; whole where it has none, or one."""
    whole = "\n".join(page.text for page in dossier.pages)
    starts: dict[int, int] = {}
    length = 0
    for page in dossier.pages:
        starts[page.number] = length
        length += len(page.text) + 1
    heads = [min((starts[page] + offset for page, offset in _heads(act)), default=0) for act in dossier.acts]
    cuts = [0, *(max(heads[: i + 1]) for i in range(1, len(heads))), length]
    return [whole[start:end] for start, end in pairwise(cuts)]
