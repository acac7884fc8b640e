"""Who signs: blocks, columns, delegations, parties, certificates."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.signatures import signatories
from actes.model import Signatory
from actes.text import PageText, whole


def read(string: str) -> tuple[Signatory, ...]:
    return signatories(whole([PageText(1, string)]))


def shown(string: str) -> list[tuple[str, str | None, str | None]]:
    """Name, quality, on behalf of (with a « + » where by delegation)."""
    lines = []
    for signatory in read(string):
        parts = (signatory.civility, signatory.title, signatory.given, signatory.family)
        name = " ".join(part.value for part in parts if part and part.value)
        quality = signatory.quality.value if signatory.quality else None
        behalf = signatory.on_behalf_of.value if signatory.on_behalf_of else None
        lines.append((name, quality, f"+{behalf or ''}" if signatory.by_delegation else behalf))
    return lines


SIMPLE = [
    ("Le Maire,\n\n\nCamille VALDOR", [("Camille VALDOR", "Maire", None)]),
    ("LE MAIRE\nC. VALDOR", [("C. VALDOR", "MAIRE", None)]),
    ("Le Président du SIVOM,\nSigné : Hugo PRESLIN", [("Hugo PRESLIN", "Président du SIVOM", None)]),
    ("Le préfet,\nsigné\nHugo PRESLIN", [("Hugo PRESLIN", "préfet", None)]),
    ("Madame la Présidente,\nMme Léa ORNEGRAY", [("Mme Léa ORNEGRAY", "Présidente", None)]),
    ("Hugo PRESLIN\n\nDirecteur Territorial\nHaute-Vallée Plateau du Lac",
     [("Hugo PRESLIN", "Directeur Territorial Haute-Vallée Plateau du Lac", None)]),
    ("Monsieur Hugo PRESLIN., Maire de Valmont", [("Monsieur Hugo PRESLIN", "Maire de Valmont", None)]),
    ("Le Maire,\nDocteur Hugo PRESLIN", [("Docteur Hugo PRESLIN", "Maire", None)]),
    ("La Vice-présidente en charge de la santé\net de l’action sociale,\n\nMadame Léa ORNEGRAY",
     [("Madame Léa ORNEGRAY", "Vice-présidente en charge de la santé et de l’action sociale", None)]),
    ("La secrétaire générale de la préfecture,\nsous-préfète de Valmont par intérim\nsigné\nLéa ORNEGRAY",
     [("Léa ORNEGRAY", "secrétaire générale de la préfecture, sous-préfète de Valmont par intérim", None)]),
    ("Le chef de service,\ninspecteur de santé publique\nDMV Léa Ornegray",
     [("DMV Léa Ornegray", "chef de service, inspecteur de santé publique", None)]),
    ("Pour extrait conforme, Madame le Maire\nLéa ORNEGRAY", [("Madame Léa ORNEGRAY", "Maire", None)]),
    ("Léa ORNEGRAY Léa,", [("Léa ORNEGRAY", None, None)]),
    ("Fait à Valmont, le 3 mai 2024\nLéa ORNEGRAY", [("Léa ORNEGRAY", None, None)]),
]  # fmt: skip

DELEGATIONS = [
    ("Pour le Préfet et par délégation,\nLe Directeur,\nHugo PRESLIN", [("Hugo PRESLIN", "Directeur", "+Préfet")]),
    ("Par délégation du Président\nLa Vice-présidente,\nORNEGRAY Léa", [("Léa ORNEGRAY", "Vice-présidente", "+Président")]),
    ("Pour le préfet par délégation\nLe chef\nHugo PRESLIN", [("Hugo PRESLIN", "chef", "+préfet")]),
    ("Pour le Maire empêché,\nLe premier adjoint,\nHugo PRESLIN", [("Hugo PRESLIN", "premier adjoint", "+Maire")]),
    ("Pour la Présidente,\nHugo PRESLIN,\nVice-Président à la voirie, aux parcs\net aux squares",
     [("Hugo PRESLIN", "Vice-Président à la voirie, aux parcs et aux squares", "+Présidente")]),
    ("P/L'administrateur général,\ndirecteur interrégional du Plateau,\nLa cheffe du pôle,\nLéa ORNEGRAY",
     [("Léa ORNEGRAY", "cheffe du pôle", "+administrateur général, directeur interrégional du Plateau")]),
    ("Pour la Cheffe de l'antenne de Valmont\nde la Mission de Contrôle,\nl’adjoint\nHugo PRESLIN",
     [("Hugo PRESLIN", "adjoint", "+Cheffe de l'antenne de Valmont de la Mission de Contrôle")]),
    ("Pour le préfet et par délégation,\nPour le directeur empêché\net par délégation,\nLe directeur adjoint\nHugo PRESLIN",
     [("Hugo PRESLIN", "directeur adjoint", "+préfet")]),
    ("Pour le Préfet et par délégation,\nLe directeur régional,\nPar délégation du directeur,\nLa directrice adjointe,\n"
     "Léa ORNEGRAY", [("Léa ORNEGRAY", "directrice adjointe", "+Préfet")]),
    ("Le Maire,\npar délégation,\nL'adjointe à la culture\nLéa ORNEGRAY",
     [("Léa ORNEGRAY", "adjointe à la culture", "+Maire")]),
    ("Pour Ie préfet at paï délégation,\nLe Directeur\nHugo PRESLIN", [("Hugo PRESLIN", "Directeur", "+préfet")]),
]  # fmt: skip

SEVERAL = [
    ("Le Maire,      Le Secrétaire de séance,\n\n Léa ORNEGRAY       Hugo PRESLIN",
     [("Léa ORNEGRAY", "Maire", None), ("Hugo PRESLIN", "Secrétaire de séance", None)]),
    ("LA PROCUREURE GENERALE,\nLE PREMIER PRESIDENT,\nSigné\nSigné\nLéa ORNEGRAY\nHugo PRESLIN",
     [("Léa ORNEGRAY", "PROCUREURE GENERALE", None), ("Hugo PRESLIN", "PREMIER PRESIDENT", None)]),
    ("Pour le préfet et par délégation,\nLe secrétaire général\ndu Plateau\nPour le préfet et par délégation,\n"
     "La secrétaire générale\ndu Lac\nHugo PRESLIN\nLéa ORNEGRAY",
     [("Hugo PRESLIN", "secrétaire général du Plateau", "+préfet"),
      ("Léa ORNEGRAY", "secrétaire générale du Lac", "+préfet")]),
    ("Le secrétaire de séance, Hugo PRESLIN   Le Maire, Léa ORNEGRAY",
     [("Hugo PRESLIN", "secrétaire de séance", None), ("Léa ORNEGRAY", "Maire", None)]),
    ("A Valmont, le 20/03/2026\n#signature#\nA Orsival, le 20/03/2026\nPour le Président de la Métropole,\nHugo PRESLIN",
     [("", None, None), ("Hugo PRESLIN", None, "+Président de la Métropole")]),
]  # fmt: skip

PARTIES = [
    ("La Commune de Valmont\nReprésentée par son Maire\n\nHugo PRESLIN", [("Hugo PRESLIN", "Maire", "Commune de Valmont")]),
    ("La Communauté d'Agglomération du Lac\nPar délégation du Président,\nLa Vice-présidente\n\nLéa ORNEGRAY",
     [("Léa ORNEGRAY", "Vice-présidente", "+Communauté d'Agglomération du Lac")]),
    ("Pour la Communauté d’agglomération     Pour ENERVAL\nHaute-Vallée, Bas-Lac,\nLa Présidente,\n\n"
     "   Madame Léa ORNEGRAY                       Monsieur Hugo PRESLIN",
     [("Madame Léa ORNEGRAY", "Présidente", "Communauté d’agglomération Haute-Vallée, Bas-Lac"),
      ("Monsieur Hugo PRESLIN", None, "ENERVAL")]),
    ("Pour la Ville de Valmont, représentée par Mme Léa ORNEGRAY, Maire", [("Mme Léa ORNEGRAY", "Maire", "Ville de Valmont")]),
    ("Le délégant\n\nLe délégataire\n\nLe Directeur du pôle\n\nL'adjointe au chef\nen charge des opérations\nLéa ORNEGRAY\n"
     "Administratrice des\nFinances publiques\n\nVisa du préfet",
     [("", "Directeur du pôle", "délégant"), ("Léa ORNEGRAY", "adjointe au chef en charge des opérations", "délégataire"),
      ("", "préfet", None)]),
    ("Le bailleur (6),", [("", None, "bailleur")]),
    ("La société Enerval\nLa FNAR", [("", None, "société Enerval"), ("", None, "FNAR")]),
    ("Pour l'Occupant\nNom du Président :\n\nSignature :", [("", "Président", "Occupant")]),
]  # fmt: skip

FLAT = [
    ("Pour extrait certifié conforme, Le Maire, Hugo PRESLIN Le Maire certifie sous sa responsabilité le caractère exécutoire "
     "de cet acte et informe que celui-ci peut faire l'objet d'un recours devant le Tribunal Administratif de VALMONT.",
     [("Hugo PRESLIN", "Maire", None)]),
    ("Fait et délibéré les jour, mois et an ci-dessus. Le/La secrétaire de séance, Le Maire, Signé Léa ORNEGRAY Hugo PRESLIN "
     "Envoyé en préfecture le 08/02/2023", [("Léa ORNEGRAY", "secrétaire de séance", None), ("Hugo PRESLIN", "Maire", None)]),
    ("Fait à Valmont, le L'Appariteur,", [("", "Appariteur", None)]),
    ("Le Maire, Hugo PRESLIN Signé électroniquement par : Hugo Preslin Date de signature : 01/02/2023 Qualité : Maire de "
     "Valmont #signature# Acte rendu exécutoire après dépôt le …… Le Maire, Hugo PRESLIN",
     [("Hugo PRESLIN", "Maire", None), ("Hugo PRESLIN", "Maire", None)]),
    ("Document signé électroniquement le 03/05/2024 par Léa ORNEGRAY, Maire", [("Léa ORNEGRAY", "Maire", None)]),
]  # fmt: skip

NOT_SIGNING = [
    ("Le Maire,\nHugo PRESLIN\n\nDestinataires :\n- M. le Préfet\nMme Léa ORNEGRAY, Directrice", [("Hugo PRESLIN", "Maire", None)]),
    ("Le Maire,\nHugo PRESLIN\n\nAnnexe\nConseiller municipal : Monsieur Marc TOURNEL, né le 6 mai 1956",
     [("Hugo PRESLIN", "Maire", None)]),
    ("Le Maire,\nHugo PRESLIN\nSuit un spécimen des signatures de :\nMarc TOURNEL", [("Hugo PRESLIN", "Maire", None)]),
    ("Le Maire\n - certifie le caractère exécutoire de cet acte ;\n - informe qu'un recours est ouvert.", []),
    ("avec la mention « Pour le préfet et par délégation ».\nArticle 5 : copie en sera adressée.", []),
    ("La présente décision peut être déférée au tribunal administratif de Valmont.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("string", "expected"), [*SIMPLE, *DELEGATIONS, *SEVERAL, *PARTIES, *FLAT, *NOT_SIGNING])
def test_blocks(string: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert shown(string) == expected


def test_a_certificate_signed_by_the_same_person_is_an_act_block() -> None:
    block = "Par délégation du Président\nLa Vice-présidente déléguée,\n\nORNEGRAY Léa\n\n"
    middle = (
        "Certifié exécutoire par le Président\nCompte tenu de la réception en\nSous-préfecture le : 16 JAN. 2026\n\n"
    )
    found = read(f"Fait à Valmont, le 15 JAN. 2026\n\n{block}{middle}{block}")
    assert [(s.block, s.role) for s in found] == [(1, "act"), (2, "act")]


def test_a_certificate_signed_by_somebody_else_says_so() -> None:
    found = read(
        "Le Maire,\nHugo PRESLIN\n\nCertifié exécutoire compte tenu de la réception en préfecture le 16 JAN. 2026\n"
        "La Directrice générale des services,\nLéa ORNEGRAY"
    )
    assert [s.role for s in found] == ["act", "certificate"]


def test_who_certifies_a_copy_signs_it_and_not_the_act() -> None:
    text = "Fait à Valmont, le 3 mai 2024\nLe Maire,\nCamille VALDOR\n\nPour copie conforme,\nLe Secrétaire général,\nDenis ORMEAU\n"
    signed = signatories(whole([PageText(1, text)]))
    assert [(s.family.value if s.family else None, s.role) for s in signed] == [("VALDOR", "act"), ("ORMEAU", "copy")]


def test_values_over_columns_are_quoted_piece_by_piece() -> None:
    string = "Pour la Communauté     Pour ENERVAL\nde la Haute-Vallée,\n   Léa ORNEGRAY            Hugo PRESLIN"
    behalf = read(string)[0].on_behalf_of
    assert behalf is not None
    assert behalf.value == "Communauté de la Haute-Vallée"
    assert [string[place.start : place.end] for place in behalf.at] == ["Communauté", "de la Haute-Vallée"]


@given(st.text(max_size=300))
def test_any_string_is_read(string: str) -> None:
    read(string)


TOKENS = [
    "Fait à Valmont, le 3 mai 2024", "Le Maire", "La Présidente", "Pour le Préfet", "et par délégation", "Hugo PRESLIN",
    "Léa ORNEGRAY", "signé", "#signature#", "Pour la Commune", "représentée par", "Certifié exécutoire", "Annexe", "de la",
    "\n", "\n", "\n\n", "     ", "\t", ",", ":", "par délégation du Président", "Nom :", "Qualité :", "- ", "Pour ampliation",
]  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=25))
def test_what_is_found_is_quoted(tokens: list[str]) -> None:
    string = " ".join(tokens)
    found = read(string)
    assert [s.block for s in found] == list(range(1, len(found) + 1))
    for signatory in found:
        for field in (signatory.given, signatory.family, signatory.quality, signatory.on_behalf_of, signatory.civility):
            assert field is None or field.text == "".join(string[place.start : place.end] for place in field.at)


@pytest.mark.parametrize(
    "seed",
    ["Le Maire, ", "Le Maire,\n", "Pour le Préfet ", "Valmont, le 3 mai 2020 ", "Hugo PRESLIN ", "a\tb\n", "de\n"],
)
def test_time_grows_with_the_length(seed: str) -> None:
    def cost(size: int) -> float:
        string = seed * (size // len(seed))
        start = time.process_time()
        read(string)
        return time.process_time() - start

    cost(2_000)
    assert cost(80_000) < 20 * cost(10_000) + 0.2
