"""The appointment as a file: two calendar libraries read the same moment from it, wherever and whenever it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.interviews.rules import Entry, calendar_file

BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"
ZONES = (BERLIN, NEW_YORK, KOLKATA, "Europe/Dublin", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca")
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
CALL = Entry(
    uid="interview-7@porchlight",
    turn=1,
    told_at=NOW,
    begins=datetime(2026, 3, 24, 14, 30, tzinfo=UTC),
    minutes=15,
    zone=BERLIN,
    summary="Call with Åcme, Bakeries; & Sons",
    description="How to open.\n\nWhat to ask: " + "why, " * 40,
    place="https://meet.example/a?b=c;d,e",
)


def read(entry: Entry) -> Any:
    """The one event of the file, as the calendar library reads it."""
    calendar = Calendar.from_ical(calendar_file(entry))
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    [event] = calendar.events
    assert event.errors == []
    return event


def by_its_own_zone(entry: Entry, field: str) -> datetime:
    """A time of the event, read with nothing but the zone that the file itself brings."""
    text = calendar_file(entry)
    event = read(entry)
    wall: datetime = event[field].dt
    if "TZID" not in event[field].params:
        return wall.astimezone(UTC)
    zones = tz.tzical(StringIO(text))
    zone: Any = zones.get(event[field].params["TZID"])
    return wall.replace(tzinfo=zone).astimezone(UTC)


def test_it_says_what_whom_when_and_where() -> None:
    event = read(CALL)

    assert (event["UID"], event["SEQUENCE"]) == (CALL.uid, 1)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (CALL.summary, CALL.description)
    assert (str(event["LOCATION"]), str(event["URL"])) == (CALL.place, CALL.place)
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == ("CONFIRMED", "OPAQUE", "PRIVATE")
    assert event["DTSTAMP"].dt == NOW
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (CALL.begins, CALL.begins + timedelta(minutes=15))
    assert event["DTSTART"].params["TZID"] == BERLIN


def test_it_is_published_so_that_it_can_be_opened_by_hand_and_nobody_is_answered() -> None:
    text = calendar_file(CALL)

    assert "METHOD:PUBLISH\r\n" in text
    assert "ORGANIZER" not in text
    assert "ATTENDEE" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_a_place_that_is_no_link_is_only_a_place() -> None:
    event = read(replace(CALL, place="her office, 2nd floor"))

    assert str(event["LOCATION"]) == "her office, 2nd floor"
    assert "URL" not in event
    assert "LOCATION" not in read(replace(CALL, place=None))


def test_moved_and_called_off_it_is_the_same_entry_told_once_more() -> None:
    moved = replace(CALL, turn=2, begins=CALL.begins + timedelta(days=1))
    called_off = replace(moved, turn=3, summary="Called off: call", called_off=True)
    told = [read(one) for one in (CALL, moved, called_off)]

    assert {one["UID"] for one in told} == {CALL.uid}
    assert all(later["SEQUENCE"] > sooner["SEQUENCE"] for sooner, later in pairwise(told))
    assert [one["STATUS"] for one in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert told[2]["TRANSP"] == "TRANSPARENT"
    assert told[2]["DTSTART"].dt == moved.begins


@pytest.mark.parametrize(
    ("zone", "begins", "wall"),
    [
        (BERLIN, datetime(2026, 3, 29, 0, 50, tzinfo=UTC), ("01:50", "03:05")),
        (BERLIN, datetime(2026, 3, 29, 1, 10, tzinfo=UTC), ("03:10", "03:25")),
        (BERLIN, datetime(2026, 10, 25, 0, 20, tzinfo=UTC), ("02:20", "02:35")),
        (NEW_YORK, datetime(2026, 3, 8, 7, 5, tzinfo=UTC), ("03:05", "03:20")),
        (KOLKATA, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), ("06:30", "06:45")),
    ],
)
def test_when_clocks_change_it_begins_and_ends_at_the_right_moment(
    zone: str, begins: datetime, wall: tuple[str, str]
) -> None:
    entry = replace(CALL, zone=zone, begins=begins)
    event = read(entry)

    assert (event["DTSTART"].dt.strftime("%H:%M"), event["DTEND"].dt.strftime("%H:%M")) == wall
    assert by_its_own_zone(entry, "DTSTART") == begins
    assert by_its_own_zone(entry, "DTEND") == begins + timedelta(minutes=15)


def test_in_the_hour_that_comes_a_second_time_it_is_written_in_utc() -> None:
    second = datetime(2026, 10, 25, 1, 20, tzinfo=UTC)

    event = read(replace(CALL, begins=second))

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (second, second + timedelta(minutes=15))
    assert "TZID" not in event["DTSTART"].params


def test_somebody_in_utc_needs_no_zone() -> None:
    text = calendar_file(replace(CALL, zone="UTC"))

    assert "VTIMEZONE" not in text
    assert "DTSTART:20260324T143000Z" in text


@given(
    zone=st.sampled_from(ZONES),
    since=st.integers(0, 6 * 365 * 24 * 60),
    minutes=st.sampled_from((15, 30, 45, 60)),
)
@pytest.mark.slow
def test_whatever_the_zone_and_the_moment_the_file_alone_tells_it(zone: str, since: int, minutes: int) -> None:
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=since)
    entry = replace(CALL, zone=zone, begins=moment, minutes=minutes)

    assert by_its_own_zone(entry, "DTSTART") == moment
    assert by_its_own_zone(entry, "DTEND") == moment + timedelta(minutes=minutes)
    # In UTC, for in an hour that comes twice times of two zones are never equal (PEP 495).
    assert read(entry)["DTSTART"].dt.astimezone(UTC) == moment
