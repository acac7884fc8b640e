"""D: the dates of the act itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from actes.checks.calendar_days import WEEKDAYS, french, real
from actes.checks.reading import CONTRACTS, RULINGS, Quote, Reading, blank, day, local, offset_of, own_day, word
from actes.checks.rule import Flaw, check, flaw
from actes.extract.folding import fold
from actes.model import Act, Found, Party

UNDATED = re.compile(r"\bprojet d[e']|\bmodele\b|\bconvention[- ]type\b|\bordre du jour\b|\bcahier des charges\b")
SITTING_DAY = re.compile(r"\bjour,?\s+(?:et\s+)?(?:mois|an)\b|\bmois et an\b|\bseance du\b|\ben seance\b")
"""« les jour, mois et an susdits » is a date: that of the sitting."""


@check(
    "D001",
    "missing-signature-date",
    "error",
    absence=True,
    remedy=("Dater la signature.", "Date the signature."),
    example=(
        "avenant",
        "Fait à La Ferrelle, le 19 décembre 2025, en deux exemplaires originaux.",
        "Fait à La Ferrelle, en deux exemplaires originaux.",
    ),
)
def missing_signature_date(reading: Reading) -> Iterator[Flaw]:
    """L'acte est signé et ne porte aucune date de signature : on ne peut ni le classer, ni calculer un délai. « Les jour,
    mois et an susdits » vaut date ; une date laissée en blanc est signalée par D002."""
    act = reading.act
    if act.kind not in ("arrete", "decision") and act.kind not in CONTRACTS:
        return
    if act.signed_on is not None or act.session_on is not None or reading.form or UNDATED.search(fold(word(act.title))):
        return
    signatory = next((s for s in act.signatories if s.role == "act" and s.family), None)
    if signatory is None or SITTING_DAY.search(reading.plain) or any(signature_slot(b.text) for b in act.blanks):
        return
    head = offset_of(reading, act.visas[0].text) if act.visas and act.kind not in CONTRACTS else None
    if head is not None and any(d.year and d.start < head for d in reading.days):
        return  # dated in its heading, which the model may not have told
    at = offset_of(reading, signatory.family)
    # A date just above or below the name is one, whatever the reading made of it.
    if at is None:
        return
    close = max(reading.plain.rfind("fait a", 0, at), reading.plain.rfind("fait en", 0, at), at - 160)
    if DATED.search(reading.lined, max(close, 0), at + 160):
        return
    yield flaw(
        reading,
        signatory.family,
        "l'acte est signé mais ne porte aucune date de signature",
        "the act is signed but bears no date of signature",
    )


DATED = re.compile(
    r"(?<!\d)(?<!affichee le )(?<!affiche le )(?<!publie le )(?<!publiee le )(?<!recu le )(?<!notifie le )\d{1,2}(?:er)?[ ./-][^\W\d_]{3,9}[ ./-](?:19|20)\d\d|\d\d?[/.]\d\d?[/.](?:19|20)\d\d|, le[ \t]*(?:\d|$)"
)
"""A date near a signature that the model did not take for that of the signature; not the date of a later formality."""


DATE_SLOT = re.compile(r"(?:^|[\s,:(*])(?:le|du|au|en date d[eu]|a compter du|date)[\s:.*]*$")
"""The words before an empty date slot: « À VALMONT, le », « en date du »."""

EXECUTORY_SLOT = re.compile(r"\b(?:publi|affich|notifi|mis en ligne|transmi|recu|recep|certifi|accus)")
"""The slots that are filled in after signature, on the act that is kept: an empty one in a copy is told as information."""


def signature_slot(found: Found[Any]) -> bool:
    return bool(re.search(r"(?:^|[\s,*])le[\s:.*]*$", fold(found.text)))


@check(
    "D002",
    "blank-date",
    "error",
    remedy=("Compléter la date.", "Fill the date in."),
    example=(
        "avenant",
        "Fait à La Ferrelle, le 19 décembre 2025, en deux exemplaires originaux.",
        "Fait en deux exemplaires originaux.\n\nÀ La Ferrelle, le",
    ),
)
def blank_date(reading: Reading) -> Iterator[Flaw]:
    """L'emplacement d'une date est resté vide (« À …, le », « en date du ____ »). Un emplacement d'affichage, de notification ou
    de publication, rempli après signature sur l'exemplaire conservé, n'est qu'une information. Un formulaire à remplir ne donne rien."""
    if reading.form:
        return
    told: set[tuple[int, int]] = set()
    slots = [b.text for b in reading.act.blanks]
    if blank(reading.act.signed_on) and not any(signature_slot(s) for s in slots):
        assert reading.act.signed_on is not None
        slots.append(reading.act.signed_on)
    for slot in slots:
        folded = fold(slot.text)
        if not slot.at or not DATE_SLOT.search(folded) or authorises(reading, slot) or cites(folded, reading, slot):
            continue
        place = (slot.at[0].page, slot.at[0].start)
        at = offset_of(reading, slot)
        if place in told or at is None:
            continue
        told.add(place)
        line = reading.plain[max(at - 60, 0) : at + len(slot.text)]
        executory = EXECUTORY_SLOT.search(line[line.rfind("  ") + 1 :]) is not None
        yield flaw(
            reading,
            slot,
            f"la date est restée en blanc après « {' '.join(slot.text.split())} »",
            f"the date after “{' '.join(slot.text.split())}” is left blank",
            severity="info" if executory else None,
        )


