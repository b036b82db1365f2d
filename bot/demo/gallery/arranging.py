"""Samples: the appointment with the customer, for the calendar and shortly before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.demo.gallery.cast import CALLING, NOW, TODAY
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.interviews import blocks
from bot.interviews.values import InterviewState

_ARRANGED = replace(
    CALLING,
    state=InterviewState.arranged,
    appointment=NOW + timedelta(days=17),
    tries=1,
    minutes=30,
    place="https://meet.example/acme",
)
_NOWHERE = replace(_ARRANGED, minutes=15, place=None)
_OUTSIDE = replace(_NOWHERE, outsider="Vera Nowak")

SAMPLES = (
    shown("somebody from outside", blocks.arranged_form, _OUTSIDE),
    shown("for the calendar", blocks.calendar_message, _ARRANGED, is_moved=False, is_soon=False),
    shown("for the calendar, in half an hour", blocks.calendar_message, _NOWHERE, is_moved=False, is_soon=True),
    shown("moved", blocks.calendar_message, _ARRANGED, is_moved=True, is_soon=False),
    shown("where no file can be sent", blocks.calendar_message_alone, _ARRANGED, is_soon=False),
    shown("called off", blocks.called_off_message, _ARRANGED),
    shown("called off, where no file can be sent", blocks.called_off_message_alone, _ARRANGED),
    shown("an hour before", blocks.appointment_card, _ARRANGED, is_current=True),
    shown("an hour before, somebody from outside", blocks.appointment_card, _OUTSIDE, is_current=True),
    shown("it has changed", blocks.appointment_card, _ARRANGED, is_current=False),
    shown("they have spoken", blocks.appointment_card, replace(_ARRANGED, state=InterviewState.held), is_current=True),
)

SENTENCES = (
    worded("in the calendar", blocks.calendar_summary, _ARRANGED),
    worded("in the calendar, called off", blocks.calendar_summary, _ARRANGED, called_off=True),
    worded("in the calendar, the guide", blocks.calendar_description, _ARRANGED),
    worded("in the calendar, somebody from outside", blocks.calendar_description, _OUTSIDE),
    worded(
        "no such length",
        blocks.parse_arranged,
        form(day=TODAY + timedelta(days=9), time="10:00", minutes="7"),
        "America/New_York",
        NOW,
    ),
)
