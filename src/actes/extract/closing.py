"""The phrases of an act's closing: places and dates, delegations, offices, names, certificates.

The closing is read row by row (`columns.rows`), and within a row phrase by phrase, since
flattened documents hold the whole of it in one row. What is no phrase of a signature block is
`prose`: notices of recourse, addresses, lists. `signatures` puts the phrases together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from actes.extract.columns import Row, rows
from actes.extract.names import Name, Word, name_at, words
from actes.extract.qualities import NOUN, QUALITY, QUALITY_LEAD, RANK

Kind = Literal["place", "copy", "certificate", "for", "party", "quality", "name", "signed", "prose"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands at `string[start:end]`.

    `officer` and `delegated` tell of a « for » whether it stands in for an office and by delegation;
    `article` of a quality whether one was printed; `opens` whether the phrase opens its row;
    `closed` that no later row may continue it; `body` where its value starts.
    """

    kind: Kind
    start: int
    end: int
    row: Row
    opens: bool
    name: Name | None = None
    article: bool = False
    officer: bool = False
    delegated: bool = False
    closed: bool = False
    ends: bool = False
    weak: bool = False


FILLER = re.compile(r"[\s,;:.•*\"«»()_|/'’–—-]{1,400}")

ARTICLE = r"(?:(?:monsieur|madame|mme\.?|m\.|mr\.?)\s{1,3})?(?:le|la|les|l')(?:\s|(?<=l'))\s{0,3}"

DELEGATION = re.compile(
    r"\s{0,3},?\s{0,3}(?:et\s{1,3})?(?:par|p\.)\s{0,3}(?:(?:sub)?delegation|d\.|empechement|interim|suppleance|ordre|autorisation)"
    r"(?:\s{1,3}de\s{1,3}(?:signature|pouvoirs?))?"
)
"""« (Pour le Préfet) et par délégation »."""

ABSENCE = re.compile(r"\s{0,3},?\s{0,3}(?:absente?|empechee?|en\s{1,3}conges?)s?(?![a-z])")
"""« (Pour le Maire) empêché, »."""

BY_DELEGATION = re.compile(
    r"(?:et\s{1,3})?par\s{1,3}(?:(?:sub)?delegation|empechement|suppleance|autorisation|ordre)(?:\s{1,3}de\s{1,3}(?:signature|pouvoirs?))?"
    r"(?:\s{1,3}(?:du|de\s{1,3}la|de\s{1,3}l'|des|de|d')\s{0,3}(?P<who>(?:(?:monsieur|madame|m\.|mme)\s{1,3}(?:le\s{1,3}|la\s{1,3})?)?[a-z]))?"
)
"""« Par délégation du Président, » « par délégation, »"""

FOR_OFFICER = re.compile(
    rf"(?:pour|p\s?/|p\.)\s{{0,3}}(?:(?:monsieur|madame|m\.|mme)\s{{1,3}})?(?:le|la|l'|les)\s{{0,3}}(?=(?P<who>{RANK}{NOUN}))"
)
"""« Pour le Préfet », « P/La Directrice »."""

PARTY_ROLE = (
    r"(?:bailleur|bailleresse|preneur|preneuse|locataire|proprietaire|occupante?|delegant|delegataire|beneficiaire|titulaire|"
    r"prestataire|acheteur|vendeur|acquereur|cedant|cessionnaire|concedant|concessionnaire|exploitante?|emprunteur|preteur|"
    r"employeur|salariee?|stagiaire|demandeur|promoteur|maitre\s+d'ouvrage|cocontractant|contractant|partenaire|organisateur|"
    r"producteur|utilisateur|hebergeur|depositaire|deposant|donateur|donataire|mandant|affectataire|gestionnaire|fournisseur|"
    r"pouvoir\s+adjudicateur|etablissement\s+d'accueil|organisme\s+d'accueil|candidate?|parties)"
)
"""What a party is called in its contract: « Le bailleur », « Le délégataire »."""

BODY_WORD = (
    r"(?:commune|ville|mairie|metropole|departement|region|prefecture|communaute|agglomeration|syndicat|association|societe|sarl|sas|"
    r"sci|etablissement|centre|office|agence|direction|rectorat|academie|universite|federation|conseil|caisse|chambre|institut|"
    r"groupement|collectivite|etat|ministere|entreprise|fondation|comite|club|union|confederation|hopital|lycee|college|ecole|"
    r"regie|mission|maison|groupe|cabinet|mutuelle|cooperative|ligue|amicale|compagnie|theatre|delegation|organisations?|"
    r"ccas|cias|sivom|sivu|epci|cpam|caf|ars|scop|gip|gie|spl|sem|federations)"
)
"""The nouns that open the name of a body signing as a party."""

