"""The grammar against a model of persons, through the whole reading of labelled documents.

For the length of a run a model is plugged in where the product reads persons: in the closing of an act, in the clause
that introduces the parties, in the attendance lists. `tools/persons_model.py compare` prints what `compare` finds.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple
from unittest.mock import patch

from actes import assemble, parse, parse_text
from actes.evaluate import Score, evaluate
from actes.extract import attendance
from actes.extract.names import name_at, words
from actes.extract.persons import build
from actes.extract.persons import read as read_span
from actes.likeness import fold, ratio, squash
from actes.model import Found, Party, Person, Signatory
from actes.text import PAGE_STRIDE, Text

Span = tuple[int, int]
Seer = Callable[[str], list[Span]]
"""Where a model sees persons in a string, in order."""

Use = Literal["fill", "veto", "both", "alone"]
USES: dict[Use, str] = {
    "fill": "complète la grammaire",
    "veto": "écarte ce qu'il ne voit pas",
    "both": "complète et écarte",
    "alone": "seul",
}
"""Give a name where the grammar read none; drop the names the model does not see; both; the model's names only."""

SEAMS = ((assemble, "signatories"), (assemble, "parties"), (attendance, "persons"))
"""Where the product reads persons: (module, name of the function)."""

FIELDS = ("signatories", "party_representatives")
SUFFIXES = (".txt", ".pdf", ".docx", ".odt", ".md")
LARGEST = 400_000
"""Bytes of a document beyond which it is left out: a whole register weighs more than all the others."""

CHUNK = 3000
LABEL = "PER"
BY = "persons.model"


class Readers(NamedTuple):
    """What stands at the seams: the reader of closings, of (what opens a convention, its closing), of lists of persons."""

    signatories: Callable[[Text], tuple[Signatory, ...]]
    parties: Callable[[Text, Text], tuple[Party, ...]]
    listed: Callable[[Text, str], tuple[Person, ...]]


@dataclass(frozen=True, slots=True)
class Sitting:
    """The names of an attendance list, as printed."""

    present: tuple[str, ...]
    absent: tuple[str, ...]


# --- a model beside the grammar ---


def grammar() -> Readers:
    """The readers that stand at the seams now: the product's, unless a run has put others there."""
    return Readers(*(getattr(module, name) for module, name in SEAMS))


@contextmanager
def seams(readers: Readers) -> Iterator[None]:
    """Put other readers at the seams. The whole process reads with them: one run at a time."""
    with ExitStack() as stack:
        for (module, name), reader in zip(SEAMS, readers, strict=True):
            stack.enter_context(patch.object(module, name, reader))
        yield


@contextmanager
def plugged(see: Seer, use: Use) -> Iterator[None]:
    """Read with the model beside the grammar."""
    own = grammar()
    with seams(
        Readers(
            lambda text: signed(text, own.signatories(text), see(text.string), use),
            lambda opening, closing: represented(opening, closing, own.parties(opening, closing), see, use),
            lambda text, by: present(text, own.listed(text, by), see(text.string), use),
        )
    ):
        yield


def span_of(text: Text, person: Person | None) -> Span | None:
    """Where the name of a person stands in `text`, None where it has none or stands elsewhere."""
    parts = [part for part in (person.given, person.family) if part] if person else []
    return _hull(text, parts)


def _hull(text: Text, parts: Iterable[Found[Any] | None]) -> Span | None:
    places = [place for part in parts if part for place in part.at]
    if not places or not text:
        return None
    index = {origin: i for i, origin in enumerate(text.origin) if origin >= 0}
    page = {one.number: i for i, one in enumerate(text.pages)}
    ends = [page[place.page] * PAGE_STRIDE + offset for place in places for offset in (place.start, place.end - 1)]
    known = [index[end] for end in ends if end in index]
    return (min(known), max(known) + 1) if known else None


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def as_person(text: Text, span: Span) -> Person:
    """The person a model sees at `span`, its name parted by the grammar where it can."""
    part = text[slice(*span)]
    spelt = words(part.string)
    named = name_at(part.string, spelt, 0, listed=True) if spelt else None
    if named is None:
        return Person(family=read_span(part, (0, len(part)), BY))
    return build(part, named[0], None, BY)


