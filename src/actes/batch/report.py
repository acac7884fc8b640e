"""The tables of a run for people: CSV for spreadsheets, Parquet for everything else.

The same catalogue gives the same bytes: rows are in the order of their keys, nothing of the day or the
machine is written. Both are streamed, whatever the size of the archive.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from actes.batch.job import Value
from actes.batch.tables import TABLES, Column
from actes.errors import OutputFailed

FILES = (
    Column("name", key=True),
    Column("state"),
    Column("cause"),
    Column("pages", "integer"),
    Column("size", "integer"),
    Column("sha256"),
    Column("json"),
)
"""One row per file: what became of it, and where its JSON is."""

FORMULAS = ("=", "+", "@", "\t", "\r", "-")
"""First letters by which a spreadsheet takes a text for a formula, and runs it; a hyphen comes last in a GLOB."""

BATCH = 1000
ROW_GROUP = 5_000
"""Rows made at a time, and rows that a Parquet file keeps together: its writer holds so many."""


def write_reports(database: sqlite3.Connection, folder: Path) -> None:
    """Write `files`, `acts`, `parties`, `persons`, `citations` and `findings` as CSV and Parquet.

    Raises OutputFailed.
    """
    reports: dict[str, tuple[str, tuple[Column, ...]]] = {"files": ("fates", FILES)}
    reports |= {table: (table, columns) for table, columns in TABLES.items() if table not in ("bodies", "dossiers")}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, (table, columns) in reports.items():
            _write(database, table, columns, folder / name)
    except OSError as error:
        raise OutputFailed(f"{folder} : écriture impossible ({error.strerror or error})") from error


def _write(database: sqlite3.Connection, table: str, columns: tuple[Column, ...], target: Path) -> None:
    """Both files of a table in one pass over its rows, in the order of their keys.

    The CSV is what French spreadsheets open as is: semicolons, a byte order mark, a quote before what looks like a
    formula, which the base looks for, since it does so fast.
    """
    from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
    from arro3.io import write_csv, write_parquet

    types: dict[str, Any] = {"text": DataType.string(), "integer": DataType.int64(), "real": DataType.float64()}
    schema = Schema([Field(column.name, types[column.type], nullable=True) for column in columns])
    names = ", ".join(column.name for column in columns)
    order = ", ".join(column.name for column in columns if column.key)
    risky = " OR ".join(f"{column.name} GLOB :formula" for column in columns if column.type == "text")
    lines = database.execute(
        f"SELECT {names}, coalesce({risky}, 0) FROM {table} ORDER BY {order}", {"formula": f"[{''.join(FORMULAS)}]*"}
    )

    def batch(values: Sequence[Sequence[Value]]) -> RecordBatch:
        arrays = [Array(list(v), types[column.type]) for column, v in zip(columns, values, strict=True)]
        return RecordBatch.from_arrays(arrays, schema=schema)

    def batches(csv: IO[bytes]) -> Iterator[RecordBatch]:
        while chunk := lines.fetchmany(BATCH):
            *values, formulas = zip(*chunk, strict=True)
            plain = batch(values)
            shown = batch([[harmless(value) for value in column] for column in values]) if any(formulas) else plain
            write_csv(shown, csv, header=False, delimiter=";")
            yield plain

    csv_file, parquet_file = (target.with_name(f"{target.name}.{suffix}") for suffix in ("csv", "parquet"))
    with open(f"{csv_file}.part", "wb") as csv, open(f"{parquet_file}.part", "wb") as parquet:
        csv.write(f"\ufeff{';'.join(column.name for column in columns)}\n".encode())
        reader = RecordBatchReader.from_batches(schema, batches(csv))
        write_parquet(reader, parquet, compression="zstd(3)", max_row_group_size=ROW_GROUP)
    for file in (csv_file, parquet_file):
        os.replace(f"{file}.part", file)


def harmless(value: Value) -> Value:
    """The value as no spreadsheet takes it for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value
