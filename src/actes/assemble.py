"""Sections and what was extracted from them → acts. Overlaps are settled here and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from actes.clean import Cleaned
from actes.extract.act_dates import date_mentions, dated_by_heading, plausible, term_of, undated
from actes.extract.amounts import amounts
from actes.extract.annexes import annexes
from actes.extract.articles import articles
from actes.extract.blanks import blanks
from actes.extract.clauses import clauses, joined, preamble, provisions
from actes.extract.definitions import definitions
from actes.extract.doubt import with_doubts
from actes.extract.heads import head, head_zone
from actes.extract.inks import date_stamps, ink_mentions, stamp_mentions
from actes.extract.issuers import issuer
from actes.extract.numbers import number_key, stamped_number
from actes.extract.parties import parties
from actes.extract.recourse import recourse
from actes.extract.references import references
from actes.extract.session import session, session_date
from actes.extract.signatures import signatories
from actes.extract.signing import Signing, letterhead_signing, signing
from actes.extract.stamps import execution
from actes.gazetteer import organisation, organisation_type
from actes.kinds import CONTRACTUAL, NATURE
from actes.model import (
    Act,
    Amount,
    Clause,
    Found,
    NatureCode,
    Organisation,
    Recourse,
    Reference,
    Session,
    Signatory,
    found,
)
from actes.segment import Section
from actes.text import PAGE_STRIDE, Text, join


def assemble(sections: Sequence[Section], cleaned: Cleaned) -> tuple[Act, ...]:
    """The acts of a file. An act announced as an annex, or a contract that follows the act
    which approves it, is `annex_of` the first."""
    made: list[Act] = []
    for i, section in enumerate(sections):
        stamps = _stamps_of(section, sections, cleaned)
        act = _act(f"a{i + 1}", section, stamps, cleaned.margins)
        seen = (
            *act.mentions,
            *stamp_mentions(stamps),
            *date_stamps(section.text),
            *ink_mentions(section, sections),
        )
        act = with_doubts(act.model_copy(update={"mentions": seen}))
        if made and section.continues:
            act = _under_the_head_of(made[0], act)
        if made and _is_annex(section, sections[0]):
            act = act.model_copy(update={"annex_of": made[0].id})
        made.append(act)
    return tuple(made)


def _under_the_head_of(first: Act, act: Act) -> Act:
    """An act of a register with what the head of the register says for all: whose they are, when and how it sat."""
    session = first.session
    if session is not None:
        session = session.model_copy(update={"vote": act.session.vote if act.session else None})
    said = {
        "issuer": first.issuer,
        "authority": first.authority,
        "session_on": first.session_on,
        "session": session,
        "execution": act.execution or first.execution,
    }
    return act.model_copy(update={name: part for name, part in said.items() if part is not None})


def _is_annex(section: Section, first: Section) -> bool:
    if section.announced_as_annex:
        return True
    return section.kind in CONTRACTUAL and first.kind not in CONTRACTUAL and first.kind != "proces_verbal"


def _page_of(text: Text) -> int:
    return next((o // PAGE_STRIDE for o in text.origin if o >= 0), 0)


def _stamps_of(section: Section, sections: Sequence[Section], cleaned: Cleaned) -> list[Text]:
    """The stamps lifted off the pages on which this act stands (all of them for a lone act).

    A page where one act ends and the next begins is stamped for the one that has more of it.
    """
    if len(sections) == 1 or not cleaned.stamps:
        return list(cleaned.stamps)
    own = [Counter(o // PAGE_STRIDE for o in one.text.strip().origin if o >= 0) for one in sections]
    mine = own[next(i for i, one in enumerate(sections) if one is section)]
    return [s for s in cleaned.stamps if mine[_page_of(s)] and mine[_page_of(s)] == max(o[_page_of(s)] for o in own)]


def _act(act_id: str, section: Section, stamps: Sequence[Text], margins: tuple[Text, ...]) -> Act:
    text = section.text
    contractual = section.kind in CONTRACTUAL
    minutes = section.minutes
    heading = head(section)
    closing = joined(section.of("closing"))
    own_closing = _before_annex(closing)
    signed = signing(own_closing)
    signers = signatories(own_closing)
    bases_of_act = [] if minutes else clauses(section.of("visa", "basis", "considerant"))
    visas, bases, considerants = (
        tuple(clause for kind, clause in bases_of_act if kind == wanted) for wanted in ("visa", "basis", "considerant")
    )
    tree = () if minutes else articles(section.of("article", "division"))
    ruled = () if minutes else provisions(section.of("provision"), section.of("proposal"))
    who = None if contractual and not _unilateral(section) else issuer(section, margins)
    named = parties(_opening(section), closing) if contractual and not _unilateral(section) else ()
    execute = execution(join([*stamps, text], "\n"))
    if signed.signed_on is None and not contractual and not minutes:
        signed = letterhead_signing(head_zone(section)) or signed
    signed_on = plausible(signed.signed_on) or (None if contractual else dated_by_heading(section))
    empty = blanks(_without_contents(section))
    number = heading.number
    if number is None and execute and execute.receipt:
        number = stamped_number(head_zone(section), execute.receipt.number)
    authority = (who.authority or _signing_office(signers)) if who else None
    name = (who.name or _commune_of_mayor(authority, signed)) if who else None
    act = Act(
        id=act_id,
        kind=section.kind,
        nature_code=_nature(section.kind, execute.receipt.nature if execute and execute.receipt else None),
        number=number,
        number_key=number_key(number.value) if number and number.value else None,
        issuer=_organisation(name) if name else None,
        authority=authority,
        domain=heading.domain,
        title=heading.title,
        session_on=session_date(text)
        if section.kind in ("deliberation", "proces_verbal", "decision", "autre")
        else None,
        signed_on=signed_on,
        place=_place(signed),
        copies=signed.copies,
        execution=execute,
        term=term_of(section),
        visas=visas,
        other_bases=bases,
        considerants=considerants,
        preamble=preamble(section.of("preamble")),
        provisions=ruled,
        articles=tree,
        parties=named,
        signatories=signers,
        session=_session(section),
        recourse=recourse(text) or _recourse_in_margins(text, margins),
        amounts=() if minutes else _amounts(heading.title, section),
        references=() if minutes else _references(section, (*visas, *bases, *considerants)),
        definitions=definitions(text),
        annexes=annexes(text),
        blanks=(*empty, *undated(execute, empty)),
    )
    return act.model_copy(update={"mentions": date_mentions(act, text)})


ANNEX_HEADING = re.compile(
    r"(?m)^[ \t#*]{0,8}ANNEXE(?:S\b|\s+(?:n\s?[°o]\s*)?(?:\d{1,2}|[IVX]{1,4}|[A-D])?\s*(?:[:.–-]|$))"
    r"|^[ \t]{0,160}(?:(?:Prescriptions|PRESCRIPTIONS)\s+(?:annexées|ANNEX[EÉ]ES)|(?:Vu|VU)\s+(?:pour|POUR)\s+(?:être|ÊTRE|ETRE)\s+(?:annex|ANNEX))"
)
"""« ANNEXE 1 », « Prescriptions annexées à … », « Vu pour être annexé » below the signatures: what follows is signed
apart, if at all."""


def _before_annex(closing: Text) -> Text:
    annex = ANNEX_HEADING.search(closing.string, 40)
    return closing[: annex.start()] if annex else closing


def _commune_of_mayor(authority: Found[str] | None, signed: Signing) -> Found[str] | None:
    """Where no body is named, an act of « le Maire » is of the commune where it is signed."""
    if (
        authority is None
        or not signed.places
        or not re.match(r"(?:monsieur |madame )?(?:le |la )?maire", (authority.value or "").casefold())
    ):
        return None
    return signed.places[0].model_copy(update={"by": "issuer.place"})


def _signing_office(signers: Sequence[Signatory]) -> Found[str] | None:
    """The office of the first who signs, where the head names no authority."""
    return next(
        (s.on_behalf_of or s.quality for s in signers if s.role == "act" and (s.on_behalf_of or s.quality)), None
    )


def _unilateral(section: Section) -> bool:
    """An « avenant » that an authority issues alone: it has visas or an issuer's head, and no party clause."""
    return section.kind == "avenant" and not section.of("parties")


