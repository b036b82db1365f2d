"""The state of a workspace and its ids and timestamps: what every other part of it stands on."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.delivery import Delivery
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Faults
from bot.sandbox.rates import Rates
from bot.sandbox.records import App, Conversation, File, Group, Json, Message, User, View
from bot.sandbox.triggers import Triggers

ID_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SLACKBOT = "USLACKBOT"


class World:
    """Everything that the workspace knows. Held by LocalWorkspace; the other parts are functions over it."""

    def __init__(self, name: str, domain: str, clock: Clock) -> None:
        self.name = name
        self.domain = domain
        self.clock = clock
        self.base_url = "http://127.0.0.1"
        self.users: dict[str, User] = {}
        self.by_handle: dict[str, str] = {}
        self.conversations: dict[str, Conversation] = {}
        self.by_name: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.files: dict[str, File] = {}
        self.apps: dict[str, App] = {}
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[str]] = {}
        self.homes: dict[tuple[str, str], str] = {}
        self.direct: dict[tuple[str, str], str] = {}
        # Options that an app offered for an external menu, by (container id, block_id, action_id, value).
        self.offered: dict[tuple[str, str, str, str], Json] = {}
        # Socket Mode addresses and OAuth codes not used yet, and runs of workflow steps with how they ended.
        self.tickets: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        # On the page of OAuth: whoever is asked says no, says yes for their whole organisation (its name), or leaves out these scopes.
        self.declines = False
        self.organisation: str | None = None
        self.leaves_out: frozenset[str] = frozenset()
        self.runs: dict[str, Json] = {}
        # Plain messages as they were told last, with what they were made of (snapshot.py).
        self.told: dict[tuple[str, str], tuple[Json, Json]] = {}
        self.faults = Faults()
        self.rates = Rates()
        self.triggers = Triggers()
        # Set while the server stops: whatever waits for changes on the network ends then.
        self.closing = asyncio.Event()
        self.delivery = Delivery()
        # On Slack's free plan messages are hidden after 90 days: set to that to have them hidden from apps.
        self.hidden_after: timedelta | None = None
        # How far Slack's clock, which stands in every answer of the Web API, is ahead of this machine's.
        self.clock_ahead = timedelta()
        self.made = 0
        self.last_ts = 0
        self._callbacks: list[Callable[[], None]] = []
        self.team_id = self.team_of(None)
        clock.subscribe(self.changed)
        clock.wait_for(self.delivery.drained)

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls `callback` after every change; the answer ends the subscription."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return unsubscribe

    def changed(self) -> None:
        """Tells everybody who looks at the workspace that something in it is different."""
        for callback in list(self._callbacks):
            callback()

    async def until(self, holds: Callable[[], bool], *, seconds: float = 30.0) -> bool:
        """Waits until something holds, at most so many real seconds; says whether it does."""
        if holds():
            return True
        change = asyncio.Event()
        unsubscribe = self.subscribe(change.set)
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    change.clear()
                    await change.wait()
        except TimeoutError:
            return False
        else:
            return True
        finally:
            unsubscribe()

    def now(self) -> datetime:
        """The workspace's present moment, in UTC."""
        return self.clock.now()

    def seconds(self) -> int:
        """The present moment in whole seconds since the epoch."""
        return int(self.clock.now().timestamp())

    def new_ts(self) -> str:
        """A message timestamp of its own, later than all before it even when the clock stands still."""
        self.last_ts = max(self.last_ts + 1, int(self.clock.now().timestamp() * 1_000_000))
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def first_shown(self) -> str:
        """The timestamp before which messages are hidden from apps."""
        if self.hidden_after is None:
            return ""
        return f"{(self.clock.now() - self.hidden_after).timestamp():.6f}"

    def new_id(self, prefix: str) -> str:
        """An id that no other record has, such as C0A1B2C3D4."""
        self.made += 1
        return self.id_for(prefix, str(self.made))

    def id_for(self, prefix: str, what: str) -> str:
        """The id of something with a name of its own: the same name always gives the same id."""
        number = int.from_bytes(hashlib.sha256(f"{self.domain} {prefix} {what}".encode()).digest()[:7])
        letters = ""
        for _ in range(9):
            number, letter = divmod(number, 36)
            letters += ID_LETTERS[letter]
        return f"{prefix}0{letters}"

    def secret(self, what: str) -> str:
        """A token's secret part: stable, so that an app finds its way back after a restart."""
        return hashlib.sha256(f"{self.domain} {what}".encode()).hexdigest()

    def team_of(self, company: str | None) -> str:
        """The team id of another company, or of this workspace for None."""
        return self.id_for("T", company or "")

    def user(self, user_id: str) -> User:
        """The account with this id. Raises user_not_found."""
        if user_id not in self.users:
            raise SlackError("user_not_found")
        return self.users[user_id]

    def conversation(self, conversation_id: str) -> Conversation:
        """The conversation with this id. Raises channel_not_found."""
        if conversation_id not in self.conversations:
            raise SlackError("channel_not_found")
        return self.conversations[conversation_id]

    def message(self, conversation_id: str, ts: str) -> Message:
        """A message, ephemeral or not. Raises message_not_found."""
        place = self.conversation(conversation_id)
        found = place.messages.get(ts) or place.ephemerals.get(ts)
        if found is None:
            raise SlackError("message_not_found")
        return found

    def view(self, view_id: str) -> View:
        """An open modal or a Home. Raises not_found."""
        if view_id not in self.views:
            raise SlackError("not_found")
        return self.views[view_id]

    def app_of_token(self, token: str) -> App | None:
        """The app that a bot or app token belongs to."""
        for app in self.apps.values():
            if token and (token in (app.bot_token, app.app_token) or token in app.expiring):
                return app
        return None
