"""T: acronyms, defined terms and the spelling of proper names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from actes.checks.acronyms import BODIES, LITTLE
from actes.checks.persons import slip
from actes.checks.reading import CONTRACTS, Quote, Reading, key, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.model import Definition


@check(
    "T002",
    "term-defined-unused",
    "info",
    absence=True,
    remedy=("Supprimer la définition, ou employer le terme.", "Drop the definition, or use the term."),
    example=(
        "convention",
        "dûment mandatée par l'assemblée générale du 8 novembre 2025,\nCi-après dénommée « l'Association »,",
        "dûment mandatée par l'assemblée générale du 8 novembre 2025,\nCi-après dénommée « la Compagnie »,",
    ),
)
def term_unused(reading: Reading) -> Iterator[Flaw]:
    """Un terme est défini (« ci-après dénommée … ») et n'est plus jamais employé."""
    if reading.act.kind not in CONTRACTS or reading.form:
        return
    told: set[str] = set()
    for found in [p.alias for p in reading.act.parties] + [d.term for d in reading.act.definitions]:
        bare = re.sub(r"^(?:l'|la |le |les )", "", fold(word(found))).strip(" «»\"'")
        at = offset_of(reading, found)
        if found is None or len(bare) < 3 or at is None or bare in told:
            continue
        told.add(bare)
        uses = len(re.findall(rf"\b{re.escape(bare)}(?:s|es)?\b", re.sub(r"\s+", " ", reading.plain)))
        if uses <= 1:
            yield flaw(
                reading,
                found,
                f"« {word(found)} » est défini et n'est jamais employé",
                f"“{word(found)}” is defined and never used",
            )


