"""The formulas of an act's closing, as patterns over a folded string (`lines.fold`).

Each is matched where a phrase may open, never searched for at large, except `RESUME` and `CUT`,
which find the next phrase within a row.
"""

from __future__ import annotations

import re

from actes.extract.qualities import NOUN, QUALITY, QUALITY_LEAD, RANK

OFFICE_NOUN = rf"{RANK}{NOUN}"

CIVIL = r"(?:monsieur|madame|mme\.?|m\.|mr\.?)\s{1,3}"
ARTICLE = rf"(?:{CIVIL})?(?:le|la|les|l')(?:\s|(?<=l'))\s{{0,3}}"

FILLER = re.compile(r"[\s,;:.•*\"«»()_|/'’–—-]{1,400}")
"""What stands between two phrases."""

OFFICE = re.compile(rf"{QUALITY_LEAD}?{QUALITY}")
"""« Le Directeur », « Madame la Maire », « Vice-président »."""

NEXT_OFFICE = re.compile(rf"\s{{0,3}}(?:{ARTICLE}{OFFICE_NOUN}|(?:le|la)\s?/\s?(?:la|le)\s{{1,3}}{NOUN})")
"""An office with its article, which opens a phrase of its own."""

CIVIL_OFFICE = re.compile(rf"{CIVIL}(?:(?:le|la|l')\s{{0,3}})?")

# --- delegations and parties ---

FOR_OFFICER = re.compile(
    rf"(?:pour|p\s?/|p\.)\s{{0,3}}(?:{CIVIL})?(?:[li]e|la|l'|les)\s{{0,3}}(?=(?P<who>{OFFICE_NOUN}))"
)
"""« Pour le Préfet », « P/La Directrice »."""

BY_DELEGATION = re.compile(
    r"(?:et\s{1,3})?par\s{1,3}(?:(?:sub)?delegation|empechement|suppleance|autorisation|ordre)"
    r"(?:\s{1,3}de\s{1,3}(?:signature|pouvoirs?))?"
    rf"(?:\s{{1,3}}(?:du|de\s{{1,3}}la|de\s{{1,3}}l'|des|de|d')\s{{0,3}}(?P<who>(?:{CIVIL}(?:le\s{{1,3}}|la\s{{1,3}})?)?[a-z]))?"
)
"""« Par délégation du Président », « et par délégation »."""

DELEGATION = re.compile(
    r"\s{0,3},?\s{0,3}(?<![a-z])(?:et\s{1,3})?"
    r"(?:par\s{1,3}(?:(?:sub)?delegation|empechement|ordre|autorisation)|p\.\s{0,2}d\.|[a-z]{0,2}\s{1,3}pa[a-z]\s{1,3}delegation)"
    r"(?:\s{1,3}de\s{1,3}(?:signature|pouvoirs?))?(?![a-z])"
)
"""« (Pour le Préfet) et par délégation », and what OCR makes of it: « at paï délégation »."""

ABSENCE = re.compile(r"\s{0,3},?\s{0,3}(?:absente?|empechee?|en\s{1,3}conges?)s?(?![a-z])")
"""« (Pour le Maire) empêché »."""

_PARTY_ROLES = """
    acheteur acquereur affectataire bailleresse bailleur beneficiaire candidat candidate cedant cessionnaire
    cocontractant concedant concessionnaire contractant delegant delegataire demandeur deposant depositaire
    donataire donateur employeur emprunteur exploitant exploitante fournisseur gestionnaire hebergeur locataire
    mandant occupant occupante organisateur partenaire parties preneur preneuse prestataire preteur producteur
    promoteur proprietaire salarie salariee stagiaire titulaire utilisateur vendeur
"""
PARTY_ROLE = rf"(?:maitre\s+d'ouvrage|pouvoir\s+adjudicateur|organisme\s+d'accueil|{'|'.join(_PARTY_ROLES.split())})"
"""What a party is called in its contract: « Le bailleur », « Le délégataire »."""

_PARTY_NOUNS = """
    academie agence agglomeration amicale ars association cabinet caf caisse ccas centre chambre cias club
    collectivite college comite communaute commune compagnie confederation conseil cooperative cpam delegation
    departement direction ecole entreprise epci etablissement etat federation fondation gie gip groupe
    groupement hopital institut ligue lycee mairie maison metropole ministere mission mutuelle office
    organisation organisations prefecture rectorat regie region sarl sas sci scop sem sivom sivu societe spl
    syndicat theatre union universite ville
"""
PARTY_NOUN = rf"(?:{'|'.join(_PARTY_NOUNS.split())})"
"""What opens the name of a body that signs as a party: « La Commune de Valmont »."""

