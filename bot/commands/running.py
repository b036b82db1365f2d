"""The bot runs, on a database that has its newest schema."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import (
    read_settings,
    ready_database,
    run_until_done,
    stop,
    told_to_stop,
    with_its_key,
    within_reach,
)
from bot.settings import Settings


def serve(
    worker: Annotated[bool, typer.Option(help="Also do what falls due and send what is to be sent.")] = True,
) -> None:
    """Run the bot: Slack comes in, and (unless told otherwise) time comes in too."""
    settings = read_settings()
    if not worker and settings.on_sqlite:
        stop("On SQLite one process does everything: leave out --no-worker, or use PostgreSQL.")
    _start(settings, worker=worker, listen=True)


def worker() -> None:
    """Run a worker beside `serve --no-worker`: it does what falls due and sends what is to be sent (PostgreSQL)."""
    settings = read_settings()
    if settings.on_sqlite:
        stop(
            "On SQLite `porchlight serve` does the work itself, and a second process would stand in its way: "
            "start no worker, or use PostgreSQL."
        )
    _start(settings, worker=True, listen=False)


def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Only see whether the migrations reach exactly the models.")
    ] = False,
) -> None:
    """Bring the database to the newest schema."""
    from bot.migrations import run

    if check:
        _check_migrations()
        return
    settings = read_settings()
    with within_reach():
        run.migrate(settings.owner_database_url)
    print("The database is up to date.")


def _start(settings: Settings, *, worker: bool, listen: bool) -> None:
    gc.disable()  # all that is loaded now is kept: looking through it for waste took a quarter of the start
    ready_database(settings)
    settings = with_its_key(settings)
    run_until_done(lambda: _serve(settings, worker=worker, listen=listen))


async def _serve(settings: Settings, *, worker: bool, listen: bool) -> None:
    from bot.app import NotConfigured, build, listening, watched
    from bot.demo.rehearsal import the_clock
    from bot.slack.errors import SlackError
    from bot.store.engine import InUse

    try:
        async with the_clock(settings) as (clock, follow), build(settings, clock, worker=worker) as bot, watched(bot):
            follow(bot)
            gc.freeze()
            gc.enable()
            if not listen:
                print("The worker works.", flush=True)
                await told_to_stop()
                return
            async with listening(bot) as how:
                print(f"Porchlight is {how}.", flush=True)
                await told_to_stop()
    except (NotConfigured, InUse) as trouble:
        stop(str(trouble))
    except SlackError as trouble:
        stop(f"Slack did not let us in ({trouble}). `porchlight doctor` says why, and how to mend it.")


def _check_migrations() -> None:
    from bot.migrations import run

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'check.sqlite3'}"
        run.migrate(url)
        found = run.differences(url)
    if found:
        stop("The migrations do not reach the models:\n" + "\n".join(found))
    print("The migrations reach exactly the models.")
