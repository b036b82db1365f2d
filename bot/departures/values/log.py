"""Words of logging a departure: what the form opens with and keeps, what was written in it, and what came of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from bot.customers.values import Cue
from bot.departures.values.leaving import DepartureFacts, Outcome, Problems, Stage
from bot.workspace.roles import Deed, Reach, Role, may


@dataclass(frozen=True)
class LogForm:
    """What somebody logged. Either `customer_id` or `new_name` says who it is about; `happened` is in the logger's zone."""

    stage: Stage
    happened: date | None
    customer_id: str | None = None
    new_name: str | None = None
    owner: str | None = None
    worked_with: tuple[str, ...] = ()
    contact: str | None = None
    note: str | None = None
    quiet: bool = False
    source_link: str | None = None
    source_words: str | None = None
    signs: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Logged:
    """It was logged. `shown_to_logger`: the card is where they can see it, and is receipt enough."""

    departure: str
    customer: str
    shown_to_logger: bool


@dataclass(frozen=True)
class Known:
    """It is logged already, and they may see it. `passed_on`: what they wrote was kept, and its owner told.

    `kept`: it is theirs, and what they wrote was added. `moved`: what came of it where they say that it stands further on.
    """

    facts: DepartureFacts
    passed_on: bool
    kept: bool = False
    moved: Outcome | None = None


@dataclass(frozen=True)
class Thanked:
    """Whoever looks after that customer will be told; that is all there is to say."""

    customer: str


@dataclass(frozen=True)
class Rejected:
    """Nothing was saved: these answers need another look."""

    problems: Problems


@dataclass(frozen=True)
class MayNot:
    """They are nobody who may do this."""


@dataclass(frozen=True)
class Repeated:
    """This very form was saved before."""


LogResult = Logged | Known | Thanked | Rejected | MayNot | Repeated


@dataclass(frozen=True)
class Logger:
    """Somebody who wants to log a departure: where they are, what they are, and how far that deed reaches in their workspace."""

    zone: tzinfo
    roles: frozenset[Role]
    reach: Reach | None

    @property
    def may_log(self) -> bool:
        """Whether the table of roles lets them, asked anew each time, however long ago all this was read."""
        return may(Deed.log_departure, self.roles, self.reach)


@dataclass(frozen=True)
class Opening:
    """What the log form opens with. `customer_id` and `name` where a name was typed; `alike` is one that may be meant instead."""

    today: date
    customer_id: str | None = None
    name: str | None = None
    alike: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Unclear:
    """What was typed may be a word of the command, misspelt."""

    typed: str
    meant: str | None


@dataclass(frozen=True)
class Source:
    """The message that made somebody worry: its words, as many as a form remembers, and where it stands."""

    words: str
    channel: str
    ts: str


@dataclass(frozen=True)
class Half:
    """What stood in the log form when another answer to "where it stands" changed its questions; `team` and `signs` may be hidden.

    `quiet_by_itself`: warning signs ticked it, and nobody else; whoever chooses another answer did not mean it.
    """

    stage: Stage
    customer: tuple[str, str] | None
    happened: date | None
    owner: str | None
    team: tuple[str, ...]
    signs: tuple[Cue, ...]
    contact: str | None
    note: str | None
    quiet: bool
    alike: str | None
    source: Source | None
    quiet_by_itself: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A customer offered in the typeahead; `fits` where what was typed begins the name, and is not only somewhat like it."""

    id: str
    name: str
    fits: bool = True
