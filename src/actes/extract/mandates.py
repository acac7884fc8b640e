"""Who stands for a party and by what authority: « représentée par son Maire, Mme ROUX, habilitée par délibération … ».

Name and quality come in either order, and a form has only one of them yet. The act that
authorises is a `Reference` whose number and date are `blank` where their slots are empty; a
blank that is not drawn quotes the words that call for it (« n° », « en date du »).

Patterns read a folded string (`lines.fold`) unless said otherwise.
"""

from __future__ import annotations

import re

from actes.extract.blanks import slots
from actes.extract.dates import dates
from actes.extract.persons import person
from actes.extract.qualities import QUALITY_OPENING, quality_end
from actes.extract.references import references
from actes.lines import fold
from actes.model import Found, Person, Reference, ReferenceKind, found
from actes.text import Text

REPRESENTED = re.compile(
    r"\brepresent(?:e(?:e|s|es)?(?:\s?\(\s?e?s?\s?\))?[\s,]{1,4}(?:(?!par\b)[a-z'-]{1,14}\s{1,3}){0,6}?"
    r"(?:par\b|en\s{1,3}la\s{1,3}personne\s{1,3}d[eu']|:)|ante?\s{1,3}legale?\s?:)[\s:]{0,80}"
)
"""« représentée par », « ici représenté par », « Représentant légal : »."""

SIDES = r"\bci[-\s]?apres|\bd['\s]une\s{1,3}part|\bd['\s]autre\s{1,3}part|\b(?:denomme|designe)"
"""The alias and the side: both come after all else is told."""

REPRESENTATION_END = re.compile(
    rf"[;«“\"]|{SIDES}|\b(?:dument|specialement|regulierement)\b|\bhabilite|\bautorise|\bmandate|\ben\s{{1,3}}vertu\b"
    r"|\bpar\s{1,3}(?:une\s{1,3})?(?:deliberation|decision|arrete)|\bagissant\b(?!\s{1,3}en\s{1,3}(?:sa\s{1,3})?qualite|\s{1,3}en\s{1,3}tant)"
    r"|\bdemeurant|\bayant\b|\bdont\b|\bsise?\b|\bsiege\b|\btel\b|\btelephone|\bmail\b|\bsiret|\bsiren|\bdomicilie"
    r"|\bou\s{0,3},\s{0,3}lorsqu|\bou\s{1,3}son\s{1,3}representant|\n[ \t]{0,40}\n[ \t]{0,40}\n|\.[ \t]{0,40}\n"
)
"""What follows the representative."""

IN_THE_QUALITY = re.compile(r"\b(?:sa|leur)\s{1,3}qualites?\s{1,3}d(?:e\s{1,3}|')")
"""« ayant tout pouvoir en vertu de sa qualité de Présidente »."""

IN_OFFICE = re.compile(
    r",?\s{1,3}(?:actuellement\s{1,3})?en\s{1,3}(?:exercice|titre|fonctions?)\b|,?\s{1,3}actuel(?:lement)?\b"
    r"|(?<=\bson)\s?(?:\(\s?sa\s?\)|/\s?sa\b)"
)
"""« son Maire en exercice », « son/sa Président(e) »: no part of the quality."""

FIELD_START = re.compile(r"\A|,\s{0,3}|\n\s{0,40}|(?<=\s)(?=(?:agissant\s{1,3})?en\s{1,3}(?:sa\s{1,3})?qualite\s)")
"""Where a quality may open among the words on a representative."""

EMPTY = re.compile(r"[_.…]{3,}|…|\[[^\[\]\n]{2,80}\]?|\{\{|(?<!\w)__\w|(?<!\w)(?:X{2,}|Y{2,})\b")
"""A slot or a mask where a name should be (unfolded)."""

DRAWN_SLOT = re.compile(r"[_.…]+|\{\{[^{}\n]{0,160}\}\}|__\w{1,42}__")
"""A slot that is no mask (unfolded)."""

FORM_TAIL = re.compile(
    r"[\s:,]{1,40}(?:M\.|Mme|Monsieur|Madame|Mr)?(?:\s{1,3}ou\s{1,3}(?:M\.|Mme|Madame|Monsieur))?[\s:,]{0,40}\Z"
)
"""What a form prints between the quality and the slot for the name: « Président : M. ou Mme : » (unfolded)."""

AUTHORISED = re.compile(
    r"\b(?:par|en\s{1,3}(?:vertu|execution|application)\s{1,3}d[e'\s]|suivant|selon)\s{0,3}"
    r"(?:une?\s{1,3}|la\s{1,3}|le\s{1,3}|sa\s{1,3}|son\s{1,3}|l'\s?|les\s{1,3})?(?P<noun>deliberation|decision|arrete)(?![a-z])s?"
)
"""« habilité par délibération », « en vertu d'une décision »."""

