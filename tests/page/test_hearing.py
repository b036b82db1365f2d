"""What a screen reader is told, and where it stands, when what one pressed changes or goes."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import CONTACT, Json, button, field, mrkdwn, words
from tests.page.showcase import Showcase

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

HEARD = """() => {
    const said = window.heard ?? [];
    const announcer = document.getElementById("announcer");
    if (!window.heard) new MutationObserver(() => window.heard.push(announcer.textContent)).observe(announcer, {childList: true});
    window.heard = [];
    return said;
}"""


async def test_what_became_of_a_press_is_said(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """Of a message that changed only what is new; of one that went the focus goes to the one beside it, else to where one writes."""
    channel = workspace.channel("general").id
    row = [{"type": "actions", "elements": [button("Go on", "step"), button("End", "finish")]}]

    @showcase.app.action("step")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_update(channel=channel, ts=body["message"]["ts"], text="Practice\nYou have\nthanked them", blocks=row)

    @showcase.app.action("finish")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_delete(channel=channel, ts=body["message"]["ts"])

    for text in ("Before", "Practice\nThey are logged"):
        await showcase.client.chat_postMessage(channel=channel, text=text, blocks=row)
    await page.goto("/as/maya#general")
    messages = page.locator("#conversation .message")
    await expect(messages).to_have_count(2)
    await expect(messages.last).to_have_accessible_name("Lantern, Today at 10:05 AM: Practice They are logged")
    await messages.last.get_by_role("button", name="Go on").focus()

    await page.keyboard.press("Enter")

    await expect(page.locator("#announcer")).to_have_text("You have\nthanked them")
    await expect(messages.last.get_by_role("button", name="Go on")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(messages).to_have_count(1)
    await expect(messages.first).to_be_focused()
    await messages.first.get_by_role("button", name="End").focus()
    await page.keyboard.press("Enter")
    await expect(messages).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()


async def test_a_message_stays_within_reach_while_time_passes(page: Page, workspace: LocalWorkspace) -> None:
    """The newest one, also when its replies say anew how long ago they were."""
    asked = await workspace.person("tom").says("Who knows Acme?", channel="general")
    await workspace.person("ines").says("I do", thread=asked)
    await page.goto("/as/maya#general")
    summary = page.locator("#conversation .thread-last")
    await expect(summary).to_have_text("Last reply just now")

    await workspace.clock.advance(hours=2)

    await expect(summary).to_contain_text("hour")
    await page.get_by_role("textbox", name="Message #general").focus()
    for _ in range(3):
        await page.keyboard.press("Shift+Tab")
    await expect(page.locator("#conversation .message")).to_be_focused()


async def test_a_dialog_says_what_it_has_become(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """As it opens, what stands before its first question; when another view takes its place, that one's title and words."""
    note = {"type": "section", "text": mrkdwn("Nobody else\nhears of it.")}

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        ask = field("why", "Why?", {"type": "plain_text_input"})
        view = {"type": "modal", "callback_id": "ask", "title": words("Practice"), "submit": words("Log"), "blocks": [note, ask]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @showcase.app.view("ask")
    async def _(ack: Any) -> None:
        thanks = {"type": "section", "text": mrkdwn("It is kept.")}
        view = {"type": "modal", "title": words("Thank you"), "close": words("Close"), "blocks": [thanks]}
        await ack(response_action="update", view=view)

    channel, row = workspace.channel("general").id, [{"type": "actions", "elements": [button("Open it", "open")]}]
    await showcase.client.chat_postMessage(channel=channel, text="A form", blocks=row)
    await page.goto("/as/maya#general")
    opener = page.get_by_role("button", name="Open it")
    await opener.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_have_accessible_description("Nobody else hears of it.")
    await page.keyboard.type("Price")
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await expect(dialog.get_by_role("status")).to_have_text("Thank you. It is kept.")
    await expect(dialog.get_by_role("button", name="Close", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_a_dialog_says_whom_it_is_about_where_it_mentions_somebody(
    page: Page, showcase: Showcase, workspace: LocalWorkspace
) -> None:
    """A mention can be pressed, but asks for nothing; what a view begins with is read to the end of its words."""
    told = {"type": "section", "text": mrkdwn(f"*Acme* has left. <@{workspace.person('tom').user.id}> looks after them.")}
    blocks = [told, {"type": "divider"}, {"type": "section", "text": mrkdwn("Nothing waits.")}]
    await showcase.offer(workspace.channel("general").id, {"type": "modal", "title": words("Details"), "blocks": blocks})
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").focus()

    await page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog")
    await expect(dialog).to_have_accessible_description("Acme has left. @Tom Okoro looks after them. Nothing waits.")


@pytest.mark.parametrize("is_first", [True, False], ids=["before", "after"])
async def test_what_became_of_a_form_is_said(
    page: Page, showcase: Showcase, workspace: LocalWorkspace, is_first: bool
) -> None:
    """Once, and where it was opened from, whether that changes before the form has closed or after."""
    channel = workspace.channel("general").id
    row = [{"type": "actions", "elements": [button("I've sent it", "open")]}]

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = CONTACT | {"callback_id": "sent", "private_metadata": body["message"]["ts"]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @showcase.app.view("sent")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        if not is_first:
            await ack()
            await expect(page.get_by_role("dialog")).to_have_count(0)
        ts = body["view"]["private_metadata"]
        await client.chat_update(channel=channel, ts=ts, text="Acme\nYou have\nthanked them", blocks=row)
        if is_first:
            await expect(page.get_by_role("article")).to_have_accessible_name(re.compile("thanked"))
            await ack()

    await showcase.client.chat_postMessage(channel=channel, text="Acme\nThey are logged", blocks=row)
    await page.goto("/as/maya#general")
    await heard(page)
    await page.get_by_role("button", name="I've sent it").focus()
    await fill_in(page)

    await expect(page.locator("#announcer")).to_have_text("You have\nthanked them")
    await expect(page.get_by_role("button", name="I've sent it")).to_be_focused()
    assert await heard(page) == ["You have\nthanked them"]


async def test_home_says_what_became_of_a_form_that_was_opened_there(
    page: Page, showcase: Showcase, workspace: LocalWorkspace
) -> None:
    """What is new on it; where nothing is, what is no longer there. The focus is where the button was."""
    thank, call = "Thank Acme", "Call Brio"
    lists = iter([[thank, call], [call], [call, "Nothing else is late."]])

    async def draw(client: AsyncWebClient) -> None:
        sections = [
            {"type": "section", "text": mrkdwn(one), "accessory": button("Done", "open", accessibility_label=f"Done: {one}")}
            for one in next(lists)
        ]
        await client.views_publish(user_id=workspace.person("maya").user.id, view={"type": "home", "blocks": sections})

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=CONTACT | {"callback_id": "sent"})

    @showcase.app.view("sent")
    async def _(ack: Any, client: AsyncWebClient) -> None:
        await draw(client)
        await ack()

    async def file(done: str) -> None:
        await page.get_by_role("button", name=f"Done: {done}").focus()
        await fill_in(page)
        await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.goto("/as/maya#general")
    await page.keyboard.press("Control+k")
    await page.keyboard.type("Lantern")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Log a customer")).to_be_visible()
    await draw(showcase.client)
    await expect(page.get_by_role("button", name=f"Done: {thank}")).to_be_visible()
    await heard(page)

    await file(thank)

    await expect(page.locator("#announcer")).to_have_text("No longer here: Thank Acme")
    await expect(page.get_by_role("button", name=f"Done: {call}")).to_be_focused()
    assert await heard(page) == ["No longer here: Thank Acme"]
    await file(call)
    await expect(page.locator("#announcer")).to_have_text("Nothing else is late.")
    assert await heard(page) == ["Nothing else is late."]


async def fill_in(page: Page) -> None:
    """Presses the button that has the focus, fills in the form that opens, and sends it."""
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    await page.keyboard.type("Paula")
    for _ in range(3):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")


async def heard(page: Page) -> list[str]:
    """All that was said since this was last asked."""
    said: list[str] = await page.evaluate(HEARD)
    return said


async def test_a_list_of_deeds_gives_way_to_the_form_of_one(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """It begins with its first question, wherever its button stood, and says its name; so does the list, when one comes back."""
    deeds = [{"type": "actions", "elements": [button(f"Deed {number}", f"deed{number}") for number in range(3)]}]
    asked = [field(name, name, {"type": "plain_text_input"}) for name in ("Who", "What", "When")]

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view={"type": "modal", "title": words("Deeds"), "blocks": deeds})

    @showcase.app.action("deed1")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "title": words("One deed"), "submit": words("Do"), "blocks": asked}
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    @showcase.app.action("deed2")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "title": words("Another deed"), "submit": words("Do"), "blocks": asked}
        await client.views_update(view_id=body["view"]["id"], view=view)

    channel, row = workspace.channel("general").id, [{"type": "actions", "elements": [button("Open it", "open")]}]
    await showcase.client.chat_postMessage(channel=channel, text="Deeds", blocks=row)
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    for name, title in (("Deed 1", "One deed"), ("Deed 2", "Another deed")):
        await dialog.get_by_role("button", name=name).focus()
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_role("status")).to_have_text(title)
        await expect(dialog.get_by_role("textbox", name="Who")).to_be_focused()
        if name == "Deed 1":
            await page.keyboard.press("Escape")
            await expect(dialog.get_by_role("status")).to_have_text("Deeds")
            await expect(dialog.get_by_role("button", name=name)).to_be_focused()


async def test_the_menu_of_a_message_gives_the_focus_back(page: Page, workspace: LocalWorkspace) -> None:
    """To its button, whose toolbar is there only for whoever came to the message; also from the form that it led to."""
    await workspace.person("tom").says("They are in the papers", channel="general")
    await page.goto("/as/maya#general")
    message = page.locator("#conversation .message")
    await message.focus()
    more = message.get_by_role("button", name="More actions")
    await more.focus()

    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Keep this message")).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(more).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("keep")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="A contact")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog", name="A contact")).to_have_count(0)
    await expect(more).to_be_focused()
