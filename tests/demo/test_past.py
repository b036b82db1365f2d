"""The demo's firm has two years behind it, lived through by the bot itself; nothing of it is sent, and all of it goes on."""

from __future__ import annotations

import ast
import asyncio
import inspect
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.customers.models import Customer, Dealing
from bot.customers.service import consent_of
from bot.demo import beside, past
from bot.demo.lost import LOST
from bot.demo.stayed import SAVED, STAYED
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.interviews.models import Finding, Interview, Request
from bot.interviews.values import InterviewState
from bot.nudges.models import Nudge
from bot.nudges.values import NudgeState
from bot.store.base import Tenant, new_id
from bot.winback.models import Ask, CareCheck, Digest, Return
from bot.winback.service import DIGEST, opportunities
from bot.winback.service.digests import EVERYBODY
from bot.winback.values import CareState
from bot.work.models import Obligation, Progress
from bot.work.unit import Unit
from tests.support.world import World

LIST = "Whom we could ask again"
HANDLES = ("grace", "maya", "theo", "walt", "jonas")


async def lives(world: World) -> None:
    """The firm's past, as `porchlight demo` makes it at its first start."""
    await world.rests()
    ids = {handle: world.id_of(handle) for handle in HANDLES}
    await past.live_through(world.bot, world.team, ids, world.channel("departures").id)
    await world.clock.advance(seconds=30)


@pytest.mark.slow
@pytest.mark.every_night
async def test_two_years_as_they_were_told_with_what_the_bot_itself_made_of_them(world: World) -> None:
    """It goes a week at a time: starting the demo does not wait for it, nor does whoever looks around meanwhile."""
    living, turns = asyncio.create_task(lives(world)), 0
    while not living.done():
        await world.bot.deps.unit(world.team, lambda unit: unit.now)
        turns += 1
        await asyncio.sleep(0)
    await living

    assert turns > 50
    await world.bot.deps.unit(world.team, _is_as_it_was_told)
    await world.bot.deps.unit(world.team, _was_made_by_the_bot)
    await _nothing_of_it_is_sent_but_the_newest(world)
    await _its_report_has_something_of_everything(world)
    await _from_today_on_it_goes_on(world)


async def _nothing_of_it_is_sent_but_the_newest(world: World) -> None:
    said = [one.text for one in world.person("maya").messages("departures")]
    assert len(said) <= 2 * past.CARDS_SHOWN + 2
    newest = [one.name for one in LOST][-past.CARDS_SHOWN :]
    assert all(any(name in text for text in said) for name in newest)
    assert sum(LIST in text for text in said) == 2, "the newest of the past, and one of today: it is a Monday"
    assert [handle for handle in world.workspace.by_handle if world.person(handle).dm] == []


async def _its_report_has_something_of_everything(world: World) -> None:
    """Those who stayed are there to be compared with, and so are the years before, and what was noticed in time."""
    maya = world.person("maya")

    await maya.types("/lost-customer report", channel="departures")
    first, more = (maya.newest(one, channel="departures").text for one in ("Who left us", "what it cost"))
    await maya.types("/lost-customer year", channel="departures")
    years = maya.newest("beside the years before", channel="departures").text

    assert "What they valued: " in first
    assert "were about to leave and stayed" in first
    assert "Those who left, beside those who stayed" in more
    assert "fewer among those who left" in more
    assert "Before they left: " in more
    assert "with a few others it was noted, too, and nothing came of it so far" in more
    assert "not known" not in years
    assert "34 of 106; with so many, the true share lies between 24 % and 41 %" in years


async def _from_today_on_it_goes_on(world: World) -> None:
    """One digest is planned, with somebody in it; those who are kept in touch with come up, a few at a time."""
    planned, overdue, to_ask = await world.bot.deps.unit(world.team, _ahead)
    assert planned == [datetime(2026, 3, 9, 14, tzinfo=UTC)]
    assert overdue == 0
    assert to_ask >= 5

    await world.clock.advance(days=8)

    said = [one.text for one in world.person("maya").messages("departures")]
    assert sum(LIST in text for text in said) == 3
    assert all(len(world.person(handle).dm) <= 8 for handle in HANDLES)


def test_whatever_is_drawn_by_lot_falls_the_same_way_each_time() -> None:
    """The lot goes by ids: those of the past are the same at every start, and sort before those made since."""
    began = datetime(2026, 3, 2, tzinfo=UTC)
    ids, again = past.ids_since(began), past.ids_since(began)
    made = [ids() for _ in range(5000)]

    assert made == [again() for _ in range(5000)]
    assert made == sorted(set(made))
    assert all(UUID(one).version == 7 for one in made[:10])
    assert made[-1] < new_id()


def test_nothing_of_it_is_written_by_hand() -> None:
    """The past calls what the stages can do; it makes no row of theirs."""
    for room in (past, beside):
        rows = {name for name, one in vars(room).items() if inspect.isclass(one) and issubclass(one, Tenant)}
        called = {
            node.func.id
            for node in ast.walk(ast.parse(inspect.getsource(room)))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert rows
        assert not rows & called


def _is_as_it_was_told(unit: Unit) -> None:
    """Who left, what was heard of whom, who is back, and who wishes to be left alone."""
    names = {one.id: one.name for one in unit.all(select(Customer))}
    departures = {names[one.customer]: one for one in unit.all(select(Departure))}
    heard = {one.departure: one.id for one in unit.all(select(Interview)) if one.state is InterviewState.held}
    found = {one.interview: one for one in unit.all(select(Finding))}
    assert set(departures) == {one.name for one in LOST} | {one.customer.name for one in SAVED}
    assert all(departures[one.customer.name].stage is Stage.saved for one in SAVED)
    assert set(names.values()) == set(departures) | {one.name for one in STAYED}
    for lost in LOST:
        departure = departures[lost.name]
        assert (departure.stage is Stage.returned) == (lost.back is not None)
        assert departure.happened == (unit.now - past.LIVE - timedelta(days=lost.left)).date()
        finding = found[heard[departure.id]] if departure.id in heard else None
        assert (finding and finding.reason, finding and finding.said) == (lost.reason, lost.said)
        assert consent_of(unit, departure.customer) is lost.consent
        assert unit.need(Customer, departure.customer).value == lost.value


def _was_made_by_the_bot(unit: Unit) -> None:
    """It chose strangers, nudged, told whom to ask whenever something was new, and looked after those who came back."""
    for request in unit.all(select(Request)):
        departure = unit.need(Departure, unit.need(Interview, request.interview).departure)
        dealt = Dealing.customer == departure.customer, Dealing.at < request.asked_at
        assert request.person not in unit.all(select(Dealing.person).where(*dealt))
        assert request.evidence["considered"] > 5
    asked = Counter(unit.all(select(Request.person)))
    assert len(asked) >= 8
    assert max(asked.values()) <= 4
    assert Counter(unit.all(select(Nudge.state)))[NudgeState.done] > 30
    assert len(unit.all(select(Return))) == sum(one.back is not None for one in LOST)
    assert Counter(unit.all(select(CareCheck.state)))[CareState.green] > 8
    assert len(unit.all(select(Digest))) > 40
    assert len(unit.all(select(Ask).where(Ask.again.is_not(None)))) > 5


def _ahead(unit: Unit) -> tuple[list[datetime], int, int]:
    """When the next digests come, how much is overdue, and how many could be asked again."""
    overdue = select(Obligation).where(Obligation.state == Progress.planned, Obligation.due < unit.now)
    planned = [one.due for one in unit.planned(DIGEST, EVERYBODY)]
    return planned, len(unit.all(overdue)), len(list(opportunities(unit)))
