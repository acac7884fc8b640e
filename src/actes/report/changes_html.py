"""What changed, side by side, as one page that needs nothing else and prints well."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actes.changes import Change
from actes.model import Act, Dossier
from actes.report.changes_summary import summary
from actes.report.changes_wording import KIND_WORDS, grouped, label, rank, shown

STYLE = """
:root{color-scheme:light}
body{font:15px/1.5 Georgia,"Times New Roman",serif;color:#1a1a1a;background:#fff;max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:2px solid #1a1a1a}
.summary{background:#f4f4f0;border-left:4px solid #555;padding:.8rem 1rem}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0 0 1rem}
caption{text-align:left;font-weight:bold;padding:.6rem 0 .2rem}
th,td{border:1px solid #bbb;padding:.35rem .5rem;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}
th{background:#f4f4f0;font-weight:normal;text-align:left}
th.what{width:16%}
del{background:#fbd9d5;color:#7a1008}ins{background:#d6efd8;color:#0d4a16;text-decoration:none;border-bottom:1px solid}
tr.follows td,tr.follows th{color:#666;font-size:.9em}
tr.doubtful td,tr.doubtful th{background:#fff8dc}
@media print{body{margin:0;max-width:none;font-size:10pt}tr{break-inside:avoid}h2,caption{break-after:avoid}
del,ins,th,.summary{-webkit-print-color-adjust:exact;print-color-adjust:exact}del{text-decoration:line-through}}
""".strip()


def page(changes: Sequence[Change], a: Act | Dossier, b: Act | Dossier, names: tuple[str, str]) -> str:
    """The whole HTML page for the changes from `a` to `b`, whose files are `names`."""
    title = f"{names[0]} → {names[1]}"
    parts = [
        "<!doctype html>",
        '<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>Ce qui change</h1><p>{escape(title)}</p>",
        f'<p class="summary">{escape(summary(changes, a, b))}</p>',
    ]
    act = None
    for group in grouped(changes, a, b):
        if group.act != act:
            act = group.act
            if act:
                parts.append(f"<h2>{escape(act)}</h2>")
        parts.append(f"<table><caption>{escape(group.heading)}</caption>")
        heads = "".join(f"<th scope=col>{escape(name)}</th>" for name in names)
        parts.append(f'<thead><tr><th class="what" scope=col>Changement</th>{heads}</tr></thead><tbody>')
        parts += (_row(change) for change in group.changes)
        parts.append("</tbody></table>")
    parts.append("</body></html>")
    return "\n".join(parts) + "\n"


def _row(change: Change) -> str:
    classes = " ".join(
        n for n, on in (("follows", change.consequence_of is not None), ("doubtful", change.doubtful)) if on
    )
    what = ", ".join(x for x in (label(change), KIND_WORDS[change.kind]) if x)
    if change.consequence_of is not None:
        what += " (par suite)"
    if change.doubtful:
        what += " (lecture douteuse)"
    before, after = _cells(change)
    opening = f'<tr class="{classes}">' if classes else "<tr>"
    return f"{opening}<th scope=row>{escape(what)}</th><td>{before}</td><td>{after}</td></tr>"


def _cells(change: Change) -> tuple[str, str]:
    if change.kind == "moved":
        return tuple(f"rang {rank(path)}" for path in (change.was, change.path))  # type: ignore[return-value]
    if change.words:
        before = [(e.start_before, e.before) for e in change.words]
        after = [(e.start_after, e.after) for e in change.words]
        return _marked(str(change.before), before, "del"), _marked(str(change.after), after, "ins")
    return (
        "" if change.kind == "added" else f"<del>{escape(shown(change, 'before'))}</del>",
        "" if change.kind == "removed" else f"<ins>{escape(shown(change, 'after'))}</ins>",
    )


def _marked(text: str, edits: Sequence[tuple[int, str]], tag: str) -> str:
    parts: list[str] = []
    at = 0
    for start, words in edits:
        parts.append(escape(text[at:start]))
        if words:
            parts.append(f"<{tag}>{escape(words)}</{tag}>")
        at = start + len(words)
    parts.append(escape(text[at:]))
    return "".join(parts)
