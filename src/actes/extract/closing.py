"""The phrases of an act's closing: places and dates, delegations, offices, names, certificates.

The closing is read row by row (`columns.rows`), and within a row phrase by phrase, since
flattened documents hold the whole of it in one row. What is no phrase of a signature block is
`prose`: notices of recourse, addresses, lists. `signatures` puts the phrases together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from actes.extract.columns import Row, rows
from actes.extract.names import Name, Span, Word, is_given, name_at, words
from actes.extract.qualities import NOUN, QUALITY, QUALITY_LEAD, RANK
from actes.lines import fold

Kind = Literal["place", "copy", "certificate", "for", "party", "quality", "name", "signed", "prose"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands at `string[start:end]`; its value, if it has one, at `parts`, one for each row it runs over.

    `opens` and `ends` tell whether it opens and ends its row. Of a « for », `officer` tells that it
    stands in for an office and `delegated` that it says by delegation; of a quality, `article`
    whether one was printed. A `closed` phrase goes on in no later row, a `weak` one was found in
    running text and counts only with the name after it. Of prose, `notice` tells that it is one (of
    recourse, of copies) and `list` that what follows may be names of people who do not sign.
    """

    kind: Kind
    start: int
    end: int
    parts: tuple[Span, ...]
    row: Row
    opens: bool
    ends: bool
    name: Name | None = None
    article: bool = False
    officer: bool = False
    delegated: bool = False
    closed: bool = False
    weak: bool = False
    notice: bool = False
    list: bool = False


FILLER = re.compile(r"[\s,;:.•*\"«»()_|/'’–—-]{1,400}")

ARTICLE = r"(?:(?:monsieur|madame|mme\.?|m\.|mr\.?)\s{1,3})?(?:le|la|les|l')(?:\s|(?<=l'))\s{0,3}"

