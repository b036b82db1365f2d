"""What is to be sent is sent once, whatever happens on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.slack.kit import message
from bot.work.models import Attempt, Delivery, Sending
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from tests.support.world import World, open_world

pytestmark = pytest.mark.every_way


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


async def say(world: World, text: str, *, to: str, key: str, under: str | None = None) -> None:
    def work(unit: Unit) -> None:
        unit.by = to  # an answer to them, where it is a person: it does not wait for their morning
        unit.say(message(text), to=to, key=key, under=under)

    await world.bot.deps.unit(world.team, work)


async def states(world: World, *keys: str) -> list[Sending]:
    found = select(Delivery.state).where(Delivery.key.in_(keys)).order_by(Delivery.id)
    return list(await world.bot.deps.unit(world.team, lambda unit: unit.all(found)))


def texts(world: World, channel: str = "departures") -> list[str]:
    return [one.text for one in world.person("grace").messages(channel) if one.user == world.app.bot_user_id]


async def test_a_message_is_sent_once_though_it_is_said_twice(world: World) -> None:
    channel = await world.enter("departures")

    await say(world, "Hello", to=channel, key="hello")
    await say(world, "Hello", to=channel, key="hello")
    await world.rests()

    assert texts(world) == ["Hello"]


async def test_a_person_is_reached_in_their_direct_messages(world: World) -> None:
    await say(world, "Just for you", to=world.id_of("maya"), key="maya")
    await world.rests()

    assert [one.text for one in world.person("maya").dm] == ["Just for you"]
    assert world.person("theo").dm == []


async def test_a_reply_goes_into_the_thread_of_its_parent_even_when_both_are_new(world: World) -> None:
    channel = await world.enter("departures")

    def both(unit: Unit) -> None:
        unit.say(message("The card"), to=channel, key="card")
        parent = unit.first(select(Delivery.id).where(Delivery.key == "card"))
        unit.say(message("Its history"), to=channel, key="history", under=parent)

    await world.bot.deps.unit(world.team, both)
    await world.clock.advance(minutes=1)

    parent, child = [one for one in world.channel("departures").messages.values() if one.metadata]
    assert (parent.text, child.text) == ("The card", "Its history")
    assert child.thread_ts == parent.ts


@pytest.mark.parametrize("kind", ["500", "drop_before", "drop_after", "429"])
async def test_a_send_that_goes_wrong_arrives_exactly_once(world: World, kind: str) -> None:
    channel = await world.enter("departures")
    world.workspace.faults.add(method="chat.postMessage", kind=kind, times=2, retry_after=30)

    await say(world, "Exactly once", to=channel, key="once")
    await world.clock.advance(minutes=10)

    assert texts(world) == ["Exactly once"]
    assert await states(world, "once") == [Sending.sent]


@pytest.mark.parametrize("kind", ["500_after", "drop_after"])
async def test_words_without_refused_blocks_of_which_nobody_knows_arrive_once_too(world: World, kind: str) -> None:
    channel = await world.enter("departures")
    for trouble in ("invalid_blocks", kind):
        world.workspace.faults.add(method="chat.postMessage", kind=trouble)

    await say(world, "In plain words", to=channel, key="plain")
    await world.clock.advance(minutes=10)

    assert texts(world) == ["In plain words"]
    assert await states(world, "plain") == [Sending.sent]


async def test_after_a_429_slack_is_left_alone_for_as_long_as_it_said(world: World) -> None:
    channel = await world.enter("departures")
    world.workspace.faults.add(method="chat.postMessage", kind="429", times=1, retry_after=90)

    await say(world, "Patiently", to=channel, key="patient")
    await world.clock.advance(seconds=89)
    assert texts(world) == []

    await world.clock.advance(seconds=2)
    assert texts(world) == ["Patiently"]


async def test_what_slack_will_never_take_ends_and_says_why(world: World) -> None:
    await say(world, "Nowhere", to="C0NOWHERE", key="nowhere")
    await world.clock.advance(days=2)

    [row] = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Delivery).where(Delivery.key == "nowhere")))
    assert (row.state, row.trouble) == (Sending.ended, "channel_not_found")


async def test_of_several_that_are_read_together_each_fails_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cannot be drawn, one is refused, one is doubted: the others arrive once, and nobody else's trouble stands with them."""

    def undrawable(_unit: Unit, _subject: str) -> None:
        raise LookupError("cannot be drawn")

    def all_at_once(unit: Unit) -> None:
        unit.show("cursed", "s", to=places[0])
        for number, place in enumerate(places[1:]):
            unit.say(message(f"Number {number}"), to=place, key=f"n{number}")
        unit.say(message("Nowhere"), to="C0NOWHERE", key="nowhere")

    monkeypatch.setitem(world.bot.deps.unit.parts.cards, "cursed", undrawable)
    names = ("departures", "general", "random", "acct-acme")
    places = [await world.enter(name) for name in names]
    doubted = world.workspace.faults.add(method="chat.postMessage", kind="drop_after", times=1)
    seen: list[int] = []
    together = world.bot.heartbeat.sources["outbox"]._read  # type: ignore[attr-defined]
    read = together.use_case
    monkeypatch.setattr(together, "use_case", lambda unit, claims: seen.append(len(claims)) or read(unit, claims))

    await world.bot.deps.unit(world.team, all_at_once)
    await world.clock.advance(hours=1)

    assert max(seen) == 5  # they were together
    assert doubted.met == 1
    stands = [[one.text for one in world.channel(name).messages.values() if one.user == world.app.bot_user_id] for name in names]
    assert stands == [[], ["Number 0"], ["Number 1"], ["Number 2"]]
    said = select(Delivery).where(Delivery.target.in_([*places, "C0NOWHERE"])).order_by(Delivery.id)
    rows = await world.bot.deps.unit(world.team, lambda unit: unit.all(said))
    assert [(row.state, row.trouble) for row in rows] == [
        (Sending.ended, "LookupError"), *3 * [(Sending.sent, None)], (Sending.ended, "channel_not_found"),
    ]  # fmt: skip
    tried = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Attempt).order_by(Attempt.id)))
    outcomes = [Counter(one.outcome for one in tried if one.delivery == row.id) for row in rows]
    assert outcomes[0] == {"LookupError": 8}
    assert outcomes[4] == {"channel_not_found": 1}
    assert sum(outcomes[1:4], Counter()) == {"sent": 3, "unknown": 1}


