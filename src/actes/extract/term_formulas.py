"""The formulas that set the term of an act, and those that only look like them.

All read a folded string (`folding.fold`): lower case, unaccented, plain spaces and hyphens; but for
`SENTENCE_BREAK` and `CLAUSE_OPENING`, which need the capitals of the original.
"""

from __future__ import annotations

import re

CUE = re.compile(
    r"duree|periode|compter|partir|jusqu|effet|vigueur|valable|expir|fin |echeance|pour l'annee|mandat|du "
    r"|pour (?:un|\d)|conclu|consenti|accorde|delivre"
)
"""A sentence without one of these says nothing of the term."""

SENTENCE_BREAK = re.compile(
    r"(?<![A-Z])[.;](?=\s+[A-ZÀ-Ý«•*-])|\n[ \t\r]*\n"
    r"|(?<!\w)(?=(?:Article|ARTICLE|V[Uu]|C(?:onsidérant|ONSID[EÉ]RANT))\s{1,3}\w)"
)
"""Between two sentences of the original string; « L. 2121-29 » and « M. » do not end one."""

CLAUSE_OPENING = re.compile(r"(?<!\w)(?:L[ae]|L['’]|Les|Elles?|Ils?|C(?:et(?:te)?|es?)|Une?|Du|A|À|Pour)(?!\w)")
"""A capitalised article or pronoun opens a clause, a heading being before it: « Durée La présente convention »."""

NO_TERM_SENTENCE = re.compile(r"(?:vu|considerant|rappelle|fait) ")
"""Visas and considérants tell the terms of other acts; « Fait à Valmont, le 3 mars 2026 » none."""

ARTICLE_HEAD = re.compile(r"[ *#_]*(?:article [\w.]{1,8}(?: er)?[ :.*_)-]*)?")
"""« Article 1er : », before the first word of its text."""

ACT_NOUN = (
    r"(?:convention|contrat|accord|avenant|arrete|decision|deliberation|autorisation|agrement|habilitation|delegation"
    r"|derogation|bail|marche|mandat|concession|permission|mise a disposition|licence|declaration|document|agenda"
    r"|mesure|interdiction|reglementation|reglement|suspension|fermeture|occupation|adhesion|dissolution|disposition)s?"
)
"""What a term is of."""

OWN = re.compile(
    rf"(?<![a-z])(?:(?P<present>presente?s? {ACT_NOUN}(?![a-z]))"
    rf"|(?:cet(?:te)?|ce|ces|ledit|ladite|dudit|de la|de l'|du) ?{ACT_NOUN}(?![a-z])"
    r"|(?:elle|il) (?:est|prend|entre|expire|sera)(?![a-z]))"
)
"""The act speaks of itself: « la présente convention », « elle prend effet »; « cet agrément » weighs less."""

GRANT = (
    r"(?:conclu|consenti|accorde|delivre|attribue|renouvele|octroye|etabli|agree|habilite|nomme|designe|approuve|autorise"
    r"|interdit|institue|cree|donne|fixe|valable|valide|effectif|effective|maintenu|prolonge|proroge|charge|applicable"
    r"|applique|reglemente|suspendu|ferme|mis|organise|prononce|regule|restreint|neutralise|devie|affecte|titularise"
    r"|recrute|limite)(?:e|s|es)?(?![a-z])"
)
GRANTED = re.compile(rf"(?<![a-z]){GRANT}")
"""What is done for a term: « conclue », « délivrée », « interdite »."""

GRANTING = re.compile(rf"(?<![a-z])(?:est|sont|sera|seront|soit|soient)(?: [a-z]{{2,12}}){{0,2}} {GRANT}")
"""The same as a finite verb: « est interdite », « sera strictement limitée »."""

SIGNING = re.compile(r"delegation|signature|signer")
"""In a list of delegates a date is of the office of one of them, not of the act."""

TERM_HEADING = re.compile(r"duree|validite|effet|vigueur|echeance|expiration")
"""« Article 3 : Durée de la convention »."""

REFUSED = re.compile(
    r"(?<![a-z])(?:delais?|preavis|recours|affich|demeure|tacite|reconduct|denonc|resili|enquete|consultation|depot|depos"
    r"|candidat|inscri|versement|verse|paiement|paye|factur|acompte|loyer|redevance|tarif|index|revis|penal|garanti"
    r"|conserv|archiv|suivi|bilan|rapport|au plus tard|avant le|avant la|transmet|transmis|adress|remis|remet|notifie"
    r"|doit|doivent|devra|s'engage|encour|peine|tenu|disposition du public|depuis|prenant|entrees? en|demande"
    r"|presentee? par|ne pourra exceder|n'excede|ne saurait|experience|reponse|realisation|execut)"
)
"""Between the head of a clause and a date, what makes the date something else than the term."""

