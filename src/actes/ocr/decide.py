"""Which pages are to be read by OCR: decided page by page, from what the page's own text is worth."""

from __future__ import annotations

import re

from actes.text import PageText

POOR = 0.75
"""The share of likely words in a text layer below which the page is read again, and the better text kept."""

FEWEST = 20
"""Fewer words tell nothing of a text layer."""

LIKELY = re.compile(
    r"""
    [^\w]*
    (?: (?:[dlnsmtjcDLNSMTJC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’]\w?)?
    (?: (?:[A-ZÀ-Þ]?[a-zß-ÿœ]+|[A-ZÀ-ÞŒ]+|[A-ZÀ-Þ][a-zß-ÿ]+[A-ZÀ-Þ][a-zß-ÿ]+)(?:[-'’.][\w]+)*
      | [\d.,/:°%€hH()-]+ )?
    [^\w]*
    """,
    re.VERBOSE,
)
"""A word of one case, or with one capital in front; a number; a sign."""

VOWEL = re.compile(r"[aeiouyàâéèêëîïôùûüœæAEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒÆ]")
CONSONANTS = 5
"""Letters from which a word of French has a vowel; a shorter one may be an abbreviation."""


def wants_ocr(page: PageText) -> bool:
    """Whether a page is an image whose text is still to be read, or was read badly by another program."""
    if not page.width or not page.height:
        return False
    if page.text_origin == "mixed":
        return True
    return page.text_origin == "ocr" and (not page.string.strip() or is_poor(page.string))


def is_poor(text: str) -> bool:
    """Whether a text is so full of unlikely words that it was badly read."""
    return len(text.split()) >= FEWEST and likeness(text) < POOR


def likeness(text: str) -> float:
    """The share of the words of a text that may be words of French, numbers or signs; 0 for no word."""
    words = text.split()
    return sum(map(_is_likely, words)) / len(words) if words else 0.0


def _is_likely(word: str) -> bool:
    if len(word) > 40 or LIKELY.fullmatch(word) is None:
        return False
    letters = sum(map(str.isalpha, word))
    return letters < CONSONANTS or VOWEL.search(word) is not None
