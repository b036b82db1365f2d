"""What the stages bring to the work, as `bot/journey.py` lists it: reactions, cards, and handlers of what falls due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.slack.kit import Message
from bot.work.values import Duty, Entry, Upcoming, Way

if TYPE_CHECKING:
    from bot.work.deps import Deps
    from bot.work.unit import Unit

Reaction = Callable[["Unit", Any], None]
"""Acts on an event, inside the unit that told it."""

Renderer = Callable[["Unit", str], Message | None]
"""Draws a card from the state of its subject as it is now; None when there is nothing (more) to show."""


CardLines = Callable[["Unit", str], Sequence[str]]
"""What a stage adds to the card of a departure: lines of mrkdwn, escaped, from the state as it is now."""


RolesIn = Callable[["Unit", str, str], frozenset[Any]]
"""What a stage knows of a person's part in a departure, as roles of `bot/workspace/roles.py`: `roles(unit, departure, person)`."""


Granted = Callable[[str], Any]
"""The departures that a stage lets a person see for a time, as a query of their ids: `granted(person)`."""


Standing = Callable[["Unit", str], frozenset[Any]]
"""What a person is to the workspace as a whole, as roles of `bot/workspace/roles.py`: `standing(unit, person)`."""


MayBeTold = Callable[["Unit", str], bool]
"""Whether a message to a person may say anything at all: `may_be_told(unit, person)`."""


Duties = Callable[["Unit", str], Sequence[str | Duty]]
"""What a person still owes in a stage, for their own Home: lines of mrkdwn, escaped, some with a button: `duties(unit, person)`."""


Ahead = Callable[["Unit", str, datetime], Sequence[Upcoming]]
"""What a stage knows to be due from a person until a moment (aware), what is late among it: `ahead(unit, person, until)`."""


Ways = Callable[["Unit", str, str], Sequence[Way]]
"""What somebody can do from the details of a departure that they may see: `ways(unit, departure, person)`."""


Troubled = Callable[["Unit"], Sequence[str]]
"""What a stage stumbled over and an admin can mend: lines of mrkdwn, escaped, for an admin's own Home."""


Timeline = Callable[["Unit", str, str], Sequence[Entry]]
"""What a stage brings to the folder of a customer, for somebody who may see it: `timeline(unit, customer, reader)`.

In any order. What the reader may not see of it (a guess of somebody else's) is left out.
"""


InPeace = Callable[["Unit", Collection[str]], frozenset[str]]
"""Which of these customers are left in peace, as a stage knows: `in_peace(unit, customers)`."""


WhyLeft = Callable[["Unit", Collection[str]], Mapping[str, Sequence[str]]]
"""Why customers left, in plain words, by departure, as far as they said so: `why(unit, departures)`. The caller asks who may."""


FileMaker = Callable[["Unit", str], bytes | None]
"""Makes a file from the state of its subject as it is when it is sent; None when there is nothing (more) to send."""


Prompting = Callable[["Unit", str, str, str], object]
"""Brings a card to a person when it suits them: `prompt(unit, person, card, subject)`."""


Asking = Callable[["Unit", str, str, str], datetime]
"""Brings a card that cannot wait to a person, and says when it will reach them (aware): `ask(unit, person, card, subject)`."""


Noting = Callable[["Unit", str, str], None]
"""Brings what was said to a person, and lies in a delivery of that key, when it suits them: `note(unit, person, key)`."""


Changing = Callable[["Unit", Collection[tuple[str, str]]], None]
"""Hears behind which cards, with their subjects, the state has changed: `changed(unit, cards)`."""


Leaving = Callable[["Unit", str, str, str, str | None], None]
"""Hears that a card is no longer for a person, who sees the card `into` instead, if any: `left(unit, person, card, subject, into)`."""


Called = Callable[["Unit", str], str]
"""A person's name in plain text: `called(unit, person)`."""


Appointments = Callable[["Unit", str, datetime], bool]
"""Whether a person will be reminded of an appointment of their own until a moment (aware): `appointments(unit, person, until)`."""


def unheard(unit: Unit, departures: Collection[str]) -> Mapping[str, Sequence[str]]:  # noqa: ARG001 - a WhyLeft takes both
    """Until it is said who hears why customers leave, nobody has heard anything."""
    return {}


def at_once(unit: Unit, person: str, card: str, subject: str) -> datetime:
    """Until it is said how people like to be asked, they are asked at once."""
    unit.show(card, subject, to=person)
    return unit.now


def nothing(unit: Unit, *facts: object) -> None:
    """Until it is said what follows, nothing does."""
    del unit, facts


def nobody(unit: Unit, person: str) -> frozenset[Any]:  # noqa: ARG001 - a Standing takes both
    """Until it is said who knows people, nobody is anything, and so may do nothing."""
    return frozenset()


def anybody(unit: Unit, person: str) -> bool:  # noqa: ARG001 - a MayBeTold takes both
    """Until it is said who knows people, whoever is written to reads it."""
    return True


@dataclass(frozen=True)
class Due:
    """An obligation whose time has come, as its handler sees it. `due` is aware, in UTC; `cause` the request that it came of."""

    workspace: str
    id: str
    kind: str
    subject: str
    due: datetime
    facts: dict[str, Any]
    cause: str | None = None


@dataclass(frozen=True)
class Handler:
    """What to do when an obligation falls due: look into Slack first where needed, then act in one unit."""

    act: Callable[[Unit, Due, Any], None]
    look: Callable[[Deps, Due], Awaitable[Any]] | None = None


@dataclass(frozen=True)
class Parts:
    """Everything that the stages bring, by name."""

    reactions: Mapping[type, Sequence[Reaction]] = field(default_factory=dict)
    cards: Mapping[str, Renderer] = field(default_factory=dict)
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    card_lines: Sequence[CardLines] = ()
    roles_in: Sequence[RolesIn] = ()
    granted: Sequence[Granted] = ()
    standing: Standing = nobody
    may_be_told: MayBeTold = anybody
    duties: Sequence[Duties] = ()
    ahead: Sequence[Ahead] = ()
    ways: Sequence[Ways] = ()
    troubled: Sequence[Troubled] = ()
    timeline: Sequence[Timeline] = ()
    in_peace: Sequence[InPeace] = ()
    why_left: WhyLeft = unheard
    files: Mapping[str, FileMaker] = field(default_factory=dict)
    letters: Mapping[str, Any] = field(default_factory=dict)
    prompt: Prompting = at_once
    ask: Asking = at_once
    note: Noting | None = None
    called: Called | None = None
    on_time: Callable[[Unit, str], None] = nothing
    changed: Changing = nothing
    left: Leaving = nothing
    keep_up: Callable[[Unit], None] = nothing
    """Hears at the end of a unit that something has changed which people may be looking at."""
    appointments: Sequence[Appointments] = ()
    same_day: frozenset[str] = frozenset()
    """Cards that come on their own day, whatever else has interrupted somebody."""
    good_for: Mapping[str, timedelta] = field(default_factory=dict)
    """Cards that mean nothing any more after they have waited so long for somebody's brief."""
    repeats: Mapping[str, str] = field(default_factory=dict)
    """Cards that only ask again what another card has asked: who has not been told of the first is not told of the second."""
