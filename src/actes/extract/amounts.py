"""Sums of money, in figures and in words: « 33 000 € », « 7.650,76 € HT », « dix mille euros (10 000 €) ».

An amount is read leftwards from its currency: the figures just before it, else the number words.
Two amounts of which one stands in brackets after the other, one in figures and one in words, are one sum
written twice; whether they agree is for the reader of the result to check.

Patterns read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from actes.extract.folding import fold
from actes.extract.numerals import NUMBER_WORD, NUMBER_WORDS, number, numbers

CURRENCY = re.compile(r"€(?:uros?)?|eur(?:(?<![a-z]eur)|(?<=[\d ][km]eur))(?:os?)?(?![a-z])")
"""« € », « euros », « EUR », « €uros »."""

SCALES = {"k": 10**3, "millier": 10**3, "m": 10**6, "million": 10**6, "md": 10**9, "milliard": 10**9}
SCALE = r"(?:(?P<scale>milliers?|millions?|milliards?|k|mds?|m)(?: ?d(?:'|e))? ?)?"
"""« 20 M€ », « 15 k€ », « 10,8 millions d'euros »."""

FIGURES = r"(?:[1-9]\d{0,2}(?:(?: {1,2}|['.])\d{3}(?!\d))+|\d{1,12})(?:, ?\d{1,4}|\.\d{1,4})?"
"""« 33 000 », « 7.650,76 », « 2 250 000 », « 163 000.00 », « 20'000 »; « 10, 67 » under OCR."""

START = r"(?<![\d.,])(?<!(?<![a-z])[a-z])"
"""Figures glued to a word are read (« Total13 800 »), those of a code are not (« T2 500 » is 500)."""

BEFORE_CURRENCY = re.compile(
    rf"(?:(?P<sign>(?<![\w.,])-)|{START})(?:(?P<figures>{FIGURES})|\( ?(?P<bracketed>{FIGURES}) ?\)) {{0,2}}"
    rf"(?:\((?P<words>[a-z][a-z -]{{1,118}})\) ?)?{SCALE}$"
)
"""« 10 000 », « 10 000 (dix mille) », « (10 000) » after its words, « 10,8 millions d' »."""

AFTER_CURRENCY = re.compile(
    rf" ?(?=[1-9]\d{{0,2}}[ '.]\d{{3}}|\d+,\d\d)(?>{FIGURES})(?![\d%]|[.,/-]\d| ?(?:€|eur|[km]d?€)| \d{{3}}(?!\d))"
)
"""« € 1 000 », « € 250,00 »: read only where nothing stands before the sign and no other sign follows."""

CENTS = re.compile(
    r"(?P<glued>\d\d)(?![\d€]| €)"
    rf"| ?(?:et )?(?:(?P<figures>\d{{1,2}})|(?P<words>{NUMBER_WORDS})) {{0,2}}centimes?(?![a-z])"
)
"""« 1€92 », « 12 euros et 50 centimes », « dix euros et cinquante centimes »."""

WORD_BEFORE = re.compile(rf"(?<![a-z]){NUMBER_WORD}(?: ?d(?:'|e))? {{0,3}}$")
"""The last word before « euros » is of a number, or the end of « millions d' »."""

SYMBOLIC = re.compile(r" {1,2}symboliques?(?![a-z])")
"""« à l'euro symbolique » is one euro."""

TAX = (
    r"(?P<tax>(?:h\. ?t\.?|ht|t\. ?t\. ?c\.?|ttc)(?!\w)|hors taxes?|toutes? taxes? comprises?"
    r"|nets? de (?:toutes? )?(?:taxes?|tva)|hors tva|tva comprise|nets?(?![a-z]))"
)
TAX_AFTER = re.compile(rf" {{0,2}}\(? ?{TAX}")
"""« 163 000 € HT », « 500 € (toutes taxes comprises) », « 1 500 € nets »."""

TAX_BEFORE = re.compile(
    rf"(?:montant|cout|prix|total|forfait|loyer|budget|somme|marche)e?s? (?:[a-z]{{4,14}} )?{TAX}\)?"
    r"(?: (?:annuel|total|global|maximum|maximal|forfaitaire))? ?(?:est |etait )?(?:de|fixee? a|s'eleve a|:|=|a)? ?$"
)
"""« un montant HT de » 10 000 €."""

BESIDE = re.compile(rf" {{0,2}}(?:{TAX} {{0,2}})?(?:(?P<bracket>\() ?(?:soit |ou )?|,? ?soit (?:la somme de )?)")
"""Between a sum and the same sum again: « dix mille euros (» 10 000 €, « 10 000 €, soit » dix mille euros."""

