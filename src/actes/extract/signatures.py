"""Who signs an act: in whose name, by delegation of whom, in which quality."""

from __future__ import annotations

import re

from actes.extract.closing import Phrase, phrases
from actes.extract.persons import build, read, value_of
from actes.extract.signature_blocks import Block, blocks, name_key
from actes.lines import fold
from actes.model import Found, Signatory, found
from actes.text import Text, join

FOOTNOTE_CALL = re.compile(r"\s?\(\d{1,2}\)$")
"""« Le bailleur (6) »: the call of a note is no part of the name."""

SECRETARY = re.compile(r"secretaire\s{1,3}(?:de\s{1,3})?(?:la\s{1,3})?seance")
"""« Le secrétaire de séance », printed beside « Pour extrait conforme, le Maire »."""

CIVIL_WORD = re.compile(r"(?:monsieur|madame|mademoiselle|mme\.?|mlle\.?|m\.|mr\.?)(?=\s)")


def signatories(text: Text) -> tuple[Signatory, ...]:
    """The signature blocks of one act's closing, in order, blank ones included.

    `text` runs from « Fait à … », « Pour extrait conforme » or the first office to the end of the act.
    `on_behalf_of` is the party signed for or the office that delegates. `role` is `certificate` where an
    executory certificate, `copy` where a certified copy is signed by somebody else than the act.
    """
    folded = fold(text.string)
    found_blocks = blocks(phrases(text.string, folded), text.string, folded)
    act = {name_key(folded, b.name) for b in found_blocks if b.name and not b.certificate and not _attests(folded, b)}
    return tuple(
        _signatory(text, block, number, certifies=bool(act) and _certifies(folded, block, act))
        for number, block in enumerate(found_blocks, 1)
    )


def _attests(folded: str, block: Block) -> bool:
    """A secretary of the sitting signs beside the chair: alone, he leaves the chair the act's signatory."""
    return block.quality is not None and SECRETARY.search(folded, block.quality.start, block.quality.end) is not None


def _certifies(folded: str, block: Block, act: set[str]) -> bool:
    return block.certificate and block.name is not None and name_key(folded, block.name) not in act


def _signatory(text: Text, block: Block, number: int, *, certifies: bool) -> Signatory:
    person = build(text, block.name, None, "signature.name") if block.name else None
    behalf = block.party or next((phrase for phrase in block.fors if phrase.parts), None)
    delegation = _quote(text, block.fors[0]) if block.fors else None
    return Signatory(
        civility=person.civility if person and person.civility else _civility(text, block.quality),
        title=person.title if person else None,
        given=person.given if person else None,
        family=person.family if person else None,
        quality=_read(text, block.quality, "signature.quality"),
        on_behalf_of=_read(text, behalf, "signature.on_behalf_of"),
        by_delegation=found(delegation, True, "signature.delegation") if delegation else None,
        block=number,
        role=("copy" if block.copy else "certificate") if certifies else "act",
    )


def _civility(text: Text, quality: Phrase | None) -> Found[str] | None:
    """« Madame » in « Madame le Maire », printed before the office and not before the name."""
    civil = CIVIL_WORD.match(fold(text.string[quality.start : quality.start + 12])) if quality else None
    return read(text, (quality.start, quality.start + civil.end()), "signature.civility") if quality and civil else None


def _quote(text: Text, phrase: Phrase) -> Text:
    """The words of a delegation, in one column."""
    if len(phrase.parts) > 1 or (phrase.row.column and "\n" in text.string[phrase.start : phrase.end]):
        return text[phrase.start : phrase.parts[0][1]]
    return text[phrase.start : phrase.end]


def _read(text: Text, phrase: Phrase | None, by: str) -> Found[str] | None:
    """The value of a phrase, which may run over several rows of one column."""
    if phrase is None or not phrase.parts:
        return None
    whole = join((text[start:end] for start, end in phrase.parts), " ", text.pages)
    return found(whole, FOOTNOTE_CALL.sub("", value_of(whole)), by)
