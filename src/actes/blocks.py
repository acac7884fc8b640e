"""The lines of one act → where each of its blocks starts.

One pass of a small state machine: an act runs from its head over its bases (visas, considérants) and its
dispositif to its closing, and what a line may open depends on how far the act has come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from actes.boundaries import opens_minutes
from actes.cues import (
    AGREED,
    ARTICLE,
    AUTHOR_BASIS,
    AUTHORITY,
    BASIS,
    CONSIDERANT,
    DELIBERATED,
    DELIBERATED_START,
    DIVISION,
    INLINE_VERB,
    OBJECT,
    PARTIES_OPENING,
    PREAMBLE,
    PROPOSAL,
    PROPOSED_AND_RULED,
    RULING,
    RULING_START,
    SIGNING,
    VISA,
    reports,
)
from actes.endings import Mark, closing_here, with_signature
from actes.headings import article_heading, contents, figures, numbered_sections
from actes.kinds import CONTRACTUAL
from actes.lines import Line


def block_starts(kind: str, own: Sequence[Line]) -> list[Mark]:
    """(start, block kind, label span, start of the text proper) of every block of an act."""
    if kind == "proces_verbal" and opens_minutes(own):
        return _minutes_blocks(own)
    contractual = kind in CONTRACTUAL
    marks: list[Mark] = [(own[0].start, "head", None, 0)]
    zone = "head"
    heads_list: str | None = None
    plain_list: bool | None = None
    quoted = 0
    article: str | None = None
    short = Counter(line.folded for line in own if len(line.folded) < 16)
    repeated = frozenset(folded for folded, times in short.items() if times > 1)
    says_article = any(ARTICLE.match(line.folded) for line in own)
    listed = contents(own)
    sections = frozenset() if contractual or kind == "deliberation" else numbered_sections(own)
    for i, line in enumerate(own):
        f = line.folded
        at = line.start
        here = at + line.lead
        if zone == "closing":
            break
        if i in listed:
            if i - 1 not in listed:
                marks.append((at, "contents", None, 0))
            continue
        # the dispositif: articles, verbs
        if (m := article_heading(line, own, i, quoted, says_article, contractual, zone, article, sections)) is not None:
            zone = "ruling"
            article = figures(m["number"])
            marks.append((at, "article", (here + m.start("number"), here + m.end("number")), here + m.end("gap")))
            quoted = 0
            quoted = max(0, quoted + line.string.count("«") - line.string.count("»"))
            continue
        if zone == "ruling" and DIVISION.match(f) and len(f) < 160:
            marks.append((at, "division", None, 0))
            continue
        if zone != "parties" and closing_here(own, i, zone, contractual, article):
            zone = "closing"
            marks.append((at, "closing", None, 0))
            continue
        quoted = max(0, quoted + line.string.count("«") - line.string.count("»"))
        if contractual:
            if zone in ("head", "bases") and PARTIES_OPENING.match(f) and i and _opens_parties(own, i):
                zone = "parties"
                marks.append((at, "parties", None, 0))
                continue
            if zone in ("head", "parties", "preamble") and DIVISION.match(f) and len(f) < 160:
                zone = "ruling"
                marks.append((at, "division", None, 0))
                continue
            if zone in ("head", "parties", "preamble") and PREAMBLE.match(f):
                zone = "preamble"
                marks.append((at, "preamble", None, 0))
                continue
            if zone in ("parties", "bases") and AGREED.match(f):
                zone = "preamble"
                marks.append((at, "preamble", None, 0))
                continue
            if (
                zone == "preamble"
                and PARTIES_OPENING.match(f)
                and _opens_parties(own, i)
                and not any(m[1] == "parties" for m in marks)
            ):
                zone = "parties"
                marks.append((at, "parties", None, 0))
                continue
        if (
            zone == "ruling"
            and marks[-1][1] == "provision"
            and i
            and marks[-1][0] == own[i - 1].start
            and VISA.match(f)
            and own[i - 1].string.endswith(":")
        ):
            zone = "bases"  # « Le Conseil décide : / Vu … »: the bases come after the verb
        if zone in ("head", "bases", "body", "preamble") or (zone == "parties" and VISA.match(f)):
            if (m := PROPOSED_AND_RULED.match(f)) and kind in ("deliberation", "decision") and not line.bullet:
                zone = "ruling"
                marks.append((at, "basis", None, 0))
                marks.append(
                    (here + m.start("subject"), "provision", (here + m.start("verb"), here + m.end("verb")), 0)
                )
                continue
            just_opened = zone == "preamble" and i > 0 and marks[-1][0] == own[i - 1].start
            opened = _base(line, own, i, zone, heads_list, just_opened, repeated)
            if opened and opened[0] == heads_list and plain_list and line.bullet:
                continue  # what an item of a list without bullets lists in its turn
            if opened:
                name, head_of_list = opened
                if head_of_list:
                    heads_list, plain_list = name, None
                elif name != heads_list:
                    heads_list = None
                elif plain_list is None:
                    plain_list = not line.bullet
                zone = "bases" if zone != "body" else "body"
                if not head_of_list:
                    marks.append((at, name, None, 0))
                else:
                    marks.append((at, "list-head", None, 0))
                continue
        if zone in ("head", "bases", "body") and not contractual and DELIBERATED_START.match(f) and not _inline_verb(f):
            zone = "ruling"
            marks.append((at, "deliberated", None, 0))
            continue
        if zone in ("body", "bases") and kind == "deliberation" and PROPOSAL.match(f):
            zone = "body"
            marks.append((at, "proposal", None, 0))
            continue
        ruling = _ruling(line, zone, contractual, kind, articled=any(m[1] == "article" for m in marks[-1:]))
        if ruling:
            zone = "ruling"
            marks.append((at, "provision", (here + ruling[0], here + ruling[1]), 0))
            continue
        if zone in ("bases", "head") and not contractual and reports(line) and (zone == "bases" or i > 3):
            zone = "body"
            marks.append((at, "body", None, 0))
            continue
        if zone in ("bases", "head") and OBJECT.match(f):
            marks.append((at, "object", None, 0))
            continue
        if (
            zone in ("bases", "head")
            and not contractual
            and i
            and (m := AUTHOR_BASIS.search(f))
            and (AUTHORITY.match(f) or AUTHORITY.match(own[i - 1].folded))
        ):
            marks.append((here + m.start("basis"), "basis", None, 0))
            zone = "bases"
            continue
        if (
            zone in ("bases", "head")
            and not contractual
            and AUTHORITY.match(f)
            and len(f) < 200
            and (line.blank or marks[-1][1] != "head" or line.upper)
            and (marks[-1][1] == "head" or line.blank or own[i - 1].string.endswith((",", ";", ".")))
        ):
            marks.append((at, "authority", None, 0))
            continue
        if zone == "bases" and line.blank and marks[-1][1] in ("visa", "considerant", "basis") and not line.bullet:
            ended = own[i - 1].string.rstrip().endswith((".", ";"))
            if ended and line.string[:1].isupper():
                zone = "body" if not heads_list else zone
                marks.append((at, "body", None, 0))
    return with_signature(marks, own, zone)


CITED_TEXT = re.compile(
    r"(?:l[ea]s?\s|l')\s?(?:differents?\s+)?(?:codes?|lois?|decrets?|arretes?|ordonnances?|circulaires?|directives?|reglements?|deliberations?|decisions?|avis|rapports?|"
    r"demandes?|dossiers?|etudes?|courriers?|lettres?|transmissions?|proces-verbal|conventions?|instructions?|plans?|schema|resultats)\b"
)
"""« l'arrêté … », « la demande … »: what an item of a list of visas opens with, where no blank and no bullet parts them."""


