"""Each place in the digest says why, what is new since the last one, and who could ask."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.customers.values import TouchKind
from bot.fixes.models import Fix
from bot.fixes.values import FixState
from bot.interviews.values import Recommend
from bot.nudges import service as nudging
from bot.nudges.models import Nudge
from bot.nudges.values import NudgeKind, NudgeState, Sounded, Suggestion, WhyYou
from bot.winback import service as winning
from bot.winback.models import Ask
from bot.winback.rules import DEFAULT_WEIGHTS, News
from bot.winback.values import FIXED, Answer, AskedForm, Factor, Opportunity
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.nudges.support import ANA, LEE, MAYA, Firm
from tests.winback.support import LONG_AGO, digests, interviewed, item_of, newest_items, worth


async def test_each_has_its_reasons_and_neither_amounts_nor_findings_are_told(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await worth(firm, acme, 120_000)
    await firm.agrees(acme)
    await interviewed(firm, acme, "price")

    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert list(item.reasons) == [Factor.value.value, Factor.cure.value, Factor.consent.value]
    text = await firm.shown("digest", item.digest)
    assert "they were worth a lot to us" in text
    assert "what they left over can be put right" in text
    assert "glad to hear from us" in text
    assert "120" not in text
    assert "price" not in text


async def test_amounts_are_shown_where_the_workspace_wants_it(firm: Firm) -> None:
    def show(unit: Unit) -> None:
        settings_of(unit).show_amounts = True

    acme = await firm.loses("Acme", happened=LONG_AGO)
    await worth(firm, acme, 120_000)
    await firm(show)
    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert "worth $120,000 a year" in await firm.shown("digest", item.digest)


async def test_no_digest_when_there_is_nothing_new_and_one_as_soon_as_there_is(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=30)
    assert len(await digests(firm)) == 1

    await firm.agrees(acme)
    await firm.passes(days=21)

    assert len(await digests(firm)) == 2
    (item,) = await newest_items(firm)
    assert item.news == [News.consent.value]
    assert "New: they said that we may stay in touch." in await firm.shown("digest", item.digest)


async def test_whom_nobody_takes_up_is_on_the_list_again_after_a_quarter(firm: Firm) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7 * 13 + 7)

    assert [one.at.date() for one in await digests(firm)] == [date(2026, 3, 9), date(2026, 6, 8)]
    (item,) = await newest_items(firm)
    assert "Nothing has changed; a quarter has gone by" in await firm.shown("digest", item.digest)


async def test_what_is_put_right_is_new_and_counts(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await interviewed(firm, acme, "price")
    await firm.passes(days=7)
    before = await weighed(firm, acme)

    await fixed(firm, "price")
    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert item.news == [News.fixed.value]
    assert item.reasons[Factor.cure.value] == FIXED
    assert "what they left over is put right" in await firm.shown("digest", item.digest)
    after = await weighed(firm, acme)
    assert after.score.parts[Factor.cure] == DEFAULT_WEIGHTS.cure > before.score.parts[Factor.cure]


async def test_what_was_put_right_before_they_left_is_no_cure_for_them(firm: Firm) -> None:
    await fixed(firm, "price", at=datetime(2025, 1, 1, tzinfo=UTC))
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await interviewed(firm, acme, "price")

    assert not (await weighed(firm, acme)).signals.fixed


async def test_how_they_sounded_whether_they_recommend_us_and_their_doors_are_reasons(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.agrees(acme)
    await interviewed(
        firm, acme, "no_need", recommend=Recommend.yes, contract_ends=date(2026, 5, 1), check_in_welcome=True
    )
    await sounded(firm, acme, Sounded.glad)
    await firm(winning.change_weights, ANA, {"warmth": 40, "recommends": 30, "doors": 20})
    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert list(item.reasons) == [Factor.warmth.value, Factor.recommends.value, Factor.doors.value]
    text = await firm.shown("digest", item.digest)
    assert "they were glad when we last spoke" in text
    assert "they would speak well of us" in text
    assert "they will soon be free to choose again" in text
    assert "2026" not in text  # no day from the interview


async def test_doors_count_only_where_they_welcome_it(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await interviewed(firm, acme, "price", contract_ends=date(2026, 5, 1), check_in_welcome=False)

    assert (await weighed(firm, acme)).signals.days_to_doors is None


async def test_each_says_who_could_ask(firm: Firm) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)
    assert "Maya looks after them, and could ask; so can you." in await firm.shown("digest", item.digest)

    await firm.loses_colleague(MAYA)
    assert "Omar looks after them" in await firm.shown("digest", item.digest)


async def test_what_happened_since_the_last_list_and_who_will_ask(firm: Firm) -> None:
    lost = {name: await firm.loses(name, happened=LONG_AGO) for name in ("Acme", "Boulder", "Cedar", "Delta")}
    await firm.passes(days=7)
    assert "Since the last list" not in await firm.shown("digest", (await digests(firm))[0].id)
    for name in ("Acme", "Boulder", "Cedar"):
        await firm(winning.claim, LEE, (await item_of(firm, lost[name])).id)
    asks = {one.departure: one for one in await firm(lambda unit: unit.all(select(Ask)))}
    today = firm.clock.moment.date()
    await firm(winning.tell_asked, LEE, asks[lost["Acme"]].id, AskedForm(Answer.back, TouchKind.call, today))
    await firm(winning.tell_asked, LEE, asks[lost["Boulder"]].id, AskedForm(Answer.later, TouchKind.call, today, "No"))
    await firm.loses("Elm", happened=LONG_AGO)
    await firm.passes(days=7)

    text = await firm.shown("digest", (await digests(firm))[-1].id)
    assert "Acme is back" in text
    assert "Lee has asked Boulder" in text
    assert "Lee asks Cedar, by" in text
    assert [one.departure for one in await newest_items(firm)] != []
    assert lost["Cedar"] not in [one.departure for one in await newest_items(firm)]


async def weighed(firm: Firm, departure: str) -> Opportunity:
    """How much speaks for asking this customer now."""
    return next(one for one in await firm(winning.opportunities) if one.departure == departure)


async def fixed(firm: Firm, reason: str, at: datetime | None = None) -> None:
    """What customers left over for that reason is changed, and somebody has looked that it is."""

    def fix(unit: Unit) -> None:
        people = {"by": ANA, "owner": ANA, "verified_by": LEE}
        when = {"at": at or unit.now, "due": LONG_AGO, "verified_at": at or unit.now}
        unit.add(Fix(what="…", reason=reason, everyone=True, state=FixState.verified, **people, **when))

    await firm(fix)


async def sounded(firm: Firm, departure: str, how: Sounded) -> None:
    """Somebody was nudged, was in touch, and said how they sounded."""

    def tell(unit: Unit) -> None:
        cadence = nudging.cadence_of(unit, departure)
        assert cadence is not None
        told = {"state": NudgeState.done, "sounded": how, "answered_by": MAYA, "answered_at": unit.now}
        what = {"kind": NudgeKind.nudge, "suggestion": Suggestion.call, "why": WhyYou.owner}
        unit.add(Nudge(cadence=cadence.id, number=100, person=MAYA, at=unit.now, **what, **told))

    await firm(tell)
