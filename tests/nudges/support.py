"""A small firm that a customer left, on a database, with a timetable that is carried out as the clock moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import func, select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.models import Colleague
from bot.colleagues.service import learn_members, standing
from bot.customers.events import ConsentHeard, CustomerDescribed, TouchLogged
from bot.customers.service import log_touch, note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.events import DepartureLogged, StageChanged
from bot.departures.models import Departure
from bot.departures.values import LogForm, Logged, Stage
from bot.nudges import service as nudging
from bot.nudges.jobs import HANDLERS
from bot.nudges.models import Nudge
from bot.nudges.service import CARDS
from bot.settings import Settings
from bot.slack.kit import Message
from bot.work.agenda import Agenda
from bot.work.deps import Deps
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.parts import Handler, Parts, Reaction, Renderer
from bot.work.unit import Unit, Units
from bot.workspace.service import settings_of
from tests.work.support import HandClock, units_on

P = ParamSpec("P")
R = TypeVar("R")

TEAM = "T1"
MAYA, OMAR, ANA, LEE, GUEST = "UMAYA", "UOMAR", "UANA", "ULEE", "UGUEST"
"""Maya owns accounts in New York, Omar logs things in Berlin, Ana is an admin, Lee is new, and a guest."""
CHANNEL = "CDEPART"
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
TODAY = date(2026, 3, 2)

REACTIONS: Mapping[type, list[Reaction]] = {
    DepartureLogged: [nudging.begin_when_logged],
    StageChanged: [nudging.begin_when_left],
    CustomerDescribed: [nudging.follow_description],
    TouchLogged: [nudging.touch_logged],
    ConsentHeard: [nudging.hear_consent],
    ColleagueGone: [nudging.take_over, nudging.seek_successor],
}


@dataclass
class Firm:
    """The firm. Called with a use case, it runs it in a unit of its own."""

    units: Units
    clock: HandClock
    agenda: Agenda
    logged: int = field(default=0)

    async def __call__(self, use_case: Callable[Concatenate[Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.units(TEAM, use_case, *args, **kwargs)

    async def loses(self, name: str = "Acme", by: str = OMAR, **answers: Any) -> str:
        """Somebody logs a customer who has left; the departure's id."""
        self.logged += 1
        form = LogForm(**({"stage": Stage.left, "happened": TODAY, "new_name": name, "owner": MAYA} | answers))
        result = await self(leaving.log_departure, by, form, f"log {self.logged}")
        assert isinstance(result, Logged), result
        return result.departure

    async def agrees(self, departure: str, answer: Consent = Consent.yes) -> None:
        """The customer answered whether we may stay in touch."""
        await self(lambda unit: note_consent(unit, _customer(unit, departure), answer, heard_by=MAYA))

    async def touches(self, departure: str, by: str = OMAR, kind: TouchKind = TouchKind.call, **more: Any) -> None:
        """Somebody was in touch with the customer."""
        await self(lambda unit: log_touch(unit, _customer(unit, departure), kind, by=by, **more))

    async def until(self, moment: datetime) -> None:
        """Let time pass, from one thing that falls due to the next."""
        while True:
            while await self.agenda.turn():
                pass
            soonest = self.agenda.ahead().due.limit(1)
            due = await self.units.database.run(lambda session, soonest=soonest: session.scalar(soonest))
            if due is None or due > moment:
                self.clock.moment = moment
                return
            self.clock.moment = max(due, self.clock.moment)

    async def passes(self, **span: float) -> None:
        """Let that much time pass."""
        await self.until(self.clock.moment + timedelta(**span))

    async def leaps(self, **span: float) -> None:
        """Let that much time pass while the bot is down, and then do all that was missed."""
        self.clock.move(**span)
        while await self.agenda.turn():
            pass

    async def nudges(self, departure: str | None = None) -> list[Nudge]:
        """All that people were nudged for, oldest first."""

        def look(unit: Unit) -> list[Nudge]:
            query = select(Nudge).order_by(Nudge.at, Nudge.number)
            if departure is not None:
                cadence = nudging.cadence_of(unit, departure)
                query = query.where(Nudge.cadence == (cadence.id if cadence else ""))
            return list(unit.all(query))

        return await self(look)

    async def shown(self, card: str, subject: str) -> str:
        """What a card says now."""
        return (await self.drawn(card, subject)).text

    async def drawn(self, card: str, subject: str) -> Message:
        """A card as it is drawn now."""
        message = await self(lambda unit: unit.parts.cards[card](unit, subject))
        assert message is not None
        return message

    async def prompted(self, card: str) -> list[str]:
        """To whom a card was sent, oldest first."""
        query = select(Delivery.target).where(Delivery.card == card).order_by(Delivery.id)
        return list(await self(lambda unit: unit.all(query)))

    async def planned(self) -> int:
        """How much is in the agenda."""
        query = select(func.count()).select_from(Obligation).where(Obligation.state == Progress.planned)
        return await self(lambda unit: unit.first(query) or 0)

    async def failures(self) -> int:
        """How much could not be done."""
        query = select(func.count()).select_from(Obligation).where(Obligation.tries > 0)
        return await self(lambda unit: unit.first(query) or 0)

    async def said(self, to: str) -> list[str]:
        """What was said once to a person or a channel."""
        query = select(Delivery).where(Delivery.target == to, Delivery.card.is_(None)).order_by(Delivery.id)
        found = await self(lambda unit: unit.all(query))
        return [str(one.content["text"]) for one in found if one.content]

    async def has_channel(self, *members: str) -> None:
        """Cards go to a channel with these members."""

        def choose(unit: Unit) -> None:
            settings_of(unit).departures_channel = CHANNEL
            learn_members(unit, CHANNEL, members)

        await self(choose)

    async def loses_colleague(self, person: str) -> None:
        """A colleague's account is closed."""

        def go(unit: Unit) -> None:
            unit.need(Colleague, person).is_gone = True
            unit.session.flush()
            unit.tell(ColleagueGone(person))

        await self(go)

    async def everything_sent(self) -> None:
        """As if all had been delivered."""

        def send(unit: Unit) -> None:
            for one in unit.all(select(Delivery)):
                one.state, one.channel, one.ts = Sending.sent, one.target, one.id

        await self(send)


