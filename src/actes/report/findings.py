"""Findings for people, in the manner of a good linter; and as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from actes.checks.rule import Finding, Rule

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
LETTERS = {"error": "E", "warning": "W", "info": "I"}
NAMES = {
    "fr": {
        "error": ("erreur", "erreurs"),
        "warning": ("avertissement", "avertissements"),
        "info": ("information", "informations"),
    },
    "en": {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")},
}
WORDS = {
    "fr": {
        "page": "page",
        "line": "ligne",
        "basis": "base",
        "remedy": "remède",
        "waived": "accepté",
        "none": "aucune anomalie",
    },
    "en": {
        "page": "page",
        "line": "line",
        "basis": "basis",
        "remedy": "remedy",
        "waived": "waived",
        "none": "nothing to report",
    },
}
FORMATS = ("text", "json", "csv")
COLUMNS = (
    "source",
    "act",
    "page",
    "line",
    "code",
    "name",
    "severity",
    "message",
    "text",
    "basis",
    "suggestion",
    "waived",
)


def show(findings: Sequence[Finding], console: Console | None = None, *, lang: str = "fr") -> None:
    """Print the findings: place, code, message, the line with the odd part underlined, the remedy; then a count."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console = Console(file=console.file, width=10_000, highlight=False, no_color=True, soft_wrap=True)
    for finding in findings:
        console.print(_lines(finding, lang), soft_wrap=True)
    console.print(Text(summary(findings, lang), "bold"))


def _lines(finding: Finding, lang: str) -> Text:
    words = WORDS[lang]
    style = STYLES[finding.severity]
    made = Text.assemble(
        (place(finding), "bold"),
        ": ",
        (f"{LETTERS[finding.severity]} {finding.code}", style),
        " ",
        finding.message,
        "\n",
    )
    if finding.context:
        start, end = finding.odd
        made.append(f"    {finding.context}\n", "dim")
        made.append(f"    {' ' * start}{'^' * max(end - start, 1)}\n", style)
    if finding.waived is not None:
        made.append(f"    {words['waived']} : {finding.waived}\n", "green")
    else:
        made.append(f"    {words['remedy']} : {finding.suggestion}\n")
    if finding.basis:
        made.append(f"    {words['basis']} : {finding.basis}\n", "dim")
    return made


def place(finding: Finding) -> str:
    """« acte.pdf:2:14 (a1) »: file, page and line, as editors understand them; the file alone where there is no place."""
    where = finding.source
    if finding.at:
        where += f":{finding.at[0].page}:{finding.line}" if finding.line else f":{finding.at[0].page}"
    return f"{where} ({finding.act})" if finding.act else where


def summary(findings: Iterable[Finding], lang: str = "fr") -> str:
    """« 3 erreurs, 1 avertissement, 2 acceptés »."""
    counts = Counter("waived" if f.waived is not None else f.severity for f in findings)
    told = [f"{counts[s]} {NAMES[lang][s][counts[s] > 1]}" for s in ("error", "warning", "info") if counts[s]]
    if counts["waived"]:
        told.append(f"{counts['waived']} {WORDS[lang]['waived']}{'s' if counts['waived'] > 1 and lang == 'fr' else ''}")
    return ", ".join(told) or WORDS[lang]["none"]


def written(findings: Iterable[Finding], form: str) -> str:
    """The findings as text for machines: `form` is `json` or `csv`."""
    return as_json(findings) if form == "json" else as_csv(findings)


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array, one finding an element."""
    return json.dumps([f.model_dump(mode="json") for f in findings], ensure_ascii=False, indent=2) + "\n"


def as_csv(findings: Iterable[Finding]) -> str:
    """A CSV table with a header line; a cell that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for f in findings:
        row = (
            f.source,
            f.act,
            f.at[0].page if f.at else None,
            f.line,
            f.code,
            f.name,
            f.severity,
            f.message,
            " ".join(f.text.split()),
            f.basis,
            f.suggestion,
            f.waived,
        )
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def explained(rule: Rule, lang: str = "fr") -> str:
    """What a check looks for and why, for `actes explain`."""
    words = WORDS[lang]
    lines = [
        f"{rule.code} {rule.name} ({NAMES[lang][rule.severity][0]})",
        "",
        rule.why,
        "",
        f"{words['remedy']} : {rule.remedy[lang == 'en']}",
    ]
    if rule.basis:
        lines.append(f"{words['basis']} : {rule.basis}")
    if rule.example and rule.example.good != rule.example.bad:
        faulty, right = ("faulty", "right") if lang == "en" else ("fautif", "juste")
        lines += ["", f"{faulty} : {_short(rule.example.bad)}", f"{right}  : {_short(rule.example.good)}"]
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return "(rien)" if not text else text if len(text) <= 200 else f"{text[:197]}…"
