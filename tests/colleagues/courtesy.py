"""Days of people who are asked for things, lived through without Slack: what reached whom, when, and by what way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.colleagues import service as people
from bot.colleagues.jobs import HANDLERS
from bot.colleagues.models import BriefItem, Colleague
from bot.colleagues.values import Absence
from bot.slack.kit import Message, message
from bot.work.calendar import Hours
from bot.work.models import Delivery, Obligation, Progress
from bot.work.parts import Due, Parts
from bot.work.unit import Unit

THING, TODAY = "thing", "today"


class Way(Enum):
    """How something is brought up."""

    prompt = "prompt"
    ask = "ask"
    today = "today"
    said = "said"
    answer = "answer"
    appointment = "appointment"


@dataclass(frozen=True)
class Event:
    """Something comes up for somebody at that moment."""

    at: datetime
    person: str
    way: Way
    name: str


@dataclass(frozen=True)
class Quiet:
    """A time in which somebody wants no messages, and whether Slack says until when."""

    begins: datetime
    ends: datetime
    says_until: bool = True

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


@dataclass(frozen=True)
class Told:
    """That these things reached somebody in one message, and what brought it: the obligation's kind, or how it came up."""

    at: datetime
    person: str
    names: tuple[str, ...]
    by: str


@dataclass
class Days:
    """Lives through events. `quiet` is what Slack would say of each person."""

    session: Session
    workspace: str
    hours: dict[str, Hours]
    quiet: dict[str, Sequence[Quiet]]
    events: list[Event]
    told: list[Told] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def live(self, start: datetime) -> list[Told]:
        """Live through all of it, until nothing is planned any more."""
        unit = self._unit(start)
        for person, hours in self.hours.items():
            unit.add(_row(person, hours, start))
        unit.session.flush()
        left, now = sorted(self.events, key=lambda one: one.at), start
        while True:
            due = self._next()
            if left and (due is None or left[0].at <= due.due):
                event = left.pop(0)
                now = max(now, event.at)
                self._come_up(self._unit(now, by=event.person if event.way is Way.answer else None), event)
                self._note(now, event.way.value)
            elif due is not None:
                now = max(now, due.due)
                self._do(self._unit(now), due)
                self._note(now, due.kind)
            else:
                return self.told

    def waits(self, person: str) -> list[BriefItem]:
        rows = select(BriefItem).where(BriefItem.person == person, BriefItem.brief.is_(None))
        return list(self._unit(datetime.max.replace(tzinfo=ZoneInfo("UTC"))).all(rows))

    def absence(self, person: str, now: datetime) -> Absence | None:
        held = [one for one in self.quiet.get(person, ()) if one.holds(now)]
        return Absence(max(one.ends for one in held) if all(one.says_until for one in held) else None) if held else None

    def _unit(self, now: datetime, by: str | None = None) -> Unit:
        return Unit(self.session, self.workspace, now, self._parts(), by)

    def _parts(self) -> Parts:
        return Parts(
            cards={**people.CARDS, THING: _draw, TODAY: _draw},
            prompt=people.join_brief,
            ask=people.ask_soon,
            note=people.join_note,
            on_time=people.take_for_appointment,
            changed=people.follow_cards,
            left=people.leave_brief,
            appointments=[self._is_ahead],
            same_day=frozenset({TODAY}),
        )

    def _is_ahead(self, unit: Unit, person: str, until: datetime) -> bool:
        mine = (one for one in self.events if one.person == person and one.way is Way.appointment)
        return any(unit.now < one.at <= until for one in mine)

    def _come_up(self, unit: Unit, event: Event) -> None:
        match event.way:
            case Way.prompt:
                unit.prompt(event.person, THING, event.name)
            case Way.ask | Way.answer:
                unit.ask(event.person, THING, event.name)
            case Way.today:
                unit.ask(event.person, TODAY, event.name)
            case Way.said:
                unit.say(Message(event.name), to=event.person, key=event.name)
            case Way.appointment:
                unit.on_time(event.person, THING, event.name)
        unit.session.flush()

    def _next(self) -> Obligation | None:
        planned = select(Obligation).where(Obligation.workspace == self.workspace, Obligation.state == Progress.planned)
        return self.session.scalars(planned.order_by(Obligation.due, Obligation.id).limit(1)).first()

    def _do(self, unit: Unit, due: Obligation) -> None:
        due.state = Progress.done
        told = Due(self.workspace, due.id, due.kind, due.subject, due.due, due.facts)
        HANDLERS[due.kind].act(unit, told, self.absence(due.subject, unit.now))
        unit.session.flush()

    def _note(self, now: datetime, by: str) -> None:
        sent = select(Delivery).where(Delivery.workspace == self.workspace, Delivery.card.is_not(None))
        for row in self.session.scalars(sent.order_by(Delivery.id)).all():
            if row.id not in self._seen:
                self._seen.add(row.id)
                self.told.append(Told(now, row.target, self._names(row), by))

    def _names(self, row: Delivery) -> tuple[str, ...]:
        if row.card != people.BRIEF:
            return (row.subject or "",)
        inside = select(BriefItem.subject).where(BriefItem.workspace == self.workspace, BriefItem.brief == row.subject)
        return tuple(self.session.scalars(inside.order_by(BriefItem.added, BriefItem.id)))


def _draw(_unit: Unit, subject: str) -> Message:
    return message(subject)


def _row(person: str, hours: Hours, seen: datetime) -> Colleague:
    first, last = hours.away or (None, None)
    return Colleague(
        id=person,
        name=person,
        zone=hours.zone.key,
        seen=seen,
        days="".join(map(str, sorted(hours.days))),
        starts=hours.start,
        ends=hours.end,
        country=hours.country,
        away_from=first,
        away_until=last,
        brief_at=hours.brief,
    )


def day_of(moment: datetime, hours: Hours) -> date:
    """The day of that moment by somebody's own clock."""
    return moment.astimezone(hours.zone).date()

