"""The public face: parse, parse_text, the two views, and what importing costs."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actes
from actes.model import Act, Dossier, Found

ACT = """COMMUNE DE VALBRUN
ARRÊTÉ N° 2025-014
Objet : Réglementation du stationnement rue des Tilleuls

Le Maire de Valbrun,

Vu le code général des collectivités territoriales et notamment ses articles L. 2213-1 et L. 2213-2 ;
Vu le code de la route ;
Considérant que des travaux auront lieu rue des Tilleuls ;

ARRÊTE

Article 1er : Le stationnement est interdit rue des Tilleuls du 3 au 14 mars 2025.
Article 2 : Le présent arrêté sera affiché en mairie.

Fait à Valbrun, le 24 février 2025
Le Maire,
Odile FERRANDIER
"""


def test_the_fields_of_a_plain_act() -> None:
    (act,) = actes.parse_text(ACT).acts
    assert act.kind == "arrete"
    assert act.number is not None
    assert act.number.value == "2025-014"
    assert act.number_key == "2025_014"
    assert act.title is not None
    assert act.title.value == "Réglementation du stationnement rue des Tilleuls"
    assert [v.text.value for v in act.visas] == [
        "Vu le code général des collectivités territoriales et notamment ses articles L. 2213-1 et L. 2213-2",
        "Vu le code de la route",
    ]
    assert [r.article.value for r in act.visas[0].references if r.article] == ["L. 2213-1", "L. 2213-2"]
    assert [a.number.value for a in act.articles] == ["1", "2"]
    assert act.signed_on is not None
    assert act.signed_on.value == "2025-02-24"
    (signatory,) = act.signatories
    assert signatory.family is not None
    assert signatory.family.value == "FERRANDIER"
    assert signatory.quality is not None
    assert signatory.quality.value == "Maire"


def test_every_found_quotes_its_page() -> None:
    dossier = actes.parse_text(ACT)
    founds = list(all_found(dossier))
    assert len(founds) > 15
    for found in founds:
        assert quote(dossier, found) == found.text


def test_the_values_view_is_the_same_tree_without_places() -> None:
    values = actes.parse_text(ACT).values()
    act = values["acts"][0]
    assert act["signed_on"] == "2025-02-24"
    assert act["visas"][1]["text"] == "Vu le code de la route"
    assert act["signatories"][0]["given"] == "Odile"
    json.dumps(values)


def test_the_full_view_round_trips() -> None:
    dossier = actes.parse_text(ACT)
    assert Dossier.model_validate_json(dossier.model_dump_json()) == dossier


def test_a_field_never_seen_is_null_and_a_blank_slot_is_blank() -> None:
    blank = actes.parse_text(ACT.replace("24 février 2025", "")).acts[0].signed_on
    assert blank is not None
    assert (blank.state, blank.value) == ("blank", None)
    assert actes.parse_text(ACT.replace("Fait à Valbrun, le 24 février 2025\n", "")).acts[0].signed_on is None


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_locale() -> None:
    code = f"import actes,sys; sys.stdout.buffer.write(actes.parse_text({ACT!r}).model_dump_json().encode())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (
            ("0", "C", "UTC"),
            ("1", "fr_FR.UTF-8", "Asia/Tokyo"),
            ("77", "C.UTF-8", "America/Cayenne"),
        )
    }
    assert len(outputs) == 1


def test_threads_do_not_disturb_one_another() -> None:
    alone = actes.parse_text(ACT).model_dump_json()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: actes.parse_text(ACT).model_dump_json(), range(32)))
    assert set(together) == {alone}


@pytest.mark.parametrize(
    "module", ["spacy", "dateparser", "pypdfium2", "pdfplumber", "pydantic", "rich", "typer", "lxml"]
)
def test_importing_actes_loads_nothing_heavy(module: str) -> None:
    code = f"import actes, sys; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("module", ["spacy", "dateparser", "pypdfium2", "pdfplumber", "rich", "typer"])
def test_parsing_text_loads_no_reader_of_other_formats(module: str) -> None:
    code = f"import actes, sys; actes.parse_text('Vu la loi du 3 mars 2020'); sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_names_exactly_what_the_package_offers() -> None:
    assert all(hasattr(actes, name) for name in actes.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = actes.nothing
    assert actes.Act is Act


WORDS = st.sampled_from(
    [
        "Vu",
        "Considérant",
        "ARRÊTE",
        "DÉCIDE",
        "Article",
        "1er",
        ":",
        "2",
        "-",
        "ENTRE",
        "ET",
        "D'une",
        "part",
        "Fait",
        "à",
        "le",
        "12",
        "mars",
        "2024",
        "31",
        "février",
        "n°",
        "____",
        "……",
        "«",
        "»",
        "Objet",
        "Le",
        "Maire,",
        "Pour",
        "le",
        "Préfet",
        "et",
        "par",
        "délégation",
        "Claire",
        "DUMAS",
        "1",
        "000",
        "€",
        "HT",
        "ID",
        "ANNEXE",
        "CONVENTION",
        "PROCÈS-VERBAL",
        "\n",
        "\n\n",
        "\x0c",
        "(",
        ")",
        ",",
        ";",
        ".",
        "|",
        "**",
        "#",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_parse_never_raises_and_always_quotes_its_page(text: str) -> None:
    dossier = actes.parse_text(text)
    for found in all_found(dossier):
        assert quote(dossier, found) == found.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_parse_never_raises_on_any_text(text: str) -> None:
    dossier = actes.parse_text(text)
    assert "".join(p.text for p in dossier.pages) == text.replace("\f", "")


def quote(dossier: Dossier, found: Found[object]) -> str:
    return "".join(dossier.pages[p.page - 1].text[p.start : p.end] for p in found.at)


def all_found(node: object) -> list[Found[object]]:
    from pydantic import BaseModel

    if isinstance(node, Found):
        return [node]
    if isinstance(node, BaseModel):
        return [f for name in type(node).model_fields for f in all_found(getattr(node, name))]
    if isinstance(node, tuple):
        return [f for item in node for f in all_found(item)]
    return []


@pytest.mark.parametrize("asked", ["proposé", "demandé"])
def test_a_bare_vote_rules_what_was_proposed(asked: str) -> None:
    (act,) = actes.parse_text(
        "VILLE DE VALBRUN\nExtrait du registre des délibérations du Conseil municipal\nSéance du 3 mars 2025\n\n"
        "Soutien aux clubs\n\nMonsieur le Maire rapporte :\nLe club a demandé une aide.\n\n"
        f"En conséquence, il est {asked} au Conseil municipal :\n"
        "- d'accorder au club une subvention de 4 000 € ;\n- d'autoriser le Maire à signer.\n\nLe Conseil adopte.\n"
    ).acts
    (provision,) = act.provisions
    assert provision.verb.value == "adopte"
    assert provision.text is not None
    assert "d'accorder au club" in str(provision.text.value)
    assert [amount.value.value for amount in act.amounts] == [4000]


def test_the_head_of_a_register_holds_for_all_its_acts() -> None:
    flat = (
        "COMMUNE DE VALBRUN EXTRAIT DU REGISTRE DES DELIBERATIONS DU CONSEIL MUNICIPAL Séance du 10 février 2025 "
        "Présents : 2 MM. ROUVEL Jean, PRADET Luc. OBJET : Règlement des cimetières (n°02/2025-01) Vu le code civil. "
        "Le Conseil Municipal, après en avoir délibéré et à l'unanimité : \uf0d8 Approuve le règlement ; \uf0d8 Dit qu'il entre "
        "en vigueur. OBJET : Antenne de téléphonie (n°02/2025-02) Monsieur le Maire expose à l'Assemblée, par arrêté du "
        "6 janvier 2025, le projet de la commune déléguée des Rosiers. Le Conseil Municipal, après en avoir délibéré et à "
        "la majorité absolue (49 voix Pour et 4 abstentions) : \uf0d8 Rend un avis favorable ; \uf0d8 Autorise le Maire à signer."
    )
    first, second = actes.parse_text(flat).acts
    assert (first.number_key, second.number_key) == ("02_2025_01", "02_2025_02")
    for act in (first, second):
        assert act.issuer is not None
        assert act.issuer.name is not None
        assert act.issuer.name.value == "COMMUNE DE VALBRUN"
        assert act.session_on is not None
        assert act.session_on.value == "2025-02-10"
    assert [p.verb.value for p in first.provisions] == ["Approuve", "Dit"]
    assert [p.verb.value for p in second.provisions] == ["Rend", "Autorise"]
    assert second.session is not None
    assert second.session.vote is not None
    assert second.session.vote.pour is not None
    assert second.session.vote.pour.value == 49