def _without_contents(section: Section) -> Text:
    """The text of an act without its table of contents, whose dots are no slots."""
    if not section.of("contents"):
        return section.text
    return join([block.text for block in section.blocks if block.kind != "contents"], "", section.text.pages)


def _opening(section: Section) -> Text:
    """What comes before the first article of a contract."""
    end = 0
    for block in section.blocks:
        if block.kind in ("article", "division", "closing"):
            break
        end += len(block.text)
    return section.text[:end]


def _place(signed: Signing) -> Found[str] | None:
    if len(signed.places) < 2:
        return signed.places[0] if signed.places else None
    first = signed.places[0]
    distinct = list(dict.fromkeys(p.value for p in signed.places if p.value))
    if len(distinct) == 1:
        return first
    return Found(
        value=" ; ".join(distinct),
        text="".join(p.text for p in signed.places),
        at=tuple(place for p in signed.places for place in p.at),
        confidence=min(p.confidence for p in signed.places),
        by=first.by,
    )


def _amounts(title: Found[str] | None, section: Section) -> tuple[Amount, ...]:
    """The sums in the title, the articles and the dispositif, each value once."""
    texts = [b.text for b in section.of("object", "article", "provision", "deliberated", "proposal")]
    if title is not None and not section.of("object"):
        texts.insert(0, head_zone(section))
    made: dict[Decimal, Amount] = {}
    for text in texts:
        for span in amounts(text.string):
            if span.value in made:
                continue
            made[span.value] = Amount(
                value=found(text[span.start : span.end], span.value, "amount.figures"),
                currency=span.currency,
                tax=found(text[slice(*span.tax)], text[slice(*span.tax)].normal(), "amount.tax") if span.tax else None,
                in_words=found(text[span.words[0] : span.words[1]], span.words[2], "amount.words")
                if span.words
                else None,
            )
    return tuple(made.values())


