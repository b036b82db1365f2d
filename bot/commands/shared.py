"""What every command needs: the settings, a database that is ready, and a way to end that says why."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from pydantic import ValidationError

from bot import logs
from bot.settings import Settings

KEY_UNFIT = "WORDS_KEY is not made of Fernet keys. Set those that were in use before, or make one: `porchlight make-key`."
AWAY = "The database cannot be reached ({why}). See that it runs, and that its address and password are right (docs/running.md)."
NO_RIGHT = (
    "The database does not let this role do that ({why}). `porchlight migrate` needs the role that owns the tables, in "
    "MIGRATE_DATABASE_URL: see docs/running.md."
)
REFUSED = "42501"
OUT_OF_REACH = ("08", "28", "3D", "53", "57P")
"""How PostgreSQL's codes begin where it takes no connection: away, a wrong name or password, no such database, too full."""


def read_settings() -> Settings:
    """The settings of the environment, with the key beside the database where there is one; the log is set up by them."""
    from bot.store.keys import keyed

    try:
        settings = Settings()
    except ValidationError as error:
        for one in error.errors(include_input=False, include_url=False):
            print(f"{str(one['loc'][0]).upper()}: {one['msg']}", file=sys.stderr)
        raise SystemExit(2) from None
    logs.set_up(settings.log_level, as_json=settings.log_json)
    return keyed(settings)


def ready_database(settings: Settings) -> None:
    """See that the database has the newest schema: SQLite is brought to it, PostgreSQL has to be brought by its owner."""
    from bot.migrations import run

    _check_keys(settings)
    with within_reach():
        if run.is_current(settings.database_url):
            return
        if not settings.on_sqlite:
            stop("The database does not have the newest schema. Run `porchlight migrate` first.")
        run.migrate(settings.database_url)


@contextmanager
def within_reach() -> Iterator[None]:
    """A database that is away or does not let us in is said in a sentence: whoever runs the bot meets that sooner or later."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except OSError as trouble:
        stop(AWAY.format(why=trouble.strerror or type(trouble).__name__))
    except DBAPIError as trouble:
        code = str(getattr(trouble.orig, "sqlstate", None) or "")
        if code == REFUSED:
            stop(NO_RIGHT.format(why=trouble.orig))
        if code.startswith(OUT_OF_REACH):
            stop(AWAY.format(why=trouble.orig))
        raise


def _check_keys(settings: Settings) -> None:
    from bot.store.types import cipher_of

    try:
        cipher_of(settings.words_keys)
    except ValueError:
        stop(KEY_UNFIT)


def with_its_key(settings: Settings) -> Settings:
    """The settings with a key for people's words, which is made where none ever was, and that is said."""
    from bot.app import with_key
    from bot.store.keys import NoKey

    try:
        settings, told = with_key(settings)
    except NoKey as trouble:
        stop(str(trouble))
    if told:
        print(told, flush=True)
    return settings


def run_until_done(work: Callable[[], Awaitable[None]]) -> None:
    """Run it; where Ctrl-C comes as an exception, end as a shell expects."""

    async def run() -> None:
        await work()

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        raise SystemExit(130) from None


async def told_to_stop() -> None:
    """Wait for Ctrl-C, or for the platform's polite request to stop."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, told.set)
        except NotImplementedError:  # Windows: Ctrl-C arrives as KeyboardInterrupt instead
            break
    await told.wait()


def stop(why: str) -> NoReturn:
    """End, and say why."""
    print(why, file=sys.stderr)
    raise SystemExit(2)