@check(
    "T003",
    "definition-variants",
    "warning",
    scope="dossier",
    remedy=("Garder un seul développé pour un sigle.", "Keep one expansion for an acronym."),
    example=(
        "convention",
        "Il est convenu ce qui suit :",
        "Le Projet artistique de territoire (PAT) est piloté par la Commune. Le Programme artistique de territoire (PAT) dure trois ans.\n\nIl est convenu ce qui suit :",
    ),
)
def definition_variants(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un même sigle ou terme est développé de deux façons dans le dossier : « Centre … avec Antenne », « avec Antennes », « et de
    ses Antennes ». On ne sait plus si c'est le même."""
    known: dict[str, list[tuple[Reading, Definition]]] = defaultdict(list)
    for reading in readings:
        for definition in reading.act.definitions:
            if (
                definition.expansion
                and definition.expansion.value
                and re.fullmatch(r"[A-Z][A-Za-z.&-]{1,11}", word(definition.term))
            ):
                known[word(definition.term)].append((reading, definition))
    for term, group in known.items():
        forms: dict[str, tuple[Reading, Quote | None]] = {}
        texts: dict[str, str] = {}
        for reading, definition in group:
            assert definition.expansion is not None
            form = key(word(definition.expansion))
            at = offset_of(reading, definition.expansion)
            forms.setdefault(
                form, (reading, Quote(reading, at, at + len(definition.expansion.text)) if at is not None else None)
            )
            texts.setdefault(form, word(definition.expansion))
        usual = max(forms, key=lambda f: (sum(key(word(d.expansion)) == f for _, d in group), f))
        for reading in readings:
            for start, end in _bracketed(reading, term, usual.split()):
                text = " ".join(re.sub(r"-\s*\n\s*", "", reading.text[start:end]).split())
                forms.setdefault(key(text), (reading, Quote(reading, start, end)))
                texts.setdefault(key(text), text)
        odd = [
            f
            for f in forms
            if f != usual
            and not f.startswith(f"{usual} ")
            and not usual.startswith(f"{f} ")
            and _same_kind(f.split(), usual.split())
        ]
        told: set[str] = set()
        for form in odd:
            if form in told or _misread(form, usual):
                continue
            told.add(form)
            where = forms[form]
            yield flaw(
                where[0],
                where[1],
                f"« {term} » est développé « {texts[form]} » ici et « {texts[usual]} » ailleurs",
                f"“{term}” is expanded as “{texts[form]}” here and “{texts[usual]}” elsewhere",
            )


def _same_kind(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two expansions are tellings of one thing: they open alike, or share most words."""
    return one[:1] == other[:1] or len(set(one) & set(other)) * 2 > max(len(set(one)), len(set(other)))


def _misread(one: str, other: str) -> bool:
    """One letter inside one long word, not a plural: a scanner's slip rather than another name."""
    pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    if (
        pairs
        and len(one.split()) == len(other.split())
        and all(a[:5] == b[:5] and a.rstrip("s") != b.rstrip("s") for a, b in pairs)
    ):
        return True  # « administrateur » and « administratrice »
    return (
        len(one.split()) == len(other.split())
        and len(pairs) == 1
        and slip(*pairs[0])
        and pairs[0][0].rstrip("s") != pairs[0][1].rstrip("s")
    )


def _bracketed(reading: Reading, term: str, usual: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The words before each « (TERM) », back to the first word of the usual expansion."""
    if not usual:
        return
    for match in re.finditer(rf"\(\s*{re.escape(term.lower())}\s*\)", reading.plain):
        window = reading.lined[max(match.start() - 160, 0) : match.start()]
        start = window.rfind(usual[0])
        if start < 0 or re.search(r"[.;:\n][ \t]*\n", window[start:]):
            continue
        end = len(window.rstrip(" -–\n\t*"))
        if start < end:
            offset = match.start() - len(window)
            yield offset + start, offset + end


@check(
    "T004",
    "acronym-initials-mismatch",
    "info",
    remedy=("Vérifier le sigle ou son développé.", "Check the acronym or its expansion."),
)
def acronym_initials(reading: Reading) -> Iterator[Flaw]:
    """Les initiales du développé ne donnent pas le sigle."""
    for definition in reading.act.definitions:
        term, expansion = word(definition.term), key(word(definition.expansion))
        if not re.fullmatch(r"[A-Z]{3,8}", term) or len(expansion.split()) < 2:
            continue
        letters = term.lower()
        pool = "".join(w if w in LITTLE else w[:3] for w in expansion.split())
        at = hits = 0
        for letter in letters:
            found = pool.find(letter, at)
            if found >= 0:
                hits, at = hits + 1, found + 1
        if hits < len(letters) - 1:
            yield flaw(
                reading,
                definition.term,
                f"« {term} » n'est pas fait des initiales de « {word(definition.expansion)} »",
                f"“{term}” is not made of the initials of “{word(definition.expansion)}”",
            )


PROPER = re.compile(
    r"[A-ZÀ-ÝŒ](?<![\w'’-][A-ZÀ-ÝŒ])[a-zà-ÿœ]+(?:[ \n-](?:(?:de|du|des|la|le|les|en|sur|sous|lès|La|Le|Les)[ -]|d['’]){0,2}[A-ZÀ-ÝŒ][a-zà-ÿœ]+){1,4}(?![\w-])"
)
"""« Val de Lys Romane », « Bruay-la-Buissière »: a name of several words, at least two of them capitalised."""


OPENERS = frozenset(("article", "madame", "monsieur", "vu", "considerant", "le", "la", "les", "un", "une"))


@check(
    "T005",
    "spelling-variants",
    "info",
    scope="dossier",
    remedy=("Garder une seule graphie.", "Keep one spelling."),
    example=(
        "convention",
        "le projet artistique de l'Association, décrit",
        "le projet artistique de l'association Théâtre de la lanterne Sourde et du Théâtre de la Lanterne Sourde, décrit",
    ),
)
def spelling_variants(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """Un nom propre de plusieurs mots est écrit avec des capitales ou des traits d'union différents."""
    candidates: dict[str, dict[str, Quote]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    readings = [r for r in readings if r.act.kind in BODIES]
    for reading in readings:
        printed: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in PROPER.finditer(reading.text):
            printed[match.group()].append(match.span())
        for raw, spans in printed.items():
            text = " ".join(raw.replace("’", "'").split())
            name = key(text)
            counts[name] += len(spans)
            candidates[name].setdefault(text, Quote(reading, *spans[0]))
    level = " ".join(re.sub(r"[\s'-]+", " ", r.plain) for r in readings)
    for name, forms in sorted(candidates.items()):
        words = name.split()
        if len(words) < 2 or len(name) < 9 or words[0] in OPENERS:
            continue
        if len(words) >= 3 and level.count(name) > counts[name]:
            pattern = re.compile(r"\b" + r"[\s'-]+".join(map(re.escape, words)) + r"\b")
            for reading in readings:
                for match in pattern.finditer(reading.plain):
                    text = reading.text[match.start() : match.end()].replace("’", "'")
                    text = " ".join(re.sub(r"-\s*\n\s*", "-", text).split())
                    if not text.isupper() and text[0].isupper():
                        forms.setdefault(text, Quote(reading, match.start(), match.end()))
        if 2 <= len(forms) <= 4:
            listed = ", ".join(f"« {f} »" for f in forms)
            odd = list(forms.values())[-1]
            yield flaw(
                odd.reading,
                odd,
                f"le même nom est écrit de plusieurs façons : {listed}",
                f"one name is written in several ways: {listed}",
                related=[(q.reading, q) for q in list(forms.values())[:-1]],
            )
