"""The request to thank a customer, the letter in it, and what they answered."""

from __future__ import annotations

from collections.abc import Iterator

from bot.customers.rules import name_in
from bot.customers.values import Consent
from bot.departures.values import Stage
from bot.farewell.blocks.apology import APOLOGISE
from bot.farewell.blocks.consent import ANSWERED
from bot.farewell.blocks.endings import ending
from bot.farewell.blocks.guess import locked
from bot.farewell.blocks.letters import composed, letter_buttons
from bot.farewell.values import Outcome, ThanksView
from bot.farewell.values.letters import Known, LetterKind
from bot.slack.kit import (
    Block,
    Element,
    Letter,
    Message,
    actions,
    button,
    context,
    escape,
    letter_blocks,
    message,
    moment,
    pack,
    person,
    section,
)
from bot.words import _

SENT = "farewell.sent"
GUESS = "farewell.guess"

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
        _("{owner} looked after *{customer}*, so I ask them to send the thanks now.")
        if view.sent_at is None
        else _("{owner} looked after *{customer}*, and knows that they were thanked.")
    )
    what = sentence.format(owner=escape(view.asked_name), customer=escape(view.customer))
    return message(section(what), context(_("There is nothing more for you to do here.")))


def letter_to(view: ThanksView) -> Letter:
    """The thank-you: sincere, no selling, and it asks whether it is all right to stay in touch."""
    known = Known(view.customer, view.asked_name, view.since, name_in(view.contact))
    return composed(LetterKind.thanks, view.own, known, view.words)


def thanked_line(name: str) -> Message:
    """For the thread of the departure's card: `name` has thanked the customer."""
    return message(_("{name} has thanked them.").format(name=escape(name)))


def thanks_declined(came: Outcome, customer: str) -> str:
    """Plain text for a press or a form that changed nothing."""
    match came:
        case Outcome.over:
            return _("For {customer} this is not needed any more, as far as I know, so nothing was changed.").format(
                customer=customer
            )
        case Outcome.locked:
            return locked()
        case Outcome.may_not:
            return _("This was asked of the colleague who looks after this customer, so I leave the answer to them.")
        case _:
            return _("That has been noted already. Thank you.")


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
        _("You get this because they are your customer.")
        if view.is_owner
        else _("You get this because you logged it, and nobody is named as the owner yet.")
    )
    if view.is_heir:
        why = _("You get this because whoever looked after them cannot do it any more.")
    return (
        why + " " + _("If nothing happens I ask once more, on the next working morning, and then leave you in peace.")
    )


def _request(view: ThanksView) -> Iterator[Block]:
    if view.sent_at is None and view.answer is not Consent.no:
        yield section(
            _("A sincere thank-you *today* leaves the best last impression. Here is one to send, or to change:")
        )
        yield from letter_blocks(letter_to(view), view.email, view.contact)
        yield actions(*letter_buttons(LetterKind.thanks, view.id))
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
    if view.sent_at is None and view.answer is not Consent.no:
        buttons.append(button(_("I've sent it"), SENT, carried, "primary"))
    answered = _("They changed their mind…") if view.is_answered else _("They answered…")
    buttons.append(button(answered, ANSWERED, pack(d=view.departure)))
    if not view.guess_locked:
        words = _("Change my guess") if view.has_guess else _("My own guess")
        buttons.append(button(words, GUESS, carried))
    if view.answer is not Consent.no:
        buttons.append(button(_("Where we were wrong…"), APOLOGISE, pack(d=view.departure)))
    return buttons


def _foot(view: ThanksView, text: str) -> Iterator[Block]:
    if view.sent_at is None and not view.is_answered:
        yield context(text)
