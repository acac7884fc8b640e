"""Words that the engine doubts are looked at a second time, their line by itself.

A number holds no letter that a dictionary could put right: of « 18 décembre » read as « 13 décembre » nothing
shows the fault. What the readings of one place say is put to the vote; where they agree the word is surer than
each of them, where they do not nobody shall rely on it, and its confidence says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from statistics import median
from typing import NamedTuple

from actes.ocr.engine import Seen
from actes.ocr.lines import cut_line, words_of
from actes.ocr.prepare import Sheet
from actes.ocr.second import is_installed, read_line
from actes.ocr.view import View, around
from actes.text import Box

FIGURE = 0.8
"""The confidence up to which a word with a digit is looked at again."""

LETTERS = 0.5
"""The same for a word of letters: most that are read with less doubt are right."""

MOST = 6
"""Places of one page that are looked at again, the most doubtful figures first."""

BESIDE = 90.0
"""How much of the line is shown on either side of the doubtful words, in points."""

TRUST = 0.95
"""What the second engine's confidence is worth: it is surer of itself than it is right."""

SPLIT = 0.5
"""What is left of the confidence of a word on which no two readings agree."""

SUREST = 0.96
"""No word that was doubted once is surer than this."""


REPEATED = 0.15
"""What a second reading by the same engine adds to the first: it is no independent witness."""

FIRST, SECOND = "first", "second"
"""The two engines."""


SLOT = re.compile(r"(?:n[°ºo]|du|le|de|date|ann[ée]e|[12]\d{3}|\S{0,24}/n[°º])[ :/-]*", re.IGNORECASE)
"""What stands before a figure that was written in by hand: « Arrêté du », « n° », « Valbrune, le », « 2025 / »."""

TALL = 1.3
"""How many times as high as the figures and tall letters printed beside them those of a hand are."""

MONTH = re.compile(r"\W*(?:jan|f[ée]v|mar|avr|mai|jui|ao[uû]|sep|oct|nov|d[ée]c)", re.IGNORECASE)


class Vote(NamedTuple):
    """What one reading by one `engine` says of a place; `words` are its words where their boxes are known."""

    text: str
    confidence: float
    engine: str
    words: tuple[Seen, ...] = ()


def look_again(words: Sequence[Seen], sheet: Sheet, view: View) -> list[Seen]:
    """The words of a page, the doubtful ones as most readings have them."""
    made = list(words)
    for doubted in doubtful(words)[:MOST]:
        where = [i for i, w in enumerate(made) if w is doubted[0]]
        if not where:
            continue
        start, end = where[0], where[0] + len(doubted)
        pen = is_written(made, start, end)
        again = _read_again(made, start, end, sheet, view)
        made[start:end] = (
            [word._replace(pen=True, confidence=min(word.confidence, HAND)) for word in again] if pen else again
        )
    return made


HAND = 0.75
"""The most confidence figures of a hand may have."""


def is_written(words: Sequence[Seen], start: int, end: int) -> bool:
    """Whether doubtful figures look written by hand: in a slot of a printed line, and higher than its letters.

    A date stamp is as high, but its month is stamped too.
    """
    run = words[start:end]
    if not start or not all(map(_is_figure, run)) or not SLOT.fullmatch(words[start - 1].text):
        return False
    before = words[start - 1]
    if abs(before.base - run[0].base) > 0.6 * before.size or not -1 <= run[0].box.x0 - before.box.x1 < BESIDE:
        return False
    stamped = [w for w in (*run, *words[end : end + 1]) if MONTH.match(w.text)]
    if any(w.text.isupper() for w in stamped):
        return False
    printed = [
        w.box.y1 - w.box.y0
        for w in (*words[max(start - 6, 0) : start], *words[end : end + 6])
        if w.confidence >= FIGURE and abs(w.base - before.base) < 0.45 * before.size and _is_tall(w.text)
    ]
    return bool(printed) and max(w.box.y1 - w.box.y0 for w in run) >= TALL * median(printed)


def _is_figure(word: Seen) -> bool:
    """Whether a word is figures and signs, as wide as figures of its height are; a hand's « 1er » is one too."""
    letters = sum(map(str.isalpha, word.text.replace("er", "")))
    wide, high = word.box.x1 - word.box.x0, word.box.y1 - word.box.y0
    return _has_digit(word) and letters < 2 and wide >= 0.5 * high


def _is_tall(text: str) -> bool:
    """Whether a word has tall letters and none that hang below the line."""
    return any(c.isdigit() or c.isupper() or c in "bdhklft" for c in text) and not set(text) & set("gjpqyç,;/()[]|")


def doubtful(words: Sequence[Seen]) -> list[list[Seen]]:
    """The runs of doubtful words of one line, those with figures first, the least sure before the others."""
    runs: list[list[Seen]] = []
    last: Seen | None = None
    for word in words:
        if _is_doubtful(word):
            if last is not None and runs and runs[-1][-1] is last and _follows(last, word):
                runs[-1].append(word)
            else:
                runs.append([word])
        last = word
    return sorted(runs, key=lambda run: (not any(map(_has_digit, run)), min(w.confidence for w in run)))


def _is_doubtful(word: Seen) -> bool:
    if _has_digit(word):
        return word.confidence < FIGURE
    return word.confidence < LETTERS and sum(map(str.isalpha, word.text)) > 2


def _has_digit(word: Seen) -> bool:
    return any(map(str.isdigit, word.text))


def _follows(one: Seen, other: Seen) -> bool:
    return abs(one.base - other.base) < 0.45 * one.size and 0 < other.box.x0 - one.box.x0 < BESIDE


