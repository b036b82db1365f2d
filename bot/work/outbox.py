"""The outbox: every delivery is claimed by a lease, sent with its id in the message's metadata, and recorded.

When nobody knows whether a send arrived, Slack is asked after a settle time, before anything is sent
again (Slack has no idempotency key). A card is one delivery that is drawn at the moment of sending and
sent again to the same place whenever its wanted version has moved on.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.logs import where
from bot.slack.client import Limited, NotSent, Refused, Slack, Unknown, delivery_in, stamp
from bot.slack.directory import Directory
from bot.store.base import new_id
from bot.work.clock import Clock, real_now
from bot.work.events import Undeliverable
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit, Units

log = structlog.stdlib.get_logger("porchlight.work")

BATCH = 100
SETTLE = timedelta(seconds=15)
"""How long a request that timed out may still be on its way: only then is Slack asked whether it arrived."""
MOST_TRIES = 12
OPEN = (Sending.waiting, Sending.sending, Sending.unknown)


@dataclass(frozen=True)
class Claim:
    """A delivery in this worker's hands. `state` is how it was found: anything but waiting means it may have been sent."""

    workspace: str
    id: str
    target: str
    state: Sending


@dataclass(frozen=True)
class Letter:
    """What is to be sent, read and drawn just before sending. `version` is the state that it shows."""

    version: int
    text: str
    blocks: list[dict[str, Any]]
    channel: str | None
    ts: str | None
    thread: str | None


class Outbox:
    """Sends what is to be sent: exactly once, as far as anyone in Slack can see."""

    def __init__(self, units: Units, clock: Clock, slack: Slack, directory: Directory, *, lease: timedelta) -> None:
        self.units, self.clock, self.slack, self.directory, self.lease = units, clock, slack, directory, lease
        self._told_to_wait: dict[tuple[str, str], datetime] = {}

    async def turn(self) -> int:
        """Claim what is to be sent and send it, in order for each place; returns how many were claimed."""
        lease = new_id()
        now, until = self.clock.now(), real_now() + self.lease
        claims = await self.units.database.run(lambda session: _claim(session, now, lease, until))
        lanes: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            lanes[claim.workspace, claim.target].append(claim)
        await asyncio.gather(*(self._send_lane(lane, lease) for lane in lanes.values()))
        return len(claims)

    async def next_due(self) -> datetime | None:
        """When the next delivery that nobody holds may be sent."""
        return await self.units.database.run(_next_due)

    async def held(self) -> bool:
        """Whether somebody, perhaps a process that died, has deliveries in hand."""
        return await self.units.database.run(_held_by_anyone)

    async def _send_lane(self, claims: list[Claim], lease: str) -> None:
        for claim in claims:
            try:
                await self._send(claim, lease)
            except Exception as error:  # noqa: BLE001 - one failing delivery must not stop the others; it is tried again
                log.error("a delivery failed", id=claim.id, **where(error))
                await self.units(claim.workspace, _postpone, claim, lease, type(error).__name__, None)

    async def _send(self, claim: Claim, lease: str) -> None:
        letter = await self.units(claim.workspace, _read_letter, claim, lease)
        if letter is None:
            return
        method = "chat.update" if letter.ts else "chat.postMessage"
        wait_until = self._told_to_wait.get((claim.workspace, method))
        if wait_until and wait_until > self.clock.now():
            await self.units(claim.workspace, _postpone, claim, lease, "ratelimited", wait_until)
            return
        try:
            channel = letter.channel or await self._place(claim)
            if claim.state is not Sending.waiting and not letter.ts:
                found = await self._look_up(claim, channel, letter.thread)
                if found:
                    await self.units(claim.workspace, _record, claim, lease, 1, channel, found)
                    return
            answer = await self.slack.call(claim.workspace, method, **_arguments(claim, letter, channel))
        except Limited as limited:
            until = self.clock.now() + timedelta(seconds=limited.retry_after)
            self._told_to_wait[claim.workspace, method] = until
            await self.units(claim.workspace, _postpone, claim, lease, "ratelimited", until)
        except NotSent:
            await self.units(claim.workspace, _postpone, claim, lease, "not_sent", None)
        except Unknown:
            await self.units(claim.workspace, _doubt, claim, lease, self.clock.now() + SETTLE)
        except Refused as refused:
            await self.units(claim.workspace, _refuse, claim, lease, refused.code)
        else:
            await self.units(claim.workspace, _record, claim, lease, letter.version, answer["channel"], answer["ts"])

    async def _place(self, claim: Claim) -> str:
        if claim.target[0] in "UW":
            return await self.directory.direct_message(claim.workspace, claim.target)
        return claim.target

    async def _look_up(self, claim: Claim, channel: str, thread: str | None) -> str | None:
        where = {"ts": thread} if thread else {}
        method = "conversations.replies" if thread else "conversations.history"
        answer = await self.slack.call(
            claim.workspace, method, channel=channel, limit=100, include_all_metadata=True, **where
        )
        for message in answer["messages"]:
            if delivery_in(message) == claim.id:
                return str(message["ts"])
        return None


