"""The product is shown without a Slack: on a page, in the terminal, message by message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.commands.shared import run_until_done, stop, told_to_stop


def demo(
    port: Annotated[int, typer.Option(help="The port of the page.")] = 8025,
    reset: Annotated[bool, typer.Option("--reset", help="Forget everything and start over.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Start a small firm's workspace with the bot in it, and be any of its people in the browser."""
    from bot.demo.play import PortTaken, play
    from bot.store.engine import InUse

    logs.set_up("WARNING")
    try:
        run_until_done(lambda: play(port=port, reset=reset, browser=browser, until=told_to_stop))
    except InUse:
        stop("The demo runs already, here in this folder. Stop it first (Ctrl-C where it runs).")
    except PortTaken:
        stop(
            f"Port {port} is in use. Choose another: make demo PORT={port + 1} (or: porchlight demo --port {port + 1})."
        )


def story() -> None:
    """Run one customer through the local workspace, with the clock moved, and print what happens day by day."""
    from bot.demo.story import tell

    logs.set_up("WARNING")
    run_until_done(lambda: tell(print))


def gallery(
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page of them, drawn as Slack draws them, to this file.")
    ] = None,
) -> None:
    """Print every message and view that the bot can produce, with sample data: one JSON object a line."""
    from bot.demo.gallery import entries
    from bot.demo.gallery.page import page

    if html is not None:
        html.write_text(page(), encoding="utf-8")
        print(f"The gallery is in {html}.")
        return
    for entry in entries():
        print(json.dumps(entry, ensure_ascii=False))
