"""The blocks of code in the docs are run as they stand: commands on a machine of their own, examples against a workspace."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner

import bot
import bot.demo.gallery
from bot.__main__ import app
from bot.demo.firm import FERNHILL
from bot.sandbox.clock import Clock
from bot.sandbox.server import serve
from bot.sandbox.workspace import LocalWorkspace
from tests.support.free import free_port
from tests.support.pages import HERE, README, Block, blocks_of
from tests.support.postgres import DatabaseUrls, PostgresServer
from tests.support.world import MANIFEST, MONDAY, open_world

PRETENDED = {"systemctl", "chown", "git", "make"}
"""What would change the machine of whoever runs the tests. The targets of make are held by `test_docs.py`, and run by `.ci/run`."""


@dataclass
class Machine:
    """A machine as a page has it: its commands are run line by line, in the folder in which the page is by then."""

    root: Path
    environment: dict[str, str]
    met: Callable[[], bool] = lambda: True
    """An admin looks at the bot that runs, so that it knows one of those who work there; whether it answered."""
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.root / "home"
        (self.root / "var/lib/porchlight").mkdir(parents=True)
        self.folder.mkdir()

    def run(self, block: Block) -> str:
        """Run a block of commands; what they print, once each has gone well."""
        code = re.sub(r"\\\n\s*", "", block.code)
        lines = [line.removeprefix("$ ") for line in code.splitlines() if line.strip()]
        return "".join(self._run(command) for line in lines for command in line.split(" && "))

    def _run(self, command: str) -> str:
        words = [self._there(word) for word in shlex.split(command, comments=True)]
        match words:
            case ["export", *settings]:
                self.environment |= dict(one.split("=", 1) for one in settings if "…" not in one)
                return ""
            case ["cd", folder]:
                self.folder = self.folder / folder
                return ""
            case [program, *_] if program in PRETENDED:
                return ""
            case [program, "serve"] if program.endswith("porchlight"):
                return self.serve()
            case [program, *rest] if program.endswith("porchlight"):
                return self.porchlight(rest)
        done = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout

    def _there(self, word: str) -> str:
        """What a word of the page is on this machine; `name-….zip` is the newest of that kind, for names tell when it was made."""
        word = word.replace("/var/lib/porchlight", str(self.root / "var/lib/porchlight"))
        word = re.sub(r"\$([A-Z_]+)", lambda name: self.environment[name[1]], word)
        return str(max(self.folder.glob(word.replace("…", "*")))) if "…" in word and "=" not in word else word

    def porchlight(self, words: list[str]) -> str:
        with pytest.MonkeyPatch.context() as here:
            here.chdir(self.folder)
            for name, value in self.environment.items():
                here.setenv(name, value)
            done = CliRunner().invoke(app, words)
        logging.getLogger().handlers.clear()  # what the command was given to log to is closed
        assert done.exit_code == 0, (words, done.output)
        return done.output

    def serve(self) -> str:
        """It runs until somebody has met it, as a process of its own."""
        environment = self.environment | {"PYTHONPATH": str(HERE)}
        command, said = [sys.executable, "-m", "bot", "serve"], ""
        with subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                while "Porchlight is" not in said:
                    line = process.stdout.readline()
                    assert line, said
                    said += line
                assert self.met(), said
            finally:
                process.terminate()
            return said + process.communicate(timeout=30)[0]


def told(workspace: LocalWorkspace, api: str) -> dict[str, str]:
    """The environment of somebody who has made the app, with nothing else of ours in it."""
    [installed] = workspace.apps.values()
    tokens = {"SLACK_BOT_TOKEN": installed.bot_token, "SLACK_APP_TOKEN": installed.app_token}
    return {"PATH": os.environ["PATH"], "SLACK_API_URL": api, **tokens}


def runnable(page: Path, language: str, containing: str = "") -> list[Block]:
    return [one for one in blocks_of(page) if one.language == language and not one.why and containing in one.code]


RUNNING = HERE / "docs" / "running.md"


@pytest.mark.slow
async def test_the_readme_and_the_operators_guide_can_be_followed(tmp_path: Path) -> None:
    """From the two commands to a bot that runs, with the tokens of a local workspace in the place of Slack's; all is well then.

    And on one machine: a key, a backup, an upgrade, the way back, files from before, everything as a zip, and in again.
    """
    workspace = LocalWorkspace(FERNHILL, Clock(MONDAY, frozen=False))
    workspace.install(MANIFEST)
    key, *blocks = [one for one in runnable(RUNNING, "sh") if "pg_" not in one.code]
    async with serve(workspace) as address:
        loop, grace = asyncio.get_running_loop(), workspace.person("grace")

        async def looked() -> bool:
            await grace.opens_home()
            return await workspace.until(lambda: grace.home is not None)

        def met() -> bool:
            return asyncio.run_coroutine_threadsafe(looked(), loop).result()

        machine = Machine(tmp_path, told(workspace, address.api), met)
        machine.environment["DATABASE_URL"] = f"sqlite:///{machine.root / 'var/lib/porchlight/porchlight.sqlite3'}"
        printed = [await asyncio.to_thread(machine.run, block) for block in runnable(README, "console")]

    assert "LOOK" not in printed[-1]
    assert len(machine.run(key).strip()) == 44
    for block in blocks:
        if "import lost.csv" in block.code:
            (machine.folder / "lost.csv").write_text("customer,left on,reason\nAcme Bakeries,2025-01-31,price\n")
        if "restore" in block.code:
            machine.environment["DATABASE_URL"] = f"sqlite:///{machine.root / 'empty.sqlite3'}"
        await asyncio.to_thread(machine.run, block)
    assert len(blocks) == 6


def test_the_operators_commands_run_on_postgresql(
    tmp_path: Path, postgres: DatabaseUrls, postgres_server: PostgresServer
) -> None:
    """Two roles and a database, a dump, and an empty database in its place. (Other names, for the server has these already.)"""
    [roles] = runnable(RUNNING, "sql")
    dump, restore = runnable(RUNNING, "sh", containing="pg_")
    create = roles.code.replace("porchlight", "docs")
    path = f"{postgres_server.programs}{os.pathsep}{os.environ['PATH']}"
    machine = Machine(tmp_path, {"PATH": path})
    there = make_url(postgres.app).set(drivername="postgresql", username="postgres", database="postgres")

    def psql(statements: str) -> None:
        _psql(postgres_server, there.render_as_string(hide_password=False), statements)

    psql(create)
    for setting, role in (("MIGRATE_DATABASE_URL", "docs_owner"), ("DATABASE_URL", "docs_app")):
        machine.environment[setting] = there.set(username=role, database="docs").render_as_string(hide_password=False)
    machine.environment["WORDS_KEY"] = machine.porchlight(["make-key"]).strip()
    machine.porchlight(["migrate"])
    machine.run(dump)
    psql("DROP DATABASE docs;" + re.sub(r"CREATE ROLE .*;\n", "", create))
    restored = machine.run(restore)

    assert "Erased again: 0." in restored
    psql("DROP DATABASE docs; DROP ROLE docs_owner; DROP ROLE docs_app;")


def _psql(server: PostgresServer, url: str, statements: str) -> None:
    done = subprocess.run(
        [str(server.programs / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={url}"],
        input=statements.replace("; ", ";\n").replace(";D", ";\nD"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


EXTENDING = HERE / "docs" / "extending.md"


@pytest.fixture
def with_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ModuleType, ModuleType]]:
    """The stage of docs/extending.md is there as if somebody had added it, and is gone afterwards; its test, and the gallery."""
    for block in runnable(EXTENDING, "python"):
        file = tmp_path / block.code.split("\n", 1)[0].removeprefix("# ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.code.split("\n", 1)[1])
    monkeypatch.setattr(bot, "__path__", [*bot.__path__, str(tmp_path / "bot")])
    monkeypatch.setattr(bot.demo.gallery, "__path__", [*bot.demo.gallery.__path__, str(tmp_path / "bot/demo/gallery")])
    changes = {block.code.split("\n", 1)[0].removeprefix("--- "): changed(block) for block in runnable(EXTENDING, "diff")}
    assert set(changes) == {"bot/journey.py", "bot/demo/gallery/__init__.py", "pyproject.toml"}
    monkeypatch.setattr("bot.app.journey", module("bot.journey", changes["bot/journey.py"]))
    test = module("the_example", (tmp_path / "tests/postcards/test_postcards.py").read_text())
    yield test, module("gallery", changes["bot/demo/gallery/__init__.py"])
    for name in [one for one in sys.modules if "postcards" in one]:
        del sys.modules[name]


def module(name: str, code: str) -> ModuleType:
    """A module of that code, which nobody else imports."""
    made = ModuleType(name)
    exec(compile(code, name, "exec"), made.__dict__)  # noqa: S102 - our own page
    return made


def changed(block: Block) -> str:
    """A file of ours with the change of a block: what begins with a plus comes after the line above it."""
    first, *lines = block.code.splitlines()
    text = (HERE / first.removeprefix("--- ")).read_text("utf-8").splitlines()
    at = -1
    for line in lines:
        if line.startswith("+"):
            text.insert(at + 1, line[1:])
            at += 1
            continue
        at = text.index(line[1:], at + 1)
        if line.startswith("-"):
            del text[at]
            at -= 1
    return "\n".join(text) + "\n"


@pytest.mark.slow
async def test_the_stage_of_the_example_delivers_its_message(
    with_the_example: tuple[ModuleType, ModuleType], sqlite_url: str
) -> None:
    """The example's own test, in a world whose bot has the stage; and its samples are in the gallery."""
    test, gallery = with_the_example

    assert [entry["name"] for entry in gallery.entries() if "postcards." in entry["name"]]
    assert [*gallery.sentences()]
    async with open_world(sqlite_url, "socket") as world:
        await test.test_a_card_is_asked_for_and_written(world)


