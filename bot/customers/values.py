"""Words of the folder: kinds of dealings and touches, consent."""

from __future__ import annotations

import enum
from dataclasses import dataclass


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


class Consent(enum.Enum):
    """The answer to "may we stay in touch". Not answered is not a no, and not a yes."""

    yes = "yes"
    no = "no"
    not_answered = "not_answered"


@dataclass(frozen=True)
class ContactDetails:
    """What could be read out of how to reach somebody."""

    phone: str | None
    email: str | None
