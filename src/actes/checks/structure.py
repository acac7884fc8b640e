"""A: the parts every act must have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from actes.checks.reading import CONTRACTS, RULINGS, Quote, Reading, key, local, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold

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