AUTHORISATION_END = re.compile(
    rf"[;«“\"]|{SIDES}|\brepresent|\n[ \t]{{0,40}}\n|\bdont\b|\binscrit|\bdomicili|\b(?:et\s{{1,3}})?elisant|\baffiche"
    r"|,(?!\s{0,3}(?:en\s{1,3}date|du\b|n[°o]\b|date))"
)
"""What follows the reference to the act that authorises."""

NUMBER_SLOT = re.compile(r"(?:n\s?[°º]|numero)\W{0,9}\Z")
"""« n° » right before an empty slot: a number is missing."""

DATE_SLOT = re.compile(r"(?:\bdu|\ble|datee?\s{1,3}(?:du|de)|date)\W{0,9}\Z")
"""« en date du » right before an empty slot: a date is missing."""

REACH = 320
"""How far the words on a representative or an authorisation may run."""


def representative(text: Text, start: int) -> Person | None:
    """Who represents the party told of in `text`, looked for from `start` on; None where nobody is said to."""
    folded = fold(text.string)
    match = REPRESENTED.search(folded, start)
    if match is None:
        return None
    who = person_of(text[match.end() : until(REPRESENTATION_END, folded, match.end())])
    later = IN_THE_QUALITY.search(folded, match.end(), match.end() + REACH)
    if who and later and who.quality is None:
        said = person_of(text[later.end() : until(REPRESENTATION_END, folded, later.end())])
        return who.model_copy(update={"quality": said.quality}) if said else who
    return who


def until(pattern: re.Pattern[str], folded: str, start: int, reach: int = REACH) -> int:
    """Where the first match of `pattern` behind `start` begins, at most `reach` away."""
    limit = min(len(folded), start + reach)
    match = pattern.search(folded, start, limit)
    return match.start() if match else limit


def person_of(text: Text) -> Person | None:
    """The person and the quality told in a few words, in either order; either may be missing.

    A name still to be filled in is a `blank` family name.
    """
    text = text.without(m.span() for m in IN_OFFICE.finditer(fold(text.string)))
    folded = fold(text.string)
    who = person(text, "mandates.representative")
    if who is None or not (who.family or who.given):
        who = Person(family=_slot_for_name(text))
    if who.quality is None:
        for m in FIELD_START.finditer(folded):
            opening = QUALITY_OPENING.match(folded, m.end())
            if opening:
                first = opening.start("quality")
                last = quality_end(folded, first, len(folded))
                if folded[last : last + 1] == ")" and "(" in folded[first:last]:  # « président(e) »
                    last += 1
                quality = _without_slot(text[first:last])
                return who.model_copy(update={"quality": found(quality, quality.normal(), "mandates.quality")})
    return who if who.family or who.quality else None


def _slot_for_name(text: Text) -> Found[str] | None:
    empty = EMPTY.search(text.string)
    drawn = DRAWN_SLOT.match(text.string, empty.start()) if empty else None
    if empty and "qualite" in fold(text.string[: empty.start()]):  # it is the quality that is still to come
        return None
    return found(text.group(drawn), None, "mandates.representative", state="blank") if drawn else None


def _without_slot(text: Text) -> Text:
    slot = EMPTY.search(text.string)
    cut = text[: slot.start()] if slot else text
    tail = FORM_TAIL.search(cut.string)
    return (cut[: tail.start()] if tail else cut).strip()


def authorisation(text: Text) -> Reference | None:
    """The délibération, décision or arrêté that authorises to sign, its blanks included."""
    folded = fold(text.string)
    match = AUTHORISED.search(folded)
    if match is None:
        return None
    kinds: dict[str, ReferenceKind] = {"deliberation": "deliberation", "decision": "decision", "arrete": "arrete"}
    kind = kinds[match["noun"]]
    start = match.start("noun")
    own = text[start : until(AUTHORISATION_END, folded, match.end(), 240)].strip(" \t\n,")
    cited = next((r for r in references(own) if r.kind == kind), None)
    number, date = (cited.number, cited.date) if cited else (None, None)
    if cited is None:
        spans = [span for span in dates(own.string) if span.state == "read"]
        date = found(own[spans[0].start : spans[0].end], spans[0].value, "mandates.authorisation") if spans else None
    region = text[start : start + REACH]
    for slot in slots(region.string):
        if slot.end > len(own) + 4:
            break
        label = region[slot.words : slot.end]
        drawn = region[slot.start : slot.stop].strip()
        if number is None and (sign := NUMBER_SLOT.search(fold(label.string))):
            number = found(drawn or label[sign.start() :], None, "mandates.authorisation", state="blank")
        elif date is None and (sign := DATE_SLOT.search(fold(label.string))):
            date = found(drawn or label[sign.start() :], None, "mandates.authorisation", state="blank")
    if date is None and (sign := DATE_SLOT.search(fold(own.string))):
        date = found(own[sign.start() :], None, "mandates.authorisation", state="blank")
    if cited:
        return cited.model_copy(update={"number": number, "date": date})
    return Reference(kind=kind, text=found(own, own.normal(), "mandates.authorisation"), number=number, date=date)
