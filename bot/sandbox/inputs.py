"""Values of inputs: from the plain values of gestures and the page to Slack's `state`, and what the client refuses."""

import re
from typing import Any

from bot.sandbox.records import Json, Values

Plain = Any  # text, a number, an option, a list of those, or None

# Where each kind of element keeps its value in `state`, and whether it holds a list.
PLACES: dict[str, tuple[str, bool]] = {
    "plain_text_input": ("value", False), "email_text_input": ("value", False), "url_text_input": ("value", False),
    "number_input": ("value", False), "rich_text_input": ("rich_text_value", False),
    "datepicker": ("selected_date", False), "timepicker": ("selected_time", False),
    "datetimepicker": ("selected_date_time", False),
    "static_select": ("selected_option", False), "external_select": ("selected_option", False),
    "radio_buttons": ("selected_option", False), "overflow": ("selected_option", False),
    "multi_static_select": ("selected_options", True), "multi_external_select": ("selected_options", True),
    "checkboxes": ("selected_options", True),
    "users_select": ("selected_user", False), "multi_users_select": ("selected_users", True),
    "channels_select": ("selected_channel", False), "multi_channels_select": ("selected_channels", True),
    "conversations_select": ("selected_conversation", False),
    "multi_conversations_select": ("selected_conversations", True), "file_input": ("files", True),
}  # fmt: skip
INITIAL = {
    "value": "initial_value", "rich_text_value": "initial_value", "selected_date": "initial_date",
    "selected_time": "initial_time", "selected_date_time": "initial_date_time",
    "selected_option": "initial_option", "selected_options": "initial_options", "selected_user": "initial_user",
    "selected_users": "initial_users", "selected_channel": "initial_channel",
    "selected_channels": "initial_channels", "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
}  # fmt: skip
REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")


def stateful(block: Json) -> list[Json]:
    """The elements of a block that keep a value."""
    return [element for element in interactive(block) if element["type"] in PLACES and element["type"] != "overflow"]


def interactive(block: Json) -> list[Json]:
    """The elements of a block that a person can use."""
    parts = [block.get("element"), block.get("accessory")]
    if block["type"] in ("actions", "context_actions"):
        parts += block["elements"]
    return [part for part in parts if isinstance(part, dict) and "action_id" in part]


def options_of(element: Json) -> list[Json]:
    """The options that an element itself lists."""
    if "option_groups" in element:
        return [option for group in element["option_groups"] for option in group["options"]]
    options: list[Json] = element.get("options", [])
    return options


def state_of(element: Json, plain: Plain, offered: dict[str, Json] | None = None) -> Json:
    """An element's state for a plain value; `offered` are options that the app gave for an external menu.

    Raises ValueError for a value that the element does not have.
    """
    place, many = PLACES[element["type"]]
    if plain is None or plain == "" or plain == []:
        return {"type": element["type"], place: [] if many else None}
    if place in ("selected_option", "selected_options"):
        known = {option["value"]: option for option in options_of(element)} | (offered or {})
        found = [_option(item, known) for item in (plain if isinstance(plain, list) else [plain])]
        return {"type": element["type"], place: found if many else found[0]}
    if place == "rich_text_value" and isinstance(plain, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": plain}]}
        plain = {"type": "rich_text", "elements": [section]}
    if place == "selected_date_time":
        plain = int(plain)
    return {"type": element["type"], place: plain if not many or isinstance(plain, list) else [plain]}


def initial_values(blocks: list[Json], typed: Values | None = None) -> Values:
    """The state of fresh blocks: what was `typed` under the same ids, else each element's initial value."""
    values: Values = {}
    for block in blocks:
        for element in stateful(block):
            before = (typed or {}).get(block["block_id"], {}).get(element["action_id"])
            if before is None or before["type"] != element["type"]:
                place, many = PLACES[element["type"]]
                before = {"type": element["type"], place: element.get(INITIAL.get(place, ""), [] if many else None)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = before
    return values


def value_in(state: Json) -> Any:
    """What a state holds, however it is called there."""
    return state.get(PLACES[state["type"]][0])


def refused(blocks: list[Json], values: Values) -> dict[str, str]:
    """What Slack's client itself would not let pass on submit: an error for each block at fault."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = value_in(values[block["block_id"]][element["action_id"]])
        if value in (None, "", []):
            if not block.get("optional", False):
                errors[block["block_id"]] = REQUIRED
        elif (wrong := _wrong(element, value)) is not None:
            errors[block["block_id"]] = wrong
    return errors


def _wrong(element: Json, value: Any) -> str | None:
    kind = element["type"]
    if kind == "plain_text_input":
        if len(value) < element.get("min_length", 0):
            return f"Must be at least {element['min_length']} characters"
        if len(value) > element.get("max_length", 3000):
            return f"Must be at most {element.get('max_length', 3000)} characters"
    if kind == "email_text_input" and not EMAIL.fullmatch(value):
        return "Must be a valid email address"
    if kind == "url_text_input" and not URL.fullmatch(value):
        return "Must be a valid URL"
    if kind == "number_input":
        return _wrong_number(element, value)
    if len(value) > element.get("max_selected_items", len(value)) if isinstance(value, list) else False:
        return f"Choose at most {element['max_selected_items']}"
    return None


def _wrong_number(element: Json, value: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Must be a number"
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Must be at least {element['min_value']}"
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Must be at most {element['max_value']}"
    return None


def _option(item: Any, known: dict[str, Json]) -> Json:
    if isinstance(item, dict):
        item = item["value"]
    if item not in known:
        raise ValueError(f"{item!r} is not among the options {sorted(known)}")
    return known[item]
