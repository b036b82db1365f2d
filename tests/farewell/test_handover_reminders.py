"""Whoever hands something over is reminded on its morning and once more; then whoever looks after the customer hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.colleagues.models import Colleague
from bot.departures.service import choose_size, move, share, take_back
from bot.departures.service.undo import undoable
from bot.departures.values import Outcome as StepOutcome
from bot.departures.values import Size, Stage
from bot.farewell.service import handover_of, handover_view, set_item
from bot.farewell.service.handover import ITEM_DUE, add_item, change_item, handover_duties, keep_thing, remind_of_item
from bot.farewell.values import HandoverRow, ItemForm, ItemState, Outcome, Since, ThingForm, Whose
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.farewell.support import ACME, Parting, buttons, press_beside

DUE = "takes along is due"
GIVEN = "takes some things along, and"
LATE = "This is late for"
MONDAY_AFTER = date(2026, 3, 9)


async def until(parting: Parting, day: int, hour: int, month: int = 3) -> None:
    """Time goes on until that hour in UTC; New York begins to work at 14:00, and at 13:00 once its summer time has begun."""
    clock = parting.world.clock
    await clock.advance(seconds=(datetime(2026, month, day, hour, tzinfo=UTC) - clock.now()).total_seconds())


def told(parting: Parting, handle: str, words: str) -> list[Message]:
    """What somebody was told with these words, in their own messages; not what a morning's message only names."""
    return [one for one in parting.person(handle).dm if words in one.text and "Good morning" not in one.text]


async def rows(parting: Parting, departure: str) -> dict[str, HandoverRow]:
    """The things of a list, by our word for them or by somebody's own."""

    def look(unit: Unit) -> dict[str, HandoverRow]:
        handover = handover_of(unit, departure)
        assert handover is not None
        return {row.label or (row.part.value if row.part else ""): row for row in handover_view(unit, handover.id).rows}

    return await parting.unit(look)


async def gives(parting: Parting, departure: str, by: str, what: str, to: str | None, due: date | None) -> Outcome:
    """Somebody gives a thing to somebody."""
    row = (await rows(parting, departure))[what]
    form = ItemForm(row.label or what, parting.world.id_of(to) if to else None, due, None)
    came = await parting.unit(change_item, parting.world.id_of(by), row.item, form)
    await parting.settles()
    return came


async def adds(parting: Parting, departure: str, by: str, what: str, to: str | None, due: date | None) -> Outcome:
    """Somebody adds a thing for this customer."""

    def add(unit: Unit) -> Outcome:
        handover = handover_of(unit, departure)
        assert handover is not None
        form = ItemForm(what, parting.world.id_of(to) if to else None, due, None)
        return add_item(unit, parting.world.id_of(by), handover.id, form)

    came = await parting.unit(add)
    await parting.settles()
    return came


@pytest.mark.slow
async def test_one_message_in_the_morning_for_all_that_is_due_of_a_customer_and_one_more_two_working_days_later(
    long_parting: Parting,
) -> None:
    parting = long_parting
    await parting.opens()
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("I've sent it")
    await until(parting, 9, 12)
    assert told(parting, "maya", DUE) == []

    await until(parting, 9, 14)
    [first] = told(parting, "maya", DUE)
    assert buttons(first).count("Done") == 5
    assert "Open orders" not in first.text
    await press_beside(maya, first, "Access and passwords", "Done")
    await parting.settles()
    assert "✓  *Access and passwords*" in next(one for one in maya.dm if one.ts == first.ts).text

    await until(parting, 10, 20)
    assert len(told(parting, "maya", DUE)) == 1
    await until(parting, 11, 14)
    again = told(parting, "maya", DUE)[-1]
    assert len(told(parting, "maya", DUE)) == 2
    assert "Access and passwords" not in again.text
    assert "Their records and files" in again.text


@pytest.mark.slow
async def test_after_two_reminders_for_each_there_is_silence_where_nobody_else_looks_after_them(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await parting.loses()
    await parting.person("maya").presses("I've sent it")

    await until(parting, 30, 20)

    assert len(told(parting, "maya", DUE)) == 4, "two for the five things of the ninth, two for the one of the sixteenth"
    assert told(parting, "maya", LATE) == []


@pytest.mark.slow
async def test_a_helper_hears_at_once_then_on_the_day_then_once_more_and_then_the_owner_hears_that_it_is_late(
    long_parting: Parting,
) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await parting.person("maya").presses("I've sent it")

    assert await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 5)) is Outcome.done
    [given] = told(parting, "dan", GIVEN)
    assert "Maya Okafor gave you something of it to do" in given.text
    assert "Their records" not in given.text
    assert buttons(given) == ["Done"]

    await until(parting, 5, 15)
    assert "Their moulds" in told(parting, "dan", DUE)[-1].text
    await until(parting, 6, 20)
    assert len(told(parting, "dan", DUE)) == 1
    await until(parting, 9, 15)
    assert len(told(parting, "dan", DUE)) == 2
    assert told(parting, "maya", LATE) == []

    await until(parting, 11, 15)
    await open_from_brief(parting, "maya", LATE)
    [late] = told(parting, "maya", LATE)
    assert "Dan Whitcombe was reminded twice" in late.text
    await until(parting, 31, 20)
    assert len(told(parting, "maya", LATE)) == 1
    assert len(told(parting, "dan", DUE)) == 2

    await press_beside(parting.person("dan"), told(parting, "dan", DUE)[-1], "Their moulds", "Done")
    await parting.settles()
    assert "✓  *Their moulds* (Dan Whitcombe" in parting.list().text
    assert "this is done" in next(one for one in parting.person("maya").dm if one.ts == late.ts).text