def _arguments(claim: Claim, letter: Letter, channel: str) -> dict[str, Any]:
    base = {"channel": channel, "text": letter.text, "blocks": letter.blocks, "metadata": stamp(claim.id)}
    if letter.ts:
        return base | {"ts": letter.ts}
    thread = {"thread_ts": letter.thread} if letter.thread else {}
    return base | thread | {"unfurl_links": False, "unfurl_media": False}


def _claim(session: Session, now: datetime, lease: str, until: datetime) -> list[Claim]:
    free = or_(Delivery.leased_until.is_(None), Delivery.leased_until < real_now())
    query = (
        select(Delivery)
        .where(Delivery.state.in_(OPEN), Delivery.due <= now, free)
        .order_by(Delivery.due, Delivery.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    claims = []
    for row in session.scalars(query).all():
        claims.append(Claim(row.workspace, row.id, row.target, row.state))
        row.state, row.lease, row.leased_until = Sending.sending, lease, until
    return claims


def _next_due(session: Session) -> datetime | None:
    return session.scalar(
        select(func.min(Delivery.due)).where(Delivery.state.in_(OPEN), Delivery.leased_until.is_(None))
    )


def _held_by_anyone(session: Session) -> bool:
    leased = Delivery.state.in_(OPEN), Delivery.leased_until.is_not(None)
    return session.scalar(select(Delivery.id).where(*leased).limit(1)) is not None


def _read_letter(unit: Unit, claim: Claim, lease: str) -> Letter | None:
    row = _held(unit, claim, lease)
    if row is None:
        return None
    thread = None
    if row.under:
        parent = unit.get(Delivery, row.under)
        if parent is None or parent.state is Sending.ended:
            _end(row, "its thread is gone")
            return None
        if parent.ts is None:
            _free(row, Sending.waiting, max(parent.due, unit.now + timedelta(seconds=1)))
            return None
        thread, row.channel = parent.ts, parent.channel
    if row.card and row.subject:
        drawn = unit.parts.cards[row.card](unit, row.subject)
        if drawn is None:
            _end(row, "nothing to show")
            return None
        return Letter(row.wanted, drawn.text, list(drawn.blocks), row.channel, row.ts, thread)
    content: dict[str, Any] = row.content or {}
    return Letter(row.wanted, content["text"], content["blocks"], row.channel, row.ts, thread)


def _record(unit: Unit, claim: Claim, lease: str, version: int, channel: str, ts: str) -> None:
    row = _held(unit, claim, lease)
    if row is None:
        return
    row.channel, row.ts, row.sent_version, row.tries, row.trouble = channel, ts, version, 0, None
    _free(row, Sending.sent if row.wanted <= version else Sending.waiting, unit.now)
    unit.made_work |= row.state is Sending.waiting


def _postpone(unit: Unit, claim: Claim, lease: str, trouble: str, until: datetime | None) -> None:
    row = _held(unit, claim, lease)
    if row is None:
        return
    row.trouble = trouble
    if until is None:
        row.tries += 1
        until = unit.now + _back_off(row.tries)
    if row.tries >= MOST_TRIES:
        _give_up(unit, row, trouble)
        return
    in_doubt = claim.state is not Sending.waiting
    _free(row, Sending.unknown if in_doubt else Sending.waiting, until)


def _doubt(unit: Unit, claim: Claim, lease: str, until: datetime) -> None:
    row = _held(unit, claim, lease)
    if row is None:
        return
    row.tries, row.trouble = row.tries + 1, "unknown"
    if row.tries >= MOST_TRIES:
        _give_up(unit, row, "unknown")
        return
    _free(row, Sending.unknown, until)


def _refuse(unit: Unit, claim: Claim, lease: str, code: str) -> None:
    row = _held(unit, claim, lease)
    if row is None:
        return
    if row.ts and code in ("message_not_found", "cant_update_message"):
        row.ts, row.sent_version = None, 0  # a card that Slack no longer has is posted anew
        _free(row, Sending.waiting, unit.now)
        unit.made_work = True
        return
    _give_up(unit, row, code)


def _give_up(unit: Unit, row: Delivery, code: str) -> None:
    _end(row, code)
    log.warning("a delivery was given up", id=row.id, card=row.card, code=code)
    unit.tell(Undeliverable(row.id, row.target, row.card, row.subject, code))


def _end(row: Delivery, trouble: str) -> None:
    row.trouble = trouble
    _free(row, Sending.ended, row.due)


def _free(row: Delivery, state: Sending, due: datetime) -> None:
    row.state, row.due, row.lease, row.leased_until = state, due, None, None


def _held(unit: Unit, claim: Claim, lease: str) -> Delivery | None:
    """The delivery, locked, if this lease still holds it."""
    return unit.first(select(Delivery).where(Delivery.id == claim.id, Delivery.lease == lease).with_for_update())


def _back_off(tries: int) -> timedelta:
    """Five seconds, doubled at each try up to half an hour, with jitter so that many do not return at once."""
    seconds: float = min(1800, 5 * 2 ** (tries - 1))
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
