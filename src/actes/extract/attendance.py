"""Who sat, who was away, who voted for whom: the attendance lists at the head of an act.

« Présents : M. Paul TARDIEU, Mmes ROUX et PETIT. Absents excusés : Marc VALLON (pouvoir à Mme PETIT) » — the
names are part of the minutes (article L. 2121-15 of the CGCT), a councillor may hold one written proxy (L. 2121-20).

A list opens with a *head*, a run of head words around « présents », « absents », « excusés », « pouvoirs », that
ends with a colon, a figure or the first name. It closes at the next head, or at the first words no list holds.
Within it, what stands between two *links* (« pouvoir à ») is the holder of one proxy and the giver of the next.

All patterns read a folded string (`folding.fold`), unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actes.extract.folding import fold
from actes.extract.persons import persons
from actes.extract.phrases import phrase
from actes.model import Person, Proxy
from actes.text import Text

STATUS = re.compile(r"\b(?:presente?s?|absente?s?|excuse(?:e?s?)|representee?s?|pouvoirs?|procurations?)\b")
"""What a head turns on."""

_HEAD_WORDS = """
    presents present presente presentes absents absent absente absentes excuses excuse excusee excusees
    represente representes representee representees pouvoir pouvoirs procuration procurations mandat e s es
    etaient etait sont ont ayant avaient avait a donne donnes vote voter delegue leur leurs par et non sans ou mais
    membres membre conseillers conseiller conseilleres conseillere municipaux communautaires elus elu delegues
    titulaires titulaire suppleants en seance la le les de du des l d au aux ouverture l'ouverture avec voix
    deliberative consultative application article l'article code general collectivites territoriales conformement
    cgct bureau conseil municipal communautaire comite nom droit mm
"""
HEAD_WORDS = frozenset(_HEAD_WORDS.split())
"""The words of a head: « Absents ayant voté par procuration en application de l'article L. 2121-20 du code »."""

CIVILITIES = frozenset({"m", "mm", "mme", "mmes", "mlle", "mr", "mrs", "monsieur", "madame", "messieurs", "mesdames"})

WORD = re.compile(r"[^\W\d_]+(?:['][^\W\d_]+)?|\d+(?:-\d+)*|[^\s\w]|_")
LEAD = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]+|\d{1,3}) {1,3}$")
"""The word before: « Membres du bureau étaient » présents."""

HEAD_SIGNS = frozenset(".,/()-*'°")

CLOSING_WORDS = (
    r"secretaires?\b|quorum\b|dates? d|nombre d|en exercice|votants?\b|formant\b|lesquels\b|objet\b|delibera"
    r"|decisions? n|membres presents|conseillers presents|ordre du jour|assistai|assistent|assiste\b|vu l"
    r"|considerant|article\b|convoc|convoq|preside\b|presidence\b|rapport\b|suffrages\b"
    r"|le (?:conseil|comite|bureau|compte|proces|quorum)\b|soit \d|n[°o] ?\d|notes? de"
    r"|monsieur l[ea] (?:maire|president)|madame l[ea] (?:maire|president)|m(?:me|\.) l[ea] (?:maire|president)"
    r"|l'an (?:deux|2)|entendu\b|apres (?:avoir|en)|mairie d|du registre|pour ?:|services?\b|\f|rapporte\b"
    r"|expose\b|rappelle\b|informe\b|propose\b|indique\b|donne lecture|ouvre\b|declare\b|constate\b|procede\b"
    r"|forment\b|peuvent\b|quitte\b|arrive\b|rejoint\b|est (?:nomme|designe|elue?\b|approuv|adopt)"
    r"|sont (?:nomme|designe|elu)|a ete (?:nomme|designe|elu|approuv|adopt)|ont ete|ete (?:nomme|designe|elu)"
)
CLOSING = phrase(CLOSING_WORDS)
NUMBERED = phrase(r"(?<![\w.,/-])\d{1,2}(?:[./°)-]{1,2}|\.\d) ")
"""What no list of names holds, or the number of the next heading: the list closes there, before whom it is said of."""

FROM_POINT = re.compile(r"\b(?:partir|compter|jusqu'a|jusqu'au|depuis|avant|apres|pour|sauf)\b[^,;:]{0,18}$")
"""« à partir de la » délibération n° 12: when someone came, which is no close."""

SAID_OF = phrase(r"\b(?:rapporte|expose|propose|est|a ete|ete|preside|donne|quitte|arrive|rejoint|le|la)\b")
LAST_PERSON = re.compile(r"[.;:]\s|\n|\b(?:Monsieur|Madame|M\.|Mme)\s")
"""Where the person that a verb is said of begins, at the latest. Reads the text as printed."""

LINK = phrase(
    r"(?:\( {0,2})?\b(?:(?:qui|a|ont|avait|ayant|en|est|et|donn\w{1,5}|vote|delegue|son|leur|par|un|bon|pour) ){0,4}"
    r"(?:pouvoirs?|procurations?|mandat|representee?s?|repr\.?|remplacee?s?)(?: de vote)?(?: ecrite?)?(?: donnee?)?"
    r"[ :,]{1,3}(?:a|au|aux|par|pour|de)\b"
)
"""What binds a giver to a holder: « (pouvoir à », « donne procuration à », « représentée par »."""

BARE_LINK = phrase(r" (?:a|par|pour) |[ .]{3,}a | ?(?:=>|->|→) ?")
"""The same in a list of proxies: « Léa VALLON à Paul TARDIEU »."""

