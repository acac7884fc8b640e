"""Coloured ink read by itself; seals and signatures told by their shape; what becomes of them in the model."""

from __future__ import annotations

from functools import lru_cache

import pytest
from PIL import Image, ImageDraw
from tests.scans import scan

import actes
from actes.model import Dossier
from actes.ocr.drawn import after, find_inks
from actes.ocr.engine import Seen
from actes.ocr.ink import read_ink
from actes.ocr.inks import Inked, is_date_stamp, is_said, lines_of, read_inks, with_inks
from actes.ocr.page import Reading
from actes.ocr.prepare import prepare
from actes.ocr.regions import Region
from actes.ocr.view import View
from actes.text import Box, Word

PAGE = View(595, 842)


def word(text: str, x: float = 0.0, base: float = 100.0, sure: float = 0.95) -> Seen:
    return Seen(text, Box(x, base - 8, x + 5 * len(text), base + 2), base, 10.0, sure)


@lru_cache(maxsize=2)
def parsed(slug: str, level: str) -> Dossier:
    return actes.parse(scan(slug, level))


@pytest.mark.parametrize("level", ["clean", "skewed"])
def test_a_stamp_struck_over_a_printed_line_is_read_and_so_is_the_line(level: str) -> None:
    dossier = parsed("registre-deliberations", level)
    assert "REGISTRE DES DÉLIBÉRATIONS\n" in dossier.pages[0].text
    for act in dossier.acts:
        assert act.execution is not None
        assert act.execution.received_on is not None
        assert act.execution.received_on.value == "2026-03-20"
        (stamp,) = [m for m in act.mentions if m.kind == "stamp"]
        assert stamp.text.value is not None
        assert stamp.text.value.startswith("Envoyé en préfecture le 20/03/2026")
        assert stamp.text.at[0].bbox is not None


def test_seals_and_signatures_have_boxes_and_say_nothing() -> None:
    dossier = parsed("arrete-prefectoral", "stamped")
    seen = [m for act in dossier.acts for m in act.mentions if m.kind in ("stamp", "signature") and not m.text.text]
    assert seen
    for mention in seen:
        assert (mention.text.value, mention.text.state) == (None, "unreadable")
        (place,) = mention.text.at
        assert place.start == place.end
        assert place.bbox is not None
        assert place.bbox.x1 > place.bbox.x0
        assert place.bbox.y1 > place.bbox.y0


def test_a_page_without_ink_has_no_mention_of_it() -> None:
    dossier = parsed("arrete-prefectoral", "clean")
    assert not [m for act in dossier.acts for m in act.mentions if m.kind in ("signature", "handwriting")]


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("angle", [0.0, 1.0])
def test_coloured_ink_is_read_wherever_it_lies(turn: int, angle: float) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for y in range(200, 1500, 60):
        draw.text((120, y), "Le Conseil approuve la convention annexée et autorise sa signature", "black", font_size=30)
    draw.rounded_rectangle((560, 640, 1120, 800), 12, outline=(40, 60, 170), width=4)
    draw.text((580, 651), "Courrier enregistre le 20/03/2026", (40, 60, 170), font_size=30)
    draw.text((580, 711), "Notification le 23/03/2026", (40, 60, 170), font_size=30)
    view = View(595.2, 841.9, 0, angle) if not turn else View(841.9, 595.2, turn, angle)
    leant = page.rotate(-angle, fillcolor="white") if angle else page
    shown = leant.rotate(-turn, expand=True) if turn else leant
    sheet = prepare(leant, 150)
    (ink,) = read_inks(shown, sheet, view._replace(angle=sheet.angle))
    text = " ".join(w.text for w in ink.words).lower()
    assert "courrier enregistre le 20/03/2026" in text
    assert "notification le 23/03/2026" in text
    assert "convention" not in text
    assert is_date_stamp(ink.words)
    assert all(ink.box.x0 - 6 < w.box.x0 and w.box.x1 < ink.box.x1 + 6 for w in ink.words)
    assert all(ink.box.y0 - 6 < w.box.y0 and w.box.y1 < ink.box.y1 + 6 for w in ink.words)


