"""A payload for each thing that can be typed, pressed or sent: taken from the gallery, which shows everything that the bot shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.demo.gallery import samples
from bot.journey import COMMANDS
from bot.slack.door import Door
from bot.slack.kit import base_of
from bot.slack.request import Kind
from tests.workspace.matrix.seeded import NAME, OTHER, PLACE, SECRET, X

AN_ID = re.compile(r"[a-z]-\w+|i\d|alert-\d|")
WORDS_ALONE = frozenset({"code", "kind", "field", "segment", "d", "k", "f", "c"})
AHEAD = frozenset({"due", "until", "again"})
"""Questions whose answer is a day to come; any other day is today."""
TIMES = {"report": "2025", "year": "2025", "numbers": "2025-03", "my": "data"}
"""Words after which something else is named than a customer: a time, mostly."""
FIND_CUSTOMER = ("departures.customer", "departures.known_customer")
NOT_IN_THE_GALLERY = ("insights.said_again", "interviews.another", "checkup.look")
"""Ways in the menu of a card or of Home, which are in the gallery without them."""
Body = dict[str, Any]


@dataclass(frozen=True)
class Gesture:
    """What somebody does, by the name that answers to it; `body` is what Slack sends, without who did it."""

    kind: Kind
    name: str
    body: Body

    @property
    def control(self) -> str:
        """How the table of controls calls it."""
        return f"{self.kind.value}: {self.name}"

    @property
    def typed(self) -> str:
        """The customer's name, where whoever does this has typed it, and may see it again in what they sent."""
        form = self.body["view"]["state"] if self.kind is Kind.PRESS and "view" in self.body else {}
        return NAME if NAME in self.body.get("text", "") + json.dumps(form) else ""

    def by(self, person: str, team: str, number: int) -> Body:
        """As Slack sends it when this person does it; `number` makes it a gesture of its own."""
        trigger = f"{number}.1.trigger"
        if self.kind is Kind.COMMAND:
            return self.body | {"user_id": person, "team_id": team, "trigger_id": trigger}
        body = self.body | {"user": {"id": person, "team_id": team}, "team": {"id": team}, "trigger_id": trigger}
        if "view" in body:
            body["view"] = body["view"] | {"id": f"V{number}"}
        return body


def gestures(door: Door, colleague: str, channel: str) -> list[Gesture]:
    """One for each name that the door answers to, but events, and for each place in which a button stands."""
    found: dict[tuple[Kind, str, str], Gesture] = {}
    for one in (*_from_gallery(colleague, channel), *_typed(door)):
        if one.name in door.registered(one.kind) or one.name == "":
            found.setdefault((one.kind, one.name, one.body.get("text", "")), one)
    return list(found.values())


def _typed(door: Door) -> Iterator[Gesture]:
    more = {word for word, rest, *_does in COMMANDS if rest}
    for word in ("", *sorted(door.registered(Kind.COMMAND))):
        about = f"{word} {TIMES.get(word, NAME)}".strip()
        for text in (word, about) if word in more or not word else (word,):
            body = {"command": "/lost-customer", "text": text, "channel_id": PLACE, "response_url": "https://here/"}
            yield Gesture(Kind.COMMAND, word, body)
    for name in NOT_IN_THE_GALLERY:
        menu = {"type": "overflow", "selected_option": {"value": json.dumps({"d": X})}}
        yield _press_in_view({"type": "modal", "blocks": [], "state": {}}, {}, {"action_id": name} | menu)
    for name in sorted(door.registered(Kind.SHORTCUT)):
        yield Gesture(Kind.SHORTCUT, name, {"type": "shortcut", "callback_id": name})
    for name in sorted(door.registered(Kind.MESSAGE_SHORTCUT)):
        message = {"ts": "5.5", "text": "They wrote to us.", "user": "U2"}
        body = {"type": "message_action", "callback_id": name, "channel": {"id": PLACE}, "message": message}
        yield Gesture(Kind.MESSAGE_SHORTCUT, name, body)
    for name in sorted(door.registered(Kind.OPTIONS)):
        body = {"type": "block_suggestion", "action_id": name, "block_id": name, "value": SECRET[:5]}
        yield Gesture(Kind.OPTIONS, name, body)


