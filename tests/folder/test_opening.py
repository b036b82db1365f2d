"""A folder is opened by command or button, read page by page, and searched; by those who may see the customer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.customers.service import add_customer, find_customer, log_touch
from bot.customers.values import TouchKind
from bot.demo.firm import EVERYONE
from bot.departures.models import Departure
from bot.departures.service.find import may_see_customer
from bot.folder.service.access import sight_of
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.folder.hands import choose_channel, log, opens, pressable, settle, shown, written
from tests.support.world import World

NOBODY = "There is no customer called"


async def customer_of(world: World, name: str) -> str:
    """The id of a customer of that name."""

    def find(unit: Unit) -> str:
        found = find_customer(unit, name)
        return found.id if found else add_customer(unit, name).id

    return await world.bot.deps.unit(world.team, find)


async def calls(world: World, customer: str, by: str, *words: str) -> None:
    """Somebody was in touch, once for each of these words, a day apart, the last one now."""

    def keep(unit: Unit) -> None:
        for number, one in enumerate(reversed(words)):
            at = unit.now - timedelta(days=number)
            log_touch(unit, customer, TouchKind.call, by=world.id_of(by), words=one, at=at)

    await world.bot.deps.unit(world.team, keep)


async def test_the_folder_begins_with_the_facts_and_goes_back_in_time(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo", contact="Bo, bo@acme.example", note="Too dear for them.")
    customer = await customer_of(world, "Acme Bakeries")
    await calls(world, customer, "theo", "They were friendly.", "They asked for the last invoice.")

    seen = await opens(world, "maya", "acme bakries")

    maya = world.person("maya")
    assert "Has left, since" in seen
    assert "Bo, bo@acme.example" in seen
    assert f"<@{world.id_of('theo')}>" in seen
    told = "\n".join(written(maya))
    assert told.index("They asked for the last invoice.") < told.index("They were friendly.")
    assert "Too dear for them." in told


@pytest.mark.slow
async def test_a_long_folder_is_read_page_by_page(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    customer = await customer_of(world, "Acme Bakeries")
    await calls(world, customer, "maya", *(f"Call number {one:02}" for one in range(25)))
    maya = world.person("maya")

    await opens(world, "maya")
    first = written(maya)
    assert "Later" not in pressable(maya)
    await maya.presses("Earlier")
    second = written(maya)
    await maya.presses("Earlier")
    third = written(maya)

    told = "\n".join([*first, *second, *third])
    assert [len(first), len(second)] == [10, 10]
    assert all(told.count(f"Call number {one:02}") == 1 for one in range(25))
    assert told.index("Call number 24") < told.index("Call number 12") < told.index("Call number 00")
    assert "Earlier" not in pressable(maya)
    await maya.presses("Later")
    assert written(maya) == second


@pytest.mark.slow
async def test_a_search_finds_all_words_whatever_their_case_and_accents(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    customer = await customer_of(world, "Acme Bakeries")
    await calls(world, customer, "maya", "Frau Müller fragte nach dem Preis.", "Herr Müller, nur so.", "<!channel> hello")
    maya = world.person("maya")
    await opens(world, "maya")

    await maya.fills(search="MULLER, preis")
    assert len(written(maya)) == 1
    assert "1 thing has all of these words" in shown(maya)

    await maya.fills(search="muller")
    assert len(written(maya)) == 2

    await maya.fills(search="unicorn & <sons>")
    assert written(maya) == []
    assert "Nothing in this folder has all of these words: unicorn &amp; &lt;sons&gt;" in shown(maya)

    await maya.fills(search=None)
    assert len(written(maya)) > 3
    assert "<!channel>" not in str(maya.modal and maya.modal.body)


async def test_what_was_found_is_read_page_by_page(world: World) -> None:
    """Turning a page keeps what was looked for; so does somebody who typed something else meanwhile."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    customer = await customer_of(world, "Acme Bakeries")
    await calls(world, customer, "maya", *(f"{'Price' if one % 2 else 'Weather'} {one:02}" for one in range(30)))
    maya = world.person("maya")
    await opens(world, "maya")
    await maya.fills(search="price")
    first = written(maya)

    await maya.presses("Earlier")

    assert "15 things have all of these words: price" in shown(maya)
    assert [len(first), len(written(maya))] == [10, 5]
    assert all("Price" in one for one in [*first, *written(maya)])


