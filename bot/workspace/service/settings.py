"""The workspace's choices, read and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from bot.work.leases import wake_up
from bot.work.unit import Unit
from bot.workspace.blocks import channel_greeting
from bot.workspace.events import ChannelChosen, RhythmChanged, ThreadsChosen
from bot.workspace.models import WorkspaceSettings
from bot.workspace.records import record, record_changes
from bot.workspace.roles import LIMITED, SETTABLE, Deed, Role, may
from bot.workspace.values import (
    Asking,
    Cards,
    Choices,
    Choosing,
    Days,
    FirstChoice,
    Hearing,
    Keeping,
    Limits,
    Outcome,
    Sizes,
    Unanswered,
)


def settings_of(unit: Unit) -> WorkspaceSettings:
    """The settings of this workspace; the defaults until somebody changes them."""
    return unit.ensure(WorkspaceSettings, "settings", show_amounts=False)


def take_in(unit: Unit, by: str) -> bool:
    """The workspace has let the app in; what waited goes on. Whether it was here before."""
    again = unit.get(WorkspaceSettings, "settings") is not None
    wake_up(unit)
    settings_of(unit)
    record(unit, by, "app.installed", unit.workspace)
    return again


def choosing(unit: Unit, person: str) -> Choosing:
    """The choices as they are, and which of them this person may change."""
    settings = settings_of(unit)
    choices = Choices(settings.departures_channel, **{name: getattr(settings, name) for name in PLAIN_CHOICES})
    hearing = Hearing(
        settings.digest_channel,
        tuple(settings.digest_people),
        settings.digest_people_alone,
        settings.digest_weekday,
        settings.digest_hour,
        settings.zone,
    )
    asking = Asking(
        settings.interview_pool,
        tuple(settings.pool_people),
        settings.pool_group,
        settings.most_interviews,
        settings.long_ago_years,
    )
    return Choosing(
        choices,
        hearing,
        settings.unanswered,
        asking,
        Keeping(settings.keep_folders, settings.keep_records, settings.keep_frank, settings.keep_sent),
        may_choose_channel(unit, person),
        may_change_settings(unit, person),
        Limits(**{name: getattr(settings, name) for name in LIMITED}),
    )


def may_choose_channel(unit: Unit, person: str) -> bool:
    """Any colleague while there is no channel, so that nobody has to wait; afterwards whoever may change the settings."""
    deed = Deed.change_settings if settings_of(unit).departures_channel else Deed.choose_channel
    return may(deed, unit.parts.standing(unit, person))


def may_change_settings(unit: Unit, person: str) -> bool:
    """Whether a person may change the workspace's choices."""
    return may(Deed.change_settings, unit.parts.standing(unit, person))


def choose_channel(unit: Unit, by: str, channel: str) -> Outcome:
    """Let this channel hold the cards of departures. It has been looked at: `trouble_with` found none."""
    if not may_choose_channel(unit, by):
        return Outcome.may_not
    settings = settings_of(unit)
    if settings.departures_channel == channel:
        return Outcome.done
    record(unit, by, "channel.chosen", channel, before=settings.departures_channel, after=channel)
    settings.departures_channel, settings.channel_chosen_by = channel, by
    unit.say(channel_greeting(by), to=channel, key=f"channel_chosen:{channel}:{unit.now.isoformat()}")
    unit.tell(ChannelChosen(channel, by))
    return Outcome.done


def change_cards(unit: Unit, by: str, cards: Cards) -> Outcome:
    """Let these channels hear, and this stand on the cards. The channels have been looked at: `trouble_with` found none."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    settings, chosen = settings_of(unit), asdict(cards)
    channel = chosen.pop("departures_channel")
    if "keep_threads" in record_changes(unit, by, settings, chosen):
        _threads_chosen(unit, by)
    return choose_channel(unit, by, channel) if channel else Outcome.done


def change_days(unit: Unit, by: str, days: Days) -> Outcome:
    """Let these be the firm's days from now on."""
    return _change_rhythm(unit, by, asdict(days))


