"""Something is new: who left over it and may be asked, who hears of it, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.values import Stage
from bot.winback import service as winning
from bot.winback.models import Ask, LaunchTold
from bot.winback.service import launches, wording
from bot.winback.service.ways import NEWS, ways_in
from bot.winback.values import Answer, AskedForm, AskState, Declined, Obstacle, WayKind
from bot.winback.ways import Way
from bot.work.unit import Unit
from tests.nudges.support import ANA, GUEST, LEE, MAYA, OMAR, Firm
from tests.winback.launching import BREAD, are, lost, names, news, rows, told
from tests.winback.support import digests, interviewed, item_of, only_ask


async def test_whoever_left_over_it_is_named_with_who_looks_after_them(firm: Firm) -> None:
    await lost(firm, "Acme")
    await lost(firm, "Beta", "price")
    await lost(firm, "Gamma", None)
    await lost(firm, "Delta", "price", owner=OMAR)

    reach = await firm(launches.reach_of, ANA, Way(WayKind.offer, "…", ("missing", "price")))

    assert [(one.customer, one.owner) for one in reach.may] == [("Acme", "Maya"), ("Beta", "Maya"), ("Delta", "Omar")]
    assert reach.left == 3
    assert not reach.others


async def test_a_further_reason_counts_and_the_kind_of_customer_narrows_it(firm: Firm) -> None:
    acme = await lost(firm, "Acme", None)
    await interviewed(firm, acme, "price", by=ANA, more_reasons=["missing"])
    await lost(firm, "Beta")
    await are(firm, acme, "Big  Bakeries")

    assert names(await firm(launches.reach_of, ANA, BREAD)) == ["Acme", "Beta"]
    assert names(await firm(launches.reach_of, ANA, Way(WayKind.offer, "…", ("missing",), ("big bakeries",)))) == ["Acme"]
    assert names(await firm(launches.reach_of, ANA, Way(WayKind.offer, "…", (), ("big bakeries",)))) == ["Acme"]


async def test_who_said_no_or_is_left_in_peace_is_counted_and_never_offered(firm: Firm) -> None:
    no, peace = await lost(firm, "Acme"), await lost(firm, "Beta")
    await lost(firm, "Gamma")
    await firm.passes(days=7)
    await firm(winning.leave_in_peace, MAYA, (await item_of(firm, peace)).id, None)
    await firm.agrees(no, Consent.no)

    reach = await firm(launches.reach_of, ANA, BREAD)
    await firm(launches.launch, ANA, BREAD)

    assert (reach.left, names(reach)) == (3, ["Gamma"])
    assert set(await firm(lambda unit: unit.all(select(LaunchTold.departure)))).isdisjoint({no, peace})


async def test_why_somebody_left_is_told_only_to_those_who_may_read_what_they_said(firm: Firm) -> None:
    """Lee reads the channel and sees that they left, and does not learn from a launch over what."""
    acme = await lost(firm)
    await are(firm, acme, "Bakeries")

    assert names(await firm(launches.reach_of, LEE, BREAD)) == []
    assert (await firm(launches.reach_of, LEE, BREAD)).left == 0
    assert (await firm(launches.reach_of, LEE, BREAD)).others
    assert names(await firm(launches.reach_of, LEE, Way(WayKind.offer, "…", (), ("Bakeries",)))) == ["Acme"]
    assert names(await firm(launches.reach_of, OMAR, BREAD)) == ["Acme"]


async def test_a_quiet_customer_is_nobodys_but_those_who_know_of_it(firm: Firm) -> None:
    quiet = await lost(firm, "Hush", quiet=True)
    await are(firm, quiet, "Secret kind")

    for reader in (LEE,):
        assert (await firm(launches.reach_of, reader, Way(WayKind.offer, "…", (), ("Secret kind",)))).left == 0
        assert (await firm(launches.open_launch, reader)).segments == ()
    await firm(launches.launch, LEE, BREAD)
    await firm.passes(days=8)

    assert await firm.prompted(NEWS) == [MAYA]
    assert "*Hush*" in await news(firm, MAYA)
    assert [one.told for one in await rows(firm, LEE)] == [0]
    assert [one.told for one in await rows(firm, MAYA)] == [1]
    assert await firm.prompted("digest") == []
    ask = await firm(launches.claim_told, MAYA, await told(firm, quiet))
    assert "bread before seven" in await firm.shown("ask", ask.id)
    with pytest.raises(Declined) as declined:
        await firm(launches.claim_told, LEE, await told(firm, quiet))
    assert declined.value.why is Obstacle.may_not


@pytest.mark.parametrize("person", [GUEST, "UNOBODY"])
async def test_guests_and_strangers_tell_nothing_and_see_nothing(firm: Firm, person: str) -> None:
    for use_case, arguments in (
        (launches.open_launch, ()),
        (launches.reach_of, (BREAD,)),
        (launches.launch, (BREAD,)),
        (launches.launches_of, ()),
    ):
        with pytest.raises(Declined) as declined:
            await firm(use_case, person, *arguments)
        assert declined.value.why is Obstacle.may_not


async def test_whoever_looks_after_them_reads_it_once_and_asks_with_it(firm: Firm) -> None:
    acme, beta = await lost(firm, "Acme"), await lost(firm, "Beta")
    await lost(firm, "Gamma", "price")
    await firm(launches.launch, OMAR, BREAD)
    await firm.passes(days=1)

    text = await news(firm, MAYA)
    assert await firm.prompted(NEWS) == [MAYA]
    assert "Something is new: we now offer bread before seven." in text
    assert "*Acme*" in text
    assert "*Beta*" in text
    assert "Gamma" not in text

    await firm(launches.claim_told, MAYA, await told(firm, acme))
    ask = await only_ask(firm)
    shown = await firm.shown("ask", ask.id)
    assert "what is new since they left" in shown
    words = (await firm(wording.words_opening, MAYA, ask.id)).body
    assert "something is different here: we now offer bread before seven." in words
    assert "*Acme*: Maya asks them, with it." in await news(firm, MAYA)
    with pytest.raises(Declined) as declined:
        await firm(launches.claim_told, OMAR, await told(firm, acme))
    assert declined.value.why is Obstacle.taken
    assert (await firm(ways_in, [beta])).keys() == {beta}


async def test_it_is_the_way_in_for_whoever_takes_them_up_from_the_digest(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    await firm.passes(days=7)

    ask = await firm(winning.claim, LEE, (await item_of(firm, acme)).id)

    assert "we now offer bread before seven" in await firm.shown("ask", ask.id)


async def test_the_digest_shows_it_as_what_changed_and_counts_it_as_new(firm: Firm) -> None:
    acme = await lost(firm)
    await lost(firm, "Beta", "price")
    await firm.passes(days=15)
    assert len(await digests(firm)) == 1
    assert "new since they left" not in await firm.shown("digest", (await digests(firm))[-1].id)

    await firm(launches.launch, ANA, BREAD)
    await firm.passes(days=7)

    assert len(await digests(firm)) == 2
    item = await item_of(firm, acme)
    assert "launch" in item.news
    text = await firm.shown("digest", item.digest)
    assert text.count("new since they left: we now offer bread before seven") == 1


async def test_whoever_asks_them_already_gets_the_news_into_their_words(firm: Firm) -> None:
    acme = await lost(firm)
    await firm.passes(days=7)
    ask = await firm(winning.claim, LEE, (await item_of(firm, acme)).id)
    assert "bread" not in await firm.shown("ask", ask.id)

    await firm(launches.launch, OMAR, BREAD)
    await firm.passes(days=1)

    assert "we now offer bread before seven" in await firm.shown("ask", ask.id)
    assert await firm.prompted(NEWS) == [LEE]
    assert names(await firm(launches.reach_of, ANA, BREAD)) == ["Acme"]


async def test_what_became_of_it_is_counted_of_those_whom_the_reader_may_see(firm: Firm) -> None:
    acme, beta = await lost(firm, "Acme"), await lost(firm, "Beta")
    await lost(firm, "Gamma", quiet=True)
    await firm(launches.launch, ANA, BREAD)
    for departure, answer in ((acme, Answer.back), (beta, Answer.no)):
        ask = await firm(launches.claim_told, MAYA, await told(firm, departure))
        today = firm.clock.moment.date()
        await firm(winning.tell_asked, MAYA, ask.id, AskedForm(answer, TouchKind.call, today))

    (seen,), (of_lee,) = await rows(firm, ANA), await rows(firm, LEE)

    assert (seen.told, seen.asked, seen.back) == (3, 2, 1)
    assert (of_lee.told, of_lee.asked, of_lee.back) == (2, 2, 1)
    assert "*Acme*: they are back." in await news(firm, MAYA)
    assert "*Beta*: asked with it, no." in await news(firm, MAYA)


async def test_nobody_is_asked_twice_with_the_same_news(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    ask = await firm(launches.claim_told, MAYA, await told(firm, acme))
    await firm(winning.tell_asked, MAYA, ask.id, AskedForm(Answer.later, TouchKind.call, firm.clock.moment.date()))

    assert await firm(ways_in) == {}
    await firm.passes(days=120)
    again = await firm(winning.claim, LEE, (await item_of(firm, acme)).id)
    assert again.launch is None


async def test_who_has_just_left_or_is_to_rest_is_told_with_the_day(firm: Firm) -> None:
    await lost(firm, "Fresh", happened=date(2026, 2, 20))
    asked = await lost(firm, "Acme")
    await firm.passes(days=7)
    ask = await firm(winning.claim, LEE, (await item_of(firm, asked)).id)
    today = firm.clock.moment.date()
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.no, TouchKind.call, today))

    reach = await firm(launches.reach_of, ANA, BREAD)
    await firm(launches.launch, ANA, BREAD)

    assert {one.customer: one.rests_until for one in reach.may} == {
        "Fresh": date(2026, 4, 3),
        "Acme": today + timedelta(days=365),
    }
    with pytest.raises(Declined) as declined:
        await firm(launches.claim_told, MAYA, await told(firm, asked))
    assert declined.value.why is Obstacle.taken
    assert "*Fresh*: not before" in await news(firm, MAYA)


async def test_who_left_after_it_left_in_spite_of_it(firm: Firm) -> None:
    await firm(launches.launch, ANA, BREAD)
    await firm.passes(days=30)
    later = await firm.loses("Late", happened=firm.clock.moment.date())
    await interviewed(firm, later, "missing", by=ANA)

    assert await firm(ways_in) == {}


async def test_a_mistake_is_taken_back_by_whoever_told_it_or_an_admin(firm: Firm) -> None:
    await lost(firm)
    await firm(launches.launch, OMAR, BREAD)
    (row,) = await rows(firm, OMAR)
    assert row.undoable
    assert not (await rows(firm, LEE))[0].undoable
    with pytest.raises(Declined) as declined:
        await firm(launches.take_back, LEE, row.launch)
    assert declined.value.why is Obstacle.may_not

    await firm(launches.take_back, ANA, row.launch)

    assert await firm(ways_in) == {}
    assert "was taken back" in await news(firm, MAYA)
    (row,) = await rows(firm, OMAR)
    assert row.is_over
    with pytest.raises(Declined):
        await firm(launches.take_back, ANA, row.launch)


async def test_it_is_news_for_two_years(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)

    await firm.leaps(days=700)
    assert (await firm(ways_in)).keys() == {acme}
    await firm.leaps(days=40)
    assert await firm(ways_in) == {}


async def test_who_came_back_or_went_for_good_is_no_door(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    row = await told(firm, acme)
    await firm(leaving.move, MAYA, acme, Stage.closed)

    with pytest.raises(Declined) as declined:
        await firm(launches.claim_told, MAYA, row)

    assert declined.value.why is Obstacle.over
    assert await firm(ways_in) == {}


async def test_an_ask_that_was_begun_with_news_that_was_taken_back_begins_with_something_else(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    ask = await firm(launches.claim_told, MAYA, await told(firm, acme))
    (row,) = await rows(firm, ANA)

    await firm(launches.take_back, ANA, row.launch)

    assert "bread" not in await firm.shown("ask", ask.id)
    assert (await only_ask(firm)).state is AskState.claimed


async def test_many_customers_cost_no_more_questions_than_few(firm: Firm) -> None:
    """Whom news answers is read in bulk."""

    async def asked() -> int:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            statements.append(statement)

        def look(unit: Unit) -> None:
            engine = unit.session.get_bind()
            event.listen(engine, "before_cursor_execute", note)
            launches.reach_of(unit, ANA, BREAD)
            ways_in(unit)
            event.remove(engine, "before_cursor_execute", note)

        await firm(look)
        return len(statements)

    await lost(firm, "First")
    await firm(launches.launch, ANA, BREAD)
    few = await asked()
    for number in range(8):
        await lost(firm, f"More {number}")

    assert await asked() <= few + 1


async def test_asks_know_their_launch(firm: Firm) -> None:
    acme = await lost(firm)
    await firm(launches.launch, ANA, BREAD)
    await firm(launches.claim_told, MAYA, await told(firm, acme))

    (ask,) = await firm(lambda unit: unit.all(select(Ask)))

    assert ask.launch == (await rows(firm, ANA))[0].launch
