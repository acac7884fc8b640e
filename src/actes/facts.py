"""What is compared of an act: the facts of a label and those of a reading, under the same names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actes.likeness import fold, key, squash

Values = Mapping[str, Any]


Facts = dict[str, list[Any]]


DATED = ("sent_on", "received_on", "published_on", "notified_on", "posted_on", "receipt_id")


PLAIN = ("kind", "number", "authority", "title", "place", "signed_on", "session_on")


VOTES = ("pour", "contre", "abstentions", "unanimity")


def gold_facts(act: Values) -> Facts:
    recourse, vote = act.get("recourse") or {}, act.get("vote") or {}
    single = {name: act.get(name) for name in (*PLAIN, "issuer", *DATED, "duration")}
    single |= {"term_start": act.get("effective_from"), "term_end": act.get("effective_until")}
    single |= {"recourse_court": recourse.get("court"), "recourse_delay": recourse.get("delay")}
    single |= {f"vote_{v}": vote.get(v) for v in VOTES}
    parties, signatories = act.get("parties") or [], act.get("signatories") or []
    lists = {
        "visas": act["visas"],
        "other_bases": act["other_bases"],
        "considerants": act["considerants"],
        "provisions": act["provisions"],
        "articles": [a["number"] for a in act["articles"]],
        "article_titles": [(a["number"], a["title"]) for a in act["articles"] if a.get("title")],
        "party_names": _present(parties, "name"),
        "party_aliases": _present(parties, "alias"),
        "party_representatives": _present(parties, "representative"),
        "party_qualities": _present(parties, "representative_quality"),
        "party_cities": [_city(p) for p in parties if p.get("city") or p.get("postcode")],
        "signatories": [(s.get("given"), s["family"]) for s in signatories if s.get("family")],
        "signatory_qualities": _present(signatories, "quality"),
        "references": [_reference(r) for r in act.get("references") or []],
        "amounts": [_money(a) for a in act.get("amounts") or []],
        "blanks": act.get("blanks") or [],
    }
    return {name: _listed(value) for name, value in single.items()} | lists


def read_facts(act: Values) -> Facts:
    execution, term, recourse = act.get("execution") or {}, act.get("term") or {}, act.get("recourse") or {}
    vote = (act.get("session") or {}).get("vote") or {}
    single = {name: act.get(name) for name in PLAIN} | {"issuer": (act.get("issuer") or {}).get("name")}
    single |= {name: execution.get(name) for name in DATED} | {"duration": term.get("duration")}
    single |= {"term_start": term.get("start"), "term_end": term.get("end")}
    single |= {"recourse_court": recourse.get("court"), "recourse_delay": recourse.get("delay")}
    single |= {f"vote_{v}": vote.get(v) for v in VOTES}
    parties = act["parties"]
    signatories = [s for s in act["signatories"] if s["role"] != "certificate"]
    articles = list(_flat(act["articles"]))
    clauses = {name: act[name] for name in ("visas", "other_bases", "considerants")}
    people = [p["representative"] for p in parties if p.get("representative")]
    lists: dict[str, list[Any]] = {name: [c["text"] for c in found] for name, found in clauses.items()}
    lists |= {
        "provisions": _present(act["provisions"], "verb"),
        "articles": _present(articles, "number"),
        "article_titles": [(a["number"], a["title"]) for a in articles if a.get("title")],
        "party_names": _present(parties, "name"),
        "party_aliases": _present(parties, "alias"),
        "party_representatives": [n for p in people if (n := " ".join(x for x in (p["given"], p["family"]) if x))],
        "party_qualities": _present(people, "quality"),
        "party_cities": [_city(a) for p in parties if (a := p.get("address")) and (a["city"] or a["postcode"])],
        "signatories": [(s["given"], s["family"]) for s in signatories if s["family"]],
        "signatory_qualities": _present(signatories, "quality"),
        "references": [_reference(r) for n in ("visas", "other_bases") for c in clauses[n] for r in c["references"]],
        "amounts": [f"{float(a['value']):.2f}" for a in act["amounts"] if a["value"] is not None],
        "blanks": _present(act["blanks"], "text"),
    }
    return {name: _listed(value) for name, value in single.items()} | lists


def _present(items: Iterable[Values], key: str) -> list[Any]:
    return [i[key] for i in items if i.get(key)]


def _listed(value: object) -> list[Any]:
    return [] if value is None or value is False or value == "" else [value]


def _flat(articles: Iterable[Values]) -> Iterator[Values]:
    for article in articles:
        yield article
        yield from _flat(article["articles"])


def _city(address: Values) -> str:
    return " ".join(x for x in (address.get("postcode"), address.get("city")) if x)


def _reference(reference: Values) -> tuple[str, str, str]:
    if reference["kind"] == "code" or reference.get("code"):
        return "code", squash(reference.get("code") or ""), squash(reference.get("article") or "")
    return reference["kind"], key(reference.get("number") or ""), reference.get("date") or ""


def _money(printed: str) -> str:
    m = re.search(r"\d[\d .]*(?:,\d+)?", fold(printed).replace("\u202f", " "))
    if not m:
        return fold(printed)
    figures = m.group().replace(" ", "")
    if "," in figures:
        figures = figures.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures):
        figures = figures.replace(".", "")
    try:
        return f"{float(figures):.2f}"
    except ValueError:
        return figures
