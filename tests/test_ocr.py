"""OCR, step by step on small images and lists of words, then whole pages of the project's own specimens."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps
from rapidfuzz.distance import Levenshtein
from tests.scans import SAMPLES, error_rate, scan

import actes
from actes.data import data_bytes
from actes.ocr import engine, page, read_scans
from actes.ocr.compose import compose
from actes.ocr.decide import is_poor, likeness, wants_ocr
from actes.ocr.engine import EngineTimeout, Seen, see
from actes.ocr.ink import Line, places, reconciled, spaced
from actes.ocr.mend import full_names, mend_inked, mend_signs, vocabulary
from actes.ocr.order import put_in
from actes.ocr.page import find_slots, find_turn, read_page
from actes.ocr.prepare import even, fade, find_dark, find_lean, is_grainy, prepare, smooth
from actes.ocr.regions import Region, _groups, find_frames, find_regions, find_rules
from actes.ocr.render import render_page
from actes.ocr.second import in_french
from actes.ocr.view import View, inside, to_level, to_page
from actes.read import read
from actes.read.pdf import read_pdf
from actes.read.tables import Rule
from actes.text import Box, PageText, Word

SLUG = "decision-etablissement"


def word(text: str, x: float = 0.0, base: float = 100.0, sure: float = 0.95, again: bool = False) -> Seen:
    return Seen(text, Box(x, base - 8, x + 5 * len(text), base + 2), base, 10.0, sure, again=again)


def line(text: str, sure: float = 0.95, again: bool = False) -> list[Seen]:
    words, x = [], 50.0
    for part in text.split():
        words.append(word(part, x, sure=sure, again=again))
        x = words[-1].box.x1 + 5
    return words


def texts(words: list[Seen]) -> str:
    return " ".join(w.text for w in words)


@lru_cache(maxsize=4)
def sheet(slug: str = SLUG, index: int = 0) -> tuple[Image.Image, float]:
    rendered = render_page((SAMPLES / "pdf" / f"{slug}.pdf").read_bytes(), index)
    assert rendered is not None
    return rendered


@lru_cache(maxsize=8)
def scanned(slug: str, level: str) -> bytes:
    return scan(slug, level)


def distance(a: str, b: str) -> float:
    """Edits for each character of the first, white space aside."""
    a, b = " ".join(a.split()), " ".join(b.split())
    return Levenshtein.distance(a, b) / max(len(a), 1)


# View: where a box is, on the page and on the page set level

BOXES = st.tuples(*[st.floats(20, 500)] * 2, st.floats(1, 60), st.floats(1, 20)).map(
    lambda b: Box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(BOXES, st.sampled_from([0, 90, 180, 270]))
def test_a_box_of_a_turned_page_comes_back_to_its_place(box: Box, turn: int) -> None:
    view = View(600.0, 840.0, turn)
    assert to_page(view, to_level(view, box)) == pytest.approx(box, abs=0.02)


@given(BOXES, st.floats(-5, 5))
def test_a_box_of_a_leaning_page_holds_its_place(box: Box, angle: float) -> None:
    view = View(600.0, 840.0, 0, angle)
    back = to_page(view, to_level(view, box))
    assert back.x0 <= box.x0 + 0.5
    assert back.y1 >= min(box.y1, 840.0) - 0.5
    assert (back.x0 + back.x1) / 2 == pytest.approx((box.x0 + box.x1) / 2, abs=0.5)


def test_a_turned_page_is_as_wide_as_it_was_high() -> None:
    assert View(600, 840, 90).level_size == (840, 600)
    assert inside(Box(1, 1, 2, 2), Box(0, 0, 3, 3))
    assert not inside(Box(0, 0, 3, 3), Box(1, 1, 2, 2))


# Regions


def flooded(mask: np.ndarray) -> set[tuple[int, int, int, int, int]]:
    """The same groups by brute force."""
    left = {(int(y), int(x)) for y, x in zip(*np.nonzero(mask), strict=True)}
    found = set()
    while left:
        stack, group = [left.pop()], []
        while stack:
            y, x = stack.pop()
            group.append((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            stack += near
        ys, xs = zip(*group, strict=True)
        found.add((min(xs), min(ys), max(xs) + 1, max(ys) + 1, len(group)))
    return found


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.7))
def test_groups_are_those_of_brute_force(seed: int, share: float) -> None:
    mask = np.random.default_rng(seed).random((9, 11)) < share
    assert sorted(_groups(mask)) == sorted(flooded(mask))


def drawn(draw: Callable[[ImageDraw.ImageDraw], None], size: tuple[int, int] = (620, 877)) -> np.ndarray:
    """A page at 75 dpi with something drawn on it."""
    image = Image.new("L", size, 255)
    draw(ImageDraw.Draw(image))
    return np.asarray(image) < 128


def test_rules_are_found_and_letters_are_not() -> None:
    def draw(on: ImageDraw.ImageDraw) -> None:
        on.line((100, 200, 400, 200), fill=0, width=2)
        on.line((100, 200, 100, 600), fill=0, width=2)
        on.text((300, 400), "Vu le code général des collectivités", fill=0)

    dark = drawn(draw)
    rules, ruled = find_rules(dark, 75)
    level, upright = sorted(rules)
    assert (level.upright, upright.upright) == (False, True)
    assert level[1:] == pytest.approx((192, 96, 384), abs=7)
    assert upright[1:] == pytest.approx((96, 192, 576), abs=7)
    assert ruled.sum() < 1600


def test_the_edge_of_the_scanner_is_no_rule() -> None:
    assert find_rules(drawn(lambda d: d.rectangle((0, 0, 619, 4), fill=0)), 75)[0] == []


def box_of_rules(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    return [Rule(True, x0, y0, y1), Rule(True, x1, y0, y1), Rule(False, y0, x0, x1), Rule(False, y1, x0, x1)]


@pytest.mark.parametrize(
    ("rules", "frames"),
    [
        (box_of_rules(300, 700, 450, 760), [Box(300, 700, 450, 760)]),
        (box_of_rules(50, 100, 550, 760), []),  # a page in a frame
        ([*box_of_rules(300, 700, 450, 760), Rule(True, 380, 700, 760)], []),  # a table
        (box_of_rules(300, 700, 450, 760)[:3], []),  # open
    ],
)
def test_frames(rules: list[Rule], frames: list[Box]) -> None:
    assert find_frames(rules) == frames


def test_regions_are_in_points() -> None:
    (region,) = find_regions(drawn(lambda d: d.rectangle((150, 300, 225, 375), fill=0)), 75)
    assert region.box == pytest.approx((144, 288, 217, 361), abs=3)
    assert region.filled > 0.9


def test_a_blank_array_has_no_region_and_no_rule() -> None:
    blank = np.zeros((100, 80), dtype=bool)
    assert find_regions(blank, 75) == []
    assert find_rules(blank, 75)[0] == []


# Places left to be filled in


@pytest.mark.parametrize(
    ("rule", "slots"),
    [
        (Rule(False, 102, 152, 212), ["____________"]),
        (Rule(False, 102, 52, 90), []),  # a word is underlined
        (Rule(False, 140, 152, 212), []),  # a rule under the line
        (Rule(False, 102, 152, 520), []),  # a rule across the page
        (Rule(True, 152, 60, 110), []),
    ],
)
def test_slots(rule: Rule, slots: list[str]) -> None:
    words = line("en date du jour fixé")
    assert [slot.text for slot in find_slots([rule], words)] == slots


# Preparing


@pytest.mark.parametrize("angle", [-3.0, -0.8, 0.5, 2.0])
def test_the_lean_of_a_page_is_found(angle: float) -> None:
    leaning = sheet()[0].convert("L").rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert find_lean(find_dark(leaning)) == pytest.approx(angle, abs=0.1)


def test_a_level_page_is_left_alone() -> None:
    prepared = prepare(*sheet())
    assert prepared.angle == 0.0
    assert not prepared.coloured.any()
    assert prepared.grey.tobytes() == sheet()[0].convert("L").tobytes()


def test_a_page_without_ink_has_no_lean() -> None:
    assert find_lean(np.zeros((1000, 700), dtype=bool)) == 0.0


def test_dark_paper_is_made_white() -> None:
    white = sheet()[0].convert("L")
    shade = Image.linear_gradient("L").resize(white.size).point(lambda v: 120 + v // 4)
    from PIL import ImageChops

    mended = np.asarray(even(ImageChops.multiply(white, shade)))
    assert np.median(mended) > 240
    assert np.median(mended[:200]) > 240


def test_large_coloured_ink_fades_and_coloured_letters_stay() -> None:
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((300, 900, 700, 1300), outline=(40, 60, 190), width=8)
    draw.text((300, 300), "COMPTE RENDU", fill=(0, 70, 110), font_size=40)
    grey, strength = fade(image, 150)
    assert strength is not None
    assert np.asarray(grey)[900:1300, 300:700].min() > 150
    assert np.asarray(grey)[300:350, 300:600].min() < 80


def test_noise_is_told_from_letters() -> None:
    clean = sheet()[0].convert("L")
    noise = np.random.default_rng(1).normal(0, 14, (clean.height, clean.width))
    noisy = Image.fromarray(np.clip(np.asarray(clean) * 0.94 + noise, 0, 255).astype(np.uint8))
    assert not is_grainy(clean, 300)
    assert is_grainy(noisy, 300)
    assert not is_grainy(smooth(smooth(noisy)), 300) or find_dark(noisy).mean() < 0.2


# Signs that are always misread


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("Article 1* : Objet", "Article 1er : Objet"),
        ("ARTICLE 1”", "ARTICLE 1er"),
        ("Article ler — Du lundi", "Article 1er — Du lundi"),
        ("à compter du 1* janvier", "à compter du 1er janvier"),
        ("1° Par les tiers", "1° Par les tiers"),
        ("article 1° du décret", "article 1° du décret"),
        ("note 1*", "note 1*"),
        ("Liberté « Égalité + Fraternité", "Liberté • Égalité • Fraternité"),
        ("la « Ville » et", "la « Ville » et"),
    ],
)
def test_signs(read_as: str, printed: str) -> None:
    assert texts(mend_signs(line(read_as))) == printed


def test_what_holds_no_letter_and_is_not_sure_is_noise() -> None:
    dashes = word("mms")._replace(box=Box(50, 98, 90, 100))
    assert texts(mend_signs([*line("Vu"), word("|", 80, sure=0.9), word(";", 90), dashes])) == "Vu ;"


# Ink

KNOWN = vocabulary([line("Le Préfet et par délégation secrétaire général de la préfecture Pour le")])


@pytest.mark.parametrize(
    ("read_as", "better"),
    [
        ("LePréfet", "Le Préfet"),
        ("etpar délégation,", "et par délégation,"),
        ("le(secrétaire gènézal", "le secrétaire général"),
        ("Le Préfft,", "Le Préfet,"),
        ("Lean-Yves DURANTEL", "Jean-Yves DURANTEL"),
        ("Davig MORVANEC", "David MORVANEC"),
        ("DavidMORVANEC", "David MORVANEC"),
        ("Sous-Préfe DURANTEL", "Sous-Préfet DURANTEL"),  # an office, though the document prints it nowhere else
        ("Davig DAVIG", "David DAVIG"),  # names in capitals stay
        ("GOURVERT GOURVARD", "GOURVERT GOURVARD"),
    ],
)
def test_words_under_ink(read_as: str, better: str) -> None:
    assert texts(mend_inked(line(read_as, again=True), KNOWN)) == better


def test_words_that_nothing_hides_are_left_as_they_were_read() -> None:
    printed = line("Le Préfft, Lean-Yves DURANTEL")
    assert mend_inked(printed, KNOWN) == printed


def test_a_given_name_is_mended_by_the_name_the_document_prints() -> None:
    names = full_names([line("M. Laurent MORVANEC en tant que")])
    assert names == {"Laurent MORVANEC"}
    assert texts(mend_inked(line("Leuent MORVANEC", again=True), KNOWN, names)) == "Laurent MORVANEC"


def test_mended_words_are_less_sure() -> None:
    assert all(w.confidence <= 0.75 for w in mend_inked(line("LePréfft", again=True), KNOWN) if w.text == "Préfet")


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ("par délégation", "pardélégation", "par délégation"),
        ("Reçu le", "Reçule", "Reçu le"),
        ("", "Anne MORVANEC", "Anne MORVANEC"),
        ("xyz abc", "Anne MORVANEC", "Anne MORVANEC"),
    ],
)
def test_spaces_come_from_both_readings(first: str, second: str, result: str) -> None:
    assert spaced(first, second) == result


def test_what_the_first_engine_is_sure_of_is_kept() -> None:
    first = [*line("Pour le Préfet"), word("at", 150, sure=0.5), *[word("délégation", 165, sure=0.95)]]
    again = Line("Pour le Préfet et délégation", Box(50, 90, 216, 102), 0.97)
    result = reconciled(first, again)
    assert texts(result) == "Pour le Préfet et délégation"
    assert [w.again for w in result] == [False, False, False, True, False]
    assert result[3].box.x0 >= first[2].box.x1
    assert result[3].box.x1 <= first[4].box.x0


def test_a_doubtful_second_reading_changes_nothing() -> None:
    first = line("Pour le Préfet", sure=0.4)
    assert reconciled(first, Line("Paur la Prefet", Box(50, 90, 216, 102), 0.5)) == first


def test_a_name_that_was_not_read_is_added_in_its_place() -> None:
    above, below = word("Maire,", 60, 100), word("Fait", 60, 200)
    result = reconciled([above, below], Line("Anne MORVANEC", Box(60, 140, 160, 152), 0.9))
    assert {w.text for w in result} == {"Maire,", "Fait", "Anne", "MORVANEC"}
    assert all(w.box.x0 >= 60 and w.box.x1 <= 160.1 for w in result if w.again)


def test_places_leave_out_the_letterhead_and_meet() -> None:
    view = View(595, 842)
    regions = [
        Region(Box(50, 20, 150, 100), 0.1),
        Region(Box(300, 600, 360, 660), 0.1),
        Region(Box(350, 650, 420, 700), 0.1),
    ]
    (place,) = places(regions, view)
    assert place == Box(200, 586, 520, 714)


@pytest.mark.parametrize(("read_as", "french"), [("MÁRTIGNÉ", "MARTIGNÉ"), ("pär", "par"), ("œuvre, 2°", "œuvre, 2°")])
def test_accents_are_french(read_as: str, french: str) -> None:
    assert in_french(read_as) == french


# Order


@given(st.permutations(range(6)), st.integers(0, 5))
def test_a_word_found_later_is_put_where_it_stands(found: list[int], kept: int) -> None:
    words = [word("x" * 3, 30.0 * i) for i in range(6)]
    later = [words[i] for i in found if i >= kept]
    assert put_in(words[:kept], later) == words


# Which pages


@pytest.mark.parametrize(
    ("page_text", "wanted"),
    [
        (PageText(1, "", 595, 842, text_origin="ocr"), True),
        (PageText(1, "Envoyé en préfecture le 3 mars 2026", 595, 842, text_origin="mixed"), True),
        (PageText(1, "Vu le code général des collectivités territoriales ; " * 9, 595, 842, text_origin="ocr"), False),
        (PageText(1, "Vn 1e c0rlc gcncr@l d3s c0llcct1v1tcs tcrr1t ~orlles " * 9, 595, 842, text_origin="ocr"), True),
        (PageText(1, "", 595, 842, text_origin="native"), False),
        (PageText(1, "", text_origin="ocr"), False),
    ],
)
def test_pages_that_want_ocr(page_text: PageText, wanted: bool) -> None:
    assert wants_ocr(page_text) is wanted


def test_printed_acts_are_likely_texts() -> None:
    for path in sorted((SAMPLES / "text").glob("*.txt")):
        assert likeness(path.read_text("utf-8")) > 0.93, path.name
    assert not is_poor("")


# Whole pages


def test_the_engine_reads_words_with_boxes_and_confidences() -> None:
    image, dpi = sheet()
    words = see(image, dpi)
    assert "DÉCISION" in {w.text for w in words}
    assert all(0 <= w.confidence <= 1 and w.box.x0 < w.box.x1 <= image.width for w in words)
    assert see(image, dpi) == words


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineTimeout):
        see(*sheet(), seconds=0.001)
    monkeypatch.setattr(page, "see", lambda *_, **__: (_ for _ in ()).throw(EngineTimeout))
    blank = PageText(1, "", 595, 842, text_origin="ocr", confidence=0.0)
    (given_up,) = read_scans([blank], lambda _: sheet())
    assert (given_up.string, given_up.confidence) == ("", 0.0)


def test_a_page_that_cannot_be_seen_is_flagged_and_the_others_are_kept() -> None:
    pages = [PageText(n, "", 595, 842, text_origin="ocr", confidence=0.0) for n in (1, 2)]
    lost, kept = read_scans(pages, lambda i: None if i == 0 else sheet())
    assert (lost.string, lost.confidence) == ("", 0.0)
    assert "DÉCISION" in kept.string


def test_a_blank_page_is_blank() -> None:
    paper = Image.fromarray(np.random.default_rng(2).normal(246, 2, (3508, 2480)).clip(0, 255).astype(np.uint8))
    (blank,) = read_scans([PageText(1, "", 595, 842, text_origin="ocr")], lambda _: (paper, 300.0))
    assert (blank.string, blank.confidence, blank.words) == ("", 1.0, ())


@pytest.mark.parametrize("turn", [0, 180, 270])
def test_the_turn_of_a_page_is_found(turn: int) -> None:
    strip = sheet()[0].convert("L").crop((0, 500, 2480, 1500))
    assert find_turn(strip.rotate(-turn, expand=True), 300) == turn


def test_a_page_on_its_side_is_turned() -> None:
    turn = 90
    image = sheet()[0].crop((0, 0, 2480, 1400)).rotate(-turn, expand=True)
    width, height = image.width * 72 / 300, image.height * 72 / 300
    reading = read_page(image, 300, width, height)
    assert reading.view.turn == turn
    assert "DÉCISION" in {w.text for w in reading.words}
    title = next(w for w in reading.words if w.text == "DÉCISION")
    x0, y0, x1, y1 = (edge * 300 / 72 for edge in to_page(reading.view, title.box))
    crop = image.crop((round(x0) - 4, round(y0) - 4, round(x1) + 4, round(y1) + 4)).rotate(turn, expand=True)
    assert "DÉCISION" in " ".join(w.text for w in see(ImageOps.expand(crop.convert("L"), 20, 255), 300, "line"))


@pytest.mark.parametrize(("level", "most"), [("skewed", 0.02), ("stamped", 0.06), ("fax", 0.04)])
def test_a_scan_reads_as_the_page_it_is_made_of(level: str, most: float) -> None:
    data = (SAMPLES / "pdf" / f"{SLUG}.pdf").read_bytes()
    printed = "\n".join(p.string for p in read_pdf(data, SLUG))
    raw = read(scanned(SLUG, level))
    assert error_rate(printed, "\n".join(p.string for p in raw.pages)) < most
    assert {p.text_origin for p in raw.pages} == {"ocr"}


@pytest.mark.parametrize("level", ["skewed"])
def test_what_a_box_holds_is_what_was_read(level: str) -> None:
    """Boxes of what was found, cut out of the page as an archivist would see it and read again."""
    data = scanned(SLUG, level)
    dossier = actes.parse(data)
    (act,) = dossier.acts
    rendered = render_page(data, 0)
    assert rendered is not None
    image, scale = rendered[0].convert("L"), rendered[1] / 72
    sample = [act.number, act.place, act.signed_on, *(a.number for a in act.articles)]
    sample += [p for s in act.signatories for p in (s.family, s.given)]
    checked = 0
    for found in sample:
        if found is None or len(found.at) != 1 or "\n" in found.text:
            continue
        box = found.at[0].bbox
        assert box is not None
        x0, y0, x1, y1 = box
        crop = image.crop((round(x0 * scale) - 6, round(y0 * scale) - 6, round(x1 * scale) + 6, round(y1 * scale) + 6))
        again = "".join(w.text for w in see(ImageOps.expand(crop, 24, 255), 300, "line"))
        wanted = "".join(found.text.split())
        assert distance(wanted, again) < 0.5 or wanted in again, (found.text, again)
        checked += 1
    assert checked >= 8


def test_words_stand_in_the_text_of_their_page() -> None:
    for one in read(scanned(SLUG, "skewed")).pages:
        spans = [(w.start, w.end) for w in one.words]
        assert spans == sorted(spans)
        assert all(one.string[start:end].split() == [one.string[start:end]] for start, end in spans)
        assert one.width is not None
        assert one.height is not None
        assert all(0 <= w.box.x0 < w.box.x1 <= one.width and 0 <= w.box.y0 < w.box.y1 <= one.height for w in one.words)
        assert "".join(one.string[s:e] for s, e in spans) == "".join(one.string.split())


def test_a_scan_reads_the_same_twice_and_says_what_read_it() -> None:
    data = scanned(SLUG, "skewed")
    one, two = actes.parse(data), actes.parse(data)
    assert one == two
    assert one.source.ocr is not None
    assert (one.source.ocr.engine, one.source.ocr.version) == ("tesseract", engine.version())
    assert one.source.text_origin == "ocr"
    assert not one.notices


def test_the_exact_text_of_a_stamp_is_kept() -> None:
    """A scan whose only text is the stamp of the platform: its letters stay, and the act is read about them."""
    stamp = "ID : 023-212309900-20260226-2026_014-DE"
    pages = read_pdf((SAMPLES / "pdf" / "deliberation.pdf").read_bytes(), "deliberation")
    native = pages[0]
    start = native.string.index("Envoyé")
    end = native.string.index(stamp) + len(stamp)
    words = native.words_in(start, end)
    layer, at = [], 0
    for one in words:
        layer.append(one._replace(start=at, end=at + one.end - one.start))
        at = layer[-1].end + 1
    string = " ".join(native.string[w.start : w.end] for w in words)
    mixed = PageText(1, string, native.width, native.height, text_origin="mixed", words=tuple(layer))
    (done,) = read_scans([mixed], lambda _: sheet("deliberation"))
    assert done.text_origin == "mixed"
    assert stamp in done.string
    assert done.string.count("préfecture le") == native.string.count("préfecture le")
    assert "COMMUNE DE MONTCLERC-LES-ÉTANGS" in done.string
    first = done.string.index(stamp)
    assert {w.confidence for w in done.words_in(first, first + len(stamp))} == {1.0}


def test_words_of_the_layer_are_not_read_twice() -> None:
    layer = PageText(1, "Reçu", 595, 842, text_origin="mixed", words=(Word(0, 4, Box(100, 92, 120, 103)),))
    composed = compose([word("Reçu", 100), word("Vu", 300)], View(595, 842), printed=layer)
    assert sorted(composed.layout.string.split()) == ["Reçu", "Vu"]


def test_huge_pages_are_rendered_smaller_and_broken_ones_not_at_all() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    made = io.BytesIO()
    document.save(made)
    assert render_page(made.getvalue(), 0) is None
    assert render_page(made.getvalue(), 7) is None
    assert render_page(b"%PDF-1.4 nothing", 0) is None


def test_threads_read_alike() -> None:
    from concurrent.futures import ThreadPoolExecutor

    image, dpi = sheet()
    strip = image.crop((0, 0, image.width, 900))
    alone = see(strip, dpi)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: see(strip, dpi), range(4))) == [alone] * 4


def test_the_generator_gives_the_same_scan_twice() -> None:
    assert scan("avenant", "fax") == scan("avenant", "fax")


def test_the_language_data_is_the_one_that_is_documented() -> None:
    checksum = hashlib.sha256(data_bytes("tessdata/fra.traineddata")).hexdigest()
    assert checksum in (SAMPLES.parent / "models" / "README.md").read_text("utf-8")
