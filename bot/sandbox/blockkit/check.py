"""Holds whole messages and views against the rules, and gives ids to the blocks that came without."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.sandbox.blockkit.blocks import MOST_OF_A_KIND, any_block
from bot.sandbox.blockkit.schema import Findings, Shape, anything, boolean, choice, items, string, text
from bot.sandbox.records import Json

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
VIEW_BYTES = 250_000
NEEDS_ACTION_ID = (
    "button", "overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker",
    "plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input", "file_input",
    "static_select", "external_select", "users_select", "channels_select", "conversations_select",
    "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select",
    "multi_conversations_select", "workflow_button", "icon_button", "feedback_buttons",
)  # fmt: skip
_edges = {"title": text(24), "submit": text(24), "close": text(24)}
_common = {
    "private_metadata": string(3000), "callback_id": string(255), "external_id": string(255),
    "clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean,
    "type": choice("modal", "home"),
}  # fmt: skip
MODAL = Shape({"title": text(24), "blocks": anything}, {**_edges, **_common})
HOME = Shape({"blocks": anything}, {**_edges, **_common})


def check_message(blocks: Any, image: Callable[[str], bool] = lambda _: False) -> list[str]:
    """What Slack would refuse in a message's blocks, in its words; `image`: may this file id be shown?"""
    found = Findings("message", image=image)
    _blocks(blocks, "/blocks", found)
    return found.faults


def check_view(view: Any, image: Callable[[str], bool] = lambda _: False) -> list[str]:
    """What Slack would refuse in a modal or Home, in its words."""
    kind = view.get("type") if isinstance(view, dict) else None
    found = Findings(kind if kind in ("modal", "home") else "modal", image=image)
    if kind not in ("modal", "home"):
        found.fault("/view", "missing required field: type")
        return found.faults
    (MODAL if kind == "modal" else HOME)(view, "/view", found)
    blocks = view.get("blocks")
    _blocks(blocks, "/view/blocks", found)
    if not found.faults:
        asks = any(block["type"] == "input" for block in blocks)
        if kind == "modal" and asks and not view.get("submit"):
            found.fault("/view", "missing required field: submit")
        if sum(_focused(block) for block in blocks) > 1:
            found.fault("/view/blocks", "only one element can have focus_on_load")
    return found.faults


def too_large(view: Json) -> bool:
    """Whether a view weighs more than 250 kB."""
    return len(json.dumps(view).encode()) > VIEW_BYTES


def give_ids(blocks: list[Json], new_id: Callable[[], str]) -> None:
    """Gives a block_id to each block without one, and an action_id to each of its elements without one."""
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = new_id()
        for element in _elements(block):
            if element.get("type") in NEEDS_ACTION_ID and not element.get("action_id"):
                element["action_id"] = new_id()


def _blocks(blocks: Any, pointer: str, found: Findings) -> None:
    items(any_block, 0, MOST_BLOCKS[found.surface])(blocks, pointer, found)
    if not isinstance(blocks, list):
        return
    known = [block for block in blocks if isinstance(block, dict)]
    for block_id, count in Counter(block.get("block_id") for block in known).items():
        if block_id and count > 1:
            found.fault(pointer, f"`block_id` must be unique: {block_id}")
    for index, block in enumerate(known):
        ids = Counter(element.get("action_id") for element in _elements(block))
        for action_id, count in ids.items():
            if action_id and count > 1:
                found.fault(f"{pointer}/{index}", f"`action_id` must be unique in its block: {action_id}")
    for kind, most in MOST_OF_A_KIND.items():
        if sum(block.get("type") == kind for block in known) > most:
            found.fault(pointer, f"only {most} {kind} allowed")


def _elements(block: Json) -> list[Json]:
    parts = [block.get("element"), block.get("accessory")]
    if block.get("type") in ("actions", "context_actions") and isinstance(block.get("elements"), list):
        parts += block["elements"]
    return [part for part in parts if isinstance(part, dict)]


def _focused(block: Json) -> bool:
    return any(element.get("focus_on_load") is True for element in _elements(block))
