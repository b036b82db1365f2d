"""Who may be asked at all: whom an admin chose, who does not mind, who is not away; and nobody hears why somebody was not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.colleagues.service import choose_hours, is_away
from bot.colleagues.values import HoursForm
from bot.customers.service import add_customer, customer_of
from bot.departures.service import facts_of
from bot.interviews.service import choose_willingness
from bot.interviews.values import Decision, Evidence, InterviewState, Out, RequestState, WillingForm
from bot.sandbox.actor import Actor
from bot.sandbox.firm import Usergroup
from bot.sandbox.membership import add_group
from bot.work.unit import Unit
from bot.workspace.service import change_asking, settings_of
from bot.workspace.values import Asking, Pool
from tests.interviews.support import ACME, QUESTION, Story

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""When these stories begin: a Monday, ten in the morning in New York."""


async def test_an_admin_chooses_in_the_settings_whom_i_may_ask(story: Story) -> None:
    grace = story.world.person("grace")
    await grace.types("/lost-customer settings", channel="general")
    await grace.presses("Who may be asked")
    assert await grace.fills(who="Some people", people=["ruth", "dan"], most="1 interview") == {}

    departure = await story.loses(worked_with=["dan"])

    assert (await story.asked(departure)).handle == "ruth"
    decision = Decision.read((await story.requests(departure))[0].decision or {})
    assert decision.pool == "people"
    outs = {one.person: one.out for one in decision.people}
    assert outs[story.world.id_of("felix")] == Out.otherwise.value


async def test_only_an_admin_chooses_and_only_colleagues_can_be_chosen(story: Story) -> None:
    grace, theo = story.world.person("grace"), story.world.person("theo")
    await grace.types("/lost-customer settings", channel="general")
    await grace.presses("Who may be asked")

    assert "at least one colleague" in (await grace.fills(who="Some people"))["people"]
    assert "own company only" in (await grace.fills(who="Some people", people=["noor"]))["people"]
    assert "choose a user group" in (await grace.fills(who="A user group"))["group"]
    asking = Asking(Pool.people, (theo.user_id,), None, 2, 3)
    await story.unit(change_asking, theo.user_id, asking)
    assert (await story.unit(lambda unit: settings_of(unit).interview_pool)) is Pool.everybody


async def test_a_group_is_read_anew_each_time_that_somebody_is_chosen(story: Story) -> None:
    group = add_group(story.world.workspace, Usergroup("callers", "Callers", ("ruth", "dan")))
    grace = story.world.person("grace")
    await grace.types("/lost-customer settings", channel="general")
    await grace.presses("Who may be asked")
    assert await grace.fills(who="A user group", group="@callers (Callers)") == {}

    first = await story.loses(worked_with=["dan"])
    assert (await story.asked(first)).handle == "ruth"

    group.members = [story.world.id_of("felix")]
    second = await story.loses("Northwind Ltd")
    assert (await story.asked(second)).handle == "felix"


async def test_a_group_that_cannot_be_read_is_told_to_an_admin_and_those_named_instead_are_asked(story: Story) -> None:
    await _group_of(story, "ruth", instead=["felix"])
    story.world.workspace.faults.add(method="usergroups.users.list", kind="missing_scope", times=50)
    grace = story.world.person("grace")

    departure = await story.loses()

    assert (await story.asked(departure)).handle == "felix"
    await story.world.clock.advance(days=1)  # what an admin is only told waits for their morning
    assert "only the people whom you named" in grace.newest("cannot read the user group").text
    await grace.opens_home()
    assert "user group whose people may be asked" in _home(grace)
    decision = Decision.read((await story.requests(departure))[0].decision or {})
    assert decision.group_unread


async def test_without_anybody_named_nobody_is_asked_by_itself_never_silently_everybody(story: Story) -> None:
    await _group_of(story, "ruth")
    story.world.workspace.faults.add(method="usergroups.users.list", kind="no_such_subteam", times=50)

    departure = await story.loses()
    await story.world.clock.advance(days=1)

    assert await story.requests(departure) == []
    assert (await story.interview(departure)).state is InterviewState.nobody
    told = [one.text for one in story.world.person("grace").dm if "cannot read the user group" in one.text]
    assert len(told) == 1
    assert "I ask nobody by myself" in told[0]


