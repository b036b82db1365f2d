"""A reason comes up more than before: told once in the channel, opened by those who may hear, judged by the people who know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.customers.service import add_customer, current_lifetime
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.insights.models import Month
from bot.insights.service import heeded
from bot.insights.values import Heeded
from bot.interviews.models import Finding, Interview
from bot.interviews.values import InterviewState, Source
from bot.work.unit import Unit
from tests.interviews.support import Story

TITLE = "comes up more than before"


async def lost(
    story: Story, reason: str | None, *days: date, quiet: bool = False, source: Source = Source.said
) -> None:
    """On each of these days a customer of Maya's left, and told us this reason, or never said anything."""
    await story.unit(_remember, story.world.id_of("maya"), reason, days, quiet, source)


def _remember(
    unit: Unit, maya: str, reason: str | None, days: tuple[date, ...], quiet: bool, source: Source
) -> None:
    """Rows alone: nobody is asked for anything because of what was long ago."""
    for number, day in enumerate(days):
        customer = add_customer(unit, f"{reason or 'Silent'} {day} {number}{' between us' if quiet else ''}")
        rest = {"lifetime": current_lifetime(unit, customer.id).id, "logged_by": maya, "logged_at": unit.now}
        left = {"customer": customer.id, "stage": Stage.left, "happened": day, "owner": maya, "quiet": quiet}
        departure = unit.add(Departure(**left, **rest))
        unit.session.flush()
        if reason is not None:
            held = {"state": InterviewState.held, "held_at": unit.now}
            interview = unit.add(Interview(departure=departure.id, **held))
            unit.session.flush()
            heard = {"filed_by": maya, "filed_at": unit.now, "said": "…", "consent": Consent.yes}
            unit.add(Finding(interview=interview.id, reason=reason, source=source, **heard))
    unit.session.flush()


def _days(first: date, count: int, every: int) -> list[date]:
    return [first + timedelta(days=every * number) for number in range(count)]


async def a_year_and_a_quarter(story: Story) -> None:
    """Since January 2025 a customer left every fortnight over the price; since this January six over what we delivered."""
    await lost(story, "price", *_days(date(2025, 1, 6), 29, 14))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7))


def alerts(story: Story) -> list[str]:
    found = [one.text for one in story.world.person("maya").messages("departures") if TITLE in one.text]
    return [text.splitlines()[0] for text in found]


async def test_it_is_told_once_in_the_channel_and_asks_what_is_behind_it(story: Story) -> None:
    await a_year_and_a_quarter(story)
    await story.world.clock.advance(days=3)
    assert alerts(story) == ["*“what we delivered” comes up more than before*"]

    jonas = story.world.person("jonas")
    await jonas.presses("We know why", jonas.newest(TITLE, "departures"))
    assert "Jonas Becker says: we know why" in jonas.newest(TITLE, "departures").text
    assert await story.unit(heeded) == Heeded(explained=1)

    await jonas.presses("Say otherwise", jonas.newest(TITLE, "departures"))
    await jonas.presses("Something changed", jonas.newest(TITLE, "departures"))
    assert await story.unit(heeded) == Heeded(real=1)


@pytest.mark.every_night
async def test_it_is_looked_every_night_and_not_only_the_first(story: Story) -> None:
    await story.world.clock.advance(days=3)
    await a_year_and_a_quarter(story)
    await story.world.clock.advance(days=1)

    assert alerts(story) == ["*“what we delivered” comes up more than before*"]


async def test_those_who_may_hear_see_who_is_behind_it_and_others_only_how_many(story: Story) -> None:
    await a_year_and_a_quarter(story)
    await story.world.clock.advance(days=3)

    maya, theo = story.world.person("maya"), story.world.person("theo")
    await maya.presses("Who is behind it", maya.newest(TITLE, "departures"))
    assert "quality 2026-01-05 0" in str(maya.modal and maya.modal.body)
    await theo.presses("Who is behind it", theo.newest(TITLE, "departures"))
    assert "quality 2026" not in str(theo.modal and theo.modal.body)
    assert "What 6 customers said is for those who look after them." in str(theo.modal and theo.modal.body)


async def test_nothing_is_told_where_few_leave(story: Story) -> None:
    """A firm that lost fewer than twenty in a year learns nothing from a test."""
    await lost(story, "price", *_days(date(2025, 4, 7), 12, 28))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7))
    await story.world.clock.advance(days=3)
    assert alerts(story) == []


async def test_who_left_between_a_few_of_us_does_not_count(story: Story) -> None:
    """Else the number would tell of them."""
    await lost(story, "price", *_days(date(2025, 1, 6), 29, 14))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7), quiet=True)
    await story.world.clock.advance(days=3)
    assert alerts(story) == []


async def test_a_firm_that_has_just_begun_to_listen_hears_of_nothing_new(story: Story) -> None:
    """Everything is new to it: thirty customers told why, all in this quarter, and nobody was asked before."""
    await lost(story, None, *_days(date(2025, 1, 6), 26, 14))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7))
    await story.world.clock.advance(days=3)
    assert alerts(story) == []


async def test_where_nobody_said_anything_nothing_is_told(story: Story) -> None:
    await lost(story, None, *_days(date(2025, 1, 6), 40, 10))
    await story.world.clock.advance(days=3)
    assert alerts(story) == []


async def test_what_only_we_think_makes_no_alert(story: Story) -> None:
    """It came in from a list: nobody heard it from them."""
    await lost(story, "price", *_days(date(2025, 1, 6), 29, 14))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7), source=Source.thought)
    await story.world.clock.advance(days=3)
    assert alerts(story) == []


async def test_what_they_wrote_counts_as_what_they_said(story: Story) -> None:
    await lost(story, "price", *_days(date(2025, 1, 6), 29, 14))
    await lost(story, "quality", *_days(date(2026, 1, 5), 6, 7), source=Source.wrote)
    await story.world.clock.advance(days=3)
    assert len(alerts(story)) == 1


async def test_where_there_are_far_more_customers_now_more_may_leave(story: Story) -> None:
    """Eight times as many as in the year before: six of them over one reason are nothing striking."""
    await a_year_and_a_quarter(story)
    quarters = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1))

    def grown(unit: Unit) -> None:
        for month, customers in (*((one, 100) for one in quarters), (date(2026, 1, 1), 800)):
            told = {"told_by": "UMAYA", "told_at": unit.now, "customers_at_start": customers}
            unit.add(Month(id=month.isoformat()[:7], month=month, **told))

    await story.unit(grown)
    await story.world.clock.advance(days=3)
    assert alerts(story) == []