FOR_PARTY = re.compile(
    rf"pour\s{{1,3}}(?:(?:le|la|les|l')\s{{0,3}})?(?=(?P<who>(?:{PARTY_ROLE}|{BODY_WORD})(?![a-z])|[a-z]))"
)
"""« Pour la Commune de Valmont », « Pour l'Occupant », « Pour ENERVAL »."""

NOT_A_PARTY = re.compile(
    r"pour\s{1,3}(?:extrait|copie|expedition|ampliation|photocopie|notification|information|avis|valoir|servir|attribution|"
    r"faire|que|une?\s|des?\s|ce\s|cette|ces|chacun|les?\s\d|tout|toute|tous|plus|signature|accord|acceptation|le\s{1,3}compte|la\s{1,3}periode|son|sa\s|ses)"
)

PARTY = re.compile(rf"(?:le|la|les|l')\s{{0,3}}(?P<who>(?:{PARTY_ROLE}|{BODY_WORD})(?![a-z]))")
"""« La Commune de Valmont », « Le bailleur »."""

ACRONYM = re.compile(r"(?:[Ll][ae]|[Ll]['’])\s?(?P<who>[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý]){1,9}\.?)(?=\s{0,20}(?:$|[\n,(]))")
"""« La FNAR » alone on its row."""

REPRESENTED = re.compile(rf"represente(?:\(?e?\)?s?)?\s{{1,3}}par\s{{1,3}}(?={QUALITY_LEAD}?{RANK}{NOUN}|[a-z])")
"""« Représentée par son Maire »."""

OFFICE = re.compile(rf"{QUALITY_LEAD}?{QUALITY}")

COPY = re.compile(
    r"(?:pour\s{1,3})?(?:extrait|copie|expedition|ampliation|photocopie)s?\s{1,3}(?:certifiee?s?\s{1,3})?conformes?"
    r"(?:\s{1,3}(?:au\s{1,3}registre|a\s{1,3}l'original|aux?\s{1,3}registres?)(?:\s{1,3}des?\s{1,3}deliberations?)?)?"
    r"|pour\s{1,3}(?:extrait|copie|expedition|ampliation)|vu\s{1,3}pour\s{1,3}etre\s{1,3}annexe[^\n]{0,120}"
)
"""« Pour extrait conforme », « Pour ampliation »."""

CERTIFICATE = re.compile(
    rf"(?:acte\s{{1,3}})?(?:certifiee?|rendue?)\s{{1,3}}(?:le\s{{1,3}}caractere\s{{1,3}})?executoire|(?:{ARTICLE}[a-z-]{{4,16}}|nous)[^.\n]{{0,60}}?\scertifi(?:e|ons)\b"
    r"|compte\s{1,3}tenu\s{1,3}de|et\s{1,3}de\s{1,3}(?:la|sa)\s{1,3}(?:publication|notification|transmission|reception)"
    r"|(?:de\s)?l'affichage\b|transmise?s?\s{1,3}(?:en|a|au)\b|publiee?s?\s{1,3}(?:et|le|au|en|sur)\b|affichee?s?\s{1,3}(?:le|en|du)\b|mise?s?\s{1,3}en\s{1,3}ligne"
    r"|notifiee?s?\s{1,3}(?:le|a|au)\b|date\s{1,3}d[e']\s?(?:reception|publication|affichage|notification|transmission|mise|envoi)"
    r"|recue?s?\s{1,3}(?:en|a|au|le)\b|envoyee?s?\s{1,3}(?:en|a)\b|accuse\s|id\s?:|depot\s|deposee?\s{1,3}(?:en|a|le)\b|ar\s{1,3}prefecture"
    r"|identifiant|reception\s|envoi\s|(?:ministere|numero)\s"
)
"""What makes an act executory is certified under it: « Certifié exécutoire compte tenu de … »."""

