"""One number leads through the log from a press to every message that came of it, also to those of later days."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from bot import logs
from bot.work.models import Delivery
from tests.support.quiet import be_quiet
from tests.support.world import open_world

NAME = "Quillfeather"


@contextmanager
def listening(level: str, *, as_json: bool) -> Iterator[Callable[[], list[str]]]:
    """The log as `porchlight serve` writes it; what is handed out reads the lines since it was last asked."""
    root = logging.getLogger()
    handlers, at = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in (*logs._QUIET, logs._LOUD)}
    logs.set_up(level, as_json=as_json)
    [ours] = root.handlers
    assert isinstance(ours, logging.StreamHandler)
    ours.setStream(heard := io.StringIO())
    root.handlers = handlers
    root.addHandler(ours)

    def read() -> list[str]:
        lines = heard.getvalue().splitlines()
        heard.seek(0)
        heard.truncate()
        return lines

    yield read
    root.removeHandler(ours)
    root.setLevel(at)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    be_quiet()


@pytest.mark.slow
async def test_from_the_press_to_the_message_and_to_those_of_later_days(sqlite_url: str) -> None:
    """Maya sends a form. What was posted at once, and what fell due a week later, carry the number of her request."""
    with listening("DEBUG", as_json=True) as heard:
        async with open_world(sqlite_url) as world:
            grace, maya = world.person("grace"), world.person("maya")
            await grace.types("/lost-customer settings")
            await grace.presses("Channels")
            assert await grace.fills(channel="departures") == {}
            await grace.closes()
            await maya.types(f"/lost-customer {NAME}")
            heard()
            assert await maya.fills(owner="maya", note=f"{NAME} was furious") == {}
            await world.rests()
            at_once = [json.loads(line) for line in heard()]
            await world.clock.advance(days=7)
            later = [json.loads(line) for line in heard()]
            caused = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(Delivery.cause)))

    [pressed] = [line for line in at_once if line["event"] == "request" and line["kind"] == "submission"]
    number = pressed["request"]
    soon, late = ([line for line in lines if line.get("request") == number] for lines in (at_once, later))
    assert any(line["event"] == "unit" and line["use_case"] == "log_departure" for line in soon)
    assert any(line["event"] == "delivered" and line["method"] == "chat.postMessage" for line in soon)
    assert any(line["event"] == "done what was due" for line in late)
    assert any(line["event"] == "delivered" and line["how"] == "posted" for line in late)
    assert {line["workspace"] for line in (*soon, *late)} == {world.team}
    assert number in caused
    for word in (NAME, "furious"):
        assert word not in json.dumps([at_once, later])


async def test_as_text_for_people_it_stands_in_the_line(sqlite_url: str) -> None:
    with listening("INFO", as_json=False) as heard:
        async with open_world(sqlite_url) as world:
            await world.person("maya").types("/lost-customer")
            await world.rests()
            lines = heard()

    assert any("request" in line and "kind=command" in line and "request=" in line for line in lines)
