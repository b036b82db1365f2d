"""They are back: the form, the thanks in the thread, and the welcome for whoever looks after them."""

from __future__ import annotations

from bot.departures.blocks.words import day
from bot.slack.kit import (
    Block,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    long_text,
    message,
    modal,
    pack,
    person,
    quoted,
    section,
)
from bot.winback.blocks.words import DAY, LONGEST
from bot.winback.values import BackForm, BackOpening, ReturnView
from bot.words import _, later

BACK_FORM = "winback.back_form"
DELIVERY = "winback.delivery"
DELIVERY_FORM = "winback.delivery_form"
DEPARTURE = "departure"
RETURN = "return"
DELIVERY_DAY = DAY
FIRST_DELIVERY = "first_delivery"
WORDS = "words"

COMMANDS: tuple[tuple[str, str, str], ...] = (("back", "name", later("say that a lost customer is back")),)


def back_form(opening: BackOpening) -> View:
    """Asks since when they are back."""
    blocks: list[Block] = [
        section(_("*{customer}* is back with us.").format(customer=escape(opening.customer))),
        date_input(_("Since when?"), DAY, initial=opening.today),
        date_input(
            _("When is their first delivery?"),
            FIRST_DELIVERY,
            optional=True,
            hint=_("I'll ask how it went on the day after. Left empty, I'll ask in a week."),
        ),
        long_text(_("What brought them back?"), WORDS, optional=True, max_length=LONGEST),
    ]
    return modal(_("They're back"), BACK_FORM, blocks, submit=_("Save"), metadata={DEPARTURE: opening.departure})


def parse_back(values: Values) -> BackForm | dict[str, str]:
    """The return as it was told, or a sentence for each question that needs another look."""
    since = values.date(DAY)
    if since is None:
        return {DAY: _("Please choose the day.")}
    return BackForm(since, values.date(FIRST_DELIVERY), values.text(WORDS))


def delivery_form(came_back: str) -> View:
    """Asks when the first delivery is."""
    question = date_input(
        _("When is their first delivery?"), DELIVERY_DAY, hint=_("I'll ask how it went on the day after.")
    )
    return modal(_("First delivery"), DELIVERY_FORM, [question], submit=_("Save"), metadata={RETURN: came_back})


def no_name() -> str:
    """For `/lost-customer back` without a name, in plain text."""
    return _("Whose return is it? “/lost-customer back” wants the customer's name after it.")


def thanks_line(customer: str, people: list[str]) -> Message:
    """For the thread of the card: they are back, and thanks to whoever had a part in it."""
    told = _("*{customer}* is doing business with us again.").format(customer=escape(customer))
    if not people:
        return message(told)
    thanks = _("Thank you for your part in it: {people}.").format(people=", ".join(person(one) for one in people))
    return message(f"{told} {thanks}")


def welcome_card(view: ReturnView) -> Message:
    """For whoever looks after them: words of welcome, and what comes now."""
    name = escape(view.customer)
    if view.is_over:
        return message(section(_("*{customer}* was back with us. Extra care has ended.").format(customer=name)))
    told = _("*{customer}* has been back with us since {day}.").format(customer=name, day=day(view.day))
    blocks: list[Block] = [section(told)]
    if view.contact:
        blocks.append(section(_("Whom to reach: {contact}").format(contact=escape(view.contact))))
    blocks.append(section(_("A welcome to start from, without any triumph:\n{text}").format(text=quoted(_(_WELCOME)))))
    blocks.append(section(_next_steps(view)))
    if view.first_delivery is None:
        blocks.append(actions(button(_("When is the first delivery?"), DELIVERY, pack(**{RETURN: view.came_back}))))
    blocks.append(
        context(_("You get this because you look after them. Nobody is reminded of them as a lost customer any more."))
    )
    return message(*blocks)


def _next_steps(view: ReturnView) -> str:
    first = _("after the first delivery")
    if view.first_delivery is not None:
        first = _("after the first delivery on {day}").format(day=day(view.first_delivery))
    return _(
        "They get extra care now: I'll ask you how they are {first}, after 30, 60 and 90 days, and after 6 and 12 months."
    ).format(first=first)


_WELCOME = later(
    "Hello,\nthank you for giving us another chance. It means a lot to us. I will look after you myself, and if anything "
    "is not as it should be, please tell me at once. What is the one thing that we should get right this time?"
)
