"""Single lines: in the thread and on the card of the departure, and in answer to a press."""

from __future__ import annotations

from datetime import datetime

from bot.interviews.values import End, InterviewState, InterviewView, Obstacle
from bot.slack.kit import Message, escape, message, moment, section
from bot.words import _

DAY = "{date_short}"


def with_whom(line: Message, number: int) -> Message:
    """A line for the thread, where it is not about the first interview: which of their contacts it is about, and never whom."""
    if number == 1:
        return line
    who = _contact_number(number)
    return message(f"{who[0].upper()}{who[1:]}: {line.text}")


def card_line_of(line: str, number: int) -> str:
    """The same for the card."""
    return line if number == 1 else f"{line} ({_contact_number(number)})"


def kept_quiet_line() -> str:
    """For the card: what is known to a few is not told to an interviewer."""
    return _("No exit interview while it is kept between us")


def accepted_line(name: str) -> Message:
    """For the thread: somebody will call them."""
    told = _("{name}, who never worked with them, will call them and ask why they left.")
    return message(told.format(name=escape(name)))


def accepted_anyway_line(name: str) -> Message:
    """For the thread: somebody will call them who had a little to do with them."""
    return message(_("{name} will call them and ask why they left.").format(name=escape(name)))


def handed_over_line() -> Message:
    """For the thread: whoever was to call them no longer does."""
    return message(_("Somebody else is being asked to call them."))


def held_line(name: str) -> Message:
    """For the thread: it was held; never what was said."""
    return message(_("{name} has spoken with them about why they left. Thank you.").format(name=escape(name)))


def not_reached_line() -> Message:
    """For the thread: nothing came of it, and nobody is to blame."""
    return message(
        _("They could not be reached for a talk about why they left. That happens; not everybody wants to talk.")
    )


def no_longer_needed(customer: str) -> Message:
    """To whoever was to call: there is no need any more."""
    told = _(
        "The call to *{customer}* is no longer needed: things have moved on since you said that you would make it. There is "
        "nothing for you to do. Thank you for being ready."
    )
    return message(section(told.format(customer=escape(customer))))


def left_in_peace(customer: str, outsider: str | None) -> Message:
    """To whoever was to call: the customer has said no to hearing from us."""
    told = _("*{customer}* said that they wish to be left in peace, so nobody calls them. There is nothing for you to do.")
    thanks = _("Please tell {name}, with our thanks.") if outsider else _("Thank you for being ready.")
    name = escape(outsider or "")
    return message(section(f"{told.format(customer=escape(customer))} {thanks.format(name=name)}"))


def asked_duty(about: InterviewView) -> str:
    """For the Home of whoever is asked: a request waits."""
    told = _("Would you call *{customer}* and ask why they left?")
    return told.format(customer=escape(about.customer))


def call_duty(about: InterviewView) -> str:
    """For the Home of the interviewer: whom they said they would call, or who calls them for us."""
    if about.outsider:
        told = _("{name} calls *{customer}* for us, and you keep the record.")
        return told.format(name=escape(about.outsider), customer=escape(about.customer))
    if about.state is InterviewState.arranged and about.appointment:
        told = _("You speak with *{customer}* on {moment}.")
        return told.format(customer=escape(about.customer), moment=moment(about.appointment, "{date_short} at {time}"))
    told = _("You said that you would call *{customer}*.")
    return told.format(customer=escape(about.customer))


def decide_duty(about: InterviewView) -> str:
    """For the Home of whoever is responsible: nobody is left to ask."""
    told = _("Say who shall call *{customer}*, to learn why they left.")
    return told.format(customer=escape(about.customer))


def card_line(
    state: InterviewState,
    *,
    name: str,
    appointment: datetime | None,
    held_at: datetime | None,
    end: End | None,
    is_outside: bool = False,
) -> str | None:
    """For the card. While somebody is asked it does not say who: that is between them and us."""
    match state:
        case InterviewState.seeking | InterviewState.asked:
            return _("Exit interview: looking for somebody who never worked with them")
        case InterviewState.nobody:
            told = _("Exit interview: everybody left to ask has worked with them; {name} decides")
            return told.format(name=escape(name))
        case InterviewState.arranged | InterviewState.accepted if is_outside:
            told = _("Exit interview: somebody from outside will call them; {name} keeps the record")
            return told.format(name=escape(name))
        case InterviewState.arranged if appointment:
            told = _("Exit interview: {name} speaks with them on {day}")
            return told.format(name=escape(name), day=moment(appointment, DAY))
        case InterviewState.accepted | InterviewState.arranged:
            return _("Exit interview: {name} will call them").format(name=escape(name))
        case InterviewState.held if held_at:
            return _("Exit interview: held on {day}").format(day=moment(held_at, DAY))
        case InterviewState.ended if end is End.not_reached:
            return _("Exit interview: they could not be reached")
        case InterviewState.ended if end is End.declined:
            return _("Exit interview: they would rather not talk, and that is respected")
        case InterviewState.ended if end is End.not_wanted:
            return _("Exit interview: none this time")
    return None


def obstacle_words(obstacle: Obstacle) -> str:
    """In answer to a press or a form that no longer applies."""
    match obstacle:
        case Obstacle.not_yours:
            return _("This one is with somebody else, so there is nothing for you to do. Thank you.")
        case Obstacle.answered:
            return _("This has been answered already; nothing was changed. Thank you.")
        case Obstacle.not_a_colleague:
            return _("Please choose a colleague of your own company who is still here, or leave this empty.")
        case Obstacle.over:
            return _("This is no longer needed; nothing was changed. Thank you.")


def _contact_number(number: int) -> str:
    return {2: _("a second person there"), 3: _("a third person there")}.get(number, _("another person there"))
