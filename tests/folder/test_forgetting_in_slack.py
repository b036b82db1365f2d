"""A customer is erased through the running bot: what it said is gone for everybody, at the pace that Slack allows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.firm import EVERYONE
from bot.folder.service.forgetting import SCRUB
from bot.folder.service.reach import tables
from bot.sandbox.records import Message
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.unit import Unit
from tests.departures.test_journey import choose_channel, log, settle, texts
from tests.folder.test_forgetting import bytes_of
from tests.support.world import World

WORD = "Quincemallow"
NAME = f"{WORD} Bakeries"


async def long_story(world: World) -> Message:
    """Two customers left months ago; all that follows has followed. What Theo wrote himself about one of them."""
    await choose_channel(world)
    await log(world, "maya", NAME, owner="theo", contact=f"Rosa of {WORD}, rosa@example.org", note=f"{WORD}: too dear.")
    await log(world, "maya", "Brightwater Foods", owner="theo")
    lena = world.person("lena")
    await lena.types(f"/lost-customer promise {NAME}")
    await lena.fills(what=f"New prices for {WORD}", day=world.clock.now().date() + timedelta(days=3))
    await lena.closes()
    own = await world.person("theo").says(f"{WORD} rang me.", channel="random")
    theo = world.person("theo")
    await theo.uses_message_shortcut("Keep in customer folder", own)
    assert await theo.fills(customer=NAME) == {}
    await theo.closes()
    await settle(world)
    await world.clock.advance(days=120)
    maya = world.person("maya")
    await maya.types(f"/lost-customer folder {NAME}")
    await maya.presses("Export")
    await maya.closes()
    for handle in ("theo", "maya", "lena", "walt"):
        await world.person(handle).opens_home()
    await settle(world)
    return own


async def erase(world: World, name: str = NAME) -> str:
    """Lena, who is an admin, erases a customer; what she hears."""
    lena = world.person("lena")
    await lena.types(f"/lost-customer forget {name}")
    assert await lena.submits() == {}
    assert lena.modal is not None
    assert "messages of mine in Slack" in "\n".join(lena.modal.texts()) or name != NAME
    wrong = await lena.fills(confirm="somebody else")
    assert set(wrong) == {"confirm"}
    assert await lena.fills(confirm=name) == {}
    assert lena.modal is not None
    heard = "\n".join(lena.modal.texts())
    await lena.closes()
    return heard


def by_the_bot(world: World) -> list[str]:
    """All that the bot shows anywhere that has the word: messages, files, Homes; as the workspace itself keeps it."""
    saved = world.workspace.dump()
    return sorted(_holding(saved, ""))


def _holding(part: object, place: str) -> list[str]:
    if isinstance(part, dict):
        return [found for key, one in part.items() for found in _holding(one, f"{place}/{key}")]
    if isinstance(part, list):
        return [found for number, one in enumerate(part) for found in _holding(one, f"{place}/{number}")]
    return [f"{place}: {part}"] if WORD.lower() in str(part).lower() else []


async def held(world: World) -> list[str]:
    """Where the database has the word."""

    def look(unit: Unit) -> list[str]:
        rows = ((kind, row) for kind in tables().values() for row in unit.all(select(kind)))
        return [
            f"{kind.__tablename__}.{name}: {getattr(row, name)}"
            for kind, row in rows
            for name in kind.__mapper__.columns.keys()  # noqa: SIM118 - SQLAlchemy's own collection
            if WORD.lower() in json.dumps(repr(getattr(row, name))).lower()
        ]

    return await world.bot.deps.unit(world.team, look)


@pytest.mark.slow
async def test_nothing_that_the_bot_said_is_left_anywhere(world: World) -> None:
    """Cards, threads, private messages, digests with others in them, Homes; what somebody wrote themselves is theirs."""
    own = await long_story(world)
    before = by_the_bot(world)
    [zipped] = [one for one in world.workspace.files.values() if one.name.endswith(".zip")]
    assert zipped.data
    assert any("/homes" in one or "/views" in one for one in before)
    assert len(before) > 10

    heard = await erase(world)
    await world.clock.advance(minutes=10)

    left = [one for one in by_the_bot(world) if own.text not in one]
    assert left == []
    assert await held(world) == []
    assert "What people wrote themselves I cannot delete" in heard
    assert "message 1" in heard
    assert "thread 1" in heard
    assert zipped.deleted
    homes = [str(world.person(handle).home) for handle in ("theo", "maya", "lena", "walt")]
    assert not any("erased customer" in one for one in homes)
    assert any("Brightwater Foods" in text for text in texts(world.person("theo").messages("departures")))


@pytest.mark.slow
async def test_it_goes_on_after_a_restart_and_at_slacks_pace(world: World) -> None:
    """Slack says wait, an answer is lost, the bot is started anew: each message is gone in the end, and none twice."""
    await long_story(world)
    world.workspace.faults.add(method="chat.delete", kind="429", retry_after=30)

    await erase(world)
    await world.restart()
    await world.clock.advance(minutes=15)

    assert [one for one in by_the_bot(world) if "rang me" not in one] == []
    assert await held(world) == []
    scrubs = select(Obligation).where(Obligation.kind == SCRUB)
    done = await world.bot.deps.unit(world.team, lambda unit: unit.all(scrubs))
    assert [one.state for one in done] == [Progress.done]
    away = select(Delivery).where(Delivery.away_since.is_not(None))
    assert {one.state for one in await world.bot.deps.unit(world.team, lambda unit: unit.all(away))} == {Sending.ended}


@pytest.mark.slow
async def test_the_same_name_again_reaches_an_admin_alone(world: World) -> None:
    """And nobody is asked to call them, to write to them, or to thank them."""
    await choose_channel(world)
    await log(world, "maya", NAME, owner="theo")
    await erase(world)
    await settle(world)

    errors = await log(world, "walt", NAME, owner="walt")

    assert errors == {}
    await world.clock.advance(days=4)
    assert len([text for text in texts(world.person("lena").dm) if "was erased here" in text]) == 1
    assert not any("Exit interview" in text for text in texts(world.person("walt").messages("departures")))
    everybody = [text for person in EVERYONE for text in texts(world.person(person).dm)]
    assert not [text for text in everybody if "make one short call" in text or "announce a call" in text]
    told = "\n".join(texts(world.person("walt").dm))
    assert "we leave them in peace" in told
    assert "Thank you for all the business" not in told
    others = [handle for handle in ("walt", "maya", "theo", "grace") if handle != "lena"]
    assert not any("erased" in text for handle in others for text in texts(world.person(handle).dm))


@pytest.mark.slow
@pytest.mark.parametrize("home", ["sqlite-socket"], indirect=True)
async def test_no_byte_is_left_on_the_disk(world: World) -> None:
    """The whole story, and then the file of the database, and what SQLite keeps beside it.

    PostgreSQL clears its own files up in its own time (docs/forgetting.md).
    """
    file = Path(world.settings.database_url.removeprefix("sqlite:///"))
    await long_story(world)
    assert WORD.encode() in bytes_of(file)

    await erase(world)
    await world.clock.advance(minutes=10)

    assert WORD.lower().encode() not in bytes_of(file).lower()
