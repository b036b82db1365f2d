"""Two ways to use the page: with a mouse, and with nothing but a keyboard. Both do the same things."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from playwright.async_api import Locator, Page, expect

FARTHEST = 150
"""More presses of Tab than this from one control to the next are too many for anybody."""
MOVING = re.compile(r"\bmoving\b")
BEFORE = """(target) => document.activeElement.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING"""
FOCUSED = "(node) => node === document.activeElement"


class Hands(ABC):
    """Somebody in front of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages = page.locator("#conversation .message")

    @abstractmethod
    async def be(self, name: str) -> None:
        """Becomes somebody, by their first name."""

    @abstractmethod
    async def open(self, place: str) -> None:
        """Opens a channel or the messages with the app."""

    @abstractmethod
    async def press(self, control: Locator) -> None:
        """Presses a button, a link or a tab."""

    @abstractmethod
    async def reach(self, control: Locator) -> None:
        """Gets the focus into a control."""

    @abstractmethod
    async def take(self, option: Locator) -> None:
        """Takes an option of the list that is open at the focused control."""

    @abstractmethod
    async def choose(self, radio: Locator) -> None:
        """Chooses one of several radio buttons."""

    def newest(self, words: str) -> Locator:
        """The newest message with these words in the open conversation."""
        return self.messages.filter(has_text=words).last

    async def write(self, text: str) -> None:
        """Writes into the open conversation and sends it."""
        await self.reach(self.page.locator("#conversation .composer textarea"))
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")

    async def answer(self, button: str) -> None:
        """Presses the newest button with this name (as it is read aloud) in the open conversation."""
        await self.press(self.messages.get_by_role("button", name=button, exact=True).last)

    async def pass_time(self, step: str) -> None:
        """Moves the clock on, by the name of a button in its bar."""
        clock = self.page.get_by_role("group", name="Clock of the workspace")
        await self.press(clock.get_by_role("button", name=step))
        await expect(clock).not_to_have_class(MOVING, timeout=60_000)

    async def form(self, title: str | re.Pattern[str]) -> Form:
        """The form that has opened; one whose title may change is known by all its titles."""
        dialog = self.page.get_by_role("dialog", name=title)
        await expect(dialog).to_be_visible()
        return Form(self, dialog)


class Form:
    """A form on the page, to be filled in."""

    def __init__(self, hands: Hands, dialog: Locator) -> None:
        self._hands = hands
        self._dialog = dialog

    async def write(self, label: str, text: str) -> None:
        """Writes a text into a field."""
        await self._hands.reach(self._dialog.get_by_role("textbox", name=label))
        await self._hands.page.keyboard.type(text)

    async def pick(self, label: str, *options: str) -> None:
        """Picks one or several of a menu, by typing them."""
        menu = self._dialog.get_by_role("combobox", name=label)
        for option in options:
            await self._hands.reach(menu)
            await self._hands.page.keyboard.type(option)
            found = self._dialog.get_by_role("option", name=option)
            await expect(found.first).to_be_visible()
            await self._hands.take(found.first)

    async def date(self, label: str, day: str) -> None:
        """Types a day, as YYYY-MM-DD."""
        await self.write(label, day)
        await self._hands.page.keyboard.press("Enter")

    async def choose(self, label: str) -> None:
        """Chooses one of several radio buttons."""
        await self._hands.choose(self._dialog.get_by_role("radio", name=label))

    async def send(self, button: str) -> None:
        """Sends the form, and sees it go."""
        await self._hands.press(self._dialog.get_by_role("button", name=button, exact=True))
        await expect(self._dialog).to_have_count(0)


class Mouse(Hands):
    """Points and clicks; types words only."""

    async def be(self, name: str) -> None:
        """Clicks on a face."""
        await self.page.get_by_role("button", name=re.compile(f"^Be {name}")).click()
        await expect(self.page.locator(".me-name")).to_contain_text(name)

    async def open(self, place: str) -> None:
        """Clicks on a row of the list."""
        row = self.page.locator(".channel-row", has=self.page.get_by_text(place, exact=True))
        await row.click()
        await expect(row).to_have_attribute("aria-current", "page")

    async def press(self, control: Locator) -> None:
        """Clicks."""
        await control.click()

    async def reach(self, control: Locator) -> None:
        """Clicks into it, or beside what is in it."""
        await control.click()

    async def take(self, option: Locator) -> None:
        """Clicks on it."""
        await option.click()

    async def choose(self, radio: Locator) -> None:
        """Clicks on it."""
        await radio.check()


class Keyboard(Hands):
    """Has no mouse at all."""

    async def be(self, name: str) -> None:
        """Jumps to a person."""
        await self._jump(f"Be {name}")
        await expect(self.page.locator(".me-name")).to_contain_text(name)

    async def open(self, place: str) -> None:
        """Jumps to a place."""
        await self._jump(place)
        await expect(self.page.get_by_role("heading", name=place, level=1)).to_be_visible()

    async def press(self, control: Locator) -> None:
        """Goes there, and Enter."""
        await self.reach(control)
        await self.page.keyboard.press("Enter")

    async def reach(self, control: Locator) -> None:
        """Tab, or Shift and Tab where it lies behind, until the focus is there."""
        await expect(control).to_be_visible()
        back = await control.evaluate(BEFORE)
        for _ in range(FARTHEST):
            if await control.evaluate(FOCUSED):
                return
            await self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"No way leads to {control} without a mouse.")

    async def take(self, option: Locator) -> None:
        """Arrow keys to it, and Enter."""
        chosen = await option.get_attribute("id")
        for _ in range(FARTHEST):
            if await self._active() == chosen:
                await self.page.keyboard.press("Enter")
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys do not lead to {option}.")

    async def choose(self, radio: Locator) -> None:
        """Goes to the group, and along it with the arrow keys."""
        group = radio.locator("xpath=ancestor::*[@role='radiogroup' or self::fieldset][1]")
        checked = group.get_by_role("radio", checked=True)
        await self.reach(checked if await checked.count() else group.get_by_role("radio").first)
        await self.page.keyboard.press("Space")
        for _ in range(await group.get_by_role("radio").count()):
            if await radio.is_checked():
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys do not lead to {radio}.")

    async def _jump(self, words: str) -> None:
        await expect(self.page.locator("body.ready")).to_be_visible()
        await self.page.keyboard.press("Control+k")
        await expect(self.page.get_by_role("dialog", name="Jump to")).to_be_visible()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def _active(self) -> str | None:
        active: str | None = await self.page.evaluate("document.activeElement.getAttribute('aria-activedescendant')")
        return active