FOR_PARTY = re.compile(
    rf"pour\s{{1,3}}(?:(?:le|la|les|l')\s{{0,3}})?(?=(?P<who>(?:{PARTY_ROLE}|{PARTY_NOUN})(?![a-z])|[a-z]))"
)
"""« Pour la Commune de Valmont », « Pour l'Occupant », « Pour ENERVAL »."""

FOR_THINGS = re.compile(
    r"pour\s{1,3}(?:extrait|copie|expedition|ampliation|photocopie|notification|information|avis|valoir|servir|attribution"
    r"|faire|que|une?\s|des?\s|ce\s|cette|ces|chacun|les?\s\d|tout|toute|tous|plus|signature|accord|acceptation"
    r"|le\s{1,3}compte|la\s{1,3}periode|son\s|sa\s|ses\s)"
)
"""« Pour information », « pour le compte de »: nobody is signed for."""

PARTY = re.compile(rf"(?:le|la|les|l')\s{{0,3}}(?P<who>(?:{PARTY_ROLE}|{PARTY_NOUN})(?![a-z]))")
"""« La Commune de Valmont », « Le bailleur »."""

ACRONYM = re.compile(r"(?:[Ll][ae]|[Ll]['’])\s?(?P<who>[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý]){1,9}\.?)(?=\s{0,20}(?:$|[\n,(]))")
"""« La FNAR » alone on its row; read in the text itself, for its capitals."""

REPRESENTED = re.compile(r"represente(?:\(?e?\)?s?)?\s{1,3}par\s{1,3}")
"""« Représentée par (son Maire) »."""

# --- signatures, forms ---

SIGNED = re.compile(
    r"(?:l'?\s?)?(?:original\s{1,3}(?:est\s{1,3})?)?signee?s?(?![a-z])(?:\s{0,3}:)?"
    r"|#[a-z0-9 ]{1,20}#|\[{1,3}signature[^\]]{0,20}\]{1,3}|x{2,6}(?![a-z])"
    r"|signature(?:s|\(s\))?(?:\s{1,3}et\s{1,3}(?:cachet|tampon))?(?:\s{1,3}(?:electronique|manuscrite))?\s{0,3}(?::|$|\n)"
    r"|cachet(?:\s{1,3}et\s{1,3}signature)?\s{0,3}(?::|$|\n)|le\s{1,3}signataire(?![a-z])\s{0,3}:?"
    r"|(?:mention\s{1,3})?\"?lu\s{1,3}et\s{1,3}approuve\"?|bon\s{1,3}pour\s{1,3}(?:accord|pouvoir|acceptation)"
    r"|au\s{1,3}registre\s{1,3}(?:sont|suivent)\s{1,3}les\s{1,3}signatures"
    r"|(?:suivent|ont\s{1,3}signe)[^\n]{0,60}?(?:signatures?|presents|$|\n)"
)
"""« Signé : », « #signature# », « Signature et cachet : », « Lu et approuvé »."""

E_SIGNED = re.compile(
    r"(?:document\s{1,3})?signee?\s{1,3}(?:(?:electroniquement|numeriquement)\s{1,3})?"
    r"(?:le\s{1,3}[\d/.:-]{6,10}\s{1,3}(?:a\s{1,3}[\dh:]{3,8}\s{1,3})?)?par\s{0,3}:?\s{0,3}"
)
"""« Signé électroniquement par : (Camille ROUX) »."""

LABEL = re.compile(
    r"(?:date\s{1,3}de\s{1,3}(?:la\s{1,3})?signature\s{0,3}:?[\s\d/.:h-]{0,24}|(?:qualite|fonction)\s{0,3}:"
    rf"|nom\s{{1,3}}(?:du|de\s{{1,3}}la|de\s{{1,3}}l')\s{{0,3}}(?=(?P<who>{OFFICE_NOUN}))"
    r"|(?:nom|prenom)s?(?:(?:\s?,\s?|\s{1,3}et\s{1,3}|\s{1,3})"
    r"(?:nom|prenom|fonction|qualite|signature|cachet|du\s{1,3}signataire)s?){0,3}\s{0,3}:)"
)
"""The labels of a form: « Nom et fonction : », « Qualité : (Maire) », « Nom du Président : »."""

SLOT_OF = re.compile(
    r"(?:(?:visa|signature|cachet)\s{1,3}(?:du|de\s{1,3}la|de\s{1,3}l')|vu\s{0,3},?\s{1,3}(?:le|la|l'))\s{0,3}"
    rf"(?=(?P<who>{OFFICE_NOUN}|{PARTY_ROLE}))"
)
"""« Visa du préfet », « Vu, le Contrôleur budgétaire », « Signature du délégataire »."""

# --- place and date, copies, certificates ---

