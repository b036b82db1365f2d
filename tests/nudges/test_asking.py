"""A customer left: somebody is asked to stay in touch, about once a quarter after the last contact, and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.values import Stage
from bot.nudges import service as nudging
from bot.nudges.service import NUDGE
from bot.nudges.values import Declined, DoneForm, NudgeKind, NudgeState, Obstacle, WhyYou
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from bot.workspace.values import Unanswered
from tests.nudges.support import ANA, MAYA, OMAR, START, TODAY, Firm

NEW_YORK = ZoneInfo("America/New_York")


async def test_the_owner_is_asked_a_quarter_after_they_left_and_not_before(firm: Firm) -> None:
    acme = await firm.loses("Acme", contact="Hana Fields, +1 555 0100")
    await firm.agrees(acme)

    await firm.passes(days=90)
    assert await firm.nudges() == []

    await firm.passes(days=3)
    (nudge,) = await firm.nudges()
    assert (nudge.person, nudge.why, nudge.kind) == (MAYA, WhyYou.owner, NudgeKind.nudge)
    text = await firm.shown(NUDGE, nudge.id)
    assert "Not to sell" in text
    assert "Hana Fields, +1 555 0100" in text
    assert "No contact is noted since they left" in text
    assert "You can choose: Done: Acme, Print: Acme, Not now, Hand over: Acme, How often: Acme, Stop: Acme" in text
    assert "“Stop” ends it, and can be undone" in text
    assert await firm.prompted(NUDGE) == [MAYA]


async def test_any_contact_by_anyone_moves_it(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=80)
    called = firm.clock.moment
    await firm.touches(acme, by=OMAR, words="They are moving to a bigger place")

    await firm.passes(days=90)
    assert await firm.nudges() == []

    await firm.passes(days=5)
    (nudge,) = await firm.nudges()
    assert nudge.at - called >= timedelta(days=91)
    text = await firm.shown(NUDGE, nudge.id)
    assert "The last contact was a call on" in text
    assert "by Omar" in text
    assert "> They are moving to a bigger place" in text


async def test_what_is_ahead_names_the_morning_on_which_it_will_be_asked(firm: Firm) -> None:
    """Ninety-one days after ten o'clock on a Monday it is eleven, in summer: that morning's message has come, so it is Tuesday's."""
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.touches(acme)

    (hello,) = await firm(nudging.ahead, MAYA, START + timedelta(days=100))

    assert hello.due == datetime(2026, 6, 2, 9, 1, tzinfo=NEW_YORK)