ASIDE = re.compile(r"\([^()]{0,160}\)")
PROXY_WORD = re.compile(r"pouvoir|procuration|mandat|represent|\brepr\b")
"""A parenthesis says when someone came (« arrivée à 19 h 07 »), which is left out, or who votes for him."""

_HEAD, _LIST = 9000, 7000


class Lists(NamedTuple):
    """The persons of each list, as printed and in order."""

    present: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    excused: tuple[Person, ...] = ()
    proxies: tuple[Proxy, ...] = ()


class _Head(NamedTuple):
    kind: str
    start: int
    end: int


def attendance_lists(text: Text) -> Lists:
    """The attendance lists at the head of `text`; a giver of a proxy is absent or excused as his list says."""
    head = text[:_HEAD]
    folded = fold(head.string)
    found: dict[str, list[Person]] = {"present": [], "absent": [], "excused": []}
    proxies: list[Proxy] = []
    heads = list(_heads(head.string, folded))
    for i, one in enumerate(heads):
        if one.kind == "present" and found["present"] and heads[i - 1].kind != "present":
            break  # the lists of another sitting
        limit = heads[i + 1].start if i + 1 < len(heads) else len(folded)
        end = _close(head.string, folded, one.end, min(limit, one.end + _LIST))
        listed, given = _read(head[one.end : end], one.kind == "proxies")
        proxies += given
        if one.kind in found:
            found[one.kind] += listed
        elif not given:
            found["absent"] += listed
    return Lists(tuple(found["present"]), tuple(found["absent"]), tuple(found["excused"]), tuple(proxies))


def _heads(string: str, folded: str) -> Iterator[_Head]:
    """The heads of the lists, in order."""
    last = 0
    for match in STATUS.finditer(folded):
        if match.start() < last:
            continue
        head = _head(string, folded, match.start())
        if head is not None:
            last = head.end
            yield head


def _head(string: str, folded: str, status: int) -> _Head | None:
    """The head that turns on the status word at `status`, or None where the word stands in a sentence."""
    end, words, colon, figure = status, list[str](), False, False
    for token in WORD.finditer(folded, status, status + 220):
        word = token[0]
        if word == ":":
            colon = True
        elif word.isdecimal() and (colon or "article" not in words) and not figure:
            figure = True
        elif colon or not (word in HEAD_SIGNS or word in HEAD_WORDS or word[0].isdecimal()):
            break
        elif word in CIVILITIES and string[token.start()].isupper():
            break  # the names begin
        else:
            words.append(word)
        end = token.end()
    start = status
    while lead := LEAD.search(folded, max(0, start - 24), start):
        if lead["word"] not in HEAD_WORDS and not lead["word"].isdecimal():
            break
        start = lead.start("word")
    kind = _kind(words)
    opens = string[start].isupper() or string[start].isdecimal()
    named = kind != "proxies" and string[end : end + 3].lstrip()[:1].isupper()
    return _Head(kind, start, end) if kind and opens and (colon or named) else None


def _kind(words: list[str]) -> str:
    if any(word.startswith(("pouvoir", "procuration")) for word in words) or (
        any(word.startswith("represente") for word in words) and "non" not in words
    ):
        return "proxies"
    for kind, stem in (("excused", "excuse"), ("absent", "absent"), ("present", "present")):
        if any(word.startswith(stem) for word in words):
            return kind
    return ""


def _close(string: str, folded: str, start: int, limit: int) -> int:
    """Where the list that opens at `start` closes."""
    plain = ASIDE.sub(lambda aside: " " * len(aside[0]), folded[start:limit])
    closing = next((word for word in CLOSING.finditer(plain) if _closes(plain, word.start())), None)
    heading = NUMBERED.search(plain, 0, closing.start() if closing else len(plain))
    if heading is not None:
        return start + _prose_line(string[start : start + heading.start()])
    end = start + closing.start() if closing else limit
    if closing and SAID_OF.match(closing[0]):
        said_of = list(LAST_PERSON.finditer(string, max(start, end - 60), end))
        end = said_of[-1].start() if said_of else end
    return start + _prose_line(string[start:end])


def _closes(plain: str, at: int) -> bool:
    return not (at and plain[at - 1].isalnum()) and not FROM_POINT.search(plain, max(0, at - 34), at)


def _prose_line(printed: str) -> int:
    """Where the first line of prose starts below the names; the length of `printed` if none does."""
    at = 0
    for line in printed.split("\n"):
        words = [word for word in line.split() if word[0].isalpha()]
        small = sum(word[0].islower() and fold(word) not in HEAD_WORDS for word in words)
        if at and len(words) > 2 and small * 5 >= len(words) * 2:
            return at
        at += len(line) + 1
    return len(printed)


def _read(segment: Text, proxies_only: bool) -> tuple[list[Person], list[Proxy]]:
    """The persons listed, holders of proxies left out, and the proxies."""
    asides = [aside.span() for aside in ASIDE.finditer(segment.string) if not PROXY_WORD.search(fold(aside[0]))]
    segment = segment.without(asides) if asides else segment
    folded = fold(segment.string)
    link = BARE_LINK if proxies_only and not LINK.search(folded) else LINK
    links = [match.span() for match in link.finditer(folded)]
    if not links:
        return list(persons(segment, "session.attendance")), []
    listed: list[Person] = []
    given: list[Proxy] = []
    giver: Person | None = None
    for i, end in enumerate([0, *(end for _, end in links)]):
        stop = links[i][0] if i < len(links) else len(segment)
        people = list(persons(segment[end:stop], "session.attendance"))
        if i and people:
            holder = people.pop(0)
            if giver is not None:
                given.append(Proxy(giver=giver, holder=holder))
        giver = people[-1] if people else None
        listed += people
    return listed, given
