"""What is put right since when, for whoever weighs whom to ask again."""

from __future__ import annotations

from datetime import timedelta

from bot.colleagues.models import Colleague
from bot.fixes.models import Fix, FixCase
from bot.fixes.service import HOLDS, fixed_cases, fixed_reasons, make_fix, say_done, say_it_holds
from bot.fixes.values import FixForm, FixState, Outcome
from bot.reasons.service import change_reason
from bot.reasons.values import BY_CODE
from bot.reasons.values.changing import Fate, ReasonForm
from bot.work.unit import Unit
from tests.departures.support import ANA, LEE, MAYA, OMAR, TODAY, Firm


async def fix(firm: Firm, departure: str, state: FixState, *, everyone: bool = True, reason: str = "quality") -> None:
    def add(unit: Unit) -> None:
        kept = Fix(
            what="Sturdier boxes", reason=reason, everyone=everyone, departure=None, by=MAYA, at=unit.now, owner=MAYA
        )
        kept.due, kept.state = TODAY, state
        if state is FixState.verified:
            kept.verified_by, kept.verified_at = ANA, unit.now
        unit.add(kept)
        unit.session.flush()
        unit.add(FixCase(fix=kept.id, departure=departure, at=unit.now))

    await firm(add)


async def test_only_what_somebody_has_looked_at_counts_as_put_right(firm: Firm) -> None:
    for number, state in enumerate(FixState):
        departure = await firm.logs(new_name=f"Customer {number}")
        await fix(firm, departure, state, reason=state.value)
        if state is FixState.verified:
            right = departure

    assert await firm(fixed_reasons) == {"verified": firm.clock.now()}
    assert await firm(fixed_cases) == {right: firm.clock.now()}


async def test_what_was_changed_for_one_customer_alone_does_not_put_the_reason_right(firm: Firm) -> None:
    departure = await firm.logs()
    await fix(firm, departure, FixState.verified, everyone=False)

    assert await firm(fixed_reasons) == {}
    assert await firm(fixed_cases) == {departure: firm.clock.now()}


async def test_the_newest_counts(firm: Firm) -> None:
    departure = await firm.logs()
    await fix(firm, departure, FixState.verified)
    firm.clock.move(days=30)
    await fix(firm, departure, FixState.verified)

    assert await firm(fixed_reasons) == {"quality": firm.clock.now()}
    assert (await firm(fixed_cases))[departure] - firm.clock.now() == timedelta()


async def test_a_reason_that_was_merged_is_named_as_it_counts_today(firm: Firm) -> None:
    departure = await firm.logs()
    await fix(firm, departure, FixState.verified, reason="budget")
    one = BY_CODE["budget"]
    form = ReasonForm(one.called(), one.meant(), one.controllable, one.curable, one.feedback, Fate.merged, "price")

    await firm(change_reason, ANA, "budget", form)

    assert set(await firm(fixed_reasons)) == {"price"}


async def test_in_a_firm_of_two_whoever_did_it_may_look_themselves_a_week_later(firm: Firm) -> None:
    """There is nobody else who could; with two others there is, and then they may not."""
    form = FixForm("Sturdier boxes", "quality", everyone=True, owner=MAYA, due=TODAY + timedelta(days=9))
    with_others, alone = [await firm(make_fix, MAYA, form) for _each in range(2)]
    assert isinstance(with_others, str)
    assert isinstance(alone, str)
    await firm(say_done, MAYA, with_others, None)
    assert await firm(say_it_holds, MAYA, with_others) is Outcome.somebody_else

    await firm(leave_the_firm, OMAR, LEE)
    await firm(say_done, MAYA, alone, None)
    [planned] = await firm(lambda unit: unit.planned(HOLDS, alone))
    assert planned.due - firm.clock.now() >= timedelta(days=5)
    assert await firm(say_it_holds, MAYA, alone) is Outcome.done


def leave_the_firm(unit: Unit, *people: str) -> None:
    """Their accounts are closed."""
    for person in people:
        unit.need(Colleague, person).is_gone = True
