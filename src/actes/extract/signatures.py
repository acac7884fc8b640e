"""Who signs: the signature blocks in the closing of an act.

`closing` reads the phrases (delegations, offices, names), here they are put together. A block is
what is printed before a name (« Pour le Préfet et par délégation, / Le Directeur ») with the name,
and an office after it if none stood before. Where offices and names come in two runs, as columns
read line by line do, they are paired in their order. An office without a name is a block too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from actes.extract.closing import Phrase, phrases
from actes.extract.formulas import E_SIGNED
from actes.extract.names import Name
from actes.extract.persons import build, value_of
from actes.extract.signing import Signing, signing
from actes.lines import fold
from actes.model import Found, Signatory, found
from actes.text import Text, join

__all__ = ["Signing", "signatories", "signing"]


@dataclass(frozen=True, slots=True)
class Block:
    """One signature block: the phrases it is made of."""

    fors: tuple[Phrase, ...] = ()
    party: Phrase | None = None
    quality: Phrase | None = None
    name: Name | None = None
    link: Phrase | None = None
    """An office that a further delegation may have passed over."""
    certificate: bool = False


FOOTNOTE_CALL = re.compile(r"\s?\(\d{1,2}\)$")
"""« Le bailleur (6) »: the call of a note is no part of the name."""

OPEN_COLON = re.compile(r"\s{0,3}:\s{0,200}[a-z-]")
"""« Le Maire : / – certifie … » opens a sentence."""

MOST_HEADS = 24
"""More offices and delegations than this stand before no name."""

FAR = 8
"""A name without an office after so many empty lines belongs to something else than the signatures before."""

SHORT = 25
"""Running text up to this length is a stray word between the lines of a block, and does not end it."""


@dataclass(slots=True)
class _Reading:
    """What was read since the last block was closed."""

    heads: list[Phrase] = field(default_factory=list)
    names: list[Phrase] = field(default_factory=list)
    tails: list[Phrase] = field(default_factory=list)


def signatories(text: Text) -> tuple[Signatory, ...]:
    """The signature blocks of one act's closing, in order, blank ones included.

    `role` is `certificate` where an executory certificate or a certified copy is signed by
    somebody else than the act.
    """
    string = text.string
    folded = fold(string)
    read_phrases = phrases(string, folded)
    blocks = _blocks(read_phrases, string, folded)
    if not any(block.name for block in blocks):
        blocks = [*blocks, *_bare(read_phrases)]
    act = {_key(folded, block.name) for block in blocks if block.name and not block.certificate}
    return tuple(
        _signatory(text, block, number, _certifies(folded, block, act)) for number, block in enumerate(blocks, 1)
    )


def _blocks(read_phrases: list[Phrase], string: str, folded: str) -> list[Block]:
    """The blocks the phrases make; running text ends one, and only a telling phrase opens one after it."""
    blocks: list[Block] = []
    reading = _Reading()
    dead = listed = certificate = e_signed = False

    def close() -> None:
        nonlocal reading, certificate
        made = [replace(block, certificate=certificate) for block in _assembled(string, reading)]
        if certificate and blocks:  # « Notifié le … / Signature de l'agent : »
            made = [block for block in made if block.name or block.fors]
        certificate = certificate and not any(block.name for block in made)
        blocks.extend(made)
        reading = _Reading()

    for i, phrase in enumerate(read_phrases):
        if phrase.kind == "place":
            close()
            dead = listed = False
        elif phrase.kind in ("certificate", "copy"):
            close()
            dead, listed, certificate, e_signed = False, False, True, False
        elif phrase.kind == "prose":
            if phrase.notice or phrase.end - phrase.start > SHORT:
                if not phrase.row.blank and not reading.names and all(head.kind == "quality" for head in reading.heads):
                    reading = _Reading()  # « Le Maire / – certifie que … »: a sentence, no block
                close()
                dead, listed = True, listed or phrase.listing
        elif phrase.kind == "signed":
            e_signed = e_signed or E_SIGNED.match(folded, phrase.start) is not None
            if folded[phrase.start] == "#" and _unsigned(read_phrases, i, reading):
                blocks.append(Block())
        elif phrase.kind == "name":
            far = bool(blocks or reading.names) and phrase.row.blank > FAR
            if ((dead or far) and not reading.heads) or phrase.name is None:
                continue
            if e_signed and _same(folded, phrase.name, [*blocks[-8:], *_assembled(string, reading)]):
                continue
            if reading.tails:
                close()
            dead = False
            reading.names.append(phrase)
        else:
            named_next = _named_next(read_phrases, i)
            if phrase.weak and not named_next:
                continue
            opening = phrase.kind == "quality" and named_next and not listed
            if dead and not opening and not (phrase.kind == "for" and phrase.officer):
                continue
            if e_signed and phrase.kind == "quality" and not phrase.article and not reading.names:
                continue
            dead = listed = False
            if reading.names and _trails(phrase, reading, named_next):
                reading.tails.append(phrase)
                continue
            if reading.names:
                close()
            if len(reading.heads) == MOST_HEADS:
                close()
            reading.heads.append(phrase)
    close()
    return blocks


def _named_next(read_phrases: list[Phrase], i: int) -> bool:
    """Whether a name comes next, « signé » aside."""
    for phrase in read_phrases[i + 1 : i + 4]:
        if phrase.kind != "signed":
            return phrase.kind == "name"
    return False


def _unsigned(read_phrases: list[Phrase], i: int, reading: _Reading) -> bool:
    """Whether the mark of a signature stands alone between two places: a block that prints nothing else."""
    alone = not reading.heads and not reading.names and i > 0 and read_phrases[i - 1].kind == "place"
    return alone and (i + 1 == len(read_phrases) or read_phrases[i + 1].kind == "place")


def _trails(phrase: Phrase, reading: _Reading, named_next: bool) -> bool:
    """Whether an office printed after a name is that person's, and opens no block of its own."""
    if phrase.kind != "quality" or len(reading.tails) >= len(reading.names):
        return False
    headed = any(head.kind == "quality" for head in reading.heads)
    if phrase.article:
        return not headed and not named_next
    return not (headed and named_next)


