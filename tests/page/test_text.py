"""Text as Slack shows it, drawn by the browser's own modules."""

import re

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.workspace import LocalWorkspace
from tests.page.blocks import mrkdwn
from tests.page.showcase import MONDAY, Showcase

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DRAW = """async ([module, name, text]) => {
    const { [name]: draw } = await import(`/static/${module}`);
    const node = document.createElement("div");
    node.append(draw(text));
    return node.innerHTML;
}"""
MRKDWN = [
    ("*bold* _it_ ~gone~", "<strong>bold</strong> <em>it</em> <s>gone</s>"),
    ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ("*bold _and it_*", "<strong>bold <em>and it</em></strong>"),
    ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    ("`*no*`", "<code>*no*</code>"),
    ("```\nx &lt; y\n```", '<pre class="code-block">x &lt; y</pre>'),
    ("&gt; one\n&gt; two\nthree", "<blockquote>one<br>two</blockquote>three"),
    ("one\ntwo", "one<br>two"),
    ("<javascript:alert(1)|go>", "<span>go</span>"),
    ("<https://a.example/?q=1&amp;r=2|go>", '<a href="https://a.example/?q=1&amp;r=2" target="_blank" '
     'rel="noopener noreferrer">go</a>'),
    ("<mailto:a@b.example|a@b.example>", '<a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer">'
     "a@b.example</a>"),
    (":nosuchemoji: 10:30:45", ":nosuchemoji: 10:30:45"),
    ("<!here>", '<span class="mention mention-me">@here</span>'),
    ("<!subteam^S1|@managers>", '<span class="mention">@managers</span>'),
]  # fmt: skip
MARKDOWN = [
    ("**bold** and *it*", "<p><strong>bold</strong> and <em>it</em></p>"),
    ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
    ("a_b_c", "<p>a_b_c</p>"),
    ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
    ("[go](javascript:alert)", "<p><span>go</span></p>"),
]
DATES = [
    ("<!date^1740992700^{date_long} at {time}|then>", "Monday, March 3rd at 10:05 AM"),
    ("<!date^1740992700^{date_pretty}|then>", "Today"),
    ("<!date^1741079100^by {date_short_pretty} {time}|then>", "by tomorrow 10:05 AM"),
    ("<!date^1704103200^{date_short}|then>", "Jan 1, 2024"),
    ("<!date^1704103200^{date_num} {time_secs}|then>", "2024-01-01 11:00:00 AM"),
    ("<!date^nonsense^{date}|then>", "then"),
]


async def test_mrkdwn(page: Page) -> None:
    """Marks, quotes, code, links and mentions, with nothing that was typed as markup."""
    await page.goto("/as/maya#general")
    await page.wait_for_selector("body.ready")

    drawn = [await page.evaluate(DRAW, ["mrkdwn.js", "renderMrkdwn", text]) for text, _ in MRKDWN]

    assert drawn == [html for _, html in MRKDWN]


async def test_markdown(page: Page) -> None:
    """The `markdown` block's own dialect."""
    await page.goto("/as/maya#general")
    await page.wait_for_selector("body.ready")

    drawn = [await page.evaluate(DRAW, ["markdown.js", "renderMarkdown", text]) for text, _ in MARKDOWN]

    assert drawn == [html for _, html in MARKDOWN]


async def test_dates_stand_in_the_readers_own_zone(page: Page) -> None:
    """Slack's date tokens, in Berlin, on the day that the workspace's clock shows."""
    await page.goto("/as/maya#general")
    await page.wait_for_selector("body.ready")
    text = """async (text) => {
        const { renderMrkdwn } = await import("/static/mrkdwn.js");
        return renderMrkdwn(text).textContent;
    }"""

    shown = [await page.evaluate(text, source) for source, _ in DATES]

    assert [words.replace("\u202f", " ") for words in shown] == [words for _, words in DATES]


async def test_what_was_today_is_yesterday_after_midnight(page: Page, showcase: Showcase, workspace: LocalWorkspace) -> None:
    """In a conversation and in the thread beside it; a message is called aloud by its day, too."""
    when, channel = f"<!date^{int(MONDAY.timestamp())}^{{date_pretty}}|then>", workspace.channel("general").id
    section = {"type": "section", "text": mrkdwn(f"Left {when}")}
    said = await showcase.client.chat_postMessage(channel=channel, text=f"Left {when}", blocks=[section])
    await showcase.client.chat_postMessage(channel=channel, text="Thanked", thread_ts=said["ts"])

    await page.goto("/as/maya#general")
    message = page.locator("#conversation .message")
    await message.get_by_role("button", name="1 reply").click()
    await expect(page.locator("#thread .message").first).to_contain_text("Left Today")

    await workspace.clock.advance(days=1, minutes=5)

    for shown in (message, page.locator("#thread .message").first):
        await expect(shown).to_contain_text("Left Yesterday")
        await expect(shown).to_have_accessible_name(re.compile(r"^Lantern, Yesterday at .*: Left Yesterday"))
    await expect(message).to_contain_text("Last reply yesterday")
