"""The rules of Block Kit's elements: buttons, menus, inputs and what they are made of."""

import re
from collections.abc import Mapping
from typing import Any

from bot.sandbox.blockkit.schema import (
    Findings,
    Rule,
    Shape,
    anything,
    boolean,
    both,
    choice,
    either,
    items,
    one_of,
    pattern,
    string,
    text,
    whole,
)
from bot.sandbox.records import Json

DATE = pattern("a date as YYYY-MM-DD", re.compile(r"\d{4}-\d\d-\d\d").fullmatch)
TIME = pattern("a time as HH:MM", re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch)

CONFIRM = Shape(
    {"title": text(100), "text": either(300), "confirm": text(30), "deny": text(30)},
    {"style": choice("primary", "danger")},
)
OPTION_PLAIN = Shape({"text": text(75), "value": string(150, 1)}, {"description": text(75)})
OPTION_RICH = Shape({"text": either(75), "value": string(150, 1)}, {"description": either(75)})
OPTION_OVERFLOW = Shape(
    {"text": text(75), "value": string(150, 1)}, {"description": text(75), "url": string(3000)}
)
OPTION_GROUP = Shape({"label": text(75), "options": items(OPTION_PLAIN, 1, 100)})
DISPATCH = Shape({}, {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER = Shape(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
SLACK_FILE = both(one_of("id", "url"), Shape({}, {"id": string(255), "url": string(3000)}))

ACTION: Mapping[str, Rule] = {"action_id": string(255, 1)}
FOCUS: Mapping[str, Rule] = {"focus_on_load": boolean}
ASKED: Mapping[str, Rule] = {"confirm": CONFIRM}
PLACEHOLDER: Mapping[str, Rule] = {"placeholder": text(150)}
COMMON: Mapping[str, Rule] = {**ACTION, **FOCUS, **ASKED, **PLACEHOLDER}
SEVERAL: Mapping[str, Rule] = {"max_selected_items": whole(1, 10_000)}
ID, IDS = string(255), items(string(255), 0, 10_000)


def initial_is_listed(value: Json, pointer: str, found: Findings) -> None:
    """The option chosen at first has to be one of those listed, exactly."""
    groups = value.get("option_groups")
    options = [o for g in groups for o in g.get("options", [])] if groups else value.get("options") or []
    chosen = [value["initial_option"]] if value.get("initial_option") else value.get("initial_options") or []
    for option in chosen:
        if not any(_same(option, listed) for listed in options):
            found.fault(pointer, "initial option does not match any of the options")


def values_differ(value: Json, pointer: str, found: Findings) -> None:
    """No two options of an element may have the same value."""
    values = [option.get("value") for option in value.get("options") or [] if isinstance(option, dict)]
    if len(values) != len(set(values)):
        found.fault(f"{pointer}/options", "option values must be unique")


def known_image(value: Json, pointer: str, found: Findings) -> None:
    """A `slack_file` has to be an uploaded image."""
    file = value.get("slack_file")
    if isinstance(file, dict) and "id" in file and not found.image(str(file["id"])):
        found.fault(f"{pointer}/slack_file", "invalid slack file")


IMAGE = both(
    one_of("image_url", "slack_file"),
    known_image,
    Shape({"alt_text": string(2000, 1)}, {"image_url": string(3000, 1), "slack_file": SLACK_FILE}),
)


def _same(option: Any, listed: Any) -> bool:
    return isinstance(option, dict) and isinstance(listed, dict) and (
        option.get("value") == listed.get("value")
        and option.get("text", {}).get("text") == listed.get("text", {}).get("text")
    )  # fmt: skip


def _menu(source: Mapping[str, Rule], initial: str, one: Rule, many: Rule) -> tuple[Rule, Rule]:
    single = Shape({}, {**COMMON, **source, f"{initial}": one})
    several = Shape({}, {**COMMON, **source, **SEVERAL, f"{initial}s": many})
    return single, several


_static: Mapping[str, Rule] = {"options": items(OPTION_PLAIN, 1, 100), "option_groups": items(OPTION_GROUP, 1, 100)}
_static_one, _static_many = _menu(_static, "initial_option", OPTION_PLAIN, items(OPTION_PLAIN, 1, 100))
_listed = (one_of("options", "option_groups"), initial_is_listed, values_differ)
_external = _menu(
    {"min_query_length": whole(0, 1000)}, "initial_option", OPTION_PLAIN, items(OPTION_PLAIN, 1, 100)
)
_users = _menu({}, "initial_user", ID, IDS)
_channels = _menu({"response_url_enabled": boolean}, "initial_channel", ID, IDS)
_talks = _menu(
    {"response_url_enabled": boolean, "default_to_current_conversation": boolean, "filter": FILTER},
    "initial_conversation", ID, IDS,
)  # fmt: skip
_typing: Mapping[str, Rule] = {**ACTION, **FOCUS, **PLACEHOLDER, "initial_value": string(3000), "dispatch_action_config": DISPATCH}

ELEMENTS: Mapping[str, Rule] = {
    "button": Shape(
        {"text": text(75)},
        {**ACTION, **ASKED, "url": string(3000), "value": string(2000), "style": choice("primary", "danger"),
         "accessibility_label": string(75)},
    ),
    "workflow_button": Shape(
        {"text": text(75), "workflow": anything},
        {**ACTION, "style": choice("primary", "danger"), "accessibility_label": string(75)},
    ),
    "image": IMAGE,
    "overflow": both(Shape({"options": items(OPTION_OVERFLOW, 1, 5)}, {**ACTION, **ASKED}), values_differ),
    "checkboxes": both(
        Shape({"options": items(OPTION_RICH, 1, 10)},
              {**ACTION, **FOCUS, **ASKED, "initial_options": items(OPTION_RICH, 1, 10)}),
        initial_is_listed, values_differ,
    ),
    "radio_buttons": both(
        Shape({"options": items(OPTION_RICH, 1, 10)}, {**ACTION, **FOCUS, **ASKED, "initial_option": OPTION_RICH}),
        initial_is_listed, values_differ,
    ),
    "static_select": both(_static_one, *_listed),
    "multi_static_select": both(_static_many, *_listed),
    "external_select": _external[0], "multi_external_select": _external[1],
    "users_select": _users[0], "multi_users_select": _users[1],
    "channels_select": _channels[0], "multi_channels_select": _channels[1],
    "conversations_select": _talks[0], "multi_conversations_select": _talks[1],
    "datepicker": Shape({}, {**COMMON, "initial_date": DATE}),
    "timepicker": Shape({}, {**COMMON, "initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": Shape(
        {}, {**ACTION, **FOCUS, **ASKED, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}
    ),
    "plain_text_input": Shape(
        {}, {**_typing, "multiline": boolean, "min_length": whole(0, 3000), "max_length": whole(1, 3000)}
    ),
    "rich_text_input": Shape({}, {**_typing, "initial_value": anything}),
    "email_text_input": Shape({}, _typing),
    "url_text_input": Shape({}, _typing),
    "number_input": Shape(
        {"is_decimal_allowed": boolean}, {**_typing, "min_value": string(100), "max_value": string(100)}
    ),
    "file_input": Shape({}, {**ACTION, "filetypes": items(string(20), 1, 100), "max_files": whole(1, 10)}),
    "feedback_buttons": Shape({"positive_button": anything, "negative_button": anything}, ACTION),
    "icon_button": Shape(
        {"icon": string(50), "text": text(75)}, {**ACTION, **ASKED, "value": string(2000),
         "accessibility_label": string(75), "visible_to_user_ids": IDS},
    ),
}  # fmt: skip