THAT = re.compile(r"(?:[a-z]+,?\s){0,3}que\s?:?")
"""« Considérant que : », « Considérant par ailleurs que : » over a list whose items go on from there."""


def _base(
    line: Line,
    own: Sequence[Line],
    i: int,
    zone: str,
    heads_list: str | None,
    just_opened: bool,
    repeated: frozenset[str],
) -> tuple[str, bool] | None:
    """(block kind, whether the line only heads a list) where a line opens a visa or another basis."""
    f = line.folded
    for name, pattern in (("visa", VISA), ("considerant", CONSIDERANT), ("basis", BASIS)):
        m = pattern.match(f)
        if not m or not (line.string[:1].isupper() or line.bullet or zone == "bases"):
            continue
        if (
            name == "basis"
            and zone in ("body", "preamble")
            and not f.startswith(("entendu", "sur ", "oui "))
            and not just_opened
        ):
            return None
        rest = f[m.end() :].strip()
        if name != "basis" and rest in ("", ":", ": -"):
            below = own[i + 1] if i + 1 < len(own) else line
            return name, rest != "" or below.bullet or f not in repeated
        if name == "considerant" and THAT.fullmatch(rest) and i + 1 < len(own) and own[i + 1].bullet:
            return name, True
        if name == "basis" and f.rstrip().endswith("application :"):
            return name, True
        return name, False
    if (
        heads_list
        and (line.bullet or re.match(r"(?:l[ea]\s|les\s|l'|(?:et\s+)?qu[e']|d[eu]s?\s|sa\s|son\s)", f))
        and (
            line.bullet
            or line.blank
            or own[i - 1].string.rstrip().endswith(":")
            or _opens_list(own, i, heads_list)
            or (heads_list == "visa" and CITED_TEXT.match(f))
        )
        and (
            line.bullet or own[i - 1].string.rstrip().endswith((";", ",", ":", ".")) or _opens_list(own, i, heads_list)
        )
    ):
        return heads_list, False
    return None


