"""The use cases of parting: the thank-you, one's own guess, what the customer takes along, and good wishes afterwards."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.customers.events import ConsentHeard
from bot.departures.events import SizeChanged, StageChanged
from bot.departures.models import Departure
from bot.farewell.service import apology, handover, telling, thanks, wishes
from bot.farewell.service.handover import (
    bring_back,
    bring_elsewhere,
    bring_to_channel,
    bring_to_owner,
    bring_to_thread,
    customer_of_item,
    hand_over_when_logged,
    hand_over_when_moved,
    handover_ahead,
    handover_of,
    handover_view,
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
    thanks_for,
    thanks_sent,
    view_of,
)
from bot.farewell.service.wishes import (
    answer_wishes,
    ask_for_wishes,
    wishes_view,
)
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Entry, Way

CARDS: Mapping[str, Renderer] = {**thanks.CARDS, **handover.CARDS, **wishes.CARDS, **apology.CARDS}
REPEATS = {thanks.REMINDER: thanks.THANKS}


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """What the departure's card says of parting: that the customer was thanked, and how far the handover is."""
    return (*thanks.thanks_lines(unit, departure_id), *handover.handover_lines(unit, departure_id))


def follow_size(unit: Unit, event: SizeChanged) -> None:
    """More is done about a departure from now on, or less."""
    thanks.follow_size(unit, event)
    handover.hand_over_by_size(unit, event)
    wishes.wishes_by_size(unit, event)
    apology.show_apologies(unit, event.departure)


def follow_stage(unit: Unit, event: StageChanged) -> None:
    """A customer who is back needs no good wishes for the change; and where the story is over, nothing is sent."""
    wishes.follow_stage(unit, event)
    apology.show_apologies(unit, event.departure)


def follow_consent(unit: Unit, event: ConsentHeard) -> None:
    """They said whether we may stay in touch, or changed their mind: it shows on all that waits to be sent to them."""
    thanks.follow_answer(unit, event)
    wishes.follow_consent(unit, event)
    for departure in unit.all(select(Departure.id).where(Departure.customer == event.customer)):
        apology.show_apologies(unit, departure)


def pass_on(unit: Unit, event: ColleagueGone) -> None:
    """Somebody has left us: what they were asked to send is somebody else's now."""
    thanks.pass_on_thanks(unit, event)
    apology.pass_on_apologies(unit, event)
    handover.pass_on_handover(unit, event)
    wishes.pass_on_wishes(unit, event)


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """What parting brings to a customer's folder: letters, what they answered, and the handover."""
    return (*telling.letters_told(unit, customer, reader), *handover.handover_timeline(unit, customer, reader))


def ways(unit: Unit, departure_id: str, person: str) -> Sequence[Way]:
    """What can be done from the details of a departure: about staying in touch, and where we were wrong."""
    return telling.letter_ways(unit, departure_id, person)


def duties(unit: Unit, person: str) -> Sequence[str]:
    """What somebody still owes: thanks, things to hand over, good wishes."""
    return (
        *thanks.thanks_duties(unit, person),
        *handover.handover_duties(unit, person),
        *wishes.wishes_duties(unit, person),
        *apology.apology_duties(unit, person),
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
    "handover_ahead",
    "handover_of",
    "handover_view",
    "is_still_wanted",
    "lock_guesses",
    "pass_on",
    "remind_of_handover",
    "remind_of_item",
    "set_item",
    "thanks_for",
    "thanks_sent",
    "timeline",
    "view_of",
    "ways",
    "wishes_view",
]
