"""Whether words to a customer blame, plead or gloat. Advice for whoever writes them; nothing is ever forbidden.

The phrases are English, and there are few of them on purpose: a letter is read by a person before it is sent.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.words import later

APOSTROPHES = "'’‘ʼ`´＇"
"""However somebody types it, it is the same word."""

_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*|[.!?…;]|\n\s*\n")
_PLAIN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Fault(enum.Enum):
    """What a phrase does to whoever reads it."""

    blames = "blames"
    pleads = "pleads"
    gloats = "gloats"


@dataclass(frozen=True)
class Phrase:
    """Some words in a row, what they do, and why: a sentence for `bot.words._`.

    Followed by one of the words in `unless` they are harmless.
    """

    words: str
    fault: Fault
    why: str
    unless: str = ""


@dataclass(frozen=True)
class Remark:
    """A phrase as it stands in a letter, and what it may do there; `why` is a sentence for `bot.words._`."""

    phrase: str
    fault: Fault
    why: str


_SHOULD = later("It tells them what they did wrong. Say what we could have done instead.")
_WRONG = later("It calls their decision a mistake. They know best what they need.")
_UNFORTUNATELY = later("It puts the misfortune on them. Say what happened, without a culprit.")
_FAULT = later("It says whose fault it was. In a goodbye that is better left open, or is ours.")
_SURPRISE = later("It lets them feel guilty for going.")
_RECONSIDER = later("It asks them to take back what they have decided. Accept it, and leave the door open.")
_BEG = later("It begs, which makes it hard for them to answer.")
_CHANCE = later("It asks for something. A goodbye that wants nothing is remembered longest.")
_OFFER = later("It bargains after the decision. Thank them now; an offer has its own time.")
_TOLD = later("It is about who was right. Whoever reads it will not feel welcome.")
_REGRET = later("It wishes them ill, however gently it is meant.")
_BACK = later("It says that they were wrong to go. Say that they are always welcome instead.")
_OTHERS = later("It talks down whom they have chosen, and so their choice.")

_RECEIVED = "received got had heard seen everything all it them no any the a an"

_PHRASES: Mapping[tuple[Fault, str], tuple[str, ...]] = {
    (Fault.blames, _SHOULD): (
        "you should have", "you should've", "you shouldn't have", "you should not have", "you could have told us",
        "you could have said", "you might have told us", "you ought to have", "why didn't you", "why did you not",
        "you never told us", "you never said", "you didn't tell us", "you did not tell us", "you failed to",
        "if only you had", "if you had only", "had you told us", "had you only",
    ),
    (Fault.blames, _WRONG): (
        "your decision is wrong", "your decision was wrong", "you are wrong", "you're wrong", "you were wrong",
        "you are making a mistake", "you're making a mistake", "you made a mistake", "a mistake on your part",
        "a mistake to leave", "bad decision", "wrong decision", "you don't understand", "you do not understand",
        "you misunderstood",
    ),
    (Fault.blames, _UNFORTUNATELY): (
        "unfortunately you", "sadly you", "regrettably you", "unfortunately your", "regrettably your",
    ),
    (Fault.blames, _FAULT): (
        "your fault", "you are to blame", "you're to blame", "because of you", "not our fault", "wasn't our fault",
        "through no fault of ours", "you caused", "as we told you", "as i told you", "as already explained",
    ),
    (Fault.blames, _SURPRISE): (
        "after all we have done", "after all we've done", "after everything we did", "after everything we've done",
        "after everything we have done", "you let us down", "you are letting us down", "you're letting us down",
        "you have disappointed us", "disappointed in you", "disappointed by you", "disappointed with you",
        "how could you", "you turned your back", "you owe us", "we expected more of you", "we expected more from you",
    ),
    (Fault.pleads, _RECONSIDER): (
        "please reconsider", "reconsider your decision", "please think again", "think it over", "please rethink",
        "change your mind", "before you go", "before you leave us", "it is not too late", "it's not too late",
    ),
    (Fault.pleads, _BEG): (
        "we beg", "i beg", "begging you", "please stay", "please don't go", "please do not go", "don't go",
        "don't leave", "do not leave us", "please don't leave", "we need you", "we can't lose you",
        "we cannot lose you", "i could lose my job", "we are desperate", "we're desperate", "we implore",
        "i implore", "we plead",
    ),
    (Fault.pleads, _CHANCE): (
        "another chance", "one more chance", "a second chance", "one last chance", "a last chance",
        "give us a chance", "give it another try", "give us another try",
    ),
    (Fault.pleads, _OFFER): (
        "what would it take", "whatever it takes to keep you", "we will match", "we'll match", "we can match",
        "we would do anything", "we'd do anything", "we'll do anything", "we will do anything",
    ),
    (Fault.gloats, _TOLD): (
        "told you so", "i told you", "we told you", "we warned you", "i warned you", "we were right", "i was right",
        "as we predicted", "as i predicted", "as we expected", "we knew it", "i knew it", "we saw it coming",
        "we knew you would", "we knew you'd", "didn't we say", "didn't i say",
    ),
    (Fault.gloats, _REGRET): (
        "you will regret", "you'll regret", "you may regret", "you might regret", "you would regret",
        "you will be sorry", "you'll be sorry", "good luck with that", "your loss", "you will see", "you'll see what",
        "you'll find out", "you will find out the hard way",
    ),
    (Fault.gloats, _BACK): (
        "you will be back", "you'll be back", "you will come back", "you'll come back", "you'll come crawling",
        "you have come crawling", "glad you came to your senses", "came to your senses", "come to your senses",
        "learnt your lesson", "learned your lesson", "learnt the hard way", "learned the hard way",
        "the grass is not greener", "the grass isn't greener", "the grass was not greener", "the grass wasn't greener",
    ),
    (Fault.gloats, _OTHERS): (
        "you get what you pay for", "cheap competitor", "cheaper competitor", "nobody else will", "no one else will",
        "you won't find better", "you will not find better", "you won't find anyone better", "they can't do what we",
        "they cannot do what we",
    ),
}  # fmt: skip
_HARMLESS = {
    "you should have": _RECEIVED,
    "you should've": _RECEIVED,
    "change your mind": "about",
    "before you go": "on",
    "you will see": "that the a an it our us me",
    "you will come back": "to",
}

PHRASES: Sequence[Phrase] = tuple(
    Phrase(words, fault, why, _HARMLESS.get(words, ""))
    for (fault, why), phrases in _PHRASES.items()
    for words in phrases
)
"""All that is looked for."""


def remarks(text: str) -> Sequence[Remark]:
    """The phrases in `text` that blame, plead or gloat, in its order, each once.

    Case, spacing and the kind of apostrophe do not matter; a phrase does not reach over the end of a sentence.
    """
    found: dict[str, Remark] = {}
    words = list(_WORD.finditer(text))
    plain = [word[0].translate(_PLAIN).casefold() for word in words]
    for start, end, phrase in _longest(plain):
        typed = " ".join(text[words[start].start() : words[end - 1].end()].split())
        found.setdefault(phrase.words, Remark(typed, phrase.fault, phrase.why))
    return tuple(found.values())


def _longest(plain: Sequence[str]) -> Iterator[tuple[int, int, Phrase]]:
    """Where phrases stand; of several that begin at one word the longest, and none inside another."""
    at = 0
    while at < len(plain):
        here = [(words, phrase) for words, phrase in _BY_FIRST.get(plain[at], ()) if _stands(words, phrase, plain, at)]
        if not here:
            at += 1
            continue
        words, phrase = max(here, key=lambda one: len(one[0]))
        yield at, at + len(words), phrase
        at += len(words)


def _stands(words: Sequence[str], phrase: Phrase, plain: Sequence[str], at: int) -> bool:
    end = at + len(words)
    following = plain[end] if end < len(plain) else ""
    return tuple(plain[at:end]) == words and following not in phrase.unless.split()


def _by_first() -> Mapping[str, Sequence[tuple[tuple[str, ...], Phrase]]]:
    found: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    for phrase in PHRASES:
        words = tuple(phrase.words.split())
        found.setdefault(words[0], []).append((words, phrase))
    return found


_BY_FIRST = _by_first()
