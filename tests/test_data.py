"""The data files are found from a source checkout."""

from __future__ import annotations

import pytest

from actes.data import data_bytes, data_path


def test_data_file_is_found_and_read() -> None:
    assert data_path("given_names.txt").is_file()
    assert data_bytes("given_names.txt").startswith(b"#")


def test_missing_data_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such\.txt"):
        data_path("no-such.txt")
