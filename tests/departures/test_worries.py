"""Somebody is worried about a customer: what they noticed is kept, and whoever looks after them is asked to ask first."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.departures.models import Talk
from bot.departures.service import log_departure
from bot.departures.service.talks import answer_talk
from bot.departures.values import Came, LogForm, Outcome, Stage
from bot.departures.values.before import TalkForm
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.departures.test_journey import choose_channel, settle, texts
from tests.support.world import World


async def worry(world: World, handle: str = "theo", owner: str | None = "maya", **answers: object) -> None:
    """Somebody uses the shortcut, and fills in the form."""
    person = world.person(handle)
    await person.uses_shortcut("Worried about a customer")
    answers = {"customer": "Acme Bakeries", "signs": ["Questions about the price", "They have gone quiet"]} | answers
    errors = await person.fills(**(answers | ({"owner": owner} if owner else {})))
    await settle(world)
    assert errors == {}


async def test_the_worry_keeps_its_warning_signs_between_the_two_who_know(world: World) -> None:
    """They are asked for in the form, stand in the details, and in no channel."""
    await choose_channel(world)

    await worry(world)

    maya, walt = world.person("maya"), world.person("walt")
    await maya.presses("Details", await maya.sees("Kept between us"))
    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "Theo Marchetti: Questions about the price" in read
    assert "They have gone quiet" in read
    assert not any("Acme" in text for text in texts(walt.messages("departures")))


async def test_another_choice_changes_the_questions_and_keeps_the_answers(world: World) -> None:
    """At warning signs the form asks for these; what was typed stays, and comes back with its question."""
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.enters(worked_with=["theo"], note="They asked for our prices.")

    await maya.chooses("Warning signs")
    await maya.enters(signs=["A complaint"])
    await maya.chooses("Has given notice")
    await maya.chooses("Warning signs")
    errors = await maya.fills()
    await settle(world)

    assert errors == {}
    await maya.presses("Details", await maya.sees("Kept between us"))
    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "A complaint" in read
    assert "They asked for our prices." in read


async def next_morning(world: World, days: int = 1) -> None:
    """Until the morning briefs of that day are out."""
    await world.clock.advance(days=days)
    await settle(world)


async def test_the_owner_is_asked_to_ask_first(world: World) -> None:
    """In their next morning, with the signs, a short guide and a sentence to open with."""
    await worry(world, note="Paula was short with me.")
    await next_morning(world)

    asked = world.person("maya").newest("Would you ask them first")
    assert "Questions about the price" in asked.text
    assert "Paula was short with me." in asked.text
    assert "A question may be just a question" in asked.text
    assert "A senior caller" not in asked.text, "no such caller was seen"
    assert "Is there anything that we could be doing better for you?" in asked.text
    assert not any("Would you ask them first" in text for text in texts(world.person("theo").dm))


@pytest.mark.slow
async def test_who_knows_no_owner_is_asked_until_somebody_is_named(world: World) -> None:
    """The talk goes to the owner once there is one."""
    await worry(world, owner=None)
    await next_morning(world)
    theo, maya = world.person("theo"), world.person("maya")
    asked = await theo.sees("Would you ask them first")

    await theo.presses("Say where it stands", await theo.sees("Kept between us"))
    await theo.fills(owner="maya")
    await next_morning(world)

    assert any("Would you ask them first" in text for text in texts(maya.dm))
    assert "so I ask them to have the talk now" in next(one.text for one in theo.dm if one.ts == asked.ts)


async def test_resolved(world: World) -> None:
    """All is well again: that is the end of it, and the thread says why."""
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")

    await maya.presses("All is well again", await maya.sees("Would you ask them first"))
    await settle(world)

    assert any("All is well again" in text for text in texts(maya.dm))
    assert any("all is well again, says Maya Okafor" in text for text in texts(maya.dm))
    assert any("→ *all is well again*" in text and "All is well again." in text for text in texts(maya.dm))
    await maya.presses("Details", next(one for one in maya.dm if one.thread_ts is None and "All is well again" in one.text))
    assert maya.modal is not None
    assert "*Acme Bakeries*: all is well again." in "\n".join(maya.modal.texts())


async def test_an_opening_for_more_business(world: World) -> None:
    """A senior caller may want more of us."""
    await worry(world, signs=["Somebody senior calls who never did"])
    await next_morning(world)
    maya = world.person("maya")
    asked = maya.newest("Would you ask them first")
    assert "A senior caller may also mean more business" in asked.text
    assert "just a question" not in asked.text

    await maya.presses("They want more of us", asked)
    await settle(world)

    assert any("wants more of us, says Maya Okafor" in text for text in texts(maya.dm))
    assert any("→ *all is well again*" in text for text in texts(maya.dm))


@pytest.mark.slow
async def test_whoever_keeps_watching_is_asked_again_on_the_day(world: World) -> None:
    """The day must lie ahead; until it comes, nobody is asked."""
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")
    await maya.presses("Keep watching", await maya.sees("Would you ask them first"))
    today = world.clock.now().date()

    errors = await maya.fills(day=today)
    corrected = await maya.fills(day=today + timedelta(days=14), words="They think about it.")
    await settle(world)

    assert "from tomorrow on" in errors["day"]
    assert corrected == {}
    assert any("keeps watching" in text for text in texts(maya.dm))
    await next_morning(world, days=12)
    assert not any("You wanted to look at" in text for text in texts(maya.dm))
    await next_morning(world, days=4)
    assert len([text for text in texts(maya.dm) if "You wanted to look at" in text]) == 1
    assert "> They think about it." in maya.newest("You wanted to look at").text


async def test_what_was_noted_at_a_talk_stands_in_the_details(world: World) -> None:
    """With who heard it and what came of it, long after the next question; never in the channel."""
    await choose_channel(world)
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")
    await maya.presses("They've left", await maya.sees("Would you ask them first"))
    await maya.fills(words="Nobody called them back.\nTwice.")
    await settle(world)

    await maya.presses("Details", await maya.sees("Kept between us"))

    assert maya.modal is not None
    read = "\n".join(maya.modal.texts())
    assert "Maya Okafor: They've left\n> Nobody called them back.\n> Twice." in read
    assert not any("called them back" in text for text in texts(maya.messages("departures")))


@pytest.mark.slow
async def test_a_talk_nobody_answers_is_asked_for_twice_and_no_more(world: World) -> None:
    """Within two working days, and once more a week later."""
    await worry(world)
    await next_morning(world, days=60)

    dm = texts(world.person("maya").dm)
    assert len([text for text in dm if "Would you ask them first" in text]) == 1
    assert len([text for text in dm if "A word with *Acme Bakeries* is still worth it" in text]) == 1


async def test_when_the_owner_leaves_the_firm_the_one_who_noticed_is_asked(world: World) -> None:
    """The talk is not lost with them."""
    await worry(world)
    await next_morning(world)
    world.workspace.deactivate("maya")
    await next_morning(world)

    assert "Would you ask them first" in world.person("theo").newest("Would you ask them first").text


@pytest.mark.slow
async def test_nobody_waits_longer_than_two_working_days(world: World) -> None:
    """However much else is in their brief: what had no room in two mornings is asked at once."""

    def log_many(unit: Unit) -> None:
        for number in range(23):
            form = LogForm(Stage.at_risk, date(2026, 3, 2), new_name=f"Firm {number}", owner=world.id_of("maya"))
            log_departure(unit, world.id_of("theo"), form, f"log {number}")

    await world.rests()
    await world.bot.deps.unit(world.team, log_many)
    await world.clock.advance(days=2, minutes=5)

    told = "\n".join(texts(world.person("maya").dm))
    assert all(f"Firm {number}*" in told or f"Firm {number} " in told for number in range(23))


async def test_more_is_done_or_less(world: World) -> None:
    """Where only a record is kept, nobody is asked for a talk."""
    await worry(world)
    await next_morning(world)
    theo, maya = world.person("theo"), world.person("maya")

    await theo.presses("Change how much we do", await theo.sees("Kept between us"))
    await theo.fills(how_much="Only keep a record")
    await settle(world)

    assert any("this needs no answer any more" in text for text in texts(maya.dm))
    await theo.presses("Details", await theo.sees("Kept between us"))
    assert theo.modal is not None
    assert "Only keep a record" in "\n".join(theo.modal.texts())
    await theo.presses("Change how much we do")
    await theo.fills(how_much="Short: a letter and four questions")
    assert "Short: a letter" in "\n".join(theo.modal.texts()), "the details below say what was saved"


@pytest.mark.slow
async def test_from_a_worry_over_notice_to_a_stay(world: World) -> None:
    """Given notice, the talk before they go is asked for; the handing over goes on; they stay, and the signs stay private."""
    await choose_channel(world)
    await worry(world)
    await next_morning(world)
    maya = world.person("maya")
    await maya.presses("They've given notice", await maya.sees("Would you ask them first"))
    await settle(world)
    assert any("What they take along" in text for text in texts(maya.dm))
    await next_morning(world)

    asked = await in_full(world, "Would you talk with them once more")
    assert "Check that what they chose fits them" in asked.text
    assert "does not wait for this" in asked.text
    await maya.presses("They stay", asked)
    await settle(world)

    assert any("stays, says Maya Okafor" in text for text in texts(maya.dm))
    assert any("→ *all is well again*" in text for text in texts(maya.dm))
    await next_morning(world, days=33)
    asked = maya.newest("has stayed for a month")
    assert "Is what they nearly left over gone?" in asked.text
    await maya.presses("All is well", asked)
    await next_morning(world, days=62)
    assert any("has stayed for three months" in text for text in texts(maya.dm))
    await next_morning(world, days=300)
    assert not any("half a year" in text or "for a year, since" in text for text in texts(maya.dm))


async def given_notice(world: World) -> Message:
    """Theo logs that Acme, Maya's customer, has given notice; what Maya is asked the next morning."""
    theo = world.person("theo")
    await theo.types("/lost-customer Acme Bakeries")
    await theo.chooses("Has given notice")
    await theo.fills(owner="maya")
    await settle(world)
    await next_morning(world)
    return await in_full(world, "Would you talk with them once more")