SIGNED = re.compile(
    r"(?:l'?\s?)?(?:original\s{1,3}(?:est\s{1,3})?)?(?:signee?s?)(?![a-z])(?:\s{0,3}:)?|#[a-z0-9 ]{1,20}#|\[{1,3}signature[^\]]{0,20}\]{1,3}"
    r"|signature(?:s|\(s\))?(?:\s{1,3}et\s{1,3}(?:cachet|tampon))?(?:\s{1,3}(?:electronique|manuscrite))?\s{0,3}(?::|$|\n)|cachet(?:\s{1,3}et\s{1,3}signature)?\s{0,3}(?::|$|\n)"
    r"|x{2,6}(?![a-z])|le\s{1,3}signataire\s{0,3}:?|(?:mention\s{1,3})?\"?lu\s{1,3}et\s{1,3}approuve\"?|bon\s{1,3}pour\s{1,3}(?:accord|pouvoir|acceptation)"
    r"|au\s{1,3}registre\s{1,3}sont\s{1,3}les\s{1,3}signatures|(?:suivent|ont\s{1,3}signe)[^\n]{0,60}?(?:signatures?|presents|$|\n)"
)
"""« Signé », « signé : », « #signature# », « Signature et cachet : »."""

E_SIGNED = re.compile(r"signe(?:e)?\s{1,3}(?:electroniquement|numeriquement)?\s{0,3}par\s{0,3}:?\s{0,3}")
"""« Signé électroniquement par : Camille ROUX »."""

LABEL = re.compile(
    rf"(?:date\s{{1,3}}de\s{{1,3}}(?:la\s{{1,3}})?signature\s{{0,3}}:?(?:[\s\d/.:h-]{{0,24}})|qualite\s{{0,3}}:|fonction\s{{0,3}}:|nom\s{{1,3}}(?:du|de\s{{1,3}}la|de\s{{1,3}}l')\s{{0,3}}(?=(?P<who>{RANK}{NOUN}))"
    r"|(?:nom|prenom)s?(?:(?:\s?,\s?|\s{1,3}et\s{1,3}|\s{1,3})(?:nom|prenom|fonction|qualite|signature|cachet|du\s{1,3}signataire)s?){0,3}\s{0,3}:)"
)
"""The labels of a form: « Nom et fonction : », « Qualité : Maire », « Nom du Président : »."""

PLACE = re.compile(
    r"(?:ainsi\s{1,3})?fait\s{0,3},?\s{1,3}(?:et\s{1,3}(?:delibere|arrete|passe|clos|signe|juge|decide)|a\s|a\s?l'|en\s|le\s|les\s|au\s|aux\s)"
    r"|en\s{1,3}(?:mairie|seance),?\s{1,3}(?:le\s|les\s)|le\s{0,3}:?\s{0,3}(?:\d|l\d|\.{3}|_{2}|…)"
    r"|a\s{1,3}[a-z][a-z '-]{1,50},?\s{1,3}le\s{0,3}(?:\d|l\d|\.{3}|_{2}|…|$|\n|:)"
    r"|[a-z][a-z'-]{1,40}(?:\s[a-z'-]{1,30}){0,5},\s{1,3}le\s{1,3}(?:\d|l\d|\.{3}|_{2}|…)"
)
"""« Fait à Valmont, le … », « A Valmont, le … », « Valmont, le 3 mai 2026 »."""

PLACE_REST = re.compile(
    r"[^\n]{0,120}?(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|(?:19|20)\d{2,3}(?!\d)|susdits?|que\s{1,3}dessus|ci-dessus|exemplaires?|originaux|(?=\n)|$)[. ]{0,3}"
)
"""Up to the end of the place and date, or of the line."""

NOTICE = re.compile(
    r"(?:(?:les\s)?(?:voies?|delais?)\b|important|conformement|la\s{1,3}presente|le\s{1,3}present\b|cette\s{1,3}decision|cet\s{1,3}(?:arrete|acte)|"
    r"(?:les?|un|ce|ces|tout)\s{1,3}recours|dans\s{1,3}(?:un|le|les|ce)\b|si\s{1,3}vous|le\s{1,3}tribunal|destinataires?|copies?\b|diffusion|annexes?\b|"
    r"suit\b|suivent\s{1,3}un|specimen|n\.?\s?b\.?\s|nota\b|p\.?\s?j\.?\s|pieces?\s{1,3}jointes?|liste\b|faire\s{1,3}preceder|l'absence|le\s{1,3}silence|"
    r"elle\s|il\s|ampliations?\s{0,3}(?::|a\s)|il\s{1,3}peut|la\s{1,3}juridiction|le\s{1,3}delai|a\s{1,3}(?:defaut|compter)|ce\s{1,3}delai|au\s{1,3}sens|en\s{1,3}cas)"
)
"""What opens a notice that no signature is in: recourse, copies, annexes."""

