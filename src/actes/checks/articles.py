"""A: articles and the parts every act must have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from actes.checks.reading import CONTRACTS, Quote, Reading, line_around, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.model import Article

Numbered = tuple[int, Article]


def _runs(reading: Reading) -> list[list[Numbered]]:
    """The top-level articles with a plain number, a new run at each return to 1."""
    runs: list[list[Numbered]] = []
    close = max((at for s in reading.act.signatories if (at := offset_of(reading, s.family)) is not None), default=None)
    for article in reading.act.articles:
        number = word(article.number)
        at = offset_of(reading, article.number)
        if not number.isdigit() or at is None or _quoted(reading, at):
            continue
        if close is not None and at > close and reading.act.kind not in CONTRACTS:
            break  # an annex below the signature has its own numbering
        if not runs or (int(number) == 1 and runs[-1]):
            runs.append([])
        runs[-1].append((int(number), article))
    return runs


def _quoted(reading: Reading, at: int) -> bool:
    """An article that the act quotes of another: « " Article 3 : … »."""
    start, _ = line_around(reading, at, at)
    return bool(re.search(r"[«\"“]\s*(?:l')?art", reading.plain[start:at]))


def _heads(reading: Reading, number: int) -> bool:
    """Whether the raw text has a heading for this number that the model lacks."""
    return bool(
        re.search(rf"(?:^|\n)[\s#*>\W]{{0,8}}{number}(?:er|eme|e)?\s*(?:[-:.)]|\n|\s[a-z])", reading.lined)
    ) or bool(
        re.search(
            rf"(?<![a-z])art(?:icle)?s?[\s.]{{0,3}}(?:n\s?°\s*)?{number}\b(?:er)?(?!\s*(?:d[eu]|des)\b|[-.]\d)\s*(?:[-:.–(\n]|$)",
            reading.lined,
        )
    )


@check(
    "A001",
    "article-gap",
    "error",
    absence=True,
    remedy=(
        "Renuméroter les articles, ou rétablir celui qui manque.",
        "Renumber the articles, or restore the missing one.",
    ),
    example=("avenant", "Article 5 – Entrée en vigueur", "Article 6 – Entrée en vigueur"),
)
def article_gap(reading: Reading) -> Iterator[Flaw]:
    """La numérotation des articles saute un numéro : un article a été perdu, ou les renvois sont faux."""
    for run in _runs(reading):
        numbers = [n for n, _ in run]
        if numbers != sorted(numbers) or len(set(numbers)) < len(numbers) or numbers[0] != 1 or len(numbers) < 2:
            # A duplicate or a disorder explains the gap better (A002, A003); this one example doubles and skips.
            continue
        for (one, _), (two, article) in pairwise(run):
            missing = list(range(one + 1, two))
            if missing and len(missing) <= 2 and not any(_heads(reading, n) for n in missing):
                names = " et ".join(map(str, missing))
                yield flaw(
                    reading,
                    article.number,
                    f"après l'article {one} vient l'article {two} : il n'y a pas d'article {names}",
                    f"article {two} follows article {one}: there is no article {names}",
                )


@check(
    "A002",
    "article-duplicate",
    "error",
    remedy=("Renuméroter les articles.", "Renumber the articles."),
    example=("avenant", "Article 3 – Participation financière", "Article 2 – Participation financière"),
)
def article_duplicate(reading: Reading) -> Iterator[Flaw]:
    """Deux articles portent le même numéro : un renvoi à ce numéro est équivoque. Une numérotation qui repart à 1 sous un
    nouveau titre n'est pas un doublon."""
    for run in _runs(reading):
        seen: dict[int, Article] = {}
        for place, (number, article) in enumerate(run):
            first = seen.setdefault(number, article)
            if first is article or number == 1:
                continue
            following = run[place + 1][0] if place + 1 < len(run) else None
            if following is not None and following not in (number, number + 1, number + 2):
                continue  # a numbering that restarts (annex, quoted articles), not a slip
            yield flaw(
                reading,
                article.number,
                f"deux articles portent le numéro {number}",
                f"two articles bear the number {number}",
                related=[(reading, first.number)],
            )


@check(
    "A003",
    "article-out-of-order",
    "warning",
    remedy=("Remettre les articles dans l'ordre.", "Put the articles in order."),
    example=("contrat", "ARTICLE 5 – MODALITÉS DE PAIEMENT", "ARTICLE 9 – MODALITÉS DE PAIEMENT"),
)
def article_out_of_order(reading: Reading) -> Iterator[Flaw]:
    """Un article porte un numéro plus petit que le précédent sans que la numérotation reparte à 1."""
    for run in _runs(reading):
        numbers = [n for n, _ in run]
        if len(set(numbers)) < len(numbers) or numbers == sorted(numbers) or AMENDS.search(reading.plain):
            continue
        one, two, article = next((a, b, article) for (a, _), (b, article) in pairwise(run) if b < a)
        yield flaw(
            reading,
            article.number,
            f"l'article {two} vient après l'article {one}",
            f"article {two} comes after article {one}",
        )


