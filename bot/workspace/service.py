"""The workspace's choices, read and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from bot.slack.directory import ChannelFacts
from bot.slack.kit import Letter
from bot.work.events import Undeliverable
from bot.work.leases import wake_up
from bot.work.unit import Unit
from bot.workspace.blocks import channel_greeting
from bot.workspace.events import (
    ChannelChosen,
    ChannelLost,
    ChannelShared,
    PlaceLost,
    RhythmChanged,
    ThreadsChosen,
)
from bot.workspace.models import OwnLetter, WorkspaceSettings
from bot.workspace.records import last_choice, record_changes, record_named
from bot.workspace.records import record as record
from bot.workspace.roles import LIMITED, SETTABLE, Deed, Role, may
from bot.workspace.values import (
    Asking,
    Cards,
    ChannelTrouble,
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


def trouble_with(channel: ChannelFacts) -> ChannelTrouble | None:
    """Why this channel cannot hold the cards of departures, if it cannot. A public one can be joined."""
    if channel.is_shared:
        return ChannelTrouble.shared
    if channel.is_archived:
        return ChannelTrouble.archived
    return ChannelTrouble.not_inside if channel.is_private and not channel.is_member else None


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


def digest_place(unit: Unit) -> str | None:
    """The channel that hears whom to ask again; None where nobody chose any, or only people are to hear it."""
    settings = settings_of(unit)
    if settings.digest_people_alone:
        return None
    return settings.digest_channel or settings.departures_channel


def alerts_place(unit: Unit) -> str | None:
    """The channel that hears of a reason that comes up more than before; None where nobody chose any."""
    settings = settings_of(unit)
    return settings.alerts_channel or settings.departures_channel


def stop_digest(unit: Unit, person: str) -> bool:
    """Somebody wants to hear no more whom to ask again; whether they did until now. An admin may choose them anew."""
    people = settings_of(unit).digest_people
    if person in people:
        record_changes(unit, person, settings_of(unit), {"digest_people": [one for one in people if one != person]})
        return True
    return False


def own_letter(unit: Unit, kind: str) -> Letter | None:
    """The workspace's own words for a kind of letter; None where it has none."""
    found = unit.get(OwnLetter, kind)
    return Letter(found.subject, found.body) if found else None


def change_letter(unit: Unit, by: str, kind: str, letter: Letter | None) -> Outcome:
    """Write that kind of letter with these words from now on; None goes back to the words that we bring along."""
    if not may_change_settings(unit, by):
        return Outcome.may_not
    found = unit.get(OwnLetter, kind)
    before = found.subject if found else None
    if letter is None:
        if found is not None:
            unit.session.delete(found)
    elif found is None:
        unit.add(OwnLetter(id=kind, subject=letter.subject, body=letter.body, changed_by=by, changed_at=unit.now))
    else:
        found.subject, found.body, found.changed_by, found.changed_at = letter.subject, letter.body, by, unit.now
    record_named(unit, by, "letter.changed" if letter else "letter.shipped", kind, before, letter.subject if letter else None)
    unit.session.flush()
    return Outcome.done


def are_of_the_firm(unit: Unit, people: Iterable[str]) -> bool:
    """Whether all of these are full members of the firm, as far as Slack has told us."""
    return all(Role.member in unit.parts.standing(unit, person) for person in people)


def own_places(unit: Unit) -> frozenset[str]:
    """The channels that hear of something else than the cards."""
    settings = settings_of(unit)
    return frozenset(channel for name in OWN_PLACES if (channel := getattr(settings, name)))


def lose_channel(unit: Unit, channel: str, why: ChannelTrouble) -> None:
    """A channel can no longer hold cards: when it is the one of departures, it is chosen no longer.

    What else was to go there goes to the one of departures again. What stands in a shared one is taken out of it.
    """
    settings = settings_of(unit)
    gone = tuple(name for name in OWN_PLACES if getattr(settings, name) == channel)
    if gone:
        chosen_by = last_choice(unit, gone[0], channel)
        record_changes(unit, "", settings, dict.fromkeys(gone))
        unit.tell(PlaceLost(channel, why, gone, chosen_by))
    if settings.departures_channel == channel:
        lost = ChannelLost(channel, why, settings.channel_chosen_by)
        settings.departures_channel = settings.channel_chosen_by = None
        record(unit, "", f"channel.lost.{why.value}", channel)
        unit.tell(lost)
    if why is ChannelTrouble.shared:
        unit.tell(ChannelShared(channel))


def notice_undeliverable(unit: Unit, event: Undeliverable) -> None:
    """What Slack refuses to take for a channel shows that the channel is lost, where its own event was missed."""
    why = REFUSED_CHANNELS.get(event.code)
    if why is not None:
        lose_channel(unit, event.target, why)


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
OWN_PLACES = ("digest_channel", "alerts_channel")
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

REFUSED_CHANNELS = {
    "channel_not_found": ChannelTrouble.unseen,
    "not_in_channel": ChannelTrouble.not_inside,
    "is_archived": ChannelTrouble.archived,
    "channel_is_archived": ChannelTrouble.archived,
}
"""Slack's codes for a channel that takes no message from us any more."""
