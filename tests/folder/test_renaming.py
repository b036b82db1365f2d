"""A customer gets another name, and is found by the one before."""

from __future__ import annotations

from datetime import date

from bot.customers.service import (
    find_customer,
)
from bot.departures.service import suggest_customers
from bot.departures.values import Opening
from bot.folder.blocks.putting_right import rename_form
from bot.folder.putting_right import Refusal, Renamed
from bot.folder.service.merging import merge
from bot.folder.service.renaming import rename
from tests.departures.support import ANA, LEE, MAYA, OMAR, Firm
from tests.folder.test_merging import customer, customer_of, places, two


async def test_a_customer_is_found_by_the_name_before(firm: Firm) -> None:
    departure = await firm.logs(owner=OMAR)
    acme = await customer_of(firm, departure)
    shown = await places(firm, departure)

    came = await firm(rename, OMAR, acme, " Apex  Foods ")

    assert came == Renamed("Acme GmbH", "Apex Foods")
    assert (await firm(find_customer, "ACME")).id == acme
    assert (await firm(find_customer, "apex foods")).id == acme
    assert [one.name for one in (await firm(suggest_customers, OMAR, "acme"))[0]] == ["Apex Foods"]
    assert [one.name for one in (await firm(suggest_customers, OMAR, ""))[0]] == ["Apex Foods"]
    assert all(now > before for now, before in zip(await places(firm, departure), shown, strict=True))


async def test_a_former_name_is_free_for_another(firm: Firm) -> None:
    """What somebody is called now goes before what somebody else was called once."""
    acme = await customer_of(firm, await firm.logs(owner=OMAR))
    await firm(rename, OMAR, acme, "Apex")
    brio = await customer_of(firm, await firm.logs(new_name="Brio", owner=OMAR))

    assert await firm(rename, OMAR, brio, "APEX") is Refusal.name_taken
    assert await firm(rename, OMAR, brio, "Acme") == Renamed("Brio", "Acme")

    assert (await firm(find_customer, "acme")).id == brio
    assert await firm(rename, OMAR, acme, "") is Refusal.name_missing
    assert await firm(rename, OMAR, acme, "x" * 121) is Refusal.name_too_long


async def test_the_one_that_stays_may_take_the_other_name(firm: Firm) -> None:
    acme, bread = await two(firm)
    await firm(merge, OMAR, acme, bread)

    assert await firm(rename, OMAR, acme, "Acme Bread") == Renamed("Acme GmbH", "Acme Bread")

    assert (await firm(find_customer, "acme")).id == acme
    assert (await firm(find_customer, "acme bread")).id == acme


async def test_who_may_rename(firm: Firm) -> None:
    """Those in the circle of a departure; somebody who may not see the customer learns nothing."""
    acme = await customer_of(firm, await firm.logs(owner=OMAR, quiet=True))

    assert await firm(rename, LEE, acme, "Apex") is Refusal.unknown
    assert isinstance(await firm(rename, MAYA, acme, "Apex"), Renamed)
    dolce = await customer(firm, "Dolce")
    assert await firm(rename, LEE, dolce, "Dolce Vita") is Refusal.may_not
    assert isinstance(await firm(rename, ANA, dolce, "Dolce Vita"), Renamed)


def test_the_form_about_a_known_customer_begins_with_the_new_name() -> None:
    """Where nobody is known yet it begins, as any form does, with its first question: whom."""
    assert begins_with(Opening(date(2025, 3, 3), "c-acme", "Acme")) == ["name"]
    assert begins_with(Opening(date(2025, 3, 3), name="Acme")) == []
    assert begins_with(Opening(date(2025, 3, 3))) == []


def begins_with(opening: Opening) -> list[str]:
    """The questions of the form that ask for the focus."""
    blocks = rename_form(opening).payload["blocks"]
    return [block["block_id"] for block in blocks if block.get("element", {}).get("focus_on_load")]
