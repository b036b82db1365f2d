"""What people do with each other on the page, in a real browser: they read, write, find their way and move the clock."""

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.posting import post
from bot.sandbox.workspace import LocalWorkspace
from tests.page.writing import COMPOSER, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PAINTED = """new Promise((told) => new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (first) told(first.startTime);
}).observe({type: "paint", buffered: true}))"""
"""When something was first to be seen, in thousandths of a second since the page was asked for."""


async def test_one_person_writes_and_another_reads_it(page: Page) -> None:
    """What Maya writes is unread for Tom until he looks, and stands under her name."""
    await page.goto("/as/maya#general")
    await write(page, "Has anybody heard from *Acme*?")
    await expect(page.locator(".message strong", has_text="Acme")).to_be_visible()

    await page.goto("/as/tom#random")
    row = page.locator(".channel-row", has_text="general")
    await expect(row).to_have_class("channel-row unread")
    await row.click()

    await expect(page.locator(".message", has_text="Has anybody heard").locator(".name")).to_have_text("Maya Lind")
    await expect(page.locator(".new-divider")).to_be_visible()
    await expect(row).to_have_class("channel-row current")


async def test_one_can_become_anybody_by_their_face(page: Page) -> None:
    """A press on a face switches to that person, and the address follows."""
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Be Tom Okoro").click()

    await expect(page.locator(".me")).to_contain_text("Tom Okoro")
    await expect(page.locator(".channel-row", has_text="leadership")).to_have_count(0)
    assert "/as/tom" in page.url


async def test_what_anybody_typed_is_never_markup(page: Page, workspace: LocalWorkspace) -> None:
    """Tags, scripts and odd links show as the characters they are."""
    await page.goto("/as/maya#general")
    await write(page, '<img src=x onerror="document.title=1"> & <script>alert(1)</script>')
    words = page.locator(".message .text")
    await expect(words.first).to_have_text('<img src=x onerror="document.title=1"> & <script>alert(1)</script>')

    await workspace.person("tom").says("`<b>` *<i>bold</i>*", channel="general")

    await expect(words.nth(1)).to_have_text("<b> <i>bold</i>")
    assert await page.locator(".message .text :is(img, script, b, i)").count() == 0


async def test_threads_open_beside_the_channel(page: Page) -> None:
    """A reply goes into the thread; the channel shows how many there are. No line between days stands in it: the times say the day."""
    await page.goto("/as/maya#general")
    await write(page, "Who knows Acme?")
    await page.locator(".message", has_text="Who knows Acme?").hover()
    await page.get_by_role("button", name="Reply in thread").click()
    side = page.get_by_role("complementary", name="Thread")
    await side.get_by_role("textbox", name="Reply…").fill("I do")
    await page.keyboard.press("Enter")

    await expect(side.locator(".message", has_text="I do")).to_be_visible()
    await expect(page.locator("#conversation .thread-summary")).to_contain_text("1 reply")
    await expect(side.locator(".when").first).to_have_text("10:05 AM")
    await page.get_by_role("button", name="+1 day").click()
    await expect(side.locator(".when").first).to_have_text("Yesterday at 10:05 AM")
    await side.get_by_role("button", name="Close thread").click()
    await expect(side).to_be_hidden()


async def test_what_is_new_is_read_aloud(page: Page, workspace: LocalWorkspace) -> None:
    """In the open conversation and in the open thread, with who says it; one's own words are not."""
    asked = await workspace.person("maya").says("Who knows Acme?", channel="general")
    await page.goto("/as/maya#general")
    await expect(page.locator(".message", has_text="Who knows")).to_be_visible()
    aloud = page.locator("#announcer")
    await workspace.person("tom").says("*I* do", channel="general")
    await expect(aloud).to_have_text("Tom Okoro: I do")

    await page.locator(".message", has_text="Who knows").hover()
    await page.get_by_role("button", name="Reply in thread").first.click()
    await workspace.person("ines").says("Me, too", thread=asked)
    await expect(aloud).to_have_text("Inês Duarte: Me, too")
    await page.locator("#thread").get_by_role("textbox").fill("Thank you")
    await page.keyboard.press("Enter")
    await expect(page.locator("#thread .message", has_text="Thank you")).to_be_visible()
    await expect(aloud).to_have_text("Inês Duarte: Me, too")