AMENDS = re.compile(
    r"ainsi (?:redige|modifie)|est (?:modifiee?|remplacee?|completee?)|sont (?:modifie|remplace|complete)"
)
"""An act that amends another quotes articles of that one, with their numbers."""


HEADING = re.compile(
    r"(?P<word>article)(?P<gap1>\s*)(?P<number>\d+)(?P<rank>er)?(?P<after>[ \t\xa0\u202f]*[:.–—-]?)", re.IGNORECASE
)
"""« Article 3: », « ARTICLE 1er – »: the head of an article, up to its mark."""


@check(
    "A004",
    "article-format",
    "info",
    remedy=("Présenter tous les articles de la même façon.", "Format all article headings alike."),
    example=("convention", "ARTICLE 5 : MISE", "ARTICLE 5: MISE"),
)
def article_format(reading: Reading) -> Iterator[Flaw]:
    """Un intitulé d'article n'est pas présenté comme les autres (« Article 3: » parmi des « Article 2 : »)."""
    forms: list[tuple[str, int, int]] = []
    for article in reading.act.articles:
        at = offset_of(reading, article.number)
        if at is None:
            continue
        start, _ = line_around(reading, at, at)
        match = HEADING.search(reading.text, start, at + len(article.number.text) + 6)
        if match:
            after = re.sub(r"[ \t\xa0\u202f]+", " ", match["after"])
            forms.append((f"{'A' if match['word'].isupper() else 'a'}{after}", match.start(), match.end()))
    counts = Counter(form for form, _, _ in forms)
    if len(forms) < 4 or len(counts) < 2:
        return
    usual, number = counts.most_common(1)[0]
    if number < 0.7 * len(forms):
        return
    for form, start, end in forms:
        if form != usual:
            text = " ".join(reading.text[start:end].split())
            yield flaw(
                reading,
                Quote(reading, start, end),
                f"« {text} » n'est pas présenté comme les autres articles",
                f"“{text}” is not formatted like the other articles",
            )


@check(
    "A005",
    "empty-article",
    "warning",
    absence=True,
    remedy=("Rédiger l'article ou le supprimer.", "Write the article or drop it."),
    example=("avenant", "Les autres dispositions de la convention demeurent inchangées.\n", ""),
)
def empty_article(reading: Reading) -> Iterator[Flaw]:
    """Un article n'a qu'un intitulé, et rien dessous."""
    if reading.form:
        return
    for place, article in enumerate(reading.articles):
        if article.items or article.articles or reading.act.kind == "proces_verbal":
            continue
        if article.text:
            if _bare_title(reading, article):
                yield flaw(
                    reading,
                    article.number,
                    f"l'article {word(article.number)} est vide",
                    f"article {word(article.number)} is empty",
                )
            continue
        following = word(reading.articles[place + 1].number) if place + 1 < len(reading.articles) else ""
        if following.startswith(f"{word(article.number)}."):
            continue
        title = word(article.title)
        at = offset_of(reading, article.number)
        if at is None or len(title) > 60 or title.endswith((".", ";")):
            continue
        # Nothing may stand between this heading and the next article or the close, but a blank line.
        after = reading.lined[at + len(article.number.text) :]
        rest = after[len(title) + 12 :] if title else after[6:]
        if not title or re.match(
            r"[^\n]{0,20}\n*\s*[\W_]{0,6}(?:article|titre|chapitre|section)\b|\s*\n\s*fait\b", rest
        ):
            if (
                not title
                and re.match(r"[\s:.–-]*[a-z]", after[:40])
                and not re.match(r"[\s:.–*#-]*article", after[:60])
            ):
                continue
            yield flaw(
                reading,
                article.number,
                f"l'article {word(article.number)} est vide",
                f"article {word(article.number)} is empty",
            )


def _bare_title(reading: Reading, article: Article) -> bool:
    """Where all other articles have a title and a text: one whose text is a few words without a verb's full stop is a title alone."""
    others = [a for a in reading.act.articles if a is not article]
    text = word(article.text)
    if article.title or len(text) > 50 or text.endswith((".", ";", ":")) or not text[:1].isupper() or len(others) < 3:
        return False
    at = offset_of(reading, article.text)
    stop = (
        reading.plain[at + len(article.text.text) : at + len(article.text.text) + 2]
        if at is not None and article.text
        else "."
    )
    return all(a.title and (a.text or a.articles) for a in others) and not stop.strip().startswith((".", ";", ","))
