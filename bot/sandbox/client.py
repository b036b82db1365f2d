"""What a person's Slack client does, by id: the gestures of the page, and beneath those of tests and stories."""

import re
import uuid
from typing import Any

from bot.sandbox import modals
from bot.sandbox.errors import NotThere
from bot.sandbox.events import announce
from bot.sandbox.inputs import PLACES, Plain, interactive, refused, state_of
from bot.sandbox.interactions import (
    act,
    close_view,
    run_command,
    run_message_shortcut,
    run_shortcut,
    submit_view,
    suggest,
    typed_so_far,
)
from bot.sandbox.posting import delete, edit, open_direct, post, react, take_back
from bot.sandbox.records import App, Conversation, File, Json, Message, User, View
from bot.sandbox.shapes import file_shape, view_shape
from bot.sandbox.snapshot import visible
from bot.sandbox.world import World

MENTION = re.compile(r"(?<![\w&])@([a-z0-9._-]*[a-z0-9])")
CHANNEL = re.compile(r"(?<![\w&])#([a-z0-9_-]+)")


class Client:
    """One person at their Slack. Each gesture returns when nothing is left to do; AppTrouble if an app fails them."""

    def __init__(self, world: World, user_id: str) -> None:
        self.world = world
        self.user_id = user_id

    @property
    def user(self) -> User:
        """The account as it is now."""
        return self.world.users[self.user_id]

    @property
    def handle(self) -> str:
        """The name that others mention this person by."""
        return self.user.handle

    @property
    def modal(self) -> View | None:
        """The modal on top, if one is open."""
        stack = self.world.modals.get(self.user_id)
        return self.world.views[stack[-1]] if stack else None

    async def command(self, channel_id: str, text: str, thread_ts: str | None = None) -> None:
        """Types a slash command; the app's ack shows as a message to this person only. Threads take none."""
        if thread_ts is not None:
            raise NotThere("A slash command in a thread", ["slash commands in the channel itself"])
        word, _, rest = text.strip().partition(" ")
        place = self._inside(channel_id)
        apps = self._own_apps()
        found = [(app, item) for app in apps for item in app.commands if item["command"] == word]
        if not found:
            raise NotThere(f"The command {word}", [item["command"] for app in apps for item in app.commands])
        app, declared = found[0]
        await self.leave_modals()
        rest = self._mention(rest.strip()) if declared.get("should_escape") else rest.strip()
        await run_command(self.world, app, self.user, place, word, rest)
        await self.rest()

    async def say(
        self, channel_id: str, text: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> Message:
        """Writes a message; @handle and #channel become mentions. A reply may be `broadcast` to its channel, too."""
        return await self._post(channel_id, text, thread_ts=thread_ts, broadcast=broadcast)

    async def share(self, channel_id: str, name: str, data: bytes, text: str, thread_ts: str | None = None) -> Message:
        """Shares a file, with some words."""
        place = self._inside(channel_id)
        file_id = self.world.new_id("F")
        file = File(file_id, name, name, len(data), self.world.seconds(), self.user_id, "", data, complete=True)
        self.world.files[file_id] = file
        return await self._post(place.id, text, thread_ts=thread_ts, files=[file_id], subtype="file_share")

    async def edit(self, channel_id: str, ts: str, text: str) -> None:
        """Puts other words into a message of one's own."""
        edit(self.world, self._own_message(channel_id, ts), text=self._as_sent(text))
        await self.rest()

    async def delete(self, channel_id: str, ts: str) -> None:
        """Takes a message of one's own away."""
        delete(self.world, self._own_message(channel_id, ts))
        await self.rest()

    async def press(self, container: Json, block_id: str, action_id: str, value: Plain = None) -> None:
        """Presses a button or chooses in a menu."""
        source = self.source(container)
        if isinstance(source, Message):
            await self.leave_modals()
        element = _element(source, block_id, action_id)
        action: Json = {"type": element["type"], "action_id": action_id, "block_id": block_id}
        for key in ("text", "value", "style", "url", "confirm", "placeholder"):
            if key in element:
                action[key] = element[key]
        if element["type"] in PLACES:
            state = self._keep(source, block_id, element, value)
            action |= state
        app = self._app_of(source)
        await act(self.world, app, self.user, source, action)
        await self.rest()

    async def type_into(self, container: Json, block_id: str, action_id: str, value: Plain) -> None:
        """Fills an input; the app hears of it only where the input says `dispatch_action`."""
        source = self.source(container)
        block = _block(source, block_id)
        if block["type"] != "input" or block.get("dispatch_action"):
            await self.press(container, block_id, action_id, value)
            return
        self._keep(source, block_id, _element(source, block_id, action_id), value)
        self.world.changed()

    async def options(self, container: Json, block_id: str, action_id: str, query: str) -> Json:
        """What an external menu offers for a few letters: `options` or `option_groups`."""
        source = self.source(container)
        element = _element(source, block_id, action_id)
        return await suggest(self.world, self._app_of(source), self.user, source, element, block_id, query)

    async def submit(self, view_id: str, state: dict[str, dict[str, Plain]] | None = None) -> dict[str, str]:
        """Submits a modal; returns the errors by block_id, with the modal still open and nothing lost."""
        view = self._modal(view_id)
        for block_id, inputs in (state or {}).items():
            for action_id, value in inputs.items():
                self._keep(view, block_id, _element(view, block_id, action_id), value)
        view.errors = refused(view.body["blocks"], view.values)
        if view.errors:
            self.world.changed()
            return dict(view.errors)
        errors = await submit_view(self.world, self._app_of(view), self.user, view)
        await self.rest()
        return errors

    async def close(self, view_id: str) -> None:
        """Closes a modal by its close button; the one beneath shows again."""
        view = self._modal(view_id)
        if view.body.get("clear_on_close"):
            await self.leave_modals()
        else:
            modals.close_top(self.world, self.user_id)
            await close_view(self.world, self._app_of(view), self.user, view)
        await self.rest()

    async def leave_modals(self) -> None:
        """Closes the whole stack of modals, as one has to before doing anything beside it."""
        for view in reversed(modals.close_all(self.world, self.user_id)):
            await close_view(self.world, self._app_of(view), self.user, view, cleared=True)

    async def shortcut(self, callback_id: str) -> None:
        """Uses a global shortcut."""
        app = self._app_with_shortcut(callback_id, "global")
        await self.leave_modals()
        await run_shortcut(self.world, app, self.user, callback_id)
        await self.rest()

    async def message_shortcut(self, callback_id: str, channel_id: str, ts: str) -> None:
        """Uses a shortcut on a message."""
        app = self._app_with_shortcut(callback_id, "message")
        message = self.source({"type": "message", "channel_id": channel_id, "message_ts": ts})
        await self.leave_modals()
        if isinstance(message, Message):
            await run_message_shortcut(self.world, app, self.user, callback_id, message)
        await self.rest()

    async def open_home(self, app_id: str | None = None) -> None:
        """Opens an app's Home tab (the only app's, if none is named)."""
        apps = self._own_apps()
        app = self.world.apps[app_id] if app_id else apps[0]
        place = open_direct(self.world, app, self.user_id)
        event: Json = {"type": "app_home_opened", "user": self.user_id, "channel": place.id, "tab": "home"}
        view_id = self.world.homes.get((app.app_id, self.user_id))
        if view_id is not None:
            event["view"] = view_shape(self.world, self.world.views[view_id])
        announce(self.world, event | {"event_ts": self.world.new_ts()}, only=[app])
        await self.rest()

    async def react(self, name: str, channel_id: str, ts: str) -> None:
        """Adds an emoji to a message; the same once more takes it back."""
        self._inside(channel_id)
        message, emoji = self.world.message(channel_id, ts), name.strip(":")
        change = take_back if self.user_id in message.reactions.get(emoji, []) else react
        change(self.world, message, self.user_id, emoji)
        await self.rest()

    async def mark_read(self, channel_id: str) -> None:
        """Has seen everything in a conversation."""
        seen = visible(self._inside(channel_id), self.user)
        if seen:
            self.world.conversations[channel_id].read[self.user_id] = seen[-1].ts
            self.world.changed()

    async def rest(self) -> None:
        """Returns when nothing is left to do at the present moment."""
        await self.world.clock.rest()

    def source(self, container: Json) -> Message | View:
        """The message or view of a container, if this person can see it. Raises NotThere."""
        if container.get("view_id"):
            view = self.world.views.get(container["view_id"])
            if view is None or view.user != self.user_id:
                raise NotThere("The view", [])
            return view
        place = self._inside(container["channel_id"])
        message = place.messages.get(container["message_ts"]) or place.ephemerals.get(container["message_ts"])
        if message is None or message.reader not in (None, self.user_id):
            raise NotThere("The message", [])
        return message

    def _keep(self, source: Message | View, block_id: str, element: Json, value: Plain) -> Json:
        source_id = source.id if isinstance(source, View) else source.ts
        offered = {
            key[3]: option for key, option in self.world.offered.items()
            if key[:3] == (source_id, block_id, element["action_id"])
        }  # fmt: skip
        typed = typed_so_far(source, self.user).setdefault(block_id, {})
        for option in _chosen(typed.get(element["action_id"])):
            offered.setdefault(option["value"], option)
        if element["type"] == "file_input":
            check_taken(element, [self.world.files[file_id].name for file_id in value or []])
            value = [file_shape(self.world, self.world.files[file_id]) for file_id in value or []]
        state = state_of(element, value, offered)
        if element["type"] != "overflow":
            typed[element["action_id"]] = state
        return state

    async def _post(self, channel_id: str, text: str, **rest: Any) -> Message:
        place = self._inside(channel_id)
        await self.leave_modals()
        message = post(self.world, place, self.user_id, self._as_sent(text), client_msg_id=str(uuid.uuid4()), **rest)
        await self.rest()
        return message

    def _own_message(self, channel_id: str, ts: str) -> Message:
        message = self.source({"type": "message", "channel_id": channel_id, "message_ts": ts})
        if not isinstance(message, Message) or message.user != self.user_id:
            raise NotThere(f"A message by @{self.handle}", [])
        return message

    def _modal(self, view_id: str) -> View:
        top = self.modal
        if top is None or top.id != view_id:
            raise NotThere("The modal", [])
        return top

    def _inside(self, channel_id: str) -> Conversation:
        place = self.world.conversation(channel_id)
        if self.user_id not in place.members or self.user.deactivated or place.archived:
            open_to = [f"#{other.name}" for other in self.world.conversations.values()
                       if self.user_id in other.members and not other.archived]  # fmt: skip
            raise NotThere(f"#{place.name} (for @{self.handle}, and open)", open_to)
        return place

    def _own_apps(self) -> list[App]:
        """The apps installed at this person's company: people from elsewhere have no commands of them."""
        if self.user.outsider or self.user.deactivated:
            return []
        return [app for app in self.world.apps.values() if not app.uninstalled]

    def _app_of(self, source: Message | View) -> App:
        app = self.world.apps.get(source.app_id or "")
        if app is None:
            raise NotThere("An app behind this", [])
        return app

    def _app_with_shortcut(self, callback_id: str, kind: str) -> App:
        declared = [(app, item) for app in self._own_apps() for item in app.shortcuts if item["type"] == kind]
        for app, item in declared:
            if item["callback_id"] == callback_id:
                return app
        raise NotThere(f"The {kind} shortcut {callback_id}", [item["callback_id"] for _, item in declared])

    def _as_sent(self, text: str) -> str:
        """As Slack's client sends what was typed: its three characters escaped, people and channels by id."""
        return self._mention(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    def _mention(self, text: str) -> str:
        handles, names = self.world.by_handle, self.world.by_name
        text = MENTION.sub(lambda m: f"<@{handles[m[1]]}>" if m[1] in handles else m[0], text)
        return CHANNEL.sub(lambda m: f"<#{names[m[1]]}|{m[1]}>" if m[1] in names else m[0], text)


def _blocks(source: Message | View) -> list[Json]:
    blocks: list[Json] = source.body["blocks"] if isinstance(source, View) else source.blocks
    return blocks


def _block(source: Message | View, block_id: str) -> Json:
    for block in _blocks(source):
        if block["block_id"] == block_id:
            return block
    raise NotThere(f"The block {block_id}", [block["block_id"] for block in _blocks(source)])


def _element(source: Message | View, block_id: str, action_id: str) -> Json:
    elements = interactive(_block(source, block_id))
    for element in elements:
        if element["action_id"] == action_id:
            return element
    raise NotThere(f"The element {action_id}", [element["action_id"] for element in elements])


def _chosen(state: Json | None) -> list[Any]:
    if state is None:
        return []
    one = state.get("selected_option")
    return [one] if one else list(state.get("selected_options") or [])


def check_taken(element: Json, names: list[str]) -> None:
    """Slack's client lets nobody choose more files than are asked for (ten, if nothing is said), or of another kind."""
    if len(names) > element.get("max_files", 10):
        raise ValueError(f"at most {element.get('max_files', 10)} files")
    kinds = [kind.lower().lstrip(".") for kind in element.get("filetypes", ())]
    for name in names:
        if kinds and name.rpartition(".")[2].lower() not in kinds:
            raise ValueError(f"{name!r} is none of {', '.join(kinds)}")
