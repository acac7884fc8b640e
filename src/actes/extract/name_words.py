"""The words that tell a person's name from the phrases around it."""

from __future__ import annotations

from functools import cache

from actes.data import data_bytes
from actes.lines import fold
from actes.vocabulary import BODY_NOUNS, QUALITY_NOUNS

CIVILITIES = {
    "m.": "M.",
    "m": "M.",
    "mr": "M.",
    "mr.": "M.",
    "monsieur": "Monsieur",
    "mme": "Mme",
    "mme.": "Mme",
    "madame": "Madame",
    "mlle": "Mlle",
    "mlle.": "Mlle",
    "mademoiselle": "Mademoiselle",
    "mm.": "M.",
    "mm": "M.",
    "mrs": "M.",
    "mrs.": "M.",
    "messieurs": "Monsieur",
    "mmes": "Mme",
    "mmes.": "Mme",
    "mesdames": "Madame",
    "mlles": "Mlle",
}
"""How a person is announced, and the singular of it."""

PLURAL_CIVILITIES = frozenset({"mm.", "mm", "mrs", "mrs.", "messieurs", "mmes", "mmes.", "mesdames", "mlles"})
"""« MM. ROUX, VALLON et PETIT »: they hold for every name of the list that follows."""

_TITLES = """
    abbe adjudant adjudant-chef adjudante amiral brigadier capitaine colonel commandant commandante
    contre-amiral dmv docteur dr dr. general lieutenant lieutenant-colonel lieutenante maitre major me pere pr
    pr. professeur sergent sergent-chef soeur
"""
TITLES = frozenset(_TITLES.split())
"""What stands before a name and is no office: « Docteur VALLON », « DMV Léa Roux »."""

_PARTICLES = """
    abou al ben bent d' da das de del della den der des di do dos du el l' la le les ould saint sainte san st
    ten ter van von zu
"""
PARTICLES = frozenset(_PARTICLES.split())
"""What opens a family name of several words: « de La Tour », « EL MADOURI », « Le Berre »."""

_PHRASE_WORDS = """
    a absent absente absentes absents accord acte actes administratif administratifs administrative
    administratives adopte adoptee adresse affaires affichage affiche agent agents agglomeration alinea
    ampliation an ancien ancienne annee annexe annexes aout appel approuve apres archives arrete arretes
    arrondissement article articles assemblee assistants attribution au autorise aux avec avenant avenue avis
    avocat avril beneficiaire bon boulevard bp budget bureau cabinet cachet canton cantons ccas ce cedex
    certifie certifiee certifions ces cet cette charge chargee chemin cias cinquieme citoyen code college comite
    commission communal communale communales communautaire communaute communautes communaux comptable compte
    conforme conformement conges conseil considerant contrat contre controle convention convoque copie cour
    courriel cs culture dans date ddcspp ddt ddtm debut decembre decide decision decret delai delais delegant
    delegataire delegation deliberation delibere demande departemental departementale departementaux depute
    deputee derniere destinataire destinataires detail deuxieme diffusion dimanche direccte district dit
    division domaine donne dont dreal dreets droit du dument ecole economie education egalite electroniquement
    elu elue elus eme emploi en enfance entre entreprise environnement envoye envoyee epci equipement er espace
    est et etaient etait etant eurl euro euros excuse excusee excusees excuses executoire exemplaire exemplaires
    expert extrait fait faites fax fevrier filiere fin finalement finance finances fixe folio fonction fonctions
    formation francais francaise france fraternite gaec general generale generaux gracieux groupe gymnase
    habitat hopital hotel identifiant ils important informe interieur interregional janvier jeudi jeunesse jour
    journee jours juge juillet juin juridique justice l la le legion les liberte ligne liste locataire logement
    loi lot lu lundi lycee lyceen mai mairie mairies maison mandat marche mardi mars mediatheque membre membres
    mercredi mise mission moins mois monde monsieur montant municipal municipale municipaux national nationale
    nom nombre notamment notification notifie nous nouveau nouvelle novembre numero objet occupant octobre
    office ont options ordre original orsec ou ouvrage page par parc parcelle parking participation patrimoine
    pays penal permis place plan point pole police politique politiques populaire populations pour pouvoir
    pouvoirs precise premier premiere preneur prenom present presente presentes presents president prestataire
    prix proces proces-verbal procuration procurations programme projet proposition protection public
    publication publics publie publiee publique publiques qualite quatrieme quorum raa rapport rapporteur
    recapitulatif reception recettes recours recu recue recueil regional regionale registre reglement rendu
    representant representante represente representee republique reseau ressources route rue sa samedi sante
    sarl sas sasu sci scp scrutin seance second secretariat section septembre sera service services session
    siege signataire signataires signature signe signes sivom sivu snc social sociale solidarite solidarites son
    sous soussigne soussignee specimen sport sports stade suit suite suppleant suppleante suppleantes suppleants
    sur surface tableau tel telephone terrain terrains territoire territoires territorial territoriale titre
    titulaire titulaires total tous toute toutes transition transmis transports travail travaux tresor tribunal
    troisieme un unanimite une unite universite urbain urbanisme vendredi ville visa voirie voix votants vote vu
    zone
"""
PHRASE_WORDS = frozenset(_PHRASE_WORDS.split()) | frozenset(
    word for nouns in (QUALITY_NOUNS, BODY_NOUNS) for phrase in nouns for word in fold(phrase).split()
)
"""Words of acts that are in no name, whatever their case: they end one, or forbid one."""

_HALF_WORDS = """
    avril bon centre colonel commandant dit juge mai major marche mars notaire office page place principal
    second tel ville
"""
HALF_WORDS = frozenset(_HALF_WORDS.split())
"""Words of acts that are family names too: taken as one in capitals right after a civility (« M. JUGE »)."""


@cache
def given_names() -> frozenset[str]:
    """The known given names, folded."""
    lines = data_bytes("given_names.txt").decode("utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line and not line.startswith("#"))


def is_given(folded: str) -> bool:
    """Whether a folded word is a known given name, or opens with one (« jean-marc »)."""
    names = given_names()
    return folded in names or folded.partition("-")[0] in names
