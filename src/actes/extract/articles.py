"""The articles of an act: number, title told apart from running text, items, nesting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actes.lines import BULLET, fold
from actes.model import Article, Found, found
from actes.segment import Block
from actes.text import Text, join

FINITE_VERB = re.compile(
    r"\b(?:est|sont|sera|seront|etait|etaient|soit|soient|ont|aura|auront|peut|peuvent|pourra|pourront|doit|doivent|devra|devront|fait|font|"
    r"prend|prennent|s'engage|s'engagent|s'applique|s'appliquent|beneficie|dispose|constitue|comprend|concerne|entre en|reste|demeure|"
    r"s'effectue|s'effectuera|designe|autorise|abroge|modifie|complete|remplace|declare|accepte|met|porte|se compose|prevoit|(?<!part )(?<!prix )(?<!terme )(?<!date )(?<!montant )fixe|decide|n'est|n'a|reconnait|vise|seront|figure|figurent|"
    r"transmet|assure|verse|versera|mettra|effectue|exerce|intervient|convient|recoit|correspond|s'eleve)\b"
)
"""What a sentence has and a title has not: « L'agenda … est approuvé »."""

FIRST = re.compile(r"(?:premier|(?:[1lift]\s?)?er|1\s?ere)$")
"""« 1er », and what a scan makes of it: « ler », « fer », « ter »."""

CAPITALS = re.compile(r"[A-ZÀ-Ý0-9'’ ,()&/–-]{5,140}(?=\s[A-ZÀ-Ý][a-zà-ÿ'’ ])")
"""A title in capitals on the same line as the text that follows: « OBJET DE LA CONVENTION La présente … »."""

SPACED = re.compile(r"\s*\n\s*")
ITEM = re.compile(r"(?:\d{1,2}\s?[°).]|[a-z]\)|[a-z]\.\s)\s*")


def articles(blocks: Sequence[Block]) -> tuple[Article, ...]:
    """The articles in order; « 2.1 » is nested in « 2 ».

    `blocks` are the article and division blocks of one act, in order.
    """
    own = [b for b in blocks if b.kind == "article" and b.label is not None]
    titled = [_title(b, _has_inner(own, i)) for i, b in enumerate(own)]
    run_in = [_run_in_title(b) for b in own]
    if len(own) > 2 and sum(t is not None for t in run_in) * 3 >= len(own) * 2:
        titled = [plain or ((title, False) if title else None) for plain, title in zip(titled, run_in, strict=True)]
    # an act titles its articles or it does not: a lone line that could be read as a title is text
    separate = [t for t in titled if t is not None and t[1]]
    tops: list[Article] = []
    for block, title in zip(own, titled, strict=True):
        kept = None if title is None or (title[1] and len(separate) * 2 < len(own)) else title[0]
        article = _article(block, kept)
        parent = article.number.value or ""
        if (
            tops
            and "." in parent
            and parent.split(".")[0] == (tops[-1].number.value or "").split(".")[0]
            and "." not in (tops[-1].number.value or "")
        ):
            last = tops[-1]
            tops[-1] = last.model_copy(update={"articles": (*last.articles, article)})
        else:
            tops.append(article)
    return tuple(tops)


def _has_inner(own: Sequence[Block], i: int) -> bool:
    """Whether the next block is a sub-article of this one."""
    if i + 1 == len(own):
        return False
    here, following = own[i].label, own[i + 1].label
    if here is None or following is None:
        return False
    number = re.match(r"\w+", here.string)
    return number is not None and following.string.startswith(number.group() + ".")


def _article(block: Block, title: Text | None) -> Article:
    assert block.label is not None
    text = block.text[block.rest :]
    if title is not None:
        text = text[_offset_after(text, title) :]
    if title is not None:
        text = text[len(text.string) - len(text.string.lstrip(" \t\n\f:-–—.")) :]
    text = text.strip()
    return Article(
        number=_number(block.label),
        title=found(title, re.sub(r"\s+", " ", title.string.strip()), "article.title") if title is not None else None,
        text=found(text, text.normal(), "article.text") if text.string.strip() else None,
        items=_items(text),
    )


def _number(label: Text) -> Found[str]:
    printed = " ".join(label.string.split())
    folded = fold(printed)
    if FIRST.match(folded):
        value = "1"
    else:
        value = re.sub(r"(?<=\d)\s?(?:er|eme)$", "", printed)
    return found(label, value, "article.number")


def _offset_after(text: Text, title: Text) -> int:
    at = text.string.find(title.string)
    return at + len(title.string) if at >= 0 else 0