LASTING = r"(?:maximale?|minimale?|totale?|initiale?|determinee|ferme|limitee|fixee|est|indicative)"
DURATION_BEFORE = re.compile(
    rf"(?:(?:pour|(?<![a-z]){ACT_NOUN} d') ?une? (?:nouvelle )?(?:duree|periode)(?: {LASTING}){{0,3}}(?: de| d'| a)? ?"
    r"|(?:(?:duree|mandat|validite)[ a-z0-9',()-]{0,130}(?<![a-z])"
    r"(?:fixee?s?|limitee?s?|etablie?s?|est|sont|sera|periode)"
    r"|(?:duree|validite)(?: [a-z' ]{0,60})? ?:)(?: a| de| d')? ?"
    rf"|(?<![a-z]){GRANT}(?:[ a-z0-9,'/]{{0,60}} pour| a) "
    r"|(?<![a-z])(?:valable|valide)s? )$"
)
"""« pour une durée de » trois ans, « la durée de l'agrément est fixée à » six ans, « conclue pour » cinq ans."""

BOUND_AFTER_DURATION = re.compile(
    r"[ ,(]{0,3}"
    r"(?:(?:fermes?|renouvelables?|reconductibles?|maximum|consecuti[a-z]+|entiers?|entieres?|calendaires)"
    r"[a-z' ]{0,40}?[ ,]{1,3})?"
    r"(?:(?:qui )?(?:courant|court|commen[cs]ant|debutant|prenant effet|applicables?|soit)(?: a courir)?[ ,]{1,2})?"
    r"(?:a compter|a partir|a dater|jusqu'|du|de la|des|au|le)(?![a-z])"
)
"""« (trois ans) à compter du », « (un an) applicable au », « (cinq ans) renouvelable, à compter de »."""

STARTING = re.compile(
    r"(?:pren(?:d|dra|nent|dront) (?:ses )?effets?|entr(?:e|era|ent|eront) en (?:vigueur|application)"
    r"|(?:(?:est|sont|sera|seront) )?(?:rendue?s? )?(?:applicables?|executoires?|effecti(?:f|ve)s?|valables?)"
    r"|s'appliquent?|s'appliquera|court|courra|courent|debutent?|commencent?)"
    r"(?: (?:immediatement|pleinement|retroactivement))?[ ,]{0,2}$"
)
"""A finite verb of taking effect, up to its date: « prend effet » à compter du, « est applicable » à partir du."""

EFFECT_OPENING = re.compile(r"(?:pren|entr|sort)")
"""A period that opens with such a verb itself: « prend effet le » 1er mars 2026."""

NO_EFFECT_OPENING = ("prenant", "entrant", "depuis")
"""Participles tell of something else: « une augmentation prenant effet le » 1er mars 2026."""

LASTING_UNTIL = re.compile(rf"(?<![a-z])(?:{GRANT}|en vigueur|validite|ans?|mois|inclus|duree)[ a-z0-9,'*-]{{0,40}}$")
"""« valable » jusqu'au, « en vigueur » jusqu'au, « une durée de trois ans, soit » jusqu'au."""

PERIOD_BEFORE = re.compile(rf"(?<![a-z])(?:periode|en vigueur|duree|{GRANT})[ ,:'*a-z]{{0,30}}$")
"""« pour la période » du, « valable » du, « interdite » du … au."""

HOURS_AFTER = re.compile(r"[ ,(]{0,3}(?:de|entre|a partir de|a compter de|des) \d{1,2} ?(?:h|heures|:)")
"""« le 14 juillet 2026 » de 8h à 18h: a term of one day."""

EVENT = re.compile(
    r"(?<![a-z])(?:a compter|a partir|a dater|des|lors|au jour|a)(?: de)?(?: (?:la|sa|son|leur))?(?: (?:date|jour))?"
    r"(?: de| d'| du)?(?: (?:la|sa|son|leur|l'))? ?"
    r"(?P<event>(?:derniere )?signature|notification|publication|affichage|reception|depot|approbation|ce jour"
    r"|transmission(?: au (?:controle de legalite|representant de l'etat))?|caractere executoire|(?:l')?arrete"
    rf"|presente?s? {ACT_NOUN}|mise en (?:place|service)(?: de la signalisation)?)(?![a-z])"
)
"""What an effect runs from where it is no date: « à compter de sa notification », « à la date du présent arrêté »."""

EVENTS = (
    ("present", "signature"),
    ("arrete", "signature"),
    ("l'arrete", "signature"),
    ("ce jour", "signature"),
    ("derniere signature", "signature"),
    ("transmission", "transmission"),
    ("caractere executoire", "caractere executoire"),
    ("mise en place", "mise en place"),
    ("mise en service", "mise en service"),
)
"""How an event that is not its own name is called: the date of the act is that of its signature."""

YEAR_OF_EFFECT = re.compile(
    r"(?:etabli|conclu|consenti|valable|applicable|signe|reconduit)e?s? "
    r"pour l'(?:annee(?: civile| scolaire)?|exercice) (?P<year>20\d\d)(?![\d/-])"
)
"""« Il est établi pour l'année 2018 »: the term ends with the year."""
