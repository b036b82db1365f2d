"""The page of the settings for channels of their own: whom to ask again, and reasons that come up more than before."""

from __future__ import annotations

from collections.abc import Mapping

from bot.slack.kit import Block, Values, View, channel_select, modal, section
from bot.words import _
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


def own_channel_error(question: str, trouble: ChannelTrouble) -> Mapping[str, str]:
    """Why a channel in that form will not do, under the question that it answers."""
    return {question: channel_error(trouble)[CHANNEL]}


def _channel(label: str, question: str, chosen: str | None, hint: str) -> Block:
    return channel_select(
        label, question, initial=chosen, placeholder=_("The channel with the cards"), hint=hint, optional=True
    )
