"""Every figure of the report opens those behind it, as far as its reader may see them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import or_, select

from bot.customers.models import CueNoted, Customer
from bot.customers.service import add_customer, describe
from bot.customers.values import Cue
from bot.insights.rules.report import mark_of
from bot.insights.service import behind
from bot.insights.values.report import CELL, IN_VAIN, MONTH, REASON, SIGN, TRAIT, WATCHED, All
from bot.work.unit import Unit
from tests.insights.test_report import YEAR, a_year, leaves, of
from tests.interviews.support import Story


async def test_a_figure_opens_those_behind_it_whom_one_may_see(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    maya, theo = story.world.id_of("maya"), story.world.id_of("theo")

    seen = await story.unit(behind, maya, YEAR, REASON, "price")
    hidden = await story.unit(behind, theo, YEAR, REASON, "price")

    assert seen is not None
    assert hidden is not None
    assert [one.customer for one in seen.cases] == ["Customer 0", "Customer 1", "Customer 2", "Customer 7"]
    assert (hidden.cases, hidden.hidden) == ((), 4)


async def test_a_month_and_a_cell_open_those_behind_them_whom_one_may_see(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    maya, theo = story.world.id_of("maya"), story.world.id_of("theo")
    view = await of(story, "maya")
    assert view.crossing is not None

    for month, count in view.months:
        found = await story.unit(behind, maya, YEAR, MONTH, f"{month:%Y-%m}")
        assert found is not None
        assert len(found.cases) == count
    counted = 0
    for row, (_name, counts) in zip(view.crossing.keys[0], view.crossing.rows, strict=True):
        for column, count in zip(view.crossing.keys[1], counts, strict=True):
            key = f"{mark_of(row)}.{mark_of(column)}"
            opened = await story.unit(behind, maya, YEAR, CELL, key, (REASON, "segment"), hears_all=True)
            other = await story.unit(behind, theo, YEAR, CELL, key, (REASON, "segment"), hears_all=True)
            assert opened is not None
            assert other is not None
            assert (len(opened.cases), opened.hidden, other.cases) == (count, 0, ())
            counted += count
    assert counted == 7, "all who told us why"


def _some_stay(unit: Unit) -> None:
    for number in range(6):
        customer = add_customer(unit, f"Stays {number}")
        customer.segments = ["Shop"]
        describe(unit, customer.id, Decimal(1000 * number), "USD", date(2015 + number, 1, 1))


async def test_groups_beside_each_other_open_those_in_them(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    await story.unit(_some_stay)
    maya, view = story.world.id_of("maya"), await of(story, "maya")

    groups = [(All.silent, one, one.one.part) for one in view.silent] + [(All.heard, one, one.other.part) for one in view.silent]
    groups += [(All.lost, one, one.one.part) for one in view.stayed]
    groups += [(All.stayed, one, one.other.part) for one in view.stayed]

    assert len(groups) > 8
    for group, one, count in groups:
        key = f"{group.value}.{mark_of(one.by)}.{mark_of(one.trait)}"
        found = await story.unit(behind, maya, YEAR, TRAIT, key)
        assert found is not None
        assert (len(found.cases), one.trait in found.figure) == (count, True)
        assert all((case.folder is not None) == (group is All.stayed) for case in found.cases)
    nothing = await story.unit(behind, maya, YEAR, TRAIT, f"lost.{mark_of('gone')}.{mark_of('x')}")
    assert nothing is not None
    assert nothing.cases == ()


async def test_somebody_who_stayed_has_their_folder_opened(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    await story.unit(_some_stay)
    maya = story.world.person("maya")
    await maya.types("/lost-customer report 2025")
    await maya.chooses("Stayed: Shop (6)")
    await maya.presses("Folder")
    assert "Stays 0" in str(maya.modal and maya.modal.body)


async def test_a_warning_sign_opens_those_it_came_before_and_those_who_stayed(story: Story) -> None:
    maya = story.world.id_of("maya")
    await story.unit(a_year, maya)
    await story.unit(_signs, maya)
    left = await story.unit(behind, maya, YEAR, SIGN, Cue.complaint.value)
    stayed = await story.unit(behind, maya, YEAR, IN_VAIN, Cue.complaint.value)
    assert left is not None
    assert stayed is not None
    assert [one.customer for one in left.cases] == ["Customer 9"]
    assert sorted(one.customer for one in stayed.cases) == [f"Stays {number}" for number in range(6)]
    assert all(one.folder for one in stayed.cases)


async def test_what_is_worth_watching_opens_those_who_told_us(story: Story) -> None:
    await story.unit(a_year, story.world.id_of("maya"))
    theo, maya = story.world.id_of("theo"), story.world.id_of("maya")
    found = await story.unit(behind, maya, YEAR, WATCHED, "20250101.price")
    assert found is not None
    assert found.figure == "price"
    mine = {one.customer for one in found.cases}
    others = await story.unit(behind, theo, YEAR, WATCHED, "20250101.price")
    assert others is not None
    assert (others.cases, others.hidden) == ((), len(mine))
    assert mine


def _signs(unit: Unit, by: str) -> None:
    _some_stay(unit)
    for customer in unit.all(select(Customer).where(or_(Customer.name.like("Stays %"), Customer.name == "Customer 9"))):
        day = unit.now - timedelta(days=200)
        unit.add(CueNoted(customer=customer.id, kind=Cue.complaint, at=day, by=by))


async def test_a_cell_of_what_was_put_together_opens_all_of_it(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(14):
        kind = "Shop" if number < 6 else "Bakery" if number < 12 else "Bank"
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 5, 1 + number), "price", kind=kind)
    key = f"{mark_of('price')}.{mark_of('')}"
    found = await story.unit(behind, maya, YEAR, CELL, key, (REASON, "segment"))
    assert found is not None
    assert (len(found.cases), found.figure) == (8, "Reason: price, Kind of customer: all others")
    gone = await story.unit(behind, maya, YEAR, CELL, key, (REASON, "tenure"))
    assert gone is not None
    assert (gone.cases, gone.hidden) == ((), 0), "there is no such cell any more"


async def test_a_kind_whose_name_another_begins_with_opens_its_own(story: Story) -> None:
    maya = story.world.id_of("maya")
    for number in range(4):
        await story.unit(leaves, maya, f"Customer {number}", date(2025, 5, 1 + number), kind="Shop" if number == 3 else "Shop online")
    found = await story.unit(behind, maya, YEAR, "segment", "Shop")
    assert found is not None
    assert [one.customer for one in found.cases] == ["Customer 3"]
