"""The page of the settings for channels of their own: whom to ask again, and reasons that come up more than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.slack.kit import Block, Message, Values, View, channel, channel_select, message, modal, section
from bot.words import _, later
from bot.workspace.blocks.channels import CHANNEL, channel_error
from bot.workspace.values import ChannelTrouble, Places

OWN_CHANNELS = "workspace.own_channels"
OWN_CHANNELS_FORM = "workspace.own_channels_form"
DIGEST = "digest_channel"
ALERTS = "alerts_channel"


def own_channels_form(places: Places) -> View:
    """Asks which channels hear of what is not one customer's."""
    told = section(
        _(
            "All of this goes to the channel with the cards, unless you choose others here. Whoever is in a channel reads what I "
            "say there."
        )
    )
    blocks = [
        told,
        _channel(
            _("Whom we could ask again"),
            DIGEST,
            places.digest_channel,
            _("Once a week I name at most five customers there. Whoever may not see one of them cannot take it on."),
        ),
        _channel(
            _("When a reason comes up more than before"),
            ALERTS,
            places.alerts_channel,
            _("I name the reason and how often it came up there, and no customer."),
        ),
    ]
    return modal(_("Channels"), OWN_CHANNELS_FORM, blocks, submit=_("Save"))


def parse_own_channels(values: Values) -> Places:
    """What that form holds."""
    return Places(values.channel(DIGEST), values.channel(ALERTS))


def place_lost(lost: str, why: ChannelTrouble, settings: Sequence[str]) -> Message:
    """For an admin: a channel of its own is none any more, and where what it was to hear goes now."""
    wanted = _(_BOTH if len(settings) > 1 else _HEARD[settings[0]])
    return message(
        section(
            _(
                "{reason} That channel was to hear {wanted}. From now on this goes to the channel with the cards, unless an "
                "admin chooses another: `/lost-customer settings`, then *More channels*."
            ).format(reason=_(_LOSSES[why]).format(channel=channel(lost)), wanted=wanted)
        )
    )


def own_channel_error(question: str, trouble: ChannelTrouble) -> Mapping[str, str]:
    """Why a channel in that form will not do, under the question that it answers."""
    return {question: channel_error(trouble)[CHANNEL]}


def _channel(label: str, question: str, chosen: str | None, hint: str) -> Block:
    return channel_select(
        label, question, initial=chosen, placeholder=_("The channel with the cards"), hint=hint, optional=True
    )


_HEARD = {
    DIGEST: later("each week whom we could ask again"),
    ALERTS: later("when a reason comes up more than before"),
}
_BOTH = later("each week whom we could ask again, and when a reason comes up more than before")

_LOSSES = {
    ChannelTrouble.archived: later("{channel} was archived."),
    ChannelTrouble.deleted: later("A channel was deleted."),
    ChannelTrouble.shared: later("{channel} is now shared with another company, or about to be."),
    ChannelTrouble.not_inside: later("I was taken out of {channel}."),
    ChannelTrouble.unseen: later("I can no longer see {channel}."),
}
