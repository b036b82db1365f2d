"""First, second, third time with us: each has its days, what it was worth, why it ended, and what it took to win them back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.customers.models import Customer, Lifetime
from bot.customers.service import describe
from bot.departures import service as leaving
from bot.departures.models import Departure, Step
from bot.departures.values import Stage
from bot.folder.blocks.document import document
from bot.folder.blocks.folder import folder_view
from bot.folder.service.emptying import CLEARED, unforeseen
from bot.folder.service.exporting import _data
from bot.folder.service.opening import folder_of
from bot.folder.values import Export, FolderView, Time
from bot.winback import service as winning
from bot.winback.values import BackForm, Declined, Obstacle
from bot.words import locale
from bot.work.calendar import UTC
from bot.workspace.rules import Amount
from tests.nudges.support import ANA, GUEST, LEE, MAYA, OMAR, Firm
from tests.winback.support import interviewed, only_return

BACK = date(2026, 3, 2)
TOLD = BackForm(
    BACK,
    words="Omar's calls",
    terms="A pilot at the old prices",
    cost=Amount(Decimal("1200.50"), "EUR"),
    worth=Amount(Decimal(30000), None),
)


async def left(firm: Firm, name: str = "Acme", **more: object) -> str:
    """A customer who was worth 48,000 dollars a year, and left over the price; the departure's id."""
    acme = await firm.loses(name, happened=date(2025, 9, 1), **more)
    customer = await customer_of(firm, acme)
    await firm(describe, customer, Decimal(48000), "USD", date(2019, 4, 1))
    await interviewed(firm, acme, "price", by=ANA)
    return acme


async def customer_of(firm: Firm, departure: str) -> str:
    """Whose departure it is."""
    return (await firm(lambda unit: unit.need(Departure, departure))).customer


async def folder(firm: Firm, customer: str, reader: str = MAYA) -> FolderView:
    """The folder as somebody sees it."""
    view = await firm(folder_of, reader, customer)
    assert view is not None
    return view


async def times(firm: Firm, customer: str, reader: str = MAYA) -> tuple[Time, ...]:
    """The times with us, as somebody may see them."""
    return (await folder(firm, customer, reader)).facts.times


async def takes_back(firm: Firm, departure: str, by: str = OMAR) -> None:
    """The last step was a mistake."""
    steps = select(Step.id).where(Step.departure == departure, Step.undone_at.is_(None)).order_by(Step.id.desc())
    step = await firm(lambda unit: unit.first(steps))
    await firm(leaving.take_back, by, departure, step)


async def test_each_time_keeps_what_it_was_worth_why_it_ended_and_what_it_took(firm: Firm) -> None:
    acme = await left(firm)
    customer = await customer_of(firm, acme)
    opening = await firm(winning.opening_of, OMAR, acme)
    assert (opening.time, opening.form) == (2, BackForm(BACK, worth=Amount(Decimal(48000), "USD")))

    await firm(winning.come_back, OMAR, acme, TOLD)

    first, second = await times(firm, customer)
    assert (first.began, first.until, first.is_over) == (date(2019, 4, 1), date(2025, 9, 1), True)
    assert (first.worth, first.reasons, first.cost) == (Amount(Decimal(48000), "USD"), ("price",), None)
    assert (second.number, second.began, second.is_over) == (2, BACK, False)
    assert (second.worth, second.reasons) == (Amount(Decimal(30000), "USD"), ())
    assert second.cost == Amount(Decimal("1200.5"), "EUR")

    again = await firm.loses(customer_id=customer, new_name=None, happened=BACK)
    await interviewed(firm, again, "champion_left")
    await firm(winning.come_back, OMAR, again, BackForm(BACK, worth=Amount(Decimal(10), "GBP")))
    first, second, third = await times(firm, customer)
    assert (second.until, second.is_over, second.worth) == (BACK, True, Amount(Decimal(30000), "USD"))
    assert len(second.reasons) == 1
    assert (third.number, third.worth, third.cost) == (3, Amount(Decimal(10), "GBP"), None)


@pytest.mark.parametrize(("language", "cost"), [("en-US", "€1,200.50"), ("de-DE", "1.200,50 €")])
async def test_amounts_are_written_the_readers_way_and_exported_exactly(firm: Firm, language: str, cost: str) -> None:
    acme = await left(firm)
    await firm(winning.come_back, OMAR, acme, TOLD)
    view = await folder(firm, await customer_of(firm, acme))
    export = Export(view.facts, (), view.lines, (), "Maya", firm.clock.moment, UTC)

    spoken = locale.set(language)
    seen = json.dumps(folder_view(view).payload, ensure_ascii=False).replace("\xa0", " ")
    page = document(export).replace("\xa0", " ")
    locale.reset(spoken)

    assert cost in seen
    assert cost in page
    _first, second = _data(export, MAYA)["customer"]["times"]
    assert second["cost_of_winning_back"] == {"amount": "1200.5", "currency": "EUR"}
    assert second["worth_a_year"] == {"amount": "30000", "currency": "USD"}