async def test_a_reply_under_what_never_got_through_is_seen_by_those_who_can_mend_it(world: World) -> None:
    """It is not said without its thread: nobody would know what it is about."""
    channel = await world.enter("departures")
    world.workspace.faults.add(method="chat.postMessage", kind="restricted_action")
    await say(world, "The parent", to=channel, key="parent")
    parent = await world.bot.deps.unit(world.team, lambda unit: unit.first(select(Delivery.id)))
    await say(world, "The reply", to=channel, key="reply", under=parent)
    await world.clock.advance(minutes=1)

    found = await world.bot.deps.unit(world.team, troubles_of)

    assert texts(world) == []
    assert dict(found.undelivered) == {"restricted_action": 1, "its thread failed": 1}
    await world.person("grace").opens_home()
    home = world.person("grace").home
    assert home is not None
    assert any("belonged under a message that did not get through" in text for text in home.texts())


async def test_what_was_waiting_for_long_and_ends_now_is_seen_now(world: World) -> None:
    world.workspace.faults.add(method="chat.postMessage", kind="429", retry_after=60)
    await say(world, "Nowhere", to="C0NOWHERE", key="nowhere")
    await world.rests()
    await world.stop()
    await world.clock.leap(days=100)

    await world.start()

    assert dict((await world.bot.deps.unit(world.team, troubles_of)).undelivered) == {"channel_not_found": 1}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["500", "500_after", "drop_before"])
async def test_when_slack_fails_for_a_day_everything_arrives_afterwards(world: World, kind: str) -> None:
    """It is asked less and less often, but it is not given up for hours of trouble."""
    channel = await world.enter("departures")
    asked = world.workspace.faults.add(method="*", kind=kind, times=10**6)
    await say(world, "At last", to=channel, key="last")
    await say(world, "For Maya", to=world.id_of("maya"), key="maya")
    await world.clock.advance(hours=20)
    met = asked.met
    world.workspace.faults.clear()

    await world.clock.advance(minutes=15)

    assert texts(world) == ["At last"]
    assert [one.text for one in world.person("maya").dm] == ["For Maya"]
    assert met < 1000


@pytest.mark.slow
async def test_what_slack_never_answers_to_ends_after_some_days_and_is_seen(world: World) -> None:
    channel = await world.enter("departures")
    world.workspace.faults.add(method="chat.postMessage", kind="500", times=10**6)
    await say(world, "In vain", to=channel, key="vain")

    await world.clock.advance(days=4)

    assert await states(world, "vain") == [Sending.ended]
    assert (await world.bot.deps.unit(world.team, troubles_of)).undelivered["unknown"] == 1


async def test_a_restart_between_saying_and_sending_loses_nothing_and_doubles_nothing(world: World) -> None:
    channel = await world.enter("departures")
    world.workspace.faults.add(method="chat.postMessage", kind="drop_after", times=1)
    await say(world, "Across a restart", to=channel, key="restart")
    await world.rests()

    await world.restart()
    await world.clock.advance(minutes=5)

    assert texts(world) == ["Across a restart"]
