"""Whose act it is: the body that issues it and the organ or officer that decides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actes.clean import RECUEIL_FOOT
from actes.cues import AUTHORITY
from actes.extract.heads import head_zone
from actes.lines import Line, fold, lines
from actes.model import Found, found
from actes.segment import Section
from actes.text import Text, join

PROPER = r"(?:S(?:t|te|T|TE)\.\s?)?[A-ZÀ-ÖØ-Ý][\w'’\-]*"
LINK = r"(?:d[eu]s?|la|le|les|et|l['’]|d['’]|en|sur|sous|lès|aux?|à)"
NOT_OF_NAME = (
    r"(?!(?:R[EÉ]GISTRE|EXTRAIT|S[EÉ]ANCE|D[EÉ]PARTEMENT|ARRONDISSEMENT|CANTON|CONSEIL|D[EÉ]LIB[EÉ]RATION|D[EÉ]CISION|ARR[EÊ]T[EÉ]|COMMUNE|VILLE|MAIRIE|R[EÉ]PUBLIQUE|PLACE|RUE|AVENUE|OBJET|SESSION|"
    r"PROC[EÈ]S|NOMBRE|LIBERT[EÉ]|Extrait|Séance|Département|Arrondissement|Canton|Conseil|Délibération|Décision|Arrêté|Commune|Ville|Mairie|République|Place|Rue|Avenue|Objet|Service|SERVICE|Date|Nombre|Monsieur|Madame|Liberté|Registre|Membres|Présents|Rapport|RAPPORT|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche)(?![\w-]))"
)
"""Words of a head that follow a name without belonging to it, where the line break was lost."""

NAME_TAIL = rf"(?:[ \t]+{LINK}\b['’]?(?:[ \t]*\n[ \t]*)?|[ \t]*[dlDL]['’]|[ \t]*,?[ \t]*(?:&[ \t]*)?{NOT_OF_NAME}{PROPER}){{0,9}}"

BODY_NOUN = (
    r"(?:[Cc]ommune|COMMUNE|[Vv]ille|VILLE|[Mm]airie|MAIRIE|[Cc]ommunauté\s+(?:d['’]\s?[Aa]gglomération|de\s+[Cc]ommunes|[Uu]rbaine)|COMMUNAUT[EÉ]\s+(?:D['’]\s?AGGLOM[EÉ]RATION|DE\s+COMMUNES|URBAINE)"
    r"|[Mm]étropole|M[EÉ]TROPOLE|[Dd]épartement|D[EÉ]PARTEMENT|[Rr]égion|R[EÉ]GION|[Ss]yndicat\s+(?:[Ii]ntercommunal|[Mm]ixte|[Dd]épartemental|[a-zé]{3,20})|SYNDICAT\s+[A-Z]{3,20}|EPT|[EÉ]tablissement\s+[Pp]ublic\s+[Tt]erritorial(?!\s+(?:Séance|Extrait|EXTRAIT|Délib))|[EÉ]TABLISSEMENT\s+PUBLIC\s+TERRITORIAL(?!\s+(?:S[EÉ]ANCE|EXTRAIT|D[EÉ]LIB))|[Cc]entre\s+(?:[Cc]ommunal|[Ii]ntercommunal)\s+d['’][Aa]ction\s+[Ss]ociale)"
)
BODY_NAME = re.compile(
    rf"\b{BODY_NOUN}(?:\s*\n\s*|\s+)(?:(?:[a-zéè]{{4,14}}\s+){{0,2}}(?:d[eu]s?|DE|DU|DES)\s+(?:la\s+|le\s+|les\s+|LA\s+|LE\s+|LES\s+)?|(?:de\s+|DE\s+)?[lL]['’]|[dD]['’]\s?)?{PROPER}{NAME_TAIL}"
)
"""« Communauté d'agglomération de Haute-Vallée », « COMMUNE DE SAINT-ORENS »"""

