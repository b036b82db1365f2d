"""The interviewer's three forms, that for answers in writing, and their readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import ids
from bot.interviews.values import Findings, InterviewView
from bot.reasons.values import BY_CODE, DEFAULT_REASONS
from bot.slack.kit import (
    Block,
    Choice,
    Values,
    View,
    date_input,
    escape,
    long_text,
    modal,
    radios,
    section,
    select,
    time_input,
)
from bot.words import _

LONGEST_SAID = 3000
LONGEST_TRY = 1000
MORNING = time(10)


@dataclass(frozen=True)
class Tried:
    """One try to reach the customer: by which way, and what came of it."""

    how: TouchKind
    words: str | None


def done_form(about: InterviewView) -> View:
    """What they said, the main reason, may we stay in touch."""
    told = (
        _("What did {name} hear from *{customer}*? Three questions, then it is done.")
        if about.outsider
        else _("Thank you for speaking with *{customer}*. Three questions, then it is done.")
    )
    return modal(
        _("What they said"),
        ids.DONE_FORM,
        [
            section(told.format(customer=escape(about.customer), name=escape(about.outsider or ""))),
            long_text(
                _("What did they say?"),
                ids.SAID,
                placeholder=_("In their words, as far as you remember them"),
                hint=_("The card only says that you spoke with them, never what was said."),
                max_length=LONGEST_SAID,
            ),
            *_reason_and_consent(),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def answers_form(about: InterviewView) -> View:
    """The same of what they wrote."""
    told = _("*{customer}* has answered. Three questions, then it is done.")
    return modal(
        _("What they wrote"),
        ids.ANSWERS_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            long_text(
                _("What did they write?"),
                ids.SAID,
                placeholder=_("Their answers, copied in here"),
                hint=_("The card only says that they answered, never what they wrote."),
                max_length=LONGEST_SAID,
            ),
            *_reason_and_consent(),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def parse_done(values: Values) -> Findings | dict[str, str]:
    """What was filed, or a sentence for each question that needs another look."""
    said, reason, consent = values.text(ids.SAID), values.option(ids.REASON), values.option(ids.CONSENT)
    errors = {}
    if not said:
        errors[ids.SAID] = _("Please write down what they said; a sentence or two is enough.")
    if reason not in BY_CODE:
        errors[ids.REASON] = _("Please choose what comes nearest.")
    if consent not in {answer.value for answer in Consent}:
        errors[ids.CONSENT] = _("Please say what they answered. “They did not say” is an answer, too.")
    if errors:
        return errors
    return Findings(said=said or "", reason=reason or "", consent=Consent(consent))


def arranged_form(about: InterviewView) -> View:
    """When the interviewer will speak with the customer, in the interviewer's own zone."""
    told = _("When will you speak with *{customer}*? I stay silent until then, and ask an hour later how it went.")
    known = about.appointment.astimezone(ZoneInfo(about.zone)) if about.appointment else None
    return modal(
        _("A date with them"),
        ids.ARRANGED_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            date_input(_("Day"), ids.DAY, initial=known.date() if known else None),
            time_input(
                _("Time"),
                ids.TIME,
                zone=about.zone,
                initial=known.time() if known else MORNING,
                hint=_("By your own clock ({zone}).").format(zone=about.zone.replace("_", " ")),
            ),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def parse_arranged(values: Values, zone: str, now: datetime) -> datetime | dict[str, str]:
    """The moment of the appointment (aware), or a sentence for each question that needs another look.

    Day and time are by the clock of `zone` (an IANA name). A time that summer time skips is the moment an hour later.
    """
    day, wall = values.date(ids.DAY), values.time(ids.TIME)
    errors = {}
    if day is None:
        errors[ids.DAY] = _("Please choose a day.")
    if wall is None:
        errors[ids.TIME] = _("Please choose a time.")
    if day is None or wall is None:
        return errors
    return _moment(day, wall, ZoneInfo(zone), now)


def tried_form(about: InterviewView) -> View:
    """How they were tried to be reached, and what came of it."""
    told = _("Thank you for trying to reach *{customer}*. It often takes a few tries, over several weeks.")
    return modal(
        _("I tried"),
        ids.TRIED_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            radios(
                _("How did you try?"),
                ids.HOW,
                [
                    Choice(TouchKind.call.value, _("I phoned")),
                    Choice(TouchKind.email.value, _("I wrote an email")),
                    Choice(TouchKind.letter.value, _("I wrote a letter")),
                    Choice(TouchKind.other.value, _("Another way")),
                ],
                initial=TouchKind.call.value,
            ),
            long_text(
                _("What came of it?"),
                ids.WORDS,
                placeholder=_("No answer, call back on Friday, the number is wrong …"),
                optional=True,
                max_length=LONGEST_TRY,
            ),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def parse_tried(values: Values) -> Tried | dict[str, str]:
    """The try, or a sentence for each question that needs another look."""
    how = values.option(ids.HOW)
    if how not in {kind.value for kind in TouchKind}:
        return {ids.HOW: _("Please say how you tried.")}
    return Tried(TouchKind(how), values.text(ids.WORDS))


def _reason_and_consent() -> list[Block]:
    return [
        select(
            _("What was the main reason?"),
            ids.REASON,
            [Choice(reason.code, _(reason.words)) for reason in DEFAULT_REASONS],
            placeholder=_("As they see it"),
            hint=_("For “something else”, say above what it was."),
        ),
        radios(
            _("May we stay in touch?"),
            ids.CONSENT,
            [
                Choice(Consent.yes.value, _("Yes")),
                Choice(Consent.no.value, _("No, leave them in peace")),
                Choice(Consent.not_answered.value, _("They did not say")),
            ],
        ),
    ]


def _moment(day: date, wall: time, zone: ZoneInfo, now: datetime) -> datetime | dict[str, str]:
    moment = datetime.combine(day, wall, tzinfo=zone)
    if moment > now:
        return moment
    on = ids.DAY if day < now.astimezone(zone).date() else ids.TIME
    return {on: _("That is past already. If you have spoken with them, press “Done” instead.")}
