"""Logical lines: features, and the line breaks put back where they were lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actes.lines import FLAT, fold, lines, unflatten
from actes.text import PageText, Text, whole


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def test_features_of_a_line() -> None:
    first, second, third = lines(text("TITRE EN CAPITALES\n\n  - un point\n\fVu la loi"))
    assert (first.upper, first.blank, first.bullet) == (True, 0, False)
    assert (second.string, second.bullet, second.blank, second.lead) == ("un point", True, 1, 4)
    assert (third.string, third.folded, third.new_page) == ("Vu la loi", "vu la loi", True)


@given(st.text(max_size=80))
def test_fold_keeps_the_length(string: str) -> None:
    assert len(fold(string)) == len(string)


@given(st.text(alphabet="ab \n-•é", max_size=200))
def test_lines_stand_where_they_say(string: str) -> None:
    whole_text = text(string)
    for line in lines(whole_text):
        assert whole_text.string[line.start + line.lead : line.end].rstrip() == line.string


FILLER = "les membres du conseil dûment convoqués se sont réunis au lieu habituel de leurs séances " * 6


def test_a_flattened_act_gets_its_paragraphs_back() -> None:
    flat = (
        f"COMMUNE DE VALBRUN {FILLER} Objet : Travaux VU le code général des collectivités territoriales, CONSIDÉRANT que les travaux "
        "sont urgents, Après en avoir délibéré, à l'unanimité, APPROUVE le projet, AUTORISE Madame le Maire à signer. Fait à Valbrun, le 3 mars 2025"
    )
    opened = [line.string[:12] for line in lines(unflatten(text(flat)))]
    assert opened == [
        "COMMUNE DE V",
        "Objet : Trav",
        "VU le code g",
        "CONSIDÉRANT ",
        "Après en avo",
        "APPROUVE le ",
        "AUTORISE Mad",
        "Fait à Valbr",
    ]


@given(
    st.lists(st.sampled_from(["Vu la loi", "mot", "Article 2 :", "ARRÊTE", "Fait à Lieu", ",", "."]), max_size=200).map(
        " ".join
    )
)
def test_unflatten_changes_nothing_but_spaces(string: str) -> None:
    before = text(string)
    after = unflatten(before)
    assert after.string.split() == before.string.split()
    assert after.origin == before.origin or len(after) >= len(before)
    if len(string) <= FLAT:
        assert after.string == string
