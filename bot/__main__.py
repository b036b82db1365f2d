"""The command line."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from bot import logs
from bot.settings import Settings

app = typer.Typer(
    name="porchlight",
    help="Porchlight: for the day a customer leaves, and the years after.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.command()
def serve(
    worker: Annotated[bool, typer.Option(help="Also do what falls due and send what is to be sent.")] = True,
) -> None:
    """Run the bot: Slack comes in, and (unless told otherwise) time comes in too."""
    settings = _settings()
    if not worker and settings.on_sqlite:
        _stop("On SQLite one process does everything: leave out --no-worker, or use PostgreSQL.")
    _ready_database(settings)
    settings = _with_key(settings)
    _run(lambda: _serve(settings, worker=worker, listen=True))


@app.command()
def worker() -> None:
    """Run a worker beside `serve --no-worker`: it does what falls due and sends what is to be sent (PostgreSQL)."""
    settings = _settings()
    if settings.on_sqlite:
        _stop(
            "On SQLite `porchlight serve` does the work itself, and a second process would stand in its way: "
            "start no worker, or use PostgreSQL."
        )
    _ready_database(settings)
    settings = _with_key(settings)
    _run(lambda: _serve(settings, worker=True, listen=False))


@app.command()
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
    settings = _settings()
    run.migrate(settings.owner_database_url)
    print("The database is up to date.")


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(file_okay=False, help="The folder on this machine that it goes into.")],
) -> None:
    """Copy the database (SQLite; the bot may be running), and keep the list of erasures beside it."""
    from bot.folder.erasures import keep_listed
    from bot.store.backup import NotWhole, copy_sqlite
    from bot.work.clock import real_now

    settings = _settings()
    to.mkdir(parents=True, exist_ok=True)
    try:
        if settings.on_sqlite:
            file = to / f"porchlight-{real_now():%Y-%m-%dT%H-%M-%SZ}.sqlite3"
            copy_sqlite(settings.database_url, file)
            print(f"The database is in {file}.")
        else:
            print("PostgreSQL is backed up with pg_dump: see docs/running.md.")
        print(f"{keep_listed(settings.database_url, to / 'erasures.jsonl')} erasures are in {to / 'erasures.jsonl'}.")
    except NotWhole as trouble:
        _stop(f"There is no backup: the copy is not whole ({trouble}). See that the disk has room, and run porchlight doctor.")


@app.command()
def erasures(
    save: Annotated[
        Path | None, typer.Option("--save", help="Write the ids of all that was erased to this file; keep it beside the backups.")
    ] = None,
    apply: Annotated[
        Path | None, typer.Option("--apply", help="After a backup was restored: erase again what this file lists.")
    ] = None,
) -> None:
    """Keep what was erased erased, when a backup is restored. Only ids are written, nobody's name."""
    from bot.app import erase_again
    from bot.folder.erasures import Unreadable, keep_listed
    from bot.store.engine import InUse

    if (save is None) == (apply is None):
        _stop("Say either --save FILE or --apply FILE.")
    settings = _settings()
    _ready_database(settings)
    if save is not None:
        print(f"{keep_listed(settings.database_url, save)} erasures are in {save}.")
    if apply is not None:
        try:
            print(asyncio.run(erase_again(settings, apply.read_text(encoding="utf-8").splitlines())))
        except (Unreadable, InUse) as trouble:
            _stop(str(trouble))


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what is wrong with this installation, and how to mend it."""
    from bot import doctor as check_up

    checks = asyncio.run(check_up.examine(_settings()))
    print(check_up.as_json(checks) if as_json else check_up.as_text(checks))
    if not all(check.well for check in checks):
        raise SystemExit(1)


@app.command("make-key")
def make_key() -> None:
    """Print a new key for WORDS_KEY. It is shown once, and written nowhere."""
    from bot.store.keys import new_key

    print(new_key())


@app.command("rotate-keys")
def rotate_keys() -> None:
    """Encrypt everything anew: with a new key beside the database, or with the first in WORDS_KEY."""
    from bot.app import rotate
    from bot.store.engine import InUse
    from bot.store.keys import NoKey

    settings = _settings()
    _ready_database(settings)
    try:
        print(asyncio.run(rotate(settings)))
    except (InUse, NoKey) as trouble:
        _stop(str(trouble))


@app.command()
def export(
    name: Annotated[str | None, typer.Argument(help="The customer's name, as well as you remember it.")] = None,
    to: Annotated[Path, typer.Option(help="The folder on this machine that the zip goes into.")] = Path(),
    everything: Annotated[
        bool, typer.Option("--everything", help="All that the bot holds, as JSON and CSV; “porchlight restore” brings it in.")
    ] = False,
) -> None:
    """Write the folder of one customer as a zip: a page to read, the data, and the files, as an admin may see them."""
    from bot.app import folder_called, take_everything_out
    from bot.store.engine import InUse

    if (name is None) != everything:
        _stop("Say either the name of a customer, or --everything.")
    settings = _settings()
    _ready_database(settings)
    try:
        if everything:
            print(asyncio.run(take_everything_out(settings, to)))
            return
        found = asyncio.run(folder_called(settings, name or ""))
    except InUse as trouble:
        _stop(str(trouble))
    if isinstance(found, tuple):
        _stop("There is no one customer of that name. " + (f"Do you mean: {'; '.join(found)}?" if found else ""))
    path = to / found.name
    path.write_bytes(found.data)
    print(f"The folder is in {path}.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What “porchlight export --everything” wrote.")],
) -> None:
    """Bring everything back in, into an empty database: all of it, or nothing."""
    from bot.app import put_everything_back
    from bot.importing.everything import Unfit
    from bot.store.engine import InUse

    settings = _settings()
    _ready_database(settings)
    try:
        print(asyncio.run(put_everything_back(settings, file)))
    except (InUse, Unfit) as trouble:
        _stop(str(trouble))


@app.command("import")
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

    settings = _settings()
    _ready_database(settings)
    try:
        wish = Wish(
            file, kind, column or (), day_first, month_first, decimal, currency, sheet, encoding, person, begin, dry_run, yes
        )
        asyncio.run(run_import(lambda: offline(settings), wish, typer.confirm))
    except (Stopped, InUse) as trouble:
        _stop(str(trouble))


@app.command()
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
        _run(lambda: play(port=port, reset=reset, browser=browser, until=_told_to_stop))
    except InUse:
        _stop("The demo runs already, here in this folder. Stop it first (Ctrl-C where it runs).")
    except PortTaken:
        _stop(
            f"Port {port} is in use. Choose another: make demo PORT={port + 1} (or: porchlight demo --port {port + 1})."
        )


@app.command()
def story() -> None:
    """Run one customer through the local workspace, with the clock moved, and print what happens day by day."""
    from bot.demo.story import tell

    logs.set_up("WARNING")
    _run(lambda: tell(print))


@app.command()
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


def main() -> None:
    """The console script."""
    app()


def _settings() -> Settings:
    from bot.store.keys import keyed

    try:
        settings = Settings()
    except ValidationError as error:
        for one in error.errors(include_input=False, include_url=False):
            print(f"{str(one['loc'][0]).upper()}: {one['msg']}", file=sys.stderr)
        raise SystemExit(2) from None
    logs.set_up(settings.log_level, as_json=settings.log_json)
    return keyed(settings)


def _ready_database(settings: Settings) -> None:
    from bot.migrations import run

    if run.is_current(settings.database_url):
        return
    if not settings.on_sqlite:
        _stop("The database does not have the newest schema. Run `porchlight migrate` first.")
    run.migrate(settings.database_url)


def _with_key(settings: Settings) -> Settings:
    from bot.app import with_key
    from bot.store.keys import NoKey

    try:
        settings, told = with_key(settings)
    except NoKey as trouble:
        _stop(str(trouble))
    if told:
        print(told, flush=True)
    return settings


async def _serve(settings: Settings, *, worker: bool, listen: bool) -> None:
    from bot.app import NotConfigured, build, listening, watched
    from bot.demo.rehearsal import the_clock
    from bot.slack.errors import SlackError
    from bot.store.engine import InUse

    try:
        async with the_clock(settings) as (clock, follow), build(settings, clock, worker=worker) as bot, watched(bot):
            follow(bot)
            if not listen:
                print("The worker works.", flush=True)
                await _told_to_stop()
                return
            async with listening(bot) as how:
                print(f"Porchlight is {how}.", flush=True)
                await _told_to_stop()
    except (NotConfigured, InUse) as trouble:
        _stop(str(trouble))
    except SlackError as trouble:
        _stop(f"Slack did not let us in ({trouble}). Check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and the connection.")


def _check_migrations() -> None:
    import tempfile

    from bot.migrations import run

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'check.sqlite3'}"
        run.migrate(url)
        found = run.differences(url)
    if found:
        _stop("The migrations do not reach the models:\n" + "\n".join(found))
    print("The migrations reach exactly the models.")


async def _told_to_stop() -> None:
    """Wait for Ctrl-C, or for the platform's polite request to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows: Ctrl-C arrives as KeyboardInterrupt instead
            break
    await stop.wait()


def _run(work: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        await work()

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _stop(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
