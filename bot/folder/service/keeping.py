"""A message is kept in a customer's folder, by somebody who chose to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from bot.colleagues.service import name_of, standing
from bot.customers.models import Customer, KeptMessage
from bot.departures.models import Departure
from bot.departures.service import roles_in, seen_departures
from bot.departures.service.card import CARD
from bot.departures.service.naming import customer_problem, named_customer
from bot.departures.values import Field, MayNot, Opening, Rejected
from bot.folder.blocks.threads import entry_words, with_files
from bot.folder.following import Kept, Mark, Said, Wording, follow
from bot.folder.messages import SharedFile, SlackMessage, moment_of, with_names
from bot.work.models import Delivery
from bot.work.unit import Unit
from bot.work.values import Entry
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record


@dataclass(frozen=True)
class StaysOut:
    """Somebody marked the message to be left out of folders."""


def keep_message(
    unit: Unit, by: str, who: tuple[str | None, str | None], said: SlackMessage, link: str | None
) -> str | Rejected | MayNot | StaysOut:
    """Keep a message with the customer who was chosen, or named anew; the customer's name as they know it.

    A message is in a folder once, however often it is kept there; one that is marked to be left out (all who see it see
    the mark) comes into none. Whoever names a customer that they may not see learns nothing: it is kept, and they hear
    what everybody hears.
    """
    if not may(Deed.keep_message, standing(unit, by)):
        return MayNot()
    problem = customer_problem(unit, by, *who)
    if problem:
        return Rejected({Field.customer: problem})
    if any(state_of(row).is_left_out for row in rows_at(unit, said.channel, said.ts)):
        return StaysOut()
    customer = named_customer(unit, *who)
    if kept_already(unit, customer.id, said.channel, said.ts) is None:
        take_in(unit, customer.id, said, link=link, kept_by=by)
        record(unit, by, "message.kept", customer.id)
    return who[1] or customer.name


def about_which(unit: Unit, person: str, said: SlackMessage, opening: Opening) -> Opening:
    """The opening of the form, with the customer under whose card the message stands, if this person may see them."""
    card = Delivery.channel == said.channel, Delivery.ts == (said.thread or said.ts), Delivery.card == CARD
    departure = unit.get(Departure, unit.first(select(Delivery.subject).where(*card)))
    if departure is None or not may(Deed.see_departure, roles_in(unit, person, departure.id)):
        return opening
    customer = unit.need(Customer, departure.customer)
    return replace(opening, customer_id=customer.id, name=customer.name)


def kept_already(unit: Unit, customer: str, channel: str, ts: str) -> KeptMessage | None:
    """The row of a message in that folder, its words gone or not."""
    mine = KeptMessage.customer == customer, KeptMessage.channel == channel, KeptMessage.ts == ts
    return unit.first(select(KeptMessage).where(*mine))


def rows_at(unit: Unit, channel: str, ts: str) -> Sequence[KeptMessage]:
    """A message in every folder that it is in, with words or without."""
    return unit.all(select(KeptMessage).where(KeptMessage.channel == channel, KeptMessage.ts == ts))


def take_in(
    unit: Unit,
    customer: str,
    said: SlackMessage,
    *,
    link: str | None = None,
    kept_by: str | None = None,
    departure: str | None = None,
) -> KeptMessage:
    """Put a message into a folder where it is not yet."""
    row = unit.add(
        KeptMessage(
            customer=customer,
            departure=departure,
            channel=said.channel,
            ts=said.ts,
            thread=said.thread,
            author=said.author,
            author_name=author_name(unit, said),
            link=link,
            said_at=moment_of(said.ts),
            kept_by=kept_by,
            kept_at=unit.now,
            version="",
            left_out={},
        )
    )
    if said.version:
        wording = Wording(said.version, said.words or None, said.files)
        write_state(unit, row, follow(state_of(row), Said(wording)))
    return row


def state_of(row: KeptMessage) -> Kept:
    """What a row holds, for the rule by which it follows Slack."""
    has_any = row.words is not None or bool(row.files)
    files = tuple(SharedFile(*one) for one in row.files or ())
    return Kept(
        version=row.version,
        wording=Wording(row.version, row.words, files) if has_any else None,
        gone=f"{row.deleted_at.timestamp():.6f}" if row.deleted_at else None,
        marks={person: Mark(*mark) for person, mark in row.left_out.items()},
    )


def write_state(unit: Unit, row: KeptMessage, kept: Kept) -> None:
    """Let a row hold what came of it."""
    wording = kept.wording
    words = wording.words if wording else None
    row.words = with_names(words, lambda person: name_of(unit, person)) if words else None
    row.files = [[one.name, one.link] for one in wording.files] if wording and wording.files else None
    row.version = kept.version
    row.edited_at = moment_of(kept.version) if kept.version and kept.version != row.ts else None
    row.deleted_at = moment_of(kept.gone) if kept.gone else None
    row.left_out = {person: [mark.at, mark.stands] for person, mark in kept.marks.items()}


def author_name(unit: Unit, said: SlackMessage) -> str | None:
    """What somebody is called who is no colleague: of those, nothing else is held."""
    if said.author is None:
        return said.called
    return None if Role.member in standing(unit, said.author) else name_of(unit, said.author)


def kept_entries(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """The messages in a folder; what was said in a thread only for those who may see that departure."""
    kept = select(KeptMessage).where(KeptMessage.customer == customer, KeptMessage.deleted_at.is_(None))
    seen = seen_departures(unit, customer, reader)
    readable = (one for one in unit.all(kept) if one.departure is None or one.departure in seen)
    return [_entry(unit, one) for one in readable if _has_something(one)]


def _has_something(kept: KeptMessage) -> bool:
    return kept.words is not None or bool(kept.files)


def _entry(unit: Unit, kept: KeptMessage) -> Entry:
    name = name_of(unit, kept.author) if kept.author and kept.author_name is None else kept.author_name
    return Entry(
        at=kept.said_at,
        kind="message.thread" if kept.departure else "message.kept",
        what=entry_words(
            name, name_of(unit, kept.kept_by) if kept.kept_by else None, is_edited=kept.edited_at is not None
        ),
        id=kept.id,
        by=kept.author if kept.author_name is None else None,
        words=with_files(kept.words, [SharedFile(*one) for one in kept.files or ()]),
        link=kept.link,
        noted=kept.kept_at,
        brought=kept.kept_by,
    )
