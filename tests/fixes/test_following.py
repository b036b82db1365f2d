"""What somebody sees to is followed up: on its day, once more, then passed on; and so is whether it holds."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.fixes.models import Fix
from bot.fixes.service import hand_over, leave_as_it_is, open_again, put_off, say_done, say_it_holds
from bot.fixes.values import FixState, Outcome
from bot.work.unit import Unit
from tests.fixes.support import WHAT, at_nine, card, makes, seen
from tests.interviews.support import Story

ADMINS = ("grace", "lena")


async def hears(story: Story, handle: str, words: str) -> bool:
    """Whether somebody has a message with these words, in a brief or by itself."""
    return any(words in one.text for one in story.world.person(handle).dm)


async def state_of(story: Story, fix: str) -> FixState:
    return (await story.unit(lambda unit: unit.need(Fix, fix))).state


@pytest.mark.slow
async def test_it_is_asked_about_on_its_day_once_more_and_then_passed_on(story: Story) -> None:
    fix = await makes(story, None)
    await at_nine(story, date(2026, 3, 13))
    assert not await hears(story, "theo", "Is it done?")

    await at_nine(story, date(2026, 3, 16))
    assert await hears(story, "theo", "Is it done?")
    await at_nine(story, date(2026, 3, 17))
    assert not await hears(story, "theo", "Once more: is it done?")
    await at_nine(story, date(2026, 3, 19))
    assert await hears(story, "theo", "Once more: is it done?")
    assert not await hears(story, "maya", "was asked twice")
    await at_nine(story, date(2026, 3, 24))
    late = await card(story, "maya", "was asked twice")
    assert "You get this because you wanted it." in late.text

    before = len(story.world.person("theo").dm), len(story.world.person("maya").dm)
    await at_nine(story, date(2026, 4, 24))
    assert (len(story.world.person("theo").dm), len(story.world.person("maya").dm)) == before
    assert await state_of(story, fix) is FixState.open


async def test_whoever_wanted_it_and_sees_to_it_is_followed_by_an_admin(story: Story) -> None:
    await makes(story, None, by="theo", owner="theo")
    await at_nine(story, date(2026, 3, 24))

    told = [handle for handle in ADMINS if await hears(story, handle, "was asked twice")]
    assert len(told) == 1
    assert "because you are an admin" in (await card(story, told[0], "was asked twice")).text


@pytest.mark.slow
async def test_another_day_begins_anew(story: Story) -> None:
    fix = await makes(story, None)
    await at_nine(story, date(2026, 3, 16))
    theo = story.world.person("theo")
    await theo.presses("Another day", await card(story, "theo", "Is it done?"))
    assert "today or a later day" in (await theo.fills(day=date(2026, 3, 1)))["day"]
    assert await theo.fills(day=date(2026, 4, 1)) == {}
    await story.settles()
    assert "sees to it by" in theo.newest(WHAT).text

    await at_nine(story, date(2026, 3, 25))
    assert not await hears(story, "theo", "Once more")
    await at_nine(story, date(2026, 4, 1))
    assert "Is it done?" in (await card(story, "theo", "Is it done?")).text
    assert await state_of(story, fix) is FixState.open


async def test_handed_over_it_is_somebody_elses(story: Story) -> None:
    fix = await makes(story, None)
    theo, dan = story.world.person("theo"), story.world.person("dan")
    await theo.presses("Hand it over", theo.newest("Would you see to this"))
    assert await theo.fills(owner=dan.user_id) == {}
    await story.settles()

    assert "Would you see to this" in dan.newest(WHAT).text
    assert "Dan" in theo.newest(WHAT).text
    await at_nine(story, date(2026, 3, 17))
    assert await hears(story, "dan", "Is it done?")
    assert not await hears(story, "theo", "Is it done?")
    assert await story.unit(say_done, story.world.id_of("theo"), fix, None) is Outcome.may_not


async def test_left_as_it_is_nobody_asks_again(story: Story) -> None:
    fix = await makes(story, None)
    assert await story.unit(leave_as_it_is, story.world.id_of("theo"), fix) is Outcome.done
    await at_nine(story, date(2026, 3, 24))

    assert not await hears(story, "theo", "Is it done?")
    assert "it stays as it is, says Theo" in story.world.person("theo").newest(WHAT).text


@pytest.mark.slow
async def test_somebody_else_looks_and_hears_twice_before_another_is_asked(story: Story) -> None:
    """Whoever did it cannot say themselves that it holds."""
    fix = await makes(story, None)
    theo = story.world.id_of("theo")
    assert await story.unit(say_done, theo, fix, None) is Outcome.done
    assert await story.unit(say_it_holds, theo, fix) is Outcome.may_not
    await at_nine(story, date(2026, 3, 3))
    assert await hears(story, "maya", "Does it hold?")
    await at_nine(story, date(2026, 3, 6))
    assert sum("Does it hold?" in one.text for one in story.world.person("maya").dm) == 2
    await at_nine(story, date(2026, 3, 10))
    [other] = [handle for handle in ADMINS if await hears(story, handle, "Does it hold?")]
    assert await story.unit(say_it_holds, story.world.id_of(other), fix) is Outcome.done


async def test_an_admin_who_did_it_cannot_say_that_it_holds(story: Story) -> None:
    fix = await makes(story, None)
    grace = story.world.id_of("grace")
    await story.unit(say_done, grace, fix, None)

    assert await story.unit(say_it_holds, grace, fix) is Outcome.somebody_else
    view = await seen(story, "grace", fix)
    assert view is not None
    assert not view.may_look


@pytest.mark.slow
async def test_what_does_not_hold_is_open_again_and_whoever_sees_to_it_hears_why(story: Story) -> None:
    fix = await makes(story, None)
    maya, theo = story.world.person("maya"), story.world.person("theo")
    await story.unit(say_done, theo.user_id, fix, "We check.")
    await at_nine(story, date(2026, 3, 3))
    await maya.presses("Not yet…", await card(story, "maya", "Does it hold?"))
    assert await maya.fills(words="Two parcels were not.", day=date(2026, 3, 20)) == {}
    await story.settles()

    assert await state_of(story, fix) is FixState.open
    assert "> Two parcels were not." in theo.newest("is not done yet, says Maya").text
    await at_nine(story, date(2026, 3, 20))
    assert await hears(story, "theo", "Is it done?")
    for handle in ADMINS:
        assert not await hears(story, handle, "Does it hold?")


async def test_what_came_back_after_it_was_verified_counts_no_more(story: Story) -> None:
    fix = await makes(story, None)
    await story.unit(say_done, story.world.id_of("theo"), fix, None)
    await story.unit(say_it_holds, story.world.id_of("maya"), fix)
    assert await story.unit(open_again, story.world.id_of("ben"), fix, date(2026, 4, 1), None) is Outcome.may_not
    assert await story.unit(open_again, story.world.id_of("maya"), fix, date(2026, 4, 1), None) is Outcome.done

    assert await state_of(story, fix) is FixState.open


@pytest.mark.parametrize("use_case", [put_off, hand_over])
async def test_whoever_has_no_part_in_it_changes_nothing(story: Story, use_case: object) -> None:
    fix = await makes(story, None)
    args = (date(2026, 4, 1),) if use_case is put_off else (story.world.id_of("ben"),)

    assert await story.unit(use_case, story.world.id_of("ben"), fix, *args) is Outcome.may_not  # type: ignore[arg-type]


async def test_a_press_that_comes_twice_changes_nothing_the_second_time(story: Story) -> None:
    fix = await makes(story, None)
    theo = story.world.id_of("theo")

    assert await story.unit(say_done, theo, fix, "a") is Outcome.done
    assert await story.unit(say_done, theo, fix, "b") is Outcome.over
    assert (await story.unit(lambda unit: unit.need(Fix, fix))).done_words == "a"


async def test_whoever_leaves_the_firm_passes_on_what_they_saw_to_and_looked_at(story: Story) -> None:
    first, second = await makes(story, None), await makes(story, None, owner="ben", what="Calls are answered")
    await story.unit(say_done, story.world.id_of("ben"), second, None)

    def go(unit: Unit) -> None:
        for handle in ("theo", "maya"):
            unit.tell(ColleagueGone(story.world.id_of(handle)))

    await story.unit(go)
    await story.settles()
    rows = {one.id: one for one in await story.unit(lambda unit: unit.all(select(Fix)))}
    assert rows[first].owner in [story.world.id_of(handle) for handle in ADMINS]
    assert rows[second].asked not in (story.world.id_of("ben"), story.world.id_of("maya"))