async def in_full(world: World, line: str) -> Message:
    """What Maya is asked in her morning, opened where it stands among other things."""
    maya = world.person("maya")
    told = maya.newest(line)
    if "Good morning" in told.text:
        await maya.presses("Open", told)
        await settle(world)
    return await maya.sees("A sentence to open with")


@pytest.mark.slow
async def test_they_go_on_a_day_to_come(world: World) -> None:
    """They stay where they stand until then; on the day it is asked whether they have gone."""
    await choose_channel(world)
    asked = await given_notice(world)
    maya = world.person("maya")
    await maya.presses("They go", asked)
    await maya.fills(day=world.clock.now().date() + timedelta(days=21))
    await settle(world)
    assert any("will go, says Maya Okafor" in text for text in texts(maya.dm))
    assert any("Has given notice" in text and "They go around" in text for text in texts(maya.messages("departures")))

    await next_morning(world, days=24)
    await maya.presses("They go", await in_full(world, "Have they, or did they think again"))
    errors = await maya.fills()
    await settle(world)

    assert errors == {}
    assert any("Has left" in text for text in texts(maya.messages("departures")))


async def test_they_go_in_part(world: World) -> None:
    """What stays and what goes is kept, each with what it is worth, for those who look after them alone."""
    await choose_channel(world)
    asked = await given_notice(world)
    maya = world.person("maya")
    await maya.presses("They go in part", asked)

    errors = await maya.fills(stays="Gift boxes", stays_worth="some", goes="Bread bags", goes_worth="$30,000")
    corrected = await maya.fills(stays="Gift boxes", stays_worth="12,000", goes="Bread bags", goes_worth="$30,000")
    await settle(world)

    assert "stays_worth" in errors
    assert corrected == {}
    told = maya.newest("goes in part").text
    assert "What stays: Gift boxes (" in told
    assert "12,000" in told
    assert "What goes: Bread bags (" in told
    assert not any("Gift boxes" in text for text in texts(maya.messages("departures")))
    assert any("All is well again" in text for text in texts(maya.messages("departures")))


