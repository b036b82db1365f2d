"""The pages beside the workspace: the gallery, the way into a workspace, a letter to print, a folder to take along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.demo.gallery import sentences
from bot.demo.gallery.page import page as gallery
from bot.departures.blocks.printed import printed
from bot.folder.blocks.document import document
from tests.page.camera import EVERY_SIZE, STICKS_OUT, Camera
from tests.support.many import open_many

pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module"),
]  # fmt: skip


@pytest_asyncio.fixture(loop_scope="module")
async def camera(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Camera]:
    """Looks at each page in every size, in a tab of its own on which nothing may go wrong."""
    context = await browser.new_context(viewport=EVERY_SIZE["wide"])
    tab = await context.new_page()
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    folder = request.config.getoption("--screenshots")
    made = Camera(tab, Path(folder) / request.node.name if folder else None, EVERY_SIZE)
    yield made
    await context.close()
    assert problems + made.faults == []


async def test_the_gallery(camera: Camera, tmp_path: Path) -> None:
    """Nothing that the bot says is wider than a phone; one of each stage is looked at in full."""
    tab = await opened(camera.page, tmp_path, gallery())
    await tab.wait_for_selector("html[data-drawn=yes]")
    await tab.set_viewport_size(EVERY_SIZE["phone"])
    assert await tab.evaluate(STICKS_OUT) == []

    await tab.evaluate(
        "document.querySelectorAll('.exhibit').forEach(node => node.matches('.stage-title + *') || node.remove())"
    )
    await camera.take("gallery")


async def test_letters_and_folders(camera: Camera, tmp_path: Path) -> None:
    """What people print or take along reads well on a phone, too."""
    for made in sentences():
        if made.function in (printed, document):
            await opened(camera.page, tmp_path, made.function(*made.arguments))
            await camera.take(made.occasion.replace(" ", "-"))


async def test_the_way_into_a_workspace(camera: Camera, sqlite_url: str) -> None:
    """What the app asks for, and what is said to those who come back."""
    async with open_many(sqlite_url) as many:
        await camera.page.goto(f"{many.url}/slack/install")
        await camera.take("what-it-asks-for")

        await camera.page.goto(f"{many.url}/slack/oauth_redirect?error=access_denied")
        await camera.take("somebody-said-no")


async def opened(tab: Page, folder: Path, html: str) -> Page:
    """A page that stands by itself."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    await tab.goto(file.as_uri())
    return tab
