"""What a dossier puts in the catalogue."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from arro3.io import read_parquet
from hypothesis import given, settings
from hypothesis import strategies as st

import actes
from actes.batch import catalogue, frames
from actes.batch.findings import looked_at
from actes.batch.report import write_reports
from actes.batch.rows import rows_of, storable, words
from actes.batch.store import OURS, json_path
from actes.batch.tables import FACTS, TABLES, are_rows
from actes.batch.version import checks_version, pipeline_version

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "text").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rows_of_the_specimens(path: Path) -> None:
    dossier = actes.parse(path)
    rows = rows_of(dossier)
    assert list(rows) == list(TABLES)
    assert all(are_rows(table, json.loads(json.dumps(lines)), dossier.source.sha256) for table, lines in rows.items())
    for table, lines in rows.items():
        keys = [i for i, column in enumerate(TABLES[table]) if column.key]
        assert len({tuple(line[i] for i in keys) for line in lines}) == len(lines)
    looked = looked_at(dossier)
    assert [*rows, *looked] == [*TABLES, "findings", *FACTS]
    assert all(are_rows(table, json.loads(json.dumps(lines)), dossier.source.sha256) for table, lines in looked.items())
    assert len(rows["acts"]) == len(dossier.acts)
    # the bodies are the text, cut between the acts
    assert "".join(str(line[3]) for line in rows["bodies"]) == "\n".join(page.text for page in dossier.pages)


def test_a_register_is_cut_where_its_acts_begin() -> None:
    dossier = actes.parse(next(path for path in SAMPLES if path.stem == "registre-deliberations"))
    bodies = [str(line[3]) for line in rows_of(dossier)["bodies"]]
    assert len(bodies) == len(dossier.acts) > 1
    for act, body in zip(dossier.acts, bodies, strict=True):
        assert act.number is not None
        assert act.number.text in body


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_gives_rows_that_a_base_takes(text: str) -> None:
    dossier = actes.parse_text(text)
    rows = {**rows_of(dossier), **looked_at(dossier)}
    assert all(are_rows(table, json.loads(json.dumps(lines)), dossier.source.sha256) for table, lines in rows.items())
    assert all("\0" not in v for lines in rows.values() for line in lines for v in line if isinstance(v, str))


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\0b", "a b"), ("\ud83d", "?"), (2**63, None), (-(2**63), -(2**63)), (None, None), ("é", "é")],
)
def test_storable(value: str | int | None, kept: str | int | None) -> None:
    assert storable(value) == kept


@pytest.mark.parametrize(
    ("text", "key"), [("L'Été à Bœuf-lès-Prés", "l ete a bœuf les pres"), ("  a__b ", "a b"), ("…", "")]
)
def test_words(text: str, key: str) -> None:
    assert words(text) == key


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-rf", "'-rf"),
        ("@x", "'@x"),
        ("a=b", "a=b"),
        ("+33 2 40", "'+33 2 40"),
        ("\t=1", "'\t=1"),
        ("\r", "'\r"),
        ('un « ; » et un "', 'un « ; » et un "'),
        ("", ""),
        (None, ""),
    ],
)
def test_a_formula_is_no_formula_in_a_spreadsheet(value: str | None, written: str, tmp_path: Path) -> None:
    with catalogue.opened(tmp_path / catalogue.FILE) as database:
        for name, cause in (("a.txt", "sans formule"), ("b.txt", value)):
            database.execute("INSERT INTO files (name, size, cause) VALUES (?, 1, ?)", (name, cause))
        write_reports(database, tmp_path)
    text = (tmp_path / "files.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["cause"] for row in rows] == ["sans formule", written]
    assert read_parquet(tmp_path / "files.parquet").read_all()["cause"].to_pylist() == ["sans formule", value]


@given(st.text(min_size=1, max_size=300))
def test_a_json_file_has_a_name_that_any_system_takes(name: str) -> None:
    folder, prefix, file = json_path("0f" * 32, name).split("/")
    assert (folder, prefix) == ("dossiers", "0f")
    assert OURS.fullmatch(file)


@given(st.dictionaries(st.text(), st.integers(-(2**63), 2**63 - 1) | st.text()), st.binary())
def test_a_message_comes_as_it_was_sent(head: dict[str, int | str], body: bytes) -> None:
    import io

    pipe = io.BytesIO()
    frames.send(pipe, head, body)
    pipe.seek(0)
    assert frames.receive(pipe) == (head, body)
    cut = io.BytesIO(pipe.getvalue()[:-1])
    with pytest.raises(EOFError):
        frames.receive(cut)


def test_a_message_without_bounds_or_head_is_refused() -> None:
    import io

    with pytest.raises(ValueError, match="beyond"):
        frames.receive(io.BytesIO(frames.SIZES.pack(1 << 40, 0)))
    with pytest.raises(ValueError, match="without a head"):
        frames.receive(io.BytesIO(frames.SIZES.pack(2, 0) + b"[]"))


@pytest.mark.parametrize("head", ['{"a": NaN}', '{"a": 9223372036854775808}', '{"a": "\\ud83d"}', '{"a": -1e999999}x'])
def test_a_message_that_no_base_takes_is_refused(head: str) -> None:
    import io

    with pytest.raises(ValueError, match=r"number|surrogate|Extra"):
        frames.receive(io.BytesIO(frames.SIZES.pack(len(head), 0) + head.encode()))
    kept = '{"a": "C:\\\\udine 😀"}'.encode()
    assert frames.receive(io.BytesIO(frames.SIZES.pack(len(kept), 0) + kept)) == ({"a": "C:\\udine 😀"}, b"")


FACT = ["aa", 1, "valbrun", "arrete", "2026/", 3, "2026003", "2026-01-03", "", "a1", "2026-003", 1, 2, 3, 1.0]


@pytest.mark.parametrize(
    "changed",
    [{0: "bb"}, {1: None}, {2: None}, {4: 5}, {5: 10_000}, {5: True}, {10: ["x"]}, {14: None}, {14: 1}, {7: None}],
)
def test_facts_that_no_check_could_bear(changed: dict[int, object]) -> None:
    assert are_rows("entries", [FACT, [*FACT[:1], 2, *FACT[2:]]], "aa")
    assert not are_rows("entries", [FACT, FACT], "aa")
    assert not are_rows("entries", [[changed.get(i, value) for i, value in enumerate(FACT)]], "aa")


def test_versions_tell_reading_from_looking() -> None:
    assert pipeline_version().startswith(f"{actes.__version__}+")
    assert checks_version() not in pipeline_version()
