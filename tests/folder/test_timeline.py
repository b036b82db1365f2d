"""Every stage brings what it knows to the folder, and each reader sees what they may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from bot.customers.models import Customer
from bot.customers.service import log_touch, note_cues
from bot.customers.values import Cue, TouchKind
from bot.demo.firm import EVERYONE
from bot.departures.models import Departure
from bot.departures.service import move
from bot.departures.values import Stage
from bot.folder.service.access import sight_of
from bot.folder.service.opening import folder_of, lines_of
from bot.interviews.models import Finding
from bot.interviews.service import choose_willingness
from bot.interviews.values import WillingForm
from bot.nudges.models import Cadence, Nudge
from bot.nudges.values import NudgeKind, NudgeState, Sounded, WhyYou
from bot.nudges.values import Suggestion as Proposal
from bot.winback.models import Ask, CareCheck, Peace, Return
from bot.winback.values import AskState, CareKind, CareState, Gone
from bot.work.unit import Unit
from tests.folder.hands import choose_channel, log, settle
from tests.folder.test_opening import customer_of
from tests.insights.test_side_by_side import SAID, SECRET, guesses, held
from tests.interviews.support import ACME, Story
from tests.interviews.test_frank import FRANK, confides, names
from tests.support.world import World


async def lines(world: World, handle: str, customer: str = ACME) -> list[tuple[str, str]]:
    """What somebody reads in a folder, oldest first: kind, and sentence with words. Empty where they may see none."""
    which = await customer_of(world, customer)

    def read(unit: Unit) -> list[tuple[str, str]]:
        person = world.id_of(handle)
        sight = sight_of(unit, person, which)
        found = lines_of(unit, person, sight) if sight else []
        return [(one.entry.kind, f"{one.entry.what}\n{one.entry.words or ''}") for one in reversed(found)]

    return await world.bot.deps.unit(world.team, read)


async def readers(world: World, words: str) -> set[str]:
    """Everybody whose folder of the customer has these words in it."""
    return {one for one in EVERYONE if any(words in told for _kind, told in await lines(world, one))}


async def only_others_than_admins_are_asked(story: Story) -> None:
    """Whoever is an admin may see everything anyway."""
    for one in ("grace", "lena"):
        await story.unit(choose_willingness, story.world.id_of(one), WillingForm(never=True, paused_until=None))


@pytest.mark.slow
async def test_an_interview_is_told_to_all_and_what_was_said_to_those_who_may_hear_it(story: Story) -> None:
    await only_others_than_admins_are_asked(story)
    departure = await story.loses(by="theo", worked_with=["walt"])
    await guesses(story, departure, "maya", "price")
    interviewer = await held(story, departure)

    kinds = [kind for kind, _told in await lines(story.world, "maya")]
    assert kinds.index("departure.logged") < kinds.index("interview.accepted") < kinds.index("interview.held")
    assert await readers(story.world, SAID) == {"maya", "theo", "walt", "grace", "lena"}
    assert interviewer not in await readers(story.world, SAID)
    assert {"jonas", "maya"} <= await readers(story.world, "The exit interview was held")
    assert await readers(story.world, SECRET) == set()


@pytest.mark.slow
async def test_what_is_not_for_the_owner_is_in_nobodys_folder(story: Story) -> None:
    await names(story, "felix")
    departure = await story.loses()
    await confides(story, departure)

    assert await readers(story.world, FRANK) == set()


@pytest.mark.slow
async def test_an_interviewer_sees_the_folder_for_the_time_of_the_interview(story: Story) -> None:
    await only_others_than_admins_are_asked(story)
    departure = await story.loses()
    person = await story.interviewer(departure)
    handle = str(person.handle)

    def leave_the_channel(unit: Unit) -> None:
        unit.need(Departure, departure).posted_to = "CELSEWHERE"

    await story.unit(leave_the_channel)

    assert await lines(story.world, handle)
    assert await story.unit(_may_write, story.world.id_of(handle), departure) is False
    await person.presses("Hand over")
    await story.settles()
    assert await lines(story.world, handle) == []


@pytest.mark.slow
async def test_steps_that_were_taken_back_say_so(world: World) -> None:
    await choose_channel(world)
    maya = world.person("maya")
    await maya.types(f"/lost-customer {ACME}")
    await maya.chooses("Has given notice")
    await maya.fills(owner="maya")
    await settle(world)
    await maya.presses("Say where it stands", await maya.sees("Has given notice", "departures"))
    await maya.fills(stage="Has left", why="They signed elsewhere")
    await settle(world)
    await maya.presses("Details", await maya.sees("Has left", "departures"))
    await maya.presses("Take the last step back")
    await settle(world)

    told = dict(await lines(world, "maya"))
    assert told["departure.logged"].startswith("Logged: has given notice, since Mar 2, 2026")
    assert told["step.left"].startswith("From “has given notice” to “has left” (taken back by Maya Okafor)\nThey signed")


@pytest.mark.slow
async def test_what_was_noticed_and_promised_before_they_left_is_for_those_who_look_after_them(world: World) -> None:
    """A customer who never left is no secret; the worries about them are."""
    await choose_channel(world)
    customer = await customer_of(world, ACME)

    def notice(unit: Unit) -> None:
        note_cues(unit, customer, [Cue.silence], by=world.id_of("ben"), words="Nobody calls back")
        log_touch(unit, customer, TouchKind.call, by=world.id_of("theo"), words="All seemed well")

    await world.bot.deps.unit(world.team, notice)

    assert await readers(world, "Nobody calls back") >= {"ben", "theo", "grace"}
    assert "jonas" not in await readers(world, "Nobody calls back")
    assert "jonas" in await readers(world, "All seemed well")


@pytest.mark.slow
async def test_a_worry_that_is_kept_between_a_few_shows_nowhere_else(world: World) -> None:
    """Jonas may see that they left once; of the worry since nothing, not even by what was noted meanwhile."""
    await choose_channel(world)
    await log(world, "maya", ACME, owner="maya", note="They left for a while.")
    customer = await customer_of(world, ACME)

    def back(unit: Unit) -> None:
        [departure] = unit.all(select(Departure))
        move(unit, world.id_of("maya"), departure.id, Stage.returned)

    await world.bot.deps.unit(world.team, back)
    await world.clock.advance(days=1)
    maya = world.person("maya")
    await maya.types(f"/lost-customer {ACME}")
    await maya.chooses("Warning signs")
    await maya.fills(signs=["A complaint"], note="Psst, they complain.")
    await settle(world)

    def touch(unit: Unit) -> None:
        log_touch(unit, customer, TouchKind.call, by=world.id_of("maya"), words="Calmed them down")

    await world.bot.deps.unit(world.team, touch)

    jonas = await lines(world, "jonas")
    assert "They left for a while." in str(jonas)
    for secret in ("Psst", "complain", "Calmed", "warning"):
        assert secret.casefold() not in str(jonas).casefold()
        assert secret.casefold() in str(await lines(world, "maya")).casefold()


async def test_staying_in_touch_asking_again_and_returns_stand_there(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", ACME, owner="maya")

    def fill(unit: Unit) -> None:
        [departure] = unit.all(select(Departure))
        of, now, theo = {"departure": departure.id, "customer": departure.customer}, unit.now, world.id_of("theo")
        cadence = unit.first(select(Cadence).where(Cadence.departure == departure.id))
        assert cadence is not None
        shared = {"cadence": cadence.id, "kind": NudgeKind.nudge, "person": theo, "why": WhyYou.owner, "at": now}
        done = Nudge(number=91, suggestion=Proposal.call, **shared)
        done.state, done.sounded, done.answered_at = NudgeState.done, Sounded.glad, now
        skipped = Nudge(number=92, suggestion=Proposal.call, **shared)
        skipped.state = NudgeState.overtaken
        ask = Ask(by=theo, claimed_at=now, until=now, **of)
        ask.state, ask.answered_at, ask.words = AskState.later, now, "In autumn, perhaps"
        peace = Peace(by=theo, at=now, why="They asked for it", **of)
        peace.undone_by, peace.undone_at = theo, now
        back = Return(lifetime=departure.lifetime, day=departure.happened, said_by=theo, said_at=now, **of)
        for row in (done, skipped, ask, peace, unit.add(back)):
            unit.add(row)
        unit.session.flush()
        check = CareCheck(came_back=back.id, kind=CareKind.day_30, due=departure.happened, state=CareState.amber)
        check.answered_at, check.cause_gone, check.new_cause, check.note = now, Gone.no, "price", "Too dear again"
        unit.add(check)

    await world.bot.deps.unit(world.team, fill)

    told = await lines(world, "maya")
    assert ("nudge.done", "Stayed in touch: they were glad to hear from us\n") in told
    assert "nudge.overtaken" not in dict(told)
    assert ("ask.later", "Asked again: perhaps later\nIn autumn, perhaps") in told
    assert {"ask", "peace", "peace.over", "return"} <= set(dict(told))
    care = "How they are doing after a month: Something is off. What they once left over: it is still there. New: price"
    assert ("care.amber", f"{care}\nToo dear again") in told


@pytest.mark.slow
async def test_a_folder_of_many_things_asks_the_database_as_often_as_one_of_few(world: World) -> None:
    await choose_channel(world)
    await log(world, "maya", ACME, owner="maya")
    customer = await customer_of(world, ACME)

    async def questions() -> int:
        return await world.bot.deps.unit(world.team, _counted, world.id_of("maya"), customer)

    few = await questions()

    def much(unit: Unit) -> None:
        for number in range(40):
            at = unit.now - timedelta(days=number)
            log_touch(unit, customer, TouchKind.call, by=world.id_of("maya"), words="A call", at=at)

    await world.bot.deps.unit(world.team, much)

    assert await questions() == few


def _may_write(unit: Unit, person: str, departure: str) -> bool:
    sight = sight_of(unit, person, unit.need(Departure, departure).customer)
    return sight is not None and sight.may_write


def _counted(unit: Unit, person: str, customer: str) -> int:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    connection = unit.session.connection()  # others may ask the same database meanwhile
    event.listen(connection, "before_cursor_execute", note)
    try:
        sight = sight_of(unit, person, customer)
        assert sight is not None
        assert unit.need(Customer, customer)
        assert lines_of(unit, person, sight)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.slow
async def test_how_they_like_to_hear_from_us_is_what_they_said_until_somebody_knows_better(story: Story) -> None:
    departure = await story.loses()
    await held(story, departure)

    def prefer(unit: Unit) -> None:
        [finding] = unit.all(select(Finding))
        finding.stay_by = TouchKind.letter

    def told(unit: Unit, handle: str) -> TouchKind | None:
        view = folder_of(unit, story.world.id_of(handle), unit.need(Departure, departure).customer)
        assert view is not None
        return view.facts.reached_by

    await story.unit(prefer)
    assert [await story.unit(told, one) for one in ("maya", "jonas")] == [TouchKind.letter, None]

    def know_better(unit: Unit) -> None:
        unit.need(Customer, unit.need(Departure, departure).customer).reached_by = TouchKind.email

    await story.unit(know_better)
    assert [await story.unit(told, one) for one in ("maya", "jonas")] == [TouchKind.email, TouchKind.email]
