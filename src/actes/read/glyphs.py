"""Letters of the symbol fonts (Wingdings, Symbol, Webdings) as the signs they print.

Office documents keep them as codes without meaning, mostly in U+F020–U+F0FF: the box of
« ☐ oui ☐ non » is a Wingdings "o" or U+F0A8.
"""

from __future__ import annotations

import re

WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDC: "➲", 0xE0: "→",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip

WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "•", 0xA3: "☐"}

WEBDINGS = {0x61: "✔", 0x63: "☐", 0x67: "■", 0x72: "✘"}

SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40) if chr(code) not in "\"$'*-@"},
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    0x2A: "∗", 0x2D: "-", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0xA0: "€", 0xA3: "≤", 0xA5: "∞",
    0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xBC: "…", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip

NO_FONT = WINGDINGS | {0xB7: "•", 0xA0: " ", 0x20: " ", 0x2D: "-"}
"""What a U+F0xx without a known font most often is."""

PRIVATE = re.compile("[\uf020-\uf0ff]")


def _translation(font: dict[int, str], *, plain: bool) -> dict[int, str]:
    """For `str.translate`: the letters of a font by their private codes, and by their plain ones."""
    private = {0xF000 + code: sign for code, sign in font.items()}
    return private | {code: sign for code, sign in font.items() if 0x20 < code < 0x7F} if plain else private


FONTS = {
    "wingdings": _translation(WINGDINGS, plain=True),
    "wingdings 2": _translation(WINGDINGS_2, plain=True),
    "webdings": _translation(WEBDINGS, plain=True),
    "symbol": _translation(SYMBOL, plain=True),
}
_NO_FONT = _translation(NO_FONT, plain=False)


def symbol_font(font: str | None) -> bool:
    """Whether letters in this font print signs, not themselves."""
    return font is not None and font.lower() in FONTS


def signs(text: str, font: str | None = None) -> str:
    """`text` with each letter of a symbol font as its sign; one that is unknown stays."""
    table = FONTS.get(font.lower()) if font else None
    if table is not None:
        return text.translate(table)
    return text if text.isascii() or not PRIVATE.search(text) else text.translate(_NO_FONT)
