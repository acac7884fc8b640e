"""What reading costs, as ratios measured in one run. `make bench` prints the table.

CPU time only, median of the repetitions. Beside each figure stands the same work done by the bare
text extraction of pypdfium2 and pdfplumber, or one pass of a simple regex over the text.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
CHUNK = 3000
WORD = re.compile(r"\w+")


def cpu(work: Callable[[], object], repeats: int = 3) -> float:
    """Median CPU milliseconds of `work`."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def texts() -> list[str]:
    """Chunks of 3,000 characters of real acts, or of the samples where there are none beside the project."""
    folder = CORPUS / "bulk"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else sorted((SAMPLES / "text").glob("*.txt"))
    return [t[:CHUNK] for t in (f.read_text(encoding="utf-8") for f in files[::3]) if len(t) >= CHUNK]


def pdfs() -> list[Path]:
    folder = CORPUS / "bulk"
    files = sorted(folder.glob("*.pdf")) if folder.is_dir() else sorted((SAMPLES / "pdf").glob("*.pdf"))
    return [f for f in files[::6] if not _needs_ocr(f)]


def _needs_ocr(path: Path) -> bool:
    from actes.read.pdf import read_pdf

    return any(page.text_origin != "native" for page in read_pdf(path.read_bytes(), path.name))


def bench_text() -> None:
    import actes

    chunks = texts()
    for chunk in chunks[:5]:
        actes.parse_text(chunk)
    times = [cpu(partial(actes.parse_text, chunk)) for chunk in chunks]
    bare = statistics.median(cpu(partial(WORD.findall, chunk)) for chunk in chunks)
    print(
        f"texte      {len(times):4} extraits de {CHUNK} caractères : médiane {statistics.median(times):6.2f} ms CPU, p95 {quantile(times, 0.95):6.2f} ms"
    )
    print(f"           une seule passe de « \\w+ » : {bare:.3f} ms ; rapport {statistics.median(times) / bare:.0f}")


STEPS = (
    "head",
    "issuer",
    "articles",
    "signing",
    "signatories",
    "parties",
    "references",
    "execution",
    "recourse",
    "session",
    "session_date",
    "blanks",
    "definitions",
    "annexes",
    "amounts",
    "term_of",
    "date_mentions",
)
"""What `assemble` calls, each timed."""


def bench_steps() -> None:
    """CPU per step of the pipeline for 3,000 characters, so that a slow pattern is seen."""
    from actes import assemble
    from actes.clean import clean
    from actes.segment import segment
    from actes.text import PageText

    chunks = texts()[:40]
    pages = [(PageText(1, chunk),) for chunk in chunks]
    cleaned = [clean(p) for p in pages]
    sections = [segment(c.body) for c in cleaned]
    rows: list[tuple[str, float]] = [
        ("clean", cpu(lambda: [clean(p) for p in pages]) / len(chunks)),
        ("segment", cpu(lambda: [segment(c.body) for c in cleaned]) / len(chunks)),
    ]
    spent = dict.fromkeys(STEPS, 0.0)
    kept = {name: getattr(assemble, name) for name in STEPS}

    def timed(name: str) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            start = time.process_time()
            try:
                return kept[name](*arguments)
            finally:
                spent[name] += (time.process_time() - start) * 1000

        return run

    for name in STEPS:
        setattr(assemble, name, timed(name))
    try:
        whole = cpu(lambda: [assemble.assemble(s, c) for s, c in zip(sections, cleaned, strict=True)], repeats=1)
    finally:
        for name in STEPS:
            setattr(assemble, name, kept[name])
    rows += [(f"  {name}", ms / len(chunks)) for name, ms in sorted(spent.items(), key=lambda x: -x[1])]
    rows.append(("assemble (tout)", whole / len(chunks)))
    print("\nCPU par étape pour 3 000 caractères (ms)")
    for name, ms in rows:
        print(f"  {name:22}{ms:8.3f}")


def bench_pdf() -> None:
    import pdfplumber
    import pypdfium2  # type: ignore[import-untyped]

    import actes

    rows = []
    for path in pdfs():
        data = path.read_bytes()
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)

        def bare_pdfium(data: bytes = data) -> None:
            with pypdfium2.PdfDocument(data) as document:
                for page in document:
                    page.get_textpage().get_text_bounded()

        def bare_plumber(path: Path = path) -> None:
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()

        rows.append((cpu(partial(actes.parse, data)) / pages, cpu(bare_pdfium) / pages, cpu(bare_plumber, 1) / pages))
    ours, pdfium, plumber = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"\nPDF        {len(rows):4} fichiers, par page : actes.parse {ours:6.1f} ms CPU (tout compris)")
    print(
        f"           texte nu pypdfium2 {pdfium:6.1f} ms (rapport {ours / pdfium:.1f}) ; texte nu pdfplumber {plumber:6.1f} ms (rapport {ours / plumber:.2f})"
    )


def bench_start() -> None:
    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return (time.perf_counter() - start) * 1000

    bare = statistics.median(run("pass") for _ in range(5))
    imported = statistics.median(run("import actes") for _ in range(5))
    first = statistics.median(run("import actes; actes.parse_text('Vu la loi du 3 mars 2020')") for _ in range(5))
    print(
        f"\nDémarrage  python nu {bare:.0f} ms ; import actes {imported:.0f} ms ; import et premier acte {first:.0f} ms"
    )


def bench_memory() -> None:
    # the kernel's own high-water mark: ru_maxrss of a child starts from the memory of the process that forked it
    code = (
        "import sys, actes\nfor f in sys.argv[1:]: actes.parse(f)\n"
        "print(next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('VmHWM')) // 1024)"
    )
    files = [str(p) for p in pdfs()[:10]]
    out = subprocess.run([sys.executable, "-c", code, *files], check=True, capture_output=True, text=True).stdout
    print(f"Mémoire    pic de {out.strip()} Mo en lisant {len(files)} PDF à la suite")


def quantile(values: Iterable[float], q: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


PARTS = {"text": bench_text, "steps": bench_steps, "pdf": bench_pdf, "start": bench_start, "memory": bench_memory}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (all by default)")
    for part in parser.parse_args().parts or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
