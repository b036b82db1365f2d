"""The whole journey on the page, in a real browser, with the bot at work: nothing is pressed but what one sees."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.journeys.hands import Hands, Keyboard, Mouse
from tests.page.camera import Camera
from tests.page.conftest import LAUNCH, PATIENCE
from tests.support.world import World, open_world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

ACME = "Acme Bakeries"
LEAVING_OR_WORRIED = re.compile("A customer is leaving|Worried about a customer")
"""By the arrow keys one passes by the warning signs, and the form is called so for a moment."""
REPLIES = re.compile(r"^\d+ repl")
"""One or more: on a slow machine the second is there before somebody has pressed on the first."""
PAULA = "Paula Reyes, +1 212 555 0142, paula@acmebakeries.example"
REQUEST = "Would you make one short call"


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """The bot at work in the demo's firm, as the demo runs it; its clock runs on, and is moved on the page."""
    async with open_world(sqlite_url, "socket", frozen=False) as opened:
        yield opened


@pytest.fixture
async def page(chromium: str, world: World) -> AsyncIterator[Page]:
    """A tab on which nothing may go wrong: an error in the console fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        context = await browser.new_context(
            base_url=world.workspace.base_url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
        )
        tab = await context.new_page()
        tab.set_default_timeout(PATIENCE)
        problems: list[str] = []
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
        yield tab
        await browser.close()
    assert problems == []


@pytest.fixture
async def camera(page: Page, request: pytest.FixtureRequest) -> AsyncIterator[Camera]:
    """Looks at every screen; what keeps people from using one fails the test."""
    folder = request.config.getoption("--screenshots")
    made = Camera(page, Path(folder) / request.node.name if folder else None)
    yield made
    await made.keep("last")
    assert made.faults == []


async def test_four_people_play_the_whole_journey(page: Page, world: World, camera: Camera) -> None:
    """From the choice of a channel to extra care: Grace, Maya, the one who cannot and the one who calls."""
    hands = Mouse(page)

    await choose_a_channel(hands, camera)
    await lose_a_customer(hands, camera)
    await say_thank_you(hands, camera)
    await find_somebody_to_call(hands, camera, world)
    await hear_why(hands, camera)
    await see_that_it_was_held(hands, camera)
    await stay_in_touch(hands, camera)
    await ask_again(hands, camera)
    await welcome_back(hands, camera)


async def test_the_keyboard_alone_is_enough(page: Page, world: World, camera: Camera) -> None:
    """The same without a mouse, until somebody has said that they will call."""
    hands = Keyboard(page)

    await choose_a_channel(hands, camera)
    await lose_a_customer(hands, camera)
    await say_thank_you(hands, camera)
    await find_somebody_to_call(hands, camera, world)


async def choose_a_channel(hands: Hands, camera: Camera) -> None:
    """Grace says where lost customers are talked about."""
    await hands.page.goto("/as/grace#general")
    await expect(hands.page.get_by_role("complementary", name="How this works")).to_be_visible()
    await camera.take("first-look")
    await hands.press(hands.page.get_by_role("button", name="Got it"))
    await hands.open("Porchlight")
    await expect(hands.page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    await expect(hands.page.get_by_text("No channel is chosen yet.")).to_be_visible()
    await camera.take("home")
    await hands.open("general")
    await hands.write("/lost-customer settings")
    rooms = await hands.form("Settings")
    await camera.take("settings")
    await rooms.send("Channels")
    form = await hands.form("Channels")
    await form.pick("Channel for the cards of lost customers", "departures")
    await camera.take("channels")
    await form.send("Save")
    await rooms.send("Close")

    await hands.open("departures")
    await expect(hands.newest("@Grace Lindqvist chose this channel for lost customers.")).to_be_visible()
    await camera.take("channel-chosen")


async def lose_a_customer(hands: Hands, camera: Camera) -> None:
    """Maya says that Acme Bakeries has left; the card stands in the channel."""
    await hands.be("Maya")
    await hands.open("general")
    await hands.write(f"/lost-customer {ACME}")
    form = await hands.form(LEAVING_OR_WORRIED)
    await camera.take("log-empty")
    await form.choose("Has given notice")
    await form.choose("Has left")
    await form.pick("Whose customer it was", "Maya Okafor")
    await form.pick("Who else has really worked with them", "Grace", "Theo", "Dan")
    await form.write("Whom to talk to there", PAULA)
    await form.write("Note", "Paula sounded sorry. The price was a topic in January.")
    await camera.take("log-filled")
    await form.send("Log")

    await hands.open("departures")
    card = hands.messages.filter(has=hands.page.get_by_role("heading", name=ACME))
    await expect(card).to_contain_text("looking for somebody who never worked with them")
    await hands.press(card.get_by_role("button", name=REPLIES))
    await expect(hands.page.get_by_role("complementary", name="Thread")).to_contain_text("Maya Okafor logged this")
    await camera.take("card")


async def say_thank_you(hands: Hands, camera: Camera) -> None:
    """Maya thanks them, and keeps her own guess to herself."""
    await hands.open("Porchlight")
    await expect(hands.newest("no verdict on you")).to_be_visible()
    await camera.take("thank-you")
    await hands.answer("I've sent it")
    await expect(hands.newest("thanked them on")).to_be_visible()
    await hands.answer("My own guess")
    form = await hands.form("My own guess")
    await form.pick("What do you think was the main reason?", "price")
    await form.write("In a sentence", "They never said so, but it came up twice.")
    await camera.take("guess")
    await form.send("Keep it to myself")

    await expect(hands.newest("Your own guess is kept. Only you can see it.")).to_be_visible()
    await camera.take("thanked")


async def find_somebody_to_call(hands: Hands, camera: Camera, world: World) -> None:
    """The first who is asked cannot now, and the next will call."""
    first = await asked(hands, world, "Maya")
    await camera.take("somebody-is-asked")
    await hands.be(first)
    await expect(hands.messages.last).to_contain_text(REQUEST)
    await camera.take("request")
    await hands.answer("I can't now")
    await expect(hands.newest("it does not count against you")).to_be_visible()
    await camera.take("declined")

    second = await asked(hands, world, "Maya", first)
    await hands.be(second)
    await hands.answer("I'll do it")
    await expect(hands.newest(f"You will call {ACME}")).to_be_visible()
    await camera.take("guide")


async def asked(hands: Hands, world: World, *others: str) -> str:
    """Lets time pass until somebody else is asked to call, as their face in the rail shows; their first name."""
    for _ in range(20):
        for place in world.workspace.conversations.values():
            if any(REQUEST in message.text for message in place.messages.values()):
                names = [world.workspace.users[one].name.split()[0] for one in place.members]
                (name,) = [one for one in names if one != "Porchlight"]
                if name not in others:
                    face = hands.page.get_by_role("button", name=re.compile(f"^Be {name}.*unread"))
                    await expect(face).to_be_visible()
                    return name
        await hands.pass_time("Next due")
    raise AssertionError("Nobody else was asked.")


async def hear_why(hands: Hands, camera: Camera) -> None:
    """It takes a try, a date and a call; then three questions."""
    for _ in range(2):
        await hands.pass_time("+1 week")
    await hands.answer(f"Tried: I could not reach {ACME} yet")
    form = await hands.form("I tried")
    await form.write("Anything to remember", "Paula is out until Monday.")
    await camera.take("tried")
    await form.send("Keep it")
    await hands.pass_time("+1 week")
    await expect(hands.newest("Have you been able to speak with")).to_be_visible()
    await camera.take("reminder")

    await hands.answer(f"Arranged: I have an appointment with {ACME}")
    form = await hands.form("An appointment")
    await form.date("Day", "2026-03-26")
    await camera.take("arranged")
    await form.send("Keep it")
    await expect(hands.newest("I stay silent until then")).to_be_visible()
    await hands.pass_time("+1 week")
    await expect(hands.newest("How did it go with")).to_be_visible()

    await hands.answer(f"Done: I have spoken with {ACME}")
    form = await hands.form("What they said")
    await form.write("What did they say?", "Orders came late three times before Christmas, and nobody called.")
    await form.pick("What was the main reason?", "small things added up")
    await form.choose("Yes")
    await camera.take("what-they-said")
    await form.send("Keep it")
    await expect(hands.newest("what they said is kept")).to_be_visible()
    await camera.take("held")


async def see_that_it_was_held(hands: Hands, camera: Camera) -> None:
    """The card says so, and only Maya reads her guess beside what they said."""
    await hands.be("Maya")
    await hands.open("departures")
    card = hands.messages.filter(has=hands.page.get_by_role("heading", name=ACME))
    await expect(card).to_contain_text("Exit interview: held on")
    await hands.press(card.get_by_role("button", name="replies"))
    await expect(hands.page.get_by_role("complementary", name="Thread")).to_contain_text("has spoken with them")
    await camera.take("card-held")
    await hands.open("Porchlight")
    await hands.pass_time("+1 day")
    await expect(hands.newest("They said: small things added up")).to_be_visible()
    await camera.take("guess-and-finding")


async def stay_in_touch(hands: Hands, camera: Camera) -> None:
    """A quarter later Maya is asked to say hello, and does."""
    await hands.open("Porchlight")
    await hands.pass_time("+1 quarter")
    await hands.pass_time("+1 day")
    await expect(hands.newest(f"It is time to say hello to {ACME}")).to_be_visible()
    await camera.take("nudge")
    await hands.answer(f"Done: {ACME}")
    form = await hands.form("You were in touch")
    await form.choose("Glad to hear from us")
    await form.write("What is worth remembering?", "They open a shop in Queens in autumn.")
    await camera.take("in-touch")
    await form.send("Save")
    await expect(hands.newest("the next time counts from there")).to_be_visible()


async def ask_again(hands: Hands, camera: Camera) -> None:
    """The digest names them; Maya asks, and they are back."""
    await hands.open("departures")
    await hands.pass_time("+1 week")
    await expect(hands.newest("Whom we could ask again")).to_be_visible()
    await camera.take("digest")
    await hands.answer(f"I'll ask {ACME}")
    await expect(hands.newest("Maya Okafor asks them")).to_be_visible()
    await camera.take("claimed")
    await hands.open("Porchlight")
    await expect(hands.newest("A way back without losing face")).to_be_visible()
    await camera.take("words-to-start-from")
    await hands.answer("I asked them")
    form = await hands.form("You asked")
    await form.choose("Yes, they are back")
    await form.write("What is worth remembering?", "The others could not keep up.")
    await camera.take("asked")
    await form.send("Save")


async def welcome_back(hands: Hands, camera: Camera) -> None:
    """They get extra care, and all is well."""
    await expect(hands.newest("They get extra care now")).to_be_visible()
    await camera.take("welcome")
    await hands.answer("When is the first delivery?")
    form = await hands.form("First delivery")
    await form.date("When is their first delivery?", "2026-07-20")
    await form.send("Save")
    await hands.open("departures")
    card = hands.messages.filter(has=hands.page.get_by_role("heading", name=ACME))
    await expect(card).to_contain_text("Came back")
    await camera.take("card-back")

    await hands.open("Porchlight")
    for _ in range(4):
        await hands.pass_time("+1 week")
    await expect(hands.newest("Has the first delivery arrived")).to_be_visible()
    await camera.take("extra-care")
    await hands.answer(f"All is well with {ACME}")
    await expect(hands.newest("all is well after the first delivery")).to_be_visible()
    await camera.take("all-is-well")
