"""Somebody logs that a customer is leaving."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.customers.models import Contact, Customer, Dealing, Lifetime
from bot.customers.service import add_customer
from bot.customers.values import DealingKind
from bot.departures.events import DepartureLogged, StageChanged
from bot.departures.models import Departure, Step
from bot.departures.service import facts_of, move, roles_in, strangers_in
from bot.departures.values import Field, Known, Logged, MayNot, Outcome, Problem, Rejected, Repeated, Stage, Thanked
from bot.work.unit import Unit
from bot.workspace.roles import Reach, Role
from bot.workspace.service import settings_of
from tests.departures.support import ANA, CHANNEL, FORM, GONE, GUEST, LEE, MAYA, OMAR, OUTSIDER, ROBOT, TODAY, Firm


async def test_everything_that_was_typed_is_kept(firm: Firm) -> None:
    """The customer, their first time with us, the contact, who worked with them, the note and the message."""
    logged = await firm.logs(
        owner=OMAR,
        worked_with=(LEE,),
        contact="Bo, bo@acme.example, +49 30 123456",
        note="They were not happy.",
        source_link="https://x.example/p1",
        source_words="We are thinking of leaving",
    )

    facts = await firm(facts_of, logged)
    dealings = await firm(lambda unit: unit.all(select(Dealing).order_by(Dealing.person)))
    assert (facts.customer, facts.stage, facts.happened, facts.time) == ("Acme GmbH", Stage.left, TODAY, 1)
    assert (facts.owner, facts.responsible, facts.logged_by) == (OMAR, OMAR, MAYA)
    assert (facts.contact_email, facts.contact_phone) == ("bo@acme.example", "+49 30 123456")
    assert (facts.note, facts.source_words) == ("They were not happy.", "We are thinking of leaving")
    assert [(one.person, one.kind) for one in dealings] == [
        (LEE, DealingKind.worked_with),
        (OMAR, DealingKind.owner),
    ]
    assert firm.told == [DepartureLogged(logged)]


async def test_nothing_but_a_name_and_a_day_is_needed(firm: Firm) -> None:
    """Whoever does not know the owner looks after it themselves until somebody does."""
    logged = await firm.logs()

    facts = await firm(facts_of, logged)
    assert (facts.owner, facts.responsible, facts.contact_words) == (None, MAYA, None)


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"new_name": None}, {Field.customer: Problem.missing}),
        ({"new_name": "   "}, {Field.customer: Problem.missing}),
        ({"new_name": "x" * 121}, {Field.customer: Problem.too_long}),
        ({"happened": None}, {Field.happened: Problem.missing}),
        ({"happened": TODAY + timedelta(days=1)}, {Field.happened: Problem.in_future}),
        ({"happened": date(1901, 1, 1)}, {Field.happened: Problem.too_long_ago}),
        ({"owner": GUEST}, {Field.owner: Problem.not_a_colleague}),
        ({"owner": ROBOT}, {Field.owner: Problem.not_a_colleague}),
        ({"owner": GONE}, {Field.owner: Problem.not_a_colleague}),
        ({"owner": "UNOBODY"}, {Field.owner: Problem.not_a_colleague}),
        ({"worked_with": (OMAR, OUTSIDER)}, {Field.worked_with: Problem.not_a_colleague}),
    ],
)
async def test_a_mistake_is_said_at_its_field_and_the_same_form_may_come_again(
    firm: Firm, answers: Mapping[str, Any], problems: Mapping[Field, Problem]
) -> None:
    """Nothing is saved; the corrected form counts although it is the same gesture."""
    rejected = await firm.log(gesture="g", **answers)
    corrected = await firm.log(gesture="g")

    assert rejected == Rejected(problems)
    assert isinstance(corrected, Logged)


async def test_today_is_the_loggers_own_day(firm: Firm) -> None:
    """At two in the morning in UTC it is still yesterday in New York."""
    firm.clock.move(hours=11)
    assert isinstance(await firm.log(OMAR, happened=TODAY + timedelta(days=1)), Logged)

    in_new_york = await firm.log(MAYA, new_name="Brio", happened=TODAY + timedelta(days=1))

    assert in_new_york == Rejected({Field.happened: Problem.in_future})


@pytest.mark.parametrize("person", [GUEST, ROBOT, OUTSIDER, GONE, "UNOBODY"])
async def test_only_colleagues_log(firm: Firm, person: str) -> None:
    """Guests, apps, people of other companies and those who left may not."""
    assert await firm.log(person) == MayNot()


@pytest.mark.every_way
async def test_a_form_that_comes_twice_is_one(firm: Firm) -> None:
    """A second press, or a retry after a time-out, changes nothing."""
    first, again = await firm.log(gesture="same"), await firm.log(gesture="same")

    assert (type(first), again) == (Logged, Repeated())
    assert await firm(lambda unit: unit.first(select(func.count()).select_from(Departure))) == 1


@pytest.mark.every_way
async def test_two_who_log_at_once_make_one_departure(firm: Firm) -> None:
    """One customer, one open departure, even when neither could see the other's."""
    results = await asyncio.gather(*(firm.log(OMAR, happened=TODAY) for _ in range(6)))

    assert sorted(type(result).__name__ for result in results) == ["Known"] * 5 + ["Logged"]
    for table in (Customer, Departure, Lifetime, Step):
        assert await firm(lambda unit, table=table: len(unit.all(select(table)))) == 1


