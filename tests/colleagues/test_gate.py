"""Porchlight is for colleagues: everybody else gets a short, polite refusal, and nothing about any customer."""

from __future__ import annotations

from sqlalchemy import select

from bot import metrics
from bot.colleagues.models import Colleague
from bot.sandbox.firm import Person
from bot.slack.client import said
from bot.slack.kit import actions, button, message, section
from bot.work.unit import Unit
from bot.workspace.blocks import CHOOSE_CHANNEL
from tests.support.world import World

REFUSAL = "Porchlight is for colleagues at Fernhill only"


BUTTON = message(section("Acme Bakeries"), actions(button("Choose a channel", CHOOSE_CHANNEL)))


async def show_button(world: World, channel: str) -> None:
    """A message with one of our buttons comes to stand where people from outside can see it."""
    world.workspace.join(channel, "porchlight")
    place = world.workspace.channel(channel).id
    await world.bot.deps.slack.call(world.workspace.team_id, "chat.postMessage", channel=place, **said(BUTTON))


async def forget_everybody(world: World) -> None:
    """The bot knows nobody, as if it had never read who is here."""

    def forget(unit: Unit) -> None:
        for one in unit.all(select(Colleague)):
            unit.session.delete(one)

    await world.bot.deps.unit(world.workspace.team_id, forget)


async def test_a_guest_is_refused_whatever_they_type(world: World) -> None:
    noor = world.person("noor")

    for text in ("/lost-customer settings", "/lost-customer list", "/lost-customer Acme"):
        await noor.types(text)

    assert noor.modal is None
    said_to_them = [one for one in noor.messages() if REFUSAL in one.text]
    assert len(said_to_them) == 3
    assert all(one.ephemeral for one in said_to_them)


async def test_a_guest_hears_why_and_what_to_do_instead(world: World) -> None:
    """They may work with the firm every day: that it is for colleagues only says nothing to them."""
    noor = world.person("noor")

    await noor.types("/lost-customer sign Acme: they pay late")
    await noor.opens_home()

    for told in (noor.newest(REFUSAL).text, str(noor.home)):
        assert "you are here as a guest" in told
        assert "I keep nothing that you send me" in told
        assert "please tell a colleague" in told


async def test_a_press_by_somebody_from_outside_is_refused(world: World) -> None:
    await show_button(world, "harbor-and-fernhill")
    hal = world.person("hal")

    await hal.presses("Choose a channel")

    assert hal.modal is None
    assert hal.newest(REFUSAL).ephemeral


async def test_somebody_whom_nobody_knows_yet_is_looked_up_in_slack(world: World) -> None:
    await show_button(world, "harbor-and-fernhill")
    await forget_everybody(world)
    theo, hal = world.person("theo"), world.person("hal")

    await theo.presses("Choose a channel")
    await hal.presses("Choose a channel")

    assert theo.modal is not None
    assert hal.modal is None
    assert hal.newest(REFUSAL).ephemeral


async def test_somebody_whom_slack_does_not_show_is_refused(world: World) -> None:
    await forget_everybody(world)
    world.workspace.faults.add(method="users.info", kind="user_not_found")
    theo = world.person("theo")

    await theo.types("/lost-customer settings")

    assert theo.modal is None
    assert theo.newest(REFUSAL).ephemeral


async def test_when_slack_cannot_say_who_it_is_nothing_is_shown_and_they_may_try_again(world: World) -> None:
    await forget_everybody(world)
    world.workspace.faults.add(method="users.info", kind="500")
    theo = world.person("theo")

    await theo.types("/lost-customer settings")
    assert theo.modal is None
    await theo.types("/lost-customer settings")
    assert theo.modal is not None


async def test_a_guest_who_becomes_a_colleague_gets_in(world: World) -> None:
    noor = world.person("noor")
    await noor.types("/lost-customer settings")
    assert noor.modal is None

    world.workspace.change_person("noor", guest=False)
    await world.rests()
    await noor.types("/lost-customer settings")

    assert noor.modal is not None


async def test_a_colleague_who_becomes_a_guest_is_refused_at_once(world: World) -> None:
    """Also where nothing is read that is known already."""
    maya = world.person("maya")
    for _ in range(2):
        await maya.types("/lost-customer Harbor Supplies")
        await maya.closes()

    world.workspace.change_person("maya", guest=True)
    await world.rests()
    await maya.types("/lost-customer Harbor Supplies")

    assert maya.modal is None
    assert maya.newest(REFUSAL).ephemeral


async def test_the_form_opens_for_somebody_known_without_asking_the_database(world: World) -> None:
    """Slack waits three seconds, and the database may have other things to do."""
    maya = world.person("maya")
    await maya.types("/lost-customer Harbor Supplies")
    await maya.closes()
    await world.rests()

    before = _units()
    await maya.types("/lost-customer Harbor Hotels")

    assert _units() == before
    assert maya.modal is not None


def _units() -> float | None:
    return metrics.KEPT.get_sample_value("porchlight_unit_seconds_count", {"outcome": "done"})


async def test_a_colleague_who_joined_a_moment_ago_gets_in(world: World) -> None:
    zoe = world.workspace.add_person(Person("zoe", "Zoe Adler", "Europe/Berlin"))
    world.workspace.join("general", "zoe")

    await zoe.types("/lost-customer settings")

    assert zoe.modal is not None
