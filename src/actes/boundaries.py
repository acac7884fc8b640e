"""Which acts a file holds, and of which kind each is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.cues import (
    ANNEX,
    ARTICLE,
    CONSIDERANT,
    DELIBERATED,
    ENGAGEMENT,
    INVITES,
    MINUTES_CUE,
    MINUTES_HABITS,
    OBJECT,
    PARTIES_OPENING,
    PLACE_DATE,
    RECORD_OF_DECISIONS,
    REGISTER_HEAD,
    RULING,
    SIGNING,
    SITS_THERE,
    SITTING,
    SITTING_HEAD,
    VISA,
    closes,
)
from actes.kinds import KINDS
from actes.lines import FLAT, Line


def heading_kind(line: Line) -> str | None:
    """The kind a line names as a heading does: capital letter first, the noun among its first words."""
    folded = line.folded
    if not line.string[:1].isupper() or (len(folded) > 900 and not line.string[:40].isupper()):
        return None
    annex = ANNEX.match(folded)
    if annex:
        folded = folded[annex.end() :].lstrip()
    for kind in KINDS:
        if kind.heading.match(folded):
            return kind.name
    return None


def act_starts(all_lines: Sequence[Line]) -> list[int]:
    """Indices of the first line of each act."""
    starts = [0]
    if opens_minutes(all_lines):
        return starts
    closed = ruled = signed = False
    objects: set[str] = set()
    deliberated = False
    registered = any(REGISTER_HEAD.match(line.folded) for line in all_lines[:LETTERHEAD_LINES])
    for i, line in enumerate(all_lines):
        f = line.folded
        if registered and OBJECT.match(f):
            if objects and deliberated and f[:60] not in objects and _deliberates(all_lines, i):
                starts.append(i)
                closed = ruled = signed = deliberated = False
            objects.add(f[:60])  # the head of a page may say it again
        deliberated = deliberated or bool(DELIBERATED.search(f[:260]))
        if closes(line) and not _dates_letterhead(all_lines, starts[-1], i):
            closed = True
            signed = signed or bool(SIGNING.match(f)) or (len(f) < 130 and bool(PLACE_DATE.fullmatch(f)))
        elif (
            ARTICLE.match(f)
            or ENGAGEMENT.match(f)
            or DELIBERATED.search(f[:260])
            or (RULING.fullmatch(f) and _rules(line))
        ):
            ruled = True
        if not closed or not (ruled or signed) or i == starts[-1]:
            continue
        heading = heading_kind(line) or ("deliberation" if REGISTER_HEAD.match(f) else None)
        if heading is None or not _stands_alone(all_lines, i):
            continue
        if _is_act(heading, all_lines[i + 1 : i + 60]):
            starts.append(_back_over_letterhead(all_lines, i))
            closed = ruled = signed = deliberated = False
    return starts


def _deliberates(all_lines: Sequence[Line], i: int) -> bool:
    """Whether an assembly decides on the object that a line names, before the next object."""
    for line in all_lines[i + 1 : i + 120]:
        if OBJECT.match(line.folded):
            return False
        if DELIBERATED.search(line.folded[:260]):
            return True
    return False


def continues_register(all_lines: Sequence[Line], start: int) -> bool:
    """Whether the act that starts there is one more of a register whose head says for all whose they are."""
    return start > 0 and bool(OBJECT.match(all_lines[start].folded))


LETTERHEAD_LINES = 25
"""No letterhead is longer."""


def _dates_letterhead(all_lines: Sequence[Line], start: int, i: int) -> bool:
    """Whether a line says where and when as a letter's head does, above the heading and all that an act is made of."""
    if i - start > LETTERHEAD_LINES or not PLACE_DATE.fullmatch(all_lines[i].folded):
        return False
    return not any(_structural(line) or heading_kind(line) for line in all_lines[start:i])


def _rules(line: Line) -> bool:
    """Whether a line with a ruling verb rules, and is no item of a list: « - ARRETE - » between two dashes does."""
    return not line.bullet or line.string.rstrip().endswith(("-", "–", "—"))


def _structural(line: Line) -> bool:
    f = line.folded
    return bool(
        VISA.match(f)
        or CONSIDERANT.match(f)
        or ARTICLE.match(f)
        or ENGAGEMENT.match(f)
        or SIGNING.match(f)
        or PARTIES_OPENING.match(f)
    ) or bool(RULING.fullmatch(f))


