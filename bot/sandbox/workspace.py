"""A Slack-like workspace in one process: people, channels, modals and apps, as strict as Slack where Slack is strict.

    clock = Clock(datetime(2025, 3, 3, 9, tzinfo=UTC), frozen=True)
    workspace = LocalWorkspace(firm, clock)
    app = workspace.install(manifest, request_url="http://127.0.0.1:3000/slack/events")
    async with serve(workspace) as address:            # bot/sandbox/server.py
        ...                                            # start the bot with AsyncWebClient(base_url=address.api)
        maya = workspace.person("maya")                # bot/sandbox/actor.py: gestures
        await maya.types("/lost-customer Acme", channel="general")
        await maya.fills(customer="Acme")

An app is reached by Socket Mode while it holds a socket, otherwise by signed HTTP at its `request_url`.

For the page (and anyone who shows the workspace):

`workspace.subscribe(callback)` calls `callback()` after every change; the answer ends the subscription.
`workspace.view_for(handle)` is all that a person may see, as JSON:

    {"now": iso, "frozen": bool, "me": person, "firm": {"name", "domain"},
     "people": [{"id", "handle", "name", "title", "tz", "bot", "outsider_of", "deactivated", "admin", "app_id"}],
     "apps": [{"app_id", "name", "bot_user_id", "description",
               "commands": [{"command", "description", "usage_hint"}],
               "shortcuts": [{"name", "type": "global"|"message", "callback_id", "description"}]}],
     "conversations": [{"id", "name", "kind": "public"|"private"|"im", "shared_with", "archived", "purpose",
                        "member": bool, "members": [user id], "unread": int, "last_read": ts,
                        "with": user id or None, "app_id": app id or None, "messages": [message]}],
     "modals": [view],                   # the stack, topmost last
     "homes": {app_id: view or None}}

    message = {"channel", "ts", "user", "text", "blocks", "attachments", "thread_ts", "ephemeral": bool,
               "edited": bool, "reactions": {name: [user id]}, "app_id", "chosen": values, "subtype",
               "files": [{"id", "name", "title", "mimetype", "size", "url"}], "replies": [message]}
    view    = {"id", "app_id", "type": "modal"|"home", "title", "submit", "close", "blocks", "callback_id",
               "hash", "values": values, "errors": {block_id: text}}
    values  = {block_id: {action_id: state}}, each state as Slack has it (`{"type": "datepicker", "selected_date": …}`)

`conversations` holds every public channel (those she is not in without messages), her private ones and her direct
messages with apps. `files[].url` is served by the workspace itself; blocks may name a file as `slack_file`.
`workspace.closing` is an event that is set while the
server stops; streams end then.

`actor = workspace.person(handle)` then does what a client does, by id (all async):

    command(channel_id, "/text")                      say(channel_id, text, thread_ts=None) -> Message
    edit(channel_id, ts, "text")                      delete(channel_id, ts)       # messages of one's own
    press(container, block_id, action_id, value=None) # buttons, menus, and inputs with dispatch_action
    type_into(container, block_id, action_id, value)  # keeps what is typed, sends it when the app asked for that
    options(container, block_id, action_id, query) -> {"options": [...]} or {"option_groups": [...]}
    submit(view_id, state) -> {block_id: error}       close(view_id)
    shortcut(callback_id)                             message_shortcut(callback_id, channel_id, ts)
    open_home(app_id=None)                            react(name, channel_id, ts)    mark_read(channel_id)

`container` is Slack's: `{"type": "message", "channel_id", "message_ts"}` or `{"type": "view", "view_id"}` (modal or
Home). A `value` is plain: text; the `value` of an option (or the whole option, for external menus); a list of those
for checkboxes and multi menus; a user or channel id; "YYYY-MM-DD"; "HH:MM"; epoch seconds for a datetimepicker;
None empties it. `state` of `submit` is {block_id: {action_id: value}} with the same plain values, or None for what was
typed before. Whatever the app fails to answer raises AppTrouble: show it, nothing is lost. What Slack's client would
refuse (a required field left empty) comes back as errors without asking the app.

`workspace.file(file_id)` is the record with its bytes in `.data`. `workspace.clock.advance(days=1)` and
`workspace.clock.to_next_due()` move time.
"""

