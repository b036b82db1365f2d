"""Where the focus stands, when a form or Home is drawn anew, or gives way to another."""

from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import CONTACT, Json, button, words
from tests.page.showcase import Showcase

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_another_page_of_a_form_begins_with_its_first_question(
    page: Page, showcase: Showcase, workspace: LocalWorkspace
) -> None:
    """Whoever pressed a button for it stands before what is asked now, not in the middle."""

    def form(*questions: str) -> Json:
        asked = [
            {"type": "input", "block_id": one, "label": words(one), "element": {"type": "plain_text_input", "action_id": "it"}}
            for one in questions
        ]
        title, turn = {"title": words("Pages")}, {"type": "actions", "elements": [button("More", "turn")]}
        return {"type": "modal", **title, "submit": words("Save"), "blocks": [*asked, turn]}

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form("Who"))

    @showcase.app.action("turn")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_update(view_id=body["view"]["id"], view=form("What", "When", "Where"))

    await showcase.client.chat_postMessage(
        channel=workspace.channel("general").id, text="Pages", blocks=[{"type": "actions", "elements": [button("Open it", "open")]}]
    )
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="More").focus()
    await page.keyboard.press("Enter")

    await expect(dialog.get_by_role("textbox", name="What")).to_be_focused()


async def test_the_focus_finds_back_to_what_was_drawn_anew(
    page: Page, showcase: Showcase, workspace: LocalWorkspace
) -> None:
    """From a form over another one, and from Home that changed meanwhile; Escape closes wherever the focus stands."""

    @showcase.app.action("open")
    async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=CONTACT)

    rows = [{"type": "actions", "elements": [button(name, "open")]} for name in ("First", "Second", "Third")]
    opener = page.get_by_role("button", name="Second")
    forms = page.get_by_role("dialog")
    deeper = forms.get_by_role("button", name="Another one")
    await page.goto("/as/maya#general")
    await page.keyboard.press("Control+k")
    await page.keyboard.type("Lantern")
    await expect(page.get_by_role("option", name="Lantern")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Log a customer")).to_be_visible()
    await expect(page.locator(".app-page")).to_be_focused()
    await showcase.client.views_publish(user_id=workspace.person("maya").user.id, view={"type": "home", "blocks": rows})
    await expect(opener).to_be_visible()

    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(opener).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(forms.get_by_role("textbox", name="Name")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(forms.get_by_role("button", name="Back")).to_be_visible()
    await expect(forms.get_by_role("textbox", name="Name")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(forms.get_by_role("button", name="Back")).to_have_count(0)
    await expect(deeper).to_be_focused()

    await showcase.client.views_publish(user_id=workspace.person("maya").user.id, view={"type": "home", "blocks": rows[1:]})
    await expect(page.locator(".home-blocks button")).to_have_count(2)
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Escape")
    await expect(forms).to_have_count(0)
    await expect(page.get_by_role("button", name="Third")).to_be_focused()
