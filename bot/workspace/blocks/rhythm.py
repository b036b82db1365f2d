"""The second page of the settings: how we stay in touch, and when the channel hears whom to ask again."""

from __future__ import annotations

from datetime import time

from bot.slack.kit import Choice, Values, View, external_select, modal, radios, section, select
from bot.words import _, later
from bot.workspace.blocks.places import zone_name
from bot.workspace.blocks.times import clock, weekday
from bot.workspace.values import Rhythm, Unanswered

RHYTHM = "workspace.rhythm"
RHYTHM_FORM = "workspace.rhythm_form"
UNANSWERED = "unanswered"
DAY = "day"
HOUR = "hour"
ZONE = "zone"
ZONE_OPTIONS = "workspace.zone"
WORKING_DAYS = range(5)
WORKING_HOURS = range(6, 21)


def rhythm_form(rhythm: Rhythm) -> View:
    """Asks how we stay in touch, and when the channel is told whom to ask again."""
    blocks = [
        radios(
            _("If they have not said whether we may stay in touch"),
            UNANSWERED,
            [Choice(one.value, _(words)) for one, words in _UNANSWERED.items()],
            initial=rhythm.unanswered.value,
            hint=_("A no is always respected."),
        ),
        section(_("*Whom we could ask again*\nOnce a week I tell the channel of at most five customers.")),
        select(
            _("Day"),
            DAY,
            [Choice(str(day), weekday(day)) for day in _with(WORKING_DAYS, rhythm.weekday)],
            initial=str(rhythm.weekday),
            hint=_("On a public holiday I wait for the next working day."),
        ),
        select(
            _("Hour"),
            HOUR,
            [Choice(str(hour), clock(time(hour))) for hour in _with(WORKING_HOURS, rhythm.hour)],
            initial=str(rhythm.hour),
        ),
        external_select(
            _("By the clock of"),
            ZONE,
            initial=Choice(rhythm.zone, zone_name(rhythm.zone)) if rhythm.zone else None,
            placeholder=_("A city"),
            hint=_("Without a city, the clock of one of your admins counts."),
            optional=True,
            action_id=ZONE_OPTIONS,
        ),
    ]
    return modal(_("Staying in touch"), RHYTHM_FORM, blocks, submit=_("Save"))


def parse_rhythm(values: Values) -> Rhythm:
    """What that form holds. The short form of the first steps asks for less."""
    return Rhythm(
        Unanswered(values.option(UNANSWERED) or Unanswered.check_in_once),
        int(values.option(DAY) or 0),
        int(values.option(HOUR) or 0),
        values.option(ZONE),
    )


def may_not_change() -> str:
    """For somebody who is no admin, or is none any more. Plain text."""
    return _("Only an admin of this workspace can change this. Nothing was changed.")


_UNANSWERED = {
    Unanswered.check_in_once: later("Ask after them once, gently, after a quarter"),
    Unanswered.nudge: later("Stay in touch about once a quarter, as after a yes"),
    Unanswered.nothing: later("Leave them in peace"),
}


def _with(offered: range, chosen: int) -> list[int]:
    return sorted({*offered, chosen})
