"""Why somebody was asked, or not: they see what is known of them, and say what is not right."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.customers.models import Dealing
from bot.customers.service import dealings_of
from bot.customers.values import Consent, Correction, DealingKind
from bot.demo.firm import EVERYONE
from bot.departures.service import details_of, facts_of, move
from bot.departures.values import Stage
from bot.interviews.service import ask_anyway, correct, file_findings, why
from bot.interviews.values import Decision, InterviewState, Obstacle, Out
from bot.interviews.values.heard import Findings
from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.interviews.support import ACME, QUESTION, Story


async def test_who_is_asked_sees_the_evidence_and_how_the_choice_was_made(story: Story) -> None:
    departure = await story.loses(worked_with=["theo", "lena"])
    asked = await story.asked(departure)

    await asked.presses("Why you")

    shown = _modal(asked)
    assert "*Why you:* no contact of yours with them is logged" in shown
    assert "I looked at 14 colleagues. 3 have dealt with this customer and are not asked. 11 could be asked." in shown
    assert "were equal in everything. So it was decided by lot" in shown
    assert f"I know of nothing that you had to do with *{ACME}*" in shown
    assert not [one for one in EVERYONE if one != asked.handle and story.world.workspace.account(one).name in shown]


async def test_the_decision_is_kept_whole_without_anybodys_reasons(story: Story) -> None:
    departure = await story.loses(worked_with=["theo"])
    await story.asked(departure)

    decision = Decision.read((await story.requests(departure))[0].decision or {})

    assert {one.person for one in decision.people} == {story.world.id_of(one) for one in EVERYONE}
    assert decision.people[0].person == decision.chosen == (await story.requests(departure))[0].person
    assert [one.person for one in decision.people if one.out == Out.dealings.value] == sorted(
        story.world.id_of(one) for one in ("maya", "theo")
    )


@pytest.mark.slow
async def test_nobody_else_sees_why_somebody_was_asked(story: Story) -> None:
    departure = await story.loses()
    asked = await story.asked(departure)

    for handle in EVERYONE:
        if handle not in (asked.handle, "maya", "grace", "lena", "theo", "walt", "jonas"):
            assert await story.unit(why, story.world.id_of(handle), departure) is Obstacle.not_yours
    for outsider in ("noor", "hal"):
        assert await story.unit(why, story.world.id_of(outsider), departure) is Obstacle.not_yours
    owner = await story.unit(why, story.world.id_of("maya"), departure)
    assert (owner.asked, owner.own_choice, owner.admins_choice) == (None, None, None)


@pytest.mark.slow
async def test_an_admin_sees_how_it_was_decided_only_once_somebody_said_that_they_will_call(story: Story) -> None:
    """Who was asked, and said no, stays between them and us: the list of whoever came next does not name them."""
    departure = await story.loses()
    first, grace = await story.asked(departure), story.world.person("grace")
    assert (await story.unit(why, grace.user_id, departure)).admins_choice is None
    await first.presses("I can't now")
    second = await story.interviewer(departure)

    await _opens_details(story, grace)
    await grace.presses("Who calls, and why")

    shown = _modal(grace)
    assert f"How {second.user.name} was chosen" in shown
    assert f"1. {second.user.name}: nothing to do with them, 0 interviews in 180 days, none so far" in shown
    assert first.user.name not in shown
    assert "nobody else's business" in shown


@pytest.mark.slow
async def test_who_was_named_by_mistake_says_so_and_may_be_asked_then(story: Story) -> None:
    """Theo was never asked, because he is said to have worked with them. It is not so, and everybody else has."""
    departure = await _all_named(story)
    theo = story.world.person("theo")
    assert (await story.interview(departure)).state is InterviewState.nobody

    await _opens_details(story, theo)
    await theo.presses("You and them")
    assert "Maya Okafor named you as having worked with them" in _modal(theo)
    assert "So you are not asked to call them." in _modal(theo)
    await theo.chooses("I never dealt with them")

    assert "You say that you never dealt with them" in _modal(theo)
    assert "So it does not count." in _modal(theo)
    [kept] = await story.unit(_dealings, departure, theo.user_id)
    assert (kept.kind, kept.said_by, kept.correction) == (
        DealingKind.worked_with,
        story.world.id_of("maya"),
        Correction.never,
    )
    assert (await story.asked(departure)).handle == "theo"
    deeds = await story.unit(lambda unit: unit.all(select(AuditEntry.did).where(AuditEntry.who == theo.user_id)))
    assert "dealing.corrected" in deeds


@pytest.mark.slow
async def test_it_can_be_right_after_all(story: Story) -> None:
    departure = await _all_named(story)
    theo = story.world.person("theo")
    [dealing] = await story.unit(_dealings, departure, theo.user_id)
    assert await story.unit(correct, theo.user_id, departure, dealing.id, Correction.only_copied) is None

    await _opens_details(story, theo)
    await theo.presses("You and them")
    assert "only copied in" in _modal(theo)
    await theo.chooses("It is right after all")

    assert "So you are not asked to call them." in _modal(theo)
    [kept] = await story.unit(_dealings, departure, theo.user_id)
    assert kept.correction is None


async def test_nobody_says_of_others_that_it_is_not_right(story: Story) -> None:
    departure = await _all_named(story)
    [of_theo] = await story.unit(_dealings, departure, story.world.id_of("theo"))

    for handle in ("maya", "grace", "ruth", "noor", "hal"):
        said = await story.unit(correct, story.world.id_of(handle), departure, of_theo.id, Correction.never)
        assert said is Obstacle.not_yours


@pytest.mark.slow
async def test_i_know_this_customer_can_be_taken_back(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = story.world.person("ruth")
    await story.asked(departure)
    await ruth.presses("I know this customer")
    await story.settles()

    await ruth.presses("That is not right", ruth.newest("I will remember that you know"))
    assert "You said that you know them" in _modal(ruth)
    await ruth.chooses("I was only copied in")

    assert "So it counts only a little." in _modal(ruth)


async def test_what_is_said_in_the_thread_of_a_departure_counts_for_nothing(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth", "dan")
    card = story.world.person("walt").newest("Logged by", channel="departures")
    await story.world.person("walt").says("I know them well.", thread=card)
    await story.settles()

    assert await story.unit(_dealings, departure, story.world.id_of("ruth")) == []
    [kept] = await story.unit(_dealings, departure, story.world.id_of("walt"))
    assert kept.kind is DealingKind.worked_with


@pytest.mark.slow
async def test_when_the_customer_leaves_again_their_interviewer_is_asked_only_after_strangers(story: Story) -> None:
    """The interview that they held weighs, and excludes them no more than a channel would; nor does it open the folder to them."""
    departure = await story.loses_what_all_worked_on_but("ruth", "dan")
    ruth = await story.interviewer(departure)
    assert ruth.handle == "ruth"
    interview = await story.interview(departure)
    said = Findings(said="Too dear.", reason="price", consent=Consent.yes)
    assert await story.unit(details_of, ruth.user_id, departure) is not None
    assert await story.unit(file_findings, ruth.user_id, interview.id, said) is None
    assert await story.unit(details_of, ruth.user_id, departure) is None
    await story.unit(move, story.world.id_of("maya"), departure, Stage.returned)
    await story.world.clock.advance(days=30)

    facts = await story.unit(facts_of, departure)
    again = await story.loses("Acme, once more", customer_id=facts.customer_id, new_name=None)

    assert (await story.asked(again)).handle == "dan"
    await story.world.person("dan").presses("I can't now")
    assert (await story.asked(again)).handle == "ruth"
    assert "you heard them in an interview before" in ruth.newest(QUESTION).text


@pytest.mark.slow
async def test_a_pressed_choice_by_hand_is_told_as_such(story: Story) -> None:
    departure = await _all_named(story)
    prompt = f"{(await story.interview(departure)).id}:1"
    assert await story.unit(ask_anyway, story.world.id_of("maya"), prompt) is None
    asked = await story.asked(departure)

    await asked.presses("Why you")

    assert "Nobody else was left, and Maya Okafor chose you by hand." in _modal(asked)
    request = (await story.requests(departure))[-1]
    assert Decision.read(request.decision or {}).by == story.world.id_of("maya")


async def _all_named(story: Story) -> str:
    """A customer whom everybody is said to have worked with; Maya has been told that nobody is left."""
    departure = await story.loses_what_all_worked_on_but()
    await story.world.clock.advance(days=1)
    return departure


async def _opens_details(story: Story, actor: Actor) -> None:
    await actor.presses("Details", actor.newest("Logged by", channel="departures"))
    await story.world.rests()


def _modal(actor: Actor) -> str:
    assert actor.modal is not None
    return "\n".join(actor.modal.texts())


def _dealings(unit: Unit, departure: str, person: str) -> list[Dealing]:
    return [one for one in dealings_of(unit, facts_of(unit, departure).customer_id) if one.person == person]
