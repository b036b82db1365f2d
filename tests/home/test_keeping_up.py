"""A Home that is open follows what happens: at once for whoever did it, within a second for others, and never too often."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.demo.gallery.cast import NOW as NOON
from bot.demo.gallery.colleagues import HOURS
from bot.departures.service import log_departure
from bot.departures.values import LogForm, LostList, LostRow, Stage
from bot.home.blocks import colleague_home
from bot.home.service import PUBLISH, TURN, home_of, show_anew
from bot.home.values import HomeView, Inbox, Picture, Step, Steps
from bot.work.models import Obligation, Progress
from bot.work.unit import Unit
from bot.work.values import Duty, Troubles, Upcoming
from bot.workspace.values import Pool
from tests.support.world import World, gesture_of, open_world


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url) as opened:
        yield opened


async def logs(world: World, by: str, customer: str, *, quiet: bool = False) -> None:
    """Somebody logs a customer of theirs, as by a press."""
    person = world.id_of(by)
    form = LogForm(stage=Stage.left, happened=date(2026, 3, 2), new_name=customer, owner=person, quiet=quiet)
    with gesture_of(person):
        await world.bot.deps.unit(world.team, log_departure, person, form, f"log {customer}")
    await world.rests()


def says(world: World, handle: str) -> str:
    """What somebody's Home says now, as Slack shows it."""
    home = world.person(handle).home
    return str(home.body["blocks"]) if home else ""


async def published(world: World) -> int:
    """How often a Home was shown anew, without being opened."""

    def count(unit: Unit) -> int:
        shown = Obligation.kind == PUBLISH, Obligation.state == Progress.done
        return unit.session.scalar(select(func.count()).select_from(Obligation).where(*shown)) or 0

    return await world.bot.deps.unit(world.team, count)


async def opens(world: World, *handles: str) -> None:
    for handle in handles:
        await world.person(handle).opens_home()
    await world.rests()


@pytest.mark.slow
async def test_whoever_did_it_sees_it_at_once_and_a_colleague_within_a_second(world: World) -> None:
    grace = world.person("grace")
    await opens(world, "maya", "grace", "ben")
    await grace.presses("Choose a channel")
    assert await grace.fills(channel="departures") == {}
    await world.rests()

    await logs(world, "maya", "Acme")
    assert "*Acme*" in says(world, "maya")
    assert "*Acme*" not in says(world, "grace")

    await world.clock.advance(seconds=1)
    assert "*Acme*" in says(world, "grace"), "she is in the channel"
    assert "Acme" not in says(world, "ben"), "he is not"


async def test_who_left_the_firm_is_shown_nothing_and_nothing_is_tried_for_ever(world: World) -> None:
    await opens(world, "maya", "dan")
    world.workspace.deactivate("dan")
    await world.bot.deps.unit(world.team, show_anew, world.id_of("dan"))
    await world.rests()

    def tried(unit: Unit) -> list[tuple[Progress, int]]:
        mine = Obligation.kind == PUBLISH, Obligation.subject == world.id_of("dan")
        return [(one.state, one.tries) for one in unit.all(select(Obligation).where(*mine))]

    tries = await world.bot.deps.unit(world.team, tried)
    assert tries
    assert set(tries) == {(Progress.done, 0)}


async def test_a_home_that_would_say_the_same_is_left_alone(world: World) -> None:
    await opens(world, "maya", "ben", "noor")
    await world.clock.advance(seconds=2)
    before = await published(world)

    await logs(world, "maya", "Acme", quiet=True)
    await world.clock.advance(seconds=2)

    assert await published(world) == before + 1, "that of whoever logged it"


async def test_a_home_that_nobody_has_looked_at_for_hours_waits_to_be_opened(world: World) -> None:
    await opens(world, "maya")
    await world.clock.advance(hours=9)

    await logs(world, "maya", "Acme")
    assert "*Acme*" not in says(world, "maya")

    await opens(world, "maya")
    assert "*Acme*" in says(world, "maya")