@pytest.mark.slow
async def test_once_the_group_can_be_read_again_the_home_of_admins_is_quiet(story: Story) -> None:
    await _group_of(story, "ruth", instead=["felix"])
    story.world.workspace.faults.add(method="usergroups.users.list", kind="missing_scope", times=1)
    await story.asked(await story.loses())

    await story.asked(await story.loses("Northwind Ltd"))

    grace = story.world.person("grace")
    await grace.opens_home()
    assert "user group whose people may be asked" not in _home(grace)


@pytest.mark.slow
async def test_who_never_wants_to_be_asked_is_not_and_nobody_hears_of_it(story: Story) -> None:
    ruth = story.world.person("ruth")
    await ruth.opens_home()
    assert "Now and then I may ask you" in _home(ruth)
    await ruth.presses("Change")
    assert await ruth.fills(when="Never") == {}
    await story.settles()
    assert "I never ask you" in _home(ruth)

    departure = await story.loses_what_all_worked_on_but("ruth", "dan")

    assert (await story.asked(departure)).handle == "dan"
    assert "Ruth" not in story.in_public()
    decision = Decision.read((await story.requests(departure))[0].decision or {})
    assert {one.person: one.out for one in decision.people}[ruth.user_id] == Out.otherwise.value


@pytest.mark.slow
async def test_who_wants_to_be_asked_only_from_a_day_on_is_asked_from_then_on(story: Story) -> None:
    priya = story.world.person("priya")
    await priya.opens_home()
    await priya.presses("Change")
    assert "day from which" in (await priya.fills(when="Not before a day that I choose"))["until"]
    assert "not ahead of us" in (await priya.fills(when="Not before", until=date(2026, 3, 2)))["until"]
    assert await priya.fills(when="Not before", until=date(2026, 3, 9)) == {}

    departure = await story.loses_what_all_worked_on_but("priya")
    assert (await story.interview(departure)).state is InterviewState.nobody
    await story.world.clock.advance(days=6, hours=23)
    assert await story.requests(departure) == []

    assert (await story.asked(departure)).handle == "priya"


