"""A customer is erased: nothing that says who they were is left, whatever table it was in; counts stay."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.colleagues.models import BriefItem
from bot.customers.models import Customer, Erasure, Merge, NameKey
from bot.customers.service import add_customer, consent_of, find_customer, names_of
from bot.customers.values import Consent
from bot.departures.models import Departure, Step
from bot.departures.service import list_lost, suggest_customers
from bot.departures.values import LostList, Stage
from bot.folder.putting_right import ErasePlan, Erasing, Merged, Refusal
from bot.folder.service.emptying import CONTENT_ONLY, reachable, unforeseen, unreachable_words
from bot.folder.service.forgetting import SCRUB, erase, plan_erasure
from bot.folder.service.merging import merge, undo_merge
from bot.folder.service.reach import tables
from bot.folder.service.renaming import rename
from bot.insights.service import sums
from bot.interviews.models import Finding
from bot.store.base import Tenant
from bot.winback.service.opportunities import opportunities
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.departures.support import ANA, CHANNEL, LEE, OMAR, Firm
from tests.folder.growing import grow

pytestmark = pytest.mark.every_way

WORD = "Quincemallow"
"""In everything that people write in these tests, and nowhere else."""


async def grown(firm: Firm) -> str:
    """A customer with a row in every table that hangs on customers; their id."""
    customer = str((await firm(add_customer, f"{WORD} Bakeries")).id)
    await firm(grow, Random(1), customer, WORD)
    return customer


async def logged(firm: Firm, name: str = f"{WORD} Bakeries", **answers: Any) -> tuple[str, str]:
    """A customer who left: their id, and the departure's."""
    departure = await firm.logs(new_name=name, owner=OMAR, contact=f"Bo {WORD}", note=f"{WORD} was too dear.", **answers)
    return (await firm.departure(departure)).customer, departure


async def found_in(firm: Firm, word: str) -> list[str]:
    """Every table and column that has the word, in whatever case."""

    def look(unit: Unit) -> list[str]:
        return sorted({place for kind in tables().values() for place in _places(unit, kind, word)})

    return await firm(look)


def _places(unit: Unit, kind: type[Tenant], word: str) -> list[str]:
    names = kind.__mapper__.columns.keys()
    rows = unit.all(select(kind))
    has = [(row, name) for row in rows for name in names if word.lower() in repr(getattr(row, name)).lower()]
    return [f"{kind.__tablename__}.{name}" for _row, name in has]


def test_nobody_adds_a_column_that_an_erasure_forgets() -> None:
    """Each column that hangs on a customer is emptied, or is known to say nothing of them; and no words hang on nothing."""
    seen_to_otherwise = {"deliveries", "name_keys", "own_letters", "reasons", "reason_log"}
    # messages; the key; letters to whichever customer; what reasons are called
    seen_to_otherwise |= {"audit"}  # what reasons, fields, letters and lists were called: the workspace's own, of no customer
    seen_to_otherwise |= {"imports", "import_parts"}  # a file that waits to be brought in: emptied whole

    assert unforeseen() == [], "Say in bot/folder/service/emptying.py what an erasure does with these."
    assert unreachable_words(seen_to_otherwise) == [], "Let these hang on a customer by a foreign key, or see to them."
    assert {"contacts", "findings", "kept_messages", "frank_notes", "promises"} <= {one.__tablename__ for one in reachable()}


async def test_no_word_is_left_in_any_table(firm: Firm) -> None:
    customer = await grown(firm)
    before = await found_in(firm, WORD)

    came = await firm(erase, ANA, customer, f"{WORD} Bakeries")

    assert isinstance(came, Erasing)
    assert {"contacts.words", "findings.said", "guesses.words", "kept_messages.words", "customers.name"} <= set(before)
    assert await found_in(firm, WORD) == []


async def test_counts_stay(firm: Firm) -> None:
    """That somebody left, when, and for which reason: rows stay, without a word."""
    customer = await grown(firm)

    def counts(unit: Unit) -> dict[str, int]:
        kinds = [one for one in reachable() if one.__tablename__ not in CONTENT_ONLY]
        return {one.__tablename__: unit.first(select(func.count()).select_from(one)) or 0 for one in kinds}

    def reasons(unit: Unit) -> list[Any]:
        return [(one.reason, one.filed_at) for one in unit.all(select(Finding))]

    before, why, learned = await firm(counts), await firm(reasons), await firm(sums)
    await firm(erase, ANA, customer, f"{WORD} Bakeries")
    after = await firm(counts)

    assert all(after[table] >= count for table, count in before.items())
    assert await firm(reasons) == why
    assert await firm(sums) == learned


