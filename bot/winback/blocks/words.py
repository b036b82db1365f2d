"""Sentences and names that the messages and forms of this stage share."""

from __future__ import annotations

from bot.winback.values import Obstacle
from bot.words import _, later

DAY = "day"
DELIVERY = "winback.delivery"
RETURN = "return"
DATE = "{date}"
LONGEST = 2000


def declined(why: Obstacle) -> str:
    """Why something was not done, in plain text."""
    return _(_OBSTACLES[why])


def not_found(name: str) -> str:
    """For somebody who named a customer that they know no departure of, in plain text."""
    return _(
        "I know of no customer called “{name}” who has left. “/lost-customer list” shows those that you can see."
    ).format(name=name)


def question_of(why: Obstacle) -> str:
    """The question in a form under which an obstacle is shown; one without a question of its own goes under the first."""
    return DAY if why is Obstacle.bad_day else ""


_OBSTACLES = {
    Obstacle.may_not: later("This is for those who may see that customer, so nothing was changed."),
    Obstacle.taken: later("Somebody else has taken this up, or they are not to be asked now. Nothing was changed."),
    Obstacle.answered: later(
        "This has been answered already, so nothing was changed. The message shows what came of it."
    ),
    Obstacle.over: later("There is nothing left to do about this, so nothing was changed."),
    Obstacle.bad_day: later("This day cannot be right. Please choose another."),
    Obstacle.unknown: later("I know of no such customer who has left."),
    Obstacle.no_admin: later("Only an admin of this workspace can change this. Nothing was changed."),
    Obstacle.nothing_counts: later(
        "Where nothing counts, I cannot tell whom to put first. Please give at least one of these a point or more."
    ),
}
