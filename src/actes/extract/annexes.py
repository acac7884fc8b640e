"""The annexes an act announces."""

from __future__ import annotations

import re

from actes.extract.folding import fold
from actes.model import Found, found
from actes.text import Text

ANNOUNCED = re.compile(
    r"\b(?P<what>(?:le |la |les |l'|un |une )?(?:projet de |plan|tableau|liste|convention|avenant|document|etat|reglement|statuts|bordereau|carte|programme|cahier|disposition)[a-z' \-]{0,80}?)"
    r",?\s+(?:ci-)?(?:joint|jointe|joints|jointes|annexe|annexee|annexes|annexees)\s+(?:en annexe\s+)?(?:a la|au|aux|de la|ci|a l')\b"
)
"""« le plan annexé au présent arrêté », « le projet de convention joint en annexe de la décision »"""

HEADED = re.compile(
    r"(?m)^[ \t#*]{0,8}(?P<what>annexe(?:\s+n?\s?°?\s?(?:\d{1,2}|[ivx]{1,4}|[a-d]))?\s*[:\-]\s*[^\n]{3,120})"
)
"""« ANNEXE 1 : Plan de situation »"""


def annexes(text: Text) -> tuple[Found[str], ...]:
    """One `Found` per annex announced, first place of each; its text as printed."""
    folded = fold(text.string)
    seen: set[str] = set()
    made: list[Found[str]] = []
    if "annex" not in folded and "joint" not in folded:
        return ()
    lined = (
        text.string
        if "\n" not in text.string
        else "".join("\n" if raw == "\n" else plain for raw, plain in zip(text.string, folded, strict=True))
    )
    lined = lined if "\n" in text.string else folded
    for pattern, by in ((HEADED, "annex.heading"), (ANNOUNCED, "annex.announced")):
        for match in pattern.finditer(lined):
            own = text[match.start("what") : match.end("what")]
            key = fold(own.normal())
            if key in seen:
                continue
            seen.add(key)
            made.append(found(own, own.normal(), by))
    return tuple(made)
