"""Bodies looked up by name: in a fictional list, then the real one as a whole."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes import gazetteer
from actes.data import data_bytes
from actes.gazetteer import Body, communes, organisation

FICTIONAL = {
    "c valclair": "Valclair|88990|218809903|88990 88991",
    "c le grand etang": "Le Grand-Étang|23990|212309900|23990",
    "c la ville aux saules": "La Ville-aux-Saules|58990|215809906|58990",
    "c saint aurele": "Saint-Aurèle|03990|210309902|03990\tSaint-Aurèle|70990|217009901|70990",
    "c montval": "Montval|2A990|212A09900|20190",
    "c vaurois": "Vaurois|88991||88991",
    "e vaurois": "Communauté d'agglomération du Vaurois|CA|248800997|88\tCC Vaurois|CC|240300988|03 23",
    "e val clair": "Communauté de communes Val Clair|CC|245800123|58 89",
    "e boucle val": "Boucle du Val|EPT|200057800|94",
    "d vaurois": "Vaurois|96",
    "r grande valoise": "Grande Valoise|99",
}


@pytest.fixture
def fictional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "_table", lambda: FICTIONAL)


VALCLAIR = Body("Valclair", "commune", "218809903", "88", ("88",), "88990", ("88990", "88991"))


@pytest.mark.usefixtures("fictional")
@pytest.mark.parametrize(
    ("name", "hint", "type_", "siren", "department"),
    [
        ("Commune de Valclair", None, "commune", "218809903", "88"),
        ("VILLE DE VALCLAIR", None, "commune", "218809903", "88"),
        ("Valclair", None, "commune", "218809903", "88"),
        ("Monsieur le Maire de la commune de Valclair", "88", "commune", "218809903", "88"),
        ("Commune du Grand-Étang", None, "commune", "212309900", "23"),
        ("COMMUNE DU GRAND ETANG", None, "commune", "212309900", "23"),
        ("Mairie de la Ville-aux-Saules", None, "commune", "215809906", "58"),
        ("Commune de St-Aurèle", None, "commune", None, None),
        ("Commune de St-Aurèle", "070", "commune", "217009901", "70"),
        ("Commune de St-Aurèle", "03990", "commune", "210309902", "03"),
        ("Commune de Saint-Aurèle (70)", None, "commune", "217009901", "70"),
        ("Commune de Saint Aurèle (03990)", None, "commune", "210309902", "03"),
        ("Commune de Montval", "2A", "commune", "212A09900", "2A"),
        ("Commune de Montval", "20190", "commune", "212A09900", "2A"),
        ("Communauté d’agglomération du Vaurois", None, "epci", "248800997", "88"),
        ("Vaurois Agglo", None, "epci", "248800997", "88"),
        ("Communauté de communes Vaurois", None, "epci", "240300988", None),
        ("Communauté de communes Vaurois", "23", "epci", "240300988", "23"),
        ("Communauté de communes du Val Clair", "89", "epci", "245800123", "89"),
        ("Boucle du Val", None, "epci", "200057800", "94"),
        ("PRÉFET DU VAUROIS", None, "prefecture", None, "96"),
        ("Préfet de la région Grande Valoise, préfet du Vaurois", None, "prefecture", None, None),
        ("Sous-préfecture de Valclair", None, "prefecture", None, "88"),
        ("Conseil départemental du Vaurois", None, "departement", None, "96"),
        ("Région Grande Valoise", None, "region", None, None),
        ("DÉPARTEMENT DU VAUROIS ARRONDISSEMENT DE VALCLAIR COMMUNE DE SAINT-AURÈLE", None, None, None, None),
    ],
)
def test_organisation(
    name: str, hint: str | None, type_: str | None, siren: str | None, department: str | None
) -> None:
    body = organisation(name, hint)
    assert (body and body.type, body and body.siren, body and body.department) == (type_, siren, department)


@pytest.mark.usefixtures("fictional")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Commune de Nulpart", None),
        ("Commune de Valclair", "23"),  # known, but not there
        ("Vaurois", None),  # a commune or a département: nothing says which
        ("Association Valclair", None),
        ("Commune de", None),
        ("", None),
        ("", ""),
    ],
)
def test_unknown(name: str, hint: str | None) -> None:
    assert organisation(name, hint) is None


@pytest.mark.usefixtures("fictional")
def test_communes() -> None:
    assert communes("Valclair") == (VALCLAIR,)
    assert [body.department for body in communes("Saint-Aurèle")] == ["03", "70"]


@given(st.text(), st.none() | st.text())
def test_never_raises(name: str, hint: str | None) -> None:
    organisation(name, hint)
    organisation(f"Commune de {name}", hint)
    organisation(f"Préfet {name}", hint)


# The list itself ---------------------------------------------------------------------------


def rows(letter: str) -> Iterator[list[str]]:
    text = gzip.decompress(data_bytes(gazetteer.GAZETTEER)).decode("utf-8")
    for line in text.split("\n"):
        if line.startswith(f"{letter} "):
            for entry in line.split("\t")[1:]:
                yield entry.split("|")


def luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def test_list_is_small_and_says_where_it_comes_from() -> None:
    packed = data_bytes(gazetteer.GAZETTEER)
    assert len(packed) < 1_000_000
    head = gzip.decompress(packed)[:600].decode("utf-8")
    for word in ("# source:", "decoupage-administratif", "# licence:"):
        assert word in head


def test_list_is_whole() -> None:
    assert sum(1 for row in rows("c") if row[2]) > 34_800
    assert sum(1 for _ in rows("e")) > 1_250
    assert {row[1] for row in rows("d")} >= {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B", "971", "976"}
    assert sum(1 for _ in rows("r")) >= 18


def test_every_siren_is_valid() -> None:
    assert all(luhn(row[2]) for row in rows("c") if row[2])
    assert all(luhn(row[2]) for row in rows("e"))


def test_every_commune_is_found_again() -> None:
    sample = [row for i, row in enumerate(row for row in rows("c") if row[2]) if i % 50 == 0]
    for name, code, siren, _ in sample:
        body = organisation(f"Commune de {name}", code)
        assert body is not None, name
        assert (body.name, body.siren) == (name, siren)


def test_every_epci_is_found_again() -> None:
    for name, _, siren, members in rows("e"):
        body = organisation(name, members.split()[0])
        assert body is not None, name
        assert body.siren == siren, name


def test_checksum_is_the_published_one() -> None:
    readme = (Path(__file__).parents[1] / "models" / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(data_bytes(gazetteer.GAZETTEER)).hexdigest() in readme