@pytest.mark.slow
async def test_who_is_no_fit_is_let_go_in_peace(world: World) -> None:
    """They part as well as anybody, and nobody asks them to come back."""
    await choose_channel(world)
    asked = await given_notice(world)
    maya = world.person("maya")
    await maya.presses("Not a fit for us", asked)
    await maya.fills()
    await settle(world)

    (card,) = [text for text in texts(maya.messages("departures")) if "Has left" in text and "Whose customer" in text]
    assert "in peace" in card
    assert "What they take along" in card


async def test_who_may_not_see_them_answers_nothing(world: World) -> None:
    """A stranger who got hold of the question changes nothing."""
    asked = await given_notice(world)

    def answer(unit: Unit) -> object:
        talk = unit.first(select(Talk))
        assert talk is not None
        return answer_talk(unit, world.id_of("ben"), talk.id, TalkForm(Came.stays), "g")

    assert asked is not None
    assert await world.bot.deps.unit(world.team, answer) is Outcome.may_not


@pytest.mark.every_way
async def test_what_was_over_before_it_was_sent_is_not_sent(world: World) -> None:
    """Two colleagues move it in one moment: nobody is asked for the talk in between, nor told that it is over."""
    await worry(world)
    theo, maya = world.person("theo"), world.person("maya")
    await theo.presses("Say where it stands")
    await maya.presses("Say where it stands")

    await asyncio.gather(theo.fills(stage="Has given notice"), maya.fills(stage="Has left"))
    await settle(world)

    assert not any("needs no answer any more" in text for text in texts(maya.dm))
    assert any("Has left" in text for text in texts(maya.dm))


async def test_what_ended_before_its_morning_is_in_no_brief(world: World) -> None:
    """Given notice, and taken back the same day: there is nothing to hand over, and nothing that says so."""
    await worry(world)
    maya = world.person("maya")
    await maya.presses("Say where it stands")
    await maya.fills(stage="Has given notice")
    await settle(world)
    await maya.presses("Say where it stands")
    await maya.fills(stage="All is well again")
    await settle(world)

    await next_morning(world)

    assert not any("nothing more needs to be handed over" in text for text in texts(maya.dm))
    assert not any("Good morning" in text for text in texts(maya.dm))
