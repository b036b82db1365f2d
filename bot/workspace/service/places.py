"""The channels in which something is told: why one will not do, and what follows when one is lost."""

from __future__ import annotations

from bot.slack.directory import ChannelFacts
from bot.work.events import Undeliverable
from bot.work.unit import Unit
from bot.workspace.events import ChannelLost, ChannelShared, PlaceLost
from bot.workspace.records import last_choice, record, record_changes
from bot.workspace.service.settings import settings_of
from bot.workspace.values import ChannelTrouble

OWN_PLACES = ("digest_channel", "alerts_channel")
REFUSED_CHANNELS = {
    "channel_not_found": ChannelTrouble.unseen,
    "not_in_channel": ChannelTrouble.not_inside,
    "is_archived": ChannelTrouble.archived,
    "channel_is_archived": ChannelTrouble.archived,
}
"""Slack's codes for a channel that takes no message from us any more."""


def trouble_with(channel: ChannelFacts) -> ChannelTrouble | None:
    """Why this channel cannot hold the cards of departures, if it cannot. A public one can be joined."""
    if channel.is_shared:
        return ChannelTrouble.shared
    if channel.is_archived:
        return ChannelTrouble.archived
    return ChannelTrouble.not_inside if channel.is_private and not channel.is_member else None


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