def _opens_list(own: Sequence[Line], i: int, name: str) -> bool:
    """Whether a line opens an item whatever the line above ends with: right below the head, or « Que … » set off."""
    pattern = VISA if name == "visa" else CONSIDERANT
    if pattern.fullmatch(own[i - 1].folded.rstrip(" :")):
        return True
    return name == "considerant" and own[i].blank > 0 and own[i].string.startswith(("Que ", "Qu'", "Qu’"))


def _opens_parties(own: Sequence[Line], i: int) -> bool:
    """Whether the lines after « Entre » name parties (a representative, a role, a seat)."""
    near = " ".join(line.folded for line in own[i : i + 30])[:3000]
    return bool(re.search(r"d'une\s+part|d'autre\s+part|represente|soussigne|ci-apres|siege|designe|denomme", near))


def _ruling(line: Line, zone: str, contractual: bool, kind: str, *, articled: bool) -> tuple[int, int] | None:
    """The span of the operative verb in a line that rules, or None; the text of an article keeps its own verb."""
    f = line.folded
    if contractual or zone == "closing":
        return None
    m = RULING.fullmatch(f) if len(f) < 330 else None
    if (
        m
        and line.string[m.end("verb") - 1] not in "éÉ"
        and (zone != "head" or kind in ("arrete", "decision", "deliberation"))
    ):
        verb = m["verb"]
        alone = m.start("verb") == 0
        if NOUN.search(f[: m.start("verb")]):
            return None
        if alone and line.string[:1].islower() and m.end("verb") == len(f) and not verb.startswith(("arret", "decid")):
            return None  # the end of a sentence that broke over: « … de la / porte »
        if alone and kind == "arrete" and zone == "head" and not verb.replace(" ", "").startswith(("arret", "deci")):
            return None
        if alone and zone == "head" and verb in ("arrete",) and not line.string.rstrip().endswith(":"):
            return None
        if not alone or zone != "head" or line.string.rstrip().endswith(":") or verb.startswith("deci"):
            return m.span("verb")
    if kind != "arrete" or zone == "ruling":
        m = RULING_START.match(f)
        if m:
            printed = line.string[m.start("verb") : m.end("verb")]
            if printed.isupper() or (
                zone == "ruling"
                and kind != "arrete"
                and (line.bullet or m.start("verb") > 0 or (line.blank and printed.istitle() and not articled))
            ):
                return m.span("verb")
    if zone != "ruling" and kind in ("deliberation", "decision", "autre"):
        return _inline_verb(f)
    return None


NOUN = re.compile(r"\b(?:la|une|sa|leur|cette|toute|chaque|de|en|d'|l')\s?$")
"""What makes a noun of a word that may be a verb: « dans le cadre de la demande »."""


def _inline_verb(folded: str) -> tuple[int, int] | None:
    """The span of the verb that follows « après en avoir délibéré » on its line."""
    deliberated = DELIBERATED.search(folded[:260])
    m = INLINE_VERB.search(folded, deliberated.end() - 1, deliberated.end() + 200) if deliberated else None
    return m.span("verb") if m and not NOUN.search(folded[: m.start("verb")]) else None


def _minutes_blocks(own: Sequence[Line]) -> list[Mark]:
    """Minutes are one act: a head, the account of the sitting, and the signatures at its end."""
    marks: list[Mark] = [(own[0].start, "head", None, 0)]
    for i, line in enumerate(own[1:], 1):
        if VISA.match(line.folded) or CONSIDERANT.match(line.folded) or reports(line) or i > 60:
            marks.append((line.start, "body", None, 0))
            break
    for i in range(len(own) - 1, max(0, len(own) - 40), -1):
        f = own[i].folded
        if (
            SIGNING.match(f)
            or re.match(
                r"(?:(?:la\s+)?seance\s+(?:est\s+)?levee|(?:la\s+)?seance\s+(?:est\s+)?close|fin\s+de\s+(?:la\s+)?seance|l'ordre\s+du\s+jour\s+etant\s+epuise)",
                f,
            )
        ) and own[i].start > marks[-1][0]:
            marks.append((own[i].start, "closing", None, 0))
            break
    return marks