from bot.sandbox.actor import Actor
from bot.sandbox.clock import Clock
from bot.sandbox.errors import NotThere
from bot.sandbox.events import announce
from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.installing import install, offer, withdraw
from bot.sandbox.link import refresh
from bot.sandbox.membership import (
    add_channel,
    add_group,
    add_person,
    archive,
    change_person,
    destroy,
    join,
    leave,
    make_private,
    rename,
    revoke,
    share,
    uninstall,
)
from bot.sandbox.posting import delete
from bot.sandbox.records import App, Conversation, File, Json, Message, User
from bot.sandbox.snapshot import snapshot, unread
from bot.sandbox.storage import dump, fill
from bot.sandbox.world import SLACKBOT, World


class LocalWorkspace(World):
    """A workspace made from a firm; everything that a test, a story or an administrator does to it starts here.

    The changes that an administrator makes (`archive`, `leave`, `deactivate` …) are told to the apps that subscribed;
    `await workspace.rest()` returns when that is done.
    """

    def __init__(self, firm: Firm, clock: Clock) -> None:
        super().__init__(firm.name, firm.domain, clock)
        self.users[SLACKBOT] = User(SLACKBOT, "slackbot", "Slackbot", "UTC", self.team_id)
        self.by_handle["slackbot"] = SLACKBOT
        for person in firm.people:
            add_person(self, person)
        for channel in firm.channels:
            add_channel(self, channel)
        for group in firm.usergroups:
            add_group(self, group)

    @classmethod
    def load(cls, saved: Json, clock: Clock) -> "LocalWorkspace":
        """A workspace as `dump` left it. Start the clock at `datetime.fromisoformat(saved["now"])` or later."""
        workspace = cls(Firm(saved["name"], saved["domain"], ()), clock)
        fill(workspace, saved)
        return workspace

    def dump(self) -> Json:
        """The workspace as JSON, to be loaded in another run."""
        return dump(self)

    def install(self, manifest: Json, *, request_url: str | None = None) -> App:
        """Installs an app, or the new version of one of the same name, whose tokens stay. Raises ValueError.

        Without `request_url` the app is reached by Socket Mode alone.
        """
        return install(self, manifest, request_url)

    def offer(self, app: App, *, request_url: str | None = None) -> App:
        """Takes in an app as another workspace has it, or one of our own as if nobody had installed it: OAuth installs it."""
        if self.apps.get(app.app_id) is app:
            withdraw(self, app)
            return app
        return offer(self, app, request_url)

    def person(self, handle: str) -> Actor:
        """Somebody's hands and eyes: the gestures that they can make. Raises NotThere."""
        return Actor(self, self.account(handle).id)

    def account(self, handle: str) -> User:
        """The account with this handle. Raises NotThere."""
        if handle not in self.by_handle:
            raise NotThere(f"@{handle}", sorted(self.by_handle))
        return self.users[self.by_handle[handle]]

    def channel(self, name: str) -> Conversation:
        """The channel of this name. Raises NotThere."""
        name = name.lstrip("#")
        if name not in self.by_name:
            raise NotThere(f"#{name}", sorted(self.by_name))
        return self.conversations[self.by_name[name]]

    def handles(self) -> list[str]:
        """The people one can be, in the firm's order; bots and those who left are not among them."""
        return [user.handle for user in self.users.values() if self._is_somebody(user)]

    def unread_counts(self) -> dict[str, int]:
        """How many messages each person has not read yet, by handle."""
        return {user.handle: unread(self, user) for user in self.users.values() if self._is_somebody(user)}

    def upload(self, handle: str, name: str, data: bytes) -> File:
        """Keeps a file that a person gives in a file input."""
        file = File(
            self.new_id("F"), name, name, len(data), self.seconds(), self.account(handle).id, "", data, complete=True
        )
        self.files[file.id] = file
        return file

    def file(self, file_id: str) -> File:
        """An uploaded file, with its bytes in `data`."""
        return self.files[file_id]

    def view_for(self, handle: str) -> Json:
        """All that a person may see, as told above."""
        return snapshot(self, self.account(handle))

    async def rest(self) -> None:
        """Returns when nothing is left to do at the present moment, here and in the apps that say so."""
        await self.clock.rest()

    def add_person(self, person: Person) -> Actor:
        """Somebody joins the company (or the shared channels, from outside)."""
        return Actor(self, add_person(self, person).id)

    def change_person(self, handle: str, **new: str | bool | int) -> None:
        """Changes an account: `tz`, `title`, `name`, `admin`, `guest`, `presence`, `dnd_until`, `status_emoji` …

        `dnd_from`, `dnd_until` and `status_until` are seconds since the epoch; 0 is none.
        """
        change_person(self, self.account(handle), **new)

    def deactivate(self, handle: str) -> None:
        """Somebody leaves the company: out of every channel, no more messages to them."""
        change_person(self, self.account(handle), deactivated=True)

    def add_channel(self, channel: Channel) -> Conversation:
        """Makes another channel."""
        return add_channel(self, channel)

    def join(self, channel: str, *handles: str) -> None:
        """Takes people, or an app by its bot's handle, into a channel."""
        for handle in handles:
            join(self, self.channel(channel), self.account(handle))

    def leave(self, channel: str, *handles: str) -> None:
        """Takes people, or an app, out of a channel."""
        for handle in handles:
            leave(self, self.channel(channel), self.account(handle))

    def archive(self, channel: str) -> None:
        """Archives a channel."""
        archive(self, self.channel(channel), self._administrator())

    def unarchive(self, channel: str) -> None:
        """Takes a channel out of the archive."""
        archive(self, self.channel(channel), self._administrator(), archived=False)

    def rename(self, channel: str, name: str) -> None:
        """Gives a channel another name; its id stays."""
        rename(self, self.channel(channel), name)

    def make_private(self, channel: str) -> None:
        """Makes a public channel private; whoever is in it stays."""
        make_private(self, self.channel(channel), self._administrator())

    def delete_channel(self, channel: str) -> None:
        """Deletes a channel, with all that was said in it."""
        destroy(self, self.channel(channel))

    def share(self, channel: str, company: str) -> None:
        """Shares a channel with another company, whose people can then be taken in."""
        share(self, self.channel(channel), company)

    def delete_message(self, message: Message) -> None:
        """An administrator deletes somebody's message."""
        delete(self, message)

    def revoke(self, app: App) -> None:
        """Takes an app's token away."""
        revoke(self, app)

    def uninstall(self, app: App) -> None:
        """Removes an app."""
        uninstall(self, app)

    async def refresh_sockets(self, app: App, reason: str = "refresh_requested") -> None:
        """Asks an app to connect its sockets anew; `reason` may be "warning"."""
        await refresh(self, app, reason)

    def run_function(self, app: App, callback_id: str, inputs: Json) -> str:
        """Runs a workflow step of an app; `self.runs` holds how it ended, under the id returned."""
        run_id = self.new_id("Fx")
        self.runs[run_id] = {"callback_id": callback_id, "inputs": inputs}
        event = {
            "type": "function_executed", "function": {"callback_id": callback_id}, "inputs": inputs,
            "function_execution_id": run_id, "bot_access_token": app.bot_token, "event_ts": self.new_ts(),
        }  # fmt: skip
        announce(self, event, only=[app])
        return run_id

    @staticmethod
    def _is_somebody(user: User) -> bool:
        return not user.bot and not user.deactivated and user.id != SLACKBOT

    def _administrator(self) -> str:
        return next((user.id for user in self.users.values() if user.owner or user.admin), SLACKBOT)
