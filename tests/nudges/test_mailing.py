"""The mailing list: who is on it, for whom, and as a file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.models import Customer
from bot.customers.service import add_contact, add_customer
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.nudges import service as nudging
from bot.nudges.rules.mailing import place_of, written
from bot.nudges.values import MailingPlace
from bot.work.unit import Unit
from bot.workspace.values import Unanswered
from tests.nudges.support import ANA, MAYA, Firm
from tests.nudges.test_journey import lost, settles
from tests.support.world import World


async def has(firm: Firm, name: str, contact: str | None = None, **what: Any) -> None:
    """A customer who is still with us."""

    def add(unit: Unit) -> None:
        customer = add_customer(unit, name)
        for field, value in what.items():
            setattr(customer, field, value)
        unit.session.flush()
        if contact:
            add_contact(unit, customer.id, contact, added_by=MAYA)

    await firm(add)


async def rows_of(firm: Firm, person: str = ANA) -> list[list[str]]:
    found = await firm(nudging.FILES["nudges.mailing"], person)
    assert found is not None
    return list(csv.reader(io.StringIO(found.decode("utf-8-sig"))))


async def test_on_it_is_who_said_yes_or_was_never_asked_and_nobody_who_said_no(firm: Firm) -> None:
    yes, no, silent = await firm.loses("Yes"), await firm.loses("No"), await firm.loses("Silent")
    peace = await firm.loses("Peace")
    await firm.agrees(yes)
    await firm.agrees(no, Consent.no)
    await firm.agrees(peace)
    await firm(nudging.leave_be, peace)
    await has(firm, "=Still, here", "Rosa Marin, rosa@still.example", segments=["Bakeries"])
    await has(firm, "Rather not", mailing=False)

    def on_the_list_though_they_said_no(unit: Unit) -> None:
        unit.need(Customer, unit.need(Departure, no).customer).mailing = True

    await firm(on_the_list_though_they_said_no)

    header, *rows = await rows_of(firm)
    assert header[:3] == ["Customer", "Whom to talk to", "Email"]
    assert [row[0] for row in rows] == ["'=Still, here", "Yes"]
    assert rows[0][2] == "rosa@still.example"
    assert await firm(nudging.count_mailing, ANA) == {
        MailingPlace.on_it: 2, MailingPlace.said_no: 2, MailingPlace.not_answered: 1, MailingPlace.not_wanted: 1,
    }  # fmt: skip
    assert silent


async def test_only_an_admin_has_it_also_when_it_is_sent(firm: Firm) -> None:
    await has(firm, "Acme")

    assert await firm(nudging.count_mailing, MAYA) is None
    assert await firm(nudging.send_mailing, MAYA) is False
    assert await firm(nudging.FILES["nudges.mailing"], MAYA) is None
    assert await firm(nudging.send_mailing, ANA) is True


@pytest.mark.parametrize("wish", Unanswered)
@pytest.mark.parametrize("chosen", [True, False, None])
def test_a_no_always_counts(wish: Unanswered, chosen: bool | None) -> None:
    for left in (True, False):
        assert place_of(chosen, Consent.no, wish, in_peace=False, has_left=left) is MailingPlace.said_no
        assert place_of(chosen, Consent.yes, wish, in_peace=True, has_left=left) is MailingPlace.said_no


def test_who_left_without_an_answer_does_as_an_admin_wishes() -> None:
    def place(wish: Unanswered) -> MailingPlace:
        return place_of(None, Consent.not_answered, wish, in_peace=False, has_left=True)

    assert place(Unanswered.nudge) is MailingPlace.on_it
    assert place(Unanswered.check_in_once) is place(Unanswered.nothing) is MailingPlace.not_answered


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=5))
def test_no_cell_is_a_formula_and_nothing_is_lost(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\r", " ").replace("\n", " ").replace("\0", "") for cell in row] for row in rows]

    read = list(csv.reader(io.StringIO(written(rows).removeprefix("\ufeff"))))

    kept = [row for row in read if row]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in kept for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in kept] == [[cell.removeprefix("'") for cell in row] for row in rows]


async def test_an_admin_gets_it_as_a_file(world: World) -> None:
    await lost(world)
    grace, maya = world.person("grace"), world.person("maya")

    await grace.types("/lost-customer mailing")
    assert grace.modal is not None
    assert "1 customer* is on your mailing list" in "\n".join(grace.modal.texts())
    await grace.presses("Send me the list")
    await settles(world)
    assert "Your mailing list" in grace.newest("mailing list").text
    await maya.types("/lost-customer mailing")
    assert maya.modal is None