def _is_act(heading: str, following: Sequence[Line]) -> bool:
    """Whether the lines below a heading are those of an act of that kind, and not of a list or a form."""
    if following and ARTICLE.match(following[0].folded) and heading in ("arrete", "decision"):
        return False  # « ARRETE » is the verb here, not the noun
    if heading in ("arrete", "decision", "deliberation"):
        return any(
            VISA.match(x.folded) or (RULING.fullmatch(x.folded) and _rules(x)) or DELIBERATED.search(x.folded[:260])
            for x in following
        )
    return any(_structural(x) for x in following)


def _stands_alone(all_lines: Sequence[Line], i: int) -> bool:
    """Whether a line is set off as a heading: a blank before it, capitals, or a register's opening words."""
    line = all_lines[i]
    previous = all_lines[i - 1]
    if previous.string.endswith(",") or (line.bullet and not ANNEX.match(line.folded)):
        return False
    if line.folded.startswith(("convention de delegation de", "decision du", "arrete du")) and line.string.endswith(
        (".", ";")
    ):
        return False
    return line.blank > 0 or line.upper or bool(REGISTER_HEAD.match(line.folded))


def _back_over_letterhead(all_lines: Sequence[Line], i: int) -> int:
    """The first of the short capital lines (« DÉPARTEMENT DE … ») that stand right above a heading."""
    first = i
    while first > 1 and i - first < 6:
        line = all_lines[first - 1]
        if not line.upper or len(line.string) > 80 or closes(line) or closes(all_lines[first - 2]):
            break
        if not re.match(
            r"(?:republique|departement|arrondissement|canton|commune|ville|mairie|communaute|prefecture|conseil)\b",
            line.folded,
        ):
            break
        first -= 1
    return first


MINUTES_OF_SITTING = re.compile(
    r"[^a-z]{0,3}(?:d[eu]s?\b|de\s+la|d'|conseil|communautaire|departemental|regional|metropolitain|reunion|seance|sommaire|analytique|bureau|municipal|n\b|\d)"
)
"""What follows « procès-verbal » where it is that of a sitting: « … de la séance », « … du Conseil »."""

OTHER_MINUTES = re.compile(r"d'affichage|d'accord|de reception|de carence|d'huissier|de bornage|de mise a disposition")
"""« Procès-verbal d'affichage »: an attestation, not the account of a sitting."""


SITTING_NAMED = re.compile(
    r"(?:conseil|comite|bureau|reunion|seance)\b[a-z' ]{0,40}\bdu\s+(?:[a-z]{5,8}\s+)?\d{1,2}(?:er)?\s[a-z]{3,9}\s\d{4}"
)
"""« Conseil municipal du 4 juin 2021 », as the first line of minutes that say no more of what they are."""

OPENED_MINUTES = re.compile(r"proces[- ]verbal\s[^.]{3,60}\souvre\s+la\s+seance")
"""« PROCÈS-VERBAL Monsieur … ouvre la séance »: below the head of a register's extract, minutes all the same."""


def _lists_who_and_what(own: Sequence[Line]) -> bool:
    """Whether lines list those present and the business of the day: minutes, for a call to a sitting has nobody present."""
    return any(x.folded.startswith("presents") for x in own) and any(x.folded.startswith("ordre du jour") for x in own)


HABITS = 3
WITHIN = 12_000
HEAD = 2_500
"""So many habits of minutes make minutes, within so many characters, where the head announces no act of its own."""


def _tells_of_sitting(all_lines: Sequence[Line]) -> bool:
    """Whether a paper with no heading that says so is the account of a sitting."""
    told: list[str] = []
    size = 0
    for line in all_lines:
        told.append(line.folded[:WITHIN])
        size += len(told[-1])
        if RECORD_OF_DECISIONS.search(line.string, 0, WITHIN):
            return True
        if size > WITHIN:
            break
    text = "\n".join(told)
    if REGISTER_HEAD.search(text, 0, HEAD) or OWN_NUMBER.search(text, 0, HEAD):
        return False
    if not SITS_THERE.search(text) or INVITES.search(text):
        return False
    return sum(habit.search(text) is not None for habit in MINUTES_HABITS) >= HABITS


OWN_NUMBER = re.compile(r"deliberation\s+n\s?[o°]|objet\s*:")
"""« Délibération n° 12 », « Objet : … »: the head of one act."""


