"""L: the legal form of unilateral acts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from actes.checks.reading import RULINGS, Reading, bases, key, local, offset_of, own_day, word
from actes.checks.rule import Flaw, check, flaw
from actes.data import data_bytes
from actes.extract.folding import fold


@cache
def courts() -> dict[str, frozenset[str]]:
    """Levelled seat of an administrative court → codes of its départements (CJA R221-3)."""
    table = json.loads(data_bytes("tribunaux.json"))["tribunaux"]
    return {key(seat): frozenset(departments) for seat, departments in table.items()}


@cache
def seats() -> dict[str, str]:
    """Code of a département → seat of its administrative court, as the code spells it."""
    table = json.loads(data_bytes("tribunaux.json"))["tribunaux"]
    return {department: seat for seat, departments in table.items() for department in departments}


def _single_act(reading: Reading) -> bool:
    return reading.act.kind in RULINGS and not reading.form and bool(reading.act.visas)


@check(
    "L001",
    "recourse-missing",
    "info",
    absence=True,
    basis="CJA R421-5",
    remedy=("Indiquer les voies et délais de recours.", "State how and by when to appeal."),
    example=(
        "arrete-circulation",
        "Article 7 – Le présent arrêté peut faire l'objet d'un recours devant le tribunal administratif de Dijon dans un délai de deux mois à compter de sa publication.\n\n",
        "",
    ),
)
def recourse_missing(reading: Reading) -> Iterator[Flaw]:
    """L'acte ne mentionne pas les voies et délais de recours : le délai n'est alors pas opposable à qui le reçoit."""
    act = reading.act
    if (
        _single_act(reading)
        and act.recourse is None
        and "recours" not in reading.plain
        and "contest" not in reading.plain
    ):
        yield flaw(
            reading,
            act.title or act.number,
            "les voies et délais de recours ne sont pas mentionnés",
            "how and by when to appeal is not stated",
        )


COURT = re.compile(r"tribunal administratif (?:de |d')(?P<seat>.+)")


@check(
    "L002",
    "recourse-court-mismatch",
    "error",
    basis="CJA R221-3",
    remedy=("Désigner le tribunal administratif du ressort.", "Name the court of the département."),
    example=(
        "arrete-prefectoral",
        "devant le tribunal administratif de Besançon",
        "devant le tribunal administratif de Dijon",
    ),
)
def court_mismatch(reading: Reading) -> Iterator[Flaw]:
    """Le tribunal administratif désigné n'est pas celui du département de l'émetteur : le requérant est mal dirigé."""
    act = reading.act
    department = _department(reading)
    if act.recourse is None or act.recourse.court is None or not department or act.kind not in RULINGS:
        return
    match = COURT.search(fold(word(act.recourse.court)))
    if match is None or ";" in match["seat"]:
        return
    seat = key(match["seat"])
    right = seats().get(department)
    if right and key(right) != seat and seat in courts() and department not in courts()[seat]:
        if f"tribunal administratif de {key(right)}" in re.sub(r"[^a-z]+", " ", reading.plain):
            return
        yield flaw(
            reading,
            act.recourse.court,
            f"l'émetteur est du département {department}, qui relève du tribunal administratif de {right}",
            f"the issuer's département ({department}) belongs to the administrative court of {right}",
        )


def _department(reading: Reading) -> str | None:
    """The issuer's département: by its name, else by its transmission, if both do not disagree."""
    act = reading.act
    named = act.issuer.department if act.issuer else None
    receipt = act.execution.receipt if act.execution else None
    sent = receipt.department.lstrip("0").zfill(2) if receipt else None
    if named and sent and named != sent:
        return None
    return named or sent