PREFECT = re.compile(
    r"\b(?:SOUS-)?PR[EÉ]F(?:ET|[EÈ]TE|ECTURE)\s+(?:D(?:E|U|ES)\s+|D['’]\s?)(?:LA\s+|L['’]\s?|LE\s+)?(?:[A-ZÀ-Ý][A-ZÀ-Ý'’]+)(?:[ \-](?!RECUEIL|ARR[EÊ]T|DIRECTION|SERVICE|SECR[EÉ]TARIAT|CABINET|BUREAU|D[EÉ]CISION|PR[EÉ]F|SOUS-PR|R[EÉ]PUBLIQUE|LIBERT)[A-ZÀ-Ý'’]+){0,6}|(?<=\b)Pr[eé]f(?:et|ète|ecture)\s+d(?:e|u|es)\s+(?:la\s+)?(?:zone\s+[^\n,;.]{3,60}|[A-Z][\w'’\-]+(?:[ \-](?:[a-z]{1,3}[ \-])?[A-Z][\w'’\-]+){0,4})|(?<=\b)Pr[eé]f(?:et|ète|ecture)\s+(?:de\s+l['’]|d['’])[A-Z][\w'’\-]+(?:[ \-](?:[a-z]{1,3}[ \-])?[A-Z][\w'’\-]+){0,4}"
)
"""« PRÉFET DE LA HAUTE-VALLÉE », « PRÉFECTURE DES MONTS »"""

ORGAN_OF = re.compile(
    r"(?i:conseil d['’]administration|conseil de surveillance|comité syndical|bureau|directoire|assemblée générale|directeur général|directrice générale|directeur|directrice|président|présidente|délégué)(?:\s+(?:[Gg]énérale?|adjointe?|[Dd]épartementale?|[Rr]égionale?|[Ii]nterrégionale?|par|intérim)){0,4}\s+(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+|d['’])"
    rf"(?P<body>{PROPER}(?:[ \t]+(?!en\b|dans\b|portant\b|du\s+\d|par\b|à\b|relati|pour\b|sur\b|donn)[\w'’\-]+){{0,9}})"
)
"""« Le Conseil d'administration de Réseau Exemple »: the body after the organ."""

ASSEMBLY = re.compile(
    r"\b(?:Conseil|CONSEIL|conseil)\s+(?:[Mm]unicipal|MUNICIPAL|[Cc]ommunautaire|COMMUNAUTAIRE|[Dd]épartemental|D[EÉ]PARTEMENTAL|[Rr]égional|R[EÉ]GIONAL|[Mm]étropolitain|M[EÉ]TROPOLITAIN|[Ss]yndical|[Tt]erritorial|TERRITORIAL|d['’][Aa]dministration|D['’]ADMINISTRATION|de\s+[Cc]ommunauté|DE\s+COMMUNAUT[EÉ]|[Gg]énéral|GENERAL|GÉNÉRAL)\b"
    r"|\b(?:Comité|COMIT[EÉ]|comité)\s+(?:[Ss]yndical|SYNDICAL)\b|\b(?:Bureau|BUREAU)\s+(?:[Cc]ommunautaire|COMMUNAUTAIRE|[Ss]yndical|[Mm]unicipal)\b|\bAssemblée\s+[Dd]épartementale\b|\b(?:Commission|COMMISSION)\s+(?:[Pp]ermanente|PERMANENTE)\b"
)
"""The deliberating organ: « Conseil municipal », « Comité syndical »."""

STANDING_COMMISSION = re.compile(r"(?<=\b[Ll]a\s)[Cc]ommission\s+[Pp]ermanente(?=\s+d(?:u|e\s+la)\s)")
"""« La commission permanente du conseil régional »: it decides, and not the assembly that it is of."""

OFFICE = re.compile(
    r"\b(?P<office>(?:vice-)?pr[ée]sidente?|maire|(?:sous-)?pr[ée]f(?:et|[èe]te)|ministre|recteur|rectrice|appariteur)\b(?!-)",
    re.I,
)

DIRECTOR = re.compile(
    r"\b(?P<office>(?:directeur|directrice|d[ée]l[ée]gu[ée]e?|commandant|chef|cheffe|administrateur|administratrice|inspecteur|inspectrice|commissaire)\b[^,;:\n]{0,110}(?:\n[^,;:\n]{0,90})?)",
    re.I,
)


