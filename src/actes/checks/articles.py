"""A: articles and the parts every act must have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from actes.checks.reading import CONTRACTS, RULINGS, Quote, Reading, key, line_around, local, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
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
        for (one, _), (two, article) in zip(run, run[1:], strict=False):
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
        if len(set(numbers)) < len(numbers) or re.search(
            r"ainsi (?:redige|modifie)|est (?:modifiee?|remplacee?|completee?)|sont (?:modifie|remplace|complete)",
            reading.plain,
        ):
            continue
        for (one, _), (two, article) in zip(run, run[1:], strict=False):
            if two < one and two != 1:
                yield flaw(
                    reading,
                    article.number,
                    f"l'article {two} vient après l'article {one}",
                    f"article {two} comes after article {one}",
                )
                break


HEADING = re.compile(
    r"(?P<word>article)(?P<gap1>\s*)(?P<number>\d+)(?P<rank>er)?(?P<after>[ \t\xa0\u202f]*[:.–—-]?)", re.IGNORECASE
)


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


DISPOSITIF = """DÉCIDE d'attribuer à l'association « Les Amis du Grand Étang » une subvention de fonctionnement de 4 500 € au titre de l'année 2026 ;

DIT que cette subvention sera versée en une seule fois, sur présentation du compte rendu financier de l'exercice 2025 ;

PRÉCISE que les crédits nécessaires sont inscrits au chapitre 65 du budget principal de la commune ;

AUTORISE Madame le Maire à signer tout document relatif à l'exécution de la présente délibération.
"""
"""The ruling of a specimen, for the example of A006."""

RULING = re.compile(
    r"\b(?:decid|arret|approuv|autoris|adopt|accord|nomm|fix|attribu|accept|refus|abrog|agree|habilit|prononc|emet|design|donne|prend|valid|vot|constitu)"
    r"(?:e|ent|es?|ee|ees|er)?\b|\bunanimite\b|\bfavorable"
)
"""A word that may rule, whatever its form: where one stands, the model may have missed it."""

CLOSING = re.compile(r"\bfait (?:a|et delibere|en)\b|\bpour extrait\b|\bpour copie\b")


@check(
    "A006",
    "missing-dispositif",
    "error",
    absence=True,
    remedy=("Rédiger le dispositif : ce que l'acte décide.", "Write what the act rules."),
    example=("deliberation", DISPOSITIF, ""),
)
def missing_dispositif(reading: Reading) -> Iterator[Flaw]:
    """L'acte n'a ni article ni verbe de décision : il ne décide rien."""
    act = reading.act
    if act.kind not in RULINGS or act.articles or act.provisions or not act.visas or reading.form:
        return
    last = offset_of(reading, (act.considerants or act.visas)[-1].text)
    if last is None:
        return
    last += len((act.considerants or act.visas)[-1].text.text)
    close = CLOSING.search(reading.plain, last)
    if close is None or RULING.search(reading.plain, last, close.start()):
        return
    yield flaw(
        reading,
        (act.considerants or act.visas)[-1].text,
        "après les visas et considérants, rien n'est décidé",
        "after its visas and considérants, the act rules nothing",
    )


@check(
    "A007",
    "missing-title",
    "warning",
    absence=True,
    remedy=("Donner un objet à l'acte.", "Give the act a title."),
    example=(
        "arrete-circulation",
        "OBJET : Réglementation temporaire de la circulation et du stationnement – Rue des Tanneurs – Du 4 au 22 mai 2026\n",
        "",
    ),
)
def missing_title(reading: Reading) -> Iterator[Flaw]:
    """L'acte n'a ni objet ni intitulé : on ne peut ni le répertorier ni le retrouver."""
    act = reading.act
    if (
        act.title is None
        and act.kind in RULINGS | CONTRACTS
        and not reading.form
        and (act.visas or act.articles or act.provisions)
    ):
        first = offset_of(
            reading,
            act.visas[0].text if act.visas else act.articles[0].number if act.articles else act.provisions[0].verb,
        )
        opening = reading.plain[: first if first is not None else 1500]
        if re.search(r"\bobjet\s*:|\bportant\b|\brelati(?:f|ve)s?\b", opening):
            return
        yield flaw(reading, act.number, "l'acte n'a ni objet ni intitulé", "the act has no title")


@check(
    "A008",
    "missing-number",
    "warning",
    absence=True,
    remedy=("Numéroter l'acte.", "Number the act."),
    example=("arrete-circulation", "ARRÊTÉ TEMPORAIRE DU MAIRE N° 2026-T-047", "ARRÊTÉ TEMPORAIRE DU MAIRE N°"),
)
def missing_number(reading: Reading) -> Iterator[Flaw]:
    """Le numéro de l'acte est resté en blanc, ou un acte d'une collectivité n'en a pas. Une convention annexée n'a pas besoin
    de numéro, non plus qu'un arrêté de l'État qui n'en annonce pas."""
    act = reading.act
    if act.number is not None or act.kind not in RULINGS or act.annex_of or reading.form:
        return
    head = offset_of(reading, act.visas[0].text) if act.visas else None
    for slot in act.blanks:
        at = offset_of(reading, slot.text)
        folded = fold(slot.text.text)
        if (
            at is not None
            and "|" not in folded
            and re.search(r"\bn\s?[°o]?\s*:?\s*$|\bnumero\s*:?\s*$", folded)
            and at < (head if head is not None else 1500)
        ):
            yield flaw(
                reading, slot.text, "le numéro de l'acte est resté en blanc", "the number of the act is left blank"
            )
            return
    if (
        local(reading)
        and act.title
        and not re.search(r"\bn\s?[°º]|\bnumero\b|\bn\. ?\d", reading.plain[: head or 1500])
    ):
        receipt = act.execution.receipt if act.execution else None
        if receipt is None:
            yield flaw(reading, act.title, "l'acte ne porte pas de numéro", "the act bears no number")


