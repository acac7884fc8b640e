from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.parties import parties
from actes.model import Found, Party
from actes.text import PageText, Text, whole

NOTHING = whole([PageText(1, "")])


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def value(found: Found[str] | None) -> str | None:
    return (found.value if found.state == "read" else found.state) if found else None


def short(party: Party) -> dict[str, str | None]:
    """What is told of a party, under short keys."""
    told: dict[str, str | None] = {"name": value(party.name), "alias": value(party.alias), "role": value(party.role)}
    if party.address:
        told |= {"postcode": value(party.address.postcode), "city": value(party.address.city)}
    if party.representative:
        who = party.representative
        told |= {"who": " ".join(v for f in (who.given, who.family) if (v := value(f))), "quality": value(who.quality)}
    if party.authorisation:
        told |= {"number": value(party.authorisation.number), "date": value(party.authorisation.date)}
    told |= {"siren": value(party.siren), "form": value(party.legal_form)}
    return {key: v for key, v in told.items() if v}


def test_the_full_form() -> None:
    opening = text_of(
        "CONVENTION DE PARTENARIAT\nEntre\n\nLa Communauté d’agglomération du Val Clair, ayant son siège 100 "
        "\navenue Haute, CS 40001, "
        "76540 Valmont Cedex, représentée par son Président, Monsieur \nLuc Vallon dûment habilité par "
        "délibération n°           en \n"
        "date du     \nCi-après dénommée « La Communauté »\n\nD’une part,\n\nEt\n\nGRAVEL, dont le siège social "
        "est situé au 9 rue du 11 novembre, "
        "45200 Brive, représenté par son\ndirecteur, Monsieur Henri NOIR\n\nD’autre part,\n\nPréambule\nDans le cadre"
    )
    assert [short(p) for p in parties(opening, NOTHING)] == [
        {
            "name": "Communauté d’agglomération du Val Clair",
            "alias": "La Communauté",
            "role": "D’une part",
            "postcode": "76540",
            "city": "Valmont",
            "who": "Luc Vallon",
            "quality": "Président",
            "number": "blank",
            "date": "blank",
        },
        {
            "name": "GRAVEL",
            "role": "D’autre part",
            "postcode": "45200",
            "city": "Brive",
            "who": "Henri NOIR",
            "quality": "directeur",
        },
    ]


def test_a_form_to_fill_in() -> None:
    opening = text_of(
        "ENTRE :\n\nLA MAIRIE DE VALMONT\n37 rue Haute\n76540 VALMONT\n02.00.00.00.00\nReprésentée par son "
        "Maire, Madame Léa Roux\n\nD'une part,\n\n"
        "ET :\n\nL'association : ______________\n\nAyant son siège social à : _____________\n\nReprésentée par "
        "son Président :\nM. ou Mme : ___________\n\n"
        "Désigné ci-après « l'occupant »\n\nD'autre part.\n\nPar la présente convention, il a été convenu ce qui suit :"
    )
    assert [short(p) for p in parties(opening, NOTHING)] == [
        {
            "name": "MAIRIE DE VALMONT",
            "role": "D'une part",
            "postcode": "76540",
            "city": "VALMONT",
            "who": "Léa Roux",
            "quality": "Maire",
        },
        {
            "name": "blank",
            "alias": "l'occupant",
            "role": "D'autre part",
            "who": "blank",
            "quality": "Président",
            "form": "association",
        },
    ]


def test_lost_lines_and_apostrophes() -> None:
    opening = text_of(
        "Convention entre la Commune d Yvel et l Association ENTRE La Commune d Yvel, Hôtel de Ville, 60 rue "
        "Haute, 91330 YVEL, représentée par son "
        "Maire, Nicolas VALLON, agissant au nom et pour le compte de la Commune, ci-après dénommée «la "
        "Commune», d une part, ET L Association "
        "«Potager Clair», ayant son siège social sis 48, rue Basse, 91330 YVEL, et représentée par Madame Léa "
        "ROUX, sa Présidente, ci-après "
        "dénommée «l Association», d autre part, Il a été convenu ce qui suit"
    )
    assert [short(p) for p in parties(opening, NOTHING)] == [
        {
            "name": "Commune d Yvel",
            "alias": "la Commune",
            "role": "d une part",
            "postcode": "91330",
            "city": "YVEL",
            "who": "Nicolas VALLON",
            "quality": "Maire",
        },
        {
            "name": "Association «Potager Clair»",
            "alias": "l Association",
            "role": "d autre part",
            "postcode": "91330",
            "city": "YVEL",
            "who": "Léa ROUX",
            "quality": "Présidente",
            "form": "Association",
        },
    ]