STANDS_FOR = re.compile(
    r"(?:conseil(?:\s+\w+)?|maire|presidente?|registre\s+des\s+\w+|bureau|comite\s+\w+|membres|assemblee)\s+(?:d[eu]\s+(?:la\s+|l')?|de\s+l'|d')$"
)
"""What the name of the issuing body follows: « le Conseil municipal de la Ville de … »"""

HONOURS = re.compile(r"(?:officier|chevalier|commandeur)\s+d", re.I)


@dataclass(frozen=True, slots=True)
class Issuer:
    name: Found[str] | None
    authority: Found[str] | None


def issuer(section: Section, margins: tuple[Text, ...] = ()) -> Issuer:
    """Issuer and authority of a unilateral act; `margins` are the running heads set aside."""
    zone = head_zone(section)
    own = list(lines(zone))
    authority = _authority_lines(section, zone, own)
    return Issuer(_name(section, zone, own, authority, margins), _authority(section, zone, authority))


def _authority_lines(section: Section, zone: Text, own: list[Line]) -> list[Text]:
    """The lines that name who decides, from the head and from the authority blocks."""
    kept = [
        zone[line.start + line.lead : line.end]
        for line in own
        if AUTHORITY.match(line.folded)
        and not HONOURS.match(line.string)
        and not line.folded.startswith(("conseil", "commission"))
    ]
    for block in section.blocks:
        if block.kind == "authority" and not any(k.string in block.text.string for k in kept):
            first = block.text.strip().string.split("\n")[0]
            if not HONOURS.match(first):
                kept.append(block.text.strip())
    return kept


def _name(
    section: Section, zone: Text, own: list[Line], authority: list[Text], margins: tuple[Text, ...]
) -> Found[str] | None:
    if section.kind in ("arrete", "decision", "avenant", "autre") and (m := PREFECT.search(zone.string)):
        return _found(zone, m, "issuer.prefect")
    if len(authority) > 1 and (joint := _joint_name(section, authority)):
        return joint
    territory = any(OF_TERRITORY.search(fold(text.string)) for text in authority)
    ranked = sorted(
        (
            (_weight(m.group(), zone.string, m.start(), territory), -m.start(), m)
            for m in BODY_NAME.finditer(zone.string)
            if _is_name(m.group())
        ),
        key=lambda x: x[:2],
    )
    if ranked and ranked[-1][0] >= 1:
        return _found(zone, ranked[-1][2], "issuer.body")
    for text in [*authority, zone]:
        if (m := OFFICE_OF.search(text.string)) is not None:
            body = text[m.start("place") : m.end("place")]
            named = re.search(
                rf"\b(?:commune|ville|mairie)\s+(?:de\s+|d['’]|du\s+|des\s+)?{re.escape(body.string)}",
                section.text.string,
                re.I,
            )
            return _found(section.text, named, "issuer.body") if named else found(body, body.normal(), "issuer.office")
    if (
        section.kind in ("arrete", "decision")
        and authority
        and (m := re.search(r"ministre\b[^\n]{0,160}", authority[0].string, re.I))
    ):
        body = authority[0][m.start() : m.end()].strip(" ,;:")
        return found(body, body.normal(), "issuer.minister")
    if ranked and section.kind in ("deliberation", "proces_verbal"):
        bodies = [x for x in ranked if not fold(x[2].group()).startswith(("departement", "region"))] or ranked
        return _found(zone, max(bodies, key=lambda x: x[1])[2], "issuer.body")
    if letterhead := _institution(zone, own, 2):
        return letterhead
    for text in [*authority, zone[:1500]]:
        if (m := ORGAN_OF.search(text.string)) and fold(m["body"]).split()[0] not in ("la", "le", "l'etat"):
            body = text[m.start("body") : m.end("body")]
            return found(body, body.normal(), "issuer.organ")
    if institution := _institution(zone, own):
        return institution
    if own and (line := own[-1]) and LONE_NAME.fullmatch(line.string):
        text = zone[line.start + line.lead : line.end].strip(" ,")
        return found(text, text.normal(), "issuer.line")
    for margin in margins[:12]:
        if (m := PREFECT.search(margin.string)) or ((m := BODY_NAME.match(margin.string)) and _is_name(m.group())):
            return _found(margin, m, "issuer.margin")
        if INSTITUTION.match(fold(margin.string)) and len(margin) < 160:
            return found(margin, margin.normal(), "issuer.margin")
    for margin in margins:
        if (m := RECUEIL_FOOT.search(margin.string)) and not SERVICE_CODE.fullmatch(m["service"].strip()):
            service = margin[m.start("service") : m.end("service")]
            return found(service, service.normal(), "issuer.recueil")
    if section.kind in ("arrete", "decision"):
        m = PREFECT.search(section.text.string, 0, 4000)
        return _found(section.text, m, "issuer.prefect") if m else None
    names = [m for m in BODY_NAME.finditer(section.text.string) if _is_name(m.group())]
    if names and section.kind in ("deliberation", "proces_verbal"):
        return _found(section.text, names[0], "issuer.body")
    return None


