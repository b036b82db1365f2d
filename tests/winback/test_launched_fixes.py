"""What was put right is news, too: for whom it is, and without a word of who it came from."""

from __future__ import annotations

from bot.fixes.events import FixVerified
from bot.fixes.models import Fix
from bot.fixes.values import FixState
from bot.winback import service as winning
from bot.winback.service import launches, wording
from bot.winback.service.ways import NEWS, ways_in
from bot.work.unit import Unit
from tests.nudges.support import ANA, MAYA, Firm
from tests.winback.launching import lost, rows, told
from tests.winback.support import LONG_AGO, item_of


async def test_words_of_a_fix_never_stand_in_the_channel(firm: Firm) -> None:
    acme = await lost(firm)
    await verified(firm, "missing", acme)
    await firm.passes(days=7)

    text = await firm.shown("digest", (await item_of(firm, acme)).digest)

    assert "Ring Acme back" not in text
    assert "new since they left" not in text
    assert "what they left over is put right" in text


async def verified(firm: Firm, reason: str | None, *departures: str, fix: str | None = None) -> str:
    """A fix was made and somebody checked that it holds; its id."""

    def verify(unit: Unit) -> str:
        made = unit.get(Fix, fix) or unit.add(
            Fix(what="Ring Acme back", reason=reason, everyone=reason is not None, by=ANA, at=unit.now, owner=ANA)
        )
        made.due, made.state, made.verified_by, made.verified_at = LONG_AGO, FixState.verified, ANA, unit.now
        unit.session.flush()
        winning.follow_fix(unit, FixVerified(made.id, reason, departures, ANA))
        return made.id

    return await firm(verify)


async def test_a_verified_fix_does_the_same_without_a_word_of_who_it_came_from(firm: Firm) -> None:
    acme, beta = await lost(firm, "Acme"), await lost(firm, "Beta")
    gamma = await lost(firm, "Gamma", "price")
    await verified(firm, "missing", acme, beta)
    await firm.passes(days=1)

    assert (await firm(ways_in)).keys() == {acme, beta}
    assert await firm.prompted(NEWS) == []
    ask = await firm(launches.claim_told, MAYA, await told(firm, beta))
    words = (await firm(wording.words_opening, MAYA, ask.id)).body
    assert "what went wrong has been put right" in words
    assert "Acme" not in words
    assert gamma not in await firm(ways_in)


async def test_what_was_fixed_for_one_customer_is_news_for_that_one(firm: Firm) -> None:
    acme = await lost(firm, "Acme", "treatment")
    await lost(firm, "Beta", "treatment")
    await verified(firm, None, acme)

    assert (await firm(ways_in)).keys() == {acme}


async def test_a_fix_that_is_open_again_is_no_news_and_told_once_more_when_it_holds(firm: Firm) -> None:
    acme = await lost(firm)
    fix = await verified(firm, "missing", acme)
    await firm(lambda unit: setattr(unit.need(Fix, fix), "state", FixState.open))
    assert await firm(ways_in) == {}

    await firm.passes(days=30)
    await verified(firm, "missing", acme, fix=fix)

    assert (await firm(ways_in)).keys() == {acme}
    assert len(await rows(firm, ANA)) == 1