async def test_their_name_is_typed_to_confirm_it(firm: Firm) -> None:
    """However it is spelt; another name erases nothing."""
    customer, _departure = await logged(firm)

    assert await firm(erase, ANA, customer, "Somebody") is Refusal.wrong_name
    assert await firm(erase, ANA, customer, None) is Refusal.wrong_name
    assert (await found_in(firm, WORD)) != []
    assert isinstance(await firm(erase, ANA, customer, f"  {WORD.lower()} BAKERIES "), Erasing)


async def test_only_admins_may(firm: Firm) -> None:
    """Not even the owner; and who may not see a customer hears what they would hear of any name."""
    await firm.choose_channel(CHANNEL)
    customer, _departure = await logged(firm)

    assert await firm(plan_erasure, OMAR, customer) is Refusal.may_not
    assert await firm(erase, OMAR, customer, f"{WORD} Bakeries") is Refusal.may_not
    assert await firm(plan_erasure, LEE, customer) is Refusal.unknown
    assert isinstance(await firm(plan_erasure, ANA, customer), ErasePlan)


async def test_what_would_go_is_told_in_numbers(firm: Firm) -> None:
    await firm.choose_channel(CHANNEL)
    customer, departure = await logged(firm)
    await firm(_send_all, departure)

    plan = await firm(plan_erasure, ANA, customer)

    assert isinstance(plan, ErasePlan)
    assert (plan.goes.logged, plan.goes.people) == (1, 1)
    assert plan.messages == 2
    assert plan.known_as == ()


async def test_what_i_said_in_slack_is_taken_away_and_what_waits_is_never_sent(firm: Firm) -> None:
    """The card, what stands in its thread, and what each of them said; a line that waits is dropped."""
    await firm.choose_channel(CHANNEL)
    customer, departure = await logged(firm)
    await firm(_send_all, departure)
    await firm.log(ANA, customer_id=customer, note=f"{WORD} rang me, too.")

    came = await firm(erase, ANA, customer, f"{WORD} Bakeries")

    assert isinstance(came, Erasing)
    assert came.messages == 2
    said = await firm(lambda unit: unit.all(select(Delivery).order_by(Delivery.id)))
    away = [one for one in said if one.away_since is not None]
    assert len(away) >= 3
    assert all(one.content is None for one in away)
    assert [one.state for one in away if one.ts is None] == [Sending.ended] * (len(away) - 2)
    assert [one.state for one in away if one.ts is not None] == [Sending.waiting] * 2


def _send_all(unit: Unit, departure: str) -> None:
    """As if the outbox had sent the card and the line in its thread."""
    for number, one in enumerate(unit.all(select(Delivery).order_by(Delivery.id)), 1):
        one.state, one.channel, one.ts, one.tried = Sending.sent, CHANNEL, f"{number}.0", unit.now
        one.lane, one.sent_version = f"update:{one.id}", one.wanted
    del departure


async def test_nothing_is_planned_and_nobody_is_asked_any_more(firm: Firm) -> None:
    customer, departure = await logged(firm)

    def owe(unit: Unit) -> None:
        unit.plan("nudge", departure, unit.now, key=f"nudge:{departure}:1", words=WORD)
        unit.plan("other", "x", unit.now, key="other:x")
        unit.add(BriefItem(person=OMAR, card="departure", subject=departure, added=unit.now))

    await firm(owe)
    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    planned = await firm(lambda unit: unit.all(select(Obligation).where(Obligation.state == Progress.planned)))
    assert sorted(one.kind for one in planned) == [SCRUB, "other"]
    assert await firm(lambda unit: unit.all(select(BriefItem))) == []


async def test_it_is_closed_and_nobody_is_asked_to_win_them_back(firm: Firm) -> None:
    """They are in no list and no typeahead, and are never proposed; what happened is counted as before."""
    customer, departure = await logged(firm)
    other, _departure = await logged(firm, "Brio")

    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    lost = await firm(list_lost, ANA)
    steps = await firm(lambda unit: unit.all(select(Step).where(Step.departure == departure).order_by(Step.at, Step.id)))
    assert isinstance(lost, LostList)
    assert [row.customer for row in lost.rows] == ["Brio"]
    assert [one.id for one in (await firm(suggest_customers, ANA, ""))[0]] == [other]
    assert await firm(find_customer, f"{WORD} Bakeries") is None
    assert customer not in {one.customer for one in await firm(opportunities)}
    assert [one.after for one in steps] == [Stage.left, Stage.closed]
    assert await firm(consent_of, customer) is Consent.no
    assert (await firm.departure(departure)).open_for is None


