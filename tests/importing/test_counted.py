"""New customers and proposals, one a row, are counted by month: each once, however often its file comes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.customers.models import Customer
from bot.importing.rules.columns import recognise
from bot.importing.values import Came, Field, Kind, Problem, Remark
from bot.insights.models import Month
from bot.insights.service import tell_month, years
from bot.insights.values import MonthForm, Numbers, Period
from bot.work.unit import Unit
from tests.departures.support import ANA, Firm
from tests.importing.support import comes_in, excel, understood, whole_firm
from tests.importing.test_messes import problems

NEW = b"Client;Kunde seit\nAcme;3.1.2025\nBolt;17.01.2025\nCog;2025-04-30\n"
SENT = (
    b"Proposal no,Company,Date sent,Status\n"
    b"1,Acme,2025-01-05,Won\n2,Acme,2025-01-05,lost\n3,Bolt,2025-01-20,\n4,Cog,2025-03-01,In progress\n"
)


@pytest.fixture
async def firm(sqlite_url: str) -> AsyncIterator[Firm]:
    async with whole_firm(sqlite_url) as opened:
        yield opened


Three = tuple[int | None, int | None, int | None]


async def months(firm: Firm) -> dict[str, Three]:
    """New customers, proposals sent and won, by month."""

    def look(unit: Unit) -> dict[str, Three]:
        return {one.id: (one.new_customers, one.proposals_sent, one.proposals_won) for one in unit.all(select(Month))}

    return await firm(look)


def counts(came: Came) -> tuple[int, int, int]:
    return came.new, came.known, len(came.wrong)


async def test_each_row_counts_in_its_month_and_the_same_file_again_changes_nothing(firm: Firm, tmp_path: Path) -> None:
    looked = await comes_in(firm, tmp_path, NEW, Kind.each_new_customer, dry=True)
    assert await months(firm) == {}
    came = [await comes_in(firm, tmp_path, NEW, Kind.each_new_customer) for _each in range(2)]
    came.append(await comes_in(firm, tmp_path, NEW + b"Dot;2025-04-02\nacme;03.01.2025\n", Kind.each_new_customer))

    assert [counts(one) for one in (looked, *came)] == [(3, 0, 0), (3, 0, 0), (0, 3, 0), (1, 4, 0)]
    assert await months(firm) == {"2025-01": (2, None, None), "2025-04": (2, None, None)}
    assert await firm(lambda unit: unit.session.scalar(select(func.count()).select_from(Customer))) == 0, "nobody is taken in"


async def test_a_proposal_counts_where_it_was_sent_and_once_more_when_it_is_won(firm: Firm, tmp_path: Path) -> None:
    first = await comes_in(firm, tmp_path, SENT, Kind.each_proposal)
    again = await comes_in(firm, tmp_path, SENT.replace(b"In progress", b"accepted"), Kind.each_proposal)

    assert (counts(first), counts(again)) == ((4, 0, 0), (1, 3, 0))
    assert await months(firm) == {"2025-01": (None, 3, 1), "2025-03": (None, 1, 1)}


async def test_excel_and_what_cannot_be_read(firm: Firm, tmp_path: Path) -> None:
    data = excel(["Deal name", "Account", "Sent on", "Outcome"], ["A", "Acme", date(2025, 1, 5), True], ["B", "Bolt", "soon", "maybe"])
    found = understood(tmp_path, data, Kind.each_proposal)
    assert problems(found) == [(3, "Sent on", Problem.not_a_day), (3, "Outcome", Problem.not_won_or_lost)]
    assert counts(await comes_in(firm, tmp_path, data, Kind.each_proposal)) == (1, 0, 1)
    assert set(recognise(["Deal name", "Account", "Sent on", "Outcome"], Kind.each_proposal)) == {
        Field.customer, Field.sent_on, Field.outcome, Field.proposal,
    }  # fmt: skip


async def test_what_somebody_told_of_a_month_stays(firm: Firm, tmp_path: Path) -> None:
    """Whether it was told before the rows came, or after."""
    await firm(lambda unit: tell_month(unit, ANA, MonthForm(date(2025, 1, 1), 7, None, None, None)))

    came = await comes_in(firm, tmp_path, NEW, Kind.each_new_customer)
    await comes_in(firm, tmp_path, SENT, Kind.each_proposal)

    assert (counts(came), came.remarks) == ((1, 2, 0), {Remark.told_month: 2})
    assert await months(firm) == {"2025-01": (7, 3, 1), "2025-03": (None, 1, 0), "2025-04": (1, None, None)}
    await firm(lambda unit: tell_month(unit, ANA, MonthForm(date(2025, 4, 1), 5, None, None, None)))
    late = await comes_in(firm, tmp_path, b"Customer,Customer since\nEcho,2025-04-09\n", Kind.each_new_customer)
    assert (counts(late), (await months(firm))["2025-04"][0]) == ((0, 1, 0), 5)


async def test_between_the_first_and_the_last_a_month_without_a_row_had_none(firm: Firm, tmp_path: Path) -> None:
    async def numbers(first: date, last: date) -> Numbers:
        return (await firm(lambda unit: years(unit, ANA, Period(first, last)))).numbers[0]

    await comes_in(firm, tmp_path, NEW, Kind.each_new_customer)
    await comes_in(firm, tmp_path, SENT, Kind.each_proposal)

    within = await numbers(date(2025, 1, 1), date(2025, 3, 31))
    beyond = await numbers(date(2025, 1, 1), date(2025, 5, 31))
    assert (within.new, within.sent, within.won, within.missing) == (2, 4, 1, 0)
    assert (beyond.new, beyond.sent, beyond.missing) == (None, None, 1), "nobody knows of May"


async def test_by_month_and_by_row_do_not_overrule_each_other(firm: Firm, tmp_path: Path) -> None:
    await comes_in(firm, tmp_path, NEW, Kind.each_new_customer)
    came = await comes_in(firm, tmp_path, b"Month,New customers\n2025-01,2\n2025-04,9\n", Kind.new_customers)
    assert (counts(came), [one.problem for one in came.troubles]) == ((0, 1, 1), [Problem.another_number])
