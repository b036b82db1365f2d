"""What is logged: names, numbers and ids; never a token, never a customer's words."""

import logging
import re
import secrets
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any

import structlog

_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+"
    r"|xapp-[\w-]+"
    r"|(?<=hooks\.slack\.com/)[\w/-]+"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
)
"""Slack's tokens, the secret part of a response_url, and a name with its password in an address."""

_LOUD = "slack_bolt.AsyncApp"
"""Warns of a bot token in the environment beside installs of our own, which is as it should be."""

_QUIET = (
    "slack_bolt",
    "slack_sdk",
    "aiohttp",
    "asyncio",
    "uvicorn",
    "sqlalchemy",
    "apscheduler",
    "alembic",
    "filelock",
    "PIL",
)
"""Libraries that are heard from WARNING on. Bolt and the SDK log whole requests below that."""


def set_up(level: str = "INFO", *, as_json: bool = False) -> None:
    """Send our own log and the libraries' to standard error, masked, as text or one JSON object per line."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(as_json)],
        )
    )
    handler.addFilter(_matters)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


def mask(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Put … in place of every secret, however deep in what is logged."""
    return {name: _masked(value) for name, value in event.items()}


def caused_by(number: str | None = None, **more: str) -> AbstractContextManager[None]:
    """All that is logged inside, and all that comes of it later, carries the number of one request; a new one, if none is given.

    A request comes from Slack or, where nobody asked, from time. What it plans or says keeps the number (`cause`), so that
    whoever reads the log can follow one press to the last message that it led to, days later and in another process.
    """
    return structlog.contextvars.bound_contextvars(request=number or secrets.token_hex(4), **more)


def cause() -> str | None:
    """The number of the request that is being carried out; None outside of any."""
    found = structlog.contextvars.get_contextvars().get("request")
    return None if found is None else str(found)


def where(error: BaseException) -> dict[str, Any]:
    """An error for the log: its kind, those behind it, and where it came from; not its text, which may quote people."""
    kinds: list[str] = []
    behind: BaseException | None = error
    while behind is not None and len(kinds) < 5:
        kinds.append(type(behind).__name__)
        behind = behind.__cause__ or behind.__context__
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return {
        "error": " < ".join(kinds),
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _matters(record: logging.LogRecord) -> bool:
    """Bolt gives loggers of its own the root's level when it makes them: so each line is asked, too."""
    least = logging.ERROR if record.name == _LOUD else logging.WARNING
    return record.levelno >= least or record.name.partition(".")[0] not in _QUIET


def _renderer(as_json: bool) -> structlog.typing.Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _SECRET.sub("…", value)
    if isinstance(value, Mapping):
        return {name: _masked(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(part) for part in value]
    if isinstance(value, (int, float, bool)) or value is None:
        return value
    return _SECRET.sub("…", str(value))