async def test_a_page_or_search_shows_nothing_to_somebody_who_lost_sight_of_the_customer(world: World) -> None:
    """The view that is open is not believed: it is asked again at each press and search."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya", note="Too dear.")
    customer = await customer_of(world, "Acme Bakeries")
    await calls(world, customer, "maya", *(f"Call {one}" for one in range(15)))
    theo, jonas = world.person("theo"), world.person("jonas")
    for handle in ("theo", "jonas"):
        assert "Too dear" in await opens(world, handle) or "Call 14" in shown(world.person(handle))

    def between_a_few(unit: Unit) -> None:
        for one in unit.all(select(Departure)):
            one.quiet = True

    await world.bot.deps.unit(world.team, between_a_few)
    await theo.presses("Earlier")
    await jonas.fills(search="dear")

    for person in (theo, jonas):
        assert shown(person).count("There is no customer of that name that you can see.") == 1
        assert "Acme" not in shown(person)
        assert "Call" not in shown(person)


async def test_the_details_lead_to_the_folder(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    maya = world.person("maya")
    await maya.presses("Details", await maya.sees("Has left", "departures"))

    await maya.presses("Folder")

    assert "Search this folder" in shown(maya)
    await maya.closes()
    assert "Whose customer" in shown(maya)


async def test_an_ambiguous_name_asks_and_an_unknown_one_says_so(world: World) -> None:
    for name in ("Acme Bakeries", "Acme Bricks", "Zebra Ltd"):
        await customer_of(world, name)
    maya = world.person("maya")

    assert "Which one do you mean?" in await opens(world, "maya", "acme")
    assert pressable(maya) == ["Acme Bakeries", "Acme Bricks"]
    await maya.presses("Acme Bricks")
    assert "Search this folder" in shown(maya)
    await maya.closes()

    assert f"{NOBODY} “Quince”" in await opens(world, "maya", "Quince")
    assert pressable(maya) == []
    await maya.closes()
    assert "Search this folder" in await opens(world, "maya", "ZEBRA")
    await maya.closes()
    assert "Search this folder" in await opens(world, "maya", "Zebre")


async def test_without_a_name_it_asks_whose(world: World) -> None:
    await customer_of(world, "Zebra Ltd")
    maya = world.person("maya")
    await maya.types("/lost-customer folder")

    assert await maya.fills(customer="Zebra Ltd") == {}

    assert "Search this folder" in shown(maya)


async def test_whoever_may_not_see_a_customer_learns_nothing_of_them(world: World) -> None:
    """The same answer as for a name that nobody knows, by command, button, page and search."""
    await choose_channel(world)
    maya, ben = world.person("maya"), world.person("ben")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.chooses("Keep it between us")
    await maya.fills(owner="theo")
    await settle(world)
    customer = await customer_of(world, "Acme Bakeries")

    unknown = (await opens(world, "ben", "Quince")).replace("Quince", "…")
    await ben.closes()
    hidden = (await opens(world, "ben", "Acme Bakeries")).replace("Acme Bakeries", "…")
    assert hidden == unknown
    assert "Acme" not in (await opens(world, "ben", "Acme Bakerie")).replace("“Acme Bakerie”", "")

    assert "Search this folder" in await opens(world, "theo")
    assert "Search this folder" in await opens(world, "maya")
    await maya.fills(search="acme")

    def gone(unit: Unit) -> bool:
        return sight_of(unit, world.id_of("ben"), customer) is None

    assert await world.bot.deps.unit(world.team, gone)


@pytest.mark.slow
async def test_who_sees_the_folder_is_who_finds_the_name(world: World) -> None:
    """One rule in two forms: for a single customer, and in the typeahead."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")
    walt = world.person("walt")
    await walt.types("/lost-customer Brio")
    await walt.chooses("Keep it between us")
    await walt.fills(owner="theo")
    await settle(world)
    ids = [await customer_of(world, name) for name in ("Acme Bakeries", "Brio", "Corda")]

    def both(unit: Unit) -> list[tuple[str, bool, bool]]:
        people = [world.id_of(one) for one in EVERYONE]
        return [
            (f"{one} {person}", sight_of(unit, person, one) is not None, may_see_customer(unit, person, one))
            for one in ids
            for person in people
        ]

    compared = await world.bot.deps.unit(world.team, both)

    assert {sees for _who, sees, _finds in compared} == {True, False}
    assert [who for who, sees, finds in compared if sees != finds] == []


async def test_an_opening_is_written_down_without_a_word_of_what_is_in_it(world: World) -> None:
    customer = await customer_of(world, "Zebra Ltd")
    await opens(world, "maya", "Zebra")

    def read(unit: Unit) -> list[tuple[str, str]]:
        return [(one.who, one.what) for one in unit.all(select(AuditEntry).where(AuditEntry.did == "folder.opened"))]

    assert await world.bot.deps.unit(world.team, read) == [(world.id_of("maya"), customer)]


async def test_a_guest_opens_nothing(world: World) -> None:
    await customer_of(world, "Zebra Ltd")
    noor = world.person("noor")

    await noor.types("/lost-customer folder Zebra")

    assert noor.modal is None
    assert "Zebra" not in "".join(one.text for one in noor.messages())


async def test_the_list_leads_to_each_folder(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    maya = world.person("maya")
    await maya.types("/lost-customer list")
    lost = await maya.sees("Lost customers, the oldest contact first")

    await maya.presses("Folder", lost)

    assert "Search this folder" in shown(maya)
    assert "Acme Bakeries" in shown(maya)
