"""The gallery's page stands by itself: no server, no network, everything drawn."""

import re
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from bot.demo.gallery import samples
from bot.demo.gallery.page import page
from tests.page.conftest import LAUNCH


def test_it_asks_nothing_of_the_network() -> None:
    """Styles, scripts and data are all inside; the only addresses are those in the samples' own words."""
    html = page()

    assert not re.search(r"<(link|script|img)[^>]+(href|src)=", html)
    assert not re.search(r"@import|url\((?!data:)", html)


@pytest.mark.browser
async def test_everything_is_drawn(chromium: str, tmp_path: Path) -> None:
    """Each message, form and Home stands in its place, with names for ids, in light and in dark."""
    file = tmp_path / "gallery.html"
    file.write_text(page(), encoding="utf-8")
    problems: list[str] = []

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        for scheme in ("light", "dark"):
            context = await browser.new_context(color_scheme=scheme, offline=True)
            tab = await context.new_page()
            tab.on("pageerror", lambda error: problems.append(str(error)))
            tab.on("console", lambda said: problems.append(said.text))
            await tab.goto(file.as_uri())
            await tab.wait_for_selector("html[data-drawn=yes]")
            drawn = await tab.locator(".stand > *").count()
            words = await tab.locator("main").inner_text()
            assert drawn == len(samples())
            assert "private-channel" not in words
            assert "someone" not in re.findall(r"@\w+", words)
            assert "is not shown here" not in words
            await context.close()
        await browser.close()

    assert problems == []
