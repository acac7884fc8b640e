"""What an input holds: order, names, and everything that is refused with its cause."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.batch.archives import OUTSIDE
from actes.batch.discover import candidates, close_archives, discover, load, shown
from actes.errors import InputMissing, InputUnreadable


@pytest.fixture(autouse=True)
def _archives_are_closed() -> Iterator[None]:
    yield
    close_archives()


def found(*inputs: Path | str, out: Path | None = None) -> dict[str, str | None]:
    """Name of each item, below the first input, and its cause."""
    top = f"{inputs[0]}/"
    return {item.name.removeprefix(top): item.cause for item in discover(map(str, inputs), out)}


def test_a_folder_is_walked_by_name_and_told_by_content(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/É.txt", "a/b/c.pdf", "c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    items = list(discover([str(tmp_path)]))
    names = [item.name.removeprefix(f"{tmp_path}/") for item in items]
    assert names == ["a/b/c.pdf", "a/z.txt", "a/É.txt", "b.txt", "c"]
    assert items[1].sha256 == hashlib.sha256(b"a/z.txt").hexdigest()
    assert [load(item.locator).decode() for item in items] == names
    assert len(list(candidates([str(tmp_path)]))) == 5


def test_the_results_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "acte.txt").write_text("x")
    (tmp_path / "sortie").mkdir()
    (tmp_path / "sortie" / "vieux.json").write_text("{}")
    assert found(tmp_path, out=tmp_path / "sortie") == {"acte.txt": None}


def test_links_pipes_and_closed_folders_are_told(tmp_path: Path) -> None:
    (tmp_path / "acte.txt").write_text("x")
    (tmp_path / "boucle").symlink_to(tmp_path)
    (tmp_path / "ailleurs.txt").symlink_to(tmp_path / "acte.txt")
    os.mkfifo(tmp_path / "tube.pdf")
    causes = found(tmp_path)
    assert causes["acte.txt"] is None
    assert causes["boucle"] == causes["ailleurs.txt"] == "lien symbolique, non suivi"
    assert "ni fichier ni dossier" in str(causes["tube.pdf"])


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "acte.txt").write_text("x")
    (tmp_path / "lien.txt").symlink_to(tmp_path / "acte.txt")
    (item,) = discover([str(tmp_path / "lien.txt")])
    assert item.cause is None
    assert load(item.locator) == b"x"


def test_patterns_lists_and_what_is_not_there(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.pdf"):
        (tmp_path / name).write_text(name)
    listed = tmp_path / "liste"
    listed.write_text(f"{tmp_path}/c.pdf\n\n{tmp_path}/*.txt\n")
    names = [item.file_name for item in discover([f"@{listed}"])]
    assert names == ["c.pdf", "a.txt", "b.txt"]
    for wrong in (f"{tmp_path}/*.odt", f"{tmp_path}/absent", f"@{tmp_path}/absente"):
        with pytest.raises(InputMissing, match=r"aucun fichier|introuvable|illisible"):
            list(discover([wrong]))
    listed.write_text(f"@{listed}\n")
    with pytest.raises(InputUnreadable, match="une liste ne peut en appeler une autre"):
        list(discover([f"@{listed}"]))


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def test_an_archive_is_its_members_and_the_dangerous_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "fonds.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("2026/acte.txt", "x")
        made.writestr("../evade.txt", "x")
        made.writestr("/etc/absolu.txt", "x")
        made.writestr("C:\\absolu.txt", "x")
        made.writestr(special("lien", stat.S_IFLNK | 0o777), "/etc/hostname")
        made.writestr(special("disque", stat.S_IFBLK | 0o600), "")
        made.writestr("zeros.txt", bytes(30_000_000), zipfile.ZIP_DEFLATED)
        made.writestr("lzma.txt", "x", zipfile.ZIP_LZMA)
        made.writestr("dossier/", "")
    items = {item.name.removeprefix(f"{path}!/"): item for item in discover([str(path)])}
    assert {name for name, item in items.items() if item.cause is None} == {"2026/acte.txt"}
    assert load(items["2026/acte.txt"].locator) == b"x"
    causes = {name: str(item.cause) for name, item in items.items() if item.cause}
    assert causes.keys() == {
        "../evade.txt",
        "/etc/absolu.txt",
        "C:\\absolu.txt",
        "lien",
        "disque",
        "zeros.txt",
        "lzma.txt",
    }
    assert "sort de l'archive" in causes["C:\\absolu.txt"]
    assert "lien symbolique" in causes["lien"]
    assert "se décompresse en 30 Mo" in causes["zeros.txt"]
    assert sorted(os.listdir(tmp_path)) == ["fonds.zip"]


def test_a_word_file_in_an_archive_is_a_document_and_an_archive_is_not(tmp_path: Path) -> None:
    inner = tmp_path / "acte.docx"
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<a/>")
    outer = tmp_path / "fonds.zip"
    with zipfile.ZipFile(outer, "w") as made:
        made.write(inner, "acte.docx")
    nested = tmp_path / "poupee.zip"
    with zipfile.ZipFile(nested, "w") as made:
        made.write(outer, "fonds.zip")
    assert found(inner) == {str(inner): None}
    assert list(found(outer).values()) == [None]
    assert list(found(nested).values()) == ["archive dans une archive : l'extraire d'abord"]


def test_a_damaged_archive_is_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "abime.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    (item,) = discover([str(path)])
    assert (item.cause, item.sha256) == (None, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_huge_directory_of_an_archive_is_refused(tmp_path: Path) -> None:
    import struct

    path = tmp_path / "sommaire.zip"
    path.write_bytes(b"PK\x03\x04" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 3_000_000_000, 4, 0))
    assert "sommaire dépasse" in str(found(path)[str(path)])


@given(st.binary(min_size=1, max_size=20).filter(lambda b: b"\0" not in b))
def test_a_shown_name_is_one_printable_line(raw: bytes) -> None:
    assert shown(os.fsdecode(raw)).isprintable()


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\\\0"), min_size=1, max_size=6), min_size=2, max_size=2, unique=True
    )
)
def test_two_names_are_never_shown_alike(names: list[str]) -> None:
    encodable = [name for name in names if _is_path(name)]
    assert len({shown(name) for name in encodable}) == len(encodable)


def _is_path(name: str) -> bool:
    try:
        return os.fsdecode(os.fsencode(name)) == name
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(
    ("name", "leads_out"),
    [
        ("a/b.txt", False), ("a..b/c.txt", False), ("..a", False), ("../a", True), ("a/../b", True), ("a/..", True),
        ("/a", True), ("\\a", True), ("a\\..\\b", True), ("c:a", True), ("..", True),
    ],
)  # fmt: skip
def test_names_that_lead_out(name: str, *, leads_out: bool) -> None:
    assert bool(OUTSIDE.search(name)) is leads_out
