"""Numbers as a word processor prints them before a paragraph or a note."""

from __future__ import annotations

from collections.abc import Callable

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

CARDINALS = (
    *("Zéro", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix", "Onze", "Douze"),
    *("Treize", "Quatorze", "Quinze", "Seize", "Dix-sept", "Dix-huit", "Dix-neuf", "Vingt"),
)
"""« Article Deux »: the words of Word's `cardinalText` in a French document."""

ORDINALS = (
    *("Premier", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième", "Septième", "Huitième"),
    *("Neuvième", "Dixième", "Onzième", "Douzième", "Treizième", "Quatorzième", "Quinzième", "Seizième"),
    *("Dix-septième", "Dix-huitième", "Dix-neuvième", "Vingtième"),
)
"""« Article Premier »: the words of Word's `ordinalText` in a French document."""

_RAISED = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")


def numeral(number: int, form: str) -> str:
    """`number` in a numbering format of OOXML (`lowerRoman`) or OpenDocument (`i`).

    An unknown format, or one that cannot print this number, gives plain figures;
    `none`, `bullet` and the empty format print nothing.
    """
    if form in ("", "none", "bullet"):
        return ""
    write = _FORMATS.get(form)
    return (write(number) if write else "") or str(number)


def raised(text: str) -> str:
    """A call of note as printed, above the line: `12` gives `¹²`."""
    return text.translate(_RAISED)


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return ""
    text = ""
    for value, letters in ROMAN + ROMAN_UNITS:
        while number >= value:
            text += letters
            number -= value
    return text


def _letters(number: int) -> str:
    """a … z, then aa, bb … zz, as Word and LibreOffice count."""
    if not 0 < number <= 26 * 10:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _word(number: int, words: tuple[str, ...], first: int) -> str:
    return words[number - first] if first <= number < first + len(words) else ""


def _decimal_zero(number: int) -> str:
    return f"{number:02d}"


def _ordinal(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _cardinal_word(number: int) -> str:
    return _word(number, CARDINALS, 0)


def _ordinal_word(number: int) -> str:
    return _word(number, ORDINALS, 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": _decimal_zero,
    "01": _decimal_zero,
    "01, 02, 03, ...": _decimal_zero,
    "lowerRoman": _roman,
    "i": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "I": lambda n: _roman(n).upper(),
    "lowerLetter": _letters,
    "a": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "A": lambda n: _letters(n).upper(),
    "ordinal": _ordinal,
    "1st": _ordinal,
    "cardinalText": _cardinal_word,
    "One": _cardinal_word,
    "ordinalText": _ordinal_word,
    "First": _ordinal_word,
}
