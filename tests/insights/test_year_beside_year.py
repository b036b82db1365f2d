"""Lost customers beside new ones and those who came back, from year to year; the months are asked for from whoever knows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.departures.models import Departure
from bot.insights.models import Month
from bot.insights.service import tell_month, years
from bot.insights.values import Difference, MonthForm, Period, Told
from bot.winback.models import Return
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.insights.test_alerts import lost
from tests.interviews.support import Story

YEAR = Period(date(2025, 3, 1), date(2026, 2, 28))


def _months(unit: Unit, year: int, new: int, sent: int, won: int, start: int) -> None:
    for number in range(12):
        month = date(year + (number + 2) // 12, (number + 2) % 12 + 1, 1)
        told = {"new_customers": new, "proposals_sent": sent, "proposals_won": won, "customers_at_start": start}
        unit.add(Month(id=month.isoformat()[:7], month=month, told_by="UMAYA", told_at=unit.now, **told))


def _comes_back(unit: Unit, departure: Departure, day: date, *, stayed: bool = False) -> None:
    back = {"departure": departure.id, "customer": departure.customer, "lifetime": departure.lifetime}
    unit.add(Return(**back, day=day, said_by="UMAYA", said_at=unit.now, stayed=stayed))


async def test_a_year_is_counted_as_it_was_and_beside_it_the_year_before(story: Story) -> None:
    """Beside it the same by hand: 10 lost of 200, and 30 of 200 in the year before; 12 new; 24 proposals, 6 of them won."""
    await lost(story, None, *(date(2025, 3, 1) + timedelta(days=30 * number) for number in range(10)))
    await lost(story, None, *(date(2024, 3, 1) + timedelta(days=12 * number) for number in range(30)))
    await lost(story, None, date(2025, 5, 5), quiet=True)
    await story.unit(_months, 2025, 1, 2, 0, 200)
    await story.unit(_months, 2024, 1, 2, 1, 200)

    view = await story.unit(years, story.world.id_of("maya"))

    now, before, then = view.numbers
    assert (now.period, now.lost, now.new, now.sent, now.won, now.at_start) == (YEAR, 10, 12, 24, 0, 200)
    assert (before.lost, before.won) == (30, 12)
    assert (then.lost, then.new, then.missing) == (0, None, 12)
    assert view.kept.now is not None
    assert (view.kept.now.part, view.kept.now.whole, view.kept.told) == (190, 200, Difference.higher)
    assert view.won.told is Difference.lower
    assert view.new.told is Difference.too_few


async def test_who_stayed_in_a_year_that_is_not_over_is_not_told(story: Story) -> None:
    """In February nearly everybody is still there; held against a whole year that would look like better times."""
    await lost(story, None, *(date(2025, 3, 1) + timedelta(days=12 * number) for number in range(30)))
    await story.unit(_months, 2026, 1, 2, 1, 200)
    await story.unit(_months, 2025, 1, 2, 1, 200)

    view = await story.unit(years, story.world.id_of("maya"), Period(date(2026, 3, 1), date(2027, 2, 28)))

    assert (view.kept.now, view.kept.told) == (None, Difference.not_over)
    assert view.kept.before[0] is not None


async def test_who_came_back_counts_and_who_never_left_does_not(story: Story) -> None:
    await lost(story, None, date(2025, 6, 1), date(2025, 7, 1))

    def back(unit: Unit) -> None:
        from sqlalchemy import select

        came, stayed = unit.all(select(Departure).order_by(Departure.happened))
        _comes_back(unit, came, date(2026, 1, 5))
        _comes_back(unit, stayed, date(2026, 1, 5), stayed=True)

    await story.unit(back)
    view = await story.unit(years, story.world.id_of("maya"))
    assert view.numbers[0].won_back == 1


async def test_a_colleague_reads_it_by_the_command_and_a_wrong_time_gets_an_answer(story: Story) -> None:
    theo = story.world.person("theo")
    await theo.types("/lost-customer year", channel="departures")
    shown = theo.newest("beside the years before", channel="departures")
    assert "Lost customers" in str(shown.blocks)
    assert "not known for this time" in shown.text
    await theo.types("/lost-customer year of the rabbit", channel="departures")
    assert "I cannot tell which time" in theo.newest("", "departures").text


async def test_whoever_tells_them_of_themselves_sees_that_they_are_kept(story: Story) -> None:
    grace = story.world.person("grace")
    await grace.types("/lost-customer numbers 2026-01")
    assert await grace.fills(new="4") == {}
    assert grace.modal is not None
    assert "The numbers of January 2026 are in" in "\n".join(grace.modal.texts())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2025", "I cannot tell which month “2025” is. Type it as 2025-03 or as March 2025."),
        ("Q2 2025", "I cannot tell which month “Q2 2025” is. Type it as 2025-03 or as March 2025."),
        ("of the rabbit", "I cannot tell which month “of the rabbit” is. Type it as 2025-03 or as March 2025."),
        ("2027-03", "March 2027 is still to come. Its numbers can be told once it has begun."),
    ],
)
async def test_numbers_are_of_one_month_that_has_begun(story: Story, words: str, told: str) -> None:
    grace = story.world.person("grace")

    await grace.types(f"/lost-customer numbers {words}")

    assert grace.modal is None
    assert grace.newest("").text == told


@pytest.mark.slow
async def test_whoever_is_set_to_know_is_asked_each_month_and_once_more(story: Story) -> None:
    grace, ruth = story.world.person("grace"), story.world.person("ruth")
    await grace.types("/lost-customer numbers 2026-01")
    assert await grace.fills(new="4", sent="9", won="3", at_start="220", asked="ruth") == {}
    assert await story.unit(lambda unit: settings_of(unit).numbers_from) == story.world.id_of("ruth")

    await story.world.clock.advance(days=31)
    assert "How was March 2026" in ruth.newest("How was").text
    await story.world.clock.advance(days=12)
    asked = [one for one in ruth.dm if "How was March 2026" in one.text]
    assert len(asked) == 2

    await ruth.presses("Tell the numbers", asked[-1])
    assert await ruth.fills(new="2", sent="1", won="3") == {
        "won": "More were won than sent. Proposals count in the month in which they were sent."
    }
    assert await ruth.fills(new="2", sent="5", won="3", at_start="221") == {}
    assert "The numbers of March 2026 are in" in ruth.newest("numbers of March").text
    await story.world.clock.advance(days=10)
    assert len([one for one in ruth.dm if "How was" in one.text]) == 0


@pytest.mark.slow
async def test_a_month_that_is_left_out_is_not_asked_for_again(story: Story) -> None:
    ruth = story.world.person("ruth")
    await story.unit(lambda unit: setattr(settings_of(unit), "numbers_from", story.world.id_of("ruth")))
    await story.world.clock.advance(days=31)
    await ruth.presses("Leave it out", ruth.newest("How was March"))
    await story.world.clock.advance(days=12)
    assert [one.text for one in ruth.dm if "How was" in one.text] == []


async def test_others_do_not_tell_numbers_and_outsiders_are_never_set_to_know(story: Story) -> None:
    nothing = MonthForm(date(2026, 2, 1), 1, None, None, None, story.world.id_of("hal"))
    assert await story.unit(tell_month, story.world.id_of("theo"), nothing) is Told.may_not
    assert await story.unit(tell_month, story.world.id_of("grace"), nothing) is Told.stranger
    theo = story.world.person("theo")
    await theo.types("/lost-customer numbers", channel="departures")
    assert "An admin tells these numbers" in theo.newest("", "departures").text
