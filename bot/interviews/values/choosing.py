"""Who may be asked, what speaks for and against it, and the evidence that is kept."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.customers.values import DealingKind, TouchKind


class Faint(enum.Enum):
    """What counts a little against asking somebody, and excludes nobody.

    They held an interview with this customer; they say that they were only copied in; it is long ago.
    """

    interview = "interview"
    copied = "copied"
    long_ago = "long_ago"


class Out(enum.Enum):
    """Why somebody was not considered. Whatever is nobody else's business is `otherwise`."""

    dealings = "dealings"
    asked = "asked"
    otherwise = "otherwise"


@dataclass(frozen=True)
class Candidate:
    """A colleague as the choice sees them: what speaks against asking them, as counts and dates.

    `in_pool`: they are among those who may be asked; `willing`: they have not said that they would rather not be, now
    or ever; `away`: it turned out that they are away. `dealings` are the kinds of real dealings with the customer, `faint` is
    what only weighs; `touches` counts their own logged contacts, of which `last_touch` is the newest; `channels` are the
    customer's channels that they are in; `logged` says that they logged this departure; `asked` that they were asked for
    it before, `declined` that they would rather not; `open` counts the interviews they hold or are asked to hold,
    `recent` those of the last 180 days; `last` is the day of the newest one; `overlap` counts the minutes of a day in
    which they and the customer both work, where that is known.
    """

    person: str
    full_member: bool = True
    in_pool: bool = True
    willing: bool = True
    away: bool = False
    dealings: frozenset[DealingKind] = frozenset()
    faint: tuple[Faint, ...] = ()
    touches: int = 0
    last_touch: date | None = None
    last_touch_kind: TouchKind | None = None
    channels: tuple[str, ...] = ()
    logged: bool = False
    asked: bool = False
    declined: bool = False
    open: int = 0
    recent: int = 0
    last: date | None = None
    overlap: int | None = None

    @property
    def acquaintance(self) -> int:
        """How much there is that makes them less of a stranger."""
        return len(self.channels) + self.logged + len(self.faint)


@dataclass(frozen=True)
class Choice:
    """Everybody in the order in which they would be asked, those first against whom nothing spoke (`eligible` of them).

    `strangers` counts those who never dealt with the customer and were not asked yet, whether they can be asked now or not.
    """

    order: tuple[Candidate, ...]
    eligible: int
    strangers: int

    @property
    def chosen(self) -> Candidate | None:
        """Who is to be asked, if anybody."""
        return self.order[0] if self.eligible else None


@dataclass(frozen=True)
class Considered:
    """How one colleague stood in a choice: `out` says why they were not in it; for the others, what counted, in its order."""

    person: str
    out: str | None = None
    acquaintance: int = 0
    recent: int = 0
    last: str | None = None
    overlap: int | None = None


@dataclass(frozen=True)
class Decision:
    """A choice, kept whole with the request: ids, counts and dates, nobody's words.

    `people` are all who were looked at, in the order of the choice. `by` is whoever chose against that order, if anybody did.
    `pool` is who might be asked, and `group_unread` says that the group of those could not be read.
    """

    people: tuple[Considered, ...] = ()
    chosen: str = ""
    by: str | None = None
    pool: str = ""
    group_unread: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Decision:
        """As it was stored, by this version or an earlier one."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        fields = Considered.__dataclass_fields__
        people = [{name: one[name] for name in fields if name in one} for one in known.pop("people", ())]
        return cls(people=tuple(Considered(**one) for one in people), **known)


@dataclass(frozen=True)
class Sought:
    """What Slack is to be asked before somebody is chosen: the customer's channels, by name; and who is in the group."""

    customer: str
    group: str | None


@dataclass(frozen=True)
class ChannelsSeen:
    """What Slack said of the customer's channels: who is in which, which could not be read, whether any could be looked for.

    `group` is who is in the group of those who may be asked; None where it could not be read, or there is none.
    `later` says that Slack could not be asked just now, and that it is worth asking again.
    """

    members: dict[str, frozenset[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    listed: bool = True
    later: bool = False
    group: frozenset[str] | None = None


@dataclass(frozen=True)
class WillingView:
    """Whether somebody wishes to be asked: never, or not before a day. `today` is by their own calendar."""

    never: bool
    paused_until: date | None
    today: date


@dataclass(frozen=True)
class WillingForm:
    """What somebody chose of that."""

    never: bool
    paused_until: date | None


@dataclass(frozen=True)
class Evidence:
    """Why somebody was asked, kept whole with the request: ids, counts and dates, nobody's words.

    `touches` of `all_touches` logged contacts are theirs; `channels` of the customer's `channels_seen` are those they
    are in; `anyway` says that whoever is responsible chose them although they have dealings. `strangers` never dealt with the
    customer, although nobody of them can be asked now; `overlap` counts minutes a day in which both work.
    """

    touches: int = 0
    all_touches: int = 0
    last_touch: str | None = None
    last_touch_kind: str | None = None
    dealings: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    channels_seen: tuple[str, ...] = ()
    channels_unread: tuple[str, ...] = ()
    channels_listed: bool = True
    logged: bool = False
    recent: int = 0
    last: str | None = None
    eligible: int = 0
    considered: int = 0
    anyway: bool = False
    faint: tuple[str, ...] = ()
    overlap: int | None = None
    strangers: int = 0
    group_unread: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Evidence:
        """As it was stored, by this version or an earlier one."""
        known: dict[str, Any] = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        for name, value in known.items():
            known[name] = tuple(value) if isinstance(value, list) else value
        return cls(**known)
