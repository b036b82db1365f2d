"""Looks at each screen, wide and narrow, in light and in dark: axe-core and a few rules say whether everybody can use it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, ViewportSize

WIDE: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 800}}
EVERY_SIZE: dict[str, ViewportSize] = {
    **WIDE,
    "phone": {"width": 375, "height": 740},
    "zoomed": {"width": 640, "height": 400},
}
"""`zoomed` is the wide screen at 200 %: half as many points each way."""
THEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
ONLY_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""What may differ between light and dark."""

STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter(node => {
  if (node.closest('.table-scroll, .carousel, .sr-only, svg, .skip')) return false;
  if (!node.checkVisibility({visibilityProperty: true})) return false;
  const box = node.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).slice(0, 3).map(node => `${node.tagName.toLowerCase()}.${node.className} "${node.textContent.slice(0, 40)}"`)"""


class Camera:
    """Keeps pictures in `folder` (none when that is None), and what is wrong in `faults`."""

    def __init__(self, page: Page, folder: Path | None, sizes: dict[str, ViewportSize] = WIDE) -> None:
        self.page = page
        self._folder = folder
        self._sizes = sizes
        self._count = 0
        self.faults: list[str] = []
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("*.png"):
                old.unlink()

    async def keep(self, name: str) -> None:
        """Keeps a picture of the page as it is now, without judging it."""
        if self._folder is not None:
            await self.page.screenshot(path=self._folder / f"{name}.png")

    async def take(self, name: str) -> None:
        """Looks at the page as it is now, in every size and both themes; at the end it is as it was."""
        self._count += 1
        before = self.page.viewport_size
        for size, box in self._sizes.items():
            if self.page.viewport_size != box:
                await self.page.set_viewport_size(box)
            await self._look(name, size)
        if before is not None and self.page.viewport_size != before:
            await self.page.set_viewport_size(before)

    async def _look(self, name: str, size: str) -> None:
        for theme in THEMES:
            await self.page.emulate_media(color_scheme=theme)
            await self.page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            found = await Axe().run(self.page, options=ONLY_COLOURS if theme == "dark" else {})
            self.faults += [_told(fault, f"{name}, {size}, {theme}") for fault in found.response["violations"]]
            if self._folder is not None:
                await self.page.screenshot(path=self._folder / f"{self._count:02}-{name}-{size}-{theme}.png")
        if out := await self.page.evaluate(STICKS_OUT):
            self.faults.append(f"{name}, {size}: sticks out of the screen: {out}")


def _told(fault: dict[str, object], where: str) -> str:
    nodes = fault["nodes"]
    assert isinstance(nodes, list)
    return f"{where}: {fault['help']} ({fault['id']}): " + "; ".join(str(node["target"]) for node in nodes[:4])