def _references(section: Section, clauses: Iterable[Clause]) -> tuple[Reference, ...]:
    cited = [r for clause in clauses for r in clause.references]
    for block in section.of("article", "provision", "proposal", "preamble", "body"):
        cited += references(block.text)
    return tuple(cited)


def _organisation(name: Found[str]) -> Organisation:
    assert name.value is not None
    body = organisation(name.value)
    return Organisation(
        name=name,
        type=body.type if body else organisation_type(name.value),
        siren=body.siren if body else None,
        department=body.department if body else None,
    )


def _nature(kind: str, stamped: str | None) -> NatureCode | None:
    code = stamped or NATURE.get(kind)
    return code if code in ("DE", "AR", "AI", "CC", "BF", "AU") else None  # type: ignore[return-value]


def _session(section: Section) -> Session | None:
    """The sitting; the minutes tell of many votes, none of which is theirs."""
    if section.kind not in ("deliberation", "proces_verbal"):
        return None
    read = session(section.text)
    return read.model_copy(update={"vote": None}) if read and section.kind == "proces_verbal" else read


def _recourse_in_margins(text: Text, margins: tuple[Text, ...]) -> Recourse | None:
    """The recourse that an issuer prints at the foot of all its pages, on the pages of this act."""
    pages = {page for page, _, _ in text.spans()}
    own = [m for m in margins if any(page in pages for page, _, _ in m.spans())]
    return recourse(join(own, "\n")) if own else None
