"""Asking again and welcoming back through the running bot: what the channel reads, and what people press and fill in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.customers.service import note_consent
from bot.customers.values import Consent
from bot.departures.service import facts_of, log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.store.base import new_id
from bot.work.unit import Unit
from bot.workspace.service import choose_channel
from tests.support.world import World

ACME = "Acme Bakeries"
DIGEST = "*Whom we could ask again*"


async def lost(world: World, name: str = ACME, **more: Any) -> str:
    """Theo logs that a customer of Maya's has left half a year ago; the departure's id."""
    answers = {"stage": Stage.left, "happened": date(2025, 9, 1), "new_name": name} | more
    form = LogForm(**{"owner": world.id_of("maya"), "contact": "Rosa Marin, +1 212 555 0134"} | answers)

    def log(unit: Unit) -> str:
        logged = log_departure(unit, world.id_of("theo"), form, new_id())
        assert isinstance(logged, Logged), logged
        note_consent(unit, facts_of(unit, logged.departure).customer_id, Consent.yes, heard_by=world.id_of("maya"))
        return logged.departure

    departure = await world.bot.deps.unit(world.team, log)
    await settles(world)
    return departure


async def opens(world: World) -> None:
    """Cards go to #departures."""
    await world.rests()
    channel = await world.enter("departures")
    await world.bot.deps.unit(world.team, choose_channel, world.id_of("grace"), channel)
    await settles(world)


async def settles(world: World) -> None:
    """All that there is to say is said: Slack takes one message a second in each place."""
    await world.clock.advance(seconds=30)


def digests(world: World) -> list[Message]:
    """The digests in the channel, oldest first."""
    return [one for one in world.person("maya").messages("departures") if one.text.startswith(DIGEST)]


@pytest.mark.slow
async def test_from_the_digest_to_the_welcome_and_a_year_of_extra_care(world: World) -> None:
    await opens(world)
    await lost(world)
    maya, jonas, grace, theo = (world.person(one) for one in ("maya", "jonas", "grace", "theo"))
    await world.clock.advance(days=7)
    (digest,) = digests(world)
    assert "*Acme Bakeries*" in digest.text

    await jonas.presses("I'll ask", message=digest)
    await settles(world)
    (digest,) = digests(world)
    assert "Jonas Becker asks them, by" in digest.text
    words = jonas.newest("You'll ask *")
    assert "Rosa Marin" in words.text
    await jonas.presses("Not yet", message=words)
    await settles(world)
    assert "in two weeks" in jonas.newest("Take your time").text

    await world.clock.advance(days=18)
    assert len(digests(world)) == 1
    assert "Did you get to ask *Acme Bakeries*?" in jonas.newest("Did you get to ask").text
    await jonas.presses("I asked them")
    errors = await jonas.fills(answer="Yes, they are back")
    assert errors == {}
    await settles(world)

    thanks = grace.newest("is doing business with us again")
    assert thanks.thread_ts is not None
    for person in ("maya", "theo", "jonas"):
        by_mention, by_name = f"<@{world.id_of(person)}>", world.workspace.account(person).name
        assert (by_mention if person == "jonas" else by_name) in thanks.text  # only whoever pressed is at it now
    assert "is back. Thank you for asking" in jonas.newest("Thank you for asking").text
    assert "second time with us" in maya.newest("Thank you for working with us again").text
    assert "*Came back*" in theo.newest("Logged by", channel="departures").text

    await maya.presses("When is the first delivery?")
    delivery = world.clock.now().date() + timedelta(days=3)
    assert await maya.fills(day=delivery) == {}
    await world.clock.advance(days=7)
    await maya.presses("All is well")
    await settles(world)
    assert "all is well after the first delivery" in maya.newest("all is well").text

    await world.clock.advance(days=30)
    await maya.presses("Something is off")
    errors = await maya.fills(
        cause_gone="No, it is still there", new_cause="what we delivered", note="Two pallets were late"
    )
    assert errors == {}
    await world.clock.advance(days=3)  # at once while they work and nothing else came, else with their brief
    for admin in ("grace", "lena"):
        assert "Two pallets were late" in world.person(admin).newest("something is off").text
    with pytest.raises(NotThere):
        theo.newest("something is off")

    await world.clock.advance(days=400)
    looks = [one.text for one in maya.dm if "*Acme Bakeries*: " in one.text]
    assert sum("I have asked again since" in one for one in looks) == 3
    assert "been back for a year" in maya.newest("How are they doing?").text


