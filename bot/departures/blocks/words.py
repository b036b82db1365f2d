"""How a departure is spoken of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.customers.blocks import which_time
from bot.departures.values import Stage
from bot.slack.kit import moment
from bot.words import _, later, plural

STAGES = {
    Stage.at_risk: later("shows warning signs"),
    Stage.leaving: later("has given notice"),
    Stage.left: later("has left"),
    Stage.saved: later("all is well again"),
    Stage.returned: later("came back"),
    Stage.closed: later("closed"),
}
CHOICES = {
    Stage.at_risk: later("Warning signs"),
    Stage.leaving: later("Has given notice"),
    Stage.left: later("Has left"),
    Stage.saved: later("All is well again"),
    Stage.returned: later("Came back"),
    Stage.closed: later("Nothing more to do"),
}
MARKS = {
    Stage.at_risk: ":eyes:",
    Stage.leaving: ":hourglass_flowing_sand:",
    Stage.left: ":wave:",
    Stage.saved: ":herb:",
    Stage.returned: ":house_with_garden:",
    Stage.closed: ":ballot_box_with_check:",
}
SAME_DAY_NEARLY_EVERYWHERE = time(10, tzinfo=UTC)
"""At ten in UTC it is the same day from UTC-10 to UTC+13, so a date shown at that moment is that date for its reader."""


def stage_words(stage: Stage) -> str:
    """Where a departure stands, inside a sentence."""
    return _(STAGES[stage])


def stage_choice(stage: Stage) -> str:
    """Where a departure stands, as something to choose."""
    return _(CHOICES[stage])


def day(when: date) -> str:
    """A day, written in the reader's own way."""
    return moment(datetime.combine(when, SAME_DAY_NEARLY_EVERYWHERE), "{date}")


def tenure(since: date, until: date) -> str:
    """How long somebody was with us: years once there are two, else months."""
    months = max(0, (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day))
    if months >= 24:
        return plural("with us for {count} year", "with us for {count} years", months // 12)
    if months >= 1:
        return plural("with us for {count} month", "with us for {count} months", months)
    return _("with us for less than a month")


def times(number: int) -> str | None:
    """Which time with us this is, where it is not the first."""
    return which_time(number) if number > 1 else None
