"""The room of who hears whom to ask again, and when. The third of the first steps, too."""

from __future__ import annotations

from datetime import time

from bot.slack.kit import (
    Choice,
    Values,
    View,
    channel_select,
    checkboxes,
    external_select,
    modal,
    multi_users,
    section,
    select,
)
from bot.words import _
from bot.workspace.blocks.places import zone_name
from bot.workspace.blocks.times import clock, weekday
from bot.workspace.values import Hearing

HEARING = "workspace.hearing"
HEARING_FORM = "workspace.hearing_form"
DIGEST = "digest_channel"
HEARERS = "digest_people"
ALONE = "digest_people_alone"
DAY = "day"
HOUR = "hour"
ZONE = "zone"
ZONE_OPTIONS = "workspace.zone"
MOST_HEARERS = 20
WORKING_DAYS = range(5)
WORKING_HOURS = range(6, 21)


def hearing_form(hearing: Hearing) -> View:
    """Asks which channel and which people are told whom to ask again, and when."""
    blocks = [
        section(
            _("Once a week, if anything is new, I name at most five customers whom you could ask again.")
        ),
        channel_select(
            _("Channel"),
            DIGEST,
            initial=hearing.channel,
            placeholder=_("The channel with the cards"),
            hint=_("Everybody in it reads the names; each can take on only customers whom they may see."),
            optional=True,
        ),
        multi_users(
            _("People"),
            HEARERS,
            initial=hearing.people,
            most=MOST_HEARERS,
            hint=_(
                "I send it to each of them alone, as long as they may see everybody on it; they can stop it. Whoever is in the "
                "channel reads it there."
            ),
            optional=True,
        ),
        checkboxes(
            _("Nobody else"),
            ALONE,
            [Choice(ALONE, _("Only these people, no channel"))],
            initial=[ALONE] if hearing.people_alone else [],
        ),
        select(
            _("Day"),
            DAY,
            [Choice(str(day), weekday(day)) for day in _with(WORKING_DAYS, hearing.weekday)],
            initial=str(hearing.weekday),
            hint=_("On a public holiday I wait for the next working day."),
        ),
        select(
            _("Hour"),
            HOUR,
            [Choice(str(hour), clock(time(hour))) for hour in _with(WORKING_HOURS, hearing.hour)],
            initial=str(hearing.hour),
        ),
        external_select(
            _("By the clock of"),
            ZONE,
            initial=Choice(hearing.zone, zone_name(hearing.zone)) if hearing.zone else None,
            placeholder=_("A city"),
            hint=_("Without a city, the clock of one of your admins counts."),
            optional=True,
            action_id=ZONE_OPTIONS,
        ),
    ]
    return modal(_("Whom to ask again"), HEARING_FORM, blocks, submit=_("Save"))


def parse_hearing(values: Values) -> Hearing | dict[str, str]:
    """What that form holds, or a sentence for the question that needs another look."""
    people, alone = values.users(HEARERS), ALONE in values.options(ALONE)
    if alone and not people:
        return {HEARERS: _("Please choose at least one colleague, or let a channel hear it.")}
    return Hearing(
        values.channel(DIGEST),
        people,
        alone,
        int(values.option(DAY) or 0),
        int(values.option(HOUR) or 0),
        values.option(ZONE),
    )


def may_not_change() -> str:
    """For somebody who is no admin, or is none any more. Plain text."""
    return _("Only an admin of this workspace can change this. Nothing was changed.")


def _with(offered: range, chosen: int) -> list[int]:
    return sorted({*offered, chosen})
