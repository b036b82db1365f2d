"""What a form says, and where one stands in it, while it is filled in without a mouse or a look at it."""


import pytest
from playwright.async_api import Page, expect

from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import field, options, words
from tests.page.showcase import Showcase
from tests.page.writing import write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_menu_says_what_is_chosen_and_what_is_wrong(page: Page) -> None:
    """With several chosen one steps back to each of them, to take it out; a menu that has to be answered says so."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    tags, customer = (form.get_by_role("combobox", name=name) for name in ("Words for it", "Which customer?"))
    await tags.focus()
    for word in ("urgent", "big"):
        await page.keyboard.type(word)
        await page.keyboard.press("Enter")

    await expect(tags).to_have_accessible_description("Chosen: Urgent, Big")
    await page.keyboard.press("Shift+Tab")
    await expect(form.get_by_role("button", name="Remove Big")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(tags).to_be_focused()
    await expect(tags).to_have_accessible_description("Chosen: Urgent")
    await form.get_by_role("button", name="Save").focus()
    await page.keyboard.press("Enter")
    await expect(customer).to_be_focused()
    await expect(customer).to_have_attribute("aria-invalid", "true")


async def test_a_choice_is_called_by_its_words_and_its_note_is_said_once(page: Page) -> None:
    """The note of an option describes it; it does not stand in its name as well."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    choice = page.get_by_role("dialog").get_by_role("checkbox")

    await expect(choice).to_have_accessible_name("Keep it between us for now")
    await expect(choice).to_have_accessible_description("Nothing is posted")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-3-9", "Mar 9, 2025"), ("13/3/2025", "Mar 13, 2025"), ("3/4", "Mar 4, 2025"), ("4.3.", "Mar 4, 2025"),
        ("9 mar", "Mar 9, 2025"), ("March 1st, 2024", "Mar 1, 2024"), ("yesterday", "Mar 2, 2025"),
    ],
)  # fmt: skip
async def test_a_day_is_read_as_it_is_written(page: Page, typed: str, day: str) -> None:
    """In the ways in which people write one."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    when = page.get_by_role("dialog").get_by_role("textbox", name="When?")
    await when.focus()

    await page.keyboard.type(typed)
    await page.keyboard.press("Tab")

    await expect(when).to_have_value(day)


async def test_what_is_no_day_is_not_just_taken_away(page: Page) -> None:
    """It is said, with a day as it may be written; nothing is chosen."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    dialog = page.get_by_role("dialog")
    when = dialog.get_by_role("textbox", name="When?")
    await when.focus()

    await page.keyboard.type("31 april")
    await page.keyboard.press("Tab")

    said = dialog.get_by_role("alert").filter(has_text="31 april")
    await expect(said).to_have_text("“31 april” is not understood here. Try Mar 3, 2025.")
    await expect(when).to_have_value("")


async def test_a_form_begins_at_the_choice_that_is_made(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """As the Tab key does: the arrows go on from there."""
    ways = options("Once a month", "Once a quarter", "Once a year")
    asked = [field("often", "How often?", {"type": "radio_buttons", "options": ways, "initial_option": ways[1]})]
    view = {"type": "modal", "title": words("How often"), "submit": words("Save"), "blocks": asked}
    await showcase.offer(workspace.channel("general").id, view)
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").focus()

    await page.keyboard.press("Enter")

    await expect(page.get_by_role("radio", name="Once a quarter")).to_be_focused()


async def test_files_are_chosen_and_taken_out_without_a_mouse(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """A form that begins with files begins there, and so does whoever took one out again."""
    asked = [field("papers", "Papers", {"type": "file_input"}), field("what", "What it is", {"type": "plain_text_input"})]
    view = {"type": "modal", "title": words("A file"), "submit": words("Keep"), "blocks": asked}
    await showcase.offer(workspace.channel("general").id, view)
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Open it").focus()
    await page.keyboard.press("Enter")
    papers = page.get_by_label("Papers")
    await expect(papers).to_be_focused()
    await papers.set_input_files({"name": "offer.txt", "mimeType": "text/plain", "buffer": b"An offer"})
    remove = page.get_by_role("button", name="Remove offer.txt")
    await expect(remove).to_be_visible()

    await page.keyboard.press("Tab")
    await expect(remove).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(remove).to_have_count(0)
    await expect(papers).to_be_focused()
