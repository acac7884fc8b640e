"""Search in a catalogue, be it a SQLite file or a PostgreSQL base: the same question gives the same acts,
though which comes first is each base's own measure.

Names match without accents and with small misspellings: they are compared here, with the names the catalogue
holds, so that neither base needs an extension.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any, NamedTuple

from actes.batch.rows import words
from actes.errors import InputUnreadable
from actes.extract.folding import fold

Rows = Sequence[Sequence[Any]]
Query = Callable[[str, Mapping[str, Any]], Rows]
"""A statement with named parameters (`:name`) and their values → its rows."""

NAMES_AS_ONE = 88.0
"""Similarity from which two names are one: GOURVENNEC and GOURVENEC reach 95, MARTIN and MARTINEZ 86."""

AROUND = 70
SNIPPET_SPAN = 200
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Hit(NamedTuple):
    """An act that answers: `file` is the file it stands in, `snippet` the words around what was asked for."""

    file: str
    act: str
    kind: str | None
    number: str | None
    signed_on: str | None
    issuer: str | None
    title: str | None
    snippet: str
    json: str


def search(
    where: str | PathLike[str],
    text: str = "",
    *,
    kind: str | None = None,
    signed: str | None = None,
    person: str | None = None,
    issuer: str | None = None,
    party: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Acts that hold all words of `text` (in quotes: in that order; `word*`: all words that begin so), best first.

    `kind` is a kind of the model, `signed` a date or its beginning (`2026`, `2026-01`), of the signature or, in an
    act without one, the sitting; `person`, `issuer` and `party` are names, found despite accents and small slips.
    `where` is a catalogue, the folder it is in, or `postgresql://…`.

    Raises InputMissing when there is no catalogue, InputUnreadable when it is none or the question means nothing.
    """
    if signed and not DATE.fullmatch(signed):
        raise InputUnreadable(f"« {signed} » : date attendue sous la forme AAAA, AAAA-MM ou AAAA-MM-JJ")
    phrases = _phrases(text)
    if text.strip() and not phrases:
        raise InputUnreadable(f"« {text} » : aucun mot à chercher")
    with _opened(where) as (query, sqlite):
        conditions, values = ["1 = 1"], dict[str, Any]()
        if kind:
            conditions.append("a.kind = :kind")
            values["kind"] = kind
        if signed:
            conditions.append("substr(coalesce(a.signed_on, a.session_on), 1, :signed_length) = :signed")
            values |= {"signed": signed, "signed_length": len(signed)}
        for option, name, table, column in (
            ("person", person, "persons", "name_key"),
            ("party", party, "parties", "name_key"),
            ("issuer", issuer, "acts", "issuer"),
        ):
            if name is not None:
                found = _names_like(query, table, column, name)
                slots = ", ".join(f":{option}{i}" for i in range(len(found)))
                inside = f"x.{column} IN ({slots})" if found else "1 = 0"
                conditions.append(
                    f"EXISTS (SELECT 1 FROM {table} x WHERE {_same('x', sqlite)} AND x.act = b.act AND {inside})"
                )
                values |= {f"{option}{i}": known for i, known in enumerate(found)}
        source, match, rank = _full_text(phrases, sqlite=sqlite, values=values)
        values["limit"] = limit
        lines = query(
            "SELECT l.source, b.act, a.kind, a.number, coalesce(a.signed_on, a.session_on), a.issuer, a.title,"
            f" b.body, l.json FROM {source} JOIN ledger l ON {_same('l', sqlite)}"
            f" LEFT JOIN acts a ON {_same('a', sqlite)} AND a.act = b.act"
            f" WHERE {' AND '.join([*conditions, *match])}"
            f" ORDER BY {rank}, coalesce(a.signed_on, a.session_on, '') DESC, l.source, b.act LIMIT :limit",
            values,
        )
    return [Hit._make([*head, snippet(body or "", phrases), json or ""]) for *head, body, json in lines]


@contextmanager
def _opened(where: str | PathLike[str]) -> Iterator[tuple[Query, bool]]:
    """How to ask the catalogue, and whether it is SQLite."""
    address = fspath(where)
    if re.match(r"postgres(?:ql)?(?:\+\w+)?://", address):
        from actes.batch.postgres import asking

        with asking(address) as query:
            yield query, False
        return
    from actes.batch.catalogue import reading

    with reading(Path(address)) as database:
        yield lambda statement, values: database.execute(statement, dict(values)).fetchall(), True


def _same(table: str, sqlite: bool) -> str:
    """The condition that a row is of the same dossier as the body; a base may hold several archives."""
    dossier = f"{table}.sha256 = b.sha256"
    return dossier if sqlite else f"{dossier} AND {table}.archive = b.archive"


def _phrases(text: str) -> list[str]:
    """What is asked for, folded: each word, each phrase in quotes; a star is kept at the end of a word."""
    found: list[str] = []
    for phrase, word in PHRASE.findall(text):
        level = words(phrase or word)
        if level:
            found.append(level + ("*" if word.endswith("*") else ""))
    return found


def _full_text(phrases: list[str], *, sqlite: bool, values: dict[str, Any]) -> tuple[str, list[str], str]:
    """Where the bodies come from, the condition that they hold the phrases, and their order."""
    if not phrases:
        return "bodies b", [], "1"
    if sqlite:
        values["match"] = " ".join(f'"{p.rstrip("*")}"{"*" if p.endswith("*") else ""}' for p in phrases)
        return "texts JOIN bodies b ON b.id = texts.rowid", ["texts MATCH :match"], "bm25(texts, 5.0, 1.0)"
    values["match"] = " & ".join(f"({_tsquery(p)})" for p in phrases)
    match = "b.words @@ to_tsquery('simple', :match)"
    return "bodies b", [match], "-ts_rank(b.words, to_tsquery('simple', :match))"


def _tsquery(phrase: str) -> str:
    return " <-> ".join(phrase.rstrip("*").split()) + (":*" if phrase.endswith("*") else "")


def _names_like(query: Query, table: str, column: str, name: str) -> list[str]:
    """The names a catalogue holds that are that name: each word of it close to a word of theirs."""
    from rapidfuzz import fuzz

    asked = words(name).split()
    if not asked:
        return []
    close: list[str] = []
    for (known,) in query(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column}", {}):
        parts = words(known).split()
        if all(any(_alike(word, part, fuzz.ratio(word, part)) for part in parts) for word in asked):
            close.append(known)
    return close


def _alike(word: str, other: str, likeness: float) -> bool:
    """Whether two words of names are one: short ones letter for letter, an initial standing for its name."""
    if word == other:
        return True
    if min(len(word), len(other)) < 5:
        return len(word) == 1 and other.startswith(word)
    return likeness >= NAMES_AS_ONE


def snippet(body: str, phrases: Sequence[str]) -> str:
    """Some words of `body` around what was asked for, on one line; its beginning where nothing was."""
    plain = fold(body)
    spots: list[int] = []
    for phrase in phrases:
        pattern = r"[\W_]+".join(map(re.escape, phrase.rstrip("*").split()))
        end = "" if phrase.endswith("*") else r"(?!\w)"
        if found := re.search(rf"(?<!\w){pattern}{end}", plain):
            spots.append(found.start())
    at = min(spots, default=0)
    start = max(at - AROUND, 0)
    cut = " ".join(body[start : start + SNIPPET_SPAN].split())
    return f"{'… ' if start else ''}{cut}{' …' if start + SNIPPET_SPAN < len(body) else ''}"
