"""The legal texts cited: tables of clauses and what they cite."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.extract.references import references
from actes.model import Found, Reference
from actes.text import INSERTED, PageText, Text, whole

CGCT = "Code général des collectivités territoriales"


def text(string: str) -> Text:
    return whole([PageText(1, string)])


def short(reference: Reference) -> str:
    """« kind number date article code », blanks and unreadables by name, what lacks left out."""
    leaves = (reference.number, reference.date, reference.article, reference.code)
    return " ".join([reference.kind, *(leaf.value or leaf.state for leaf in leaves if leaf)])


def cited(string: str) -> list[str]:
    return [short(reference) for reference in references(text(string))]


ONE_TEXT = [
    ("Vu la loi n° 82-213 du 2 mars 1982 modifiée relative aux droits", ["loi 82-213 1982-03-02"]),
    ("Vu la loi organique n° 2001-692 modifiée du 1er août 2001", ["loi 2001-692 2001-08-01"]),
    ("Vu la loi No 2000-321 du 12 avril 2000", ["loi 2000-321 2000-04-12"]),
    ("Vu la loi sur l'eau du 3 janvier 1992, le service", ["loi 1992-01-03"]),
    ("Vu la loi du 2 mars 1982 n° 82-213", ["loi 82-213 1982-03-02"]),
    ("Vu le décret 2004-1085 du 14 octobre 2004", ["decret 2004-1085 2004-10-14"]),
    ("Vu le décret du Président de la République du 21 avril 2016 portant nomination", ["decret 2016-04-21"]),
    ("Vu l'arrêté préfectoral du 26 décembre 2017 portant délégation", ["arrete 2017-12-26"]),
    ("Vu l’arrête préfectoral du l5 janvier 2o25 portant", ["arrete 2025-01-15"]),
    ("Vu larrêté ministériel en date du 12 mai 1969", ["arrete 1969-05-12"]),
    ("Vu l'arrêté d'autorisation de la société Beaupré du 24 février 2011", ["arrete 2011-02-24"]),
    ("Vu l’arrêté du ministre de l'écologie, de l'énergie et de la mer du 25 juin 2015 fixant", ["arrete 2015-06-25"]),
    ("Vu l'arrêté préfectoral SVC-16-30 du 30 mai 2016 donnant", ["arrete SVC-16-30 2016-05-30"]),
    ("Vu l'arrêté du préfet SVC/BL/2015-104 en date du 21 décembre 2015", ["arrete SVC/BL/2015-104 2015-12-21"]),
    ("Vu l'arrêté n°2018-2019 SG/DC/BU du 17 octobre 2018", ["arrete 2018-2019 SG/DC/BU 2018-10-17"]),
    ("Vu l'arrêté n° 2017 R2-018 du 3 avril 2017", ["arrete 2017 R2-018 2017-04-03"]),
    ("VU L'ARRÊTÉ N° 2020-45 DU 3 JUIN 2020 PORTANT RÈGLEMENT", ["arrete 2020-45 2020-06-03"]),
    ("Arrêté municipal n° 12/2020 du 3 mars 2020", ["arrete 12/2020 2020-03-03"]),
    ("Vu la délibération n° 2026 008 du 15 janvier 2026", ["deliberation 2026 008 2026-01-15"]),
    ("Vu la délibération n° CP 2021-367 du 22 septembre 2021", ["deliberation CP 2021-367 2021-09-22"]),
    (
        "Vu la délibération 2024/CC007 par laquelle le Conseil Communautaire du 20 février 2024 a validé",
        ["deliberation 2024/CC007 2024-02-20"],
    ),
    (
        "Vu la délibération du syndicat relative au transfert au 1er janvier 2018, en date du 11 juillet 2017",
        ["deliberation 2017-07-11"],
    ),
    ("Vu la délibération du conseil portant délégation au maire du 23 mai 2020,", ["deliberation 2020-05-23"]),
    ("Vu l'extrait du procès-verbal du 4 octobre 2022, des délibérations du conseil", ["deliberation 2022-10-04"]),
    (
        "Vu la décision n°2017/21 SERVICES /Pôle T /UD53 du 6 Septembre 2017 du directeur",
        ["decision 2017/21 SERVICES /Pôle T /UD53 2017-09-06"],
    ),
    ("Vu la décision n° E25000007 /97 du tribunal en date du 3 avril 2025", ["decision E25000007 /97 2025-04-03"]),
    ("Vu la décision du 3 mars 2020 n° 45 du directeur", ["decision 45 2020-03-03"]),
    ("Vu l'ordonnance n° 2015-899 du 23 juillet 2015", ["ordonnance 2015-899 2015-07-23"]),
    ("Vu la circulaire SVC n° 98-1 du 3 février 1998", ["circulaire 98-1 1998-02-03"]),
    ("Vu la circulaire n° INT B 0700081 C du 11 juillet 2007", ["circulaire INT B 0700081 C 2007-07-11"]),
    ("Vu la circulaire NOR : INTB1234567C du 5 mai 2015", ["circulaire INTB1234567C 2015-05-05"]),
    ("Vu la directive 2010/75/UE du 24 novembre 2010", ["directive 2010/75/UE 2010-11-24"]),
    ("Vu le règlement (UE) n° 2016/679 du 27 avril 2016", ["reglement 2016/679 2016-04-27"]),
    ("Vu le règlement CE 1069/2009 du Parlement du 21 octobre 2009", ["reglement 1069/2009 2009-10-21"]),
    ("Vu la convention entre la commune et Mme Léa ROUX, signée le 22 avril 2016,", ["convention 2016-04-22"]),
    ("Vu l'instruction interministérielle sur la signalisation routière", ["autre"]),
    ("Vu le plan de mobilité du territoire, approuvé en octobre 2019", ["autre 2019-10"]),
    ("Vu la délégation de signature 2026-04-10-R0284 du 10/04/2026", ["autre 2026-04-10-R0284 2026-04-10"]),
    ("Vu l'autorisation de l'Etat en date du 03 septembre 2018", ["autre 2018-09-03"]),
    (
        "Vu l’agrément portant numéro UT1/AA/2017-042 CR 0107 du 2 Juin 2017",
        ["autre UT1/AA/2017-042 CR 0107 2017-06-02"],
    ),
    ("Vu le récépissé de déclaration n° 53-2018-00012 délivré le 3 mars 2018", ["autre 53-2018-00012 2018-03-03"]),
    ("Vu la Constitution, notamment son article 72", ["autre 72"]),
    ("Vu la loi de finances pour 2024", ["loi"]),
]

MANY_TEXTS = [
    (
        "En vertu des délibérations du Conseil en date des 8 juillet, 29 septembre et 17 novembre 2020, 2 février 2021",
        ["deliberation 2020-07-08", "deliberation 2020-09-29", "deliberation 2020-11-17", "deliberation 2021-02-02"],
    ),
    (
        "VU les délibérations n°2020-05-25/05 du 25 mai 2020 et n°2022-05-19/04 du 19 mai 2022 aux termes desquelles",
        ["deliberation 2020-05-25/05 2020-05-25", "deliberation 2022-05-19/04 2022-05-19"],
    ),
    (
        "Vu les délibérations n° 2020-2-59 et 2020-2-60 du 12 juin 2020",
        ["deliberation 2020-2-59 2020-06-12", "deliberation 2020-2-60 2020-06-12"],
    ),
    (
        "Vu la délibération du 3 mars 2020 et celle du 5 mai 2021",
        ["deliberation 2020-03-03", "deliberation 2021-05-05"],
    ),
    (
        "Vu les délibérations de la commune de Bel-Air en date du 12 octobre 2017 et du SIVU en date du 11 mai 2018",
        ["deliberation 2017-10-12", "deliberation 2018-05-11"],
    ),
    ("Vu le règlement créé par délibération du Conseil du 6 mai 2004", ["reglement", "deliberation 2004-05-06"]),
    ("du décret et de l'arrêté du 3 avril 2008 relatif à", ["decret 2008-04-03", "arrete 2008-04-03"]),
    (
        "Vu le décret n° 97-444 du 5 mai 1997 relatif aux statuts modifié par le décret n°2015-140 du 10 février 2015",
        ["decret 97-444 1997-05-05", "decret 2015-140 2015-02-10"],
    ),
    ("l'arrêté du 28 mai 2017 modifiant l'arrêté du 23 mai 2006", ["arrete 2017-05-28", "arrete 2006-05-23"]),
    ("l'arrêté du 13 juin 1979 modifié par celui du 25 mai 1980", ["arrete 1979-06-13", "arrete 1980-05-25"]),
    (
        "les arrêtés ministériel du 20 août 2009 et préfectoral du 28 mai 2015",
        ["arrete 2009-08-20", "arrete 2015-05-28"],
    ),
    (
        "des règlements (CE) n° 338/97 du conseil européen et (CE) n° 939/97 de la commission",
        ["reglement 338/97", "reglement 939/97"],
    ),
    (
        "Vu la loi n° 83-634 du 13 juillet 1983 ; Vu la loi n° 84-53 du 26 janvier 1984 VU le code du travail",
        ["loi 83-634 1983-07-13", "loi 84-53 1984-01-26", "code code du travail"],
    ),
]

CODES = [
    (f"Vu le {CGCT} ;", [f"code {CGCT}"]),
    (
        f"Vu le {CGCT} et notamment ses articles L.2122-22 et L.2122-23,",
        [f"code L.2122-22 {CGCT}", f"code L.2122-23 {CGCT}"],
    ),
    (f"Vu le {CGCT} (CGCT) notamment l’article L. 2312-1", [f"code L. 2312-1 {CGCT}"]),
    ("l'article L1321-1 et suivants du CGCT", ["code L1321-1 et suivants CGCT"]),
    ("Vu l'article 568 du code général des impôts", ["code 568 code général des impôts"]),
    (
        "le code général des impôts, notamment l'article 4 de son annexe II et les articles 212 à 217 de son annexe IV",
        ["code 4 code général des impôts", "code 212 à 217 code général des impôts"],
    ),
    ("Vu le code de la sécurité intérieure, notamment son livre VII", ["code code de la sécurité intérieure"]),
    (
        "Vu l'article L. 5 du code de la route et l'article R. 6 du même code",
        ["code L. 5 code de la route", "code R. 6 code de la route"],
    ),
    (
        "Vu le code de la route : - L'article L. 411-1, - Les articles R. 411-8 et R. 411-25 relatifs à la police",
        ["code L. 411-1 code de la route", "code R. 411-8 code de la route", "code R. 411-25 code de la route"],
    ),
    ("l'article L. 2113-10 du CCP", ["code L. 2113-10 CCP"]),
    ("en vertu de l'article 1.2122-22 du CGCT", ["code L.2122-22 CGCT"]),
    ("Vu le code de déontologie médicale", ["code code de déontologie médicale"]),
    ("Vu les articles L. 2121-29 et suivants", ["code L. 2121-29 et suivants"]),
]

ARTICLES = [
    ("Vu la loi n°2014-872 du 4 août 2014, notamment son article 34", ["loi 2014-872 2014-08-04 34"]),
    (
        "Vu le décret n°2010-720 du 28 juin 2010, et notamment ses articles 8 et 37 ;",
        ["decret 2010-720 2010-06-28 8 et 37"],
    ),
    ("des articles 10-1 et 25-1 de la loi n° 2000-321 du 12 avril 2000", ["loi 2000-321 2000-04-12 10-1 et 25-1"]),
    ("Vu l'article 2 de la décision n° 4521 du 3 mars 2020", ["decision 4521 2020-03-03 2"]),
]

BLANKS = [
    ("par délibération n° ........ en date du ________", ["deliberation blank blank"]),
    ("Vu l'arrêté n° 2020-15 du 31 février 2024", ["arrete 2020-15 unreadable"]),
]

NOTHING = [
    "Vu l'avis en date du 7 décembre 2009 du conseil départemental",
    "Vu la demande présentée le 28 novembre 2011 par la société Beaupré",
    "Vu le rapport du directeur du 9 mars 2018",
    "Vu le courrier du 3 mars 2020",
    "Vu la transmission du projet d'arrêté préfectoral à l'exploitant le 19 octobre 2022",
    "Vu l'arrêté susvisé",
    "Vu l'article 2 de la décision susvisée autorisant à subdéléguer",
    "conformément à l'article 3 du présent arrêté",
    "La présente convention prend effet le 1er janvier 2024",
    "La convention est conclue du 1er janvier 2024 au 31 décembre 2025",
    "Le Maire ARRETE Article 1er : le stationnement est interdit le 3 mars 2020",
    "une association loi 1901",
    "Vu le plan d'intervention applicable à partir du 15 avril 2017",
    "Le code postal est le 62000",
    "",
]


@pytest.mark.parametrize(("string", "expected"), ONE_TEXT + MANY_TEXTS + CODES + ARTICLES + BLANKS)
def test_references(string: str, expected: list[str]) -> None:
    assert cited(string) == expected


@pytest.mark.parametrize(("string", "expected"), ONE_TEXT[:20] + MANY_TEXTS[:4])
def test_lines_spaces_and_apostrophes_change_nothing(string: str, expected: list[str]) -> None:
    assert cited("\n   ".join(string.replace("'", "’").split(" "))) == expected
    assert cited(string.replace(" ", "\u00a0")) == expected


@pytest.mark.parametrize("string", NOTHING)
def test_no_reference(string: str) -> None:
    assert cited(string) == []


def test_objects_of_a_text_are_not_texts_cited() -> None:
    assert cited(
        "Vu la délibération n° 2020-09-30/20 du 30 septembre 2020 approuvant l’avenant n°2 à la convention de chaleur"
    ) == ["deliberation 2020-09-30/20 2020-09-30"]


@pytest.mark.parametrize(
    ("string", "title"),
    [
        ("la loi n° 12-1 du 3 mars 2020 relative à l'air,", "relative à l'air"),
        ("le décret n° 12-1 du 3 mars 2020 modifié portant statut, notamment son article 5", "portant statut"),
        ("l'arrêté du 3 mars 2020 portant règlement, modifié par l'arrêté du 5 mai 2021", "portant règlement"),
        ("la loi n° 12-1 du 3 mars 2020 relative à l'air et le décret n° 5-2 du 4 mai 2020", "relative à l'air"),
        ("Vu la délibération portant délégation au maire du 23 mai 2020", "portant délégation au maire"),
        ("Vu la loi n° 12-1 du 3 mars 2020", None),
    ],
)
def test_title(string: str, title: str | None) -> None:
    found = references(text(string))[0].title
    assert (found.value if found else None) == title


def test_text_of_one_among_many() -> None:
    quotes = [
        r.text.value for r in references(text("Vu les arrêtés municipaux n° 12 du 3 mars 2020 et n° 13 du 4 mai 2020"))
    ]
    assert quotes == ["arrêtés municipaux n° 12 du 3 mars 2020", "arrêtés municipaux n° 13 du 4 mai 2020"]


def test_every_part_names_its_pattern() -> None:
    reference = references(text("Vu la loi n° 12-1 du 3 mars 2020 relative à l'air, notamment son article 5"))[0]
    parts = (reference.text, reference.number, reference.date, reference.title, reference.article)
    assert [part.by for part in parts if part] == [
        "reference.loi",
        "reference.number",
        "reference.date",
        "reference.title",
        "reference.article",
    ]


def leaves(reference: Reference) -> list[Found[Any]]:
    return [leaf for name in Reference.model_fields if isinstance(leaf := getattr(reference, name), Found)]


WORDS = [
    *(
        "Vu ",
        "l'arrêté ",
        "arrêtés ",
        "la loi ",
        "code de la route ",
        "CGCT ",
        "délibération ",
        "les décrets ",
        "convention ",
    ),
    *(
        "n° ",
        "n°",
        "12 ",
        "2020-45 ",
        "SG/BU ",
        "du ",
        "en date du ",
        "des ",
        "3 mars 2020 ",
        "8 juillet",
        ", ",
        "et ",
        " ; ",
    ),
    *(
        "articles ",
        "L. 2122-22 ",
        "R.5 ",
        "à ",
        "34 ",
        "et suivants ",
        "portant ",
        "par laquelle ",
        "modifié par ",
        "du même code ",
    ),
    *(
        "....... ",
        "\n",
        "  ",
        "(UE) ",
        "2016/679 ",
        "circulaire ",
        "notamment ses ",
        "présente ",
        "celle ",
        ". ",
        "İ",
        "\f",
    ),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=200))
def test_any_string_is_read_and_quoted(string: str) -> None:
    page = PageText(1, string)
    for reference in references(whole([page])):
        for leaf in leaves(reference):
            assert leaf.text == "".join(string[place.start : place.end] for place in leaf.at)
            assert leaf.at or leaf.state == "blank"
        for part in (reference.number, reference.article, reference.title):
            if part and part.value:
                assert part.value.split() == part.text.split() or part.value[0] == "L"


def test_places_survive_a_text_that_was_cut_and_joined() -> None:
    page = PageText(1, "Vu la loi [pied de page] n° 82-213\n   du 2 mars 1982")
    clause = whole([page]).without([(10, 25)])
    reference = references(clause)[0]
    assert reference.number is not None
    place = reference.number.at[0]
    assert page.string[place.start : place.end] == "82-213"
    assert INSERTED not in clause.origin


@pytest.mark.parametrize(
    "piece",
    [
        "arrêté n° ",
        "les arrêtés du 3 mars 2020 et ",
        "délibération de la ",
        "l'article L. 1-",
        "décisions n° 2020 12 AB/CD ",
        "n°   ",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    def spent(size: int) -> float:
        source = text((piece * (size // len(piece) + 1))[:size])
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            references(source)
            best = min(best, time.process_time() - start)
        return best

    assert spent(80_000) < 12 * spent(20_000) + 0.05
