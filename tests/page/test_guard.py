"""Who may use the page: the browser of this machine, from the page itself."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.page import STATIC
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace


@pytest.fixture
async def address(workspace: LocalWorkspace) -> AsyncIterator[Address]:
    """Where the workspace is served, to tests on a loop of their own."""
    async with serve(workspace) as served:
        yield served


async def post(address: Address, path: str, body: object, **headers: str) -> tuple[int, dict[str, object]]:
    """Posts as the page does, unless the headers say otherwise."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(address.url + path, json=body, headers={"Origin": address.url, **headers}) as response,
    ):
        answer: dict[str, object] = await response.json()
        return response.status, answer


async def test_a_name_that_points_here_from_elsewhere_is_refused(address: Address) -> None:
    """A page on the internet whose name is re-pointed to this machine reads nothing."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(address.url + "/as/maya", headers={"Host": "evil.example"}) as response,
    ):
        assert response.status == 403


async def test_the_first_picture_waits_for_one_small_script(address: Address) -> None:
    """Everything comes from here; all that the page will need is asked for at once, and only the choice of colours comes first."""
    async with aiohttp.ClientSession() as session, session.get(address.url + "/as/maya") as response:
        html = await response.text()

    asked = re.findall(r'(?:src|href)="([^"#]+)"', html)
    assert {path.rpartition("/")[0] for path in asked} == {"/static"}
    assert re.findall(r'<script src="/static/([^"]+)"', html) == ["theme.js"]
    assert (STATIC / "theme.js").stat().st_size < 1000
    modules = {path.name for path in STATIC.glob("*.js")} - {"theme.js"}
    assert set(re.findall(r'<link rel="modulepreload" href="/static/([^"]+)"', html)) == modules


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_page_cannot_act(address: Address, workspace: LocalWorkspace, origin: str) -> None:
    """A gesture sent from a page elsewhere does nothing."""
    body = {"channel_id": workspace.channel("general").id, "text": "hello"}

    status, _ = await post(address, "/page/maya/say", body, Origin=origin)

    assert status == 403
    assert not workspace.channel("general").messages


async def test_another_page_cannot_read_the_stream(address: Address) -> None:
    """The browser says where a request comes from, and the stream is for this page only."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(address.url + "/page/maya/changes", headers=headers) as response,
    ):
        assert response.status == 403


async def test_another_page_cannot_show_a_file(address: Address, workspace: LocalWorkspace) -> None:
    """What is in a file is for the page, and a document in it never runs as part of the page."""
    file = workspace.upload("maya", "offer.html", b"<script>alert(1)</script>")
    path = f"/files/{file.id}/offer.html?as=maya"
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    async with aiohttp.ClientSession() as session:
        async with session.get(address.url + path, headers=elsewhere) as refused:
            assert refused.status == 403
        async with session.get(address.url + path, headers={"Host": "evil.example"}) as refused:
            assert refused.status == 403
        async with session.get(address.url + path) as shown:
            assert shown.status == 200
            assert "sandbox" in shown.headers["Content-Security-Policy"]


async def test_another_page_cannot_follow_the_clock(address: Address) -> None:
    """Programs that follow the clock name no origin; a browser does, and is let in from this page only."""
    follow = address.url + "/clock"
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(follow, origin="https://evil.example")
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(follow, origin="http://evil.example", headers={"Host": "evil.example"})
        for origin in (None, address.url):
            async with session.ws_connect(follow, origin=origin) as socket:
                assert "now" in await socket.receive_json()


async def test_the_page_may_load_nothing_from_elsewhere_but_pictures(address: Address) -> None:
    """Scripts, styles and connections are held to the workspace itself."""
    async with aiohttp.ClientSession() as session, session.get(address.url + "/") as response:
        policy = response.headers["Content-Security-Policy"]
        assert response.url.path == "/as/maya"
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


async def test_what_is_asked_wrongly_is_answered_in_words(address: Address, workspace: LocalWorkspace) -> None:
    """Strangers, unknown gestures, missing parts and things long gone are told apart."""
    general = workspace.channel("general").id

    assert (await post(address, "/page/nobody/say", {}))[0] == 404
    assert (await post(address, "/page/maya/steal", {}))[0] == 404
    assert (await post(address, "/page/maya/say", {}))[0] == 400
    assert (await post(address, "/page/maya/say", []))[0] == 409
    status, answer = await post(address, "/page/maya/close", {"view_id": "V1"})
    assert (status, answer["error"]) == (409, "That is not there any more. The modal is not there. What is there:")
    assert (await post(address, "/page/clock", {"by": "century"}))[0] == 400
    assert (await post(address, "/page/rita/say", {"channel_id": general, "text": "hi"}))[0] == 409


async def test_an_address_of_nobody_says_so_and_leads_to_the_workspace(address: Address) -> None:
    """A name that was mistyped, or of a firm that is gone, is answered by a page; it may hold anything."""
    async with aiohttp.ClientSession() as session, session.get(address.url + "/as/<b>bo") as response:
        html = await response.text()

    assert response.status == 404
    assert "There is nobody called &lt;b&gt;bo here" in html
    assert '<a class="button primary" href="/">' in html


async def test_a_move_of_the_clock(address: Address, workspace: LocalWorkspace) -> None:
    """A week goes by at a press; there is nothing due to go to."""
    before = workspace.now()

    later = (before + timedelta(days=7)).isoformat()
    assert await post(address, "/page/clock", {"by": "week"}) == (200, {"moved": True, "now": later})

    assert (workspace.now() - before).days == 7
    assert await post(address, "/page/clock", {"by": "due"}) == (200, {"moved": False, "now": later})