@pytest.mark.slow
async def test_back_by_a_word_of_the_command(world: World) -> None:
    await opens(world)
    await lost(world)
    maya = world.person("maya")

    await maya.types("/lost-customer back acme bakeries")
    errors = await maya.fills(day=date(2026, 4, 1))
    assert "This day cannot be right" in errors["day"]
    assert await maya.fills(day=date(2026, 3, 2), words="They liked the new boxes") == {}
    await settles(world)

    assert "is doing business with us again" in maya.newest("again").text
    await maya.types("/lost-customer back acme bakeries")
    await settles(world)
    assert "I know of no customer called “acme bakeries”" in maya.newest("I know of no").text
    await maya.types("/lost-customer back")
    await settles(world)
    assert "Who is back?" in maya.newest("Who is back?").text


@pytest.mark.slow
async def test_not_now_and_in_peace_are_shown_to_all_and_can_be_taken_back(world: World) -> None:
    await opens(world)
    await lost(world)
    await lost(world, "Brightwater Foods")
    walt = world.person("walt")
    await world.clock.advance(days=7)
    (digest,) = digests(world)
    assert "*Brightwater Foods*" in digest.text

    await walt.presses("Not now", message=digest)
    errors = await walt.fills(day=date(2026, 3, 1))
    assert "cannot be right" in errors["day"]
    assert await walt.fills(day=date(2026, 6, 1)) == {}
    await settles(world)
    await walt.presses("Leave them in peace")
    assert await walt.fills(why="A sad story") == {}
    await settles(world)

    (digest,) = digests(world)
    assert "Not before" in digest.text
    assert "Left in peace: Walt Jensen said so." in digest.text
    assert "sad story" not in digest.text
    await world.clock.advance(days=28)
    assert len(digests(world)) == 1

    await walt.presses("Ask them after all")
    await world.clock.advance(days=7)
    assert len(digests(world)) == 2


@pytest.mark.slow
async def test_a_second_press_on_what_is_taken_is_answered_kindly_and_alone(world: World) -> None:
    await opens(world)
    await lost(world)
    await world.clock.advance(days=7)
    (digest,) = digests(world)
    stale = list(digest.blocks)
    await world.person("jonas").presses("I'll ask", message=digest)
    await settles(world)
    digest.blocks = stale

    walt = world.person("walt")
    await walt.presses("I'll ask", message=digest)

    assert "answered already" in walt.newest("answered already").text
    with pytest.raises(NotThere):
        world.person("theo").newest("answered already")
    with pytest.raises(NotThere):
        walt.newest("You'll ask *")


@pytest.mark.slow
async def test_digests_go_on_across_a_restart_never_twice_in_a_week(world: World) -> None:
    await opens(world)
    await lost(world)
    for week in range(3):
        await lost(world, f"Customer {week}")
        await world.restart()
        await world.clock.advance(days=7)
        await world.restart()

    days = [datetime.fromtimestamp(float(one.ts), world.clock.now().tzinfo).date() for one in digests(world)]
    assert len(days) == len(set(days)) == 3


@pytest.mark.slow
async def test_nobody_is_asked_who_is_kept_between_a_few(world: World) -> None:
    await opens(world)
    await lost(world, quiet=True)

    await world.clock.advance(days=15)

    assert digests(world) == []
