"""One thing that came from Slack, read once, with the ways to answer whoever did it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.slack.answers import with_nonce
from bot.slack.client import Slack, said
from bot.slack.errors import End, Refused
from bot.slack.kit import Message, Values, View, base_of, unpack
from bot.slack.kit.text import unescape
from bot.slack.pictures import has_charts, with_pictures
from bot.slack.reading import Carried, reading, text, text_if


class Kind(StrEnum):
    """What somebody did."""

    COMMAND = "command"
    PRESS = "press"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"
    SHORTCUT = "shortcut"
    MESSAGE_SHORTCUT = "message shortcut"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as Slack has it. `hash` guards an update against one that came in between."""

    id: str
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message that was pressed in or acted upon. `person` wrote it; `Directory.permalink` links to it."""

    channel: str
    ts: str
    thread: str | None
    text: str
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A gesture or an event. `workspace` owns the install; `person_team` is the team of whoever did it.

    `name` is the command, action id, callback id or event type that it was dispatched by. `once` is the same for
    the same gesture however often it arrives: what it does is unique on it. `text` is what followed the
    command's word, or what was typed into a typeahead. `value` is what the pressed button carried. `payload` is what Slack
    sent: an event itself, otherwise the whole. `is_shared`: an event of a channel that another company shares.
    `only_looks`: nothing comes of it but a form or choices that this person sees.
    """

    kind: Kind
    name: str
    once: str
    workspace: str
    person: str
    person_team: str | None
    channel: str | None = None
    thread: str | None = None
    trigger: str | None = None
    text: str = ""
    value: Mapping[str, Any] = field(default_factory=Carried)
    values: Values = field(default_factory=Values)
    metadata: Mapping[str, Any] = field(default_factory=Carried)
    view: Shown | None = None
    below: Shown | None = None
    message: SeenMessage | None = None
    is_shared: bool = False
    only_looks: bool = False
    response_url: str | None = field(default=None, repr=False)
    payload: Mapping[str, Any] = field(repr=False)
    slack: Slack = field(repr=False)

    async def open(self, view: View) -> Shown:
        """Show a modal; within three seconds of the gesture, once."""
        return await self._viewed("views.open", view, trigger_id=self.trigger)

    async def push(self, view: View) -> Shown:
        """Lay a modal on top of the one the gesture was made in; within three seconds, at most three deep."""
        return await self._viewed("views.push", view, trigger_id=self.trigger)

    async def update(self, view: View, shown: Shown | None = None) -> Shown:
        """Put another view in place of the one the gesture was made in, or of one just opened.

        Raises Refused with LATE when it has changed since.
        """
        target = shown or self.view
        if target is None:
            raise LookupError("This gesture was not made in a view.")
        return await self._viewed("views.update", view, view_id=target.id, hash=target.hash)

    async def publish_home(self, view: View) -> Shown:
        """Show somebody's Home to whoever made the gesture."""
        return await self._viewed("views.publish", view, user_id=self.person)

    async def reply(self, message: Message) -> None:
        """Say something that only this person sees, where they are; in their messages with the bot if need be.

        Where Slack does not know charts yet, they are pictures.
        """
        try:
            await self._say(message)
        except Refused as refused:
            if refused.end is not End.UNFIT or not has_charts(message.blocks):
                raise
            blocks = await with_pictures(self.slack, self.workspace, message.blocks)
            await self._say(replace(message, blocks=tuple(blocks)))

    async def replace(self, message: Message) -> None:
        """Put a message in place of the one that was pressed in."""
        if not (self.response_url and await self._responded(message, replace=True)):
            await self.reply(message)

    async def _say(self, message: Message) -> None:
        if self.response_url and await self._responded(message, replace=False):
            return
        if self.channel and await self._whispered(message):
            return
        await self.slack.call(self.workspace, "chat.postMessage", channel=self.person, **said(message))

    async def _viewed(self, method: str, view: View, **where: Any) -> Shown:
        answer = await self.slack.call(self.workspace, method, view=with_nonce(view), **where)
        return Shown(answer["view"]["id"], answer["view"].get("hash"))

    async def _responded(self, message: Message, *, replace: bool) -> bool:
        payload = said(message) | {"response_type": "ephemeral", "replace_original": replace}
        if self.thread and not replace:
            payload["thread_ts"] = self.thread
        try:
            await self.slack.respond(self.response_url or "", payload)
        except Refused:
            return False
        return True

    async def _whispered(self, message: Message) -> bool:
        where = {"channel": self.channel, "user": self.person, "thread_ts": self.thread}
        try:
            await self.slack.call(self.workspace, "chat.postEphemeral", **where, **said(message))
        except Refused:
            return False
        return True


def kind_of(body: Mapping[str, Any]) -> Kind | None:
    """What a payload of Slack's is, or None for a kind that we have no use for."""
    if "command" in body:
        return Kind.COMMAND
    return _KINDS.get(str(body.get("type")))


def read(kind: Kind, body: Mapping[str, Any], slack: Slack, *, workspace: str, person_team: str | None) -> Request:
    """The request in a payload. `person_team` is what Bolt made of it, for events, which do not say it plainly.

    Raises Unreadable for what is not of the shape that Slack describes.
    """
    with reading():
        match kind:
            case Kind.COMMAND:
                return _command(body, slack, workspace)
            case Kind.EVENT:
                return _event(body, slack, workspace, person_team)
            case _:
                return _interaction(kind, body, slack, workspace)