def _from_gallery(colleague: str, channel: str) -> Iterator[Gesture]:
    for sample in samples():
        payload = sample.payload()
        is_view = "callback_id" in payload or payload.get("type") in ("modal", "home")
        view = payload | {"private_metadata": _about(payload.get("private_metadata") or "{}", colleague), "hash": "h"}
        view |= {"state": {"values": dict(_filled(payload["blocks"], colleague, channel))}}
        for block, element in _elements(payload["blocks"]):
            action = dict(_chosen(element, colleague))
            yield _press_in_view(view, block, action) if is_view else _press_in_message(block, action)
        if is_view and payload.get("callback_id"):
            yield Gesture(Kind.SUBMISSION, payload["callback_id"], {"type": "view_submission", "view": view})


def _press_in_view(view: Body, block: Body, action: Body) -> Gesture:
    body = {"type": "block_actions", "actions": [action | {"block_id": block.get("block_id", "b")}], "view": view}
    return Gesture(Kind.PRESS, base_of(action["action_id"]), body)


def _press_in_message(block: Body, action: Body) -> Gesture:
    message = {"ts": "7.7", "text": "…", "user": "UBOT"}
    body = {"type": "block_actions", "actions": [action | {"block_id": block.get("block_id", "b")}], "message": message}
    body |= {"container": {"type": "message", "message_ts": "7.7", "channel_id": PLACE}}
    body |= {"channel": {"id": PLACE}, "response_url": "https://here/"}
    return Gesture(Kind.PRESS, base_of(action["action_id"]), body)


def _elements(blocks: list[Body]) -> Iterator[tuple[Body, Body]]:
    for block in blocks:
        elements = (*block.get("elements", ()), block.get("accessory"), block.get("element"))
        yield from ((block, one) for one in elements if one and "action_id" in one)


def _chosen(element: Body, colleague: str) -> Iterator[tuple[str, Any]]:
    """What Slack tells of a press: the button's value, or the first choice of a menu."""
    yield "action_id", element["action_id"]
    yield "type", element["type"]
    if "options" in element and element["type"] in ("static_select", "overflow"):
        first = element["options"][0]
        yield "selected_option", first | {"value": _about(first["value"], colleague)}
    elif "value" in element:
        yield "value", _about(element["value"], colleague)


def _about(packed: str, colleague: str) -> str:
    """The same, about what is in the database: ids become the one id, a person a colleague."""
    try:
        value = json.loads(packed)
    except ValueError:
        return packed
    if not isinstance(value, dict):
        return packed
    return json.dumps({key: _id(key, one, colleague) for key, one in value.items()})


def _id(key: str, value: Any, colleague: str) -> Any:
    if key == "goes":
        return OTHER
    if key == "who":
        return colleague
    is_one = isinstance(value, str) and AN_ID.fullmatch(value) and (key not in WORDS_ALONE or value != "")
    return X if is_one or (key == "d" and value == "") or (key in ("c", "return") and value == "") else value


def _filled(blocks: list[Body], colleague: str, channel: str) -> Iterator[tuple[str, Body]]:
    """The form as somebody fills it in who answers everything."""
    for block in blocks:
        element = block.get("element")
        if element is not None:
            yield (
                block["block_id"],
                {element["action_id"]: {"type": element["type"]} | _answer(block, element, colleague, channel)},
            )


def _answer(block: Body, element: Body, colleague: str, channel: str) -> Body:
    kind, asked = element["type"], block["block_id"]
    if kind in ("radio_buttons", "static_select", "external_select"):
        known = {"value": f"old:{OTHER if asked == 'other' else X}", "text": {"type": "plain_text", "text": NAME}}
        options = element.get("options") or [None]
        return {
            "selected_option": known
            if element["action_id"] in FIND_CUSTOMER
            else element.get("initial_option") or options[0]
        }
    if kind in ("checkboxes", "multi_static_select"):
        return {"selected_options": element.get("initial_options") or element.get("options", [])[:1]}
    fixed: dict[str, Body] = {
        "users_select": {"selected_user": colleague},
        "multi_users_select": {"selected_users": [colleague]},
        "conversations_select": {"selected_conversation": channel},
        "datepicker": {"selected_date": "2026-03-09" if asked in AHEAD else "2026-03-02"},
        "timepicker": {"selected_time": element.get("initial_time") or "10:00"},
        "number_input": {"value": element.get("initial_value") or "1"},
        "email_text_input": {"value": "somebody@example.com"},
        "file_input": {"files": [{"id": "F1", "name": "offer.csv", "filetype": "csv", "size": 10, "user": colleague}]},
    }
    typed = {"link": "https://paper.example/a", "own_day_name": "Anniversary"}.get(asked)
    return fixed.get(kind) or {
        "value": typed or element.get("initial_value") or ("" if block.get("optional") else NAME)
    }