async def test_another_spelling_is_the_same_customer(firm: Firm) -> None:
    """The legal form and the case don't make another one."""
    logged = await firm.logs()

    known = await firm.log(new_name="ACME")

    assert isinstance(known, Known)
    assert known.facts.id == logged


async def test_who_may_see_it_is_shown_it_and_what_they_wrote_reaches_the_owner(firm: Firm) -> None:
    """Nothing typed is lost, although there is no second departure."""
    logged = await firm.logs(owner=OMAR, worked_with=(LEE,))

    known = await firm.log(LEE, note="They called me, too.", contact="Bo")

    assert isinstance(known, Known)
    assert (known.facts.id, known.passed_on) == (logged, True)
    assert "They called me, too." in (await firm.said(OMAR))[-1]
    assert (await firm(facts_of, logged)).contact_words == "Bo"


async def test_who_looks_after_it_adds_to_what_they_wrote_themselves(firm: Firm) -> None:
    """Their note, the contact, whose customer it was and who worked with them; they are not told of themselves."""
    logged = await firm.logs(note="One.")

    known = await firm.log(note="Two.", contact="Bo", worked_with=(LEE,), owner=OMAR)

    facts = await firm(facts_of, logged)
    dealings = await firm(lambda unit: unit.all(select(Dealing).order_by(Dealing.person)))
    assert isinstance(known, Known)
    assert (known.kept, known.passed_on) == (True, False)
    assert (facts.note, facts.contact_words, facts.owner) == ("One.\n\nTwo.", "Bo", OMAR)
    assert [(one.person, one.kind) for one in dealings] == [
        (LEE, DealingKind.worked_with),
        (OMAR, DealingKind.owner),
    ]
    assert not any("noticed" in text for text in await firm.said(MAYA))


async def test_who_logs_again_that_they_have_left_moves_it_there_with_all_they_typed(firm: Firm) -> None:
    """As if they had said so under its card: whoever may see it, while they may move it. It is never moved back."""
    await firm.choose_channel(CHANNEL, LEE)
    logged = await firm.logs(owner=OMAR, stage=Stage.at_risk, note="One.")

    notice = await firm.log(LEE, stage=Stage.leaving, happened=TODAY - timedelta(days=2))
    gone = await firm.log(OMAR, happened=TODAY - timedelta(days=1), note="Two.", contact="Bo")
    back = await firm.log(OMAR, stage=Stage.at_risk)

    facts = await firm(facts_of, logged)
    moved = [event for event in firm.told if isinstance(event, StageChanged)]
    assert isinstance(notice, Known)
    assert isinstance(gone, Known)
    assert isinstance(back, Known)
    assert [(one.moved, one.facts.stage) for one in (notice, gone, back)] == [
        (Outcome.done, Stage.leaving),
        (Outcome.done, Stage.left),
        (None, Stage.left),
    ]
    assert (facts.happened, facts.note, facts.contact_words) == (TODAY - timedelta(days=1), "One.\n\nTwo.", "Bo")
    assert [(one.before, one.after, one.by) for one in moved] == [
        (Stage.at_risk, Stage.leaving, LEE),
        (Stage.leaving, Stage.left, OMAR),
    ]


async def test_who_may_not_move_it_is_told_so_and_whoever_looks_after_it_hears_what_they_say(firm: Firm) -> None:
    await firm.choose_channel(CHANNEL, LEE)
    await firm(lambda unit: setattr(settings_of(unit), "who_moves", Reach.close))
    logged = await firm.logs(owner=OMAR, stage=Stage.at_risk)

    known = await firm.log(LEE, contact="Bo")

    assert isinstance(known, Known)
    assert (known.moved, known.passed_on, known.facts.stage) == (Outcome.may_not, True, Stage.at_risk)
    assert "has left" in (await firm.said(OMAR))[-1]
    assert (await firm(facts_of, logged)).contact_words == "Bo"


