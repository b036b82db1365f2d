"""Who saw and did what is written down, can be read by admins alone, and cannot be changed by anybody."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from bot.customers.service import add_customer
from bot.customers.service.fields import change_field
from bot.customers.values.fields import FieldForm
from bot.farewell.service.handover import (
    add_segment,
    keep_thing,
    move_thing,
    remove_template,
    remove_thing,
    template_view,
)
from bot.farewell.values import Since, ThingForm, Whose
from bot.nudges.service import choose_bounds
from bot.nudges.values import Bounds
from bot.privacy.blocks.deeds import is_known
from bot.privacy.rules import SEEING, kind_of
from bot.privacy.service.records import PAGE, draw_records, records_of
from bot.privacy.values import Only
from bot.slack.kit import Letter
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry, OnlyAddedTo, WorkspaceSettings
from bot.workspace.service import change_letter, record
from tests.support.world import World
from tests.winback.test_journey import lost, opens
from tests.work.support import units_on

pytestmark = pytest.mark.every_way

HERE = "T1"
BOT = Path(__file__).parents[2] / "bot"
RECORD = ("record", "record_named")


def codes() -> Iterator[tuple[str, str]]:
    """Every code that is written down somewhere, as far as it stands there, and where."""
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORD:
                did = node.args[2]
                choices = [did.body, did.orelse] if isinstance(did, ast.IfExp) else [did]
                for one in choices:
                    if isinstance(one, ast.Constant):
                        yield str(one.value), path.name
                    elif isinstance(one, ast.JoinedStr):
                        assert isinstance(one.values[0], ast.Constant), path.name
                        yield f"{one.values[0].value}something", path.name


@pytest.mark.slow
def test_there_are_words_and_a_kind_for_everything_that_is_written_down() -> None:
    found = dict(codes())

    assert len(found) > 80
    assert {did: where for did, where in found.items() if not (is_known(did) and kind_of(did))} == {}
    assert set(SEEING) <= set(found)


async def test_an_entry_can_be_neither_changed_nor_taken_out(database_url: str) -> None:
    """Not by a mistake in the code, nor past it; only what is older than a year may go."""

    def tamper(unit: Unit) -> None:
        for one in unit.all(select(AuditEntry)):
            one.who = "U2"

    async with units_on(database_url) as (units, clock):
        await units(HERE, add_customer, "Acme")
        await units(HERE, record, "U1", "folder.opened", "c1")

        with pytest.raises(OnlyAddedTo):
            await units(HERE, tamper)
        for statement in (update(AuditEntry).values(who="U2"), delete(AuditEntry)):
            with pytest.raises(DBAPIError):
                await units(HERE, lambda unit, it=statement: unit.session.execute(it))
        assert await units(HERE, lambda unit: unit.all(select(AuditEntry.who))) == ["U1"]

        clock.move(days=370)
        await units(HERE, record, "U1", "folder.opened", "c2")
        old = AuditEntry.at < clock.now() - timedelta(days=366)
        await units(HERE, lambda unit: unit.session.execute(delete(AuditEntry).where(old)))
        left = await units(HERE, lambda unit: unit.all(select(AuditEntry.what)))
        assert left == ["c2"]


async def test_an_admin_turns_the_pages_and_takes_it_along(world: World) -> None:
    maya, grace = world.person("maya"), world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    assert await grace.fills(channel="departures") == {}
    await grace.closes()
    for number in range(2 * PAGE):
        await world.bot.deps.unit(world.team, record, maya.user_id, "hours.chosen", f"U{number}")

    await grace.types("/lost-customer records")
    assert "Maya Okafor chose when they are asked" in str(grace.modal and grace.modal.body)
    await grace.presses("Older")
    await grace.presses("Older")
    assert "chose the channel for the cards (nothing →" in str(grace.modal and grace.modal.body)
    await grace.presses("Newest")
    await grace.presses("What was chosen")
    assert "Maya Okafor" not in str(grace.modal and grace.modal.body)
    await grace.presses("Who saw something")
    assert "opened this record" in str(grace.modal and grace.modal.body)
    await grace.presses("Take it along")
    await world.rests()

    rows = list(csv.reader(io.StringIO((await file_of(world, "grace")).decode("utf-8-sig"))))
    assert rows[0] == ["at", "who", "did", "kind", "what", "before", "after"]
    assert [row[2] for row in rows[-2:]] == ["records.opened", "records.exported"]


async def file_of(world: World, handle: str) -> bytes:
    """The newest file that somebody was sent."""
    files = world.workspace.files
    return bytes([files[one] for message in world.person(handle).dm for one in message.files][-1].data)


async def test_nobody_else_reads_it(world: World) -> None:
    for handle in ("maya", "ben"):
        person = world.person(handle)
        await person.types("/lost-customer records")
        assert person.modal is None
        assert "Only an admin" in (await person.sees("Only an admin")).text
        assert await world.bot.deps.unit(world.team, draw_records, person.user_id) is None


@pytest.mark.slow
async def test_folders_may_be_for_admins_alone_to_take_along(world: World) -> None:
    await opens(world)
    departure = await lost(world)
    maya, grace = world.person("maya"), world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Who may do what")
    assert await grace.fills(who_takes_folders="Admins alone") == {}

    await maya.types("/lost-customer folder Acme")
    await maya.presses("Export")
    assert "only admins take folders along" in (await maya.sees("only admins take folders along")).text
    await grace.closes()
    await grace.types("/lost-customer folder Acme")
    await grace.presses("Export")
    await world.rests()

    assert departure
    assert not [one for message in maya.dm for one in message.files]
    assert (await file_of(world, "grace"))[:2] == b"PK"


async def test_a_setting_is_written_down_by_its_name_with_what_it_was_and_is(world: World) -> None:
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    await grace.fills(channel="departures", amounts=["Show what a customer was worth"])
    await grace.presses("Working days")
    await grace.fills(work_days=["Sunday", "Monday"])
    await grace.presses("Who hears it")
    await grace.fills(hour="8:00 AM")

    view = await world.bot.deps.unit(world.team, records_of, grace.user_id, Only.settings)
    assert view is not None
    told = {(one.what, one.before, one.after) for one in view.lines if one.did == "settings.changed"}
    assert told == {("show_amounts", "no", "yes"), ("work_days", None, "06"), ("digest_hour", "10", "8")}
    assert (await world.bot.deps.unit(world.team, lambda unit: unit.need(WorkspaceSettings, "settings"))).work_days == "06"


@pytest.mark.slow
async def test_an_admin_reads_what_was_chosen_in_the_words_of_the_form_in_which_it_was(world: World) -> None:
    """Days, hours, people, channels and who may what are named, as in the settings; the table keeps their codes and ids."""
    grace = world.person("grace")
    for room, chosen in (
        ("Channels", {"channel": "departures", "alerts_channel": "random"}),
        ("Working days", {"country": "Germany", "work_days": ["Sunday", "Monday"]}),
        ("Who hears it", {"digest_people": ["maya"], "day": "Tuesday", "hour": "8:00 AM", "zone": "Berlin"}),
        ("If they never said", {"unanswered": "Leave them in peace"}),
        ("Who may be asked", {"who": "Some people", "people": ["arjun", "sana"]}),
        ("Who may do what", {"who_takes_folders": "Admins alone"}),
        ("How long I keep things", {"keep_folders": "Until somebody erases it", "keep_sent": "180 days"}),
        ("What counts", {"value": "7"}),
        ("Reasons", {"fate": "It is taken off the list"}),
        ("Reasons", {"fate": "It counts as another one", "into": "something else"}),
    ):
        await grace.types("/lost-customer settings")
        await grace.presses(room)
        if room == "Reasons":
            await grace.presses("Change…")
        assert await grace.fills(**chosen) == {}
        while grace.modal:
            await grace.closes()

    await grace.types("/lost-customer records")
    told = "\n".join(grace.modal.texts() if grace.modal else ())
    random, maya = world.channel("random").id, world.id_of("maya")
    for words in (
        f"come up more (nothing → <#{random}>)",
        "public holidays (nothing → Germany)",
        "working days (nothing → Monday, Sunday)",
        f"who alone hears whom to ask again (nothing → <@{maya}>)",
        "the day of the list of whom to ask again (Monday → Tuesday)",
        "the hour of the list of whom to ask again (10:00 AM → 8:00 AM)",
        "the clock of the list of whom to ask again (nothing → Berlin (Europe))",
        "(Ask after them once, gently, after a quarter → Leave them in peace)",
        "(Everybody in the firm → Some people)",
        f"the people (nothing → <@{world.id_of('arjun')}>, <@{world.id_of('sana')}>)",
        "who may take folders along (Everybody who may see them → Admins alone)",
        "years that folders are kept (6 years → Until somebody erases it)",
        "days that my copy of messages is kept (90 days → 180 days)",
        "What they were worth a year (20 → 7)",
        "took a reason off the list (price)",
        "let a reason count as another one (hard to do business with us → something else)",
    ):
        assert words in told, words


async def test_an_admin_reads_which_letter_was_changed_and_where_its_words_are_the_original_ones(world: World) -> None:
    """Of its words only the subject is told; that they were changed, by whom and when, is enough."""
    grace = world.person("grace")
    await grace.types("/lost-customer settings")
    await grace.presses("The letters")
    await grace.presses("Change")
    assert await grace.fills(subject="All the best", body="Goodbye, {customer}.") == {}
    await world.bot.deps.unit(world.team, change_letter, grace.user_id, "thanks", None)
    while grace.modal:
        await grace.closes()

    await grace.types("/lost-customer records")

    told = "\n".join(grace.modal.texts() if grace.modal else ())
    assert "changed the words of a letter: The thank-you (the original words → All the best)" in told
    assert "went back to the original words of a letter: The thank-you (All the best → the original words)" in told
    assert "Goodbye" not in told


async def test_what_the_workspace_calls_its_own_things_is_written_down_as_it_was_and_is(world: World) -> None:
    """Letters, lists and their things, bounds of a kind of customer, what customers are told apart by."""
    grace = world.id_of("grace")

    def change(unit: Unit) -> list[list[str]]:
        letter, thing = Letter("All the best", "Goodbye."), ThingForm("Keys of the shop", 3, Since.told, Whose.account, None)
        change_letter(unit, grace, "thanks", letter)
        change_letter(unit, grace, "thanks", None)
        bakeries = str(add_segment(unit, grace, "Bakeries"))
        keep_thing(unit, grace, bakeries, None, thing)
        view = template_view(unit, grace, bakeries)
        assert view is not None
        last, key = len(view.things), view.things[-1].ref
        keep_thing(unit, grace, bakeries, key, replace(thing, label="Keys"))
        move_thing(unit, grace, bakeries, key, -1)
        remove_thing(unit, grace, bakeries, key)
        remove_template(unit, grace, bakeries)
        choose_bounds(unit, grace, "Bakeries", Bounds(30, 61))
        choose_bounds(unit, grace, "Bakeries", Bounds(61, 91))
        change_field(unit, grace, None, FieldForm("Region", ("North", "South")))
        entries = unit.all(select(AuditEntry).where(AuditEntry.who == grace).order_by(AuditEntry.id))
        places = {f"{last}. Keys": "last. Keys", f"{last - 1}. Keys": "last but one. Keys"}
        told = [(one.did, one.called_before, one.called_after) for one in entries if one.called_before or one.called_after]
        return [[did, *(places.get(str(word), str(word)) for word in called)] for did, *called in told]

    assert [tuple(one) for one in await world.bot.deps.unit(world.team, change)] == [
        ("letter.changed", "None", "All the best"),
        ("letter.shipped", "All the best", "None"),
        ("handover_list.changed", "None", "Bakeries"),
        ("handover_list.changed", "None", "Keys of the shop"),
        ("handover_list.changed", "Keys of the shop", "Keys"),
        ("handover_list.changed", "last. Keys", "last but one. Keys"),
        ("handover_list.changed", "Keys", "None"),
        ("handover_list.removed", "Bakeries", "None"),
        ("rhythm.bounds", "None", "Bakeries: 30–61"),
        ("rhythm.bounds", "Bakeries: 30–61", "Bakeries: 61–91"),
        ("field.added", "None", "Region"),
    ]
    page = await world.bot.deps.unit(world.team, records_of, grace)
    assert page is not None
    assert ("Bakeries: 30–61", "Bakeries: 61–91") in [(one.before, one.after) for one in page.lines]
