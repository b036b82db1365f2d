"""Samples: the workspace's choices."""

from __future__ import annotations

from bot.demo.gallery.cast import DEPARTURES, GRACE
from bot.demo.gallery.sample import replied, shown, worded
from bot.workspace import blocks
from bot.workspace.values import ChannelTrouble, Choices

_CHOSEN = Choices(DEPARTURES, show_amounts=False, country="US")

SAMPLES = (
    shown("nobody has chosen one yet", blocks.channel_form, about="cards"),
    shown("an admin, before anything is chosen", blocks.settings_form, Choices(None, False, None), about="Settings"),
    shown("an admin, later", blocks.settings_form, _CHOSEN, about="Settings"),
    shown("somebody who may not change them", blocks.settings_shown, _CHOSEN, about="lost customers"),
    shown(
        "the same, where amounts are shown",
        blocks.settings_shown,
        Choices(DEPARTURES, show_amounts=True, country=None),
        about="lost customers",
    ),
    shown("the chosen channel hears of it", blocks.channel_greeting, GRACE, about="lost customers"),
    *(
        shown(
            f"the channel is lost ({why.value.replace('_', ' ')})",
            blocks.channel_lost,
            DEPARTURES,
            why,
            about="departures",
        )
        for why in ChannelTrouble
    ),
    replied("somebody else was quicker", blocks.channel_taken, DEPARTURES, about="channel"),
    replied("a guest", blocks.channel_taken, None, about="cards"),
)
SENTENCES = (
    *(
        worded(f"the channel will not do ({why.value.replace('_', ' ')})", blocks.channel_error, why)
        for why in ChannelTrouble
    ),
    worded("typed: united", blocks.countries, "united"),
)