async def open_from_brief(parting: Parting, handle: str, words: str) -> None:
    """What waits with other things in a morning's message is opened from there; one more than fit comes the next morning."""
    brief = _newest_brief(parting, handle)
    if brief and words in brief.text.partition("waits for your next morning message")[2]:
        await until(parting, parting.world.clock.now().day + 1, 15)
        brief = _newest_brief(parting, handle)
    if brief and words in brief.text:
        await press_beside(parting.person(handle), brief, words, "Open")
        await parting.settles()


def _newest_brief(parting: Parting, handle: str) -> Message | None:
    return next((one for one in reversed(parting.person(handle).dm) if "Good morning" in one.text), None)


@pytest.mark.slow
async def test_reminders_come_in_the_helpers_own_hours(long_parting: Parting) -> None:
    """Nine in Kolkata is half past three in UTC."""
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "theo", "The drawings", "priya", date(2026, 3, 5))

    await until(parting, 5, 3)
    assert told(parting, "priya", DUE) == []
    await until(parting, 5, 4)
    assert len(told(parting, "priya", DUE)) == 1


@pytest.mark.slow
async def test_what_is_done_not_needed_or_over_is_reminded_of_no_more(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses(Stage.leaving)
    maya = parting.world.id_of("maya")
    for what in ("One", "Two", "Three"):
        await adds(parting, departure, "maya", what, "dan", date(2026, 3, 5))
    things = await rows(parting, departure)
    await parting.unit(set_item, maya, things["One"].item, ItemState.done)
    await parting.unit(set_item, maya, things["Two"].item, ItemState.not_needed)
    await parting.unit(move, maya, departure, Stage.saved)

    await until(parting, 20, 20)
    assert told(parting, "dan", DUE) == []

    for row in things.values():
        await parting.unit(remind_of_item, row.item)
    await parting.settles()
    assert told(parting, "dan", DUE) == []


@pytest.mark.slow
async def test_less_done_about_them_ends_the_reminders_and_more_begins_them_again(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "maya", "One", "dan", date(2026, 3, 5))
    maya = parting.world.id_of("maya")

    await parting.unit(choose_size, maya, departure, Size.record)
    await until(parting, 6, 20)
    assert told(parting, "dan", DUE) == []
    await parting.unit(choose_size, maya, departure, Size.full)
    await until(parting, 9, 15)

    assert len(told(parting, "dan", DUE)) == 1


async def test_their_last_day_gives_a_day_to_what_waits_for_it_and_a_step_taken_back_takes_it_away(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(Stage.leaving)
    maya = parting.world.id_of("maya")
    before = await rows(parting, departure)
    assert before["records"].due == MONDAY_AFTER
    assert (before["access"].due, before["access"].waits) == (None, True)
    assert "☐  Access and passwords · after their last day" in parting.list().text

    await parting.unit(move, maya, departure, Stage.left)
    assert (await rows(parting, departure))["access"].due == MONDAY_AFTER
    last = await parting.unit(undoable, maya, departure)
    assert await parting.unit(take_back, maya, departure, last or "") is StepOutcome.done
    after = await rows(parting, departure)
    assert (after["access"].due, after["access"].waits) == (None, True)
    assert after["records"].due == MONDAY_AFTER
    planned = await parting.unit(lambda unit: len(unit.planned(ITEM_DUE, after["access"].item)))
    assert planned == 0


@pytest.mark.slow
async def test_taken_back_a_tick_is_remembered_again(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "maya", "One", "dan", date(2026, 3, 5))
    dan, thing = parting.world.id_of("dan"), (await rows(parting, departure))["One"].item
    assert await parting.unit(set_item, dan, thing, ItemState.done) is Outcome.done
    await until(parting, 6, 15)
    assert told(parting, "dan", DUE) == []

    assert await parting.unit(set_item, dan, thing, ItemState.open) is Outcome.done
    await until(parting, 9, 15)

    assert len(told(parting, "dan", DUE)) == 1


@pytest.mark.slow
async def test_another_day_begins_anew_and_a_day_off_becomes_the_next_working_day(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "maya", "One", "dan", date(2026, 3, 5))
    await until(parting, 5, 15)
    assert len(told(parting, "dan", DUE)) == 1

    assert await gives(parting, departure, "maya", "One", "dan", date(2026, 3, 14)) is Outcome.done
    assert (await rows(parting, departure))["One"].due == date(2026, 3, 16)
    assert len(told(parting, "dan", "nothing of this waits for you now")) == 1
    await until(parting, 13, 20)
    assert told(parting, "dan", DUE) == []
    await until(parting, 16, 15)
    assert len(told(parting, "dan", DUE)) == 1
    assert await gives(parting, departure, "maya", "One", "dan", date(2026, 3, 2)) is Outcome.day_passed


@pytest.mark.slow
async def test_who_leaves_the_firm_leaves_their_part_to_whoever_looks_after_the_customer(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await parting.person("maya").presses("I've sent it")
    await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 5))
    parting.world.workspace.deactivate("dan")
    await parting.settles()
    assert (await rows(parting, departure))["Their moulds"].owner_id is None

    await until(parting, 3, 15)
    await open_from_brief(parting, "maya", GIVEN)
    assert "some of it is yours to hand over" in told(parting, "maya", GIVEN)[-1].text
    before = len(told(parting, "maya", DUE))
    await until(parting, 5, 15)
    await open_from_brief(parting, "maya", DUE)
    assert "Their moulds" in told(parting, "maya", DUE)[before].text
    assert await parting.unit(handover_duties, parting.world.id_of("dan")) == []


@pytest.mark.slow
async def test_who_is_no_full_member_any_more_is_not_reminded_but_whoever_looks_after_them_is(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await parting.person("maya").presses("I've sent it")
    await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 5))

    def becomes_a_guest(unit: Unit) -> None:
        unit.need(Colleague, parting.world.id_of("dan")).is_guest = True

    await until(parting, 5, 13)
    await parting.unit(becomes_a_guest)
    await until(parting, 5, 15)

    assert told(parting, "dan", DUE) == []
    assert len(told(parting, "maya", DUE)) == 1


