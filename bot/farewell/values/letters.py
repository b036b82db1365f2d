"""Words of letters: which there are, what stands in them, and what is told of an apology."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import Consent, ConsentFacts
from bot.departures.values import Size, Stage
from bot.slack.kit import Letter

APOLOGISED = frozenset({Stage.leaving, Stage.left, Stage.saved, Stage.returned})
"""The stages in which an apology is right; whether they stay or come back makes no difference."""


class LetterKind(enum.Enum):
    """A letter whose words a workspace can change."""

    thanks = "thanks"
    apology = "apology"
    fixed = "fixed"
    improved = "improved"
    welcome = "welcome"


class Blank(enum.Enum):
    """What is filled into a letter from the folder, as it is written between braces."""

    customer = "customer"
    since = "since"
    contact = "contact"
    me = "me"
    what = "what"


BLANKS: Mapping[LetterKind, tuple[Blank, ...]] = {
    LetterKind.thanks: (Blank.customer, Blank.since, Blank.contact, Blank.me),
    LetterKind.apology: (Blank.customer, Blank.since, Blank.contact, Blank.me, Blank.what),
    LetterKind.fixed: (Blank.customer, Blank.since, Blank.contact, Blank.me, Blank.what),
    LetterKind.improved: (Blank.customer, Blank.since, Blank.contact, Blank.me, Blank.what),
    LetterKind.welcome: (Blank.customer, Blank.since, Blank.contact, Blank.me),
}


@dataclass(frozen=True)
class Known:
    """What the folder knows for a letter. `contact` is a name; `me` whoever sends it; `what` what went wrong."""

    customer: str
    me: str
    since: date | None = None
    contact: str | None = None
    what: str | None = None


@dataclass(frozen=True)
class LetterRow:
    """One letter in the list of letters: its words as they are, and whether they are the workspace's own."""

    kind: LetterKind
    letter: Letter
    is_own: bool


@dataclass(frozen=True)
class WordsView:
    """The words to one customer, to be changed before they are sent."""

    kind: LetterKind
    id: str
    customer: str
    letter: Letter
    is_changed: bool


@dataclass(frozen=True)
class ConsentView:
    """Whether we may stay in touch with a customer: now, and what they said before, oldest first."""

    departure: str
    customer: str
    answer: Consent
    history: tuple[ConsentFacts, ...]
    contact: str | None

    @property
    def is_answered(self) -> bool:
        """Whether they have said yes or no."""
        return self.answer is not Consent.not_answered


@dataclass(frozen=True)
class ConsentForm:
    """What somebody heard: the answer, who of the customer's gave it, and in which words."""

    answer: Consent
    said_by: str | None
    words: str | None


class ApologyState(enum.Enum):
    """Where an apology stands.

    `fixed`: what went wrong is changed, and the customer has not heard of it; `told`: they have. `never`: it stays as it is.
    `improved`: what they only told us about is changed, without an apology before.
    """

    written = "written"
    sent = "sent"
    fixed = "fixed"
    improved = "improved"
    told = "told"
    never = "never"
    dropped = "dropped"


LETTER_OF = {
    ApologyState.written: LetterKind.apology,
    ApologyState.fixed: LetterKind.fixed,
    ApologyState.improved: LetterKind.improved,
}
"""Which letter is to be sent, where one is."""
SAYS_CHANGED = frozenset({LetterKind.fixed, LetterKind.improved})
"""The letters that say that something is changed."""


@dataclass(frozen=True)
class ApologyView:
    """An apology as the one who looks after it sees it. People by name; moments aware.

    `letter` is what can be sent now. `asked` and `not_yet` count how often we asked whether it is changed, and were told
    "not yet".
    """

    id: str
    departure: str
    customer: str
    stage: Stage
    size: Size
    what: str
    state: ApologyState
    in_peace: bool
    is_author: bool
    letter: Letter | None
    contact: str | None
    email: str | None
    sent_at: datetime | None = None
    sent_by: str | None = None
    asked: int = 0
    not_yet: int = 0
    told_at: datetime | None = None
    told_by: str | None = None
    ended_by: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is sent to them any more: the story is closed, was not true, or only a record is kept."""
        return self.stage not in APOLOGISED or self.size is Size.record