def authorising(party: Party) -> bool:
    """Whether the authorisation of a party lacks its number or its date."""
    reference = party.authorisation
    if reference is None:
        return False
    return (reference.number is None or reference.number.state != "read") and (
        reference.date is None or reference.date.state != "read"
    )


def authorises(reading: Reading, slot: Found[Any]) -> bool:
    """Whether an empty slot is that of the authorisation of a party (P008 tells it)."""
    place = slot.at[0]
    for party in reading.act.parties:
        if party.authorisation and authorising(party):
            for near in party.authorisation.text.at:
                if near.page == place.page and near.start - 60 <= place.start <= near.end + 60:
                    return True
    return False


CITED = re.compile(
    r"\b(?:deliberation|decision|arrete|convention|contrat|avenant|decret|loi|marche)s?\b[^\n.;:]{0,40}$"
)


def cites(folded: str, reading: Reading, slot: Found[Any]) -> bool:
    """Whether an empty slot is the number or date of an act cited (R002 tells it)."""
    at = offset_of(reading, slot)
    if at is None:
        return False
    before = re.sub(r"\s+", " ", reading.plain[max(at - 50, 0) : at] + folded)
    return bool(CITED.search(before)) and not re.search(r"\bfait a\b", before)


@check(
    "D003",
    "impossible-date",
    "error",
    remedy=("Rétablir la date exacte.", "Restore the right date."),
    example=("arrete-circulation", "Du lundi 4 mai 2026", "Du mardi 4 mai 2026"),
)
def impossible_date(reading: Reading) -> Iterator[Flaw]:
    """La date n'existe pas au calendrier (31 septembre, mois 13, année de cinq chiffres), ou le jour de la semaine n'est
    pas celui de la date (« lundi 15 janvier 2026 »)."""
    session = day(reading.act.session_on)
    for printed in reading.days:
        quote = Quote(reading, printed.start, printed.end)
        text = " ".join(reading.text[printed.start : printed.end].split())
        if not real(printed.day, printed.month, printed.year):
            split = re.search(
                r"\d\s?$", reading.plain[max(printed.start - 2, 0) : printed.start]
            )  # « 3 0 MARS »: a dated stamp
            if printed.day <= 39 and printed.month <= 19 and not split:
                yield flaw(reading, quote, f"« {text} » n'existe pas au calendrier", f"“{text}” is not in the calendar")
            continue
        year = printed.year
        if printed.weekday and year is None and session and session[5:] == f"{printed.month:02}-{printed.day:02}":
            year = int(session[:4])
        if printed.weekday and year and year >= 1583:
            right = WEEKDAYS[date(year, printed.month, printed.day).weekday()]
            if right != printed.weekday:
                yield flaw(
                    reading,
                    quote,
                    f"« {text} » : le {printed.day:02}/{printed.month:02}/{year} est un {right}",
                    f"“{text}”: {year}-{printed.month:02}-{printed.day:02} is not that day of the week ({right})",
                )


