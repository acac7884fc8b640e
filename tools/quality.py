"""The tables of docs/quality.md, made anew from labelled acts.

    python tools/quality.py GOLD DOCS            prints the table of one labelled set
    python tools/quality.py --write GOLD DOCS    puts it between the marks of docs/quality.md, with that of the specimens

The words around the tables are written by hand; the figures never are.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from actes.evaluate import Report, evaluate

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"


def table(report: Report) -> str:
    """A Markdown table: labels, precision, recall and F1 (strict), F1 (soft), per field."""
    rows = ["| champ | étiquettes | précision | rappel | F1 | F1 souple |", "|---|---:|---:|---:|---:|---:|"]
    for field, strict in report.strict.items():
        labels = strict.hits + strict.misses
        rows.append(
            f"| {field} | {labels} | {strict.precision:.3f} | {strict.recall:.3f} | {strict.f1:.3f} | {report.soft[field].f1:.3f} |"
        )
    strict_mean, soft_mean = report.macro()
    rows.append(f"| **moyenne** (champs de 3 étiquettes ou plus) | | | | **{strict_mean:.3f}** | **{soft_mean:.3f}** |")
    return "\n".join(rows)


def put(page: str, mark: str, text: str) -> str:
    """The page with what stands between `<!-- mark -->` and `<!-- /mark -->` replaced."""
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.S)
    if not pattern.search(page):
        raise SystemExit(f"{PAGE} : la marque {mark} manque")
    return pattern.sub(lambda m: m[1] + text + "\n" + m[2], page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    acts = table(evaluate(options.gold, options.documents))
    if not options.write:
        print(acts)
        return
    page = PAGE.read_text(encoding="utf-8")
    page = put(page, "acts", acts)
    for folder in ("text", "pdf"):
        page = put(page, f"specimens-{folder}", table(evaluate(ROOT / "samples" / "gold", ROOT / "samples" / folder)))
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
