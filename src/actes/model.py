"""The typed model of an act: the contract every consumer reads.

Two rules hold throughout. A leaf that was **read** in the document is a `Found`
(value, state, quotation, places); a leaf that was **derived** (the kind of an act,
the type of a body, the parts of a receipt) is a plain value. And nothing here knows
how a document is read: reading fills the model, everything else only looks at it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from actes.text import Place, Text

SCHEMA_VERSION = "1.1.0"

T = TypeVar("T")

IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date, or what is printed of it: `2026-01-15`, `2026-01`, `2026`."""

Duration = Annotated[str, Field(pattern=r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?)?$")]
"""An ISO 8601 duration: `P3Y`, `P15D`."""

Kind = Literal["deliberation", "decision", "arrete", "convention", "avenant", "contrat", "proces_verbal", "autre"]
NatureCode = Literal["DE", "AR", "AI", "CC", "BF", "AU"]
State = Literal["read", "blank", "unreadable"]
TextOrigin = Literal["native", "ocr", "mixed", "plain"]
OrganisationType = Literal["commune", "epci", "departement", "region", "prefecture", "etat", "etablissement", "autre"]
ReferenceKind = Literal[
    "deliberation",
    "decision",
    "arrete",
    "decret",
    "loi",
    "ordonnance",
    "code",
    "circulaire",
    "directive",
    "reglement",
    "convention",
    "autre",
]


class Frozen(BaseModel):
    """Frozen data; unknown fields are refused so that a typing error is not lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(Frozen, Generic[T]):
    """A value and the proof of it.

    `text` is what the document prints at `at`: the raw page texts at these places,
    one after the other. `value` is null unless `state` is `read`.
    """

    value: T | None
    state: State = "read"
    text: str
    at: tuple[Place, ...]
    confidence: float = 1.0
    by: str


class Person(Frozen):
    """A natural person as printed; `family` and `given` are told apart in both orders."""

    civility: Found[str] | None = None
    title: Found[str] | None = None
    given: Found[str] | None = None
    family: Found[str] | None = None
    quality: Found[str] | None = None


class Signatory(Person):
    """One signature block. `block` counts them from 1 in the act.

    `role` is that of the signature: of the `act`, or by somebody else of its executory `certificate` or of a `copy`.
    """

    on_behalf_of: Found[str] | None = None
    by_delegation: Found[bool] | None = None
    block: int = 1
    role: Literal["act", "certificate", "copy"] = "act"


class Organisation(Frozen):
    """A body; `type`, `siren` and `department` are derived from its name and the gazetteer."""

    name: Found[str] | None = None
    type: OrganisationType | None = None
    siren: str | None = None
    department: str | None = None


class Reference(Frozen):
    """A text cited: what kind, which number, which date, which article of which code."""

    kind: ReferenceKind
    text: Found[str]
    number: Found[str] | None = None
    date: Found[IsoDate] | None = None
    article: Found[str] | None = None
    code: Found[str] | None = None
    title: Found[str] | None = None


class Clause(Frozen):
    """A visa, another legal basis or a considérant, with the texts it cites."""

    text: Found[str]
    references: tuple[Reference, ...] = ()


class Provision(Frozen):
    """One operative verb of the dispositif and what it rules."""

    verb: Found[str]
    text: Found[str] | None = None


class Article(Frozen):
    """An article with its numbered sub-articles."""

    number: Found[str]
    title: Found[str] | None = None
    text: Found[str] | None = None
    items: tuple[Found[str], ...] = ()
    articles: tuple[Article, ...] = ()


class Address(Frozen):
    street: Found[str] | None = None
    postcode: Found[str] | None = None
    city: Found[str] | None = None


class Party(Frozen):
    """A party to a convention."""

    name: Found[str] | None = None
    alias: Found[str] | None = None
    role: Found[str] | None = None
    legal_form: Found[str] | None = None
    siren: Found[str] | None = None
    siret: Found[str] | None = None
    rna: Found[str] | None = None
    address: Address | None = None
    representative: Person | None = None
    authorisation: Reference | None = None


class Receipt(Frozen):
    """The parts of an @CTES id `department-siren-yyyymmdd-number-nature`."""

    department: str
    siren: str
    date: IsoDate | None
    number: str
    nature: str


class Execution(Frozen):
    """What made the act executory: transmission, reception, publication."""

    sent_on: Found[IsoDate] | None = None
    received_on: Found[IsoDate] | None = None
    received_by: Found[str] | None = None
    published_on: Found[IsoDate] | None = None
    posted_on: Found[IsoDate] | None = None
    notified_on: Found[IsoDate] | None = None
    receipt_id: Found[str] | None = None
    receipt: Receipt | None = None
    certified_by: Person | None = None


class Term(Frozen):
    """From when to when; `starts_on` names the event the term runs from."""

    start: Found[IsoDate] | None = None
    end: Found[IsoDate] | None = None
    duration: Found[Duration] | None = None
    starts_on: Found[str] | None = None


class Proxy(Frozen):
    """A pouvoir: `giver` votes through `holder`."""

    giver: Person
    holder: Person


class Attendance(Frozen):
    present: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    excused: tuple[Person, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    present_count: Found[int] | None = None
    absent_count: Found[int] | None = None
    proxy_count: Found[int] | None = None


class Vote(Frozen):
    pour: Found[int] | None = None
    contre: Found[int] | None = None
    abstentions: Found[int] | None = None
    unanimity: Found[bool] | None = None
    voters: Found[int] | None = None


class Session(Frozen):
    """The sitting of an assembly."""

    attendance: Attendance | None = None
    in_office: Found[int] | None = None
    quorum: Found[int] | None = None
    chair: Person | None = None
    secretary: Person | None = None
    convened_on: Found[IsoDate] | None = None
    vote: Vote | None = None


class Recourse(Frozen):
    court: Found[str] | None = None
    delay: Found[Duration] | None = None
    start: Found[str] | None = None


class Amount(Frozen):
    """A sum of money; `in_words` where the act also writes it out."""

    value: Found[Decimal]
    currency: str = "EUR"
    tax: Found[str] | None = None
    in_words: Found[Decimal] | None = None


class Definition(Frozen):
    """An acronym or a defined term and what it stands for."""

    term: Found[str]
    expansion: Found[str] | None = None


class Blank(Frozen):
    """A slot left empty; `text` is the words just before it, `slot` the dots themselves if any."""

    text: Found[str]
    slot: Found[str] | None = None


class Mention(Frozen):
    """Anything else seen: a date, a person, a body, a place, a stamp."""

    kind: Literal["date", "person", "organisation", "place", "stamp", "signature", "handwriting"]
    text: Found[str]
    role: str | None = None


class Act(Frozen):
    """One act. One class for every kind: `kind` is data."""

    id: str
    annex_of: str | None = None
    kind: Kind
    nature_code: NatureCode | None = None
    number: Found[str] | None = None
    number_key: str | None = None
    issuer: Organisation | None = None
    authority: Found[str] | None = None
    domain: Found[str] | None = None
    title: Found[str] | None = None
    session_on: Found[IsoDate] | None = None
    signed_on: Found[IsoDate] | None = None
    place: Found[str] | None = None
    copies: Found[int] | None = None
    execution: Execution | None = None
    term: Term | None = None
    visas: tuple[Clause, ...] = ()
    other_bases: tuple[Clause, ...] = ()
    considerants: tuple[Clause, ...] = ()
    preamble: Found[str] | None = None
    provisions: tuple[Provision, ...] = ()
    articles: tuple[Article, ...] = ()
    parties: tuple[Party, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    session: Session | None = None
    recourse: Recourse | None = None
    amounts: tuple[Amount, ...] = ()
    references: tuple[Reference, ...] = ()
    definitions: tuple[Definition, ...] = ()
    annexes: tuple[Found[str], ...] = ()
    blanks: tuple[Blank, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Ocr(Frozen):
    engine: str
    version: str
    languages: tuple[str, ...]
    mean_confidence: float | None = None


class Source(Frozen):
    name: str
    media_type: str
    sha256: str
    size_bytes: int
    page_count: int
    text_origin: TextOrigin
    ocr: Ocr | None = None


class Page(Frozen):
    """`text` is the raw page text that every `at` points into."""

    number: int
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    text_origin: TextOrigin
    confidence: float | None = None
    text: str


class Notice(Frozen):
    """Something about the reading itself that the reader of the result must know."""

    code: Literal["page-without-text", "page-failed", "stamp-only-page", "no-act-recognised"]
    page: int | None = None
    message: str


class Dossier(Frozen):
    """What one input file holds."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    pages: tuple[Page, ...]
    acts: tuple[Act, ...]
    notices: tuple[Notice, ...] = ()

    def values(self) -> dict[str, Any]:
        """The same tree, JSON-able, with every `Found` replaced by its value."""
        view = _values(self)
        assert isinstance(view, dict)
        return view


def _values(node: object) -> Any:
    if isinstance(node, Found):
        return _values(node.value)
    if isinstance(node, BaseModel):
        return {name: _values(getattr(node, name)) for name in type(node).model_fields}
    if isinstance(node, tuple):
        return [_values(item) for item in node]
    if isinstance(node, Decimal):
        return str(node)
    return node


def found(
    text: Text,
    value: Any,
    by: str,
    *,
    state: State = "read",
    confidence: float = 1.0,
) -> Found[Any]:
    """A `Found` for `value`, read where `text` stands (white space at its ends left out).

    `by` names the pattern or component; `confidence` is lowered to that of the words read.
    """
    quoted, places, lowest = text.strip().reading()
    return Found(
        value=value if state == "read" else None,
        state=state,
        text=quoted,
        at=places,
        confidence=round(min(confidence, lowest), 4),
        by=by,
    )
