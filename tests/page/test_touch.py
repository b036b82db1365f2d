"""What one does with a finger, on a phone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.page.conftest import PATIENCE
from tests.page.showcase import Showcase
from tests.page.writing import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FINGER_COMES = """field => {
    field.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }));
    return field.getAttribute("aria-expanded");
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser: Browser, address: Address) -> AsyncIterator[Page]:
    """A tab on a phone, which is touched."""
    context = await browser.new_context(
        base_url=address.url, viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    await context.close()


async def test_a_tap_opens_a_list_and_another_one_chooses(phone: Page, showcase: Showcase) -> None:
    """The list comes when the finger is lifted: what came under it, or near it, before that would be chosen."""
    assert not showcase.submissions
    await phone.goto("/as/maya#general")
    await write(phone, "/form")
    form = phone.get_by_role("dialog", name="Every input")
    for name, chosen in (("Why?", "Moved away"), ("Whose account is it?", "Tom Okoro")):
        field = form.get_by_role("combobox", name=name)
        assert await field.evaluate(FINGER_COMES) == "false"
        await field.tap()
        await expect(form.get_by_role("option", name=chosen)).to_be_visible()
        await expect(field).to_have_value("")
        await form.get_by_role("option", name=chosen).tap()
        await expect(field).to_have_value(chosen)


async def test_the_tap_that_brings_the_tools_of_a_message_presses_none_of_them(
    phone: Page, workspace: LocalWorkspace
) -> None:
    """They come where the finger is; another tap presses them."""
    asked = await workspace.person("tom").says("Has anybody heard from Acme?", channel="general")
    await phone.goto("/as/maya#general")
    message = phone.locator(".message", has_text="heard from Acme")
    await message.tap(position={"x": 230, "y": 8})

    await expect(message.get_by_role("toolbar")).to_be_visible()
    assert asked.reactions == {}
    await message.get_by_role("button", name="React with eyes").tap()
    await expect(message.locator(".reaction").first).to_have_attribute("aria-pressed", "true")
    assert list(asked.reactions) == ["eyes"]
