"""What every test may ask for: a clean, migrated database of each kind, and a browser where there is one."""

import gc
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.haste import make_haste
from tests.support.postgres import DatabaseUrls, PostgresServer
from tests.support.quiet import be_quiet
from tests.support.sqlite import SqliteTemplate
from tests.support.statements import share_compiled
from tests.support.ways import IS_QUICK, spare

if TYPE_CHECKING:
    from tests.interviews.support import Story
    from tests.support.world import World

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
share_compiled()
make_haste()
be_quiet()

SCREENSHOTS = str(Path(__file__).parent / "screenshots")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def pytest_xdist_auto_num_workers() -> int:
    """More than there are cores, for a test waits now and then; but each process reads all tests, so few more where all are short."""
    return (os.cpu_count() or 1) + (1 if IS_QUICK else 2)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where browser tests leave pictures of what they saw; an empty name leaves none."""
    parser.addoption("--screenshots", default=SCREENSHOTS, metavar="FOLDER", help="where browser tests leave pictures")


def pytest_itemcollected(item: pytest.Item) -> None:
    """With `make quick` the few tests that are about PostgreSQL share one server, in one process."""
    if IS_QUICK and "postgres_server" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.xdist_group("postgresql"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run each test on one way of those that are asked for, or on every one (`tests/support/ways.py`)."""
    if unneeded := spare(items):
        config.hook.pytest_deselected(items=unneeded)
        items[:] = [item for item in items if item not in set(unneeded)]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL for all tests of this process."""
    with PostgresServer(migrate) as server:
        yield server


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[DatabaseUrls]:
    """A migrated, empty PostgreSQL database, as its owner and as the role that owns nothing."""
    urls = postgres_server.fresh()
    yield urls
    postgres_server.drop(urls)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """One migrated SQLite file for all tests of this process to copy."""
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"), migrate)


@pytest.fixture
def sqlite_url(sqlite_template: SqliteTemplate, tmp_path: Path) -> str:
    """The URL of a migrated, empty SQLite file."""
    return sqlite_template.fresh(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated, empty database; each test that asks for it runs on SQLite or on PostgreSQL, or on both.

    On PostgreSQL it is the URL of the role that owns nothing, as in production.
    """
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    urls: DatabaseUrls = request.getfixturevalue("postgres")
    return urls.app


@pytest.fixture(params=["http", "socket"])
def transport(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot; each test that asks for it runs over HTTP or over Socket Mode, or over both."""
    return str(request.param)


@pytest.fixture(params=["sqlite-socket", "postgresql-http"])
def home(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Where the bot runs, as teams run it: on SQLite over Socket Mode, and on PostgreSQL over HTTP.

    The journeys of the bot as its own process (`tests/journeys`) run on each database over each transport.
    """
    kind, transport = request.param.split("-")
    if kind == "sqlite":
        return request.getfixturevalue("sqlite_url"), transport
    urls: DatabaseUrls = request.getfixturevalue("postgres")
    return urls.app, transport


@pytest.fixture
async def world(request: pytest.FixtureRequest, home: tuple[str, str]) -> AsyncIterator["World"]:
    """The bot at work in the demo's firm, in one of its homes, or in both."""
    from tests.support.nights import has_every_night
    from tests.support.world import open_world

    database_url, transport = home
    async with open_world(database_url, transport, every_night=has_every_night(request.node)) as opened:
        yield opened


@pytest.fixture
async def story(world: "World") -> "Story":
    """The same with its channel for departures, and all that stories of customers who leave are told with."""
    from tests.interviews.support import Story

    opened = Story(world)
    await opened.opens()
    return opened


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, for tests marked `browser`; without one they are skipped."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium found; install one, or set CHROMIUM to its path")
    return found


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema, exactly as `porchlight migrate` does."""
    from bot.migrations.run import migrate as run_migrations

    run_migrations(url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On continuous integration everything that a test needs is installed, so there a skip is a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"
    return report
