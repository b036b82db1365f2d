"""What the browser is told."""

import json

from bot.sandbox.page.changes import WINDOW, difference, everything, older, snapshot, waiting_for
from bot.sandbox.posting import edit, open_direct, post, react
from bot.sandbox.workspace import LocalWorkspace


def test_only_what_changed_is_told(workspace: LocalWorkspace) -> None:
    """A reaction sends its message again, and nothing else; no change sends nothing."""
    place, tom = workspace.channel("general"), workspace.account("tom").id
    message = post(workspace, place, tom, "Hello")
    post(workspace, place, tom, "And another")
    before = snapshot(workspace.view_for("maya"), {})

    react(workspace, message, tom, "eyes")
    after = snapshot(workspace.view_for("maya"), {})

    told = json.loads(difference(before, after) or "{}")
    assert [item["ts"] for item in told["messages"][place.id]["set"]] == [message.ts]
    assert "channels" not in told
    assert difference(after, snapshot(workspace.view_for("maya"), {})) is None


def test_a_look_at_a_long_channel_writes_only_what_is_new(workspace: LocalWorkspace) -> None:
    """What others said before is not put into words again, whatever happens; what changed is."""
    place, tom = workspace.channel("general"), workspace.account("tom").id
    said = [post(workspace, place, tom, f"Message {number}") for number in range(200)]
    before = snapshot(workspace.view_for("maya"), {})

    react(workspace, said[7], tom, "eyes")
    edit(workspace, said[8], text="Another word")
    post(workspace, place, tom, "And one more")
    after = snapshot(workspace.view_for("maya"), {}, before)

    known, now = before.messages[place.id], after.messages[place.id]
    assert [line.message["text"] for ts, line in now.items() if known.get(ts) is not line] == [
        "Message 7", "Another word", "And one more",
    ]  # fmt: skip
    told = json.loads(difference(before, after) or "{}")["messages"][place.id]["set"]
    assert [item["text"] for item in told] == ["Message 7", "Another word", "And one more"]


def test_a_message_that_is_gone_is_told_as_gone(workspace: LocalWorkspace) -> None:
    """Somebody who leaves a channel loses its messages."""
    place, maya = workspace.channel("random"), workspace.account("maya").id
    message = post(workspace, place, maya, "Hello")
    before = snapshot(workspace.view_for("tom"), {})

    workspace.leave("random", "tom")

    told = json.loads(difference(before, snapshot(workspace.view_for("tom"), {})) or "{}")
    assert told["messages"][place.id]["gone"] == [message.ts]


def test_long_channels_come_in_parts(workspace: LocalWorkspace) -> None:
    """The newest come first, with their replies; older ones on demand, until there are none."""
    place, tom = workspace.channel("general"), workspace.account("tom").id
    first = post(workspace, place, tom, "first")
    for number in range(WINDOW + 20):
        post(workspace, place, tom, f"{number}")
    post(workspace, place, tom, "a late reply", thread_ts=first.ts)

    view = workspace.view_for("maya")
    told = json.loads(everything(snapshot(view, {})))

    newest = told["messages"][place.id]["set"]
    assert len(newest) == WINDOW
    assert told["more"] == {place.id: newest[0]["ts"]}
    rest = json.loads(older(view, place.id, told["more"][place.id]))
    assert rest["oldest"] is None
    assert {"first", "a late reply"} <= {message["text"] for message in rest["messages"]}


def test_direct_messages_wait_for_those_who_have_not_read_them(workspace: LocalWorkspace) -> None:
    """Only direct messages count: the faces on the page call for attention where one is asked alone."""
    (app,) = workspace.apps.values()
    post(workspace, workspace.channel("general"), app.bot_user_id, "to all")
    maya = workspace.account("maya")
    direct = open_direct(workspace, app, maya.id)
    post(workspace, direct, app.bot_user_id, "to you")

    assert waiting_for(workspace.conversations) == {maya.id: 1}
