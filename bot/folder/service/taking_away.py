"""What the bot said of a customer is taken out of Slack, and out of what it keeps of its own messages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select

from bot.colleagues.models import BriefItem
from bot.folder.service.reach import names_any
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.outbox.rows import AWAY
from bot.work.unit import Unit
from bot.workspace.events import ChannelShared


def said_about(unit: Unit, ids: Collection[str]) -> Sequence[Delivery]:
    """The bot's messages about these rows, and what stands in their threads; those that were taken away already are left out."""
    named = select(Delivery.id, Delivery.subject, Delivery.key, Delivery.under).where(Delivery.away_since.is_(None))
    found: set[str] = set()
    for one in unit.session.execute(named.order_by(Delivery.id)):
        if names_any(one.subject, ids) or names_any(one.key, ids) or one.under in found:
            found.add(one.id)
    return unit.all(select(Delivery).where(Delivery.id.in_(found)).order_by(Delivery.id))


def leave_to_others(unit: Unit, event: ChannelShared) -> None:
    """Another company reads a channel now: whatever was said in it is taken out of it. Cards have gone private before."""
    there = Delivery.target == event.channel, Delivery.away_since.is_(None)
    said = select(Delivery).where(*there).order_by(Delivery.id)
    take_away(unit, unit.all(said.execution_options(populate_existing=True)))


def stands_in_slack(one: Delivery) -> bool:
    """Whether somebody can read it, or nobody knows whether they can."""
    return one.ts is not None or one.file is not None or one.state in (Sending.sending, Sending.unknown)


def take_away(unit: Unit, said: Sequence[Delivery]) -> int:
    """Let the outbox take these out of Slack again, at its own pace; what was never sent is not. How many there are to take.

    What each of them said goes now. One that is being sent at this moment is taken away once it has arrived.
    """
    count = 0
    for one in said:
        one.content, one.away_since = None, unit.now
        if not stands_in_slack(one):
            one.state, one.trouble = Sending.ended, AWAY
            continue
        count += 1
        if one.state is not Sending.sending and one.state is not Sending.unknown:
            one.state, one.due, one.tries, one.lane = Sending.waiting, unit.now, 0, f"away:{one.id}"
    unit.session.flush()
    unit.made_work = True
    return count


def leave_off(unit: Unit, ids: Collection[str]) -> None:
    """Nothing that was planned about these rows happens any more, and nobody's morning brief tells of them."""
    planned = select(Obligation).where(Obligation.state == Progress.planned)
    for one in unit.all(planned):
        if names_any(one.subject, ids) or names_any(one.key, ids):
            one.state, one.finished, one.facts = Progress.cancelled, unit.now, {}
    about = [one.id for one in unit.all(select(BriefItem)) if names_any(one.subject, ids)]
    unit.session.execute(delete(BriefItem).where(BriefItem.id.in_(about)))
    unit.session.flush()


def planned_about(unit: Unit, ids: Collection[str]) -> int:
    """How much is planned about these rows."""
    planned = unit.all(select(Obligation).where(Obligation.state == Progress.planned))
    return sum(1 for one in planned if names_any(one.subject, ids) or names_any(one.key, ids))


def draw_again_or_take_away(unit: Unit, holders: Collection[str]) -> None:
    """What told of several customers tells of the others alone; with no other left, it is taken away."""
    cards = select(Delivery).where(Delivery.subject.in_(list(holders)), Delivery.card.is_not(None))
    for one in unit.all(cards):
        card, subject = one.card or "", one.subject or ""
        if card not in unit.parts.cards or unit.parts.cards[card](unit, subject) is None:
            take_away(unit, [one])
        elif one.state is not Sending.ended:
            unit.refresh(card, subject)