PLACE = re.compile(
    r"(?:ainsi\s{1,3})?fait\s{0,3},?\s{1,3}"
    r"(?:et\s{1,3}(?:delibere|arrete|passe|clos|signe|juge|decide)|(?:a|en|le|les|au|aux)\s|a\s?l')"
    r"|en\s{1,3}(?:mairie|seance),?\s{1,3}(?:le\s|les\s)|le\s{0,3}:?\s{0,3}(?:\d|l\d|\.{3}|_{2}|…)"
    r"|a\s{1,3}[a-z][a-z '-]{1,50},?\s{1,3}le\s{0,3}(?:\d|l\d|\.{3}|_{2}|…|$|\n|:)"
    r"|[a-z][a-z'-]{1,40}(?:\s[a-z'-]{1,30}){0,5},\s{1,3}le\s{1,3}(?:\d|l\d|\.{3}|_{2}|…)"
)
"""« Fait à Valmont, le … », « A Valmont, le … », « Valmont, le 3 mai 2026 »."""

PLACE_REST = re.compile(
    r"[^\n]{0,120}?(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|(?:19|20)\d{2,3}(?!\d)"
    r"|susdits?|(?:que\s{1,3}|ci-)dessus"
    r"|exemplaires?|originaux|(?=\n)|$)[. ]{0,3}"
)
"""Up to the end of the place and date, or of the line."""

COPY = re.compile(
    r"(?:pour\s{1,3})?(?:extrait|copie|expedition|ampliation|photocopie)s?\s{1,3}(?:certifiee?s?\s{1,3})?conformes?"
    r"(?:\s{1,3}(?:au\s{1,3}registre|a\s{1,3}l'original|aux\s{1,3}registres)(?:\s{1,3}des?\s{1,3}deliberations?)?)?"
    r"|pour\s{1,3}(?:extrait|copie|expedition|ampliation)|vu\s{1,3}pour\s{1,3}etre\s{1,3}annexe[^\n]{0,120}"
)
"""« Pour extrait conforme », « Pour ampliation », « Vu pour être annexé à … »."""

CERTIFICATE = re.compile(
    r"(?:acte\s{1,3})?(?:certifiee?|rendue?)\s{1,3}(?:le\s{1,3}caractere\s{1,3})?executoire"
    rf"|(?:{ARTICLE}[a-z-]{{4,16}}|nous)[^.,\n]{{0,40}}?\scertifi(?:e|ons)\b|compte\s{{1,3}}tenu\s{{1,3}}de"
    r"|et\s{1,3}de\s{1,3}(?:la|sa)\s{1,3}(?:publication|notification|transmission|reception)|(?:et\s{1,3})?(?:de\s{1,3})?l'affichage\s{1,3}(?:le|en|du)\b"
    r"|(?:transmis|depos|envoy)e?e?s?\s{1,3}(?:en|a|au|le)\b|publiee?s?\s{1,3}(?:et|le|au|en|sur)\b"
    r"|affichee?s?\s{1,3}(?:le|en|du)\b|mise?s?\s{1,3}en\s{1,3}ligne|notifiee?s?\s{1,3}(?:le|a|au)\b"
    r"|date\s{1,3}d[e']\s?(?:reception|publication|affichage|notification|transmission|mise|envoi)"
    r"|recue?s?\s{1,3}(?:en|a|au|le)\b|accuse\s|id\s?:|depot\s|ar\s{1,3}prefecture|(?:reception|envoi|ministere|numero)\s"
    r"|identifiant"
)
"""What makes the act executory, certified under it: « Certifié exécutoire compte tenu de … », « Publié le … »."""

# --- running text ---

NOTICE = re.compile(
    r"(?:(?:les\s)?(?:voies?|delais?)\b|important|conformement|la\s{1,3}presente|le\s{1,3}present\b|cette\s{1,3}decision"
    r"|cet\s{1,3}(?:arrete|acte)|(?:les?|un|ce|ces|tout)\s{1,3}recours|dans\s{1,3}(?:un|le|les|ce)\b|si\s{1,3}vous"
    r"|le\s{1,3}tribunal|destinataires?|copies?\b|diffusion|annexes?\b|composition\b|sui(?:t|vent)\s|specimen|n\.?\s?b\.?\s"
    r"|nota\b|p\.?\s?j\.?\s|pieces?\s{1,3}jointes?|liste\b|faire\s{1,3}preceder|l'absence|le\s{1,3}silence|elle\s|il\s"
    r"|ampliations?\s{0,3}(?::|a\s)|la\s{1,3}juridiction|le\s{1,3}delai|a\s{1,3}(?:defaut|compter)|ce\s{1,3}delai"
    r"|au\s{1,3}sens|en\s{1,3}cas)"
)
"""What opens a notice that no signature is in: recourse, copies, annexes."""

LIST = re.compile(r"(?:annexe|destinataire|copie|diffusion|sui(?:t|vent)\s|specimen|liste|composition|ampliation)")
"""A notice with names under it: « Annexe », « Destinataires : », « Suit un spécimen des signatures »."""