@pytest.mark.parametrize("quiet", [True, False])
async def test_who_may_not_see_it_learns_nothing_and_whoever_looks_after_it_hears(firm: Firm, quiet: bool) -> None:
    """They get the words that somebody gets who logged a customer without seeing its card."""
    await firm.choose_channel(CHANNEL, OMAR)
    await firm.logs(owner=OMAR, note="Secret.", quiet=quiet)
    hidden = await firm.log(LEE, note="They seem angry.", worked_with=(LEE,))
    in_the_clear = await firm.log(LEE, new_name="Brio")

    assert hidden == Thanked("Acme GmbH")
    assert isinstance(in_the_clear, Logged)
    assert not in_the_clear.shown_to_logger
    assert "They seem angry." in (await firm.said(OMAR))[-1]
    assert not await firm(lambda unit: unit.all(select(Dealing).where(Dealing.person == LEE)))


async def test_a_secret_is_called_as_it_was_typed_and_thanked_for_like_any_other(firm: Firm) -> None:
    """How others write the name is known to those alone who may see them."""
    await firm.choose_channel(CHANNEL, OMAR)
    await firm.logs(quiet=True)
    await firm(add_customer, "Brio GmbH")

    hidden = await firm.log(LEE, new_name="acme")
    in_the_clear = await firm.log(LEE, new_name="brio")

    assert hidden == Thanked("acme")
    assert isinstance(in_the_clear, Logged)
    assert (in_the_clear.customer, in_the_clear.shown_to_logger) == ("brio", False)


async def test_whoever_looks_after_a_secret_hears_all_that_was_typed(firm: Firm) -> None:
    """Where they say it stands, since when, whom to talk to; that contact is kept, as none was known, and no second one."""
    logged = await firm.logs(stage=Stage.at_risk, owner=OMAR, quiet=True)

    await firm.log(LEE, stage=Stage.leaving, happened=TODAY - timedelta(days=1), contact="Bo, bo@acme.example")
    await firm.log(LEE, contact="Cleo")

    first, second = (text for text in await firm.said(OMAR) if "too" in text)
    assert "has given notice" in first
    assert "Bo, bo@acme.example" in first
    assert "has left" in second
    assert "Cleo" in second
    assert (await firm(facts_of, logged)).contact_words == "Bo, bo@acme.example"


async def test_a_hidden_customer_cannot_be_named_by_id(firm: Firm) -> None:
    """A made-up form with the id of a customer that one may not see is refused as if there were none."""
    logged = await firm.departure(await firm.logs(quiet=True))

    forged = await firm.log(LEE, customer_id=logged.customer)

    assert forged == Rejected({Field.customer: Problem.missing})


async def test_after_an_end_the_same_customer_can_be_logged_again(firm: Firm) -> None:
    """Saved and worried again is the same time with us; gone and gone again is the next."""
    saved = await firm.logs(stage=Stage.at_risk)
    await firm(move, MAYA, saved, Stage.saved)
    left = await firm.logs()
    await firm(move, MAYA, left, Stage.closed)

    again = await firm.logs()

    assert [(await firm(facts_of, one)).time for one in (saved, left, again)] == [1, 1, 2]


async def test_people_whom_slack_has_not_told_of_are_named(firm: Firm) -> None:
    """They are looked up before the form is judged."""
    form = replace(FORM, owner="UNEW", worked_with=("UNEW", OMAR, "UNEWER"))

    assert await firm(strangers_in, form) == ["UNEW", "UNEWER"]


async def test_a_contact_is_kept_as_it_was_typed(firm: Firm) -> None:
    """What could not be read out of it is not lost."""
    await firm.logs(contact="ask for Bo at the desk")

    contact = await firm(_only_contact)

    assert (contact.words, contact.phone, contact.email) == ("ask for Bo at the desk", None, None)


async def test_roles_of_those_around_a_departure(firm: Firm) -> None:
    """Owner, logger, team, channel and admin see it; others do not."""
    await firm.choose_channel(CHANNEL, LEE)
    logged = await firm.logs(owner=OMAR)

    assert await firm(roles_in, OMAR, logged) == {Role.member, Role.owner, Role.team}
    assert await firm(roles_in, MAYA, logged) == {Role.member, Role.logger}
    assert await firm(roles_in, LEE, logged) == {Role.member, Role.channel_member}
    assert await firm(roles_in, ANA, logged) == {Role.member, Role.admin}
    assert await firm(roles_in, OUTSIDER, logged) == {Role.outsider}
    assert await firm(roles_in, GUEST, logged) == {Role.guest}


def _only_contact(unit: Unit) -> Contact:
    (contact,) = unit.all(select(Contact))
    return contact
