"""Words of staying in touch: what state things are in, and what may be chosen."""

from __future__ import annotations

import enum


class CadenceState(enum.Enum):
    """Whether a customer is still kept in touch with.

    `stopped` was somebody's wish and can be undone; so can `in_peace`, by whoever may ask the customer again; `over`
    cannot, but where only a record was kept, and more is done from now on.
    """

    going = "going"
    stopped = "stopped"
    in_peace = "in_peace"
    over = "over"


class NudgeKind(enum.Enum):
    """What is asked for: the quarterly hello, or the one gentle check-in where nobody answered whether we may.

    The others have an occasion: they are in the news, somebody read what may interest them, or the contract with their new
    supplier is about to end.
    """

    nudge = "nudge"
    check_in = "check_in"
    news = "news"
    article = "article"
    doors = "doors"


class NudgeState(enum.Enum):
    """What became of a nudge. `skipped`: not this time; `overtaken`: there was contact, or a newer nudge; `over`: there is
    nothing left to ask.
    """

    waiting = "waiting"
    done = "done"
    snoozed = "snoozed"
    skipped = "skipped"
    handed_over = "handed_over"
    stopped = "stopped"
    overtaken = "overtaken"
    over = "over"


class Suggestion(enum.Enum):
    """The one concrete thing that a nudge proposes."""

    call = "call"
    note = "note"
    article = "article"
    greeting = "greeting"
    congratulate = "congratulate"
    useful = "useful"


class SuccessionState(enum.Enum):
    """Whether somebody new stays in touch with a customer: nobody is named yet, somebody is asked, or they have taken it on."""

    open = "open"
    asked = "asked"
    taken = "taken"


class MailingPlace(enum.Enum):
    """Whether a customer is on the mailing list, and why not.

    `said_no`: they asked to be left alone. `not_wanted`: their folder says so. `not_answered`: they left without a word on it.
    """

    on_it = "on_it"
    said_no = "said_no"
    not_wanted = "not_wanted"
    not_answered = "not_answered"


class Sounded(enum.Enum):
    """How they sounded."""

    glad = "glad"
    as_usual = "as_usual"
    reserved = "reserved"


class Snooze(enum.Enum):
    """Until when a nudge is put off."""

    tomorrow = "tomorrow"
    monday = "monday"
    week = "week"
    day = "day"


class WhyYou(enum.Enum):
    """Why a nudge goes to the one who gets it."""

    owner = "owner"
    logger = "logger"
    handed_over = "handed_over"
    admin = "admin"


class Obstacle(enum.Enum):
    """Why an answer to a nudge was not taken."""

    may_not = "may_not"
    answered = "answered"
    over = "over"
    bad_day = "bad_day"
    not_a_colleague = "not_a_colleague"
    unknown = "unknown"
    not_gone = "not_gone"
    in_peace = "in_peace"
    known_already = "known_already"
    no_link = "no_link"
    nobody_chosen = "nobody_chosen"
    beyond_bounds = "beyond_bounds"
    not_an_admin = "not_an_admin"


class Declined(Exception):
    """An answer was not taken, and nothing was changed: the unit that raises it leaves no trace."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why
