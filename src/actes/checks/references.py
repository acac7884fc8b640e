"""R: the texts an act cites, and its own articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from actes.checks.calendar_days import Printed, french, real
from actes.checks.dates import DATE_SLOT, authorises, cites
from actes.checks.reading import CONTRACTS, RULINGS, Quote, Reading, clauses, day, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.extract.numbers import number_key
from actes.model import Reference

INTERNAL = re.compile(
    r"articles?\s+(?P<number>\d{1,2})(?:er)?(?P<more>(?:,\s*\d{1,2}|\s+et\s+\d{1,2}|\s+a\s+\d{1,2}){0,4})(?!\d|[.-]\d)"
    r"(?P<tail>[^\n]{0,40}(?:\n[^\n]{0,40})?)"
)
"""« à l'article 11 », « aux articles 3 et 4 de la présente convention », folded; `LEAD` stands before it, a heading has none."""

LEAD = re.compile(r"\b(?:l'|aux? |les |des )$")

PART_OF_LAW = re.compile(r"\b(?:[ivx]{1,4}|\d°|[a-h]\)?) d[eu] l'$")
"""« les III et VIII de l'article 40 »: laws are cited so, conventions are not."""

OWN = re.compile(
    r"\s*(?:,?\s*(?:alinea|paragraphe)\s+\d+)?\s*(?:ci-(?:dessus|dessous|apres|avant)|susvise|precite|(?:de la |du |des )presente?s?\b|(?:de la |du )presente?\b)"
)
FOREIGN = re.compile(
    r"\s*(?:[a-z]?\s*,?\s*(?:alinea|paragraphe|§)\s*\d*\s*,?\s*)?(?:(?:modifiee?s?|susvisee?s?)\s+)?(?:de |du |d'|des |l\.|r\.|et (?:r|l|d)\.|et suivants d|dudit|de ladite|issu|modifie|precite)"
)


@check(
    "R001",
    "article-reference-dangling",
    "error",
    absence=True,
    remedy=("Corriger le renvoi.", "Correct the cross-reference."),
    example=("convention", "mentionné à l'article 6.", "mentionné à l'article 16."),
)
def dangling_reference(reading: Reading) -> Iterator[Flaw]:
    """L'acte renvoie à un de ses articles, et cet article n'existe pas."""
    numbers = {int(n) for a in reading.act.articles if (n := word(a.number)).isdigit()}
    if len(numbers) < 2 or reading.act.kind == "proces_verbal" or reading.form:
        return
    bare_counts = reading.act.kind in ("convention", "contrat")
    for match in INTERNAL.finditer(reading.plain):
        if not LEAD.search(reading.plain, max(match.start() - 5, 0), match.start()):
            continue
        if PART_OF_LAW.search(reading.plain, max(match.start() - 24, 0), match.start()):
            continue
        tail = match["tail"].replace("\n", " ")
        own = OWN.match(tail)
        if not own and (not bare_counts or FOREIGN.match(tail)):
            continue
        if own and re.search(r"^\s*(?:susvise|precite)", tail):
            continue
        number = int(match["number"])
        # An article of the text that the sentence has just named is that text's.
        if not own and re.search(
            r"\b(?:code|loi|decret|ordonnance|arrete|reglement|statuts|directive|cahier|ccag|marche)\b[^.;]{0,120}$",
            reading.plain[max(match.start() - 160, 0) : match.start()],
        ):
            continue
        if (
            number not in numbers
            and number > max(numbers)
            and not re.search(rf"[\n\f][\W_]*article\s+{number}\b", reading.lined)
        ):
            yield flaw(
                reading,
                Quote(reading, match.start(), match.start("tail")),
                f"renvoi à l'article {number}, alors que l'acte s'arrête à l'article {max(numbers)}",
                f"refers to article {number}, while the act ends with article {max(numbers)}",
            )