async def test_all_their_names_go(firm: Firm) -> None:
    """Former ones, and those of customers who turned out to be them; and the merge cannot be taken back."""
    customer, _departure = await logged(firm)
    bread = str((await firm(add_customer, f"{WORD} Bread")).id)
    await firm(grow, Random(2), bread, WORD)
    closed = await firm(lambda unit: unit.all(select(Departure).where(Departure.customer == bread)))
    assert all(one.open_for is None for one in closed)
    came = await firm(merge, ANA, customer, bread)
    assert isinstance(came, Merged)
    await firm(rename, ANA, customer, f"{WORD} House")
    assert len(await firm(names_of, customer)) == 4

    erasing = await firm(erase, ANA, customer, f"{WORD} House")

    assert isinstance(erasing, Erasing)
    assert await found_in(firm, WORD) == []
    assert await firm(undo_merge, ANA, came.merge) is Refusal.nothing_to_undo
    marks = (await firm(lambda unit: unit.need(Erasure, customer))).marks
    assert len(marks) == 4


async def test_people_are_led_to_what_they_wrote_themselves(firm: Firm) -> None:
    """I cannot delete it; the links are shown to whoever erases, and kept nowhere."""
    link = "https://fernhill.slack.com/archives/C1/p1"
    customer, _departure = await logged(firm, source_link=link, source_words=f"{WORD} is off.")

    came = await firm(erase, ANA, customer, f"{WORD} Bakeries")

    assert isinstance(came, Erasing)
    assert came.links == (link,)
    assert await found_in(firm, link) == []


async def test_the_same_name_again_is_left_alone_and_only_an_admin_hears_of_it(firm: Firm) -> None:
    """Whoever logs it sees what they would see of any new customer: that they were here before is not for them."""
    customer, _departure = await logged(firm)
    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    again = await firm.logs(LEE, new_name=f"{WORD.upper()} BAKERIES GmbH")

    anew = (await firm.departure(again)).customer
    assert anew != customer
    assert await firm(consent_of, anew) is Consent.no
    assert await firm(consent_of, (await logged(firm, "Brio"))[0]) is Consent.not_answered


async def test_what_is_kept_of_a_name_tells_nobody_the_name(firm: Firm) -> None:
    """A keyed hash: the same name in another workspace, or with another key, is another one."""
    customer, _departure = await logged(firm)
    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    erasure = await firm(lambda unit: unit.need(Erasure, customer))
    key = await firm(lambda unit: unit.need(NameKey, "names"))

    assert len(erasure.marks) == 1
    assert len(erasure.marks[0]) == 64
    assert len(key.key) == 64
    assert await found_in(firm, WORD) == []


async def test_the_record_says_who_did_it_and_nothing_else(firm: Firm) -> None:
    customer, _departure = await logged(firm)
    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    entries = await firm(lambda unit: unit.all(select(AuditEntry).where(AuditEntry.did == "customer.erased")))

    assert [(one.who, one.what) for one in entries] == [(ANA, customer)]


async def test_others_keep_what_they_have(firm: Firm) -> None:
    """Another customer's rows are untouched."""
    customer = await grown(firm)
    other = str((await firm(add_customer, "Brio")).id)
    await firm(grow, Random(3), other, "Harmless")
    before = await found_in(firm, "Harmless")

    await firm(erase, ANA, customer, f"{WORD} Bakeries")

    assert await found_in(firm, "Harmless") == before
    assert (await firm(lambda unit: unit.need(Customer, other))).erased_at is None
    assert await firm(lambda unit: unit.all(select(Merge).where(Merge.stays == other))) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_file_of_the_database_forgets_too(firm: Firm, database_url: str) -> None:
    """On SQLite the pages are overwritten, and the write-ahead log is emptied: no byte of it is found on the disk.

    PostgreSQL clears its own files up in its own time (docs/forgetting.md).
    """
    file = Path(database_url.removeprefix("sqlite:///"))
    customer = await grown(firm)
    assert bytes_of(file).count(WORD.encode()) > 10

    await firm(erase, ANA, customer, f"{WORD} Bakeries")
    await firm.units.database.scrub()

    assert WORD.encode() not in bytes_of(file)
    assert WORD.lower().encode() not in bytes_of(file)


def bytes_of(file: Path) -> bytes:
    """The database and all that SQLite keeps beside it."""
    return b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")) if one.is_file())

