"""How right the reading is: precision, recall and F1 per field against hand-made labels.

A label file is `<name>.json`, its document `<name>.*` in another folder; the labels are those a careful
archivist writes down (`samples/gold` shows the format). Two levels: *strict* (the same once spaces, quotes,
dashes, case and, for names, punctuation are levelled) and *soft* (long texts and names of bodies may differ a
little). Acts of one document are aligned in order before their fields are compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actes.errors import ActesError, InputMissing, InputUnreadable
from actes.facts import Facts, Values, gold_facts, read_facts
from actes.likeness import COMPARED, Same, folded_same, key_same, ratio, squash


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
    gold = [gold_facts(a) for a in wanted["acts"]]
    mine = [read_facts(a) for a in read]
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
            strict_same, soft_same = COMPARED.get(field, (folded_same, folded_same))
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


# --- when two values are the same ---


def _alike(want: Facts, got: Facts) -> float:
    score = 2.0 * (want["kind"] == got["kind"])
    if want["number"] and got["number"]:
        score += 2.0 * key_same(want["number"][0], got["number"][0])
    if want["title"] and got["title"]:
        score += 2.0 * ratio(squash(want["title"][0])[:200], squash(got["title"][0])[:200])
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
