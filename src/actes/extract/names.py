"""The printed name of a natural person: which words are given names, which are the family's.

French acts print names in both orders and tell them apart by case (« ROUX Camille »,
« Camille ROUX »), by a particle (« Camille de La Tour ») or, where all words are in one
case, not at all: then a list of given names decides, and failing that the usual order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from actes.extract.name_words import (
    CIVILITIES,
    HALF_WORDS,
    PARTICLES,
    PHRASE_WORDS,
    PLURAL_CIVILITIES,
    TITLES,
    is_given,
)
from actes.lines import fold

Span = tuple[int, int]

WORD = re.compile(r"[^\W\d_]+(?:(?:['’´`‘]|[-‐‑–]\s?|\.[-‐‑](?=[^\W\d_]))[^\W\d_]+)*\.?")
"""A word of a name: « Jean-Marc », « N'Dior », « J.-P. », « EL ». A hyphen may end a line."""

MAX_WORDS = 9
"""No printed name has more words, particles counted."""

MAX_GAP = 60
"""Words of one name are never further apart (the widest column gap is cut before)."""


class Word(NamedTuple):
    """A word: `shape` is U (capitals), T (Capitalised), I (an initial), l (lower case)."""

    start: int
    end: int
    folded: str
    shape: str


class Name(NamedTuple):
    """A name read in a string, as spans. `sure` when its form alone shows that it is one."""

    start: int
    end: int
    civility: Span | None
    title: Span | None
    given: Span | None
    family: Span | None
    sure: bool
    plural: bool = False