LONE_NAME = re.compile(rf"{PROPER}(?:[ \t]{PROPER}){{1,4}},?")
"""A line that is only a proper name, right above the first visa: « Réseau Exemple »."""

OFFICE_OF = re.compile(
    rf"\b(?:[Mm]aire|MAIRE)\s+(?:de\s+la\s+(?:commune|ville)\s+)?(?:de\s+|d['’]|du\s+|DE\s+|D['’]|des\s+)(?P<place>{PROPER}(?:[ \t-]+(?:{LINK}[ \t-]+)?{PROPER}){{0,5}})"
)
"""« Le Maire de Saint-Orens », where no letterhead names the commune."""


INSTITUTION = re.compile(
    r"(?:direction\s+(?:generale|departementale|regionale|interregionale|interdepartementale|nationale|de\s+la|des)|agence\b|rectorat|academie|cour\s+d'appel|tribunal|centre\s+(?:hospitalier|communal|intercommunal|national|de\s+gestion)"
    r"|office\s+(?:public|national|de)|chambre\s+(?:de|d'|regionale|departementale)|ministere|etablissement\s+public|service\s+(?:departemental|interdepartemental)\b|universite|institut\b|caisse\s|college\s|lycee\s|federation\s|association\s|mission\s+(?:nationale|regionale))"
)
"""A letterhead that names another public body: « DIRECTION DÉPARTEMENTALE DES FINANCES PUBLIQUES »."""

BARE_SERVICES = frozenset(("direction generale", "direction generale des services", "service departemental"))
"""A service named without the body it belongs to."""

SERVICE_CODE = re.compile(r"[A-Z0-9_/ -]{2,12}")
"""The shorthand of a service in a recueil: « DDT_12 », « S/P »; no name of a body."""


def _institution(zone: Text, own: list[Line], among: int = 12) -> Found[str] | None:
    """The body that one of the first lines of the letterhead names, with the lines it runs over."""
    for i, line in enumerate(own[:among]):
        if not INSTITUTION.match(line.folded) or len(line.string) > 120:
            continue
        last = line
        for following in own[i + 1 : i + 4]:
            if following.blank or not (
                following.upper == line.upper and re.match(r"(?:d[eu]s?\b|d'|et\b|la\b|les\b|l')", following.folded)
            ):
                break
            last = following
        fuller = (
            i + 1 < len(own)
            and not own[i + 1].blank
            and own[i + 1].folded.startswith(("direction dep", "direction reg"))
        )
        if fuller and last is line and line.folded.startswith("direction"):
            continue  # the fuller name stands below: « DIRECTION GÉNÉRALE … / DIRECTION DÉPARTEMENTALE … »
        text = zone[line.start + line.lead : last.end].strip(" ,.:")
        if fold(text.normal()) in BARE_SERVICES:
            continue
        return found(text, text.normal(), "issuer.institution")
    return None


