"""What the outbox does with a claim: draw it, send it, and find out what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from bot import metrics
from bot.logs import caused_by, where
from bot.slack.client import Slack, stamp
from bot.slack.directory import Directory
from bot.slack.errors import End, Limited, NotSent, Refused, Unknown
from bot.slack.pictures import has_charts, with_pictures
from bot.store.base import new_id
from bot.work.clock import Clock, real_now
from bot.work.heartbeat import Ahead
from bot.work.outbox import claims, files, rows, taking
from bot.work.outbox.claims import Claim
from bot.work.outbox.files import NoFiles
from bot.work.outbox.looking import Found, More, look, method_for
from bot.work.outbox.pacing import LOOKS, POST, Pace
from bot.work.outbox.rows import Letter, Parcel, Sent
from bot.work.outbox.together import Together
from bot.work.unit import Units

log = structlog.stdlib.get_logger("porchlight.work")

AT_ONCE = 100
SOON = 0.01
"""Seconds of real time in which many that are done are one occasion to look for more."""
OPEN = "conversations.open"
CHANGE = "chat.update"
FORGOTTEN = "invalid_cursor"
NEVER_FIT = frozenset({"no_text", "msg_too_long"})
"""Codes that leaving the blocks away does not mend."""


class Outbox:
    """Sends what is to be sent: exactly once, as far as anyone in Slack can see."""

    by_time_alone = False

    def __init__(self, units: Units, clock: Clock, slack: Slack, directory: Directory, *, lease: timedelta) -> None:
        self.units, self.clock, self.slack, self.directory, self.lease = units, clock, slack, directory, lease
        self._pace = Pace()
        self._in_hand: dict[Claim, asyncio.Task[None]] = {}
        self._read = Together(units, rows.read_letters)
        self._sent = Together(units, rows.record_sent)
        self._telling: asyncio.TimerHandle | None = None
        self.on_done: Callable[[], None] = lambda: None

    async def turn(self) -> int:
        """Claim what may be sent and begin to send it; returns how many. Soon after one is done, `on_done` is called."""
        claimed = await self._claim(AT_ONCE - len(self._in_hand))
        for claim in claimed:
            self._in_hand[claim] = asyncio.create_task(self._send_safely(claim))
        return len(claimed)

    def ahead(self) -> Ahead:
        """When the next delivery that nobody holds may be sent."""
        return Ahead(claims.next_due(self._overdue()), claims.held_until())

    def is_busy(self) -> bool:
        return bool(self._in_hand)

    async def finish(self) -> None:
        """Return when nothing is in hand any more."""
        while self._in_hand:
            await asyncio.wait(self._in_hand.values())

    async def _claim(self, most: int) -> list[Claim]:
        if most <= 0:
            return []
        now, lease, until = self.clock.now(), new_id(), real_now() + self.lease
        in_hand = self._overdue()
        return await self.units.database.run(
            lambda session: claims.claim_heads(session, now, lease, until, most, in_hand)
        )

    async def _send_safely(self, claim: Claim) -> None:
        with caused_by(claim.cause, workspace=claim.workspace):
            try:
                await self._send(claim)
            except Exception as error:  # noqa: BLE001 - one failing delivery must not stop the others; it is tried again
                log.error("a delivery failed", id=claim.id, **where(error))
                with suppress(Exception):  # the database may be away: then the lease runs out, and another look is taken
                    await self.units(claim.workspace, rows.put_off, claim, type(error).__name__, None, rows.MOST_STUMBLES)
            finally:
                del self._in_hand[claim]
                if self._telling is None:
                    self._telling = asyncio.get_running_loop().call_later(SOON, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self.on_done()

    def _overdue(self) -> tuple[claims.Key, ...]:
        """What this process still has in hand though its lease is over."""
        return tuple(claim.key for claim in self._in_hand if claim.is_over)

    async def _send(self, claim: Claim) -> None:
        letter = await self._read(claim.workspace, claim)
        if letter is None:
            return
        method = _method(claim, letter)
        methods = {method} if letter.channel or not _is_person(claim.target) else {method, OPEN}
        now = self.clock.now()
        free_at = self._pace.take(claim.workspace, methods, now, claim.target)
        if free_at > now:
            await self.units(claim.workspace, rows.wait_for_room, claim, free_at)
            return
        try:
            await self._act(claim, letter.channel or await self._place(claim), letter, method)
        except NoFiles as refused:
            log.warning("a file was left out", id=claim.id, code=str(refused))
            await self.units(claim.workspace, rows.leave_out_file, claim, str(refused))
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
            await self.units(claim.workspace, rows.refuse, claim, refused)

    async def _act(self, claim: Claim, channel: str, letter: Letter, method: str) -> None:
        if letter.away:
            await taking.take_away(self.slack, claim, channel, letter.away)
            await self.units(claim.workspace, rows.record_away, claim)
            _told("taken away", claim, method)
        elif letter.parcel:
            await self._send_file(claim, channel, letter, letter.parcel)
        elif method in LOOKS:
            await self._look_up(claim, channel, letter)
        else:
            await self._deliver(claim, channel, letter, method)

    async def _look_up(self, claim: Claim, channel: str, letter: Letter) -> None:
        """Ask Slack whether it arrived: one page at a time, since some apps may read but one a minute."""
        try:
            seen = await look(self.slack, claim, channel, letter)
        except Refused as refused:
            if refused.code != FORGOTTEN:
                raise
            await self.units(claim.workspace, rows.look_anew, claim, refused.code)
            return
        match seen:
            case Found(ts):
                await self._record(claim, method_for(letter), 1, channel, ts)
            case More(cursor):
                await self.units(claim.workspace, rows.look_on, claim, cursor)
            case None:
                await self.units(claim.workspace, rows.send_again, claim)

    async def _deliver(self, claim: Claim, channel: str, letter: Letter, method: str) -> None:
        try:
            await self._post(claim, channel, letter, method)
        except Refused as refused:
            if refused.end is not End.UNFIT or refused.code in NEVER_FIT:
                raise
            log.error("blocks were refused", id=claim.id, code=refused.code)
            if has_charts(letter.blocks) and await self._post_pictures(claim, channel, letter, method):
                return
            try:  # the words alone are better than silence, and say everything that the blocks say
                await self._post(claim, channel, replace(letter, blocks=[]), method)
            except Refused:
                raise refused from None

    async def _post_pictures(self, claim: Claim, channel: str, letter: Letter, method: str) -> bool:
        """Charts are new, and not every workspace knows them; False where it takes no pictures either."""
        try:
            blocks = await with_pictures(self.slack, claim.workspace, letter.blocks)
            await self._post(claim, channel, replace(letter, blocks=blocks), method)
        except Refused as refused:
            log.warning("pictures were refused", id=claim.id, code=refused.code)
            return False
        return True

    async def _post(self, claim: Claim, channel: str, letter: Letter, method: str) -> None:
        if claim.is_over:
            return
        answer = await self.slack.call(claim.workspace, method, **_arguments(claim, letter, channel))
        await self._record(claim, method, letter.version, answer["channel"], answer["ts"])

    async def _record(self, claim: Claim, method: str, version: int, channel: str, ts: str | None) -> None:
        await self._sent(claim.workspace, Sent(claim, version, channel, ts, self.clock.now()))
        _told("changed" if method == CHANGE else "posted", claim, method)

    async def _send_file(self, claim: Claim, channel: str, letter: Letter, parcel: Parcel) -> None:
        """Share the file; or, when nobody knows whether it was shared, ask Slack where it is."""
        if claim.in_doubt:
            if parcel.sent_as and await files.is_shared(self.slack, claim, channel, parcel.sent_as):
                await self._record(claim, "files.info", letter.version, channel, None)
            else:
                await self.units(claim.workspace, rows.send_again, claim)
            return

        async def keep(file: str) -> bool:
            return await self.units(claim.workspace, rows.keep_file, claim, file)

        if await files.share(self.slack, claim, channel, letter, parcel, keep):
            await self._record(claim, "files.completeUploadExternal", letter.version, channel, None)

    async def _place(self, claim: Claim) -> str:
        if _is_person(claim.target):
            return await self.directory.direct_message(claim.workspace, claim.target)
        return claim.target


def _told(how: str, claim: Claim, method: str) -> None:
    """For whoever watches over the bot: that it stands in Slack now, and by which call we know."""
    metrics.MESSAGES.labels(how).inc()
    log.info("delivered", id=claim.id, how=how, method=method)


def _is_person(target: str) -> bool:
    return target[0] in "UW"


def _method(claim: Claim, letter: Letter) -> str:
    if letter.away:
        return taking.DELETE
    if letter.ts:
        return CHANGE
    if letter.parcel:
        return POST  # Slack counts it as a message in that place
    return method_for(letter) if claim.in_doubt else POST


def _arguments(claim: Claim, letter: Letter, channel: str) -> dict[str, Any]:
    base: dict[str, Any] = {
        "channel": channel,
        "text": letter.text,
        "blocks": letter.blocks,
        "metadata": stamp(claim.id),
    }
    if letter.ts:
        return base | {"ts": letter.ts}
    thread = {"thread_ts": letter.thread} if letter.thread else {}
    return base | thread | {"unfurl_links": False, "unfurl_media": False}