@check(
    "R002",
    "reference-blank",
    "error",
    remedy=("Compléter le numéro ou la date du texte cité.", "Fill in the number or date of the text cited."),
    example=(
        "recueil-extrait",
        "Vu l'avis favorable de l'Office français",
        "Vu l'arrêté préfectoral n° ______ du ____________ fixant les espèces protégées ;\nVu l'avis favorable de l'Office français",
    ),
)
def reference_blank(reading: Reading) -> Iterator[Flaw]:
    """Le numéro ou la date d'un acte cité est resté en blanc (« la délibération n° ____ du ____ »)."""
    if reading.form:
        return
    head = offset_of(reading, reading.act.visas[0].text) if reading.act.visas else None
    told: list[int] = []
    for slot in (b.text for b in reading.act.blanks):
        at = offset_of(reading, slot)
        folded = fold(slot.text)
        if at is None or not slot.at or authorises(reading, slot) or any(abs(at - t) < 80 for t in told):
            continue
        numbered = re.search(r"\bn\s?[°o]\s*:?\s*$|\bnumero\s*:?\s*$", folded)
        if not numbered and not DATE_SLOT.search(folded):
            continue
        if (
            not cites(folded, reading, slot)
            or (head is not None and at < head)
            or (head is None and at < 600 and not reading.act.parties)
        ):
            continue
        told.append(at)
        yield flaw(
            reading,
            slot,
            f"{'le numéro' if numbered else 'la date'} de l'acte cité est en blanc après « {' '.join(slot.text.split())} »",
            f"the {'number' if numbered else 'date'} of the act cited is blank after “{' '.join(slot.text.split())}”",
        )


DATED_KINDS = frozenset(("deliberation", "decision", "arrete", "decret", "loi", "ordonnance", "circulaire"))