@check(
    "L003",
    "recourse-delay",
    "warning",
    basis="CJA R421-1",
    remedy=("Écrire « deux mois », sauf texte particulier.", "Write two months, unless a text says otherwise."),
    example=(
        "deliberation",
        "dans un délai de deux mois à compter de sa publication et",
        "dans un délai de trois mois à compter de sa publication et",
    ),
)
def recourse_delay(reading: Reading) -> Iterator[Flaw]:
    """Le délai de recours n'est pas de deux mois, sans qu'un texte particulier soit cité (installations classées, élections,
    urbanisme)."""
    act = reading.act
    if act.recourse is None or act.recourse.delay is None or act.recourse.court is None or act.kind not in RULINGS:
        return
    if act.recourse.delay.value in (None, "P2M", "P60D", "P8W"):
        return
    at = offset_of(reading, act.recourse.delay)
    around = reading.plain[max(at - 300, 0) : at + 300] if at is not None else ""
    if at is None or re.search(
        r"\b(?:l|r)\.? ?\d{3}|environnement|urbanisme|electora|cinq jours|tiers|exploitant|\bdeux mois\b|\bimplicite|hierarchique|gracieux",
        around,
    ):
        return
    yield flaw(
        reading,
        act.recourse.delay,
        f"le délai de recours est de « {' '.join(act.recourse.delay.text.split())} », au lieu de deux mois",
        "the delay for appeal is not two months",
    )


POLICE = re.compile(r"\bcirculation\b|\bstationnement\b|\bchaussee\b|\bpermission de voirie\b")
"""Words of the acts that need not be sent to the préfet (CGCT L2131-2, 2° and 3°)."""


STAMP = """Envoyé en préfecture le 03/03/2026
Reçu en préfecture le 03/03/2026
Publié le 04/03/2026
ID : 023-212309900-20260226-2026_014-DE
"""
"""The stamp of a specimen, for the example of L004."""


@check(
    "L004",
    "executory-missing",
    "warning",
    absence=True,
    basis="CGCT L2131-1, L5211-3",
    remedy=("Porter les dates de transmission et de publication.", "Record the dates of transmission and publication."),
    example=("deliberation", STAMP, ""),
)
def executory_missing(reading: Reading) -> Iterator[Flaw]:
    """Un acte transmissible, signé, ne porte ni réception en préfecture, ni publication : rien n'établit qu'il est exécutoire.
    Les arrêtés de circulation et ceux des préfets ne sont pas transmissibles."""
    act = reading.act
    if not _single_act(reading) or not local(reading) or act.annex_of:
        return
    known = act.execution
    if known and any(
        (known.sent_on, known.received_on, known.published_on, known.posted_on, known.notified_on, known.receipt_id)
    ):
        return
    if not act.signatories or own_day(act) is None or (act.kind == "arrete" and POLICE.search(reading.plain)):
        return
    if re.search(
        r"\b(?:recue?|transmise?|publiee?|affichee?|depose|telestransmi|teletransmi\w*|executoire|accuse de reception|envoyee?) (?:en|a|le|au|par|sur|de plein|compte|certifi)|\bcertifiee? executoire|\baccuse de reception|\bar prefecture",
        reading.plain,
    ):
        return
    yield flaw(
        reading,
        act.number or act.title,
        "ni la transmission ni la publication de l'acte ne sont portées",
        "neither transmission nor publication is recorded",
    )


VISAS = """Vu le code de la santé publique, notamment ses articles L. 6143-7 et D. 6143-33 à D. 6143-35 ;
Vu le code général de la fonction publique ;
Vu le décret n° 2005-921 du 2 août 2005 modifié portant statut particulier des personnels de direction ;
Vu l'arrêté du Centre national de gestion du 14 mars 2023 nommant Monsieur Jean-Noël QUÉRIGNAC directeur du Centre hospitalier intercommunal des Trois Roselières à compter du 1er mai 2023 ;
Vu la décision n° 2023-17 du 9 mai 2023 portant organisation de la direction ;
"""
"""The visas of a specimen, for the example of L005."""


@check(
    "L005",
    "visa-missing",
    "info",
    absence=True,
    remedy=("Viser les textes qui fondent l'acte.", "Cite the texts the act is based on."),
    example=("decision-etablissement", VISAS, ""),
)
def visa_missing(reading: Reading) -> Iterator[Flaw]:
    """Un acte unilatéral ne vise aucun texte."""
    act = reading.act
    if (
        act.kind in RULINGS
        and not act.visas
        and not act.other_bases
        and not reading.form
        and (act.articles or act.provisions)
        and not re.search(r"\bvu\b", reading.plain)
    ):
        yield flaw(reading, act.title or act.number, "l'acte ne vise aucun texte", "the act cites no text")


