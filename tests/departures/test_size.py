"""How much is done about a departure: by what the customer is worth, or as somebody chose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.colleagues.service import colleague
from bot.customers.models import Customer
from bot.customers.service import add_customer, describe
from bot.departures.events import SizeChanged
from bot.departures.service import choose_size, facts_of, list_lost, move, open_about, open_size, tell_about
from bot.departures.values import AboutForm, Field, LostList, Outcome, Problem, Rejected, Size, Stage
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.departures.support import CHANNEL, GUEST, LEE, MAYA, OMAR, TODAY, Firm

NOTHING_KNOWN = AboutForm(None, None, None)


def set_limits(unit: Unit) -> None:
    """Less than 5,000 dollars a year: a letter; less than 1,000: a record."""
    settings = settings_of(unit)
    settings.light_below, settings.record_below, settings.amounts_in = Decimal(5000), Decimal(1000), "USD"


def tell_of_everybody(unit: Unit) -> None:
    """Slack has told us of everybody."""
    settings_of(unit).people_read_at = unit.now


async def test_a_customer_of_known_worth_gets_what_the_workspace_wants_for_such(firm: Firm) -> None:
    await firm(set_limits)
    for name, worth in (("Large", 5000), ("Small", 4999), ("Tiny", 999)):
        customer = await firm(lambda unit, name=name: add_customer(unit, name).id)
        await firm(describe, customer, Decimal(worth), "USD", None)

    found = [await firm(facts_of, await firm.logs(new_name=name)) for name in ("Large", "Small", "Tiny", "Unknown")]

    assert [one.size for one in found] == [Size.full, Size.light, Size.record, Size.full]


async def test_what_is_worth_said_later_counts_while_nobody_has_chosen(firm: Firm) -> None:
    await firm(set_limits)
    await firm.choose_channel()
    by_rule, chosen = await firm.logs(), await firm.logs(new_name="Brio")
    await firm(choose_size, MAYA, chosen, Size.full)

    for departure in (by_rule, chosen):
        assert (
            await firm(tell_about, MAYA, departure, AboutForm(Decimal(2000), "USD", date(2019, 4, 1))) is Outcome.done
        )

    assert (await firm(facts_of, by_rule)).size is Size.light
    assert (await firm(facts_of, by_rule)).since == date(2019, 4, 1)
    assert (await firm(facts_of, chosen)).size is Size.full
    assert [one for one in firm.told if isinstance(one, SizeChanged)] == [
        SizeChanged(by_rule, Size.full, Size.light, MAYA, chosen=False)
    ]
    assert "By the rule of this workspace" in (await firm.said(CHANNEL))[-1]
    assert "2,000" not in "".join(await firm.said(CHANNEL))


async def test_where_they_work_is_kept_and_offered_again(firm: Firm) -> None:
    logged = await firm.logs()
    form = AboutForm(None, None, None, "Europe/Berlin")

    assert await firm(tell_about, MAYA, logged, form) is Outcome.done

    about = await firm(open_about, MAYA, logged)
    assert about.zone == "Europe/Berlin"


async def test_a_choice_is_told_once_and_stays_whatever_they_are_worth(firm: Firm) -> None:
    await firm(set_limits)
    await firm.choose_channel()
    logged = await firm.logs()

    for _press in range(2):
        assert await firm(choose_size, MAYA, logged, Size.record) is Outcome.done
    await firm(tell_about, MAYA, logged, AboutForm(Decimal(90000), "USD", None))

    assert (await firm(facts_of, logged)).size is Size.record
    assert [line for line in await firm.said(CHANNEL) if "how much we do" in line] == [
        "Maya chose how much we do from now on: *Only keep a record*."
    ]


async def test_only_a_record_stays_in_the_list(firm: Firm) -> None:
    logged = await firm.logs()
    await firm(choose_size, MAYA, logged, Size.record)

    lost = await firm(list_lost, MAYA)

    assert isinstance(lost, LostList)
    assert [row.departure for row in lost.rows] == [logged]


@pytest.mark.parametrize("person", [LEE, GUEST])
async def test_only_those_around_it_may_choose_or_tell(firm: Firm, person: str) -> None:
    logged = await firm.logs(quiet=True)

    assert await firm(open_size, person, logged) is Outcome.may_not
    assert await firm(choose_size, person, logged, Size.record) is Outcome.may_not
    assert await firm(open_about, person, logged) is Outcome.may_not
    assert await firm(tell_about, person, logged, NOTHING_KNOWN) is Outcome.may_not


async def test_what_is_over_has_no_size_any_more_but_is_still_told_about(firm: Firm) -> None:
    logged = await firm.logs(stage=Stage.leaving)
    await firm(move, MAYA, logged, Stage.saved)

    assert await firm(open_size, MAYA, logged) is Outcome.not_from_here
    assert await firm(choose_size, MAYA, logged, Size.record) is Outcome.not_from_here
    assert await firm(choose_size, MAYA, "gone", Size.record) is Outcome.not_from_here
    assert await firm(tell_about, MAYA, logged, AboutForm(Decimal("12.50"), None, None)) is Outcome.done
    about = await firm(open_about, MAYA, logged)
    assert not isinstance(about, Outcome)
    assert (about.value, about.currency, about.since) == (Decimal("12.5"), None, None)


async def test_a_day_after_they_left_is_refused_and_nothing_is_kept(firm: Firm) -> None:
    logged = await firm.logs(happened=date(2026, 2, 1), owner=OMAR)

    refused = await firm(tell_about, MAYA, logged, AboutForm(Decimal(10), "USD", TODAY))

    assert refused == Rejected({Field.since: Problem.after_leaving})
    customer = (await firm.departure(logged)).customer
    assert (await firm(lambda unit: unit.need(Customer, customer).value)) is None


async def test_four_people_can_hear_a_customer_out_and_three_write(firm: Firm) -> None:
    """Of the four here one more leaves; before Slack has told of everybody, nobody is counted."""
    assert (await firm(facts_of, await firm.logs())).size is Size.full
    await firm(tell_of_everybody)
    assert (await firm(facts_of, await firm.logs(new_name="Brio"))).size is Size.full

    await firm(_lee_leaves)

    assert (await firm(facts_of, await firm.logs(new_name="Cora"))).size is Size.light


def _lee_leaves(unit: Unit) -> None:
    lee = colleague(unit, LEE)
    assert lee is not None
    lee.is_gone = True
