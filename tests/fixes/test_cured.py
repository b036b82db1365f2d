"""What is put right since when, for whoever weighs whom to ask again."""

from __future__ import annotations

from datetime import timedelta

from bot.fixes.models import Fix, FixCase
from bot.fixes.service import fixed_cases, fixed_reasons
from bot.fixes.values import FixState
from bot.reasons.service import change_reason
from bot.reasons.values import BY_CODE
from bot.reasons.values.changing import Fate, ReasonForm
from bot.work.unit import Unit
from tests.departures.support import ANA, MAYA, TODAY, Firm


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
