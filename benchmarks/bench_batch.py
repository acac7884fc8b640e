"""What a batch costs: scaling with workers, the coordinator's share, its memory. `make bench-batch` prints the table.

    python benchmarks/bench_batch.py                     # everything, some minutes
    python benchmarks/bench_batch.py text scan overhead  # only these
    python benchmarks/bench_batch.py memory --files 20000

Ratios hold from one machine to another, absolute figures do not. Two workers need two idle cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"

CHILD = """
import resource, sys, time
from actes.batch import Limits, Options, run
began = time.monotonic()
summary = run([sys.argv[1]], sys.argv[2], Options(Limits(), jobs=int(sys.argv[3])))
seconds = time.monotonic() - began
own = resource.getrusage(resource.RUSAGE_SELF)
readers = resource.getrusage(resource.RUSAGE_CHILDREN)
print(summary.read, summary.pages, seconds, own.ru_utime + own.ru_stime, readers.ru_utime + readers.ru_stime)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM:")))
"""


def measured(archive: Path, jobs: int) -> tuple[int, int, float, float, float, float]:
    """Files read, pages, seconds, CPU seconds of the coordinator and of its readers, peak of the coordinator in MB."""
    # results stay until all is measured: ext4 makes files much more slowly for a while after so many were deleted
    out = tempfile.mkdtemp(prefix="sortie-", dir=archive.parent)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(archive), out, str(jobs)], check=True, capture_output=True, text=True
    ).stdout.split()
    files, pages, seconds, own, readers, peak = done
    return int(files), int(pages), float(seconds), float(own), float(readers), int(peak) / 1024


def texts(folder: Path, count: int) -> None:
    """So many text acts, each unlike the others: the bulk of the corpus where there is one, else the specimens."""
    source = CORPUS / "bulk" if (CORPUS / "bulk").is_dir() else SAMPLES / "text"
    bodies = [path.read_text("utf-8") for path in sorted(source.glob("*.txt"))]
    bodies = [body for body in bodies if len(body) < 20_000]
    for i in range(count):
        path = folder / f"{i // 500:03}" / f"{i:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{bodies[i % len(bodies)]}\n{i}\n", "utf-8")


def scans(folder: Path, count: int) -> None:
    """Scanned pages: those of the corpus where there is one, else the specimens as an office scanner makes them."""
    folder.mkdir(parents=True)
    found = sorted((CORPUS / "docs" / "scan").glob("*.pdf"))
    if not found:
        made = folder.parent / "scans"
        subprocess.run([sys.executable, str(ROOT / "tests" / "scans.py"), str(made), "clean"], check=True)
        found = sorted(made.rglob("*.pdf"))
    for i in range(count):
        data = found[i % len(found)].read_bytes()
        (folder / f"{i:04}.pdf").write_bytes(data + f"\n% {i}\n".encode())


def scaling(name: str, archive: Path, unit: str) -> None:
    rates = []
    for jobs in (1, 2):
        before = os.getloadavg()[0]
        files, pages, seconds, own, readers, _ = measured(archive, jobs)
        count = pages if unit == "pages" else files
        rates.append(count / seconds)
        print(
            f"{name:9} {jobs} ouvrier{'s' if jobs > 1 else ' '} : {count:5} {unit} en {seconds:6.1f} s, {count / seconds:6.1f} {unit}/s ; "
            f"CPU {own + readers:6.1f} s, dont coordinateur {100 * own / (own + readers):4.1f} % ; charge avant : {before:.1f}"
        )
    print(f"{name:9} efficacité à deux ouvriers : {rates[1] / rates[0] / 2:.2f}")


def overhead(folder: Path, count: int) -> None:
    """The coordinator's share, in an archive and in one five times as large: what starting costs weighs less there.

    Beside it the same documents with no batch around them: `actes.parse` and its JSON, in one process.
    """
    code = (
        "import sys, time, pathlib, actes\n"
        "files = sorted(p for p in pathlib.Path(sys.argv[1]).rglob('*') if p.is_file())\n"
        "for f in files[:5]: actes.parse(f)\n"
        "began = time.process_time()\n"
        "for f in files: actes.parse(f).model_dump_json(indent=2)\n"
        "print(time.process_time() - began)\n"
    )
    costs: list[tuple[int, float, float]] = []
    for size in (count, 5 * count):
        archive = folder / f"surcout-{size}"
        texts(archive, size)
        files, _, _, own, readers, _ = measured(archive, 2)
        costs.append((files, own, readers))
        print(
            f"surcoût   {files} textes : coordinateur {own:.2f} s CPU, soit {100 * own / (own + readers):.1f} % ; "
            f"lecteurs {readers:.1f} s : lecture, contrôles, lignes",
            flush=True,
        )
    files, own, readers = (larger - smaller for smaller, larger in zip(*costs, strict=True))
    print(
        f"surcoût   par texte de plus : coordinateur {1000 * own / files:.2f} ms, lecteurs {1000 * readers / files:.2f} ms ; "
        f"part du coordinateur {100 * own / (own + readers):.1f} %"
    )
    bare = float(
        subprocess.run(
            [sys.executable, "-c", code, str(folder / f"surcout-{count}")], check=True, capture_output=True, text=True
        ).stdout
    )
    print(f"surcoût   {count} textes, parse seul : {bare:.1f} s CPU")


def memory(folder: Path, largest: int) -> None:
    """The peak of the coordinator for archives of growing size."""
    first = 0.0
    for count in (min(1000, largest // 4), largest):
        archive = folder / f"memoire-{count}"
        tiny(archive, count)
        files, _, seconds, own, _, peak = measured(archive, 2)
        first = first or peak
        print(
            f"mémoire   {files:6} fichiers : pic du coordinateur {peak:6.1f} Mo (×{peak / first:.2f}), {seconds:.0f} s, {1000 * own / files:.2f} ms CPU par fichier",
            flush=True,
        )


def tiny(folder: Path, count: int) -> None:
    """So many short acts of one town, numbered on in registers of 500, as an archive has them."""
    body = (SAMPLES / "text" / "arrete-circulation.txt").read_text("utf-8")
    for i in range(count):
        series = f"T{chr(65 + i // 500 // 26)}{chr(65 + i // 500 % 26)}"
        act = body.replace("2026-T-047", f"2026-{series}-{1 + i % 500:03}")
        path = folder / f"{i // 500:03}" / f"{i:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(act.replace("2026_T_047", f"2026_{series}_{1 + i % 500:03}"), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["text", "scan", "overhead", "memory", []])
    parser.add_argument("--files", type=int, default=0, help="how many files in the archives of text")
    arguments = parser.parse_args()
    parts = arguments.parts or ["text", "scan", "overhead", "memory"]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        texts(folder / "textes", min(arguments.files or 400, 1000))
        if "text" in parts:
            scaling("texte", folder / "textes", "actes")
        if "scan" in parts:
            scans(folder / "numerises", 8)
            scaling("scan", folder / "numerises", "pages")
        if "overhead" in parts:
            overhead(folder, min(arguments.files or 400, 1000))
        if "memory" in parts:
            memory(folder, arguments.files or 20_000)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"(en {time.monotonic() - began:.0f} s ; plus gros processus : {peak:.0f} Mo)")


if __name__ == "__main__":
    main()
