"""Channels of their own, for whom to ask again and for reasons that come up more than before: refused and lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.slack.kit import Message, channel, message, section
from bot.words import _, later, listing
from bot.workspace.blocks.cards import ALERTS
from bot.workspace.blocks.channels import CHANNEL, channel_error
from bot.workspace.blocks.hearing import DIGEST
from bot.workspace.values import ChannelTrouble


def place_lost(lost: str, why: ChannelTrouble, settings: Sequence[str]) -> Message:
    """For an admin: a channel of its own is none any more, and where what it was to hear goes now."""
    wanted = _(_BOTH if len(settings) > 1 else _HEARD[settings[0]])
    rooms = listing(f"*{one}*" for one in chosen_under(settings))
    return message(
        section(
            _(
                "{reason} It was to hear {wanted}. From now on that goes to the channel with the cards, unless you choose another: "
                "`/lost-customer settings`, then {rooms}."
            ).format(reason=_(_LOSSES[why]).format(channel=channel(lost)), wanted=wanted, rooms=rooms)
        )
    )


def chosen_under(settings: Sequence[str]) -> list[str]:
    """The buttons of the settings under which these channels are chosen. Plain text."""
    return [_(_ROOMS[one]) for one in settings]


def own_channel_error(question: str, trouble: ChannelTrouble) -> Mapping[str, str]:
    """Why a channel in that form will not do, under the question that it answers."""
    return {question: channel_error(trouble)[CHANNEL]}


_HEARD = {
    DIGEST: later("each week whom we could ask again"),
    ALERTS: later("when a reason comes up more than before"),
}
_ROOMS = {DIGEST: later("Who hears it"), ALERTS: later("Channels")}
_BOTH = later("each week whom we could ask again, and when a reason comes up more than before")

_LOSSES = {
    ChannelTrouble.archived: later("{channel} was archived."),
    ChannelTrouble.deleted: later("A channel was deleted."),
    ChannelTrouble.shared: later("{channel} is now shared with another company, or about to be."),
    ChannelTrouble.not_inside: later("I was taken out of {channel}."),
    ChannelTrouble.unseen: later("I can no longer see {channel}."),
}
