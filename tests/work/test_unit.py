"""One use case, one workspace, one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import delete, event, func, select, update

from bot.departures.values import Outcome as Left
from bot.farewell.values import Outcome as Parted
from bot.interviews.values import Obstacle
from bot.slack.kit import message
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.parts import Parts
from bot.work.unit import Gone, Unit
from bot.workspace.models import AuditEntry, WorkspaceSettings
from bot.workspace.service import record, settings_of
from tests.work.support import units_on

pytestmark = pytest.mark.every_way

HERE, THERE = "T1", "T2"
Refusal = Obstacle | Left | Parted


def entries(unit: Unit) -> list[str]:
    return [entry.did for entry in unit.all(select(AuditEntry).order_by(AuditEntry.id))]


async def test_what_a_unit_did_is_there_for_the_next(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await units(HERE, record, "U1", "logged", "d1")

        assert await units(HERE, entries) == ["logged"]


async def test_a_unit_that_raises_leaves_nothing(database_url: str) -> None:
    def half(unit: Unit) -> None:
        record(unit, "U1", "logged", "d1")
        unit.say(message("hello"), to="C1", key="hello")
        unit.plan("thing", "d1", unit.now, key="thing:d1")
        raise RuntimeError("in the middle")

    async with units_on(database_url) as (units, _clock):
        with pytest.raises(RuntimeError):
            await units(HERE, half)

        assert await units(HERE, entries) == []
        assert await units(HERE, lambda unit: unit.first(select(Delivery.id))) is None
        assert await units(HERE, lambda unit: unit.first(select(Obligation.id))) is None


async def test_of_units_that_share_a_commit_a_failing_one_harms_no_other(database_url: str) -> None:
    def fail(unit: Unit) -> None:
        record(unit, "U1", "failed", "d")
        raise RuntimeError

    async with units_on(database_url) as (units, _clock):
        many = [units(HERE, fail) if n % 3 == 0 else units(HERE, record, "U1", f"did {n}", "d") for n in range(30)]
        results = await asyncio.gather(*many, return_exceptions=True)

        assert sum(isinstance(result, RuntimeError) for result in results) == 10
        assert len(await units(HERE, entries)) == 20


async def test_a_unit_sees_and_changes_only_its_own_workspace(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        for workspace in (HERE, THERE):
            await units(workspace, record, "U1", workspace, "d1")
            await units(workspace, settings_of)

        assert await units(HERE, entries) == [HERE]
        assert await units(HERE, lambda unit: unit.first(select(func.count()).select_from(AuditEntry))) == 1
        await units(HERE, lambda unit: unit.session.execute(update(WorkspaceSettings).values(country="FR")))
        assert await units(THERE, lambda unit: settings_of(unit).country) is None
        await units(HERE, lambda unit: unit.session.execute(delete(AuditEntry)))
        assert await units(HERE, entries) == []
        assert await units(THERE, entries) == [THERE]


async def test_a_unit_cannot_write_into_another_workspace(database_url: str) -> None:
    def reach_over(unit: Unit) -> None:
        unit.session.add(WorkspaceSettings(workspace=THERE, id="settings"))

    async with units_on(database_url) as (units, _clock):
        with pytest.raises(PermissionError):
            await units(HERE, reach_over)


async def test_a_gesture_that_arrives_twice_takes_effect_once(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await units.once("trigger-1", HERE, record, "U1", "logged", "d1")
        again = await units.once("trigger-1", HERE, record, "U1", "logged", "d1")
        await units.once("trigger-1", THERE, record, "U1", "logged", "d1")

        assert again is None
        assert await units(HERE, entries) == ["logged"]
        assert await units(THERE, entries) == ["logged"]


@pytest.mark.parametrize("refusal", [Obstacle.not_a_colleague, Left.bad_day, Parted.may_not], ids=str)
async def test_a_form_that_was_refused_may_come_again_put_right(database_url: str, refusal: Refusal) -> None:
    """In every stage: also one that was refused too late for whoever sent it to hear of it."""

    def refuse_first(unit: Unit, what: str) -> Refusal | None:
        return refusal if what == "wrong" else record(unit, "U1", what, "d1")

    async with units_on(database_url) as (units, _clock):
        assert await units.once("trigger-1", HERE, refuse_first, "wrong") is refusal
        assert await units.once("trigger-1", HERE, refuse_first, "wrong") is refusal
        assert await units.once("trigger-1", HERE, refuse_first, "right") is None
        await units.once("trigger-1", HERE, refuse_first, "right")

        assert await units(HERE, entries) == ["right"]


@pytest.mark.parametrize("done", [Left.done, Parted.done], ids=str)
async def test_what_was_done_is_done_once_whatever_it_is_called(database_url: str, done: Left | Parted) -> None:
    def do(unit: Unit) -> Left | Parted:
        record(unit, "U1", "logged", "d1")
        return done

    async with units_on(database_url) as (units, _clock):
        assert await units.once("trigger-1", HERE, do) is done
        assert await units.once("trigger-1", HERE, do) is None

        assert await units(HERE, entries) == ["logged"]


async def test_a_row_is_read_once_in_a_unit_though_nobody_keeps_it(database_url: str) -> None:
    """Stages ask for the same few rows again and again, and need not hand them to each other."""

    def ask_often(unit: Unit) -> int:
        asked: list[str] = []
        event.listen(unit.session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2]))
        for _time in range(3):
            settings_of(unit)
        return len(asked)

    async with units_on(database_url) as (units, _clock):
        await units(HERE, settings_of)

        assert await units(HERE, ask_often) == 1


async def test_two_at_once_with_the_same_gesture_take_effect_once(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        await asyncio.gather(*(units.once("trigger-1", HERE, record, "U1", "logged", "d1") for _ in range(8)))

        assert await units(HERE, entries) == ["logged"]


async def test_of_two_at_once_the_second_finds_what_the_first_has_done(database_url: str) -> None:
    """Also in two processes, each with a database of its own; SQLite is for one only. Elsewhere nobody waits."""

    def one_more(unit: Unit) -> int:
        settings = settings_of(unit)
        settings.long_ago_years += 1
        return settings.long_ago_years

    async with AsyncExitStack() as stack:
        homes = 1 if database_url.startswith("sqlite") else 2
        firms = [(await stack.enter_async_context(units_on(database_url)))[0] for _ in range(homes)]
        await firms[0](HERE, settings_of)
        before = await firms[0](THERE, one_more)

        counted = await asyncio.gather(*(firms[turn % homes](HERE, one_more) for turn in range(20)))

        assert sorted(counted) == list(range(before, before + 20))


async def test_the_same_occurrence_is_planned_once_and_can_be_cancelled(database_url: str) -> None:
    def plan(unit: Unit) -> bool:
        return unit.plan("remind", "d1", unit.now + timedelta(days=1), key="remind:d1:1")

    async with units_on(database_url) as (units, _clock):
        assert await units(HERE, plan) is True
        assert await units(HERE, plan) is False
        assert len(await units(HERE, lambda unit: unit.planned("remind", "d1"))) == 1

        await units(HERE, lambda unit: unit.cancel("d1", "remind"))

        assert await units(HERE, lambda unit: unit.planned("remind", "d1")) == []
        assert await units(HERE, lambda unit: unit.first(select(Obligation.state))) is Progress.cancelled


async def test_a_card_shown_twice_in_a_place_is_one_delivery_whose_wanted_version_grows(database_url: str) -> None:
    def show(unit: Unit) -> str:
        return unit.show("departure", "d1", to="C1")

    async with units_on(database_url) as (units, _clock):
        first = await units(HERE, show)
        assert await units(HERE, show) == first

        await units(HERE, lambda unit: unit.refresh("departure", "d1"))

        assert await units(HERE, lambda unit: unit.need(Delivery, first).wanted) == 2


async def test_whatever_reacts_to_an_event_does_so_in_the_same_transaction(database_url: str) -> None:
    @dataclass(frozen=True)
    class Left:
        customer: str

    def react(unit: Unit, event: Left) -> None:
        record(unit, "bot", "reacted", event.customer)

    def leave(unit: Unit, fails: bool) -> None:
        unit.tell(Left("acme"))
        if fails:
            raise RuntimeError

    async with units_on(database_url, Parts(reactions={Left: [react]})) as (units, _clock):
        with pytest.raises(RuntimeError):
            await units(HERE, leave, True)
        assert await units(HERE, entries) == []

        await units(HERE, leave, False)
        assert await units(HERE, entries) == ["reacted"]


async def test_asking_for_what_is_not_there_says_so(database_url: str) -> None:
    async with units_on(database_url) as (units, _clock):
        with pytest.raises(Gone):
            await units(HERE, lambda unit: unit.need(Delivery, "nowhere"))


async def test_a_card_that_is_refreshed_again_and_again_in_a_unit_is_sent_again_once(database_url: str) -> None:
    """And no other: not the same card of something else, nor another card of the same, nor one of another workspace."""
    shown = [("thanks", "t1"), ("thanks", "t2"), ("reminder", "t1"), ("reminder", "t2")]

    def show(unit: Unit) -> None:
        for card, subject in shown:
            unit.show(card, subject, to="C1")

    def is_sent(unit: Unit) -> None:
        unit.session.execute(update(Delivery).values(state=Sending.sent, sent_version=1))

    def refresh_often(unit: Unit) -> None:
        for _time in range(3):
            unit.refresh("thanks", "t1")
            unit.refresh("reminder", "t2")

    def waiting(unit: Unit) -> list[tuple[str | None, str | None, int]]:
        found = unit.all(select(Delivery).where(Delivery.state == Sending.waiting).order_by(Delivery.id))
        return [(one.card, one.subject, one.wanted) for one in found]

    async with units_on(database_url) as (units, _clock):
        for workspace in (HERE, THERE):
            await units(workspace, show)
            await units(workspace, is_sent)

        await units(HERE, refresh_often)

        assert await units(HERE, waiting) == [("thanks", "t1", 2), ("reminder", "t2", 2)]
        assert await units(THERE, waiting) == []


async def test_what_may_change_is_read_once_until_something_is_changed(database_url: str) -> None:
    def read_and_change(unit: Unit) -> list[int]:
        found: list[int] = []

        def read() -> int:
            return unit.as_it_is("how many", lambda: unit.first(select(func.count()).select_from(AuditEntry)) or 0)

        found += read(), read()
        record(unit, "U1", "logged", "d1")
        found.append(read())
        record(unit, "U1", "logged", "d2")
        found.append(read())
        return found

    async with units_on(database_url) as (units, _clock):
        assert await units(HERE, read_and_change) == [0, 0, 1, 2]


async def test_what_follows_a_change_at_the_end_of_a_unit_reads_it_as_it_is_now(sqlite_url: str) -> None:
    found: list[int] = []

    def read(unit: Unit) -> None:
        found.append(unit.as_it_is("how many", lambda: unit.first(select(func.count()).select_from(AuditEntry)) or 0))

    def read_and_change(unit: Unit) -> None:
        read(unit)
        record(unit, "U1", "logged", "d1")

    async with units_on(sqlite_url, Parts(keep_up=read)) as (units, _clock):
        await units(HERE, read_and_change)
    assert found == [0, 1]


async def test_each_thing_that_a_unit_says_is_one_statement(database_url: str) -> None:
    """What nearly every use case does must stay cheap: a logged departure does it forty times."""

    def asks(do: Callable[[Unit], object]) -> Callable[[Unit], int]:
        def count(unit: Unit) -> int:
            asked: list[str] = []
            event.listen(unit.session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2]))
            do(unit)
            return len(asked)

        return count

    async with units_on(database_url) as (units, _clock):
        assert await units(HERE, asks(lambda unit: unit.show("card", "d1", to="C1"))) == 1
        assert await units(HERE, asks(lambda unit: unit.say(message("hello"), to="C1", key="hello"))) == 1
        assert await units(HERE, asks(lambda unit: unit.plan("remind", "d1", unit.now, key="remind:d1"))) == 1
        assert await units(HERE, asks(lambda unit: unit.cancel(["d1", "d2"], "remind", "ask"))) == 1
        assert await units(HERE, asks(lambda unit: unit.refresh("card", "d1"))) == 0, "it comes at the end, for all together"


async def test_what_is_found_by_its_facts_is_of_this_workspace(database_url: str) -> None:
    def key_of(unit: Unit, key: str) -> str | None:
        found = unit.find(Delivery, key=key, state=Sending.waiting)
        return found and found.workspace

    async with units_on(database_url) as (units, _clock):
        for workspace in (THERE, HERE):
            await units(workspace, lambda unit: unit.say(message("hello"), to="C1", key="hello"))

        assert [await units(HERE, key_of, key) for key in ("hello", "nothing")] == [HERE, None]
