"""What a customer takes along: the list, where it stands, who does what of it until when, and who is reminded."""

from collections.abc import Mapping

from bot.farewell.service.handover import lists, reminding
from bot.farewell.service.handover.items import (
    WISH,
    add_item,
    change_item,
    customer_of_handover,
    customer_of_item,
    handover_of_item,
    open_handover,
    set_item,
)
from bot.farewell.service.handover.lists import (
    bring_back,
    bring_elsewhere,
    bring_to_channel,
    bring_to_owner,
    bring_to_thread,
    hand_over_by_size,
    hand_over_when_logged,
    hand_over_when_moved,
)
from bot.farewell.service.handover.reminding import (
    ITEM_DUE,
    REMIND,
    pass_on_handover,
    remind_of_handover,
    remind_of_item,
)
from bot.farewell.service.handover.shown import (
    handover_ahead,
    handover_duties,
    handover_lines,
    handover_of,
    handover_timeline,
    handover_view,
)
from bot.farewell.service.handover.templates import (
    add_segment,
    keep_thing,
    move_thing,
    remove_template,
    remove_thing,
    template_view,
)
from bot.work.parts import Renderer

CARDS: Mapping[str, Renderer] = {**lists.CARDS, **reminding.CARDS}

__all__ = [
    "CARDS",
    "ITEM_DUE",
    "REMIND",
    "WISH",
    "add_item",
    "add_segment",
    "bring_back",
    "bring_elsewhere",
    "bring_to_channel",
    "bring_to_owner",
    "bring_to_thread",
    "change_item",
    "customer_of_handover",
    "customer_of_item",
    "hand_over_by_size",
    "hand_over_when_logged",
    "hand_over_when_moved",
    "handover_ahead",
    "handover_duties",
    "handover_lines",
    "handover_of",
    "handover_of_item",
    "handover_timeline",
    "handover_view",
    "keep_thing",
    "move_thing",
    "open_handover",
    "pass_on_handover",
    "remind_of_handover",
    "remind_of_item",
    "remove_template",
    "remove_thing",
    "set_item",
    "template_view",
]
