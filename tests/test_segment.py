"""Segmentation: which acts a file holds, of which kind, and what each of their blocks is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.clean import clean
from actes.segment import Section, segment
from actes.text import PageText, whole


def sections(*pages: str) -> tuple[Section, ...]:
    return segment(clean(PageText(i + 1, p) for i, p in enumerate(pages)).body)


def blocks(string: str) -> list[tuple[str, str | None]]:
    (section,) = sections(string)
    return [(b.kind, b.label.string if b.label else None) for b in section.blocks]


ARRETE = """PRÉFET DU HAUT-VALLON
Arrêté du 3 mars 2025
portant fermeture d'une route
Le préfet du Haut-Vallon,
Vu le code de la route ;
Vu le décret n° 2004-1 du 2 janvier 2004
modifié relatif aux routes ;
Considérant que la route est inondée ;
Sur proposition du directeur départemental des territoires ;
ARRÊTE
Article 1er : La route est fermée.
ARTICLE 2 - Le directeur est chargé de l'exécution.
Fait à Vallon, le 3 mars 2025
Le préfet,
Luc TERRASSE
"""

DELIBERATION = """COMMUNE DE VALBRUN
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS
Séance du 3 mars 2025
Objet : Subvention

Monsieur le Maire rapporte que l'association demande une aide.

Vu le code général des collectivités territoriales,

Après en avoir délibéré, à l'unanimité, le Conseil municipal :
- APPROUVE la subvention ;
- AUTORISE le Maire à signer.
Pour extrait conforme,
Le Maire,
Odile FERRANDIER
"""

CONVENTION = """CONVENTION DE MISE À DISPOSITION

ENTRE :
La Commune de Valbrun, représentée par son Maire, Odile FERRANDIER,
D'une part,
ET
L'association Les Pinsons, représentée par sa présidente, Ana RUIZ,
D'autre part,

Il est convenu ce qui suit :

ARTICLE 1 : OBJET

La Commune prête la salle.

ARTICLE 2 : DURÉE

2.1 La convention dure un an.
2.2 Elle n'est pas renouvelée.

Fait à Valbrun, le 3 mars 2025, en deux exemplaires
"""


def test_an_arrete() -> None:
    assert blocks(ARRETE) == [
        ("head", None),
        ("visa", None),
        ("visa", None),
        ("considerant", None),
        ("basis", None),
        ("provision", "ARRÊTE"),
        ("article", "1er"),
        ("article", "2"),
        ("closing", None),
    ]


def test_a_deliberation() -> None:
    assert blocks(DELIBERATION) == [
        ("head", None),
        ("object", None),
        ("body", None),
        ("visa", None),
        ("deliberated", None),
        ("provision", "APPROUVE"),
        ("provision", "AUTORISE"),
        ("closing", None),
    ]


def test_a_convention() -> None:
    assert blocks(CONVENTION) == [
        ("head", None),
        ("parties", None),
        ("preamble", None),
        ("article", "1"),
        ("article", "2"),
        ("article", "2.1"),
        ("article", "2.2"),
        ("closing", None),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("ARRÊTÉ MUNICIPAL N° 12", "arrete"),
        ("Arrêté du 3 mars 2025", "arrete"),
        ("DÉCISION DU PRÉSIDENT N° 2025-12", "decision"),
        ("DÉLIBÉRATION N° 2025-12", "deliberation"),
        ("EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS", "deliberation"),
        ("CONVENTION DE PARTENARIAT", "convention"),
        ("AVENANT N° 1 À LA CONVENTION", "avenant"),
        ("CONTRAT DE PRESTATION", "contrat"),
        ("PROCÈS VERBAL D'ACCORD", "contrat"),
        ("PROCÈS-VERBAL DE LA SÉANCE DU CONSEIL MUNICIPAL", "proces_verbal"),
        ("Compte rendu de la réunion du Conseil", "proces_verbal"),
        ("Procès-Verbal Conseil communautaire de la Communauté du Val", "proces_verbal"),
        ("LISTE DES CANDIDATS", "autre"),
    ],
)
def test_the_kind_comes_from_the_heading(heading: str, kind: str) -> None:
    (section,) = sections(f"COMMUNE DE VALBRUN\n\n{heading}\n\nLe texte de l'acte vient ensuite.\n")
    assert section.kind == kind


def test_an_annexed_convention_is_a_second_act() -> None:
    decision = ARRETE.replace("Arrêté du 3 mars 2025\nportant", "DÉCISION N° 4\nportant").replace("ARRÊTE", "DÉCIDE")
    assert [s.kind for s in sections(decision + "\n" + CONVENTION)] == ["decision", "convention"]


def test_an_announced_annex_is_known_as_one() -> None:
    _, second = sections(
        ARRETE
        + "\nANNEXE 1 : CONVENTION DE PRÊT\n\nENTRE la commune\nD'une part,\nArticle 1 : Objet\nFait à Valbrun, le 3 mars 2025\n"
    )
    assert (second.kind, second.announced_as_annex) == ("convention", True)


def test_a_register_holds_as_many_acts_as_deliberations() -> None:
    assert [s.kind for s in sections(DELIBERATION, DELIBERATION.replace("Subvention", "Travaux"))] == [
        "deliberation"
    ] * 2


BY_OBJECT = """COMMUNE DE VALBRUN
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL
Séance du 10 février 2025