def test_remnants_of_a_stamp_go_and_printed_words_stay() -> None:
    printed = [word("REGISTRE", 100), word("Pé'eture", 160, sure=0.3)]
    stamp = Inked(Box(90, 80, 300, 110), (word("préfecture", 158), word("20/03/2026", 230), word("Reçu", 120, 85)))
    made = with_inks(printed, [stamp])
    assert {w.text for w in made} == {"REGISTRE", "préfecture", "20/03/2026", "Reçu"}
    assert {w.text: w.ink for w in made}["REGISTRE"] == 0
    assert {w.ink for w in made if w.text != "REGISTRE"} == {1}


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Reçu en préfecture le 20/03/2026", True),
        ("Affiché le 23 MARS 2026", True),
        ("Le Maire, Anne MORVANEC", False),  # who signs is part of the act
        ("PRÉFECTURE DU VAUROIS", False),
    ],
)
def test_date_stamps(text: str, stamp: bool) -> None:
    assert is_date_stamp([word(part) for part in text.split()]) is stamp


def test_lines_of_a_stamp() -> None:
    words = [word("le", 60, 100), word("Reçu", 20, 101), word("2026", 20, 120), word("(~", 90, 121, 0.2)]
    assert [[w.text for w in one] for one in lines_of(words)] == [["Reçu", "le"], ["2026", "(~"]]
    assert is_said(words[:2])
    assert not is_said([word("PTT", sure=0.3), word("/3", sure=0.4)])


@pytest.mark.parametrize(
    ("region", "kind"),
    [
        (Region(Box(380, 500, 500, 560), 0.05), "signature"),
        (Region(Box(380, 500, 460, 580), 0.28), "seal"),
        (Region(Box(380, 500, 500, 540), 0.3), ""),  # a bar, a date stamp struck twice
        (Region(Box(380, 20, 500, 90), 0.1), ""),  # the letterhead
        (Region(Box(2, 500, 80, 560), 0.1), ""),  # the shadow at the edge
        (Region(Box(100, 500, 500, 560), 0.1), ""),  # too wide for a hand
        (Region(Box(380, 500, 395, 515), 0.1), ""),  # a speck, a tick
    ],
)
def test_shapes(region: Region, kind: str) -> None:
    assert [ink.kind for ink in find_inks(Reading(PAGE, drawn=(region,)), ())] == ([kind] if kind else [])


def test_a_plan_holds_no_signature() -> None:
    drawn = tuple(Region(Box(100, 150 + 80 * i, 200, 200 + 80 * i), 0.05) for i in range(7))
    assert not find_inks(Reading(PAGE, drawn=drawn), ())


def test_strokes_that_overlap_are_one_signature() -> None:
    drawn = (Region(Box(300, 500, 380, 550), 0.05), Region(Box(360, 530, 420, 580), 0.05))
    (ink,) = find_inks(Reading(PAGE, drawn=drawn), ())
    assert ink.box == Box(300, 500, 420, 580)


def test_coloured_loops_are_no_seals() -> None:
    loop, seal = Inked(Box(400, 300, 500, 390), (), 0.03), Inked(Box(400, 500, 480, 575), (), 0.3)
    assert [i.kind for i in find_inks(Reading(PAGE, inks=(loop, seal)), ())] == ["signature", "seal"]


def test_ink_stands_after_the_words_above_it() -> None:
    words = [Word(0, 2, Box(50, 90, 60, 100)), Word(3, 8, Box(300, 90, 340, 100)), Word(9, 12, Box(50, 200, 70, 210))]
    assert after(words, Box(290, 110, 350, 150)) == 8
    assert after(words, Box(40, 300, 60, 320)) == 12
    assert after(words, Box(40, 10, 60, 20)) == 0


def test_a_word_that_ink_touches_is_not_sure_by_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actes.ocr.ink.is_installed", lambda: False)
    words = [word("Anne", 100, 500), word("M", 125, 500), word("Vu", 100, 200)]
    stroke = Region(Box(124, 480, 220, 520), 0.05)
    read = read_ink(words, [stroke], Image.new("RGB", (10, 10)), 72, PAGE)
    assert [w.confidence for w in read] == [0.95, 0.8, 0.95]