@pytest.mark.slow
async def test_home_shows_each_thing_that_one_owes_once_under_its_day_where_it_has_one(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 6))
    await adds(parting, departure, "maya", "Their <!channel> keys", "dan", date(2026, 3, 4))
    await adds(parting, departure, "maya", "A photo", "dan", None)
    dan = parting.person("dan")
    await until(parting, 5, 15)
    await dan.opens_home()
    await parting.settles()

    shown = str(dan.home and dan.home.body)

    late, asked = shown.index("*Late*"), shown.index("*Asked of you*")
    assert late < shown.index("Their &lt;!channel&gt; keys") < asked < shown.index(f"Hand over to *{ACME}*: A photo")
    assert asked < shown.index("Their moulds")
    assert [shown.count(thing) for thing in ("keys", "moulds", "photo")] == [1, 1, 1]
    await parting.unit(set_item, dan.user_id, (await rows(parting, departure))["A photo"].item, ItemState.done)
    assert await parting.unit(handover_duties, dan.user_id) == []


@pytest.mark.slow
async def test_kept_between_a_few_nobody_hears_but_who_was_given_something_by_hand(long_parting: Parting) -> None:
    """The workspace's list names Ruth; of a customer kept between a few she hears once it is shared."""
    parting = long_parting
    await parting.opens()
    await the_list_names(parting, "ruth")
    departure = await parting.loses(quiet=True)
    await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 5))

    await until(parting, 5, 16)
    assert told(parting, "ruth", ACME) == []
    assert len(told(parting, "dan", DUE)) == 1
    assert await parting.unit(handover_duties, parting.world.id_of("ruth")) == []
    with pytest.raises(NotThere):
        parting.list()

    await parting.unit(share, parting.world.id_of("maya"), departure)
    await until(parting, 6, 16)
    assert "some of it is yours to hand over" in told(parting, "ruth", GIVEN)[-1].text


async def the_list_names(parting: Parting, handle: str) -> None:
    """An admin gives the open invoices of every customer to somebody."""
    form = ThingForm("Open orders and invoices", 3, Since.told, Whose.person, parting.world.id_of(handle))
    assert await parting.unit(keep_thing, parting.world.id_of("grace"), "", "open_matters", form) is Outcome.done


@pytest.mark.slow
async def test_whom_the_list_names_hears_in_their_morning(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await the_list_names(parting, "ruth")
    await parting.loses()
    assert told(parting, "ruth", GIVEN) == []

    await until(parting, 3, 15)
    await open_from_brief(parting, "ruth", GIVEN)
    [given] = told(parting, "ruth", GIVEN)
    assert "Open orders and invoices" in given.text
    await until(parting, 5, 15)
    await open_from_brief(parting, "ruth", DUE)
    assert len(told(parting, "ruth", DUE)) == 1
    assert "· Ruth Abelson" in parting.list().text


@pytest.mark.slow
async def test_given_to_somebody_else_it_is_remembered_from_the_start(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    departure = await parting.loses()
    await adds(parting, departure, "maya", "Their moulds", "dan", date(2026, 3, 5))
    await until(parting, 10, 15)
    assert len(told(parting, "dan", DUE)) == 2

    assert await gives(parting, departure, "maya", "Their moulds", "ines", date(2026, 3, 5)) is Outcome.done
    await until(parting, 11, 20)
    await open_from_brief(parting, "ines", DUE)
    assert len(told(parting, "ines", DUE)) == 1
    await until(parting, 20, 20)

    assert len(told(parting, "ines", DUE)) == 2
    assert told(parting, "dan", DUE) == []
