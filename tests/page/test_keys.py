"""What one does by keys in the forms of an app: choosing, reading, and leaving a field."""


import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import Json
from tests.page.conftest import LAUNCH
from tests.page.showcase import Showcase
from tests.page.writing import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ESCAPE_TWICE = """dialog => {
    for (let press = 0; press < 2; press++) {
        dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    }
}"""
NO_POINTER = "--blink-settings=primaryHoverType=1,availableHoverTypes=1,primaryPointerType=1,availablePointerTypes=1"


async def test_what_was_sought_and_left_with_tab_is_chosen(page: Page) -> None:
    """The marked option, in menus for one and for several; what is chosen already stays, and an open list alone chooses nothing."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    one, several = (form.get_by_role("combobox", name=name) for name in ("Whose account is it?", "Who else has worked with them?"))

    await one.click()
    await expect(form.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(one).to_have_value("")
    await one.press_sequentially("to")
    await page.keyboard.press("Tab")
    await expect(one).to_have_value("Tom Okoro")
    await expect(several).to_be_focused()
    for _ in range(2):
        await several.press_sequentially("in")
        await page.keyboard.press("Tab")
        await expect(form.locator(".chip > span")).to_have_text(["Inês Duarte"])


async def test_escape_after_choosing_one_of_several_ends_the_choosing_and_leaves_the_form_open(page: Page) -> None:
    """The list has closed behind the choice, but whoever chooses has not: all that they typed would be lost. Once more closes it."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    several = form.get_by_role("combobox", name="Who else has worked with them?")

    await several.press_sequentially("in")
    await expect(form.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(form.locator(".chip > span")).to_have_text(["Inês Duarte"])
    await page.keyboard.press("Escape")
    await expect(several).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def test_a_long_view_without_fields_is_read_by_keys(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """PageDown turns it as soon as it opens, and a view that is drawn anew meanwhile stays where it was turned to."""
    direct = (await showcase.client.conversations_open(users=workspace.account("maya").id))["channel"]["id"]
    await showcase.offer(direct, _long("Once"))
    await page.goto("/as/maya#Lantern")
    await page.get_by_role("button", name="Open it").click()
    body = page.get_by_role("region", name="Long")
    await expect(body).to_be_focused()

    await page.keyboard.press("PageDown")
    await expect(body.get_by_text("Once 1.")).not_to_be_in_viewport()
    await showcase.client.views_update(view_id=showcase.opened[-1]["id"], view=_long("Anew"))
    await expect(body.get_by_text("Anew 60.")).to_be_attached()

    await expect(body).to_be_focused()
    await expect(body.get_by_text("Anew 1.")).not_to_be_in_viewport()


async def test_what_a_view_says_is_copied_once(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """Control and A takes its words, and not what is said aloud of them as well, nor the app's name under them."""
    await showcase.offer(workspace.channel("general").id, _long("Once"))
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("region", name="Long")).to_be_focused()
    await showcase.client.views_update(view_id=showcase.opened[-1]["id"], view=_long("Anew"))
    await expect(dialog.get_by_role("status")).to_contain_text("Anew 1.")

    await page.keyboard.press("Control+a")

    taken = await page.evaluate("getSelection().toString().split('\\n').filter(line => line.trim())")
    assert taken == ["Long", *(f"Anew {number}." for number in range(1, 61))]


async def test_escape_pressed_twice_at_once_is_no_trouble(page: Page) -> None:
    """The view goes once; the second press comes while it goes, and is nobody's mistake."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    dialog = page.get_by_role("dialog", name="Every input")
    await expect(dialog).to_be_visible()

    await dialog.evaluate(ESCAPE_TWICE)

    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_without_any_mouse_one_jumps_to_where_one_writes(chromium: str, address: Address) -> None:
    """A machine that nothing points at has a keyboard, and no screen keyboard that would come up."""
    async with async_playwright() as playwright:
        bare = await playwright.chromium.launch(executable_path=chromium, args=[*LAUNCH, NO_POINTER])
        page = await bare.new_page(base_url=address.url)
        await page.goto("/as/maya#general")
        assert await page.evaluate("matchMedia('(pointer: none)').matches")
        await expect(page.locator("body.ready")).to_be_visible()

        await page.keyboard.press("Control+k")
        await page.keyboard.type("random")
        await page.keyboard.press("Enter")

        await expect(page.get_by_role("textbox", name="Message #random")).to_be_focused()
        await bare.close()


def _long(word: str) -> Json:
    """A view of sixty lines."""
    lines = [{"type": "section", "text": {"type": "mrkdwn", "text": f"{word} {number}."}} for number in range(1, 61)]
    return {"type": "modal", "title": {"type": "plain_text", "text": "Long"}, "blocks": lines}