@asynccontextmanager
async def firm_on(
    url: str,
    reactions: Mapping[type, list[Reaction]] = REACTIONS,
    handlers: Mapping[str, Handler] = HANDLERS,
    cards: Mapping[str, Renderer] = CARDS,
    **more: Any,
) -> AsyncIterator[Firm]:
    """The firm on the database at `url`, on a Monday in March."""
    more.setdefault("roles_in", [nudging.roles_in])
    parts = Parts(reactions=reactions, handlers=handlers, cards={**leaving.CARDS, **cards}, standing=standing, **more)
    async with units_on(url, parts) as (units, clock):
        clock.moment = START
        # What is done here needs nothing from Slack, so there is none.
        none = cast("Any", None)
        deps = Deps(Settings(database_url=url), cast("Any", clock), units, none, none)
        agenda = Agenda(units, deps.clock, handlers, deps)
        firm = Firm(units, clock, agenda)
        await firm(_people)
        yield firm
        assert await firm.failures() == 0


def _people(unit: Unit) -> None:
    for person, name, zone, traits in (
        (MAYA, "Maya", "America/New_York", {}),
        (OMAR, "Omar", "Europe/Berlin", {}),
        (ANA, "Ana", "Europe/Berlin", {"is_admin": True}),
        (LEE, "Lee", "Asia/Kolkata", {}),
        (GUEST, "Guest", "UTC", {"is_guest": True}),
    ):
        start = {"is_admin": False, "is_bot": False, "is_guest": False, "is_outsider": False, "is_gone": False}
        unit.add(Colleague(id=person, name=name, zone=zone, seen=unit.now, **(start | traits)))


def _customer(unit: Unit, departure: str) -> str:
    return unit.need(Departure, departure).customer
