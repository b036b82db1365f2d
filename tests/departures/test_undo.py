"""A wrong step can be taken back, by whoever took it or by an admin; what it began ends kindly."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.customers.models import Lifetime
from bot.departures.models import Departure, Step
from bot.departures.rules import TRANSITIONS, may_go
from bot.departures.service import facts_of, move, take_back
from bot.departures.service.undo import undoable
from bot.departures.values import OPEN_STAGES, Outcome, Stage
from tests.departures.support import ANA, LEE, MAYA, OMAR, TODAY, Firm
from tests.departures.test_journey import choose_channel, settle, texts
from tests.departures.test_worries import next_morning, worry
from tests.support.world import World


async def undo(firm: Firm, by: str, departure: str) -> Outcome:
    """Somebody takes the last step back, as far as they may."""

    def last(unit):  # type: ignore[no-untyped-def]
        steps = select(Step).where(Step.departure == departure, Step.undone_at.is_(None))
        return unit.first(steps.order_by(Step.at.desc(), Step.id.desc())).id

    return await firm(take_back, by, departure, await firm(last))


async def test_all_stands_as_it_stood(firm: Firm) -> None:
    """The day from which things are counted, and the time with us, are again what they were."""
    logged = await firm.logs(stage=Stage.leaving, happened=TODAY - timedelta(days=30))
    await firm(move, MAYA, logged, Stage.left)

    undone = await undo(firm, MAYA, logged)

    facts = await firm(facts_of, logged)
    lifetime = await firm(lambda unit: unit.first(select(Lifetime)))
    assert (undone, facts.stage, facts.happened) == (Outcome.done, Stage.leaving, TODAY - timedelta(days=30))
    assert lifetime is not None
    assert lifetime.ended is None


async def test_who_may_take_it_back(firm: Firm) -> None:
    """Not its owner, when somebody else took it; but an admin."""
    logged = await firm.logs(stage=Stage.at_risk, owner=OMAR)
    await firm(move, MAYA, logged, Stage.left)

    assert await firm(undoable, LEE, logged) is None
    assert await undo(firm, OMAR, logged) is Outcome.may_not
    assert await undo(firm, ANA, logged) is Outcome.done
    step = await firm(lambda unit: unit.first(select(Step).where(Step.after == Stage.left)))
    assert step is not None
    assert step.undone_by == ANA


async def test_only_the_last_step_is_taken_back_and_only_once(firm: Firm) -> None:
    """A press on an older state changes nothing; that it was logged cannot be taken back."""
    logged = await firm.logs(stage=Stage.at_risk)
    await firm(move, MAYA, logged, Stage.leaving)
    older = await firm(undoable, MAYA, logged)
    await firm(move, MAYA, logged, Stage.left)

    assert await firm(take_back, MAYA, logged, older or "") is Outcome.not_from_here
    assert await undo(firm, MAYA, logged) is Outcome.done
    assert await undo(firm, MAYA, logged) is Outcome.done
    assert await undo(firm, MAYA, logged) is Outcome.not_from_here
    assert (await firm(facts_of, logged)).stage is Stage.at_risk


async def test_an_end_is_not_taken_back_once_the_customer_was_logged_again(firm: Firm) -> None:
    """One customer, one open departure."""
    logged = await firm.logs()
    await firm(move, MAYA, logged, Stage.closed)
    await firm.logs()

    assert await undo(firm, MAYA, logged) is Outcome.not_from_here


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_is_done_steps_follow_one_another(firm: Firm, seed: int) -> None:
    """Moves and returns of moves, wanted and unwanted: what was not taken back is a way along the allowed steps."""
    chance = random.Random(seed)
    logged = await firm.logs(stage=Stage.at_risk)
    for _turn in range(12):
        if chance.random() < 0.4:
            await undo(firm, MAYA, logged)
        else:
            await firm(move, MAYA, logged, chance.choice(list(Stage)), date(2026, 2, 1))

    steps = await firm(lambda unit: unit.all(select(Step).where(Step.undone_at.is_(None)).order_by(Step.at, Step.id)))
    departure = await firm(lambda unit: unit.need(Departure, logged))
    assert [one.before for one in steps[1:]] == [one.after for one in steps[:-1]]
    assert all(one.before is None or may_go(one.before, one.after) for one in steps)
    assert departure.stage is steps[-1].after
    assert (departure.open_for is not None) == (departure.stage in OPEN_STAGES)
    assert set(TRANSITIONS) == set(Stage)


async def test_from_the_details_with_all_that_followed(world: World) -> None:
    """The card and its thread say so; and what the step began is over."""
    await choose_channel(world)
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.chooses("Has given notice")
    await maya.fills(owner="maya")
    await settle(world)
    await maya.presses("Say where it stands", await maya.sees("Has given notice", "departures"))
    await maya.fills(stage="Has left")
    await settle(world)
    assert any("Exit interview" in text for text in texts(maya.messages("departures")))

    await maya.presses("Details", await maya.sees("Has left", "departures"))
    await maya.presses("Take the last step back")
    await settle(world)

    assert maya.modal is not None
    assert "taken back by Maya Okafor" in "\n".join(maya.modal.texts())
    card = await maya.sees("Has given notice", "departures")
    assert "looking for somebody" not in card.text
    assert any("Where it stands again: *has given notice*" in text for text in texts(maya.messages("departures")))
    assert any("Would you talk with them once more" in text for text in texts(maya.dm))


@pytest.mark.slow
async def test_an_answer_that_was_a_slip(world: World) -> None:
    """"They stay", pressed by mistake: extra care ends, and the talk is asked for again."""
    await choose_channel(world)
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.chooses("Has given notice")
    await maya.fills(owner="maya")
    await settle(world)
    await maya.presses("They stay", await maya.sees("Would you talk with them once more"))
    await settle(world)
    assert any("Extra care" in text for text in texts(maya.messages("departures")))

    await maya.presses("Details", await maya.sees("All is well again", "departures"))
    await maya.presses("Take the last step back")
    await settle(world)

    assert not any("Extra care" in text for text in texts(maya.messages("departures")))
    await maya.closes()
    await maya.presses("They stay", await maya.sees("A sentence to open with"))
    await settle(world)
    await world.clock.advance(days=34)
    assert len([text for text in texts(maya.dm) if "has stayed for a month" in text]) == 1


@pytest.mark.slow
async def test_a_watch_that_the_step_ended_goes_on(world: World) -> None:
    """Whoever was to be asked again on a day is asked on that day, and not before; twice over, if need be."""
    await worry(world)
    await next_morning(world)
    maya, until = world.person("maya"), world.clock.now().date() + timedelta(days=14)
    await maya.presses("Keep watching", await maya.sees("Would you ask them first"))
    await maya.fills(day=until, words="They think about it.")
    await settle(world)
    for _again in range(2):
        await maya.presses("Say where it stands", await maya.sees("Kept between us"))
        await maya.fills(stage="Has given notice")
        await settle(world)
        await maya.presses("Details", await maya.sees("Kept between us"))
        await maya.presses("Take the last step back")
        await settle(world)
        await maya.closes()

    assert "Looked at again around" in (await maya.sees("Kept between us")).text
    await next_morning(world, days=12)
    assert not any("You wanted to look at" in text for text in texts(maya.dm))
    assert len([text for text in texts(maya.dm) if "Would you ask them first" in text]) == 0
    await next_morning(world, days=4)
    assert len([text for text in texts(maya.dm) if "You wanted to look at" in text]) == 1
    assert "> They think about it." in maya.newest("You wanted to look at").text


@pytest.mark.slow
async def test_a_watch_whose_day_has_passed_meanwhile_is_asked_about_now(world: World) -> None:
    """There is no later day to wait for."""
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")
    await maya.presses("Keep watching", await maya.sees("Would you ask them first"))
    await maya.fills(day=world.clock.now().date() + timedelta(days=3))
    await settle(world)
    await maya.presses("Say where it stands", await maya.sees("Kept between us"))
    await maya.fills(stage="Has given notice")
    await next_morning(world, days=7)

    await maya.presses("Details", await maya.sees("Kept between us"))
    await maya.presses("Take the last step back")
    await next_morning(world)

    assert "You wanted to look at" in maya.newest("You wanted to look at").text
