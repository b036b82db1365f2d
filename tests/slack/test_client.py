"""A call to Slack is made once, and how it ended is told apart by what to do next."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from bot.slack import kit
from bot.slack.client import End, Limited, NotSent, Refused, Slack, Unknown, delivery_in, open_session, said, stamp
from bot.slack.installs import StaticInstall
from bot.slack.wire import ask, post_back, web_client
from tests.slack.stand_in import Answer, StandIn


async def post(slack: Slack) -> dict[str, Any]:
    return await slack.call("T1", "chat.postMessage", channel="C1", **said(kit.message("Hello")))


def with_status(status: int, text: str = "{}", **headers: str) -> Answer:
    async def answer(_arguments: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=status, text=text, content_type="application/json", headers=headers)

    return answer


async def test_a_call_carries_its_arguments_and_leaves_out_none(slack: Slack, stand_in: StandIn) -> None:
    await slack.call(
        "T1", "chat.postMessage", channel="C1", thread_ts=None, metadata=stamp("d7"), **said(kit.message("Hello"))
    )

    (call,) = stand_in.called("chat.postMessage")
    assert call["text"] == "Hello"
    assert "thread_ts" not in call
    assert delivery_in(call) == "d7"


async def test_a_limit_says_how_long_to_wait(slack: Slack, stand_in: StandIn) -> None:
    stand_in.will_answer(
        "chat.postMessage", with_status(429, '{"ok":false,"error":"ratelimited"}', **{"Retry-After": "7"})
    )

    with pytest.raises(Limited) as caught:
        await post(slack)

    assert caught.value.retry_after == 7
    assert len(stand_in.called("chat.postMessage")) == 1


async def test_a_limit_without_a_time_has_a_cautious_one(slack: Slack, stand_in: StandIn) -> None:
    stand_in.will_answer("chat.postMessage", with_status(429, '{"ok":false,"error":"ratelimited"}'))

    with pytest.raises(Limited) as caught:
        await post(slack)

    assert caught.value.retry_after == 30


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("channel_not_found", End.TARGET_GONE),
        ("is_archived", End.TARGET_GONE),
        ("message_not_found", End.MESSAGE_GONE),
        ("user_not_found", End.PERSON_GONE),
        ("token_revoked", End.WORKSPACE_GONE),
        ("msg_too_long", End.UNFIT),
        ("missing_scope", End.MISSING_SCOPE),
        ("expired_trigger_id", End.LATE),
        ("something_new", End.OTHER),
    ],
)
async def test_a_refusal_comes_down_to_one_of_few_ends(slack: Slack, stand_in: StandIn, code: str, end: End) -> None:
    stand_in.will_answer("chat.postMessage", {"ok": False, "error": code})

    with pytest.raises(Refused) as caught:
        await post(slack)

    assert (caught.value.code, caught.value.end) == (code, end)


@pytest.mark.parametrize(
    "answer",
    [
        with_status(500, "oops"),
        with_status(503, "{}"),
        with_status(200, "not json"),
        with_status(200, '{"ok":false,"error":"internal_error"}'),
    ],
)
async def test_an_error_of_slacks_own_leaves_the_outcome_unknown(
    slack: Slack, stand_in: StandIn, answer: Answer
) -> None:
    stand_in.will_answer("chat.postMessage", answer)

    with pytest.raises(Unknown):
        await post(slack)


async def test_a_connection_dropped_after_sending_leaves_the_outcome_unknown(stand_in: StandIn, slack: Slack) -> None:
    async def drop(_arguments: dict[str, Any]) -> web.StreamResponse:
        raise asyncio.CancelledError

    stand_in.will_answer("chat.postMessage", drop)

    with pytest.raises(Unknown):
        await post(slack)
    assert len(stand_in.called("chat.postMessage")) == 1


async def test_an_answer_that_does_not_come_leaves_the_outcome_unknown(stand_in: StandIn, slack: Slack) -> None:
    let_go = asyncio.Event()

    async def hang(_arguments: dict[str, Any]) -> web.StreamResponse:
        await let_go.wait()
        return web.json_response({"ok": True})

    stand_in.will_answer("chat.postMessage", hang)
    slack.session._timeout = ClientTimeout(total=0.1)

    with pytest.raises(Unknown):
        await post(slack)
    let_go.set()


async def test_a_connection_that_could_not_be_made_has_surely_sent_nothing(
    slack: Slack, unused_tcp_port_factory: Callable[[], int]
) -> None:
    deaf = Slack(slack.installs, slack.session, f"http://127.0.0.1:{unused_tcp_port_factory()}/api/")

    with pytest.raises(NotSent):
        await post(deaf)


async def test_all_that_goes_to_slack_goes_through_the_proxy_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's own client takes it for calls alone; answers to buttons, and files, have to go the same way."""
    asked = []

    async def pass_on(request: web.Request) -> web.StreamResponse:
        asked.append((request.method, request.host))
        return web.json_response({"ok": True})

    proxy = web.Application()
    proxy.router.add_route("*", "/{anything:.*}", pass_on)
    async with TestServer(proxy) as server:
        monkeypatch.setenv("HTTPS_PROXY", str(server.make_url("")))
        async with open_session() as session:
            await post_back(session, "http://hooks.example/1", {"text": "Hello"})
            await ask(web_client("xoxb-1", session, "http://slack.example/api/"), "auth.test", {})

    assert asked == [("POST", "hooks.example"), ("POST", "slack.example")]


async def test_a_workspace_without_the_app_is_gone(slack: Slack) -> None:
    with pytest.raises(Refused) as caught:
        await slack.call("T2", "users.list")

    assert caught.value.end is End.WORKSPACE_GONE


async def test_the_token_tells_whose_it_is_once(stand_in: StandIn) -> None:
    async with open_session() as session:
        learned = await StaticInstall.learn(SecretStr("xoxb-1"), session, stand_in.url + "api/")

    assert learned.install.workspace == "T1"
    assert learned.install.bot_user == "UBOT"
    assert await learned.of("T2") is None
    assert await learned.serving("T9", None) is learned.install


def test_only_our_own_mark_is_a_delivery() -> None:
    assert delivery_in({"text": "hi"}) is None
    assert delivery_in({"metadata": {"event_type": "other", "event_payload": {"id": "d1"}}}) is None
    assert delivery_in({"metadata": stamp("d1")}) == "d1"


@pytest.mark.parametrize(
    "address",
    ["https://files.example/f.txt", "http://files.slack.com/f.txt", "https://slack.com.example/f", "file:///etc/passwd"],
)
async def test_the_token_is_shown_to_slack_alone(slack: Slack, address: str) -> None:
    """A file is fetched where Slack keeps it, and nowhere else, whatever an answer says."""
    with pytest.raises(Refused) as caught:
        await slack.download("T1", address, 100)

    assert caught.value.code == "not_slacks"
