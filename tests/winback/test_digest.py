"""Every week the channel is told whom to ask again: at most five, each with a reason, and everybody in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.customers.models import Customer
from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.fixes.models import Fix
from bot.fixes.values import FixState
from bot.interviews.values import Recommend
from bot.nudges import service as nudging
from bot.nudges.models import Nudge
from bot.nudges.values import CadenceState, NudgeKind, NudgeState, Sounded, Suggestion, WhyYou
from bot.winback import service as winning
from bot.winback.models import Ask
from bot.winback.rules import DEFAULT_WEIGHTS, News
from bot.winback.values import (
    FIXED,
    Answer,
    AskedForm,
    AskState,
    Declined,
    Factor,
    ItemState,
    Obstacle,
    Opportunity,
)
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.service import settings_of
from tests.nudges.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, Firm
from tests.winback.support import digests, interviewed, item_of, items, newest_items, only_ask, winning_firm, worth

LONG_AGO = date(2025, 3, 2)


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with winning_firm(database_url) as opened:
        yield opened


async def test_the_channel_is_told_each_monday_at_ten_where_the_admin_is(firm: Firm) -> None:
    for number in range(20):
        await firm.loses("Acme" if number == 0 else f"Customer {number}", happened=LONG_AGO)

    await firm.passes(days=28)

    assert [one.at for one in await digests(firm)] == [
        datetime(2026, 3, 9, 9, tzinfo=UTC),
        datetime(2026, 3, 16, 9, tzinfo=UTC),
        datetime(2026, 3, 23, 9, tzinfo=UTC),
        datetime(2026, 3, 30, 8, tzinfo=UTC),  # summer time has begun
    ]
    assert await firm.prompted("digest") == [CHANNEL] * 4
    text = await firm.shown("digest", (await digests(firm))[0].id)
    assert "*Acme*" in text
    assert "nobody has ever asked them" in text
    assert "You can choose: I'll ask Acme, Acme: not now, Leave Acme in peace" in text


async def test_the_workspace_may_choose_day_hour_and_zone(firm: Firm) -> None:
    def choose(unit: Unit) -> None:
        settings = settings_of(unit)
        settings.zone, settings.digest_weekday, settings.digest_hour = "America/New_York", 2, 8

    await firm(choose)
    for number in range(10):
        await firm.loses(f"Customer {number}", happened=LONG_AGO)
    await firm.passes(days=20)

    assert [one.at for one in await digests(firm)] == [
        datetime(2026, 3, 9, 9, tzinfo=UTC),  # was planned before
        datetime(2026, 3, 18, 12, tzinfo=UTC),
    ]


async def test_nobody_to_ask_no_digest_and_planning_twice_makes_no_second(firm: Firm) -> None:
    await firm.passes(days=20)
    await firm(winning.plan_digest)

    assert await digests(firm) == []
    assert await firm.planned() == 1


async def test_after_a_month_of_downtime_one_digest_not_four(firm: Firm) -> None:
    await firm.loses("Acme", happened=LONG_AGO)

    await firm.leaps(days=30)

    assert len(await digests(firm)) == 1
    await firm.passes(days=7)
    assert len(await digests(firm)) == 1
    await firm.loses("Harbor", happened=LONG_AGO)
    await firm.passes(days=7)
    assert len(await digests(firm)) == 2


async def test_after_a_year_of_downtime_the_next_digest_does_not_follow_on_the_heels_of_the_late_one(firm: Firm) -> None:
    for number in range(10):
        await firm.loses(f"Customer {number}", happened=LONG_AGO)

    await firm.leaps(days=369)  # a Saturday

    await firm.passes(days=8)
    assert [one.at for one in await digests(firm)] == [datetime(2027, 3, 6, 15, tzinfo=UTC)]
    await firm.passes(days=7)
    assert [one.at for one in await digests(firm)][1:] == [datetime(2027, 3, 15, 9, tzinfo=UTC)]


async def test_at_most_five_the_best_first_and_one_place_for_whoever_waited_longest(firm: Firm) -> None:
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(8)]
    for number, one in enumerate(lost):
        await worth(firm, one, 10 ** (number % 7))

    await firm.passes(days=7)

    places = await newest_items(firm)
    assert len(places) == 5
    assert [one.kept for one in places] == [False, False, False, False, True]
    assert [one.departure for one in places[:4]] == [lost[6], lost[5], lost[4], lost[3]]


async def test_everybody_who_may_be_asked_is_in_a_digest_in_the_end(firm: Firm) -> None:
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(12)]
    for one in lost[:6]:
        await worth(firm, one, 1_000_000)

    await firm.passes(days=7 * 12)

    seen = {place.departure for digest in await digests(firm) for place in await items(firm, digest)}
    assert seen == set(lost)


async def test_who_is_never_in_a_digest(firm: Firm) -> None:
    await firm.loses("Quiet", happened=LONG_AGO, quiet=True)
    said_no = await firm.loses("Said no", happened=LONG_AGO)
    await firm.agrees(said_no, Consent.no)
    await firm.loses("Just left", happened=date(2026, 3, 1))
    await firm.loses("Leaving", stage=Stage.leaving, happened=LONG_AGO)
    closed = await firm.loses("Closed", happened=LONG_AGO)
    await firm(leaving.move, MAYA, closed, Stage.closed)

    await firm.passes(days=30)

    assert await digests(firm) == []


async def test_the_first_six_weeks_belong_to_the_goodbye(firm: Firm) -> None:
    await firm.loses("Acme", happened=date(2026, 3, 1))
    await firm.passes(days=40)
    assert await digests(firm) == []

    await firm.passes(days=7)
    assert len(await digests(firm)) == 1


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


async def test_not_now_leaves_them_out_until_that_day_and_says_so(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=98)
    old, new = await digests(firm)
    (item,) = await newest_items(firm)

    await firm(winning.not_now, LEE, item.id, date(2026, 9, 1))

    for digest in (old, new):
        text = await firm.shown("digest", digest.id)
        assert "Not before" in text
        assert "says Lee" in text
        assert "I'll ask" not in text.split("\n", 3)[3]
    await firm.until(datetime(2026, 9, 2, tzinfo=UTC))
    assert len(await digests(firm)) == 2
    await firm.passes(days=7)
    assert (await item_of(firm, acme)).state is ItemState.open


@pytest.mark.parametrize("until", [None, date(2026, 3, 9), date(2039, 3, 9)])
async def test_not_now_wants_a_day_to_come(firm: Firm, until: date | None) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    with pytest.raises(Declined) as declined:
        await firm(winning.not_now, LEE, item.id, until)

    assert declined.value.why is Obstacle.bad_day


async def test_left_in_peace_nobody_asks_or_nudges_until_it_is_taken_back(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.agrees(acme)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.leave_in_peace, OMAR, item.id, "They asked us to let it rest")

    text = await firm.shown("digest", item.digest)
    assert "Left in peace: Omar said so." in text
    assert "They asked us" not in text
    assert await firm(winning.card_lines, acme) == ("Left in peace: Omar said so",)
    await firm.passes(days=100)
    assert len(await digests(firm)) == 1
    assert await firm.nudges() == []

    await firm(winning.end_peace, MAYA, item.id)
    await firm.passes(days=8)
    assert (await item_of(firm, acme)).state is ItemState.open
    cadence = await firm(nudging.cadence_of, acme)
    assert cadence is not None
    assert cadence.state is CadenceState.going
    assert len(await firm.nudges()) == 1


@pytest.mark.parametrize("who", [GUEST, "UNOBODY"])
async def test_only_those_who_may_see_the_customer_decide(firm: Firm, who: str) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    for use_case in (winning.claim, winning.customer_and_day, winning.end_peace):
        with pytest.raises(Declined) as declined:
            await firm(use_case, who, item.id)
        assert declined.value.why is Obstacle.may_not


async def test_the_first_who_takes_them_up_has_them(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.claim, LEE, item.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.claim, OMAR, item.id)

    assert declined.value.why is Obstacle.answered
    ask = await only_ask(firm)
    assert (ask.by, ask.state) == (LEE, AskState.claimed)
    assert ask.until - firm.clock.moment >= timedelta(days=14)
    assert "Lee asks them, by" in await firm.shown("digest", item.digest)
    assert (await firm(winning.card_lines, acme))[0].startswith("Asking again: Lee, by")
    await firm.passes(days=13)
    assert len(await digests(firm)) == 1


async def test_no_channel_no_digest_until_there_is_one(firm: Firm) -> None:
    def lose(unit: Unit) -> None:
        settings_of(unit).departures_channel = None

    await firm.loses("Acme", happened=LONG_AGO)
    await firm(lose)
    await firm.passes(days=14)
    assert await digests(firm) == []

    await firm.has_channel(ANA)
    await firm.passes(days=7)
    assert len(await digests(firm)) == 1


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


async def test_the_digest_tells_only_of_those_whose_card_is_in_its_channel(firm: Firm) -> None:
    """A card that was taken out of the channel is for a few; whoever reads the channel learns nothing of it."""
    acme = await firm.loses("Acme", happened=LONG_AGO)

    def withdraw(unit: Unit) -> None:
        unit.need(Departure, acme).posted_to = None

    await firm(withdraw)
    await firm.passes(days=14)

    assert await digests(firm) == []


async def test_an_erased_customer_is_in_no_digest(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)

    def erase(unit: Unit) -> None:
        unit.need(Customer, unit.need(Departure, acme).customer).erased_at = unit.now

    await firm(erase)
    await firm.passes(days=14)

    assert await digests(firm) == []


async def test_admins_say_what_counts_and_each_change_is_on_record(firm: Firm) -> None:
    assert await firm(winning.weights_of) == DEFAULT_WEIGHTS

    await firm(winning.change_weights, ANA, {"value": 50, "tenure": 10, "shown": 0})

    changed = replace(DEFAULT_WEIGHTS, value=50, shown=0)
    assert await firm(winning.weights_of) == changed
    assert await recorded(firm) == [(ANA, "value:20>50"), (ANA, "shown:20>0")]
    await firm(winning.change_weights, ANA, {"value": None, "shown": 0})
    assert await firm(winning.weights_of) == replace(changed, value=DEFAULT_WEIGHTS.value)
    assert (await recorded(firm))[2:] == [(ANA, "value:50>20")]


@pytest.mark.parametrize("who", [MAYA, GUEST, "UNOBODY"])
async def test_who_is_no_admin_neither_sees_the_form_nor_changes_what_counts(firm: Firm, who: str) -> None:
    for use_case, more in ((winning.open_weights, ()), (winning.change_weights, ({"value": 1},))):
        with pytest.raises(Declined) as declined:
            await firm(use_case, who, *more)
        assert declined.value.why is Obstacle.no_admin

    assert await firm(winning.weights_of) == DEFAULT_WEIGHTS


async def test_over_the_years_everybody_who_may_be_asked_is_asked(firm: Firm) -> None:
    """Somebody takes up whose turn it is in every second digest; the others are left lying. In the end all were asked."""
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(7)]
    for one in lost[:4]:
        await worth(firm, one, 1_000_000)
    said_no = await firm.loses("Said no", happened=LONG_AGO)
    await firm.agrees(said_no, Consent.no)
    seen = 0
    for _week in range(52 * 2):
        await firm.passes(days=7)
        if len(await digests(firm)) > seen:
            seen += 1
            places = await newest_items(firm)
            assert len(places) <= 5
            assert said_no not in [one.departure for one in places]
            if seen % 2 == 0 and places[-1].state is ItemState.open:
                ask = await firm(winning.claim, LEE, places[-1].id)
                today = firm.clock.moment.date()
                await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.later, TouchKind.call, today))

    asked = {one.departure for one in await firm(lambda unit: unit.all(select(Ask)))}
    assert asked == set(lost)


async def recorded(firm: Firm) -> list[tuple[str, str]]:
    """Who changed what counts, and how, oldest first."""
    query = select(AuditEntry).where(AuditEntry.did == "weight.changed").order_by(AuditEntry.id)
    return [(one.who, one.what) for one in await firm(lambda unit: unit.all(query))]


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


async def test_home_says_where_the_list_stands_and_when_nothing_is_new(firm: Firm) -> None:
    assert "Nobody to ask again so far" in await firm(winning.list_line, LEE)
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=8)
    stands = await firm(winning.list_line, LEE)
    assert stands.startswith("The list of")
    assert f"<#{CHANNEL}>" in stands

    await firm.passes(days=7)

    told = await firm(winning.list_line, LEE)
    assert told.startswith("Nothing is new since the list of")
    assert "Acme" not in stands + told


async def test_without_a_channel_home_says_nothing_of_a_list(firm: Firm) -> None:
    def lose(unit: Unit) -> None:
        settings_of(unit).departures_channel = None

    await firm(lose)

    assert await firm(winning.list_line, LEE) is None
