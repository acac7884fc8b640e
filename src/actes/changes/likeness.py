"""What makes two things of one field the same thing: one rule per list of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rapidfuzz.distance import Indel

from actes.changes.assign import Item, Score
from actes.changes.match import Leftover, by_gap, by_label, by_slot
from actes.changes.tokens import reading
from actes.model import (
    Act,
    Amount,
    Article,
    Blank,
    Clause,
    Definition,
    Found,
    Mention,
    Party,
    Person,
    Provision,
    Proxy,
    Reference,
    Signatory,
)

SAME_LABEL, SAME_HEAD = 0.15, 0.25
"""What a printed identity and a title add to the likeness of two texts."""

IN_ORDER = 10_000_000
"""Up to so many pairs of words the order of the words counts in the likeness of two texts."""

NAME_LIKENESS = 0.75
"""Two spellings of one name are at least so alike (« GOURVENNEC », « GOURVENEC »)."""


class Rule(NamedTuple):
    """How a list is aligned. `ordered`: its order says something, so that a thing in it can be moved.

    No `leftover`: a body or a person that is not the same is another one, whatever its place.
    """

    item: Callable[[Any], Item]
    score: Score
    leftover: Leftover | None
    ordered: bool = False


def text_of(found: Found[Any] | None) -> str:
    """The value as a string; empty where nothing was read."""
    return str(found.value) if found is not None and found.value is not None else ""


def article_item(article: Article, label: str) -> Item:
    """An article with all it holds; `label` is its number, with those of the articles around it."""
    text = reading(_article_text(article))
    return Item(text.key, text.words, label, reading(text_of(article.title)).key)


def _article_text(article: Article) -> str:
    body = text_of(article.text) or "\n".join(text_of(item) for item in article.items)
    return "\n".join((body, *(f"{text_of(a.title)}\n{_article_text(a)}" for a in article.articles)))


def by_text(one: Item, two: Item) -> float:
    """The share of words in common, in order; more for the same label and the same title."""
    likeness = _shared(one.words, two.words)
    same_label = bool(one.label) and one.label == two.label
    same_head = bool(one.head) and one.head == two.head
    return likeness + SAME_LABEL * same_label + SAME_HEAD * same_head


def _shared(one: Sequence[str], two: Sequence[str]) -> float:
    """From 0 to 1: the words in common, in order; of very long texts, in whatever order."""
    if not one or not two:
        return 0.0
    if len(one) * len(two) > IN_ORDER:
        return 2 * (Counter(one) & Counter(two)).total() / (len(one) + len(two))
    return float(Indel.normalized_similarity(one, two))


def by_evidence(one: Item, two: Item) -> float:
    """For bodies and people: what agrees against what does not, each fact by its weight.

    The words of such an item are `weight:fact:value`; a fact that one side lacks says nothing.
    """
    agreed = disputed = 0.0
    facts = {word.split(":", 2)[1]: word.split(":", 2) for word in two.words}
    for word in one.words:
        weight, fact, value = word.split(":", 2)
        if fact in facts:
            other = facts[fact][2]
            likeness = 1.0 if value == other else float(Indel.normalized_similarity(value, other))
            # an identifier is the same or another one; a name may be misspelt
            if likeness == 1.0 or (not value.isdigit() and likeness >= NAME_LIKENESS):
                agreed += float(weight) * likeness
            else:
                disputed += float(weight)
    return agreed / (agreed + disputed) if agreed else 0.0


def _found_item(found: Found[Any]) -> Item:
    return Item(*reading(text_of(found) or found.text))


def _clause_item(clause: Clause) -> Item:
    return _found_item(clause.text)


def _provision_item(provision: Provision) -> Item:
    text = reading(text_of(provision.text))
    return Item(text.key, text.words, reading(text_of(provision.verb)).key)


def _evidence(key: str, label: str, facts: Sequence[tuple[int, str, Found[str] | None]]) -> Item:
    words = ((weight, fact, reading(text_of(found)).key.strip()) for weight, fact, found in facts)
    kept = tuple(f"{weight}:{fact}:{value}" for weight, fact, value in words if value)
    return Item("\n".join((key, *kept)) if kept else "", kept, label)


def _party_item(party: Party) -> Item:
    who = party.representative
    facts = (
        (5, "name", party.name),
        (5, "siren", party.siren),
        (5, "rna", party.rna),
        (2, "street", party.address.street if party.address else None),
        (2, "representative", who.family if who else None),
        (1, "alias", party.alias),
        (1, "form", party.legal_form),
    )
    return _evidence("", "", facts)


def _person_item(person: Person) -> Item:
    label = ""
    facts = [(4, "family", person.family), (2, "given", person.given), (1, "quality", person.quality)]
    if isinstance(person, Signatory):
        facts.append((1, "for", person.on_behalf_of))
        label = f"{person.role} {person.block}"
    return _evidence("", label, facts)


def _proxy_item(proxy: Proxy) -> Item:
    giver, holder = _person_item(proxy.giver), _person_item(proxy.holder)
    return Item(f"{giver.key}\n\n{holder.key}", giver.words)


def _reference_item(reference: Reference) -> Item:
    text = reading(text_of(reference.text) or reference.text.text)
    return Item(f"{reference.kind} {text.key}", text.words, reference.kind)


def _amount_item(amount: Amount) -> Item:
    value = reading(text_of(amount.value)).key.strip()
    return Item(f"{value} {amount.currency} {text_of(amount.tax)}", (value,))


def _definition_item(definition: Definition) -> Item:
    term, expansion = reading(text_of(definition.term)), reading(text_of(definition.expansion))
    return Item(f"{term.key}={expansion.key}", (*term.words, *expansion.words), term.key)


def _blank_item(blank: Blank) -> Item:
    return _found_item(blank.text)


def _mention_item(mention: Mention) -> Item:
    text = reading(text_of(mention.text) or mention.text.text)
    return Item(f"{mention.kind} {mention.role or ''} {text.key}", text.words, mention.kind)


def act_item(act: Act) -> Item:
    """An act by its number and kind, its title, and the words that say what it is about."""
    title = reading(text_of(act.title))
    texts = [text_of(c.text) for c in (*act.visas, *act.considerants)] + [text_of(p.text) for p in act.provisions]
    texts += [f"{text_of(a.title)} {text_of(a.text)}" for a in act.articles] + [text_of(p.name) for p in act.parties]
    # the words as a set, for an act is told by what it names, in whatever order
    words = sorted(set(title.words) | set(reading("\n".join(texts)).words))
    return Item("\n".join((act.kind, act.number_key or "", title.key)), tuple(words), act.kind, title.key)


def by_act(one: Item, two: Item) -> float:
    """Acts of one kind and number are the same; a title and a content alike make up for a number that lacks."""
    (kind, number, _), (other_kind, other_number, _) = one.key.split("\n", 2), two.key.split("\n", 2)
    numbers = 0.0 if not (number and other_number) else 0.4 if number == other_number else -0.2
    title = float(Indel.normalized_similarity(one.head, two.head)) if one.head and two.head else 0.0
    content = _shared(one.words, two.words)
    return 0.2 * (kind == other_kind) + numbers + 0.25 * title + 0.35 * content


RULES: dict[str, Rule] = {
    "articles": Rule(lambda article: article_item(article, text_of(article.number)), by_text, by_label, ordered=True),
    "items": Rule(_found_item, by_text, by_gap(by_text), ordered=True),
    "visas": Rule(_clause_item, by_text, by_gap(by_text), ordered=True),
    "other_bases": Rule(_clause_item, by_text, by_gap(by_text), ordered=True),
    "considerants": Rule(_clause_item, by_text, by_gap(by_text), ordered=True),
    "provisions": Rule(_provision_item, by_text, by_slot, ordered=True),
    "parties": Rule(_party_item, by_evidence, None, ordered=True),
    "signatories": Rule(_person_item, by_evidence, None),
    "present": Rule(_person_item, by_evidence, None),
    "absent": Rule(_person_item, by_evidence, None),
    "excused": Rule(_person_item, by_evidence, None),
    "proxies": Rule(_proxy_item, by_evidence, None),
    "references": Rule(_reference_item, by_text, by_slot),
    "amounts": Rule(_amount_item, by_text, by_slot),
    "definitions": Rule(_definition_item, by_text, by_label),
    "annexes": Rule(_found_item, by_text, by_gap(by_text)),
    "blanks": Rule(_blank_item, by_text, by_slot),
    "mentions": Rule(_mention_item, by_text, by_slot),
}
"""Every list of the model, by its field. The order of signature blocks and of names in a list of those present is
that of columns on paper, and says nothing; that of sums, references and mentions follows the text they stand in."""
