"""How what we change is spoken of, and the names of its buttons and questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.departures.blocks.words import SAME_DAY_NEARLY_EVERYWHERE
from bot.fixes.values import FixState, FixView, Left, Outcome, Reach
from bot.slack.kit import escape, moment, quoted
from bot.words import _, later, plural

FIX_FORM = "fixes.form"
OPEN = "fixes.open"
DONE = "fixes.done"
DONE_FORM = "fixes.done_form"
PUT_OFF = "fixes.put_off"
PUT_OFF_FORM = "fixes.put_off_form"
HAND_OVER = "fixes.hand_over"
HAND_OVER_FORM = "fixes.hand_over_form"
LEAVE = "fixes.leave"
HOLDS = "fixes.holds"
AGAIN = "fixes.again"
AGAIN_FORM = "fixes.again_form"
TELL = "fixes.tell"
TELL_FORM = "fixes.tell_form"
WHAT, REASON, WHOM, OWNER, DAY, WORDS = "what", "reason", "whom", "owner", "day", "words"
EVERYONE, ONLY = "everyone", "only"
LONGEST_WHAT = 300
LONGEST_WORDS = 1000

COMMANDS = (
    ("fixes", "", later("what we change because of what customers told us, and who left over it"), later("What we learn")),
)
"""What the command answers to here, for its help: word, what may follow, what it does."""

_REACHES = {
    Reach.welcome: later("may be contacted"),
    Reach.unasked: later("may be contacted; nobody asked yet whether we may stay in touch"),
    Reach.in_peace: later("wants to be left in peace"),
    Reach.back: later("with us again"),
    Reach.not_gone: later("not gone yet"),
    Reach.over: later("nothing more to do"),
}
_DECLINED = {
    Outcome.may_not: later("This is for whoever sees to it, whoever wanted it, and admins. Nothing was changed."),
    Outcome.over: later("This was answered already. Nothing was changed."),
    Outcome.not_a_colleague: later("Please choose a colleague of your own company who is still here."),
    Outcome.bad_day: later("Please choose today or a later day, within a year."),
    Outcome.no_reason: later("Please choose what it puts right, so that I can see who left over it."),
    Outcome.somebody_else: later("You did it, so somebody else looks whether it holds. Nothing was changed."),
}
_QUESTIONS = {
    Outcome.not_a_colleague: OWNER,
    Outcome.bad_day: DAY,
    Outcome.no_reason: REASON,
}


def declined(came: Outcome) -> str:
    """Plain text for a press or a form that changed nothing."""
    return _(_DECLINED[came])


def declined_under(came: Outcome) -> dict[str, str]:
    """The same under the question that it is about; under the first where it is about none."""
    return {_QUESTIONS.get(came, WHAT): declined(came)}


def may_not_hear() -> str:
    """Plain text for somebody who wants to fix what a customer said, and may not hear it."""
    return _("What they said is for the colleagues who look after them, so I leave this to them.")


def what_words(what: str | None) -> str:
    """What is changed, escaped; where its words are gone, that they are."""
    if what is None:
        return _("“…” _(erased, with the customer from whom we heard it)_")
    return f"“{escape(what)}”"


def fix_ahead(what: str | None) -> str:
    """For what is ahead of somebody who sees to it."""
    return _("See to it: {what}").format(what=what_words(what))


def state_line(view: FixView) -> str:
    """Where it stands, and who it is with."""
    match view.state:
        case FixState.open:
            told = _("{owner} sees to it by {day}")
        case FixState.done:
            told = (
                _("done, says {done_by}; {asked} looks whether it holds") if view.asked else _("done, says {done_by}")
            )
        case FixState.verified:
            told = _("it has held since {when}, says {verified_by}")
        case _:
            told = _("it stays as it is, says {dropped_by}")
    return told.format(
        owner=escape(view.owner),
        day=short_day(view),
        done_by=escape(view.done_by or ""),
        asked=escape(view.asked or ""),
        when=moment(view.verified_at, "{date_short}") if view.verified_at else "",
        verified_by=escape(view.verified_by or ""),
        dropped_by=escape(view.dropped_by or ""),
    )


def short_day(view: FixView) -> str:
    """The day by which it is due."""
    return moment(datetime.combine(view.due, SAME_DAY_NEARLY_EVERYWHERE), "{date_short}")


def left_line(one: Left) -> str:
    """Somebody who left over it, whether they may be contacted or heard that it is changed, and who looks after them."""
    told = _("*{customer}*: {reach} ({owner})")
    return told.format(customer=escape(one.customer), reach=_reach_words(one), owner=escape(one.owner))


def left_sum(left: Iterable[Left]) -> str:
    """How many of those whom the reader may see left over it, how many heard that it is changed, and how many may yet."""
    known = tuple(left)
    if not known:
        return _("Nobody whom you may see left over it.")
    reached = [one for one in known if one.reach.may_be_contacted]
    told = sum(1 for one in reached if one.letter_sent)
    customers = plural(
        "{count} customer that you may see left over it", "{count} customers that you may see left over it", len(known)
    )
    if not told:
        sentence = _("{customers}; {reached} of them may be contacted.")
    elif told == len(reached):
        sentence = _("{customers}; the letter went out to {told} of them.")
    else:
        sentence = _("{customers}; the letter went out to {told} of them, and {reached} more may be contacted.")
    return sentence.format(customers=customers, reached=len(reached) - told, told=told)


def _reach_words(one: Left) -> str:
    if one.letter_sent is None or not one.reach.may_be_contacted:
        return _(_REACHES[one.reach])
    return _("the letter went out") if one.letter_sent else _("the letter is written and not sent yet")


def said(words: str | None) -> str:
    """What somebody wrote about it, set apart; nothing where nobody did."""
    return f"\n{quoted(words)}" if words else ""


def made_entry() -> str:
    """For the folder. Plain text."""
    return _("We set out to change what they told us")


def verified_entry() -> str:
    """For the folder. Plain text."""
    return _("What they left over is changed, and somebody checked that it holds")
