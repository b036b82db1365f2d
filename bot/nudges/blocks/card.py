"""The nudge, and what it becomes once it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.customers.blocks import last_contact
from bot.departures.blocks.words import day
from bot.nudges.blocks.words import (
    ASK_HOW,
    ASKED_ANEW,
    CHECK_IN,
    CHECK_IN_TEXT,
    CLOSED,
    COLLEAGUE,
    CONGRATULATE,
    DATE,
    DAY,
    DAYS,
    DONE,
    DOORS_TEXT,
    GREET,
    GREETING_SUBJECT,
    HAND_OVER,
    LINK,
    NEWS_TEXT,
    OBSTACLES,
    OCCASIONS,
    OFTEN,
    ON_OUR_DATE,
    ON_OUR_FIRST_DATE,
    ON_THEIR_DATE,
    OPENINGS,
    OUR_DATE_TEXT,
    OUR_FIRST_DATE_TEXT,
    PRINT,
    PROPOSALS,
    RHYTHM,
    SHORT,
    SKIP,
    SNOOZE,
    SNOOZES,
    START_AGAIN,
    STOP,
    SUBJECTS,
    TEXTS,
    THEIR_DATE_TEXT,
    WAYS_TO_CONGRATULATE,
    WHY_YOU,
)
from bot.nudges.rules import EVERY_DAYS, is_greeting
from bot.nudges.values import NudgeKind, NudgeState, NudgeView, Obstacle, Snooze, Suggestion
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Letter,
    Message,
    actions,
    button,
    context,
    escape,
    letter_blocks,
    link,
    menu,
    message,
    moment,
    pack,
    quoted,
    section,
    shorten,
)
from bot.words import _

LONGEST_LINK = 80


def nudge_card(view: NudgeView) -> Message:
    """Asks somebody to stay in touch with a customer; once answered, says what came of it."""
    if view.state is not NudgeState.waiting:
        return _answered(view)
    blocks: list[Block] = [section(_opening(view))]
    blocks.append(section("\n".join((_why_now(view), *_what_happened(view)))))
    blocks.append(section(_proposal(view)))
    blocks.append(section(_("A text to start from:")))
    blocks += letter_blocks(letter_of(view), view.email, view.contact)
    blocks.append(_buttons(view))
    blocks.append(context(f"{_(WHY_YOU[view.why])} {_how_to_stop(view)}"))
    return message(*blocks)


def letter_of(view: NudgeView) -> Letter:
    """Words to begin with, in plain text, and what they are about; they never ask for business."""
    subject = GREETING_SUBJECT if is_greeting(view.kind, view.occasion.day) else SUBJECTS[view.kind]
    return Letter(_(subject), _start_text(view))


def declined(why: Obstacle) -> str:
    """Why an answer was not taken, in plain text."""
    return _(OBSTACLES[why])


def question_of(why: Obstacle) -> str:
    """The question in a form under which an obstacle is shown; one without a question of its own goes under the first."""
    fields = {Obstacle.bad_day: DAY, Obstacle.not_a_colleague: COLLEAGUE, Obstacle.no_link: LINK, Obstacle.beyond_bounds: DAYS}
    return fields.get(why, "")


def next_line(who: str, due: datetime) -> str:
    """For the departure's card: who will be asked to stay in touch, and when."""
    return _("Staying in touch: {who}, around {day}").format(who=escape(who), day=moment(due, DATE))


def stopped_line(who: str) -> str:
    """For the departure's card: nobody is asked to stay in touch any more."""
    return _("Staying in touch: stopped by {who}").format(who=escape(who))


def duty_line(customer: str, occasion: NudgeKind, suggestion: Suggestion, asked: datetime) -> str:
    """For somebody's Home: whom they were asked to stay in touch with."""
    sentence = {
        NudgeKind.news: _("Congratulate *{customer}*, who are in the news, asked on {day}"),
        NudgeKind.article: _("Send *{customer}* what may interest them, asked on {day}"),
        NudgeKind.doors: _("Ask *{customer}* how they are: their contract ends soon (asked on {day})"),
    }.get(occasion, _("Stay in touch with *{customer}* ({what}), asked on {day}"))
    return sentence.format(customer=escape(customer), what=_(SHORT[suggestion]), day=moment(asked, DATE))


def ahead_line(customer: str, *, doors: bool) -> str:
    """For what is ahead of somebody: with whom they will be asked to be in touch."""
    told = _("Ask *{customer}* how they are: their contract ends soon") if doors else _("Stay in touch with *{customer}*")
    return told.format(customer=escape(customer))


