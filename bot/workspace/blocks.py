"""The forms for a workspace's choices, and what is said about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import holidays
from babel import Locale, UnknownLocaleError

from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    channel,
    channel_select,
    checkboxes,
    context,
    external_select,
    message,
    modal,
    person,
    section,
)
from bot.words import _, later, locale
from bot.workspace.values import ChannelTrouble, Choices

CHOOSE_CHANNEL = "workspace.choose_channel"
CHANNEL_FORM = "workspace.channel_form"
SETTINGS_FORM = "workspace.settings_form"
CHANNEL = "channel"
AMOUNTS = "amounts"
COUNTRY = "country"
COUNTRY_OPTIONS = "workspace.country"
SHOWN = "shown"

COMMANDS = (("settings", "", later("where the cards go, and what they show")),)
"""What the command answers to here, for its help: word, what may follow, what it does."""


def choose_channel_button() -> Element:
    """The way to choose the channel of departures, for any message that needs one."""
    return button(_("Choose a channel"), CHOOSE_CHANNEL)


def channel_form() -> View:
    """Asks for the channel alone."""
    return modal(_("Where cards go"), CHANNEL_FORM, [_channel_question(None)], submit=_("Use this channel"))


def settings_form(choices: Choices) -> View:
    """Asks for all that an admin chooses for the workspace."""
    shown = Choice(SHOWN, _("Show what a customer was worth"))
    blocks = [
        _channel_question(choices.departures_channel),
        checkboxes(_("On the cards"), AMOUNTS, [shown], initial=[SHOWN] if choices.show_amounts else []),
        external_select(
            _("Public holidays of"),
            COUNTRY,
            initial=Choice(choices.country, country_name(choices.country)) if choices.country else None,
            placeholder=_("A country"),
            hint=_("I leave everyone in peace on these days. Without a country, only at weekends."),
            optional=True,
            action_id=COUNTRY_OPTIONS,
        ),
    ]
    return modal(_("Settings"), SETTINGS_FORM, blocks, submit=_("Save"))


def chosen_channel(values: Values) -> str | None:
    """The channel in either form."""
    return values.channel(CHANNEL)


def parse_settings(values: Values) -> Choices:
    """What the settings form holds."""
    return Choices(values.channel(CHANNEL), SHOWN in values.options(AMOUNTS), values.option(COUNTRY))


def channel_error(trouble: ChannelTrouble) -> Mapping[str, str]:
    """Why the channel in the form will not do, and what to do instead."""
    return {CHANNEL: _(_REFUSALS[trouble])}


def channel_taken(current: str | None) -> str:
    """For somebody who may not choose: where the cards go, and who may change that. Plain text."""
    if current is None:
        return _("Only colleagues choose where the cards go. Please ask one of them.")
    return _("A channel has been chosen already. An admin of this workspace can change it with /lost-customer settings.")


def settings_shown(choices: Choices) -> Message:
    """For somebody who may not change the settings: what they are, and who may."""
    place = channel(choices.departures_channel or "")
    amounts = _("are shown") if choices.show_amounts else _("are not shown")
    return message(
        section(_("Cards of lost customers go to {channel}; amounts {amounts} there.").format(channel=place, amounts=amounts)),
        context(_("An admin of this workspace can change that with `/lost-customer settings`.")),
    )


def channel_greeting(by: str) -> Message:
    """The first thing the chosen channel hears: what will come, how much, and who wanted it."""
    return message(
        section(
            _(
                "{person} chose this channel for lost customers. Each gets one card here, which I keep up to date; "
                "what happens is told in its thread."
            ).format(person=person(by))
        ),
        context(_("An admin can choose another channel with `/lost-customer settings`.")),
    )


def channel_lost(lost: str, why: ChannelTrouble) -> Message:
    """For whoever can choose another channel: what happened, what becomes of the cards until then, and the way to choose."""
    reason = _(_LOSSES[why]).format(channel=channel(lost))
    return message(
        section(
            _(
                "{reason} So I post nothing there any more. Until another channel is chosen, the card of a customer "
                "goes privately to whoever logged it."
            ).format(reason=reason)
        ),
        actions(choose_channel_button()),
    )


def countries(typed: str) -> Sequence[Choice]:
    """The countries whose public holidays are known and that fit what was typed, by name in the reader's language."""
    wanted = typed.casefold()
    fitting = (one for one in _countries(locale.get()) if wanted in one.label.casefold() or wanted == one.value.casefold())
    return sorted(fitting, key=lambda one: (not one.label.casefold().startswith(wanted), one.label.casefold()))


def country_name(code: str) -> str:
    """A country's name in the reader's language."""
    return next((one.label for one in _countries(locale.get()) if one.value == code), code)


@lru_cache(maxsize=16)
def _countries(language: str) -> tuple[Choice, ...]:
    try:
        names = Locale.parse(language, sep="-" if "-" in language else "_").territories
    except (ValueError, UnknownLocaleError):
        names = Locale("en").territories
    return tuple(Choice(code, names[code]) for code in holidays.list_supported_countries() if code in names)


def _channel_question(initial: str | None) -> Block:
    return channel_select(
        _("Channel for the cards of lost customers"),
        CHANNEL,
        initial=initial,
        placeholder=_("A channel of your own company"),
        hint=_("Its members can see each card and its thread. A channel shared with another company is never used."),
    )


_REFUSALS = {
    ChannelTrouble.archived: later("This channel is archived. Please choose one that is in use."),
    ChannelTrouble.shared: later(
        "This channel is shared with another company, or about to be, so nothing about customers goes there. "
        "Please choose one of your own."
    ),
    ChannelTrouble.not_inside: later(
        "This channel is private and I am not in it. Type /invite @Porchlight there, then choose it again."
    ),
    ChannelTrouble.unseen: later(
        "I cannot see this channel. If it is private, type /invite @Porchlight there, then choose it again."
    ),
}

_LOSSES = {
    ChannelTrouble.archived: later("The channel for lost customers, {channel}, was archived."),
    ChannelTrouble.shared: later(
        "The channel for lost customers, {channel}, is now shared with another company, or about to be."
    ),
    ChannelTrouble.not_inside: later("I was taken out of {channel}, the channel for lost customers."),
    ChannelTrouble.unseen: later("I can no longer see {channel}, the channel for lost customers."),
}
