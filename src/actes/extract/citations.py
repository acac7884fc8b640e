"""Which words cite a legal text: the noun that names it, its number, its date, its object.

A clause is read noun after noun. What follows a noun at once (« arrêté préfectoral n° 12 du 3 mars 2020 ») always
belongs to it. What follows at a distance (« la délibération par laquelle le conseil du 3 mars 2020 ») belongs to the
noun that opens the clause. A noun inside the object of another text (« approuvant la convention ») is a citation
only if it carries its own number or date.

All patterns read a folded string (`folding.fold`) in which every run of white space is one space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from actes.extract.codes import (
    CODE,
    CODE_INITIALS,
    CODE_INITIALS_AFTER_ARTICLE,
    CODE_UNLISTED,
)
from actes.extract.dates import WEEKDAY, DateSpan

Span = tuple[int, int]

NOUN = re.compile(
    r"(?<![\w-])(?:(?P<deliberation>deliberations?)|(?P<decision>decisions?(?! modificatives?(?! du| n ?° ?\d+ du)))"
    r"|l?(?P<arrete>arretes?)|(?P<decret>decrets?(?:-lois?)?)|(?P<loi>lois?)|(?P<ordonnance>ordonnances?)"
    r"|(?P<circulaire>circulaires?)|(?P<directive>directives?)|(?P<reglement>reglements?)"
    r"|(?P<convention>conventions?|avenants?)"
    rf"|(?P<code>{CODE})|(?P<initials>{CODE_INITIALS})|(?P<brief>{CODE_INITIALS_AFTER_ARTICLE})"
    rf"|(?P<unlisted>{CODE_UNLISTED})"
    r"|(?P<free>instructions?|notes? (?:de service|techniques?|d'information|d'orientation)|recepisses?|constitution"
    r"|charte|traite|declaration des droits)"
    r"|(?P<planned>plans?|schemas?|programmes?|carte communale|strategie|projet (?:regional|territorial))"
    r"|(?P<dated>delegations? (?:\w+ )?d(?:e |')(?:signature|pouvoirs?|fonctions?|competences?)|autorisations?"
    r"|agrements?|habilitations?|permis|protocoles?|contrats?|marches?|bail|jugements?|arrets?"
    r"|accords?(?:-cadre| collectif| prealable (?:etabli )?entre| entre| national| interprofessionnel))"
    r")(?![\w])"
)
"""The nouns that name a text; those of the last three groups do so only where they open a clause."""
