"""Letters of the symbol fonts (Wingdings, Symbol, Webdings) as the signs they print.

Office documents keep them as codes without meaning, mostly in U+F020–U+F0FF: the box of
« ☐ oui ☐ non » is a Wingdings "o" or U+F0A8.
"""

from __future__ import annotations

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
    0x2A: "∗", 0x2D: "−", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0xA0: "€", 0xA3: "≤", 0xA5: "∞",
    0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xBC: "…", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip

FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "webdings": WEBDINGS, "symbol": SYMBOL}

NO_FONT = WINGDINGS | {0xB7: "•", 0xA0: " ", 0x20: " ", 0x2D: "-"}
"""What a U+F0xx without a known font most often is."""


def symbol_font(font: str | None) -> bool:
    """Whether letters in this font print signs, not themselves."""
    return font is not None and font.lower() in FONTS


def signs(text: str, font: str | None = None) -> str:
    """`text` with each letter of a symbol font as its sign; one that is unknown stays."""
    table = FONTS.get(font.lower()) if font else None
    if table is None and text.isascii():
        return text
    return "".join(_sign(letter, table) for letter in text)


def _sign(letter: str, table: dict[int, str] | None) -> str:
    code = ord(letter)
    private = 0xF020 <= code <= 0xF0FF
    if private or (table is not None and 0x20 < code < 0x100):
        return (NO_FONT if table is None else table).get(code & 0xFF, letter)
    return letter