@check(
    "D004",
    "signed-after-received",
    "error",
    remedy=("Vérifier la date de signature et celle du tampon.", "Check the date of signature against the stamp."),
    example=("decision-convention-annexee", "Sous-préfecture le : 13 MARS 2026", "Sous-préfecture le : 11 MARS 2026"),
)
def signed_after_received(reading: Reading) -> Iterator[Flaw]:
    """L'acte est dit reçu, transmis ou publié avant d'avoir été signé (ou, pour une délibération, avant la séance)."""
    act = reading.act
    signed = day(act.signed_on) or day(act.session_on)
    if signed is None or act.execution is None or act.kind not in RULINGS:
        return
    known = act.execution
    steps = (
        (known.sent_on, "transmis", "sent"),
        (known.received_on, "reçu", "received"),
        (known.published_on, "publié", "published"),
        (known.posted_on, "affiché", "posted"),
    )
    for step, done, done_en in steps:
        when = day(step)
        if when and when < signed and step is not None:
            own = act.signed_on if day(act.signed_on) else act.session_on
            verb = "signé" if day(act.signed_on) else "délibéré"
            yield flaw(
                reading,
                step,
                f"l'acte est {done} le {french(when)}, avant d'être {verb} le {french(signed)}",
                f"the act is {done_en} on {when}, before its own date, {signed}",
                related=[(reading, own)] if own else [],
            )
            return


@check(
    "D005",
    "published-before-received",
    "warning",
    basis="CGCT L2131-1, L5211-3",
    remedy=(
        "Vérifier les dates de transmission et de publication.",
        "Check the dates of transmission and publication.",
    ),
    example=("decision-convention-annexee", "publication le : 16 MARS 2026", "publication le : 12 MARS 2026"),
)
def published_before_received(reading: Reading) -> Iterator[Flaw]:
    """Un acte transmissible est publié ou affiché avant sa transmission à la préfecture : il n'est exécutoire qu'à la seconde
    des deux dates."""
    act = reading.act
    if act.execution is None or act.kind not in RULINGS or not local(reading):
        return
    received = day(act.execution.sent_on) or day(act.execution.received_on)
    for found in (act.execution.published_on, act.execution.posted_on):
        published = day(found)
        own = own_day(act)
        if received and published and published < received and not (own and published < own):
            yield flaw(
                reading,
                found,
                f"publié le {french(published)}, avant la transmission à la préfecture ({french(received)})",
                f"published on {published}, before its transmission ({received})",
                related=[(reading, f) for f in (act.execution.sent_on or act.execution.received_on,) if f],
            )
            return


@check(
    "D011",
    "signed-before-session",
    "error",
    remedy=(
        "Vérifier la date de séance et la date de signature.",
        "Check the dates of the sitting and of the signature.",
    ),
    example=(
        "deliberation",
        "Fait et délibéré à Montclerc-les-Étangs, les jour, mois et an susdits.",
        "Fait à Montclerc-les-Étangs, le 20 février 2026.",
    ),
)
def signed_before_session(reading: Reading) -> Iterator[Flaw]:
    """Une délibération est signée avant la séance au cours de laquelle elle est prise."""
    act = reading.act
    signed, session = day(act.signed_on), day(act.session_on)
    if act.kind == "deliberation" and signed and session and signed < session:
        yield flaw(
            reading,
            act.signed_on,
            f"signée le {french(signed)}, avant la séance du {french(session)}",
            f"signed on {signed}, before the sitting of {session}",
            related=[(reading, act.session_on)] if act.session_on else [],
        )


@check(
    "D012",
    "convention-before-authorisation",
    "error",
    scope="dossier",
    basis="CE, avis, 10 juin 1996, n° 176873",
    remedy=(
        "Ne signer qu'une fois l'acte d'autorisation exécutoire.",
        "Sign only once the authorising act is executory.",
    ),
    example=(
        "decision-convention-annexee",
        "en trois exemplaires originaux, le 18 mars 2026",
        "en trois exemplaires originaux, le 10 mars 2026",
    ),
)
def convention_before_authorisation(readings: Sequence[Reading]) -> Iterator[Flaw]:
    """La convention est signée avant que l'acte qui l'autorise soit exécutoire (transmis et publié) : la signature est
    alors sans effet."""
    acts = {r.act.id: r for r in readings}
    for reading in readings:
        signed = day(reading.act.signed_on)
        if reading.act.kind not in CONTRACTS or signed is None:
            continue
        parent = acts.get(reading.act.annex_of or "")
        ready = _executory(parent.act) if parent else None
        if parent and ready and signed < ready[0]:
            yield flaw(
                reading,
                reading.act.signed_on,
                f"la convention est signée le {french(signed)}, avant que l'acte qui l'autorise soit exécutoire ({french(ready[0])})",
                f"the convention is signed on {signed}, before the authorising act is executory ({ready[0]})",
                related=[(parent, ready[1])],
            )
            continue
        for party in reading.act.parties:
            allowed = day(party.authorisation.date) if party.authorisation else None
            if allowed and signed < allowed and party.authorisation and party.authorisation.date:
                yield flaw(
                    reading,
                    party.authorisation.date,
                    f"l'autorisation de « {word(party.name)} » date du {french(allowed)}, après la signature du {french(signed)}",
                    f"the authorisation of “{word(party.name)}” is of {allowed}, after the signature of {signed}",
                    related=[(reading, reading.act.signed_on)] if reading.act.signed_on else [],
                )


