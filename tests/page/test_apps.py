"""What people do with an app on the page, in a real browser: commands, forms, buttons, menus, shortcuts, Home and files."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import BLOCKS
from tests.page.showcase import Showcase
from tests.page.writing import COMPOSER, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_commands_complete_and_their_answer_is_seen_by_one_person_only(page: Page) -> None:
    """A slash offers the commands; the answer says that nobody else sees it; others see only the posts."""
    await page.goto("/as/maya#general")
    await page.type(COMPOSER, "/sh")
    await expect(page.get_by_role("option")).to_contain_text("/show")
    await page.keyboard.press("Tab")
    await page.keyboard.type("blocks")
    await page.keyboard.press("Enter")

    answer = page.locator(".message.ephemeral", has_text="Here it comes.")
    await expect(answer.locator(".only-you")).to_have_text("Only visible to you")
    await expect(page.locator(".header-words")).to_contain_text("Acme Bakeries has left")
    await expect(page.locator(".slack-table")).to_contain_text("Harbor & Sons")
    await page.get_by_role("button", name="Be Tom Okoro").click()
    await page.locator(".channel-row", has_text="general").click()
    await expect(page.locator(".header-words")).to_be_visible()
    await expect(page.locator(".message.ephemeral")).to_have_count(0)


async def test_an_unknown_command_keeps_what_was_typed(page: Page) -> None:
    """The page says that there is no such command, and the text stays."""
    await page.goto("/as/maya#general")
    await write(page, "/nothing here")

    await expect(page.get_by_role("alert")).to_contain_text("/nothing is not a valid command")
    await expect(page.locator(COMPOSER)).to_have_value("/nothing here")


async def test_a_form_shows_errors_at_their_fields_and_loses_nothing(page: Page, showcase: Showcase) -> None:
    """Empty required fields are named by the page, others by the app; what was typed comes through whole."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    await form.get_by_role("textbox", name="A note").fill("wrong")
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator("[data-block=customer] .field-error")).to_have_text(
        "Please complete this required field."
    )
    await expect(form.locator("[data-block=note] .field-error")).to_have_count(0)

    await form.get_by_role("combobox", name="Which customer?").fill("harb")
    await form.get_by_role("option", name="Harbor & Sons").click()
    await form.get_by_role("radio", name="Has left").check()
    await form.get_by_role("button", name="Save").click()
    await expect(form.locator("[data-block=note] .field-error")).to_have_text("Say it another way.")
    await expect(form.get_by_role("combobox", name="Which customer?")).to_have_value("Harbor & Sons")

    await form.get_by_role("textbox", name="A note").fill("They moved their ovens")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    saved = showcase.submissions[-1]
    assert saved["customer"]["it"]["selected_option"]["value"] == "harbor & sons"
    assert saved["stage"]["it"]["selected_option"]["value"] == "has left"
    assert saved["note"]["it"]["value"] == "They moved their ovens"


