"""An appointment as a file that any calendar opens (RFC 5545).

The file is a publication (`METHOD:PUBLISH`), not a request: a request needs the addresses of an organizer and of
everybody invited, which Slack does not tell us, and makes calendars send answers to them. What is published is taken
as it is when somebody opens the file, and the same `UID` with a higher `SEQUENCE` takes the place of what was there.
An appointment that is called off is published once more as cancelled and as free time, so that a calendar which leaves
cancelled things standing at least keeps nobody's hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

MAKER = "-//Porchlight//Exit interviews//EN"
AROUND = timedelta(days=370)
"""How far before and after the appointment the file tells of the zone's changes of time."""
UTC_ZONE = "UTC"
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Entry:
    """An appointment as a calendar keeps it; `uid` is its name for ever, and `turn` counts what was told of it.

    `begins` and `told_at` are aware; `zone` (an IANA name) is where it is looked at. `place` is an address or a link.
    """

    uid: str
    turn: int
    told_at: datetime
    begins: datetime
    minutes: int
    zone: str
    summary: str
    description: str
    place: str | None = None
    called_off: bool = False


def calendar_file(entry: Entry) -> str:
    """The text of the file."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if entry.zone != UTC_ZONE:
        calendar.add_component(_timezone(ZoneInfo(entry.zone), entry.begins))
    calendar.add_component(_event(entry))
    return str(calendar.to_ical(), "utf-8")


def _timezone(zone: ZoneInfo, around: datetime) -> Timezone:
    """What the zone's clocks show before, during and after that moment.

    The calendar library writes zones too, but lets summer time begin an hour late.
    """
    timezone = Timezone()
    timezone.add("tzid", zone.key)
    for change in _changes(zone, around.astimezone(UTC) - AROUND, around.astimezone(UTC) + AROUND):
        timezone.add_component(_observance(zone, change))
    return timezone


def _observance(zone: ZoneInfo, begins: datetime) -> TimezoneStandard | TimezoneDaylight:
    """From that moment (in UTC) on: its start is by the clock that was right until then, as RFC 5545 wants it."""
    before, after = (begins - A_MINUTE).astimezone(zone), begins.astimezone(zone)
    observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
    observance.add("dtstart", (begins + (before.utcoffset() or timedelta())).replace(tzinfo=None))
    observance.add("tzoffsetfrom", before.utcoffset())
    observance.add("tzoffsetto", after.utcoffset())
    observance.add("tzname", after.tzname())
    return observance


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.turn)
    event.add("dtstamp", entry.told_at.astimezone(UTC))
    begins, ends = _times(entry)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    if entry.place and entry.place.startswith(("https://", "http://")):
        event.add("url", entry.place)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.called_off else "OPAQUE")
    return event


def _times(entry: Entry) -> tuple[datetime, datetime]:
    """By the clock of the zone; or in UTC in the hour that comes a second time, which a local time cannot name."""
    begins = entry.begins.astimezone(UTC)
    times = begins, begins + timedelta(minutes=entry.minutes)
    begins_there, ends_there = (moment.astimezone(ZoneInfo(entry.zone)) for moment in times)
    return times if begins_there.fold or ends_there.fold else (begins_there, ends_there)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """`first`, and every moment until `last` at which the zone's clocks change; in UTC, on the minute."""
    yield first
    day = first
    while day < last:
        following = day + A_DAY
        if _offset(zone, day) != _offset(zone, following):
            yield _change_between(zone, day, following)
        day = following


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > A_MINUTE:
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(zone, middle) == _offset(zone, before) else (before, middle)
    return after.replace(second=0, microsecond=0)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