def _title(block: Block, has_inner: bool) -> tuple[Text, bool] | None:
    """(the title, whether it stands on its own line) of an article block, or None."""
    text = block.text[block.rest :]
    lines: list[Text] = []
    for line in text.lines():
        lines.append(line)
        if len(lines) > 12:
            break
    if not lines:
        return None
    if lines[0].string.strip():
        return _inline_title(lines, has_inner)
    first = next((i for i, line in enumerate(lines) if line.string.strip()), None)
    if first is None:
        return None
    following = [line.string for line in lines[first + 1 :]]
    title = lines[first].strip()
    string = title.string
    if (
        string.endswith(":")
        or len(string) > 900
        or BULLET.match(string)
        or FINITE_VERB.search(fold(string))
        or string[:1].islower()
    ):
        return None
    if string.endswith((";", ",")) or re.match(r"(?:\d|M\.|Mme|Monsieur|Madame|La présente|Le présent)", string):
        return None
    if not any(f.strip() for f in following) and not has_inner:
        return None
    if following and following[0].strip() and not title.marked("bold"):
        return None
    return _without_end(title), True


RUN_IN = re.compile(r"\s*(?P<title>[A-ZÀ-ÝŒ][^:;.\n]{2,110}(?:\n[^:;.\n]{2,110})?)\s?:[ \n]\s*(?=[A-ZÀ-ÝŒ«])")
"""« Article 3 – Commissaire enquêteur : Est désignée … »: a title that a colon parts from the text after it."""


def _run_in_title(block: Block) -> Text | None:
    """The title before a colon on the heading's line; an act that has one so has most of them so."""
    text = block.text[block.rest :]
    match = RUN_IN.match(text.string)
    if match is None or FINITE_VERB.search(fold(match["title"])) or len(match["title"].split()) > 20:
        return None
    title = text[match.start("title") : match.end("title")].strip()
    return _without_end(title)


def _inline_title(lines: Sequence[Text], has_inner: bool) -> tuple[Text, bool] | None:
    """A title on the heading's own line (and the lines it runs over)."""
    first = lines[0].strip()
    if len(first) > 200 and (capitals := CAPITALS.match(first.string)):
        return _without_end(first[: capitals.end()]), False
    string = first.string
    folded = fold(string)
    taken = [first]
    rest = list(lines[1:])
    while rest and rest[0].string.strip() and _runs_on(taken[-1].string, rest[0].string) and len(taken) < 4:
        taken.append(rest.pop(0).strip())
    title = join(taken, " ") if len(taken) > 1 else first
    string = title.string
    folded = fold(string)
    if len(string) > 220:
        return None
    colon = string.endswith(":")
    ends_sentence = string.endswith((".", ";", ",")) and not string.endswith("etc.")
    if FINITE_VERB.search(folded):
        return None
    if rest and rest[0].string.strip() and len(taken) == 1 and not first.marked("bold"):
        # nothing sets the line off: a title is then clearly shorter than a full line
        width = max(len(line.string) for line in lines)
        if len(string) > 0.72 * width or len(string) > 70:
            return None
    has_body = has_inner or any(line.string.strip() for line in rest)
    if not has_body or (ends_sentence and not (len(string) < 70 and rest and _opens_apart(rest[0]))):
        return None
    if colon and len(string) > 90:
        return None
    if (
        re.match(
            r"(?:m\.|mme|monsieur|madame|le present|la presente|il est|une? |dans |pour |en |a |au |les dispositions|sur )",
            folded,
        )
        and not title.marked("bold")
        and len(string) > 40
    ):
        return None
    if BULLET.match(string):
        return None
    return _without_end(title), False


def _opens_apart(line: Text) -> bool:
    """Whether the text below a title that ends with a stop is a paragraph of its own."""
    string = line.string.strip()
    return not string or string[0].isupper()


def _runs_on(line: str, following: str) -> bool:
    """Whether a title breaks over to the next line: it breaks off in lower case or after a small word."""
    following = following.strip()
    if BULLET.match(following) and not following[:1].isalnum():
        return False
    last = fold(line).split()[-1:] or [""]
    return following[:1].islower() or last[0] in {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "a",
        "au",
        "aux",
        "l'",
        "d'",
    }


def _without_end(title: Text) -> Text:
    kept = title.string.rstrip(" :.;,–—-\t")
    return title[: len(kept)]


def _items(text: Text) -> tuple[Found[str], ...]:
    """The items of the lists in an article: lines that open with a bullet or « a) », with what runs on."""
    items: list[list[Text]] = []
    open_item = False
    for line in text.lines():
        string = line.string
        if not string.strip():
            continue
        bullet = BULLET.match(string)
        marker = bullet if bullet and bullet.group().strip() else None
        if marker and marker.end() < len(string.rstrip()):
            items.append([line[marker.end() :].strip()])
            open_item = True
        elif enumerated := re.match(r"\s*" + ITEM.pattern, string):
            items.append([line[enumerated.end() :].strip()])
            open_item = True
        elif open_item and (string.strip()[:1].islower() or not items[-1][-1].string.endswith((".", ";", ":"))):
            items[-1].append(line.strip())
        else:
            open_item = False
    made = (join(parts, " ") for parts in items)
    return tuple(found(t, t.normal(), "article.item") for t in made if t.string.strip())
