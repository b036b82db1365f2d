"""Once a quarter the channel reads its report: once, on the first working day after it, and not where nothing happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.insights.service import POST, plan_report
from bot.insights.service.quarterly import EVERY_QUARTER
from bot.work.unit import Unit
from bot.workspace.events import RhythmChanged
from bot.workspace.service import settings_of
from tests.insights.test_report import leaves
from tests.interviews.support import Story

CHART = "data_visualization"
TITLE = "Who left us: Jan 2026 – Mar 2026"


def _a_quarter(unit: Unit, maya: str) -> None:
    for number in range(6):
        leaves(unit, maya, f"Customer {number}", date(2026, 1, 5) + timedelta(days=7 * number), "price", worth="1000", kind="Shop")
    leaves(unit, maya, "Between us", date(2026, 1, 9), "price", quiet=True)


def posts(story: Story) -> list[str]:
    return [one.text for one in story.world.person("maya").messages("departures") if "Who left us" in one.text]


@pytest.mark.slow
async def test_it_comes_once_on_the_first_working_day_after_the_quarter(story: Story) -> None:
    await story.unit(_a_quarter, story.world.id_of("maya"))
    await story.world.clock.advance(days=29)
    assert posts(story) == [], "it is still March"

    await story.world.clock.advance(days=2)
    assert len(posts(story)) == 1
    assert "6 customers left" in posts(story)[0]
    assert "Customer 0" not in posts(story)[0], "nobody allowed to be named"
    assert any("what it cost" in one for one in story.thread())

    await story.world.restart()
    await story.world.clock.advance(days=10)
    assert len(posts(story)) == 1


async def test_it_waits_for_the_first_working_day(story: Story) -> None:
    """The first of January 2027 is a Friday, on which nobody works."""

    def plan(unit: Unit) -> datetime:
        settings_of(unit).country = "US"
        unit.cancel(EVERY_QUARTER, POST)
        unit.now = datetime(2026, 11, 2, 12, tzinfo=UTC)
        plan_report(unit)
        (planned,) = unit.planned(POST, EVERY_QUARTER)
        return planned.due

    assert (await story.unit(plan)).date() == date(2027, 1, 4)


async def test_it_follows_the_firms_days_and_clock_also_where_morning_comes_before_ours(story: Story) -> None:
    """It was planned before anybody chose them. At nine in Auckland it is still March in Greenwich."""

    def choose_auckland(unit: Unit) -> None:
        settings_of(unit).zone, settings_of(unit).country = "Pacific/Auckland", "NZ"
        unit.tell(RhythmChanged())

    def planned(unit: Unit) -> datetime:
        (one,) = unit.planned(POST, EVERY_QUARTER)
        return one.due

    await story.unit(_a_quarter, story.world.id_of("maya"))
    await story.unit(choose_auckland)
    assert await story.unit(planned) == datetime(2026, 3, 31, 20, tzinfo=UTC)

    await story.world.clock.advance(days=30)
    assert [TITLE in one for one in posts(story)] == [True]
    assert await story.unit(planned) == datetime(2026, 6, 30, 21, tzinfo=UTC)


async def test_where_nothing_happened_nothing_is_said(story: Story) -> None:
    await story.world.clock.advance(days=33)
    assert posts(story) == []


@pytest.mark.slow
async def test_where_slack_does_not_know_charts_the_channel_sees_pictures(story: Story) -> None:
    await story.unit(_a_quarter, story.world.id_of("maya"))
    story.world.workspace.faults.unknown_blocks.add(CHART)
    await story.world.clock.advance(days=31)

    shown = next(one for one in story.world.person("maya").messages("departures") if TITLE in one.text)
    kinds = [one["type"] for one in shown.blocks]
    assert (kinds.count("image"), kinds.count(CHART)) == (2, 0)
    assert "price: 6" in next(one["alt_text"] for one in shown.blocks if one["type"] == "image")


@pytest.mark.slow
async def test_where_it_takes_no_pictures_either_the_words_say_all(story: Story) -> None:
    await story.unit(_a_quarter, story.world.id_of("maya"))
    story.world.workspace.faults.unknown_blocks.add(CHART)
    story.world.workspace.faults.add(method="files.getUploadURLExternal", kind="missing_scope", times=9)
    await story.world.clock.advance(days=31)

    shown = next(one for one in story.world.person("maya").messages("departures") if TITLE in one.text)
    assert shown.blocks == []
    assert "price: 6" in shown.text