BRACKET_END = re.compile(rf" ?(?:{TAX} ?)?\)")


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A sum of money printed at `string[start:end]`, its currency included, its tax mention left out.

    `tax` is where « HT », « TTC », « net de taxe » stands; `words` where the sum is written out beside
    its figures, and what it says there, which may differ from `value`.
    """

    start: int
    end: int
    value: Decimal
    currency: str = "EUR"
    tax: tuple[int, int] | None = None
    words: tuple[int, int, Decimal] | None = None
    by: str = "amount.figures"


def amounts(string: str) -> list[AmountSpan]:
    """Every sum of money of `string`, in order and apart from one another."""
    plain = fold(string)
    found: list[AmountSpan] = []
    floor = 0
    for match in CURRENCY.finditer(plain):
        start, end = match.span()
        if start < floor:
            continue
        amount = (
            _in_figures(string, plain, floor, start, end)
            or _in_words(plain, floor, start, end)
            or _after_sign(plain, start, end)
        )
        if amount is not None:
            found.append(amount)
            floor = amount.end
    return [_taxed(plain, amount) for amount in _paired(plain, found)]


def _in_figures(string: str, plain: str, floor: int, start: int, end: int) -> AmountSpan | None:
    """The amount whose figures stand before the currency sign at `start`."""
    reach = 170 if plain[max(floor, start - 4) : start].rstrip()[-1:] == ")" else 44
    found = BEFORE_CURRENCY.search(plain, max(floor, start - reach), start)
    if found is None:
        return None
    opening = found.start()
    name = "figures" if found["figures"] else "bracketed"
    value = _value(found[name], bool(found["scale"]))
    words = _written(plain, *found.span("words")) if found["words"] else None
    if words is None and name == "bracketed":
        # « dix mille (10 000) euros »: the words are before the bracket.
        words = _words_before(plain, floor, opening)
        opening = words[0] if words else found.start(name)
    if found["scale"]:
        value *= SCALES[found["scale"].rstrip("s")]
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    elif value == int(value):
        cents, end = _cents(plain, end, glued=plain[end - 1] == "€")
        value += cents
    if found["sign"]:
        # A hyphen at the head of a line, or apart from its figures, is a dash.
        if opening and string[opening - 1] not in "\r\n":
            value = -value
        else:
            opening += 1
    return AmountSpan(opening, end, value, words=words)


def _in_words(plain: str, floor: int, start: int, end: int) -> AmountSpan | None:
    """The amount written in words before the currency at `start`, or « l'euro symbolique »."""
    words = _words_before(plain, floor, start)
    if words is not None:
        cents, end = _cents(plain, end, glued=False)
        return AmountSpan(words[0], end, words[2] + cents, by="amount.words")
    if symbolic := SYMBOLIC.match(plain, end):
        return AmountSpan(start, symbolic.end(), Decimal(1), by="amount.symbolic")
    return None


def _after_sign(plain: str, start: int, end: int) -> AmountSpan | None:
    if plain[start] != "€" or plain[max(start - 2, 0) : start].strip()[-1:].isdigit():
        return None
    found = AFTER_CURRENCY.match(plain, end)
    return AmountSpan(start, found.end(), _value(found.group().strip(), False)) if found else None


def _words_before(plain: str, floor: int, end: int) -> tuple[int, int, Decimal] | None:
    """The number in words that ends at `end`: where it stands and its value."""
    if not WORD_BEFORE.search(plain, max(floor, end - 14), end):
        return None
    base = max(floor, end - 150)
    written = numbers(plain[base:end])
    if not written or plain[base + written[-1].end : end].strip(" d'e"):
        return None
    last = written[-1]
    if plain.startswith(("millions", "milliards", "cents", "vingts"), base + last.start):
        return None  # « quelques millions d'euros »: no number
    return base + last.start, base + last.end, Decimal(last.value)


def _written(plain: str, start: int, end: int) -> tuple[int, int, Decimal] | None:
    value = number(plain[start:end])
    return None if value is None else (start, end, Decimal(value))


def _cents(plain: str, end: int, glued: bool) -> tuple[Decimal, int]:
    """The cents printed after the currency that ends at `end`, and where the amount is over then."""
    found = CENTS.match(plain, end)
    if found is None or (found["glued"] and not glued):
        return Decimal(0), end
    cents = number(found["words"]) if found["words"] else int(found["glued"] or found["figures"])
    return (Decimal(0), end) if cents is None or cents > 99 else (Decimal(cents) / 100, found.end())


def _value(figures: str, scaled: bool) -> Decimal:
    """« 7.650,76 » is 7650.76, « 10.000 » is 10000 but « 1.129 » millions and « 0.125 » are decimal."""
    figures = figures.replace(" ", "").replace("'", "")
    whole, _, decimals = figures.rpartition(",") if "," in figures else (figures, "", "")
    if not decimals and "." in whole:
        head, _, last = whole.rpartition(".")
        if len(last) != 3 or head == "0" or (scaled and "." not in head):
            whole, decimals = head, last
    whole = whole.replace(".", "")
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def _paired(plain: str, found: list[AmountSpan]) -> list[AmountSpan]:
    """The amounts, those printed in figures and again in words made one."""
    paired: list[AmountSpan] = []
    for amount in found:
        previous = paired[-1] if paired else None
        if previous is not None and previous.words is None and amount.words is None and previous.by != amount.by:
            gap = BESIDE.fullmatch(plain, previous.end, amount.start)
            if gap and (not gap["bracket"] or BRACKET_END.match(plain, amount.end)):
                figures, words = (previous, amount) if amount.by == "amount.words" else (amount, previous)
                if {figures.by, words.by} == {"amount.figures", "amount.words"}:
                    paired[-1] = replace(
                        figures,
                        words=(words.start, words.end, words.value),
                        tax=gap.span("tax") if gap["tax"] else None,
                    )
                    continue
        paired.append(amount)
    return paired


def _taxed(plain: str, amount: AmountSpan) -> AmountSpan:
    """The amount with the tax mention after it, or after its words, or before it."""
    if amount.tax is not None:
        return amount
    after = amount.end
    if amount.words and amount.words[1] > amount.end:
        after = amount.words[1]
        inside = TAX_AFTER.match(plain, amount.end)
        if inside:
            return replace(amount, tax=inside.span("tax"))
        after += plain[after : after + 2].find(")") + 1
    found = TAX_AFTER.match(plain, after)
    if found is None:
        first = min(amount.start, amount.words[0]) if amount.words else amount.start
        found = TAX_BEFORE.search(plain, max(first - 60, 0), first)
    return replace(amount, tax=found.span("tax")) if found else amount
