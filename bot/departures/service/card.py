"""The card of a departure: one in its channel, or one each for the few who know, and the history in its thread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.slack.kit import Message
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit

CARD = "departure"


def refresh_card(unit: Unit, departure_id: str) -> None:
    """Something that the card shows has changed: draw it again, wherever it stands."""
    unit.refresh(CARD, departure_id)


def tell_thread(unit: Unit, departure_id: str, message: Message, *, key: str) -> None:
    """Write a line of history in the thread of the card, wherever it stands. `key` names the occasion."""
    for place in _places(unit, departure_id):
        unit.say(message, to=place.target, key=f"{key}:{place.target}", under=place.id)


def _places(unit: Unit, departure_id: str) -> Sequence[Delivery]:
    return unit.all(
        select(Delivery).where(
            Delivery.card == CARD, Delivery.subject == departure_id, Delivery.state != Sending.ended
        )
    )
