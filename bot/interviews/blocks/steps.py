"""The buttons by which an interviewer says how it goes."""

from __future__ import annotations

from bot.departures.blocks.card import DETAILS
from bot.interviews.blocks import ids
from bot.interviews.values import QUESTIONS_AFTER, InterviewView
from bot.slack.kit import Block, Confirm, Element, actions, button, escape, moment, pack, section
from bot.words import _


def steps(about: InterviewView) -> Block:
    """Done, arranged, tried, hand over: under the guide, and under every reminder."""
    held = pack(interview=about.interview)
    arranged = _("Arranged: I have an appointment with {customer}").format(customer=about.customer)
    tried = _("Tried: I could not reach {customer} yet").format(customer=about.customer)
    passed_on = _("Hand over the call to {customer}").format(customer=about.customer)
    sure = Confirm(
        _("Hand over?"),
        _("Somebody else is asked to call them. It counts against nobody, and cannot be taken back."),
        _("Hand over"),
        _("I go on"),
    )
    return actions(
        _done(about, held),
        button(_("Arranged"), ids.ARRANGED, held, label=arranged),
        button(_("Tried"), ids.TRIED, held, label=tried),
        button(_("Hand over"), ids.HAND_OVER, held, label=passed_on, confirm=sure),
    )


def _done(about: InterviewView, held: str) -> Element:
    """The way to the form, or back into it."""
    if about.has_draft:
        resume = _("Resume: go on with what {customer} said").format(customer=about.customer)
        return button(_("Resume"), ids.DONE, held, style="primary", label=resume)
    done = _("Done: I have spoken with {customer}").format(customer=about.customer)
    return button(_("Done"), ids.DONE, held, style="primary", label=done)


def by_letter(about: InterviewView) -> Block:
    """Under the guide: a message to the customer, ready to send, and all that is known of them."""
    note = _("A message to them: {customer}").format(customer=about.customer)
    details = _("Details of {name}").format(name=about.customer)
    return actions(
        button(_("A message to them…"), ids.NOTE_TO_THEM, pack(interview=about.interview), label=note),
        button(_("Details"), DETAILS, pack(d=about.departure), label=details),
    )


def announced_line(about: InterviewView) -> tuple[str, ...]:
    """Whether they know that somebody will call."""
    if about.introduced_at is not None:
        told = _("{name} announced your call to them on {day}.")
        day = moment(about.introduced_at, "{date_short}")
        return (told.format(name=escape(about.owner_name or ""), day=day),)
    if about.contact_asked:
        told = _("{name} is asked to announce your call, and has not said so yet.")
        return (told.format(name=escape(about.owner_name or "")),)
    return ()


def in_writing(about: InterviewView) -> tuple[Block, ...]:
    """After two tries without an answer: four questions in writing; once they are sent, the way to file the answers."""
    carried = pack(interview=about.interview)
    if about.outsider or (about.questions_sent_at is None and about.tries < QUESTIONS_AFTER):
        return ()
    if about.questions_sent_at is not None:
        told = _("You sent them four questions on {day}.").format(day=moment(about.questions_sent_at, "{date_short}"))
        wrote = _("They answered in writing: {customer}").format(customer=about.customer)
        return section(told), actions(button(_("They answered in writing…"), ids.WROTE, carried, label=wrote))
    told = _("Some people would rather write than talk. Four short questions are ready to send instead.")
    label = _("Four questions to {customer}").format(customer=about.customer)
    return section(told), actions(button(_("Four questions…"), ids.QUESTIONS_READY, carried, label=label))
