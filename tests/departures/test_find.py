"""What somebody finds: customers by name, the list, and what was meant by what they typed."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.colleagues.models import Colleague
from bot.customers.service import add_customer, log_touch, rename_customer
from bot.customers.values import TouchKind
from bot.departures.service import list_lost, logger_of, move, open_log, suggest_customers, understand
from bot.departures.values import LostList, MayNot, Opening, Stage, Unclear
from bot.store.memory import Memory
from bot.work.unit import Unit
from tests.departures.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, TEAM, TODAY, Firm, firm_on
from tests.support.postgres import DatabaseUrls
from tests.work.support import units_on

pytestmark = pytest.mark.every_way

WORDS = ("", "help", "list", "settings")


async def names(firm: Firm, person: str, typed: str = "") -> list[str]:
    """What the typeahead offers."""
    found, _known = await firm(suggest_customers, person, typed)
    return [one.name for one in found]


async def test_the_typeahead_offers_only_whom_one_may_see(firm: Firm) -> None:
    """A quiet departure hides its customer; one who never left is no secret."""
    await firm.choose_channel(CHANNEL, LEE)
    await firm.logs(quiet=True, worked_with=(OMAR,))
    await firm.logs(new_name="Brio")
    await firm(add_customer, "Corda")

    assert await names(firm, LEE) == ["Brio", "Corda"]
    assert await names(firm, MAYA) == ["Acme GmbH", "Brio", "Corda"]
    assert await names(firm, OMAR) == ["Acme GmbH", "Corda"]
    assert await names(firm, ANA) == ["Acme GmbH", "Brio", "Corda"]
    assert await names(firm, GUEST) == []


async def test_however_many_had_other_names_before_what_is_offered_is_read_in_as_many_statements(firm: Firm) -> None:
    def asked(unit: Unit) -> tuple[list[str], int]:
        said: list[str] = []
        event.listen(unit.session.connection(), "before_cursor_execute", lambda *call: said.append(call[2]))
        return [one.name for one in suggest_customers(unit, MAYA, "former")[0]], len(said)

    def another(unit: Unit, number: int) -> None:
        known = add_customer(unit, f"Former {number}")
        unit.session.flush()
        rename_customer(unit, known.id, f"Now {number}", by=ANA)

    await firm.choose_channel(CHANNEL, LEE)
    await firm(another, 1)
    offered, statements = await firm(asked)
    for number in (2, 3, 4):
        await firm(another, number)

    assert offered == ["Now 1"]
    assert await firm(asked) == (["Now 1", "Now 2", "Now 3", "Now 4"], statements)


async def test_who_is_shut_out_by_another_process_sees_nobody_though_this_one_remembers_them(postgres: DatabaseUrls) -> None:
    """What is remembered lets them knock; whatever shows something reads in its own unit what they may."""
    async with firm_on(postgres.app) as firm, units_on(postgres.app) as (another, _clock):
        await firm.choose_channel(CHANNEL, LEE)
        await firm.logs(new_name="Brio")
        firm.units.database.memory = Memory(3600)
        assert (await firm.units.glance(TEAM, logger_of, MAYA)).may_log
        assert await names(firm, MAYA) == ["Brio"]

        await another(TEAM, shut_out, MAYA)

        assert (await firm.units.glance(TEAM, logger_of, MAYA)).may_log, "it has not heard of it yet"
        assert await names(firm, MAYA) == []
        assert isinstance(await firm(open_log, MAYA, "Brio"), MayNot)


def shut_out(unit: Unit, person: str) -> None:
    """From now on they are somebody of another company."""
    unit.need(Colleague, person).is_outsider = True


async def test_typing_errors_are_forgiven(firm: Firm) -> None:
    """The likeliest comes first, and an exact name is known as such."""
    await firm.logs(new_name="Northwind Ltd")
    await firm.logs(new_name="Southwind")

    assert (await names(firm, MAYA, "nortwind"))[0] == "Northwind Ltd"
    assert (await firm(suggest_customers, MAYA, "NORTHWIND"))[1] is True
    assert (await firm(suggest_customers, MAYA, "nortwind"))[1] is False


async def test_a_typed_name_opens_the_form_with_it(firm: Firm) -> None:
    """A known one is chosen already; a new one is taken as typed, and a near miss is mentioned."""
    logged = await firm.departure(await firm.logs(new_name="Northwind Ltd"))

    assert await firm(understand, MAYA, "", WORDS) == Opening(TODAY)
    assert await firm(understand, MAYA, " northwind ", WORDS) == Opening(TODAY, logged.customer, "Northwind Ltd")
    assert await firm(understand, MAYA, "Nortwind", WORDS) == Opening(TODAY, name="Nortwind", alike="Northwind Ltd")
    assert await firm(understand, LEE, "Nortwind", WORDS) == Opening(TODAY, name="Nortwind")


@pytest.mark.parametrize(
    ("typed", "unclear"),
    [
        ("hlep", Unclear("hlep", "help")),
        ("--help", Unclear("--help", None)),
        ("?", Unclear("?", None)),
    ],
)
async def test_what_is_no_name_is_asked_back(firm: Firm, typed: str, unclear: Unclear) -> None:
    """A misspelt word, or something that looks like an option."""
    assert await firm(understand, MAYA, typed, WORDS) == unclear


async def test_a_customer_who_is_called_like_a_misspelt_word_is_a_customer(firm: Firm) -> None:
    """Whom one knows is meant."""
    await firm.logs(new_name="Lisa")

    assert isinstance(await firm(understand, MAYA, "Lisa", WORDS), Opening)
    assert await firm(understand, LEE, "Lisa", WORDS) == Unclear("Lisa", "list")


async def test_what_is_too_long_for_a_name_becomes_the_note(firm: Firm) -> None:
    """It is not thrown away."""
    story = "Acme called and said that " * 8

    assert await firm(understand, MAYA, story, WORDS) == Opening(TODAY, note=story)


async def test_guests_open_nothing(firm: Firm) -> None:
    """They are told so by the listener."""
    assert await firm(understand, GUEST, "Acme", WORDS) == MayNot()
    assert await firm(list_lost, GUEST) == MayNot()


async def test_the_list_begins_with_the_oldest_contact(firm: Firm) -> None:
    """The last real contact counts; without one, the day of the departure."""
    old = await firm.logs(new_name="Old", happened=TODAY - timedelta(days=9), owner=OMAR)
    older = await firm.logs(new_name="Older", happened=TODAY - timedelta(days=20))
    called = await firm.logs(new_name="Called", happened=TODAY - timedelta(days=90), stage=Stage.leaving)
    ended = await firm.logs(new_name="Ended")
    await firm(move, MAYA, ended, Stage.closed)
    customer = (await firm.departure(called)).customer
    await firm(log_touch, customer, TouchKind.call, by=MAYA)

    lost = await firm(list_lost, MAYA)

    assert isinstance(lost, LostList)
    assert [row.departure for row in lost.rows] == [older, old, called]
    assert [(row.owner, row.stage, row.touched) for row in lost.rows] == [
        (None, Stage.left, False),
        ("Omar", Stage.left, False),
        (None, Stage.leaving, True),
    ]
    assert await firm(list_lost, LEE) == LostList((), 0)


async def test_a_long_list_says_how_many_more(firm: Firm) -> None:
    """The oldest twenty are shown."""
    for number in range(23):
        await firm.logs(new_name=f"Customer {number}", happened=TODAY - timedelta(days=number))

    lost = await firm(list_lost, MAYA)

    assert isinstance(lost, LostList)
    assert (lost.rows[0].customer, len(lost.rows), lost.more) == ("Customer 22", 20, 3)
