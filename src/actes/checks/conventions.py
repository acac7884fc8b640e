"""C: the clauses a convention must have, and must not contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from actes.checks.reading import Quote, Reading, offset_of, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.gazetteer import organisation_type

ENDS = re.compile(r"\b(?:resili|denonc|mettre fin\b|mis fin\b)")
SENTENCE = re.compile(r"[^.;\f]*(?:\.(?=\d)[^.;\f]*)*[.;\f]?")
ANY_TIME = re.compile(r"\ba tout moment\b|\ba toute epoque\b")
NOTICE = re.compile(
    r"\bpreavis\b|\bdelai d|\b(?:un|deux|trois|quatre|six|\d+) (?:mois|jours|semaines)\b|mise en demeure"
)
GROUND = re.compile(
    r"manquement|inexecution|non[- ]respect|faute|motif|interet general|force majeure|en cas d|defaillance"
)
EITHER_PARTY = re.compile(r"l'une ou l'autre|chacune des parties|l'une des parties|chaque partie|les parties")


def _applies(reading: Reading) -> bool:
    return reading.act.kind in ("convention", "contrat") and not reading.form and len(reading.act.articles) >= 2


def _sentences(reading: Reading) -> Iterator[tuple[int, str]]:
    for match in SENTENCE.finditer(reading.plain):
        if match.group().strip():
            yield match.start(), re.sub(r"\s+", " ", match.group())


@check(
    "C001",
    "termination-conflict",
    "error",
    remedy=("Ne garder qu'un régime de résiliation.", "Keep one termination regime."),
    example=(
        "decision-convention-annexee",
        "Elle pourra être prolongée par avenant.",
        "Elle peut être résiliée à tout moment par l'une ou l'autre des parties.",
    ),
)
def termination_conflict(reading: Reading) -> Iterator[Flaw]:
    """La convention a deux régimes de résiliation qui se contredisent : à tout moment et sans condition par l'une des parties ici ;
    avec un préavis ou seulement en cas de manquement là."""
    if not _applies(reading) or not ANY_TIME.search(reading.plain):
        return
    free: list[tuple[int, str]] = []
    bound: list[tuple[int, str]] = []
    sentences = list(_sentences(reading))
    for i, (at, text) in enumerate(sentences):
        if not ENDS.search(text) or (not EITHER_PARTY.search(text) and not re.search(r"convention|contrat", text)):
            continue
        following = sentences[i + 1][1].strip() if i + 1 < len(sentences) else ""
        if re.match(r"(?:article|\d+\s*[-.–)])", following):
            following = ""  # another article is another clause
        if ANY_TIME.search(text):
            if (
                EITHER_PARTY.search(text)
                and not NOTICE.search(text)
                and not GROUND.search(text)
                and not (NOTICE.search(following[:160]) and not GROUND.search(following[:160]))
            ):
                free.append((at, text))
        elif NOTICE.search(text) and (
            EITHER_PARTY.search(text) or re.search(r"\bne (?:peut|pourra)\b[^.]*\bqu'", text)
        ):
            bound.append((at, text))
    if free and bound:
        at, text = free[0]
        start = at + len(reading.plain[at:]) - len(reading.plain[at:].lstrip())
        moment = ANY_TIME.search(reading.plain, start)
        leads = [
            m.start() for m in ENDS.finditer(reading.plain, start, moment.start() if moment else len(reading.plain))
        ]
        begin = leads[-1] if leads else start
        end = min(at + len(text) + 20, len(reading.text))
        stop = reading.plain.find(".", begin, end)
        yield flaw(
            reading,
            Quote(reading, begin, stop if stop > begin else min(begin + 90, end)),
            f"la résiliation est libre à tout moment ici, et soumise à condition ailleurs : « {_clip(bound[0][1])} »",
            f"termination is free at any time here, and conditional elsewhere: “{_clip(bound[0][1])}”",
        )


def _clip(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 110 else f"{text[:107].rstrip()}…"


@check(
    "C002",
    "termination-without-notice",
    "info",
    absence=True,
    remedy=("Fixer un préavis de résiliation.", "Set a notice period."),
    example=(
        "convention",
        "l'autre partie peut résilier la présente convention trois mois après une mise en demeure par lettre recommandée avec accusé de réception restée sans effet.",
        "l'autre partie peut résilier la présente convention.",
    ),
)
def termination_without_notice(reading: Reading) -> Iterator[Flaw]:
    """La résiliation est prévue sans préavis ni mise en demeure."""
    if not _applies(reading):
        return
    told = [(at, text) for at, text in _sentences(reading) if re.search(r"\bresili|\bdenonc", text)]
    if not told or any(NOTICE.search(text) for _, text in told):
        return
    if re.search(r"preavis|mise en demeure", reading.plain):
        return
    for at, text in told:
        may = re.search(r"\b(?:peut|pourra|pourront|peuvent|sera)\b[^.]{0,40}(?:resili|denonc)", text)
        if may:
            lead = re.compile(r"\bresili|\bdenonc").search(reading.plain, at)
            begin = lead.start() if lead else at
            yield flaw(
                reading,
                Quote(reading, begin, min(begin + 60, len(reading.text))),
                "la résiliation est prévue sans préavis",
                "termination is allowed without notice",
            )
            return


@check(
    "C003",
    "duration-missing",
    "warning",
    absence=True,
    remedy=("Fixer une durée ou un terme.", "Set a duration or a term."),
    example=(
        "decision-convention-annexee",
        "Article 2 – Durée\n\nLa présente convention est conclue pour une durée d'un an. Elle prend effet à compter du 1er avril 2026 et prend fin le 31 mars 2027. Elle pourra être prolongée par avenant.",
        "Article 2 – Effet\n\nLa présente convention prend effet le 1er avril 2026. Elle pourra être modifiée par avenant.",
    ),
)
def duration_missing(reading: Reading) -> Iterator[Flaw]:
    """La convention ne dit ni sa durée, ni son terme : un engagement perpétuel est interdit (Code civil, art. 1210)."""
    act = reading.act
    if act.kind != "convention" or not _applies(reading) or len(act.articles) < 3:
        return
    if act.term is not None and (act.term.duration or act.term.end):
        return
    if re.search(
        r"\bduree\b|\bjusqu'a|\bprend(?:ra)? fin\b|\becheance\b|\bterme\b|\bannees?\s+(?:civile\s+)?\d{4}|\bperiode\b|\bvalable\b|\bpour l'annee\b|\bindeterminee\b|\bdu \d{1,2}\b[^.]{0,40}\bau \d{1,2}\b",
        reading.plain,
    ):
        return
    yield flaw(
        reading, act.title, "la convention ne fixe ni durée ni terme", "the convention sets neither duration nor term"
    )


@check(
    "C004",
    "renewal-unclear",
    "info",
    remedy=(
        "Dire si la reconduction est tacite ou expresse, et combien de fois.",
        "Say whether renewal is tacit or express, and how often.",
    ),
    example=("convention", "Elle ne peut être renouvelée par tacite reconduction.", "Elle est renouvelable."),
)
def renewal_unclear(reading: Reading) -> Iterator[Flaw]:
    """La convention est renouvelable sans que l'on sache comment ni combien de fois."""
    if not _applies(reading):
        return
    for at, text in _sentences(reading):
        match = re.search(
            r"\b(?:renouvelable|reconductible|(?:sera|est|pourra etre|peut etre) (?:renouvelee?|reconduite?))\b", text
        )
        if (
            match
            and re.search(r"\bconvention|\belle\b|\bcontrat\b|\bil\b", text)
            and not re.search(
                r"tacite|express|\bfois\b|avenant|accord|ecrit|chaque annee|d'annee en annee|periode|\bans?\b|\bmois\b",
                text,
            )
        ):
            found = re.compile(re.escape(match.group().split()[-1])).search(reading.plain, at)
            if found:
                yield flaw(
                    reading,
                    Quote(reading, found.start(), found.end()),
                    "le renouvellement n'est ni tacite ni exprès, et n'est pas borné",
                    "the renewal is neither tacit nor express, nor bounded",
                )
                return