TOLD_BEFORE: list[tuple[str, str, str | None, str | None]] = [
    # a person is told before the body: (piece, name, who, quality)
    (
        "Madame Léa ROUX, Maire, agissant au nom et pour le compte de la Commune de Valmont,",
        "Commune de Valmont",
        "Léa ROUX",
        "Maire",
    ),
    (
        "Madame Léa ROUX, Maire de la Commune de Valmont, agissant pour le compte de ladite commune,",
        "Commune de Valmont",
        "Léa ROUX",
        "Maire de la Commune de Valmont",
    ),
    (
        "Monsieur Luc NOIR, agissant en qualité de Président de l'association Les Tilleuls, dont",
        "association Les Tilleuls",
        "Luc NOIR",
        "Président de l'association Les Tilleuls",
    ),
    (", Délégué syndical dûment habilité par la C.F.G.,", "C.F.G.", None, "Délégué syndical"),
    ("Monsieur Luc NOIR, né le 3 mai 1980, demeurant 3 rue Haute, 76540 Valmont,", "Monsieur Luc NOIR", None, None),
]


@pytest.mark.parametrize(("piece", "name", "who", "quality"), TOLD_BEFORE)
def test_a_person_told_before_the_body(piece: str, name: str, who: str | None, quality: str | None) -> None:
    opening = text_of(f"Entre :\n{piece}\nd'une part,\nEt\nla société Gravel, représentée par son gérant, d'autre part")
    told = short(parties(opening, NOTHING)[0])
    assert (told["name"], told.get("who"), told.get("quality")) == (name, who, quality)


def test_a_company() -> None:
    opening = text_of(
        "Entre la Ville de Valmont, représentée par son Maire,\nEt\nLa SAS GRAVEL, société par actions "
        "simplifiée au capital de 8 000 €, immatriculée au "
        "RCS de Brive sous le n° 552 100 554, dont le siège est 3 place du Marché, 45200 BRIVE, représentée par "
        "Mme Jeanne NOIR, gérante,\nci-après « le "
        "preneur »\nIl est convenu"
    )
    assert short(parties(opening, NOTHING)[1]) == {
        "name": "SAS GRAVEL",
        "alias": "le preneur",
        "postcode": "45200",
        "city": "BRIVE",
        "who": "Jeanne NOIR",
        "quality": "gérante",
        "siren": "552100554",
        "form": "société par actions simplifiée",
    }


CLOSINGS: list[tuple[str, list[dict[str, str]]]] = [
    (
        "Fait à Valmont, le\n\nLa Maison de Santé (MS) du Val\nReprésentée par son Président\n\nDocteur Luc "
        "VALLON\n\nLa Commune de Valmont\n"
        "Par délégation du Maire,\nLa Première adjointe\n\nLéa ROUX",
        [
            {"name": "Maison de Santé (MS) du Val", "alias": "MS", "who": "Luc VALLON", "quality": "Président"},
            {"name": "Commune de Valmont", "who": "Léa ROUX", "quality": "Première adjointe"},
        ],
    ),
    (
        "Pour la Commune de Valmont,          Pour l'Association Les Tilleuls,\nLe Maire,                       "
        "     La Présidente,\n"
        "Camille ROUX                         Léa VALLON",
        [
            {"name": "Commune de Valmont", "who": "Camille ROUX", "quality": "Maire"},
            {"name": "Association Les Tilleuls", "who": "Léa VALLON", "quality": "Présidente", "form": "Association"},
        ],
    ),
    (
        "Fait à Valmont Pour la Commune de Valmont, Le Maire, Camille ROUX Pour la société Gravel, Le gérant, Luc NOIR",
        [
            {"name": "Commune de Valmont", "who": "Camille ROUX", "quality": "Maire"},
            {"name": "société Gravel", "who": "Luc NOIR", "quality": "gérant"},
        ],
    ),
    ("Pour le préfet et par délégation,\nLe directeur départemental,\nLuc NOIR", []),
    ("Pour la Ville de Valmont\nCamille ROUX\nPour l'Occupant\nNom et fonction :", []),
]


