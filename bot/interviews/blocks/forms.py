"""The interviewer's forms along the way, and their readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.customers.values import TouchKind
from bot.interviews.blocks import ids
from bot.interviews.blocks.introducing import tried_words
from bot.interviews.values import InterviewView, TryAnswer
from bot.slack.kit import (
    Choice,
    Values,
    View,
    date_input,
    escape,
    long_text,
    modal,
    radios,
    section,
    time_input,
)
from bot.words import _

LONGEST_TRY = 1000
MORNING = time(10)


@dataclass(frozen=True)
class Tried:
    """One try to reach the customer: by which way, and what came of it."""

    how: TouchKind
    answer: TryAnswer
    words: str | None


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
            radios(
                _("What came of it?"),
                ids.CAME,
                [Choice(answer.value, tried_words(answer)) for answer in TryAnswer],
                initial=TryAnswer.nobody_there.value,
            ),
            long_text(
                _("Anything to remember"),
                ids.WORDS,
                placeholder=_("Call back on Friday after ten …"),
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
    how, came = values.option(ids.HOW), values.option(ids.CAME)
    if how not in {kind.value for kind in TouchKind}:
        return {ids.HOW: _("Please say how you tried.")}
    if came not in {answer.value for answer in TryAnswer}:
        return {ids.CAME: _("Please say what came of it.")}
    return Tried(TouchKind(how), TryAnswer(came), values.text(ids.WORDS))


def _moment(day: date, wall: time, zone: ZoneInfo, now: datetime) -> datetime | dict[str, str]:
    moment = datetime.combine(day, wall, tzinfo=zone)
    if moment > now:
        return moment
    on = ids.DAY if day < now.astimezone(zone).date() else ids.TIME
    return {on: _("That is past already. If you have spoken with them, press “Done” instead.")}
