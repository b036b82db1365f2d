"""What the outbox does with a claim: draw it, send it, and find out what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.logs import where
from bot.slack.client import Slack, delivery_in, stamp
from bot.slack.directory import Directory
from bot.slack.errors import End, Limited, NotSent, Refused, Unknown
from bot.store.base import new_id
from bot.work.clock import Clock, real_now
from bot.work.outbox import rows
from bot.work.outbox.pacing import Pace
from bot.work.outbox.rows import Claim, Letter
from bot.work.unit import Units

log = structlog.stdlib.get_logger("porchlight.work")

AT_ONCE = 100
PAGE = 200
NEVER_FIT = frozenset({"no_text", "msg_too_long"})
"""Codes that leaving the blocks away does not mend."""
BEFORE = timedelta(hours=1, minutes=2)
"""How far before the moment of sending a message is looked for: our clock may be that much ahead of Slack's."""


class Outbox:
    """Sends what is to be sent: exactly once, as far as anyone in Slack can see."""

    def __init__(self, units: Units, clock: Clock, slack: Slack, directory: Directory, *, lease: timedelta) -> None:
        self.units, self.clock, self.slack, self.directory, self.lease = units, clock, slack, directory, lease
        self._pace = Pace()
        self._in_hand: dict[str, asyncio.Task[None]] = {}
        self.on_done: Callable[[], None] = lambda: None

    async def turn(self) -> int:
        """Claim what may be sent and begin to send it; returns how many. Whenever one is done, `on_done` is called."""
        claims = await self._claim(AT_ONCE - len(self._in_hand))
        for claim in claims:
            self._in_hand[claim.id] = asyncio.create_task(self._send_safely(claim))
        return len(claims)

    def next_due(self, session: Session) -> datetime | None:
        """When the next delivery that nobody holds may be sent."""
        return rows.next_due(session, tuple(self._in_hand))

    def held_until(self, session: Session) -> datetime | None:
        """When the first lease ends (by the real clock) of all that somebody, perhaps a process that died, has in hand."""
        return rows.held_until(session) or (real_now() + self.lease if self._in_hand else None)

    async def finish(self) -> None:
        """Return when nothing is in hand any more."""
        while self._in_hand:
            await asyncio.wait(self._in_hand.values())

    async def _claim(self, most: int) -> list[Claim]:
        if most <= 0:
            return []
        now, lease, until = self.clock.now(), new_id(), real_now() + self.lease
        in_hand = tuple(self._in_hand)
        return await self.units.database.run(
            lambda session: rows.claim_heads(session, now, lease, until, most, in_hand)
        )

    async def _send_safely(self, claim: Claim) -> None:
        try:
            await self._send(claim)
        except Exception as error:  # noqa: BLE001 - one failing delivery must not stop the others; it is tried again
            log.error("a delivery failed", id=claim.id, **where(error))
            with suppress(Exception):  # the database may be away: then the lease runs out, and another look is taken
                await self.units(claim.workspace, rows.put_off, claim, type(error).__name__)
        finally:
            del self._in_hand[claim.id]
            self.on_done()

    async def _send(self, claim: Claim) -> None:
        letter = await self.units(claim.workspace, rows.read_letter, claim)
        if letter is None:
            return
        method = "chat.update" if letter.ts else "chat.postMessage"
        now = self.clock.now()
        free_at = self._pace.free_at(claim.workspace, method, now, claim.target)
        if free_at > now:
            await self.units(claim.workspace, rows.wait_for_room, claim, free_at)
            return
        try:
            await self._send_now(claim, letter, method)
        except Limited as limited:
            now = self.clock.now()
            until = now + timedelta(seconds=limited.retry_after)
            self._pace.told_to_wait(claim.workspace, limited.method, now, until)
            await self.units(claim.workspace, rows.put_off, claim, "ratelimited", until)
        except NotSent:
            await self.units(claim.workspace, rows.put_off, claim, "not_sent")
        except Unknown:
            await self.units(claim.workspace, rows.doubt, claim)
        except Refused as refused:
            if (
                refused.end is End.UNFIT
                and refused.code not in NEVER_FIT
                and await self._send_plainly(claim, letter, method)
            ):
                return
            await self.units(claim.workspace, rows.refuse, claim, refused)

    async def _send_now(self, claim: Claim, letter: Letter, method: str, *, blocks: bool = True) -> None:
        channel = letter.channel or await self._place(claim)
        if claim.in_doubt and not letter.ts:
            found = await self._look_up(claim, channel, letter)
            if found:
                await self.units(claim.workspace, rows.record_sent, claim, 1, channel, found)
                return
            if not await self.units(claim.workspace, rows.try_again, claim):
                return
        if real_now() >= claim.until:
            return  # this process was stuck for so long that another may have it by now
        self._pace.use(claim.workspace, method, self.clock.now(), claim.target)
        answer = await self.slack.call(claim.workspace, method, **_arguments(claim, letter, channel, blocks=blocks))
        await self.units(claim.workspace, rows.record_sent, claim, letter.version, answer["channel"], answer["ts"])

    async def _send_plainly(self, claim: Claim, letter: Letter, method: str) -> bool:
        """Slack does not take these blocks: the words alone are better than silence, and say everything that the blocks say."""
        log.error("blocks were refused", id=claim.id)
        try:
            await self._send_now(claim, letter, method, blocks=False)
        except Refused:
            return False
        return True

    async def _place(self, claim: Claim) -> str:
        if claim.target[0] in "UW":
            return await self.directory.direct_message(claim.workspace, claim.target)
        return claim.target

    async def _look_up(self, claim: Claim, channel: str, letter: Letter) -> str | None:
        """The message in Slack that is this delivery, searched from a while before it was sent."""
        oldest = (letter.tried - BEFORE).timestamp()
        within = {"oldest": f"{oldest:.6f}", "inclusive": True, "include_all_metadata": True}
        thread = {"ts": letter.thread} if letter.thread else {}
        method = "conversations.replies" if letter.thread else "conversations.history"
        cursor: str | None = None
        while True:
            page = await self.slack.call(
                claim.workspace, method, channel=channel, limit=PAGE, cursor=cursor, **within, **thread
            )
            for message in page["messages"]:
                if delivery_in(message) == claim.id:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return None


def _arguments(claim: Claim, letter: Letter, channel: str, *, blocks: bool) -> dict[str, Any]:
    base: dict[str, Any] = {"channel": channel, "text": letter.text, "metadata": stamp(claim.id)}
    base["blocks"] = letter.blocks if blocks else []
    if letter.ts:
        return base | {"ts": letter.ts}
    thread = {"thread_ts": letter.thread} if letter.thread else {}
    return base | thread | {"unfurl_links": False, "unfurl_media": False}