def present(text: Text, read: Sequence[Person], seen: Sequence[Span], use: Use) -> tuple[Person, ...]:
    """An attendance list once the model has been heard."""
    own = [] if use == "alone" else [(span, person) for person in read if (span := span_of(text, person))]
    added = [] if use == "veto" else [span for span in seen if not overlaps(span, [known for known, _ in own])]
    if use in ("veto", "both"):
        own = [(span, person) for span, person in own if overlaps(span, seen)]
    placed = [*own, *((span, as_person(text, span)) for span in added)]
    return tuple(person for _, person in sorted(placed, key=lambda one: one[0]))


def signed(text: Text, read: Sequence[Signatory], seen: Sequence[Span], use: Use) -> tuple[Signatory, ...]:
    """The signature blocks once the model has been heard: it names the block whose office stands before the name."""
    if use == "alone":
        people = [as_person(text, span) for span in seen]
        return tuple(Signatory(**_name(one), block=i) for i, one in enumerate(people, 1))
    known = [span for one in read if (span := span_of(text, one))]
    free = [span for span in seen if not overlaps(span, known)]
    if not read:
        return tuple(Signatory(**_name(as_person(text, span)), block=1) for span in free[:1] if use != "veto")
    starts = [_hull(text, (o.on_behalf_of, o.by_delegation, o.quality, o.family)) or (0, 0) for o in read]
    made: list[Signatory] = []
    for i, one in enumerate(read):
        limit = starts[i + 1][0] if i + 1 < len(starts) else len(text)
        made.append(_renamed(text, one, seen, [span for span in free if starts[i][0] <= span[0] < limit], use))
    return tuple(made)


def _renamed(text: Text, one: Signatory, seen: Sequence[Span], free: Sequence[Span], use: Use) -> Signatory:
    span = span_of(text, one)
    if span and use in ("veto", "both") and not overlaps(span, seen):
        return one.model_copy(update=dict.fromkeys(("given", "family", "civility", "title")))
    if free and not one.family and use != "veto":
        return one.model_copy(update=_name(as_person(text, free[0])))
    return one


def represented(opening: Text, closing: Text, read: Sequence[Party], see: Seer, use: Use) -> tuple[Party, ...]:
    """The parties once the model has been heard: it names who is told between a party and the next one."""
    seen, seen_below = see(opening.string), see(closing.string)
    starts = [_hull(opening, (party.name or party.alias,)) for party in read]  # the alias may follow the person
    known = [span for party in read if (span := span_of(opening, party.representative))]
    made: list[Party] = []
    for i, party in enumerate(read):
        who, start = party.representative, starts[i]
        named = who is not None and (who.family or who.given) is not None
        here, below = span_of(opening, who), span_of(closing, who)
        held = (here and overlaps(here, seen)) or (below and overlaps(below, seen_below))
        if named and (use == "alone" or (use in ("veto", "both") and not held)):
            who, named = (Person(quality=who.quality) if who and who.quality else None), False
        if not named and use != "veto" and start:
            limit = next((s[0] for s in starts[i + 1 :] if s), len(opening))
            taken = known if use != "alone" else []
            free = (span for span in seen if start[1] <= span[0] < limit and not overlaps(span, taken))
            name = next(free, None)
            if name:
                who = as_person(opening, name).model_copy(update={"quality": who.quality if who else None})
        made.append(party.model_copy(update={"representative": who}))
    return tuple(made)


def _name(person: Person) -> dict[str, Found[str] | None]:
    return {part: getattr(person, part) for part in ("civility", "title", "given", "family")}


# --- models ---


def spaced(string: str) -> str:
    """The string with its line ends as spaces, every character where it was."""
    return string.replace("\n", " ").replace("\f", " ")


def seer(model: str) -> Seer:
    """The persons a pipeline sees (the name of an installed package, or a folder). Raises OSError if there is none."""
    spacy = import_module("spacy")
    nlp = spacy.load(model)
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in ("tok2vec", "ner")])

    def see(string: str) -> list[Span]:
        return [(ent.start_char, ent.end_char) for ent in nlp(spaced(string)).ents if ent.label_ == LABEL]

    return see


# --- scores ---


def documents(folder: Path) -> list[Path]:
    """The documents of a folder, in the order of their names."""
    return sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and p.stat().st_size < LARGEST)


