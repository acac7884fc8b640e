"""Words: what counts as a difference, what does not, and what an OCR may have confused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.changes.tokens import number_key, reading
from actes.changes.words import spans

SAME = (
    ("l'état", "l’état"),
    ("« la Commune »", '"la Commune"'),
    ("“la Commune”", "la Commune"),
    ("Val-d'Ouze", "Val‑d’Ouze"),
    ("Pas de Roy", "Pas-de-Roy"),
    ("objet – local", "objet - local"),
    ("- remettre les clés", "• remettre les clés"),
    ("deux  mots\nà la\u00a0ligne", "deux mots à la ligne"),
    ("ofﬁciel", "officiel"),
    ("œuvre", "oeuvre"),
    ("cafe\u0301", "café"),
    ("collecti- vité", "collectivité"),
    ("collecti\u00advité", "collectivité"),
    ("du 1er avril 2026", "du 01/04/2026"),
    ("le 12 MARS 2026", "le 12 mars 2026"),
    ("le 3 févr. 2026", "le 03.02.2026"),
    ("le 2026-02-03", "le 3 février 2026"),
    ("4 500 €", "4500,00 euros"),
    ("4.500,50 €", "4 500,5 EUR"),
    ("12.50 €", "12,50 €"),
    ("n° 2026-031", "N°2026-031"),
    ("42 m²", "42 m2"),
    ("de 9h30", "de 9 h 30"),
    ("article 1er", "article 1ᵉʳ"),
    ("article L. 2121-29", "article L.2121-29"),
    ("RÉSILIATION DU CONTRAT", "Résiliation du contrat"),
    ("DECIDE", "Décide"),
    ("prend fin le 31 mars.", "prend fin le 31 mars"),
    ("fin ______ .", "fin ………"),
)


@pytest.mark.parametrize(("one", "two"), SAME)
def test_typography_is_no_difference(one: str, two: str) -> None:
    assert spans(one, two) == ()
    assert spans(two, one) == ()


DIFFERENT = (
    ("un préavis de deux mois", "un préavis de trois mois", [("deux", "trois")]),
    ("la Commune paie", "la commune paie", [("Commune", "commune")]),
    ("il peut, sans délai, agir", "il peut sans délai, agir", [(",", "")]),
    ("le 1er avril 2026 à midi", "le 2 avril 2026 à midi", [("1er avril 2026", "2 avril 2026")]),
    ("4 500 € par an", "4 600 € par an", [("4 500", "4 600")]),
    ("n° 2025/CC112 visé", "n° 2025/CC113 visé", [("2025/CC112", "2025/CC113")]),
    ("le prix décidé", "le prix décide", [("décidé", "décide")]),
    ("article 5.1 ici", "article 5.10 ici", [("5.1", "5.10")]),
    ("au-dessous de -5 degrés", "au-dessous de 5 degrés", [("-", "")]),
    ("12 3 lots", "1 23 lots", [("12 3", "1 23")]),
    ("a b c d", "a b x c d", [("", "x")]),
)


@pytest.mark.parametrize(("one", "two", "expected"), DIFFERENT)
def test_words_that_differ(one: str, two: str, expected: list[tuple[str, str]]) -> None:
    found = spans(one, two)
    assert [(one[s.start_before : s.end_before], two[s.start_after : s.end_after]) for s in found] == expected


DOUBTFUL = (
    ("la convention signée", "la conventlon signée", True),
    ("le gouvernement agit", "le gouvemement agit", True),
    ("itinérante", "itinerante", True),
    ("l'article 10", "l'article 1O", True),
    ("le local, chauffé", "le local chauffé", True),
    ("un délai de 10 jours", "un délai de 16 jours", False),
    ("un préavis de deux mois", "un préavis de dix mois", False),
    ("la Commune paie", "la commune paie", False),
    ("elle doit agir", "elle peut agir", False),
    ("sans délai", "délai", False),
    ("en date du ____ acte", "en date du acte", False),
    ("10 % du prix", "10 du prix", False),
)


@pytest.mark.parametrize(("one", "two", "expected"), DOUBTFUL)
def test_what_an_ocr_may_have_confused(one: str, two: str, expected: bool) -> None:
    assert [s.doubtful for s in spans(one, two)] == [expected]
    assert [s.doubtful for s in spans(two, one)] == [expected]


FOLLOWS: tuple[tuple[str, str, list[str]], ...] = (
    ("selon l'article 5, payé", "selon l'article 6, payé", ["5"]),
    ("les articles 5, 6 et 7 cessent", "les articles 6, 7 et 8 cessent", ["5", "6", "7"]),
    ("les articles 5 à 7 cessent", "les articles 6 à 8 cessent", ["5", "7"]),
    ("selon l'article 5 ici", "selon l'article 5 ici", []),
    ("l'article 5 de la loi du 3 mars 2020", "l'article 6 de la loi du 3 mars 2020", [""]),
    ("sous 5 jours", "sous 6 jours", [""]),
    ("selon l'article 5, deux mois", "selon l'article 6, trois mois", ["5", ""]),
    ("selon l'article 5, deux mois", "selon l'article 5, trois mois", [""]),
)


@pytest.mark.parametrize(("one", "two", "expected"), FOLLOWS)
def test_references_follow_a_renumbering(one: str, two: str, expected: list[str]) -> None:
    assert [s.follows for s in spans(one, two, {"5": "6", "6": "7", "7": "8"})] == expected


@pytest.mark.parametrize(
    ("number", "key"), [("1er", "1"), ("4.1", "4.1"), ("12", "12"), ("5 bis", ""), ("II", ""), ("", "")]
)
def test_number_key(number: str, key: str) -> None:
    assert number_key(number) == key


TEXTS = st.text(st.sampled_from("ab cAé-'’.,;1 20€/°\n…_") | st.characters(), max_size=60)


@given(TEXTS, TEXTS)
def test_edits_quote_both_sides_in_order_and_turn_round(one: str, two: str) -> None:
    found = spans(one, two)
    assert spans(one, one) == ()
    for before, after in pairwise(found):
        assert before.end_before <= after.start_before
        assert before.end_after <= after.start_after
    for s in found:
        assert 0 <= s.start_before <= s.end_before <= len(one)
        assert 0 <= s.start_after <= s.end_after <= len(two)
        assert one[s.start_before : s.end_before] or two[s.start_after : s.end_after]
    turned = [(s.start_after, s.end_after, s.start_before, s.end_before, s.doubtful) for s in spans(two, one)]
    assert turned == [(s.start_before, s.end_before, s.start_after, s.end_after, s.doubtful) for s in found]


@given(st.lists(st.sampled_from(["le", "lot", "clé", "prix", ",", "5"]), max_size=30), st.data())
def test_edits_applied_to_one_text_give_the_other(words: list[str], data: st.DataObject) -> None:
    """Beside the edits the two texts say the same."""
    other = list(words)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(other)))
        other[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(st.sampled_from(["six", "le"]), max_size=2))
    one, two = " ".join(words), " ".join(other)
    rebuilt, at = "", 0
    for s in spans(one, two):
        rebuilt += one[at : s.start_before] + " " + two[s.start_after : s.end_after] + " "
        at = s.end_before
    assert reading(rebuilt + one[at:]).key == reading(two).key


def test_a_text_of_tens_of_thousands_of_words_is_cut_by_sentences() -> None:
    sentences = [f"La partie numéro {n} remet le lot {n * 7} au plus tard ce jour. " for n in range(1500)]
    other = [s.replace("remet", "cède") if n in (3, 700, 1400) else s for n, s in enumerate(sentences)]
    found = spans("".join(sentences), "".join(other))
    assert len(found) == 3
    assert {("".join(sentences))[s.start_before : s.end_before] for s in found} == {"remet"}