def opens_minutes(all_lines: Sequence[Line]) -> bool:
    """Whether a file is the minutes of a sitting: « PROCÈS-VERBAL DE LA SÉANCE DU … » in its head."""
    seen = 0
    cues: set[str] = set()
    for line in all_lines[:60]:
        if REGISTER_HEAD.search(line.folded[:300]):
            break
        cues.update(MINUTES_CUE.findall(line.folded[:6000]))
    if len(cues) >= 2 or _tells_of_sitting(all_lines):
        return True
    if all_lines and SITTING_NAMED.match(all_lines[0].folded) and _lists_who_and_what(all_lines[1:40]):
        return True
    if any(x.string[:13].isupper() and OPENED_MINUTES.match(x.folded) for x in all_lines[:40]):
        return True
    for i, line in enumerate(all_lines[:25]):
        f = line.folded[:200]
        if REGISTER_HEAD.match(f):
            return False
        if i and (heading_kind(line) or "convention") not in ("proces_verbal", "convention", "deliberation", "contrat"):
            return False
        m = re.search(
            r"(?:proces[- ]verbal|compte[- ]rendu|\bc-r\b|^c\.?r\.?(?= d)|^p\.?v\.?(?= d))(?![a-z])(?:\s+\w{4,12}\b){0,2}\s*(?P<rest>.{0,80})",
            f,
        )
        if (
            m
            and (seen + m.start() < 900)
            and not re.search(r"extrait d|approbation|adopt|suite au|registre", f[: m.start()])
        ):
            rest = m["rest"].strip()
            if not rest and i + 1 < len(all_lines):
                rest = all_lines[i + 1].folded
            if MINUTES_OF_SITTING.match(rest) and not OTHER_MINUTES.search(f):
                return True
        seen += len(line.folded)
    return False


REGISTER_OF = re.compile(
    r"(?:registre|extrait)\s+d(?:es?|u)\s+(?:registre\s+des\s+)?(?P<what>deliberations|arretes?|decisions)\b|extrait\s+d'(?P<of>arrete)"
)
"""« Extrait du registre des arrêtés du Maire »: the register says what kind its acts are."""

ASSEMBLY_RULES = re.compile(r"(?:le|la|l')\s?(?:conseil|comite|bureau|assemblee|commission)\b")
"""« Le Conseil municipal décide : » is a délibération's verb, not a décision's."""


def kind_of(own: Sequence[Line]) -> str:
    """The kind of an act from its headings and from the verb by which it rules."""
    if opens_minutes(own):
        return "proces_verbal"
    scores: dict[str, float] = {}
    if any(SITTING.search(line.folded[:400]) for line in own[:40]):
        scores["deliberation"] = scores.get("deliberation", 0) + 1.0
    decides = bool(scores)
    seen_structure = False
    for i, line in enumerate(own):
        f = line.folded
        if not seen_structure and i < 60:
            if heading := heading_kind(line):
                weight = 3.0 if (line.upper or line.blank or i == 0) else 1.5
                scores[heading] = scores.get(heading, 0) + weight / (1 + 0.05 * i)
                decides = True
            if register := REGISTER_OF.search(f[:300]):
                name = {"arrete": "arrete", "decisi": "decision"}.get(
                    (register["what"] or register["of"])[:6], "deliberation"
                )
                scores[name] = scores.get(name, 0) + 3.5
                decides = True
            elif _heads_sitting(line):
                scores["deliberation"] = scores.get("deliberation", 0) + 3.5
            if PARTIES_OPENING.match(f) and len(f) < 160:
                scores["convention"] = scores.get("convention", 0) + 1.0
        if VISA.match(f) or ARTICLE.match(f) or RULING.fullmatch(f):
            seen_structure = decides = True
        decides = decides or bool(DELIBERATED.search(f[:220])) or bool(SITS_THERE.search(f[:600]))
        if (m := RULING.fullmatch(f)) and _rules(line):
            verb = m["verb"].replace(" ", "")
            if ASSEMBLY_RULES.match(f):
                scores["deliberation"] = scores.get("deliberation", 0) + 2.0
                continue
            for kind in KINDS:
                if verb in kind.rules:
                    scores[kind.name] = scores.get(kind.name, 0) + 2.0
        if DELIBERATED.search(f[:220]):
            scores["deliberation"] = scores.get("deliberation", 0) + 2.0
    if not scores or not decides:
        return "autre"  # a report made for a sitting says when it sits, and decides nothing
    return max(scores, key=lambda name: (scores[name], -[k.name for k in KINDS].index(name)))


def _heads_sitting(line: Line) -> bool:
    """« Séance du 3 mars 2026 », « Conseil municipal du … » as a heading; anywhere in a line that lost its breaks."""
    if len(line.folded) > FLAT:
        return bool(SITTING_HEAD.search(line.folded[:160]))
    return line.string[:1].isupper() and bool(SITTING_HEAD.match(line.folded)) and not line.string.endswith((",", ";"))