def _assembled(string: str, reading: _Reading) -> list[Block]:
    """The blocks of one run of offices, one of names, and one of offices after them."""
    names = reading.names
    apart = _headed(reading.heads, chained=False)
    chained = _headed(reading.heads, chained=True)
    blocks = apart if len(names) > 1 or len(apart) == len(names) else chained
    if not names:
        return [block for block in blocks if _stands(string, block)]
    unnamed = max(0, len(blocks) - len(names))
    named = [
        replace(blocks[unnamed + k] if unnamed + k < len(blocks) else Block(), name=phrase.name)
        for k, phrase in enumerate(names)
    ]
    if len(reading.tails) == len(named) > 1 and not any(block.quality for block in named):
        named = [replace(block, quality=tail) for block, tail in zip(named, reading.tails, strict=True)]
    elif reading.tails and named[-1].quality is None:
        named[-1] = replace(named[-1], quality=reading.tails[0])
    return [*(block for block in blocks[:unnamed] if _stands(string, block)), *named]


def _stands(string: str, block: Block) -> bool:
    """Whether a block without a name is one: it is printed as a row of its own."""
    parts = [part for part in (*block.fors, block.party, block.quality) if part]
    if block.quality and not (block.fors or block.party):
        quality = block.quality
        if not quality.article or not string[quality.start].isupper():
            return False
    if block.quality and OPEN_COLON.match(string, block.quality.end):
        return False
    return all(part.ends and not part.weak for part in parts)


def _headed(heads: list[Phrase], chained: bool) -> list[Block]:
    """The blocks that delegations, parties and offices open, in their order.

    With `chained`, an office before « par délégation du … » is a link of the delegation
    (« Pour le Préfet, le Directeur, par délégation du Directeur, l'Adjointe ») and opens no block.
    """
    blocks: list[Block] = []
    offices = sum(head.kind == "quality" for head in heads)
    for head in heads:
        last = blocks[-1] if blocks else None
        if head.kind == "party" or (head.kind == "for" and not head.officer):
            blocks.append(Block(party=head))
        elif head.kind == "for":
            if last is None or (last.quality is not None and not chained and head.parts):
                blocks.append(Block(fors=(head,)))
            elif last.quality is not None and not head.parts:  # « Le Maire, par délégation, l'Adjoint »
                blocks[-1] = replace(last, fors=(*last.fors, replace(last.quality, delegated=True)), quality=None)
            else:
                blocks[-1] = replace(last, fors=(*last.fors, head), link=last.quality, quality=None)
        else:
            waiting = [k for k, block in enumerate(blocks) if block.party and block.quality is None]
            if len(waiting) > 1 and offices == len(waiting) + sum(block.quality is not None for block in blocks):
                blocks[waiting[0]] = replace(blocks[waiting[0]], quality=head)
            elif last is None or (last.quality is not None and head.article):
                blocks.append(Block(quality=head))
            elif last.quality is None:
                blocks[-1] = replace(last, quality=head)
            else:  # « Le Maire de Valmont, / Vice-président du Conseil départemental »
                blocks[-1] = replace(
                    last, quality=replace(last.quality, end=head.end, parts=last.quality.parts + head.parts)
                )
    return [block if block.quality or not block.link else replace(block, quality=block.link) for block in blocks]


def _bare(read_phrases: list[Phrase]) -> list[Block]:
    """A name alone on its line after the last article, where no office was read."""
    last: Phrase | None = None
    for phrase in read_phrases:
        if phrase.notice:
            break
        if phrase.kind == "name" and phrase.opens and phrase.ends and phrase.name and phrase.name.sure:
            last = phrase
    return [Block(name=last.name)] if last else []


def _key(folded: str, name: Name) -> str:
    span = name.family or (name.start, name.end)
    return "".join(c for c in folded[span[0] : span[1]] if c.isalpha())


def _same(folded: str, name: Name, blocks: Iterable[Block]) -> bool:
    key = _key(folded, name)
    return any(block.name and _key(folded, block.name) == key for block in blocks)


def _certifies(folded: str, block: Block, act: set[str]) -> bool:
    return block.certificate and block.name is not None and bool(act) and _key(folded, block.name) not in act


def _signatory(text: Text, block: Block, number: int, certifies: bool) -> Signatory:
    person = build(text, block.name, None, "signature.name") if block.name else None
    quality = block.quality
    behalf = block.party or next((phrase for phrase in block.fors if phrase.parts), None)
    delegation = next((phrase for phrase in block.fors), None)
    return Signatory(
        civility=person.civility if person else None,
        title=person.title if person else None,
        given=person.given if person else None,
        family=person.family if person else None,
        quality=_read(text, quality, "signature.quality"),
        on_behalf_of=_read(text, behalf, "signature.on_behalf_of"),
        by_delegation=found(text[delegation.start : delegation.end], True, "signature.delegation")
        if delegation
        else None,
        block=number,
        role="certificate" if certifies else "act",
    )


def _read(text: Text, phrase: Phrase | None, by: str) -> Found[str] | None:
    """The value of a phrase, which may run over several rows of one column."""
    if phrase is None or not phrase.parts:
        return None
    whole = join((text[start:end] for start, end in phrase.parts), " ", text.pages)
    return found(whole, FOOTNOTE_CALL.sub("", value_of(whole)), by)
