"""The head of an act: its number, its title, its rubric, who issues it and who decides."""

from __future__ import annotations

import pytest

from actes.clean import clean
from actes.extract.heads import head
from actes.extract.issuers import issuer
from actes.extract.numbers import number_key
from actes.segment import segment
from actes.text import PageText

REST = "\nVu le code de la route ;\n{verb}\nArticle 1er : Ceci est décidé.\nFait à Valbrun, le 3 mars 2025\n"


def act(top: str, verb: str = "ARRÊTE") -> tuple[str | None, str | None, str | None, str | None, str | None]:
    """(number, title, rubric, issuer, authority) of an act with this head."""
    (section,) = segment(clean([PageText(1, top + REST.format(verb=verb))]).body)
    read, who = head(section), issuer(section)
    found = (read.number, read.title, read.domain, who.name, who.authority)
    return tuple(f.value if f else None for f in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("top", "number"),
    [
        ("ARRÊTÉ N° 2025-014", "2025-014"),
        ("Arrêté temporaire N°: 61/2025", "61/2025"),
        ("DECISION n°01-2025", "01-2025"),
        ("Décision N° 2025 008", "2025 008"),
        ("n° 2025 / 18\nARRÊTÉ", "2025 / 18"),
        ("ARRÊTÉ n° 2025-860 SG/DCL/BU du 20 mai 2025", "2025-860 SG/DCL/BU"),
        ("Arrêté DIR-VAL/12/2025/30", "DIR-VAL/12/2025/30"),
        ("Arrêté\nActe numéro : UD12/AA/2025-024 CR 089", "UD12/AA/2025-024 CR 089"),
        ("ARRÊTÉ\nNOR : 1200-12-00136", "1200-12-00136"),
        ("Arrêté\nenregistré sous le N° SAP 809 320 492", None),
        ("ARRÊTÉ du 3 mars 2025 portant modification (N° 5)", None),
        ("ARRÊTÉ n°", None),
    ],
)
def test_the_acts_own_number(top: str, number: str | None) -> None:
    assert act(f"COMMUNE DE VALBRUN\n{top}\nportant fermeture du stade\nLe Maire,")[0] == number


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("ARRÊTÉ N° 12\nOBJET : Fermeture du stade\n\nLe Maire,", "Fermeture du stade"),
        (
            "ARRÊTÉ N° 12\nObjet : Fermeture du stade\nmunicipal pour travaux\n\nLe Maire,",
            "Fermeture du stade municipal pour travaux",
        ),
        (
            "Arrêté du 3 mars 2025\nportant fermeture du stade\nLe Maire,",
            "Arrêté du 3 mars 2025 portant fermeture du stade",
        ),
        ("ARRETE du 3 mars 2025\nattribuant une médaille\nLe Maire,", "ARRETE du 3 mars 2025 attribuant une médaille"),
        ("Arrêté portant fermeture du stade\nN° 2025-1 du 3 mars 2025\nLe Maire,", "Arrêté portant fermeture du stade"),
        ("ARRÊTÉ N° 12\n\nFERMETURE DU STADE MUNICIPAL\n\nLe Maire,", "FERMETURE DU STADE MUNICIPAL"),
        (
            "ARRÊTÉ PRÉFECTORAL\nde réquisition d'une entreprise\nLe Maire,",
            "ARRÊTÉ PRÉFECTORAL de réquisition d'une entreprise",
        ),
    ],
)
def test_the_title_of_an_arrete(top: str, title: str) -> None:
    assert act(f"COMMUNE DE VALBRUN\n{top}")[1] == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "Convention de gestion entre la commune de Valbrun et la\ncommunauté d'agglomération du Val pour la lecture des\nregistres",
            "Convention de gestion entre la commune de Valbrun et la communauté d'agglomération du Val pour la lecture des registres",
        ),
        (
            "Association LES LANTERNES\net Valbrun en fête\nDésignation des représentants de la Ville",
            "Association LES LANTERNES et Valbrun en fête Désignation des représentants de la Ville",
        ),
    ],
)
def test_a_title_set_off_over_several_lines(lines: str, title: str) -> None:
    top = "VILLE DE VALBRUN\nExtrait du registre des délibérations\nAbsents :\nLine PRADET, Jean ROUVEL.\n\n"
    assert act(f"{top}{lines}\nMonsieur le Maire rapporte :", "DÉLIBÈRE")[1] == title


