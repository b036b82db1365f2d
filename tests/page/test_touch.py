"""What one does with a finger, on a phone."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.server import Address
from tests.page.conftest import PATIENCE
from tests.page.showcase import Showcase
from tests.page.writing import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FINGER_COMES = """field => {
    field.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }));
    return field.getAttribute("aria-expanded");
}"""


async def test_a_tap_opens_a_list_and_another_one_chooses(browser: Browser, address: Address, showcase: Showcase) -> None:
    """The list comes when the finger is lifted: what came under it, or near it, before that would be chosen."""
    assert not showcase.submissions
    context = await browser.new_context(
        base_url=address.url, viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    for name, chosen in (("Why?", "Moved away"), ("Whose account is it?", "Tom Okoro")):
        field = form.get_by_role("combobox", name=name)
        assert await field.evaluate(FINGER_COMES) == "false"
        await field.tap()
        await expect(form.get_by_role("option", name=chosen)).to_be_visible()
        await expect(field).to_have_value("")
        await form.get_by_role("option", name=chosen).tap()
        await expect(field).to_have_value(chosen)
    await context.close()
