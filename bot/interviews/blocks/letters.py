"""What an interviewer can send the customer: a few words to arrange the call, or the four questions."""

from __future__ import annotations

from bot.customers.blocks import hello
from bot.interviews.blocks import ids
from bot.interviews.blocks.writing import questions_letter
from bot.interviews.values import InterviewView
from bot.slack.kit import Letter, View, escape, letter_blocks, modal, section
from bot.words import _


def note_to_them(about: InterviewView) -> View:
    """A few words that ask for the call, to copy or to open as an email."""
    told = _(
        "A few words to *{customer}*, to send or to change. Then note it under “Tried”, so that I do not ask too soon."
    )
    return modal(
        _("A message to them"),
        ids.NOTE_TO_THEM,
        [
            section(told.format(customer=escape(about.customer))),
            *letter_blocks(note_letter(about), about.email, about.contact),
        ],
        close=_("Close"),
    )


def note_letter(about: InterviewView) -> Letter:
    """Who asks, why, how long, and that nobody wants to keep them."""
    who = (
        _("My name is {name}. I work with {owner}, and have had nothing to do with your account; that is why I ask.")
        if about.owner_name and about.owner_name != about.own_name
        else _("My name is {name}. I have had nothing to do with your account; that is why I ask.")
    )
    lines = (
        hello(about.contact),
        who.format(name=about.own_name, owner=about.owner_name or ""),
        _(
            "You have decided to go on without us, and we respect that. Would you give me a quarter of an hour on the phone? "
            "I would like to hear what happened, and what we should have done better. It is not about keeping your business, "
            "and you may be as frank as you like."
        ),
        _("When would it suit you? If you would rather not, a word is enough."),
        _("Kind regards,\n{name}").format(name=about.own_name),
    )
    return Letter(_("A quarter of an hour, to learn from you"), "\n\n".join(lines))


def questions_to_send(about: InterviewView) -> View:
    """The four questions, for whoever could not reach the customer by phone."""
    told = _(
        "Four short questions to *{customer}*, to send or to change. What they answer you can keep in my next reminder."
    )
    return modal(
        _("Four questions"),
        ids.QUESTIONS_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            *letter_blocks(questions_letter(about.own_name, about.contact), about.email, about.contact),
        ],
        submit=_("I've sent them"),
        close=_("Not now"),
        metadata={"interview": about.interview},
    )
