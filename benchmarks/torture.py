"""What a batch must survive, proved: kills at random moments, and a folder of hostile files.

    python benchmarks/torture.py                         # everything: 300 files, 20 kills of the coordinator
    python benchmarks/torture.py kill --files 40 --kills 4
    python benchmarks/torture.py hostile

`make torture` runs it. The moments come from a seed, the acts are the project's specimens with other numbers.
Exits with 1 and the differences if a catalogue is not that of an undisturbed run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
MAY_DIFFER = {"attempts", "run", "id"}
"""Columns of the catalogue that tell of the run and not of the archive."""


def make_archive(folder: Path, files: int) -> None:
    """So many files: acts in text and PDF, each unlike the others, one in ten a duplicate, one in fifteen unreadable."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((SAMPLES / "text").glob("*.txt"))]
    pdfs = [path.read_bytes() for path in sorted((SAMPLES / "pdf").glob("*.pdf"))]
    folder.mkdir(parents=True)
    for i in range(files):
        name = folder / f"{i // 50:03}" / f"acte-{i:05}"
        name.parent.mkdir(exist_ok=True)
        text = texts[i % len(texts)] + f"\nRéférence interne : dossier {i}\n"
        if i % 15 == 7:
            name.with_suffix(".pdf").write_bytes(b"%PDF-1.4\n" + str(i).encode() + b"\ncoup\xe9")
        elif i % 10 == 3 and i > 10:
            name.with_suffix(".txt").write_text(
                texts[(i - 10) % len(texts)] + f"\nRéférence interne : dossier {i - 10}\n"
            )
        elif i % 6 == 5:
            name.with_suffix(".pdf").write_bytes(pdfs[i % len(pdfs)] + f"\n% {i}\n".encode())
        else:
            name.with_suffix(".txt").write_text(text, encoding="utf-8")


def command(archive: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "actes", "batch", str(archive), "--out", str(out), "--jobs", "2", *options]


def run(archive: Path, out: Path, *options: str) -> float:
    """An undisturbed run; seconds."""
    began = time.monotonic()
    done = subprocess.run(command(archive, out, "--quiet", *options), capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return time.monotonic() - began


def snapshot(out: Path) -> dict[str, str]:
    """Everything a run left: each JSON and each report by its digest, each row of the catalogue by its values."""
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.suffix in (".json", ".csv", ".parquet", ".part")
    }
    database = sqlite3.connect(out / "catalogue.sqlite")
    try:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'")]
        for table in tables:
            if table.startswith("texts_") or table == "meta":
                continue
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] not in MAY_DIFFER]
            for row in database.execute(f"SELECT {', '.join(names)} FROM {table}"):
                found[f"{table} {row!r}"] = "row"
        for sha256, act in database.execute(
            "SELECT sha256, act FROM texts JOIN bodies ON bodies.id = texts.rowid WHERE texts MATCH 'commune'"
        ):
            found[f"found {sha256} {act}"] = "row"
    finally:
        database.close()
    return found


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill(files: int, kills: int, seed: int) -> list[str]:
    """Kill the coordinator at random moments, and readers in between; what differs from an undisturbed run."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        archive, calm, rough = (Path(folder) / name for name in ("fonds", "calme", "tourmente"))
        make_archive(archive, files)
        seconds = run(archive, calm)
        coordinators = readers = 0
        while coordinators < kills:
            process = subprocess.Popen(
                command(archive, rough, "--quiet"), stderr=subprocess.PIPE, start_new_session=True
            )
            until = time.monotonic() + chance.uniform(0.3, 1.2 + 2 * seconds / kills)
            while time.monotonic() < until and process.poll() is None:
                time.sleep(chance.uniform(0.05, 0.6))
                if chance.random() < 0.3 and (alive := children(process.pid)):
                    os.kill(chance.choice(alive), signal.SIGKILL)
                    readers += 1
            left = children(process.pid)
            if process.poll() is None:
                process.kill()
            process.communicate()
            coordinators += 1
            # one that was just starting finds its pipe closed once it is up; one that reads is killed with its parent
            patience = time.monotonic() + 15
            while time.monotonic() < patience and any(map(is_alive, left)):
                time.sleep(0.05)
            if orphans := [pid for pid in left if is_alive(pid)]:
                return [f"readers that outlived their coordinator: {orphans}"]
        run(archive, rough)
        print(
            f"kill       {files} files, undisturbed {seconds:.1f} s; {coordinators} kills of the coordinator, "
            f"{readers} of readers, then one run to the end"
        )
        return differences(snapshot(calm), snapshot(rough))


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(f"{key[:160]}" for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def hostile() -> list[str]:
    """A folder of hostile files beside sound ones: every file has its fate, every cause is one line, and the
    neighbours are read as if they were alone."""
    with tempfile.TemporaryDirectory() as folder:
        archive, alone, out = (Path(folder) / name for name in ("fonds", "seuls", "melange"))
        make_archive(archive / "sains", 12)
        run(archive / "sains", alone)
        made = subprocess.run(
            [sys.executable, str(ROOT / "tests" / "hostile.py"), str(archive / "hostiles")],
            check=True, capture_output=True, text=True,
        ).stdout.split()  # fmt: skip
        before = sorted(path for path in Path(folder).iterdir())
        seconds = run(archive, out, "--timeout", "40", "--memory", "2048")
        database = sqlite3.connect(out / "catalogue.sqlite")
        try:
            fates = database.execute("SELECT name, state, kind, cause FROM fates ORDER BY name").fetchall()
        finally:
            database.close()
        wrong = [f"{name}: {state}, {cause!r}" for name, state, _, cause in fates if not _is_told(state, cause)]
        ours = [fate for fate in fates if "/hostiles/" in fate[0]]
        if len(ours) < 40:
            wrong.append(f"only {len(ours)} hostile files were met")
        if sorted({*Path(folder).iterdir()} - {out}) != before:
            wrong.append("something was written outside --out")
        sound = {path.name: path.read_bytes() for path in (alone / "dossiers").rglob("*.json")}
        mixed = {path.name: path.read_bytes() for path in (out / "dossiers").rglob("*.json")}
        wrong += [f"neighbour not the same: {name}" for name in sound if mixed.get(name) != sound[name]]
        for name, state, kind, cause in ours:
            print(f"  {state:8}{kind or '':9}{name.rpartition('/hostiles/')[2]} : {cause or ''}")
        states = {state: sum(1 for fate in ours if fate[1] == state) for state in ("done", "failed", "skipped")}
        print(f"hostile    {len(ours)} fates ({made[0]} things made), {seconds:.1f} s: {states}")
        return wrong


def _is_told(state: str, cause: str | None) -> bool:
    """Done, or with a cause that is one printable line."""
    return state == "done" or (state in ("failed", "skipped") and bool(cause) and str(cause).isprintable())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["kill", "hostile", []], help="what to do (all by default)")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    wrong: list[str] = []
    if not arguments.parts or "kill" in arguments.parts:
        wrong += kill(arguments.files, arguments.kills, arguments.seed)
    if not arguments.parts or "hostile" in arguments.parts:
        wrong += hostile()
    for line in wrong[:40]:
        print(f"FAIL {line}")
    print("ok" if not wrong else f"{len(wrong)} differences")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