def _start_text(view: NudgeView) -> str:
    if is_greeting(view.kind, view.occasion.day):
        return _on_their_date(view, THEIR_DATE_TEXT, OUR_DATE_TEXT, OUR_FIRST_DATE_TEXT)
    texts = {
        NudgeKind.check_in: CHECK_IN_TEXT,
        NudgeKind.news: NEWS_TEXT,
        NudgeKind.article: TEXTS[Suggestion.article],
        NudgeKind.doors: DOORS_TEXT,
    }
    text = _(texts.get(view.kind, TEXTS[view.suggestion]))
    return f"{text}\n{view.occasion.link}" if view.kind is NudgeKind.article and view.occasion.link else text


def _on_their_date(view: NudgeView, theirs: str, ours: str, first: str, customer: str = "") -> str:
    """A sentence about a date of theirs; `ours` where it is that of their first business with us, some years ago."""
    what, when = view.occasion.words, view.occasion.day or view.left
    years = when.year - view.since.year if view.since else 0
    sentence = theirs if what else first if years == 1 else ours
    return _(sentence).format(customer=customer, what=what or "", day=day(when), years=years)


def _answered(view: NudgeView) -> Message:
    name, who = escape(view.customer), escape(view.answered_by or "")
    until = moment(view.until, DATE) if view.until else ""
    told = ASKED_ANEW if view.asked_anew else CLOSED[view.state]
    text = _(told).format(customer=name, who=who, until=until, to=escape(view.handed_to or ""))
    if view.state is NudgeState.stopped and view.undoable:
        return message(section(text), actions(_button(_("Start again"), START_AGAIN, view)))
    return message(section(text))


def _why_now(view: NudgeView) -> str:
    if view.last is None:
        return _("No contact is noted since they left on {day}.").format(day=day(view.left))
    return last_contact(view.last.kind, moment(view.last.at, DATE), escape(view.last.by))


def _what_happened(view: NudgeView) -> list[str]:
    lines = [_("They left on {day}.").format(day=day(view.left))] if view.last else []
    if view.last and view.last.words:
        lines.append(_("What was noted then:\n{words}").format(words=quoted(view.last.words)))
    return lines


def _buttons(view: NudgeView) -> Block:
    put_off = [Choice(pack(nudge=view.nudge, until=one.value), _(SNOOZES[one])) for one in Snooze]
    put_off.append(Choice(pack(nudge=view.nudge, until=SKIP), _("Skip this one")))
    return actions(
        _button(_("Done"), DONE, view),
        _button(_("Print"), PRINT, view),
        menu(SNOOZE, put_off, _("Not now")),
        _button(_("Hand over"), HAND_OVER, view),
        _button(_("How often"), RHYTHM, view),
        _button(_("Stop"), STOP, view),
    )


def _button(text: str, action_id: str, view: NudgeView) -> Element:
    """Called aloud with the customer: several may be waiting. What is hoped for stands out."""
    label = f"{text}: {view.customer}"
    return button(text, action_id, pack(nudge=view.nudge), "primary" if action_id == DONE else None, label=label)


def _how_to_stop(view: NudgeView) -> str:
    if view.kind is NudgeKind.check_in:
        return _("They have not said whether we may stay in touch, so I ask this once only. “Stop” ends it, and can be undone.")
    if view.kind in OCCASIONS:
        return _("I bring this once. “Stop” ends all staying in touch with them, and can be undone.")
    often = _(OFTEN[view.days]) if view.days in OFTEN else _(OFTEN[EVERY_DAYS])
    return _("{often}, counted from the last contact of anyone here. “Stop” ends it, and can be undone.").format(
        often=often
    )


def _opening(view: NudgeView) -> str:
    name = escape(view.customer)
    if is_greeting(view.kind, view.occasion.day):
        safe = replace(view, occasion=replace(view.occasion, words=escape(view.occasion.words or "")))
        return _on_their_date(safe, ON_THEIR_DATE, ON_OUR_DATE, ON_OUR_FIRST_DATE, name)
    if view.kind not in OCCASIONS:
        return _(OPENINGS[view.kind]).format(customer=name)
    told = [_(OCCASIONS[view.kind]).format(customer=name, day=day(view.occasion.day) if view.occasion.day else "")]
    if view.occasion.link:
        told.append(link(view.occasion.link, shorten(view.occasion.link, LONGEST_LINK)))
    if view.occasion.words:
        told.append(quoted(view.occasion.words))
    if view.brought_by:
        told.append(_("{who} came across it.").format(who=escape(view.brought_by)))
    return "\n".join(told)


def _proposal(view: NudgeView) -> str:
    if view.kind is NudgeKind.check_in:
        return _(CHECK_IN)
    if is_greeting(view.kind, view.occasion.day):
        return f"*{_(GREET)}*"
    proposals = {
        NudgeKind.news: CONGRATULATE,
        NudgeKind.article: PROPOSALS[Suggestion.article],
        NudgeKind.doors: ASK_HOW,
    }
    proposed = f"*{_(proposals.get(view.kind, PROPOSALS[view.suggestion]))}*"
    return f"{proposed}\n{_(WAYS_TO_CONGRATULATE)}" if view.kind is NudgeKind.news else proposed
