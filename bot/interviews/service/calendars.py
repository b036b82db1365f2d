"""What the interviewer's own calendar is told of the appointment: a file when it is made, moved or called off."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.colleagues.service import standing
from bot.interviews import blocks
from bot.interviews.models import Interview
from bot.interviews.rules import Entry, calendar_file
from bot.interviews.service.records import APPOINTMENT_CARD, about, appointment_subject
from bot.interviews.values import InterviewView
from bot.slack.kit import Message
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.roles import Role

GUIDE_BEFORE = timedelta(hours=1)
LONGEST_NAME = 80


def put_in_calendar(unit: Unit, interview: Interview, *, is_moved: bool) -> None:
    """The interviewer gets the appointment as a file for their calendar."""
    view = _told_once_more(unit, interview)
    is_soon = interview.appointment is None or interview.appointment - GUIDE_BEFORE <= unit.now
    said = blocks.calendar_message(view, is_moved=is_moved, is_soon=is_soon)
    _send(unit, interview, view, said, blocks.calendar_message_alone(view, is_soon=is_soon))


def take_out_of_calendar(unit: Unit, interview: Interview) -> None:
    """The interview ends, or passes to somebody else: whoever has an appointment ahead gets the file that calls it off.

    Called before the interview forgets who was to hold it, and when.
    """
    unit.refresh(APPOINTMENT_CARD, appointment_subject(interview))
    when, person = interview.appointment, interview.interviewer
    if when is None or when <= unit.now or person is None or not interview.calendar_turn:
        return
    view = _told_once_more(unit, interview)
    interview.appointment = None
    if standing(unit, person) & {Role.member}:
        said, alone = blocks.called_off_message(view), blocks.called_off_message_alone(view)
        _send(unit, interview, view, said, alone, called_off=True)


def _told_once_more(unit: Unit, interview: Interview) -> InterviewView:
    interview.calendar_turn += 1
    unit.session.flush()
    return about(unit, interview, interview.interviewer or "")


def _send(
    unit: Unit, interview: Interview, view: InterviewView, said: Message, alone: Message, *, called_off: bool = False
) -> None:
    entry = Entry(
        uid=f"{interview.id}@porchlight",
        turn=interview.calendar_turn,
        told_at=unit.now,
        begins=view.appointment or unit.now,
        minutes=view.minutes,
        zone=view.zone,
        summary=blocks.calendar_summary(view, called_off=called_off),
        description=blocks.calendar_description(view),
        place=view.place,
        called_off=called_off,
    )
    file = Enclosure(_file_name(view.customer), calendar_file(entry), alone)
    key = f"calendar:{interview.id}:{interview.calendar_turn}"
    unit.say(said, to=interview.interviewer or "", key=key, file=file)


def _file_name(customer: str) -> str:
    """A name that every computer takes: "Acme Bakeries.ics"."""
    plain = " ".join(re.sub(r"[^\w .&+-]", " ", customer).split()).strip(". ")
    return f"{plain[:LONGEST_NAME] or 'call'}.ics"
