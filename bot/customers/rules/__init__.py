"""How names of customers are found again, what a way to reach somebody says, and what dealings come to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.customers.values import Bearing, ContactDetails, Correction

LONGEST_NAME, LONGEST_PERSON = 120, 60
ALIKE = 65.0
"""From this likeness on (of 100), a name may be meant by what was typed."""
NEARLY_THE_SAME = 88.0
"""From this likeness on, a new name is probably an old one with a typing error."""
SHORTEST_WITH_ERRORS = 4
"""One letter off in a shorter name is another name."""
LONG_ENOUGH_FOR_TWO = 8
"""From so many letters on, what is typed may hold a second error."""

_LEGAL = """
    ab ag aps as asa bhd bv bvba co company corp corporation cv doo eirl eood ev gbr gesmbh gmbh inc incorporated
    kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv og ohg oy oyj plc pte pty pvt sa sagl sapi sarl sas
    sasu sdn se sl slu snc spa spol spzoo srl sro ug ulc unltd
"""
LEGAL_FORMS = frozenset(_LEGAL.split())
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_MARKS = re.compile("[\u0300-\u036f]")
_LONE_LETTERS = re.compile(r"\b(?:\w )+\w\b")

_AFTER_A_NAME = re.compile(r"[,;:(<\n|/]|\s[-–—]\s")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w@.])\+?\(?\d[\d\s().\-/]{4,}\d(?![\w@])")


def fold(name: str) -> str:
    """A name as it is found by: without case, accents, punctuation and legal form; never empty for one that says anything.

    "Müller & Söhne G.m.b.H." and "muller and sohne" are the same.
    """
    words = _plain_words(name)
    kept = list(words)
    while kept and (kept[-1] in LEGAL_FORMS or (kept[-1] == "and" and len(kept) < len(words))):
        kept.pop()
    return " ".join(kept or words) or " ".join(name.casefold().split())


def plain(words: str) -> str:
    """Any words as they are searched: without case, accents and punctuation."""
    return " ".join(_plain_words(words))


def plain_segment(name: str) -> str:
    """A segment's name folded, so that "Big  accounts" and "big accounts" are one."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class Named:
    """A customer to be found by name."""

    id: str
    name: str
    plain_name: str


def ranked(query: str, among: Iterable[Named], *, most: int) -> list[Named]:
    """Those whose names may be meant by what was typed, the likeliest first; typing errors are forgiven."""
    plain = fold(query)
    scored = ((_likeness(plain, one.plain_name), one) for one in among)
    likely = [(score, one) for score, one in scored if score >= ALIKE]
    likely.sort(key=lambda found: (-found[0], found[1].plain_name, found[1].id))
    return [one for _score, one in likely[:most]]


def nearly_the_same(name: str, among: Iterable[Named]) -> Named | None:
    """The one that a new name is probably a misspelling of."""
    plain = fold(name)
    scored = [(fuzz.ratio(plain, one.plain_name), one) for one in among if one.plain_name != plain]
    best = max(scored, key=lambda found: found[0], default=None)
    return best[1] if best and best[0] >= NEARLY_THE_SAME else None


def may_be_meant(typed: str, one: Named) -> bool:
    """Whether what was typed is where a word of the name begins, or the name with a typing error."""
    plain = fold(typed)
    if f" {plain}" in f" {one.plain_name}":
        return True
    if len(plain) >= SHORTEST_WITH_ERRORS and OSA.distance(plain, one.plain_name) <= 1:
        return True
    return nearly_the_same(typed, [one]) is not None


def begins_like(typed: str, one: Named) -> bool:
    """Whether what was typed so far is how the name, or one of its words, begins, if need be with a typing error."""
    plain, words = fold(typed), one.plain_name.split()
    if may_be_meant(typed, one):
        return True
    if len(plain) < SHORTEST_WITH_ERRORS:
        return False
    rests = [" ".join(words[at:]) for at in range(len(words))]
    errors = 1 + len(plain) // LONG_ENOUGH_FOR_TWO
    lengths = range(len(plain) - errors, len(plain) + errors + 1)
    return any(OSA.distance(plain, rest[:length]) <= errors for rest in rests for length in lengths)


def read_contact(words: str) -> ContactDetails:
    """Phone and email out of whatever was typed about how to reach somebody. What is not there is None."""
    email = _EMAIL.search(words)
    phone = _PHONE.search(_EMAIL.sub(" ", words))
    enough = phone and 6 <= sum(letter.isdigit() for letter in phone[0]) <= 15
    return ContactDetails(
        phone=" ".join(phone[0].split()) if phone and enough else None,
        email=email[0].rstrip(".'-") if email else None,
    )


def name_in(words: str | None) -> str | None:
    """The name at the beginning of how to reach somebody ("Rosa Marin, rosa@acme.example"); None where there is none."""
    if not words:
        return None
    read = read_contact(words)
    for found in (read.email, read.phone):
        words = words.replace(found, "\n") if found else words
    name = " ".join(_AFTER_A_NAME.split(words.strip(), maxsplit=1)[0].split()).strip(" .")
    is_name = bool(name) and len(name) <= LONGEST_PERSON and not any(letter.isdigit() for letter in name)
    return name if is_name else None


def bearing_of(
    said: datetime, correction: Correction | None, corrected: datetime | None, long_ago: datetime
) -> Bearing:
    """What evidence of dealings, `said` at that moment, comes to; before `long_ago` it only weighs. All moments are aware.

    The person concerned knows best: what they say counts, until the same is said again after it.
    """
    if correction is not None and corrected is not None and corrected >= said:
        return Bearing.nothing if correction is Correction.never else Bearing.weighs
    return Bearing.weighs if said < long_ago else Bearing.excludes


def _plain_words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    folded = _MARKS.sub("", folded).casefold().translate(_UNDECOMPOSED)
    folded = re.sub("['’`´]", "", folded.replace("&", " and ").replace("+", " and "))
    folded = unicodedata.normalize("NFC", folded)
    spaced = "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in folded)
    joined = _LONE_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), " ".join(spaced.split()))
    return joined.replace("sp zoo", "spzoo").split()


def _likeness(query: str, name: str) -> float:
    if name.startswith(query):
        return 100.0
    if query in name:
        return 95.0
    return max(fuzz.WRatio(query, name), fuzz.partial_ratio(query, name) if len(query) > 3 else 0.0)
