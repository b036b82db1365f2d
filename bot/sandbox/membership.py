"""Who is in the workspace and in its channels, and what becomes of channels: each change told to the apps."""

from bot.sandbox.errors import SlackError
from bot.sandbox.events import announce, member_event, user_event
from bot.sandbox.firm import Channel, Person, Usergroup
from bot.sandbox.posting import post
from bot.sandbox.records import App, Conversation, Group, Json, User
from bot.sandbox.world import World


def add_person(world: World, person: Person) -> User:
    """Gives somebody an account; the apps hear of `team_join`."""
    user = User(
        world.id_for("U", person.handle), person.handle, person.name, person.tz, world.team_of(person.outsider_of),
        title=person.title, email=person.email or f"{person.handle}@{world.domain}.example", admin=person.admin,
        owner=person.owner, guest=person.guest, company=person.outsider_of, deactivated=person.deactivated,
        bot=person.bot, locale=person.locale, updated=world.seconds(),
    )  # fmt: skip
    world.users[user.id] = user
    world.by_handle[user.handle] = user.id
    if not user.outsider:
        announce(world, user_event(world, "team_join", user))
    return user


def change_person(world: World, user: User, **new: str | bool | int) -> None:
    """Changes fields of an account (`tz`, `title`, `deactivated` …); the apps hear of `user_change`."""
    for key, value in new.items():
        setattr(user, key, value)
    user.updated = world.seconds()
    if user.deactivated:
        for place in world.conversations.values():
            if place.kind != "im":
                place.members.pop(user.id, None)
    announce(world, user_event(world, "user_change", user))


def add_channel(world: World, channel: Channel, creator: str = "") -> Conversation:
    """Makes a channel. Raises name_taken."""
    if channel.name in world.by_name:
        raise SlackError("name_taken")
    members = [world.by_handle[handle] for handle in channel.members]
    place = Conversation(
        world.id_for("C", channel.name), channel.name, "private" if channel.private else "public", world.seconds(),
        creator or (members[0] if members else ""), dict.fromkeys(members), shared_with=channel.shared_with,
        purpose=channel.purpose, general=channel.name == "general",
    )  # fmt: skip
    world.conversations[place.id] = place
    world.by_name[place.name] = place.id
    created = {"id": place.id, "name": place.name, "created": place.created, "creator": place.creator}
    if not channel.private:
        announce(world, {"type": "channel_created", "channel": created}, place=place)
    return place


def add_group(world: World, group: Usergroup) -> Group:
    """Makes a user group."""
    members = [world.by_handle[handle] for handle in group.members]
    made = Group(world.id_for("S", group.handle), group.handle, group.name, world.seconds(), members)
    world.groups[made.id] = made
    return made


def join(world: World, place: Conversation, user: User, inviter: str | None = None) -> bool:
    """Takes somebody into a channel; False when they were in it already."""
    if user.id in place.members:
        return False
    place.members[user.id] = None
    event = member_event(world, "member_joined_channel", place, user)
    announce(world, event | ({"inviter": inviter} if inviter else {}), place=place)
    return True


def leave(world: World, place: Conversation, user: User) -> None:
    """Takes somebody out of a channel; an app that is taken out itself hears of `channel_left`."""
    if user.id not in place.members:
        return
    event = member_event(world, "member_left_channel", place, user)
    announce(world, event, place=place)
    del place.members[user.id]
    app = world.apps.get(user.app_id or "")
    if app is not None:
        kind = "group_left" if place.kind == "private" else "channel_left"
        left = {"type": kind, "channel": place.id, "actor_id": place.creator, "event_ts": world.new_ts()}
        announce(world, left, only=[app])


def archive(world: World, place: Conversation, by: str, *, archived: bool = True) -> None:
    """Archives a channel, or takes it back."""
    place.archived = archived
    word = "archive" if archived else "unarchive"
    event: Json = {"type": f"{_prefix(place)}_{word}", "channel": place.id, "user": by, "event_ts": world.new_ts()}
    if archived:
        event["is_moved"] = 0
    announce(world, event, place=place)


def rename(world: World, place: Conversation, name: str) -> None:
    """Gives a channel another name. Raises name_taken."""
    if name in world.by_name:
        raise SlackError("name_taken")
    world.by_name[name] = world.by_name.pop(place.name)
    place.previous_names.insert(0, place.name)
    place.name = name
    channel = {"id": place.id, "is_channel": True, "is_mpim": False, "name": name, "name_normalized": name,
               "created": place.created}  # fmt: skip
    event = {"type": f"{_prefix(place)}_rename", "channel": channel, "event_ts": world.new_ts()}
    announce(world, event, place=place)


def make_private(world: World, place: Conversation, by: str) -> None:
    """Makes a public channel private: its id and members stay, and a note in it, which apps inside hear, is all that says so."""
    place.kind = "private"
    note = "made this channel *private*. Now, it can only be viewed or joined by invitation."
    post(world, place, by, note, subtype="channel_convert_to_private")


def destroy(world: World, place: Conversation) -> None:
    """Deletes a channel with all that is in it; nobody finds its id any more."""
    event = {"type": f"{_prefix(place)}_deleted", "channel": place.id, "event_ts": world.new_ts()}
    announce(world, event, place=place)
    del world.conversations[place.id], world.by_name[place.name]
    for file in world.files.values():
        file.shares.pop(place.id, None)


def share(world: World, place: Conversation, company: str) -> None:
    """Shares a channel with another company (Slack Connect)."""
    place.shared_with = company
    event = {
        "type": "channel_shared", "connected_team_id": world.team_of(company), "channel": place.id,
        "event_ts": world.new_ts(),
    }  # fmt: skip
    announce(world, event, place=place)


def revoke(world: World, app: App) -> None:
    """Takes an app's bot token away, as an administrator may; the app hears of `tokens_revoked`."""
    app.revoked = True
    announce(world, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user_id]}}, only=[app])


def uninstall(world: World, app: App) -> None:
    """Removes an app: its tokens die, and it hears of both."""
    revoke(world, app)
    announce(world, {"type": "app_uninstalled"}, only=[app])
    app.uninstalled = True
    change_person(world, world.users[app.bot_user_id], deactivated=True)


def _prefix(place: Conversation) -> str:
    return "group" if place.kind == "private" else "channel"
