"""The form in which somebody adds a warning sign, and what they hear."""

from __future__ import annotations

from collections.abc import Mapping

from bot.customers.values import Cue
from bot.departures.blocks.form import customer_input, initial_customer, likely, parse_customer, problem_words
from bot.departures.blocks.signs import signs_input
from bot.departures.blocks.sources import source_shown, with_source
from bot.departures.values import Field, Opening, Problem, Source
from bot.departures.values.before import SignForm
from bot.slack.kit import Block, Values, View, context, escape, long_text, modal, section
from bot.words import _

SIGN_FORM = "departures.sign_form"
LONGEST_NOTE = 1000


def sign_form(opening: Opening, source: Source | None = None) -> View:
    """Asks what somebody noticed about a customer, who may be in the best of health."""
    blocks: list[Block] = [
        customer_input(initial_customer(opening)),
        *likely(opening.alike),
        signs_input(optional=False),
        long_text(_("Note"), Field.note.value, initial=opening.note, optional=True, max_length=LONGEST_NOTE),
        context(_("Whoever looks after them hears of it when several small signs add up, or one that is not small.")),
        *source_shown(source),
    ]
    return modal(
        _("A warning sign"), SIGN_FORM, blocks, submit=_("Add"), close=_("Not now"), metadata=with_source({}, source)
    )


def parse_sign(values: Values) -> SignForm | dict[str, str]:
    """What somebody noticed, or a sentence under the question that needs another look."""
    who = parse_customer(values)
    if isinstance(who, Mapping):
        return problem_words(who)
    signs = tuple(Cue(one) for one in values.options(Field.signs.value))
    if not signs:
        return {Field.signs.value: _("Please choose what you noticed; “Just a feeling” is good enough.")}
    return SignForm(who[0], who[1], signs, values.text(Field.note.value))


def no_such_customer() -> dict[str, str]:
    """What to say under a customer who cannot be chosen."""
    return problem_words({Field.customer: Problem.missing})


def sign_kept(customer: str) -> View:
    """What somebody hears who added a warning sign; the same for everybody."""
    told = _("Thank you. It is kept, and whoever looks after *{customer}* hears of it when signs add up.")
    return modal(
        _("Thank you"), "departures.sign_kept", [section(told.format(customer=escape(customer)))], close=_("Close")
    )
