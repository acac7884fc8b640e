"""Whose act it is: the body that issues it and the organ or officer that decides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actes.extract.heads import head_zone
from actes.lines import Line, fold, lines
from actes.model import Found, found
from actes.segment import AUTHORITY, Section
from actes.text import Text, join

PROPER = r"[A-ZÀ-ÖØ-Ý][\w'’.\-]*"
LINK = r"(?:d[eu]s?|la|le|les|et|l['’]|d['’]|en|sur|sous|lès|aux?|à)"
NAME_TAIL = rf"(?:\s+{LINK}|\s*[dlDL]['’]|\s*,?\s*{PROPER}){{0,9}}"

BODY_NOUN = (
    r"(?:[Cc]ommune|COMMUNE|[Vv]ille|VILLE|[Mm]airie|MAIRIE|[Cc]ommunauté\s+(?:d['’]\s?[Aa]gglomération|de\s+[Cc]ommunes|[Uu]rbaine)|COMMUNAUT[EÉ]\s+(?:D['’]\s?AGGLOM[EÉ]RATION|DE\s+COMMUNES|URBAINE)"
    r"|[Mm]étropole|M[EÉ]TROPOLE|[Dd]épartement|D[EÉ]PARTEMENT|[Rr]égion|R[EÉ]GION|[Ss]yndicat\s+[a-zé]{3,20}|SYNDICAT\s+[A-Z]{3,20}|[Cc]entre\s+(?:[Cc]ommunal|[Ii]ntercommunal)\s+d['’][Aa]ction\s+[Ss]ociale)"
)
BODY_NAME = re.compile(
    rf"\b{BODY_NOUN}(?:\s*\n\s*|\s+)(?:(?:[a-zéè]{{4,14}}\s+){{0,2}}(?:d[eu]s?|DE|DU|DES)\s+(?:la\s+|le\s+|les\s+|LA\s+|LE\s+|LES\s+)?|(?:de\s+|DE\s+)?[lL]['’]|[dD]['’]\s?)?{PROPER}{NAME_TAIL}"
)
"""« Communauté d'agglomération de Haute-Vallée », « COMMUNE DE SAINT-ORENS »"""

PREFECT = re.compile(
    r"\b(?:SOUS-)?PR[EÉ]F(?:ET|[EÈ]TE|ECTURE)\s+(?:D(?:E|U|ES)\s+|D['’]\s?)(?:LA\s+|L['’]\s?|LE\s+)?[A-ZÀ-Ý][A-ZÀ-Ý'’ \-]{2,60}[A-ZÀ-Ý]|(?<=\b)Pr[eé]f(?:et|ète|ecture)\s+d(?:e|u|es)\s+(?:la\s+)?(?:zone\s+[^\n,;.]{3,60}|[A-Z][\w'’\-]+(?:[ \-](?:[a-z]{1,3}[ \-])?[A-Z][\w'’\-]+){0,4})|(?<=\b)Pr[eé]f(?:et|ète|ecture)\s+(?:de\s+l['’]|d['’])[A-Z][\w'’\-]+(?:[ \-](?:[a-z]{1,3}[ \-])?[A-Z][\w'’\-]+){0,4}"
)
"""« PRÉFET DE LA HAUTE-VALLÉE », « PRÉFECTURE DES MONTS »"""

ORGAN_OF = re.compile(
    r"(?:conseil d['’]administration|conseil de surveillance|comité syndical|bureau|directoire|assemblée générale|directeur général|directrice générale|directeur|directrice|président|présidente|délégué)\s+(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+|d['’])"
    rf"(?P<body>{PROPER}(?:\s+{PROPER}){{0,5}})",
    re.I,
)
"""« Le Conseil d'administration de Réseau Exemple »: the body after the organ."""

ASSEMBLY = re.compile(
    r"\b(?:Conseil|CONSEIL|conseil)\s+(?:[Mm]unicipal|MUNICIPAL|[Cc]ommunautaire|COMMUNAUTAIRE|[Dd]épartemental|D[EÉ]PARTEMENTAL|[Rr]égional|R[EÉ]GIONAL|[Mm]étropolitain|M[EÉ]TROPOLITAIN|[Ss]yndical|d['’][Aa]dministration|D['’]ADMINISTRATION|de\s+[Cc]ommunauté|DE\s+COMMUNAUT[EÉ]|[Gg]énéral|GENERAL|GÉNÉRAL)\b"
    r"|\b(?:Comité|COMIT[EÉ]|comité)\s+(?:[Ss]yndical|SYNDICAL)\b|\b(?:Bureau|BUREAU)\s+(?:[Cc]ommunautaire|COMMUNAUTAIRE|[Ss]yndical|[Mm]unicipal)\b|\bAssemblée\s+[Dd]épartementale\b|\bCommission\s+permanente\b"
)
"""The deliberating organ: « Conseil municipal », « Comité syndical »."""

