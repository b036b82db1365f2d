"""What can wait reaches a person once a day, together, when they begin to work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.colleagues.models import BriefItem
from bot.colleagues.rules import AFTER_START, brief_at
from bot.colleagues.service.waiting import living
from bot.farewell.models import Thanks
from bot.slack.kit import message, section
from bot.work.calendar import Hours, is_working_day
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.support.world import World

ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once


@given(MOMENTS, ZONES)
def test_the_brief_comes_just_after_work_begins_on_a_working_day(now: datetime, zone: str) -> None:
    hours = Hours(ZoneInfo(zone), country="DE")

    local = brief_at(now, hours).astimezone(hours.zone)

    assert local >= now
    assert is_working_day(local.date(), hours)
    assert (datetime.combine(local.date(), local.time()) - AFTER_START).time() == hours.start


@pytest.fixture
def lost() -> list[str]:
    return ["Acme Bakeries", "Brightwater Foods", "Moonrise Cosmetics"]


async def log_all(world: World, lost: list[str]) -> None:
    """Maya loses three customers on one day, and thanks none of them yet."""
    maya = world.person("maya")
    for name in lost:
        await maya.types(f"/lost-customer {name}")
        assert await maya.fills(owner="maya") == {}
    await world.clock.advance(minutes=1)


@pytest.mark.slow
async def test_three_reminders_of_one_morning_are_one_message(world: World, lost: list[str]) -> None:
    await log_all(world, lost)
    before = len(world.person("maya").dm)

    await world.clock.advance(days=1)

    [brief] = world.person("maya").dm[before:]
    assert "things wait for you" in brief.text
    assert all(f"A word of thanks to *{name}*" in brief.text for name in lost)


@pytest.mark.slow
async def test_each_thing_can_be_opened_below(world: World, lost: list[str]) -> None:
    maya = world.person("maya")
    await log_all(world, lost)
    await world.clock.advance(days=1)

    await maya.presses("Open", maya.newest(containing="things wait for you"))
    await world.clock.advance(seconds=5)

    opened = maya.dm[-1]
    assert lost[0] in opened.text
    assert "stands below" in maya.newest(containing="things wait for you").text


@pytest.mark.slow
async def test_after_days_of_downtime_what_fell_due_meanwhile_is_one_message_a_morning(world: World, lost: list[str]) -> None:
    await log_all(world, lost)
    before = len(world.person("maya").dm)

    await world.stop()
    await world.clock.leap(days=9)
    await world.start()
    await world.clock.advance(days=3)

    came = world.person("maya").dm[before:]
    mornings = [datetime.fromtimestamp(float(one.ts), UTC).date() for one in came]
    assert len(mornings) == len(set(mornings)) <= 2
    assert all(name in came[0].text for name in lost)
    assert all("things wait for you" in one.text for one in came)


@pytest.mark.slow
async def test_after_downtime_that_ends_at_night_nobody_hears_anything_before_the_morning(
    world: World, lost: list[str]
) -> None:
    await log_all(world, lost)
    before = len(world.person("maya").dm)

    await world.stop()
    await world.clock.leap(days=9, hours=9)
    await world.start()
    assert len(world.person("maya").dm) == before
    await world.clock.advance(hours=14, minutes=5)

    [brief] = world.person("maya").dm[before:]
    assert all(name in brief.text for name in lost)
    local = datetime.fromtimestamp(float(brief.ts), ZoneInfo("America/New_York"))
    assert (local.hour, local.minute) == (9, 1)


@pytest.mark.slow
async def test_what_was_settled_meanwhile_is_told_in_the_brief_and_the_rest_can_be_opened(world: World) -> None:
    """A line that has nothing more to say keeps no button, and does not hold up the others."""
    theo, maya = world.person("theo"), world.person("maya")
    for name in ("Acme Bakeries", "Brightwater Foods"):
        await theo.uses_shortcut("Worried about a customer")
        assert await theo.fills(customer=name, owner="maya", signs=["A complaint"]) == {}
    await world.clock.advance(days=1, minutes=1)
    assert "2 things wait" in maya.newest("wait for you").text

    await maya.presses("Say where it stands", next(one for one in maya.dm if one.text.startswith("Acme Bakeries\n")))
    assert await maya.fills(stage="All is well again") == {}
    await world.clock.advance(seconds=30)

    brief = maya.newest("wait for you")
    assert "This is settled already" in brief.text
    assert "Brightwater Foods" in brief.text
    assert str(brief.blocks).count("'Open'") == 1
    await maya.presses("Open", brief)
    await world.clock.advance(seconds=30)
    assert "Brightwater Foods" in maya.newest("A sentence to open with").text


@pytest.mark.slow
async def test_a_brief_speaks_of_its_own_morning_whatever_joins_later(world: World, lost: list[str]) -> None:
    """What joins on a later day is told on the next morning, and an old message that is drawn again does not announce it."""
    maya = world.person("maya")
    await log_all(world, lost)
    await world.clock.advance(days=1)
    words, to = message(section("A word.")), world.id_of("maya")
    await world.bot.deps.unit(world.team, lambda unit: unit.say(words, to=to, key="later"))

    await maya.presses("Open", maya.newest(containing="things wait for you"))
    await world.clock.advance(minutes=1)

    brief = maya.newest(containing="things wait for you")
    assert "stands below" in brief.text
    assert "next morning message" not in brief.text
    await world.clock.advance(days=1)
    assert "A word." in maya.newest("A word.").text


async def test_what_means_nothing_any_more_after_a_long_time_away_ends_quietly(world: World) -> None:
    """Of what was said to Maya more than a month ago she hears nothing, and what is asked again is asked once."""
    maya = world.id_of("maya")
    await log_all(world, ["Acme Bakeries"])

    def waits(unit: Unit) -> list[tuple[str, str]]:
        settings_of(unit).numbers_from = maya
        thanks = unit.first(select(Thanks.id)) or ""
        for key in ("long ago", "lately"):
            unit.say(message(section(key)), to=maya, key=key)
        numbers = [("numbers", f"2026-{turn}") for turn in ("01:1", "01:2", "02:2")]
        for card, subject in [("thanks", thanks), ("thanks_reminder", thanks), *numbers]:
            unit.prompt(maya, card, subject)
        unit.session.flush()
        for days, item in enumerate(unit.all(select(BriefItem).where(BriefItem.person == maya).order_by(BriefItem.id))):
            item.added = unit.now - timedelta(days=31 if item.subject == "long ago" else 29 - days)
        told = [(one.card, one.subject.replace(thanks, "")) for one in living(unit, maya)]
        return [one for one in told if one[0] not in ("handover_alone", "interview_contact")]

    told = await world.bot.deps.unit(world.team, waits)

    assert told == [("note", "lately"), ("thanks", ""), ("numbers", "2026-01:1"), ("numbers", "2026-02:2")]
