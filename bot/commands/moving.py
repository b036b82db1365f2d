"""What is known comes in and goes out: one folder, a list from before, or everything."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.shared import read_settings, ready_database, stop


def export(
    name: Annotated[str | None, typer.Argument(help="The customer's name, as well as you remember it.")] = None,
    to: Annotated[Path, typer.Option(help="The folder on this machine that the zip goes into.")] = Path(),
    everything: Annotated[
        bool, typer.Option("--everything", help="All that the bot holds, as JSON and CSV; “porchlight restore” brings it in.")
    ] = False,
) -> None:
    """Write the folder of one customer as a zip: a page to read, the data, and the files, as an admin may see them."""
    from bot.app import folder_called, take_everything_out
    from bot.store.backup import private_file
    from bot.store.engine import InUse

    if (name is None) != everything:
        stop("Say either the name of a customer, or --everything.")
    settings = read_settings()
    ready_database(settings)
    to.mkdir(parents=True, exist_ok=True)
    try:
        if everything:
            print(asyncio.run(take_everything_out(settings, to)))
            return
        found = asyncio.run(folder_called(settings, name or ""))
    except InUse as trouble:
        stop(str(trouble))
    if isinstance(found, tuple):
        stop(f"Several customers may be meant: {'; '.join(found)}." if found else "There is no customer of that name.")
    path = to / found.name
    private_file(path)
    path.write_bytes(found.data)
    print(f"The folder is in {path}.")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What “porchlight export --everything” wrote.")],
) -> None:
    """Bring everything back in, into an empty database: all of it, or nothing."""
    from bot.app import put_everything_back
    from bot.importing.everything import Unfit
    from bot.store.engine import InUse

    settings = read_settings()
    ready_database(settings)
    try:
        print(asyncio.run(put_everything_back(settings, file)))
    except (InUse, Unfit) as trouble:
        stop(str(trouble))


def bring_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV or Excel file.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "-k",
            help="departures (who left), customers, contacts; new-customers or proposals (by month); each-new-customer or "
            "each-proposal (one a row).",
        ),
    ] = "departures",
    column: Annotated[list[str] | None, typer.Option(help="WHAT=COLUMN: which column says what; as often as needed.")] = None,
    day_first: Annotated[bool, typer.Option("--day-first", help="3/4/2025 is the third of April.")] = False,
    month_first: Annotated[bool, typer.Option("--month-first", help="3/4/2025 is the fourth of March.")] = False,
    decimal: Annotated[str | None, typer.Option(help="What stands before the cents: point or comma.")] = None,
    currency: Annotated[str | None, typer.Option(help="What amounts are in where the file does not say: EUR.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet of an Excel file.")] = None,
    encoding: Annotated[str | None, typer.Option(help="How letters are written in a CSV file, if they look wrong.")] = None,
    person: Annotated[str | None, typer.Option("--as", help="In whose name; else an admin's.")] = None,
    begin: Annotated[
        bool, typer.Option("--begin", help="For who left within six weeks, begin as if it were logged today.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come of it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before bringing it in.")] = False,
) -> None:
    """Bring in what is known from before, out of a file. Bringing it in twice changes nothing."""
    from bot.app import offline
    from bot.importing.console import Stopped, Wish, run_import
    from bot.store.engine import InUse

    settings = read_settings()
    ready_database(settings)
    try:
        wish = Wish(
            file, kind, column or (), day_first, month_first, decimal, currency, sheet, encoding, person, begin, dry_run, yes
        )
        asyncio.run(run_import(lambda: offline(settings), wish, typer.confirm))
    except (Stopped, InUse) as trouble:
        stop(str(trouble))
