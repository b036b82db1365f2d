"""The room of the customers for whom less is done."""

from __future__ import annotations

from bot.slack.kit import Values, View, modal
from bot.words import _
from bot.workspace.blocks.amounts import (
    CURRENCY,
    amount_error,
    amount_in,
    amount_input,
    currency_select,
    two_currencies,
)
from bot.workspace.rules import AmountProblem
from bot.workspace.values import Choices, Sizes

SIZES = "workspace.sizes"
SIZES_FORM = "workspace.sizes_form"
LIGHT_BELOW = "light_below"
RECORD_BELOW = "record_below"


def sizes_form(choices: Choices) -> View:
    """Asks below which worth a letter is enough, or a record."""
    blocks = [
        amount_input(
            _("A letter instead of a call below"),
            LIGHT_BELOW,
            initial=choices.light_below,
            hint=_(
                "Whoever is worth less than this a year gets a thank-you, and four questions in writing. Leave it empty to have "
                "everyone called."
            ),
        ),
        amount_input(
            _("Only a record below"),
            RECORD_BELOW,
            initial=choices.record_below,
            hint=_(
                "For those worth less than this a year I ask nobody for anything. Both amounts count from now on; on each card you "
                "can change what is done."
            ),
        ),
        currency_select(_("Currency of these amounts"), choices.amounts_in),
    ]
    return modal(_("Small customers"), SIZES_FORM, blocks, submit=_("Save"))


def parse_sizes(values: Values) -> Sizes | dict[str, str]:
    """What that form holds, or a sentence for each question that needs another look."""
    light, record = amount_in(values, LIGHT_BELOW), amount_in(values, RECORD_BELOW)
    if isinstance(light, AmountProblem) or isinstance(record, AmountProblem):
        found = ((LIGHT_BELOW, light), (RECORD_BELOW, record))
        return {question: amount_error(one) for question, one in found if isinstance(one, AmountProblem)}
    if light and record and record.value >= light.value:
        return {RECORD_BELOW: _("Please choose less than the amount for a letter, or leave that one empty.")}
    named = {amount.currency for amount in (light, record) if amount and amount.currency}
    chosen = values.option(CURRENCY)
    if len(named | ({chosen} if chosen else set())) > 1:
        return {CURRENCY: two_currencies()}
    return Sizes(
        light.value if light else None, record.value if record else None, chosen or next(iter(named), None)
    )