ADVERSE = re.compile(
    r"\bportant (?:refus|retrait|suspension|sanction|exclusion|mise en demeure|fermeture|interdiction|licenciement|revocation|abrogation de l'(?:agrement|autorisation|habilitation))|\brefus(?:ant)? (?:de|d')|^mise en demeure"
)
PERSONAL = re.compile(
    r"\bmonsieur\b|\bmadame\b|\bm\.|\bmme\b|\bsociete\b|\bassociation\b|\betablissement\b|\bexploitant|\bl'entreprise\b|\bs\.?a\.?r\.?l\b|\bderogation\b|\bhabilitation\b|\bagrement\b"
)


GRANTED = """portant délégation de signature à la direction des ressources humaines

Le Directeur du Centre hospitalier intercommunal des Trois Roselières,

Vu le code de la santé publique, notamment ses articles L. 6143-7 et D. 6143-33 à D. 6143-35 ;
Vu le code général de la fonction publique ;
Vu le décret n° 2005-921 du 2 août 2005 modifié portant statut particulier des personnels de direction ;
Vu l'arrêté du Centre national de gestion du 14 mars 2023 nommant Monsieur Jean-Noël QUÉRIGNAC directeur du Centre hospitalier intercommunal des Trois Roselières à compter du 1er mai 2023 ;
Vu la décision n° 2023-17 du 9 mai 2023 portant organisation de la direction ;

Considérant que la continuité du service impose que les actes de gestion courante du personnel puissent être signés sans délai,
"""
REFUSED = """portant refus de congé à Madame Fatoumata LAVAUZELLE

Le Directeur du Centre hospitalier intercommunal des Trois Roselières,

Vu le code de la santé publique ;
"""
"""A specimen's title and grounds, and a refusal without any, for the example of L006."""


@check(
    "L006",
    "motivation-missing",
    "warning",
    absence=True,
    basis="CRPA L211-2",
    remedy=("Énoncer les considérations de droit et de fait.", "State the grounds in law and in fact."),
    example=("decision-etablissement", GRANTED, REFUSED),
)
def motivation_missing(reading: Reading) -> Iterator[Flaw]:
    """Une décision individuelle défavorable (refus, retrait, sanction, mise en demeure) n'a aucun considérant."""
    act = reading.act
    title = fold(word(act.title))
    if (
        act.kind in ("arrete", "decision")
        and ADVERSE.search(title)
        and PERSONAL.search(title)
        and not act.considerants
        and not reading.form
        and not re.search(r"\bconsiderant|\battendu que|\bmotif", reading.plain)
    ):
        yield flaw(reading, act.title, "décision défavorable sans motivation", "adverse decision without grounds")


DELEGATED_TEXT = re.compile(
    r"l\.? ?2122-22|l\.? ?5211-10|l\.? ?3211-2|delegation (?:d'attributions? )?(?:au|a la|a monsieur|a madame) (?:president|maire)|donnant delegation au (?:president|maire)"
)
REPORTED = re.compile(
    r"port[ee]+ a la connaissance|compte[- ]rendu|rendra compte|rendu compte|communiquee? (?:au|a la|lors)|information d[ue] (?:conseil|prochain)|prochaine (?:reunion|seance)|informe[er]? (?:le|du) conseil|inscrite? au registre"
)


@check(
    "L007",
    "report-to-council-missing",
    "info",
    absence=True,
    basis="CGCT L2122-23, L5211-10",
    remedy=("Prévoir le compte rendu au conseil.", "Provide for the report to the council."),
    example=(
        "decision-convention-annexee",
        "et que la présente décision sera portée à la connaissance du Conseil communautaire lors de sa prochaine réunion.",
        ".",
    ),
)
def report_missing(reading: Reading) -> Iterator[Flaw]:
    """Une décision prise par délégation du conseil ne prévoit pas qu'il lui en soit rendu compte."""
    act = reading.act
    if (
        act.kind == "decision"
        and local(reading)
        and DELEGATED_TEXT.search(bases(act))
        and not REPORTED.search(reading.plain)
    ):
        yield flaw(
            reading,
            act.title or act.number,
            "le compte rendu au conseil n'est pas prévu",
            "the report to the council is not provided for",
        )
