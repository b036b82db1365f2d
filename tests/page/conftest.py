"""The workspace served with the showcase at work in it, and a browser that looks at it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox.clock import Clock
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace
from tests.page.showcase import FIRM, MANIFEST, MONDAY, Showcase, running

LAUNCH = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
PATIENCE = 30_000
"""How many milliseconds the browser is waited for, on a machine that does other work; nothing waits longer than it must."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def workspace() -> LocalWorkspace:
    """A workspace whose clock stands still, with the app installed and in two channels."""
    made = LocalWorkspace(FIRM, Clock(MONDAY, frozen=True))
    made.install(MANIFEST)
    made.join("general", "lantern")
    return made


@pytest_asyncio.fixture(loop_scope="module")
async def address(workspace: LocalWorkspace) -> AsyncIterator[Address]:
    """Where the workspace is served."""
    async with serve(workspace) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="module")
async def showcase(workspace: LocalWorkspace, address: Address) -> AsyncIterator[Showcase]:
    """The app at work."""
    (installed,) = workspace.apps.values()
    async with running(installed, address) as app:
        yield app


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One Chromium for the tests of a file."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, address: Address, showcase: Showcase) -> AsyncIterator[Page]:
    """A tab on which nothing may go wrong: an error in the console fails the test."""
    assert not showcase.presses
    context = await browser.new_context(base_url=address.url, viewport={"width": 1280, "height": 800})
    tab = await context.new_page()
    tab.set_default_timeout(PATIENCE)
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    yield tab
    await context.close()
    assert problems == []