async def test_contact_while_it_is_asked_answers_it(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm.touches(acme, by=OMAR)

    (nudge,) = await firm.nudges()
    assert nudge.state is NudgeState.overtaken
    assert "nothing to do here any more" in await firm.shown(NUDGE, nudge.id)
    await firm.passes(days=100)
    assert len(await firm.nudges()) == 2


async def test_an_unanswered_one_is_asked_again_each_quarter_never_twice(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)

    await firm.passes(days=4 * 91 + 20)

    nudges = await firm.nudges()
    assert [one.number for one in nudges] == [1, 2, 3, 4]
    assert [one.state for one in nudges] == [NudgeState.overtaken] * 3 + [NudgeState.waiting]
    assert len({one.suggestion for one in nudges}) == 4
    for one, other in pairwise(nudges):
        assert timedelta(days=91) <= other.at - one.at <= timedelta(days=95)
    for one in nudges:
        local = one.at.astimezone(NEW_YORK)
        assert local.weekday() < 5
        assert 9 <= local.hour < 17


async def test_nothing_is_lost_or_doubled_when_nobody_was_there_to_do_it(firm: Firm) -> None:
    """A year in one leap: the bot was down, and comes back on a Sunday."""
    acme = await firm.loses()
    await firm.agrees(acme)

    await firm.leaps(days=370)
    assert firm.clock.moment.weekday() == 6
    assert await firm.nudges() == []

    await firm.passes(days=2)
    (nudge,) = await firm.nudges()
    assert nudge.at.astimezone(NEW_YORK).weekday() == 0
    assert await firm.planned() == 1


async def test_it_waits_for_public_holidays(firm: Firm) -> None:
    def american(unit: Unit) -> None:
        settings_of(unit).country = "US"

    await firm(american)
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.until(datetime(2026, 4, 3, 16, tzinfo=UTC))
    await firm.touches(acme)  # 91 days on is Friday 3 July, when Independence Day is observed

    await firm.until(datetime(2026, 8, 1, tzinfo=UTC))

    (nudge,) = await firm.nudges()
    assert nudge.at.astimezone(NEW_YORK).date() == date(2026, 7, 6)


async def test_not_answered_gets_one_gentle_check_in(firm: Firm) -> None:
    acme = await firm.loses()

    await firm.passes(days=500)

    (nudge,) = await firm.nudges()
    assert nudge.kind is NudgeKind.check_in
    text = await firm.shown(NUDGE, nudge.id)
    assert "gentle check-in" in text
    assert "I ask this once only" in text
    assert await firm(nudging.card_lines, acme) == ()


@pytest.mark.parametrize(("choice", "count"), [(Unanswered.nudge, 4), (Unanswered.nothing, 0)])
async def test_an_admin_may_want_it_otherwise(firm: Firm, choice: Unanswered, count: int) -> None:
    def choose(unit: Unit) -> None:
        settings_of(unit).unanswered = choice

    await firm(choose)
    await firm.loses()

    await firm.passes(days=4 * 91 + 20)

    assert len(await firm.nudges()) == count


async def test_no_is_respected_whenever_it_is_said(firm: Firm) -> None:
    acme = await firm.loses("Acme")
    other = await firm.loses("Brightwater")
    await firm.agrees(acme, Consent.no)
    await firm.agrees(other)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm.agrees(other, Consent.no)

    (nudge,) = await firm.nudges(other)
    assert nudge.state is NudgeState.over
    assert "You can choose" not in await firm.shown(NUDGE, nudge.id)
    with pytest.raises(Declined) as declined:
        await firm(nudging.tell_done, MAYA, nudge.id, DoneForm(TouchKind.call, date(2026, 6, 5)))
    assert declined.value.why is Obstacle.over
    await firm.passes(days=400)
    assert len(await firm.nudges()) == 1


async def test_a_yes_after_silence_begins_the_quarters(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.passes(days=100)
    assert [one.kind for one in await firm.nudges()] == [NudgeKind.check_in]

    await firm.agrees(acme)
    await firm.passes(days=100)

    assert [one.kind for one in await firm.nudges()] == [NudgeKind.check_in, NudgeKind.nudge]


@pytest.mark.parametrize("after", [Stage.returned, Stage.closed])
async def test_it_ends_when_they_are_back_or_the_matter_is_closed(firm: Firm, after: Stage) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm(leaving.move, MAYA, acme, after)

    (nudge,) = await firm.nudges()
    assert nudge.state is NudgeState.over
    assert await firm.planned() == 0
    await firm.passes(days=300)
    assert len(await firm.nudges()) == 1


async def test_it_begins_when_somebody_who_gave_notice_has_left(firm: Firm) -> None:
    acme = await firm.loses(stage=Stage.leaving)
    await firm.agrees(acme)
    await firm.passes(days=200)
    assert await firm.nudges() == []

    await firm(leaving.move, MAYA, acme, Stage.left)
    await firm.passes(days=95)

    assert len(await firm.nudges()) == 1


async def test_for_somebody_who_left_long_ago_the_goodbye_still_comes_first(firm: Firm) -> None:
    acme = await firm.loses(happened=date(2025, 6, 2))
    await firm.agrees(acme)

    await firm.passes(days=13)
    assert await firm.nudges() == []

    await firm.passes(days=2)
    assert len(await firm.nudges()) == 1


async def test_without_an_owner_the_logger_is_asked(firm: Firm) -> None:
    await firm.loses(owner=None)
    await firm.passes(days=95)

    (nudge,) = await firm.nudges()

    assert (nudge.person, nudge.why) == (OMAR, WhyYou.logger)


async def test_when_the_owner_has_gone_an_admin_is_asked_and_can_hand_it_over(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)

    await firm.loses_colleague(MAYA)
    await firm.passes(days=3)
    assert len(await firm.nudges()) == 1, "an admin is asked first who does it instead"
    await firm.passes(days=9)

    first, second = await firm.nudges()
    assert first.state is NudgeState.handed_over
    assert (second.person, second.why) == (ANA, WhyYou.admin)
    assert "as an admin" in await firm.shown(NUDGE, second.id)


async def test_card_and_home_say_what_comes(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)

    (line,) = await firm(nudging.card_lines, acme)
    assert line.startswith("Staying in touch: Maya, around <!date^")
    assert await firm(nudging.duties, MAYA) == []

    await firm.passes(days=95)
    (duty,) = await firm(nudging.duties, MAYA)
    assert duty.startswith("Stay in touch with *Acme* (a call), asked on")
    assert await firm(nudging.duties, OMAR) == []


async def test_left_in_peace_nobody_is_asked_until_that_is_taken_back(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)

    await firm(nudging.leave_be, acme)
    await firm.passes(days=200)
    (nudge,) = await firm.nudges()
    assert nudge.state is NudgeState.over

    await firm(nudging.revive, acme)
    await firm.passes(days=5)
    assert len(await firm.nudges()) == 2


def test_the_stories_begin_on_a_working_day() -> None:
    assert START.date() == TODAY
    assert TODAY.weekday() == 0
