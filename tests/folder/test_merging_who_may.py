"""Who may say that two customers are one, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.customers.models import Customer
from bot.departures.service import move
from bot.departures.values import Stage
from bot.folder.putting_right import LastMerge, Merged, MergePlan, Parted, Refusal
from bot.folder.service.merging import last_merge, merge, plan_merge, undo_merge
from bot.folder.service.renaming import rename
from bot.privacy.service.records import records_of
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.departures.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, Firm
from tests.folder.test_merging import customer, customer_of, two

pytestmark = pytest.mark.every_way


async def test_who_may(firm: Firm) -> None:
    """Admins, and the owner of both; somebody who may not see one of them hears what they would hear of any name."""
    await firm.choose_channel(CHANNEL, LEE)
    mine = await customer_of(firm, await firm.logs(owner=OMAR))
    other = await firm.logs(new_name="Brio", owner=MAYA)
    await firm(move, MAYA, other, Stage.closed)
    brio = await customer_of(firm, other)
    quiet = await customer_of(firm, await firm.logs(by=MAYA, new_name="Corda", owner=MAYA, quiet=True))
    free = await customer(firm, "Dolce")

    assert await firm(plan_merge, LEE, mine, brio) is Refusal.may_not
    assert await firm(plan_merge, OMAR, mine, brio) is Refusal.unknown
    assert await firm(plan_merge, OMAR, mine, quiet) is Refusal.unknown
    assert await firm(plan_merge, GUEST, mine, brio) is Refusal.unknown
    assert await firm(plan_merge, OMAR, mine, None) is Refusal.unknown
    assert await firm(plan_merge, OMAR, mine, mine) is Refusal.the_same
    assert isinstance(await firm(plan_merge, OMAR, mine, free), MergePlan)
    assert isinstance(await firm(plan_merge, ANA, mine, brio), MergePlan)


async def test_who_may_take_it_back(firm: Firm) -> None:
    """Whoever did it, and admins."""
    acme, bread = await two(firm)
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)

    assert await firm(last_merge, MAYA, acme) is Refusal.may_not
    assert await firm(undo_merge, MAYA, came.merge) is Refusal.may_not
    assert isinstance(await firm(last_merge, ANA, acme), LastMerge)
    assert isinstance(await firm(undo_merge, ANA, came.merge), Parted)


async def test_what_is_recorded_says_who_and_nothing_of_names(firm: Firm) -> None:
    acme, bread = await two(firm)
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)
    await firm(undo_merge, OMAR, came.merge)
    await firm(rename, OMAR, acme, "Apex")

    def log(unit: Unit) -> Sequence[AuditEntry]:
        return unit.all(select(AuditEntry).order_by(AuditEntry.id))

    entries = [(one.who, one.did, one.what) for one in await firm(log)][-3:]

    assert entries == [
        (OMAR, "customer.merged", came.merge),
        (OMAR, "customer.merge_undone", came.merge),
        (OMAR, "customer.renamed", acme),
    ]


async def test_an_admin_reads_in_the_record_which_two_were_merged(firm: Firm) -> None:
    acme, bread = await two(firm)
    names = [(await firm(lambda unit, it=one: unit.need(Customer, it))).name for one in (acme, bread)]
    came = await firm(merge, OMAR, acme, bread)
    assert isinstance(came, Merged)
    await firm(undo_merge, OMAR, came.merge)

    view = await firm(records_of, ANA)

    assert view is not None
    about = {one.did: [one.about, one.other] for one in view.lines}
    assert about["customer.merged"] == about["customer.merge_undone"] == names
