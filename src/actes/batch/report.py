"""The tables of a run for people: CSV for spreadsheets, Parquet for everything else.

The same catalogue gives the same bytes: rows are in the order of their keys, nothing of the day or the
machine is written. Both are streamed, whatever the size of the archive.
"""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""First letters by which a spreadsheet takes a text for a formula, and runs it."""

BATCH = 1000
ROW_GROUP = 20_000
"""Rows made at a time, and rows that a Parquet file keeps together: its writer holds so many."""

Told = Callable[[str], str]


def write_reports(database: sqlite3.Connection, folder: Path) -> None:
    """Write `files`, `acts`, `parties`, `persons`, `citations` and `findings` as CSV and Parquet.

    Raises OutputFailed.
    """
    reports: dict[str, tuple[str, tuple[Column, ...]]] = {"files": ("fates", FILES)}
    reports |= {table: (table, columns) for table, columns in TABLES.items() if table not in ("bodies", "dossiers")}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, (table, columns) in reports.items():
            _csv(database, table, columns, folder / f"{name}.csv")
            _parquet(database, table, columns, folder / f"{name}.parquet")
    except OSError as error:
        raise OutputFailed(f"{folder} : écriture impossible ({error.strerror or error})") from error


def _lines(database: sqlite3.Connection, table: str, columns: tuple[Column, ...], told: Told = str) -> sqlite3.Cursor:
    """The rows in the order of their keys, each column as `told` says."""
    names = ", ".join(told(f"{table}.{column.name}") if column.type == "text" else column.name for column in columns)
    order = ", ".join(f"{table}.{column.name}" for column in columns if column.key)
    return database.execute(f"SELECT {names} FROM {table} ORDER BY {order}")


def _csv(database: sqlite3.Connection, table: str, columns: tuple[Column, ...], target: Path) -> None:
    """Semicolons, a byte order mark, a quote before what looks like a formula: what French spreadsheets open as is."""
    part = target.with_name(f"{target.name}.part")
    with open(part, "w", encoding="utf-8", newline="") as file:
        file.write("\ufeff")
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(column.name for column in columns)
        rows.writerows(_lines(database, table, columns, harmless))
    os.replace(part, target)


def harmless(column: str) -> str:
    """The expression of a text column that a spreadsheet runs no formula of; in the base, which does it fast."""
    first = ", ".join(f"char({ord(letter)})" for letter in FORMULAS)
    return f"CASE WHEN substr({column}, 1, 1) IN ({first}) THEN char(39) || {column} ELSE {column} END"


def _parquet(database: sqlite3.Connection, table: str, columns: tuple[Column, ...], target: Path) -> None:
    from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
    from arro3.io import write_parquet

    types: dict[str, Any] = {"text": DataType.string(), "integer": DataType.int64(), "real": DataType.float64()}
    schema = Schema([Field(column.name, types[column.type], nullable=True) for column in columns])
    lines = _lines(database, table, columns)

    def batches() -> Iterator[RecordBatch]:
        while chunk := lines.fetchmany(BATCH):
            arrays = [Array(list(v), types[c.type]) for c, v in zip(columns, zip(*chunk, strict=True), strict=True)]
            yield RecordBatch.from_arrays(arrays, schema=schema)

    part = target.with_name(f"{target.name}.part")
    with open(part, "wb") as file:
        write_parquet(
            RecordBatchReader.from_batches(schema, batches()), file, compression="zstd(3)", max_row_group_size=ROW_GROUP
        )
    os.replace(part, target)