OFFICE = re.compile(
    r"\b(?P<office>(?:vice-)?pr[ée]sidente?|maire|(?:sous-)?pr[ée]f(?:et|[èe]te)|ministre|recteur|rectrice|appariteur)\b(?!-)", re.I
)

DIRECTOR = re.compile(
    r"\b(?P<office>(?:directeur|directrice|d[ée]l[ée]gu[ée]e?|commandant|chef|cheffe|administrateur|administratrice|inspecteur|inspectrice|commissaire)\b[^,;:\n]{0,110}(?:\n[^,;:\n]{0,90})?)", re.I
)


@dataclass(frozen=True, slots=True)
class Issuer:
    name: Found[str] | None
    authority: Found[str] | None


def issuer(section: Section, margins: tuple[Text, ...] = ()) -> Issuer:
    """Issuer and authority of a unilateral act; `margins` are the running heads set aside."""
    zone = head_zone(section)
    own = list(lines(zone))
    authority_lines = _authority_lines(section, zone, own)
    return Issuer(_name(section, zone, authority_lines, margins), _authority(section, zone, authority_lines))


def _authority_lines(section: Section, zone: Text, own: list[Line]) -> list[Text]:
    """The lines that name who decides, from the head and from the authority blocks."""
    kept = [
        zone[line.start : line.end]
        for line in own
        if AUTHORITY.match(line.folded) and not line.folded.startswith(("conseil", "commission"))
    ]
    for block in section.blocks:
        if block.kind == "authority" and not any(k.string in block.text.string for k in kept):
            kept.append(block.text)
    return kept


def _name(section: Section, zone: Text, authority: list[Text], margins: tuple[Text, ...]) -> Found[str] | None:
    if section.kind in ("arrete", "decision", "avenant", "autre") and (m := PREFECT.search(zone.string)):
        return _found(zone, m, "issuer.prefect")
    names = [m for m in BODY_NAME.finditer(zone.string) if _is_name(m.group())]
    if names:
        best = max(names, key=lambda m: (_weight(m.group(), zone.string, m.start()), -m.start()))
        return _found(zone, best, "issuer.body")
    for text in [*authority, zone]:
        if (m := ORGAN_OF.search(text.string)) and fold(m["body"]).split()[0] not in ("la", "le", "l'etat"):
            own = text[m.start("body") : m.end("body")]
            return found(own, own.normal(), "issuer.organ")
    if section.kind in ("arrete", "decision") and authority:
        text = authority[0]
        if m := re.search(r"ministre\b[^\n]{0,160}", text.string, re.I):
            own = text[m.start() : m.end()]
            return found(own.strip(" ,;:"), own.normal().strip(" ,;:"), "issuer.minister")
    names = [m for m in BODY_NAME.finditer(section.text.string) if _is_name(m.group())]
    if names and section.kind != "autre":
        return _found(section.text, names[0], "issuer.body")
    return None


def _is_name(name: str) -> bool:
    return len(name.split()) >= 2 and not re.search(r"\b(?:Conseil|CONSEIL)\b", name)


def _weight(name: str, zone: str, at: int) -> float:
    """Fuller names of the body itself rather than of the département it lies in."""
    folded = fold(name)
    before = fold(zone[max(0, at - 40) : at])
    weight = 2.0
    if folded.startswith(("departement", "region")):
        weight = 0.5
    if re.search(r"(?:conseil\s+\w+\s+d[eu]\s+(?:la\s+)?|maire\s+d[eu]\s+(?:la\s+)?|president[e]?\s+d[eu]\s+(?:la\s+)?)$", before):
        weight += 1.0
    if at and not zone[:at].rstrip(" \t").endswith("\n") and not before.rstrip().endswith((" la", " de", " du", "l'")):
        weight -= 0.3
    return weight + min(len(folded), 60) / 100


def _found(text: Text, match: re.Match[str], by: str) -> Found[str]:
    string = match.group()
    end = len(re.sub(rf"(?:\s+{LINK}|\s*[,.]|\s*[dlDL]['’])+$", "", string))
    own = text[match.start() : match.start() + end]
    return found(own, own.normal().rstrip(" ,.-"), by)


def _authority(section: Section, zone: Text, authority: list[Text]) -> Found[str] | None:
    if section.kind in ("deliberation", "proces_verbal"):
        if m := ASSEMBLY.search(zone.string) or ASSEMBLY.search(section.text.string):
            text = zone if m.string is zone.string else section.text
            own = text[m.start() : m.end()]
            return found(own, own.normal(), "authority.assembly")
        return None
    chosen: list[Text] = []
    for text in authority:
        if m := OFFICE.search(text.string):
            chosen.append(text[m.start() : len(text)] if len(authority) > 1 else text[m.start("office") : m.end("office")])
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
    for text in (zone, section.text):
        if m := re.search(r"\b(?:maire|président|présidente|préfet|préfète)\b", text.string, re.I):
            own = text[m.start() : m.end()]
            value = own.string
            return found(own, value[:1].upper() + value[1:].lower(), "authority.named")
    return None
