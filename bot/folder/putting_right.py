"""Words of putting right: another name, two customers who are one, and what is forgotten."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


class Refusal(enum.Enum):
    """Why nothing was changed."""

    unknown = "unknown"
    may_not = "may_not"
    name_missing = "name_missing"
    name_too_long = "name_too_long"
    name_taken = "name_taken"
    the_same = "the_same"
    both_open = "both_open"
    nothing_to_undo = "nothing_to_undo"
    merged_since = "merged_since"
    wrong_name = "wrong_name"

    @property
    def refuses(self) -> bool:
        """The same form, put right, may come again."""
        return True


@dataclass(frozen=True)
class Renamed:
    """A customer has another name now."""

    before: str
    after: str


@dataclass(frozen=True)
class Belongings:
    """How much is kept of a customer, by what people call it. `signs` are warning signs, `people` those to talk to there."""

    logged: int = 0
    contacts: int = 0
    people: int = 0
    signs: int = 0
    promises: int = 0
    other: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return any((self.logged, self.contacts, self.people, self.signs, self.promises, self.other))


@dataclass(frozen=True)
class MergePlan:
    """What happens if two customers become one. `says_no`: one of them does not wish to hear from us."""

    stays: str
    stays_name: str
    goes: str
    goes_name: str
    moves: Belongings
    says_no: bool


@dataclass(frozen=True)
class Merged:
    """Two customers are one now; `merge` can be taken back."""

    merge: str
    stays_name: str
    goes_name: str
    moved: Belongings


@dataclass(frozen=True)
class LastMerge:
    """The newest merge into a customer, which can be taken back: by whom (a name) it was, and when (aware)."""

    merge: str
    stays_name: str
    goes_name: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Parted:
    """Two customers who were one are two again."""

    stays_name: str
    goes_name: str


@dataclass(frozen=True)
class ErasePlan:
    """What goes if a customer is erased. `known_as` are other names; `messages` and `files` are the bot's own, in Slack."""

    customer: str
    name: str
    known_as: tuple[str, ...]
    goes: Belongings
    messages: int
    files: int
    planned: int


@dataclass(frozen=True)
class Erasing:
    """A customer is erased. `messages` are on their way out of Slack; `links` lead to what people wrote there themselves.

    `threads` are where the cards were: people may have written under them.
    """

    name: str
    messages: int
    links: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonThere:
    """Somebody to talk to at a customer's (`at`, and its name), as they were written down: by whom (a name), and when (aware)."""

    contact: str
    at: str
    customer: str
    words: str
    phone: str | None
    email: str | None
    added_by: str
    added: datetime


@dataclass(frozen=True)
class PeopleThere:
    """Everybody to talk to at a customer's."""

    customer: str
    people: tuple[PersonThere, ...]


@dataclass(frozen=True)
class Mention:
    """Something in which somebody is named: what it was, when (aware), and the words."""

    at: datetime
    what: str
    words: str | None


@dataclass(frozen=True)
class HeldAbout:
    """All that is held about a person, as far as whoever asks may read it; `terms` is what they are found by."""

    person: PersonThere
    also: tuple[PersonThere, ...]
    terms: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class PersonErased:
    """A person is erased: out of so many places that people wrote in, and so many messages of the bot's in Slack."""

    customer: str
    places: int
    messages: int
