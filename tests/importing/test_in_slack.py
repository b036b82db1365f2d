"""An admin brings in what is known from before, in Slack: typed or as a file, seen before anything comes in."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.customers.events import ContactErased, CustomerErased
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.importing.blocks.messages import name_of_wrong
from bot.importing.models import Import, ImportPart
from bot.importing.service import staging
from bot.importing.values import State
from bot.interviews.models import Interview
from bot.sandbox.client import check_taken
from bot.work.unit import Unit
from tests.importing.support import excel
from tests.support.world import World


async def admin(world: World) -> Any:
    """Whoever administers the workspace."""
    handle = next(one.handle for one in world.workspace.users.values() if one.admin and not one.deactivated)
    return world.person(handle)


async def count(world: World, table: Any) -> int:
    def look(unit: Unit) -> int:
        return unit.session.scalar(select(func.count()).select_from(table)) or 0

    return await world.bot.deps.unit(world.team, look)


def shown(person: Any) -> str:
    return "\n".join(person.modal.texts()) if person.modal else ""


async def test_the_last_ten_are_typed_seen_and_kept(world: World) -> None:
    who = await admin(world)
    lines = (
        "Acme Ltd, March 2024, price, they went to Loaf & Co\n2) Bolt & Sons – 30.11.2023\n\nCog 2022\n"
        "Dot; no idea when\nEcho, January 15, 2021, had no choice\n"
    )

    await who.types("/lost-customer import paste")
    assert await who.fills(lines=lines) == {}
    await who.presses("Change what I typed")
    assert await count(world, ImportPart) == 1
    await who.submits()
    assert "*Acme Ltd*, left on Mar 1, 2024, price" in shown(who)
    assert "*Bolt & Sons*, left on Nov 30, 2023" in shown(who).replace("&amp;", "&")
    assert "Line 4: I find no day in it. Please write about when they left, such as March 2025." in shown(who)
    assert await count(world, Departure) == 0
    assert await who.submits() == {}
    await world.rests()
    await world.clock.advance(seconds=5)

    def left(unit: Unit) -> dict[str, tuple[str, str | None]]:
        rows = unit.session.execute(select(Customer.name, Departure.happened).join(Departure, Departure.customer == Customer.id))
        return {name: day.isoformat() for name, day in rows}

    assert await world.bot.deps.unit(world.team, left) == {
        "Acme Ltd": "2024-03-01",
        "Bolt & Sons": "2023-11-30",
        "Cog": "2022-01-01",
        "Echo": "2021-01-15",
    }
    assert "4 are new" in shown(who)
    [back] = wrong_files(world, who)
    assert back[1][:2] == ["Dot", ""]


def wrong_files(world: World, who: Any) -> list[list[list[str]]]:
    """The files of rows that came back to somebody."""
    sent = [world.workspace.files[one] for message in who.dm for one in message.files]
    texts = [one.data.decode("utf-8-sig") for one in sent if one.name.endswith(".wrong.csv")]
    return [list(csv.reader(io.StringIO(text, newline=""))) for text in texts]


@pytest.mark.slow
async def test_a_file_is_read_looked_through_and_comes_in_with_its_progress(world: World) -> None:
    """Its message follows; nothing comes in before somebody has seen it; and the wrong rows come back."""
    who = await admin(world)
    rows = [[f"Firm {number}", f"{1 + number % 12}/{13 + number % 9}/2023", number] for number in range(1100)]
    data = excel(["Client", "Gone since", "Value"], *rows, ["=1+1", "soon", 5])
    file = world.workspace.upload(who.handle, "lost.xlsx", data)

    await who.types("/lost-customer import")
    await who.presses("Bring a file")
    assert await who.fills(files=[file.id]) == {}
    await world.clock.advance(seconds=30)
    card = who.newest("Nothing is in yet")
    await who.presses("Have a look", card)
    assert "Please say which column is “Left on”." in shown(who)
    assert await who.fills(column_left="Gone since") == {}
    await world.clock.advance(seconds=30)
    assert await count(world, Departure) == 0

    await who.presses("Have a look", who.newest("Nothing is in yet"))
    assert "1,100 are new" in shown(who)
    assert await who.submits() == {}
    await world.clock.advance(seconds=60)

    assert "1,100 are new, 1 stays out" in "\n".join(who.newest("lost.xlsx").texts())
    assert await count(world, Departure) == 1100
    assert await count(world, Interview) == 0
    [back] = wrong_files(world, who)
    assert [row[:3] for row in back] == [["Client", "Gone since", "Value"], ["", "soon", "5"]]


async def test_two_meanings_are_asked_for_once(world: World) -> None:
    who = await admin(world)
    data = b"Customer,Left on,Worth\nAcme,3/4/2024,1.234\nBolt,5/6/2023,2.345\n"
    file = world.workspace.upload(who.handle, "lost.csv", data)

    await who.types("/lost-customer import file")
    assert await who.fills(files=[file.id]) == {}
    await world.clock.advance(seconds=30)
    await who.presses("Have a look", who.newest("Nothing is in yet"))
    assert "How is 3/4/2024 meant?" in shown(who)
    assert "How is 1.234 meant?" in shown(who)
    assert await who.fills(order="The day comes first", mark="A comma stands before the cents") == {}
    assert "*Acme*, left on Apr 3, 2024, 1,234" in shown(who)
    assert await who.submits() == {}

    def look(unit: Unit) -> list[tuple[str, str]]:
        found = unit.session.execute(select(Departure.happened, Customer.value).join(Customer, Customer.id == Departure.customer))
        return sorted((day.isoformat(), str(value)) for day, value in found)

    assert await world.bot.deps.unit(world.team, look) == [("2023-06-05", "2345"), ("2024-04-03", "1234")]


@pytest.mark.slow
async def test_a_crash_between_two_slices_loses_and_doubles_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    who = await admin(world)
    data = excel(["Customer", "Left on"], *[[f"Firm {number}", "2023-01-31"] for number in range(2600)])
    file = world.workspace.upload(who.handle, "lost.xlsx", data)
    await who.types("/lost-customer import file")
    assert await who.fills(files=[file.id]) == {}
    await world.clock.advance(seconds=30)
    await who.presses("Have a look", who.newest("Nothing is in yet"))
    done, real = [], staging.work_on

    def stumble(*given: Any, **options: Any) -> bool:
        done.append(1)
        if len(done) == 2:
            real(*given, **options)
            raise RuntimeError("the power is gone, with a slice half done")
        return real(*given, **options)

    monkeypatch.setattr(staging, "work_on", stumble)
    assert await who.submits() == {}
    await world.rests()
    await world.restart()
    await world.clock.advance(minutes=5)

    assert await count(world, Departure) == 2600
    assert await count(world, Customer) == 2600
    assert "2,600 are new" in "\n".join(who.newest("lost.xlsx").texts())


async def test_what_cannot_be_read_is_said_so_and_may_be_left_aside(world: World) -> None:
    who = await admin(world)
    for name, data in (("old.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600), ("fine.csv", b"Customer,Left on\nAcme,2023-01-31\n")):
        file = world.workspace.upload(who.handle, name, data)
        await who.types("/lost-customer import file")
        assert await who.fills(files=[file.id]) == {}
        await world.clock.advance(seconds=30)

    assert "a file of an old Excel" in who.newest("old.xlsx").text
    assert "(Customers who left, 1 row). Nothing is in yet" in who.newest("fine.csv").text
    await who.presses("Leave it aside", who.newest("fine.csv"))
    await world.clock.advance(seconds=5)
    assert "was left aside" in who.newest("fine.csv").text
    await world.clock.advance(days=8)
    assert await count(world, ImportPart) == 0
    assert await count(world, Departure) == 0


async def test_where_nothing_is_new_nothing_is_brought_in(world: World) -> None:
    """A list that is known already says so, and can only be changed; of its lines nothing is asked for a second time."""
    who = await admin(world)
    await who.types("/lost-customer import paste")
    assert await who.fills(lines="Acme, March 2024\nBolt, 2023") == {}
    assert await who.submits() == {}

    await who.types("/lost-customer import paste")
    assert await who.fills(lines="Acme, March 2024\nBolt, 2023\nCog") == {}

    assert "There is nothing to bring in." in shown(who)
    assert "Line 3: I find no day in it." in shown(who)
    assert "comes back to you as a file" not in shown(who)
    assert who.modal.body.get("submit") is None
    await who.presses("Change what I typed")
    assert await who.fills(lines="Acme, March 2024\nCog, 2022") == {}
    assert "There is nothing to bring in." not in shown(who)
    assert await who.submits() == {}
    assert "1 is new, 1 was known already" in shown(who)


async def test_a_file_in_which_nothing_is_new_says_so_and_still_gives_back_what_is_wrong(world: World) -> None:
    who = await admin(world)
    acme = b"Customer,Left on\nAcme,2023-01-31\n"
    await brings(world, who, "lost.csv", acme)
    assert await who.submits() == {}

    await brings(world, who, "same.csv", acme)
    assert "Nothing in it is new." in who.newest("same.csv").text
    assert "Nothing is new: there is nothing to bring in." in shown(who)
    await brings(world, who, "more.csv", acme + b"Bolt,soon\n")
    assert "There is nothing to bring in." in shown(who)
    assert who.modal.body["submit"]["text"] == "Go on"
    assert await who.submits() == {}
    await world.clock.advance(seconds=5)

    assert "Nothing of your file “more.csv” (Customers who left) came in." in shown(who)
    assert "Nothing begins for those" not in "\n".join(who.newest("more.csv").texts())
    [back] = wrong_files(world, who)
    assert back[1][:2] == ["Bolt", "soon"]


async def brings(world: World, who: Any, name: str, data: bytes) -> None:
    """Brings a file, and has a look at it."""
    file = world.workspace.upload(who.handle, name, data)
    await who.types("/lost-customer import file")
    assert await who.fills(files=[file.id]) == {}
    await world.clock.advance(seconds=30)
    await who.presses("Have a look", who.newest(name))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (", June 2023, price", "Line 1: I find no name in it. Please begin with the customer's name."),
        ("Cog, 35 May", "Line 1: “35 May”. That is very long ago. Is the year right?"),
    ],
)
async def test_a_typed_line_is_spoken_of_as_a_line(world: World, line: str, told: str) -> None:
    """It has no columns that could be named, and a day at its beginning is no name."""
    who = await admin(world)

    await who.types("/lost-customer import paste")
    assert await who.fills(lines=line) == {}

    assert told in shown(who)


@pytest.mark.parametrize(
    ("name", "back"), [("lost.csv", "lost.wrong.csv"), ("lost.wrong.csv", "lost.wrong.csv"), ("", "typed.wrong.csv")]
)
def test_what_comes_back_has_a_name_to_find_it_by(name: str, back: str) -> None:
    """However often it was put right, and also where lines were typed, which have no name."""
    assert name_of_wrong(name) == back


async def test_only_admins_bring_in(world: World) -> None:
    maya = world.person("maya")
    handle = (await admin(world)).handle
    assert handle != "maya"

    await maya.types("/lost-customer import paste")

    assert maya.modal is None
    assert "Only admins" in maya.messages()[-1].text
    assert await count(world, Import) == 0


@pytest.mark.parametrize("erased", [CustomerErased("x", frozenset()), ContactErased("y")], ids=["customer", "person"])
async def test_when_somebody_is_erased_no_file_is_kept_that_may_name_them(
    world: World, erased: CustomerErased | ContactErased
) -> None:
    who = await admin(world)
    await who.types("/lost-customer import paste")
    assert await who.fills(lines="Acme, 2023") == {}

    await world.bot.deps.unit(world.team, lambda unit: unit.tell(erased))

    def look(unit: Unit) -> list[tuple[State, str, Any]]:
        return [(one.state, one.name, one.headers) for one in unit.all(select(Import))]

    assert await world.bot.deps.unit(world.team, look) == [(State.dropped, "", [])]
    assert await count(world, ImportPart) == 0
    await who.submits()
    assert "settled already" in shown(who)


def test_a_file_input_takes_only_what_it_says() -> None:
    """The local workspace lets nobody choose what Slack's client would not let them choose."""
    element = {"type": "file_input", "filetypes": ["csv", "xlsx"], "max_files": 1}
    check_taken(element, ["a.CSV"])
    with pytest.raises(ValueError, match="at most 1"):
        check_taken(element, ["a.csv", "b.csv"])
    with pytest.raises(ValueError, match="none of csv"):
        check_taken(element, ["a.pdf"])
