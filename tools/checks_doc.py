"""Writes `docs/checks.md` from the checks themselves: docstring, basis, remedy, example.

python tools/checks_doc.py            # rewrites the page
python tools/checks_doc.py --check    # fails if it is out of date (make check)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actes.checks.rule import Rule
from actes.checks.run import CLOSE, NEAR, RULES, WHOLE

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
SEVERITIES = {"error": "E", "warning": "W", "info": "I"}
FAMILIES = {
    "N": "Noms et qualités",
    "D": "Dates",
    "A": "Articles et structure",
    "P": "Parties",
    "T": "Termes et sigles",
    "R": "Références",
    "C": "Clauses des conventions",
    "F": "Chiffres",
    "I": "Identifiants et lieux",
    "L": "Forme légale",
    "S": "Numérisation",
    "X": "Entre plusieurs actes",
}
LONGEST = 220


def page() -> str:
    lines = [
        "# Les contrôles",
        "",
        "Page écrite par `python tools/checks_doc.py` à partir du code ; `make check` la compare.",
        "",
        "`actes check FICHIER|DOSSIER…` signale ce qu'un lecteur attentif signalerait, et se tait dans le doute.",
        "E : erreur ; W : avertissement ; I : information. Un constat placé dans une zone mal numérisée devient une",
        "information, à vérifier sur l'image. Un contrôle qui dit qu'une chose manque ne s'applique pas à un fichier dont",
        "une page n'a pas pu être lue. Un formulaire (sept emplacements vides ou plus) n'a pas de blancs à signaler.",
        "",
        "Les réglages sont dans `actes.toml` (ou `[tool.actes]` de `pyproject.toml`) :",
        "",
        "```toml",
        "[check]",
        'ignore = ["T005"]              # codes ou lettres de famille ; « select » pour l\'inverse',
        'min_severity = "warning"       # info, warning, error',
        'fail_on = "error"              # gravité qui fait sortir en 1 ; "never" pour aucune',
        'register = "personnes.csv"     # noms connus : colonnes prenom et nom',
        'waivers = "acceptes.toml"      # constats acceptés',
        "```",
        "",
        "Un constat accepté reste listé, avec sa raison, et ne fait plus échouer :",
        "",
        "```toml",
        "[[waiver]]",
        'code = "P002"',
        'source = "convention.pdf"      # facultatif, comme act et text (une partie de la citation)',
        'reason = "troisième original remis au notaire"',
        "```",
        "",
        "| code | nom | gravité | ce qui est dit |",
        "|---|---|---|---|",
        *(
            f"| [{r.code}](#{anchor(r)}) | {r.name} | {SEVERITIES[r.severity]} | {first(r.why)} |"
            for r in RULES.values()
        ),
        "",
        "Quand deux contrôles disent le même défaut, le plus précis parle : dans le même acte, "
        + ", ".join(f"{a} avant {b}" for a, b in WHOLE)
        + f" ; à moins de {CLOSE} caractères, "
        + ", ".join(f"{a} avant {b}" for a, b in NEAR)
        + ".",
    ]
    family = ""
    for rule in RULES.values():
        if rule.code[0] != family:
            family = rule.code[0]
            lines += ["", f"## {family} : {FAMILIES[family]}"]
        lines += [
            "",
            f"### {rule.code} {rule.name}",
            "",
            f"Gravité {SEVERITIES[rule.severity]}. {rule.why}",
            "",
            f"- Remède : {rule.remedy[0]}",
        ]
        if rule.basis:
            lines.append(f"- Base : {rule.basis}")
        if rule.example:
            lines += [
                f"- Fautif : {shown(rule.example.bad)}",
                f"- Juste : {shown(rule.example.good)} (`samples/text/{rule.example.slug}.txt`)",
            ]
    return "\n".join(lines) + "\n"


def anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def first(why: str) -> str:
    """The first sentence, short enough for a table."""
    sentence = why.split(". ")[0].split(" : ")[0].rstrip(".")
    return sentence.replace("|", "\\|")


def shown(text: str) -> str:
    text = " ".join(text.split()).replace("`", "'")
    if not text:
        return "(le passage manque)"
    return f"« {text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'} »"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    if not parser.parse_args().check:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        sys.exit(f"{PAGE.name} is out of date: run python tools/checks_doc.py")


if __name__ == "__main__":
    main()
