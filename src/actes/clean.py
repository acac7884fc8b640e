"""Raw pages → the running text of the acts, with what is not theirs set aside.

Running heads and feet, page numbers, the cover a recueil puts before an act and the stamp
of a transmission platform are lifted out; words cut at a line end are joined; Markdown marks
go. Nothing is rewritten: every character kept still knows where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from actes.extract.stamps import stamp_spans
from actes.text import PageText, Text, join, whole

EDGE = 7
"""How many printed lines at the top and at the foot of a page may be running ones."""

LONE_PAGE_NUMBER = re.compile(
    r"[-–—_.\s]*(?:(?:page|p\.|folio|feuillet)\s*(?:n°\s*)?:?\s*)?\d{1,4}(?:\s*(?:/|sur|de)\s*\d{1,4})?[-–—_.\s]*", re.I
)
"""A line that is only a page number: « 12 », « - 3 - », « Page 2 sur 5 », « 3/7 »."""

NAMED_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s*:?\s*\d{1,4}(?:\s*(?:/|sur|de)\s*\d{1,4})?|derni[èe]re page|[.…]{1,3}\s?/\s?[.…]{1,3})\s*", re.I
)
"""A page mark that is one wherever it stands: « Page : 1 », « …/… »."""

RECUEIL_FOOT = re.compile(
    r"(?P<service>[^\n]{2,60}?) - (?P<number>[\dA-Z]{2,3}-\d{4}-\d{2}-\d{2}-\d{3,5}) - (?P<title>\S[^\n]*)"
)
"""The foot a recueil des actes prints on every page: « DDT - 53-2017-05-24-001 - Arrêté … »."""

RECUEIL_NUMBER = re.compile(r"\s*[\dA-Z]{2,3}-\d{4}-\d{2}-\d{2}-\d{3,5}\s*")
"""A line that holds only the number of the recueil: the mark of its cover page."""

CONTACT = re.compile(
    r"(?:\bt[ée]l(?:[ée]phone)?\s*[.:]|\bt[ée]l\.|\bt[ée]l[ée]copie\b|\bfax\b|\bstandard\s*:|\bwww\.|https?://|@[\w-]+\.|\bcourriel\s*:"
    r"|\bm[ée]l\s*:|\b(?:BP|CS)\s?\d{2,6}\b.{0,40}\b\d{5}\b)",
    re.I,
)
"""A line of the letter foot: « Tél. 02 00 00 00 00 – www.exemple.fr »."""

ACT_CUE = re.compile(
    r"^[ \t]*(?:vu\b|consid[ée]rant|article\b|art\.|arr[êe]t(?:e|ent)\s*:?\s*$|d[ée]cide)", re.I | re.M
)
"""What a page of an act has and a recueil's cover has not."""

OF_AN_ACT = re.compile(
    r"\s*(?:extrait d|s[ée]ance (?:du|ordinaire|publique)|(?:d[ée]lib[ée]ration|d[ée]cision|arr[êe]t[ée])\s+n\s?[°ºo]|objet\b|vu\b|consid[ée]rant|article\b|fait\b|pour\b|par\b|sign[ée]\b|certifi|"
    r"(?:monsieur |madame )?(?:le|la|l['’])\s?(?:maire|pr[ée]sidente?|vice|pr[ée]f|directeur|directrice|secr[ée]taire|conseil)|(?:[A-ZÀ-Ý][\wà-ÿ-]+ ){1,2}[A-ZÀ-Ý][A-ZÀ-Ý-]+\s*$)",
    re.I,
)
"""What each act of a register opens and closes with: it recurs from page to page and is no running line."""

SOFT_HYPHEN_AT_END = re.compile(r"[\u00ad\u0002]\s*\n\s*")
"""A hyphen that its own document says is only there because the line ended."""

HYPHEN_AT_END = re.compile(r"(?P<left>[^\W\d_]{2,30})[-‐]\n[ \t]*(?=(?P<right>[a-zà-öø-ÿœæ]{2,30}))")
"""A word cut at the line end: « com- / munauté »."""

KEEPS_HYPHEN = frozenset(
    [
        "sous",
        "vice",
        "ci",
        "au",
        "non",
        "demi",
        "semi",
        "mi",
        "ex",
        "contre",
        "après",
        "avant",
        "celui",
        "celle",
        "ceux",
        "celles",
        "lui",
        "elle",
        "eux",
        "peut",
        "c'est",
        "grand",
        "petit",
        "chef",
        "rez",
        "dit",
        "quelques",
        "là",
        "par",
        "entre",
        "inter",
        "saint",
        "sainte",
        "nord",
        "sud",
        "est",
        "ouest",
        "haut",
        "haute",
        "bas",
        "basse",
        "bon",
        "beau",
    ]
)
"""First halves of compounds, which keep their hyphen when the line ends on it: « sous-préfet »."""

MARKDOWN_MARKS = re.compile(
    r"(?m)\*{1,3}|^[ \t]*#{1,6}[ \t]+|^[ \t]*(?:-{3,}|={3,})[ \t]*$|</?[a-z][^<>\n]{0,200}>|^\||\|[ \t]*$|(?<=\|)[ \t]*[:-]{2,}[-:| \t]*$"
)
"""Markdown and HTML marks, which are not letters of the act."""

