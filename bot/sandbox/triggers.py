"""What an app may do because a person just did something: trigger ids (3 s, once) and response URLs."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.errors import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_URL_LIFE = timedelta(minutes=30)
RESPONSE_URL_USES = 5
# The oldest are forgotten beyond so many, so that a long run does not grow without end.
KEPT = 20_000


@dataclass
class Trigger:
    """A short-lived permission to open something for a person; `view` is the modal in which it arose."""

    app_id: str
    user: str
    made: float
    view: str | None
    used: bool = False


@dataclass
class ReplyTo:
    """Where answers to one response URL go; `message` is the timestamp of the message that was pressed on."""

    app_id: str
    user: str
    channel: str
    made: datetime
    message: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Triggers:
    """All trigger ids and response URLs given out in this run of the workspace."""

    seconds: float = TRIGGER_SECONDS
    given: dict[str, Trigger] = field(default_factory=dict)
    replies: dict[str, ReplyTo] = field(default_factory=dict)

    def give(self, app_id: str, user: str, view: str | None = None) -> str:
        """A new trigger id."""
        if len(self.given) >= KEPT:
            self.given.pop(next(iter(self.given)))
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self.given[trigger_id] = Trigger(app_id, user, asyncio.get_running_loop().time(), view)
        return trigger_id

    def use(self, trigger_id: str, app_id: str) -> Trigger:
        """Spends a trigger. Raises expired_trigger_id, exchanged_trigger_id or invalid_trigger_id."""
        trigger = self.given.get(trigger_id)
        if trigger is None or trigger.app_id != app_id:
            raise SlackError("invalid_trigger_id")
        if asyncio.get_running_loop().time() - trigger.made > self.seconds:
            raise SlackError("expired_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        trigger.used = True
        return trigger

    def give_reply(self, reply: ReplyTo) -> str:
        """The key of a new response URL."""
        if len(self.replies) >= KEPT:
            self.replies.pop(next(iter(self.replies)))
        key = secrets.token_urlsafe(18)
        self.replies[key] = reply
        return key

    def use_reply(self, key: str, now: datetime) -> ReplyTo:
        """Spends one use of a response URL. Raises expired_url or used_url."""
        reply = self.replies.get(key)
        if reply is None or now - reply.made > RESPONSE_URL_LIFE:
            raise SlackError("expired_url")
        if reply.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        reply.uses += 1
        return reply
