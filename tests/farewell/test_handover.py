"""What a customer takes along: a list in the thread of their card, ticked off by those around them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.departures.service import move, share
from bot.departures.values import Stage
from bot.farewell.blocks.things import part_words
from bot.farewell.service import handover_of, handover_view, set_item
from bot.farewell.service.handover import REMIND, handover_duties, keep_thing
from bot.farewell.values import SHIPPED, HandoverPart, ItemState, Outcome, ThingForm, progress_of
from bot.sandbox.errors import NotThere
from bot.work.unit import Unit
from bot.workspace.events import ChannelLost
from bot.workspace.models import AuditEntry
from bot.workspace.values import ChannelTrouble
from tests.farewell.support import ACME, LIST, Parting, buttons, press_beside


async def test_the_list_stands_in_the_thread_of_the_card_and_the_circle_ticks_it_off(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    card = parting.person("maya").newest("Logged by", channel="departures")
    assert parting.list().thread_ts == card.ts
    assert buttons(parting.list()) == ["Change…"] + ["Done"] * 6
    assert "What they take along: 0 of 6 handed over" in parting.card()

    await parting.ticks("maya", "Their records and files")
    await parting.ticks("theo", "Access and passwords")
    assert "✓  *Their records and files* (Maya Okafor, <!date^" in parting.list().text
    assert "✓  *Access and passwords* (Theo" in parting.list().text
    assert "What they take along: 2 of 6 handed over" in parting.card()

    await parting.ticks("maya", "Access and passwords", "Undo")
    assert "☐  Access and passwords" in parting.list().text
    assert "What they take along: 1 of 6 handed over" in parting.card()


@pytest.mark.slow
async def test_what_is_not_needed_does_not_count_and_then_all_is_done(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    [duty] = await parting.unit(handover_duties, parting.world.id_of("maya"))
    assert duty == f"Hand over what *{ACME}* takes along: 0 of 6 done"

    await parting.person("maya").chooses("Who to talk to", message=parting.list())
    await parting.settles()
    assert "Who to talk to at their new supplier: not needed (Maya Okafor" in parting.list().text
    assert "What they take along: 0 of 5 handed over" in parting.card()
    await parting.ticks_all()

    assert "*All done.*" in parting.list().text
    assert "What they take along: all handed over" in parting.card()
    assert await parting.unit(handover_duties, parting.world.id_of("maya")) == []
    done = await parting.unit(lambda unit: [one.did for one in unit.all(select(AuditEntry)) if "handover" in one.did])
    assert "handover.new_contact.not_needed" in done
    assert len(done) == len(HandoverPart)
    handover = await parting.unit(handover_of, departure)
    assert handover is not None
    assert handover.done_at is not None


async def test_somebody_outside_the_circle_is_told_so_kindly_and_changes_nothing(parting: Parting) -> None:
    """A button that wandered somewhere else, pressed by a colleague who is not in the channel, and by a stranger to the firm."""
    await parting.opens()
    departure = await parting.loses()
    seen = parting.list()
    ben = parting.person("ben")
    for row in (one for one in parting.world.channel("departures").members if one == ben.user_id):
        raise AssertionError(f"{row} is in the channel, so they may")
    mine = await ben.says("anything", channel="random")
    mine.blocks, mine.app_id = seen.blocks, seen.app_id

    await press_beside(ben, mine, "Their records and files", "Done")

    assert ben.newest("This is for those who look after this customer").ephemeral
    handover = await parting.unit(handover_of, departure)
    assert handover is not None
    view = await parting.unit(handover_view, handover.id)
    assert {row.state for row in view.rows} == {ItemState.open}


async def test_a_press_on_what_stands_like_that_already_changes_nothing_and_draws_the_list_anew(parting: Parting) -> None:
    """What they saw stood still: after a backup was restored, for instance."""
    await parting.opens()
    await parting.loses()
    seen = parting.list()
    stale = [dict(block) for block in seen.blocks]
    await parting.ticks("maya", "The last delivery")
    fresh = parting.list("theo")
    fresh.blocks = stale

    await press_beside(parting.person("theo"), fresh, "The last delivery", "Done")

    assert parting.person("theo").newest("Somebody was quicker").ephemeral
    await parting.settles()
    assert buttons(parting.list()).count("Undo") == 1


@pytest.mark.slow
async def test_kept_between_a_few_it_is_for_the_owner_alone_until_it_is_shared(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(quiet=True)
    with pytest.raises(NotThere):
        parting.list()

    await parting.person("maya").presses("I've sent it")
    await parting.world.clock.advance(days=1)
    mine = parting.list(channel=None)
    assert mine in parting.person("maya").dm
    with pytest.raises(NotThere):
        parting.person("grace").newest(LIST)
    await parting.person("maya").presses("Done", mine)
    await parting.settles()
    assert "✓" in parting.list(channel=None).text

    assert await parting.unit(share, parting.world.id_of("maya"), departure) is not None
    await parting.settles()
    assert parting.list().thread_ts
    assert "✓" in parting.list().text
    moved = next(one for one in parting.person("maya").dm if one.ts == mine.ts)
    assert "under their card in <#" in moved.text
    assert buttons(moved) == []


@pytest.mark.slow
async def test_without_a_channel_it_comes_to_the_owner_and_follows_the_card_once_there_is_one(parting: Parting) -> None:
    await parting.loses()
    await parting.person("maya").presses("I've sent it")
    await parting.world.clock.advance(days=1)
    await press_beside(parting.person("maya"), parting.person("maya").newest("Good morning"), "takes along", "Open")
    await parting.settles()
    mine = parting.list(channel=None)
    assert mine in parting.person("maya").dm

    channel = await parting.opens()
    assert parting.list().channel == channel
    assert parting.list().thread_ts

    await parting.unit(lambda unit: unit.tell(ChannelLost(channel, ChannelTrouble.archived, None)))
    await parting.world.clock.advance(days=1)
    assert buttons(next(one for one in parting.person("maya").dm if one.ts == mine.ts)) == ["Change…"] + ["Done"] * 6


async def test_whoever_may_still_stay_takes_nothing_along_and_who_stays_after_all_neither(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(Stage.at_risk)
    assert await parting.unit(handover_of, departure) is None
    maya = parting.world.id_of("maya")

    await parting.unit(move, maya, departure, Stage.leaving)
    await parting.settles()
    assert "What they take along: 0 of 6 handed over" in parting.card()

    await parting.unit(move, maya, departure, Stage.saved)
    await parting.settles()
    assert "stays with us. So nothing more needs to be handed over." in parting.person("maya").newest(
        "nothing more needs", "departures"
    ).text
    assert "What they take along" not in parting.card()

    def late(unit: Unit) -> tuple[Outcome, int]:
        handover = handover_of(unit, departure)
        assert handover is not None
        item = handover_view(unit, handover.id).rows[0].item
        return set_item(unit, maya, item, ItemState.done), len(unit.planned(REMIND, handover.id))

    assert await parting.unit(late) == (Outcome.over, 0)


async def without_days(parting: Parting) -> None:
    """An admin takes the days away from all that is on the list."""

    def take_away(unit: Unit) -> None:
        for thing in SHIPPED:
            form = ThingForm(part_words(thing.part), None, thing.since, thing.whose, None) if thing.part else None
            assert form is not None
            assert keep_thing(unit, parting.world.id_of("grace"), "", thing.ref, form) is Outcome.done

    await parting.unit(take_away)


@pytest.mark.slow
async def test_a_list_without_days_is_asked_about_once_after_a_week_in_which_nothing_was_ticked(
    long_parting: Parting,
) -> None:
    parting = long_parting
    await parting.opens()
    await without_days(parting)
    await parting.loses()
    maya = parting.person("maya")

    await parting.world.clock.advance(days=6)
    with pytest.raises(NotThere):
        maya.newest("Nothing is ticked yet")
    await parting.world.clock.advance(days=3)
    reminder = maya.newest("Nothing is ticked yet")
    assert "I will not remind you of this again." in reminder.text
    before = len(maya.dm)

    await parting.world.clock.advance(days=30)
    about_it = [one for one in maya.dm[before:] if LIST in one.text]
    assert about_it == []
    await maya.presses("Done", reminder)
    await parting.settles()
    assert "What they take along: 1 of 6 handed over" in parting.card()
    assert "thank you for looking at it again" in next(one for one in maya.dm if one.ts == reminder.ts).text


@pytest.mark.slow
async def test_no_such_question_where_something_was_ticked(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await without_days(parting)
    await parting.loses()
    await parting.ticks("theo", "The last delivery")

    await parting.world.clock.advance(days=12)

    with pytest.raises(NotThere):
        parting.person("maya").newest("Nothing is ticked yet")


def test_progress_counts_what_is_needed() -> None:
    """What is not needed is neither done nor missing; a list of which nothing is needed is complete."""
    done, still, out = ItemState.done, ItemState.open, ItemState.not_needed

    assert (progress_of([done, still, out]).done, progress_of([done, still, out]).needed) == (1, 2)
    assert not progress_of([done, still, out]).is_complete
    assert progress_of([done, out]).is_complete
    assert progress_of([out, out]).is_complete


