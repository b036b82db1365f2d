"""People write into a folder: contacts, notes, people there, what is known of them, files."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.customers.models import Customer, Dealing, KeptFile, Note, Touch
from bot.customers.values import DealingKind, Direction, FileState, TouchKind
from bot.departures.models import Departure
from bot.departures.values import Size
from bot.folder.blocks.forms import parse_files
from bot.folder.service.fetching import LARGEST
from bot.folder.service.writing import open_form, write_note, write_profile, write_touch
from bot.folder.values import Profile, TouchForm, Unwritten
from bot.importing.blocks.forms import other_kind, parse_file
from bot.importing.values import Kind
from bot.slack.kit import Values
from bot.store.base import Tenant
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.service import settings_of
from tests.folder.hands import choose_channel, log, opens, settle, shown, written
from tests.folder.test_opening import customer_of
from tests.support.world import World


async def rows(world: World, kind: type[Tenant]) -> list[Tenant]:
    return await world.bot.deps.unit(world.team, lambda unit: list(unit.all(select(kind))))


async def lost(world: World) -> str:
    """Maya's customer has left, and everybody in the channel may know; its id."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="maya")
    return await customer_of(world, "Acme Bakeries")


async def test_a_contact_is_added_and_stands_on_its_day(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")
    yesterday = world.clock.now().date() - timedelta(days=1)

    await theo.presses("Add a contact")
    errors = await theo.fills(
        kind="A call", direction="They got", day=yesterday, whom="Paula <!channel>", words="They miss us."
    )

    [touch] = await rows(world, Touch)
    assert errors == {}
    assert isinstance(touch, Touch)
    assert (touch.kind, touch.direction, touch.at.date()) == (TouchKind.call, Direction.theirs, yesterday)
    assert "*They called us, with Paula &lt;!channel&gt;*\n> They miss us." in written(theo)
    dealt = [one for one in await rows(world, Dealing) if isinstance(one, Dealing) and one.person == theo.user_id]
    assert [one.kind for one in dealt] == [DealingKind.touch]


@pytest.mark.slow
async def test_a_contact_of_tomorrow_is_no_contact_yet(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")
    today = world.clock.now().date()
    await theo.presses("Add a contact")

    errors = await theo.fills(day=today + timedelta(days=2), words="Keep this.")
    assert errors == {"day": "That day is still to come. Please choose today or an earlier day."}
    assert await theo.fills(day=today - timedelta(days=40_000)) == {
        "day": "That is very long ago. Is the year right?"
    }
    assert await theo.fills(day=today) == {}

    assert any("Keep this." in one for one in written(theo))


@pytest.mark.slow
async def test_notes_and_people_are_added(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")

    await theo.presses("Add a note")
    assert await theo.fills(words="They <b>moved</b>\nto Boston.") == {}
    await theo.presses("A person there")
    assert await theo.fills(words="Rosa, +1 212 555 0188") == {}

    assert "• Rosa, +1 212 555 0188" in shown(theo)
    assert any("> They &lt;b&gt;moved&lt;/b&gt;\n> to Boston." in one for one in written(theo))


async def test_whoever_changes_their_mind_goes_back_to_the_folder(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")
    await theo.presses("Add a note")

    await theo.presses("Back to the folder")

    assert "Search this folder" in shown(theo)
    assert await rows(world, Note) == []


@pytest.mark.slow
async def test_what_is_known_of_a_customer_is_changed(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")
    since = world.clock.now().date() - timedelta(days=800)
    await theo.presses("About them")

    assert set(await theo.fills(value="a lot")) == {"value"}
    assert set(await theo.fills(value="48,000 USD", since=world.clock.now().date() + timedelta(days=1))) == {"since"}
    errors = await theo.fills(since=since, segments="Bakeries,  New   York, bakeries", mailing="No", reached_by="A letter")

    assert errors == {}
    seen = shown(theo)
    assert "Worth a year: $48,000" in seen
    assert "What they are: bakeries, New York" in seen
    assert "with us for 2 years" in seen
    assert "Not on the mailing list" in seen
    assert "How they like to hear from us: a letter" in seen
    await theo.presses("About them")
    assert await theo.fills(mailing="Yes", segments=None) == {}
    assert "On the mailing list" in shown(theo)
    [customer] = await rows(world, Customer)
    assert isinstance(customer, Customer)
    assert (customer.segments, customer.reached_by) == ([], TouchKind.letter)


async def test_how_much_is_done_follows_from_what_they_are_worth(world: World) -> None:
    """The same as when it is told in the details of the departure."""
    customer = await lost(world)

    def only_a_record_below_a_thousand(unit: Unit) -> None:
        settings_of(unit).record_below = Decimal(1000)

    await world.bot.deps.unit(world.team, only_a_record_below_a_thousand)
    await world.bot.deps.unit(world.team, write_profile, world.id_of("maya"), customer, Profile(value=Decimal(10)))

    [departure] = await rows(world, Departure)
    assert isinstance(departure, Departure)
    assert departure.size is Size.record


async def test_a_file_is_fetched_and_kept(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    file = world.workspace.upload("theo", "Letter <1>.txt", b"Dear all, \x00 bytes")
    await opens(world, "theo")
    await theo.presses("Add a file")

    assert await theo.fills(files=[file.id], words="Their last letter") == {}
    assert any("on its way" in one for one in written(theo))
    await settle(world)

    def read(unit: Unit) -> list[tuple[FileState, bytes | None, str]]:
        return [(one.state, one.data, one.name) for one in unit.all(select(KeptFile))]

    assert await world.bot.deps.unit(world.team, read) == [
        (FileState.kept, b"Dear all, \x00 bytes", "Letter <1>.txt")
    ]
    await opens(world, "maya")
    assert "*A file: Letter &lt;1&gt;.txt*\n> Their last letter" in written(world.person("maya"))


def test_only_kinds_of_files_that_run_nothing_are_taken_whatever_a_program_sends() -> None:
    """Slack's own programs offer no others; but what was sent is looked at, too. Of lists only tables are."""
    for name in ("run.exe", "page.html", "picture.svg", "macro.docm", "archive.zip", "noending", "Offer.pdf.js", ".pdf.sh"):
        given = Values({"values": {"files": {"files": {"files": [{"id": "F1", "name": name, "size": 9}]}}}})

        assert isinstance(parse_files(given), dict)
        about = {"kind": {"kind": {"selected_option": {"value": next(iter(Kind)).value}}}}
        answers = {"files": {"files": {"files": [{"id": "F1", "name": name, "size": 9}]}}}
        assert parse_file(Values({"values": answers | about})) == {"files": other_kind()}


@pytest.mark.slow
async def test_a_file_that_is_too_large_or_gone_is_said_to_be_so(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    large = world.workspace.upload("theo", "Catalogue.pdf", bytes(LARGEST + 1))
    gone = world.workspace.upload("theo", "Gone.txt", b"soon gone")
    await opens(world, "theo")
    await theo.presses("Add a file")

    errors = await theo.fills(files=[large.id])
    assert errors == {
        "files": "“Catalogue.pdf” is larger than 5 MB. Please keep it where you keep large files, and note where that is."
    }
    gone.deleted = True
    assert await theo.fills(files=[gone.id]) == {}
    await settle(world)

    await opens(world, "theo")
    assert any("could not be fetched from Slack: Gone.txt" in one for one in written(theo))


async def test_a_note_is_typed_after_the_command(world: World) -> None:
    await lost(world)
    theo = world.person("theo")

    await theo.types("/lost-customer note acme bakeries inc.: They called: all is well.")

    assert theo.modal is None
    await theo.sees("Your note is in the folder of *Acme Bakeries*")
    await opens(world, "theo")
    assert any("They called: all is well." in one for one in written(theo))


async def test_a_note_for_nobody_in_particular_asks_and_loses_nothing(world: World) -> None:
    await lost(world)
    theo = world.person("theo")

    await theo.types("/lost-customer note They called about a bill.")
    assert "They called about a bill." in str(theo.modal and theo.modal.body)
    assert await theo.fills(customer="Acme Bakeries") == {}

    assert any("They called about a bill." in one for one in written(theo))


async def test_a_form_that_is_sent_twice_counts_once(world: World) -> None:
    await lost(world)
    theo = world.person("theo")
    await opens(world, "theo")
    await theo.presses("Add a note")
    await theo.enters(words="Once.")

    await theo.submits_twice()

    assert len(await rows(world, Note)) == 1


async def test_whoever_may_not_see_the_folder_writes_nothing(world: World) -> None:
    """Neither by the note after the command nor by a form that was open when they lost sight of it."""
    await choose_channel(world)
    maya, ben = world.person("maya"), world.person("ben")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.chooses("Keep it between us")
    await maya.fills(owner="theo")
    await settle(world)
    customer = await customer_of(world, "Acme Bakeries")
    today = world.clock.now().date()

    await ben.types("/lost-customer note Acme Bakeries: psst")

    assert await rows(world, Note) == []
    unit, who = world.bot.deps.unit, world.id_of("ben")
    assert await unit(world.team, open_form, who, customer) is None
    assert await unit(world.team, write_note, who, customer, "psst") is Unwritten.may_not
    touch = TouchForm(TouchKind.call, None, today)
    assert await unit(world.team, write_touch, who, customer, touch) is Unwritten.may_not
    assert await unit(world.team, write_profile, who, customer, Profile()) is Unwritten.may_not


async def test_who_wrote_is_written_down_without_their_words(world: World) -> None:
    customer = await lost(world)
    await world.bot.deps.unit(world.team, write_note, world.id_of("maya"), customer, "Secret words")

    entries = [one for one in await rows(world, AuditEntry) if isinstance(one, AuditEntry)]

    assert ("folder.note", customer) in [(one.did, one.what) for one in entries]
    assert "Secret" not in repr([vars(one) for one in entries])