SIGNIFICANT = re.compile(r"\d+|[a-z]{4,}")


@check(
    "A009",
    "title-disagrees",
    "warning",
    scope="dossier",
    remedy=("Mettre l'objet et le dispositif en accord.", "Make the title and the ruling agree."),
    example=(
        "decision-convention-annexee",
        "RELATIVE À LA MISE À DISPOSITION D'UN LOCAL POUR UNE PERMANENCE NUMÉRIQUE ITINÉRANTE",
        "RELATIVE À LA MISE À DISPOSITION D'UN LOCAL POUR UNE PERMANENCE JURIDIQUE ITINÉRANTE",
    ),
)
def title_disagrees(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """L'objet n'est pas le même dans le titre et dans l'article 1 (ou dans la décision qui autorise la convention) : un mot
    significatif ou un numéro diffère. Un simple développement n'est pas signalé."""
    acts = {r.act.id: r for r in readings}
    for reading in readings:
        act = reading.act
        if act.title is None or act.kind == "proces_verbal":
            continue
        bodies = [a.text for a in reading.act.articles[:1]] + [p.text for p in act.provisions[:1]]
        bodies += [c.text for c in act.considerants]
        parent = acts.get(act.annex_of or "")
        if parent:
            bodies += [parent.act.title] + [p.text for p in parent.act.provisions[:1]]
        for body in bodies:
            pair = odd_word(word(act.title), word(body)) if body else None
            if pair and body:
                yield flaw(
                    reading,
                    act.title,
                    f"le titre dit « {pair[0]} », là où le corps dit « {pair[1]} »",
                    f"the title says “{pair[0]}” where the body says “{pair[1]}”",
                    related=[
                        (
                            parent
                            if parent
                            and body not in (act.articles[0].text if act.articles else None,)
                            and body.at
                            and offset_of(reading, body) is None
                            else reading,
                            body,
                        )
                    ],
                )
                break


def odd_word(title: str, body: str) -> tuple[str, str] | None:
    """The one significant word by which two tellings of one object differ, None if they differ more or not at all."""
    one, other = key(title).split(), key(body).split()[:160]
    if len(one) < 6 or len(other) < 6 or len(set(one) & set(other)) < 0.6 * len(set(one)):
        return None
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    opcodes = matcher.get_opcodes()
    heavy = [w for w in one if SIGNIFICANT.fullmatch(w)]
    common = [w for tag, a, b, _, _ in opcodes if tag == "equal" for w in one[a:b] if SIGNIFICANT.fullmatch(w)]
    if len(heavy) < 5 or len(common) < 0.7 * len(heavy):
        return None
    found: list[tuple[str, str]] = []
    for i, (tag, a, b, c, d) in enumerate(opcodes):
        if tag != "replace" or b - a != 1 or d - c != 1 or not 0 < i < len(opcodes) - 1:
            continue
        before, following = opcodes[i - 1], opcodes[i + 1]
        if (
            before[0] != "equal"
            or following[0] != "equal"
            or before[2] - before[1] < 2
            or following[2] - following[1] < 1
        ):
            continue
        old, new = one[a], other[c]
        if (
            SIGNIFICANT.fullmatch(old)
            and SIGNIFICANT.fullmatch(new)
            and old[:4] != new[:4]
            and old.isdigit() == new.isdigit()
            and old.lstrip("0") != new.lstrip("0")
        ):
            found.append((old, new))
    return found[0] if len(found) == 1 else None


ANNOUNCED = re.compile(r"\bannexe\s+(?:n\s?°\s*)?(\d{1,2}|[ivx]{1,4}|[a-f])\b")
ANNEX_HEAD = re.compile(r"(?:^|[\n\f])[\s#*>_-]{0,12}annexe\s*(?:n\s?°\s*)?(\d{1,2}|[ivx]{1,4}|[a-f])?\b")


@check(
    "A010",
    "annexe-missing",
    "warning",
    absence=True,
    remedy=("Joindre l'annexe annoncée.", "Join the announced annex."),
    example=(
        "convention",
        "ANNEXE 2 – CONDITIONS D'UTILISATION DE LA SALLE DES HALLES\nLa salle est ouverte",
        "La salle est ouverte",
    ),
)
def annexe_missing(reading: Reading) -> Iterator[Flaw]:
    """Une annexe annoncée comme jointe n'est pas dans le document, alors que d'autres annexes y sont : elle s'est perdue.
    Une annexe conditionnelle (« sera formalisé par une annexe ») ne compte pas."""
    if "annexe" not in reading.plain or reading.act.kind not in CONTRACTS or reading.form:
        return
    end = (
        offset_of(reading, reading.act.signatories[-1].family)
        if reading.act.signatories and reading.act.signatories[-1].family
        else None
    )
    if end is None:
        return
    heads = {m[1] for m in ANNEX_HEAD.finditer(reading.lined, end) if m[1]}
    if not heads:
        return
    cited: dict[str, int] = {}
    for match in ANNOUNCED.finditer(reading.plain, 0, end):
        cited.setdefault(match[1], match.start())
    for number, at in sorted(cited.items(), key=lambda c: c[1]):
        if (
            number not in heads
            and not re.search(rf"\bannexe\s+(?:n\s?°\s*)?{number}\b", reading.plain[end:])
            and not re.match(
                r"[^.;\n]{0,40}\b(?:du|de la|au|des)\s+(?:code|decret|arrete|convention initiale|reglement)",
                reading.plain[at + 8 : at + 70],
            )
        ):
            yield flaw(
                reading,
                Quote(reading, at, at + len(f"annexe {number}")),
                f"l'annexe {number.upper()} est annoncée et ne se trouve pas dans le document",
                f"annex {number.upper()} is announced and absent",
            )
