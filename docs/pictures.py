"""Makes the pictures of the README, from the real page with the real bot at work: `make pictures`.

The firm, its people and its clock are those of the demo, at a fixed time, so that the same code makes the same pictures.
"""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, async_playwright
from pydantic import SecretStr

from bot import sandbox
from bot.app import build
from bot.demo.firm import FERNHILL
from bot.demo.past import live_through
from bot.demo.play import MANIFEST
from bot.migrations.run import migrate
from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.server import serve
from bot.sandbox.workspace import LocalWorkspace
from bot.settings import Settings
from bot.slack.serving import listening_socket
from bot.work.unit import Unit
from bot.workspace.service import settings_of

IMAGES = Path(__file__).parent / "images"
BEGINS = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""A Monday, 10:00 in New York."""

ACME = "Acme Bakeries"
THANKS = "best last impression"
REQUEST = "Would you make one short call"
FOUND = "You thought"
BACK = "Came back"
DIGEST = "Whom we could ask again"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none"]
UNHURRIED = 60.0
"""Seconds of real time for an answer: a machine that is busy makes the same pictures."""
SHARPNESS = 2
"""Pixels of a picture for each of the page."""
LANTERN = Path(sandbox.__file__).parent / "static" / "icon.svg"
ICON = 512

WIDE, NARROW = {"width": 1240, "height": 800}, {"width": 460, "height": 1200}

COMPOSITE = """<!doctype html><html lang="en"><style>
  body {{ width: 940px; margin: 0; padding: 20px; background: #efe9f0; font: 700 16px/1.4 Lato, Arial, sans-serif; color: #39133d; }}
  main {{ display: grid; grid-template-columns: 460px 460px; gap: 20px; align-items: start; }}
  section {{ display: grid; gap: 20px; }}
  figure {{ margin: 0; }}
  figcaption {{ padding: 0 2px 6px; }}
  img {{ display: block; width: 460px; border-radius: 14px; box-shadow: 0 1px 8px rgb(57 19 61 / 22%); }}
</style><main><section>{left}</section><section>{right}</section></main></html>"""
FIGURE = '<figure><figcaption>{caption}</figcaption><img src="data:image/png;base64,{data}" alt=""></figure>'


Figures = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Stage:
    """The workspace with the firm in it, and a browser to look at it."""

    workspace: LocalWorkspace
    clock: Clock
    browser: Browser

    def person(self, handle: str) -> Actor:
        """Somebody to act as."""
        return self.workspace.person(handle)

    async def settles(self) -> None:
        """Let everything be said: Slack takes one message a second in each place."""
        await self.clock.advance(seconds=30)

    def whom_was_asked(self) -> str | None:
        """The handle of whoever was last asked to call."""
        asked = [
            (message.ts, one)
            for place in self.workspace.conversations.values()
            for message in place.messages.values()
            for one in place.members
            if REQUEST in message.text and not self.workspace.users[one].bot
        ]
        return self.workspace.users[max(asked)[1]].handle if asked else None

    @asynccontextmanager
    async def looks(self, handle: str, place: str, size: dict[str, int]) -> AsyncIterator[Page]:
        """The page as one person sees it, in light."""
        context = await self.browser.new_context(
            base_url=self.workspace.base_url,
            viewport={"width": size["width"], "height": size["height"]},
            device_scale_factor=SHARPNESS,
            color_scheme="light",
            reduced_motion="reduce",
        )
        await context.add_init_script("localStorage.setItem('tips', 'seen')")
        page = await context.new_page()
        await page.goto(f"/as/{handle}#{place}")
        await page.locator("body.ready").wait_for()
        await page.locator("#conversation .message, dialog").first.wait_for()
        await page.locator(".channel-row.current:not(.unread)").wait_for(state="attached")
        yield page
        await context.close()


async def make_pictures(folder: Path) -> None:
    """Play the first weeks of a departure, and keep what people see of it in `folder`, which exists."""
    async with open_stage() as stage:
        form, thanks = await log_a_customer(stage, folder / "log-form.png")
        asked, request = await ask_somebody(stage, folder / "request.png")
        card = await show_the_card(stage, folder / "card.png")
        found = await hear_why(stage, asked)
        digest = await wait_for_the_digest(stage, folder / "digest.png")
        back = await come_back(stage)
        left = (
            ("1. Somebody says that a customer has left.", form),
            ("3. One card shows where it stands.", card),
            ("5. Two sides: what they thought, and what was said.", found),
            ("7. Some come back.", back),
        )
        right = (
            ("2. Whoever looked after them gets words to send.", thanks),
            ("4. A colleague who never worked with them asks why.", request),
            ("6. Once a week: whom to ask again.", digest),
        )
        await compose(stage, left, right, folder / "journey.png")
        await draw_the_icon(stage, folder / "icon.png")


async def log_a_customer(stage: Stage, picture: Path) -> tuple[bytes, bytes]:
    """Maya fills in the form, sends a word of thanks, notes her guess, and hands over the first things."""
    maya = stage.person("maya")
    await stage.clock.advance(minutes=20)
    await maya.types(f"/lost-customer {ACME}", channel="general")
    await maya.enters(
        owner="maya",
        worked_with=["grace", "theo", "walt", "jonas"],
        contact="Paula Reyes, +1 212 555 0142, paula@acmebakeries.example",
        note="Paula sounded sorry. The price was a topic in January.",
    )
    async with stage.looks("maya", "general", {"width": 1240, "height": 1000}) as page:
        await page.evaluate("document.activeElement.blur()")
        await page.screenshot(path=picture)
    async with stage.looks("maya", "general", {"width": 460, "height": 640}) as page:
        await page.evaluate("document.activeElement.blur()")
        form = await page.locator("dialog.modal").screenshot()
    await maya.submits()
    await stage.settles()
    thanks = await newest(stage, "maya", "Porchlight", THANKS)
    await maya.presses("My own guess")
    await maya.fills(reason="price")
    await maya.presses("I've sent it")
    checklist = maya.newest("takes along", channel="departures")
    for _ in range(2):
        await stage.settles()
        await maya.presses("Done", message=checklist)
    await stage.settles()
    return form, thanks


async def ask_somebody(stage: Stage, picture: Path) -> tuple[str, bytes]:
    """Somebody is asked, who never worked with them, and says yes."""
    while (handle := stage.whom_was_asked()) is None:
        await stage.clock.to_next_due()
    await stage.settles()
    async with stage.looks(handle, "Porchlight", WIDE) as page:
        await page.screenshot(path=picture)
    shown = await newest(stage, handle, "Porchlight", REQUEST)
    await stage.person(handle).presses("I'll do it")
    await stage.clock.advance(hours=12)
    return handle, shown


async def hear_why(stage: Stage, handle: str) -> bytes:
    """Two weeks later they have spoken, and Maya sees what was said beside what she had thought."""
    await stage.clock.advance(days=14)
    caller, maya = stage.person(handle), stage.person("maya")
    await caller.presses("Done")
    await caller.fills(
        said="Orders came late three times before Christmas, and nobody called. She liked the boxes, and Dan.",
        reason="small things added up",
        consent="Yes",
    )
    while not any(FOUND in text for message in maya.dm for text in message.texts()):
        await stage.clock.to_next_due()
    await stage.settles()
    return await newest(stage, "maya", "Porchlight", FOUND)


async def show_the_card(stage: Stage, picture: Path) -> bytes:
    """The card in the channel, and what happened in its thread."""
    async with stage.looks("maya", "departures", WIDE) as page:
        await page.locator("#conversation .message", has_text=ACME).locator(".thread-summary").first.click()
        await page.locator("#thread .message").nth(1).wait_for()
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        await page.screenshot(path=picture)
    return await newest(stage, "maya", "departures", ACME)


async def wait_for_the_digest(stage: Stage, picture: Path) -> bytes:
    """The channel reads whom to ask again."""
    maya = stage.person("maya")
    while sum(DIGEST in message.text for message in maya.messages("departures")) < 2:
        await stage.clock.to_next_due()
    await stage.settles()
    async with stage.looks("maya", "departures", {"width": 1240, "height": 1000}) as page:
        await page.screenshot(path=picture)
    return await newest(stage, "maya", "departures", DIGEST, tallest=620)


async def come_back(stage: Stage) -> bytes:
    """A quarter later they are back, and looked after especially."""
    await stage.clock.advance(days=91)
    maya = stage.person("maya")
    await maya.types(f"/lost-customer back {ACME}", channel="general")
    await maya.submits()
    await stage.settles()
    return await newest(stage, "maya", "departures", BACK)


async def newest(stage: Stage, handle: str, place: str, words: str, tallest: int | None = None) -> bytes:
    """One message alone, as a narrow window shows it; no more than the first `tallest` pixels of it."""
    async with stage.looks(handle, place, NARROW) as page:
        message = page.locator("#conversation .message", has_text=words).last
        await message.scroll_into_view_if_needed()
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        clip = await around(message, 0)
        if tallest is not None:
            await message.evaluate("node => node.scrollIntoView({block: 'start'})")
            clip = await around(message, 0)
            clip["height"] = min(clip["height"], tallest)
        return await page.screenshot(clip=clip)


async def compose(stage: Stage, left: Figures, right: Figures, picture: Path) -> None:
    """Several pictures with words above them, as one."""
    context = await stage.browser.new_context(
        device_scale_factor=SHARPNESS, viewport={"width": 980, "height": 400}
    )
    page = await context.new_page()
    await page.set_content(COMPOSITE.format(left=_figures(left), right=_figures(right)))
    await page.screenshot(path=picture, full_page=True)
    await context.close()


async def draw_the_icon(stage: Stage, picture: Path) -> None:
    """The app's own picture, as large as Slack wants it; Slack rounds the corners itself."""
    context = await stage.browser.new_context(viewport={"width": ICON, "height": ICON})
    page = await context.new_page()
    square = LANTERN.read_text("utf-8").replace('rx="8"', "")
    await page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{square}")
    await page.screenshot(path=picture)
    await context.close()


@asynccontextmanager
async def open_stage() -> AsyncIterator[Stage]:
    """The demo's firm with its past, on a database that is gone afterwards; the clock stands still unless it is moved."""
    clock = Clock(BEGINS, frozen=True)
    workspace = LocalWorkspace(FERNHILL, clock)
    app = workspace.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        async with serve(workspace) as address, async_playwright() as playwright:
            settings = Settings(
                database_url=f"sqlite:///{Path(folder) / 'pictures.sqlite3'}",
                slack_api_url=address.api,
                slack_bot_token=SecretStr(app.bot_token),
                slack_app_token=SecretStr(app.app_token),
            )
            migrate(settings.database_url)
            async with build(settings, clock) as bot, listening_socket(bot.door, SecretStr(app.app_token)):
                bot.door.patience = workspace.delivery.ack_seconds = UNHURRIED
                clock.next_due, clock.at_rest = bot.next_due, bot.rest
                await clock.rest()
                ids = {person.handle: workspace.account(person.handle).id for person in FERNHILL.people}
                await live_through(bot, workspace.team_id, ids, workspace.channel("departures").id)
                browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGS)
                stage = Stage(workspace, clock, browser)
                await stage.settles()
                await bot.deps.unit(workspace.team_id, _show_amounts)
                await stage.settles()
                yield stage
                await browser.close()
                clock.next_due = clock.at_rest = None


def chromium() -> str:
    """The path of a Chromium. Raises FileNotFoundError where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise FileNotFoundError("No Chromium found; install one, or set CHROMIUM to its path.")
    return found


async def around(element: Locator, margin: int) -> FloatRect:
    """The rectangle of an element, with some room around it."""
    box = await element.bounding_box()
    assert box is not None  # noqa: S101 - it is on the screen
    return {
        "x": box["x"] - margin, "y": box["y"] - margin,
        "width": box["width"] + 2 * margin, "height": box["height"] + 2 * margin,
    }  # fmt: skip


def _show_amounts(unit: Unit) -> None:
    settings_of(unit).show_amounts = True


def _figures(figures: Figures) -> str:
    return "".join(
        FIGURE.format(caption=caption, data=base64.b64encode(data).decode()) for caption, data in figures
    )


def make_smaller(picture: Path) -> None:
    """Give a picture 256 colours, which is as many as the page has: a third of the size, and looks the same."""
    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    asyncio.run(make_pictures(IMAGES))
    for made in IMAGES.glob("*.png"):
        make_smaller(made)