@pytest.mark.parametrize(("closing", "expected"), CLOSINGS)
def test_the_blocks_that_sign(closing: str, expected: list[dict[str, str]]) -> None:
    assert [short(p) for p in parties(NOTHING, text_of(closing))] == expected


def test_the_signatures_are_read_only_where_the_opening_names_no_one() -> None:
    opening = text_of(
        "les modalités de coopération entre :\n\n- la Ville de Valmont,\n- la Région des Brives.\n\nafin de"
    )
    closing = text_of(
        "Pour la Ville de Valmont\nLéa ROUX\nPour la Région\nLuc NOIR\nPour le Département du Val\nJean PETIT"
    )
    assert [value(p.name) for p in parties(opening, NOTHING)] == ["Ville de Valmont", "Région des Brives"]
    assert [value(p.name) for p in parties(opening, closing)] == ["Ville de Valmont", "Région", "Département du Val"]
    clause = text_of(
        "Entre la Ville de Valmont, représentée par son Maire, et la Région, représentée par sa Présidente, il "
        "est convenu"
    )
    assert [value(p.name) for p in parties(clause, closing)] == ["Ville de Valmont", "Région"]


def test_names_for_all_at_once_are_no_party() -> None:
    opening = text_of(
        "Entre la Ville de Valmont, ci-après dénommée « la Ville »\nD'UNE PART\nET\nLe Club de tir, ci-après "
        "dénommé « le Club »\nD'AUTRE PART\n"
        "La Ville et le Club étant, ci-après, dénommés collectivement les « Parties ».\nIl est convenu"
    )
    assert [value(p.alias) for p in parties(opening, NOTHING)] == ["la Ville", "le Club"]


def test_a_unilateral_act_has_no_parties() -> None:
    opening = text_of(
        "Avenant n° 1 à l'agrément de la société Gravel\nLe préfet,\nVu le code du travail,\nVu la demande d'une part"
    )
    assert parties(opening, text_of("Fait à Valmont\nPour le préfet\nLuc NOIR")) == ()


PIECES = [
    "Entre ",
    "La Commune de V, ",
    "représentée par ",
    "son Maire, ",
    "M. Luc NOIR ",
    "d'une part, ",
    "\nEt\n",
    "d'autre part ",
    "____ ",
    "ci-après « X » ",
    "76540 Valmont ",
    "par délibération n°  du ",
    "\n\n",
    "Pour la Ville\n",
    "- la Région\n",
    "Il est convenu ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_value_is_quoted_from_the_text(string: str) -> None:
    text = text_of(string)
    for party in parties(text, text):
        for leaf in (party.name, party.alias, party.role, party.legal_form):
            if leaf is not None:
                assert "".join(string[p.start : p.end] for p in leaf.at) == leaf.text


@given(st.text(max_size=200))
def test_never_raises(string: str) -> None:
    parties(text_of(string), text_of(string))


@pytest.mark.parametrize(
    "piece", ["entre ", "Entre la Ville, représentée par ", "d'une part, ", "\nEt\n", "Pour la Ville\n", "ci-après « "]
)
def test_time_grows_with_the_length(piece: str) -> None:
    def cost(times: int) -> float:
        text = text_of(piece * times)
        started = time.process_time()
        parties(text, text)
        return time.process_time() - started

    small = min(cost(500) for _ in range(3))
    assert min(cost(4_000) for _ in range(2)) < 8 * 5 * (small + 0.01)
