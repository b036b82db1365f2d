"""A small firm's workspace, served, with Lantern installed on either transport."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import FIRM, MONDAY, manifest
from tests.sandbox.lantern import Lantern, over_http, over_socket


@pytest.fixture
def workspace() -> LocalWorkspace:
    """A workspace whose clock stands still, with the app installed and in #general."""
    made = LocalWorkspace(FIRM, Clock(MONDAY, frozen=True))
    made.install(manifest())
    made.join("general", "lantern")
    return made


@pytest.fixture
async def address(workspace: LocalWorkspace) -> AsyncIterator[Address]:
    """Where the workspace is served."""
    async with serve(workspace) as served:
        yield served


@pytest.fixture(params=["http", "socket"])
async def lantern(
    request: pytest.FixtureRequest, workspace: LocalWorkspace, address: Address
) -> AsyncIterator[Lantern]:
    """The app at work, once behind a request URL and once on a socket."""
    (installed,) = workspace.apps.values()
    connect = over_http if request.param == "http" else over_socket
    async with connect(installed, address) as app:
        yield app
