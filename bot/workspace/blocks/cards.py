"""The room of the channels: where the cards go and what they show, and where it is told that a reason comes up more."""

from __future__ import annotations

from bot.slack.kit import Choice, Values, View, channel_select, checkboxes, modal
from bot.words import _
from bot.workspace.blocks.channels import CHANNEL, channel_question, keeps_threads, threads_question
from bot.workspace.values import Cards, Choices

CARDS = "workspace.cards"
CARDS_FORM = "workspace.cards_form"
AMOUNTS = "amounts"
SHOWN = "shown"
ALERTS = "alerts_channel"


def cards_form(choices: Choices) -> View:
    """Asks where the cards go, what they show, and what is kept of what is said under them."""
    shown = Choice(SHOWN, _("Show what a customer was worth"))
    blocks = [
        channel_question(choices.departures_channel),
        checkboxes(_("On the cards"), AMOUNTS, [shown], initial=[SHOWN] if choices.show_amounts else []),
        threads_question(keep=choices.keep_threads),
        channel_select(
            _("Channel for a reason that comes up more than before"),
            ALERTS,
            initial=choices.alerts_channel,
            placeholder=_("The channel with the cards"),
            hint=_("I say there which reason, and how often. I name no customer."),
            optional=True,
        ),
    ]
    return modal(_("Channels"), CARDS_FORM, blocks, submit=_("Save"))


def parse_cards(values: Values) -> Cards:
    """What that form holds."""
    return Cards(
        departures_channel=values.channel(CHANNEL),
        alerts_channel=values.channel(ALERTS),
        show_amounts=SHOWN in values.options(AMOUNTS),
        keep_threads=keeps_threads(values),
    )
