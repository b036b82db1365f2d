"""Four questions in writing, in place of a call: the letter, and what whoever sends it sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.customers.blocks import hello
from bot.interviews.blocks import ids
from bot.interviews.blocks.findings import more_to_add
from bot.interviews.values import End, InterviewState, QuestionsView
from bot.slack.kit import (
    Block,
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
    section,
)
from bot.words import _

DAY = "{date_short}"


def questions_card(view: QuestionsView) -> Message:
    """Asks to send the four questions, with the words ready; and shows what has come of it."""
    if not view.is_open:
        more = more_to_add(view.about) if view.about.state is InterviewState.held else ()
        return message(section(_over(view)), *more)
    told = _(
        "*{customer}* left us, and four short questions in writing can tell us why. Here they are, to send or to change."
    )
    return message(section(_with_customer(view, told)), *_request(view), context(_why_you(view)))


def questions_reminder_card(view: QuestionsView) -> Message:
    """Asks once how it stands: whether the questions went out, or were answered."""
    if not view.is_open:
        return message(section(_over(view)))
    told = (
        _("The four questions for *{customer}* are still welcome, if you have not sent them yet.")
        if view.sent_at is None
        else _("Has *{customer}* answered the four questions? Whatever they wrote is worth keeping, a sentence too.")
    )
    return message(
        section(_with_customer(view, told)),
        *_request(view),
        context(_("I will not remind you of this again. It waits in your Home.")),
    )


def questions_passed_on_card(view: QuestionsView) -> Message:
    """For whoever was asked before: somebody else looks after the customer."""
    told = _(
        "{name} looks after *{customer}* now, so the four questions are with them. There is nothing more to do here."
    )
    return message(section(told.format(name=escape(view.asked_name), customer=escape(view.about.customer))))


def questions_letter(name: str, contact: str | None) -> Letter:
    """The four questions: short, no selling, and easy to answer in a line each."""
    lines = (
        hello(contact),
        _(
            "You have decided to go on without us, and I respect that. We would like to learn from it. Would you answer four "
            "short questions? A line each is plenty, and you may be as frank as you like."
        ),
        _("1. What happened, and when was it decided?"),
        _("2. What did we do well, and what should we have done differently?"),
        _("3. What would have to be true for you to come back one day?"),
        _("4. Is there anything we still owe you, and may we stay in touch?"),
        _("Thank you, and kind regards,\n{name}").format(name=name),
    )
    return Letter(_("Four short questions"), "\n\n".join(lines))


def questions_sent_line(name: str) -> Message:
    """For the thread: the questions went out."""
    return message(_("{name} has sent them four questions in writing.").format(name=escape(name)))


def answered_line(name: str) -> Message:
    """For the thread: they answered; never what they wrote."""
    return message(_("They have answered our four questions. Thank you, {name}.").format(name=escape(name)))


def questions_line(name: str, sent_at: datetime | None, answered_at: datetime | None) -> str:
    """For the card of the departure: how it stands with the questions that `name` sends."""
    if answered_at:
        return _("Four questions instead of a call: answered on {day}").format(day=moment(answered_at, DAY))
    if sent_at:
        return _("Four questions instead of a call: sent on {day}").format(day=moment(sent_at, DAY))
    return _("Four questions instead of a call: {name} sends them").format(name=escape(name))


def questions_duty(view: QuestionsView) -> str:
    """For the Home of whoever has the questions."""
    told = (
        _("Send *{customer}* four questions in writing.")
        if view.sent_at is None
        else _("Say what *{customer}* answered to the four questions, once they have.")
    )
    return _with_customer(view, told)


def _request(view: QuestionsView) -> Iterator[Block]:
    carried = pack(questions=view.questions)
    text, label = _("They answered…"), _("They answered: {customer}")
    if view.about.has_draft:
        text, label = _("Resume"), _("Resume: go on with what {customer} said")
    none = _("Not this time: no questions to {customer}")
    heard = {"customer": view.about.customer}
    answered = button(text, ids.ANSWERED, carried, "primary" if view.sent_at else None, label=label.format(**heard))
    never = button(_("Not this time"), ids.NO_QUESTIONS, carried, label=none.format(**heard))
    if view.sent_at:
        told = _("✓ {name} sent them on {day}.")
        yield section(told.format(name=escape(view.sent_by or ""), day=moment(view.sent_at, DAY)))
        yield actions(answered, never)
        return
    yield from letter_blocks(questions_letter(view.asked_name, view.about.contact), view.email, view.about.contact)
    sent = _("I've sent it: four questions to {customer}").format(**heard)
    yield actions(button(_("I've sent it"), ids.SENT, carried, "primary", label=sent), answered, never)


def _why_you(view: QuestionsView) -> str:
    why = (
        _("You get this because they are your customer.")
        if view.is_owner
        else _("You get this because you look after them here.")
    )
    return f"{why} " + _("For them we go the short way, without a call; “Change how much we do” on their card changes that.")


def _over(view: QuestionsView) -> str:
    match view.about.state:
        case InterviewState.held:
            words = _("*{customer}* has let us know why they left, and it is kept. Thank you.")
        case InterviewState.ended if view.about.end is End.declined:
            words = _("*{customer}* would rather not answer, and we respect that. There is nothing more to do.")
        case InterviewState.ended if view.about.end is End.not_wanted:
            words = _("No questions to *{customer}* this time. That is fine; there is nothing more to do.")
        case InterviewState.ended:
            words = _("There is no need to ask *{customer}* anything any more: things have moved on.")
        case _:
            words = _("Somebody calls *{customer}* instead, so there is nothing to send any more. Thank you.")
    return _with_customer(view, words)


def _with_customer(view: QuestionsView, words: str) -> str:
    return words.format(customer=escape(view.about.customer))
