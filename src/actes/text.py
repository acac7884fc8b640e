"""Characters that never lose their origin.

A `PageText` is what a reader saw on one page, letter for letter. A `Text` is a
string in which every character remembers the page and the offset it came from,
so that cleaning (joining hyphenated words, lifting out a running head) never
costs the right to quote: `page.string[place.start:place.end]` is what stands there.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

PAGE_STRIDE = 1 << 32
"""Origins are `page index * PAGE_STRIDE + offset in the page`."""

INSERTED = -1
"""Origin of a character that stands on no page (a space put in by cleaning)."""

_DROPPABLE = frozenset(" \t\r\n\f\v\u00a0\u202f\u2009\u00ad\u0002\u200b\ufeff-‐\u2011")
"""What cleaning may drop inside a quotation without breaking it in two."""


class Box(NamedTuple):
    """A rectangle in PDF points, origin at the top left of the page."""

    x0: float
    y0: float
    x1: float
    y1: float


class Word(NamedTuple):
    """A run of characters `page.string[start:end]` with the box it fills."""

    start: int
    end: int
    box: Box
    confidence: float = 1.0


class Mark(NamedTuple):
    """What a reader knows of `page.string[start:end]` beside its letters.

    `kind` is one of `bold`, `heading`, `table`, `stamp`, `head`, `foot`.
    """

    kind: str
    start: int
    end: int


class Ink(NamedTuple):
    """Ink on a page that no printer put there, the box it fills, and what of the page's text was read of it.

    `kind` is `seal` (round, that of a body), `signature` (strokes of a pen) or `handwriting` (figures written
    into a slot). `string[start:end]` is what was read, empty at the place in the text where nothing was;
    `confidence` is how surely it is that kind.
    """

    kind: str
    box: Box
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageText:
    """One page as read: `string` is the raw text that every quotation points into."""

    number: int
    string: str
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    text_origin: str = "plain"
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()
    inks: tuple[Ink, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(w.start for w in self.words))

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that overlap `string[start:end]`, in order."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.words[first].end <= start:
            first += 1
        return self.words[first : bisect_left(self._starts, end)]

    def box(self, start: int, end: int) -> Box | None:
        """The smallest box around `string[start:end]`, or None where nothing is boxed."""
        words = self.words_in(start, end)
        if not words:
            return None
        return Box(
            min(w.box.x0 for w in words),
            min(w.box.y0 for w in words),
            max(w.box.x1 for w in words),
            max(w.box.y1 for w in words),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: page number (from 1), offsets into the raw page text, box."""

    page: int
    start: int
    end: int
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A string and, for every character, its origin. `len(string) == len(origin)`."""

    string: str
    origin: array[int]
    pages: tuple[PageText, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.string) != len(self.origin):
            raise ValueError("a Text needs one origin per character")

    def __len__(self) -> int:
        return len(self.string)

    def __bool__(self) -> bool:
        return bool(self.string)

    def __str__(self) -> str:
        return self.string

    def __getitem__(self, key: slice) -> Text:
        return Text(self.string[key], self.origin[key], self.pages)

    def __add__(self, other: Text) -> Text:
        return Text(self.string + other.string, self.origin + other.origin, self.pages or other.pages)

    def strip(self, characters: str | None = None) -> Text:
        """Without the given characters (white space if none) at both ends."""
        kept = self.string.lstrip(characters)
        start = len(self.string) - len(kept)
        return self[start : start + len(kept.rstrip(characters))]

    def group(self, match: re.Match[str], name: int | str = 0) -> Text:
        """What a group of a match over `self.string` took; empty if it took part in nothing."""
        start, end = match.span(name)
        return self[max(start, 0) : max(end, 0)]

    def sub(self, pattern: re.Pattern[str], repl: str | Callable[[re.Match[str]], str]) -> Text:
        """Like `re.sub`; the n-th new character stands where the n-th old one stood.

        A replacement longer than what it replaces leans on the last old character,
        one that replaces nothing is `INSERTED`.
        """
        strings: list[str] = []
        origin: array[int] = array("q")
        last = 0
        for match in pattern.finditer(self.string):
            start, end = match.span()
            new = repl(match) if callable(repl) else match.expand(repl)
            strings += (self.string[last:start], new)
            origin += self.origin[last:start]
            for i in range(len(new)):
                origin.append(self.origin[min(start + i, end - 1)] if end > start else INSERTED)
            last = end
        if not last and not strings:
            return self
        strings.append(self.string[last:])
        origin += self.origin[last:]
        return Text("".join(strings), origin, self.pages)

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The text less the given spans, which may touch or overlap."""
        kept: list[Text] = []
        last = 0
        for start, end in sorted(spans):
            if start > last:
                kept.append(self[last:start])
            last = max(last, end)
        if not last:
            return self
        kept.append(self[last:])
        return join(kept, "", self.pages)

    def lines(self) -> Iterator[Text]:
        """The lines, without their line ends, empty ones included."""
        start = 0
        for part in self.string.split("\n"):
            yield self[start : start + len(part)]
            start += len(part) + 1

    def normal(self) -> str:
        """The string with every run of white space as one space, none at the ends."""
        return " ".join(self.string.split())

    def spans(self) -> list[tuple[int, int, int]]:
        """The runs `(page index, start, end)` of raw text this text was read from, in its order.

        A gap is bridged when cleaning can have dropped what lies in it (spaces, hyphens);
        otherwise the quotation has several places.
        """
        origin = self.origin
        if not origin:
            return []
        if origin[0] >= 0 and origin[-1] - origin[0] == len(origin) - 1 and _rises(origin):
            page, start = divmod(origin[0], PAGE_STRIDE)
            return [(page, start, start + len(origin))]
        runs: list[tuple[int, int, int]] = []
        page, start, end = -1, 0, 0
        for o in origin:
            if o < 0:
                continue
            p, offset = divmod(o, PAGE_STRIDE)
            if p == page and (start <= offset < end or (offset >= end and self._bridged(p, end, offset))):
                end = max(end, offset + 1)
            else:
                if page >= 0:
                    runs.append((page, start, end))
                page, start, end = p, offset, offset + 1
        if page >= 0:
            runs.append((page, start, end))
        return runs

    def _bridged(self, page: int, start: int, end: int) -> bool:
        return start == end or (end - start < 400 and _DROPPABLE.issuperset(self.pages[page].string[start:end]))

    def places(self) -> tuple[Place, ...]:
        """Where this text stands in its pages."""
        return self.reading()[1]

    def quote(self) -> str:
        """The raw text at `places()`, one after the other: what the document prints."""
        return "".join(self.pages[p].string[start:end] for p, start, end in self.spans())

    def confidence(self) -> float:
        """The lowest confidence among the words under this text; 1.0 where none is given."""
        return self.reading()[2]

    def reading(self) -> tuple[str, tuple[Place, ...], float]:
        """(quotation, places, lowest confidence of the words), from one look at the origins."""
        quoted: list[str] = []
        places: list[Place] = []
        lowest = 1.0
        for p, start, end in self.spans():
            page = self.pages[p]
            quoted.append(page.string[start:end])
            places.append(Place(page.number, start, end, page.box(start, end)))
            for word in page.words_in(start, end) if page.words else ():
                lowest = min(lowest, word.confidence)
        return "".join(quoted), tuple(places), lowest

    def marked(self, kind: str) -> bool:
        """Whether the reader put this mark on the first character of the text."""
        for o in self.origin:
            if o >= 0:
                page, offset = divmod(o, PAGE_STRIDE)
                return any(m.kind == kind and m.start <= offset < m.end for m in self.pages[page].marks)
        return False


def _rises(origin: array[int]) -> bool:
    """Whether the origins count up by one without a break (a sampled test would not do)."""
    return origin == array("q", range(origin[0], origin[0] + len(origin)))


def whole(pages: Iterable[PageText]) -> Text:
    """All pages as one text, a form feed between two pages."""
    pages = tuple(pages)
    strings: list[str] = []
    origin: array[int] = array("q")
    for i, page in enumerate(pages):
        if i:
            strings.append("\f")
            origin.append(INSERTED)
        strings.append(page.string)
        base = i * PAGE_STRIDE
        origin.extend(range(base, base + len(page.string)))
    return Text("".join(strings), origin, pages)


def join(parts: Iterable[Text], between: str = "", pages: tuple[PageText, ...] = ()) -> Text:
    """The parts one after the other with an inserted separator."""
    strings: list[str] = []
    origin: array[int] = array("q")
    gap = array("q", [INSERTED] * len(between))
    for i, part in enumerate(parts):
        if i and between:
            strings.append(between)
            origin += gap
        strings.append(part.string)
        origin += part.origin
        pages = pages or part.pages
    return Text("".join(strings), origin, pages)