async def test_it_is_told_in_the_folder_how_they_came_back(firm: Firm) -> None:
    acme = await left(firm)
    await firm(winning.come_back, OMAR, acme, TOLD)

    view = await folder(firm, await customer_of(firm, acme))

    (entry,) = [one.entry for one in view.lines if one.entry.kind == "return"]
    assert entry.words is not None
    assert "Omar's calls" in entry.words
    assert "A pilot at the old prices" in entry.words


async def test_who_may_not_know_of_a_departure_learns_nothing_of_its_cause_and_cost(firm: Firm) -> None:
    acme = await left(firm, quiet=True)
    customer = await customer_of(firm, acme)
    await firm(winning.come_back, MAYA, acme, TOLD)
    await firm.loses(customer_id=customer, new_name=None, happened=BACK)

    first, second = await times(firm, customer, LEE)

    assert (first.reasons, first.cost) == ((), None)
    assert second.cost is None
    assert (await times(firm, customer, ANA))[1].cost == TOLD.cost


async def test_more_of_it_can_be_told_later_and_put_right(firm: Firm) -> None:
    acme = await left(firm)
    await firm(winning.come_back, OMAR, acme, BackForm(BACK))
    came_back = await only_return(firm)

    opening = await firm(winning.opening_again, MAYA, came_back.id)
    assert opening.came_back == came_back.id
    assert opening.form == BackForm(BACK, worth=Amount(Decimal(48000), "USD"))
    await firm(winning.tell_more, MAYA, came_back.id, TOLD)
    opening = await firm(winning.opening_again, MAYA, came_back.id)
    assert opening.form is not None
    assert (opening.form.words, opening.form.terms, opening.form.cost) == (TOLD.words, TOLD.terms, TOLD.cost)

    await firm(winning.tell_more, MAYA, came_back.id, BackForm(date(2026, 2, 20)))
    life = await firm(lambda unit: unit.need(Lifetime, came_back.lifetime))
    assert life.began == date(2026, 2, 20)
    assert (await only_return(firm)).cost is None
    for who, form, why in (
        (LEE, TOLD, Obstacle.may_not),
        (GUEST, TOLD, Obstacle.may_not),
        (MAYA, BackForm(date(2026, 4, 1)), Obstacle.bad_day),
        (MAYA, BackForm(date(2025, 8, 1)), Obstacle.bad_day),
    ):
        with pytest.raises(Declined) as declined:
            await firm(winning.tell_more, who, came_back.id, form)
        assert declined.value.why is why


async def test_taken_back_they_are_worth_what_they_were_and_their_second_time_waits(firm: Firm) -> None:
    acme = await left(firm)
    customer = await customer_of(firm, acme)
    await firm(winning.come_back, OMAR, acme, TOLD)

    await takes_back(firm, acme)

    known = await firm(lambda unit: unit.need(Customer, customer))
    assert (known.value, known.currency) == (Decimal(48000), "USD")
    shown = folder_view(await folder(firm, customer))
    assert "second time with us" not in str(shown)
    came_back = await only_return(firm)
    assert "not back after all" in await firm.shown("welcome", came_back.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.tell_more, MAYA, came_back.id, TOLD)
    assert declined.value.why is Obstacle.over

    await firm(winning.come_back, OMAR, acme, BackForm(BACK))
    _first, second = await times(firm, customer)
    assert (second.number, second.worth, second.cost) == (2, Amount(Decimal(48000), "USD"), None)


async def test_what_somebody_said_since_stays_when_a_return_is_taken_back(firm: Firm) -> None:
    acme = await left(firm)
    customer = await customer_of(firm, acme)
    await firm(winning.come_back, OMAR, acme, TOLD)
    await firm(describe, customer, Decimal(99), "USD", None)

    await takes_back(firm, acme)

    assert (await firm(lambda unit: unit.need(Customer, customer))).value == Decimal(99)


async def test_one_who_was_let_go_and_left_again_later_has_a_second_time_too(firm: Firm) -> None:
    acme = await left(firm)
    customer = await customer_of(firm, acme)
    await firm(leaving.move, MAYA, acme, Stage.closed)

    await firm.loses(customer_id=customer, new_name=None, happened=BACK)
    await firm(describe, customer, Decimal(7), "USD", date(2019, 4, 1))

    first, second = await times(firm, customer)
    assert (first.worth, second.worth) == (Amount(Decimal(48000), "USD"), Amount(Decimal(7), "USD"))


def test_nothing_of_it_is_left_once_a_customer_is_erased() -> None:
    assert {"cost", "currency"} <= set(CLEARED["returns"])
    assert {"value", "currency"} <= set(CLEARED["lifetimes"])
    assert unforeseen() == []
