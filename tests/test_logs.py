"""Nothing secret and nobody's words reach the log."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import logs
from tests.support.quiet import be_quiet


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in logs._QUIET}
    yield
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    be_quiet()


def test_tokens_are_masked_however_deep(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(as_json=True)

    structlog.stdlib.get_logger("porchlight").info(
        "started",
        token="xoxb-12-34-abcDEF",
        deep={"list": ["xapp-1-A0-ff", "xoxe.xoxp-1-aa", "xoxe-1-bb"]},
        url="postgresql://app:secret@db/x",
        back="https://hooks.slack.com/commands/T1/2/3",
    )

    line = capsys.readouterr().err
    logged = json.loads(line)
    assert logged["token"] == "…"
    assert logged["deep"]["list"] == ["…", "…", "…"]
    assert logged["url"] == "postgresql://…@db/x"
    assert logged["back"] == "https://hooks.slack.com/…"
    assert logged["level"] == "info"


def test_libraries_log_through_the_same_mask_and_only_what_matters(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", as_json=True)

    logging.getLogger("slack_bolt.AsyncApp").info("body: Acme is furious")
    logging.getLogger("slack_sdk.socket_mode").warning("token %s was refused", "xapp-1-A0-ff")

    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["token … was refused"]


def test_what_bolt_says_of_requests_stays_out_even_when_everything_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Bolt sets the root's level on each logger that it makes."""
    logs.set_up("DEBUG", as_json=True)
    made = logging.getLogger("slack_bolt.IgnoringSelfEvents")
    made.setLevel(logging.DEBUG)

    made.debug("Skipped self event: Acme is furious")
    structlog.stdlib.get_logger("porchlight.work").debug("unit")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["unit"]


def test_a_token_in_the_environment_beside_our_own_client_is_nothing_to_warn_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was the first line that anybody ever saw of a bot of their own."""
    logs.set_up("INFO", as_json=True)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-hush")

    AsyncApp(client=AsyncWebClient(), signing_secret="", authorize=lambda: None)

    assert capsys.readouterr().err == ""


def test_text_for_people_is_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()

    structlog.stdlib.get_logger("porchlight").warning("slow", seconds=3)

    assert "slow" in capsys.readouterr().err


def test_an_error_is_logged_by_its_kind_and_place_alone() -> None:
    def fails() -> None:
        try:
            raise KeyError("Acme")
        except KeyError as error:
            raise ValueError("Acme is furious") from error

    with pytest.raises(ValueError, match="furious") as caught:
        fails()
    told = logs.where(caught.value)

    assert told["error"] == "ValueError < KeyError"
    assert told["at"][-1].endswith(" fails")
    assert "Acme" not in json.dumps(told)
