"""One image of a page → its words: what to try, in what order, and which reading to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from actes.ocr.again import look_again
from actes.ocr.engine import Seen, see
from actes.ocr.ink import read_ink
from actes.ocr.inks import STAMP_WORDS, Inked, read_inks, with_inks
from actes.ocr.lines import in_points, line_words
from actes.ocr.mend import mend_signs
from actes.ocr.order import put_in
from actes.ocr.prepare import Sheet, prepare, smooth
from actes.ocr.regions import Region, find_frames, find_regions, find_rules, is_drawn, is_speck, without
from actes.ocr.view import View, inside
from actes.ocr.weight import weigh
from actes.read.tables import Rule
from actes.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SURE = 0.86
"""The mean confidence from which a first reading is kept as it is."""

LOST = 0.6
"""The mean confidence up to which the page may lie on its side, or upside down."""

DOUBTFUL = 0.5
"""The confidence of a word up to which what was read there is read again."""

DOUBTFUL_SIGN = 0.75
"""The same for a word of one or two characters."""

TRIAL_DPI = 150
"""The resolution at which the four ways a page may lie are tried."""

MAX_MISSED = 30
"""Places a page may have read again one by one."""

MISSED = 0.7
"""The least confidence of a word that was found in such a place."""

SLOT = (18.0, 260.0)
"""How long the rule of a place to be filled in may be, in points."""


class Reading(NamedTuple):
    """What a page shows: its words, in points of the page set level by `view`, its rules, and what is drawn on it.

    `drawn` are the regions of ink that are no letters: stamps, signatures, arms; `framed` the boxes of date stamps;
    `inks` the places of coloured ink, by the numbers that their words have.
    """

    view: View
    words: tuple[Seen, ...] = ()
    rules: tuple[Rule, ...] = ()
    drawn: tuple[Region, ...] = ()
    framed: tuple[Box, ...] = ()
    inks: tuple[Inked, ...] = ()


def read_page(image: Image, dpi: float, width: float, height: float) -> Reading:
    """The words of a page of `width` by `height` points from its image. Raises `EngineTimeout`."""
    sheet = prepare(image, dpi)
    half = sheet.dpi / 2
    rules, ruled = find_rules(sheet.dark, half)
    if _is_blank(sheet.dark & ~ruled, half):
        return Reading(View(width, height))
    turn = 0
    seen = see(sheet.grey, sheet.dpi)
    if mean(seen) < LOST:
        turn = find_turn(sheet.grey, sheet.dpi)
        if turn:
            sheet = prepare(image.rotate(turn, expand=True, fillcolor=_white(image)), dpi)
            rules, ruled = find_rules(sheet.dark, half)
            seen = see(sheet.grey, sheet.dpi)
    if mean(seen) < SURE:
        again = see(smooth(sheet.grey), sheet.dpi, local=True)
        if worth(again) > worth(seen):
            seen = again
    view = View(width, height, turn, sheet.angle)
    seen = weigh(seen, sheet.grey)
    words = [in_points(word, sheet, view) for word in seen]
    left = without(sheet.dark & ~ruled, half, [w.box for w in words if not is_doubtful(w)])
    regions = find_regions(left, half, reach=4)
    words = _completed(words, [r for r in regions if _is_line(r, width, height)], sheet, view)
    drawn = tuple(region for region in find_regions(left, half, reach=2) if is_drawn(region))
    words = put_in(words, find_slots(rules, words))
    framed = tuple(frame for frame in find_frames(rules) if _is_stamp(frame, words))
    words = look_again(words, sheet, view)
    inks = read_inks(image, sheet, view)
    unread = [ink.box for ink in inks if not ink.words]
    places = [*(region.box for region in drawn), *framed, *unread]
    words = read_ink(words, [Region(place, 0.0) for place in places], image, dpi, view)
    words = with_inks(words, inks)
    return Reading(view, tuple(mend_signs(words)), tuple(rules), drawn, framed, tuple(inks))


def find_slots(rules: Sequence[Rule], words: Sequence[Seen]) -> list[Seen]:
    """The places left to be filled in, drawn as a rule after a word: « en date du ________ »; as underscores."""
    upright = [rule for rule in rules if rule.upright]
    slots: list[Seen] = []
    for rule in rules:
        if rule.upright or not SLOT[0] <= rule.end - rule.start <= SLOT[1]:
            continue
        if any(
            abs(u.at - x) < 4 and u.start - 4 < rule.at < u.end + 4 for u in upright for x in (rule.start, rule.end)
        ):
            continue
        line = [w for w in words if -2 <= rule.at - w.base < 0.4 * w.size]
        before = [w for w in line if -3 <= rule.start - w.box.x1 < 2 * w.size]
        over = [w for w in words if 0 < rule.at - w.box.y0 < 1.2 * w.size and _overlap(w.box, rule) > 3]
        if before and not over:
            size = before[-1].size
            box = Box(rule.start, rule.at - 0.7 * size, rule.end, rule.at + 1)
            count = max(round((rule.end - rule.start) / (0.5 * size)), 3)
            slots.append(Seen("_" * count, box, before[-1].base, size, before[-1].confidence))
    return slots


def _overlap(box: Box, rule: Rule) -> float:
    return min(box.x1, rule.end) - max(box.x0, rule.start)


def _is_stamp(frame: Box, words: Sequence[Seen]) -> bool:
    """Whether what a frame holds is what a date stamp says."""
    text = " ".join(w.text for w in words if inside(w.box, frame))
    return STAMP_WORDS.search(text) is not None


def mean(words: Sequence[Seen]) -> float:
    """The mean confidence of the letters read, words that run upwards not believed; 0 for none."""
    letters = sum(len(word.text) for word in words)
    sure = sum(word.confidence * len(word.text) for word in words if not runs_upwards(word))
    return sure / letters if letters else 0.0


def worth(words: Sequence[Seen]) -> float:
    """What a reading is worth beside another of the same page: letters read with confidence, less those without."""
    return sum((word.confidence - 0.5) * len(word.text) for word in words if not runs_upwards(word))


def runs_upwards(word: Seen) -> bool:
    """Whether a word stands on its side: the engine reads such blocks too, but their lines cannot be told."""
    box = word.box
    return len(word.text) > 3 and box.y1 - box.y0 > 1.5 * (box.x1 - box.x0)


def is_doubtful(word: Seen) -> bool:
    """Whether what was read may be no word at all; a sign or two may be anything."""
    return word.confidence < (DOUBTFUL if len(word.text) > 2 else DOUBTFUL_SIGN)


def find_turn(grey: Image, dpi: float) -> int:
    """The quarter turns, in degrees clockwise, by which the text of a page that cannot be read is turned."""
    scale = TRIAL_DPI / dpi
    small = grey.resize((round(grey.width * scale), round(grey.height * scale)))
    trials = {turn: worth(see(small.rotate(turn, expand=True, fillcolor=255), TRIAL_DPI)) for turn in (0, 90, 270, 180)}
    best = max(trials, key=lambda turn: trials[turn])
    return best if trials[best] > max(1.2 * trials[0], trials[0] + 10) else 0


def _white(image: Image) -> Any:
    return 255 if len(image.getbands()) == 1 else (255,) * len(image.getbands())


def _is_blank(dark: Any, dpi: float) -> bool:
    letters = [r for r in find_regions(dark, dpi) if not is_speck(r) and r.box.y1 - r.box.y0 > 3.5]
    return len(letters) == 0


# What the engine passed over


def _is_line(region: Region, width: float, height: float) -> bool:
    """Whether a region may be a line, or a word, of letters."""
    box = region.box
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if not (4.5 <= high <= 26 and wide >= 4.5 and wide >= 0.5 * high and 0.1 <= region.filled <= 0.9):
        return False
    return 0.02 * width < box.x0 and box.x1 < 0.98 * width and 0.012 * height < box.y0 and box.y1 < 0.988 * height


def _completed(words: list[Seen], regions: Sequence[Region], sheet: Sheet, view: View) -> list[Seen]:
    """The words, with those that the engine finds once it is shown the place where it passed them over."""
    for region in regions[:MAX_MISSED]:
        found = [
            w for w in line_words(sheet, view, region.box) if w.confidence >= MISSED and any(map(str.isalnum, w.text))
        ]
        if not found or any(inside(one.box, w.box) and not is_doubtful(w) for one in found for w in words):
            continue
        words = [w for w in words if not (is_doubtful(w) and any(inside(w.box, f.box) for f in found))]
        words = put_in(words, found)
    return words