ITEM = re.compile(r"[-–—•▪▫●○◦➢➤✓·■□\uf000-\uf0ff]\s{0,6}(?=[^\W\d_])|o\s{1,4}(?=[A-ZÀ-Ý])")
"""What opens an item of a list, whose names and offices are not those of signatories."""

NOISE = re.compile(r"[\W\d_]{0,40}(?:page\b[^\n]{0,24}|derniere\s{1,3}page|[ivx]{1,4}|tsvp)?[\W\d_]{0,20}")
"""A row that says nothing: a page number, a rule of dashes."""

PROSE_VERB = re.compile(
    r"\b(?:certifi|attest|inform|rappel|propos|expos|indiqu|soulign|precis|notifi|adress|saisi|susvise|soussigne|mentionne"
    r"|(?:peut|peuvent|sera|seront|est|sont|doit|dispose)\b|devant\s|a\s{1,3}ete|ont\s{1,3}ete)"
)
"""What shows that a row that opens with an office is a sentence."""

JOINED = re.compile(r"(?:d[eu]s?|et|aux?|en|sur|par|dans|&)\s|d'")
"""What carries on the row before, in capitals too: « DE LA PRÉFECTURE », « ET DE L'ACTION SOCIALE »."""

GOVERNED = re.compile(r"(?<![a-z])(?:par|de|du|des|a|au|aux|que|et|ou|avec|chez|dont|sous|d'|qu')\s{0,3}$")
"""What makes an office in running text no heading of a block: « certifié par M. le Maire »."""

CUT = re.compile(
    r"\s{0,3}:|\s{0,3},?\s{1,3}represente[es]{0,2}\s|\s{1,3}(?:p\.?\s?j\.?\s?:|certifiee?s?\s{1,3}(?:exec|conf)"
    r"|acte\s{1,3}(?:rendu|certifie|transmis|publie)|signee?s?(?![a-z])|date\s{1,3}de\s|fait\s{1,3}(?:a|et|le)\s"
    r"|pour\s{1,3}(?:extrait|copie|ampliation)|l[ae]\s{1,3}presente?\s|cette\s{1,3}(?:decision|deliberation)"
    r"|cet\s{1,3}(?:acte|arrete)\s|(?:publi|affich|notifi)ee?\s{1,3}le|(?:envoye|recu|transmis)e?\s{1,3}en|vu\s{1,3}pour"
    r"|conformement|accuse\s|qualite\s:|voies?\s{1,3}et\s|id\s?:|par\s{1,3}(?:sub)?delegation|p/"
    rf"|pour\s{{1,3}}(?:le|la|l')\s?{OFFICE_NOUN})|\s{{0,3}}[#\[\"»;]|\.(?=\s{{1,4}}[a-z]{{2}})"
)
"""What ends an office or a body within its row: another phrase of the closing opens."""

RESUME = re.compile(
    r"(?<=[\s,.;:)])(?:fait\s{0,3},?\s{1,3}(?:et|a)\s|pour\s{1,3}(?:extrait|copie|ampliation|expedition)\s"
    rf"|pour\s{{1,3}}(?:le|la|l')\s?{OFFICE_NOUN}|p/l|par\s{{1,3}}(?:sub)?delegation|signee?s?(?:\s|\s?:)"
    r"|(?:acte\s{1,3})?(?:certifiee?|rendue?)\s{1,3}executoire|date\s{1,3}de\s{1,3}signature|qualite\s{0,3}:|#[a-z0-9]{2,20}#"
    rf"|(?P<office>(?:{CIVIL})?(?:(?:le|la)\s?/\s?(?:la|le)|le|la|l')(?:\s|(?<=l'))\s{{0,3}}{OFFICE_NOUN})"
    r"|a\s{1,3}[a-z][a-z' -]{1,40},?\s{1,3}le\s{1,3}\d)"
)
"""Where a phrase of a signature block may open within running text."""

STRONG = (
    PLACE,
    COPY,
    E_SIGNED,
    SIGNED,
    LABEL,
    FOR_OFFICER,
    FOR_THINGS,
    BY_DELEGATION,
    REPRESENTED,
    CERTIFICATE,
    NOTICE,
    NEXT_OFFICE,
)
"""What opens a phrase of its own, and never carries on the row before."""

_NAMED_AFTER = """
    allee au aux avenue boulevard centre college d de des du ecole en espace et fondation groupe gymnase hopital
    hotel institut l la le les lycee maison mediatheque parc place pole quai residence rue saint sainte salle
    scolaire site square st stade ste sur theatre universite
"""
NAMED_AFTER = frozenset(_NAMED_AFTER.split())
"""Words before a name that is no signatory's: « le lycée Camille ROUX »."""
