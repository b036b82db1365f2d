"""A year of a firm in four time zones: whatever stage has something for them, nobody hears too much, or at the wrong time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.colleagues.models import BriefItem
from bot.colleagues.service import choose_hours, hours_of
from bot.colleagues.values import HoursForm
from bot.customers.service import note_consent
from bot.customers.values import Consent
from bot.departures.service import facts_of, log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.work.calendar import WEEKDAYS, Hours
from bot.work.unit import Unit
from tests.support.world import World

CARERS = {"maya": "US", "walt": "US", "jonas": "DE", "priya": "IN"}
FREE = {
    "US": (date(2026, 7, 3), date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)),
    "DE": (date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25), date(2027, 1, 1)),
    "IN": (date(2026, 8, 15), date(2026, 10, 2), date(2027, 1, 26)),
}
"""Of each country's public holidays these, looked up in its calendar."""
QUIET = (datetime(2026, 6, 8, 6, tzinfo=UTC), datetime(2026, 6, 10, 9, 30, tzinfo=UTC))
AWAY = (date(2026, 9, 1), date(2026, 9, 25))


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_year_in_four_zones_and_their_own_holidays(world: World) -> None:
    await world.rests()
    for number, (handle, country) in enumerate(CARERS.items()):
        away = AWAY if handle == "priya" else (None, None)
        form = HoursForm(WEEKDAYS, time(9), time(17), country, *away)
        assert await world.bot.deps.unit(world.team, choose_hours, world.id_of(handle), form) is None
        for customer in (f"Left {number}", f"Gone {number}"):
            await world.bot.deps.unit(world.team, _lose, world, customer, handle)
    await world.clock.advance(days=90)
    world.workspace.change_person("jonas", dnd_from=int(QUIET[0].timestamp()), dnd_until=int(QUIET[1].timestamp()))

    await world.clock.advance(days=330)

    for handle in CARERS:
        hours = await world.bot.deps.unit(world.team, hours_of, world.id_of(handle))
        came = [datetime.fromtimestamp(float(one.ts), UTC) for one in world.person(handle).dm]
        _never_too_much(came, hours)
        _never_on_a_day_off(came, hours, FREE[CARERS[handle]])
        assert len(came) > 4, "and yet they heard of their customers"
        assert {moment.month for moment in came} >= {3, 6}
    quiet = [one for one in world.person("jonas").dm if QUIET[0].timestamp() <= float(one.ts) < QUIET[1].timestamp()]
    assert not quiet
    assert await world.bot.deps.unit(world.team, _waiting_since, world.clock.now() - timedelta(days=6)) == []


def _never_too_much(came: list[datetime], hours: Hours) -> None:
    days = Counter(moment.astimezone(hours.zone).date() for moment in came)
    assert max(days.values()) <= 2, "a brief, and one thing more"
    briefs = [moment for moment in came if time(9, 1) <= moment.astimezone(hours.zone).time() < time(9, 2)]
    assert len(briefs) == len({moment.astimezone(hours.zone).date() for moment in briefs})


def _never_on_a_day_off(came: list[datetime], hours: Hours, free: tuple[date, ...]) -> None:
    for moment in came:
        local = moment.astimezone(hours.zone)
        assert local.weekday() < 5
        assert local.date() not in free
        assert not AWAY[0] <= local.date() <= AWAY[1] or hours.zone != ZoneInfo("Asia/Kolkata")
        assert time(9) <= local.time() < time(17)


def _lose(unit: Unit, world: World, customer: str, owner: str) -> None:
    form = LogForm(
        stage=Stage.left,
        happened=date(2026, 3, 2),
        new_name=customer,
        owner=world.id_of(owner),
        contact="Rosa Marin, +1 212 555 0134",
    )
    logged = log_departure(unit, world.id_of("theo"), form, f"log {customer}")
    assert isinstance(logged, Logged), logged
    customer_id = facts_of(unit, logged.departure).customer_id
    note_consent(unit, customer_id, Consent.yes, heard_by=world.id_of(owner))


def _waiting_since(unit: Unit, moment: datetime) -> list[str]:
    return list(unit.all(select(BriefItem.card).where(BriefItem.brief.is_(None), BriefItem.added < moment)))
