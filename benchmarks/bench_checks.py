"""What the checks cost beside parsing, and what a corpus keeps in memory. Ratios of one run, CPU time.

python benchmarks/bench_checks.py           # the corpus beside the project, or the specimens
python benchmarks/bench_checks.py --acts N  # memory: N acts made from them, streamed through the checks across acts
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import actes
from actes.checks.reading import readings
from actes.checks.run import RULES, Options, stream
from actes.model import Dossier

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "bulk"


def files() -> list[Path]:
    folder = CORPUS if CORPUS.is_dir() else ROOT / "samples" / "text"
    return sorted(folder.glob("*.txt"))


def cost() -> None:
    spent: dict[str, float] = defaultdict(float)
    parsing = checking = 0.0
    paths = files()
    actes.check(actes.parse(paths[0]))  # tables are loaded once
    for path in paths:
        start = time.process_time()
        dossier = actes.parse(path)
        middle = time.process_time()
        actes.check(dossier)
        checking += time.process_time() - middle
        parsing += middle - start
        for code, seconds in by_rule(dossier):
            spent[code] += seconds
    print(f"{len(paths)} fichiers : les contrôles coûtent {100 * checking / parsing:.1f} % de la lecture")
    for code, seconds in sorted(spent.items(), key=lambda x: -x[1])[:12]:
        print(f"  {code} {RULES[code].name:28} {100 * seconds / parsing:5.2f} %")


def by_rule(dossier: Dossier) -> Iterator[tuple[str, float]]:
    read = readings(dossier)
    for code, rule in RULES.items():
        if rule.scope == "corpus":
            continue
        start = time.process_time()
        for case in read if rule.scope == "act" else (read,):
            for _ in rule.find(case):
                pass
        yield code, time.process_time() - start


def many(number: int) -> Iterator[Dossier]:
    """`number` acts: those of the files again and again, each with a number and a name of file of its own."""
    paths = [*files()[:40], *sorted((ROOT / "samples" / "text").glob("*.txt"))]  # State and local acts
    models = [d for d in map(actes.parse, paths) if d.acts]
    for n in range(number):
        model = models[n % len(models)]
        act = model.acts[0]
        own = act.number.model_copy(update={"value": f"{2000 + n % 25}-{n}"}) if act.number else None
        source = model.source.model_copy(update={"name": f"{n}.txt", "sha256": f"{n:064x}"})
        acts = (act.model_copy(update={"number": own, "number_key": own.value if own else None}), *model.acts[1:])
        yield model.model_copy(update={"source": source, "acts": acts})


def memory(number: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = 0
    start = time.process_time()
    for _ in stream(many(number), Options(select=("X",))):
        told += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.process_time() - start
    print(
        f"{number} actes : {told} constats X, pic de {peak // 1024} Mo ({(peak - before) / number:.1f} ko par acte), {1000 * seconds / number:.2f} ms CPU par acte"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=0, help="acts to stream through the checks across acts")
    number = parser.parse_args().acts
    if number:
        memory(number)
    else:
        cost()


if __name__ == "__main__":
    main()
