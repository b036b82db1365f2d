"""A departure moves, is shared, gets an owner; and who may do that."""

from datetime import timedelta

import pytest
from sqlalchemy import Select, select

from bot.customers.models import Lifetime
from bot.departures.events import DepartureShared, OwnerNamed, StageChanged
from bot.departures.service import answer_move, details_of, facts_of, move, name_owner, open_move, share
from bot.departures.values import Field, MoveForm, Outcome, Problem, Rejected, Stage
from tests.departures.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, OUTSIDER, TODAY, Firm


async def test_a_move_is_on_the_record_and_in_the_thread(firm: Firm) -> None:
    """Who, from where, to where, why; and everybody whom it concerns hears."""
    await firm.choose_channel()
    logged = await firm.logs(stage=Stage.at_risk)

    came = await firm(move, MAYA, logged, Stage.leaving, TODAY - timedelta(days=1), "They <wrote> to us")

    details = await firm(details_of, MAYA, logged)
    assert came is Outcome.done
    assert details is not None
    assert [(one.before, one.after, one.who) for one in details.steps] == [
        (None, Stage.at_risk, "Maya"),
        (Stage.at_risk, Stage.leaving, "Maya"),
    ]
    assert details.facts.happened == TODAY - timedelta(days=1)
    assert firm.told[-1] == StageChanged(logged, Stage.at_risk, Stage.leaving, MAYA)
    assert (await firm.said(CHANNEL))[-1] == ("Maya: shows warning signs → *has given notice*.\n> They &lt;wrote&gt; to us")


async def test_what_no_longer_applies_changes_nothing(firm: Firm) -> None:
    """Two press at once, or an old button is pressed: the second hears that it is answered."""
    logged = await firm.logs(stage=Stage.leaving)
    await firm(move, MAYA, logged, Stage.saved)

    assert await firm(move, MAYA, logged, Stage.left) is Outcome.not_from_here
    assert await firm(open_move, MAYA, logged) is Outcome.not_from_here
    assert await firm(open_move, MAYA, "gone") is Outcome.not_from_here
    assert await firm(details_of, MAYA, "gone") is None


@pytest.mark.parametrize("person", [LEE, GUEST, OUTSIDER])
async def test_only_those_around_it_may(firm: Firm, person: str) -> None:
    """Anybody else is refused, in every way."""
    logged = await firm.logs(quiet=True)

    assert await firm(move, person, logged, Stage.closed) is Outcome.may_not
    assert await firm(open_move, person, logged) is Outcome.may_not
    assert await firm(share, person, logged) is Outcome.may_not
    assert await firm(name_owner, person, logged, person) is Outcome.may_not
    assert await firm(details_of, person, logged) is None


async def test_a_channel_member_may_move_but_not_see_what_is_quiet(firm: Firm) -> None:
    """A quiet departure is no business of the channel's."""
    await firm.choose_channel(CHANNEL, LEE)
    shown = await firm.logs()
    quiet = await firm.logs(new_name="Brio", quiet=True)

    assert await firm(move, LEE, shown, Stage.closed) is Outcome.done
    assert await firm(details_of, LEE, quiet) is None


async def test_leaving_ends_the_time_with_us_and_coming_back_begins_the_next(firm: Firm) -> None:
    """First time, second time: each has its days."""
    logged = await firm.logs(stage=Stage.leaving)
    await firm(move, MAYA, logged, Stage.left, TODAY)
    firm.clock.move(days=30)
    await firm(move, MAYA, logged, Stage.returned, TODAY + timedelta(days=29))

    customer = (await firm.departure(logged)).customer
    first, second = await firm(lambda unit: unit.all(_lifetimes(customer)))
    assert (first.number, first.ended) == (1, TODAY)
    assert (second.number, second.began, second.ended) == (2, TODAY + timedelta(days=29), None)


async def test_the_form_says_its_mistakes_and_counts_once(firm: Firm) -> None:
    """A day to come is refused; corrected, the same form counts; sent again, it changes nothing."""
    logged = await firm.logs(stage=Stage.at_risk)
    early = MoveForm(logged, Stage.left, TODAY + timedelta(days=1))
    right = MoveForm(logged, Stage.left, TODAY)

    answers = [await firm(answer_move, MAYA, form, "g") for form in (early, right, right)]

    assert answers == [Rejected({Field.happened: Problem.in_future}), Outcome.done, Outcome.done]
    assert len([one for one in firm.told if isinstance(one, StageChanged)]) == 1


async def test_nothing_chosen_is_a_mistake(firm: Firm) -> None:
    """There is nothing to save then."""
    logged = await firm.logs()

    answer = await firm(answer_move, MAYA, MoveForm(logged, None, TODAY), "g")

    assert answer == Rejected({Field.stage: Problem.missing})


async def test_the_owner_can_be_named_later(firm: Firm) -> None:
    """Then it is theirs; a quiet one is shown to them; nobody else takes it over."""
    logged = await firm.logs(quiet=True)
    guest = await firm(answer_move, MAYA, MoveForm(logged, None, None, owner=GUEST), "g")

    named = await firm(answer_move, MAYA, MoveForm(logged, None, None, owner=OMAR), "g")
    too_late = await firm(name_owner, MAYA, logged, LEE)

    assert guest == Rejected({Field.owner: Problem.not_a_colleague})
    assert (named, too_late) == (Outcome.done, Outcome.not_from_here)
    assert (await firm(facts_of, logged)).responsible == OMAR
    assert OMAR in await firm.places(logged)
    assert firm.told[-1] == OwnerNamed(logged, OMAR, MAYA)


async def test_sharing_happens_once(firm: Firm) -> None:
    """An admin may, too; the second press finds it shared."""
    logged = await firm.logs(quiet=True)

    assert await firm(share, ANA, logged) is Outcome.done
    assert await firm(share, MAYA, logged) is Outcome.not_from_here
    assert [one for one in firm.told if isinstance(one, DepartureShared)] == [DepartureShared(logged, ANA)]


def _lifetimes(customer: str) -> Select[Lifetime]:
    return select(Lifetime).where(Lifetime.customer == customer).order_by(Lifetime.number)
