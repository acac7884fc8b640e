"""Three hundred seeded edits over the specimens: each is reported once, at the right path, and nothing else is.

Half are made in the model, one leaf or one part at a time; half in the text of a specimen, which is read again,
so that all that the reading derives from the edited words has to be told as a consequence of the edit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from actes.api import parse_text
from actes.changes import Change, diff
from actes.changes.values import tree
from actes.model import Act, Article, Clause, Dossier, Found

Expected = list[tuple[str, str]]
"""`(kind, path)` of every change that is no consequence."""

WORDS = ("cormoran", "girouette", "pamplemousse", "locomotive", "parchemin", "boussole", "tournesol", "accordéon")
PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{4,}(?![\w'’-])")
DATES = ("2031-02-03", "2032-11-24", "2033-08-09")


def invented(dice: random.Random) -> str:
    return " ".join(dice.sample(WORDS, 3))


def found(value: Any) -> Found[Any]:
    return Found(value=value, text=str(value), at=(), by="test")


def valued(one: Found[Any], value: Any) -> Found[Any]:
    return one.model_copy(update={"value": value, "state": "read"})


def put(act: Act, name: str, index: int, part: Any) -> Act:
    parts = getattr(act, name)
    return act.model_copy(update={name: (*parts[:index], part, *parts[index + 1 :])})


# --- edits of the model: an act, the same act edited, what is to be reported; None where there is nothing to edit ---


def change_text(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    """One word of an article, a clause or a provision."""
    spots = [
        (name, n)
        for name in ("articles", "visas", "considerants", "provisions")
        for n, x in enumerate(getattr(act, name))
        if x.text
    ]
    if not spots:
        return None
    name, n = dice.choice(spots)
    part = getattr(act, name)[n]
    words = part.text.value.split()
    spot = dice.randrange(len(words) // 2, len(words))
    words[spot] = dice.choice(WORDS)
    return put(act, name, n, part.model_copy(update={"text": valued(part.text, " ".join(words))})), [
        ("changed", f"{name}[{n}].text")
    ]


def add_clause(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    name = dice.choice(("visas", "considerants"))
    clauses = getattr(act, name)
    n = dice.randint(0, len(clauses))
    new = Clause(text=found(f"Considérant que {invented(dice)}"))
    return act.model_copy(update={name: (*clauses[:n], new, *clauses[n:])}), [("added", f"{name}[{n}]")]


def remove_part(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    spots = [
        (name, n)
        for name in ("visas", "considerants", "articles", "parties", "provisions", "amounts")
        for n in range(len(getattr(act, name)))
    ]
    if not spots:
        return None
    name, n = dice.choice(spots)
    parts = getattr(act, name)
    if parts.count(parts[n]) > 1:
        return None
    return act.model_copy(update={name: (*parts[:n], *parts[n + 1 :])}), [("removed", f"{name}[{n}]")]


def insert_article(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    """In the middle, all that follow renumbered."""
    if len(act.articles) < 2:
        return None
    n = dice.randint(0, len(act.articles))
    title = found(invented(dice)) if any(a.title for a in act.articles) else None
    new = Article(
        number=found(str(n + 1)), title=title, text=found(f"Il est institué {invented(dice)} {invented(dice)}.")
    )
    rows = [*act.articles[:n], new, *act.articles[n:]]
    expected: Expected = [("added", f"articles[{n}]")]
    for k, article in enumerate(rows):
        if k != n and article.number.value != str(k + 1):
            rows[k] = article.model_copy(update={"number": valued(article.number, str(k + 1))})
            expected.append(("renumbered", f"articles[{k}].number"))
    return act.model_copy(update={"articles": tuple(rows)}), expected


def move_part(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    names = [name for name in ("articles", "visas", "considerants") if len(getattr(act, name)) > 3]
    if not names:
        return None
    name = dice.choice(names)
    parts = list(getattr(act, name))
    n = dice.randrange(len(parts))
    to = dice.choice([k for k in range(len(parts)) if abs(k - n) > 1])
    parts.insert(to, parts.pop(n))
    return act.model_copy(update={name: tuple(parts)}), [("moved", f"{name}[{to}]")]


def change_date(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    names = [name for name in ("signed_on", "session_on") if getattr(act, name)]
    if not names:
        return None
    name = dice.choice(names)
    return act.model_copy(update={name: valued(getattr(act, name), dice.choice(DATES))}), [("changed", name)]


def blank_date(act: Act, _: random.Random) -> tuple[Act, Expected] | None:
    if act.signed_on is None or act.signed_on.state == "blank":
        return None
    blank = act.signed_on.model_copy(update={"value": None, "state": "blank"})
    return act.model_copy(update={"signed_on": blank}), [("changed", "signed_on")]


def lose_field(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    names = [
        n
        for n in ("title", "place", "authority", "copies", "term", "recourse", "execution", "domain")
        if tree(getattr(act, n)) not in (None, {})
    ]
    if not names:
        return None
    name = dice.choice(names)
    return act.model_copy(update={name: None}), [("removed", name)]


def change_party(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    n = dice.randrange(len(act.parties)) if act.parties else 0
    if not act.parties or act.parties[n].representative is None:
        return None
    party = act.parties[n]
    quality = party.representative.quality if party.representative else None
    if quality is None or party.representative is None or not party.representative.family:
        return None
    new = party.representative.model_copy(update={"quality": valued(quality, invented(dice))})
    return put(act, "parties", n, party.model_copy(update={"representative": new})), [
        ("changed", f"parties[{n}].representative.quality")
    ]


def change_amount(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    if not act.amounts:
        return None
    from decimal import Decimal

    n = dice.randrange(len(act.amounts))
    amount = act.amounts[n]
    new = amount.model_copy(update={"value": valued(amount.value, Decimal(dice.randint(70_000_000, 90_000_000)))})
    return put(act, "amounts", n, new), [("changed", f"amounts[{n}].value")]


def change_signatory(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    """One letter of a family name."""
    n = dice.randrange(len(act.signatories)) if act.signatories else 0
    if not act.signatories or act.signatories[n].family is None:
        return None
    signer = act.signatories[n]
    family = signer.family
    assert family is not None
    assert family.value is not None
    k = dice.randrange(len(family.value))
    new = signer.model_copy(update={"family": valued(family, f"{family.value[:k]}W{family.value[k:]}")})
    return put(act, "signatories", n, new), [("changed", f"signatories[{n}].family")]


def change_item(act: Act, dice: random.Random) -> tuple[Act, Expected] | None:
    spots = [(n, k) for n, a in enumerate(act.articles) for k in range(len(a.items))]
    if not spots:
        return None
    n, k = dice.choice(spots)
    article = act.articles[n]
    items = list(article.items)
    items[k] = valued(items[k], f"{items[k].value} {invented(dice)}")
    return put(act, "articles", n, article.model_copy(update={"items": tuple(items)})), [
        ("changed", f"articles[{n}].items[{k}]")
    ]


MODEL_EDITS: tuple[Callable[[Act, random.Random], tuple[Act, Expected] | None], ...] = (
    change_text,
    add_clause,
    remove_part,
    insert_article,
    move_part,
    change_date,
    blank_date,
    lose_field,
    change_party,
    change_amount,
    change_signatory,
    change_item,
)


def first_hand(changes: Sequence[Change]) -> Expected:
    return sorted((c.kind, c.path) for c in changes if c.consequence_of is None)


@pytest.mark.parametrize("seed", range(150))
def test_an_edit_of_the_model_is_reported_once(
    seed: int, specimens: dict[str, Dossier], apply: Callable[..., Any], levelled: Callable[..., Any]
) -> None:
    dice = random.Random(seed)
    acts = [act for dossier in specimens.values() for act in dossier.acts]
    edited = None
    edit = MODEL_EDITS[seed % len(MODEL_EDITS)]
    while edited is None:
        act = dice.choice(acts)
        edited = edit(act, dice)
    after, expected = edited
    changes = diff(act, after)
    assert sorted((c.kind, c.path) for c in changes) == sorted(expected), (edit.__name__, changes)
    assert levelled(apply(tree(act), changes)) == levelled(tree(after))


def texts(dossier: Dossier) -> list[tuple[str, Found[Any]]]:
    """The long texts of a dossier, each with the path of the part it fills."""
    made: list[tuple[str, Found[Any]]] = []

    def of_articles(articles: Sequence[Article], path: str) -> None:
        for n, article in enumerate(articles):
            if article.text:
                made.append((f"{path}[{n}].text", article.text))
            of_articles(article.articles, f"{path}[{n}].articles")

    for k, act in enumerate(dossier.acts):
        of_articles(act.articles, f"acts[{k}].articles")
        for name in ("visas", "considerants", "provisions"):
            made += [(f"acts[{k}].{name}[{n}].text", x.text) for n, x in enumerate(getattr(act, name)) if x.text]
    return [(path, text) for path, text in made if len(text.at) == 1 and len(str(text.value).split()) > 5]


@pytest.mark.parametrize("seed", range(150))
def test_an_edit_of_the_document_is_reported_once(
    seed: int, specimens: dict[str, Dossier], apply: Callable[..., Any], levelled: Callable[..., Any]
) -> None:
    dice = random.Random(1000 + seed)
    name = sorted(specimens)[seed % len(specimens)]
    before = specimens[name]
    spots = texts(before)
    if not spots:
        name = "convention"
        before = specimens[name]
        spots = texts(before)
    pages = [p.text for p in before.pages]
    words: list[tuple[int, int]] = []
    while not words:
        path, text = dice.choice(spots)
        page, start, end = text.at[0].page, text.at[0].start, text.at[0].end
        words = plain_words(pages[page - 1], start, end)
    spot = dice.choice(words[len(words) // 3 :])
    new = dice.choice(WORDS)
    pages[page - 1] = pages[page - 1][: spot[0]] + new + pages[page - 1][spot[1] :]
    after = parse_text("\f".join(pages))
    changes = diff(before, after)
    assert first_hand(changes) == [("changed", path)], (name, pages[page - 1][spot[0] - 30 : spot[1] + 30], changes)
    edits = next(c for c in changes if c.path == path).words
    assert [new in e.after for e in edits] == [True]
    for act, other in zip(before.acts, after.acts, strict=True):
        assert levelled(apply(tree(act), diff(act, other))) == levelled(tree(other))


def plain_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Plain words of four letters or more, in lower case: an edit of these leaves the layout of the act alone."""
    return [m.span() for m in PLAIN_WORD.finditer(text, start, end)]
