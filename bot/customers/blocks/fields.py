"""What customers are told apart by, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.customers.values.fields import Band, Chosen, CustomerField
from bot.slack.kit import Block, Choice, Values, multi_select, select
from bot.words import _, locale, plural
from bot.workspace.rules import write_amount

ASKED = "field."
"""So begin the ids of the questions for fields."""


def field_name(field: CustomerField) -> str:
    """What a field is called. Plain text."""
    return field.name if field.name is not None else _("Kind of customer")


def field_questions(fields: Iterable[CustomerField], said: Chosen) -> Iterator[Block]:
    """A question for each field in which something can be chosen, with what is said of the customer."""
    for field in fields:
        chosen = tuple(dict.fromkeys(field.now(one) for one in said.get(field.id, ())))
        choices = [Choice(one.id, one.words) for one in field.offered(chosen)]
        if not choices:
            continue
        label, asked = field_name(field), f"{ASKED}{field.id}"
        if field.several or len(chosen) > 1:
            yield multi_select(label, asked, choices, initial=chosen, optional=True)
        else:
            yield select(label, asked, choices, initial=next(iter(chosen), None), optional=True)


def fields_said(values: Values) -> dict[str, tuple[str, ...]]:
    """What was chosen in the fields that were asked for; nothing in one that was left empty, or emptied."""
    return {name.removeprefix(ASKED): _chosen(values, name) for name in values.named(ASKED)}


def worth_name() -> str:
    """What telling customers apart by their worth is called. Plain text."""
    return _("What they are worth a year")


def tenure_name() -> str:
    """What telling customers apart by their years with us is called. Plain text."""
    return _("How long they were with us")


def worth_words(band: Band) -> str:
    """A band of amounts of money. Plain text."""
    low, high = (
        write_amount(one, band.unit or None, locale.get()) if one is not None else "" for one in (band.low, band.high)
    )
    return _between(band, low, high)


def tenure_words(band: Band) -> str:
    """A band of years. Plain text."""
    low = _years(band.low) if band.high is None else f"{band.low or 0:f}"
    return _between(band, low, _years(band.high))


def _chosen(values: Values, name: str) -> tuple[str, ...]:
    one = values.option(name)
    return (one,) if one else values.options(name)


def _years(count: Decimal | None) -> str:
    return plural("{count} year", "{count} years", int(count or 0))


def _between(band: Band, low: str, high: str) -> str:
    if band.low is None and band.high is None:
        return _("any")
    if band.low is None:
        return _("under {amount}").format(amount=high)
    if band.high is None:
        return _("{amount} and more").format(amount=low)
    return _("{low} to under {high}").format(low=low, high=high)
