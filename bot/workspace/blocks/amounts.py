"""Amounts of money in forms: asked for, read, and what is said where they cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import get_currency_name

from bot.slack.kit import Block, Choice, Values, external_select, text_input
from bot.words import _, known_locale, locale
from bot.workspace.rules import Amount, AmountProblem, currency_codes, read_amount, write_amount

CURRENCY = "currency"
CURRENCY_OPTIONS = "workspace.currency"
LONGEST_AMOUNT = 30
MOST_CURRENCIES = 100


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
    """The currencies that fit what was typed, by code, or by name in the reader's language or in English."""
    wanted = typed.casefold()
    fitting = [
        one
        for one in map(_currency, sorted(currency_codes()))
        if wanted in one.label.casefold() or wanted in get_currency_name(one.value, locale="en").casefold()
    ]
    fitting.sort(key=lambda one: not one.label.casefold().startswith(wanted))
    return fitting[:MOST_CURRENCIES]


def _currency(code: str) -> Choice:
    return Choice(code, f"{code} · {get_currency_name(code, locale=known_locale(locale.get()))}")
