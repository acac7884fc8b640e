"""The lines of a head that are no title: the letterhead, the sitting and who attended, the kind alone."""

from __future__ import annotations

import re

from actes.cues import CERTIFICATE, REGISTER_HEAD
from actes.extract.articles import FINITE_VERB
from actes.lines import Line

PERSON_AND_OFFICE = re.compile(
    r"[^,.;:]{4,45},\s+(?:premiere?\s+|vice-)?(?:presidente?|procureure?|maire|prefete?|directeur|directrice|recteur|rectrice|delegue|inspecteur|inspectrice|administrateur)\b"
)
"""« Claire DUMAS, première présidente de … »: an author of the act, not its title."""

SESSION_LINE = re.compile(
    r"(?:seance|session|l'an\s+(?:deux|2)|convoque|date\s+d(?:e|')\s?(?:la\s+)?(?:convocation|affichage|reunion|seance)|nombre\s+d|nbre|presents?\b|absents?\b|excuses?\b|etaient\s|ont\s+donne|avai(?:en)?t\s+donne|procurations?|pouvoirs?\b|representes?\b|"
    r"secretaire|votants?|quorum|membres|en\s+exercice|president\s+de\s+seance|sous\s+la\s+presidence|le\s+conseil\s+\w+\s+(?:de|s'est|dument|legalement|regulierement|a\s+ete)|conseillers|convocation|rapporteur|m\.\s|mme\s|mm\.|mmes|general\s+des\s+collectivites)"
)
"""Lines of a délibération's head that tell of the sitting, not of its object."""

LETTERHEAD = re.compile(
    r"(?:republique\s+francaise|liberte|egalite|fraternite|departement\b|arrondissement\b|canton\b|commune\b|ville\s+de|mairie\b|communaute\b|prefecture|prefete?\b|sous-prefecture|direction\b|service\b|pole\b|bureau\b|mission\b|ministere|secretariat|"
    r"unite\b|region\b|conseil\s+(?:municipal|communautaire|departemental|regional)|metropole|syndicat|cabinet|delegation\b(?!\s+(?:(?:generale|speciale|permanente)\s+)?de\s+(?:signature|pouvoirs?|fonctions?)\b)|reference|ref\b|dossier|affaire\s+suivie|adresse|tel\b|courriel|cite\s|hotel\s+de|police\s|extrait|registre|arrete\s*$|decision\s*$|deliberation\s*$|"
    r"n\s?[o°](?![a-z])|acte\s+n|nor\s?:|annee\s+\d|page\b|(?:le|du)\s+\d.{0,26}$|\d{5}\s|bp\s|cs\s\d|rue\b|\d+,?\s+(?:rue|avenue|place|boulevard|allee|quai|cours|impasse|chemin|route|esplanade|square)|accuse|envoye|recu|publie|affiche|ar\s+prefecture|id\s?:|vos\s+ref|nos\s+ref|douanes|rectorat|academie)"
)
"""Lines of the letterhead: the body, its services, its address."""

KIND_ONLY = re.compile(
    r"(?:(?:extrait\s+d[ue]s?\s+(?:registre|proces[- ]verbal)\s+d[eu]s?\s+)?(?:projet\s+d[e']\s?)?(?:arretes?|a r r e t e|decisions?|deliberations?|avenant|convention|contrat|accord|proces[- ]verbal(?:\s+d'accord)?|compte[- ]rendu)"
    r"(?:\s+(?:prefectoral|municipal|interprefectoral|interdepartemental|ministeriel|conjoint|temporaire|permanent|complementaire|modificatif|reglementaire|individuel|communautaire|departemental|collegiale?|(?:du\s+|de\s+la\s+)?(?:maire|presidente?|prefete?|directeur|directrice|conseil\s+\w+)(?:\s+d(?:e\s+la|e|u|')\s?(?:commune|ville|communaute|metropole|departement|region|syndicat|conseil)\b[^.;:]{0,90})?))*)"
    r"\s*(?:n\s?[o°]?s?\s*[:.]?\s*[\w /_.\-]{0,40})?\s*(?:(?:en\s+date\s+)?du\s+(?:\w+\s+)?\d{1,2}(?:er)?[ /.]\s?\w{2,9}[ /.]\s?\d{2,4}|prise?\s+le\s.{4,20})?\s*:?"
)
"""A line that only says kind, number and date: « ARRÊTÉ n° 2024-12 du 3 mai 2024 »."""


def says_kind_only(folded: str) -> bool:
    """Whether a heading only says kind, number and date, signs about it aside: « - ARRETE - »."""
    return KIND_ONLY.fullmatch(folded.strip(" :-")) is not None


BODY_NOUN = re.compile(
    r"(?:association|societe|festival|compagnie|fondation|groupement|maison|office|comite|syndicat)\b"
)
"""« Association LES LANTERNES »: printed as a person is, but none."""


def is_attendance(line: Line) -> bool:
    """Whether a line names someone who sits there, or several: « Ana RUIZ », « Jean ROUVEL, Line PRADET, … »."""
    if BODY_NOUN.match(line.folded):
        return False
    if re.fullmatch(r"(?:[A-ZÀ-Ý][a-zà-ÿ]+-?){1,3}\s+(?:[A-ZÀ-Ý'’-]{2,}\s?){1,3}[.,]?", line.string):
        return True
    return line.string.count(",") >= 2 and len(re.findall(r"[A-ZÀ-Ý]{2,}", line.string)) >= 2 and not line.upper


def is_no_title(line: Line) -> bool:
    """Whether a line of the head says something else than the object of the act."""
    f = line.folded.strip(" -")
    return bool(
        SESSION_LINE.match(f)
        or LETTERHEAD.match(f)
        or REGISTER_HEAD.match(f)
        or KIND_ONLY.fullmatch(f)
        or is_attendance(line)
        or CERTIFICATE.match(f)
        or PERSON_AND_OFFICE.match(f)
        or f in ("et", "ou")
        or (line.bullet and f.startswith(("de ", "d'")))
        or (re.search(r"\d", f) and re.fullmatch(r"[\d\s/.:\-hn°]+", f))
    )


def is_sentence(line: Line) -> bool:
    """Whether a line tells something, as running text does: long, with a verb, not in capitals."""
    return len(line.string) > 60 and bool(FINITE_VERB.search(line.folded)) and not line.upper
