"""Checks that a short text cannot show, on models built in code; and the checks across acts."""

from __future__ import annotations

from collections.abc import Iterable

import actes
from actes.checks.run import Options
from actes.model import Definition, Dossier, Execution, Found, Mention, Organisation, Person, Receipt, Session

TEXT = """COMMUNE DE VALBRUNE-SUR-OUZE
ARRÊTÉ DU MAIRE N° {number}
portant règlement du marché
Le Maire de la commune de Valbrune-sur-Ouze,
Vu le code général des collectivités territoriales ;
{visa}ARRÊTE
Article 1er : Le marché se tient le samedi.
Article 2 : Le présent arrêté sera publié.
Fait à Valbrune-sur-Ouze, le {day}
Le Maire,
{who}
Reçu en préfecture le 30/12/2026. Publié le 31/12/2026.
"""


def act(
    number: str = "2026-001", day: str = "5 janvier 2026", who: str = "Solène FAUVERGNE", visa: str = ""
) -> Dossier:
    text = TEXT.format(number=number, day=day, who=who, visa=visa)
    return actes.parse_text(text, name=f"{number}-{who.split()[-1]}.txt")


def changed(dossier: Dossier, **update: object) -> Dossier:
    one = dossier.acts[0].model_copy(update=update)
    return dossier.model_copy(update={"acts": (one, *dossier.acts[1:])})


def told(dossiers: Dossier | Iterable[Dossier], code: str) -> list[str]:
    return [f.severity for f in actes.check(dossiers, Options(select=(code,)))]


def at(dossier: Dossier, text: str, value: object = None, state: str = "read", confidence: float = 1.0) -> Found[str]:
    start = dossier.pages[0].text.index(text)
    place = {"page": 1, "start": start, "end": start + len(text)}
    data = {"value": value, "state": state, "text": text, "at": [place], "confidence": confidence, "by": "test"}
    return Found[str].model_validate(data)


def test_receipt_of_another_body() -> None:
    dossier = act()
    receipt = Receipt(department="088", siren="218809928", date="2026-01-05", number="2026001", nature="AR")
    execution = Execution(receipt_id=at(dossier, "2026-001", "2026-001"), receipt=receipt)
    issuer = Organisation(
        name=at(dossier, "COMMUNE DE VALBRUNE-SUR-OUZE", "Commune"), type="commune", siren="218809929"
    )
    own = receipt.model_copy(update={"siren": "218809929"})
    assert told(changed(dossier, execution=execution, issuer=issuer), "I005") == ["error"]
    right = execution.model_copy(update={"receipt": own})
    assert not told(changed(dossier, execution=right, issuer=issuer), "I005")


def scanned(dossier: Dossier, confidence: float) -> Dossier:
    pages = tuple(p.model_copy(update={"text_origin": "ocr", "confidence": confidence}) for p in dossier.pages)
    return dossier.model_copy(update={"pages": pages})


def test_page_badly_read() -> None:
    assert told(scanned(act(), 0.55), "S002") == ["warning"]
    assert not told(scanned(act(), 0.93), "S002")
    assert not told(act(), "S002")


def test_defect_in_a_bad_scan_is_information() -> None:
    faulty = act(day="32 janvier 2026")
    assert told(faulty, "D003") == ["error"]
    assert told(scanned(faulty, 0.95), "D003") == ["error"]
    (finding,) = actes.check(scanned(faulty, 0.6), Options(select=("D003",)))
    assert finding.severity == "info"
    assert "à vérifier sur l'image" in finding.message


def test_unreadable_stamp() -> None:
    dossier = act()
    stamp = at(dossier, "31/12/2026", None, "unreadable")
    assert told(changed(dossier, execution=Execution(published_on=stamp)), "S004") == ["info"]
    assert not told(dossier, "S004")


def test_handwriting() -> None:
    dossier = act()
    note = Mention(kind="handwriting", text=at(dossier, "samedi", "samedi"))
    assert told(changed(dossier, mentions=(note,)), "S005") == ["info"]
    assert not told(dossier, "S005")