def words(string: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `string[start:end]`, in order."""
    end = len(string) if end is None else end
    folded = fold(string[start:end])
    found: list[Word] = []
    for match in WORD.finditer(string, start, end):
        first, last = match.span()
        text = match.group()
        plain = folded[first - start : last - start]
        if (
            text[-1] == "."
            and len(text) > 3
            and "." not in text[:-1]
            and plain not in CIVILITIES
            and plain not in TITLES
        ):
            text, plain, last = text[:-1], plain[:-1], last - 1
        found.append(Word(first, last, plain, _shape(text)))
    return found


def _shape(text: str) -> str:
    if len(text) <= 2 and text[0].isupper() and (len(text) == 1 or text[1] == "."):
        return "I"
    if "." in text[:-1] or (text[-1] == "." and len(text) <= 3):
        return "I" if text[0].isupper() and all(len(part) <= 2 for part in re.split(r"[.\-‐‑]+", text)) else "l"
    if text.isupper():
        return "I" if len(text) == 3 and text[1] in "-‐‑" else "U"
    if text[0].isupper():
        capitals = sum(c.isupper() for c in text)
        if capitals >= 3 and 2 * capitals > len(text) and not re.search(r"[-‐‑][A-ZÀ-Ý][a-zà-ÿ]", text):
            return "U"  # « McDONALD », « DUPOnT »
        return "T"
    if len(text) > 2 and text[1] in "'’´`‘" and text[2].isupper():
        return "U" if text[2:].isupper() and len(text) > 3 else "T"  # « d'Aubry », « d'AUBRY »
    return "l"


def is_phrase_word(word: Word) -> bool:
    """Whether the word belongs to the phrases of acts, not to names (« Conseil », « L'Adjointe »)."""
    folded = word.folded.rstrip(".")
    if word.shape == "I" and word.folded[-1] == ".":
        return False
    if folded in PHRASE_WORDS:
        return True
    head, _, rest = folded.partition("'")
    if rest and len(head) <= 2 and rest in PHRASE_WORDS:
        return True
    return "-" in folded and folded.split("-")[0] in ("vice", "sous", "haut", "ex") and word.shape != "U"


def name_at(string: str, found: Sequence[Word], i: int, listed: bool = False) -> tuple[Name, int] | None:
    """The name that opens at word `i` and the index of the first word after it, or None.

    A civility or a title makes a single word a family name; without one, two words at least.
    `listed` says that a plural civility before (« Mmes ROUX, VALLON ») announces this name too.
    """
    first = i
    civility = title = None
    plural = False
    if found[i].folded in CIVILITIES and found[i].shape != "l":
        civility = (found[i].start, found[i].end)
        plural = found[i].folded in PLURAL_CIVILITIES
        i += 1
        office = i + 1 if i < len(found) and found[i].folded in ("le", "la") and _near(string, found, i) else i
        if office > i and (office >= len(found) or is_phrase_word(found[office])):
            return None  # « Mme la Maire »: an office follows, not a name
    while i < len(found) and (i == first or _near(string, found, i)) and _is_title(found[i], civility is not None):
        title = (title[0] if title else found[i].start, found[i].end)
        i += 1
        if i < len(found) and found[i].folded == "veterinaire" and _near(string, found, i):
            title = (title[0], found[i].end)
            i += 1
    announced = listed or civility is not None or title is not None
    run = _run(string, found, i, i == first, announced)
    parted = _part(run, announced) if run else None
    if parted is None:
        return None
    given, family, used, sure = parted
    if not announced and not (given and family):
        return None
    end = run[used - 1].end
    return (
        Name(
            found[first].start,
            end,
            civility,
            title,
            (given[0].start, given[-1].end) if given else None,
            (family[0].start, family[-1].end) if family else None,
            sure or announced,
            plural,
        ),
        i + used,
    )


def _is_title(word: Word, announced: bool) -> bool:
    if word.folded not in TITLES:
        return False
    if word.folded in ("me", "pere", "abbe"):
        return word.shape == "T"
    return word.folded not in ("major", "general") or announced


def _near(string: str, found: Sequence[Word], i: int) -> bool:
    """Whether only white space stands between word `i` and the one before it, and no empty line."""
    if i == 0:
        return True
    start, end = found[i - 1].end, found[i].start
    if end - start > MAX_GAP:
        return False
    gap = string[start:end]
    return (not gap or gap.isspace()) and gap.count("\n") <= 1


def _is_initial(string: str, found: Sequence[Word], i: int, run: list[Word]) -> bool:
    """Whether « M. » stands for a given name (« ROUX M. »), since no name follows it."""
    if found[i].shape != "I" or not run:
        return False
    if found[i].start == found[i - 1].end and found[i - 1].shape == "I":  # « A.M. ROUX »
        return True
    return i + 1 >= len(found) or not _near(string, found, i + 1) or found[i + 1].shape not in "UT"


def _run(string: str, found: Sequence[Word], i: int, alone: bool, announced: bool) -> list[Word]:
    """The words from `i` on that may be in one name."""
    run: list[Word] = []
    while i < len(found) and len(run) < MAX_WORDS:
        word = found[i]
        if (run or not alone) and not _near(string, found, i):
            break
        if run and "\n" in string[run[-1].end : word.start] and _complete(run, word):
            break
        if word.folded in CIVILITIES and word.shape != "U" and not _is_initial(string, found, i, run):
            break
        if word.shape == "l" and word.folded not in PARTICLES:
            break
        half = announced and not run and word.shape == "U" and word.folded in HALF_WORDS
        if word.folded not in PARTICLES and not half and is_phrase_word(word):
            break
        run.append(word)
        i += 1
    while run and run[-1].folded in PARTICLES and run[-1].folded not in ("ben", "le", "la", "al", "do"):
        if len(run) > 1 and run[-1].shape == run[-2].shape == "U" and run[-2].folded in PARTICLES:
            break  # « LE VAN »
        run.pop()
    while run and run[-1].shape == "l":
        run.pop()
    if run and run[-1].folded in ("le", "la", "al", "do") and run[-1].shape != "U":
        run.pop()
    return run


def _complete(run: list[Word], word: Word) -> bool:
    """Whether the name is whole at the line end, so that `word` opens the next one."""
    if run[-1].folded in PARTICLES:
        return False
    plain = [w for w in run if w.folded not in PARTICLES]
    return len(plain) > 1 or run[-1].shape == word.shape


def _part(run: list[Word], announced: bool) -> tuple[list[Word], list[Word], int, bool] | None:
    """The run as (given, family, words used, sure), or None where no name can be made of it."""
    if run[0].shape == "l" and not announced:
        return None
    plain = [w for w in run if w.folded not in PARTICLES or w.shape == "I"]
    if not plain:
        return ([], run, len(run), True) if announced and run[-1].shape in "UT" and len(run) <= 2 else None
    shapes = {w.shape for w in plain}
    if "U" in shapes and shapes & {"T", "I"}:
        return _part_by_case(run)
    if shapes == {"I"}:
        return None
    if "I" in shapes:
        return _part_by_initials(run)
    return _part_by_list(run, announced)


def _part_by_case(run: list[Word]) -> tuple[list[Word], list[Word], int, bool] | None:
    """« Camille ROUX », « ROUX Camille », « Camille de LA TOUR », « Camille ROUX Camille » (printed twice)."""
    n = len(run)
    i = 0
    if run[0].shape in "TI" and not (run[0].folded in PARTICLES and run[0].shape == "T" and _opens_family(run, 0)):
        while i < n and run[i].shape in "TI" and not (i and run[i].folded in PARTICLES):
            i += 1
        j = i
        while j < n and (run[j].shape == "U" or run[j].folded in PARTICLES):
            j += 1
        if j > i and not any(w.shape == "U" for w in run[i:j]):  # « Camille de Roux VALLON »: no capitals yet
            while j < n and run[j].shape != "U":
                j += 1
            return run[:i], run[i:j], j, True
        family = run[i:j]
        if not family:
            return None
        used = j
        again = [w.folded for w in run[used : used + i]] == [w.folded for w in run[:i]]
        if again and (used + i == n or run[used + i].shape != "U"):  # not « Léa ROUX Léa VALLON »
            used += i
        return run[:i], family, used, True
    while i < n and (run[i].shape == "U" or run[i].folded in PARTICLES):
        i += 1
    j = i
    while j < n and j - i < 3 and run[j].shape in "TI" and run[j].folded not in PARTICLES:
        j += 1
    if j == i:
        return None
    used = j
    sure = is_given(run[i].folded) or all(w.shape == "U" for w in run[:i]) or run[0].folded in PARTICLES
    if used < n and run[used].folded == run[0].folded and i == 1 and run[used].shape == "U" and used + 1 == n:
        used += 1
    return run[i:j], run[:i], used, sure


def _opens_family(run: list[Word], i: int) -> bool:
    """Whether only particles stand between word `i` and a word in capitals."""
    while i < len(run) and run[i].folded in PARTICLES:
        i += 1
    return i < len(run) and run[i].shape == "U"


def _part_by_initials(run: list[Word]) -> tuple[list[Word], list[Word], int, bool] | None:
    """« P. ROUX », « ROUX P. », « J.-P. Roux »."""
    n = len(run)
    i = 0
    while i < n and run[i].shape == "I":
        i += 1
    if i:
        j = i
        while j < n and run[j].shape != "I":
            j += 1
        if j - i > 1 and run[i].folded not in PARTICLES and run[i].shape == "T":  # « Jean P. » is not « P. Jean Roux »
            j = i + 1
        return (run[:i], run[i:j], j, all(len(w.folded) > 2 for w in run[i:j])) if j > i else None
    while i < n and run[i].shape != "I":
        i += 1
    if i == 1 and i + 1 == n and run[0].shape == "T" and is_given(run[0].folded):  # « Camille R. »
        return run[:1], run[1:], n, True
    j = i
    while j < n and run[j].shape == "I":
        j += 1
    if j < n and is_given(run[0].folded):  # « Jean P. Roux »
        return run[:j], run[j:], n, True
    return run[i:j], run[:i], j, all(w.shape == "U" for w in run[:i])


def _part_by_list(run: list[Word], announced: bool) -> tuple[list[Word], list[Word], int, bool] | None:
    """All words in one case: a particle, the list of given names, or the usual order decides."""
    first = next((i for i, w in enumerate(run) if w.folded in PARTICLES), len(run))
    known = [is_given(w.folded) and w.folded not in PARTICLES for w in run]
    if 0 < first < len(run):
        if not known[0] and known[-1]:
            last = len(run) - 1
            return run[last:], run[:last], len(run), announced or run[0].shape == "U"
        if announced and not known[0] and run[0].shape == "U":
            return [], run, len(run), True
        return run[:first], run[first:], len(run), known[0]
    if first == 0:
        last = len(run)
        while last > 1 and known[last - 1]:
            last -= 1
        if 1 < last < len(run) and run[last - 1].folded not in PARTICLES:
            return run[last:], run[:last], len(run), announced or run[last - 1].shape == "U"
        return ([], run, len(run), True) if announced else None
    if len(run) == 1:
        return ([], run, 1, True) if announced else None
    if len(run) > 5:
        run, known = run[:5], known[:5]
    n = len(run)
    if known[0]:
        i = 1
        while i < n - 1 and known[i]:
            i += 1
        return run[:i], run[i:], n, True
    if known[-1]:
        i = n - 1
        while i > 1 and known[i - 1]:
            i -= 1
        # « Roux Camille »: so many places end in a given name that this is no proof
        return run[i:], run[:i], n, announced or run[0].shape == "U"
    if announced and all(w.shape == "U" for w in run):
        return [], run, n, True
    return run[:1], run[1:], n, False