@check(
    "C005",
    "litigation-court-missing",
    "info",
    absence=True,
    remedy=("Désigner la juridiction compétente.", "Name the competent court."),
    example=(
        "convention",
        "Tout litige né de l'exécution de la présente convention relève du tribunal administratif de Clermont-Ferrand.",
        "Tout litige né de l'exécution de la présente convention est réglé à l'amiable.",
    ),
)
def court_missing(reading: Reading) -> Iterator[Flaw]:
    """La convention traite des litiges sans désigner de juridiction."""
    if not _applies(reading) or reading.act.recourse or re.search(r"tribuna|juridiction", reading.plain):
        return
    for article in reading.act.articles:
        if re.search(r"\blitige|\bdifferend|\bcontentieux", fold(word(article.title))):
            yield flaw(
                reading,
                article.title,
                "la clause des litiges ne désigne aucune juridiction",
                "the clause on disputes names no court",
            )
            return


ACCOUNTS = """et le solde de 6 000 € après remise du compte rendu financier mentionné à l'article 6.

ARTICLE 5 : MISE À DISPOSITION DE LOCAUX

La Commune met à la disposition de l'Association, à titre gratuit, la salle des Halles, d'une valeur locative estimée à 5 200 € par an, dans les conditions fixées en annexe 2.

ARTICLE 6 : CONTRÔLE ET ÉVALUATION

L'Association remet à la Commune, dans les six mois suivant la clôture de chaque exercice, ses comptes annuels, un rapport d'activité et un compte rendu financier de l'emploi de la subvention, conformément à l'article 10 de la loi n° 2000-321 du 12 avril 2000."""
"""What a specimen says of the use of the grant, for the example of C006."""