def _joint_name(section: Section, authority: list[Text]) -> Found[str] | None:
    """The bodies of an act taken jointly: « Le Maire de … », « Le Président de la Métropole de … »."""
    names: list[Found[str]] = []
    for text in authority:
        if (m := BODY_NAME.search(text.string)) and _is_name(m.group()):
            names.append(_found(text, m, "issuer.joint"))
        elif m := OFFICE_OF.search(text.string):
            place = text[m.start("place") : m.end("place")]
            named = re.search(
                rf"\b(?:commune|ville|mairie)\s+(?:de\s+|d['’]|du\s+|des\s+)?{re.escape(place.string)}",
                section.text.string,
                re.I,
            )
            names.append(
                _found(section.text, named, "issuer.joint") if named else found(place, place.normal(), "issuer.joint")
            )
    distinct = {fold(n.value or ""): n for n in names}
    if len(distinct) < 2:
        return None
    parts = list(distinct.values())
    return Found(
        value=" ; ".join(n.value or "" for n in parts),
        text="".join(n.text for n in parts),
        at=tuple(place for n in parts for place in n.at),
        confidence=min(n.confidence for n in parts),
        by="issuer.joint",
    )


def _is_name(name: str) -> bool:
    """Whether it names a body: not its council (« Commune Conseil »), nor someone of it (« le secrétaire de mairie Jean »)."""
    return len(name.split()) >= 2 and not re.search(r"\b(?:Conseil|CONSEIL)\b|^mairie\s+[A-Z]", name)


OF_TERRITORY = re.compile(r"president\w?\s+du\s+conseil\s+(?:departemental|regional|general)")
"""« Le Président du Conseil départemental » acts for the département that heads the page, not for a service below it."""


def _weight(name: str, zone: str, at: int, territory: bool) -> float:
    """How surely a body named in the head is the one that issues: it heads a line, or its organ is named before it.

    A département or a région is most often where the body lies, unless its own president acts (`territory`).
    """
    folded = fold(name)
    before = fold(zone[max(0, at - 60) : at])
    weight = min(len(folded), 60) / 100
    if STANDS_FOR.search(" ".join(before.split()) + (" " if before[-1:].isspace() else "")):
        weight += 2.0
    elif not zone[:at].strip() or zone[:at].rstrip(" \t*#").endswith("\n"):
        weight += 1.5
    if folded.startswith(("departement", "region")) and not territory:
        weight -= 1.6
    return weight


def _found(text: Text, match: re.Match[str], by: str) -> Found[str]:
    string = match.group()
    end = len(re.sub(rf"(?:\s+{LINK}|\s*[,.]|\s*[dlDL]['’])+$", "", string))
    own = text[match.start() : match.start() + end]
    return found(own, own.normal().rstrip(" ,.-"), by)


def _authority(section: Section, zone: Text, authority: list[Text]) -> Found[str] | None:
    if section.kind in ("deliberation", "proces_verbal"):
        if (
            m := STANDING_COMMISSION.search(zone.string)
            or ASSEMBLY.search(zone.string)
            or ASSEMBLY.search(section.text.string)
        ):
            text = zone if m.string is zone.string else section.text
            own = text[m.start() : m.end()]
            return found(own, own.normal(), "authority.assembly")
        return None
    chosen: list[Text] = []
    for text in authority:
        if m := OFFICE.search(text.string):
            chosen.append(
                text[m.start() : len(text)] if len(authority) > 1 else text[m.start("office") : m.end("office")]
            )
        elif (m := ASSEMBLY.search(text.string)) or (m := DIRECTOR.search(text.string)):
            own = text[m.start() : m.end()]
            chosen.append(own)
    if len(chosen) > 1:
        offices = {fold(c.string.split()[0]) for c in chosen}
        if len(offices) > 1 and all(re.match(r"(?:maire|president)", fold(c.string)) for c in chosen):
            parts = [c.strip(" ,;:\n") for c in chosen]
            return found(join(parts, " "), " ; ".join(p.normal() for p in parts), "authority.joint")
        first = chosen[0]
        m = OFFICE.match(first.string)
        chosen = [first[: m.end()] if m else first]
    if chosen:
        own = chosen[0].strip(" ,;:\n")
        value = own.normal()
        return found(own, value[:1].upper() + value[1:] if OFFICE.fullmatch(value) else value, "authority.line")
    if m := re.search(r"\b(?:maire|président|présidente|préfet|préfète)\b", zone.string, re.I):
        own = zone[m.start() : m.end()]
        return found(own, own.string[:1].upper() + own.string[1:].lower(), "authority.named")
    return None
