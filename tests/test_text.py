"""`Text`: whatever is done to it, every character still knows where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.text import INSERTED, PAGE_STRIDE, Box, Mark, PageText, Text, Word, join, whole

PAGES = st.lists(st.text(alphabet="ab é-\n\f\u00ad.", max_size=40), min_size=1, max_size=4).map(
    lambda strings: tuple(PageText(i + 1, s) for i, s in enumerate(strings))
)
PATTERNS = st.sampled_from([r"-\n", r"a+", r"\s+", r"é", r"(?=b)", r"b?", r"\u00ad"])
REPLACEMENTS = st.sampled_from(["", " ", "ee", "longer than what it replaces"])


def faithful(text: Text) -> bool:
    """Each character that was not put in stands in its page, unless a substitution gave it another letter."""
    return len(text.string) == len(text.origin) and all(
        o == INSERTED or 0 <= o % PAGE_STRIDE < len(text.pages[o // PAGE_STRIDE].string) for o in text.origin
    )


def exact(text: Text) -> bool:
    return all(
        o == INSERTED or text.pages[o // PAGE_STRIDE].string[o % PAGE_STRIDE] == c
        for o, c in zip(text.origin, text.string, strict=True)
    )


@given(PAGES)
def test_whole_holds_every_page_letter_for_letter(pages: tuple[PageText, ...]) -> None:
    text = whole(pages)
    assert exact(text)
    assert text.string == "\f".join(p.string for p in pages)


@given(PAGES, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_keeps_its_origins(pages: tuple[PageText, ...], start: int, end: int) -> None:
    part = whole(pages)[start:end]
    assert exact(part)
    assert part.string == whole(pages).string[start:end]


@given(PAGES, PATTERNS, REPLACEMENTS)
def test_sub_does_what_re_sub_does_and_keeps_origins(pages: tuple[PageText, ...], pattern: str, new: str) -> None:
    text = whole(pages)
    changed = text.sub(re.compile(pattern), new)
    assert changed.string == re.sub(pattern, new, text.string)
    assert faithful(changed)


@given(PAGES, st.lists(st.tuples(st.integers(0, 50), st.integers(0, 12)), max_size=5))
def test_without_drops_exactly_the_spans(pages: tuple[PageText, ...], pieces: list[tuple[int, int]]) -> None:
    text = whole(pages)
    spans = [(start, start + length) for start, length in pieces if start + length <= len(text)]
    dropped = {i for start, end in spans for i in range(start, end)}
    kept = text.without(spans)
    assert kept.string == "".join(c for i, c in enumerate(text.string) if i not in dropped)
    assert exact(kept)


@given(PAGES)
def test_lines_and_join_are_inverse(pages: tuple[PageText, ...]) -> None:
    text = whole(pages)
    assert join(text.lines(), "\n", text.pages).string == text.string


@given(PAGES, st.integers(0, 40), st.integers(1, 40))
def test_places_quote_their_page(pages: tuple[PageText, ...], start: int, length: int) -> None:
    text = whole(pages).sub(re.compile(r"-\n"), "")[start : start + length]
    quoted = "".join(pages[p.page - 1].string[p.start : p.end] for p in text.places())
    assert quoted == text.quote()
    letters = [c for c in text.string if c.isalpha()]
    assert [c for c in quoted if c.isalpha()] == letters


def test_a_hyphen_at_the_line_end_does_not_break_a_quotation() -> None:
    text = whole([PageText(1, "la com-\nmune de Val")]).sub(re.compile(r"-\n"), "")
    found = text[3:10]
    assert found.string == "commune"
    assert found.quote() == "com-\nmune"
    assert [(p.page, p.start, p.end) for p in found.places()] == [(1, 3, 12)]


def test_a_running_head_lifted_out_breaks_it() -> None:
    text = whole([PageText(1, "le 3 [tampon] mars")]).without([(5, 14)])
    assert text.string == "le 3 mars"
    assert [text.pages[0].string[p.start : p.end] for p in text[3:].places()] == ["3 ", "mars"]


def test_a_text_over_two_pages_has_two_places() -> None:
    text = whole([PageText(1, "le maire"), PageText(2, "de Val")])
    assert [(p.page, p.start, p.end) for p in text.places()] == [(1, 0, 8), (2, 0, 6)]


def test_origins_must_match_the_string() -> None:
    text = whole([PageText(1, "abc")])
    with pytest.raises(ValueError, match="one origin per character"):
        Text("ab", text.origin, text.pages)


def test_box_and_confidence_come_from_the_words_under_the_text() -> None:
    page = PageText(
        1,
        "Le Maire signe",
        words=(
            Word(0, 2, Box(10, 10, 20, 18)),
            Word(3, 8, Box(22, 9, 50, 18), 0.5),
            Word(9, 14, Box(52, 10, 80, 18), 0.9),
        ),
    )
    text = whole([page])
    assert text[3:8].places()[0].bbox == Box(22, 9, 50, 18)
    assert text[3:14].places()[0].bbox == Box(22, 9, 80, 18)
    assert text[3:14].confidence() == 0.5
    assert text[0:2].confidence() == 1.0
    assert text[2:3].places()[0].bbox is None


def test_marks_follow_the_characters() -> None:
    text = whole([PageText(1, "un titre gras", marks=(Mark("bold", 3, 8),))])
    assert text[3:8].marked("bold")
    assert not text[9:].marked("bold")
    assert not text[3:8].marked("heading")