async def test_a_link_to_a_message_leads_to_it(page: Page, workspace: LocalWorkspace) -> None:
    """In whatever conversation it stands; typed into the address line it leads to the conversation."""
    tom, general, random = workspace.account("tom").id, workspace.channel("general"), workspace.channel("random")
    target = post(workspace, random, tom, "Here it stands")
    for number in range(60):
        post(workspace, random, tom, f"And more {number}")
    link = f"{workspace.base_url}/archives/{random.id}/p{target.ts.replace('.', '')}"
    post(workspace, general, tom, f"<{link}|over there>")
    await page.goto("/as/maya#general")

    await page.get_by_role("link", name="over there").click()

    await expect(page.get_by_role("heading", name="random", level=1)).to_be_visible()
    await expect(page.locator(".message", has_text="Here it stands")).to_be_in_viewport()
    await page.goto(link)
    await expect(page.get_by_role("heading", name="random", level=1)).to_be_visible()


async def test_an_address_names_a_place(page: Page) -> None:
    """By its id or by what it is called, also when it is typed while the page is open."""
    await page.goto("/as/maya#general")
    await expect(page.get_by_role("heading", name="general", level=1)).to_be_visible()

    await page.evaluate("location.hash = 'random'")

    await expect(page.get_by_role("heading", name="random", level=1)).to_be_visible()


async def test_the_end_stays_in_view(page: Page, workspace: LocalWorkspace) -> None:
    """What was said last is seen while the window gets smaller, and while one writes a long message."""
    tom, general = workspace.account("tom").id, workspace.channel("general")
    for number in range(40):
        post(workspace, general, tom, f"Message {number} " + "with many words " * 12)
    await page.goto("/as/maya#general")
    last = page.locator(".message", has_text="Message 39")
    await expect(last).to_be_in_viewport(ratio=1)

    await page.get_by_role("button", name="members").click()
    await page.set_viewport_size({"width": 375, "height": 740})
    await page.keyboard.press("Escape")
    await expect(last).to_be_in_viewport(ratio=1)
    await page.fill(COMPOSER, "line\n" * 8)

    await expect(last).to_be_in_viewport(ratio=1)
    assert await page.locator("#conversation .scroller").evaluate(
        "node => node.scrollHeight - node.scrollTop - node.clientHeight <= 1"
    )


async def test_an_open_menu_stays_while_others_write(page: Page, workspace: LocalWorkspace) -> None:
    """The list of members stays at its button; a message's own menu goes when that message is drawn anew, which then has the focus."""
    asked = await workspace.person("tom").says("Has anybody heard from Acme?", channel="general")
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="members").click()
    await workspace.person("tom").says("Anybody?", channel="random")
    await expect(page.locator(".channel-row.unread", has_text="random")).to_be_visible()
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="members")).to_be_focused()

    row = page.locator(".message", has_text="heard from Acme")
    await row.hover()
    await row.get_by_role("button", name="More actions").click()
    await workspace.person("ines").reacts("eyes", asked)

    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(row).to_be_focused()


async def test_emoji_are_found_with_the_keys_alone(page: Page) -> None:
    """One types a name or walks with the arrow keys; Escape goes back to the button."""
    await page.goto("/as/maya#general")
    smile = page.locator("#conversation .composer").get_by_role("button", name="Emoji")
    await smile.press("Enter")
    await page.keyboard.press("Escape")
    await expect(smile).to_be_focused()

    await smile.press("Enter")
    await page.keyboard.type("tada")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    await expect(page.locator(COMPOSER)).to_have_value(":tada: ")
    await expect(page.locator(COMPOSER)).to_be_focused()


async def test_the_clock_moves_for_everybody(page: Page, workspace: LocalWorkspace) -> None:
    """The bar shows the person's own time; a day later yesterday's messages say so."""
    await workspace.person("tom").says("Good morning", channel="general")
    await page.goto("/as/maya#general")
    await expect(page.locator(".clock-face")).to_contain_text("Mon, Mar 3, 2025, 10:05 AM")

    await page.get_by_role("button", name="+1 day").click()

    await expect(page.locator(".clock-face")).to_contain_text("Tue, Mar 4, 2025, 10:05 AM")
    await expect(page.locator(".day-divider")).to_have_text("Yesterday")
    await page.get_by_role("button", name="Next due").click()
    await expect(page.locator(".clock.nothing")).to_be_visible()