MARKDOWN_SIGN = re.compile(r"(?m)^#{1,6} \S|\*\*\S|^\*{3}\S|^<(?:table|td|tr|p|div)\b")

UNPRINTED = re.compile(r"[\u00ad\u0002\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`body` is the acts' own text; `stamps` and `margins` are what was set aside, in order."""

    body: Text
    stamps: tuple[Text, ...] = ()
    margins: tuple[Text, ...] = ()


def clean(pages: Iterable[PageText]) -> Cleaned:
    """Set aside what is not the acts' own text, page by page, and join what remains."""
    pages = tuple(pages)
    covers = {page.number for page in pages if _is_recueil_cover(page.string)}
    running = _running_lines(tuple(page for page in pages if page.number not in covers))
    kept: list[Text] = []
    stamps: list[Text] = []
    margins: list[Text] = []
    everything = whole(pages)
    start = 0
    for page in pages:
        text = everything[start : start + len(page.string)]
        start += len(page.string) + 1
        if page.number in covers:
            margins.append(text)
            continue
        aside = _marked_spans(page, ("stamp",)) + stamp_spans(page.string)
        stamps += (text[a:b].strip() for a, b in _merged(aside))
        edges = _edge_spans(page, running) + [
            span for span in _marked_spans(page, ("head", "foot")) if not _speaks(page.string[slice(*span)])
        ]
        edges += [m.span() for m in _whole_lines(page.string) if NAMED_PAGE_NUMBER.fullmatch(m.group())]
        margins += (text[a:b].strip() for a, b in _merged(edges))
        kept.append(_unmarked(text.without(aside + edges)))
    body = join(kept, "\n\f", pages)
    body = body.sub(SOFT_HYPHEN_AT_END, "").sub(UNPRINTED, "").sub(HYPHEN_AT_END, _rejoined)
    return Cleaned(body, tuple(s for s in stamps if s), tuple(m for m in margins if m))


def _rejoined(match: re.Match[str]) -> str:
    left = match["left"]
    return left + ("-" if left.lower() in KEEPS_HYPHEN else "")


def _unmarked(text: Text) -> Text:
    """Without Markdown marks, where the page has any."""
    if not MARKDOWN_SIGN.search(text.string):
        return text
    return text.sub(MARKDOWN_MARKS, lambda m: "\n" if m.group().startswith("<") else "").sub(re.compile(r"\|"), "   ")


def _whole_lines(string: str) -> Iterable[re.Match[str]]:
    return re.finditer(r"[^\n]+", string)


def _speaks(line: str) -> bool:
    """Whether a line that recurs on several pages is a sentence of the acts all the same."""
    return bool(OF_AN_ACT.match(line)) or (len(line) > 60 and line.rstrip().endswith(".") and "recours" in line)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _marked_spans(page: PageText, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in page.marks if m.kind in kinds]


def _shape(line: str) -> str:
    """The line with its numbers and spaces levelled, to compare running lines."""
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _edges(string: str) -> list[re.Match[str]]:
    lines = [m for m in _whole_lines(string) if m.group().strip()]
    return lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]


def _running_lines(pages: tuple[PageText, ...]) -> frozenset[str]:
    """Shapes of the lines that stand at the edge of several pages."""
    if len(pages) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(m.group()) for m in _edges(page.string) if not OF_AN_ACT.match(m.group())})
    least = 2 if len(pages) < 5 else max(2, len(pages) // 3)
    return frozenset(s for s, n in seen.items() if n >= least and len(s) > 1 and not ACT_CUE.match(s))


def _edge_spans(page: PageText, running: frozenset[str]) -> list[tuple[int, int]]:
    """Running heads and feet, lone page numbers and the letter foot of one page.

    Read from each edge inwards and stopped at the first line of the act itself, so that
    a body line that happens to recur is left alone.
    """
    lines = [m for m in _whole_lines(page.string) if m.group().strip()]
    spans: list[tuple[int, int]] = []
    for top, edge in ((True, lines[:EDGE]), (False, lines[-EDGE:][::-1])):
        missed = 0
        for m in edge:
            line = m.group()
            foot = len(line) < 400 and RECUEIL_FOOT.search(line) is not None
            lone = len(lines) > 1 and LONE_PAGE_NUMBER.fullmatch(line) is not None
            if foot or lone or (_shape(line) in running and (len(line.strip()) < 160)):
                spans.append(m.span())
                missed = 0
            elif not top and len(line) < 240 and CONTACT.search(line) and not line.rstrip().endswith((";", ",")):
                spans.append(m.span())
            else:
                missed += 1
                if missed > 1:
                    break
    return spans


def _is_recueil_cover(string: str) -> bool:
    """Whether the page only announces an act: a recueil number on a line of its own, no cue of an act."""
    lines = [line for line in string.splitlines() if line.strip()]
    if len(lines) > 16 or ACT_CUE.search(string):
        return False
    return any(RECUEIL_NUMBER.fullmatch(line) for line in lines[:4]) and bool(RECUEIL_FOOT.search(string))