def head_of(text: str) -> tuple[str | None, str | None]:
    """(title, issuer) of a whole document."""
    (section,) = segment(clean([PageText(1, text)]).body)
    title, who = head(section).title, issuer(section).name
    return title.value if title else None, who.value if who else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "CR du conseil municipal 9 avril 2021\n\nPrésents : Ana, Jean, Line\n\nLe secrétaire de mairie Jean était présent.\n",
            "CR du conseil municipal 9 avril 2021",
        ),
        (
            "SEANCE DU JEUDI 9 NOVEMBRE 2025\nLes membres du Conseil se sont réunis. Le quorum étant atteint, le Conseil peut délibérer. M. ROUVEL accueille les membres. Mme RUIZ prend la parole. Le procès-verbal du conseil du 28 Septembre 2025 est approuvé.\n",
            "SEANCE DU JEUDI 9 NOVEMBRE 2025",
        ),
        ("C-R du Conseil municipal\n\nPrésents : Ana, Jean, Line\n", "C-R du Conseil municipal"),
        (
            "Conseil municipal du 4 juin 2021\nPrésents :\n   Ana, Jean\n\nOrdre du jour :\n   1. Subventions\n",
            "Conseil municipal du 4 juin 2021",
        ),
        (
            "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL\nSecrétaire de séance : Ana RUIZ Procès-verbal du Conseil Municipal du 22 juin 2023 1\nPROCÈS-VERBAL Monsieur Jean ROUVEL ouvre la séance à 19h05.\n",
            "Procès-verbal du Conseil Municipal du 22 juin 2023",
        ),
        (
            "CAHIER DES CHARGES\nPOUR LA CRÉATION DE PLACES\n\nLe service est ouvert aux habitants du canton.\n",
            "CAHIER DES CHARGES POUR LA CRÉATION DE PLACES",
        ),
    ],
)
def test_titles_of_minutes_and_of_papers_of_no_kind(text: str, title: str) -> None:
    assert head_of(text) == (title, None)


def test_the_number_in_brackets_after_the_object() -> None:
    top = "VILLE DE VALBRUN\nExtrait du registre des délibérations\nOBJET : Règlement des cimetières (n°02/2025-01)\n"
    assert act(top, "DÉLIBÈRE")[:2] == ("02/2025-01", "Règlement des cimetières")


def test_the_object_beside_the_number() -> None:
    top = (
        "Séance ordinaire du conseil territorial du 25 février 2025\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\n"
        "DÉLIBÉRATION n°2025-02-25 1786 Convention cadre avec la commune de Valbrun\n"
        "L'an deux mille vingt-cinq, le 25 février, les membres du Conseil de l'EPT Grand-Val Orle se sont réunis\n"
    )
    assert act(top, "DÉLIBÈRE") == (
        "2025-02-25 1786",
        "Convention cadre avec la commune de Valbrun",
        None,
        "EPT Grand-Val Orle",
        "conseil territorial",
    )


def test_the_object_beside_a_number_that_is_also_the_running_head() -> None:
    top = (
        "CONSEIL RÉGIONAL DU HAUT-VALLON\nDÉLIBÉRATION N°CP 2025-017\n"
        "DÉLIBÉRATION N°CP 2025-017 DU 25 JANVIER 2025 CONTRAT D'AMÉNAGEMENT RÉGIONAL : AVENANTS\n"
    )
    assert act(top, "DÉLIBÈRE")[:2] == ("CP 2025-017", "CONTRAT D'AMÉNAGEMENT RÉGIONAL : AVENANTS")


@pytest.mark.parametrize(
    "body",
    [
        "Il remercie la secrétaire générale, qui est présente, et ouvre les débats de ce jour avec elle.",
        "• De préciser l'acte\n• L'accordéon du Val\n• Les Pinsons d'Orle",
    ],
)
def test_running_text_and_lists_are_no_title(body: str) -> None:
    top = f"VILLE DE VALBRUN\nExtrait du registre des délibérations\nPrésents : 12\n\n{body}\n"
    assert act(top, "DÉLIBÈRE")[1] is None


def test_a_standing_commission_decides_for_its_assembly() -> None:
    top = "CONSEIL RÉGIONAL DU HAUT-VALLON\nDÉLIBÉRATION N° CP 2025-017\nLa commission permanente du conseil régional du Haut-Vallon,\n"
    assert act(top, "DÉLIBÈRE")[4] == "commission permanente"


def test_a_title_may_go_on_with_its_dates() -> None:
    top = "VILLE DE VALBRUN\nExtrait du registre des délibérations\nPrésents : 12\n\nFestival des lanternes\ndu 28 mai 2025 au 1er juin 2025 sur les berges de l'Orle\net le bassin des Tanneurs\nMonsieur le Maire rapporte :"
    title = "Festival des lanternes du 28 mai 2025 au 1er juin 2025 sur les berges de l'Orle et le bassin des Tanneurs"
    assert act(top, "DÉLIBÈRE")[1] == title


def test_a_delegation_set_off_below_the_address() -> None:
    top = "DIRECTION DÉPARTEMENTALE DES IMPÔTS\nDU HAUT-VALLON\n4, allée des Ormes\n\nDÉLÉGATION GÉNÉRALE DE SIGNATURE\nLa directrice départementale des impôts du Haut-Vallon,\n"
    assert act(top)[1] == "DÉLÉGATION GÉNÉRALE DE SIGNATURE"