OBJET : Règlement des cimetières (n°02/2025-01)
Vu le code civil ;
Le Conseil Municipal, après en avoir délibéré et à l'unanimité :
- Approuve le règlement ;

OBJET : Antenne de téléphonie (n°02/2025-02)
Monsieur le Maire expose le projet.
Le Conseil Municipal, après en avoir délibéré et à la majorité absolue :
- Rend un avis favorable ;
- Prend acte du bail ;
"""


def test_a_register_whose_acts_only_have_their_object() -> None:
    first, second = sections(BY_OBJECT)
    assert [s.kind for s in (first, second)] == ["deliberation", "deliberation"]
    assert (first.continues, second.continues) == (False, True)
    assert [b.label.string for b in second.of("provision") if b.label] == ["Rend", "Prend acte"]


def test_an_object_said_again_at_the_head_of_a_page_opens_no_act() -> None:
    again = BY_OBJECT.replace(
        "OBJET : Antenne de téléphonie (n°02/2025-02)", "OBJET : Règlement des cimetières (n°02/2025-01)"
    )
    assert len(sections(again)) == 1


@pytest.mark.parametrize(
    "line", ["présentée dans le cadre de la demande\nd'échange de permis", "au droit de la\nporte"]
)
def test_a_noun_that_may_be_a_verb_rules_nothing(line: str) -> None:
    act = ARRETE.replace("ARRÊTE\n", f"ARRÊTE\nArticle 1er : La pièce {line} est admise.\n")
    assert [kind for kind, _ in blocks(act)].count("provision") == 1


@pytest.mark.parametrize("line", ["Vu pour être annexé à l'arrêté du 3 mars 2025", "Vu de recueillir son avis"])
def test_what_only_opens_like_a_visa(line: str) -> None:
    act = ARRETE.replace("Vu le décret", f"{line}\nVu le décret", 1)
    before = [kind for kind, _ in blocks(ARRETE)].count("visa")
    assert [kind for kind, _ in blocks(act)].count("visa") == before


MINUTES = [
    # three habits of minutes, and no heading that says what the paper is
    "CONSEIL COMMUNAUTAIRE\nSéance du jeudi 16 mars 2025\nL'an deux mille vingt-cinq, le Conseil s'est réuni.\nPrésents : Ana RUIZ, Jean ROUVEL\n"
    "Le quorum étant atteint, la présidente rappelle l'ordre du jour. Mme RUIZ prend la parole.\n1. Compte de gestion\n"
    "Vu le code, après en avoir délibéré, le Conseil approuve le compte.\n",
    "EXTRAIT DES DÉLIBÉRATIONS DU BUREAU\nL'an deux mille vingt-cinq, le six mars, le Bureau s'est réuni.\nRELEVÉ DE DÉCISIONS\n"
    "Après en avoir délibéré, le Bureau approuve le loyer.\n",
]


@pytest.mark.parametrize("text", MINUTES)
def test_minutes_are_told_by_their_habits(text: str) -> None:
    (section,) = sections(text)
    assert (section.kind, section.minutes) == ("proces_verbal", True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "CONSEIL MUNICIPAL\nSéance du 16 mars 2025\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nLe Conseil s'est réuni. Présents : 12\n"
            "Le quorum étant atteint, le point est à l'ordre du jour. Le Maire remercie Mme RUIZ.\nAprès en avoir délibéré, le Conseil DÉCIDE :\n- d'approuver.\n",
            "deliberation",
        ),
        (
            "Valbrun, le 3 mars 2025\nJ'ai l'honneur de vous inviter à la réunion du Conseil municipal du 12 mars 2025.\nOrdre du jour :\n"
            "1. Approbation du procès-verbal de la séance du 9 janvier\n2. Questions diverses\n",
            "autre",
        ),
        (
            "Rapport d'orientation budgétaire 2025\nConseil communautaire du 9 février 2025\nLes recettes augmentent de deux pour cent.\n",
            "autre",
        ),
    ],
)
def test_papers_of_a_sitting_that_are_no_minutes(text: str, kind: str) -> None:
    (section, *_) = sections(text)
    assert section.kind == kind


def test_minutes_are_one_act() -> None:
    minutes = (
        "PROCÈS-VERBAL DU CONSEIL MUNICIPAL\nSéance du 3 mars 2025\nLa séance est ouverte.\n"
        + DELIBERATION
        + DELIBERATION
    )
    (section,) = sections(minutes)
    assert (section.kind, section.minutes) == ("proces_verbal", True)


@pytest.mark.parametrize(
    "line",
    [
        "Article L. 2213-1 du code général des collectivités territoriales",
        "« Article 3 : Les membres sont nommés. »",
        "Article 12 de la loi du 3 mars 1990",
        "article 2 du décret précité",
    ],
)
def test_a_cited_article_is_no_article_of_the_act(line: str) -> None:
    act = ARRETE.replace("ARTICLE 2 -", f"{line}\nARTICLE 2 -")
    assert [label for kind, label in blocks(act) if kind == "article"] == ["1er", "2"]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Article premier : ", "premier"),
        ("ARTICLE PREMIER - ", "PREMIER"),
        ("Art. 1 - ", "1"),
        ("Article 1er\n", "1er"),
        ("Article I : ", "I"),
        ("Article unique : ", "unique"),
        ("article 1er : ", "1er"),
        ("Article 9 bis : ", "9 bis"),
    ],
)
def test_the_headings_of_articles(printed: str, label: str) -> None:
    act = ARRETE.replace("Article 1er : ", printed)
    assert next(lab for kind, lab in blocks(act) if kind == "article") == label


@pytest.mark.parametrize(
    ("printed", "verb"),
    [
        ("ARRÊTE :", "ARRÊTE"),
        ("ARRETE", "ARRETE"),
        ("Arrête :", "Arrête"),
        ("A R R Ê T E", "A R R Ê T E"),
        ("DÉCIDE", "DÉCIDE"),
        ("Le préfet arrête :", "arrête"),
        ("Ont été élus :", "Ont été élus"),
        ("Sont élues :", "Sont élues"),
    ],
)
def test_the_verb_by_which_an_act_rules(printed: str, verb: str) -> None:
    act = ARRETE.replace("ARRÊTE\n", f"{printed}\n")
    assert [label for kind, label in blocks(act) if kind == "provision"] == [verb]


def test_one_head_over_a_list_of_visas() -> None:
    act = ARRETE.replace("Vu le code de la route ;\nVu le décret", "Vu :\n- le code de la route ;\n- le décret")
    assert [kind for kind, _ in blocks(act)][:4] == ["head", "list-head", "visa", "visa"]


def test_a_signature_without_fait_a_still_closes() -> None:
    act = ARRETE.replace("Fait à Vallon, le 3 mars 2025\n", "")
    assert blocks(act)[-1] == ("closing", None)


LINE = st.sampled_from(
    [*(ARRETE + DELIBERATION + CONVENTION).splitlines(), "", "ANNEXE 2 :", "2.1 Suite", "- autorise le Maire"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=40).map("\n".join))
def test_blocks_and_acts_partition_the_text(string: str) -> None:
    body = whole([PageText(1, string)])
    acts = segment(body)
    assert "".join(s.text.string for s in acts).split() == string.split()
    for section in acts:
        assert "".join(b.text.string for b in section.blocks) == section.text.string


LISTED = """PRÉFET DU HAUT-VALLON
Arrêté n° 12 réglementant une usine
Le préfet du Haut-Vallon,
{bases}
ARRETE
Article 1er : L'usine est autorisée.
Fait à Vallon, le 3 mars 2025
Le préfet,
Luc TERRASSE
"""


@pytest.mark.parametrize(
    ("bases", "visas", "considerants"),
    [
        ("VU :\n\nLe code de la route,\n\nLa demande du 3 mai 2024,\n\nLe rapport du 4 mai 2024,", 3, 0),
        (
            "VU\n   le code de la route,\n   l'arrêté du 3 mai 2024 relatif\n   à la route,\n   le rapport du 4 mai,",
            3,
            0,
        ),
        (
            "VU :\n- le code de la route ;\n- la demande ;\nConsidérant :\n\nQue l'usine est sûre,\n\nEt qu'il y a lieu d'agir,",
            2,
            2,
        ),
        (
            "Vu le code de la route ;\nConsidérant que :\n- l'usine est sûre ;\n- le rapport conclut qu'il y a lieu d'agir ;\nConsidérant par ailleurs que :\n- le site est clos ;",
            1,
            3,
        ),
        ("Vu le code de la route ;\nConsidérant que :\nl'usine est sûre, et le site clos ;", 1, 1),
        (
            "Vu :\n\nLa demande du 3 mai 2024 concernant :\n\n- la protection,\n- le bruit,\n\nLe rapport du 4 mai 2024,",
            2,
            0,
        ),
    ],
)
def test_bases_under_one_head(bases: str, visas: int, considerants: int) -> None:
    kinds = [kind for kind, _ in blocks(LISTED.format(bases=bases))]
    assert (kinds.count("visa"), kinds.count("considerant")) == (visas, considerants)


def test_a_basis_below_a_list_of_considerants_is_not_of_the_list() -> None:
    bases = "Vu le code ;\nConsidérant que :\n- l'usine est sûre ;\n- le demandeur\ndemande de quoi agir ;\nSur proposition du directeur ;"
    kinds = [kind for kind, _ in blocks(LISTED.format(bases=bases))]
    assert kinds.count("considerant") == 2
    assert "basis" in kinds
    assert kinds.count("provision") == 1


def test_a_dated_letterhead_is_the_head_of_the_act_below_it() -> None:
    (section,) = sections("PRÉFET DU HAUT-VALLON\n\nVallon, le 4 janvier 2021\n\n" + ARRETE.split("\n", 1)[1])
    assert section.kind == "arrete"


def test_an_annex_that_counts_from_one_again_does_not_hide_the_signature() -> None:
    signed = ARRETE.replace(
        "Fait à Vallon, le 3 mars 2025\nLe préfet,", "Le préfet,\nPour le préfet et par délégation,"
    )
    annexed = signed + "\nPrescriptions annexées à l'arrêté\n\nArticle 1 : La route est barrée.\nArticle 2 : De nuit.\n"
    found = blocks(annexed)
    assert found[-1][0] == "closing"
    assert [label for kind, label in found if kind == "article"] == ["1er", "2"]