DELEGATION = re.compile(
    r"\s{0,3},?\s{0,3}(?<![a-z])(?:et\s{1,3})?(?:par\s{1,3}(?:sub)?delegation|p\.\s{0,2}d\.|par\s{1,3}(?:empechement|ordre|autorisation))"
    r"(?:\s{1,3}de\s{1,3}(?:signature|pouvoirs?))?(?![a-z])"
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
    rf"(?:pour|p\s?/|p\.)\s{{0,3}}(?:(?:monsieur|madame|m\.|mme)\s{{1,3}})?(?:[li]e|la|l'|les)\s{{0,3}}(?=(?P<who>{RANK}{NOUN}))"
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

VISA_OF = re.compile(
    rf"(?:visa|avis|signature|cachet)\s{{1,3}}(?:du|de\s{{1,3}}la|de\s{{1,3}}l')\s{{0,3}}(?=(?P<who>{RANK}{NOUN}|{PARTY_ROLE}))"
)
"""« Visa du préfet », « Signature du délégataire »: a slot for somebody's signature."""

COPY = re.compile(
    r"(?:pour\s{1,3})?(?:extrait|copie|expedition|ampliation|photocopie)s?\s{1,3}(?:certifiee?s?\s{1,3})?conformes?"
    r"(?:\s{1,3}(?:au\s{1,3}registre|a\s{1,3}l'original|aux?\s{1,3}registres?)(?:\s{1,3}des?\s{1,3}deliberations?)?)?"
    r"|pour\s{1,3}(?:extrait|copie|expedition|ampliation)|vu\s{1,3}pour\s{1,3}etre\s{1,3}annexe[^\n]{0,120}"
)
"""« Pour extrait conforme », « Pour ampliation »."""

CERTIFICATE = re.compile(
    rf"(?:acte\s{{1,3}})?(?:certifiee?|rendue?)\s{{1,3}}(?:le\s{{1,3}}caractere\s{{1,3}})?executoire|(?:{ARTICLE}[a-z-]{{4,16}}|nous)[^.,\n]{{0,40}}?\scertifi(?:e|ons)\b"
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
    r"(?:composition\b|(?:les\s)?(?:voies?|delais?)\b|important|conformement|la\s{1,3}presente|le\s{1,3}present\b|cette\s{1,3}decision|cet\s{1,3}(?:arrete|acte)|"
    r"(?:les?|un|ce|ces|tout)\s{1,3}recours|dans\s{1,3}(?:un|le|les|ce)\b|si\s{1,3}vous|le\s{1,3}tribunal|destinataires?|copies?\b|diffusion|annexes?\b|"
    r"suit\b|suivent\s{1,3}un|specimen|n\.?\s?b\.?\s|nota\b|p\.?\s?j\.?\s|pieces?\s{1,3}jointes?|liste\b|faire\s{1,3}preceder|l'absence|le\s{1,3}silence|"
    r"elle\s|il\s|ampliations?\s{0,3}(?::|a\s)|il\s{1,3}peut|la\s{1,3}juridiction|le\s{1,3}delai|a\s{1,3}(?:defaut|compter)|ce\s{1,3}delai|au\s{1,3}sens|en\s{1,3}cas)"
)
"""What opens a notice that no signature is in: recourse, copies, annexes."""

LIST = re.compile(r"(?:annexe|destinataire|copie|diffusion|sui(?:t|vent)\s|specimen|liste|composition|ampliation)")
"""A notice with names under it: « Annexe », « Destinataires : », « Suit un spécimen des signatures »."""

ITEM = re.compile(r"[-–—•▪▫●○◦➢➤✓·■□\uf000-\uf0ff]\s{0,6}(?=[^\W\d_])|o\s{1,4}(?=[A-ZÀ-Ý])")
"""What opens an item of a list, whose names and offices are not those of signatories."""

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

GOVERNED = re.compile(r"(?<![a-z])(?:par|de|du|des|a|au|aux|que|et|ou|avec|chez|dont|sous|d'|qu')\s{0,3}$")
"""What makes an office in running text no heading of a block: « certifié par M. le Maire »."""

NEXT_OFFICE = re.compile(rf"\s{{0,3}}(?:{ARTICLE}{RANK}{NOUN}|(?:le|la)\s?/\s?(?:la|le)\s{{1,3}}{NOUN})")
CIVIL_OFFICE = re.compile(r"(?:monsieur|madame|mme\.?|m\.|mr\.?)\s{1,3}(?:(?:le|la|l')\s{0,3})?")
_NAMED_AFTER = """
    de du des la le les et au aux en sur saint sainte d l maison ecole lycee college rue place avenue hopital centre stade
    theatre mediatheque fondation universite espace salle gymnase hotel residence square parc groupe scolaire institut
    boulevard allee quai site pole st ste
"""
NAMED_AFTER = frozenset(_NAMED_AFTER.split())
"""Words before a name that is no signatory's: « le lycée Camille ROUX »."""

JOINED = re.compile(r"(?:d[eu]s?|et|aux?|en|sur|par|dans|&)\s|d'")
"""What carries on the row before, in capitals too: « DE LA PRÉFECTURE », « ET DE L'ACTION SOCIALE »."""

STRONG = (PLACE, COPY, E_SIGNED, SIGNED, LABEL, FOR_OFFICER, REPRESENTED, CERTIFICATE, NOTICE, NEXT_OFFICE, NOT_A_PARTY)
"""What never carries on the row before."""


def phrases(string: str, folded: str) -> list[Phrase]:
    """The phrases of a closing in reading order; `folded` is `lines.fold(string)`."""
    found: list[Phrase] = []
    for row in rows(string):
        if NOISE.fullmatch(folded, row.start, row.end):
            continue
        at = row.start
        if ITEM.match(string, at, row.end):
            found.append(Phrase("prose", at, row.end, (), row, True, True, list=True))
            continue
        row_words = words(string, at, row.end)
        joined = _continued(string, folded, row, row_words, found)
        if joined is not None:
            found[-1] = joined
            at = joined.end
        while True:
            filler = FILLER.match(folded, at, row.end)
            at = filler.end() if filler else at
            if at >= row.end:
                break
            before = found[-1] if found and found[-1].row == row else None
            phrase = _phrase_at(string, folded, row, row_words, at, before)
            found.append(phrase)
            at = max(phrase.end, at + 1)
    return found


def _continued(string: str, folded: str, row: Row, row_words: list[Word], found: list[Phrase]) -> Phrase | None:
    """The last phrase carried on by this row, or None: « Le Directeur régional / de la culture »."""
    last = found[-1] if found else None
    if last is None or last.closed or not last.ends or last.kind not in ("for", "quality", "party"):
        return None
    if row.column != last.row.column or row.blank:
        return None
    start = row.start
    if last.kind == "for" and last.officer:
        by = BY_DELEGATION.match(folded, start, row.end)
        if by and not by["who"]:
            return replace(last, end=by.end(), delegated=True, closed=True, ends=_ends(folded, by.end(), row))
    if any(pattern.match(folded, start, row.end) for pattern in STRONG) or BY_DELEGATION.match(folded, start, row.end):
        return None
    comma = folded[last.end : last.row.end].strip().startswith(",")
    if not last.parts:
        return None
    if not string[start].islower() and not JOINED.match(folded, start, row.end):
        if not string[start].isalpha() and string[start] != "&":
            return None
        if row.end - start > 70 or folded[start : row.end].rstrip().endswith((".", ":")):
            return None
        named = name_at(string, row_words, 0) if row_words else None
        trailing = len(found) > 1 and found[-2].kind == "name"
        if named and (named[0].sure or not trailing):
            return None
        office = OFFICE.match(folded, start, row.end)
        if not office and (comma or any(c.isdigit() for c in string[start : row.end])):
            return None
        if last.kind != "quality" and office:
            return None
    elif PROSE_VERB.search(folded, start, row.end) or row.end - start > 120:
        return None
    end = _office_end(string, folded, start, start, row, row_words)
    if end <= start:
        return None
    first, stop = last.parts[-1]
    before = (first, folded.index(",", last.end) + 1 if comma else stop)  # « secrétaire général, / sous-préfet »
    parts = (*last.parts[:-1], before, (start, end))
    return replace(last, end=end, parts=parts, row=row, ends=_ends(folded, end, row))


def _ends(folded: str, end: int, row: Row) -> bool:
    """Whether nothing of the row is left after `end`, or only another formula of the closing."""
    return not folded[end : row.end].strip(" \t,;:.-") or CUT.match(folded, end, row.end) is not None


def _phrase_at(string: str, folded: str, row: Row, row_words: list[Word], at: int, before: Phrase | None) -> Phrase:
    """The phrase that opens at `at` in its row; `before` is the phrase before it in the same row."""
    opens = before is None

    def phrase(kind: Kind, end: int, first: int | None = None, last: int | None = None, **more: bool) -> Phrase:
        parts = () if first is None else ((first, end if last is None else last),)
        return Phrase(kind, at, end, parts, row, opens, _ends(folded, end, row), **more)  # type: ignore[arg-type]

    stop = row.end
    if opens and NOTICE.match(folded, at, stop):
        listed = LIST.match(folded, at, stop) is not None
        return phrase("prose", _resume(string, folded, at, row), notice=True, list=listed)
    if match := PLACE.match(folded, at, stop):
        end = _resume(string, folded, match.end(), row)
        rest = PLACE_REST.match(folded, match.end() - 1, end)
        return phrase("place", rest.end() if rest else end)
    if match := COPY.match(folded, at, stop):
        return phrase("copy", match.end())
    for pattern in (E_SIGNED, SIGNED):
        if match := pattern.match(folded, at, stop):
            return phrase("signed", match.end())
    if opens and (match := VISA_OF.match(folded, at, stop)):
        end = _office_end(string, folded, match.start("who") + len(match["who"]), at, row, row_words)
        if _ends(folded, end, row):
            kind: Kind = "quality" if OFFICE.match(folded, match.end(), end) else "party"
            return phrase(kind, end, match.start("who"), article=True)
    if match := LABEL.match(folded, at, stop):
        if match["who"]:
            end = _office_end(string, folded, match.start("who") + len(match["who"]), at, row, row_words)
            return phrase("quality", end, match.start("who"), article=True)
        return phrase("signed", match.end())
    if match := REPRESENTED.match(folded, at, stop):
        return phrase("signed", match.end())
    if match := BY_DELEGATION.match(folded, at, stop):
        if not match["who"]:
            return phrase("for", match.end(), officer=True, delegated=True, closed=True)
        return _for(string, folded, row, row_words, phrase, match.end() - 1, True)
    if match := FOR_OFFICER.match(folded, at, stop):
        return _for(string, folded, row, row_words, phrase, match.start("who"), False)
    if opens and not NOT_A_PARTY.match(folded, at, stop) and (match := FOR_PARTY.match(folded, at, stop)):
        first = match.start("who")
        end = _office_end(string, folded, first + len(match["who"]), at, row, row_words)
        if match["who"][1:] or (string[first].isupper() and string.count(" ", first, end) < 5):
            return phrase("for", end, first)
    if match := CERTIFICATE.match(folded, at, stop):
        return phrase("certificate", _resume(string, folded, match.end() - 1, row))
    named = _name(string, folded, row, row_words, at, before)
    if named:
        return named
    office = OFFICE.match(folded, at, stop)
    if office and (office["lead"] or opens or (before and before.kind in ("name", "signed", "quality"))):
        first = office.start("quality")
        end = _office_end(string, folded, office.end("quality"), at, row, row_words)
        if not PROSE_VERB.search(folded, first, end):
            weak = before is not None and before.kind == "prose"
            return phrase("quality", end, first, article=office["lead"] is not None, weak=weak)
    party = (PARTY.match(folded, at, stop) or ACRONYM.match(string, at, stop)) if opens else None
    if party:
        first = party.start("who")
        end = _office_end(string, folded, party.end("who"), at, row, row_words)
        if end - at <= 140 and not PROSE_VERB.search(folded, first, end) and _ends(folded, end, row):
            return phrase("party", end, first)
    return phrase("prose", _resume(string, folded, at, row))


def _for(
    string: str, folded: str, row: Row, row_words: list[Word], phrase: Callable[..., Phrase], who: int, delegated: bool
) -> Phrase:
    """« Pour le Préfet et par délégation »: the office at `who`, and what it says of the delegation."""
    end = _office_end(string, folded, who, who, row, row_words)
    last = end
    closed = False
    for pattern in (ABSENCE, DELEGATION):
        if match := pattern.search(folded, who, row.end if not closed else min(row.end, end + 40)):
            if not closed and match.start() > last + 3:
                continue
            last = min(last, match.start())
            end, closed = max(match.end(), end if closed else 0), True
            delegated = True
    if folded[end : end + 2].strip()[:1] in ('"', "»"):
        return phrase("prose", row.end, notice=True)  # the formula is only quoted
    last = len(folded[:last].rstrip(" \n\t,"))
    if folded.endswith(" et", who, last):
        last -= 3
    civil = CIVIL_OFFICE.match(folded, who, last)
    return phrase("for", end, civil.end() if civil else who, last, officer=True, delegated=delegated, closed=closed)


def _office_end(string: str, folded: str, noun: int, start: int, row: Row, row_words: list[Word]) -> int:
    """Where the office or body that opens at `start` ends in its row: at the next phrase, at a name, or with the row."""
    cut = CUT.search(folded, noun, row.end)
    end = cut.start() if cut else row.end
    previous: Word | None = None
    for i, word in enumerate(row_words):
        if word.start < noun:
            previous = word
            continue
        if word.start >= end or word.start - start > 320:
            break
        gap = folded[previous.end if previous else start : word.start]
        if "," in gap or word.start - start > 0:
            after_comma = "," in gap or ":" in gap
            if (after_comma or string[word.start].isupper()) and NEXT_OFFICE.match(folded, word.start, end):
                end = previous.end if previous else start
                break
            named = name_at(string, row_words, i) if word.shape in "UTI" else None
            if (
                named
                and named[0].sure
                and (after_comma or named[0].civility or named[0].title or _announced(string, named[0], previous))
            ):
                end = previous.end if previous else start
                break
        previous = word
    return max(len(folded[:end].rstrip(" \t\n,;:.-–'\"(")), min(noun, end))


def _announced(string: str, name: Name, previous: Word | None) -> bool:
    """Whether a name without a comma before it ends the office: « Le Maire Camille ROUX », not « la Maison Jean ROUX »."""
    if name.given is None or name.family is None or previous is None:
        return False
    if not string[slice(*name.family)].isupper() or not is_given(fold(string[slice(*name.given)])):
        return False
    return previous.folded.rpartition("'")[2] not in NAMED_AFTER


def _name(string: str, folded: str, row: Row, row_words: list[Word], at: int, before: Phrase | None) -> Phrase | None:
    """The name that opens at `at`, where it stands as the name of a signatory does."""
    i = bisect_left(row_words, at, key=lambda word: word.start)
    if i >= len(row_words) or row_words[i].start != at:
        return None
    named = name_at(string, row_words, i)
    if named is None:
        return None
    name, after = named
    alone = not folded[name.end : row.end].strip(" \t,;:.-*_'\"()")
    if not name.sure and not (alone and before is None):
        return None
    if before is None or before.kind == "prose":
        rest = FILLER.match(folded, name.end, row.end)
        stop = rest.end() if rest else name.end
        if not (
            alone
            or OFFICE.match(folded, stop, row.end)
            or RESUME.match(folded, stop, row.end)
            or CUT.match(folded, name.end, row.end)
        ):
            following = name_at(string, row_words, after) if after < len(row_words) else None
            if not (following and following[0].sure):
                return None
    return Phrase("name", at, name.end, (), row, before is None, _ends(folded, name.end, row), name=name)


def _resume(string: str, folded: str, at: int, row: Row) -> int:
    """Where running text that opens at `at` gives way to a phrase of a signature block, or ends."""
    for match in RESUME.finditer(folded, at + 1, row.end):
        if match["office"] is None:
            return match.start()
        if string[match.start()].isupper() and not GOVERNED.search(folded, max(at, match.start() - 12), match.start()):
            return match.start()
    return row.end
