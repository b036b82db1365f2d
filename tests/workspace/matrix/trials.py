"""What would happen if somebody did that now: everything runs as it does, and is undone."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.slack.request import Kind
from bot.workspace import roles
from bot.workspace.roles import Deed, Role
from tests.support.world import World
from tests.workspace.matrix.payloads import Gesture
from tests.workspace.matrix.seeded import SECRET

OWN_BOOKS = ("gestures", "colleagues", "workspace_settings", "audit", "heard_events", "home_pace")
"""What is written of any gesture, or whenever it is missing."""
PATIENCE = 60.0
NOBODY: frozenset[Role] = frozenset()


class _Undone(Exception):
    """Carries a result out of a transaction that is to leave nothing."""


@dataclass
class Came:
    """What came of a gesture. `asked` is which deeds were asked for, and whether that was allowed."""

    shown: list[dict[str, Any]] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    asked: dict[Deed, bool] = field(default_factory=dict)
    status: int = 0
    typed: str = ""
    sent: list[str] = field(default_factory=list)
    """What was sent to the database: each statement with its parameters."""

    @property
    def words(self) -> str:
        return json.dumps(self.shown, ensure_ascii=False)

    @property
    def tells(self) -> bool:
        """Whether anything of the customer was shown, besides what they typed themselves."""
        return SECRET in (self.words.replace(self.typed, "") if self.typed else self.words)

    @property
    def has_form(self) -> bool:
        """Whether a form was opened that could be sent."""
        return any(one["how"] == "view" and "submit" in one for one in self.shown)

    @property
    def is_private(self) -> bool:
        """Whether nobody but the person saw an answer."""
        return all(one["how"] != "message" for one in self.shown)

    @property
    def did_nothing(self) -> bool:
        """Whether it was as good as not done, and the person was told something."""
        return not self.wrote and not self.tells and not self.has_form and self.is_private


class Trials:
    """Tries gestures on the running bot. While it is open nothing that the bot does lasts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._numbers = itertools.count(1)
        self._came = Came()
        self._person = ""

    async def of(
        self, gesture: Gesture, handle: str, *, without: frozenset[Deed] = frozenset(), workspace: str | None = None
    ) -> Came:
        """What comes of it when that person does it; `without`: as if nobody might do these. `workspace`: in another one."""
        account = self.world.workspace.account(handle)
        team = workspace or getattr(account, "team_id", None) or self.world.team
        body = gesture.by(account.id, team, next(self._numbers))
        came = self._came = Came(typed=gesture.typed)
        self._person = account.id
        door = self.world.bot.door
        with _asking(came, without):
            answer = await door.answer(body, workspace or self.world.team, team)
            await door.drain(PATIENCE)
        came.status = answer.status
        told = json.loads(answer.body) if answer.body else {}
        if gesture.kind is Kind.OPTIONS:
            came.shown += [{"how": "options"} | one for one in told.get("options", ())]
        elif told.get("response_action") == "errors":
            came.shown.append({"how": "errors"} | told["errors"])
        elif told.get("view"):
            stays = told["view"].get("callback_id") == gesture.name and not came.wrote
            came.shown.append({"how": "the form as it was" if stays else "view"} | told["view"])
        return came

    def _heard(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """What a call of Slack's would have answered, where people would have seen something of it."""
        if method.startswith("views."):
            self._came.shown.append({"how": "view"} | dict(arguments["view"]))
            return {"view": {"id": "VSHOWN", "hash": "h"}}
        if method in ("chat.postEphemeral", "chat.postMessage", "chat.update"):
            to_them = method == "chat.postEphemeral" or arguments.get("channel") == self._person
            how = "reply" if to_them else "message"
            self._came.shown.append({"how": how} | dict(arguments))
            return {"ts": "1.1", "channel": arguments.get("channel")}
        return None

    @contextmanager
    def open(self) -> Iterator[Trials]:
        """Undo whatever is done, and catch what people would see."""
        bot = self.world.bot
        slack, database = bot.door.slack, bot.database
        engine = getattr(database.engine, "sync_engine", database.engine)
        call, respond, run = slack.call, slack.respond, database.run

        async def heard(workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
            answer = self._heard(method, arguments)
            return answer if answer is not None else await call(workspace, method, **arguments)

        async def responded(_url: str, payload: Mapping[str, Any]) -> None:
            private = payload.get("response_type") == "ephemeral"
            self._came.shown.append({"how": "reply" if private else "message"} | dict(payload))

        async def undone(work: Any, turn: str | None = None) -> Any:
            def tried(session: Session) -> None:
                raise _Undone(work(session))

            try:
                await run(tried, turn)
            except _Undone as done:
                result = done.args[0]
                return (result[0], False) if turn is not None else result

        slack.call, slack.respond, database.run = heard, responded, undone  # type: ignore[method-assign]
        event.listen(engine, "before_cursor_execute", self._noted)
        try:
            yield self
        finally:
            event.remove(engine, "before_cursor_execute", self._noted)
            slack.call, slack.respond, database.run = call, respond, run  # type: ignore[method-assign]

    def _noted(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        self._came.sent.append(f"{statement} {parameters}")
        first, _, rest = statement.lstrip().partition(" ")
        if first in ("INSERT", "UPDATE", "DELETE"):
            table = rest.removeprefix("INTO ").removeprefix("FROM ").split()[0].strip('"')
            if table not in OWN_BOOKS:
                self._came.wrote.append(f"{first} {table}")


@contextmanager
def _asking(came: Came, without: frozenset[Deed]) -> Iterator[None]:
    """Notes each question to the table of who may do what."""
    table, settable = roles.ALLOWED, roles.SETTABLE

    def answer(deed: Deed, allowed: frozenset[Role]) -> _Answer:
        return _Answer(NOBODY if deed in without else allowed, came, deed)

    class Asked(dict[Deed, frozenset[Role]]):
        def __getitem__(self, deed: Deed) -> frozenset[Role]:
            return answer(deed, table[deed])

    roles.ALLOWED = Asked(table)
    roles.SETTABLE = {
        deed: {reach: answer(deed, allowed) for reach, allowed in offered.items()} for deed, offered in settable.items()
    }
    try:
        yield
    finally:
        roles.ALLOWED, roles.SETTABLE = table, settable


class _Answer(frozenset[Role]):
    """The roles that may; notes whether they did."""

    came: Came
    deed: Deed

    def __new__(cls, allowed: frozenset[Role], came: Came, deed: Deed) -> _Answer:
        made = super().__new__(cls, allowed)
        made.came, made.deed = came, deed
        return made

    def __and__(self, roles: Any) -> frozenset[Role]:
        found = frozenset(self) & frozenset(roles)
        self.came.asked[self.deed] = self.came.asked.get(self.deed, False) or bool(found)
        return found
