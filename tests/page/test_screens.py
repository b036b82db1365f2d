"""Every screen that the page has, looked at wide, on a phone and at 200 %, in light and in dark."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.sandbox.clock import Clock
from bot.sandbox.firm import Channel, Person
from bot.sandbox.posting import post, whisper
from bot.sandbox.records import Conversation
from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import BLOCKS, TABLE, chart
from tests.page.camera import EVERY_SIZE, Camera
from tests.page.showcase import FIRM, MANIFEST, MONDAY, Showcase
from tests.page.writing import COMPOSER, write

pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module"),
]  # fmt: skip

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg=="
)
SILENT = {**MANIFEST["features"], "bot_user": {"display_name": "Silent"}, "slash_commands": [], "shortcuts": []}
LONG = (
    "They said it in the last call, between two other things, and nobody wrote it down: the ovens come from somewhere "
    "else from next year on. https://example.com/a/very/long/address/that/nothing/breaks/anywhere/because/it/has/no/"
    "spaces/at/all?and=a&query=string&that=goes&on=and&on=and&on `and_a_name_in_code_that_is_as_long_as_a_line_on_a_phone` "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft."
)


@pytest.fixture
def workspace() -> LocalWorkspace:
    """The showcase's firm three days earlier, with channels of every kind; its clock stands still."""
    firm = replace(FIRM, people=(*FIRM.people, Person("wolfe", "Hubert Blaine " + "Wolfeschlegelsteinhausen" * 2, "UTC")))
    made = LocalWorkspace(firm, Clock(MONDAY - timedelta(days=3), frozen=True))
    made.install(MANIFEST)
    made.join("general", "lantern")
    made.add_channel(Channel("quiet-corner", ("maya",)))
    made.add_channel(Channel("old-customers", ("maya",)))
    made.archive("old-customers")
    made.add_channel(Channel("elsewhere", ("tom",)))
    made.add_channel(Channel("x" * 80, ("maya", "wolfe"), purpose="Everything that needs a very long name. " * 5))
    return made


@pytest_asyncio.fixture(loop_scope="module")
async def camera(page: Page, request: pytest.FixtureRequest) -> AsyncIterator[Camera]:
    """Looks at each screen in every size; what keeps people from using one fails the test."""
    await page.emulate_media(reduced_motion="reduce")
    folder = request.config.getoption("--screenshots")
    made = Camera(page, Path(folder) / request.node.name if folder else None, EVERY_SIZE)
    yield made
    assert made.faults == []


async def test_conversations(page: Page, camera: Camera, workspace: LocalWorkspace, showcase: Showcase) -> None:
    """Channels with all that people and apps write, threads, empty ones, closed ones, and what stands around them."""
    direct = _direct(workspace)
    await page.goto("/as/maya#quiet-corner")
    await expect(page.locator(".composer")).to_be_visible()
    await camera.take("first-look-empty-channel")
    await page.get_by_role("button", name="Got it").click()
    thread = await _fill(workspace, showcase)
    for name in ("general", "old-customers", "elsewhere", "with-acme", "x" * 80):
        await page.goto(f"/as/maya#{name}")
        await expect(page.locator(".pane-title h1")).to_contain_text(name)
        await camera.take(f"channel-{name[:16]}")

    await page.goto("/as/maya#general")
    await page.locator(f".message[data-ts='{thread}'] .thread-summary").click()
    await expect(page.locator("#thread .message")).to_have_count(4)
    await camera.take("thread")
    await page.locator("#thread").get_by_role("button", name="Close thread").click()
    await page.locator(".channel-row", has_text="Lantern").click()
    await page.get_by_role("tab", name="Messages").click()
    await camera.take("messages-with-the-app")
    await page.locator(".channel-row", has_text="Tom Okoro").click()
    await expect(page.locator(".intro-words")).to_contain_text("Only the two of you")
    await camera.take("messages-with-a-person-empty")
    post(workspace, direct, workspace.account("tom").id, "Shall we call them *together*?")
    await expect(page.locator(".message", has_text="Shall we call them")).to_be_visible()
    await camera.take("messages-with-a-person")
    await page.set_viewport_size(EVERY_SIZE["phone"])
    await page.get_by_role("button", name="Show channels").click()
    await camera.take("lists")
    await page.evaluate("document.body.classList.replace('show-sidebar', 'lost')")
    await camera.take("workspace-has-stopped")


async def test_what_opens_over_a_conversation(
    page: Page, camera: Camera, workspace: LocalWorkspace, showcase: Showcase
) -> None:
    """Menus, pickers, questions, faces and notices, one after another."""
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Got it").click()
    thread = await _fill(workspace, showcase)
    row = page.locator(f".message[data-ts='{thread}']")

    async def by_the_toolbar(name: str) -> None:
        await row.hover()
        await row.get_by_role("button", name=name).click()

    async def item(name: str) -> None:
        await by_the_toolbar("More actions")
        await page.get_by_role("menuitem", name=name).click()

    opened: dict[str, Callable[[], Awaitable[None]]] = {
        "members": page.get_by_role("button", name="members").click,
        "who-are-you": page.get_by_role("button", name="Be somebody else").click,
        "person": page.locator(".message .name", has_text="Tom Okoro").first.click,
        "shortcuts": page.get_by_role("button", name="Shortcuts").click,
        "emoji": page.locator("#conversation .composer").get_by_role("button", name="Emoji").click,
        "message-menu": lambda: by_the_toolbar("More actions"),
        "edit": lambda: item("Edit message"),
        "delete": lambda: item("Delete message"),
        "overflow": page.locator(".block .overflow").first.click,
        "menu": page.get_by_role("combobox", name="Pick a reason").click,
        "calendar": page.get_by_role("textbox", name="Date").first.click,
        "question": page.get_by_role("button", name="Leave in peace").click,
        "jump": lambda: page.keyboard.press("Control+k"),
    }
    for name, open_it in opened.items():
        await open_it()
        await expect(page.locator(".popup:popover-open, dialog[open]").first).to_be_visible()
        await camera.take(name)
        await page.keyboard.press("Escape")
        await expect(page.locator(".popup:popover-open, dialog[open]")).to_have_count(0)
    for name, typed in (("command", "/"), ("person", "@to"), ("channel", "#gen"), ("emoji", ":smi")):
        await page.fill(COMPOSER, "")
        await page.type(COMPOSER, typed)
        await expect(page.locator(".completion")).to_be_visible()
        await camera.take(f"completion-{name}")
    await page.keyboard.press("Escape")
    await write(page, "/nothing here")
    await expect(page.get_by_role("alert")).to_be_visible()
    await camera.take("notice")