@pytest.mark.parametrize(
    "authors",
    [
        "LE RECTEUR DE LA REGION ACADEMIQUE DES VALLONS,\nRECTEUR DE L'ACADEMIE DE VALBRUN, CHANCELIER DES UNIVERSITES",
        "LE PREFET DU HAUT-VALLON,\nPREFET COORDONNATEUR DU BASSIN",
    ],
)
def test_those_who_decide_are_no_title(authors: str) -> None:
    assert act(f"ACADÉMIE\nDE VALBRUN\nLiberté\nÉgalité\nFraternité\n\n{authors}\n")[1] is None


def test_the_rubric_above_the_title() -> None:
    top = "Communauté de communes du Val\n\nDécision N° 2025 008\n\nSPORTS ET LOISIRS\n\nSTADE MUNICIPAL - FERMETURE POUR TRAVAUX - AUTORISATION DE SIGNER LE MARCHÉ"
    assert act(top, "DÉCIDE")[1:3] == (
        "STADE MUNICIPAL - FERMETURE POUR TRAVAUX - AUTORISATION DE SIGNER LE MARCHÉ",
        "SPORTS ET LOISIRS",
    )


@pytest.mark.parametrize(
    ("top", "name", "authority"),
    [
        ("COMMUNE DE VALBRUN\nARRÊTÉ N° 1\nportant fermeture\nLe Maire,", "COMMUNE DE VALBRUN", "Maire"),
        (
            "PRÉFET DU HAUT-VALLON\nArrêté portant fermeture\nLe préfet du Haut-Vallon,\nChevalier de la Légion d'honneur,",
            "PRÉFET DU HAUT-VALLON",
            "Préfet",
        ),
        ("Arrêté portant fermeture\nLe Maire de Valbrun-sur-Orle,", "Valbrun-sur-Orle", "Maire"),
        (
            "DÉPARTEMENT DU HAUT-VALLON\nCOMMUNE DE VALBRUN\nARRÊTÉ N° 1\nportant fermeture\nLe Maire,",
            "COMMUNE DE VALBRUN",
            "Maire",
        ),
        (
            "Arrêté portant fermeture\nLe directeur général de l'Agence régionale des eaux,",
            "Agence régionale des eaux",
            None,
        ),
        (
            "Communauté urbaine Grand Val & Orle Rapport 2023\nArrêté portant fermeture",
            "Communauté urbaine Grand Val & Orle",
            None,
        ),
        (
            "Communauté d'agglomération du Val Mercredi 15 juin 2022\nArrêté portant fermeture",
            "Communauté d'agglomération du Val",
            None,
        ),
        (
            "DIRECTION DÉPARTEMENTALE DES IMPÔTS DU HAUT-VALLON\n\nDécision portant délégation",
            "DIRECTION DÉPARTEMENTALE DES IMPÔTS DU HAUT-VALLON",
            None,
        ),
        (
            "Arrêté N° 3\nObjet : Travaux\nLe Maire de Valbrun\nLe Président de la Métropole du Val",
            "Valbrun ; Métropole du Val",
            "Maire de Valbrun ; Président de la Métropole du Val",
        ),
    ],
)
def test_issuer_and_authority(top: str, name: str, authority: str | None) -> None:
    read = act(top)
    assert read[3] == name
    if authority is not None:
        assert read[4] == authority


@pytest.mark.parametrize("printed", ["2026 008", "2026_008", "2026-008", "2026/008"])
def test_numbers_compare_by_their_key(printed: str) -> None:
    assert number_key(printed) == "2026_008"


@pytest.mark.parametrize(
    ("top", "title"),
    [
        (
            "PRÉFET DU VAUROIS\n\nARRÊTÉ COMPLÉMENTAIRE\n\nSociété DURANTEL\n\nCommune de VALBRUN\n\nLe préfet du Vaurois,\nChevalier de la Légion d'honneur,",
            "Société DURANTEL Commune de VALBRUN",
        ),
        (
            "PRÉFET DU VAUROIS\n\nARRÊTÉ DE PRESCRIPTIONS COMPLÉMENTAIRES\n\nCOMMUNE DE VALBRUN\n\nSOCIÉTÉ DURANTEL\n\nLe préfet du Vaurois,",
            "ARRÊTÉ DE PRESCRIPTIONS COMPLÉMENTAIRES COMMUNE DE VALBRUN SOCIÉTÉ DURANTEL",
        ),
        ("COMMUNE DE VALBRUN\n\n- ARRETE -\n\nLe Maire,", None),
    ],
)
def test_titles_that_name_whom_the_act_is_about(top: str, title: str | None) -> None:
    assert act(top)[1] == title
