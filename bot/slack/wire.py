"""One call to Slack over the shared connections, and what became of it."""

import contextlib
import math
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.proxy_env_variable_loader import load_http_proxy_from_env
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.slack.errors import LIMITED, UNDECIDED, Limited, NotSent, Refused, Unknown

TIMEOUT = 10.0
"""Seconds of real time that a call may take; a connection for it may take half of that."""

CONNECTIONS = 1000
WAIT_WHEN_UNTOLD = 30.0


@contextlib.asynccontextmanager
async def open_session(seconds: float = TIMEOUT) -> AsyncIterator[aiohttp.ClientSession]:
    """The connections that the whole process shares, on which a call may take so many `seconds` of real time.

    Opened inside the loop that uses them. They go through the proxy that Slack's own client takes from the environment.
    """
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    timeout = aiohttp.ClientTimeout(total=seconds, connect=seconds / 2)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout, proxy=load_http_proxy_from_env()) as session:
        yield session


def web_client(token: str | None, session: aiohttp.ClientSession, api_url: str) -> AsyncWebClient:
    """Slack's own client over the shared connections, which never sends anything twice of its own accord."""
    return _Client(token=token, base_url=api_url, session=session, retry_handlers=[])


class _Client(AsyncWebClient):
    """Slack's own client without what it does around each request: copies for handlers that try again, and for its log."""

    async def _request(self, *, http_verb: str, api_url: str, req_args: dict[str, Any]) -> dict[str, Any]:
        assert self.session is not None  # noqa: S101 - `web_client` gives it one
        async with self.session.request(http_verb, api_url, **req_args) as response:
            try:
                data = await response.json(content_type=None)
            except ValueError:
                data = None  # a page of HTML, say: nothing that Slack would answer
            return {
                "data": data if isinstance(data, dict) else {},
                "headers": response.headers,
                "status_code": response.status,
            }


async def ask(client: AsyncWebClient, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call one method once, and hand back what it answers.

    Raises Limited, Refused, NotSent or Unknown; which of the last two it is decides whether to look before
    asking again.
    """
    return (await ask_whole(client, method, arguments))[0]


async def ask_whole(
    client: AsyncWebClient, method: str, arguments: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The same, with the headers of the answer, whose names are in small letters."""
    with metrics.call_to_slack(method):
        try:
            response = await getattr(client, method.replace(".", "_"))(**arguments)
        except SlackApiError as error:
            raise _refusal(method, error.response) from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"{method}: {type(error).__name__}") from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Unknown(f"{method}: {type(error).__name__}") from error
    data = response.data
    headers = {str(name).lower(): str(value) for name, value in response.headers.items()}
    return data if isinstance(data, dict) else {}, headers


async def post_back(session: aiohttp.ClientSession, url: str, payload: dict[str, Any]) -> None:
    """Answer on a `response_url`: at most five times within thirty minutes. Raises as `ask` does."""
    await _post(session, url, "response_url", json=payload)


async def send_bytes(session: aiohttp.ClientSession, url: str, data: bytes) -> None:
    """Send the bytes of a file to the address that was given for them, which proves itself. Raises as `ask` does."""
    await _post(session, url, "upload", data=data)


async def fetch_bytes(session: aiohttp.ClientSession, url: str, token: str, most: int) -> bytes | None:
    """The bytes of a file that Slack keeps; None where they are more than `most`. Raises as `ask` does."""
    try:
        async with session.get(url, headers={"Authorization": f"Bearer {token}"}, allow_redirects=False) as response:
            if response.status == 429:
                raise Limited("download", _seconds(response.headers.get("Retry-After")))
            if response.status >= 500:
                raise Unknown(f"download: {response.status}")
            if response.status != 200:
                raise Refused("download", str(response.status))
            data = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                data += chunk
                if len(data) > most:
                    return None
            return bytes(data)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotSent(f"download: {type(error).__name__}") from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unknown(f"download: {type(error).__name__}") from error


async def _post(session: aiohttp.ClientSession, url: str, name: str, **body: Any) -> None:
    try:
        async with session.post(url, **body) as response:
            said = await response.text()
            status, wait = response.status, response.headers.get("Retry-After")
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotSent(f"{name}: {type(error).__name__}") from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unknown(f"{name}: {type(error).__name__}") from error
    if status == 429:
        raise Limited(name, _seconds(wait))
    if status >= 500:
        raise Unknown(f"{name}: {status}")
    if status != 200:
        raise Refused(name, said[:80].strip() or str(status))


def _refusal(method: str, response: Any) -> Exception:
    """`response` is slack_sdk's own answer, which is empty when what came was not JSON."""
    status, code = response.status_code, str(response.data.get("error") or "")
    if status == 429 or code in LIMITED:
        return Limited(method, _seconds(response.headers.get("Retry-After")))
    if status >= 500 or code in UNDECIDED or not code:
        return Unknown(f"{method}: {status} {code}".strip())
    return Refused(method, code)


def _seconds(text: str | None) -> float:
    try:
        seconds = float(text or WAIT_WHEN_UNTOLD)
    except ValueError:
        return WAIT_WHEN_UNTOLD
    return seconds if math.isfinite(seconds) and seconds >= 0 else WAIT_WHEN_UNTOLD
