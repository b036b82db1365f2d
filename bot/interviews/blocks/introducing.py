"""Whoever looks after the customer announces the call, and says whom to phone, so that nobody phones a stranger cold."""

from __future__ import annotations

from collections.abc import Iterator

from bot.customers.blocks import hello
from bot.interviews.blocks import ids
from bot.interviews.values import ContactForm, ContactView, InterviewView, TryAnswer
from bot.slack.kit import (
    Block,
    Element,
    Letter,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    email,
    escape,
    letter_blocks,
    message,
    modal,
    moment,
    pack,
    section,
    text_input,
)
from bot.words import _

LONGEST_NAME = 120
LONGEST_PHONE = 60
DAY = "{date_short}"


def contact_card(view: ContactView) -> Message:
    """Asks whoever looks after the customer to announce the call; then shows that it is done, or no longer needed."""
    names = {"customer": escape(view.customer)}
    if view.is_over:
        return message(section(_("The call to *{customer}* needs no announcing any more. Thank you.").format(**names)))
    if view.introduced_at is not None:
        told = _("✓ You announced the call to *{customer}* on {day}. Whoever calls knows it. Thank you.")
        day = moment(view.introduced_at, DAY)
        return message(section(told.format(day=day, **names)), *_whom(view), actions(_name_button(view)))
    told = _(
        "Would you announce a call to *{customer}*, so that nobody phones them cold? A colleague who had nothing to do with "
        "them will ask why they left. Here are the words, to send or to change:"
    )
    return message(
        section(told.format(**names)),
        *letter_blocks(introduction(view), view.email, view.contact),
        *(() if view.contact else (section(_nobody_noted()),)),
        actions(
            button(_("I've sent it"), ids.INTRODUCED, pack(interview=view.interview), "primary"), _name_button(view)
        ),
        context(f"{_why_you(view)} {_('I ask this once; whoever calls sees whether it was announced.')}"),
    )


def wrong_contact_card(view: ContactView) -> Message:
    """Asks whoever looks after the customer for a better number; once there is one, says so."""
    names = {"customer": escape(view.customer), "name": escape(view.sought_by or "")}
    if view.is_over or not view.is_wrong:
        told = _("Whom to phone at *{customer}* is settled. Thank you.")
        return message(section(told.format(**names)))
    told = _("{name} could not reach anybody at *{customer}* with what is noted below. Do you know better whom to phone?")
    return message(
        section(told.format(**names)),
        *_whom(view),
        actions(_name_button(view)),
        context(f"{_why_you(view)} {_('I ask this once; what you say stands in the guide of whoever calls.')}"),
    )


def contact_passed_on_card(view: ContactView) -> Message:
    """For whoever was asked while nobody knew the owner."""
    told = _("{name} looks after *{customer}*, so I ask them to announce the call. There is nothing more to do here.")
    return message(section(told.format(name=escape(view.asked_name), customer=escape(view.customer))))


def contact_form(view: ContactView) -> View:
    """Asks whom to phone at the customer's."""
    told = _("Whom should the colleague who calls *{customer}* ask for? One way to reach them is enough.")
    return modal(
        _("Whom to phone"),
        ids.CONTACT_FORM,
        [
            section(told.format(customer=escape(view.customer))),
            text_input(_("Name"), ids.NAME, max_length=LONGEST_NAME),
            text_input(_("Phone"), ids.PHONE, optional=True, max_length=LONGEST_PHONE),
            email(_("Email"), ids.EMAIL, optional=True),
        ],
        submit=_("Keep it"),
        close=_("Not now"),
        metadata={"interview": view.interview},
    )


def parse_contact(values: Values) -> ContactForm | dict[str, str]:
    """Whom to phone, or a sentence for each question that needs another look."""
    name, phone, address = values.text(ids.NAME), values.text(ids.PHONE), values.text(ids.EMAIL)
    if not name:
        return {ids.NAME: _("Please write whom to ask for.")}
    if not phone and not address:
        return {ids.PHONE: _("Please give a phone number, or an email address below.")}
    return ContactForm(name, phone, address)


def introduction(view: ContactView) -> Letter:
    """The line that announces the call: who, why, how long, and that it is not about keeping them."""
    who = (
        _("My colleague {name}, who has had nothing to do with your account, would like to ask you why you left")
        if view.interviewer_name
        else _("A colleague who has had nothing to do with your account would like to ask you why you left")
    ).format(name=view.interviewer_name or "")
    asked = _(
        "{who}: what happened, and what we should have done better. It takes a quarter of an hour on the phone. It is not "
        "about keeping your business; we only want to learn, and you may be as frank as you like."
    )
    lines = (
        hello(view.contact),
        asked.format(who=who),
        _("May they call you in the next weeks? If you would rather not, a word is enough."),
        _("Kind regards,\n{name}").format(name=view.asked_name),
    )
    return Letter(_("A short call, to learn from you"), "\n\n".join(lines))


def better_contact_note(view: ContactView) -> Message:
    """To the interviewer: there is a better way to reach them."""
    told = _("{name} has noted whom to phone at *{customer}*: {contact}")
    return message(
        section(
            told.format(
                name=escape(view.asked_name), customer=escape(view.customer), contact=escape(view.contact or "")
            )
        ),
        context(_("You get this because you said that you would call them. The guide above has it, too.")),
    )


def came_of_it_card(about: InterviewView) -> Message:
    """To whoever spoke with the customer: they are back."""
    told = _(
        "On {day} you spoke with *{customer}* about why they left. They do business with us again. Thank you for asking them "
        "then, and for listening."
    )
    day = moment(about.held_at, DAY) if about.held_at else ""
    return message(
        section(told.format(day=day, customer=escape(about.customer))),
        context(_("You get this because you held the exit interview. There is nothing to do.")),
    )


def contact_duty(view: ContactView) -> str:
    """For the Home of whoever is asked."""
    told = _("Say whom to phone at *{customer}*.") if view.is_wrong else _("Announce the call to *{customer}*.")
    return told.format(customer=escape(view.customer))


def declined_line() -> Message:
    """For the thread: they would rather not talk, and that is respected."""
    return message(_("They would rather not talk about why they left, and that is respected."))


def tried_words(answer: TryAnswer) -> str:
    """What came of a try, as the one who tried chooses it."""
    match answer:
        case TryAnswer.nobody_there:
            return _("Nobody answered")
        case TryAnswer.later:
            return _("They asked me to come back later")
        case TryAnswer.declined:
            return _("They would rather not talk")
        case TryAnswer.wrong:
            return _("Wrong number or address")


def _whom(view: ContactView) -> Iterator[Block]:
    if view.contact:
        yield section(_("*Whom to phone:* {contact}").format(contact=escape(view.contact)))


def _nobody_noted() -> str:
    return _("Nobody to phone is noted yet. Whom should they ask for?")


def _name_button(view: ContactView) -> Element:
    return button(_("Whom to phone…"), ids.NAME_CONTACT, pack(interview=view.interview))


def _why_you(view: ContactView) -> str:
    if view.is_owner:
        return _("You get this because they are your customer.")
    return _("You get this because you look after them here.")