def sitting_of(path: Path) -> Sitting:
    """The names in the attendance lists of the first act that has any; who gives a proxy is absent."""
    for act in parse(path).acts:
        lists = act.session.attendance if act.session else None
        if lists and (lists.present or lists.absent or lists.excused or lists.proxies):
            away = [*map(_said, (*lists.absent, *lists.excused)), *(_said(proxy.giver) for proxy in lists.proxies)]
            return Sitting(tuple(map(_said, lists.present)), tuple(dict.fromkeys(away)))
    return Sitting((), ())


def _said(person: Person) -> str:
    return " ".join(part.value for part in (person.given, person.family) if part and part.value)


def name_score(wanted: Sequence[str], read: Sequence[str], *, soft: bool) -> Score:
    """Names compared whatever the order of their words; softly, one letter in five may differ."""
    rest = list(read)
    for name in wanted:
        at = next((i for i, other in enumerate(rest) if _same_name(name, other, soft)), None)
        if at is not None:
            del rest[at]
    hits = len(read) - len(rest)
    return Score(hits, len(rest), len(wanted) - hits)


def _same_name(one: str, other: str, soft: bool) -> bool:
    a, b = (squash("".join(sorted(fold(name).split()))) for name in (one, other))
    return a == b or (soft and ratio(a, b) >= 0.8)


def listed_score(wanted: Mapping[str, Any], folder: Path) -> tuple[Score, Score, int]:
    """(strict, soft, lists as long as labelled) over the attendance lists of a folder's documents.

    `wanted` is `{"name.txt": {"present": ["Léa ROUX", …], "absent": […]}}`, the absent with or without excuse or proxy.
    """
    strict = soft = Score()
    right = 0
    for file, lists in wanted.items():
        sitting = sitting_of(folder / file)
        for names, found in ((lists["present"], sitting.present), (lists["absent"], sitting.absent)):
            strict += name_score(names, found, soft=False)
            soft += name_score(names, found, soft=True)
            right += len(names) == len(found)
    return strict, soft, right


def _cell(strict: Score, soft: Score) -> str:
    return f"{strict.f1:.3f} {soft.f1:.3f} (n {strict.hits + strict.misses})"


def compare(gold: Path, docs: Path, models: Sequence[str], labels: Path | None, sittings: Path | None) -> None:
    """Print a row per way of reading: F1 of each field, strict and soft."""
    wanted = json.loads(labels.read_text(encoding="utf-8")) if labels else {}
    columns = "".join(f"{name:>24}" for name in (*FIELDS, *(("attendance", "effectifs justes") if wanted else ())))
    print(f"{'':44}{columns}")

    def row(name: str) -> None:
        report = evaluate(gold, docs)
        cells = [_cell(report.strict.get(field, Score()), report.soft.get(field, Score())) for field in FIELDS]
        if sittings:
            strict, soft, right = listed_score(wanted, sittings)
            cells += (_cell(strict, soft), f"{right}/{2 * len(wanted)}")
        print(f"{name:44}" + "".join(f"{cell:>24}" for cell in cells), flush=True)

    row("grammaire seule")
    usable = []
    for model in models:
        try:
            see = seer(model)
        except (ImportError, OSError) as error:
            print(f"{model} : ignoré, {str(error).splitlines()[0]}")
            continue
        usable.append((model, see))
        for use in USES:
            with plugged(see, use):
                row(f"{Path(model).name} {USES[use]}")
    chunks = [text[:CHUNK] for path in documents(docs) if len(text := printed(path)) >= CHUNK]
    print(f"\nCPU par {CHUNK} caractères : lecture entière {cpu(parse_text, chunks):.1f} ms")
    for model, see in usable:
        script = f"import spacy; spacy.load({model!r})"
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True)
        started = time.perf_counter() - start
        print(f"{Path(model).name} : {cpu(see, chunks):.1f} ms, et {started:.1f} s au démarrage")


def printed(path: Path) -> str:
    """All pages of a document as one text."""
    return "\n".join(page.text for page in parse(path).pages)


def cpu(work: Callable[[str], object], chunks: Sequence[str]) -> float:
    """Median CPU milliseconds of `work` on a chunk, nan without chunks."""
    times = []
    for chunk in chunks:
        start = time.process_time()
        work(chunk)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times) if times else float("nan")