@pytest.mark.usefixtures("with_the_example")
def test_the_files_of_the_example_are_as_ours_are(tmp_path: Path) -> None:
    """But for an assertion, which is for tests, and their folder is another here."""
    done = subprocess.run(
        [
            sys.executable, "-m", "ruff", "check", "--no-cache", "--config", str(HERE / "pyproject.toml"),
            "--config", "lint.isort.known-first-party = ['bot', 'tests']", "--ignore=S101", str(tmp_path),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


LOCAL = HERE / "docs" / "local-workspace.md"


@pytest.fixture
def another_app(tmp_path: Path) -> Path:
    """A folder with the three files of docs/local-workspace.md, on a port that is free."""
    for block in runnable(LOCAL, "python"):
        file = tmp_path / block.code.split("\n", 1)[0].removeprefix("# ")
        file.write_text(block.code.replace("8040", str(free_port())))
    return tmp_path


def test_another_app_is_tested_in_the_local_workspace(another_app: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import test_greeter; test_greeter.test_it_greets_where_it_was_asked_to()"],
        cwd=another_app, env={**os.environ, "PYTHONPATH": str(HERE)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_another_app_runs_in_the_local_workspace(another_app: Path) -> None:
    """With what the workspace printed it finds its way in."""
    here = {**os.environ, "PYTHONPATH": str(HERE)}
    workspace = _started(another_app, "workspace.py", here)
    app = None
    try:
        assert workspace.stdout is not None
        printed = shlex.split(workspace.stdout.readline())
        assert printed[0] == "export"
        app = _started(another_app, "greeter.py", here | dict(one.split("=", 1) for one in printed[1:]))
        assert app.stdout is not None
        assert any("running" in line for line in app.stdout)
    finally:
        for process in filter(None, (app, workspace)):
            process.kill()
            process.communicate()


def _started(folder: Path, file: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", file], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