@pytest.mark.slow
async def test_a_busy_day_stays_within_what_slack_takes_and_ends_up_right(world: World) -> None:
    """Forty changes within forty seconds, and everybody looks: at most a hundred a minute, and at last all is shown."""
    everybody = ["grace", "maya", "theo", "walt", "jonas", "lena"]
    await opens(world, *everybody)
    await world.person("grace").presses("Choose a channel")
    assert await world.person("grace").fills(channel="departures") == {}
    await world.rests()
    await world.clock.advance(seconds=90)
    world.workspace.rates.enforce = True
    before = await published(world)

    for number in range(40):
        await logs(world, "maya", f"Customer {number}")
        await world.clock.advance(seconds=1)
    within = await published(world) - before
    assert 0 < within <= 100

    await world.clock.advance(seconds=300)
    assert all("and 35 more" in says(world, one) or "and 30 more" in says(world, one) for one in everybody)
    failed = await world.bot.deps.unit(world.team, tries)
    assert failed == 0, "Slack never had to say that it was too much"


@pytest.mark.slow
async def test_what_becomes_late_or_comes_near_is_shown_at_that_midnight_and_nobody_is_woken_for_nothing(world: World) -> None:
    """Nobody does anything: the day of one promise passes in New York, and another one is a week ahead."""
    await promises(world, "Acme", date(2026, 3, 3))
    await promises(world, "Beacon", date(2026, 3, 12))
    await opens(world, "maya", "ben")
    assert "*In the next 7 days*" in says(world, "maya")
    assert "*Late*" not in says(world, "maya")
    assert "*Beacon*" not in says(world, "maya")

    await world.clock.advance(hours=37, minutes=59)
    assert "*Late*" not in says(world, "maya"), "it is Tuesday in New York, one minute to midnight"
    await world.clock.advance(minutes=2)
    assert "*Late*" in says(world, "maya")
    assert "*In the next 7 days*" not in says(world, "maya")

    await world.clock.advance(days=4)
    assert "*Beacon*" in says(world, "maya"), "by Friday's midnight"
    await world.clock.advance(days=60)
    assert await woken(world) == 2, "for Ben never, and once it is a week that she has not looked, for her neither"


async def promises(world: World, customer: str, day: date) -> None:
    """Maya writes down that a customer hears on that day at 4."""
    maya = world.person("maya")
    await maya.types(f"/lost-customer promise {customer}")
    assert await maya.fills(what="New prices", way="an email", day=day, at="16:00") == {}
    await world.rests()
    await maya.closes()


async def woken(world: World) -> int:
    """How often a Home was looked at because time had passed."""

    def count(unit: Unit) -> int:
        done = Obligation.kind == TURN, Obligation.state == Progress.done
        return unit.session.scalar(select(func.count()).select_from(Obligation).where(*done)) or 0

    return await world.bot.deps.unit(world.team, count)


def tries(unit: Unit) -> int:
    return unit.session.scalar(select(func.sum(Obligation.tries)).where(Obligation.kind == "home.publish")) or 0


def test_the_fullest_home_has_fewer_blocks_than_slack_takes() -> None:
    words = "wonderful " * 50
    duty = Duty(words, "Go on", "act", "{}")
    soon = tuple(Upcoming(NOON + timedelta(hours=hour), words) for hour in range(200))
    rows = tuple(
        LostRow(f"d{one}", words[:100], Stage.left, "Maya", date(2026, 3, 2), touched=True) for one in range(10)
    )
    view = HomeView(
        inbox=Inbox((duty,) * 50, soon, (words,) * 200, soon, 500),
        own=LostList(rows, 90),
        others=LostList(rows[:5], 90),
        channel="C0000000000",
        may_choose_channel=True,
        hours=HOURS,
        is_new=True,
        steps=Steps((Step.channel,), "C0000000000", None, Pool.everybody, 0, 10),
        picture=Picture(400, 30),
        troubles=Troubles({f"code {one}": one for one in range(30)}, 4, "gone"),
        troubled=(words,) * 20,
        heard=(words,) * 12,
        may_change_settings=True,
        again=words,
    )

    blocks = colleague_home(view).payload["blocks"]

    assert len(blocks) <= 100
    assert all(len(block["text"]["text"]) < 3000 for block in blocks if block["type"] == "section"), "nothing is cut off"


async def test_the_firms_numbers_count_nobody_who_is_kept_between_a_few(world: World) -> None:
    def numbers(unit: Unit) -> tuple[int, int]:
        picture = home_of(unit, world.id_of("ben")).picture
        return picture.left, picture.returned

    await logs(world, "maya", "Acme")
    await logs(world, "maya", "Harbor", quiet=True)

    assert await world.bot.deps.unit(world.team, numbers) == (1, 0)
