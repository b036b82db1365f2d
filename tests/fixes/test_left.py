"""Who left over it, and to whom that is told: nobody learns of a customer whom they may not see, not even as a number."""

from __future__ import annotations

from datetime import date

import pytest

from bot.customers.service import note_consent
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import facts_of, move
from bot.departures.values import Stage
from bot.fixes.models import Fix
from bot.fixes.service import (
    ahead,
    duties,
    fixed_cases,
    list_fixes,
    make_fix,
    open_form,
    open_telling,
    say_done,
    say_it_holds,
    tell_customer,
    timeline,
)
from bot.fixes.values import FixForm, FixOpening, FixState, Outcome, Reach
from bot.folder.service.forgetting import erase_customer
from bot.winback.models import Peace
from bot.work.unit import Unit
from tests.fixes.support import DUE, OWED, WHAT, at_nine, card, heard, makes, seen
from tests.interviews.support import ACME, Story

BOREA, CASSIS, DELTA = "Borea Foods", "Cassis Wines", "Delta Toys"


async def names(story: Story, handle: str, fix: str) -> list[str]:
    view = await seen(story, handle, fix)
    return sorted(one.customer for one in view.left) if view else []


def changed(unit: Unit, departure: str, **facts: object) -> None:
    """As it would stand if it had gone otherwise."""
    for name, value in facts.items():
        setattr(unit.need(Departure, departure), name, value)


async def verified(story: Story, fix: str) -> None:
    assert await story.unit(say_done, story.world.id_of("theo"), fix, None) is Outcome.done
    assert await story.unit(say_it_holds, story.world.id_of("maya"), fix) is Outcome.done


@pytest.mark.slow
async def test_all_who_were_heard_to_leave_over_the_reason_left_over_it(story: Story) -> None:
    await heard(story)
    await heard(story, BOREA)
    await heard(story, CASSIS, reason="price")
    await story.loses(DELTA)
    fix = await makes(story, None)

    assert await names(story, "maya", fix) == [ACME, BOREA]


async def test_only_the_customer_it_came_from_where_it_is_about_them_alone(story: Story) -> None:
    departure = await heard(story)
    await heard(story, BOREA)
    fix = await makes(story, departure, everyone=False, reason=None)

    assert await names(story, "maya", fix) == [ACME]


@pytest.mark.slow
async def test_whoever_is_heard_later_joins_until_it_is_verified(story: Story) -> None:
    fix = await makes(story, None)
    await heard(story)
    assert await names(story, "maya", fix) == [ACME]
    await verified(story, fix)
    await heard(story, BOREA)

    assert await names(story, "maya", fix) == [ACME]


@pytest.mark.slow
async def test_what_is_kept_between_a_few_joins_nothing_and_counts_nowhere(story: Story) -> None:
    """Its own fix is read by those who know of it, and is about nobody else."""
    secret = await heard(story, CASSIS)
    await story.unit(changed, secret, quiet=True)
    await heard(story)
    fix = await makes(story, None)
    own = await makes(story, secret, what="A word with the driver")

    assert await names(story, "maya", fix) == [ACME]
    assert await names(story, "maya", own) == [CASSIS]
    assert await seen(story, "walt", own) is None
    listed = await story.unit(list_fixes, story.world.id_of("walt"))
    assert listed is not None
    assert [one.what for one in listed.open] == [WHAT]
    given = await seen(story, "theo", own)
    assert given is not None
    assert given.left == ()
    assert not (await story.unit(lambda unit: unit.need(Fix, own))).everyone


@pytest.mark.slow
async def test_somebody_who_may_not_see_them_sees_no_name_and_no_number(story: Story) -> None:
    """Ben is not in the channel; what came from no customer he may read all the same."""
    departure = await heard(story)
    from_reason, from_customer = await makes(story, None), await makes(story, departure, what="A credit note")

    view = await seen(story, "ben", from_reason)
    assert view is not None
    assert view.left == ()
    assert await seen(story, "ben", from_customer) is None
    assert await names(story, "walt", from_customer) == [ACME]


async def test_only_those_who_may_hear_it_turn_what_was_said_into_a_fix(story: Story) -> None:
    departure = await heard(story)
    opened = await story.unit(open_form, story.world.id_of("maya"), departure)
    assert isinstance(opened, FixOpening)
    assert (opened.owed, opened.reason) == (OWED, "quality")
    for handle in ("walt", "ben", "noor", "hal"):
        assert await story.unit(open_form, story.world.id_of(handle), departure) is Outcome.may_not
        form = FixForm(WHAT, "quality", everyone=True, owner=story.world.id_of("maya"), due=DUE, departure=departure)
        assert await story.unit(make_fix, story.world.id_of(handle), form) is Outcome.may_not


