"""What a diff costs after reading, and how it grows. CPU time; `python benchmarks/bench_diff.py`.

Two versions of a convention made up for the measure, of so many articles of 150 to 250 words. `signée`: one article
in twenty reworded, three inserted, all below renumbered, one moved. `reconduite`: every article has some words
changed, so that none is identical. `semblables`: every article is one form with another figure in it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from actes.changes import diff
from actes.model import Act, Amount, Article, Found, Mention, Reference
from actes.text import Place

SIZES = (125, 250, 500, 1000)
STEMS = [
    "clause",
    "terme",
    "délai",
    "partie",
    "service",
    "local",
    "somme",
    "charge",
    "ordre",
    "titre",
    "acte",
    "bien",
    "lieu",
    "compte",
    "frais",
    "part",
    "état",
    "plan",
    "objet",
    "site",
]
ENDINGS = ["prévu", "dû", "fixé", "rendu", "versé", "tenu", "admis", "requis", "signé", "remis"]
SMALL = ["de", "la", "les", "des", "une", "pour", "que", "dans", "avec", "par", "sur", "est"]


def article(dice: random.Random, number: int, start: int) -> Article:
    """An article at `start` of its page; a third of its words are small ones, as in French."""
    words = [
        dice.choice(SMALL)
        if dice.random() < 0.33
        else dice.choice(STEMS) + dice.choice(ENDINGS) + str(dice.randint(0, 3)) * (dice.random() < 0.1)
        for _ in range(dice.randint(150, 250))
    ]
    return made(number, " ".join(words), start)


def made(number: int, text: str, start: int) -> Article:
    def found(value: str, at: int) -> Found[str]:
        return Found(value=value, text=value, at=(Place(1, at, at + len(value)),), by="bench")

    return Article(
        number=found(str(number), start), title=found(f"Titre {text[:24]}", start + 5), text=found(text, start + 40)
    )


def act(articles: list[Article]) -> Act:
    """With a sum, a reference and a date read in every article, as in a real convention."""
    amounts, references, mentions = [], [], []
    for one in articles:
        assert one.text is not None
        start = one.text.at[0].start
        places = [(Place(1, start + 20 * n, start + 20 * n + 10),) for n in range(3)]
        amounts.append(Amount(value=Found(value=Decimal(start % 977), text="", at=places[0], by="bench")))
        name = f"loi n° {start // 4000}"
        references.append(Reference(kind="loi", text=Found(value=name, text=name, at=places[1], by="bench")))
        mentions.append(Mention(kind="date", text=Found(value="2026-01-01", text="", at=places[2], by="bench")))
    return Act(
        id="a1",
        kind="convention",
        articles=tuple(articles),
        amounts=tuple(amounts),
        references=tuple(references),
        mentions=tuple(mentions),
    )


def reworded(one: Article, dice: random.Random, share: float) -> Article:
    assert one.text is not None
    assert one.text.value is not None
    words = [dice.choice(STEMS) if dice.random() < share else w for w in one.text.value.split()]
    return one.model_copy(update={"text": one.text.model_copy(update={"value": " ".join(words)})})


def numbered(articles: list[Article]) -> list[Article]:
    return [
        a.model_copy(update={"number": a.number.model_copy(update={"value": str(n + 1)})})
        for n, a in enumerate(articles)
    ]


def signed(size: int) -> tuple[Act, Act]:
    dice = random.Random(size)
    before = [article(dice, n + 1, n * 4000) for n in range(size)]
    after = [reworded(a, dice, 0.1) if n % 20 == 7 else a for n, a in enumerate(before)]
    after.insert(size // 2, after.pop(size // 5))
    for n in (size // 8, size // 3, size - 2):
        after.insert(n, article(dice, n, (size + n) * 4000))
    return act(before), act(numbered(after))


def renewed(size: int) -> tuple[Act, Act]:
    dice = random.Random(size)
    before = [article(dice, n + 1, n * 4000) for n in range(size)]
    return act(before), act([reworded(a, dice, 0.08) for a in before])


def look_alikes(size: int) -> tuple[Act, Act]:
    dice = random.Random(size)
    form = article(dice, 1, 0).text
    assert form is not None
    before = [made(n + 1, f"{form.value} lot {n} quantité {dice.randint(1, 9)}", n * 4000) for n in range(size)]
    after = [made(n + 1, f"{form.value} lot {n} quantité {dice.randint(10, 19)}", n * 4000) for n in range(size)]
    return act(before), act(numbered(after[: size // 2] + after[size // 2 + 1 :]))


def cpu(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for name, make in (("signée", signed), ("reconduite", renewed), ("semblables", look_alikes)):
        before = 0.0
        for size in SIZES:
            one, two = make(size)
            words = sum(len((a.text.value or "").split()) for a in one.articles if a.text)
            seconds = cpu(lambda: diff(one, two))  # noqa: B023 -- called at once
            growth = f"× {seconds / before:.1f}" if before else ""
            print(
                f"{name:11}{size:5} articles, {words / 1000:5.0f} 000 mots : {seconds:6.2f} s CPU, {len(diff(one, two)):5} changements {growth}"
            )
            before = seconds


if __name__ == "__main__":
    main()
