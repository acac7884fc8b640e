"""A small archive, and one run over it that the tests which only look share."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.batch.coordinator import Options, Summary, run
from actes.batch.job import Limits

DELIBERATION = """COMMUNE DE VALBRUN
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL
Séance du 12 février 2026
Délibération n° 2026-{number:03}
Présents : Mme Odile FERRANDIER, M. Rémi TOURNEBŒUF
OBJET : {title}
Vu le code général des collectivités territoriales ;
Considérant l'intérêt de la permanence de soins ;
Le Conseil municipal, après en avoir délibéré, à l'unanimité,
DÉCIDE
Article 1er : {title} est approuvé.
Fait à Valbrun, le 12 février 2026
Le Maire,
Odile FERRANDIER
"""

ARRETE = """COMMUNE DE VALBRUN
ARRÊTÉ N° 2025-014
portant fermeture du stade
Le Maire,
Vu le code du sport ;
ARRÊTE
Article 1er : Le stade est fermé.
Fait à Valbrun, le 3 mars 2025
Le Maire,
Éloïse GUÉRIN-MARTY
"""

SMALL = Options(Limits(60, 4096, 50), jobs=2)


def fill(folder: Path) -> Path:
    """Two délibérations, an arrêté, a duplicate of one, a file that is hardly an act and one that cannot be read."""
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "a-soins.txt").write_text(DELIBERATION.format(number=3, title="Le local médical"), "utf-8")
    (folder / "2026" / "b-ecole.txt").write_text(DELIBERATION.format(number=4, title="La cantine"), "utf-8")
    (folder / "2026" / "c-copie.txt").write_text(DELIBERATION.format(number=3, title="Le local médical"), "utf-8")
    (folder / "arrete.txt").write_text(ARRETE, "utf-8")
    (folder / "coupe.pdf").write_bytes(b"%PDF-1.4\ncoup")
    (folder / "liste.txt").write_text("pain\nlait\n", "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill(tmp_path / "fonds")


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Summary]:
    """The archive, the results of one run over it, and its summary. Not to be changed."""
    folder = tmp_path_factory.mktemp("lot")
    archive = fill(folder / "fonds")
    return archive, folder / "sortie", run([str(archive)], folder / "sortie", SMALL)
