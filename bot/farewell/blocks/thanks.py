"""The request to thank a customer, the letter in it, and what they answered."""

from __future__ import annotations

from collections.abc import Iterator

from bot.customers.values import Consent
from bot.departures.values import Stage
from bot.farewell.blocks.endings import ending
from bot.farewell.values import ThanksView
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Letter,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    letter_blocks,
    message,
    modal,
    moment,
    pack,
    person,
    radios,
    section,
)
from bot.words import _

SENT = "farewell.sent"
ANSWERED = "farewell.answered"
GUESS = "farewell.guess"
ANSWER_FORM = "farewell.answer_form"
ANSWER = "answer"

DAY = "{date_short}"


def thanks_card(view: ThanksView) -> Message:
    """Asks for a thank-you today, with the words ready; and shows what has been done since."""
    if view.is_over:
        return _over(view)
    opening = _("{what} This happens to good firms, and it is no verdict on you.").format(what=_what_happened(view))
    return message(section(opening), *_request(view), *_foot(view, _why_you(view)))


def reminder_card(view: ThanksView) -> Message:
    """Asks once more, the next working morning."""
    if view.is_over:
        return _over(view)
    opening = _("A word of thanks to *{customer}* is still welcome, if you have not sent it yet.").format(
        customer=escape(view.customer)
    )
    return message(section(opening), *_request(view), *_foot(view, _("I will not remind you of this again.")))


def passed_on_card(view: ThanksView) -> Message:
    """For whoever was asked while nobody knew the owner: it has been passed on."""
    sentence = (
        _("{owner} is named as the one who looked after *{customer}*, so I ask them for the thanks now.")
        if view.sent_at is None
        else _("{owner} is named as the one who looked after *{customer}*, and knows that they were thanked.")
    )
    what = sentence.format(owner=escape(view.asked_name), customer=escape(view.customer))
    return message(section(what), context(_("There is nothing more for you to do here.")))


def letter_to(view: ThanksView) -> Letter:
    """The thank-you: sincere, no selling, and it asks whether it is all right to stay in touch."""
    since = _(" since {year}").format(year=view.since.year) if view.since else ""
    lines = (
        _("Hello,"),
        _("thank you for all the business that {customer} has given us{since}. I am sorry to see you go.").format(
            customer=view.customer, since=since
        ),
        _(
            "If anything is still open on our side, or if there are records you need from us, tell me and I will see to it."
        ),
        _("I wish you well with what comes next. Would it be all right if I stayed in touch from time to time?"),
        _("Kind regards,\n{name}").format(name=view.asked_name),
    )
    return Letter(_("Thank you from all of us"), "\n\n".join(lines))


def thanked_line(name: str) -> Message:
    """For the thread of the departure's card: `name` has thanked the customer."""
    return message(_("{name} has thanked them.").format(name=escape(name)))


def answer_form(thanks: str, customer: str) -> View:
    """Asks what the customer said about staying in touch."""
    choices = [
        Choice(Consent.yes.value, _("Yes, gladly")),
        Choice(Consent.no.value, _("No, leave them in peace")),
        Choice(Consent.not_answered.value, _("No answer to that yet")),
    ]
    question = radios(_("May we stay in touch with {customer}?").format(customer=customer), ANSWER, choices)
    return modal(_("They answered"), ANSWER_FORM, [question], submit=_("Save"), metadata={"thanks": thanks})


def parse_answer(values: Values) -> Consent:
    """What the customer said, from the form."""
    return Consent(values.option(ANSWER) or Consent.not_answered.value)


def already_done() -> str:
    """Plain text for a press on something that was done before."""
    return _("That has been noted already. Thank you.")


def no_longer_needed(customer: str) -> str:
    """Plain text for a press on something that has passed."""
    return _("For {customer} this is not needed any more, as far as I know, so nothing was changed.").format(
        customer=customer
    )


def not_yours() -> str:
    """Plain text for somebody who was not asked."""
    return _("This was asked of the colleague who looks after this customer, so I leave the answer to them.")


def card_line(sent_at_text: str) -> str:
    """For the departure's card."""
    return _("Thanked on {day}").format(day=sent_at_text)


def duty_line(customer: str) -> str:
    """For the Home of whoever was asked."""
    return _("Thank *{customer}* for their business").format(customer=escape(customer))


def _what_happened(view: ThanksView) -> str:
    sentence = _("*{customer}* has left.") if view.stage is Stage.left else _("*{customer}* is leaving.")
    return sentence.format(customer=escape(view.customer))


def _over(view: ThanksView) -> Message:
    what = ending(view.customer, view.stage)
    if view.sent_at is None:
        what += " " + _("So there is nothing to send.")
    return message(section(what), *(section(line) for line in _done(view)))


def _why_you(view: ThanksView) -> str:
    why = (
        _("You get this because the account is yours.")
        if view.is_owner
        else _("You get this because you logged it, and nobody is named as the owner yet.")
    )
    return (
        why + " " + _("If nothing happens I ask once more, on the next working morning, and then leave you in peace.")
    )


def _request(view: ThanksView) -> Iterator[Block]:
    if view.sent_at is None:
        yield section(
            _("A sincere thank-you *today* is the best last impression there is. Here is one to send, or to change:")
        )
        yield from letter_blocks(letter_to(view), view.email, view.contact)
    for line in _done(view):
        yield section(line)
    if buttons := _buttons(view):
        yield actions(*buttons)


def _done(view: ThanksView) -> Iterator[str]:
    if view.sent_at:
        who = person(view.sent_by or "")
        yield _("✓ {person} thanked them on {day}.").format(person=who, day=moment(view.sent_at, DAY))
    if view.answer is Consent.yes:
        yield _("✓ They said yes: we may stay in touch.")
    if view.answer is Consent.no:
        yield _("✓ They said no: we leave them in peace.")
    if view.has_guess:
        yield _("✓ Your own guess is kept. Only you can see it.")


def _buttons(view: ThanksView) -> list[Element]:
    carried = pack(thanks=view.id)
    buttons = []
    if view.sent_at is None:
        buttons.append(button(_("I've sent it"), SENT, carried, "primary"))
    if not view.is_answered:
        buttons.append(button(_("They answered…"), ANSWERED, carried))
    if not view.guess_locked:
        words = _("Change my guess") if view.has_guess else _("My own guess")
        buttons.append(button(words, GUESS, carried))
    return buttons


def _foot(view: ThanksView, text: str) -> Iterator[Block]:
    if view.sent_at is None and not view.is_answered:
        yield context(text)
