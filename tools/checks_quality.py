"""Measures the checks on real acts and writes `docs/quality-checks.md`.

    python tools/checks_quality.py CORPUS            # prints what is not judged yet, rewrites the page
    python tools/checks_quality.py CORPUS --check    # compares instead: counts, not times

CORPUS holds `docs` (labelled), `gold` (their labels) and `bulk`. What is read by hand are the errors and warnings
told of all of `docs` and of 60 acts of `bulk` drawn with a fixed seed; the verdicts are in
`tests/verdicts/checks.json`, those on the labelled defects of the two seed files in `tests/verdicts/seeds.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import actes
from actes.checks.rule import Finding
from actes.checks.run import RULES, Options
from actes.model import Dossier

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality-checks.md"
VERDICTS = ROOT / "tests" / "verdicts" / "checks.json"
SEEDS = ROOT / "tests" / "verdicts" / "seeds.json"
SEED = 20260115
DRAWN = 60
LOUD = Options(min_severity="warning")


class Told(NamedTuple):
    """One error or warning of a file: where and under which code, without a word of its text."""

    file: str
    act: str
    code: str


class Judged(NamedTuple):
    """How many of the errors and warnings told are right, wrong, not judged; and the verdicts nothing bears out any more."""

    right: int
    wrong: int
    unjudged: tuple[Told, ...]
    gone: tuple[Told, ...]

    @property
    def precision(self) -> float:
        """The share that is right; what nobody judged counts as wrong."""
        total = self.right + self.wrong + len(self.unjudged)
        return self.right / total if total else 1.0


def sample(corpus: Path) -> list[Path]:
    """The files read by hand: all labelled ones and the drawn ones, in order."""
    bulk = sorted(p for p in (corpus / "bulk").iterdir() if p.is_file())
    drawn = random.Random(SEED).sample([p.name for p in bulk], DRAWN)
    labelled = {p.stem for p in (corpus / "gold").glob("*.json")}
    docs = [p for p in sorted((corpus / "docs").iterdir()) if p.is_file() and p.stem in labelled]
    return [*docs, *(corpus / "bulk" / name for name in sorted(drawn))]


def read(paths: Iterable[Path]) -> Iterator[tuple[Path, Dossier]]:
    for path in paths:
        yield path, actes.parse(path)


def told(path: Path, findings: Iterable[Finding]) -> list[Told]:
    return [Told(f"{path.parent.name}/{path.stem}", f.act or "", f.code) for f in findings if f.severity != "info"]


def judge(found: Iterable[Told]) -> Judged:
    """The findings against the committed verdicts; one verdict serves one finding."""
    verdicts: Counter[Told] = Counter()
    right: set[Told] = set()
    for row in json.loads(VERDICTS.read_text(encoding="utf-8")):
        one = Told(row["file"], row["act"], row["code"])
        verdicts[one] += row.get("count", 1)
        if row["right"]:
            right.add(one)
    counts = Counter(found)
    judged = counts & verdicts
    good = sum(n for one, n in judged.items() if one in right)
    return Judged(
        good,
        sum(judged.values()) - good,
        tuple(sorted((counts - verdicts).elements())),
        tuple(sorted((verdicts - counts).elements())),
    )


def seeds(corpus: Path) -> list[tuple[str, str, bool]]:
    """(what, code, told) of each labelled defect of the two seed files, read together."""
    rows = json.loads(SEEDS.read_text(encoding="utf-8"))
    slugs = list(dict.fromkeys(row["slug"] for row in rows))
    dossiers = {slug: actes.parse(next((corpus / "docs").glob(f"{slug}.*"))) for slug in slugs}
    findings = actes.check(dossiers.values())
    made: list[tuple[str, str, bool]] = []
    for row in rows:
        labels = json.loads((corpus / "gold" / f"{row['slug']}.json").read_text(encoding="utf-8"))
        quote = labels["acts"][row["act"]]["defects"][row["defect"]]["quote"]
        hit = any(f.code == row["code"] and touches(f, dossiers[row["slug"]], quote) for f in findings)
        made.append((row["what"], row["code"] or "", hit))
    return made


NEAR = 130
"""Characters between a label's quotation and a finding of the same defect: the lines of one signature block."""


