"""Somebody's own guess belongs to them: it stands nowhere else, the interviewers stay blind, and it is locked in time."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from bot.demo.firm import EVERYONE
from bot.farewell.service import guess, thanks_for
from bot.farewell.values import GuessForm, Outcome
from bot.interviews.service import not_reached
from bot.work.unit import Unit
from tests.insights.test_side_by_side import SECRET, guesses, held, who_reads
from tests.interviews.support import Story

REASON = "ethics"
IN_WORDS = "they did not trust how we work"


async def kept_outside(story: Story, table: str) -> list[str]:
    """Every row of every other table, as it is kept."""

    def read(unit: Unit) -> list[str]:
        session = unit.session
        names = set(inspect(session.connection()).get_table_names()) - {table}
        return [f"{name}: {tuple(row)}" for name in sorted(names) for row in _rows(unit, name)]

    return await story.unit(read)


async def changed(story: Story, departure: str) -> Outcome:
    """What comes of changing it now."""

    def change(unit: Unit) -> Outcome:
        thanks = thanks_for(unit, departure)
        assert thanks is not None
        return guess(unit, story.world.id_of("maya"), thanks.id, GuessForm("price", None))

    return await story.unit(change)


@pytest.mark.slow
async def test_both_interviewers_are_blind_and_it_stands_nowhere_but_with_its_author(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", REASON)
    first = await story.interviewer(departure)
    await first.presses("Hand over")
    await story.settles()
    second = await held(story, departure)
    assert second != first.handle

    for handle in EVERYONE:
        person = story.world.person(handle)
        await person.opens_home()
        seen = "\n".join(repr((one.text, one.blocks, one.metadata)) for one in person.messages())
        if handle == "maya":
            assert SECRET in seen
            continue
        assert SECRET not in seen
        assert IN_WORDS not in seen
        assert SECRET not in str(person.home and person.home.body)
    assert who_reads(story, "You thought") == ["maya"]
    assert [
        line[:200] for line in await kept_outside(story, "guesses") if SECRET in line or f"'{REASON}'" in line
    ] == []


@pytest.mark.slow
async def test_it_is_locked_when_what_was_found_is_filed(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", REASON)
    assert await changed(story, departure) is Outcome.done
    await held(story, departure)

    assert await changed(story, departure) is Outcome.locked


@pytest.mark.slow
async def test_it_is_locked_when_the_interview_ends_without(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", REASON)
    person = await story.interviewer(departure)
    await story.unit(not_reached, person.user_id, (await story.interview(departure)).id)

    assert await changed(story, departure) is Outcome.locked


def _rows(unit: Unit, name: str) -> list[tuple[object, ...]]:
    found = unit.session.connection().execute(text(f'select * from "{name}"'))  # noqa: S608 - the names are the database's own
    return [tuple(row) for row in found]
