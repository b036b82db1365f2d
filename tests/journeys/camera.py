"""Looks at each screen in light and in dark: axe-core says whether everybody can use it, and a picture is kept."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

THEMES = ("light", "dark")


class Camera:
    """Keeps pictures in `folder` (none when that is None), and what axe-core objects to in `faults`."""

    def __init__(self, page: Page, folder: Path | None) -> None:
        self._page = page
        self._folder = folder
        self._count = 0
        self.faults: list[str] = []
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("*.png"):
                old.unlink()

    async def keep(self, name: str) -> None:
        """Keeps a picture of the page as it is now, without judging it."""
        if self._folder is not None:
            await self._page.screenshot(path=self._folder / f"{name}.png")

    async def take(self, name: str) -> None:
        """Looks at the page as it is now."""
        self._count += 1
        for theme in reversed(THEMES):
            await self._page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            found = await Axe().run(self._page)
            self.faults += [_told(fault, f"{name}, {theme}") for fault in found.response["violations"]]
            if self._folder is not None:
                await self._page.screenshot(path=self._folder / f"{self._count:02}-{name}-{theme}.png")


def _told(fault: dict[str, object], where: str) -> str:
    nodes = fault["nodes"]
    assert isinstance(nodes, list)
    return f"{where}: {fault['help']} ({fault['id']}): " + "; ".join(str(node["target"]) for node in nodes[:4])
