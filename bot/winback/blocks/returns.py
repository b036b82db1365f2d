"""They are back: the form, the thanks in the thread, and the welcome for whoever looks after them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.departures.blocks.words import day, times
from bot.farewell.blocks.letters import composed, letter_buttons
from bot.farewell.values import Outcome
from bot.farewell.values.letters import Known, LetterKind
from bot.slack.kit import (
    Block,
    Letter,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    letter_blocks,
    long_text,
    message,
    modal,
    moment,
    pack,
    person,
    section,
)
from bot.winback.blocks.words import DAY, DELIVERY, LONGEST, RETURN
from bot.winback.values import BackForm, BackOpening, ReturnView
from bot.words import _, later, listing, locale
from bot.workspace.blocks.amounts import CURRENCY, amount_error, amount_in, amount_input, currency_select
from bot.workspace.rules import Amount, AmountProblem, write_amount

BACK_FORM = "winback.back_form"
DELIVERY_FORM = "winback.delivery_form"
TELL_MORE = "winback.tell_more"
WELCOMED = "winback.welcomed"
DEPARTURE = "departure"
DELIVERY_DAY = DAY
FIRST_DELIVERY = "first_delivery"
WORDS, TERMS, COST, WORTH = "words", "terms", "cost", "worth"

COMMANDS = (
    ("back", "[name]", later("say that a lost customer is back"), later("Staying in touch, and asking again")),
)


def back_form(opening: BackOpening) -> View:
    """Asks since when they are back, what brought them, on which terms, and what it took; or for more of it, later."""
    known = opening.form or BackForm(opening.today)
    name, again = escape(opening.customer), times(opening.time)
    told = _("*{customer}* is back with us.").format(customer=name)
    if again:
        told = _("*{customer}* is back: {time}.").format(customer=name, time=again)
    worth, cost = known.worth, known.cost
    currency = next((one.currency for one in (worth, cost) if one and one.currency), None)
    blocks: list[Block] = [
        section(told),
        date_input(_("Since when?"), DAY, initial=known.day),
        date_input(
            _("When is their first delivery?"),
            FIRST_DELIVERY,
            initial=known.first_delivery,
            optional=True,
            hint=_("I'll ask how it went on the day after. Left empty, I'll ask in a week."),
        ),
        long_text(_("What brought them back?"), WORDS, initial=known.words, optional=True, max_length=LONGEST),
        long_text(_("On what terms?"), TERMS, initial=known.terms, optional=True, max_length=LONGEST),
        amount_input(
            _("What did it take to win them back?"),
            COST,
            initial=cost.value if cost else None,
            hint=_("Visits, a discount, time: roughly is good enough. It stands in their folder."),
        ),
        amount_input(_("What are they worth a year now?"), WORTH, initial=worth.value if worth else None),
        currency_select(_("Currency"), currency),
    ]
    metadata = {DEPARTURE: opening.departure} | ({RETURN: opening.came_back} if opening.came_back else {})
    return modal(_("They're back"), BACK_FORM, blocks, submit=_("Save"), metadata=metadata)


def parse_back(values: Values) -> BackForm | dict[str, str]:
    """The return as it was told, or a sentence for each question that needs another look."""
    since, cost, worth = values.date(DAY), amount_in(values, COST), amount_in(values, WORTH)
    errors = {} if since else {DAY: _("Please choose the day.")}
    errors |= {
        question: amount_error(amount)
        for question, amount in ((COST, cost), (WORTH, worth))
        if isinstance(amount, AmountProblem)
    }
    if since is None or isinstance(cost, AmountProblem) or isinstance(worth, AmountProblem):
        return errors
    chosen = values.option(CURRENCY)
    return BackForm(
        since,
        values.date(FIRST_DELIVERY),
        values.text(WORDS),
        values.text(TERMS),
        _in_currency(cost, chosen),
        _in_currency(worth, chosen),
    )


def delivery_form(came_back: str) -> View:
    """Asks when the first delivery is."""
    question = date_input(
        _("When is their first delivery?"), DELIVERY_DAY, hint=_("I'll ask how it went on the day after.")
    )
    return modal(_("First delivery"), DELIVERY_FORM, [question], submit=_("Save"), metadata={RETURN: came_back})


def no_name() -> str:
    """For `/lost-customer back` without a name, in plain text."""
    return _("Who is back? Please type the customer's name after “/lost-customer back”.")


def thanks_line(customer: str, people: list[str]) -> Message:
    """For the thread of the card: they are back, and thanks to whoever had a part in it."""
    told = _("*{customer}* is doing business with us again.").format(customer=escape(customer))
    if not people:
        return message(told)
    thanks = _("Thank you for your part in it: {people}.").format(people=listing(person(one) for one in people))
    return message(f"{told} {thanks}")


def welcome_letter(own: Letter | None, known: Known, words: str | None) -> Letter:
    """The welcome to one customer: humble, and about what comes now."""
    return composed(LetterKind.welcome, own, known, words)


def welcomed_line(who: str) -> Message:
    """For the thread of the card: `who` has welcomed them."""
    return message(_("{who} has welcomed them back.").format(who=escape(who)))


def welcome_declined(came: Outcome, customer: str) -> str:
    """Plain text for somebody who may not send the welcome, or comes too late."""
    if came is Outcome.may_not:
        return _("This was asked of the colleague who looks after this customer, so I leave the answer to them.")
    if came is Outcome.over:
        return _("For {customer} this is not needed any more, as far as I know, so nothing was changed.").format(
            customer=customer
        )
    return _("They have been welcomed already, so nothing was changed.")


def welcome_card(view: ReturnView) -> Message:
    """For whoever looks after them: words of welcome, and what comes now."""
    name = escape(view.customer)
    if view.mistake:
        return message(section(_("*{customer}* is not back after all: that was taken back.").format(customer=name)))
    if view.is_over:
        return message(section(_("*{customer}* was back with us. Extra care has ended.").format(customer=name)))
    return message(*_welcome(view))


def told_lines(words: str | None, terms: str | None, cost: Amount | None) -> list[str]:
    """How they came back, in plain text: what brought them, on which terms, and what it took; what is known of it."""
    lines = []
    if words:
        lines.append(_("What brought them back: {words}").format(words=words))
    if terms:
        lines.append(_("On these terms: {terms}").format(terms=terms))
    if cost:
        amount = write_amount(cost.value, cost.currency, locale.get())
        lines.append(_("What it took to win them back: {amount}").format(amount=amount))
    return lines


def _welcome(view: ReturnView) -> Iterator[Block]:
    name = escape(view.customer)
    again = times(view.time) or ""
    told = _("*{customer}* has been back with us since {day}: {time}.")
    yield section(told.format(customer=name, day=day(view.day), time=again))
    if known := told_lines(view.words, view.terms, view.cost):
        yield section("\n".join(escape(line) for line in known))
    buttons = []
    if view.welcomed_at is None:
        yield section(_("A welcome to send, or to change. It does not say why they had gone, nor who was right:"))
        yield from letter_blocks(view.letter, view.email, view.contact)
        buttons.append(button(_("I've sent it"), WELCOMED, pack(**{RETURN: view.came_back}), style="primary"))
        buttons += letter_buttons(LetterKind.welcome, view.came_back)
    else:
        sent = _("✓ {who} welcomed them on {day}.")
        yield section(sent.format(who=escape(view.welcomed_by or ""), day=moment(view.welcomed_at, "{date_short}")))
    yield section(_next_steps(view))
    buttons.append(button(_("How they came back…"), TELL_MORE, pack(**{RETURN: view.came_back})))
    if view.asks_delivery:
        buttons.append(button(_("When is the first delivery?"), DELIVERY, pack(**{RETURN: view.came_back})))
    yield actions(*buttons)
    yield context(_("You get this because you look after them. Nobody is reminded of them as a lost customer any more."))


def _next_steps(view: ReturnView) -> str:
    first = _("after the first delivery")
    if view.first_delivery is not None:
        first = _("after the first delivery on {day}").format(day=day(view.first_delivery))
    return _(
        "They get extra care now: I'll ask you how they are {first}, after 30, 60 and 90 days, and after 6 and 12 months."
    ).format(first=first)


def _in_currency(amount: Amount | None, chosen: str | None) -> Amount | None:
    """What is typed with an amount counts more than what is chosen below it: the two need not be in one currency."""
    return amount and Amount(amount.value, amount.currency or chosen)