THRESHOLD = Decimal(23000)
SUBSIDY = re.compile(r"\bsubvention")


@check(
    "C006",
    "finance-missing",
    "warning",
    absence=True,
    basis="loi n° 2000-321, art. 10 ; décret n° 2001-495",
    remedy=(
        "Fixer l'objet, le montant, les modalités de versement et les conditions d'utilisation de la subvention.",
        "Set the object, amount, payment and use of the grant.",
    ),
    example=("convention", ACCOUNTS, "ARTICLE 6 : INFORMATION\n\nL'Association informe la Commune de ses projets."),
)
def finance_missing(reading: Reading) -> Iterator[Flaw]:
    """Une convention de subvention ne dit pas le montant ; ou bien, au-delà de 23 000 € versés à un organisme privé, il lui manque
    une des clauses de la loi : objet, montant, modalités de versement, conditions d'utilisation."""
    act = reading.act
    if act.kind != "convention" or not _applies(reading):
        return
    title = next((a.title for a in act.articles if a.title and SUBSIDY.search(fold(word(a.title)))), None)
    granting = title or (act.title if act.title and SUBSIDY.search(fold(word(act.title))) else None)
    if granting is None:
        return
    if not act.amounts:
        if not re.search(r"\d\s*(?:€|euros?)|\beuros\b|montant[^.]{0,60}(?:deliberation|annexe)", reading.plain):
            yield flaw(
                reading,
                granting,
                "une subvention est prévue sans que son montant soit fixé",
                "a grant is provided for without its amount",
            )
        return
    private = any(organisation_type(word(p.name)) == "autre" for p in act.parties)
    largest = max(act.amounts, key=lambda a: a.value.value or Decimal(0))
    if not private or (largest.value.value or Decimal(0)) <= THRESHOLD:
        return
    wanted = (
        ("l'objet", r"\bobjet\b"),
        ("les modalités de versement", r"\bvers(?:e|er|ee|ement|ements|ees)\b|\bpaiement\b|\bacompte|\bmandat"),
        (
            "les conditions d'utilisation",
            r"compte[- ]rendu financier|\bcomptes? annuels?\b|\bbilan\b|\bcontrole\b|\bjustif|\brestitu|\brapport d'activite",
        ),
    )
    missing = [name for name, pattern in wanted if not re.search(pattern, reading.plain)]
    if missing and offset_of(reading, largest.value) is not None:
        yield flaw(
            reading,
            largest.value,
            f"subvention de plus de 23 000 € à un organisme privé : il manque {' et '.join(missing)}",
            f"grant above €23,000 to a private body: clauses missing ({len(missing)})",
        )
