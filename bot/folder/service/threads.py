"""What is said under a card goes into the customer's folder, while an admin wants that, and its people were told so there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from bot.colleagues.service import colleague, standing
from bot.customers.models import Customer, KeptMessage
from bot.customers.service import present
from bot.departures.models import Departure
from bot.departures.service import card_thread, roles_in
from bot.departures.service.card import CARD
from bot.departures.service.find import may_see_customer
from bot.departures.values import OPEN_STAGES
from bot.folder.blocks.threads import kept_line, no_longer_kept_line
from bot.folder.following import Gone, Heard, Marked, Said, Wording, follow
from bot.folder.messages import SlackMessage, is_later, link_in_thread
from bot.folder.models import KeptThread
from bot.folder.service.keeping import kept_already, rows_at, state_of, take_in, write_state
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit
from bot.workspace.events import ThreadsChosen
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import settings_of

READ_MESSAGE = "threads.read_message"
READ_THREAD = "threads.read"


@dataclass(frozen=True)
class ThreadPlace:
    """A thread that is kept: under which message (`root`), of which departure, and what was said since when (`since`, Slack's ts)."""

    id: str
    departure: str
    channel: str
    root: str
    since: str
    link: str | None


@dataclass(frozen=True)
class Read:
    """A message as it was read, and who marks it to be left out; `knows_all` says that nobody else does."""

    said: SlackMessage
    markers: frozenset[str]
    knows_all: bool


def follow_choice(unit: Unit, event: ThreadsChosen) -> None:
    """An admin has turned it on, or off: each thread hears so."""
    if event.keep:
        tell_threads(unit)
        return
    for thread in unit.all(select(KeptThread).where(KeptThread.told.is_not(None))):
        thread.told = None
        place = card_thread(unit, thread.departure)
        if place is not None and place[0] == thread.channel:
            line = no_longer_kept_line(_customer_of(unit, thread.departure).name)
            key = f"threads.off:{thread.id}:{unit.now.isoformat()}"
            unit.say(line, to=thread.channel, key=key, under=place[1])


def tell_threads(unit: Unit, event: object = None) -> None:
    """Tell each open thread that was not told yet that what is said in it is kept, while that is so."""
    del event
    if not settings_of(unit).keep_threads:
        return
    open_ones = Departure.stage.in_(OPEN_STAGES), Departure.quiet.is_(False), Departure.posted_to.is_not(None)
    for departure in unit.all(select(Departure).where(*open_ones).order_by(Departure.id)):
        if _customer_of(unit, departure.id).erased_at is None:
            _tell(unit, departure)


def thread_at(unit: Unit, channel: str, root: str | None) -> ThreadPlace | None:
    """The thread under that message, if what is said in it is kept, and its people have been told so."""
    if root is None or not settings_of(unit).keep_threads:
        return None
    stands = Delivery.channel == channel, Delivery.ts == root, Delivery.card == CARD, Delivery.state != Sending.ended
    card = unit.first(select(Delivery).where(*stands))
    departure = unit.get(Departure, card.subject) if card else None
    if departure is None or departure.quiet or departure.posted_to != channel:
        return None
    if _customer_of(unit, departure.id).erased_at is not None:
        return None
    return _place(unit, unit.get(KeptThread, _id_of(departure.id, channel)), root)


def place_of(unit: Unit, thread: str) -> ThreadPlace | None:
    """The same by the id of its row, wherever the card stands now."""
    found = unit.get(KeptThread, thread)
    shown = _card(unit, found) if found else None
    return thread_at(unit, found.channel, shown.ts) if found and shown else None


def keep_link(unit: Unit, thread: str, link: str) -> None:
    """Keep the address of the card, as Slack says it: those of the messages under it follow from it."""
    unit.need(KeptThread, thread).link = link


def hear_said(unit: Unit, said: SlackMessage) -> None:
    """A message was written or changed: the folders that hold it follow, and a new one in a kept thread is taken in.

    Only what colleagues say is taken in: nothing of apps, guests, or people of other companies.
    """
    heard = Said(Wording(said.version, said.words or None, said.files))
    _follow(unit, said.channel, said.ts, heard)
    place = thread_at(unit, said.channel, said.thread)
    if place is None or not _is_meant(place, said.ts):
        return
    if said.author is None or Role.member not in standing(unit, said.author) or not (said.words.strip() or said.files):
        return
    customer = _customer_of(unit, place.departure).id
    if kept_already(unit, customer, said.channel, said.ts) is None:
        link = link_in_thread(place.link, said.channel, place.root, said.ts) if place.link else None
        take_in(unit, customer, said, link=link, departure=place.departure)
        unit.session.flush()


def hear_gone(unit: Unit, channel: str, ts: str, thread: str | None, at: str) -> None:
    """A message was deleted: its words go from every folder; where it was not there yet, it will not come in any more."""
    _follow(unit, channel, ts, Gone(at))
    place = thread_at(unit, channel, thread)
    if place is None or not _is_meant(place, ts):
        return
    customer = _customer_of(unit, place.departure).id
    if kept_already(unit, customer, channel, ts) is None:
        nothing = SlackMessage(channel, ts, thread, None, None, "", (), "")
        row = take_in(unit, customer, nothing, departure=place.departure)
        write_state(unit, row, follow(state_of(row), Gone(at)))
        unit.session.flush()


def hear_mark(unit: Unit, channel: str, ts: str, mark: Marked) -> None:
    """Somebody marked a message to be left out, or took that back. What is not held here is read in Slack soon."""
    rows = rows_at(unit, channel, ts)
    if not rows and not _has_threads(unit, channel):
        return
    _follow(unit, channel, ts, mark)
    if not rows or any(state_of(row).is_to_be_read for row in rows):
        key = f"{READ_MESSAGE}:{channel}:{ts}:{mark.person}:{mark.at}"
        facts = {"person": mark.person, "at": mark.at, "stands": mark.stands}
        unit.plan(READ_MESSAGE, f"{channel}:{ts}", unit.now, key=key, **facts)


def hear_read(unit: Unit, read: Read, at: str, *heard: Marked) -> None:
    """A message was read in Slack, as it was `at` that timestamp; before that had been `heard` of a mark on it."""
    said, markers = read.said, read.markers
    hear_said(unit, said)
    for mark in heard:
        _follow(unit, said.channel, said.ts, mark)
    for row in rows_at(unit, said.channel, said.ts):
        standing_now = {person for person, mark in state_of(row).marks.items() if mark.stands}
        for person in sorted(markers - standing_now):
            _follow(unit, said.channel, said.ts, Marked(person, at, stands=True))
        for person in sorted(standing_now - markers if read.knows_all else ()):
            _follow(unit, said.channel, said.ts, Marked(person, at, stands=False))
    _follow(unit, said.channel, said.ts, Said(Wording(said.version, said.words or None, said.files)))


def is_unknown(unit: Unit, person: str) -> bool:
    """Whether Slack has not told us of somebody yet."""
    return colleague(unit, person) is None


def _follow(unit: Unit, channel: str, ts: str, heard: Heard) -> None:
    for row in rows_at(unit, channel, ts):
        if not isinstance(heard, Marked) or _may_mark(unit, heard.person, row):
            write_state(unit, row, follow(state_of(row), heard))
    unit.session.flush()


def _may_mark(unit: Unit, person: str, row: KeptMessage) -> bool:
    """The author may, and whoever may see it in the folder."""
    if person == row.author:
        return True
    if row.departure is not None:
        return may(Deed.leave_out_message, roles_in(unit, person, row.departure))
    return Role.member in standing(unit, person) and may_see_customer(unit, person, row.customer)


def _tell(unit: Unit, departure: Departure) -> None:
    place = card_thread(unit, departure.id)
    if place is None:
        return
    channel, card = place
    row = _id_of(departure.id, channel)
    thread = unit.ensure(KeptThread, row, departure=departure.id, channel=channel)
    if thread.told is not None and not _was_told_elsewhere(unit, thread):
        return
    thread.told, thread.link = f"threads.on:{thread.id}:{unit.now.isoformat()}", None
    line = kept_line(_customer_of(unit, departure.id).name, settings_of(unit).threads_chosen_by)
    unit.say(line, to=channel, key=thread.told, under=card)


def _was_told_elsewhere(unit: Unit, thread: KeptThread) -> bool:
    """A card that was gone stands anew: its new thread has not heard."""
    card, line = _card(unit, thread), _line(unit, thread)
    return bool(card and card.ts and line and line.ts and is_later(card.ts, line.ts))


def _place(unit: Unit, thread: KeptThread | None, root: str) -> ThreadPlace | None:
    line = _line(unit, thread) if thread else None
    if thread is None or line is None or line.ts is None or is_later(root, line.ts):
        return None
    return ThreadPlace(thread.id, thread.departure, thread.channel, root, line.ts, thread.link)


def _is_meant(place: ThreadPlace, ts: str) -> bool:
    return ts != place.root and is_later(ts, place.since)


def _line(unit: Unit, thread: KeptThread) -> Delivery | None:
    return unit.first(select(Delivery).where(Delivery.key == thread.told)) if thread.told else None


def _card(unit: Unit, thread: KeptThread) -> Delivery | None:
    place = card_thread(unit, thread.departure)
    return unit.get(Delivery, place[1]) if place and place[0] == thread.channel else None


def _has_threads(unit: Unit, channel: str) -> bool:
    kept = select(KeptThread.id).where(KeptThread.channel == channel, KeptThread.told.is_not(None))
    return unit.first(kept) is not None


def _customer_of(unit: Unit, departure: str) -> Customer:
    customer = unit.need(Departure, departure).customer
    return present(unit, customer) or unit.need(Customer, customer)


def _id_of(departure: str, channel: str) -> str:
    return f"{departure}:{channel}"
