"""Signature blocks out of the phrases of a closing.

A block is what is printed before a name (« Pour le Préfet et par délégation, / Le Directeur »), the
name, and an office after it if none stood before. Where offices and names come in two runs, as columns
read line by line do, they are paired in their order. An office without a name is a block too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from actes.extract.closing import Phrase
from actes.extract.formulas import E_SIGNED
from actes.extract.names import Name

HEADS = frozenset(("for", "party", "quality"))
BOUNDARIES = frozenset(("place", "copy", "certificate", "prose"))

CERTIFIES = re.compile(r"[^\n]{0,80}?(?:execut|certif)")
"""A certificate that is one, not a sentence of a notice that begins alike."""

OPEN_COLON = re.compile(r"\s{0,3}:\s{0,200}[a-z-]")
"""« Le Maire : / – certifie … » opens a sentence."""

MOST_HEADS = 24
"""More offices and delegations than this stand before no name."""

FAR = 8
"""A name without an office after so many empty lines belongs to something else than the signatures before."""

SHORT = 25
"""Running text up to this length is a stray word between the lines of a block, and does not end it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One signature block. `link` is an office that a further delegation may have passed over."""

    fors: tuple[Phrase, ...] = ()
    party: Phrase | None = None
    quality: Phrase | None = None
    name: Name | None = None
    link: Phrase | None = None
    certificate: bool = False
    copy: bool = False


@dataclass(slots=True)
class _Run:
    """Offices, then names, then offices after names, with nothing else between them."""

    certificate: bool = False
    copy: bool = False
    heads: list[Phrase] = field(default_factory=list)
    names: list[Phrase] = field(default_factory=list)
    tails: list[Phrase] = field(default_factory=list)
    marked: bool = False


def blocks(read: list[Phrase], string: str, folded: str) -> list[Block]:
    """The signature blocks the phrases make, in order."""
    found: list[Block] = []
    for run in _runs(list(_live(read, folded))):
        made = _assembled(string, run)
        if run.certificate and found:  # « Notifié le … / Signature de l'agent : »
            made = [block for block in made if block.name or block.fors]
        found += (replace(block, certificate=run.certificate, copy=run.copy) for block in made)
    if any(block.name for block in found):
        return found
    return [*found, *_bare(read)]


def name_key(folded: str, name: Name) -> str:
    """What two printings of one person's name share: the letters of the family name."""
    start, end = name.family or (name.start, name.end)
    return "".join(c for c in folded[start:end] if c.isalpha())


def _live(read: list[Phrase], folded: str) -> Iterator[Phrase]:
    """The phrases that count: after running text, only a telling one opens a block again."""
    dead = listed = e_signed = False
    seen: set[str] = set()
    last: Phrase | None = None
    for i, phrase in enumerate(read):
        if phrase.kind == "prose":
            if not phrase.notice and phrase.end - phrase.start <= SHORT:
                continue
            dead, listed = True, listed or phrase.listing
        elif phrase.kind in BOUNDARIES:
            if dead and phrase.kind == "certificate" and not CERTIFIES.match(folded, phrase.start, phrase.end):
                continue
            dead = listed = e_signed = False
        elif phrase.kind == "signed":
            e_signed = e_signed or E_SIGNED.match(folded, phrase.start) is not None
            if folded[phrase.start] != "#":
                continue
        elif phrase.kind == "name":
            if phrase.name is None or dead or (last and last.kind == "name" and phrase.row.blank > FAR):
                continue
            if not phrase.name.sure and (last is None or last.kind not in HEADS):
                continue
            key = name_key(folded, phrase.name)
            if e_signed and key in seen:  # the electronic signature of the name printed beside it
                continue
            seen.add(key)
        else:
            named = _named_next(read, i)
            reopens = (phrase.kind == "for" and phrase.officer) or (phrase.kind == "quality" and named and not listed)
            if (phrase.weak and not named) or (dead and not reopens):
                continue
            if e_signed and phrase.kind == "quality" and not phrase.article and (last is None or last.kind != "name"):
                continue
            dead = listed = False
        last = last if phrase.kind == "signed" else phrase
        yield phrase


def _named_next(read: list[Phrase], i: int) -> bool:
    """Whether a name comes next, « signé » aside."""
    for phrase in read[i + 1 : i + 4]:
        if phrase.kind != "signed":
            return phrase.kind == "name"
    return False


def _runs(live: list[Phrase]) -> list[_Run]:
    runs = [_Run()]
    for i, phrase in enumerate(live):
        run = runs[-1]
        if phrase.kind in BOUNDARIES:
            if _is_sentence(phrase, run):
                run.heads.clear()
            goes_on = run.certificate and not run.names
            certifies = phrase.kind in ("copy", "certificate") or goes_on
            runs.append(_Run(certifies, phrase.kind == "copy" or (goes_on and run.copy)))
        elif phrase.kind == "signed":
            run.marked = run.marked or _alone(live, i)
        elif phrase.kind == "name":
            if run.tails:
                run = _Run()
                runs.append(run)
            run.names.append(phrase)
        elif run.names and _trails(phrase, run, _named_next(live, i)):
            run.tails.append(phrase)
        else:
            if run.names or len(run.heads) == MOST_HEADS:
                run = _Run(run.certificate and not run.names, run.copy and not run.names)
                runs.append(run)
            run.heads.append(phrase)
    return runs


