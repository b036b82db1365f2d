"""manifest.yml creates the app as it stands: Slack's schema takes it, and it asks for what the code uses, no more."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.slack.client import Slack
from bot.slack.door import Door
from bot.slack.methods import EVENTS, METHODS
from bot.slack.request import Kind, Request
from tests.slack.manifest import hold_against, manifest, scopes_needed, type_of

SCHEMA = Path(__file__).parent / "manifest.schema.2.0.0.json"
BOT = Path(__file__).parents[2] / "bot"


def test_slacks_own_schema_accepts_it() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))

    errors = [error.message for error in Draft7Validator(schema).iter_errors(manifest())]

    assert errors == []


def test_its_scopes_are_those_that_the_code_needs_and_no_more() -> None:
    granted = manifest()["oauth_config"]["scopes"]["bot"]

    assert len(granted) == len(set(granted))
    assert set(granted) == scopes_needed()


def test_what_it_can_do_without_is_optional() -> None:
    """Nobody is kept from installing it by what only makes choosing an interviewer more considerate."""
    scopes = manifest()["oauth_config"]["scopes"]
    spared = METHODS["dnd.info"] | METHODS["usergroups.list"] | METHODS["usergroups.users.list"]

    assert spared <= set(scopes["bot_optional"]) <= set(scopes["bot"])


def test_the_reason_for_each_scope_is_told() -> None:
    """To whoever installs it, in docs/permissions.md; optional ones are called so."""
    told = (BOT.parent / "docs" / "permissions.md").read_text("utf-8")
    rows = [line for line in told.splitlines() if line.startswith("| `")]
    scopes = manifest()["oauth_config"]["scopes"]

    assert {scope for row in rows for scope in re.findall(r"`([a-z]+(?::[a-z]+)?)`", row.split("|")[1])} == set(scopes["bot"])
    assert {
        scope for row in rows if "(optional)" in row for scope in re.findall(r"`([a-z:]+)`", row.split("|")[1])
    } == set(scopes["bot_optional"])


def test_its_events_are_those_that_the_code_knows() -> None:
    assert set(manifest()["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)


def test_names_fit_slacks_menus() -> None:
    shortcuts = manifest()["features"]["shortcuts"]

    assert all(len(shortcut["name"]) <= 24 for shortcut in shortcuts)
    assert len({shortcut["name"] for shortcut in shortcuts}) == len(shortcuts)


async def test_a_method_outside_the_table_is_never_called(slack: Slack) -> None:
    with pytest.raises(LookupError):
        await slack.call("T1", "admin.users.list")


def test_every_method_in_the_table_is_called_somewhere() -> None:
    sources = "\n".join(
        path.read_text("utf-8")
        for path in BOT.rglob("*.py")
        if path.name != "methods.py" and "sandbox" not in path.parts
    )

    assert [method for method in METHODS if not re.search(rf'"{re.escape(method)}"', sources)] == []


async def test_holding_it_against_a_door_finds_what_is_missing(slack: Slack) -> None:
    async def nothing(_request: Request) -> None: ...

    door = Door(slack)
    told = manifest()
    for event in told["settings"]["event_subscriptions"]["bot_events"]:
        if type_of(event) not in door.registered(Kind.EVENT):
            door.event(type_of(event), nothing)
    door.shortcut("worried", nothing)
    door.message_shortcut("worried_message", nothing)
    door.message_shortcut("keep_message", nothing)
    door.message_shortcut("bring_news", nothing)

    with pytest.raises(AssertionError):
        hold_against(door)
    door.otherwise(nothing)
    hold_against(door)