def test_acronym_that_is_not_of_its_initials() -> None:
    dossier = act(visa="Vu le plan de gestion des eaux (PQZ) ;\n")
    wrong = Definition(
        term=at(dossier, "PQZ", "PQZ"), expansion=at(dossier, "plan de gestion des eaux", "plan de gestion des eaux")
    )
    assert told(changed(dossier, definitions=(wrong,)), "T004") == ["info"]
    dossier = act(visa="Vu le plan de gestion des eaux (PGE) ;\n")
    right = Definition(
        term=at(dossier, "PGE", "PGE"), expansion=at(dossier, "plan de gestion des eaux", "plan de gestion des eaux")
    )
    assert not told(changed(dossier, definitions=(right,)), "T004")


def test_two_members_of_one_list_are_two_persons() -> None:
    dossier = act(visa="Vu la présence de Paul GRANDVOIR et de Paul GRANVOIR ;\n")
    first, second = (
        Person(given=at(dossier, "Paul", "Paul"), family=at(dossier, name, name)) for name in ("GRANDVOIR", "GRANVOIR")
    )
    from actes.model import Attendance

    listed = changed(dossier, session=Session(attendance=Attendance(present=(first, second))))
    assert not told(listed, "N001")
    apart = changed(dossier, session=Session(chair=first, secretary=second))
    assert told(apart, "N001") == ["error"]


def test_missing_parts_are_not_told_of_a_file_with_unread_pages() -> None:
    from actes.model import Notice

    dossier = act()
    assert told(dossier, "L001") == ["info"]
    unread = dossier.model_copy(update={"notices": (Notice(code="page-without-text", page=2, message="page 2"),)})
    assert not told(unread, "L001")


# --- across acts ---


def register(*ranks: int) -> list[Dossier]:
    return [act(number=f"2026-{n:03}", day=f"{n} janvier 2026") for n in ranks]


def test_person_in_two_spellings_across_acts() -> None:
    acts = [act("2026-001"), act("2026-002"), act("2026-003", who="Solène FAUVREGNE")]
    (finding,) = actes.check(acts, Options(select=("X001",)))
    assert finding.severity == "error"
    assert finding.text == "FAUVREGNE"
    assert "FAUVERGNE" in finding.message
    assert {r.text for r in finding.related} == {"FAUVERGNE"}
    assert not told([act("2026-001"), act("2026-002", who="Solène FAUVERON")], "X001")
    assert not told([act("2026-001"), act("2026-002", who="Marie FAUVREGNE")], "X001")


def test_gap_in_a_register_but_not_in_a_sample() -> None:
    assert told(register(1, 2, 3, 5, 6), "X002") == ["warning"]
    assert not told(register(1, 2, 3, 4, 5), "X002")
    assert not told(register(1, 9, 17, 25, 30), "X002")


def test_number_used_twice() -> None:
    other = act("2026-002", day="9 janvier 2026", visa="Vu la demande ;\n")
    other = changed(other, title=at(other, "portant règlement du marché", "Interdiction de baignade"))
    assert told([act("2026-002"), other], "X003") == ["error"]
    assert not told([act("2026-002"), act("2026-002", visa="Vu la copie ;\n")], "X003")


def test_number_and_date_in_disorder() -> None:
    acts = [*register(1, 2), act("2026-003", day="1er janvier 2026"), *register(4, 5)]
    assert told(acts, "X004") == ["warning"]
    assert not told(register(1, 2, 3, 4, 5), "X004")


def citing(day: str, number: str = "2026-001") -> Dossier:
    return act(
        "2026-009", day="28 janvier 2026", visa=f"Vu l'arrêté n° {number} du {day} portant règlement du marché ;\n"
    )


def test_act_cited_with_another_date() -> None:
    assert told([act("2026-001"), citing("6 janvier 2026")], "X005") == ["error"]
    assert not told([act("2026-001"), citing("5 janvier 2026")], "X005")


def test_act_cited_that_the_register_lacks() -> None:
    assert told([*register(1, 2, 3, 4, 6, 7, 8), citing("5 janvier 2026", "2026-005")], "X006") == ["info"]
    assert not told([*register(1, 2, 3, 4, 5), citing("5 janvier 2026", "2026-005")], "X006")


def test_same_file_twice() -> None:
    assert told([act(), act()], "X007") == ["info"]
    assert not told([act("2026-001"), act("2026-002")], "X007")
    blank = actes.parse_text("\n")
    assert not blank.acts
    assert told([blank, blank], "X007") == ["info"]


def test_one_dossier_alone_has_no_check_across_acts() -> None:
    assert not told(act(), "X")