def _is_sentence(prose: Phrase, run: _Run) -> bool:
    """Whether the running text carries on an office: « Le Maire / – certifie que … »."""
    offices = not run.names and all(head.kind == "quality" for head in run.heads)
    return prose.kind == "prose" and offices and not prose.row.blank


def _alone(live: list[Phrase], i: int) -> bool:
    """Whether the mark of a signature stands alone between two places: a block that prints nothing else."""
    after = live[i + 1].kind if i + 1 < len(live) else "place"
    return i > 0 and live[i - 1].kind == after == "place"


def _trails(phrase: Phrase, run: _Run, named_next: bool) -> bool:
    """Whether an office printed after a name is that person's, and opens no block of its own."""
    if phrase.kind != "quality" or len(run.tails) >= len(run.names):
        return False
    headed = any(head.kind == "quality" for head in run.heads)
    if phrase.article:
        return not headed and not named_next
    return not (headed and named_next)


def _assembled(string: str, run: _Run) -> list[Block]:
    """The blocks of one run: its offices before the names paired with the names, or those after them."""
    if not run.names:
        blank = [block for block in _headed(run.heads, chained=True) if _stands(string, block)]
        return blank or [Block()] * run.marked
    heads = _headed(run.heads, chained=False)
    if len(heads) != len(run.names) == 1:
        heads = _headed(run.heads, chained=True)
    unnamed = max(0, len(heads) - len(run.names))
    named = [
        replace(heads[unnamed + k] if unnamed + k < len(heads) else Block(), name=phrase.name)
        for k, phrase in enumerate(run.names)
    ]
    if len(run.tails) == len(named) > 1 and not any(block.quality for block in named):
        named = [replace(block, quality=tail) for block, tail in zip(named, run.tails, strict=True)]
    elif run.tails and named[-1].quality is None:
        named[-1] = replace(named[-1], quality=run.tails[0])
    return [*(block for block in heads[:unnamed] if _stands(string, block)), *named]


def _stands(string: str, block: Block) -> bool:
    """Whether a block without a name is one: printed in rows of its own, an office with its article in capitals."""
    parts = [part for part in (*block.fors, block.party, block.quality) if part]
    quality = block.quality
    if quality and OPEN_COLON.match(string, quality.end):
        return False
    if quality and len(parts) == 1 and not (quality.article and string[quality.start].isupper()):
        return False
    return all(part.ends and not part.weak for part in parts)


def _headed(heads: list[Phrase], *, chained: bool) -> list[Block]:
    """The blocks that delegations, parties and offices open, in their order.

    With `chained`, an office before « par délégation du … » is a link of the delegation
    (« Pour le Préfet, le Directeur, par délégation du Directeur, l'Adjointe ») and opens no block.
    """
    made: list[Block] = []
    offices = sum(head.kind == "quality" for head in heads)
    for head in heads:
        last = made[-1] if made else None
        if head.kind == "party" or (head.kind == "for" and not head.officer):
            made.append(Block(party=head))
        elif head.kind == "for":
            if last is None or (last.quality and head.parts and not chained):
                made.append(Block(fors=(head,)))
            elif last.quality and not head.parts:  # « Le Maire, par délégation, l'Adjoint »
                made[-1] = replace(last, fors=(*last.fors, replace(last.quality, delegated=True)), quality=None)
            else:
                made[-1] = replace(last, fors=(*last.fors, head), link=last.quality, quality=None)
        else:
            waiting = [k for k, block in enumerate(made) if block.party and block.quality is None]
            if len(waiting) > 1 and offices == len(waiting) + sum(block.quality is not None for block in made):
                made[waiting[0]] = replace(made[waiting[0]], quality=head)
            elif last is None or (last.quality and head.article):
                made.append(Block(quality=head))
            elif last.quality is None:
                made[-1] = replace(last, quality=head)
            else:  # « Le Maire de Valmont, / Vice-président du Conseil départemental »
                whole = replace(last.quality, end=head.end, parts=last.quality.parts + head.parts, ends=head.ends)
                made[-1] = replace(last, quality=whole)
    return [block if block.quality or not block.link else replace(block, quality=block.link) for block in made]


def _bare(read: list[Phrase]) -> list[Block]:
    """A name alone on its line after the last article, where no office was read."""
    last: Name | None = None
    for phrase in read:
        if phrase.notice:
            break
        if phrase.name and phrase.name.sure and phrase.opens and phrase.ends:
            last = phrase.name
    return [Block(name=last)] if last else []