async def test_people_from_outside_and_guests_see_and_make_nothing(story: Story) -> None:
    fix = await makes(story, None)
    for handle in ("noor", "hal"):
        who = story.world.id_of(handle)
        assert await story.unit(list_fixes, who) is None
        assert await seen(story, handle, fix) is None
        form = FixForm(WHAT, "quality", everyone=True, owner=who, due=DUE)
        assert await story.unit(make_fix, who, form) is Outcome.may_not
    form = FixForm(WHAT, "quality", everyone=True, owner=story.world.id_of("noor"), due=DUE)
    assert await story.unit(make_fix, story.world.id_of("maya"), form) is Outcome.not_a_colleague


async def test_without_a_customer_it_needs_a_reason_that_says_something(story: Story) -> None:
    for reason in (None, "other", "unknown", "no such"):
        form = FixForm(WHAT, reason, everyone=True, owner=story.world.id_of("maya"), due=DUE)
        assert await story.unit(make_fix, story.world.id_of("maya"), form) is Outcome.no_reason


@pytest.mark.slow
async def test_it_says_who_may_be_contacted(story: Story) -> None:
    """A no, and being left in peace, count; so does that somebody is with us again, or has not gone yet."""
    yes, no, peace, back = [await heard(story, name) for name in (ACME, BOREA, CASSIS, DELTA)]
    going = await heard(story, "Elm Street Cafe")
    await story.unit(changed, going, stage=Stage.leaving)
    maya = story.world.id_of("maya")

    def answer(unit: Unit) -> None:
        for departure, said in ((yes, Consent.yes), (no, Consent.no)):
            note_consent(unit, facts_of(unit, departure).customer_id, said, heard_by=maya)
        resting = unit.need(Departure, peace)
        unit.add(Peace(departure=peace, customer=resting.customer, by=maya, at=unit.now))
        move(unit, maya, back, Stage.returned)

    await story.unit(answer)
    fix = await makes(story, None)
    view = await seen(story, "maya", fix)

    assert view is not None
    assert {one.departure: one.reach for one in view.left} == {
        yes: Reach.welcome,
        no: Reach.in_peace,
        peace: Reach.in_peace,
        back: Reach.back,
        going: Reach.not_gone,
    }


@pytest.mark.slow
async def test_whoever_looks_after_them_hears_of_those_who_may_be_contacted_and_nobody_else_does(story: Story) -> None:
    await heard(story)
    await heard(story, BOREA, owner=story.world.id_of("walt"))
    refused = await heard(story, CASSIS, owner=story.world.id_of("jonas"))
    jonas = story.world.id_of("jonas")
    await story.unit(lambda unit: note_consent(unit, facts_of(unit, refused).customer_id, Consent.no, heard_by=jonas))
    fix = await makes(story, None)
    await verified(story, fix)
    await at_nine(story, date(2026, 3, 4))

    told = await card(story, "maya", "somebody checked that it holds")
    assert ACME in told.text
    assert BOREA not in told.text
    walt = await card(story, "walt", "somebody checked that it holds")
    assert BOREA in walt.text
    for handle in ("jonas", "theo", "ben", "grace"):
        assert not any("somebody checked that it holds" in one.text for one in story.world.person(handle).dm)


@pytest.mark.slow
async def test_who_says_no_afterwards_is_taken_off_and_gets_no_letter(story: Story) -> None:
    departure = await heard(story)
    fix = await makes(story, departure)
    await verified(story, fix)
    await at_nine(story, date(2026, 3, 4))
    maya = story.world.id_of("maya")
    assert ACME in (await card(story, "maya", "somebody checked that it holds")).text

    await story.unit(lambda unit: note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=maya))
    await story.settles()

    assert "nobody left of yours" in story.world.person("maya").newest(WHAT).text
    assert await story.unit(open_telling, maya, fix, departure) is Outcome.over


