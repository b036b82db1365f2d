"""The use cases of parting: the thank-you, one's own guess, what the customer takes along, and good wishes afterwards."""

from collections.abc import Mapping, Sequence

from bot.departures.events import SizeChanged
from bot.farewell.service import handover, thanks, wishes
from bot.farewell.service.handover import (
    bring_back,
    bring_elsewhere,
    bring_to_channel,
    bring_to_owner,
    bring_to_thread,
    customer_of_item,
    hand_over_when_logged,
    hand_over_when_moved,
    handover_of,
    handover_timeline,
    handover_view,
    pass_on_handover,
    remind_of_handover,
    remind_of_item,
    set_item,
)
from bot.farewell.service.thanks import (
    ask_owner,
    ask_when_logged,
    ask_when_moved,
    guess,
    guess_of,
    is_still_wanted,
    lock_guesses,
    may_answer,
    thanks_for,
    thanks_sent,
    they_answered,
    view_of,
)
from bot.farewell.service.wishes import (
    answer_wishes,
    ask_for_wishes,
    follow_consent,
    follow_stage,
    wishes_view,
)
from bot.work.parts import Renderer
from bot.work.unit import Unit

CARDS: Mapping[str, Renderer] = {**thanks.CARDS, **handover.CARDS, **wishes.CARDS}


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """What the departure's card says of parting: that the customer was thanked, and how far the handover is."""
    return (*thanks.thanks_lines(unit, departure_id), *handover.handover_lines(unit, departure_id))


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """More is done about a departure from now on, or less."""
    thanks.follow_size(unit, event)
    handover.hand_over_by_size(unit, event)
    wishes.wishes_by_size(unit, event)


def duties(unit: Unit, person: str) -> Sequence[str]:
    """What somebody still owes: thanks, things to hand over, good wishes."""
    return (
        *thanks.thanks_duties(unit, person),
        *handover.handover_duties(unit, person),
        *wishes.wishes_duties(unit, person),
    )


__all__ = [
    "CARDS",
    "answer_wishes",
    "ask_for_wishes",
    "ask_owner",
    "ask_when_logged",
    "ask_when_moved",
    "bring_back",
    "bring_elsewhere",
    "bring_to_channel",
    "bring_to_owner",
    "bring_to_thread",
    "card_lines",
    "customer_of_item",
    "duties",
    "follow_consent",
    "follow_size",
    "follow_stage",
    "guess",
    "guess_of",
    "hand_over_when_logged",
    "hand_over_when_moved",
    "handover_of",
    "handover_timeline",
    "handover_view",
    "is_still_wanted",
    "lock_guesses",
    "may_answer",
    "pass_on_handover",
    "remind_of_handover",
    "remind_of_item",
    "set_item",
    "thanks_for",
    "thanks_sent",
    "they_answered",
    "view_of",
    "wishes_view",
]
