from __future__ import annotations

import pytest

from actes.extract.gaps import gaps
from actes.lines import fold

GAPS: list[tuple[str, list[str]]] = [
    ("D'une part\nEt\n\n, Délégué syndical", ["Et"]),
    # (printed, the words each gap follows)
    ("par délibération n°                  en \ndate du     \nCi-après", ["par délibération n°", "date du"]),
    ("ARRÊTÉ\n\nn°\nportant habilitation", ["ARRÊTÉ\n\nn°"]),
    ("Arrêté n°\nautorisant une course", ["Arrêté n°"]),
    ("inscrit sous le numéro , au capital de  dont le siège", ["inscrit sous le numéro", "au capital de"]),
    ("Valmont, 2026-n° Accusé de réception", ["2026-n°"]),
    ("habilité par délibération du conseil en date du ;", ["en date du"]),
    ("en date du Et La commune de Valmont", ["en date du"]),
    ("l'arrêté n° PC 76 22 00077 du a été affiché", ["00077 du"]),
    ("affichée en mairie du au conformément", ["mairie du", "mairie du au"]),
    ("Fait à Valmont, le\n\nLe Maire,", ["Fait à Valmont, le"]),
    ("Fait à Valmont, en deux exemplaires\nLe \n \nPour la Ville", ["exemplaires\nLe"]),
    ("À VALMONT, le\n\nLa Présidente", ["À VALMONT, le"]),
    ("Brive-la-Haute, le \n", ["Brive-la-Haute, le"]),
    ("certifions. Fait à Valmont, le L'Appariteur,", ["Fait à Valmont, le"]),
    ("Notifié le :\nSignature", ["Notifié le :"]),
    ("Mis en ligne le : Acte rendu exécutoire", ["Mis en ligne le :"]),
    ("Elle expire le \n\nÀ défaut de résiliation", ["Elle expire le"]),
    ("Représentée par                    en qualité de Président", ["Représentée par"]),
    ("représenté (e) par ,  agissant en vertu", ["représenté (e) par"]),
    ("est fixé à  € le mètre carré", ["est fixé à"]),
    ("pour l'opération de  logements  à à ,", ["l'opération de", "logements  à", "à à"]),
    ("Nom et fonction :\n\n\nSignature :", ["Nom et fonction :"]),
    ("Vendeur : \nNotaire : \nTéléphone : 02 00 00 00 00", ["Vendeur :"]),
    ("5.1. Permis de construire : \n\n5.2. Date d'achat : \n\n5.3. Modalités", ["construire :", "Date d'achat :"]),
    ("(à compléter pour les jardins)\n\n\n\nAu cas où", ["pour les jardins)"]),
    (" Jour     Horaires     Salle \n\n                \n                \n", ["Jour     Horaires     Salle"]),
]


def read(string: str) -> list[str]:
    return [string[:end] for end in sorted({end for end, _ in gaps(string, fold(string))})]


@pytest.mark.parametrize(("printed", "expected"), GAPS)
def test_gaps(printed: str, expected: list[str]) -> None:
    found = read(printed)
    assert len(found) == len(expected)
    assert all(words.endswith(end) for words, end in zip(found, expected, strict=True))


WHOLE = [
    "le maire et\nson adjoint, puis\nla secrétaire",
    "Vu l'arrêté n° 2026-12 du 3 mars 2026,",
    "immatriculé sous le numéro\nSIRET 552 100 554 00013",
    "le n° de téléphone et le n° SIRET",
    "N°\n\nLibellé\n\nProcédure",
    "à compter de la date du\nprésent arrêté.",
    "par délibération en date du\n12 mars 2026",
    "en date du l5 janvier 2o26, en date du quinze janvier",
    "le solde restant dû au preneur pendant la période, dû au bailleur",
    "La convention fixe notamment l'objet, le \ncontenu précis",
    "Fait à Valmont, le\n15 juin 2026",
    "Fait à Valmont, le l5 juin 2026",
    "CONSTATER LE\nSERVICE FAIT",
    "Transmis en préfecture le : 16 JAN. 2026",
    "Publié le : [4 MARS 2026",
    "représentée par\nMadame Léa ROUX",
    "Absents :\nExcusés :\nPouvoirs :",
    "Nombre de conseillers :\nPrésents :",
    "Article 3 :\nLa présente convention",
    "Nom de l'équipement :\nSalle des Tilleuls, 5 rue Haute",
    "Date de convocation :\nNombre de membres :",
    "du lundi au vendredi, de 8 h à 12 h",
]


@pytest.mark.parametrize("printed", WHOLE)
def test_words_that_are_whole(printed: str) -> None:
    assert read(printed) == []
