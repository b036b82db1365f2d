"""Who may see and do what, what apps hear about it, and that all of it can be kept."""

import json
from datetime import datetime, timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.clock import Clock
from bot.sandbox.errors import AppTrouble, NotThere
from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import EVENTS, FIRM, MONDAY, manifest
from tests.sandbox.lantern import BUTTONS, MODAL, Lantern, option, words


async def test_people_from_outside_press_but_do_not_command(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """A press in the shared channel carries their own team; commands and shortcuts are not theirs."""
    rita = workspace.person("rita")
    shared = workspace.channel("with-acme")
    workspace.join("with-acme", "lantern")
    await lantern.client.chat_postMessage(channel=shared.id, text="Will you call?", blocks=BUTTONS)

    await rita.presses("I can't now")

    press = lantern.last("press")
    assert press["user"]["team_id"] == workspace.team_of("Acme") != workspace.team_id
    assert press["team"]["id"] == workspace.team_id
    info = (await lantern.client.conversations_info(channel=shared.id))["channel"]
    assert info["is_ext_shared"]
    assert workspace.team_of("Acme") in info["shared_team_ids"]
    with pytest.raises(NotThere):
        await rita.types("/lost", channel="with-acme")
    with pytest.raises(NotThere):
        await rita.uses_shortcut("Worried")
    with pytest.raises(NotThere):
        await rita.says("hello", channel="general")


async def test_an_outsiders_modal_says_where_the_app_lives(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """A view opened for somebody of another company belongs to their team."""
    rita = workspace.person("rita")
    trigger = workspace.triggers.give(lantern.installed.app_id, rita.user_id)
    modal = {**MODAL, "blocks": [{"type": "section", "text": words("Hello")}]}

    await lantern.client.views_open(trigger_id=trigger, view=modal)
    await rita.submits()

    body = lantern.last("submission")
    assert body["team"]["id"] == body["view"]["team_id"] == workspace.team_of("Acme")
    assert body["view"]["app_installed_team_id"] == workspace.team_id


async def test_apps_hear_what_their_manifest_subscribes_to(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """People and channels change, and each change arrives."""
    maya = workspace.person("maya")
    workspace.add_person(Person("zoe", "Zoe Fay", "Asia/Tokyo"))
    workspace.join("general", "zoe")
    workspace.change_person("zoe", title="Boss")
    workspace.share("general", "Globex")
    workspace.archive("general")
    workspace.unarchive("general")
    message = await maya.says("hello", channel="general")
    await maya.reacts("wave", message)
    await maya.opens_home()
    (app,) = workspace.apps.values()
    run_id = workspace.run_function(app, "log", {})
    workspace.join("secrets", "lantern")
    workspace.archive("secrets")
    workspace.leave("general", "lantern")
    workspace.delete_channel("general")
    workspace.delete_channel("secrets")
    await workspace.rest()

    heard = {name for name, _ in lantern.heard}
    assert heard == set(EVENTS) - {
        "message.channels", "message.groups", "message.im", "app_uninstalled", "tokens_revoked", "channel_rename",
    } | {"message"} - {"member_left_channel"}  # fmt: skip
    assert lantern.last("team_join")["event"]["user"]["profile"]["email"] == "zoe@northwind.example"
    assert lantern.last("reaction_added")["event"]["item"]["ts"] == message.ts
    assert lantern.last("function_executed")["event"]["function_execution_id"] == run_id
    assert lantern.last("message")["is_ext_shared_channel"]


async def test_the_same_reaction_once_more_takes_it_back(workspace: LocalWorkspace) -> None:
    """What nobody feels any more stands under the message no longer."""
    maya, tom = workspace.person("maya"), workspace.person("tom")
    message = await maya.says("hello", channel="general")
    await maya.reacts("wave", message)
    await tom.reacts("wave", message)

    await maya.reacts("wave", message)

    assert message.reactions == {"wave": [tom.user_id]}
    await tom.reacts("wave", message)
    assert message.reactions == {}


async def test_a_message_is_heard_only_where_the_app_is(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Not in channels it is not in, and its manifest needs the scopes."""
    await workspace.person("maya").says("alone", channel="secrets")

    assert lantern.count("message") == 0
    broken = manifest(scopes=["commands"])
    broken["settings"]["event_subscriptions"]["bot_events"] = ["message.channels"]
    with pytest.raises(ValueError, match="channels:history"):
        workspace.install(broken)
    broken["settings"]["event_subscriptions"]["bot_events"] = ["message.nowhere"]
    with pytest.raises(ValueError, match="does not know"):
        workspace.install(broken)
    with pytest.raises(ValueError, match="commands"):
        workspace.install(manifest(scopes=["chat:write"]))


async def test_each_person_sees_their_own_workspace(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """The snapshot holds channels, threads, ephemerals, modals and Home as the person may see them, as JSON."""
    maya, tom = workspace.person("maya"), workspace.person("tom")
    general = workspace.channel("general")
    parent = await maya.says("parent", channel="general")
    await tom.says("reply", thread=parent)
    await lantern.client.chat_postEphemeral(channel=general.id, user=tom.user_id, text="psst")
    await lantern.client.chat_postMessage(channel=tom.user_id, text="direct")
    await tom.types("/lost", channel="general")
    await workspace.until(lambda: tom.modal is not None)

    views = {handle: json.loads(json.dumps(workspace.view_for(handle))) for handle in workspace.handles()}
    seen = {handle: {place["name"]: place for place in view["conversations"]} for handle, view in views.items()}

    assert set(views) == {"maya", "tom", "ines", "rita"}
    assert [m["text"] for m in seen["maya"]["general"]["messages"]] == ["parent"]
    assert [m["text"] for m in seen["tom"]["general"]["messages"]] == ["parent", "psst"]
    assert [m["text"] for m in seen["maya"]["general"]["messages"][0]["replies"]] == ["reply"]
    assert set(seen["maya"]) == {"general", "secrets", "with-acme"}
    assert set(seen["ines"]) == {"general"}
    assert set(seen["rita"]) == {"with-acme"}
    assert [m["text"] for m in seen["tom"][""]["messages"]] == ["direct"]
    assert views["tom"]["modals"][0]["title"]["text"] == "A lost customer"
    assert views["maya"]["modals"] == []
    assert views["maya"]["apps"][0]["commands"][0]["command"] == "/lost"
    assert views["rita"]["apps"][0]["commands"] == []
    assert workspace.unread_counts()["maya"] == 1
    await maya.mark_read(general.id)
    assert workspace.unread_counts()["maya"] == 0


async def test_a_workspace_carries_on_where_it_was_saved(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Messages, threads, files, Home, tokens and time come back; the same app works on."""
    maya = workspace.person("maya")
    parent = await maya.says("parent", channel="general")
    await workspace.person("tom").says("reply", thread=parent)
    await lantern.client.chat_postMessage(channel=maya.user_id, text="direct", blocks=BUTTONS)
    file = await lantern.client.files_upload_v2(filename="a.txt", content="hello")
    home = {"type": "home", "blocks": [{"type": "section", "text": words("Hello")}]}
    await lantern.client.views_publish(user_id=maya.user_id, view=home)
    await workspace.clock.advance(days=2)

    saved = json.loads(json.dumps(workspace.dump()))
    again = LocalWorkspace.load(saved, Clock(datetime.fromisoformat(saved["now"]), frozen=True))

    assert again.dump() == saved
    assert again.now() == workspace.now()
    for handle in workspace.handles():
        assert again.view_for(handle) == workspace.view_for(handle)
    assert again.file(file["file"]["id"]).data == b"hello"
    app = again.install(manifest())
    assert (app.bot_token, app.bot_user_id) == (lantern.installed.bot_token, lantern.installed.bot_user_id)
    assert again.new_ts() > parent.ts


async def test_gestures_say_what_is_there() -> None:
    """Unknown people, channels, commands and shortcuts."""
    workspace = LocalWorkspace(FIRM, Clock(MONDAY, frozen=True))
    workspace.install(manifest())
    maya = workspace.person("maya")

    with pytest.raises(NotThere, match="tom"):
        workspace.person("nobody")
    with pytest.raises(NotThere, match="general"):
        workspace.channel("nowhere")
    with pytest.raises(NotThere, match="/lost"):
        await maya.types("/found", channel="general")
    with pytest.raises(NotThere, match="Worried"):
        await maya.uses_shortcut("Carefree")
    with pytest.raises(NotThere):
        maya.newest("nothing")
    with pytest.raises(NotThere, match="thread"):
        await maya.command(workspace.channel("general").id, "/lost", "1.2")


async def test_a_firm_may_be_very_small() -> None:
    """Two people and a channel are enough."""
    firm = Firm("Two", "two", (Person("a", "A", "UTC", admin=True), Person("b", "B", "UTC")), (Channel("hall", ("a",)),))
    workspace = LocalWorkspace(firm, Clock(MONDAY, frozen=True))

    message = await workspace.person("a").says("hello & welcome @b")

    assert message.text == f"hello &amp; welcome <@{workspace.account('b').id}>"
    assert workspace.handles() == ["a", "b"]


async def test_a_message_may_be_gone(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Deleted by an administrator, it can't be updated; hidden by the free plan, it is not in history."""
    general = workspace.channel("general")
    card = await lantern.client.chat_postMessage(channel=general.id, text="card")
    workspace.delete_message(workspace.message(general.id, card["ts"]))
    with pytest.raises(SlackApiError, match="message_not_found"):
        await lantern.client.chat_update(channel=general.id, ts=card["ts"], text="new")

    await lantern.client.chat_postMessage(channel=general.id, text="old")
    workspace.hidden_after = timedelta(days=90)
    await workspace.clock.advance(days=91)
    await lantern.client.chat_postMessage(channel=general.id, text="new")
    history = await lantern.client.conversations_history(channel=general.id)
    assert [message["text"] for message in history["messages"]] == ["new"]


async def test_a_person_writes_to_the_app_directly(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """The direct messages are reached by the bot's handle; the app hears of it."""
    maya = workspace.person("maya")

    await maya.says("hello", channel="@lantern")

    assert [message.text for message in maya.dm] == ["hello"]
    assert lantern.last("message")["event"]["channel_type"] == "im"


async def test_an_app_without_interactivity_hears_no_press(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """As its manifest says."""
    quiet = manifest()
    quiet["settings"]["interactivity"]["is_enabled"] = False
    workspace.install(quiet, request_url=lantern.installed.request_url)
    await lantern.client.chat_postMessage(channel="#general", text="Will you?", blocks=BUTTONS)

    with pytest.raises(AppTrouble, match="interactivity"):
        await workspace.person("maya").presses("I'll do it")


async def test_consent_gives_a_code_to_the_redirect_address_alone(
    workspace: LocalWorkspace, lantern: Lantern
) -> None:
    """The consent page sends code and state back, to no other address than the manifest names."""
    (redirect,) = manifest()["oauth_config"]["redirect_urls"]
    query = {"client_id": lantern.installed.client_id, "state": "s", "redirect_uri": redirect}
    url = f"{workspace.base_url}/oauth/v2/authorize"

    async with aiohttp.ClientSession() as http:
        async with http.get(url, params=query, allow_redirects=False) as answer:
            location = answer.headers["location"]
        async with http.get(url, params=query | {"redirect_uri": "http://evil.example"}) as answer:
            assert answer.status == 400

    assert location.startswith(redirect)
    assert location.endswith("state=s")
    (code,) = workspace.codes
    assert code in location


async def test_menus_outside_inputs_are_chosen_from(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """By the option's text, or the menu's name; the choice comes with its state."""
    maya = workspace.person("maya")
    menu = {"type": "static_select", "action_id": "stage", "options": [option("Call", "c"), option("Write", "w")]}
    people = {"type": "users_select", "action_id": "menu", "placeholder": words("Hand over to")}
    blocks = [{"type": "actions", "block_id": "how", "elements": [menu, people]}]
    await lantern.client.chat_postMessage(channel="#general", text="How?", blocks=blocks)

    await maya.chooses("write")
    body = lantern.last("press")
    assert body["actions"][0]["selected_option"]["value"] == "w"
    assert body["state"]["values"]["how"]["stage"]["selected_option"]["value"] == "w"
    await maya.chooses("tom", of="Hand over")
    assert lantern.last("press")["actions"][0]["selected_user"] == workspace.account("tom").id


async def test_people_edit_delete_and_react_and_the_app_hears_each(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """As Slack tells it: the new words beside the old, in which thread it stood, and by timestamp what was deleted."""
    maya, tom = workspace.person("maya"), workspace.person("tom")
    root = await maya.says("Acme", channel="general")
    reply = await tom.says("First words", thread=root)

    await tom.edits(reply, "New words & more")
    changed = lantern.last("message")["event"]
    await maya.reacts("no_entry_sign", reply)
    await tom.deletes(reply)
    deleted = lantern.last("message")["event"]

    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "New words &amp; more")
    assert changed["message"]["thread_ts"] == root.ts
    assert changed["message"]["edited"]["user"] == tom.user_id
    assert changed["previous_message"]["text"] == "First words"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", reply.ts)
    assert deleted["previous_message"]["thread_ts"] == root.ts
    marked = lantern.last("reaction_added")["event"]
    assert marked["item"] == {"type": "message", "channel": root.channel, "ts": reply.ts}
    assert (marked["reaction"], marked["user"], marked["item_user"]) == ("no_entry_sign", maya.user_id, tom.user_id)


async def test_nobody_edits_or_deletes_what_another_wrote(workspace: LocalWorkspace) -> None:
    said = await workspace.person("maya").says("Mine", channel="general")

    with pytest.raises(NotThere):
        await workspace.person("tom").edits(said, "Yours")
    with pytest.raises(NotThere):
        await workspace.person("tom").deletes(said)

    assert said.text == "Mine"


async def test_a_reaction_is_heard_only_where_the_app_is(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """In a public channel, too: what an app may read it does not hear of by itself."""
    workspace.leave("general", "lantern")
    said = await workspace.person("maya").says("Hello", channel="general")

    await workspace.person("tom").reacts("wave", said)

    assert lantern.count("reaction_added") == 0


async def test_a_file_that_is_shared_and_a_reply_that_all_see_say_so(workspace: LocalWorkspace, lantern: Lantern) -> None:
    maya = workspace.person("maya")
    root = await maya.says("Acme", channel="general")

    await maya.shares("offer.pdf", b"%PDF", "Our offer", thread=root)
    shared = lantern.last("message")["event"]
    await maya.says("They took it", thread=root, broadcast=True)
    told = lantern.last("message")["event"]

    assert (shared["subtype"], shared["thread_ts"]) == ("file_share", root.ts)
    assert [file["name"] for file in shared["files"]] == ["offer.pdf"]
    assert (told["subtype"], told["thread_ts"]) == ("thread_broadcast", root.ts)


async def test_one_reply_can_be_read_alone(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """`inclusive` counts the edges in; the message that the thread is under always comes along."""
    maya = workspace.person("maya")
    root = await maya.says("Acme", channel="general")
    first, second = [await maya.says(word, thread=root) for word in ("one", "two")]

    edges = {"oldest": second.ts, "latest": second.ts}
    answer = await lantern.client.conversations_replies(channel=root.channel, ts=second.ts, inclusive=True, **edges)
    without = await lantern.client.conversations_replies(channel=root.channel, ts=second.ts, **edges)

    assert [one["ts"] for one in answer["messages"]] == [root.ts, second.ts]
    assert [one["ts"] for one in without["messages"]] == [root.ts]
    assert first.ts < second.ts
