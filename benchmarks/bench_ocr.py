"""What OCR costs and what it is worth: the figures of docs/quality-scans.md.

    python benchmarks/bench_ocr.py                     # cost and, on the specimens scanned at four levels, quality
    python benchmarks/bench_ocr.py --gold G --docs D   # also scores and calibration on a folder of labelled scans
    python benchmarks/bench_ocr.py --write FILE        # the report in Markdown

Everything is measured twice where the extra `actes[ink]` is installed: with its second engine, and without it, as the
default install reads.

CPU time only, as a ratio to bare Tesseract on the same pages at the same resolution: the page rendered and
handed to the engine as it is, which is what the `tesseract` command does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.scans import LEVELS, SAMPLES, error_rate, scan

TARGETS = {"clean": 0.97, "skewed": 0.96, "stamped": 0.90, "fax": 0.85}
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def engines() -> list[str]:
    """The installs that can be measured here: « default », and « ink » where the extra is installed."""
    from actes.ocr.second import is_installed

    return ["default", "ink"] if is_installed() else ["default"]


@contextmanager
def reading_as(engine: str) -> Iterator[None]:
    """As that install reads: for « default » the second engine is not there."""
    from actes.ocr import second

    if engine == "ink":
        yield
        return
    kept = list(second._engine)
    second._engine[:] = [None]
    try:
        yield
    finally:
        second._engine[:] = kept


def specimens(folder: Path) -> list[Path]:
    """The specimens as clean scans: what the cost is measured on where there are no real ones."""
    made = []
    for path in sorted((SAMPLES / "pdf").glob("*.pdf"))[:6]:
        made.append(folder / path.name)
        made[-1].write_bytes(scan(path.stem, "clean"))
    return made


def cost(files: Sequence[Path]) -> list[str]:
    """CPU seconds a page of bare Tesseract and of each install, on every page of these scans that wants OCR."""
    from actes.ocr import read_scans, wants_ocr
    from actes.ocr.engine import see
    from actes.ocr.render import render_page
    from actes.read.pdf import read_pdf

    installs = engines()
    rows = ["| scan | pages | bare, s/page | " + " | ".join(f"{e}, s/page | ratio" for e in installs) + " |"]
    rows.append("|---" * (3 + 2 * len(installs)) + "|")
    totals = [0.0] * (1 + len(installs))
    total_pages = 0
    for number, path in enumerate(files, 1):
        data = path.read_bytes()
        pages = read_pdf(data, path.name)
        wanted = [i for i, page in enumerate(pages) if wants_ocr(page)]
        if not wanted:
            continue
        spent = []
        start = time.process_time()
        for i in wanted:
            rendered = render_page(data, i)
            if rendered is not None:
                see(rendered[0].convert("L"), rendered[1])
        spent.append(time.process_time() - start)
        for engine in installs:
            with reading_as(engine):
                start = time.process_time()
                read_scans(pages, lambda i, data=data: render_page(data, i))  # type: ignore[misc]
                spent.append(time.process_time() - start)
        rows.append(_cost_row(str(number), len(wanted), spent))
        totals = [total + one for total, one in zip(totals, spent, strict=True)]
        total_pages += len(wanted)
    return [*rows, _cost_row("**all**", total_pages, totals)]


def _cost_row(name: str, pages: int, spent: Sequence[float]) -> str:
    bare, *ours = spent
    cells = " | ".join(f"{one / pages:.2f} | {one / bare:.2f}" for one in ours)
    return f"| {name} | {pages} | {bare / pages:.2f} | {cells} |"


def levels() -> list[str]:
    """Scores and character error rates of the specimens at each level."""
    from actes.evaluate import evaluate
    from actes.read.pdf import read_pdf

    installs = engines()
    rows = [
        "| level | aim | " + " | ".join(f"{e}: soft F1 | strict | CER" for e in installs) + " | CER, bare Tesseract |"
    ]
    rows.append("|---" * (3 + 3 * len(installs)) + "|")
    slugs = sorted(path.stem for path in (SAMPLES / "pdf").glob("*.pdf"))
    native = evaluate(SAMPLES / "gold", SAMPLES / "pdf").macro()
    rows.append(
        "| printed (no scan) | | " + " | ".join(f"{native[1]:.3f} | {native[0]:.3f} | " for _ in installs) + " | |"
    )
    for level in LEVELS:
        with tempfile.TemporaryDirectory() as folder:
            for slug in slugs:
                (Path(folder) / f"{slug}.pdf").write_bytes(scan(slug, level))
            printed = {
                slug: "\n".join(p.string for p in read_pdf((SAMPLES / "pdf" / f"{slug}.pdf").read_bytes(), slug))
                for slug in slugs
            }
            bare = [error_rate(printed[slug], bare_text((Path(folder) / f"{slug}.pdf").read_bytes())) for slug in slugs]
            cells = []
            for engine in installs:
                with reading_as(engine):
                    report, read = scored(SAMPLES / "gold", Path(folder))
                mine = [error_rate(printed[s], "\n".join(page.text for page in read[s].pages)) for s in slugs]
                strict, soft = report.macro()
                cells.append(f"{soft:.3f} | {strict:.3f} | {100 * sum(mine) / len(mine):.2f} %")
        rows.append(f"| {level} | {TARGETS[level]:.2f} | {' | '.join(cells)} | {100 * sum(bare) / len(bare):.2f} % |")
    return rows


def bare_text(data: bytes) -> str:
    """What Tesseract reads of the pages of a PDF, rendered and handed to it as they are."""
    from actes.ocr.engine import see
    from actes.ocr.render import render_page

    lines: list[str] = []
    index = 0
    while (rendered := render_page(data, index)) is not None:
        lines.append(" ".join(word.text for word in see(rendered[0].convert("L"), rendered[1])))
        index += 1
    return "\n".join(lines)


def scored(gold: Path, docs: Path) -> tuple[Any, dict[str, Any]]:
    """The scores of a folder, and the dossiers they were counted on, each read once."""
    from actes.api import parse
    from actes.evaluate import evaluate

    read: dict[str, Any] = {}

    def kept(source: Path) -> Any:
        read[source.stem] = parse(source)
        return read[source.stem]

    with patch("actes.api.parse", kept):
        return evaluate(gold, docs), read


def labelled(gold: Path, docs: Path) -> list[str]:
    """Scores on labelled scans, and how far a confidence can be trusted."""
    report, read = scored(gold, docs)
    strict, soft = report.macro()
    head = f"Macro F1 over the fields with three labels or more: soft **{soft:.3f}**, strict **{strict:.3f}**; "
    head += f"{report.documents} documents, {len(report.failed)} that could not be read."
    return [head, *_fields(report), "", *_calibration(gold, read)]


def _fields(report: Any) -> list[str]:
    rows = ["", "| field | labels | strict F1 | soft F1 |", "|---|---|---|---|"]
    for name, score in report.strict.items():
        rows.append(f"| {name} | {score.hits + score.misses} | {score.f1:.3f} | {report.soft[name].f1:.3f} |")
    return rows


def _calibration(gold: Path, read: dict[str, Any]) -> list[str]:
    """Of the fields read with so much confidence, how many are right."""
    from actes.facts import gold_facts
    from actes.likeness import COMPARED, folded_same

    counts: dict[float, list[int]] = {low: [0, 0] for low in BANDS[:-1]}
    wrong: list[str] = []
    for label in sorted(gold.glob("*.json")):
        facts = [gold_facts(act) for act in json.loads(label.read_text("utf-8"))["acts"]]
        for act in read[label.stem].acts:
            for field, value, sure in _leaves(act):
                same = COMPARED.get(field, (folded_same, folded_same))[1]
                right = any(same(want, value) for one in facts for want in one.get(field, ()))
                band = max(low for low in counts if sure >= low)
                counts[band][0] += 1
                counts[band][1] += int(right)
                if not right and sure >= 0.9:
                    wrong.append(f"{label.stem}: {field} = {str(value)[:70]!r} ({sure:.2f})")
    rows = ["| confidence | fields | right | share |", "|---|---|---|---|"]
    for low, high in pairwise(BANDS):
        count, good = counts[low]
        share = f"{good / count:.3f}" if count else ""
        rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {count} | {good} | {share} |")
    sure_fields, sure_right = (sum(counts[low][k] for low in counts if low >= 0.9) for k in (0, 1))
    rows += [
        "",
        f"Of the {sure_fields} fields with a confidence of 0.9 or more, {sure_right} are right: "
        f"{sure_right / max(sure_fields, 1):.3f} (aim: 0.97).",
    ]
    for one in wrong:
        print(f"wrong though sure: {one}", file=sys.stderr)
    return rows


def _leaves(act: Any) -> Iterator[tuple[str, Any, float]]:
    """The fields of an act that a label has as well: name, value, confidence."""
    single = {
        "number": act.number,
        "authority": act.authority,
        "title": act.title,
        "place": act.place,
        "signed_on": act.signed_on,
        "session_on": act.session_on,
        "issuer": act.issuer.name if act.issuer else None,
    }
    if act.execution:
        for name in ("sent_on", "received_on", "published_on", "notified_on", "posted_on", "receipt_id"):
            single[name] = getattr(act.execution, name)
    if act.term:
        single |= {"term_start": act.term.start, "term_end": act.term.end}
    if act.recourse:
        single |= {"recourse_court": act.recourse.court, "recourse_delay": act.recourse.delay}
    for name, found in single.items():
        if found is not None and found.value is not None:
            yield name, found.value, found.confidence
    for name, clauses in (("visas", act.visas), ("other_bases", act.other_bases), ("considerants", act.considerants)):
        for clause in clauses:
            yield name, clause.text.value, clause.text.confidence
    articles = list(act.articles)
    while articles:
        article = articles.pop(0)
        articles += article.articles
        yield "articles", article.number.value, article.number.confidence
        if article.title and article.title.value:
            sure = min(article.title.confidence, article.number.confidence)
            yield "article_titles", (article.number.value, article.title.value), sure
    for one in act.signatories:
        if one.family and one.family.value and one.role == "act":
            sure = min(part.confidence for part in (one.family, one.given) if part)
            yield "signatories", (one.given.value if one.given else None, one.family.value), sure
        if one.quality and one.quality.value:
            yield "signatory_qualities", one.quality.value, one.quality.confidence


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=CORPUS / "gold" / "scan")
    options.add_argument("--docs", type=Path, default=CORPUS / "docs" / "scan")
    options.add_argument("--only", choices=("cost", "levels", "labelled"))
    options.add_argument("--write", type=Path)
    given = options.parse_args()
    from actes.ocr.engine import version

    parts = [
        "# How well scans are read",
        "",
        f"Made by `python benchmarks/bench_ocr.py --write docs/quality-scans.md`; Tesseract {version()}. « default » is what "
        "`pip install actes` reads with, « ink » has the second engine of `actes[ink]`.",
        "",
    ]
    files = sorted(given.docs.glob("*.pdf")) if given.docs.is_dir() else []
    if given.only in (None, "labelled") and given.gold.is_dir():
        for engine in engines():
            with reading_as(engine):
                parts += [f"## Real scans, labelled by hand ({engine})", "", *labelled(given.gold, given.docs), ""]
    if given.only in (None, "levels"):
        parts += [
            "## The specimens, scanned at four levels",
            "",
            "Character error rates set every printed word against the read word most like it, so that the order "
            "of columns does not count.",
            "",
            *levels(),
            "",
        ]
    if given.only in (None, "cost"):
        with tempfile.TemporaryDirectory() as folder:
            table = cost(files or specimens(Path(folder)))
        parts += ["## Cost", "", "CPU, beside bare Tesseract on the same pages (aim: 1.6).", "", *table, ""]
    text = "\n".join(parts)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
