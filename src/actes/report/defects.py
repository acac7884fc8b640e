"""What a new version mends and brings, for people."""

from __future__ import annotations

from rich.console import Console

from actes.changes.defects import Defects
from actes.report.findings import show as show_findings


def show(defects: Defects, console: Console | None = None) -> None:
    """Print the findings mended, then those brought; one line where there is neither."""
    console = console or Console(highlight=False)
    if not any(defects):
        console.print("Aucun constat réparé ni apporté.")
    for title, findings in (("Constats réparés", defects.mended), ("Constats apportés", defects.brought)):
        if findings:
            console.print(f"\n{title} : {len(findings)}")
            show_findings(findings, console)
