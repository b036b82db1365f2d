"""Who may do what: every command, button, form and shortcut, done by everybody, also from a message that is old.

Each is tried in one workspace in which there is a row of everything (`matrix/seeded.py`), as Slack would send it
(`matrix/payloads.py`), and what it did is undone (`matrix/trials.py`). What each needs stands in `matrix/controls.py`
and, where it is no matter of a deed, in `matrix/personal.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import delete

from bot.colleagues.models import Membership
from bot.customers.models import Dealing
from bot.slack.request import Kind
from bot.work.unit import Unit
from bot.workspace.roles import ALLOWED, LIMITED, SETTABLE, Deed, Role
from bot.workspace.service import settings_of
from tests.support.world import World, open_world
from tests.workspace.matrix.controls import deeds
from tests.workspace.matrix.payloads import Gesture, gestures
from tests.workspace.matrix.personal import FREE, owners
from tests.workspace.matrix.seeded import PLACE, WHO, seed
from tests.workspace.matrix.trials import Came, Trials

NEEDED, THEIRS = deeds(), owners()
STRANGER = "sana"
SILENT = "heard nothing"
OUTSIDE = ("noor", "hal")
"""A guest, and somebody of another company."""


@dataclass
class Matrix:
    """The workspace, and all that can be done in it."""

    world: World
    trials: Trials
    gestures: list[Gesture]

    async def troubles(self, person: str, trouble: Callable[[Gesture, Came], str | None]) -> list[str]:
        """What is not as it should be, of all that this person may try."""
        found = []
        for gesture in self.gestures:
            said = trouble(gesture, await self.trials.of(gesture, person))
            if said:
                found.append(f"{person}, {gesture.control} {gesture.body.get('text', '')}: {said}")
        return found


@asynccontextmanager
async def matrix(
    url: str, lose: Callable[[World], None] = lambda _world: None, then: Callable[[Unit], None] = lambda _unit: None
) -> AsyncIterator[Matrix]:
    """One of everything; then some lose what they had, in Slack or here, and only then is anything tried."""
    async with open_world(url) as world:
        ids = {handle: world.id_of(handle) for handle in (*WHO, *OUTSIDE)}
        await world.enter("departures")
        await world.bot.deps.unit(world.team, seed, ids)
        lose(world)
        await world.bot.deps.unit(world.team, then)
        await world.rests()
        with Trials(world).open() as trials:
            yield Matrix(world, trials, gestures(world.bot.door, ids[STRANGER], world.channel("departures").id))


def may_by_table(person: str, deed: Deed) -> bool:
    """Whether the table lets somebody do that who is a colleague, and the one thing more."""
    return bool(ALLOWED[deed] & {Role.member, WHO[person]})


def refused(gesture: Gesture, came: Came) -> str | None:
    """Nothing happened, nothing was shown of the customer, and they were told something, alone."""
    if came.wrote:
        return f"wrote {sorted(set(came.wrote))}"
    if came.tells or came.has_form:
        return f"was shown {came.words[:200]}"
    if not came.is_private:
        return "was answered where others read it"
    return None if came.shown or gesture.kind is Kind.OPTIONS else SILENT


async def test_everything_that_can_be_done_is_in_the_table(sqlite_url: str) -> None:
    """A command, button, form or shortcut that is new fails here until somebody says what it needs."""
    async with matrix(sqlite_url) as all_of_it:
        door = all_of_it.world.bot.door
        answered = {
            f"{kind.value}: {name}" for kind in Kind if kind is not Kind.EVENT for name in door.registered(kind)
        }
        known = {*NEEDED, *THEIRS, *FREE}
        tried = {gesture.control for gesture in all_of_it.gestures}

    assert answered | {"command:"} == {one.strip() for one in known}, "each in tests/workspace/matrix/controls.py"
    assert answered <= tried
    assert len(known) == len(NEEDED) + len(THEIRS) + len(FREE)


@pytest.mark.slow
async def test_guests_and_people_of_other_companies_can_do_nothing_at_all(sqlite_url: str) -> None:
    async with matrix(sqlite_url) as all_of_it:
        for person in OUTSIDE:
            assert await all_of_it.troubles(person, refused) == []


@pytest.mark.slow
async def test_each_does_what_the_table_says_and_nothing_else(sqlite_url: str) -> None:
    """Somebody who is only a colleague, the owner, who logged it, the team, the channel, the interviewer, who is asked, the helper."""

    def trouble(person: str, gesture: Gesture, came: Came) -> str | None:
        if gesture.control in FREE:
            return "tells" if came.tells and person == STRANGER else None
        if (own := THEIRS.get(gesture.control)) is not None:
            return None if person in own.who else refused(gesture, came)
        deed = NEEDED[gesture.control.strip() if gesture.name else "command:"]
        if not may_by_table(person, deed):
            return "was let through" if came.asked.get(deed) else refused(gesture, came)
        return None if came.asked.get(deed) else f"was not asked about “{deed.value}”, but {came.asked}"

    async with matrix(sqlite_url) as all_of_it:
        found: list[str] = []
        for person in WHO:
            found += await all_of_it.troubles(person, lambda gesture, came, who=person: trouble(who, gesture, came))

    assert not found, "\n".join(found)


@pytest.mark.slow
async def test_it_is_the_table_that_decides(sqlite_url: str) -> None:
    """Taken out of the table, what somebody could do a moment ago is refused to them."""
    async with matrix(sqlite_url) as all_of_it:
        found: list[str] = []
        for gesture in all_of_it.gestures:
            deed = NEEDED.get(gesture.control if gesture.name else "command:")
            if deed is None:
                continue
            person = next(one for one in WHO if may_by_table(one, deed))
            came = await all_of_it.trials.of(gesture, person, without=frozenset({deed}))
            trouble = refused(gesture, came)
            if trouble == SILENT and Role.member in ALLOWED[deed]:
                continue  # whoever the gate lets pass may always do it, so nobody is ever told otherwise
            found += [f"{person}, {gesture.control}: {trouble}"] if trouble else []

    assert not found, "\n".join(found)


@pytest.mark.slow
async def test_where_an_admin_has_narrowed_what_can_be_it_is_refused_to_whom_the_table_leaves_out(sqlite_url: str) -> None:
    """Each as narrow as it can be; a form that was opened while it was wider is refused when it is sent, too."""
    narrowest = {deed: list(offered)[-1] for deed, offered in SETTABLE.items()}

    def narrow(unit: Unit) -> None:
        settings = settings_of(unit)
        settings.departures_channel = PLACE
        for name, deed in LIMITED.items():
            setattr(settings, name, narrowest[deed])

    def trouble(person: str, gesture: Gesture, came: Came) -> str | None:
        deed = NEEDED.get(gesture.control if gesture.name else "command:")
        if deed not in narrowest:
            return None
        if SETTABLE[deed][narrowest[deed]] & {Role.member, WHO[person]}:
            return None if came.asked.get(deed) else f"was not asked about “{deed.value}”, but {came.asked}"
        return "was let through" if came.asked.get(deed) else refused(gesture, came)

    async with matrix(sqlite_url, then=narrow) as all_of_it:
        all_of_it.gestures = [one for one in all_of_it.gestures if NEEDED.get(one.control.strip()) in narrowest]
        found: list[str] = []
        for person in WHO:
            found += await all_of_it.troubles(person, lambda gesture, came, who=person: trouble(who, gesture, came))

    assert not found, "\n".join(found)


@pytest.mark.slow
async def test_a_guest_now_and_one_whose_account_is_closed_can_do_nothing_from_an_old_message(sqlite_url: str) -> None:
    """They were the owner and the interviewer; Slack tells of the change, and that is enough."""

    def lose(world: World) -> None:
        world.workspace.change_person("maya", guest=True)
        world.workspace.deactivate("priya")

    async with matrix(sqlite_url, lose) as all_of_it:
        found = [*await all_of_it.troubles("maya", refused), *await all_of_it.troubles("priya", refused)]

    assert not found, "\n".join(found)


@pytest.mark.slow
async def test_who_left_the_channel_or_the_team_can_do_nothing_from_an_old_message(sqlite_url: str) -> None:
    """But what every colleague may."""

    def become_strangers(unit: Unit) -> None:
        unit.session.execute(delete(Membership))
        unit.session.execute(delete(Dealing))

    def trouble(gesture: Gesture, came: Came) -> str | None:
        deed = NEEDED.get(gesture.control if gesture.name else "command:")
        if deed is not None and Role.member in ALLOWED[deed]:
            return None
        if gesture.control in FREE:
            return "tells" if came.tells else None
        return refused(gesture, came)

    async with matrix(sqlite_url, then=become_strangers) as all_of_it:
        found = [*await all_of_it.troubles("walt", trouble), *await all_of_it.troubles("dan", trouble)]

    assert not found, "\n".join(found)