async def test_people_from_outside_are_marked_and_have_no_commands(page: Page, workspace: LocalWorkspace) -> None:
    """In a shared channel one sees who is from where; a guest from there is offered nothing of ours."""
    await workspace.person("rita").says("Hello from the bakery", channel="with-acme")
    await page.goto("/as/maya#with-acme")
    await expect(page.locator(".message .badge.outside")).to_contain_text("Acme Bakeries")
    await expect(page.locator(".pane-title .badge.outside")).to_contain_text("Shared with Acme Bakeries")

    await page.get_by_role("button", name="Be Rita Stone").click()

    await expect(page.locator(".channel-row")).to_have_count(1)
    await page.type(COMPOSER, "/")
    await expect(page.get_by_role("option")).to_have_count(0)


async def test_a_narrow_screen_has_everything(page: Page, workspace: LocalWorkspace) -> None:
    """The lists come in from the side, and go when one has chosen; a dot says that something in them is new, and goes once it
    was read; the clock's steps are in a menu."""
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.goto("/as/maya#general")
    await expect(page.get_by_text("press your own face above")).to_be_visible()
    await expect(page.get_by_text("press a face on the left")).to_be_hidden()
    await workspace.person("tom").says("Good morning", channel="random")
    await expect(page.locator("body.has-unread")).to_be_visible()
    await page.get_by_role("button", name="Show channels").click()
    await page.locator(".channel-row", has_text="random").click()
    await expect(page.get_by_role("heading", name="random", level=1)).to_be_visible()
    await expect(page.locator(".sidebar")).to_be_hidden()
    await expect(page.locator("body:not(.has-unread)")).to_be_visible()

    await page.get_by_role("button", name="Move the clock").click()
    await page.get_by_role("menuitem", name="+1 week").click()

    await expect(page.locator(".clock-face")).to_contain_text("Mar 10, 2025")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_a_low_window_keeps_the_clock_and_the_composer_in_sight(page: Page) -> None:
    """Lists that are longer than the window scroll by themselves; the page does not."""
    await page.set_viewport_size({"width": 1024, "height": 260})
    await page.goto("/as/maya#general")

    await expect(page.locator(".composer")).to_be_in_viewport(ratio=0.9)
    await expect(page.locator(".clock")).to_be_in_viewport(ratio=0.9)


async def test_dark_and_light(page: Page) -> None:
    """The toggle changes the colours, and the choice is kept."""
    await page.goto("/as/maya#general")
    await page.get_by_role("button", name="Light or dark").click()
    await page.reload()

    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"


async def test_something_is_painted_within_a_second(page: Page) -> None:
    """Of three openings the quickest: other tests run beside this one."""
    await page.goto("/as/maya#general")
    painted = [await page.evaluate(PAINTED)]
    for _ in range(2):
        await page.reload()
        await expect(page.locator("body.ready")).to_be_visible()
        painted.append(await page.evaluate(PAINTED))

    assert min(painted) < 1000


@pytest.mark.slow
async def test_ten_thousand_messages(page: Page, workspace: LocalWorkspace) -> None:
    """However long a channel, only some hundred rows are drawn, toolbars only where one is; its beginning can be reached."""
    tom, random = workspace.account("tom").id, workspace.channel("random")
    for number in range(10_000):
        post(workspace, random, tom, f"Message {number}")
    await page.goto("/as/maya#random")
    await expect(page.locator(".message", has_text="Message 9999")).to_be_visible()

    for _ in range(4):
        first = await page.locator(".message").first.get_attribute("data-ts")
        await page.locator(".scroller").evaluate("node => { node.scrollTop = 0; }")
        await expect(page.locator(".message").first).not_to_have_attribute("data-ts", first or "")

    assert await page.locator(".message").count() <= 300
    assert await page.locator(".toolbar").count() <= 2
    await workspace.person("tom").says("The newest", channel="random")
    await page.get_by_role("button", name="New messages").click()
    await expect(page.locator(".message", has_text="The newest")).to_be_visible()