def touches(finding: Finding, dossier: Dossier, quote: str) -> bool:
    """Whether a finding, or a place it rests on, stands at the quotation or within a few lines of it."""
    spots = [(finding.source, finding.at), *((r.source, r.at) for r in finding.related)]
    for page in dossier.pages:
        offsets = [i for i, c in enumerate(page.text) if c.isalnum()]
        wanted = letters(quote)
        at = letters(page.text).find(wanted)
        if at < 0:
            continue
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        for source, places in spots:
            if source == dossier.source.name and any(
                p.page == page.number and p.start <= end + NEAR and p.end >= start - NEAR for p in places
            ):
                return True
    return False


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def rates(corpus: Path) -> tuple[Counter[str], int, float, int]:
    """(acts with an error, by code; acts; check time over parse time; files) over all of `bulk`."""
    errors: Counter[str] = Counter()
    acts = files = 0
    parsing = checking = 0.0
    for path in sorted(p for p in (corpus / "bulk").iterdir() if p.is_file()):
        start = time.process_time()
        dossier = actes.parse(path)
        middle = time.process_time()
        findings = actes.check(dossier)
        checking += time.process_time() - middle
        parsing += middle - start
        files += 1
        acts += len(dossier.acts)
        errors.update(code for code, _ in {(f.code, f.act) for f in findings if f.severity == "error"})
    return errors, acts, checking / parsing, files


def page(corpus: Path) -> tuple[str, float, Judged]:
    judged = judge(one for path, dossier in read(sample(corpus)) for one in told(path, actes.check(dossier, LOUD)))
    found = seeds(corpus)
    errors, acts, ratio, files = rates(corpus)
    coded = [row for row in found if row[1]]
    lines = [
        "# How good the checks are",
        "",
        "Written by `python tools/checks_quality.py CORPUS`; `--check` compares. What each check looks for: [checks.md](checks.md).",
        "",
        "## Faults put into clean specimens",
        "",
        f"`tests/mutations/defects.json` holds {mutations()} single faults, each with its code; the test asks for a recall of at "
        "least 0.95. The clean specimens, 21 changes of typography over each of them and 20 single neutral edits give no error and no warning.",
        "",
        "## Read by hand",
        "",
        f"All errors and warnings of the {len(sample(corpus)) - DRAWN} labelled files and of {DRAWN} files drawn from {files} with a fixed seed: "
        f"{judged.right + judged.wrong + len(judged.unjudged)} told, {judged.right} right, {judged.wrong} wrong, "
        f"{len(judged.unjudged)} not judged: precision {judged.precision:.2f}. "
        "The verdicts, with their reasons, are in `tests/verdicts/checks.json`.",
        "",
        "## Acts with an error",
        "",
        f"Over {acts} acts in {files} files, the share of acts of which a check tells an error (bound: 5 %):",
        "",
        "| code | check | acts | share |",
        "|---|---|---|---|",
        *(f"| {code} | {RULES[code].name} | {n} | {100 * n / acts:.1f} % |" for code, n in sorted(errors.items())),
        "",
        "## The two seed files",
        "",
        f"Of {len(found)} labelled defects, {len(coded)} have a code; {sum(row[2] for row in coded)} of these are told at their place. "
        "The others are grammar, spelling or sense, which the catalogue leaves out.",
        "",
        "| labelled defect | code | told |",
        "|---|---|---|",
        *(f"| {what} | {code or '–'} | {('yes' if hit else 'NO') if code else '–'} |" for what, code, hit in found),
        "",
    ]
    return "\n".join(lines), ratio, judged


def mutations() -> int:
    table = json.loads((ROOT / "tests" / "mutations" / "defects.json").read_text(encoding="utf-8"))
    return sum(map(len, table.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--check", action="store_true", help="compare with the page on disk instead of writing it")
    arguments = parser.parse_args()
    text, ratio, judged = page(arguments.corpus)
    print(f"checks cost {100 * ratio:.1f} % of parsing")
    for word, rows in (("not judged", judged.unjudged), ("gone", judged.gone)):
        for row in rows:
            print(f"{word}: {row.code} {row.file} {row.act}")
    if not arguments.check:
        PAGE.write_text(text, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"{PAGE.name} is out of date: run python tools/checks_quality.py {arguments.corpus}")


if __name__ == "__main__":
    main()
