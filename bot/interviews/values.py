"""Words of an exit interview, and what its messages are written from."""

from __future__ import annotations

import enum
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.customers.values import DealingKind, TouchKind


class InterviewState(enum.Enum):
    """Where an interview stands. `writing`: four questions in writing take its place."""

    seeking = "seeking"
    nobody = "nobody"
    asked = "asked"
    accepted = "accepted"
    arranged = "arranged"
    writing = "writing"
    held = "held"
    ended = "ended"


TAKEN = (InterviewState.accepted, InterviewState.arranged)
"""Somebody has said that they will hold it."""

OVER = (InterviewState.held, InterviewState.ended)

OPENS, CLOSES = timedelta(days=8), timedelta(days=42)
"""The best time to call, counted from the departure: its second to its sixth week (FIELD.md, Facts; a vendor's figure)."""

AT_THE_LATEST = timedelta(days=56)
"""Until then it is tried; after eight weeks the question is whether to let it be."""

QUESTIONS_AFTER = 2
"""After so many tries without an answer, four questions in writing are proposed."""


class End(enum.Enum):
    """Why an interview ended without being held."""

    no_longer_needed = "no_longer_needed"
    not_wanted = "not_wanted"
    not_reached = "not_reached"
    declined = "declined"


class Source(enum.Enum):
    """How we know what the customer told us: they said it to somebody, or wrote it themselves."""

    said = "said"
    wrote = "wrote"


class Permission(enum.Enum):
    """How the customer allows a sentence of theirs to be shown."""

    named = "named"
    anonymous = "anonymous"
    hidden = "hidden"


class Recommend(enum.Enum):
    """Whether the customer would recommend us."""

    yes = "yes"
    perhaps = "perhaps"
    no = "no"


class RequestState(enum.Enum):
    """What became of asking one colleague. `chosen`: they are to be asked as soon as they work."""

    chosen = "chosen"
    asked = "asked"
    accepted = "accepted"
    knows_them = "knows_them"
    cannot_now = "cannot_now"
    no_answer = "no_answer"
    handed_over = "handed_over"
    withdrawn = "withdrawn"


STANDING = (RequestState.chosen, RequestState.asked, RequestState.accepted)
"""Somebody is to be asked, is being asked, or has said that they will do it."""


class TryAnswer(enum.Enum):
    """What came of one try to reach the customer. `wrong`: nobody of theirs is reached there."""

    nobody_there = "nobody_there"
    later = "later"
    declined = "declined"
    wrong = "wrong"


class PromptKind(enum.Enum):
    """What a message in private asks, and waits for an answer to.

    `nobody` and `stuck` go to whoever is responsible for the departure, the others to the interviewer.
    """

    reminder = "reminder"
    how_did_it_go = "how_did_it_go"
    not_reached = "not_reached"
    nobody = "nobody"
    stuck = "stuck"


class PromptAnswer(enum.Enum):
    """What became of a prompt. `replaced`: a newer one asks the same; `over`: there was nothing left to ask."""

    done = "done"
    arranged = "arranged"
    tried = "tried"
    handed_over = "handed_over"
    not_reached = "not_reached"
    keep_trying = "keep_trying"
    declined = "declined"
    ask_anyway = "ask_anyway"
    look_later = "look_later"
    no_interview = "no_interview"
    write_instead = "write_instead"
    outsider = "outsider"
    replaced = "replaced"
    over = "over"


class Obstacle(enum.Enum):
    """Why something was not done."""

    not_a_colleague = "not_a_colleague"
    not_yours = "not_yours"
    answered = "answered"
    over = "over"

    @property
    def refuses(self) -> bool:
        """Whoever meets it changed nothing: what they filled in may come again, put right."""
        return True


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
class Absence:
    """Somebody is away, or wants no messages now: until that (aware) moment, where it is known."""

    until: datetime | None = None


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


@dataclass(frozen=True)
class NextPrompt:
    """What the interviewer is asked next, and when (aware, UTC)."""

    kind: PromptKind
    at: datetime


USUAL_MINUTES = 15
"""How long a talk is meant to take."""


@dataclass(frozen=True)
class Appointment:
    """When the interviewer will speak with the customer: `at` (aware), for how long, and where (or a link)."""

    at: datetime
    minutes: int
    place: str | None = None


@dataclass(frozen=True)
class InterviewView:
    """What every message about an interview is written from. `today` and dates are in the zone of its reader.

    `outsider` is the name of somebody who is not of the firm and calls for us; then the interviewer keeps the record.
    The appointment takes `minutes`, at `place`. `has_draft`: the reader has begun to fill in what was said; `is_author`:
    they have filed it.
    """

    interview: str
    customer: str
    state: InterviewState
    end: End | None
    happened: date
    today: date
    since: date | None
    contact: str | None
    responsible: str
    zone: str
    accepted_at: datetime | None
    appointment: datetime | None
    held_at: datetime | None
    tries: int
    minutes: int = USUAL_MINUTES
    place: str | None = None
    outsider: str | None = None
    outsider_email: str | None = None
    has_draft: bool = False
    is_author: bool = False
    email: str | None = None
    owner_name: str | None = None
    own_name: str = ""
    introduced_at: datetime | None = None
    contact_asked: bool = False
    departure: str = ""
    questions_sent_at: datetime | None = None


@dataclass(frozen=True)
class RequestView:
    """One request, as the person who was asked sees it. `until` is when it passes to somebody else, unanswered."""

    request: str
    state: RequestState
    evidence: Evidence
    until: datetime | None
    about: InterviewView
    departure: str = ""


@dataclass(frozen=True)
class PromptView:
    """One prompt, as the person who was prompted sees it. `answer` is None while it waits.

    `offer_name` is whom to ask all the same, and `offer_evidence` what is known of their dealings.
    """

    prompt: str
    kind: PromptKind
    answer: PromptAnswer | None
    number: int
    about: InterviewView
    interviewer_name: str | None = None
    offer_name: str | None = None
    offer_evidence: Evidence | None = None


@dataclass(frozen=True)
class QuestionsView:
    """The four questions in writing, as the one who sends them sees them. `email` is the customer's, where one is known."""

    questions: str
    asked_name: str
    is_owner: bool
    email: str | None
    sent_at: datetime | None
    sent_by: str | None
    about: InterviewView

    @property
    def is_open(self) -> bool:
        """Whether there is still something to send, or to hear."""
        return self.about.state is InterviewState.writing


@dataclass(frozen=True)
class ContactView:
    """What whoever looks after the customer sees of announcing the call. `is_wrong`: nobody was reached where it says."""

    interview: str
    customer: str
    asked_name: str
    is_owner: bool
    contact: str | None
    email: str | None
    introduced_at: datetime | None
    interviewer_name: str | None
    is_wrong: bool
    is_over: bool


@dataclass(frozen=True)
class ContactForm:
    """Whom to phone at the customer's: a name, and at least one way to reach them."""

    name: str
    phone: str | None
    email: str | None

    @property
    def words(self) -> str:
        """As it is kept, on one line."""
        return ", ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True)
class OutsiderForm:
    """Who calls the customer for us, and is not of the firm; and the colleague who keeps the record, where one was named."""

    name: str
    email: str | None
    keeper: str | None = None
