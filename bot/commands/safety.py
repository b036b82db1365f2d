"""Nothing is lost, nothing that was erased comes back, and what is wrong is found."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import read_settings, ready_database, stop


def backup(
    to: Annotated[Path, typer.Argument(file_okay=False, help="The folder on this machine that it goes into.")],
) -> None:
    """Copy the database (SQLite; the bot may be running), and keep the list of erasures beside it."""
    from bot.folder.erasures import keep_listed
    from bot.store.backup import NotThere, NotWhole, copy_sqlite
    from bot.work.clock import real_now

    settings = read_settings()
    to.mkdir(parents=True, exist_ok=True)
    try:
        if settings.on_sqlite:
            file = to / f"porchlight-{real_now():%Y-%m-%dT%H-%M-%SZ}.sqlite3"
            copy_sqlite(settings.database_url, file)
            print(f"The database is in {file}.")
        else:
            print("PostgreSQL is backed up with pg_dump: see docs/running.md.")
        kept = to / "erasures.jsonl"
        print(f"Erasures listed in {kept}: {keep_listed(settings.database_url, kept)}.")
    except NotThere as trouble:
        stop(f"There is no backup: there is no database at {trouble}. DATABASE_URL says where it is, as for the bot itself.")
    except NotWhole as trouble:
        stop(f"There is no backup: the copy is not whole ({trouble}). See that the disk has room, and run porchlight doctor.")


def erasures(
    save: Annotated[
        Path | None, typer.Option("--save", help="Write the ids of all that was erased to this file; keep it beside the backups.")
    ] = None,
    apply: Annotated[
        Path | None,
        typer.Option("--apply", exists=True, dir_okay=False, help="After a backup was restored: erase again what this file lists."),
    ] = None,
) -> None:
    """Keep what was erased erased, when a backup is restored. Only ids are written, nobody's name."""
    from bot.app import erase_again
    from bot.folder.erasures import Unreadable, keep_listed
    from bot.store.engine import InUse

    if (save is None) == (apply is None):
        stop("Say either --save FILE or --apply FILE.")
    settings = read_settings()
    ready_database(settings)
    if save is not None:
        print(f"Erasures listed in {save}: {keep_listed(settings.database_url, save)}.")
    if apply is not None:
        try:
            print(asyncio.run(erase_again(settings, apply.read_text(encoding="utf-8").splitlines())))
        except (Unreadable, InUse) as trouble:
            stop(str(trouble))


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what is wrong with this installation, and how to mend it."""
    from bot import doctor as check_up

    checks = asyncio.run(check_up.examine(read_settings()))
    print(check_up.as_json(checks) if as_json else check_up.as_text(checks))
    if not all(check.well for check in checks):
        raise SystemExit(1)


def make_key() -> None:
    """Print a new key for WORDS_KEY. It is shown once, and written nowhere."""
    from bot.store.keys import new_key

    print(new_key())


def rotate_keys() -> None:
    """Encrypt everything anew: with a new key beside the database, or with the first in WORDS_KEY."""
    from bot.app import rotate
    from bot.store.engine import InUse
    from bot.store.keys import NoKey

    settings = read_settings()
    ready_database(settings)
    try:
        print(asyncio.run(rotate(settings)))
    except (InUse, NoKey) as trouble:
        stop(str(trouble))
