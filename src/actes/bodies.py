"""What kind of body a name announces, from its words alone.

The leftmost telling word decides: « Centre communal d'action sociale de la ville de … » is an
établissement, « Association des maires du département … » is neither commune nor département.
Whether the body exists, and which SIREN it has, is for `actes.gazetteer`.
"""

from __future__ import annotations

import re
import unicodedata

from actes.model import OrganisationType

NAME_LIMIT = 400
"""No body has a longer name; what follows is not looked at."""

BODY_WORDS: dict[OrganisationType, tuple[str, ...]] = {
    "prefecture": ("sous prefecture", "sous prefete?", "prefecture", "prefete?"),
    "commune": ("commune", "ville", "mairie", "municipalite", "maire", "conseil municipal"),
    "epci": (
        "communaute de communes",
        "communaute d agglo(?:meration)?",
        "communaute urbaine",
        "communaute intercommunale",
        "eurometropole",
        "metropole",
        "agglomeration",
        "agglo",
        "etablissement public territorial",
        "etablissement public de cooperation intercommunale",
        "conseil communautaire",
        "conseil metropolitain",
        "conseil d agglomeration",
        # Syndicats de communes are EPCI, syndicats mixtes are not: CGCT, L5210-1-1 A.
        "syndicat intercommunal",
        "syndicat de communes",
        "sivom",
        "sivu",
        "sivos",
    ),
    "departement": ("departement", "conseil departemental", "conseil general", "collectivite europeenne d alsace"),
    "region": ("region", "conseil regional", "collectivite de corse", "collectivite territoriale"),
    "etat": (
        "etat",
        "premier ministre",
        "ministere",
        "ministre",
        "rectorat",
        "rect(?:eur|rice)",
        "academie",
        "direction (?:inter)?departementale",
        "direction (?:inter)?regionale",
        "unite (?:inter)?departementale",
        "direction nationale",
        "direction generale des (?:finances publiques|douanes)",
        "direction des services departementaux de l education nationale",
        "direction de l administration penitentiaire",
        "d(?:dtm?|dpp|dcspp|dcs|dets|detspp|dfip|rfip|real|rieat|rac|raaf|reets|irpjj|sden|asen)",
        "direccte",
        "tribunal",
        "cour d appel",
        "gendarmerie",
        "douanes",
        "centre penitentiaire",
        "maison d arret",
    ),
    "autre": (
        "association",
        "societe",
        "compagnie",
        "entreprise",
        "fondation",
        "federation",
        "comite",
        "amicale",
        "club",
        "mutuelle",
        "mutualite",
        "cooperative",
        "banque",
        "s ?a ?s ?u?",
        "s ?a ?r ?l",
        "s ?c ?i",
        "s ?a",
        "caisse primaire",
        "caisse d allocations familiales",
        "caisse d epargne",
        "syndicat des coproprietaires",
        "paroisse",
        "diocese",
    ),
    "etablissement": (
        "etablissement",
        "centre (?:inter)?communal d action sociale",
        "c ?c ?a ?s",
        "c ?i ?a ?s",
        "service (?:departemental |territorial )?d incendie",
        "sdis",
        "office public",
        "office national",
        "office francais",
        "oph",
        "epic",
        "centre hospitalier",
        "hopita(?:l|ux)",
        "chu",
        "ehpad",
        "agence regionale de sante",
        "ars",
        "agence de l eau",
        "agence nationale",
        "agence de l environnement",
        "universite",
        "lycee",
        "college",
        "ecole nationale",
        "chambre de commerce",
        "chambre (?:departementale |regionale )?d agriculture",
        "chambre (?:departementale |regionale )?de metiers",
        "cci",
        "caisse des ecoles",
        "caisse des depots",
        "centre (?:departemental |interdepartemental )?de gestion",
        "centre national",
        "regie",
        "parc national",
        "parc naturel",
        "syndicat mixte",
        "syndicat",
        "pole d equilibre",
        "petr",
        "pole metropolitain",
        "groupement d interet public",
        "gip",
        "groupement de cooperation",
        "institut national",
        "voies navigables de france",
        "grand port",
        "maison departementale des personnes handicapees",
        "mdph",
    ),
}
"""What each type is called, folded. The leftmost word of a name decides (« Association des maires
du département » is no commune); where two types share a first word the one with the narrower
words comes first, so `epci` and `autre` stand before `etablissement`."""

_BODY_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in BODY_WORDS.items()) + r")\b"
)

EPCI_ABBREVIATION = re.compile(r"c[cau] (?:d |de |du |des |l )?\S")
"""« CC du Val Clair », « CA Val Clair Agglo »: only at the head of a name."""

DEPARTMENT_LINE = re.compile(
    r"departement (?P<department>.{2,40}?) (?:(?:arrondissement|canton) .{2,80}? )?"
    r"(?=(?:commune|ville|mairie|communaute|metropole|syndicat) )"
)
"""A letterhead read as one name: « DÉPARTEMENT DU VAL ARRONDISSEMENT DE … COMMUNE DE … »."""

REPUBLIC = "republique francaise "
"""What may stand above the name of any body, folded."""

_KINDS: dict[str, OrganisationType] = {kind: kind for kind in BODY_WORDS}


def organisation_type(name: str) -> OrganisationType:
    """What kind of body a name announces, from its words alone; `autre` when no word tells."""
    return announced(fold(name)) or "autre"


def announced(folded: str) -> OrganisationType | None:
    """The same for a name that `fold` has been over; None when no word tells."""
    folded = folded.removeprefix(REPUBLIC)
    letterhead = DEPARTMENT_LINE.match(folded)
    if letterhead:
        folded = folded[letterhead.end() :]
    match = _BODY_WORD.search(folded)
    kind = _KINDS[match.lastgroup or ""] if match else None
    if (kind is None or (match and match.start())) and EPCI_ABBREVIATION.match(folded):
        return "epci"
    return kind


def fold(name: str) -> str:
    """The name as keys are written: no accents, lower case, one space for anything but letters and digits.

    « Sᵗ », « st » and « saint » are one word, so are « s/ » and « sur ».
    """
    text = unicodedata.normalize("NFKD", name[:NAME_LIMIT].casefold().replace("œ", "oe").replace("s/", "sur "))
    words = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in text).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
