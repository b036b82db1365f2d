"""The card of a departure: one in its channel, or one each for the few who know, and the history in its thread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.models import Customer
from bot.departures.blocks.card import card, logged_line, moved_card
from bot.departures.models import Departure
from bot.departures.service.facts import facts_of
from bot.departures.values import OPEN_STAGES, CardFacts
from bot.slack.kit import Message
from bot.words import locale
from bot.work.events import Undeliverable
from bot.work.models import Delivery, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.blocks import choose_channel_button
from bot.workspace.events import ChannelChosen, ChannelLost
from bot.workspace.rules import write_amount
from bot.workspace.service import settings_of

CARD = "departure"
MOVED = "departure_moved"


def refresh_card(unit: Unit, departure_id: str) -> None:
    """Something that the card shows has changed: draw it again, wherever it stands."""
    unit.refresh(CARD, departure_id)


def tell_thread(unit: Unit, departure_id: str, message: Message, *, key: str) -> None:
    """Write a line of history in the thread of the card, wherever it stands. `key` names the occasion."""
    for place in _places(unit, departure_id):
        unit.say(message, to=place.target, key=f"{key}:{place.target}", under=place.id)


def place_card(unit: Unit, departure: Departure) -> None:
    """Put the card where it belongs: in the channel; or, without one or when it is quiet, with the few who know.

    Once it is in a channel, a line says so wherever it was before.
    """
    channel = None if departure.quiet else settings_of(unit).departures_channel
    departure.posted_to = channel
    belongs = [channel] if channel else _private_places(departure)
    for place in _places(unit, departure.id):
        if channel and place.target != channel:
            unit.recast(CARD, departure.id, to=place.target, into=MOVED)
    for target in belongs:
        unit.show(CARD, departure.id, to=target)
    refresh_card(unit, departure.id)
    line = logged_line(facts_of(unit, departure.id), name_of(unit, departure.logged_by))
    tell_thread(unit, departure.id, line, key=f"departure:logged:{departure.id}")


def follow_channel(unit: Unit, event: ChannelChosen) -> None:
    """A channel was chosen: the cards of all open departures that are no secret go there, but for those from before."""
    for departure in _open_ones(unit):
        if not departure.quiet and not departure.from_before and departure.posted_to != event.channel:
            place_card(unit, departure)


def leave_channel(unit: Unit, event: ChannelLost) -> None:
    """A channel can hold no cards any more: nothing there is touched again, and open cards go private."""
    for departure in unit.all(select(Departure).where(Departure.posted_to == event.channel)):
        _withdraw(unit, departure, event.channel)


def rescue_card(unit: Unit, event: Undeliverable) -> None:
    """A card could not be delivered: out of a channel it goes to the logger; from a logger who is gone, to the owner."""
    if event.card != CARD or event.subject is None:
        return
    departure = unit.get(Departure, event.subject)
    if departure is None:
        return
    if departure.posted_to == event.target:
        _withdraw(unit, departure, event.target)
    elif event.target == departure.logged_by and departure.owner not in (None, event.target):
        unit.show(CARD, departure.id, to=departure.owner or "")


def card_place(unit: Unit, departure_id: str) -> tuple[str, str] | None:
    """The channel and timestamp of a card that stands in a channel; None for one that a few have in private."""
    departure = unit.get(Departure, departure_id)
    if departure is None or departure.posted_to is None:
        return None
    places = [place for place in _places(unit, departure_id) if place.target == departure.posted_to]
    return next(((place.channel, place.ts) for place in places if place.channel and place.ts), None)


def card_thread(unit: Unit, departure_id: str) -> tuple[str, str] | None:
    """The channel that holds the card, and the delivery in whose thread things about it go; None while it is in private."""
    departure = unit.get(Departure, departure_id)
    if departure is None or departure.posted_to is None:
        return None
    places = (place for place in _places(unit, departure_id) if place.target == departure.posted_to)
    return next(((place.target, place.id) for place in places), None)


def render_card(unit: Unit, departure_id: str) -> Message | None:
    """The card as things stand now; None when the departure is gone."""
    departure = unit.get(Departure, departure_id)
    if departure is None:
        return None
    facts = facts_of(unit, departure_id)
    lines = [line for lines_of in unit.parts.card_lines for line in lines_of(unit, departure_id)]
    shown = CardFacts(
        departure=facts.id,
        customer=facts.customer,
        stage=facts.stage,
        happened=facts.happened,
        owner=name_of(unit, facts.owner) if facts.owner else None,
        logged_by=name_of(unit, facts.logged_by),
        logged_at=facts.logged_at,
        since=facts.since,
        time=facts.time,
        worth=_worth(unit, facts.customer_id),
        quiet=facts.quiet,
        in_channel=facts.posted_to is not None,
        lines=tuple(lines),
        size=facts.size,
    )
    return card(shown, choose_channel_button())


def render_moved(unit: Unit, departure_id: str) -> Message | None:
    """What stands where the card was; None when the departure is gone."""
    departure = unit.get(Departure, departure_id)
    if departure is None:
        return None
    return moved_card(unit.need(Customer, departure.customer).name, departure.posted_to)


CARDS: dict[str, Renderer] = {CARD: render_card, MOVED: render_moved}


def _withdraw(unit: Unit, departure: Departure, channel: str) -> None:
    unit.end_card(CARD, departure.id, to=channel)
    departure.posted_to = None
    if departure.stage in OPEN_STAGES:
        for person in _private_places(departure):
            unit.show(CARD, departure.id, to=person)
        refresh_card(unit, departure.id)


def _private_places(departure: Departure) -> list[str]:
    """A quiet departure is for its logger and its owner; any other is the logger's alone until there is a channel."""
    both = (departure.logged_by, departure.owner) if departure.quiet else (departure.logged_by,)
    return list(dict.fromkeys(person for person in both if person))


def _places(unit: Unit, departure_id: str) -> Sequence[Delivery]:
    return unit.all(
        select(Delivery).where(Delivery.card == CARD, Delivery.subject == departure_id, Delivery.state != Sending.ended)
    )


def _open_ones(unit: Unit) -> Sequence[Departure]:
    return unit.all(select(Departure).where(Departure.stage.in_(OPEN_STAGES)).order_by(Departure.id))


def _worth(unit: Unit, customer_id: str) -> str | None:
    """What they were worth a year, where the workspace wants that shown and anybody said so."""
    customer = unit.need(Customer, customer_id)
    if customer.value is None or not settings_of(unit).show_amounts:
        return None
    return write_amount(customer.value, customer.currency, locale.get())
