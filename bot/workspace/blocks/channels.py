"""The channel of departures: chosen, greeted, refused and lost."""

from __future__ import annotations

from collections.abc import Mapping

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
    message,
    modal,
    person,
    section,
)
from bot.words import _, later
from bot.workspace.values import ChannelTrouble

CHOOSE_CHANNEL = "workspace.choose_channel"
CHANNEL_FORM = "workspace.channel_form"
CHANNEL = "channel"
THREADS = "threads"
KEPT = "kept"


def choose_channel_button() -> Element:
    """The way to choose the channel of departures, for any message that needs one."""
    return button(_("Choose a channel"), CHOOSE_CHANNEL)


def channel_form(*, asks_for_threads: bool = False) -> View:
    """Asks for the channel; and of an admin, whether what is said there is kept."""
    blocks = [channel_question(None), *([threads_question(keep=False)] if asks_for_threads else [])]
    return modal(_("Where cards go"), CHANNEL_FORM, blocks, submit=_("Use this channel"))


def channel_question(initial: str | None) -> Block:
    """Asks for the channel, in either form."""
    return channel_select(
        _("Channel for the cards of lost customers"),
        CHANNEL,
        initial=initial,
        placeholder=_("A channel of your own company"),
        hint=_("Everybody in it sees each card and its thread. I never use one that you share with another company."),
    )


def threads_question(*, keep: bool) -> Block:
    """Asks whether what is said under cards goes into the folders, in either form."""
    return checkboxes(
        _("What is said under the cards"),
        THREADS,
        [Choice(KEPT, _("Keep it in the customer's folder"))],
        initial=[KEPT] if keep else [],
        hint=_(
            "Whoever may see the customer can read it there, even when Slack no longer shows it. I say so in each thread, and how to "
            "leave a message out."
        ),
    )


def keeps_threads(values: Values) -> bool:
    """Whether it was ticked, in either form."""
    return KEPT in values.options(THREADS)


def chosen_channel(values: Values) -> str | None:
    """The channel in either form."""
    return values.channel(CHANNEL)


def channel_error(trouble: ChannelTrouble) -> Mapping[str, str]:
    """Why the channel in the form will not do, and what to do instead."""
    return {CHANNEL: _(_REFUSALS[trouble])}


def channel_taken(current: str | None) -> str:
    """For somebody who may not choose: where the cards go, and who may change that. Plain text."""
    if current is None:
        return _("Only colleagues choose where the cards go. Please ask one of them.")
    return _("A channel has been chosen already. An admin of this workspace can change it with /lost-customer settings.")


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
                "{reason} So I post nothing there any more. Until another one is chosen, each card goes privately to whoever "
                "logged the customer."
            ).format(reason=reason)
        ),
        actions(choose_channel_button()),
    )


_REFUSALS = {
    ChannelTrouble.archived: later("This channel is archived. Please choose one that is in use."),
    ChannelTrouble.deleted: later("This channel was deleted. Please choose one that is in use."),
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
    ChannelTrouble.deleted: later("The channel for lost customers was deleted."),
    ChannelTrouble.shared: later(
        "The channel for lost customers, {channel}, is now shared with another company, or about to be."
    ),
    ChannelTrouble.not_inside: later("I was taken out of {channel}, the channel for lost customers."),
    ChannelTrouble.unseen: later("I can no longer see {channel}, the channel for lost customers."),
}
