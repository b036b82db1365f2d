"""Every shape of payload that the bot answers to: what Slack sent in a story, and what every sample of the gallery could send."""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.demo.gallery import samples
from bot.sandbox.records import App, Json
from bot.slack.door import Door
from bot.slack.kit import base_of
from bot.slack.request import Kind, kind_of, parse_word
from tests.support.world import World

_count = itertools.count(1)


def anew(world: World, payload: Any) -> Any:
    """The same gesture made another time, by somebody who is here: with a trigger or an event id of its own."""
    if not isinstance(payload, dict):
        return payload
    fresh = copy.deepcopy(payload)
    if isinstance(fresh.get("trigger_id"), str):
        fresh["trigger_id"] = world.workspace.triggers.give(world.app.app_id, world.id_of("grace"))
    if isinstance(fresh.get("event_id"), str):
        fresh["event_id"] = f"Ev{next(_count)}"
    return fresh


def all_of(world: World, heard: Sequence[tuple[App, str, Json]], *, most: int) -> list[Json]:
    """At least one payload for each name that the door answers to; of each name at most so many out of the gallery."""
    door, person = world.bot.door, _Person(world)
    found = [copy.deepcopy(payload) for _app, _kind, payload in heard]
    shown: Counter[tuple[Kind | None, str]] = Counter()
    for sample in samples():
        for one in person.could_send(sample.payload()):
            named = (kind_of(one), _name(one))
            shown[named] += 1
            found += [one] if shown[named] <= most else []
    seen = {(kind_of(one), _name(one)) for one in found}
    for kind in Kind:
        found += [person.invents(kind, name) for name in sorted(door.registered(kind)) if (kind, name) not in seen]
    return [one for one in found if kind_of(one) is not None]


def covered(door: Door, payloads: Sequence[Json]) -> dict[Kind, tuple[int, int]]:
    """Of each kind, how many names the door answers to, and how many of them are among the payloads."""
    seen = {(kind_of(one), _name(one)) for one in payloads}
    return {
        kind: (len(names), sum((kind, name) in seen for name in names))
        for kind in Kind
        if (names := door.registered(kind))
    }


def _name(payload: Json) -> str:
    match kind_of(payload):
        case Kind.COMMAND:
            return parse_word(payload["text"])[0]
        case Kind.EVENT:
            return str(payload["event"]["type"])
        case _:
            action = (payload.get("actions") or [{}])[0]
            view = payload.get("view") or {}
            named = action.get("action_id") or payload.get("action_id") or payload.get("callback_id")
            return base_of(named or view.get("callback_id") or "")


