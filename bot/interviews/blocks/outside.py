"""Somebody from outside calls for us: who that is, and the words that are handed on to them."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.interviews.blocks import ids
from bot.interviews.blocks.findings import more_to_add
from bot.interviews.blocks.plain import time_with_us
from bot.interviews.blocks.steps import steps
from bot.interviews.values import TAKEN, End, InterviewState, InterviewView, OutsiderForm
from bot.slack.kit import (
    Message,
    Values,
    View,
    context,
    email,
    escape,
    header,
    link,
    message,
    modal,
    section,
    text_input,
    users_select,
)
from bot.words import _

LONGEST_NAME = 120
KEEPER = "keeper"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def outsider_form(about: InterviewView, prompt: str) -> View:
    """Asks who from outside will call."""
    told = _(
        "Who outside the firm could call *{customer}*? Somebody whom they speak frankly with: a friend of the firm, a former "
        "colleague, a consultant. I write nothing to them: whoever keeps the record here gets the words to hand on, and keeps "
        "what they heard."
    )
    return modal(
        _("Somebody from outside"),
        ids.OUTSIDER_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            text_input(_("Name"), ids.NAME, max_length=LONGEST_NAME),
            email(_("Email"), ids.EMAIL, optional=True, hint=_("So that the words open as an email to them.")),
            users_select(
                _("Who keeps the record here"),
                KEEPER,
                placeholder=_("A colleague"),
                hint=_(
                    "Best somebody other than yourself, so that they can be frank about people. Left empty: {name}."
                ).format(name=about.owner_name),
                optional=True,
            ),
        ],
        submit=_("They will call"),
        close=_("Not now"),
        metadata={"prompt": prompt},
    )


def parse_outsider(values: Values) -> OutsiderForm | dict[str, str]:
    """Who will call, or a sentence for each question that needs another look."""
    name, address = values.text(ids.NAME), values.text(ids.EMAIL)
    if not name:
        return {ids.NAME: _("Please write who will call them.")}
    if address and not _EMAIL.fullmatch(address):
        return {ids.EMAIL: _("This does not look like an email address. It may stay empty, too.")}
    return OutsiderForm(name, address, values.user(KEEPER))


def outsider_card(about: InterviewView) -> Message:
    """For whoever keeps the record: the words to hand on, and the way to say what came of it."""
    names = {"customer": escape(about.customer), "name": escape(about.outsider or "")}
    if about.state not in TAKEN or about.outsider is None:
        more = more_to_add(about) if about.state is InterviewState.held else ()
        return message(section(_settled(about).format(**names)), *more)
    brief = outsider_brief(about)
    subject = _("A short call to {customer}").format(customer=about.customer)
    address = f"mailto:{quote(about.outsider_email or '', safe='@')}?subject={quote(subject)}&body={quote(brief)}"
    told = _("{name} calls *{customer}* for us, and you keep the record. These are the words to hand on, or to change:")
    return message(
        header(_("Somebody from outside calls {customer}").format(customer=about.customer)),
        section(told.format(**names)),
        section(f"```{escape(brief.replace('```', ''))}```"),
        section(link(address, _("Open as an email"))),
        steps(about),
        context(
            _(
                "I write nothing to {name}. I ask you how it goes, in your working hours: about twice a week at first, later "
                "once. “Done” keeps what they heard; “Hand over” ends it at any time."
            ).format(**names)
        ),
    )


def outsider_brief(about: InterviewView) -> str:
    """What whoever calls needs to know, in plain text to forward."""
    lines = (
        _("Hello {name},").format(name=about.outsider or ""),
        _(
            "{customer} left us{tenure}. Would you make one short call, about 15 minutes, to learn why? People speak more "
            "frankly with somebody from outside."
        ).format(customer=about.customer, tenure=time_with_us(about)),
        _("Whom to phone: {contact}").format(contact=about.contact or _("I will tell you")),
        _(
            "How to open: thank them for the business they gave us. Say that we only want to learn, that it is not about keeping "
            "them, and that they may be as frank as they like."
        ),
        _(
            "What to ask:\n- What happened, and when was it decided?\n- Who or what takes our place?\n- What did we do well?\n"
            "- What would have to be true for them to come back?\n- Is there anything we still owe them?\n- May we stay in touch?"
        ),
        _("Please just listen and take notes: no defending, no selling. Then tell me what they said. Thank you."),
    )
    return "\n\n".join(lines)


def outsider_line(name: str) -> Message:
    """For the thread: somebody from outside will call."""
    told = _("Somebody from outside will call them and ask why they left; {name} keeps the record.")
    return message(told.format(name=escape(name)))


def outsider_held_line(name: str) -> Message:
    """For the thread: somebody from outside has called; never what was said."""
    told = _(
        "Somebody from outside has spoken with them about why they left. Thank you, {name}, for keeping the record."
    )
    return message(told.format(name=escape(name)))


def outsider_not_needed(customer: str, outsider: str) -> Message:
    """To whoever keeps the record: the call is not needed any more."""
    told = _(
        "The call to *{customer}* is no longer needed: things have moved on. Please tell {name}, who meant to make it, with our "
        "thanks. There is nothing else for you to do."
    )
    return message(section(told.format(customer=escape(customer), name=escape(outsider))))


def _settled(about: InterviewView) -> str:
    match about.state:
        case InterviewState.held:
            return _("What *{customer}* said is kept. Thank you, and thanks to {name}.")
        case InterviewState.ended if about.end is End.not_reached:
            return _("*{customer}* could not be reached. Thank you, and thanks to {name}, for trying; that was worth doing.")
        case InterviewState.ended if about.end is End.declined:
            return _("*{customer}* would rather not talk, and we respect that. Thank you, and thanks to {name}.")
        case InterviewState.ended:
            return _("The call of {name} to *{customer}* is no longer needed. Please tell them, with our thanks.")
        case _:
            return _("Nobody from outside calls *{customer}* any more; it is settled in another way. Thank you.")
