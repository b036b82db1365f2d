"""How much is done about a departure, in plain words, and the two forms that may change it."""

from __future__ import annotations

from bot.departures.values import About, AboutForm, DepartureFacts, Field, Problem, Problems, Size
from bot.slack.kit import (
    Choice,
    Message,
    Values,
    View,
    context,
    date_input,
    escape,
    external_select,
    message,
    modal,
    radios,
    section,
)
from bot.words import _, later
from bot.work.calendar import is_zone
from bot.workspace import blocks as choices
from bot.workspace.rules import AmountProblem

SIZE = "departures.size"
SIZE_FORM = "departures.size_form"
ABOUT = "departures.about"
ABOUT_FORM = "departures.about_form"
HOW_MUCH = "how_much"
VALUE = "value"
ZONE = "zone"

_SIZES = {
    Size.full: later("The whole way"),
    Size.light: later("Short: a letter and four questions"),
    Size.record: later("Only keep a record"),
}
_MEANINGS = {
    Size.full: later("A thank-you, a call to learn why, handing over, staying in touch"),
    Size.light: later("A thank-you, four questions in writing, staying in touch"),
    Size.record: later("Nobody is asked for anything; the card stays in the list"),
}
_SINCE_PROBLEMS = {
    Problem.in_future: later("That day is still to come. Please choose today or an earlier day."),
    Problem.after_leaving: later("That is after the day they left. Please choose an earlier day, or leave it empty."),
    Problem.too_long_ago: later("That is very long ago. Is the year right?"),
}


def size_words(size: Size) -> str:
    """How much is done, as something to choose."""
    return _(_SIZES[size])


def size_line(size: Size) -> str:
    """For the card."""
    return _("How much we do: {what}").format(what=size_words(size))


def size_form(facts: DepartureFacts) -> View:
    """Asks how much is to be done about a departure."""
    what = section(_("*{customer}*: how much shall we do?").format(customer=escape(facts.customer)))
    offered = [Choice(size.value, size_words(size), _(_MEANINGS[size])) for size in Size]
    hint = _("This counts at once. Whoever I have asked for something that is not needed any more hears so from me.")
    question = radios(_("From now on"), HOW_MUCH, offered, initial=facts.size.value, hint=hint)
    return modal(
        _("How much we do"), SIZE_FORM, [what, question], submit=_("Save"), close=_("Not now"), metadata={"d": facts.id}
    )


def parse_size(values: Values) -> Size | None:
    """How much was chosen, if anything."""
    chosen = values.option(HOW_MUCH)
    return Size(chosen) if chosen else None


def sized_line(who: str, after: Size) -> Message:
    """The line of the history when somebody chose how much is done."""
    told = _("{who} chose how much we do from now on: *{what}*.")
    return message(told.format(who=escape(who), what=size_words(after)))


def follows_line(who: str, after: Size) -> Message:
    """The line of the history when it follows from what somebody said about the customer."""
    told = _("{who} noted what they are worth. By the rule of this workspace we do this from now on: *{what}*.")
    return message(told.format(who=escape(who), what=size_words(after)))


def about_form(about: About) -> View:
    """Asks what a customer is worth a year, since when they have been one, and where they work."""
    blocks = [
        section(
            _("*{customer}*, as far as you know. All of it may stay empty.").format(customer=escape(about.customer))
        ),
        choices.amount_input(
            _("Worth a year"),
            VALUE,
            initial=about.value,
            hint=_("Roughly is good enough. It is on the card only where an admin wants amounts shown."),
        ),
        choices.currency_select(_("Currency"), about.currency),
        date_input(_("Customer since"), Field.since.value, initial=about.since, optional=True),
        external_select(
            _("By the clock of"),
            ZONE,
            initial=Choice(about.zone, choices.zone_name(about.zone)) if about.zone else None,
            placeholder=_("A city near them"),
            hint=_("So that whoever calls them works when they do."),
            optional=True,
            action_id=choices.ZONE_OPTIONS,
        ),
        context(_("How much we do about a customer who leaves may follow from what they are worth.")),
    ]
    return modal(
        _("Worth and since when"),
        ABOUT_FORM,
        blocks,
        submit=_("Save"),
        close=_("Not now"),
        metadata={"d": about.departure},
    )


def parse_about(values: Values) -> AboutForm | dict[str, str]:
    """What was said of a customer, or a sentence for each question that needs another look."""
    amount, chosen = choices.amount_in(values, VALUE), values.option(choices.CURRENCY)
    if isinstance(amount, AmountProblem):
        return {VALUE: choices.amount_error(amount)}
    if amount and amount.currency and chosen and amount.currency != chosen:
        return {choices.CURRENCY: choices.two_currencies()}
    currency = (amount.currency if amount else None) or chosen
    return AboutForm(amount.value if amount else None, currency, values.date(Field.since.value), _zone(values))


def about_problem_words(problems: Problems) -> dict[str, str]:
    """What to say under each question."""
    return {field.value: _(_SINCE_PROBLEMS[problem]) for field, problem in problems.items()}


def _zone(values: Values) -> str | None:
    chosen = values.option(ZONE)
    return chosen if chosen and is_zone(chosen) else None