def change_sizes(unit: Unit, by: str, sizes: Sizes) -> Outcome:
    """Do less for customers below these amounts from now on."""
    return _change(unit, by, asdict(sizes))


def choose_first(unit: Unit, by: str, first: FirstChoice) -> Outcome:
    """Let this channel hold the cards, and, where an admin says so, what is said under them go into the folders."""
    came = choose_channel(unit, by, first.channel)
    if came is Outcome.done and first.keep_threads and may_change_settings(unit, by):
        settings = settings_of(unit)
        if not settings.keep_threads:
            settings.keep_threads = True
            _threads_chosen(unit, by)
    return came


def change_hearing(unit: Unit, by: str, hearing: Hearing) -> Outcome:
    """Tell these whom to ask again from now on. All have been looked at: the channel, and that the people are of the firm."""
    chosen = {
        "digest_channel": hearing.channel,
        "digest_people": list(hearing.people),
        "digest_people_alone": hearing.people_alone,
        "digest_weekday": hearing.weekday,
        "digest_hour": hearing.hour,
        "zone": hearing.zone,
    }
    return _change_rhythm(unit, by, chosen)


def change_unanswered(unit: Unit, by: str, unanswered: Unanswered) -> Outcome:
    """Do this about customers who have not said whether we may stay in touch."""
    return _change(unit, by, {"unanswered": unanswered})


def change_asking(unit: Unit, by: str, asking: Asking) -> Outcome:
    """Ask these people from now on, so many at a time. They have been looked at: all are of the firm."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    chosen = {
        "interview_pool": asking.pool,
        "pool_people": list(asking.people),
        "pool_group": asking.group,
        "most_interviews": asking.most,
        "long_ago_years": asking.years,
    }
    if not record_changes(unit, by, settings_of(unit), chosen, POOL_CHANGED):
        record(unit, by, POOL_CHANGED, "interview_pool")  # who said so last is asked when the group cannot be read
    return Outcome.done


def change_keeping(unit: Unit, by: str, keeping: Keeping) -> Outcome:
    """Keep things so long from now on; what is older goes in the night that comes."""
    return _change(unit, by, asdict(keeping))


def change_limits(unit: Unit, by: str, limits: Limits) -> Outcome:
    """Let each of these reach as far from now on, at most as the table of roles offers it."""
    chosen = asdict(limits)
    if any(chosen[name] not in SETTABLE[deed] for name, deed in LIMITED.items()):
        raise ValueError("nothing reaches farther than the table of roles offers")
    return _change(unit, by, chosen)


def stop_digest(unit: Unit, person: str) -> bool:
    """Somebody wants to hear no more whom to ask again; whether they did until now. An admin may choose them anew."""
    people = settings_of(unit).digest_people
    if person in people:
        record_changes(unit, person, settings_of(unit), {"digest_people": [one for one in people if one != person]})
        return True
    return False


def are_of_the_firm(unit: Unit, people: Iterable[str]) -> bool:
    """Whether all of these are full members of the firm, as far as Slack has told us."""
    return all(Role.member in unit.parts.standing(unit, person) for person in people)


def _threads_chosen(unit: Unit, by: str) -> None:
    settings = settings_of(unit)
    settings.threads_chosen_by = by
    record(unit, by, "threads.kept" if settings.keep_threads else "threads.kept_no_more", settings.id)
    unit.session.flush()
    unit.tell(ThreadsChosen(settings.keep_threads, by))


def _change_rhythm(unit: Unit, by: str, choices: Mapping[str, Any]) -> Outcome:
    came = _change(unit, by, choices)
    if came is Outcome.done:
        unit.tell(RhythmChanged())
    return came


def _change(unit: Unit, by: str, choices: Mapping[str, Any]) -> Outcome:
    if not may_change_settings(unit, by):
        return Outcome.may_not
    record_changes(unit, by, settings_of(unit), choices)
    return Outcome.done


POOL_CHANGED = "pool.changed"
PLAIN_CHOICES = (
    "show_amounts",
    "country",
    "work_days",
    "keep_threads",
    "light_below",
    "record_below",
    "amounts_in",
    "alerts_channel",
)
"""The choices that are kept as they are; the channel is more than a choice."""
