"""Modals and Home keep Slack's rules: triggers, depth, hashes, typed values, answers to a submission."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import actor
from bot.sandbox.actor import Actor
from bot.sandbox.errors import AppTrouble, NotThere
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.lantern import MODAL, Lantern, words

SECTION = {"type": "section", "block_id": "s", "text": words("Hello")}


@pytest.fixture
async def maya(workspace: LocalWorkspace, lantern: Lantern) -> Actor:
    """Maya, with the modal before her."""
    assert lantern.heard == []
    person = workspace.person("maya")
    await person.types("/lost", channel="general")
    await workspace.until(lambda: person.modal is not None)
    return person


async def error(call: Any) -> str:
    """The error code of a call that must fail."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_a_trigger_is_good_once_and_for_three_seconds(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """A spent, an old and an invented trigger are told apart."""
    maya = workspace.person("maya")
    spent = workspace.triggers.give(lantern.installed.app_id, maya.user_id)
    await lantern.client.views_open(trigger_id=spent, view=MODAL)
    old = workspace.triggers.give(lantern.installed.app_id, maya.user_id)
    workspace.triggers.given[old].made -= 3.1

    assert await error(lantern.client.views_open(trigger_id=spent, view=MODAL)) == "exchanged_trigger_id"
    assert await error(lantern.client.views_open(trigger_id=old, view=MODAL)) == "expired_trigger_id"
    assert await error(lantern.client.views_open(trigger_id="1.2.3", view=MODAL)) == "invalid_trigger_id"


async def test_modals_stack_three_deep(workspace: LocalWorkspace, lantern: Lantern, maya: Actor) -> None:
    """The third push finds no room; closing shows the one beneath, and the app hears of it."""
    await maya.presses("Add somebody")
    await workspace.until(lambda: len(workspace.modals[maya.user_id]) == 2)
    await maya.presses("Add somebody")
    await workspace.until(lambda: len(workspace.modals[maya.user_id]) == 3)
    top = maya.modal
    assert top is not None

    trigger = workspace.triggers.give(lantern.installed.app_id, maya.user_id, top.id)
    assert await error(lantern.client.views_push(trigger_id=trigger, view=MODAL)) == "push_limit_reached"
    await maya.closes()

    assert maya.modal is not None
    assert maya.modal.id == top.previous
    await workspace.until(lambda: lantern.count("closed") == 1)
    assert lantern.last("closed")["is_cleared"] is False


async def test_what_was_typed_stays_when_the_view_is_updated(lantern: Lantern, maya: Actor) -> None:
    """Same block_id and action_id keep the value; a stale hash is a conflict."""
    await maya.enters(note="Long and careful")
    view = maya.modal
    assert view is not None
    before = view.hash

    changed = {**MODAL, "blocks": [SECTION, *MODAL["blocks"]]}
    await lantern.client.views_update(view_id=view.id, hash=before, view=changed)

    assert view.values["note"]["text"]["value"] == "Long and careful"
    stale = lantern.client.views_update(view_id=view.id, hash=before, view=changed)
    assert await error(stale) == "hash_conflict"
    assert await error(lantern.client.views_update(view_id="V404", view=changed)) == "not_found"


async def test_errors_keep_the_modal_and_what_was_typed(lantern: Lantern, maya: Actor) -> None:
    """First Slack's own check of required fields, then the app's errors, then acceptance."""
    assert set(await maya.submits()) == {"customer", "where_it_stands"}
    assert lantern.count("submission") == 0

    lantern.submission = {"response_action": "errors", "errors": {"customer": "They are still with us."}}
    errors = await maya.fills(customer="Acme", where_it_stands="Has left", note="kept")
    assert errors == {"customer": "They are still with us."}
    assert maya.modal is not None
    assert "They are still with us." in maya.modal.texts()
    assert maya.modal.values["note"]["text"]["value"] == "kept"

    lantern.submission = None
    assert await maya.submits() == {}
    assert maya.modal is None


async def test_a_submission_may_update_push_or_clear(workspace: LocalWorkspace, lantern: Lantern, maya: Actor) -> None:
    """The three other answers to a submission."""
    receipt = {"type": "modal", "callback_id": "log", "title": words("Thanks"), "blocks": [SECTION]}
    lantern.submission = {"response_action": "update", "view": {**MODAL, "title": words("Again")}}
    await maya.fills(customer="Acme", where_it_stands="Has left")
    assert maya.modal is not None
    assert "Again" in maya.modal.texts()

    lantern.submission = {"response_action": "push", "view": receipt}
    await maya.submits()
    assert len(workspace.modals[maya.user_id]) == 2
    await maya.closes()
    lantern.submission = {"response_action": "clear"}
    await maya.submits()
    assert maya.modal is None


async def test_an_answer_that_slack_would_not_take_is_trouble(lantern: Lantern, maya: Actor) -> None:
    """Errors on blocks that are no inputs, or a view that is not valid: the person sees trouble, nothing is lost."""
    await maya.enters(customer="Acme", where_it_stands="Has left")

    lantern.submission = {"response_action": "errors", "errors": {"nowhere": "?"}}
    with pytest.raises(AppTrouble, match="nowhere"):
        await maya.submits()
    lantern.submission = {"response_action": "update", "view": {"type": "modal", "title": words("t" * 25), "blocks": []}}
    with pytest.raises(AppTrouble, match="less than 25 characters"):
        await maya.submits()

    assert maya.modal is not None


async def test_home_is_published_and_pressed(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Home shows what was published for this person, and its buttons work."""
    tom = workspace.person("tom")
    button = {"type": "button", "action_id": "decline", "text": words("Stop")}
    view = {"type": "home", "blocks": [SECTION, {"type": "actions", "block_id": "a", "elements": [button]}]}

    published = await lantern.client.views_publish(user_id=tom.user_id, view=view)
    await tom.presses("Stop")

    assert tom.home is not None
    assert "Hello" in tom.home.texts()
    assert lantern.last("press")["view"]["id"] == published["view"]["id"]
    assert workspace.person("maya").home is None
    rita = workspace.account("rita").id
    assert await error(lantern.client.views_publish(user_id=rita, view=view)) == "user_not_found"


async def test_what_is_not_there_says_what_is(maya: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing field, option, button and person name the choices, after it was waited for."""
    monkeypatch.setattr(actor, "PATIENCE", 0.1)
    with pytest.raises(NotThere, match="where_it_stands: Where it stands"):
        await maya.enters(nonsense="x")
    with pytest.raises(NotThere, match="Warning signs"):
        await maya.enters(where_it_stands="Gone fishing")
    with pytest.raises(NotThere, match="is not there"):
        await maya.enters(customer="Nobody")
    with pytest.raises(NotThere, match="Add somebody"):
        await maya.presses("Explode")
    with pytest.raises(NotThere, match="ines"):
        await maya.enters(owner="nobody")


async def test_views_are_checked(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Wrong views are refused with the place of the fault; heavy ones by their weight."""
    maya = workspace.person("maya")

    async def opened(view: Any) -> str:
        trigger = workspace.triggers.give(lantern.installed.app_id, maya.user_id)
        return await error(lantern.client.views_open(trigger_id=trigger, view=view))

    heavy = [{"type": "section", "text": words("x" * 2900)} for _ in range(90)]
    assert await opened({**MODAL, "blocks": heavy}) == "view_too_large"
    assert await opened({key: value for key, value in MODAL.items() if key != "submit"}) == "invalid_arguments"
    assert await opened({**MODAL, "type": "home"}) == "invalid_arguments"
