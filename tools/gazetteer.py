"""Makes `models/gazetteer/gazetteer.tsv.gz` from the official list of bodies.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
    python tools/gazetteer.py package

One line per key: `<class> <key>`, then one tab-separated entry per body that bears it, its
parts separated by `|`. Classes: c commune (name, INSEE code, SIREN, postcodes), e EPCI (name, nature,
SIREN, départements of its members), d département (name, code), r région (name, code).
The same package gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from actes.bodies import fold
from actes.gazetteer import GAZETTEER, department_key, epci_key

TARGET = Path(__file__).parents[1] / "models" / GAZETTEER

NATURES = {
    "CC": "Communauté de communes",
    "CA": "Communauté d'agglomération",
    "CU": "Communauté urbaine",
    "EPT": "Établissement public territorial",
}
"""The abbreviation that opens a name in the list → the words of the law."""

ALIAS = re.compile(r"\(([^()]*)\)|\"([^\"]*)\"|''(.*?)''")
"""« CA du Grand Val (CAGV) », « CA de Val ''Valopolis'' »: a second name."""

Entry = tuple[str, str]


def communes(folder: Path) -> Iterator[Entry]:
    """Present communes, and merged ones unless a present commune of their département has the name."""
    rows = [row for row in _load(folder, "communes") if row["type"] != "arrondissement-municipal"]
    present = {(fold(row["nom"]), row["departement"]) for row in rows if row["type"] == "commune-actuelle"}
    for row in rows:
        key = fold(row["nom"])
        if row["type"] == "commune-actuelle" or (key, row["departement"]) not in present:
            postcodes = " ".join(row.get("codesPostaux", []))
            yield f"c {key}", "|".join((row["nom"], row["code"], row.get("siren", ""), postcodes))


def epcis(folder: Path) -> Iterator[Entry]:
    """EPCI with own taxation, and the territories of the Grand Paris; each by name and by second name."""
    homes = {row["code"]: row["departement"] for row in _load(folder, "communes")}
    for row in _load(folder, "epci") + _load(folder, "ept"):
        nature, _, proper = row["nom"].partition(" ")
        name = f"{NATURES[nature]} {proper}" if nature in NATURES else row["nom"]
        members = " ".join(sorted({homes[member["code"]] for member in row["membres"]}))
        entry = "|".join((re.sub(r"\s+", " ", name.replace("''", '"')), row["type"], row["code"], members))
        aliases = ["".join(match.groups(default="")) for match in ALIAS.finditer(row["nom"])]
        keys = {epci_key(fold(text)) for text in (row["nom"], ALIAS.sub(" ", row["nom"]), *aliases)}
        for key in sorted(keys - {""}):
            yield f"e {key}", entry


def territories(folder: Path) -> Iterator[Entry]:
    """Départements and régions."""
    for letter, source in (("d", "departements"), ("r", "regions")):
        for row in _load(folder, source):
            yield f"{letter} {department_key(fold(row['nom']))}", "|".join((row["nom"], row["code"]))


def compact(package: Path) -> bytes:
    """The whole gazetteer, as text before compression."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    day = datetime.fromtimestamp((package / "package.json").stat().st_mtime, UTC).date()
    lines = defaultdict(list)
    for read in (communes, epcis, territories):
        for key, entry in read(package / "data"):
            lines[key].append(entry)
    head = (
        f"# source: npm {about['name']} {about['version']}, packed {day}",
        "# data: INSEE (code officiel géographique), DGCL (EPCI, SIREN), La Poste (codes postaux)",
        "# licence: data under Licence Ouverte 2.0 (Etalab), code of the package under MIT",
    )
    body = ("\t".join((key, *sorted(lines[key]))) for key in sorted(lines))
    return "\n".join((*head, *body, "")).encode("utf-8")


def _load(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    packed = gzip.compress(compact(options.package), compresslevel=9, mtime=0)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(packed)
    print(f"{options.output}: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