async def test_every_kind_of_input_reaches_the_app(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """People, channels, dates, times, menus, boxes, texts and files arrive as Slack would send them."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    await form.get_by_role("combobox", name="Which customer?").fill("acme")
    await form.get_by_role("option", name="Acme Bakeries").click()
    await form.get_by_role("radio", name="Warning signs").check()
    await form.get_by_role("textbox", name="When?").click()
    await form.get_by_role("button", name="Friday, March 14, 2025").click()
    await form.get_by_role("combobox", name="At what time?").fill("3:15 pm")
    await form.get_by_role("combobox", name="At what time?").press("Enter")
    meeting = form.get_by_role("group", name="Shall we meet?")
    await meeting.get_by_role("textbox", name="Date").fill("2025-03-20")
    await meeting.get_by_role("textbox", name="Date").press("Enter")
    await meeting.get_by_role("combobox", name="Time").fill("10")
    await meeting.get_by_role("combobox", name="Time").press("Enter")
    for label, letters, chosen in (
        ("Whose account is it?", "tom", "Tom Okoro"), ("Who else has worked with them?", "ines", "Inês Duarte"),
        ("Where do we talk?", "ran", "random"), ("Where else?", "lead", "leadership"),
        ("Why?", "mov", "Moved away"), ("Words for it", "old", "Old friend"),
    ):  # fmt: skip
        await form.get_by_role("combobox", name=label).fill(letters)
        await form.get_by_role("option", name=chosen).click()
    owner = form.get_by_role("combobox", name="Whose account is it?")
    for _ in ("opens the list", "closes it"):
        await owner.click()
    await page.keyboard.type("tom")
    await expect(owner).to_have_value("tom")
    await form.get_by_role("option", name="Tom Okoro").click()
    await form.get_by_role("checkbox", name="Keep it between us for now").check()
    await form.get_by_role("textbox", name="Email").fill("hal@example.com")
    await form.get_by_role("textbox", name="Website").fill("https://example.com")
    await form.get_by_role("textbox", name="How many people work there?").fill("12")
    await form.locator("input[type=file]").set_input_files(
        {"name": "offer.txt", "mimeType": "text/plain", "buffer": b"An offer"}
    )
    await expect(form.locator(".file-list")).to_contain_text("offer.txt")
    await form.get_by_role("textbox", name="A note").fill("<b> & so on")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)

    saved = {name: inputs["it"] for name, inputs in showcase.submissions[-1].items() if "it" in inputs}
    assert saved["when"]["selected_date"] == "2025-03-14"
    assert saved["hour"]["selected_time"] == "15:15"
    assert saved["meeting"]["selected_date_time"] == 1742461200
    assert saved["owner"]["selected_user"] == workspace.account("tom").id
    assert saved["team"]["selected_users"] == [workspace.account("ines").id]
    assert saved["channel"]["selected_channel"] == workspace.channel("random").id
    assert saved["places"]["selected_conversations"] == [workspace.channel("leadership").id]
    assert saved["reason"]["selected_option"]["value"] == "moved away"
    assert [option["value"] for option in saved["tags"]["selected_options"]] == ["old friend"]
    assert len(saved["quiet"]["selected_options"]) == 1
    assert saved["email"]["value"] == "hal@example.com"
    assert saved["site"]["value"] == "https://example.com"
    assert saved["count"]["value"] == "12"
    assert saved["papers"]["files"][0]["name"] == "offer.txt"
    assert saved["note"]["value"] == "<b> & so on"


async def test_modals_stack_and_the_one_beneath_keeps_its_words(page: Page) -> None:
    """A pushed modal comes on top; going back shows the first with what was typed in it."""
    await page.goto("/as/maya#general")
    await write(page, "/form")
    form = page.get_by_role("dialog", name="Every input")
    await form.get_by_role("textbox", name="A note").fill("half a sentence")
    await form.get_by_role("button", name="Add a contact").click()
    contact = page.get_by_role("dialog", name="A contact")
    await expect(contact.get_by_role("textbox", name="Name")).to_be_focused()

    await contact.get_by_role("button", name="Back").click()

    await expect(form.get_by_role("textbox", name="A note")).to_have_value("half a sentence")
    await form.get_by_role("button", name="Close dialog").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_buttons_menus_and_questions_before_them(
    page: Page, showcase: Showcase, workspace: LocalWorkspace
) -> None:
    """A dangerous button asks first; menus and dates in a message send at once; the answer comes back."""
    opened = await showcase.client.conversations_open(users=workspace.account("maya").id)
    await showcase.client.chat_postMessage(channel=opened["channel"]["id"], text="Acme has left", blocks=BLOCKS)
    await page.goto("/as/maya#Lantern")

    await page.get_by_role("button", name="Leave in peace").click()
    question = page.get_by_role("alertdialog", name="Leave them in peace?")
    await question.get_by_role("button", name="Go back").click()
    assert showcase.presses == []
    await page.get_by_role("button", name="Leave in peace").click()
    await question.get_by_role("button", name="Leave them").click()
    await page.get_by_role("button", name="More actions Will you call them?").click()
    await page.get_by_role("menuitem", name="Hand over").click()
    await page.get_by_role("combobox", name="Pick a reason").click()
    await page.get_by_role("option", name="Service").click()
    await page.get_by_role("button", name="I'll do it").click()

    await expect(page.locator(".message.ephemeral")).to_contain_text("Thank you. You are calling Acme.")
    assert [action["action_id"] for action in showcase.presses] == ["peace", "more", "pick", "accept"]
    assert showcase.presses[2]["selected_option"]["value"] == "service"


async def test_home_is_drawn_when_it_is_opened(page: Page) -> None:
    """An app stands in the list before one has met it; its Home shows blocks, and charts with their numbers, as wide as it is."""
    await page.goto("/as/maya#general")
    await page.locator(".channel-row", has_text="Lantern").click()

    await expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    await expect(page.locator(".header-words")).to_have_text("Good morning")
    await expect(page.locator(".chart .sr-only td").first).to_have_text("3")
    await page.set_viewport_size({"width": 375, "height": 740})
    await expect(page.locator(".chart-canvas")).to_have_attribute("viewBox", re.compile(r"^0 0 [23]\d\d 240$"))
    await page.get_by_role("tab", name="About").click()
    await expect(page.locator(".about-list").first).to_contain_text("/form [name]")


async def test_a_link_to_an_app_that_one_has_not_met_opens_its_home(page: Page) -> None:
    """The address may name it before there are any messages with it."""
    await page.goto("/as/maya#Lantern")

    await expect(page.locator(".header-words")).to_have_text("Good morning")


async def test_shortcuts_from_anywhere(page: Page, showcase: Showcase) -> None:
    """The bolt beside the composer offers the app's global shortcuts."""
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Worried about a customer").click()

    await expect(page.get_by_role("dialog", name="A contact")).to_be_visible()
    assert showcase.shortcuts[-1]["callback_id"] == "worried"


async def test_shortcuts_on_messages(page: Page, showcase: Showcase) -> None:
    """A message's menu offers the app's shortcuts, which get that message."""
    await page.goto("/as/maya#general")
    await write(page, "Acme wants to cancel")
    await page.locator(".message", has_text="Acme wants").hover()
    await page.locator(".toolbar").get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Keep this message").click()

    await expect(page.get_by_role("dialog", name="A contact")).to_be_visible()
    assert showcase.shortcuts[-1]["message"]["text"] == "Acme wants to cancel"


async def test_people_edit_and_delete_their_own_messages(page: Page, workspace: LocalWorkspace) -> None:
    """What they typed stands there to be changed, people by name; of others' messages the menu offers neither."""
    await workspace.person("tom").says("Mine, not yours", channel="general")
    await page.goto("/as/maya#general")
    await write(page, "Acme & @Tom Okoro agree")
    mine = page.locator(".message", has_text="Acme &")
    await mine.hover()
    await mine.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Edit message").click()
    await page.get_by_role("textbox", name="Edit message").fill("Acme <and> Brightwater")
    await page.get_by_role("button", name="Save").click()

    changed = page.locator(".message", has_text="Acme <and> Brightwater")
    await expect(changed).to_contain_text("(edited)")
    await changed.hover()
    await changed.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()

    await expect(changed).to_have_count(0)
    theirs = page.locator(".message", has_text="Mine, not yours")
    await theirs.hover()
    await theirs.get_by_role("button", name="More actions").click()
    await expect(page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Edit message")).to_have_count(0)


async def test_everything_works_from_the_keyboard(page: Page, showcase: Showcase) -> None:
    """A form is opened, filled, refused, mended and sent without a mouse; Escape closes and the focus goes back."""
    await page.goto("/as/maya#general")
    await expect(page.locator(COMPOSER)).to_be_focused()
    await page.keyboard.type("/fo")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Every input")
    await expect(form.get_by_role("combobox", name="Which customer?")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(page.locator(COMPOSER)).to_be_focused()

    await page.keyboard.type("/form ")
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("combobox", name="Which customer?")).to_be_focused()
    await page.keyboard.type("moon")
    await expect(form.get_by_role("option", name="Moonrise")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("April 2025")).to_be_visible()
    await expect(form.get_by_role("button", name="Next month")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Shift+Tab")
    await expect(form.get_by_role("button", name="Monday, March 3, 2025")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    note = form.get_by_role("textbox", name="A note")
    for _ in range(30):
        if await note.evaluate("node => node === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.type("by hand")
    for _ in range(6):
        await page.keyboard.press("Tab")
        if await form.get_by_role("button", name="Save").evaluate("node => node === document.activeElement"):
            break
    await page.keyboard.press("Enter")

    await expect(form).to_have_count(0)
    saved = showcase.submissions[-1]
    assert saved["customer"]["it"]["selected_option"]["value"] == "moonrise"
    assert saved["stage"]["it"]["selected_option"]["value"] == "has given notice"
    assert saved["when"]["it"]["selected_date"] == "2025-03-04"
    assert saved["note"]["it"]["value"] == "by hand"


async def test_who_jumps_before_the_page_knows_anything_is_shown_it_once_it_does(page: Page) -> None:
    """Also what appears later; what is chosen stays chosen while others come."""
    here = asyncio.Event()

    async def wait(route: Route) -> None:
        await here.wait()
        await route.continue_()

    await page.route("**/changes", wait)
    await page.goto("/as/maya#general")
    await page.keyboard.press("Control+k")
    await page.keyboard.type("Lantern")
    await expect(page.get_by_role("option")).to_have_text("Nothing of that name")
    here.set()

    await expect(page.get_by_role("option", name="Lantern")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.locator(".app-page")).to_be_focused()


async def test_a_file_from_an_app_is_there_for_the_one_who_got_it(
    page: Page, workspace: LocalWorkspace, address: Address
) -> None:
    """It stands under its words with its name and size, and opens as what it is; nobody else may read it."""
    (app,) = workspace.apps.values()
    client = AsyncWebClient(token=app.bot_token, base_url=address.api)
    place = (await client.conversations_open(users=workspace.account("maya").id))["channel"]["id"]
    text = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    await client.files_upload_v2(filename="Acme.ics", content=text, channel=place, initial_comment="For *your* calendar")

    await page.goto(f"/as/maya#{place}")
    card = page.locator(".message", has_text="For your calendar").locator(".file-card")
    await expect(card).to_contain_text("Acme.ics")
    url = await card.get_attribute("href")
    assert url is not None
    hers = await page.request.get(url)
    theirs = await page.request.get(url.replace("as=maya", "as=tom"))

    assert (hers.status, hers.headers["content-type"].partition(";")[0], await hers.text()) == (200, "text/calendar", text)
    assert theirs.status == 404