@pytest.mark.slow
async def test_who_says_never_after_they_were_chosen_is_not_asked_in_the_morning(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("priya", "arjun")
    chosen = (await story.requests(departure))[0]
    assert chosen.state is RequestState.chosen

    await story.unit(choose_willingness, chosen.person, WillingForm(never=True, paused_until=None))
    asked = await story.asked(departure)

    assert asked.user_id != chosen.person


@pytest.mark.slow
async def test_who_is_on_holiday_is_passed_over_and_asked_once_they_are_back(story: Story) -> None:
    workspace = story.world.workspace
    workspace.change_person("ruth", status_emoji=":palm_tree:", status_text="Vacationing")

    first = await story.loses_what_all_worked_on_but("ruth", "dan")
    assert (await story.asked(first)).handle == "dan"
    assert not [one for one in story.world.person("ruth").dm if QUESTION in one.text]
    workspace.change_person("ruth", status_emoji="", status_text="")
    await story.world.person("dan").presses("I can't now")

    assert (await story.asked(first)).handle == "ruth"


async def test_who_wants_no_messages_for_a_while_is_asked_when_that_is_over(story: Story) -> None:
    until = MONDAY + timedelta(hours=3)
    story.world.workspace.change_person("ruth", dnd_until=int(until.timestamp()))

    departure = await story.loses_what_all_worked_on_but("ruth")
    assert story.asked_anything() == []
    await story.world.clock.advance_to(until)
    await story.settles()

    assert story.asked_anything() == ["ruth"]
    assert [one.state for one in await story.requests(departure)] == [RequestState.asked]


async def test_who_wants_no_messages_for_long_is_passed_over(story: Story) -> None:
    story.world.workspace.change_person("ruth", dnd_until=int((MONDAY + timedelta(days=9)).timestamp()))

    departure = await story.loses_what_all_worked_on_but("ruth", "dan")

    assert (await story.asked(departure)).handle == "dan"


async def test_tonights_quiet_hours_keep_nobody_from_being_asked_today(story: Story) -> None:
    tonight = {"dnd_from": MONDAY + timedelta(hours=12), "dnd_until": MONDAY + timedelta(hours=22)}
    story.world.workspace.change_person("ruth", **{name: int(at.timestamp()) for name, at in tonight.items()})

    departure = await story.loses_what_all_worked_on_but("ruth")

    assert (await story.asked(departure)).handle == "ruth"
    assert story.world.clock.now() < MONDAY + timedelta(hours=1)


async def test_when_all_strangers_are_away_whoever_is_responsible_hears_that_nobody_can_be_asked_just_now(
    story: Story,
) -> None:
    story.world.workspace.change_person("ruth", status_emoji=":palm_tree:")

    departure = await story.loses_what_all_worked_on_but("ruth")
    await story.world.clock.advance(days=1)

    assert (await story.interview(departure)).state is InterviewState.nobody
    told = "\n".join(one.text for one in story.world.person("maya").dm)
    assert "Ruth" not in told


async def test_the_last_day_away_is_that_of_where_they_live(story: Story) -> None:
    """Ruth is away on Monday, and in New York: at one in the night in London it is Monday there, at six it is not."""
    ruth, monday = story.world.id_of("ruth"), MONDAY.date()
    form = HoursForm(frozenset(range(5)), time(9), time(17), None, monday - timedelta(days=1), monday)
    assert await story.unit(choose_hours, ruth, form) is None

    await story.world.clock.advance(hours=10)
    assert await story.unit(is_away, ruth)
    await story.world.clock.advance(hours=5)
    assert not await story.unit(is_away, ruth)


@pytest.mark.parametrize("kind", ["missing_scope", "500"])
async def test_without_an_answer_of_slack_nobody_is_kept_from_being_asked(story: Story, kind: str) -> None:
    for method in ("dnd.info", "users.info"):
        story.world.workspace.faults.add(method=method, kind=kind, times=50)

    departure = await story.loses_what_all_worked_on_but("ruth")

    assert (await story.asked(departure)).handle == "ruth"


async def test_only_the_one_who_is_about_to_be_asked_is_looked_at(story: Story) -> None:
    looked_at: list[Any] = []
    story.world.workspace.faults.add(
        method="dnd.info", kind="500", times=50, where=lambda given: bool(looked_at.append(given.get("user")))
    )

    departure = await story.loses_what_all_worked_on_but("ruth", "dan")
    asked = await story.asked(departure)

    assert set(looked_at) == {asked.user_id}
    assert len(looked_at) <= 2  # before they are chosen, and before they are interrupted


async def test_whoever_works_when_the_customer_does_is_asked_first(story: Story) -> None:
    """Three strangers, equal but for their clocks; the customer is in Berlin, and so is Felix."""

    three = tuple(story.world.id_of(one) for one in ("ruth", "felix", "sana"))
    await story.unit(change_asking, story.world.id_of("grace"), Asking(Pool.people, three, None, 2, 3))
    customer = await story.unit(_customer_in_berlin)

    departure = await story.loses(customer_id=customer, new_name=None)

    asked = await story.asked(departure)
    assert asked.handle == "felix"
    assert "8 working hours in common with them" in asked.newest(QUESTION).text
    assert Evidence.read((await story.requests(departure))[0].evidence).overlap == 480


async def test_where_a_customer_works_is_said_in_the_form_about_them(story: Story) -> None:
    departure = await story.loses()
    maya = story.world.person("maya")

    await maya.presses("Details", maya.newest("Logged by", channel="departures"))
    await maya.presses("Worth and since when")
    assert await maya.fills(zone="Berlin (Europe)") == {}

    facts = await story.unit(facts_of, departure)
    assert (await story.unit(customer_of, facts.customer_id)).zone == "Europe/Berlin"


async def _group_of(story: Story, *handles: str, instead: list[str] | None = None) -> None:
    group = add_group(story.world.workspace, Usergroup("callers", "Callers", handles))
    people = tuple(story.world.id_of(one) for one in instead or [])
    asking = Asking(Pool.group, people, group.id, 2, 3)
    await story.unit(change_asking, story.world.id_of("grace"), asking)


def _customer_in_berlin(unit: Unit) -> str:
    customer = add_customer(unit, ACME)
    customer.zone = "Europe/Berlin"
    return customer.id


def _home(actor: Actor) -> str:
    assert actor.home is not None
    return "\n".join(actor.home.texts())
