"""Two customers turn out to be one, and two again."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.models import ConsentAnswer, Customer, Lifetime, Merge, MergeMove
from bot.customers.service import (
    add_contact,
    add_customer,
    consent_of,
    current_lifetime,
    dealings_of,
    find_customer,
    log_touch,
    note_cues,
    note_dealing,
    touches_of,
)
from bot.customers.values import Consent, Correction, Cue, DealingKind, TouchKind
from bot.departures.models import Departure
from bot.departures.service import details_of, facts_of, move, open_log, suggest_customers, take_back
from bot.departures.service.undo import undoable
from bot.departures.values import Logged, Opening, Outcome, Stage
from bot.folder.putting_right import LastMerge, Merged, MergePlan, Parted, Refusal
from bot.folder.service.merging import last_merge, merge, plan_merge, undo_merge
from bot.folder.service.reach import tables
from bot.work.models import Attempt, Delivery, Gesture, Obligation
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.departures.support import ANA, LEE, MAYA, OMAR, Firm
from tests.folder.growing import grow

pytestmark = pytest.mark.every_way

NOT_OF_CUSTOMERS = {Delivery, Attempt, Obligation, Gesture, AuditEntry, Merge, MergeMove}
"""What a merge and its undoing leave behind: who did it, and what was sent."""


async def customer(firm: Firm, name: str) -> str:
    """A customer who never left; the id."""
    return str((await firm(add_customer, name)).id)


async def customer_of(firm: Firm, departure: str) -> str:
    return (await firm.departure(departure)).customer


async def two(firm: Firm) -> tuple[str, str]:
    """Acme, who left and is Omar's; and Acme Bread, who left long ago, is Omar's, too, and is closed."""
    acme = await firm.logs(owner=OMAR)
    bread = await firm.logs(new_name="Acme Bread", owner=OMAR, contact="Bo, bo@bread.example", note="Gone to Zed.")
    assert await firm(move, OMAR, bread, Stage.closed) is Outcome.done
    return await customer_of(firm, acme), await customer_of(firm, bread)


async def everything(firm: Firm) -> dict[str, dict[str, Any]]:
    """Every row of every table but those of the work itself."""

    def look(unit: Unit) -> dict[str, dict[str, Any]]:
        kinds = [one for one in tables().values() if one not in NOT_OF_CUSTOMERS]
        rows = ((kind.__tablename__, row) for kind in kinds for row in unit.all(select(kind)))
        return {f"{table}:{row.id}": {key: getattr(row, key) for key in row.__mapper__.columns.keys()} for table, row in rows}  # noqa: SIM118

    return await firm(look)


async def test_what_belonged_to_the_other_belongs_to_the_one_that_stays(firm: Firm) -> None:
    acme, bread = await two(firm)
    await firm(log_touch, bread, TouchKind.call, by=LEE)
    await firm(note_cues, bread, [Cue.price], by=LEE)

    plan = await firm(plan_merge, OMAR, acme, bread)
    came = await firm(merge, OMAR, acme, bread)

    assert isinstance(plan, MergePlan)
    assert isinstance(came, Merged)
    assert (plan.moves.logged, plan.moves.contacts, plan.moves.people, plan.moves.signs) == (1, 1, 1, 1)
    assert came.moved == plan.moves
    assert len(await firm(touches_of, acme)) == 1
    assert await firm(touches_of, bread) == []
    assert {one.customer for one in await firm(lambda unit: unit.all(select(Departure)))} == {acme}


async def test_the_other_is_listed_no_longer_and_found_under_the_one_that_stays(firm: Firm) -> None:
    acme, bread = await two(firm)
    await firm(merge, OMAR, acme, bread)

    found, is_known = await firm(suggest_customers, OMAR, "acme bread")
    opening = await firm(open_log, OMAR, "Acme Bread")

    assert [one.id for one in found] == [acme]
    assert is_known
    assert isinstance(opening, Opening)
    assert opening.customer_id == acme
    assert [one.id for one in (await firm(suggest_customers, OMAR, ""))[0]] == [acme]


async def test_ids_that_are_out_in_slack_go_on_working(firm: Firm) -> None:
    """Buttons carry departures; a form that was open meanwhile carries the customer who is no more."""
    acme, bread = await two(firm)
    departure = await firm(lambda unit: unit.first(select(Departure).where(Departure.customer == bread)))
    await firm(merge, OMAR, acme, bread)

    details = await firm(details_of, OMAR, departure.id)
    again = await firm.log(OMAR, customer_id=bread, note="From a form that stood open.")

    assert details is not None
    assert details.facts.customer == "Acme GmbH"
    assert not isinstance(again, Logged)
    assert await firm(undoable, OMAR, departure.id) is not None


async def test_taking_it_back_leaves_everything_as_it_was(firm: Firm) -> None:
    acme, bread = await two(firm)
    for which in (acme, bread):
        await firm(note_dealing, which, LEE, DealingKind.worked_with, said_by=MAYA)
        firm.clock.move(days=1)
        await firm(log_touch, which, TouchKind.call, by=LEE, words="They were kind.")
    before = await everything(firm)

    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)
    merged = await everything(firm)
    back = await firm(undo_merge, OMAR, came.merge)

    assert isinstance(back, Parted)
    assert merged != before
    assert await everything(firm) == before


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_hangs_on_two_customers_merging_and_parting_changes_nothing(firm: Firm, seed: int) -> None:
    """Random rows in every table of the schema: all that names the one names the other meanwhile, and no row is lost."""
    chance = Random(seed)
    acme, bread = await customer(firm, "Acme"), await customer(firm, "Acme Bread")
    for which in (acme, bread):
        await firm(grow, chance, which, "Quince", most=4)
    await firm(_number_times, [acme, bread])
    before = await everything(firm)

    came = await firm(merge, ANA, acme, bread)
    assert isinstance(came, Merged)
    merged = await everything(firm)
    await firm(undo_merge, ANA, came.merge)

    assert await everything(firm) == before
    times = [row for key, row in merged.items() if key.startswith("lifetimes:")]
    assert sorted(row["number"] for row in times) == list(range(1, len(times) + 1))
    assert {row["customer"] for key, row in merged.items() if key.startswith("touches:")} == {acme}


def _number_times(unit: Unit, customers: list[str]) -> None:
    """As the app numbers them: 1, 2, 3."""
    for which in customers:
        times = unit.all(select(Lifetime).where(Lifetime.customer == which).order_by(Lifetime.number))
        for number, time in enumerate(times, 1):
            time.number = number
            unit.session.flush()


async def test_what_came_since_stays_with_the_one_that_stays(firm: Firm) -> None:
    acme, bread = await two(firm)
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)
    await firm(log_touch, acme, TouchKind.meeting, by=OMAR)
    await firm(add_contact, acme, "Zoe", added_by=OMAR)

    await firm(undo_merge, OMAR, came.merge)

    assert len(await firm(touches_of, acme)) == 1
    assert await firm(touches_of, bread) == []
    assert (await firm(find_customer, "acme bread")).id == bread


async def test_the_newest_merge_is_taken_back_first(firm: Firm) -> None:
    acme, bread = await two(firm)
    cake = await customer(firm, "Acme Cake")
    first = await firm(merge, ANA, acme, bread)
    second = await firm(merge, ANA, acme, cake)
    assert isinstance(first, Merged)
    assert isinstance(second, Merged)

    too_soon = await firm(undo_merge, ANA, first.merge)
    last = await firm(last_merge, ANA, acme)
    await firm(undo_merge, ANA, second.merge)

    assert too_soon is Refusal.merged_since
    assert isinstance(last, LastMerge)
    assert last.merge == second.merge
    assert isinstance(await firm(undo_merge, ANA, first.merge), Parted)
    assert await firm(undo_merge, ANA, first.merge) is Refusal.nothing_to_undo


async def test_times_with_us_are_counted_in_one_order(firm: Firm) -> None:
    """They are numbered by their days, the present one last; and each has its own number again afterwards."""
    acme, bread = await customer(firm, "Acme"), await customer(firm, "Acme Bread")

    def live(unit: Unit) -> None:
        for which, begun, ended in ((acme, 2019, 2022), (bread, 2015, 2018), (bread, 2023, 2025)):
            time = current_lifetime(unit, which)
            time.began, time.ended = date(begun, 1, 1), date(ended, 1, 1)
            unit.session.flush()

    await firm(live)
    before = await everything(firm)
    came = await firm(merge, ANA, acme, bread)
    assert isinstance(came, Merged)

    times = await firm(lambda unit: unit.all(select(Lifetime).order_by(Lifetime.number)))

    assert [(one.number, one.began.year, one.customer == acme) for one in times if one.began] == [
        (1, 2015, True),
        (2, 2019, True),
        (3, 2023, True),
    ]
    await firm(undo_merge, ANA, came.merge)
    assert await everything(firm) == before


@pytest.mark.parametrize(
    ("ours", "theirs", "counts"),
    [
        (Consent.yes, Consent.no, Consent.no),
        (Consent.no, Consent.yes, Consent.no),
        (None, Consent.yes, Consent.yes),
        (Consent.no, None, Consent.no),
    ],
)
async def test_a_no_counts_for_both(
    firm: Firm, ours: Consent | None, theirs: Consent | None, counts: Consent
) -> None:
    acme, bread = await two(firm)

    def hear(unit: Unit) -> None:
        for which, answer in ((acme, ours), (bread, theirs)):
            if answer is not None:
                unit.add(ConsentAnswer(customer=which, answer=answer, heard_by=OMAR, at=unit.now))
                unit.session.flush()

    await firm(hear)
    before = await everything(firm)

    came = await firm(merge, OMAR, acme, bread)

    assert isinstance(came, Merged)
    assert await firm(consent_of, acme) is counts
    await firm(undo_merge, OMAR, came.merge)
    assert await everything(firm) == before


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [(None, None, None), (None, True, True), (True, None, True), (True, False, False), (False, True, False)],
)
async def test_the_mailing_list_and_how_they_like_to_hear_from_us_go_along(
    firm: Firm, one: bool | None, other: bool | None, both: bool | None
) -> None:
    """Whoever did not want our mails under one of the names does not get them; and it is taken back whole."""
    acme, bread = await customer(firm, "Acme"), await customer(firm, "Acme Bread")

    def say(unit: Unit) -> None:
        unit.need(Customer, acme).mailing = one
        unit.need(Customer, bread).mailing = other
        unit.need(Customer, bread).reached_by = TouchKind.letter

    def read(unit: Unit) -> tuple[bool | None, TouchKind | None]:
        return unit.need(Customer, acme).mailing, unit.need(Customer, acme).reached_by

    await firm(say)
    came = await firm(merge, ANA, acme, bread)
    assert isinstance(came, Merged)
    assert await firm(read) == (both, TouchKind.letter)

    await firm(undo_merge, ANA, came.merge)
    assert await firm(read) == (one, None)


async def test_of_the_same_evidence_twice_what_nobody_corrected_counts(firm: Firm) -> None:
    """Lee said of one that it is not so; of the other not: so somebody else is asked to hear the customer out."""
    acme, bread = await two(firm)

    def deal(unit: Unit) -> None:
        for which, correction in ((acme, Correction.never), (bread, None)):
            note_dealing(unit, which, LEE, DealingKind.worked_with, said_by=MAYA)
            unit.session.flush()
            [dealing] = [one for one in dealings_of(unit, which) if one.person == LEE]
            dealing.correction = correction

    await firm(deal)
    before = await everything(firm)
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)

    dealings = [one for one in await firm(dealings_of, acme) if one.person == LEE]

    assert [one.correction for one in dealings] == [None]
    await firm(undo_merge, OMAR, came.merge)
    assert await everything(firm) == before


async def test_two_that_are_both_leaving_are_not_merged(firm: Firm) -> None:
    acme = await customer_of(firm, await firm.logs(owner=OMAR))
    bread = await customer_of(firm, await firm.logs(new_name="Acme Bread", owner=OMAR))

    assert await firm(plan_merge, OMAR, acme, bread) is Refusal.both_open
    assert await firm(merge, OMAR, acme, bread) is Refusal.both_open


async def test_the_open_one_goes_on(firm: Firm) -> None:
    """The one that is open belongs to the other name: it is open for the one that stays, and closed or not when parted."""
    acme = await customer(firm, "Acme")
    open_one = await firm.logs(new_name="Acme Bread", owner=OMAR)
    bread = await customer_of(firm, open_one)
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)

    again = await firm.log(OMAR, customer_id=acme)

    assert not isinstance(again, Logged)
    assert (await firm.departure(open_one)).open_for == acme
    assert (await firm(facts_of, open_one)).customer == "Acme"
    await firm(move, OMAR, open_one, Stage.closed)
    await firm(undo_merge, OMAR, came.merge)
    assert (await firm.departure(open_one)).open_for is None
    step = await firm(undoable, OMAR, open_one)
    assert step is not None
    assert await firm(take_back, OMAR, open_one, step) is Outcome.done
    assert (await firm.departure(open_one)).open_for == bread


async def places(firm: Firm, departure: str) -> list[int]:
    """Which version of the card is wanted, wherever it is."""
    wanted = select(Delivery.wanted).where(Delivery.subject == departure, Delivery.card.is_not(None))
    return list(await firm(lambda unit: unit.all(wanted.order_by(Delivery.id))))