@check(
    "R003",
    "reference-date-conflict",
    "error",
    scope="dossier",
    remedy=("Vérifier la date du texte cité.", "Check the date of the text cited."),
    example=(
        "convention",
        "Toute modification de la présente convention fait l'objet",
        "Vu la délibération n° 2025-118 du 16 décembre 2025, toute modification de la présente convention fait l'objet",
    ),
)
def reference_date_conflict(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un même texte est cité avec deux dates différentes : l'une au moins est fausse."""
    cited: dict[tuple[str, str], list[tuple[str, Quote]]] = defaultdict(list)
    for reading in readings:
        for kind, number, printed in _numbered(reading):
            when = f"{printed.year:04}-{printed.month:02}-{printed.day:02}"
            cited[kind, number].append((when, Quote(reading, printed.start, printed.end)))
    for (_, number), group in sorted(cited.items()):
        dates = [when for when, _ in group]
        if len(set(dates)) < 2:
            continue
        usual = max(sorted(set(dates)), key=dates.count)
        when, odd = next(g for g in group if g[0] != usual)
        yield flaw(
            odd.reading,
            odd,
            f"« {number} » est daté du {french(when)} ici et du {french(usual)} ailleurs",
            f"“{number}” is dated {when} here and {usual} elsewhere",
        )


NUMBERED = re.compile(
    r"\b(?P<kind>loi|decret|ordonnance|deliberation|decision|arrete)\b(?P<words>[^.;:,]{0,40}?)\bn\s?[°o]\s?(?P<number>[a-z]{0,4}[/._-]?\d[\w/._-]{3,24})\s+(?:du conseil [a-z]{5,15},?\s+)?(?:en date )?du\s+$"
)
"""« la délibération du conseil n° 2025-087 du » before a day, folded."""


def _numbered(reading: Reading) -> Iterator[tuple[str, str, Printed]]:
    """The texts cited by number and day together: (kind, number, day)."""
    for printed in reading.days:
        if printed.year is None or printed.year > 9999 or not real(printed.day, printed.month, printed.year):
            continue
        before = NUMBERED.search(reading.plain, max(printed.start - 100, 0), printed.start)
        if before and len(re.sub(r"\D", "", before["number"])) >= 5:
            yield before["kind"], number_key(before["number"]), printed


@check(
    "R004",
    "reference-after-act",
    "error",
    remedy=(
        "Vérifier la date du texte visé, ou celle de l'acte.",
        "Check the date of the text cited, or that of the act.",
    ),
    example=(
        "avenant",
        "signé le 12 décembre 2022 ;",
        "signé le 12 décembre 2022 ;\nVu la délibération n° 2026-003 du 20 janvier 2026 ;",
    ),
)
def reference_after_act(reading: Reading) -> Iterator[Flaw]:
    """Un visa cite un texte postérieur à l'acte lui-même."""
    act = reading.act
    own = max((d for d in (day(act.signed_on), day(act.session_on)) if d), default=None)
    if own is None or act.kind not in RULINGS | CONTRACTS:
        return
    if act.kind == "deliberation" and day(act.session_on) is None:
        return
    late = [
        (when, reference)
        for clause in clauses(act)
        for reference in clause.references
        if (when := day(reference.date))
        and when > own
        and reference.kind in (*DATED_KINDS, "convention")
        and not _amended(reading, reference)
    ]
    if late:
        # Several at once are one defect: most likely the date of the act itself.
        (when, first), others = late[0], [r.date for _, r in late[1:] if r.date]
        more = f", comme {len(others)} autre{'s' if len(others) > 1 else ''}" if others else ""
        yield flaw(
            reading,
            first.date,
            f"le texte visé est du {french(when)}{more}, après l'acte ({french(own)})",
            f"the text cited is of {when}, after the act ({own})",
            related=[(reading, other) for other in others],
        )


def _amended(reading: Reading, reference: Reference) -> bool:
    """A date that is not that of the text: « applicable au 1er janvier », « jusqu'au »."""
    at = offset_of(reading, reference.date)
    return at is None or bool(
        re.search(
            r"\b(?:jusqu'au|a compter du|au|avant le|applicable le|vigueur le)\s*$", reading.plain[max(at - 24, 0) : at]
        )
    )


@check(
    "R005",
    "reference-unnumbered",
    "info",
    remedy=("Donner le numéro de l'acte cité.", "Give the number of the act cited."),
    example=(
        "avenant",
        "Vu l’avenant n° 1 à ladite convention, signé le 12 décembre 2022 ;",
        "Vu la délibération du 12 décembre 2022 approuvant l'avenant n° 1 ;",
    ),
)
def reference_unnumbered(reading: Reading) -> Iterator[Flaw]:
    """Une délibération, une décision ou un arrêté est visé par sa seule date : plusieurs actes peuvent avoir cette date."""
    for clause in reading.act.visas:
        for reference in clause.references:
            if reference.kind in ("deliberation", "decision") and reference.number is None and day(reference.date):
                yield flaw(
                    reading,
                    reference.text,
                    f"l'acte du {french(day(reference.date) or '')} est visé sans numéro",
                    f"the act of {day(reference.date)} is cited without a number",
                )


CODE_ARTICLE = re.compile(r"(?P<form>[LRD](?<![\w.][LRD])(?:\.\s?|\s)?)(?=\d{3,4}(?:-\d+))")


@check(
    "R006",
    "code-article-form",
    "info",
    remedy=("Écrire partout « L. 1321-1 ».", "Write “L. 1321-1” throughout."),
    example=("arrete-circulation", "prévues à l'article R. 417-10", "prévues à l'article R417-10"),
)
def code_article_form(reading: Reading) -> Iterator[Flaw]:
    """Les articles de code sont écrits sous deux formes dans le même acte (« L1321-1 » et « L. 1321-1 »)."""
    forms: dict[str, re.Match[str]] = {}
    for match in CODE_ARTICLE.finditer(reading.text):
        form = "point" if "." in match["form"] else "nu"
        forms.setdefault(form, match)
    if len(forms) == 2:
        odd = max(forms.values(), key=lambda m: m.start())
        rest = reading.text[odd.end() :]
        end = odd.end() + len(rest) - len(rest.lstrip("0123456789-"))
        yield flaw(
            reading,
            Quote(reading, odd.start(), end),
            f"« {' '.join(reading.text[odd.start() : end].split())} » : les articles de code sont écrits sous deux formes",
            "code articles are written in two forms",
        )
