"""Words of the folder: kinds of dealings and touches, consent."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

BEGAN, ENDED = "lifetime.began", "lifetime.ended"
"""What a time with us is called in a folder's timeline."""


class DealingKind(enum.Enum):
    """How somebody came to deal with a customer.

    Each of these excludes them from the exit interview, unless it is long ago or they correct it.
    """

    owner = "owner"
    worked_with = "worked_with"
    touch = "touch"
    said_so = "said_so"


class Correction(enum.Enum):
    """What the person concerned says of evidence that they dealt with a customer; it is kept beside the evidence."""

    never = "never"
    only_copied = "only_copied"
    long_ago = "long_ago"


class Bearing(enum.Enum):
    """What evidence of dealings comes to for whoever is to be a stranger."""

    excludes = "excludes"
    weighs = "weighs"
    nothing = "nothing"


class TouchKind(enum.Enum):
    """A real contact with a customer."""

    call = "call"
    meeting = "meeting"
    letter = "letter"
    email = "email"
    other = "other"


class Direction(enum.Enum):
    """Who was in touch with whom: `ours` came from us, `theirs` from the customer."""

    ours = "ours"
    theirs = "theirs"


class FileState(enum.Enum):
    """What became of a file for the folder. `too_large` and `gone` were never kept."""

    coming = "coming"
    kept = "kept"
    too_large = "too_large"
    gone = "gone"


class Cue(enum.Enum):
    """A warning sign: what somebody noticed about a customer."""

    price = "price"
    delivery = "delivery"
    senior = "senior"
    pace = "pace"
    silence = "silence"
    complaint = "complaint"
    champion = "champion"
    promise = "promise"
    feeling = "feeling"
    other = "other"


class PromiseState(enum.Enum):
    """What became of something that was promised to a customer."""

    open = "open"
    kept = "kept"
    broken = "broken"
    dropped = "dropped"


class Consent(enum.Enum):
    """The answer to "may we stay in touch". Not answered is not a no, and not a yes."""

    yes = "yes"
    no = "no"
    not_answered = "not_answered"


class Erased(enum.Enum):
    """What was erased."""

    customer = "customer"
    contact = "contact"


@dataclass(frozen=True)
class ConsentFacts:
    """One answer to "may we stay in touch": who of ours heard it (a name), when (aware), who of theirs said it, in which words."""

    answer: Consent
    at: datetime
    heard_by: str
    said_by: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Noticed:
    """One warning sign, for the rule that adds them up; `at` is aware."""

    kind: Cue
    at: datetime


@dataclass(frozen=True)
class ContactDetails:
    """What could be read out of how to reach somebody."""

    phone: str | None
    email: str | None
