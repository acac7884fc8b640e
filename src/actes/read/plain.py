"""Plain text and Markdown: the right letters, whatever wrote the file.

The page text is the decoded file, letter for letter, but for three things: the byte order
mark is gone, every line ends with one line feed, and a form feed ends a page. Markdown is
kept as written; its headings, bold runs and tables are marked, markup included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from actes.errors import InputTooLarge, InputUnreadable
from actes.text import Mark, PageText

MAX_TEXT = 8_000_000
"""Characters of one document: some three thousand pages."""
MAX_LINE = 1_000_000
"""Characters of one line: flattened texts have one line per document, not more."""

LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
"""What ends a line beside the line feed: CRLF, CR, and the signs of word processors and Unicode."""

SAMPLE = 200_000
"""Bytes that are enough to tell an encoding by its words."""

EIGHT_BIT = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""Encodings of French files that are not UTF-8, the most usual first: Windows, Unix, Macintosh, DOS."""

FRENCH = frozenset("éèêëàâäçùûüîïôöœæÿÉÈÊËÀÂÄÇÙÛÜÎÏÔÖŒÆ«»’‘“”–—…€°§²³½¼¾·•ºª\u00a0")
"""Letters beyond ASCII that a French text is written with; an é is worth more than all."""
LIKELIEST = frozenset("éèàçê«»’°")

MIXED_CASE = re.compile("[A-Z][à-öø-ÿ][A-Z]|[a-z][À-ÖØ-Þ][a-z]")
"""« DêLIBêRATION »: the É of DOS read as Macintosh."""

LATIN9 = re.compile(r"[^\W\d_]½|(?<!\d)[½¼][^\W\d_]")
"""Read as Windows, ISO 8859-15 shows « c½ur », « ¼uvre » for œ and Œ."""
C1 = re.compile(rb"[\x80-\x9f]")

BROKEN_UTF8 = re.compile("[\udc80-\udcff]+")

HEADING = re.compile(r"^#{1,6} {1,3}[^\n]{1,1000}", re.MULTILINE)
"""« ## Article 1 : Objet »."""
BOLD = re.compile(r"\*\*(?=[^\s*])(?:[^*\n]|\n(?!\n)){1,1000}\*\*")
"""« **DECIDE** », over a line end but not over a blank line. `__` is a blank to fill in, not bold."""
TABLE_RULE = re.compile(r"^ {0,3}\|?(?: {0,3}:?-{1,80}:? {0,3}\|){1,40}[ :|-]{0,200}$")
"""« |---|---:| », the second line of a table."""


def read_text(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of a plain text, cut at form feeds."""
    return tuple(PageText(i, page) for i, page in enumerate(_pages(data, name), 1))


def read_markdown(data: bytes, name: str) -> tuple[PageText, ...]:
    """The pages of a Markdown text, with marks `heading`, `bold` and `table`."""
    return tuple(PageText(i, page, marks=markdown_marks(page)) for i, page in enumerate(_pages(data, name), 1))


def decode(data: bytes, name: str) -> str:
    """The letters of a text file in UTF-8, UTF-16 with its mark, or an 8-bit encoding.

    InputUnreadable if it holds NUL characters: no text does.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise InputUnreadable(f"{name} : fichier binaire (octets nuls), pas un texte")
    return LINE_END.sub("\n", text)


def check_size(text: str, name: str) -> None:
    """InputTooLarge for a text or a line beyond what is worth reading."""
    if len(text) > MAX_TEXT:
        raise InputTooLarge(f"{name} : texte de plus de {MAX_TEXT // 1_000_000} millions de caractères, c'est trop")
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            raise InputTooLarge(f"{name} : une ligne dépasse {MAX_LINE // 1_000_000} million de caractères, c'est trop")
        start = end + 1


def markdown_marks(text: str) -> tuple[Mark, ...]:
    """The headings, bold runs and tables of a Markdown text, markup included, in order."""
    marks = [Mark("heading", *match.span()) for match in HEADING.finditer(text)]
    marks += [Mark("bold", *match.span()) for match in BOLD.finditer(text)]
    marks += _tables(text)
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _pages(data: bytes, name: str) -> list[str]:
    """The page texts; what follows the last form feed is a page only if it holds letters."""
    if len(data) > 4 * MAX_TEXT:
        raise InputTooLarge(f"{name} : texte de plus de {MAX_TEXT // 1_000_000} millions de caractères, c'est trop")
    text = decode(data, name)
    check_size(text, name)
    if not text.strip():
        raise InputUnreadable(f"{name} : fichier vide (rien que des espaces)")
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return pages


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "surrogateescape")
    broken = len(BROKEN_UTF8.findall(lenient))
    sound = sum(lenient.count(letter) for letter in FRENCH)
    if sound >= broken:
        # Pasted together from several files: UTF-8 where it is, the rest as Windows wrote it.
        return BROKEN_UTF8.sub(lambda run: _spell(run.group().encode("utf-8", "surrogateescape"), "cp1252"), lenient)
    return _spell(data, _eight_bit(data))


def _eight_bit(data: bytes) -> str:
    """The encoding under which the bytes beyond ASCII are the most French."""
    high = data.translate(None, bytes(range(0x80)))
    counts = [(byte, n) for byte in sorted(set(high)) if (n := high.count(byte))]

    def likeness(encoding: str) -> int:
        letters = sum(n * _weight(_spell(bytes((byte,)), encoding)) for byte, n in counts)
        return letters - 6 * len(MIXED_CASE.findall(_spell(data[:SAMPLE], encoding)))

    best = max(EIGHT_BIT, key=likeness)
    if best == "cp1252" and not C1.search(high) and LATIN9.search(data.decode("cp1252", "replace")):
        return "iso8859_15"
    return best


def _weight(letter: str) -> int:
    return 3 if letter in LIKELIEST else 1 if letter in FRENCH else -2


def _spell(data: bytes, encoding: str) -> str:
    """The letters; a byte the encoding does not know is what ISO 8859-1 makes of it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        spell = partial(bytes.decode, encoding=encoding, errors="ignore")
        return "".join(spell(bytes((b,))) or chr(b) for b in data)


def _tables(text: str) -> Iterator[Mark]:
    """The pipe tables: a row, a rule under it, and the rows that follow."""
    rows: list[tuple[int, int]] = []
    ruled = False
    start = 0
    for line in [*text.split("\n"), ""] if "|" in text else ():
        end = start + len(line)
        if "|" in line and line.strip():
            ruled = ruled or (len(rows) == 1 and TABLE_RULE.match(line) is not None)
            rows.append((start, end))
        else:
            if ruled:
                yield Mark("table", rows[0][0], rows[-1][1])
            rows, ruled = [], False
        start = end + 1
