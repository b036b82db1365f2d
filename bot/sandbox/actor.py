"""Gestures in a person's words, for tests and stories: `await maya.presses("I'll do it")`."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.sandbox.client import Client
from bot.sandbox.errors import NotThere
from bot.sandbox.finding import (
    controls,
    find_choice,
    find_control,
    find_input,
    names_of_inputs,
    option_text,
)
from bot.sandbox.plain import plain_value
from bot.sandbox.posting import open_direct
from bot.sandbox.records import Conversation, Json, Message, View
from bot.sandbox.snapshot import visible

Found = TypeVar("Found")
# How many real seconds to look for something when nobody says when the apps are at rest.
PATIENCE = 30.0


class Actor(Client):
    """A person of the workspace, who reads, types and presses. What is not there raises NotThere with what is."""

    async def types(self, text: str, *, channel: str | None = None, thread: Message | None = None) -> None:
        """Types a slash command, or a message if it does not begin with "/".

        `channel` is a name, an id, or "@" and the handle of an app's bot for the direct messages with it.
        """
        if text.startswith("/"):
            await self.command(self._place(channel).id, text)
        else:
            await self.says(text, channel=channel, thread=thread)

    async def says(
        self, text: str, *, channel: str | None = None, thread: Message | None = None, broadcast: bool = False
    ) -> Message:
        """Writes a message in a channel, or in the thread of a message (with `broadcast` in its channel, too)."""
        if thread is not None:
            return await self.say(thread.channel, text, thread.thread_ts or thread.ts, broadcast=broadcast)
        return await self.say(self._place(channel).id, text)

    async def edits(self, message: Message, text: str) -> None:
        """Puts other words into a message of one's own."""
        await self.edit(message.channel, message.ts, text)

    async def deletes(self, message: Message) -> None:
        """Takes a message of one's own away."""
        await self.delete(message.channel, message.ts)

    async def shares(self, name: str, data: bytes, text: str = "", *, thread: Message) -> Message:
        """Shares a file in the thread of a message, with some words."""
        return await self.share(thread.channel, name, data, text, thread.thread_ts or thread.ts)

    async def enters(self, **values: Any) -> None:
        """Fills inputs of the modal on top, each by its block_id or label (the beginning is enough).

        Options by their text, people by handle, channels by name, dates and datetimes as such, times as "HH:MM",
        several of anything as a list, None to empty it.
        """
        for name, value in values.items():
            view, block = await self._find_input(name)
            container, element = {"type": "view", "view_id": view.id}, block["element"]
            plain = await plain_value(self, container, block["block_id"], element, value)
            await self.type_into(container, block["block_id"], element["action_id"], plain)

    async def submits(self) -> dict[str, str]:
        """Submits the modal on top; returns its errors by block_id, none when it was accepted."""
        view = await self._look(lambda: self.modal, "A modal", list)
        return await self.submit(view.id)

    async def submits_twice(self) -> None:
        """Presses the modal's submit button twice, the second time before the app has answered the first."""
        view = await self._look(lambda: self.modal, "A modal", list)
        await asyncio.gather(self.submit(view.id), self.submit(view.id))

    async def fills(self, **values: Any) -> dict[str, str]:
        """Fills inputs of the modal on top and submits it; returns its errors by block_id."""
        await self.enters(**values)
        return await self.submits()

    async def presses(self, text: str, message: Message | None = None) -> None:
        """Presses a button or chooses an option by its text (the beginning is enough).

        Looks in the modal on top, then in the newest message that has it, then at Home; or in `message` alone.
        """
        view = self.modal
        if message is None and view is not None:
            if _matches(view.body.get("submit"), text):
                await self.submits()
                return
            if _matches(view.body.get("close"), text):
                await self.closes()
                return
        control = await self._look(
            lambda: find_control(self._within(message), text), f"The button {text!r}",
            lambda: [control.text for control in controls(self._within(message))],
        )  # fmt: skip
        await self.press(control.container, control.block_id, control.element["action_id"], control.value)

    async def chooses(self, text: Any, of: str | None = None, message: Message | None = None) -> None:
        """Chooses in a menu, list or picker that stands outside an input; `of` names it by id or words near it."""
        block_id, element, source = await self._look(
            lambda: find_choice(self._within(message), text, of), f"A menu {of or ''} with {text!r}",
            lambda: [option for source in self._within(message) for option in option_text(source)],
        )  # fmt: skip
        container = container_of(source)
        value = await plain_value(self, container, block_id, element, text)
        await self.press(container, block_id, element["action_id"], value)

    async def closes(self) -> None:
        """Closes the modal on top."""
        view = await self._look(lambda: self.modal, "A modal", list)
        await self.close(view.id)

    async def uses_shortcut(self, name: str) -> None:
        """Uses a global shortcut, by its name."""
        await self.shortcut(self._callback_id(name, "global"))

    async def uses_message_shortcut(self, name: str, message: Message) -> None:
        """Uses a message shortcut, by its name."""
        await self.message_shortcut(self._callback_id(name, "message"), message.channel, message.ts)

    async def opens_home(self) -> None:
        """Opens the Home tab of the app."""
        await self.open_home()

    async def reacts(self, emoji: str, message: Message) -> None:
        """Adds an emoji to a message, or takes it back."""
        await self.react(emoji, message.channel, message.ts)

    @property
    def home(self) -> View | None:
        """The app's Home tab as it was last published for this person."""
        for (_, user), view_id in self.world.homes.items():
            if user == self.user_id:
                return self.world.views[view_id]
        return None

    @property
    def dm(self) -> list[Message]:
        """The direct messages between this person and apps, oldest first."""
        return [message for message in self.messages() if self.world.conversations[message.channel].kind == "im"]

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person may see in a channel, or everywhere, messages for them alone included, oldest first."""
        places = [self._place(channel)] if channel else list(self.world.conversations.values())
        seen = [message for place in places for message in visible(place, self.user)]
        return sorted(seen, key=lambda message: message.ts)

    def newest(self, containing: str = "", channel: str | None = None) -> Message:
        """The newest message that this person sees with these words in it. Raises NotThere."""
        for message in reversed(self.messages(channel)):
            if containing in "\n".join(message.texts()):
                return message
        raise NotThere(f"A message with {containing!r}", [message.text for message in self.messages(channel)[-10:]])

    async def sees(self, containing: str, channel: str | None = None) -> Message:
        """Waits until a message with these words is there, and returns it. Raises NotThere."""

        def look() -> Message | None:
            found = [m for m in self.messages(channel) if containing in "\n".join(m.texts())]
            return found[-1] if found else None

        return await self._look(
            look, f"A message with {containing!r}", lambda: [m.text for m in self.messages(channel)[-10:]]
        )

    async def _find_input(self, name: str) -> tuple[View, Json]:
        return await self._look(
            lambda: self._input(name), f"The input {name!r}", lambda: names_of_inputs(self.modal)
        )

    def _input(self, name: str) -> tuple[View, Json] | None:
        view = self.modal
        block = find_input(view, name) if view is not None else None
        return (view, block) if view is not None and block is not None else None

    def _within(self, message: Message | None) -> list[Message | View]:
        if message is not None:
            return [message]
        top = [self.modal] if self.modal is not None else []
        home = [self.home] if self.home is not None else []
        return [*top, *reversed(self.messages()), *home]

    def _place(self, channel: str | None) -> Conversation:
        world = self.world
        if channel is None:
            mine = [place for place in world.conversations.values() if self.user_id in place.members]
            if not mine:
                raise NotThere(f"A conversation for @{self.handle}", [])
            return next((place for place in mine if place.general), mine[0])
        if channel in world.conversations:
            return world.conversations[channel]
        if channel.startswith("@"):
            return self._direct(channel[1:])
        if channel.lstrip("#") not in world.by_name:
            raise NotThere(f"#{channel}", sorted(world.by_name))
        return world.conversations[world.by_name[channel.lstrip("#")]]

    def _direct(self, handle: str) -> Conversation:
        for app in self._own_apps():
            if self.world.users[app.bot_user_id].handle == handle:
                return open_direct(self.world, app, self.user_id)
        raise NotThere(f"@{handle}", [f"@{self.world.users[app.bot_user_id].handle}" for app in self._own_apps()])

    def _callback_id(self, name: str, kind: str) -> str:
        declared = [item for app in self._own_apps() for item in app.shortcuts if item["type"] == kind]
        for item in declared:
            if item["name"].casefold() == name.casefold():
                callback_id: str = item["callback_id"]
                return callback_id
        raise NotThere(f"The {kind} shortcut {name!r}", [item["name"] for item in declared])

    async def _look(self, find: Callable[[], Found | None], sought: str, there: Callable[[], list[str]]) -> Found:
        """Finds something; waits a little for it only when nobody can say that the apps are at rest."""
        found = find()
        if found is None and self.world.clock.at_rest is None:
            await self.world.until(lambda: find() is not None, seconds=PATIENCE)
            found = find()
        if found is None:
            raise NotThere(f"{sought} (for @{self.handle})", there())
        return found


def container_of(source: Message | View) -> Json:
    """How Slack names the place where something was pressed."""
    if isinstance(source, View):
        return {"type": "view", "view_id": source.id}
    return {"type": "message", "channel_id": source.channel, "message_ts": source.ts}


def _matches(label: Json | None, text: str) -> bool:
    return label is not None and label["text"].casefold() == text.casefold()
