"""A workspace sets for itself how far a few deeds reach; nothing reaches where the table of roles lets nobody see."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from bot.workspace.limits import may_here, reach_of
from bot.workspace.roles import ALLOWED, LIMITED, SETTABLE, Deed, Reach, Role, may
from bot.workspace.service import change_limits, settings_of
from bot.workspace.values import Limits
from tests.support.world import World, open_world
from tests.winback.test_journey import lost, opens

EVERYBODY = frozenset(Role)
WIDER = {Deed.merge_customers}
"""What a workspace may let more people do than we do by ourselves."""


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_world(sqlite_url) as opened:
        await opens(opened)
        yield opened


async def limits(world: World, **chosen: str) -> None:
    """An admin sets them."""
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Who may do what")
    assert await grace.fills(**chosen) == {}
    await grace.closes()
    await world.rests()


def heard(person: Actor, words: str) -> bool:
    return any(words in one.text for one in person.messages())


def test_what_can_be_set_is_the_tables_own_first_and_widens_nothing_that_is_private() -> None:
    """Who may see a departure, a guess, what was said, and the settings themselves cannot be set at all."""
    for deed, offered in SETTABLE.items():
        assert next(iter(offered.values())) is ALLOWED[deed]
        for reach, roles in offered.items():
            assert not roles & {Role.guest, Role.outsider}, (deed, reach)
            assert Role.admin in roles, "nobody locks out those who can change it"
            beyond = roles - ALLOWED[deed] - {Role.channel_member}
            assert not beyond or (deed in WIDER and roles <= ALLOWED[Deed.see_departure] - {Role.channel_member})
    assert set(LIMITED.values()) == set(SETTABLE)
    assert {name: getattr(Limits(), name) for name in LIMITED} == {
        name: next(iter(SETTABLE[deed])) for name, deed in LIMITED.items()
    }


async def test_each_reach_lets_in_exactly_those_whom_the_table_names_for_it(world: World) -> None:
    def walk(unit: Unit) -> list[str]:
        found = []
        for name, deed in LIMITED.items():
            for reach, roles in SETTABLE[deed].items():
                setattr(settings_of(unit), name, reach)
                let_in = {role for role in Role if may_here(unit, deed, frozenset({role}))}
                found += [f"{deed} {reach}: {let_in}"] if let_in != roles else []
            setattr(settings_of(unit), name, next(iter(SETTABLE[deed])))
            assert reach_of(unit, deed) is None
        return found

    assert await world.bot.deps.unit(world.team, walk) == []
    assert all(may(deed, EVERYBODY) for deed in SETTABLE)


async def test_only_what_the_table_offers_can_be_set(world: World) -> None:
    with pytest.raises(ValueError, match="farther"):
        await world.bot.deps.unit(
            world.team, change_limits, world.id_of("grace"), Limits(who_takes_folders=Reach.everybody)
        )


async def test_whoever_is_not_in_the_channel_logs_nothing_and_reads_no_report_where_a_firm_wants_it_so(world: World) -> None:
    """Sana is in no channel with cards; Maya is. Refusals are sentences that only she sees."""
    sana, maya = world.person("sana"), world.person("maya")
    await limits(
        world, who_logs="Everybody in the channel with the cards", who_reads_report="Everybody in the channel with the cards"
    )

    for text in ("/lost-customer Brightwater", "/lost-customer promise Brightwater", "/lost-customer sign Brightwater"):
        await sana.types(text)
        assert sana.modal is None, text
        assert sana.newest().ephemeral
    for text in ("/lost-customer report", "/lost-customer year"):
        await sana.types(text)
        assert "for those who are in the channel with the cards" in sana.newest().text
    await maya.types("/lost-customer report")
    assert not heard(maya, "for those who are in the channel")
    await maya.types("/lost-customer Brightwater")
    assert await maya.fills(owner="maya") == {}


@pytest.mark.slow
async def test_who_only_reads_the_channel_sees_the_card_and_not_the_folder_where_a_firm_wants_it_so(world: World) -> None:
    """Jonas is in the channel and has nothing to do with the customer."""
    await lost(world)
    jonas, maya = world.person("jonas"), world.person("maya")
    await limits(world, who_sees_folders="Whoever looks after, logged or worked with them", who_moves="Whoever looks after, logged")
    card = await jonas.sees("Has left", "departures")

    await jonas.types("/lost-customer folder Acme")
    assert jonas.modal is None or "Acme" not in str(jonas.modal.body["title"])
    await jonas.presses("Details", card)
    assert jonas.modal is not None
    await jonas.closes()
    await maya.types("/lost-customer folder Acme")
    assert maya.modal is not None
    assert "Acme" in str(maya.modal.body)


async def test_a_form_that_was_open_when_an_admin_narrowed_it_is_refused(world: World) -> None:
    """However often she opened one before, and so was known to be one who may."""
    sana = world.person("sana")
    for _again in range(2):
        await sana.types("/lost-customer Brightwater")
        assert sana.modal is not None
    await limits(world, who_logs="Everybody in the channel with the cards")

    assert "only people in the channel" in (await sana.fills(owner="maya"))["customer"]
    await sana.closes()
    await sana.types("/lost-customer Brightwater")
    assert sana.modal is None