_KINDS = {
    "block_actions": Kind.PRESS,
    "view_submission": Kind.SUBMISSION,
    "view_closed": Kind.CLOSED,
    "block_suggestion": Kind.OPTIONS,
    "shortcut": Kind.SHORTCUT,
    "message_action": Kind.MESSAGE_SHORTCUT,
    "event_callback": Kind.EVENT,
}


def _command(body: Mapping[str, Any], slack: Slack, workspace: str) -> Request:
    return Request(
        kind=Kind.COMMAND,
        name=text(body["command"]),
        once=text(body["trigger_id"]),
        workspace=workspace,
        person=text(body["user_id"]),
        person_team=text_if(body.get("team_id")),
        channel=text_if(body.get("channel_id")),
        trigger=text(body["trigger_id"]),
        text=(text_if(body.get("text")) or "").strip(),
        response_url=text_if(body.get("response_url")),
        payload=body,
        slack=slack,
    )


def _event(body: Mapping[str, Any], slack: Slack, workspace: str, person_team: str | None) -> Request:
    event = body["event"]
    return Request(
        kind=Kind.EVENT,
        name=text(event["type"]),
        once=text(body["event_id"]),
        workspace=workspace,
        person=_id(event.get("user")) or "",
        person_team=person_team,
        channel=_id(event.get("channel")),
        thread=text_if(event.get("thread_ts")),
        is_shared=bool(body.get("is_ext_shared_channel")),
        payload=event,
        slack=slack,
    )


def _interaction(kind: Kind, body: Mapping[str, Any], slack: Slack, workspace: str) -> Request:
    view, action = body.get("view") or {}, (body.get("actions") or [{}])[0]
    metadata = Carried(unpack(text_if(view.get("private_metadata"))))
    container = body.get("container") or {}
    message = _message(body, container)
    named = action.get("action_id") or body.get("action_id") or body.get("callback_id") or view.get("callback_id")
    return Request(
        kind=kind,
        name=base_of(text_if(named) or ""),
        once=_once(kind, body, view, metadata),
        workspace=workspace,
        person=text(body["user"]["id"]),
        person_team=text_if(body["user"].get("team_id") or (body.get("team") or {}).get("id")),
        channel=_id(body.get("channel")) or text_if(container.get("channel_id")),
        thread=text_if(container.get("thread_ts")) or (message.thread if message else None),
        trigger=text_if(body.get("trigger_id")),
        text=str(body.get("value") or "").strip(),
        value=Carried(unpack(text_if(action.get("value") or (action.get("selected_option") or {}).get("value")))),
        values=Values(_state(view.get("state") or body.get("state"), action)),
        metadata=metadata,
        view=_modal(view),
        below=_below(view),
        message=message,
        only_looks=kind is Kind.OPTIONS,
        response_url=_response_url(body),
        payload=body,
        slack=slack,
    )


def _once(kind: Kind, body: Mapping[str, Any], view: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """A view's submission is one however often it is pressed; every other gesture has a trigger of its own."""
    if kind in (Kind.SUBMISSION, Kind.CLOSED):
        return f"{view.get('callback_id', '')}:{text(view['id'])}:{metadata.get('nonce', '')}"
    return str(body.get("trigger_id") or body.get("action_ts") or "")


def _below(view: Mapping[str, Any]) -> Shown | None:
    """The view on top of which that of a gesture lies."""
    below = text_if(view.get("previous_view_id"))
    return Shown(below) if below else None


def _modal(view: Mapping[str, Any]) -> Shown | None:
    """The view of a gesture; none for Home, where nothing is put on top or in its place: what is shown opens as a modal."""
    return Shown(text(view["id"]), text_if(view.get("hash"))) if view and view.get("type") != "home" else None


def _message(body: Mapping[str, Any], container: Mapping[str, Any]) -> SeenMessage | None:
    message = body.get("message")
    channel = _id(body.get("channel")) or text_if(container.get("channel_id"))
    ts = text_if((message or {}).get("ts") or container.get("message_ts"))
    if channel is None or ts is None:
        return None
    message = message or {}
    said = unescape(text_if(message.get("text")) or "")
    return SeenMessage(channel, ts, text_if(message.get("thread_ts")), said, text_if(message.get("user")))


def _state(state: Mapping[str, Any] | None, action: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form as it stood, with the answer that was just given, which Slack leaves out of it in messages."""
    values = dict((state or {}).get("values") or {})
    if action.get("block_id"):
        values.setdefault(action["block_id"], {action["action_id"]: action})
    return {"values": values}


def _response_url(body: Mapping[str, Any]) -> str | None:
    urls = body.get("response_urls") or [{}]
    return text_if(body.get("response_url") or urls[0].get("response_url"))


def _id(part: Any) -> str | None:
    return text_if(part.get("id") if isinstance(part, dict) else part)


def parse_word(text: str) -> tuple[str, str]:
    """The first word of what followed the command, in small letters, and the rest."""
    first, _, rest = text.partition(" ")
    return first.lower(), rest.strip()
