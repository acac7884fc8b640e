"""What changed, for the terminal: part by part, the words that went and came with a few around them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from actes.changes import Change, Edit
from actes.model import Act, Dossier
from actes.report.changes_summary import summary
from actes.report.changes_wording import grouped, label, rank, shown

WIDTH = 80
AROUND = 6
"""Words kept on each side of an edit."""

OUT, IN, DIM = "red", "green", "dim"
QUIET = ("references", "mentions", "definitions", "blanks")
"""Lists whose consequences repeat the words of the text they follow: told in JSON only."""


def show(
    changes: Sequence[Change],
    a: Act | Dossier,
    b: Act | Dossier,
    names: tuple[str, str],
    console: Console | None = None,
) -> None:
    """Print the changes from `a` to `b`, whose files are `names`; colours on a terminal, `[-…-]` and `{+…+}` elsewhere."""
    console = console or Console(highlight=False)
    colour = console.is_terminal and not console.no_color
    if not console.is_terminal:
        console = Console(file=console.file, width=WIDTH, highlight=False, no_color=True)
    if not changes:
        console.print(Text(summary(changes, a, b)))
        return
    console.print(Text(f"--- {names[0]}\n+++ {names[1]}", "bold"))
    console.print(Text(summary(changes, a, b)))
    act = ""
    sure = [c for c in changes if not c.doubtful]
    for group in grouped(sure, a, b):
        if group.act != act:
            act = group.act
            console.print(Text(f"\n{act}", "bold cyan"))
        lines = [line for change in group.changes for line in _lines(change, colour)]
        if lines:
            console.print(Text(f"\n@@ {group.heading}" if group.heading != group.act else "", "cyan"))
            for line in lines:
                console.print(line)
    doubtful = [c for c in changes if c.doubtful and c.consequence_of is None]
    if doubtful:
        console.print(Text("\nLectures douteuses (une lettre confondue par l'OCR)", "bold yellow"))
        for group in grouped(doubtful, a, b):
            for change in group.changes:
                console.print(Text(f"? {group.heading}, {label(change)}", "yellow"))
                console.print(_words(change, colour))


def _lines(change: Change, colour: bool) -> list[Text]:
    what = label(change)
    if change.consequence_of is not None:
        if any(f"{name}[" in change.path for name in QUIET) or ".items[" in change.path:
            return []
        return [Text(f"  ↳ {what} : {_from_to(change)}", DIM)]
    if change.kind == "added":
        return _whole("+", what, shown(change, "after"), IN)
    if change.kind == "removed":
        return _whole("-", what, shown(change, "before"), OUT)
    if change.kind == "moved":
        return [Text(f"  déplacé : de {rank(change.was)} à {rank(change.path)} dans l'ordre de l'acte")]
    if change.kind == "renumbered":
        return [Text(f"  renuméroté : {_from_to(change)}")]
    if change.words:
        return [Text(f"  {what} :", DIM), _words(change, colour)]
    return [
        Text(f"- {what} : {shown(change, 'before')}" if what else f"- {shown(change, 'before')}", OUT),
        Text(f"+ {what} : {shown(change, 'after')}" if what else f"+ {shown(change, 'after')}", IN),
    ]


def _whole(sign: str, what: str, value: str, style: str) -> list[Text]:
    last = what.rpartition(", ")[2]
    return [Text(f"{sign} {last} : {value}" if ", " in what else f"{sign} {value}", style)]


def _from_to(change: Change) -> str:
    if change.kind == "added":
        return f"ajouté, {shown(change, 'after')}"
    if change.kind == "removed":
        return f"supprimé, {shown(change, 'before')}"
    return f"{shown(change, 'before')} → {shown(change, 'after')}"


def _words(change: Change, colour: bool) -> Text:
    """The edits with the words around them; « … » where more is left out."""
    before, after = str(change.before), str(change.after)
    text = Text("  ")
    at = 0
    for n, edit in enumerate(change.words):
        kept = before[at : edit.start_before]
        text.append(_context(kept, first=n == 0, last=False))
        _edit(text, edit, colour)
        at = edit.start_before + len(edit.before)
    text.append(_context(before[at:], first=False, last=True))
    if not change.words:
        _edit(text, Edit(before=before, after=after, start_before=0, start_after=0), colour)
    return text


def _edit(text: Text, edit: Edit, colour: bool) -> None:
    if edit.before:
        text.append(edit.before if colour else f"[-{edit.before}-]", f"strike {OUT}")
    if edit.before and edit.after:
        text.append(" " if colour else "")
    if edit.after:
        if not edit.before and text.plain and not text.plain[-1].isspace():
            text.append(" ")
        text.append(edit.after if colour else f"{{+{edit.after}+}}", IN)
    if edit.nature == "consequence":
        text.append(" (renumérotation)", DIM)


def _context(kept: str, *, first: bool, last: bool) -> str:
    words = kept.split(" ")
    if len(words) <= 2 * AROUND:
        return kept
    head = "" if first else " ".join(words[:AROUND])
    tail = "" if last else " ".join(words[-AROUND:])
    return f"{head} … {tail}" if head else f"… {tail}"