async def test_home_and_forms(page: Page, camera: Camera, workspace: LocalWorkspace) -> None:
    """Home before and after it is drawn, About, and up to three forms with everything that opens in them."""
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Got it").click()
    workspace.install({**MANIFEST, "display_information": {"name": "Silent"}, "features": SILENT})
    await page.locator(".channel-row", has_text="Silent").click()
    await expect(page.get_by_text("Silent has not drawn its Home for you yet.")).to_be_visible()
    await camera.take("home-before-it-is-drawn")
    await page.locator(".channel-row", has_text="Lantern").click()
    await expect(page.locator(".header-words")).to_have_text("Good morning")
    await camera.take("home")
    await page.get_by_role("tab", name="About").click()
    await camera.take("about")
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    await expect(form).to_be_visible()
    await camera.take("form")
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator(".field-error").first).to_be_visible()
    await camera.take("form-errors")
    for label, letters in (("Which customer?", "ac"), ("Who else has worked with them?", ""), ("Why?", ""), ("Words for it", "o")):
        box = form.get_by_role("combobox", name=label)
        await box.click()
        await box.fill(letters)
        await expect(form.get_by_role("option").first).to_be_visible()
        await camera.take(f"form-menu-{label.split()[0].lower()}")
        await page.keyboard.press("Enter")
    await form.get_by_role("textbox", name="When?").click()
    await camera.take("form-calendar")
    await page.keyboard.press("Escape")
    await form.get_by_role("combobox", name="At what time?").click()
    await camera.take("form-times")
    await page.keyboard.press("Escape")
    await form.get_by_role("textbox", name="A note").fill(LONG)
    await camera.take("form-end")
    await form.get_by_role("button", name="Add a contact").click()
    await expect(page.get_by_role("dialog", name="A contact")).to_be_visible()
    await camera.take("second-form")
    await page.get_by_role("button", name="Another one").click()
    await expect(page.locator("dialog[data-depth='3']")).to_be_visible()
    await camera.take("third-form")


def _direct(workspace: LocalWorkspace) -> Conversation:
    """Maya's direct messages with Tom, of which there are none yet."""
    maya, tom = workspace.account("maya").id, workspace.account("tom").id
    place = Conversation(workspace.id_for("D", f"{maya} {tom}"), "", "im", workspace.seconds(), maya)
    place.members = {maya: None, tom: None}
    workspace.conversations[place.id] = place
    return place


async def _fill(workspace: LocalWorkspace, showcase: Showcase) -> str:
    """Days of talk in #general; answers the timestamp of a message of Maya's that has a thread."""
    maya, tom, ines = (workspace.account(handle).id for handle in ("maya", "tom", "ines"))
    general, client = workspace.channel("general"), showcase.client
    post(workspace, general, tom, "Good morning. Has anybody heard from *Acme*?")
    post(workspace, general, tom, f"<@{maya}> you know them best, <@{ines}> too")
    await workspace.clock.advance(days=1)
    post(workspace, general, ines, LONG)
    asked = post(workspace, general, maya, "I will ask on Monday. :+1:")
    await workspace.person("tom").reacts("eyes", asked)
    await workspace.person("ines").reacts("tada", asked)
    for who, words in ((tom, "Thank you"), (ines, "Take Paula's new number, it stands in the folder"), (maya, "Will do")):
        post(workspace, general, who, words, thread_ts=asked.ts)
    await workspace.person("maya").edits(asked, "I will ask on Monday, before the call. :+1:")
    await workspace.clock.advance(days=2)
    await client.chat_postMessage(channel=general.id, text="Acme Bakeries has left", blocks=BLOCKS)
    await client.chat_postMessage(channel=general.id, text="A table", blocks=[TABLE, chart("pie")])
    await client.files_upload_v2(channel=general.id, filename="Notes of the call.txt", content="Notes")
    await client.files_upload_v2(channel=general.id, filename="shop.png", file=PIXEL, initial_comment="Their new shop")
    post(workspace, general, maya, ":tada:")
    whisper(workspace, general, next(iter(workspace.apps.values())).bot_user_id, maya, "Only you can read *this*.")
    wolfe = workspace.account("wolfe").id
    post(workspace, workspace.channel("x" * 80), wolfe, f"<@{wolfe}> is in <#{workspace.channel('x' * 80).id}>")
    post(workspace, workspace.channel("with-acme"), workspace.account("rita").id, "Hello from the bakery")
    return asked.ts