def _read_again(words: Sequence[Seen], start: int, end: int, sheet: Sheet, view: View) -> list[Seen]:
    mine = list(words[start:end])
    x0, x1 = mine[0].box.x0, max(w.box.x1 for w in mine)
    first, last = start, end
    while first and _follows(words[first - 1], words[first]) and words[first - 1].box.x0 > x0 - BESIDE:
        first -= 1
    while last < len(words) and _follows(words[last - 1], words[last]) and words[last].box.x1 < x1 + BESIDE:
        last += 1
    shown = words[first:last]
    cut = cut_line(sheet, view, around(w.box for w in shown))
    own = Vote(" ".join(w.text for w in mine), min(w.confidence for w in mine), FIRST, tuple(mine))
    votes = [own]
    figures = any(map(_has_digit, mine))
    for local in (False, True) if figures else (False,):
        inside = [w for w in words_of(cut, sheet, view, local=local) if x0 - 2 < (w.box.x0 + w.box.x1) / 2 < x1 + 2]
        if inside:
            text = " ".join(w.text for w in inside)
            votes.append(Vote(text, min(w.confidence for w in inside), FIRST, tuple(inside)))
    if is_installed() and (read := read_line(cut.image)):
        before = " ".join(w.text for w in words[first:start])
        after = " ".join(w.text for w in words[end:last])
        text = stretch(before, own.text, after, read.text)
        if text:
            votes.append(Vote(text, read.confidence * TRUST, SECOND))
    return _elected(votes, mine)


def stretch(before: str, doubted: str, after: str, again: str) -> str:
    """What a second reading of a whole line (`again`) has where the first has `doubted`; empty if that cannot be told.

    >>> stretch("Arrêté du", "27.", "fevrier 2023", "Arrêté du 22. fevrier 2023")
    '22.'
    """
    one, two = (before + doubted + after).replace(" ", ""), again.replace(" ", "")
    start = len(before.replace(" ", ""))
    end = start + len(doubted.replace(" ", ""))
    matcher = SequenceMatcher(None, one.casefold(), two.casefold(), autojunk=False)
    from_, to = 0 if start == 0 else -1, len(two) if end == len(one) else -1
    for a, b, size in matcher.get_matching_blocks():
        if a < start <= a + size:
            from_ = b + start - a
        if to < 0 and a <= end < a + size:
            to = b + end - a
    if from_ < 0 or to < from_:
        return ""
    letters, kept = 0, ""
    for letter in again:
        if letter == " ":
            kept += " " * (from_ < letters < to)
        else:
            kept += letter if from_ <= letters < to else ""
            letters += 1
    return kept


def elect(votes: Sequence[Vote]) -> tuple[Vote, float]:
    """The reading with the most behind it, and how sure it is.

    Readings by the first engine of one text count as the surest of them and a little more for each of the others;
    the second engine's counts in full beside them, and where the two agree what was doubted is settled.
    """
    same: dict[str, list[Vote]] = {}
    for vote in votes:
        same.setdefault(_levelled(vote.text), []).append(vote)

    def backing(agreeing: Sequence[Vote]) -> float:
        first = [vote.confidence for vote in agreeing if vote.engine == FIRST]
        other = [vote.confidence for vote in agreeing if vote.engine != FIRST]
        return max(first, default=0.0) + REPEATED * max(len(first) - 1, 0) + max(other, default=0.0)

    elected = max(same.values(), key=backing)
    first = {_levelled(vote.text) for vote in votes if vote.engine == FIRST}
    if len(first) == 1 and not any(map(str.isdigit, votes[0].text)):
        elected = same[first.pop()]  # of a word the second engine drops doubled letters: « l'arêté »
    best = max(elected, key=lambda vote: (bool(vote.words), vote.confidence))
    surest = max(vote.confidence for vote in elected)
    against = max((vote.confidence for vote in votes if vote not in elected), default=0.0)
    if len({vote.engine for vote in elected}) > 1:
        sure = surest
    elif len(elected) > 1:
        sure = surest * (1 - SPLIT * against)
    else:
        sure = surest * SPLIT
    return best, min(sure, SUREST)


def _levelled(text: str) -> str:
    """A reading without what two engines print in two ways: spaces, quotes, the signs at its ends."""
    return text.replace(" ", "").replace("’", "'").replace("–", "-").strip(".,;:'()").casefold()


def _elected(votes: Sequence[Vote], mine: Sequence[Seen]) -> list[Seen]:
    best, sure = elect(votes)
    if not best.words:
        return spread(best.text.split(), mine, sure)
    if best.words == tuple(mine):
        lift = sure >= min(w.confidence for w in mine)
        return [w._replace(confidence=max(w.confidence, sure) if lift else min(w.confidence, sure)) for w in mine]
    return [w._replace(confidence=sure, bold=mine[0].bold) for w in best.words]


def spread(parts: Sequence[str], over: Sequence[Seen], confidence: float) -> list[Seen]:
    """Words in the place of others, each as wide as it has letters."""
    x0, x1 = over[0].box.x0, max(w.box.x1 for w in over)
    y0, y1 = min(w.box.y0 for w in over), max(w.box.y1 for w in over)
    unit = max(x1 - x0, 1.0) / (sum(map(len, parts)) + len(parts) - 1)
    made: list[Seen] = []
    for part in parts:
        box = Box(x0, y0, x0 + len(part) * unit, y1)
        made.append(over[0]._replace(text=part, box=box, confidence=confidence))
        x0 = box.x1 + unit
    return made