NOISE = re.compile(r"[\W\d_]{0,40}(?:page\b[^\n]{0,24}|derniere\s{1,3}page|[ivx]{1,4}|tsvp)?[\W\d_]{0,20}")
"""A row that says nothing: a page number, a rule of dashes."""

CUT = re.compile(
    rf"\s{{1,3}}(?:certifiee?s?\s{{1,3}}(?:exec|conf)|acte\s{{1,3}}(?:rendu|certifie|transmis|publie)|signee?s?(?![a-z])|date\s{{1,3}}de\s|fait\s{{1,3}}(?:a|et|le)\s|pour\s{{1,3}}(?:extrait|copie|ampliation)|"
    r"l[ae]\s{1,3}presente?\s|cette\s{1,3}(?:decision|deliberation)|cet\s{1,3}(?:acte|arrete)\s|publiee?\s{1,3}le|envoyee?\s{1,3}en|recue?\s{1,3}en|transmise?\s{1,3}en|vu\s{1,3}pour|conformement|accuse\s|qualite\s:|"
    rf"affichee?\s{{1,3}}le|notifiee?\s{{1,3}}le|voies?\s{{1,3}}et\s|id\s?:|par\s{{1,3}}(?:sub)?delegation|pour\s{{1,3}}(?:le|la|l')\s?{RANK}{NOUN}|p/)|\s{{0,3}}[#\[\"»;]|\.(?=\s{{1,4}}[a-z]{{2}})"
)
"""What ends an office within its row: another phrase of the closing opens."""

PROSE_VERB = re.compile(
    r"\b(?:certifi|attest|inform|rappel|propos|expos|indiqu|soulign|precis|peut\b|peuvent\b|sera\b|seront\b|est\b|sont\b|doit\b|dispose\b|"
    r"a\s{1,3}ete|ont\s{1,3}ete|susvise|soussigne|devant\s|mentionne|saisi|notifi|adress)"
)
"""What shows that a row that opens with an office is a sentence."""

RESUME = re.compile(
    rf"(?<=[\s,.;:)])(?:fait\s{{0,3}},?\s{{1,3}}(?:et|a)\s|pour\s{{1,3}}(?:extrait|copie|ampliation|expedition)\s|pour\s{{1,3}}(?:le|la|l')\s?{RANK}{NOUN}|p/l|par\s{{1,3}}(?:sub)?delegation|signee?s?(?:\s|\s?:)|"
    rf"(?:acte\s{{1,3}})?(?:certifiee?|rendue?)\s{{1,3}}executoire|date\s{{1,3}}de\s{{1,3}}signature|qualite\s{{0,3}}:|#[a-z0-9]{{2,20}}#|"
    rf"(?P<office>(?:(?:monsieur|madame|mme\.?|m\.)\s{{1,3}})?(?:le\s?/\s?la|la\s?/\s?le|le|la|l')(?:\s|(?<=l'))\s{{0,3}}{RANK}{NOUN})|a\s{{1,3}}[a-z][a-z' -]{{1,40}},?\s{{1,3}}le\s{{1,3}}\d)"
)
"""Where a phrase of a signature block may open within running text."""

NEXT_OFFICE = re.compile(rf"\s{{0,3}}(?:{ARTICLE}{RANK}{NOUN}|(?:le|la)\s?/\s?(?:la|le)\s{{1,3}}{NOUN})")
CIVIL_WORD = re.compile(r"(?:monsieur|madame|mademoiselle|mme\.?|mlle\.?|m\.|mr\.?|docteur|dr\.?)\s")
JOINED = re.compile(r"(?:d[eu]s?|d'|de\s|et|a|aux?|en|l[ae]s?|l'|sur|pour|par|dans|&)(?:\s|(?<='))")
"""What opens a row that carries on the one before: « de la préfecture », « et de l'action sociale »."""


def phrases(string: str, folded: str) -> list[Phrase]:
    """The phrases of a closing in reading order; `folded` is `lines.fold(string)`."""
    found: list[Phrase] = []
    for row in rows(string):
        if NOISE.fullmatch(folded, row.start, row.end):
            continue
        last = found[-1] if found else None
        joined = _continued(string, folded, row, last)
        if joined is not None and last is not None:
            found[-1] = joined
            at = joined.end
        else:
            at = row.start
        while at < row.end:
            for phrase in _phrases_at(string, folded, row, at):
                found.append(phrase)
                at = phrase.end
            filler = FILLER.match(folded, at, row.end)
            at = filler.end() if filler else at
    return found
