"""How right the reading is: precision, recall and F1 per field against hand-made labels.

A label file is `<name>.json`, its document `<name>.*` in another folder; the labels are those a careful
archivist writes down (`samples/gold` shows the format). Two levels: *strict* (the same once spaces, quotes,
dashes, case and, for names, punctuation are levelled) and *soft* (long texts and names of bodies may differ a
little). Acts of one document are aligned in order before their fields are compared.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from actes.errors import ActesError, InputMissing, InputUnreadable

Values = Mapping[str, Any]
Facts = dict[str, list[Any]]
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one field: found and labelled, found only, labelled only."""

    hits: int = 0
    extras: int = 0
    misses: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.hits + self.extras + self.misses
        return 2 * self.hits / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement at the soft level: `sign` is `-` for a label not found, `+` for a value not labelled."""

    document: str
    field: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """`strict` and `soft` scores per field, in the order of the fields; `misses` at the soft level."""

    strict: dict[str, Score]
    soft: dict[str, Score]
    misses: tuple[Miss, ...]
    documents: int
    failed: tuple[str, ...]

    def macro(self) -> tuple[float, float]:
        """Mean F1 (strict, soft) over the fields that have at least three labels."""
        used = [f for f, s in self.strict.items() if s.hits + s.misses >= 3]
        if not used:
            return 1.0, 1.0
        return sum(self.strict[f].f1 for f in used) / len(used), sum(self.soft[f].f1 for f in used) / len(used)


def evaluate(gold: Path, documents: Path, only: str = "") -> Report:
    """Read every labelled document and compare. Raises `InputMissing` where a folder holds no label."""
    from actes.api import parse

    labels = sorted(p for p in gold.glob("*.json") if only in p.stem)
    if not labels:
        raise InputMissing(f"{gold} : aucun fichier d'étiquettes (*.json)")
    strict: dict[str, Score] = {}
    soft: dict[str, Score] = {}
    misses: list[Miss] = []
    failed: list[str] = []
    for label in labels:
        try:
            wanted = json.loads(label.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputUnreadable(f"{label} : étiquettes illisibles ({error})") from error
        sources = sorted(p for p in documents.glob(f"{label.stem}.*") if p.suffix != ".json")
        read: Sequence[Values] = ()
        try:
            if not sources:
                raise InputMissing(f"{label.stem} : document absent")
            read = parse(sources[0]).values()["acts"]
        except ActesError as error:
            failed.append(f"{label.stem} : {error}")
        for field, (one, two) in _compare(label.stem, wanted, read, misses).items():
            strict[field] = strict.get(field, Score()) + one
            soft[field] = soft.get(field, Score()) + two
    strict = {f: s for f, s in strict.items() if s.hits + s.misses + s.extras}
    return Report(strict, {f: soft[f] for f in strict}, tuple(misses), len(labels), tuple(failed))


@dataclass(frozen=True, slots=True)
class Change:
    """The F1 of a field against a baseline, at one level (`strict` or `soft`)."""

    field: str
    level: str
    before: float
    after: float


def as_baseline(report: Report) -> str:
    """The scores as the text of a baseline file: one line per field, so that a difference reads well."""
    rows = {f: [round(report.strict[f].f1, 4), round(report.soft[f].f1, 4)] for f in sorted(report.strict)}
    lines = ",\n".join(f'  "{field}": {json.dumps(pair)}' for field, pair in rows.items())
    return "{\n" + lines + "\n}\n"


def against(report: Report, baseline: Path) -> tuple[Change, ...]:
    """Every field whose F1 is not what the baseline says, losses first. A field gone missing counts as zero."""
    try:
        before = json.loads(baseline.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputMissing(f"{baseline} : référence introuvable ({error.strerror})") from error
    except ValueError as error:
        raise InputUnreadable(f"{baseline} : référence illisible ({error})") from error
    changes: list[Change] = []
    for field in sorted({*before, *report.strict}):
        old = before.get(field, [0.0, 0.0])
        for level, scores, was in (("strict", report.strict, old[0]), ("soft", report.soft, old[1])):
            now = round(scores[field].f1, 4) if field in scores else 0.0
            if now != was:
                changes.append(Change(field, level, was, now))
    return tuple(sorted(changes, key=lambda c: c.after - c.before))


def _compare(name: str, wanted: Values, read: Sequence[Values], misses: list[Miss]) -> dict[str, tuple[Score, Score]]:
    gold = [_gold_facts(a) for a in wanted["acts"]]
    mine = [_read_facts(a) for a in read]
    pairs = _aligned(gold, mine)
    if wanted.get("partial"):
        kept = {j for _, j in pairs}
        mine = [a for j, a in enumerate(mine) if j in kept]
        pairs = _aligned(gold, mine)
    matched = Score(len(pairs), len(mine) - len(pairs), len(gold) - len(pairs))
    scores = {"acts": (matched, matched)}
    lone_gold = set(range(len(gold))) - {i for i, _ in pairs}
    lone_mine = set(range(len(mine))) - {j for _, j in pairs}
    todo: list[tuple[Facts, Facts]] = [(gold[i], mine[j]) for i, j in pairs]
    todo += [(gold[i], {}) for i in sorted(lone_gold)] + [({}, mine[j]) for j in sorted(lone_mine)]
    for want, got in todo:
        for field in want or got:
            strict_same, soft_same = COMPARED.get(field, (_folded_same, _folded_same))
            levels = []
            for same in (strict_same, soft_same):
                hits, missed, extra = _match(want.get(field, []), got.get(field, []), same)
                if field == "amounts":  # labels list fifteen sums at most
                    extra = []
                levels.append(Score(hits, len(extra), len(missed)))
            misses += (Miss(name, field, "-", str(v)) for v in missed)
            misses += (Miss(name, field, "+", str(v)) for v in extra)
            old = scores.get(field, (Score(), Score()))
            scores[field] = (old[0] + levels[0], old[1] + levels[1])
    return scores


def _match(want: Sequence[Any], got: Sequence[Any], same: Same) -> tuple[int, list[Any], list[Any]]:
    rest = list(got)
    missed = []
    for value in want:
        at = next((i for i, candidate in enumerate(rest) if same(value, candidate)), None)
        if at is None:
            missed.append(value)
        else:
            del rest[at]
    return len(want) - len(missed), missed, rest


# --- what is compared ---

DATED = ("sent_on", "received_on", "published_on", "notified_on", "posted_on", "receipt_id")
PLAIN = ("kind", "number", "authority", "title", "place", "signed_on", "session_on")
VOTES = ("pour", "contre", "abstentions", "unanimity")


def _gold_facts(act: Values) -> Facts:
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


def _read_facts(act: Values) -> Facts:
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
        return "code", _squash(reference.get("code") or ""), _squash(reference.get("article") or "")
    return reference["kind"], _key(reference.get("number") or ""), reference.get("date") or ""


def _money(printed: str) -> str:
    m = re.search(r"\d[\d .]*(?:,\d+)?", _fold(printed).replace("\u202f", " "))
    if not m:
        return _fold(printed)
    figures = m.group().replace(" ", "")
    if "," in figures:
        figures = figures.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures):
        figures = figures.replace(".", "")
    try:
        return f"{float(figures):.2f}"
    except ValueError:
        return figures


# --- when two values are the same ---

SMALL_WORDS = frozenset(
    "commune ville mairie de du des la le les l d et en communaute communes agglomeration metropole departement region conseil municipal "
    "communautaire departemental regional prefet prefecture prefete direction service monsieur madame".split()
)
"""Words that do not tell one body from another."""


def _fold(value: object) -> str:
    string = unicodedata.normalize("NFKC", str(value)).replace("’", "'").replace("«", '"').replace("»", '"')
    string = re.sub(r"[‐‑‒–—]", "-", string)
    if not re.fullmatch(r"\w+", string):
        string = re.sub(r"[*_#]+", " ", string)
    return re.sub(r"\s+", " ", string).strip(" .;:,-\"'").casefold()


def _key(value: object) -> str:
    return re.sub(r"[\W_]+", "_", _fold(value)).strip("_")


def _squash(value: object) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", _fold(value)) if c.isalnum())


def _start(value: object) -> str:
    return _squash(value)[:40]


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _close(a: object, b: object, least: float = 0.9) -> bool:
    x, y = _squash(a), _squash(b)
    return x == y or _likeness(x, y) >= least


def _body(a: object, b: object) -> bool:
    """Names of bodies: one may hold the other."""
    x, y = _squash(a), _squash(b)
    return _close(a, b, 0.85) or (min(len(x), len(y)) >= 8 and (x in y or y in x))


def _issuer(a: object, b: object) -> bool:
    """« Commune de Val » and « VILLE DE VAL »: the proper words of the shorter stand in the longer."""
    x, y = (set(re.findall(r"[^\W_]+", _unaccented(_fold(v)))) - SMALL_WORDS for v in (a, b))
    return _body(a, b) or (bool(x) and bool(y) and (x <= y or y <= x))


def _unaccented(string: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", string) if not unicodedata.combining(c))


def _folded_same(a: object, b: object) -> bool:
    return _fold(a) == _fold(b)


def _squash_same(a: object, b: object) -> bool:
    return _squash(a) == _squash(b)


def _key_same(a: object, b: object) -> bool:
    return _key(a) == _key(b)


def _number_like(a: object, b: object) -> bool:
    x, y = _key(a), _key(b)
    return x == y or (min(len(x), len(y)) >= 3 and (x.endswith(y) or y.endswith(x)))


def _person_same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return _fold(a[0] or "") == _fold(b[0] or "") and _fold(a[1]) == _fold(b[1])


def _person_like(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return _close(a[1], b[1], 0.8) and (not a[0] or not b[0] or _squash(a[0])[:1] == _squash(b[0])[:1])


def _reference_like(a: Sequence[str], b: Sequence[str]) -> bool:
    if a == b:
        return True
    if a[0] != b[0]:
        return False
    if a[0] == "code":
        return a[1][:14] == b[1][:14] and a[2] == b[2]
    return bool(a[1] and a[1] == b[1]) or bool(a[2] and a[2] == b[2])


def _blank_same(a: object, b: object) -> bool:
    return _squash(a) in _squash(b) or _squash(b) in _squash(a)


_NAMED: tuple[Same, Same] = (_squash_same, _body)
_OPENING: tuple[Same, Same] = (lambda a, b: _start(a) == _start(b), lambda a, b: _close(_start(a), _start(b), 0.85))
COMPARED: dict[str, tuple[Same, Same]] = {
    "kind": (lambda a, b: a == b, lambda a, b: a == b or {a, b} == {"contrat", "convention"}),
    "number": (_key_same, _number_like),
    "receipt_id": (_squash_same, _squash_same),
    "issuer": (_squash_same, _issuer),
    "authority": _NAMED,
    "title": (_squash_same, _close),
    "recourse_court": _NAMED,
    "visas": _OPENING,
    "other_bases": _OPENING,
    "considerants": _OPENING,
    "provisions": (_squash_same, _squash_same),
    "articles": (_key_same, _key_same),
    "article_titles": (
        lambda a, b: _key_same(a[0], b[0]) and _squash_same(a[1], b[1]),
        lambda a, b: _key_same(a[0], b[0]) and _close(a[1], b[1], 0.85),
    ),
    "party_names": _NAMED,
    "party_aliases": _NAMED,
    "party_qualities": _NAMED,
    "party_cities": _NAMED,
    "signatories": (_person_same, _person_like),
    "signatory_qualities": _NAMED,
    "references": (lambda a, b: a == b, _reference_like),
    "blanks": (_blank_same, _blank_same),
}
"""Field → (strict, soft); the others are equal once folded."""


def _alike(want: Facts, got: Facts) -> float:
    score = 2.0 * (want["kind"] == got["kind"])
    if want["number"] and got["number"]:
        score += 2.0 * _key_same(want["number"][0], got["number"][0])
    if want["title"] and got["title"]:
        score += 2.0 * _likeness(_squash(want["title"][0])[:200], _squash(got["title"][0])[:200])
    for field in ("visas", "considerants", "articles", "signatories"):
        hits, missed, extra = _match(want[field], got[field], COMPARED[field][1])
        if total := hits + len(missed) + len(extra):
            score += hits / total
    return score


def _aligned(gold: Sequence[Facts], mine: Sequence[Facts]) -> list[tuple[int, int]]:
    """The best pairing of labelled and read acts that keeps both orders; pairs less alike than 1 are none."""
    n, m = len(gold), len(mine)
    alike = [[_alike(g, p) for p in mine] for g in gold]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            paired = best[i + 1][j + 1] + (alike[i][j] if alike[i][j] >= 1 else -1)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < n and j < m:
        if alike[i][j] >= 1 and abs(best[i][j] - best[i + 1][j + 1] - alike[i][j]) < 1e-9:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
