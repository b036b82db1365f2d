"""Where things stand: what was asked and answered, places in a digest, looks at who is back; and why something was not done."""

from __future__ import annotations

import enum


class AskState(enum.Enum):
    """What became of taking up to ask a customer.

    `unanswered`: they were asked, and did not answer; `lapsed`: nobody asked in time; `over`: there was nothing left to ask.
    """

    claimed = "claimed"
    back = "back"
    later = "later"
    no = "no"
    unanswered = "unanswered"
    given_back = "given_back"
    lapsed = "lapsed"
    over = "over"


MADE = (AskState.back, AskState.later, AskState.no, AskState.unanswered)
"""After these the customer was really asked."""


class Answer(enum.Enum):
    """What a customer said when they were asked again; `waiting`: nothing yet."""

    back = "back"
    later = "later"
    no = "no"
    waiting = "waiting"


class ItemState(enum.Enum):
    """What became of one place in a digest."""

    open = "open"
    claimed = "claimed"
    not_now = "not_now"
    in_peace = "in_peace"
    over = "over"


class CareKind(enum.Enum):
    """When a returned customer is looked after especially."""

    delivery = "delivery"
    day_30 = "day_30"
    day_60 = "day_60"
    day_90 = "day_90"
    month_6 = "month_6"
    month_12 = "month_12"


class CareState(enum.Enum):
    """What became of one look at a returned customer. `overtaken`: the next one came before an answer."""

    planned = "planned"
    waiting = "waiting"
    green = "green"
    amber = "amber"
    overtaken = "overtaken"
    over = "over"


class Gone(enum.Enum):
    """Whether what they once left over is gone."""

    yes = "yes"
    no = "no"
    unsure = "unsure"


class Obstacle(enum.Enum):
    """Why something was not done."""

    may_not = "may_not"
    taken = "taken"
    answered = "answered"
    over = "over"
    bad_day = "bad_day"
    unknown = "unknown"
    no_admin = "no_admin"
    nothing_counts = "nothing_counts"


class Declined(Exception):
    """Something was not done, and nothing was changed: the unit that raises it leaves no trace."""

    def __init__(self, why: Obstacle) -> None:
        super().__init__(why.value)
        self.why = why