def _executory(act: Act) -> tuple[str, Found[Any]] | None:
    """The last of signature, reception and publication, and where it stands."""
    known = act.execution
    steps = [act.signed_on, *((known.received_on or known.sent_on, known.published_on) if known else ())]
    return max(((d, f) for f in steps if f and (d := day(f))), key=lambda x: x[0], default=None)


@check(
    "D013",
    "receipt-date-differs",
    "warning",
    remedy=("Vérifier la date saisie à la télétransmission.", "Check the date entered for transmission."),
    example=("deliberation", "ID : 023-212309900-20260226-2026_014-DE", "ID : 023-212309900-20260227-2026_014-DE"),
)
def receipt_date_differs(reading: Reading) -> Iterator[Flaw]:
    """La date contenue dans l'identifiant @CTES n'est ni celle de la séance ni celle de la signature."""
    act = reading.act
    receipt = act.execution.receipt if act.execution else None
    own = {d for d in (day(act.signed_on), day(act.session_on)) if d}
    if receipt and receipt.date and own and receipt.date not in own and act.kind in RULINGS and act.execution:
        yield flaw(
            reading,
            act.execution.receipt_id,
            f"l'identifiant de télétransmission porte le {french(receipt.date)}, l'acte est du {french(min(own))}",
            f"the transmission id bears {receipt.date}, the act {min(own)}",
            related=[(reading, f) for f in (act.signed_on or act.session_on,) if f],
        )


APART = 5
"""Years between the sitting, signature, reception and publication of one act beyond which one of them is a misprint."""

FAR = 30
RECENT = 2005
"""Where the act has one date of its own: years beyond the latest text it cites, if that one is recent (an act may cite only old laws)."""


@check(
    "D014",
    "future-or-ancient-date",
    "warning",
    remedy=("Vérifier l'année.", "Check the year."),
    example=("arrete-circulation", "Fait à Pontarly, le 27 avril 2026", "Fait à Pontarly, le 27 avril 2062"),
)
def far_date(reading: Reading) -> Iterator[Flaw]:
    """L'année d'une date de l'acte (séance, signature, réception, publication) est très éloignée de toutes les autres : faute
    de frappe ou de lecture (2062, 1926). Les lois anciennes et les années de construction ne sont pas regardées."""
    act = reading.act
    known = act.execution
    own = [act.signed_on, act.session_on]
    own += [known.sent_on, known.received_on, known.published_on, known.posted_on] if known else []
    dated = [(year, f) for f in own if f and f.state != "blank" and (year := _year(f))]
    cited = {p.year for p in reading.days if p.year and 1900 <= p.year <= 2199}
    told: set[int] = set()
    for year, found in dated:
        others = {y for y, f in dated if f.text != found.text and y != year} | {
            y for y, f in dated if f.text != found.text and f is not found and y == year
        }
        if others:
            odd = min(abs(year - y) for y in others) >= APART and _odder(year, others, cited)
        else:
            others = cited - {year}
            odd = (
                bool(others)
                and max(others) >= RECENT
                and (year - max(others) >= FAR or min(y for y in others if y >= RECENT) - year >= FAR)
            )
        if odd and year not in told:
            told.add(year)
            yield flaw(
                reading,
                found,
                f"l'année {year} est très éloignée de toutes les autres dates de l'acte ({min(others)}–{max(others)})",
                f"the year {year} is far from every other date of the act ({min(others)}–{max(others)})",
            )


def _year(found: Found[Any]) -> int | None:
    years = [int(y) for y in re.findall(r"(?<!\d)(\d{4})(?!\d)", found.text)]
    return next((y for y in years if 1900 <= y <= 2199), None)


def _odder(year: int, others: set[int], cited: set[int]) -> bool:
    """Whether `year` rather than the others is out of place: fewer of the years cited lie near it."""
    near = sum(abs(y - year) < APART for y in cited)
    rivals = max(sum(abs(y - other) < APART for y in cited) for other in others)
    return near < rivals or (near == rivals and year > max(others))