class _Person:
    """Somebody who may do most: an admin, in the channel of the cards."""

    def __init__(self, world: World) -> None:
        self.team, self.user = world.team, world.id_of("grace")
        self.channel = str(world.channel("departures").id)
        self.app = world.app.app_id

    def could_send(self, shown: Json) -> list[Json]:
        """What Slack could send of everything in a message, a form or Home."""
        is_view = "type" in shown
        where = self._in_view(shown) if is_view else self._in_message(shown)
        sent = [
            self._who("block_actions") | where | {"actions": [_pressed(element, block)]}
            for element, block in _elements(shown["blocks"])
            if not (is_view and block["type"] == "input" and not block.get("dispatch_action"))
        ]
        sent += [
            self._who("block_suggestion")
            | where
            | {"action_id": element["action_id"], "block_id": block.get("block_id", ""), "value": "a"}
            for element, block in _elements(shown["blocks"])
            if "external" in element["type"]
        ]
        if shown.get("type") == "modal":
            sent += [self._who(kind) | {"view": where["view"]} for kind in ("view_submission", "view_closed")]
        return sent

    def invents(self, kind: Kind, name: str) -> Json:
        """Something of that name, with nothing in it."""
        match kind:
            case Kind.COMMAND:
                return self._command(name)
            case Kind.EVENT:
                return self._event(name)
            case Kind.PRESS:
                return self._who("block_actions") | self._in_message({}) | {"actions": [{"action_id": name, "type": "button"}]}
            case Kind.OPTIONS:
                return self._who("block_suggestion") | {"action_id": name, "block_id": name, "value": "a"}
            case Kind.SHORTCUT:
                return self._who("shortcut") | {"callback_id": name}
            case Kind.MESSAGE_SHORTCUT:
                return self._who("message_action") | self._in_message({}) | {"callback_id": name}
            case Kind.SUBMISSION | Kind.CLOSED:
                view = {"id": "V0", "type": "modal", "callback_id": name, "blocks": [], "state": {"values": {}}}
                return self._who("view_submission" if kind is Kind.SUBMISSION else "view_closed") | {"view": view}

    def _who(self, kind: str) -> Json:
        return {
            "type": kind,
            "team": {"id": self.team, "domain": "fernhill"},
            "user": {"id": self.user, "team_id": self.team, "name": "grace"},
            "api_app_id": self.app,
            "trigger_id": "t",
        }

    def _in_message(self, shown: Json) -> Json:
        ts = "1767625200.000100"
        message = {"ts": ts, "text": shown.get("text", "Hello"), "user": self.user, "blocks": shown.get("blocks", [])}
        container = {"type": "message", "message_ts": ts, "channel_id": self.channel}
        return {"container": container, "channel": {"id": self.channel}, "message": message, "state": {"values": {}}}

    def _in_view(self, shown: Json) -> Json:
        values: Json = {}
        for element, block in _elements(shown["blocks"]):
            values.setdefault(block.get("block_id", ""), {})[element["action_id"]] = _answer(element)
        view = shown | {"id": "V1", "hash": "h", "state": {"values": values}}
        return {"container": {"type": "view", "view_id": "V1"}, "view": view}

    def _command(self, text: str) -> Json:
        who = {"team_id": self.team, "user_id": self.user, "channel_id": self.channel, "api_app_id": self.app}
        return who | {"command": "/lost-customer", "text": text, "trigger_id": "t"}

    def _event(self, kind: str) -> Json:
        about = {"type": kind, "user": self.user, "channel": self.channel, "ts": "1767625200.000200"}
        item = {"type": "message", "channel": self.channel, "ts": "1767625200.000100"}
        about |= {"item": item, "reaction": "no_entry_sign", "event_ts": "1767625200.000300"}
        if kind in ("team_join", "user_change"):
            about["user"] = {"id": self.user, "team_id": self.team, "name": "grace", "tz": "America/New_York", "profile": {}}
        return {"type": "event_callback", "team_id": self.team, "event_id": "Ev", "event": about}


def _elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        for element in (block.get("element"), block.get("accessory"), *block.get("elements", ())):
            if isinstance(element, dict) and "action_id" in element:
                yield element, block


def _pressed(element: Json, block: Json) -> Json:
    named = {"type": element["type"], "action_id": element["action_id"], "block_id": block.get("block_id", "b")}
    return named | _answer(element) | {"action_ts": "1767625200.000400"}


def _answer(element: Json) -> Json:
    """What stands in an element, or its first choice: as Slack tells it."""
    options = element.get("options") or [one for group in element.get("option_groups", ()) for one in group["options"]]
    kind = element["type"]
    for name, of, start in _ANSWERS:
        if kind in of:
            return {"type": kind, name: element.get(start) or _START.get(name, options[:1])}
    if kind == "button":
        return {"type": kind} | ({"value": element["value"]} if "value" in element else {})
    return {"type": kind, "selected_option": element.get("initial_option") or (options[0] if options else None)}


_ANSWERS = (
    ("selected_options", ("checkboxes", "multi_static_select", "multi_external_select"), "initial_options"),
    ("selected_user", ("users_select",), "initial_user"),
    ("selected_users", ("multi_users_select",), "initial_users"),
    ("selected_conversation", ("conversations_select",), "initial_conversation"),
    ("selected_channel", ("channels_select",), "initial_channel"),
    ("selected_date", ("datepicker",), "initial_date"),
    ("selected_time", ("timepicker",), "initial_time"),
    ("files", ("file_input",), "initial_files"),
    ("value", ("plain_text_input", "email_text_input", "number_input", "url_text_input"), "initial_value"),
)
"""How Slack calls the answer of an element, and what it starts with."""
_START = {
    "selected_user": None,
    "selected_users": [],
    "selected_conversation": None,
    "selected_channel": None,
    "selected_date": "2026-01-05",
    "selected_time": "10:00",
    "files": [{"id": "F1", "name": "list.csv", "mimetype": "text/csv", "size": 10}],
    "value": "Acme Bakeries",
}
