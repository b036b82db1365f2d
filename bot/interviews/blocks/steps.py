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
    sure = Confirm(
        _("Hand over?"),
        _("Somebody else is asked to call them. It counts against nobody, and cannot be taken back."),
        _("Hand over"),
        _("I go on"),
    )
    return actions(
        _done(about, held),
        button(_("Arranged"), ids.ARRANGED, held, label=_("Arranged: I have an appointment with them")),
        button(_("Tried"), ids.TRIED, held, label=_("Tried: I could not reach them yet")),
        button(_("Hand over"), ids.HAND_OVER, held, label=_("Hand over to somebody else"), confirm=sure),
    )


def _done(about: InterviewView, held: str) -> Element:
    """The way to the form, or back into it."""
    if about.has_draft:
        return button(_("Resume"), ids.DONE, held, style="primary", label=_("Resume: go on with what they said"))
    return button(_("Done"), ids.DONE, held, style="primary", label=_("Done: I have spoken with them"))


def by_letter(about: InterviewView) -> Block:
    """Under the guide: a message to the customer, ready to send, and all that is known of them."""
    return actions(
        button(_("A message to them…"), ids.NOTE_TO_THEM, pack(interview=about.interview)),
        button(_("Details"), DETAILS, pack(d=about.departure)),
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
        return section(told), actions(button(_("They answered in writing…"), ids.WROTE, carried))
    told = _("Some people would rather write than talk. Four short questions are ready to send instead.")
    return section(told), actions(button(_("Four questions…"), ids.QUESTIONS_READY, carried))
