"""Two texts compared word by word: the edits that lead from one to the other.

Case counts, except where one of the two words is all in capitals: a heading, or a family name, may be set either
way, and capitals often lack their accents. A word cut by a hyphen or glued to the next is the same word. Other
punctuation counts: a comma may change an obligation. See `tokens` for what never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from actes.changes.confusions import confused
from actes.changes.tokens import ENDS, Token, same, tokens, trimmed

ENUMERATION = frozenset((",", "et", "ou", "a", "au", "aux", "l", "les"))
"""What may stand between the numbers of « articles 4, 5 et 6 » and of « articles 4 à 6 »."""

OTHER_TEXTS = frozenset(
    [
        "loi",
        "lois",
        "code",
        "decret",
        "arrete",
        "ordonnance",
        "directive",
        "reglement",
        "constitution",
        "circulaire",
        "traite",
        "deliberation",
    ]
)
"""« article 10 de la loi »: an article of a text that this act does not number."""

NONE: Mapping[str, str] = MappingProxyType({})

LARGEST = 40_000_000
"""Above so many pairs of words the texts are first cut where they agree, sentence by sentence."""


class Region(NamedTuple):
    """Tokens `[i1:i2]` of one text stand where tokens `[j1:j2]` of the other do."""

    i1: int
    i2: int
    j1: int
    j2: int


class Span(NamedTuple):
    """`before[start_before:end_before]` became `after[start_after:end_after]`.

    `follows` is the old number of article where the edit only follows its renumbering, else empty;
    `doubtful`: an OCR may have read one for the other.
    """

    start_before: int
    end_before: int
    start_after: int
    end_after: int
    follows: str
    doubtful: bool


def spans(before: str, after: str, renumbered: Mapping[str, str] = NONE) -> tuple[Span, ...]:
    """The edits that lead from one text to the other, in order; none where only typography differs.

    `renumbered` maps the number of an article to its new one: « article 5 » that became « article 6 » follows it.
    """
    if before == after:
        return ()
    one, two = trimmed(tokens(before)), trimmed(tokens(after))
    foreseen = _foreseen(one, renumbered) if renumbered else one
    found = _merged(list(_real(one, foreseen, two, _regions(foreseen, two))))
    return tuple(_joined([_span(one, two, region, follows) for region, follows in found], before, after))


def _regions(one: Sequence[Token], two: Sequence[Token]) -> list[Region]:
    """Where the two disagree, along one longest common run of words."""
    a, b = [t.loose for t in one], [t.loose for t in two]
    # ties are settled alike whichever text comes first, so that a diff and its mirror agree
    if (len(a), a) <= (len(b), b):
        return _disagreements(a, b)
    return [Region(r.j1, r.j2, r.i1, r.i2) for r in _disagreements(b, a)]


def _disagreements(a: Sequence[str], b: Sequence[str]) -> list[Region]:
    start, most = 0, min(len(a), len(b))
    while start < most and a[start] == b[start]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a_end, b_end = len(a) - end, len(b) - end
    if start in (a_end, b_end):
        return [Region(start, a_end, start, b_end)] if a_end != b_end or start != a_end else []
    if (a_end - start) * (b_end - start) > LARGEST:
        pieces = list(_by_sentence(a[start:a_end], b[start:b_end]))
    else:
        pieces = _opcodes(a[start:a_end], b[start:b_end])
    return [Region(i1 + start, i2 + start, j1 + start, j2 + start) for i1, i2, j1, j2 in pieces]


def _opcodes(a: Sequence[str], b: Sequence[str]) -> list[Region]:
    """Contiguous regions that differ: the engine says « replace » as a deletion beside an insertion."""
    regions: list[Region] = []
    for step in LCSseq.opcodes(a, b):
        if step.tag == "equal":
            continue
        i1, i2, j1, j2 = step.src_start, step.src_end, step.dest_start, step.dest_end
        if regions and regions[-1].i2 == i1 and regions[-1].j2 == j1:
            regions[-1] = Region(regions[-1].i1, i2, regions[-1].j1, j2)
        else:
            regions.append(Region(i1, i2, j1, j2))
    return regions


def _by_sentence(a: Sequence[str], b: Sequence[str]) -> Iterator[Region]:
    """For texts of tens of thousands of words: whole sentences first, then the words between the equal ones."""
    cuts_a, cuts_b = _sentences(a), _sentences(b)
    keys_a = [" ".join(a[s:e]) for s, e in cuts_a]
    keys_b = [" ".join(b[s:e]) for s, e in cuts_b]
    if len(keys_a) * len(keys_b) > LARGEST:
        yield Region(0, len(a), 0, len(b))
        return
    for i1, i2, j1, j2 in _opcodes(keys_a, keys_b):
        s, e = _stretch(cuts_a, i1, i2, len(a))
        t, f = _stretch(cuts_b, j1, j2, len(b))
        if (e - s) * (f - t) > LARGEST:
            yield Region(s, e, t, f)
        else:
            for r in _opcodes(a[s:e], b[t:f]):
                yield Region(r.i1 + s, r.i2 + s, r.j1 + t, r.j2 + t)


def _stretch(cuts: Sequence[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    """From the start of sentence `first` to the end of the one before `last`."""
    start = cuts[first][0] if first < len(cuts) else length
    return start, cuts[last - 1][1] if last > first else start


def _sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    ends = [i + 1 for i, word in enumerate(words) if word in ENDS]
    if not ends or ends[-1] < len(words):
        ends.append(len(words))
    return list(zip([0, *ends], ends, strict=False))


def _foreseen(some: Sequence[Token], renumbered: Mapping[str, str]) -> list[Token]:
    """The tokens as they would be if every reference to an article had followed the renumbering."""
    foreseen = list(some)
    listing = False
    for n, token in enumerate(some):
        if token.loose in ("article", "articles", "art"):
            listing = True
        elif listing and token.key in renumbered:
            if not _of_another_text(some, n + 1):
                new = renumbered[token.key]
                foreseen[n] = token._replace(key=new, loose=new)
        elif not token.loose[0].isdigit() and token.loose not in ENUMERATION:
            listing = False
    return foreseen


def _of_another_text(some: Sequence[Token], start: int) -> bool:
    """« … 10 de la loi du », « … 5 et 6 du code »: not an article of this act."""
    for token in some[start : start + 12]:
        if token.loose in OTHER_TEXTS:
            return True
        if (
            not token.loose[0].isdigit()
            and token.loose not in ENUMERATION
            and token.loose not in ("de", "du", "d", "la")
        ):
            return False
    return False


def _real(
    one: Sequence[Token], foreseen: Sequence[Token], two: Sequence[Token], regions: Sequence[Region]
) -> Iterator[tuple[Region, str]]:
    """The regions that count, and the number each follows: not words cut or glued otherwise, but words whose case differs."""
    i = j = 0
    for region in (*regions, Region(len(one), len(one), len(two), len(two))):
        while i < region.i1:
            follows = one[i].key if one[i].key != foreseen[i].key else ""
            if follows or not same(one[i], two[j]):
                yield Region(i, i + 1, j, j + 1), follows
            i, j = i + 1, j + 1
        i, j = region.i2, region.j2
        a, b = one[region.i1 : i], two[region.j1 : j]
        alike = len(a) == len(b) and all(map(same, a, b))
        if (a or b) and not alike and not _same_letters(a, b):
            yield region, ""


def _same_letters(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """« collecti vité » and « collectivité »: the same letters, no figure nor mark among them."""
    if not one or not two or not all(t.key.isalpha() for t in (*one, *two)):
        return False
    a, b = "".join(t.key for t in one), "".join(t.key for t in two)
    if a == b:
        return True
    caps = all(t.caps for t in one) or all(t.caps for t in two)
    return caps and "".join(t.loose for t in one) == "".join(t.loose for t in two)


def _merged(regions: list[tuple[Region, str]]) -> list[tuple[Region, str]]:
    """Edits that only one or two words hold apart are one edit where both are longer than what is between."""
    merged: list[tuple[Region, str]] = []
    for region, follows in regions:
        if merged and not follows and not merged[-1][1]:
            last = merged[-1][0]
            gap = region.i1 - last.i2
            if gap == region.j1 - last.j2 and gap <= 2 and gap < min(_size(last), _size(region)):
                merged[-1] = (Region(last.i1, region.i2, last.j1, region.j2), "")
                continue
        merged.append((region, follows))
    return merged


def _size(region: Region) -> int:
    return max(region.i2 - region.i1, region.j2 - region.j1)


def _span(one: Sequence[Token], two: Sequence[Token], region: Region, follows: str) -> Span:
    i1, i2, j1, j2 = region
    s = one[i1].start if i1 < i2 else one[i1 - 1].end if i1 else 0
    t = two[j1].start if j1 < j2 else two[j1 - 1].end if j1 else 0
    return Span(
        s,
        one[i2 - 1].end if i1 < i2 else s,
        t,
        two[j2 - 1].end if j1 < j2 else t,
        follows,
        not follows and confused(one[i1:i2], two[j1:j2]),
    )


def _joined(found: Sequence[Span], before: str, after: str) -> Iterator[Span]:
    """An edit of an identifier shows the whole of it: « 2025/CC112 », not « 112 »."""
    last: Span | None = None
    for span in found:
        wide = span
        if not span.follows and any(c.isdigit() for c in before[span[0] : span[1]] + after[span[2] : span[3]]):
            wide = _identifier(span, before, after)
        if last is not None and (wide[0] < last[1] or wide[2] < last[3]):
            doubtful = last.doubtful and wide.doubtful
            start, other = min(last[0], wide[0]), min(last[2], wide[2])
            last = Span(start, max(last[1], wide[1]), other, max(last[3], wide[3]), "", doubtful)
            continue
        if last is not None:
            yield last
        last = wide
    if last is not None:
        yield last


def _identifier(span: Span, before: str, after: str) -> Span:
    """The span with the letters, figures and joints that touch it on both sides."""
    s, e, t, f = span[:4]
    if _joint(before, s - 1, -1) and _joint(after, t - 1, -1):
        while _joint(before, s - 1, -1):
            s -= 1
        while _joint(after, t - 1, -1):
            t -= 1
    if _joint(before, e, 1) and _joint(after, f, 1):
        while _joint(before, e, 1):
            e += 1
        while _joint(after, f, 1):
            f += 1
    return Span(s, e, t, f, "", span.doubtful)


def _joint(text: str, at: int, way: int) -> bool:
    """Whether the character belongs to a word, or joins two of its parts."""
    if not 0 <= at < len(text):
        return False
    beyond = at + way
    return text[at].isalnum() or (text[at] in "/_-" and 0 <= beyond < len(text) and text[beyond].isalnum())
