"""Single faults put into the clean specimens, each told under its code; and edits that change nothing, told under none.

`defects.json` holds, per specimen, the passage, what replaces it, and the code (or codes, where one fault
makes two things wrong). A share of them may be missed: what the reading does not give, no check can tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import actes
from actes.checks.run import RULES, Options

ROOT = Path(__file__).parents[2]
CLEAN = sorted(p.stem for p in (ROOT / "samples" / "text").glob("*.txt") if p.stem != "convention-fautive")
DEFECTS = json.loads((Path(__file__).parent / "defects.json").read_text(encoding="utf-8"))
LOUD = Options(min_severity="warning")
RECALL = 0.95


@cache
def specimen(slug: str) -> str:
    text = (ROOT / "samples" / "text" / f"{slug}.txt").read_text(encoding="utf-8")
    return text.replace("\xa0", " ").replace("\u202f", " ")


@cache
def loud(text: str) -> tuple[str, ...]:
    """The codes of the errors and warnings told of a text."""
    return tuple(f.code for f in actes.check(actes.parse_text(text), LOUD))


def test_the_table_is_large_and_sound() -> None:
    rows = [(slug, row) for slug, table in DEFECTS.items() for row in table]
    assert len(rows) >= 150
    assert len({(slug, row["good"], row["bad"]) for slug, row in rows}) == len(rows), "a defect stands twice"
    for slug, row in rows:
        assert row["good"] in specimen(slug), (slug, row["good"])
        assert row["good"] != row["bad"]
        assert set(row["expected"]) <= set(RULES)


@pytest.mark.parametrize("slug", CLEAN)
def test_clean_specimens_are_silent(slug: str) -> None:
    assert not loud(specimen(slug))


def test_injected_defects_are_told() -> None:
    missed = [
        (slug, row["expected"], row["bad"][:60])
        for slug, table in DEFECTS.items()
        for row in table
        if not set(row["expected"]) & set(loud(specimen(slug).replace(row["good"], row["bad"], 1)))
    ]
    total = sum(map(len, DEFECTS.values()))
    assert (total - len(missed)) / total >= RECALL, missed


NEUTRAL: dict[str, Callable[[str], str]] = {
    "fixed spaces": lambda t: re.sub(r" (?=[:;!?»€%])", "\xa0", t),
    "no space before the colon": lambda t: re.sub(r" ;", ";", t),
    "typographic apostrophes": lambda t: t.replace("'", "’"),
    "typewriter apostrophes": lambda t: t.replace("’", "'"),
    "typewriter dashes": lambda t: t.replace("–", "-"),
    "long dashes": lambda t: t.replace(" – ", " — "),
    "round bullets": lambda t: re.sub(r"(?m)^- ", "• ", t),
    "dashes as bullets": lambda t: re.sub(r"(?m)^- ", "– ", t),
    "carriage returns": lambda t: t.replace("\n", "\r\n"),
    "trailing spaces": lambda t: re.sub(r"(?m)(?<=\S)$", "  ", t),
    "no blank line doubled": lambda t: re.sub(r"\n{3,}", "\n\n", t),
    "double spaces after a full stop": lambda t: re.sub(r"\. (?=[A-ZÀ-Ý])", ".  ", t),
    "town in capitals before CEDEX": lambda t: re.sub(
        r"\b(\d{5}) ([A-Z][\w-]+)(?= CEDEX)", lambda m: f"{m[1]} {m[2].upper()}", t
    ),
    "Cedex in small letters": lambda t: t.replace("CEDEX", "Cedex"),
    "number sign with a space": lambda t: re.sub(r"\bn°(?=\S)", "n° ", t),
    "number sign with a degree of order": lambda t: t.replace("n°", "nº"),
    "civilities in short": lambda t: re.sub(r"\bMonsieur (?=[A-Z][a-zé]+ [A-ZÉ]{3})", "M. ", t),
    "civilities at length": lambda t: re.sub(r"\bMme (?=[A-Z])", "Madame ", t),
    "straight quotation marks": lambda t: re.sub(r"« ?| ?»", '"', t),
    "wrapped at 90 columns": lambda t: "\n".join(_wrapped(line, 90) for line in t.split("\n")),
    "indented": lambda t: "\n".join(
        f"   {line}" if line.strip() and "   " not in line else line for line in t.split("\n")
    ),
}


def _wrapped(line: str, width: int) -> str:
    import textwrap

    if len(line) <= width or "   " in line:
        return line
    return "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))


EDITS = (
    ("deliberation", "Le Maire,\n\nSolène FAUVERGNE", "LE MAIRE,\n\nSolène FAUVERGNE"),
    ("deliberation", "Le Maire,\n\nSolène FAUVERGNE", "Le Maire,\n\nFAUVERGNE Solène"),
    ("deliberation", "La secrétaire de séance,\n\nInès PELLEFIGUE", "La secrétaire de séance,\n\nMme Inès Pellefigue"),
    ("deliberation", "DÉCIDE d'attribuer", "DECIDE d'attribuer"),
    ("decision-convention-annexee", "le 12 MARS 2026", "le 12 mars 2026"),
    ("decision-convention-annexee", "88994 VALBRUNE-SUR-OUZE CEDEX", "88994 Valbrune-sur-Ouze Cedex"),
    ("decision-convention-annexee", "Article 2 – Durée", "ARTICLE 2 – DURÉE"),
    (
        "decision-convention-annexee",
        "Elle pourra être prolongée par avenant.",
        "Elle pourra être prolongée par voie d'avenant écrit.",
    ),
    ("arrete-circulation", "Du lundi 4 mai 2026 au vendredi 22 mai 2026", "Du 4 mai 2026 au 22 mai 2026"),
    ("arrete-circulation", "Fait à Pontarly, le 27 avril 2026", "Fait à PONTARLY, le 27/04/2026"),
    ("arrete-circulation", "Rachid BOUTALEB\n\nPublié", "M. Rachid BOUTALEB\n\nPublié"),
    (
        "avenant",
        "Fait à La Ferrelle, le 19 décembre 2025, en deux exemplaires",
        "Fait en deux exemplaires à La Ferrelle, le 19 décembre 2025",
    ),
    ("avenant", "pour une durée de deux ans, du", "pour deux ans, du"),
    ("contrat", "le samedi 20 juin 2026", "le 20 juin 2026"),
    ("contrat", "3 200,00 € HT", "3200 € HT"),
    ("convention", "24 000 € (vingt-quatre mille euros)", "24 000,00 € (vingt-quatre mille euros)"),
    ("convention", "du 1er janvier 2026 au 31 décembre 2028", "du 1er janvier 2026 au 31 décembre 2028 inclus"),
    ("arrete-prefectoral", "Fait à Vesoul, le 21 juillet 2025", "Vesoul, le 21 juillet 2025"),
    ("decision-etablissement", "Fait à La Ferrelle, le 22 septembre 2025", "Fait à La Ferrelle,\nle 22 septembre 2025"),
    (
        "recueil-extrait",
        "du 8 septembre 2025 au 31 octobre 2025",
        "du lundi 8 septembre 2025 au vendredi 31 octobre 2025",
    ),
)


def test_there_are_enough_neutral_edits() -> None:
    assert len(NEUTRAL) + len(EDITS) >= 30


@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_change_of_a_whole_text(name: str) -> None:
    told = {slug: codes for slug in CLEAN if (codes := loud(NEUTRAL[name](specimen(slug))))}
    assert not told


@pytest.mark.parametrize(("slug", "good", "bad"), EDITS)
def test_neutral_edit(slug: str, good: str, bad: str) -> None:
    assert good in specimen(slug)
    assert not loud(specimen(slug).replace(good, bad, 1))
