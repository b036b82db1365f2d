"""What waits for a person: it joins what will be told, or leaves it again, wherever it is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, tuple_, update

from bot.colleagues.events import HoursChosen, PeopleRead
from bot.colleagues.models import Brief, BriefItem
from bot.colleagues.rules import brief_after
from bot.colleagues.service.hours import hours_of
from bot.colleagues.service.places import is_open
from bot.slack.kit import Message
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit, card_key

BRIEF = "brief"
"""The card of a brief, and the obligation that brings it."""
MORE = "one_thing_more"
"""The obligation that brings what cannot wait for the brief."""
NOTE = "note"
"""The card that shows what was said to somebody, when it suits them; its subject is the key of the delivery that keeps it."""
GOOD_FOR = {NOTE: timedelta(days=30)}
"""What was only said to somebody a month ago they find in the folder, if they want to know it still."""
SHOWN_FOR = timedelta(days=30)
"""So long a brief follows what becomes of the things in it."""


def join_brief(unit: Unit, person: str, card: str, subject: str) -> None:
    """Something waits for a person: it joins their next morning brief."""
    _join(unit, person, card, subject)
    plan_brief(unit, person)


def join_note(unit: Unit, person: str, key: str) -> None:
    """What was said to a person joins their next morning brief."""
    join_brief(unit, person, NOTE, key)


def ask_soon(unit: Unit, person: str, card: str, subject: str) -> datetime:
    """Something cannot wait: the one thing more of this day, or else in the next brief. When it will reach them, aware.

    It waits for that brief from the start, so that it is told whatever happens.
    """
    if _stands(unit, person, card, subject):
        return unit.now
    item = _join(unit, person, card, subject)
    item.urgent = True
    unit.session.flush()
    plan_brief(unit, person)
    if not is_open(unit, person, card):
        return brief_after(unit.now, hours_of(unit, person))
    unit.plan(MORE, person, unit.now, key=f"{MORE}:{item.id}")
    return unit.now


def leave_brief(unit: Unit, person: str, card: str, subject: str, into: str | None = None) -> None:
    """Something that waits for a person is somebody else's now; where it was told, they see the card `into` instead, if any."""
    about = BriefItem.person == person, BriefItem.card == card, BriefItem.subject == subject
    unit.session.execute(delete(BriefItem).where(*about, BriefItem.brief.is_(None)))
    if into is not None:
        unit.session.execute(update(BriefItem).where(*about).values(card=into))


def follow_cards(unit: Unit, cards: Collection[tuple[str, str]]) -> None:
    """The state behind some cards has changed: the briefs that tell of them are drawn again."""
    which = tuple_(BriefItem.card, BriefItem.subject).in_([one for one in cards if one[0] != BRIEF])
    same = (Brief.workspace == BriefItem.workspace) & (Brief.id == BriefItem.brief)
    for brief in unit.all(select(Brief.id).join(BriefItem, same).where(which, Brief.at > unit.now - SHOWN_FOR)):
        unit.refresh(BRIEF, brief)


def cards_about(unit: Unit, kinds: Collection[str], about: str) -> set[tuple[str, str]]:
    """Which cards of these kinds, whose subjects begin so, people have: as messages of their own, or as lines of a brief."""
    sent = Delivery.card.in_(kinds), Delivery.subject.startswith(f"{about}:"), Delivery.state != Sending.ended
    told = BriefItem.card.in_(kinds), BriefItem.subject.startswith(f"{about}:"), BriefItem.brief.is_not(None)
    found = [
        *unit.session.execute(select(Delivery.card, Delivery.subject).where(*sent)),
        *unit.session.execute(select(BriefItem.card, BriefItem.subject).where(*told)),
    ]
    return {(card, subject) for card, subject in found if card and subject}


def plan_brief(unit: Unit, person: str, at: datetime | None = None) -> None:
    """Plan the next brief of a person, or one at that moment (aware). Its key is of its moment, so there is one."""
    due = at or brief_after(unit.now, hours_of(unit, person))
    unit.plan(BRIEF, person, due, key=f"{BRIEF}:{person}:{due.isoformat()}")


def plan_own(unit: Unit, event: HoursChosen) -> None:
    """Somebody chose other hours: what waits for them comes by these."""
    if _waits(unit, event.person):
        plan_brief(unit, event.person)


def plan_all(unit: Unit, event: PeopleRead | None = None) -> None:
    """Whatever waits for somebody has a brief that will tell it, whatever became of the zone they live in."""
    del event
    for person in unit.all(select(BriefItem.person).where(BriefItem.brief.is_(None)).distinct()):
        plan_brief(unit, person)


def living(unit: Unit, person: str) -> Sequence[BriefItem]:
    """What waits for a person and still matters, the oldest first; what has nothing more to say is dropped."""
    waiting = select(BriefItem).where(BriefItem.person == person, BriefItem.brief.is_(None))
    found = unit.all(waiting.order_by(BriefItem.added, BriefItem.id))
    gone = [item for item in found if _is_over(unit, item) or _repeats(unit, item, found) or drawn(unit, item) is None]
    for item in gone:
        unit.session.delete(item)
    return [item for item in found if item not in gone]


def drawn(unit: Unit, item: BriefItem) -> Message | None:
    """What its card says now; None when there is nothing to say any more."""
    return unit.parts.cards[item.card](unit, item.subject)


def draw_note(unit: Unit, key: str) -> Message | None:
    """What was said to somebody; None when it was taken back meanwhile."""
    kept = unit.find(Delivery, key=key)
    if kept is None or kept.content is None:
        return None
    return Message(kept.content["text"], tuple(kept.content["blocks"]))


def _is_over(unit: Unit, item: BriefItem) -> bool:
    """Whether it has waited until it means nothing any more."""
    good_for = unit.parts.good_for.get(item.card)
    return good_for is not None and unit.now - item.added > good_for


def _repeats(unit: Unit, item: BriefItem, waiting: Sequence[BriefItem]) -> bool:
    """Whether it only asks again what waits beside it."""
    first, about = unit.parts.repeats.get(item.card), item.subject.partition(":")[0]
    return any(
        one is not item and one.card == first and one.added < item.added and one.subject.partition(":")[0] == about
        for one in waiting
    )


def _join(unit: Unit, person: str, card: str, subject: str) -> BriefItem:
    same = BriefItem.person == person, BriefItem.card == card, BriefItem.subject == subject
    known = unit.first(select(BriefItem).where(*same, BriefItem.brief.is_(None)))
    if known is not None:
        return known
    return unit.add(BriefItem(person=person, card=card, subject=subject, added=unit.now))


def _stands(unit: Unit, person: str, card: str, subject: str) -> bool:
    """Whether they have that very card already: it is not posted a second time."""
    same = Delivery.key == card_key(card, subject, person), Delivery.card == card, Delivery.state != Sending.ended
    return unit.first(select(Delivery.id).where(*same)) is not None


def _waits(unit: Unit, person: str) -> bool:
    return unit.first(select(BriefItem.id).where(BriefItem.person == person, BriefItem.brief.is_(None))) is not None
