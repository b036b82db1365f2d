"""The appointment with the customer: the form, what goes into a calendar, and the guide again shortly before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.interviews.blocks import ids
from bot.interviews.blocks.guide import guide_words
from bot.interviews.blocks.plain import whom_to_phone
from bot.interviews.blocks.steps import announced_line, steps
from bot.interviews.values import TAKEN, USUAL_MINUTES, Appointment, InterviewState, InterviewView
from bot.slack.kit import (
    Choice,
    Message,
    Values,
    View,
    context,
    date_input,
    escape,
    header,
    message,
    modal,
    moment,
    section,
    select,
    text_input,
    time_input,
)
from bot.words import _, plural
from bot.workspace.blocks import zone_name

MORNING = time(10)
LENGTHS = (15, 30, 45, 60)
LONGEST_PLACE = 300


def arranged_form(about: InterviewView) -> View:
    """When, how long and where the interviewer will speak with the customer, by the interviewer's own clock."""
    told = (
        _("When will {name} speak with *{customer}*? I stay silent until then, and ask an hour later how it went.")
        if about.outsider
        else _(
            "When will you speak with *{customer}*? The guide comes again an hour before; an hour after it I ask how it went."
        )
    )
    known = about.appointment.astimezone(ZoneInfo(about.zone)) if about.appointment else None
    return modal(
        _("An appointment"),
        ids.ARRANGED_FORM,
        [
            section(told.format(customer=escape(about.customer), name=escape(about.outsider or ""))),
            date_input(_("Day"), ids.DAY, initial=known.date() if known else None),
            time_input(
                _("Time"),
                ids.TIME,
                zone=about.zone,
                initial=known.time() if known else MORNING,
                hint=_("By your own clock: {zone}.").format(zone=zone_name(about.zone)),
            ),
            select(
                _("How long"),
                ids.MINUTES,
                [Choice(str(length), _minutes(length)) for length in LENGTHS],
                initial=str(about.minutes),
            ),
            text_input(
                _("Where"),
                ids.PLACE,
                initial=about.place,
                placeholder=_("A number to phone, a link, an address"),
                hint=_("For your calendar."),
                optional=True,
                max_length=LONGEST_PLACE,
            ),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def parse_arranged(values: Values, zone: str, now: datetime) -> Appointment | dict[str, str]:
    """The appointment, or a sentence for each question that needs another look.

    Day and time are by the clock of `zone` (an IANA name). A time that summer time skips is the moment an hour later; of
    one that comes twice it is the first that lies ahead.
    """
    day, wall, length = values.date(ids.DAY), values.time(ids.TIME), values.option(ids.MINUTES)
    errors = {}
    if day is None:
        errors[ids.DAY] = _("Please choose a day.")
    if wall is None:
        errors[ids.TIME] = _("Please choose a time.")
    if length not in (None, *map(str, LENGTHS)):
        errors[ids.MINUTES] = _("Please choose how long.")
    if errors or day is None or wall is None:
        return errors
    at = _ahead(day, wall, ZoneInfo(zone), now)
    if at is None:
        on = ids.DAY if day < now.astimezone(ZoneInfo(zone)).date() else ids.TIME
        return {on: _("That moment is over. Please choose a later one, or press “Done” if you have spoken with them.")}
    return Appointment(at, int(length or USUAL_MINUTES), values.text(ids.PLACE))


def calendar_message(about: InterviewView, *, is_moved: bool, is_soon: bool) -> Message:
    """Goes with the file for the calendar. `is_soon`: the guide does not come again before."""
    told = (
        _("Your new appointment with *{customer}*: {moment}, {minutes}{place}. Open the file to move it in your calendar.")
        if is_moved
        else _("For your calendar: *{customer}*, {moment}, {minutes}{place}. Open the file to add it.")
    )
    return message(_with_guide(_when(about, told), is_soon=is_soon))


def calendar_message_alone(about: InterviewView, *, is_soon: bool) -> Message:
    """The same where no file can go with it."""
    told = _(
        "Please put it into your calendar: *{customer}*, {moment}, {minutes}{place}. I could not add a file for it, as this "
        "workspace takes none from me."
    )
    return message(_with_guide(_when(about, told), is_soon=is_soon))


def called_off_message(about: InterviewView) -> Message:
    """Goes with the file that takes the appointment out of the calendar again."""
    told = _("Your appointment with *{customer}*, {moment}, is off. Open the file to take it out of your calendar.")
    return message(_when(about, told))


def called_off_message_alone(about: InterviewView) -> Message:
    """The same where no file can go with it."""
    return message(
        _when(about, _("Your appointment with *{customer}*, {moment}, is off. Please take it out of your calendar."))
    )


def calendar_summary(about: InterviewView, *, called_off: bool = False) -> str:
    """What stands in the calendar, in plain text: who is spoken with, and nothing else about them."""
    told = _("Called off: call with {customer}") if called_off else _("Call with {customer}")
    return told.format(customer=about.customer)


def calendar_description(about: InterviewView) -> str:
    """The guide in plain text, to have it at hand in the calendar."""
    whom = [_("Whom to phone: {contact}").format(contact=about.contact)] if about.contact else []
    guide = [] if about.outsider else [words.replace("*", "") for words in guide_words(about)]
    return "\n\n".join(
        [*whom, *guide, _("When you have spoken with them, press “Done” in your messages with Porchlight.")]
    )


def appointment_card(about: InterviewView, *, is_current: bool) -> Message:
    """The guide again, an hour before the call; once it is over or another time, that there is nothing to do here."""
    names = {"customer": escape(about.customer), "name": escape(about.outsider or "")}
    if about.state is InterviewState.held:
        return message(
            section(_("You have spoken with *{customer}*, and what they said is kept. Thank you.").format(**names))
        )
    if not is_current or about.state not in TAKEN or about.appointment is None:
        told = _(
            "This was the guide for your appointment with *{customer}*. It has changed since; there is nothing for you to do "
            "here."
        )
        return message(section(told.format(**names)))
    soon = _("You speak with {customer} soon") if not about.outsider else _("{name} speaks with {customer} soon")
    whom = _("*Whom to phone:* {contact}").format(contact=whom_to_phone(about))
    guide = [] if about.outsider else [section(words) for words in guide_words(about)]
    return message(
        header(soon.format(customer=about.customer, name=about.outsider or "")),
        section(_when(about, "*{moment}*, {minutes}{place}")),
        section("\n".join([whom, *announced_line(about)])),
        *guide,
        steps(about),
        context(
            _(
                "You told me of this appointment; an hour after it I ask how it went. If it does not suit any more, "
                "“Arranged” keeps another one, and “Hand over” ends it."
            )
        ),
    )


def _minutes(count: int) -> str:
    return plural("{count} minute", "{count} minutes", count)


def _ahead(day: date, wall: time, zone: ZoneInfo, now: datetime) -> datetime | None:
    both = (datetime.combine(day, wall.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    return next((at for at in both if at > now), None)


def _when(about: InterviewView, told: str) -> str:
    """The sentence with whom, when, how long and where in it."""
    return told.format(
        customer=escape(about.customer),
        moment=moment(about.appointment) if about.appointment else "",
        minutes=_minutes(about.minutes),
        place=f", {escape(about.place)}" if about.place else "",
    )


def _with_guide(told: str, *, is_soon: bool) -> str:
    return told if is_soon else f"{told} {_('I show you the guide again an hour before.')}"
