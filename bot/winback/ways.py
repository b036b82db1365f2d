"""Words of what brings a customer back without anybody losing face: news that answers why they left, or something small."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.customers.values import TouchKind
from bot.reasons.values import Taxonomy
from bot.slack.kit import Letter
from bot.winback.values import AskState, Cure, WayIn, WayKind


class WayBack(enum.Enum):
    """A reason to talk again with which nobody has to admit anything."""

    news = "news"
    amends = "amends"
    team = "team"
    pilot = "pilot"
    view = "view"
    product = "product"


class Why(enum.Enum):
    """What in the folder speaks for a way back."""

    news = "news"
    changed = "changed"
    owner_gone = "owner_gone"
    new_face = "new_face"
    reason = "reason"
    reason_unknown = "reason_unknown"
    nothing_known = "nothing_known"


@dataclass(frozen=True)
class Way:
    """Something new or fixed, and whom it answers: those who left over one of these reasons (codes), in these segments (names).

    Where none of a kind are named, any will do; where neither is, it answers these `departures` and no others. `source` is
    the fix that it follows from, where nobody told it by hand; such a one needs no words.
    """

    kind: WayKind
    words: str
    reasons: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    departures: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class Hints:
    """What a folder holds that points to a way back.

    `changed` is something that went wrong for them, and is put right. `owner_gone`: whoever looked after them then is not
    here any more; `new_face`: whoever asks has never worked with them. `reason` is the code of why they left, `reason_words`
    what that is called.
    """

    news: WayIn | None = None
    changed: str | None = None
    owner_gone: bool = False
    new_face: bool = False
    reason: str | None = None
    reason_words: str | None = None
    cure: Cure = Cure.unknown


@dataclass(frozen=True)
class Proposal:
    """A way back, and what in the folder speaks for it."""

    way: WayBack
    why: Why


@dataclass(frozen=True)
class AskLetter:
    """The words to a customer whom somebody asks again. `is_own`: somebody wrote them for this one."""

    proposal: Proposal
    letter: Letter
    is_own: bool
    hints: Hints


@dataclass(frozen=True)
class AskView:
    """What whoever takes up to ask a customer sees. Their own zone is that of `left`; moments are aware.

    `since` is when that time with us began, `reason` why they left, in plain words, `wished` what would bring them back, `liked`
    how they like to hear from us, as they told it themselves. Since `made_at` it is their answer that is waited for.
    """

    ask: str
    customer: str
    state: AskState
    until: datetime
    made_at: datetime | None
    contact: str | None
    email: str | None
    left: date
    since: date | None
    last: tuple[TouchKind, datetime, str] | None
    reason: str | None
    wished: str | None
    liked: TouchKind | None
    again: date | None
    words: AskLetter


@dataclass(frozen=True)
class AskedOpening:
    """What the form for the answer opens with. `was_asked`: that they were asked is known, and only the answer is not."""

    customer: str
    today: date
    was_asked: bool


@dataclass(frozen=True)
class AskWords:
    """The words to one customer, to be changed before they are asked."""

    ask: str
    customer: str
    body: str
    is_own: bool


@dataclass(frozen=True)
class LaunchOpening:
    """What the form for a launch opens with: the reasons, and segments by name as whoever opens it may know them."""

    reasons: Taxonomy
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """Somebody whom a launch answers. `rests_until`: they are not asked before then; `asked_by`: somebody does already."""

    customer: str
    owner: str
    rests_until: date | None = None
    asked_by: str | None = None


@dataclass(frozen=True)
class Reach:
    """Whom a launch answers, of those that one person may know of: how many left over it, and who may be asked."""

    left: int
    may: tuple[Answered, ...]
    others: bool


@dataclass(frozen=True)
class LaunchRow:
    """A launch and what became of it, of those that the reader may see. `reasons` in plain words.

    `undoable`: the reader may take it back.
    """

    launch: str
    way: Way
    reasons: tuple[str, ...]
    by: str
    at: datetime
    told: int
    asked: int
    back: int
    is_over: bool
    undoable: bool


@dataclass(frozen=True)
class OpenDoor:
    """One customer in the message about a launch. Nobody may be asked who has no `told`, which the button carries."""

    told: str | None
    customer: str
    rests_until: date | None
    asked_by: str | None
    came_of_it: AskState | None


@dataclass(frozen=True)
class NewsView:
    """What somebody who looks after customers reads of a launch."""

    way: Way
    doors: Sequence[OpenDoor]
    is_over: bool
