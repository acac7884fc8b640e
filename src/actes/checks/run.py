"""The checks, run: one explicit table of families, findings in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from actes.checks import names
from actes.checks.reading import OCR_DOUBT, Quote, Reading, line_around, offset_of, places, readings
from actes.checks.rule import RANK, Finding, Flaw, Related, Rule, Severity, rules_in
from actes.model import Dossier, Found
from actes.text import Place

FAMILIES = (names,)
"""The families, in the order of the catalogue."""

RULES: dict[str, Rule] = {rule.code: rule for family in FAMILIES for rule in rules_in(vars(family))}
"""Every check by its code."""
