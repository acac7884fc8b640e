"""The words administrative French is made of, shared by all that reads it.

Only words and small phrases live here, each list with what it names and an example;
how they combine into a formula is said where the formula is read.
All alternations are meant for `re.IGNORECASE` unless said otherwise.
"""

from __future__ import annotations

CIVILITY = r"(?:Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|MM\.|Mmes?\.?|Mlle\.?|Mme\.?|M\.|Mr\.?)"
"""How a person is announced: « Madame Léa ROUX », « M. ROUX »."""

TITLE = r"(?:Docteur|Dr\.?|Professeur|Pr\.?|Maître|Me|Général|Colonel|Lieutenant-Colonel|Commandant|Capitaine)"
"""A title that is no office: « Docteur Jean VALLON »."""

PARTICLE = r"(?:d['’]|de la|de l['’]|de|du|des|le|la|les|l['’]|van der|van den|van de|van|von|di|da|dos|el|ben|al)"
"""What joins a family name: « de La Tour », « d'Aubigné », « LE BERRE »."""

QUALITY_NOUNS = (
    "maire",
    "maire-adjoint",
    "adjoint",
    "adjointe",
    "président",
    "présidente",
    "vice-président",
    "vice-présidente",
    "préfet",
    "préfète",
    "sous-préfet",
    "sous-préfète",
    "secrétaire",
    "directeur",
    "directrice",
    "chef",
    "cheffe",
    "conseiller",
    "conseillère",
    "délégué",
    "déléguée",
    "ministre",
    "recteur",
    "rectrice",
    "gérant",
    "gérante",
    "trésorier",
    "trésorière",
    "inspecteur",
    "inspectrice",
    "ingénieur",
    "ingénieure",
    "administrateur",
    "administratrice",
    "commissaire",
    "responsable",
    "représentant",
    "représentante",
    "procureur",
    "procureure",
    "doyen",
    "doyenne",
    "proviseur",
    "proviseure",
    "principal",
    "principale",
    "contrôleur",
    "contrôleuse",
    "attaché",
    "attachée",
    "notaire",
    "médecin",
    "pharmacien",
    "pharmacienne",
    "appariteur",
    "greffier",
    "greffière",
    "colonel",
    "commandant",
    "chancelier",
    "chancelière",
    "haut-commissaire",
    "coordonnateur",
    "coordonnatrice",
    "mandataire",
    "régisseur",
    "bailleur",
)
"""The nouns that open a quality: « Le Directeur départemental des territoires »."""

QUALITY = r"(?:" + "|".join(sorted(map(str, QUALITY_NOUNS), key=len, reverse=True)) + r")\b"

BODY_NOUNS = (
    "commune",
    "ville",
    "mairie",
    "métropole",
    "département",
    "région",
    "préfecture",
    "sous-préfecture",
    "communauté de communes",
    "communauté d['’]agglomération",
    "communauté urbaine",
    "communauté d['’]agglo",
    "syndicat",
    "association",
    "société",
    "établissement",
    "centre",
    "office",
    "agence",
    "direction",
    "rectorat",
    "académie",
    "université",
    "fédération",
    "conseil départemental",
    "conseil régional",
    "caisse",
    "chambre",
    "institut",
    "groupement",
    "collectivité",
    "état",
    "ministère",
)
"""The nouns that open the name of a body: « Communauté d'agglomération du Val Clair »."""

BODY = r"(?:" + "|".join(sorted(BODY_NOUNS, key=len, reverse=True)) + r")\b"

LEGAL_FORMS = (
    "association loi 1901",
    "association",
    "société par actions simplifiée",
    "société anonyme",
    "société à responsabilité limitée",
    "société civile immobilière",
    "société publique locale",
    "société d['’]économie mixte",
    "SASU",
    "SAS",
    "SARL",
    "EURL",
    "SCI",
    "SCOP",
    "SPL",
    "SEM",
    "SA",
    "EARL",
    "GAEC",
    "SCEA",
    "GIP",
    "GIE",
    "EPIC",
    "EPA",
    "EPCI",
    "CCAS",
    "CIAS",
    "syndicat mixte",
    "fondation",
    "établissement public",
)
"""Legal forms of private and public bodies, as printed before or after a name."""