async def test_a_letter_that_nobody_sends_after_all_is_no_letter(story: Story) -> None:
    """They may be contacted as before, and whoever looks after them may think better of it."""
    departure = await heard(story)
    fix = await makes(story, departure)
    await verified(story, fix)
    maya = story.world.person("maya")
    assert await story.unit(tell_customer, maya.user_id, fix, departure, WHAT, "one") is Outcome.done
    await story.settles()

    await maya.presses("No letter", maya.newest("may like to hear that it is changed"))
    await story.settles()

    view = await seen(story, "maya", fix)
    assert view is not None
    assert [one.letter_sent for one in view.left] == [None]
    assert not isinstance(await story.unit(open_telling, maya.user_id, fix, departure), Outcome)


@pytest.mark.slow
async def test_who_is_left_in_peace_or_back_gets_no_letter(story: Story) -> None:
    resting, back = await heard(story), await heard(story, BOREA)
    fix = await makes(story, None)
    await verified(story, fix)
    await at_nine(story, date(2026, 3, 4))
    maya = story.world.id_of("maya")
    assert BOREA in (await card(story, "maya", "somebody checked that it holds")).text

    def part(unit: Unit) -> None:
        unit.add(Peace(departure=resting, customer=unit.need(Departure, resting).customer, by=maya, at=unit.now))
        move(unit, maya, back, Stage.returned)

    await story.unit(part)
    await story.settles()

    assert "nobody left of yours" in story.world.person("maya").newest(WHAT).text
    for departure in (resting, back):
        assert await story.unit(open_telling, maya, fix, departure) is Outcome.over


async def test_a_letter_is_for_those_who_look_after_the_customer(story: Story) -> None:
    departure = await heard(story)
    fix = await makes(story, departure)
    assert await story.unit(open_telling, story.world.id_of("maya"), fix, departure) is Outcome.over
    await verified(story, fix)

    assert await story.unit(open_telling, story.world.id_of("walt"), fix, departure) is Outcome.may_not
    assert not isinstance(await story.unit(open_telling, story.world.id_of("maya"), fix, departure), Outcome)


@pytest.mark.slow
async def test_an_erased_customer_takes_along_the_words_that_came_from_them(story: Story) -> None:
    """What is going on ends; what is fixed for others stays as a count."""
    departure = await heard(story)
    await heard(story, BOREA)
    own, shared = await makes(story, departure), await makes(story, None, what="Calls are answered")
    await verified(story, shared)
    grace = story.world.id_of("grace")
    customer = (await story.unit(facts_of, departure)).customer_id
    await story.unit(erase_customer, customer, grace)
    await story.settles()

    row = await story.unit(lambda unit: unit.need(Fix, own))
    assert (row.what, row.state) == ("", FixState.dropped)
    assert await names(story, "grace", shared) == [BOREA]
    assert set(await story.unit(fixed_cases)) >= {departure}
    assert not any(ACME in text for one in story.world.person("maya").messages() for text in one.texts())


async def test_home_and_what_is_ahead_say_what_waits(story: Story) -> None:
    fix = await makes(story, None)
    theo, maya = story.world.id_of("theo"), story.world.id_of("maya")
    now = story.world.clock.now()

    assert await story.unit(duties, theo) == []
    (coming,) = await story.unit(ahead, theo, now.replace(month=5))
    assert WHAT in coming.line
    assert await story.unit(ahead, theo, now.replace(day=10)) == []
    await at_nine(story, date(2026, 3, 16))
    (due,) = await story.unit(duties, theo)
    assert WHAT in due.line
    await story.unit(say_done, theo, fix, None)
    assert await story.unit(duties, theo) == []
    (look,) = await story.unit(duties, maya)
    assert "Look whether it holds" in look.line


async def test_the_folder_tells_what_was_changed_because_of_them(story: Story) -> None:
    departure = await heard(story)
    fix = await makes(story, departure)
    await verified(story, fix)
    customer = (await story.unit(facts_of, departure)).customer_id

    told = await story.unit(timeline, customer, story.world.id_of("maya"))
    assert [(one.kind, one.words) for one in told] == [("fix.made", WHAT), ("fix.verified", WHAT)]
    assert await story.unit(timeline, customer, story.world.id_of("ben")) == ()


async def test_the_command_shows_all_of_it(story: Story) -> None:
    await heard(story)
    await makes(story, None)
    maya = story.world.person("maya")
    await maya.types("/lost-customer fixes")
    assert maya.modal is not None
    said = "\n".join(maya.modal.texts())
    assert WHAT in said
    assert "1 customer that you may see left over it; 1 of them may be contacted." in said

    await maya.presses("Open")
    assert f"*{ACME}*" in "\n".join(maya.modal.texts())
