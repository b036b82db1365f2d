"""The rules of Block Kit's blocks, and on which surface each may stand."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.blockkit.elements import ELEMENTS, IMAGE, SLACK_FILE, known_image
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
    number,
    one_of,
    string,
    text,
    typed,
    whole,
)
from bot.sandbox.records import Json

MENUS = ("static_select", "external_select", "users_select", "channels_select", "conversations_select")
PICKERS = ("datepicker", "timepicker")
LISTS = ("checkboxes", "radio_buttons")
IN_SECTION = ("button", "image", "overflow", "workflow_button", *LISTS, *PICKERS, *MENUS,
              *(f"multi_{menu}" for menu in MENUS))  # fmt: skip
IN_ACTIONS = ("button", "overflow", "workflow_button", "datetimepicker", *LISTS, *PICKERS, *MENUS)
TYPED_IN = ("plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input")
IN_INPUT = (*TYPED_IN, "datetimepicker", "file_input", *LISTS, *PICKERS, *MENUS,
            *(f"multi_{menu}" for menu in MENUS))  # fmt: skip
EVERYWHERE = ("message", "modal", "home")
SURFACES: Mapping[str, tuple[str, ...]] = {
    "alert": ("modal",),
    "carousel": ("message", "home"), "container": ("message", "home"), "data_table": ("message", "home"),
    "data_visualization": ("message", "home"), "table": ("message", "home"),
    "markdown": ("message",), "plan": ("message",), "task_card": ("message",), "context_actions": ("message",),
    "file": ("message",),
}  # fmt: skip
MOST_OF_A_KIND = {"table": 1, "data_visualization": 2}
BLOCK_ID: Mapping[str, Rule] = {"block_id": string(255, 1)}


def pick(*names: str) -> Rule:
    """One of the named elements."""
    return typed({name: ELEMENTS[name] for name in names}, "element")


def has_words(value: Json, pointer: str, found: Findings) -> None:
    """A section says something: text or fields."""
    if not value.get("text") and not value.get("fields"):
        found.fault(pointer, "must have either text or fields")


def dispatched_only_if_typed(value: Json, pointer: str, found: Findings) -> None:
    """A file cannot be asked for outside a modal."""
    element = value.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input" and found.surface != "modal":
        found.fault(f"{pointer}/element", "file_input is only available in modals")


def no_date_and_time_at_home(value: Json, pointer: str, found: Findings) -> None:
    """Home has no datetimepicker."""
    parts = [*(value.get("elements") or []), value.get("element")]
    for part in parts:
        if found.surface == "home" and isinstance(part, dict) and part.get("type") == "datetimepicker":
            found.fault(pointer, "datetimepicker is not available in the Home tab")


def above_nought(value: Any, pointer: str, found: Findings) -> None:
    """A slice of a pie is something."""
    if isinstance(value, int | float) and value <= 0:
        found.fault(pointer, "must be greater than 0")


def each_category_once(value: Json, pointer: str, found: Findings) -> None:
    """Every series has a name of its own, and one point for each category."""
    try:
        categories = sorted(value["axis_config"]["categories"])
        names = [one["name"] for one in value["series"]]
        labels = [sorted(point["label"] for point in one["data"]) for one in value["series"]]
    except (KeyError, TypeError):
        return
    if len(set(names)) < len(names):
        found.fault(f"{pointer}/series", "names must be unique")
    if any(one != categories for one in labels) or len(set(categories)) < len(categories):
        found.fault(f"{pointer}/series", "must have one point for every category")


_in_context: Mapping[str, Rule] = {
    "image": IMAGE, "plain_text": either(3000), "mrkdwn": either(3000),
}  # fmt: skip
_cell: Rule = typed({"raw_text": anything, "raw_number": anything, "rich_text": anything}, "cell")
_loose: Rule = anything
_segment = Shape({"label": string(20, 1), "value": both(number, above_nought)})
_series = Shape(
    {"name": string(20, 1), "data": items(Shape({"label": string(20, 1), "value": number}), 1, 20)}
)
_axes = Shape({"categories": items(string(20, 1), 1, 20)}, {"x_label": string(50), "y_label": string(50)})
_on_axes = both(Shape({"series": items(_series, 1, 6), "axis_config": _axes}), each_category_once)
_chart: Rule = typed(
    {"pie": Shape({"segments": items(_segment, 1, 6)}), "bar": _on_axes, "line": _on_axes, "area": _on_axes}, "chart"
)

BLOCKS: Mapping[str, Rule] = {
    "section": both(
        has_words,
        Shape({}, {**BLOCK_ID, "text": either(3000), "fields": items(either(2000), 1, 10),
                   "accessory": pick(*IN_SECTION), "expand": boolean}),
    ),
    "divider": Shape({}, BLOCK_ID),
    "header": Shape({"text": text(150)}, {**BLOCK_ID, "level": whole(1, 4)}),
    "image": both(
        one_of("image_url", "slack_file"), known_image,
        Shape({"alt_text": string(2000, 1)},
              {**BLOCK_ID, "image_url": string(3000, 1), "slack_file": SLACK_FILE, "title": text(2000)}),
    ),
    "context": Shape({"elements": items(typed(_in_context, "element"), 1, 10)}, BLOCK_ID),
    "actions": both(
        no_date_and_time_at_home, Shape({"elements": items(pick(*IN_ACTIONS), 1, 25)}, BLOCK_ID)
    ),
    "input": both(
        dispatched_only_if_typed, no_date_and_time_at_home,
        Shape({"label": text(2000), "element": pick(*IN_INPUT)},
              {**BLOCK_ID, "hint": text(2000), "optional": boolean, "dispatch_action": boolean}),
    ),
    "rich_text": Shape({"elements": items(anything, 0, 1000)}, BLOCK_ID),
    "video": Shape(
        {"alt_text": string(2000), "title": text(199), "thumbnail_url": string(3000), "video_url": string(3000)},
        {**BLOCK_ID, "author_name": string(49), "description": text(2000), "provider_icon_url": string(3000),
         "provider_name": string(100), "title_url": string(3000)},
    ),
    "markdown": Shape({"text": string(12_000, 1)}, BLOCK_ID),
    "file": Shape({"external_id": string(255), "source": choice("remote")}, BLOCK_ID),
    "table": Shape(
        {"rows": items(items(_cell, 1, 20), 1, 100)}, {**BLOCK_ID, "column_settings": items(_loose, 0, 20)}
    ),
    "context_actions": Shape(
        {"elements": items(pick("feedback_buttons", "icon_button"), 1, 5)}, BLOCK_ID
    ),
    "alert": _loose, "card": _loose, "carousel": _loose, "container": _loose, "data_table": _loose,
    "data_visualization": Shape({"title": string(50, 1), "chart": _chart}, BLOCK_ID), "plan": _loose, "task_card": _loose,
}  # fmt: skip


def any_block(value: Any, pointer: str, found: Findings) -> None:
    """One block: known, at home on its surface, and as its own rules want it."""
    kind = str(value.get("type")) if isinstance(value, dict) else "none"
    if kind not in BLOCKS:
        found.fault(pointer, f"unsupported block: {kind}")
        return
    if found.surface not in SURFACES.get(kind, EVERYWHERE):
        found.fault(pointer, f"unsupported block on this surface ({found.surface}): {kind}")
    BLOCKS[kind](value, pointer, found)
