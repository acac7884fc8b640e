from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.identifiers import address, rna, siren, siret
from actes.model import Found
from actes.text import PageText, Text, whole


def text_of(string: str) -> Text:
    return whole([PageText(1, string)])


def value(found: Found[str] | None) -> str | None:
    return found.value if found else None


ADDRESSES = [
    # (printed, street, postcode, town)
    (
        "ayant son siège 12 rue des Tilleuls, CS 40001, 76540 Valmont Cedex, représentée",
        "12 rue des Tilleuls, CS 40001",
        "76540",
        "Valmont",
    ),
    (
        "dont le siège social est situé au 9 rue du 11 novembre, 45200 Brive-la-Haute, représenté",
        "9 rue du 11 novembre",
        "45200",
        "Brive-la-Haute",
    ),
    (
        "7 bis, place de l'Église\n76450 SAINT VAAST D'YVEL\n02 00 00 00 00\nReprésentée",
        "7 bis, place de l'Église",
        "76450",
        "SAINT VAAST D'YVEL",
    ),
    ("Sis Rue du Pressoir – CS 80111 – 14600 CARPIGNY Cedex\nSIREN", "Rue du Pressoir – CS 80111", "14600", "CARPIGNY"),
    ("ayant son siège à Montrival (13007) 58 boulevard Clair, identifiée", "58 boulevard Clair", "13007", "Montrival"),
    ("Hôtel de Ville, 60 rue Haute, 91330 YVRAC, représentée", "Hôtel de Ville, 60 rue Haute", "91330", "YVRAC"),
    ("situé à la Ferme des Prés, 95280 JOUY-LE-BAS, représentée", "la Ferme des Prés", "95280", "JOUY-LE-BAS"),
    ("1 BD DES ALLIÉS\n\n13400 AUBIGNANE\n", "1 BD DES ALLIÉS", "13400", "AUBIGNANE"),
    (
        "élisant domicile 100 avenue Gaston Clair – 93 000 ROMAINVAL Cedex.",
        "100 avenue Gaston Clair",
        "93000",
        "ROMAINVAL",
    ),
    ("dont le siège est à La Roche-sur-Brive, représentée par", None, None, "La Roche-sur-Brive"),
    ("67000 Strasbières La commune de Valmont", None, "67000", "Strasbières"),
    ("59000 LISLE ET LA SOCIETE ABC", None, "59000", "LISLE"),
    ("85000 LA ROCHE EN YVEL Représentée par", None, "85000", "LA ROCHE EN YVEL"),
]


@pytest.mark.parametrize(("printed", "street", "postcode", "town"), ADDRESSES)
def test_address(printed: str, street: str | None, postcode: str | None, town: str) -> None:
    read = address(text_of(printed))
    assert read is not None
    assert (value(read.street), value(read.postcode), value(read.city)) == (street, postcode, town)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "le 15 janvier 2026",
        "un montant de 76540 euros",
        "article L. 2121-29",
        "dont le siège est situé au siège",
        "PR 44+500",
    ],
)
def test_no_address(printed: str) -> None:
    assert address(text_of(printed)) is None


NUMBERS = [
    # (printed, SIREN, SIRET, RNA)
    ("SIREN 552 100 554", "552100554", None, None),
    ("n° SIRET / 552 100 554 00013, Code NAF", "552100554", "55210055400013", None),
    ("immatriculée au RCS de Valmont sous le n° 552.100.554, représentée", "552100554", None, None),
    ("SIREN 55210O554", "552100554", None, None),
    ("SIRET : 55210055400013", "552100554", "55210055400013", None),
    ("inscrite au répertoire sous le numéro W751234567", None, None, "W751234567"),
    ("552 100 554", None, None, None),
    ("SIREN et téléphone 01 02 03 04 05", None, None, None),
    ("SIREN à compléter", None, None, None),
]


@pytest.mark.parametrize(("printed", "nine", "fourteen", "association"), NUMBERS)
def test_numbers(printed: str, nine: str | None, fourteen: str | None, association: str | None) -> None:
    text = text_of(printed)
    assert (value(siren(text)), value(siret(text)), value(rna(text))) == (nine, fourteen, association)


def test_a_number_with_a_wrong_key_is_read_with_less_confidence() -> None:
    right, wrong = siren(text_of("SIREN 552 100 554")), siren(text_of("SIREN 552 100 553"))
    assert right is not None
    assert wrong is not None
    assert right.confidence > wrong.confidence


def test_the_siren_of_a_siret_quotes_its_first_nine_digits() -> None:
    read = siren(text_of("SIRET 552 100 554 00013"))
    assert read is not None
    assert read.text == "552 100 554"


@given(st.text(alphabet="0123456789 .ABCsirenw-,\n(75)", max_size=200))
def test_values_are_what_is_printed(string: str) -> None:
    for read in (siren(text_of(string)), siret(text_of(string)), rna(text_of(string))):
        if read is not None:
            place = read.at[0]
            assert string[place.start : place.end] == read.text
    address(text_of(string))
