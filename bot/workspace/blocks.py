"""The forms for a workspace's choices, and what is said about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import holidays
from babel.numbers import get_currency_name

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
    text_input,
)
from bot.words import _, later, locale
from bot.workspace.rules import Amount, AmountProblem, currency_codes, known_locale, read_amount, write_amount
from bot.workspace.values import ChannelTrouble, Choices

CHOOSE_CHANNEL = "workspace.choose_channel"
CHANNEL_FORM = "workspace.channel_form"
SETTINGS_FORM = "workspace.settings_form"
CHANNEL = "channel"
AMOUNTS = "amounts"
COUNTRY = "country"
COUNTRY_OPTIONS = "workspace.country"
LIGHT_BELOW = "light_below"
RECORD_BELOW = "record_below"
CURRENCY = "currency"
CURRENCY_OPTIONS = "workspace.currency"
SHOWN = "shown"
LONGEST_AMOUNT = 30
MOST_CURRENCIES = 100

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
        amount_input(
            _("A letter instead of a call below"),
            LIGHT_BELOW,
            initial=choices.light_below,
            hint=_(
                "Customers worth less a year than this get a thank-you and four questions in writing. Leave it empty to "
                "have everyone heard out in a call."
            ),
        ),
        amount_input(
            _("Only a record below"),
            RECORD_BELOW,
            initial=choices.record_below,
            hint=_(
                "For customers worth less a year than this, nobody is asked for anything. Both count for those who are logged "
                "from now on, and each card can be changed."
            ),
        ),
        currency_select(_("Currency of these amounts"), choices.amounts_in),
    ]
    return modal(_("Settings"), SETTINGS_FORM, blocks, submit=_("Save"))


def chosen_channel(values: Values) -> str | None:
    """The channel in either form."""
    return values.channel(CHANNEL)


def parse_settings(values: Values) -> Choices | dict[str, str]:
    """What the settings form holds, or a sentence for each question that needs another look."""
    light, record = amount_in(values, LIGHT_BELOW), amount_in(values, RECORD_BELOW)
    errors = {
        question: amount_error(found)
        for question, found in ((LIGHT_BELOW, light), (RECORD_BELOW, record))
        if isinstance(found, AmountProblem)
    }
    if isinstance(light, AmountProblem) or isinstance(record, AmountProblem):
        return errors
    if light and record and record.value >= light.value:
        return {RECORD_BELOW: _("Please choose less than the amount for a letter, or leave that one empty.")}
    named = {amount.currency for amount in (light, record) if amount and amount.currency}
    chosen = values.option(CURRENCY)
    if len(named | ({chosen} if chosen else set())) > 1:
        return {CURRENCY: two_currencies()}
    return Choices(
        values.channel(CHANNEL),
        SHOWN in values.options(AMOUNTS),
        values.option(COUNTRY),
        light_below=light.value if light else None,
        record_below=record.value if record else None,
        amounts_in=chosen or next(iter(named), None),
    )


def amount_input(label: str, block_id: str, *, initial: Decimal | None, hint: str | None = None) -> Block:
    """Asks for an amount a year, which people type in their own way; it may stay empty."""
    return text_input(
        label,
        block_id,
        initial=None if initial is None else write_amount(initial, None, locale.get()),
        hint=hint,
        placeholder=write_amount(Decimal(12000), None, locale.get()),
        optional=True,
        max_length=LONGEST_AMOUNT,
    )


def currency_select(label: str, initial: str | None) -> Block:
    """Asks for a currency; it may stay empty."""
    return external_select(
        label,
        CURRENCY,
        initial=_currency(initial) if initial else None,
        placeholder=_("A currency"),
        optional=True,
        action_id=CURRENCY_OPTIONS,
    )


def amount_in(values: Values, block_id: str) -> Amount | AmountProblem | None:
    """The amount in a form, by the reader's own way of writing; None where it was left empty."""
    typed = values.text(block_id)
    return read_amount(typed, locale.get()) if typed else None


def amount_error(problem: AmountProblem) -> str:
    """What to say under an amount that cannot be read."""
    match problem:
        case AmountProblem.ambiguous:
            return _("This can be read in two ways. Please write it without dots and commas.")
        case AmountProblem.too_much:
            return _("That is a great deal. Are there too many digits?")
        case AmountProblem.no_number:
            return _("Please write an amount, such as {example}.").format(
                example=write_amount(Decimal(12000), None, locale.get())
            )


def two_currencies() -> str:
    """What to say where one currency is typed and another chosen."""
    return _("You have typed one currency and chosen another. Please keep one of them.")


def currencies(typed: str) -> Sequence[Choice]:
    """The currencies that fit what was typed, by code or by name in the reader's language."""
    wanted = typed.casefold()
    fitting = [one for one in map(_currency, sorted(currency_codes())) if wanted in one.label.casefold()]
    fitting.sort(key=lambda one: not one.label.casefold().startswith(wanted))
    return fitting[:MOST_CURRENCIES]


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
    names = known_locale(language).territories
    return tuple(Choice(code, names[code]) for code in holidays.list_supported_countries() if code in names)


def _currency(code: str) -> Choice:
    return Choice(code, f"{code} · {get_currency_name(code, locale=known_locale(locale.get()))}")


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
