"""Where people write on the page."""

from playwright.async_api import Page

COMPOSER = "#conversation .composer textarea"


async def write(page: Page, text: str) -> None:
    """Writes into the open conversation and sends it."""
    await page.fill(COMPOSER, text)
    await page.keyboard.press("Enter")
